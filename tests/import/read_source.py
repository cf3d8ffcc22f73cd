"""Reads a source by itself: exports of WordPress, feeds, and folders of Markdown."""

import datetime
import hashlib
import html
import json
import os
import re
import tarfile
import unicodedata
import urllib.parse
import xml.parsers.expat
import zipfile
from dataclasses import dataclass, field

import front_matter
import shown

NOTES = "<!--callslip-notes-->"
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PICTURE = re.compile(r"\.(jpe?g|png|gif|webp|avif|svg|apng|bmp|heic|tiff?)$", re.I)


@dataclass
class Post:
    kind: str  # post, page
    name: str  # what a report may call it
    title: str = ""
    state: str = "published"  # draft, scheduled, private, password; any
    body: str = ""
    form: str = "wordpress"  # html, markdown
    ids: list = field(default_factory=list)
    link: str = ""
    slug: str = ""
    old: list = field(default_factory=list)
    queries: list = field(default_factory=list)
    days: set = field(default_factory=set)
    authors: list = field(default_factory=list)
    subjects: list = field(default_factory=list)
    excerpt: str = ""
    thumbnails: list = field(default_factory=list)
    comments: list = field(default_factory=list)
    file: str = ""
    notes: str = ""  # footnotes that are stored apart from the text


@dataclass
class Comment:
    id: str
    parent: str
    name: str
    body: str
    date: str = ""
    wanted: str = "approved"  # unapproved, pingbacks and trackbacks


class Source:
    def __init__(self):
        self.kind = ""
        self.posts, self.attachments, self.media, self.files = [], {}, {}, {}
        self.authors, self.parents, self.hosts, self.shared = {}, {}, set(), {}
        self.never = {"trash": [], "revisions": [], "menu items": [], "other items": []}
        self.emails, self.ips, self.gravatars, self.public_emails = set(), set(), set(), set()
        self.cut = []
        self.by_address = {}
        self.blocks = set()

    # Addresses

    def key(self, address):
        """What stands for an address of the blog itself, or None if it leads elsewhere."""
        parts = urllib.parse.urlsplit(html.unescape(address.strip()))
        if parts.scheme not in ("", "http", "https") or (parts.netloc and host(parts.netloc) not in self.hosts):
            return None
        query = urllib.parse.parse_qs(parts.query)
        for name in ("p", "page_id", "attachment_id"):
            if name in query and parts.path in ("", "/", "/index.php"):
                return f"?{name}={query[name][0]}"
        return path_key(parts.path)

    def index(self):
        for post in self.posts:
            for address in [post.link, *post.old, *post.queries]:
                key = self.key(address) if address else None
                if key and key != "/":
                    self.by_address.setdefault(key, post)
                    if key.startswith("?p="):
                        self.by_address.setdefault(key.replace("?p=", "?page_id="), post)

    def private(self, text):
        self.emails.update(found.lower() for found in MAIL.findall(text))
        self.ips.update(re.findall(r"\b\d{1,3}(?:\.\d{1,3}){3}\b", text))


def host(name):
    return name.lower().split("@")[-1].split(":")[0].removeprefix("www.")


def path_key(path):
    path = unicodedata.normalize("NFC", urllib.parse.unquote(path)).lower()
    return "/" + re.sub(r"/index\.html?$", "/", path).strip("/")


