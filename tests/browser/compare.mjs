// Compares programs in Chromium, as readers would: with the script and without, by mouse and by keys.
//
//   node compare.mjs PROGRAM
//
// PROGRAM is the callslip binary. The column is made in a folder of its own, which goes away.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { conclude, holds } from "./expectations.mjs";
import { writeColumn } from "./profiles.mjs";
import { serve } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = resolve(process.argv[2]);
const root = mkdtempSync(join(tmpdir(), "callslip-compare-"));
const site = join(root, "public");
writeColumn(root, 60);
execFileSync(program, ["build", "--quiet", "--root", root], { stdio: "inherit" });
const asset = (page, name) => readFileSync(join(site, page), "utf8").match(new RegExp(`assets/${name}[^"]*`))[0];
const packed = (page, name) => gzipSync(readFileSync(join(site, asset(page, name))), { level: 9 }).length;
const sizes = [packed("programs/compare/index.html", "compare\\.[^\"]*js"), packed("programs/index.html", "choose")];
console.log(`compare.js ${sizes[0]} B, choose.js ${sizes[1]} B, compressed`);
await holds("the script of the comparison is at most 2.5 KB", () => sizes[0] <= 2500);
await holds("that of the boxes is at most 1.6 KB", () => sizes[1] <= 1600);

const server = await serve(site, "/");
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
try {
  const page = await open({});
  await chooses(page);
  await says(page);
  await keys();
  await without();
  await reads(page);
} finally {
  await browser.close();
  server.close();
  rmSync(root, { recursive: true, force: true });
}
conclude("compare");

async function open(options, path = "programs/") {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
  await page.goto(`${server.url}${path}`);
  return page;
}

/** The table of a comparison: titles of the programs, and the rows as texts. */
function table(page) {
  return page.$eval(".compare:not([hidden]) table", (table) => {
    const text = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
    return { titles: [...table.tHead.querySelectorAll("th a")].map(text), rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map(text).join(" | ")) };
  });
}

/** Checks boxes, sees what they allow, and follows the bar. */
async function chooses(page) {
  const boxes = page.locator("tr[data-compare=degree] .choose input");
  await holds("programs without a credential have no box", async () => (await page.locator("tr:not([data-compare]) .choose input").count()) === 0);
  await boxes.nth(0).check();
  const bar = page.locator("[data-compare-bar] a");
  await holds("one program alone is not compared", async () => (await bar.getAttribute("href")) === null);
  await holds("programs of another credential cannot be chosen, and say why", () =>
    page.$$eval("tr[data-compare]", (rows) => rows.every((row) => row.dataset.compare === "degree" || (row.querySelector(".choose input").disabled && row.querySelector(".choose label").title !== ""))));
  await holds("the bar says why, for all to see", () => page.locator("[data-compare-bar]").innerText().then((text) => text.includes("Only programs with the same credential")));
  for (const at of [1, 2, 3]) await boxes.nth(at).check();
  await holds("the bar counts", async () => (await bar.textContent()) === "Compare 4 programs" && (await page.textContent("[data-compare-status]")) === "Compare 4 programs. Four programs at most can be compared.");
  await holds("a fifth cannot be chosen", async () => (await boxes.count()) < 5 || boxes.nth(4).isDisabled());
  const titles = await page.$$eval("tr:has(.choose :checked) th a", (links) => links.map((link) => link.textContent));
  await bar.click();
  await page.waitForSelector(".compare:not([hidden])");
  const chosen = await table(page);
  await holds("the four are side by side", () => chosen.titles, titles);
  await holds("nothing is missing", () => page.textContent("[data-compare-notes]").then((text) => !/not found/i.test(text)));
  await page.goBack();
  await holds("Back finds the boxes checked", async () => (await page.locator(".choose :checked").count()) === 4);
  await page.goForward();
  await page.waitForSelector(".compare:not([hidden])");
  await holds("Forward shows the same", async () => JSON.stringify(await table(page)) === JSON.stringify(chosen));
  const other = await open({}, page.url().slice(server.url.length));
  await other.waitForSelector(".compare:not([hidden])");
  await holds("and so does the copied address", async () => JSON.stringify(await table(other)) === JSON.stringify(chosen));
  // What was built and what the script makes of the same programs are one table.
  const profile = await page.getAttribute(".compare thead a", "href");
  await other.goto(new URL("compare/", new URL(profile, page.url())).href);
  const built = await table(other);
  const paths = await other.$$eval(".compare thead a", (links) => links.map((link) => new URL(link.href).pathname.split("/").at(-2)));
  await other.goto(`${server.url}programs/compare/?p=${paths.join("%2C")}`);
  await other.waitForSelector(".compare:not([hidden])");
  await holds("the script makes the table that was built", async () => JSON.stringify(await table(other)), JSON.stringify(built));
}

