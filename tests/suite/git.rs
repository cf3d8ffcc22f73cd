//! Publishing to a branch: one commit, in the user's name, and nothing else of any repository is touched.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use callslip::publish::{Git, PublishError, PublishPlan, PublishSummary, Remote};
use snapbox::str;
use tempfile::TempDir;

use crate::support::publishing::{Fragile, change, column, column_without_search, letter, ours, publish};
use crate::support::{Column, left_out, shows};

/// A bare repository, and the column in one that knows it as `origin`; none where there is no git.
fn repository(column: &Column) -> Option<TempDir> {
    let bare = tempfile::tempdir().unwrap();
    if Command::new("git").arg("--version").output().is_err() {
        left_out("there is no git here");
        return None;
    }
    git(bare.path(), &["init", "--quiet", "--bare", "--initial-branch=main"]);
    git(column.root(), &["init", "--quiet", "--initial-branch=main"]);
    git(column.root(), &["config", "user.name", "Sol Marchetti"]);
    git(column.root(), &["config", "user.email", "sol@desk.example"]);
    git(column.root(), &["remote", "add", "origin", &bare.path().display().to_string()]);
    Some(bare)
}

#[track_caller]
fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn branch_files(bare: &Path) -> Vec<String> {
    let listing = git(bare, &["-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "gh-pages"]);
    listing.lines().filter(|path| !path.starts_with(".callslip")).map(ToOwned::to_owned).collect()
}

fn to_branch(column: &Column) -> Result<PublishSummary, PublishError> {
    publish(&column.public(), &mut Git::open(column.root(), "origin", "gh-pages")?)
}

#[test]
fn a_branch_gets_a_commit_for_each_change_and_none_for_none() {
    let column = column_without_search();
    let Some(bare) = repository(&column) else { return };
    let files: Vec<String> = ours(&column.public()).into_keys().collect();
    assert_eq!(to_branch(&column).unwrap().uploaded, files.len());
    // GitHub Pages would leave out some names without the one that is more.
    assert_eq!(branch_files(bare.path()), [&[".nojekyll".to_owned()], &files[..]].concat());
    assert_eq!(to_branch(&column).unwrap().uploaded, 0);
    assert_eq!(git(bare.path(), &["rev-list", "--count", "gh-pages"]), "1");
    let column = column.without("content/questions/one.md");
    column.build();
    assert_eq!(to_branch(&column).unwrap().removed, 1);
    assert_eq!(branch_files(bare.path())[1..], ours(&column.public()).into_keys().collect::<Vec<_>>());
    shows(
        git(bare.path(), &["log", "--format=%an <%ae>: %s", "gh-pages"]),
        str![[r#"
Sol Marchetti <sol@desk.example>: Publish the column
Sol Marchetti <sol@desk.example>: Publish the column
"#]],
    );
    let page = git(bare.path(), &["show", "gh-pages:index.html"]);
    assert_eq!(page, fs::read_to_string(column.public().join("index.html")).unwrap().trim());
    // Neither the checkout nor its references have changed.
    assert_eq!(git(column.root(), &["for-each-ref", "--format=%(refname)"]), "refs/remotes/origin/gh-pages");
    assert!(git(column.root(), &["status", "--porcelain"]).lines().all(|line| line.starts_with("??")));
}

#[test]
fn what_others_have_put_on_a_branch_survives_and_nothing_is_forced() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    to_branch(&column).unwrap();
    let other = tempfile::tempdir().unwrap();
    let clone = other.path().join("clone");
    git(other.path(), &["clone", "--quiet", "--branch=gh-pages", &bare.path().display().to_string(), "clone"]);
    fs::write(clone.join("CNAME"), "desk.example\n").unwrap();
    git(&clone, &["add", "CNAME"]);
    git(&clone, &["-c", "user.name=A", "-c", "user.email=a@desk.example", "commit", "--quiet", "-m", "A domain"]);
    // Somebody pushes while we are at it.
    let column = column.without("content/questions/one.md");
    column.build();
    let mut late = Git::open(column.root(), "origin", "gh-pages").unwrap();
    let prepared = PublishPlan::prepare(&column.public(), &mut late, false).unwrap();
    git(&clone, &["push", "--quiet"]);
    assert!(prepared.execute(&mut late, |_| {}).is_err());
    assert_eq!(git(bare.path(), &["log", "-1", "--format=%s", "gh-pages"]), "A domain");
    to_branch(&column).unwrap();
    assert!(branch_files(bare.path()).contains(&"CNAME".to_owned()));
    assert!(!branch_files(bare.path()).contains(&"questions/one/index.html".to_owned()));
}

#[test]
fn a_branch_that_is_cut_off_stays_as_it_was() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    to_branch(&column).unwrap();
    let before = git(bare.path(), &["rev-parse", "gh-pages"]);
    let column = change(column, 1);
    for left in 0..8 {
        let host = Git::open(column.root(), "origin", "gh-pages").unwrap();
        assert!(publish(&column.public(), &mut Fragile { host, left }).is_err());
        assert_eq!(git(bare.path(), &["rev-parse", "gh-pages"]), before);
    }
    to_branch(&column).unwrap();
    assert_eq!(branch_files(bare.path())[1..], ours(&column.public()).into_keys().collect::<Vec<_>>());
}

#[test]
fn the_branch_that_one_writes_on_is_refused() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    let refused = "`main` is the branch that you write on; give the published site one of its own, such as `gh-pages`";
    let url = bare.path().display().to_string();
    // However its repository is named.
    for remote in ["origin", &url, &format!("file://{url}"), &format!("{url}/")] {
        assert_eq!(open(&column, remote, "main"), refused, "{remote}");
    }
    assert_eq!(open(&column, ".", "main"), refused);
    let outside = tempfile::tempdir().unwrap();
    let error = Git::open(outside.path(), "origin", "gh-pages").unwrap_err().to_string();
    shows(
        error.replace(&outside.path().display().to_string(), "FOLDER"),
        str![
            "FOLDER is not in a git repository; type `git init` there, then `git remote add origin` and your repository's address, such as `https://github.com/YOUR-NAME/YOUR-COLUMN.git`; or publish in another way"
        ],
    );
}

#[test]
fn the_same_name_in_another_repository_is_another_branch() {
    let column = column();
    let Some(_bare) = repository(&column) else { return };
    let pages = tempfile::tempdir().unwrap();
    git(pages.path(), &["init", "--quiet", "--bare", "--initial-branch=main"]);
    let remote = pages.path().display().to_string();
    publish(&column.public(), &mut Git::open(column.root(), &remote, "main").unwrap()).unwrap();
    let listing = git(pages.path(), &["ls-tree", "-r", "--name-only", "main"]);
    assert!(listing.contains("questions/one/index.html"), "{listing}");
    git(column.root(), &["remote", "add", "pages", &remote]);
    assert_eq!(publish(&column.public(), &mut Git::open(column.root(), "pages", "main").unwrap()).unwrap().uploaded, 0);
}

#[test]
fn a_branch_that_holds_the_sources_is_refused_whatever_is_checked_out() {
    let column = column();
    let Some(_bare) = repository(&column) else { return };
    git(column.root(), &["add", "--all"]);
    git(column.root(), &["commit", "--quiet", "-m", "Begin"]);
    git(column.root(), &["push", "--quiet", "origin", "main", "main:drafts"]);
    git(column.root(), &["checkout", "--quiet", "--detach"]);
    for branch in ["main", "drafts"] {
        assert_eq!(
            open(&column, "origin", branch),
            format!(
                "`{branch}` holds the sources of a column (column.yaml); give the published site a branch of its own, \
                 such as `gh-pages`"
            )
        );
    }
}

#[test]
fn a_remote_or_a_branch_is_no_option_and_no_program() {
    let column = column();
    let Some(_bare) = repository(&column) else { return };
    let marker = column.root().join("ran");
    let program = format!("ext::sh -c touch% {}", marker.display());
    git(column.root(), &["init", "--quiet", "--bare", "evil.git"]);
    let refused = [
        open(&column, "--upload-pack=touch ran", "gh-pages"),
        open(&column, &program, "gh-pages").replace(&marker.display().to_string(), "RAN"),
        open(&column, "evil.git", "gh-pages"),
        // Git tries this name with `.git` at its end, whatever the folder that callslip was started in.
        open(&column, "evil", "gh-pages"),
        open(&column, "./missing", "gh-pages"),
        open(&column, "file://anything/proc/self/cwd/evil.git", "gh-pages"),
        open(&column, "file:///%2e/evil.git", "gh-pages"),
        open(&column, "origin", "--force"),
        open(&column, "origin", "a:refs/heads/main"),
        open(&column, "origin", "a..b"),
    ];
    shows(
        refused.join("\n"),
        str![[r#"
`--upload-pack=touch ran` cannot be a remote: it begins with a `-`
`ext::sh -c touch% RAN` cannot be a remote: it names a program; give it a name with `git remote add`, and write the name
`evil.git` cannot be a remote: it is a folder within the column's own repository
`evil` cannot be a remote: it is a folder within the column's own repository
`./missing` cannot be a remote: it is a folder within the column's own repository
`file://anything/proc/self/cwd/evil.git` cannot be a remote: write the path of the folder itself
`file:///%2e/evil.git` cannot be a remote: write the path of the folder itself
`--force` cannot be the name of a branch
`a:refs/heads/main` cannot be the name of a branch
`a..b` cannot be the name of a branch
"#]],
    );
    assert!(!marker.exists());
}

/// A clone may hold plain files that git would take for a bare repository, with settings of their own.
#[test]
fn a_folder_that_looks_like_a_repository_is_not_used() {
    let outer = column();
    let Some(_bare) = repository(&outer) else { return };
    let letters = outer.root().join("letters");
    fs::create_dir_all(letters.join("objects")).unwrap();
    fs::create_dir_all(letters.join("refs")).unwrap();
    fs::write(letters.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    let marker = outer.root().join("ran");
    let settings = format!(
        "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tsshCommand = echo ran > {}; false\n\
         [remote \"origin\"]\n\turl = ssh://desk.invalid/x\n",
        marker.display()
    );
    fs::write(letters.join("config"), settings).unwrap();
    let refused = Git::open(&letters, "origin", "gh-pages").unwrap_err().to_string();
    assert!(refused.contains("safe.bareRepository"), "{refused}");
    assert!(!marker.exists());
}

#[test]
fn a_path_with_a_line_break_is_no_command_to_git() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    let head = git(column.root(), &["commit-tree", "-m", "Mine", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"]);
    git(column.root(), &["update-ref", "refs/heads/main", &head]);
    let mut remote = Git::open(column.root(), "origin", "gh-pages").unwrap();
    let path = "a\ndata 0\n\nreset refs/heads/main\nfrom refs/callslip/publish\n";
    remote.put(path, b"mine").unwrap();
    remote.delete(path).unwrap();
    remote.put("quoted \"name\"\\", b"mine").unwrap();
    remote.finish().unwrap();
    assert_eq!(git(column.root(), &["rev-parse", "main"]), head);
    assert_eq!(branch_files(bare.path()), [".nojekyll", "\"quoted \\\"name\\\"\\\\\""]);
}

#[test]
fn a_name_that_changes_its_case_alone_is_another_file() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    // As git sets it on a disk of macOS or Windows.
    git(column.root(), &["config", "core.ignoreCase", "true"]);
    let mut remote = Git::open(column.root(), "origin", "gh-pages").unwrap();
    remote.put("Photo.JPG", b"a picture").unwrap();
    remote.finish().unwrap();
    let mut remote = Git::open(column.root(), "origin", "gh-pages").unwrap();
    remote.put("photo.jpg", b"a picture").unwrap();
    remote.delete("Photo.JPG").unwrap();
    remote.finish().unwrap();
    assert_eq!(branch_files(bare.path()), [".nojekyll", "photo.jpg"]);
}

/// A commit on the branch that somebody else has made: these lines of `git update-index --index-info`.
fn somebody_commits(column: &Column, lines: &str) {
    let index = column.root().join(".git/other-index");
    let run = |arguments: &[&str], input: &str| {
        let mut command = Command::new("git");
        command.arg("-C").arg(column.root()).args(arguments).env("GIT_INDEX_FILE", &index);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(column.root(), &["fetch", "--quiet", "origin"]);
    run(&["read-tree", "origin/gh-pages"], "");
    run(&["update-index", "--index-info"], lines);
    let tree = run(&["write-tree"], "");
    let commit = git(column.root(), &["commit-tree", "-p", "origin/gh-pages", "-m", "Mine", &tree]);
    git(column.root(), &["push", "--quiet", "origin", &format!("{commit}:refs/heads/gh-pages")]);
}

#[test]
fn links_and_submodules_on_a_branch_are_neither_followed_nor_replaced() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    to_branch(&column).unwrap();
    let target = column.root().join(".git/target");
    fs::write(&target, "../../etc").unwrap();
    let link = git(column.root(), &["hash-object", "-w", &target.display().to_string()]);
    let head = git(bare.path(), &["rev-parse", "gh-pages"]);
    // A link where a folder was, and a submodule where a letter will be.
    let gone = "0 0000000000000000000000000000000000000000\tquestions/one/index.html\n";
    somebody_commits(&column, &format!("{gone}120000 {link}\tquestions/one\n160000 {head}\tquestions/more\n"));
    let column = column
        .file("content/questions/one.md", letter("One", "Another answer."))
        .file("content/questions/more/index.md", letter("More", "!"));
    column.build();
    shows(
        to_branch(&column).unwrap_err().to_string(),
        str![[r#"
these are shortcuts (links) there, and callslip does not follow them:
  questions/one
put folders in their place, and publish again
"#]],
    );
    let column = column.without("content/questions/more/index.md").without("content/questions/one.md");
    column.build();
    to_branch(&column).unwrap();
    let kept = git(bare.path(), &["ls-tree", "gh-pages", "questions/one", "questions/more"]);
    assert_eq!(kept.lines().map(|line| &line[..6]).collect::<Vec<_>>(), ["160000", "120000"]);
}

#[test]
fn what_others_have_changed_on_a_branch_is_put_right() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    to_branch(&column).unwrap();
    let target = column.root().join(".git/target");
    fs::write(&target, "changed").unwrap();
    let changed = git(column.root(), &["hash-object", "-w", &target.display().to_string()]);
    let gone = "0 0000000000000000000000000000000000000000\tquestions/one/index.html\n";
    somebody_commits(&column, &format!("{gone}100644 {changed}\tindex.html\n100644 {changed}\tCNAME\n"));
    let mut remote = Git::open(column.root(), "origin", "gh-pages").unwrap();
    let plan = PublishPlan::prepare(&column.public(), &mut remote, false).unwrap();
    assert_eq!(plan.drifted, ["index.html", "questions/one/index.html"]);
    plan.execute(&mut remote, |_| {}).unwrap();
    let page = git(bare.path(), &["show", "gh-pages:index.html"]);
    assert_eq!(page, fs::read_to_string(column.public().join("index.html")).unwrap().trim());
    assert!(branch_files(bare.path()).contains(&"questions/one/index.html".to_owned()));
    assert_eq!(git(bare.path(), &["show", "gh-pages:CNAME"]), "changed");
}

#[test]
fn a_publish_from_a_hook_uses_its_own_repository_and_starts_no_hook() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    let settings = "title: The Desk\nid: desk.example,2026\npublish:\n  site: { kind: git }\n";
    let column = column.file("column.yaml", settings);
    let hook = column.root().join(".git/hooks/pre-push");
    let log = bare.path().join("hook-log");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(
        &hook,
        format!(
            "#!/bin/sh\necho begun >> '{log}'\nGIT_INDEX_FILE=nowhere GIT_DIR=.git '{program}' publish --root '{root}' >> '{log}' 2>&1\n",
            log = log.display(),
            program = env!("CARGO_BIN_EXE_callslip"),
            root = column.root().display()
        ),
    )
    .unwrap();
    #[cfg(unix)]
    fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    git(column.root(), &["add", "--all"]);
    git(column.root(), &["commit", "--quiet", "-m", "Begin"]);
    git(column.root(), &["push", "--quiet", "origin", "main"]);
    let log = fs::read_to_string(log).unwrap();
    assert_eq!(log.matches("begun").count(), 1, "{log}");
    assert!(log.contains("site: "), "{log}");
    assert!(branch_files(bare.path()).contains(&"index.html".to_owned()), "{log}");
}

#[test]
fn commits_are_signed_where_git_is_set_to_sign() {
    let column = column();
    let Some(bare) = repository(&column) else { return };
    let key = column.root().join(".git/signing");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
    if !made.is_ok_and(|status| status.success()) {
        left_out("there is no ssh-keygen here");
        return;
    }
    git(column.root(), &["config", "gpg.format", "ssh"]);
    git(column.root(), &["config", "user.signingKey", &key.display().to_string()]);
    git(column.root(), &["config", "commit.gpgSign", "true"]);
    to_branch(&column).unwrap();
    let commit = git(bare.path(), &["cat-file", "commit", "gh-pages"]);
    assert!(commit.contains("-----BEGIN SSH SIGNATURE-----"), "{commit}");
    // A key that is not there is git's own message, and nothing is pushed.
    fs::remove_file(&key).unwrap();
    let error = to_branch(&change(column, 1)).unwrap_err().to_string();
    assert!(error.starts_with("git commit-tree failed: "), "{error}");
    assert_eq!(git(bare.path(), &["rev-list", "--count", "gh-pages"]), "1");
}

#[test]
fn a_token_in_the_settings_of_git_is_not_printed() {
    let column = column();
    let Some(_bare) = repository(&column) else { return };
    // No such host: the port is closed.
    git(column.root(), &["remote", "set-url", "origin", "http://ghp_16C7e42F292c6912@127.0.0.1:1/ada/a.git"]);
    let error = open(&column, "origin", "gh-pages");
    assert!(error.contains("127.0.0.1") && !error.contains("16C7e42F"), "{error}");
}

#[test]
fn who_has_no_git_learns_where_it_is() {
    let column = column().file("column.yaml", "title: A\npublish:\n  site: { kind: git }\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    let output = command.args(["publish", "--root"]).arg(column.root()).env("PATH", column.root()).output().unwrap();
    shows(
        String::from_utf8(output.stderr).unwrap(),
        str![
            "error: callslip cannot find the program `git`; install it from https://git-scm.com, or publish in another way"
        ],
    );
}

/// Git asks for the owner of a folder only if it is another one: root may give a folder away.
#[cfg(unix)]
#[test]
fn a_repository_of_another_user_is_refused_in_the_words_of_git() {
    let column = column();
    let Some(_bare) = repository(&column) else { return };
    if std::os::unix::fs::chown(column.root(), Some(1234), Some(1234)).is_err() {
        left_out("only root can give a folder to another user");
        return;
    }
    let error = open(&column, "origin", "gh-pages");
    shows(
        error.replace(&column.root().display().to_string(), "FOLDER"),
        str![[r#"
git does not use this repository, because its folder belongs to another user of this computer; nothing was published. Git says how to allow it:
fatal: detected dubious ownership in repository at 'FOLDER'
To add an exception for this directory, call:

	git config --global --add safe.directory FOLDER
"#]],
    );
}

/// The error of a remote that cannot be opened.
#[track_caller]
fn open(column: &Column, remote: &str, branch: &str) -> String {
    Git::open(column.root(), remote, branch).unwrap_err().to_string()
}
