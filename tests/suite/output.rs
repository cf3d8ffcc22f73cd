//! The output folder: what is written, what is removed, and what is never touched.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use callslip::output::WriteReport;
use snapbox::str;

use crate::support::column::{pages, tree};
use crate::support::{Column, jpeg, shows};

fn letter(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n")
}

fn column() -> Column {
    Column::new().file("content/questions/one.md", letter("One")).file("content/questions/two.md", letter("Two"))
}

/// Every file of a folder with what the system knows of it: time of change, and on Unix which file it is.
fn stamps(folder: &Path) -> Vec<(String, SystemTime, u64)> {
    let stamp = |path: &String| {
        let found = fs::metadata(folder.join(path)).unwrap();
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&found);
        #[cfg(not(unix))]
        let inode = 0;
        (path.clone(), found.modified().unwrap(), inode)
    };
    tree(folder).keys().map(stamp).collect()
}

fn report(column: &Column) -> WriteReport {
    let built = column.build();
    let built = built.sound_since_last_build();
    built.written.unwrap()
}

/// The error that the output folder itself gives, without the name of the test's folder.
fn refusal(column: &Column) -> String {
    let Err(error) = column.try_build() else { panic!("something stands in the way") };
    error.to_string().replace(&column.root().display().to_string(), "[ROOT]")
}

#[test]
fn a_second_build_writes_nothing() {
    let column = column();
    let first = report(&column);
    assert_eq!((first.unchanged, first.removed), (0, 0));
    let before = stamps(&column.public());
    let second = report(&column);
    assert_eq!((second.written, second.unchanged, second.removed), (0, first.written, 0));
    assert_eq!(stamps(&column.public()), before);
}

type Edit = fn(Column) -> Column;

/// A page that was made of the same by the last build is not made again. So whatever bytes follow from must be among
/// what it is made of: after each of these changes the folder is as if it were built from nothing.
#[test]
fn whatever_a_page_follows_from_makes_it_again() {
    let program = "---\ntitle: Course\nprovider: School\nverified: 2026-01-01\nreview_every: 1 year\n---\n";
    let mut column = column()
        .file("content/programs/course.md", program)
        .file("content/questions/later.md", letter("Later").replace("2026-03-02", "2026-11-24"))
        .file("content/questions/three/index.md", letter("Folder").replace('!', "![A drum](drum.jpg)"))
        .file("content/questions/three/drum.jpg", jpeg("not really a picture"));
    let edits: [(&str, Edit); 18] = [
        ("nothing", |column| column),
        ("a word", |column| column.file("content/questions/two.md", letter("Another"))),
        ("a letter falls due", |column| column.on_day("2026-11-25")),
        ("a check is late", |column| column.on_day("2027-06-01")),
        ("the address", |column| column.base_url("https://other.example/there")),
        ("a picture", |column| column.file("content/questions/three/drum.jpg", jpeg("nor is this"))),
        ("the vocabulary", |column| column.file("content/tags.yaml", "tags:\n  drums: { use_for: [tom-toms] }\n")),
        ("a tag", |column| {
            column.file("content/questions/two.md", letter("Two").replace("date", "tags: [drums]\ndate"))
        }),
        ("the glossary", |column| column.file("content/glossary.yaml", "SM: School of Music\n")),
        ("the settings", |column| {
            column.file("column.yaml", "title: Another Desk\nbase_url: https://desk.example\nid: desk.example,2026\n")
        }),
        ("a template", |column| {
            let text = "{% extends \"parent:question.html\" %}{% block foot %}Mine{% endblock foot %}";
            column.file("templates/question.html", text)
        }),
        ("a template that nobody asks for", |column| column.file("templates/mine.html", "{{ page.title | safe }}\n")),
        ("another template", |column| {
            column
                .file("content/questions/two.md", letter("Two").replace("date", "template: mine\ntags: [drums]\ndate"))
        }),
        ("a string of the theme", |column| column.file("strings/en.yaml", "the_question: What she asks\n")),
        ("a stylesheet", |column| column.file("assets/reading-room.css", "body { color: black }\n")),
        ("a columnist's name", |column| {
            column.file("content/people/sol-marchetti.md", "---\nname: Sol\ninitials: SM\n---\n")
        }),
        ("a field for the theme alone", |column| {
            column.file("content/questions/two.md", letter("Two").replace("date", "extra: { mood: sour }\ndate"))
        }),
        ("a touched page", |column| {
            fs::write(column.public().join("index.html"), "touched").unwrap();
            column
        }),
    ];
    for (what, edit) in edits {
        column = edit(column);
        assert!(column.build().written.is_some(), "{what}");
        let kept = pages(&column.public());
        fs::remove_dir_all(column.public()).unwrap();
        column.build();
        assert!(kept == pages(&column.public()), "{what}");
    }
}

