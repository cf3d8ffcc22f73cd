"""What a reader sees: the words of HTML, of classic WordPress text and of Markdown, and how many of them are kept in order."""

import html
import html.parser
import re
import unicodedata
from bisect import bisect_left

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'\]]+")
UNSEEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
BLOCKS = set(
    """address article aside blockquote br button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
h5 h6 header hgroup hr img legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul video audio iframe""".split()
)
HIDDEN = {
    "script",
    "style",
    "template",
    "title",
    "textarea",
    "iframe",
    "object",
    "audio",
    "video",
    "select",
    "noembed",
    "noframes",
    "noscript",
    "head",
    "canvas",
}
SHORTCODES = set(
    """caption wp_caption gallery audio video playlist embed contact-form contact-field youtube vimeo soundcloud polldaddy googlemaps slideshow
code sourcecode archives recent-posts twitter-timeline tweet gist spotify instagram facebook ted dailymotion wpvideo blogvideo""".split()
)
TURNED = {"caption", "wp_caption", "gallery", "audio", "video", "embed", "playlist"}
SHORTCODE = re.compile(r"\[(/?)([a-zA-Z][\w-]*)((?:\s[^\[\]]*|=[^\[\]]*)?)\]")
LEFTOVERS = re.compile(
    r"""^(share this|tweet|like this|like loading|loading|leave a reply( cancel reply)?|enter your comment here|fill in your details below or click an icon to log in|
email required( address never made public)?|name required|website|you are commenting using your .* account( log out( change)?)?|cancel|connecting to s|
notify me of new (comments|posts) via email)$""".replace("\n", "")
)


def words(text):
    """Letters and digits in a row, without regard to capitals. Addresses are left to the comparison of links."""
    if "http" in text or "www." in text:
        text = ADDRESS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(UNSEEN))
    return WORD.findall(text.casefold())


class Text(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.hidden, self.images, self.links, self.media = [], [], [], [], []

    def handle_starttag(self, tag, attributes):
        got = {key: value or "" for key, value in attributes}
        if tag == "a" and "href" in got:
            self.links.append(got["href"].strip())
        elif tag == "img":
            self.images.append((got.get("data-url") or got.get("src", ""), got.get("alt", "")))
        elif tag in ("audio", "video", "iframe", "embed", "source") and got.get("src"):
            self.media.append(got["src"])
        if tag == "video" and got.get("poster"):
            self.images.append((got["poster"], ""))
        background = re.search(r"url\(['\"]?([^'\")]+)", got.get("style", ""))
        if background:
            self.images.append((background[1], ""))
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag in HIDDEN:
            self.hidden.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag in HIDDEN and tag in ("iframe", "object", "audio", "video"):
            pass  # as browsers: no self-closing tags in HTML
        elif tag in HIDDEN:
            self.hidden.pop()

    def handle_endtag(self, tag):
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def of_html(text):
    """A parser that has read the text: `.parts` what is shown, `.images`, `.links`, `.media`."""
    reader = Text()
    reader.feed(text)
    reader.close()
    return reader


def of_wordpress(text):
    """The same for a body of WordPress. Shortcodes are no words; what stands between two of them is. Also their names."""
    names, media, own_lines = {}, [], re.compile(r"^\s*(https?://[^\s<>\"]+)\s*$", re.M)
    closed = set(re.findall(r"\[/([\w-]+)\]", text))

    def one(found):
        slash, name, rest = found.groups()
        if not (name in SHORTCODES or name in closed or re.search(r"\w=[\"'\w]", rest)):
            return found[0]
        if not slash and name not in TURNED:
            names.setdefault(name, set()).update(re.findall(r"https?://[^\s\"'\]]+", rest))
        media.extend(re.findall(r"""(https?://[^\s"'\]]+)""", rest))
        old = re.search(r"""\bcaption=("([^"]*)"|'([^']*)')""", rest)
        return (
            f"\n{html.escape(old[2] or old[3] or '', quote=False)}\n"
            if old and name in TURNED
            else "\n"
            if name in TURNED
            else " "
        )

    media += re.findall(r"\[embed[^\]]*\](https?://[^\s\[]+)\[/embed\]", text)
    plain = SHORTCODE.sub(one, text) if "[" in text else text
    media += own_lines.findall(re.sub(r"<pre\b.*?</pre>", "", plain, flags=re.S)) if "http" in plain else []
    reader = of_html(plain)
    reader.media += [html.unescape(address) for address in media]
    reader.shortcodes = names
    return reader


def without_leftovers(text):
    """(text, how many lines): the comment form of the theme, which was copied along."""
    lines = text.split("\n")
    kept = [line for line in lines if not LEFTOVERS.match(" ".join(words(line)))]
    dropped = [line for line in lines if line.strip() and LEFTOVERS.match(" ".join(words(line)))]
    if len(dropped) < 3:
        return text, []
    return "\n".join(kept), dropped


TARGET = r"(?:<[^>\n]*>|[^()\s<]*(?:\((?:[^()\s]|\([^()\s]*\))*\)[^()\s]*)*)"
INLINE = re.compile(
    r"\]\(\s*(" + TARGET + r")(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
)
REFERENCE = re.compile(r"^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*(\S+).*$", re.M)
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
FENCE = re.compile(r"^([ >\t-]*)(`{3,}|~{3,})([^\n`]*)\n(.*?)^[ >\t]*\2[`~]*[ \t]*$", re.S | re.M)


def of_markdown(text):
    """The words of Markdown. Markup goes, the words between stay."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"<(script|style|iframe|template)\b.*?</\1\s*>", " ", text, flags=re.S | re.I)
    text = FENCE.sub(lambda found: found[1] + "\n" + keep(found[4]) + "\n", text)
    text = CODE.sub(lambda found: keep(found[2]), text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", lambda found: keep(found[1]), text)
    text = INLINE.sub("] ", text)
    text = REFERENCE.sub(" ", text)
    text = re.sub(
        r"</?([a-zA-Z][\w-]*)(?:\s[^<>]*|/)?>", lambda found: "\n" if found[1].lower() in BLOCKS else "", text
    )
    text = re.sub(r"<(?:https?|mailto):[^<>\s]*>", " ", text)
    text = re.sub(r"\*+|~~", "", text)
    return words(html.unescape(text))


def keep(text):
    """Characters that are meant, not markup."""
    return text.translate(MEANT)


MEANT = {
    ord("<"): " \ue000",
    ord("*"): "\ue000",
    ord("~"): "\ue000",
    ord("["): "\ue000",
    ord("]"): "\ue000",
    ord("`"): "\ue000",
    ord("("): "\ue000",
    ord(")"): "\ue000",
    ord("\\"): "\ue000",
    ord("&"): "\ue000",
}


def targets_of_markdown(text):
    """The addresses that Markdown leads to and shows: (all, pictures)."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    found, pictures = [], []
    for match in INLINE.finditer(text):
        found.append(match[1].strip("<>"))
    for match in re.finditer(r"!\[(?:[^\[\]\\]|\\.|\[[^\]]*\])*\]\(\s*(" + TARGET + ")", text):
        pictures.append(match[1].strip("<>"))
    found += [match[2].strip("<>") for match in REFERENCE.finditer(text)]
    found += re.findall(r"<((?:https?|mailto):[^<>\s]*)>", text)
    found += ADDRESS.findall(text)
    for match in re.finditer(r"\b(href|src|poster|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", text):
        address = match[2] or match[3] or match[4] or ""
        found.append(address)
        if match[1] != "href":
            pictures.append(address)
    plain = [html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address)) for address in found]
    return plain, [html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address)) for address in pictures]


