// Filters five hundred programs in Chromium, as readers would: with the script, without any, and as the program itself does.
//
//   node directory.mjs PROGRAM
//
// PROGRAM is the callslip binary. The column is made in a folder of its own, which goes away.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { conclude, holds } from "./expectations.mjs";
import { numbers, writeColumn } from "./profiles.mjs";
import { serve } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = resolve(process.argv[2]);
const root = mkdtempSync(join(tmpdir(), "callslip-directory-"));
const site = join(root, "public");
writeColumn(root, 500);
execFileSync(program, ["build", "--quiet", "--root", root], { stdio: "inherit" });
const packed = (path) => gzipSync(readFileSync(join(site, path)), { level: 9 }).length;
await holds("the page of five hundred programs is at most 60 KB", () => packed("programs/index.html") <= 60_000);
await holds("its filters are at most 3 KB of style", () => packed("programs/filters.css") + packedAsset("directory", "css") <= 3000);

const read = (path) => JSON.parse(readFileSync(join(site, "programs", path), "utf8"));
const ajv = addFormats(new Ajv({ strict: true, allowUnionTypes: true }));
const isValid = ajv.compile(read("programs.schema.json"));
await holds("the JSON is as its schema says", () => isValid(read("programs.json")) || isValid.errors.slice(0, 3));
await holds("all programs are in it", () => read("programs.json").programs.length, 500);

const server = await serve(site, "/");
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
try {
  const [scripted, plain] = [await open({}), await open({ javaScriptEnabled: false })];
  const facets = await scripted.evaluate(() =>
    [...document.querySelectorAll("[data-filters] fieldset")].map((set) =>
      [...set.querySelectorAll("input")].map(({ name, value }) => [name, value])));
  await holds("there are seven facets", () => facets.length === 7);
  const { number, oneOf } = numbers(7);
  const singles = facets.flat().map((one) => [one]);
  const some = () => [...new Set(Array.from({ length: number(2, 5) }, () => oneOf(facets.flat())))];
  await same(scripted, plain, [...singles, ...Array.from({ length: 200 }, some)]);
  await facetPages(singles);
  await history(scripted);
  await sorts(scripted);
  await reads(scripted, plain);
} finally {
  await browser.close();
  server.close();
  rmSync(root, { recursive: true, force: true });
}
conclude("directory");

function packedAsset(name, extension) {
  const page = readFileSync(join(site, "programs/index.html"), "utf8");
  return packed(page.match(new RegExp(`assets/${name}[^"]*\\.${extension}`))[0]);
}

async function open(options) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
  await page.goto(`${server.url}programs/`);
  return page;
}

/** The addresses of the programs that are shown, in order. */
function shown(page) {
  return page.$$eval("[data-program]", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => new URL(row.querySelector("a").href).pathname));
}

/** Waits for the rows far down, which follow a frame later. */
function settled(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)))));
}

