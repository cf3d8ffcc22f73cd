//! The tags of templates in a text: `{% … %}`, `{{ … }}`, `{{< … >}}`, `{{% … %}}`.

use std::collections::BTreeMap;
use std::ops::Range;

/// The longest tag, in bytes.
const LONGEST: usize = 4000;

/// The kinds of tags, by their brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagBrackets {
    /// `{% … %}`
    Block,
    /// `{{ … }}`
    Output,
    /// `{{< … >}}` and `{{% … %}}` of Hugo.
    Shortcode,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BracketTag<'t> {
    pub(super) kind: TagBrackets,
    pub(super) range: Range<usize>,
    /// What is in the brackets, without the hyphens that take the space around them.
    pub(super) inner: &'t str,
    pub(super) name: &'t str,
    pub(super) is_end: bool,
}

/// The words behind the name of a tag.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TagWords {
    pub(super) words: Vec<String>,
    pub(super) named: BTreeMap<String, String>,
}

/// Finds the tags of a text.
pub(super) fn tags(text: &str) -> Vec<BracketTag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        at = start + 1;
        let rest = &text[start..];
        let (kind, open, close) = match rest.as_bytes().get(1..3) {
            Some(b"{<") => (TagBrackets::Shortcode, 3, ">}}"),
            Some(b"{%") => (TagBrackets::Shortcode, 3, "%}}"),
            _ if rest.starts_with("{{") => (TagBrackets::Output, 2, "}}"),
            _ if rest.starts_with("{%") => (TagBrackets::Block, 2, "%}"),
            _ => continue,
        };
        let Some(length) = rest[open..].find(close).filter(|length| *length < LONGEST) else { continue };
        let inner = rest[open..open + length].trim_matches('-').trim();
        let is_slash = inner.starts_with('/') && !inner.starts_with("/*");
        let words = inner.trim_start_matches(['/', ' ']);
        let name = words.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let end = start + open + length + close.len();
        let is_end = is_slash || kind == TagBrackets::Block && name.starts_with("end");
        found.push(BracketTag { kind, range: start..end, inner, name, is_end });
        at = end;
    }
    found
}

impl BracketTag<'_> {
    /// Returns the words behind the name.
    pub(super) fn words(&self) -> TagWords {
        let rest = self.inner.trim_start_matches('/').trim_start().strip_prefix(self.name).unwrap_or_default();
        TagWords::of(rest.trim_end_matches('/'))
    }
}

impl TagWords {
    /// Reads `"one" two name="three" other: four, …`.
    pub(super) fn of(text: &str) -> Self {
        let mut read = Self::default();
        let mut rest = text.trim_matches(|c: char| c.is_whitespace() || c == '(' || c == ')');
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() || first == ',' {
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let name_end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len());
            let after = rest[name_end..].trim_start();
            let value = after.strip_prefix('=').or_else(|| after.strip_prefix(": "));
            match value.filter(|_| name_end > 0 && !after.starts_with("==")) {
                Some(value) => {
                    let (word, left) = word(value.trim_start());
                    read.named.insert(rest[..name_end].to_lowercase(), word);
                    rest = left;
                }
                None => {
                    let (word, left) = word(rest);
                    read.words.push(word);
                    rest = left;
                }
            }
        }
        read
    }

    /// Returns the first of these that has a value.
    pub(super) fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.named.get(*name)).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Returns the first word, in quotes or not, and what follows it.
fn word(text: &str) -> (String, &str) {
    if let Some(quote @ ('"' | '\'' | '`')) = text.chars().next() {
        let mut word = String::new();
        let mut characters = text[1..].char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' if quote == '"' => word.extend(characters.next().map(|(_, c)| c)),
                c if c == quote => return (word, &text[at + 2..]),
                c => word.push(c),
            }
        }
        return (word, "");
    }
    let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
    // A comma at the very beginning is no word.
    let end = if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end };
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_all_kinds() {
        let text = "{%- raw -%} {{ page.title }} {{< figure\n src=\"a\" >}} {{% /note %}} {% endraw %} { a } {{ open";
        let shown: Vec<String> =
            tags(text).iter().map(|tag| format!("{:?} {} {}", tag.kind, tag.name, tag.is_end)).collect();
        assert_eq!(
            shown,
            [
                "Block raw false",
                "Output page.title false",
                "Shortcode figure false",
                "Shortcode note true",
                "Block endraw true"
            ]
        );
    }

    #[test]
    fn words_and_names() {
        let read = TagWords::of(r#"(id="a b", alt='c', x) "two \" three" class: d 300"#);
        assert_eq!(read.words, ["x)", "two \" three", "300"]);
        assert_eq!(read.get(&["id"]), Some("a b"));
        assert_eq!(read.get(&["nothing", "alt"]), Some("c"));
        assert_eq!(read.get(&["class"]), Some("d"));
        assert_eq!(TagWords::of("\"open").words, ["open"]);
        assert_eq!(TagWords::of("").words.len(), 0);
    }
}
