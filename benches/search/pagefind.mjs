// Pagefind on the same pages. `COPY/pagefind/` has been written by `pagefind --site COPY`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { files } from "../../tests/browser/site.mjs";
import { withReader } from "./reader.mjs";

export async function pagefind(site, asked, { table, spread, kb, mb }) {
  const named = files(site).filter((name) => name.startsWith("pagefind/"));
  const bytes = named.reduce((sum, name) => sum + readFileSync(join(site, name)).length, 0);
  const [first, further, count] = [[], [], []];
  // It starts WebAssembly and a worker, which the policy of a strict host forbids.
  await withReader(site, null, async (reader) => {
    for (const query of asked) {
      const { context, page, fetched } = await reader.page("404.html");
      fetched.length = 0;
      await page.evaluate(async (text) => {
        const search = await import("/pagefind/pagefind.js");
        const { results } = await search.search(text);
        await Promise.all(results.slice(0, 5).map((result) => result.data()));
      }, query);
      await context.close();
      const all = [...new Set(fetched)].filter((url) => url.includes("/pagefind/"));
      const shards = all.filter((url) => /\/(index|fragment)\//.test(url));
      first.push(reader.weigh(all));
      further.push(reader.weigh(shards));
      count.push(shards.length);
    }
  });
  table(["Pagefind", "median", "90 %", "most"], [
    [`${named.length} files, ${mb(bytes)}: first query, five results`, ...spread(first, kb)],
    ["further query, nothing cached", ...spread(further, kb)],
    ["files a further query", ...spread(count, String)],
  ]);
}
