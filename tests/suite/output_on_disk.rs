//! The output folder as others may have left it: with links, with damaged files of our own, on a full disk.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

use callslip::output::ManifestDamage;
use callslip::pipeline::{Options, load};
use callslip::source::Fingerprint;
use snapbox::str;

use crate::support::column::{CLOCK, tree};
use crate::support::{Column, shows};

fn letter(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n")
}

fn column() -> Column {
    Column::new().file("content/questions/one.md", letter("One")).file("content/questions/two.md", letter("Two"))
}

/// The error that the output folder itself gives, without the name of the test's folder.
#[track_caller]
fn refusal(column: &Column) -> String {
    let Err(error) = column.try_build() else { panic!("nothing was in the way") };
    error.to_string().replace(&column.root().display().to_string(), "[ROOT]")
}

/// Runs the program in a shell, after a command that prepares the process.
#[cfg(unix)]
fn in_shell(prepare: &str, column: &Column, arguments: &str) -> Output {
    let script = format!("{prepare}; exec \"$0\" {arguments}");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_callslip")]).current_dir(column.root());
    command.env("TZ", "UTC").output().unwrap()
}

#[cfg(unix)]
fn said(output: &Output, column: &Column) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let root = column.root().canonicalize().unwrap().display().to_string();
    String::from_utf8(text).unwrap().replace(&root, "[ROOT]").replace(&column.root().display().to_string(), "[ROOT]")
}

/// A line of a manifest that claims a file.
fn claim(folder: &Path, file: &Path, path: &str) {
    let (bytes, found) = (fs::read(file).unwrap(), fs::metadata(file).unwrap());
    let modified = found.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    let manifest = folder.join(".callslip");
    let before = fs::read_to_string(&manifest).unwrap_or_else(|_| "callslip 1: files\n".to_owned());
    let line = format!("{} {} {modified} new {path}\n", Fingerprint::of(&bytes), bytes.len());
    fs::write(manifest, before + &line).unwrap();
}

/// A cloned column: a folder in `public/` is a link, and the manifest claims what is behind it.
#[cfg(unix)]
fn cloned(link: &str, target: &str, claimed: &str) -> Column {
    let column = column();
    for path in ["outside/authorized_keys", "outside/index.html", "outside/one/index.html"] {
        fs::create_dir_all(column.root().join(path).parent().unwrap()).unwrap();
        fs::write(column.root().join(path), "secret").unwrap();
    }
    let link = column.public().join(link);
    fs::create_dir_all(link.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, link).unwrap();
    claim(&column.public(), &column.root().join("outside/index.html"), claimed);
    column
}

#[cfg(unix)]
fn outside(column: &Column) -> Vec<String> {
    let files = tree(&column.root().join("outside"));
    assert!(files.values().all(|bytes| bytes == b"secret"));
    files.into_keys().collect()
}

const OUTSIDE: [&str; 3] = ["authorized_keys", "index.html", "one/index.html"];

