//! One post becomes one file, with the files beside it and the replies to it.

use super::blog::{Blog, Post, PostKind, PostState, TextFormat};
use super::converted::{Converted, ConvertedText};
use super::earlier::FileOrigin;
use super::feed::with_paragraphs;
use super::folder::{MarkdownBlocks, MarkdownFolder};
use super::front_matter::FrontMatter;
use super::html::{self, MARKER, Node, find, text_of, words};
use super::letters::{BlogSpeakers, FoundTurns, find_turns};
use super::note_kinds::{
    AVATARS, BEGINNINGS, EMPTY_POSTS, GUESSED_LETTERS, LIKE_LETTERS, MISSING_PICTURES_ABOVE, NoteKind, PAGE_LINES,
    PENDING_POSTS, PRIVATE_POSTS, PROTECTED_POSTS, UNDATED_POSTS, UNTITLED_POSTS,
};
use super::plan::{Plan, PlannedFile};
use super::post_addresses::PostAddresses;
use super::post_pictures::{PostGallery, describe_pictures, drop_avatars, feature, show_backgrounds};
use super::programs;
use super::replies;
use super::report::Note;
use super::titles::{plain, title_markdown};
use super::wordpress;
use crate::content::is_form;
use crate::source::CONTENT;

/// The number of nodes at the end of a text that are searched for what belongs to the page: its blocks, and the ends of
/// lines between them.
const LAST_NODES: usize = 60;

/// The body of a post as nodes.
struct PostBody {
    nodes: Vec<Node>,
    /// The blocks that the nodes are of, if the body is Markdown.
    blocks: Option<MarkdownBlocks>,
    note: Option<Note>,
}

/// Reads the body of a post.
fn read_body(
    post: &Post,
    plan: &Plan,
    folder: Option<&MarkdownFolder>,
    addresses: &PostAddresses<'_>,
    losses: &mut Vec<html::Loss>,
) -> PostBody {
    match post.format {
        TextFormat::WordPress => {
            let body = wordpress::to_html(&post.body, &PostGallery { post, plan }, losses);
            let nodes = html::parse(&(body + &footnotes(&post.footnotes)));
            PostBody { nodes, blocks: None, note: None }
        }
        TextFormat::Html => PostBody { nodes: with_paragraphs(html::parse(&post.body)), blocks: None, note: None },
        TextFormat::Markdown => {
            let read = folder.map(|folder| folder.to_markdown(post, plan, addresses, losses));
            let (text, note) = read.unwrap_or_default();
            let (blocks, nodes) = MarkdownBlocks::of(text);
            PostBody { nodes, blocks: Some(blocks), note }
        }
    }
}

/// Converts a post.
pub(super) fn convert(post: &Post, blog: &Blog, plan: &Plan, folder: Option<&MarkdownFolder>) -> Converted {
    let Some(file) = plan.files.get(&post.origin()) else { return Converted::default() };
    let mut losses = Vec::new();
    let replies = replies::of_letter(post, file, plan);
    let base = post.base_address(blog);
    let addresses = PostAddresses::new(plan, &base, &file.path, &replies);
    let PostBody { mut nodes, blocks, note } = read_body(post, plan, folder, &addresses, &mut losses);
    let mut converted = Converted { notes: state_note(post, &file.path).into_iter().collect(), ..Converted::default() };
    let place = format!("{CONTENT}/{}", file.path);
    let notes = post.notes.iter().map(|note| Note { place: place.clone(), ..note.clone() });
    converted.notes.extend(notes.chain(note));
    let found = arrange(&mut nodes, post, plan, &mut converted);
    converted.programs = programs::listed(&nodes);
    let markdown = match blocks {
        Some(blocks) => blocks.arranged(&nodes),
        None => html::to_markdown(&nodes, &addresses, &|words| is_marker(words, plan), &mut losses),
    };
    let found_files = addresses.finish();
    converted.copies = found_files.copies;
    converted.notes.extend(found_files.notes);
    let answered_by = if found.is_letter() || post.kind == PostKind::Page { Vec::new() } else { authors(post, plan) };
    let unfinished = unfinished(post, &markdown);
    converted.notes.extend(unfinished.map(|kind| Note::new(kind, place, plain(&post.title))));
    let mut fields = front_matter(post, file, plan, &answered_by);
    if post.state != PostState::Published || unfinished.is_some() {
        fields.word("draft", "yes");
    }
    let text = fields.with_text(&markdown);
    converted.notes.extend(losses.iter().map(|loss| loss_note(loss, &file.path, &text)));
    let aliases = file.aliases.clone();
    let origin = FileOrigin { name: post.origin(), modified: post.modified, aliases };
    converted.texts.push(ConvertedText { path: file.path.clone(), text, origin });
    converted.is_letter = found.is_letter();
    replies::convert(post, blog, plan, &replies, &mut converted);
    converted
}

