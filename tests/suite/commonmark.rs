//! The examples of the `CommonMark` specification and of cmark-gfm, as an answer and as a page.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use callslip::content::{self, Body, Entry, ParseOptions, ReferenceDetails, SlotKind};
use callslip::source::decode;

/// A text whose examples are tried, as answers and as pages.
struct Specification {
    file: &'static str,
    /// The least number of equal ones. Something is said of the rest: an empty link, a footnote without a text.
    equal: usize,
    different: &'static [(Difference, &'static [usize])],
}

/// The differences. `docs/reference/letters.md` tells the columnist of each.
#[derive(Debug, Clone, Copy)]
enum Difference {
    /// A comment is the author's own, and not written.
    Comment,
    /// HTML within a line that begins a block of its own is a paragraph.
    Paragraph,
    /// An address without `<` and `>` is a link.
    BareAddress,
    /// A no-break space after the sign of an item is a space.
    NoBreakSpace,
    /// The links from a footnote back to its references have no numbers.
    BackLinks,
    /// The text of `[^_a_]` is Markdown if there is no such footnote.
    NoFootnote,
    /// The example says nothing of the HTML.
    Ignored,
}

const SPECIFICATIONS: [Specification; 4] = [
    Specification {
        file: "spec.txt",
        equal: 1170,
        different: &[
            (Difference::Paragraph, &[162, 164, 166]),
            (Difference::Comment, &[177, 179, 183, 308, 309, 625]),
            (Difference::BareAddress, &[602, 608, 611, 612]),
            (Difference::NoBreakSpace, &[353]),
        ],
    },
    Specification {
        file: "gfm-spec.txt",
        equal: 1190,
        different: &[
            (Difference::Paragraph, &[132, 134, 136]),
            (Difference::Comment, &[146, 148, 152, 288, 289, 644, 645]),
            (Difference::BareAddress, &[610, 616, 619, 620]),
            (Difference::NoBreakSpace, &[363]),
        ],
    },
    Specification {
        file: "gfm-extensions.txt",
        equal: 44,
        different: &[(Difference::Ignored, &[20]), (Difference::BackLinks, &[24])],
    },
    Specification {
        file: "gfm-regression.txt",
        equal: 32,
        different: &[(Difference::BackLinks, &[13]), (Difference::NoFootnote, &[23, 24])],
    },
];

/// The examples of a text, from 1: Markdown, and HTML. The texts are not in the package.
fn examples(file: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commonmark").join(file);
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    let fence = "`".repeat(32);
    let (text, opening, closing) = (text.replace('→', "\t"), format!("{fence} example"), format!("\n{fence}\n"));
    // The names of extensions may follow on the line.
    let parts = text.split(&opening).skip(1).map(|part| part.split_once('\n').expect("a line").1);
    let parts = parts.map(|part| part.split_once(&closing).expect("an end").0.to_owned() + "\n");
    parts
        .map(|example| match example.split_once("\n.\n") {
            Some((markdown, html)) => (markdown.to_owned() + "\n", html.to_owned()),
            None => (String::new(), example.trim_start_matches(".\n").to_owned()),
        })
        .collect()
}

/// What callslip writes besides the structure, or otherwise: the frame of a table, the label of a task, the section of the
/// footnotes. In the form of [`normal`].
const BESIDES: [(&str, &str); 12] = [
    ("<div class=\"table><table>", "<table>"),
    ("</table></div>", "</table>"),
    ("<tbody></tbody>", ""),
    (" scope=\"col", ""),
    (" align=\"", " class=\""),
    ("<ul class=\"tasks>", "<ul>"),
    ("<label>", ""),
    ("</label>", ""),
    ("<input disabled checked ", "<input checked= disabled= "),
    ("<input disabled ", "<input disabled= "),
    ("<div role=\"doc-endnotes>", "<section>"),
    ("</ol></div>", "</ol></section>"),
];

/// Removes what the documentation says is different: ids and levels of headings, typographic marks, keyboard access to
/// code; and what is the same to a browser: empty elements, line ends beside tags, the order of attributes.
fn normal(html: &str) -> String {
    let mut text = html.replace(" />", ">").replace("&quot;", "\"").replace(" role=\"group\" tabindex=\"0\"", "");
    for (mark, written) in [('“', "\""), ('”', "\""), ('‘', "'"), ('’', "'"), ('–', "--"), ('—', "---"), ('…', "...")]
    {
        text = text.replace(mark, written);
    }
    let mut parts = text.split('<');
    let mut normal = parts.next().unwrap_or_default().trim_end_matches('\n').to_owned();
    for part in parts {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let (tag, is_end) = (tag.trim_start_matches('/').replace('\n', " "), tag.starts_with('/'));
        let name = tag.split(' ').next().unwrap_or_default();
        let is_heading = name.len() == 2 && name.starts_with('h') && name != "hr";
        let rest = tag[name.len()..].to_lowercase();
        let mut attributes: Vec<&str> = rest.split("\" ").map(|one| one.trim().trim_end_matches('"')).collect();
        let left_out = ["href", "src", "class=\"footnote", "data-footnote", "aria-label=\"back", "id=\"fn", "value=\""];
        attributes.retain(|one| !one.is_empty() && !is_heading && !left_out.iter().any(|name| one.starts_with(name)));
        attributes.sort_unstable();
        normal.push_str(if is_end { "</" } else { "<" });
        normal.push_str(&if is_heading { "h".to_owned() } else { name.to_lowercase() });
        normal.extend(attributes.iter().flat_map(|attribute| [" ", attribute]));
        normal.push('>');
        normal.push_str(text.trim_matches('\n'));
    }
    for (ours, theirs) in BESIDES {
        normal = normal.replace(ours, theirs);
    }
    normal
}