/** The query of the address for these values. */
function query(choice) {
  const facets = new Map();
  for (const [name, value] of choice) facets.set(name, [...(facets.get(name) ?? []), value]);
  return [...facets].map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(",")}`).join("&");
}

/** The script, the stylesheet alone, and the program show the same rows. */
async function same(scripted, plain, choices) {
  const select = promisify(execFile);
  const different = [];
  let [most, all] = [0, new Set()];
  for (const choice of choices) {
    const address = `/programs/?${query(choice)}`;
    const asked = select(program, ["inspect", address, "--root", root], { maxBuffer: 2 ** 28 });
    const check = (boxes, choice) => boxes.forEach((box) => (box.checked = choice.some(([name, value]) => box.name === name && box.value === value)));
    await plain.$$eval("[data-filters] input", check, choice);
    await scripted.$$eval("[data-filters] input", check, choice);
    await scripted.$eval("[data-filters]", (form) => form.dispatchEvent(new Event("change")));
    await settled(scripted);
    const expected = JSON.parse((await asked).stdout).page.programs.map(({ path }) => path);
    const script = await scripted.$$eval("[data-program]", (rows) => rows.filter((row) => !row.hidden).map((row) => new URL(row.querySelector("a").href).pathname));
    const found = { script, page: await shown(scripted), style: await shown(plain) };
    for (const [by, rows] of Object.entries(found)) {
      if (String(rows) !== String(expected)) different.push(`${address} by ${by}: ${rows.length}, not ${expected.length}`);
    }
    const status = await scripted.textContent("[data-directory-status]");
    const said = expected.length ? `${expected.length} of 500 programs` : "No program has all of these. Clear the filters, or uncheck one.";
    if (status !== said) different.push(`${address}: ${status}`);
    const url = await scripted.evaluate(() => location.search);
    const parts = (text) => text.split(/[?&]/).map((pair) => pair.split(/[=,]/).sort().join()).sort().join();
    if (parts(url) !== parts(`?${query(choice)}`)) different.push(`${address}: ${url}`);
    most = Math.max(most, expected.length);
    all.add(expected.length);
  }
  await holds(`${choices.length} choices show the same rows in three ways`, () => different.slice(0, 5), []);
  await holds("the choices differ", () => most > 50 && all.size > 40);
}

/** Each single value has a page, with the rows that its box shows. */
async function facetPages(singles) {
  const wrong = [];
  for (const [[name, value]] of singles) {
    const html = readFileSync(join(site, "programs", name, value, "index.html"), "utf8");
    const rows = html.match(/<tr data-program/g).length;
    const { stdout } = await promisify(execFile)(program, ["inspect", `/programs/?${query([[name, value]])}`, "--root", root], { maxBuffer: 2 ** 28 });
    if (rows !== JSON.parse(stdout).page.programs.length) wrong.push(`${name}/${value}`);
  }
  await holds("each single value has a page with these rows", () => wrong, []);
}

/** What is chosen is in the address: it survives Back, Forward, and being sent to somebody else. */
async function history(page) {
  await page.goto(`${server.url}programs/?from=mail#_text`);
  await page.check("[name=delivery][value=online]");
  await page.check("[name=status][value=closed]");
  await settled(page);
  const chosen = await shown(page);
  await holds("the address keeps what others put there", () => page.url().endsWith("programs/?from=mail&delivery=online&status=closed#_text"));
  await page.click("[data-program]:not([hidden]) a");
  await page.goBack();
  await holds("Back shows the same rows", async () => String(await shown(page)) === String(chosen) && page.isChecked("[name=delivery][value=online]"));
  await page.goForward();
  await page.goBack();
  await holds("and so does Forward and Back", async () => String(await shown(page)) === String(chosen));
  const other = await open({});
  await other.goto(page.url());
  await holds("a copied address shows the same rows", async () => String(await shown(other)) === String(chosen));
  await other.click("[data-filters] button[type=reset]");
  await settled(other);
  await holds("Clear shows all", async () => (await shown(other)).length === 500 && other.url().endsWith("?from=mail#_text"));
  const took = await other.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const times = [];
    for (const box of document.querySelectorAll("[data-filters] input")) {
      await frame();
      const start = performance.now();
      box.click();
      await frame();
      times.push(performance.now() - start);
      await frame();
    }
    return times.sort((a, b) => a - b);
  });
  console.log(`from a click to the next frame: ${took[took.length >> 1].toFixed(0)} ms in the middle, ${took.at(-1).toFixed(0)} ms at most`);
}

/** Columns sort in both directions; what is not stated comes last in both, and no currency is ranked with another. */
async function sorts(page) {
  await page.goto(`${server.url}programs/`);
  const keys = () => page.$$eval("[data-program] td[data-label=Tuition]", (cells) => cells.map((cell) => cell.dataset.key));
  await page.click("[data-sort=tuition] button");
  const up = await keys();
  const stated = up.filter(Boolean);
  await holds("what is free comes first, what is not stated last", () => up[0] === "0" && String(up) === String([...stated.sort(), ...up.filter((key) => !key)]));
  await page.click("[data-sort=tuition] button");
  const down = await keys();
  await holds("the other direction leaves what is not stated at the end", () => !down.at(-1) && down[0] === stated.at(-1));
  await holds("one head says so", async () => String(await page.$$eval("[aria-sort]", (heads) => heads.map((head) => head.ariaSort + head.dataset.sort))) === "descendingtuition");
  await holds("the order is in the address", () => page.url().endsWith("?sort=-tuition"));
  await page.reload();
  await holds("and holds when the page is loaded again", async () => String(await keys()) === String(down));
}

