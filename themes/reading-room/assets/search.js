/* Searches the files that callslip writes: scripts, as only those load from the disk, with all forms of each word. */
(() => {
  "use strict";

  /* Files */

  const ROOT = new URL("../", document.currentScript.src).href;
  const FROM_DISK = ROOT.startsWith("file:");
  const files = new Map();
  let [arrived, index] = [];

  /** What `make` promises, once, unless it fails. */
  function once(path, make) {
    if (!files.has(path)) {
      files.set(path, make());
      files.get(path).catch(() => files.delete(path));
    }
    return files.get(path);
  }

  /** What a script passes on just before it is loaded. */
  const load = (path) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = ROOT + path;
    script.onload = () => {
      done(arrived);
      arrived = null;
    };
    script.onerror = fail;
    document.head.append(script);
  });

  const file = (path, read) => once(path, async () => read(await load(path)));
  const readLines = (text) => text.split("\n");
  const loadIndex = (version) => file(`search/index.js${version}`, readIndex);

  /** Does a task. If a file is gone, there is a new index. */
  async function fresh(task) {
    try {
      index ??= await loadIndex("");
      return await task();
    } catch {
      index = await loadIndex(`?${Date.now()}`);
      return task();
    }
  }

  function readIndex(data) {
    const [words, endings, common] = [data.words, data.endings, data.common].map((list) => list.split(" "));
    const places = new Map(common.map((word, place) => [word, place]));
    return { ...data, words, endings, common, places, ...patterns(data) };
  }

  const pathOf = (name, hashes, at) => `assets/search/${name}-${hashes.slice(4 * at, 4 * at + 4)}.js`;

  /** The path of the file of a word, by the words that files start with. */
  function pathAmong(kind, starts, hashes, word) {
    const at = starts.findLastIndex((start) => start <= word);
    const plain = starts[at].replace(/[^a-z0-9]/g, (unit) => `_${unit.charCodeAt().toString(16)}_`);
    return pathOf(`${kind}-${plain}`, hashes, at);
  }

  /* Words, by the program's own rules */

  /** The patterns of words and of their parts, from the classes of characters that the program has. */
  function patterns({ dense, accents, apostrophes, joiners, hyphens, groups, elision }) {
    const pattern = (source, flags = "gu") => new RegExp(source, flags);
    const any = "\\p{Alphabetic}\\p{N}\\p{M}";
    const letter = `(?![${apostrophes}])[${any}]`;
    // As `1,200`, in digits that are no part of a longer number; and as `e-mail`.
    const number = `(?<!${letter}[${groups}]?)[1-9]\\d{0,2}([${groups}])\\d{3}(?:\\1\\d{3})*(?!\\1?${letter})`;
    const hyphenated = `(?<!${letter})(?:${letter})+[${hyphens}](?:${letter})+`;
    return {
      word: pattern(`${letter}(?:${letter}|[${joiners}]${elision ? "" : `|[${apostrophes}](?=${letter})`})*`),
      run: pattern(`[${dense}][${dense}${joiners}\\p{M}]*|[^${dense}]+`),
      dense: pattern(`^[${dense}]`, "u"),
      accent: pattern(`(?=[${accents}])\\p{M}`),
      unseen: pattern(`[${joiners}\\p{VS}]`),
      possessive: pattern(`(?<=.)[${apostrophes}]s$`, "iu"),
      mute: pattern(`[^${any}]|[${apostrophes}]`),
      parted: pattern(`${number}|${hyphenated}`),
    };
  }

  /** The pieces of a text: words, and runs of dense script, such as Han, where words are pairs of characters. */
  function pieces(text) {
    return [...text.matchAll(index.word)].flatMap(({ 0: word, index: start }) =>
      [...word.matchAll(index.run)].flatMap(({ 0: run, index: at }) => {
        const dense = index.dense.test(run);
        const words = dense ? pairs(run) : [fold(run)].filter(Boolean);
        return words.length ? [{ words, dense, start: start + at, end: start + at + run.length }] : [];
      }));
  }

  const wordsOf = (text) => pieces(text).flatMap(({ words }) => words);

  function pairs(run) {
    const characters = [...run.normalize("NFKC").replace(index.unseen, "")];
    return characters.length < 2 ? characters : characters.slice(1).map((second, at) => characters[at] + second);
  }

  function fold(word) {
    return word
      .replace(index.possessive, "")
      .normalize("NFKD")
      .replace(index.accent, "")
      .toLowerCase()
      .replace(/./gu, (letter) => index.plain[letter] ?? letter)
      .replace(index.mute, "");
  }

  /* What a word means */

  const shardPath = (word) => pathAmong("w", index.words, index.wordHashes, word);
  const shard = (word) => file(shardPath(word), readShard);

  /** Records by form. Instead of a record in another file, its key. */
  function readShard(text) {
    const records = new Map();
    for (const line of text.match(/.+/g) ?? []) {
      const [key, written, postings] = line.split("\t");
      const whole = (form) => (form[0] === "=" ? "" : key.slice(0, key.length - form[0])) + form.slice(1);
      const record = { key, postings, forms: written.split(" ").map(whole) };
      if (postings) record.forms.forEach((form) => records.set(form, record));
      else records.set(key, written.slice(1));
    }
    return records;
  }

  /** The record of a form, or of a stem. */
  async function recordOf(word) {
    const found = (await shard(word)).get(word) ?? word;
    return found.key ? found : [...(await shard(found)).values()].find(({ key }) => key === found);
  }

  /** The units of a record, with its weight in each. */
  function unitsOf(record) {
    if (record.units) return record.units;
    record.units = new Map();
    let [number, unit] = [0, -1];
    for (const character of record.postings) {
      // Printable, but no $, backslash, or backtick.
      const code = character.charCodeAt();
      const digit = code - 32 - (code > 36) - (code > 92) - (code > 96);
      number = number * 46 + (digit % 46);
      if (digit >= 46) continue;
      unit += (number >> 2) + 1;
      record.units.set(unit, ((number & 3) + 1) / 4);
      number = 0;
    }
    return record.units;
  }

  /** The records that a word may mean, with factors, and what an unknown word is `instead`. */
  async function meaning(word, isLast, isTyping) {
    const near = await shard(word);
    const own = await recordOf(word);
    const isBegun = isLast && (isTyping || (!own && word.length > 3));
    const begun = isBegun || (index.dense.test(word) && !/../u.test(word)) ? await completions(word, near) : [];
    const records = new Map(begun.map((record) => [record, 0.6]));
    if (own) records.set(own, 1);
    if (own || (isTyping && begun.length)) return { records };
    const sizes = new Map(index.common.map((form) => [form, 2048]));
    for (const [form, size] of await endings(word)) sizes.set(form, size);
    near.forEach(({ postings }, form) => sizes.set(form, postings?.length ?? sizes.get(form) ?? 1));
    const stems = new Map([...near.values()].map(({ key, postings }) => [key, postings?.length]));
    const instead = nearest(word, sizes, stems);
    const record = instead && (await recordOf(instead));
    // A beginning of more common words is no slip.
    if (!record || begun.some(({ postings }) => postings.length > record.postings.length)) return { records };
    return { records: records.set(record, 1), instead: record.forms.includes(instead) ? instead : record.forms[0] };
  }

  /** Records of words that begin so: all here, and the commonest elsewhere. */
  async function completions(start, near) {
    const begins = (form) => form.startsWith(start);
    const here = [...near.values()].filter(({ forms }) => forms?.some(begins));
    const far = index.common.slice(index.frequent).filter((form) => begins(form) && !near.has(form));
    return [...here, ...(await Promise.all(far.slice(0, 3).map(recordOf)))];
  }

  const turned = (word) => [...word].reverse().join("");

  /** Words with the same end, and their sizes. */
  async function endings(word) {
    return index.endingHashes ? file(pathAmong("e", index.endings, index.endingHashes, turned(word)), readEndings) : [];
  }

  function readEndings(text) {
    let before = "";
    return readLines(text).map((line) => {
      before = before.slice(0, parseInt(line[0], 36)) + line.slice(2);
      return [turned(before), 2 ** (parseInt(line[1], 36) / 2)];
    });
  }

  /** The likeliest form or stem, or the longest rare form that `word` begins with. */
  function nearest(word, sizes, stems) {
    const begins = (form) => form.length > 3 && word.startsWith(form) && sizes.get(form) < 2048;
    let best = [...sizes.keys()].filter(begins).sort((a, b) => b.length - a.length)[0];
    if (word.length < 3 || /\p{N}/u.test(word) || index.dense.test(word)) return best;
    const most = word.length < 6 ? 1.4 : 2.4;
    let least = most;
    const weigh = (form, size, mistakes) => {
      // Twice as common outweighs a tenth of a mistake.
      const cost = mistakes - Math.log2(size) / 10;
      if (mistakes < most && cost < least) [best, least] = [form, cost];
    };
    for (const [form, size] of sizes) {
      if (Math.abs(form.length - word.length) > most) continue;
      // The first letter is rarely wrong.
      weigh(form, size, distance(word, form) + (form[0] === word[0] ? 0 : 0.3));
    }
    const stemmed = word.replace(/y$/, "i");
    for (const [stem, size] of stems) {
      // The longer the ending, the less likely. A slip of one letter is likelier.
      if (stem?.length > 2 && stemmed.startsWith(stem)) weigh(stem, size, 1.2 + (word.length - stem.length) / 4);
    }
    return best;
  }

  /** The number of mistakes. A swap is the likeliest. */
  function distance(a, b) {
    const rows = [[...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i += 1) {
      rows[i] = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2][j - 2] + 0.75 : same;
        rows[i][j] = Math.min(same, swapped, rows[i - 1][j] + 1, rows[i][j - 1] + 1);
      }
    }
    return rows[a.length][b.length];
  }

  /* Ranking */

  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const listAt = (map, key) => map.get(key) ?? map.set(key, []).get(key);

  /** A term: its value `at` each unit. A unit needs all pairs of a run, or half of a long one. */
  function term(words, meanings) {
    const units = new Map();
    meanings.forEach(({ records }, place) => {
      for (const [record, factor] of records) {
        for (const [unit, value] of unitsOf(record)) {
          const values = listAt(units, unit);
          values[place] = Math.max(values[place] ?? 0, value * factor);
        }
      }
    });
    const all = [...units].map(([unit, values]) => [unit, values.filter(Boolean)]);
    const enough = all.filter(([, { length }]) => length >= words.length / (words.length > 4 ? 2 : 1));
    const at = new Map((enough.length ? enough : all).map(([unit, values]) => [unit, sum(values) / words.length]));
    const pages = new Set([...at.keys()].map(headOf)).size;
    return { words, meanings, at, idf: Math.log(1 + (index.pages - pages + 0.5) / (pages + 0.5)) };
  }

  /** The unit of the title. A long page has several slots. */
  function headOf(unit) {
    let slot = unit >> 4;
    while (index.continued.includes(slot)) slot -= 1;
    return slot * 16;
  }

  /** The best unit of each page, the best first. */
  function rank(terms) {
    const all = sum(terms.map(({ idf }) => idf));
    const units = new Map();
    terms.forEach(({ at }, place) => at.forEach((value, unit) => (listAt(units, unit)[place] = value)));
    const best = new Map();
    // In order: a title wins against sections that have no more.
    for (const [unit, values] of [...units].sort(([a], [b]) => a - b)) {
      if (terms.some(({ isNeeded }, place) => isNeeded && !values[place])) continue;
      const head = headOf(unit);
      const title = units.get(head) ?? [];
      let [sum, matched] = [0, 0];
      terms.forEach(({ idf }, place) => {
        const value = Math.max((unit > head && values[place]) || 0, 2 * (title[place] ?? 0));
        if (value) [sum, matched] = [sum + idf * value, matched + idf];
      });
      const share = matched / all;
      const score = sum * share * share;
      if (!(best.get(head)?.score >= score)) best.set(head, { unit, head, score, share });
    }
    const hits = [...best.values()].sort((a, b) => b.score - a.score || b.head - a.head);
    // What has all words has an eighth of the best score.
    return hits.filter(({ score }) => score * 20 > hits[0].score);
  }

  /* A query */

  const MOST_WORDS = 12;

  /** How rare a word is. What is not common may be a slip. */
  const placeOf = (word) => index.places.get(word) ?? Math.max(index.frequent, index.common.length / 2);

  /** `e-mail` as `email` and `1,200` as `1200`, if that is a word: then it has what is written in either way. */
  async function joined(query) {
    for (const [parts] of query.matchAll(index.parted)) {
      if (await recordOf(fold(parts))) query = query.replace(parts, fold(parts));
    }
    return query;
  }

  async function find(written, isTyping) {
    const query = /["“”„«»]/.test(written) ? written : await joined(written);
    const all = pieces(query).map(({ words }) => words);
    const last = all.at(-1);
    const rare = all.filter(([word]) => placeOf(word) >= index.frequent).sort(([a], [b]) => placeOf(b) - placeOf(a));
    const asked = rare.length ? rare.slice(0, MOST_WORDS) : all;
    const terms = await Promise.all(asked.map(async (words) =>
      term(words, await Promise.all(words.map((word) => meaning(word, words === last, isTyping))))));
    const phrases = query.split(/["“”„«»]/).slice(0, -1).filter((text, at) => at % 2 && wordsOf(text).length);
    for (const one of terms) one.isNeeded = one.at.size && wordsOf(phrases.join(" ")).includes(one.words[0]);
    return { terms, hits: withLetters(await withPhrases(rank(terms), phrases)) };
  }

  /** Of the first five, three are letters, if as many have half of the best score. */
  function withLetters(hits) {
    const letters = hits.filter(({ head, score }) => head >> 4 < index.others && score * 2 >= hits[0].score);
    const shown = [...new Set([...letters.slice(0, 3), ...hits])].slice(0, AT_ONCE).sort((a, b) => b.score - a.score);
    return [...new Set([...shown, ...hits])];
  }

  /** Leaves out pages without a phrase: of the best twenty, as each is fetched. */
  async function withPhrases(hits, phrases) {
    if (!phrases.length || FROM_DISK) return hits;
    const spaced = (text) => ` ${wordsOf(text).join(" ")} `;
    const looked = await Promise.all(hits.slice(0, 20).map(async (hit) => {
      const page = await pageOf(hit);
      const { text } = await passageText({ ...page, id: "" }).catch(() => ({ text: phrases.join(" ") }));
      const all = spaced(`${page.title} ${text}`);
      return phrases.every((phrase) => all.includes(spaced(phrase))) ? [hit] : [];
    }));
    return [...looked.flat(), ...hits.slice(20)];
  }

  /* Pages */

  async function pageOf({ head, unit }) {
    const slot = head >> 4;
    const [hashes, first] = slot < index.others ? [index.letterHashes, 0] : [index.otherHashes, index.others];
    const lines = await file(pathOf(`p-${slot >> 5}`, hashes, (slot - first) >> 5), readLines);
    const [kind, address, title, date, subjects, ids] = lines[slot & 31].split("\t");
    const id = ids.split(" ")[unit - head - 1]?.replace(/^-$/, "");
    const url = new URL(address.slice(1), ROOT).href + (FROM_DISK && address.endsWith("/") ? "index.html" : "");
    return { slot, kind, title, date, subjects, url, id };
  }

  const descriptionOf = async ({ slot }) => (await file(`assets/search/d-${slot >> 8}.js`, readLines))[slot & 255];

  /** The text of a place, and who speaks, from the page itself. */
  async function passageText({ url, id }) {
    const html = await once(url, async () => {
      const answer = await fetch(url);
      if (!answer.ok) throw answer;
      return answer.text();
    });
    const page = new DOMParser().parseFromString(html, "text/html");
    let [voice, text] = ["", ""];
    for (const unit of page.querySelectorAll(id ? `#${CSS.escape(id)}` : "main .prose")) {
      voice = id && unit.querySelector("h2, h3")?.textContent.trim().replace(/[.:]$/, "");
      unit.querySelectorAll("header, :scope > h2, rt, rp, .footnote-ref, .footnote-back").forEach((heading) => heading.remove());
      unit.querySelectorAll("p, li, th, td, dt, dd, br, pre, h2, h3, h4, h5, h6").forEach((block) => block.append(" "));
      text += ` ${unit.textContent}`;
    }
    const description = page.querySelector("[name=description]")?.content;
    return { voice, description, text: text.replace(/\s+/g, " ").trim() };
  }

  /* Passages */

  function wantedForms(terms) {
    const recordsOf = ({ meanings }) => meanings.flatMap(({ records }) => [...records.keys()]);
    return new Map(terms.flatMap((one) => recordsOf(one).flatMap(({ forms }) => forms.map((form) => [form, one]))));
  }

  function placesIn(text, wanted) {
    const placeOfWord = (word, start, end) => (wanted.has(word) ? [{ start, end, term: wanted.get(word) }] : []);
    const whole = pieces(text).flatMap(({ words, dense, start, end }) =>
      words.flatMap((word, at) => (dense ? placeOfWord(word, start + at, Math.min(end, start + at + 2)) : placeOfWord(word, start, end))));
    const parted = [...text.matchAll(index.parted)].flatMap(({ 0: parts, index: start }) => placeOfWord(fold(parts), start, start + parts.length));
    return [...whole, ...parted].sort((a, b) => a.start - b.start);
  }

  /** The part of a text that has most of what is wanted, as nodes. */
  function passage(text, wanted, length) {
    const places = placesIn(text, wanted);
    let [best, most] = [-1, 0];
    places.forEach(({ start }, at) => {
      const near = places.slice(at).filter(({ end }) => end <= start + length);
      const weight = near.length / 100 + sum([...new Set(near.map(({ term }) => term.idf))]);
      if (weight > most) [best, most] = [start, weight];
    });
    if (best < 0) return;
    let start = Math.max(0, Math.min(best - length / 4, text.length - length));
    if (start) start += text.slice(start, best).indexOf(" ") + 1;
    let end = start + length;
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), end - 20);
    const isCut = end < text.length;
    const shown = isCut ? text.slice(start, end).replace(/[\s.,;:!?]+$/, "") : text.slice(start);
    return [start ? "…" : "", ...marked(shown, wanted), isCut ? "…" : ""];
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

  /** The theme has a message for each way to count. */
  function counted(messages, number) {
    const samples = [0, 1, 2, 3, 6, 7, 11, 100];
    const rules = new Intl.PluralRules(document.documentElement.lang || "en");
    const like = samples.findLast((one) => rules.select(one) === rules.select(number)) ?? 100;
    return messages.split("|")[samples.indexOf(like)].replace(like, number);
  }

  /** A result. `dates` has the 25th of each month of 2001, in digits that begin with a 2. */
  function resultItem(template, page, { dates, ...words }, wanted) {
    const item = template.content.firstElementChild.cloneNode(true);
    const set = (name, ...nodes) => item.querySelector(`[data-search-${name}]`)?.replaceChildren(...nodes);
    const [year, month, day] = page.date.split("-");
    item.querySelector("a").href = page.url + (page.id ? `#${page.id}` : "");
    set("title", ...marked(page.title, wanted));
    set("kind", words[`kind${page.kind.toUpperCase()}`] ?? "");
    const digits = (run) => [...`${run.length > 2 ? year : +day}`].map((digit) => String.fromCharCode(run.charCodeAt() - 2 + +digit)).join("");
    set("date", day ? dates.split("|")[month - 1].replace(/\p{Nd}+/gu, digits) : "");
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
    let [turn, pause, inAddress, isKept] = [0];

    /** Shows the best results, `most` of them. */
    async function run(isTyping, most = AT_ONCE) {
      const query = field.value.trim();
      const own = (turn += 1);
      const say = (text) => {
        // The same message again would be read out again.
        if (own === turn && status.textContent !== text) status.textContent = text;
      };
      const slow = setTimeout(say, 500, words.wait);
      try {
        await fresh(async () => {
          const found = await find(query, isTyping && !/\s$/.test(field.value));
          const wanted = wantedForms(found.terms);
          const pages = await Promise.all(found.hits.slice(0, most).map(pageOf));
          if (own !== turn) return;
          const kept = most > AT_ONCE ? [...list.children] : [];
          const items = pages.slice(kept.length).map((page) => resultItem(part("result"), page, words, wanted));
          const quotes = items.map((item, at) => quote(pages[kept.length + at], item, wanted));
          // Together with their passages, unless those take long.
          await Promise.race([Promise.all(quotes), new Promise((done) => setTimeout(done, 300))]);
          if (own !== turn) return;
          list.replaceChildren(...kept, ...items);
          [browse.hidden, more.hidden] = [pages.length > 0, pages.length === found.hits.length];
          say(query && summary(query, found));
        });
      } catch {
        // What is listed belongs to another query, unless more of it was to be shown.
        if (own === turn && most === AT_ONCE) {
          list.replaceChildren();
          [browse.hidden, more.hidden] = [false, true];
        }
        say(words.failed);
      }
      clearTimeout(slow);
    }

    /** Fills in the passage; if there is none, the description. */
    async function quote(page, item, wanted) {
      const read = FROM_DISK ? descriptionOf(page).then((description) => ({ description })) : passageText(page);
      const { voice, text, description } = await read.catch(() => ({}));
      const nodes = text && passage(text, wanted, 160);
      if (nodes) item.querySelector("[data-search-voice]")?.replaceChildren(voice ?? "");
      item.querySelector("[data-search-excerpt]")?.replaceChildren(...(nodes || marked(description || " ", wanted)));
    }

    function summary(query, { hits, terms }) {
      if (!hits.length) return words.nothing.replace("{query}", () => query);
      const instead = new Map();
      for (const { words: [word, more], meanings: [{ instead: other }], at } of terms) if (!more && (other || !at.size)) instead.set(word, other ?? "");
      const taken = query.replace(index.word, (word) => instead.get(fold(word)) ?? word).trim();
      const count = counted(words.count, hits.length).replace("{query}", () => taken);
      return instead.size ? `${words.unknown.replace("{words}", [...instead.keys()].join(" "))} ${count}` : count;
    }

    /** What was submitted stays a step of the history. */
    function keep(isSubmitted) {
      const query = field.value.trim();
      if (query !== inAddress) {
        try {
          history[isKept ? "pushState" : "replaceState"](null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
        } catch {
          // From the disk, some browsers refuse.
        }
        [inAddress, isKept] = [query, false];
      }
      isKept ||= isSubmitted;
    }

    function typed(wait) {
      clearTimeout(pause);
      pause = setTimeout(() => (keep(false), run(true)), wait);
    }

    /** Searches what the address has, or was typed before this ran. */
    function open(event) {
      const asked = new URLSearchParams(location.search).get("q");
      field.value = event ? asked ?? "" : field.value || asked || "";
      [inAddress, isKept] = [asked ?? "", true];
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
      // A phone's keyboard covers results.
      if (matchMedia("(pointer: coarse)").matches) field.blur();
    });
    more.addEventListener("click", async () => {
      const shown = list.children.length;
      await run(false, shown + AT_ONCE);
      list.children[shown]?.querySelector("a").focus();
    });
    addEventListener("popstate", open);
    open();
  }

  // What the files call, and what `similar.js` uses.
  window.callslip = {
    receive: (data) => (arrived = data),
    find: (query) => fresh(() => find(query)),
    fresh, wordsOf, placeOf, shardPath, recordOf, pageOf, resultItem, counted, files, MOST_WORDS,
  };
  const form = document.querySelector("form[data-search]");
  if (form) searchPage(form);
})();
