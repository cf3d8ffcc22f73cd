//! A program profile: facts with types, each as its source states it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::FileReference;
use super::prose::{Prose, text_below};
use super::title::prose;
use super::tuition::{self, Tuition, explain_other_name};
use super::{EntryKind, NoLink, ParseOptions, date, no_link};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::source::SourceFile;
use crate::yaml::values::{self, Keyword, counted_fact, keyword, keyword_of, list, strings, yes_no};
use crate::yaml::{Fields, Node, Value, double_quoted};

/// A program profile. A field that is `None` or empty is *not stated*.
#[derive(Debug, Clone)]
pub struct Program {
    /// The front matter that entries of every kind share.
    pub common: Common,
    /// The institution that offers it.
    pub provider: String,
    /// The institution that the provider is part of.
    pub parent: Option<String>,
    /// Its other names.
    pub also_known_as: Vec<values::SpannedText>,
    /// Its names that never become links.
    pub no_link: NoLink,
    /// The URL of its own page.
    pub url: Option<String>,
    /// The credential that it ends with.
    pub credential: Option<Credential>,
    /// The ways in which it is taught.
    pub delivery: Vec<Delivery>,
    /// The number of courses.
    pub courses: Option<u32>,
    /// The length of a course.
    pub course_length: Option<String>,
    /// The price.
    pub tuition: Option<Tuition>,
    /// Financial aid.
    pub aid: Option<Aid>,
    /// The people who may enroll.
    pub open_to: Option<String>,
    /// The prerequisites.
    pub prerequisites: Option<String>,
    /// The named pathways.
    pub pathways: Vec<String>,
    /// The time when it began.
    pub started: Option<String>,
    /// The source of the facts.
    pub source: Option<String>,
    /// The day on which someone checked the official page.
    pub verified: Option<Date>,
    /// The span of that day in the file.
    pub verified_span: Span,
    /// The day from which that check counts as old.
    pub review_due: Option<Date>,
    /// The state of the program.
    pub status: Status,
    /// The profile of the program that has replaced it.
    pub replaced_by: Option<FileReference>,
    /// The text below the facts.
    pub text: Prose,
}

/// Scholarships and financial aid. `None` is *not stated*.
#[derive(Debug, Clone, Default)]
pub struct Aid {
    /// True if there are scholarships.
    pub scholarships: Option<bool>,
    /// True if there is federal or other traditional aid.
    pub federal: Option<bool>,
    /// One more sentence about them.
    pub note: Option<String>,
}

/// The kind of credential that a program ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential {
    /// `professional certificate`
    ProfessionalCertificate,
    /// `graduate certificate`
    GraduateCertificate,
    /// `post-master's certificate`
    PostMastersCertificate,
    /// `certificate`
    Certificate,
    /// `specialization`
    Specialization,
    /// `degree`
    Degree,
    /// `course`
    Course,
}

impl Keyword for Credential {
    const ALL: &'static [Self] = &[
        Self::ProfessionalCertificate,
        Self::GraduateCertificate,
        Self::PostMastersCertificate,
        Self::Certificate,
        Self::Specialization,
        Self::Degree,
        Self::Course,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::ProfessionalCertificate => "professional certificate",
            Self::GraduateCertificate => "graduate certificate",
            Self::PostMastersCertificate => "post-master's certificate",
            Self::Certificate => "certificate",
            Self::Specialization => "specialization",
            Self::Degree => "degree",
            Self::Course => "course",
        }
    }
}

/// A way in which a program is taught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// `in person`
    InPerson,
    /// `online`
    Online,
    /// `hybrid`
    Hybrid,
}

impl Keyword for Delivery {
    const ALL: &'static [Self] = &[Self::InPerson, Self::Online, Self::Hybrid];

    fn word(self) -> &'static str {
        match self {
            Self::InPerson => "in person",
            Self::Online => "online",
            Self::Hybrid => "hybrid",
        }
    }
}

/// The state of a program: whether it takes students.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// `open`
    #[default]
    Open,
    /// `paused`
    Paused,
    /// `closed`
    Closed,
    /// `renamed`
    Renamed,
}

