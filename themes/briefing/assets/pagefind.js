/* Search by Pagefind, where the site's settings ask for it: its index, our page. */

const form = document.querySelector("form[data-index]");
const said = form.dataset;
const list = document.getElementById("results");
const status = document.getElementById("found");
const more = document.getElementById("more");
const alphabet = document.getElementById("alphabet");
const AT_ONCE = 10;
const number = new Intl.NumberFormat(said.locale), plural = new Intl.PluralRules(said.locale);

const counted = count => {
  const sample = [0, 1, 2, 3, 6, 11].find(other => plural.select(other) === plural.select(count)) ?? 100;
  return said[`n${sample}`].replace(number.format(sample), number.format(count));
};
const element = (name, kind, ...inside) => {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...inside);
  return made;
};

let run = 0, found = [], shown = 0, engine;
const extend = async mine => {
  const next = await Promise.all(found.slice(shown, shown + AT_ONCE).map(one => one.data()));
  if (mine !== run) return;
  shown += next.length;
  list.append(...next.map(one => {
    const link = element("a", "", one.meta.title), excerpt = element("p", "summary");
    link.href = one.url;
    excerpt.innerHTML = one.excerpt; // Pagefind's own: text, escaped, with its marks
    return element("li", "card", element("h2", "headline", link), excerpt);
  }));
  more.hidden = shown >= found.length;
};
const show = async how => {
  const mine = ++run, q = form.elements.q.value.trim();
  const address = location.pathname + (q ? `?${new URLSearchParams({q})}` : "");
  if (how && address !== location.pathname + location.search) history[`${how}State`](null, "", address);
  alphabet.hidden = q !== "";
  list.setAttribute("aria-busy", "true");
  try {
    engine ??= import(`${said.index}pagefind.js`);
    const {results} = q ? await (await engine).search(q) : {results: []};
    if (mine !== run) return;
    [found, shown] = [results, 0];
    list.replaceChildren();
    status.textContent = q ? results.length ? counted(results.length) : said.none : "";
    await extend(mine);
  } catch (error) {
    status.textContent = said.failed;
    console.error(error);
  }
  if (mine === run) list.setAttribute("aria-busy", "false");
};
const read = () => { form.elements.q.value = new URLSearchParams(location.search).get("q") || ""; };

let waiting;
form.elements.q.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 200, "replace"); });
form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(waiting); show("push"); });
more.addEventListener("click", () => extend(run));
addEventListener("popstate", () => { read(); show(); });
addEventListener("keydown", event => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.matches("input")) {
    event.preventDefault();
    form.elements.q.focus();
  }
});
read();
show();
