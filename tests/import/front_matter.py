"""Front matter: YAML as it is used there, TOML, JSON, and the `Key: value` lines of Pelican."""

import json
import re
import tomllib

KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'\[{#&*!|>%@`-][^#]*?|-[^\s#][^#]*?|[^\s"'\[{&*!|>%@`]*?):(?=\s|$)"""
)


def split(text):
    """(fields, body). Without front matter the fields are empty; what cannot be read is under `unreadable`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        if text.startswith("{"):
            fields, end = json.JSONDecoder().raw_decode(text)
            return fields, text[end:]
        found = re.match(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", text, re.S | re.M)
        if found:
            return tomllib.loads(found[1]), text[found.end() :]
        found = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.S | re.M)
        if found:
            fields = yaml(found[1])
            return fields if isinstance(fields, dict) else {}, text[found.end() :]
    except (ValueError, IndexError) as error:
        return {"unreadable": str(error)}, text
    return {}, text


def pelican(text):
    fields, lines = {}, text.removeprefix("\ufeff").split("\n")
    for at, line in enumerate(lines):
        found = re.match(r"(\w[\w-]*):\s*(.*)$", line)
        if not found:
            return fields, "\n".join(lines[at:])
        fields[found[1].lower()] = found[2]
    return fields, ""


def yaml(text):
    lines = []
    for line in text.split("\n"):
        lines.append((len(line) - len(line.lstrip(" ")), line))
    value, _ = block(lines, skip(lines, 0), 0)
    return value


def skip(lines, at):
    while at < len(lines) and (not lines[at][1].strip() or lines[at][1].lstrip().startswith("#")):
        at += 1
    return at


def block(lines, at, least):
    """The value that begins at this line, at an indentation of at least so much."""
    if at >= len(lines) or lines[at][0] < least:
        return None, at
    indent, line = lines[at]
    if re.match(r"-(\s|$)", line[indent:]):
        return sequence(lines, at, indent)
    if KEY.match(line[indent:]):
        return mapping(lines, at, indent)
    return inline(lines, at, indent, line[indent:])


def sequence(lines, at, indent):
    values = []
    while at < len(lines) and lines[at][0] == indent and re.match(r"-(\s|$)", lines[at][1][indent:]):
        rest = lines[at][1][indent + 1 :]
        inner = indent + 1 + len(rest) - len(rest.lstrip(" "))
        if not rest.strip() or rest.lstrip().startswith("#"):
            value, at = block(lines, skip(lines, at + 1), indent + 1)
        elif KEY.match(rest.strip()) and rest.strip()[0] not in "\"'[{" or re.match(r"\s*- ", rest):
            lines[at] = (inner, " " * inner + rest.strip())
            value, at = block(lines, at, inner)
        else:
            value, at = inline(lines, at, indent, rest.strip())
        values.append(value)
        at = skip(lines, at)
    return values, at


def mapping(lines, at, indent):
    fields = {}
    while at < len(lines) and lines[at][0] == indent:
        line = lines[at][1][indent:]
        found = KEY.match(line)
        if not found:
            raise ValueError(f"no key: {line}")
        key, rest = scalar(found[1].strip(), True), line[found.end() :].strip()
        if not rest or rest.startswith("#"):
            below = skip(lines, at + 1)
            least = (
                indent
                if below < len(lines) and re.match(r"-(\s|$)", lines[below][1].lstrip()) and lines[below][0] == indent
                else indent + 1
            )
            value, at = block(lines, below, least)
        else:
            value, at = inline(lines, at, indent, rest)
        fields[key] = value
        at = skip(lines, at)
    return fields, at


def inline(lines, at, indent, rest):
    """A value that begins on the line of its key, and may go on below."""
    found = re.match(r"([|>])([+-]?\d?[+-]?)\s*(#.*)?$", rest)
    if found:
        at += 1
        taken = []
        while at < len(lines) and (lines[at][0] > indent or not lines[at][1].strip()):
            taken.append(lines[at][1])
            at += 1
        depth = min((len(line) - len(line.lstrip(" ")) for line in taken if line.strip()), default=0)
        text = "\n".join(line[depth:] for line in taken).rstrip("\n")
        return text if found[1] == "|" else re.sub(r"(?<!\n)\n(?!\n)", " ", text), at
    at += 1
    if rest[0] in "\"'[{":
        while not closed(rest) and at < len(lines):
            rest += "\n" + lines[at][1].strip()
            at += 1
        if rest[0] in "[{":
            return flow(rest, 0)[0], at
        return scalar(rest), at
    rest = re.sub(r"\s+#.*$", "", rest)
    while at < len(lines) and lines[at][0] > indent and lines[at][1].strip():
        rest += " " + lines[at][1].strip()
        at += 1
    return scalar(rest), at


def closed(text):
    if text[0] in "\"'":
        return bool(re.match(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', text, re.S))
    try:
        flow(text, 0)
        return True
    except IndexError:
        return False


def flow(text, at):
    opening = text[at]
    closing = {"[": "]", "{": "}"}[opening]
    values, fields, key = [], {}, None
    at += 1
    while True:
        while text[at] in " \n\t,":
            at += 1
        if text[at] == closing:
            return (fields if opening == "{" else values), at + 1
        if text[at] in "[{":
            value, at = flow(text, at)
        elif text[at] in "\"'":
            found = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.S).match(text, at)
            if not found:
                raise IndexError(at)
            value, at = scalar(found[0]), found.end()
        else:
            start = at
            while text[at] not in ",]}\n" and not (
                text[at] == ":" and opening == "{" and key is None and text[at + 1] in " \n"
            ):
                at += 1
            value = scalar(text[start:at].strip(), opening == "{" and key is None)
        if opening == "{" and key is None:
            while text[at] in " \n":
                at += 1
            if text[at] == ":":
                key, at = value, at + 1
                while text[at] in " \n":
                    at += 1
                if text[at] in ",}":
                    fields[key], key = None, None
            else:
                fields[value] = None
        elif opening == "{":
            fields[key], key = value, None
        else:
            values.append(value)


ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "v": "\v",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
    " ": " ",
    "/": "/",
}


def scalar(text, is_key=False):
    if text[:1] == '"':

        def one(found):
            code = found[1]
            if code[0] in "xuU" and len(code) > 1:
                return chr(int(code[1:], 16))
            return ESCAPES.get(code[0], "" if code[0] == "\n" else code[0])

        inner = re.sub(r"\n[ \t]*", " ", text[1 : text.rindex('"')])
        found = re.sub(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|\n)", one, inner, flags=re.S)
        return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if text[:1] == "'":
        return text[1 : text.rindex("'")].replace("''", "'").replace("\n", " ")
    if is_key:
        return text
    plain = text.lower()
    if plain in ("true", "yes", "on"):
        return True
    if plain in ("false", "no", "off"):
        return False
    if plain in ("", "~", "null"):
        return None
    return text
