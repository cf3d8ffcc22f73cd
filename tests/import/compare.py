#!/usr/bin/env python3
"""Compares a source with the column that was made of it: see README.md."""

import argparse
import datetime
import html
import os
import re
import sys
import unicodedata
import urllib.parse

sys.dont_write_bytecode = True

import read_source
import shown
from read_column import Column, aliases_of, listed, subject, unescaped
from read_source import MAIL, PICTURE, path_key

HEX = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b", re.I)
IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){2,7})(?![\w:]|\.\d)", re.I)
THUMBNAIL = re.compile(r"-(?:\d+x\d+|scaled|rotated|e\d{10,})(?=\.\w+$)")
# How a report may speak of things that it counts.
SPOKEN = {
    "trash": "trash",
    "revisions": "revision",
    "menu items": "menu",
    "other items": r"other|kind|type|not content|setting",
    "comments not approved": r"approved|held|spam|moderat|never shown",
    "pingbacks and trackbacks": "pingback|trackback|mentions? by",
    "pictures that nothing shows": "attach|picture|media|upload|nothing",
    "short addresses": r"\?p=|redirect|query",
}


class Row:
    def __init__(self, kind):
        self.kind, self.given, self.out, self.reported, self.missing = kind, 0, 0, 0, []

    def add(self, ok, reported=False, detail=""):
        self.given += 1
        if ok:
            self.out += 1
        elif reported and (reported is True or reported()):
            self.reported += 1
        else:
            self.missing.append(detail)