/// Makes the text of a post that of a letter: with its turns and pictures, and without what belonged to the page around it.
fn arrange(nodes: &mut Vec<Node>, post: &Post, plan: &Plan, converted: &mut Converted) -> FoundTurns {
    let place = plan.files.get(&post.origin()).map(|file| format!("{CONTENT}/{}", file.path)).unwrap_or_default();
    let mut note = |kind, text: &str| {
        converted.notes.push(Note::new(kind, place.clone(), text));
    };
    if post.is_beginning {
        note(BEGINNINGS, &plain(&post.title));
    }
    if post.is_untitled {
        note(UNTITLED_POSTS, &plain(&post.title));
    }
    if drop_avatars(nodes) {
        note(AVATARS, "");
    }
    show_backgrounds(nodes);
    describe_pictures(nodes, plan);
    let found = match post.kind {
        PostKind::Page => FoundTurns::default(),
        PostKind::Letter => find_turns(nodes, &speakers(plan, post)),
    };
    match found {
        FoundTurns::GuessedLetter => note(GUESSED_LETTERS, &plain(&post.title)),
        FoundTurns::LikeLetter => note(LIKE_LETTERS, &plain(&post.title)),
        FoundTurns::Letter | FoundTurns::Article => {}
    }
    for dropped in drop_form(nodes).into_iter().chain(drop_repetition(nodes, post, found.is_letter())) {
        note(PAGE_LINES, &dropped);
    }
    if let Some(address) = feature(nodes, post, plan) {
        note(MISSING_PICTURES_ABOVE, &address);
    }
    found
}

fn speakers<'p>(plan: &'p Plan, post: &Post) -> BlogSpeakers<'p> {
    let columnist = plan.columnist(&post.author);
    let only = || plan.columnists.first().filter(|_| plan.columnists.len() == 1);
    BlogSpeakers {
        question: &plan.question,
        answer: &plan.answer,
        columnists: &plan.spoken_names,
        author: columnist.or_else(only).map_or("", |one| &one.initials),
        author_signs: columnist.map_or(&[], |one| &one.own_signs),
        habits: &plan.habits,
        is_draft: post.state != PostState::Published,
    }
}

/// Returns true for words that would open a turn.
fn is_marker(words: &str, plan: &Plan) -> bool {
    let is_word = |known: &String| known.eq_ignore_ascii_case(words);
    plan.question.iter().any(is_word)
        || plan.answer.iter().any(is_word)
        || plan.columnists.iter().any(|columnist| columnist.initials == words)
}

/// Returns the initials of all who have written a post.
fn authors<'p>(post: &Post, plan: &'p Plan) -> Vec<&'p str> {
    let logins = std::iter::once(&post.author).chain(&post.co_authors);
    logins.filter_map(|login| plan.columnist(login)).map(|columnist| columnist.initials.as_str()).collect()
}

/// Writes the fields of a post.
fn front_matter(post: &Post, file: &PlannedFile, plan: &Plan, answered_by: &[&str]) -> FrontMatter {
    let mut fields = FrontMatter::default();
    let title = title_markdown(&post.title);
    let title = if title.is_empty() { format!("Post {}", post.id) } else { title };
    fields.text("title", &title);
    fields.moment("date", post.date.as_ref());
    fields.moment("updated", post.updated.as_ref());
    if post.kind == PostKind::Letter {
        fields.list("tags", &plan.subjects_of(&post.subjects));
    }
    match answered_by {
        [only] => fields.text("answered_by", only),
        several => fields.list("answered_by", several),
    }
    let excerpt = plain(&post.excerpt);
    if excerpt != plain(&post.title) {
        fields.text("description", &excerpt);
    }
    if post.feed_id.contains(':') && post.kind == PostKind::Letter {
        fields.text("id", &post.feed_id.replace(char::is_whitespace, "%20"));
    }
    fields.list("aliases", &file.aliases);
    fields
}

/// Returns why a published post cannot be published as it is. `None` if it can.
fn unfinished(post: &Post, markdown: &str) -> Option<NoteKind> {
    match post.state {
        PostState::Published if markdown.trim().is_empty() => Some(EMPTY_POSTS),
        PostState::Published if post.date.is_none() && post.kind == PostKind::Letter => Some(UNDATED_POSTS),
        _ => None,
    }
}

