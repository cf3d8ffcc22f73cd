//! The directory of programs: what each program is in each facet, which facets are offered, and the pages of their values.

use std::fmt::Write;

use callslip::render::Renderer;
use callslip::site::{PageTarget, Selection, Target};
use snapbox::str;

use crate::support::view::{get, list, string};
use crate::support::{Built, Column, shows};

/// Tuitions as schools state them: free, ranges, two currencies, by year, by credit, by state, with words, and not at all.
#[rustfmt::skip]
const TUITIONS: [&str; 40] = [
    "", "free", "{ total: free }", "{ per_course: free }", "varies", "on request", "{ per_credit: varies }",
    "{ note: ask the school }", "USD 1", "USD 999.99", "USD 1,000", "USD 1,999", "USD 2,000", "USD 6,975", "USD 49,999", "USD 50,000",
    "USD 450–600", "USD 450-500", "USD 900 to 2,100", "USD 1,000–50,000", "EUR 900", "EUR 900–1,200", "1200 EUR", "JPY 120,000", "CHF 12.50",
    "{ per_year: USD 12000 }", "{ per_year: USD 12000, note: two years }", "{ per_credit: USD 500 }",
    "{ per_credit: USD 500, credits: 12 }", "{ per_course: \"USD 1,395\" }", "{ per_course: USD 450–600 }",
    "{ in_state: \"USD 8,000\", out_of_state: \"USD 15,500\" }", "{ in_state: \"USD 8,000\" }", "{ out_of_state: \"USD 15,500\" }",
    "{ in_state: free, out_of_state: USD 900 }", "{ in_state: USD 900, out_of_state: free }",
    "{ in_state: USD 900, out_of_state: varies }", "{ total: { in_state: USD 400–600, out_of_state: USD 800–1200 } }",
    "{ per_credit: { in_state: USD 300, out_of_state: USD 700 }, credits: 10 }",
    "{ total: \"USD 6,000\", applies_to: members, note: \"EUR 5,400 in Europe\" }",
];

fn profile(title: &str, fields: &str) -> String {
    format!("---\ntitle: {title}\nprovider: P\n{fields}---\n")
}

/// A column with a profile for each of these texts of fields.
fn programs(fields: &[&str]) -> Column {
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: The Desk\n");
    let files = fields.iter().enumerate();
    files.fold(column, |column, (at, fields)| {
        column.file(&format!("content/programs/{at:02}.md"), profile(&format!("Program {at:02}"), fields))
    })
}

fn tuitions() -> Built {
    let quoted = |tuition: &str| match tuition.chars().next() {
        None => String::new(),
        Some('{') => format!("tuition: {tuition}\n"),
        Some(_) => format!("tuition: \"{tuition}\"\n"),
    };
    let fields: Vec<String> = TUITIONS.iter().map(|tuition| quoted(tuition)).collect();
    programs(&fields.iter().map(String::as_str).collect::<Vec<_>>()).build()
}

/// The facets of the list at an address, a line each, with how many programs have each value.
fn facets(built: &Built, path: &str) -> String {
    let view = built.view(path);
    let mut lines = String::new();
    for facet in list(get(&view, "facets")) {
        write!(lines, "{}:", string(get(facet, "name"))).unwrap();
        for value in list(get(facet, "values")) {
            let text = |name| string(get(value, name)).to_owned();
            write!(lines, " {} ({}) {};", text("key"), text("label"), get(value, "count")).unwrap();
        }
        lines.push('\n');
    }
    lines
}

