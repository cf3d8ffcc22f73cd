//! Programs side by side: which are compared with which, and what their page says.

use std::fmt::Write;

use callslip::site::{PageTarget, Target};
use snapbox::str;

use crate::support::view::{get, list, string};
use crate::support::{Built, Column, shows};

/// A column with these profiles: a file name, which is also the title, and fields.
fn programs(profiles: &[(&str, &str)]) -> Column {
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: The Desk\n");
    profiles.iter().fold(column, |column, (name, fields)| {
        let provider = if fields.contains("provider:") { "" } else { "provider: P\n" };
        column.file(&format!("content/programs/{name}.md"), format!("---\ntitle: {name}\n{provider}{fields}---\n"))
    })
}

/// The titles of the programs that a profile is compared with; `-` if there is no such page.
fn neighbors(built: &Built, name: &str) -> String {
    let profile = built.view(&format!("/programs/{name}/"));
    let path = string(get(&profile, "compare"));
    if path.is_empty() {
        return "-".to_owned();
    }
    assert_eq!(path, format!("/programs/{name}/compare/"));
    let view = built.view(path);
    let titles = list(get(&view, "programs")).iter().map(|one| string(get(one, "program.title")));
    let titles: Vec<&str> = titles.collect();
    assert_eq!(titles[0], name, "the profile's own program comes first");
    titles[1..].join(" ")
}

/// The facts that are compared, a line each: `=` if all state the same, then the row of the page.
fn facts(built: &Built, path: &str) -> String {
    let view = built.view(path);
    let same = list(get(&view, "facts")).iter().map(|fact| get(fact, "same").as_bool() == Some(true));
    let page = built.main(path).replace('\n', "");
    let rows = page.split("<tr").skip(2).map(|row| row.split("</tr>").next().unwrap());
    same.zip(rows).fold(String::new(), |mut text, (same, row)| {
        assert_eq!(same, row.starts_with(" class=\"same\">"), "{row}");
        let cells =
            row.split("</t").map(|cell| plain(cell.split_once("scope=\"row\">").map_or(cell, |(_, rest)| rest)));
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        writeln!(text, "{} {}", if same { "=" } else { " " }, cells.join(" | ")).unwrap();
        text
    })
}

