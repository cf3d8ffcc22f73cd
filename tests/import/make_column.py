"""An export in the shapes of the two columns that this importer was made for; the words are made up."""

import datetime
import html
import os
import re

from made_up import PEN_NAMES, number
from make_wordpress import BLOG, Wordpress, slug

LEFTOVERS = """Share this:
Tweet
Like this:
Like Loading...
Leave a Reply Cancel reply
Enter your comment here...
Fill in your details below or click an icon to log in:
Email (required) (Address never made public)
Name (required)
Website
You are commenting using your WordPress.com account. ( Log Out / Change )
Cancel
Connecting to %s
Notify me of new comments via email.
Notify me of new posts via email."""
PROGRAMS = [
    ("Quarry Lake College", "Advanced Certificate Program"),
    ("Harrow & Pine", "Advanced Certificate Programs"),
    ("UW-Birch Falls", "Advanced Study Certificate"),
    ("iSchool, Tamarack University", "Certificate of Advanced Studies"),
    ("School of Information, University of Lower Dakota", "Specializations"),
]
POLICY = [
    ("Be respectful.", "Nobody here is a fool."),
    ("Nothing obscene.", "The youngest reader is a page of fifteen."),
    ("Stay on topic.", "A reply that does not may be removed."),
    ("Replies may be republished elsewhere.", "We ask first if we can find you."),
    ("Report what is objectionable.", "An editor looks into it."),
]


class Column(Wordpress):
    def __init__(self, options):
        super().__init__(options)
        self.pages = 1

    def state(self, index):
        return "publish"

    def question(self, index):
        return f"{['Should I', 'May I', 'How do I', 'When do I'][index % 4]} take {self.title_words(index)}?"

    def title_words(self, index):
        return (
            number(self.options.seed, "words", index).choice(
                [
                    "a certificate outside my field",
                    "the evening shift",
                    "a post with no title",
                    "the second interview",
                    "a course in coding",
                ]
            )
            + f" (letter {index + 1})"
        )

    def post(self, index, size, how_many):
        date, title = self.date(index), self.question(index)
        prose, kind = self.prose, index % 6
        names = ["SM", "TA"] if kind in (0, 3) else ["SM"]
        bold = kind in (1, 3)
        opening = "Dear Sol, " if kind in (2, 4) else ""
        q, marks = (
            ("<strong>Q:</strong>" if bold else "Q:"),
            [f"<strong>{name}:</strong>" if bold else f"{name}:" for name in names],
        )
        if kind == 5:
            q, marks = "<b>Q: </b>", [f"<b>{name}</b>:" for name in names]
        signed = f" Signed, {PEN_NAMES[index % len(PEN_NAMES)]}" if kind == 4 else ""
        parts = [title, f"{q} {opening}{prose.long(200)}{signed}", f"{marks[0]} {prose.paragraph()}"]
        if kind in (0, 2):
            parts.append("\n".join(f"• {prose.phrase()}" for _ in range(4)))
        elif kind == 1:
            parts += [f"• {prose.phrase()}" for _ in range(3)]
        elif kind == 4:
            parts.append("\n".join(f"- {prose.phrase()}" for _ in range(3)))
        parts += [prose.paragraph() for _ in range(3)]
        if len(names) > 1:
            parts += [
                f"{marks[1]} {prose.paragraph()}",
                f'{prose.paragraph()} <a href="https://reading{index}.example/list/">{prose.phrase()}</a>.',
            ]
        if kind in (0, 5):
            parts.append("Some programs to look at:")
            lines = [
                f'<a href="https://school{at}.example/certificates/">{html.escape(school)} {name}</a>'
                for at, (school, name) in enumerate(PROGRAMS)
            ]
            parts += ["\n".join(lines)] if kind == 0 else lines
        elif kind == 3:  # as a browser copies them
            parts += ["And these:", "\n".join(f"{html.escape(school)} {name}" for school, name in PROGRAMS)]
        while sum(map(len, parts)) < size:
            parts.append(prose.paragraph(8))
        parts += LEFTOVERS.split("\n")[: 15 if index % 2 else 11]
        if kind == 2:
            body = "\n\n".join(
                f"<!-- wp:paragraph -->\n<p>{part.replace(chr(10), '<br>')}</p>\n<!-- /wp:paragraph -->"
                for part in parts
            )
        elif kind == 3:
            body = "".join(f"<p>{part}</p>\n" for part in parts)
        else:
            body = "\n\n".join(parts)
        self.count("published posts")
        return self.item(
            id=self.post_id(index),
            type="post",
            title=html.escape(title),
            slug=slug(title),
            link=self.link(index),
            creator="sol" if index % 4 else "thea.aldous",
            date=date,
            content=body,
            excerpt=title,
            subjects=[("category", "careers", "Careers"), ("post_tag", "certificates", "Certificates")],
            comments=self.comments(index, how_many, date),
        )

    def write(self, out):
        if not self.options.pasted:
            return super().write(out)
        folder = os.path.join(out, "content", "questions")
        os.makedirs(folder, exist_ok=True)
        for index in range(self.post_count):
            text = self.post(index, 0, 0).split("<content:encoded><![CDATA[", 1)[1].split("]]></content", 1)[0]
            text = re.sub(r"</p>|<br>", "\n", re.sub(r"<!--.*?-->", "", text))
            text = html.unescape(re.sub(r"<[^>]+>", "", text)).strip()
            with open(os.path.join(folder, self.slug(index) + ".md"), "w", encoding="utf-8", newline="\n") as file:
                file.write(f"---\ntitle: {self.question(index)}\ndate: {self.date(index):%Y-%m-%d}\n---\n{text}\n")

    def slug(self, index):
        return slug(self.question(index))

    def others(self):
        rules = "\n".join(f"<li><strong>{rule}</strong> {reason} {self.prose.token()}</li>" for rule, reason in POLICY)
        self.count("pages")
        yield self.item(
            id=self.next_id + 1,
            type="page",
            title="Comment Policy",
            slug="comment-policy",
            link=f"{BLOG}/comment-policy/",
            date=datetime.datetime(2012, 1, 2, 3),
            content=f"{self.prose.paragraph()}\n<ol>\n{rules}\n</ol>\n{self.prose.paragraph()}",
        )

    def head(self):
        return (
            super()
            .head()
            .replace("Sol Quillfeather", "Sol Marwood")
            .replace("Quillfeather", "Marwood")
            .replace("Thea Aldous-Byrne", "Thea Abery")
            .replace("Aldous-Byrne", "Abery")
        )
