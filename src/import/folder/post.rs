//! One file of a folder becomes a post.

use super::cover::with_cover;
use super::dates;
use super::fields::ForeignFields;
use super::note_kinds::{BROKEN_FIELDS, NOT_SHARED, OTHER_LANGUAGES, UNDATED};
use super::permalinks::{AddressedText, path_of};
use super::place::{FilePlace, is_letter_folder};
use super::site::WebsiteSettings;
use super::tool::Tool;
use crate::import::blog::{Author, Moment, Post, PostKind, PostState, TextFormat};
use crate::import::report::Note;

/// What a file is a part of.
pub(super) struct PostSource<'f> {
    pub(super) tool: Tool,
    pub(super) site: &'f WebsiteSettings,
    /// True if some files say that they are to be published, as notes do.
    pub(super) marks_public: bool,
}

/// Makes a post of a file with these fields and this text.
pub(super) fn post_of(
    source: &PostSource<'_>,
    place: &FilePlace<'_>,
    fields: &ForeignFields,
    body: &str,
    is_broken: bool,
) -> Post {
    let tool = source.tool;
    let title = title_of(tool, place, fields, body);
    let date = date_of(place, fields);
    let kind = kind_of(tool, place, fields, date.is_some());
    let mut notes = Vec::new();
    if is_broken {
        notes.push(Note::new(BROKEN_FIELDS, "", place.path));
    }
    let state = state_of(source, place, fields, kind, date.is_some(), &mut notes);
    let (categories, tags) = subjects_of(tool, place, fields);
    let text = AddressedText {
        fields,
        path: place.below,
        name: place.name,
        title: &title,
        date: date.map(|date| date.local),
        kind,
        categories: &categories,
    };
    let path = path_of(tool, source.site, &text);
    let mut authors = authors_of(tool, source.site, fields).into_iter();
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let excerpt = fields.text(&["description", "excerpt", "summary", "abstract"]).unwrap_or_default();
    let post = Post {
        id: date.map_or(99_999_999, |date| day_number(&date)),
        kind,
        state,
        type_name: "post".to_owned(),
        title: escaped(&title),
        excerpt: escaped(&excerpt),
        body: with_cover(fields, body),
        format: TextFormat::Markdown,
        date,
        updated: updated_of(fields, date),
        slug: fields.text(&["slug"]).unwrap_or_else(|| place.name.to_owned()),
        author: authors.next().unwrap_or_default(),
        co_authors: authors.collect(),
        subjects: each_once(categories.into_iter().chain(tags)),
        path: place.path.to_owned(),
        notes,
        ..Post::default()
    };
    with_addresses(post, source, place, fields, path.as_deref())
}

/// Adds the old addresses of a post, and its id in the old feed.
fn with_addresses(
    mut post: Post,
    source: &PostSource<'_>,
    place: &FilePlace<'_>,
    fields: &ForeignFields,
    path: Option<&str>,
) -> Post {
    let full = |path: &str| format!("{}{path}", source.site.address);
    if let Some(path) = path {
        post.feed_id = feed_id(source, place, path);
        post.address = full(path);
    }
    let older = older_addresses(source.tool, place, fields).into_iter();
    post.older_addresses = older.map(|path| if path.contains("://") { path } else { full(&path) }).collect();
    post
}

