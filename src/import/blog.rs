//! The contents of an export, whatever tool has written it: the stage between its readers and the files of a column.

use std::collections::HashSet;

use jiff::civil::DateTime;

use super::report::Note;

/// A part of an export, by what becomes of it.
pub(super) enum ExportItem {
    Post(Box<Post>),
    Upload(UploadedFile),
    /// A text that several posts share, by its number.
    SharedBlock(u64, String),
    /// Neither a text nor a file of the author's: its type.
    Other(String),
    /// Thrown away by the author: the origin that the post would have.
    Trash(String),
}

/// A blog's own facts, and all that its posts refer to.
#[derive(Debug, Default)]
pub(super) struct Blog {
    pub(super) title: String,
    pub(super) tagline: String,
    /// The address of the home page, without a slash at the end.
    pub(super) address: String,
    /// The language (BCP 47).
    pub(super) language: String,
    /// True if `/?p=12` led to the post with the number 12, as in WordPress.
    pub(super) has_short_links: bool,
    /// The addresses of its feed, from its home page on: `/feed/`.
    pub(super) feed_addresses: Vec<String>,
    pub(super) authors: Vec<Author>,
    pub(super) subjects: Vec<BlogSubject>,
    pub(super) attachments: Vec<UploadedFile>,
    /// How many comments are on posts that the export does not have.
    pub(super) lost_comments: usize,
    /// The IANA time zone, if the export names one; else empty.
    pub(super) time_zone: String,
    /// What is to be said of the export as a whole.
    pub(super) notes: Vec<Note>,
}

impl Blog {
    /// Adds the facts of another document of the same blog. Of two that differ the first counts.
    pub(super) fn merge(&mut self, other: Self) {
        let texts = [
            (&mut self.title, other.title),
            (&mut self.tagline, other.tagline),
            (&mut self.address, other.address),
            (&mut self.language, other.language),
            (&mut self.time_zone, other.time_zone),
        ];
        for (known, text) in texts {
            if known.is_empty() {
                *known = text;
            }
        }
        self.has_short_links |= other.has_short_links;
        if self.feed_addresses.is_empty() {
            self.feed_addresses = other.feed_addresses;
        }
        let is_new = |author: &Author| !self.authors.iter().any(|known| known.login == author.login);
        let authors: Vec<Author> = other.authors.into_iter().filter(is_new).collect();
        self.authors.extend(authors);
        let known: HashSet<String> = self.subjects.iter().map(|subject| subject.name.clone()).collect();
        self.subjects.extend(other.subjects.into_iter().filter(|subject| !known.contains(&subject.name)));
        self.attachments.extend(other.attachments);
        self.lost_comments += other.lost_comments;
        self.notes.extend(other.notes);
    }
}

/// Someone who has written posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    /// The number by which comments name them; 0 if the export has none.
    pub(super) id: u64,
    /// The name by which posts refer to them.
    pub(super) login: String,
    pub(super) name: String,
}

/// A category or tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct BlogSubject {
    pub(super) name: String,
    /// The last part of its old address.
    pub(super) slug: String,
    /// The name or slug of the category that it is part of; empty without one.
    pub(super) parent: String,
    pub(super) description: String,
}

/// A picture or another file that was uploaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct UploadedFile {
    pub(super) id: u64,
    /// The address of the file.
    pub(super) address: String,
    /// The address of the page that shows it; empty without one.
    pub(super) page: String,
    pub(super) alt: String,
    /// The caption, in HTML.
    pub(super) caption: String,
    /// The post that it was uploaded to; 0 without one.
    pub(super) parent: u64,
}