impl Keyword for Status {
    const ALL: &'static [Self] = &[Self::Open, Self::Paused, Self::Closed, Self::Renamed];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Closed => "closed",
            Self::Renamed => "renamed",
        }
    }
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Program {
    let mut fields = Fields::new(&document.fields, document.opening, "a program profile", findings);
    let common = common::read(&mut fields, EntryKind::Program, options);
    let typography = &options.typography;
    let provider = fields.required("provider", "Rare Book School", prose(typography)).unwrap_or_default();
    let courses = fields.optional("courses", counted_fact(500));
    let tuition = |node: &Node, findings: &mut Findings| tuition::tuition(node, courses, options, findings);
    let day = |node: &Node, findings: &mut Findings| date::read(node, &options.timezone, findings);
    let verified = fields.optional("verified", day).map(|when| when.day);
    let verified_span = fields.span("verified");
    let review_every = fields.optional("review_every", review_every);
    Program {
        parent: fields.optional("parent", prose(typography)),
        also_known_as: fields.optional("also_known_as", list).unwrap_or_default(),
        no_link: fields.optional("no_link", no_link::read).unwrap_or_default(),
        url: fields.optional("url", web_address),
        credential: fields.optional("credential", keyword("kind of credential")),
        delivery: fields.optional("delivery", delivery).unwrap_or_default(),
        course_length: fields.optional("course_length", prose(typography)),
        tuition: fields.optional("tuition", tuition),
        aid: fields.optional("financial_aid", |node, findings| aid(node, options, findings)),
        open_to: fields.optional("open_to", prose(typography)),
        prerequisites: fields.optional("prerequisites", prose(typography)),
        pathways: fields.optional("pathways", strings).unwrap_or_default(),
        started: fields.optional("started", prose(typography)),
        source: fields.optional("source", prose(typography)),
        review_due: verified.zip(review_every).and_then(|(day, span)| day.checked_add(span).ok()),
        status: fields.optional("status", keyword("status")).unwrap_or_default(),
        replaced_by: fields.optional("replaced_by", common::entry_file),
        text: {
            fields.finish_with(|pair, diagnostic| explain_other_name(pair, diagnostic, options));
            text_below(document, &common, options, findings)
        },
        common,
        provider,
        courses,
        verified,
        verified_span,
    }
}

/// Reads only the other names from a profile's file. They are needed before any letter is parsed: none of them is taken
/// for initials. Mistakes are reported when the whole file is parsed.
pub fn names_of(file: &SourceFile) -> Vec<String> {
    let mut ignored = Findings::new(&file.path);
    let document = Document::read(&file.text, &mut ignored);
    let mut fields = Fields::new(&document.fields, document.opening, "a program profile", &mut ignored);
    fields.optional("also_known_as", strings).unwrap_or_default()
}

fn web_address(node: &Node, findings: &mut Findings) -> Option<String> {
    let found = values::text(node, findings)?;
    let whole = ["https://", "http://"].iter().any(|start| found.text.starts_with(start));
    if !whole || found.text.contains(char::is_whitespace) {
        let diagnostic = Diagnostic::error("this is not the full address of a page");
        findings.add(found.span, diagnostic.help("copy it from the browser, with its `https://`"));
        return None;
    }
    Some(found.text)
}

fn delivery(node: &Node, findings: &mut Findings) -> Option<Vec<Delivery>> {
    let items = list(node, findings)?;
    Some(items.iter().filter_map(|item| keyword_of(item, "kind of delivery", findings)).collect())
}

fn aid(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<Aid> {
    if !matches!(node.value, Value::Map(_)) {
        let diagnostic = values::other_kind(node, "fields such as `{ scholarships: yes }`");
        findings.add(node.span, diagnostic.help_if(meant_aid(node)));
        return None;
    }
    let mut fields = Fields::new(node, node.span, "`financial_aid`", findings);
    let aid = Aid {
        scholarships: fields.optional("scholarships", yes_no),
        federal: fields.optional("federal", yes_no),
        note: fields.optional("note", prose(&options.typography)),
    };
    fields.finish();
    Some(aid)
}

/// Returns the line to write instead of `financial_aid: no`, or of a sentence.
fn meant_aid(node: &Node) -> Option<String> {
    let written = node.as_text()?.trim();
    let fields = match values::parse_yes_no(written) {
        Some(true) => "scholarships: yes".to_owned(),
        Some(false) => "scholarships: no, federal: no".to_owned(),
        None if written.contains('\n') => return None,
        None => format!("note: {}", double_quoted(written)),
    };
    Some(format!("write `financial_aid: {{ {fields} }}`"))
}

/// Reads a time span: `6 months`, `1 year`, `90 days`.
fn review_every(node: &Node, findings: &mut Findings) -> Option<jiff::Span> {
    let found = values::text(node, findings)?;
    let mut words = found.text.split_whitespace();
    let number = words.next().and_then(|number| number.parse::<i32>().ok()).filter(|n| (1..=1000).contains(n));
    let span = match (number, words.next(), words.next()) {
        (Some(n), Some("day" | "days"), None) => Some(n.days()),
        (Some(n), Some("week" | "weeks"), None) => Some(n.weeks()),
        (Some(n), Some("month" | "months"), None) => Some(n.months()),
        (Some(n), Some("year" | "years"), None) => Some(n.years()),
        _ => None,
    };
    if span.is_none() {
        let diagnostic = Diagnostic::error(format!("`{}` is not a length of time", found.text));
        findings.add(found.span, diagnostic.help("write a number and a unit, such as `6 months` or `1 year`"));
    }
    span
}
