//! What a template gets as `page`: one struct per template, borrowed from the site.
//!
//! These structs are the theme contract. Every documented field is always present (null when there is
//! nothing), fields are only ever added within a major version, and no other way leads from a template into
//! the model.
//!
//! **Addresses** are paths from the root of the column (`/tags/rare-books/`); a template turns one into a
//! link that works at any address by the filter `url`: `<a href="{{ card.path | url }}">`.
//! **Dates** are ISO 8601; the filter `date` writes them in the column's language.
//! **HTML** fields say so; they are already escaped and want `| safe`. All others are plain text.

use std::borrow::Cow;

use super::fields::views;
use super::view_cache::Kept;

views! {

/// What every page has, whatever its template.
pub struct Common<'a> {
    /// Which template shows it: `home`, `question`, `program` …
    pub kind: &'static str,
    /// The title as HTML: inline Markdown and typographer's quotes.
    pub title: &'a str,
    /// The title as plain text, for `<title>` and cards.
    pub title_plain: &'a str,
    /// One or two sentences for search engines and cards, plain; null when there is nothing to say.
    pub description: Option<&'a str>,
    /// The page's own address, from the root of the column.
    pub path: &'a str,
    /// The full address; null when the column has no `base_url`.
    pub canonical: Option<String>,
    /// What leads from this page to the root of the column: `../../`.
    pub root: &'a str,
    /// The entry of the main navigation that this page belongs to: `letters`, `programs`, `tags`, `people`, or null.
    pub section: Option<&'static str>,
    /// Feeds that a reader of this page may want, the most special first.
    pub feeds: Vec<Kept<FeedLink>>,
    /// What stands under `extra:` in the front matter, for this theme alone; null elsewhere.
    pub extra: &'a serde_json::Value,
    /// False where search engines should not list the page (the 404 page, later pages of a listing).
    pub index: bool,
    /// True in a preview of what is not published (a draft, or dated in the future).
    pub unpublished: bool,
}

/// A feed and its title.
pub struct FeedLink {
    /// Its address.
    pub path: String,
    /// What it holds, plain.
    pub title: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}

/// A title and an address.
pub struct Link<'a> {
    /// The title as HTML.
    pub title: &'a str,
    /// Its address.
    pub path: &'a str,
}

/// A columnist, as named beside an answer.
pub struct PersonLink<'a> {
    /// Full name, plain.
    pub name: &'a str,
    /// Initials, as written before an answer.
    pub initials: &'a str,
    /// Address of the columnist's page.
    pub path: &'a str,
    /// Which of the theme's four seals: 1 to 4, in the order of the columnists' initials.
    pub seal: u8,
}

/// A subject.
pub struct TagLink<'a> {
    /// Its name, plain.
    pub label: &'a str,
    /// Its address.
    pub path: &'a str,
    /// How many letters bear it.
    pub letters: usize,
    /// How many programs bear it.
    pub programs: usize,
}

/// A letter in a list.
pub struct LetterCard<'a> {
    /// The title as HTML.
    pub title: &'a str,
    /// Its address.
    pub path: &'a str,
    /// The day it appeared.
    pub date: &'a str,
    /// Its `description`, or the first words of the first question; plain.
    pub excerpt: &'a str,
    /// Who answers, in order of first appearance.
    pub answered_by: Vec<Kept<PersonLink<'a>>>,
    /// Its subjects, in the author's order.
    pub tags: Vec<Kept<TagLink<'a>>>,
    /// True in a preview when it is not published.
    pub unpublished: bool,
}

/// One question, answer, note or update of a letter.
pub struct TurnView<'a> {
    /// `question`, `answer`, `note` or `update`.
    pub kind: &'static str,
    /// Its anchor on the page: `q1`, `q1-sm`, `note-1`.
    pub anchor: &'a str,
    /// Its text, HTML.
    pub html: Cow<'a, str>,
    /// How many words.
    pub words: usize,
    /// The question's number in its letter, from 1; of an answer, the question it follows.
    pub number: usize,
    /// Who answers; null for all that is not an answer.
    pub person: Option<Kept<PersonLink<'a>>>,
    /// The day of an update; null otherwise.
    pub date: Option<&'a str>,
}

