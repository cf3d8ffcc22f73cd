//! The view of `question.html`.

use std::borrow::Cow;

use serde::Serialize;

use super::common::CommonFields;
use super::form::FormView;
use super::heading::HeadingView;
use super::letter_card::LetterCard;
use super::links::{LinkView, PersonLink, TagLink};
use super::related::{RelatedLetter, RelatedProgram};
use super::reply::RepliesView;
use super::turn::TurnView;
use crate::render::view_cache::Cached;

/// `question.html`: one letter.
#[derive(Hash, Serialize)]
pub struct QuestionView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The day it appeared.
    pub date: Option<&'a str>,
    /// The day it last changed; null if it has not.
    pub updated: Option<&'a str>,
    /// Who answers, in order of first appearance.
    pub answered_by: Vec<Cached<PersonLink<'a>>>,
    /// The asker's pen name; null if withheld.
    pub pen_name: Option<&'a str>,
    /// Minutes to read, at 238 words per minute (500 characters in a script without spaces), at least 1.
    pub minutes: usize,
    /// Number of its questions; 0 in an article.
    pub questions: usize,
    /// A sentence or two under an article's title, plain; null if there is none.
    pub standfirst: Option<&'a str>,
    /// The letter that this one follows up; null if there is none.
    pub follows: Option<Cached<LetterCard<'a>>>,
    /// Letters that follow this one up, oldest first.
    pub followed_by: Vec<Cached<LetterCard<'a>>>,
    /// The text before the first question, or the whole of an article, HTML; null if there is none.
    pub introduction: Option<Cow<'a, str>>,
    /// The headings of the introduction or article, in order; empty if there are none. Each turn has its own.
    pub headings: Vec<HeadingView<'a>>,
    /// Questions, answers, notes and updates, in order.
    pub turns: Vec<TurnView<'a>>,
    /// Its subjects.
    pub tags: Vec<Cached<TagLink<'a>>>,
    /// Programs that its text links to or names, in order of first appearance.
    pub programs_mentioned: Vec<RelatedProgram<'a>>,
    /// Other programs that share its subjects, the nearest first; with those mentioned, three at most.
    pub programs_related: Vec<RelatedProgram<'a>>,
    /// Letters that share its subjects, the nearest first, without those that follow it up or that it follows; at most
    /// four.
    pub letters_related: Vec<RelatedLetter<'a>>,
    /// Letters, profiles, columnists and pages whose text links to this letter, newest letters first, without those that
    /// follow it up or that it follows.
    pub linked_from: Vec<LinkView<'a>>,
    /// The replies of readers; null if there are none, and more are taken.
    pub replies: Option<RepliesView<'a>>,
    /// The form for a reply; null if no more are taken, or if the column does not say where they go.
    pub reply_form: Option<FormView<'a>>,
    /// The next newer letter; null for the newest.
    pub newer: Option<Cached<LetterCard<'a>>>,
    /// The next older letter; null for the oldest.
    pub older: Option<Cached<LetterCard<'a>>>,
}
