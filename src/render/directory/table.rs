//! The programs as a table (CSV, RFC 4180), for those who open it in a spreadsheet, and the description of its columns (CSV on
//! the Web, <https://www.w3.org/TR/tabular-data-primer/>), which is found by its name.

use std::borrow::Cow;

use serde_json::json;

use super::record::{AidRecord, FactRecord, MoneyRecord, PriceRecord, ProgramRecord, TuitionRecord, records};
use crate::content::{Amount, AmountRange, Keyword, Price, PriceWord};
use crate::site::{DirectoryFile, Site};

/// Between the items of a cell that has several.
const SEPARATOR: &str = "; ";

/// The type of a column, in the terms of CSV on the Web.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellType {
    Text,
    List,
    Integer,
    Decimal,
    Date,
    YesNo,
    Address,
}

/// A column.
struct TableColumn {
    name: &'static str,
    kind: CellType,
    description: &'static str,
    cell: for<'r> fn(&'r ProgramRecord<'_>) -> Cow<'r, str>,
}

/// Returns a column of the table.
const fn column(
    name: &'static str,
    kind: CellType,
    cell: for<'r> fn(&'r ProgramRecord<'_>) -> Cow<'r, str>,
    description: &'static str,
) -> TableColumn {
    TableColumn { name, kind, description, cell }
}

/// All columns, in order.
#[rustfmt::skip]
const COLUMNS: [TableColumn; 31] = [
    column("title", CellType::Text, |one| one.title.into(), "The name of the program."),
    column("provider", CellType::Text, |one| one.provider.value.into(), "The institution that offers it."),
    column("parent", CellType::Text, |one| text(one.parent.as_ref()), "The institution that the provider is part of."),
    column("credential", CellType::Text, |one| one.credential.as_ref().map_or("", |fact| fact.value).into(), "The credential that it ends with."),
    column("delivery", CellType::List, |one| list(one.delivery.iter().flat_map(|fact| &fact.value)), "The ways in which it is taught."),
    column("courses", CellType::Integer, |one| number(one.courses.as_ref().map(|fact| fact.value)), "The number of courses."),
    column("course_length", CellType::Text, |one| text(one.course_length.as_ref()), "The length of a course."),
    column("tuition", CellType::Text, tuition, "The price as it is stated: of a unit, and in all."),
    column("applies_to", CellType::Text, |one| stated(one).and_then(|tuition| tuition.applies_to).unwrap_or_default().into(), "The students or courses that the price is for."),
    column("tuition_note", CellType::Text, |one| stated(one).and_then(|tuition| tuition.note).unwrap_or_default().into(), "Fees, discounts, and how exact the price is."),
    column("currency", CellType::Text, |one| currency(total(one)), "The currency of the whole price (ISO 4217)."),
    column("total_from", CellType::Decimal, |one| low(total(one)), "The whole price, or the lower end of a range; of two prices, that for students from elsewhere."),
    column("total_to", CellType::Decimal, |one| high(total(one)), "The whole price, or the higher end of a range."),
    column("in_state_currency", CellType::Text, |one| currency(in_state(one)), "The currency of the price for students of the state."),
    column("in_state_from", CellType::Decimal, |one| low(in_state(one)), "The whole price for students of the state, if it is another one."),
    column("in_state_to", CellType::Decimal, |one| high(in_state(one)), "The higher end of that price."),
    column("scholarships", CellType::YesNo, |one| yes_no(one, |aid| aid.scholarships), "Whether there are scholarships."),
    column("federal_aid", CellType::YesNo, |one| yes_no(one, |aid| aid.federal), "Whether there is federal or other traditional aid."),
    column("aid_note", CellType::Text, |one| one.financial_aid.as_ref().and_then(|aid| aid.value.note).unwrap_or_default().into(), "A sentence about aid."),
    column("open_to", CellType::Text, |one| text(one.open_to.as_ref()), "The people who may enroll."),
    column("prerequisites", CellType::Text, |one| text(one.prerequisites.as_ref()), "The prerequisites."),
    column("pathways", CellType::List, |one| list(one.pathways.iter().flat_map(|fact| fact.value)), "The named pathways."),
    column("started", CellType::Text, |one| text(one.started.as_ref()), "When it began."),
    column("status", CellType::Text, |one| one.status.value.into(), "Whether it takes students: open, paused, closed, or renamed."),
    column("replaced_by", CellType::Address, |one| one.replaced_by.as_deref().unwrap_or_default().into(), "The address of the profile of the program that took its place."),
    column("subjects", CellType::List, |one| list(&one.subjects), "Its subjects."),
    column("url", CellType::Address, |one| text(one.url.as_ref()), "The address of its own page."),
    column("source", CellType::Text, |one| one.profile.source.as_deref().unwrap_or_default().into(), "The source of the facts that have no other."),
    column("verified", CellType::Date, |one| number(one.profile.last_check(one.today)), "The day on which somebody checked them; empty if they are as reported."),
    column("other_sources", CellType::List, |one| list(other_sources(one)), "The facts that have another source or check, and which."),
    column("page", CellType::Address, |one| one.page.as_str().into(), "The address of its profile in this column."),
];

