//! The kinds of notes in the report, by their weight: one file because they are one list.

use super::html::LossKind;

/// How much a kind of note asks of the columnist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Something is missing or broken until somebody does something about it.
    ToDo,
    /// The import has guessed or changed something.
    ToLookAt,
    /// It is good to know.
    ToKnow,
    /// It is counted, so that nobody misses it.
    Counted,
}

impl Weight {
    /// Returns the heading over all notes of the weight.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::ToDo => "To do",
            Self::ToLookAt => "To look at",
            Self::ToKnow => "Good to know",
            Self::Counted => "Nothing to do",
        }
    }

    /// Returns how many places are shown of one kind.
    pub(super) fn most_places(self) -> usize {
        match self {
            Self::ToDo => 6,
            Self::ToLookAt => 2,
            Self::ToKnow => 1,
            Self::Counted => 0,
        }
    }
}

/// A kind of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteKind {
    /// How much it asks of the columnist.
    pub weight: Weight,
    /// The heading over all notes of the kind: in sentence case, and in the plural.
    pub heading: &'static str,
    /// The advice, as sentences.
    pub advice: &'static str,
}

const fn to_do(heading: &'static str, advice: &'static str) -> NoteKind {
    NoteKind { weight: Weight::ToDo, heading, advice }
}

const fn to_look_at(heading: &'static str, advice: &'static str) -> NoteKind {
    NoteKind { weight: Weight::ToLookAt, heading, advice }
}

const fn to_know(heading: &'static str, advice: &'static str) -> NoteKind {
    NoteKind { weight: Weight::ToKnow, heading, advice }
}

const fn counted(heading: &'static str, advice: &'static str) -> NoteKind {
    NoteKind { weight: Weight::Counted, heading, advice }
}

// To do

/// This one is said before everything else.
pub(super) const CUT_OFF: NoteKind = to_do(
    "Files that end too early",
    "Posts, comments, or pictures after that place are not in your column. Download the export again, and import it into the \
     same folder: what was missing is added.",
);
pub(super) const UNREADABLE_FILES: NoteKind =
    to_do("Pictures and files that cannot be read", "Save each from the old site in the folder of its text.");
pub(super) const NO_PICTURES: NoteKind = to_do(
    "Files that are called pictures and are none",
    "They are web pages or empty, and were not copied. If a post shows one, save the picture from the old site in the folder \
     of its text.",
);
pub(super) const UNFETCHED_FILES: NoteKind = to_do(
    "Pictures and files that could not be fetched",
    "Links lead to where they were. Import again with `--fetch` to try again, or save each from the old site in the folder \
     of its text.",
);
pub(super) const MISSING_FILES: NoteKind = to_do(
    "Pictures and files that were not in the export",
    "Links lead to where they were. Give the import the archive of your pictures, too: `callslip import export.zip \
     media.tar`. Or save each picture in the folder of its text, and write `![what it shows](name.jpg)`.",
);
pub(super) const MISSING_PICTURES_ABOVE: NoteKind = to_do(
    "Pictures above texts that were not in the export",
    "Give the import the archive of your pictures, too. Or save each picture in the folder of its text, and write \
     `![what it shows](name.jpg)` in its first line.",
);
pub(super) const BEGINNINGS: NoteKind = to_do(
    "Posts that the feed cuts short",
    "Open each on the old site, and copy the rest of its text. Many tools have a setting by which the feed has whole posts: \
     change it, save the feed again, and import it into the same folder.",
);
pub(super) const INITIALS_OF_NOBODY: NoteKind =
    to_do("Initials of nobody whom the export names", "They begin answers. Write who it is: `name:` in the file.");
pub(super) const BLOG_SETTINGS: NoteKind = to_do(
    "Settings of the blog that your column does not have",
    "Your column keeps its own. Write in column.yaml each of these lines that is to be as it was on the blog; `feed_aliases` \
     keeps those who read its feed.",
);
const FORMS: NoteKind = to_do("Forms", "Give an address to write to instead, or put a form on a page of your own.");
const SCRIPTS: NoteKind = to_do("Scripts that were left out", "Link to what each showed, if readers miss it.");
const PLUGINS: NoteKind = to_do("Plug-ins of the browser that were left out", "Link to what each showed.");
const PICTURES_IN_TEXT: NoteKind = to_do(
    "Pictures that were written into the text itself",
    "Save each from the old site in the folder of its text, and write `![what it shows](name.jpg)`.",
);
const DRAWINGS: NoteKind = to_do(
    "Drawings within the text",
    "Save each as a picture file in the folder of its text, and write `![what it shows](name.svg)`.",
);
const SHORTCODES: NoteKind = to_do(
    "Shortcodes that are still in the text",
    "Readers see them as they are here. Write what each showed, or remove it.",
);
const SHARED_BLOCKS: NoteKind =
    to_do("Texts that several posts share", "Copy the words of each from the old site to its place.");