/// A letter or page.
#[derive(Debug, Default)]
pub(super) struct Post {
    pub(super) id: u64,
    pub(super) kind: PostKind,
    pub(super) state: PostState,
    /// The name of its kind in the other tool.
    pub(super) type_name: String,
    /// The title, in HTML.
    pub(super) title: String,
    /// True if the title was made of the first words, as the post had none.
    pub(super) is_untitled: bool,
    pub(super) body: String,
    /// The language of the body.
    pub(super) format: TextFormat,
    /// The address from which relative ones in the body start; empty for that of the blog.
    pub(super) base: String,
    /// True if the export has only the beginning of the body.
    pub(super) is_beginning: bool,
    /// The excerpt, in HTML.
    pub(super) excerpt: String,
    pub(super) date: Option<Moment>,
    /// When it was changed last, in UTC or where the blog is.
    pub(super) modified: Option<DateTime>,
    /// The last part of the old address, percent-encoded as it was; may be empty.
    pub(super) slug: String,
    /// The old address.
    pub(super) address: String,
    /// The id in the old feed.
    pub(super) feed_id: String,
    /// The login of the author.
    pub(super) author: String,
    /// The names of its categories and tags.
    pub(super) subjects: Vec<String>,
    /// The picture above the text.
    pub(super) featured: Option<u64>,
    pub(super) is_sticky: bool,
    pub(super) comments: Vec<Comment>,
    /// The numbers of comments that are not shown: waiting, spam, or in the trash.
    pub(super) hidden_comments: Vec<u64>,
    /// How many mentions by other blogs it has.
    pub(super) pingbacks: usize,
    /// The footnotes of the block editor, as JSON; empty without any.
    pub(super) footnotes: String,
    /// The path of its file among those of the export; empty if several posts share one.
    pub(super) path: String,
    /// When it was changed last, as its author says.
    pub(super) updated: Option<Moment>,
    /// The logins of those who have written it with the author.
    pub(super) co_authors: Vec<String>,
    /// Addresses that it had before the old address.
    pub(super) older_addresses: Vec<String>,
    /// The paths of the files of the export that it shows or offers.
    pub(super) files: Vec<String>,
    /// The names of its headings, by which links lead to them, where they are known.
    pub(super) headings: Vec<String>,
    /// What is to be said of it. The place is the file that it becomes.
    pub(super) notes: Vec<Note>,
}

impl Post {
    /// Returns the name of the post that no other one has, and that stays when its title, its address, or the blog's own
    /// address changes.
    pub(super) fn origin(&self) -> String {
        if self.path.is_empty() {
            origin(&self.feed_id, self.id)
        } else {
            self.path.replace(char::is_whitespace, "%20")
        }
    }

    /// Returns the address from which relative ones start in the body and in the comments.
    pub(super) fn base_address(&self, blog: &Blog) -> String {
        if self.base.is_empty() { format!("{}/", blog.address) } else { self.base.clone() }
    }
}

/// Returns the origin of a post with an id in the feed, which may be empty, and a number. In an export of WordPress, either
/// of the two alone can come twice: the number in another blog, and the id with a copy of a post.
pub(super) fn origin(feed_id: &str, id: u64) -> String {
    format!("{feed_id}#{id}").split_whitespace().collect()
}

/// Returns the name of an author's origin.
pub(super) fn author_origin(blog: &Blog, login: &str) -> String {
    format!("author {}/{login}", blog.address.split_once("://").map_or("", |(_, rest)| rest))
}

/// The language of a text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextFormat {
    /// HTML as WordPress stores it: paragraphs are empty lines, and there are blocks and shortcodes.
    #[default]
    WordPress,
    /// HTML as a browser reads it.
    Html,
    /// Markdown of another tool, which has its file in the export.
    Markdown,
}

/// The kind of file that a post becomes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum PostKind {
    #[default]
    Letter,
    Page,
}

/// Who could read a post.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum PostState {
    #[default]
    Published,
    Draft,
    /// Waiting for an editor.
    Pending,
    /// For the blog's own authors.
    Private,
    /// For those who have a password.
    Protected,
}

/// A day and time, as it was where the blog is, and how far that is from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) local: DateTime,
    /// The offset from UTC in minutes; `None` if the export does not say.
    pub(super) offset: Option<i32>,
}

impl Moment {
    /// Returns true if this is later than another moment. Without an offset it is taken for UTC.
    pub(super) fn is_after(&self, other: jiff::Timestamp) -> bool {
        let minutes = i64::from(self.offset.unwrap_or(0));
        let local = self.local.to_zoned(jiff::tz::TimeZone::UTC).map(|local| local.timestamp().as_second());
        local.is_ok_and(|seconds| seconds - minutes * 60 > other.as_second())
    }
}

/// A comment that was shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) id: u64,
    /// The comment that it answers; 0 for the post itself.
    pub(super) parent: u64,
    pub(super) name: String,
    pub(super) date: Option<Moment>,
    /// The text, in HTML.
    pub(super) text: String,
    /// The author who has written it; 0 for a reader.
    pub(super) author: u64,
}
