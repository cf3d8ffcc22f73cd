#!/usr/bin/env python3
"""Writes cldr.tsv, the table of what differs between languages, from the data of Unicode CLDR.

    npm install cldr-core@48.2.0 cldr-dates-full@48.2.0 cldr-misc-full@48.2.0 cldr-numbers-full@48.2.0
    python3 src/language/cldr.py node_modules > src/language/cldr.tsv

The data are under the Unicode License v3: see LICENSE-UNICODE.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1])

# `en` alone is international English, as CLDR has it for `en-001`; the English of the United States is `en-US`.
SOURCES = {"en": "en-001", "en-US": "en"}

# Marks a value that is the same as in the row of the tag without its last parts, or in that of `und`.
SAME = "^"

# The currencies whose signs are in the table; each other currency is written with its three letters.
CURRENCIES = (
    "AUD BRL CAD CHF CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MAD MXN MYR NGN NOK NZD PHP PLN RON "
    "RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
).split()


def read(package, path):
    return json.loads((ROOT / package / path).read_text(encoding="utf-8"))


def main_of(package, locale, file):
    return read(package, f"main/{locale}/{file}.json")["main"][locale]


def plain(pattern):
    return pattern if isinstance(pattern, str) else pattern["_value"]


def date_pattern(pattern):
    """Turns `d. MMM y` into `{day}. {month_short} {year}`."""
    fields = {"y": "year", "d": "day", "dd": "dd", "M": "m", "MM": "mm"}
    fields |= {"MMM": "month_short", "LLL": "month_short", "MMMM": "month", "LLLL": "month"}
    out = ""
    for quoted, field, other in re.findall(r"'([^']*)'|([A-Za-z]+)|([^'A-Za-z]+)", plain(pattern)):
        if field == "G":
            out = out.rstrip()
        elif field:
            out += "{" + fields[field] + "}"
        else:
            out += quoted or other
    return re.sub(r" +", " ", out)


def dates(tag, locale):
    calendar = main_of("cldr-dates-full", locale, "ca-gregorian")["dates"]["calendars"]["gregorian"]
    formats = calendar["dateTimeFormats"]["availableFormats"]
    months = calendar["months"]["format"]
    if tag == "en":
        # `Sep`, as documented, and not the `Sept` of Great Britain.
        months = main_of("cldr-dates-full", "en", "ca-gregorian")["dates"]["calendars"]["gregorian"]["months"]["format"]
    return [
        date_pattern(formats["yMMMd"]),
        date_pattern(formats.get("yMMMMd", calendar["dateFormats"]["long"])),
        "|".join(months["abbreviated"][str(n)] for n in range(1, 13)),
        "|".join(months["wide"][str(n)] for n in range(1, 13)),
    ]


def numbers(tag, locale):
    data = main_of("cldr-numbers-full", locale, "numbers")["numbers"]
    system = data["defaultNumberingSystem"]
    symbols = data[f"symbols-numberSystem-{system}"]
    digits = read("cldr-core", "supplemental/numberingSystems.json")["supplemental"]["numberingSystems"]
    pattern = data[f"currencyFormats-numberSystem-{system}"]["standard"].split(";")[0]
    # Switzerland's apostrophe as it is printed.
    group = symbols.get("currencyGroup", symbols["group"]).replace("'", "’")
    decimal = symbols.get("currencyDecimal", symbols["decimal"])
    common, own = signs_of("und"), signs_of(locale)
    signs = [f"{code}={own[code]}" for code in CURRENCIES if tag == "und" or own[code] != common[code]]
    if tag == "en":
        # The column's documented form: `USD 1,395`.
        pattern, signs = "¤ #,##0.00", [f"{code}={code}" for code in CURRENCIES if common[code] != code]
    sizes = [len(part) for part in re.search(r"[#0,]+", pattern)[0].split(",")[1:]] or [0]
    grouping = f"{sizes[-1]},{sizes[0]},{data['minimumGroupingDigits']}"
    return [
        digits[system]["_digits"][0],
        decimal,
        group,
        grouping,
        re.sub(r"[#0,]+(\.0+)?", "#", pattern),
        " ".join(signs),
    ]


def signs_of(locale):
    currencies = main_of("cldr-numbers-full", locale, "currencies")["numbers"]["currencies"]
    return {code: currencies.get(code, {}).get("symbol", code) for code in CURRENCIES}


def quotes(locale):
    marks = main_of("cldr-misc-full", locale, "delimiters")["delimiters"]
    names = ["quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd"]
    return [" ".join(marks[name] for name in names)]


def plurals(locale):
    """Returns the rules for whole numbers, as `one:n=1;few:n%10=2..4&n%100!=12..14`."""
    rules = read("cldr-core", "supplemental/plurals.json")["supplemental"]["plurals-type-cardinal"]
    language = locale if locale in rules else locale.split("-")[0]
    out = []
    for name, rule in rules.get(language, {}).items():
        alternatives = []
        for alternative in rule.split("@")[0].split(" or "):
            relations = [whole(relation.strip()) for relation in alternative.split(" and ") if relation.strip()]
            relations = [relation for relation in relations if relation != "true"]
            if relations and "false" not in relations:
                alternatives.append("&".join(relations))
            elif not relations and alternative.strip():
                alternatives.append("")
        if alternatives:
            out.append(name.removeprefix("pluralRule-count-") + ":" + "|".join(alternatives))
    return [";".join(out)]


def whole(relation):
    """Simplifies a relation for whole numbers, which have no decimals (v, w, f, t) and no exponent (c, e)."""
    operand, modulus, equal, values = re.fullmatch(r"(\w)(?: % (\d+))? (!?=) (.*)", relation).groups()
    if operand in "vwftce":
        holds = any(part == "0" or part.startswith("0..") for part in values.split(","))
        return "true" if holds == (equal == "=") else "false"
    return "n" + (f"%{modulus}" if modulus else "") + equal + values


def row(tag):
    locale = SOURCES.get(tag, tag)
    return quotes(locale) + plurals(locale) + dates(tag, locale) + numbers(tag, locale)


def main():
    levels = read("cldr-core", "coverageLevels.json")["effectiveCoverageLevels"]
    there = {path.name for path in (ROOT / "cldr-misc-full/main").iterdir()}
    tags = {tag for tag in levels if tag.split("-")[0] in levels and tag.split("-")[0] != "und" and tag in there}
    wanted = {tag for tag in tags if levels[tag.split("-")[0]] in ("modern", "moderate") and "-001" not in tag}
    rows, parents = {}, {}
    for tag in sorted(wanted | {"en-US", "und"}, key=lambda tag: (tag != "und", tag.count("-"), tag)):
        values, parent = row(tag), "und"
        for end in (at for at in range(len(tag) - 1, 0, -1) if tag[at] == "-"):
            if tag[:end] in rows:
                parent = tag[:end]
                break
        if rows.get(parent) != values:
            rows[tag], parents[tag] = values, parent
    print("# Made by cldr.py from Unicode CLDR 48.2, © Unicode, Inc., under the Unicode License v3 (LICENSE-UNICODE).")
    print("# The signs of `und` are those of each language that has no other.")
    print("# tag, quotes, plurals, short date, long date, short months, months, zero, decimal, group, grouping, money, signs")
    for tag in sorted(rows):
        parent = rows[parents[tag]] if tag != "und" else [None] * len(rows[tag])
        values = [SAME if own == its else own for own, its in zip(rows[tag], parent)]
        print("\t".join([tag, *values]))


main()
