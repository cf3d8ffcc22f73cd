#!/usr/bin/env python3
"""Writes made-up sources for `callslip import`: see README.md."""

import argparse
import importlib
import sys

KINDS = {
    "wordpress": "make_wordpress.Wordpress",
    "column": "make_column.Column",
    "xss": "make_xss.Xss",
    "jekyll": "make_folders.Jekyll",
    "hugo": "make_folders.Hugo",
    "zola": "make_folders.Zola",
    "eleventy": "make_folders.Eleventy",
    "pelican": "make_folders.Pelican",
    "obsidian": "make_folders.Obsidian",
    "atom": "make_feeds.Atom",
    "rss": "make_feeds.Rss",
    "jsonfeed": "make_feeds.JsonFeed",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("out", metavar="OUT", help="a folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts", type=int, default=60)
    parser.add_argument("--comments", type=int, default=200)
    parser.add_argument("--pictures", type=int, default=80)
    parser.add_argument("--size-mb", type=float, help="how large the export or feed is to be, about")
    parser.add_argument("--wxr", choices=["1.0", "1.1", "1.2"], default="1.2")
    parser.add_argument("--https", action="store_true", help="https in the namespaces of WordPress")
    parser.add_argument("--files", type=int, default=1, help="into how many files an export is split")
    parser.add_argument("--archive", choices=["zip", "tar.gz"])
    parser.add_argument("--no-media", action="store_true", help="no media archive")
    parser.add_argument(
        "--pasted", action="store_true", help="column: as letters pasted from a browser, without an export"
    )
    parser.add_argument(
        "--break",
        dest="breaks",
        action="append",
        choices=["control", "cdata", "bom", "blank", "entity", "half", "cp1252"],
    )
    options = parser.parse_args()
    sys.dont_write_bytecode = True
    module, name = KINDS[options.kind].split(".")
    source = getattr(importlib.import_module(module), name)(options)
    source.write(options.out)
    for what, count in sorted(source.counts.items()):
        print(f"{count:8} {what}")


if __name__ == "__main__":
    sys.exit(main())