def read(paths):
    source = Source()
    folders = []
    for path in paths:
        if os.path.isdir(path):
            names = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
            archives = [name for name in names if re.search(r"\.(xml|zip|tar|tar\.gz|tgz|atom|rss)$", name, re.I)]
            texts = [name for name in names if name.lower().endswith((".md", ".markdown"))]
            if texts:
                folders.append(path)
            elif archives or any(name.endswith(".json") for name in names):
                for name in sorted(names):
                    read_file(source, name, path)
        else:
            read_file(source, path, os.path.dirname(path))
    for path in folders:
        read_folder(source, path)
    for post in source.posts:
        post.body = re.sub(r'<!-- wp:block \{"ref":(\d+)\} /-->', lambda found: source.shared.get(found[1], found[0]), post.body)
        source.public_emails.update(
            found.lower() for found in MAIL.findall(re.sub(r"<!--.*?-->", "", post.body, flags=re.S))
        )
        source.private(" ".join(re.findall(r"<!--.*?-->", post.body, flags=re.S)) if "@" in post.body else "")
        for comment in post.comments:
            source.public_emails.update(
                found.lower() for found in MAIL.findall(comment.body)
            ) if "@" in comment.body else None
    source.gravatars = {
        hash_(mail.encode()).hexdigest() for mail in source.emails for hash_ in (hashlib.md5, hashlib.sha256)
    }
    source.index()
    return source


def read_file(source, path, root):
    lower = path.lower()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    read_bytes(source, entry.filename, archive.read(entry))
    elif re.search(r"\.(tar|tar\.gz|tgz)$", lower):
        with tarfile.open(path) as archive:
            for entry in archive:
                if entry.isfile():
                    read_bytes(source, entry.name, archive.extractfile(entry).read())
    else:
        with open(path, "rb") as file:
            read_bytes(source, os.path.relpath(path, root), file.read())


def read_bytes(source, name, data):
    lower = name.lower()
    if lower.endswith((".xml", ".rss", ".atom")):
        read_xml(source, data)
    elif lower.endswith(".json") and b"jsonfeed.org" in data[:2000]:
        read_json_feed(source, json.loads(data.decode("utf-8-sig")))
    else:
        found = re.search(r"(?:uploads/|files/|^|/)(\d{4}/\d{2}/.+)$", name)
        source.media[unicodedata.normalize("NFC", found[1] if found else name)] = hashlib.sha256(data).hexdigest()


# XML, repaired


def repaired(data):
    text = data.decode("utf-8", "surrogateescape")
    if re.search("[\udc80-\udcff]", text):  # Windows-1252 in between
        text = re.sub(
            "[\udc80-\udcff]", lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text
        )
    text = text.lstrip("\ufeff \t\r\n")
    text = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)

    def whole(found):
        inner = found[3].replace("]]]]><![CDATA[>", "]]>")
        return f"<{found[1]}{found[2]}><![CDATA[{inner.replace(']]>', ']]]]><![CDATA[>')}]]></{found[1]}>"

    text = re.sub(r"<([\w:.-]+)((?:\s[^<>]*)?)>\s*<!\[CDATA\[(.*?)\]\]>\s*</\1>", whole, text, flags=re.S)

    def ampersand(found):
        if found[0][0] == "<":
            return found[0]
        if found[1] and found[1][0] == "#":
            code = int(found[1][2:], 16) if found[1][1] in "xX" else int(found[1][1:])
            return (
                found[0]
                if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
                else ""
            )
        if found[1] in ("amp", "lt", "gt", "quot", "apos"):
            return found[0]
        character = html.unescape(found[0]) if found[1] else "&"
        return character if character != found[0] and character not in "<&" else "&amp;" + found[0][1:]

    return re.sub(r"<!\[CDATA\[.*?\]\]>|&(?:(#[0-9]+|#[xX][0-9a-fA-F]+|\w+);)?", ampersand, text, flags=re.S)


