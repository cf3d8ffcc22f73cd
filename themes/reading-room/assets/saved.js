/* Letters that a reader saves. The list is in the storage of her browser, one for each column: several may share a site. */
(() => {
  "use strict";

  const root = new URL("..", document.currentScript.src).pathname;
  const key = `callslip-saved ${root}`;
  const find = (name) => document.querySelector(`[data-${name}]`);

  function read() {
    try {
      const saved = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(saved) ? saved.filter((letter) => /^\/(?!\/)/.test(letter?.path)) : [];
    } catch {
      return [];
    }
  }

  function write(saved) {
    localStorage.setItem(key, JSON.stringify(saved));
  }

  /** Where nothing can be stored, nothing is offered. */
  function canStore() {
    try {
      write(read());
      return true;
    } catch {
      return false;
    }
  }

  const without = (path) => read().filter((letter) => letter.path !== path);

  function letterPage(block) {
    const button = block.querySelector("button");
    const { save: path, title, date, day } = block.dataset;
    const show = () => button.setAttribute("aria-pressed", read().some((letter) => letter.path === path));
    button.addEventListener("click", () => {
      const others = without(path);
      write(others.length < read().length ? others : [{ path, title, date, day }, ...others]);
      show();
      link();
    });
    addEventListener("storage", show);
    show();
    block.hidden = false;
  }

  /** The way to the list, once there is something in it. */
  function link() {
    const place = find("saved-link");
    if (place) place.hidden = !read().length;
  }

  function list(place) {
    const saved = read();
    place.replaceChildren(...saved.map(({ path, title = path, date = "", day = date }) => {
      const item = find("saved-item").content.cloneNode(true);
      const anchor = item.querySelector("a");
      anchor.href = new URL(path.slice(1), new URL(root, location.href));
      anchor.textContent = title;
      const time = item.querySelector("time");
      time.dateTime = date;
      time.textContent = day;
      const button = item.querySelector("button");
      button.querySelector("span").textContent = ` ${anchor.textContent}`;
      button.addEventListener("click", () => {
        write(without(path));
        list(place);
        (place.querySelector("button") ?? document.querySelector("main")).focus();
      });
      return item;
    }));
    place.hidden = !saved.length;
    find("saved-empty").hidden = saved.length > 0;
  }

  if (!canStore()) return;
  if (find("save")) letterPage(find("save"));
  link();
  const place = find("saved-list");
  if (place) {
    list(place);
    addEventListener("storage", () => list(place));
  }
})();
