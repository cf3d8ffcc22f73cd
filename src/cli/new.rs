//! `callslip new`

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::args::NewKind;
use super::clock;
use super::console::{CommandError, Console};
use crate::content::{ParseOptions, slugify};
use crate::pipeline;
use crate::source::{self, CONTENT, PAGES, PEOPLE, PROGRAMS, QUESTIONS};

pub(super) fn run(root: &Path, kind: NewKind, title: &str, console: &Console) -> Result<ExitCode, CommandError> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.as_str();
    // Long enough for any title that is read, short enough for any disk.
    let slug: String = slugify(title).chars().take(80).collect();
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() {
        return Err("a title needs at least one letter or figure".into());
    }
    let (folder, text) = match kind {
        NewKind::Question => (QUESTIONS, include_str!("starter/new-question.md")),
        NewKind::Program => (PROGRAMS, include_str!("starter/new-program.md")),
        NewKind::Person => (PEOPLE, include_str!("starter/new-person.md")),
        NewKind::Page => (PAGES, include_str!("starter/new-page.md")),
    };
    let path = format!("{CONTENT}/{folder}/{slug}.md");
    let place = root.join(&path);
    let options = parse_options(root)?;
    let opens = options.initials.first().map_or("A", String::as_str);
    let text = text
        .replace("{title}", &quoted(title))
        .replace("{date}", &clock::now().with_time_zone(options.timezone.clone()).date().to_string())
        .replace("{name-initials}", &initials(title))
        .replace("{initials}", opens);
    fs::create_dir_all(root.join(CONTENT).join(folder))?;
    // `create_new`: a letter that is there already is never written over.
    let file = File::create_new(&place);
    let mut file = file.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => format!("{path} is there already"),
        _ => format!("cannot write {path}: {error}"),
    })?;
    file.write_all(text.as_bytes())?;
    console.status(&path);
    Ok(ExitCode::SUCCESS)
}

/// A title as a YAML value that is always read as that text.
fn quoted(title: &str) -> String {
    format!("\"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `Sol Marchetti` is `SM`; `Anna` is `AN`, for `A:` opens any answer.
fn initials(name: &str) -> String {
    let one_each: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let letters = if one_each.len() > 1 { one_each } else { name.chars().take(2).collect() };
    letters.into_iter().flat_map(char::to_uppercase).take(4).collect()
}

/// What the column's letters are read with: the columnists' initials, to show how an answer opens, and its time zone.
fn parse_options(root: &Path) -> Result<ParseOptions, CommandError> {
    let mut unsaid = Vec::new();
    let column_file = source::read_column_file(root)?.into_value(&mut unsaid);
    let config = crate::config::parse(&column_file).into_value(&mut unsaid);
    let sources = source::read_content(root)?.into_value(&mut unsaid);
    Ok(pipeline::parse_options(&sources, &config))
}