class Xml:
    """Builds a small tree of each item or entry, as lists of (name, attributes, text, children)."""

    UNITS = {"item", "entry", "wp:author", "wp:category", "wp:tag", "wp:term"}

    def __init__(self, unit, head):
        self.unit, self.head, self.stack, self.open = unit, head, [], []
        self.inside = 0

    def parse(self, text):
        parser = xml.parsers.expat.ParserCreate("UTF-8")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
            self.start,
            self.end,
            self.data,
        )
        try:
            parser.Parse(re.sub(r"^<\?xml[^>]*\?>", "", text[:200]) + text[200:], True)
            return None
        except xml.parsers.expat.ExpatError:
            return self.stack[0] if self.inside and self.stack else False

    def start(self, name, attributes):
        name = name.replace("atom:", "")
        self.open.append(name)
        if self.inside or name in self.UNITS:
            self.inside += 1
            self.stack.append((name, attributes, [], []))
        else:
            self.stack = [(name, attributes, [], [])]

    def end(self, name):
        self.open.pop()
        if self.inside:
            self.inside -= 1
            name, attributes, text, children = self.stack.pop()
            node = (name, attributes, "".join(text), children)
            if self.inside:
                self.stack[-1][3].append(node)
            else:
                self.unit(node)
                self.stack = []
        elif self.stack:
            self.head(self.open, self.stack[0][0], self.stack[0][1], "".join(self.stack[0][2]).strip())
            self.stack = []

    def data(self, text):
        if self.stack:
            self.stack[-1][2].append(text)


def fields(node):
    return {name: text for name, _, text, _ in node[3]}


def read_xml(source, data):
    text = repaired(data)
    top = text[:4000]
    if "wordpress.org/export/" in top or "wp:wxr_version" in top:
        source.kind = "wordpress"
        cut = Xml(
            lambda node: wordpress(source, node), lambda path, name, _, value: wordpress_head(source, name, value)
        ).parse(text)
        if cut:
            title = next((node[2] for node in cut[3] if node[0] == "title"), "")
            source.cut.append(title or "an item")
    elif "<feed" in top:
        source.kind = "atom"
        comments = []
        Xml(
            lambda node: atom(source, node, comments),
            lambda path, name, got, value: atom_head(source, path, name, got, value),
        ).parse(text)
        by_id = {id: post for post in source.posts for id in post.ids}
        for ref, comment in comments:
            if ref in by_id:
                by_id[ref].comments.append(comment)
    elif "<rss" in top or "<rdf" in top.lower():
        source.kind = "rss"
        Xml(lambda node: rss(source, node), lambda path, name, _, value: rss_head(source, path, name, value)).parse(
            text
        )


def wordpress_head(source, name, value):
    if name in ("link", "wp:base_site_url", "wp:base_blog_url") and value:
        source.hosts.add(host(urllib.parse.urlsplit(value).netloc))


# Kinds of items that WordPress and its plug-ins keep for themselves. All others are somebody's own kind of post.
INTERNAL = set(
    """revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block wp_template wp_template_part
    wp_global_styles wp_navigation wp_font_family wp_font_face feedback jp_pay_order jp_mem_plan jp_img_sitemap
    jp_sitemap jp_sitemap_master safecss""".split()
)


