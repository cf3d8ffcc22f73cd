//! Asks the addresses that are due, and says what is known of all of them.

use std::fmt::Write;
use std::net::IpAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use crate::cli::args::LinksArgs;
use crate::cli::clock;
use crate::cli::console::{CommandError, Console};
use crate::cli::locate_column::read_config;
use crate::diagnostics::{SourceMap, sentence_list};
use crate::disk::{self, Folder};
use crate::link_memory::{self, LinkMemory, LinkVerdict};
use crate::links::{self, AskRules, LinkPlaces, LinkTally, Refreshed};
use crate::network::is_public;
use crate::source::{self, LINKS_FILE};

/// After so many answers, what was learned is kept, whatever becomes of the run.
const STEP: usize = 25;

/// The variable with which our own tests ask a server on their computer. Anybody may set it; it is of no other use.
const LOOPBACK: &str = "CALLSLIP_LINKS_LOOPBACK";

pub(in crate::cli) fn run(root: &Path, args: &LinksArgs, console: &Console) -> Result<ExitCode, CommandError> {
    let config = read_config(root)?;
    let sources = source::read_content(root)?.into_value(&mut Vec::new());
    let places = links::gather(&sources.texts, config.base_url.as_deref());
    let mut file = MemoryFile::read(root, console)?;
    let mut memory = file.memory.clone();
    let keys = places.keys();
    // A text that cannot be read today has its links again tomorrow.
    if !places.is_partial && sources.unreadable.is_empty() {
        memory.records.retain(|address, _| keys.binary_search(address).is_ok());
        memory.skipped.retain(|address| keys.binary_search(address).is_ok());
    }
    let today = clock::now().date();
    let every = if args.all { 0 } else { args.since };
    let due: Vec<String> = keys.into_iter().filter(|key| links::due(key, &memory, every, today)).collect();
    let refreshed = ask(&mut memory, &due, &mut file, console)?;
    file.write(&memory)?;
    if args.archive {
        let found = links::find_copies(&mut memory, &places, &rules());
        file.write(&memory)?;
        found.map_err(|reason| format!("the Internet Archive cannot be asked: {reason}"))?;
    }
    let texts = sources.texts.into_iter().map(|file| (file.path, file.text));
    console.each_diagnostic(&links::report(&places, &memory, today), &texts.collect::<SourceMap>());
    let tally = links::tally(&places, &memory);
    list_doubtful(&places, &memory, console);
    console.status(&summary(&refreshed, &tally, places.not_public));
    if refreshed.is_offline {
        return Err("nothing could be reached, so nothing was noted; is this computer online?".into());
    }
    let is_gone = tally.verdicts.contains_key(&LinkVerdict::Gone);
    Ok(if args.strict && is_gone { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn rules() -> AskRules {
    let mut rules = AskRules::default();
    if std::env::var_os(LOOPBACK).is_some() {
        rules.may_ask = |address: IpAddr| address.is_loopback() || is_public(address);
    }
    rules
}

/// Asks what is due, and keeps what it learns as it comes: the run may be cut off.
fn ask(
    memory: &mut LinkMemory,
    due: &[String],
    file: &mut MemoryFile<'_>,
    console: &Console,
) -> Result<Refreshed, CommandError> {
    let rules = rules();
    let (begun, mut written) = (Instant::now(), Ok(()));
    let refreshed = links::refresh(memory, due, &rules, clock::now().date(), &mut |memory, done| {
        console.progress(begun, done, due.len(), "addresses");
        if done % STEP == 0 {
            written = file.write(memory);
        }
        written.is_ok()
    })?;
    written.map(|()| refreshed)
}

/// `links.yaml`, as it is on disk.
struct MemoryFile<'r> {
    root: &'r Path,
    /// The text; `None` as long as there is no file.
    text: Option<String>,
    memory: LinkMemory,
}

impl<'r> MemoryFile<'r> {
    /// Reads the file. One that cannot be read is not written over: it may be worth something to somebody.
    fn read(root: &'r Path, console: &Console) -> Result<Self, CommandError> {
        let Some(checked) = source::read_links_file(root)? else {
            return Ok(Self { root, text: None, memory: LinkMemory::default() });
        };
        let mut found = Vec::new();
        let file = checked.into_value(&mut found);
        let memory = link_memory::read(&file).into_value(&mut found);
        if found.is_empty() {
            return Ok(Self { root, text: Some(file.text.to_string()), memory });
        }
        console.diagnostics(&found, &[(file.path, file.text)].into());
        Err(format!("{LINKS_FILE} cannot be read, so nothing was asked").into())
    }

    /// Writes the memory, if it differs from what is there.
    fn write(&mut self, memory: &LinkMemory) -> Result<(), CommandError> {
        let text = memory.text();
        let is_new = self.text.is_none();
        if self.text.as_ref() == Some(&text) || is_new && *memory == LinkMemory::default() {
            return Ok(());
        }
        if is_new {
            disk::write_new(self.root, LINKS_FILE, text.as_bytes())?;
        } else {
            Folder::open(self.root)?.replace(LINKS_FILE, text.as_bytes())?;
        }
        self.text = Some(text);
        Ok(())
    }
}

/// With `--verbose`, lists the addresses of which nothing can be said, and why.
fn list_doubtful(places: &LinkPlaces, memory: &LinkMemory, console: &Console) {
    if !console.is_verbose() {
        return;
    }
    for key in places.keys() {
        if let Some(record) = memory.records.get(&key)
            && matches!(record.verdict, LinkVerdict::Refused | LinkVerdict::NoAnswer)
        {
            console.status(&format!("{key}: {}", record.answer.as_deref().unwrap_or_default()));
        }
    }
}

/// Returns the line that says what was asked, and how it is with all addresses.
fn summary(refreshed: &Refreshed, tally: &LinkTally, not_public: usize) -> String {
    let of = |verdict| tally.verdicts.get(&verdict).copied().unwrap_or_default();
    let doubtful = of(LinkVerdict::Refused) + of(LinkVerdict::NoAnswer);
    let counts = [
        (of(LinkVerdict::Works), ["works", "work"]),
        (of(LinkVerdict::Moved), ["has moved", "have moved"]),
        (of(LinkVerdict::Gone), ["is gone", "are gone"]),
        (of(LinkVerdict::NotFound), ["was not found today or lately", "were not found today or lately"]),
        (doubtful, ["does not show itself to programs, or not now", "do not show themselves to programs, or not now"]),
        (tally.skipped, ["is skipped", "are skipped"]),
        (tally.unasked, ["was not asked yet", "were not asked yet"]),
    ];
    let said = |(count, [one, more]): (usize, [&str; 2])| format!("{count} {}", if count == 1 { one } else { more });
    let counts: Vec<String> = counts.into_iter().filter(|(count, _)| *count > 0).map(said).collect();
    let asked = match refreshed.asked {
        1 => "1 address asked".to_owned(),
        count => format!("{count} addresses asked"),
    };
    let mut lines =
        if counts.is_empty() { format!("{asked}.") } else { format!("{asked}. Of all: {}.", sentence_list(&counts)) };
    for (reason, count) in &refreshed.not_asked {
        let _ = write!(lines, "\nNot asked: {count}, as {reason}.");
    }
    if not_public > 0 {
        let _ = write!(lines, "\nNever asked: {not_public}, as examples, or on a private network.");
    }
    lines
}
