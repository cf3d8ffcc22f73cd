//! The shape of the program: who imports whom, who may touch the world, how large a file may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What each module may use of the others, in the order of the pipeline. An edge that is missing here was not meant;
/// one that is here and used no more is taken out.
const MAY_IMPORT: [(&str, &[&str]); 13] = [
    ("diagnostics", &[]),
    ("source", &["diagnostics"]),
    ("yaml", &["diagnostics"]),
    ("config", &["diagnostics", "source", "yaml"]),
    ("content", &["config", "diagnostics", "source", "yaml"]),
    ("site", &["config", "content", "diagnostics", "source"]),
    ("theme", &["config", "diagnostics", "source", "yaml"]),
    ("render", &["config", "content", "diagnostics", "site", "source", "theme"]),
    ("output", &["render", "source"]),
    // Not below the pipeline: it reads what was written, and nothing of how it was made. What a file is for a browser
    // is the same for all who send it.
    ("publish", &["output", "render", "source"]),
    ("pipeline", &["config", "content", "diagnostics", "output", "render", "site", "source", "theme"]),
    ("serve", &["content", "diagnostics", "pipeline", "render", "site", "source", "theme"]),
    (
        "cli",
        &[
            "config",
            "content",
            "diagnostics",
            "output",
            "pipeline",
            "publish",
            "render",
            "serve",
            "site",
            "source",
            "theme",
        ],
    ),
];

/// Files that may be longer than the others, and why.
const LONG: [(&str, &str); 0] = [];

/// The longest file, without its unit tests.
const MOST_LINES: usize = 300;

/// Modules that may read and write files.
const MAY_TOUCH_FILES: [&str; 4] = ["source", "output", "publish", "cli"];

/// Every file of `src/` without its unit tests and comments, by path.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = crate::support::column::tree(&root).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    files.map(|(path, bytes)| (path, code(&String::from_utf8(bytes).unwrap()))).collect()
}

/// Without unit tests, and with empty lines for comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The top-level module that a file belongs to.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// What follows each `crate::` in a text, braces unfolded: `use crate::{a, b::c}` names `a` and `b`.
fn imports(code: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let group = &group[..group.find("};").unwrap_or(group.len())];
            let mut depth = 0;
            let parts = group.split(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                c == ',' && depth == 0
            });
            found.extend(parts.map(|part| name(part.trim_start())).filter(|name| !name.is_empty()));
        } else {
            found.insert(name(rest));
        }
    }
    found
}

/// The identifier at the start of a text.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[test]
fn every_module_imports_only_what_it_may() {
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let sources = sources();
    let mut wrong = String::new();
    for (path, code) in sources.iter().filter(|(path, _)| !matches!(path.as_str(), "lib.rs" | "main.rs")) {
        let module = module(path);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            let _ = writeln!(wrong, "`{module}` is in no row of MAY_IMPORT");
            continue;
        };
        for import in imports(code).into_iter().filter(|import| *import != module) {
            used.entry(module).or_default().insert(import);
            if !allowed.contains(&import) {
                let _ = writeln!(wrong, "src/{path} uses `{import}`, which `{module}` may not");
            }
        }
    }
    for (module, allowed) in MAY_IMPORT {
        for name in allowed.iter().filter(|name| !used.get(module).is_some_and(|used| used.contains(*name))) {
            let _ = writeln!(wrong, "`{module}` no longer uses `{name}`: take it out of MAY_IMPORT");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn no_two_modules_import_each_other() {
    // In the table's order every module stands below all that it uses.
    let order: Vec<&str> = MAY_IMPORT.iter().map(|(name, _)| *name).collect();
    for (at, (module, allowed)) in MAY_IMPORT.iter().enumerate() {
        for name in *allowed {
            assert!(order[..at].contains(name), "`{module}` uses `{name}`, which comes after it");
        }
    }
}

#[test]
fn only_the_ends_touch_files() {
    for (path, code) in sources() {
        let touches = ["std::fs", " fs::", " File::", "(File::", "OpenOptions", "std::env"];
        let found =
            touches.iter().find(|word| code.contains(**word)).filter(|_| !MAY_TOUCH_FILES.contains(&module(&path)));
        assert!(found.is_none(), "src/{path} holds `{}`", found.unwrap_or(&""));
    }
}

#[test]
fn only_the_command_line_knows_the_time() {
    for (path, code) in sources().into_iter().filter(|(path, _)| path != "cli/clock.rs") {
        for word in ["Zoned::now", "Timestamp::now", "SystemTime::now"] {
            assert!(!code.contains(word), "src/{path} holds `{word}`");
        }
    }
}

#[test]
fn each_library_has_one_user_where_one_is_enough() {
    let only = [
        ("annotate_snippets::", "diagnostics/report.rs"),
        ("serde_yaml::", "yaml/raw.rs"),
        ("strsim::", "diagnostics/suggest.rs"),
        ("deunicode::", "content/slug.rs"),
        ("html5gum::", "content/markdown/raw_html.rs"),
        ("walkdir::", "source/walk.rs"),
        ("notify::", "serve/watcher.rs"),
        ("semver::", "theme/manifest.rs"),
    ];
    for (library, file) in only {
        let users: Vec<String> =
            sources().into_iter().filter(|(_, code)| code.contains(library)).map(|(path, _)| path).collect();
        assert_eq!(users, [file], "{library}");
    }
    // The commands that bring a column online have a file of arguments of their own.
    let clap: Vec<String> =
        sources().into_iter().filter(|(_, code)| code.contains("clap::")).map(|(path, _)| path).collect();
    assert_eq!(clap, ["cli/mod.rs", "cli/online.rs"]);
}

#[test]
fn no_file_is_long_without_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources().keys() {
        let text = fs::read_to_string(root.join(path)).unwrap();
        let lines = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        let excused = LONG.iter().any(|(long, _)| long == path);
        assert!(lines <= MOST_LINES || excused, "src/{path} has {lines} lines");
        assert!(lines > MOST_LINES || !excused, "src/{path} has {lines} lines only: take it out of LONG");
    }
}

#[test]
fn no_function_is_longer_than_a_screen() {
    for (path, code) in sources() {
        let lines: Vec<&str> = code.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let indent = " ".repeat(line.len() - line.trim_start().len());
            let opens = line.split_whitespace().take_while(|word| !word.starts_with("//")).any(|word| word == "fn");
            // A function ends at the first brace under its first line; one without a body has none of its own.
            let end = lines[at..].iter().position(|line| *line == format!("{indent}}}")).unwrap_or(0);
            assert!(!opens || end <= 50, "src/{path}:{}: a function of {end} lines", at + 1);
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources().keys() {
        assert!(fs::read_to_string(root.join(path)).unwrap().starts_with("//! "), "src/{path}");
    }
}
