//! The filters that templates can call. `docs/themes.md` lists them with the sentences here.

/// All filters: ours, then those of tera.
#[rustfmt::skip]
pub(super) const FILTERS: [&str; 48] = [
    // `list | filter(attribute="status", value="open")`: the entries with this value (`1` is `"1"`); without `value`, those that have any.
    "filter",
    // `list | map(attribute="title")`: that field of every entry.
    "map",
    // `list | slice(start=0, end=3)`: a part of a list or a text. A negative number counts from the end. The same as `list[0:3]`.
    "slice",
    // `text | slugify`: lowercase letters, digits, and hyphens, for an `id` or a class.
    "slugify",
    // `html | striptags`: the text of HTML, plain.
    "striptags",
    // `text | truncate_words(length=20)`: the first words of a text; `end` in place of `…`.
    "truncate_words",
    // `text | urlencode`: a text as a part of an address, such as the subject of a `mailto:` link.
    "urlencode",
    // A date in the column's language.
    "date",
    // A word of the theme's.
    "t",
    // The link from this page to a path of the column.
    "url",
    // `list | to_sentence`: `A, B and C`, with the theme's words; of the first entries, if `length` says so.
    "to_sentence",
    // A number without its sign.
    "abs",
    // The first letter large, the others small.
    "capitalize",
    // `value | default(value="-")`: another value for one that is not defined. Null is defined: see `or`.
    "default",
    // The same as `escape_html`.
    "escape",
    // Text with the signs of HTML escaped, as all text is by itself.
    "escape_html",
    // Text with the signs of XML escaped.
    "escape_xml",
    // The first entry of a list; null if it is empty.
    "first",
    // A number with a fraction.
    "float",
    // `map | get(key="mood", default="calm")`: the value of that name.
    "get",
    // `list | group_by(attribute="year")`: a list for each value of the field.
    "group_by",
    // `text | indent(width=2)`: spaces before each line but the first.
    "indent",
    // A whole number.
    "int",
    // `list | join(sep=", ")`: one text.
    "join",
    // The names of a map.
    "keys",
    // The last entry of a list; null if it is empty.
    "last",
    // The number of entries, or of letters of a text.
    "length",
    // Small letters.
    "lower",
    // `<br>` for the end of each line.
    "newlines_to_br",
    // `list | nth(n=2)`: the third entry; null if there is none.
    "nth",
    // A list of names and values of a map.
    "pairs",
    // `number | pluralize`: `s`, or nothing for 1. Words in `strings/` do this in every language.
    "pluralize",
    // `text | replace(from="a", to="b")`
    "replace",
    // A list or a text from its end.
    "reverse",
    // `number | round(precision=1)`; `method` is `ceil` or `floor`.
    "round",
    // HTML that is not escaped again.
    "safe",
    // `list | sort(attribute="title")`: the least first.
    "sort",
    // `text | split(pat=", ")`: a list.
    "split",
    // Text, of any value.
    "str",
    // The first letter of each word large.
    "title",
    // Text without spaces at its ends; `pat` is what to remove in their place.
    "trim",
    // The same at the end.
    "trim_end",
    // The same at the start.
    "trim_start",
    // `text | truncate(length=80)`: the first letters of a text; `end` in place of `…`.
    "truncate",
    // A list in which nothing is twice.
    "unique",
    // Large letters.
    "upper",
    // The values of a map.
    "values",
    // The number of words.
    "wordcount",
];