/// Returns the table. It begins with a byte order mark: without one, spreadsheets of Microsoft read `é` as `Ã©`.
pub(super) fn programs(site: &Site) -> String {
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    // Writing into a Vec cannot fail.
    let _ = table.write_record(COLUMNS.iter().map(|column| column.name));
    for record in records(site) {
        let _ = table.write_record(
            COLUMNS.iter().map(|column| without_formula(column.kind, (column.cell)(&record)).into_owned()),
        );
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Returns a cell that no spreadsheet runs as a formula (OWASP, CSV Injection): an apostrophe keeps it a text.
fn without_formula(kind: CellType, cell: Cow<'_, str>) -> Cow<'_, str> {
    let is_text = match kind {
        CellType::Text | CellType::List | CellType::Address => true,
        CellType::Integer | CellType::Decimal | CellType::Date | CellType::YesNo => false,
    };
    if is_text && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{cell}").into()
    } else {
        cell
    }
}

/// Returns the description of the columns.
pub(super) fn description(site: &Site) -> String {
    let columns = COLUMNS.iter().map(|column| {
        let mut described = json!({ "name": column.name, "titles": column.name, "dc:description": column.description });
        described["datatype"] = match column.kind {
            CellType::Text | CellType::List => json!("string"),
            CellType::Integer => json!("integer"),
            CellType::Decimal => json!("decimal"),
            CellType::Date => json!("date"),
            CellType::YesNo => json!({ "base": "boolean", "format": "yes|no" }),
            // A column without a `base_url` has paths only.
            CellType::Address => json!("anyURI"),
        };
        if column.kind == CellType::List {
            described["separator"] = SEPARATOR.into();
        }
        described
    });
    let described = json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": DirectoryFile::Csv.name(),
        "dc:title": site.config.title,
        "dc:language": site.config.language,
        "dc:description": "What is not stated is empty. A text that begins with a sign that starts a formula has an apostrophe before it.",
        "tableSchema": { "columns": columns.collect::<Vec<_>>(), "primaryKey": "page" },
    });
    format!("{described:#}\n")
}

fn text<'r>(fact: Option<&'r FactRecord<'_, &str>>) -> Cow<'r, str> {
    fact.map_or("", |fact| fact.value).into()
}

fn list<'r, T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Cow<'r, str> {
    let items: Vec<T> = items.into_iter().collect();
    items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(SEPARATOR).into()
}

fn number<'r>(number: Option<impl ToString>) -> Cow<'r, str> {
    number.map_or_else(String::new, |number| number.to_string()).into()
}

fn yes_no<'r>(record: &ProgramRecord<'_>, answer: fn(&AidRecord<'_>) -> Option<bool>) -> Cow<'r, str> {
    match record.financial_aid.as_ref().and_then(|aid| answer(&aid.value)) {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
    .into()
}

fn stated<'r, 'a>(record: &'r ProgramRecord<'a>) -> Option<&'r TuitionRecord<'a>> {
    record.tuition.as_ref().map(|fact| &fact.value)
}

/// The total for all, or else for students from elsewhere.
fn total<'r>(record: &'r ProgramRecord<'_>) -> Option<&'r MoneyRecord> {
    let tuition = stated(record)?;
    tuition.for_all.as_ref().or(tuition.out_of_state.as_ref())?.total.as_ref()
}

fn in_state<'r>(record: &'r ProgramRecord<'_>) -> Option<&'r MoneyRecord> {
    stated(record)?.in_state.as_ref()?.total.as_ref()
}

fn currency<'r>(money: Option<&MoneyRecord>) -> Cow<'r, str> {
    money.and_then(|money| money.currency).unwrap_or_default().into()
}

fn low<'r>(money: Option<&MoneyRecord>) -> Cow<'r, str> {
    figure(money, AmountRange::low)
}

fn high<'r>(money: Option<&MoneyRecord>) -> Cow<'r, str> {
    figure(money, AmountRange::high)
}

/// Returns an end of a price: 0 for what is free, so that it sorts as such.
fn figure<'r>(money: Option<&MoneyRecord>, end: fn(AmountRange) -> Amount) -> Cow<'r, str> {
    match money.map(|money| money.price) {
        Some(Price::Exact(amount)) => amount.decimal().into(),
        Some(Price::Range(range)) => end(range).decimal().into(),
        Some(Price::Word(PriceWord::Free)) => "0".into(),
        Some(Price::Word(PriceWord::Varies | PriceWord::OnRequest)) | None => "".into(),
    }
}

/// Returns the price in words: `USD 1,395 per course; in all USD 6,975`.
fn tuition<'r>(record: &'r ProgramRecord<'_>) -> Cow<'r, str> {
    let Some(tuition) = stated(record) else { return "".into() };
    let of = |price: &Option<PriceRecord>, group: &str| {
        let price = price.as_ref()?;
        let each = price.each.as_ref().zip(price.unit).map(|(each, unit)| format!("{} per {unit}", each.text));
        let total = price
            .total
            .as_ref()
            .map(|total| if each.is_some() { format!("in all {}", total.text) } else { total.text.clone() });
        let parts: Vec<String> = each.into_iter().chain(total).collect();
        Some(format!("{}{group}", parts.join("; ")))
    };
    let groups =
        [of(&tuition.for_all, ""), of(&tuition.in_state, " (in state)"), of(&tuition.out_of_state, " (out of state)")];
    list(groups.into_iter().flatten())
}

fn other_sources(record: &ProgramRecord<'_>) -> Vec<String> {
    let own = record.profile.provenances.iter().filter_map(|(fact, own)| {
        let checked = own.verified.filter(|day| *day <= record.today).map(|day| format!("checked {day}"));
        let parts: Vec<&str> = own.source.as_deref().into_iter().chain(checked.as_deref()).collect();
        (!parts.is_empty()).then(|| format!("{}: {}", fact.word(), parts.join(", ")))
    });
    own.collect()
}
