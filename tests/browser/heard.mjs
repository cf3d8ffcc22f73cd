// What those who listen to a letter and to the search meet: the headings and the accessibility tree of each page, as text,
// compared with heard.txt.
//
//   node heard.mjs DIR            tells where the two part
//   node heard.mjs DIR --write    writes heard.txt anew
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { publishedAt, serve } from "./site.mjs";

// Two columnists, a list, a link to a program, an update, cards in the margin.
const LETTER = "questions/certificate-without-experience/";
const SEARCH = "search/?q=scaner";
const KEPT = new URL("heard.txt", import.meta.url);
const LONG = 72;

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
const heard = `${await told(LETTER)}\n\n${await told(SEARCH)}`;
await browser.close();
server.close();

if (options.write) {
  writeFileSync(KEPT, heard);
} else {
  const kept = readFileSync(KEPT, "utf8");
  const [before, now] = [kept.split("\n"), heard.split("\n")];
  const at = now.findIndex((line, index) => line !== before[index]);
  if (heard !== kept) {
    console.log(`heard.txt:${at + 1}: the page is heard otherwise than it was`);
    console.log(`  was: ${before[at] ?? "(the end)"}\n  is:  ${now[at] ?? "(the end)"}`);
    console.log("If that is meant: node tests/browser/heard.mjs public --write");
    process.exitCode = 1;
  }
  console.log(`heard: ${now.length} lines`);
}

/** What is heard of one page, once all that it fetches is there. */
async function told(path) {
  await page.goto(new URL(path, server.url).href);
  await page.waitForLoadState("networkidle");
  const tree = await page.locator("body").ariaSnapshot();
  // Addresses are the business of links.mjs, and the words of a letter that of its columnists: their beginnings will do.
  const lines = tree.split("\n").filter((line) => !line.trim().startsWith("- /url:"));
  const headings = lines.flatMap((line) => {
    const [, title, level] = line.match(/- (?:')?heading "(.*)" \[level=(\d)\]/) ?? [];
    return level ? [`${"  ".repeat(level - 1)}${level} ${title}`] : [];
  });
  const short = (line) => (line.length > LONG && !line.includes("- heading") ? `${line.slice(0, LONG).trimEnd()} …` : line);
  return `${path}\n\nHeadings\n\n${headings.join("\n")}\n\nAll\n\n${lines.map(short).join("\n")}\n`;
}
