//! Says what is wrong with YAML that cannot be read, in the author's words; one file because all is one decision.
//!
//! The library's own words never reach her. Each line is looked at by itself; a corrected line is offered only if the library
//! reads it.

use std::ops::Range;

use super::lines::{self, LineEntry, is_item};
use super::lost_color;
use super::mistake::{A_FIELD, Mistake, group, list, list_part, quoted, write};
use super::raw::decode;
use super::spaces;
use super::structure;
use super::unclosed::{bracket_length, quote_length};
use crate::diagnostics::Diagnostic;

/// Returns what is wrong with a field, in the order of its lines. Empty if its lines are sound one by one.
pub(super) fn mistakes(text: &str, entries: &[LineEntry], is_indented: bool) -> Vec<Mistake> {
    if let Some(first) = entries.first().filter(|_| is_indented) {
        return vec![structure::indented(text, first)];
    }
    if let Some(tab) = spaces::tab(text, entries) {
        return vec![tab];
    }
    if let Some(space) = spaces::other_space(text) {
        return vec![space];
    }
    let mut mistakes: Vec<Mistake> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| entries.get(before));
        let is_stray = entry.name.is_none() && entry.dash.is_none();
        if is_stray
            && before.is_some_and(|before| before.name.is_none() && before.dash.is_none())
            && !mistakes.is_empty()
        {
            // The lines of a text that belongs to nothing are one mistake.
            if let Some(last) = mistakes.last_mut() {
                last.range.end = entry.range.end;
            }
        } else if is_stray {
            mistakes.push(structure::stray(text, entry, before));
        } else if let Some(mistake) = within(text, entry) {
            mistakes.push(mistake);
        }
    }
    if mistakes.is_empty() {
        mistakes.extend(structure::misplaced(text, entries));
    }
    mistakes
}

/// Returns what is wrong with an entry by itself.
fn within(text: &str, entry: &LineEntry) -> Option<Mistake> {
    let inner = &text[entry.range.clone()];
    let first_line = entry.range.start..entry.range.start + inner.lines().next().unwrap_or_default().len();
    if let Some(name) = entry.name.as_ref().filter(|name| is_glued(text, entry, name)) {
        let name = &text[name.clone()];
        let diagnostic = Diagnostic::error(format!("a space is missing after `{name}:`"));
        let line = format!("{name}: {}", &text[entry.value.clone()]);
        return Some(Mistake::new(first_line, diagnostic.help_if(write(&line))));
    }
    let error = decode(inner, 0).err()?;
    // What it repeats may be in another line.
    if error.message.contains("unknown anchor") && text.contains('&') {
        return None;
    }
    let (range, diagnostic) = explain(text, entry, &error.message);
    let range = range.unwrap_or(first_line);
    Some(Mistake::new(range, diagnostic))
}

/// Returns true if no space follows the colon of a name.
fn is_glued(text: &str, entry: &LineEntry, name: &Range<usize>) -> bool {
    entry.dash.is_none()
        && entry.value.start == name.end + 1
        && !entry.value.is_empty()
        && text[name.end..].starts_with(':')
}

