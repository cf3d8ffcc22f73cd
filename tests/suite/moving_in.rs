//! `callslip import`: an export of WordPress becomes a column, twice with the same result, and never over what was edited.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use snapbox::str;
use tempfile::TempDir;

use crate::support::column::tree;
use crate::support::moving_in::import;
use crate::support::shows;

/// An export with a letter in the shapes of real columns, with comments, a page, a draft, and what is no text.
const EXPORT: &str = include_str!("../vectors/export.xml");

/// The smallest picture: one pixel.
const PICTURE: &[u8] = include_bytes!("../vectors/pixel.png");

/// A folder with the export and its pictures.
fn exported() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("export.xml"), EXPORT).unwrap();
    let uploads = folder.path().join("uploads/2014/05");
    fs::create_dir_all(&uploads).unwrap();
    fs::write(uploads.join("ledgers.png"), PICTURE).unwrap();
    folder
}

/// The texts of a column, one after another.
fn texts(column: &Path) -> String {
    let mut shown = String::new();
    for (path, bytes) in tree(column) {
        let text = String::from_utf8(bytes).unwrap_or_else(|_| "a picture\n".to_owned());
        let text: Vec<&str> = text.lines().filter(|line| !line.starts_with("id: desk.example,")).collect();
        if path != ".callslip-import" {
            shown.extend(["=== ", &path, "\n", &text.join("\n"), "\n"]);
        }
    }
    shown
}

