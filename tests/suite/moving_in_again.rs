//! `callslip import` into a column that has letters already: nothing comes twice, nothing is lost, nothing goes back.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use snapbox::str;
use tempfile::TempDir;

use crate::support::column::tree;
use crate::support::moving_in::import;
use crate::support::shows;

/// The smallest picture: one pixel.
const PICTURE: &[u8] = include_bytes!("../vectors/pixel.png");

/// A post of an export.
struct Post {
    id: u32,
    name: &'static str,
    body: String,
    modified: &'static str,
    comments: Vec<(u32, &'static str)>,
    hidden_comment: u32,
    tag: &'static str,
    status: &'static str,
}

fn post(id: u32, name: &'static str, body: &str) -> Post {
    Post {
        id,
        name,
        body: body.to_owned(),
        modified: "2014-05-12 10:00:00",
        comments: Vec::new(),
        hidden_comment: 0,
        tag: "desks",
        status: "publish",
    }
}

/// Writes an export of a blog.
fn export(folder: &TempDir, name: &str, host: &str, posts: &[Post]) {
    let mut items = String::new();
    for Post { id, name, body, modified, comments, hidden_comment, tag, status } in posts {
        let _ = write!(
            items,
            "<item><title>{name}</title><link>https://{host}/{name}/</link><guid>https://{host}/?p={id}</guid>\
             <dc:creator>sol</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
             <wp:post_date>2014-05-12 09:00:00</wp:post_date><wp:post_modified>{modified}</wp:post_modified>\
             <wp:post_name>{name}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>\
             <category domain=\"post_tag\" nicename=\"{tag}\">{tag}</category><wp:comment><wp:comment_id>{hidden_comment}\
             </wp:comment_id><wp:comment_approved>spam</wp:comment_approved></wp:comment>"
        );
        for (id, words) in comments {
            let _ = write!(
                items,
                "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Bea</wp:comment_author>\
                 <wp:comment_date>2014-05-13 09:00:00</wp:comment_date><wp:comment_content>{words}</wp:comment_content>\
                 <wp:comment_approved>1</wp:comment_approved></wp:comment>"
            );
        }
        items.push_str("</item>");
    }
    let export = format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>The Desk</title><link>https://{host}</link>\
         <wp:author><wp:author_login>sol</wp:author_login><wp:author_display_name>Sol Marchetti</wp:author_display_name>\
         </wp:author>{items}</channel></rss>"
    );
    fs::write(folder.path().join(name), export).unwrap();
}

/// The paths of the letters and their replies, with the last line of each.
fn letters(folder: &TempDir) -> Vec<String> {
    let texts = tree(&folder.path().join("column/content"));
    let texts = texts.into_iter().filter(|(path, _)| path.starts_with("questions/") || path.starts_with("replies/"));
    texts
        .map(|(path, bytes)| match String::from_utf8(bytes) {
            Ok(text) => format!("{path}: {}", text.lines().last().unwrap_or_default()),
            Err(_) => path,
        })
        .collect()
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("column").join(path)).unwrap()
}

fn edit(folder: &TempDir, path: &str, text: &str) {
    fs::write(folder.path().join("column").join(path), text).unwrap();
}

fn add_pictures(folder: &TempDir) {
    let uploads = folder.path().join("uploads/2014/05");
    fs::create_dir_all(&uploads).unwrap();
    fs::write(uploads.join("desk.png"), PICTURE).unwrap();
}

const WITH_PICTURE: &str =
    "<p>Look:</p><p><img src=\"https://desk.example/wp-content/uploads/2014/05/desk.png\" alt=\"A desk\"></p>";

#[test]
fn pictures_that_come_later_move_a_letter_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "export.xml", "desk.example", &[post(1, "look", WITH_PICTURE)]);
    add_pictures(&folder);
    import(folder.path(), &["export.xml"]);
    assert_eq!(
        letters(&folder),
        ["questions/look.md: [A desk](https://desk.example/wp-content/uploads/2014/05/desk.png)"]
    );
    import(folder.path(), &["export.xml", "uploads"]);
    let with_picture = ["questions/look/desk.png", "questions/look/index.md: ![A desk](desk.png)"];
    assert_eq!(letters(&folder), with_picture);
    // The next export comes without the pictures.
    let printed = import(folder.path(), &["export.xml"]);
    assert!(printed.contains("0 files written"), "{printed}");
    assert_eq!(letters(&folder), with_picture);
}