def wordpress(source, node):
    got = fields(node)
    if node[0] == "wp:author":
        source.authors[got.get("wp:author_login", "")] = got.get("wp:author_display_name", "")
        source.emails.add(got.get("wp:author_email", "").lower())
        return
    if node[0] == "wp:category":
        source.slugs = getattr(source, "slugs", {})
        name = html.unescape(got.get("wp:cat_name", ""))
        source.slugs[got.get("wp:category_nicename", "")] = name
        if got.get("wp:category_parent"):
            source.parents[name] = got["wp:category_parent"]
        return
    if node[0] != "item":
        return
    kind, status, id = got.get("wp:post_type", "post"), got.get("wp:status", "publish"), got.get("wp:post_id", "")
    title, body, link = got.get("title", ""), got.get("content:encoded", ""), got.get("link", "").strip()
    meta = [fields(child) for child in node[3] if child[0] == "wp:postmeta"]
    meta = [(one.get("wp:meta_key", ""), one.get("wp:meta_value", "")) for one in meta]
    name = plain(title) or f"number {id}"
    if kind == "attachment":
        url = got.get("wp:attachment_url", "") or got.get("guid", "")
        path = dict(meta).get("_wp_attached_file") or re.sub(r".*?/(?:uploads|files)/", "", urllib.parse.unquote(url))
        original = re.search(r'"original_image";s:\d+:"([^"]+)"', dict(meta).get("_wp_attachment_metadata", ""))
        source.attachments[id] = {
            "id": id,
            "path": unicodedata.normalize("NFC", path),
            "url": url,
            "link": link,
            "alt": dict(meta).get("_wp_attachment_image_alt", ""),
            "caption": got.get("excerpt:encoded", ""),
            "parent": got.get("wp:post_parent", "0"),
            "original": os.path.join(os.path.dirname(path), original[1]) if original else "",
        }
        return
    if kind == "wp_block":
        source.shared[id] = body
        return
    if kind not in ("post", "page") and kind in INTERNAL:
        bucket = {"revision": "revisions", "nav_menu_item": "menu items"}.get(kind, "other items")
        source.never[bucket].append((f"{name}|{kind}", body))
        if bucket == "other items":
            source.private(body)
            source.ips.update(re.findall(r"\b\d{1,3}(?:\.\d{1,3}){3}\b", body))
        return
    post = Post(
        kind="page" if kind == "page" else "post",
        name=name,
        title=title,
        body=body,
        link=link,
        slug=urllib.parse.unquote(got.get("wp:post_name", "")),
        excerpt=got.get("excerpt:encoded", ""),
    )
    post.ids = [text for text in (got.get("guid", "").strip(), link) if text]
    if id:
        post.queries.append(f"/?{'page_id' if kind == 'page' else 'p'}={id}")
    local, gmt = got.get("wp:post_date", ""), got.get("wp:post_date_gmt", "")
    post.days = {date[:10] for date in (local, gmt) if date and not date.startswith("0000")}
    post.state = {"publish": "published", "future": "scheduled", "private": "private"}.get(status, "draft")
    if kind not in ("post", "page"):
        post.state = "any"
    if got.get("wp:post_password"):
        post.state = "password"
    creator = got.get("dc:creator", "")
    post.authors = (
        [source.authors.get(creator) or source.authors.get(creator.strip("<> ")) or creator.strip("<> ")]
        if creator
        else []
    )
    subjects = [(child[1].get("domain", ""), html.unescape(child[2])) for child in node[3] if child[0] == "category"]
    post.subjects = list(dict.fromkeys(text for domain, text in subjects if domain in ("category", "post_tag", "tag")))
    post.thumbnails = [value for key, value in meta if key == "_thumbnail_id"]
    notes = dict(meta).get("footnotes")
    if notes:
        try:
            post.notes = "<ol>" + "".join(f"<li>{note['content']}</li>" for note in json.loads(notes)) + "</ol>"
            post.body = re.sub(r"<!-- wp:footnotes[^>]*/-->", lambda _: NOTES, body)
        except ValueError:
            pass
    post.comments = [comment_of(source, fields(child)) for child in node[3] if child[0] == "wp:comment"]
    for child in node[3]:
        if child[0] == "wp:comment":
            source.gravatars.update(
                re.findall(
                    r"gravatar\.com/avatar/(\w+)", " ".join(text for part in child[3] for _, _, text, _ in part[3])
                )
            )
    if status in ("trash", "auto-draft"):
        source.never["trash"].append((f"{name}|{status}", body))
        source.never_comments = getattr(source, "never_comments", 0) + len(post.comments)
        return
    # The address of a social link is kept, as a link.
    source.blocks.update(set(re.findall(r"<!-- wp:([\w/-]+)[^>]*?/-->", body)) - {"social-link", "block"})
    source.posts.append(post)


