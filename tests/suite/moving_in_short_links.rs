//! `callslip import`: the short links of a blog, and the addresses of one that has no others.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::str;

use crate::support::column::tree;
use crate::support::shows;

/// What is in the export: the type, the number, the name, the status, and the address without that of the blog.
const ITEMS: [(&str, u32, &str, &str, &str); 9] = [
    ("post", 12, "drums", "publish", "/?p=12"),
    ("post", 13, "flutes", "publish", "/2014/05/flutes/"),
    ("post", 14, "harps", "publish", "/?p=14&lang=de"),
    ("post", 15, "odd", "publish", "/?print"),
    ("post", 16, "begun", "draft", "/?p=16"),
    ("post", 17, "waiting", "pending", "/?p=17"),
    ("post", 18, "ours", "private", "/2014/ours/"),
    ("page", 3, "about", "publish", "/?page_id=3"),
    ("page", 4, "home", "publish", "/"),
];

/// Runs a command of callslip in a folder. Returns what was printed.
fn callslip(folder: &Path, arguments: &[&str]) -> String {
    let program = Command::new(env!("CARGO_BIN_EXE_callslip")).args(arguments).current_dir(folder).output().unwrap();
    [program.stdout, program.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

/// A folder with an export of a blog in a folder of its host, imported into `column`.
fn imported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut items = String::new();
    for (kind, id, name, status, address) in ITEMS {
        let address = address.replace('&', "&amp;");
        let _ = write!(
            items,
            "<item><title>{name}</title><link>https://desk.example/blog{address}</link><guid>https://old.example/?p={id}</guid>\
             <dc:creator>sol</dc:creator><content:encoded><![CDATA[Q: May I?\n\nSM: Yes.]]></content:encoded>\
             <wp:post_id>{id}</wp:post_id><wp:post_date>2014-05-12 09:00:00</wp:post_date><wp:post_name>{name}</wp:post_name>\
             <wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"
        );
    }
    let export = format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>The Desk</title>\
         <link>https://desk.example/blog</link><wp:author><wp:author_login>sol</wp:author_login>\
         <wp:author_display_name>Sol Marchetti</wp:author_display_name></wp:author>{items}</channel></rss>"
    );
    fs::write(folder.path().join("export.xml"), export).unwrap();
    callslip(folder.path(), &["import", "export.xml", "--into", "column"]);
    folder
}

#[test]
fn each_published_text_gets_its_short_link_last() {
    let folder = imported();
    let mut aliases = String::new();
    for (path, bytes) in tree(&folder.path().join("column/content")) {
        let text = String::from_utf8(bytes).unwrap();
        let line = text.lines().find(|line| line.starts_with("aliases:")).unwrap_or("none");
        let _ = writeln!(aliases, "{path}: {line}");
    }
    shows(
        aliases,
        str![[r#"
pages/about.md: aliases: [/?page_id=3, /?p=3]
pages/home.md: aliases: [/?page_id=4, /?p=4]
people/sol-marchetti.md: none
questions/begun.md: none
questions/drums.md: aliases: [/?p=12]
questions/flutes.md: aliases: [/2014/05/flutes/, /?p=13]
questions/harps.md: aliases: [/?p=14&lang=de, /?p=14]
questions/odd.md: aliases: [/?p=15]
questions/ours.md: aliases: [/2014/ours/]
questions/waiting.md: none
"#]],
    );
    let report = fs::read_to_string(folder.path().join("column/import-report.md")).unwrap();
    shows(
        report.lines().filter(|line| line.contains('?')).collect::<Vec<_>>().join("\n"),
        str![
            "- **Short links, such as `/?p=12`: 9.** They lead to the letters on hosts that look at what follows a `?`: Apache, Netlify, nginx, and Vercel. If yours is one of them, name it in column.yaml (`host: netlify`). Others show the home page."
        ],
    );
    let before = tree(&folder.path().join("column"));
    callslip(folder.path(), &["import", "export.xml", "--into", "column"]);
    assert!(tree(&folder.path().join("column")) == before);
}

#[test]
fn a_blog_without_other_addresses_is_found_on_a_host_that_can_and_a_plain_one_says_nothing() {
    let folder = imported();
    let column = folder.path().join("column");
    let said = callslip(&column, &["build", "--as-of", "2026-11-22"]);
    shows(said.split(" files written").next().unwrap(), str!["14 pages in public: 54"]);
    let settings = fs::read_to_string(column.join("column.yaml")).unwrap();
    fs::write(column.join("column.yaml"), settings + "host: netlify\n").unwrap();
    let said = callslip(&column, &["build", "--as-of", "2026-11-22"]);
    shows(
        said.split(" files written").next().unwrap(),
        str![[r#"
Search engines look for robots.txt only at the top of a site, not in /blog/, so they do not read yours.
14 pages in public: 2
"#]],
    );
    shows(
        fs::read_to_string(column.join("public/_redirects")).unwrap(),
        str![[r#"
/ lang=de p=14 /questions/harps/ 301!
/ feed=atom /feed.xml 301!
/ feed=rss2 /feed.xml 301!
/ p=12 /questions/drums/ 301!
/ p=13 /questions/flutes/ 301!
/ p=14 /questions/harps/ 301!
/ p=15 /questions/odd/ 301!
/ p=3 /about/ 301!
/ p=4 /home/ 301!
/ page_id=3 /about/ 301!
/ page_id=4 /home/ 301!
/2014/05/flutes/ /questions/flutes/ 301!
/feed/ /feed.xml 301!
/feed/atom/ /feed.xml 301!
/feed/rss2/ /feed.xml 301!
"#]],
    );
}