/** The page without faults for those who listen, at 320 px, and without a script. */
async function reads(...pages) {
  for (const page of pages.slice(0, 1)) {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.url}programs/?delivery=online`);
      await page.evaluate(AXE);
      const faults = await page.evaluate(() => axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)));
      await holds(`axe finds nothing at ${width} px`, () => faults, []);
      await holds(`nothing is wider than ${width} px`, () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }
  }
  const [scripted, plain] = pages;
  await scripted.setViewportSize({ width: 390, height: 844 });
  await scripted.goto(`${server.url}programs/?delivery=online&status=closed`);
  await holds("on a phone, the fold says how much is chosen, and what is chosen can be cleared", async () =>
    (await scripted.textContent(".filters summary")) === "Filter programs (2)" && scripted.isVisible("[data-filters] button"));
  await rings(scripted);
  await onPaper(scripted);
  await plain.goto(`${server.url}programs/`);
  await plain.check("[name=tuition][value=free]");
  await holds("without a script, the number of programs is under them", () => plain.isVisible(".directory-shown"));
  await plain.emulateMedia({ media: "print" });
  await holds("on paper it is a table", async () => (await plain.$eval(".drawer", (table) => getComputedStyle(table).display)) === "table" && !(await plain.isVisible("[data-filters]")));
}

/** No ring of a box is cut off, and a list that scrolls says so. */
async function rings(page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${server.url}programs/`);
  const found = await page.$$eval("[data-filters] ul", (lists) => lists.flatMap((list) => {
    const { overflowY, backgroundImage } = getComputedStyle(list);
    const faults = [];
    const box = list.querySelector("input");
    box.focus();
    const { outlineOffset, outlineWidth } = getComputedStyle(box);
    const ring = parseFloat(outlineOffset) + parseFloat(outlineWidth);
    const [inner, outer] = [box, list].map((one) => one.getBoundingClientRect());
    if (overflowY !== "visible" && (inner.left - ring < outer.left - 0.5 || inner.top - ring < outer.top - 0.5)) faults.push(`the ring is cut off: ${box.name}`);
    if (list.scrollHeight > list.clientHeight + 1 && backgroundImage === "none") faults.push(`a list scrolls and does not say so: ${box.name}`);
    return faults;
  }));
  await holds("no ring of a box is cut off, and a list that scrolls says so", () => found, []);
}

/** On paper there is nothing to choose with, and each page begins with the heads of the columns. */
async function onPaper(page) {
  await page.setViewportSize({ width: 640, height: 900 });
  await page.emulateMedia({ media: "print" });
  const { shown, heads, pairs } = await page.evaluate(() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const cells = (row) => [...row.children].filter((cell) => cell.checkVisibility()).map((cell) => Math.round(cell.getBoundingClientRect().left));
    return {
      shown: all(".drawer .choose, .compare-bar, .take-away, .filters").filter((one) => one.checkVisibility()).length,
      heads: all(".drawer thead").map((head) => getComputedStyle(head).display + all("thead button").map((one) => getComputedStyle(one).display)).join(),
      pairs: [cells(document.querySelector(".drawer thead tr")), cells(document.querySelector(".drawer tbody tr"))],
    };
  });
  await page.emulateMedia({ media: "screen" });
  await holds("on paper there are no boxes", () => shown, 0);
  await holds("on paper each head is above its column", () => String(pairs[0]), String(pairs[1]));
  await holds("and is drawn again on each page: it is no button", () => heads.startsWith("table-header-group") && !/block|flex/.test(heads));
}
