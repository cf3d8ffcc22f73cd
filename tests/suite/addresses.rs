//! Addresses that a column cannot have, whoever chooses them: names that hosts, git or callslip itself read, characters
//! that break a line, and two names that are one file.

use std::sync::Arc;

use callslip::config::{Host, HostFile};
use callslip::pipeline::{self, Cache, Files, Options};
use callslip::render::{Content, Renderer};
use callslip::site::{RoutePath, Site};
use callslip::site_path::SitePath;
use callslip::source::{Layer, Sources, decode};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::test_runner::Config;
use snapbox::str;

use crate::support::column::CLOCK;
use crate::support::{Column, png, shows};

/// A letter with this line in its front matter.
fn with(line: &str) -> Column {
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\n{line}\n---\nQ: ?\n\nSM: !\n");
    Column::new().file("column.yaml", "title: The Desk\nid: desk.example,2026\n").file("content/questions/a.md", letter)
}

#[test]
fn two_pictures_of_one_address_name_each_other() {
    let column = with("").file("content/pages/b/index.md", "---\ntitle: B\n---\n![A desk](desk.png)\n");
    let column = column.file("content/pages/b/desk.png", png("a")).file("static/b/desk.png", png("b"));
    assert_eq!(
        column.build().short(),
        "static/b/desk.png: error: two files have the address `/b/desk.png` (give one of them another name; the other is `content/pages/b/desk.png`)\n"
    );
}

/// A page in a folder of its own, with an attachment in it.
fn beside(attachment: &str) -> Column {
    with("").file("content/pages/b/index.md", "---\ntitle: B\n---\n").file(attachment, "x")
}

