//! `callslip import`, run in a folder.

use std::path::Path;
use std::process::Command;

/// Imports sources of a folder into `column` there. Returns what was printed.
pub(crate) fn import(folder: &Path, sources: &[&str]) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_callslip"))
        .arg("import")
        .args(sources)
        .args(["--into", "column"])
        .current_dir(folder)
        .output()
        .unwrap();
    [program.stdout, program.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}
