//! The tables in `docs/themes.md` are generated from the code that they describe, so that they cannot go stale.
//!
//! This test generates what is between `<!-- made: NAME -->` and `<!-- end -->` from the doc comments in
//! `src/render/views/` and from the templates of the default theme. When one of them changes, the test fails;
//! `SNAPSHOTS=overwrite cargo test --test docs` writes new tables.

#![expect(clippy::panic, clippy::expect_used, reason = "a test stops at what it cannot read, and says what that is")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const TEMPLATES: &str = "themes/reading-room/templates";

#[test]
fn the_theme_reference_says_what_the_code_says() {
    let path = root().join("docs/themes.md");
    let written = fs::read_to_string(&path).unwrap();
    let mut fresh = written.clone();
    for (name, table) in [
        ("views", views()),
        ("filters", filters()),
        ("options", options()),
        ("blocks", blocks()),
        ("components", components()),
    ] {
        fresh = filled(&fresh, name, &table);
    }
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(&path, fresh).unwrap();
    } else if let Some((old, new)) = written.lines().zip(fresh.lines()).find(|(old, new)| old != new) {
        panic!("docs/themes.md is stale; update it with SNAPSHOTS=overwrite\n  it says:   {old}\n  should be: {new}");
    } else {
        assert_eq!(written.lines().count(), fresh.lines().count(), "docs/themes.md is stale: SNAPSHOTS=overwrite");
    }
}

#[test]
fn every_field_of_a_view_has_a_sentence_about_it() {
    for view in all_views() {
        assert!(!view.about.is_empty(), "{} has no doc comment", view.name);
        for field in view.fields {
            assert!(!field.about.is_empty(), "{}.{} has no doc comment", view.name, field.name);
        }
    }
}

#[test]
fn mistyped_fields_are_compared_with_those_that_there_are() {
    let views = all_views();
    let (site, pages): (Vec<_>, Vec<_>) = views
        .iter()
        .filter(|view| view.page().is_some())
        .partition(|view| view.page().is_some_and(|(name, _)| name == "site"));
    let code = read("src/theme/page_fields.rs");
    for (name, of) in [("PAGE", pages), ("SITE", site)] {
        let list = code.split_once(&format!("const {name}: ")).and_then(|(_, rest)| rest.split_once("];")).unwrap().0;
        let written: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
        let fields = of.iter().flat_map(|view| fields(view, &views));
        assert_eq!(written, fields.collect::<BTreeSet<_>>(), "{name} in src/theme/page_fields.rs");
    }
}

/// The fields of a view, with those of the views that are flattened into it.
fn fields<'v>(view: &'v View, views: &'v [View]) -> Vec<&'v str> {
    let inner =
        |field: &Field| views.iter().filter(|view| field.kind.contains(&view.name)).max_by_key(|view| view.name.len());
    let of = |field: &'v Field| match inner(field).filter(|_| field.flattened) {
        Some(inner) => fields(inner, views),
        None => vec![field.name.as_str()],
    };
    view.fields.iter().flat_map(of).collect()
}

