// Prints what pages say: reads their paths from the standard input, one a line, and writes one JSON object, by path.
//
// The text of `main` without its contents, which repeat headings, and with a space where a block begins or ends.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";

const AT_A_TIME = 4;
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
const texts = Object.fromEntries(paths.map((path) => [path, ""]));
const jobs = [...paths];
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
  const page = await (await browser.newContext()).newPage();
  // Looks, pictures and scripts say nothing here, and take their time.
  await page.route(/\.(css|js|woff2|svg|png|jpe?g)$/, (route) => route.abort());
  for (let path; (path = jobs.shift()); ) {
    await page.goto(pathToFileURL(path).href, { waitUntil: "domcontentloaded" });
    texts[path] = await page.evaluate(shownText);
  }
}));
await browser.close();
console.log(JSON.stringify(texts));

/** Runs in the page. */
function shownText() {
  const main = document.querySelector("main");
  main.querySelector("nav.contents")?.remove();
  for (const element of main.querySelectorAll("*")) {
    const { display } = getComputedStyle(element);
    if (element.localName === "br" || element.localName === "text" || !display.startsWith("inline")) {
      element.before(" ");
      element.after(" ");
    }
  }
  return main.textContent;
}
