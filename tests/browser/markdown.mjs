// The letters of a column as their files say them, read as simply as can be and by nothing of callslip: who speaks, and the
// words of each paragraph, in order.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { files } from "./site.mjs";

/** The full names of the columnists by initials. */
export function columnists(column) {
  const folder = join(column, "content/people");
  return new Map(files(folder).filter((name) => name.endsWith(".md")).map((name) => {
    const { front } = split(readFileSync(join(folder, name), "utf8"));
    return [field(front, "initials"), field(front, "name")];
  }));
}

/** The letters, each with its address, the names of those who answer, and the blocks of text of its turns. */
export function letters(column, people) {
  const folder = join(column, "content/questions");
  const settings = readFileSync(join(column, "column.yaml"), "utf8");
  return files(folder).filter((name) => name.endsWith(".md")).flatMap((name) => {
    const { front, text } = split(readFileSync(join(folder, name), "utf8"));
    if (field(front, "withdrawn") || field(front, "draft") === "yes") return [];
    const slug = field(front, "slug") ?? name.replace(/\/index\.md$|\.md$/, "").split("/").pop().replace(/^\d{4}-\d\d-\d\d-/, "");
    return [{ path: `questions/${slug}/`, ...letter(front, text, settings, people) }];
  });
}

function letter(front, text, settings, people) {
  const guests = [...front.matchAll(/initials: *([^,}\s]+), *name: *([^,}\n]+)/g)].map(([, initials, name]) => [initials, name.trim()]);
  const voices = new Map([...people, ...guests]);
  const answering = list(field(front, "answered_by") ?? field(settings, "answered_by"));
  const only = answering.length ? answering : [...people.keys()].slice(0, people.size === 1 ? 1 : 0);
  const pen = front.match(/pen_name: *"?([^"}\n]+?)"? *(?:[,}\n]|$)/)?.[1];
  const { body, notes } = withoutNotes(text);
  const turns = turnsOf(body, voices, only);
  const first = turns.find((turn) => turn.kind === "question");
  for (const turn of turns) {
    turn.name = turn === first ? pen : turn.name;
    turn.blocks = [...(turn.name ? [turn.name] : []), ...blocksOf(turn.text), ...notesOf(turn.text, notes).flatMap(blocksOf)];
  }
  const [introduction, ...spoken] = turns;
  const answers = spoken.filter((turn) => turn.kind === "answer");
  const names = answers.length ? answers.map((turn) => turn.name) : only.map((one) => voices.get(one));
  return { introduction, turns: spoken, names: [...new Set(names)] };
}

/** The text, and its footnotes by name. */
function withoutNotes(text) {
  const notes = new Map();
  const body = text.replace(/^\[\^([^\]]+)\]:([\s\S]*?)(?=\n\n(?! {4})|\n\[\^|$(?![\s\S]))/gm, (_, name, note) => (notes.set(name, note), ""));
  return { body, notes };
}

/** The footnotes that a turn refers to and none before it did, in the order of its references. */
function notesOf(text, notes) {
  const found = [];
  for (const [, name] of text.matchAll(/\[\^([^\]]+)\]/g)) {
    if (!notes.has(name)) continue;
    const note = notes.get(name);
    notes.delete(name);
    found.push(note, ...notesOf(note, notes));
  }
  return found;
}

/** The text at its markers. */
function turnsOf(text, voices, only) {
  const initials = [...voices.keys()].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const kinds = { question: "Q|[Qq]uestion", update: "[Uu]pdate(?: \\([^)]*\\))?", note: "[Ee]ditor[s’']*s? note", answer: ["A", "[Aa]nswer", ...initials].join("|") };
  const marker = new RegExp(`^\\*{0,2}(?:${Object.entries(kinds).map(([kind, words]) => `(?<${kind}>${words})`).join("|")})\\*{0,2}:\\*{0,2}(?= |\n|$)`);
  const turns = [{ kind: "introduction", text: "" }];
  let fenced = false;
  let blank = true;
  for (const line of text.split("\n")) {
    const found = !fenced && blank && line.match(marker);
    if (/^ *(```|~~~)/.test(line)) fenced = !fenced;
    blank = !line.trim();
    if (!found) {
      turns.at(-1).text += `${line}\n`;
      continue;
    }
    const [kind, word] = Object.entries(found.groups).find(([, word]) => word);
    const rest = line.slice(found[0].length);
    const anchor = rest.match(/^ *\{#([^}]+)\}/);
    const name = kind === "answer" ? voices.get(word) ?? voices.get(only[0]) : undefined;
    turns.push({ kind, name, anchor: anchor?.[1], text: `${rest.slice(anchor?.[0].length ?? 0)}\n` });
  }
  return turns;
}

/** The words of a text as they are shown, a string for each paragraph or line of a list. */
function blocksOf(text) {
  const parts = text.replace(/<!--[\s\S]*?-->/g, "").split(/\n\s*\n|\n(?= *(?:[-*+>|]|\d+[.)]) *)/);
  return parts.map(plain).filter((block) => /[\p{L}\p{N}]/u.test(block));
}

function plain(block) {
  const alone = block.trim();
  // A card with words of its own.
  if (/^<?https?:\S+>?$/.test(alone)) return "";
  return block
    .replace(/^```.*$/gm, "")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[\^[^\]]+\]/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<(https?:[^>]+)>/g, "$1")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/\{#[^}]+\}/g, "")
    .replace(/^ *\d+[.)] +/gm, "")
    .replace(/^( *[-*+] +)\[[ x]\]/gm, "$1")
    .replace(/(?<=\p{L})\*+(?=\p{L})/gu, "");
}

function split(file) {
  const [, front, text] = file.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? [null, "", file];
  return { front, text };
}

function field(front, name) {
  return front.match(new RegExp(`^${name}: *"?(.+?)"? *$`, "m"))?.[1];
}

function list(value) {
  return (value ?? "").match(/[^\s,[\]]+/g) ?? [];
}