/// Where a listing stands among its pages.
pub struct Pager {
    /// This page, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// Address of the page with newer letters; null on the first.
    pub newer: Option<String>,
    /// Address of the page with older letters; null on the last.
    pub older: Option<String>,
}

/// What a program costs, ready to print. A qualifier is printed wherever its number is.
pub struct TuitionView<'a> {
    /// The price of one unit: `USD 1,200`; null when only a total is known.
    pub each: Option<String>,
    /// What the unit is: `course` or `credit`; null like `each`.
    pub unit: Option<&'static str>,
    /// How many units; null when not stated.
    pub count: Option<u32>,
    /// The whole: `USD 6,000`, computed where price and count are known; null when it cannot be known.
    pub total: Option<String>,
    /// What the figure applies to: `most in-person courses`; null when to all.
    pub applies_to: Option<&'a str>,
}

/// What is said of money from elsewhere.
pub struct AidView<'a> {
    /// Scholarships: true, false, or null when not stated.
    pub scholarships: Option<bool>,
    /// Federal or other traditional aid: true, false, or null when not stated.
    pub federal: Option<bool>,
    /// A sentence that belongs to it, plain; null when there is none.
    pub note: Option<&'a str>,
}

/// How far the facts of a profile can be trusted.
pub struct CheckedView {
    /// `reported` (as a source says, nobody looked at the official page), `checked` (someone looked, on `date`), or
    /// `late` (someone looked, and `review_every` has passed since).
    pub state: &'static str,
    /// The day of the last check; null when `reported`.
    pub date: Option<String>,
}

/// A program in a list, or on a card.
pub struct ProgramCard<'a> {
    /// The title as HTML.
    pub title: &'a str,
    /// Its address.
    pub path: &'a str,
    /// Who offers it, plain.
    pub provider: &'a str,
    /// What the provider belongs to; null when not stated.
    pub parent: Option<&'a str>,
    /// The kind of paper: `graduate certificate`; null when not stated.
    pub credential: Option<&'a str>,
    /// `in person`, `online`, `hybrid`; empty when not stated.
    pub delivery: Vec<&'static str>,
    /// How many courses; null when not stated.
    pub courses: Option<u32>,
    /// What it costs; null when not stated.
    pub tuition: Option<TuitionView<'a>>,
    /// Named pathways or specialisations; empty when not stated.
    pub pathways: &'a [String],
    /// Whether somebody checked, and when.
    pub checked: CheckedView,
    /// `open`, `paused`, `closed` or `renamed`.
    pub status: &'static str,
    /// Its subjects.
    pub tags: Vec<Kept<TagLink<'a>>>,
    /// True in a preview when it is not published.
    pub unpublished: bool,
}

/// A program beside a letter, and why it stands there.
pub struct RelatedProgram<'a> {
    /// The program.
    pub program: Kept<ProgramCard<'a>>,
    /// The subjects that both share, the one that says most first.
    pub shared: Vec<&'a str>,
    /// The columnists who speak of it in the letter, by a link or by name.
    pub mentioned_by: Vec<Kept<PersonLink<'a>>>,
}

/// A letter beside another one or beside a program, and why it stands there.
pub struct RelatedLetter<'a> {
    /// The letter.
    pub letter: Kept<LetterCard<'a>>,
    /// The subjects that both share, the one that says most first.
    pub shared: Vec<&'a str>,
    /// Whether one of two letters links to the other.
    pub linked: bool,
    /// Titles, plain, of programs and letters of which both speak.
    pub both_mention: Vec<&'a str>,
    /// Beside a program: the columnists who speak of it in this letter. Empty elsewhere.
    pub mentioned_by: Vec<Kept<PersonLink<'a>>>,
}

