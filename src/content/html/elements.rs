//! The elements that a text may have, one file because it is a table: what each is, what may be inside it, its attributes.
//!
//! Kinds and contents follow the HTML standard where a browser's parser would move or drop something, and are wider
//! where it shows what was written: a `<div>` in a `<span>` passes, a `<div>` in a `<p>` does not.

use super::attribute_names::{DRAWING, FORMULA};
use super::element::{Element, EndTag, Namespace, Reading};
use super::kinds::Kinds;

const fn block(name: &'static str) -> Element {
    Element::new(name, Kinds::BLOCK, Kinds::FLOW)
}

const fn heading(name: &'static str) -> Element {
    let content = Kinds::TEXT.and(Kinds::PHRASING).and(Kinds::BLOCK);
    Element::new(name, Kinds::HEADING, content).read(Reading::Fixed)
}

const fn phrasing(name: &'static str) -> Element {
    Element::new(name, Kinds::PHRASING, Kinds::TRANSPARENT)
}

const fn code(name: &'static str) -> Element {
    phrasing(name).read(Reading::Verbatim)
}

const fn void(name: &'static str, kind: Kinds) -> Element {
    Element::new(name, kind, Kinds::NONE).end(EndTag::Void)
}

const fn part(name: &'static str, kind: Kinds, content: Kinds) -> Element {
    Element::new(name, kind, content).end(EndTag::Optional)
}

const LINE: Kinds = Kinds::TEXT.and(Kinds::PHRASING);
const LINK: &[&str] = &["download", "href", "hreflang", "name", "rel", "target", "type"];
const CELL: &[&str] = &["abbr", "colspan", "headers", "rowspan", "scope"];
const EDIT: &[&str] = &["cite", "datetime"];
const PLAYER: &[&str] = &["controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"];
const IMAGE: &[&str] = &["alt", "decoding", "height", "loading", "sizes", "src", "srcset", "usemap", "width"];
const MEDIA: &[&str] = &["height", "media", "sizes", "src", "srcset", "type", "width"];

/// The elements of HTML in every text.
static HTML: &[Element] = &[
    phrasing("a").attributes(LINK).read(Reading::Fixed).alone(),
    phrasing("abbr").read(Reading::Fixed),
    phrasing("acronym").read(Reading::Fixed).written("abbr"),
    block("address"),
    void("area", Kinds::PHRASING).attributes(&["alt", "coords", "href", "shape", "target"]),
    block("article"),
    block("aside"),
    phrasing("audio").attributes(PLAYER).content(Kinds::TRANSPARENT.and(Kinds::MEDIA)).alone(),
    phrasing("b"),
    phrasing("bdi"),
    phrasing("bdo"),
    block("blockquote").attributes(&["cite"]).read(Reading::Fixed),
    void("br", Kinds::PHRASING),
    Element::new("caption", Kinds::CAPTION, Kinds::FLOW),
    phrasing("cite"),
    code("code"),
    void("col", Kinds::COLUMN).attributes(&["span"]),
    part("colgroup", Kinds::COLUMNS, Kinds::COLUMN).attributes(&["span"]),
    phrasing("data").attributes(&["value"]),
    part("dd", Kinds::TERM, Kinds::FLOW),
    phrasing("del").attributes(EDIT),
    block("details").attributes(&["name", "open"]).content(Kinds::FLOW.and(Kinds::SUMMARY)),
    phrasing("dfn"),
    block("div"),
    block("dl").content(Kinds::FLOW.and(Kinds::TERM)),
    part("dt", Kinds::TERM, Kinds::FLOW),
    phrasing("em"),
    Element::new("figcaption", Kinds::FIGCAPTION, Kinds::FLOW),
    block("figure").content(Kinds::FLOW.and(Kinds::FIGCAPTION)),
    block("footer"),
    heading("h1"),
    heading("h2"),
    heading("h3"),
    heading("h4"),
    heading("h5"),
    heading("h6"),
    block("header"),
    block("hgroup"),
    void("hr", Kinds::BLOCK),
    phrasing("i"),
    void("img", Kinds::PHRASING).attributes(IMAGE),
    phrasing("ins").attributes(EDIT),
    code("kbd"),
    part("li", Kinds::ITEM, Kinds::FLOW).attributes(&["value"]),
    phrasing("map").attributes(&["name"]),
    phrasing("mark"),
    Element::new("math", Kinds::PHRASING, Kinds::MATH.and(Kinds::TEXT)).attributes(&["display"]).read(Reading::Unread),
    block("menu").content(Kinds::FLOW.and(Kinds::ITEM)),
    phrasing("meter").attributes(&["high", "low", "max", "min", "optimum", "value"]),
    block("nav"),
    block("ol").attributes(&["reversed", "start", "type"]).content(Kinds::FLOW.and(Kinds::ITEM)),
    part("p", Kinds::BLOCK, LINE),
    phrasing("picture").content(Kinds::TRANSPARENT.and(Kinds::MEDIA)),
    block("pre").content(LINE).read(Reading::Verbatim),
    phrasing("progress").attributes(&["max", "value"]),
    phrasing("q").attributes(&["cite"]).read(Reading::Fixed),
    part("rp", Kinds::RUBY, LINE),
    part("rt", Kinds::RUBY, LINE),
    phrasing("ruby").content(LINE.and(Kinds::RUBY)),
    phrasing("s"),
    code("samp"),
    block("search"),
    block("section"),
    phrasing("small"),
    void("source", Kinds::MEDIA).attributes(MEDIA),
    phrasing("span"),
    phrasing("strike").written("s"),
    phrasing("strong"),
    phrasing("sub"),
    Element::new("summary", Kinds::SUMMARY, Kinds::FLOW).read(Reading::Fixed),
    phrasing("sup"),
    Element::new("svg", Kinds::PHRASING, Kinds::SVG.and(Kinds::TEXT)).attributes(DRAWING).read(Reading::Unread),
    block("table").content(Kinds::CAPTION.and(Kinds::COLUMNS).and(Kinds::COLUMN).and(Kinds::ROWS).and(Kinds::ROW)),
    part("tbody", Kinds::ROWS, Kinds::ROW),
    part("td", Kinds::CELL, Kinds::FLOW).attributes(CELL),
    part("tfoot", Kinds::ROWS, Kinds::ROW),
    part("th", Kinds::CELL, Kinds::FLOW).attributes(CELL),
    part("thead", Kinds::ROWS, Kinds::ROW),
    phrasing("time").attributes(&["datetime"]),
    part("tr", Kinds::ROW, Kinds::CELL),
    void("track", Kinds::MEDIA).attributes(&["default", "kind", "label", "src", "srclang"]),
    code("tt").written("code"),
    phrasing("u"),
    block("ul").content(Kinds::FLOW.and(Kinds::ITEM)),
    phrasing("var").read(Reading::Fixed),
    phrasing("video").attributes(PLAYER).content(Kinds::TRANSPARENT.and(Kinds::MEDIA)).alone(),
    void("wbr", Kinds::PHRASING),
];

