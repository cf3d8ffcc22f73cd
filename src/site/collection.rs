//! Entries of one kind, in their order, each with its permalink.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::Permalinks;
use crate::content::{Common, Entry, Kind, Letter, Page, Person, Program, Target};
use crate::diagnostics::FilePath;
use crate::source::Attachment;

/// Entries of one kind, in the order in which they are listed.
#[derive(Debug)]
pub struct Collection<T> {
    items: Vec<(Arc<T>, String)>,
}

/// All entries that are published.
#[derive(Debug)]
pub(super) struct Collections {
    pub(super) letters: Collection<Letter>,
    pub(super) programs: Collection<Program>,
    pub(super) people: Collection<Person>,
    pub(super) pages: Collection<Page>,
    pub(super) withdrawn: Collection<Letter>,
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
pub(super) fn collect(entries: Vec<Entry>, permalinks: &Permalinks) -> Collections {
    let (mut letters, mut programs, mut people, mut pages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut withdrawn = Vec::new();
    for entry in entries {
        let path = permalink(&entry, permalinks);
        match entry {
            Entry::Letter(letter) if letter.withdrawn.is_some() => withdrawn.push((letter, path)),
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
    withdrawn.sort_by_cached_key(|(letter, path)| (path.clone(), letter.common.file.clone()));
    Collections {
        letters: Collection { items: letters },
        programs: Collection { items: programs },
        people: Collection { items: people },
        pages: Collection { items: pages },
        withdrawn: Collection { items: withdrawn },
    }
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

fn permalink(entry: &Entry, permalinks: &Permalinks) -> String {
    let pattern = match entry {
        Entry::Letter(_) => &permalinks.questions,
        Entry::Program(_) => &permalinks.programs,
        Entry::Person(_) => &permalinks.people,
        Entry::Page(_) => &permalinks.pages,
    };
    let common = entry.common();
    let day = common.date.as_ref().map(|when| when.day).unwrap_or_default();
    pattern.fill(|name| match name {
        "year" => format!("{:04}", day.year()),
        "month" => format!("{:02}", day.month()),
        "day" => format!("{:02}", day.day()),
        _ => encoded(&common.slug),
    })
}

/// Gives each attachment its address: beside the page whose folder it lies in, else where it lies under `content/`. What
/// lies in the folder of a draft stays private with it.
pub(super) fn place_attachments(attachments: Vec<Attachment>, entries: &Collections) -> Placed {
    let mut bundles = HashMap::new();
    bundles.extend(folders(&entries.letters, |letter| &letter.common));
    bundles.extend(folders(&entries.programs, |program| &program.common));
    bundles.extend(folders(&entries.people, |person| &person.common));
    bundles.extend(folders(&entries.pages, |page| &page.common));
    let linked = entries.linked_files();
    let mut placed = Placed::default();
    for attachment in attachments {
        match bundle(&attachment.path, &bundles) {
            Some(address) => placed.published.push((address, attachment)),
            None if linked.contains(&*attachment.path) => {
                let address = encoded(attachment.path.strip_prefix("content").unwrap_or(&attachment.path));
                placed.published.push((address, attachment));
            }
            None => placed.unused.push(attachment.path),
        }
    }
    placed.published.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    placed
}

/// Attachments, divided.
#[derive(Default)]
pub(super) struct Placed {
    /// Those that lie in the folder of a published page, or that one links to, with their addresses.
    pub(super) published: Vec<(String, Attachment)>,
    /// The others: nobody asked for them to be published.
    pub(super) unused: Vec<FilePath>,
}

impl Collections {
    /// Every file that a link, a picture or a portrait leads to.
    fn linked_files(&self) -> HashSet<&str> {
        let letters = self.letters.entries().map(|letter| (&letter.links, &letter.pictures));
        let programs = self.programs.entries().map(|program| &program.text);
        let texts = programs.chain(self.people.entries().map(|p| &p.text)).chain(self.pages.entries().map(|p| &p.text));
        let written = letters.chain(texts.map(|text| (&text.links, &text.pictures)));
        let targets = written.flat_map(|(links, pictures)| {
            links.iter().map(|link| &link.target).chain(pictures.iter().map(|picture| &picture.target))
        });
        let portraits = self.people.entries().filter_map(|person| person.portrait.as_ref()).map(|p| &p.target);
        let files = targets.chain(portraits).filter_map(|target| match target {
            Target::File { path, .. } => Some(path.as_str()),
            _ => None,
        });
        files.collect()
    }
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

/// The address of a file in the folder of a page, or in one below it.
fn bundle(path: &str, bundles: &HashMap<&str, &str>) -> Option<String> {
    let mut folder = path;
    while let Some((outer, _)) = folder.rsplit_once('/') {
        if let Some(page) = bundles.get(outer) {
            return Some(format!("{page}{}", encoded(&path[outer.len() + 1..])));
        }
        folder = outer;
    }
    None
}
