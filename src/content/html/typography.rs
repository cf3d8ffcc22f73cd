//! Replaces the straight quotes, hyphens and periods in the text of HTML by those of the column's language.

use super::checked_token::CheckedToken;
use super::element::Reading;
use crate::language::{Mark, MarkFinder, Typography};

/// Replaces the marks in the texts of these tokens.
pub(super) fn apply(tokens: &mut [CheckedToken], typography: &Typography) {
    let Some(mut finder) = MarkFinder::new(typography) else { return };
    for at in 0..tokens.len() {
        match &tokens[at] {
            CheckedToken::Text(text) => finder.text(at, text, false),
            CheckedToken::Verbatim(text) => {
                if let Some(last) = text.chars().next_back() {
                    finder.character(last);
                }
            }
            CheckedToken::Start(tag) if tag.element().ends_words() => end_block(&mut finder, tokens),
            CheckedToken::End(element) if element.ends_words() => end_block(&mut finder, tokens),
            CheckedToken::Start(tag) if tag.element().reading() == Reading::Unread => finder.character('x'),
            CheckedToken::Start(_) | CheckedToken::Misplaced(_) | CheckedToken::End(_) => {}
        }
    }
    end_block(&mut finder, tokens);
}

fn end_block(finder: &mut MarkFinder, tokens: &mut [CheckedToken]) {
    finder.end_block(|at, marks| {
        if let CheckedToken::Text(text) = &mut tokens[at] {
            *text = Mark::replace(marks, text);
        }
    });
}
