//! Finds out what a publish has to do: reads the manifest of the destination, looks for files that have changed there,
//! and refuses if something of somebody else is in the way. Changes nothing there, except that it may try out with a small
//! file which names are one.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::remote_manifest::MAX_BYTES;
use super::same_name::same_name;
use super::{
    NameRules, NoteError, PublishError, PublishPlan, PublishedFile, REMOTE_MANIFEST, Remote, RemoteManifest, plan,
};
use crate::disk::{DiskError, EntryType, Folder};
use crate::output;
use crate::source::Fingerprint;

/// The files of the output folder.
type LocalFiles = BTreeMap<String, Fingerprint>;

/// Names that some disks take for one are one here.
const LOOSE: NameRules = NameRules { ignores_case: true, ignores_normalization: true };

impl PublishPlan {
    /// Compares an output folder with a destination. With `replace`, files at our paths that somebody else put there
    /// become ours, and a manifest that cannot be read is made new.
    pub fn prepare(folder: &Path, remote: &mut dyn Remote, replace: bool) -> Result<Self, PublishError> {
        Self::compare(folder, remote, replace, name_rules)
    }

    /// Returns an error of [`Self::prepare`] that can be found without writing anything. Names that are one at some
    /// destinations count as one, so it finds fewer obstacles, and none that is not there.
    pub fn look(folder: &Path, remote: &mut dyn Remote, replace: bool) -> Result<(), PublishError> {
        Self::compare(folder, remote, replace, |_, _, _| Ok(LOOSE)).map(drop)
    }

    fn compare(
        folder: &Path,
        remote: &mut dyn Remote,
        replace: bool,
        name_rules: impl FnOnce(&LocalFiles, &RemoteManifest, &mut dyn Remote) -> Result<NameRules, PublishError>,
    ) -> Result<Self, PublishError> {
        let local = output::written(folder)?;
        let folder = Folder::open(folder)?;
        let mut before = read_manifest(remote, replace)?;
        let drifted = drifted(&folder, &local, &before, remote)?;
        for path in &drifted {
            before.files.insert(path.clone(), None);
        }
        let rules = name_rules(&local, &before, remote)?;
        let mut survey =
            Survey { local: &local, before, rules, replace, folders: Vec::new(), conflicts: Conflicts::default() };
        survey.run(&folder, remote)?;
        let Survey { before, folders, .. } = survey;
        let actions = plan(&local, &before, rules, &folders);
        Ok(Self { folder, local, before, actions, drifted })
    }
}

fn read_manifest(remote: &mut dyn Remote, replace: bool) -> Result<RemoteManifest, PublishError> {
    let read = match remote.read(REMOTE_MANIFEST, MAX_BYTES + 1)? {
        Some(bytes) => RemoteManifest::parse(&bytes),
        None if remote.existing(&[REMOTE_MANIFEST])?.is_empty() => Ok(RemoteManifest::default()),
        None => Err(NoteError::NoFile),
    };
    match read {
        Ok(manifest) => Ok(manifest),
        Err(NoteError::NoFile) => Err(PublishError::Unreadable(NoteError::NoFile)),
        Err(_) if replace => Ok(RemoteManifest::default()),
        Err(error) => Err(PublishError::Unreadable(error)),
    }
}

/// Returns the files that have not changed here, and are not there as we uploaded them.
fn drifted(
    folder: &Folder,
    local: &LocalFiles,
    before: &RemoteManifest,
    remote: &mut dyn Remote,
) -> Result<Vec<String>, PublishError> {
    let unchanged: Vec<(&String, Fingerprint, PathBuf)> = local
        .iter()
        .filter(|(path, print)| before.files.get(*path) == Some(&Some(**print)))
        .map(|(path, print)| (path, *print, folder.path().join(path)))
        .collect();
    let mut files = Vec::with_capacity(unchanged.len());
    for (path, fingerprint, local) in &unchanged {
        files.push(PublishedFile { path, fingerprint: *fingerprint, size: size(folder, path)?, local });
    }
    Ok(remote.drifted(&files)?.into_iter().collect())
}

