//! Files that front matter and `column.yaml` name.

use super::Destination;
use super::column_files::ColumnFile;
use super::resolver::{BrokenLink, PICTURES, Resolver};
use super::suggestions::relative;
use crate::content::{FileReference, Letter, LinkTarget, Person, Program};
use crate::diagnostics::{Diagnostic, FilePath, Span, closest};
use crate::site::ids::{AttachmentId, EntryRef, LetterId, PageId, ProgramId};
use crate::source::{COLUMN_FILE, CONTENT, PAGES, has_extension};

/// A file that front matter names, and what it must be; `I` is the id of what the file becomes.
pub(super) struct NamedFile<'a, I> {
    reference: &'a FileReference,
    /// The file whose front matter it is.
    file: &'a FilePath,
    /// The kind of file that it must be, for messages.
    wanted: &'static str,
    /// Returns the id if the destination is of the kind that is wanted.
    id: fn(&Resolver<'_>, &Destination) -> Option<I>,
}

impl<'a> NamedFile<'a, LetterId> {
    /// The letter that a letter follows up.
    pub(super) fn followed_up(letter: &'a Letter) -> Option<Self> {
        let id = |_: &Resolver<'_>, destination: &Destination| match destination {
            Destination::Entry(EntryRef::Letter(letter), _) => Some(*letter),
            _ => None,
        };
        let reference = letter.record.update_to.as_ref()?;
        Some(Self { reference, file: &letter.common.record.file, wanted: "a letter", id })
    }
}

impl<'a> NamedFile<'a, ProgramId> {
    /// The program that has replaced a program.
    pub(super) fn replacement(program: &'a Program) -> Option<Self> {
        let id = |_: &Resolver<'_>, destination: &Destination| match destination {
            Destination::Entry(EntryRef::Program(program), _) => Some(*program),
            _ => None,
        };
        let reference = program.replaced_by.as_ref()?;
        Some(Self { reference, file: &program.common.record.file, wanted: "a program profile", id })
    }
}

impl<'a> NamedFile<'a, AttachmentId> {
    /// The picture of a columnist.
    pub(super) fn portrait(person: &'a Person) -> Option<Self> {
        let id = |resolver: &Resolver<'_>, destination: &Destination| match destination {
            Destination::Attachment(attachment) => {
                let is_picture = has_extension(&resolver.parts.attachments[*attachment].1.path, &PICTURES);
                is_picture.then_some(*attachment)
            }
            _ => None,
        };
        let reference = person.portrait.as_ref()?;
        Some(Self { reference, file: &person.common.record.file, wanted: "a picture", id })
    }
}

impl<'a> NamedFile<'a, PageId> {
    /// A page that `column.yaml` names.
    fn page(reference: &'a FileReference, file: &'a FilePath) -> Self {
        let id = |_: &Resolver<'_>, destination: &Destination| match destination {
            Destination::Entry(EntryRef::Page(page), _) => Some(*page),
            _ => None,
        };
        Self { reference, file, wanted: "a page", id }
    }
}

