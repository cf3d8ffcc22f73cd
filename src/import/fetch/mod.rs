//! `--fetch`: pictures and files of the blog's own hosts that no archive has. Which ones is decided before anything is asked
//! for, and what comes is a file like those of an archive.

#[cfg(feature = "publish")]
mod client;
#[cfg_attr(not(feature = "publish"), allow(dead_code, reason = "only a program that can fetch needs it"))]
mod file_type;
#[cfg_attr(not(feature = "publish"), allow(dead_code, reason = "only a program that can fetch needs it"))]
mod hosts;

#[cfg(feature = "publish")]
use std::collections::BTreeMap;
use std::net::IpAddr;
#[cfg(feature = "publish")]
use std::path::PathBuf;
use std::time::Duration;

#[cfg(feature = "publish")]
pub(super) use hosts::BlogHosts;

#[cfg(feature = "publish")]
use xxhash_rust::xxh3::xxh3_64;

use super::packages::Packed;
#[cfg(feature = "publish")]
use crate::disk::{self, DiskError, Folder};
use crate::network::is_public;

/// The folder in a column for what was fetched, until an import has put it beside the texts.
pub(super) const FETCHED: &str = ".callslip-fetched";

/// The limits of fetching.
#[derive(Debug, Clone, Copy)]
pub struct FetchRules {
    /// Returns true for a place in the network that may be asked.
    pub may_ask: fn(IpAddr) -> bool,
    /// The largest file, in bytes.
    pub largest: u64,
    /// How long one file may take.
    pub longest: Duration,
}

impl Default for FetchRules {
    fn default() -> Self {
        Self { may_ask: is_public, largest: 50 << 20, longest: Duration::from_mins(2) }
    }
}

/// A file that texts name and that no archive has.
#[cfg_attr(not(feature = "publish"), allow(dead_code, reason = "only a program that can fetch needs it"))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WantedFile {
    pub(super) key: String,
    /// Where it may be, the best first. All are on hosts that may be asked.
    pub(super) addresses: Vec<String>,
}

/// The findings of fetching.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    /// The files, by their key.
    pub(super) files: Vec<(String, Packed)>,
    /// The addresses of those that did not come, and why.
    pub(super) failures: Vec<(String, String)>,
}

/// Fetches files into the column's folder. Those that an import which broke off has fetched are not asked for again.
/// `progress` gets how many are done, and of how many.
///
/// # Errors
///
/// If the folder cannot be written.
#[cfg(feature = "publish")]
pub(super) fn fetch(
    wanted: &[WantedFile],
    column: &Folder,
    hosts: &BlogHosts,
    rules: &FetchRules,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Fetched, DiskError> {
    column.create_folder(FETCHED)?;
    // Nothing in it belongs in a repository.
    let ignored = format!("{FETCHED}/.gitignore");
    if column.metadata(&ignored)?.is_none() {
        disk::write_new(column.path(), &ignored, b"*\n")?;
    }
    let there: BTreeMap<String, String> = column
        .list(FETCHED)?
        .into_iter()
        .filter_map(|(name, _)| Some((name.split_once('.')?.0.to_owned(), name)))
        .collect();
    let mut fetched = Fetched::default();
    let (known, missing): (Vec<&WantedFile>, Vec<&WantedFile>) =
        wanted.iter().partition(|file| there.contains_key(&stem(&file.key)));
    for file in known {
        let name = &there[&stem(&file.key)];
        fetched.files.push((file.key.clone(), packed(column, &file.key, name)));
    }
    let mut error = None;
    let mut done = 0;
    client::fetch_each(&missing, hosts, rules, &mut |at, result| {
        done += 1;
        progress(done, missing.len());
        let file = missing[at];
        match result {
            Ok(found) => {
                let name = format!("{}.{}", stem(&file.key), found.extension);
                match disk::write_new(column.path(), &format!("{FETCHED}/{name}"), &found.bytes) {
                    Ok(()) => fetched.files.push((file.key.clone(), packed(column, &file.key, &name))),
                    Err(failed) => error = Some(failed),
                }
            }
            Err(reason) => fetched.failures.push((file.addresses.last().cloned().unwrap_or_default(), reason)),
        }
        error.is_none()
    });
    fetched.files.sort_by(|a, b| a.0.cmp(&b.0));
    fetched.failures.sort();
    error.map_or(Ok(fetched), Err)
}

/// Returns the name of a fetched file without its ending.
#[cfg(feature = "publish")]
fn stem(key: &str) -> String {
    format!("{:016x}", xxh3_64(key.as_bytes()))
}

/// Returns a fetched file under the name that the blog has for it.
#[cfg(feature = "publish")]
fn packed(column: &Folder, key: &str, name: &str) -> Packed {
    let path: PathBuf = column.path().join(FETCHED).join(name);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let own = key.rsplit('/').next().unwrap_or(key);
    let own = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    Packed::on_disk(format!("{own}.{extension}"), path)
}

/// A file that has been fetched.
#[cfg(feature = "publish")]
pub(super) struct FetchedFile {
    pub(super) extension: String,
    pub(super) bytes: Vec<u8>,
}