def kept(source, written):
    """Which words of the source stand in the written text, in order: a list of (from, to) of those that do not."""
    missing = []
    _kept(source, written, 0, len(source), 0, len(written), missing, 0)
    return [
        (start, end)
        for start, end, there in missing
        if not _glued("".join(source[start:end]), written[max(0, there - 6) : there + end - start + 8])
    ]


def _glued(word, near):
    """“A link” and “another” without a space between them are one word to a browser and two in Markdown, or the other way."""
    return len(word) > 4 and word in "".join(near)


def _kept(a, b, a0, a1, b0, b1, missing, depth):
    """Patience: equal ends, then words that are in both once, then the longest common subsequence or a greedy reading."""
    while a0 < a1 and b0 < b1:
        step = min(a1 - a0, b1 - b0, 256)
        if a[a0 : a0 + step] == b[b0 : b0 + step]:
            a0, b0 = a0 + step, b0 + step
            continue
        while a[a0] == b[b0]:
            a0, b0 = a0 + 1, b0 + 1
        break
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    if a0 == a1:
        return
    if b0 == b1:
        missing.append((a0, a1, b0))
        return
    if (a1 - a0) * (b1 - b0) <= 40_000:
        _exact(a, b, a0, a1, b0, b1, missing)
        return
    anchors = _anchors(a, b, a0, a1, b0, b1) if depth < 60 else []
    if not anchors:
        _greedy(a, b, a0, a1, b0, b1, missing)
        return
    for at, there in anchors:
        _kept(a, b, a0, at, b0, there, missing, depth + 1)
        a0, b0 = at + 1, there + 1
    _kept(a, b, a0, a1, b0, b1, missing, depth + 1)


def _anchors(a, b, a0, a1, b0, b1):
    def once(list_, start, end):
        seen = {}
        for at in range(start, end):
            seen[list_[at]] = -1 if list_[at] in seen else at
        return seen

    in_a, in_b = once(a, a0, a1), once(b, b0, b1)
    pairs = sorted((at, in_b[word]) for word, at in in_a.items() if at >= 0 and in_b.get(word, -1) >= 0)
    tails, ends, before = [], [], [-1] * len(pairs)
    for index, (_, there) in enumerate(pairs):
        place = bisect_left(tails, there)
        before[index] = ends[place - 1] if place else -1
        tails[place : place + 1], ends[place : place + 1] = [there], [index]
    chain, index = [], ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _exact(a, b, a0, a1, b0, b1, missing):
    rows = [[0] * (b1 - b0 + 1)]
    for at in range(a1 - 1, a0 - 1, -1):
        row, last = [0] * (b1 - b0 + 1), rows[-1]
        for there in range(b1 - b0 - 1, -1, -1):
            row[there] = last[there + 1] + 1 if a[at] == b[b0 + there] else max(last[there], row[there + 1])
        rows.append(row)
    rows.reverse()
    at, there = 0, 0
    while at < a1 - a0:
        if there < b1 - b0 and a[a0 + at] == b[b0 + there]:
            at, there = at + 1, there + 1
        elif there < b1 - b0 and rows[at][there + 1] >= rows[at + 1][there]:
            there += 1
        else:
            _miss(missing, a0 + at, b0 + there)
            at += 1


def _greedy(a, b, a0, a1, b0, b1, missing):
    places = {}
    for there in range(b0, b1):
        places.setdefault(b[there], []).append(there)
    there = b0
    for at in range(a0, a1):
        here = places.get(a[at], [])
        next_ = bisect_left(here, there)
        if next_ < len(here) and here[next_] - there < 200:
            there = here[next_] + 1
        else:
            _miss(missing, at, there)


def _miss(missing, at, there):
    if missing and missing[-1][1] == at:
        missing[-1] = (missing[-1][0], at + 1, missing[-1][2])
    else:
        missing.append((at, at + 1, there))