def comment_of(source, got):
    kind, approved = got.get("wp:comment_type", ""), got.get("wp:comment_approved", "")
    source.emails.add(got.get("wp:comment_author_email", "").strip().lower())
    source.ips.add(got.get("wp:comment_author_IP", "").strip().lower())
    wanted = (
        "pingbacks"
        if kind in ("pingback", "trackback")
        else "approved"
        if approved in ("1", "approved") and kind in ("", "comment")
        else "unapproved"
    )
    return Comment(
        got.get("wp:comment_id", ""),
        got.get("wp:comment_parent", "0"),
        html.unescape(got.get("wp:comment_author", "")),
        got.get("wp:comment_content", ""),
        got.get("wp:comment_date", ""),
        wanted,
    )


def plain(text):
    return " ".join("".join(shown.of_html(text).parts).split())


# Feeds


def rss_head(source, path, name, value):
    if name == "link" and value and path[-1:] == ["channel"]:
        source.hosts.add(host(urllib.parse.urlsplit(value).netloc))
    elif name in ("webMaster", "managingEditor", "itunes:email"):
        source.private(value)


def rss(source, node):
    got = fields(node)
    post = Post(
        "post",
        plain(got.get("title", "")) or got.get("link", ""),
        got.get("title", ""),
        form="html",
        body=got.get("content:encoded") or got.get("description", ""),
        link=got.get("link", "").strip(),
    )
    post.ids = [text for text in (got.get("guid", "").strip(), post.link) if text]
    try:
        date = datetime.datetime.strptime(got.get("pubDate", "")[:25].strip(), "%a, %d %b %Y %H:%M:%S")
        post.days = {f"{date:%Y-%m-%d}", *around(date)}
    except ValueError:
        pass
    post.authors = [one for one in [got.get("dc:creator")] if one]
    source.private(got.get("author", ""))
    post.subjects = [html.unescape(child[2]) for child in node[3] if child[0] == "category"]
    post.excerpt = got.get("description", "") if got.get("content:encoded") else ""
    post.thumbnails = [
        child[1]["url"]
        for child in node[3]
        if child[0] in ("enclosure", "media:content")
        and PICTURE.search(urllib.parse.urlsplit(child[1].get("url", "")).path)
    ]
    source.posts.append(post)


def around(date):
    return {f"{date + datetime.timedelta(hours=hours):%Y-%m-%d}" for hours in (-12, 14)}


def atom_head(source, path, name, attributes, value):
    if name == "link" and attributes.get("rel", "alternate") == "alternate":
        source.hosts.add(host(urllib.parse.urlsplit(attributes.get("href", "")).netloc))
    elif name == "email":
        source.private(value)


def atom(source, node, comments):
    if node[0] != "entry":
        return
    got = fields(node)
    for child in node[3]:
        if child[0] == "author":
            author = fields(child)
            source.private(author.get("email", ""))
            source.gravatars.update(
                found for part in child[3] for found in re.findall(r"avatar/(\w+)", part[1].get("src", ""))
            )
    author = next((fields(child).get("name", "") for child in node[3] if child[0] == "author"), "")
    terms = [(child[1].get("scheme", ""), child[1].get("term", "")) for child in node[3] if child[0] == "category"]
    kind = next((term.rsplit("#", 1)[1] for scheme, term in terms if scheme.endswith("#kind")), "post")
    links = {child[1].get("rel", "alternate"): child[1].get("href", "") for child in node[3] if child[0] == "link"}
    content = next((child for child in node[3] if child[0] == "content"), None) or next(
        (child for child in node[3] if child[0] == "summary"), None
    )
    body = content[2] if content else ""
    if content and content[1].get("type") == "xhtml":
        body = "".join(serialized(child) for child in content[3])
    if kind == "comment":
        ref = next((child[1].get("ref", "") for child in node[3] if child[0].endswith(":in-reply-to")), "")
        related = re.search(r"/(\d+)/?$", links.get("related", ""))
        comments.append(
            (
                ref,
                Comment(
                    re.sub(r".*-", "", got.get("id", "")),
                    related[1] if related else "0",
                    author,
                    body,
                    got.get("published", ""),
                ),
            )
        )
        return
    if kind not in ("post", "page"):
        source.never["other items"].append((f"{plain(got.get('title', ''))}|{kind}", body))
        return
    post = Post(
        kind,
        plain(got.get("title", "")) or got.get("id", ""),
        got.get("title", ""),
        form="html",
        body=body,
        link=links.get("alternate", ""),
    )
    post.ids = [text for text in (got.get("id", ""), post.link) if text]
    post.state = (
        "draft"
        if any(child[0].endswith("control") and "yes" in [part[2] for part in child[3]] for child in node[3])
        else "published"
    )
    post.days = {got.get("published", got.get("updated", ""))[:10]}
    try:
        date = datetime.datetime.fromisoformat(got.get("published", got.get("updated", "")))
        post.days.add(f"{date.astimezone(datetime.timezone.utc):%Y-%m-%d}")
    except ValueError:
        pass
    post.authors = [author] if author else []
    post.subjects = [term for scheme, term in terms if not scheme.endswith("#kind")]
    source.posts.append(post)