#[test]
fn a_blog_becomes_a_column() {
    let folder = exported();
    let printed = import(folder.path(), &["export.xml", "uploads"]);
    shows(
        printed,
        str![[r#"
3 of 3 posts
  letters with a question and an answer: 2
  articles: 1
1 of 1 pages
1 of 1 drafts, private posts, and those with a password
3 of 3 comments that were approved
1 of 1 authors who have written something
2 of 3 categories and tags of posts
1 of 1 pictures and files
  proposed profiles of programs: 3
3 of 3 addresses that go on leading to their text
15 files written
1 thing to do, and 5 to look at: see column/import-report.md.
The column has no mistakes. See it with:
  cd column
  callslip serve --open
"#]],
    );
    shows(
        texts(&folder.path().join("column")),
        str![[r#"
=== .gitignore
# What `callslip build` makes again at any time
/public/
=== column.yaml
title: The Desk & Beyond
tagline: Second opinions

# Where your column will be read: the feeds and the sitemap need it.
base_url: https://desk.example

# What the ids of your feeds are made of. Never change it, even when the column moves:
# otherwise everything in your readers' feeds appears as new.

# The old addresses of your feed, so that its readers go on getting your letters.
feed_aliases: [/feed/, /feed/atom/, /feed/rss2/, /?feed=rss2, /?feed=atom]

# The language of your column.
language: en-US
slugs: language

# Your time zone. It was guessed from the times of your posts.
timezone: America/New_York

# The main navigation. A path is an address of your own column.
nav:
  - { label: Letters, path: /questions/ }
  - { label: Subjects, path: /tags/ }
  - { label: Columnists, path: /people/ }
=== content/pages/about.md
---
title: About
aliases: [/?page_id=14, /?p=14]
---
Two of us & a desk.
=== content/people/sol-marchetti.md
---
name: Sol Marchetti
initials: SM
---
=== content/programs/harbor-law-school-certificate.md
---
title: Harbor Law School Certificate
url: https://law.example/
source: https://desk.example/2014/05/12/may-i-leave/
draft: yes
---
=== content/programs/island-college-maps-program.md
---
title: Island College Maps Program
url: https://map.example/
source: https://desk.example/2014/05/12/may-i-leave/
draft: yes
---
=== content/programs/rare-book-school.md
---
title: Rare Book School
url: https://book.example/
source: https://desk.example/2014/05/12/may-i-leave/
draft: yes
---
=== content/questions/a-secret.md
---
title: A secret
date: 2015-01-02 09:00:00
answered_by: SM
draft: yes
---
Not yet.
=== content/questions/first.md
---
title: First
date: 2013-01-02 09:00:00 -0500
id: https://desk.example/?p=10
aliases: [/2013/01/02/first/, /?p=10]
---
Q: Dear Sol, may I?

SM: You may.
=== content/questions/may-i-leave/index.md
---
title: May I leave, or must I stay?
date: 2014-05-12 21:30:00 -0400
tags: [Law & Order, Moving]
id: https://desk.example/?p=12
aliases: [/2014/05/12/may-i-leave/, /?p=12]
---
Q: I have been here for six years -- "all of them at one desk". See [your first letter](../first.md).

What now?

SM: Leave. Bring this:

- a date
- a list

<figure>
<img src="ledgers.png" alt="Ledgers on a shelf">
<figcaption>A shelf.</figcaption>
</figure>

These programs might do:

[Harbor Law School Certificate](https://law.example/)\
[Island College Maps Program](https://map.example/)\
[Rare Book School](https://book.example/)
=== content/questions/may-i-leave/ledgers.png
a picture
=== content/replies/may-i-leave/2014-05-13-jane-r.md
---
name: Jane R.
date: 2014-05-13 08:00:00 -0400
---
I *stayed*.\
It was fine: [here](https://jane.example).
=== content/replies/may-i-leave/2014-05-14-sol.md
---
by: SM
date: 2014-05-14 08:00:00 -0400
to: "2014-05-13-jane-r"
---
Thank you.
=== content/replies/may-i-leave/2014-05-15-anonymous.md
---
date: 2014-05-15 08:00:00
---
Me, too.
=== content/tags.yaml
# The subjects of your letters. Add `closed: yes` when the list is as you want it.
tags:
  Careers: {}
  Law & Order: { broader: Careers }
  Moving: {}
=== import-report.csv
what,file,line,words,what to do
Polls and ratings that were left out,content/questions/may-i-leave/index.md,,"[poll id=""3""]",Say in words what came of each.
Letters without `Q:`,content/questions/first.md,,First,Where the question begins and ends was guessed. Look whether `Q:` and the initials are in the right places.
Posts for the blog's authors only,content/questions/a-secret.md,,A secret,"They are drafts: whatever is published, all can read."
Programs that a post lists,content/programs/harbor-law-school-certificate.md,,,"Each is a draft of a profile with nothing but its name and address. Fill it in and remove `draft: yes`, or remove the file."
Programs that a post lists,content/programs/island-college-maps-program.md,,,"Each is a draft of a profile with nothing but its name and address. Fill it in and remove `draft: yes`, or remove the file."
Programs that a post lists,content/programs/rare-book-school.md,,,"Each is a draft of a profile with nothing but its name and address. Fill it in and remove `draft: yes`, or remove the file."
Categories and tags that are one now,content/tags.yaml,,moving is Moving,"Their names differ in capitals, spaces, or punctuation only. The one that most letters had was taken."
Readers whose name was an address,content/replies/may-i-leave/2014-05-15-anonymous.md,,"Me, too.",Their replies are shown without it.
"Replies to comments that are not in the export, or that answer each other",content/replies/may-i-leave/2014-05-15-anonymous.md,,"Me, too.",They are shown as replies to the letter.
Categories and tags that no post has,,,Careers,A tag begins with the first letter that has it.
Comments that were never shown,content/questions/may-i-leave/index.md,,1,"They waited for you, or were spam. They stay in the export."
Lines that repeated the title or belonged to the page around the post,content/questions/may-i-leave/index.md,,Leave a Reply,The column's own pages show what they showed.
Lines that repeated the title or belonged to the page around the post,content/questions/may-i-leave/index.md,,"May I leave, or must I stay?",The column's own pages show what they showed.
Lines that repeated the title or belonged to the page around the post,content/questions/may-i-leave/index.md,,Share this:,The column's own pages show what they showed.
Lines that repeated the title or belonged to the page around the post,content/questions/may-i-leave/index.md,,Tweet,The column's own pages show what they showed.
Posts in the trash,,,1,You had thrown them away.
"Short links, such as `/?p=12`",,,4,"They lead to the letters on hosts that look at what follows a `?`: Apache, Netlify, nginx, and Vercel. If yours is one of them, name it in column.yaml (`host: netlify`). Others show the home page."
The feed of comments (`/comments/feed/`),,,1,A column has none. Those who read that feed get no new replies.
Things that are no texts,,,1 nav_menu_item,"Menus become `nav` and `footer` in column.yaml, which you write yourself. The rest has no use here."
=== import-report.md
# What came from The Desk & Beyond

| | in the export | in your column |
|---|--:|--:|
| posts | 3 | 3 |
| letters with a question and an answer |  | 2 |
| articles |  | 1 |
| pages | 1 | 1 |
| drafts, private posts, and those with a password | 1 | 1 |
| comments that were approved | 3 | 3 |
| authors who have written something | 1 | 1 |
| categories and tags of posts | 3 | 2 |
| pictures and files | 1 | 1 |
| proposed profiles of programs |  | 3 |
| addresses that go on leading to their text | 3 | 3 |

Each single place is in `import-report.csv`, which a spreadsheet opens.

## To do

- **Polls and ratings that were left out: 1.** Say in words what came of each.
  - content/questions/may-i-leave/index.md: `[poll id="3"]`

## To look at

- **Letters without `Q:`: 1.** Where the question begins and ends was guessed. Look whether `Q:` and the initials are in the right places.
  - content/questions/first.md: `First`
- **Posts for the blog's authors only: 1.** They are drafts: whatever is published, all can read.
  - content/questions/a-secret.md: `A secret`
- **Programs that a post lists: 3.** Each is a draft of a profile with nothing but its name and address. Fill it in and remove `draft: yes`, or remove the file.
  - content/programs/harbor-law-school-certificate.md
  - content/programs/island-college-maps-program.md, and 1 more

## Good to know

- **Categories and tags that are one now: 1.** Their names differ in capitals, spaces, or punctuation only. The one that most letters had was taken.
  - content/tags.yaml: `moving is Moving`
- **Readers whose name was an address: 1.** Their replies are shown without it.
  - content/replies/may-i-leave/2014-05-15-anonymous.md: `Me, too.`
- **Replies to comments that are not in the export, or that answer each other: 1.** They are shown as replies to the letter.
  - content/replies/may-i-leave/2014-05-15-anonymous.md: `Me, too.`

## Nothing to do

- **Categories and tags that no post has: 1.** A tag begins with the first letter that has it.
- **Comments that were never shown: 1.** They waited for you, or were spam. They stay in the export.
- **Lines that repeated the title or belonged to the page around the post: 4.** The column's own pages show what they showed.
- **Posts in the trash: 1.** You had thrown them away.
- **Short links, such as `/?p=12`: 4.** They lead to the letters on hosts that look at what follows a `?`: Apache, Netlify, nginx, and Vercel. If yours is one of them, name it in column.yaml (`host: netlify`). Others show the home page.
- **The feed of comments (`/comments/feed/`): 1.** A column has none. Those who read that feed get no new replies.
- **Things that are no texts: 1.** Menus become `nav` and `footer` in column.yaml, which you write yourself. The rest has no use here.
"#]],
    );
}

#[test]
fn a_second_import_keeps_what_was_edited_and_adds_what_is_new() {
    let folder = exported();
    import(folder.path(), &["export.xml", "uploads"]);
    let column = folder.path().join("column");
    let before = tree(&column);
    let again = import(folder.path(), &["export.xml", "uploads"]);
    assert!(again.contains("0 files written"), "{again}");
    assert_eq!(tree(&column), before);

    fs::write(column.join("content/pages/about.md"), "---\ntitle: Ours\n---\nNew.\n").unwrap();
    fs::remove_file(column.join("content/questions/first.md")).unwrap();
    let newer = EXPORT.replace("Not yet.", "Now.").replace(
        "</channel>",
        "<item><title>New</title><wp:post_id>40</wp:post_id><wp:post_date>2016-01-02 09:00:00</wp:post_date><wp:status>publish</wp:status>\
         <wp:post_type>post</wp:post_type><content:encoded>New.</content:encoded></item></channel>",
    );
    fs::write(folder.path().join("export.xml"), newer).unwrap();
    let printed = import(folder.path(), &["export.xml", "uploads"]);
    assert!(printed.contains("2 files written"), "{printed}");
    assert!(printed.contains("1 that you have edited kept"), "{printed}");
    let text = |path: &str| fs::read_to_string(column.join(path)).unwrap();
    assert_eq!(text("content/pages/about.md"), "---\ntitle: Ours\n---\nNew.\n");
    assert!(!column.join("content/questions/first.md").exists());
    assert!(text("content/questions/a-secret.md").ends_with("Now.\n"), "{}", text("content/questions/a-secret.md"));
    assert!(text("content/questions/new.md").ends_with("New.\n"));
    assert!(text("import-report.md").contains("- **Files that you have removed: 1.**"), "{}", text("import-report.md"));
}

#[test]
fn what_is_no_export_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
    };
    let cut = &zipped("inner.zip", b"PK")[..40];
    write("a.txt", b"a");
    write("letters/letter.docx", b"PK\x03\x04");
    write("nested.zip", &zipped("export/inner.zip", b"PK"));
    write("pictures/a.png", PICTURE);
    write("saved/page.html", b"<html>");
    write("cut.zip", cut);
    write("folder/cut.zip", cut);
    let sources = [
        "a.txt",
        "b.zip",
        "no/b.zip",
        "https://desk.example/",
        "letters",
        "nested.zip",
        "pictures",
        "saved",
        "cut.zip",
        "folder",
    ];
    let printed: String = sources.iter().map(|source| import(folder.path(), &[source])).collect();
    shows(
        printed,
        str![[r#"
error: there is no export of a blog in a.txt; in WordPress, choose Tools, Export, and download all content; or give the whole folder of a blog in Markdown, or a feed
error: there is no file b.zip; its folder has `cut.zip` and `nested.zip`
error: there is no file no/b.zip; drag the file from its folder into the terminal, instead of typing its name
error: cannot read https://desk.example/: an import reads files, and asks no website for anything; download the export of your blog first (in WordPress: Tools, Export), and name the file that you get
error: there is no export of a blog in letters; a document of a word processor is none; in WordPress, choose Tools, Export
error: there is no export of a blog in nested.zip; `export/inner.zip` is an archive: unpack it, and name what comes out
error: there is no export of a blog in pictures; there are only pictures; name the export, too: `callslip import export.zip media.tar`
error: page.html is a web page, not a feed or an export. In your browser, open the address of the feed, which often ends with `/feed` or `/feed.xml`, and save what you see there
error: cannot read cut.zip: it is broken, or was not downloaded whole; download it again
error: cannot read folder/cut.zip: it is broken, or was not downloaded whole; download it again
"#]],
    );
    assert!(!folder.path().join("column").exists());
}

#[test]
fn a_single_file_may_be_compressed() {
    let folder = tempfile::tempdir().unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(EXPORT.as_bytes()).unwrap();
    fs::write(folder.path().join("export.xml.gz"), packed.finish().unwrap()).unwrap();
    let printed = import(folder.path(), &["export.xml.gz"]);
    assert!(printed.starts_with("3 of 3 posts\n"), "{printed}");
}

/// An archive with one file.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_cut_off_export_is_the_first_thing_that_is_said() {
    let folder = exported();
    let (whole, _) = EXPORT.split_once("<title>About</title>").unwrap();
    fs::write(folder.path().join("export.xml"), whole).unwrap();
    let program = Command::new(env!("CARGO_BIN_EXE_callslip"))
        .args(["import", "export.xml", "uploads", "--into", "my column"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    shows(
        String::from_utf8(program.stderr).unwrap(),
        str![
            "warning: export.xml ends too early: the rest of the blog is not in your column. Download the export again, and import it into the same folder; what was missing is added"
        ],
    );
    assert_eq!(program.status.code(), Some(1));
    let printed = String::from_utf8(program.stdout).unwrap();
    assert!(printed.contains("2 things to do, and "), "{printed}");
    assert!(printed.contains("\n  cd \"my column\"\n"), "{printed}");
    let report = fs::read_to_string(folder.path().join("my column/import-report.md")).unwrap();
    let start: Vec<&str> = report.lines().take(5).collect();
    shows(
        start.join("\n"),
        str![[r#"
# What came from The Desk & Beyond

**export.xml ends too early.** Posts, comments, or pictures after that place are not in your column. Download the export again, and import it into the same folder: what was missing is added.

| | in the export | in your column |
"#]],
    );
}

#[test]
fn a_blog_gets_a_folder_of_its_own() {
    let folder = exported();
    let other = EXPORT.replace("//desk.example", "//other.example");
    fs::write(folder.path().join("other.xml"), &other).unwrap();
    fs::write(folder.path().join("named.xml"), other.replace("The Desk &", "The Other &")).unwrap();
    fs::write(folder.path().join("letter.docx"), "a").unwrap();
    fs::create_dir(folder.path().join("another")).unwrap();
    fs::write(folder.path().join("another/a.txt"), "a").unwrap();
    let run = |at: &str, arguments: &[&str]| {
        let program = Command::new(env!("CARGO_BIN_EXE_callslip"))
            .arg("import")
            .args(arguments)
            .current_dir(folder.path().join(at))
            .output()
            .unwrap();
        [program.stdout, program.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
    };
    let first = run("", &["export.xml", "letter.docx"]);
    assert!(first.ends_with("\n  cd the-desk-beyond\n  callslip serve --open\nwarning: letter.docx was not used: it is no export, and no post shows it or what is in it\n"), "{first}");
    assert!(
        fs::read_to_string(folder.path().join("the-desk-beyond/column.yaml"))
            .unwrap()
            .contains("\nid: desk.example,20")
    );
    // Again, from outside and from inside.
    assert!(run("", &["export.xml"]).contains("\n0 files written"), "{}", run("", &["export.xml"]));
    assert!(run("the-desk-beyond", &["../export.xml"]).ends_with("See it with:\n  callslip serve --open\n"));
    // Another blog, which happens to have the same title.
    let mixed =
        "the column in the-desk-beyond came from https://desk.example, and this export is of https://other.example";
    assert!(run("", &["other.xml"]).contains(mixed), "{}", run("", &["other.xml"]));
    shows(
        run("the-desk-beyond", &["../other.xml"]).split_once("the-desk-beyond ").unwrap().1,
        str![
            "came from https://desk.example, and this export is of https://other.example; to bring it into a column of its own, name a new folder: `--into DIR`; to bring both into one, name that column's folder"
        ],
    );
    assert!(run("", &["named.xml"]).contains("\n  cd the-other-beyond\n"));
    fs::rename(folder.path().join("another"), folder.path().join("the-desk-beyond-2")).unwrap();
    fs::write(folder.path().join("named.xml"), other.replace("The Desk &amp; Beyond", "The Desk Beyond 2")).unwrap();
    shows(
        run("", &["named.xml"]),
        str![
            "error: there is already a folder the-desk-beyond-2; name a new one, or your column's: `callslip import … --into my-column`"
        ],
    );
    // Both into one, on purpose.
    assert!(run("", &["other.xml", "--into", "the-desk-beyond"]).contains("files written"));
}
