// What the reader mode of a browser keeps of each letter, by Mozilla's Readability, which Firefox runs:
//
//   node reader.mjs DIR COLUMN    the built site, and the column that it was built from
//
// Kept are title, names, questions, answers, notes, and updates, in the order of the Markdown, word for word; nothing else
// of the page is. What to keep is asked of the Markdown, and of the page by its anchors, and each is compared by itself.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { columnists, letters } from "./markdown.mjs";
import { publishedAt, serve } from "./site.mjs";

const [dir, column] = process.argv.slice(2);
if (!column) {
  console.error("usage: node reader.mjs DIR COLUMN");
  process.exit(2);
}
const require = createRequire(import.meta.url);
const [READABILITY, IS_READABLE] = ["Readability.js", "Readability-readerable.js"].map((name) =>
  readFileSync(require.resolve(`@mozilla/readability/${name}`), "utf8"));
// An acronym is followed by its expansion where it is used first.
const WORDS_OF_AN_EXPANSION = 14;
const NUMBERS_OF_FOOTNOTES = 5;

const people = columnists(column);
const server = await serve(dir, new URL(publishedAt(dir) ?? "http://site.invalid/").pathname);
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
const page = await browser.newPage();
// Looks and pictures say nothing here.
await page.route(/\.(css|js|woff2|svg|png|jpe?g)$/, (route) => route.abort());

let problems = 0;
let read = 0;
let short = 0;
for (const letter of letters(column, people)) {
  if (!existsSync(join(dir, letter.path, "index.html"))) continue;
  await page.goto(new URL(letter.path, server.url).href, { waitUntil: "domcontentloaded" });
  const seen = await page.evaluate(lookAt, { sources: [READABILITY, IS_READABLE], anchors: letter.turns.map((turn) => turn.anchor).filter(Boolean) });
  if (!seen.isOffered) {
    short += 1;
    continue;
  }
  for (const fault of faults(letter, seen)) {
    problems += 1;
    console.log(`${letter.path}: ${fault}`);
  }
  read += 1;
}
await browser.close();
server.close();
if (read === 0) problems += 1;
console.log(`reader mode: ${read} letters, ${problems} problems; ${short} too short for it`);
process.exitCode = problems ? 1 : 0;

/** What reader mode shows that it should not, and the other way around. */
function* faults(letter, { reader, title, turns, allowed }) {
  if (!reader) return yield "not a text for the reader mode";
  const kept = words(reader.text);
  if (words(reader.title).join(" ") !== words(title).join(" ")) yield `the title is ${JSON.stringify(reader.title)}`;
  const names = letter.names.join(", ");
  if ((reader.byline ?? "") !== names) yield `by ${JSON.stringify(reader.byline)} instead of ${JSON.stringify(names)}`;
  if (turns.length !== letter.turns.length) yield `${turns.length} parts with an anchor, ${letter.turns.length} in the Markdown`;
  yield* missing(letter, turns, kept);
  let at = 0;
  for (const turn of turns.filter((turn) => !turn.isMostlyLinks)) {
    const end = find(words(turn.text), kept, at, 0);
    if (end === null) yield `lost or moved: #${turn.id}: ${firstLost(turn.text, kept)}`;
    at = end ?? at;
  }
  const known = ` ${words(allowed.join("\n")).join(" ")} `;
  for (const line of reader.text.split("\n")) {
    const said = words(line).join(" ");
    if (said && !known.includes(` ${said} `)) yield `not of the letter: ${line.trim().slice(0, 90)}`;
  }
}

/** What the Markdown says and the reader mode does not, or not there. */
function* missing(letter, turns, kept) {
  let at = 0;
  const parts = [letter.introduction, ...letter.turns.filter((_, index) => !turns[index]?.isMostlyLinks)];
  for (const block of parts.flatMap((part) => part.blocks)) {
    const acronyms = block.match(/\b[A-Z]{2,}s?\b/g)?.length ?? 0;
    const end = find(words(block), kept, at, WORDS_OF_AN_EXPANSION * acronyms + NUMBERS_OF_FOOTNOTES);
    if (end === null) yield `lost or moved: ${block.trim().slice(0, 90)}`;
    at = end ?? at;
  }
}

/** The line of a text that is nowhere among the words, or where the text begins. */
function firstLost(text, kept) {
  const lines = text.split("\n").filter((line) => words(line).length);
  return (lines.find((line) => find(words(line), kept, 0, 0) === null) ?? lines[0] ?? "").trim().slice(0, 90);
}

/** Where the words end among `all` from `from` on, with at most `slack` others between them; null if they are not there. */
function find(wanted, all, from, slack) {
  if (wanted.length === 0) return from;
  for (let start = all.indexOf(wanted[0], from); start >= 0; start = all.indexOf(wanted[0], start + 1)) {
    let at = start;
    let matched = 0;
    while (matched < wanted.length && at - start - matched <= slack && at < all.length) {
      if (all[at] === wanted[matched]) matched += 1;
      at += 1;
    }
    if (matched === wanted.length) return at;
  }
  return null;
}

/** The words of a text without punctuation, for quotes and dashes become typographic. */
function words(text) {
  return text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Runs in the page. */
function lookAt({ sources, anchors }) {
  const [Readability, isProbablyReaderable] = sources.map((source) => new Function("module", `${source}; return module.exports;`)({}));
  const INLINE = new Set(["A", "ABBR", "B", "BDI", "CITE", "CODE", "DEL", "EM", "I", "INS", "KBD", "MARK", "Q", "S", "SMALL", "SPAN", "STRONG", "SUB", "SUP", "TIME", "U"]);
  // A line for each block.
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (["SCRIPT", "STYLE", "TEMPLATE"].includes(node.tagName)) return "";
    const inside = [...node.childNodes].map(text).join("");
    if (node.tagName === "SUP" && node.querySelector("a")) return ` ${inside} `;
    return INLINE.has(node.tagName) ? inside : `\n${inside}\n`;
  };
  const copy = document.cloneNode(true);
  const article = new Readability(copy).parse();
  const heading = document.querySelector("h1");
  const head = [...heading.closest("article").children].slice(0, -1);
  const isTurn = (element) => anchors.includes(element.id) || /^(q\d+(-.+)?|note-\d+|update-\d+)$/.test(element.id);
  const turns = [...document.querySelectorAll("main [id]")].filter((element) => isTurn(element) && !element.parentElement.closest(".prose"));
  // What is before the first turn and after the head is an introduction, or the text of an article.
  const before = [...(turns[0]?.parentElement ?? heading.closest("header").nextElementSibling).children];
  // Readability itself drops a part that is links for more than half, whatever is around it.
  const isMostlyLinks = (element) => {
    const length = (nodes) => [...nodes].reduce((sum, node) => sum + node.textContent.trim().length, 0);
    const prose = element.querySelector(".prose");
    return length(prose.querySelectorAll("a")) > length([prose]) / 2;
  };
  const introduction = before.slice(0, turns[0] ? before.indexOf(turns[0]) : 1);
  return {
    isOffered: isProbablyReaderable(document),
    reader: article && { title: article.title, byline: article.byline, dir: article.dir, text: text(new DOMParser().parseFromString(article.content, "text/html").body) },
    title: heading.textContent,
    turns: turns.map((element) => ({ id: element.id, text: text(element), isMostlyLinks: isMostlyLinks(element) })),
    allowed: [...head, ...introduction, ...turns, ...document.querySelectorAll(".followed")].map(text),
  };
}
