//! A program as data: what its profile says, each fact with its source and the day of its check.

use jiff::civil::Date;
use serde::Serialize;

use crate::content::{Charge, Keyword, Price, Program, ProgramFact, Tuition};
use crate::site::{ProgramId, Site};

/// A program, as `programs.json` has it. What is not stated is left out.
#[derive(Serialize)]
pub(super) struct ProgramRecord<'a> {
    /// The address of its profile: in full if the column has a `base_url`, else from the root of the column.
    pub(super) page: String,
    pub(super) title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) also_known_as: Vec<&'a str>,
    pub(super) provider: FactRecord<'a, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<FactRecord<'a, &'a str>>,
    /// The address of its own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<FactRecord<'a, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) credential: Option<FactRecord<'a, &'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) delivery: Option<FactRecord<'a, Vec<&'static str>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) courses: Option<FactRecord<'a, u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) course_length: Option<FactRecord<'a, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tuition: Option<FactRecord<'a, TuitionRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) financial_aid: Option<FactRecord<'a, AidRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) open_to: Option<FactRecord<'a, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) prerequisites: Option<FactRecord<'a, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pathways: Option<FactRecord<'a, &'a [String]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) started: Option<FactRecord<'a, &'a str>>,
    pub(super) status: FactRecord<'a, &'static str>,
    /// The address of the profile of the program that took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) replaced_by: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) subjects: Vec<&'a str>,
    /// The profile, with the source and the check of the facts that have none of their own.
    #[serde(skip)]
    pub(super) profile: &'a Program,
    /// The day of the build.
    #[serde(skip)]
    pub(super) today: Date,
}

/// A fact, and where it comes from.
#[derive(Serialize)]
pub(super) struct FactRecord<'a, T> {
    pub(super) value: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<&'a str>,
    /// The day of its check. Without one, the fact is as reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) verified: Option<String>,
}

/// What a program costs: for all, or for students of the state and for all others.
#[derive(Serialize)]
pub(super) struct TuitionRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) for_all: Option<PriceRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) in_state: Option<PriceRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) out_of_state: Option<PriceRecord>,
    /// The part of the program, or the students, that the price is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) applies_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
}

/// A price: of a unit, and of the whole.
#[derive(Serialize)]
pub(super) struct PriceRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) each: Option<MoneyRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<&'static str>,
    /// How many units there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<MoneyRecord>,
}

/// An amount, a range, or a word. Amounts are whole, in the smallest unit of the currency.
#[derive(Serialize)]
pub(super) struct MoneyRecord {
    /// As people write it: `USD 450–600`, `free`.
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low_minor: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high_minor: Option<u64>,
    #[serde(skip)]
    pub(super) price: Price,
}

/// Financial aid.
#[derive(Serialize)]
pub(super) struct AidRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scholarships: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) federal: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
}

/// Returns all programs as data, by title.
pub(super) fn records(site: &Site) -> impl Iterator<Item = ProgramRecord<'_>> {
    site.entries.programs.ids().map(|program| record(site, program))
}

fn record(site: &Site, id: ProgramId) -> ProgramRecord<'_> {
    let program = &site.entries.programs[id];
    let facts = Facts { program, today: site.day() };
    let page = |id| {
        let path = site.entries.programs.path(id);
        site.config.absolute(path).unwrap_or_else(|| path.to_owned())
    };
    ProgramRecord {
        page: page(id),
        title: &program.common.title.plain,
        also_known_as: program.also_known_as.iter().map(|name| name.text.as_str()).collect(),
        provider: facts.fact(ProgramFact::Provider, program.provider.as_str()),
        parent: facts.text(ProgramFact::Parent, program.parent.as_ref()),
        url: facts.text(ProgramFact::Url, program.url.as_ref()),
        credential: program.credential.map(|credential| facts.fact(ProgramFact::Credential, credential.word())),
        delivery: (!program.delivery.is_empty())
            .then(|| facts.fact(ProgramFact::Delivery, program.delivery.iter().map(|way| way.word()).collect())),
        courses: program.courses.map(|courses| facts.fact(ProgramFact::Courses, courses)),
        course_length: facts.text(ProgramFact::CourseLength, program.course_length.as_ref()),
        tuition: program.tuition.as_ref().map(|stated| facts.fact(ProgramFact::Tuition, tuition(stated))),
        financial_aid: program.aid.as_ref().map(|aid| {
            let (scholarships, federal, note) = (aid.scholarships, aid.federal, aid.note.as_deref());
            facts.fact(ProgramFact::FinancialAid, AidRecord { scholarships, federal, note })
        }),
        open_to: facts.text(ProgramFact::OpenTo, program.open_to.as_ref()),
        prerequisites: facts.text(ProgramFact::Prerequisites, program.prerequisites.as_ref()),
        pathways: (!program.pathways.is_empty())
            .then(|| facts.fact(ProgramFact::Pathways, program.pathways.as_slice())),
        started: facts.text(ProgramFact::Started, program.started.as_ref()),
        status: facts.fact(ProgramFact::Status, program.status.word()),
        replaced_by: site.links.replaced_by(id).map(page),
        profile: program,
        today: facts.today,
        subjects: site.taxonomy.of_program(id).iter().map(|term| &*site.taxonomy.terms[*term].label).collect(),
    }
}

/// The facts of a program.
struct Facts<'a> {
    program: &'a Program,
    today: Date,
}

impl<'a> Facts<'a> {
    /// Returns a fact with its source and check: its own, or else those of the profile. A default has none.
    fn fact<T>(&self, fact: ProgramFact, value: T) -> FactRecord<'a, T> {
        let own = self.program.provenances.get(&fact);
        let source = own.and_then(|own| own.source.as_deref()).or(self.program.source.as_deref());
        let verified = self.program.check_of(fact, self.today).map(|day| day.to_string());
        FactRecord { value, source: source.filter(|_| self.program.states(fact)), verified }
    }

    fn text(&self, fact: ProgramFact, value: Option<&'a String>) -> Option<FactRecord<'a, &'a str>> {
        value.map(|value| self.fact(fact, value.as_str()))
    }
}

fn tuition(tuition: &Tuition) -> TuitionRecord<'_> {
    let is_by_state = tuition.is_by_state();
    let price = |of: fn(Charge) -> Option<Price>| price(tuition, of);
    TuitionRecord {
        for_all: if is_by_state { None } else { price(Charge::out_of_state) },
        in_state: if is_by_state { price(Charge::in_state) } else { None },
        out_of_state: if is_by_state { price(Charge::out_of_state) } else { None },
        applies_to: tuition.applies_to.as_deref(),
        note: tuition.note.as_deref(),
    }
}

/// Returns the price for one group of students. `None` if it is not stated.
fn price(tuition: &Tuition, of: fn(Charge) -> Option<Price>) -> Option<PriceRecord> {
    let (each, total) = (tuition.each.and_then(of), tuition.total.and_then(of));
    each.or(total)?;
    Some(PriceRecord {
        each: each.map(money),
        unit: each.map(|_| tuition.unit.word()),
        count: tuition.count.filter(|_| each.is_some()),
        total: total.map(money),
    })
}

fn money(price: Price) -> MoneyRecord {
    let (low, high) = match price {
        Price::Exact(amount) => (Some(amount), Some(amount)),
        Price::Range(range) => (Some(range.low()), Some(range.high())),
        Price::Word(_) => (None, None),
    };
    MoneyRecord {
        text: price.to_string(),
        currency: low.map(|amount| amount.currency.code()),
        low_minor: low.map(|amount| amount.minor),
        high_minor: high.map(|amount| amount.minor),
        price,
    }
}
