//! Titles: inline Markdown with the quotes of the column's language, and the same as plain text.

use super::escape::escaped_text;
use super::markdown::{cjk_emphasis, typeset};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::language::Typography;
use crate::text_checks::characters;
use crate::yaml::{Node, double_quoted, values};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// A title in two forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// HTML: only emphasis, code and strikethrough. No links, because a title is often inside one.
    pub html: String,
    /// Plain text, for `<title>`, feeds and sorting.
    pub plain: String,
}

impl Title {
    /// Reads the Markdown of a title.
    pub fn new(markdown: &str, typography: &Typography) -> Self {
        if markdown.is_empty() || (is_plain(markdown) && !typography.may_change(markdown)) {
            return Self { html: markdown.to_owned(), plain: markdown.to_owned() };
        }
        Self::parsed(markdown, typography)
    }

    /// Returns the title with these words, which are not Markdown.
    pub fn from_plain(text: &str) -> Self {
        Self { html: escaped_text(text), plain: text.to_owned() }
    }

    fn parsed(markdown: &str, typography: &Typography) -> Self {
        let inline = |text: &str| inline(text, typography);
        let events =
            inline(markdown).or_else(|| inline(&escaped(markdown)?)).or_else(|| inline(&format!("\\{markdown}")));
        let events = events.unwrap_or_else(|| vec![Event::Text(markdown.to_owned().into())]);
        let mut title = Self { plain: plain(&events), html: String::new() };
        html::push_html(&mut title.html, events.into_iter());
        title
    }
}

/// Returns the plain text of a title, without what is struck through: in a feed, it would read as valid.
fn plain(events: &[Event<'_>]) -> String {
    let (mut all, mut valid, mut struck) = (String::new(), String::new(), 0_usize);
    for event in events {
        let text = match event {
            Event::Text(text) | Event::Code(text) => text,
            Event::SoftBreak | Event::HardBreak => " ",
            Event::Start(Tag::Strikethrough) => {
                struck += 1;
                continue;
            }
            Event::End(TagEnd::Strikethrough) => {
                struck -= 1;
                continue;
            }
            _ => continue,
        };
        all.push_str(text);
        if struck == 0 {
            let text = if valid.is_empty() || valid.ends_with(' ') { text.trim_start() } else { text };
            valid.push_str(text);
        }
    }
    let valid = valid.trim_end();
    if valid.is_empty() { all } else { valid.to_owned() }
}

/// Reports a character in a title that no page can carry: it was written as a reference.
pub(super) fn check(written: &str, title: &Title, span: Span, findings: &mut Findings) {
    if let Some(diagnostic) = written.contains('&').then(|| characters::check_decoded(written, &title.plain)).flatten()
    {
        findings.add(span, diagnostic);
    }
}

/// Reads a text that is shown to readers, and returns it plain, with typographic quotes, dashes and ellipses as in a
/// letter.
pub(super) fn prose(typography: &Typography) -> impl Fn(&Node, &mut Findings) -> Option<String> {
    move |node, findings| {
        let text = values::string(node, findings)?;
        if !text.contains(['*', '_', '`']) && !text.contains("~~") && !typography.may_change(&text) {
            return Some(text);
        }
        let title = Title::new(&text, typography);
        check(&text, &title, node.span, findings);
        Some(title.plain)
    }
}

/// Returns true if a title certainly has no Markdown: only words, spaces and a few marks.
fn is_plain(title: &str) -> bool {
    let means_itself = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.:;?!-".contains(&byte);
    title.starts_with(|c: char| c.is_ascii_alphabetic()) && !title.ends_with(' ') && title.bytes().all(means_itself)
}

/// Returns the events of a single paragraph. `None` if the text opens another block (`1. …`, `# …`).
fn inline(markdown: &str, typography: &Typography) -> Option<Vec<Event<'static>>> {
    let options = Options::ENABLE_STRIKETHROUGH;
    let events = cjk_emphasis::events(markdown, options);
    let mut events =
        events.unwrap_or_else(|| Parser::new_ext(markdown, options).into_offset_iter().collect()).into_iter();
    if !matches!(events.next()?.0, Event::Start(Tag::Paragraph)) {
        return None;
    }
    let is_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Paragraph));
    let mut content: Vec<_> = events.by_ref().take_while(|(event, _)| !is_end(event)).collect();
    // If more blocks follow, the text was not a single paragraph.
    events.next().is_none().then(|| {
        typeset(&mut content, markdown, typography);
        content.into_iter().filter_map(|(event, _)| in_title(event)).collect()
    })
}

/// Returns an event as a title has it. `None` if it is left out.
fn in_title(event: Event<'_>) -> Option<Event<'static>> {
    match event {
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::End(TagEnd::Link | TagEnd::Image) => None,
        Event::InlineHtml(html) | Event::Html(html) => Some(Event::Text(html.into_static())),
        event => Some(event.into_static()),
    }
}

/// Returns a text that would be a list item (`1. …`) with its mark escaped.
fn escaped(markdown: &str) -> Option<String> {
    let mark = markdown.find(['.', ')'])?;
    Some(format!("{}\\{}", &markdown[..mark], &markdown[mark..]))
}

/// Reports curly quotes around a text that is no sentence. `what` is that text in the message.
pub(super) fn check_quotes(text: &str, span: Span, what: &str, findings: &mut Findings) {
    let pairs = [('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’'), ('”', '”')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    if let Some(inner) = inner.filter(|inner| !inner.contains(['“', '”', '„', '«'])) {
        let diagnostic = Diagnostic::warning(format!("readers will see these curly quotes as part of the {what}"));
        findings.add(span, diagnostic.help(format!("write `{}`", double_quoted(inner.trim()))));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Title, is_plain};
    use crate::language::Typography;

    fn title(markdown: &str) -> Title {
        Title::new(markdown, &Typography::default())
    }

    #[test]
    fn a_title_keeps_its_emphasis_and_gets_its_quotes() {
        let title = title("Is *\"rare\"* worth it -- and `why`?");
        assert_eq!(title.html, "Is <em>“rare”</em> worth it – and <code>why</code>?");
        assert_eq!(title.plain, "Is “rare” worth it – and why?");
    }

    #[test]
    fn what_would_open_a_block_elsewhere_is_text_in_a_title() {
        for plain in ["1. First things", "# 1 reason", "- a dash", "> quoted"] {
            assert_eq!(title(plain).plain, plain);
        }
        assert_eq!(title("a <b>tag</b> & [a link](x)").html, "a &lt;b&gt;tag&lt;/b&gt; &amp; a link");
    }

    #[test]
    fn what_means_something_is_not_plain() {
        for title in ["", " a", "a ", "1. a", "- a", "it's", "a *b*", "a\nb", "a & b", "a\\b", "é"] {
            assert!(!is_plain(title), "{title:?}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_title_is_read_as_any_other(title in "[a-zA-Z][a-c0-9 ,.:;?!-]{0,20}") {
            let english = Typography::default();
            prop_assert_eq!(Title::new(&title, &english), Title::parsed(&title, &english));
        }
    }
}
