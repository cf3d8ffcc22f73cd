//! Turns private values that were found in what a column publishes into diagnostics: one for each value and each file of the
//! column that it must be taken out of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::leak_check::{FileLeaks, LeakCheck, LeakPlace};
use crate::content::{Common, Private};
use crate::diagnostics::{Diagnostic, FilePath, Span};
use crate::leaks::{PrivateValue, SecretKind, names_of_fields};
use crate::site::{EntryRef, FileTarget, LetterId, Target};
use crate::source::SourceFile;

/// Returns the text of a file of the column.
pub(super) type TextOf<'t> = &'t dyn Fn(&FilePath) -> Option<Arc<str>>;

/// A place in the column from which a private value would be published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum LeakOrigin {
    /// A text: the first span of so many.
    Text(FilePath, Span, usize),
    /// A picture, a document, or a file of `static/`.
    File(FilePath),
    /// The name of such a file.
    FileName(FilePath),
    /// The address of a page, which follows from the name of its file.
    Address(FilePath),
}

/// The words that callslip itself has on a page: in structured data, and in the tags of Markdown.
const OWN_WORDS: &str = "about address alternate answer application archive article async audience author autoplay blank blog \
    body breadcrumb canonical class code column comment context content controls data date day decoding description desk \
    eager entity feed figure footnote format graph heading headline height hidden image index inline item json keywords lang \
    language lazy letter license list loading main mark math modified name note number offer organization page part person \
    position post preload profile published publisher question rel reply review role schema scope section site source span \
    start style summary table target text thing time title track type update url value video web width work";

/// Returns the diagnostics for private values that were found. `theme_texts` are the texts of the theme.
pub(super) fn report(
    check: &LeakCheck<'_>,
    found: &[FileLeaks],
    theme_texts: &[SourceFile],
    text_of: TextOf<'_>,
) -> Vec<Diagnostic> {
    let mut by_value: BTreeMap<usize, Vec<&FileLeaks>> = BTreeMap::new();
    for file in found {
        let values: BTreeSet<usize> = file.leaks.iter().map(|leak| leak.secret).collect();
        for value in values {
            by_value.entry(value).or_default().push(file);
        }
    }
    let mut texts = Texts { check, of_theme: theme_texts, text_of, known: BTreeMap::new() };
    let mut diagnostics = Vec::new();
    for (index, files) in by_value {
        let Some(value) = check.needles.secret(index) else { continue };
        let origins: BTreeSet<LeakOrigin> = files.iter().flat_map(|file| texts.origins(index, value, file)).collect();
        diagnostics.extend(origins.iter().map(|origin| at_origin(value, origin)));
        if origins.is_empty() && !texts.is_name_of_another(index, value) && !texts.is_of_theme(index, value) {
            diagnostics.push(without_origin(value, &files));
        }
    }
    diagnostics
}

/// The texts of the column, in which private values are searched for.
struct Texts<'t> {
    check: &'t LeakCheck<'t>,
    of_theme: &'t [SourceFile],
    text_of: TextOf<'t>,
    known: BTreeMap<FilePath, Option<Arc<str>>>,
}

