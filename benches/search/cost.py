#!/usr/bin/env python3
"""What search adds to a build, and how much of its index one letter changes.

    cargo build --release --features full
    python3 benches/search/cost.py COLUMN

The column is copied twice, once with `search: no`, and both are built in turns. Figures are medians: CPU time (user and
system) and peak memory of a first build into an empty folder, and of a build with one letter changed; the share of the
files of the index that are new after a letter was added, and after an old letter got an update; and under `callslip serve`
the time from a save to the page with the new text, and to the index with it.
"""

import argparse
import http.client
import os
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

BENCHES = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BENCHES))

from compare import MEMORY, Builder, measure  # noqa: E402


def main():
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", BENCHES.parent / "target")) / "release"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("column", type=pathlib.Path)
    parser.add_argument("--callslip", type=pathlib.Path, default=target / "callslip")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--letters", type=int, default=3, help="letters that are added or updated")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.callslip = str(options.callslip.resolve())
    work = pathlib.Path(tempfile.mkdtemp(prefix="search-cost-", dir=MEMORY))
    try:
        columns = {"with search": work / "with", "without": work / "without"}
        for column in columns.values():
            shutil.copytree(options.column, column, ignore=shutil.ignore_patterns("public", ".callslip-cache"))
        with open(columns["without"] / "column.yaml", "a") as settings:
            settings.write("\nsearch: no\n")
        builds(columns, options, work)
        changes(columns["with search"], options, work)
        saves(columns, options)
    finally:
        shutil.rmtree(work)


def builds(columns, options, work):
    figures = {}
    for turn in range(options.runs + 1):
        for name, column in columns.items():
            out = work / f"out-{name[:7]}"
            shutil.rmtree(out, ignore_errors=True)
            shutil.rmtree(column / ".callslip-cache", ignore_errors=True)
            builder = Builder(name, [options.callslip, "build", "--root", str(column), "--out", "{out}"], work, {})
            first = measure(builder, out)
            letter = letters(column)[turn]
            letter.write_text(letter.read_text() + "\nAn evening of measurements was had by all.\n")
            again = measure(builder, out)
            if not first or not again:
                sys.exit(f"{name}: no build")
            if turn:
                figures.setdefault((name, "first build"), []).append(first)
                figures.setdefault((name, "one letter changed"), []).append(again)
    print(f"\n| medians of {options.runs} | CPU with search | without | ratio | memory with search | without | more |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind in ("first build", "one letter changed"):
        (_, cpu, memory), (_, plain_cpu, plain_memory) = (
            [statistics.median(column) for column in zip(*figures[name, kind])] for name in columns
        )
        print(f"| {kind} | {cpu:.2f} s | {plain_cpu:.2f} s | {cpu / plain_cpu:.2f} "
              f"| {memory:.0f} MB | {plain_memory:.0f} MB | {memory - plain_memory:.0f} MB |")


def letters(column):
    return sorted((column / "content/questions").glob("*.md"))


def changes(column, options, work):
    """The letters that are added were taken out before, so their words are such as the column has."""
    chance = random.Random(options.seed)
    together = "".join(letter.read_text() for letter in letters(column))
    without_links = [letter for letter in letters(column) if letter.stem not in together]
    taken = chance.sample(without_links, 2 * options.letters)
    texts = [letter.read_text() for letter in taken]
    for letter in taken:
        letter.unlink()
    print("\n| one change | files of the index | new | share |\n|---|--:|--:|--:|")
    before = index(column, options, work)
    for number, (letter, text) in enumerate(zip(taken[: options.letters], texts)):
        # Each is newer than all others.
        letter.write_text(re.sub(r"^date: .*$", f"date: 2026-11-{10 + number}", text, count=1, flags=re.M))
        before = report("a new letter", before, index(column, options, work))
    for text in texts[options.letters :]:
        letter = chance.choice(letters(column))
        update = " ".join(text.split("\n\n")[-1].split(": ", 1)[-1].split()[:120])
        letter.write_text(f"{letter.read_text()}\nUpdate (2026-11-20): {update}\n")
        before = report("an update in an old letter", before, index(column, options, work))


def index(column, options, work):
    out = work / "out-changes"
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([options.callslip, "build", "--root", column, "--out", out], check=True, capture_output=True)
    return {path.name for path in (out / "assets/search").iterdir()}


def report(name, before, after):
    print(f"| {name} | {len(before)} | {len(after - before)} | {len(after - before) / len(before):.1%} |")
    return after


def saves(columns, options, edits=10):
    print("\n| under `serve`, medians of 10 | first page | a letter saved: its page | then the index | peak memory |")
    print("|---|--:|--:|--:|--:|")
    for name, column in columns.items():
        port = free_port()
        start = time.monotonic()
        server = subprocess.Popen([options.callslip, "serve", "--root", str(column), "--port", str(port)],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            print(f"| {name} | " + " | ".join(save(column, server, port, start, edits, name == "with search")) + " |")
        finally:
            server.terminate()
            server.wait()


def save(column, server, port, start, edits, has_index):
    reader = Reader(port, server)
    first = reader.until("/", b"<html", start)
    pages, indexes = [], []
    for number, letter in enumerate(random.Random(2).sample(letters(column), edits)):
        address = f"/questions/{letter.stem}/"
        reader.until(address, b"<html", time.monotonic())
        time.sleep(1.2)
        word = f"saved{os.getpid()}turn{number}"
        with open(letter, "a") as file:
            file.write(f"\n{word}\n")
        saved = time.monotonic()
        pages.append(reader.until(address, word.encode(), saved))
        if has_index:
            asked = time.monotonic()
            reader.until("/search/index.js", b"callslip", asked)
            indexes.append(time.monotonic() - asked)
    status = pathlib.Path(f"/proc/{server.pid}/status")
    peak = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
    show = lambda times: f"{1000 * statistics.median(times):.0f} ms" if times else "–"  # noqa: E731
    return [show([first]), show(pages), show(indexes), f"{int(peak[1]) / 1024:.0f} MB" if peak else "–"]


class Reader:
    """Asks for a page again and again, over one connection."""

    def __init__(self, port, server):
        self.port, self.server, self.line = port, server, None

    def until(self, path, wanted, since):
        while True:
            body = self.get(path)
            if wanted in body:
                return time.monotonic() - since
            if self.server.poll() is not None or time.monotonic() - since > 120:
                sys.exit(f"serve: {path} did not come")
            time.sleep(0.002)

    def get(self, path):
        try:
            self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            self.line.request("GET", path, headers={"Cache-Control": "no-cache"})
            answer = self.line.getresponse()
            body = answer.read()
            if answer.will_close:
                self.line.close()
            return body
        except (OSError, http.client.HTTPException):
            self.line = None
            return b""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