/// Returns the footnotes of the block editor, which are JSON: `[{"id": "…", "content": "…"}]`.
fn footnotes(json: &str) -> String {
    let notes: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    let field = |note: &serde_json::Value, name: &str| note[name].as_str().map(str::to_owned);
    let notes: Vec<(String, String)> =
        notes.iter().filter_map(|note| Some((field(note, "id")?, field(note, "content")?))).collect();
    wordpress::footnotes(&notes)
}

/// Returns true for a block that opens a turn.
fn has_marker(node: &Node) -> bool {
    matches!(node, Node::Element(element) if find(&element.children, &[MARKER]).is_some())
}

/// Returns the words of a block in small letters.
fn block_words(node: &Node) -> String {
    match node {
        Node::Text(text) => words(text),
        Node::Element(element) => words(&text_of(&element.children)),
    }
}

/// Removes what a blog shows below a post and what came along in its text: the form for comments, and the short words
/// between its lines. Returns its lines.
fn drop_form(nodes: &mut Vec<Node>) -> Vec<String> {
    let lines: Vec<String> = nodes.iter().map(block_words).collect();
    let is_of_form = |line: &String| is_form(&line.to_lowercase().replace('…', "..."));
    let from = lines.len().saturating_sub(LAST_NODES);
    let Some(first) = lines[from..].iter().position(is_of_form).map(|at| from + at) else { return Vec::new() };
    let is_short = |line: &String| line.split(' ').count() <= 3;
    let is_all = lines[first..].iter().all(|line| is_of_form(line) || is_short(line));
    let dropped: Vec<String> = lines[first..].iter().filter(|line| is_all || is_of_form(line)).cloned().collect();
    let mut at = 0;
    nodes.retain(|_| {
        at += 1;
        at <= first || !dropped.contains(&lines[at - 1])
    });
    dropped.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Removes a first line that says once more what the title says, or in a letter the excerpt. Returns it.
fn drop_repetition(nodes: &mut Vec<Node>, post: &Post, is_letter: bool) -> Vec<String> {
    let (title, excerpt) = (comparable(&plain(&post.title)), comparable(&plain(&post.excerpt)));
    let mut dropped = Vec::new();
    while let Some(at) = nodes.iter().position(|node| !block_words(node).is_empty()) {
        let is_text =
            matches!(&nodes[at], Node::Element(element) if matches!(element.name.as_str(), "p" | "h1" | "h2" | "h3"));
        let words = block_words(&nodes[at]);
        let same = comparable(&words);
        let is_only = !nodes[at + 1..].iter().any(|node| !block_words(node).is_empty());
        if !is_text || is_only || has_marker(&nodes[at]) || same != title && !(is_letter && same == excerpt) {
            break;
        }
        dropped.push(words);
        nodes.remove(at);
    }
    dropped
}

/// Returns the letters and digits of a text, for comparing.
fn comparable(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Says what could not come along, at the line where its words are now.
fn loss_note(loss: &html::Loss, path: &str, text: &str) -> Note {
    let first = loss.text.lines().next().unwrap_or_default();
    let line = text.lines().position(|line| !first.is_empty() && line.contains(first)).map_or(0, |at| at + 1);
    let kind = NoteKind::of_loss(loss.what);
    Note { line, ..Note::new(kind, format!("{CONTENT}/{path}"), &loss.text) }
}

/// Says that a post could not be read by all.
fn state_note(post: &Post, path: &str) -> Option<Note> {
    let kind = match post.state {
        PostState::Published | PostState::Draft => return None,
        PostState::Pending => PENDING_POSTS,
        PostState::Private => PRIVATE_POSTS,
        PostState::Protected => PROTECTED_POSTS,
    };
    Some(Note::new(kind, format!("{CONTENT}/{path}"), plain(&post.title)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_that_repeats_the_title() {
        let shown = |html: &str, excerpt: &str, is_letter: bool| {
            let post = Post {
                title: "May I leave, or &#8220;stay&#8221;?".to_owned(),
                excerpt: excerpt.to_owned(),
                ..Post::default()
            };
            let mut nodes = html::parse(html);
            let dropped = drop_repetition(&mut nodes, &post, is_letter);
            format!("{dropped:?} {}", words(&text_of(&nodes)))
        };
        let html = "<p>May I leave, or stay?</p>\n<p>May I leave? Yes.</p>";
        assert_eq!(shown(html, "", true), r#"["May I leave, or stay?"] May I leave? Yes."#);
        assert_eq!(shown(html, "May I leave? Yes.", true), r#"["May I leave, or stay?"] May I leave? Yes."#);
        let html = "<p>An excerpt.</p><p>More.</p>";
        assert_eq!(shown(html, "An <em>excerpt</em>", true), r#"["An excerpt."] More."#);
        assert_eq!(shown(html, "An <em>excerpt</em>", false), "[] An excerpt. More.");
    }
}
