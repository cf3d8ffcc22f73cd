"""Exports of WordPress (WXR), with all that real ones hold."""

import datetime
import gzip
import hashlib
import html
import io
import os
import re
import tarfile
import urllib.parse
import zipfile

from blocks import BLOCKS, CLASSIC, TEMPLATE_BLOCKS
from made_up import PEN_NAMES, SUBJECTS, Prose, number, person, picture, slug_of, title_of

BLOG = "https://deskletters.example"
DAY = datetime.date(2026, 11, 20)
ZEROS = "0000-00-00 00:00:00"
AUTHORS = [
    ("sol", "Sol Quillfeather", "SQ"),
    ("thea.aldous", "Thea Aldous-Byrne", "TAB"),
    ("guest", "Guest Desk", "GD"),
    ("nobody", "Nobody Yet", "NY"),
]
STATES = [
    "publish",
    "draft without slug",
    "scheduled",
    "private",
    "pending",
    "trash",
    "password",
    "sticky",
    "no title",
    "empty",
    "greek",
    "stray creator",
    "zero dates",
    "old",
    "forty-five tags",
    "plain address",
    "html title",
    "format",
    "by category",
    "draft",
    "auto-draft",
    "same title",
    "same title",
    "markdown title",
    "unknown creator",
    "many paths",
    "closed",
]
FORMATS = "aside audio chat gallery image link quote status video".split()
ALTS = ["A shelf of ledgers", 'A sign that says "Quiet"', "", "Die alte Kartei [1931]", "Two desks &amp; a lamp"]
NAMES = [
    "reading-room",
    "IMG_2041",
    "The-Old-Desk",
    "shelf-1",
    "scan-2",
    "bücherregal",
    "flood",
    "card-catalog-scaled",
    "a-b-300x200-c",
    "portrait",
]


