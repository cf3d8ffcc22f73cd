//! Writes the column that the benches read to a folder, in any size: to build it, to profile, to compare programs.
//!
//! ```console
//! $ cargo run --release --example corpus -- 10000 FOLDER
//! ```
//!
//! The same size gives the same files. A missing folder is created; a folder that is not empty is left alone.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example is a command line of its own")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use corpus::Corpus;

const USAGE: &str = "usage: corpus LETTERS FOLDER, such as: corpus 1000 made-up";

fn main() -> ExitCode {
    match write(std::env::args().skip(1).collect()) {
        Ok(message) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the column. Returns what was written, or why nothing was.
fn write(arguments: Vec<String>) -> Result<String, String> {
    let Ok([letters, folder]) = <[String; 2]>::try_from(arguments) else { return Err(USAGE.to_owned()) };
    let letters = letters.parse().ok().filter(|letters| *letters > 0).ok_or(USAGE)?;
    let failed = |error: io::Error| format!("cannot write to {folder}: {error}");
    if is_not_empty(Path::new(&folder)).map_err(failed)? {
        return Err(format!("{folder} is not empty; name a new folder"));
    }
    Corpus::new(letters).write_to(Path::new(&folder)).map_err(failed)?;
    Ok(format!("{letters} letters in {folder}"))
}

fn is_not_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