#[test]
fn odd_tuitions_are_filtered_and_sorted() {
    let built = tuitions();
    let programs = built.view("/programs/");
    let mut lines: Vec<(String, String)> = list(get(&programs, "programs"))
        .iter()
        .map(|program| {
            let title = string(get(program, "title"));
            let tuition = TUITIONS[title.rsplit(' ').next().unwrap().parse::<usize>().unwrap()];
            let keys = string(get(program, "facets.tuition"));
            (string(get(program, "price_order")).to_owned(), format!("{tuition} | {keys}"))
        })
        .collect();
    lines.sort_by(|(a, _), (b, _)| a.cmp(b));
    let table = lines.into_iter().fold(String::new(), |table, (_, line)| format!("{table}{line}\n"));
    shows(
        table,
        str![[r#"
free | stated free
{ total: free } | stated free
{ per_course: free } | stated free
{ in_state: USD 900, out_of_state: free } | stated free
CHF 12.50 | stated chf
EUR 900 | stated eur
EUR 900–1,200 | stated eur
1200 EUR | stated eur
JPY 120,000 | stated jpy
USD 1 | stated usd-1-to-2
USD 450-500 | stated usd-200-to-500 usd-500-to-1000
USD 450–600 | stated usd-200-to-500 usd-500-to-1000
{ total: { in_state: USD 400–600, out_of_state: USD 800–1200 } } | stated usd-500-to-1000 usd-1000-to-2000
{ in_state: free, out_of_state: USD 900 } | stated usd-500-to-1000
USD 900 to 2,100 | stated usd-500-to-1000 usd-1000-to-2000 usd-2000-to-5000
USD 999.99 | stated usd-500-to-1000
USD 1,000 | stated usd-1000-to-2000
USD 1,000–50,000 | stated usd-1000-to-2000 usd-2000-to-5000 usd-5000-to-10000 usd-10000-to-20000 usd-20000-to-50000 usd-50000-to-100000
USD 1,999 | stated usd-1000-to-2000
USD 2,000 | stated usd-2000-to-5000
{ per_credit: USD 500, credits: 12 } | stated usd-5000-to-10000
{ total: "USD 6,000", applies_to: members, note: "EUR 5,400 in Europe" } | stated usd-5000-to-10000
USD 6,975 | stated usd-5000-to-10000
{ per_credit: { in_state: USD 300, out_of_state: USD 700 }, credits: 10 } | stated usd-5000-to-10000
{ in_state: "USD 8,000", out_of_state: "USD 15,500" } | stated usd-10000-to-20000
{ out_of_state: "USD 15,500" } | stated usd-10000-to-20000
USD 49,999 | stated usd-20000-to-50000
USD 50,000 | stated usd-50000-to-100000
 | not-stated
varies | no-figure
on request | no-figure
{ per_credit: varies } | no-figure
{ note: ask the school } | not-stated
{ per_year: USD 12000 } | stated
{ per_year: USD 12000, note: two years } | stated
{ per_credit: USD 500 } | stated
{ per_course: "USD 1,395" } | stated
{ per_course: USD 450–600 } | stated
{ in_state: "USD 8,000" } | stated
{ in_state: USD 900, out_of_state: varies } | stated
"#]],
    );
    shows(
        facets(&built, "/programs/"),
        str![
            "tuition: stated (stated) 35; free (free) 4; usd-1-to-2 (USD 1–2) 1; usd-200-to-500 (USD 200–500) 2; usd-500-to-1000 (USD 500–1,000) 6; usd-1000-to-2000 (USD 1,000–2,000) 5; usd-2000-to-5000 (USD 2,000–5,000) 3; usd-5000-to-10000 (USD 5,000–10,000) 5; usd-10000-to-20000 (USD 10,000–20,000) 3; usd-20000-to-50000 (USD 20,000–50,000) 2; usd-50000-to-100000 (USD 50,000–100,000) 2; chf (CHF) 1; eur (EUR) 3; jpy (JPY) 1; no-figure (varies, or on request) 3; not-stated (not stated) 2;"
        ],
    );
}

/// What a reader who has chosen this sees, by title.
fn selected(built: &Built, query: &str) -> String {
    let selection = Selection::parse(query);
    let programs = built.site.entries.programs.iter();
    let selected = programs.filter(|(id, _)| built.site.directory.is_selected(*id, &selection));
    selected.map(|(_, program)| program.common.title.plain.trim_start_matches("Program ")).collect::<Vec<_>>().join(" ")
}

const FOUR: [&str; 4] = [
    "credential: degree\ndelivery: [online]\ntags: [rare books]\nverified: 2026-01-01\n",
    "credential: course\ndelivery: [online, in person]\ntags: [rare books, archives]\nverified: 2024-01-01\n",
    "delivery: [hybrid]\nstatus: closed\n",
    "credential: degree\n",
];

#[test]
fn a_choice_joins_values_of_a_facet_and_narrows_by_others() {
    let built = programs(&FOUR).on_day("2026-06-01").build();
    for (query, titles) in [
        ("", "00 01 02 03"),
        ("delivery=online", "00 01"),
        ("delivery=online,hybrid", "00 01 02"),
        ("delivery=online,not-stated", "00 01 03"),
        ("delivery=online&credential=degree", "00"),
        ("delivery=hybrid&credential=not-stated", "02"),
        ("delivery=hybrid&credential=degree", ""),
        ("delivery=underwater", ""),
        ("subject=archives", "01"),
        ("status=closed", "02"),
        ("checked=within-a-year", "00"),
        ("checked=earlier,as-reported", "01 02 03"),
    ] {
        assert_eq!(selected(&built, query), titles, "{query}");
    }
}

#[test]
fn a_facet_that_tells_no_program_from_another_is_not_offered() {
    let built = programs(&FOUR).on_day("2026-06-01").build();
    shows(
        facets(&built, "/programs/"),
        str![[r#"
credential: degree (degree) 2; course (course) 1; not-stated (not stated) 1;
delivery: in-person (in person) 1; online (online) 2; hybrid (hybrid) 1; not-stated (not stated) 1;
subject: archives (archives) 1; rare-books (rare books) 2; not-stated (not stated) 2;
status: open (open) 3; closed (closed) 1;
checked: within-a-year (within a year) 1; earlier (more than a year ago) 1; as-reported (never, as reported) 2;
"#]],
    );
    shows(
        facets(&built, "/programs/delivery/online/"),
        str![[r#"
credential: degree (degree) 1; course (course) 1;
delivery: in-person (in person) 1;
subject: archives (archives) 1;
checked: within-a-year (within a year) 1; earlier (more than a year ago) 1;
"#]],
    );
    assert_eq!(facets(&programs(&["credential: degree\n", "credential: degree\n"]).build(), "/programs/"), "");
    assert_eq!(facets(&programs(&["credential: degree\n"]).build(), "/programs/"), "");
    assert_eq!(facets(&Column::new().letter("Q: ?\n\nSM: !\n").build(), "/programs/"), "");
}

#[test]
fn programs_that_take_students_come_first() {
    let built = programs(&["status: closed\n", "", "status: paused\n", ""]).build();
    let titles = built.outline_of("/programs/", &["programs"]);
    let order: Vec<usize> = ["Program 01", "Program 03", "Program 00", "Program 02"]
        .iter()
        .map(|title| titles.find(title).unwrap())
        .collect();
    assert!(order.is_sorted(), "{titles}");
}

#[test]
fn a_single_value_has_a_page_and_is_in_the_sitemap_if_two_have_it() {
    let column = programs(&FOUR).file("column.yaml", "title: The Desk\nbase_url: https://desk.example/\n");
    let built = column.on_day("2026-06-01").build();
    let listed = |path: &str| built.text("sitemap.xml").contains(&format!("https://desk.example{path}<"));
    assert!(listed("/programs/delivery/online/") && !listed("/programs/delivery/hybrid/"));
    assert!(!built.text("programs/delivery/online/index.html").contains("noindex"));
    assert!(built.text("programs/delivery/hybrid/index.html").contains("noindex"));
    let page = built.text("programs/delivery/online/index.html");
    assert!(page.contains("Format: online") && page.contains("Program 01") && !page.contains("Program 02"));
}

#[test]
fn a_value_that_only_some_have_besides_another_is_offered() {
    let built = programs(&["delivery: online\n", "delivery: [online, in person]\n", "delivery: online\n"]).build();
    shows(facets(&built, "/programs/"), str!["delivery: in-person (in person) 1;"]);
    assert_eq!(selected(&built, "delivery=in-person"), "01");
    assert_eq!(selected(&built, "delivery=online"), "00 01 02");
    assert_eq!(selected(&built, "delivery=nope"), "");
    // Nobody can choose in a facet that is not on the page.
    assert_eq!(selected(&built, "credential=nope"), "00 01 02");
}

#[test]
fn the_page_of_a_value_lives_as_long_as_a_program_has_it() {
    let letter = "Q: ?\n\nSM: See [those](/programs/delivery/online/).\n";
    let column = programs(&["delivery: online\n", "delivery: [in person]\nstatus: paused\n"]).letter(letter);
    let built = column.build().sound();
    assert!(built.text("programs/index.html").contains("value=\"online\""));
    // Now all have it.
    let column = column.file("content/programs/01.md", profile("Program 01", "delivery: online\nstatus: paused\n"));
    column.build();
    let built = column.build().sound();
    assert!(!built.text("programs/index.html").contains("value=\"online\""));
    let page = built.text("programs/delivery/online/index.html");
    assert!(page.contains("Program 00") && page.contains("Program 01") && page.contains("noindex"));
    // Now none has it.
    let column = column.file("content/programs/00.md", profile("Program 00", "delivery: [in person]\n"));
    let column = column.file("content/programs/01.md", profile("Program 01", "delivery: [in person]\n"));
    shows(
        column.build().report(),
        str![[r#"
error: there is no page at `/programs/delivery/online/`, because no program is in this list
 --> content/questions/loud-drums.md:7:17
  |
7 | SM: See [those](/programs/delivery/online/).
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: for all programs, write `/programs/`
"#]],
    );
    let column = column.letter("Q: ?\n\nSM: See [those](/programs/).\n");
    shows(
        column.build().report(),
        str![[r#"
warning: `/programs/delivery/online/` was in the last build, but no program is in this list now
 |
 = help: if another page of yours can take its place, write `aliases: [/programs/delivery/online/]` in its file

warning: `/programs/status/paused/` was in the last build, but no program is in this list now
 |
 = help: if another page of yours can take its place, write `aliases: [/programs/status/paused/]` in its file
"#]],
    );
    column.build().sound();
}

/// A column with a program for each of these providers; `date` is a field of each.
fn provided(providers: &[(&str, &str)]) -> Built {
    let column = Column::new().letter("Q: ?\n\nSM: !\n");
    let files = providers.iter().enumerate();
    let files = files.fold(column, |column, (at, (name, fields))| {
        let text = format!("---\ntitle: T {at}\nprovider: \"{name}\"\n{fields}---\n");
        column.file(&format!("content/programs/{at}.md"), text)
    });
    files.build()
}

#[test]
fn a_provider_is_one_however_it_is_spelled() {
    let names = [
        "Rare Book School",
        "Rare Book School",
        "RARE BOOK SCHOOL",
        "Rare  Book School",
        "Rare\u{a0}Book School.",
        "The Rare Book School",
        "Another",
    ];
    let built = provided(&names.map(|name| (name, "")));
    shows(
        facets(&built, "/programs/"),
        str![
            "provider: another (Another) 1; rare-book-school (Rare Book School) 5; the-rare-book-school (The Rare Book School) 1;"
        ],
    );
    shows(
        built.report(),
        str![[r#"
hint: `RARE BOOK SCHOOL` and `Rare Book School` are the same provider, spelled in two ways
 --> content/programs/2.md:3:11
  |
3 | provider: "RARE BOOK SCHOOL"
  |           ^^^^^^^^^^^^^^^^^^
  |
  = help: write `Rare Book School`, as elsewhere

hint: `Rare  Book School` and `Rare Book School` are the same provider, spelled in two ways
 --> content/programs/3.md:3:11
  |
3 | provider: "Rare  Book School"
  |           ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `Rare Book School`, as elsewhere

hint: `Rare Book School.` and `Rare Book School` are the same provider, spelled in two ways
 --> content/programs/4.md:3:11
  |
3 | provider: "Rare Book School."
  |           ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `Rare Book School`, as elsewhere

hint: `The Rare Book School` and `Rare Book School` are separate providers
 --> content/programs/5.md:3:11
  |
3 | provider: "The Rare Book School"
  |           ^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/programs/0.md:3:11
  |
3 | provider: "Rare Book School"
  |           ------------------ the other one
  |
  = help: if they are one, write one of the names in all profiles
"#]],
    );
}

#[test]
fn a_program_is_there_twice_however_its_names_are_spelled() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/rbs.md", "---\ntitle: Rare books\nprovider: P School\n---\n")
        .file("content/programs/rbs copy.md", "---\ntitle: Rare Books\nprovider: p school\nslug: copy\n---\n");
    let report = column.build().report();
    shows(
        report.split("\n\n").find(|part| part.starts_with("warning: two programs")).unwrap(),
        str![[r#"
warning: two programs of the same provider have the title `Rare books`
 --> content/programs/rbs.md:2:8
  |
2 | title: Rare books
  |        ^^^^^^^^^^ this one
  |
 ::: content/programs/rbs copy.md:2:8
  |
2 | title: Rare Books
  |        ---------- and this one
  |
  = help: give one of them a title that tells them apart
  = help: if one is a copy of the other, remove its file
"#]],
    );
}

#[test]
fn signs_that_nobody_sees_make_no_second_provider() {
    let names =
        ["Rare Book School", "Rare\u{200b} Book School", "Rare Book Sch\u{ad}ool", "\u{feff}Rare Book School", "A"];
    let built = provided(&names.map(|name| (name, "")));
    shows(facets(&built, "/programs/"), str!["provider: a (A) 1; rare-book-school (Rare Book School) 4;"]);
}

#[test]
fn an_older_provider_keeps_its_address() {
    let built = provided(&[("Cafe School", "date: 2026-03-02\n"), ("Café School", "date: 2026-03-01\n")]);
    shows(facets(&built, "/programs/"), str!["provider: cafe-school-2 (Cafe School) 1; cafe-school (Café School) 1;"]);
}

#[test]
fn a_provider_of_many_words_has_a_short_address() {
    let long = "清华大学".repeat(22);
    let built = provided(&[(&long, ""), (&format!("{long}!"), ""), (&format!("{long}一"), ""), ("Another", "")]);
    shows(
        facets(&built, "/programs/"),
        str![
            "provider: another (Another) 1; qing-hua-da-xue-qing-hua-da-xue-qing-hua-da-xue-qing-hua-da-xue-qing-hua-da-xue (清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学) 2; qing-hua-da-xue-qing-hua-da-xue-qing-hua-da-xue-qing-hua-da-xue-qing-hua-da-xue-2 (清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学清华大学一) 1;"
        ],
    );
}

#[test]
fn a_language_spells_subjects_and_providers_alike() {
    let built = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: T\nlanguage: de\n");
    let fields = "---\ntitle: A\nprovider: Größe\ntags: [Größe]\n---\n";
    let built = built.file("content/programs/a.md", fields).file("content/programs/b.md", profile("B", "")).build();
    shows(
        facets(&built, "/programs/"),
        str![[r#"
subject: grosse (Größe) 1; not-stated (keine Angabe) 1;
provider: grosse (Größe) 1; p (P) 1;
"#]],
    );
}

#[test]
fn of_currencies_that_are_as_frequent_that_of_the_column_has_bands() {
    let fields = ["tuition: EUR 900\n", "tuition: USD 900\n"];
    let built = programs(&fields).file("column.yaml", "title: T\ncurrency: USD\n").build();
    shows(facets(&built, "/programs/"), str!["tuition: usd-500-to-1000 (USD 500–1,000) 1; eur (EUR) 1;"]);
}

#[test]
fn a_fact_does_not_lead_to_what_the_columnist_put_at_the_address_of_its_list() {
    let fields = ["delivery: online\n", "delivery: [online, in person]\n", "delivery: hybrid\n"];
    let column = programs(&fields);
    let column = column
        .file("content/pages/mine.md", "---\ntitle: Mine\nslug: mine\naliases: [/Programs/Delivery/Online/]\n---\n!\n");
    let page = column.build().text("programs/01/index.html");
    assert!(page.contains("programs/delivery/in-person/") && !page.contains("programs/delivery/online/"), "{page}");
}

#[test]
fn two_institutions_whose_names_make_one_address_have_two() {
    let column = Column::new().letter("Q: ?\n\nSM: !\n");
    let names = ["Café School", "Cafe School", "café-school", "図書館", "!!!"];
    let built = names.iter().enumerate().fold(column, |column, (at, name)| {
        column.file(&format!("content/programs/{at}.md"), format!("---\ntitle: T {at}\nprovider: \"{name}\"\n---\n"))
    });
    shows(
        facets(&built.build(), "/programs/"),
        str![
            "provider: provider (!!!) 1; cafe-school (Cafe School) 1; cafe-school-2 (Café School) 2; tu-shu-guan (図書館) 1;"
        ],
    );
}

#[test]
fn what_the_columnist_put_at_an_address_is_found_there() {
    let column = programs(&FOUR)
        .file("static/programs/filters.css", "/* hers */")
        .file("content/programs/delivery.md", profile("Delivery", "slug: delivery\n"))
        .file("static/programs/delivery/online/index.html", "<!doctype html><title>Hers</title>");
    let built = column.build().sound();
    assert_eq!(built.text("programs/filters.css"), "/* hers */");
    assert!(built.text("programs/delivery/online/index.html").contains("Hers"));
    assert!(!built.text("programs/index.html").contains("filters.css"));
}

#[test]
fn many_programs_are_on_several_pages_which_lead_to_the_values() {
    let fields: Vec<&str> = (0..1001).map(|at| if at % 3 == 0 { "delivery: [online]\n" } else { "" }).collect();
    let built = programs(&fields).build().sound();
    let pages =
        built.site.routes.iter().filter(|route| matches!(route.target, Target::Page(PageTarget::Programs { .. })));
    // No page is made for a single program.
    assert_eq!(pages.count(), 2);
    let first = built.text("programs/index.html");
    assert!(
        !first.contains("type=\"checkbox\"")
            && first.contains("href=\"../programs/delivery/online/\"")
            && first.contains("page/2/")
    );
    let of_value = built.text("programs/delivery/online/index.html");
    assert_eq!(of_value.matches("<tr data-program").count(), 334);
    let renderer = Renderer::new(&built.site, &built.theme);
    let rows: usize = built
        .site
        .routes
        .iter()
        .filter_map(|route| match route.target {
            Target::Page(PageTarget::Programs { .. }) => renderer.inspect(route),
            _ => None,
        })
        .map(|shown| list(get(&shown.page, "programs")).len())
        .sum();
    assert_eq!(rows, 1001);
}
