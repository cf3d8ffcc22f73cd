//! Syntax of Liquid, Jinja, Go templates and JavaScript, at which tera's parser stops: what to write instead.

use std::ops::Range;

use super::filters::FILTERS;
use super::other_names::{ARGUMENTS, filter_called};
use super::references::{keyword, name_end};

use super::template_tags::TemplateTag;
use super::value_paths::{tag_at, value_paths};

/// The mistake, the text to write, and the place.
pub(super) struct OtherSyntax {
    pub(super) message: String,
    pub(super) help: String,
    pub(super) at: Range<usize>,
}

/// The place at which the parser stopped.
struct Stop<'t> {
    text: &'t str,
    tag: TemplateTag,
    /// The token that it found there, and where that begins.
    at: Range<usize>,
    message: &'t str,
}

/// Words that compare in other languages: the operator that does here.
const WORDS: [(&str, &str); 8] = [
    ("eq", "=="),
    ("equals", "=="),
    ("ne", "!="),
    ("neq", "!="),
    ("gt", ">"),
    ("lt", "<"),
    ("gte", ">="),
    ("lte", "<="),
];

/// Returns what to write instead of syntax of another language. `None` if it is none of those.
pub(super) fn explain(message: &str, text: &str, at: &Range<usize>) -> Option<OtherSyntax> {
    let tag = tag_at(text, at.start)?;
    let stop = Stop { text, tag, at: at.clone(), message };
    if message.starts_with("components with body content") {
        return stop.component_without_end();
    }
    if message.starts_with("function calls are only allowed") {
        return stop.method();
    }
    if message.starts_with("expected \"string\" or {expression}") {
        let word = &stop.rest()[..name_end(stop.rest())];
        return Some(stop.found("the value of an argument needs braces", format!("write `{{{word}}}` for `{word}`")));
    }
    if !message.starts_with("found ") && !message.starts_with("unexpected character") {
        return None;
    }
    let found = [Stop::operator, Stop::quotes, Stop::statement, Stop::word, Stop::colon_or_space, Stop::unnamed_value];
    found.iter().find_map(|find| find(&stop))
}

