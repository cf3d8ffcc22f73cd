//! The addresses elsewhere that a column links to, each where it is written.
//!
//! A text that is not published is left out: a draft may name what nobody is to know. So are replies, whose links their
//! readers answer for, and which search engines are asked not to follow.

use std::ops::Range;

use jiff::civil::Date;

use crate::content::{EntryKind, WrittenFields, is_reply, without_escapes, written_addresses, written_fields};
use crate::diagnostics::{FilePath, Span};
use crate::link_memory::{address_key, host_and_path};
use crate::source::SourceFile;
use crate::yaml::values::parse_yes_no;
use crate::yaml::{Node, Value};

/// A link to an address elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenLink {
    /// The key of its address.
    pub key: String,
    /// The address as written.
    pub address: String,
    /// The file.
    pub file: FilePath,
    /// The span of the address in the file.
    pub span: Span,
    /// The day of the text; `None` if it has none.
    pub day: Option<Date>,
}

/// All links of a column to addresses elsewhere.
#[derive(Debug, Default)]
pub struct LinkPlaces {
    /// Those that can be asked, in the order of the files and of the lines.
    pub links: Vec<WrittenLink>,
    /// The number of links to places that nobody else can reach, or that are there as an example.
    pub not_public: usize,
    /// True if the fields of some text cannot be read: its links are not among these.
    pub is_partial: bool,
}

/// Gathers the links of all texts. Those to the column itself are left out: a build checks them.
pub fn gather(texts: &[SourceFile], base_url: Option<&str>) -> LinkPlaces {
    let mut places = LinkPlaces::default();
    let is_entry = |file: &&SourceFile| EntryKind::of(&file.path).is_some() && !is_reply(&file.path);
    for file in texts.iter().filter(is_entry) {
        let Some(fields) = written_fields(file) else {
            places.is_partial = true;
            continue;
        };
        if !is_published(&fields) {
            continue;
        }
        let (day, mut found) = (day(&fields), Vec::new());
        in_fields(&fields.node, &file.text, false, &mut found);
        let in_body = written_addresses(&file.text, fields.body_start, false).into_iter();
        found.extend(in_body.map(|written| (written.range, written.address)));
        for (range, address) in found {
            places.add((range, without_escapes(&address)), day, file, base_url);
        }
    }
    places
}

impl LinkPlaces {
    /// Returns the addresses, each once, in order.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.links.iter().map(|link| link.key.clone()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn add(
        &mut self,
        (range, address): (Range<usize>, String),
        day: Option<Date>,
        file: &SourceFile,
        base_url: Option<&str>,
    ) {
        let Some(key) = address_key(&address) else { return };
        if base_url.is_some_and(|base| leads_into(&key, base)) {
            return;
        }
        if is_reserved(&key) {
            self.not_public += 1;
            return;
        }
        self.links.push(WrittenLink { key, address, file: file.path.clone(), span: Span::new(range), day });
    }
}

