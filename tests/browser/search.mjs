// Searches a column in Chromium, as its readers would: from a server, from a folder of a server, and from the disk.
//
//   node search.mjs PROGRAM
//
// PROGRAM is the callslip binary. A column is made in a folder of its own, which goes away.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { conclude, holds } from "./expectations.mjs";
import { scriptsOfSearch, serve } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const program = process.argv[2];
if (!program) {
  console.error("usage: node search.mjs PROGRAM");
  process.exit(2);
}

/** So many words in Cyrillic, in Han, and in Deseret, whose letters are two units long, that files of words begin with some. */
const ALPHABETS = [[0x430, 32, 6], [0x4e00, 2000, 2], [0x10428, 40, 5]].map(([first, letters, length]) =>
  Array.from({ length: 600 }, (_, number) =>
    Array.from({ length }, (_, at) => String.fromCodePoint(first + ((Math.trunc(number / letters ** (at % 2)) + at) % letters))).join("")));

const root = mkdtempSync(join(tmpdir(), "callslip-search-"));
const site = join(root, "public");
column();
execFileSync(resolve(program), ["build", "--quiet", "--root", root], { stdio: "inherit" });
const travels = (name) => gzipSync(readFileSync(join(site, name)), { level: 9 }).length;
await holds("the scripts of the search page are few bytes", () => scriptsOfSearch(site).map(travels).reduce((a, b) => a + b) <= 8000);
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
try {
  for (const base of ["/", "/some/where/"]) {
    const server = await serve(site, base);
    console.log(`from a server, at ${base}`);
    await served(server.url);
    server.close();
  }
  console.log("from the disk");
  await fromDisk(pathToFileURL(site).href + "/");
} finally {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}
conclude("search");

/** Thirteen letters on the night shift, so that there is more than fits at once, and a few that tests look for. */
function column() {
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const letter = (day, title, tags, text) =>
    write(`content/questions/letter-${day}.md`, `---\ntitle: ${title}\ndate: 2026-03-${String(day).padStart(2, "0")}\ntags: [${tags}]\n---\n${text}\n`);
  write("column.yaml", "title: The Desk\nnav:\n  - { label: Letters, path: /questions/ }\n  - { label: Ask, path: /ask/, button: yes }\n");
  write("content/people/sol.md", "---\nname: Sol Marchetti\ninitials: SM\n---\nAnswers.\n");
  write("content/pages/ask.md", `---\ntitle: Ask\n---\n<form action="https://forms.example/1" method="post">\n<p><label for="letter">Your letter</label></p>\n<p><textarea id="letter" name="letter" rows="6"></textarea></p>\n<p><button>Send</button></p>\n</form>\n`);
  for (let day = 1; day <= 13; day += 1) letter(day, `Night number ${day}`, "shifts", `Q: Who takes the night shift, and why again?\n\nSM: You could swap nights, ${day} of them.`);
  letter(20, "A raise at last", "pay", "Q: How do I ask my director for a raise? The salary is below what the consortium pays.\n\nSM: Bring three figures, such as 1,200, and one sentence about the negotiations.");
  letter(21, "First editions", "collections", "Q: May I handle rare books without gloves?\n\nSM: Clean hands are better than gloves.");
  letter(22, "An empty shelf", "collections", "Q: Where are the books? They are rare here.\n\nSM: Ask for a budget of 3400 by email.");
  letter(24, "図書館", "pay", "Q: 新幹線で図書館に行けますか。\n\nSM: はい。");
  letter(25, "Alphabets", "pay", `Q: ${ALPHABETS.flat().join(" ")}\n\nSM: Indeed.`);
  for (let day = 26; day <= 28; day += 1) letter(day, `Budget ${day}`, "budget cuts, budget talks, budget lines", "Q: What next?\n\nSM: Wait.");
  letter(23, "Ein Brief über Gehälter", "pay", "Q: Wie verhandle ich mein Gehalt?\n\nSM: Mit Zahlen.");
}

