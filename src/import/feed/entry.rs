//! An entry of a feed, whatever its form, and the post that it becomes.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use xxhash_rust::xxh3::xxh3_64;

use super::text::{self, FeedText};
use crate::import::blog::{Author, Blog, Comment, Moment, Post, PostKind, PostState, TextFormat};
use crate::import::titles::plain;

/// The longest title that is made of the first words of a text, in characters.
const LONGEST_TITLE: usize = 60;

/// An entry of a feed.
#[derive(Debug, Default)]
pub(super) struct FeedEntry {
    /// The id, which may be any text.
    pub(super) id: String,
    pub(super) kind: PostKind,
    pub(super) state: PostState,
    /// The address of the page.
    pub(super) address: String,
    /// The address from which relative ones start.
    pub(super) base: String,
    /// The title, in HTML.
    pub(super) title: String,
    /// The whole text, in HTML; empty without one.
    pub(super) body: String,
    /// The beginning of the text, or a summary of it, in HTML.
    pub(super) summary: String,
    pub(super) date: Option<Moment>,
    /// When it was changed last.
    pub(super) modified: Option<Moment>,
    /// The name of the author.
    pub(super) author: String,
    /// The address of the author's own page.
    pub(super) author_page: String,
    pub(super) subjects: Vec<String>,
    /// Pictures and recordings that belong to the text and are not in it.
    pub(super) files: Vec<EnclosedFile>,
    pub(super) comments: Vec<Comment>,
    /// The numbers of the comments that were never shown.
    pub(super) hidden_comments: Vec<u64>,
}

/// A file that an entry names beside its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EnclosedFile {
    pub(super) address: String,
    pub(super) is_picture: bool,
}

impl FeedEntry {
    /// Adds a file, by its media type, unless it has it already.
    pub(super) fn add_file(&mut self, address: &str, media_type: &str) {
        let address = address.trim();
        let is_picture = media_type.starts_with("image") || crate::source::is_picture(path_of(address));
        if !address.is_empty() && !self.files.iter().any(|file| file.address == address) {
            self.files.push(EnclosedFile { address: address.to_owned(), is_picture });
        }
    }

    pub(super) fn add_subject(&mut self, name: &str) {
        let name = plain(name);
        if !name.is_empty() && !self.subjects.contains(&name) {
            self.subjects.push(name);
        }
    }

    /// Returns the post that the entry is, and adds its author to the blog's.
    pub(super) fn into_post(self, blog: &mut Blog) -> Post {
        let FeedText { body, excerpt, is_beginning } =
            text::of_entry(&self.body, &self.summary, &self.address, &blog.address);
        let body = with_files(&self.files, body);
        let is_untitled = plain(&self.title).is_empty();
        let title = if is_untitled { title_of(&body, self.date) } else { self.title };
        let feed_id = if is_iri(&self.id) || self.address.is_empty() { self.id.clone() } else { self.address.clone() };
        add_author(&self.author, &self.author_page, blog);
        Post {
            id: number(&self.id, &self.address, &title),
            kind: self.kind,
            state: self.state,
            title,
            is_untitled,
            body,
            base: self.base,
            format: TextFormat::Html,
            excerpt,
            is_beginning,
            date: self.date,
            modified: self.modified.and_then(in_utc),
            slug: slug(&self.address),
            address: self.address,
            feed_id: if is_iri(&feed_id) { feed_id } else { String::new() },
            author: self.author,
            subjects: self.subjects,
            comments: self.comments,
            hidden_comments: self.hidden_comments,
            ..Post::default()
        }
    }
}

fn in_utc(moment: Moment) -> Option<DateTime> {
    moment.local.checked_sub(SignedDuration::from_mins(moment.offset.unwrap_or(0).into())).ok()
}

