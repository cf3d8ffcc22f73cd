#!/usr/bin/env python3
"""Writes a column of letters whose words are real ones, for the measurements of search.

    python3 benches/search/corpus.py TEXTS COLUMN --letters 10000

TEXTS is a folder with English prose: plain text, HTML, mails (`.txt`, `.html`, `.md`, or no ending), as many million words
as can be had; 10,000 letters take some five million. None of it belongs in this repository. What is not prose is left
out (code, tables, lists, quoted mail), and no paragraph is used twice. Each letter is a stretch of a text, or of two neighbors: a
question and an answer of 150 to 400 words each, with a title, a date, and subjects. The same texts and seed make the same column.
"""

import argparse
import collections
import datetime
import email
import email.policy
import hashlib
import html.parser
import json
import math
import pathlib
import random
import re

COMMON = set(
    "a about all also an and any are as at be because been but by can could do for from had has have he her his how i if "
    "in into is it its may me more my no not of on one only or other our out shall she should so some such than that the "
    "their them then there these they this to up us was we were what when which who will with would you your".split()
)
SKIPPED = {"script", "style", "pre", "code", "nav", "table", "head", "header", "footer", "button", "svg"}
BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "dd", "dt", "br"}
KINDS = {".txt", ".html", ".md", ""}
COLUMN = """title: Ask the Shelves
tagline: A column of borrowed words
base_url: https://shelves.example
language: en
timezone: UTC
"""
PEOPLE = {"sm": ("Sample Mentor", "SM"), "ta": ("Test Adviser", "TA")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("column", type=pathlib.Path)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--subjects", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    letters = stretches(options.texts, chance)
    chance.shuffle(letters)
    if len(letters) < options.letters:
        parser.exit(1, f"the texts are enough for {len(letters):,} letters\n")
    letters = letters[: options.letters]
    write(options.column, letters, subjects(letters, options.subjects), chance)
    words = sum(len(part.split()) for letter in letters for part in letter)
    print(f"{len(letters):,} letters, {words:,} words")


def stretches(folder, chance):
    """The letters that the texts give. What one text leaves over is the question of the next text's answer."""
    seen, parts = set(), []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in KINDS and path.is_file()):
        prose = (text for text in paragraphs(path) if is_prose(text) and new(text, seen))
        rest = collections.deque(piece for text in prose for piece in pieces(text))
        while rest:
            length, words, part = chance.randint(150, 400), 0, []
            while rest and words < length:
                part.append(rest.popleft())
                words += len(part[-1].split())
            if words >= 60:
                parts.append("\n\n".join(cut(part, length)))
    return list(zip(parts[::2], parts[1::2]))


def cut(part, length):
    """Ends a part at a sentence, at most a little over its length."""
    words = 0
    for text in part:
        sentences = re.split(r"(?<=[.!?]) +", text)
        kept = []
        for sentence in sentences:
            if words > length:
                break
            kept.append(sentence)
            words += len(sentence.split())
        if kept:
            yield " ".join(kept)


def pieces(text):
    """A long paragraph as several of some eighty words: some texts have one for a whole speech. None begins like a list
    or like an answer of somebody's."""
    for piece in split(text):
        yield re.sub(r"^([^\s:]{1,12}) ?:", r"\1,", re.sub(r"^[^A-Za-z]+|^[A-Za-z][.)] ", "", piece)) or "So it is."


def split(text):
    piece = []
    for sentence in re.split(r"(?<=[.!?]) +", text):
        piece.append(sentence)
        if sum(map(len, piece)) > 480:
            yield " ".join(piece)
            piece = []
    if piece:
        yield " ".join(piece)


