//! The files that an export consists of, on disk or packed. Nothing is unpacked: what is wanted is read where it lies.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use walkdir::{DirEntry, WalkDir};
use zip::ZipArchive;

use super::ImportError;
use crate::source::{COLUMN_FILE, has_extension};

/// How many bytes at the beginning of a picture say what it is.
const START: u64 = 64;

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    /// The path below the folder or in the archive, with slashes. It is only compared, and never a path to write to.
    pub(super) name: String,
    place: PackedPlace,
}

impl Packed {
    /// Returns a file that lies by itself on disk.
    #[cfg(feature = "publish")]
    pub(super) fn on_disk(name: String, path: PathBuf) -> Self {
        Self { name, place: PackedPlace::File(path) }
    }
}

/// The place of a file's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PackedPlace {
    File(PathBuf),
    /// The position in a zip archive.
    Zip(PathBuf, usize),
    /// The position in a tar archive, which may be compressed as a whole.
    Tar(PathBuf, usize),
    /// A single file that is compressed.
    Gzip(PathBuf),
}

/// Lists the files of a source: itself, those of a folder, or those of an archive.
pub(super) fn list(source: &Path) -> Result<Vec<Packed>, ImportError> {
    if source.to_string_lossy().contains("://") {
        return Err(ImportError::Address(source.display().to_string()));
    }
    let fail = |path: &Path, error: io::Error| ImportError::Source { path: path.to_owned(), error };
    let metadata = source.metadata().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ImportError::Missing { path: source.to_owned(), others: others_like(source) },
        _ => fail(source, error),
    })?;
    if !metadata.is_dir() {
        return list_file(source, name_of(source)).map_err(|error| fail(source, error));
    }
    let mut files = Vec::new();
    // A column that lies beside its export is none of it.
    let is_column = |entry: &DirEntry| entry.depth() > 0 && entry.path().join(COLUMN_FILE).is_file();
    for entry in WalkDir::new(source).sort_by_file_name().into_iter().filter_entry(|entry| !is_column(entry)) {
        let entry = entry.map_err(|error| fail(source, error.into()))?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(source).unwrap_or(entry.path());
            let name = below.to_string_lossy().replace('\\', "/");
            files.extend(list_file(entry.path(), name).map_err(|error| fail(entry.path(), error))?);
        }
    }
    Ok(files)
}

/// Returns the names of files in the folder of a missing one that may be exports, in their order.
fn others_like(missing: &Path) -> Vec<String> {
    let folder = missing.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| has_extension(name, &["gz", "tar", "tgz", "xml", "zip"])).collect();
    names.sort();
    names
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Lists the files of an archive; any other file is itself.
fn list_file(path: &Path, name: String) -> io::Result<Vec<Packed>> {
    match Archive::of(path)? {
        Some(Archive::Zip(mut archive)) => {
            let mut files = Vec::new();
            for at in 0..archive.len() {
                let entry = archive.by_index_raw(at)?;
                if entry.is_file() {
                    files.push(Packed {
                        name: entry.name()?.replace('\\', "/"),
                        place: PackedPlace::Zip(path.to_owned(), at),
                    });
                }
            }
            Ok(files)
        }
        Some(Archive::Tar(mut archive)) => {
            let mut files = Vec::new();
            for (at, entry) in archive.entries()?.enumerate() {
                let entry = entry?;
                if entry.header().entry_type().is_file() {
                    let name = String::from_utf8_lossy(&entry.path_bytes()).replace('\\', "/");
                    files.push(Packed { name, place: PackedPlace::Tar(path.to_owned(), at) });
                }
            }
            Ok(files)
        }
        Some(Archive::Gzip(_)) => {
            let name = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
            Ok(vec![Packed { name, place: PackedPlace::Gzip(path.to_owned()) }])
        }
        None => Ok(vec![Packed { name, place: PackedPlace::File(path.to_owned()) }]),
    }
}

