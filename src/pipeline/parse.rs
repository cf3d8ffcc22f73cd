//! Texts to entries, in parallel.

use std::sync::Arc;

use rayon::prelude::*;

use super::cache::{ParsedFile, ParsedText};
use crate::config::Config;
use crate::content::{self, Columnist, Entry, EntryKind, ParseOptions};
use crate::diagnostics::{Checked, FilePath};
use crate::leaks::{Contact, contacts_of_page};
use crate::source::{SourceFile, Sources};

/// Parses texts of entries. The entries are in the order of the texts.
pub fn parse(texts: &[SourceFile], options: &ParseOptions) -> Vec<Checked<Option<Entry>>> {
    texts.par_iter().map(|file| content::parse(file, options)).collect()
}

/// Parses texts. Each is dropped as soon as it is parsed, unless a diagnostic points into it.
pub(super) fn parse_files(files: Vec<SourceFile>, options: &ParseOptions) -> Vec<ParsedFile> {
    let parse = |file: SourceFile| {
        let content = parse_text(&file, options);
        let contacts = published_contacts(&file.text, &content.value);
        let SourceFile { path, text, fingerprint } = file;
        ParsedFile { path, fingerprint, text: (!content.diagnostics.is_empty()).then_some(text), content, contacts }
    };
    files.into_par_iter().map(parse).collect()
}

/// Returns the email addresses and telephone numbers that a page, a program, or a columnist publishes.
fn published_contacts(text: &str, parsed: &ParsedText) -> Vec<Contact> {
    let prose = match parsed {
        ParsedText::Entry(Entry::Page(page)) => &page.text,
        ParsedText::Entry(Entry::Person(person)) => &person.text,
        ParsedText::Entry(Entry::Program(program)) => &program.text,
        ParsedText::Entry(Entry::Letter(_)) | ParsedText::Reply(_) | ParsedText::None => return Vec::new(),
    };
    contacts_of_page(text, &prose.body.html)
}

fn parse_text(file: &SourceFile, options: &ParseOptions) -> Checked<ParsedText> {
    if content::is_reply(&file.path) {
        let Checked { value, diagnostics } = content::parse_reply(file, options);
        let value = value.map_or(ParsedText::None, |reply| ParsedText::Reply(Arc::new(reply)));
        return Checked { value, diagnostics };
    }
    let Checked { value, diagnostics } = content::parse(file, options);
    Checked { value: value.map_or(ParsedText::None, ParsedText::Entry), diagnostics }
}

/// Returns what must be known before letters can be parsed: the initials of columnists, which begin answers, and the
/// acronyms that mean something else, which do not.
pub fn parse_options(sources: &Sources, config: &Config) -> ParseOptions {
    options_of(&sources.texts, &sources.unreadable, sources.glossary.as_ref(), config)
}

pub(super) fn options_of(
    texts: &[SourceFile],
    unreadable: &[FilePath],
    glossary: Option<&SourceFile>,
    config: &Config,
) -> ParseOptions {
    let of_kind = |kind| texts.iter().filter(move |file| EntryKind::of(&file.path) == Some(kind));
    let columnist_of = |file| content::columnist_of(file, &config.typography);
    let mut columnists: Vec<_> = of_kind(EntryKind::Person).filter_map(columnist_of).collect();
    columnists.sort_by(|one, other| one.initials.cmp(&other.initials));
    let possible_initials = possible_initials(texts, unreadable, &columnists, config);
    let published = columnists.iter().filter(|columnist| !columnist.is_draft);
    let initials = sorted(published.map(|columnist| columnist.initials.clone()).collect());
    let glossary = glossary.into_iter().flat_map(|file| content::parse_glossary(file, &config.typography).value);
    let names = glossary.map(|term| term.term).chain(of_kind(EntryKind::Program).flat_map(content::names_of));
    // Longer names are never taken for initials. When one of them changes, the letters need not be parsed again.
    let acronyms = names.filter(|name| (2..=6).contains(&name.chars().count()));
    ParseOptions {
        initials,
        columnists,
        possible_initials,
        answered_by: config.answered_by.as_ref().map(|answerer| answerer.text.clone()),
        acronyms: sorted(acronyms.collect()),
        markers: config.markers.clone(),
        timezone: config.timezone.clone(),
        currency: config.currency,
        typography: config.typography,
        slugs: config.slugs,
    }
}

/// Returns initials that a columnist may have whose file has a mistake. Each of these mistakes is reported at its file.
fn possible_initials(
    texts: &[SourceFile],
    unreadable: &[FilePath],
    columnists: &[Columnist],
    config: &Config,
) -> Vec<String> {
    let is_sound = |path: &FilePath| {
        columnists.iter().any(|one| {
            let is_other = |other: &&Columnist| other.initials == one.initials && other.file != one.file;
            let is_marker = || config.markers.all().any(|word| *word == one.initials);
            one.file == *path && !columnists.iter().any(|other| is_other(&other)) && !is_marker()
        })
    };
    let broken = texts.iter().filter(|file| {
        content::is_in_misnamed_people(&file.path)
            || EntryKind::of(&file.path) == Some(EntryKind::Person) && !is_sound(&file.path)
    });
    let unreadable = unreadable.iter().filter(|path| EntryKind::of(path) == Some(EntryKind::Person));
    let unreadable = unreadable.flat_map(|path| content::possible_initials_of_file(path));
    sorted(broken.flat_map(content::possible_initials).chain(unreadable).collect())
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words.dedup();
    words
}
