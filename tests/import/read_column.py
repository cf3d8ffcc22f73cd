"""Reads what was written: letters, pages, people, subjects, replies, pictures and the report."""

import csv
import hashlib
import io
import os
import re
import unicodedata
import urllib.parse
from dataclasses import dataclass

import front_matter
import shown
from read_source import path_key


@dataclass
class File:
    path: str
    fields: dict
    body: str
    text: str
    stem: str
    taken: bool = False
    _targets: tuple = None

    @property
    def slug(self):
        return str(self.fields.get("slug") or self.stem)

    @property
    def title(self):
        return str(self.fields.get("title") or self.fields.get("name") or "")

    @property
    def draft(self):
        return self.fields.get("draft") is True

    @property
    def date(self):
        found = re.match(r"\d{4}-\d{2}-\d{2}", str(self.fields.get("date") or "")) or re.match(
            r"\d{4}-\d{2}-\d{2}", self.stem
        )
        return found[0] if found else ""

    @property
    def aliases(self):
        value = self.fields.get("aliases") or []
        return [str(one) for one in (value if isinstance(value, list) else [value])]

    def targets(self):
        if self._targets is None:
            self._targets = shown.targets_of_markdown(self.body)
        return self._targets

    def local(self, address):
        """The path in the column that a relative address means."""
        path = urllib.parse.unquote(address.split("#")[0].split("?")[0])
        return unicodedata.normalize(
            "NFC", os.path.normpath(os.path.join(os.path.dirname(self.path), path)).replace(os.sep, "/")
        )


class Column:
    def __init__(self, root):
        self.root = root
        self.letters, self.pages, self.people, self.replies, self.programs, self.files = [], [], [], {}, [], {}
        self.texts, self.report, self.tags, self.settings = {}, "", {}, {}
        self.listed = []
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(one for one in folders if one not in (".git", "public", ".callslip"))
            for name in sorted(names):
                self.file(os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/"))
        self.synonyms = {}
        entries = self.tags.get("tags") if isinstance(self.tags.get("tags"), dict) else {}
        self.broader = set()
        for name, entry in (entries or {}).items():
            for other in listed((entry or {}).get("use_for")):
                self.synonyms[subject(other)] = subject(name)
            for other in listed((entry or {}).get("broader")):
                self.broader.add((subject(name), subject(other)))
        self.by_path = {file.path: file for file in self.letters + self.pages}
        self.report_words = " ".join(shown.words(self.report))
        self.report_plain = unescaped(self.report)

    def file(self, path):
        full = os.path.join(self.root, path)
        with open(full, "rb") as stream:
            data = stream.read()
        normal = unicodedata.normalize("NFC", path)
        try:
            text = data.decode("utf-8") if b"\0" not in data[:8000] else None
        except UnicodeDecodeError:
            text = None
        if text is None:
            self.files[normal] = hashlib.sha256(data).hexdigest()
            return
        parts = path.split("/")
        if path == "import-report.md":
            self.report += text + "\n"
        elif path == "import-report.csv":
            self.listed = list(csv.reader(io.StringIO(text, newline="")))
            self.report += "".join(" | ".join(" ".join(cell.split()) for cell in row) + "\n" for row in self.listed)
        elif parts[0] == "content" and path.endswith((".md", ".markdown")) and len(parts) > 2:
            fields, body = front_matter.split(text)
            stem = parts[-2] if parts[-1].lower().startswith("index.m") else parts[-1].rsplit(".", 1)[0]
            file = File(normal, fields, body, text, stem)
            if parts[1] == "replies":
                self.replies.setdefault(parts[-2], []).append(file)
            else:
                {"questions": self.letters, "pages": self.pages, "people": self.people, "programs": self.programs}.get(
                    parts[1], []
                ).append(file)
        elif path in ("content/tags.yaml", "column.yaml"):
            try:
                got = front_matter.yaml(text) or {}
            except (ValueError, IndexError):
                got = {}
            if path == "column.yaml":
                self.settings = got
            else:
                self.tags = got
        else:
            self.files[normal] = hashlib.sha256(data).hexdigest()
        self.texts[normal] = text

    def replies_of(self, letter):
        for name in (letter.stem, letter.slug, letter.path.removeprefix("content/questions/").rsplit(".", 1)[0]):
            if name in self.replies:
                return self.replies[name]
        return []

    # The report

    def mentions(self, *candidates):
        for text in candidates:
            text = unescaped(text or "")
            if len(text) > 3 and text in self.report_plain:
                return True
        return False

    def counts(self, pattern, number):
        """Whether the report has this number of such things: on a line that speaks of them, or as a sum of its list."""
        for line in self.report.split("\n"):
            if re.search(pattern, line, re.I) and number in numbers(line):
                return True
        of_kind = [row for row in self.listed if row and re.search(pattern, row[0], re.I)]
        return len(of_kind) == number or sum(sum(numbers(row[3])[:1]) for row in of_kind if len(row) > 3) == number

    def says(self, run):
        text = " ".join(run)
        return (
            len(run) > 3 or any(character.isdigit() for character in text)
        ) and f" {text} " in f" {self.report_words} "


def numbers(line):
    found = re.findall(r"(?<![\w.-])(?:\d{1,3}(?:,\d{3})+|\d+)(?!\w)", line)
    return [int(one.replace(",", "")) for one in found]


def listed(value):
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def subject(name):
    """Subjects that differ in capitals or punctuation are one; + and # count."""
    return " ".join(re.findall(r"[^\W_+#]+[+#]*|[+#]+", unicodedata.normalize("NFC", str(name)).casefold()))


def unescaped(text):
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return " ".join(urllib.parse.unquote(text).replace("&amp;", "&").split()).casefold()


def aliases_of(file):
    return {path_key(urllib.parse.urlsplit(one).path) if "?" not in one else one for one in file.aliases}
