//! A text as a browser reads it: its HTML on a page, read by html5ever. Shared with the fuzz targets.

use callslip::content::{Body, Entry, SlotKind};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The elements that a text may have, by the words and not by the tables of the program.
const ELEMENTS: &str = " a abbr address area article aside audio b bdi bdo blockquote br caption cite code col colgroup \
    data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li map \
    mark menu meter nav ol p picture pre progress q rp rt ruby s samp search section small source span strong sub summary \
    sup table tbody td tfoot th thead time tr track u ul var video wbr \
    button fieldset form input label legend optgroup option select textarea \
    svg circle clippath defs desc ellipse g line lineargradient marker mask path pattern polygon polyline radialgradient \
    rect stop symbol text title tspan use \
    math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup \
    msup mtable mtd mtext mtr munder munderover ";

/// Attributes that hold an address, or run something, wherever they are.
const ADDRESSES: [&str; 6] = ["href", "src", "srcset", "poster", "action", "cite"];

/// The texts of an entry, in order.
pub(crate) fn bodies(entry: &Entry) -> Vec<&Body> {
    match entry {
        Entry::Letter(letter) => letter.bodies().collect(),
        Entry::Page(page) => vec![&page.text.body],
        Entry::Program(program) => vec![&program.text.body],
        Entry::Person(person) => vec![&person.text.body],
    }
}

/// The HTML of a text, every link and file at an address of the column's.
pub(crate) fn filled(body: &Body) -> String {
    let mut html = String::with_capacity(body.html.len() * 2);
    let mut written = 0;
    for slot in &body.slots {
        html.push_str(&body.html[written..slot.at as usize]);
        written = slot.at as usize;
        html.push_str(match slot.kind {
            SlotKind::LinkStart(_) => "<a href=\"own\">",
            SlotKind::LinkEnd(_) => "</a>",
            SlotKind::LinkAddress(_) => " href=\"own\"",
            SlotKind::Picture(_) => "<img src=\"own\" alt=\"\">",
            SlotKind::FileAddress(_) => "own",
            SlotKind::PictureAddress(_) => "own\" width=\"1\"",
            SlotKind::VideoStart(_) => "<p class=\"video\"><a href=\"own\"><span>",
            SlotKind::VideoEnd(_) => "</span></a></p>\n",
            SlotKind::NoteName(_) | SlotKind::WayBackName(_) | SlotKind::TableName | SlotKind::CodeName => "",
        });
    }
    html.push_str(&body.html[written..]);
    html
}

/// The HTML of all texts of an entry.
#[allow(dead_code, reason = "the fuzz target needs it not")]
pub(crate) fn filled_texts(entry: &Entry) -> String {
    bodies(entry).into_iter().map(filled).collect()
}

/// Checks a whole page: nothing runs in it but the theme's own scripts, which are files.
#[allow(dead_code, reason = "the fuzz target needs it not")]
pub(crate) fn check_page(path: &str, html: &str) {
    let dom: RcDom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    check_node(path, &dom.document);
}

fn check_node(path: &str, node: &Handle) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes = attrs.borrow();
        for attribute in attributes.iter() {
            let (attribute, value) = (&*attribute.name.local, attribute.value.trim().to_ascii_lowercase());
            assert!(!attribute.starts_with("on"), "{path}: {attribute}");
            assert!(!value.starts_with("javascript:") || attribute != "href", "{path}: {attribute}={value}");
            assert!(!matches!(attribute, "src" | "srcset") || !value.contains("//"), "{path}: {attribute}={value}");
        }
        if &*name.local == "script" {
            let is_data = attributes.iter().any(|attribute| &*attribute.value == "application/ld+json");
            let has_text = node.children.borrow().iter().any(
                |child| matches!(&child.data, NodeData::Text { contents } if !contents.borrow().trim().is_empty()),
            );
            assert!(is_data || !has_text, "{path}: a script");
        }
    }
    for child in node.children.borrow().iter() {
        check_node(path, child);
    }
}

