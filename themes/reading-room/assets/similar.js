/* While a reader writes a letter in a form, this shows answered letters like it, below the field. It uses `search.js`, so
   nothing that is written leaves the browser. */
(() => {
  "use strict";

  const PAUSE = 800;
  const FEWEST_WORDS = 5;
  const MOST_FILES = 8;
  const SMALLEST_SHARE = 0.4;
  const MOST_LETTERS = 3;

  const { fresh, wordsOf, placeOf, shardPath, recordOf, find, pageOf, resultItem, counted, files, MOST_WORDS } = window.callslip;
  const block = document.querySelector("[data-search-similar]");
  const element = (name) => block.querySelector(`[data-search-${name}]`);
  let latest = 0;
  let pause = 0;

  /** The words that say most, and which part of all is known here, as far as few files tell. Those that were fetched at an
      earlier pause cost nothing. */
  async function telling(text) {
    const rarestFirst = [...new Set(wordsOf(text))].sort((a, b) => placeOf(b) - placeOf(a));
    const fetched = new Set();
    const affordable = rarestFirst.filter((word) => {
      const path = shardPath(word);
      return files.has(path) || fetched.has(path) || (fetched.size < MOST_FILES && fetched.add(path));
    });
    const known = (await Promise.all(affordable.map(async (word) => ((await recordOf(word)) ? [word] : [])))).flat();
    return { words: known.slice(0, MOST_WORDS), part: known.length / affordable.length };
  }

  async function similarPages(text) {
    const { words, part } = await telling(text);
    if (words.length < FEWEST_WORDS) return [];
    const { hits } = await find(words.join(" "));
    // A text with many words that no letter has is about something else.
    const like = hits.filter(({ share }) => share * part >= SMALLEST_SHARE);
    const pages = await Promise.all(like.slice(0, 3 * MOST_LETTERS).map(pageOf));
    return pages.filter(({ kind }) => kind === "l").slice(0, MOST_LETTERS);
  }

  async function show(text) {
    const turn = (latest += 1);
    const pages = await fresh(() => similarPages(text));
    if (turn !== latest) return;
    element("results").replaceChildren(...pages.map((page) => resultItem(element("result"), page, block.dataset, new Map())));
    block.classList.toggle("has-some", pages.length > 0);
    const message = pages.length ? counted(block.dataset.count, pages.length) : "";
    // The same message again would be read out again.
    if (element("status").textContent !== message) element("status").textContent = message;
  }

  function putBelow(field) {
    let above = field;
    while (above.parentElement.matches("p, label")) above = above.parentElement;
    above.after(block);
    block.hidden = false;
  }

  addEventListener("input", ({ target }) => {
    if (target.localName !== "textarea" || !target.form) return;
    if (block.hidden) putBelow(target);
    clearTimeout(pause);
    // If the files do not come, there is nothing to show, and the form works as ever.
    pause = setTimeout(() => show(target.value).catch(() => {}), PAUSE);
  });
})();