#[test]
fn a_letter_that_was_edited_moves_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "export.xml", "desk.example", &[post(1, "look", WITH_PICTURE)]);
    add_pictures(&folder);
    import(folder.path(), &["export.xml"]);
    edit(&folder, "content/questions/look.md", "---\ntitle: Look\n---\nMine");
    import(folder.path(), &["export.xml", "uploads"]);
    assert_eq!(letters(&folder), ["questions/look.md: Mine"]);
}

#[test]
fn letters_of_her_own_stay_and_those_of_the_blog_get_another_name() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "export.xml", "desk.example", &[post(1, "look", "<p>Theirs</p>")]);
    fs::create_dir_all(folder.path().join("column/content/questions")).unwrap();
    edit(&folder, "content/questions/look.md", "---\ntitle: Look here\n---\nMine");
    import(folder.path(), &["export.xml"]);
    assert_eq!(letters(&folder), ["questions/look-2.md: Theirs", "questions/look.md: Mine"]);
    import(folder.path(), &["export.xml"]);
    assert_eq!(letters(&folder), ["questions/look-2.md: Theirs", "questions/look.md: Mine"]);
}

#[test]
fn a_letter_is_known_by_its_id_when_the_list_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "export.xml", "desk.example", &[post(1, "look", "<p>Theirs</p>")]);
    import(folder.path(), &["export.xml"]);
    fs::remove_file(folder.path().join("column/.callslip-import")).unwrap();
    let text = read(&folder, "content/questions/look.md");
    edit(&folder, "content/questions/look.md", &text.replace("Theirs", "Mine"));
    import(folder.path(), &["export.xml"]);
    assert_eq!(letters(&folder), ["questions/look.md: Mine"]);
}

#[test]
fn a_changed_address_keeps_the_file_and_adds_an_alias() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "first.xml", "desk.example", &[post(1, "look", "<p>One</p>")]);
    export(&folder, "second.xml", "desk.example", &[post(1, "see", "<p>Two</p>")]);
    export(&folder, "third.xml", "desk.example", &[post(1, "gaze", "<p>Three</p>"), post(2, "look", "<p>New</p>")]);
    import(folder.path(), &["first.xml"]);
    import(folder.path(), &["second.xml"]);
    import(folder.path(), &["third.xml"]);
    assert_eq!(letters(&folder), ["questions/look-2.md: New", "questions/look.md: Three"]);
    let aliases = |path: &str| {
        let text = read(&folder, path);
        let line = text.lines().find(|line| line.starts_with("aliases:"));
        line.unwrap_or_default().to_owned()
    };
    assert_eq!(aliases("content/questions/look.md"), "aliases: [/gaze/, /see/, /?p=1]");
    assert_eq!(aliases("content/questions/look-2.md"), "aliases: [/look/, /?p=2]");
}

#[test]
fn replies_keep_their_files_when_an_older_one_is_approved_later() {
    let folder = tempfile::tempdir().unwrap();
    let with = |comments| [Post { comments, ..post(1, "look", "<p>One</p>") }];
    export(&folder, "first.xml", "desk.example", &with(vec![(12, "Twelve")]));
    export(&folder, "second.xml", "desk.example", &with(vec![(11, "Eleven"), (12, "Twelve")]));
    import(folder.path(), &["first.xml"]);
    edit(&folder, "content/replies/look/2014-05-13-bea.md", "---\nname: Bea\ndate: 2014-05-13\n---\nCorrected");
    import(folder.path(), &["second.xml"]);
    assert_eq!(
        letters(&folder),
        [
            "questions/look.md: One",
            "replies/look/2014-05-13-bea-2.md: Eleven",
            "replies/look/2014-05-13-bea.md: Corrected"
        ]
    );
}

