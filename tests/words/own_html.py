#!/usr/bin/env python3
"""Word conservation with HTML: what an author writes is on the page as a browser shows it, or a message says why not.

    python3 own_html.py path/to/callslip [--letters 1000] [--seed 1] [--column FOLDER] [--keep FOLDER]

One letter in ten carries HTML of its own, sound or not: the letters of --column, or letters made of the paragraphs of the
example. markdown-it-py and Python's HTML parser, which share no code with callslip, say what each letter's words are. All
of them must be in the `main` of its page in Chromium, in the order of the text; those of the HTML are unique, and must be
there once. If one is not, there must be a message about its block. Prints the letters that fail, and exits with 1.
"""

import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

try:
    from markdown_it import MarkdownIt
except ImportError:
    print("SKIPPED: tests/words/requirements.txt is not installed (pip install -r)")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOUNS = "archive ledger shelf rare quarto librarian scanner stipend tuition binder".split()
# Elements within a line; text on both sides is one word.
INLINE = set("a abbr b bdi code del em font i ins kbd mark q s samp small span strong sub sup tt u var wbr".split())
BLOCK = set(
    "article aside blockquote br caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p pre "
    "section summary svg table tbody td text tfoot th thead tr ul".split()
)


class Writer:
    """Writes pieces of HTML in which every word is unique."""

    def __init__(self, dice):
        self.dice, self.count = dice, 0

    def __call__(self, most=4):
        words = []
        for _ in range(self.dice.randint(1, most)):
            self.count += 1
            words.append(f"{self.dice.choice(NOUNS)}{self.count}")
        return " ".join(words)

    def inline(self):
        w = self
        return w.dice.choice([
            lambda: f"<b>{w()}</b>", lambda: f"<kbd>{w(1)}</kbd>", lambda: f"{w(1)}<sup>{w(1)}</sup><sub>{w(1)}</sub>",
            lambda: f'<span class="x" title="{w()}">{w()} <i>{w()}</i></span>', lambda: f"<Name of {w(1)}>",
            lambda: f"<!-- {w()} --> {w()}", lambda: f"<br>{w()}<br/>{w()}", lambda: f"<font color=red>{w()}</font>",
            lambda: f'<a href="https://example.org/{w(1)}">{w()}</a>', lambda: f'<code>"{w()}" -- {w(1)}</code>',
            lambda: f"<title> {w()}", lambda: f'<u style="a:b" onclick=x>{w()}</u>', lambda: f"<q>{w()}</q>",
            lambda: f"<abbr title={w(1)}>{w(1)}</abbr>", lambda: f"<ins>{w()}</ins><del>{w()}</del>", lambda: f"<b>{w()}",
            lambda: f"{w()}</i>", lambda: f"{w()} <div>{w()}</div>", lambda: f"{w()} <3 {w()} <- {w()}",
            lambda: f"<mark>{w()} *{w()}* `{w()}`</mark>",
        ])()

    def block(self):
        w = self
        return w.dice.choice([
            lambda: f"<table><tr><th>{w()}<td>{w()}<tr><td>{w()}</table>", lambda: f"<ul><li>{w()}<li><p>{w()}</ul>",
            lambda: f"<dl><dt>{w()}<dd>{w()}\n<dt>{w()}</dl>", lambda: f"<center>{w()}</center>", lambda: f"<p>{w()}",
            lambda: f"<details><summary>{w()}</summary>\n\n*{w()}* {w()}\n\n</details>", lambda: f"<h4>{w()}</h4>",
            lambda: f"<div>\n\n{w()}\n\n<p>{w()}</p>\n</div>", lambda: f"<pre>\n{w()}\n\n{w()}\n</pre>",
            lambda: f"<figure>\n<blockquote>{w()}</blockquote><figcaption>{w()}</figcaption></figure>",
            lambda: f"<p>{w()} <foo>{w()}</foo> 1 < 2 {w()}</p>", lambda: f"<!--\n{w()}\n\n{w()}\n-->",
            lambda: f"<Name of Boss>\n{w()}", lambda: f'<p>"{w()}" &amp; {w()} &eacute;{w()}</p>',
            lambda: f"<svg><text x=1 y=9>{w()}</text></svg>", lambda: f"<section><h5>{w()}</h5>\n\n- {w()}\n- {w()}\n\n</section>",
            lambda: f"<div><b>{w()}</div>{w()}", lambda: f"<table>{w()}<tr><td>{w()}</table>", lambda: f"<p>{w()}</div>",
            lambda: f"{w()} <div>{w()}</div> {w()}", lambda: f"<b>\n{w()}</b> {w()}", lambda: f"<tr><td>{w()}</td></tr>",
            lambda: f"<div {w(1)}=\"{w()}\">{w()}</div>", lambda: f"<aside>{w()}<!-- {w()} -->{w()}</aside>",
        ])()


def with_html(text, writer):
    """A letter with a few pieces of HTML, in and between its paragraphs."""
    head, body = text.split("\n---\n", 1)
    paragraphs = body.split("\n\n")
    for _ in range(writer.dice.randint(1, 4)):
        at = writer.dice.randrange(1, max(2, len(paragraphs)))
        if at < len(paragraphs) and re.match(r"[A-Z][a-z]", paragraphs[at]) and writer.dice.random() < 0.5:
            paragraphs[at] += " " + writer.inline()
        else:
            paragraphs.insert(at, writer.block())
    return head + "\n---\n" + "\n\n".join(paragraphs) + "\n"


