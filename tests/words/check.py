#!/usr/bin/env python3
"""Word conservation: every word of a random Markdown text is on its page, in order and once, or a message says why not.

    python3 check.py path/to/callslip [--letters 2000] [--seed 1] [--keep FOLDER]

Each letter's answer is random Markdown, sound or not, in which every word is unique. markdown-it-py, which shares no code
with callslip, says which of them are no words but addresses, names of footnotes, languages of code and the like. All
others must be shown by the page, in the order of the text (footnotes: anywhere), once. If one is not, there must be a
message about its block. Prints the letters that fail, and exits with 1.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

try:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
except ImportError:
    print("SKIPPED: tests/words/requirements.txt is not installed (pip install -r)")
    sys.exit(0)

WORD = re.compile(r"w\d+x\d+")
HEAD = "---\ntitle: Letter {}\ndate: 2024-02-03\n---\nQ: Why?\n\nSM: So.\n\n"


class Writer:
    """Writes one random text."""

    def __init__(self, number, dice):
        self.number, self.dice, self.count = number, dice, 0

    def word(self):
        self.count += 1
        return f"w{self.number}x{self.count}"

    def pick(self, *ways):
        way = self.dice.choice(ways)
        return way() if callable(way) else way

    def inline(self, most=6):
        parts = [self.span() for _ in range(self.dice.randint(1, most))]
        glue = [" ", " ", " ", " ", "\n", "", ", ", "  \n", "\\\n", "\u00a0", " -- ", "...", "。", " | "]
        return "".join(part + self.dice.choice(glue) for part in parts).strip()

    def span(self):
        w = self.word
        return self.pick(
            w, w, w, w, w,
            lambda: f"*{w()}*", lambda: f"**{w()} {w()}**", lambda: f"~~{w()}~~", lambda: f"`{w()}`",
            lambda: f"**{w()}: **{w()}", lambda: f"*{w()} *{w()}", lambda: f"** {w()}**", lambda: f"__{w()}__{w()}",
            lambda: f"**「{w()}」**{w()}", lambda: f"真**({w()})**吗", lambda: f"*{w()}", lambda: f"``{w()}`",
            lambda: f"[{w()}](https://example.org/{w()})", lambda: f"<https://example.org/{w()}>",
            lambda: f"[{w()}] (https://example.org/{w()})", lambda: f"({w()})[https://example.org/{w()}]",
            lambda: f"[{w()}][{w()}]", lambda: f"[{w()}]", lambda: f"[{w()}](https://example.org", lambda: f"[](https://example.org/{w()})",
            lambda: f"![{w()} {w()}](x.svg)", lambda: f"https://example.org/{w()}", lambda: f"www.example.org/{w()}",
            lambda: f"<b>{w()}</b>", lambda: f"{w()}<br>{w()}", lambda: f"<{w()}>", lambda: f"< {w()}", lambda: f"&amp;{w()}",
            lambda: f"\\*{w()}\\*", lambda: f"\"{w()}\"", lambda: f"'{w()}", lambda: f"{w()}[^{self.dice.randint(1, 3)}]",
            lambda: f"{w()}_{w()}_{w()}", lambda: f"#{w()}", lambda: f"{w()}@example.org", lambda: f"{{{w()}}}",
            lambda: f"${w()}$", lambda: f"\\{w()}", lambda: f"<!-- {w()} -->", lambda: f"H<sub>{w()}</sub>O",
        )

    def block(self, depth=0):
        w, line = self.word, self.inline
        mark = self.dice.choice(["-", "*", "+", "1.", "1)", "3.", "17.", "1986.", "•", "–", "a)", "1.\u00a0", "-\u00a0"])
        return self.pick(
            line, line, line,
            lambda: "\n".join(f"{mark} {line(3)}" for _ in range(self.dice.randint(1, 4))),
            lambda: f"{self.dice.randint(1, 40)}. {line(2)}\n\n{self.dice.randint(1, 40)}. {line(2)}",
            lambda: f"{w()}\n{mark} {line(2)}\n{mark} {w()}",
            lambda: f"{'#' * self.dice.randint(1, 7)} {line(2)}", lambda: f"##{w()}", lambda: f"#\u00a0{w()}",
            lambda: f"{w()} {w()}\n{self.dice.choice(['---', '===', '=', '-', '-- ', '--'])}\n{w()}",
            lambda: f"```{w()}\n{w()} {w()}\n```", lambda: f"```\n{w()}", lambda: f"    {w()}\n    {w()}",
            lambda: f"\t{w()} {w()}", lambda: f"~~~\n{w()}\n~~~",
            lambda: "| {} | {} |\n|---|---|\n| {} | {} |\n| {} | {} | {} |\n| {} |".format(*(w() for _ in range(8))),
            lambda: f"| {w()} |\n|---|---|\n| {w()} |", lambda: f"{w()} | {w()}\n--|--\n`{w()}|{w()}` | {w()}",
            lambda: f"|{w()}|{w()}|\n|\t---|---|\n|{w()}|{w()}|",
            lambda: f"[^{self.dice.randint(1, 4)}]: {line(3)}", lambda: f"[{w()}]: https://example.org/{w()}",
            lambda: f"<div>\n{w()}\n</div>", lambda: f"<div>\n\n{line(2)}\n\n</div>", lambda: f"<p>{w()}",
            lambda: f"<details><summary>{w()}</summary>\n\n{w()}\n\n</details>", lambda: f"<!-- {w()} -->",
            lambda: f"- [ ] {w()}\n- [x] {w()}", lambda: f": {w()}", lambda: f"Term {w()}\n: {w()}", lambda: f"XX: {line(2)}",
            lambda: f"{w()}:: {w()}", lambda: f"***\n{w()}", lambda: f"{w()}\n\n\n\n***", lambda: f"+++\n{w()}\n+++",
            lambda: f"$$\n{w()}\n$$", lambda: f"{{% {w()} %}}", lambda: f"[[{w()}]]", lambda: f"![[{w()}]]",
            lambda: f"> {line(3)}" if depth > 2 else "> " + self.block(depth + 1).replace("\n", "\n> "),
            lambda: f"- {line(3)}" if depth > 2 else "- " + self.block(depth + 1).replace("\n", "\n  "),
        )

    def text(self):
        blocks = [self.block() for _ in range(self.dice.randint(1, 6))]
        return "".join(block + self.dice.choice(["\n\n", "\n\n", "\n\n", "\n"]) for block in blocks).rstrip("\n") + "\n"


def no_words(text):
    """The unique words that are no words to the reader, and those in footnotes."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    environment, hidden, notes = {}, [], set()
    tokens = reader.parse(text, environment)
    in_note = 0
    for block in tokens:
        in_note += {"footnote_open": 1, "footnote_close": -1}.get(block.type, 0)
        for token in [block, *(block.children or [])]:
            hidden.append(token.info if block.type == "fence" else "")
            hidden += [str(value) for name, value in token.attrs.items() if name in ("href", "src", "title")]
            if token.type in ("html_block", "html_inline"):
                hidden += re.findall(r"<!--.*?-->|</?[a-z][^<>]*>", token.content, re.S)
            if token.type == "link_open" and token.markup == "autolink":
                hidden.pop()
            if in_note:
                notes.update(WORD.findall(token.content))
    # The two readers differ in where a definition may begin; on the page, it is nothing in either case.
    hidden += re.findall(r"^[ >]*\[[^\]^][^\]]*\]:.*$", text, re.M)
    for label, reference in environment.get("references", {}).items():
        hidden += [label.lower(), reference["href"], reference["title"]]
    return set(WORD.findall(" ".join(hidden))), notes


