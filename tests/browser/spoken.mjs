// An accessibility tree in the words of a screen reader.

// The words of a letter are its columnists' business: their beginnings will do.
const LONG = 110;
/** Roles that are part of the line around them. */
const INLINE = new Set(["text", "link", "time", "emphasis", "strong", "code", "mark", "deletion", "insertion", "superscript", "subscript", "img", "generic"]);
/** Roles that are a line with all that is in it, if nothing in it is a line of its own. */
const LINES = new Set([...INLINE, "paragraph", "listitem", "heading", "term", "definition", "cell", "columnheader", "rowheader", "button", "status"]);
/** What a screen reader says for a role, where that is not its name; those of "" are not said. */
const WORDS = {
  contentinfo: "content information", columnheader: "column", complementary: "complementary", definition: "", generic: "", img: "picture",
  listitem: "•", paragraph: "", row: "row", rowgroup: "", rowheader: "row title", searchbox: "search field", term: "", text: "", time: "",
  emphasis: "", strong: "", code: "", mark: "", deletion: "", insertion: "", superscript: "", subscript: "", cell: "",
};

/** The headings, one a line, and all that is heard, in order. */
export function spoken(snapshot) {
  const tree = parse(snapshot);
  const headings = [];
  const visit = (node) => {
    if (node.role === "heading") headings.push(`${"  ".repeat(node.level - 1)}${node.level} ${node.name || sentence(node)}`);
    node.children.forEach(visit);
  };
  tree.forEach(visit);
  return { headings, all: tree.flatMap((node) => say(node, 0)) };
}

/** The nodes of Playwright's snapshot, which is YAML: `- role "name" [level=2]: text`, and their children further in. */
function parse(snapshot) {
  const root = { children: [] };
  const open = [{ depth: -1, node: root }];
  for (const line of snapshot.split("\n")) {
    const [, indent, quoted, plain] = line.match(/^( *)- (?:'((?:[^']|'')*)'|(.*?))(?=:?$|: )/) ?? [];
    if (indent === undefined) continue;
    const key = quoted?.replaceAll("''", "'") ?? keyOf(plain, line.slice(indent.length + 2));
    const rest = line.slice(indent.length + 2 + (quoted === undefined ? key.length : quoted.length + 2)).replace(/^: ?/, "");
    if (key.startsWith("/")) continue;
    const [, role, name, marks] = key.match(/^(\S+)(?: "((?:[^"\\]|\\.)*)")?(.*)$/);
    const node = { role, name: name === undefined ? "" : JSON.parse(`"${name}"`), level: Number(marks.match(/level=(\d)/)?.[1]), children: [], marks };
    if (rest) node.children.push({ role: "text", name: unquoted(rest), children: [], marks: "" });
    while (open.at(-1).depth >= indent.length) open.pop();
    open.at(-1).node.children.push(node);
    open.push({ depth: indent.length, node });
  }
  return root.children;
}

/** The key of a line whose name may hold a colon within its quotes. */
function keyOf(plain, line) {
  return line.match(/^[^\s:]+ "(?:[^"\\]|\\.)*"(?: \[[^\]]*\])*/)?.[0] ?? plain;
}

function unquoted(text) {
  return text.startsWith('"') ? JSON.parse(text) : text;
}

/** The lines of a node. */
function say(node, depth) {
  const pad = "  ".repeat(depth);
  const isLine = LINES.has(node.role) || node.children.length === 0 || (node.children.length === 1 && node.children[0].role === "text");
  if (isLine && node.children.every((child) => INLINE.has(child.role))) return [short(pad + sentence(node))];
  const own = [label(node), node.name].filter(Boolean).join(", ");
  const lines = own ? [short(pad + own)] : [];
  const inner = own ? depth + 1 : depth;
  let run = [];
  const flush = () => {
    if (run.length) lines.push(short("  ".repeat(inner) + run.map(sentence).join(" ")));
    run = [];
  };
  for (const child of node.children) {
    if (!INLINE.has(child.role)) flush(), lines.push(...say(child, inner));
    else run.push(child);
    // Between blocks, each link is a line.
    if (!LINES.has(node.role)) flush();
  }
  flush();
  return lines;
}

/** A node and what is in it in one line. */
function sentence(node) {
  const inside = node.children.map(sentence).join(" ");
  // A name that is made of the content is not said twice; but that it is a link is said.
  const isNamedByContent = ["link", "heading", "button", "cell", "columnheader", "rowheader"].includes(node.role);
  const words = isNamedByContent && (node.role !== "link" && /^link, /.test(inside) || !node.name) ? inside : [node.name, isNamedByContent ? "" : inside].filter(Boolean).join(" ");
  const role = label(node);
  return role === "•" ? `• ${words}` : [role, words].filter(Boolean).join(", ");
}

function label(node) {
  const states = [...(node.marks.match(/\[(current|expanded|checked|disabled|selected)[^\]]*\]/g) ?? [])].map((mark) => mark.slice(1, -1).replace(/=.*/, ""));
  const role = node.role === "heading" ? `heading ${node.level}` : node.role === "list" || node.role === "table" ? counted(node) : WORDS[node.role] ?? node.role;
  return [role, ...states].filter(Boolean).join(", ");
}

function counted(node) {
  if (node.role === "list") return `list of ${node.children.filter((child) => child.role === "listitem").length}`;
  const rows = (inside) => inside.children.flatMap((child) => (child.role === "row" ? [child] : rows(child)));
  return `table of ${rows(node).length} rows`;
}

function short(line) {
  return line.length > LONG ? `${line.slice(0, LONG).trimEnd()} …` : line;
}