/** What cannot be compared is named. */
async function says(page) {
  const notes = async (query) => {
    await page.goto(`${server.url}programs/compare/${query}`);
    await page.waitForFunction(() => document.querySelector("[data-compare-notes]").childNodes.length || !document.querySelector(".compare").hidden);
    return page.textContent("[data-compare-notes]");
  };
  const few = "Choose two to four programs in the list of programs.";
  await holds("without programs it says what to do", () => notes(""), few);
  await holds("and nothing of what it does not show", () => page.isHidden("[data-compare-explained]"));
  await holds("a program that is gone is named", () => notes("?p=program-0,gone"), `Not found in this column: gone${few}`);
  const odd = ["https://example.org/", "//example.org/x", "../../404.html", "/programs/", "javascript:alert(1)", "\\\\example.org", "<img src=x onerror=alert(1)>", "..", "program-1#x", "program-1?x"];
  for (const one of odd) {
    await holds(`${one} is no program`, () => notes(`?p=${encodeURIComponent(one)}`), `Not found in this column: ${one}${few}`);
  }
  await holds("a fifth is left out, and named", async () => (await notes("?p=program-0,program-1,program-2,program-3,program-4")).includes("Left out: program-4"));
  await page.goto(`${pathToFileURL(join(site, "programs/compare/index.html")).href}?p=program-0,program-1`);
  await holds("from the disk it says that it cannot, and leads to the profiles", async () =>
    (await page.textContent("[data-compare-notes]")).startsWith("Opened from the disk") && (await page.locator("[data-compare-notes] a[href$='programs/program-1/index.html']").count()) === 1);
}

/** From the list to a comparison, with Tab, Space, and Enter, and with the jumps of a screen reader to tables, boxes, and landmarks. */
async function keys() {
  const page = await open({});
  const jumps = { T: "table", X: "[type=checkbox]:not(:disabled)", D: "section[aria-label]" };
  let pressed = 0;
  let place = null;
  const press = async (key) => {
    pressed += 1;
    if (!(key in jumps)) return page.keyboard.press(key);
    place = await page.evaluateHandle(([from, selector]) => {
      const after = (one) => !from || from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
      const next = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility() && after(one));
      if (next.matches("input")) next.focus();
      else next.querySelector("a, input, button").focus();
      return next;
    }, [place, jumps[key]]);
    return null;
  };
  for (const key of ["T", "X", "Space", "X", "Space", "D", "Enter"]) await press(key);
  await page.waitForURL(/compare/);
  await page.waitForSelector(".compare:not([hidden])");
  await holds("a comparison of one's own takes seven keys with the jumps of a screen reader", async () => pressed <= 12 && (await table(page)).titles.length === 2);
  const plain = await open({ javaScriptEnabled: false });
  const first = plain.locator("[data-program][data-compare] a").first();
  await first.focus();
  await plain.keyboard.press("Enter");
  await plain.waitForURL(/program-\d+\/$/);
  await plain.locator(".to-compare a").focus();
  await plain.keyboard.press("Enter");
  await plain.waitForURL(/compare\/$/);
  await holds("without a script, a profile leads to its comparison", async () => (await plain.locator(".compare thead th").count()) === 4);
}

async function without() {
  const page = await open({ javaScriptEnabled: false });
  await holds("without a script there are no boxes", async () => (await page.locator(".choose").count()) === 0 && !(await page.isVisible("[data-compare-bar]")));
  await page.goto(`${server.url}programs/compare/?p=program-0,program-1`);
  await holds("and the page for them explains it, with a link to the list", async () => (await page.isVisible("noscript p")) && (await page.isVisible("noscript a")) && !(await page.isVisible(".compare")));
}

