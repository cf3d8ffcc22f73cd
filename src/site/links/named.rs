//! Files that front matter and `column.yaml` name.

use super::Destination;
use super::resolver::{Broken, Known, PICTURES, Resolver};
use crate::content::{EntryKind, Letter, LinkTarget, Person, Program};
use crate::diagnostics::{Diagnostic, FilePath, Span, closest};
use crate::site::collection::EntryRef;
use crate::source::has_extension;

/// A file that front matter names, and what it must be.
pub(super) struct Named<'a> {
    target: &'a LinkTarget,
    span: Span,
    file: &'a FilePath,
    wanted: &'static str,
    place: fn(&Destination) -> Option<usize>,
}

impl<'a> Named<'a> {
    /// The letter that a letter follows up.
    pub(super) fn followed_up(letter: &'a Letter) -> Option<Self> {
        let link = letter.record.update_to.as_ref()?;
        let place = |found: &Destination| match found {
            Destination::Entry(EntryRef { kind: EntryKind::Letter, at }, _) => Some(*at),
            _ => None,
        };
        let file = &letter.common.record.file;
        Some(Self { target: &link.target, span: link.span, file, wanted: "a letter", place })
    }

    /// The program that has taken a program's place.
    pub(super) fn replacement(program: &'a Program) -> Option<Self> {
        let link = program.replaced_by.as_ref()?;
        let place = |found: &Destination| match found {
            Destination::Entry(EntryRef { kind: EntryKind::Program, at }, _) => Some(*at),
            _ => None,
        };
        let file = &program.common.record.file;
        Some(Self { target: &link.target, span: link.span, file, wanted: "a program profile", place })
    }

    /// The picture of a columnist.
    pub(super) fn portrait(person: &'a Person) -> Option<Self> {
        let picture = person.portrait.as_ref()?;
        let place = |found: &Destination| match found {
            Destination::Attachment(at) => Some(*at),
            _ => None,
        };
        let file = &person.common.record.file;
        Some(Self { target: &picture.target, span: picture.span, file, wanted: "a picture", place })
    }
}

impl Resolver<'_> {
    /// Whether a file is of the kind that is wanted: a portrait must be a picture.
    fn is_wanted(&self, named: &Named<'_>, at: usize) -> bool {
        named.wanted != "a picture" || has_extension(&self.parts.attachments[at].1.path, &PICTURES)
    }

    /// The place of what front matter names.
    pub(super) fn named(&self, named: &Named<'_>) -> Result<usize, Broken> {
        let wrong = || {
            let diagnostic = Diagnostic::error(format!("this is not the file of {}", named.wanted));
            Broken::from(diagnostic.at(named.file, named.span).help("write the name of its file, such as `a-name.md`"))
        };
        match named.target {
            LinkTarget::File { path, .. } => {
                if let Some(Known::Withdrawn(_)) = self.files.get(path.as_str()) {
                    let diagnostic = Diagnostic::error(format!("`{path}` is withdrawn")).at(named.file, named.span);
                    return Err(diagnostic.help("remove this line").into());
                }
                let found = self.file(path, None, named.file, named.span)?;
                (named.place)(&found).filter(|at| self.is_wanted(named, *at)).ok_or_else(wrong)
            }
            _ => Err(wrong()),
        }
    }

    /// Entries of the navigation lead to pages of the column, or away from it.
    pub(super) fn navigation(&self) -> Vec<Broken> {
        let config = self.parts.config;
        let entries = config.nav.iter().chain(&config.footer);
        let file: FilePath = crate::source::COLUMN_FILE.into();
        let broken = entries.filter_map(|entry| {
            let span = entry.span?;
            let path = entry.path.split(['#', '?']).next().unwrap_or_default();
            let own = path.starts_with('/') && !path.starts_with("//");
            let left_out = config.leaves_out(path);
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