class Page(HTMLParser):
    """The words that the main part of a page shows, those of pictures too, without its contents, which repeat headings."""

    def __init__(self, html):
        super().__init__()
        self.words, self.inside, self.in_contents = [], False, False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.in_contents |= tag == "nav" and attributes.get("class") == "contents"
        self.inside = (self.inside or tag == "main") and not self.in_contents
        if self.inside and tag == "img":
            self.words += WORD.findall(attributes.get("alt") or "")

    def handle_endtag(self, tag):
        self.inside &= tag != "main"
        if tag == "nav" and self.in_contents:
            self.inside, self.in_contents = True, False

    def handle_data(self, data):
        if self.inside:
            self.words += WORD.findall(data)


def is_indented(lines):
    return any(line.startswith(("    ", "\t")) for line in lines)


def blocks_with_messages(text, messages):
    """The words of each block of lines that a message is about."""
    lines, said = text.split("\n"), set()
    for message in messages:
        first = (message.get("line") or 1) - 1
        last = max(first, (message.get("end_line") or first + 1) - 1)
        while first > 0 and lines[first - 1].strip(" >"):
            first -= 1
        # A footnote goes on after an empty line, further in.
        while last + 1 < len(lines) and (lines[last + 1].strip(" >") or is_indented(lines[last + 2 : last + 3])):
            last += 1
        said.update(WORD.findall("\n".join(lines[first : last + 1])))
    return said


