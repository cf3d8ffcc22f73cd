//! Renames in random columns: every link leads where it led, every old address answers, nothing new is wrong, and a rename
//! that was killed is finished by the same command.

use std::collections::{BTreeMap, BTreeSet};
#[cfg(unix)]
use std::process::{Command, Stdio};

use callslip::diagnostics::Severity;
use callslip::pipeline::{self, Column as Loaded, Options};
use callslip::rename::{self, RenameError, RenamePlan, RenameRequest};
use callslip::site::{Destination, EntryRef, PageTarget, Site, Target};

use crate::dice::Dice;
#[cfg(unix)]
use crate::kills::may_trace;
use crate::support::Column;
use crate::support::column::{CLOCK, tree};

/// The words of subjects. None is another in the plural, which is a hint.
const TAGS: [&str; 6] = ["rare book", "Archives", "maps, old", "C++", "collège", "noise"];

/// The names of files in their folders; `/` is for a folder of one's own.
const NAMES: [&str; 9] =
    ["loud-drums", "trip/", "a b", "café", "x_y", "2026-01-02-dated", "2025/deep", "(odd)", "tour/"];

/// Random files: their paths, without the extension of those in a folder of their own.
struct Files {
    letters: Vec<String>,
    others: Vec<String>,
}

fn path(name: &str, folder: &str) -> String {
    match name.strip_suffix('/') {
        Some(name) => format!("content/{folder}/{name}/index.md"),
        None => format!("content/{folder}/{name}.md"),
    }
}

fn stem(file: &str) -> &str {
    let path = file.strip_suffix("/index.md").or_else(|| file.strip_suffix(".md")).unwrap();
    path.rsplit('/').next().unwrap()
}

/// The way from one file to another.
fn relative(from: &str, to: &str) -> String {
    let up = "../".repeat(from.matches('/').count() - 1);
    format!("{up}{}", to.strip_prefix("content/").unwrap())
}

/// A link to a file, in a random form.
fn link(dice: &mut Dice, from: &str, to: &str, number: usize) -> String {
    let relative = relative(from, to);
    let id = if to.contains("/questions/") && dice.roll(2) == 0 { "#q1" } else { "" };
    let encoded = relative.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    match dice.roll(9) {
        0 => format!("[see it](<{relative}{id}> \"it is {relative}\")"),
        1 => format!("[*see* `it`]( {encoded}{id} )"),
        2 => format!("[see it][r{number}]\n\n[r{number}]: {encoded}{id} 'To {relative}'\n"),
        3 => format!("<a href=\"{encoded}{id}\" title=\"{encoded}\">see it</a>"),
        4 => format!("[see\nit](./{encoded}{id})"),
        5 => format!("**[see it]({}{id})**", encoded.replace('_', "\\_")),
        6 => format!("> [see it]({encoded}{id})\n> or not\n"),
        7 => format!("`[see it]({encoded})` and [see it]({encoded}{id})"),
        _ => format!("- [see it]({encoded}{id})\n\n  [and](<{relative}>)\n"),
    }
}

/// The list of some subjects, in a random style.
fn tags(dice: &mut Dice) -> String {
    let chosen: Vec<&str> = dice.some(3, TAGS.len()).into_iter().map(|at| TAGS[at]).collect();
    let style = dice.roll(3);
    let quoted = |tag: &&str| match style {
        _ if tag.contains(',') => format!("\"{tag}\""),
        0 => (*tag).to_owned(),
        1 => format!("'{tag}'"),
        _ => format!("\"{tag}\""),
    };
    let all: Vec<String> = chosen.iter().map(quoted).collect();
    match dice.roll(3) {
        0 if all.len() == 1 => format!("tags: {}  # one\n", all[0]),
        1 if !all.is_empty() => {
            format!("tags:\n{}", all.iter().map(|tag| format!("  - {tag} # t\n")).collect::<String>())
        }
        _ => format!("tags: [{}]  # some\n", all.join(", ")),
    }
}

