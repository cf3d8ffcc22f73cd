// How many keys a reader presses who sees nothing or has no mouse, with scripts off.
//
// Counted is the shortest way, twice: with the jumps of a screen reader (to the next or last heading, H, or heading of a
// level, 1 to 6; landmark, D; table, T), and with a plain keyboard. Both have Tab, Shift+Tab, and Enter; Shift with a key
// is one. A page begins at its top. The plain way is then pressed in the browser, to see that it leads there.
import { files } from "./site.mjs";

const AT_MOST = 12;

/** The faults, as sentences; prints what was counted. `pages` has the address of each kind of page. */
export async function countKeys(browser, dir, url, pages) {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const column = new Column(page, url);
  const listed = files(dir).map((name) => name.match(/^(questions\/[^/]+\/)index\.html$/)?.[1]).filter((path) => path && path !== pages.withdrawn);
  const letters = listed.filter((path) => !/\/\d{4}\/$/.test(path));
  const [answer, next] = [(node) => /^Answer from /.test(node.heading), (node) => node.isFirst && node.under === "Read next"];
  const tasks = [
    // Each of them, from the home page or by the list; what counts is the longest way.
    ["find a letter", letters.map((path) => [["", [to(path)]], ["", [to(pages.letters), to(path)]]])],
    ["reach the answer of a letter", [[[pages.letter, [{ at: answer }]]]]],
    ["open the next letter", [[[pages.letter, [{ at: next, enter: true }]]]]],
    ["filter the programs", [[["", [to(pages.programs), { at: (node) => node.isBox }]]]]],
    ["reach the table of programs", [[["", [to(pages.programs), { at: (node) => node.inTable }]]]]],
    ["compare programs", [[[pages.programs, [to(pages.program), to(pages.compare), { at: (node) => node.inTable }]]]]],
  ];
  const faults = [];
  for (const [name, targets] of tasks) {
    for (const [hand, jumps] of [["with a screen reader", true], ["with a plain keyboard", false]]) {
      const ways = [];
      for (const routes of targets) ways.push(await shortest(column, routes, jumps));
      if (ways.includes(null)) {
        faults.push(`${name}, ${hand}: no way leads there`);
        continue;
      }
      const longest = ways.reduce((one, other) => (other.length > one.length ? other : one));
      const within = ways.filter((way) => way.length <= AT_MOST).length;
      console.log(`${name}, ${hand}: ${longest.length} keys${ways.length > 1 ? ` at most, ${within} of ${ways.length} within ${AT_MOST}` : ""}: ${inWords(longest)}`);
      if (jumps && longest.length > AT_MOST) faults.push(`${name}, ${hand}: ${longest.length} keys, where ${AT_MOST} are enough`);
      if (!jumps && !(await column.leads(longest))) faults.push(`${name}, ${hand}: the browser does not go where these keys should lead`);
    }
  }
  await page.context().close();
  return faults;
}

/** A step: to the link with this address, and Enter. */
function to(path) {
  return { to: path, enter: true };
}

async function shortest(column, routes, jumps) {
  let best = null;
  for (const [start, steps] of routes) {
    const way = await column.way(start, steps, jumps);
    if (way && (!best || way.length < best.length)) best = way;
  }
  return best;
}

/** Tab ×3, Enter */
function inWords(way) {
  const runs = [];
  for (const { key } of way) {
    if (runs.at(-1)?.key === key) runs.at(-1).times += 1;
    else runs.push({ key, times: 1 });
  }
  return runs.map(({ key, times }) => (times > 1 ? `${key} ×${times}` : key)).join(", ");
}

