//! `callslip new … --from FILE`: a letter that has come in becomes a draft.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use super::args::NewKind;
use super::console::{CommandError, Console};
use super::locate_column::read_config;
use super::{asked_before, clock};
use crate::config::Config;
use crate::content::ParseOptions;
use crate::disk;
use crate::intake::{self, CommonNames, DraftFile, DraftOptions, FormRow, Incoming};
use crate::pipeline::{self, Options};
use crate::site::Site;
use crate::source::{self, Sources};

/// The largest file that is read, in bytes: more than any mail server takes.
const LARGEST: u64 = 200 << 20;

pub(super) fn run(
    root: &Path,
    kind: NewKind,
    title: &str,
    file: &Path,
    row: FormRow,
    console: &Console,
) -> Result<ExitCode, CommandError> {
    let word = match kind {
        NewKind::Question => None,
        NewKind::Program => Some("a program profile"),
        NewKind::Person => Some("a columnist"),
        NewKind::Page => Some("a page"),
    };
    if let Some(word) = word {
        return Err(format!("{word} is not made of a mail; only `callslip new question` takes `--from`").into());
    }
    let (name, bytes) = read_file(file)?;
    let column = ReadColumn::open(root)?;
    for incoming in intake::read(&bytes, &name, row)? {
        question(root, &column, title, &incoming, console)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The column, as far as a letter needs it.
struct ReadColumn {
    config: Config,
    sources: Sources,
    parse: ParseOptions,
    common: CommonNames,
    date: String,
}

impl ReadColumn {
    fn open(root: &Path) -> Result<Self, CommandError> {
        let config = read_config(root)?;
        let sources = source::read_content(root)?.into_value(&mut Vec::new());
        let parse = pipeline::parse_options(&sources, &config);
        let options = Options { clock: clock::now().timestamp(), as_of: None, base_url: None, unpublished: false };
        let site = pipeline::load(root, &options)?.site;
        let common = CommonNames::new(names(&site), &config.language);
        let date = clock::now().with_time_zone(parse.timezone.clone()).date().to_string();
        Ok(Self { config, sources, parse, common, date })
    }
}

/// Returns the words of the column that identify nobody who writes to it.
fn names(site: &Site) -> Vec<&str> {
    let mut names = vec![site.config.title.as_str()];
    names.extend(site.glossary.values().flat_map(|term| [term.term.as_str(), term.expansion.as_str()]));
    names.extend(site.taxonomy.terms.values().map(|term| term.label.as_str()));
    names.extend(site.entries.programs.entries().map(|program| program.common.title.plain.as_str()));
    names.extend(
        site.entries.people.entries().flat_map(|person| [person.common.title.plain.as_str(), &person.initials]),
    );
    names
}

/// Writes the draft of a letter, unless it is there already.
fn question(
    root: &Path,
    column: &ReadColumn,
    title: &str,
    incoming: &Incoming,
    console: &Console,
) -> Result<(), CommandError> {
    if let Some(path) = intake::known(&incoming.id, &column.sources.texts) {
        console.status(&format!("{path} is this letter already; nothing is written"));
        return Ok(());
    }
    let options = DraftOptions { parse: &column.parse, common: &column.common, date: &column.date };
    let draft = intake::question_draft(incoming, title, &options);
    let path = write_free(root, &draft)?;
    console.status(&path);
    report(incoming, console);
    if let Some(words) = similar(title, incoming) {
        asked_before::print(root, &column.config.language, &words, console)?;
    }
    Ok(())
}

/// Says what did not come along.
fn report(incoming: &Incoming, console: &Console) {
    if incoming.has_quotation {
        console.status("Left out: the mail that it quotes");
    }
    if !incoming.signature.is_empty() {
        console.status(&format!("Left out: the signature (“{}”)", shown(&incoming.signature.join(" / "))));
    }
    if !incoming.attachments.is_empty() {
        console.status(&format!("Not saved: {}", shown(&incoming.attachments.join(", "))));
    }
}

/// The most characters of somebody's words that are shown.
const MOST_SHOWN: usize = 100;

fn shown(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    let start: String = plain.chars().take(MOST_SHOWN).collect();
    if start.len() < plain.len() { format!("{start}…") } else { start }
}

/// Returns the words by which a letter that was answered before is found: those of the title.
fn similar(title: &str, incoming: &Incoming) -> Option<String> {
    let words = if title.is_empty() { incoming.subject.as_str() } else { title };
    (!words.is_empty()).then(|| words.to_owned())
}

/// The most files of one name.
const MOST_NAMES: usize = 1000;

/// Writes a file under the first name that is free. Returns its path.
fn write_free(root: &Path, draft: &DraftFile) -> Result<String, CommandError> {
    for number in 1..MOST_NAMES {
        let stem = if number == 1 { draft.stem.clone() } else { format!("{}-{number}", draft.stem) };
        // A letter may be a folder, too.
        if root.join(&stem).exists() {
            continue;
        }
        let path = format!("{stem}.md");
        match disk::write_new(root, &path, draft.text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            written => return written.map(|()| path).map_err(Into::into),
        }
    }
    Err(format!(
        "there are too many files called {}; give this one a title: `callslip new question \"Its title\" --from …`",
        draft.stem
    )
    .into())
}

/// Reads a file, or what another program prints. Returns it with the name to show.
fn read_file(file: &Path) -> Result<(String, Vec<u8>), CommandError> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)?;
    } else {
        let shown = file.display();
        let metadata = std::fs::metadata(file).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!("there is no file {shown}"),
            _ => format!("{shown} cannot be read: {error}"),
        })?;
        if !metadata.is_file() {
            return Err(format!("{shown} is a folder; give it the file of one letter").into());
        }
        let opened = File::open(file).map_err(|error| format!("{shown} cannot be read: {error}"))?;
        bytes.reserve(usize::try_from(metadata.len().min(LARGEST)).unwrap_or_default());
        opened.take(LARGEST + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(
            format!("{} is larger than any letter; save the mail without its attachments", file.display()).into()
        );
    }
    let name = if file == Path::new("-") {
        "what came in".to_owned()
    } else {
        file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    };
    Ok((name, bytes))
}
