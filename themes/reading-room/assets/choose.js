/* The list of programs: a box in each row to choose what to compare, and the bar that leads there. What is chosen is kept in
   the history, so Back finds it again. */
(() => {
  "use strict";

  const MOST = 4;
  const bar = document.querySelector("[data-compare-bar]");
  const status = document.querySelector("[data-compare-status]");
  const link = bar.querySelector("a");
  const why = bar.querySelector("span");
  const words = bar.dataset;
  const compare = new URL(words.compareBar, location.href);
  const list = new URL("..", compare).pathname;
  const root = new URL("../..", compare).pathname;
  const all = [...document.querySelectorAll("[data-program]")];
  const rows = all.filter((row) => all.some((other) => other !== row && other.dataset.compare && other.dataset.compare === row.dataset.compare));
  if (!rows.length) return;

  /** What the address of the comparison has for a program: its own address from the list on, or else from the root on. */
  function keyOf(row) {
    const path = decodeURI(new URL(row.querySelector("a").href).pathname).replace(/index\.html$/, "");
    const key = path.startsWith(list) ? path.slice(list.length, -1) : path.slice(root.length - 1);
    return key.replaceAll(",", "%2C");
  }

  const boxes = rows.map((row) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const text = document.createElement("span");
    box.type = "checkbox";
    box.autocomplete = "off";
    text.textContent = words.box;
    const title = document.createElement("span");
    title.className = "said";
    title.textContent = ` ${row.querySelector("a").textContent}`;
    label.append(box, text, title);
    return { box, label, row, key: keyOf(row), credential: row.dataset.compare };
  });

  const table = all[0].closest("table");
  const head = document.createElement("th");
  head.scope = "col";
  head.className = "choose";
  head.textContent = words.box;
  table.tHead.rows[0].append(head);
  const labels = new Map(boxes.map(({ row, label }) => [row, label]));
  for (const row of all) {
    const cell = row.insertCell();
    cell.className = "choose";
    cell.append(labels.get(row) ?? "");
  }

  /** Shows what is chosen: which boxes can still be checked, and where the bar leads. */
  function show() {
    const chosen = boxes.filter(({ box }) => box.checked);
    let reason = "";
    for (const { box, label, credential } of boxes) {
      const other = chosen.length > 0 && credential !== chosen[0].credential;
      box.disabled = !box.checked && (other || chosen.length >= MOST);
      label.title = !box.disabled ? "" : chosen.length < MOST ? words.other : words.full;
      reason ||= label.title;
    }
    const message = words.count.split("|")[chosen.length - 1] ?? "";
    const said = reason ? `${message}. ${reason}` : message;
    bar.hidden = !chosen.length;
    link.textContent = message;
    if (why) why.textContent = reason;
    if (status.textContent !== said) status.textContent = said;
    link.ariaDisabled = chosen.length < 2;
    link.removeAttribute("href");
    if (chosen.length > 1) {
      const page = compare.protocol === "file:" ? "index.html" : "";
      link.href = `${compare.href}${page}?p=${chosen.map(({ key }) => encodeURIComponent(key)).join(",")}`;
    }
    return chosen;
  }

  function remember() {
    history.replaceState({ ...history.state, compare: show().map(({ key }) => key) }, "");
  }

  function recall() {
    const keys = history.state?.compare ?? [];
    boxes.forEach((one) => (one.box.checked = keys.includes(one.key)));
    show();
  }

  table.addEventListener("change", remember);
  bar.querySelector("button").addEventListener("click", () => {
    boxes.forEach(({ box }) => (box.checked = false));
    remember();
    boxes.find(({ row }) => !row.hidden)?.box.focus();
  });
  addEventListener("pageshow", recall);
})();