def example_letters(count, dice):
    """Letters made of the paragraphs of the example's."""
    prose = [path.read_text() for path in sorted((ROOT / "content/questions").rglob("*.md"))]
    prose = [part for text in prose for part in text.split("\n---\n", 1)[1].split("\n\n")]
    prose = [part for part in prose if re.match(r"[A-Z][a-z]+ ", part) and not re.search(r"\]\(|\[\^|:\*\*|!\[", part)]
    for number in range(count):
        parts = [dice.choice(prose) for _ in range(dice.randint(3, 9))]
        yield f"---\ntitle: Letter {number}\ndate: 2024-02-03\n---\nQ: {parts[0]}\n\nSM: " + "\n\n".join(parts[1:])


def make_column(column, options, dice):
    """Writes the column, and returns the texts of its letters without HTML."""
    questions = column / "content/questions"
    if options.column:
        shutil.copytree(options.column, column, dirs_exist_ok=True, ignore=shutil.ignore_patterns("public"))
    else:
        questions.mkdir(parents=True)
        (column / "content/people").mkdir()
        (column / "content/people/sol.md").write_text("---\nname: Sol Marchetti\ninitials: SM\n---\n")
        (column / "column.yaml").write_text("title: T\nbase_url: https://t.example\nid: t.example,2024\n")
        for number, text in enumerate(example_letters(options.letters, dice)):
            (questions / f"l{number}.md").write_text(text)
    letters, writer = {letter: letter.read_text() for letter in sorted(questions.glob("*.md"))}, Writer(dice)
    for letter in list(letters)[::10]:
        letter.write_text(with_html(letters[letter], writer))
    return letters


class Words(HTMLParser):
    """What a text shows: a tag that HTML does not have is text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.shown = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.shown.append("" if tag in INLINE else " " if tag in BLOCK else self.get_starttag_text())

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        self.shown.append("" if tag in INLINE else " " if tag in BLOCK else f"</{tag}>")

    def handle_data(self, data):
        self.shown.append(data)


def words(text):
    return re.findall(r"\w+", re.sub("['’]", "", text.lower()))


def words_of_source(text):
    body = text.split("\n---\n", 1)[1]
    body = re.sub(r"^\**(Q|[A-Z]{2}|Note|Editor.s note|Update[^:\n]*)\**:\**(\s|$)", "", body, flags=re.M)
    body = re.sub(r"\[\^[^\]]+\]:?|\s*\{#[^}]*\}", "", body)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return words("".join(Words(reader.render(body)).shown))


def lines_with_messages(text, messages):
    """The words of each block of lines that a message is about."""
    lines, said = text.split("\n"), set()
    for message in messages:
        first = (message.get("line") or 1) - 1
        last = max(first, (message.get("end_line") or first + 1) - 1)
        while first > 0 and lines[first - 1].strip():
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        said.update(words("\n".join(lines[first : last + 1])))
    return said


def run(program, command, column, *more):
    done = subprocess.run([program, command, "--root", column, "--format", "json", *more], capture_output=True, text=True)
    messages = {}
    for line in done.stdout.splitlines():
        message = json.loads(line)
        messages.setdefault(message.get("file"), []).append(message)
    return messages


def fault(text, page, messages):
    """What is wrong with a page; None if nothing is."""
    said, shown = lines_with_messages(text, messages), words(page)
    source = words_of_source(text)
    missing, at = [], 0
    for word in source:
        try:
            at = shown.index(word, at) + 1
        except ValueError:
            missing.append(word)
    missing = [word for word in missing if word not in said]
    unique = {word for word in source if re.fullmatch(r"[a-z]+\d+", word) and source.count(word) == 1}
    twice = sorted(word for word in unique if shown.count(word) > 1)
    return f"missing or out of order: {missing}, twice: {twice}" if missing or twice else None


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--letters", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--column", type=pathlib.Path)
    arguments.add_argument("--keep", type=pathlib.Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        column = options.keep or pathlib.Path(scratch)
        letters = make_column(column, options, random.Random(options.seed))
        path_of = {str(letter.relative_to(column)): letter for letter in letters}
        # A letter with an error has no page, and its author knows: the others link to it as it was.
        messages = run(options.program, "check", column)
        wrong = {path for path, all in messages.items() if any(one["severity"] == "error" for one in all)} & path_of.keys()
        for path in wrong:
            path_of[path].write_text(letters[path_of[path]])
        messages = run(options.program, "build", column, "--out", column / "public")
        pages = {path: column / "public" / path.removeprefix("content/").removesuffix(".md") / "index.html" for path in path_of}
        pages = {path: page for path, page in pages.items() if page.exists()}
        shown = subprocess.run(
            ["node", ROOT / "tests/browser/text.mjs"],
            input="\n".join(map(str, pages.values())), capture_output=True, text=True, check=True,
        )
        texts, failed = json.loads(shown.stdout), 0
        for path, page in pages.items():
            text = path_of[path].read_text()
            found = fault(text, texts[str(page)], messages.get(path, []))
            if found:
                failed += 1
                print(f"-- {path}: {found}\n")
        print(f"{len(letters)} letters: {len(wrong)} with errors, {len(pages)} read, {failed} failed")
        sys.exit(failed > 0 or len(pages) * 2 < len(letters))


main()
