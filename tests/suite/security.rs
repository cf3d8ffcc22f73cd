//! The claims of SECURITY.md. [`CLAIMS`] lists each sentence with the tests that show it; those that are nowhere else are
//! here.

use std::fmt::Write;

use callslip::diagnostics::has_errors;

use crate::support::Column;
use crate::support::column::tree;

const SECURITY: &str = include_str!("../../SECURITY.md");

/// The sentences of the section "What holds", by their first words, each with the tests that show it: `file::test`, of
/// `tests/suite`, `tests/slow` or `src/serve`.
const CLAIMS: &[(&str, &[&str])] = &[
    ("HTML in a text is read", &["own_html::html_is_written_again", "own_html::a_browser_finds_the_page"]),
    ("Scripts, frames and addresses", &["security::what_would_run_or_be_fetched", "own_html::known_attacks"]),
    ("So is whatever would be fetched", &["security::what_would_run_or_be_fetched", "own_html::an_address_is_one"]),
    (
        "A comment never reaches readers",
        &[
            "comments::a_note_is_in_no_file_or_there_is_an_error",
            "comments::a_comment_in_a_field_is_an_error",
            "comments::a_number_sign_that_begins_no_comment",
        ],
    ),
    ("Text is not hidden", &["own_html::what_a_page_would_hide_is_an_error_except_in_a_form"]),
    ("Texts and fields hold only", &["characters::every_field_of_every_kind", "characters::every_place_of_a_letter"]),
    ("A text has a size limit", &["security::a_text_has_a_size_limit", "outgoing::the_size_of_a_text_is_looked_at"]),
    ("Aliases in YAML", &["security::yaml_cannot_grow_into_a_memory_full"]),
    ("Nothing under `private:`", &["security::what_is_private_is_nowhere_in_the_output"]),
    (
        "A build that would publish",
        &[
            "leaks::every_file_that_is_published",
            "leaks::a_page_that_is_taken_over",
            "leak_search::an_email_address_is_found",
        ],
    ),
    ("Beside a text only", &["outgoing::listed_kinds_go_out_and_no_others"]),
    ("Copies of texts", &["outgoing::copies_of_texts_never_go_out", "outgoing::conflict_copies_are_held_back"]),
    (
        "A file belongs to",
        &[
            "outgoing::a_file_belongs_to_the_innermost_folder",
            "outgoing::a_folder_whose_index_cannot",
            "outgoing::an_index_is_one_in_any_case",
        ],
    ),
    ("A path in a text", &["security::a_path_out_of_the_column_is_refused"]),
    ("A link on disk", &["outgoing::links_on_disk_stay_within_content_and_end_at_no_text"]),
    (
        "Pipes and devices",
        &["outgoing::what_is_no_file_is_never_opened", "outgoing::links_cannot_make_the_walk_longer"],
    ),
    ("`static/` goes out", &["outgoing::static_goes_out_as_it_is", "outgoing::static_refuses_repositories"]),
    (
        "No address can hold",
        &["addresses::an_alias_is_a_path", "addresses::an_alias_is_no_name", "addresses::an_attachment_is_no_file"],
    ),
    (
        "What is written into the settings",
        &["addresses::no_name_breaks_a_line", "hosts::nginx_reads_no_more", "hosts::apache_reads_no_more"],
    ),
    ("A `base_url` is", &["addresses::a_base_url_is_a_scheme_a_host_and_a_path"]),
    (
        "Only files with the hash",
        &["hosts::nginx_does_as", "hosts::apache_does_as", "outgoing::the_folder_of_the_theme_is"],
    ),
    ("No link in it is followed", &["output_on_disk::a_link_in_the_way", "output_on_disk::a_file_behind_a_link"]),
    ("Files that callslip did not write", &["output::foreign_files_are_never_touched"]),
    (
        "Its manifest is a file",
        &["killed_builds::a_manifest_that_was_spoilt", "output_on_disk::a_spoilt_manifest_is_said"],
    ),
    ("A kill at any moment", &["kill_campaign::whatever_a_kill_leaves_is_whole"]),
    ("Nothing is built or published", &["output_on_disk::out_is_compared", "destinations::a_destination_is_compared"]),
    (
        "A command that adds files",
        &["new_files::no_new_file_is_written_through_a_link", "new_files::a_full_disk_leaves_no_half_of_a_file"],
    ),
    (
        "What could harm you",
        &[
            "trust::a_command_is_run_only_after_a_yes",
            "trust::a_password_is_not_sent",
            "trust::a_folder_of_other_things",
            "trust::a_folder_outside_the_column",
            "trust::a_key_of_the_user_opens_no_door",
            "trust::the_settings_of_another_user",
        ],
    ),
    ("A repository within", &["git::a_remote_or_a_branch_is_no_option", "git::a_folder_that_looks_like_a_repository"]),
    (
        "A secret in",
        &[
            "secrets::a_secret_is_found_in_every_kind_of_place",
            "secrets::a_secret_is_an_error_wherever_it_is",
            "secrets::no_format_prints_a_secret",
            "secrets::what_is_refused_is_hidden_as_a_whole",
        ],
    ),
    ("`publish` follows no link", &["destinations::a_linked_folder_is_named", "remotes::over_ssh_no_link_is_followed"]),
    (
        "The list of published files",
        &[
            "destinations::a_damaged_list_is_said",
            "destinations::a_list_of_a_gigabyte",
            "git::a_path_with_a_line_break_is_no_command",
        ],
    ),
    (
        "A server can make",
        &["hostile_sftp::a_list_without_an_end", "hostile_sftp::what_a_server_says_does_nothing_to_the_terminal"],
    ),
    ("A workflow installs", &["ci::a_workflow_installs_nothing_by_a_name_in_a_registry"]),
    ("It answers to its own name", &["server::only_our_own_name", "server::no_link_leads_out_of_the_column"]),
    (
        "With `--lan`,",
        &[
            "lan::without_the_key_there_is_nothing",
            "lan::a_computer_beside_this_one_needs_the_key",
            "lan::after_an_hour_the_key_opens_nothing",
            "access::without_a_key_there_is_no_way_in",
        ],
    ),
    ("Wrong keys are", &["lan::ten_thousand_guesses_open_nothing_and_are_counted"]),
    ("The one to give out", &["lan::with_the_key_there_is_everything_but_the_places_of_files"]),
    ("The columnist's own", &["lan::the_program_prints_the_address_and_no_picture"]),
    (
        "It opens a file only",
        &["opening::nobody_else_opens_anything", "opening::a_link_out_of_the_column_and_what_is_no_text"],
    ),
    ("Attachments that can hold scripts", &["server::a_document_that_may_hold_a_script_has_no_rights"]),
    ("A bug costs", &["session::a_bug_is_reported", "listener::a_request_that_meets_a_bug"]),
];

