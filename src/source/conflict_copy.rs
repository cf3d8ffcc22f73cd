//! Conflict copies: the second version of a file that a synchronizer keeps when two devices have changed it.
//!
//! Each product adds something of its own to the name. Only what no author would write is recognized here; `letter 2.md`
//! (iCloud) and `letter (1).md` (Google Drive) may be names of letters.

/// "Conflict" as the products write it in file names, in lower case. In brackets together with a day it is a copy of
/// Dropbox's, whatever the language of its user: `(In Konflikt stehende Kopie von Anna 2026-01-02)`.
const CONFLICT_WORDS: [&str; 14] = [
    "conflict",
    "conflit",
    "conflito",
    "konflik",
    "ristiriita",
    "modstrid",
    "motstrid",
    "çakış",
    "конфликт",
    "конфлікт",
    "競合",
    "冲突",
    "衝突",
    "충돌",
];

/// The words in brackets in the names of products that add no day, in lower case.
const PHRASES: [&str; 7] = [
    "conflicted copy",
    "case conflict",
    "case clash from",
    "selective sync conflict",
    "whitespace conflict",
    "unicode encoding conflict",
    "sfconflict ",
];

/// The names of the versions that `git mergetool` lays beside a file.
const MERGE_VERSIONS: [&str; 4] = ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"];

/// Returns the name of the file that this is a conflict copy of; `None` if it is no conflict copy, or not certainly.
pub(super) fn original_of(name: &str) -> Option<String> {
    // Hardly a name has any of these.
    if name.is_ascii() && !name.bytes().any(|byte| matches!(byte, b'(' | b'[' | b'_')) && !name.contains(".sync-") {
        return name.contains(".Conflict").then(|| resilio(name)).flatten();
    }
    syncthing(name).or_else(|| bracketed(name)).or_else(|| underscored(name)).or_else(|| resilio(name))
}

/// Returns the name of the file that this is a copy of if there is such a file, since an author may give such a name, too:
/// `letter-DESKTOP-AB12CDE.md` (Microsoft, with the names that Windows itself gives to computers), `letter_LOCAL_4711.md`
/// (`git mergetool`).
pub(super) fn possible_original_of(name: &str) -> Option<String> {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let (stem, end) = split(name);
    let marked = |marks: &[&str]| {
        let found = marks.iter().filter_map(|mark| Some((stem.rfind(mark)?, mark.len()))).max();
        found.filter(|(at, _)| *at > 0).map(|(at, len)| (&stem[..at], &stem[at + len..]))
    };
    let computer = marked(&["-DESKTOP-", "-LAPTOP-", "-WIN-"]).filter(|(_, rest)| {
        // Of two copies from one computer, the second has a number: `letter-DESKTOP-AB12CDE-2.md`.
        let id = rest.split('-').next().unwrap_or_default();
        (4..=12).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    });
    let merge = || marked(&MERGE_VERSIONS).filter(|(_, number)| !number.is_empty() && has_digits(number, number.len()));
    computer.or_else(merge).map(|(original, _)| format!("{original}{end}"))
}

/// `letter.sync-conflict-20260102-101010-ABCDEFG.md` (Syncthing)
fn syncthing(name: &str) -> Option<String> {
    let (before, rest) = name.split_once(".sync-conflict-")?;
    let is_time = rest.len() >= 15 && has_digits(rest, 8) && rest.as_bytes()[8] == b'-';
    is_time.then(|| format!("{before}{}", rest.find('.').map_or("", |dot| &rest[dot..])))
}

/// `letter (Anna's conflicted copy 2026-01-02).md` (Dropbox, Nextcloud, ownCloud, Seafile),
/// `letter [conflicted].md` (pCloud)
fn bracketed(name: &str) -> Option<String> {
    for (at, _) in name.match_indices(['(', '[']) {
        let Some(end) = closing(name, at) else { continue };
        let (inner, rest) = (name[at + 1..end].to_lowercase(), &name[end + 1..]);
        let holds_word = || CONFLICT_WORDS.iter().any(|word| inner.contains(word));
        let is_copy = PHRASES.iter().any(|phrase| inner.contains(phrase))
            || inner == "conflicted"
            || (has_day(&inner) && holds_word());
        if is_copy {
            return Some(format!("{}{rest}", name[..at].trim_end()));
        }
    }
    None
}

