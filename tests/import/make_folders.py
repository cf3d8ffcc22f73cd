"""Folders of Markdown as seven site generators and note takers keep them, with real habits."""

import datetime
import json
import os

from made_up import PEN_NAMES, SUBJECTS, Prose, number, picture, slug_of, title_of

AUTHORS = {"sol": ("Sol Quillfeather", "SQ"), "thea": ("Thea Aldous-Byrne", "TAB")}


class Folder:
    """What the kinds have in common. Each has its own words for front matter, links, pictures and code."""

    pictures_folder = "assets/images"
    fronts = ["yaml"]

    def __init__(self, options):
        self.options = options
        self.prose = Prose(options.seed)
        self.counts = {}
        self.picture_count, self.post_count = options.pictures, options.posts

    def count(self, what, by=1):
        self.counts[what] = self.counts.get(what, 0) + by

    def write(self, out):
        self.out = out
        self.frame()
        for index in range(self.post_count):
            self.post(index)

    def file(self, path, content):
        path = os.path.join(self.out, path)
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)

    # A post, by its number

    def random(self, index, what):
        return number(self.options.seed, type(self).__name__, what, index)

    def date(self, index):
        span = datetime.datetime(2026, 11, 1) - datetime.datetime(2012, 1, 9)
        if self.state(index) == "scheduled":
            return datetime.datetime(2031, 5, 6, 7)
        return (datetime.datetime(2012, 1, 9, 9, 30) + span * index / max(1, self.post_count)).replace(
            microsecond=0, second=0
        )

    def state(self, index):
        return {7: "unpublished", 13: "scheduled", 19: "draft"}.get(index % 40, "published")

    def title(self, index):
        title = title_of(self.options.seed, index)
        return {
            3: f"Re: {title}",
            8: f'"{title}" — a reply',
            14: f"#{index}: {title}",
            22: f"Who's *there*? {title}",
        }.get(index % 30, title)

    def slug(self, index):
        return slug_of(self.title(index))

    def subjects(self, index):
        return [SUBJECTS[index % len(SUBJECTS)]], [
            ["job-hunting", "resumes", "night-shifts", "c++", "money", "moving"][at % 6]
            for at in range(index, index + index % 4)
        ]

    def pictures_of(self, index):
        return range(index * self.picture_count // self.post_count, (index + 1) * self.picture_count // self.post_count)

    def picture_name(self, at):
        kind = ["jpg", "png", "JPG", "gif", "jpeg"][at % 5]
        return f"{['desk', 'Reading Room', 'shelf', 'Bücher', 'scan'][at % 7 % 5]}-{at}.{kind}", {
            "jpg": "jpeg",
            "JPG": "jpeg",
        }.get(kind, kind)

    def picture_data(self, at):
        return picture(at, self.picture_name(at)[1], 20 + at % 5, 15)

    # Text

    def body(self, index):
        prose, kind = self.prose, index % 12
        columnist, initials = list(AUTHORS.values())[index % 2]
        p, s = prose.paragraph, prose.phrase
        outside = f"https://school{index % 90}.example/{prose.token()}/"
        other = self.random(index, "other").randrange(self.post_count)
        while self.state(other) != "published":
            other = (other + 1) % self.post_count
        forms = {
            0: f"Q: {p()}\n\n{p()}\n\nA: {p()}\n\n* {s()}\n* {s()}\n    * {s()}\n\n{p()}",
            1: f"**Q:** {p()}\n\n**{initials}:** {p()}\n\n> {p()}\n> {s()}\n\n{p()}",
            2: f"Dear {columnist.split()[0]},\n\n{p()}\n\n{PEN_NAMES[index % len(PEN_NAMES)]}\n{{: .signature}}\n\n---\n\nDear {PEN_NAMES[index % len(PEN_NAMES)]},\n\n{p()}",
            3: f'<p style="text-align: center; color: #900">{s()}</p>\n\n{p()}\n\n<div class="note" markdown="1">\n**{s()}** {p()}\n</div>\n\n<span style="font-size: 1.2em">{s()}</span> <font color="red">{s()}</font><br>{s()}',
            4: f"{p()}\n\n| {s()} | {s()} |\n|---|--:|\n| {s()} | 5 |\n\n{p()}[^1]\n\n[^1]: {s()} <{outside}>.",
            5: f"* TOC\n{{:toc}}\n\n## {s()}\n\n{p()}\n\n### {s()} {{#a-place}}\n\n{p()} [{s()}](#a-place)",
            6: f"{p()}\n\n<!--more-->\n\n{p()} [{s()}][ref] and [again][].\n\n[ref]: {outside} 'A title'\n[again]: https://again.example/{index}",
            7: f"#{s()}\n\n{p()}\n\n1) {s()}\n2) {s()}\n\n{p()}  \n{s()} &mdash; &copy; &#8220;{s()}&#8221;",
            8: f'<table style="width:100%"><tr><td>{s()}</td><td><a href="{outside}" target="_blank">{s()}</a></td></tr></table>\n\n{p()}\n\n<blockquote>{p()}</blockquote>\n\n<center>{s()}</center>',
            9: f"{p()} ~~{s()}~~ `{s()}` ==marked== H~2~O\n\n~~~\n{s()} {{ not Liquid }}\n~~~\n\n{p()}\n\n- [x] {s()}\n- [ ] {s()}",
            10: f"Term {s()}\n: {p()}\n\n<details><summary>{s()}</summary>\n\n{p()}\n\n</details>\n\n<script>document.write('not shown')</script>\n\n<iframe src=\"https://player.example/{index}\"></iframe>",
            11: f"{p()}\n\n{p()}\n\n***\n\n*[MLIS]: Master of Library and Information Science\n\n{p()} :smile: MLIS",
        }
        parts = [forms[kind], f"{s()}: {self.link(other, s())}, [{s()}]({outside}){self.attributes(index)}."]
        for at in self.pictures_of(index):
            parts.append(self.figure(index, at, s()))
        if index % 3 == 1:
            parts.append(self.code(f"def sort_shelves(x):\n    # {s()}\n    return x < 5 && x > 1"))
        if index % 4 == 1:
            parts.append(self.special(index, s))
        if index % 9 == 4:
            parts.append(f"[{s()}]({self.page_link()})")
        return "\n\n".join(parts) + "\n"

    def attributes(self, index):
        return ""

    def page_link(self):
        return "/about/"

    def code(self, text):
        return f"```python\n{text}\n```"


def yaml_value(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(yaml_value(one) for one in value) + "]"
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} -0500"
    text = str(value)
    return (
        json.dumps(text, ensure_ascii=False)
        if not text or text[0] in "#\"'*[{&!|>%@`" or ": " in text or " #" in text
        else text
    )


def front_matter(kind, fields, index=0):
    if kind == "json":
        return (
            json.dumps(
                {
                    key: value.isoformat() + "-05:00" if isinstance(value, datetime.datetime) else value
                    for key, value in fields.items()
                },
                ensure_ascii=False,
                indent=2,
            )
            + "\n\n"
        )
    if kind == "toml":
        lines, tables = [], []
        for key, value in fields.items():
            if isinstance(value, dict):
                tables += ["", f"[{key}]"] + [
                    f"{inner} = {json.dumps(one, ensure_ascii=False)}" for inner, one in value.items()
                ]
            elif isinstance(value, datetime.datetime):
                lines.append(f"{key} = {value.isoformat()}-05:00")
            else:
                lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        return "+++\n" + "\n".join(lines + tables) + "\n+++\n\n"
    lines = []
    for key, value in fields.items():
        if isinstance(value, list) and index % 2:
            lines += [f"{key}:"] + [f"{'  ' if index % 4 == 1 else ''}- {yaml_value(one)}" for one in value]
        elif isinstance(value, str) and index % 6 == 5 and key == "title":
            lines.append(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'")
        else:
            lines.append(f"{key}: {yaml_value(value)}")
    return "---\n" + "\n".join(lines) + f"\n---\n{chr(10) * (index % 2)}"


class Jekyll(Folder):
    def frame(self):
        self.file(
            "_config.yml",
            "title: Letters to the Desk\ndescription: Second opinions\nurl: https://deskletters.example\nbaseurl: ''\npermalink: /:categories/:year/:month/:day/:title.html\ntimezone: America/New_York\nplugins:\n  - jekyll-redirect-from\n  - jekyll-feed\ndefaults:\n  - scope: { path: '' }\n    values: { layout: post }\n",
        )
        self.file(
            "_data/authors.yml",
            "".join(f"{key}:\n  name: {name}\n  email: {key}@mail.example\n" for key, (name, _) in AUTHORS.items()),
        )
        self.file("_layouts/post.html", "<article>{{ content }}</article>\n")
        self.file(
            "_includes/figure.html",
            '<figure><img src="{{ include.src }}"><figcaption>{{ include.caption }}</figcaption></figure>\n',
        )
        self.file("_site/2012/index.html", "<p>What was built: never to be read.</p>\n")
        self.file("_site/about/index.md", "What was built: never to be read.\n")
        self.file(
            "index.html",
            '---\nlayout: home\n---\n{% for post in site.posts %}<a href="{{ post.url }}">{{ post.title }}</a>{% endfor %}\n',
        )
        self.file("404.md", f"---\ntitle: Not here\npermalink: /404.html\n---\n{self.prose.paragraph()}\n")
        self.file("README.md", "How this site is built.\n")
        self.file("CNAME", "deskletters.example\n")
        self.file("Gemfile", "source 'https://rubygems.org'\n")
        self.file(
            "about.md",
            f"---\nlayout: page\ntitle: About\npermalink: /about/\n---\n{self.prose.paragraph()} [mail](mailto:desk@deskletters.example)\n",
        )
        self.file(
            "policy.markdown",
            f"---\nlayout: page\ntitle: Reply policy\npermalink: /policy/\n---\n1. {self.prose.phrase()}\n2. {self.prose.phrase()}\n",
        )
        self.count("pages", 3)

    def path(self, index):
        if self.state(index) == "draft":
            return f"_drafts/{self.slug(index)}.md"
        folder = "letters/" if index % 17 == 16 else ""
        return f"{folder}_posts/{self.date(index):%Y-%m-%d}-{self.slug(index)}.{'markdown' if index % 5 == 2 else 'md'}"

    def post(self, index):
        categories, tags = self.subjects(index)
        fields = {"layout": "post", "title": self.title(index)}
        if index % 11 == 10:
            del fields["title"]
        if self.state(index) != "draft" and index % 3:
            fields["date"] = self.date(index)
        fields["categories" if index % 4 else "category"] = (
            categories if index % 4 else categories[0].lower().split()[0]
        )
        fields["tags"] = " ".join(tags) if index % 5 == 3 else tags
        if index % 2:
            fields["author"] = "sol"
        elif index % 6 == 4:
            fields["authors"] = ["sol", "thea"]
        if index % 10 == 6:
            fields["permalink"] = f"/letters/{self.slug(index)}/"
        if index % 8 == 5:
            fields["redirect_from"] = [f"/?p={index + 1}", f"/old/{self.slug(index)}.html"]
        elif index % 8 == 7:
            fields["redirect_from"] = f"/older/{index}/"
        if self.state(index) == "unpublished":
            fields["published"] = False
        if index % 7 == 2:
            fields |= {
                "excerpt": self.prose.sentence(),
                "comments": True,
                "header": "big",
                "last_modified_at": self.date(index) + datetime.timedelta(days=9),
            }
        self.count(f"{self.state(index)} posts")
        self.file(self.path(index), front_matter("yaml", fields, index) + self.body(index))
        for at in self.pictures_of(index):
            self.count("pictures")
            self.file(f"{self.pictures_folder}/{self.picture_name(at)[0]}", self.picture_data(at))

    def link(self, index, text):
        name = os.path.basename(self.path(index)).rsplit(".", 1)[0]
        return [
            f"[{text}]({{% post_url {name} %}})",
            f"[{text}]({{{{ site.baseurl }}}}{{% post_url {name} %}})",
            f"[{text}]({{% link {self.path(index)} %}})",
            f'<a href="{{% post_url {name} %}}">{text}</a>',
        ][index % 4]

    def figure(self, index, at, text):
        address = f"/{self.pictures_folder}/{self.picture_name(at)[0]}"
        encoded = address.replace(" ", "%20")
        return [
            f"![{text}]({encoded})",
            f'![{text}]({{{{ site.baseurl }}}}{encoded}){{: .center width="300"}}',
            f'{{% include figure.html src="{address}" caption="{text}" %}}',
            f'<img src="{{{{ \'{address}\' | relative_url }}}}" alt="{text}" style="float:right; width: 50%">',
            f'<figure style="margin: 0"><img src="{encoded}" alt=""><figcaption>{text}</figcaption></figure>',
            f"[![{text}]({encoded})]({encoded})",
        ][at % 6]

    def attributes(self, index):
        return '{:target="_blank"}' if index % 3 == 0 else ""

    def code(self, text):
        return (
            f"{{% highlight python linenos %}}\n{text}\n{{% endhighlight %}}"
            if self.prose.random.random() < 0.6
            else super().code(text)
        )

    def special(self, index, s):
        return [
            f'{{% include youtube.html id="V{index}abc" %}}',
            "{% gist 5555555 %}",
            f"{{% raw %}}{{{{ {s()} }}}}{{% endraw %}}",
            f"{{% comment %}}not shown{{% endcomment %}}{{% if page.x %}}{s()}{{% endif %}}",
            f"{s()} $$x^2$$ {{{{ page.title }}}}",
        ][index // 4 % 5]


class Hugo(Folder):
    pictures_folder = "static/images"

    def frame(self):
        self.file(
            "hugo.toml",
            'baseURL = "https://deskletters.example/"\ntitle = "Letters to the Desk"\nlanguageCode = "en-us"\n[permalinks]\nposts = "/:year/:month/:slug/"\n[params]\nauthor = "Sol Quillfeather"\n[taxonomies]\ncategory = "categories"\ntag = "tags"\n',
        )
        self.file(
            "archetypes/default.md",
            '+++\ntitle = "{{ replace .Name "-" " " | title }}"\ndate = {{ .Date }}\ndraft = true\n+++\n',
        )
        self.file("layouts/shortcodes/notice.html", '<div class="notice">{{ .Inner }}</div>\n')
        self.file("data/authors/sol.yaml", "name: Sol Quillfeather\nemail: sol@mail.example\n")
        self.file("content/_index.md", "---\ntitle: Home\n---\n")
        self.file("content/posts/_index.md", '---\ntitle: "Letters"\n---\n')
        self.file("public/posts/index.html", "<p>What was built: never to be read.</p>\n")
        self.file(
            "content/about.md",
            f'+++\ntitle = "About"\n+++\n{self.prose.paragraph()} [mail](mailto:desk@deskletters.example)\n',
        )
        self.file(
            "content/policy/index.md",
            f"---\ntitle: Reply policy\nurl: /policy.html\n---\n1. {self.prose.phrase()}\n2. {self.prose.phrase()}\n",
        )
        self.file("static/favicon.ico", b"\0\0\1\0")
        self.count("pages", 2)

    def bundle(self, index):
        return index % 4 == 3

    def path(self, index):
        name = self.slug(index) if index % 6 else f"{self.date(index):%Y-%m-%d}-{self.slug(index)}"
        return f"content/posts/{name}/index.md" if self.bundle(index) else f"content/posts/{name}.md"

    def post(self, index):
        categories, tags = self.subjects(index)
        fields = {
            "title": self.title(index),
            "date": self.date(index),
            "draft": self.state(index) in ("draft", "unpublished"),
            "categories": categories,
            "tags": tags,
        }
        if index % 3:
            fields["authors" if index % 2 else "author"] = (
                ["Sol Quillfeather", "Thea Aldous-Byrne"] if index % 2 else "Sol Quillfeather"
            )
        if index % 10 == 6:
            fields["url"] = f"/letters/{self.slug(index)}/"
        elif index % 10 == 2:
            fields["slug"] = f"short-{index}"
        if index % 8 == 5:
            fields["aliases"] = [f"/old/{self.slug(index)}.html", f"/older/{index}/"]
        if index % 7 == 2:
            fields |= {
                "description": self.prose.sentence(),
                "lastmod": self.date(index) + datetime.timedelta(days=9),
                "weight": 5,
                "toc": True,
                "series": ["Moving in"],
            }
        self.count(f"{self.state(index)} posts")
        path = self.path(index)
        self.file(path, front_matter(["yaml", "toml", "json"][index % 3], fields, index) + self.body(index))
        for at in self.pictures_of(index):
            self.count("pictures")
            self.file(
                f"{os.path.dirname(path) if self.bundle(index) else self.pictures_folder}/{self.picture_name(at)[0]}",
                self.picture_data(at),
            )

    def link(self, index, text):
        inside = self.path(index).removeprefix("content/").removesuffix("/index.md")
        return [
            f'[{text}]({{{{< ref "{inside}" >}}}})',
            f'[{text}]({{{{< relref "/{inside}" >}}}})',
            f'[{text}]({{{{% ref "{inside}" %}}}})',
            f"[{text}]({self.address(index)})",
        ][index % 4]

    def address(self, index):
        if index % 10 == 6:
            return f"/letters/{self.slug(index)}/"
        return f"/{self.date(index):%Y/%m}/{f'short-{index}' if index % 10 == 2 else self.slug(index)}/"

    def figure(self, index, at, text):
        name = self.picture_name(at)[0]
        address = name if self.bundle(index) else f"/images/{name}"
        encoded = address.replace(" ", "%20")
        return [
            f"![{text}]({encoded})",
            f'{{{{< figure src="{address}" caption="{text}" alt="A shelf" class="wide" >}}}}',
            f'<img src="{encoded}" alt="{text}" style="width: 50%">',
            f'{{{{< figure\n  src="{address}"\n  title="{text}"\n>}}}}',
            f'![{text}]({encoded} "A title"){{.wide}}',
        ][at % 5]

    def code(self, text):
        return (
            f'{{{{< highlight python "linenos=table" >}}}}\n{text}\n{{{{< /highlight >}}}}'
            if self.prose.random.random() < 0.6
            else super().code(text)
        )

    def special(self, index, s):
        return [
            f"{{{{< youtube V{index}abc >}}}}",
            f"{{{{% notice tip %}}}}\n{s()}\n{{{{% /notice %}}}}",
            "{{< gist somebody 5555 >}}",
            f'{{{{< button href="https://button{index}.example/" >}}}}{s()}{{{{< /button >}}}}',
            f"{{{{</* shown */>}}}} {s()}",
        ][index // 4 % 5]


class Zola(Folder):
    pictures_folder = "static/images"

    def frame(self):
        self.file(
            "config.toml",
            'base_url = "https://deskletters.example"\ntitle = "Letters to the Desk"\ntaxonomies = [{ name = "tags" }, { name = "categories" }]\n',
        )
        self.file("content/_index.md", '+++\ntitle = "Home"\n+++\n')
        self.file("content/blog/_index.md", '+++\ntitle = "Letters"\nsort_by = "date"\n+++\n')
        self.file("content/about.md", f'+++\ntitle = "About"\n+++\n{self.prose.paragraph()}\n')
        self.file("templates/shortcodes/note.html", "<div>{{ body }}</div>\n")
        self.count("pages")

    def path(self, index):
        return f"content/blog/{self.date(index):%Y-%m-%d}-{self.slug(index)}.md"

    def post(self, index):
        categories, tags = self.subjects(index)
        fields = {"title": self.title(index), "draft": self.state(index) in ("draft", "unpublished")}
        if index % 2 or self.state(index) == "scheduled":
            fields["date"] = self.date(index)
        if index % 8 == 5:
            fields["aliases"] = [f"old/{self.slug(index)}"]
        if index % 5 == 1:
            fields["authors"] = ["Sol Quillfeather"]
        fields["taxonomies"] = {"categories": categories, "tags": tags}
        fields["extra"] = {"mood": "dry"}
        self.count(f"{self.state(index)} posts")
        self.file(self.path(index), front_matter("toml", fields) + self.body(index))
        for at in self.pictures_of(index):
            self.count("pictures")
            self.file(f"{self.pictures_folder}/{self.picture_name(at)[0]}", self.picture_data(at))

    def link(self, index, text):
        return f"[{text}](@/{self.path(index).removeprefix('content/')}{'#a-place' if index % 12 == 5 else ''})"

    def figure(self, index, at, text):
        return f"![{text}](/images/{self.picture_name(at)[0].replace(' ', '%20')})"

    def special(self, index, s):
        return [f'{{{{ youtube(id="V{index}abc") }}}}', f"{{% note() %}}\n{s()}\n{{% end %}}"][index // 4 % 2]


class Eleventy(Folder):
    pictures_folder = "src/img"

    def frame(self):
        self.file(
            ".eleventy.js",
            'module.exports = (config) => {\n  config.addPassthroughCopy("src/img");\n  return { dir: { input: "src" } };\n};\n',
        )
        self.file("package.json", '{ "dependencies": { "@11ty/eleventy": "3" } }\n')
        self.file(
            "src/posts/posts.json",
            '{ "layout": "post.njk", "tags": "posts", "permalink": "/posts/{{ page.fileSlug }}/" }\n',
        )
        self.file(
            "src/index.njk",
            "---\ntitle: Home\n---\n{% for post in collections.posts %}{{ post.data.title }}{% endfor %}\n",
        )
        self.file("src/about.md", f"---\ntitle: About\n---\n{self.prose.paragraph()}\n")
        self.file("node_modules/x/README.md", "Never to be read.\n")
        self.count("pages")

    def path(self, index):
        return f"src/posts/{self.date(index):%Y-%m-%d}-{self.slug(index)}.md"

    def post(self, index):
        categories, tags = self.subjects(index)
        fields = {"title": self.title(index), "date": self.date(index), "tags": categories + tags}
        if self.state(index) == "draft":
            fields |= {"draft": True, "eleventyExcludeFromCollections": True}
        elif self.state(index) == "unpublished":
            fields["permalink"] = False
        elif index % 10 == 6:
            fields["permalink"] = f"/letters/{self.slug(index)}/index.html"
        self.count(f"{self.state(index)} posts")
        self.file(self.path(index), front_matter("yaml", fields, index) + self.body(index))
        for at in self.pictures_of(index):
            self.count("pictures")
            self.file(f"{self.pictures_folder}/{self.picture_name(at)[0]}", self.picture_data(at))

    def link(self, index, text):
        address = f"/letters/{self.slug(index)}/" if index % 10 == 6 else f"/posts/{self.slug(index)}/"
        return [f"[{text}]({address})", f"[{text}]({{{{ '{address}' | url }}}})"][index % 2]

    def figure(self, index, at, text):
        name = self.picture_name(at)[0]
        return [f"![{text}](/img/{name.replace(' ', '%20')})", f'{{% image "./src/img/{name}", "{text}" %}}'][at % 2]

    def special(self, index, s):
        return f"{{% callout %}}\n{s()}\n{{% endcallout %}}"


class Pelican(Folder):
    pictures_folder = "content/images"

    def frame(self):
        self.file(
            "pelicanconf.py",
            "AUTHOR = 'Sol Quillfeather'\nSITENAME = 'Letters to the Desk'\nSITEURL = 'https://deskletters.example'\nTIMEZONE = 'America/New_York'\nARTICLE_URL = '{date:%Y}/{slug}.html'\n",
        )
        self.file("content/pages/about.md", f"Title: About\n\n{self.prose.paragraph()}\n")
        self.file("content/old.rst", "An older letter\n###############\n\n:date: 2011-01-01\n\nIn another markup.\n")
        self.file("output/index.html", "<p>What was built: never to be read.</p>\n")
        self.count("pages")

    def path(self, index):
        return f"content/{self.slug(index)}.md"

    def post(self, index):
        categories, tags = self.subjects(index)
        lines = [
            f"Title: {self.title(index)}",
            f"Date: {self.date(index):%Y-%m-%d %H:%M}",
            f"Category: {categories[0]}",
            f"Tags: {', '.join(tags)}",
            f"Slug: {self.slug(index)}",
            "Authors: Sol Quillfeather; Thea Aldous-Byrne" if index % 3 else "Author: Sol Quillfeather",
        ]
        if self.state(index) in ("draft", "unpublished"):
            lines.append(f"Status: {'draft' if self.state(index) == 'draft' else 'hidden'}")
        self.count(f"{self.state(index)} posts")
        self.file(self.path(index), "\n".join(lines) + "\n\n" + self.body(index))
        for at in self.pictures_of(index):
            self.count("pictures")
            self.file(f"{self.pictures_folder}/{self.picture_name(at)[0]}", self.picture_data(at))

    def link(self, index, text):
        return f"[{text}]({['{filename}', '|filename|', '{filename}/'][index % 3]}{self.slug(index)}.md)"

    def figure(self, index, at, text):
        return f"![{text}]({{static}}/images/{self.picture_name(at)[0].replace(' ', '%20')})"

    def special(self, index, s):
        return f"    :::python\n    print('{s()}')"


class Obsidian(Folder):
    pictures_folder = "Attachments"

    def frame(self):
        self.file(".obsidian/app.json", "{}\n")
        self.file(".trash/gone.md", "Never to be read.\n")

    def path(self, index):
        name = self.title(index)
        return (
            "Letters/"
            + "".join(" " if character in '*"/\\<>:|?#^[]' else character for character in name).strip()
            + ".md"
        )

    def post(self, index):
        categories, tags = self.subjects(index)
        fields = {
            "created": self.date(index),
            "tags": categories[:1] and [categories[0].replace(" ", "-").replace("&", "and")] + tags,
            "aliases": [f"Letter {index}"],
        }
        if index % 4 == 0:
            fields["publish"] = self.state(index) == "published"
        self.count("notes")
        self.file(self.path(index), front_matter("yaml", fields, index) + self.body(index))
        for at in self.pictures_of(index):
            self.count("pictures")
            self.file(f"{self.pictures_folder}/{self.picture_name(at)[0]}", self.picture_data(at))

    def link(self, index, text):
        name = os.path.basename(self.path(index))[:-3]
        return [f"[[{name}|{text}]]", f"[[{name}]] {text}", f"[[Letters/{name}#A heading|{text}]]"][index % 3]

    def figure(self, index, at, text):
        name = self.picture_name(at)[0]
        return [f"![[{name}]]", f"![[{name}|300]]", f"![{text}](../Attachments/{name.replace(' ', '%20')})"][
            at % 3
        ] + f"\n\n{text}"

    def page_link(self):
        return "https://deskletters.example/about/"

    def special(self, index, s):
        return f"> [!note] {s()}\n> {s()}\n\n%% not shown %%\n\n#inline-tag {s()} ^block-{index}"
