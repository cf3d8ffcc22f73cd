// Fills in forms in Chromium, as readers would, under the policy that a host sends; and saves letters.
//
//   node forms.mjs PROGRAM
//
// PROGRAM is the callslip binary. The column is made in a folder of its own, which goes away. No form leaves this computer:
// the services are played here.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { FLAGS, findChromium } from "./chromium.mjs";
import { conclude, holds } from "./expectations.mjs";
import { serve } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = resolve(process.argv[2]);
const root = mkdtempSync(join(tmpdir(), "callslip-forms-"));

const COLUMN = {
  "column.yaml": `title: The Desk
base_url: https://desk.example
host: netlify
letters_to: { to: https://letters.example/f, policy: privacy }
replies_to: { to: https://replies.example/f, also: [https://thanks.example] }
newsletter: https://news.example/subscribe
saved_letters: yes
replies: { report_to: desk@example.org }
nav: [{ label: Ask, path: /ask/, button: yes }]
`,
  "content/people/sol.md": "---\nname: Sol Marchetti\ninitials: SM\n---\nAnswers.\n",
  "content/pages/ask.md": "---\ntitle: Ask\nform: ask\n---\nWrite to us.\n",
  "content/pages/contact.md": "---\ntitle: Contact\nform: contact\n---\nWrite to us.\n",
  "content/pages/privacy.md": "---\ntitle: What we do with it\n---\nWe read it.\n",
  "content/questions/one.md": "---\ntitle: One\ndate: 2026-03-02\n---\nQ: How do I catalog a box of old ledgers without any training in archives?\n\nSM: Slowly.\n",
  "content/questions/two.md": "---\ntitle: Two\ndate: 2026-03-03\n---\nQ: Why?\n\nSM: So.\n",
  "content/replies/one/jane.md": "---\nname: Jane\ndate: 2026-03-12\n---\nMine, too.\n",
};
for (const [path, text] of Object.entries(COLUMN)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
execFileSync(program, ["build", "--quiet", "--root", root], { stdio: "inherit" });
const site = join(root, "public");
const policy = readFileSync(join(site, "_headers"), "utf8").match(/Content-Security-Policy: (.*)/)[1];
const server = await serve(site, "/", policy);
const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
try {
  await sends();
  await misses();
  await isKeptIn();
  await reports();
  await looks();
  await saves();
} finally {
  await browser.close();
  server.close();
  rmSync(root, { recursive: true, force: true });
}
conclude("forms");

/** A page of the column. `posts` collects what services get; `outside` all other requests that leave the column; `refused`
    what the policy keeps from being sent. */
async function open(options, path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  const seen = { posts: [], outside: [], refused: [] };
  page.on("console", (message) => /violates|Refused/.test(message.text()) && seen.refused.push(message.text()));
  await context.route(/^(?!http:\/\/127\.0\.0\.1)/, async (route) => {
    const request = route.request();
    if (request.method() !== "POST") seen.outside.push(request.url());
    else seen.posts.push([request.url(), Object.fromEntries(new URLSearchParams(request.postData()))]);
    await route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><title>Thanks</title><p>Thanks" });
  });
  await page.goto(`${server.url}${path}`);
  return { page, seen };
}

/** Fills in each form without a script, by keys, and looks at what arrives. */
async function sends() {
  const cases = [
    ["ask/", "textarea", ["How do I begin?\nAnd then?", "Stuck", "a@b.example"], "https://letters.example/f",
      { _gotcha: "", letter: "How do I begin?\r\nAnd then?", pen_name: "Stuck", email: "a@b.example" }],
    ["contact/", "textarea", ["Hello", "Jane", ""], "https://letters.example/f", { _gotcha: "", message: "Hello", name: "Jane", email: "" }],
    ["questions/one/", "textarea", ["Mine, too: <b>&", "", ""], "https://replies.example/f",
      { letter: "one", _gotcha: "", reply: "Mine, too: <b>&", name: "", email: "" }],
    ["subscribe/", ".reader-form [type=email]", ["a@b.example"], "https://news.example/subscribe", { _gotcha: "", email: "a@b.example" }],
  ];
  for (const [path, first, typed, address, wanted] of cases) {
    const { page, seen } = await open({ javaScriptEnabled: false }, path);
    if (path.startsWith("questions/")) {
      await page.locator(".write-reply summary").focus();
      await page.keyboard.press("Enter");
    }
    await page.locator(first).focus();
    for (const text of typed) {
      await page.keyboard.insertText(text);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await holds(`${path} is sent as it was typed, without a script, by keys alone`, () => seen.posts, [[address, wanted]]);
    await holds(`${path} asks nobody else, and nothing is refused`, () => [seen.outside, seen.refused], [[], []]);
    await page.context().close();
  }
}

/** Presses the button with nothing in the form. */
async function misses() {
  for (const [path, field] of [["ask/", "textarea"], ["subscribe/", ".reader-form [type=email]"]]) {
    const { page, seen } = await open({}, path);
    await page.locator("button.send").click();
    await holds(`${path}: the empty field is found, and marked`, () =>
      page.locator(field).evaluate((field) => document.activeElement === field && field.matches(":user-invalid") && getComputedStyle(field).borderInlineStartWidth !== "1px"));
    await holds(`${path}: nothing was sent`, () => seen.posts, []);
    if (path === "subscribe/") {
      await page.locator(field).fill("no address");
      await page.locator("button.send").click();
      await holds("what is no address is not sent", () => [seen.posts.length, page.url().endsWith("subscribe/")], [0, true]);
    }
    await holds(`${path}: people do not see the field for spam programs`, () => page.locator("[name=_gotcha]").isVisible(), false);
    await page.context().close();
  }
}

/** What the policy lets through: the named addresses, and nothing else. */
async function isKeptIn() {
  for (const [address, goes] of [
    ["https://letters.example/other", true], ["https://replies.example/f", true], ["https://news.example/", true],
    ["https://thanks.example/", true], ["https://evil.example/f", false], ["https://sub.letters.example/f", false],
    ["http://letters.example/f", false], ["mailto:a@b.example", false],
  ]) {
    const { page, seen } = await open({}, "ask/");
    await page.locator("textarea").fill("A letter");
    await page.locator(".reader-form").evaluate((form, address) => (form.action = address), address);
    await page.locator("button.send").evaluate((button) => button.click());
    await holds(`a form ${goes ? "may" : "may not"} go to ${address}`, () => [seen.posts.length > 0, seen.refused.length > 0], [goes, !goes]);
    await page.context().close();
  }
}

async function reports() {
  const { page } = await open({}, "questions/one/");
  const link = await page.locator(".report a").getAttribute("href");
  const fields = new URLSearchParams(link.split("?")[1]);
  await holds("a report says which reply it means", () => [link.split("?")[0], fields.get("subject"), fields.get("body").split("\r\n").at(-1)],
    ["mailto:desk@example.org", "Reported reply [one/jane]", "https://desk.example/questions/one/#reply-jane"]);
  await page.context().close();
}

async function looks() {
  for (const colorScheme of ["light", "dark"]) {
    const { page, seen } = await open({ colorScheme }, "ask/");
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of ["ask/", "contact/", "questions/one/", "subscribe/", "saved/"]) {
        await page.goto(`${server.url}${path}`);
        if (path.startsWith("questions/")) await page.locator(".write-reply summary").click();
        if (path === "ask/") await page.locator("button.send").click();
        await page.evaluate(AXE);
        const faults = await page.evaluate(() => axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)));
        await holds(`axe finds nothing on ${path} at ${width} px, ${colorScheme}`, () => faults, []);
        await holds(`nothing on ${path} is wider than ${width} px`, () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        const small = await page.locator(".reader-form :is(input:not([type=hidden], [tabindex]), textarea, button), .report a, .about button").evaluateAll((all) =>
          all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML));
        await holds(`all of ${path} can be hit with a finger`, () => small, []);
      }
    }
    await page.goto(`${server.url}ask/`);
    await page.locator("textarea").pressSequentially("How do I catalog a box of old ledgers without training");
    await holds("while a reader writes, nothing leaves the column", () => [seen.posts, seen.outside, seen.refused], [[], [], []]);
    await page.context().close();
  }
}

