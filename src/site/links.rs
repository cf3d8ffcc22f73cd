//! Where each link leads: from `../programs/rare-book-school.md` to the page made of that file.

use std::collections::HashMap;

use rayon::prelude::*;

use super::collection::EntryRef;
use super::held::{Held, Reason};
use super::routes::{Parts, RouteTable, common};
use crate::content::{Kind, Link, Picture, Target};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span, closest};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To an entry, and perhaps to a place in it.
    Entry(EntryRef, Option<String>),
    /// To an address of the column.
    Path(String),
    /// To a place on the same page.
    Here(String),
    /// Nowhere (held back, or broken): the link's text stands alone.
    Nowhere,
}

/// The destinations of one entry's links and pictures, in the order of the entry's own lists.
#[derive(Debug, Default, Clone)]
pub struct EntryLinks {
    /// Of its links.
    pub links: Vec<Destination>,
    /// Of its pictures.
    pub pictures: Vec<Destination>,
}

/// Where all links lead.
#[derive(Debug, Default)]
pub struct Links {
    letters: Vec<EntryLinks>,
    programs: Vec<EntryLinks>,
    people: Vec<EntryLinks>,
    pages: Vec<EntryLinks>,
    /// For each program, the letters that link to it, newest first.
    to_programs: Vec<Vec<usize>>,
}

/// Broken links beyond this many are reported without a search for the nearest name, which costs a look at every name.
const MOST_SUGGESTIONS: usize = 100;

impl Links {
    pub(super) fn resolve(parts: &Parts<'_>, held: &[Held], routes: &RouteTable) -> Checked<Self> {
        let resolver = Resolver { parts, routes, files: files(parts, held) };
        let mut broken = Vec::new();
        let mut all = |kind, count: usize| -> Vec<EntryLinks> {
            let resolved: Vec<_> = (0..count).into_par_iter().map(|at| resolver.entry(EntryRef { kind, at })).collect();
            resolved
                .into_iter()
                .map(|(links, found)| {
                    broken.extend(found);
                    links
                })
                .collect()
        };
        let letters = all(Kind::Letter, parts.letters.len());
        let programs = all(Kind::Program, parts.programs.len());
        let people = all(Kind::Person, parts.people.len());
        let pages = all(Kind::Page, parts.pages.len());
        broken.extend(resolver.navigation());
        let to_programs = to_programs(&letters, parts.programs.len());
        let diagnostics = broken
            .into_iter()
            .enumerate()
            .map(|(at, broken)| if at < MOST_SUGGESTIONS { resolver.suggest(broken) } else { broken.diagnostic });
        let diagnostics = diagnostics.collect();
        Checked { value: Self { letters, programs, people, pages, to_programs }, diagnostics }
    }

    /// The links of an entry.
    pub fn of(&self, entry: EntryRef) -> &EntryLinks {
        match entry.kind {
            Kind::Letter => &self.letters[entry.at],
            Kind::Program => &self.programs[entry.at],
            Kind::Person => &self.people[entry.at],
            Kind::Page => &self.pages[entry.at],
        }
    }

    /// The letters that link to a program, newest first.
    pub fn letters_to_program(&self, program: usize) -> &[usize] {
        &self.to_programs[program]
    }
}

fn to_programs(letters: &[EntryLinks], programs: usize) -> Vec<Vec<usize>> {
    let mut to = vec![Vec::new(); programs];
    for (letter, links) in letters.iter().enumerate() {
        for link in &links.links {
            if let Destination::Entry(EntryRef { kind: Kind::Program, at }, _) = link
                && to[*at].last() != Some(&letter)
            {
                to[*at].push(letter);
            }
        }
    }
    to
}

/// What a file of the column has become.
enum Known<'a> {
    Entry(EntryRef),
    Held(&'a Held),
    Attachment(usize),
}