impl Texts<'_> {
    /// Returns the places of the column that make a file have a private value. Empty for lists and the like: their words are
    /// those of a page.
    fn origins(&mut self, index: usize, value: &PrivateValue, file: &FileLeaks) -> Vec<LeakOrigin> {
        let site = self.check.site;
        let is_path = matches!(file.place, LeakPlace::Path);
        match file.target {
            Target::Page(page) => {
                let Some(common) = page.common(&site.entries) else { return Vec::new() };
                let own = common.record.file.clone();
                if is_path {
                    return vec![LeakOrigin::Address(own)];
                }
                let mut origins: Vec<_> = self.in_text(index, value, &own, &common.private).into_iter().collect();
                if let Some(EntryRef::Letter(letter)) = page.entry() {
                    origins.extend(self.in_replies(index, value, letter));
                }
                origins
            }
            Target::File(target) => match target {
                FileTarget::Redirect { redirect } if is_path => {
                    let redirect = &site.redirects[redirect];
                    vec![LeakOrigin::Text(redirect.file.clone(), redirect.span, 1)]
                }
                FileTarget::Attachment { attachment }
                | FileTarget::PictureSize { attachment, .. }
                | FileTarget::StaticFile { file: attachment } => {
                    let path = site.attachments[attachment].1.path.clone();
                    vec![if is_path { LeakOrigin::FileName(path) } else { LeakOrigin::File(path) }]
                }
                FileTarget::Redirect { .. }
                | FileTarget::Feed { .. }
                | FileTarget::Sitemap { .. }
                | FileTarget::Robots
                | FileTarget::Asset { .. }
                | FileTarget::SearchIndex
                | FileTarget::Directory(_)
                | FileTarget::Host(_) => Vec::new(),
            },
        }
    }

    fn in_replies(&mut self, index: usize, value: &PrivateValue, letter: LetterId) -> Vec<LeakOrigin> {
        let site = self.check.site;
        let shown = site.replies.of(letter).map(|thread| thread.all()).unwrap_or_default();
        let replies = shown.into_iter().map(|one| site.replies.get(one.id));
        replies.filter_map(|reply| self.in_text(index, value, &reply.record.file, &reply.private)).collect()
    }

    /// Returns the first place of a private value in the text of a file, outside of what is private.
    fn in_text(
        &mut self,
        index: usize,
        value: &PrivateValue,
        file: &FilePath,
        private: &Private,
    ) -> Option<LeakOrigin> {
        let text = self.known.entry(file.clone()).or_insert_with(|| (self.text_of)(file)).clone()?;
        let mut bytes = text.as_bytes().to_vec();
        bytes.get_mut(private.span.range())?.fill(b'.');
        if value.kind == SecretKind::Words {
            // The names of fields are not published: `name` is not the reader of that name.
            let names = names_of_fields(&text).into_iter();
            names.for_each(|name| bytes.get_mut(name.range()).into_iter().for_each(|name| name.fill(b'.')));
        }
        let owners: Vec<FilePath> = value.owner.iter().cloned().collect();
        let leaks = self.check.needles.search(file, &bytes, &owners);
        let mut spans = leaks.into_iter().filter(|leak| leak.secret == index).filter_map(|leak| leak.at);
        let first = spans.next()?;
        Some(LeakOrigin::Text(file.clone(), Span::new(first), 1 + spans.count()))
    }

    /// Returns true if words that a letter itself does not have are those of the theme, or of callslip: every letter has them.
    fn is_of_theme(&self, index: usize, value: &PrivateValue) -> bool {
        let Some(owner) = value.owner.clone().filter(|_| value.kind == SecretKind::Words) else { return false };
        let has_words = |path: &str, text: &str| {
            let leaks = self.check.needles.search(path, text.as_bytes(), std::slice::from_ref(&owner));
            leaks.iter().any(|leak| leak.secret == index)
        };
        has_words("", OWN_WORDS) || self.of_theme.iter().any(|text| has_words(&text.path, &text.text))
    }

    /// Returns true if words that a letter itself does not have are in a name that its page shows of something else, such as
    /// the title of another letter.
    fn is_name_of_another(&self, index: usize, value: &PrivateValue) -> bool {
        let (site, needles) = (self.check.site, self.check.needles);
        let Some(owner) = value.owner.as_ref().filter(|_| value.kind == SecretKind::Words) else { return false };
        let owners = [owner.clone()];
        let has_words = |text: &str| needles.search_path(text, &owners).iter().any(|leak| leak.secret == index);
        let of_entry = |common: &Common| {
            common.record.file != *owner
                && (has_words(&common.title.plain) || common.description.as_deref().is_some_and(has_words))
        };
        let config = &site.config;
        let labels = config.nav.iter().chain(&config.footer).filter_map(|entry| entry.label.as_deref());
        labels.chain([config.title.as_str()]).chain(config.tagline.as_deref()).any(has_words)
            || site.entries.refs().any(|entry| of_entry(site.entries.common(entry)))
            || site
                .entries
                .letters
                .entries()
                .any(|letter| letter.common.record.file != *owner && has_words(letter.excerpt()))
            || site.taxonomy.terms.values().any(|term| has_words(&term.label))
            || site.glossary.values().any(|term| has_words(&term.term) || has_words(&term.expansion))
    }
}

fn at_origin(value: &PrivateValue, origin: &LeakOrigin) -> Diagnostic {
    let (what, this) = (words_for(value.kind), this(value.kind));
    let (diagnostic, help) = match origin {
        LeakOrigin::Text(file, span, count) => (
            Diagnostic::error(format!("{this}, and would be published")).at(file, *span).first_of(*count),
            "leave it out here, or write something else",
        ),
        LeakOrigin::File(file) => (
            Diagnostic::error(format!("this file has {what}")).about(file),
            "take it out of the file, or of its details, such as its author or its description",
        ),
        LeakOrigin::FileName(file) => {
            (Diagnostic::error(format!("the name of this file has {what}")).about(file), "give the file another name")
        }
        LeakOrigin::Address(file) => (
            Diagnostic::error(format!("the address of this page has {what}")).about(file),
            "give this file another name, or add a line such as `slug: another-name`",
        ),
    };
    let label = match value.kind {
        SecretKind::Email | SecretKind::Telephone => "it is private here",
        SecretKind::Words => "it is listed here",
    };
    diagnostic.related(&value.file, value.span, label).help(help).help(allow(value.kind))
}

/// Returns the diagnostic for a private value in a file that is made of many texts, or of the theme's.
fn without_origin(value: &PrivateValue, files: &[&FileLeaks]) -> Diagnostic {
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let first = files.iter().find(|file| matches!(file.place, LeakPlace::Content(Some(_)))).or(files.first());
    let more = match paths.len() {
        0 | 1 => String::new(),
        2 => " and another file".to_owned(),
        count => format!(" and {} other files", count - 1),
    };
    let path = first.map(|file| file.path.as_str()).unwrap_or_default();
    let around = first.and_then(|file| match &file.place {
        LeakPlace::Content(around) => around.as_deref(),
        LeakPlace::Path => None,
    });
    let message = format!("{}, and would be published in `{path}`{more}", this(value.kind));
    let help = around.map(|around| format!("take it out of that file, where these words are: “{around}”"));
    Diagnostic::error(message).at(&value.file, value.span).help_if(help).help(allow(value.kind))
}

fn this(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::Email => "this email address is private",
        SecretKind::Telephone => "this telephone number is private",
        SecretKind::Words => "this must never be printed",
    }
}

fn words_for(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::Email => "an email address that is private",
        SecretKind::Telephone => "a telephone number that is private",
        SecretKind::Words => "words that must never be printed",
    }
}

fn allow(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::Email | SecretKind::Telephone => "if readers may have it, remove it from `private:`",
        SecretKind::Words => "if readers may read it, remove it from `never_print:`",
    }
}
