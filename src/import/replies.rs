//! The comments below a post become the replies to a letter, a file each.

use std::collections::{HashMap, HashSet};

use super::blog::{Blog, Comment, Post, PostKind};
use super::converted::{Converted, ConvertedText};
use super::earlier::{EarlierColumn, FileOrigin};
use super::file_names::first_free;
use super::front_matter::FrontMatter;
use super::html::{self, Node};
use super::note_kinds::{
    ADDRESSES_AS_NAMES, COMMENTS_ON_PAGES, HIDDEN_COMMENTS, HIDDEN_SINCE, LOST_PARENTS, PINGBACKS,
};
use super::plan::{Plan, PlannedFile};
use super::post_addresses::PostAddresses;
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

/// Adds the replies of a post to what it becomes.
pub(super) fn convert(post: &Post, file: &PlannedFile, blog: &Blog, plan: &Plan, converted: &mut Converted) {
    let place = format!("{CONTENT}/{}", file.path);
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
    let mut note = |kind, text: String| converted.notes.push(Note::new(kind, &place, text));
    if post.kind == PostKind::Page {
        for comment in &post.comments {
            note(COMMENTS_ON_PAGES, format!("{}: {}", shown_name(comment), plain(&comment.text)));
        }
        return;
    }
    let names = names(post, &file.name, &plan.earlier);
    let known: HashMap<u64, &str> =
        post.comments.iter().zip(&names).map(|(one, name)| (one.id, name.as_str())).collect();
    for (comment, name) in post.comments.iter().zip(&names) {
        let path = format!("{REPLIES}/{}/{name}.md", file.name);
        let to = known.get(&comment.parent).copied().filter(|_| comment.parent != comment.id);
        if comment.parent != 0 && to.is_none() {
            note(LOST_PARENTS, format!("{}: {}", shown_name(comment), plain(&comment.text)));
        }
        if is_address(&comment.name) {
            let reply = format!("{CONTENT}/{path}");
            note(ADDRESSES_AS_NAMES, reply);
        }
        let text = text(comment, to, &path, blog, plan);
        let origin = FileOrigin::of(comment_origin(post, comment.id));
        converted.texts.push(ConvertedText { path, text, origin });
    }
}

/// Returns the name of a comment's origin.
fn comment_origin(post: &Post, id: u64) -> String {
    format!("{}-{id}", post.origin())
}

/// Returns the file of a reply.
fn text(comment: &Comment, to: Option<&str>, path: &str, blog: &Blog, plan: &Plan) -> String {
    let mut fields = FrontMatter::default();
    let by = plan.columnists.iter().find(|columnist| comment.author != 0 && columnist.id == comment.author);
    match by {
        Some(columnist) => fields.text("by", &columnist.initials),
        None if is_address(&comment.name) || comment.name.is_empty() => {}
        None => fields.text("name", &comment.name),
    }
    fields.moment("date", comment.date.as_ref());
    fields.text("to", to.unwrap_or_default());
    let mut losses = Vec::new();
    let body = wordpress::to_html(&comment.text, &|_| None, &mut losses);
    let mut nodes = html::parse(&body);
    simplify(&mut nodes);
    let addresses = PostAddresses::new(plan, &blog.address, path);
    fields.with_text(&html::to_markdown(&nodes, &addresses, &|_| false, &mut losses))
}

/// Keeps the elements that replies may have.
fn simplify(nodes: &mut Vec<Node>) {
    let mut plain = Vec::with_capacity(nodes.len());
    for node in std::mem::take(nodes) {
        match node {
            Node::Text(text) => plain.push(Node::Text(text)),
            Node::Element(mut element) => {
                simplify(&mut element.children);
                if ELEMENTS.contains(&element.name.as_str()) {
                    plain.push(Node::Element(element));
                } else if html::is_heading(&element.name) || element.name == "div" {
                    "p".clone_into(&mut element.name);
                    plain.push(Node::Element(element));
                } else {
                    plain.extend(element.children);
                }
            }
        }
    }
    *nodes = plain;
}

/// Returns the name for the report, which has no addresses either.
fn shown_name(comment: &Comment) -> &str {
    if is_address(&comment.name) { "a reader" } else { &comment.name }
}

/// Returns true for a name that is the address of a mailbox or a machine.
fn is_address(name: &str) -> bool {
    name.contains('@') && name.contains('.') || name.parse::<std::net::IpAddr>().is_ok()
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
        let name = if is_address(&comment.name) { "" } else { &comment.name };
        let slug = short_slug(name, Transliteration::default(), LONGEST_NAME);
        let wanted = if slug.is_empty() { format!("{day}-anonymous") } else { format!("{day}-{slug}") };
        let is_free = |name: &str| !earlier.is_name_in(&folder, &format!("{name}.md")) && taken.insert(name.to_owned());
        names[at] = first_free(&wanted, is_free);
    }
    names
}