/// The HTML of a text, with the titles of its links and pictures.
fn filled(body: &Body, details: &ReferenceDetails) -> String {
    let (mut html, mut written) = (String::new(), 0);
    let titled = |title: &str| {
        if title.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", callslip::content::escape::escaped_attribute(title))
        }
    };
    for slot in &body.slots {
        html.push_str(&body.html[written..slot.at as usize]);
        written = slot.at as usize;
        let inserted = match slot.kind {
            SlotKind::LinkStart(number) => format!("<a href=\"\"{}>", titled(&details.links[number as usize].title)),
            SlotKind::LinkEnd(_) => "</a>".to_owned(),
            SlotKind::LinkAddress(_) => " href=\"\"".to_owned(),
            SlotKind::Picture(number) => {
                let picture = &details.pictures[number as usize];
                let alt = callslip::content::escape::escaped_attribute(&picture.alt);
                format!("<img alt=\"{alt}\"{}>", titled(&picture.title))
            }
            SlotKind::FileAddress(_) | SlotKind::PictureAddress(_) => "\"".to_owned(),
            SlotKind::VideoStart(_) | SlotKind::VideoEnd(_) => String::new(),
            SlotKind::NoteName(_) | SlotKind::WayBackName(_) | SlotKind::TableName | SlotKind::CodeName => {
                String::new()
            }
        };
        html.push_str(&inserted);
    }
    html.push_str(&body.html[written..]);
    html
}

/// The HTML of a text in this folder, and whether something is said of it.
fn written(folder: &str, markdown: &str) -> (Option<String>, bool) {
    let (head, path) = match folder {
        "pages" => ("---\ntitle: A\n---\n".to_owned(), "content/pages/a.md"),
        _ => ("---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: So.\n\n".to_owned(), "content/questions/a.md"),
    };
    let options = ParseOptions {
        acronyms: Vec::new(),
        answered_by: None,
        columnists: Vec::new(),
        possible_initials: Vec::new(),
        initials: vec!["SM".to_owned()],
        markers: callslip::config::MarkerWords::of_language("en"),
        timezone: jiff::tz::TimeZone::UTC,
        currency: None,
        typography: callslip::language::Typography::OFF,
        slugs: callslip::language::Transliteration::default(),
    };
    let parsed = content::parse(&decode(&Arc::from(path), (head + markdown).as_bytes()).value, &options);
    let html = match parsed.value {
        Some(Entry::Letter(letter)) => {
            let html = filled(&letter.turns[1].body, &letter.details);
            Some(html.strip_prefix("<p>So.</p>\n").unwrap_or(&html).to_owned())
        }
        Some(Entry::Page(page)) => Some(filled(&page.text.body, &page.text.details)),
        _ => None,
    };
    (html, !parsed.diagnostics.is_empty())
}

/// Tries the examples of a text: how many are equal, the numbers of those that are not, and these in full.
fn tried(file: &str) -> (usize, Vec<usize>, String) {
    let (mut equal, mut numbers, mut report) = (0, Vec::new(), String::new());
    for (index, (markdown, html)) in examples(file).iter().enumerate() {
        for folder in ["questions", "pages"] {
            let (ours, is_reported) = written(folder, markdown);
            let (ours, theirs) = (normal(&ours.unwrap_or_default()), normal(html));
            if ours == theirs {
                equal += 1;
            }
            if ours == theirs || is_reported {
                continue;
            }
            numbers.push(index + 1);
            let _ = writeln!(report, "{} {folder}\n{markdown:?}\n  {theirs:?}\n  {ours:?}", index + 1);
        }
    }
    numbers.dedup();
    (equal, numbers, report)
}

#[test]
fn the_examples_of_commonmark_and_of_cmark_gfm() {
    let mut wrong = String::new();
    for Specification { file, equal, different } in &SPECIFICATIONS {
        if examples(file).is_empty() {
            continue;
        }
        let (found_equal, found, report) = tried(file);
        let mut expected = different.iter().flat_map(|(_, numbers)| *numbers).copied().collect::<Vec<_>>();
        expected.sort_unstable();
        if found_equal < *equal || found != expected {
            let _ = writeln!(wrong, "{file}: {found_equal} are equal; different: {found:?}\n{report}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