const MISSING_GALLERY_PICTURES: NoteKind = to_do(
    "Pictures of galleries that are not in the export",
    "Save each from the old site in the folder of its text, and write `![what it shows](name.jpg)`.",
);
const POLLS: NoteKind = to_do("Polls and ratings that were left out", "Say in words what came of each.");

pub(super) const OWN_FILES: NoteKind = to_do(
    "Files that you had before",
    "Yours were kept, and what the export has under that name was not written. Rename your file and import again.",
);
pub(super) const NEW_SUBJECTS: NoteKind = to_do(
    "Categories and tags that your `content/tags.yaml` does not have",
    "You have edited that file, so it was kept. Add each line below its `tags:`.",
);

pub(super) const UNDATED_POSTS: NoteKind = to_do(
    "Posts without a date",
    "They are drafts. Write the day of each, such as `date: 2014-05-12`, and remove `draft: yes`.",
);

// To look at

pub(super) const LOST_ADDRESSES: NoteKind = to_look_at(
    "Old addresses that do not lead to their text",
    "The column has a page of its own there, or not every computer can have a file of that name. If many readers have such an \
     address, set up a redirect in the settings of your web host.",
);
pub(super) const FRONT_PAGES: NoteKind = to_look_at(
    "Pages that were the front page",
    "The front page of a column shows its newest letters. Link to this page in `nav` of column.yaml, or remove the file.",
);
pub(super) const EMPTY_POSTS: NoteKind = to_look_at(
    "Posts without words and pictures",
    "They are drafts: readers would see an empty page. Write something, or remove the file.",
);
pub(super) const UNDATED_COMMENTS: NoteKind =
    to_look_at("Comments without a date", "They have the date of their letter.");
pub(super) const FUTURE_COMMENTS: NoteKind = to_look_at(
    "Comments dated in the future",
    "They are held back until that day. If the blog's clock was wrong, correct `date:` in the file.",
);

pub(super) const UNUSED_SOURCES: NoteKind = to_look_at(
    "Files that you named and that were not used",
    "They are no exports, and no post shows them or what is in them.",
);
pub(super) const GUESSED_LETTERS: NoteKind = to_look_at(
    "Letters without `Q:`",
    "Where the question begins and ends was guessed. Look whether `Q:` and the initials are in the right places.",
);
pub(super) const GUESSED_ANSWERERS: NoteKind = to_look_at(
    "Letters whose author the export does not name",
    "An answer after `A:` was given to the columnist with the most posts. Look whether the right initials are there.",
);
pub(super) const LIKE_LETTERS: NoteKind = to_look_at(
    "Posts that look like letters and became articles",
    "Nothing shows where the answer begins. Write `Q:` before the question, and the columnist's initials before the answer: \
     `SM: Yes.` An article needs nothing.",
);
pub(super) const SHARED_INITIALS: NoteKind = to_look_at(
    "Initials of two columnists",
    "In an author's own posts they were taken for the author's. Look whether the right one answers.",
);
pub(super) const AUTHORS_NAMED_BY_ADDRESS: NoteKind = to_look_at(
    "Authors whose name was an email address",
    "The address was left out, so that nobody can collect it. Write the right name: `name:` in the file.",
);
pub(super) const PROGRAMS: NoteKind = to_look_at(
    "Programs that a post lists",
    "Each is a draft of a profile with nothing but its name and address. Fill it in and remove `draft: yes`, or remove the \
     file.",
);
pub(super) const UNTITLED_POSTS: NoteKind = to_look_at(
    "Posts without a title",
    "The first words of each became its title, or else its day. Write a better one.",
);
pub(super) const PLUGIN_TYPES: NoteKind =
    to_look_at("Posts of types that a plug-in added", "They became letters and articles.");
