/* The list of programs. Its filters work without this script; with it, what is chosen is in the address, the numbers after the
   values follow, a screen reader hears how many programs are left, and columns sort. */
(() => {
  "use strict";

  const directory = document.querySelector("[data-directory]");
  // In the order of the page.
  let rows = [...directory.querySelectorAll("[data-program]")].map((element, index) => ({ element, index }));
  const heads = [...directory.querySelectorAll("[data-sort]")];
  const form = directory.querySelector("[data-filters]");
  const status = directory.querySelector("[data-directory-status]");
  const summary = form?.querySelector("summary");
  const name = summary?.textContent;
  const boxes = form ? [...form.querySelectorAll("input[type=checkbox]")] : [];
  const facets = [...new Set(boxes.map((box) => box.name))];
  const language = document.documentElement.lang || "en";
  const byText = new Intl.Collator(language).compare;
  const byKey = (a, b) => (a < b ? -1 : +(a > b));

  for (const row of rows) {
    row.values = Object.fromEntries(facets.map((facet) => [facet, row.element.dataset[facet].split(" ")]));
  }

  // Values in the address that no box has: no program has them, or all have.
  let others = [];

  /** The values that are chosen, facet by facet. */
  function chosen() {
    const values = {};
    for (const { name, value } of others) {
      (values[name] ??= new Set()).add(value);
    }
    for (const { name, value } of boxes.filter((box) => box.checked)) {
      (values[name] ??= new Set()).add(value);
    }
    return values;
  }

  /** Finds the rows that have one of the values in each facet. A value's number is that of the rows it would add. */
  function filter() {
    const wanted = Object.entries(chosen());
    const counts = Object.fromEntries(facets.map((facet) => [facet, new Map()]));
    let shown = 0;
    for (const row of rows) {
      const { values } = row;
      const failed = wanted.filter(([facet, any]) => !values[facet].some((value) => any.has(value)));
      row.shown = failed.length === 0;
      shown += +row.shown;
      const gaining = { 0: facets, 1: failed.map(([facet]) => facet) }[failed.length] ?? [];
      for (const facet of gaining) {
        for (const value of values[facet]) {
          counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
        }
      }
    }
    for (const box of boxes) {
      const count = counts[box.name].get(box.value) ?? 0;
      box.closest("label").querySelector("small").textContent = count;
      box.closest("li").classList.toggle("none", count === 0 && !box.checked);
    }
    if (summary) {
      const count = boxes.filter((box) => box.checked).length;
      summary.textContent = count ? `${name} (${count})` : name;
    }
    if (status) {
      const message = shown ? counted(form.dataset.count, shown).replace("{total}", rows.length) : form.dataset.none;
      status.textContent = wanted.length ? message : "";
    }
  }

  /** Shows the rows that were found, as many as that. */
  function show(limit = rows.length) {
    for (const { element, shown } of rows) {
      if (limit === 0) {
        break;
      }
      element.hidden = !shown;
      limit -= +shown;
    }
  }

  /** Filters, and shows the first rows at once: to lay out hundreds takes too long for one frame. */
  function changed() {
    filter();
    show(24);
    requestAnimationFrame(() => setTimeout(show));
    remember();
  }

  /** The theme has a message for each way to count. */
  function counted(messages, number) {
    const samples = [0, 1, 2, 3, 6, 7, 11, 100];
    const rules = new Intl.PluralRules(language);
    const like = samples.findLast((one) => rules.select(one) === rules.select(number)) ?? 100;
    return messages.split("|")[samples.indexOf(like)].replace(like, number);
  }

  /** The text or key that a row sorts by; empty if it is not stated. */
  function sortKey({ element }, column) {
    const cell = element.cells[column];
    return cell.dataset.key ?? (cell.querySelector(".unstated") ? "" : cell.textContent.trim());
  }

  /** Sorts by a column: `tuition`, or `-tuition` for the other direction. What is not stated comes last in both. */
  function sort(order) {
    const name = order.replace("-", "");
    const column = heads.findIndex((head) => head.dataset.sort === name);
    const direction = order.startsWith("-") ? -1 : 1;
    heads.forEach((head, at) => {
      if (at === column) {
        head.ariaSort = direction < 0 ? "descending" : "ascending";
      } else {
        head.removeAttribute("aria-sort");
      }
    });
    const keyed = rows.map((row) => ({ row, key: column < 0 ? "" : sortKey(row, column) }));
    const compare = column < 0 || !("key" in rows[0].element.cells[column].dataset) ? byText : byKey;
    keyed.sort((a, b) => +!a.key - +!b.key || direction * compare(a.key, b.key) || a.row.index - b.row.index);
    rows = keyed.map(({ row }) => row);
    rows[0].element.parentNode.append(...rows.map(({ element }) => element));
  }

  /** Writes what is chosen into the address. What others keep there stays. */
  function remember() {
    const names = [...facets, "sort"];
    const foreign = location.search.slice(1).split("&").filter((pair) => pair && !names.includes(pair.split("=")[0]));
    const values = Object.entries(chosen()).map(([facet, any]) => `${facet}=${[...any].map(encodeURIComponent).join(",")}`);
    const head = heads.find((one) => one.ariaSort);
    const order = head ? [`sort=${head.ariaSort === "descending" ? "-" : ""}${head.dataset.sort}`] : [];
    const query = [...foreign, ...values, ...order].join("&");
    history.replaceState(history.state, "", `${location.pathname}${query && "?"}${query}${location.hash}`);
  }

  /** Does what the address says. */
  function recall() {
    const query = new URLSearchParams(location.search);
    const values = (facet) => query.getAll(facet).flatMap((list) => list.split(","));
    const wanted = Object.fromEntries(facets.map((facet) => [facet, new Set(values(facet))]));
    boxes.forEach((box) => {
      box.checked = wanted[box.name].delete(box.value);
    });
    others = facets.flatMap((name) => [...wanted[name]].filter(Boolean).map((value) => ({ name, value })));
    filter();
    show();
    if (query.has("sort") || heads.some((head) => head.ariaSort)) {
      sort(query.get("sort") ?? "");
    }
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      sort(`${head.ariaSort === "ascending" ? "-" : ""}${head.dataset.sort}`);
      remember();
    });
    head.append(button);
  }
  directory.classList.add("has-script");
  const styles = document.querySelector("[data-filter-styles]");
  if (styles) {
    styles.disabled = true;
  }
  form?.addEventListener("change", () => {
    others = [];
    changed();
  });
  form?.addEventListener("submit", (event) => event.preventDefault());
  form?.addEventListener("reset", (event) => {
    event.preventDefault();
    boxes.forEach((box) => (box.checked = false));
    others = [];
    changed();
  });
  addEventListener("popstate", recall);
  addEventListener("pageshow", recall);
})();