#[test]
fn every_view_is_built_in_a_file_of_the_same_name() {
    let names = |folder: &str| {
        let files = fs::read_dir(root().join(folder)).unwrap().flatten();
        let mut names: Vec<_> = files.map(|file| file.file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("src/render/views"), names("src/render/view_builders"));
}

#[test]
fn the_variables_of_the_default_theme_are_those_of_its_stylesheet() {
    let page = read("docs/themes.md");
    let (_, section) = page.split_once("\n## Variables of reading-room\n").expect("docs/themes.md has this section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let documented: BTreeSet<&str> =
        cells.flat_map(|cell| cell.split(", ")).map(|name| name.trim_matches('`')).collect();
    let files = ["reading-room.css", "replies.css", "search.css"];
    let css: String = files.iter().map(|file| read(&format!("themes/reading-room/assets/{file}"))).collect();
    let declared = css.lines().map(str::trim).filter(|line| line.starts_with("--"));
    let declared: BTreeSet<&str> = declared.filter_map(|line| line.split(':').next()).collect();
    assert_eq!(documented, declared);
    // What is used is declared, or is an option.
    let used = css.split("var(").skip(1).filter_map(|rest| rest.split([')', ',']).next());
    let unknown: BTreeSet<&str> = used.filter(|name| !declared.contains(name) && *name != "--accent").collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// A struct of `src/render/views/`.
struct View {
    name: String,
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    about: String,
    flattened: bool,
}

impl View {
    /// Splits "`home.html`: `/` and …" after the name. `None` if the view has no template: it is a part of other views.
    fn page(&self) -> Option<(&str, &str)> {
        self.about.strip_prefix('`')?.split_once("`: ")
    }
}

/// All views, in the order of the modules in `views/mod.rs`.
fn all_views() -> Vec<View> {
    let modules = read("src/render/views/mod.rs");
    let names = modules.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let views: Vec<View> = names.flat_map(|name| parse(&read(&format!("src/render/views/{name}.rs")))).collect();
    assert!(!views.is_empty(), "no views in src/render/views/");
    views
}

/// Parses a file line by line: doc comments, then a struct or a field. The file has nothing else.
fn parse(code: &str) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    let (mut about, mut flattened) = (String::new(), false);
    for line in code.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            let space = if about.is_empty() { "" } else { " " };
            about = format!("{about}{space}{text}");
        } else if line == "#[serde(flatten)]" {
            flattened = true;
        } else if let Some(rest) = line.strip_prefix("pub struct ") {
            let name = rest.split(['<', ' ']).next().unwrap_or_default().to_owned();
            views.push(View { name, about: std::mem::take(&mut about), fields: Vec::new() });
        } else if let (Some(rest), Some(view)) = (line.strip_prefix("pub "), views.last_mut())
            && let Some((name, kind)) = rest.trim_end_matches(',').split_once(": ")
        {
            let about = std::mem::take(&mut about);
            let flattened = std::mem::take(&mut flattened);
            view.fields.push(Field { name: name.to_owned(), kind: kind.to_owned(), about, flattened });
        }
    }
    views
}

fn views() -> String {
    let views = all_views();
    let (pages, parts): (Vec<_>, Vec<_>) = views.iter().partition(|view| view.page().is_some());
    let names: Vec<&str> = parts.iter().map(|view| view.name.as_str()).collect();
    let mut out = String::new();
    for view in pages.iter().chain(&parts) {
        let (title, about) = match view.page() {
            Some((name, about)) => (format!("`{name}`"), about),
            None => (view.name.clone(), view.about.as_str()),
        };
        let _ = write!(out, "### {title}\n\n{}\n\n| Field | Is | Means |\n|---|---|---|\n", capital(about));
        for field in &view.fields {
            let _ = writeln!(out, "{}", row(field, &names));
        }
        out.push('\n');
    }
    out
}

fn row(field: &Field, names: &[&str]) -> String {
    let kind = kind(&field.kind, names);
    if field.flattened {
        return format!("| *all of* | {kind} | {} |", field.about);
    }
    format!("| `{}` | {kind} | {} |", field.name, field.about)
}

/// Returns a Rust type in the words of someone who writes templates.
fn kind(rust: &str, names: &[&str]) -> String {
    let inner = |start| rust.strip_prefix(start).and_then(|rest: &str| rest.strip_suffix('>'));
    if rust == "Option<bool>" {
        return "true, false or null".to_owned();
    }
    if let Some(inner) = inner("Cached<") {
        return kind(inner, names);
    }
    if let Some(inner) = inner("BTreeMap<&'static str, ") {
        return format!("by name: {}", kind(inner, names));
    }
    if let Some(inner) = inner("Option<") {
        return format!("{} or null", kind(inner, names));
    }
    let list = rust.strip_prefix("&'a [").and_then(|rest| rest.strip_suffix(']'));
    if let Some(inner) = inner("Vec<").or(list) {
        return format!("list of {}", kind(inner, names));
    }
    let bare = rust.split('<').next().unwrap_or(rust);
    match bare {
        "bool" => "true or false".to_owned(),
        "usize" | "u8" | "u32" | "i16" => "number".to_owned(),
        "BTreeMap" => "names and texts".to_owned(),
        "&'a serde_json::Map" => "names and values".to_owned(),
        "&'a serde_json::Value" => "whatever the author wrote, or null".to_owned(),
        "String" | "Cow" | "&'a str" | "&'static str" | "StructuredData" => "text".to_owned(),
        name if names.contains(&name) => format!("[{name}](#{})", name.to_lowercase()),
        other => panic!("say in tests/docs.rs what `{other}` is to a template"),
    }
}