/// Explains why an entry cannot be read; with a place if it is not the whole line.
fn explain(text: &str, entry: &LineEntry, message: &str) -> (Option<Range<usize>>, Diagnostic) {
    if let Some(diagnostic) = of_library(message) {
        return (None, diagnostic);
    }
    let value = &text[entry.value.clone()];
    let place = entry.value.start;
    if let Some((range, diagnostic)) = lost_color::in_brackets(value).filter(|_| value.starts_with(['[', '{'])) {
        return (Some(place + range.start..place + range.end), diagnostic);
    }
    let broken = BrokenValue { name: entry.name.as_ref().map(|name| &text[name.clone()]), value };
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => match quote_length(&value[1..], quote) {
            None => (Some(place..place + 1), never_closed(quote)),
            Some(length) => (None, broken.quoted(1 + length, message)),
        },
        Some('[' | '{') => match bracket_length(value) {
            Err(_) if broken.is_cut_list() => (None, broken.cut_list()),
            Err(at) if !is_template(value) => (Some(place + at..place + at + 1), never_closed_at(value, at)),
            Err(_) => (None, broken.special()),
            Ok(length) => (None, broken.bracketed(length)),
        },
        Some('|' | '>') if entry.is_block && value.contains('\n') => (None, broken.block()),
        Some('-') if is_item(value) => (None, broken.list_on_the_line()),
        Some(first) if "*&!%@`|>?-,]}".contains(first) => (None, broken.special()),
        Some('“' | '„' | '‘' | '«' | '”') if broken.has_colon() => (None, broken.curly()),
        Some(_) if broken.has_colon() => (None, broken.colon()),
        Some(_) if message.contains("comment") => (None, broken.cut()),
        _ => (None, broken.unknown()),
    }
}

/// Returns true for a sign that may end a line elsewhere.
fn is_punctuation(text: &str) -> bool {
    matches!(text, "," | ";" | ".")
}

/// The most usual fields.
const FIELDS: [&str; 6] = ["title", "date", "tags", "asker", "draft", "answered_by"];

fn is_template(value: &str) -> bool {
    value.starts_with("{{") || value.starts_with("{%")
}

/// A value that cannot be read, and the name of its field; an item of a list has none.
struct BrokenValue<'t> {
    name: Option<&'t str>,
    value: &'t str,
}

