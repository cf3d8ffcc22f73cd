// What those who listen to a column hear, and how many keys they need:
//
//   node heard.mjs DIR            compares each kind of page with its transcript in transcripts/, and counts keys
//   node heard.mjs DIR --write    writes the transcripts anew
//
// A transcript is the accessibility tree of a page in the order and in the words of a screen reader.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { countKeys } from "./keys.mjs";
import { PAGES } from "./pages.mjs";
import { publishedAt, serve } from "./site.mjs";
import { spoken } from "./spoken.mjs";

const FOLDER = new URL("transcripts/", import.meta.url);

const { values: options, positionals: [dir] } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean" } },
});
if (!dir) {
  console.error("usage: node heard.mjs DIR [--write]");
  process.exit(2);
}

const server = await serve(dir, new URL(publishedAt(dir) ?? "http://site.invalid/").pathname);
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
const page = await browser.newPage();
let problems = 0;
let lines = 0;
if (options.write) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
} else if (readdirSync(FOLDER).length !== Object.keys(PAGES).length) {
  complain("transcripts/ has a file of no kind of page");
}
for (const [kind, path] of Object.entries(PAGES)) {
  const heard = await transcript(path);
  lines += heard.split("\n").length;
  const file = new URL(`${kind}.txt`, FOLDER);
  if (options.write) writeFileSync(file, heard);
  else compare(kind, readFileSync(file, "utf8"), heard);
}
for (const fault of await countKeys(browser, dir, server.url, PAGES)) complain(fault);
await browser.close();
server.close();
console.log(`heard: ${Object.keys(PAGES).length} pages, ${lines} lines, ${problems} problems`);
process.exitCode = problems ? 1 : 0;

function complain(sentence) {
  problems += 1;
  console.log(sentence);
}

function compare(kind, kept, heard) {
  if (heard === kept) return;
  const [before, now] = [kept.split("\n"), heard.split("\n")];
  const at = now.findIndex((line, index) => line !== before[index]);
  complain(`transcripts/${kind}.txt:${at + 1}: the page is heard otherwise than it was`);
  console.log(`  was: ${before[at] ?? "(the end)"}\n  is:  ${now[at] ?? "(the end)"}`);
  console.log("  If that is meant: node tests/browser/heard.mjs public --write");
}

/** What is heard of one page, once all that it fetches is there: its title, its headings, and then all of it. */
async function transcript(path) {
  await page.goto(new URL(path, server.url).href);
  await page.waitForLoadState("networkidle");
  const { headings, all } = spoken(await page.locator("body").ariaSnapshot());
  return `/${path}\n\n${await page.title()}\n\nHeadings\n\n${headings.join("\n")}\n\nAll\n\n${all.join("\n")}\n`;
}
