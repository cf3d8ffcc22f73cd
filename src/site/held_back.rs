//! Attachments that are not published, and what to say of them.

use super::unpublished::UnpublishedReason;
use crate::content::EntryKind;
use crate::diagnostics::{Diagnostic, FilePath, Span, closest};
use crate::source::within_replies;

/// An attachment that is not published.
#[derive(Debug)]
pub(super) struct HeldBack {
    pub(super) file: FilePath,
    pub(super) reason: HeldBackReason,
    /// True if a page links to it, or a published link on disk.
    pub(super) is_linked: bool,
}

/// The reason why an attachment is not published.
#[derive(Debug, Clone)]
pub(super) enum HeldBackReason {
    /// No page links to it, and it lies in the folder of none.
    NoLink,
    /// It is of no kind that goes out beside a text.
    OtherKind,
    /// It begins with front matter.
    FrontMatter,
    /// It is the export of another program.
    Export,
    /// Its name extends that of a text.
    ExtendsText,
    /// It lies in the folder of an entry that is not published yet.
    Unpublished {
        /// Why that is not published.
        reason: UnpublishedReason,
    },
    /// It lies in the folder of a withdrawn letter.
    Withdrawn,
    /// It lies in the folder of a text that cannot be read.
    Unreadable,
}

impl HeldBack {
    /// Returns a hint about a file that merely lies there; `None` if it waits for its page, or if there is an error about
    /// a link to it.
    pub(super) fn hint(&self) -> Option<Diagnostic> {
        if self.is_linked {
            return None;
        }
        let file = &self.file;
        let stem = ["yaml", "yml", "YAML", "YML"].iter().find_map(|end| file.strip_suffix(end)?.strip_suffix('.'));
        let name = stem.and_then(|stem| stem.strip_prefix("content/")).unwrap_or_default();
        if let Some(meant) = closest(name, ["tags", "glossary"]) {
            let diagnostic = Diagnostic::warning("callslip does not read this file").about(file);
            return Some(diagnostic.help(format!("give it the name `content/{meant}.yaml`")));
        }
        if let Some(diagnostic) = misnamed_reply(file).or_else(|| misnamed(file, &self.reason)) {
            return Some(diagnostic.about(file));
        }
        if let Some(inner) = file.strip_prefix("content/static/") {
            let diagnostic =
                Diagnostic::warning("this file is not published: `static/` belongs in the folder of `column.yaml`")
                    .about(file);
            return Some(diagnostic.help(format!("move it to `static/{inner}` there")));
        }
        let diagnostic = match self.reason {
            HeldBackReason::NoLink => Diagnostic::hint("this file is not published: no page links to it")
                .help("link to it, or move it into its page's folder, next to `index.md`"),
            HeldBackReason::OtherKind => {
                Diagnostic::hint("this file is not published: callslip does not publish files of this kind")
                    .help("to publish it, move it to `static/`")
            }
            HeldBackReason::FrontMatter => {
                Diagnostic::hint("this file is not published: it begins with `---`, as a letter does")
                    .help("if it is a letter, give it a name that ends in `.md`; if it is a copy of one, remove it")
            }
            HeldBackReason::Export => export(),
            HeldBackReason::ExtendsText => {
                Diagnostic::hint("this file is not published: its name looks like that of a copy of a letter or page")
                    .help("remove it, or give it another name")
            }
            HeldBackReason::Unpublished { .. } | HeldBackReason::Withdrawn | HeldBackReason::Unreadable => return None,
        };
        Some(diagnostic.about(file))
    }

    /// Returns true if a link to it would publish it.
    pub(super) fn may_be_meant(&self) -> bool {
        matches!(self.reason, HeldBackReason::NoLink)
    }