/// Checks all texts of an entry. `is_sound` is true if nothing is wrong with it.
pub(crate) fn check(entry: &Entry, is_sound: bool) {
    for body in bodies(entry) {
        let html = filled(body);
        let page = format!(
            "<!doctype html><html><head><title>t</title></head><body><main id=\"_m\"><div id=\"_turn\">{html}</div></main>\
             <nav id=\"_n\"></nav><footer id=\"_f\"></footer></body></html>"
        );
        let tree = TreeBuilderOpts { exact_errors: true, ..TreeBuilderOpts::default() };
        let options = ParseOpts { tree_builder: tree, ..ParseOpts::default() };
        let dom: RcDom = parse_document(RcDom::default(), options).one(page.as_str());
        if is_sound {
            let errors = dom.errors.borrow();
            assert!(errors.is_empty(), "{errors:?}\n{html}");
        }
        let mut seen = Seen::default();
        look(&dom.document, "", &mut seen);
        assert_eq!(seen.places, ["body>_m", "_m>_turn", "body>_n", "body>_f"], "{html}");
        if is_sound {
            assert_eq!(seen.elements, tags(&html), "{html}");
        }
    }
}

/// The findings in a page.
#[derive(Default)]
struct Seen {
    /// The theme's own elements, each after its parent.
    places: Vec<String>,
    /// The names of the text's elements, in order, except those that a browser adds.
    elements: Vec<String>,
}

fn look(node: &Handle, parent: &str, seen: &mut Seen) {
    let mut name = String::new();
    if let NodeData::Element { name: tag, attrs, .. } = &node.data {
        name = tag.local.to_string();
        let attributes = attrs.borrow();
        let id = attributes.iter().find(|attribute| &*attribute.name.local == "id").map(|id| id.value.to_string());
        if let Some(own) = id.filter(|id| id.starts_with('_')) {
            seen.places.push(format!("{parent}>{own}"));
            name = own;
        } else if !(matches!(name.as_str(), "html" | "head" | "body") || name == "title" && parent == "head") {
            let lower = name.to_ascii_lowercase();
            assert!(ELEMENTS.contains(&format!(" {lower} ")), "<{name}>");
            for attribute in attributes.iter() {
                check_attribute(&attribute.name.local, &attribute.value);
            }
            if lower != "tbody" {
                seen.elements.push(lower);
            }
        }
    } else if matches!(node.data, NodeData::Comment { .. }) {
        panic!("a comment is on the page");
    }
    for child in node.children.borrow().iter() {
        look(child, &name, seen);
    }
}

fn check_attribute(name: &str, value: &str) {
    assert!(
        !name.starts_with("on") && !matches!(name, "style" | "srcdoc" | "ping" | "formaction" | "background"),
        "{name}"
    );
    let bare: String =
        value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
    if ADDRESSES.contains(&name) || name == "xlink:href" {
        for scheme in ["javascript:", "vbscript:", "data:"] {
            assert!(!bare.starts_with(scheme), "{name}={value}");
        }
    }
    if matches!(name, "src" | "srcset" | "poster") {
        assert!(bare.split(',').all(|candidate| candidate.starts_with("own")), "{name}={value}");
    }
    // A title may say anything; what is drawn may not.
    if matches!(name, "fill" | "stroke" | "mask" | "clip-path" | "marker-end" | "marker-start" | "marker-mid") {
        assert!(!bare.contains("url(") || bare.contains("url(#") || bare.contains("url('#"), "{name}={value}");
        assert!(!bare.contains('\\'), "{name}={value}");
    }
}

/// The names of the start tags in HTML as the program writes it, in order, except those that a browser adds.
fn tags(html: &str) -> Vec<String> {
    let starts = html.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    let names = starts.map(|tag| tag.split([' ', '>', '/', '\n']).next().unwrap_or_default().to_owned());
    names.filter(|name| name != "tbody").collect()
}
