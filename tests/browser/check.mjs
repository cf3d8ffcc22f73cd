// Opens every page of a built site in Chromium and reports what a reader would trip over:
//
//   node check.mjs DIR [--base /path/] [--at URL] [--page NAME]... [--sample N] [--dark] [--screens OUT]
//
// --base     serve DIR below this path, such as /sub/ (default: the path of the site's canonical address)
// --at       a server that already shows DIR, instead of our own strict one
// --page     look at this file only, such as index.html; may be repeated
// --sample   look at the N largest pages of each kind only, in fewer widths, and in the dark with --dark only
// --dark     look at every page in the dark too, not at the first of each kind only
// --screens  write full-page pictures into this folder
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { faults, feedFaults, printed, sweep } from "./craft.mjs";
import { files, publishedAt, read, serve } from "./site.mjs";

const AT_A_TIME = 4;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const DESK = { viewport: { width: 1280, height: 900 } };
const FIRST_SCREEN = 300;
// Between the widths of a sweep. The pages of a sample are far larger than those that anyone writes.
const STEP = { all: 32, sample: 160 };
const LOOKS = [
  { name: "390", device: PHONE, alsoAt: [320, 360] },
  { name: "1280", device: DESK, alsoAt: [820, 1440] },
  { name: "390 dark", device: PHONE, dark: true },
  { name: "1280 dark", device: DESK, dark: true },
];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const { values: options, positionals: [dir] } = parseArgs({
  allowPositionals: true,
  options: {
    at: { type: "string" },
    base: { type: "string" },
    dark: { type: "boolean" },
    page: { type: "string", multiple: true },
    sample: { type: "string" },
    screens: { type: "string" },
  },
});
if (!dir) {
  console.error("usage: node check.mjs DIR [--base /path/] [--at URL] [--page NAME]... [--sample N] [--dark] [--screens OUT]");
  process.exit(2);
}

const problems = new Set();
/** Where axe could not tell the contrast (text over a picture or gradient): element and a page it stands on. */
const unmeasured = new Map();
const home = new URL(publishedAt(dir) ?? "http://site.invalid/").pathname;
const server = options.at ? { url: options.at, close() {} } : await serve(dir, options.base ?? home);
// 404.html and feeds link from the root, so they are right at the site's own path only, and 404.html on a host that shows it.
const hasOwnPath = !options.at && (options.base ?? home) === home;
const all = options.page ?? files(dir).filter((name) => name.endsWith(".html") && (name !== "404.html" || hasOwnPath));
const pages = options.sample ? largest(all, Number(options.sample)) : all;
if (options.screens) mkdirSync(options.screens, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
const contexts = new Map();
for (const look of LOOKS) {
  const colorScheme = look.dark ? "dark" : "light";
  // Without motion, so that no colour is measured half-way through a transition.
  contexts.set(look, await browser.newContext({ ...look.device, colorScheme, reducedMotion: "reduce" }));
}

const jobs = [];
const kindsSeen = new Set();
for (const name of pages) {
  const first = !kindsSeen.has(kind(name));
  kindsSeen.add(kind(name));
  // The colors of the dark do not depend on what there is most of.
  const looks = LOOKS.filter((look) => (first && !options.sample) || options.dark || !look.dark);
  // At all widths once, on a desk.
  jobs.push(...looks.map((look) => ({ name, look, widths: first && look.device === DESK && !look.dark })));
}
// The first feed of each kind, as people see it who open its address.
if (!options.page && hasOwnPath) {
  const feeds = new Map(files(dir).filter((name) => name.endsWith("feed.xml")).reverse().map((name) => [kind(name), name]));
  for (const name of feeds.values()) jobs.push(...LOOKS.map((look) => ({ name, look })));
}
await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
  // Each worker keeps one tab for each look: a new tab costs as much as the visit.
  const tabs = new Map();
  for (let job; (job = jobs.shift()); ) {
    if (!tabs.has(job.look)) tabs.set(job.look, await openTab(job.look));
    await (job.name.endsWith(".xml") ? visitFeed : visit)(tabs.get(job.look), job.name, job.widths);
  }
}));
await browser.close();
server.close();

