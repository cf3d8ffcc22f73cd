//! The examples of the `CommonMark` specification, as an answer and as a page.

use std::path::Path;
use std::sync::Arc;

use callslip::content::{self, Body, Entry, ParseOptions, ReferenceDetails, SlotKind};
use callslip::source::decode;

/// Examples with comments, which are the author's own and not written.
const COMMENTS: [usize; 7] = [177, 179, 183, 308, 309, 625, 626];

/// The examples by their numbers: Markdown, and HTML. The specification is not in the package.
fn examples() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commonmark/spec.txt");
    let Ok(spec) = std::fs::read_to_string(path) else { return Vec::new() };
    let fence = "`".repeat(32);
    let spec = spec.replace('→', "\t");
    let opening = format!("{fence} example\n");
    let parts = spec.split(&opening).skip(1);
    let parts = parts.map(|part| part.split_once(&format!("\n{fence}\n")).expect("an end").0.to_owned() + "\n");
    parts
        .map(|example| match example.split_once("\n.\n") {
            Some((markdown, html)) => (markdown.to_owned() + "\n", html.to_owned()),
            None => (String::new(), example.trim_start_matches(".\n").to_owned()),
        })
        .collect()
}

/// Removes what the documentation says is different: ids and levels of headings, typographic marks, keyboard access to
/// code; and what is the same to a browser: empty elements, line ends beside tags, the order of attributes.
fn normal(html: &str) -> String {
    let mut text = html.replace(" />", ">").replace("&quot;", "\"").replace(" tabindex=\"0\"", "");
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
        attributes.retain(|one| !one.is_empty() && !is_heading && !one.starts_with("href") && !one.starts_with("src"));
        attributes.sort_unstable();
        normal.push_str(if is_end { "</" } else { "<" });
        normal.push_str(&if is_heading { "h".to_owned() } else { name.to_lowercase() });
        normal.extend(attributes.iter().flat_map(|attribute| [" ", attribute]));
        normal.push('>');
        normal.push_str(text.trim_matches('\n'));
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
        };
        html.push_str(&inserted);
    }
    html.push_str(&body.html[written..]);
    html
}

/// The HTML of a text in this folder. `None` if something is said of it.
fn written(folder: &str, markdown: &str) -> Option<String> {
    let (head, path) = match folder {
        "pages" => ("---\ntitle: A\n---\n".to_owned(), "content/pages/a.md"),
        _ => ("---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: So.\n\n".to_owned(), "content/questions/a.md"),
    };
    let options = ParseOptions {
        acronyms: Vec::new(),
        initials: vec!["SM".to_owned()],
        markers: callslip::config::MarkerWords::of_language("en"),
        timezone: jiff::tz::TimeZone::UTC,
        currency: None,
    };
    let parsed = content::parse(&decode(&Arc::from(path), (head + markdown).as_bytes()).value, &options);
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    match parsed.value? {
        Entry::Letter(letter) => {
            let html = filled(&letter.turns[1].body, &letter.details);
            Some(html.strip_prefix("<p>So.</p>\n").unwrap_or(&html).to_owned())
        }
        Entry::Page(page) => Some(filled(&page.text.body, &page.text.details)),
        _ => None,
    }
}

#[test]
fn the_examples_of_commonmark() {
    let mut different = Vec::new();
    let mut counts = (0, 0);
    for (number, (markdown, html)) in examples().iter().enumerate() {
        for folder in ["questions", "pages"] {
            let Some(ours) = written(folder, markdown) else {
                counts.1 += 1;
                continue;
            };
            if normal(&ours) == normal(html) {
                counts.0 += 1;
            } else if !COMMENTS.contains(&(number + 1)) {
                different.push(format!(
                    "{} {folder}\n{markdown:?}\n  {:?}\n  {:?}",
                    number + 1,
                    normal(html),
                    normal(&ours)
                ));
            }
        }
    }
    assert!(counts.0 > 1170 || examples().is_empty(), "{counts:?}");
    assert!(different.is_empty(), "{counts:?} {}\n{}", different.len(), different.join("\n"));
}