/** Saves two letters, reads the list, removes one. */
async function saves() {
  const { page } = await open({}, "saved/");
  const list = () => page.locator("[data-saved-list] h2").allTextContents();
  await holds("at first nothing is saved", () => page.isVisible("[data-saved-empty]"));
  for (const name of ["one", "two"]) {
    await page.goto(`${server.url}questions/${name}/`);
    await page.locator("[data-save] button").click();
    await holds(`${name} is saved`, () => page.locator("[data-save] button").getAttribute("aria-pressed"), "true");
  }
  await page.goto(server.url);
  await page.locator("[data-saved-link] a").click();
  await holds("the list has both, the latest first, with their addresses", async () => [await list(), await page.locator("[data-saved-list] a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname))],
    [["Two", "One"], ["/questions/two/", "/questions/one/"]]);
  await page.locator("[data-saved-list] button").first().click();
  await holds("one is removed, and the keys stay in the list", async () => [await list(), await page.evaluate(() => document.activeElement.textContent)], [["One"], "Remove One"]);
  await page.evaluate(() => localStorage.setItem(Object.keys(localStorage)[0], '[{"path":"//evil.example"},{"path":"javascript:alert(1)"},null,3,{"path":"/questions/two/"}]'));
  await page.reload();
  await holds("what is no letter of the column is left out", list, ["/questions/two/"]);
  await page.evaluate(() => localStorage.setItem(Object.keys(localStorage)[0], "{"));
  await page.reload();
  await holds("what cannot be read is an empty list", () => page.isVisible("[data-saved-empty]"));
  await page.context().close();
  const { page: plain } = await open({ javaScriptEnabled: false }, "questions/one/");
  await holds("without a script nothing is offered", () => plain.isVisible("[data-save]"), false);
  await plain.goto(`${server.url}saved/`);
  await holds("and the page says why", () => plain.isVisible("noscript p"));
  await plain.context().close();
}