def difference(text, shown, messages):
    """What is wrong with a page; None if nothing is."""
    body = text.split("SM: So.\n\n", 1)[1]
    hidden, notes = no_words(body)
    said = blocks_with_messages(text, messages)
    # A label may be that of a definition elsewhere.
    expected = [word for word in WORD.findall(body) if word not in hidden or word in shown]
    missing = [word for word in expected if word not in shown and word not in said]
    twice = [word for word in set(shown) if shown.count(word) > 1 and word not in said]
    in_order = [word for word in expected if word in shown and word not in notes and word not in said]
    found = [word for word in shown if word in set(in_order)]
    if missing or twice:
        return f"missing: {missing}, twice: {twice}"
    return None if in_order == found else f"order: {found} for {in_order}"


def report(program, command, column, *more):
    done = subprocess.run([program, command, "--root", column, "--format", "json", *more], capture_output=True, text=True)
    messages = {}
    for line in (done.stdout + done.stderr).splitlines():
        if line.startswith("{"):
            message = json.loads(line)
            messages.setdefault(message.get("file"), []).append(message)
    return messages


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--letters", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=pathlib.Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        column = options.keep or pathlib.Path(scratch)
        questions = column / "content/questions"
        questions.mkdir(parents=True)
        (column / "content/people").mkdir()
        (column / "content/people/sol.md").write_text("---\nname: Sol Marchetti\ninitials: SM\n---\n")
        (column / "column.yaml").write_text("title: T\nbase_url: https://t.example\nid: t.example,2024\n")
        (questions / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
        dice = random.Random(options.seed)
        texts = {f"content/questions/l{n}.md": HEAD.format(n) + Writer(n, dice).text() for n in range(options.letters)}
        for path, text in texts.items():
            (column / path).write_text(text)
        # A letter with an error has no page, and its author knows.
        checked = report(options.program, "check", column)
        wrong = {path for path, said in checked.items() if any(one["severity"] == "error" for one in said)}
        for path in wrong & texts.keys():
            (column / path).unlink()
        messages = report(options.program, "build", column, "--out", column / "public")
        failed = silent = 0
        for path, text in texts.items():
            if path in wrong:
                continue
            page = column / "public" / path.removeprefix("content/").removesuffix(".md") / "index.html"
            said = messages.get(path, [])
            silent += not said
            fault = difference(text, Page(page.read_text()).words, said)
            if fault:
                failed += 1
                print(f"-- {path}: {fault}\n{text.split('SM: So.', 1)[1].strip()}\n")
        print(f"{len(texts)} letters: {len(wrong & texts.keys())} with errors, {silent} without any message")
        print(f"{len(texts) - failed} passed, {failed} failed")
        sys.exit(failed > 0)


main()
