//! The pages of the documentation, as their readers meet them: links, headings, tables, and blocks of code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::column::tree;

/// A page of Markdown in the repository.
pub(crate) struct ManualPage {
    /// Its path from the root of the repository.
    pub(crate) path: String,
    text: String,
}

/// A block of code: what follows its fence, its line, and its text.
pub(crate) struct Block {
    pub(crate) info: String,
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// Returns README.md and all pages in `docs/`, by path.
pub(crate) fn manual_pages() -> Vec<ManualPage> {
    let docs = tree(&root().join("docs")).into_keys().filter(|path| path.ends_with(".md"));
    let pages = ["README.md".to_owned()].into_iter().chain(docs.map(|path| format!("docs/{path}")));
    pages.map(|path| ManualPage::read(Path::new(&path))).collect()
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl ManualPage {
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { path: path.to_string_lossy().replace('\\', "/"), text: text.replace("\r\n", "\n") }
    }

    fn events(&self) -> impl Iterator<Item = (Event<'_>, usize)> {
        let events = Parser::new_ext(&self.text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
        events.into_offset_iter().map(|(event, range)| (event, self.line(range.start)))
    }

    fn line(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }

    /// The targets of its links and pictures, with their lines.
    pub(crate) fn links(&self) -> Vec<(String, usize)> {
        let target = |event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        };
        self.events().filter_map(|(event, line)| Some((target(event)?, line))).collect()
    }

    /// The ids of its headings, as GitHub makes them.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let mut heading: Option<String> = None;
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut anchors = Vec::new();
        for (event, _) in self.events() {
            match (event, &mut heading) {
                (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
                (Event::End(TagEnd::Heading(_)), Some(text)) => {
                    let slug = slug(text);
                    let count = seen.entry(slug.clone()).or_default();
                    anchors.push(if *count == 0 { slug } else { format!("{slug}-{count}") });
                    *count += 1;
                    heading = None;
                }
                (Event::Text(part) | Event::Code(part), Some(text)) => text.push_str(&part),
                _ => {}
            }
        }
        anchors
    }

    /// The code within its sentences and tables, with its lines.
    pub(crate) fn inline_code(&self) -> Vec<(String, usize)> {
        let code = |event| if let Event::Code(code) = event { Some(code.to_string()) } else { None };
        self.events().filter_map(|(event, line)| Some((code(event)?, line))).collect()
    }

    /// Its blocks of code.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut inside = false;
        for (event, line) in self.events() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    inside = true;
                    let info = if let CodeBlockKind::Fenced(info) = kind { info.to_string() } else { String::new() };
                    blocks.push(Block { info, line, text: String::new() });
                }
                Event::End(TagEnd::CodeBlock) => inside = false,
                Event::Text(text) if inside => blocks.last_mut().expect("a block").text.push_str(&text),
                _ => {}
            }
        }
        blocks
    }

    /// The lines that are meant as rows of a table and are in none: an empty line or a missing `|---|` came between.
    pub(crate) fn rows_without_table(&self) -> Vec<usize> {
        let mut code = false;
        let events = self.events().filter_map(|(event, line)| match event {
            Event::Start(Tag::CodeBlock(_)) => {
                code = true;
                None
            }
            Event::End(TagEnd::CodeBlock) => {
                code = false;
                None
            }
            Event::Text(text) if !code && text.starts_with('|') => Some(line),
            _ => None,
        });
        events.collect()
    }
}

/// Returns the id that GitHub gives to a heading.
fn slug(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
