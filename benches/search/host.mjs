// A host that compresses, as hosts do, and counts nothing itself.
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", json: "application/json", svg: "image/svg+xml", wasm: "application/wasm" };
const compressed = new Map();

/** A file as it travels: compressed, where that makes it smaller. */
export function travelling(file) {
  if (!compressed.has(file)) {
    const raw = readFileSync(file);
    const small = gzipSync(raw, { level: 9 });
    compressed.set(file, small.length < raw.length ? { body: small, encoding: "gzip" } : { body: raw });
  }
  return compressed.get(file);
}

/** The file of an address, or null. */
export function fileOf(site, url) {
  const path = decodeURIComponent(new URL(url, "http://host").pathname);
  const file = join(resolve(site), path.endsWith("/") ? `${path}index.html` : path);
  return file.startsWith(resolve(site) + sep) && existsSync(file) && statSync(file).isFile() ? file : null;
}

/** Serves a site on a free port, with the policy that strict hosts have. */
export async function host(site, policy = "default-src 'self'") {
  const server = createServer((request, response) => {
    const file = fileOf(site, request.url);
    if (!file) return response.writeHead(404).end();
    const { body, encoding } = travelling(file);
    const headers = { "content-type": TYPES[file.split(".").at(-1)] ?? "application/octet-stream", "cache-control": "max-age=600" };
    if (encoding) headers["content-encoding"] = encoding;
    if (policy) headers["content-security-policy"] = policy;
    response.writeHead(200, headers).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close().closeAllConnections() };
}
