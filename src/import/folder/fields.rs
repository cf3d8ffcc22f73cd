//! The fields of a file of another tool, in whichever format it has them, and the text below them.

use serde_json::{Map, Value};

use crate::diagnostics::{FilePath, Findings};
use crate::yaml;

/// The fields of a file. Their names are in small letters.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ForeignFields {
    map: Map<String, Value>,
}

/// A file with its fields and its text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct DividedFile<'t> {
    pub(super) fields: ForeignFields,
    pub(super) body: &'t str,
    /// True if there are fields.
    pub(super) has_fields: bool,
    /// True if fields were there that could not be read, or not all of them.
    pub(super) is_broken: bool,
}

/// Divides a file into its fields (YAML, TOML, JSON, or `Title: x` lines if the tool has such) and its text.
pub(super) fn divide(text: &str, has_bare_lines: bool) -> DividedFile<'_> {
    let trimmed = text.trim_start_matches(['\n', ' ', '\t']);
    let first = trimmed.lines().next().unwrap_or_default().trim_end();
    let found = match first {
        "---" => between(trimmed, first, &["---", "..."]).map(|(fields, body)| (from_yaml(fields), body)),
        "+++" => between(trimmed, first, &["+++"]).map(|(fields, body)| (from_toml(fields), body)),
        "---toml" | "--- toml" => between(trimmed, first, &["---"]).map(|(fields, body)| (from_toml(fields), body)),
        "---json" | "--- json" => between(trimmed, first, &["---"]).map(|(fields, body)| (from_json(fields), body)),
        ";;;" => between(trimmed, first, &[";;;"]).map(|(fields, body)| (from_json(fields), body)),
        _ if first.starts_with('{')
            && !first.starts_with("{{")
            && !first.starts_with("{%")
            && !first.starts_with("{:") =>
        {
            json_prefix(trimmed)
        }
        _ if has_bare_lines => bare_lines(trimmed),
        _ => None,
    };
    let opens =
        matches!(first, "---" | "+++" | ";;;") && trimmed.lines().nth(1).is_some_and(|line| line.contains([':', '=']));
    match found {
        Some((read, body)) => {
            let is_broken = read.is_none();
            let (fields, is_partly) = read.unwrap_or_default();
            DividedFile { fields, body, has_fields: true, is_broken: is_broken || is_partly }
        }
        None => DividedFile { body: text, is_broken: opens, ..DividedFile::default() },
    }
}

/// Fields, and true if some of them could not be read.
type ReadFields = Option<(ForeignFields, bool)>;

/// Returns what is between the first line and the next one of these, and what follows it.
fn between<'t>(text: &'t str, first: &str, closes: &[&str]) -> Option<(&'t str, &'t str)> {
    let start = text.find('\n').map_or(first.len(), |end| end + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if closes.contains(&line.trim_end()) {
            return Some((&text[start..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Reads YAML. What cannot be read is left out.
pub(super) fn from_yaml(text: &str) -> ReadFields {
    let mut findings = Findings::new(&FilePath::from("front matter"));
    let node = yaml::parse(text, 0, &mut findings);
    match node.to_json() {
        Value::Object(map) => Some((ForeignFields::of(map), findings.has_errors())),
        _ => None,
    }
}

/// Reads TOML.
pub(super) fn from_toml(text: &str) -> ReadFields {
    let table: toml::Table = toml::from_str(text).ok()?;
    match toml_value(toml::Value::Table(table)) {
        Value::Object(map) => Some((ForeignFields::of(map), false)),
        _ => None,
    }
}

fn toml_value(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(is_true) => Value::Bool(is_true),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(values) => values.into_iter().map(toml_value).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, toml_value(value))).collect())
        }
    }
}

/// Reads JSON.
pub(super) fn from_json(text: &str) -> ReadFields {
    match serde_json::from_str(text.trim()).ok()? {
        Value::Object(map) => Some((ForeignFields::of(map), false)),
        _ => None,
    }
}

/// Reads an object of JSON at the beginning of a text.
fn json_prefix(text: &str) -> Option<(ReadFields, &str)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let first = values.next()?.ok()?;
    let Value::Object(map) = first else { return None };
    Some((Some((ForeignFields::of(map), false)), &text[values.byte_offset()..]))
}

