//! Reads the HTML of one turn, one file because all of it changes the same stack: it goes on from block to block.

use std::collections::BTreeMap;
use std::ops::Range;

use super::categories::Categories;
use super::checked_tag::{CheckedTag, TagFindings};
use super::checked_token::CheckedToken;
use super::checks;
use super::element::{Element, EndTag, Namespace};
use super::elements::{self, ElementRule};
use super::frame_help::frame_help;
use super::grouped_warnings::GroupedWarnings;
use super::messages;
use super::open_elements::{Misplaced, Open, OpenElements, TagOutput};
use super::source_html::SourceHtml;
use super::tokens::{StartTag, TextState, Token, Tokens};
use super::typography;
use super::unclosed::Unclosed;
use super::unpaired_quote::unpaired_quote;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::language::Typography;

/// The HTML of one turn, as far as it has been read.
pub(in crate::content) struct TurnHtml {
    open: OpenElements,
    /// The names of start tags that were not written, so that nothing is said of their end tags.
    left_out: BTreeMap<String, usize>,
    /// The elements that were never closed. Nothing is said of an end tag that one of them may have had elsewhere.
    unclosed: Unclosed,
    warnings: GroupedWarnings,
    /// True on the column's own pages, which may have forms.
    is_page: bool,
}

impl TurnHtml {
    pub(in crate::content) fn new(is_page: bool) -> Self {
        Self {
            open: OpenElements::default(),
            left_out: BTreeMap::new(),
            unclosed: Unclosed::default(),
            warnings: GroupedWarnings::default(),
            is_page,
        }
    }

    /// Returns true if an element of this name is open.
    pub(in crate::content) fn is_inside(&self, name: &str) -> bool {
        self.open.holds(name)
    }

    /// Returns true if no element is open.
    pub(in crate::content) fn is_outside_elements(&self) -> bool {
        self.open.is_empty()
    }

    /// Records that Markdown opens an element, and returns those of HTML that end before it.
    pub(in crate::content) fn markdown_start(
        &mut self,
        name: &str,
        span: Span,
        findings: &mut Findings,
    ) -> Vec<&'static Element> {
        let Some(element) = elements::html(name) else { return Vec::new() };
        let closed = self.open.make_place(element).unwrap_or_else(|why| {
            findings.add(span, messages::misplaced(element, true, why));
            Vec::new()
        });
        self.open.push_markdown(element);
        written(&closed).collect()
    }

    /// Checks text of Markdown. `written` is all that follows from its first byte on.
    pub(in crate::content) fn markdown_text(&mut self, written: &str, span: Span, findings: &mut Findings) {
        // The quotation mark was reported, and nothing is said of the end tag.
        if let Some(found) = written.starts_with('<').then(|| unpaired_quote(written)).flatten() {
            *self.left_out.entry(found.name.to_owned()).or_default() += 1;
        }
        if let Some(around) = self.open.without_text() {
            findings.add(span, messages::text_misplaced(around));
        }
    }

    /// Records that Markdown closes its last element, and returns those of HTML that end before it.
    pub(in crate::content) fn markdown_end(&mut self) -> Vec<&'static Element> {
        let closed = self.close_all();
        self.open.pop();
        closed
    }

    /// Ends the turn, and returns the elements that end there.
    pub(in crate::content) fn finish(&mut self, findings: &mut Findings) -> Vec<&'static Element> {
        let closed = self.close_all();
        std::mem::take(&mut self.unclosed).report(findings);
        std::mem::take(&mut self.warnings).report(findings);
        closed
    }

    fn close_all(&mut self) -> Vec<&'static Element> {
        let closed = self.open.close_all();
        let around = self.open.innermost();
        for open in &closed {
            if open.element.end == EndTag::Required
                && open.output != TagOutput::Misplaced
                && let Some(tag) = open.tag
            {
                self.unclosed.add(tag, open.element, around);
            }
        }
        written(&closed).collect()
    }

    /// Reads a tag within a paragraph, or a block, whose text gets this typography.
    pub(in crate::content) fn read(
        &mut self,
        source: &SourceHtml<'_>,
        typography: &Typography,
        findings: &mut Findings,
    ) -> Vec<CheckedToken> {
        let mut tokens = Tokens::new(source.html());
        let mut reading = Reading { turn: self, source, findings, checked: Vec::new(), skipped: None, at: 0 };
        while let Some(token) = tokens.next(reading.turn.open.is_foreign()) {
            if let Some(raw) = reading.token(token) {
                tokens.switch(raw);
            }
        }
        let mut checked = reading.checked;
        if source.is_block() {
            typography::apply(&mut checked, typography);
        }
        checked
    }
}

