//! The blocks of the editor: comments around HTML.

use std::collections::BTreeMap;

use super::addresses::{bare, link, named_link, window};
use super::block_words::block_words;
use super::html_tags::comment_length;
use super::lines::{BodyLines, line_ends};
use super::paragraphs::with_paragraphs;
use crate::import::html::{Loss, LossKind};

/// Blocks that the site fills in for itself, whatever is in them.
const TEMPLATES: [&str; 26] = [
    "archives",
    "avatar",
    "calendar",
    "categories",
    "comments",
    "latest-comments",
    "latest-posts",
    "legacy-widget",
    "loginout",
    "navigation",
    "page-list",
    "pattern",
    "post-comments",
    "post-content",
    "post-featured-image",
    "post-terms",
    "post-title",
    "query",
    "query-title",
    "rss",
    "search",
    "site-logo",
    "site-title",
    "tag-cloud",
    "template-part",
    "term-description",
];

/// Blocks without content, of which readers see nothing, or whose content is elsewhere.
const SILENT: [&str; 16] = [
    "audio",
    "button",
    "buttons",
    "column",
    "columns",
    "footnotes",
    "group",
    "heading",
    "image",
    "list",
    "list-item",
    "more",
    "nextpage",
    "paragraph",
    "separator",
    "spacer",
];

/// A comment that begins or ends a block.
struct BlockComment<'t> {
    /// The name without `core/`.
    name: &'t str,
    /// The values, in JSON.
    values: &'t str,
    is_end: bool,
    closes_itself: bool,
}

impl<'t> BlockComment<'t> {
    fn of(comment: &'t str) -> Option<Self> {
        let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
        let (inside, is_end) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
        let inside = inside.strip_prefix("wp:")?;
        let (inside, closes_itself) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let length = inside.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(inside.len());
        let name = inside[..length].strip_prefix("core/").unwrap_or(&inside[..length]);
        Some(Self { name, values: inside[length..].trim(), is_end, closes_itself })
    }

    /// Returns a value of the block, if it is a text or a number.
    fn value(&self, key: &str) -> Option<String> {
        let (_, rest) = self.values.split_once(&format!("\"{key}\""))?;
        let rest = rest.trim_start().strip_prefix(':')?.trim_start();
        let value = match rest.strip_prefix('"') {
            Some(text) => text.split('"').next()?.replace("\\/", "/").replace("\\u0026", "&"),
            None => rest.split([',', '}', ' ']).next()?.to_owned(),
        };
        (!value.is_empty()).then_some(value)
    }

    fn is_template(&self) -> bool {
        TEMPLATES.contains(&self.name) || self.name.starts_with("comments-") || self.name.starts_with("post-comment")
    }

    fn is_form(&self) -> bool {
        ["contact-form", "/form", "subscriptions", "subscribe", "mailchimp", "newsletter", "gravityforms", "wpforms"]
            .iter()
            .any(|word| self.name.contains(word))
    }

    fn is_poll(&self) -> bool {
        self.name.starts_with("crowdsignal-forms/") || self.name.contains("poll") || self.name.contains("rating")
    }

    fn is_embed(&self) -> bool {
        self.name == "embed" || self.name.starts_with("core-embed/")
    }

    /// Returns why a block without content cannot come along. `None` if readers saw nothing of it.
    fn loss(&self) -> Option<LossKind> {
        match self.name {
            "block" => Some(LossKind::SharedBlock),
            _ if self.is_form() => Some(LossKind::Form),
            _ if self.is_poll() => Some(LossKind::Poll),
            name if SILENT.contains(&name) => None,
            _ => Some(LossKind::TemplateBlock),
        }
    }

    /// Returns what to call the block: its name and what tells it from others.
    fn label(&self) -> String {
        let detail = ["ref", "title", "slug", "tagSlug", "url"].iter().find_map(|key| self.value(key));
        detail.map_or_else(|| self.name.to_owned(), |detail| format!("{} {detail}", self.name))
    }
}

/// Returns the HTML of a text without the comments of the editor. Text outside blocks gets paragraphs.
pub(super) fn rendered(text: &str, losses: &mut Vec<Loss>) -> String {
    let mut reader = BlockReader {
        has_blocks: text.contains("<!-- wp:"),
        last_ends: last_ends(text),
        html: String::with_capacity(text.len()),
        classic: String::new(),
        classic_line: 1,
        open: Vec::new(),
        skipped: Vec::new(),
        losses,
    };
    let mut lines = BodyLines::new(text);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next = memchr::memmem::find(rest.as_bytes(), b"<!--").unwrap_or(rest.len());
        if next > 0 {
            reader.text(&rest[..next], lines.line_of(at));
            at += next;
            continue;
        }
        let Some(length) = comment_length(rest) else {
            // Comments that do not end hide nothing here.
            reader.text(&rest.replace("<!--", ""), lines.line_of(at));
            break;
        };
        let comment = &rest[..length];
        match BlockComment::of(comment) {
            Some(block) => reader.block(&block, at, lines.line_of(at)),
            None => reader.text(&line_ends(comment), lines.line_of(at)),
        }
        reader.keep_lines(comment);
        at += length;
    }
    reader.end_classic();
    reader.html
}