def serialized(node):
    name, attributes, text, children = node
    inside = html.escape(text) + "".join(serialized(child) for child in children)
    return f"<{name}{''.join(f' {key}={json.dumps(value)}' for key, value in attributes.items())}>{inside}</{name}>"


def read_json_feed(source, feed):
    source.kind = "jsonfeed"
    source.hosts.add(host(urllib.parse.urlsplit(feed.get("home_page_url", "")).netloc))
    everyone = [one.get("name", "") for one in feed.get("authors", [])]
    source.gravatars.update(re.findall(r"avatar/(\w+)", json.dumps(feed.get("authors", []))))
    for item in feed["items"]:
        text = item.get("content_html")
        if text is None:
            text = "".join(f"<p>{html.escape(part)}</p>" for part in item.get("content_text", "").split("\n\n"))
        post = Post(
            "post",
            item.get("title") or str(item["id"]),
            html.escape(item.get("title") or ""),
            form="html",
            body=text,
            link=item.get("url", ""),
        )
        post.ids = [str(item["id"]), post.link]
        post.days = {item.get("date_published", "")[:10]}
        try:
            post.days.add(
                f"{datetime.datetime.fromisoformat(item.get('date_published', '')).astimezone(datetime.timezone.utc):%Y-%m-%d}"
            )
        except ValueError:
            pass
        authors = item.get("authors") or ([item["author"]] if item.get("author") else [])
        post.authors = [one.get("name", "") for one in authors] or everyone
        post.subjects = item.get("tags", [])
        post.thumbnails = [item["image"]] if item.get("image") else []
        post.excerpt = html.escape(item.get("summary", ""))
        source.posts.append(post)


# Folders of Markdown

SKIPPED = {
    "_site",
    "node_modules",
    ".git",
    ".obsidian",
    ".trash",
    "_includes",
    "_layouts",
    "_data",
    "_sass",
    "archetypes",
    "layouts",
    "templates",
    "themes",
    "vendor",
    ".github",
}
NOT_CONTENT = re.compile(r"^(readme|changelog|license|contributing|code_of_conduct)\.", re.I)


