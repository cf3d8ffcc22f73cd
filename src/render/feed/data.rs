//! The content of a feed, whatever its format.

use crate::content::When;

/// A feed. Every address in it is a full one.
pub(super) struct Feed<'s> {
    /// Its title, plain.
    pub(super) title: String,
    /// The tagline of the column.
    pub(super) tagline: Option<&'s str>,
    /// BCP 47 language tag of the column.
    pub(super) language: &'s str,
    /// The title of the column, which is the author of a letter that names none.
    pub(super) column: &'s str,
    /// Its permanent id (RFC 4287, 4.2.6).
    pub(super) id: String,
    /// The date of what has none, since Atom wants one in every feed and entry (RFC 4287, 4.1.1 and 4.1.2): a moment
    /// before the first letter (RFC 3339).
    pub(super) began: String,
    /// Its own address.
    pub(super) url: String,
    /// Address of the page that shows the same letters.
    pub(super) page_url: String,
    /// The address of a small picture of the column.
    pub(super) icon: Option<&'s str>,
    /// The address of a large one.
    pub(super) logo: Option<&'s str>,
    /// Its letters, newest first.
    pub(super) items: Vec<FeedItem<'s>>,
    /// What a browser shows of it; `None` if the theme has no stylesheet for feeds.
    pub(super) for_people: Option<ForPeople>,
}

/// What people read who open the address of a feed in a browser, apart from the letters.
pub(super) struct ForPeople {
    /// The addresses of its stylesheets, from the root of the host.
    pub(super) stylesheets: Vec<String>,
    /// The direction of the writing: `ltr` or `rtl`.
    pub(super) direction: &'static str,
    /// What a feed is, in the words of the theme; `None` if it has none.
    pub(super) explanation: Option<String>,
    /// The address of the page on feeds, and the words that lead there; `None` if there is no such page.
    pub(super) subscribe: Option<(String, String)>,
}

impl<'s> Feed<'s> {
    /// Returns when the newest change in it happened: never the moment of the build, for equal input gives equal bytes.
    /// `None` if no letter in it has a date.
    pub(super) fn updated(&self) -> Option<&'s When> {
        self.items.iter().filter_map(|item| item.updated).max_by_key(|when| when.instant)
    }
}

/// A letter in a feed.
pub(super) struct FeedItem<'s> {
    /// Its permanent id.
    pub(super) id: String,
    /// Address of its page.
    pub(super) url: String,
    /// Its title, plain.
    pub(super) title: &'s str,
    /// Its description or first words, plain.
    pub(super) summary: &'s str,
    /// When it appeared.
    pub(super) published: Option<&'s When>,
    /// The day on which it appeared, as the theme writes dates; `None` likewise.
    pub(super) day: Option<String>,
    /// When it last changed. Never earlier than `published`.
    pub(super) updated: Option<&'s When>,
    /// The columnists who answer it.
    pub(super) authors: Vec<FeedAuthor<'s>>,
    /// Its subjects, plain.
    pub(super) tags: Vec<&'s str>,
    /// Its full text.
    pub(super) html: String,
}

/// A columnist or a guest in a feed.
pub(super) struct FeedAuthor<'s> {
    /// Full name, plain.
    pub(super) name: &'s str,
    /// Address of the columnist's page; `None` for a guest.
    pub(super) url: Option<String>,
}
