//! The kinds of notes on a folder of Markdown.

use crate::import::note_kinds::{NoteKind, Weight};

const fn kind(weight: Weight, heading: &'static str, advice: &'static str) -> NoteKind {
    NoteKind { weight, heading, advice }
}

pub(super) const BROKEN_FIELDS: NoteKind = kind(
    Weight::ToDo,
    "Files whose fields cannot be read",
    "The text is here. Look at the first lines of the file in the folder, and write what is missing: the title, the date, the tags.",
);
pub(super) const UNDATED: NoteKind = kind(
    Weight::ToLookAt,
    "Texts without a date",
    "They are drafts. Write `date:` into each, and remove `draft: yes`.",
);
pub(super) const OTHER_LANGUAGES: NoteKind = kind(
    Weight::ToLookAt,
    "Texts in another language of the website",
    "They are drafts: a column has one language. Make a column of its own of them, or remove `draft: yes`.",
);
pub(super) const NOT_SHARED: NoteKind = kind(
    Weight::ToLookAt,
    "Notes that were not marked for publishing",
    "They are drafts, as other notes have `publish: true`. Remove `draft: yes` to publish them.",
);
pub(super) const OTHER_MARKUP: NoteKind = kind(
    Weight::ToDo,
    "Texts that are not Markdown",
    "They were left out. Save each as Markdown (`pandoc file -t commonmark -o file.md` does it), and import the folder again.",
);
pub(super) const NO_PAGES: NoteKind = kind(
    Weight::ToKnow,
    "Files that are no texts of the blog",
    "They were left out: your column has its own home page, its own lists, and its own page for addresses that are not there.",
);
pub(super) const UNUSED_FIELDS: NoteKind = kind(
    Weight::ToKnow,
    "Fields that a column has no use for",
    "They were left out, and are still in the folder. `extra: { name: value }` keeps a field for a theme of yours.",
);
pub(super) const LOST_TEXTS: NoteKind = kind(
    Weight::ToLookAt,
    "Links to texts that are not in the folder",
    "The words stayed. Look whether they need a link.",
);
pub(super) const ATTRIBUTES: NoteKind = kind(
    Weight::Counted,
    "Attributes such as `{: .center}`",
    "They were left out: they say how something looks, and your theme says that now.",
);
