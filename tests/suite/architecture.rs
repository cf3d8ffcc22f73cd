//! The shape of the program: who imports whom, who may touch the world, how large a file may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use crate::code_paths::{Modules, circles};

/// What each module may use of the others, in the order of the pipeline. An edge that is missing here was not meant;
/// one that is here and used no more is taken out.
const MAY_IMPORT: [(&str, &[&str]); 28] = [
    ("diagnostics", &[]),
    ("starter", &[]),
    ("text_checks", &["diagnostics", "starter"]),
    // May be added to every row that follows.
    ("site_path", &[]),
    ("disk", &["site_path"]),
    ("source", &["diagnostics", "disk", "site_path", "text_checks"]),
    ("media", &["diagnostics", "source"]),
    ("yaml", &["diagnostics", "text_checks"]),
    ("language", &[]),
    ("search", &[]),
    ("link_memory", &["diagnostics", "source"]),
    ("config", &["diagnostics", "language", "site_path", "source", "text_checks", "yaml"]),
    ("content", &["config", "diagnostics", "language", "site_path", "source", "text_checks", "yaml"]),
    ("leaks", &["content", "diagnostics", "language", "source", "yaml"]),
    ("site", &["config", "content", "diagnostics", "language", "link_memory", "media", "site_path", "source"]),
    ("theme", &["config", "diagnostics", "language", "media", "site_path", "source", "yaml"]),
    (
        "render",
        &["config", "content", "diagnostics", "language", "media", "search", "site", "site_path", "source", "theme"],
    ),
    // What `check` alone asks for.
    ("accessibility", &["config", "diagnostics", "render", "site", "theme"]),
    ("output", &["disk", "media", "render", "site_path", "source"]),
    // Not below the pipeline: it reads what was written, and nothing of how it was made. What a file is for a browser
    // is the same for all who send it.
    ("publish", &["diagnostics", "disk", "output", "render", "site_path", "source"]),
    // Only what opens a connection may use it.
    ("network", &[]),
    ("import", &["config", "content", "diagnostics", "disk", "network", "source", "starter", "text_checks", "yaml"]),
    // Nothing but the command line may use these two.
    ("links", &["content", "diagnostics", "link_memory", "network", "source", "yaml"]),
    ("intake", &["content", "diagnostics", "import", "source", "starter", "yaml"]),
    (
        "pipeline",
        &[
            "config",
            "content",
            "diagnostics",
            "leaks",
            "link_memory",
            "media",
            "output",
            "render",
            "search",
            "site",
            "site_path",
            "source",
            "text_checks",
            "theme",
        ],
    ),
    (
        "rename",
        &["config", "content", "diagnostics", "disk", "pipeline", "render", "site", "site_path", "source", "yaml"],
    ),
    ("serve", &["content", "diagnostics", "media", "output", "pipeline", "render", "site", "source", "theme"]),
    (
        "cli",
        &[
            "accessibility",
            "config",
            "content",
            "diagnostics",
            "disk",
            "import",
            "intake",
            "link_memory",
            "links",
            "network",
            "output",
            "pipeline",
            "publish",
            "rename",
            "render",
            "search",
            "serve",
            "site",
            "site_path",
            "source",
            "starter",
            "text_checks",
            "theme",
        ],
    ),
];

/// The longest file, without its unit tests; and the longest whose first line says why it is one.
const MOST_LINES: (usize, usize) = (300, 450);

/// Of a hundred doc comments, so many may open with What, Whether, Where or Of.
const QUESTIONS_PERCENT: usize = 5;

/// Modules that may read and write files.
const MAY_TOUCH_FILES: [&str; 6] = ["disk", "source", "output", "publish", "import", "cli"];