pub(super) const STICKY_POSTS: NoteKind = to_look_at(
    "Posts that stayed at the top",
    "A column shows its newest letters first. Link to such a post in `nav` or `footer` of column.yaml.",
);
pub(super) const PICTURES_ELSEWHERE: NoteKind = to_look_at(
    "Pictures on other sites",
    "A link leads to each. Save the picture in the folder of the text, and write `![what it shows](name.jpg)`: a page of \
     yours asks no other site for anything.",
);
pub(super) const LINKS_TO_MISSING_PAGES: NoteKind = to_look_at(
    "Links to pages of the old blog that are not in the export",
    "They still lead there. Link to a page of your column instead, or remove the link.",
);
pub(super) const LINKS_LIKE_OWN: NoteKind = to_look_at(
    "Links to other sites that have the path of one of your posts",
    "They still lead there. If your blog was there once, link to your letter instead.",
);
pub(super) const LINKS_ELSEWHERE: NoteKind =
    to_look_at("Links that are no links to the web", "The words stayed. Look whether they need a link.");
pub(super) const TWIN_SUBJECTS: NoteKind = to_look_at(
    "Subjects that may be one",
    "In `content/tags.yaml`, keep one of them, and name the other under it: `use_for: [other]`.",
);
pub(super) const COMMENTS_ELSEWHERE: NoteKind = to_look_at(
    "Comments on posts that are not in the export",
    "They did not come. If you have another file of the export, import it together with this one.",
);
pub(super) const PENDING_POSTS: NoteKind =
    to_look_at("Posts that waited for an editor", "They are drafts. Remove `draft: yes` to publish them.");
pub(super) const PRIVATE_POSTS: NoteKind =
    to_look_at("Posts for the blog's authors only", "They are drafts: whatever is published, all can read.");
pub(super) const PROTECTED_POSTS: NoteKind =
    to_look_at("Posts with a password", "They are drafts: a website of plain files can ask for no password.");
pub(super) const COMMENTS_ON_PAGES: NoteKind =
    to_look_at("Comments on pages", "Only letters have replies. If one is missed, put its words into the page.");
const EMBEDS: NoteKind = to_look_at(
    "Windows onto other sites, such as videos, that became links",
    "Look whether each link says enough, and give it words: `[the talk](https://…)`.",
);
const HIDDEN_WORDS: NoteKind =
    to_look_at("Words that no reader saw", "They were left out. If they were yours, write them where they belong.");
const FORMULAS: NoteKind = to_look_at("Formulas that became plain words", "Read them, and correct what is wrong.");
const UNKNOWN_ELEMENTS: NoteKind =
    to_look_at("Elements of HTML that nobody knows", "Their words are here. Look whether they read well.");
const LINKS_WITHIN: NoteKind =
    to_look_at("Links to places within a text that are not there", "The words stayed. Look whether they need a link.");
const BLOCK_WORDS: NoteKind = to_look_at(
    "Words of blocks that a plug-in showed",
    "They are here as paragraphs. Look whether they read well, and whether something is missing.",
);
const LAYOUTS: NoteKind = to_look_at(
    "Shortcodes that arranged the page",
    "The words in them are here. Look whether the parts follow one another in the right order.",
);

pub(super) const EDITED_FILES: NoteKind = to_look_at(
    "Files that you have edited, and that have changed in the blog, too",
    "Yours were kept. Compare each with the blog, and take over by hand what is new there.",
);
pub(super) const TRASHED_SINCE: NoteKind = to_look_at(
    "Posts that you have thrown away in the blog, and have imported before",
    "They were kept. Remove each file if nobody should read it any more.",
);
pub(super) const HIDDEN_SINCE: NoteKind = to_look_at(
    "Comments that the blog no longer shows, and that you have imported before",
    "They were kept. Remove each file if nobody should read it any more.",
);

// Good to know

pub(super) const TWO_SPELLINGS: NoteKind =
    to_know("Initials that were written in two ways", "Answers begin with one of them now.");
pub(super) const OLDER_POSTS: NoteKind = to_know(
    "Posts that are newer in your column",
    "The export is older than what you have imported before. The newer version was kept.",
);
pub(super) const REMOVED_FILES: NoteKind = to_know(
    "Files that you have removed",
    "They were not written again. To have one again, remove its line from `.callslip-import`.",
);
pub(super) const MERGED_SUBJECTS: NoteKind = to_know(
    "Categories and tags that are one now",
    "Their names differ in capitals, spaces, or punctuation only. The one that most letters had was taken.",
);
pub(super) const LOST_PARENTS: NoteKind = to_know(
    "Replies to comments that are not in the export, or that answer each other",
    "They are shown as replies to the letter.",
);
pub(super) const ADDRESSES_AS_NAMES: NoteKind =
    to_know("Readers whose name was an address", "Their replies are shown without it.");

