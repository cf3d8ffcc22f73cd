//! Parts of a text that Markdown cannot have.

/// Something of a text that could not come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loss {
    /// The line in the text, from 1.
    pub(crate) line: usize,
    /// The kind.
    pub(crate) what: LossKind,
    /// Its words or its address, to find it by.
    pub(crate) text: String,
}

/// The kinds of things that cannot come along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum LossKind {
    /// A form with its fields.
    Form,
    /// A window onto another site: a video, a map, a post.
    Embed,
    /// A program that ran in the reader's browser.
    Script,
    /// A plug-in of the browser's.
    Object,
    /// A picture written out as text in the address.
    PictureInText,
    /// An invisible picture that counted readers.
    Tracker,
    /// Words that no reader saw.
    Hidden,
    /// A drawing in the text.
    Drawing,
    /// A formula in the text.
    Formula,
    /// A link without words.
    EmptyLink,
    /// A link to a place within the text that is not there.
    LinkWithin,
    /// An element that HTML does not know.
    UnknownElement,
    /// A shortcode that is unknown.
    Shortcode,
    /// A shortcode that arranged what is in it on the page.
    LayoutShortcode,
    /// A list or a part of a page that the site made for itself, such as the latest posts.
    TemplateBlock,
    /// The words of a block that a plugin showed.
    BlockWords,
    /// A text that several posts share.
    SharedBlock,
    /// A picture of a gallery that is not in the export.
    MissingPicture,
    /// A poll or a rating.
    Poll,
}
