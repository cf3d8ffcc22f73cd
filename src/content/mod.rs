//! Stage 2: turns one file into one [`Entry`]. Pure: the result depends on the file's path, its text and the
//! [`ParseOptions`] alone, so it can be cached under their fingerprints.
//!
//! Whatever depends on other files, such as the address of a linked letter, is left open as a slot in the [`Body`].

mod common;
mod date;
pub mod escape;
mod foreign_front_matter;
mod frames;
mod front_matter;
mod glossary;
mod html;
mod letter;
pub mod markdown;
mod misfiled;
mod no_link;
mod page;
mod person;
mod private;
mod program;
mod prose;
mod reply;
mod second_front_matter;
mod slug;
mod title;
mod tuition;
mod unheaded_tags;
mod unopened;
mod videos;
mod vocabulary;
mod vocabulary_names;

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::config::MarkerWords;
use crate::diagnostics::{Checked, Diagnostic, Findings, Span, closest};
use crate::language::Typography;
use crate::source::{
    GLOSSARY_FILE, PAGES, PEOPLE, PROGRAMS, QUESTIONS, REPLIES, SourceFile, VOCABULARY_FILE, within_content,
};
use crate::text_checks::placeholders;

pub use crate::language::{ENGLISH_MONTHS, Transliteration};
pub use crate::yaml::double_quoted;
pub use crate::yaml::values::Keyword;
pub use common::{Common, Record, Tag};
pub use date::{When, day_end, day_of_name, usual_offset};
pub use frames::page_of_frame;
pub use front_matter::{WrittenFields, written_fields};
pub use glossary::{GlossaryTerm, parse as parse_glossary};
pub use html::ShownAs;
pub use letter::{
    Guest, Letter, LetterRecord, Turn, TurnKind, UnlistedInitials, Withdrawn, is_form, opens_turn, salutation_word,
};
pub use markdown::{
    Body, FileReference, FullAddress, Heading, LinkDetails, LinkTarget, PictureDetails, ReferenceDetails, References,
    Slot, SlotKind, VideoLink, WrittenAddress, without_escapes, written_addresses,
};
pub use no_link::{NoLink, comparable_name};
pub use page::{FormKind, Page};
pub(crate) use person::no_columnist;
pub use person::{Columnist, Person, columnist_of, possible_initials, possible_initials_of_file, proposed_initials};
pub use private::Private;
pub use program::{
    Aid, Credential, Delivery, DueCheck, Program, ProgramFact, Provenance, Provenances, Status, Trust, names_of,
};
pub use prose::Prose;
pub use reply::{Reply, ReplyAuthor, ReplyRecord, is_reply, letter_name, parse as parse_reply};
pub use slug::{
    LONGEST_FILE_NAME, comparable as comparable_tag, is_refused_by_windows, of_file as slug_of_file, short_slug,
    slugify,
};
pub use title::Title;
pub use tuition::{Amount, AmountRange, Charge, Price, PriceOrder, PriceWord, Tuition, Unit};
pub use videos::Video;
pub use vocabulary::{Vocabulary, VocabularyTerm};
pub use vocabulary_names::names_in_vocabulary;

/// The input of a parse besides the file itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ParseOptions {
    /// The columnists' initials, sorted: each opens an answer. Without those of drafts.
    pub initials: Vec<String>,
    /// All columnists, by their initials.
    pub columnists: Vec<Columnist>,
    /// Initials that a columnist may have whose file has a mistake, which is reported there.
    pub possible_initials: Vec<String>,
    /// The initials of the columnist who gives the answers that do not say whose they are, and wrote the articles.
    pub answered_by: Option<String>,
    /// Terms of the glossary and names of programs that look like initials and are not, sorted.
    pub acronyms: Vec<String>,
    /// The other words that open a turn.
    pub markers: MarkerWords,
    /// The time zone of dates without one.
    pub timezone: TimeZone,
    /// The currency that `$` means.
    pub currency: Option<iso_currency::Currency>,
    /// The quotation marks of the column's language.
    pub typography: Typography,
    /// The way in which names become slugs.
    pub slugs: Transliteration,
}

/// A parsed file of the column.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A question post, or an article.
    Letter(Arc<Letter>),
    /// A program profile.
    Program(Arc<Program>),
    /// A columnist.
    Person(Arc<Person>),
    /// One of the column's own pages.
    Page(Arc<Page>),
}

impl ParseOptions {
    /// Returns true for initials of nobody that may be those of a columnist whose file has a mistake.
    fn may_be_columnist(&self, words: &str) -> bool {
        !self.possible_initials.is_empty()
            && self.possible_initials.contains(&words.replace(['.', ' '], "").to_uppercase())
    }
}

impl Entry {
    /// Returns the front matter that entries of every kind share.
    pub fn common(&self) -> &Common {
        match self {
            Self::Letter(letter) => &letter.common,
            Self::Program(program) => &program.common,
            Self::Person(person) => &person.common,
            Self::Page(page) => &page.common,
        }
    }
}

/// The kinds of entry; each has its folder in `content/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// `questions/`
    Letter,
    /// `programs/`
    Program,
    /// `people/`
    Person,
    /// `pages/`
    Page,
}

