//! A file in the folder of another kind, which its fields show: it gets one error that names its folder, and no error for each field.

use super::front_matter::Document;
use super::{EntryKind, ParseOptions, date, slug};
use crate::diagnostics::{Diagnostic, Findings, Span, sentence_list};
use crate::source::{CONTENT, PAGES, within_content};

/// The fields that only one kind has, and how many of them prove that a file is of it.
const OWN_FIELDS: [(EntryKind, &[&str], usize); 3] = [
    (EntryKind::Letter, &["asker", "answered_by", "guest", "standfirst", "update_to", "withdrawn"], 1),
    (
        EntryKind::Program,
        &[
            "provider",
            "credential",
            "delivery",
            "tuition",
            "courses",
            "course_length",
            "financial_aid",
            "also_known_as",
        ],
        2,
    ),
    (EntryKind::Person, &["name", "initials", "portrait"], 2),
];

/// Reports a file that belongs in another folder. Returns false for every other file.
pub(super) fn check(document: &Document<'_>, kind: EntryKind, options: &ParseOptions, findings: &mut Findings) -> bool {
    let file = findings.file().clone();
    if file.ends_with("/_index.md") {
        let diagnostic =
            Diagnostic::error("`_index.md` is a file for Hugo: callslip makes the list of a folder itself");
        findings.add(document.opening, diagnostic.help("remove this file"));
        return true;
    }
    if let Some((meant, span, names)) = meant_kind(document, kind, options) {
        let diagnostic = Diagnostic::error(format!("this looks like {}: it has {names}", meant.name()));
        findings.add(span, diagnostic.help(format!("move it to `{}`", moved(&file, meant.folder()))));
        return true;
    }
    if kind == EntryKind::Letter && is_undated_page(document, &file, options) {
        let diagnostic = Diagnostic::error("this looks like a page: it has no date and no question");
        findings.add(
            document.opening,
            diagnostic
                .help(format!("if it is a page, move it to `{}`", moved(&file, PAGES)))
                .help("if it is an article, add a line such as `date: 2026-03-02`"),
        );
        return true;
    }
    false
}

/// Returns the kind that a file of another kind's folder is of, with the fields that show it and the span of the first one.
fn meant_kind(document: &Document<'_>, kind: EntryKind, options: &ParseOptions) -> Option<(EntryKind, Span, String)> {
    let pairs = document.fields.pairs();
    let own = |fields: &[&str]| pairs.iter().filter(|pair| fields.contains(&&*pair.key)).take(3).collect::<Vec<_>>();
    let kinds = OWN_FIELDS.iter().map(|(of, fields, least)| (*of, own(fields), *least));
    let mut kinds = kinds.filter(|(_, found, _)| !found.is_empty());
    let (meant, found, least) = kinds.next()?;
    // With fields of several kinds it is not certain what it is.
    if meant == kind || found.len() < least || kinds.next().is_some() {
        return None;
    }
    if kind == EntryKind::Letter && has_turn(document, options) {
        return None;
    }
    let names: Vec<String> = found.iter().map(|pair| format!("`{}`", pair.key)).collect();
    Some((meant, found.first()?.key_span, sentence_list(&names)))
}

/// Returns true for a title and a text with nothing of a letter in them.
fn is_undated_page(document: &Document<'_>, file: &str, options: &ParseOptions) -> bool {
    let pairs = document.fields.pairs();
    !pairs.is_empty()
        && pairs.iter().all(|pair| matches!(&*pair.key, "title" | "description" | "slug" | "aliases" | "template"))
        && !document.body().trim().is_empty()
        && date::of_name(slug::name_of(file), &options.timezone).is_none()
        && !has_turn(document, options)
}

/// Returns true if a line begins with capitals or a word that open a turn.
fn has_turn(document: &Document<'_>, options: &ParseOptions) -> bool {
    document.body().lines().filter_map(|line| line.split_once(':')).any(|(words, _)| {
        let words = words.trim_start_matches(['*', '_', '#', '>', ' ']).trim_end_matches(['*', '_', ' ']);
        let is_initials = (1..=4).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_initials
            || options.markers.all().any(|word| word == words)
            || options.initials.iter().any(|one| one == words)
    })
}

/// Returns the path of a file in the folder of another kind.
fn moved(file: &str, folder: &str) -> String {
    let rest = within_content(file).and_then(|inner| inner.split_once('/')).map_or(file, |(_, rest)| rest);
    format!("{CONTENT}/{folder}/{rest}")
}