#[test]
fn an_older_export_takes_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let newer = Post { modified: "2015-01-01 10:00:00", ..post(1, "look", "<p>New</p>") };
    export(&folder, "older.xml", "desk.example", &[post(1, "look", "<p>Old</p>")]);
    export(&folder, "newer.xml", "desk.example", &[newer]);
    for sources in [&["newer.xml", "older.xml"][..], &["older.xml"]] {
        import(folder.path(), sources);
        assert_eq!(letters(&folder), ["questions/look.md: New"]);
    }
    let report = read(&folder, "import-report.md");
    assert!(report.contains("newer version"), "{report}");
}

#[test]
fn what_changed_on_both_sides_is_said() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "first.xml", "desk.example", &[post(1, "a", "<p>A</p>"), post(2, "b", "<p>B</p>")]);
    export(&folder, "second.xml", "desk.example", &[post(1, "a", "<p>A</p>"), post(2, "b", "<p>B, changed</p>")]);
    import(folder.path(), &["first.xml"]);
    for name in ["a", "b"] {
        edit(&folder, &format!("content/questions/{name}.md"), "---\ntitle: Mine\n---\nMine");
    }
    import(folder.path(), &["second.xml"]);
    assert_eq!(letters(&folder), ["questions/a.md: Mine", "questions/b.md: Mine"]);
    let report = read(&folder, "import-report.md");
    let (_, section) = report.split_once("that have changed in the blog, too").unwrap();
    assert!(section.contains("content/questions/b.md") && !section.contains("questions/a.md"), "{report}");
}

#[test]
fn two_blogs_come_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "desk.xml", "desk.example", &[post(1, "look", "<p>Desk</p>")]);
    export(&folder, "shelf.xml", "shelf.example", &[post(1, "look", "<p>Shelf</p>")]);
    let printed = import(folder.path(), &["desk.xml", "shelf.xml"]);
    assert!(printed.contains("the exports of two blogs"), "{printed}");
    assert!(!Path::new(&folder.path().join("column")).exists());
    import(folder.path(), &["desk.xml"]);
    import(folder.path(), &["shelf.xml"]);
    assert_eq!(letters(&folder), ["questions/look-2.md: Shelf", "questions/look.md: Desk"]);
}

#[test]
fn initials_that_she_has_changed_open_the_new_answers() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "first.xml", "desk.example", &[post(1, "a", "<p>Q: May I?</p><p>A: Yes.</p>")]);
    export(&folder, "second.xml", "desk.example", &[post(2, "b", "<p>Q: May I?</p><p>A: No.</p>")]);
    import(folder.path(), &["first.xml"]);
    edit(&folder, "content/people/sol-marchetti.md", "---\nname: Sol M.\ninitials: SOL\n---\n");
    import(folder.path(), &["second.xml"]);
    assert_eq!(letters(&folder), ["questions/a.md: SM: Yes.", "questions/b.md: SOL: No."]);
    assert_eq!(read(&folder, "content/people/sol-marchetti.md"), "---\nname: Sol M.\ninitials: SOL\n---\n");
}

#[test]
fn a_columnist_of_that_name_is_the_author_and_one_of_those_initials_is_not() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "export.xml", "desk.example", &[post(1, "a", "<p>Q: May I?</p><p>A: Yes.</p>")]);
    let people = folder.path().join("column/content/people");
    fs::create_dir_all(&people).unwrap();
    edit(&folder, "column.yaml", "title: Mine\nbase_url: https://mine.example\n");
    edit(&folder, "content/people/s.md", "---\nname: Sol Marchetti\ninitials: SOL\n---\n");
    edit(&folder, "content/people/sm.md", "---\nname: Sam Moore\ninitials: SM\n---\n");
    import(folder.path(), &["export.xml"]);
    assert_eq!(letters(&folder), ["questions/a.md: SOL: Yes."]);
    fs::remove_file(people.join("s.md")).unwrap();
    export(&folder, "export.xml", "desk.example", &[post(2, "b", "<p>Q: May I?</p><p>A: Yes.</p>")]);
    import(folder.path(), &["export.xml"]);
    assert_eq!(letters(&folder), ["questions/a.md: SOL: Yes.", "questions/b.md: SMA: Yes."]);
}

