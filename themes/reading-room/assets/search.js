/* Searches the files of words that callslip has written, and sends nothing anywhere. They are scripts, because only scripts
   load from the disk, and list each word in all forms that were seen, so there is no stemmer here. */
(() => {
  "use strict";

  /* Files */

  const ROOT = new URL("../", document.currentScript.src).href;
  const FROM_DISK = ROOT.startsWith("file:");
  const files = new Map();
  let arrived = null;
  let index = null;

  /** What `make` promises, once, unless it does not come. */
  function once(path, make) {
    if (!files.has(path)) {
      files.set(path, make());
      files.get(path).catch(() => files.delete(path));
    }
    return files.get(path);
  }

  /** What a script passes to us just before its `load` event. Null, if the host has sent something else. */
  function load(path) {
    return new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = ROOT + path;
      script.onload = () => {
        done(arrived);
        arrived = null;
      };
      script.onerror = fail;
      document.querySelector("head").append(script);
    });
  }

  const file = (path, read) => once(path, async () => read(await load(path)));

  async function loadIndex(version = "") {
    index = await file(`search/index.js${version}`, readIndex);
  }

  /** Does a task. If one of its files is gone, a newer version was published: once more, with its index. */
  async function fresh(task) {
    if (!index) await loadIndex();
    try {
      return await task();
    } catch {
      await loadIndex(`?${Date.now()}`);
      return task();
    }
  }

  function readIndex(data) {
    const common = data.common.split(" ");
    return {
      ...data,
      common,
      places: new Map(common.map((word, place) => [word, place])),
      words: data.words.split(" "),
      endings: data.endings.split(" "),
      word: new RegExp(`${LETTER}(?:${LETTER}|[${JOINERS}]${data.elision ? "" : `|['‘’ʻʼ](?=${LETTER})`})*`, "gu"),
    };
  }

  /* Words. The program that writes the files has the same rules. */

  const JOINERS = "\\u00AD\\u200C\\u200D\\u2060";
  const LETTER = "(?![ʻʼ])[\\p{Alphabetic}\\p{N}\\p{M}]";
  // Thai, Khmer, Han, Kana, Hangul, and their like: words are pairs of characters.
  const DENSE =
    "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1100-\\u11FF\\u1780-\\u17FF\\u3005-\\u3007\\u3021-\\u312F\\u3131-\\u318F\\u31A0-\\u31BF" +
    "\\u31F0-\\u31FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uA960-\\uA97F\\uA9E0-\\uA9FF\\uAA60-\\uAA7F\\uAC00-\\uD7FF\\uF900-\\uFAFF" +
    "\\uFF66-\\uFFDC\\u{1AFF0}-\\u{1B16F}\\u{20000}-\\u{3FFFF}";
  const RUN = new RegExp(`[${DENSE}][${DENSE}${JOINERS}\\p{M}]*|[^${DENSE}]+`, "gu");
  const IS_DENSE = new RegExp(`^[${DENSE}]`, "u");
  const UNSEEN = new RegExp(`[${JOINERS}\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]`, "gu");
  const ACCENT = /(?=[\u0300-\u08FF\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE2F\u{E0100}-\u{E01EF}])\p{M}/gu;
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ſ: "s", ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه" };

  /** The pieces of a text: words, and runs of dense script. */
  function pieces(text) {
    return [...text.matchAll(index.word)].flatMap(({ 0: word, index: start }) =>
      [...word.matchAll(RUN)].flatMap(({ 0: run, index: at }) => {
        const dense = IS_DENSE.test(run);
        const words = dense ? pairs(run) : [fold(run)].filter((one) => one && one.length <= 40);
        return words.length ? [{ words, dense, start: start + at, end: start + at + run.length }] : [];
      }));
  }

  const wordsOf = (text) => pieces(text).flatMap(({ words }) => words);

  function pairs(run) {
    const characters = [...run.normalize("NFKC").replace(UNSEEN, "")];
    return characters.length < 2 ? characters : characters.slice(1).map((second, at) => characters[at] + second);
  }

  function fold(word) {
    return word
      .replace(/(?<=.)['‘’ʻʼ]s$/iu, "")
      .normalize("NFKD")
      .replace(ACCENT, "")
      .toLowerCase()
      .replace(/./gu, (letter) => PLAIN[letter] ?? letter)
      .replace(/[^\p{Alphabetic}\p{N}\p{M}]|[ʻʼـ]/gu, "");
  }

  /* What a word means */

  // What can be printed and needs no escape.
  const DIGITS = [...Array(95).keys()].map((at) => String.fromCharCode(at + 32)).join("").replace(/[`\\$]/g, "");

  /** The path of a file, which differs from version to version by a hash. */
  const hashed = (name, hashes, at) => `assets/search/${name}-${hashes.slice(4 * at, 4 * at + 4)}.js`;

  /** The path of the file where a word belongs, by the words that the files start with. */
  function pathAmong(kind, starts, hashes, word) {
    const at = starts.findLastIndex((start) => start <= word);
    const plain = starts[at].replace(/[^a-z0-9]/g, (unit) => `_${unit.charCodeAt().toString(16).padStart(4, "0")}`);
    return hashed(`${kind}-${plain}`, hashes, at);
  }

  const pathOf = (word) => pathAmong("w", index.words, index.wordHashes, word);
  const shard = (word) => file(pathOf(word), readShard);

  /** Records by key and by form. Instead of a record in another file, its key. */
  function readShard(text) {
    const [keys, forms] = [new Map(), new Map()];
    for (const line of text.split("\n")) {
      const [key, written, postings] = line.split("\t");
      if (written?.[0] === ">") forms.set(key, written.slice(1));
      if (!postings) continue;
      const record = { postings };
      record.forms = written.split(" ").map((form) => (form[0] === "=" ? "" : key.slice(0, key.length - form[0])) + form.slice(1));
      keys.set(key, record);
      record.forms.forEach((form) => forms.set(form, record));
    }
    return { keys, forms };
  }

  async function recordOf(form) {
    const found = (await shard(form)).forms.get(form);
    return typeof found === "string" ? (await shard(found)).keys.get(found) : found;
  }

  /** The weight of a record's word in each unit that has it. */
  function unitsOf(record) {
    if (record.units) return record.units;
    record.units = new Map();
    let [number, unit] = [0, -1];
    for (const character of record.postings) {
      const digit = DIGITS.indexOf(character);
      number = number * 46 + (digit % 46);
      if (digit >= 46) continue;
      unit += (number >> 2) + 1;
      record.units.set(unit, ((number & 3) + 1) / 4);
      number = 0;
    }
    return record.units;
  }

  /** The records that a word may mean, with factors, and the word taken `instead` of an unknown one. */
  async function meaning(word, isLast, isTyping) {
    const near = (await shard(word)).forms;
    const own = await recordOf(word);
    const begun = isLast && (isTyping || !own) ? await completions(word, near) : [];
    const records = new Map(begun.map((record) => [record, 0.6]));
    if (own) records.set(own, 1);
    if (records.size) return { records };
    const known = new Map(await endings(word));
    near.forEach(({ postings }, form) => known.set(form, postings?.length ?? 0));
    const largest = [...known.keys()].sort((a, b) => known.get(b) - known.get(a));
    const instead = nearest(word, [...index.common, ...largest]);
    if (instead) records.set(await recordOf(instead), 1);
    return { records, instead };
  }

  const turned = (word) => [...word].reverse().join("");

  /** The words that end like one, with how much there is of each: a slip leaves the beginning of a word, or its end. */
  async function endings(word) {
    return index.endingHashes ? file(pathAmong("e", index.endings, index.endingHashes, turned(word)), readEndings) : [];
  }

  function readEndings(text) {
    let before = "";
    return text.split("\n").map((line) => {
      before = before.slice(0, parseInt(line[0], 36)) + line.slice(2);
      return [turned(before), 2 ** (parseInt(line[1], 36) / 2)];
    });
  }

  /** The records of words that begin so: all in the same file, and the commonest elsewhere. */
  async function completions(start, near) {
    const begins = (form) => form.startsWith(start);
    const far = index.common.slice(index.frequent).filter((form) => begins(form) && !near.has(form)).slice(0, 3);
    const here = [...near.keys()].filter((form) => begins(form) && near.get(form).forms);
    return (await Promise.all([...here, ...far].map(recordOf))).filter(Boolean);
  }

  /** The known word with the fewest mistakes, or the longest that `word` begins with. */
  function nearest(word, known) {
    const beginnings = known.filter((form) => form.length > 3 && word.startsWith(form));
    let best = beginnings.sort((a, b) => b.length - a.length)[0];
    let least = word.length < 6 ? 1.9 : 2.9;
    if (word.length < 3 || /\p{N}/u.test(word) || IS_DENSE.test(word)) return best;
    for (const form of known) {
      if (Math.abs(form.length - word.length) > least) continue;
      // The first letter is rarely wrong.
      const mistakes = distance(word, form) + (form[0] === word[0] ? 0 : 0.5);
      if (mistakes < least) [best, least] = [form, mistakes];
    }
    return best;
  }

  /** Letters left out, added, replaced, or swapped. */
  function distance(a, b) {
    const rows = [[...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i += 1) {
      rows[i] = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2][j - 2] + 1 : same;
        rows[i][j] = Math.min(same, swapped, rows[i - 1][j] + 1, rows[i][j - 1] + 1);
      }
    }
    return rows[a.length][b.length];
  }

  /* Ranking */

  /** A term of a query: its value `at` each unit. Of the pairs of a run, a unit needs all; of a long run, half. */
  function term(words, meanings) {
    const counts = new Map();
    const sums = new Map();
    for (const { records } of meanings) {
      const values = new Map();
      for (const [record, factor] of records) {
        for (const [unit, value] of unitsOf(record)) values.set(unit, Math.max(values.get(unit) ?? 0, value * factor));
      }
      for (const [unit, value] of values) {
        counts.set(unit, (counts.get(unit) ?? 0) + 1);
        sums.set(unit, (sums.get(unit) ?? 0) + value / words.length);
      }
    }
    const needed = words.length > 4 ? words.length / 2 : words.length;
    const enough = [...sums].filter(([unit]) => counts.get(unit) >= needed);
    const at = new Map(enough.length ? enough : sums);
    const pages = new Set([...at.keys()].map(headOf)).size;
    return { words, meanings, at, idf: Math.log(1 + (index.pages - pages + 0.5) / (pages + 0.5)) };
  }

  /** The first unit of a page, which has its title. A long page has several slots of 16. */
  function headOf(unit) {
    let slot = unit >> 4;
    while (index.continued.includes(slot)) slot -= 1;
    return slot * 16;
  }

  /** The best unit of each page, the best first. */
  function rank(terms, isFit) {
    const all = terms.reduce((sum, { idf }) => sum + idf, 0);
    const units = new Map();
    terms.forEach(({ at }, place) => {
      for (const [unit, value] of at) {
        if (!units.has(unit)) units.set(unit, []);
        units.get(unit)[place] = value;
      }
    });
    const best = new Map();
    // In order: the head of a page comes first and wins against sections that have no more.
    for (const [unit, values] of [...units].sort(([a], [b]) => a - b)) {
      const head = headOf(unit);
      const title = units.get(head) ?? [];
      let [sum, matched] = [0, 0];
      terms.forEach(({ idf }, place) => {
        const value = Math.max((unit > head && values[place]) || 0, 2 * (title[place] ?? 0));
        if (value) [sum, matched] = [sum + idf * value, matched + idf];
      });
      const share = matched / all;
      const score = sum * share * share;
      if (isFit(values) && !(best.get(head)?.score >= score)) best.set(head, { unit, head, score, share });
    }
    const hits = [...best.values()].sort((a, b) => b.score - a.score || b.head - a.head);
    // What has all words has an eighth of the best score.
    return hits.filter(({ score }) => score * 20 > hits[0].score);
  }

  /* A query */

  const MOST_WORDS = 12;

  /** How rare a word is. One that is not in the list may be a name or a slip: in the middle. */
  const placeOf = (word) => index.places.get(word) ?? Math.max(index.frequent, index.common.length / 2);

  /** Finds pages. While the reader types, the last word may be a beginning. */
  async function find(query, isTyping) {
    let asked = pieces(query).map(({ words }) => words);
    const last = asked.at(-1)?.join();
    asked = [...new Map(asked.map((words) => [words.join(), words])).values()];
    const rare = asked.filter(([word]) => placeOf(word) >= index.frequent);
    if (rare.length) asked = rare.sort(([a], [b]) => placeOf(b) - placeOf(a)).slice(0, MOST_WORDS);
    const terms = await Promise.all(asked.map(async (words) =>
      term(words, await Promise.all(words.map((word) => meaning(word, words.join() === last, isTyping))))));
    const phrases = [...query.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)].map(([, text]) => wordsOf(text)).filter(([word]) => word);
    const known = terms.filter(({ at }) => at.size);
    const isFit = (values) => known.every(({ words }, place) => values[place] || !phrases.flat().includes(words[0]));
    return { terms, hits: await withPhrases(rank(known, isFit), phrases) };
  }

  /** The pages with all phrases word for word: of twenty, as each must be fetched. */
  async function withPhrases(hits, phrases) {
    if (!phrases.length || FROM_DISK) return hits;
    const spaced = (text) => ` ${wordsOf(text).join(" ")} `;
    const looked = await Promise.all(hits.slice(0, 20).map(async (hit) => {
      const page = await pageOf(hit);
      const { text } = await passageText({ ...page, id: "" }).catch(() => ({}));
      const texts = [page.title, text ?? ""].map(spaced);
      return phrases.every((phrase) => texts.some((one) => one.includes(` ${phrase.join(" ")} `))) ? [hit] : [];
    }));
    return looked.flat();
  }

  /* Pages */

  /** The page of a hit, and the place in it. */
  async function pageOf({ head, unit }) {
    const slot = head >> 4;
    const [hashes, first] = slot < index.others ? [index.letterHashes, 0] : [index.otherHashes, index.others >> 5];
    const lines = await file(hashed(`p-${slot >> 5}`, hashes, (slot >> 5) - first), readLines);
    const [kind, address, title, date, subjects, ids] = lines[slot & 31].split("\t");
    const all = ids.split(" ").map((id) => (id === "-" ? "" : id));
    const url = new URL(address.slice(1), ROOT).href + (FROM_DISK && address.endsWith("/") ? "index.html" : "");
    return { slot, kind, title, date, subjects, url, ids: all.filter(Boolean), id: all[unit - head - 1] ?? "" };
  }

  const readLines = (text) => text.split("\n");

  /** The description of a page, where it cannot be fetched. */
  const descriptionOf = async ({ slot }) => (await file(`assets/search/d-${slot >> 8}.js`, readLines))[slot & 255];

  /** The text of the place, and who speaks, from the page itself: a click would fetch it as well. */
  async function passageText({ url, id, ids }) {
    const html = await once(url, async () => {
      const answer = await fetch(url);
      return answer.ok ? answer.text() : "";
    });
    const page = new DOMParser().parseFromString(html, "text/html");
    const units = (id ? [id] : ids).map((one) => page.getElementById(one));
    if (!units.length) units.push(page.querySelector("main .prose"));
    let [voice, text] = ["", ""];
    for (const unit of units.filter(Boolean)) {
      voice = id && unit.querySelector("h2, h3")?.textContent.trim().replace(/[.:]$/, "");
      unit.querySelectorAll("header, :scope > h2, rt, rp").forEach((heading) => heading.remove());
      unit.querySelectorAll("p, li, th, td, dt, dd, br, pre, h2, h3, h4, h5, h6").forEach((block) => block.append(" "));
      text += ` ${unit.textContent}`;
    }
    const description = page.querySelector("[name=description]")?.content;
    return { voice, description, text: text.replace(/\s+/g, " ").trim() };
  }

  /* Passages */

  /** What is marked: all forms of what was found, each with its term. */
  function wantedForms(terms) {
    const forms = terms.flatMap((one) => one.meanings.flatMap(({ records }) => [...records.keys()].flatMap((record) => record.forms.map((form) => [form, one]))));
    return new Map(forms);
  }

  function placesIn(text, wanted) {
    return pieces(text).flatMap(({ words, dense, start, end }) =>
      words.flatMap((word, at) => {
        const place = dense ? { start: start + at, end: Math.min(end, start + at + 2) } : { start, end };
        return wanted.has(word) ? [{ ...place, term: wanted.get(word) }] : [];
      }));
  }

  /** The part of a text that has most of what was looked for, as nodes. */
  function passage(text, wanted, length) {
    const places = placesIn(text, wanted);
    let [best, most] = [-1, 0];
    places.forEach(({ start }, at) => {
      const near = places.slice(at).filter(({ end }) => end <= start + length);
      const weight = [...new Set(near.map((place) => place.term))].reduce((sum, { idf }) => sum + idf, near.length / 100);
      if (weight > most) [best, most] = [start, weight];
    });
    if (best < 0) return;
    let start = Math.max(0, Math.min(best - length / 4, text.length - length));
    if (start) start += text.slice(start, best).indexOf(" ") + 1;
    let end = start + length;
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), end - 20);
    return [start ? "…" : "", ...marked(text.slice(start, end), wanted), end < text.length ? "…" : ""];
  }

  function marked(text, wanted) {
    const nodes = [];
    let done = 0;
    for (const { start, end } of placesIn(text, wanted)) {
      if (end <= done) continue;
      // Pairs that overlap are one mark.
      if (start > done || !nodes.length) nodes.push(text.slice(done, start), document.createElement("mark"));
      nodes.at(-1).textContent += text.slice(Math.max(start, done), end);
      done = end;
    }
    return [...nodes, text.slice(done)];
  }

  /* What is shown */

  /** A message for a number. The theme has written it for each way in which languages count. */
  function counted(messages, number) {
    const samples = [0, 1, 2, 3, 6, 7, 11, 100];
    const rules = new Intl.PluralRules(document.documentElement.lang || "en");
    const like = samples.includes(number) ? number : samples.findLast((one) => rules.select(one) === rules.select(number)) ?? 100;
    return messages.split("|")[samples.indexOf(like)].replace(like, number);
  }

  /** A result, as the theme's `<template>` has it. `dates` has the 25th of each month of 2001. */
  function resultItem(template, page, { dates, ...words }, wanted) {
    const item = template.content.firstElementChild.cloneNode(true);
    const set = (name, ...nodes) => item.querySelector(`[data-search-${name}]`)?.replaceChildren(...nodes);
    const [year, month, day] = page.date.split("-");
    item.querySelector("a").href = page.url + (page.id ? `#${page.id}` : "");
    set("title", ...marked(page.title, wanted));
    set("kind", words[`kind${page.kind.toUpperCase()}`] ?? "");
    set("date", day ? dates.split("|")[month - 1].replace("25", +day).replace("2001", year) : "");
    set("subjects", page.subjects);
    return item;
  }

  /* The search page */

  const AT_ONCE = 5;

  function searchPage(form) {
    const part = (name) => document.querySelector(`[data-search-${name}]`);
    const [status, list, more, browse] = ["status", "results", "more", "browse"].map(part);
    const field = form.querySelector("[name=q]");
    const words = form.dataset;
    let [turn, pause, isKept, found] = [0, 0, true];

    async function run(isTyping) {
      const query = field.value.trim();
      const isOpen = isTyping && !field.value.endsWith(" ");
      const own = (turn += 1);
      const say = (text) => own === turn && (status.textContent = text);
      const slow = setTimeout(say, 500, words.wait);
      try {
        await fresh(async () => {
          const result = { query, shown: 0, ...(await find(query, isOpen)) };
          const items = await nextItems(result);
          if (own !== turn) return;
          found = result;
          list.replaceChildren(...items);
          browse.hidden = items.length > 0;
          more.hidden = found.shown >= found.hits.length;
          say(query && summary(found));
        });
      } catch {
        say(words.failed);
      }
      clearTimeout(slow);
    }

    async function nextItems(result) {
      const { terms, hits, shown } = result;
      const wanted = wantedForms(terms);
      const pages = await Promise.all(hits.slice(shown, shown + AT_ONCE).map(pageOf));
      result.shown += AT_ONCE;
      return pages.map((page) => {
        const item = resultItem(part("result"), page, words, wanted);
        quote(page, item, wanted).catch(() => {});
        return item;
      });
    }

    /** Fills in the passage; or the description, if there is no passage or the page cannot be fetched. */
    async function quote(page, item, wanted) {
      const { voice, text, description } = FROM_DISK ? { description: await descriptionOf(page) } : await passageText(page);
      const nodes = text && passage(text, wanted, 160);
      if (nodes) item.querySelector("[data-search-voice]")?.replaceChildren(voice ?? "");
      item.querySelector("[data-search-excerpt]").replaceChildren(...(nodes ?? marked(description ?? "", wanted)));
    }

    function summary({ query, hits, terms }) {
      if (!hits.length) return words.nothing.replace("{query}", () => query);
      const instead = new Map();
      for (const { words: [word, more], meanings: [{ instead: other }], at } of terms) if (!more && (other || !at.size)) instead.set(word, other ?? "");
      const taken = query.replace(index.word, (word) => instead.get(fold(word)) ?? word).trim();
      const count = counted(words.count, hits.length).replace("{query}", () => taken);
      return instead.size ? `${words.unknown.replace("{words}", [...instead.keys()].join(" "))} ${count}` : count;
    }

    /** Writes the query into the address. What was submitted stays a step to go back to. */
    function keep(isSubmitted) {
      const query = field.value.trim();
      const address = new URL(location.href);
      const isNew = query !== (address.searchParams.get("q") ?? "");
      address.searchParams.set("q", query);
      if (!query) address.searchParams.delete("q");
      try {
        if (isNew) history[isKept ? "pushState" : "replaceState"](null, "", address);
      } catch {} // From the disk, some browsers refuse.
      isKept = isSubmitted || (isKept && !isNew);
    }

    function typed(wait) {
      clearTimeout(pause);
      pause = setTimeout(() => (keep(false), run(true)), wait);
    }

    /** Searches what the address says, or was typed before this script came. */
    function open(event) {
      field.value = new URL(location.href).searchParams.get("q") ?? (event ? "" : field.value);
      isKept = true;
      run(false);
    }

    field.addEventListener("input", ({ isComposing }) => isComposing || typed(150));
    field.addEventListener("compositionend", () => typed(0));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || !field.value) return;
      event.preventDefault();
      field.value = "";
      typed(0);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      keep(true);
      run(false);
      // A phone's keyboard would cover the results.
      if (matchMedia("(pointer: coarse)").matches) field.blur();
    });
    more.addEventListener("click", async () => {
      const items = await fresh(() => nextItems(found));
      list.append(...items);
      more.hidden = found.shown >= found.hits.length;
      items[0]?.querySelector("a").focus();
    });
    addEventListener("popstate", open);
    open();
  }

  // What the files call, and what `similar.js` uses.
  const receive = (data) => (arrived = data);
  window.callslip = {
    index: receive, words: receive, endings: receive, pages: receive, descriptions: receive,
    find: (query) => fresh(() => find(query)),
    fresh, wordsOf, placeOf, pathOf, recordOf, pageOf, resultItem, counted, files, MOST_WORDS,
  };
  const form = document.querySelector("form[data-search]");
  if (form) searchPage(form);
})();
