//! Names that other tools and common speech have for our fields.

/// How the value of an unknown field becomes that of ours.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rewrite {
    /// The same value, else this example.
    Same(&'static str),
    /// A list of the same values, else this example.
    List(&'static str),
    /// Always this line, or these words.
    Line(&'static str),
    /// The last part of an address, which was written whole.
    Slug,
    /// The opposite of yes or no.
    Draft,
    /// The one field of a map.
    Asker,
    /// A link in the text below.
    Link,
}
use Rewrite::{Asker, Draft, Line, Link, List, Same, Slug};

/// Names for the picture of a page, which callslip does not have.
const PICTURES: [&str; 9] =
    ["image", "images", "cover", "photo", "picture", "thumbnail", "featured_image", "banner", "hero"];

const PICTURE: &str = "put it into the text, where readers are to see it: `![What it shows](a-picture.jpg)`";

/// Names for the ways to reach a columnist, which belong in the text about them.
const CONTACTS: [&str; 20] = [
    "email",
    "e_mail",
    "mail",
    "contact",
    "website",
    "web",
    "homepage",
    "url",
    "link",
    "links",
    "blog",
    "social",
    "twitter",
    "mastodon",
    "bluesky",
    "facebook",
    "instagram",
    "linkedin",
    "github",
    "phone",
];

/// Names for our fields in other tools and in common speech: in `_` style, our field, and what to write.
pub(super) const OTHER_NAMES: [(&[&str], &str, Rewrite); 41] = [
    (&["url", "site_url", "siteurl", "site", "domain"], "base_url", Same("https://example.org")),
    (&["lang", "locale", "language_code", "languagecode"], "language", Same("en")),
    (&["description", "subtitle", "slogan", "motto"], "tagline", Same("…")),
    (
        &["image", "images", "og_image", "ogimage", "share_image", "social_card", "cover"],
        "social_image",
        Same("card.png"),
    ),
    (&["menu", "navigation", "links", "header"], "nav", Line("write `nav: [{ label: About, path: /about/ }]`")),
    (&["paginate", "per_page", "posts_per_page", "page_size"], "letters_per_page", Same("20")),
    (&["deploy", "deployment"], "publish", Line("write `publish: { website: { kind: folder, path: /srv/www } }`")),
    (&["url", "href", "link", "address", "to", "page"], "path", Same("/about/")),
    (&["name", "title", "text", "caption"], "label", Same("About")),
    (&["name", "nickname", "pseudonym", "alias", "signed"], "pen_name", Same("…")),
    (&["pen_name", "penname", "signed", "signature", "from", "asked_by", "nickname"], "asker", Asker),
    (&["author", "authors", "by", "byline"], "answered_by", Line("write `answered_by:` and the columnist's initials")),
    (&["published", "publish", "status", "state", "unlisted", "hidden"], "draft", Draft),
    (&["redirect_from", "redirects", "redirect", "old_urls", "old_address"], "aliases", List("[/old-address/]")),
    (&CONTACTS, "initials", Link),
    (&["permalink", "url", "path", "address"], "slug", Slug),
    (&["topics", "topic", "subjects", "subject", "categories"], "tags", List("[…]")),
    (&["category", "keywords", "keyword", "labels", "label"], "tags", List("[…]")),
    (&["summary", "excerpt", "abstract", "meta_description"], "description", Same("…")),
    (&["subtitle", "subheading", "dek", "lede", "lead", "intro", "teaser"], "standfirst", Same("…")),
    (&["lastmod", "modified", "last_modified", "last_modified_at", "edited"], "updated", Same("2026-03-02")),
    (
        &["created", "created_at", "published_at", "publish_date", "publishdate", "pubdate", "posted", "post_date"],
        "date",
        Same("2026-03-02"),
    ),
    (&["image", "images", "photo", "picture", "avatar", "thumbnail"], "portrait", Same("a-picture.jpg")),
    (&PICTURES, "standfirst", Line(PICTURE)),
    (&PICTURES, "slug", Line(PICTURE)),
    (&["question", "letter"], "asker", Line("write it below the front matter, in a paragraph that begins with `Q:`")),
    (&["answer", "reply"], "asker", Line("write it below the front matter, after initials and a colon: `SM: …`")),
    (&["follow_up_to", "follows", "follow_up", "previous"], "update_to", Same("an-older-letter.md")),
    (
        &["bio", "biography", "about", "body", "content", "text"],
        "slug",
        Line("write it as text, below the second `---`"),
    ),
    (&["cost", "costs", "price", "prices", "fee", "fees"], "tuition", Line("write `tuition:` in its place")),
    (&["school", "institution", "university", "organization"], "provider", Same("…")),
    (&["website", "link", "homepage", "web"], "url", Same("https://example.org/a-program")),
    (&["duration", "length", "time"], "course_length", Same("four weeks")),
    (
        &["mode", "modality", "format"],
        "delivery",
        Line("write `delivery: online`, or `in person`, or both: `[in person, online]`"),
    ),
    (&["aka", "acronym", "abbreviation", "alias", "short_name"], "also_known_as", List("[…]")),
    (&["checked", "last_checked", "checked_on", "verified_on", "as_of", "date", "day"], "verified", Same("2026-03-02")),
    (&["number", "count", "amount", "text", "content", "fact", "val", "is"], "value", Same("…")),
    (&["citation", "reference", "url", "link", "address", "page", "from"], "source", Same("A newspaper")),
    (&["uuid", "guid"], "id", Same("https://old.example/?p=12")),
    (&["name"], "title", Same("…")),
    (&["title"], "name", Same("…")),
];

/// Fields of other tools for which callslip has no use.
pub(super) const UNUSED: [&str; 22] = [
    "layout",
    "weight",
    "comments",
    "comment_status",
    "toc",
    "math",
    "mathjax",
    "sticky",
    "type",
    "post_type",
    "cssclass",
    "cssclasses",
    "markup",
    "sitemap",
    "share",
    "pin",
    "pinned",
    "featured",
    "series",
    "format",
    "author_profile",
    "read_time",
];

/// The fields that are written most, in the order in which a help lists them.
pub(super) const COMMON: [&str; 12] = [
    "title",
    "name",
    "date",
    "initials",
    "provider",
    "tags",
    "asker",
    "answered_by",
    "description",
    "url",
    "draft",
    "slug",
];

/// Fields that hold lists.
pub(super) const LISTS: [&str; 5] = ["tags", "aliases", "feed_aliases", "also_known_as", "answered_by"];
