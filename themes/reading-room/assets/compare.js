/* The programs that a reader has chosen, side by side: `?p=` has their addresses, and the facts are taken from their pages. */
(() => {
  "use strict";

  const MOST = 4;
  const LIST = new URL("..", location.href);
  const ROOT = new URL("../..", location.href);
  const frame = document.querySelector("[data-compare]");
  const notes = document.querySelector("[data-compare-notes]");
  const explained = document.querySelector("[data-compare-explained]");
  const few = document.querySelector("[data-compare-few]").content;
  const unstated = document.querySelector("[data-compare-unstated]").content;
  const words = frame.dataset;
  const keys = new URLSearchParams(location.search).getAll("p").flatMap((list) => list.split(","));
  const asked = [...new Set(keys.filter(Boolean))].map((key) => ({ key, url: address(key) }));

  /** The address of a profile; null for one outside of this column. */
  function address(key) {
    const isPath = key.startsWith("/");
    const path = isPath ? `.${key}` : `${key}/`;
    const base = isPath ? ROOT : LIST;
    const url = URL.canParse(path, base) ? new URL(path, base) : null;
    return url?.href.startsWith(ROOT.href) && !url.search && !url.hash ? url : null;
  }

  /** Reads the page of a program. It has no profile if there is no such program, and has failed if nobody can know. */
  async function load(program) {
    if (!program.url) return program;
    try {
      const response = await fetch(program.url);
      const html = response.ok ? await response.text() : "";
      const page = new DOMParser().parseFromString(html, "text/html");
      const isHere = response.url.startsWith(ROOT.href);
      return { ...program, failed: response.status >= 500, profile: isHere ? page.querySelector("[data-profile]") : null };
    } catch {
      return { ...program, failed: true };
    }
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** Says something about programs; with links to them if they may be there. */
  function say(message, programs = [], linked = false) {
    const note = element("p", "compare-note", message);
    programs.forEach(({ key, url }, at) => {
      const name = linked && url ? element("a", "", key) : key;
      if (name !== key) name.href = url.protocol === "file:" ? `${url.href}index.html` : url.href;
      note.append(at ? ", " : " ", name);
    });
    notes.append(note);
  }

  /** Copies of the nodes in a part of a profile. Their links are those of its page. */
  function copies(part, { url }) {
    const copy = document.importNode(part, true);
    for (const link of copy.querySelectorAll("a[href]")) {
      link.href = new URL(link.getAttribute("href"), url).href;
    }
    return [...copy.childNodes];
  }

  function headCell(program) {
    const { profile, url } = program;
    const link = element("a", "", profile.querySelector("h1").textContent);
    link.href = url.href;
    const cell = element("th", "", link);
    cell.scope = "col";
    if (profile.dataset.profile) cell.append(" ", element("span", "status", profile.dataset.profile));
    cell.append(element("span", "card-by", ...copies(profile.querySelector("[data-fact=provider]"), program)));
    return cell;
  }

  /** The text of a value, without where it comes from. */
  function textOf(part) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(".origin").forEach((origin) => origin.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  /** Fills the row of a fact, or takes it out if nobody states it. */
  function fill(row, programs) {
    const nobody = unstated.textContent.trim();
    const parts = programs.map(({ profile }) => {
      const fact = profile.querySelector(`[data-fact="${row.dataset.fact}"]`);
      const value = fact?.querySelector("dd") ?? fact;
      return value && textOf(value) !== nobody ? value : null;
    });
    if (!parts.some(Boolean)) {
      row.remove();
      return;
    }
    row.append(...parts.map((part, at) => element("td", "", ...(part ? copies(part, programs[at]) : [unstated.cloneNode(true)]))));
    if (new Set(parts.map((part) => part && textOf(part))).size === 1) {
      row.classList.add("same");
      row.cells[0].append(element("span", "said", words.same));
    }
  }

  async function compare() {
    const loaded = await Promise.all(asked.slice(0, MOST).map(load));
    const found = loaded.filter(({ profile }) => profile);
    const failed = loaded.filter((program) => program.failed);
    const gone = loaded.filter((program) => !program.profile && !program.failed);
    if (gone.length) say(words.gone, gone);
    if (failed.length) say(location.protocol === "file:" ? words.disk : words.failed, failed, true);
    if (asked.length > MOST) say(words.full, asked.slice(MOST), true);
    if (found.length < 2) {
      if (!failed.length) say(few);
      return;
    }
    frame.querySelector("thead tr").append(...found.map(headCell));
    [...frame.querySelectorAll("[data-fact]")].forEach((row) => fill(row, found));
    const currencies = found.flatMap(({ profile }) => profile.querySelector("[data-currencies]")?.dataset.currencies.split(" ") ?? []);
    if (new Set(currencies.filter(Boolean)).size > 1) say(words.currencies);
    if (!frame.querySelector("[data-fact=credential].same")) explained.querySelector("[data-compare-alike]").remove();
    explained.hidden = false;
    frame.hidden = false;
  }

  compare();
})();