#[test]
fn each_sentence_of_what_holds_has_its_test() {
    let section = SECURITY.split("## What holds\n").nth(1).unwrap().split("\nPages hold no").next().unwrap();
    let bullets = section.split("\n- ").skip(1).map(|rest| rest.split("\n\n").next().unwrap().replace("\n  ", " "));
    let bullets: Vec<String> = bullets.collect();
    let sentences: Vec<&str> = bullets.iter().flat_map(|bullet| bullet.split(". ")).collect();
    for sentence in &sentences {
        let tests = CLAIMS.iter().find(|(start, _)| sentence.starts_with(start)).map(|(_, tests)| *tests);
        for test in tests.unwrap_or_else(|| panic!("no test for: {sentence}")) {
            assert!(exists(test), "no test `{test}` for: {sentence}");
        }
    }
    assert_eq!(sentences.len(), CLAIMS.len(), "a claim that SECURITY.md does not make");
}

/// Returns true if there is a test whose name begins so.
fn exists(test: &str) -> bool {
    let (file, name) = test.split_once("::").unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    ["tests/suite", "tests/slow", "src/serve"].iter().any(|folder| {
        let text = std::fs::read_to_string(root.join(folder).join(format!("{file}.rs"))).unwrap_or_default();
        let mut tests = text.split("#[test]").skip(1);
        tests.any(|rest| rest.split("fn ").nth(1).is_some_and(|rest| rest.starts_with(name)))
    })
}

fn is_refused(column: &Column) -> bool {
    let built = column.build();
    has_errors(&built.diagnostics) && built.written.is_none()
}

#[test]
fn what_would_run_or_be_fetched_is_an_error() {
    for text in [
        "<script>alert(1)</script>",
        "<script src=\"/a.js\"></script>",
        "<iframe src=\"/a/\"></iframe>",
        "<style>b { color: red }</style>",
        "[a](javascript:alert)",
        "[a](JavaScript:alert)",
        "<a href=\"javascript:alert\">a</a>",
        "[a](data:text/html,a)",
        "![a](https://elsewhere.example/a.png)",
        "![a](//elsewhere.example/a.png)",
        "<img src=\"https://elsewhere.example/a.png\" alt=\"a\">",
        "<audio src=\"https://elsewhere.example/a.mp3\"></audio>",
    ] {
        assert!(is_refused(&Column::new().letter(&format!("Q: ?\n\nSM: So.\n\n{text}\n"))), "{text}");
    }
}

