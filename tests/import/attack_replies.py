#!/usr/bin/env python3
"""Writes each line of xss.txt as a reply file below the first letter of a column: attack_replies.py COLUMN."""

import json
import os
import sys


def main(column):
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "xss.txt"), encoding="utf-8") as file:
        vectors = [line.rstrip("\n").replace("\\n", "\n") for line in file]
    letter = sorted(os.listdir(os.path.join(column, "content/questions")))[0].removesuffix(".md")
    replies = os.path.join(column, "content/replies", letter)
    os.makedirs(replies, exist_ok=True)
    for number, vector in enumerate(vectors, 1):
        # A text that begins like a second front matter, or shows a file, is an error of its own.
        if vector.startswith("---") or "](x.png" in vector or "]: note" in vector:
            continue
        name = json.dumps(vector[:80].replace("\n", " ").replace("<!--", "<"), ensure_ascii=False)
        with open(os.path.join(replies, f"attack-{number}.md"), "w", encoding="utf-8") as file:
            file.write(f"---\nname: {name}\ndate: 2021-01-01\n---\n{vector}\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