fn random_column(dice: &mut Dice) -> (Column, Files) {
    let mut names = NAMES.to_vec();
    let mut take = |dice: &mut Dice| names.remove(dice.roll(names.len()));
    let letters: Vec<String> = (0..4).map(|_| path(take(dice), "questions")).collect();
    let plain = |name: &str| !name.contains("2025");
    let others = ["programs", "pages"].map(|folder| path(NAMES[..6][dice.roll(6)], folder));
    let others: Vec<String> = others.into_iter().filter(|path| plain(path)).collect();
    let all: Vec<&str> = letters.iter().chain(&others).map(String::as_str).collect();
    let mut column = Column::new();
    for (at, file) in all.iter().enumerate() {
        let links: Vec<String> = (0..dice.roll(4))
            .map(|number| {
                let to = all[dice.roll(all.len())];
                link(dice, file, to, number)
            })
            .collect();
        let links = links.join("\n\n");
        let title = format!("title: \"Title {at}\"  # t\n");
        let aliases = ["", "aliases: [/old/NUMBER/]\n", "aliases:\n  - /old/NUMBER/\n", "aliases: /old/NUMBER/\n"];
        let aliases = aliases[dice.roll(4)].replace("NUMBER", &at.to_string());
        let (fields, text) = if file.contains("/questions/") {
            let draft = if dice.roll(6) == 0 { "draft: yes\n" } else { "" };
            let date = if file.contains("dated") { String::new() } else { format!("date: 2026-03-{:02}\n", at + 1) };
            (format!("{title}{date}{draft}{}{aliases}", tags(dice)), format!("Q: May I?\n\nSM: Yes.\n\n{links}\n"))
        } else if file.contains("/programs/") {
            (format!("{title}provider: P\n{}{aliases}", tags(dice)), links)
        } else {
            (format!("{title}{aliases}"), links)
        };
        let text = format!("---\n{fields}---\n{text}\n");
        let text = if dice.roll(4) == 0 { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text };
        column = column.file(file, text);
        if file.contains("/questions/") && dice.roll(2) == 0 {
            let inner = file.strip_prefix("content/questions/").unwrap();
            let name = inner.strip_suffix("/index.md").or_else(|| inner.strip_suffix(".md")).unwrap();
            let reply = format!("content/replies/{name}/jane.md");
            let encoded =
                relative(&reply, all[dice.roll(all.len())]).replace(' ', "%20").replace('(', "%28").replace(')', "%29");
            column = column.file(&reply, format!("---\nname: Jane\ndate: 2026-03-20\n---\nSee [it]({encoded}).\n"));
        }
    }
    if dice.roll(2) == 0 {
        column = column.file("content/tags.yaml", "tags:\n  rare book: # r\n    use_for: [RB]\n    related: [Archives]\n  Archives: { broader: rare book }\n  C++:\n");
    }
    (column, Files { letters, others })
}

fn load(column: &Column) -> Loaded {
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: true };
    pipeline::load(column.root(), &options).unwrap()
}

/// Returns the mistakes, without names.
fn diagnostics(loaded: &Loaded) -> Vec<(Severity, String)> {
    let plain = |text: &str| text.split('`').step_by(2).collect::<Vec<_>>().join("``");
    let mut found: Vec<_> = loaded.diagnostics.iter().map(|found| (found.severity, plain(&found.message))).collect();
    found.sort();
    found
}

/// The file of an entry, by its new name.
fn file(site: &Site, entry: EntryRef, plan: &RenamePlan) -> String {
    moved(&site.entries.common(entry).record.file, plan)
}

fn moved(path: &str, plan: &RenamePlan) -> String {
    let new = plan.moves.iter().find_map(|moved| Some(format!("{}{}", moved.new, path.strip_prefix(&moved.old)?)));
    new.unwrap_or_else(|| path.to_owned())
}