/// Returns the size of a file of the output folder.
fn size(folder: &Folder, path: &str) -> Result<u64, DiskError> {
    let gone = || DiskError::when("read", &folder.path().join(path))(io::ErrorKind::NotFound.into());
    Ok(folder.metadata(path)?.ok_or_else(gone)?.size)
}

/// Returns which names the destination tells apart. It is asked only if there are names that some disks take for one.
fn name_rules(local: &LocalFiles, before: &RemoteManifest, remote: &mut dyn Remote) -> Result<NameRules, PublishError> {
    let paths: BTreeSet<&str> = local.keys().chain(before.files.keys()).map(String::as_str).collect();
    if same_name(paths.into_iter(), LOOSE).is_none() {
        return Ok(NameRules::default());
    }
    let rules = remote.name_rules()?;
    match same_name(local.keys().map(String::as_str), rules) {
        Some((one, other)) => Err(PublishError::SameName(one.to_owned(), other.to_owned())),
        None => Ok(rules),
    }
}

/// The obstacle.
#[derive(Default)]
struct Conflicts {
    foreign: Vec<String>,
    occupied: Vec<String>,
    linked: Vec<String>,
}

/// Looks at the places of the files that are to be uploaded.
struct Survey<'s> {
    local: &'s LocalFiles,
    before: RemoteManifest,
    rules: NameRules,
    replace: bool,
    /// Folders in the place of files of the column, without files of others.
    folders: Vec<String>,
    conflicts: Conflicts,
}

impl Survey<'_> {
    fn run(&mut self, folder: &Folder, remote: &mut dyn Remote) -> Result<(), PublishError> {
        let places: Vec<&str> = self
            .local
            .iter()
            .filter(|(path, print)| self.before.files.get(*path) != Some(&Some(**print)))
            .map(|(path, _)| path.as_str())
            .collect();
        let ours: BTreeSet<String> =
            self.before.files.keys().map(|path| self.rules.identity(path).into_owned()).collect();
        for (path, kind) in remote.existing(&places)? {
            let is_ours = ours.contains(&*self.rules.identity(&path));
            match kind {
                EntryType::Folder => self.folder(path, &ours, remote)?,
                EntryType::File | EntryType::Link | EntryType::Other if is_ours => {}
                EntryType::File => self.file(path, folder, remote)?,
                EntryType::Link if !self.local.contains_key(&path) => self.conflicts.linked.push(path),
                EntryType::Link if self.replace => drop(self.before.files.insert(path, None)),
                EntryType::Link | EntryType::Other => self.conflicts.foreign.push(path),
            }
        }
        let Conflicts { foreign, occupied, linked } = std::mem::take(&mut self.conflicts);
        match (linked.is_empty(), foreign.is_empty(), occupied.is_empty()) {
            (false, ..) => Err(PublishError::Linked(linked)),
            (_, false, _) => Err(PublishError::Foreign { place: remote.place(), paths: foreign }),
            (.., false) => Err(PublishError::Occupied(occupied)),
            _ => Ok(()),
        }
    }

    /// A file that is not in the manifest. If it is the same as ours, it is ours from now on.
    fn file(&mut self, path: String, folder: &Folder, remote: &mut dyn Remote) -> Result<(), PublishError> {
        let ours = match self.local.get(&path) {
            Some(ours) => {
                let found = remote.read(&path, size(folder, &path)? + 1)?;
                found.is_some_and(|bytes| Fingerprint::of(&bytes) == *ours).then_some(*ours)
            }
            None => None,
        };
        if ours.is_some() || self.replace {
            self.before.files.insert(path, ours);
        } else {
            self.conflicts.foreign.push(path);
        }
        Ok(())
    }

    /// A folder in the place of a file. Our files in it are removed before.
    fn folder(&mut self, path: String, ours: &BTreeSet<String>, remote: &mut dyn Remote) -> Result<(), PublishError> {
        let within = remote.files_in(&path)?;
        let others: Vec<String> =
            within.into_iter().filter(|inner| !ours.contains(&*self.rules.identity(inner))).collect();
        if others.is_empty() {
            self.folders.push(path);
        }
        self.conflicts.occupied.extend(others);
        Ok(())
    }
}
