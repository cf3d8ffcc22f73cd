//! One post becomes one file, with the files beside it and the replies to it.

use super::blog::{Blog, Post, PostKind, PostState, TextFormat};
use super::converted::{Converted, ConvertedText};
use super::earlier::FileOrigin;
use super::feed::with_paragraphs;
use super::folder::{MarkdownBlocks, MarkdownFolder};
use super::front_matter::FrontMatter;
use super::html::{self, HtmlNode};
use super::letters::{BlogSpeakers, FoundTurns, find_turns};
use super::note_kinds::{
    AVATARS, BEGINNINGS, EMPTY_POSTS, GUESSED_ANSWERERS, GUESSED_LETTERS, LIKE_LETTERS, MISSING_PICTURES_ABOVE,
    NoteKind, PAGE_LINES, PENDING_POSTS, PRIVATE_POSTS, PROTECTED_POSTS, UNDATED_POSTS, UNTITLED_POSTS,
};
use super::page_lines::{drop_form, drop_repetition};
use super::plan::{Plan, PlannedFile};
use super::post_addresses::PostAddresses;
use super::post_pictures::{PostGallery, describe_pictures, drop_avatars, feature, show_backgrounds};
use super::programs;
use super::replies;
use super::report::Note;
use super::titles::{plain, title_markdown, title_of_text};
use super::wordpress;
use crate::source::CONTENT;

/// The body of a post as nodes.
struct PostBody {
    nodes: Vec<HtmlNode>,
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
            let body = wordpress::with_shared_blocks(&post.body, &plan.shared_blocks);
            let body = wordpress::to_html(&body, &PostGallery { post, plan }, losses);
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
    let title = title(post, &nodes);
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
    let mut fields = front_matter(post, file, plan, &title, &answered_by);
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
fn arrange(nodes: &mut Vec<HtmlNode>, post: &Post, plan: &Plan, converted: &mut Converted) -> FoundTurns {
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
    if found.is_letter() && plan.columnist(&post.author).is_none() && plan.columnists.len() > 1 {
        note(GUESSED_ANSWERERS, &plain(&post.title));
    }
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
    let main = || plan.columnist(&plan.main_author);
    BlogSpeakers {
        question: &plan.question,
        answer: &plan.answer,
        columnists: &plan.spoken_names,
        author: columnist.or_else(main).map_or("", |one| &one.initials),
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

/// Returns the title of a post, as Markdown.
fn title(post: &Post, nodes: &[HtmlNode]) -> String {
    let number = || format!("Post {}", post.id);
    let titles = [title_markdown(&post.title), title_of_text(nodes)];
    titles.into_iter().find(|title| !title.is_empty()).unwrap_or_else(number)
}

/// Writes the fields of a post.
fn front_matter(post: &Post, file: &PlannedFile, plan: &Plan, title: &str, answered_by: &[&str]) -> FrontMatter {
    let mut fields = FrontMatter::default();
    fields.text("title", title);
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
