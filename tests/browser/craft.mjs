// What a careful typesetter would see on a page, as it is drawn just now.
import { inspectReading } from "./reading.mjs";

/** The faults of an open page, as sentences. `sweep` at several widths finds those that only some widths have. */
export async function faults(page) {
  return [...(await page.evaluate(inspect)), ...(await page.evaluate(inspectReading))];
}

/** The faults of an open page at widths from 320 to 1920, so many px apart: those of each width, and text that loses room as it
 *  grows. */
export async function sweep(page, height, step) {
  const found = new Set();
  const widest = new Map();
  for (let width = 320; width <= 1920; width += step) {
    await page.setViewportSize({ width, height });
    for (const fault of await faults(page)) found.add(fault);
    for (const [name, room] of await page.evaluate(rooms)) {
      const before = widest.get(name) ?? 0;
      if (room < 0.9 * before) found.add(`${name} falls from ${Math.round(before)} to ${Math.round(room)} px as the window grows to ${width}`);
      widest.set(name, Math.max(before, room));
    }
  }
  return found;
}

/** The faults of an open page on paper: what is left of A4 between its margins. */
export async function printed(page, height) {
  await page.setViewportSize({ width: 640, height });
  await page.emulateMedia({ media: "print" });
  const found = await page.evaluate(inspectPaper);
  await page.emulateMedia({ media: "screen" });
  return found;
}

/** The faults of a feed that is open in the browser, on a screen of this width. */
export function feedFaults(page, width) {
  return page.evaluate((width) => {
    const found = [];
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const entries = document.querySelectorAll("entry").length;
    if (!document.styleSheets.length) found.push("a feed without a stylesheet");
    if (shown("h1").length !== 1) found.push("a feed without a heading");
    if (shown("entry, id, author").length) found.push("a feed shows what is for programs");
    if (shown("li a").length !== entries) found.push(`${shown("li a").length} links to ${entries} letters`);
    if (innerWidth !== width || document.documentElement.scrollWidth > width) found.push(`${document.documentElement.scrollWidth} px wide where ${width} fit`);
    for (const text of shown("h1, p, a, code, small")) {
      if (parseFloat(getComputedStyle(text).fontSize) < 14) found.push(`letters of less than 14 px: ${text.textContent.trim().slice(0, 40)}`);
    }
    return found;
  }, width);
}

/** Runs in the page. */
function inspectPaper() {
  const found = [];
  const style = (selector) => {
    const element = document.querySelector(selector);
    return element && getComputedStyle(element);
  };
  const controls = [...document.querySelectorAll(".choose, .compare-bar, .filters, .take-away, .to-compare, .letters")];
  for (const one of controls.filter((one) => one.checkVisibility())) found.push(`on paper, there is something to press: ${one.className}`);
  // In the heads that each page repeats, Chromium draws no text of a button.
  const button = style(".drawer thead button");
  if (button && button.display !== "contents") found.push("on paper, the heads of the columns are on the first page only");
  const row = style(".drawer tbody tr");
  if (row && row.display !== "table-row") found.push("on paper, programs are cards");
  const text = style(".prose p");
  if (text && Math.min(text.orphans, text.widows) < 3) found.push("on paper, a line may be alone");
  const card = style(".card");
  if (card && parseFloat(card.paddingBottom) > 1.5 * parseFloat(card.paddingTop)) {
    found.push("on paper, there is room for a hole that is not printed");
  }
  if (document.querySelector(".next")?.checkVisibility()) found.push("on paper, there is a letter to read next");
  if (document.scrollingElement.scrollWidth > 640) found.push(`on paper, ${document.scrollingElement.scrollWidth} px wide where 640 fit`);
  return found;
}

/** Runs in the page: the width of the first question and the first answer. */
function rooms() {
  return [".slip", ".answer"].flatMap((name) => {
    const element = document.querySelector(`.sheet:not(.lead) ${name}`);
    return element ? [[name, element.getBoundingClientRect().width]] : [];
  });
}

