//! The elements that a text may have, one file because it is a table: what each is, what may be inside it, its attributes.
//!
//! Categories and contents follow the HTML standard where a browser's parser would move or drop something, and are wider
//! where it shows what was written: a `<div>` in a `<span>` passes, a `<div>` in a `<p>` does not.

use super::attribute_names::{DRAWING, FORMULA};
use super::categories::Categories;
use super::element::{Element, EndTag, Namespace, Reading};

const fn block(name: &'static str) -> Element {
    Element::new(name, Categories::BLOCK, Categories::FLOW)
}

const fn heading(name: &'static str) -> Element {
    let content = Categories::TEXT.and(Categories::PHRASING).and(Categories::BLOCK);
    Element::new(name, Categories::HEADING, content).read(Reading::Fixed)
}

const fn phrasing(name: &'static str) -> Element {
    Element::new(name, Categories::PHRASING, Categories::TRANSPARENT)
}

const fn code(name: &'static str) -> Element {
    phrasing(name).read(Reading::Verbatim)
}

const fn void(name: &'static str, categories: Categories) -> Element {
    Element::new(name, categories, Categories::NONE).end(EndTag::Void)
}

const fn part(name: &'static str, categories: Categories, content: Categories) -> Element {
    Element::new(name, categories, content).end(EndTag::Optional)
}

const LINE: Categories = Categories::TEXT.and(Categories::PHRASING);
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
    void("area", Categories::PHRASING).attributes(&["alt", "coords", "href", "shape", "target"]),
    block("article"),
    block("aside"),
    phrasing("audio").attributes(PLAYER).content(Categories::TRANSPARENT.and(Categories::MEDIA)).alone(),
    phrasing("b"),
    phrasing("bdi"),
    phrasing("bdo"),
    block("blockquote").attributes(&["cite"]).read(Reading::Fixed),
    void("br", Categories::PHRASING),
    Element::new("caption", Categories::CAPTION, Categories::FLOW),
    phrasing("cite"),
    code("code"),
    void("col", Categories::COLUMN).attributes(&["span"]),
    part("colgroup", Categories::COLUMNS, Categories::COLUMN).attributes(&["span"]),
    phrasing("data").attributes(&["value"]),
    part("dd", Categories::TERM, Categories::FLOW),
    phrasing("del").attributes(EDIT),
    block("details").attributes(&["name", "open"]).content(Categories::FLOW.and(Categories::SUMMARY)),
    phrasing("dfn"),
    block("div"),
    block("dl").content(Categories::FLOW.and(Categories::TERM)),
    part("dt", Categories::TERM, Categories::FLOW),
    phrasing("em"),
    Element::new("figcaption", Categories::FIGCAPTION, Categories::FLOW),
    block("figure").content(Categories::FLOW.and(Categories::FIGCAPTION)),
    block("footer"),
    heading("h1"),
    heading("h2"),
    heading("h3"),
    heading("h4"),
    heading("h5"),
    heading("h6"),
    block("header"),
    block("hgroup"),
    void("hr", Categories::BLOCK),
    phrasing("i"),
    void("img", Categories::PHRASING).attributes(IMAGE),
    phrasing("ins").attributes(EDIT),
    code("kbd"),
    part("li", Categories::ITEM, Categories::FLOW).attributes(&["value"]),
    phrasing("map").attributes(&["name"]),
    phrasing("mark"),
    Element::new("math", Categories::PHRASING, Categories::MATH.and(Categories::TEXT))
        .attributes(&["display"])
        .read(Reading::Unread),
    block("menu").content(Categories::FLOW.and(Categories::ITEM)),
    phrasing("meter").attributes(&["high", "low", "max", "min", "optimum", "value"]),
    block("nav"),
    block("ol").attributes(&["reversed", "start", "type"]).content(Categories::FLOW.and(Categories::ITEM)),
    part("p", Categories::BLOCK, LINE),
    phrasing("picture").content(Categories::TRANSPARENT.and(Categories::MEDIA)),
    block("pre").content(LINE).read(Reading::Verbatim),
    phrasing("progress").attributes(&["max", "value"]),
    phrasing("q").attributes(&["cite"]).read(Reading::Fixed),
    part("rp", Categories::RUBY, LINE),
    part("rt", Categories::RUBY, LINE),
    phrasing("ruby").content(LINE.and(Categories::RUBY)),
    phrasing("s"),
    code("samp"),
    block("search"),
    block("section"),
    phrasing("small"),
    void("source", Categories::MEDIA).attributes(MEDIA),
    phrasing("span"),
    phrasing("strike").written("s"),
    phrasing("strong"),
    phrasing("sub"),
    Element::new("summary", Categories::SUMMARY, Categories::FLOW).read(Reading::Fixed),
    phrasing("sup"),
    Element::new("svg", Categories::PHRASING, Categories::SVG.and(Categories::TEXT))
        .attributes(DRAWING)
        .read(Reading::Unread),
    block("table").content(
        Categories::CAPTION.and(Categories::COLUMNS).and(Categories::COLUMN).and(Categories::ROWS).and(Categories::ROW),
    ),
    part("tbody", Categories::ROWS, Categories::ROW),
    part("td", Categories::CELL, Categories::FLOW).attributes(CELL),
    part("tfoot", Categories::ROWS, Categories::ROW),
    part("th", Categories::CELL, Categories::FLOW).attributes(CELL),
    part("thead", Categories::ROWS, Categories::ROW),
    phrasing("time").attributes(&["datetime"]),
    part("tr", Categories::ROW, Categories::CELL),
    void("track", Categories::MEDIA).attributes(&["default", "kind", "label", "src", "srclang"]),
    code("tt").written("code"),
    phrasing("u"),
    block("ul").content(Categories::FLOW.and(Categories::ITEM)),
    phrasing("var").read(Reading::Fixed),
    phrasing("video").attributes(PLAYER).content(Categories::TRANSPARENT.and(Categories::MEDIA)).alone(),
    void("wbr", Categories::PHRASING),
];