/// Returns the target of every link of every file.
fn targets(site: &Site, plan: &RenamePlan) -> BTreeMap<String, Vec<String>> {
    let show = |destination: &Destination| match destination {
        Destination::Entry(entry, id) => format!("{} {id:?}", file(site, *entry, plan)),
        other => format!("{other:?}"),
    };
    let of = |entry: EntryRef| site.links.of(entry).links.iter().map(show).collect::<Vec<_>>();
    site.entries.refs().map(|entry| (file(site, entry, plan), of(entry))).collect()
}

/// The addresses of all pages that somebody may know.
fn addresses(site: &Site) -> BTreeSet<String> {
    let is_known = |target| match target {
        Target::Page(page) => {
            matches!(page, PageTarget::Entry(_) | PageTarget::Tag { .. } | PageTarget::Withdrawn { .. })
        }
        Target::File(_) => false,
    };
    site.routes.iter().filter(|route| is_known(route.target)).map(|route| route.path.to_string()).collect()
}

fn request<'a>(old: &'a str, new: &'a str) -> RenameRequest<'a> {
    RenameRequest { old, new, here: "", clock: CLOCK.parse().unwrap(), built: None }
}

/// Renames, and checks that nothing is lost. Returns false if it was refused.
fn renames(column: &Column, old: &str, new: &str, context: &str) -> bool {
    let before = load(column);
    let plan = match rename::plan(column.root(), &request(old, new)) {
        Ok(plan) => plan,
        Err(RenameError::Breaks { diagnostics, .. }) => panic!("{context}: {diagnostics:#?}"),
        Err(_) => return false,
    };
    plan.carry_out(column.root()).unwrap();
    let after = load(column);
    let nothing = RenamePlan::default();
    assert_eq!(targets(before.shown(), &plan), targets(after.shown(), &nothing), "{context}");
    assert_eq!(diagnostics(&before), diagnostics(&after), "{context}\n{:#?}", after.diagnostics);
    for address in addresses(&before.site) {
        assert!(after.site.routes.get(&address).is_some(), "{context}: {address} is gone");
    }
    let ids = |site: &Site| {
        let letters = site.entries.letters.iter();
        letters.map(|(_, letter)| callslip::render::letter_feed_id(site, letter)).collect::<BTreeSet<_>>()
    };
    assert_eq!(ids(&before.site), ids(&after.site), "{context}");
    true
}

/// A column without old addresses and ids, which stay when a rename is undone.
fn lasting(column: &Column) -> BTreeMap<String, String> {
    let is_kept = |line: &&str| !["aliases:", "id:", "- /"].iter().any(|start| line.trim_start().starts_with(start));
    let files = tree(column.root()).into_iter();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).lines().filter(is_kept).collect::<Vec<_>>().join("\n");
    files.filter(|(path, _)| path != "content/tags.yaml").map(|(path, bytes)| (path, text(bytes))).collect()
}

#[test]
fn after_a_rename_every_link_leads_where_it_led() {
    let (mut done, mut undone) = (0, 0);
    for seed in 1..=40 {
        let dice = &mut Dice(seed);
        let (column, Files { letters, others }) = random_column(dice);
        let original = lasting(&column);
        let all: Vec<&String> = letters.iter().chain(&others).collect();
        let file = all[dice.roll(all.len())];
        let new = ["zz-new", "Quite \"new\": it's here", "zz-new.md"][dice.roll(3)];
        let context = format!("seed {seed}: {file} to {new}");
        assert!(renames(&column, file, new, &context), "{context}");
        done += 1;
        let is_slug = stem(file).bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if new.starts_with("zz") && is_slug {
            let parts = file.trim_end_matches("/index.md").rsplit_once('/').unwrap();
            let day = if file.contains("dated") { "2026-01-02-" } else { "" };
            assert!(renames(&column, &format!("{}/{day}zz-new", parts.0), stem(file), &context), "{context}, and back");
            // A link may have been percent-encoded where it need not be.
            assert_eq!(lasting(&column), original, "{context}, and back");
            undone += 1;
        }
    }
    assert!(done == 40 && undone > 5, "{done} {undone}");
}

