// Follows every link inside a built site, fragments included: node links.mjs DIR
//
// The site is thought to lie in a sub-path, so a link that starts with "/" or climbs too far is one that
// would break there. Only 404.html, which a host shows at any depth, must link from the root.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { files, publishedAt, read } from "./site.mjs";

const dir = process.argv[2];
if (!dir) {
  console.error("usage: node links.mjs DIR");
  process.exit(2);
}

const SUB_PATH = "http://site.invalid/some/sub/path/";
const published = publishedAt(dir);
const rootPath = published ? new URL(published).pathname : "/";
const names = files(dir);
const exists = new Set(names);
const text = (name) => readFileSync(join(dir, name), "utf8");
const pages = new Map(names.filter((name) => /\.(html|svg)$/.test(name)).map((name) => [name, read(text(name))]));
const folders = new Set(names.flatMap((name) => name.split("/").slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join("/"))));

/** Where a file's links go. Feeds and the sitemap are looked at for addresses of this site alone. */
function linksOf(name) {
  if (pages.has(name)) return pages.get(name).links;
  if (name.endsWith(".css")) {
    return [...text(name).matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3/g)].map((found) => found[2] ?? found[4]);
  }
  if (name.endsWith(".xml") && published) {
    return [...text(name).matchAll(/<loc>\s*(.*?)\s*<\/loc>|<link\b[^>]*\bhref="(.*?)"/g)]
      .map((found) => (found[1] ?? found[2]).replaceAll("&amp;", "&"))
      .filter((link) => link.startsWith(published));
  }
  return [];
}

/** Why `link`, written in the file `name`, does not work; nothing if it does, or leads elsewhere. */
function fault(name, link) {
  const own = published && link.startsWith(published);
  if (own) link = SUB_PATH + link.slice(published.length);
  if (name === "404.html" && !own) {
    if (link.startsWith(rootPath)) link = SUB_PATH + link.slice(rootPath.length);
    else if (!/^(#|[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return "is not from the root, and 404.html is shown at any depth";
  }
  if (!URL.canParse(link, SUB_PATH) || /%(?![0-9a-f]{2})/i.test(link)) return "is not an address";
  const target = new URL(link, SUB_PATH + encodeURI(name).replace(/(^|\/)index\.html$/, "$1"));
  if (target.host !== new URL(SUB_PATH).host) return;
  if (!target.href.startsWith(SUB_PATH)) return "leaves the site when it lies in a sub-path";

  const path = decodeURIComponent(target.href.slice(SUB_PATH.length).split(/[?#]/)[0]);
  if (folders.has(path)) return "lacks its last slash";
  const file = path === "" || path.endsWith("/") ? path + "index.html" : path;
  if (!exists.has(file)) return "leads nowhere";
  const fragment = decodeURIComponent(target.hash.slice(1).split(":~:")[0]);
  if (fragment && fragment !== "top" && pages.has(file) && !pages.get(file).ids.has(fragment)) return `finds no "${fragment}" there`;
}

let links = 0;
let problems = 0;
for (const name of names) {
  for (const link of linksOf(name).map((link) => link.trim())) {
    links += 1;
    const why = fault(name, link);
    if (!why) continue;
    problems += 1;
    console.log(`${name}: "${link}" ${why}`);
  }
}
const count = [...pages.keys()].filter((name) => name.endsWith(".html")).length;
console.log(`links: ${count} pages, ${links} links, ${problems} problems`);
process.exitCode = problems || !count ? 1 : 0;
