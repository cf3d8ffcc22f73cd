//! Exports of other tools.

use std::fs;
use std::path::Path;

use callslip::diagnostics::Diagnostic;
use callslip::import::{ImportOptions, read};
use callslip::pipeline::{self, Options};

/// Checks that an import ends with a column that can be checked, and that a second one changes nothing. The input is files,
/// separated by a line `%%%`, the first line of each being its name.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    fs::create_dir(&source).unwrap();
    for file in text.split("\n%%%\n") {
        let (name, text) = file.split_once('\n').unwrap_or(("export.xml", file));
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        let name = if is_name && !name.starts_with('.') { name } else { "export.xml" };
        fs::write(source.join(name), text).unwrap();
    }
    let column = folder.path().join("column");
    if import(&source, &column).is_some() {
        assert_eq!(import(&source, &column), Some(0), "the second import has written something");
        let clock = jiff::Timestamp::UNIX_EPOCH;
        let options = Options { clock, as_of: None, base_url: None, unpublished: false };
        let _: Vec<Diagnostic> = pipeline::load(&column, &options).unwrap().check();
    }
}

/// Imports, and returns how many files were written. `None` if there is no export.
fn import(source: &Path, column: &Path) -> Option<usize> {
    let options = ImportOptions {
        id: "desk.example,2026".to_owned(),
        now: jiff::Timestamp::UNIX_EPOCH,
        columnists: Vec::new(),
        may_mix_blogs: false,
    };
    let export = read(&[source.to_owned()]).ok()?;
    Some(export.write(column, &options).ok()?.written)
}
