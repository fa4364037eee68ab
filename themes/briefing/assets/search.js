/* Search in the reader's own browser: words are looked up in files that the build made (site_builder/search), and
   nobody learns what was asked. Folding and terms are those of site_builder/text/terms.py. */

const form = document.querySelector("form[data-index]");
const said = form.dataset;
const {index, root} = said;
/* Plain English is nobody's in particular, as on the other pages: 20 February 2026. */
const locale = said.locale === "en" ? "en-001" : said.locale;
const box = form.elements.q;
const filters = form.querySelector("details");
const selects = [...form.querySelectorAll("select")];
const list = document.getElementById("results");
const status = document.getElementById("found");
const more = document.getElementById("more");
const alphabet = document.getElementById("alphabet");
const title = document.title;

const AT_ONCE = 10, SEVERAL = 3, LOOKED_AT = 30, EAGER = 12000;
const make = (name, options) => new Intl[name](locale, options);
const day = make("DateTimeFormat", {dateStyle: "long", timeZone: "UTC"});
const number = make("NumberFormat");
const plural = make("PluralRules");
const tongue = make("DisplayNames", {type: "language"});

/* What is fetched is fetched once. */
const fetched = new Map();
const load = (url, use) => {
  if (!fetched.has(url)) {
    fetched.set(url, fetch(url).then(answer => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return answer.text();
    }).then(use).catch(error => { fetched.delete(url); throw error; }));
  }
  return fetched.get(url);
};
const meta = () => load(`${index}meta.json`, JSON.parse);

/* Words, as the index has them. */
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u1100-\\u11ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUN = new RegExp(`([${UNSPACED}]+)`, "u");
const LETTERS = {"ß": "ss", "ς": "σ", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"};
const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase()
  .replace(/[ßςøđłæœı]/g, letter => LETTERS[letter]);
const terms = text => (folded(text).match(/[\p{L}\p{N}]+/gu) || []).flatMap(word =>
  word.split(RUN).flatMap((part, at) => {
    const signs = [...part];
    if (at % 2 === 0 || signs.length < 2) return part ? [part] : [];
    return signs.slice(1).map((sign, before) => signs[before] + sign);
  })).map(term => [...term].slice(0, 32).join(""));

/* Numbers and postings (site_builder/search/coding.py). */
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Uint8Array(128);
[...SIGNS].forEach((sign, value) => { VALUES[sign.charCodeAt(0)] = value; });
const decode = (text, each) => {
  for (let at = 0, value = 0, shift = 0; at < text.length; at++) {
    const six = VALUES[text.charCodeAt(at)];
    value |= (six & 31) << shift;
    if (six & 32) shift += 5;
    else { each(value); value = shift = 0; }
  }
};
const shard = start => {
  const name = [...new TextEncoder().encode(start)].map(byte => byte.toString(16).padStart(2, "0")).join("") || "0";
  return load(`${index}terms/${name}.txt`, text => {
    let before = "";
    return text.split("\n").filter(Boolean).map(line => {
      const [head, written] = line.split(" ");
      before = before.slice(0, parseInt(head[0], 36)) + head.slice(1);
      return {term: before, common: written[0] === "!", written: written.replace("!", "")};
    });
  });
};
const postings = row => {
  if (!row.found) {
    let at = -1;
    row.found = [];
    decode(row.written, value => { at += (value >>> 4) + 1; row.found.push([at, (value & 15) + 1]); });
  }
  return row.found;
};

/* How many letters are to be changed, added, left out or swapped with their neighbours; more than `most` is Infinity. */
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let older = [], old = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    [older, old] = [old, row];
  }
  return old[other.length] > most ? Infinity : old[other.length];
};

/* The rows of the index that a word means, each with a weight. An open word may go on; where it may in more ways than
   are looked at, what was found says little. */
const meanings = async (word, open, starts) => {
  const place = text => {
    let low = 0, high = starts.length;
    while (high - low > 1) { const middle = (low + high) >> 1; if (starts[middle] <= text) low = middle; else high = middle; }
    return low;
  };
  const from = place(word), last = open ? place(`${word}\uffff`) : from, upto = Math.min(last, from + SEVERAL - 1);
  const rows = (await Promise.all(starts.slice(from, upto + 1).map(shard))).flat();
  let found = rows.filter(row => row.term === word || (open && row.term.startsWith(word)))
    .map(row => [row, row.term === word ? 1 : .3 + .5 * word.length / row.term.length]);
  if (!found.length && word.length > 3) {
    let least = word.length > 7 ? 2 : 1;
    for (const row of rows) {
      const far = distance(word, row.term, least);
      if (far < least) { least = far; found = []; }
      if (far === least) found.push([row, .7 / far]);
    }
  }
  return {rows: found, telling: last === upto && found.some(([row]) => !row.common)};
};

