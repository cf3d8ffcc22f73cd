//! The parts that campaigns of kills share: how many kills, whether system calls can be chosen, and what changes from round to round.

use std::fs;
use std::process::{Command, Stdio};

use crate::dice::Dice;
use crate::support::publishing::letter;
use crate::support::{Column, left_out};

/// Returns how many kills are wanted: `CALLSLIP_KILLS`, or so many.
pub(crate) fn wanted(usual: usize) -> usize {
    std::env::var("CALLSLIP_KILLS").map_or(usual, |count| count.parse().unwrap())
}

/// Returns true if a program can be killed at a system call.
pub(crate) fn may_trace() -> bool {
    let traced = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let traces = traced.is_ok_and(|status| status.success());
    if !traces {
        left_out("kills at system calls want strace");
    }
    traces
}

/// Changes the column: so many names in `static/` become a file, a folder, a deeper folder, or nothing; so many letters
/// come and go. A file has at most so many words.
pub(crate) fn trade_places(
    mut column: Column,
    dice: &mut Dice,
    round: usize,
    (names, letters): (usize, usize),
    words: usize,
) -> Column {
    for name in 0..names {
        let path = format!("static/thing{name}");
        let place = column.root().join(&path);
        let _ = fs::remove_file(&place);
        let _ = fs::remove_dir_all(&place);
        let text = format!("{round} ").repeat(1 + dice.roll(words));
        column = match dice.roll(6) {
            0 => column,
            1 => column.file(&path, text),
            2 => column.file(&format!("{path}/a.txt"), text),
            3 => column.file(&format!("{path}/b/c/d.txt"), text),
            4 => column.file(&format!("{path}/b/c/d.txt"), text).file(&format!("{path}/a.txt/e.txt"), "deeper"),
            _ => column
                .file(&format!("{path}/index.html/e.txt"), text)
                .file(&format!("{path}/b/c"), "a file where a folder was"),
        };
    }
    for name in 0..letters {
        let path = format!("content/questions/letter{name}.md");
        if dice.roll(3) == 0 {
            let _ = fs::remove_file(column.root().join(path));
        } else if dice.roll(2) == 0 {
            column = column.file(&path, letter(&format!("Letter {name}"), &format!("In {round}.")));
        }
    }
    column
}

/// Changes the case of a name, and nothing else of it.
pub(crate) fn rename_by_case(column: Column, round: usize) -> Column {
    for name in ["Photo.JPG", "photo.jpg"] {
        let _ = fs::remove_file(column.root().join("static").join(name));
    }
    column.file(["static/Photo.JPG", "static/photo.jpg"][round % 2], "no picture")
}