/** A tab, and what is asked of it. `said` are its messages, `requests` what it has fetched. */
async function open(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const [said, requests] = [[], []];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => requests.push(request));
  await page.goto(url);
  const field = page.locator("main form[role=search] input");
  return {
    page, field, said, requests,
    status: () => page.locator("[data-search-status]").textContent(),
    titles: () => page.locator("[data-search-results] [data-search-title]").allTextContents(),
    query: () => new URL(page.url()).searchParams.get("q"),
    focused: () => page.evaluate(() => document.activeElement.name || document.activeElement.textContent.trim() || document.activeElement.localName),
    type: async (text) => {
      await field.fill("");
      await field.pressSequentially(text);
    },
    audit: async () => {
      await page.evaluate(AXE);
      const run = (tags) => axe.run(document, { runOnly: tags, preload: false, resultTypes: ["violations"] });
      return (await page.evaluate(run, AXE_TAGS)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`);
    },
    close: () => context.close(),
  };
}

async function served(url) {
  await words(`${url}search/`);
  await history(`${url}search/`);
  await keyboard(url);
  await otherPages(url);
  await askPage(`${url}ask/`);
  await newVersion(`${url}search/`);
  await withoutScript(`${url}search/`);
}

async function words(url) {
  const tab = await open(url);
  const links = () => tab.page.locator("[data-search-results] a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  await tab.type("salary");
  await holds("a word finds its letter", tab.titles, ["A raise at last"]);
  await holds("the count is said", tab.status, "1 result for “salary”");
  await holds("the passage is from the letter, with a mark", () => tab.page.locator("[data-search-excerpt] mark").allTextContents(), ["salary"]);
  await holds("and names who speaks", () => tab.page.locator("[data-search-voice]").textContent(), "The question");
  await holds("the link leads to the place", async () => (await links()).map((link) => link.slice(url.length - "search/".length)), ["questions/letter-20/#q1"]);
  await tab.type("negotiation");
  await holds("one form of a word finds another", tab.titles, ["A raise at last"]);
  await tab.type("nego");
  await holds("so does its beginning, while it is typed", tab.titles, ["A raise at last"]);
  await tab.type("salery");
  await holds("a slip finds what was meant", tab.titles, ["A raise at last"]);
  await holds("and that is said", tab.status, "No results for “salery”. 1 result for “salary”");
  await tab.type("negotiated");
  await holds("a form that nobody wrote finds those with its stem", tab.titles, ["A raise at last"]);
  await tab.type("salaries");
  await holds("whatever became of its last letter", tab.status, "No results for “salaries”. 1 result for “salary”");
  await tab.type("e-mail");
  await holds("a hyphen makes no other word", tab.titles, ["An empty shelf"]);
  await tab.type("1200");
  await holds("a number is found with its separators", tab.titles, ["A raise at last"]);
  await holds("and marked there", () => tab.page.locator("[data-search-excerpt] mark").allTextContents(), ["1,200"]);
  await tab.type("3,400");
  await holds("and without them", tab.titles, ["An empty shelf"]);
  await tab.type("Gehalter");
  await holds("without its accents, too", tab.titles, ["Ein Brief über Gehälter"]);
  await tab.type("rare books");
  await holds("two words find what has both", async () => (await tab.titles()).sort(), ["An empty shelf", "First editions"]);
  await tab.type('"rare books"');
  await holds("a phrase, only what has it word for word", tab.titles, ["First editions"]);
  await tab.type('""');
  await holds("quotes around nothing find nothing", tab.titles, []);
  await tab.type("図書館");
  await holds("a word without spaces around it is found", tab.titles, ["図書館"]);
  await holds("and is one mark", () => tab.page.locator("[data-search-excerpt] mark").allTextContents(), ["図書館"]);
  const found = (words) => Promise.all(words.map(async (word) => (await callslip.find(word)).hits.length));
  await holds("so are words of every alphabet", async () => new Set(await tab.page.evaluate(found, ALPHABETS.flat().filter((_, at) => at % 37 === 0))).size, 1);
  for (const unit of ["_4[34].", "_[4-9]...", "_d801__dc"]) {
    await holds(`in files of their own, such as w${unit}`, () => tab.requests.some((request) => new RegExp(`/w-${unit}`).test(request.url())));
  }
  await tab.type("館 新");
  await holds("each character alone is found, whatever is beside it", tab.titles, ["図書館"]);
  await tab.type("xylophone");
  await holds("nothing found is said", tab.status, "No results for “xylophone”. One of these subjects may help.");
  await holds("and subjects are offered", () => tab.page.locator("[data-search-browse]").isVisible());
  await tab.type("<xylophone>");
  await holds("markup is text", () => tab.status().then((text) => text.includes("“<xylophone>”")));
  await tab.type("night shift");
  await holds("five results are shown", async () => (await tab.titles()).length, 5);
  await holds("and what the list is instead of is gone", () => tab.page.locator("[data-search-browse]").isVisible(), false);
  await holds("nobody is kept out", tab.audit, []);
  await tab.page.emulateMedia({ colorScheme: "dark" });
  await holds("in the dark neither", tab.audit, []);
  // As by a double click.
  await tab.page.getByRole("button", { name: "Show more" }).evaluate((button) => [button.click(), button.click()]);
  await holds("then five more", async () => new Set(await tab.titles()).size, 10);
  await holds("all with their passages", () => tab.page.locator("[data-search-excerpt] mark:first-of-type").count(), 10);
  await holds("the first of the new ones has the focus", tab.focused, (await tab.titles())[5]);
  await tab.page.getByRole("button", { name: "Show more" }).click();
  await holds("then all thirteen and the subject", async () => (await tab.titles()).length, 14);
  await tab.type("budget");
  const kinds = () => tab.page.locator("[data-search-kind]").allTextContents();
  await holds("three of the first five are letters, though subjects fit as well", kinds, ["", "", "", "Subject", "Subject"]);
  const gap = (item) => item.getBoundingClientRect().bottom - item.lastElementChild.lastElementChild.getBoundingClientRect().bottom;
  await holds("there is no gap below a short passage", () => tab.page.locator("[data-search-results] li").first().evaluate(gap).then((room) => room < 30));
  await tab.page.route(/\/assets\/search\/p-/, async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
  await tab.type("night");
  await holds("a new query shows five again", async () => (await tab.titles()).length, 5);
  await tab.page.getByRole("button", { name: "Show more" }).click();
  await tab.type("gloves");
  await holds("what is typed while more are fetched counts", tab.titles, ["First editions"]);
  await holds("and keeps the focus", tab.focused, "q");
  const persian = () => callslip.resultItem(document.querySelector("[data-search-result]"),
    { kind: "l", title: "", date: "2024-01-03", subjects: "", url: "/" }, { dates: "۲۵ ژانویه ۲۰۰۱" }, new Map()).querySelector("[data-search-date]").textContent;
  await holds("a date has the digits of its language", () => tab.page.evaluate(persian), "۳ ژانویه ۲۰۲۴");
  await holds("no script fails, and nothing breaks the policy", () => tab.said, []);
  await tab.close();
}

async function history(url) {
  const tab = await open(url);
  await holds("the focus is left where it is", tab.focused, await tab.page.evaluate(() => document.body.textContent.trim()));
  const before = await tab.page.evaluate(() => history.length);
  await tab.type("salary");
  await holds("the address follows what is typed", tab.query, "salary");
  await tab.page.keyboard.press("Enter");
  await tab.type("gloves");
  await holds("and what is typed next", tab.query, "gloves");
  await tab.page.keyboard.press("Enter");
  await holds("each search is one step of the history", () => tab.page.evaluate(() => history.length), before + 2);
  await tab.page.goBack();
  await holds("back to the first one", async () => [await tab.field.inputValue(), ...(await tab.titles())], ["salary", "A raise at last"]);
  await tab.page.goForward();
  await holds("and forward", async () => [await tab.field.inputValue(), ...(await tab.titles())], ["gloves", "First editions"]);
  await tab.page.reload();
  await holds("an address with words searches", tab.titles, ["First editions"]);
  await holds("no script fails there", () => tab.said, []);
  await tab.close();
}

async function keyboard(url) {
  const tab = await open(`${url}search/?q=salary`);
  await holds("an address with words shows what they find", tab.titles, ["A raise at last"]);
  await tab.page.keyboard.press("/");
  await holds("the key / leads to the field", tab.focused, "q");
  await holds("and is not written there", () => tab.field.inputValue(), "salary");
  await tab.page.keyboard.press("Tab");
  await holds("Tab leads on to the button", tab.focused, "Search");
  await tab.page.keyboard.press("Tab");
  await holds("and to the first result", tab.focused, "A raise at last");
  await tab.page.keyboard.press("/");
  await tab.page.keyboard.press("Escape");
  await holds("Escape clears the field", async () => [await tab.field.inputValue(), ...(await tab.titles())], [""]);
  await holds("and its address", tab.query, null);
  await tab.page.locator("[data-search-key]").uncheck();
  await tab.page.keyboard.press("/");
  await holds("the key can be switched off", tab.focused, "input");
  await tab.page.goto(url);
  await tab.page.keyboard.press("/");
  await holds("for all pages", () => tab.page.evaluate(() => document.activeElement.localName), "body");
  await tab.close();
}

async function otherPages(url) {
  for (const [path, name] of [["", "the home page"], ["questions/", "the list of letters"], ["no/such/page/", "the page for what is not there"]]) {
    // From the root, as links of that page are, a field works at the address of the site only.
    if (path.startsWith("no/") && new URL(url).pathname !== "/") continue;
    const tab = await open(url + path);
    await tab.page.keyboard.press("/");
    const early = () => ["/search/index.js", "/assets/search."].map((part) => tab.requests.some((request) => request.url().includes(part)));
    await holds(`${name} fetches what the search needs`, early, [true, true]);
    await tab.page.keyboard.type("salary");
    await tab.page.keyboard.press("Enter");
    await holds(`${name} has a field, and / leads there`, tab.titles, ["A raise at last"]);
    await holds("nothing of that breaks the policy", () => tab.said.filter((text) => !/404/.test(text)), []);
    await tab.close();
  }
  const tab = await open(`${url}questions/letter-20/`, { viewport: { width: 320, height: 700 } });
  await holds("a letter loads no script", async () => tab.requests.filter((request) => request.resourceType() === "script").length, 0);
  await tab.page.locator(".masthead summary").click();
  await tab.page.getByRole("button", { name: "Search" }).click();
  await holds("on a narrow page a button leads to the search", () => new URL(tab.page.url()).pathname.endsWith("/search/"));
  await tab.close();
}

async function askPage(url) {
  const tab = await open(url);
  const letter = "Dear desk, my director says that the salary is what it is. Should I ask for a raise, or is the consortium to blame?";
  const height = () => tab.page.locator("textarea").evaluate((area) => area.getBoundingClientRect().top);
  const before = await height();
  await tab.page.locator("textarea").pressSequentially("Dear desk");
  await tab.page.waitForTimeout(1200);
  await holds("two words are too few", tab.titles, []);
  await tab.page.locator("textarea").fill(letter);
  await holds("while a letter is written, the page shows an answered one that is like it", tab.titles, ["A raise at last"]);
  await holds("and says so", tab.status, "Answered before? 1 letter is much like yours.");
  await holds("below the field, which does not move", height, before);
  await holds("the focus stays", tab.focused, "letter");
  await holds("the letter opens beside what is written", () => tab.page.locator("[data-search-similar] a").getAttribute("target"), "_blank");
  const sent = () => tab.requests.filter((request) => request.method() !== "GET" || /raise|salary|consortium/.test(request.url())).map((request) => request.url());
  await holds("nothing of it is sent", sent, []);
  await holds("nobody is kept out there", tab.audit, []);
  await tab.page.locator("textarea").fill("");
  await holds("and the list goes with what was written", tab.titles, []);
  await holds("no script fails there either", () => tab.said, []);
  await tab.close();
}

/** As if the column had been published anew since the page was loaded: an old file is gone. */
async function newVersion(url) {
  const tab = await open(url);
  await tab.field.focus();
  await tab.page.waitForLoadState("networkidle");
  let refused = 0;
  await tab.page.route(/\/assets\/search\/w-/, (route) => (refused++ ? route.continue() : route.fulfill({ status: 404, body: "" })));
  await tab.type("gloves");
  await holds("a file that is gone makes it look for the new ones", tab.titles, ["First editions"]);
  await holds("in a fresh index", () => tab.requests.some((request) => /index\.js\?\d+$/.test(request.url())));
  await tab.close();
  const offline = await open(url);
  await offline.page.route(/\/assets\/search\//, (route) => route.abort());
  await offline.type("gloves");
  await holds("without any files, it says that it cannot search", offline.status, "The search could not be loaded. Are you online?");
  await offline.page.unrouteAll();
  await offline.type("gloves ");
  await holds("and searches when they come again", offline.titles, ["First editions"]);
  await offline.page.route(/\/assets\/search\//, (route) => route.abort());
  await offline.type(ALPHABETS[2][0]);
  await holds("when they fail later, it says so", offline.status, "The search could not be loaded. Are you online?");
  await holds("and lists nothing of the query before", offline.titles, []);
  await offline.page.unrouteAll();
  await offline.page.route(/\/questions\//, (route) => route.fulfill({ status: 503, body: "" }));
  await offline.type('"night shift"');
  await holds("a phrase in pages that do not come is not denied", async () => (await offline.titles()).length, 5);
  await offline.close();
}

async function withoutScript(url) {
  const tab = await open(url, { javaScriptEnabled: false });
  const main = tab.page.locator("main");
  const link = (name) => main.getByRole("link", { name, exact: true }).getAttribute("href");
  await holds("without JavaScript, the page says so", () => main.locator("noscript").textContent().then((text) => text.includes("The search needs JavaScript.")));
  await holds("and leads to the subjects", () => link("collections"), "../tags/collections/");
  await holds("to the years", () => link(/^2026/).then((href) => href.startsWith("../questions/")));
  await holds("to all letters", () => link("All letters"), "../questions/");
  await holds("it shows nothing that needs a script", () => tab.page.getByRole("button", { name: "Show more" }).isVisible(), false);
  await tab.close();
}

async function fromDisk(url) {
  const tab = await open(`${url}search/index.html`);
  await tab.type("salary");
  await holds("a word finds its letter", tab.titles, ["A raise at last"]);
  await holds("with its description", () => tab.page.locator("[data-search-excerpt]").textContent().then((text) => text.startsWith("How do I ask")));
  await tab.type("salery");
  await holds("a slip finds what was meant", tab.titles, ["A raise at last"]);
  await tab.page.locator("[data-search-results] a").click();
  await holds("the link leads to the file", () => tab.page.title(), "A raise at last · The Desk");
  await tab.page.goto(`${url}ask/index.html`);
  await tab.page.locator("textarea").fill("Should I ask my director for a raise of my salary, or wait for the consortium?");
  await holds("the page with a form shows what is like a letter", tab.titles, ["A raise at last"]);
  // From the disk, Chromium refuses to fetch typefaces early, and says so in three ways.
  const refused = /^(A preload for|Access to font at) 'file:[^']*\.woff2' .*(credentials mode|CORS policy)|^Failed to load resource: net::ERR_FAILED$/;
  await holds("no script fails", () => tab.said.filter((text) => !refused.test(text)), []);
  await tab.close();
}