#[cfg(unix)]
#[test]
fn a_link_in_the_way_is_a_foreign_file_and_nothing_behind_it_is_touched() {
    let cases = [
        ("questions", "../outside", "questions/one/index.html"),
        ("questions/one", "../../outside/one", "questions/one/index.html"),
        ("index.html", "../outside/index.html", "index.html"),
        ("questions", "people", "questions/one/index.html"),
        ("questions", "/nowhere/at/all", "questions/one/index.html"),
    ];
    for (link, target, claimed) in cases {
        let column = cloned(link, target, claimed);
        let expected = format!(
            "callslip did not write these files in [ROOT]/public, so it does not replace them:\n  {link}\n\
             move them away, or build into another folder with `--out`"
        );
        assert_eq!(refusal(&column), expected);
        assert_eq!(outside(&column), OUTSIDE);
        assert!(!column.public().join(".callslip.new").exists());
        fs::remove_file(column.public().join(link)).unwrap();
        column.build().sound();
        assert_eq!(outside(&column), OUTSIDE);
    }
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_not_removed() {
    for (link, target, claimed) in [
        ("old", "../outside", "old/index.html"),
        ("old/deep", "../../outside", "old/deep/index.html"),
        ("old.html", "../outside/index.html", "old.html"),
        ("assets", "../outside", "assets/index.html"),
    ] {
        let column = cloned(link, target, claimed);
        let built = column.try_build();
        if link == "assets" {
            // The theme's own files go there.
            assert!(built.is_err());
        } else {
            assert_eq!(built.unwrap().written.unwrap().left, [claimed]);
        }
        assert_eq!(outside(&column), OUTSIDE);
        assert!(column.public().join(link).symlink_metadata().unwrap().is_symlink());
    }
}

#[cfg(unix)]
#[test]
fn a_link_has_no_part_in_what_a_folder_holds() {
    // `robots.txt` is a folder with nothing but a link to a file that the manifest claims.
    let column = cloned("robots.txt/inner", "../../outside/index.html", "robots.txt/inner");
    shows(
        refusal(&column),
        str![[r#"
callslip did not write these files in [ROOT]/public, so it does not replace them:
  robots.txt/inner
move them away, or build into another folder with `--out`
"#]],
    );
    assert_eq!(outside(&column), OUTSIDE);
}

#[cfg(unix)]
#[test]
fn public_may_be_a_link_but_not_out_of_the_column() {
    let away = tempfile::tempdir().unwrap();
    let column = column();
    fs::create_dir(column.root().join("site")).unwrap();
    std::os::unix::fs::symlink("site", column.public()).unwrap();
    assert!(in_shell(":", &column, "build").status.success());
    assert!(column.root().join("site/index.html").exists());
    for (target, expected) in [
        (
            away.path(),
            "error: public is a shortcut (link) to [AWAY], outside the column; if you want the site there, run \
             `callslip build --out [AWAY]`\n",
        ),
        (
            Path::new("nowhere"),
            "error: public is a shortcut (link) to nowhere, which does not exist; remove the shortcut, or make that folder\n",
        ),
        (Path::new("content"), "error: public contains files of the column itself; choose another folder\n"),
        (Path::new("."), "error: public contains files of the column itself; choose another folder\n"),
    ] {
        fs::remove_file(column.public()).unwrap();
        std::os::unix::fs::symlink(target, column.public()).unwrap();
        let refused = in_shell(":", &column, "build");
        let away = away.path().canonicalize().unwrap().display().to_string();
        assert_eq!(said(&refused, &column).replace(&away, "[AWAY]"), expected);
        assert_eq!(refused.status.code(), Some(2));
    }
    assert!(tree(away.path()).is_empty());
    // It is her own word that counts.
    fs::remove_file(column.public()).unwrap();
    std::os::unix::fs::symlink(away.path(), column.public()).unwrap();
    assert!(in_shell(":", &column, "build --out public").status.success());
    assert!(away.path().join("index.html").exists());
}

#[cfg(unix)]
#[test]
fn out_is_compared_by_where_it_is() {
    let column = column();
    fs::create_dir_all(column.root().join(".git")).unwrap();
    std::os::unix::fs::symlink("content/questions", column.root().join("way-in")).unwrap();
    std::os::unix::fs::symlink("../../..", column.root().join("content/up")).unwrap();
    for out in [
        ".",
        "..",
        "content",
        "public/../content",
        "way-in",
        "way-in/new",
        "strings",
        "./strings/../strings/a",
        "templates",
        "assets",
        "themes",
        "themes/mine",
        "static",
        "Strings",
    ] {
        let refused = in_shell(":", &column, &format!("build --out {out}"));
        let expected = format!("error: {out} contains files of the column itself; choose another folder\n");
        assert_eq!(said(&refused, &column), expected);
    }
    for out in [".git", ".git/new/site", "public/../.git"] {
        let refused = in_shell(":", &column, &format!("build --out {out}"));
        let expected = format!("error: {out} is in a folder that belongs to git; choose another folder\n");
        assert_eq!(said(&refused, &column), expected);
    }
    let entries = fs::read_dir(column.root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut entries: Vec<String> = entries.collect();
    entries.sort();
    assert_eq!(entries, [".git", "column.yaml", "content", "way-in"]);
}

#[cfg(unix)]
#[test]
fn files_can_be_read_by_a_web_server_whatever_umask_says() {
    use std::os::unix::fs::PermissionsExt;

    let column = column().file("content/questions/three/index.md", letter("Three").replace('!', "[A](a.txt)"));
    let column = column.file("content/questions/three/a.txt", "a");
    let built = in_shell("umask 077", &column, "build --out made/site");
    assert!(built.status.success(), "{}", said(&built, &column));
    let site = column.root().join("made/site");
    fs::write(site.join("mine"), "mine").unwrap();
    fs::set_permissions(site.join("mine"), fs::Permissions::from_mode(0o600)).unwrap();
    let column = column.file("content/questions/four.md", letter("Four")).file("content/questions/one.md", letter("1"));
    assert!(in_shell("umask 077", &column, "build --out made/site").status.success());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let mut folders = vec![column.root().join("made")];
    for path in tree(&site).into_keys().filter(|path| *path != ".callslip.lock") {
        let path = site.join(path);
        let (needed, is_mine) = (mode(&path), path.ends_with("mine"));
        assert_eq!(needed, if is_mine { 0o600 } else { 0o644 }, "{}", path.display());
        folders.extend(path.ancestors().skip(1).take_while(|folder| folder.starts_with(&site)).map(Path::to_owned));
    }
    for folder in folders {
        assert_eq!(mode(&folder), 0o755, "{}", folder.display());
    }
}

#[cfg(unix)]
#[test]
fn what_has_the_name_of_the_lock_is_neither_followed_nor_waited_for() {
    let expected = "[ROOT]/public/.callslip.lock is in the way: callslip keeps a file of its own there; move it away, \
                    and build again";
    let make: [fn(&Path); 4] = [
        |path| std::os::unix::fs::symlink("../outside", path).unwrap(),
        |path| std::os::unix::fs::symlink("/dev/tty", path).unwrap(),
        |path| fs::create_dir(path).unwrap(),
        |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
    ];
    for make in make {
        let column = column();
        fs::create_dir(column.public()).unwrap();
        make(&column.public().join(".callslip.lock"));
        assert_eq!(refusal(&column), expected);
        assert!(!column.root().join("outside").exists());
        assert_eq!(fs::read_dir(column.public()).unwrap().count(), 1);
    }
}

#[cfg(unix)]
#[test]
fn what_has_the_name_of_the_staging_folder_is_removed_and_not_followed() {
    let make: [fn(&Path); 3] = [
        |path| std::os::unix::fs::symlink("../outside", path).unwrap(),
        |path| fs::write(path, "a file").unwrap(),
        |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
    ];
    for make in make {
        let column = column();
        fs::create_dir_all(column.public()).unwrap();
        fs::create_dir_all(column.root().join("outside")).unwrap();
        fs::write(column.root().join("outside/key"), "secret").unwrap();
        make(&column.public().join(".callslip.new"));
        column.build().sound();
        assert_eq!(tree(&column.root().join("outside")).len(), 1);
        assert!(column.public().join(".callslip.new").symlink_metadata().is_err());
    }
}

type Spoil = fn(&Path);

/// Ways to spoil a manifest, with what is then said of it.
fn spoilt() -> Vec<(Spoil, ManifestDamage)> {
    let mut ways: Vec<(Spoil, ManifestDamage)> = vec![
        (|path| fs::write(path, "").unwrap(), ManifestDamage::Empty),
        (|path| fs::write(path, [0; 4096]).unwrap(), ManifestDamage::OtherVersion),
        (|path| File::create(path).unwrap().set_len(1 << 40).unwrap(), ManifestDamage::Long),
        (|path| fs::write(path, "callslip 2: files\n").unwrap(), ManifestDamage::OtherVersion),
        (|path| fs::write(path, "callslip 10: files\n").unwrap(), ManifestDamage::OtherVersion),
        (|path| fs::write(path, b"\xff\xfe\xff\n").unwrap(), ManifestDamage::OtherVersion),
        (|path| fs::write(path, b"callslip 1: files\n\xff\nnonsense\n").unwrap(), ManifestDamage::Lines(2)),
    ];
    #[cfg(unix)]
    ways.extend([
        (
            (|path| {
                fs::remove_file(path).unwrap();
                std::os::unix::fs::symlink("../outside", path).unwrap();
            }) as Spoil,
            ManifestDamage::NoFile,
        ),
        (
            |path| {
                fs::remove_file(path).unwrap();
                assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
            },
            ManifestDamage::NoFile,
        ),
    ]);
    ways
}

#[test]
fn a_spoilt_manifest_is_said_and_made_again() {
    for (spoil, damage) in spoilt() {
        let column = column();
        column.build().sound();
        let manifest = fs::read(column.public().join(".callslip")).unwrap();
        spoil(&column.public().join(".callslip"));
        let report = column.build().sound().written.unwrap();
        assert_eq!((report.damage, report.written, report.removed), (Some(damage), 0, 0));
        assert!(fs::symlink_metadata(column.public().join(".callslip")).unwrap().is_file());
        let records = |text: &[u8]| {
            let text = String::from_utf8_lossy(text).into_owned();
            text.lines().map(|line| line.split(' ').next_back().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(records(&fs::read(column.public().join(".callslip")).unwrap()), records(&manifest));
        assert_eq!(column.build().written.unwrap().damage, None);
        assert!(!column.root().join("outside").exists());
    }
}

#[test]
fn with_a_spoilt_manifest_what_differs_is_not_overwritten_and_the_way_out_is_said() {
    let column = column();
    column.build().sound();
    fs::write(column.public().join(".callslip"), "").unwrap();
    let column = column.file("content/questions/one.md", letter("One").replace('!', "No."));
    shows(
        refusal(&column),
        str![[r#"
callslip did not write these files in [ROOT]/public, so it does not replace them:
  feed.json
  feed.xml
  index.html
  people/sol-marchetti/feed.xml
  questions/one/index.html
  search/index.js
move them away, or build into another folder with `--out`
[ROOT]/public/.callslip lists what callslip wrote, but it is empty; if nothing in [ROOT]/public is your own work, delete the folder and build again
"#]],
    );
    fs::remove_dir_all(column.public()).unwrap();
    column.build().sound();
}

#[cfg(unix)]
#[test]
fn the_build_says_that_the_manifest_was_made_again() {
    let column = column();
    assert!(in_shell(":", &column, "build").status.success());
    fs::write(column.public().join(".callslip"), "callslip 2: files\n").unwrap();
    let built = said(&in_shell(":", &column, "build"), &column);
    let warning: String = built.lines().filter(|line| line.starts_with("Warning")).collect();
    shows(
        warning,
        str![
            "Warning: public/.callslip, callslip's list of the files it wrote, could not be used as it was (this version of callslip did not write it), so callslip made a new one. public may still have files from earlier builds that are no longer part of the site."
        ],
    );
}

#[test]
fn a_folder_in_place_of_the_manifest_is_an_error_that_names_it() {
    let column = column();
    fs::create_dir_all(column.public().join(".callslip")).unwrap();
    assert_eq!(
        refusal(&column),
        "[ROOT]/public/.callslip is in the way: callslip keeps a file of its own there; move it away, and build again"
    );
}

#[test]
fn a_file_that_changes_while_it_is_copied_is_recorded_as_it_was_written() {
    let column = column()
        .file("content/questions/three/index.md", letter("Three").replace('!', "[A](a.txt)"))
        .file("content/questions/three/a.txt", "before");
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let loaded = load(column.root(), &options).unwrap();
    // The same size: nothing but its content tells that it changed.
    let column = column.file("content/questions/three/a.txt", "after!");
    loaded.write(&column.public()).unwrap().unwrap();
    let place = column.public().join("questions/three/a.txt");
    assert_eq!(fs::read_to_string(&place).unwrap(), "after!");
    assert_eq!(column.build().sound().written.unwrap().written, 0);
    let column = column.file("content/questions/three/a.txt", "before");
    assert_eq!(column.build().sound().written.unwrap().written, 1);
    assert_eq!(fs::read_to_string(&place).unwrap(), "before");
}

#[test]
fn a_folder_that_a_killed_build_emptied_becomes_a_file() {
    let text = |slug: &str| format!("---\ntitle: A\nslug: {slug}\n---\n");
    let links = |to: &str| format!("---\ntitle: B\n---\n[the guide]({to})\n");
    let folder = column().file("content/pages/a.md", text("guide.pdf")).file("content/pages/b.md", links("a.md"));
    folder.build();
    let manifest = fs::read_to_string(folder.public().join(".callslip")).unwrap();
    let Some(page) = tree(&folder.public()).into_keys().find(|path| path.starts_with("guide")) else {
        panic!("the page has no folder")
    };
    let name = page.split('/').next().unwrap().to_owned();
    let file = folder
        .without("content/pages/a.md")
        .file(&format!("content/{name}"), "a file")
        .file("content/pages/b.md", links(&format!("../{name}")));
    // Killed when the page was gone, and its folder was not. The manifest of that moment lists both.
    fs::remove_file(file.public().join(&page)).unwrap();
    fs::create_dir_all(file.public().join(&name).join("empty")).unwrap();
    if manifest.contains(&format!(" {name}/index.html")) {
        // The inner folder is nobody's: it stays, and is named.
        assert!(refusal(&file).contains(&format!("  {name}/empty\n")));
    }
    fs::remove_dir(file.public().join(&name).join("empty")).unwrap();
    file.build();
    assert!(file.public().join(&name).is_file());
}

/// Builds where no file may be larger than a kilobyte or so.
#[cfg(unix)]
#[test]
fn a_file_that_does_not_fit_is_named_and_nothing_is_left_behind() {
    let column = column().file("content/questions/two.md", letter("Two").replace('!', &"long ".repeat(4000)));
    let failed = in_shell("trap '' XFSZ; ulimit -f 16", &column, "build");
    assert_eq!(failed.status.code(), Some(2));
    let said = said(&failed, &column);
    assert!(said.starts_with("error: cannot write [ROOT]/public/") && said.lines().count() == 1, "{said}");
    assert!(said.ends_with(": the file is too large for this disk or account\n"), "{said}");
    assert_eq!(tree(&column.public()).into_keys().collect::<Vec<_>>(), [".callslip.lock"]);
    assert!(!column.public().join(".callslip.new").exists());
}

/// Builds onto a disk of 64 kB. Skipped where a user may not mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_plain_words_and_nothing_is_left_behind() {
    let column = column();
    fs::create_dir_all(column.public()).unwrap();
    let script = "mount -t tmpfs -o size=64k none public || exit 77; \"$0\" build; echo code $?; ls -A public";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_callslip")]);
    let Ok(output) = command.current_dir(column.root()).output() else { return };
    let said = said(&output, &column);
    if !output.status.success() {
        crate::support::left_out(&format!("no disk can be mounted here: {said}"));
        return;
    }
    let error = said.lines().find(|line| line.starts_with("error: cannot write [ROOT]/public/")).unwrap_or_default();
    assert!(error.ends_with(": the disk is full; delete something, and try again"), "{said}");
    assert!(!error.contains(".callslip.new"), "{said}");
    assert!(said.contains("code 2\n.callslip.lock\n"), "{said}");
}
