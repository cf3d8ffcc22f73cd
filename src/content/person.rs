//! A columnist: one file under `people/`.

use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::FileReference;
use super::prose::{Prose, text_below};
use super::slug::name_of;
use super::{EntryKind, ParseOptions, Title};
use crate::diagnostics::{Diagnostic, FilePath, Findings, closest, list_names};
use crate::language::Typography;
use crate::source::SourceFile;
use crate::yaml::values;
use crate::yaml::{Fields, Node};

/// A columnist, who answers letters.
#[derive(Debug, Clone)]
pub struct Person {
    /// The front matter that entries of every kind share; the title is the name.
    pub common: Common,
    /// The initials that open an answer: `SM`.
    pub initials: String,
    /// The file of a portrait.
    pub portrait: Option<FileReference>,
    /// The text about the columnist.
    pub text: Prose,
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Person {
    let mut fields = Fields::new(&document.fields, document.opening, "a columnist", findings);
    let common = common::read(&mut fields, EntryKind::Person, options);
    let span = fields.span("initials");
    let initials = fields.required("initials", "SM", initials).unwrap_or_default();
    if options.markers.all().any(|word| word == initials) {
        let diagnostic = Diagnostic::error(format!("`{initials}:` already has another meaning in letters"));
        fields.findings().add(span, diagnostic.help("choose other initials, such as the first letters of both names"));
    }
    let portrait = fields.optional("portrait", portrait);
    fields.finish();
    let text = text_below(document, &common, options, findings);
    Person { common, initials, portrait, text }
}

/// Reads the file of a portrait; its path is relative to this file.
fn portrait(node: &Node, findings: &mut Findings) -> Option<FileReference> {
    let values::SpannedText { text, span } = values::text(node, findings)?;
    Some(FileReference { target: common::beside(&text, findings), span })
}

/// Reads initials: letters, digits, periods, hyphens and apostrophes, as a marker can have them.
pub(super) fn initials(node: &Node, findings: &mut Findings) -> Option<String> {
    let values::SpannedText { text, span } = values::text(node, findings)?;
    let fits = text.chars().count() <= 8 && text.chars().all(|c| c.is_alphanumeric() || ".-’'".contains(c));
    if fits {
        return Some(text);
    }
    let diagnostic = Diagnostic::error(format!("`{text}` cannot be someone's initials"));
    findings.add(span, diagnostic.help(meant_initials(&text)));
    None
}

/// Returns a help with the initials that are meant by `S M`, `SM:`, or a whole name.
fn meant_initials(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let meant: String = match words.as_slice() {
        [one] => (*one).to_owned(),
        several => several.iter().filter_map(|word| word.chars().next()).collect(),
    };
    match meant.chars().count() {
        1..=4 if meant.chars().any(char::is_uppercase) => format!("write `{meant}`"),
        _ => "write a few letters without a space, such as `SM`".to_owned(),
    }
}

/// A columnist, as far as letters depend on her file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columnist {
    /// The initials that open her answers.
    pub initials: String,
    /// Her name, plain.
    pub name: String,
    /// Her file.
    pub file: FilePath,
    /// True if her file is a draft: no letter can be published with an answer of hers.
    pub is_draft: bool,
}

/// Reads what must be known of a columnist before any letter can be parsed. Mistakes are reported when the whole file is
/// parsed. `None` if the initials are missing.
pub fn columnist_of(file: &SourceFile, typography: &Typography) -> Option<Columnist> {
    let mut ignored = Findings::new(&file.path);
    let document = Document::read(&file.text, &mut ignored);
    let mut fields = Fields::new(&document.fields, document.opening, "a columnist", &mut ignored);
    let name = fields.optional("name", values::string).unwrap_or_default();
    let is_draft = fields.optional("draft", values::yes_no).unwrap_or(false);
    let initials = fields.optional("initials", initials)?;
    Some(Columnist { initials, name: Title::new(&name, typography).plain, file: file.path.clone(), is_draft })
}

/// Returns the initials that a columnist may have whose file has a mistake: those that are written, and those of the name. Empty
/// for a draft, which may be incomplete.
pub fn possible_initials(file: &SourceFile) -> Vec<String> {
    let mut ignored = Findings::new(&file.path);
    let document = Document::read(&file.text, &mut ignored);
    let mut fields = Fields::new(&document.fields, document.opening, "a columnist", &mut ignored);
    if fields.optional("draft", values::yes_no) == Some(true) {
        return Vec::new();
    }
    let written = fields.optional("initials", values::string).unwrap_or_default();
    let written: String = written.chars().filter(|c| c.is_alphanumeric()).collect();
    let name = fields.optional("name", values::string).unwrap_or_default();
    let mut found = if name.is_empty() { possible_initials_of_file(&file.path) } else { possible_initials_of(&name) };
    found.push(written.to_uppercase());
    found.retain(|initials| !initials.is_empty());
    found
}

/// Returns the initials that a columnist may have whose file has this path.
pub fn possible_initials_of_file(path: &str) -> Vec<String> {
    possible_initials_of(name_of(path).trim_end_matches(".md"))
}

/// Returns the first letters of all words of a name, and those of the first and the last one, in capitals.
fn possible_initials_of(name: &str) -> Vec<String> {
    let letters = name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    let all: String = letters.flat_map(char::to_uppercase).collect();
    let ends = all.chars().next().into_iter().chain(all.chars().next_back()).collect();
    vec![ends, all]
}

/// Returns the diagnostic for initials that no columnist has. `columnists` are the initials and the names.
pub(crate) fn no_columnist(written: &str, columnists: &[(&str, &str)]) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("no columnist has the initials `{written}`"));
    let near = || closest(written, columnists.iter().map(|(initials, _)| *initials));
    match initials_of(written, columnists).or_else(near) {
        Some(initials) => diagnostic.help(format!("write `{initials}`")),
        None => diagnostic.help(who_answers(written, columnists)).help(format!(
            "if somebody else answers, make a file for that columnist: `callslip new person \"{}\"`",
            if written.chars().count() > 4 || written.contains(char::is_lowercase) { written } else { "A Name" }
        )),
    }
}

/// Returns the initials of the columnist with a name: the whole name, or one word of it that no other name has.
pub(crate) fn initials_of<'c>(name: &str, columnists: &[(&'c str, &str)]) -> Option<&'c str> {
    let wanted = name.trim().to_lowercase();
    let exact = columnists.iter().find(|(initials, known)| *initials == name || known.to_lowercase() == wanted);
    let mut with_word =
        columnists.iter().filter(|(_, known)| known.to_lowercase().split_whitespace().any(|word| word == wanted));
    exact.or_else(|| with_word.next().filter(|_| with_word.next().is_none())).map(|(initials, _)| *initials)
}

/// Returns a help with the initials that there are.
fn who_answers(written: &str, columnists: &[(&str, &str)]) -> String {
    match columnists {
        [] => "there is no columnist in `content/people/` yet".to_owned(),
        [(initials, "")] => format!("the only columnist is `{initials}`"),
        [(initials, name)] => format!("the only columnist is {name}: write `{initials}`"),
        all => {
            format!("the columnists' initials are {}", list_names(written, all.iter().map(|(initials, _)| *initials)))
        }
    }
}

/// Returns the initials that a name suggests: `SM` for `Sol Marchetti`, `AN` for `Anna`, since `A:` opens any answer.
pub fn proposed_initials(name: &str) -> String {
    let one_each: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let letters = if one_each.len() > 1 { one_each } else { name.chars().take(2).collect() };
    letters.into_iter().flat_map(char::to_uppercase).take(4).collect()
}
