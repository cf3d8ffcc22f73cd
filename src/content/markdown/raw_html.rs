//! Checks HTML that the columnist writes. It passes, except what breaks a promise to her readers: scripts, frames,
//! inline styles and handlers (which a strict content security policy would block anyway), addresses that run a script,
//! fetches from other sites, and tags left open, which would swallow what follows.

use html5gum::{Error, StartTag, Token, Tokenizer};

use crate::diagnostics::Diagnostic;

const REFUSED: [&str; 10] =
    ["script", "style", "iframe", "frame", "frameset", "object", "embed", "link", "meta", "base"];

/// Attributes that contain words, not addresses.
const WORDS: [&str; 4] = ["alt", "title", "aria-label", "aria-description"];

/// Attributes whose address a browser fetches by itself.
const FETCHED: [&str; 5] = ["src", "srcset", "poster", "background", "data"];

/// The result of checking a piece of HTML.
#[derive(Default)]
pub(super) struct RawHtml {
    /// The mistakes; usually none.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The ids of its elements.
    pub(super) ids: Vec<String>,
    /// The number of excluded elements that it opens, minus those that it closes.
    pub(super) excluded: isize,
}

/// Elements whose text gets no links and no explanations: links, quotes, headings, and what is not prose.
const EXCLUDED: [&[u8]; 18] = [
    b"a",
    b"abbr",
    b"blockquote",
    b"button",
    b"code",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"kbd",
    b"pre",
    b"q",
    b"samp",
    b"summary",
    b"textarea",
    b"var",
];

/// Returns HTML without its `<!-- … -->`: an author's notes to herself are not for her readers.
pub(super) fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        // A comment that is never closed has been reported, and prevents publishing.
        rest = after.split_once("-->").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// Checks a piece of HTML.
pub(super) fn check(html: &str) -> RawHtml {
    let mut found = RawHtml::default();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                found.excluded += isize::from(EXCLUDED.contains(&&**tag.name));
                check_tag(&tag, &mut found);
            }
            Token::EndTag(tag) => found.excluded -= isize::from(EXCLUDED.contains(&&**tag.name)),
            Token::Error(error) if matches!(error.value, Error::EofInTag | Error::EofInComment | Error::EofInCdata) => {
                let diagnostic = Diagnostic::error("this HTML is opened here but never closed");
                found
                    .diagnostics
                    .push(diagnostic.help("end it before the next empty line: a tag with `>`, a comment with `-->`"));
            }
            _ => {}
        }
    }
    found
}

fn check_tag(tag: &StartTag<()>, found: &mut RawHtml) {
    let name = String::from_utf8_lossy(&tag.name).into_owned();
    if REFUSED.contains(&name.as_str()) {
        let message = format!("`<{name}>` cannot stand in a text");
        found.diagnostics.push(Diagnostic::error(message).help("scripts, styles and frames belong into a theme"));
        return;
    }
    for (attribute, value) in &tag.attributes {
        let attribute = String::from_utf8_lossy(attribute).into_owned();
        let value = String::from_utf8_lossy(&value.value).into_owned();
        found.diagnostics.extend(check_attribute(&name, &attribute, &value));
        if attribute == "id" {
            found.ids.push(value);
        }
    }
}

fn check_attribute(tag: &str, name: &str, value: &str) -> Option<Diagnostic> {
    if name.starts_with("on") || name == "style" || name == "srcdoc" {
        let message = format!("`{name}=` cannot stand in a text");
        return Some(Diagnostic::error(message).help("remove it; looks and behaviour belong into a theme"));
    }
    if WORDS.contains(&name) {
        return None;
    }
    let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let bare = bare.to_lowercase();
    if ["javascript:", "vbscript:", "data:text"].iter().any(|start| bare.starts_with(start)) {
        return Some(Diagnostic::error(format!("the address in `{name}=` would run a script")).help("remove it"));
    }
    // A link waits until the reader follows it; `<image href>` and `<use href>` of a drawing do not.
    let fetched = FETCHED.contains(&name) || (name.ends_with("href") && !matches!(tag, "a" | "area"));
    let elsewhere = bare.split(',').any(|one| ["//", "http:", "https:"].iter().any(|start| one.starts_with(start)));
    if fetched && elsewhere {
        let message = format!("`{name}=` fetches from another site, which would be told of each of your readers");
        let help = "save it beside this file, and show it as Markdown does: `![What it shows](its-name.jpg)`";
        return Some(Diagnostic::error(message).help(help));
    }
    // Only Markdown's own links are resolved to the pages of files, and checked.
    let relative = !elsewhere && !bare.contains(':') && !bare.starts_with('#');
    (relative && (FETCHED.contains(&name) || name == "href")).then(|| {
        let help = match tag {
            "a" | "area" => "write the link as Markdown does: `[its words](its-file.md)`",
            _ => "show it as Markdown does: `![What it shows](its-name.jpg)`",
        };
        Diagnostic::error(format!("callslip does not follow the address in `{name}=`")).help(help)
    })
}