impl Stop<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at.start..self.tag.inside.end.max(self.at.start)]
    }

    fn before(&self) -> &str {
        &self.text[self.tag.inside.start.min(self.at.start)..self.at.start]
    }

    fn inside(&self) -> &str {
        self.text[self.tag.inside.clone()].trim()
    }

    fn found(&self, message: &str, help: String) -> OtherSyntax {
        OtherSyntax { message: message.to_owned(), help, at: self.at.clone() }
    }

    /// The last value before this place, and the first after its token.
    fn operands(&self, token: usize) -> Option<(&str, &str)> {
        let after = self.at.start + token..self.tag.inside.end;
        let left = value_paths(self.text, self.tag.inside.start..self.at.start).pop()?;
        let right = self.text.get(after)?.trim();
        let end = right.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(right.len());
        Some((&self.text[left], &right[..end]))
    }

    fn operator(&self) -> Option<OtherSyntax> {
        let (rest, before) = (self.rest(), self.before());
        let none = |sign: &str| format!("templates have no `{sign}` here");
        if rest.starts_with('|') && before.ends_with('|') {
            let at = self.at.start - 1..self.at.start + 1;
            return Some(OtherSyntax { message: none("||"), help: "write `or`".to_owned(), at });
        }
        if rest.starts_with('>') && before.ends_with('<') {
            let at = self.at.start - 1..self.at.start + 1;
            return Some(OtherSyntax { message: none("<>"), help: "write `!=`".to_owned(), at });
        }
        if rest.starts_with('?') {
            let (sign, token) = if rest.starts_with("??") { ("??", 2) } else { ("?", 1) };
            let (value, first) = self.operands(token)?;
            let other = rest.rsplit_once(':').map_or("\"…\"", |(_, other)| other.trim());
            let help = match sign {
                "??" => format!("write `{value} if {value} else {first}`"),
                _ => format!("write `{first} if {value} else {other}`"),
            };
            return Some(self.found(&none(sign), help));
        }
        if rest.starts_with('.') && (before.ends_with('.') || before.ends_with(|c: char| c.is_ascii_digit())) {
            let end = rest.trim_start_matches('.');
            let end: i64 = end[..end.find(|c: char| !c.is_ascii_digit()).unwrap_or(end.len())].parse().ok()?;
            let start = before.trim_end_matches('.');
            let start = &start[start.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1)..];
            let help = format!("write `range(start={start}, end={})`", end.checked_add(1)?);
            return Some(self.found(&none(".."), help));
        }
        None
    }

    /// Quotes that are missing, or too many.
    fn quotes(&self) -> Option<OtherSyntax> {
        let (rest, word) = (self.rest(), keyword(self.text, &self.tag));
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        match word {
            "include" | "extends" if self.message.ends_with("expected string") => {
                let help = format!("write `{{% {word} \"{}\" %}}`", &rest[..end]);
                Some(self.found("the name of a template needs quotes", help))
            }
            "block" if rest.starts_with(['"', '\'']) => {
                let help = format!("write `{{% block {} %}}`", rest[..end].trim_matches(['"', '\'']));
                Some(self.found("the name of a block has no quotes", help))
            }
            _ => None,
        }
    }

    /// Tags whose words are in another order, or too many.
    fn statement(&self) -> Option<OtherSyntax> {
        let (rest, inside) = (self.rest(), self.inside());
        match keyword(self.text, &self.tag) {
            "else" => {
                let condition = inside.trim_start_matches("else").trim();
                let condition = condition.strip_prefix("if ").unwrap_or(condition).trim();
                Some(self.found("`else` takes no condition", format!("write `{{% elif {condition} %}}`")))
            }
            "for" if self.message.ends_with("expected in") => {
                let word = &rest[..name_end(rest)];
                Some(self.found(&format!("templates have no `{word}` here"), "write `in`".to_owned()))
            }
            "for" if rest.starts_with('(') => {
                let help = format!("write `{{% {} %}}`", inside.replacen(['(', ')'], "", 2));
                Some(self.found("the names after `for` have no brackets", help))
            }
            "include" if self.message.ends_with("expected %}") => {
                let name = self.before().trim();
                let help = format!("write `{{% {name} %}}`: it has all variables that this template has");
                Some(self.found("`include` takes a name only", help))
            }
            _ => None,
        }
    }

    /// Words for operators.
    fn word(&self) -> Option<OtherSyntax> {
        let rest = self.rest();
        let word = &rest[..name_end(rest)];
        let message = format!("templates have no `{word}` here");
        if matches!(word, "contains" | "includes" | "has") {
            let (list, item) = self.operands(word.len())?;
            return Some(self.found(&message, format!("write `{item} in {list}`")));
        }
        if matches!(word, "then" | "do") {
            return Some(self.found(&message, format!("remove `{word}`")));
        }
        let (_, sign) = WORDS.iter().find(|(other, _)| *other == word)?;
        Some(self.found(&message, format!("write `{sign}`")))
    }

    /// `truncate: 20` and `truncate 20`; a colon at the end of a condition.
    fn colon_or_space(&self) -> Option<OtherSyntax> {
        if !self.message.ends_with("expected }}") && !self.message.ends_with("expected %}") {
            return None;
        }
        let (rest, before) = (self.rest(), self.before().trim_end());
        let name_start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        let name = &before[name_start..];
        let value = rest.trim_start_matches(':').trim();
        if before[..name_start].trim_end().ends_with('|') && !value.is_empty() {
            let end = value.find(['|', ',']).unwrap_or(value.len());
            let help = call(name, value[..end].trim())?;
            return Some(self.found("the arguments of a filter are in brackets, with their names", help));
        }
        if matches!(name, "partial" | "partialCached" | "template" | "render") && rest.starts_with(['"', '\'']) {
            let end = rest[1..].find(['"', '\'']).map_or(rest.len(), |end| end + 2);
            let help = format!("write `{{% include {} %}}`", &rest[..end]);
            return Some(self.found(&format!("templates have no `{name}`"), help));
        }
        (rest.trim() == ":").then(|| self.found("a tag does not end with `:`", "remove the `:`".to_owned()))
    }

    /// An argument without its name: `len(page.tags)`, `format("YYYY")`.
    fn unnamed_value(&self) -> Option<OtherSyntax> {
        let before = self.before();
        let open = before.rfind('(')?;
        let name = before[..open].trim_end();
        let name = &name[name.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1)..];
        let is_filter = before[..open].trim_end().strip_suffix(name)?.trim_end().ends_with('|');
        let argument = self.text[self.tag.inside.start + open + 1..self.tag.inside.end].split(')').next()?.trim();
        if name.is_empty() || argument.is_empty() || argument.contains('(') {
            return None;
        }
        let filter = filter_called(name).or_else(|| FILTERS.iter().copied().find(|filter| *filter == name))?;
        let message = if filter == name && is_filter {
            "an argument needs its name before it".to_owned()
        } else {
            let kind = if is_filter { "filter" } else { "function" };
            format!("there is no {kind} `{name}`")
        };
        let is_value = value_paths(argument, 0..argument.len()).first() == Some(&(0..argument.len()));
        if !is_filter {
            return is_value.then(|| self.found(&message, format!("write `{argument} | {filter}`")));
        }
        // Which patterns there are is said in `syntax_help`.
        let help = call(filter, argument).filter(|_| name != "date")?;
        Some(self.found(&message, help))
    }

    /// `{{ <answer turn={turn}> }}`
    fn component_without_end(&self) -> Option<OtherSyntax> {
        let inside = self.inside().strip_suffix('>')?.trim_end();
        let name = inside.trim_start_matches('<');
        let name = &name[..name_end(name)];
        Some(self.found(&format!("`<{name}` is not closed"), format!("write `{{{{ {inside}/> }}}}`")))
    }

    /// `page.title.toUpperCase()`
    fn method(&self) -> Option<OtherSyntax> {
        let value = self.before().trim_end_matches('.');
        let value = value_paths(self.text, self.tag.inside.start..self.tag.inside.start + value.len()).pop()?;
        let rest = self.rest();
        let name = &rest[..name_end(rest)];
        let filter = filter_called(name).or_else(|| FILTERS.iter().copied().find(|filter| *filter == name));
        let value = &self.text[value];
        let help = filter
            .map_or_else(|| format!("write a filter: `{value} | …`"), |filter| format!("write `{value} | {filter}`"));
        Some(self.found(&format!("values have no function `{name}`"), help))
    }
}

/// How a filter is called with this value for its first argument.
fn call(name: &str, value: &str) -> Option<String> {
    let name = filter_called(name).unwrap_or(name);
    let (_, argument, example) = ARGUMENTS.iter().find(|(called, _, _)| *called == name)?;
    let value = if name == "date" { example } else { value };
    let formats = if name == "date" { ": the formats are `short`, `long`, and those in `strings/`" } else { "" };
    Some(format!("write `{name}({argument}={value})`{formats}"))
}