def read_folder(source, root):
    there = set(os.listdir(root))
    config = ""
    for name in ("_config.yml", "hugo.toml", "config.toml", "pelicanconf.py"):
        if name in there:
            with open(os.path.join(root, name), encoding="utf-8") as file:
                config = file.read()
            break
    if "_config.yml" in there or "_posts" in there:
        kind = "jekyll"
    elif "hugo.toml" in there or "baseURL" in config or "archetypes" in there:
        kind = "hugo"
    elif "base_url" in config:
        kind = "zola"
    elif any(name.startswith((".eleventy", "eleventy.config")) for name in there):
        kind = "eleventy"
    elif "pelicanconf.py" in there:
        kind = "pelican"
    else:
        kind = "obsidian" if ".obsidian" in there else "markdown"
    source.kind, source.root = kind, root
    address = re.search(r"(?:url|baseURL|base_url|SITEURL)\s*[:=]\s*['\"]?(https?://[^\s'\"]+)", config)
    if address:
        source.hosts.add(host(urllib.parse.urlsplit(address[1]).netloc))
    skipped = (
        SKIPPED | {"public"} if kind in ("hugo", "zola") else SKIPPED | {"output"} if kind == "pelican" else SKIPPED
    )
    source.people = {}
    for folder, folders, names in os.walk(root):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            if set(path.split("/")[:-1]) & {"_data", "data"} and re.search(r"\.(ya?ml|toml|json)$", name):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    data = file.read()
                source.private(data)
                if name.startswith("authors.y"):
                    source.people = {
                        key: (value or {}).get("name", key) for key, value in front_matter.yaml(data).items()
                    }
        folders[:] = sorted(one for one in folders if one == "_data" or one not in skipped)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if one not in skipped)
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            if name.lower().endswith((".md", ".markdown")):
                if not NOT_CONTENT.match(name) or folder != root:
                    markdown(source, kind, config, path, data.decode("utf-8", "replace"))
            else:
                source.files[unicodedata.normalize("NFC", path)] = hashlib.sha256(data).hexdigest()


def listed(value, spaces=False):
    if value is None or value is False:
        return []
    if isinstance(value, list):
        return [str(one) for one in value if one is not None]
    return str(value).split() if spaces else [str(value)]


def markdown(source, kind, config, path, text):
    got, body = front_matter.pelican(text) if kind == "pelican" else front_matter.split(text)
    stem = os.path.basename(path).rsplit(".", 1)[0]
    if stem == "_index":
        return
    if stem == "index":
        stem = os.path.basename(os.path.dirname(path))
    found = re.match(r"(\d{4}-\d{2}-\d{2})[-_](.+)$", stem)
    date, slug = (found[1], found[2]) if found else ("", stem)
    written = str(got.get("date") or got.get("created") or date or "")
    date = written[:10]
    draft = (
        got.get("draft") in (True, "true")
        or got.get("published") is False
        or "_drafts" in path.split("/")
        or got.get("publish") is False
    )
    draft = (
        draft
        or str(got.get("status", "")) in ("draft", "hidden")
        or (kind == "eleventy" and got.get("permalink") is False)
    )
    inside = path.split("/")
    if kind == "jekyll":
        is_post = "_posts" in inside or "_drafts" in inside
    elif kind in ("hugo", "zola"):
        is_post = len(inside) > 2 and (bool(date) or inside[1] in ("posts", "post", "blog"))
    elif kind == "pelican":
        is_post = "pages" not in inside
    elif kind == "obsidian":
        is_post = True
    else:
        is_post = bool(date)
    post = Post(
        "post" if is_post else "page",
        path,
        html.escape(str(got.get("title") or "")),
        form="markdown",
        body=body,
        slug=str(got.get("slug") or slug),
        file=path,
    )
    if kind == "obsidian" and not post.title:
        post.title = html.escape(stem)
    post.state = "draft" if draft else "scheduled" if date > datetime.date.today().isoformat() else "published"
    if kind == "obsidian":
        post.state = "any"
    post.days = {date} if date else set()
    try:
        moment = datetime.datetime.fromisoformat(re.sub(r"(:\d\d) ([+-])", r"\1\2", written))
        post.days.add(f"{moment.astimezone(datetime.timezone.utc):%Y-%m-%d}" if moment.tzinfo else date)
    except ValueError:
        pass
    authors = listed(got.get("authors") or got.get("author"))
    if kind == "pelican":
        authors = [one.strip() for text in authors for one in re.split("[;,]", text)]
    post.authors = [source.people.get(one, one) for one in authors]
    taxonomies = got.get("taxonomies") or {}
    post.subjects = (
        listed(got.get("categories"), kind == "jekyll")
        + listed(got.get("category"))
        + listed(got.get("tags"), kind in ("jekyll", "obsidian"))
    )
    if kind == "pelican":
        post.subjects = listed(got.get("category")) + [
            one.strip() for one in got.get("tags", "").split(",") if one.strip()
        ]
    post.subjects += listed(taxonomies.get("categories")) + listed(taxonomies.get("tags"))
    post.subjects = [one for one in dict.fromkeys(post.subjects) if not (kind == "eleventy" and one == "posts")]
    post.excerpt = html.escape(str(got.get("description") or got.get("excerpt") or ""))
    for address in listed(got.get("redirect_from")) + (
        listed(got.get("aliases")) if kind not in ("obsidian", "pelican") else []
    ):
        (post.queries if "?" in address else post.old).append(address if address.startswith("/") else "/" + address)
    if post.state == "published":
        post.link = address_of(kind, config, path, got, post, slug, date)
    source.posts.append(post)