fn files<'a>(parts: &'a Parts<'_>, held: &'a [Held]) -> HashMap<&'a str, Known<'a>> {
    let mut files = HashMap::new();
    let count = |kind| match kind {
        Kind::Letter => parts.letters.len(),
        Kind::Program => parts.programs.len(),
        Kind::Person => parts.people.len(),
        Kind::Page => parts.pages.len(),
    };
    for kind in [Kind::Letter, Kind::Program, Kind::Person, Kind::Page] {
        for at in 0..count(kind) {
            let entry = EntryRef { kind, at };
            files.insert(&*common(parts, entry).file, Known::Entry(entry));
        }
    }
    files.extend(held.iter().map(|held| (&*held.file, Known::Held(held))));
    let attachments = parts.attachments.iter().enumerate();
    files.extend(attachments.map(|(at, (_, attachment))| (&*attachment.path, Known::Attachment(at))));
    files
}

struct Resolver<'a> {
    parts: &'a Parts<'a>,
    routes: &'a RouteTable,
    files: HashMap<&'a str, Known<'a>>,
}

/// A link that leads nowhere, and the name to which something near might be found.
struct Broken {
    diagnostic: Diagnostic,
    file: Option<String>,
}

impl From<Diagnostic> for Broken {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, file: None }
    }
}

