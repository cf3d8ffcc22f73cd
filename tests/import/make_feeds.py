"""Feeds with the full text: Atom as Blogger exports it, RSS as newsletters and JSON Feed as blogs write it."""

import datetime
import html
import json
import os

from made_up import PEN_NAMES, SUBJECTS, Prose, number, person, slug_of, title_of

SITE = "https://deskletters.example"
HOST = "https://images.deskletters.example/img"
# The prefix that Blogger uses; spelling checkers take it for a word.
THREAD = "t" + "hr"
AUTHORS = ["Sol Quillfeather", "Thea Aldous-Byrne"]


class Feed:
    name = ""

    def __init__(self, options):
        self.options = options
        self.prose = Prose(options.seed)
        self.counts = {}
        self.written = 0

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def date(self, index):
        span = datetime.datetime(2026, 11, 1) - datetime.datetime(2009, 3, 1)
        return (datetime.datetime(2009, 3, 1, 22, 45) + span * index / max(1, self.options.posts)).replace(
            microsecond=0
        )

    def title(self, index):
        title = title_of(self.options.seed, index)
        return {4: f"{title} & <more>", 9: f"“{title}”"}.get(index % 20, title)

    def address(self, index):
        return f"{SITE}/{self.date(index):%Y/%m}/{slug_of(title_of(self.options.seed, index))[:30]}_{index}.html"

    def subjects(self, index):
        return [SUBJECTS[(index + at) % len(SUBJECTS)] for at in range(index % 4)]

    def pictures_of(self, index):
        return range(
            index * self.options.pictures // self.options.posts,
            (index + 1) * self.options.pictures // self.options.posts,
        )

    def size_left(self, index):
        return (self.options.size_mb or 0) * 1_000_000 * (index + 1) / self.options.posts - self.written

    def body(self, index):
        p, s = self.prose.paragraph, self.prose.phrase
        outside = f"https://school{index % 90}.example/{self.prose.token()}/?a=1&amp;b=2"
        own = self.address(number(self.options.seed, "own", index).randrange(self.options.posts))
        pen = PEN_NAMES[index % len(PEN_NAMES)]
        form = index % 6
        if form == 0:
            parts = [
                f"<p><strong>Q:</strong> {p()}</p>",
                f"<p><strong>A:</strong> {p()}</p>",
                f"<ul><li><p>{s()}</p></li><li><p>{s()}</p></li></ul>",
                f"<p>{p()}</p>",
            ]
        elif form == 1:
            parts = [
                f"{p()}<br /><br />{p()}<br />\n{s()}<br /><a name='more'></a><br />",
                f"<div>{p()}</div><div><br /></div><div>{p()}&nbsp;</div>",
            ]
        elif form == 2:
            parts = [f"<p>Dear Sol,</p><p>{p()}</p><p><em>{pen}</em></p><hr>", f"<p>Dear {pen},</p><p>{p()}</p>"]
        elif form == 3:
            parts = [
                f'<span style="font-family: Georgia, serif;"><b>Q:</b> {p()}</span><br /><br /><b>SQ:</b> {p()}',
                f"<h2>{s()}</h2><blockquote><p>{p()}</p></blockquote>",
            ]
        elif form == 4:
            parts = [
                f'<p>{p()}<a class="footnote-anchor" href="#footnote-1" id="footnote-anchor-1">1</a></p>',
                f'<div class="subscription-widget-wrap"><div class="subscription-widget"><p>{s()}</p><form><input type="email"><input type="submit" value="Subscribe"></form></div></div>',
                f"<pre><code>{s()}\n  &lt;x&gt;</code></pre>",
                f'<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1">1</a><div class="footnote-content"><p>{p()}</p></div></div>',
            ]
        else:
            parts = [
                f"<p>{p()}</p>",
                f'<figure class="kg-card kg-embed-card"><iframe src="https://www.youtube.com/embed/V{index}" width="200"></iframe><figcaption>{s()}</figcaption></figure>',
                f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="{outside}"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{s()}</div><div class="kg-bookmark-description">{s()}</div></div></a></figure>',
                f"<table><thead><tr><th>{s()}</th></tr></thead><tbody><tr><td>{s()}</td></tr></tbody></table><script>not_shown()</script>",
            ]
        parts.append(f'<p>{s()} <a href="{outside}">{s()}</a>, <a href="{own}">{s()}</a>.</p>')
        for at in self.pictures_of(index):
            self.count("pictures")
            parts.append(
                [
                    f'<div class="separator" style="clear: both; text-align: center;"><a href="{HOST}/a{at}/s1600/desk-{at}.jpg" imageanchor="1"><img border="0" height="240" src="{HOST}/a{at}/s320/desk-{at}.jpg" width="320" /></a></div>',
                    f'<figure><picture><source type="image/webp" srcset="{HOST}/w_424/desk-{at}.webp 424w"><img src="{HOST}/a{at}/desk-{at}.png" alt="{s()}" srcset="{HOST}/w_424/desk-{at}.png 424w"></picture><figcaption>{s()}</figcaption></figure>',
                ][at % 2]
            )
        length, target = sum(map(len, parts)), self.size_left(index)
        while length < target:
            parts.append(f"<p>{p(8)}</p>")
            length += len(parts[-1])
        return "\n".join(parts)

    def write(self, out):
        os.makedirs(out, exist_ok=True)
        with open(os.path.join(out, self.name), "w", encoding="utf-8", newline="\n") as stream:
            for text in self.parts():
                stream.write(text)
                self.written += len(text)


