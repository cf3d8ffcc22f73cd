//! English words on the pages of a column in another language, where the theme has no others: each says that it is English,
//! so that it is read aloud as such.
//!
//! A template does not know where its words are put: into the text, or into an attribute or a title, which hold no
//! elements. So words are marked as the template gets them, and the page that it makes is searched for the marks.

/// The marks around such words. No page of an author has them: control characters are refused.
const START: u8 = 2;
const END: u8 = 3;

/// Elements whose text is no HTML.
const RAW: [&str; 4] = ["script", "style", "title", "textarea"];

/// Marks words, unless they are only signs.
pub(super) fn marked(words: String) -> String {
    if words.contains(char::is_alphabetic) { format!("\u{2}{words}\u{3}") } else { words }
}

/// Replaces the marks of a page: by an element that `opening` opens where one can be, else by nothing.
pub(super) fn named(html: &[u8], opening: &str) -> Vec<u8> {
    let mut page = MarkedPage { out: Vec::with_capacity(html.len() + html.len() / 8), opening, open: 0 };
    let mut rest = html;
    while !rest.is_empty() {
        let end = memchr::memchr(b'<', rest).unwrap_or(rest.len());
        page.text(&rest[..end]);
        rest = &rest[end..];
        let end = end_of_tag(rest);
        page.without_marks(&rest[..end]);
        rest = &rest[end..];
    }
    page.out
}

/// A page while its marks are replaced.
struct MarkedPage<'o> {
    out: Vec<u8>,
    opening: &'o str,
    /// The number of elements that are open. They end with the text that they are in.
    open: usize,
}

impl MarkedPage<'_> {
    fn text(&mut self, text: &[u8]) {
        for byte in text {
            match *byte {
                START => {
                    self.out.extend_from_slice(self.opening.as_bytes());
                    self.open += 1;
                }
                END if self.open > 0 => self.close(),
                END => {}
                byte => self.out.push(byte),
            }
        }
        while self.open > 0 {
            self.close();
        }
    }

    fn close(&mut self) {
        self.out.extend_from_slice(b"</span>");
        self.open -= 1;
    }

    fn without_marks(&mut self, tag: &[u8]) {
        self.out.extend(tag.iter().filter(|byte| !matches!(**byte, START | END)));
    }
}

/// Returns the end of the tag or comment at the start of a text; that of the whole element if its text is no HTML.
fn end_of_tag(html: &[u8]) -> usize {
    if html.starts_with(b"<!--") {
        return memchr::memmem::find(html, b"-->").map_or(html.len(), |end| end + 3);
    }
    let name = html.get(1..).unwrap_or_default();
    let raw = RAW.iter().find(|raw| {
        let (own, after) = name.split_at(raw.len().min(name.len()));
        own.eq_ignore_ascii_case(raw.as_bytes()) && after.first().is_none_or(|after| !after.is_ascii_alphanumeric())
    });
    if let Some(raw) = raw {
        let closing = format!("</{raw}");
        return memchr::memmem::find(html, closing.as_bytes()).unwrap_or(html.len()).max(1);
    }
    let mut quote = None;
    for (at, byte) in html.iter().enumerate() {
        match (quote, *byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if byte == open => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_named_in_texts_only() {
        let page = |html: &str| {
            let html = html.replace('[', "\u{2}").replace(']', "\u{3}");
            String::from_utf8(super::named(html.as_bytes(), "<i>")).unwrap_or_default()
        };
        assert_eq!(page("<p>[by] A [and [B]]</p>"), "<p><i>by</span> A <i>and <i>B</span></span></p>");
        assert_eq!(page("<a title=\"[a > b]\" b='[c]'>[d]</a>"), "<a title=\"a > b\" b='c'><i>d</span></a>");
        assert_eq!(page("<title>[a] <b></title><TITLE>[a]</TITLE>"), "<title>a <b></title><TITLE>a</TITLE>");
        assert_eq!(
            page("<titles>[a]</titles><!-- [b] > [c] -->[d]"),
            "<titles><i>a</span></titles><!-- b > c --><i>d</span>"
        );
        assert_eq!(page("[a <b>c</b>] d] <p>[e"), "<i>a </span><b>c</b> d <p><i>e</span>");
        assert_eq!(page("<"), "<");
    }

    #[test]
    fn signs_are_in_every_language() {
        assert_eq!(super::marked(", ".to_owned()), ", ");
        assert_eq!(super::marked("by".to_owned()), "\u{2}by\u{3}");
    }
}