    /// Returns what is wrong with a link to it; `None` if nothing is.
    pub(super) fn broken_link(&self, from: &FilePath, span: Span) -> Option<Diagnostic> {
        let file = &self.file;
        let name = file.rsplit('/').next().unwrap_or(file);
        let not_published = |why: &str| format!("`{file}` is not published: {why}");
        let diagnostic = match &self.reason {
            HeldBackReason::NoLink => return None,
            HeldBackReason::OtherKind => {
                Diagnostic::error(not_published("callslip does not publish files of this kind"))
                    .help(format!("to publish it, move it to `static/`, and link to `/{name}`"))
            }
            HeldBackReason::FrontMatter => Diagnostic::error(not_published("it begins with `---`, as a letter does"))
                .help("if it is not a letter, remove that line; if it is, link to the letter itself"),
            HeldBackReason::Export => {
                Diagnostic::error(not_published("it is an export of another program")).help("remove this link")
            }
            HeldBackReason::ExtendsText => {
                Diagnostic::error(not_published("its name looks like that of a copy of a letter or page"))
                    .help("rename it, or link to the letter or page itself")
            }
            HeldBackReason::Unpublished { reason } => {
                let why = match reason {
                    UnpublishedReason::Draft => "it is in the folder of a draft".to_owned(),
                    UnpublishedReason::Scheduled(when) => format!("the page in its folder appears on {}", when.day),
                };
                let diagnostic = Diagnostic::warning(not_published(&why));
                diagnostic.help("until then, readers see these words without the link")
            }
            HeldBackReason::Withdrawn => {
                Diagnostic::error(not_published("the letter in its folder is withdrawn")).help("remove this link")
            }
            HeldBackReason::Unreadable => {
                Diagnostic::error(not_published("the `index.md` in its folder cannot be read"))
                    .help("correct that file first")
            }
        };
        Some(diagnostic.at(from, span))
    }
}

/// The extensions of files that a reply may have come as, and whose text is there to be copied.
const MESSAGES: [&str; 11] = ["eml", "msg", "mbox", "html", "htm", "docx", "doc", "odt", "rtf", "pages", "pdf"];

/// The extensions of texts that only have another name.
const TEXTS: [&str; 8] = ["", "txt", "text", "mdown", "mkd", "mkdn", "mdx", "md~"];

/// Returns a warning about a file that is probably a reply under another name: `jane.txt`, `jane.eml`.
fn misnamed_reply(file: &str) -> Option<Diagnostic> {
    let (_, name) = within_replies(file)?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = extension.to_lowercase();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let help = if TEXTS.contains(&&*extension) {
        format!("if it is a reply, give it the name `{stem}.md`")
    } else if MESSAGES.contains(&&*extension) {
        format!("if it is a reply, copy its text into a file `{stem}.md`")
    } else {
        return None;
    };
    let message = "the names of replies end in `.md`, so this file is not shown";
    Some(Diagnostic::warning(message).help(help).help("if it is not, move it out of the folder of replies"))
}

fn export() -> Diagnostic {
    Diagnostic::warning("this looks like an export of WordPress or another program, which callslip does not read")
        .help("turn it into `.md` files, one for each letter, for instance with `npx wordpress-export-to-markdown`")
        .help("put those into `content/questions/`, and move this file out of `content/`: it may hold private data")
}

/// Returns a warning about a file that is probably a letter under another name: `my-letter.md.txt`, `letter.docx`.
fn misnamed(file: &str, reason: &HeldBackReason) -> Option<Diagnostic> {
    let (all, one) = match EntryKind::of(file)? {
        EntryKind::Letter => ("letters", "a letter"),
        EntryKind::Program => ("program profiles", "a profile"),
        EntryKind::Person => ("columnists' files", "a columnist's file"),
        EntryKind::Page => ("pages", "a page"),
    };
    let name = file.rsplit('/').next().unwrap_or(file);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let renamed = stem.strip_suffix(".md").or_else(|| stem.strip_suffix(".markdown")).unwrap_or(stem);
    let rename = format!("if it is {one}, give it the name `{renamed}.md`");
    let message = format!("the names of {all} end in `.md`, so this file is not published");
    match (reason, extension.to_lowercase().as_str()) {
        (HeldBackReason::ExtendsText | HeldBackReason::FrontMatter, "txt") if renamed != stem => {
            let help = "Windows hides the `.txt`: in File Explorer, choose View, Show, File name extensions";
            Some(Diagnostic::warning(message).help(rename).help(help))
        }
        (HeldBackReason::FrontMatter, _) => {
            Some(Diagnostic::warning(message).help(rename).help("if it is a copy of one, remove it"))
        }
        // A page beside a letter's `index.md` is an attachment.
        (HeldBackReason::OtherKind, "html" | "htm") if file.matches('/').count() == 2 => Some(
            Diagnostic::warning(format!("{all} end in `.md`; this is an HTML page, so it is not published"))
                .help(format!("if it is {one}, copy its text into `{stem}.md`"))
                .help("to publish it as it is, move it to `static/`"),
        ),
        (HeldBackReason::NoLink, "docx" | "doc" | "odt" | "rtf" | "pages") => Some(
            Diagnostic::warning(format!(
                "the names of {all} end in `.md`; this is a word-processor document, and no page links to it",
            ))
            .help(format!("if it is {one}, save its text as `{stem}.md`"))
            .help("if it belongs to a letter, link to it there"),
        ),
        _ => None,
    }
}
