//! Program profiles: facts, each as its source states it.

use snapbox::str;
use tera::Value;

use crate::support::view::{fields, get, line, list, outline, string};
use crate::support::{Column, shows};

/// A profile with these fields, and one letter so that nothing is missed.
fn profile(fields: &str) -> Column {
    Column::new().letter("Q: ?\n\nSM: !\n").file(
        "content/programs/drumming.md",
        format!("---\ntitle: Certificate of *drumming*\nprovider: The Rhythm School\n{fields}---\n"),
    )
}

/// The facts of a profile in which nothing is wrong, one a line, without its title and provider.
#[track_caller]
fn facts(fields: &str) -> String {
    let page = profile(fields).build().sound().view("/programs/drumming/");
    let told = facts_of(&page);
    told.lines().skip(3).flat_map(|line| [line, "\n"]).collect()
}

/// The facts of a profile, one a line: those of its card, then those that only its page has.
fn facts_of(page: &Value) -> String {
    let mut told = fields(get(page, "program"));
    for name in ["url", "also_known_as", "aid", "course_length", "open_to", "prerequisites", "started", "source"] {
        told += &outline(name, get(page, name));
    }
    told
}

#[test]
fn a_profile_has_a_page_with_all_its_facts() {
    let column = profile(
        "\
parent: University of Somewhere
also_known_as: [TRS, \"Rhythm & Co\"]
url: https://rhythm.example/certificate
credential: post-master's certificate
delivery: [in person, online]
courses: 5
course_length: five days
tuition: { per_course: \"USD 1,395\", applies_to: most in-person courses }
financial_aid: { scholarships: yes, federal: no, note: \"tuition, not travel\" }
open_to: anyone
prerequisites: none
pathways: [Snare, Bass]
started: 1983
tags: [music]
source: 'Dixon, \"After the MLIS\"'
verified: 2026-11-01
review_every: 6 months
",
    );
    shows(
        facts_of(&column.build().sound().view("/programs/drumming/")),
        str![[r#"
title: Certificate of <em>drumming</em>
path: /programs/drumming/
provider: The Rhythm School
parent: University of Somewhere
credential: post-master's certificate
delivery: in person, online
courses: 5
tuition: each: USD 1,395; unit: course; count: 5; total: USD 6,975; applies_to: most in-person courses; currencies: USD
pathways: Snare, Bass
checked: state: checked; date: 2026-11-01
status: open
tags:
- music </tags/music/> programs: 1
url: https://rhythm.example/certificate
also_known_as: TRS, Rhythm & Co
aid: scholarships; note: tuition, not travel
course_length: five days
open_to: anyone
prerequisites: none
started: 1983
source: Dixon, “After the MLIS”
"#]],
    );
}

#[test]
fn what_is_left_out_is_not_stated() {
    shows(
        facts(""),
        str![[r#"
checked: state: reported
status: open
"#]],
    );
}

#[test]
fn a_total_is_computed_from_price_and_number() {
    shows(
        facts("courses: 5\ntuition: { per_course: \"USD 1,395\" }\n"),
        str![[r#"
courses: 5
tuition: each: USD 1,395; unit: course; count: 5; total: USD 6,975; currencies: USD
checked: state: reported
status: open
"#]],
    );
    shows(
        facts("tuition: { per_credit: USD 500.50, credits: 12 }\n"),
        str![[r#"
tuition: each: USD 500.50; unit: credit; count: 12; total: USD 6,006; currencies: USD
checked: state: reported
status: open
"#]],
    );
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for written in ["USD 1,200", "1200 USD", "USD 1200.00", "{ total: \"USD 1,200\" }", "{ total: 1200 USD }"] {
        let facts = facts(&format!("tuition: {written}\n"));
        assert!(facts.contains("tuition: total: USD 1,200; currencies: USD\n"), "{written}: {facts}");
    }
}

#[test]
fn a_dollar_sign_is_read_where_the_column_says_which_dollars() {
    let column = profile("tuition: $1,200\n").file("column.yaml", "title: The Desk\ncurrency: USD\n").build().sound();
    assert_eq!(string(get(&column.view("/programs/drumming/"), "program.tuition.total")), "USD 1,200");
    shows(
        profile("tuition: $1,200\n").build().report(),
        str![[r#"
error: `$1,200` does not say which currency it is in
 --> content/programs/drumming.md:4:10
  |
4 | tuition: $1,200
  |          ^^^^^^
  |
  = help: write the currency code before the amount, such as `USD 1,200`
  = help: or, if `$` always means the same currency, add a line such as `currency: USD` to column.yaml
"#]],
    );
}

#[test]
fn reported_checked_and_not_checked_since_are_three_things() {
    let checked = |fields: &str| {
        let page = profile(fields).build().sound().view("/programs/drumming/");
        line(get(&page, "program.checked"))
    };
    shows(checked("source: A newspaper\n"), str!["state: reported"]);
    shows(checked("verified: 2026-11-01\n"), str!["state: checked; date: 2026-11-01"]);
    shows(checked("verified: 2026-11-01\nreview_every: 3 weeks\n"), str!["state: checked; date: 2026-11-01"]);
    shows(checked("verified: 2026-10-01\nreview_every: 30 days\n"), str!["state: late; date: 2026-10-01"]);
    shows(checked("verified: 2025-11-22\nreview_every: 1 year\n"), str!["state: checked; date: 2025-11-22"]);
}

#[test]
fn no_and_not_stated_are_two_things() {
    let aid = |fields: &str| {
        let page = profile(fields).build().sound().view("/programs/drumming/");
        let aid = |name: &str| page.get_from_path(&format!("aid.{name}")).expect("a field").as_bool();
        (aid("scholarships"), aid("federal"))
    };
    assert_eq!(aid("financial_aid: { scholarships: no }\n"), (Some(false), None));
    assert_eq!(aid("financial_aid: { federal: true }\n"), (None, Some(true)));
}

#[test]
fn a_program_that_cannot_be_taken_says_so() {
    let column = profile("status: paused\n").build().sound();
    assert_eq!(string(get(&column.view("/programs/drumming/"), "program.status")), "paused");
    assert_eq!(string(get(&list(get(&column.view("/programs/"), "programs"))[0], "status")), "paused");
}

#[test]
fn the_text_of_a_profile_is_below_its_facts() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\n---\n# Loud\n\nQ: is a letter here.\n")
        .build()
        .sound();
    shows(
        column.prose("/programs/a/"),
        str![[r#"
<h2 id="loud">Loud</h2>
<p>Q: is a letter here.</p>
"#]],
    );
}

#[test]
fn all_programs_are_in_one_table_by_title() {
    let program = |title: &str| format!("---\ntitle: {title}\nprovider: B\n---\n");
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/1.md", program("banjo"))
        .file("content/programs/2.md", program("Accordion"))
        .file("content/programs/3.md", program("\"*Cello*\""))
        .build()
        .sound();
    shows(
        column.outline("/programs/"),
        str![[r#"
title: Programs
programs:
- Accordion </programs/2/> provider: B; checked: (state: reported); status: open
- banjo </programs/1/> provider: B; checked: (state: reported); status: open
- <em>Cello</em> </programs/3/> provider: B; checked: (state: reported); status: open
total: 3
csv: /programs/programs.csv
json: /programs/programs.json
trust: reported: 3
pager: number: 1; total: 1
"#]],
    );
}

#[test]
fn letters_and_programs_name_each_other() {
    let program = |title: &str| format!("---\ntitle: {title}\nprovider: B\ntags: [music]\n---\n");
    let letter =
        |text: &str| format!("---\ntitle: A letter\ndate: 2026-03-02\ntags: [music]\n---\nQ: ?\n\nSM: {text}\n");
    let column = Column::new()
        .file("content/programs/linked.md", program("Linked"))
        .file("content/programs/related.md", program("Related"))
        .file("content/questions/a.md", letter("See [it](../programs/linked.md) and [it](../programs/linked.md)."))
        .file("content/questions/b.md", letter("Nothing.").replace("A letter", "Another letter"))
        .build()
        .sound();
    let near = |path: &str, fields: &[&str]| column.outline_of(path, fields);
    shows(
        near("/questions/a/", &["programs_mentioned", "programs_related", "letters_related"]),
        str![[r#"
programs_mentioned:
- program: Linked; shared: music; mentioned_by: Sol Marchetti
programs_related:
- program: Related; shared: music
letters_related:
- letter: Another letter; shared: music
"#]],
    );
    shows(
        near("/programs/linked/", &["letters_mentioning", "letters_related"]),
        str![[r#"
letters_mentioning:
- letter: A letter; shared: music; lines: (text: See it and it.; by: Sol Marchetti)
letters_related:
- letter: Another letter; shared: music
"#]],
    );
    shows(
        near("/programs/related/", &["letters_mentioning", "letters_related"]),
        str![[r#"
letters_related:
- letter: A letter; shared: music
- letter: Another letter; shared: music
"#]],
    );
}

#[test]
fn a_check_that_lies_ahead_is_a_warning() {
    let profile = "---\ntitle: A\nprovider: P\nverified: 2027-11-01\n---\n";
    shows(
        Column::new().letter("Q: ?\n\nSM: !\n").file("content/programs/a.md", profile).build().short(),
        str![
            "content/programs/a.md:4:11: warning: `verified` says 2027-11-01, which is in the future (write the day when someone last looked at the program's own page)"
        ],
    );
}

#[test]
fn a_program_that_replaced_itself_is_an_error() {
    let program =
        |title: &str, by: &str| format!("---\ntitle: {title}\nprovider: P\nstatus: renamed\nreplaced_by: {by}\n---\n");
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/a.md", program("A", "b"))
        .file("content/programs/b.md", program("B", "c"))
        .file("content/programs/c.md", program("C", "a"))
        .file("content/programs/d.md", program("D", "a"))
        .file("content/programs/e.md", program("E", "e"));
    shows(
        column.build().report(),
        str![[r#"
error: `content/programs/a.md` has itself been replaced by this program, directly or through others
 --> content/programs/c.md:5:14
  |
5 | replaced_by: a
  |              ^
  |
  = help: name the program that took its place in the end, or remove `replaced_by`

error: a program cannot be replaced by itself
 --> content/programs/e.md:5:14
  |
5 | replaced_by: e
  |              ^
  |
  = help: name the program that took its place in the end, or remove `replaced_by`
"#]],
    );
}

#[test]
fn what_is_twice_in_a_list_of_a_profile_is_once_on_the_page() {
    let fields = "delivery: [online, Online]\npathways: [Law, law, Art]\nalso_known_as: [RBS, RBS, Rbs]\n";
    let column = Column::new().letter("Q: ?\n\nSM: !\n");
    let built = column.file("content/programs/a.md", format!("---\ntitle: A\nprovider: P\n{fields}---\n")).build();
    shows(
        built.report(),
        str![[r#"
warning: `Online` is here twice
 --> content/programs/a.md:4:20
  |
4 | delivery: [online, Online]
  |                    ^^^^^^
  |
  = help: remove one of them

warning: `law` is here twice
 --> content/programs/a.md:5:17
  |
5 | pathways: [Law, law, Art]
  |                 ^^^
  |
  = help: remove one of them

warning: `RBS` is here twice
 --> content/programs/a.md:6:22
  |
6 | also_known_as: [RBS, RBS, Rbs]
  |                      ^^^
  |
  = help: remove one of them
"#]],
    );
    assert_eq!(
        built.site.entries.programs.entries().map(|one| one.delivery.len() + one.pathways.len()).sum::<usize>(),
        3
    );
}