for (const problem of [...problems].sort()) console.log(problem);
if (unmeasured.size) {
  const [[element, name]] = unmeasured;
  console.log(`note: contrast of ${unmeasured.size} elements is for eyes to judge, such as ${element} in ${name}`);
}
console.log(`browser: ${pages.length} pages, ${problems.size} problems`);
process.exitCode = problems.size || !pages.length ? 1 : 0;

/** A tab that reports all that its page says or asks for and should not. */
async function openTab(look) {
  const page = await contexts.get(look).newPage();
  page.setDefaultTimeout(15_000);
  const tab = { page, look, report() {}, missing: null };
  const origin = new URL(server.url).origin;
  page.on("console", (message) => {
    // The requests below tell the same with their address.
    if (message.text().startsWith("Failed to load resource")) return;
    tab.report(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => tab.report(`script error: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin: to } = new URL(request.url());
    if (protocol.startsWith("http") && to !== origin) tab.report(`asks another site: ${request.url()}`);
  });
  page.on("requestfailed", (request) => tab.report(`request failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    const expected = response.status() === 404 && response.url() === tab.missing;
    if (!response.ok() && !expected) tab.report(`answer ${response.status()}: ${response.url()}`);
  });
  return tab;
}

/** One page in one look, and with `widths` at all widths. */
async function visit(tab, name, widths) {
  const { page, look } = tab;
  const report = (what) => problems.add(`${name} at ${look.name}: ${what.replace(/\s+/g, " ").trim().slice(0, 240)}`);
  // The 404 page is looked at as a reader meets it: somewhere deep, where no page is.
  const path = name === "404.html" ? "no/such/page/" : encodeURI(name).replace(/(^|\/)index\.html$/, "$1");
  const url = new URL(path, server.url).href;
  tab.missing = name === "404.html" ? url : null;
  tab.report = report;
  try {
    await page.setViewportSize(look.device.viewport);
    await page.goto(url);
    if (read(readFileSync(join(dir, name), "utf8")).redirects) {
      await page.waitForURL((now) => now.href !== url);
      return;
    }
    await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    });
    await measure(page, look.device.viewport.width, report);
    if (options.screens) await picture(page, name, look);
    await audit(page, name, report);
    for (const fault of await faults(page)) report(fault);
    if (widths || look.dark) await highContrast(page, report);
    if (look.device === PHONE && !options.sample) await firstScreen(page, look.device.viewport.width, report);
    if (widths) {
      const { height } = look.device.viewport;
      for (const fault of [...(await printed(page, height)), ...(await sweep(page, height, options.sample ? STEP.sample : STEP.all))]) report(fault);
    }
    for (const width of look.alsoAt ?? []) {
      await page.setViewportSize({ width, height: look.device.viewport.height });
      await measure(page, width, report);
      if (width >= 360 && look.device === PHONE && !options.sample) await firstScreen(page, width, report);
    }
  } catch (error) {
    report(`not checked: ${error.message.split("\n")[0]}`);
  } finally {
    // Nothing that this page still does may be laid at the next one's door.
    tab.report = () => {};
    await page.goto("about:blank");
  }
}

/** One feed in one look. */
async function visitFeed(tab, name) {
  const { page, look } = tab;
  tab.report = (what) => problems.add(`${name} at ${look.name}: ${what}`);
  try {
    await page.setViewportSize(look.device.viewport);
    await page.goto(new URL(encodeURI(name), server.url).href);
    for (const fault of await feedFaults(page, look.device.viewport.width)) tab.report(fault);
    if (options.screens) await page.screenshot({ path: join(options.screens, `${name.replaceAll("/", "_")}-${look.name.replace(" ", "-")}.png`) });
  } catch (error) {
    tab.report(`not checked: ${error.message.split("\n")[0]}`);
  } finally {
    tab.report = () => {};
    await page.goto("about:blank");
  }
}

