//! What `callslip links` found out, where readers and the columnist see it. How it finds out is in `tests/slow/links.rs`.

use std::fs;
use std::process::Command;

use snapbox::str;

use crate::support::preview::{Preview, noon, options};
use crate::support::server::until;
use crate::support::view::{get, outline};
use crate::support::{Built, Column, shows};

/// Two profiles, each with an official page.
fn column() -> Column {
    let profile = |name: &str| format!("---\ntitle: {name}\nprovider: P\nurl: https://school.net/{name}#top\n---\n");
    Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/drums.md", profile("drums"))
        .file("content/programs/flutes.md", profile("flutes"))
}

/// What is known of the page of the drums. That of the flutes was not found once, which says nothing yet.
const GONE: &str = "\
https://school.net/drums:
  verdict: gone
  answer: 404 Not Found
  since: 2026-10-01
  asked: 2026-11-01

https://school.net/flutes:
  verdict: not found
  answer: 404 Not Found
  since: 2026-11-01
  asked: 2026-11-01
";

fn gone_since(built: &Built, name: &str) -> String {
    outline("url_gone_since", get(&built.view(&format!("/programs/{name}/")), "url_gone_since"))
}

#[test]
fn a_profile_says_that_its_official_page_is_gone() {
    let built = column().file("links.yaml", GONE).build().sound();
    assert_eq!(gone_since(&built, "drums"), "url_gone_since: 2026-10-01\n");
    assert_eq!(gone_since(&built, "flutes"), "");
    let row = |built: &Built| {
        built.main("/programs/drums/").lines().find(|line| line.contains("\"url\"")).unwrap().to_owned()
    };
    shows(
        row(&built),
        str![[
            r#"<div data-fact="url"><dt>Website</dt><dd><a href="https://school.net/drums#top">https://school.net/drums#top</a> (not reachable since 1 Oct 2026)</dd></div>"#
        ]],
    );
    // A page that is there again is shown as before.
    let built = column().file("links.yaml", GONE.replace("gone", "works")).build().sound();
    assert!(!row(&built).contains("reachable"));
}

#[test]
fn check_lists_official_pages_that_are_gone() {
    let column = column().file("links.yaml", GONE);
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    let output = command.args(["check", "--root"]).arg(column.root()).output().unwrap();
    shows(
        String::from_utf8(output.stdout).unwrap(),
        str![[r#"
Official pages that are gone:
  content/programs/drums.md: not reachable since 2026-10-01
1 letter, 2 programs: no mistakes
"#]],
    );
}

#[test]
fn a_memory_that_cannot_be_read_is_a_warning_and_the_rest_of_it_is_known() {
    let column = column().file("links.yaml", format!("<<<<<<< HEAD\n{GONE}"));
    let built = column.build();
    shows(
        built.report(),
        str![[r#"
warning: `callslip links` did not write this line, and cannot read it
 --> links.yaml:1:1
  |
1 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: put the line back as it was, or remove the address with all lines below it
  = help: or delete `links.yaml`: `callslip links` then asks all addresses again
"#]],
    );
    assert_eq!(gone_since(&built, "drums"), "url_gone_since: 2026-10-01\n");
    assert!(fs::read_to_string(column.root().join("links.yaml")).unwrap().starts_with("<<<<<<<"));
}

#[test]
fn the_desk_lists_official_pages_that_are_gone_and_hears_of_the_next_run() {
    let column = column().file("links.yaml", GONE);
    let preview = Preview::of(options(column.root(), false), noon);
    let is_listed = || preview.get("localhost", "/_desk/", "").text().contains("not reachable since 2026-10-01");
    assert!(is_listed());
    fs::write(column.root().join("links.yaml"), GONE.replace("gone", "works")).unwrap();
    until(|| !is_listed());
    fs::write(column.root().join("links.yaml"), GONE).unwrap();
    until(is_listed);
}