#[test]
fn after_a_subject_is_renamed_every_tag_leads_where_it_led() {
    let (mut done, mut undone) = (0, 0);
    for seed in 1001..=1040 {
        let dice = &mut Dice(seed);
        let (column, _) = random_column(dice);
        let original = lasting(&column);
        let old = TAGS[dice.roll(TAGS.len())];
        let new = ["quite new", "Zebra, striped", "C#"][dice.roll(3)];
        let context = format!("seed {seed}: {old} to {new}");
        if renames(&column, old, new, &context) {
            done += 1;
            assert!(renames(&column, new, old, &context), "{context}, and back");
            if !new.contains(',') && !old.contains(',') {
                assert_eq!(lasting(&column), original, "{context}, and back");
                undone += 1;
            }
        }
    }
    assert!(done > 20 && undone > 5, "{done} {undone}");
}

/// Runs the command in a column; at a system call it is killed.
#[cfg(unix)]
fn killed(column: &Column, arguments: &[&str], at: Option<&str>) -> bool {
    let program = env!("CARGO_BIN_EXE_callslip");
    let mut command = match at {
        Some(at) => {
            let mut strace = Command::new("strace");
            strace.args(["-f", "-qq", "-o", "/dev/null", at, program]);
            strace
        }
        None => Command::new(program),
    };
    let command = command.arg("rename").args(arguments).args(["--yes", "--quiet"]).current_dir(column.root());
    let status = command.stdin(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(at.is_some() || status.success(), "{arguments:?}");
    !status.success()
}

#[cfg(unix)]
#[test]
fn a_rename_that_was_killed_is_finished_by_the_same_command() {
    if !may_trace() {
        return;
    }
    let column = || {
        let letter = |title: &str, text: &str| {
            format!("---\ntitle: {title}\ndate: 2026-03-02\ntags: [rare book]\n---\nQ: May I?\n\nSM: {text}\n")
        };
        Column::new()
            .file("content/questions/drums.md", letter("The drums", "See [it](later.md)."))
            .file("content/questions/later.md", letter("Later", "See [it](drums.md)."))
            .file(
                "content/pages/about.md",
                "---\ntitle: About\n---\n[a](../questions/drums.md), [b](/tags/rare-book/)\n",
            )
            .file(
                "content/replies/drums/jane.md",
                "---\nname: Jane\ndate: 2026-03-03\n---\nA [b](../../questions/drums.md).\n",
            )
    };
    let mut kills = 0;
    for arguments in
        [["drums", "Quiet drums"], ["The drums", "Quiet drums"], ["drums", "quiet"], ["rare book", "rare books"]]
    {
        let (original, finished) = (column(), column());
        killed(&finished, &arguments, None);
        let (before, after) = (tree(original.root()), tree(finished.root()));
        let contents: BTreeSet<&Vec<u8>> = before.values().chain(after.values()).collect();
        for group in ["/rename", "fchmod"] {
            for nth in 1.. {
                let column = column();
                if !killed(&column, &arguments, Some(&format!("--inject={group}:signal=KILL:when={nth}"))) {
                    break;
                }
                kills += 1;
                for (path, bytes) in tree(column.root()) {
                    let is_own =
                        path.contains("/.callslip-") || path.ends_with("drums.md") || path.ends_with("quiet.md");
                    assert!(is_own || contents.contains(&bytes), "{arguments:?} {group} {nth}: {path}");
                }
                killed(&column, &arguments, None);
                let mut found = tree(column.root());
                found.retain(|path, _| !path.contains("/.callslip-"));
                assert_eq!(found, after, "{arguments:?} {group} {nth}");
            }
        }
    }
    assert!(kills > 10, "{kills}");
}
