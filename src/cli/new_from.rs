//! `callslip new … --from FILE`: a letter that has come in becomes a draft.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;

use super::args::NewKind;
use super::console::{CommandError, Console};
use super::{asked_before, clock, letter_name};
use crate::content::ParseOptions;
use crate::disk;
use crate::intake::{self, CommonNames, DraftFile, DraftOptions, FormRow, Incoming};
use crate::pipeline::{self, Options};
use crate::site::Site;
use crate::source::{self, CONTENT, REPLIES, Sources};

/// The largest file that is read, in bytes: more than any mail server takes.
const LARGEST: u64 = 200 << 20;

pub(super) fn run(
    root: &Path,
    kind: NewKind,
    words: &[String],
    file: &Path,
    row: FormRow,
    console: &Console,
) -> Result<ExitCode, CommandError> {
    let other = match kind {
        NewKind::Question | NewKind::Reply => None,
        NewKind::Program => Some("a program profile"),
        NewKind::Person => Some("a columnist"),
        NewKind::Page => Some("a page"),
    };
    if let Some(other) = other {
        let message = format!(
            "{other} is not made of a mail; only `callslip new question` and `callslip new reply` take `--from`"
        );
        return Err(message.into());
    }
    // A shell writes `--from *.eml` as `--from a.eml b.eml`.
    let (more, title): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| is_file(word));
    let title = title.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let files: Vec<&Path> = std::iter::once(file).chain(more.into_iter().map(Path::new)).collect();
    let mut letters = Vec::new();
    let mut failed: Vec<CommandError> = Vec::new();
    for file in files {
        let read = read_file(file).and_then(|(name, bytes)| Ok(intake::read(&bytes, &name, row)?));
        match read {
            Ok(read) => {
                letters.extend(read.letters);
                failed.extend(read.without_words.into_iter().map(Into::into));
            }
            Err(error) => failed.push(error),
        }
    }
    if !letters.is_empty() {
        let column = ReadColumn::open(root)?;
        failed.extend(write_all(root, &column, kind, &title, &letters, console));
    }
    let Some(last) = failed.pop() else { return Ok(ExitCode::SUCCESS) };
    for error in &failed {
        console.error(error.as_ref());
    }
    Err(last)
}

/// Returns true for the name of a file that is there. A title may be that of a file without an extension.
fn is_file(word: &str) -> bool {
    let path = Path::new(word);
    path.extension().is_some() && path.is_file()
}

/// Writes the files of letters that have come in, each once. Returns why some could not be written.
fn write_all(
    root: &Path,
    column: &ReadColumn,
    kind: NewKind,
    title: &str,
    letters: &[Incoming],
    console: &Console,
) -> Vec<CommandError> {
    let mut seen: Vec<&str> = Vec::new();
    let mut failed = Vec::new();
    for incoming in letters {
        let known = intake::known(&incoming.id, &column.sources.texts);
        if let Some(path) = known {
            console.status(&format!("{path} came from it already; nothing is written"));
        }
        if known.is_some() || seen.contains(&incoming.id.as_str()) {
            continue;
        }
        seen.push(&incoming.id);
        let written = match kind {
            NewKind::Reply => reply(root, column, title, incoming, console),
            NewKind::Question | NewKind::Program | NewKind::Person | NewKind::Page => {
                question(root, column, title, incoming, console)
            }
        };
        failed.extend(written.err());
    }
    failed
}

/// The column, as far as a letter needs it.
struct ReadColumn {
    sources: Sources,
    parse: ParseOptions,
    common: CommonNames,
    site: Arc<Site>,
    now: Timestamp,
    date: String,
}

impl ReadColumn {
    fn open(root: &Path) -> Result<Self, CommandError> {
        let now = clock::now();
        let options = Options { clock: now.timestamp(), as_of: None, base_url: None, unpublished: true };
        let loaded = pipeline::load(root, &options)?;
        let site = Arc::clone(loaded.preview.as_ref().unwrap_or(&loaded.site));
        let sources = source::read_content(root)?.into_value(&mut Vec::new());
        let parse = pipeline::parse_options(&sources, &site.config);
        let common = CommonNames::new(names(&site), &site.config.language);
        let date = now.with_time_zone(parse.timezone.clone()).date().to_string();
        Ok(Self { sources, parse, common, site, now: now.timestamp(), date })
    }

    fn options(&self) -> DraftOptions<'_> {
        DraftOptions { parse: &self.parse, common: &self.common, date: &self.date }
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

/// Writes the draft of a letter.
fn question(
    root: &Path,
    column: &ReadColumn,
    title: &str,
    incoming: &Incoming,
    console: &Console,
) -> Result<(), CommandError> {
    let draft = intake::question_draft(incoming, title, &column.options());
    console.status(&write_free(root, &draft)?);
    report(incoming, console);
    let words = if title.is_empty() { incoming.subject.as_str() } else { title };
    if words.is_empty() { Ok(()) } else { asked_before::print(root, &column.site.config.language, words, console) }
}

/// Writes the file of a reply, which is held. The letter is named by her, or by the form on its page.
fn reply(
    root: &Path,
    column: &ReadColumn,
    letter: &str,
    incoming: &Incoming,
    console: &Console,
) -> Result<(), CommandError> {
    let named = if letter.is_empty() { incoming.named_letter().unwrap_or_default() } else { letter };
    if named.is_empty() {
        return Err(
            "say which letter it answers, by the name of its file: `callslip new reply loud-drums --from reply.eml`"
                .into(),
        );
    }
    let file_of = |reply: &str| {
        let path = format!("{CONTENT}/{REPLIES}/{reply}.md");
        column.sources.texts.iter().any(|text| *text.path == *path).then_some(path)
    };
    if let Some(path) = file_of(named) {
        let date = &column.date;
        let help = format!("to take that down, add a line `withdrawn: {{ date: {date} }}` to it");
        return Err(format!("this mail reports the reply in {path}; {help}").into());
    }
    let letter = letter_name::find(&column.site, named)?;
    let other = |name: &&str| file_of(&format!("{letter}/{name}")).is_some();
    let answers = incoming.to.as_deref().filter(other);
    let draft = intake::reply_draft(incoming, letter, answers, column.now, &column.options());
    console.status(&write_free(root, &draft)?);
    report(incoming, console);
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
    if incoming.has_left_out() {
        console.status("What was left out is in the file, under `private:`");
    }
    let others = incoming.others.iter().filter(|(_, value)| value.split_whitespace().nth(MOST_UNSAID).is_some());
    let others: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
    if !others.is_empty() {
        console.status(&format!("Not in the text, but under `private:`: {}", others.join(", ")));
    }
    if !incoming.attachments.is_empty() {
        console.status(&format!("Not saved: {}", shown(&incoming.attachments.join(", "))));
    }
}

/// The most words that an answer to a form has without being a text.
const MOST_UNSAID: usize = 5;

/// The most characters of somebody's words that are shown.
const MOST_SHOWN: usize = 100;

fn shown(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    let start: String = plain.chars().take(MOST_SHOWN).collect();
    if start.len() < plain.len() { format!("{start}…") } else { start }
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
            let what = if metadata.is_dir() { "a folder" } else { "no file" };
            return Err(format!("{shown} is {what}; give it the file of one letter").into());
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