/// Returns the place of the bracket that closes the one at `open`.
fn closing(name: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    let end = name[open..].find(|c| {
        depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
        depth == 0
    });
    end.map(|end| open + end)
}

/// `letter_conflict-20260102-101010.md` (ownCloud before 2018), `letter_conflict_20260102_101010_ab12.md` (kDrive),
/// `letter_DiskStation_Jan-02-1010-2026_Conflict.md` (Synology Drive)
fn underscored(name: &str) -> Option<String> {
    let (stem, end) = split(name);
    if let Some(at) = stem.find("_conflict-").or_else(|| stem.find("_conflict_")) {
        let rest = &stem[at + "_conflict-".len()..];
        // ownCloud may write the user before the time.
        let is_time = rest.split(['-', '_']).any(|part| part.len() == 8 && has_digits(part, 8));
        return is_time.then(|| format!("{}{end}", &stem[..at]));
    }
    let before = stem.strip_suffix("_Conflict").or_else(|| stem.strip_suffix("_CaseConflict"))?;
    let (file, time) = before.rsplit_once('_')?;
    let file = file.rsplit_once('_').map_or(file, |(file, _)| file);
    let is_time = time.split('-').count() == 4 && time.ends_with(|c: char| c.is_ascii_digit());
    is_time.then(|| format!("{file}{end}"))
}

/// `letter.Conflict.md`, `letter.Conflict1.md` (Resilio Sync)
fn resilio(name: &str) -> Option<String> {
    let (before, rest) = name.split_once(".Conflict")?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.is_empty() || rest.starts_with('.')).then(|| format!("{before}{}", rest.replace(".Conflict", "")))
}

/// Returns true for a text with a day in it, as `2026-01-02`.
fn has_day(text: &str) -> bool {
    text.match_indices('-').any(|(at, _)| {
        let day = at.checked_sub(4).and_then(|start| text.get(start..at + 6));
        day.is_some_and(|day| has_digits(day, 4) && has_digits(&day[5..], 2) && has_digits(&day[8..], 2))
    })
}

/// Returns true if a text begins with so many digits.
fn has_digits(text: &str, count: usize) -> bool {
    text.as_bytes().get(..count).is_some_and(|bytes| bytes.iter().all(u8::is_ascii_digit))
}

