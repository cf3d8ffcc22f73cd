/* The key / leads to the search field. Single keys get in the way of those who speak to their computer, so a box on the
   search page switches this one off, for all pages and visits. */
(() => {
  "use strict";

  const NAME = "callslip-search-key";
  const box = document.querySelector("[data-search-key]");

  function stored() {
    try {
      return localStorage.getItem(NAME);
    } catch {
      // Where nothing may be kept.
      return null;
    }
  }

  let isOn = stored() !== "off";
  if (box) {
    box.checked = isOn;
    box.closest("[hidden]").hidden = false;
    box.addEventListener("change", () => {
      isOn = box.checked;
      try {
        localStorage.setItem(NAME, isOn ? "on" : "off");
      } catch {
        // Then for this page only.
      }
    });
  }

  const fields = [...document.querySelectorAll("form[role=search] [name=q]")];

  // While the reader types, what the search page needs is on its way.
  const { search } = document.currentScript.dataset;
  function fetchEarly({ target }) {
    for (const href of [search, new URL("index.js", target.form.action)]) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", as: "script", href }));
    }
  }
  if (search) fields.forEach((field) => field.addEventListener("focus", fetchEarly, { once: true }));

  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented, target } = event;
    if (!isOn || key !== "/" || ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return;
    if (target.isContentEditable || /^(textarea|select)$/.test(target.localName)) return;
    if (target.localName === "input" && target.type !== "checkbox") return;
    const field = fields.findLast((one) => one.getClientRects().length);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