/// The elements of HTML that make a form, on the column's own pages only.
static FORMS: &[Element] = &[
    phrasing("button").attributes(&["disabled", "name", "type", "value"]).read(Reading::Fixed).alone(),
    block("fieldset").attributes(&["disabled"]).content(Categories::FLOW.and(Categories::LEGEND)),
    block("form").attributes(&["accept-charset", "action", "autocomplete", "enctype", "method", "target"]).alone(),
    void("input", Categories::PHRASING).attributes(&[
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
    Element::new("legend", Categories::LEGEND, LINE.and(Categories::HEADING)),
    part("optgroup", Categories::OPTIONS, Categories::OPTION).attributes(&["disabled", "label"]),
    part("option", Categories::OPTION, Categories::TEXT).attributes(&["disabled", "label", "selected", "value"]),
    phrasing("select")
        .attributes(&["autocomplete", "disabled", "multiple", "name", "required", "size"])
        .content(Categories::OPTION.and(Categories::OPTIONS))
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
        .content(Categories::TEXT)
        .read(Reading::Verbatim),
];

const fn drawing(name: &'static str) -> Element {
    Element::new(name, Categories::SVG, Categories::SVG.and(Categories::TEXT)).attributes(DRAWING)
}

/// The elements of SVG within `svg`. A browser restores the capitals of their names.
static SVG: &[Element] = &[
    drawing("circle"),
    drawing("clippath"),
    drawing("defs"),
    drawing("desc").content(Categories::TEXT),
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
    drawing("title").content(Categories::TEXT),
    drawing("tspan"),
    drawing("use"),
];

const fn formula(name: &'static str) -> Element {
    Element::new(name, Categories::MATH, Categories::MATH.and(Categories::TEXT)).attributes(FORMULA)
}

const fn token(name: &'static str) -> Element {
    formula(name).content(Categories::TEXT)
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

const FRAME: &str = "link to it instead: `[its name](https://…)`; you can show your own video with `<video>`";
const SCRIPT: &str = "scripts belong in a theme";
const STYLE: &str = "a theme decides how things look: put a `class` on the element";
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
    ("noscript", "remove its tags: no page has scripts, so every reader sees what is in it"),
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
            "a drawing or formula can have only simple shapes and text; save it as a picture file: \
             `![…](its-name.svg)`",
        )
    }
}

/// Returns the element of HTML with this name.
pub(super) fn html(name: &str) -> Option<&'static Element> {
    find(HTML, name)
}

/// Returns the element of the tag at the start of a text, and true if it is an end tag. `None` if HTML does not know it.
pub(in crate::content) fn of_tag(text: &str) -> Option<(&'static Element, bool)> {
    let tag = text.strip_prefix('<')?;
    let (tag, is_end) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
    let element =
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) { html(&name.to_ascii_lowercase()) } else { html(name) };
    Some((element?, is_end))
}

/// Returns the names of the elements that something of these categories may be directly inside.
pub(super) fn parents_of(categories: Categories) -> impl Iterator<Item = &'static str> {
    HTML.iter().chain(FORMS).filter(move |element| element.content.meets(categories)).map(|element| element.name)
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
