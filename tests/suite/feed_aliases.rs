//! Old addresses of the feed: hosts lead on from them, and where they cannot, the feed itself is there.

use callslip::render::host_notes;
use snapbox::str;

use crate::hosts::{on_apache, on_nginx};
use crate::support::{Built, Column, shows};

fn on(host: &str, base_url: &str, aliases: &str) -> Column {
    let settings =
        format!("title: The Desk\nid: desk.example,2026\nhost: {host}\nfeed_aliases: {aliases}\n{base_url}\n");
    Column::new().file("column.yaml", settings).letter("Q: ?\n\nSM: !\n")
}

/// The rules of a host for the feed.
fn rules(built: &Built, file: &str) -> String {
    built.text(file).lines().filter(|line| line.contains("feed.xml")).map(|line| format!("{line}\n")).collect()
}

const ALIASES: &str = "[/feed/, /atom.xml, '/?feed=rss2']";
const BASE: &str = "base_url: http://desk.example/column";

#[test]
fn the_feed_is_at_its_old_addresses_on_every_host() {
    let built = on("github-pages", BASE, ALIASES).build().sound();
    let feed = built.text("feed.xml");
    assert!(feed.contains("The drums upstairs"));
    for path in ["feed/index.html", "atom.xml"] {
        assert_eq!(built.text(path), feed, "{path}");
    }
    shows(
        host_notes(&built.site).into_iter().map(|note| note.text).collect::<Vec<_>>().join("\n"),
        str![[r#"
github-pages cannot tell /?feed=rss2 from /. `apache`, `netlify`, `nginx`, and `vercel` can.
github-pages does not let a site choose its own headers: it decides how long browsers keep a file, and it sends no content security policy.
Search engines look for robots.txt only at the top of a site, not in /column/, so they do not read yours.
"#]],
    );
    // It changes with the feed.
    let column = built
        .column
        .clone()
        .file("content/questions/b.md", "---\ntitle: Flutes\ndate: 2026-03-03\n---\nQ: ?\n\nSM: !\n");
    let built = column.build().sound();
    assert!(built.text("feed/index.html").contains("Flutes"));
    assert_eq!(built.text("feed/index.html"), built.text("feed.xml"));
}

#[test]
fn hosts_lead_on_to_the_feed() {
    let on = |host: &str| on(host, BASE, ALIASES).build().sound();
    shows(
        rules(&on("netlify"), "_redirects"),
        str![[r#"
/ feed=rss2 /feed.xml 301!
/atom.xml /feed.xml 301!
/feed/ /feed.xml 301!
"#]],
    );
    shows(
        rules(&on("gitlab-pages"), "_redirects"),
        str![[r#"
/column/atom.xml /column/feed.xml 301
/column/feed/ /column/feed.xml 301
"#]],
    );
    shows(
        rules(&on("apache"), ".htaccess"),
        str![[r#"
RedirectMatch 301 "^/column/atom\.xml$" "/column/feed.xml"
RedirectMatch 301 "^/column/feed/?$" "/column/feed.xml"
RewriteRule "^$" "/column/feed.xml" [R=301,L,NE,QSD]
"#]],
    );
    shows(
        rules(&on("nginx"), "nginx.conf"),
        str![[r#"
  location = "/column/atom.xml" { return 301 "/column/feed.xml"; }
  location = "/column/feed/" { return 301 "/column/feed.xml"; }
    if ($args ~ "(?:^|&)feed=rss2(?:&|$)") { return 301 "/column/feed.xml"; }
"#]],
    );
    let servers = [on_apache(&on("apache")), on_nginx(&on("nginx"))];
    for (_folder, server) in servers.into_iter().flatten() {
        for path in ["/feed/", "/feed", "/feed/?x=1", "/atom.xml", "/?feed=rss2"] {
            let (mut head, mut body) = server.get(&format!("/column{path}"));
            let mut steps = 0;
            while let Some(location) = head.lines().find_map(|line| line.strip_prefix("Location: ")) {
                let at = location.find("/column").unwrap();
                (head, body) = server.get(&location[at..]);
                steps += 1;
                assert!(steps < 3, "{path}");
            }
            assert!(steps > 0 && body.contains("The drums upstairs") && body.contains("<feed"), "{path}: {head}");
        }
    }
}

#[test]
fn a_column_without_a_feed_has_no_old_addresses_of_one() {
    let built = on("plain", "language: en", ALIASES).build();
    assert!(!built.files().contains(&"feed/index.html".to_owned()));
    shows(built.short(), str![]);
}

#[test]
fn mistakes_in_the_old_addresses_of_the_feed() {
    let told = |aliases: &str| on("plain", BASE, aliases).build().short();
    shows(told("/feed/"), str![]);
    shows(
        told("[feed, feed/, /feed.xml, /questions/loud-drums/, 'https://desk.example/feed/', /404.html]"),
        str![[r#"
column.yaml:4:16: error: `feed` is not written the way an old address must be (write `/feed/`)
column.yaml:4:22: error: `feed/` is not written the way an old address must be (write `/feed/`)
column.yaml:4:29: error: `/feed.xml` cannot be an old address: callslip itself uses it (remove this old address)
column.yaml:4:40: error: `/questions/loud-drums/` cannot be an old address of the feed: it is already used (remove this old address, or the other)
column.yaml:4:64: error: `https://desk.example/feed/` is not written the way an old address must be (write `/feed/`)
column.yaml:4:94: error: `/404.html` cannot be an old address: callslip itself uses it (remove this old address)
"#]],
    );
    shows(
        told("[/feed/, /feed/, '/?feed=rss2', '/?feed=rss2', '/?feed']"),
        str![[r#"
column.yaml:4:24: error: `/feed/` cannot be an old address of the feed: it is already used (remove this old address, or the other)
column.yaml:4:47: error: `/?feed=rss2` cannot be an old address of the feed: it is already used (remove this old address, or the other)
column.yaml:4:62: warning: no host can look for `?feed`: `feed` has no value, as in `?p=12` (remove this old address)
"#]],
    );
    let column = on("plain", BASE, "[/feed/]").file("content/pages/feed.md", "---\ntitle: Our feed\n---\nIt.\n");
    shows(
        column.build().short(),
        str![
            "column.yaml:4:16: error: `/feed/` cannot be an old address of the feed: it is already used (remove this old address, or the other)"
        ],
    );
}