/// The letters of one year.
pub struct YearView<'a> {
    /// The year.
    pub year: i16,
    /// Its letters, newest first.
    pub letters: Vec<Kept<LetterCard<'a>>>,
}

/// A year, and where its letters stand.
pub struct YearLink {
    /// The year.
    pub year: i16,
    /// The address of its letters: a page, or a place on the first one.
    pub path: String,
    /// How many letters it has.
    pub letters: usize,
    /// Whether they stand on this page.
    pub here: bool,
}

/// `home.html`: `/` and `/page/2/` …
pub struct HomeView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// The newest letter, on the first page only; null elsewhere and in an empty column.
    pub lead: Option<LeadView<'a>>,
    /// The letters of this page, newest first, without the lead.
    pub letters: Vec<Kept<LetterCard<'a>>>,
    /// Where we are.
    pub pager: Pager,
    /// Programs checked or reported lately, on the first page only.
    pub programs: Vec<Kept<ProgramCard<'a>>>,
}

/// The newest letter, opened on the home page.
pub struct LeadView<'a> {
    /// The letter.
    #[serde(flatten)]
    pub card: LetterCard<'a>,
    /// The first question; null in an article.
    pub question: Option<TurnView<'a>>,
    /// The asker's pen name; null when withheld.
    pub pen_name: Option<&'a str>,
    /// The first words of the first answer (of the text, in an article), plain; null when there is none.
    pub answer_excerpt: Option<&'a str>,
}

/// `question.html`: one letter.
pub struct QuestionView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// The day it appeared.
    pub date: Option<&'a str>,
    /// The day it last changed; null when it has not.
    pub updated: Option<&'a str>,
    /// Who answers, in order of first appearance.
    pub answered_by: Vec<Kept<PersonLink<'a>>>,
    /// The asker's pen name; null when withheld.
    pub pen_name: Option<&'a str>,
    /// Minutes to read, at 238 words a minute, at least 1.
    pub minutes: usize,
    /// How many questions it holds; 0 in an article.
    pub questions: usize,
    /// A sentence or two under an article's title, plain; null when there is none.
    pub standfirst: Option<&'a str>,
    /// The letter that this one follows up; null when it stands for itself.
    pub follows: Option<Kept<LetterCard<'a>>>,
    /// Letters that follow this one up, oldest first.
    pub followed_by: Vec<Kept<LetterCard<'a>>>,
    /// The text before the first question, or the whole of an article, HTML; null when there is none.
    pub introduction: Option<Cow<'a, str>>,
    /// Questions, answers, notes and updates, in order.
    pub turns: Vec<TurnView<'a>>,
    /// Its subjects.
    pub tags: Vec<Kept<TagLink<'a>>>,
    /// Programs that its text links to or names, in order of first appearance.
    pub programs_mentioned: Vec<RelatedProgram<'a>>,
    /// Other programs that share its subjects, the nearest first; with those mentioned, three at most.
    pub programs_related: Vec<RelatedProgram<'a>>,
    /// Letters that share its subjects, the nearest first, without those that follow it up or that it follows; at most
    /// four.
    pub letters_related: Vec<RelatedLetter<'a>>,
    /// Letters, profiles, columnists and pages whose text links to this letter, newest letters first.
    pub linked_from: Vec<Link<'a>>,
    /// The next newer letter; null for the newest.
    pub newer: Option<Kept<LetterCard<'a>>>,
    /// The next older letter; null for the oldest.
    pub older: Option<Kept<LetterCard<'a>>>,
}

