//! From `public/` to a host: what is uploaded, in which order, and what happens when it is cut off.

use std::fs;
use std::path::Path;
use std::process::Command;

use callslip::publish::{FolderRemote, Git, PublishError, PublishPlan, PublishSummary, REMOTE_MANIFEST};
use snapbox::str;
use tempfile::TempDir;

use crate::support::column::tree;
use crate::support::publishing::{Fragile, Host, change, column, letter, ours, publish};
use crate::support::{Column, left_out, shows};

#[test]
fn only_what_differs_is_uploaded() {
    let (column, host) = (column(), Host::new());
    let files = ours(&column.public()).len();
    assert_eq!(host.publish(&column), PublishSummary { uploaded: files, removed: 0, unchanged: 0 });
    host.equals(&column);
    assert_eq!(host.publish(&column), PublishSummary { uploaded: 0, removed: 0, unchanged: files });
    let column = column.file("content/questions/one.md", letter("One", "Another answer."));
    column.build();
    let prepared = PublishPlan::prepare(&column.public(), &mut host.open(), false).unwrap();
    let steps: Vec<String> = prepared.actions.iter().map(|step| format!("{step:?}")).collect();
    shows(
        steps.join("\n"),
        str![[r#"
Put("index.html")
Put("questions/one/index.html")
Put("feed.json")
Put("feed.xml")
Put("people/sol-marchetti/feed.xml")
"#]],
    );
    assert_eq!(host.publish(&column).uploaded, steps.len());
    host.equals(&column);
    let column = column.without("content/questions/one.md");
    column.build();
    let done = host.publish(&column);
    assert_eq!(done.removed, 1);
    host.equals(&column);
    assert!(!host.path().join("questions/one").exists());
}

#[test]
fn foreign_files_survive() {
    let (column, host) = (column(), Host::new());
    let foreign = [".htaccess", "questions/one/notes.txt", "staff/index.html", ".git/config"];
    for path in foreign {
        fs::create_dir_all(host.path().join(path).parent().unwrap()).unwrap();
        fs::write(host.path().join(path), "mine").unwrap();
    }
    host.publish(&column);
    let column = column.without("content/questions/one.md");
    column.build();
    host.publish(&column);
    for path in foreign {
        assert_eq!(fs::read_to_string(host.path().join(path)).unwrap(), "mine", "{path}");
    }
    assert!(!host.path().join("questions/one/index.html").exists());
}

#[test]
fn a_file_of_somebody_else_in_the_way_is_named_and_stays() {
    let (column, host) = (column(), Host::new());
    fs::write(host.path().join("index.html"), "mine").unwrap();
    // What is as we would upload it is ours from now on.
    fs::copy(column.public().join("404.html"), host.path().join("404.html")).unwrap();
    let refused = publish(&column.public(), &mut host.open()).unwrap_err();
    shows(
        refused.to_string(),
        str![[r#"
these files are there already, differ, and were not uploaded by callslip:
  index.html
move them away; or, if they are an earlier state of the column, publish with --replace
"#]],
    );
    assert_eq!(tree(host.path()).len(), 2);
    let mut folder = host.open();
    let taken = PublishPlan::prepare(&column.public(), &mut folder, true).unwrap();
    taken.execute(&mut folder, |_| {}).unwrap();
    host.equals(&column);
}

#[test]
fn a_note_that_cannot_be_read_stops_everything() {
    let (column, host) = (column(), Host::new());
    host.publish(&column);
    let note = host.path().join(REMOTE_MANIFEST);
    let text = fs::read_to_string(&note).unwrap();
    fs::write(&note, &text[..text.len() - 40]).unwrap();
    let before = tree(host.path());
    // Cut within a line or at its end: no file is removed on its word.
    let column = column.without("content/questions/one.md");
    column.build();
    if let Err(error) = publish(&column.public(), &mut host.open()) {
        assert!(error.to_string().contains("nothing was changed"), "{error}");
        assert_eq!(tree(host.path()), before);
    }
    fs::write(&note, "something else\n").unwrap();
    assert!(publish(&column.public(), &mut host.open()).is_err());
}

#[test]
fn a_drive_that_is_not_there_is_not_an_empty_one() {
    let error = FolderRemote::open(Path::new("/no/such/drive/www")).unwrap_err();
    assert!(error.to_string().contains("is the drive connected?"));
}

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
    let column = column();
    let Some(bare) = repository(&column) else { return };
    let files: Vec<String> = ours(&column.public()).into_keys().collect();
    assert_eq!(to_branch(&column).unwrap().uploaded, files.len());
    assert_eq!(branch_files(bare.path()), files);
    assert_eq!(to_branch(&column).unwrap().uploaded, 0);
    assert_eq!(git(bare.path(), &["rev-list", "--count", "gh-pages"]), "1");
    let column = column.without("content/questions/one.md");
    column.build();
    assert_eq!(to_branch(&column).unwrap().removed, 1);
    assert_eq!(branch_files(bare.path()), ours(&column.public()).into_keys().collect::<Vec<_>>());
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
    assert_eq!(branch_files(bare.path()), ours(&column.public()).into_keys().collect::<Vec<_>>());
}

#[test]
fn the_branch_that_one_writes_on_is_refused() {
    let column = column();
    let Some(_bare) = repository(&column) else { return };
    let error = Git::open(column.root(), "origin", "main").unwrap_err();
    shows(
        error.to_string(),
        str!["`main` is the branch that you write on; give the published site one of its own, such as `gh-pages`"],
    );
    let outside = tempfile::tempdir().unwrap();
    assert!(
        Git::open(outside.path(), "origin", "gh-pages").unwrap_err().to_string().contains("not in a git repository")
    );
}

/// What the program prints when it is called so, both streams.
fn told(column: &Column, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    let output = command.args(arguments).arg("--root").arg(column.root()).output().unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

#[cfg(not(feature = "publish"))]
#[test]
fn without_the_feature_another_program_is_named() {
    let settings = "title: A\npublish:\n  one: { kind: webdav, url: 'https://dav.example/' }\n  \
                    two: { kind: s3, bucket: letters }\n";
    let column = column().file("column.yaml", settings);
    let last = |name| told(&column, &["publish", name]).split_once("error: ").unwrap().1.to_owned();
    shows(
        ["one", "two"].map(last).concat(),
        str![[r#"
this callslip was built without `kind: webdav`; the programs of a release have it, and so has what `cargo install --features publish` makes. Until then a program that speaks it can be called:
  one: { kind: command, run: 'rclone copy public/ :webdav: --webdav-url https://dav.example/' }
this callslip was built without `kind: s3`; the programs of a release have it, and so has what `cargo install --features publish` makes. Until then a program that speaks it can be called:
  two: { kind: command, run: 'rclone copy public/ s3:my-column' }
"#]],
    );
}

#[test]
fn a_workflow_gets_what_its_places_ask_for() {
    let settings = "title: A\npublish:\n  one: { kind: webdav, url: 'https://dav.example/', user: sol }\n  \
                    two: { kind: s3, bucket: letters }\n  three: { kind: sftp, server: web.example, path: www }\n";
    let column = column().file("column.yaml", settings);
    told(&column, &["ci", "github"]);
    let workflow = fs::read_to_string(column.root().join(".github/workflows/column.yml")).unwrap();
    let steps = workflow.split_once("uses: actions/cache@v4\n").unwrap().1;
    shows(
        steps.replace(env!("CARGO_PKG_VERSION"), "VERSION"),
        str![[r#"
        with:
          path: ~/.cargo/bin/callslip
          key: callslip-VERSION-publish
      - run: command -v callslip || cargo install --locked --features publish callslip@VERSION
      - run: |
          git config user.name "${{ github.repository_owner }}"
          git config user.email "${{ github.repository_owner_id }}+${{ github.repository_owner }}@users.noreply.github.com"
      # For SFTP, two secrets of the repository (Settings, Secrets and variables, Actions): SSH_KEY, a key without a
      # passphrase that was made for this and that the server knows; and SSH_KNOWN_HOSTS, which is what
      # `ssh-keyscan SERVER` prints on your own computer.
      - run: |
          mkdir -p -m 700 ~/.ssh
          (umask 077 && printf '%s\n' "$SSH_KEY" > ~/.ssh/id_ed25519)
          printf '%s\n' "$SSH_KNOWN_HOSTS" >> ~/.ssh/known_hosts
        env:
          SSH_KEY: ${{ secrets.SSH_KEY }}
          SSH_KNOWN_HOSTS: ${{ secrets.SSH_KNOWN_HOSTS }}
      # With several places in column.yaml, name the one that is meant. It makes the column first.
      - run: callslip publish
        env:
          CALLSLIP_PASSWORD: ${{ secrets.CALLSLIP_PASSWORD }}
          AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}
          AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
"#]],
    );
}

#[test]
fn a_secret_in_the_settings_is_an_error_that_says_where_it_belongs() {
    let yaml = "title: A\npublish:\n  one: { kind: webdav, url: 'https://dav.example/', password: hunter2 }\n  \
                two: { kind: git, remote: 'https://me:hunter2@git.example/a' }\n  three: { kind: fodler, path: a }\n  \
                four: { kind: folder, paht: a }\n";
    shows(
        Column::new().file("column.yaml", yaml).build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: `password` holds a secret, and column.yaml is read by everyone who gets the column
 --> column.yaml:3:53
  |
3 |   one: { kind: webdav, url: 'https://dav.example/', password: hunter2 }
  |                                                     ^^^^^^^^ take it out, and change that password if others have seen this file
  |
  = help: for sftp and git, your own ssh and git settings know it already
  = help: for webdav, set CALLSLIP_PASSWORD in the environment; for s3, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY

error: `remote` holds a secret, and column.yaml is read by everyone who gets the column
 --> column.yaml:4:21
  |
4 |   two: { kind: git, remote: 'https://me:hunter2@git.example/a' }
  |                     ^^^^^^ take it out, and change that password if others have seen this file
  |
  = help: for sftp and git, your own ssh and git settings know it already
  = help: for webdav, set CALLSLIP_PASSWORD in the environment; for s3, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY

error: `fodler` is not a kind of place
 --> column.yaml:5:18
  |
5 |   three: { kind: fodler, path: a }
  |                  ^^^^^^
  |
  = help: did you mean `folder`?

error: unknown field `paht`
 --> column.yaml:6:25
  |
6 |   four: { kind: folder, paht: a }
  |                         ^^^^ not a field of a place to publish to
  |
  = help: did you mean `path`?
"#]],
    );
}
