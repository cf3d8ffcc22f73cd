//! The tokens of HTML, each with its place, as a browser's tokenizer finds them.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use html5gum::emitters::{Emitter, ForwardingEmitter};
use html5gum::{DefaultEmitter, Error, HtmlString, State, StringReader, Tokenizer};

/// A token of HTML. Its range is in the text that was read.
pub(super) enum Token {
    Start(StartTag),
    End {
        name: String,
        range: Range<usize>,
    },
    /// Characters, with their references decoded.
    Text(String),
    Comment(Range<usize>),
    Doctype(Range<usize>),
    /// A comment that ends with `--!>`.
    OddCommentEnd,
    /// `<!-->` or `<!--->`.
    EmptyComment,
    /// The text ends within a tag or a comment.
    Unfinished,
}

/// A start tag, as written.
pub(super) struct StartTag {
    pub(super) name: String,
    /// The attributes by name, in alphabetical order. Of two with one name the first counts.
    pub(super) attributes: Vec<Attribute>,
    pub(super) closes_itself: bool,
    pub(super) range: Range<usize>,
}

/// An attribute, as written.
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
}

/// How the tokenizer goes on after a start tag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextState {
    /// Until the end tag of the same name, references are decoded.
    Rcdata,
    /// Until the end tag of the same name, nothing means anything.
    Rawtext,
    Script,
    /// Until the end.
    Plaintext,
}

impl TextState {
    /// Returns the state in which a browser reads the content of an element that is refused.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "script" => Some(Self::Script),
            "plaintext" => Some(Self::Plaintext),
            "iframe" | "noembed" | "noframes" | "noscript" | "style" | "xmp" => Some(Self::Rawtext),
            _ => None,
        }
    }
}

/// Emits tokens with places, and knows when a `CDATA` section is one.
struct PlacedEmitter {
    inner: DefaultEmitter<usize>,
    is_foreign: Rc<Cell<bool>>,
}

impl ForwardingEmitter for PlacedEmitter {
    type Token = html5gum::Token<usize>;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.inner
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.is_foreign.get()
    }
}

/// The tokens of a text. Its reader says what each start tag does to the tokenizer.
pub(super) struct Tokens<'t> {
    tokenizer: Tokenizer<StringReader<'t>, PlacedEmitter>,
    is_foreign: Rc<Cell<bool>>,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(html: &'t str) -> Self {
        let is_foreign = Rc::new(Cell::new(false));
        let emitter = PlacedEmitter { inner: DefaultEmitter::new_with_span(), is_foreign: is_foreign.clone() };
        Self { tokenizer: Tokenizer::new_with_emitter(html, emitter), is_foreign }
    }

    /// Makes the tokenizer go on in the state that the last start tag asks for.
    pub(super) fn switch(&mut self, raw: TextState) {
        self.tokenizer.set_state(match raw {
            TextState::Rcdata => State::RcData,
            TextState::Rawtext => State::RawText,
            TextState::Script => State::ScriptData,
            TextState::Plaintext => State::PlainText,
        });
    }

    /// Returns the next token. `is_foreign` is true if the innermost open element is one of SVG or `MathML`.
    pub(super) fn next(&mut self, is_foreign: bool) -> Option<Token> {
        self.is_foreign.set(is_foreign);
        loop {
            let Ok(token) = self.tokenizer.next()?;
            if let Some(token) = placed(token) {
                return Some(token);
            }
        }
    }
}

