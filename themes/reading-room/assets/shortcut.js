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
      return null; // Where nothing may be kept.
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
      } catch {} // Then for this page only.
    });
  }

  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented, target } = event;
    if (!isOn || key !== "/" || ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return;
    if (target.isContentEditable || /^(textarea|select)$/.test(target.localName)) return;
    if (target.localName === "input" && target.type !== "checkbox") return;
    const fields = [...document.querySelectorAll("form[role=search] [name=q]")].filter((one) => one.getClientRects().length);
    const field = fields.at(-1);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
