//! `callslip import`: what an export has and a column cannot have is in the report, and what the import can put right
//! itself is no error of the column.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::str;
use tempfile::TempDir;

use crate::support::shows;

/// A blog in the making.
struct MadeUpBlog {
    folder: TempDir,
    items: String,
}

impl MadeUpBlog {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), items: String::new() }
    }

    /// Adds a post with a body, and with elements of its own, which come first: the first of two counts.
    fn post(mut self, id: u64, slug: &str, body: &str, elements: &str) -> Self {
        let _ = writeln!(
            self.items,
            "<item><title>Post {id}</title>{elements}<link>https://desk.example/2015/01/02/{slug}/</link>\
             <guid>https://desk.example/?p={id}</guid><dc:creator>sol</dc:creator><wp:post_id>{id}</wp:post_id>\
             <wp:post_date>2015-01-02 09:00:00</wp:post_date><wp:post_date_gmt>2015-01-02 09:00:00</wp:post_date_gmt>\
             <wp:post_name>{slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
             <content:encoded><![CDATA[{body}]]></content:encoded></item>"
        );
        self
    }

    /// Adds an uploaded file.
    fn upload(mut self, id: u64, path: &str) -> Self {
        let _ = writeln!(
            self.items,
            "<item><title>File {id}</title><wp:post_id>{id}</wp:post_id><wp:status>inherit</wp:status>\
             <wp:post_type>attachment</wp:post_type>\
             <wp:attachment_url>https://desk.example/wp-content/uploads/{path}</wp:attachment_url></item>"
        );
        self
    }

    /// Adds a category.
    fn subject(mut self, slug: &str, name: &str) -> Self {
        let _ = writeln!(
            self.items,
            "<wp:category><wp:category_nicename>{slug}</wp:category_nicename><wp:cat_name>{name}</wp:cat_name></wp:category>"
        );
        self
    }

    /// Puts a file into the folder of uploads.
    fn file(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.folder.path().join("uploads").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Imports the blog, and returns the column's folder and what the import printed.
    fn import(&self) -> (Column<'_>, String) {
        let export = format!(
            "<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>The Desk</title>\
             <link>https://desk.example</link><language>en</language><wp:author><wp:author_id>7</wp:author_id>\
             <wp:author_login>sol</wp:author_login><wp:author_display_name>Sol Marchetti</wp:author_display_name></wp:author>\
             {}</channel></rss>",
            self.items
        );
        fs::write(self.folder.path().join("export.xml"), export).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
        command.args(["import", "export.xml", "--into", "column"]).current_dir(self.folder.path());
        if self.folder.path().join("uploads").is_dir() {
            command.arg("uploads");
        }
        let program = command.output().unwrap();
        let printed = [program.stdout, program.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (Column { folder: self.folder.path() }, printed)
    }
}

/// An imported column.
struct Column<'f> {
    folder: &'f Path,
}

impl Column<'_> {
    /// Returns the text of a file, without its fields.
    fn text(&self, path: &str) -> String {
        let text = fs::read_to_string(self.folder.join("column/content").join(path)).unwrap();
        text.splitn(3, "---\n").last().unwrap().to_owned()
    }

    /// Returns the fields of a file.
    fn fields(&self, path: &str) -> String {
        let text = fs::read_to_string(self.folder.join("column/content").join(path)).unwrap();
        text.split("---\n").nth(1).unwrap().to_owned()
    }

    /// Returns the report from the first heading on, without the lines about short links.
    fn report(&self) -> String {
        let report = fs::read_to_string(self.folder.join("column/import-report.md")).unwrap();
        let at = report.find("\n## ").unwrap_or(report.len());
        report[at..].lines().filter(|line| !line.contains("Short links")).collect::<Vec<_>>().join("\n")
    }
}