/// The text of a piece of HTML that may begin within a tag.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let html = if html.starts_with("h>") || html.starts_with("d>") { &html[2..] } else { html };
    for part in html.split('<') {
        text += part.split_once('>').map_or(part, |(_, rest)| rest);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_nearest_share_the_rarest_subjects_then_the_format_then_the_provider() {
    let built = programs(&[
        ("own", "credential: degree\ntags: [rare books, archives]\ndelivery: [online]\nprovider: Kent\n"),
        ("rare", "credential: degree\ntags: [rare books]\n"),
        ("archives-b", "credential: degree\ntags: [archives]\n"),
        ("archives-online", "credential: degree\ntags: [archives]\ndelivery: [hybrid, online]\n"),
        ("archives-kent", "credential: degree\ntags: [archives]\nprovider: Kent\n"),
        ("archives-a", "credential: degree\ntags: [archives]\n"),
        ("other", "credential: course\ntags: [rare books, archives]\ndelivery: [online]\nprovider: Kent\n"),
        ("none", "tags: [rare books, archives]\n"),
        ("kent", "credential: degree\nprovider: Kent\n"),
        ("online", "credential: degree\ndelivery: [online]\n"),
    ])
    .build()
    .sound();
    assert_eq!(neighbors(&built, "own"), "rare archives-online archives-kent");
    assert_eq!(neighbors(&built, "archives-a"), "archives-b archives-online archives-kent");
    assert_eq!(neighbors(&built, "kent"), "archives-kent own archives-a");
    assert_eq!(neighbors(&built, "online"), "archives-online own archives-a");
    assert_eq!(neighbors(&built, "other"), "-");
    assert_eq!(neighbors(&built, "none"), "-");
}

#[test]
fn a_program_that_is_no_more_is_compared_only_if_there_is_no_other() {
    let fields = |status: &str| format!("credential: degree\nstatus: {status}\ntags: [archives]\n");
    let built = programs(&[
        ("closed", &fields("closed")),
        ("renamed", &fields("renamed")),
        ("paused", "credential: degree\nstatus: paused\n"),
        ("open", "credential: degree\ntags: [archives]\n"),
    ])
    .build();
    assert_eq!(neighbors(&built, "open"), "paused");
    assert_eq!(neighbors(&built, "closed"), "open paused");
    let built = programs(&[("closed", &fields("closed")), ("open", "credential: degree\n")]).build();
    assert_eq!(neighbors(&built, "open"), "closed");
}

#[test]
fn rows_say_what_is_the_same_and_what_is_not_stated() {
    let built = programs(&[
        (
            "one",
            "credential: degree\ndelivery: [online, in person]\ncourses: 5\nfinancial_aid: { scholarships: no }\ntuition: { per_course: \"USD 1,395\", applies_to: members }\n",
        ),
        (
            "two",
            "credential: degree\ndelivery: [in person, online]\nfinancial_aid: { federal: no, note: ask }\npathways: [law, music]\ntuition: \"USD 6,975\"\nverified: 2026-03-01\n",
        ),
        ("three", "credential: degree\ndelivery: [in person, online]\ncourses: { value: 5, source: https://example.org/a }\n"),
    ])
    .on_day("2026-06-01")
    .build()
    .sound();
    shows(
        facts(&built, "/programs/one/compare/"),
        str![[r#"
= Credential, the same for all | degree | degree | degree
= Format, the same for all | online, in person | in person, online | in person, online
  Courses | 5 | 5Source: https://example.org/a | not stated
  Tuition | 5 courses × USD 1,395 = USD 6,975 for members | not stated | USD 6,975
  Scholarships | no | not stated | not stated
  Federal aid | not stated | not stated | not eligible
  About aid | not stated | not stated | ask
  Pathways | not stated | not stated | lawmusic
  Last checked | As reported, not checked | As reported, not checked | Checked on 1 Mar 2026
"#]],
    );
}

#[test]
fn amounts_in_different_currencies_are_said_not_to_be_ranked() {
    let said = |tuitions: [&str; 2]| {
        let fields = tuitions.map(|tuition| format!("credential: degree\ntuition: {tuition}\n"));
        let built = programs(&[("a", &fields[0]), ("b", &fields[1])]).build();
        assert!(built.page("/programs/a/compare/").contains("<table>"));
        built.page("/programs/a/compare/").contains("different currencies")
    };
    assert!(said(["USD 900", "EUR 900"]));
    assert!(said(["{ in_state: USD 900, out_of_state: free }", "CHF 400–600"]));
    assert!(!said(["USD 900", "{ per_credit: USD 90 }"]));
    assert!(!said(["free", "EUR 900"]));
    assert!(!said(["on request", "varies"]));
    assert!(!said(["{ total: USD 900, note: \"EUR 850 in Europe\" }", "USD 900"]));
}

#[test]
fn search_engines_are_not_sent_to_comparisons() {
    let column = programs(&[("a", "credential: degree\n"), ("b", "credential: degree\n")]);
    let built = column.file("column.yaml", "title: The Desk\nbase_url: https://desk.example/\n").build().sound();
    assert!(built.page("/programs/a/compare/").contains("noindex"));
    assert!(!built.text("sitemap.xml").contains("compare"));
    assert!(built.main("/programs/a/").contains("href=\"../../programs/a/compare/\""));
}

#[test]
fn what_the_columnist_put_at_the_address_is_found_there() {
    let fields = "credential: degree\n";
    let built = programs(&[("a", fields), ("b", fields), ("compare", fields)])
        .file("static/programs/a/compare/index.html", "<!doctype html><title>Hers</title>")
        .build()
        .sound();
    assert!(built.page("/programs/a/compare/").contains("Hers"));
    assert!(!built.page("/programs/a/").contains("a/compare/"));
    assert_eq!(neighbors(&built, "b"), "a compare");
    assert!(built.page("/programs/compare/").contains("data-profile"));
    assert_eq!(neighbors(&built, "compare"), "a b");
}

#[test]
fn addresses_of_ones_own_have_comparisons_too() {
    let settings = "title: The Desk\npermalinks: { programs: /study/:slug/ }\n";
    let built = programs(&[("a", "credential: degree\n"), ("b", "credential: degree\n")]);
    let built = built.file("column.yaml", settings).build().sound();
    assert!(built.page("/study/a/compare/").contains("href=\"../../../study/b/\""));
}

#[test]
fn a_theme_without_the_template_has_no_comparisons() {
    let mut column = programs(&[("a", "credential: degree\n"), ("b", "credential: degree\n")]);
    for name in
        ["home", "listing", "question", "program", "programs", "people", "person", "tags", "tag", "not_found", "page"]
    {
        let template = "<!doctype html><html lang=\"en\"><title>{{ page.title_plain }}</title>";
        column = column.file(&format!("themes/small/templates/{name}.html"), template);
    }
    let column = column.file("themes/small/theme.yaml", "name: small\nversion: 1.0.0\n");
    let built = column.file("column.yaml", "title: The Desk\ntheme: small\n").build().sound();
    assert_eq!(neighbors(&built, "a"), "-");
}

#[test]
fn a_program_of_the_same_subjects_is_found_among_many_that_share_one() {
    let fields = |tags: &str| format!("credential: degree\ntags: [{tags}]\n");
    let mut profiles: Vec<(String, String)> =
        (0..70).flat_map(|at| [(format!("a{at:03}"), fields("one")), (format!("b{at:03}"), fields("two"))]).collect();
    profiles.extend(["middle", "zed"].map(|name| (name.to_owned(), fields("one, two"))));
    let profiles: Vec<(&str, &str)> = profiles.iter().map(|(name, fields)| (&**name, &**fields)).collect();
    let built = programs(&profiles).build().sound();
    assert!(neighbors(&built, "middle").starts_with("zed "));
    assert!(neighbors(&built, "zed").starts_with("middle "));
}

#[test]
fn each_of_a_thousand_profiles_has_a_comparison_of_four() {
    let names: Vec<String> = (0..1000).map(|at| format!("p{at:04}")).collect();
    let subjects = ["archives", "music", "law"];
    let fields: Vec<String> = (0..1000)
        .map(|at| format!("credential: {}\ntags: [{}]\n", ["degree", "course"][at % 2], subjects[at % 3]))
        .collect();
    let profiles: Vec<(&str, &str)> = names.iter().zip(&fields).map(|(name, fields)| (&**name, &**fields)).collect();
    let built = programs(&profiles).build().sound();
    let comparisons = built.site.routes.iter().filter_map(|route| match route.target {
        Target::Page(PageTarget::Compare { with: Some(program) }) => Some(program),
        _ => None,
    });
    let comparisons: Vec<_> = comparisons.collect();
    assert_eq!(comparisons.len(), 1000);
    assert!(comparisons.into_iter().all(|program| built.site.nearest_programs(program).len() == 3));
    // The same credential and the same subject: every sixth.
    assert_eq!(neighbors(&built, "p0999"), "p0003 p0009 p0015");
}
