//! The kinds of value that an option takes, and how each is read.

use serde_json::Value as Json;

use super::color_value::{self, ColorRules};
use super::file_value::{self, FileRules};
use super::place::ValuePlace;
use crate::diagnostics::{Diagnostic, Findings, closest};
use crate::yaml::values::parse_yes_no;
use crate::yaml::{Node, Value};

/// The kind of value that an option takes.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionKind {
    /// Any text.
    Text,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// One of a few words.
    Choice(Vec<String>),
    /// A color.
    Color(ColorRules),
    /// A file of `assets/`.
    File(FileRules),
}

/// The names in `type`.
pub(super) const KINDS: [&str; 6] = ["text", "yes_no", "number", "choice", "color", "file"];

impl OptionKind {
    /// The name in `type`.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::YesNo => "yes_no",
            Self::Number => "number",
            Self::Choice(_) => "choice",
            Self::Color(_) => "color",
            Self::File(_) => "file",
        }
    }

    /// The default of an option that declares none. `None` if it must declare one.
    pub(super) fn no_value(&self) -> Option<Json> {
        match self {
            Self::Text => Some(Json::from("")),
            Self::Color(_) | Self::File(_) => Some(Json::Null),
            Self::YesNo | Self::Number | Self::Choice(_) => None,
        }
    }

    /// An example of a value.
    pub(super) fn example(&self) -> String {
        match self {
            Self::Text => "\"…\"".to_owned(),
            Self::YesNo => "yes".to_owned(),
            Self::Number => "5".to_owned(),
            Self::Choice(choices) => choices[0].clone(),
            Self::Color(_) => color_value::EXAMPLE.to_owned(),
            Self::File(_) => file_value::EXAMPLE.to_owned(),
        }
    }

    /// Reads the value of an option; `None` if it is none, which is reported.
    pub(super) fn read(&self, place: &ValuePlace<'_>, node: &Node, findings: &mut Findings) -> Option<Json> {
        let written = if let Value::Scalar { text, .. } = &node.value { Some(text.trim()) } else { None };
        let read = match self {
            Self::Text => written.map(Json::from),
            Self::YesNo => written.and_then(parse_yes_no).map(Json::Bool),
            Self::Number => written.and_then(|written| written.parse::<u32>().ok()).map(Json::from),
            Self::Choice(choices) => {
                choices.iter().find(|choice| Some(choice.as_str()) == written).map(|c| c.as_str().into())
            }
            Self::Color(rules) => return color_value::read(rules, place, node, findings),
            Self::File(rules) => {
                return match place.assets {
                    Some(assets) => file_value::read(rules, place, assets, node, findings),
                    None => no_default(node, findings),
                };
            }
        };
        if read.is_none() {
            let near = written.and_then(|written| self.nearest_choice(written));
            let right = near.map(ToOwned::to_owned).or_else(|| place.default.map(shown));
            let right = right.unwrap_or_else(|| self.example());
            let diagnostic = Diagnostic::error(format!("`{}` must be {}", place.name, self.in_words()));
            findings.add(node.span, diagnostic.help(format!("write it like this: `{}: {right}`", place.field)));
        }
        read
    }

    fn in_words(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::YesNo => "`yes` or `no`".to_owned(),
            Self::Number => "a whole number".to_owned(),
            Self::Choice(choices) => format!("one of `{}`", choices.join("`, `")),
            Self::Color(_) => "a color".to_owned(),
            Self::File(_) => "the name of a file".to_owned(),
        }
    }

    /// Returns the choice that was probably meant: `sans` for `Sans-serif`.
    fn nearest_choice(&self, written: &str) -> Option<&str> {
        let letters = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
        let written_letters = letters(written);
        let begins = |choice: &&str| {
            let choice = letters(choice);
            let (short, long) = if choice.len() < written_letters.len() {
                (&choice, &written_letters)
            } else {
                (&written_letters, &choice)
            };
            short.len() > 1 && long.starts_with(short.as_str())
        };
        closest(written, self.choices())
            .or_else(|| self.choices().filter(begins).max_by_key(|choice| choice.len()))
            .or_else(|| self.choices().find(|choice| closest(&written_letters, [&*letters(choice)]).is_some()))
    }

    fn choices(&self) -> impl Iterator<Item = &str> {
        let choices = if let Self::Choice(choices) = self { choices.as_slice() } else { &[] };
        choices.iter().map(String::as_str)
    }
}

/// Reports a theme that gives a file as a default: its template can name its own file where the column has none.
fn no_default(node: &Node, findings: &mut Findings) -> Option<Json> {
    let diagnostic = Diagnostic::error("a file has no default");
    findings.add(node.span, diagnostic.help("remove `default`, and let the template ask whether there is one"));
    None
}

/// Writes a value as YAML.
fn shown(value: &Json) -> String {
    match value {
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::String(text) if text.is_empty() => "\"…\"".to_owned(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
