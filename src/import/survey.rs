//! The first reading of an export: what there is, without the texts, so that each letter knows the names of all others.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::DateTime;

use super::blog::{Blog, ExportItem, Post, PostKind, PostState, TextFormat};
use super::body_links::{links_to_places, places};
use super::letter_habits::HabitTally;
use super::openings::Openings;
use super::shown_files::shown_files;
use crate::config::MarkerWords;

/// The contents of an export, without its texts.
#[derive(Debug, Default)]
pub(super) struct BlogSurvey {
    pub(super) blog: Blog,
    /// The posts and pages, in the order of the export.
    pub(super) heads: Vec<Head>,
    /// The address of each file that a text names, by its key.
    pub(super) addresses: BTreeMap<String, String>,
    /// The addresses of files that could not be fetched, and why.
    pub(super) unfetched: Vec<(String, String)>,
    /// How many items of each type hold no text of the author's.
    pub(super) others: BTreeMap<String, usize>,
    /// The texts that several posts share, by their numbers.
    pub(super) shared_blocks: HashMap<u64, String>,
    /// The origins of posts in the trash.
    pub(super) trash: Vec<String>,
    /// The posts that came more than once, in several files of the export: their origin, and the version that counts.
    pub(super) repeated: BTreeMap<String, Version>,
    /// The words in capitals that begin paragraphs before a colon.
    pub(super) openings: Openings,
    pub(super) habits: HabitTally,
    /// The difference to UTC, with the number of posts that have it, by the half of the year: winter, summer.
    pub(super) offsets: [HashMap<i32, usize>; 2],
    /// The newest version of each post, and the position of its head.
    known: HashMap<String, (Version, usize)>,
    /// How often a post came again.
    versions: HashMap<String, usize>,
}

/// Which of several versions of one post: when it was changed, and how many came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version {
    modified: Option<DateTime>,
    earlier: usize,
}

/// A post or page without its text.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) id: u64,
    pub(super) origin: String,
    pub(super) feed_id: String,
    pub(super) kind: PostKind,
    pub(super) state: PostState,
    pub(super) title: String,
    pub(super) slug: String,
    pub(super) address: String,
    pub(super) author: String,
    pub(super) subjects: Vec<String>,
    /// The uploaded files that its text shows or links to.
    pub(super) uploads: Vec<String>,
    /// The numbers of uploaded files that it shows in another way: above the text, or in a gallery.
    pub(super) attachments: Vec<u64>,
    /// True if it shows all files that were uploaded to it.
    pub(super) has_gallery: bool,
    /// The addresses with a `#` to which its text links.
    pub(super) links_to_places: Vec<String>,
    /// The ids of the places in its text.
    pub(super) places: Vec<String>,
    /// The path of its file in the export; empty without one of its own.
    pub(super) path: String,
    pub(super) co_authors: Vec<String>,
    pub(super) older_addresses: Vec<String>,
    /// The paths of the files of the export that it shows or offers.
    pub(super) files: Vec<String>,
    /// The names of its headings, by which links lead to them.
    pub(super) headings: Vec<String>,
}

impl Head {
    /// Returns the logins of all who have written it.
    pub(super) fn authors(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.author).chain(&self.co_authors).map(String::as_str)
    }
}

impl BlogSurvey {
    /// Takes the facts of the blog, when all is read.
    pub(super) fn finish(&mut self, blog: Blog) {
        let attachments = std::mem::take(&mut self.blog.attachments);
        let mut known = HashSet::new();
        let attachments = attachments.into_iter().filter(|one| known.insert(one.id)).collect();
        self.blog = Blog { attachments, ..blog };
    }

    /// Adds an item.
    pub(super) fn add(&mut self, item: ExportItem) {
        match item {
            ExportItem::Post(post) => self.add_post(*post),
            ExportItem::Upload(attachment) => self.blog.attachments.push(attachment),
            ExportItem::SharedBlock(id, text) => drop(self.shared_blocks.insert(id, text)),
            ExportItem::Other(kind) => *self.others.entry(kind).or_default() += 1,
            ExportItem::Trash(origin) => self.trash.push(origin),
        }
    }

