//! Resolves one link to its destination.

use ahash::AHashMap;

use super::column_files::{ColumnFile, ColumnFiles};
use super::{Destination, EntryLinks};
use crate::content::{LinkTarget, PictureDetails, Reply, ShownAs};
use crate::diagnostics::{Diagnostic, FilePath, Span, closest, list_names};
use crate::site::held_back::HeldBack;
use crate::site::ids::{EntryRef, LetterId, ReplyId};
use crate::site::route_inputs::RouteInputs;
use crate::site::route_table::RouteTable;
use crate::site::unpublished::{Unpublished, UnpublishedReason};
use crate::site_path::nfc;
use crate::source::has_extension;

/// The number of places of a page up to which the nearest is looked for.
const MOST_COMPARED: usize = 1_000;

pub(super) struct Resolver<'a> {
    pub(super) parts: &'a RouteInputs<'a>,
    pub(super) routes: &'a RouteTable,
    /// Attachments that are not published, in path order.
    pub(super) held_back: &'a [HeldBack],
    pub(super) files: ColumnFiles<'a>,
}

/// The extensions of files that browsers show as a picture.
pub(super) const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "apng"];

/// The extensions of pictures in other formats: of iPhones and of scanners.
const NO_PICTURES_FOR_BROWSERS: [&str; 6] = ["heic", "heif", "tif", "tiff", "bmp", "jxl"];

/// The extensions of files that browsers play.
const MEDIA: [&str; 13] =
    ["mp4", "m4v", "mov", "webm", "ogv", "mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac"];

/// The extension of subtitles.
const CAPTIONS: [&str; 1] = ["vtt"];

/// A link without a destination.
pub(super) struct BrokenLink {
    pub(super) diagnostic: Diagnostic,
    /// The file that does not exist, for which there may be one with a similar name.
    pub(super) missing: Option<String>,
}

impl From<Diagnostic> for BrokenLink {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, missing: None }
    }
}

