//! Says what to type instead of a command, an option or an argument that does not exist: words that people know from
//! other programs, in one table for each.
//!
//! In a help, `{my-theme}` is replaced by the argument that was typed after the word, and stays without one.

use std::path::Path;

use super::argument_values::lan_time;
use super::console::{in_quotes, quoted};
use crate::source::{COLUMN_FILE, has_extension};

/// Words for other words, and the commands in which they are typed; "" is `callslip` itself.
struct Instead {
    commands: &'static [&'static str],
    written: &'static [&'static str],
    help: &'static str,
}

/// The commands that build the column, and so have no drafts.
const BUILDS: &[&str] = &["build", "check", "publish"];

/// The commands that only show it, for options of commands that write.
const ALL: &[&str] = &[
    "new",
    "rename",
    "build",
    "serve",
    "check",
    "theme",
    "theme list",
    "theme new",
    "theme copy",
    "inspect",
    "publish",
    "ci",
];

const A_THEME_IS_A_FOLDER: &str =
    "a theme is a folder: put it into `themes/{my-theme}/`, and write `theme: {my-theme}` in column.yaml";

/// Commands of other programs.
const COMMANDS: &[Instead] = &[
    instead(
        &[""],
        &["start", "run", "dev", "watch", "preview", "server", "live", "open", "view", "s"],
        "write `callslip serve`",
    ),
    instead(
        &[""],
        &["mv", "move", "retitle", "slug", "alias", "redirect", "merge"],
        "write `callslip rename {old-name} \"The new name\"`",
    ),
    instead(&[""], &["deploy", "push", "upload", "sync", "release", "online"], "write `callslip publish`"),
    instead(&[""], &["generate", "compile", "make", "render", "export", "b"], "write `callslip build`"),
    instead(&[""], &["create", "setup", "site", "column"], "write `callslip init {my-column}`"),
    instead(&[""], &["lint", "validate", "verify", "doctor", "test"], "write `callslip check`"),
    instead(
        &[""],
        &["add", "post", "letter", "question", "write", "draft", "article"],
        "write `callslip new question \"{My title}\"`",
    ),
    instead(&[""], &["page"], "write `callslip new page \"{My title}\"`"),
    instead(&[""], &["program", "profile"], "write `callslip new program \"{My title}\"`"),
    instead(&[""], &["person", "columnist", "author"], "write `callslip new person \"{Their name}\"`"),
    instead(&[""], &["drafts", "list", "ls", "status"], "`callslip check` lists the drafts and the scheduled letters"),
    instead(
        &[""],
        &["clean", "clear"],
        "there is nothing to clean: `callslip build` removes what the site no longer has",
    ),
    instead(&[""], &["themes"], "write `callslip theme list`"),
    instead(&[""], &["version"], "write `callslip --version`"),
    instead(&["", "theme"], &["install", "download", "get", "clone"], A_THEME_IS_A_FOLDER),
    instead(&["theme"], &["add"], A_THEME_IS_A_FOLDER),
    instead(
        &["theme"],
        &["use", "set", "choose", "select", "switch", "activate", "enable", "change"],
        "write `theme: {my-theme}` in column.yaml",
    ),
    instead(&["theme"], &["create", "init", "start"], "write `callslip theme new {my-theme}`"),
    instead(&["theme"], &["edit", "eject", "override", "customize"], "write `callslip theme copy {question.html}`"),
    instead(&["theme"], &["ls", "show", "all"], "write `callslip theme list`"),
    instead(
        &["theme"],
        &["remove", "delete", "uninstall"],
        "delete the folder `themes/{my-theme}/`, and write the name of another theme after `theme:` in column.yaml",
    ),
];

/// Kinds of files that `callslip new` does not start.
const KINDS: &[Instead] = &[
    instead(
        &["new"],
        &["tag", "tags", "topic", "subject", "category"],
        "a tag needs no file of its own: write `tags: [{gardens}]` in a letter; if the column has a \
         `content/tags.yaml`, add a line `{gardens}: {}` there, under `tags:`",
    ),
    instead(&["new"], &["column", "site", "blog"], "write `callslip init {my-column}`"),
    instead(&["new"], &["theme"], "write `callslip theme new {my-theme}`"),
    instead(
        &["new"],
        &["draft", "answer"],
        "write `callslip new question \"{My title}\"`: a new letter begins as a draft",
    ),
];