/* A query: phrases in quotation marks, and words, the last of which may not be finished. */
const understood = text => {
  const phrases = [];
  const rest = text.replace(/["“”«»„]([^"“”«»„]+)["“”«»„]/g, (_, phrase) => { phrases.push(terms(phrase)); return " "; });
  const words = terms(rest);
  const asked = [...phrases.flat().map(word => ({word})), ...words.map(word => ({word}))];
  if (words.length && /[\p{L}\p{N}\p{M}]$/u.test(text)) asked[asked.length - 1].open = true;
  const seen = new Set();
  return {phrases: phrases.filter(phrase => phrase.length > 1), asked: asked.filter(one => !seen.has(one.word) && seen.add(one.word))};
};

/* The numbers of the briefings that a query finds, the best first. */
const search = async ({asked, phrases}) => {
  const {count, shards} = await meta();
  if (!asked.length) return {found: [...Array(count).keys()].reverse(), means: []};
  const means = await Promise.all(asked.map(({word, open}) => meanings(word, open, shards)));
  const telling = means.filter(one => one.telling);
  const needed = telling.length ? telling : means.filter(({rows}) => rows.length);
  const scores = new Float32Array(count), hits = new Uint8Array(count);
  for (const one of means) {
    const best = new Map();
    for (const [row, weight] of one.rows) {
      const all = postings(row), rare = weight * Math.log(1 + count / (all.length + .5));
      for (const [at, impact] of all) best.set(at, Math.max(best.get(at) || 0, rare * impact));
    }
    const counts = needed.includes(one) ? 1 : 0;
    for (const [at, score] of best) { scores[at] += score; hits[at] += counts; }
  }
  let least = needed.length - (needed.length > 2 && !phrases.length ? 1 : 0);
  const most = hits.reduce((one, other) => Math.max(one, other), 0);
  if (most < least && !phrases.length) least = most;
  const found = [];
  for (let at = 0; least > 0 && at < count; at++) {
    if (hits[at] >= least) { scores[at] *= (hits[at] / needed.length) ** 2; found.push(at); }
  }
  found.sort((one, other) => scores[other] - scores[one] || other - one);
  return {found: phrases.length ? await withPhrases(found, phrases) : found, means};
};

const row = async at => {
  const {block} = await meta();
  const rows = await load(`${index}briefings/${Math.floor(at / block)}.json`, JSON.parse);
  const [name, address = "", date = "", language = "", source = "", summary = ""] = rows[at % block];
  const url = address[0] === "/" ? address : `/briefings/${address || terms(name).join("-")}/`;
  return {name, url: root + url.slice(1), date, language, source, summary};
};
const page = url => load(url, html => {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  main.querySelectorAll("nav, aside, script, svg, a[href^='#']").forEach(part => part.remove());
  const blocks = [...main.querySelectorAll("p, li, dd, td, h2, h3")].filter(block => !block.querySelector("p, li"));
  return blocks.map(block => {
    const [text, linked] = [block, block.querySelector("a")].map(part => part?.textContent.replace(/\s+/g, " ").trim());
    return {text, isName: text === linked};
  });
});
const has = (text, phrases) => {
  const flat = ` ${terms(text).join(" ")} `;
  return phrases.every(phrase => flat.includes(` ${phrase.join(" ")} `));
};
/* Where words stand is not in the index: the briefings' own pages say it, the likeliest ones. */
const withPhrases = async (found, phrases) => {
  const some = found.slice(0, LOOKED_AT);
  const ok = await Promise.all(some.map(async at => {
    const {name, url, summary} = await row(at);
    return has(name, phrases) || has(summary, phrases) || (await page(url)).some(({text}) => has(text, phrases));
  }));
  return some.filter((_, at) => ok[at]);
};

/* What results are narrowed down by. */
const facet = kind => load(`${index}by/${kind}.txt`, text => new Map(text.split("\n").filter(Boolean).map(line => {
  const [key, name, written] = line.split("\t"), found = [];
  let at = -1;
  decode(written, value => { at += value + 1; found.push(at); });
  return [key, {name: kind === "language" ? tongue.of(key) : name || key, found}];
})));
const narrowed = async (found, chosen, but) => {
  for (const [kind, key] of Object.entries(chosen)) {
    if (kind === but) continue;
    const within = new Set(((await facet(kind)).get(key) || {found: []}).found);
    found = found.filter(at => within.has(at));
  }
  return found;
};
const offer = async (found, chosen) => {
  for (const select of selects) {
    const within = new Set(await narrowed(found, chosen, select.name));
    const options = [...await facet(select.name)].map(([key, {name, found: all}]) =>
      [key, name, all.reduce((sum, at) => sum + within.has(at), 0)]);
    const shown = options.filter(([key, , count]) => count || key === chosen[select.name]);
    shown.sort(select.name === "year" ? (one, other) => other[0] - one[0]
      : (one, other) => other[2] - one[2] || one[1].localeCompare(other[1], locale));
    select.replaceChildren(new Option(said.any, ""), ...shown.slice(0, 200).map(([key, name, count]) =>
      new Option(`${name} (${number.format(count)})`, key, false, key === chosen[select.name])));
    select.value = chosen[select.name] || "";
    select.disabled = shown.length === 0;
  }
};

/* What is shown. */
const element = (name, more, ...inside) => {
  const made = document.createElement(name);
  Object.entries(more).forEach(([key, value]) => { if (value) made.setAttribute(key, value); });
  made.append(...inside);
  return made;
};
const marked = (text, known) => text.split(/([\p{L}\p{N}\p{M}]+)/u).flatMap((part, at) => {
  if (at % 2 === 0) return [part];
  if (!RUN.test(folded(part))) return known(folded(part)) ? [element("mark", {}, part)] : [part];
  const signs = [...part], hit = signs.map(() => false);
  signs.forEach((_, at) => { if (known(folded(signs.slice(at, at + 2).join("")))) hit[at] = hit[at + 1] = true; });
  return signs.map((sign, at) => hit[at] ? element("mark", {}, sign) : sign);
});
const passage = (texts, known) => {
  const sentences = texts.flatMap(text => text.split(/(?<=[.!?]["”’»)]?)\s+|(?<=[。！？])/u));
  let best = "", most = 0;
  for (const sentence of sentences) {
    const hits = new Set((sentence.match(/[\p{L}\p{N}\p{M}]+/gu) || []).map(folded).filter(known)).size;
    if (hits > most) { most = hits; best = sentence; }
  }
  const first = best.split(/([\p{L}\p{N}\p{M}]+)/u).findIndex((part, at) => at % 2 && known(folded(part)));
  const words = best.split(/(\s+)/);
  const from = words.length > 80 ? Math.max(0, first - 20) : 0;
  return (from ? "…" : "") + words.slice(from, from + 80).join("") + (words.length > from + 80 ? "…" : "");
};
const counted = count => {
  const sample = [0, 1, 2, 3, 6, 11].find(other => plural.select(other) === plural.select(count)) ?? 100;
  return said[`n${sample}`].replace(number.format(sample), number.format(count));
};

let run = 0, shown = 0, current = null;

/* Where neither title nor summary has a word of the query, a sentence of the text says why a briefing was found. That
   takes the briefing's own page, so only the first such result has it at once, others when they are looked at: as they
   get the focus, or are in view once the reader scrolls. */
const unexplained = new Map();
const explain = async item => {
  const find = unexplained.get(item);
  unexplained.delete(item);
  inView.unobserve(item);
  /* Without it the summary stays. */
  if (find) await find().catch(console.warn);
};
const inView = new IntersectionObserver(all => all.forEach(({isIntersecting, target}) => { if (isIntersecting) explain(target); }));
const watch = () => { if (scrollY > 0) [...unexplained.keys()].forEach(item => inView.observe(item)); };
const forget = () => { unexplained.clear(); inView.disconnect(); };
const state = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));

const extend = async mine => {
  const next = current.found.slice(shown, shown + AT_ONCE), start = shown;
  const rows = await Promise.all(next.map(row));
  if (mine !== run) return;
  shown += next.length;
  const {known} = current;
  const items = rows.map(one => {
    const about = [one.source, one.date && day.format(new Date(one.date)), one.language && tongue.of(one.language)];
    const link = element("a", {href: one.url}, ...marked(one.name, known));
    const summary = element("p", {class: "summary", lang: one.language || said.locale, dir: "auto"}, ...marked(one.summary, known));
    const heading = element("h2", {class: "headline", lang: one.language || said.locale, dir: "auto"}, link);
    const facts = element("ul", {class: "meta"}, ...about.filter(Boolean).map(text => element("li", {}, text)));
    return element("li", {class: "card"}, heading, summary, facts);
  });
  list.append(...items);
  more.hidden = shown >= current.found.length;
  const {asked, phrases} = current;
  const says = (item, at) => phrases.length ? has(`${rows[at].name} — ${rows[at].summary}`, phrases) : item.querySelector("mark");
  const silent = items.filter((item, at) => asked.length && !says(item, at));
  silent.forEach(item => unexplained.set(item, async () => {
    const texts = (await page(item.querySelector("a").href)).filter(({isName}) => !isName).map(({text}) => text);
    const text = passage(phrases.length ? texts.filter(one => has(one, phrases)) : texts, known);
    if (text) item.querySelector(".summary").replaceChildren(...marked(text, known));
  }));
  if (start) items[0].querySelector("a").focus();
  else if (silent.length) await explain(silent[0]);
  watch();
};

const show = async how => {
  const mine = ++run, {q = "", ...chosen} = state();
  const query = new URLSearchParams({...q && {q}, ...chosen}).toString();
  const address = location.pathname + (query ? `?${query}` : "");
  if (how && address !== location.pathname + location.search) history[`${how}State`](null, "", address);
  document.title = q ? `${q} – ${title}` : title;
  const active = query !== "";
  alphabet.hidden = active;
  list.setAttribute("aria-busy", "true");
  try {
    /* Where nothing is asked and no filters are shown, nothing is fetched. */
    if (!active && !filters.open) {
      forget();
      list.replaceChildren();
      more.hidden = true;
      status.textContent = "";
      list.setAttribute("aria-busy", "false");
      return;
    }
    const asked = understood(q);
    const {found, means} = await search(asked);
    const few = await narrowed(found, chosen);
    if (mine !== run) return;
    const matched = new Set(means.flatMap(({rows}) => rows.map(([{term}]) => term)));
    current = {...asked, found: few, known: word => matched.has(word)};
    shown = 0;
    forget();
    list.replaceChildren();
    more.hidden = true;
    status.textContent = active ? few.length ? counted(few.length) : said.none : "";
    const {by} = await meta();
    const small = Object.values(by).reduce((sum, size) => sum + size, 0) < EAGER;
    if (small && !filters.dataset.seen && matchMedia("(min-width: 60rem)").matches) filters.open = true;
    filters.dataset.seen = "1";
    await Promise.all([active ? extend(mine) : null, filters.open ? offer(found, chosen) : null]);
  } catch (error) {
    if (mine === run) status.textContent = said.failed;
    console.error(error);
  }
  if (mine === run) list.setAttribute("aria-busy", "false");
};

const read = () => {
  const given = new URLSearchParams(location.search);
  box.value = given.get("q") || "";
  for (const select of selects) {
    const key = given.get(select.name) || "";
    if (key && ![...select.options].some(option => option.value === key)) select.add(new Option(key, key));
    select.value = key;
  }
  if (selects.some(select => select.value)) filters.open = true;
};

let waiting;
box.addEventListener("focus", () => meta().catch(console.warn));
box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 150, "replace"); });
form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(waiting); show("push"); });
selects.forEach(select => select.addEventListener("change", () => show("push")));
filters.addEventListener("click", () => { if (!filters.open) setTimeout(show); });
more.addEventListener("click", () => extend(run));
list.addEventListener("focusin", event => explain(event.target.closest("li")));
addEventListener("scroll", watch, {passive: true});
addEventListener("popstate", () => { read(); show(); });
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...list.querySelectorAll("h2 a")], at = links.indexOf(document.activeElement);
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "/" && !typing) { event.preventDefault(); box.select(); box.focus(); }
  else if (event.key === "ArrowDown" && links.length && (event.target === box || at >= 0)) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
  else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at ? links[at - 1] : box).focus(); }
  else if (event.key === "Escape" && at >= 0) box.focus();
});

form.classList.add("ready");
filters.hidden = false;
read();
show();
