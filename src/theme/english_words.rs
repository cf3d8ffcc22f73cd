//! English words on the pages of a column in another language, where the theme has no others: each says that it is English,
//! so that it is read aloud as such.
//!
//! A template does not know where its words are put: into the text, or into an attribute or a title, which hold no
//! elements. So words are marked as the template gets them, and the page that it makes is searched for the marks.

use super::html_tags::after_tag;
use super::strings::Strings;

/// The marks around such words, and the one before what the column itself put into them, such as a date. No text of an
/// author has them: control characters are refused.
const START: u8 = 2;
const END: u8 = 3;
const START_OWN: u8 = 4;

/// Elements whose text is no HTML.
const RAW: [&str; 4] = ["script", "style", "title", "textarea"];

impl Strings {
    /// Returns [`get`](Self::get) as a template gets it: if the words are English because there are none in the column's
    /// language, they are marked for [`name_english`](Self::name_english).
    pub fn for_template(&self, key: &str, n: Option<i64>, mut arguments: Vec<(String, String)>) -> String {
        if !self.is_borrowed(key) {
            return self.get(key, n, &arguments).unwrap_or_default();
        }
        for (_, value) in &mut arguments {
            *value = marked_own(std::mem::take(value));
        }
        marked(self.get(key, n, &arguments).unwrap_or_default())
    }

    /// Returns a text without the marks of [`for_template`](Self::for_template).
    pub fn without_marks(text: &str) -> String {
        text.replace([START, START_OWN, END].map(char::from), "")
    }

    /// Returns the words of that key as HTML that says so if they are English and the column is not.
    pub fn html_of_english(&self, key: &str, html: String) -> String {
        if self.is_borrowed(key) { format!("<bdi lang=\"en\">{html}</bdi>") } else { html }
    }

    /// Returns a page on which English words say that they are English.
    pub fn name_english(&self, html: Vec<u8>) -> Vec<u8> {
        // Most pages have none, since most themes have the words of the column's language.
        match self.other_language() {
            Some(language) if memchr::memchr3(START, START_OWN, END, &html).is_some() => named(&html, language),
            Some(_) | None => html,
        }
    }
}

/// Marks words, unless they are only signs.
fn marked(words: String) -> String {
    if words.contains(char::is_alphabetic) { format!("\u{2}{words}\u{3}") } else { words }
}

/// Marks what the column put into English words, unless it is a number.
fn marked_own(value: String) -> String {
    if value.contains(char::is_alphabetic) { format!("\u{4}{value}\u{3}") } else { value }
}

/// Replaces the marks of a page in this language: by elements where there can be one, else by nothing. The element is
/// `bdi`, as English words may be on a page that is written from right to left.
fn named(html: &[u8], language: &str) -> Vec<u8> {
    let mut page = MarkedPage { out: Vec::with_capacity(html.len() + html.len() / 8), language, open: 0 };
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
struct MarkedPage<'l> {
    out: Vec<u8>,
    language: &'l str,
    /// The number of elements that are open. They end with the text that they are in.
    open: usize,
}

impl MarkedPage<'_> {
    fn text(&mut self, text: &[u8]) {
        for byte in text {
            match *byte {
                START => self.open("en"),
                START_OWN => self.open(self.language),
                END if self.open > 0 => self.close(),
                END => {}
                byte => self.out.push(byte),
            }
        }
        while self.open > 0 {
            self.close();
        }
    }

    fn open(&mut self, language: &str) {
        self.out.extend_from_slice(format!("<bdi lang=\"{language}\">").as_bytes());
        self.open += 1;
    }

    fn close(&mut self) {
        self.out.extend_from_slice(b"</bdi>");
        self.open -= 1;
    }

    fn without_marks(&mut self, tag: &[u8]) {
        self.out.extend(tag.iter().filter(|byte| !matches!(**byte, START | END | START_OWN)));
    }
}

/// Returns the end of the tag or comment at the start of a text; that of the whole element if its text is no HTML.
fn end_of_tag(html: &[u8]) -> usize {
    let name = html.get(1..).unwrap_or_default();
    let raw = RAW.iter().find(|raw| {
        let (own, after) = name.split_at(raw.len().min(name.len()));
        own.eq_ignore_ascii_case(raw.as_bytes()) && after.first().is_none_or(|after| !after.is_ascii_alphanumeric())
    });
    if let Some(raw) = raw {
        let closing = format!("</{raw}");
        return memchr::memmem::find(html, closing.as_bytes()).unwrap_or(html.len()).max(1);
    }
    after_tag(html)
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_named_in_texts_only() {
        let page = |html: &str| {
            let html = html.replace('[', "\u{2}").replace('(', "\u{4}").replace([']', ')'], "\u{3}");
            let named = String::from_utf8(super::named(html.as_bytes(), "fr")).unwrap_or_default();
            named.replace("<bdi lang=\"en\">", "<i>").replace("<bdi lang=\"fr\">", "<f>").replace("bdi", "")
        };
        assert_eq!(page("<p>[by] A [and [B]]</p>"), "<p><i>by</> A <i>and <i>B</></></p>");
        assert_eq!(page("<p>[On (le 2 mars)]</p>"), "<p><i>On <f>le 2 mars</></></p>");
        assert_eq!(page("<a title=\"[a > b]\" b='[c]'>[d]</a>"), "<a title=\"a > b\" b='c'><i>d</></a>");
        assert_eq!(page("<title>[a] <b></title><TITLE>[a]</TITLE>"), "<title>a <b></title><TITLE>a</TITLE>");
        assert_eq!(page("<titles>[a]</titles><!-- [b] > [c] -->[d]"), "<titles><i>a</></titles><!-- b > c --><i>d</>");
        assert_eq!(page("[a <b>c</b>] d] <p>[e"), "<i>a </><b>c</b> d <p><i>e</>");
        assert_eq!(page("<"), "<");
    }

    #[test]
    fn signs_are_in_every_language() {
        assert_eq!(super::marked(", ".to_owned()), ", ");
        assert_eq!(super::marked("by".to_owned()), "\u{2}by\u{3}");
    }
}
