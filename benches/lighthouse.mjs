// Lighthouse on a page of each kind, as a phone and as a desk, from a server that compresses as hosts do:
//
//   callslip build --base-url http://localhost:8010 --out OUT
//   node benches/lighthouse.mjs OUT LIGHTHOUSE [--category NAME]... [--page KIND]...
//
// LIGHTHOUSE is a folder in which `npm install lighthouse@12` was run; it is no dependency of ours, with its 180 MB.
// Categories are performance, accessibility, best-practices, and seo. Performance means little on a busy machine: run it again.
// Search engines are asked to leave out three kinds of pages, so their SEO is not counted. Fails if anything else is below 100.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { FLAGS, findChromium } from "../tests/browser/chromium.mjs";
import { PAGES } from "../tests/browser/pages.mjs";
import { TYPES, publishedAt } from "../tests/browser/site.mjs";

const { values: options, positionals: [dir, lighthouseFolder] } = parseArgs({
  allowPositionals: true,
  options: { category: { type: "string", multiple: true }, page: { type: "string", multiple: true } },
});
if (!lighthouseFolder) {
  console.error("usage: node benches/lighthouse.mjs DIR LIGHTHOUSE [--category NAME]... [--page KIND]...");
  process.exit(2);
}

const require = createRequire(join(resolve(lighthouseFolder), "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const { launch } = await load("chrome-launcher");
const CATEGORIES = options.category ?? ["performance", "accessibility", "best-practices", "seo"];
const NOT_INDEXED = ["withdrawn", "search", "not-found"];

const url = publishedAt(dir);
if (!url?.startsWith("http://localhost:")) {
  console.error("build the column with --base-url http://localhost:8010, for its pages name their address");
  process.exit(2);
}
const server = createServer(answer).listen(Number(new URL(url).port), "127.0.0.1");
const chrome = await launch({ chromePath: findChromium(), chromeFlags: FLAGS });
let below = 0;
console.log(["page", "form factor", ...CATEGORIES].join("\t"));
for (const [kind, path] of Object.entries(PAGES)) {
  if (options.page && !options.page.includes(kind)) continue;
  const address = new URL(kind === "not-found" ? "404.html" : path, url).href;
  for (const [form, config] of [["phone", undefined], ["desk", desktopConfig]]) {
    const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "silent" }, config);
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
    console.log([kind, form, ...scores].join("\t"));
    for (const [index, name] of CATEGORIES.entries()) {
      if (scores[index] === 100) continue;
      if (name === "seo" && NOT_INDEXED.includes(kind)) continue;
      below += 1;
      for (const { id, weight } of lhr.categories[name].auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 0.95) console.log(`  ${name}: ${audit.title} ${audit.displayValue ?? ""}`);
      }
    }
  }
}
await chrome.kill();
server.close().closeAllConnections();
console.log(`lighthouse: ${below} values below 100`);
process.exitCode = below ? 1 : 0;

/** Compressed, and with the caching that callslip asks of hosts. */
function answer(request, response) {
  const root = resolve(dir);
  const path = decodeURIComponent(new URL(request.url, url).pathname);
  let file = join(root, path);
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  const found = file.startsWith(root + sep) && existsSync(file);
  if (!found) file = join(root, "404.html");
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const compresses = /^text|json|xml|javascript|svg/.test(type);
  const body = readFileSync(file);
  response.writeHead(found ? 200 : 404, {
    "content-type": type,
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": "default-src 'self'",
    ...(compresses ? { "content-encoding": "gzip" } : {}),
  });
  response.end(compresses ? gzipSync(body) : body);
}