/// Returns the elements whose tags are written.
fn written(closed: &[Open]) -> impl Iterator<Item = &'static Element> {
    closed.iter().filter(|open| open.output == TagOutput::Written).map(|open| open.element)
}

/// The reading of one tag or block.
struct Reading<'r, 's> {
    turn: &'r mut TurnHtml,
    source: &'s SourceHtml<'s>,
    findings: &'r mut Findings,
    checked: Vec<CheckedToken>,
    /// The name of a refused element whose content is no HTML.
    skipped: Option<String>,
    /// The byte after the last tag.
    at: usize,
}

impl Reading<'_, '_> {
    fn add(&mut self, range: Range<usize>, diagnostic: Diagnostic) {
        self.findings.add(self.source.span(range), diagnostic);
    }

    /// Reads a token, and returns how the tokenizer goes on if that is not as before.
    fn token(&mut self, token: Token) -> Option<TextState> {
        match token {
            Token::Start(tag) => {
                self.at = tag.range.end;
                return self.start(&tag);
            }
            Token::End { name, range } => {
                self.at = range.end;
                self.end(&name, range);
            }
            Token::Text(text) => self.text(text),
            Token::Comment(range) => {
                self.at = range.end;
                self.comment(range);
            }
            Token::Doctype(range) => {
                self.at = range.end;
                self.add(range.clone(), messages::hidden(self.source.written(range)));
            }
            Token::EmptyComment => self.add(self.rest(), messages::empty_comment()),
            Token::OddCommentEnd => self.add(self.rest(), messages::odd_comment_end()),
            Token::Unfinished => {
                let rest = self.rest();
                let found = unpaired_quote(&self.source.html()[rest.start..]);
                if let Some(found) = &found {
                    self.leave_out(found.name);
                }
                let diagnostic = found.map_or_else(messages::unfinished, |found| {
                    Diagnostic::error(found.message).help(format!("write `{}`", found.tag))
                });
                self.add(rest, diagnostic);
            }
        }
        None
    }

    /// Records a start tag that is not written.
    fn leave_out(&mut self, name: &str) {
        if matches!(name, "base" | "embed" | "frame" | "input" | "link" | "meta" | "param") {
            return;
        }
        *self.turn.left_out.entry(name.to_owned()).or_default() += 1;
    }

    /// Returns the range from the first `<` after the last tag to the end of its line.
    fn rest(&self) -> Range<usize> {
        let html = self.source.html();
        let start = html[self.at..].find('<').map_or(self.at, |found| self.at + found);
        self.source.line(start, |c| c == '\n')
    }

    fn start(&mut self, tag: &StartTag) -> Option<TextState> {
        let namespace = self.turn.open.namespace();
        match elements::rule(&tag.name, namespace) {
            ElementRule::Allowed(element) => return self.element(element, namespace, tag),
            ElementRule::OnPages(element) if self.turn.is_page => return self.element(element, namespace, tag),
            ElementRule::OnPages(_) => {
                // The error of the form is enough for what is in it.
                if !self.turn.left_out.contains_key("form") {
                    self.add(tag.range.clone(), messages::form(&tag.name));
                }
                self.leave_out(&tag.name);
            }
            ElementRule::Dropped => self.turn.warnings.dropped_element(&tag.name, self.source.span(tag.range.clone())),
            ElementRule::Refused(help) => {
                let help = frame_help(tag).unwrap_or_else(|| help.to_owned());
                self.add(tag.range.clone(), messages::refused(&tag.name, &help));
                self.leave_out(&tag.name);
                let raw = (namespace == Namespace::Html).then(|| TextState::of(&tag.name)).flatten();
                if raw.is_some() {
                    self.skipped = Some(tag.name.clone());
                }
                return raw;
            }
            ElementRule::Unknown => self.unknown(&tag.name, tag.range.clone()),
        }
        None
    }

    fn element(&mut self, element: &'static Element, namespace: Namespace, tag: &StartTag) -> Option<TextState> {
        let is_void = element.end == EndTag::Void || (namespace != Namespace::Html && tag.closes_itself);
        let output = match self.turn.open.make_place(element) {
            Ok(closed) => {
                self.checked.extend(written(&closed).map(CheckedToken::End));
                self.turn.open.output()
            }
            Err(why) => {
                self.add(tag.range.clone(), messages::misplaced(element, false, why));
                if matches!(why, Misplaced::TooDeep) {
                    self.leave_out(&tag.name);
                    return None;
                }
                TagOutput::Misplaced
            }
        };
        let checked = self.check(element, namespace, tag);
        let is_written = output == TagOutput::Written;
        self.checked.push(if is_written { CheckedToken::Start(checked) } else { CheckedToken::Misplaced(checked) });
        if is_void {
            return None;
        }
        if tag.closes_itself {
            self.add(tag.range.clone(), messages::closes_itself(&tag.name));
            self.checked.extend(is_written.then_some(CheckedToken::End(element)));
            return None;
        }
        self.turn.open.push(element, self.source.span(tag.range.clone()), output);
        (element.name == "textarea").then_some(TextState::Rcdata)
    }

