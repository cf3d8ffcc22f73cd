//! Builds the replies below a letter.

use std::borrow::Cow;

use super::links;
use crate::content::{Letter, ReplyAuthor, TurnKind};
use crate::render::context::PageContext;
use crate::render::slots::{LinkBase, SlotWriter};
use crate::render::theme_words::ThemeWords;
use crate::render::views::reply::{AnsweredView, RepliesView, ReplyView};
use crate::site::{Answered, LetterId, ReplyId, ThreadedReply};

/// Returns the replies to a letter. `None` if there are none, and more are taken.
pub(super) fn replies<'s>(page: &PageContext<'s>, id: LetterId) -> Option<RepliesView<'s>> {
    let site = page.site;
    let (thread, closed) = (site.replies.of(id), site.has_closed_replies(id));
    if thread.is_none() && !closed {
        return None;
    }
    let letter = &site.entries.letters[id];
    let policy = site.config.replies.policy.as_ref().and_then(|name| site.links.named_page(&name.text));
    Some(RepliesView {
        count: thread.map_or(0, |thread| thread.count),
        threads: thread.map_or_else(Vec::new, |thread| level(page, letter, &thread.replies)),
        closed,
        policy: policy.map(|policy| links::entry_link(page.site, policy.into())),
        report_to: site.config.replies.report_to.as_deref().or_else(|| site.config.forms.mailbox()),
    })
}

fn level<'s>(page: &PageContext<'s>, letter: &'s Letter, replies: &'s [ThreadedReply]) -> Vec<ReplyView<'s>> {
    replies.iter().map(|reply| view(page, letter, reply)).collect()
}

fn view<'s>(page: &PageContext<'s>, letter: &'s Letter, threaded: &'s ThreadedReply) -> ReplyView<'s> {
    let reply = page.site.replies.get(threaded.id);
    let is_shown = !threaded.is_removed;
    let (by, name) = author(letter, threaded.is_removed, &reply.record.author);
    let person = match &reply.record.author {
        ReplyAuthor::Answerer(initials) if is_shown => links::answerer(page.cache, letter, &initials.text),
        ReplyAuthor::Answerer(_) | ReplyAuthor::Reader(_) | ReplyAuthor::Asker => None,
    };
    let is_apart = threaded.is_flat || matches!(threaded.to, Some(Answered::Turn(_)));
    ReplyView {
        anchor: &threaded.anchor,
        file: reply.record.full_name(),
        by,
        name,
        person,
        date: is_shown.then(|| reply.record.date.as_ref().map_or(&*page.site.today, |when| &when.iso)),
        html: is_shown.then(|| html(page, threaded.id)),
        to: threaded.to.as_ref().filter(|_| is_apart && is_shown).map(|to| answered(page, letter, to)),
        unpublished: page.site.is_file_unpublished(&reply.record.file),
        answers: level(page, letter, &threaded.answers),
    }
}

/// Returns who wrote a reply, and the name, unless it is a columnist's.
fn author<'s>(letter: &'s Letter, is_removed: bool, author: &'s ReplyAuthor) -> (&'static str, Option<&'s str>) {
    match author {
        _ if is_removed => ("removed", None),
        ReplyAuthor::Reader(name) => ("reader", name.as_deref()),
        ReplyAuthor::Asker => ("asker", letter.pen_name.as_deref()),
        ReplyAuthor::Answerer(_) => ("columnist", None),
    }
}

fn html<'s>(page: &PageContext<'s>, id: ReplyId) -> Cow<'s, str> {
    let reply = page.site.replies.get(id);
    let Some(links) = page.site.links.of_reply(id) else { return Cow::Borrowed(&reply.body.html) };
    let base = LinkBase { root: page.root, page: "" };
    let words = ThemeWords::for_pages(page.strings);
    SlotWriter { site: page.site, links, details: &reply.details, base: &base, words }.html(&reply.body)
}

fn answered<'s>(page: &PageContext<'s>, letter: &'s Letter, to: &'s Answered) -> AnsweredView<'s> {
    match to {
        Answered::Reply(id, anchor) => {
            let record = &page.site.replies.get(*id).record;
            let (by, name) = author(letter, record.withdrawn.is_some(), &record.author);
            let name = match &record.author {
                ReplyAuthor::Answerer(initials) if by == "columnist" => page.site.answerer_name(letter, &initials.text),
                ReplyAuthor::Answerer(_) | ReplyAuthor::Reader(_) | ReplyAuthor::Asker => name,
            };
            AnsweredView { anchor, kind: "reply", by, name }
        }
        Answered::Turn(index) => {
            let turn = &letter.turns[*index];
            let (kind, by, name) = match &turn.kind {
                TurnKind::Question => ("question", "asker", letter.pen_name.as_deref()),
                TurnKind::Answer(initials) => ("answer", "columnist", page.site.answerer_name(letter, initials)),
                TurnKind::Note => ("note", "editor", None),
                TurnKind::Update(_) => ("update", "editor", None),
            };
            AnsweredView { anchor: &turn.anchor, kind, by, name }
        }
    }
}
