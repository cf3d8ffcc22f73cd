//! A letter: its questions with their answers, and the replies to it.

use super::vocabulary::{AnswerNode, CommentNode, LetterNode, NodeText, PersonNode, QuestionNode};
use super::{absolute, column};
use crate::content::{Body, Letter, ReplyAuthor, Turn, TurnKind};
use crate::render::context::PageContext;
use crate::site::{LetterId, Thread, ThreadedReply};

/// The number of bytes of HTML up to which the whole of a letter and its replies is in its data. A compressed page hardly
/// grows by that: the page says all of it again, and whatever was said within the last 32 KiB compresses to almost nothing
/// (RFC 1951). Beyond that, the data has the first words of each text.
const LONGEST: usize = 24_000;

/// Writes the texts of one letter and its replies.
struct LetterWriter<'p, 's> {
    page: &'p PageContext<'s>,
    letter: &'s Letter,
    is_long: bool,
}

/// Returns a letter.
pub(super) fn node<'s>(page: &PageContext<'s>, id: LetterId) -> LetterNode<'s> {
    let site = page.site;
    let letter = &site.entries.letters[id];
    let date = letter.common.record.date.as_ref();
    let changed = site.change_after_publication(id);
    let writer = LetterWriter { page, letter, is_long: is_long(page, id) };
    let mut has_part = writer.questions();
    let main_entity = if has_part.len() == 1 { has_part.pop() } else { None };
    let thread = site.replies.of(id);
    LetterNode {
        headline: &letter.common.title.plain,
        description: letter.standfirst.as_deref(),
        main_entity_of_page: absolute(page, &page.route.path),
        author: letter.record.answerers.iter().filter_map(|initials| writer.answerer(initials)).collect(),
        date_published: date.map(|when| when.rfc3339.as_str()),
        date_modified: changed.map(|when| when.rfc3339.as_str()),
        image: page.pictures.social_image.as_deref(),
        in_language: &site.config.language,
        is_part_of: column(page),
        main_entity,
        has_part,
        comment_count: thread.map(|thread| thread.count).filter(|count| *count > 0),
        comment: thread.map_or_else(Vec::new, |thread| writer.comments(&thread.replies)),
    }
}

/// Returns true if the whole text of a letter and its replies would be too long.
fn is_long(page: &PageContext<'_>, id: LetterId) -> bool {
    let turns = page.site.entries.letters[id].turns.iter().map(|turn| turn.body.html.len());
    let replies = page.site.replies.of(id).map(Thread::all).unwrap_or_default();
    let replies = replies.iter().map(|reply| page.site.replies.get(reply.id).body.html.len());
    turns.chain(replies).sum::<usize>() > LONGEST
}

impl<'s> LetterWriter<'_, 's> {
    /// Returns the questions. The asker's pen name is with the first, as it is on the page.
    fn questions(&self) -> Vec<QuestionNode<'s>> {
        let letter = self.letter;
        let all: Vec<&Turn> = letter.turns.iter().filter(|turn| turn.kind == TurnKind::Question).collect();
        let question = |(at, turn): (usize, &&'s Turn)| {
            let mut answers = self.answers(turn.number);
            let answer_count = answers.len();
            let accepted_answer = if answers.is_empty() { None } else { Some(answers.remove(0)) };
            let number = [("number".to_owned(), turn.number.to_string())];
            let numbered = (all.len() > 1).then(|| self.page.strings.get("question_number", None, &number)).flatten();
            QuestionNode {
                name: numbered.unwrap_or_else(|| letter.common.title.plain.clone()),
                text: self.text(&turn.body),
                author: letter.pen_name.as_deref().filter(|_| at == 0).map(stranger),
                answer_count,
                accepted_answer,
                suggested_answer: answers,
            }
        };
        all.iter().enumerate().map(question).collect()
    }

    /// Returns the answers to the question of this number.
    fn answers(&self, number: usize) -> Vec<AnswerNode<'s>> {
        let turns = self.letter.turns.iter().filter(|turn| turn.number == number);
        let answers = turns.filter_map(|turn| match &turn.kind {
            TurnKind::Answer(initials) => {
                Some(AnswerNode { text: self.text(&turn.body), author: self.answerer(initials) })
            }
            TurnKind::Question | TurnKind::Note | TurnKind::Update(_) => None,
        });
        answers.collect()
    }

    /// Returns replies with the answers to them. Of one that was removed, only the answers are left.
    fn comments(&self, replies: &'s [ThreadedReply]) -> Vec<CommentNode<'s>> {
        let mut comments = Vec::new();
        for threaded in replies {
            let answers = self.comments(&threaded.answers);
            if threaded.is_removed {
                comments.extend(answers);
                continue;
            }
            let reply = self.page.site.replies.get(threaded.id);
            comments.push(CommentNode {
                text: self.text(&reply.body),
                author: match &reply.record.author {
                    ReplyAuthor::Reader(name) => name.as_deref().map(stranger),
                    ReplyAuthor::Asker => self.letter.pen_name.as_deref().map(stranger),
                    ReplyAuthor::Answerer(initials) => self.answerer(&initials.text),
                },
                date_published: reply.record.date.as_ref().map(|when| when.rfc3339.as_str()),
                comment: answers,
            });
        }
        comments
    }

    /// Returns the guest of the letter or the columnist with these initials.
    fn answerer(&self, initials: &str) -> Option<PersonNode<'s>> {
        let (page, letter) = (self.page, self.letter);
        let name = page.site.answerer_name(letter, initials)?;
        let columnist = page.site.person(initials).filter(|_| letter.guest(initials).is_none());
        let url = columnist.map(|(id, _)| absolute(page, page.site.entries.people.path(id)));
        Some(PersonNode { name, url, image: None })
    }

    fn text(&self, body: &'s Body) -> NodeText<'s> {
        if self.is_long { NodeText::Excerpt(&body.excerpt) } else { NodeText::Html(&body.html) }
    }
}

/// Returns somebody of whom only the name is known.
fn stranger(name: &str) -> PersonNode<'_> {
    PersonNode { name, url: None, image: None }
}
