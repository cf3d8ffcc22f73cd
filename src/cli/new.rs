//! `callslip new`

use std::path::Path;
use std::process::ExitCode;

use super::args::NewKind;
use super::console::{CommandError, Console, quoted};
use super::locate_column::{parse_options, read_config, write_new};
use super::{asked_before, clock};
use crate::content::{LONGEST_FILE_NAME, double_quoted, is_refused_by_windows, proposed_initials, short_slug};
use crate::source::{CONTENT, PAGES, PEOPLE, PROGRAMS, QUESTIONS};
use crate::starter;

pub(super) fn run(root: &Path, kind: NewKind, title: &str, console: &Console) -> Result<ExitCode, CommandError> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.as_str();
    let options = parse_options(root)?;
    let slug = short_slug(title, options.slugs, LONGEST_FILE_NAME);
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
        NewKind::Reply => {
            let help =
                format!("save the reader's mail, and write `callslip new reply {} --from reply.eml`", quoted(title));
            return Err(format!("a reply is what a reader has sent; {help}").into());
        }
    };
    let path = format!("{CONTENT}/{folder}/{slug}.md");
    let opens = options.initials.first().map_or("A", String::as_str);
    let date = clock::now().with_time_zone(options.timezone.clone()).date().to_string();
    let (initials, quoted_title) = (proposed_initials(title), double_quoted(title));
    let values = [("date", &*date), ("name-initials", &initials), ("initials", opens), ("title", &quoted_title)];
    let text = starter::filled(text, &values);
    write_new(root, &path, text.as_bytes())?;
    console.status(&path);
    if matches!(kind, NewKind::Question) {
        asked_before::print(root, &read_config(root)?.language, title, console)?;
    }
    Ok(ExitCode::SUCCESS)
}
