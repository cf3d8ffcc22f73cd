//! The writer of front matter: fields in the order in which they are added, each so that it reads back equal.

use std::fmt::Write as _;

use jiff::tz::Offset;

use super::blog::Moment;

/// The fields of a file, as they are written.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    lines: String,
}

impl FrontMatter {
    /// Adds a text. Nothing is written for an empty one.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let _ = writeln!(self.lines, "{name}: {}", scalar(value));
        }
    }

    /// Adds a list. Nothing is written for an empty one.
    pub(super) fn list<S: AsRef<str>>(&mut self, name: &str, values: &[S]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| in_list(value.as_ref())).collect();
            let _ = writeln!(self.lines, "{name}: [{}]", values.join(", "));
        }
    }

    /// Adds a moment: with the time of day, and with the offset from UTC where it is known.
    pub(super) fn moment(&mut self, name: &str, moment: Option<&Moment>) {
        if let Some(moment) = moment {
            let _ = writeln!(self.lines, "{name}: {}", written(moment));
        }
    }

    /// Adds `draft: yes` and the like.
    pub(super) fn word(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.lines, "{name}: {value}");
    }

    /// Returns the file: the fields between their `---`, and the text.
    pub(super) fn with_text(self, text: &str) -> String {
        let text = text.trim();
        let gap = if text.is_empty() { "" } else { "\n" };
        format!("---\n{}---\n{text}{gap}", self.lines)
    }
}

impl FrontMatter {
    /// Returns the fields alone.
    pub(super) fn into_lines(self) -> String {
        self.lines
    }
}

/// Returns a text as a value within `{…}`.
pub(super) fn in_map(text: &str) -> String {
    in_list(text)
}

/// Returns a text as the name of a field.
pub(super) fn key(text: &str) -> String {
    if text.contains(':') { quoted(text) } else { in_list(text) }
}

fn written(moment: &Moment) -> String {
    let time = moment.local.strftime("%Y-%m-%d %H:%M:%S");
    let offset = moment.offset.and_then(|minutes| Offset::from_seconds(minutes * 60).ok());
    match offset {
        Some(offset) if offset.seconds() == 0 => format!("{time} Z"),
        Some(offset) => {
            let minutes = offset.seconds().abs() / 60;
            let sign = if offset.seconds() < 0 { '-' } else { '+' };
            format!("{time} {sign}{:02}{:02}", minutes / 60, minutes % 60)
        }
        None => time.to_string(),
    }
}

/// Returns a text in one line. A comment of HTML begins with `<!--`, which a column refuses in a field.
fn one_line(text: &str) -> String {
    text.replace("<!--", "<").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a text of one line as YAML has it: as it is, if it can be nothing else.
fn scalar(text: &str) -> String {
    let text = one_line(text);
    if is_plain(&text) { text } else { quoted(&text) }
}

/// Returns a text within `[…]`, where commas and brackets mean something, too.
fn in_list(text: &str) -> String {
    let text = one_line(text);
    if is_plain(&text) && !text.contains([',', '[', ']', '{', '}']) { text } else { quoted(&text) }
}

/// Returns true if a text without quotes is read as itself: it begins with a letter or a slash, is no word or number of YAML's, and
/// nothing in it begins a comment or a value.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"];
    text.starts_with(|c: char| c.is_alphabetic() || c == '/')
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(['"', '\\', '`'])
        && !text.chars().any(char::is_control)
}

/// Returns a text between double quotes (YAML 1.2, section 7.3.1).
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_back_equal() {
        let values = [
            "Plain words, with a comma",
            "Am I #1 in line?",
            "A: or B:",
            "#1",
            "yes",
            "No",
            "2014",
            "2014-03-02",
            "1e3",
            "- a",
            "[a]",
            "{a: b}",
            "\"Quoted\" words",
            "It's",
            "'It's'",
            "a\\b",
            "C#",
            "ends with:",
            "a: b",
            "Größe & Maß",
            "中文",
            "~",
            "null",
            "*a*",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "| a",
            "> a",
            "? a",
            "a, b",
            "=",
            "<<",
            ".nan",
            "0x10",
            "12:30",
        ];
        for value in values {
            let mut fields = FrontMatter::default();
            fields.text("text", value);
            fields.list("list", &[value, "other"]);
            let file = fields.with_text("Text");
            let yaml = file.strip_prefix("---\n").unwrap().split_once("---\n").unwrap().0;
            let read: std::collections::HashMap<String, serde_json::Value> = serde_yaml::from_str(yaml).unwrap();
            assert_eq!(read["text"], serde_json::json!(value), "{yaml}");
            assert_eq!(read["list"], serde_json::json!([value, "other"]), "{yaml}");
        }
    }

    #[test]
    fn comments_of_html_are_none() {
        let mut fields = FrontMatter::default();
        fields.text("name", "A <!--[if IE]> B");
        fields.list("tags", &["<!--a-->"]);
        assert_eq!(fields.into_lines(), "name: A <[if IE]> B\ntags: [\"<a-->\"]\n");
    }

    #[test]
    fn moments_have_their_offset() {
        let shown = |offset| {
            let mut fields = FrontMatter::default();
            let local = "2014-03-02T09:15:00".parse().unwrap();
            fields.moment("date", Some(&Moment { local, offset }));
            fields.lines
        };
        assert_eq!(shown(Some(-300)), "date: 2014-03-02 09:15:00 -0500\n");
        assert_eq!(shown(Some(330)), "date: 2014-03-02 09:15:00 +0530\n");
        assert_eq!(shown(Some(0)), "date: 2014-03-02 09:15:00 Z\n");
        assert_eq!(shown(None), "date: 2014-03-02 09:15:00\n");
    }
}
