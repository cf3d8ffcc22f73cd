//! The decision about a file or folder that its name alone allows, before it is read.

use super::STATIC;
use super::conflict_copy::{original_of, possible_original_of};
use super::ignored_names::{is_hidden_or_litter, is_litter, original_in_icloud};

/// The decision about a file or folder by its name.
#[derive(PartialEq, Eq)]
pub(super) enum NameVerdict {
    /// It is read.
    Read,
    /// It belongs to an editor, a synchronizer or the operating system.
    Ignored,
    /// It is a copy of the file of this name.
    ConflictCopy(String),
    /// It may be a copy of the file of this name, if there is one.
    PossibleCopy(String),
    /// It is not read, for this reason; and what to do.
    Refused(&'static str, &'static str),
}

/// Returns what the name of a file or folder in that folder of the column decides.
pub(super) fn verdict(folder: &str, name: &str) -> NameVerdict {
    if is_usual(name) {
        return NameVerdict::Read;
    }
    let is_static = folder == STATIC;
    if is_static && [".git", ".hg", ".svn"].iter().any(|own| name.eq_ignore_ascii_case(own)) {
        let reason = "this is the history of a repository, and all of it would be published";
        return NameVerdict::Refused(reason, "move it out of `static/`");
    }
    if is_static && name.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(".callslip")) {
        return NameVerdict::Refused("names that begin with `.callslip` are callslip's own", "give it another name");
    }
    if original_in_icloud(name).is_some() {
        let reason = "this file is in iCloud and not on this computer, so it would be missing";
        return NameVerdict::Refused(reason, "download it: open it once, or choose “Keep Downloaded” in Finder");
    }
    if if is_static { is_litter(name) } else { is_hidden_or_litter(name) } {
        return NameVerdict::Ignored;
    }
    if name.contains(|c: char| c.is_control() || c == '\u{fffd}') {
        let reason = "this name contains a character that cannot be shown";
        return NameVerdict::Refused(reason, "give it another name");
    }
    if let Some(original) = original_of(name) {
        return NameVerdict::ConflictCopy(original);
    }
    possible_original_of(name).map_or(NameVerdict::Read, NameVerdict::PossibleCopy)
}

/// Returns true for names such as `may-i-sit.md`, which most texts have. No rule is about any of them.
fn is_usual(name: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    name.strip_suffix(".md").is_some_and(|stem| stem.bytes().fold(true, |plain, byte| plain & is_plain(byte)))
}

/// Returns what the first name in a path decides that is not simply read.
pub(super) fn verdict_of_path(folder: &str, path: &str) -> NameVerdict {
    let mut verdicts = path.split('/').skip(1).map(|name| verdict(folder, name));
    verdicts.find(|verdict| *verdict != NameVerdict::Read).unwrap_or(NameVerdict::Read)
}