/// Returns the token as this module knows it. `None` for an error that changes nothing.
fn placed(token: html5gum::Token<usize>) -> Option<Token> {
    Some(match token {
        html5gum::Token::StartTag(tag) => {
            let attributes = tag.attributes.into_iter();
            Token::Start(StartTag {
                name: text(&tag.name),
                attributes: attributes
                    .map(|(name, value)| Attribute { name: text(&name), value: text(&value.value) })
                    .collect(),
                closes_itself: tag.self_closing,
                range: tag.span.start..tag.span.end,
            })
        }
        html5gum::Token::EndTag(tag) => Token::End { name: text(&tag.name), range: tag.span.start..tag.span.end },
        html5gum::Token::String(characters) => Token::Text(text(&characters.value)),
        html5gum::Token::Comment(comment) => Token::Comment(comment.span.start..comment.span.end),
        html5gum::Token::Doctype(doctype) => Token::Doctype(doctype.span.start..doctype.span.end),
        html5gum::Token::Error(error) => match error.value {
            Error::EofInTag
            | Error::EofInComment
            | Error::EofInCdata
            | Error::EofInDoctype
            | Error::EofInScriptHtmlCommentLikeText => Token::Unfinished,
            Error::IncorrectlyClosedComment => Token::OddCommentEnd,
            Error::AbruptClosingOfEmptyComment => Token::EmptyComment,
            _ => return None,
        },
    })
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens in one line, as `range:token`.
    fn shown(html: &str) -> String {
        let mut tokens = Tokens::new(html);
        let (mut shown, mut foreign) = (Vec::new(), false);
        while let Some(token) = tokens.next(foreign) {
            shown.push(match token {
                Token::Start(tag) => {
                    match tag.name.as_str() {
                        "textarea" => tokens.switch(TextState::Rcdata),
                        "xmp" => tokens.switch(TextState::Rawtext),
                        "script" => tokens.switch(TextState::Script),
                        "plaintext" => tokens.switch(TextState::Plaintext),
                        name => foreign = name == "svg",
                    }
                    format!("<{}>={}", tag.name, &html[tag.range])
                }
                Token::End { name, range } => format!("</{name}>={}", &html[range]),
                Token::Text(text) => text,
                Token::Comment(range) => format!("comment={}", &html[range]),
                Token::Doctype(range) => format!("doctype={}", &html[range]),
                Token::OddCommentEnd => "odd".to_owned(),
                Token::EmptyComment => "empty".to_owned(),
                Token::Unfinished => "unfinished".to_owned(),
            });
        }
        shown.join("|")
    }

    #[test]
    fn places_are_those_of_the_text() {
        assert_eq!(shown("é <B\nclass='x>y'>ö</b >"), "é |<b>=<B\nclass='x>y'>|ö|</b>=</b >");
        assert_eq!(shown("é<!-- a -- b --><br/>"), "é|comment=<!-- a -- b -->|<br>=<br/>");
        assert_eq!(shown("<!doctype html><?php a ?>"), "doctype=<!doctype html>|comment=<?php a ?>");
        assert_eq!(shown("a</3 b>c"), "a|comment=</3 b>|c");
        assert_eq!(shown("1 < 2 &amp; 3 <4"), "1 < 2 & 3 <4");
    }

    #[test]
    fn states_are_those_of_a_browser() {
        assert_eq!(
            shown("<textarea>a<b>&amp;</i></textarea>c"),
            "<textarea>=<textarea>|a<b>&</i>|</textarea>=</textarea>|c"
        );
        assert_eq!(shown("<xmp>a<b>&amp;</xmp>c"), "<xmp>=<xmp>|a<b>&amp;|</xmp>=</xmp>|c");
        assert_eq!(
            shown("<script><!--<script></script>--></script>c"),
            "<script>=<script>|<!--<script></script>-->|</script>=</script>|c"
        );
        assert_eq!(shown("<plaintext>a</plaintext>"), "<plaintext>=<plaintext>|a</plaintext>");
        assert_eq!(shown("<svg><![CDATA[a<b>]]>"), "<svg>=<svg>|a<b>");
        assert_eq!(shown("<b><![CDATA[a<b>]]>"), "<b>=<b>|comment=<![CDATA[a<b>|]]>");
    }

    #[test]
    fn what_is_never_finished_is_reported() {
        for html in ["<b class=\"a", "<!-- a", "</b", "<!doctype"] {
            assert!(shown(html).contains("unfinished"), "{html}: {}", shown(html));
        }
        assert_eq!(shown("<!-- a --!>b"), "odd|comment=<!-- a --!>|b");
    }
}