class View:
    """What a post shows: words, links, pictures, media and the shortcodes in it."""

    def __init__(self, source, post):
        self.words, self.with_notes_last, self.leftovers = [], [], []
        self.links, self.images, self.media, self.shortcodes = [], [], [], {}
        if post.form == "markdown":
            self.markdown(source, post)
            return
        body = post.body.replace(read_source.NOTES, post.notes)
        if post.form == "wordpress":
            reader = shown.of_wordpress(body)
            self.shortcodes = reader.shortcodes
        else:
            reader = shown.of_html(body)
        if post.notes:  # a column shows footnotes at the end of the turn that cites them
            moved = shown.of_wordpress(post.body + post.notes)
            self.with_notes_last = shown.words("".join(moved.parts))
        text, self.leftovers = shown.without_leftovers("".join(reader.parts))
        self.words = shown.words(text)
        self.links, self.images, self.media = reader.links, list(reader.images), [one for one in reader.media]
        for ids in re.findall(r"\[gallery[^\]]*\b(?:ids|include)=[\"']?([\d,\s]+)", body):
            self.images += [("#" + id.strip(), "") for id in ids.split(",") if id.strip()]

    def markdown(self, source, post):
        text, kind = post.body, source.kind
        text = re.sub(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", " ", text, flags=re.S)
        meant = []

        def raw(found):
            meant.append(found[1])
            return f"\ue001{len(meant) - 1}\ue001"

        text = re.sub(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", raw, text, flags=re.S)
        text = re.sub(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", lambda found: f" {found[2]} ", text)
        text = re.sub(
            r"\{\{-?\s*(?:site\.(?:baseurl|url)|'([^']*)'\s*\|\s*(?:relative_url|url|absolute_url)|\"([^\"]*)\"\s*\|\s*(?:relative_url|url|absolute_url))\s*-?\}\}",
            lambda found: found[1] or found[2] or "",
            text,
        )
        # Links and pictures by name
        text = re.sub(
            r"\{%-?\s*(post_url|link)\s+(\S+?)\s*-?%\}",
            lambda found: f"callslip-post:{urllib.parse.quote(found[2])}",
            text,
        )
        text = re.sub(
            r"\{\{[<%]\s*(?:rel)?ref\s+\"([^\"]+)\"\s*[>%]\}\}",
            lambda found: f"callslip-post:{urllib.parse.quote(found[1])}",
            text,
        )
        text = re.sub(r"(?<=\()@/([^)#\s]+)", lambda found: f"callslip-post:{found[1]}", text)
        text = re.sub(r"(?<=\()[{|]filename[}|]/?([^)\s]+)", lambda found: f"callslip-post:{found[1]}", text)
        text = re.sub(r"[{|](?:static|attach)[}|]", "", text)
        if kind == "obsidian":
            text = re.sub(r"%%.*?%%", " ", text, flags=re.S)
            text = re.sub(r"(?<=\s)\^[\w-]+$", "", text, flags=re.M)
            text = re.sub(r"\[!\w+\]", "", text)
            text = re.sub(r"!\[\[([^\]|#]+)[^\]]*\]\]", lambda found: self.images.append((found[1], "")) or "", text)
            text = re.sub(
                r"\[\[([^\]|#]*)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]",
                lambda found: f"[{found[2] or found[1]}](callslip-post:{urllib.parse.quote(found[1])})",
                text,
            )

        def tag(found):
            inside = found[1].strip(" -/\n")
            name = inside.split()[0].split("(")[0] if inside else ""
            got = dict(re.findall(r"(\w+)\s*=\s*\"([^\"]*)\"", inside))
            if name == "include":
                name = inside.split()[1].removesuffix(".html")
            picture = (
                got.get("src") or (re.findall(r"\"([^\"]+)\"", inside) + [""])[0]
                if name in ("figure", "image", "img")
                else ""
            )
            if picture:
                self.images.append((picture.removeprefix("./"), ""))
            elif (
                name
                and not re.match(r"(end.*|highlight|if|else|for|page\..*|site\..*)$", name)
                and not found[0].startswith(("{{</", "{{< /", "{{% /", "{{%/"))
            ):
                addresses = re.findall(r"https?://[^\s\"'<>]+", inside)
                if name == "youtube" and got.get("id"):
                    addresses.append("https://www.youtube.com/watch?v=" + got["id"])
                self.shortcodes.setdefault(name, set()).update(addresses)
            if got.get("href"):
                self.links.append(got["href"])
            shown_ = [got.get("title", ""), got.get("caption", "")] if picture else []
            return " " + " ".join(shown_) + " "

        text = re.sub(
            r"\{\{[<%](.*?)[>%]\}\}|\{%(?:.*?)%\}|\{\{(?:.*?)\}\}",
            lambda found: tag(found if found[1] is not None else Inner(found[0])),
            text,
            flags=re.S,
        )
        text = re.sub(r"^[*-] .*\n\{:\s*toc\}", "", text, flags=re.M)
        text = re.sub(r"\{:[^}\n]*\}|(?<=[)\w ])\{[#.][\w -]+\}", "", text)
        text = re.sub(r"^\*\[[^\]]+\]:.*$", "", text, flags=re.M)
        text = re.sub(r"(?<!\w):[a-z_]+:(?!:)", " ", text)
        text = re.sub(r"^ {4}:::\w+$", "", text, flags=re.M)
        text = re.sub("\ue001(\\d+)\ue001", lambda found: meant[int(found[1])], text)
        self.words = shown.of_markdown(text)
        bare = shown.CODE.sub("", shown.FENCE.sub("", text))
        targets, pictures = shown.targets_of_markdown(bare)
        self.images += [
            (one, "") for one in pictures if not one.startswith("callslip-") and not re.search(r"player|iframe", one)
        ]
        self.links += [one for one in targets if one not in pictures]


class Inner:
    """`{% … %}` and `{{ … }}` as if they were the first kind of tag."""

    def __init__(self, text):
        self.text = text

    def __getitem__(self, at):
        return self.text if at == 0 else self.text[2:-2]


class Comparison:
    def __init__(self, source, column, options):
        self.source, self.column, self.options = source, column, options
        self.rows, self.notes, self.worst = {}, [], []
        self.pairs = []
        self.file_of = {}
        self.used = set()
        self.queries = {
            one
            for path, text in column.texts.items()
            if not path.startswith("content/")
            for one in re.findall(r"\?\w+=[\w%-]+", text)
        }
        self.markers = {"a", "q", "answer", "question"} | {
            " ".join(words) for person in column.people for words in self.called(person)
        }
        self.names_of_programs = {subject(file.title) for file in column.programs}
        self.addresses_of_programs = {address_key(str(file.fields.get("url") or "")) for file in column.programs}

    @staticmethod
    def called(person):
        """What may have stood before an answer, where now the initials stand."""
        name = shown.words(person.title)
        return [name, name[:1], shown.words(str(person.fields.get("initials") or ""))]

    def row(self, kind):
        return self.rows.setdefault(kind, Row(kind))

    def run(self):
        self.match()
        self.states()
        for post, file in self.pairs:
            self.fields(post, file)
            self.body(post, file)
            self.comments(post, file)
        self.subjects()
        self.people()
        self.left_out()
        self.private()

    # Which post became which file

    def match(self):
        for kind, files in (("post", self.column.letters), ("page", self.column.pages)):
            posts = [post for post in self.source.posts if post.kind == kind]
            tables = [{}, {}, {}, {}, {}]
            for file in files:
                if file.fields.get("id"):
                    tables[0].setdefault(str(file.fields["id"]), []).append(file)
                for address in aliases_of(file):
                    tables[1].setdefault(address if "?" in address else address.lower(), []).append(file)
                for name in {file.slug, file.stem, re.sub(r"^\d{4}-\d{2}-\d{2}-", "", file.stem)}:
                    tables[2].setdefault("-".join(shown.words(name)), []).append(file)
                tables[3].setdefault((" ".join(shown.words(re.sub(r"[*`\\]", "", file.title))), file.date), []).append(
                    file
                )
                tables[4].setdefault(" ".join(shown.words(re.sub(r"[*`\\]", "", file.title))), []).append(file)

            def keys(post, step):
                if step == 0:
                    return post.ids
                if step == 1:
                    return [
                        key
                        for key in [self.source.key(one) for one in [post.link, *post.old] if one]
                        if key and key != "/" and "?" not in key
                    ] + post.queries
                if step == 2:
                    return [
                        "-".join(shown.words(one))
                        for one in (post.slug, os.path.basename(post.file).rsplit(".", 1)[0])
                        if one
                    ]
                title = " ".join(shown.words(read_source.plain(post.title)))
                return [(title, day) for day in post.days] if step == 3 else [title] if title else []

            for step in range(5):
                for post in posts:
                    if id(post) in self.file_of:
                        continue
                    for key in keys(post, step):
                        file = next((one for one in tables[step].get(key, []) if not one.taken), None)
                        if file:
                            file.taken = True
                            self.file_of[id(post)] = file
                            break
        self.pairs = [(post, self.file_of[id(post)]) for post in self.source.posts if id(post) in self.file_of]

    def reported(self, post):
        return self.column.mentions(
            post.name, post.title, post.link or None, post.slug if len(post.slug) > 5 else None, post.file
        )

    def states(self):
        today = self.options.as_of
        for post in self.source.posts:
            file = self.file_of.get(id(post))
            kind = {
                "published": "published",
                "draft": "draft",
                "scheduled": "scheduled",
                "private": "private",
                "password": "password",
                "any": "undecided",
            }[post.state]
            row = self.row(f"{'letters' if post.kind == 'post' else 'pages'}, {kind}")
            state = None if not file else "held" if file.draft else "scheduled" if file.date > today else "published"
            fine = {
                "published": ("published",),
                "scheduled": ("scheduled", "held"),
                "any": ("published", "held", "scheduled"),
            }.get(post.state, ("held",))
            if post.state == "published" and state == "held" and self.reported(post):
                row.add(False, True)
            elif file and state not in fine:
                row.add(False, False, f"{post.name}: {file.path} is {state}, the source is {post.state}")
            else:
                row.add(bool(file), lambda: self.reported(post), post.name)
        for title in self.source.cut:
            words = " ".join(shown.words(read_source.plain(title)))
            written = any(
                " ".join(shown.words(file.title)) == words for file in self.column.letters + self.column.pages
            )
            self.row("items cut off").add(
                written,
                lambda: (
                    self.column.mentions(read_source.plain(title))
                    or bool(
                        re.search(
                            r"cut off|incomplete|truncated?|ends? (?:in the middle|early|before)|broken off|too early",
                            self.column.report,
                            re.I,
                        )
                    )
                ),
                title,
            )
        row = self.row("files of nothing in the source")
        never = {
            " ".join(shown.words(read_source.plain(name.rsplit("|", 1)[0])))
            for names in self.source.never.values()
            for name, _ in names
        }
        for file in self.column.letters + self.column.pages:
            if not file.taken and not self.options.others:
                title = " ".join(shown.words(file.title))
                if not any(title == " ".join(shown.words(read_source.plain(one))) for one in self.source.cut):
                    row.missing.append(f"{file.path}{' (trash, a revision or another kind)' if title in never else ''}")
                    row.out += 1

    # What a file says of its post

    def fields(self, post, file):
        column = self.column
        title = shown.words(read_source.plain(post.title))
        if title:
            readings = [shown.of_markdown(file.title), shown.words(re.sub(r"[*`\\]", "", html.unescape(file.title)))]
            self.row("titles").add(
                any(not shown.kept(title, got) for got in readings),
                lambda: column.mentions(post.title),
                f"{file.path}: “{file.title}”, was “{post.title}”",
            )
        if post.days and post.state != "draft":
            self.row("dates").add(
                file.date in post.days,
                lambda: self.reported(post),
                f"{file.path}: {file.date}, was {' or '.join(sorted(post.days))}",
            )
        if post.state == "published":
            aliases = aliases_of(file)
            here = path_key(("/questions/" if post.kind == "post" else "/") + file.slug)
            keys = [self.source.key(one) for one in [post.link, *post.old] if one]
            for key in [key for key in keys if key and "?" not in key and key != "/"]:
                self.row("old addresses").add(
                    key in {one.lower() for one in aliases} or key == here,
                    lambda: column.mentions(key),
                    f"{file.path}: {key}",
                )
            for query in post.queries:
                plain = query.replace("/?", "?")
                self.row("short addresses").add(
                    any(plain in one for one in file.aliases) or plain in self.queries,
                    lambda: column.mentions(query),
                    f"{file.path}: {query}",
                )
            if post.kind == "post" and post.ids:
                self.row("ids for feed readers").add(
                    str(file.fields.get("id")) in post.ids,
                    lambda: column.mentions(post.ids[0]),
                    f"{file.path}: {file.fields.get('id')}, was {post.ids[0]}",
                )
        tags = {subject(one) for one in listed(file.fields.get("tags"))}
        for name in post.subjects:
            key = subject(name)
            if key == "uncategorized":  # what WordPress says of a post without a category
                continue
            self.row("subjects of letters").add(
                key in tags or column.synonyms.get(key) in tags or not key,
                lambda: column.mentions(name),
                f"{file.path}: {name}",
            )
        if post.kind == "post" and post.authors and post.state == "published":
            self.row("letters with somebody who answers").add(
                self.answered(file), lambda: self.reported(post), f"{file.path}: {', '.join(post.authors)}"
            )
        if post.form == "wordpress":
            self.programs(post, file)
        excerpt = shown.words(read_source.plain(post.excerpt))
        if excerpt:
            written = shown.of_markdown(
                " ".join(str(file.fields.get(key) or "") for key in ("description", "standfirst", "title"))
                + "\n"
                + file.body
            )
            self.row("excerpts").add(
                len(excerpt) - lost(shown.kept(excerpt, written)) >= len(excerpt) * 0.99,
                lambda: column.says(excerpt),
                f"{file.path}: {post.excerpt[:60]}",
            )

    def programs(self, post, file):
        """Lines that are nothing but a link, three or more after one another: each may be the name of a program."""
        lines = [re.sub(r"<!--.*?-->|</?p[^>]*>", "", one).strip() for one in re.split(r"\n|<br\s*/?>", post.body)]
        run = []
        for line in [*(one for one in lines if one), ""]:
            link = re.fullmatch(r'<a href="([^"]+)"[^>]*>(.*?)</a>', line)
            if link:
                run.append((link[1], read_source.plain(link[2])))
                continue
            for address, name in run if len(run) > 2 else []:
                proposed = address_key(address) in self.addresses_of_programs or subject(name) in self.names_of_programs
                self.row("programs in lists of links").add(
                    proposed, lambda: self.column.mentions(name), f"{file.path}: {name}"
                )
            run = []

    def answered(self, file):
        initials = [str(person.fields.get("initials")) for person in self.column.people]
        guests = file.fields.get("guest")
        initials += [
            str(one.get("initials"))
            for one in (guests if isinstance(guests, list) else [guests])
            if isinstance(one, dict)
        ]
        if file.fields.get("answered_by"):
            return all(one in initials for one in listed(file.fields["answered_by"]))
        markers = set(re.findall(r"^[*_]{0,3}([\w.'’-]{1,8})[*_]{0,3}:", file.body, re.M))
        return (
            bool(markers & set(initials))
            or bool(self.column.settings.get("answered_by"))
            or ("A" in markers and len(initials) == 1)
        )

    def body(self, post, file):
        view = View(self.source, post)
        column = self.column
        # Words
        head = " ".join(str(file.fields.get(key) or "") for key in ("title", "standfirst", "description"))
        written = shown.words(re.sub(r"[*`\\]", "", head)) + shown.of_markdown(file.body)
        gaps = shown.kept(view.words, written)
        if view.with_notes_last and gaps:
            other = shown.kept(view.with_notes_last, written)
            if lost(other) < lost(gaps):
                view.words, gaps = view.with_notes_last, other
        asker = file.fields.get("asker") if isinstance(file.fields.get("asker"), dict) else {}
        moved = {
            " ".join(shown.words(str(value)))
            for value in (
                asker.get("pen_name"),
                file.title,
                file.fields.get("description"),
                file.fields.get("standfirst"),
            )
            if value
        }
        gaps = [(start, end) for start, end in gaps if " ".join(view.words[start:end]) not in moved | self.markers]
        missing = reported = 0
        first = ""
        for start, end in gaps:
            if column.says(view.words[start:end]):
                reported += end - start
            else:
                missing += end - start
                first = first or " ".join(
                    view.words[max(0, start - 3) : start] + ["[["] + view.words[start:end][:12] + ["]]"]
                )
        row = self.row("words of letters and pages")
        row.given += len(view.words)
        row.out += len(view.words) - missing - reported
        row.reported += reported
        row.lost = getattr(row, "lost", 0) + missing
        if view.words:
            self.worst.append((1 - missing / len(view.words), missing, file.path, first))
        if view.leftovers:
            left = [
                line
                for line in file.body.split("\n")
                if shown.LEFTOVERS.match(" ".join(shown.of_markdown(line))) and len(shown.words(line)) > 1
            ]
            self.row("letters freed of a comment form").add(not left, False, f"{file.path}: {', '.join(left[:3])}")
        # Links
        targets, pictures = file.targets()
        local = {file.local(one) for one in targets if not re.match(r"[a-z][\w+.-]*:|#", one)}
        plain = {address_key(one) for one in targets}
        text = None
        for link in dict.fromkeys(view.links):
            if not link or link.startswith("#") or re.match(r"(javascript|data|vbscript):", link, re.I):
                continue
            name = self.target(post, link)
            if isinstance(name, read_source.Post):
                there = self.file_of.get(id(name))
                if not there or name.state != "published":
                    self.row("links to letters that are not published").add(True)
                    continue
                ok = (
                    there.path in local
                    or there is file
                    or any(
                        path_key(one) == path_key(("/questions/" if name.kind == "post" else "/") + there.slug)
                        for one in targets
                    )
                )
                if not ok and address_key(link) in plain and not link.startswith("callslip-"):
                    self.notes.append(f"{file.path}: still leads to the old address {link}")
                    ok = True
                self.row("links between letters").add(
                    ok, lambda: column.mentions(link, os.path.basename(name.file) or None), f"{file.path}: {link}"
                )
                continue
            if name == "picture":
                self.use(link)
                base = os.path.basename(urllib.parse.urlsplit(link).path)
                ok = (
                    bool(self.shown_pictures(post, file, link))
                    or any(base.lower() in one.lower() for one in local)
                    or address_key(link) in plain
                )
                self.row("links to pictures and documents").add(
                    ok, lambda: column.mentions(link, base), f"{file.path}: {link}"
                )
                continue
            ok = address_key(link) in plain or address_key(link) in self.addresses_of_programs
            own = self.source.key(link) or ""
            if not ok and re.match(
                r"/$|/(category|categories|tags?|author)/", own
            ):  # pages that the column makes by itself
                ok = any(re.match(r"/$|/(tags|people|questions)/", one) or "/people/" in one for one in targets)
            if not ok:
                text = text or unescaped(html.unescape(file.text))
                ok = unescaped(html.unescape(link)) in text
            self.row("links").add(ok, lambda: column.mentions(link), f"{file.path}: {link}")
        for link in dict.fromkeys(view.media):
            self.use(link)
            base = os.path.basename(urllib.parse.urlsplit(link).path)
            text = text or unescaped(html.unescape(file.text))
            there = self.target(post, link)
            ok = (
                address_key(link) in plain
                or unescaped(link) in text
                or unescaped(re.sub(r"youtube\.com/embed/", "youtube.com/watch?v=", link)) in text
                or (PICTURE.search(base) is None and any(one.endswith("/" + base) for one in local))
            )
            ok = (
                ok
                or isinstance(there, read_source.Post)
                and self.file_of.get(id(there)) is not None
                and self.file_of[id(there)].path in local
            )
            self.row("embeds, sound and films").add(ok, lambda: column.mentions(link, base), f"{file.path}: {link}")
        self.pictures(post, file, view)
        for name, addresses in view.shortcodes.items():
            if addresses and {address_key(one) for one in addresses} <= plain:
                self.row("shortcodes").add(True)
                continue
            visible = re.search(
                r"(\[|\{\{[<%]?\s*|\{%\s*(include\s+)?)" + re.escape(name) + r"\b", file.text.replace("\\", "")
            )
            self.row("shortcodes").add(
                bool(visible),
                lambda: bool(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", column.report)),
                f"{file.path}: {name}",
            )

    def target(self, post, link):
        """A post of the source, 'picture', or None for what lies elsewhere."""
        source = self.source
        if link.startswith("callslip-post:"):
            name = urllib.parse.unquote(link.split(":", 1)[1]).split("#")[0].strip("/")
            stem = re.sub(r"\.(md|markdown)$", "", os.path.basename(name))
            for other in source.posts:
                parts = re.sub(r"(/index)?\.(md|markdown)$", "", other.file)
                if parts == name or os.path.basename(parts) == stem:
                    return other
            return None
        if post.form == "markdown" and not re.match(r"[a-z][\w+.-]*:|/|#", link):
            path = os.path.normpath(os.path.join(os.path.dirname(post.file), urllib.parse.unquote(link.split("#")[0])))
            if unicodedata.normalize("NFC", path) in source.files:
                return "picture"
            found = next((other for other in source.posts if other.file == path), None)
            if found:
                return found
        key = source.key(link)
        if key is None:
            return None
        if key in source.by_address:
            return source.by_address[key]
        if key.startswith("?attachment_id=") or PICTURE.search(key) or "/wp-content/uploads/" in key:
            return "picture"
        return None

    # Pictures

    def wanted(self, post, address):
        """(hashes of the picture or None if it is nowhere in the source, its name), or None: nothing to expect."""
        source = self.source
        if address.startswith("#"):
            entry = source.attachments.get(address[1:])
            return self.stored(entry) if entry else None
        if address.startswith("data:") or not address:
            return None
        base = os.path.basename(urllib.parse.unquote(urllib.parse.urlsplit(address).path))
        if post.form == "markdown":
            path = urllib.parse.unquote(address.split("?")[0])
            if re.match(r"https?:|//", path):
                return (None, address)
            tries = (
                [os.path.normpath(os.path.join(os.path.dirname(post.file), path))] if not path.startswith("/") else []
            )
            tries += [
                root + path.lstrip("/")
                for root in ("", "static/", "src/", "content/", "assets/", "public/", "Attachments/")
            ]
            for one in tries:
                if unicodedata.normalize("NFC", one) in source.files:
                    return ({source.files[unicodedata.normalize("NFC", one)]}, base)
            return (None, base)
        found = re.search(
            r"/(?:wp-content/uploads|files)/(?:sites/\d+/)?(\d{4}/\d{2}/[^?#]+|[^/?#]+)", urllib.parse.unquote(address)
        )
        own = source.hosts and (
            urllib.parse.urlsplit(address).netloc == ""
            or source.key(address) is not None
            or any(one in address for one in source.hosts)
        )
        if not found or not own:
            return (None, address)
        path = unicodedata.normalize("NFC", found[1])
        entry = self.attachment(path)
        if entry:
            return self.stored(entry, path)
        hashes = {source.media[one] for one in (path, THUMBNAIL.sub("", path)) if one in source.media}
        return (hashes or None, os.path.basename(THUMBNAIL.sub("", path)))

    def attachment(self, path):
        if not hasattr(self, "by_file"):
            self.by_file = {}
            for entry in self.source.attachments.values():
                for name in (entry["path"], entry["original"], THUMBNAIL.sub("", entry["path"])):
                    if name:
                        self.by_file.setdefault(name, entry)
        return (
            self.by_file.get(path)
            or self.by_file.get(THUMBNAIL.sub("", path))
            or self.by_file.get(THUMBNAIL.sub("-scaled", path))
        )

    def use(self, address):
        """Remembers that a post shows or links to what was uploaded."""
        found = re.search(r"/(?:wp-content/uploads|files)/(?:sites/\d+/)?([^?#]+)", urllib.parse.unquote(address))
        entry = self.attachment(unicodedata.normalize("NFC", found[1])) if found else None
        if entry:
            self.used.add(entry["id"])

    def stored(self, entry, path=""):
        names = [entry["path"], entry["original"], path, THUMBNAIL.sub("", entry["path"])]
        hashes = {self.source.media[one] for one in names if one and one in self.source.media}
        self.used.add(entry["id"])
        return (hashes or None, os.path.basename(entry["path"]))

    def shown_pictures(self, post, file, address):
        """Whether the file shows, links or has beside it the picture that is meant."""
        wanted = self.wanted(post, address)
        if wanted is None or wanted[0] is None:
            return False
        return bool(wanted[0] & self.beside(file))

    def beside(self, file):
        if not hasattr(file, "_beside"):
            paths = {file.local(one) for one in file.targets()[0] if not re.match(r"[a-z][\w+.-]*:|#", one)}
            hashes = {self.column.files[one] for one in paths if one in self.column.files}
            if re.search(r"/index\.(md|markdown)$", file.path, re.I):
                folder = os.path.dirname(file.path) + "/"
                if not hasattr(self, "by_folder"):
                    self.by_folder = {}
                    for path, hash_ in self.column.files.items():
                        self.by_folder.setdefault(os.path.dirname(path) + "/", set()).add(hash_)
                hashes |= self.by_folder.get(folder, set())
            file._beside = hashes
        return file._beside

    def pictures(self, post, file, view):
        addresses = {}
        for address, text in view.images:
            addresses[address] = text or addresses.get(address, "")
        for one in post.thumbnails:
            addresses.setdefault(one if "/" in one else "#" + one, "")
        done = set()
        for address, text in addresses.items():
            wanted = self.wanted(post, address)
            if wanted is None or "gravatar.com" in address:
                continue
            hashes, name = wanted
            key = frozenset(hashes) if hashes else name
            if key not in done:
                done.add(key)
                ok = (
                    bool(hashes)
                    and bool(hashes & self.beside(file))
                    or not hashes
                    and address_key(address) in {address_key(one) for one in file.targets()[0]}
                )
                self.row("pictures" if hashes else "pictures that are not in the source").add(
                    ok, lambda: self.column.mentions(name, address), f"{file.path}: {address}"
                )
            alt = shown.words(text)
            if alt:
                written = shown.words(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", html.unescape(html.unescape(file.body))))
                self.row("texts of pictures").add(
                    lost(shown.kept(alt, written)) == 0,
                    lambda: self.column.mentions(name, text) or self.column.says(alt),
                    f"{file.path}: {text}",
                )

    # Comments

    def comments(self, post, file):
        written = self.column.replies_of(file) if post.kind == "post" else []
        exact = {}
        for reply in written:
            reply.words = shown.of_markdown(reply.body)
            exact.setdefault(tuple(reply.words), []).append(reply)
        left = {id(reply): reply for reply in written}
        found = {}
        rest = []

        def take(comment, candidates):
            candidates = [one for one in candidates if id(one) in left]
            if not candidates:
                return False
            name = shown.words(comment.name)
            best = max(
                candidates,
                key=lambda one: (
                    shown.words(str(one.fields.get("name") or "")) == name,
                    str(one.fields.get("date") or "")[:10] == comment.date[:10],
                ),
            )
            del left[id(best)]
            found[comment.id] = best
            return True

        for comment in post.comments:
            if comment.wanted != "approved":
                continue
            comment.words = shown.words("".join(shown.of_html(comment.body).parts))
            if not take(comment, exact.get(tuple(comment.words), [])):
                rest.append(comment)
        for comment in rest:
            near = [
                one
                for one in left.values()
                if len(comment.words) and lost(shown.kept(comment.words, one.words)) <= len(comment.words) * 0.3
            ]
            near = near or [
                one
                for one in left.values()
                if shown.words(str(one.fields.get("name") or "")) == shown.words(comment.name)
                and str(one.fields.get("date") or "")[:16].replace("T", " ") == comment.date[:16].replace("T", " ")
            ]
            take(comment, near)
        row, approved = self.row("approved comments"), sum(comment.wanted == "approved" for comment in post.comments)
        for comment in post.comments:
            where = f"{file.path}: comment {comment.id} of {comment.name}"
            if comment.wanted != "approved":
                kind = "pingbacks and trackbacks" if comment.wanted == "pingbacks" else "comments not approved"
                words = shown.words("".join(shown.of_html(comment.body).parts))
                there = [one for one in left.values() if not one.draft and words and one.words == words]
                if there:
                    del left[id(there[0])]
                self.never(kind, where if there else "")
                continue
            reply = found.get(comment.id)
            row.add(
                bool(reply),
                lambda: (
                    self.column.mentions(f"comment {comment.id}", f"#comment-{comment.id}")
                    or self.column.says(comment.words[:8])
                    or self.column.counts(re.escape(post.name), approved)
                    or self.column.counts(re.escape(post.name), len(post.comments))
                ),
                where,
            )
            if not reply:
                continue
            words = self.row("words of comments")
            words.given += len(comment.words)
            gone = lost(shown.kept(comment.words, reply.words))
            words.out += len(comment.words) - gone
            words.lost = getattr(words, "lost", 0) + gone
            if gone:
                words.missing.append(f"{reply.path}: {gone} words")
            if post.state == "published":
                self.row("comments that are shown").add(
                    not reply.draft, lambda: self.column.mentions(reply.path), reply.path
                )
            name = shown.words(comment.name)
            self.row("names of those who comment").add(
                not name
                or shown.words(html.unescape(str(reply.fields.get("name") or ""))) == name
                or bool(reply.fields.get("by")),
                lambda: self.column.mentions(reply.path),
                f"{reply.path}: {reply.fields.get('name')}, was {comment.name}",
            )
            parent = found.get(comment.parent)
            if parent:
                to = str(reply.fields.get("to") or "")
                names = {
                    parent.stem,
                    parent.stem + ".md",
                    str(parent.fields.get("id") or parent.stem),
                    os.path.basename(parent.path),
                }
                self.row("comments with their parent").add(
                    to in names or os.path.basename(to) in names, False, f"{reply.path}: to: {to}, was {parent.stem}"
                )
            targets = {address_key(one) for one in reply.targets()[0]}
            for link in shown.of_html(comment.body).links:
                if re.match(r"https?:", link):
                    self.row("links in comments").add(
                        address_key(link) in targets or unescaped(link) in unescaped(reply.text),
                        lambda: self.column.mentions(link),
                        f"{reply.path}: {link}",
                    )
        if not self.options.others:
            for reply in left.values():
                self.row("files of nothing in the source").missing.append(reply.path)

    def never(self, kind, leaked):
        row = self.row(kind)
        row.given += 1
        if leaked:
            row.out += 1
            row.missing.append(f"written, and must not be: {leaked}")

    # The whole

    def subjects(self):
        names = {}
        for post, _ in self.pairs:
            for name in post.subjects:
                if subject(name) != "uncategorized":
                    names.setdefault(subject(name), name)
        tags = {
            subject(one) for file in self.column.letters + self.column.pages for one in listed(file.fields.get("tags"))
        } | set(self.column.synonyms)
        tags |= {subject(one) for one in (self.column.tags.get("tags") or {})}
        for key, name in names.items():
            if key:
                self.row("subjects").add(key in tags, lambda: self.column.mentions(name), name)
        slugs = getattr(self.source, "slugs", {})
        for child, parent in self.source.parents.items():
            if subject(child) in names:
                pair = (
                    self.column.synonyms.get(subject(child), subject(child)),
                    self.column.synonyms.get(subject(slugs.get(parent, parent)), subject(slugs.get(parent, parent))),
                )
                self.row("broader subjects").add(
                    pair in self.column.broader,
                    lambda: self.column.mentions(child),
                    f"{child}: {slugs.get(parent, parent)}",
                )

    def people(self):
        names = dict.fromkeys(name for post, _ in self.pairs if post.kind == "post" for name in post.authors if name)
        written = {" ".join(shown.words(file.title)) for file in self.column.people}
        for name in names:
            self.row("columnists").add(" ".join(shown.words(name)) in written, lambda: self.column.mentions(name), name)

    def left_out(self):
        column, source = self.column, self.source
        titles = {}
        for file in column.letters + column.pages:
            if not file.taken:
                titles.setdefault(" ".join(shown.words(file.title)), file)
        for kind, items in source.never.items():
            for name, _ in items:
                title = " ".join(shown.words(read_source.plain(name.rsplit("|", 1)[0])))
                self.never(kind, name if title and title in titles and not titles[title].draft else "")
        unused = [entry for id, entry in source.attachments.items() if id not in self.used]
        self.row("pictures that nothing shows").given = len(unused)
        hidden = ("comments not approved", "pingbacks and trackbacks")
        for kind in (*source.never, *hidden, "pictures that nothing shows"):
            row = self.rows.get(kind)
            if not row or not row.given:
                continue
            number = row.given - row.out
            names = [name.rsplit("|", 1) for name, _ in source.never.get(kind, [])]
            if kind == "pictures that nothing shows":
                names = [[os.path.basename(entry["path"])] for entry in unused]
            spoken, whole = SPOKEN[kind], row.given
            if kind in hidden:  # they may be counted together
                both = sum(self.rows[one].given - self.rows[one].out for one in hidden if one in self.rows)
                if column.counts(f"{SPOKEN[hidden[0]]}|{SPOKEN[hidden[1]]}", both):
                    row.reported = number
                    continue
            elif kind == "pictures that nothing shows":
                whole = len(source.attachments)
            if column.counts(spoken, number) or column.counts(spoken, whole):
                row.reported = number
            elif names:
                gone = [name[0] for name in names if not column.mentions(*name)]
                row.reported = max(0, number - len(gone))
                row.missing += [f"the report does not have: {name}" for name in gone]
            elif number:
                row.missing.append(f"the report has no line on {number} of them")
        for name in sorted(
            one
            for one in source.blocks - {"footnotes", "more", "nextpage", "spacer", "separator"}
            if "/field-" not in one
        ):
            short = name.split("/")[-1]
            self.row("kinds of blocks with nothing to keep").add(
                False, lambda: bool(re.search(rf"\b{short.replace('-', '[- ]')}\b", column.report, re.I)), name
            )
        row = self.rows.get("short addresses")
        if row and row.missing and column.counts(SPOKEN["short addresses"], len(row.missing)):
            row.reported, row.missing = row.reported + len(row.missing), []

    def private(self):
        source = self.source
        emails = {one for one in source.emails if one} - source.public_emails
        found = {"e-mail addresses": set(), "IP addresses": set(), "gravatars": set()}
        for path, text in self.column.texts.items():
            if "@" in text:
                found["e-mail addresses"].update(
                    f"{path}: {one}" for one in MAIL.findall(text) if one.lower() in emails
                )
                if "%40" in text or "&#64;" in text:
                    found["e-mail addresses"].update(
                        f"{path}: {one}"
                        for one in MAIL.findall(html.unescape(urllib.parse.unquote(text)))
                        if one.lower() in emails
                    )
            found["IP addresses"].update(f"{path}: {one}" for one in IP.findall(text) if one.lower() in source.ips)
            found["gravatars"].update(f"{path}: {one}" for one in HEX.findall(text) if one.lower() in source.gravatars)
            if "gravatar.com/avatar" in text:
                found["gravatars"].add(f"{path}: gravatar.com")
        for kind, number in (
            ("e-mail addresses", len(emails)),
            ("IP addresses", len({one for one in source.ips if one})),
            ("gravatars", len(source.gravatars)),
        ):
            row = self.row(f"{kind} (none may be out)")
            row.given, row.out, row.missing = number, len(found[kind]), sorted(found[kind])


def lost(gaps):
    return sum(end - start for start, end in gaps)


def address_key(address):
    text = unicodedata.normalize("NFC", urllib.parse.unquote(html.unescape(address.strip())))
    return re.sub(r"^(\w+:)?//([^/]*)", lambda found: (found[1] or "").lower() + "//" + found[2].lower(), text).rstrip(
        "/"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "source", nargs="+", metavar="SOURCE", help="files, archives or folders: what was given to the import"
    )
    parser.add_argument("column", metavar="COLUMN", help="the folder that was written")
    parser.add_argument("--words", type=float, default=99, help="how many of a hundred words must be there (99)")
    parser.add_argument("--least", type=float, default=90, help="and in each letter (90)")
    parser.add_argument("--others", action="store_true", help="the column has letters from elsewhere, too")
    parser.add_argument("--as-of", default=datetime.date.today().isoformat(), help="the day of today")
    parser.add_argument("--all", action="store_true", help="show all that is missing, not the first five of a kind")
    options = parser.parse_args()
    comparison = Comparison(read_source.read(options.source), Column(options.column), options)
    comparison.run()
    sys.exit(show(comparison, options))


def show(comparison, options):
    failed = False
    print(f"{'':42}{'in':>10}{'out':>10}{'reported':>10}{'missing':>10}")
    for row in comparison.rows.values():
        if not row.given and not row.missing:
            continue
        missing = getattr(row, "lost", None)
        percent = ""
        if missing is None:
            missing = len(row.missing)
            failed = failed or missing > 0
        else:
            share = 100 * (1 - missing / row.given) if row.given else 100
            percent = f"  {share:.2f} %"
            failed = failed or share < options.words
        print(f"{row.kind:42}{row.given:10}{row.out:10}{row.reported:10}{missing:10}{percent}")
    for row in comparison.rows.values():
        if row.missing:
            print(f"\n{row.kind}: {len(row.missing)} missing or wrong")
            for detail in row.missing if options.all else row.missing[:5]:
                print(f"  {detail}")
    worst = sorted(comparison.worst)[:10]
    if worst and worst[0][0] < 1:
        print("\nThe letters with the fewest of their words:")
        for share, gone, path, first in worst:
            if share < 1:
                print(f"  {100 * share:6.2f} %  {gone:5} words  {path}: {first}")
                failed = failed or 100 * share < options.least
    if comparison.notes:
        print(f"\n{len(comparison.notes)} links still lead to the old site, for instance:")
        for note in comparison.notes[:3]:
            print(f"  {note}")
    print("\n" + ("Something is missing." if failed else "Nothing is missing."))
    return 1 if failed else 0


if __name__ == "__main__":
    main()