const TEMPLATES: NoteKind = to_know(
    "Parts that the old site filled in by itself",
    "They were left out: a column has its own lists. If one is missed, link to `/tags/` or `/questions/`.",
);

pub(super) const LOST_PLACES: NoteKind =
    to_know("Links to a place within another text that is not there", "They lead to its beginning.");
pub(super) const SCHEDULED_POSTS: NoteKind =
    to_know("Posts that are scheduled", "Each appears with the first build after its date.");
pub(super) const PICTURES_IN_COMMENTS: NoteKind =
    to_know("Pictures in comments", "A link leads to each: replies have no pictures.");

// Nothing to do

pub(super) const NO_TEXTS: NoteKind = counted(
    "Things that are no texts",
    "Menus become `nav` and `footer` in column.yaml, which you write yourself. The rest has no use here.",
);
pub(super) const TRASH: NoteKind = counted("Posts in the trash", "You had thrown them away.");
pub(super) const REPEATED_POSTS: NoteKind =
    counted("Posts that came more than once", "The version that was changed last was taken.");
pub(super) const IDLE_AUTHORS: NoteKind =
    counted("Authors who have written nothing", "A columnist is somebody who answers.");
pub(super) const UNUSED_SUBJECTS: NoteKind =
    counted("Categories and tags that no post has", "A tag begins with the first letter that has it.");
pub(super) const UNUSED_FILES: NoteKind =
    counted("Pictures and files that no post shows", "They stay in the archive of your pictures.");
pub(super) const HIDDEN_COMMENTS: NoteKind =
    counted("Comments that were never shown", "They waited for you, or were spam. They stay in the export.");
pub(super) const PINGBACKS: NoteKind = counted("Mentions by other blogs", "They are no replies of readers.");
pub(super) const SHORT_LINKS: NoteKind = counted(
    "Short links, such as `/?p=12`",
    "They lead to the letters on hosts that look at what follows a `?`: Apache, Netlify, nginx, and Vercel. If yours is one \
     of them, name it in column.yaml (`host: netlify`). Others show the home page.",
);
pub(super) const COMMENT_FEED: NoteKind = counted(
    "The feed of comments (`/comments/feed/`)",
    "A column has none. Those who read that feed get no new replies.",
);
pub(super) const PAGE_LINES: NoteKind = counted(
    "Lines that repeated the title or belonged to the page around the post",
    "The column's own pages show what they showed.",
);
pub(super) const AVATARS: NoteKind = counted(
    "Posts with pictures of people who comment",
    "They would tell another site of each of your readers, and it who commented.",
);
const TRACKERS: NoteKind = counted("Invisible pictures that counted readers", "Readers never saw them.");
const EMPTY_LINKS: NoteKind = counted("Links without words", "Readers could not see them.");

impl NoteKind {
    /// Returns the kind of note about something that could not come along.
    pub(super) fn of_loss(loss: LossKind) -> Self {
        match loss {
            LossKind::Form => FORMS,
            LossKind::Embed => EMBEDS,
            LossKind::Script => SCRIPTS,
            LossKind::Object => PLUGINS,
            LossKind::PictureInText => PICTURES_IN_TEXT,
            LossKind::Tracker => TRACKERS,
            LossKind::Hidden => HIDDEN_WORDS,
            LossKind::Drawing => DRAWINGS,
            LossKind::Formula => FORMULAS,
            LossKind::EmptyLink => EMPTY_LINKS,
            LossKind::LinkWithin => LINKS_WITHIN,
            LossKind::BlockWords => BLOCK_WORDS,
            LossKind::UnknownElement => UNKNOWN_ELEMENTS,
            LossKind::Shortcode => SHORTCODES,
            LossKind::LayoutShortcode => LAYOUTS,
            LossKind::TemplateBlock => TEMPLATES,
            LossKind::SharedBlock => SHARED_BLOCKS,
            LossKind::MissingPicture => MISSING_GALLERY_PICTURES,
            LossKind::Poll => POLLS,
        }
    }
}