/// Reads lines such as `Title: x` up to the first empty one. A line that begins with spaces goes on with the one above it.
fn bare_lines(text: &str) -> Option<(ReadFields, &str)> {
    let mut map: Map<String, Value> = Map::new();
    let mut at = 0;
    let mut last = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            at += line.len();
            break;
        }
        if line.starts_with([' ', '\t'])
            && let Some(Value::String(value)) = map.get_mut(&last)
        {
            value.push(' ');
            value.push_str(line.trim());
        } else {
            let (name, value) = line.split_once(':')?;
            let is_name = !name.is_empty()
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
                && name.chars().count() < 40;
            if !is_name || map.is_empty() && name.contains(' ') {
                return None;
            }
            last = name.trim().to_lowercase();
            map.insert(last.clone(), Value::String(value.trim().to_owned()));
        }
        at += line.len();
    }
    (!map.is_empty()).then(|| (Some((ForeignFields::of(map), false)), &text[at..]))
}

impl ForeignFields {
    fn of(map: Map<String, Value>) -> Self {
        Self { map: map.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect() }
    }

    /// Returns the names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.map.keys().map(String::as_str)
    }

    /// Returns a value.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// Returns a group of fields.
    pub(super) fn group(&self, name: &str) -> Self {
        match self.map.get(name) {
            Some(Value::Object(map)) => Self::of(map.clone()),
            _ => Self::default(),
        }
    }

    /// Returns the first of these fields that is a text or a number.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| plain(self.value(name)?)).filter(|text| !text.trim().is_empty())
    }

    /// Returns a field that is yes or no, however it is written.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        match plain(self.value(name)?)?.to_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        }
    }

    /// Returns a list. A single text is divided at the characters for which `divides` returns true.
    pub(super) fn list(&self, name: &str, divides: fn(char) -> bool) -> Vec<String> {
        match self.value(name) {
            Some(Value::Array(values)) => values.iter().filter_map(plain).map(|text| text.trim().to_owned()).collect(),
            Some(value) => plain(value).map_or_else(Vec::new, |text| {
                text.split(divides).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
            }),
            None => Vec::new(),
        }
    }

    /// Adds the fields that are not there yet.
    pub(super) fn add_missing(&mut self, others: &Self) {
        for (name, value) in &others.map {
            if !self.map.contains_key(name) {
                self.map.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Returns a value as text. A group stands for its `name` or `title`.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is_true) => Some(is_true.to_string()),
        Value::Object(map) => ["name", "title", "src", "url", "image"].iter().find_map(|name| plain(map.get(*name)?)),
        Value::Array(values) => values.first().and_then(plain),
        Value::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let divided = divide(text, true);
        let fields = Value::Object(divided.fields.map).to_string();
        format!("{fields} | {} | {}", divided.body, if divided.is_broken { "broken" } else { "sound" })
    }

    #[test]
    fn fields_in_every_format() {
        assert_eq!(shown("---\nTitle: A\ntags: [a, b]\n---\nText"), r#"{"tags":["a","b"],"title":"A"} | Text | sound"#);
        assert_eq!(
            shown("+++\ntitle = \"A\"\ndate = 2014-05-12T09:30:00Z\n[taxonomies]\ntags = [\"a\"]\n+++\nText"),
            r#"{"date":"2014-05-12T09:30:00Z","taxonomies":{"tags":["a"]},"title":"A"} | Text | sound"#
        );
        assert_eq!(shown("{\n\"title\": \"A}\"\n}\n\nText"), "{\"title\":\"A}\"} | \n\nText | sound");
        assert_eq!(shown("Title: A\nTags: a, b\n  c\n\nText"), r#"{"tags":"a, b c","title":"A"} | Text | sound"#);
    }

    #[test]
    fn what_cannot_be_read_leaves_the_text() {
        assert_eq!(shown("---\ntitle: \"A\nb: c\n---\nText").split(" | ").nth(1), Some("Text"));
        assert_eq!(shown("+++\ntitle = A\n+++\nText"), "{} | Text | broken");
        assert_eq!(shown("---\ntitle: A\nText"), "{} | ---\ntitle: A\nText | broken");
        assert_eq!(shown("---\n\nText"), "{} | ---\n\nText | sound");
        assert_eq!(shown("Dear Sol: I ask.\n\nText"), "{} | Dear Sol: I ask.\n\nText | sound");
        assert_eq!(shown("{{ a }}"), "{} | {{ a }} | sound");
        assert_eq!(shown(""), "{} |  | sound");
    }
}
