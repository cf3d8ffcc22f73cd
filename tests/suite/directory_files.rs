//! The programs as files: a table for spreadsheets, and JSON for programs.

use std::collections::BTreeMap;

use callslip::content::{Credential, Delivery, Keyword, Status, Unit};
use serde_json::Value;
use snapbox::str;

use crate::support::{Built, Column, shows};

const HARD: &str = "\
title: \"=HYPERLINK(\\\"http://evil.example\\\", \\\"Click\\\")\"
provider: '@School, \"of\" Größe'
parent: '+Parent'
url: https://school.example/?a=1,2
credential: post-master's certificate
delivery: [online, in person]
courses: 5
tuition: { per_course: \"USD 1,395\", applies_to: most courses, note: plus a fee, source: https://school.example/fees, verified: 2026-03-01 }
financial_aid: { scholarships: yes, federal: no }
pathways: [-archives, law]
prerequisites: \"one\\ntwo\"
tags: [rare books, C++]
status: paused
source: A list
";

fn column(programs: &[&str]) -> Built {
    let column =
        Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: T\nbase_url: https://desk.example/\n");
    let files = programs.iter().enumerate();
    let column = files.fold(column, |column, (at, fields)| {
        column.file(&format!("content/programs/{at}.md"), format!("---\n{fields}---\nText.\n"))
    });
    column.build()
}

/// The rows of the table as a spreadsheet reads them, without empty cells.
fn rows(built: &Built) -> Vec<BTreeMap<String, String>> {
    let table = built.text("programs/programs.csv");
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| row.unwrap().into_iter().filter(|(_, cell)| !cell.is_empty()).collect()).collect()
}

