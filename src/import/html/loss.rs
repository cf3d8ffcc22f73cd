//! Parts of a text that Markdown cannot have.

/// Something of a text that could not come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Loss {
    /// The line in the text, from 1.
    pub(in crate::import) line: usize,
    /// The kind.
    pub(in crate::import) what: LossKind,
    /// Its words or its address, to find it by.
    pub(in crate::import) text: String,
}

/// The kinds of things that cannot come along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::import) enum LossKind {
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
    /// An element that HTML does not know.
    UnknownElement,
    /// A shortcode that is unknown.
    Shortcode,
    /// A shortcode that arranged what is in it on the page.
    LayoutShortcode,
    /// A list or a part of a page that the site made for itself, such as the latest posts.
    TemplateBlock,
    /// A text that several posts share.
    SharedBlock,
    /// A picture of a gallery that is not in the export.
    MissingPicture,
    /// A poll or a rating.
    Poll,
}

impl LossKind {
    /// Returns what it is, in plain words, as the subject of a sentence.
    pub(in crate::import) fn description(self) -> &'static str {
        match self {
            Self::Form => "a form was left out",
            Self::Embed => "a window onto another site became a link",
            Self::Script => "a script was left out",
            Self::Object => "a plug-in was left out",
            Self::PictureInText => "a picture that was written into the text itself was left out",
            Self::Tracker => "an invisible picture that counted readers was left out",
            Self::Hidden => "words that no reader saw were left out",
            Self::Drawing => "a drawing within the text was left out",
            Self::Formula => "a formula became plain words",
            Self::EmptyLink => "a link without words was left out",
            Self::UnknownElement => "the tags of an unknown element were left out; its words are here",
            Self::Shortcode => "a shortcode is still in the text, as readers now see it",
            Self::LayoutShortcode => "shortcodes that arranged the page were left out; the words in them are here",
            Self::TemplateBlock => "something that the old site filled in by itself was left out",
            Self::SharedBlock => "a text that several posts share was left out",
            Self::MissingPicture => "a picture of a gallery is not in the export",
            Self::Poll => "a poll or rating was left out",
        }
    }

    /// Returns what to do about it, as a sentence of its own without its end.
    pub(in crate::import) fn advice(self) -> &'static str {
        match self {
            Self::Form => "give an address to write to instead, or put a form on a page of your own",
            Self::Embed => "look whether the link says enough, and give it words: `[the talk](https://…)`",
            Self::Script => "link to what it showed, if readers miss it",
            Self::Object => "link to what it showed",
            Self::PictureInText => {
                "save the picture from the old site in the same folder, and write `![what it shows](name.jpg)`"
            }
            Self::Tracker => "nothing: readers never saw it",
            Self::Hidden => "nothing, if they were not yours; else write them where they belong",
            Self::Drawing => "save it as a picture file in the same folder, and write `![what it shows](name.svg)`",
            Self::Formula => "read the words, and correct what is wrong with the formula",
            Self::EmptyLink => "nothing: readers could not see it",
            Self::UnknownElement => "nothing, if the words read well",
            Self::Shortcode => "write what it showed, or remove it",
            Self::LayoutShortcode => "look whether the parts follow one another in the right order",
            Self::TemplateBlock => "nothing: a column has its own lists; or link to `/tags/` or `/questions/`",
            Self::SharedBlock => "copy its words from the old site to this place",
            Self::MissingPicture => {
                "save it from the old site in the same folder, and write `![what it shows](name.jpg)`"
            }
            Self::Poll => "say in words what came of it",
        }
    }
}
