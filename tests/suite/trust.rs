//! The questions that `callslip publish` asks before it does something for the first time. Nobody answers in a test, so it does nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::str;

use crate::support::{Column, left_out, shows};

/// Publishes; answers are kept in `state`. Returns what was printed after the report of the build.
fn publish(column: &Column, state: &Path, more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    command.arg("publish").args(more).arg("--root").arg(column.root());
    command.env("XDG_STATE_HOME", state).env("CALLSLIP_PASSWORD", "hunter2");
    let output = command.output().unwrap();
    let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(!printed.contains("hunter2"), "{printed}");
    printed.rsplit_once(" s\n").map_or(printed.as_str(), |(_, rest)| rest).to_owned()
}

fn column(target: &str) -> Column {
    Column::new().file("column.yaml", format!("title: A\npublish:\n  site: {target}\n"))
}

#[test]
fn a_command_is_run_only_after_a_yes_which_counts_until_it_changes() {
    let state = tempfile::tempdir().unwrap();
    let settings = "{ kind: command, run: \"echo ran >> ran\" }";
    let column = column(settings);
    let ran = column.root().join("ran");
    shows(
        publish(&column, state.path(), &[]),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: `site` in column.yaml runs this on your computer:
  echo ran >> ran
Nothing was published. If this is what you want, run `callslip publish site --trust` once; callslip asks again only if `site` in column.yaml changes
"#]],
    );
    assert!(!ran.exists());
    publish(&column, state.path(), &["--trust"]);
    publish(&column, state.path(), &[]);
    assert_eq!(fs::read_to_string(&ran).unwrap(), "ran\nran\n");
    // Another command, another name, another folder: each asks again.
    let column =
        column.file("column.yaml", format!("title: A\npublish:\n  site: {}\n", settings.replace("ran >>", "run >>")));
    assert!(publish(&column, state.path(), &[]).contains("Nothing was published"));
    let copy = self::column(settings);
    assert!(publish(&copy, state.path(), &[]).contains("Nothing was published"));
    // The column cannot vouch for itself.
    let kept = fs::read_to_string(state.path().join("callslip/trusted")).unwrap();
    assert!(!fs::read_dir(column.root()).unwrap().flatten().any(|entry| entry.file_name() == "trusted"), "{kept}");
}

#[cfg(feature = "publish")]
#[test]
fn a_password_is_not_sent_to_an_address_that_nobody_has_looked_at() {
    let state = tempfile::tempdir().unwrap();
    shows(
        publish(&column("{ kind: webdav, url: 'https://dav.example/' }"), state.path(), &["--dry-run"]),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: `site` in column.yaml sends your password (CALLSLIP_PASSWORD) to https://dav.example/
Nothing was published. If this is what you want, run `callslip publish site --trust` once; callslip asks again only if `site` in column.yaml changes
"#]],
    );
}

#[test]
fn a_folder_of_other_things_is_not_filled_without_a_word() {
    let state = tempfile::tempdir().unwrap();
    let column = column("{ kind: folder, path: ../www }");
    let www = tempfile::tempdir().unwrap();
    let column = column.file(
        "column.yaml",
        format!("title: A\npublish:\n  site: {{ kind: folder, path: '{}' }}\n", www.path().display()),
    );
    fs::write(www.path().join("notes.txt"), "mine").unwrap();
    shows(
        publish(&column, state.path(), &[]).replace(&www.path().display().to_string(), "WWW"),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: `site` in column.yaml writes into WWW, which already holds files that callslip did not put there.
Nothing was published. If this is what you want, run `callslip publish site --trust` once; callslip asks again only if `site` in column.yaml changes
"#]],
    );
    assert!(!www.path().join("index.html").exists());
    publish(&column, state.path(), &["--trust"]);
    assert!(www.path().join("index.html").exists());
    // The site of another column is not replaced without a word either.
    let other = Column::new().file(
        "column.yaml",
        format!("title: B\npublish:\n  site: {{ kind: folder, path: '{}' }}\n", www.path().display()),
    );
    let printed = publish(&other, state.path(), &[]);
    assert!(printed.contains(", which already has a site that callslip published.\n"), "{printed}");
    // An empty one within the column needs no question.
    let column = column.file("column.yaml", "title: A\npublish:\n  site: { kind: folder, path: www }\n");
    publish(&column, state.path(), &[]);
    assert!(column.root().join("www/index.html").exists());
}