/// Options of other programs.
const OPTIONS: &[Instead] = &[
    instead(
        BUILDS,
        &[
            "--drafts",
            "--draft",
            "--build-drafts",
            "--buildDrafts",
            "-D",
            "--future",
            "--buildFuture",
            "-F",
            "--unpublished",
        ],
        "`callslip serve` shows drafts and scheduled letters; to publish a draft, remove its line `draft: yes`",
    ),
    instead(
        &["serve"],
        &[
            "--drafts",
            "--draft",
            "--build-drafts",
            "--buildDrafts",
            "-D",
            "--future",
            "--buildFuture",
            "-F",
            "--unpublished",
        ],
        "`callslip serve` shows drafts and scheduled letters without it",
    ),
    instead(&["new"], &["--draft", "--drafts", "-D"], "a new file begins as a draft without it"),
    instead(BUILDS, &["--watch", "-w", "--serve", "--livereload", "--live", "--open"], "write `callslip serve`"),
    instead(
        &["serve"],
        &["--watch", "-w", "--livereload", "--live", "--reload"],
        "`callslip serve` shows each change without it",
    ),
    instead(
        &["build"],
        &["-o", "-d", "--output", "--destination", "--dest", "--outdir", "--out-dir", "--target"],
        "write `callslip build --out {public}`",
    ),
    instead(
        ALL,
        &["-s", "--source", "--src", "--folder", "--dir", "--input", "-C", "--cwd"],
        "write `--root {my-column}`",
    ),
    instead(
        &["init"],
        &["--root", "--source", "--folder", "--dir", "--name", "-o"],
        "write `callslip init {my-column}`",
    ),
    instead(BUILDS, &["-b", "--baseurl", "--baseURL", "--url", "--base"], "write `--base-url {https://example.org}`"),
    instead(&["serve"], &["-p"], "write `callslip serve --port {8080}`"),
    instead(&["serve"], &["--bind", "--ip", "-b", "-H"], "write `callslip serve --host {0.0.0.0}`"),
    instead(
        &["serve"],
        &["--share", "--public", "--network", "--qr", "--phone", "--wifi", "--tunnel", "--expose"],
        "write `callslip serve --lan`",
    ),
    instead(&["serve"], &["-o", "-O", "--browser", "--open-browser", "--launch"], "write `callslip serve --open`"),
    instead(&["build", "serve", "check"], &["--date", "--now", "--today"], "write `--as-of {2026-12-24}`"),
    instead(&["build", "check"], &["--dry-run", "-n"], "`callslip check` looks at the column and writes nothing"),
    instead(&["publish"], &["-n", "--dry", "--check"], "write `callslip publish --dry-run`"),
    instead(&["publish"], &["--force", "-f"], "write `callslip publish --replace`, or `--yes` if callslip asks"),
    instead(&["build", "serve", "check", "init"], &["--theme", "-t"], "write `theme: {reading-room}` in column.yaml"),
    instead(
        &["build", "serve", "check"],
        &["--config", "-c"],
        "the settings are in column.yaml; write `--root {my-column}` for another column",
    ),
    instead(&["new"], &["--title", "--name", "-t"], "write `callslip new question \"{My title}\"`"),
    instead(ALL, &["--json"], "write `--format json`"),
    instead(ALL, &["--no-color", "--no-colors", "--nocolor"], "write `--color never`"),
    instead(ALL, &["--silent"], "write `--quiet`"),
    instead(&[""], &["-v"], "write `callslip --version`"),
    instead(ALL, &["-v", "--debug"], "write `--verbose`"),
];

/// The folders of a column.
const SOURCES: [&str; 6] = [".", "content", "static", "templates", "themes", "assets"];

const fn instead(commands: &'static [&'static str], written: &'static [&'static str], help: &'static str) -> Instead {
    Instead { commands, written, help }
}

/// Returns what to type instead of this command. `within` is the command that it was typed after, "" for `callslip`.
pub(super) fn command(within: &str, written: &str, next: Option<&str>) -> Option<String> {
    find(COMMANDS, within, written, next)
}