impl Resolver<'_> {
    /// Returns the pages that settings of the column name, each with the name that the setting has. Those that are not there
    /// are added to `broken`.
    pub(super) fn named_pages(&self, broken: &mut Vec<BrokenLink>) -> Vec<(String, PageId)> {
        let config = self.parts.config;
        let of_forms = config.forms.all().flat_map(|target| [&target.policy, &target.thanks]);
        let names = of_forms.chain([&config.replies.policy]).flatten();
        names.filter_map(|name| Some((name.text.clone(), self.page(&name.text, name.span, broken)?))).collect()
    }

    fn page(&self, text: &str, span: Span, broken: &mut Vec<BrokenLink>) -> Option<PageId> {
        let target = if text.starts_with('/') {
            LinkTarget::Route { path: text.to_owned(), rest: String::new() }
        } else {
            let folder = if text.contains('/') { String::new() } else { format!("{CONTENT}/{PAGES}/") };
            let end = if has_extension(text, &["md", "markdown"]) { "" } else { ".md" };
            LinkTarget::File { path: format!("{folder}{text}{end}"), fragment: None }
        };
        let (reference, file) = (FileReference { target, span }, FilePath::from(COLUMN_FILE));
        self.named(&NamedFile::page(&reference, &file), broken)
    }

    /// Returns the id of what front matter names. `None` if it is not there; then that is added to `broken`.
    pub(super) fn named<I>(&self, named: &NamedFile<'_, I>, broken: &mut Vec<BrokenLink>) -> Option<I> {
        self.try_named(named).map_err(|link| broken.push(link)).ok()
    }

    fn try_named<I>(&self, NamedFile { reference, file, wanted, id }: &NamedFile<'_, I>) -> Result<I, BrokenLink> {
        let FileReference { target, span } = reference;
        let wrong = || {
            let diagnostic = Diagnostic::error(format!("this is not the file name of {wanted}")).at(file, *span);
            let meant = self.meant_entry(target, |destination| id(self, destination).is_some());
            BrokenLink::from(diagnostic.help(match meant {
                Some(path) => format!("write `{}`", relative(file, path)),
                None => "write the name of its file, such as `a-name.md`".to_owned(),
            }))
        };
        match target {
            LinkTarget::File { path, .. } => {
                if let Some(ColumnFile::Withdrawn(_)) = self.files.get(path) {
                    let diagnostic = Diagnostic::error(format!("`{path}` is withdrawn")).at(file, *span);
                    return Err(diagnostic.help("remove this line").into());
                }
                let destination = self.file(path, None, file, *span).map_err(|broken| {
                    let is_missing = broken.missing.is_some();
                    let titled = || self.titled(path, file, |destination| id(self, destination).is_some());
                    match is_missing.then(titled).flatten() {
                        Some(path) => {
                            let message = format!("this is the title of {wanted}, not the name of its file");
                            let diagnostic = Diagnostic::error(message).at(file, *span);
                            diagnostic.help(format!("write `{}`", relative(file, path))).into()
                        }
                        None => broken,
                    }
                })?;
                id(self, &destination).ok_or_else(wrong)
            }
            _ => Err(wrong()),
        }
    }

    /// Returns the file behind an address of the column, if it is of the kind that is wanted.
    fn meant_entry(&self, target: &LinkTarget, is_wanted: impl Fn(&Destination) -> bool) -> Option<&str> {
        let path = match target {
            LinkTarget::Route { path, .. } => path,
            LinkTarget::Elsewhere(address) => address.strip_prefix(self.parts.config.base_url.as_deref()?)?,
            _ => return None,
        };
        let route = self.routes.find(path).or_else(|| self.routes.find(&format!("{path}/")))?;
        let entry = route.target.entry().filter(|entry| is_wanted(&Destination::Entry(*entry, None)))?;
        Some(&self.parts.entries.common(entry).record.file)
    }

    /// Returns the file whose title was written for its name.
    fn titled(&self, path: &str, from: &FilePath, is_wanted: impl Fn(&Destination) -> bool) -> Option<&str> {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let title: String = letters(path.strip_prefix(folder)?.trim_end_matches(".md"));
        let has_title = |entry: &EntryRef| letters(&self.parts.entries.common(*entry).title.plain) == title;
        let mut entries = self.parts.entries.refs();
        let entry = entries.find(|entry| is_wanted(&Destination::Entry(*entry, None)) && has_title(entry))?;
        Some(&self.parts.entries.common(entry).record.file)
    }

    /// Returns the links of the navigation to pages that do not exist.
    pub(super) fn navigation(&self) -> Vec<BrokenLink> {
        let config = self.parts.config;
        let entries = config.nav.iter().chain(&config.footer);
        let file: FilePath = crate::source::COLUMN_FILE.into();
        let broken = entries.filter_map(|entry| {
            let span = entry.span?;
            let path = entry.path.split(['#', '?']).next().unwrap_or_default();
            let is_own = path.starts_with('/') && !path.starts_with("//");
            let is_left_out = config.leaves_out(path);
            if !is_own || is_left_out || self.routes.get(path).is_some() {
                return None;
            }
            let paths = self.routes.iter().map(|route| route.path.as_str());
            let slashed = format!("{path}/");
            let near = self.routes.get(&slashed).map_or_else(|| closest(path, paths), |_| Some(&*slashed));
            let help = near.map(|near| format!("write `path: {near}`"));
            let name = path.trim_matches('/');
            let is_of_page = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            let make = if is_of_page { format!("make the page `content/pages/{name}.md`, or ") } else { String::new() };
            let help = help.unwrap_or_else(|| format!("{make}write the address of a page, such as `/questions/`"));
            Some(Diagnostic::error(format!("there is no page at `{path}`")).at(&file, span).help(help).into())
        });
        broken.collect()
    }
}
