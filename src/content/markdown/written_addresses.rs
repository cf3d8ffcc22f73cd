//! The addresses of links and pictures as they are written in a file, for whoever wants to change them there.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::written_html::{WrittenAddress, addresses_in_tags};
use super::{EXTENSIONS, autolinks, lint, reader_text, respelled_events};

/// Returns the addresses in the Markdown that begins at byte `start` of a file: of links, pictures, definitions, and HTML.
/// An address that is written in a way that only a parser understands is left out.
pub fn written_addresses(text: &str, start: usize, is_reply: bool) -> Vec<WrittenAddress> {
    let body = &text[start..];
    if lint::beyond_depth(body).is_some() {
        return Vec::new();
    }
    let extensions = if is_reply { reader_text::EXTENSIONS } else { EXTENSIONS };
    let parser = Parser::new_ext(body, extensions).into_offset_iter();
    let in_definitions = parser.reference_definitions().iter().filter_map(|(_, definition)| {
        let at = start + definition.span.start;
        let colon = text[at..start + definition.span.end].find("]:")?;
        Some(destination(text, at + colon + 2)).filter(|found| found.address == *definition.dest)
    });
    let in_definitions: Vec<WrittenAddress> = in_definitions.collect();
    let events = respelled_events(body, extensions).unwrap_or_else(|| parser.collect());
    let mut found = of_events(events, text, start, is_reply);
    found.extend(in_definitions);
    found.sort_by_key(|found| found.range.start);
    found.dedup();
    found
}

/// A link or picture whose end has not come yet.
struct UnfinishedLink {
    range: Range<usize>,
    link_type: LinkType,
    address: String,
    /// The byte after its text, as far as that is known.
    text_end: usize,
}

fn of_events(events: Vec<(Event<'_>, Range<usize>)>, text: &str, start: usize, is_reply: bool) -> Vec<WrittenAddress> {
    let in_file = |(event, range): (_, Range<usize>)| (event, start + range.start..start + range.end);
    let events = autolinks::link_addresses(events.into_iter().map(in_file).collect(), text, start);
    let (mut found, mut open): (Vec<WrittenAddress>, Vec<UnfinishedLink>) = (Vec::new(), Vec::new());
    let mut html: Vec<Range<usize>> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                let text_end = range.start + 1;
                open.push(UnfinishedLink { range, link_type, address: dest_url.to_string(), text_end });
                continue;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                found.extend(open.pop().and_then(|link| link.written(text)));
            }
            Event::Html(_) | Event::InlineHtml(_) if !is_reply => match html.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => html.push(range.clone()),
            },
            _ => {}
        }
        for link in &mut open {
            link.text_end = link.text_end.max(range.end);
        }
    }
    found.extend(html.into_iter().flat_map(|range| addresses_in_tags(text, range)));
    found
}

impl UnfinishedLink {
    /// Returns its address where it is written; `None` if that is in a definition.
    fn written(self, text: &str) -> Option<WrittenAddress> {
        let written = &text[self.range.clone()];
        match self.link_type {
            LinkType::Inline => {
                let text_end = self.text_end.min(self.range.end);
                let bracket = text_end + text.get(text_end..self.range.end)?.find("](")?;
                Some(destination(text, bracket + 2)).filter(|found| found.address == self.address)
            }
            LinkType::Autolink | LinkType::Email => {
                let inner = written.strip_prefix('<').and_then(|inner| inner.strip_suffix('>'));
                let lead = usize::from(inner.is_some());
                let range = self.range.start + lead..self.range.end - lead;
                Some(WrittenAddress { address: text[range.clone()].to_owned(), range })
            }
            _ => None,
        }
    }
}

/// Returns the address that begins at a byte, after white space (`CommonMark`, link destination).
fn destination(text: &str, at: usize) -> WrittenAddress {
    let rest = &text[at..];
    let start = at + (rest.len() - rest.trim_start().len());
    let inner = text[start..].strip_prefix('<');
    let start = start + usize::from(inner.is_some());
    let (mut depth, mut is_escaped) = (0_usize, false);
    let ends = |c: char| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match c {
            '\\' => is_escaped = true,
            '>' if inner.is_some() => return true,
            _ if inner.is_some() => return c == '\n',
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => return c.is_ascii_whitespace() || c.is_control(),
        }
        false
    };
    let length = text[start..].find(ends).unwrap_or(text.len() - start);
    let range = start..start + length;
    WrittenAddress { address: without_escapes(&text[range.clone()]), range }
}

/// Returns an address without the backslashes before punctuation, and with `&amp;` as what it means.
pub fn without_escapes(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    let mut rest = written.chars().peekable();
    while let Some(c) = rest.next() {
        match rest.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => plain.extend(rest.next()),
            _ => plain.push(c),
        }
    }
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::written_addresses;

    fn found(text: &str) -> Vec<String> {
        let all = written_addresses(text, 0, false);
        all.into_iter().map(|found| format!("{} = {}", &text[found.range], found.address)).collect()
    }

    #[test]
    fn addresses_are_found_wherever_a_link_has_them() {
        for (text, expected) in [
            ("[a.md](a.md)", "a.md = a.md"),
            ("[a](a.md \"see a.md\")", "a.md = a.md"),
            ("[a](<a b.md> 'x')", "a b.md = a b.md"),
            ("[a]( a\\_b.md#c )", "a\\_b.md#c = a_b.md#c"),
            ("[a](a_(b).md)", "a_(b).md = a_(b).md"),
            ("[*a* `](x.md)` ](a.md)", "a.md = a.md"),
            ("![](a.png)", "a.png = a.png"),
            ("<https://a.example/b/>", "https://a.example/b/ = https://a.example/b/"),
            ("at https://a.example/b/.", "https://a.example/b/ = https://a.example/b/"),
            ("[a][b]\n\n[b]: <a.md> \"a.md\"", "a.md = a.md"),
            ("[a](a.md?b&amp;c)", "a.md?b&amp;c = a.md?b&c"),
            ("> [a](a.md)\n> b", "a.md = a.md"),
            ("<a class=x href='a.md#b'>a</a>", "a.md#b = a.md#b"),
            ("<p>\n<img alt=\"a\"\nsrc = \"a.png\">\n</p>", "a.png = a.png"),
            ("<a href=a.md>a</a>", "a.md = a.md"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_picture_in_a_link_and_a_definition_that_is_used_twice_are_found_once_each() {
        assert_eq!(found("[![a](b.png)](c.md)"), ["b.png = b.png", "c.md = c.md"]);
        assert_eq!(found("[a] and ![b][a]\n\n[a]: c.md"), ["c.md = c.md"]);
        assert_eq!(found("`[a](b.md)`\n\n    [a](b.md)\n"), Vec::<String>::new());
        assert_eq!(found("<source srcset=\"a.png 1x, b.png 2x\">"), ["a.png = a.png", "b.png = b.png"]);
    }
}