/// `program.html`: one profile.
pub struct ProgramView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// Its facts.
    pub program: Kept<ProgramCard<'a>>,
    /// The program's own page; null when nobody looked at one.
    pub url: Option<&'a str>,
    /// Other names it goes by.
    pub also_known_as: Vec<&'a str>,
    /// Scholarships and aid; null when not stated.
    pub aid: Option<AidView<'a>>,
    /// How long a course takes; null when not stated.
    pub course_length: Option<&'a str>,
    /// Who may enrol; null when not stated.
    pub open_to: Option<&'a str>,
    /// What must come before; null when not stated.
    pub prerequisites: Option<&'a str>,
    /// When it began (a year, or a date as the source has it); null when not stated.
    pub started: Option<&'a str>,
    /// Where the facts come from: a citation or an address; null when not stated.
    pub source: Option<&'a str>,
    /// The profile of the program that has taken its place; null when there is none.
    pub replaced_by: Option<Link<'a>>,
    /// The text below the facts, HTML; null when there is none.
    pub html: Option<Cow<'a, str>>,
    /// Letters that link to it or name it, newest first.
    pub letters_mentioning: Vec<RelatedLetter<'a>>,
    /// Other letters that share its subjects, the nearest first; at most ten.
    pub letters_related: Vec<RelatedLetter<'a>>,
    /// Profiles, columnists and pages whose text links to it.
    pub linked_from: Vec<Link<'a>>,
}

/// `programs.html`: all profiles.
pub struct ProgramsView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// All programs, by title.
    pub programs: Vec<Kept<ProgramCard<'a>>>,
}

/// `listing.html`: all letters, by year.
pub struct ListingView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// The years on this page, newest first.
    pub years: Vec<YearView<'a>>,
    /// Where each year stands, where they are on several pages (of a column with more than 500 letters); else empty.
    pub archive: Vec<YearLink>,
}

/// `tag.html`: one subject, with its letters and programs.
pub struct TagView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// The subject.
    pub tag: TagLink<'a>,
    /// What it covers, plain; null when the vocabulary does not say.
    pub scope_note: Option<&'a str>,
    /// Synonyms that lead here, plain; empty when there are none.
    pub use_for: Vec<&'a str>,
    /// Wider subjects, by name.
    pub broader: Vec<Kept<TagLink<'a>>>,
    /// Narrower subjects, by name.
    pub narrower: Vec<Kept<TagLink<'a>>>,
    /// Neighbouring subjects, by name.
    pub related: Vec<Kept<TagLink<'a>>>,
    /// The letters of this page, newest first.
    pub letters: Vec<Kept<LetterCard<'a>>>,
    /// Its programs, by title; on the first page only.
    pub programs: Vec<Kept<ProgramCard<'a>>>,
    /// Where we are among its letters.
    pub pager: Pager,
}

/// `tags.html`: all subjects.
pub struct TagsView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// All subjects and their synonyms, by name.
    pub tags: Vec<TagEntry<'a>>,
}

/// A line of the index of subjects.
pub struct TagEntry<'a> {
    /// The name it is listed under, plain: the subject's own, or a synonym.
    pub name: &'a str,
    /// The subject.
    pub tag: TagLink<'a>,
    /// Whether the name is a synonym: then the subject's own name should be shown, too.
    pub is_synonym: bool,
}

/// `glossary.html`: acronyms, and what they mean.
pub struct GlossaryView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// The terms, in the order of the alphabet.
    pub terms: Vec<TermView<'a>>,
}

/// An acronym.
pub struct TermView<'a> {
    /// As it stands in a text: `MLIS`, plain.
    pub term: &'a str,
    /// What it means in words, plain.
    pub expansion: &'a str,
    /// A sentence more, plain; null when there is none.
    pub note: Option<&'a str>,
    /// Its anchor on the page.
    pub anchor: &'a str,
}

