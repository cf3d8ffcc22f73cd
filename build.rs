//! Rebuilds the binary when a theme changes, since themes are compiled in. Also puts a hash of the sources into it, so
//! that a build can tell whether the last one was made by the same program.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    let mut files = vec![PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.to_string_lossy().replace('\\', "/").as_bytes());
        // A missing file (the lock file of a crate that is used as a library) adds nothing.
        hasher.write(&fs::read(&file).unwrap_or_default());
    }
    println!("cargo:rustc-env=CALLSLIP_SOURCES={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
