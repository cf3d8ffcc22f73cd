//! README.md and `docs/`: every link leads somewhere, every command works, and every file is one that callslip accepts.
//!
//! - A block `sh` or `console` is run, as `support/transcript.rs` says.
//! - A block `markdown PATH` or `yaml PATH` is that file of a column; a part of `column.yaml` is enough.
//! - A block `yaml KIND` is fields of front matter, of a `letter` or `program` for instance.
//! - A block `markdown` is the text of a letter.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::manual_page::{Block, ManualPage, manual_pages, root};
use crate::support::pictures::png_of;
use crate::support::transcript::{run_page, words};
use crate::support::{Column, jpeg};

#[test]
fn every_link_leads_somewhere() {
    let others = ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];
    let others = others.into_iter().map(|path| ManualPage::read(Path::new(path)));
    let mistakes: Vec<String> = manual_pages().into_iter().chain(others).flat_map(|page| lost_links(&page)).collect();
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
}

fn lost_links(page: &ManualPage) -> Vec<String> {
    let links = page.links().into_iter();
    links
        .filter(|(target, _)| !leads_somewhere(page, target))
        .map(|(target, line)| format!("{}:{line}: {target} leads nowhere", page.path))
        .collect()
}

fn leads_somewhere(page: &ManualPage, target: &str) -> bool {
    if target.starts_with("https://") {
        return true;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(&page.path).parent().expect("a page has a folder");
    let place = if path.is_empty() { PathBuf::from(&page.path) } else { folder.join(path) };
    root().join(&place).exists()
        && (anchor.is_empty() || ManualPage::read(&place).anchors().iter().any(|found| found == anchor))
}

#[test]
fn no_table_is_broken() {
    for page in manual_pages() {
        assert_eq!(page.rows_without_table(), [0; 0], "lines of {} that are in no table", page.path);
    }
}

#[test]
fn every_command_works() {
    for page in manual_pages() {
        run_page(&page.path);
    }
}

#[test]
fn every_command_in_a_sentence_or_table_exists() {
    let mut tried = BTreeSet::new();
    for page in manual_pages() {
        for (code, line) in page.inline_code() {
            let arguments = code.strip_prefix("callslip ").filter(|code| !code.contains('…'));
            if let Some(arguments) = arguments.filter(|arguments| tried.insert((*arguments).to_owned())) {
                assert_eq!(complaint(&words(arguments)), "", "{}:{line}: {code}", page.path);
            }
        }
    }
}

/// Returns the message about the arguments of a command, which is not run.
fn complaint(arguments: &[String]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    // `callslip help build` is one already.
    let help = (arguments[0] != "help").then_some("--help");
    let output = command.args(arguments).args(help).output().unwrap();
    if output.status.success() { String::new() } else { String::from_utf8(output.stderr).unwrap() }
}

#[test]
fn every_option_in_a_sentence_or_table_exists() {
    let commands =
        ["build", "check", "ci", "import", "init", "links", "new", "publish", "serve", "theme new", "theme stress"];
    let help: String = commands.iter().map(|command| help_of(command)).collect();
    let of_other_programs = ["--features", "--locked", "--path"];
    for page in manual_pages().iter().filter(|page| is_for_columnists(page)) {
        for (code, line) in page.inline_code() {
            let option = code.split([' ', '=']).next().unwrap_or_default();
            let is_option =
                option.strip_prefix("--").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
            if is_option && !of_other_programs.contains(&option) {
                assert!(help.split([' ', '\n']).any(|word| word == option), "{}:{line}: {code}", page.path);
            }
        }
    }
}

fn help_of(command: &str) -> String {
    let mut callslip = Command::new(env!("CARGO_BIN_EXE_callslip"));
    let output = callslip.args(command.split(' ')).arg("--help").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_example_is_accepted() {
    let mut mistakes = Vec::new();
    for page in manual_pages().iter().filter(|page| is_for_columnists(page)) {
        for block in page.blocks() {
            if let Some(column) = column_with(&block) {
                let built = column.build();
                if !built.diagnostics.is_empty() {
                    mistakes.push(format!("{}:{}:\n{}\n{}", page.path, block.line, block.text, built.report()));
                }
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// The others speak of code.
fn is_for_columnists(page: &ManualPage) -> bool {
    !["docs/architecture.md", "docs/performance.md", "docs/themes.md"].contains(&page.path.as_str())
}

/// A column with an example in it; `None` if the block is none.
fn column_with(block: &Block) -> Option<Column> {
    let column = a_column();
    let front_matter = |base: &str| format!("---\n{}---\n", merged(base, &block.text));
    Some(match block.info.split_once(' ').unwrap_or((&block.info, "")) {
        ("yaml", "column.yaml") => column.file("column.yaml", merged(COLUMN, &block.text)),
        ("yaml", "letter") => {
            let text = front_matter("title: An example\ndate: 2026-03-09\n") + "Q: May I?\n\nSM: You may.\n";
            column.file("content/questions/example.md", text)
        }
        ("yaml", "program") => {
            column.file("content/programs/example.md", front_matter("title: An example\nprovider: A school\n"))
        }
        ("markdown", "") => column.file("content/questions/example.md", letter_with(&block.text)),
        ("yaml" | "markdown", path) if path.contains('.') => column.file(path, &block.text),
        ("yaml", _) => panic!("say after `yaml` which file this is a part of:\n{}", block.text),
        _ => return None,
    })
}

const COLUMN: &str = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nanswered_by: AQ\nletters_to: letters@example.org\n";

/// Returns a column with everything that the examples refer to.
fn a_column() -> Column {
    let person = |name, initials| format!("---\nname: {name}\ninitials: {initials}\n---\nWrites.\n");
    let page = |title| format!("---\ntitle: {title}\n---\nText.\n");
    let letter = |title, text| format!("---\ntitle: {title}\ndate: 2026-03-02\n---\n{text}");
    let picture = jpeg("a picture");
    Column::new()
        .file("column.yaml", COLUMN)
        .file("content/people/thea-amsel.md", person("Thea Amsel", "TA"))
        .file("content/people/ada-quill.md", person("Ada Quill", "AQ"))
        .file("content/pages/about.md", page("About"))
        .file("content/pages/ask.md", page("Ask"))
        .file("content/pages/privacy.md", page("Privacy"))
        .file("content/pages/reply-policy.md", page("Replies"))
        .file("content/questions/loud-drums.md", letter("The drums upstairs", "Q: May I complain?\n\nSM: You may.\n"))
        .file("content/questions/two schools.md", letter("Two schools", "Q: Which one?\n\nSM: Both.\n"))
        .file(
            "content/questions/ledgers/index.md",
            letter("Ledgers", "Q: Where?\n\nSM: ![A shelf](../ledgers.jpg) [A press](../press.mp4)\n"),
        )
        .file("content/questions/ledgers.jpg", picture)
        .file("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>")
        .file("assets/icon.png", png_of(180, 180))
        .file("content/questions/press.mp4", "a video")
        .file("content/programs/rare-book-school.md", "---\ntitle: Rare books\nprovider: Rare Book School\n---\n")
}

/// Front matter with the fields of an example, in the place of its own.
fn merged(base: &str, example: &str) -> String {
    let field = |line: &str| line.split_once(':').map(|(name, _)| name.to_owned());
    let given: Vec<Option<String>> = example.lines().map(field).collect();
    let kept = base.lines().filter(|line| !given.contains(&field(line)));
    kept.flat_map(|line| [line, "\n"]).chain([example]).collect()
}

/// A letter with this text, as an answer unless it opens one itself.
fn letter_with(text: &str) -> String {
    let opening = if text.starts_with("SM:") { "" } else { "SM: Well.\n\n" };
    format!("---\ntitle: An example\ndate: 2026-03-09\n---\nQ: May I?\n\n{opening}{text}")
}