/// The elements of HTML that make a form, on the column's own pages only.
static FORMS: &[Element] = &[
    phrasing("button").attributes(&["disabled", "name", "type", "value"]).read(Reading::Fixed).alone(),
    block("fieldset").attributes(&["disabled"]).content(Kinds::FLOW.and(Kinds::LEGEND)),
    block("form").attributes(&["accept-charset", "action", "autocomplete", "enctype", "method", "target"]).alone(),
    void("input", Kinds::PHRASING).attributes(&[
        "accept",
        "autocomplete",
        "checked",
        "disabled",
        "inputmode",
        "max",
        "maxlength",
        "min",
        "minlength",
        "multiple",
        "name",
        "pattern",
        "placeholder",
        "readonly",
        "required",
        "size",
        "step",
        "type",
        "value",
    ]),
    phrasing("label").attributes(&["for"]),
    Element::new("legend", Kinds::LEGEND, LINE.and(Kinds::HEADING)),
    part("optgroup", Kinds::OPTIONS, Kinds::OPTION).attributes(&["disabled", "label"]),
    part("option", Kinds::OPTION, Kinds::TEXT).attributes(&["disabled", "label", "selected", "value"]),
    phrasing("select")
        .attributes(&["autocomplete", "disabled", "multiple", "name", "required", "size"])
        .content(Kinds::OPTION.and(Kinds::OPTIONS))
        .read(Reading::Unread),
    phrasing("textarea")
        .attributes(&[
            "autocomplete",
            "cols",
            "disabled",
            "maxlength",
            "minlength",
            "name",
            "placeholder",
            "readonly",
            "required",
            "rows",
        ])
        .content(Kinds::TEXT)
        .read(Reading::Verbatim),
];

const fn drawing(name: &'static str) -> Element {
    Element::new(name, Kinds::SVG, Kinds::SVG.and(Kinds::TEXT)).attributes(DRAWING)
}

/// The elements of SVG within `svg`. A browser restores the capitals of their names.
static SVG: &[Element] = &[
    drawing("circle"),
    drawing("clippath"),
    drawing("defs"),
    drawing("desc").content(Kinds::TEXT),
    drawing("ellipse"),
    drawing("g"),
    drawing("line"),
    drawing("lineargradient"),
    drawing("marker"),
    drawing("mask"),
    drawing("path"),
    drawing("pattern"),
    drawing("polygon"),
    drawing("polyline"),
    drawing("radialgradient"),
    drawing("rect"),
    drawing("stop"),
    drawing("symbol"),
    drawing("text"),
    drawing("title").content(Kinds::TEXT),
    drawing("tspan"),
    drawing("use"),
];

const fn formula(name: &'static str) -> Element {
    Element::new(name, Kinds::MATH, Kinds::MATH.and(Kinds::TEXT)).attributes(FORMULA)
}