#[test]
fn a_table_holds_what_the_profiles_say_and_runs_nothing() {
    let built = column(&[HARD]).sound();
    let cells = rows(&built).remove(0);
    let lines = cells.iter().fold(String::new(), |lines, (name, cell)| format!("{lines}{name}: {cell:?}\n"));
    shows(
        lines,
        str![[r#"
applies_to: "most courses"
courses: "5"
credential: "post-master's certificate"
currency: "USD"
delivery: "online; in person"
federal_aid: "no"
other_sources: "tuition: https://school.example/fees, checked 2026-03-01"
page: "https://desk.example/programs/0/"
parent: "'+Parent"
pathways: "'-archives; law"
prerequisites: "one\ntwo"
provider: "'@School, “of” Größe"
scholarships: "yes"
source: "A list"
status: "paused"
subjects: "rare books; C++"
title: "'=HYPERLINK(“http://evil.example”, “Click”)"
total_from: "6975"
total_to: "6975"
tuition: "USD 1,395 per course; in all USD 6,975"
tuition_note: "plus a fee"
url: "https://school.example/?a=1,2"
"#]],
    );
    let table = built.text("programs/programs.csv");
    assert_eq!(table.matches("\r\n").count(), 2, "a head and a row: {table}");
}

#[test]
fn prices_are_numbers_each_with_its_currency() {
    let total = |tuition: &str| {
        let built = column(&[&format!("title: A\nprovider: P\ntuition: {tuition}\n")]);
        let cells = rows(&built).remove(0);
        let cell = |name: &str| cells.get(name).cloned().unwrap_or_default();
        let names =
            ["currency", "total_from", "total_to", "in_state_currency", "in_state_from", "in_state_to", "tuition"];
        names.map(cell).join(" | ")
    };
    let tuitions = [
        "free",
        "varies",
        "\"USD 6,975\"",
        "EUR 12.50",
        "\"JPY 120,000\"",
        "USD 450–600",
        "{ per_course: \"USD 1,395\" }",
        "{ per_credit: \"USD 500\", credits: 12 }",
        "{ per_year: \"USD 12,000\" }",
        "{ in_state: USD 900, out_of_state: \"USD 1,500\" }",
        "{ in_state: USD 900 }",
        "{ total: { in_state: \"USD 550\", out_of_state: \"EUR 900\" } }",
        "{ in_state: USD 900, out_of_state: free }",
    ];
    let table = tuitions.iter().fold(String::new(), |table, tuition| format!("{table}{}\n", total(tuition)));
    shows(
        table,
        str![[r#"
 | 0 | 0 |  |  |  | free
 |  |  |  |  |  | varies
USD | 6975 | 6975 |  |  |  | USD 6,975
EUR | 12.50 | 12.50 |  |  |  | EUR 12.50
JPY | 120000 | 120000 |  |  |  | JPY 120,000
USD | 450 | 600 |  |  |  | USD 450–600
 |  |  |  |  |  | USD 1,395 per course
USD | 6000 | 6000 |  |  |  | USD 500 per credit; in all USD 6,000
 |  |  |  |  |  | USD 12,000 per year
USD | 1500 | 1500 | USD | 900 | 900 | USD 900 (in state); USD 1,500 (out of state)
 |  |  | USD | 900 | 900 | USD 900 (in state)
EUR | 900 | 900 | USD | 550 | 550 | USD 550 (in state); EUR 900 (out of state)
 | 0 | 0 | USD | 900 | 900 | USD 900 (in state); free (out of state)
"#]],
    );
}

#[test]
fn the_description_names_each_column() {
    let built = column(&[HARD]);
    let described: Value = serde_json::from_str(&built.text("programs/programs.csv-metadata.json")).unwrap();
    let columns = described["tableSchema"]["columns"].as_array().unwrap();
    let names: Vec<&str> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
    let table = built.text("programs/programs.csv");
    assert_eq!(table.trim_start_matches('\u{feff}').lines().next().unwrap(), names.join(","));
    assert_eq!(described["url"], "programs.csv");
}

#[test]
fn json_has_each_fact_with_its_source() {
    let built = column(&[
        HARD,
        "title: B\nprovider: P\nsource: A list\nreplaced_by: 0\nstatus: renamed\n",
        "title: C\nprovider: P\nsource: A list\nverified: 2026-03-01\n",
    ]);
    let programs: Value = serde_json::from_str(&built.text("programs/programs.json")).unwrap();
    shows(
        serde_json::to_string_pretty(&programs).unwrap(),
        str![[r#"
{
  "$schema": "programs.schema.json",
  "column": {
    "language": "en",
    "title": "T",
    "url": "https://desk.example/"
  },
  "programs": [
    {
      "courses": {
        "source": "A list",
        "value": 5
      },
      "credential": {
        "source": "A list",
        "value": "post-master's certificate"
      },
      "delivery": {
        "source": "A list",
        "value": [
          "online",
          "in person"
        ]
      },
      "financial_aid": {
        "source": "A list",
        "value": {
          "federal": false,
          "scholarships": true
        }
      },
      "page": "https://desk.example/programs/0/",
      "parent": {
        "source": "A list",
        "value": "+Parent"
      },
      "pathways": {
        "source": "A list",
        "value": [
          "-archives",
          "law"
        ]
      },
      "prerequisites": {
        "source": "A list",
        "value": "one\ntwo"
      },
      "provider": {
        "source": "A list",
        "value": "@School, “of” Größe"
      },
      "status": {
        "source": "A list",
        "value": "paused"
      },
      "subjects": [
        "rare books",
        "C++"
      ],
      "title": "=HYPERLINK(“http://evil.example”, “Click”)",
      "tuition": {
        "source": "https://school.example/fees",
        "value": {
          "applies_to": "most courses",
          "for_all": {
            "count": 5,
            "each": {
              "currency": "USD",
              "high_minor": 139500,
              "low_minor": 139500,
              "text": "USD 1,395"
            },
            "total": {
              "currency": "USD",
              "high_minor": 697500,
              "low_minor": 697500,
              "text": "USD 6,975"
            },
            "unit": "course"
          },
          "note": "plus a fee"
        },
        "verified": "2026-03-01"
      },
      "url": {
        "source": "A list",
        "value": "https://school.example/?a=1,2"
      }
    },
    {
      "page": "https://desk.example/programs/1/",
      "provider": {
        "source": "A list",
        "value": "P"
      },
      "replaced_by": "https://desk.example/programs/0/",
      "status": {
        "source": "A list",
        "value": "renamed"
      },
      "title": "B"
    },
    {
      "page": "https://desk.example/programs/2/",
      "provider": {
        "source": "A list",
        "value": "P",
        "verified": "2026-03-01"
      },
      "status": {
        "value": "open"
      },
      "title": "C"
    }
  ]
}
"#]],
    );
}

#[test]
fn the_table_says_what_took_a_programs_place() {
    let built = column(&["title: A\nprovider: P\n", "title: B\nprovider: P\nreplaced_by: 0\nstatus: renamed\n"]);
    assert_eq!(rows(&built)[1]["replaced_by"], "https://desk.example/programs/0/");
}

/// All words of a kind.
fn all<K: Keyword>() -> Value {
    K::ALL.iter().map(|word| word.word()).collect::<Vec<_>>().into()
}

#[test]
fn the_schema_knows_all_words() {
    let schema: Value = serde_json::from_str(&column(&[HARD]).text("programs/programs.schema.json")).unwrap();
    let words = |path: &str| schema.pointer(path).unwrap_or_else(|| panic!("{path}")).clone();
    assert_eq!(words("/$defs/program/properties/credential/properties/value/enum"), all::<Credential>());
    assert_eq!(words("/$defs/program/properties/delivery/properties/value/items/enum"), all::<Delivery>());
    assert_eq!(words("/$defs/program/properties/status/properties/value/enum"), all::<Status>());
    let units = words("/$defs/price/properties/unit/enum");
    assert_eq!(units.as_array().unwrap().len(), Unit::ALL.len());
    assert!(Unit::ALL.iter().all(|unit| units.as_array().unwrap().contains(&unit.word().into())));
}

#[test]
fn a_draft_is_in_no_file() {
    let built = column(&["title: A\nprovider: P\n", "title: Secret\nprovider: P\ndraft: yes\n"]);
    for file in ["programs.csv", "programs.json", "filters.css", "index.html"] {
        assert!(
            !built.files().contains(&format!("programs/{file}"))
                || !built.text(&format!("programs/{file}")).contains("Secret")
        );
    }
    assert_eq!(rows(&built).len(), 1);
}
