//! The words that open a turn, for those who write letters from the words of others.

use super::marker::{is_answer_word, is_known, plain};
use crate::content::ParseOptions;

/// Returns true for words that may open a turn if a colon follows.
pub fn opens_turn(words: &str, options: &ParseOptions) -> bool {
    let words = &words.chars().map(plain).collect::<String>();
    is_known(words, options) || is_answer_word(words, options)
}