def paragraphs(path):
    """The paragraphs of a file, as plain text in one line each."""
    raw = path.read_bytes()
    text = raw.decode("utf-8", errors="ignore")
    if path.suffix == ".html" or text.lstrip()[:15].lower().startswith(("<!doctype", "<html")):
        reader = Reader()
        reader.feed(text)
        text = "".join(reader.text)
    elif re.match(r"(From |Return-Path:|Received:|Delivered-To:|Replied:|Message-ID:)", text):
        text = mail(raw)
    for block in re.split(r"\n\s*\n", text):
        line = " ".join(word for word in block.split() if "@" not in word and "://" not in word)
        yield re.sub(r" +", " ", re.sub(r"[^\w\s.,;:!?'’“”()\-–—$]", " ", line).replace("_", " ")).strip()


def mail(raw):
    """What the sender of a mail wrote: no header, no quotation, no signature."""
    try:
        body = email.message_from_bytes(raw, policy=email.policy.default).get_body(("plain",))
        text = body.get_content() if body else ""
    except (LookupError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return ""
    text = re.split(r"\n-- ?\n|\n_{10,}", text)[0]
    return "\n".join("" if re.match(r"\s*(>|\|)|.*wrote:\s*$", line) else line for line in text.splitlines())


class Reader(html.parser.HTMLParser):
    """Collects the text of a page, a paragraph a block."""

    def __init__(self):
        super().__init__()
        self.text, self.depth = [], 0

    def handle_starttag(self, tag, attrs):
        self.depth += tag in SKIPPED
        if tag in BLOCKS:
            self.text.append("\n\n")

    def handle_endtag(self, tag):
        self.depth -= tag in SKIPPED and self.depth > 0
        if tag in BLOCKS:
            self.text.append("\n\n")

    def handle_data(self, data):
        if not self.depth:
            self.text.append(data)


def is_prose(text):
    words = text.lower().split()
    if len(words) < 15 or not re.match(r"[\"“'(]?[A-Z]", text) or re.match(r"[A-Z]{1,4}:", text):
        return False
    plain = sum(bool(re.fullmatch(r"[(“'\"]*[a-z][a-z'’-]*[.,;:!?)”'\"]*", word)) for word in words)
    common = sum(word.strip(".,;:!?") in COMMON for word in words)
    return plain / len(words) > 0.85 and common / len(words) > 0.25


def new(text, seen):
    key = hashlib.blake2b(re.sub(r"\W+", "", text.lower()).encode(), digest_size=8).digest()
    return key not in seen and not seen.add(key)


def subjects(letters, number):
    """For each letter up to four subjects: words of the middle of the vocabulary that it uses most for its length."""
    counts = [collections.Counter(re.findall(r"[a-z]{5,12}", " ".join(letter).lower())) for letter in letters]
    found = collections.Counter(word for count in counts for word in count)
    middle = sorted(
        (word for word, df in found.items() if len(letters) * 0.01 < df < len(letters) * 0.1 and word not in COMMON),
        key=lambda word: (-found[word], word),
    )
    names = set(middle[:: max(1, len(middle) // number)][:number])
    for count in counts:
        best = sorted((w for w in count if w in names), key=lambda w: (-count[w] * math.log(len(letters) / found[w]), w))
        yield best[:4] or [min(names)]


def write(column, letters, subjects_of_letters, chance):
    for name in ("questions", "people"):
        (column / "content" / name).mkdir(parents=True, exist_ok=True)
    (column / "column.yaml").write_text(COLUMN)
    for slug, (name, initials) in PEOPLE.items():
        (column / f"content/people/{slug}.md").write_text(
            f"---\nname: {name}\ninitials: {initials}\n---\nA columnist of the measurements.\n"
        )
    day, taken = datetime.date(2010, 1, 1), set()
    days = sorted(chance.randrange(6_000) for _ in letters)
    for (question, answer), tags, after in zip(letters, subjects_of_letters, days):
        title = " ".join(question.split()[: chance.randint(4, 10)]).strip(".,;:!?()“”'\"–— -")
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "letter"
        while slug in taken:
            slug += "-again"
        taken.add(slug)
        (column / f"content/questions/{slug}.md").write_text(
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {day + datetime.timedelta(after)}\n"
            f"tags: [{', '.join(tags)}]\n---\n"
            f"Q: {question}\n\n{chance.choice(('SM', 'TA'))}: {answer}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
