//! What each fuzz target checks, as a function of its input. A check panics when a property does not hold.

pub mod body;
pub mod column;
pub mod column_yaml;
pub mod export;
pub mod front_matter;
pub mod http;
pub mod intake;
#[path = "../../tests/slow/oracle.rs"]
mod oracle;
pub mod output_manifest;
pub mod own_html;
mod page;
pub mod published_manifest;
pub mod sftp_replies;
pub mod tags_yaml;
pub mod templates;

use std::sync::{Arc, LazyLock};

use callslip::config::{self, Config, MarkerWords};
use callslip::content::{self, ParseOptions};
use callslip::diagnostics::report::{Format, render};
use callslip::diagnostics::{Checked, Diagnostic, SourceMap, Span, has_errors};
use callslip::source::{Layer, SourceFile, decode};
use callslip::theme::{self, Chain, Theme};

/// A sound `column.yaml`.
const COLUMN: &str = "title: T\nid: t.example,2026\nbase_url: https://example.org\ntimezone: UTC\ncurrency: USD\n";

/// Somebody who answers letters.
const PERSON: (&str, &str) = ("content/people/ada.md", "---\nname: Ada Quill\ninitials: AQ\n---\nText.\n");

/// A sound letter that has something of everything that other files determine.
const LETTER: (&str, &str) = (
    "content/questions/letter.md",
    "---\ntitle: A\ndate: 2026-01-02\ntags: [archives, C++]\n---\nQ: What is an MLIS?\n\nAQ: A [degree](../people/ada.md).\n",
);

/// The theme of a sound column.
static THEME: LazyLock<Theme> = LazyLock::new(|| {
    let config = config::parse(&file("column.yaml", COLUMN)).value;
    let theme = theme::compile(&chain(&config, []), &config);
    assert_eq!(theme.diagnostics, []);
    theme.value
});

/// The layers of a column with these files of its own.
fn chain<'f>(config: &Config, own: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Chain {
    Chain::from_layers(Layer::new(None, own), &[], &config.theme, config.theme_span).value
}

fn file(path: &str, text: &str) -> SourceFile {
    decoded(path, text.as_bytes()).value
}

/// Decodes bytes, and checks what [`decode`] promises.
fn decoded(path: &str, bytes: &[u8]) -> Checked<SourceFile> {
    let decoded = decode(&Arc::from(path), bytes);
    let text = &decoded.value.text;
    assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "a control character is left");
    let again = decode(&Arc::from(path), bytes);
    assert_eq!(again.diagnostics, decoded.diagnostics);
    assert_eq!(again.value.text, *text);
    check_report(&decoded.diagnostics, [&decoded.value]);
    // A second byte order mark is text.
    if !text.starts_with('\u{feff}') {
        let twice = decode(&Arc::from(path), text.as_bytes());
        assert_eq!(twice.value.text, *text, "decoding is not idempotent");
        // What reverses a text is reported and left in it.
        let is_reversed = text.contains(['\u{202d}', '\u{202e}']);
        assert!(twice.diagnostics.is_empty() || is_reversed, "decoding is not idempotent");
    }
    decoded
}

fn parse_options() -> ParseOptions {
    ParseOptions {
        initials: vec!["AQ".to_owned(), "SM".to_owned()],
        columnists: Vec::new(),
        possible_initials: Vec::new(),
        answered_by: None,
        acronyms: vec!["ALA".to_owned()],
        markers: MarkerWords::of_language("en"),
        timezone: jiff::tz::TimeZone::UTC,
        currency: None,
        typography: callslip::language::Typography::default(),
        slugs: callslip::language::Transliteration::default(),
    }
}

/// Checks that a file parses twice to the same, and that its diagnostics can be shown.
fn check_parse(file: &SourceFile) {
    let options = parse_options();
    let (first, second) = (content::parse(file, &options), content::parse(file, &options));
    check_report(&first.diagnostics, [file]);
    assert_eq!(first.diagnostics, second.diagnostics);
    assert_eq!(format!("{:?}", first.value), format!("{:?}", second.value));
}

/// Checks that every span lies in its text, on the boundaries of characters, and that every format shows the diagnostics.
fn check_report<'f>(found: &[Diagnostic], files: impl IntoIterator<Item = &'f SourceFile>) {
    let sources: SourceMap = files.into_iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    for diagnostic in found {
        let main = diagnostic.file.iter().zip(diagnostic.span);
        for (file, span) in main.chain(diagnostic.related.iter().map(|related| (&related.file, related.span))) {
            let Some(text) = sources.get(file) else { continue };
            let Span { start, end } = span;
            assert!(text.get(span.range()).is_some(), "{file}: {start}..{end} of {}: {diagnostic:?}", text.len());
        }
        assert!(!diagnostic.message.is_empty() && !diagnostic.message.contains('\n'), "{diagnostic:?}");
    }
    // Many mistakes of one kind take long to show, and show nothing new.
    let found = &found[..found.len().min(8)];
    for format in [Format::Human { color: false }, Format::Human { color: true }] {
        assert_eq!(render(found, &sources, format).is_empty(), found.is_empty());
    }
    assert!(render(found, &sources, Format::Short).lines().count() >= found.len());
    let json = render(found, &sources, Format::Json);
    assert_eq!(json.lines().count(), found.len());
    for line in json.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
}

fn is_sound(found: &[Diagnostic]) -> bool {
    !has_errors(found)
}