/// Calls a function with the bytes of each of some files, archive by archive, so that each is opened once. The function
/// gets the position of the file in the list.
pub(super) fn read_each(
    files: &[&Packed],
    mut read: impl FnMut(usize, &mut dyn Read) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by(|a, b| files[*a].place.key().cmp(&files[*b].place.key()));
    for group in order.chunk_by(|a, b| files[*a].place.archive() == files[*b].place.archive()) {
        let archive = files[group[0]].place.archive();
        let fail = |error: io::Error| ImportError::Source { path: archive.to_owned(), error };
        match Archive::of(archive).map_err(fail)? {
            None => {
                for at in group {
                    read(*at, &mut BufReader::new(File::open(archive).map_err(fail)?))?;
                }
            }
            Some(Archive::Gzip(mut file)) => {
                for at in group {
                    read(*at, &mut file)?;
                }
            }
            Some(Archive::Zip(mut zip)) => {
                for at in group {
                    read(*at, &mut zip.by_index(files[*at].place.position()).map_err(|error| fail(error.into()))?)?;
                }
            }
            Some(Archive::Tar(mut tar)) => {
                let mut wanted = group.iter().peekable();
                for (position, entry) in tar.entries().map_err(fail)?.enumerate() {
                    let mut entry = entry.map_err(fail)?;
                    while let Some(at) = wanted.next_if(|at| files[**at].place.position() == position) {
                        read(*at, &mut entry)?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Returns the first bytes of each of some files. `None` for those that cannot be read.
pub(super) fn starts(files: &[&Packed]) -> Result<Vec<Option<Vec<u8>>>, ImportError> {
    let mut starts = vec![None; files.len()];
    read_each(files, |at, reader| {
        let mut start = Vec::new();
        starts[at] = reader.take(START).read_to_end(&mut start).is_ok().then_some(start);
        Ok(())
    })?;
    Ok(starts)
}

impl Packed {
    /// Returns true if the file is one of a source, or is in it.
    pub(super) fn is_of(&self, source: &Path) -> bool {
        self.place.archive().starts_with(source)
    }
}

impl PackedPlace {
    fn archive(&self) -> &Path {
        match self {
            Self::File(path) | Self::Zip(path, _) | Self::Tar(path, _) | Self::Gzip(path) => path,
        }
    }

    fn position(&self) -> usize {
        match self {
            Self::File(_) | Self::Gzip(_) => 0,
            Self::Zip(_, at) | Self::Tar(_, at) => *at,
        }
    }

    fn key(&self) -> (&Path, usize) {
        (self.archive(), self.position())
    }
}

/// An archive that is open.
enum Archive {
    Zip(ZipArchive<BufReader<File>>),
    Tar(tar::Archive<Box<dyn Read>>),
    /// A single file, which is compressed.
    Gzip(Box<dyn Read>),
}

impl Archive {
    /// Opens an archive, whatever its name is. `None` for any other file.
    fn of(path: &Path) -> io::Result<Option<Self>> {
        let mut file = BufReader::new(File::open(path)?);
        let mut start = Vec::new();
        (&mut file).take(512).read_to_end(&mut start)?;
        file.rewind()?;
        if start.starts_with(b"PK\x03\x04") && !is_office_document(path) {
            return Ok(Some(Self::Zip(ZipArchive::new(file)?)));
        }
        let is_gzip = start.starts_with(b"\x1f\x8b");
        let inner: Box<dyn Read> = if is_gzip {
            let mut inner = GzDecoder::new(file);
            start.clear();
            (&mut inner).take(512).read_to_end(&mut start)?;
            Box::new(BufReader::new(GzDecoder::new(BufReader::new(File::open(path)?))))
        } else {
            Box::new(file)
        };
        // POSIX.1-1988 (ustar), section 10.1.1: what every archive of the last thirty years has there.
        let is_tar = start.get(257..262) == Some(b"ustar");
        Ok(match (is_tar, is_gzip) {
            (true, _) => Some(Self::Tar(tar::Archive::new(inner))),
            (false, true) => Some(Self::Gzip(inner)),
            (false, false) => None,
        })
    }
}

/// Documents of word processors are zip archives, but no one's export.
fn is_office_document(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| ["docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"].contains(&&*extension))
}
