//! A password or a token in `column.yaml`: it is refused, and no message shows it.

use std::process::Command;

use callslip::diagnostics::report::Format;
use snapbox::str;

use crate::support::{Column, shows};

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

error: `password` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:3:53
  |
3 |   one: { kind: webdav, url: 'https://dav.example/', password: ******* }
  |                                                     ^^^^^^^^ remove it, and change the password if others have seen this file
  |
  = help: for webdav, set the environment variable CALLSLIP_PASSWORD

error: `remote` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:4:21
  |
4 |   two: { kind: git, remote: ********************************** }
  |                     ^^^^^^ remove it, and change the password if others have seen this file
  |
  = help: for git, leave it out: git asks for it and can keep it (`git config credential.helper`), or uses your ssh key

error: `fodler` is not a kind of place
 --> column.yaml:5:18
  |
5 |   three: { kind: fodler, path: a }
  |                  ^^^^^^
  |
  = help: did you mean `folder`?

error: there is no field called `paht`
 --> column.yaml:6:25
  |
6 |   four: { kind: folder, paht: a }
  |                         ^^^^ a place to publish to has no such field
  |
  = help: did you mean `path`?
"#]],
    );
}

#[test]
fn a_secret_is_found_in_every_kind_of_place() {
    let yaml = "title: A\npublish:\n  a: { kind: git, remote: 'https://ghp_16C7e42F292c6912@github.com/ada/a' }\n  \
                b: { kind: command, run: 'curl -T public/index.html -u ada:hunter2 ftp://web.example/' }\n  \
                c: { kind: sftp, server: 'ada:hunter2@web.example', path: www }\n  \
                d: { kind: sftp, server: web.example, path: www, pwd: hunter2 }\n  \
                e: { kind: s3, bucket: letters, key: hunter2 }\n  \
                f: 'https://ada:hunter2@dav.example/'\n  \
                g: { kind: webdav, url: 'https://dav.example/', user: 'ada:hunter2' }\n  \
                h: { kind: command, run: 'lftp -u ada,hunter2 web.example', with: { pass: hunter2 } }\n";
    let report = Column::new().file("column.yaml", yaml).build().report();
    shows(
        report.split_once("\n\n").unwrap().1,
        str![[r#"
error: `remote` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:3:19
  |
3 |   a: { kind: git, remote: *********************************************** }
  |                   ^^^^^^ remove it, and change the password if others have seen this file
  |
  = help: for git, leave it out: git asks for it and can keep it (`git config credential.helper`), or uses your ssh key

error: `run` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:4:23
  |
4 |   b: { kind: command, run: ************************************************************* }
  |                       ^^^ remove it, and change the password if others have seen this file
  |
  = help: for a command, set an environment variable and write its name with a `$` before it; or leave it to the program: `curl --netrc` and `lftp` read ~/.netrc

error: `server` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:5:20
  |
5 |   c: { kind: sftp, server: *************************, path: www }
  |                    ^^^^^^ remove it, and change the password if others have seen this file
  |
  = help: for sftp, leave it out: `ssh` asks for the password, or uses your key

error: `pwd` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:6:52
  |
6 |   d: { kind: sftp, server: web.example, path: www, pwd: ******* }
  |                                                    ^^^ remove it, and change the password if others have seen this file
  |
  = help: for sftp, leave it out: `ssh` asks for the password, or uses your key

error: `key` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:7:35
  |
7 |   e: { kind: s3, bucket: letters, key: ******* }
  |                                   ^^^ remove it, and change the password if others have seen this file
  |
  = help: for s3, set the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or save them with `aws configure`

error: `f` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:8:3
  |
8 |   f: **********************************
  |   ^ remove it, and change the password if others have seen this file
  |
  = help: for sftp, leave it out: `ssh` asks for the password, or uses your key
  = help: for git, leave it out: git asks for it and can keep it (`git config credential.helper`), or uses your ssh key
  = help: for webdav, set the environment variable CALLSLIP_PASSWORD
  = help: for s3, set the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or save them with `aws configure`
  = help: for a command, set an environment variable and write its name with a `$` before it; or leave it to the program: `curl --netrc` and `lftp` read ~/.netrc

error: `user` contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:9:51
  |
9 |   g: { kind: webdav, url: 'https://dav.example/', user: ************* }
  |                                                   ^^^^ remove it, and change the password if others have seen this file
  |
  = help: for webdav, set the environment variable CALLSLIP_PASSWORD

error: `run` contains a password or key, and everyone who gets the column can read column.yaml
  --> column.yaml:10:23
   |
10 |   h: { kind: command, run: *********************************, with: ***************** }
   |                       ^^^ remove it, and change the password if others have seen this file
   |
   = help: for a command, set an environment variable and write its name with a `$` before it; or leave it to the program: `curl --netrc` and `lftp` read ~/.netrc

error: `with` contains a password or key, and everyone who gets the column can read column.yaml
  --> column.yaml:10:63
   |
10 |   h: { kind: command, run: *********************************, with: ***************** }
   |                                                               ^^^^ remove it, and change the password if others have seen this file
   |
   = help: for a command, set an environment variable and write its name with a `$` before it; or leave it to the program: `curl --netrc` and `lftp` read ~/.netrc
"#]],
    );
}

#[test]
fn a_variable_in_the_place_of_a_secret_is_none() {
    let yaml = "title: A\npublish:\n  a: { kind: command, run: 'curl -u \"ada:$PASSWORD\" -T a ftp://web.example/' }\n  \
                b: { kind: command, run: 'TOKEN=$TOKEN netlify deploy --auth $TOKEN' }\n  \
                c: { kind: git, remote: 'git@github.com:ada/a.git' }\n  \
                d: { kind: git, remote: 'https://ada@bitbucket.org/ada/a.git' }\n  \
                e: { kind: command, run: 'rsync -rt public/ ada@web.example:www/' }\n";
    let built = Column::new().file("column.yaml", yaml).build();
    assert_eq!(built.site.config.publish.len(), 5, "{}", built.report());
}

/// In every format, in the text and in the messages, and in a file that is no YAML.
#[test]
fn no_format_prints_a_secret() {
    let broken = "title: A\npublish:\n  a: { kind: sftp, password: hunter2, server: [web.example, path: www }\n";
    let twice = "title: A\npublish:\n  a: { kind: fodler, kind: webdav, password: hunter2, paht: hunter2 }\n";
    let block = "title: A\npublish:\n  a:\n    kind: webdav\n    passwort: |\n      hunter2\n    foo: hunter2\n";
    for yaml in [broken, twice, block] {
        let column = Column::new().file("column.yaml", yaml);
        let built = column.build();
        for format in [Format::Human { color: true }, Format::Human { color: false }, Format::Short, Format::Json] {
            let report = built.report_as(format);
            assert!(!report.is_empty() && !report.contains("hunter2"), "{report}");
        }
        for arguments in [&["check"][..], &["publish"], &["ci", "github"], &["check", "--format", "json"]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
            let output = command.args(arguments).arg("--root").arg(column.root()).output().unwrap();
            let printed = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
            assert!(!printed.contains("hunter2"), "{printed}");
        }
    }
}

#[test]
fn a_place_has_a_name_a_branch_and_a_server_that_are_no_options() {
    let yaml = "title: A\npublish:\n  -x: { kind: folder, path: a }\n  \"a\\e[2J\": { kind: folder, path: a }\n  \
                \"${{ secrets.A }}\": { kind: folder, path: a }\n  a: { kind: git, branch: --force }\n  \
                b: { kind: git, branch: refs/heads/gh-pages }\n  c: { kind: git, branch: 'a:main' }\n  \
                d: { kind: git, remote: --upload-pack=evil }\n  e: { kind: git, remote: 'ext::sh -c evil' }\n  \
                f: { kind: sftp, server: -oProxyCommand=evil, path: www }\n";
    let report = Column::new().file("column.yaml", yaml).build().report();
    shows(
        report.split_once("\n\n").unwrap().1,
        str![[r#"
error: this cannot be the name of a place to publish to
 --> column.yaml:3:3
  |
3 |   -x: { kind: folder, path: a }
  |   ^^
  |
  = help: write letters and digits, and `-`, `_`, `.`, or a space between them

error: there is a character here that cannot be shown (U+001B)
 --> column.yaml:4:3
  |
4 |   "a\e[2J": { kind: folder, path: a }
  |   ^^^^^^^^
  |
  = help: between double quotes a backslash begins a code, such as `\b`: write it twice, or use single quotes

error: this cannot be the name of a place to publish to
 --> column.yaml:4:3
  |
4 |   "a\e[2J": { kind: folder, path: a }
  |   ^^^^^^^^
  |
  = help: write letters and digits, and `-`, `_`, `.`, or a space between them

error: this cannot be the name of a place to publish to
 --> column.yaml:5:3
  |
5 |   "${{ secrets.A }}": { kind: folder, path: a }
  |   ^^^^^^^^^^^^^^^^^^
  |
  = help: write letters and digits, and `-`, `_`, `.`, or a space between them

error: git does not allow a branch with this name
 --> column.yaml:6:27
  |
6 |   a: { kind: git, branch: --force }
  |                           ^^^^^^^
  |
  = help: write a name such as `gh-pages`

error: write the branch without `refs/heads/`
 --> column.yaml:7:27
  |
7 |   b: { kind: git, branch: refs/heads/gh-pages }
  |                           ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `branch: gh-pages`

error: git does not allow a branch with this name
 --> column.yaml:8:27
  |
8 |   c: { kind: git, branch: 'a:main' }
  |                           ^^^^^^^^
  |
  = help: write a name such as `gh-pages`

error: this is not the name or the address of a git remote
 --> column.yaml:9:27
  |
9 |   d: { kind: git, remote: --upload-pack=evil }
  |                           ^^^^^^^^^^^^^^^^^^
  |
  = help: write the name of a remote, as `git remote` lists it, or the URL of a repository

error: a git remote like this one runs a program on your computer
  --> column.yaml:10:27
   |
10 |   e: { kind: git, remote: 'ext::sh -c evil' }
   |                           ^^^^^^^^^^^^^^^^^
   |
   = help: give it a name with `git remote add`, and write that name

error: this is not the address of a server
  --> column.yaml:11:28
   |
11 |   f: { kind: sftp, server: -oProxyCommand=evil, path: www }
   |                            ^^^^^^^^^^^^^^^^^^^
   |
   = help: write your user name, an `@`, and the name of the server: `me@web.example.edu`
"#]],
    );
}

/// A value that is refused is hidden as a whole, whatever its shape is; so is the comment after it, which may be part of it.
#[test]
fn what_is_refused_is_hidden_as_a_whole() {
    let values = [
        "password: correct horse S3cr3t staple }",
        "password: !!str S3cr3t }",
        "password: [a, S3cr3t] }",
        "password: { value: S3cr3t } }",
        "pass word: S3cr3t }",
        "\"pass\\x77ord\": S3cr3t }",
        "remote: \"https://ghp\\x5fS3cr3t@github.com\" }",
        "remote: \"https:\\x2f/ada:S3cr3t\\x40github.com\" }",
        "remote: 'https://S3cr3tS3cr3tS3cr3tS3cr3t:x-oauth-basic@github.com' }",
        "pass: |\n      S3cr3t\n }",
        "password: \"a\n     S3cr3t\" }",
        "password: S3cr3t\n     S3cr3t }",
        "password: &a S3cr3t, path: *a }",
        "S3cr3t: \"https://ada:S3cr3t@h\" }",
        "password: S3cr3t, paht: S3cr3t }",
        "password: 'a S3cr3t, S3cr3t }",
        "password: a, S3cr3t: [ }",
        "password: \"a, S3cr3t\n      S3cr3t }",
    ];
    let block = [
        "password: a S3cr3t #S3cr3t",
        "password: a # S3cr3t",
        "pass: >\n      S3cr3t\n\n      S3cr3t",
        "token: - S3cr3t: a",
    ];
    let flow = values.map(|value| format!("  w: {{ kind: webdav, {value}"));
    let block = block.map(|value| format!("  w:\n    kind: webdav\n    {value}"));
    let scalar =
        ["  password: S3cr3t", "  w: 'https://ada:S3cr3t@h'", "  - password: a S3cr3t", "  password: [a, 'S3cr3t']"];
    for value in flow.into_iter().chain(block).chain(scalar.map(str::to_owned)) {
        let built = Column::new().file("column.yaml", format!("title: A\npublish:\n{value}\n")).build();
        for format in [Format::Human { color: false }, Format::Short, Format::Json] {
            let report = built.report_as(format);
            assert!(report.contains("error") && !report.contains("S3cr3t"), "{value}\n{report}");
        }
    }
    let top = Column::new().file("column.yaml", "title: A\npassword: a: S3cr3t, \"S3cr3t\n").build().report();
    assert!(!top.contains("S3cr3t"), "{top}");
}

#[test]
fn a_secret_is_an_error_wherever_it_is() {
    let places = [
        "nav:\n  - { label: x, path: 'https://ada:S3cr3t@h/' }",
        "footer:\n  - { label: x, path: 'https://ada:$3cr3t@h/' }",
        "tagline: https://ada:S3cr3t@h/",
        "tagline: my ghp_16C7e42F292c6912",
        "theme_options: { a: [{ b: 'ftp://ada:S3cr3t@h' }] }",
        "# old: https://ada:S3cr3t@h/",
        "publish:\n  # https://ada:S3cr3t@h/\n  w: { kind: folder, path: /a }",
        "publish:\n  w: { kind: folder, path: '//ada:S3cr3t@nas/share' }",
        "publish:\n  w: { kind: webdav, url: 'https://ada:$PASSWORD@h/' }",
        "publish:\n  w: { kind: webdav, url: 'https://ada:a b@h/' }",
        "publish:\n  w: { kind: s3, bucket: b, endpoint: 'https://ada:<a>@h/' }",
    ];
    for place in places {
        let report = Column::new().file("column.yaml", format!("title: A\n{place}\n")).build().report();
        let holds = report.matches("contains a password or key, and everyone").count();
        assert!(holds == 1 && !report.contains("S3cr3t"), "{place}\n{report}");
    }
    let sound = "title: Letters @ home\ntagline: 'https://web.example, or ada@web.example: write'\n\
                 # as in https://user:password@host/\nnav:\n  - { label: x, path: 'https://web.example/@ada:b' }\n";
    Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", sound).build().sound();
}

#[test]
fn a_secret_elsewhere_is_hidden_in_its_message() {
    let yaml = "title: A\nnav:\n  - { label: x, path: 'https://ada:hunter2@web.example/' }\n# https://ada:hunter2@web.example/\n";
    let report = Column::new().file("column.yaml", yaml).build().report();
    shows(
        report.split_once("\n\n").unwrap().1,
        str![[r#"
error: this contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:3:23
  |
3 |   - { label: x, path: ********************************** }
  |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ remove it, and change the password if others have seen this file

error: this contains a password or key, and everyone who gets the column can read column.yaml
 --> column.yaml:4:15
  |
4 | # ********************************
  |               ^^^^^^^ remove it, and change the password if others have seen this file
"#]],
    );
}