/// Every file of `src/`, by path.
fn texts() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = crate::support::column::tree(&root).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The same without unit tests and comments.
fn sources() -> BTreeMap<String, String> {
    texts().into_iter().map(|(path, text)| (path, code(&text))).collect()
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
    // In the table's order every module comes after all that it uses.
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
    // `import` reads the HTML and the folders of others, which it does not check as the author's own; `accessibility` reads
    // whole pages.
    let only: [(&str, &[&str]); 10] = [
        ("annotate_snippets::", &["diagnostics/snippet.rs"]),
        ("serde_yaml::", &["yaml/raw.rs"]),
        ("strsim::", &["diagnostics/suggest.rs"]),
        ("csscolorparser::", &["theme/color.rs"]),
        ("deunicode::", &["language/transliteration.rs"]),
        ("html5gum::", &["accessibility/html_page.rs", "content/html/tokens.rs", "import/html/parse.rs"]),
        ("walkdir::", &["import/packages.rs", "source/walk.rs"]),
        ("notify::", &["serve/watcher.rs"]),
        ("semver::", &["theme/manifest.rs"]),
        ("clap::", &["cli/args.rs", "cli/wrong_usage.rs"]),
    ];
    for (library, files) in only {
        let users: Vec<String> =
            sources().into_iter().filter(|(_, code)| code.contains(library)).map(|(path, _)| path).collect();
        assert_eq!(users, files, "{library}");
    }
}

/// How a long file begins its reason, in its first line.
const REASON: &str = "one file because";

#[test]
fn no_file_is_long_without_a_reason() {
    for (path, text) in texts() {
        let lines = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        let first = text.lines().next().unwrap_or_default();
        let most = if first.contains(REASON) { MOST_LINES.1 } else { MOST_LINES.0 };
        assert!(
            lines <= most,
            "src/{path} has {lines} lines; with `{REASON} …` in its first line, it may have {}",
            MOST_LINES.1
        );
        assert!(
            lines > MOST_LINES.0 || !first.contains(REASON),
            "src/{path} has {lines} lines only: it needs no reason"
        );
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
    for (path, text) in texts() {
        assert!(text.starts_with("//! "), "src/{path}");
    }
}

/// That the files of a folder use what its `mod.rs` defines for them is no circle.
#[test]
fn no_two_files_use_each_other() {
    let sources = sources();
    let edges = Modules::read(&sources).edges();
    assert!(edges.values().flatten().count() > 400, "the paths are no longer understood");
    let circles = circles(&edges);
    assert!(circles.is_empty(), "{} circles of files:\n{circles:#?}", circles.len());
}

/// Every type that the crate defines, with its file.
fn types(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let line = line.strip_prefix("pub").map_or(line, |rest| rest.trim_start_matches(|c| c != ' ').trim_start());
        let (kind, rest) = line.split_once(' ')?;
        ["struct", "enum", "union", "trait", "type"].contains(&kind).then(|| name(rest))
    })
}

#[test]
fn a_type_name_stands_for_one_thing() {
    let sources = sources();
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, code) in &sources {
        for name in types(code) {
            files.entry(name).or_default().push(path);
        }
    }
    assert!(files.len() > 200, "types are no longer found");
    files.retain(|_, files| files.len() > 1);
    assert!(files.is_empty(), "names of types are used twice: {files:#?}");
}

#[test]
fn doc_comments_open_with_a_verb_or_a_noun() {
    let (mut all, mut questions) = (0, Vec::new());
    for (path, text) in texts() {
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        let is_doc = |line: &str| line.starts_with("///") || line.starts_with("//!");
        let opening = (0..lines.len()).filter(|at| is_doc(lines[*at]) && (*at == 0 || !is_doc(lines[at - 1])));
        for at in opening {
            all += 1;
            let opens = name(lines[at][3..].trim_start());
            if ["What", "Whether", "Where", "Of"].contains(&opens) {
                questions.push(format!("src/{path}:{}: {}", at + 1, lines[at]));
            }
        }
    }
    let most = all * QUESTIONS_PERCENT / 100;
    assert!(questions.len() <= most, "{} of {all}, {most} are allowed:\n{}", questions.len(), questions.join("\n"));
}