/** The pages without faults for those who listen, on a phone, on paper, and from right to left. */
async function reads(page) {
  const several = await page.context().newPage();
  await several.goto(`${server.url}programs/`);
  const first = await several.$eval("[data-program][data-compare=degree] a", (link) => link.href);
  const keys = await several.$$eval("[data-program][data-compare=degree] a", (links) => links.slice(0, 4).map((link) => new URL(link.href).pathname.split("/").at(-2)));
  for (const width of [320, 1280]) {
    await several.setViewportSize({ width, height: 900 });
    for (const url of [`${first}compare/`, `${server.url}programs/compare/?p=${keys}`, `${server.url}programs/compare/`, `${server.url}programs/`]) {
      await several.goto(url);
      if (url.includes("?p=")) await several.waitForSelector(".compare:not([hidden])");
      if (url.endsWith("programs/")) await several.locator(".choose input").first().check();
      await several.evaluate(AXE);
      const faults = await several.evaluate(() => axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)));
      await holds(`axe finds nothing at ${width} px: ${url}`, () => faults, []);
      await holds(`nothing is wider than ${width} px: ${url}`, () => several.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }
  }
  await several.setViewportSize({ width: 320, height: 900 });
  await several.goto(`${first}compare/`);
  for (const direction of ["ltr", "rtl"]) {
    const stays = await several.evaluate((direction) => {
      document.documentElement.dir = direction;
      const frame = document.querySelector(".compare");
      const head = frame.querySelector("tbody th").getBoundingClientRect().left;
      frame.scrollLeft = direction === "rtl" ? -120 : 120;
      return frame.scrollLeft !== 0 && Math.abs(frame.querySelector("tbody th").getBoundingClientRect().left - head) < 1 && document.documentElement.scrollWidth <= innerWidth;
    }, direction);
    await holds(`the names of the facts stay where they are, ${direction}`, () => stays);
  }
  const other = await page.context().newPage();
  await other.goto(`${server.url}programs/`);
  const mixed = await other.$eval("[data-program][data-compare]:not([data-compare=degree]) a", (link) => new URL(link.href).pathname.split("/").at(-2));
  for (const [key, isAlike] of [[keys[1], true], [mixed, false]]) {
    await other.goto(`${server.url}programs/compare/?p=${keys[0]},${key}`);
    await other.waitForSelector(".compare:not([hidden])");
    await holds(`programs are called the same only if they are: ${isAlike}`, async () => (await other.innerText("[data-compare-explained]")).includes("same credential") === isAlike);
  }
  await other.close();
  await covers(several, keys);
  await several.setViewportSize({ width: 640, height: 900 });
  await several.emulateMedia({ media: "print" });
  await holds("on paper it is a table", async () => (await several.$eval(".compare table", (one) => getComputedStyle(one).display)) === "table");
}

/** What takes the focus is seen, at each width; where there is a program more, so is a part of it. */
async function covers(page, keys) {
  for (const width of [390, 768]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}programs/compare/?p=${keys}`);
    await page.waitForSelector(".compare:not([hidden])");
    const covered = await page.$$eval(".compare td a, .compare thead a", (links) => links.flatMap((link) => {
      // From where the names of the facts would cover it.
      const frame = link.closest(".compare");
      frame.scrollLeft += link.getBoundingClientRect().left - frame.getBoundingClientRect().left;
      link.focus();
      const names = link.closest("table").querySelector("tbody th").getBoundingClientRect().right;
      // Browsers do not scroll for what is seen in part.
      const { left, right, width } = link.getBoundingClientRect();
      const seen = right - Math.max(left, names);
      return seen < Math.min(width, 24) ? [`${link.textContent}: ${Math.round(seen)} px`] : [];
    }));
    await holds(`a link with the focus is not below the names of the facts at ${width} px`, () => covered, []);
  }
  const [frame, last] = await page.evaluate(() => {
    document.querySelector(".compare").scrollLeft = 0;
    return [".compare", ".compare thead th:last-child"].map((one) => document.querySelector(one).getBoundingClientRect());
  });
  await holds("at 768 px, a part of the fourth program is seen", () => last.left < frame.right - 40);
}