/// Splits a name before its extension.
fn split(name: &str) -> (&str, &str) {
    name.rfind('.').filter(|at| *at > 0).map_or((name, ""), |at| name.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names as the products write them, from their manuals, their sources and reports of their users.
    const COPIES: [(&str, &str); 36] = [
        // Dropbox
        ("drums (Anna's conflicted copy 2026-01-02).md", "drums.md"),
        ("drums (Anna's conflicted copy).md", "drums.md"),
        ("drums (ANNAS-PC's conflicted copy 2026-01-02 (1)).md", "drums.md"),
        ("drums (Case Conflict).md", "drums.md"),
        ("drums (Case Conflict 1).md", "drums.md"),
        ("drums (Selective Sync Conflict)", "drums"),
        ("drums (Unicode Encoding Conflict).md", "drums.md"),
        ("drums (In Konflikt stehende Kopie von Anna 2026-01-02).md", "drums.md"),
        ("drums (Annas in Konflikt stehende Kopie 2026-01-02).md", "drums.md"),
        ("drums (Copie en conflit de Anna 2026-01-02).md", "drums.md"),
        ("drums (Copia en conflicto de Anna 2026-01-02).md", "drums.md"),
        ("drums (Copia in conflitto di Anna 2026-01-02).md", "drums.md"),
        ("drums (Cópia em conflito de Anna 2026-01-02).md", "drums.md"),
        ("drums (Anna's conflicterende kopie 2026-01-02).md", "drums.md"),
        ("drums (Annas modstridende kopi 2026-01-02).md", "drums.md"),
        ("drums (kopia powodująca konflikt Anna 2026-01-02).md", "drums.md"),
        ("drums (конфликтующая копия с компьютера Anna 2026-01-02).md", "drums.md"),
        ("drums (Anna の競合コピー 2026-01-02).md", "drums.md"),
        ("drums (Anna 的冲突副本 2026-01-02).md", "drums.md"),
        ("drums (Anna의 충돌된 사본 2026-01-02).md", "drums.md"),
        // Nextcloud, ownCloud, OpenCloud
        ("drums (conflicted copy 2026-01-02 101010).md", "drums.md"),
        ("drums (conflicted copy anna 2026-01-02 101010).md", "drums.md"),
        ("drums (case clash from 2026-01-02 101010).md", "drums.md"),
        ("drums_conflict-20260102-101010.md", "drums.md"),
        ("drums_conflict-anna-20260102-101010.md", "drums.md"),
        // Syncthing
        ("drums.sync-conflict-20260102-101010-ABCDEFG.md", "drums.md"),
        ("drums.sync-conflict-20260102-101010.md", "drums.md"),
        ("drums.md.sync-conflict-20260102-101010-ABCDEFG", "drums.md"),
        // Resilio Sync
        ("drums.Conflict.md", "drums.md"),
        ("drums.Conflict2.md", "drums.md"),
        ("drums.Conflict.Conflict.md", "drums.md"),
        // Seafile, FileCloud, pCloud, kDrive, Synology Drive
        ("drums (SFConflict anna@example.org 2026-01-02-10-10-10).md", "drums.md"),
        ("drums(Conflict_anna (Web browser)_2026-01-02-10-10-10).md", "drums.md"),
        ("drums [conflicted].md", "drums.md"),
        ("drums_conflict_20260102_101010_aB3dE6gH.md", "drums.md"),
        ("drums_DiskStation_Jan-02-1010-2026_Conflict.md", "drums.md"),
    ];

    #[test]
    fn conflict_copies_of_each_product_are_recognized() {
        for (copy, original) in COPIES {
            assert_eq!(original_of(copy).as_deref(), Some(original), "{copy}");
        }
    }

    #[test]
    fn some_copies_are_known_by_the_file_beside_them() {
        for copy in [
            "drums_LOCAL_4711.md",
            "drums_BACKUP_4711.md",
            "drums-DESKTOP-AB12.md",
            "drums-DESKTOP-AB12CDE.md",
            "drums-LAPTOP-1A2B3C4D-2.md",
            "drums-WIN-AB12CD34EF5.md",
        ] {
            assert_eq!(possible_original_of(copy).as_deref(), Some("drums.md"), "{copy}");
        }
        for name in [
            "desktop-publishing.md",
            "my-DESKTOP-is-slow.md",
            "drums-DESKTOP-.md",
            "-DESKTOP-AB12.md",
            "my_LOCAL_library.md",
        ] {
            assert_eq!(possible_original_of(name), None, "{name}");
        }
    }

    #[test]
    fn what_an_author_may_mean_is_no_conflict_copy() {
        for name in [
            "drums 2.md",
            "drums (1).md",
            "drums - Copy.md",
            "Kopie von drums.md",
            "conflict-of-interest.md",
            "Essay (conflict theory).md",
            "a (2026-01-02).md",
            "resolving_conflict_at_work.md",
            "family_conflict-2.md",
            "in-conflict.md",
            "drums-DESKTOP-AB12.md",
            "my_LOCAL_library.md",
            "(conflict",
            "[",
            "_",
            "a.ConflictTheory.md",
        ] {
            assert_eq!(original_of(name), None, "{name}");
        }
    }
}