fn comment(id: u64, parent: u64, name: &str, date: &str, text: &str) -> String {
    format!(
        "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{name}]]></wp:comment_author>\
         <wp:comment_date>{date}</wp:comment_date><wp:comment_date_gmt>{date}</wp:comment_date_gmt>\
         <wp:comment_content><![CDATA[{text}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved>\
         <wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )
}

#[test]
fn comments_that_a_reply_cannot_be_as_they_were() {
    let comments = [
        comment(
            1,
            0,
            "Jim <jim@mail.example>",
            "2015-01-03 09:00:00",
            "See <a href=\"#comment-2\">Ana</a>: <img src=\"https://pic.example/cat.jpg\" alt=\"a cat\">",
        ),
        comment(2, 3, "Ana", "2015-01-04 09:00:00", "I answer Bea."),
        comment(
            3,
            2,
            "Bea",
            "2015-01-05 09:00:00",
            "And I <a href=\"https://desk.example/2015/01/02/talk/#comment-1\">Jim</a>.",
        ),
        comment(4, 0, "ana@mail.example", "0000-00-00 00:00:00", "No day."),
        comment(5, 0, "Cy", "2999-01-01 09:00:00", "Soon."),
    ];
    let body = "Q: Is it <a href=\"#comment-3\">as Bea says</a>, or <a href=\"#comment-9\">gone</a>?\n\nSM: Yes.";
    let blog = MadeUpBlog::new().post(12, "talk", body, &comments.concat());
    let (column, printed) = blog.import();
    assert!(printed.contains("5 of 5 comments that were approved"), "{printed}");
    assert!(printed.contains("The column has no mistakes"), "{printed}");
    shows(
        column.text("questions/talk.md")
            + &column.text("replies/talk/2015-01-03-jim.md")
            + &column.text("replies/talk/2015-01-05-bea.md"),
        str![[r#"
Q: Is it [as Bea says](../replies/talk/2015-01-05-bea.md), or gone?

SM: Yes.
See [Ana](2015-01-04-ana.md): [a cat](https://pic.example/cat.jpg)
And I [Jim](2015-01-03-jim.md).
"#]],
    );
    shows(
        column.fields("replies/talk/2015-01-04-ana.md")
            + &column.fields("replies/talk/2015-01-05-bea.md")
            + &column.fields("replies/talk/undated-anonymous.md"),
        str![[r#"
name: Ana
date: 2015-01-04 09:00:00 Z
name: Bea
date: 2015-01-05 09:00:00 Z
to: "2015-01-04-ana"
date: 2015-01-02 09:00:00 Z
"#]],
    );
    shows(
        column.report(),
        str![[r#"

## To look at

- **Comments dated in the future: 1.** They are held back until that day. If the blog's clock was wrong, correct `date:` in the file.
  - content/replies/talk/2999-01-01-cy.md
- **Comments without a date: 1.** They have the date of their letter.
  - content/replies/talk/undated-anonymous.md: `No day.`
- **Links to places within a text that are not there: 1.** The words stayed. Look whether they need a link.
  - content/questions/talk.md: `#comment-9`

## Good to know

- **Pictures in comments: 1.** A link leads to each: replies have no pictures.
  - content/replies/talk/2015-01-03-jim.md
- **Readers whose name was an address: 2.** Their replies are shown without it.
  - content/replies/talk/2015-01-03-jim.md: `Jim: See Ana:`, and 1 more
- **Replies to comments that are not in the export, or that answer each other: 1.** They are shown as replies to the letter.
  - content/replies/talk/2015-01-04-ana.md: `Ana: I answer Bea.`

## Nothing to do

- **The feed of comments (`/comments/feed/`): 1.** A column has none. Those who read that feed get no new replies.
"#]],
    );
}

#[test]
fn posts_that_cannot_be_published_are_drafts() {
    let blog = MadeUpBlog::new()
        .post(1, "empty", "", "")
        .post(2, "gallery", "[gallery ids=\"77\"]", "")
        .post(3, "undated", "Some words.", "<wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>")
        .post(4, "fed", "Some words.", "<pubDate>Fri, 02 Jan 2015 09:00:00 +0000</pubDate><wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>")
        .post(5, "soon", "Some words.", "<wp:post_date>2999-01-01 09:00:00</wp:post_date>")
        .post(6, "filed", "Some words.", "<category domain=\"category\" nicename=\"sin-categoria\">Sin categoría</category><category domain=\"category\" nicename=\"uncategorized\">Advice</category>")
        .post(7, "pictured", "Some words.", "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>8</wp:meta_value></wp:postmeta>")
        .upload(8, "2015/01/desk.jpg");
    let (column, printed) = blog.import();
    assert!(printed.contains("The column has no mistakes"), "{printed}");
    let fields =
        ["empty", "gallery", "undated", "fed", "filed"].map(|name| column.fields(&format!("questions/{name}.md")));
    shows(
        fields.concat(),
        str![[r#"
title: Post 1
date: 2015-01-02 09:00:00 Z
answered_by: SM
id: https://desk.example/?p=1
aliases: [/2015/01/02/empty/, /?p=1]
draft: yes
title: Post 2
date: 2015-01-02 09:00:00 Z
answered_by: SM
id: https://desk.example/?p=2
aliases: [/2015/01/02/gallery/, /?p=2]
draft: yes
title: Post 3
answered_by: SM
id: https://desk.example/?p=3
aliases: [/2015/01/02/undated/, /?p=3]
draft: yes
title: Post 4
date: 2015-01-02 09:00:00 Z
answered_by: SM
id: https://desk.example/?p=4
aliases: [/2015/01/02/fed/, /?p=4]
title: Post 6
date: 2015-01-02 09:00:00 Z
tags: [Advice]
answered_by: SM
id: https://desk.example/?p=6
aliases: [/2015/01/02/filed/, /?p=6]
"#]],
    );
    shows(
        column.report(),
        str![[r#"

## To do

- **Pictures above texts that were not in the export: 1.** Give the import the archive of your pictures, too. Or save each picture in the folder of its text, and write `![what it shows](name.jpg)` in its first line.
  - content/questions/pictured.md: `https://desk.example/wp-content/uploads/2015/01/desk.jpg`
- **Pictures of galleries that are not in the export: 1.** Save each from the old site in the folder of its text, and write `![what it shows](name.jpg)`.
  - content/questions/gallery.md: `[gallery]: 77`
- **Posts without a date: 1.** They are drafts. Write the day of each, such as `date: 2014-05-12`, and remove `draft: yes`.
  - content/questions/undated.md: `Post 3`

## To look at

- **Posts without words and pictures: 2.** They are drafts: readers would see an empty page. Write something, or remove the file.
  - content/questions/empty.md: `Post 1`
  - content/questions/gallery.md: `Post 2`

## Good to know

- **Posts that are scheduled: 1.** Each appears with the first build after its date.
  - content/questions/soon.md

## Nothing to do
"#]],
    );
}

#[test]
fn links_lead_where_they_led() {
    let body = "Q: <a href=\"https://desk.example/2015/01/02/other/#fees\">Fees</a>, <a href=\"/2015/01/02/other/#gone\">gone</a>, \
                <a href=\"http://old.example/2015/01/02/other/\">formerly</a>, <a href=\"http://old.example/lost/\">lost</a>, \
                <a href=\"https://mirror.example/2015/01/02/other/\">mirrored</a>, <a href=\"/topics/work/\">work</a>, \
                <a href=\"#note\">note</a>, <a href=\"#top\">up</a>?\n\n<p id=\"note\">SM: Yes.</p>";
    let blog = MadeUpBlog::new()
        .post(1, "one", body, "<guid>http://old.example/?p=1</guid>")
        .post(
            2,
            "other",
            "<h2 id=\"fees\">Fees</h2>\nWords.",
            "<category domain=\"category\" nicename=\"work\">Work</category>",
        )
        .subject("work", "Work");
    let (column, printed) = blog.import();
    assert!(printed.contains("The column has no mistakes"), "{printed}");
    shows(
        column.text("questions/one.md") + "---\n" + &column.text("questions/other.md"),
        str![[r#"
Q: [Fees](other.md#fees), [gone](other.md), [formerly](other.md), [lost](http://old.example/lost/), [mirrored](https://mirror.example/2015/01/02/other/), [work](/tags/work/), [note](#note), up?

<span id="note"></span>

SM: Yes.
---
## Fees {#fees}

Words.
"#]],
    );
    shows(
        column.report(),
        str![[r#"

## To look at

- **Links to other sites that have the path of one of your posts: 1.** They still lead there. If your blog was there once, link to your letter instead.
  - content/questions/one.md: `https://mirror.example/2015/01/02/other/`
- **Links to pages of the old blog that are not in the export: 1.** They still lead there. Link to a page of your column instead, or remove the link.
  - content/questions/one.md: `http://old.example/lost/`

## Good to know

- **Links to a place within another text that is not there: 1.** They lead to its beginning.
  - content/questions/one.md: `/2015/01/02/other/#gone`

## Nothing to do
"#]],
    );
}

// Elsewhere a folder cannot have both.
#[cfg(target_os = "linux")]
#[test]
fn two_pictures_whose_names_differ_in_capitals_are_two() {
    let address = "https://desk.example/wp-content/uploads/2015/01";
    let body = format!("<img src=\"{address}/PHOTO.JPG\" alt=\"loud\"> <img src=\"{address}/photo.jpg\" alt=\"soft\">");
    let [loud, soft] = [b"\xff\xd8\xff\xe0loud", b"\xff\xd8\xff\xe0soft"];
    let blog =
        MadeUpBlog::new().post(1, "one", &body, "").file("2015/01/PHOTO.JPG", loud).file("2015/01/photo.jpg", soft);
    let (column, _) = blog.import();
    assert_eq!(column.text("questions/one/index.md"), "![loud](photo.jpg) ![soft](photo-2.jpg)\n");
    let bytes = |name: &str| fs::read(column.folder.join("column/content/questions/one").join(name)).unwrap();
    assert_eq!([bytes("photo.jpg"), bytes("photo-2.jpg")], [loud, soft]);
}

#[test]
fn addresses_of_the_columns_own_pages_are_no_aliases() {
    let blog = MadeUpBlog::new()
        .post(1, "tags", "Words.", "<link>https://desk.example/tags/</link><wp:post_type>page</wp:post_type>")
        .post(2, "con", "Words.", "")
        .post(4, "feed", "Words.", "<link>https://desk.example/feed/</link><wp:post_type>page</wp:post_type>")
        .post(3, "hello", "Words.", "<link>https://desk.example/</link><wp:post_type>page</wp:post_type>");
    let (column, printed) = blog.import();
    assert!(printed.contains("The column has no mistakes"), "{printed}");
    assert!(printed.contains("0 of 3 addresses that go on leading to their text"), "{printed}");
    shows(
        column.report(),
        str![[r#"

## To look at

- **Old addresses that do not lead to their text: 3.** The column has a page of its own there, or not every computer can have a file of that name. If many readers have such an address, set up a redirect in the settings of your web host.
  - content/pages/feed-page.md: `/feed/`
  - content/pages/tags-page.md: `/tags/`, and 1 more
- **Pages that were the front page: 1.** The front page of a column shows its newest letters. Link to this page in `nav` of column.yaml, or remove the file.
  - content/pages/hello.md: `/hello`

## Nothing to do
"#]],
    );
}

#[test]
fn pictures_get_the_names_of_their_formats() {
    let address = "https://desk.example/wp-content/uploads/2015/01";
    let body = format!(
        "<a href=\"{address}/shot.jpg\"><img src=\"{address}/shot-300x200.jpg\" alt=\"a screen\"></a> <img src=\"{address}/fake.jpg\" alt=\"a page\">"
    );
    let blog = MadeUpBlog::new()
        .post(1, "one", &body, "")
        .file("2015/01/shot.jpg", include_bytes!("../vectors/pixel.png"))
        .file("2015/01/fake.jpg", b"\n<!doctype html><title>Not found</title>");
    let (column, printed) = blog.import();
    assert!(printed.contains("The column has no mistakes"), "{printed}");
    assert_eq!(
        column.text("questions/one/index.md"),
        format!("![a screen](shot.png)\n\n[a page]({address}/fake.jpg)\n")
    );
    shows(
        column.report(),
        str![[r#"

## To do

- **Files that are called pictures and are none: 1.** They are web pages or empty, and were not copied. If a post shows one, save the picture from the old site in the folder of its text.
  - 2015/01/fake.jpg
- **Pictures and files that were not in the export: 1.** Links lead to where they were. Give the import the archive of your pictures, too: `callslip import export.zip media.tar`. Or save each picture in the folder of its text, and write `![what it shows](name.jpg)`.
  - content/questions/one/index.md: `https://desk.example/wp-content/uploads/2015/01/fake.jpg`

## Nothing to do
"#]],
    );
}
