//! Asks once before `callslip publish` does, because the column says so, what could harm the user of this computer: run
//! a command, hand out the password, write outside the column, use her keys. A column may come from somebody else.
//!
//! A yes is remembered with the whole entry of `publish:`, so that a change asks again. It is kept with the user, and
//! never in the column, which would otherwise vouch for itself.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::PublishArgs;
use super::console::{CommandError, Console};
use crate::config::{PublishTarget, Transport};
use crate::diagnostics::mask_secrets;
use crate::disk::lies_in;
use crate::publish::REMOTE_MANIFEST;
use crate::source::COLUMN_FILE;

/// Returns an error unless the user wants what the target does: because it is harmless, because she has said so before,
/// or because she says so now. Before anything is changed.
pub(super) fn require(
    root: &Path,
    target: &PublishTarget,
    args: &PublishArgs,
    console: &Console,
) -> Result<(), CommandError> {
    let Some((effect, memory)) = question(root, target, args) else { return Ok(()) };
    if !args.trust && !Console::confirm(&format!("{effect}\nIt will not ask again unless this changes."))? {
        let name = &target.name;
        return Err(format!(
            "{effect}\nNothing was published. If this is what you want, run `callslip publish {name} --trust` once; \
             callslip asks again only if `{name}` in {COLUMN_FILE} changes"
        )
        .into());
    }
    if let Some(Err(error)) = memory.map(|memory| memory.keep()) {
        console.status(&format!("Your answer could not be saved ({error}), so callslip will ask again next time."));
    }
    Ok(())
}

/// Returns true if [`require`] needs a yes that the user has not given before.
pub(super) fn is_wanted(root: &Path, target: &PublishTarget, args: &PublishArgs) -> bool {
    question(root, target, args).is_some()
}

/// Returns what to ask about, and the place of the answer. `None` if there is nothing to ask, or a yes is remembered.
fn question(root: &Path, target: &PublishTarget, args: &PublishArgs) -> Option<(String, Option<Memory>)> {
    let effect = effect(root, target, args.dry_run)?;
    let memory = Memory::of(root, target);
    (!memory.as_ref().is_some_and(Memory::has_yes)).then_some((effect, memory))
}

/// Returns what the target does that the user has to want. `None` if it does no more than publish.
fn effect(root: &Path, target: &PublishTarget, dry_run: bool) -> Option<String> {
    let name = &target.name;
    match &target.transport {
        // A dry run shows it only.
        Transport::Command { .. } if dry_run => None,
        Transport::Command { run } => {
            let lines: Vec<String> = run.lines().map(|line| format!("  {line}")).collect();
            Some(format!("`{name}` in {COLUMN_FILE} runs this on your computer:\n{}", lines.join("\n")))
        }
        Transport::Webdav { url, .. } if std::env::var_os("CALLSLIP_PASSWORD").is_some() => {
            Some(format!("`{name}` in {COLUMN_FILE} sends your password (CALLSLIP_PASSWORD) to {url}"))
        }
        Transport::Folder { path } if !dry_run => {
            let surprise = surprise_of_folder(root, &root.join(path))?;
            Some(format!("`{name}` in {COLUMN_FILE} writes into {path}, {surprise}."))
        }
        // Git has its own rule about folders of other users, and its own words. The names of remotes are the user's.
        Transport::Git { remote, branch } => {
            let is_address = remote.contains(['/', '\\', ':']);
            (is_address && !dry_run).then(|| {
                let remote = mask_secrets(remote);
                format!(
                    "`{name}` in {COLUMN_FILE} pushes to the branch `{branch}` of {remote}, using your git password or \
                     key."
                )
            })
        }
        _ if is_of_another_user(&root.join(COLUMN_FILE)) => Some(format!(
            "{COLUMN_FILE} belongs to another user of this computer, and it decides where `{name}` is published."
        )),
        // The column says which door, and the key is the user's.
        Transport::Sftp { server, path, .. } if !dry_run => {
            Some(format!("`{name}` in {COLUMN_FILE} writes into {path} on {server}, using your SSH key."))
        }
        Transport::S3 { bucket, .. } if !dry_run => {
            Some(format!("`{name}` in {COLUMN_FILE} writes into the bucket {bucket}, using your keys."))
        }
        _ => None,
    }
}

/// Returns what the user may not expect of a folder to publish to; `None` for one within the column that holds nothing
/// of others.
fn surprise_of_folder(root: &Path, folder: &Path) -> Option<&'static str> {
    let is_published = folder.join(REMOTE_MANIFEST).symlink_metadata().is_ok();
    let is_empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    match (is_published, is_empty) {
        (false, false) => Some("which already holds files that callslip did not put there"),
        _ if lies_in(folder, root).unwrap_or(false) => None,
        (true, _) => Some("which already has a site that callslip published"),
        // It may be where programs look for their settings.
        (false, true) => Some("which is outside the column"),
    }
}

/// Returns true if a file belongs neither to the user nor to root. With `sudo`, the user is the one who called it.
#[cfg(unix)]
fn is_of_another_user(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let Ok(owner) = fs::metadata(path).map(|metadata| metadata.uid()) else { return false };
    let user = rustix::process::geteuid().as_raw();
    let caller = || std::env::var("SUDO_UID").ok().and_then(|id| id.parse().ok());
    owner != 0 && owner != user && !(user == 0 && caller() == Some(owner))
}

#[cfg(not(unix))]
fn is_of_another_user(_: &Path) -> bool {
    false
}

/// The place of one answer.
struct Memory {
    file: PathBuf,
    line: String,
}

impl Memory {
    /// `None` if the user has no folder for it.
    fn of(root: &Path, target: &PublishTarget) -> Option<Self> {
        let root = fs::canonicalize(root).ok()?;
        let entry = [&*root.to_string_lossy(), &target.name, &format!("{:?}", target.transport)];
        Some(Self { file: state_folder()?.join("callslip").join("trusted"), line: serde_json::to_string(&entry).ok()? })
    }

    fn has_yes(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| text.lines().any(|line| line == self.line))
    }

    fn keep(&self) -> io::Result<()> {
        if self.has_yes() {
            return Ok(());
        }
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        // One write, so that two programs at the same time do not mix their lines.
        OpenOptions::new().create(true).append(true).open(&self.file)?.write_all(format!("{}\n", self.line).as_bytes())
    }
}

/// Returns the folder in which programs keep what is worth keeping from run to run.
fn state_folder() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || {
        if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            folder("HOME").map(|home| home.join(".local/state"))
        }
    };
    folder("XDG_STATE_HOME").or_else(home)
}