impl Resolver<'_> {
    pub(super) fn entry(&self, entry: EntryRef) -> (EntryLinks, Vec<BrokenLink>) {
        let (references, details) = (self.parts.entries.references(entry), self.parts.entries.reference_details(entry));
        let file = &self.parts.entries.common(entry).record.file;
        let mut broken = Vec::new();
        let mut resolve = |target: &LinkTarget, span| {
            self.target(target, entry, file, span).unwrap_or_else(|problem| {
                broken.extend(problem.map(|problem| *problem));
                Destination::Nowhere
            })
        };
        let resolved = EntryLinks {
            links: references
                .links
                .iter()
                .zip(&details.links)
                .map(|(link, details)| resolve(link, details.span))
                .collect(),
            pictures: references
                .pictures
                .iter()
                .zip(&details.pictures)
                .map(|(link, details)| resolve(link, details.span))
                .collect(),
        };
        let full = details.full_addresses.iter();
        broken.extend(full.filter_map(|full| self.full_address(&full.address, file, full.span)));
        broken.extend(self.non_pictures(&details.pictures, &resolved.pictures, file));
        (resolved, broken)
    }

    /// Resolves the links of all replies that are shown. On the page they are part of their letter.
    pub(super) fn replies(&self, broken: &mut Vec<BrokenLink>) -> AHashMap<ReplyId, EntryLinks> {
        let shown = self.parts.replies.shown().filter(|(_, reply, _)| !reply.record.references.links.is_empty());
        let resolve = |(id, reply, letter): (ReplyId, &Reply, LetterId)| {
            let targets = reply.record.references.links.iter().zip(&reply.details.links);
            let links = targets.map(|(target, details)| {
                let found = self.target(target, letter.into(), &reply.record.file, details.span);
                found.unwrap_or_else(|problem| {
                    broken.extend(problem.map(|problem| *problem));
                    Destination::Nowhere
                })
            });
            (id, EntryLinks { links: links.collect(), pictures: Vec::new() })
        };
        shown.map(resolve).collect()
    }

    /// Returns the errors of shown files that browsers cannot show so: a page, a text.
    fn non_pictures(&self, written: &[PictureDetails], resolved: &[Destination], file: &FilePath) -> Vec<BrokenLink> {
        let is_shown = |destination: &Destination, extensions: &[&str]| match destination {
            Destination::Attachment(id) => has_extension(&self.parts.attachments[*id].1.path, extensions),
            Destination::Path(path) => has_extension(path, extensions),
            Destination::Nowhere => true,
            Destination::Entry(..) | Destination::Here(_) => false,
        };
        let wrong = written.iter().zip(resolved).filter_map(|(shown, destination)| {
            let (extensions, message, help): (&[&str], _, _) = match shown.kind {
                ShownAs::Picture if is_shown(destination, &["jfif"]) => (
                    &PICTURES,
                    "not every browser shows a picture whose name ends like this",
                    "rename the file so that it ends in `.jpg`, and write that name here",
                ),
                ShownAs::Picture if is_shown(destination, &NO_PICTURES_FOR_BROWSERS) => (
                    &PICTURES,
                    "most browsers cannot show a picture in this format",
                    "open it and save it as JPEG, then write the name of that file here",
                ),
                ShownAs::Picture => {
                    (&PICTURES, "this is not a picture", "to link to it, remove the exclamation point: `[…](…)`")
                }
                ShownAs::Media => (
                    &MEDIA,
                    "this is not a video or an audio file",
                    "write the name of one that ends in `.mp4`, `.webm`, or `.mp3`",
                ),
                ShownAs::Captions => {
                    (&CAPTIONS, "this is not a subtitle file", "write the name of one that ends in `.vtt`")
                }
            };
            let is_wrong = !is_shown(destination, extensions);
            is_wrong.then(|| Diagnostic::error(message).at(file, shown.span).help(help).into())
        });
        wrong.collect()
    }

    /// Returns the destination of a target. An error without a link has been reported when the file was parsed.
    fn target(
        &self,
        target: &LinkTarget,
        from: EntryRef,
        file: &FilePath,
        span: Span,
    ) -> Result<Destination, Option<Box<BrokenLink>>> {
        let problem = |broken: BrokenLink| Some(Box::new(broken));
        match target {
            LinkTarget::Here(id) => match self.fragment(from, id, file, span) {
                Ok(()) => Ok(Destination::Here(id.clone())),
                Err(diagnostic) => Err(problem(diagnostic.into())),
            },
            LinkTarget::File { path, fragment } => self.file(path, fragment.as_deref(), file, span).map_err(problem),
            LinkTarget::Route { path, rest } => {
                let Some(route) = self.routes.find(path) else {
                    let diagnostic = Diagnostic::error(format!("there is no page at `{path}`")).at(file, span);
                    return Err(problem(BrokenLink { diagnostic, missing: Some(path.clone()) }));
                };
                match route.target.entry() {
                    Some(entry) if rest.is_empty() => Ok(Destination::Entry(entry, None)),
                    Some(entry) if rest.starts_with('#') => {
                        let id = &rest[1..];
                        let found = self.fragment(entry, id, file, span);
                        found.map(|()| Destination::Entry(entry, Some(id.to_owned()))).map_err(|d| problem(d.into()))
                    }
                    _ => Ok(Destination::Path(format!("{}{rest}", route.path))),
                }
            }
            LinkTarget::Elsewhere(_) | LinkTarget::Refused(_) | LinkTarget::Empty | LinkTarget::Outside(_) => Err(None),
        }
    }

    pub(super) fn file(
        &self,
        path: &str,
        fragment: Option<&str>,
        file: &FilePath,
        span: Span,
    ) -> Result<Destination, BrokenLink> {
        // A letter that was moved into a folder of its own is still found by its old name.
        let folder = [".md", ".markdown"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
        match self.files.get(path).or_else(|| self.files.index_of(folder)) {
            Some(ColumnFile::Entry(entry)) => {
                if let Some(id) = fragment {
                    self.fragment(*entry, id, file, span)?;
                }
                Ok(Destination::Entry(*entry, fragment.map(ToOwned::to_owned)))
            }
            Some(ColumnFile::Attachment(id)) => Ok(Destination::Attachment(*id)),
            Some(ColumnFile::Reply(letter, anchor)) => {
                Ok(Destination::Entry((*letter).into(), Some((*anchor).to_owned())))
            }
            Some(ColumnFile::Withdrawn(path)) => Ok(Destination::Path((*path).to_owned())),
            Some(ColumnFile::Unpublished(entry)) => Err(unpublished(entry, file, span).into()),
            None => {
                let composed = || self.held_back.iter().position(|held_back| nfc(&held_back.file) == nfc(path));
                let held_back = self.held_back.binary_search_by(|held_back| (*held_back.file).cmp(path)).ok();
                let held_back = held_back.or_else(|| if path.is_ascii() { None } else { composed() });
                if let Some(diagnostic) = held_back.and_then(|at| self.held_back[at].broken_link(file, span)) {
                    return Err(diagnostic.into());
                }
                let diagnostic = Diagnostic::error(format!("there is no file `{path}`")).at(file, span);
                let is_picture = has_extension(path, &PICTURES);
                let diagnostic = if is_picture { diagnostic } else { diagnostic.label("this link leads nowhere") };
                Err(BrokenLink { diagnostic, missing: Some(path.to_owned()) })
            }
        }
    }

    fn fragment(&self, entry: EntryRef, id: &str, file: &FilePath, span: Span) -> Result<(), Diagnostic> {
        let ids = self.parts.entries.references(entry).ids.as_slice();
        let is_reply = || match entry {
            EntryRef::Letter(letter) => self.parts.replies.has_anchor(letter, id),
            EntryRef::Program(_) | EntryRef::Person(_) | EntryRef::Page(_) => false,
        };
        if id.is_empty() || ids.binary_search_by(|known| known.as_str().cmp(id)).is_ok() || is_reply() {
            return Ok(());
        }
        let page = &self.parts.entries.common(entry).record.file;
        // With so many places, one is as likely as the next, and to compare all of them takes long.
        let few = if ids.len() > MOST_COMPARED { &[] } else { ids };
        let near = closest(id, few.iter().map(String::as_str)).map(|near| format!("did you mean `#{near}`?"));
        let help = near.unwrap_or_else(|| match ids {
            [] => "only headings and questions can be linked to, and it has none".to_owned(),
            ids => {
                let places: Vec<String> = ids.iter().map(|id| format!("#{id}")).collect();
                format!("you can link to {}", list_names(&format!("#{id}"), places.iter().map(String::as_str)))
            }
        });
        Err(Diagnostic::error(format!("there is no `#{id}` in `{page}`")).at(file, span).help(help))
    }
}

fn unpublished(entry: &Unpublished, file: &FilePath, span: Span) -> Diagnostic {
    let why = match &entry.reason {
        UnpublishedReason::Draft => "it is a draft".to_owned(),
        UnpublishedReason::Scheduled(when) => format!("it appears on {}", when.day),
    };
    Diagnostic::warning(format!("`{}` is not published: {why}", entry.file))
        .at(file, span)
        .help("until then, readers see these words without the link")
}
