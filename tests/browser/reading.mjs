// What makes a page easy to read and a list inviting, as it is drawn just now.

/** Runs in the page: its faults, as sentences. */
export function inspectReading() {
  const found = [];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const text = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join(" ").trim();
  const isShown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
  const rem = parseFloat(style(document.documentElement).fontSize);

  // Nothing is smaller than 14 px.
  for (const element of all("body *").filter((element) => (text(element) || element.matches("input[type=search], input[type=text], textarea")) && isShown(element) && !element.closest(".said"))) {
    const size = parseFloat(style(element).fontSize);
    if (size < 13.99) found.push(`letters of ${size.toFixed(1)} px: “${text(element).slice(0, 40)}” in ${element.cloneNode().outerHTML.slice(0, 60)}`);
  }

  // The typewriter is for labels and dates.
  const words = ".masthead-tagline, .colophon a, .tracings a, .entry-by, .entry-excerpt, dd, .count, .pager a, .found-text, .prose p";
  for (const element of all(words).filter((element) => text(element) && !element.closest("code, pre"))) {
    if (/^"?(Label|ui-monospace|monospace)\b/.test(style(element).fontFamily)) found.push(`words in the typewriter: “${text(element).slice(0, 40)}”`);
  }

  // The eye finds the next line.
  for (const column of all(":is(.answer, .introduction, .page, .slip) > .prose").filter(isShown)) {
    const measure = column.getBoundingClientRect().width / rem;
    if (measure > 35.05) found.push(`lines of ${measure.toFixed(1)} rem`);
  }

  // Subjects in a list are few, soft, and without numbers; a subject does not name itself.
  const here = document.querySelector('link[rel="canonical"]')?.href.replace(/page\/\d+\/$/, "");
  const path = here && new URL(here).pathname;
  for (const list of all(".entry .tracings").filter(isShown)) {
    const subjects = all("a", list);
    if (!subjects.length) found.push("an empty list of subjects");
    if (subjects.length > 3) found.push(`${subjects.length} subjects of one letter in a list`);
    for (const item of list.children) {
      const isNumbered = style(item).listStyleType !== "none" || /counter|\d/.test(style(item, "::before").content);
      if (isNumbered) found.push(`a number before a subject in a list: ${item.textContent.trim()}`);
    }
    for (const link of subjects) {
      if (style(link).color === style(document.body).color) found.push(`a subject as dark as the text in a list: ${link.textContent}`);
      if (path?.includes("/tags/") && new URL(link.href).pathname.endsWith(path)) found.push(`a subject names itself: ${link.textContent}`);
    }
  }

  // The empty margin of a wide screen says what a long text holds; a narrow one does not begin with that.
  const parts = Math.max(all(".post-body > .slip[id]").length, all(".page > .prose :is(h2, h3)[id]").length, all(".post-body > * > .prose :is(h3, h4)[id]").length);
  const contents = document.querySelector(".contents");
  const isInMargin = contents && isShown(contents);
  if (innerWidth >= 1200 && parts > 1 && !isInMargin) found.push(`${parts} parts without contents in the margin`);
  if (innerWidth < 1200 && isInMargin) found.push("contents where there is no margin");
  if (contents && all("a", contents).length < 2) found.push("contents of one line");
  for (const link of contents ? all("a", contents) : []) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) found.push(`contents lead nowhere: ${link.hash}`);
  }

  for (const margin of all(".margin")) {
    if (!margin.checkVisibility() && all("a", margin).some((link) => !link.closest(".contents"))) found.push("a margin with subjects or programs is not shown");
  }

  // An index leads to each of its letters, and to no other; a finger finds each.
  const index = all(".letters a");
  const heads = all(".subjects h2").map((head) => head.id);
  if (index.map((link) => decodeURIComponent(link.hash.slice(1))).join() !== heads.join()) found.push(`an index of other letters than there are: ${heads}`);
  for (const { width, height } of index.map((link) => link.getBoundingClientRect())) {
    if (width < 24 || height < 24) found.push(`a letter of an index of ${Math.round(width)} × ${Math.round(height)} px`);
  }
  if (/\/tags\/$/.test(location.pathname) && all(".subjects li").length >= 40 && /^(en|de)\b/.test(document.documentElement.lang) && !index.length) found.push("a long index without its letters");

  // The first letters of a list have some words of their text, the others are compact; on the home page, all have.
  const isHome = document.querySelector("h1.masthead-title") || /^(?!.*\/tags\/).*\/page\//.test(location.pathname);
  const excerpts = all("main > .shelf .entry-excerpt").length;
  if (!isHome && excerpts > 5) found.push(`${excerpts} letters of a list with their first words`);

  // A title is underlined for those who point at it; one that was read is softer, and can still be read.
  const title = document.querySelector(".entry h3 a");
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.style && title);
  if (title && isShown(title) && !matchMedia("(prefers-contrast: more)").matches) {
    const isUnderlined = (line, color) => line.includes("underline") && !/, 0\)$|^transparent$/.test(color);
    if (isUnderlined(style(title).textDecorationLine, style(title).textDecorationColor)) found.push("titles of a list are underlined at rest");
    const hover = rules.filter((rule) => rule.selectorText?.includes(":hover") && title.matches(rule.selectorText.replace(/:hover/g, ":any-link")));
    if (!hover.some((rule) => /underline|currentcolor/i.test(rule.style.cssText))) found.push("titles of a list are not underlined under the pointer");
    // What a browser does with visited links it tells nobody: the rule says it.
    const visited = rules.find((rule) => rule.selectorText?.includes(":visited") && title.matches(rule.selectorText.replace(/:visited/g, ":any-link")));
    if (visited) {
      const probe = document.createElement("span");
      probe.style.color = visited.style.color;
      title.parentElement.append(probe);
      const ratio = contrast(style(probe).color, style(document.body).backgroundColor);
      if (style(probe).color === style(document.body).color) found.push("a title that was read looks like the others");
      if (ratio < 4.5) found.push(`a title that was read at ${ratio.toFixed(2)} : 1`);
      probe.remove();
    } else found.push("a title that was read looks like the others");
  }
  return [...new Set(found)];

  function contrast(...colors) {
    const [light, dark] = colors.map((color) => {
      const [r, g, b] = color.match(/[\d.]+/g).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }).sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }
}
