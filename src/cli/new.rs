//! `callslip new`

use std::path::Path;
use std::process::ExitCode;

use super::args::NewKind;
use super::clock;
use super::console::{CommandError, Console};
use super::locate_column::{read_config, write_new};
use crate::content::{ParseOptions, double_quoted, is_refused_by_windows, slugify};
use crate::pipeline;
use crate::source::{self, CONTENT, PAGES, PEOPLE, PROGRAMS, QUESTIONS};

pub(super) fn run(root: &Path, kind: NewKind, title: &str, console: &Console) -> Result<ExitCode, CommandError> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.as_str();
    // Long enough for a readable title, short enough for any file system.
    let options = parse_options(root)?;
    let slug: String = slugify(title, options.slugs).chars().take(80).collect();
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() {
        return Err("a title needs at least one letter or digit, as in `callslip new question \"Its title\"`".into());
    }
    if is_refused_by_windows(&slug) {
        let message =
            format!("Windows does not allow a file called `{slug}`; write a longer title, such as `{title} and more`");
        return Err(message.into());
    }
    let (folder, text) = match kind {
        NewKind::Question => (QUESTIONS, include_str!("starter/new-question.md")),
        NewKind::Program => (PROGRAMS, include_str!("starter/new-program.md")),
        NewKind::Person => (PEOPLE, include_str!("starter/new-person.md")),
        NewKind::Page => (PAGES, include_str!("starter/new-page.md")),
    };
    let path = format!("{CONTENT}/{folder}/{slug}.md");
    let opens = options.initials.first().map_or("A", String::as_str);
    // The title comes last: it may look like one of the others.
    let text = text
        .replace("{date}", &clock::now().with_time_zone(options.timezone.clone()).date().to_string())
        .replace("{name-initials}", &initials(title))
        .replace("{initials}", opens)
        .replace("{title}", &double_quoted(title));
    write_new(root, &path, text.as_bytes())?;
    console.status(&path);
    Ok(ExitCode::SUCCESS)
}

/// The initials of a name: `SM` for `Sol Marchetti`, `AN` for `Anna`, since `A:` opens any answer.
fn initials(name: &str) -> String {
    let one_each: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let letters = if one_each.len() > 1 { one_each } else { name.chars().take(2).collect() };
    letters.into_iter().flat_map(char::to_uppercase).take(4).collect()
}

/// The options with which the column's letters are parsed: among them the columnists' initials and the time zone.
fn parse_options(root: &Path) -> Result<ParseOptions, CommandError> {
    let config = read_config(root)?;
    let sources = source::read_content(root)?.into_value(&mut Vec::new());
    Ok(pipeline::parse_options(&sources, &config))
}