    fn add_post(&mut self, post: Post) {
        let Some(at) = self.place_of(&post) else { return };
        // Emphasis around a marker is none of its words.
        let body = match post.format {
            TextFormat::WordPress | TextFormat::Html => Cow::Borrowed(&post.body),
            TextFormat::Markdown => Cow::Owned(post.body.replace(['*', '_'], "")),
        };
        let words = || MarkerWords::of_language(&self.blog.language.replace('_', "-")).question;
        self.openings.add_post(&body, &post.author, words);
        self.habits.add_post(&body);
        if let Some((offset, date)) = post.date.and_then(|date| Some((date.offset?, date.local))) {
            let half = usize::from((4..=9).contains(&date.month()));
            *self.offsets[half].entry(offset).or_default() += 1;
        }
        let numbers =
            |text: &str| text.split(',').filter_map(|number| number.trim().parse().ok()).collect::<Vec<u64>>();
        let lists = ["[gallery", "[playlist"].iter().flat_map(|name| post.body.match_indices(name));
        let galleries = lists.map(|(at, _)| &post.body[at..]);
        let ids = galleries.filter_map(|gallery| gallery.split_once(']')?.0.split_once("ids=")).flat_map(|(_, ids)| {
            numbers(ids.trim_start_matches(['"', '\'']).split(['"', '\'', ' ']).next().unwrap_or_default())
        });
        let shown = shown_files(&post);
        let head = Head {
            attachments: ids.chain(post.featured).collect(),
            has_gallery: post.body.contains("[gallery") || post.body.contains("[playlist"),
            links_to_places: links_to_places(&post.body),
            places: places(&post.body),
            uploads: shown.iter().map(|(key, _)| key.clone()).collect(),
            origin: post.origin(),
            feed_id: post.feed_id,
            id: post.id,
            kind: post.kind,
            state: post.state,
            title: post.title,
            slug: post.slug,
            address: post.address,
            author: post.author,
            subjects: post.subjects,
            path: post.path,
            co_authors: post.co_authors,
            older_addresses: post.older_addresses,
            files: post.files,
            headings: post.headings,
        };
        self.addresses.extend(shown);
        match self.heads.get_mut(at) {
            Some(older) => *older = head,
            None => self.heads.push(head),
        }
    }

    /// Returns the position of a post among the heads. `None` if the export has a newer version of it.
    fn place_of(&mut self, post: &Post) -> Option<usize> {
        let origin = post.origin();
        let Some((newest, at)) = self.known.get_mut(&origin) else {
            let only = Version { modified: post.modified, earlier: 0 };
            self.known.insert(origin, (only, self.heads.len()));
            return Some(self.heads.len());
        };
        let earlier = self.versions.entry(origin.clone()).or_insert(0);
        *earlier += 1;
        let version = Version { modified: post.modified, earlier: *earlier };
        *newest = version.max(*newest);
        self.repeated.insert(origin, *newest);
        (*newest == version).then_some(*at)
    }
}

/// Returns the login of the author with the most posts; empty if there is none.
pub(super) fn main_author(survey: &BlogSurvey) -> &str {
    let mut posts: BTreeMap<&str, usize> = BTreeMap::new();
    for head in survey.heads.iter().filter(|head| !head.author.is_empty()) {
        *posts.entry(&head.author).or_default() += 1;
    }
    posts.into_iter().rev().max_by_key(|(_, count)| *count).map_or("", |(login, _)| login)
}

/// Tells which version of each post counts, as they are read one after another.
pub(super) struct Newest<'s> {
    survey: &'s BlogSurvey,
    read: HashMap<String, usize>,
}

impl<'s> Newest<'s> {
    pub(super) fn of(survey: &'s BlogSurvey) -> Self {
        Self { survey, read: HashMap::new() }
    }

    /// Returns true if the next post that is read is the version that counts.
    pub(super) fn is(&mut self, post: &Post) -> bool {
        let origin = post.origin();
        let Some(newest) = self.survey.repeated.get(&origin) else { return true };
        let earlier = self.read.entry(origin).or_insert(0);
        let version = Version { modified: post.modified, earlier: *earlier };
        *earlier += 1;
        version == *newest
    }
}