/// `person.html`: one columnist, with the answers.
pub struct PersonView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// Name, initials, seal.
    pub person: Kept<PersonLink<'a>>,
    /// A picture of them; null when there is none.
    pub portrait: Option<PictureView<'a>>,
    /// The text about them, HTML; null when there is none.
    pub html: Option<Cow<'a, str>>,
    /// The letters they answer, by year, newest first.
    pub years: Vec<YearView<'a>>,
    /// Where each year stands, where they are on several pages (of one who answers more than 500 letters); else empty.
    pub archive: Vec<YearLink>,
    /// Letters, profiles, columnists and pages whose text links to this one.
    pub linked_from: Vec<Link<'a>>,
}

/// A picture.
pub struct PictureView<'a> {
    /// Its address.
    pub path: &'a str,
    /// What it shows, plain.
    pub alt: &'a str,
    /// Its width in pixels; null when it cannot be measured.
    pub width: Option<usize>,
    /// Its height in pixels; null when it cannot be measured.
    pub height: Option<usize>,
}

/// `withdrawn.html`: what stands at the address of a letter that is withdrawn.
pub struct WithdrawnView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// The day on which it was withdrawn.
    pub date: &'a str,
    /// Why, plain; null when not stated.
    pub reason: Option<&'a str>,
}

/// `people.html`: all columnists.
pub struct PeopleView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// All columnists, by name.
    pub people: Vec<PersonCard<'a>>,
}

/// A columnist in a list.
pub struct PersonCard<'a> {
    /// Name, initials, seal.
    #[serde(flatten)]
    pub person: PersonLink<'a>,
    /// `description`, or the first words of the text about them; plain.
    pub excerpt: &'a str,
    /// A picture of them; null when there is none.
    pub portrait: Option<PictureView<'a>>,
    /// How many letters they answer.
    pub letters: usize,
}

/// `page.html`: a page of the column's own, such as "About".
pub struct PageView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// Its text, HTML.
    pub html: Cow<'a, str>,
    /// The day it last changed; null when not stated.
    pub updated: Option<&'a str>,
    /// Letters, profiles, columnists and pages whose text links to it.
    pub linked_from: Vec<Link<'a>>,
}

/// `not_found.html`: what a host shows for an address that leads nowhere.
pub struct NotFoundView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common<'a>,
    /// The newest letters, at most five, for the reader who lost the way.
    pub letters: Vec<Kept<LetterCard<'a>>>,
}

/// `site`: the same value for every page, made once.
pub struct SiteView<'a> {
    /// The column's title, plain.
    pub title: &'a str,
    /// Its tagline; null when there is none.
    pub tagline: Option<&'a str>,
    /// BCP 47 language tag: `en`.
    pub language: &'a str,
    /// `ltr` or `rtl`, by the language.
    pub direction: &'static str,
    /// The column's address, without a slash at the end; null when it has none.
    pub base_url: Option<&'a str>,
    /// The main navigation, in order.
    pub nav: Vec<NavLink<'a>>,
    /// The links at the foot of each page, in order.
    pub footer: Vec<NavLink<'a>>,
    /// The columnists, by name.
    pub people: Vec<PersonLink<'a>>,
    /// How many letters.
    pub letters: usize,
    /// How many programs.
    pub programs: usize,
    /// The theme, and what the column sets of it.
    pub theme: ThemeView<'a>,
    /// `callslip` and its version.
    pub generator: &'static str,
}

/// An entry of a navigation.
pub struct NavLink<'a> {
    /// What it says, plain.
    pub label: String,
    /// Where it leads: a path of this column, or a full address.
    pub path: &'a str,
    /// The section it stands for (`letters`, `programs`, `tags`, `people`), compared with `page.section`; null for a page.
    pub section: Option<&'static str>,
    /// True for the one that asks the reader to write ("Ask a question").
    pub button: bool,
}

/// The theme in use.
pub struct ThemeView<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Its options by name, those of the themes that it extends among them: `site.theme.options.reading_time`. Each is
    /// always there: as the column sets it, else its default.
    pub options: &'a serde_json::Map<String, serde_json::Value>,
}

}