class Atom(Feed):
    name = "blog-11-20-2026.xml"

    def entry(self, id, kind, title, content, date, author, links, subjects=(), draft=False, more=""):
        mail = "noreply@blogger.example" if kind == "comment" else "sol.private@mail.example"
        labels = "".join(
            f"<category scheme='http://www.blogger.com/atom/ns#' term='{html.escape(one)}'/>" for one in subjects
        )
        control = (
            "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
            if draft
            else ""
        )
        return (
            f"<entry><id>tag:blogger.com,1999:blog-1900.post-{id}</id><published>{date.isoformat()}.000-05:00</published><updated>{date.isoformat()}.001-05:00</updated>{control}"
            f"<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>{labels}"
            f"<title type='text'>{html.escape(title)}</title><content type='{'text' if kind == 'settings' else 'html'}'>{html.escape(content, quote=False)}</content>{links}"
            f"<author><name>{html.escape(author)}</name><uri>https://www.blogger.com/profile/{id}</uri><email>{mail}</email>"
            f"<gd:image rel='http://schemas.google.com/g/2005#thumbnail' width='16' height='16' src='https://secure.gravatar.com/avatar/{id:032x}'/></author>{more}</entry>\n"
        )

    def parts(self):
        yield (
            "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href=\"http://www.blogger.com/styles/atom.css\" type=\"text/css\"?>\n"
            f"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:gd='http://schemas.google.com/g/2005' xmlns:{THREAD}='http://purl.org/syndication/thread/1.0'>"
            f"<id>tag:blogger.com,1999:blog-1900.archive</id><updated>2026-11-20T10:00:00.000-05:00</updated><title type='text'>Letters to the Desk</title>"
            f"<link rel='alternate' type='text/html' href='{SITE}/'/><author><name>{AUTHORS[0]}</name><email>sol.private@mail.example</email></author><generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>\n"
        )
        yield self.entry(
            1,
            "template",
            "Template: Letters",
            "<html><head></head><body>A template, never to be read</body></html>",
            self.date(0),
            AUTHORS[0],
            "",
        )
        for at in range(5):
            yield self.entry(2 + at, "settings", f"A setting {at}", "true", self.date(0), AUTHORS[0], "")
            self.count("settings")
        yield self.entry(
            8,
            "page",
            "About",
            f"<p>{self.prose.paragraph()}</p>",
            self.date(0),
            AUTHORS[0],
            f"<link rel='alternate' type='text/html' href='{SITE}/p/about.html' title='About'/>",
        )
        self.count("pages")
        left, id = self.options.comments, 10**6
        for index in range(self.options.posts):
            draft = index % 30 == 11
            address = self.address(index)
            links = (
                ""
                if draft
                else f"<link rel='replies' type='application/atom+xml' href='{SITE}/feeds/{index + 100}/comments/default' title='Comments'/><link rel='alternate' type='text/html' href='{address}' title='x'/>"
            )
            yield self.entry(
                index + 100,
                "post",
                self.title(index) if index % 25 != 7 else "",
                self.body(index),
                self.date(index),
                AUTHORS[index % 2],
                links,
                self.subjects(index),
                draft,
                f"<{THREAD}:total>1</{THREAD}:total>",
            )
            self.count("draft posts" if draft else "published posts")
            share = left // (self.options.posts - index)
            made = []
            for at in range(
                0
                if draft
                else min(
                    left,
                    number(self.options.seed, "comments", index).randint(0, 2 * share + 1)
                    if index < self.options.posts - 1
                    else left,
                )
            ):
                id, left = id + 1, left - 1
                parent = made[at // 2] if at % 3 == 2 else None
                links = f"<link rel='alternate' type='text/html' href='{address}?showComment={id}#c{id}' title=''/>" + (
                    f"<link rel='related' type='application/atom+xml' href='{SITE}/feeds/{index + 100}/comments/default/{parent}'/>"
                    if parent
                    else ""
                )
                text = f"{self.prose.paragraph()}<br /><br />{self.prose.phrase()}" + (
                    f' <a href="https://reader{id}.example/" rel="nofollow">{self.prose.phrase()}</a>'
                    if at % 4 == 1
                    else ""
                )
                yield self.entry(
                    id,
                    "comment",
                    text[:30],
                    text,
                    self.date(index) + datetime.timedelta(hours=at + 1),
                    person(id),
                    links,
                    more=f"<{THREAD}:in-reply-to href='{address}' ref='tag:blogger.com,1999:blog-1900.post-{index + 100}' source='{SITE}/feeds/posts/default/{index + 100}' type='text/html'/>",
                )
                made.append(id)
                self.count("comments")
        yield "</feed>\n"


class Rss(Feed):
    name = "feed.xml"

    def parts(self):
        yield (
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0" '
            'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/"><channel>\n'
            f'<title><![CDATA[Letters to the Desk]]></title><description><![CDATA[Second opinions]]></description><link>{SITE}</link><atom:link href="{SITE}/feed.xml" rel="self" type="application/rss+xml"/>'
            "<language><![CDATA[en]]></language><webMaster><![CDATA[sol.private@mail.example]]></webMaster><itunes:owner><itunes:email><![CDATA[sol.private@mail.example]]></itunes:email></itunes:owner>\n"
        )
        for index in range(self.options.posts):
            labels = "".join(f"<category><![CDATA[{one}]]></category>" for one in self.subjects(index))
            body = self.body(index).replace("]]>", "]]]]><![CDATA[>")
            cover = (
                f'<enclosure url="{HOST}/cover-{index}.jpg" length="0" type="image/jpeg"/>' if index % 5 == 0 else ""
            )
            guid = (
                f'<guid isPermaLink="false">{index:024x}</guid>'
                if index % 2
                else f'<guid isPermaLink="true">{self.address(index)}</guid>'
            )
            yield (
                f"<item><title><![CDATA[{self.title(index)}]]></title><description><![CDATA[{self.prose.sentence()}]]></description><link>{self.address(index)}</link>{guid}<dc:creator><![CDATA[{AUTHORS[index % 2]}]]></dc:creator>"
                f"{labels}<pubDate>{self.date(index):%a, %d %b %Y %H:%M:%S} GMT</pubDate>{cover}<content:encoded><![CDATA[{body}]]></content:encoded></item>\n"
            )
            self.count("published posts")
        yield "</channel></rss>\n"


class JsonFeed(Feed):
    name = "feed.json"

    def parts(self):
        head = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Letters to the Desk",
            "home_page_url": SITE,
            "feed_url": f"{SITE}/feed.json",
            "language": "en",
            "authors": [{"name": AUTHORS[0], "url": SITE, "avatar": f"https://secure.gravatar.com/avatar/{7:032x}"}],
        }
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [\n'
        for index in range(self.options.posts):
            item = {
                "id": f"{SITE}/?p={index}" if index % 3 else index,
                "url": self.address(index),
                "title": self.title(index),
                "content_html": self.body(index),
                "date_published": f"{self.date(index).isoformat()}-05:00",
                "tags": self.subjects(index),
            }
            if index % 10 == 6:
                item["content_text"] = f"{self.prose.paragraph()}\n\n{self.prose.paragraph()}"
                del item["content_html"]
            if index % 4 == 1:
                item |= {
                    "authors": [{"name": AUTHORS[1]}],
                    "summary": self.prose.sentence(),
                    "date_modified": f"{self.date(index).isoformat()}Z",
                }
            elif index % 4 == 2:
                item["author"] = {"name": AUTHORS[0]}
            if index % 7 == 3:
                item |= {
                    "image": f"{HOST}/cover-{index}.jpg",
                    "attachments": [{"url": f"{HOST}/talk-{index}.mp3", "mime_type": "audio/mpeg"}],
                    "_blog": {"id": index},
                }
            if index % 12 == 11:
                del item["title"]
            self.count("published posts")
            yield json.dumps(item, ensure_ascii=False) + (",\n" if index < self.options.posts - 1 else "\n]}\n")
