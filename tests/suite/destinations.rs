//! Entries that are at a destination already: links, damage, changes by hand, files and folders that trade places, and names that
//! the destination takes for one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use callslip::publish::{NameRules, PublishPlan, REMOTE_MANIFEST};
use snapbox::str;
use tempfile::TempDir;

use crate::support::destination::{Destination, output_folder};
use crate::support::publishing::{Host, publish};
use crate::support::shows;

const EXACT: NameRules = NameRules { ignores_case: false, ignores_normalization: false };
const FOLDING: NameRules = NameRules { ignores_case: true, ignores_normalization: true };

/// The kinds of destinations: names are exact or fold, and folders that have become empty go or stay.
const KINDS: [(NameRules, bool); 4] = [(EXACT, true), (EXACT, false), (FOLDING, true), (FOLDING, false)];

/// Two states of a site. From one to the other, files and folders trade places, and names change their case and form.
fn two_states() -> [TempDir; 2] {
    let one = [
        ("Photo.JPG", "the same photo"),
        ("assets/a.css", "1"),
        ("cafe\u{301}.jpg", "a cup"),
        ("deep", "a file"),
        ("index.html", "1"),
        ("old/a/index.html", "far below"),
        ("old/index.html", "below"),
        ("same.html", "same"),
    ];
    let other = [
        ("assets/A.css", "2"),
        ("caf\u{e9}.jpg", "another cup"),
        ("deep/er/index.html", "a folder"),
        ("index.html", "2"),
        ("old", "a file"),
        ("photo.jpg", "the same photo"),
        ("same.html", "same"),
    ];
    [output_folder(&one), output_folder(&other)]
}