    /// Checks the attributes of a tag.
    fn check(&mut self, element: &'static Element, namespace: Namespace, tag: &StartTag) -> CheckedTag {
        if let Some((range, diagnostic)) = checks::check_attributes(tag, self.source.written(tag.range.clone())) {
            self.add(tag.range.start + range.start..tag.range.start + range.end, diagnostic);
        }
        let mut found = TagFindings::default();
        let around = self.turn.open.innermost().map_or("", |open| open.element.name);
        let span = self.source.span(tag.range.clone());
        let checked = CheckedTag::new(element, namespace, tag, (span, around), &mut found);
        for diagnostic in found.diagnostics {
            self.add(tag.range.clone(), diagnostic);
        }
        let is_hidden = tag.attributes.iter().any(|attribute| attribute.name == "hidden");
        // A form may have a field that only programs fill in.
        if is_hidden && !self.turn.open.holds("form") {
            self.add(tag.range.clone(), messages::hidden_attribute());
        }
        self.turn.warnings.dropped_attributes(&found.dropped, span);
        checked
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        if self.skipped.as_deref() == Some(name) {
            self.skipped = None;
        }
        if let Some(closed) = self.turn.open.close(name) {
            self.close(&closed);
            return;
        }
        if let Some(count) = self.turn.left_out.get_mut(name) {
            *count -= 1;
            if *count == 0 {
                self.turn.left_out.remove(name);
            }
            return;
        }
        let span = self.source.span(range.clone());
        if self.turn.unclosed.end(name, span) {
            return;
        }
        match elements::rule(name, self.turn.open.namespace()) {
            ElementRule::Allowed(element) | ElementRule::OnPages(element) => {
                self.turn.unclosed.excuse(self.turn.open.outside_markdown(name));
                self.add(range, messages::closes_nothing(name, Some(element), self.turn.open.markdown_within(name)));
            }
            ElementRule::Unknown => self.unknown(name, range),
            ElementRule::Dropped => {}
            ElementRule::Refused(_) => self.add(range, messages::closes_nothing(name, None, None)),
        }
    }

    /// Writes the end tags of elements that end here; the last has an end tag.
    fn close(&mut self, closed: &[Open]) {
        let Some((last, within)) = closed.split_last() else { return };
        // A browser takes an end tag in a line for that of the line alone.
        let in_line = last.element.categories.meets(Categories::PHRASING);
        for open in within {
            let is_part =
                open.element.categories.meets(Categories::RUBY.and(Categories::OPTION).and(Categories::OPTIONS));
            if (open.element.end == EndTag::Required || (in_line && !is_part))
                && open.output != TagOutput::Misplaced
                && let Some(tag) = open.tag
            {
                self.turn.unclosed.add(tag, open.element, Some(*last));
            }
        }
        self.checked.extend(written(closed).map(CheckedToken::End));
    }

    /// Writes a tag as text.
    fn unknown(&mut self, name: &str, range: Range<usize>) {
        let written = self.source.written(range.clone());
        self.turn.warnings.unknown(name, written, self.source.is_block(), self.source.span(range.clone()));
        self.check_text_place(range.start);
        self.checked.push(CheckedToken::Verbatim(written.to_owned()));
    }

    fn comment(&mut self, range: Range<usize>) {
        let written = self.source.written(range.clone());
        if written.starts_with("</") {
            self.unknown(written, range);
        } else if !written.starts_with("<!--") {
            self.add(range, messages::hidden(written));
        }
    }

    fn text(&mut self, text: String) {
        if self.skipped.is_some() {
            return;
        }
        if !text.trim().is_empty() {
            let html = &self.source.html()[self.at..];
            self.check_text_place(self.at + html.len() - html.trim_start().len());
        }
        let is_prose = !self.turn.open.is_verbatim();
        for (range, diagnostic) in checks::check(&text, &self.source.html()[self.at..], is_prose) {
            self.add(self.at + range.start..self.at + range.end, diagnostic);
        }
        self.checked.push(if is_prose { CheckedToken::Text(text) } else { CheckedToken::Verbatim(text) });
    }

    /// Reports text at this byte if a browser would move it.
    fn check_text_place(&mut self, at: usize) {
        let Some(around) = self.turn.open.without_text() else { return };
        // The tag that was meant for it has been reported.
        if !self.turn.left_out.is_empty() {
            return;
        }
        self.add(self.source.line(at, |c| matches!(c, '\n' | '<')), messages::text_misplaced(around));
    }
}