/// Returns what to type instead of `callslip new` with this kind.
pub(super) fn kind(written: &str, next: Option<&str>) -> Option<String> {
    find(KINDS, "new", written, next)
}

/// Returns what to type instead of this option of a command. `commands` are all commands: `callslip --init`.
pub(super) fn option(command: &str, written: &str, next: Option<&str>, commands: &[String]) -> Option<String> {
    let name = written.trim_start_matches('-');
    if command.is_empty() && commands.iter().any(|command| command == name) {
        return Some(format!("write `callslip {name}`"));
    }
    find(OPTIONS, command, written, next)
        .or_else(|| self::command(command, name, next).filter(|_| written.starts_with("--")))
}

/// Returns what to type instead of an argument that a command does not take.
pub(super) fn argument(command: &str, written: &str, before: &[String]) -> String {
    let plain = format!("write `callslip {command}`");
    let is_column = Path::new(written).join(COLUMN_FILE).is_file();
    let is_source = has_extension(written, &["md"]) || SOURCES.contains(&written.trim_end_matches('/'));
    match command {
        "serve" if lan_time(written).is_ok() => format!("write `callslip serve --lan={written}`"),
        "serve" if written.parse::<u16>().is_ok() => format!("write `callslip serve --port {written}`"),
        "init" => {
            let words: Vec<&str> = before.iter().map(String::as_str).chain([written]).collect();
            format!("write one folder: `callslip init {}`", words.join("-").to_lowercase())
        }
        "build" | "serve" | "check" | "theme list" if is_column => {
            format!("write `callslip {command} --root {}`", quoted(written))
        }
        "build" if !is_source => {
            format!("to make the site in that folder, write `callslip build --out {}`", quoted(written))
        }
        "build" | "serve" | "check" => format!("callslip reads the whole column each time: {plain}"),
        "publish" => format!("it publishes to one place at a time: write `callslip publish {written}`"),
        "rename" => {
            "put each of the two names in quotes: `callslip rename \"The old title\" \"The new title\"`".to_owned()
        }
        "inspect" | "theme copy" | "theme new" => {
            format!("it takes one at a time: write `callslip {command} {written}`")
        }
        _ => plain,
    }
}

fn find(table: &[Instead], command: &str, written: &str, next: Option<&str>) -> Option<String> {
    let fits = |one: &&Instead| one.commands.contains(&command) && one.written.contains(&written);
    table.iter().find(fits).map(|one| filled(one.help, next))
}

/// Replaces each `{…}` by the text, or by its own words without one. `{}` stays. A text in quotes gets those that it needs.
fn filled(help: &str, next: Option<&str>) -> String {
    let mut out = String::new();
    let mut rest = help;
    while let Some((before, (sample, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        out.push_str(before);
        rest = after;
        match (next, after.strip_prefix('"')) {
            _ if sample.is_empty() => out.push_str("{}"),
            (Some(title), Some(after)) if before.ends_with('"') => {
                out.pop();
                out.push_str(&in_quotes(title));
                rest = after;
            }
            (next, _) => out.push_str(next.unwrap_or(sample)),
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_help_names_what_was_typed() {
        assert_eq!(filled("`{a}: {}` in `{a}`", Some("b")), "`b: {}` in `b`");
        assert_eq!(filled("`{a}: {}`", None), "`a: {}`");
        assert_eq!(filled("`new \"{a}\"`", None), "`new \"a\"`");
        assert_eq!(filled("`new \"{a}\" or {a}`", Some("b")), "`new \"b\" or b`");
        if cfg!(unix) {
            assert_eq!(filled("`new \"{a}\"`", Some("On \"b")), "`new 'On \"b'`");
        }
    }

    #[test]
    fn no_word_has_two_helps_in_one_command() {
        for table in [COMMANDS, KINDS, OPTIONS] {
            let mut seen = std::collections::BTreeSet::new();
            for one in table {
                for command in one.commands {
                    for word in one.written {
                        assert!(seen.insert((command, word)), "{command} {word}");
                    }
                }
            }
        }
    }
}
