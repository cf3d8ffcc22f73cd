//! The exports of Blogger, which are Atom: `blog-….xml`, which its settings gave until 2025, and the `feed.atom` of Google
//! Takeout. Posts, pages, comments, and settings are entries one after another.

use std::collections::{HashMap, HashSet};

use super::atom;
use super::date;
use super::entry::{FeedEntry, number};
use crate::import::blog::{Blog, Comment, PostKind, PostState};
use crate::import::xml::Element;

/// The kind of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BloggerKind {
    Text(PostKind),
    Comment,
    /// A text that was thrown away.
    Trash,
    Setting,
    Template,
}

/// Returns true if a file that begins so is an export of Blogger.
pub(super) fn is_export(start: &str) -> bool {
    start.contains("schemas.google.com/blogger/2018") || start.contains(atom::KIND_SCHEME)
}

/// Returns the kind of an entry. One of any other feed is a post.
pub(super) fn kind(element: &Element) -> BloggerKind {
    let of_category = element.children.iter().find(|child| child.name == "category" && atom::is_kind(child));
    let term = of_category.and_then(|category| category.attribute("term").rsplit_once('#')).map(|(_, kind)| kind);
    let kind = term.unwrap_or_else(|| element.value("blogger:type")).to_ascii_lowercase();
    let is_trash = !element.value("blogger:trashed").is_empty() || element.value("blogger:status").ends_with("TRASHED");
    match kind.as_str() {
        "comment" => BloggerKind::Comment,
        "settings" => BloggerKind::Setting,
        "template" => BloggerKind::Template,
        _ if is_trash => BloggerKind::Trash,
        "page" => BloggerKind::Text(PostKind::Page),
        _ => BloggerKind::Text(PostKind::Letter),
    }
}

/// Adds what Blogger says of an entry to what any feed says.
pub(super) fn complete(entry: &mut FeedEntry, element: &Element, kind: PostKind) {
    entry.kind = kind;
    let control = element.child("app:control");
    let is_draft = control.is_some_and(|control| control.value("app:draft") == "yes");
    if is_draft || element.value("blogger:status") == "DRAFT" {
        entry.state = PostState::Draft;
    }
    if entry.address.is_empty() {
        element.value("blogger:filename").clone_into(&mut entry.address);
    }
    let description = element.value("blogger:metaDescription");
    if entry.summary.is_empty() && !description.is_empty() {
        entry.summary = super::text::escaped(description);
    }
}

/// Reads a setting: the description, the language.
pub(super) fn read_setting(element: &Element, blog: &mut Blog) {
    let Some((_, name)) = element.value("id").rsplit_once(".settings.") else { return };
    let value = element.value("content");
    match name {
        "BLOG_NAME" => super::text::escaped(value).clone_into(&mut blog.title),
        "BLOG_DESCRIPTION" => value.clone_into(&mut blog.tagline),
        "BLOG_LOCALE" => value.clone_into(&mut blog.language),
        _ => {}
    }
}

/// The comments of an export, by the id of their post.
#[derive(Debug, Default)]
pub(in crate::import) struct BloggerComments {
    of_post: HashMap<String, PostComments>,
}

/// The comments on one post.
#[derive(Debug, Default)]
struct PostComments {
    shown: Vec<Comment>,
    /// The numbers of those that were never shown, or were removed.
    hidden: Vec<u64>,
}

impl BloggerComments {
    /// Adds an entry that is a comment.
    pub(super) fn add(&mut self, element: &Element) {
        let in_reply_to = element.child("thr:in-reply-to");
        let post = match element.value("blogger:parent") {
            "" => in_reply_to.map_or("", |post| post.attribute("ref")),
            parent => parent,
        };
        let of_post = self.of_post.entry(post.to_owned()).or_default();
        let is_shown =
            matches!(element.value("blogger:status"), "" | "LIVE") && element.value("blogger:trashed").is_empty();
        let is_removed = element.children.iter().any(|child| child.attribute("name") == "blogger.contentRemoved");
        let comment = comment(element);
        if is_shown && !is_removed && !of_post.shown.iter().any(|known| known.id == comment.id) {
            of_post.shown.push(comment);
        } else {
            of_post.hidden.push(comment.id);
        }
    }

    /// Gives a post its comments, the oldest first.
    pub(super) fn give(&self, entry: &mut FeedEntry) {
        let Some(comments) = self.of_post.get(&entry.id) else { return };
        entry.comments = comments.shown.clone();
        entry.comments.sort_by_key(|comment| (comment.date.map(|date| date.local), comment.id));
        entry.hidden_comments.clone_from(&comments.hidden);
    }

    /// Returns how many comments are on posts other than these.
    pub(in crate::import) fn others(&self, posts: &HashSet<u64>) -> usize {
        let others = self.of_post.iter().filter(|(post, _)| !posts.contains(&number(post, "", "")));
        others.map(|(_, comments)| comments.shown.len()).sum()
    }
}

/// Reads a comment. Neither a mailbox nor the picture of a person is read.
fn comment(element: &Element) -> Comment {
    let author = element.child("author");
    let page = author.map_or("", |author| author.value("uri"));
    let parent = match element.value("blogger:inReplyTo") {
        // The address of the feed of the comment that it answers ends with its number.
        "" => atom::link(element, "related").rsplit('/').find(|part| !part.is_empty()).unwrap_or_default(),
        id => id,
    };
    let id = element.value("id");
    Comment {
        id: number(id, "", ""),
        parent: parent.parse().unwrap_or_else(|_| if parent.contains(".post-") { number(parent, "", "") } else { 0 }),
        name: author.map_or("", |author| author.value("name")).to_owned(),
        date: ["published", "blogger:created", "updated"].iter().find_map(|name| date::read(element.value(name))),
        text: element.child("content").or_else(|| element.child("summary")).map(atom::block).unwrap_or_default(),
        author: if page.is_empty() { 0 } else { number(page, "", "") },
    }
}