def hugo_slug(name):
    """Hugo's form of a name: small letters, hyphens for spaces, and few signs."""
    name = "".join(c for c in name.lower() if c.isalnum() or c.isspace() or c in "./\\_+~-@")
    return re.sub(r"\s+-?|-\s+", "-", name.strip())


def address_of(kind, config, path, got, post, slug, date):
    """Where the generator published a file."""

    def pattern(text, names):
        return re.sub(r":(\w+)", lambda found: names.get(found[1], found[0]), text)

    year, month, day = (date.split("-") + ["", "", ""])[:3]
    if kind == "jekyll":
        fixed = got.get("permalink")
        found = re.search(r"^permalink:\s*(\S+)", config, re.M)
        if not fixed and post.kind == "page":
            return "/" + path.rsplit(".", 1)[0] + ".html"
        folder = path.split("/_posts/")[0] if "/_posts/" in path else ""
        categories = (
            folder.split("/") * bool(folder) + listed(got.get("categories"), True) + listed(got.get("category"))
        )
        names = {
            "categories": "/".join(dict.fromkeys(one.lower() for one in categories)),
            "year": year,
            "month": month,
            "day": day,
            "title": post.slug,
            "slug": post.slug,
        }
        styles = {
            "date": "/:categories/:year/:month/:day/:title.html",
            "pretty": "/:categories/:year/:month/:day/:title/",
            "none": "/:categories/:title.html",
        }
        text = str(fixed or (found[1] if found else "date"))
        return re.sub("/+", "/", pattern(styles.get(text, text), names))
    if kind == "hugo":
        if got.get("url"):
            return "/" + str(got["url"]).lstrip("/")
        inside = path.removeprefix("content/").removesuffix(".md").removesuffix("/index")
        found = (
            re.search(rf"^{re.escape(inside.split('/')[0])}\s*=\s*[\"']([^\"']+)", config, re.M)
            if "/" in inside
            else None
        )
        if found:
            return pattern(
                found[1],
                {
                    "year": year,
                    "month": month,
                    "day": day,
                    "slug": hugo_slug(str(got.get("slug") or html.unescape(post.title))),
                    "title": hugo_slug(html.unescape(post.title)),
                    "section": inside.split("/")[0],
                    "filename": slug,
                    "contentbasename": slug,
                },
            )
        parent = os.path.dirname(inside)
        return "/" + (f"{parent}/" if parent else "") + str(got.get("slug") or os.path.basename(inside)) + "/"
    if kind == "zola":
        parent = os.path.dirname(path.removeprefix("content/").removesuffix("/index.md"))
        return "/" + (f"{parent}/" if parent else "") + post.slug + "/"
    if kind == "eleventy":
        if isinstance(got.get("permalink"), str):
            return got["permalink"]
        return f"/posts/{post.slug}/" if post.kind == "post" else f"/{post.slug}/"
    if kind == "pelican":
        return f"/{year}/{post.slug}.html" if post.kind == "post" else f"/pages/{post.slug}.html"
    return ""