#[test]
fn a_folder_outside_the_column_is_not_filled_without_a_word() {
    let (state, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ssh = home.path().join(".ssh");
    let column = column(&format!("{{ kind: folder, path: '{}' }}", ssh.display()));
    let column = column.file("static/authorized_keys", "ssh-ed25519 AAAA somebody");
    for exists in [false, true] {
        if exists {
            fs::create_dir(&ssh).unwrap();
        }
        shows(
            publish(&column, state.path(), &[]).replace(&ssh.display().to_string(), "HOME/.ssh"),
            str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: `site` in column.yaml writes into HOME/.ssh, which is outside the column.
Nothing was published. If this is what you want, run `callslip publish site --trust` once; callslip asks again only if `site` in column.yaml changes
"#]],
        );
        assert!(!ssh.join("authorized_keys").exists());
    }
    publish(&column, state.path(), &["--trust"]);
    assert!(ssh.join("authorized_keys").exists());
}

#[test]
fn a_name_that_changed_its_case_is_tried_out_only_after_a_yes() {
    let (state, www) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let settings = format!("{{ kind: folder, path: '{}' }}", www.path().display());
    publish(&column(&settings).file("static/Photo.txt", "1"), state.path(), &["--trust"]);
    // A file that comes and goes leaves its mark on the folder.
    let touched = || fs::metadata(www.path()).unwrap().modified().unwrap();
    let before = touched();
    let other = column(&settings).file("static/photo.txt", "2");
    let printed = publish(&other, state.path(), &[]);
    assert!(
        printed.contains(", which already has a site that callslip published.\nNothing was published."),
        "{printed}"
    );
    assert_eq!(touched(), before, "something was written before the answer");
    publish(&other, state.path(), &["--trust"]);
    assert_eq!(fs::read_to_string(www.path().join("photo.txt")).unwrap(), "2");
}

#[test]
fn what_a_yes_could_not_change_is_said_instead_of_the_question() {
    let (state, www) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let column = column(&format!("{{ kind: folder, path: '{}' }}", www.path().display()));
    fs::write(www.path().join("index.html"), "mine").unwrap();
    for more in [&[][..], &["--trust"]] {
        let printed = publish(&column, state.path(), more);
        assert!(printed.contains("error: these files are already in "), "{printed}");
        assert!(!state.path().join("callslip").exists(), "the answer was kept");
    }
    let printed = publish(&column, state.path(), &["--replace"]);
    assert!(printed.contains(", which already holds files that callslip did not put there.\n"), "{printed}");
}

#[test]
fn a_key_of_the_user_opens_no_door_that_she_has_not_seen() {
    let state = tempfile::tempdir().unwrap();
    let targets = [
        "{ kind: sftp, server: ada@web.invalid, path: .ssh }",
        #[cfg(feature = "publish")]
        "{ kind: s3, bucket: letters }",
    ];
    let printed = targets.map(|target| {
        let printed = publish(&column(target), state.path(), &[]);
        printed.rsplit("error: ").next().unwrap().lines().next().unwrap().to_owned()
    });
    let expected = [
        "`site` in column.yaml writes into .ssh on ada@web.invalid, using your SSH key.",
        #[cfg(feature = "publish")]
        "`site` in column.yaml writes into the bucket letters, using your keys.",
    ];
    assert_eq!(printed, expected);
}

#[test]
fn the_address_of_a_repository_is_shown_before_a_push() {
    let state = tempfile::tempdir().unwrap();
    let column = column("{ kind: git, remote: 'git@git.invalid:ada/other.git', branch: main }");
    let git = |arguments: &[&str]| Command::new("git").arg("-C").arg(column.root()).args(arguments).status();
    if git(&["init", "--quiet"]).is_err() {
        left_out("there is no git here");
        return;
    }
    git(&["config", "user.name", "Sol Marchetti"]).unwrap();
    git(&["config", "user.email", "sol@desk.example"]).unwrap();
    let printed = publish(&column, state.path(), &[]);
    let effect = "error: `site` in column.yaml pushes to the branch `main` of git@git.invalid:ada/other.git, using your \
                  git password or key.";
    assert!(printed.contains(effect), "{printed}");
}

#[cfg(unix)]
#[test]
fn the_settings_of_another_user_are_not_followed_without_a_word() {
    let state = tempfile::tempdir().unwrap();
    let column = column("{ kind: sftp, server: web.example, path: www }");
    if std::os::unix::fs::chown(column.root().join("column.yaml"), Some(1234), None).is_err() {
        left_out("only root can give a file to another user");
        return;
    }
    shows(
        publish(&column, state.path(), &[]),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: column.yaml belongs to another user of this computer, and it decides where `site` is published.
Nothing was published. If this is what you want, run `callslip publish site --trust` once; callslip asks again only if `site` in column.yaml changes
"#]],
    );
}

#[test]
fn a_command_that_publishes_itself_ends() {
    let state = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_callslip");
    let column = column(&format!("{{ kind: command, run: '\"{program}\" publish --trust' }}"));
    let printed = publish(&column, state.path(), &["--trust"]);
    assert!(
        printed.contains("error: the command of `site` publishes `site` again, so it would never end"),
        "{printed}"
    );
}