impl BrokenValue<'_> {
    /// The field or item, as a message calls it.
    fn what(&self) -> String {
        self.name.map_or("this".to_owned(), |name| format!("`{name}`"))
    }

    /// The line with another value, if that can be read.
    fn write(&self, value: &str) -> Option<String> {
        write(&self.name.map_or_else(|| format!("- {value}"), |name| format!("{name}: {value}")))
    }

    /// The line with its value in quotes.
    fn in_quotes(&self) -> Option<String> {
        self.write(&quoted(self.value))
    }

    fn has_colon(&self) -> bool {
        self.value.contains(": ")
            || self.value.contains(":\n")
            || self.value.contains(":\t")
            || self.value.ends_with(':')
    }

    fn special(&self) -> Diagnostic {
        let first = self.value.chars().next().unwrap_or_default();
        let first = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
        let message = format!("{} begins with {first}, so it needs quotes around it", self.what());
        Diagnostic::error(message).help_if(self.in_quotes())
    }

    fn colon(&self) -> Diagnostic {
        if let Some(diagnostic) = self.fields() {
            return diagnostic;
        }
        let message = format!("{} has a colon in its text, so it needs quotes", self.what());
        Diagnostic::error(message).help_if(self.in_quotes())
    }

    fn curly(&self) -> Diagnostic {
        let message = format!("{} is in curly quotes, which do not count as quotes here", self.what());
        let inner = self.value.trim_matches(['“', '”', '„', '‘', '’', '«', '»']);
        Diagnostic::error(message).help_if(self.write(&quoted(inner)))
    }

    fn cut(&self) -> Diagnostic {
        let message = format!("the `#` cuts off the rest of {}: it starts a comment", self.what());
        Diagnostic::error(message).help("write the comment on a line of its own, above the field")
    }

    /// A text in quotes that ends after so many bytes.
    fn quoted(&self, length: usize, message: &str) -> Diagnostic {
        let rest = self.value[length..].trim_start();
        let inner = &self.value[..length];
        let escape = ["escape", "surrogate", "hexadecimal"].iter().any(|word| message.contains(word));
        if rest.is_empty() && escape && inner.starts_with('"') {
            let diagnostic = Diagnostic::error(format!(
                "{} has a backslash (`\\`) between double quotes, where it has a special meaning",
                self.what()
            ));
            let single = format!("'{}'", inner[1..length - 1].replace('\'', "''"));
            return diagnostic.help_if(self.write(&single).or_else(|| self.in_quotes()));
        }
        if rest.starts_with('#') {
            let diagnostic = Diagnostic::error("the `#` that starts a comment needs a space before it");
            return diagnostic.help_if(self.write(&format!("{inner} {rest}")));
        }
        if is_punctuation(rest) {
            return self.punctuation(rest, inner, "quotes");
        }
        let message = format!("the quotes in {} close too early", self.what());
        Diagnostic::error(message).help_if(self.in_quotes())
    }

    /// A list or map that ends after so many bytes.
    fn bracketed(&self, length: usize) -> Diagnostic {
        let (inner, rest) = self.value.split_at(length);
        let close = inner.chars().next_back().unwrap_or(']');
        if rest.starts_with('#') {
            let diagnostic = Diagnostic::error("the `#` that starts a comment needs a space before it");
            return diagnostic.help_if(self.write(&format!("{inner} {rest}")));
        }
        if !rest.is_empty() && rest.chars().all(|c| matches!(c, ']' | '}')) {
            let diagnostic = Diagnostic::error(format!("{} has one `{close}` too many at its end", self.what()));
            return diagnostic.help_if(self.write(inner));
        }
        if is_punctuation(rest.trim()) {
            return self.punctuation(rest.trim(), inner, "brackets");
        }
        if !rest.is_empty() || is_template(self.value) {
            return self.special();
        }
        let diagnostic =
            Diagnostic::error(format!("the parts of {} between the brackets cannot be told apart", self.what()));
        if close == ']' {
            let list = list(inner).and_then(|list| self.write(&list));
            return diagnostic
                .help_if(list.or(Some("put a comma between its parts, and each part between quotes".to_owned())));
        }
        let group = group(inner).and_then(|group| self.write(&group));
        diagnostic.help_if(group.or(Some("put a comma between its parts, and each text between quotes".to_owned())))
    }

    /// A sign after the end of a value, as JSON and sentences have it.
    fn punctuation(&self, sign: &str, value: &str, of: &str) -> Diagnostic {
        Diagnostic::error(format!("there is a `{sign}` after the {of} of {}", self.what())).help_if(self.write(value))
    }

    /// Several fields in one line, or a group between parentheses.
    fn fields(&self) -> Option<Diagnostic> {
        let name = self.name?;
        if let Some(inner) = self.value.strip_prefix('(').and_then(|value| value.strip_suffix(')')) {
            let message = format!("{} has parentheses where braces belong", self.what());
            let help = lines::is_usual(inner).then(|| self.write(&format!("{{ {inner} }}"))).flatten();
            return help.map(|help| Diagnostic::error(message).help(help));
        }
        let (first, rest) = self.value.split_once(", ").filter(|(first, _)| !first.contains(": "))?;
        let is_field = FIELDS.iter().any(|field| rest.strip_prefix(field).is_some_and(|rest| rest.starts_with(": ")));
        let diagnostic = Diagnostic::error("each field needs a line of its own");
        is_field.then(|| diagnostic.help_with_lines("write them on two lines:", &[&format!("{name}: {first}"), rest]))
    }

    /// Returns true for a list in brackets whose end is behind a `#`.
    fn is_cut_list(&self) -> bool {
        let line = self.value.lines().next().unwrap_or_default();
        line.starts_with('[') && line.ends_with(']') && (line.contains(" #") || line.contains("[#"))
    }

    fn cut_list(&self) -> Diagnostic {
        let line = self.value.lines().next().unwrap_or_default();
        let diagnostic = Diagnostic::error(format!("`#` starts a comment, so the list of {} has no end", self.what()));
        let line = if self.name == Some("tags") { line.replace('#', "") } else { line.to_owned() };
        diagnostic.help_if(list(&line).and_then(|list| self.write(&list)))
    }

    /// A list that begins on the line of its field.
    fn list_on_the_line(&self) -> Diagnostic {
        let parts = self.value.split('\n').map(|line| line.trim().trim_start_matches('-').trim());
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).map(list_part).collect();
        let diagnostic = Diagnostic::error("a list with `-` must begin on the next line");
        let list = if parts.is_empty() { "\"-\"".to_owned() } else { format!("[{}]", parts.join(", ")) };
        diagnostic.help_if(self.write(&list))
    }

    /// A text in lines below a `|` or `>`.
    fn block(&self) -> Diagnostic {
        let sign = &self.value[..1];
        let (first, _) = self.value.split_once('\n').unwrap_or((self.value, ""));
        let head = first.split(" #").next().unwrap_or_default().trim_end();
        if head.len() > 1 && !["|-", ">-", "|+", ">+"].contains(&head) {
            let message = format!("nothing may follow the `{sign}` of {} on its line", self.what());
            return Diagnostic::error(message).help("begin the text on the next line, with two spaces before it");
        }
        let message = format!("the lines below the `{sign}` of {} are not indented the same way", self.what());
        Diagnostic::error(message).help("begin each of them with two spaces and no tabs")
    }

    fn unknown(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(format!("callslip cannot read {}", self.what()));
        diagnostic.help_if(self.in_quotes().or(Some(A_FIELD.to_owned())))
    }
}

