//! The comments below a post become the replies to a letter, a file each.

use std::collections::{HashMap, HashSet};

use super::blog::{Blog, Comment, Post, PostKind, TextFormat};
use super::converted::{Converted, ConvertedText};
use super::earlier::{EarlierColumn, FileOrigin};
use super::feed::with_paragraphs;
use super::file_names::first_free;
use super::front_matter::FrontMatter;
use super::html::{self, HtmlNode};
use super::note_kinds::{
    ADDRESSES_AS_NAMES, COMMENTS_ON_PAGES, HIDDEN_COMMENTS, HIDDEN_SINCE, LOST_PARENTS, PICTURES_IN_COMMENTS,
    PINGBACKS, UNDATED_COMMENTS,
};
use super::plan::{Plan, PlannedFile};
use super::post_addresses::{LetterReplies, PostAddresses};
use super::report::Note;
use super::titles::plain;
use super::wordpress;
use crate::content::{Transliteration, short_slug};
use crate::source::{CONTENT, REPLIES};

/// The elements that replies may have. The words of all others stay.
const ELEMENTS: [&str; 20] = [
    "a",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "strike",
    "strong",
    "tt",
    "u",
    "ul",
];

/// The longest name of a reader in the name of a file, in characters.
const LONGEST_NAME: usize = 40;

/// Returns the replies of a post, by the names of their files.
pub(super) fn of_letter(post: &Post, file: &PlannedFile, plan: &Plan) -> LetterReplies {
    let mut replies = LetterReplies { letter: file.path.clone(), ..LetterReplies::default() };
    if post.kind == PostKind::Letter {
        let path = |name: String| format!("{REPLIES}/{}/{name}.md", file.name());
        replies.paths = names(post, file.name(), &plan.earlier).into_iter().map(path).collect();
        replies.positions = post.comments.iter().enumerate().map(|(at, comment)| (comment.id, at)).collect();
    }
    replies
}

/// Adds the replies of a post to what it becomes.
pub(super) fn convert(post: &Post, blog: &Blog, plan: &Plan, replies: &LetterReplies, converted: &mut Converted) {
    let place = format!("{CONTENT}/{}", replies.letter);
    if !post.hidden_comments.is_empty() {
        converted.notes.push(Note::counted(HIDDEN_COMMENTS, &place, post.hidden_comments.len()));
    }
    if post.pingbacks > 0 {
        converted.notes.push(Note::counted(PINGBACKS, &place, post.pingbacks));
    }
    for hidden in &post.hidden_comments {
        if let Some(path) = plan.earlier.path_of(&comment_origin(post, *hidden)) {
            converted.notes.push(Note::new(HIDDEN_SINCE, format!("{CONTENT}/{path}"), ""));
        }
    }
    let words = |comment: &Comment| match reader_name(&comment.name).as_str() {
        "" => plain(&comment.text),
        name => format!("{name}: {}", plain(&comment.text)),
    };
    if post.kind == PostKind::Page {
        let notes = post.comments.iter().map(|comment| Note::new(COMMENTS_ON_PAGES, &place, words(comment)));
        converted.notes.extend(notes);
        return;
    }
    let base = post.base_address(blog);
    let parents: HashMap<u64, u64> = post.comments.iter().map(|comment| (comment.id, comment.parent)).collect();
    for (comment, path) in post.comments.iter().zip(&replies.paths) {
        let mut note = |kind| converted.notes.push(Note::new(kind, format!("{CONTENT}/{path}"), words(comment)));
        let to = replies.path(comment.parent).filter(|_| comment.parent != 0 && !closes_loop(comment.id, &parents));
        if comment.parent != 0 && to.is_none() {
            note(LOST_PARENTS);
        }
        if reader_name(&comment.name) != comment.name.trim() {
            note(ADDRESSES_AS_NAMES);
        }
        if comment.date.is_none() {
            note(UNDATED_COMMENTS);
        }
        let html = match post.format {
            TextFormat::WordPress => wordpress::to_html(&comment.text, &|_| None, &mut Vec::new()),
            TextFormat::Html | TextFormat::Markdown => comment.text.clone(),
        };
        let dated = Comment { date: comment.date.or(post.date), text: html, ..comment.clone() };
        let text = text(&dated, to.map(|path| name_in(path)), path, &base, plan, replies, &mut converted.notes);
        let origin = FileOrigin::of(comment_origin(post, comment.id));
        converted.texts.push(ConvertedText { path: path.clone(), text, origin });
    }
}

/// Returns the name of a reply's file without `.md`.
fn name_in(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or(path)
}

