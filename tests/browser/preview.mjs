// Works with a column in Chromium while `callslip serve` shows it, as its columnist would:
//
//   node preview.mjs PROGRAM
//
// PROGRAM is the callslip binary. A column is made in a folder of its own, which goes away.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { conclude, holds } from "./expectations.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = process.argv[2];
if (!program) {
  console.error("usage: node preview.mjs PROGRAM");
  process.exit(2);
}

const root = mkdtempSync(join(tmpdir(), "callslip-preview-"));
const write = (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const letter = (title, text) =>
  write(`content/questions/${title.toLowerCase()}.md`, `---\ntitle: ${title}\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: ${text}\n`);
const long = Array.from({ length: 200 }, (_, number) => `Paragraph ${number}.`).join("\n\n");
write("column.yaml", "title: The Desk\nbase_url: https://desk.example/some/where\n");
write("content/people/sol.md", "---\nname: Sol Marchetti\ninitials: SM\n---\n");
letter("One", `First.\n\n${long}\n\n<details><summary>More</summary>\n\nHidden.\n\n</details>\n\n${long}`);
letter("Two", "Second.");

// The desktop of this test writes down what it is asked to open.
const desktop = mkdtempSync(join(tmpdir(), "callslip-desktop-"));
const opened = join(desktop, "opened.txt");
writeFileSync(join(desktop, "xdg-open"), `#!/bin/sh\necho "$1" >> "${opened}"\n`, { mode: 0o755 });
const env = { ...process.env, PATH: desktop + delimiter + process.env.PATH, DISPLAY: ":0" };
const server = spawn(resolve(program), ["serve", "--root", root, "--port", "0", "--editor", "system"], { env, stdio: ["ignore", "pipe", "inherit"] });
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
try {
  const url = await address();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await stories(context, url);
} finally {
  await browser.close();
  server.kill();
  rmSync(root, { recursive: true, force: true });
  rmSync(desktop, { recursive: true, force: true });
}
conclude("preview");

function address() {
  return new Promise((found, none) => {
    server.on("exit", (code) => none(new Error(`callslip ended with ${code}`)));
    createInterface(server.stdout).on("line", (line) => {
      const at = line.match(/http:\/\/[^/ ]+\//);
      if (at) found(at[0]);
    });
  });
}

function moment(milliseconds) {
  return new Promise((next) => setTimeout(next, milliseconds));
}

async function stories(context, url) {
  const said = [];
  const open = async (path) => {
    const page = await context.newPage();
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await page.goto(url + path);
    // Survives everything but a reload. What was saved just before may still reload the page once.
    const mark = () => page.evaluate(() => (window.mark = true));
    await mark().catch(mark);
    return page;
  };
  const marked = (page) => page.evaluate(() => window.mark === true);
  const shows = (page, text) => page.evaluate((text) => document.body.textContent.includes(text), text);
  const one = await open("questions/one/");
  const two = await open("questions/two/");

  await one.evaluate(() => {
    document.querySelector("details").open = true;
    scrollTo(0, 1500);
  });
  letter("One", readFileSync(join(root, "content/questions/one.md"), "utf8").split("SM: ")[1].replace("First.", "Changed."));
  await holds("the tab of a letter that was saved shows what was saved", () => shows(one, "Changed."));
  await holds("its scroll position stays", () => one.evaluate(() => Math.round(scrollY)), 1500);
  await holds("its open details stay open", () => one.evaluate(() => document.querySelector("details").open));
  await moment(300);
  await holds("no other tab reloads", () => marked(two));

  await one.evaluate(() => (window.mark = true));
  const color = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  write("assets/reading-room.css", "body { background: rgb(1, 2, 3) }");
  await holds("a stylesheet is swapped in", () => color(one), "rgb(1, 2, 3)");
  await holds("in every tab", () => color(two), "rgb(1, 2, 3)");
  await holds("without a reload", async () => (await marked(one)) && (await marked(two)));
  await holds("and the old one goes", () => one.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length), 1);

  letter("Two", "[Lost](lost.md)");
  const report = (page) => page.evaluate(() => document.querySelector("callslip-report")?.shadowRoot.querySelector("section").textContent ?? null);
  await holds("a mistake is told over the page", async () => (await report(two))?.includes("there is no file `content/questions/lost.md`"));
  await holds("with its count, for those who listen", () => two.evaluate(() => document.querySelector("callslip-report").shadowRoot.querySelector("[role=alert]").textContent.startsWith("1 error")));
  const files = () => readFileSync(opened, "utf8").trim().split("\n").map((path) => path.slice(path.lastIndexOf("/") + 1)).join();
  await two.locator("callslip-report pre a").click();
  await holds("its place is a link that opens the file", files, "two.md");
  await holds("and says so beside it", () => two.locator("callslip-report pre [role=status]").textContent(), " Opened.");
  await holds("the page below is the last sound one", async () => (await shows(two, "Second.")) && marked(two));
  await two.evaluate(AXE);
  const audit = () => axe.run(document, { preload: false, resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } });
  await holds("nobody is kept out by it", async () => (await two.evaluate(audit)).violations.map((one) => one.id).join(), "");
  await two.getByRole("button", { name: "Dismiss" }).click();
  await holds("it can be dismissed", () => report(two), null);
  await one.locator("callslip-report section").focus();
  await one.keyboard.press("Escape");
  await holds("by the keyboard, too", () => report(one), null);
  letter("Two", "[Also lost](lost.md)");
  await holds("another mistake is told again", async () => (await report(two))?.includes("Also lost"));
  letter("Two", "Mended.");
  await holds("it goes when all is mended", async () => (await report(two)) === null && shows(two, "Mended."));

  write("content/questions/three.md", "---\ntitle: Three\ndraft: yes\n---\nQ: Why?\n");
  const three = await open("some/where/questions/three/");
  await holds("a draft is shown and marked, in the column's sub-path, too", () => shows(three, "Not published yet"));

  const tabs = await Promise.all(Array.from({ length: 8 }, () => open("questions/two/")));
  letter("Two", "To all eight.");
  await holds("eight tabs are told by one stream", async () => (await Promise.all(tabs.map((tab) => shows(tab, "To all eight.")))).every(Boolean));
  await Promise.all(tabs.slice(0, 7).map((tab) => tab.close()));
  await one.close();
  await two.close();
  await three.close();
  letter("Two", "To the last one.");
  await holds("the last tab listens for itself when the others have gone", () => shows(tabs[7], "To the last one."));
  await tabs[7].goto(url + "questions/four/").catch(() => {});
  letter("Four", "Made.");
  await holds("an address that led nowhere shows its page when it is made", () => shows(tabs[7], "Made."));

  // An element's name is a property of `document`, before its own.
  const names = ["currentScript", "querySelector", "querySelectorAll", "createElement", "addEventListener", "visibilityState", "body", "documentElement"];
  const elements = names.map((name) => `<img name="${name}" alt="${name}">`).join("\n");
  const page = (text) => write("content/pages/names.md", `---\ntitle: Names\n---\n${text}\n`);
  write("templates/page.html", `{% extends "parent:page.html" %}{% block text %}${elements}{{ page.html | safe }}{% endblock text %}`);
  page("All named.");
  const named = await open("names/");
  await holds("a page can name its pictures as it likes", () => named.evaluate(() => document.currentScript.localName), "img");
  // What was saved just before may still reload it once.
  await holds("and its page does not reload for it", async () => {
    await named.evaluate(() => (window.mark = true));
    await moment(1500);
    return marked(named);
  });
  write("assets/reading-room.css", "body { background: rgb(4, 5, 6) }");
  await holds("its stylesheet is swapped in", () => named.evaluate(() => getComputedStyle(Document.prototype.querySelector.call(document, "body")).backgroundColor), "rgb(4, 5, 6)");
  page("[Lost](lost.md)");
  await holds("a mistake is reported over it", () => named.evaluate(() => Document.prototype.querySelectorAll.call(document, "callslip-report").length), 1);
  page("All named, and saved again.");
  await holds("and it follows a save", () => named.evaluate(() => Document.prototype.querySelector.call(document, "main").textContent.includes("saved again")));

  // The address of a script that was never there: no reload will bring it.
  write("assets/extra.js", "");
  write("templates/page.html", '{% extends "parent:page.html" %}{% block text %}<script src="/assets/extra.0123456789.js"></script>Extra.{% endblock text %}');
  write("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
  const about = await context.newPage();
  let loads = 0;
  about.on("load", () => (loads += 1));
  await holds("a page that asks for an old script by hand is shown", async () => {
    await about.goto(url + "about/");
    return shows(about, "Extra.");
  });
  await holds("and does not reload for ever", async () => {
    loads = 0;
    await moment(1500);
    return loads;
  }, 0);
  await about.close();

  const desk = await open("_desk/");
  await holds("the desk lists drafts", () => shows(desk, "Three"));
  await desk.locator("a.file", { hasText: "three.md" }).first().click();
  await holds("and opens their files", files, "two.md,three.md");
  write("content/questions/four.md", "---\ntitle: Four\ndate: never\n---\nQ: Why?\n\nSM: Text.\n");
  await holds("it lists mistakes itself, so nothing lies over it", async () => {
    await desk.locator("pre", { hasText: "four.md" }).first().waitFor();
    await moment(500);
    return desk.locator("callslip-report").count();
  }, 0);
  rmSync(join(root, "content/questions/four.md"));
  // Each time, as the page is loaded again once the file is gone.
  await holds("the desk keeps nobody out", async () => {
    await desk.evaluate(AXE);
    return (await desk.evaluate(audit)).violations.map((one) => one.id).join();
  }, "");
  const unexpected = said.filter((text) => !/404 \(Not Found\)/.test(text));
  await holds("no script fails, and nothing breaks the policy", async () => unexpected.join("; "), "");
}