/// Returns true for an id that another feed can have, too: it begins with a scheme (RFC 4287, section 4.2.6).
pub(super) fn is_iri(id: &str) -> bool {
    let scheme = id.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// Returns the number of an entry or comment, never 0. Blogger numbers its own.
pub(super) fn number(id: &str, address: &str, title: &str) -> u64 {
    let of_blogger = id.strip_prefix("tag:blogger.com,1999:blog-").and_then(|rest| rest.rsplit_once('-'));
    if let Some(number) = of_blogger.and_then(|(_, number)| number.parse().ok()).filter(|number| *number > 0) {
        return number;
    }
    let name = [id, address, title].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    xxh3_64(name.as_bytes()).max(1)
}

fn add_author(name: &str, page: &str, blog: &mut Blog) {
    if name.is_empty() {
        return;
    }
    let id = if page.is_empty() { 0 } else { number(page, "", "") };
    match blog.authors.iter_mut().find(|author| author.login == name) {
        None => blog.authors.push(Author { id, login: name.to_owned(), name: name.to_owned() }),
        Some(author) if author.id == 0 => author.id = id,
        Some(_) => {}
    }
}

/// Returns the address of a page without what its feed has added to it, to count readers.
pub(super) fn without_tracking(address: &str) -> String {
    let (rest, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
    let Some((page, query)) = rest.split_once('?') else { return address.to_owned() };
    let is_tracking =
        |pair: &&str| pair.starts_with("utm_") || pair.starts_with("source=rss") || pair.starts_with("ref=rss");
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    if kept.is_empty() { format!("{page}{fragment}") } else { format!("{page}?{}{fragment}", kept.join("&")) }
}

/// Returns the path of an address, with its host.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

/// Returns the last part of an address, without the ending of a file. Empty if that is a number or says nothing.
fn slug(address: &str) -> String {
    let path = path_of(address).trim_end_matches('/');
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let Some((_, last)) = path.rsplit_once('/') else { return String::new() };
    let stem = [".html", ".htm", ".php", ".aspx", ".md"].iter().find_map(|ending| last.strip_suffix(ending));
    let stem = stem.unwrap_or(last);
    let says_nothing = stem.bytes().all(|byte| byte.is_ascii_digit()) || matches!(stem, "index" | "default" | "post");
    if says_nothing { String::new() } else { stem.to_owned() }
}

/// Puts the files of an entry that its text does not show around it: pictures above, and a link to each recording below.
fn with_files(files: &[EnclosedFile], body: String) -> String {
    let mut pictures = String::new();
    let mut whole = body;
    for file in files.iter().filter(|file| !names(&whole, &file.address)).collect::<Vec<_>>() {
        let address = text::escaped(&file.address);
        if file.is_picture {
            pictures.extend(["<p><img src=\"", &address, "\" alt=\"\"></p>\n"]);
        } else {
            let name = file_name(&file.address);
            let name = if name.is_empty() { &file.address } else { &name };
            whole.extend(["\n<p><a href=\"", &address, "\">", &text::escaped(name), "</a></p>"]);
        }
    }
    pictures + &whole
}

/// Returns the name of the file that an address leads to. Services that change the size of pictures have the whole address
/// of the picture in its last part.
fn file_name(address: &str) -> String {
    let path = percent_encoding::percent_decode_str(path_of(address)).decode_utf8_lossy().into_owned();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Returns true if a text shows a file or links to it, at whatever size.
fn names(body: &str, address: &str) -> bool {
    let name = file_name(address);
    let raw = path_of(address).rsplit('/').next().unwrap_or_default();
    !name.is_empty() && (body.contains(&name) || body.contains(raw) || body.contains(&text::escaped(&name)))
}

/// Returns a title for a post without one: the first words of its text, or else its day, or the name of its picture.
fn title_of(body: &str, date: Option<Moment>) -> String {
    let words = plain(body);
    let is_end = |c: char| ".?!。？！".contains(c);
    let sentence = words.find(is_end).map_or(words.as_str(), |at| {
        let end = words[at..].trim_start_matches(is_end);
        &words[..words.len() - end.len()]
    });
    let title = if sentence.chars().count() <= LONGEST_TITLE {
        sentence.trim_end_matches(['.', '。']).to_owned()
    } else {
        let start: String = words.chars().take(LONGEST_TITLE).collect();
        let whole = start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole);
        format!("{}…", whole.trim_end_matches([',', ';', ':', '–', '—', '-', ' ']))
    };
    let picture = || body.split_once("src=\"").and_then(|(_, rest)| rest.split_once('"'));
    match date {
        _ if title.chars().any(char::is_alphanumeric) => text::escaped(&title),
        Some(date) => date.local.date().to_string(),
        None => picture().map(|(address, _)| text::escaped(&file_name(address))).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_posts_without_one() {
        assert_eq!(title_of("<p>A note. On it.</p>", None), "A note");
        assert_eq!(title_of("<p>Really?! Yes &amp; no.</p>", None), "Really?!");
        assert_eq!(title_of("<p>7 &lt; 8</p>", None), "7 &lt; 8");
        assert_eq!(
            title_of("<p>A sentence that goes on and on, for longer than a title may be, and on.</p>", None),
            "A sentence that goes on and on, for longer than a title may…"
        );
        assert_eq!(title_of("<img src=\"https://img.example/a%20desk.jpg?w=3\">", None), "a desk.jpg");
        assert_eq!(title_of("<img src=\"a.jpg\">", super::super::date::read("2014-05-12")), "2014-05-12");
        assert_eq!(title_of("", None), "");
    }

    #[test]
    fn slugs_are_words() {
        for (address, expected) in [
            ("https://desk.example/2014/05/may-i-leave.html?m=1#c", "may-i-leave"),
            ("https://desk.example/may-i-leave/", "may-i-leave"),
            ("https://desk.example/post/123", ""),
            ("https://desk.example/a/index.html", ""),
            ("https://desk.example", ""),
            ("https://desk.example/?p=12", ""),
            ("/2014/05/leave.html", "leave"),
            ("", ""),
        ] {
            assert_eq!(slug(address), expected, "{address}");
        }
    }

    #[test]
    fn queries_that_say_where_readers_came_from() {
        for (address, expected) in [
            ("https://a.example/b?utm_source=rss&utm_medium=rss", "https://a.example/b"),
            ("https://a.example/b?p=12&utm_source=rss#c", "https://a.example/b?p=12#c"),
            ("https://a.example/b?source=rss-12----2", "https://a.example/b"),
            ("https://a.example/b?p=12", "https://a.example/b?p=12"),
        ] {
            assert_eq!(without_tracking(address), expected);
        }
    }
}