/// Returns true for a comment that answers one of its own answers, and is the oldest of those that do.
fn closes_loop(comment: u64, parents: &HashMap<u64, u64>) -> bool {
    let (mut at, mut oldest) = (comment, comment);
    for _ in 0..=parents.len() {
        match parents.get(&at) {
            None | Some(0) => return false,
            Some(parent) if *parent == comment => return oldest == comment,
            Some(parent) => at = *parent,
        }
        oldest = oldest.min(at);
    }
    false
}

/// Returns the name of a comment's origin.
fn comment_origin(post: &Post, id: u64) -> String {
    format!("{}-{id}", post.origin())
}

/// Returns the file of a reply.
fn text(
    comment: &Comment,
    to: Option<&str>,
    path: &str,
    base: &str,
    plan: &Plan,
    replies: &LetterReplies,
    notes: &mut Vec<Note>,
) -> String {
    let mut fields = FrontMatter::default();
    let by = plan.columnists.iter().find(|columnist| comment.author != 0 && columnist.id == comment.author);
    match by {
        Some(columnist) => fields.text("by", &columnist.initials),
        None => fields.text("name", &reader_name(&comment.name)),
    }
    fields.moment("date", comment.date.as_ref());
    fields.text("to", to.unwrap_or_default());
    let mut losses = Vec::new();
    let mut nodes = with_paragraphs(html::parse(&comment.text));
    if simplify(&mut nodes) {
        notes.push(Note::new(PICTURES_IN_COMMENTS, format!("{CONTENT}/{path}"), ""));
    }
    let addresses = PostAddresses::new(plan, base, path, replies);
    let markdown = html::to_markdown(&nodes, &addresses, &|_| false, &mut losses);
    notes.extend(addresses.finish().notes);
    fields.with_text(&markdown)
}

/// Keeps the elements that replies may have. A picture becomes a link to it; returns true if there was one.
fn simplify(nodes: &mut Vec<HtmlNode>) -> bool {
    let mut plain = Vec::with_capacity(nodes.len());
    let mut has_pictures = false;
    for node in std::mem::take(nodes) {
        let HtmlNode::Element(mut element) = node else {
            plain.push(node);
            continue;
        };
        has_pictures |= simplify(&mut element.children);
        // What leads to a place in the text could only be HTML.
        element.attributes.retain(|(name, _)| !matches!(name.as_str(), "id" | "name"));
        if ELEMENTS.contains(&element.name.as_str()) {
            plain.push(HtmlNode::Element(element));
        } else if html::is_heading(&element.name) || element.name == "div" {
            "p".clone_into(&mut element.name);
            plain.push(HtmlNode::Element(element));
        } else if element.name == "img" {
            has_pictures |= html::is_picture(&element);
            plain.extend(html::picture_link(&element));
        } else {
            plain.extend(element.children);
        }
    }
    *nodes = plain;
    has_pictures
}

/// Returns the name of a reader without the addresses of mailboxes and machines in it.
fn reader_name(name: &str) -> String {
    let is_address = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains('@') && word.contains('.') || word.parse::<std::net::IpAddr>().is_ok()
    };
    if !name.split_whitespace().any(is_address) {
        return name.trim().to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().filter(|word| !is_address(word)).collect();
    words.join(" ").trim_matches([' ', ',', ';', '-', '–', '—', '<', '>', '(', ')']).to_owned()
}

/// Returns the names of the files of replies, without `.md`: the day and the reader.
/// A comment that an earlier import has written keeps its name; of two new ones with one name the older gets it.
fn names(post: &Post, letter: &str, earlier: &EarlierColumn) -> Vec<String> {
    let comments = &post.comments;
    let folder = format!("{REPLIES}/{letter}");
    let known = |comment: &Comment| {
        let path = earlier.path_of(&comment_origin(post, comment.id))?;
        Some(path.strip_prefix(&folder)?.strip_prefix('/')?.strip_suffix(".md")?.to_owned())
    };
    let mut names: Vec<String> = comments.iter().map(|comment| known(comment).unwrap_or_default()).collect();
    let mut taken: HashSet<String> = names.iter().cloned().collect();
    let mut order: Vec<usize> = (0..comments.len()).filter(|at| names[*at].is_empty()).collect();
    order.sort_by_key(|at| comments[*at].id);
    for at in order {
        let comment = &comments[at];
        let day = comment.date.map_or_else(|| "undated".to_owned(), |date| date.local.date().to_string());
        let slug = short_slug(&reader_name(&comment.name), Transliteration::default(), LONGEST_NAME);
        let wanted = if slug.is_empty() { format!("{day}-anonymous") } else { format!("{day}-{slug}") };
        let is_free = |name: &str| !earlier.is_name_in(&folder, &format!("{name}.md")) && taken.insert(name.to_owned());
        names[at] = first_free(&wanted, is_free);
    }
    names
}
