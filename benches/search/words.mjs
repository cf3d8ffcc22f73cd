// What readers might type: words of the letters themselves, drawn with a seed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { files } from "../../tests/browser/site.mjs";

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The words of each letter of a built site, in order, and in how many letters each of them is. */
export function vocabulary(site) {
  const letters = files(site).filter((name) => /^questions\/(?!page\/|\d{4}\/)[^/]+\/index\.html$/.test(name)).map((name) => {
    const html = readFileSync(join(site, name), "utf8").replace(/^[\s\S]*?<main/, "").replace(/<\/main>[\s\S]*$/, "");
    const text = [...html.matchAll(/<p(?: [^>]*)?>([\s\S]*?)<\/p>/g)].map(([, inner]) => inner.replace(/<[^>]*>/g, " ")).join(" ");
    const tokens = text.replace(/&[#\w]+;/g, "’").toLowerCase().match(/[\p{L}\p{N}\p{M}'’_]+/gu) ?? [];
    return tokens.filter((token) => /^[a-z]{2,20}$/.test(token));
  });
  const counts = new Map();
  for (const words of letters) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { letters: letters.filter((words) => words.length > 20), counts };
}

/** Queries of one to four words, equally many of each. The words of one are from the same letter, each from a band of
    its own: rare, middling, frequent, or in every tenth letter and more. */
export function queries({ letters, counts }, number, seed) {
  const next = chance(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const edges = [0, 0.001, 0.01, 0.1, 1];
  const found = [];
  while (found.length < number) {
    const letter = pick(letters);
    const words = Array.from({ length: 1 + (found.length % 4) }, () => {
      const band = Math.floor(next() * 4);
      const share = (word) => counts.get(word) / letters.length;
      return pick(letter.filter((word) => counts.get(word) > 1 && share(word) > edges[band] && share(word) <= edges[band + 1]));
    });
    if (words.every(Boolean) && new Set(words).size === words.length) found.push(words.join(" "));
  }
  return found;
}

/** Words of five and more letters, each with one slip of the finger. `often`: a word as often as it is written;
    otherwise each word of two letters or more once. What happens to be another word is left out. */
export function typos({ letters, counts }, number, seed, often) {
  const next = chance(seed);
  const whole = (below) => Math.floor(next() * below);
  const all = often ? letters.flat() : [...counts.keys()].sort();
  const found = [];
  while (found.length < number) {
    const word = all[whole(all.length)];
    if (word.length < 5 || counts.get(word) < 2) continue;
    const at = whole(word.length);
    const letter = String.fromCharCode(97 + whole(26));
    const slip = [
      () => word.slice(0, at) + word.slice(at + 1),
      () => word.slice(0, at) + letter + word.slice(at),
      () => word.slice(0, at) + letter + word.slice(at + 1),
      () => word.slice(0, at) + word.slice(at, at + 2).split("").reverse().join("") + word.slice(at + 2),
    ][whole(4)]();
    if (slip !== word && !counts.has(slip)) found.push([slip, word]);
  }
  return found;
}