/** Reports what axe finds. */
async function audit(page, name, report) {
  // Evaluated over the debugging protocol, which the page's Content-Security-Policy does not govern. Without
  // `preload`, for which axe would fetch the stylesheets again and set styles that the policy forbids.
  await page.evaluate(AXE);
  const run = (tags) => axe.run(document, { runOnly: tags, preload: false, resultTypes: ["violations", "incomplete"] });
  const { violations, incomplete } = await page.evaluate(run, AXE_TAGS);
  for (const { id, help, nodes } of violations) {
    const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
    report(`axe ${id}: ${help}: ${nodes[0].target.join(" ")}${more}`);
  }
  for (const { id, nodes } of incomplete) {
    if (id !== "color-contrast") continue;
    for (const { target } of nodes) unmeasured.set(target.join(" "), name);
  }
}

/** Reports text below 7:1 for a reader who asks for more contrast. */
async function highContrast(page, report) {
  await page.emulateMedia({ contrast: "more" });
  const run = () => axe.run(document, { runOnly: ["color-contrast-enhanced"], preload: false, resultTypes: ["violations"] });
  const { violations } = await page.evaluate(run);
  for (const { nodes } of violations) report(`with more contrast, below 7:1: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  await page.emulateMedia({ contrast: null });
}

/** Reports a page wider than `width`, with the element that makes it so. */
async function measure(page, width, report) {
  // Against the width we set: on a phone `innerWidth` grows with what overflows.
  const over = await page.evaluate((width) => {
    const scrolled = document.scrollingElement.scrollWidth;
    if (scrolled <= width) return null;
    const tooWide = (element) => element.getBoundingClientRect().right > width + 0.5;
    const clipped = (element) => element && (getComputedStyle(element).overflowX !== "visible" || clipped(element.parentElement));
    const wide = [...document.body.querySelectorAll("*")].filter((element) => tooWide(element) && !clipped(element.parentElement));
    // The outermost one, and the first innermost, which may have stretched the outer.
    const causes = new Set([wide[0], wide.find((element) => ![...element.children].some(tooWide))]);
    return { scrolled, causes: [...causes].map((cause) => cause?.cloneNode().outerHTML.slice(0, 100)).join(" … ") };
  }, width);
  if (over) report(`${over.scrolled} px wide where ${width} fit: ${over.causes}`);
}

/** Reports a question of reading-room that begins below the first screen of a phone, two lines of title above it, by our doing:
 *  what else an author puts before it, and longer titles, are the author's. */
async function firstScreen(page, width, report) {
  const top = await page.evaluate(() => {
    const question = document.querySelector(".sheet:not(.lead) .slip > .prose");
    if (!question || document.querySelector('link[href*="broadsheet"]')) return 0;
    const style = (element) => getComputedStyle(element);
    const height = (element) => element.getBoundingClientRect().height;
    const title = document.querySelector(".post-title");
    const more = Math.max(0, height(title) - 2 * parseFloat(style(title).lineHeight));
    const own = [...document.querySelectorAll(":is(.post-head, .post-body) > :is(.standfirst, .follows, .notice, .introduction)")];
    const before = own.map((element) => height(element) + parseFloat(style(element).marginTop) + parseFloat(style(element).marginBottom));
    return question.getBoundingClientRect().top + scrollY - more - before.reduce((sum, one) => sum + one, 0);
  });
  if (top > FIRST_SCREEN) report(`the question begins at ${Math.round(top)} px of a screen ${width} px wide`);
}

async function picture(page, name, look) {
  // Lazy pictures further down would be missing.
  await page.evaluate(() => Promise.allSettled([...document.images].map((image) => ((image.loading = "eager"), image.decode()))));
  const base = name.replace(/\.html$/, "").replace(/\/index$/, "").replaceAll("/", "_");
  await page.screenshot({ path: join(options.screens, `${base}-${look.name.replace(" ", "-")}.png`), fullPage: true });
}

/** Pages of one kind look alike: all of `questions/…/`, all of `tags/…/page/…/`; each top-level page is its own. */
function kind(name) {
  return name.split("/").map((part, depth) => (depth === 1 && part !== "index.html" ? "*" : part.replace(/^\d+$/, "#"))).join("/");
}

/** The `count` largest pages of each kind: those that have most on them. */
function largest(names, count) {
  const size = (name) => statSync(join(dir, name)).size;
  const kinds = new Map();
  for (const name of [...names].sort((a, b) => size(b) - size(a))) {
    kinds.set(kind(name), [...(kinds.get(kind(name)) ?? []), name].slice(0, count));
  }
  return [...kinds.values()].flat();
}