/// Returns names without empty ones, each once.
fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for name in names {
        if !name.is_empty() && !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

/// Returns a day as a number, such as 20140512, by which posts are in the order of their days.
fn day_number(date: &Moment) -> u64 {
    let day = date.local.date();
    let part = |part: i32| u64::try_from(part).unwrap_or(0);
    part(day.year().into()) * 10_000 + part(day.month().into()) * 100 + part(day.day().into())
}

/// Returns the title: that of the fields, else of the first heading, else the words of the name.
fn title_of(tool: Tool, place: &FilePlace<'_>, fields: &ForeignFields, body: &str) -> String {
    if let Some(title) = fields.text(&["title"]) {
        return title.trim().to_owned();
    }
    let first = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let heading = first.strip_prefix("# ").map(|heading| heading.trim_end_matches(['#', ' ']).trim());
    match heading.filter(|heading| !heading.is_empty() && !heading.contains(['{', '[', '<', '*', '`'])) {
        Some(heading) if tool != Tool::Obsidian => return heading.to_owned(),
        _ if tool == Tool::Obsidian => return place.name.to_owned(),
        _ => {}
    }
    let words = place.name.replace(['-', '_'], " ");
    let capital = |word: &str| {
        let mut rest = word.chars();
        rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
    };
    match tool {
        // As it showed it.
        Tool::Jekyll => words.split_whitespace().map(capital).collect::<Vec<_>>().join(" "),
        _ => capital(words.trim()),
    }
}

fn date_of(place: &FilePlace<'_>, fields: &ForeignFields) -> Option<Moment> {
    let names = [
        "date",
        "publishdate",
        "pubdate",
        "published_at",
        "created",
        "date created",
        "creation_date",
        "published",
        "updated",
        "lastmod",
    ];
    let written = names.iter().find_map(|name| dates::moment(&fields.text(&[*name])?));
    written.filter(|date| day_number(date) > 10_000).or(place.day)
}

fn updated_of(fields: &ForeignFields, date: Option<Moment>) -> Option<Moment> {
    let names = ["lastmod", "updated", "last_modified_at", "modified", "last_updated", "updateddate", "date updated"];
    let updated = names.iter().find_map(|name| dates::moment(&fields.text(&[*name])?))?;
    date.is_some_and(|date| updated.local.date() > date.local.date()).then_some(updated)
}

/// Tells letters from pages.
fn kind_of(tool: Tool, place: &FilePlace<'_>, fields: &ForeignFields, has_date: bool) -> PostKind {
    let says_page = ["layout", "type"].iter().any(|name| fields.text(&[*name]).is_some_and(|text| text == "page"));
    let is_letter = match tool {
        Tool::Jekyll | Tool::Hexo => {
            place.is_below("_posts") || place.is_below("_drafts") || has_date && place.below.starts_with('_')
        }
        Tool::Pelican => !place.is_below("pages"),
        Tool::Obsidian => true,
        Tool::Hugo | Tool::Zola => place.below.matches('/').count() > 1 && (has_date || is_letter_folder(place.below)),
        Tool::Eleventy | Tool::Other => has_date || is_letter_folder(place.below),
    };
    if is_letter && !says_page { PostKind::Letter } else { PostKind::Page }
}

fn state_of(
    source: &PostSource<'_>,
    place: &FilePlace<'_>,
    fields: &ForeignFields,
    kind: PostKind,
    has_date: bool,
    notes: &mut Vec<Note>,
) -> PostState {
    let status = fields.text(&["status"]).unwrap_or_default().to_lowercase();
    let is_draft = fields.flag("draft") == Some(true)
        || fields.flag("published") == Some(false)
        || fields.flag("publish") == Some(false)
        || fields.flag("hidden") == Some(true)
        || source.tool == Tool::Eleventy && fields.flag("permalink") == Some(false)
        || matches!(status.as_str(), "draft" | "hidden" | "private" | "unpublished")
        || place.is_below("_drafts")
        || place.is_below("drafts");
    let kind_of_note = if place.language.is_some() {
        OTHER_LANGUAGES
    } else if source.marks_public && fields.flag("publish").is_none() {
        NOT_SHARED
    } else if kind == PostKind::Letter && !has_date {
        UNDATED
    } else {
        return if is_draft { PostState::Draft } else { PostState::Published };
    };
    if !is_draft {
        notes.push(Note::new(kind_of_note, "", place.path));
    }
    PostState::Draft
}

/// Returns the categories and the tags.
fn subjects_of(tool: Tool, place: &FilePlace<'_>, fields: &ForeignFields) -> (Vec<String>, Vec<String>) {
    let at_spaces: fn(char) -> bool = char::is_whitespace;
    let at_commas: fn(char) -> bool = |c| c == ',';
    let never: fn(char) -> bool = |_| false;
    let divides = match tool {
        Tool::Jekyll => at_spaces,
        Tool::Obsidian => |c: char| c.is_whitespace() || c == ',',
        _ => at_commas,
    };
    let taxonomies = fields.group("taxonomies");
    let mut categories = Vec::new();
    if tool == Tool::Jekyll {
        let folders = place.below.split("_posts/").next().filter(|_| place.is_below("_posts")).unwrap_or_default();
        categories.extend(folders.split('/').filter(|folder| !folder.is_empty()).map(str::to_owned));
    }
    categories.extend(fields.list("categories", divides));
    categories.extend(fields.list("category", never));
    categories.extend(taxonomies.list("categories", at_commas));
    let mut tags = fields.list("tags", divides);
    tags.extend(fields.list("tag", never));
    tags.extend(taxonomies.list("tags", at_commas));
    if tool == Tool::Obsidian {
        for tag in &mut tags {
            *tag = tag.trim_start_matches('#').to_owned();
        }
    }
    // By these Eleventy knows which texts are posts.
    tags.retain(|tag| tool != Tool::Eleventy || !matches!(tag.as_str(), "post" | "posts" | "all" | "nav" | "blog"));
    (categories, tags)
}

/// Returns the logins of the authors.
fn authors_of(tool: Tool, site: &WebsiteSettings, fields: &ForeignFields) -> Vec<String> {
    let divides: fn(char) -> bool = if tool == Tool::Pelican { |c| c == ';' || c == ',' } else { |_| false };
    let mut names = fields.list("authors", divides);
    if names.is_empty() {
        names = fields.list("author", divides);
    }
    if names.is_empty() && !site.author.is_empty() {
        names.push(site.author.clone());
    }
    let login = |name: &String| {
        let name = name.trim_matches(['[', ']', '@']);
        let is_it =
            |author: &&Author| author.login.eq_ignore_ascii_case(name) || author.name.eq_ignore_ascii_case(name);
        site.authors.iter().find(is_it).map_or_else(|| name.to_owned(), |author| author.login.clone())
    };
    names.iter().map(login).filter(|login| !login.is_empty()).collect()
}

/// Returns the addresses that a text had before, from the root of the website on, or as whole addresses.
fn older_addresses(tool: Tool, place: &FilePlace<'_>, fields: &ForeignFields) -> Vec<String> {
    let never: fn(char) -> bool = |_| false;
    let mut addresses = fields.list("redirect_from", never);
    if !matches!(tool, Tool::Obsidian | Tool::Pelican) {
        addresses.extend(fields.list("aliases", never));
        addresses.extend(fields.list("alias", never));
    }
    let section = place
        .below
        .strip_prefix("content/")
        .and_then(|inside| inside.rsplit_once('/'))
        .map_or("", |(section, _)| section);
    let rooted = |address: String| match address.as_str() {
        whole if whole.contains("://") || whole.starts_with('/') => address,
        below if tool == Tool::Hugo && !section.is_empty() => format!("/{section}/{below}"),
        below => format!("/{below}"),
    };
    addresses.into_iter().filter(|address| !address.is_empty()).map(rooted).collect()
}

/// Returns the id that a text has in the feed that the tool makes: its address, and in Jekyll its path without an end.
fn feed_id(source: &PostSource<'_>, place: &FilePlace<'_>, path: &str) -> String {
    let address = &source.site.address;
    if address.is_empty() {
        return String::new();
    }
    match source.tool {
        Tool::Jekyll => {
            let folder = path.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{address}{folder}/{}", place.name)
        }
        Tool::Hugo | Tool::Zola | Tool::Eleventy | Tool::Hexo => format!("{address}{path}"),
        Tool::Pelican | Tool::Obsidian | Tool::Other => String::new(),
    }
}
