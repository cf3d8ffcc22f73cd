// A reader with a browser: what a search makes it fetch, and how long it takes.
import { createRequire } from "node:module";
import { findChromium, FLAGS } from "../../tests/browser/chromium.mjs";
import { fileOf, host, travelling } from "./host.mjs";

const { chromium } = createRequire(new URL("../../tests/browser/", import.meta.url))("playwright-core");

const RESULT = "[data-search-results] > *";
const DATA = /\/assets\/search\/|\/search\/index\.js/;
const SCRIPT = /\/assets\/[^/]*\.js/;

export async function withReader(site, policy, task) {
  const server = await host(site, policy);
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  try {
    return await task(new Reader(site, server.url, browser));
  } finally {
    await browser.close();
    server.close();
  }
}

class Reader {
  constructor(site, url, browser) {
    Object.assign(this, { site, url, browser });
  }

  /** An open page, what it has fetched since, and a line to the browser. */
  async page(path) {
    const context = await this.browser.newContext();
    const page = await context.newPage();
    const fetched = [];
    page.on("request", (request) => fetched.push(request.url()));
    const line = await context.newCDPSession(page);
    if (path !== undefined) await page.goto(this.url + path, { waitUntil: "load" });
    return { context, page, fetched, line };
  }

  /** Bytes as they travel. */
  weigh(urls) {
    return urls.reduce((sum, url) => sum + (fileOf(this.site, url) ? travelling(fileOf(this.site, url)).body.length : 0), 0);
  }

  /** Opens the search page with a query, nothing in the cache. Bytes, by what they are for. */
  async firstQuery(query) {
    const { context, page, fetched } = await this.page();
    await page.goto(`${this.url}search/?q=${encodeURIComponent(query)}`, { waitUntil: "load" });
    await settled(page);
    await page.waitForLoadState("networkidle");
    await context.close();
    const all = [...new Set(fetched)];
    const data = all.filter((url) => DATA.test(url));
    const base = all.filter((url) => SCRIPT.test(url) || url.endsWith("/search/index.js"));
    return {
      base: this.weigh(base),
      further: this.weigh(data.filter((url) => !base.includes(url))),
      files: data.length,
      excerpts: this.weigh(all.filter((url) => /\.html$|\/$/.test(new URL(url).pathname) && !/\/search\/$/.test(new URL(url).pathname))),
    };
  }

  /** What each query costs on an open page, in milliseconds: `all` that the browser's main thread does from the call to
      the first five pages (compiling the files that came, reading, decoding, ranking; not the waiting), and `rank`, the
      decoding and ranking alone, with the files read. */
  async costs(queries) {
    const { context, page, line } = await this.page("search/");
    await line.send("Performance.enable");
    const clock = async () => (await line.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value;
    const costs = { all: [], rank: [] };
    const run = (query) => page.evaluate(async (text) => {
      const { files, find, pageOf } = window.callslip;
      for (const path of [...files.keys()]) if (/\/[wep]-/.test(path)) files.delete(path);
      const { hits } = await find(text);
      await Promise.all(hits.slice(0, 5).map(pageOf));
    }, query);
    const again = (query) => page.evaluate(async (text) => {
      const { files, find } = window.callslip;
      for (const shard of await Promise.all(files.values())) for (const record of shard.values?.() ?? []) delete record.units;
      const start = performance.now();
      await find(text);
      return performance.now() - start;
    }, query);
    await run(queries[0]);
    for (const query of queries) {
      const before = await clock();
      await run(query);
      costs.all.push(((await clock()) - before) * 1000);
      costs.rank.push(await again(query));
    }
    await context.close();
    return costs;
  }

  /** From the key that submits to the first result, on a slow line: on the open search page; and from the home page's
      field, with the styles already there, at once or `typed` in two seconds. In milliseconds. */
  async slowAnswers(queries) {
    const times = { open: [], away: [], typed: [] };
    for (const query of queries) {
      for (const [kind, path] of [["open", "search/"], ["away", ""], ["typed", ""]]) {
        const { context, page, line } = await this.page(path);
        await line.send("Network.enable");
        await line.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 });
        const field = page.locator("[name=q]:visible").first();
        if (await field.count()) {
          await field.evaluate((input, text) => (input.value = text), query);
          if (kind === "typed") {
            await field.focus();
            await page.waitForTimeout(2000);
          }
          const start = performance.now();
          await field.press("Enter");
          await page.waitForSelector(RESULT, { timeout: 15_000 }).then(() => times[kind].push(performance.now() - start), () => {});
        }
        await context.close();
      }
    }
    return times;
  }

  /** The addresses of the best pages for each query. */
  async best(queries, number) {
    const { context, page } = await this.page("search/");
    const found = [];
    for (const query of queries) {
      found.push(await page.evaluate(async ([text, most]) => {
        const { hits } = await window.callslip.find(text);
        const pages = await Promise.all(hits.slice(0, most).map(window.callslip.pageOf));
        return pages.map(({ url }) => new URL(url).pathname);
      }, [query, number]));
    }
    await context.close();
    return found;
  }

  /** For each slip and its word: "first", if the word's record alone counts most; "among", if it is one of several;
      "unknown", if the index does not have the word; or "no". */
  async understood(pairs) {
    const { context, page } = await this.page("search/");
    const found = await page.evaluate(async (all) => {
      const { find, recordOf, wordsOf } = window.callslip;
      await find(all[0][1]);
      const results = [];
      for (const [slip, word] of all) {
        const right = await recordOf(wordsOf(word)[0]);
        const { terms } = await find(slip);
        const records = [...(terms[0]?.meanings[0].records ?? [])];
        const most = Math.max(...records.map(([, factor]) => factor));
        const top = records.filter(([, factor]) => factor === most).map(([record]) => record);
        const same = (record) => right && record.postings === right.postings && record.forms.join() === right.forms.join();
        results.push(!right ? "unknown" : top.length === 1 && same(top[0]) ? "first" : records.some(([record]) => same(record)) ? "among" : "no");
      }
      return results;
    }, pairs);
    await context.close();
    return found;
  }
}

/** Until results are there, or the message says that there are none. */
async function settled(page) {
  await page.waitForFunction((result) => document.querySelector(result) || document.querySelector("[data-search-status]")?.textContent, RESULT, { timeout: 10_000 }).catch(() => {});
}