/// Returns the mistake at a byte of which nothing more is known.
pub(super) fn unknown(text: &str, at: usize, message: &str) -> Mistake {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let range = start..start + line.len();
    if message.contains("unknown anchor") {
        let entry = lines::entry(text, start);
        let name = entry.name.as_ref().map(|name| &text[name.clone()]);
        let broken = BrokenValue { name, value: &text[entry.value.clone()] };
        if broken.value.starts_with('*') {
            return Mistake::new(range, broken.special());
        }
        let diagnostic = Diagnostic::error("a `*` in this line repeats a value that no `&` has named");
        return Mistake::new(range, diagnostic.help("put quotes around the text that begins with `*`"));
    }
    let unclear = || Diagnostic::error("this line does not fit the lines around it").help(A_FIELD);
    Mistake::new(range, of_library(message).unwrap_or_else(unclear))
}

/// Returns the diagnostic for what only the library can know.
fn of_library(message: &str) -> Option<Diagnostic> {
    let has = |words: &str| message.contains(words);
    if has("alias") && has("limit") {
        let message = "this repeats itself too many times: each `*` inserts what an `&` has named";
        return Some(Diagnostic::error(message).help("write everything out, without `&` and `*`"));
    }
    if has("recursion limit") || has("Depth") {
        let diagnostic = Diagnostic::error("there are more than 60 levels of brackets and lists here");
        return Some(diagnostic.help("remove some of the brackets, dashes, or spaces"));
    }
    if has("recursive references") {
        let diagnostic = Diagnostic::error("this repeats itself: a `*` inserts the value that it is a part of");
        return Some(diagnostic.help("write the value out, without `&` and `*`"));
    }
    if has("BOM") {
        let diagnostic = Diagnostic::error("there is an invisible character before this line");
        return Some(diagnostic.help("delete the line, and type it again"));
    }
    if has("null into string") {
        let diagnostic = Diagnostic::error("this field has no name");
        return Some(diagnostic.help(A_FIELD));
    }
    has("multiple").then(|| {
        let diagnostic =
            Diagnostic::error("the line `---` or `...` above ends the fields, so callslip does not read these");
        diagnostic.help("remove that line")
    })
}

fn never_closed(sign: char) -> Diagnostic {
    let (what, help) = match sign {
        '[' => ("bracket", "put `]` at the end of the list"),
        '{' => ("bracket", "put `}` after the last field in it"),
        '\'' => ("quotation mark", "put `'` at the end of the text"),
        _ => ("quotation mark", "put `\"` at the end of the text"),
    };
    Diagnostic::error(format!("this {what} is never closed")).help(help)
}

fn never_closed_at(value: &str, at: usize) -> Diagnostic {
    never_closed(value[at..].chars().next().unwrap_or_default())
}