#[test]
fn settings_that_a_column_has_itself_are_said_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "export.xml", "desk.example", &[post(1, "a", "<p>A</p>")]);
    fs::create_dir(folder.path().join("column")).unwrap();
    let own = "title: Mine\ntimezone: \"Europe/Berlin\"\n";
    edit(&folder, "column.yaml", own);
    let said = || {
        import(folder.path(), &["export.xml"]);
        let report = read(&folder, "import-report.md");
        let lines = report.lines().filter(|line| line.contains("column.yaml: "));
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>().join("\n")
    };
    shows(
        said(),
        str![[r#"
- column.yaml: `feed_aliases: [/feed/, /feed/atom/, /feed/rss2/, /?feed=rss2, /?feed=atom]`
- column.yaml: `title: The Desk`
"#]],
    );
    assert_eq!(read(&folder, "column.yaml"), own);
    assert!(!folder.path().join("column/.gitignore").exists());
    // Once they are written there, nothing is left to say.
    edit(&folder, "column.yaml", &said().replace("- column.yaml: `", "").replace('`', ""));
    assert_eq!(said(), "");
}

#[test]
fn new_tags_are_added_to_the_list_or_said() {
    let folder = tempfile::tempdir().unwrap();
    let tagged = |id, name, tag| Post { tag, ..post(id, name, "<p>One</p>") };
    export(&folder, "first.xml", "desk.example", &[tagged(1, "a", "desks")]);
    export(&folder, "second.xml", "desk.example", &[tagged(1, "a", "desks"), tagged(2, "b", "chairs")]);
    export(&folder, "third.xml", "desk.example", &[tagged(3, "c", "lamps")]);
    import(folder.path(), &["first.xml"]);
    import(folder.path(), &["second.xml"]);
    let tags = read(&folder, "content/tags.yaml");
    assert!(tags.ends_with("tags:\n  desks: {}\n  chairs: {}\n"), "{tags}");
    edit(&folder, "content/tags.yaml", &format!("closed: yes\n{tags}"));
    import(folder.path(), &["third.xml"]);
    assert_eq!(read(&folder, "content/tags.yaml"), format!("closed: yes\n{tags}"));
    let report = read(&folder, "import-report.md");
    assert!(report.contains("- content/tags.yaml: `lamps: {}`"), "{report}");
}

#[test]
fn what_the_blog_has_hidden_since_is_said_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let before = [Post { comments: vec![(12, "Twelve")], ..post(1, "a", "<p>A</p>") }, post(2, "b", "<p>B</p>")];
    let after = [Post { hidden_comment: 12, ..post(1, "a", "<p>A</p>") }, Post { status: "trash", ..post(2, "b", "") }];
    export(&folder, "first.xml", "desk.example", &before);
    export(&folder, "second.xml", "desk.example", &after);
    import(folder.path(), &["first.xml"]);
    let there = letters(&folder);
    import(folder.path(), &["second.xml"]);
    assert_eq!(letters(&folder), there);
    let report = read(&folder, "import-report.md");
    for path in ["- content/replies/a/2014-05-13-bea.md\n", "- content/questions/b.md\n"] {
        assert!(report.contains(path), "{report}");
    }
}

#[test]
fn a_report_of_her_own_stays() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder, "export.xml", "desk.example", &[post(1, "a", "<p>A</p>")]);
    fs::create_dir(folder.path().join("column")).unwrap();
    edit(&folder, "import-report.md", "What we import");
    for _ in 0..2 {
        let printed = import(folder.path(), &["export.xml"]);
        assert!(printed.contains("column/callslip-import-report.md"), "{printed}");
        assert_eq!(read(&folder, "import-report.md"), "What we import");
    }
}
