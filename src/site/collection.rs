//! Entries of one kind, in their order, each with its permalink.

use std::collections::HashMap;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::content::{Common, Entry, Kind, Letter, Page, Person, Program};
use crate::diagnostics::FilePath;
use crate::source::Attachment;

/// Entries of one kind, in the order in which they are listed.
#[derive(Debug)]
pub struct Collection<T> {
    items: Vec<(Arc<T>, String)>,
}

/// One entry of the site: its kind, and its place in the collection of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryRef {
    /// Which collection.
    pub kind: Kind,
    /// Which place in it.
    pub at: usize,
}

impl<T> Collection<T> {
    /// How many.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The entry at a place.
    pub fn get(&self, at: usize) -> &T {
        &self.items[at].0
    }

    /// The permalink of the entry at a place: a path from the root of the column, percent-encoded.
    pub fn path(&self, at: usize) -> &str {
        &self.items[at].1
    }

    /// All entries, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.items.iter().map(|(entry, _)| &**entry)
    }
}

/// Sorts the entries into their collections: letters newest first, programs by title, people by name, pages by
/// address; ties are broken by address, and by file where even that is the same.
pub(super) fn collect(
    entries: Vec<Entry>,
) -> (Collection<Letter>, Collection<Program>, Collection<Person>, Collection<Page>) {
    let (mut letters, mut programs, mut people, mut pages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        let path = permalink(&entry);
        match entry {
            Entry::Letter(letter) => letters.push((letter, path)),
            Entry::Program(program) => programs.push((program, path)),
            Entry::Person(person) => people.push((person, path)),
            Entry::Page(page) => pages.push((page, path)),
        }
    }
    letters.sort_by(|(a, a_path), (b, b_path)| {
        let newest = |letter: &Letter| letter.common.date.as_ref().map(|when| when.instant);
        newest(b).cmp(&newest(a)).then_with(|| a_path.cmp(b_path)).then_with(|| a.common.file.cmp(&b.common.file))
    });
    programs.sort_by_cached_key(|(program, path)| by_title(&program.common, path));
    people.sort_by_cached_key(|(person, path)| by_title(&person.common, path));
    pages.sort_by_cached_key(|(page, path)| (path.clone(), page.common.file.clone()));
    (
        Collection { items: letters },
        Collection { items: programs },
        Collection { items: people },
        Collection { items: pages },
    )
}

fn by_title(common: &Common, path: &str) -> (String, String, FilePath) {
    (common.title.plain.to_lowercase(), path.to_owned(), common.file.clone())
}

/// What stands in a path as it is: RFC 3986's `pchar`, less what has a meaning to shells and template authors.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// A path that may stand in a link.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, IN_PATH).to_string()
}

fn permalink(entry: &Entry) -> String {
    let slug = encoded(&entry.common().slug);
    match entry {
        Entry::Letter(_) => format!("/questions/{slug}/"),
        Entry::Program(_) => format!("/programs/{slug}/"),
        Entry::Person(_) => format!("/people/{slug}/"),
        Entry::Page(_) => format!("/{slug}/"),
    }
}

/// Gives each attachment its address: beside the page whose folder it lies in, else where it lies under `content/`.
pub(super) fn place_attachments(
    attachments: Vec<Attachment>,
    letters: &Collection<Letter>,
    programs: &Collection<Program>,
    people: &Collection<Person>,
    pages: &Collection<Page>,
) -> Vec<(String, Attachment)> {
    let mut bundles = HashMap::new();
    bundles.extend(folders(letters, |letter| &letter.common));
    bundles.extend(folders(programs, |program| &program.common));
    bundles.extend(folders(people, |person| &person.common));
    bundles.extend(folders(pages, |page| &page.common));
    let mut placed: Vec<_> = attachments
        .into_iter()
        .filter(|attachment| !crate::source::has_extension(&attachment.path, &["yaml", "yml"]))
        .map(|attachment| (address(&attachment.path, &bundles), attachment))
        .collect();
    placed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    placed
}

/// The folders of entries that are written as `index.md`, with the entries' addresses.
fn folders<'c, T>(
    collection: &'c Collection<T>,
    common: impl Fn(&T) -> &Common + 'c,
) -> impl Iterator<Item = (&'c str, &'c str)> {
    collection.items.iter().filter_map(move |(entry, path)| {
        let file: &'c str = &common(entry).file;
        file.strip_suffix("/index.md").map(|folder| (folder, path.as_str()))
    })
}

fn address(path: &str, bundles: &HashMap<&str, &str>) -> String {
    let mut folder = path;
    while let Some((outer, _)) = folder.rsplit_once('/') {
        if let Some(page) = bundles.get(outer) {
            return format!("{page}{}", encoded(&path[outer.len() + 1..]));
        }
        folder = outer;
    }
    encoded(path.strip_prefix("content").unwrap_or(path))
}