const fn token(name: &'static str) -> Element {
    formula(name).content(Kinds::TEXT)
}

/// The elements of `MathML` within `math`. Those that a browser reads as HTML again have only text.
static MATH: &[Element] = &[
    formula("mfrac"),
    token("mi"),
    formula("mmultiscripts"),
    token("mn"),
    token("mo"),
    formula("mover"),
    formula("mpadded"),
    formula("mphantom"),
    formula("mprescripts"),
    formula("mroot"),
    formula("mrow"),
    token("ms"),
    formula("mspace"),
    formula("msqrt"),
    formula("mstyle"),
    formula("msub"),
    formula("msubsup"),
    formula("msup"),
    formula("mtable"),
    formula("mtd"),
    token("mtext"),
    formula("mtr"),
    formula("munder"),
    formula("munderover"),
];

/// The treatment of an element.
#[derive(Debug, Clone, Copy)]
pub(super) enum ElementRule {
    /// It is written.
    Allowed(&'static Element),
    /// It is written on the column's own pages.
    OnPages(&'static Element),
    /// Its tags are left out; its text stays.
    Dropped,
    /// It is an error; holds what to do instead.
    Refused(&'static str),
    /// There is no such element: the tag is text.
    Unknown,
}

/// Elements about looks that HTML has given up.
const DROPPED: [&str; 11] =
    ["basefont", "big", "blink", "center", "font", "marquee", "multicol", "nobr", "rb", "rtc", "spacer"];

const FRAME: &str = "link to it instead: `[its name](https://…)`; a film of your own can be shown with `<video>`";
const SCRIPT: &str = "scripts belong in a theme; to show the word, write `\\<script>`";
const STYLE: &str = "looks belong in a theme: put a `class` on the element";
const WHOLE_PAGE: &str = "remove it: callslip writes the page around your text";
const RAW: &str = "write `<pre>` instead, or indent the lines by four spaces";
const OTHERS: &str = "remove it and its end tag";

/// Elements that are refused, and what to do instead.
const REFUSED: &[(&str, &str)] = &[
    ("applet", FRAME),
    ("base", WHOLE_PAGE),
    ("body", WHOLE_PAGE),
    ("canvas", SCRIPT),
    ("dialog", SCRIPT),
    ("embed", FRAME),
    ("frame", FRAME),
    ("frameset", FRAME),
    ("head", WHOLE_PAGE),
    ("html", WHOLE_PAGE),
    ("iframe", FRAME),
    ("link", STYLE),
    ("listing", RAW),
    ("main", WHOLE_PAGE),
    ("meta", WHOLE_PAGE),
    ("noembed", OTHERS),
    ("noframes", OTHERS),
    ("noscript", "remove its tags: all readers see a page without scripts"),
    ("object", FRAME),
    ("param", FRAME),
    ("plaintext", RAW),
    ("portal", FRAME),
    ("script", SCRIPT),
    ("slot", SCRIPT),
    ("style", STYLE),
    ("template", SCRIPT),
    ("xmp", RAW),
];

fn find(table: &'static [Element], name: &str) -> Option<&'static Element> {
    table.iter().find(|element| element.name == name)
}

/// Returns the rule for a name within a namespace.
pub(super) fn rule(name: &str, namespace: Namespace) -> ElementRule {
    let foreign = match namespace {
        Namespace::Html => None,
        Namespace::Svg => find(SVG, name),
        Namespace::Math => find(MATH, name),
    };
    if let Some(element) = foreign.or_else(|| find(HTML, name)) {
        ElementRule::Allowed(element)
    } else if let Some(element) = find(FORMS, name) {
        ElementRule::OnPages(element)
    } else if DROPPED.contains(&name) || name.contains(':') {
        // Word processors leave elements such as `<o:p>`.
        ElementRule::Dropped
    } else if let Some((_, help)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
        ElementRule::Refused(help)
    } else if namespace == Namespace::Html {
        ElementRule::Unknown
    } else {
        ElementRule::Refused(
            "a drawing or formula may have simple shapes and text only; make it a picture file: `![…](its-name.svg)`",
        )
    }
}

/// Returns the element of HTML with this name.
pub(super) fn html(name: &str) -> Option<&'static Element> {
    find(HTML, name)
}

/// Returns the names of the elements that something of this kind may be directly inside.
pub(super) fn parents_of(kind: Kinds) -> impl Iterator<Item = &'static str> {
    HTML.iter().chain(FORMS).filter(move |element| element.content.meets(kind)).map(|element| element.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_one_rule() {
        for table in [HTML, FORMS, SVG, MATH] {
            assert!(table.is_sorted_by(|a, b| a.name < b.name));
        }
        for element in HTML.iter().chain(FORMS) {
            let is_free = !DROPPED.contains(&element.name) && REFUSED.iter().all(|(name, _)| *name != element.name);
            assert!(is_free, "{}", element.name);
        }
    }
}
