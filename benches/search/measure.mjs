// Measures the search of a built site, and prints what was found as tables of Markdown.
//
//   node benches/search/measure.mjs SITE                           a large site: sizes, requests, times, slips
//   node benches/search/measure.mjs SITE --judged benches/search/queries.tsv      the example: is the right letter there?
//   node benches/search/measure.mjs SITE --pagefind COPY           and Pagefind's on a copy of the site, same queries
//
//   --queries 200   --typos 500   --slow 20   --seed 1             how many of each, and from which seed
//
// Sizes are what travels with `gzip -9`. A browser asks for the files; nothing is taken from a cache.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { files, scriptsOfSearch } from "../../tests/browser/site.mjs";
import { pagefind } from "./pagefind.mjs";
import { withReader } from "./reader.mjs";
import { queries, typos, vocabulary } from "./words.mjs";

const options = { queries: 200, typos: 500, slow: 20, seed: 1 };
const [site, ...rest] = process.argv.slice(2);
for (let at = 0; at < rest.length; at += 2) options[rest[at].slice(2)] = /^\d+$/.test(rest[at + 1]) ? Number(rest[at + 1]) : rest[at + 1];
if (!site) {
  console.error("which site?");
  process.exit(2);
}

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const ms = (time) => `${time.toFixed(1)} ms`;

/** The value that so large a share of `values` does not exceed. */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

const spread = (values, show) => [0.5, 0.9, 1].map((share) => show(quantile(values, share)));

function table(head, rows) {
  console.log(`\n| ${head.join(" | ")} |\n|${head.map((_, at) => (at ? "--:" : "---")).join("|")}|`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

function sizes() {
  const named = files(site);
  const index = named.filter((name) => name.startsWith("assets/search/") || name === "search/index.js");
  const read = (name) => readFileSync(join(site, name));
  const sum = (names, size) => names.reduce((total, name) => total + size(read(name)), 0);
  const travels = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const scripts = scriptsOfSearch(site);
  const base = ["search/index.js"];
  table(["index", "figure"], [
    ["files of the site", named.length],
    ["files of the index", index.length],
    ["bytes", mb(sum(index, (bytes) => bytes.length))],
    ["bytes, compressed", mb(sum(index, travels))],
    ["`index.js`, compressed", kb(sum(base, travels))],
    ["largest file, compressed", kb(Math.max(...index.map((name) => travels(read(name)))))],
    ...scripts.map((name) => [`\`${name}\`, compressed`, kb(travels(read(name)))]),
    ["all scripts of the search page, compressed", kb(sum(scripts, travels))],
  ]);
}

async function requests(reader, asked) {
  const all = [];
  for (const query of asked) all.push({ query, ...(await reader.firstQuery(query)) });
  const of = (get) => all.map(get);
  table(["bytes a query", "median", "90 %", "most"], [
    ["first query, with script and index", ...spread(of(({ base, further }) => base + further), kb)],
    ["further query, nothing cached", ...spread(of(({ further }) => further), kb)],
    ["files a further query", ...spread(of((one) => one.files - 1), String)],
    ["pages for excerpts", ...spread(of(({ excerpts }) => excerpts), kb)],
  ]);
  const worst = [...all].sort((a, b) => b.further - a.further).slice(0, 3);
  console.log(`\nLargest: ${worst.map(({ query, further }) => `“${query}” ${kb(further)}`).join(", ")}`);
}

async function times(reader, asked) {
  const costs = await reader.costs(asked);
  const slow = await reader.slowAnswers(asked.slice(0, options.slow));
  table(["time", "median", "90 %", "most"], [
    ["decode and rank", ...spread(costs.rank, ms)],
    ["all work of the browser, with reading the files", ...spread(costs.all, ms)],
    ["first answer at 1.6 Mbit/s and 150 ms, search page open", ...spread(slow.open, ms)],
    ["the same from the home page", ...spread(slow.away, ms)],
    ["the same, typed there in two seconds", ...spread(slow.typed, ms)],
  ]);
  console.log(`\nOf ${options.slow} slow queries, ${slow.open.length} and ${slow.away.length} had an answer.`);
}

async function slips(reader, words) {
  const rows = [];
  for (const [name, often] of [["each word once", false], ["words as often as they are written", true]]) {
    const pairs = typos(words, options.typos, options.seed, often);
    const found = await reader.understood(pairs);
    const share = (kind) => `${((100 * found.filter((one) => one === kind).length) / found.length).toFixed(1)} %`;
    rows.push([name, ...["first", "among", "no", "unknown"].map(share)]);
    const wrong = pairs.filter((_, at) => found[at] === "no").slice(0, 12).map(([slip, word]) => `${slip} (${word})`);
    console.log(`\nNot understood, for instance: ${wrong.join(", ")}`);
  }
  table([`${options.typos} slips`, "right word first", "among several", "another", "word not in the index"], rows);
}

async function judged(reader) {
  const lines = readFileSync(options.judged, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  const asked = lines.map((line) => line.split("\t"));
  const found = await reader.best(asked.map(([query]) => query), 3);
  const at = asked.map(([, wanted], row) => found[row].findIndex((path) => wanted.split(" ").some((slug) => path === `/questions/${slug}/`)));
  table(["judged queries", "number"], [
    ["all", asked.length],
    ["right letter first", at.filter((place) => place === 0).length],
    ["right letter among three", at.filter((place) => place >= 0).length],
  ]);
  asked.forEach(([query, wanted], row) => at[row] < 0 && console.log(`\nMissed: ${query} → ${found[row].join(" ") || "nothing"} (${wanted})`));
}

sizes();
const policy = "default-src 'self'";
if (options.judged) {
  await withReader(site, policy, judged);
} else {
  const words = vocabulary(site);
  const asked = queries(words, options.queries, options.seed);
  console.log(`\n${words.letters.length} letters, ${words.counts.size} words; ${asked.length} queries such as “${asked.slice(0, 8).join("”, “")}”`);
  await withReader(site, policy, async (reader) => {
    await requests(reader, asked);
    await slips(reader, words);
    await times(reader, asked);
  });
  if (options.pagefind) await pagefind(options.pagefind, asked, { table, spread, kb, mb });
}