/// Returns true for the address of the column itself, or one below it.
fn leads_into(key: &str, base_url: &str) -> bool {
    let base = base_url.trim_end_matches('/');
    key.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// The names at the end of hosts that are nobody's: for examples and tests (RFC 2606, RFC 6761), and for one's own network.
const RESERVED: [&str; 11] = [
    "example",
    "test",
    "invalid",
    "localhost",
    "local",
    "internal",
    "onion",
    "lan",
    "example.com",
    "example.net",
    "example.org",
];

fn is_reserved(key: &str) -> bool {
    let host = host_and_path(key).map_or("", |(host, _)| host);
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    RESERVED.iter().any(|name| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Returns the day of a text, as its front matter has it.
fn day(fields: &WrittenFields) -> Option<Date> {
    let date = fields.node.pairs().iter().find(|pair| pair.key == "date")?;
    date.node.as_text()?.trim().get(..10)?.parse().ok()
}

/// Returns true for a text that readers see, now or on a day that is set.
fn is_published(fields: &WrittenFields) -> bool {
    let is_hidden = |name: &str, value: &Value| match name {
        "draft" => !matches!(value, Value::Scalar { text, .. } if parse_yes_no(text) == Some(false)),
        "withdrawn" => *value != Value::Null,
        _ => false,
    };
    !fields.node.pairs().iter().any(|pair| is_hidden(&pair.key, &pair.node.value))
}

/// The fields whose addresses are links on a page: at any depth, as a fact may have a source of its own.
const LINKED: [&str; 3] = ["url", "source", "extra"];

/// Adds the addresses in fields that pages show as links. `is_linked` is true inside such a field.
fn in_fields(node: &Node, text: &str, is_linked: bool, found: &mut Vec<(Range<usize>, String)>) {
    match &node.value {
        Value::Scalar { text: value, .. } if is_linked => {
            let written = &text[node.span.range()];
            // Quotes around it are no part of it.
            found.extend(written.find(value.trim()).map(|at| {
                let start = node.span.range().start + at;
                (start..start + value.trim().len(), value.trim().to_owned())
            }));
        }
        Value::List(items) => items.iter().for_each(|item| in_fields(item, text, is_linked, found)),
        Value::Map(pairs) => {
            for pair in pairs.iter().filter(|pair| pair.key != "private") {
                in_fields(&pair.node, text, is_linked || LINKED.contains(&pair.key.as_str()), found);
            }
        }
        Value::Scalar { .. } | Value::Null | Value::Unreadable => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile::new(&path.into(), text);
        let places = gather(&[file], Some("https://desk.net/column"));
        let shown = |link: WrittenLink| {
            let line = text[..link.span.range().start].matches('\n').count() + 1;
            format!("{line}: {} = {}", &text[link.span.range()], link.key)
        };
        places.links.into_iter().map(shown).collect()
    }

    #[test]
    fn links_are_found_in_text_and_facts_each_at_its_line() {
        let text = "\
---
title: A
url: { value: \"https://a.net\", source: 'https://b.net/c#d' }
tuition: { per_course: 1, source: https://c.net/ }
source: \"Dixon, 2019, https://no.net/\"
id: https://no.net/?p=1
aliases: [https://no.net/2]
private: { url: https://no.net/3 }
extra: { links: [https://d.net/] }
---

One [link](https://e.net/f_(g)?h&amp;i), <https://E.net/j>, and https://k.net/.
![](https://l.net/m.png) `https://no.net/4` [mail](mailto:a@no.net) [here](b.md)

<a href=\"https://n.net/#o\">p</a> [q][r]

[r]: https://s.net/\\_t
";
        assert_eq!(
            gathered("content/programs/a.md", text),
            [
                "3: https://a.net = https://a.net/",
                "3: https://b.net/c#d = https://b.net/c",
                "4: https://c.net/ = https://c.net/",
                "9: https://d.net/ = https://d.net/",
                "12: https://e.net/f_(g)?h&amp;i = https://e.net/f_(g)?h&i",
                "12: https://E.net/j = https://e.net/j",
                "12: https://k.net/ = https://k.net/",
                "13: https://l.net/m.png = https://l.net/m.png",
                "15: https://n.net/#o = https://n.net/",
                "17: https://s.net/\\_t = https://s.net/_t",
            ]
        );
    }

    #[test]
    fn what_nobody_sees_and_what_readers_wrote_is_left_out() {
        let text = |field: &str| format!("---\ntitle: A\n{field}---\n\nhttps://a.net/\n");
        let count = |path: &str, field: &str| gathered(path, &text(field)).len();
        assert_eq!(count("content/questions/a.md", ""), 1);
        assert_eq!(count("content/questions/a.md", "draft: no\n"), 1);
        assert_eq!(count("content/questions/a.md", "date: 2999-01-01\n"), 1);
        assert_eq!(count("content/questions/a.md", "draft: yes\n"), 0);
        assert_eq!(count("content/questions/a.md", "withdrawn: { date: 2026-01-02 }\n"), 0);
        assert_eq!(count("content/replies/a/b.md", ""), 0);
        assert_eq!(count("content/pages/a.md", ""), 1);
    }

    #[test]
    fn ones_own_addresses_and_examples_are_not_asked() {
        let text = "\
---
title: A
---
https://desk.net/column/a/ https://desk.net/column https://desk.net/columns/ https://a.example/ https://www.example.org/b
http://localhost:4000/ https://example.computer/
";
        let file = SourceFile::new(&"content/pages/a.md".into(), text);
        let places = gather(&[file], Some("https://desk.net/column/"));
        let keys: Vec<&str> = places.links.iter().map(|link| &*link.key).collect();
        assert_eq!(keys, ["https://desk.net/columns/", "https://example.computer/"]);
        assert_eq!((places.not_public, places.is_partial), (3, false));
        assert!(gather(&[SourceFile::new(&"content/pages/a.md".into(), "https://a.net/")], None).is_partial);
    }
}
