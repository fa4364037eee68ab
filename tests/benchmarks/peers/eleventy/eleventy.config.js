import { createRequire } from "node:module";
import records from "./_data/records.json" with { type: "json" };

// The benchmark says where Eleventy and its Markdown are installed.
const require = createRequire(process.env.BENCH_NODE);
const markdownIt = require("markdown-it");
const footnotes = require("markdown-it-footnote");

const PAGE = 50;
const FEED = 30;
const FAMILIES = ["topics", "entities", "sources"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

let known;

/** Briefings newest first, and groups with their members; made once a build. */
function site(collections) {
  if (known) return known;
  const briefings = collections.getFilteredByTag("briefing").reverse();
  const groups = {};
  for (const family of FAMILIES) {
    const members = {};
    for (const slug of Object.keys(records[family])) members[slug] = [];
    for (const item of briefings) for (const slug of item.data[family]) members[slug].push(item);
    groups[family] = Object.keys(members).map((slug) => ({
      family, slug, url: `/${family}/${slug}/`, ...records[family][slug], items: members[slug], count: members[slug].length,
    }));
  }
  const place = new Map(briefings.map((item, index) => [item.url, index]));
  known = { briefings, place, groups, all: FAMILIES.flatMap((family) => groups[family]) };
  return known;
}

function pagesOf(group) {
  const total = Math.max(1, Math.ceil(group.items.length / PAGE));
  return Array.from({ length: total }, (_, index) => ({
    group, number: index + 1, total,
    items: group.items.slice(index * PAGE, (index + 1) * PAGE),
    url: index ? `${group.url}page/${index + 1}/` : group.url,
    newer: index === 0 ? null : index === 1 ? group.url : `${group.url}page/${index}/`,
    older: index + 1 < total ? `${group.url}page/${index + 2}/` : null,
  }));
}

export default function (config) {
  known = undefined;
  config.setLibrary("md", markdownIt({ html: false }).use(footnotes));
  config.addPassthroughCopy({ assets: "/" });
  config.addCollection("newest", (all) => site(all).briefings);
  config.addCollection("groups", (all) => site(all).groups);
  config.addCollection("groupPages", (all) => site(all).all.flatMap(pagesOf));
  config.addCollection("mentioned", (all) => Object.fromEntries(
    ["entities", "topics"].map((family) => [family, [...site(all).groups[family]].sort((a, b) => b.count - a.count).slice(0, 12)]),
  ));
  config.addCollection("feeds", (all) => [
    { title: "The bench", url: "/", items: site(all).briefings.slice(0, FEED) },
    ...site(all).all.filter((group) => group.count).map((group) => ({
      title: `${group.name} – The bench`, url: group.url, items: group.items.slice(0, FEED),
    })),
  ]);
  config.addFilter("record", (slug, family) => records[family][slug]);
  config.addFilter("clock", (date) => `${date.toISOString().slice(0, 16)}Z`);
  config.addFilter("day", (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
  config.addFilter("weekday", (date) => DAYS[date.getUTCDay()]);
  config.addFilter("rfc822", (date) => date.toUTCString().replace("GMT", "+0000"));
  config.addFilter("words", (html) => html.split(/\s+/).length);
  config.addFilter("minutes", (html) => Math.max(1, Math.round(html.split(/\s+/).length / 238)));
  config.addFilter("newer", (url) => known.briefings[known.place.get(url) - 1]);
  config.addFilter("older", (url) => known.briefings[known.place.get(url) + 1]);
  config.addFilter("first", (items, count) => items.slice(0, count));
  config.addFilter("last", (items) => items[items.length - 1]);
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    templateFormats: ["md", "njk"],
  };
}
