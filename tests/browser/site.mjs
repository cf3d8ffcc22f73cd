// A built site as the checks see it: its files, its pages read by a real HTML parser, and a small server.
import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { parse } from "parse5";

/** Every file below `dir`, as `a/b/index.html`, sorted; what starts with a dot belongs to the generator, not the site. */
export function files(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => !/(^|\/)\./.test(name) || name.startsWith(".well-known/"))
    .sort();
}

/** The scripts that the search page loads, as `assets/a.js`. */
export function scriptsOfSearch(dir) {
  const html = readFileSync(join(dir, "search/index.html"), "utf8");
  return [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, address]) => new URL(address, "http://host/search/").pathname.slice(1));
}

const LINKING = new Set(["href", "src", "poster", "data", "action", "formaction", "cite"]);
const LINKING_SETS = new Set(["srcset", "imagesrcset"]);

/** What a page offers (`ids`), where it points (`links`), its canonical address, and whether it only redirects. */
export function read(html) {
  const page = { ids: new Set(), links: [], canonical: null, redirects: false };
  const visit = (node) => {
    const attrs = Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]));
    if (attrs.id) page.ids.add(attrs.id);
    if (node.tagName === "a" && attrs.name) page.ids.add(attrs.name);
    for (const [name, value] of Object.entries(attrs)) {
      if (LINKING.has(name)) page.links.push(value);
      // Candidates are "address descriptor", parted by commas; an address may hold commas but not end in one.
      if (LINKING_SETS.has(name)) {
        page.links.push(...[...value.matchAll(/([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]+)?(?:,|$)/g)].map((found) => found[1]));
      }
    }
    if (node.tagName === "meta" && attrs["http-equiv"]?.toLowerCase() === "refresh") {
      page.redirects = true;
      page.links.push(attrs.content.replace(/^[^;]*;\s*(url\s*=)?\s*/i, "").replace(/^(['"])(.*)\1$/, "$2"));
    }
    // Cards: og:image, og:url and the like.
    if (node.tagName === "meta" && /^https?:/.test(attrs.content)) page.links.push(attrs.content);
    if (node.tagName === "link" && attrs.rel === "canonical") page.canonical = attrs.href;
    for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) visit(child);
  };
  visit(parse(html));
  return page;
}

/** The address at which the site says it will live (the home page's canonical one), or null. */
export function publishedAt(dir) {
  const home = join(dir, "index.html");
  const canonical = existsSync(home) && read(readFileSync(home, "utf8")).canonical;
  return canonical && URL.canParse(canonical) ? canonical : null;
}

/** The media types of files, by their endings. */
export const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Serves `dir` below the path `base` on a free port, as a strict host would. Gives `{ url, close }`. */
export async function serve(dir, base = "/", policy = "default-src 'self'") {
  const root = resolve(dir);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const inside = path.startsWith(base) ? path.slice(base.length) : "404.html";
    let file = join(root, inside.endsWith("/") || !inside ? inside + "index.html" : inside);
    if (existsSync(file) && statSync(file).isDirectory()) {
      return response.writeHead(301, { location: encodeURI(path) + "/" }).end();
    }
    const found = path.startsWith(base) && file.startsWith(root + sep) && existsSync(file);
    if (!found) file = join(root, "404.html");
    const body = existsSync(file) ? readFileSync(file) : "not found";
    response.writeHead(found ? 200 : 404, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
    });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => server.close().closeAllConnections(),
  };
}
