// Opens pages that hold attacks, without any policy, and reports what runs or is asked for elsewhere:
//
//   CALLSLIP_ATTACKS=DIR cargo test --test slow -- own_html payloads    writes the pages
//   node attacks.mjs DIR                                               looks at them
//
// An attack that runs sets `window.__ran`. Each page is loaded, and everything on it is hovered, focused and clicked,
// except links that merely lead elsewhere.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { files } from "./site.mjs";

const AT_A_TIME = 4;
const [dir] = process.argv.slice(2);
if (!dir) {
  console.error("usage: node attacks.mjs DIR");
  process.exit(2);
}

const problems = new Set();
const pages = files(dir).filter((name) => name.endsWith(".html"));
const jobs = [...pages];
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
  const page = await (await browser.newContext()).newPage();
  let report = () => {};
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) report(`asks for ${request.url()}`);
  });
  page.on("dialog", (dialog) => { report("opens a dialog"); dialog.dismiss(); });
  for (let name; (name = jobs.shift()); ) {
    report = (what) => problems.add(`${name}: ${what}`);
    try {
      await page.goto(pathToFileURL(resolve(join(dir, name))).href, { timeout: 60_000 });
      for (const what of await page.evaluate(touchEverything)) report(what);
    } catch (error) {
      report(`not checked: ${error.message.split("\n")[0]}`);
    }
  }
}));
await browser.close();

for (const problem of [...problems].sort()) console.log(problem);
console.log(`attacks: ${pages.length} pages, ${problems.size} problems`);
process.exitCode = problems.size || !pages.length ? 1 : 0;

/** Runs in the page. */
async function touchEverything() {
  const found = [];
  const wait = () => new Promise((next) => setTimeout(next, 20));
  await wait();
  if (window.__ran) found.push("runs on load");
  for (const element of document.querySelectorAll("body *")) {
    const address = element.href?.baseVal ?? element.href ?? "";
    if (/^\s*(javascript|vbscript|data):/i.test(address)) found.push(`links to ${address}`);
    for (const type of ["pointerenter", "mouseover", "mousedown", "focus", "focusin", "toggle"]) {
      element.dispatchEvent(new Event(type, { bubbles: true }));
    }
    if (element.localName !== "a" && element.localName !== "area" && !element.closest("a")) {
      const stay = (event) => event.target.action?.startsWith("javascript:") || event.preventDefault();
      addEventListener("submit", stay);
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      element.click?.();
    }
  }
  await wait();
  if (window.__ran) found.push("runs when touched");
  return found;
}