class Wordpress:
    def __init__(self, options):
        self.options = options
        self.prose = Prose(options.seed)
        self.random = number(options.seed, "wordpress")
        self.version = options.wxr
        self.counts = {}
        self.post_count, self.picture_count = options.posts, options.pictures
        self.pages = max(3, min(13, options.posts // 4))
        self.next_id = 100 + self.post_count * 2 + self.picture_count + 100
        self.comment_id = 0
        self.written = 0
        self.breaks = set(options.breaks or [])

    # Things that are known before they are written, by their number.

    def post_id(self, index):
        return 100 + index * 2

    def picture_id(self, index):
        return 100 + self.post_count * 2 + index

    def state(self, index):
        if index < len(STATES):
            return STATES[index]
        return STATES[(index // 20) % len(STATES)] if index % 20 == 7 else "publish"

    def date(self, index):
        """Local time, five hours behind Greenwich; from 2007 on, in order."""
        start = datetime.datetime(2007, 3, 5, 8, 15)
        span = datetime.datetime(2026, 11, 1) - start
        date = (start + span * index / max(1, self.post_count)).replace(microsecond=0)
        if self.state(index) == "scheduled":
            date = datetime.datetime(2030, 1, 1, 23, 30)
        return date

    def slug(self, index):
        state = self.state(index)
        if state in ("draft without slug", "auto-draft"):
            return ""
        if state == "greek":
            return urllib.parse.quote("ερώτηση-προς-τη-βιβλιοθήκη").lower() + f"-{index}"
        if state == "no title":
            return str(self.post_id(index))
        return slug_of(title_of(self.options.seed, index))

    def link(self, index):
        state, date = self.state(index), self.date(index)
        if state in ("draft without slug", "draft", "pending", "auto-draft", "plain address") or state == "scheduled":
            return f"{BLOG}/?p={self.post_id(index)}"
        if state == "trash":
            return f"{BLOG}/?p={self.post_id(index)}"
        if state == "by category":
            return f"{BLOG}/careers/night-shifts/{self.slug(index)}/"
        return f"{BLOG}/{date:%Y/%m/%d}/{self.slug(index)}/"

    def pictures_of(self, index):
        """The pictures that are shown in a post; the last two are shown nowhere."""
        shown = max(0, self.picture_count - 2)
        return range(index * shown // self.post_count, (index + 1) * shown // self.post_count)

    def picture(self, index):
        random = number(self.options.seed, "picture", index)
        name, kind = random.choice(NAMES), random.choice(["jpg", "jpg", "png", "JPG", "jpeg", "gif"])
        year, month = 2008 + index % 18, index % 12 + 1
        # Some share their name with one of another month.
        stem = (
            name
            if index < 30
            else f"{name.replace('-scaled', '')}-{index}" + ("-scaled" if name.endswith("-scaled") else "")
        )
        path = f"{year}/{month:02}/{stem}.{kind}"
        url = f"{BLOG}/wp-content/uploads/{urllib.parse.quote(path)}"
        thumbnail = url if kind == "gif" else f"{url[: -len(kind) - 1].removesuffix('-scaled')}-300x200.{kind}"
        kinds = {"jpg": "jpeg", "JPG": "jpeg"}
        return {
            "index": index,
            "id": self.picture_id(index),
            "path": path,
            "full": url,
            "url": thumbnail,
            "kind": kinds.get(kind, kind),
            "alt": random.choice(ALTS),
            "page": f"{BLOG}/?attachment_id={self.picture_id(index)}",
            "gone": index % 50 == 49,
        }

    # Text

    def fill(self, template, index, pictures):
        """Puts words into a template. Two pictures at most are taken from those that have yet to be shown."""
        first = second = None
        if re.search(r"\{(url|full|id|page)\}", template):
            first = pictures.pop(0) if pictures else None
            if first is None:
                return None
        if re.search(r"\{(url|full|id|page)2\}", template):
            second = pictures.pop(0) if pictures else first
        random = self.random

        def one(match):
            key = match[1]
            which = second if key.endswith("2") else first
            if key == "p":
                return self.prose.paragraph()
            if key == "s":
                return self.prose.phrase()
            if key.rstrip("2") in ("url", "full", "id", "alt", "page"):
                value = str(which[key.rstrip("2")])
                return value.replace('"', "&quot;") if key.startswith("alt") else value
            if key == "link":
                kind = random.random()
                path = f"{self.prose.token()}/{random.choice(['', 'a(b)', 'x_y_z.html', 'über', 'q?a=1&amp;b=%20two', '#part'])}"
                return f"http{'s' if kind > 0.2 else ''}://school{random.randrange(90)}.example/{path}"
            if key == "own":
                return self.link(random.randrange(self.post_count))
            if key == "old_own":
                return BLOG.replace("https", "http") + f"/?p={self.post_id(random.randrange(self.post_count))}"
            if key == "file":
                return f"{BLOG}/wp-content/uploads/2019/04/checklist-{index}.pdf"
            if key == "audio":
                return f"{BLOG}/wp-content/uploads/2012/06/talk.mp3"
            if key == "video":
                return f"{BLOG}/wp-content/uploads/2012/06/tour.mov"
            if key in ("number", "foreign"):
                return str(random.randrange(10**6, 10**9))
            if key == "video_id":
                return "V" + format(random.randrange(16**10), "010x")
            if key == "fn":
                return hashlib.md5(f"{index}".encode()).hexdigest()
            if key == "reusable":
                return str(self.next_id)
            if key == "form_mail":
                return "forms@mail.example"
            author = AUTHORS[index % 2]
            return {"initials": author[2], "columnist": author[1].split()[0], "pen": PEN_NAMES[index % len(PEN_NAMES)]}[
                key
            ]

        return re.sub(r"\{([a-z]+(?:_[a-z]+)?2?)\}", one, template)

    def body(self, index, size):
        state = self.state(index)
        pictures = [self.picture(at) for at in self.pictures_of(index)]
        parts = []
        if state == "empty":
            return ""
        if index == 1 or index % 200 == 30:  # every kind of block in one post
            own = [
                self.picture(at)
                for at in range(index * 7 % max(1, self.picture_count - 2), max(0, self.picture_count - 2))
            ][:30]
            for template in list(BLOCKS.values()) + list(TEMPLATE_BLOCKS.values()):
                parts.append(self.fill(template, index, own))
            blocks = True
        elif index % 5 in (2, 4):
            parts.append(self.fill(CLASSIC[index // 5 * 2 % len(CLASSIC) + (index % 5 == 4)], index, pictures))
            blocks = False
        else:
            kinds = list(BLOCKS.values())
            chosen = [self.random.choice(kinds) for _ in range(self.random.randint(1, 6))]
            parts = [
                self.fill(template, index, pictures)
                for template in [BLOCKS["paragraph"], *chosen, BLOCKS["paragraph, links"]]
            ]
            if index % 15 == 0:
                parts.insert(
                    1,
                    TEMPLATE_BLOCKS[self.random.choice(list(TEMPLATE_BLOCKS))]
                    .replace("{form_mail}", "forms@mail.example")
                    .replace("{reusable}", str(self.next_id)),
                )
            blocks = True
        while pictures:
            if blocks:
                part = self.fill(
                    self.random.choice([BLOCKS[key] for key in ("image", "image, linked", "gallery, old", "gallery")]),
                    index,
                    pictures,
                )
            else:
                part = self.fill(
                    '<img class="alignnone size-medium wp-image-{id}" src="{url}" alt="{alt}" width="300" />',
                    index,
                    pictures,
                )
            parts.append(part)
        parts = [part for part in parts if part is not None]
        if not parts:
            parts = [self.prose.paragraph()]
        length = sum(len(part) for part in parts)
        while length < size:
            text = self.prose.paragraph(8)
            parts.append(f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" if blocks else text)
            length += len(parts[-1])
        if index % 40 == 12:
            gravatar = hashlib.md5(b"author0@mail.example").hexdigest()
            parts.append(
                f'<div class="author-bio"><img src="https://secure.gravatar.com/avatar/{gravatar}?s=96" alt="" />{self.prose.phrase()}</div>'
            )
        body = "\n\n".join(parts)
        if "control" in self.breaks and index % 3 == 0:
            body = body.replace(" ", "\x0b ", 1).replace(". ", ".\x08 ", 2) + "\x1f"
        if "cdata" in self.breaks and index % 4 == 1:
            body += f"\n\n<pre>if (a[b[0]]>1) {{ {self.prose.phrase()} }}</pre>\n<p>x[y[1]]><b>{self.prose.phrase()}</b></p>"
        elif index % 9 == 2:
            body += f"\n\n<pre>if (a[b[0]]>1) {{ {self.prose.phrase()} }}</pre>"
        if "\n\n" in body and index % 21 == 20:
            body = body.replace("\n", "\r\n")
        return body

    # XML

    def cdata(self, text):
        return f"<![CDATA[{text if 'cdata' in self.breaks else text.replace(']]>', ']]]]><![CDATA[>')}]]>"

    def value(self, text):
        """What 1.2 puts into CDATA and 1.0 and 1.1 write as text."""
        return self.cdata(text) if self.version == "1.2" else html.escape(str(text), quote=False)

    def element(self, name, text, plain=False):
        return f"\t\t<wp:{name}>{text if plain else self.value(text)}</wp:{name}>\n"

    def head(self):
        scheme = "https" if self.options.https else "http"
        v = self.version
        out = [
            f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file generated by WordPress as an export of your site. -->
<rss version="2.0"
	xmlns:excerpt="{scheme}://wordpress.org/export/{v}/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="{scheme}://wordpress.org/export/{v}/"
>
<channel>
	<title>Letters to the Desk &amp; Answers</title>
	<link>{BLOG}</link>
	<description>Second opinions on a working life</description>
	<pubDate>Fri, 20 Nov 2026 10:00:00 +0000</pubDate>
	<language>en-US</language>
	<wp:wxr_version>{v}</wp:wxr_version>
	<wp:base_site_url>{BLOG}</wp:base_site_url>
	<wp:base_blog_url>{BLOG}</wp:base_blog_url>
"""
        ]
        if v != "1.0":
            for at, (login, name, _) in enumerate(AUTHORS):
                first, _, last = name.partition(" ")
                out.append(
                    f"\t<wp:author><wp:author_id>{at + 1}</wp:author_id><wp:author_login>{self.value(login)}</wp:author_login>"
                    f"<wp:author_email>{self.value(f'author{at}@mail.example')}</wp:author_email><wp:author_display_name>{self.cdata(name)}</wp:author_display_name>"
                    f"<wp:author_first_name>{self.cdata(first)}</wp:author_first_name><wp:author_last_name>{self.cdata(last)}</wp:author_last_name></wp:author>\n"
                )
        for at, name in enumerate(SUBJECTS):
            term = "" if v == "1.0" else f"<wp:term_id>{at + 1}</wp:term_id>"
            about = (
                f"<wp:category_description>{self.cdata(self.prose.sentence())}</wp:category_description>"
                if at == 3
                else ""
            )
            parent = slug(SUBJECTS[0]) if at % 4 == 3 else ""
            out.append(
                f"\t<wp:category>{term}<wp:category_nicename>{self.value(slug(name))}</wp:category_nicename>"
                f"<wp:category_parent>{self.value(parent)}</wp:category_parent><wp:cat_name>{self.cdata(escaped(name))}</wp:cat_name>{about}</wp:category>\n"
            )
        for at in range(110):
            name = tag(at)
            term = "" if v == "1.0" else f"<wp:term_id>{at + 100}</wp:term_id>"
            out.append(
                f"\t<wp:tag>{term}<wp:tag_slug>{self.value(slug(name))}</wp:tag_slug><wp:tag_name>{self.cdata(escaped(name))}</wp:tag_name></wp:tag>\n"
            )
        if v == "1.2":
            out.append(
                f"\t<wp:term><wp:term_id>900</wp:term_id><wp:term_taxonomy>{self.value('nav_menu')}</wp:term_taxonomy><wp:term_slug>{self.value('main')}</wp:term_slug>"
                f"<wp:term_parent>{self.value('')}</wp:term_parent><wp:term_name>{self.cdata('Main')}</wp:term_name></wp:term>\n"
            )
        out.append("\n\t<generator>https://wordpress.org/?v=6.8</generator>\n\n")
        return "".join(out)

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def item(
        self,
        *,
        id,
        type,
        title,
        slug="",
        link="",
        creator="sol",
        date=None,
        gmt=None,
        status="publish",
        parent=0,
        order=0,
        password="",
        sticky=False,
        content="",
        excerpt="",
        subjects=(),
        meta=(),
        attachment="",
        comments="",
        comment_status="open",
    ):
        date = date or datetime.datetime(2020, 2, 3, 4, 5, 6)
        text = date if isinstance(date, str) else f"{date:%Y-%m-%d %H:%M:%S}"
        gmt = gmt or f"{date + datetime.timedelta(hours=5):%Y-%m-%d %H:%M:%S}"
        published = (
            "Mon, 30 Nov -0001 00:00:00 +0000"
            if gmt == ZEROS
            else f"{datetime.datetime.fromisoformat(gmt):%a, %d %b %Y %H:%M:%S} +0000"
        )
        head = (
            self.cdata(title)
            if self.version == "1.2" and id % 2
            else html.escape(title, quote=False)
            if self.version != "1.0"
            else title.replace("&", "&amp;")
            if "<" not in title
            else html.escape(title)
        )
        out = [
            f"\t<item>\n\t\t<title>{head}</title>\n\t\t<link>{html.escape(link)}</link>\n\t\t<pubDate>{published}</pubDate>\n"
            f"\t\t<dc:creator>{self.cdata(creator)}</dc:creator>\n"
        ]
        if self.version == "1.0":
            for domain, nice, name in subjects:
                out.append(
                    f'\t\t<category>{self.cdata(name)}</category>\n\t\t<category domain="{"tag" if domain == "post_tag" else domain}" nicename="{nice}">{self.cdata(name)}</category>\n'
                )
        guid = attachment or f"{BLOG}/?{'page_id' if type == 'page' else 'p'}={id}"
        out.append(
            f'\t\t<guid isPermaLink="false">{html.escape(guid)}</guid>\n\t\t<description></description>\n'
            f"\t\t<content:encoded>{self.cdata(content)}</content:encoded>\n\t\t<excerpt:encoded>{self.cdata(excerpt)}</excerpt:encoded>\n"
        )
        out.append(
            self.element("post_id", id, True) + self.element("post_date", text) + self.element("post_date_gmt", gmt)
        )
        if self.version == "1.2":
            out.append(self.element("post_modified", text) + self.element("post_modified_gmt", gmt))
        out.append(
            self.element("comment_status", comment_status)
            + self.element("ping_status", "open")
            + self.element("post_name", slug)
            + self.element("status", status)
            + self.element("post_parent", parent, True)
            + self.element("menu_order", order, True)
            + self.element("post_type", type)
            + self.element("post_password", password)
        )
        if self.version != "1.0":
            out.append(self.element("is_sticky", int(sticky), True))
            for domain, nice, name in subjects:
                out.append(f'\t\t<category domain="{domain}" nicename="{nice}">{self.cdata(name)}</category>\n')
        if attachment:
            out.append(self.element("attachment_url", attachment))
        for key, content in meta:
            out.append(
                f"\t\t<wp:postmeta>\n\t{self.element('meta_key', key)}\t\t\t<wp:meta_value>{self.cdata(content)}</wp:meta_value>\n\t\t</wp:postmeta>\n"
            )
        out.append(comments)
        out.append("\t</item>\n")
        return "".join(out)

    def comments(self, index, how_many, date):
        """Comments of a post: some ten deep, some without parent, some before their parent, some not approved."""
        made = []
        for at in range(how_many):
            self.comment_id += 1
            id, random = self.comment_id, self.random
            parent = 0
            if made and (random.random() < 0.45 or (index % 10 == 0 and at <= 10)):
                parent = made[-1][0] if index % 10 == 0 and at <= 10 else random.choice(made)[0]
            type, approved, user = "comment" if self.version == "1.2" and id % 3 else "", "1", 0
            name = person(random.randrange(200)) if id % 7 else PEN_NAMES[index % len(PEN_NAMES)]
            content = self.prose.paragraph()
            if id % 60 == 59:
                parent = 10**7 + id
                self.count("orphans")
            if id % 12 == 11:
                approved = "0"
            elif id % 40 == 39:
                approved = random.choice(["trash", "post-trashed", "spam"])
            if id % 20 == 19:
                type, name, parent = "pingback", "Another blog &#124; A post", 0
                content = f"[&#8230;] {content} [&#8230;]"
            elif id % 45 == 44:
                type, name, parent = "trackback", "A trackback", 0
                content = f"<strong>A trackback</strong>\n\n[...] {content}"
            if id % 9 == 3:
                content += f"\n\n{self.prose.paragraph()}\n{self.prose.phrase()}"
            if id % 11 == 5:
                content += f' <a href="https://reader{id}.example/page" rel="nofollow">{self.prose.phrase()}</a> <em>{self.prose.phrase()}</em> &amp; 5 &lt; 6'
            if id % 13 == 5:
                content = f"<blockquote>{self.prose.phrase()}</blockquote>\n{content}\n\n<code>{self.prose.phrase()}</code> *not* _marked_ https://bare{id}.example/x"
            if id % 23 == 5:
                user, name = index % 2 + 1, AUTHORS[index % 2][1]
            mail = f"author{user - 1}@mail.example" if user else f"reader.{id}@mail.example" if id % 10 else ""
            ip = f"2001:db8::{id:x}" if id % 17 == 0 else f"198.51.{id // 250 % 250}.{id % 250 + 1}"
            if approved == "1" and type in ("", "comment"):
                self.count("approved comments")
            when = date + datetime.timedelta(hours=at * 7 + 1, minutes=id % 60)
            text = (
                f"\t\t<wp:comment>\n\t{self.element('comment_id', id, True)}\t\t\t<wp:comment_author>{self.cdata(name)}</wp:comment_author>\n"
                f"\t{self.element('comment_author_email', mail)}\t\t\t<wp:comment_author_url>{f'https://home{id}.example/' if id % 5 == 0 else ''}</wp:comment_author_url>\n"
                f"\t{self.element('comment_author_IP', ip)}\t{self.element('comment_date', f'{when:%Y-%m-%d %H:%M:%S}')}"
                f"\t{self.element('comment_date_gmt', f'{when + datetime.timedelta(hours=5):%Y-%m-%d %H:%M:%S}')}"
                f"\t\t\t<wp:comment_content>{self.cdata(content)}</wp:comment_content>\n\t{self.element('comment_approved', approved)}"
                f"\t{self.element('comment_type', type)}\t{self.element('comment_parent', parent, True)}\t{self.element('comment_user_id', user, True)}"
            )
            if id % 30 == 7 and mail:
                avatar = f"https://secure.gravatar.com/avatar/{hashlib.md5(mail.encode()).hexdigest()}?s=48"
                text += f"\t\t\t<wp:commentmeta>\n\t\t\t\t<wp:meta_key>avatar</wp:meta_key><wp:meta_value>{self.cdata(avatar)}</wp:meta_value>\n\t\t\t</wp:commentmeta>\n"
            made.append((id, type, text + "\t\t</wp:comment>\n"))
            self.count("comments")
        order = [text for _, _, text in made]
        for at in range(0, len(order) - 1, 25):
            order[at], order[at + 1] = order[at + 1], order[at]
        return "".join(order)

    def post(self, index, size, how_many):
        state, date = self.state(index), self.date(index)
        title = title_of(self.options.seed, index)
        if state in ("no title", "auto-draft"):
            title = ""
        elif state == "html title":
            title = f"Is <em>this</em> 5 &lt; 6 &amp; &#8220;so&#8221;? {title}"
        elif state == "same title":
            title = "Letters of the week"
        elif state == "markdown title":
            title = f'#1: *Stars*, _lines_ & [brackets]: `{title}` # "quoted" \\ end'
        status = {
            "draft without slug": "draft",
            "scheduled": "future",
            "private": "private",
            "pending": "pending",
            "trash": "trash",
            "draft": "draft",
            "auto-draft": "auto-draft",
        }.get(state, "publish")
        gmt = None
        if state in ("draft without slug", "draft", "pending", "auto-draft", "zero dates"):
            gmt = ZEROS
        if state == "zero dates":
            gmt = ZEROS
        names = [SUBJECTS[index % len(SUBJECTS)]]
        subjects = [("category", slug(name), escaped(name)) for name in names + (["Leaving"] if index % 6 == 0 else [])]
        tags = range(45) if state == "forty-five tags" else [self.random.randrange(110) for _ in range(index % 4)]
        subjects += [("post_tag", slug(tag(at)), escaped(tag(at))) for at in sorted(set(tags))]
        if index % 25 == 3:
            subjects = [("category", "uncategorized", "Uncategorized")]
        if state == "format" or index % 50 == 44:
            kind = FORMATS[index % len(FORMATS)]
            subjects.append(("post_format", f"post-format-{kind}", kind.capitalize()))
        creator = {"stray creator": "sol>", "unknown creator": "leftlongago"}.get(
            state, AUTHORS[index % 40 == 5 and 2 or index % 2][0]
        )
        meta = [("_edit_last", "1")]
        pictures = self.pictures_of(index)
        if pictures and index % 3 == 0:
            meta.append(("_thumbnail_id", str(self.picture_id(pictures[0]))))
        if state == "many paths":
            meta += [("_wp_old_slug", "an-older-name"), ("_wp_old_slug", "the-oldest-name")]
        content = self.body(index, size)
        note = re.search(r'data-fn="(\w+)"', content)
        if note:
            meta.append(
                (
                    "footnotes",
                    '[{"content":"%s <a href=\\"https://note%d.example/\\">there</a>","id":"%s"}]'
                    % (self.prose.phrase(), index, note[1]),
                )
            )
        excerpt = self.prose.sentence() if index % 8 == 1 else ""
        self.count(
            {"publish": "published posts", "future": "scheduled posts"}.get(status, f"{status} posts")
            if state != "password"
            else "password posts"
        )
        before = self.counts.get("approved comments", 0)
        comments = self.comments(index, how_many, date)
        if status in ("trash", "auto-draft"):
            self.counts["approved comments on posts in the trash"] = (
                self.counts.get("approved comments on posts in the trash", 0)
                + self.counts.get("approved comments", 0)
                - before
            )
            self.counts["approved comments"] = before
        return self.item(
            id=self.post_id(index),
            type="post",
            title=title,
            slug=self.slug(index),
            link=self.link(index),
            creator=creator,
            date=date,
            gmt=gmt,
            status=status,
            password="quiet" if state == "password" else "",
            sticky=state == "sticky",
            content=content,
            excerpt=excerpt,
            subjects=subjects,
            meta=meta,
            comments=comments,
            comment_status="closed" if state == "closed" else "open",
        )

    def attachment(self, index, parent):
        it = self.picture(index)
        self.count("attachments")
        meta = [("_wp_attached_file", it["path"])]
        if it["alt"]:
            meta.append(("_wp_attachment_image_alt", html.unescape(it["alt"])))
        if it["path"].rsplit(".", 1)[0].endswith("-scaled"):
            meta.append(
                (
                    "_wp_attachment_metadata",
                    'a:1:{s:14:"original_image";s:%d:"%s";}'
                    % (len(os.path.basename(it["path"])) - 7, os.path.basename(it["path"]).replace("-scaled", "")),
                )
            )
        name = os.path.basename(it["path"]).rsplit(".", 1)[0]
        return self.item(
            id=it["id"],
            type="attachment",
            title=name,
            slug=slug(name),
            link=it["page"],
            status="inherit",
            parent=parent,
            excerpt=f"A caption {self.prose.token()}" if index % 3 == 0 else "",
            content=self.prose.sentence() if index % 7 == 0 else "",
            meta=meta,
            attachment=it["full"],
        )

    def others(self):
        """Pages, menus, revisions and what else an export holds."""
        ids = [self.next_id + 10 + at for at in range(self.pages)]
        names = ["About", "Ask a question", "Reply policy"] + [f"Page {at}" for at in range(3, self.pages)]
        for at, (id, name) in enumerate(zip(ids, names)):
            parent = ids[at - 1] if at > 3 and at % 3 else 0
            parent_path = f"{slug(names[at - 1])}/" if parent else ""
            content = self.fill(
                "\n\n".join(
                    [BLOCKS["paragraph, links"], BLOCKS["heading"], BLOCKS["list"], BLOCKS["table"], BLOCKS["columns"]]
                ),
                at,
                [],
            )
            self.count("pages" if at != self.pages - 1 else "draft pages")
            yield self.item(
                id=id,
                type="page",
                title=name,
                slug=slug(name),
                link=f"{BLOG}/{parent_path}{slug(name)}/",
                parent=parent,
                order=at,
                content=content,
                status="draft" if at == self.pages - 1 else "publish",
                comments=self.comments(at, 2, datetime.datetime(2021, 5, 4))
                if at == 2 and self.options.comments
                else "",
            )
        base = ids[-1] + 1
        yield self.item(
            id=self.next_id,
            type="wp_block",
            title="A reusable block",
            slug="a-reusable-block",
            content=f"<!-- wp:paragraph -->\n<p>{self.prose.paragraph()}</p>\n<!-- /wp:paragraph -->",
        )
        menu = [("nav_menu", "main", "Main")]
        for at in range(70):
            self.count("menu items")
            yield self.item(
                id=base + at,
                type="nav_menu_item",
                title=f"Menu {at}" if at % 2 else "",
                slug=str(base + at),
                order=at + 1,
                subjects=menu,
                meta=[
                    ("_menu_item_type", "post_type"),
                    ("_menu_item_object_id", str(ids[at % len(ids)])),
                    ("_menu_item_url", ""),
                ],
            )
        for at in range(min(30, self.post_count)):
            self.count("revisions")
            yield self.item(
                id=base + 100 + at,
                type="revision",
                title=title_of(self.options.seed, at),
                slug=f"{self.post_id(at)}-revision-v1",
                parent=self.post_id(at),
                status="inherit",
                content=f"An older text of it. {self.prose.paragraph()}",
            )
        for at, type in enumerate(
            [
                "custom_css",
                "wp_global_styles",
                "wp_template",
                "wp_navigation",
                "feedback",
                "customize_changeset",
                "oembed_cache",
                "book_review",
            ]
        ):
            self.count("other items")
            text = (
                f"From: reader@mail.example\nIP: 203.0.113.{at + 1}\n{self.prose.paragraph()}"
                if type == "feedback"
                else self.prose.paragraph()
            )
            yield self.item(id=base + 200 + at, type=type, title=f"A {type}", slug=f"a-{type}", content=text)
        for at, name in enumerate(["talk.mp3", "tour.mov"]):
            self.count("attachments")
            yield self.item(
                id=base + 300 + at,
                type="attachment",
                title=name,
                slug=slug(name),
                status="inherit",
                attachment=f"{BLOG}/wp-content/uploads/2012/06/{name}",
                excerpt=f"Caption of {name}",
                meta=[("_wp_attached_file", f"2012/06/{name}")],
            )

    def items(self):
        comments_left, posts = self.options.comments, self.post_count
        target = (self.options.size_mb or 0) * 1_000_000
        for index in range(posts):
            share = comments_left // (posts - index)
            how_many = min(
                comments_left,
                12 if index % 10 == 0 and share else self.random.randint(0, 2 * share + 1) if comments_left else 0,
            )
            if index == posts - 1:
                how_many = comments_left
            comments_left -= how_many
            size = max(0, target * (index + 1) / posts - self.written - how_many * 1500 - 2000) if target else 0
            yield self.post(index, size, how_many)
            for at in self.pictures_of(index):
                yield self.attachment(at, self.post_id(index))
        for at in range(max(0, self.picture_count - 2), self.picture_count):
            yield self.attachment(at, 0)
        yield from self.others()

    def encode(self, text, at):
        if "entity" in self.breaks and at % 5 == 0:
            text = text.replace("\t\t<description></description>", "\t\t<description>Q &nbsp; A & more</description>")
        if "control" in self.breaks and at % 5 == 0:
            text = text.replace("\t\t<description></description>", "\t\t<description>&#11;&#x1;</description>")
        if "cp1252" in self.breaks and at % 3 == 0:
            return b"".join(
                character.encode("cp1252") if character in "“”‘’–—…éüÉ" else character.encode() for character in text
            )
        return text.encode()

    def write(self, out):
        os.makedirs(out, exist_ok=True)
        files = self.options.files
        expected = self.post_count + self.picture_count + self.pages + 112
        with Archive(out, self.options.archive) as archive:
            at, items = 0, self.items()
            for file in range(files):
                last = file == files - 1
                with archive.file(f"site.wordpress.{DAY}.{file if files > 1 else 1:03}.xml") as stream:
                    if "bom" in self.breaks:
                        stream.write(b"\xef\xbb\xbf")
                    if "blank" in self.breaks:
                        stream.write(b"\r\n\n")
                    stream.write(self.head().encode())
                    for text in items:
                        at += 1
                        data = self.encode(text, at)
                        if (
                            last
                            and "half" in self.breaks
                            and at > (self.post_count + self.picture_count) * 0.6
                            and b"attachment_url" not in data
                            and len(data) > 2000
                        ):
                            stream.write(data[: len(data) // 2].rstrip(b"\xc2\xc3\xe2\x80"))
                            self.counts["cut off at item"] = at
                            break
                        stream.write(data)
                        self.written += len(data)
                        if not last and at >= expected * (file + 1) / files:
                            break
                    else:
                        stream.write(b"</channel>\n</rss>\n")
                        continue
                    if not last:
                        stream.write(b"</channel>\n</rss>\n")
        self.media(out)

    def media(self, out):
        if not self.picture_count or self.options.no_media:
            return
        with tarfile.open(
            os.path.join(out, f"media-export-190011-from-0-to-{self.picture_count - 1}.tar"), "w"
        ) as archive:

            def add(path, data):
                entry = tarfile.TarInfo(path)
                entry.size, entry.mtime = len(data), 1_700_000_000
                archive.addfile(entry, io.BytesIO(data))

            for at in range(self.picture_count):
                it = self.picture(at)
                if it["gone"]:
                    self.count("pictures missing in the media archive")
                    continue
                add(it["path"], picture(at, it["kind"], 16 + at % 9, 12 + at % 7))
                self.count("pictures in the media archive")
                if "-scaled." in it["path"]:
                    add(it["path"].replace("-scaled.", "."), picture(at + 500_000, it["kind"], 40, 30))
            add("2012/06/talk.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 8)
            add("2012/06/tour.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08mdat")


def tag(at):
    return (
        [
            "résumé",
            "r&d",
            "C++",
            "archive",
            "archives",
            "Archives",
            "μεταδεδομένα",
            "job-hunting",
            "job hunting",
            '"soft" skills',
            "#1 advice",
            "yes",
        ][at]
        if at < 12
        else f"subject {at}"
    )


def escaped(name):
    return name.replace("&", "&amp;")


def slug(name):
    plain = slug_of(name.replace("é", "e").replace("&", ""))
    return plain or urllib.parse.quote(name.lower()).lower()


class Archive:
    """A folder, a zip or a tar.gz; files are written to it as streams."""

    def __init__(self, out, kind):
        self.out, self.kind = out, kind

    def __enter__(self):
        name = os.path.join(self.out, f"site.wordpress.com-{DAY}-10_00_00-abc123")
        self.zip = (
            zipfile.ZipFile(name + ".zip", "w", zipfile.ZIP_DEFLATED, allowZip64=True) if self.kind == "zip" else None
        )
        self.gzip = gzip.GzipFile(name + ".tar.gz", "wb", compresslevel=3, mtime=0) if self.kind == "tar.gz" else None
        self.tar = tarfile.open(fileobj=self.gzip, mode="w") if self.gzip else None
        return self

    def __exit__(self, *_):
        for archive in (self.zip, self.tar, self.gzip):
            if archive:
                archive.close()

    def file(self, name):
        if self.zip:
            return self.zip.open(name, "w", force_zip64=True)
        path = os.path.join(self.out, name)
        return Packed(path, self.tar, name) if self.tar else open(path, "wb")


class Packed:
    """A tar needs the size first, so the file is written beside it and then packed."""

    def __init__(self, path, tar, name):
        self.path, self.tar, self.name = path, tar, name

    def __enter__(self):
        self.stream = open(self.path, "wb")
        return self.stream

    def __exit__(self, *_):
        self.stream.close()
        entry = self.tar.gettarinfo(self.path, "wordpress-export/" + self.name)
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = 1_700_000_000, 0, 0, "", ""
        with open(self.path, "rb") as stream:
            self.tar.addfile(entry, stream)
        os.remove(self.path)