impl EntryKind {
    const FOLDERS: [(&'static str, Self); 4] =
        [(QUESTIONS, Self::Letter), (PROGRAMS, Self::Program), (PEOPLE, Self::Person), (PAGES, Self::Page)];

    /// Returns the kind of the entry at this path, by the first folder under `content/`.
    pub fn of(path: &str) -> Option<Self> {
        let folder = folder_of(path)?;
        Self::FOLDERS.iter().find(|(name, _)| *name == folder).map(|(_, kind)| *kind)
    }

    /// Returns the name of its folder in `content/`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Letter => QUESTIONS,
            Self::Program => PROGRAMS,
            Self::Person => PEOPLE,
            Self::Page => PAGES,
        }
    }

    /// Returns the name of the kind for messages, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => "a letter",
            Self::Program => "a program profile",
            Self::Person => "a columnist",
            Self::Page => "a page",
        }
    }
}

/// Parses one file, and reports everything that is wrong in it. `None` if the file is in none of the folders of entries, or
/// in that of another kind. A folder with a wrong name is left to [`misnamed_folders`], and a reply to [`parse_reply`].
pub fn parse(file: &SourceFile, options: &ParseOptions) -> Checked<Option<Entry>> {
    let mut findings = Findings::new(&file.path);
    let Some(kind) = EntryKind::of(&file.path) else {
        if misnamed_folder(&file.path).is_none() && !is_reply(&file.path) {
            findings.add(Span::default(), misplaced(&file.path));
        }
        return findings.with(None);
    };
    placeholders::check_text(&file.text, &mut findings);
    let document = front_matter::Document::read(&file.text, &mut findings);
    if misfiled::check(&document, kind, options, &mut findings) {
        return findings.with(None);
    }
    let entry = match kind {
        EntryKind::Letter => Entry::Letter(Arc::new(letter::parse(&document, options, &mut findings))),
        EntryKind::Program => Entry::Program(Arc::new(program::parse(&document, options, &mut findings))),
        EntryKind::Person => Entry::Person(Arc::new(person::parse(&document, options, &mut findings))),
        EntryKind::Page => Entry::Page(Arc::new(page::parse(&document, options, &mut findings))),
    };
    findings.with(Some(entry))
}

/// Reports each folder of `content/` that has the name of a folder of entries or replies, but misspelled or as another tool
/// has it, once. The paths are those of all texts, in order.
pub fn misnamed_folders<'p>(paths: &(impl Iterator<Item = &'p str> + Clone)) -> Vec<Diagnostic> {
    let mut folders: Vec<(&str, &str, usize)> = Vec::new();
    for (folder, meant) in paths.clone().filter_map(misnamed_folder) {
        match folders.iter_mut().find(|(known, ..)| *known == folder) {
            Some((_, _, count)) => *count += 1,
            None => folders.push((folder, meant, 1)),
        }
    }
    let explain = |(folder, meant, count): (&str, &str, usize)| {
        let is_there = paths.clone().any(|path| folder_of(path) == Some(meant))
            || folders.iter().any(|(other, other_meant, _)| *other_meant == meant && *other < folder);
        let help = match (is_there, count) {
            (false, _) => format!("rename the folder to `{meant}`"),
            (true, 1) => format!("move its file to `content/{meant}/`"),
            (true, count) => format!("move its {count} files to `content/{meant}/`"),
        };
        let diagnostic = Diagnostic::error(format!("no folder of `content/` is called `{folder}`, so it is not read"));
        diagnostic.about(&format!("content/{folder}").into()).help(help)
    };
    folders.iter().map(|folder| explain(*folder)).collect()
}

/// Returns true for a text in a folder that was probably meant for columnists, which has been reported.
pub fn is_in_misnamed_people(path: &str) -> bool {
    misnamed_folder(path).is_some_and(|(_, meant)| meant == PEOPLE)
}

/// Returns the first folder under `content/` of a path.
fn folder_of(path: &str) -> Option<&str> {
    Some(within_content(path)?.split_once('/')?.0)
}

/// Returns the folder of a text and the one that was probably meant; `None` if it is one of those that are read, or nothing
/// like them.
fn misnamed_folder(path: &str) -> Option<(&str, &'static str)> {
    let folder = folder_of(path)?;
    let folders = [QUESTIONS, PROGRAMS, PEOPLE, PAGES, REPLIES];
    if folders.contains(&folder) {
        return None;
    }
    let meant = match folder.to_lowercase().as_str() {
        "letters" | "posts" | "_posts" | "articles" | "drafts" | "_drafts" | "post" | "blog" => QUESTIONS,
        "columnists" | "authors" | "_authors" | "author" | "writers" => PEOPLE,
        "comments" | "_comments" | "responses" => REPLIES,
        lowercase => closest(lowercase, folders)?,
    };
    Some((folder, meant))
}

fn misplaced(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = within_content(path).and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let list = match stem.to_lowercase().as_str() {
        "glossary" => Some((GLOSSARY_FILE, "the glossary is not a Markdown file", "`MLIS: Master of Library Science`")),
        "tags" => {
            Some((VOCABULARY_FILE, "the list of tags is not a Markdown file", "`rare books:` below a line `tags:`"))
        }
        _ => None,
    };
    if let Some((meant, message, line)) = list {
        return Diagnostic::error(message)
            .help(format!("rename it to `{meant}`, and write each line like {line}, without a line `---`"));
    }
    Diagnostic::error("this file is not in one of the folders that become pages")
        .help(format!("if it is a letter, move it to `content/{QUESTIONS}/{name}`"))
        .help(format!("the other folders are `content/{PROGRAMS}/`, `content/{PEOPLE}/`, and `content/{PAGES}/`"))
}