/// Returns the bytes of the last comment that ends each block that the site fills in.
fn last_ends(text: &str) -> BTreeMap<String, usize> {
    let mut ends = BTreeMap::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"<!-- /wp:") {
        let name = &text[at + "<!-- /wp:".len()..];
        let name = name.split(' ').next().unwrap_or_default();
        ends.insert(name.strip_prefix("core/").unwrap_or(name).to_owned(), at);
    }
    ends
}

struct BlockReader<'l> {
    has_blocks: bool,
    last_ends: BTreeMap<String, usize>,
    html: String,
    /// Text that is outside blocks, or in a block of the old editor.
    classic: String,
    classic_line: usize,
    /// The names of the open blocks.
    open: Vec<String>,
    /// The names of the open blocks from the one that is left out.
    skipped: Vec<String>,
    losses: &'l mut Vec<Loss>,
}

impl BlockReader<'_> {
    fn text(&mut self, text: &str, line: usize) {
        if !self.skipped.is_empty() {
            self.html.push_str(&line_ends(text));
        } else if self.open.last().is_none_or(|name| name == "freeform") {
            if self.classic.is_empty() {
                self.classic_line = line;
            }
            self.classic.push_str(text);
        } else if self.open.last().is_some_and(|name| name == "embed") {
            self.embed(text, line);
        } else {
            self.html.push_str(text);
        }
    }

    /// Adds the content of a block that shows a page of another site.
    fn embed(&mut self, text: &str, line: usize) {
        for (row, number) in text.split_inclusive('\n').zip(line..) {
            match bare(row) {
                Some(address) => {
                    let link = window(address, number, self.losses);
                    self.html.push_str(&link);
                    self.html.push_str(&line_ends(row));
                }
                None => self.html.push_str(row),
            }
        }
    }

    fn block(&mut self, block: &BlockComment<'_>, at: usize, line: usize) {
        self.end_classic();
        if !self.skipped.is_empty() {
            if block.is_end {
                if let Some(open) = self.skipped.iter().rposition(|name| name == block.name) {
                    self.skipped.truncate(open);
                }
            } else if !block.closes_itself {
                self.skipped.push(block.name.to_owned());
            }
        } else if block.is_end {
            if let Some(open) = self.open.iter().rev().take(100).position(|name| *name == name_of(block)) {
                self.open.truncate(self.open.len() - 1 - open);
            }
        } else if block.closes_itself {
            self.closed(block, line);
        } else if (block.is_template() || block.is_form() || block.is_poll()) && self.ends_after(block.name, at) {
            let what = if block.is_template() { Some(LossKind::TemplateBlock) } else { block.loss() };
            self.losses.push(Loss { line, what: what.unwrap_or(LossKind::TemplateBlock), text: block.label() });
            self.skipped.push(block.name.to_owned());
        } else {
            self.open.push(name_of(block).to_owned());
        }
    }

    /// Adds a block without content.
    fn closed(&mut self, block: &BlockComment<'_>, line: usize) {
        let url = block.value("url").filter(|url| bare(url).is_some());
        match url {
            Some(url) if block.name == "social-link" => {
                let label = block.value("label").or_else(|| block.value("service"));
                let link = label.map_or_else(|| link(&url), |label| named_link(&url, &label));
                self.html.extend(["<p>", &link, "</p>"]);
            }
            Some(url) if block.is_embed() => {
                let link = window(&url, line, self.losses);
                self.html.extend(["<p>", &link, "</p>"]);
            }
            _ => match (block.loss(), block_words(block.name, block.values)) {
                (Some(LossKind::TemplateBlock), Some(words)) => {
                    self.html.push_str(&words);
                    self.losses.push(Loss { line, what: LossKind::BlockWords, text: block.name.to_owned() });
                }
                (Some(what), _) => self.losses.push(Loss { line, what, text: block.label() }),
                (None, _) => {}
            },
        }
    }

    /// Returns true if a comment ends this block further on, so that leaving it out does not leave out the rest of the text.
    fn ends_after(&self, name: &str, at: usize) -> bool {
        self.last_ends.get(name).is_some_and(|end| *end > at)
    }

    /// Adds the line ends of a comment.
    fn keep_lines(&mut self, comment: &str) {
        if BlockComment::of(comment).is_some() {
            self.html.push_str(&line_ends(comment));
        }
    }

    fn end_classic(&mut self) {
        let classic = std::mem::take(&mut self.classic);
        if classic.trim().is_empty() || self.has_blocks && classic.contains("<p") {
            self.html.push_str(&classic);
        } else {
            self.html.push_str(&with_paragraphs(&classic, self.classic_line, self.losses));
        }
    }
}

/// Returns the name of a block, one for all that show pages of other sites.
fn name_of<'b>(block: &'b BlockComment<'_>) -> &'b str {
    if block.is_embed() { "embed" } else { block.name }
}