#[test]
fn an_alias_is_no_name_that_a_host_or_callslip_reads() {
    let aliases = [
        "/.htaccess",
        "/a/.HTACCESS/x/",
        "/_redirects.",
        "/_headers/",
        "/web%2Econfig",
        "/x/web.config",
        "/.callslip.new/",
        "/a/.Callslip",
        "/_desk/",
        "/%5fcallslip/client.js",
        "/assets/old.css",
        "/Assets/",
        "/.git/config",
        "/CNAME.txt",
    ];
    shows(
        with(&format!("aliases: [{}]", aliases.map(|alias| format!("'{alias}'")).join(", "))).build().short(),
        str![[r#"
content/questions/a.md:4:11: error: `/.htaccess` cannot be an old address: web hosts keep their settings there (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:25: error: `/a/.HTACCESS/x/` cannot be an old address: web hosts keep their settings there (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:44: error: Windows does not allow a file called `_redirects.` (remove this old address, or set up the redirect in the settings of your web host)
content/questions/a.md:4:60: error: `/_headers/` cannot be an old address: web hosts keep their settings there (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:74: error: `/web.config` cannot be an old address: web hosts keep their settings there (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:91: error: `/x/web.config` cannot be an old address: web hosts keep their settings there (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:108: error: `/.callslip.new/` cannot be an old address: names that begin with `.callslip` are callslip's own (remove it, or write the address as the old site had it)
content/questions/a.md:4:127: error: `/a/.Callslip` cannot be an old address: names that begin with `.callslip` are callslip's own (remove it, or write the address as the old site had it)
content/questions/a.md:4:143: error: `/_desk/` cannot be an old address: `callslip serve` uses it (remove it, or write the address as the old site had it)
content/questions/a.md:4:154: error: `/_callslip/client.js` cannot be an old address: `callslip serve` uses it (remove it, or write the address as the old site had it)
content/questions/a.md:4:180: error: `/assets/old.css` is in the theme's folder, whose files browsers keep for a year (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:199: error: `/Assets/` is in the theme's folder, whose files browsers keep for a year (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:211: error: `/.git/config/` cannot be an old address: the name `.git` is git's own (remove it, or write the address as the old site had it)
"#]],
    );
}

#[test]
fn an_alias_is_a_path_of_a_file() {
    let long = format!("/{}/", "é".repeat(128));
    let deep = "/a".repeat(600);
    let aliases = [
        "/a\\nRedirect / https://evil.example/",
        "/a\\x0ab",
        "/tab\\t/",
        "/a%0Ab/",
        "/a%C2%85b/",
        "/%2E%2e/%2e%2e/etc/",
        "/a%5Cb/",
        "/a//b/",
        "/./a/",
        "/%FF/",
        "//evil.example/",
        &long,
        &deep,
    ];
    shows(
        with(&format!("aliases: [{}]", aliases.map(|alias| format!("\"{alias}\"")).join(", "))).build().short(),
        str![[r#"
content/questions/a.md:4:11: error: `/a Redirect / https://evil.example/` is not written the way an old address must be (write `/2019/05/old-name/`)
content/questions/a.md:4:51: error: `/a%0Ab/` cannot be an old address: it contains an invisible character (U+000A) (remove it, or write the address as the old site had it)
content/questions/a.md:4:62: error: `/tab%09/` cannot be an old address: it contains an invisible character (U+0009) (remove it, or write the address as the old site had it)
content/questions/a.md:4:73: error: `/a%0Ab/` cannot be an old address: it contains an invisible character (U+000A) (remove it, or write the address as the old site had it)
content/questions/a.md:4:84: error: `/a%C2%85b/` cannot be an old address: it contains an invisible character (U+0085) (remove it, or write the address as the old site had it)
content/questions/a.md:4:98: error: `/../../etc/` cannot be an old address: `.` and `..` cannot be names (remove it, or write the address as the old site had it)
content/questions/a.md:4:121: error: `/a%5Cb/` cannot be an old address: it contains a backslash (remove it, or write the address as the old site had it)
content/questions/a.md:4:132: error: `/a//b/` cannot be an old address: it has a slash at its start or end, or two in a row (remove it, or write the address as the old site had it)
content/questions/a.md:4:142: error: `/./a/` cannot be an old address: `.` and `..` cannot be names (remove it, or write the address as the old site had it)
content/questions/a.md:4:151: error: `/%FF/` cannot be an old address: it has characters that cannot be read (remove it here, and set up a redirect in the settings of your web host)
content/questions/a.md:4:160: error: `//evil.example/` cannot be an old address: it has a slash at its start or end, or two in a row (remove it, or write the address as the old site had it)
content/questions/a.md:4:179: error: `/%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A…` cannot be an old address: a name in it is too long (more than 255 bytes) (remove it, or write the address as the old site had it)
content/questions/a.md:4:313: error: `/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a…` cannot be an old address: it is too long (more than 1024 bytes) (remove it, or write the address as the old site had it)
"#]],
    );
}

#[test]
fn a_slug_leaves_reserved_addresses_alone() {
    let page = |slug: &str| {
        let page = format!("---\ntitle: B\nslug: {slug}\n---\n");
        with("").file("content/pages/b.md", page).build().short()
    };
    shows(
        page("assets"),
        str![
            "content/pages/b.md:2:8: error: `/assets/` is in the theme's folder, whose files browsers keep for a year (give it another address: add a line such as `slug: another-name`)"
        ],
    );
    shows(
        page("_desk"),
        str![
            "content/pages/b.md:2:8: error: `/_desk/` cannot be an address: `callslip serve` uses it (give it another address: add a line such as `slug: another-name`)"
        ],
    );
    shows(
        page("nginx.conf"),
        str![
            "content/pages/b.md:2:8: error: `/nginx.conf/` cannot be an address: web hosts keep their settings there (give it another address: add a line such as `slug: another-name`)"
        ],
    );
    shows(
        page(&"é".repeat(128)),
        str![
            "content/pages/b.md:2:8: error: `/%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A…` cannot be an address: a name in it is too long (more than 255 bytes) (give it another address: add a line such as `slug: another-name`)"
        ],
    );
    shows(page("CNAME"), str![]);
    // A folder below the root means nothing to a host.
    shows(with("slug: nginx.conf").build().sound().short(), str![]);
}

#[test]
fn a_name_of_a_file_that_makes_too_long_a_slug_is_reported() {
    let name = format!("content/questions/{}.md", "東".repeat(80));
    let letter = "---\ntitle: B\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n";
    shows(
        with("").file(&name, letter).build().short().replace('東', ""),
        str![
            "content/questions/.md:2:8: error: `/questions/dong-dong-dong-dong-dong-dong-dong-dong-dong-dong…` cannot be an address: a name in it is too long (more than 255 bytes) (give it another address: add a line such as `slug: another-name`)"
        ],
    );
}

#[test]
fn a_tag_is_no_longer_than_a_name() {
    shows(
        with(&format!("tags: [{}, short]", "a".repeat(256))).build().short(),
        str!["content/questions/a.md:4:8: error: this tag is too long for the name of a folder (write a shorter one)"],
    );
}

#[test]
fn a_pattern_leaves_reserved_addresses_alone() {
    let pattern = |pattern: &str| {
        let settings = format!("title: The Desk\nid: desk.example,2026\npermalinks:\n  pages: {pattern}\n");
        with("").file("column.yaml", settings).file("content/pages/b.md", "---\ntitle: B\n---\n").build().short()
    };
    shows(
        pattern("/assets/:slug/"),
        str![
            "column.yaml:4:10: error: `/assets/:slug/` is in the theme's folder, whose files browsers keep for a year (write it like this: `/questions/:slug/`)"
        ],
    );
    shows(
        pattern("/.callslip.new/:slug/"),
        str![
            "column.yaml:4:10: error: `/.callslip.new/:slug/` cannot be the pattern of an address: names that begin with `.callslip` are callslip's own (write it like this: `/questions/:slug/`)"
        ],
    );
    shows(
        pattern("/x/.htaccess/:slug/"),
        str![
            "column.yaml:4:10: error: `/x/.htaccess/:slug/` cannot be the pattern of an address: web hosts keep their settings there (write it like this: `/questions/:slug/`)"
        ],
    );
    shows(
        pattern("/_desk/:slug/"),
        str![
            "column.yaml:4:10: error: `/_desk/:slug/` cannot be the pattern of an address: `callslip serve` uses it (write it like this: `/questions/:slug/`)"
        ],
    );
}

#[test]
fn an_attachment_is_no_file_that_a_host_reads() {
    // At the root, by a link; in every folder, where the host reads it so.
    let linked = with("").file("content/pages/b.md", "---\ntitle: B\n---\n[x](../vercel.json)\n");
    shows(
        linked.file("content/vercel.json", "x").build().short(),
        str![
            "content/vercel.json: error: `/vercel.json` cannot be an address: web hosts keep their settings there (give it another name, of letters, digits, and hyphens)"
        ],
    );
    shows(
        beside("content/pages/b/staticwebapp.config.json").build().short(),
        str![
            "content/pages/b/staticwebapp.config.json: error: `/b/staticwebapp.config.json` cannot be an address: web hosts keep their settings there (give it another name, of letters, digits, and hyphens)"
        ],
    );
    shows(beside("content/pages/b/vercel.json").build().sound().short(), str![]);
}

#[test]
fn what_a_host_reads_may_be_in_static_on_purpose_and_the_preview_and_git_keep_their_names() {
    let column =
        with("").file("static/.htaccess", "x").file("static/netlify.toml", "x").file("static/a/_desk/b.txt", "x");
    assert!(column.build().sound().files().contains(&".htaccess".to_owned()));
    shows(
        with("").file("static/_desk/a.txt", "x").build().short(),
        str![
            "static/_desk/a.txt: error: `/_desk/a.txt` cannot be an address: `callslip serve` uses it (give it another name, of letters, digits, and hyphens)"
        ],
    );
}

#[test]
fn the_assets_of_the_theme_are_alone_in_their_folder() {
    let column = with("").file("content/pages/b.md", "---\ntitle: B\n---\n![x](../assets/x.gif)\n");
    shows(
        column.file("content/assets/x.gif", b"GIF89a\x01\0\x01\0\0\0\0;").build().short(),
        str![
            "content/assets/x.gif: error: `/assets/x.gif` is in the theme's folder, whose files browsers keep for a year (move it to another folder in `content/`, or to `static/files/x.gif`)"
        ],
    );
}

#[cfg(unix)]
#[test]
fn an_attachment_is_a_line_of_text() {
    shows(
        beside("content/pages/b/a\nb.pdf").build().short(),
        str![
            "content/pages/b/a�b.pdf: error: this name contains a character that cannot be shown (give it another name)"
        ],
    );
    shows(
        beside("content/pages/b/a\u{9b}31mb.pdf").build().short(),
        str![
            "content/pages/b/a�31mb.pdf: error: this name contains a character that cannot be shown (give it another name)"
        ],
    );
    shows(
        beside("content/pages/b/a\\b.pdf").build().short(),
        str![[
            r#"content/pages/b/a\b.pdf: error: `/b/a%5Cb.pdf` cannot be an address: it contains a backslash (give it another name, of letters, digits, and hyphens)"#
        ]],
    );
}

#[test]
fn names_that_differ_in_the_form_of_their_accents_are_one_address() {
    let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}");
    let column = with(&format!("aliases: [/{composed}/, '/{decomposed}/']"));
    shows(
        column.build().short(),
        str![
            "content/questions/a.md:4:19: error: `/caf%C3%A9/` cannot be an old address of this page: it is already used (remove this old address, or the other)"
        ],
    );
    if cfg!(target_os = "macos") {
        // One file.
        return;
    }
    let column = beside(&format!("content/pages/b/{composed}.pdf"));
    shows(
        column.file(&format!("content/pages/b/{decomposed}.pdf"), "y").build().short(),
        str![
            "content/pages/b/café.pdf: error: two files have the address `/b/caf%C3%A9.pdf` (their names look the same, but are stored differently: delete one of them)"
        ],
    );
    let page = |slug: &str| format!("---\ntitle: B\nslug: {slug}\n---\n");
    let column = with("").file("content/pages/b.md", page(composed)).file("content/pages/c.md", page("CAFE\u{301}"));
    shows(
        column.build().short(),
        str![
            "content/pages/c.md:2:8: error: two files have the address `/caf%C3%A9/` (give one of them another address: add a line such as `slug: another-name`)"
        ],
    );
}

#[test]
fn a_link_finds_a_file_whatever_the_form_of_its_accents() {
    for (name, link) in [
        ("u\u{308}ber ga\u{308}rten", "\u{fc}ber%20g\u{e4}rten"),
        ("\u{fc}ber g\u{e4}rten", "u\u{308}ber%20ga\u{308}rten"),
        ("u\u{308}ber ga\u{308}rten", "%C3%BCber%20g%C3%A4rten"),
    ] {
        let page = format!("---\ntitle: B\n---\n[a]({link}.md), ![b]({link}.png), [c](/x/{link}.pdf)\n");
        let column = with("")
            .file("content/pages/b.md", page)
            .file(&format!("content/pages/{name}.md"), "---\ntitle: C\n---\n")
            .file(&format!("content/pages/{name}.png"), png("x"))
            .file(&format!("content/x/{name}.pdf"), "x")
            .file("content/pages/d.md", format!("---\ntitle: D\n---\n[c](../x/{link}.pdf)\n"));
        let built = column.build().sound();
        let page = built.page("b/index.html");
        assert!(page.contains("href=\"../uber-garten/\""), "{page}");
        assert!(page.contains("src=\"../pages/%C3%BCber%20g%C3%A4rten.png\""), "{page}");
        assert!(page.contains("href=\"../x/%C3%BCber%20g%C3%A4rten.pdf\""), "{page}");
    }
}

#[test]
fn a_base_url_is_a_scheme_a_host_and_a_path() {
    let told = |url: &str| {
        let settings = format!("title: The Desk\nid: desk.example,2026\nhost: nginx\nbase_url: \"{url}\"\n");
        with("").file("column.yaml", settings).build().short()
    };
    shows(
        told("https://desk.example/a;} location / { return 302 https://evil.example; } #"),
        str![
            "column.yaml:4:11: error: the address of a column cannot have `?` or `#` in it (write one such as `https://example.org` or `https://example.org/column`)"
        ],
    );
    shows(
        told("https://desk.example/$host"),
        str![
            "column.yaml:4:11: error: what follows the site's name may have only the letters a to z, digits, hyphens, and slashes (write one such as `https://example.org` or `https://example.org/column`)"
        ],
    );
    shows(
        told("https://ada:secret@desk.example/"),
        str![
            "column.yaml:4:11: error: the address of a column is public: remove the user name and the password from it (write one such as `https://example.org` or `https://example.org/column`)"
        ],
    );
}

/// Characters that mean something to a host, a shell, a web server or a person.
const HOSTILE: [&str; 48] = [
    "a", "B", "7", "-", "_", ".", "~", "/", "%", "%25", "%0a", "%2f", "%22", "\"", "'", "`", "$", "${PATH}", "$1", ";",
    "{", "}", "{/}?", "?", "a=1", "(.*)", "[", "]", "*", "/*", ":", ":splat", "+", "^", "|", "!", "&", "=", "@", ",",
    "<b>", "%20", "é", "e\u{301}", "東京", "\u{202e}", "\u{a0}", "\u{2028}",
];

/// A name of such characters.
fn hostile_name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(HOSTILE.to_vec()), 1..8).prop_map(|parts| parts.concat())
}

/// Understands a column in memory, on this host: one letter with these old addresses.
fn understood(host: Host, aliases: &[String], slug: &str) -> callslip::pipeline::Column {
    let base = "https://desk.example/column";
    let settings = format!("title: A\nid: desk.example,2026\nbase_url: {base}\nhost: {}\n", host.name());
    let letter = serde_json::json!({ "title": "A", "date": "2026-03-02", "slug": slug, "aliases": aliases });
    let letter = format!("---\n{letter}\n---\nQ: ?\n\nSM: !\n");
    let file = |path: &str, text: &str| decode(&Arc::from(path), text.as_bytes()).value;
    let sources = Sources::from_texts([file("content/questions/a.md", &letter)]);
    let files = Files::from_memory(file("column.yaml", &settings), sources, Layer::new(None, []), &[]);
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    pipeline::understand(files, &options, Cache::default()).0
}

/// Checks that each address is a file of the site, and the same again when it is read.
fn check_routes(site: &Site) {
    for route in site.routes.iter() {
        let (path, file) = (&route.path, route.path.file());
        assert_eq!(SitePath::parse(file).as_ref(), Ok(file));
        assert_eq!(RoutePath::new(path.to_string()).as_ref(), Ok(path));
        assert!(path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&byte)), "{path}");
        let decoded = percent_decode_str(path).decode_utf8().unwrap();
        assert_eq!(decoded.strip_prefix('/'), Some(file.strip_suffix("index.html").unwrap_or(file)));
    }
}

/// The text of a host's file.
fn host_file(column: &callslip::pipeline::Column, file: HostFile) -> String {
    let route = column.site.routes.get(&format!("/{}", file.path())).unwrap();
    match Renderer::new(&column.site, &column.theme).render(route).unwrap().content {
        Content::Generated(bytes) => String::from_utf8(bytes).unwrap(),
        Content::Shared(_) | Content::File(..) | Content::Picture(_) => unreachable!(),
    }
}

/// Reads one line of Apache's settings into its words, as its `ap_getword_conf` does.
fn apache_words(line: &str) -> Vec<String> {
    let (mut words, mut chars) = (Vec::new(), line.chars().peekable());
    while chars.peek().is_some() {
        let mut word = String::new();
        if chars.next_if_eq(&'"').is_some() {
            loop {
                match chars.next().expect("a quote is closed") {
                    '"' => break,
                    '\\' if matches!(chars.peek(), Some('\\' | '"')) => word.extend(chars.next()),
                    c => word.push(c),
                }
            }
        } else {
            word.extend(std::iter::from_fn(|| chars.next_if(|c| *c != ' ')));
        }
        assert!(chars.next_if_eq(&' ').is_some() || chars.peek().is_none(), "{line}");
        words.push(word);
    }
    words
}

/// Reads a regular expression that means one text, with or without its last slash.
fn literal_of_regex(pattern: &str) -> String {
    let inner = pattern.strip_prefix('^').unwrap().strip_suffix('$').unwrap();
    let inner = inner.strip_suffix("/?").map_or_else(|| inner.to_owned(), |inner| format!("{inner}/"));
    unescaped(&inner, ".+*?()[]{}^$|")
}

/// Reads a regular expression that finds one parameter, with each character as it is or encoded.
fn parameter_of_regex(pattern: &str) -> String {
    let inner = pattern.strip_prefix("(?:^|&)").unwrap().strip_suffix("(?:&|$)").unwrap();
    let mut text = String::new();
    let mut rest = inner;
    while !rest.is_empty() {
        if let Some(group) = rest.strip_prefix("(?:") {
            // `(?:\(|%28)`: the second form is enough.
            let (_, encoded) = group[1..].split_once("|%").unwrap();
            let (encoded, after) = encoded.split_once(')').unwrap();
            text.extend(["%", encoded]);
            rest = after;
        } else {
            let c = rest.chars().next().unwrap();
            assert!(c.is_ascii_alphanumeric() || "%=[]".contains(c), "{pattern}");
            text.push(c);
            rest = &rest[1..];
        }
    }
    // `[Ff]` is a digit.
    let text = ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff"]
        .iter()
        .fold(text, |text, digit| text.replace(&format!("[{digit}]"), &digit[..1]));
    percent_decode_str(&text).decode_utf8().unwrap().into_owned()
}

/// Takes the backslashes from a pattern in which no character of `special` is without one.
fn unescaped(pattern: &str, special: &str) -> String {
    let (mut text, mut chars) = (String::new(), pattern.chars());
    while let Some(c) = chars.next() {
        assert!(!special.contains(c), "{pattern}");
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('x')) => {
                let code: String = chars.by_ref().take(2).collect();
                text.push(char::from(u8::from_str_radix(&code, 16).unwrap()));
            }
            ('\\', escaped) => text.extend(escaped),
            (c, _) => text.push(c),
        }
    }
    text
}

/// Reads nginx's settings into statements and blocks, as its `ngx_conf_read_token` does: each with its depth.
fn nginx_statements(text: &str) -> Vec<(usize, Vec<String>)> {
    let (mut statements, mut words, mut depth) = (Vec::new(), Vec::new(), 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\n' => {}
            '#' => while chars.next_if(|c| *c != '\n').is_some() {},
            ';' | '{' => {
                assert!(!words.is_empty());
                statements.push((depth, std::mem::take(&mut words)));
                depth += usize::from(c == '{');
            }
            '}' => {
                assert!(words.is_empty());
                depth -= 1;
            }
            '"' => {
                let mut word = String::new();
                loop {
                    match chars.next().expect("a quote is closed") {
                        '"' => break,
                        '\\' if matches!(chars.peek(), Some('\\' | '"' | '\'')) => word.extend(chars.next()),
                        c => word.push(c),
                    }
                }
                assert!(matches!(chars.peek(), Some(' ' | ';' | '\n' | ')')), "{text}");
                words.push(word);
            }
            c => {
                let rest = std::iter::from_fn(|| chars.next_if(|c| !" \n;{".contains(*c)));
                words.push(std::iter::once(c).chain(rest).collect());
            }
        }
    }
    assert_eq!((depth, words), (0, vec![]));
    statements
}

/// The old addresses that a host's file has rules for, as that host reads them; decoded, with the column's folder.
fn rules(file: HostFile, text: &str) -> Vec<String> {
    let decoded = |path: &str| percent_decode_str(path).decode_utf8().unwrap().into_owned();
    match file {
        HostFile::NoJekyll | HostFile::Cname | HostFile::Headers => vec![],
        HostFile::Redirects => text
            .lines()
            .map(|line| {
                let words: Vec<&str> = line.split(char::is_whitespace).collect();
                let [from, query @ .., to, "301" | "301!"] = &words[..] else { panic!("{line}") };
                assert!(!from.contains(['*', ':', '#']) && !to.contains(['*', ':', '#']), "{line}");
                // The first word after `from` that begins like an address is `to`, and the rest of a line is a comment.
                assert!(query.iter().all(|word| !word.starts_with(['/', '#']) && !word.contains("=:")), "{line}");
                assert!(query.iter().all(|word| word.matches('=').count() == 1), "{line}");
                let query = query.join("&");
                if query.is_empty() { decoded(from) } else { format!("{}?{query}", decoded(from)) }
            })
            .collect(),
        HostFile::Vercel => {
            let json: serde_json::Value = serde_json::from_str(text).unwrap();
            // path-to-regexp.
            let source = |rule: &serde_json::Value| {
                let source = rule["source"].as_str().unwrap();
                let source = source.strip_suffix("{/}?").map_or_else(|| source.to_owned(), |start| format!("{start}/"));
                let path = decoded(&unescaped(&source, "():*+?{}"));
                let Some(has) = rule["has"].as_array() else { return path };
                let parameter = |has: &serde_json::Value| {
                    format!("{}={}", has["key"].as_str().unwrap(), has["value"]["eq"].as_str().unwrap())
                };
                format!("{path}?{}", has.iter().map(parameter).collect::<Vec<_>>().join("&"))
            };
            json["redirects"].as_array().unwrap().iter().map(source).collect()
        }
        HostFile::Azure => {
            let json: serde_json::Value = serde_json::from_str(text).unwrap();
            let rules = json["routes"].as_array().unwrap().iter().filter(|rule| rule["redirect"].is_string());
            let routes = rules.map(|rule| rule["route"].as_str().unwrap());
            routes.inspect(|route| assert!(!route.contains('*'), "{route}")).map(decoded).collect()
        }
        HostFile::Htaccess => {
            let known = ["#", "<", "ErrorDocument ", "AddType ", "RedirectMatch ", "Header ", "SetEnvIf ", "Rewrite"];
            let lines = text.lines().filter(|line| !line.is_empty());
            let lines = lines.inspect(|line| assert!(known.iter().any(|start| line.starts_with(start)), "{line}"));
            let mut query = Vec::new();
            let rule = |words: Vec<String>| match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["RedirectMatch", "301", from, _] => Some(literal_of_regex(from)),
                ["RewriteCond", "%{QUERY_STRING}", pattern] => {
                    query.push(parameter_of_regex(pattern));
                    None
                }
                ["RewriteRule", from, to, "[R=301,L,NE,QSD]"] => {
                    assert!(to.starts_with("/column/") && !to.contains('"'), "{to}");
                    let path = literal_of_regex(from);
                    Some(format!("/column/{path}?{}", std::mem::take(&mut query).join("&")))
                }
                ["RewriteEngine", "On"] => None,
                _ => panic!("{words:?}"),
            };
            let are_rules = |line: &&str| line.starts_with("RedirectMatch 301 ") || line.starts_with("Rewrite");
            lines.filter(are_rules).map(apache_words).filter_map(rule).collect()
        }
        HostFile::Nginx => {
            let statements = nginx_statements(text);
            let (outer, inner) = statements.split_first().unwrap();
            assert_eq!(*outer, (0, ["location", "^~", "/column/"].map(str::to_owned).to_vec()));
            assert!(inner.iter().all(|(depth, _)| *depth > 0));
            let (mut rules, mut location, mut query) = (Vec::new(), String::new(), None);
            for (_, words) in inner {
                match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                    ["location", "=", path] => path.clone_into(&mut location),
                    ["location", ..] => location.clear(),
                    ["if", "($args", "~", pattern, ")"] => {
                        let parameters = pattern.split("(?=.*").filter(|part| !part.is_empty());
                        let is_one = !pattern.starts_with("(?=.*");
                        let parameters =
                            parameters.map(|part| if is_one { part } else { part.strip_suffix(')').unwrap() });
                        query = Some(parameters.map(parameter_of_regex).collect::<Vec<_>>().join("&"));
                    }
                    ["return", "301", to] => {
                        assert!(!to.contains('$') && to.starts_with("/column/"), "{to}");
                        let query = query.take().map(|query| format!("?{query}"));
                        rules.push(format!("{location}{}", query.unwrap_or_default()));
                    }
                    _ => {}
                }
            }
            rules
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 40, ..Config::default() })]

    #[test]
    fn no_name_breaks_a_line_of_a_host_file(
        names in prop::collection::vec(hostile_name(), 1..12),
        slug in "[a-zé東_.~-]{1,8}",
    ) {
        let mut aliases: Vec<String> = names.iter().map(|name| format!("/{name}")).collect();
        let encoded = |name| percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
        aliases.extend(names.iter().take(3).enumerate().map(|(at, name)| format!("/{at}/?{}={}", encoded(name), encoded(name))));
        aliases.extend(names.iter().take(3).enumerate().map(|(at, name)| format!("/?b{at}=c&a={}", encoded(name))));
        for host in Host::all() {
            let column = understood(host, &aliases, &slug);
            check_routes(&column.site);
            for file in host.files(&column.site.config) {
                let base = if host.rules_name_host_paths() { "/column" } else { "" };
                let mut expected: Vec<String> = column.site.host_redirects().iter().map(|redirect| {
                    format!("{base}{}", percent_decode_str(&redirect.path).decode_utf8().unwrap())
                }).collect();
                expected.extend(column.site.host_query_redirects().flat_map(|redirect| {
                    let path = percent_decode_str(&redirect.path).decode_utf8().unwrap();
                    let query = redirect.query.parameters().iter().map(|(name, value)| format!("{name}={value}"));
                    let query = query.collect::<Vec<_>>().join("&");
                    // nginx needs a location for a folder without its slash, too.
                    let without = path.strip_suffix('/').filter(|path| file == HostFile::Nginx && !path.is_empty());
                    [Some(&*path), without].into_iter().flatten().map(|path| format!("{base}{path}?{query}")).collect::<Vec<_>>()
                }));
                let mut found = rules(file, &host_file(&column, file));
                expected.sort();
                found.sort();
                if !found.is_empty() || matches!(file, HostFile::Redirects | HostFile::Htaccess | HostFile::Nginx) {
                    prop_assert_eq!(found, expected);
                }
            }
        }
    }
}

#[cfg(unix)]
proptest! {
    #![proptest_config(Config { cases: 8, ..Config::default() })]

    #[test]
    fn an_attachment_of_any_name_is_a_file_of_the_site_or_an_error(
        names in prop::collection::btree_set("[^/\u{0}]{1,12}", 1..20),
    ) {
        let column = beside("content/pages/b/plain.pdf");
        let folder = column.root().join("content/pages/b");
        for name in names {
            std::fs::write(folder.join(format!("{name}.pdf")), "x").unwrap();
        }
        let loaded = pipeline::load(column.root(), &Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false });
        check_routes(&loaded.unwrap().site);
    }
}
