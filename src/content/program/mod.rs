//! A program profile: facts with types, each as its source states it.

mod aid;
mod fact_reader;
mod facts;
mod review;

use ahash::AHashSet;
use jiff::ToSpan;
use jiff::civil::Date;

use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::FileReference;
use super::prose::{Prose, text_below};
use super::slug::comparable;
use super::title::prose;
use super::tuition::{self, Tuition, explain_other_name};
use super::{EntryKind, NoLink, ParseOptions, no_link};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::source::SourceFile;
use crate::yaml::values::{self, Keyword, counted_fact, keyword, keyword_of, list, strings};
use crate::yaml::{Fields, Node};

pub use aid::Aid;
pub(super) use fact_reader::ProvenanceReader;
use fact_reader::{FactReader, day};
pub use facts::{ProgramFact, Provenance, Provenances};
pub use review::{DueCheck, Trust};

/// A program profile. A field that is `None` or empty is *not stated*.
#[derive(Debug, Clone)]
pub struct Program {
    /// The front matter that entries of every kind share.
    pub common: Common,
    /// The institution that offers it.
    pub provider: String,
    /// The span of that in the file.
    pub provider_span: Span,
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
    /// The source of the facts that have none of their own.
    pub source: Option<String>,
    /// The day on which someone checked the facts that have no such day of their own.
    pub verified: Option<Date>,
    /// The span of that day in the file.
    pub verified_span: Span,
    /// The time after which a check counts as old.
    pub review_every: Option<jiff::Span>,
    /// Where single facts come from, and when they were checked, if that is said of them alone.
    pub provenances: Provenances,
    /// The state of the program; open if the profile does not say.
    pub status: Status,
    /// True if the profile states it.
    pub states_status: bool,
    /// The profile of the program that has replaced it.
    pub replaced_by: Option<FileReference>,
    /// The text below the facts.
    pub text: Prose,
}

/// The kind of credential that a program ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
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
    let mut facts = FactReader::new(fields, options);
    let provider = facts.required_text(ProgramFact::Provider, "Rare Book School").unwrap_or_default();
    let provider_span = facts.fields.span(ProgramFact::Provider.word());
    let courses = facts.optional(ProgramFact::Courses, counted_fact(500));
    let verified = facts.fields.optional("verified", |node, findings| day(node, options, findings));
    Program {
        parent: facts.text(ProgramFact::Parent),
        also_known_as: facts.fields.optional("also_known_as", other_names).unwrap_or_default(),
        no_link: facts.fields.optional("no_link", no_link::read).unwrap_or_default(),
        url: facts.optional(ProgramFact::Url, web_address),
        credential: facts.optional(ProgramFact::Credential, keyword("kind of credential")),
        delivery: facts.optional(ProgramFact::Delivery, delivery).unwrap_or_default(),
        course_length: facts.text(ProgramFact::CourseLength),
        tuition: facts.group(ProgramFact::Tuition, |node, provenance, findings| {
            tuition::tuition(node, courses, provenance, options, findings)
        }),
        aid: facts.group(ProgramFact::FinancialAid, |node, provenance, findings| {
            aid::aid(node, provenance, options, findings)
        }),
        open_to: facts.text(ProgramFact::OpenTo),
        prerequisites: facts.text(ProgramFact::Prerequisites),
        pathways: facts.optional(ProgramFact::Pathways, pathways).unwrap_or_default(),
        started: facts.text(ProgramFact::Started),
        source: facts.fields.optional("source", prose(&options.typography)),
        verified_span: facts.fields.span("verified"),
        review_every: facts.fields.optional("review_every", review_every),
        states_status: facts.fields.has_value(ProgramFact::Status.word()),
        status: facts.optional(ProgramFact::Status, keyword("status")).unwrap_or_default(),
        replaced_by: facts.fields.optional("replaced_by", common::entry_file),
        provenances: facts.finish(|pair, diagnostic| explain_other_name(pair, diagnostic, options)),
        text: text_below(document, &common, options, findings),
        common,
        provider,
        provider_span,
        courses,
        verified,
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
    let rest = ["https://", "http://"].iter().find_map(|start| found.text.strip_prefix(start));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    if !host.contains('.') || !host.starts_with(char::is_alphanumeric) || found.text.contains(char::is_whitespace) {
        let diagnostic = Diagnostic::error("this is not the full address of a page");
        findings.add(found.span, diagnostic.help("copy it from the browser, with its `https://`"));
        return None;
    }
    Some(found.text)
}

/// Reads names as they are written: `RBS` and `Rbs` are two.
fn other_names(node: &Node, findings: &mut Findings) -> Option<Vec<values::SpannedText>> {
    Some(distinct(list(node, findings)?, ToOwned::to_owned, findings))
}

fn pathways(node: &Node, findings: &mut Findings) -> Option<Vec<String>> {
    let items = distinct(list(node, findings)?, comparable, findings);
    Some(items.into_iter().map(|item| item.text).collect())
}

/// Returns a list without what is in it twice, which is reported. `key` returns a text for comparing.
fn distinct(
    items: Vec<values::SpannedText>,
    key: fn(&str) -> String,
    findings: &mut Findings,
) -> Vec<values::SpannedText> {
    let mut keys = AHashSet::with_capacity(items.len());
    let mut is_first = |item: &values::SpannedText| {
        let is_first = keys.insert(key(&item.text));
        if !is_first {
            let message = format!("`{}` is here twice", item.text);
            findings.add(item.span, Diagnostic::warning(message).help("remove one of them"));
        }
        is_first
    };
    items.into_iter().filter(|item| is_first(item)).collect()
}

fn delivery(node: &Node, findings: &mut Findings) -> Option<Vec<Delivery>> {
    let items = distinct(list(node, findings)?, comparable, findings);
    Some(items.iter().filter_map(|item| keyword_of(item, "kind of delivery", findings)).collect())
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
