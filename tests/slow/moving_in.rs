//! Exports that are cut off or damaged anywhere: whatever they are, an import ends, and a column is there that can be checked.

use std::fs;

use callslip::import::{ImportOptions, read};
use callslip::pipeline::{self, Options};

use crate::dice::Dice;

const EXPORT: &str = include_str!("../vectors/export.xml");

/// How many exports are tried.
const ROUNDS: usize = 300;

/// Imports these bytes into a new column, and checks it.
fn survives(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("export.xml");
    fs::write(&source, bytes).unwrap();
    let column = folder.path().join("column");
    let options = ImportOptions {
        id: "desk.example,2026".to_owned(),
        now: jiff::Timestamp::UNIX_EPOCH,
        columnists: Vec::new(),
        may_mix_blogs: false,
    };
    if read(&[source]).and_then(|export| export.write(&column, &options)).is_ok() {
        let clock = "2026-11-22T12:00:00Z".parse().unwrap();
        let load = Options { clock, as_of: None, base_url: None, unpublished: false };
        pipeline::load(&column, &load).unwrap().check();
    }
}

#[test]
fn exports_that_are_cut_off() {
    let mut dice = Dice(1);
    for _ in 0..ROUNDS {
        survives(&EXPORT.as_bytes()[..dice.roll(EXPORT.len())]);
    }
}

#[test]
fn exports_that_are_damaged() {
    const PIECES: [&[u8]; 14] = [
        b"]]>",
        b"<![CDATA[",
        b"<",
        b">",
        b"</item>",
        b"<item>",
        b"&",
        b"\x00",
        b"\xff\xfe",
        b"[caption]",
        b"<!-- wp:",
        b"-->",
        b"<p>",
        b"\"",
    ];
    let mut dice = Dice(2);
    for _ in 0..ROUNDS {
        let mut bytes = EXPORT.as_bytes().to_vec();
        for _ in 0..=dice.roll(8) {
            let at = dice.roll(bytes.len());
            match dice.roll(3) {
                0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                1 => drop(bytes.drain(at..(at + dice.roll(200)).min(bytes.len()))),
                _ => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied())),
            }
        }
        survives(&bytes);
    }
}