#[test]
fn a_text_has_a_size_limit() {
    assert!(is_refused(&Column::new().letter(&format!("Q: ?\n\nSM: {}\n", "word ".repeat(2_000_000)))));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_out_of_the_column_is_refused() {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret.md"), "---\ntitle: Secret\n---\nText.\n").unwrap();
    let column = Column::new().file("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
    assert!(!is_refused(&column));
    std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), column.root().join("content/pages/secret.md"))
        .unwrap();
    assert!(is_refused(&column));
}

#[test]
fn a_path_out_of_the_column_is_refused() {
    for link in ["[a](../../../secret.pdf)", "![a](../../../../etc/a.png)", "![a](../../column.yaml)"] {
        assert!(is_refused(&Column::new().letter(&format!("Q: ?\n\nSM: {link}\n"))), "{link}");
    }
}

#[test]
fn yaml_cannot_grow_into_a_memory_full() {
    let mut lines = "extra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(lines, "  a{level}: &a{level} [{aliases}]").unwrap();
    }
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\n{lines}---\nQ: ?\n\nSM: !\n");
    assert!(is_refused(&Column::new().file("content/questions/a.md", letter)));
}

/// All that is private, marked by a word that may be nowhere in the output.
fn column_with_secrets() -> Column {
    let letter = |head: &str, text: &str| format!("---\n{head}---\nQ: ? {text}\n\nSM: !\n");
    Column::new()
        .file(
            "content/questions/open.md",
            letter(
                "title: Open\ndate: 2026-03-02\nprivate: { received: secretword }\n",
                "<!-- secretword --> <b title=\"a\"><!-- secretword\nsecretword --></b>\n\n<!--\nsecretword\n-->\n\n\
                 <div><!-- secretword --></div>",
            ),
        )
        .file("content/questions/draft/index.md", letter("title: Draft\ndraft: yes\n", "secretword"))
        .file("content/questions/draft/notes.txt", "secretword")
        .file("content/questions/later/index.md", letter("title: Later\ndate: 2030-01-01\n", "secretword"))
        .file("content/questions/later/notes.txt", "secretword")
        .file(
            "content/questions/gone/index.md",
            letter("title: Gone\ndate: 2026-03-03\nwithdrawn: { date: 2026-05-01, reason: Asked }\n", "secretword"),
        )
        .file("content/questions/gone/notes.txt", "secretword")
        .file("content/questions/nobody-links-here.txt", "secretword")
        .file("content/replies/open/a.md", "---\ndate: 2026-03-03\nprivate: { email: secretword }\n---\nHello.\n")
        .file("content/replies/open/b.md", "---\nname: secretword\ndate: 2026-03-03\ndraft: yes\n---\nsecretword\n")
        .file("content/replies/open/secretword.md", "---\nname: secretword\ndate: 2030-03-03\n---\nsecretword\n")
        .file(
            "content/replies/open/c.md",
            "---\ndate: 2026-03-03\nwithdrawn: { date: 2026-03-04, reason: secretword }\n---\nsecretword\n",
        )
        .file("content/replies/open/d.md", "---\ndate: 2026-03-03\nto: c\n---\nHello.\n")
        .file("content/replies/open/e.eml", "secretword")
        .file("content/replies/gone/a.md", "---\nname: secretword\ndate: 2026-03-03\n---\nsecretword\n")
        .file("content/replies/draft/a.md", "---\nname: secretword\ndate: 2026-03-03\n---\nsecretword\n")
}

#[test]
fn what_is_private_is_nowhere_in_the_output() {
    let built = column_with_secrets().build();
    assert!(built.written.is_some(), "{}", built.report());
    for (path, bytes) in tree(&built.column.public()) {
        assert!(!String::from_utf8_lossy(&bytes).contains("secretword"), "{path}");
    }
}

#[test]
fn a_file_beside_a_page_and_one_that_a_page_links_to_are_published() {
    let column = Column::new()
        .file("content/questions/a/index.md", "---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: [b](../b.txt)\n")
        .file("content/questions/a/plan.txt", "A plan.")
        .file("content/questions/b.txt", "B.");
    let files = column.build().files();
    assert!(files.contains(&"questions/a/plan.txt".to_owned()) && files.contains(&"questions/b.txt".to_owned()));
}

#[test]
fn the_policy_is_the_one_that_hosts_are_given() {
    let built = Column::new().file("column.yaml", "title: A\nhost: netlify\n").letter("Q: ?\n\nSM: !\n").build();
    let headers = built.text("_headers");
    let policy = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: ")).unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(SECURITY).contains(&words(policy)), "{policy}");
}