#[test]
fn only_what_differs_is_written() {
    let column = column();
    report(&column);
    let before = stamps(&column.public());
    let column = column.file("content/questions/one.md", letter("One").replace('!', "No."));
    assert!(report(&column).written > 0);
    let after = stamps(&column.public());
    let changed: Vec<&str> =
        after.iter().filter(|stamp| !before.contains(stamp)).map(|(path, ..)| path.as_str()).collect();
    // The letter itself, and the feed with its full text; the home page shows the first words of the newest answer.
    shows(
        changed.join("\n"),
        str![[r#"
.callslip
assets/search/w--qcht.js
feed.json
feed.xml
index.html
people/sol-marchetti/feed.xml
questions/one/index.html
search/index.js
"#]],
    );
}

#[test]
fn what_is_no_longer_made_is_removed_with_its_empty_folders() {
    let column = column()
        .without("content/questions/one.md")
        .file("content/questions/one/index.md", letter("One"))
        .file("content/questions/one/deep/a.txt", "a")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\ntags: [t]\n---\n");
    report(&column);
    assert!(column.public().join("tags/t/index.html").exists());
    let column = column
        .without("content/questions/one/index.md")
        .without("content/questions/one/deep/a.txt")
        .without("content/programs/a.md");
    let removed = report(&column).removed;
    assert_eq!(removed, 9, "a letter, a text, a profile, four files with all profiles, a subject and its feed");
    assert!(!column.public().join("questions/one").exists());
    assert!(!column.public().join("tags/t").exists());
    assert!(column.public().join("questions/two/index.html").exists());
}

#[test]
fn foreign_files_are_never_touched() {
    let column = column();
    report(&column);
    let foreign =
        ["CNAME", ".nojekyll", ".git/config", ".git/objects/aa/bb", "questions/one/notes.txt", "old/index.html"];
    for path in foreign {
        let place = column.public().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, "mine").unwrap();
    }
    fs::create_dir(column.public().join("empty")).unwrap();
    let before = stamps(&column.public());
    let column = column.without("content/questions/one.md");
    report(&column);
    let after = stamps(&column.public());
    for path in foreign {
        let of = |stamps: &[(String, SystemTime, u64)]| stamps.iter().find(|stamp| stamp.0 == path).cloned();
        assert_eq!(of(&after), of(&before), "{path}");
    }
    assert!(!column.public().join("questions/one/index.html").exists());
    assert!(column.public().join("empty").exists());
}

#[test]
fn a_foreign_file_in_the_way_is_an_error_that_names_it() {
    let column = column();
    let place = column.public().join("questions/one/index.html");
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&place, "mine").unwrap();
    fs::write(column.public().join("index.html"), "mine too").unwrap();
    shows(
        refusal(&column),
        str![[r#"
callslip did not write these files in [ROOT]/public, so it does not replace them:
  index.html
  questions/one/index.html
move them away, or build into another folder with `--out`
"#]],
    );
    let mut files = tree(&column.public());
    files.remove(".callslip.lock");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["index.html", "questions/one/index.html"]);
}

#[test]
fn a_foreign_file_where_a_folder_must_be_is_an_error_that_names_it() {
    let column = column();
    fs::create_dir_all(column.public()).unwrap();
    fs::write(column.public().join("questions"), "mine").unwrap();
    shows(
        refusal(&column),
        str![[r#"
callslip did not write these files in [ROOT]/public, so it does not replace them:
  questions
move them away, or build into another folder with `--out`
"#]],
    );
    let mut files = tree(&column.public());
    files.remove(".callslip.lock");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["questions"]);
}

#[test]
fn a_foreign_folder_where_a_file_must_be_is_an_error_that_names_it() {
    let column = column();
    fs::create_dir_all(column.public().join("robots.txt/inner")).unwrap();
    shows(
        refusal(&column),
        str![[r#"
callslip did not write these files in [ROOT]/public, so it does not replace them:
  robots.txt/inner
move them away, or build into another folder with `--out`
"#]],
    );
}

#[test]
fn a_foreign_file_that_is_equal_is_adopted() {
    let column = column();
    report(&column);
    fs::remove_file(column.public().join(".callslip")).unwrap();
    let again = report(&column);
    assert_eq!(again.written, 0);
    // From now on it is ours: it goes when it is no longer made.
    let column = column.without("content/questions/one.md");
    assert_eq!(report(&column).removed, 1);
}

#[test]
fn a_file_of_ours_that_somebody_changed_is_made_from_nothing() {
    let column = column();
    report(&column);
    let place = column.public().join("questions/one/index.html");
    fs::write(&place, "spoilt").unwrap();
    assert_eq!(report(&column).written, 1);
    assert!(fs::read_to_string(place).unwrap().contains("One"));
}

#[test]
fn a_file_that_somebody_changed_and_nobody_makes_is_left_alone_and_said() {
    let column = column();
    report(&column);
    let place = column.public().join("questions/one/index.html");
    fs::write(&place, "mine now").unwrap();
    let column = column.without("content/questions/one.md");
    let said = report(&column);
    assert_eq!((said.removed, said.left), (0, vec!["questions/one/index.html".to_owned()]));
    assert_eq!(fs::read_to_string(&place).unwrap(), "mine now");
    // Said once: from now on it is hers.
    assert!(report(&column).left.is_empty());
    assert_eq!(fs::read_to_string(&place).unwrap(), "mine now");
}

#[test]
fn an_asset_that_changed_stays_one_build_longer() {
    let style = |column: &Column| {
        let files = column.build().sound().files();
        files.into_iter().filter(|path| path.contains("reading-room") && path.ends_with(".css")).collect::<Vec<_>>()
    };
    let column = column().file("assets/reading-room.css", "/* one */");
    let one = style(&column);
    let column = column.file("assets/reading-room.css", "/* two */");
    let both = style(&column);
    assert!(one.len() == 1 && both.len() == 2 && both.contains(&one[0]), "{both:?}");
    // A build that changes nothing does not count.
    assert_eq!(style(&column), both);
    let column = column.file("content/questions/three.md", letter("Three"));
    let two = style(&column);
    assert!(two.len() == 1 && two != one, "{two:?}");
}

#[test]
fn a_page_becomes_a_folder_and_back() {
    let page = |slug: &str| format!("---\ntitle: A\nslug: {slug}\n---\n");
    let links = |to: &str| format!("---\ntitle: B\n---\n[the guide]({to})\n");
    let file = column().file("static/guide", "a file without an ending").file("content/pages/b.md", links("/guide"));
    report(&file);
    assert!(file.public().join("guide").is_file());
    let folder = file.without("static/guide").file("content/pages/a.md", page("guide"));
    let folder = folder.file("content/pages/b.md", links("a.md"));
    report(&folder);
    assert!(folder.public().join("guide/index.html").is_file());
    let file = folder.without("content/pages/a.md").file("static/guide", "a file again");
    let file = file.file("content/pages/b.md", links("/guide"));
    report(&file);
    assert!(file.public().join("guide").is_file());
}

/// On a disk that ignores case, which it finds out itself, the file must not be lost.
#[test]
fn a_picture_that_changes_case_is_there_by_its_new_name() {
    let text = |picture: &str| letter("Drums").replace('!', &format!("![A room]({picture})"));
    let column = column()
        .file("content/questions/drums/index.md", text("Photo.JPG"))
        .file("content/questions/drums/Photo.JPG", jpeg("not really a picture"));
    column.build();
    let column = column.without("content/questions/drums/Photo.JPG");
    let column = column
        .file("content/questions/drums/index.md", text("photo.jpg"))
        .file("content/questions/drums/photo.jpg", jpeg("not really a picture"));
    for _ in 0..2 {
        let files = column.build().files();
        let pictures: Vec<&String> = files.iter().filter(|path| path.to_lowercase().ends_with("photo.jpg")).collect();
        assert_eq!(pictures, ["questions/drums/photo.jpg"]);
    }
}

#[test]
fn a_title_that_changes_case_moves_its_page() {
    let text = |slug: &str| letter("A").replace("---\ntitle", &format!("---\nslug: {slug}\ntitle"));
    let column = column().file("content/questions/a.md", text("drums"));
    report(&column);
    let column = column.file("content/questions/a.md", text("Drums"));
    let built = column.build();
    shows(
        built.short(),
        str![
            "content/questions/a.md: warning: this page was at `/questions/drums/` in the last build, and is now at `/questions/Drums/` (so that old links still lead to it, write `aliases: [/questions/drums/]` in this file)"
        ],
    );
    assert!(built.files().contains(&"questions/Drums/index.html".to_owned()));
    assert!(!built.files().contains(&"questions/drums/index.html".to_owned()));
}
