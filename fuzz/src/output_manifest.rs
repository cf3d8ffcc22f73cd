//! `.callslip`, the list of files in an output folder. A column that was cloned may bring one.

use callslip::output::Manifest;
use callslip::site_path::SitePath;

/// Checks that a list is read to the same twice, and that no file that it claims lies outside of the folder.
pub fn check(data: &[u8]) {
    let (manifest, damage) = Manifest::parse(data);
    if let Some(damage) = damage {
        assert!(!damage.to_string().contains(char::is_control), "{damage}");
    }
    let lines = manifest.lines();
    let files = manifest.fingerprints();
    for path in files.keys() {
        assert!(SitePath::parse(path).is_ok(), "{path:?}");
    }
    if let Some(header) = data.split(|byte| *byte == b'\n').next().filter(|_| !files.is_empty()) {
        let (again, damage) = Manifest::parse(&[header, b"\n", lines.as_bytes()].concat());
        assert_eq!((again.fingerprints(), damage), (files, None));
    }
}
