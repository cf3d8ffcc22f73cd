// A column with as many program profiles as are asked for, always the same ones.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CREDENTIALS = ["professional certificate", "graduate certificate", "post-master's certificate", "certificate", "specialization", "degree", "course", null];
const DELIVERIES = [["in person"], ["online"], ["hybrid"], ["in person", "online"], ["online", "hybrid"], ["in person", "online", "hybrid"], []];
const SUBJECTS = [
  "archives", "bookbinding", "cataloging", "conservation", "copyright", "data science", "digital collections", "funding", "health libraries",
  "law libraries", "music", "oral history", "paleography", "rare books", "records management", "school libraries", "systems librarianship", "youth services",
];
const PLACES = ["Arizona", "Alberta", "Bologna", "Borås", "Cardiff", "Dakar", "Dublin", "Emporia", "Göttingen", "Kent", "Leiden", "Lille", "Mainz", "Oslo", "Pratt", "Queens", "Québec", "Sheffield", "Simmons", "Tampere"];
const SCHOOLS = ["University of {}", "{} School of Information", "{} Rare Book School"];
const TUITIONS = [
  () => null,
  () => null,
  () => '"free"',
  (number) => `{ total: "USD ${number(300, 40_000)}" }`,
  (number) => `{ total: "EUR ${number(300, 9000)}" }`,
  (number) => `{ per_course: "USD ${number(300, 2000)}", note: "plus a fee, \\"of course\\"" }`,
  (number) => `{ per_credit: "USD ${number(200, 1500)}", credits: ${number(9, 36)} }`,
  (number) => `{ per_year: "USD ${number(2000, 30_000)}" }`,
  (number) => `{ in_state: "USD ${number(2000, 9000)}", out_of_state: "USD ${number(9001, 30_000)}", applies_to: most courses }`,
  (number) => `{ total: "USD ${number(300, 900)}–${number(901, 6000)}" }`,
  () => "{ total: varies }",
  () => "{ total: on request }",
];

/** Numbers that look random and are always the same (mulberry32). */
export function numbers(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (low, high) => low + Math.floor(next() * (high - low + 1));
  const oneOf = (list) => list[number(0, list.length - 1)];
  return { number, oneOf };
}

/** Writes a column with so many profiles. */
export function writeColumn(root, count) {
  const { number, oneOf } = numbers(1);
  mkdirSync(join(root, "content/programs"), { recursive: true });
  mkdirSync(join(root, "content/people"), { recursive: true });
  writeFileSync(join(root, "column.yaml"), "title: The Desk\nbase_url: https://desk.example/\nnav:\n  - { label: Programs, path: /programs/ }\n");
  writeFileSync(join(root, "content/people/sol.md"), "---\nname: Sol Marchetti\ninitials: SM\n---\nAnswers.\n");
  for (let at = 0; at < count; at += 1) {
    const subjects = new Set(Array.from({ length: number(0, 3) }, () => oneOf(SUBJECTS)));
    const lines = [
      `title: ${oneOf(["Certificate", "Program", "Studies", "Course"])} in ${oneOf(SUBJECTS)} ${at}`,
      `provider: ${oneOf(SCHOOLS).replace("{}", oneOf(PLACES))}`,
      field("credential", oneOf(CREDENTIALS)),
      field("delivery", list(oneOf(DELIVERIES))),
      field("courses", oneOf([null, number(1, 12)])),
      field("tuition", oneOf(TUITIONS)(number)),
      field("tags", list([...subjects])),
      field("status", oneOf([null, null, null, null, "paused", "closed"])),
      field("verified", oneOf([null, null, "2026-05-01", "2023-02-03"])),
      field("source", oneOf([null, "https://example.org/list", "A list"])),
    ];
    writeFileSync(join(root, `content/programs/program-${at}.md`), `---\n${lines.filter(Boolean).join("\n")}\n---\nAbout program ${at}.\n`);
  }
}

const field = (name, value) => (value === null ? "" : `${name}: ${value}`);
const list = (items) => (items.length ? `[${items.join(", ")}]` : null);