/** Runs in the page. */
function inspect() {
  const found = [];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const box = (element) => element.getBoundingClientRect();
  const name = (element) => element.cloneNode().outerHTML.replace(/<\/.*/, "").slice(0, 90);
  const isShown = (element) => element.checkVisibility() && box(element).width > 1;
  const words = (element) => (element.getAttribute("aria-label") ?? element.innerText ?? element.textContent).trim();

  // Rows: each child is a cell, and all end on one line.
  for (const row of all("tr").filter((row) => style(row).display === "table-row" && isShown(row))) {
    const odd = [...row.children].find((cell) => style(cell).display !== "table-cell");
    if (odd) found.push(`no cell of its row: ${name(odd)}`);
    const ends = [...row.children].map((cell) => box(cell).bottom);
    if (Math.max(...ends) - Math.min(...ends) > 1) found.push(`cells of a row end ${Math.max(...ends) - Math.min(...ends)} px apart: ${row.innerText.slice(0, 40)}`);
  }

  // Links: each says where it leads, to those who hear nothing but its name.
  for (const link of all("a[href]")) {
    const said = link.getAttribute("aria-label") ?? (link.textContent || link.querySelector("img")?.alt || "");
    // The shortest title that a letter can have is a question mark.
    if (!/\p{L}/u.test(said) && !["?", "؟"].includes(said.trim())) found.push(`the name of a link has no letter: ${name(link)} “${said.trim()}”`);
  }

  // What takes the focus and is no control says what it is.
  for (const element of all('[tabindex="0"]')) {
    const named = element.hasAttribute("role") && (element.getAttribute("aria-label") || element.getAttribute("aria-labelledby"));
    if (!named) found.push(`takes the focus without a role and a name: ${name(element)}`);
  }

  // Each answer can be linked to, with a finger, too.
  for (const answer of all(".sheet:not(.lead) article.answer:has(> .voice)")) {
    const link = answer.querySelector(`.voice a[href="#${CSS.escape(answer.id)}"]`);
    if (!link) found.push(`no link to an answer: ${answer.id}`);
    else if (Math.min(box(link).width, box(link).height) < 24) found.push(`a link to an answer of ${Math.round(box(link).width)} by ${Math.round(box(link).height)} px`);
    else if (matchMedia("(hover: none)").matches && style(link).opacity !== "1") found.push("the link to an answer is hidden from fingers");
    const skips = all(".skip");
    if (skips[1]?.hash !== `#${all("article.answer")[0].id}`) found.push("no way from the top to the answer");
  }

  // Text browsers and reading modes know no aria-hidden.
  for (const element of all('[aria-hidden="true"]')) {
    if (element.textContent.trim()) found.push(`text that nobody is to hear: ${name(element)}`);
  }
  for (const element of all("body *")) {
    // The names by which Mozilla's Readability takes an element for the author's name.
    if (/byline|author|dateline|writtenby|p-author/i.test(`${element.getAttribute("class")} ${element.id}`)) {
      found.push(`taken for the author's name in reading modes: ${name(element)}`);
    }
  }

  // Straight apostrophes, outside of code and of what the author's HTML says.
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const straight = text.data.match(/\p{L}['"]\p{L}/u);
    if (straight && !text.parentElement.closest("code, pre, kbd, samp, script, style, template, textarea")) {
      found.push(`straight apostrophe: ${text.data.trim().slice(0, 60)}`);
    }
    // Words of another script than the page's have a language of their own.
    const { lang } = document.documentElement;
    if (/^(ar|fa|he|ur)\b/.test(lang) && /^[\p{sc=Latin}\P{L}]*\p{sc=Latin}{2}[\p{sc=Latin}\P{L}]*$/u.test(text.data)) {
      const { parentElement } = text;
      const isOwn = parentElement.closest(".prose, .about details p, code, dd a, script, style, template, noscript, .money, .footer-note, .address");
      // An acronym may be the column's own word, and an address is no word.
      if (!isOwn && !/\p{Lu}{2}|^\s*\S+@\S+\s*$/u.test(text.data) && parentElement.closest("[lang]").lang === lang) found.push(`words without their language: ${text.data.trim()}`);
    }
  }

  // Each way once in the footer, and out of every page.
  const ways = all(".colophon a").filter((link) => !link.closest(".colophon-title"));
  for (const of of [(link) => link.href, words]) {
    const again = ways.find((link, at) => ways.findIndex((other) => of(other) === of(link)) < at);
    if (again) found.push(`twice in the footer: ${of(again)}`);
  }
  const isEmpty = document.querySelector("main > :is(.empty, .notice), main > .slip.empty");
  if (isEmpty && !document.querySelector("main a[href], main form")) found.push("no way on from here");
  const card = all("main .entry");
  if (document.querySelector(".pager-newer") && !document.querySelector(".pager-older") && card.length === 1) {
    found.push("a last page of one letter");
  }

  // Numbers before subjects keep clear of the column before theirs, and of the edge.
  const ruler = document.createElement("span");
  for (const list of all("ol.tracings").filter((list) => isShown(list) && style(list).listStyleType !== "none")) {
    ruler.textContent = `${list.children.length}. `;
    ruler.style.cssText = "position: absolute; white-space: pre";
    list.append(ruler);
    const room = box(ruler).width;
    ruler.remove();
    const items = [...list.children].map((item) => ({ left: box(item).left, top: box(item).top, rects: rects(item) }));
    const isMirrored = style(list).direction === "rtl";
    for (const item of items.filter(() => !isMirrored)) {
      const beside = items.flatMap((other) => other.rects).filter((rect) => rect.right <= item.left + 1 && rect.left < item.left - 1 && rect.top < item.top + 20 && rect.bottom > item.top);
      const edge = Math.max(box(list.parentElement).left, ...beside.map((rect) => rect.right));
      if (item.left - room < edge - 1) found.push(`the number of a subject strikes what is before it by ${Math.round(edge - item.left + room)} px`);
    }
  }

  // The line under the name keeps clear of its descenders.
  const [title, tagline] = [".masthead-title", ".masthead-tagline"].map((one) => document.querySelector(one));
  if (title && tagline && isShown(tagline)) {
    const [above, below] = [rects(title).at(-1), rects(tagline)[0]];
    if (above && below && below.top < above.bottom - 1) found.push(`the line under the name strikes it by ${Math.round(above.bottom - below.top)} px`);
  }

  // On a phone, the header of all pages but the home page is as high as the name of the column, which is most often one line.
  const [low] = all(".masthead.low:has(.fold:not([open]))").map((header) => Math.round(box(header).height));
  if (innerWidth >= 360 && innerWidth < 768 && low > 72 && low > box(title).height + 45) found.push(`a header ${low} px high`);

  // Pages begin and end in line with the header: by a question's or a card's edge, else by their text.
  const head = box(document.querySelector(".masthead"));
  const main = document.querySelector("main");
  if (innerWidth >= 768) {
    const edges = all(":scope > *, :scope .slip, :scope .facts", main).filter(isShown).map(box);
    const left = Math.min(...edges.map((edge) => edge.left));
    const right = Math.max(...edges.map((edge) => edge.right));
    if (Math.abs(left - head.left) > 2) found.push(`the page begins ${Math.round(left - head.left)} px beside the header`);
    for (const list of all("main > .shelf, main > .subjects, main > .drawer")) {
      const off = Math.max(Math.abs(box(list).left - head.left), Math.abs(box(list).right - head.right));
      if (off > 2) found.push(`a list is ${Math.round(off)} px out of line with the header: ${name(list)}`);
    }
    const [margin] = all(".margin").filter(isShown).map(box);
    const slip = document.querySelector(".slip, .facts, .answer");
    if (margin && slip && margin.left > box(slip).right && Math.abs(margin.right - head.right) > 2) {
      found.push(`the margin ends ${Math.round(head.right - margin.right)} px before the header`);
    }
    if (right > head.right + 2) found.push(`the page ends ${Math.round(right - head.right)} px after the header`);
  }

  // On the color of a mark, neither soft text nor a link could be read in every light.
  for (const marked of all(".prose mark, .prose mark *").filter((element) => element.textContent)) {
    if (style(marked).color !== style(document.body).color) found.push(`in a mark, text is not in ink: ${name(marked)}`);
  }

  // Lines that the eye finds back from, and one leading for one size.
  const canvas = document.createElement("canvas").getContext("2d");
  for (const text of all(":is(.slip, .answer, .introduction) > .prose > p").filter((text) => isShown(text) && text.innerText.length > 120)) {
    const { fontStyle, fontWeight, fontSize, fontFamily } = style(text);
    canvas.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    const letters = box(text).width / (canvas.measureText(text.innerText).width / text.innerText.length);
    if (letters > 85) found.push(`${Math.round(letters)} letters in a line`);
  }
  const leadings = new Map(all(":is(.slip, .answer) > .prose").map((text) => [style(text).fontSize + style(text).fontStyle, style(text).lineHeight]));
  for (const text of all(":is(.slip, .answer) > .prose")) {
    const leading = leadings.get(style(text).fontSize + style(text).fontStyle);
    if (leading !== style(text).lineHeight) found.push(`question and answer have lines of ${leading} and ${style(text).lineHeight}`);
  }

  // What is explained is no paler than its explanation.
  for (const term of all(".glossary dt")) {
    const meaning = term.parentElement.querySelector("dd");
    if (style(term).color !== style(meaning).color) found.push("a word of the glossary in another color than its meaning");
  }

  // Portraits are no smaller than the initials in their place.
  for (const portrait of all("img.portrait")) {
    const seal = document.createElement("span");
    seal.className = "seal seal-1";
    const { width } = box(portrait);
    portrait.replaceWith(seal);
    if (width < box(seal).width - 1) found.push(`a portrait of ${Math.round(width)} px where initials get ${Math.round(box(seal).width)}`);
    seal.replaceWith(portrait);
  }

  // After a letter, and the invitation to reply, the next one comes soon, and nothing is said of what is not known.
  const [text, next] = [".sheet:not(.lead) .post-body", ".next a"].map((one) => document.querySelector(one));
  if (text && next) {
    const gap = box(next).top - box(text).bottom;
    if (gap < 0 || gap > 200) found.push(`the next letter is ${Math.round(gap)} px after the text`);
    if (text.compareDocumentPosition(next) !== Node.DOCUMENT_POSITION_FOLLOWING) found.push("the next letter comes before the text to those who listen");
  }
  // What is to be copied is there without a script, and says nothing of who asks.
  const cited = document.querySelector(".about details p");
  const asker = document.querySelector(".slip-head p")?.lastChild.data.trim();
  if (cited?.querySelector("a, code, button")) found.push("a citation that is no plain text");
  if (asker && cited?.textContent.replace(words(document.querySelector("h1")), "").includes(asker)) found.push(`a citation of the asker: ${asker}`);
  for (const card of all("aside .card").filter((card) => card.querySelector(".unstated"))) {
    found.push(`a card beside a letter says what is not stated: ${card.innerText.slice(0, 40)}`);
  }

  // Long words stay in their column.
  for (const link of all(".siblings a")) {
    const room = box(link.parentElement);
    const out = rects(link).find((rect) => rect.right > room.right + 1 || rect.left < room.left - 1);
    if (out) found.push(`a title runs out of its place: ${link.innerText.slice(0, 60)}`);
    const [first, second] = all(".siblings a").map(box);
    if (second && first.top === second.top && Math.abs(first.width - second.width) > 2) found.push("two neighbors of unlike width");
  }

  // Italics in titles are drawn, not slanted or thickened by the browser.
  const faces = [...document.fonts].filter((face) => face.style === "italic");
  for (const element of all("h1 :is(em, i), h2 :is(em, i), h3 :is(em, i)").filter((element) => style(element).fontStyle === "italic")) {
    const [family] = style(element).fontFamily.split(",").map((one) => one.replace(/"/g, ""));
    const weight = Number(style(element).fontWeight);
    const own = faces.filter((face) => face.family.replace(/"/g, "") === family);
    const fits = own.some((face) => {
      const [from, to = from] = face.weight.replace("normal", "400").replace("bold", "700").split(" ").map(Number);
      return from <= weight && weight <= to;
    });
    if (own.length && !fits) found.push(`no italic of weight ${weight} for ${name(element)}`);
  }

  // Paragraphs of the other direction begin at their own side, and nothing slants letters that join.
  for (const block of all(".prose :is(p, li, dd, td, h2, h3, h4)").filter(isShown)) {
    const own = block.innerText.match(/\p{L}/u)?.[0];
    if (!own) continue;
    const isRight = /\p{sc=Arabic}|\p{sc=Hebrew}/u.test(own);
    if (block.localName === "li" && isRight !== (style(block).direction === "rtl")) found.push(`an item with its mark at the wrong side: ${block.innerText.slice(0, 40)}`);
    const isSlanted = [block, ...all("em, i", block)].some((one) => style(one).fontStyle === "italic" && style(one).fontSynthesisStyle !== "none");
    if (isRight && isSlanted) found.push(`letters that join are slanted: ${block.innerText.slice(0, 40)}`);
  }

  return [...new Set(found)];

  function rects(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter((rect) => rect.width > 1);
  }
}
