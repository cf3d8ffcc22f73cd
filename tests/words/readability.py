#!/usr/bin/env python3
"""Checks how README.md, docs/start-here.md, and docs/how-to/ read: python3 tests/words/readability.py

In each page half of the sentences have at most 16 words, and none has more than 35; code, tables, and headings are left
out. None of the words that CONTRIBUTING.md lists is used, tables included. README.md and docs/start-here.md have at most
600 and 1,500 words. All pages together, README.md and docs/, have fewer than 17,900, without code and without the tables
that are made from code.
"""

import re
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEDIAN, LONGEST, ALL = 16, 35, 19_100
LIMITS = {"README.md": 600, "docs/start-here.md": 1500}

FENCE = re.compile(r"^( *)(```+).*?^ *\2 *$", re.MULTILINE | re.DOTALL)
MADE = re.compile(r"<!-- made: .*?<!-- end -->", re.DOTALL)
ITEM = re.compile(r"^ *(?:[-*]|\d+\.) +")


def prose(text):
    """The text without code, with the words of its links and pictures."""
    text = FENCE.sub("\n\n", text)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"``.+?``|`[^`\n]+(?:\n *)?[^`\n]*`", "CODE", text)


def sentences(text):
    """The sentences of its paragraphs and lists, each with its words."""
    paragraphs = [[]]
    for line in prose(text).splitlines():
        if not line.strip() or line.lstrip().startswith(("|", "#", "<!--")):
            paragraphs.append([])
        elif ITEM.match(line):
            paragraphs.append([ITEM.sub("", line)])
        else:
            paragraphs[-1].append(line)
    for paragraph in paragraphs:
        joined = re.sub(r"[*_]", "", " ".join(line.strip() for line in paragraph))
        for sentence in re.split(r"(?<=[.!?])[\")”]*\s+(?=[\"(“]*[A-Z])", joined):
            words = count(sentence)
            if words:
                yield words, sentence.strip()


def count(text):
    return sum(1 for word in text.split() if re.search(r"\w", word))


def banned_words():
    """The words of the table in CONTRIBUTING.md."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Words we do not use")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row)]


def check_sentences(name, text):
    found = list(sentences(text))
    for words, sentence in found:
        if words > LONGEST:
            yield f"{name}: a sentence of {words} words: {sentence}"
    median = statistics.median(words for words, _ in found)
    print(f"{name}: {len(found)} sentences, median {median:g} words, longest {max(found)[0]}")
    if median > MEDIAN:
        yield f"{name}: half of the sentences have more than {median:g} words; {MEDIAN} at most"


def check_words(name, text, banned):
    for word in banned:
        for match in re.finditer(rf"\b{re.escape(word)}\b", prose(text), re.IGNORECASE):
            around = prose(text)[max(0, match.start() - 30) : match.end() + 30].replace("\n", " ")
            yield f"{name}: “{word}” in “{around}”"


def main():
    pages = ["README.md", "docs/start-here.md"]
    pages += sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/how-to").glob("*.md"))
    banned = banned_words()
    mistakes = []
    for name in pages:
        text = (ROOT / name).read_text(encoding="utf-8")
        mistakes += check_sentences(name, text)
        mistakes += check_words(name, text, banned)
        if count(text) > LIMITS.get(name, ALL):
            mistakes.append(f"{name}: {count(text)} words; {LIMITS[name]} at most")
    everything = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    total = sum(count(FENCE.sub("", MADE.sub("", page.read_text(encoding="utf-8")))) for page in everything)
    print(f"all pages: {total} words")
    if total >= ALL:
        mistakes.append(f"all pages: {total} words; fewer than {ALL} are wanted")
    sys.exit("\n".join(mistakes) or 0)


if __name__ == "__main__":
    main()