/** The pages of a site as lists of places to go to. */
class Column {
  #places = new Map();

  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  async #read(address) {
    const path = address.split("#")[0];
    if (!this.#places.has(path)) {
      await this.page.goto(path);
      this.#places.set(path, await this.page.evaluate(places));
    }
    return this.#places.get(path);
  }

  /** The keys of the steps from the top of a page on; null if there is no way. */
  async way(start, steps, jumps) {
    let address = new URL(start, this.url).href;
    const way = [{ start: address }];
    for (const step of steps) {
      const nodes = await this.#read(address);
      const wanted = step.to === undefined ? null : new URL(step.to, this.url).href;
      const keys = walk(nodes, jumps, (node) => (wanted ? node.link?.split("#")[0] === wanted : step.at(node)), step.enter);
      if (!keys) return null;
      way.push(...keys);
      address = keys.at(-1)?.node.link ?? address;
    }
    const keys = way.slice(1);
    keys.start = way[0].start;
    return keys;
  }

  /** Whether the keys, pressed in the browser, open the same pages and focus the same links. */
  async leads(keys) {
    await this.page.goto(keys.start);
    for (const { key, node } of keys) {
      const before = this.page.url();
      await this.page.keyboard.press(key);
      if (key === "Enter") {
        await this.page.waitForURL((url) => url.href === node.link, { timeout: 10_000 }).catch(() => {});
        await this.page.waitForLoadState();
        if (this.page.url() !== node.link) return false;
      } else if (before !== this.page.url() || (await this.page.evaluate(() => document.activeElement.href ?? null)) !== node.link) {
        return false;
      }
    }
    return true;
  }
}

/** The fewest keys from the top of a page to a node; with `enter`, one more to follow it. */
function walk(nodes, jumps, isTarget, enter) {
  // A place is the number of a node, or half a number, where the focus is before one.
  const seen = new Set([-0.5]);
  let edge = [{ place: -0.5, keys: [] }];
  while (edge.length) {
    const further = [];
    for (const { place, keys } of edge) {
      // At a heading is also who has jumped to the part that begins with it.
      const node = nodes[Math.ceil(place)];
      if (node && place >= 0 && isTarget(node) && (Number.isInteger(place) || !enter)) {
        return enter ? [...keys, { key: "Enter", node }] : keys;
      }
      for (const move of moves(nodes, place, jumps)) {
        if (seen.has(move.place)) continue;
        seen.add(move.place);
        further.push({ place: move.place, keys: [...keys, { key: move.key, node: nodes[Math.ceil(move.place)] ?? null, ...move.also }] });
      }
    }
    edge = further;
  }
  return null;
}

function* moves(nodes, place, jumps) {
  const stops = [["Tab", (node) => node.focus]];
  if (jumps) {
    stops.push(["H", (node) => node.level > 0], ["D", (node) => node.landmark], ["T", (node) => node.isTable]);
    for (let level = 1; level <= 6; level += 1) stops.push([String(level), (node) => node.level === level]);
  }
  for (const [key, stop] of stops) {
    const after = nodes.findIndex((node, index) => index > place && stop(node));
    if (after >= 0) yield { key, place: after };
    const before = nodes.findLastIndex((node, index) => index < place && stop(node));
    if (before >= 0) yield { key: `Shift+${key}`, place: before };
  }
  const link = nodes[place];
  if (link?.jump !== undefined && link?.jump !== null) yield { key: "Enter", place: link.jump - 0.5, also: { node: link } };
}

/** Runs in the page: what a key can stop at, in the order of the page. */
function places() {
  const LANDMARKS = "header:not(:is(main, article, section) *), footer:not(:is(main, article, section) *), main, nav, aside, search, form[aria-label], section[aria-label], section[aria-labelledby], [role=search], [role=region]";
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
  const said = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const all = [...document.querySelectorAll("*")].filter((element) => !element.closest("head") && isShown(element));
  const isStop = (element) => element.matches("h1, h2, h3, h4, h5, h6, a[href], button, input, summary, table, [tabindex='0'], " + LANDMARKS);
  const stops = all.filter(isStop);
  const here = location.href.split("#")[0];
  let under = "";
  const first = new Map();
  return stops.map((element) => {
    const level = Number(element.localName.match(/^h([1-6])$/)?.[1] ?? 0);
    if (level === 2) under = said(element);
    // A screen reader also follows the link that a heading is.
    const link = (level ? element.querySelector("a[href]") : element.matches("a[href]") ? element : null)?.href ?? null;
    const target = link?.startsWith(`${here}#`) ? document.getElementById(decodeURIComponent(link.split("#")[1])) : null;
    const jump = target && stops.findIndex((stop) => target === stop || target.contains(stop) || target.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (link && !first.has(under)) first.set(under, link);
    return {
      level,
      heading: level ? said(element) : "",
      under,
      isFirst: link !== null && first.get(under) === link,
      link,
      jump,
      focus: element.matches("a[href], button, input, summary, [tabindex='0']"),
      landmark: element.matches(LANDMARKS),
      isTable: element.localName === "table",
      isBox: element.matches("input[type=checkbox]"),
      inTable: element.closest("table") !== null,
    };
  });
}