/// Returns the table of all filters, each with the comment above its name.
fn filters() -> String {
    let code = read("src/theme/filters.rs");
    let mut out = "| Filter | What it gives |\n|---|---|\n".to_owned();
    let mut about = String::new();
    for line in code.lines().skip_while(|line| !line.starts_with("pub(super) const FILTERS")).map(str::trim) {
        if let Some(text) = line.strip_prefix("// ") {
            text.clone_into(&mut about);
        } else if let Some(name) = line.strip_prefix('"').and_then(|rest| rest.strip_suffix("\",")) {
            assert!(!about.is_empty(), "the filter `{name}` needs a comment");
            let _ = writeln!(out, "| `{name}` | {} |", std::mem::take(&mut about).replace('|', "\\|"));
        }
    }
    out
}

/// Returns the table of the default theme's options. Its `theme.yaml` has one field per line.
fn options() -> String {
    let mut out = "| Option | May be | Left out | What it does |\n|---|---|---|---|\n".to_owned();
    let yaml = read("themes/reading-room/theme.yaml");
    let declared = yaml.split("\noptions:").nth(1).unwrap_or_default();
    for entry in declared.split("\n  ").filter(|entry| !entry.starts_with(' ')).map(str::trim).filter(|e| !e.is_empty())
    {
        let name = entry.trim_end_matches(':');
        let fields = declared.split(&format!("  {name}:\n")).nth(1).unwrap_or_default();
        let fields: Vec<&str> = fields.lines().take_while(|line| line.starts_with("    ")).map(str::trim).collect();
        let field = |key: &str| fields.iter().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        let choices = field("choices").map(|list| format!("`{}`", list.trim_matches(['[', ']']).replace(", ", "`, `")));
        let kind = match field("type") {
            Some("yes_no") => "`yes`, `no`".to_owned(),
            Some("number") => "a number".to_owned(),
            Some("color") => "a color".to_owned(),
            Some("file") => "a file of `assets/`".to_owned(),
            Some("choice") => choices.unwrap_or_default(),
            _ => "text".to_owned(),
        };
        let default = field("default").map_or_else(|| "nothing".to_owned(), |default| format!("`{default}`"));
        let _ = writeln!(out, "| `{name}` | {kind} | {default} | {} |", field("help").unwrap_or_default());
    }
    out
}

/// Returns the table of the blocks of each template.
fn blocks() -> String {
    let mut out = "| Template | Blocks |\n|---|---|\n".to_owned();
    for name in template_names() {
        let text = read(&format!("{TEMPLATES}/{name}"));
        let names: Vec<String> = starts(&text, "block ").iter().map(|rest| format!("`{}`", word(rest))).collect();
        if !names.is_empty() {
            let _ = writeln!(out, "| `{name}` | {} |", names.join(", "));
        }
    }
    out
}

/// Returns the table of the components that any template may use.
fn components() -> String {
    let mut out = "| Component | Takes |\n|---|---|\n".to_owned();
    for name in template_names() {
        let text = read(&format!("{TEMPLATES}/{name}"));
        for rest in starts(&text, "component ") {
            let (name, rest) = rest.split_once('(').unwrap_or((rest, ""));
            let arguments = rest.split(')').next().unwrap_or_default().split(", ");
            let arguments: Vec<String> =
                arguments.filter(|one| !one.is_empty()).map(|one| format!("`{one}`")).collect();
            let _ = writeln!(out, "| `{name}` | {} |", arguments.join(", "));
        }
    }
    out
}

/// Returns the texts after `{% block ` and the like.
fn starts<'t>(text: &'t str, tag: &str) -> Vec<&'t str> {
    let tags = text.split("{%").skip(1).map(|rest| rest.trim_start_matches('-').trim_start());
    tags.filter_map(|rest| rest.strip_prefix(tag)).collect()
}

fn word(text: &str) -> &str {
    text.split([' ', '%', '-']).next().unwrap_or_default()
}

fn template_names() -> Vec<String> {
    let folder = fs::read_dir(root().join(TEMPLATES)).expect("the default theme is in the repository");
    let mut names: Vec<String> = folder.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Returns the page with a table between its two marks.
fn filled(page: &str, name: &str, table: &str) -> String {
    let opening = format!("<!-- made: {name} -->");
    let (before, rest) = page.split_once(&opening).unwrap_or_else(|| panic!("docs/themes.md needs a line {opening}"));
    let (_, after) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("{opening} needs a line <!-- end -->"));
    format!("{before}{opening}\n\n{}\n\n<!-- end -->{after}", table.trim_end())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Reads a file of the repository. Its lines end in `\n` on every system.
fn read(path: &str) -> String {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.replace("\r\n", "\n")
}