fn files(folder: &TempDir) -> BTreeMap<String, String> {
    let files = crate::support::publishing::ours(folder.path());
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn a_publish_cut_off_anywhere_is_finished_by_the_next_whatever_traded_places() {
    let states = two_states();
    for (rules, removes_folders) in KINDS {
        for (from, to) in [(&states[0], &states[1]), (&states[1], &states[0])] {
            for cut in 0.. {
                let mut place = Destination::new(rules, removes_folders);
                publish(from.path(), &mut place).unwrap();
                place.left = cut;
                let ended = publish(to.path(), &mut place).is_ok();
                place.left = usize::MAX;
                // The next publish is of the new state, or of the old one, if the author has taken her change back.
                let next = if cut % 2 == 0 { to } else { from };
                publish(next.path(), &mut place).unwrap();
                assert_eq!(place.files(), files(next), "{rules:?}, {removes_folders}, cut off after {cut} writes");
                assert_eq!(publish(next.path(), &mut place).unwrap().uploaded, 0);
                if ended {
                    assert!(cut > 10, "{cut}");
                    break;
                }
            }
        }
    }
}

#[test]
fn a_file_that_changes_only_its_case_is_there_under_its_new_name() {
    let (one, other) = (output_folder(&[("Photo.JPG", "p")]), output_folder(&[("photo.jpg", "p")]));
    let mut place = Destination::new(FOLDING, true);
    publish(one.path(), &mut place).unwrap();
    publish(other.path(), &mut place).unwrap();
    assert_eq!(place.files(), [("photo.jpg".to_owned(), "p".to_owned())].into());
}

#[test]
fn two_files_that_the_place_cannot_tell_apart_are_named() {
    let site = output_folder(&[("Photo.jpg", "1"), ("photo.jpg", "2")]);
    let mut place = Destination::new(FOLDING, true);
    let refused = publish(site.path(), &mut place).unwrap_err();
    shows(refused.to_string(), str!["this place cannot tell Photo.jpg from photo.jpg; rename one of them"]);
    assert!(place.files().is_empty());
    assert_eq!(publish(site.path(), &mut Destination::new(EXACT, true)).unwrap().uploaded, 2);
}

#[test]
fn a_look_writes_nothing_and_finds_what_is_in_the_way() {
    let (one, other) = (output_folder(&[("Photo.jpg", "1")]), output_folder(&[("a", "2"), ("photo.jpg", "2")]));
    for rules in [EXACT, FOLDING] {
        let mut place = Destination::new(rules, true);
        publish(one.path(), &mut place).unwrap();
        place.left = 0;
        PublishPlan::look(other.path(), &mut place, false).unwrap();
        place.left = 1;
        let mut place = place.with("a", "mine");
        let found = PublishPlan::look(other.path(), &mut place, false).unwrap_err().to_string();
        assert!(found.starts_with("these files are already there, are different,"), "{found}");
        PublishPlan::look(other.path(), &mut place, true).unwrap();
    }
}

#[test]
fn a_file_of_somebody_else_is_theirs_in_any_spelling() {
    let site = output_folder(&[("index.html", "ours")]);
    let mut place = Destination::new(FOLDING, true).with("INDEX.html", "mine");
    let refused = publish(site.path(), &mut place).unwrap_err().to_string();
    assert!(refused.starts_with("these files are already there, are different,"), "{refused}");
    assert_eq!(place.files(), [("INDEX.html".to_owned(), "mine".to_owned())].into());
}

#[test]
fn what_is_in_the_place_of_a_folder_or_in_that_of_a_file_is_named_and_stays() {
    let site = output_folder(&[("a/index.html", "ours"), ("b", "ours")]);
    let mut place = Destination::new(EXACT, true).with("a", "mine");
    shows(
        publish(site.path(), &mut place).unwrap_err().to_string(),
        str![[r#"
these files are already there, are different, and were not uploaded by callslip:
  a
move them away; or, if they are an earlier version of the column, run `callslip publish --replace`
"#]],
    );
    let mut place = Destination::new(EXACT, true).with("b/c/mine.txt", "mine");
    shows(
        publish(site.path(), &mut place).unwrap_err().to_string(),
        str![[r#"
the column has files with the same names as folders there; these files in them were not uploaded by callslip:
  b/c/mine.txt
move them away, and publish again
"#]],
    );
    assert_eq!(place.files(), [("b/c/mine.txt".to_owned(), "mine".to_owned())].into());
}

/// The error of a publish to a host with this manifest, and what `--replace` makes of it.
#[track_caller]
fn damaged(manifest: &[u8]) -> String {
    let (site, host) = (output_folder(&[("index.html", "new")]), Host::new());
    fs::write(host.path().join("index.html"), "old").unwrap();
    fs::write(host.path().join("mine.txt"), "mine").unwrap();
    fs::write(host.path().join(REMOTE_MANIFEST), manifest).unwrap();
    let error = publish(site.path(), &mut host.open()).unwrap_err().to_string();
    let read = |path: &str| fs::read_to_string(host.path().join(path)).unwrap();
    assert_eq!(read("index.html"), "old");
    let mut remote = host.open();
    PublishPlan::prepare(site.path(), &mut remote, true).unwrap().execute(&mut remote, |_| {}).unwrap();
    assert_eq!((read("index.html"), read("mine.txt")), ("new".to_owned(), "mine".to_owned()));
    assert_eq!(publish(site.path(), &mut host.open()).unwrap().uploaded, 0);
    error
}

#[test]
fn a_damaged_list_is_said_and_made_new() {
    let head = "callslip publish 1: the files here that callslip uploaded, and may replace or remove\n";
    let none = "-".repeat(32);
    let lists: [Vec<u8>; 6] = [
        b"".into(),
        b"callslip publish 2: another list\n".into(),
        [head.as_bytes(), b"\xff\xfe\n"].concat(),
        vec![0; 4096],
        format!("{head}{none} index.html%0Areset refs/heads/main\n").into(),
        format!("{head}{none} ../../.ssh/authorized_keys\n").into(),
    ];
    shows(
        lists.map(|list| damaged(&list)).join("\n"),
        str![[r#"
callslip's list of its files at this place (.callslip-published) cannot be used: it is empty. Nothing was changed. To make a new list, run `callslip publish --replace`: it takes over the files at the column's addresses, and leaves other files alone
callslip's list of its files at this place (.callslip-published) cannot be used: another version of callslip wrote it. Nothing was changed. Publish with that version; or, to make a new list, run `callslip publish --replace`
callslip's list of its files at this place (.callslip-published) cannot be used: its line 2 cannot be read. Nothing was changed. To make a new list, run `callslip publish --replace`: it takes over the files at the column's addresses, and leaves other files alone
callslip's list of its files at this place (.callslip-published) cannot be used: its line 1 cannot be read. Nothing was changed. To make a new list, run `callslip publish --replace`: it takes over the files at the column's addresses, and leaves other files alone
callslip's list of its files at this place (.callslip-published) cannot be used: its line 2 names a file that no column has: it contains an invisible character (U+000A). Nothing was changed. To make a new list, run `callslip publish --replace`: it takes over the files at the column's addresses, and leaves other files alone
callslip's list of its files at this place (.callslip-published) cannot be used: its line 2 names a file that no column has: `.` and `..` cannot be names. Nothing was changed. To make a new list, run `callslip publish --replace`: it takes over the files at the column's addresses, and leaves other files alone
"#]],
    );
}

#[test]
fn a_list_of_a_gigabyte_is_not_read() {
    let (site, host) = (output_folder(&[("index.html", "new")]), Host::new());
    // A sparse file takes no room on the disk.
    fs::File::create(host.path().join(REMOTE_MANIFEST)).unwrap().set_len(1 << 30).unwrap();
    let error = publish(site.path(), &mut host.open()).unwrap_err().to_string();
    assert!(
        error.contains("(.callslip-published) cannot be used: it is far too long. Nothing was changed."),
        "{error}"
    );
}

#[test]
fn a_list_that_is_no_file_is_said() {
    let site = output_folder(&[("index.html", "new")]);
    let is_refused = |host: &Host| {
        let error = publish(site.path(), &mut host.open()).unwrap_err().to_string();
        assert_eq!(
            error,
            "callslip's list of its files at this place (.callslip-published) cannot be used: it is not a file. \
             Nothing was changed. Remove it there, and run `callslip publish --replace`"
        );
        assert!(!host.path().join("index.html").exists());
    };
    let host = Host::new();
    fs::create_dir(host.path().join(REMOTE_MANIFEST)).unwrap();
    is_refused(&host);
    #[cfg(unix)]
    {
        let host = Host::new();
        let list = host.path().join(REMOTE_MANIFEST);
        assert!(std::process::Command::new("mkfifo").arg(&list).status().unwrap().success());
        is_refused(&host);
        let host = Host::new();
        std::os::unix::fs::symlink("/etc/passwd", host.path().join(REMOTE_MANIFEST)).unwrap();
        is_refused(&host);
    }
}

#[test]
fn what_somebody_has_changed_there_is_repaired() {
    let files: Vec<(String, String)> =
        (0..6).map(|number| (format!("{number}/index.html"), "whole".to_owned())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, content)| (path.as_str(), content.as_str())).collect();
    let (site, host) = (output_folder(&files), Host::new());
    publish(site.path(), &mut host.open()).unwrap();
    let at = |path: &str| host.path().join(path);
    fs::remove_file(at("0/index.html")).unwrap();
    fs::remove_dir_all(at("1")).unwrap();
    fs::write(at("2/index.html"), "who").unwrap();
    fs::write(at("3/index.html"), "WHOLE").unwrap();
    fs::remove_file(at("4/index.html")).unwrap();
    fs::create_dir(at("4/index.html")).unwrap();
    let mut remote = host.open();
    let plan = PublishPlan::prepare(site.path(), &mut remote, false).unwrap();
    let drifted: Vec<String> = (0..5).map(|number| format!("{number}/index.html")).collect();
    assert_eq!(plan.drifted, drifted);
    assert_eq!(plan.execute(&mut remote, |_| {}).unwrap().uploaded, 5);
    assert_eq!(crate::support::publishing::ours(host.path()), crate::support::publishing::ours(site.path()));
    let again = PublishPlan::prepare(site.path(), &mut host.open(), false).unwrap();
    assert!(again.drifted.is_empty() && again.actions.is_empty());
}

#[test]
fn a_folder_makes_room_for_a_file_and_the_other_way() {
    let [one, other] = two_states();
    let host = Host::new();
    for state in [&one, &other, &one, &other] {
        publish(state.path(), &mut host.open()).unwrap();
        assert_eq!(crate::support::publishing::ours(host.path()), crate::support::publishing::ours(state.path()));
    }
}

#[test]
fn temporary_files_of_a_publish_that_was_killed_are_removed_by_the_next() {
    let (site, host) = (output_folder(&[("index.html", "new")]), Host::new());
    publish(site.path(), &mut host.open()).unwrap();
    fs::write(host.path().join(".callslip-upload"), "of an older version").unwrap();
    fs::write(host.path().join(".callslip-upload-0123456789abcdef"), "half a fi").unwrap();
    // Also if there is nothing else to do.
    assert_eq!(publish(site.path(), &mut host.open()).unwrap().uploaded, 0);
    let left = fs::read_dir(host.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<String> = left.collect();
    left.sort();
    assert_eq!(left, [REMOTE_MANIFEST, "index.html"]);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    /// A host, and a folder outside of it that nothing may change.
    fn linked(link: &str) -> (Host, TempDir) {
        let (host, outside) = (Host::new(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("index.html"), "secret").unwrap();
        let link = host.path().join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(outside.path(), link).unwrap();
        (host, outside)
    }

    fn is_untouched(outside: &TempDir) {
        let names: Vec<_> = fs::read_dir(outside.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["index.html"]);
        assert_eq!(fs::read_to_string(outside.path().join("index.html")).unwrap(), "secret");
    }

    /// A manifest that claims these files.
    fn claim(host: &Path, paths: &[&str]) {
        let lines = paths.iter().map(|path| format!("{} {path}\n", "-".repeat(32))).collect::<String>();
        let head = "callslip publish 1: the files here that callslip uploaded, and may replace or remove\n";
        fs::write(host.join(REMOTE_MANIFEST), format!("{head}{lines}")).unwrap();
    }

    #[test]
    fn a_linked_folder_is_named_and_nothing_is_written_through_it() {
        let site = output_folder(&[("questions/a/index.html", "ours"), ("questions/a/new.html", "ours")]);
        for claimed in [&[][..], &["questions/a/index.html"]] {
            let (host, outside) = linked("questions/a");
            claim(host.path(), claimed);
            for replace in [false, true] {
                let error = PublishPlan::prepare(site.path(), &mut host.open(), replace).unwrap_err().to_string();
                shows(
                    error,
                    str![[r#"
these are shortcuts (links) there, and callslip does not follow them:
  questions/a
put folders in their place, and publish again
"#]],
                );
            }
            is_untouched(&outside);
        }
    }

    #[test]
    fn nothing_is_removed_through_a_link() {
        let site = output_folder(&[("index.html", "ours")]);
        let (host, outside) = linked("questions/a");
        claim(host.path(), &["questions/a/index.html"]);
        publish(site.path(), &mut host.open()).unwrap();
        is_untouched(&outside);
    }

    #[test]
    fn a_link_in_the_place_of_a_file_is_replaced_and_not_followed() {
        let site = output_folder(&[("a.html", "ours"), ("b.html", "ours")]);
        let (host, outside) = linked("b");
        let secret = outside.path().join("index.html");
        symlink(&secret, host.path().join("a.html")).unwrap();
        symlink(&secret, host.path().join(".callslip-upload")).unwrap();
        let refused = publish(site.path(), &mut host.open()).unwrap_err().to_string();
        assert!(refused.contains("these files are already in "), "{refused}");
        claim(host.path(), &["a.html", "b.html"]);
        publish(site.path(), &mut host.open()).unwrap();
        is_untouched(&outside);
        assert!(fs::symlink_metadata(host.path().join("a.html")).unwrap().is_file());
    }

    #[test]
    fn a_web_server_can_read_what_is_published_whatever_umask_says() {
        let column = crate::support::publishing::column();
        let host = Host::new();
        let yaml =
            format!("title: T\npublish:\n  www: {{ kind: folder, path: '{}' }}\n", host.path().join("www").display());
        let column = column.file("column.yaml", yaml);
        let run = format!(
            "umask 077; '{}' publish --trust --root '{}'",
            env!("CARGO_BIN_EXE_callslip"),
            column.root().display()
        );
        assert!(
            std::process::Command::new("sh")
                .args(["-c", &run])
                .env("XDG_STATE_HOME", column.root())
                .status()
                .unwrap()
                .success()
        );
        let mode = |path: &str| fs::metadata(host.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("www/questions/two/drum.jpg") & 0o444, 0o444);
        assert_eq!((mode("www/index.html") & 0o444, mode("www/questions/two") & 0o555), (0o444, 0o555));
    }

    #[test]
    fn a_destination_is_compared_with_the_column_by_where_it_is() {
        let column = crate::support::publishing::column();
        let state = tempfile::tempdir().unwrap();
        fs::create_dir_all(column.root().join(".git/www")).unwrap();
        symlink(column.root().join("content"), state.path().join("elsewhere")).unwrap();
        symlink(column.root(), state.path().join("column")).unwrap();
        let linked = |name: &str| state.path().join(name).display().to_string();
        let said = |path: &str| {
            let yaml = format!("title: T\npublish:\n  www: {{ kind: folder, path: '{path}' }}\n");
            fs::write(column.root().join("column.yaml"), yaml).unwrap();
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_callslip"));
            command.args(["publish", "--trust", "--root"]).arg(column.root()).env("XDG_STATE_HOME", state.path());
            let output = command.output().unwrap();
            assert!(!output.status.success(), "{path}");
            let said = String::from_utf8(output.stderr).unwrap();
            said.lines().find(|line| line.starts_with("error")).unwrap().replace(path, "PATH")
        };
        let own = ["content", "public/../content", "strings", ".", "..", "public", "public/a", "static"];
        for path in own.map(ToOwned::to_owned).into_iter().chain([linked("elsewhere"), linked("column")]) {
            assert_eq!(said(&path), "error: PATH contains files of the column itself; choose another folder", "{path}");
        }
        assert_eq!(said(".git/www"), "error: PATH is in a folder that belongs to git; choose another folder");
    }
}