impl Resolver<'_> {
    fn entry(&self, entry: EntryRef) -> (EntryLinks, Vec<Broken>) {
        let (links, pictures) = self.written(entry);
        let file = &common(self.parts, entry).file;
        let mut broken = Vec::new();
        let mut resolve = |target: &Target, span| {
            self.target(target, entry, file, span).unwrap_or_else(|problem| {
                broken.extend(problem.map(|problem| *problem));
                Destination::Nowhere
            })
        };
        let resolved = EntryLinks {
            links: links.iter().map(|link| resolve(&link.target, link.span)).collect(),
            pictures: pictures.iter().map(|picture| resolve(&picture.target, picture.span)).collect(),
        };
        (resolved, broken)
    }

    fn written(&self, entry: EntryRef) -> (&[Link], &[Picture]) {
        let text = match entry.kind {
            Kind::Letter => {
                let letter = self.parts.letters.get(entry.at);
                return (&letter.links, &letter.pictures);
            }
            Kind::Program => &self.parts.programs.get(entry.at).text,
            Kind::Person => &self.parts.people.get(entry.at).text,
            Kind::Page => &self.parts.pages.get(entry.at).text,
        };
        (&text.links, &text.pictures)
    }

    /// The ids on an entry's page that its own text gives out.
    fn ids(&self, entry: EntryRef) -> &[String] {
        match entry.kind {
            Kind::Letter => &self.parts.letters.get(entry.at).ids,
            Kind::Program => &self.parts.programs.get(entry.at).text.ids,
            Kind::Person => &self.parts.people.get(entry.at).text.ids,
            Kind::Page => &self.parts.pages.get(entry.at).text.ids,
        }
    }

    /// Where a target is; an error without a problem has been told already.
    fn target(
        &self,
        target: &Target,
        from: EntryRef,
        file: &FilePath,
        span: Span,
    ) -> Result<Destination, Option<Box<Broken>>> {
        let problem = |broken: Broken| Some(Box::new(broken));
        match target {
            Target::Here(id) => match self.fragment(from, id, file, span) {
                Ok(()) => Ok(Destination::Here(id.clone())),
                Err(diagnostic) => Err(problem(diagnostic.into())),
            },
            Target::File { path, fragment } => self.file(path, fragment.as_deref(), file, span).map_err(problem),
            Target::Route { path, rest } => match self.routes.get(path) {
                Some(_) => Ok(Destination::Path(format!("{path}{rest}"))),
                None => {
                    let diagnostic = Diagnostic::error(format!("there is no page at `{path}`")).at(file, span);
                    let slashed = format!("{path}/");
                    let help = self.routes.get(&slashed).map(|_| format!("write `{slashed}`"));
                    let help = help.unwrap_or_else(|| "link to the file instead: `../programs/a-name.md`".to_owned());
                    Err(problem(diagnostic.help(help).into()))
                }
            },
            Target::Elsewhere(_) | Target::Refused(_) | Target::Empty | Target::Outside(_) => Err(None),
        }
    }

    fn file(&self, path: &str, fragment: Option<&str>, file: &FilePath, span: Span) -> Result<Destination, Broken> {
        let index = format!("{path}/index.md");
        match self.files.get(path).or_else(|| self.files.get(index.as_str())) {
            Some(Known::Entry(entry)) => {
                if let Some(id) = fragment {
                    self.fragment(*entry, id, file, span)?;
                }
                Ok(Destination::Entry(*entry, fragment.map(ToOwned::to_owned)))
            }
            Some(Known::Attachment(at)) => Ok(Destination::Path(self.parts.attachments[*at].0.clone())),
            Some(Known::Held(held)) => Err(held_back(held, file, span).into()),
            None => {
                let diagnostic = Diagnostic::error(format!("there is no file `{path}`")).at(file, span);
                Err(Broken { diagnostic: diagnostic.label("this link leads nowhere"), file: Some(path.to_owned()) })
            }
        }
    }

    fn fragment(&self, entry: EntryRef, id: &str, file: &FilePath, span: Span) -> Result<(), Diagnostic> {
        let ids = self.ids(entry);
        if id.is_empty() || ids.binary_search_by(|known| known.as_str().cmp(id)).is_ok() {
            return Ok(());
        }
        let page = &common(self.parts, entry).file;
        let near = closest(id, ids.iter().map(String::as_str)).map(|near| format!("did you mean `#{near}`?"));
        let help = near.unwrap_or_else(|| match ids {
            [] => "it has no places to link to: headings and questions make them".to_owned(),
            ids => format!("its places are `#{}`", ids.join("`, `#")),
        });
        Err(Diagnostic::error(format!("`{page}` has no place called `#{id}`")).at(file, span).help(help))
    }

    fn suggest(&self, broken: Broken) -> Diagnostic {
        let Some(path) = broken.file else { return broken.diagnostic };
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let wanted = name(&path);
        // The same name in another folder is nearer than a similar name in the same one.
        let mut elsewhere: Vec<&str> = self.files.keys().copied().filter(|known| name(known) == wanted).collect();
        elsewhere.sort_unstable();
        let mut known: Vec<&str> = self.files.keys().copied().collect();
        known.sort_unstable();
        let near = elsewhere.first().copied().or_else(|| closest(&path, known));
        let from = broken.diagnostic.file.clone();
        let help = near.map(|near| format!("did you mean `{}`?", relative(from.as_deref().unwrap_or_default(), near)));
        broken.diagnostic.help_if(help)
    }

    /// Entries of the navigation lead to pages of the column, or away from it.
    fn navigation(&self) -> Vec<Broken> {
        let config = self.parts.config;
        let entries = config.nav.iter().chain(&config.footer);
        let file: FilePath = crate::source::COLUMN_FILE.into();
        let broken = entries.filter_map(|entry| {
            let span = entry.span?;
            let path = entry.path.split(['#', '?']).next().unwrap_or_default();
            let own = path.starts_with('/') && !path.starts_with("//");
            let left_out = config.base_url.is_none() && path == "/feed.xml";
            if !own || left_out || self.routes.get(path).is_some() {
                return None;
            }
            let paths = self.routes.iter().map(|route| route.path.as_str());
            let help = closest(path, paths).map(|near| format!("did you mean `{near}`?"));
            Some(Diagnostic::error(format!("there is no page at `{path}`")).at(&file, span).help_if(help).into())
        });
        broken.collect()
    }
}

fn held_back(held: &Held, file: &FilePath, span: Span) -> Diagnostic {
    let why = match &held.reason {
        Reason::Draft => "it is a draft".to_owned(),
        Reason::Scheduled(when) => format!("it appears on {}", when.day),
    };
    Diagnostic::warning(format!("`{}` is not published: {why}", held.file))
        .at(file, span)
        .help("until then the words stand without a link")
}

/// The way from one file to another, as a link would be written.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to_parts: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1].iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - 1 - shared);
    format!("{up}{}", to_parts[shared..].join("/"))
}
