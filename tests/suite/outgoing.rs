//! Files that go out beside the pages: attachments by kind and by folder, `static/` as it is, and what is held back.

use callslip::source::{ATTACHMENT_KINDS, Change, Snapshot};
use snapbox::str;

use crate::support::column::{Column, tree};
use crate::support::pictures::exif;
use crate::support::{png, shows};

/// A letter of its own title, with these lines and this text.
fn letter(title: &str, head: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-02\n{head}---\nQ: ?\n\nSM: {text}\n")
}

/// A published letter with a folder.
fn drums(text: &str) -> Column {
    Column::new().file("content/questions/drums/index.md", letter("Drums", "", text))
}

/// The files of the column that are published, without pages and whatever else we make.
fn published(column: &Column, secret: &str) -> Vec<String> {
    let files = tree(&column.public()).into_iter();
    let files = files.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(secret));
    files.map(|(path, _)| path).collect()
}

#[test]
fn listed_kinds_go_out_and_no_others() {
    let mut column = drums("!");
    let listed: Vec<&str> = ATTACHMENT_KINDS.iter().flat_map(|(_, extensions)| extensions.iter().copied()).collect();
    for extension in &listed {
        column = column.file(&format!("content/questions/drums/plan.{extension}"), "SECRET");
    }
    for name in
        ["plan.exe", "plan.html", "plan.js", "plan.yaml", "plan.eml", "plan.key", "plan.pem", "plan.sqlite", "plan"]
    {
        column = column.file(&format!("content/questions/drums/{name}"), "SECRET");
    }
    let built = column.build();
    assert_eq!(published(&column, "SECRET").len(), listed.len());
    shows(
        built.short(),
        str![[r#"
content/questions/drums/plan: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.eml: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.exe: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.html: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.js: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.key: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.pem: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.sqlite: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/plan.yaml: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
"#]],
    );
}

#[test]
fn the_manual_lists_the_kinds() {
    let manual = include_str!("../../docs/reference/column.md");
    for (kind, extensions) in ATTACHMENT_KINDS {
        let list: Vec<String> = extensions.iter().map(|extension| format!("`.{extension}`")).collect();
        let row = format!("| {kind} | {} |", list.join(" "));
        assert!(manual.contains(&row), "{row}");
    }
}

#[test]
fn a_link_to_a_file_of_another_kind() {
    let column = drums("[the program](setup.exe) and [a page](page.html)")
        .file("content/questions/drums/setup.exe", "SECRET")
        .file("content/questions/drums/page.html", "SECRET");
    shows(
        column.build().report(),
        str![[r#"
error: `content/questions/drums/setup.exe` is not published: callslip does not publish files of this kind
 --> content/questions/drums/index.md:7:19
  |
7 | SM: [the program](setup.exe) and [a page](page.html)
  |                   ^^^^^^^^^
  |
  = help: to publish it, move it to `static/`, and link to `/setup.exe`

error: `content/questions/drums/page.html` is not published: callslip does not publish files of this kind
 --> content/questions/drums/index.md:7:43
  |
7 | SM: [the program](setup.exe) and [a page](page.html)
  |                                           ^^^^^^^^^
  |
  = help: to publish it, move it to `static/`, and link to `/page.html`
"#]],
    );
}

#[test]
fn copies_of_texts_never_go_out() {
    let text = letter("Drums", "private: { received: from Jane }\n", "!");
    let mut column = drums("[a](index.md.save) [b](index.md.txt) [c](old.txt)");
    for name in
        ["index.md.save", "index.md.old", "index.md.1", "index.md~", "index.autosave", "index.md.txt", "index.md.pdf"]
    {
        column = column.file(&format!("content/questions/drums/{name}"), &text);
    }
    let column = column
        .file("content/questions/drums/old.txt", &text)
        .file("content/questions/drums/merely.txt", &text)
        .file("content/questions/drums/~$notes.docx", "Margaret Realname")
        .file("content/questions/drums/.~lock.notes.odt#", "Margaret Realname");
    shows(
        column.build().short(),
        str![[r#"
content/questions/drums/index.md:7:9: error: there is no file `content/questions/drums/index.md.save`
content/questions/drums/index.md:7:28: error: `content/questions/drums/index.md.txt` is not published: it begins with `---`, as a letter does (if it is not a letter, remove that line; if it is, link to the letter itself)
content/questions/drums/index.md:7:46: error: `content/questions/drums/old.txt` is not published: it begins with `---`, as a letter does (if it is not a letter, remove that line; if it is, link to the letter itself)
content/questions/drums/index.md.1: warning: the names of letters end in `.md`, so this file is not published (if it is a letter, give it the name `index.md`; if it is a copy of one, remove it)
content/questions/drums/index.md.old: warning: the names of letters end in `.md`, so this file is not published (if it is a letter, give it the name `index.md`; if it is a copy of one, remove it)
content/questions/drums/index.md.pdf: warning: the names of letters end in `.md`, so this file is not published (if it is a letter, give it the name `index.md`; if it is a copy of one, remove it)
content/questions/drums/merely.txt: warning: the names of letters end in `.md`, so this file is not published (if it is a letter, give it the name `merely.md`; if it is a copy of one, remove it)
"#]],
    );
    let sound = column.file("content/questions/drums/index.md", letter("Drums", "", "!"));
    sound.build();
    assert_eq!(published(&sound, "Jane"), [""; 0]);
    assert_eq!(published(&sound, "Realname"), [""; 0]);
}

#[test]
fn a_file_belongs_to_the_innermost_folder_with_an_index() {
    let column = drums("[a](draft/a.pdf) [b](later/b.pdf) [c](sub/c.pdf)")
        .file("content/questions/drums/sub/c.pdf", "SECRET")
        .file("content/questions/drums/draft/index.md", letter("Draft", "draft: yes\n", "!"))
        .file("content/questions/drums/draft/a.pdf", "SECRET")
        .file("content/questions/drums/draft/scans/a.pdf", "SECRET")
        .file("content/questions/drums/later/index.md", letter("Later", "", "!").replace("2026", "2030"))
        .file("content/questions/drums/later/b.pdf", "SECRET");
    shows(
        column.build().report(),
        str![[r#"
warning: `content/questions/drums/draft/a.pdf` is not published: it is in the folder of a draft
 --> content/questions/drums/index.md:7:9
  |
7 | SM: [a](draft/a.pdf) [b](later/b.pdf) [c](sub/c.pdf)
  |         ^^^^^^^^^^^
  |
  = help: until then, readers see these words without the link

warning: `content/questions/drums/later/b.pdf` is not published: the page in its folder appears on 2030-03-02
 --> content/questions/drums/index.md:7:26
  |
7 | SM: [a](draft/a.pdf) [b](later/b.pdf) [c](sub/c.pdf)
  |                          ^^^^^^^^^^^
  |
  = help: until then, readers see these words without the link
"#]],
    );
    assert_eq!(published(&column, "SECRET"), ["questions/drums/sub/c.pdf"]);
    let withdrawn = letter("Gone", "withdrawn: { date: 2026-05-01, reason: Asked }\n", "!");
    let column = drums("[d](gone/d.pdf)")
        .file("content/questions/drums/gone/index.md", withdrawn)
        .file("content/questions/drums/gone/d.pdf", "SECRET")
        .file("content/questions/drums/gone/e.pdf", "SECRET");
    shows(
        column.build().report(),
        str![[r#"
error: `content/questions/drums/gone/d.pdf` is not published: the letter in its folder is withdrawn
 --> content/questions/drums/index.md:7:9
  |
7 | SM: [d](gone/d.pdf)
  |         ^^^^^^^^^^
  |
  = help: remove this link
"#]],
    );
    let column = column.file("content/questions/drums/index.md", letter("Drums", "", "!"));
    column.build().sound();
    assert_eq!(published(&column, "SECRET"), [""; 0]);
}

#[test]
fn an_index_is_one_in_any_case_and_with_any_extension_of_a_text() {
    for index in ["index.md", "Index.md", "INDEX.MD", "index.markdown", "Index.Markdown"] {
        let withdrawn = "withdrawn: { date: 2026-05-01, reason: Asked }\n";
        let later = letter("In", "", "!").replace("2026", "2030");
        for text in [letter("In", "draft: yes\n", "!"), later, letter("In", withdrawn, "!")] {
            let column = drums("!")
                .file(&format!("content/questions/drums/inner/{index}"), text)
                .file("content/questions/drums/inner/a.pdf", "SECRET");
            assert!(column.build().written.is_some());
            assert_eq!(published(&column, "SECRET"), [""; 0], "{index}");
        }
        let column = drums("!")
            .file(&format!("content/questions/drums/inner/{index}"), "x".repeat(2 << 20))
            .file("content/questions/drums/inner/a.pdf", "SECRET");
        assert!(column.build().site.attachments.is_empty(), "{index}");
        let column = Column::new()
            .file(&format!("content/questions/drums/{index}"), letter("Drums", "", "[A](a.pdf)"))
            .file("content/questions/drums/a.pdf", "OWN")
            .file("content/questions/other.md", letter("Other", "", "[a](drums.md) [b](drums/a.pdf)"));
        column.build().sound();
        assert_eq!(published(&column, "OWN"), ["questions/drums/a.pdf"], "{index}");
        let column = Column::new().file(&format!("content/questions/{index}"), letter("Drums", "", "!"));
        let needs_folder = "error: `index.md` needs a folder of its own: the folder's name becomes its address \
                            (move it into one, such as `loud-drums/index.md`, or rename it)";
        assert_eq!(column.build().short().trim(), format!("content/questions/{index}:1:1: {needs_folder}"));
    }
}

#[test]
fn a_folder_whose_index_cannot_be_read_holds_its_files_back() {
    let column = drums("[a](inner/a.pdf)")
        .file("content/questions/drums/inner/index.md", "x".repeat(2 << 20))
        .file("content/questions/drums/inner/a.pdf", "SECRET");
    let built = column.build();
    assert!(built.site.attachments.is_empty());
    shows(
        built.short(),
        str![[r#"
content/questions/drums/index.md:7:9: error: `content/questions/drums/inner/a.pdf` is not published: the `index.md` in its folder cannot be read (correct that file first)
content/questions/drums/inner/index.md: error: this file is too large: 2048 KB, and the limit is 1024 KB (split it into several files)
"#]],
    );
}

#[cfg(unix)]
fn link(column: &Column, target: &str, path: &str) {
    let place = column.root().join(path);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, place).unwrap();
}

#[cfg(unix)]
#[test]
fn links_on_disk_stay_within_content_and_end_at_no_text() {
    let column = drums("![A](shared.png)")
        .file(".git/config", "SECRET")
        .file(".env", "SECRET")
        .file("content/.hidden.pdf", "SECRET")
        .file("content/pages/draft/index.md", "---\ntitle: Draft\ndraft: yes\n---\nSECRET\n")
        .file("content/pages/draft/scan.pdf", "SECRET")
        .file("content/pictures/shared.png", png("PICTURE"))
        .file("content/questions/notes.yaml", "SECRET");
    for (target, path) in [
        ("../../../.git/config", "config.txt"),
        ("../../../.env", "env.txt"),
        ("/etc/hostname", "host.txt"),
        ("../../.hidden.pdf", "hidden.pdf"),
        ("../../pages/draft/index.md", "draft.txt"),
        ("../../pages/draft/index.md", "draft.md"),
        ("../../pages/draft", "folder"),
        ("../../..", "root"),
        ("missing.png", "missing.png"),
        ("circle.png", "circle.png"),
        ("../../pictures/shared.png", "shared.png"),
        ("../../pages/draft/scan.pdf", "scan.pdf"),
        ("../notes.yaml", "notes.txt"),
    ] {
        link(&column, target, &format!("content/questions/drums/{path}"));
    }
    shows(
        column.build().short(),
        str![[r#"
content/questions/drums/circle.png: error: this is a shortcut (link) to a file that is not there (put the file itself here, or remove the shortcut)
content/questions/drums/config.txt: error: this shortcut (link) leads out of `content/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
content/questions/drums/draft.md: error: this is a shortcut (link) to `content/pages/draft/index.md`, which callslip already reads (remove it; to send readers there, link to that file in a letter or page)
content/questions/drums/draft.txt: error: this is a shortcut (link) to `content/pages/draft/index.md`, which callslip already reads (remove it; to send readers there, link to that file in a letter or page)
content/questions/drums/env.txt: error: this shortcut (link) leads out of `content/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
content/questions/drums/folder: error: this is a shortcut (link) to the folder `content/pages/draft`, so callslip does not open it (put a copy of the files here, or a shortcut to each of them)
content/questions/drums/hidden.pdf: error: this is a shortcut (link) to `content/.hidden.pdf`, which is never published (put a copy of the file here instead of a shortcut)
content/questions/drums/host.txt: error: this shortcut (link) leads out of `content/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
content/questions/drums/missing.png: error: this is a shortcut (link) to a file that is not there (put the file itself here, or remove the shortcut)
content/questions/drums/notes.txt: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
content/questions/drums/root: error: this shortcut (link) leads out of `content/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
content/questions/notes.yaml: hint: this file is not published: callslip does not publish files of this kind (to publish it, move it to `static/`)
"#]],
    );
}

#[cfg(unix)]
#[test]
fn a_link_within_content_shares_a_picture_and_is_read_again_with_it() {
    let column = drums("![A](shared.png)").file("content/pictures/shared.png", png("PICTURE"));
    link(&column, "../../pictures/shared.png", "content/questions/drums/shared.png");
    link(&column, "../pages/draft/scan.pdf", "content/questions/scan.pdf");
    let column = column
        .file("content/pages/draft/index.md", "---\ntitle: Draft\ndraft: yes\n---\nText.\n")
        .file("content/pages/draft/scan.pdf", "SECRET")
        .file("content/questions/b.md", letter("B", "", "[scan](scan.pdf)"));
    let built = column.build();
    shows(
        built.report(),
        str![[r#"
warning: `content/questions/scan.pdf` is not published: it is in the folder of a draft
 --> content/questions/b.md:7:12
  |
7 | SM: [scan](scan.pdf)
  |            ^^^^^^^^
  |
  = help: until then, readers see these words without the link
"#]],
    );
    let files = tree(&column.public()).into_iter().filter(|(_, bytes)| *bytes == png("PICTURE"));
    assert_eq!(files.map(|(path, _)| path).collect::<Vec<_>>(), ["questions/drums/shared.png"]);
    assert_eq!(published(&column, "SECRET"), [""; 0]);

    let mut snapshot = Snapshot::default();
    snapshot.refresh(column.root(), &Change::Anything).unwrap();
    let fingerprint = |snapshot: &Snapshot, path: &str| {
        snapshot.attachments.iter().find(|file| &*file.path == path).unwrap().fingerprint
    };
    let column = column.file("content/pictures/shared.png", png("ANOTHER"));
    let changed = Change::Files(["content/pictures/shared.png".into()].into());
    assert!(snapshot.refresh(column.root(), &changed).unwrap());
    let link = fingerprint(&snapshot, "content/questions/drums/shared.png");
    assert_eq!(link, fingerprint(&snapshot, "content/pictures/shared.png"));
}

/// Two links in each of thirty folders would make a thousand million paths.
#[cfg(unix)]
#[test]
fn links_cannot_make_the_walk_longer() {
    let mut column = Column::new();
    for depth in 0..30 {
        column = column.file(&format!("content/farm/{depth}/a.png"), png("A"));
        for name in ["left", "right"] {
            link(&column, &format!("../{}", depth + 1), &format!("content/farm/{depth}/{name}"));
        }
    }
    let built = column.build();
    // The last two lead nowhere.
    assert_eq!(built.short().matches("so callslip does not open it").count(), 58);
}

#[test]
fn a_path_has_a_depth_and_a_length() {
    let name = "a-folder-with-a-long-name-".repeat(4);
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file(&format!("content/{}a.png", "a/".repeat(40)), "")
        .file(&format!("content/{}a.png", format!("{name}/").repeat(10)), "");
    let short = column.build().short().replace(&name, "[LONG]");
    shows(
        short,
        str![[r#"
content/[LONG]/[LONG]/[LONG]/[LONG]/[LONG]/[LONG]/[LONG]/[LONG]/[LONG]/[LONG]/a.png: error: this path is too long to be published (move it to a folder higher up)
content/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a: error: this path is too long to be published (move it to a folder higher up)
"#]],
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_opened() {
    let column = drums("!").file("static/a.txt", "").file("templates/keep.txt", "");
    for path in ["content/questions/pipe.md", "content/questions/drums/pipe.png", "static/pipe", "templates/pipe.html"]
    {
        let made = std::process::Command::new("mkfifo").arg(column.root().join(path)).status().unwrap();
        assert!(made.success());
    }
    let _socket = std::os::unix::net::UnixListener::bind(column.root().join("content/questions/socket.md")).unwrap();
    shows(
        column.build().short(),
        str![[r#"
content/questions/drums/pipe.png: error: this is neither a file nor a folder, so it is not read (remove it from this folder)
content/questions/pipe.md: error: this is neither a file nor a folder, so it is not read (remove it from this folder)
content/questions/socket.md: error: this is neither a file nor a folder, so it is not read (remove it from this folder)
static/pipe: error: this is neither a file nor a folder, so it is not read (remove it from this folder)
templates/pipe.html: error: this is neither a file nor a folder, so it is not read (remove it from this folder)
"#]],
    );
}

/// Each file has more bytes than a computer has memory, and none on disk.
#[test]
fn the_size_of_a_text_is_looked_at_before_it_is_read() {
    let column = Column::new().letter("Q: ?\n\nSM: !\n");
    let files = [
        "content/questions/a.md",
        "content/tags.yaml",
        "content/glossary.yaml",
        "templates/home.html",
        "strings/en.yaml",
        "assets/a.css",
    ];
    for path in files {
        let column = column.clone().file(path, "");
        let file = std::fs::File::options().write(true).open(column.root().join(path)).unwrap();
        file.set_len(1 << 36).unwrap();
    }
    shows(
        column.build().short(),
        str![[r#"
assets/a.css: error: this file is too large: 67108864 KB, and the limit is 16384 KB (make it smaller, or put it into `static/`)
content/glossary.yaml: error: this file is too large: 67108864 KB, and the limit is 1024 KB (split it into several files)
content/questions/a.md: error: this file is too large: 67108864 KB, and the limit is 1024 KB (split it into several files)
content/tags.yaml: error: this file is too large: 67108864 KB, and the limit is 1024 KB (split it into several files)
strings/en.yaml: error: this file is too large: 67108864 KB, and the limit is 1024 KB (split it into several files)
templates/home.html: error: this file is too large: 67108864 KB, and the limit is 1024 KB (split it into several files)
"#]],
    );
    let column = Column::empty().file("column.yaml", "title: A\n".repeat(200_000));
    shows(
        column.build().short(),
        str![[r#"
hint: there is no letter in `content/questions/` yet (write the first one with `callslip new question "Its title"`)
column.yaml: error: this file is too large: 1758 KB, and the limit is 1024 KB (split it into several files)
column.yaml:1:1: error: `column.yaml` needs the field `title` (add a line such as `title: The name of your column`)
"#]],
    );
}

#[test]
fn conflict_copies_are_held_back_each_with_the_file_that_it_is_of() {
    let text = letter("Drums", "", "!");
    let mut column = Column::new();
    for name in [
        "drums.md",
        "drums.sync-conflict-20260102-101010-ABCDEFG.md",
        "drums (Anna's conflicted copy 2026-01-02).md",
        "drums (In Konflikt stehende Kopie von Anna 2026-01-02).md",
        "drums-DESKTOP-AB12.md",
        "drums_BASE_4711.md",
        "drums.Conflict.md",
        "drums (Selective Sync Conflict)/index.md",
        "drums (Selective Sync Conflict)/plan.pdf",
    ] {
        column = column.file(&format!("content/questions/{name}"), &text);
    }
    let column = column.file("static/CNAME (Anna's conflicted copy 2026-01-02)", "").file("static/CNAME", "");
    let built = column.build();
    shows(
        built.short(),
        str![[r#"
content/questions/drums (Anna's conflicted copy 2026-01-02).md: warning: this is a copy of `content/questions/drums.md` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
content/questions/drums (In Konflikt stehende Kopie von Anna 2026-01-02).md: warning: this is a copy of `content/questions/drums.md` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
content/questions/drums (Selective Sync Conflict): warning: this is a copy of `content/questions/drums` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
content/questions/drums-DESKTOP-AB12.md: warning: this is a copy of `content/questions/drums.md` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
content/questions/drums.Conflict.md: warning: this is a copy of `content/questions/drums.md` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
content/questions/drums.sync-conflict-20260102-101010-ABCDEFG.md: warning: this is a copy of `content/questions/drums.md` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
content/questions/drums_BASE_4711.md: warning: this is a copy of `content/questions/drums.md` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
static/CNAME (Anna's conflicted copy 2026-01-02): warning: this is a copy of `static/CNAME` from a sync conflict, so callslip does not read it (compare the two, keep what you want in the other one, and remove this one)
"#]],
    );
    assert_eq!(built.site.entries.letters.len(), 1);
    // Without the file that it may be a copy of, it is a letter.
    let alone = Column::new().file("content/questions/on-DESKTOP-AB12.md", &text).build().sound();
    assert_eq!(alone.site.entries.letters.len(), 1);
}

#[test]
fn two_letters_with_the_same_title_and_date() {
    let column = Column::new()
        .file("content/questions/drums.md", letter("Drums", "", "One."))
        .file("content/questions/drums 2.md", letter("Drums", "", "Two."));
    shows(
        column.build().report(),
        str![[r#"
warning: this letter has the same title and date as `content/questions/drums.md`
 --> content/questions/drums 2.md:2:8
  |
2 | title: Drums
  |        ^^^^^
  |
 ::: content/questions/drums.md:2:8
  |
2 | title: Drums
  |        ----- the other one
  |
  = help: if one is a copy of the other, remove the copy; if not, change one of the titles
"#]],
    );
    let column = column.file("content/questions/drums.md", letter("Drums", "draft: yes\n", "One."));
    shows(
        column.build().report(),
        str![[r#"
warning: this letter has the same title and date as `content/questions/drums.md`, which is a draft
 --> content/questions/drums 2.md:2:8
  |
2 | title: Drums
  |        ^^^^^
  |
 ::: content/questions/drums.md:2:8
  |
2 | title: Drums
  |        ----- the other one
  |
  = help: if one is a copy of the other, remove the copy; if not, change one of the titles

warning: this page was at `/questions/drums/` in the last build, and is now at `/questions/drums-2/`
--> content/questions/drums 2.md
 = help: so that old links still lead to it, write `aliases: [/questions/drums/]` in this file
"#]],
    );
    let gone = "withdrawn: { date: 2026-05-01, reason: Asked }\n";
    let column = column.file("content/questions/drums.md", letter("Drums", gone, "One."));
    let built = column.build();
    assert!(built.written.is_none());
    shows(
        built.report(),
        str![[r#"
error: this letter has the same title and date as `content/questions/drums.md`, which is withdrawn
 --> content/questions/drums 2.md:2:8
  |
2 | title: Drums
  |        ^^^^^
  |
 ::: content/questions/drums.md:2:8
  |
2 | title: Drums
  |        ----- the other one
  |
  = help: if one is a copy of the other, remove the copy; if not, change one of the titles
"#]],
    );
}

#[test]
fn static_goes_out_as_it_is() {
    let files = [
        ".well-known/security.txt",
        ".well-known/acme/a",
        "favicon.ico",
        "google1a2b3c.html",
        "files/setup.exe",
        "tool/index.html",
        "notes.md",
        "café.txt",
    ];
    let litter =
        [".DS_Store", "Thumbs.db", "._favicon.ico", "a.txt~", ".gitignore", "a.swp", "~$plan.docx", "tool/desktop.ini"];
    let mut column = drums("[a](/files/setup.exe) [b](../../../static/files/setup.exe) [c](/tool/)");
    for file in files.iter().chain(&litter) {
        column = column.file(&format!("static/{file}"), format!("STATIC {file}"));
    }
    let built = column.build().sound();
    let mut expected = files.to_vec();
    expected.sort_unstable();
    assert_eq!(published(&built.column, "STATIC"), expected);
    for link in ["../../files/setup.exe", "../../tool/"] {
        assert!(
            built.main("/questions/drums/").contains(&format!("href=\"{link}\"")),
            "{}",
            built.main("/questions/drums/")
        );
    }
}

#[test]
fn a_file_of_static_is_read_again_when_it_is_named() {
    let column = drums("!").file("static/a.txt", "A");
    let mut snapshot = Snapshot::default();
    snapshot.refresh(column.root(), &Change::Anything).unwrap();
    let before = snapshot.attachments.clone();
    let column = column.file("static/a.txt", "B").file("static/.well-known/b.txt", "B").file("static/.DS_Store", "");
    let named = ["static/a.txt", "static/.well-known/b.txt", "static/.DS_Store"].map(Into::into);
    assert!(snapshot.refresh(column.root(), &Change::Files(named.into())).unwrap());
    let paths: Vec<&str> = snapshot.attachments.iter().map(|file| &*file.path).collect();
    assert_eq!(paths, ["static/.well-known/b.txt", "static/a.txt"]);
    assert_ne!(snapshot.attachments[1].fingerprint, before[0].fingerprint);
    std::fs::remove_file(column.root().join("static/a.txt")).unwrap();
    assert!(snapshot.refresh(column.root(), &Change::Files(["static/a.txt".into()].into())).unwrap());
    assert_eq!(snapshot.attachments.len(), 1);
}

#[test]
fn static_files_in_the_way() {
    let page = "---\ntitle: About\naliases: [/old.html]\n---\nText.\n";
    let mut column = drums("!")
        .file("column.yaml", "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nhost: netlify\n")
        .file("content/pages/about.md", page)
        .file("content/questions/drums/plan.pdf", "%PDF-1.4");
    for name in [
        "about/index.html",
        "robots.txt",
        "feed.xml",
        "sitemap.xml",
        "_headers",
        "404.html",
        "questions/drums/plan.pdf",
        "old.html",
        "questions/index.html",
    ] {
        column = column.file(&format!("static/{name}"), "");
    }
    shows(
        column.build().short(),
        str![[r#"
content/pages/about.md:3:11: error: `/old.html` cannot be an old address of this page: it is already used (remove this old address, or the other)
static/404.html: error: `/404.html` is an address that callslip itself uses (remove it: the theme makes this page, with its template `not_found.html`)
static/_headers: error: `/_headers` is an address that callslip itself uses (remove it: callslip writes this file itself)
static/about/index.html: error: two files have the address `/about/` (give one of them another name; the other is `content/pages/about.md`)
static/feed.xml: error: `/feed.xml` is an address that callslip itself uses (give it another name)
static/questions/drums/plan.pdf: error: two files have the address `/questions/drums/plan.pdf` (give one of them another name; the other is `content/questions/drums/plan.pdf`)
static/questions/index.html: error: `/questions/` is an address that callslip itself uses (give it another name)
static/robots.txt: error: `/robots.txt` is an address that callslip itself uses (remove it: callslip writes this file itself, and lets search engines read every page)
static/sitemap.xml: error: `/sitemap.xml` is an address that callslip itself uses (remove it: callslip writes this file itself)
"#]],
    );
}

#[cfg(unix)]
#[test]
fn static_refuses_repositories_links_and_names_that_nothing_can_show() {
    let column = drums("!")
        .file("secret.txt", "SECRET")
        .file("content/draft.pdf", "SECRET")
        .file("static/.git/config", "SECRET")
        .file("static/sub/.hg/store", "SECRET")
        .file("static/a\nb.txt", "SECRET")
        .file("static/a\u{1b}[2J.txt", "SECRET")
        .file("static/.callslip", "SECRET")
        .file("static/.plan.pdf.icloud", "SECRET")
        .file("static/a\\b.txt", "SECRET");
    link(&column, "../secret.txt", "static/secret.txt");
    link(&column, "../content/draft.pdf", "static/draft.pdf");
    link(&column, "..", "static/up");
    shows(
        column.build().short(),
        str![[r#"
content/draft.pdf: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
static/.callslip: error: names that begin with `.callslip` are callslip's own (give it another name)
static/.git: error: this is the history of a repository, and all of it would be published (move it out of `static/`)
static/.plan.pdf.icloud: error: this file is in iCloud and not on this computer, so it would be missing (download it: open it once, or choose “Keep Downloaded” in Finder)
static/a\b.txt: error: `/a%5Cb.txt` cannot be an address: it contains a backslash (give it another name, of letters, digits, and hyphens)
static/a�[2J.txt: error: this name contains a character that cannot be shown (give it another name)
static/a�b.txt: error: this name contains a character that cannot be shown (give it another name)
static/draft.pdf: error: this shortcut (link) leads out of `static/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
static/secret.txt: error: this shortcut (link) leads out of `static/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
static/sub/.hg: error: this is the history of a repository, and all of it would be published (move it out of `static/`)
static/up: error: this shortcut (link) leads out of `static/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
"#]],
    );
}

#[cfg(unix)]
#[test]
fn a_folder_of_the_column_that_is_a_link_is_not_followed() {
    let column = drums("!").file(".git/config", "SECRET").file("mine/theme.yaml", "");
    for (target, path) in [
        (".git", "static"),
        (".git", "assets"),
        ("mine", "themes"),
        ("../.git/config", "templates/config.txt"),
        ("../../.git/config", "strings/own/config.txt"),
    ] {
        link(&column, target, path);
    }
    shows(
        column.build().short(),
        str![[r#"
assets: error: this folder is a shortcut (link) to another one, so callslip does not open it (put the folder itself here instead of a shortcut)
static: error: this folder is a shortcut (link) to another one, so callslip does not open it (put the folder itself here instead of a shortcut)
strings/own/config.txt: error: this shortcut (link) leads out of `strings/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
templates/config.txt: error: this shortcut (link) leads out of `templates/`, so callslip does not open it (put a copy of the file here instead of a shortcut)
"#]],
    );
}

#[test]
fn the_folder_of_the_theme_is_the_themes_alone() {
    let column = Column::new()
        .file(
            "content/pages/assets.md",
            "---\ntitle: Assets\naliases: [/assets/old/, /ASSETS/older/]\n---\n![A](../assets/x.gif)\n",
        )
        .file("content/assets/x.gif", b"GIF89a\x01\0\x01\0\0\0\0;")
        .file("static/assets/y.css", "")
        .file("static/Assets/z.css", "");
    shows(
        column.build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`

error: `/assets/x.gif` is in the theme's folder, whose files browsers keep for a year
--> content/assets/x.gif
 = help: move it to another folder in `content/`, or to `static/files/x.gif`

error: `/assets/` is in the theme's folder, whose files browsers keep for a year
 --> content/pages/assets.md:2:8
  |
2 | title: Assets
  |        ^^^^^^
  |
  = help: give it another address: add a line such as `slug: another-name`

error: `/assets/old/` is in the theme's folder, whose files browsers keep for a year
 --> content/pages/assets.md:3:11
  |
3 | aliases: [/assets/old/, /ASSETS/older/]
  |           ^^^^^^^^^^^^
  |
  = help: remove it here, and set up a redirect in the settings of your web host

error: `/ASSETS/older/` is in the theme's folder, whose files browsers keep for a year
 --> content/pages/assets.md:3:25
  |
3 | aliases: [/assets/old/, /ASSETS/older/]
  |                         ^^^^^^^^^^^^^^
  |
  = help: remove it here, and set up a redirect in the settings of your web host

error: `/Assets/z.css` is in the theme's folder, whose files browsers keep for a year
--> static/Assets/z.css
 = help: move it to `static/files/z.css`, or to another folder in `static/`

error: `/assets/y.css` is in the theme's folder, whose files browsers keep for a year
--> static/assets/y.css
 = help: move it to `static/files/y.css`, or to another folder in `static/`
"#]],
    );
}

#[test]
fn a_video_that_says_where_it_was_taken() {
    // The marks lie across two pieces.
    let far = vec![0; (1 << 16) - 28];
    let place = exif(false, 1, true);
    let files: [(&str, Vec<u8>); 6] = [
        ("a.tif", place.clone()),
        ("b.mp4", [b"\0\0\0\x18ftypmp42", &far[..], b"\xa9xyz\0\x12\x15\xc7+40.7128-074.0060/"].concat()),
        ("c.mov", [b"\0\0\0\x14ftypqt  ", &far[..], b"com.apple.quicktime.location.ISO6709"].concat()),
        ("d.mov", [b"\0\0\0\x14ftypqt  ", &far[..], b"Exif\0\0", &place].concat()),
        ("none.mp4", b"\xa9xyz\0\x12\x15\xc7none".to_vec()),
        ("none.tif", exif(true, 1, false)),
    ];
    let mut column = drums("!");
    for (name, bytes) in &files {
        column = column.file(&format!("content/questions/drums/{name}"), bytes);
    }
    let column = column.file("static/me.tif", &place).file("content/unused.tif", &place);
    shows(
        column.build().short(),
        str![[r#"
content/questions/drums/b.mp4: warning: this file says where it was taken, and readers can find out (save it without its location: photo apps call this “Remove Location”)
content/questions/drums/c.mov: warning: this file says where it was taken, and readers can find out (save it without its location: photo apps call this “Remove Location”)
content/questions/drums/d.mov: warning: this file says where it was taken, and readers can find out (save it without its location: photo apps call this “Remove Location”)
content/unused.tif: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
}

#[test]
fn a_note_of_git_lfs_is_not_the_picture() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    let column = drums("!")
        .file("content/questions/drums/a.png", pointer)
        .file("static/logo.svg", pointer)
        .file("static/letter.md", letter("A", "", "!"));
    shows(
        column.build().report(),
        str![[r#"
error: this is a placeholder from Git LFS, not the file itself
--> content/questions/drums/a.png
 = help: run `git lfs pull` to get the file

warning: this file is published as it is, with its `---` lines, at `/letter.md`
--> static/letter.md
 = help: a letter belongs in `content/questions/`, a page in `content/pages/`

error: this is a placeholder from Git LFS, not the file itself
--> static/logo.svg
 = help: run `git lfs pull` to get the file
"#]],
    );
}

#[test]
fn names_that_are_ours_are_refused() {
    let column = drums("!")
        .file("static/.callslip-published", "")
        .file("static/a/.Callslip.new/b.txt", "")
        .file("content/questions/drums/.callslip.new.txt", "");
    shows(
        column.build().short(),
        str![[r#"
static/.callslip-published: error: names that begin with `.callslip` are callslip's own (give it another name)
static/a/.Callslip.new: error: names that begin with `.callslip` are callslip's own (give it another name)
"#]],
    );
}
