//! Old addresses with a query (`/?p=12`): what they may look like, and what leads on from them.

use std::fmt::Write;

use callslip::render::host_notes;
use snapbox::str;

use crate::hosts::{Server, on_apache, on_nginx};
use crate::support::{Built, Column, shows};

/// A letter at this address of the old site.
fn letter(title: &str, aliases: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-02\naliases: {aliases}\n---\nQ: ?\n\nSM: !\n")
}

/// Letters with such addresses, on this host.
fn on(host: &str, base_url: &str) -> Built {
    let settings = format!("title: The Desk\nbase_url: {base_url}\nid: desk.example,2026\nhost: {host}\n");
    let column = Column::new().file("column.yaml", settings);
    let column = column.file("content/questions/a.md", letter("A", "[/2019/old, /?p=12]"));
    let column = column.file("content/questions/b.md", letter("B", "[/?p=1, /index.php?p=1]"));
    let both = "[/index.php, '/index.php?b=x%2Fy&p=1', '/blog/?q=caf%C3%A9+(1)', '/questions/a/?p=1']";
    let column = column.file("content/questions/é.md", letter("É", both));
    let gone = "---\ntitle: G\ndate: 2026-03-02\naliases: ['/?p=3&lang=de']\nwithdrawn: { date: 2026-04-01 }\n---\n";
    column.file("content/questions/gone.md", gone).build().sound()
}

fn notes(built: &Built) -> String {
    host_notes(&built.site).into_iter().map(|note| note.text).collect::<Vec<_>>().join("\n")
}

/// The messages for a letter with these aliases.
fn told(aliases: &str) -> String {
    Column::new().file("content/questions/a.md", letter("A", aliases)).build().short()
}

#[test]
fn hosts_that_see_a_path_only_say_so_once() {
    shows(notes(&on("plain", "https://desk.example")), str![]);
    shows(
        notes(&on("github-pages", "https://desk.example")),
        str![[r#"
github-pages has no redirects of its own, so 2 old addresses became pages that forward the reader.
github-pages cannot tell /?lang=de&p=3 from /, nor can it redirect 6 more old addresses with a `?`. `apache`, `netlify`, `nginx`, and `vercel` can.
The old address /index.php does not end in .html: github-pages may offer its redirect page as a download.
github-pages does not let a site choose its own headers: it decides how long browsers keep a file, and it sends no content security policy.
"#]],
    );
    shows(
        notes(&on("cloudflare-pages", "https://desk.example")),
        str![
            "cloudflare-pages cannot tell /?lang=de&p=3 from /, nor can it redirect 6 more old addresses with a `?`. `apache`, `netlify`, `nginx`, and `vercel` can."
        ],
    );
    assert!(!on("cloudflare-pages", "https://desk.example").text("_redirects").contains('?'));
    shows(
        on("gitlab-pages", "https://desk.example").text("_redirects"),
        str![[r#"
/2019/old/ /questions/a/ 301
/index.php /questions/e/ 301
"#]],
    );
    let built = Column::new()
        .file("column.yaml", "title: The Desk\nid: desk.example,2026\nhost: s3\n")
        .file("content/questions/a.md", letter("A", "[/?p=12]"));
    shows(
        notes(&built.build().sound()),
        str![[r#"
s3 cannot tell /?p=12 from /. `apache`, `netlify`, `nginx`, and `vercel` can.
s3 does not let a site choose its own headers: it decides how long browsers keep a file, and it sends no content security policy.
In the settings of the bucket, name index.html as its index document and 404.html as its error document.
There is no feed and no sitemap yet: add a line such as `base_url: https://example.org` to column.yaml.
"#]],
    );
}

#[test]
fn netlify_asks_for_parameters() {
    let built = on("netlify", "https://desk.example");
    shows(
        built.text("_redirects"),
        str![[r#"
/ lang=de p=3 /questions/gone/ 301!
/ p=1 /questions/b/ 301!
/ p=12 /questions/a/ 301!
/index.php b=x/y p=1 /questions/e/ 301!
/index.php p=1 /questions/b/ 301!
/questions/a/ p=1 /questions/e/ 301!
/2019/old/ /questions/a/ 301!
/index.php /questions/e/ 301!
"#]],
    );
    shows(notes(&built), str!["netlify cannot tell /blog/?q=caf%C3%A9%20%281%29 from /blog/."]);
}

#[test]
fn vercel_asks_for_parameters() {
    let built = on("vercel", "https://desk.example");
    let settings: serde_json::Value = serde_json::from_str(&built.text("vercel.json")).unwrap();
    let rules = settings["redirects"].as_array().unwrap().iter();
    shows(
        rules.map(|rule| format!("{rule}\n")).collect::<String>(),
        str![[r#"
{"destination":"/questions/gone/","has":[{"key":"lang","type":"query","value":{"eq":"de"}},{"key":"p","type":"query","value":{"eq":"3"}}],"permanent":true,"source":"/"}
{"destination":"/questions/b/","has":[{"key":"p","type":"query","value":{"eq":"1"}}],"permanent":true,"source":"/"}
{"destination":"/questions/a/","has":[{"key":"p","type":"query","value":{"eq":"12"}}],"permanent":true,"source":"/"}
{"destination":"/questions/e/","has":[{"key":"q","type":"query","value":{"eq":"café (1)"}}],"permanent":true,"source":"/blog{/}?"}
{"destination":"/questions/e/","has":[{"key":"b","type":"query","value":{"eq":"x/y"}},{"key":"p","type":"query","value":{"eq":"1"}}],"permanent":true,"source":"/index.php"}
{"destination":"/questions/b/","has":[{"key":"p","type":"query","value":{"eq":"1"}}],"permanent":true,"source":"/index.php"}
{"destination":"/questions/e/","has":[{"key":"p","type":"query","value":{"eq":"1"}}],"permanent":true,"source":"/questions/a{/}?"}
{"destination":"/questions/a/","permanent":true,"source":"/2019/old{/}?"}
{"destination":"/questions/e/","permanent":true,"source":"/index.php"}
"#]],
    );
    shows(notes(&built), str![]);
}

#[test]
fn vercel_reads_two_thousand_rules_and_those_with_a_query_come_first() {
    let aliases: Vec<String> =
        (1..=2_040).map(|number| format!("/?p={number}")).chain((1..=10).map(|number| format!("/{number}/"))).collect();
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nhost: vercel\n";
    let built = Column::new()
        .file("column.yaml", settings)
        .file("content/questions/a.md", letter("A", &format!("[{}]", aliases.join(", "))))
        .build()
        .sound();
    let settings: serde_json::Value = serde_json::from_str(&built.text("vercel.json")).unwrap();
    assert_eq!(settings["redirects"].as_array().unwrap().len(), 2_048);
    shows(
        notes(&built),
        str![
            "vercel accepts only the first 2048 redirects, so the other 2 old addresses became pages that forward the reader."
        ],
    );
}

#[test]
fn vercel_reads_no_more_of_those_with_a_query() {
    let aliases: Vec<String> = (1..=2_050).map(|number| format!("/?p={number}")).collect();
    let column = Column::new().file("column.yaml", "title: The Desk\nid: desk.example,2026\nhost: vercel\n");
    let built = column.file("content/questions/a.md", letter("A", &format!("[{}]", aliases.join(", ")))).build();
    shows(
        notes(&built.sound()),
        str![[r#"
vercel cannot tell /?p=998 from /, nor can it redirect another old address with a `?`. It accepts only the first 2048 redirects.
There is no feed and no sitemap yet: add a line such as `base_url: https://example.org` to column.yaml.
"#]],
    );
}

#[test]
fn apache_and_nginx_look_for_parameters() {
    let apache = on("apache", "https://desk.example/column").text(".htaccess");
    let (_, rules) = apache.split_once("<IfModule mod_rewrite.c>\n").unwrap();
    shows(
        rules.split_once("</IfModule>").unwrap().0,
        str![[r#"
RewriteEngine On
RewriteCond %{QUERY_STRING} "(?:^|&)lang=de(?:&|$)"
RewriteCond %{QUERY_STRING} "(?:^|&)p=3(?:&|$)"
RewriteRule "^$" "/column/questions/gone/" [R=301,L,NE,QSD]
RewriteCond %{QUERY_STRING} "(?:^|&)p=1(?:&|$)"
RewriteRule "^$" "/column/questions/b/" [R=301,L,NE,QSD]
RewriteCond %{QUERY_STRING} "(?:^|&)p=12(?:&|$)"
RewriteRule "^$" "/column/questions/a/" [R=301,L,NE,QSD]
RewriteCond %{QUERY_STRING} "(?:^|&)q=caf%[Cc]3%[Aa]9(?:\+|%20)(?:\(|%28)1(?:\)|%29)(?:&|$)"
RewriteRule "^blog/?$" "/column/questions/e/" [R=301,L,NE,QSD]
RewriteCond %{QUERY_STRING} "(?:^|&)b=x(?:/|%2[Ff])y(?:&|$)"
RewriteCond %{QUERY_STRING} "(?:^|&)p=1(?:&|$)"
RewriteRule "^index\.php$" "/column/questions/e/" [R=301,L,NE,QSD]
RewriteCond %{QUERY_STRING} "(?:^|&)p=1(?:&|$)"
RewriteRule "^index\.php$" "/column/questions/b/" [R=301,L,NE,QSD]
RewriteCond %{QUERY_STRING} "(?:^|&)p=1(?:&|$)"
RewriteRule "^questions/a/?$" "/column/questions/e/" [R=301,L,NE,QSD]
"#]],
    );
    let nginx = on("nginx", "https://desk.example/column").text("nginx.conf");
    shows(
        nginx.split_once("immutable\";\n  }\n").unwrap().1,
        str![[r#"

  location = "/column/2019/old/" { return 301 "/column/questions/a/"; }
  location = "/column/index.php" {
    if ($args ~ "(?=.*(?:^|&)b=x(?:/|%2[Ff])y(?:&|$))(?=.*(?:^|&)p=1(?:&|$))") { return 301 "/column/questions/e/"; }
    if ($args ~ "(?:^|&)p=1(?:&|$)") { return 301 "/column/questions/b/"; }
    return 301 "/column/questions/e/";
  }
  location = "/column/" {
    if ($args ~ "(?=.*(?:^|&)lang=de(?:&|$))(?=.*(?:^|&)p=3(?:&|$))") { return 301 "/column/questions/gone/"; }
    if ($args ~ "(?:^|&)p=1(?:&|$)") { return 301 "/column/questions/b/"; }
    if ($args ~ "(?:^|&)p=12(?:&|$)") { return 301 "/column/questions/a/"; }
  }
  location = "/column/blog" {
    if ($args ~ "(?:^|&)q=caf%[Cc]3%[Aa]9(?:\\+|%20)(?:\\(|%28)1(?:\\)|%29)(?:&|$)") { return 301 "/column/questions/e/"; }
  }
  location = "/column/blog/" {
    if ($args ~ "(?:^|&)q=caf%[Cc]3%[Aa]9(?:\\+|%20)(?:\\(|%28)1(?:\\)|%29)(?:&|$)") { return 301 "/column/questions/e/"; }
  }
  location = "/column/questions/a" {
    if ($args ~ "(?:^|&)p=1(?:&|$)") { return 301 "/column/questions/e/"; }
  }
  location = "/column/questions/a/" {
    if ($args ~ "(?:^|&)p=1(?:&|$)") { return 301 "/column/questions/e/"; }
  }
}
"#]],
    );
    let plain = Column::new().file("column.yaml", "title: A\nid: desk.example,2026\nhost: apache\n");
    assert!(!plain.letter("Q: ?\n\nSM: !\n").build().sound().text(".htaccess").contains("Rewrite"));
}

/// What is asked of every server: the path, and the answer's code and new address.
const ASKED: [&str; 26] = [
    "/?p=12",
    "/?p=12&utm_source=x",
    "/?x=1&p=12",
    "/?p=1",
    "/?p=123",
    "/?xp=12",
    "/?q=p=12",
    "/",
    "/?p",
    "/?p=3",
    "/?p=3&lang=de",
    "/?lang=de&x&p=3",
    "/index.php?p=1",
    "/index.php?p=1&b=x/y",
    "/index.php?b=x%2fy&p=1",
    "/index.php?b=x/z&p=1",
    "/index.php?p=2",
    "/index.php",
    "/blog/?q=caf%c3%a9+(1)",
    "/blog?q=caf%C3%A9%20%281%29",
    "/blog/?q=cafe+(1)",
    "/2019/old/?p=12",
    "/questions/a/?p=1",
    "/questions/a/?p=12",
    "/questions/a/",
    "/questions/b/?p=12",
];

fn interview(server: &Server, base: &str) -> String {
    let mut answers = String::new();
    for path in ASKED {
        let (head, body) = server.get(&format!("{base}{path}"));
        let location = head.lines().find_map(|line| line.strip_prefix("Location: ")).unwrap_or_default();
        let location = location.split_once("desk.example").map_or(location, |(_, path)| path);
        let location = location.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
        let home = if head.contains(" 200 ") && body.contains("<h1") { "" } else { " no page" };
        let home = if head.contains(" 200 ") { home } else { "" };
        let _ = writeln!(answers, "{path} {}{home} {location}", head.split(' ').nth(1).unwrap());
    }
    answers
}

#[test]
fn apache_leads_on_from_addresses_with_a_query() {
    for base in ["", "/column"] {
        let Some((_folder, server)) = on_apache(&on("apache", &format!("http://desk.example{base}"))) else { return };
        shows(
            interview(&server, base).replace(base, ""),
            str![[r#"
/?p=12 301 /questions/a/
/?p=12&utm_source=x 301 /questions/a/
/?x=1&p=12 301 /questions/a/
/?p=1 301 /questions/b/
/?p=123 200 
/?xp=12 200 
/?q=p=12 200 
/ 200 
/?p 200 
/?p=3 200 
/?p=3&lang=de 301 /questions/gone/
/?lang=de&x&p=3 301 /questions/gone/
/index.php?p=1 301 /questions/b/
/index.php?p=1&b=x/y 301 /questions/e/
/index.php?b=x%2fy&p=1 301 /questions/e/
/index.php?b=x/z&p=1 301 /questions/b/
/index.php?p=2 301 /questions/e/?p=2
/index.php 301 /questions/e/
/blog/?q=caf%c3%a9+(1) 301 /questions/e/
/blog?q=caf%C3%A9%20%281%29 301 /questions/e/
/blog/?q=cafe+(1) 404 
/2019/old/?p=12 301 /questions/a/?p=12
/questions/a/?p=1 301 /questions/e/
/questions/a/?p=12 200 
/questions/a/ 200 
/questions/b/?p=12 200 
"#]],
        );
    }
}

#[test]
fn nginx_leads_on_from_addresses_with_a_query() {
    for base in ["", "/column"] {
        let Some((_folder, server)) = on_nginx(&on("nginx", &format!("http://desk.example{base}"))) else { return };
        shows(
            interview(&server, base).replace(base, ""),
            str![[r#"
/?p=12 301 /questions/a/
/?p=12&utm_source=x 301 /questions/a/
/?x=1&p=12 301 /questions/a/
/?p=1 301 /questions/b/
/?p=123 200 
/?xp=12 200 
/?q=p=12 200 
/ 200 
/?p 200 
/?p=3 200 
/?p=3&lang=de 301 /questions/gone/
/?lang=de&x&p=3 301 /questions/gone/
/index.php?p=1 301 /questions/b/
/index.php?p=1&b=x/y 301 /questions/e/
/index.php?b=x%2fy&p=1 301 /questions/e/
/index.php?b=x/z&p=1 301 /questions/b/
/index.php?p=2 301 /questions/e/
/index.php 301 /questions/e/
/blog/?q=caf%c3%a9+(1) 301 /questions/e/
/blog?q=caf%C3%A9%20%281%29 301 /questions/e/
/blog/?q=cafe+(1) 404 
/2019/old/?p=12 301 /questions/a/
/questions/a/?p=1 301 /questions/e/
/questions/a/?p=12 200 
/questions/a/ 200 
/questions/b/?p=12 200 
"#]],
        );
    }
}

/// Characters that mean something in a query, in the settings of a server, or in a regular expression.
const HOSTILE: &str = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~é東";

/// Letters at addresses with these characters in the name and in the value of a parameter, each in a group of its own.
fn hostile(host: &str) -> Built {
    let settings = format!("title: The Desk\nbase_url: http://desk.example\nid: desk.example,2026\nhost: {host}\n");
    let mut column = Column::new().file("column.yaml", settings);
    for (at, c) in HOSTILE.chars().enumerate() {
        let alias = serde_json::json!([
            format!("/?{}", encoded(&format!("a{c}b=x{c}y"))),
            format!("/?{at}={}", encoded(&c.to_string()))
        ]);
        column = column.file(&format!("content/questions/l{at}.md"), letter(&format!("L{at}"), &alias.to_string()));
    }
    column.build().sound()
}

/// Encodes a text for a query, but for its first `=`.
fn encoded(text: &str) -> String {
    let (name, value) = text.split_once("b=x").map_or((text, None), |(name, value)| (name, Some(value)));
    let encode =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    value.map_or_else(|| encode(name), |value| format!("{}b=x{}", encode(name), encode(value)))
}

#[test]
fn servers_find_each_character_however_it_is_encoded() {
    let (apache, nginx) = (hostile("apache"), hostile("nginx"));
    for (_folder, server) in [on_apache(&apache), on_nginx(&nginx)].into_iter().flatten() {
        let mut asked = 0;
        let mut leads = |query: &str, at: Option<usize>| {
            let (head, _) = server.get(&format!("/?{query}"));
            let to = head.lines().find_map(|line| line.strip_prefix("Location: ")).unwrap_or_default();
            let wanted = at.map(|at| format!("/questions/l{at}/")).unwrap_or_default();
            assert!(to.ends_with(&wanted) && to.is_empty() == at.is_none(), "{query}: {head}");
            asked += 1;
        };
        for (at, c) in HOSTILE.chars().enumerate() {
            let upper = encoded(&c.to_string());
            for form in [upper.clone(), upper.to_lowercase()] {
                leads(&format!("a{form}b=x{form}y"), Some(at));
                leads(&format!("more=1&{at}={form}"), Some(at));
                leads(&format!("{at}={form}{form}"), None);
                leads(&format!("{at}=z{form}"), None);
            }
            // As browsers send it.
            if "!$'()*,-./:;?@[]_~".contains(c) {
                leads(&format!("a{c}b=x{c}y&z"), Some(at));
            }
            leads(&format!("{at}=z"), None);
        }
        leads("a+b=x+y", Some(0));
        assert!(asked > 300, "{asked}");
    }
}

#[test]
fn the_preview_leads_on_from_addresses_with_a_query() {
    let built = on("plain", "https://desk.example/column");
    let preview = crate::support::server::Server::of(built.column.root(), &[]);
    let mut answers = String::new();
    for path in ASKED.into_iter().chain(["/column/?p=12"]) {
        let reply = preview.get(path);
        let _ = writeln!(answers, "{path} {}", reply.text().lines().next().unwrap());
    }
    shows(
        answers,
        str![[r#"
/?p=12 It is at another address.
/?p=12&utm_source=x It is at another address.
/?x=1&p=12 It is at another address.
/?p=1 It is at another address.
/?p=123 <!doctype html>
/?xp=12 <!doctype html>
/?q=p=12 <!doctype html>
/ <!doctype html>
/?p <!doctype html>
/?p=3 <!doctype html>
/?p=3&lang=de It is at another address.
/?lang=de&x&p=3 It is at another address.
/index.php?p=1 It is at another address.
/index.php?p=1&b=x/y It is at another address.
/index.php?b=x%2fy&p=1 It is at another address.
/index.php?b=x/z&p=1 It is at another address.
/index.php?p=2 <!doctype html>
/index.php <!doctype html>
/blog/?q=caf%c3%a9+(1) It is at another address.
/blog?q=caf%C3%A9%20%281%29 It is at another address.
/blog/?q=cafe+(1) <!doctype html>
/2019/old/?p=12 <!doctype html>
/questions/a/?p=1 It is at another address.
/questions/a/?p=12 <!doctype html>
/questions/a/ <!doctype html>
/questions/b/?p=12 <!doctype html>
/column/?p=12 It is at another address.
"#]],
    );
}

#[test]
fn an_address_with_a_query_is_written_from_the_root() {
    shows(
        told("['?p=12', 'https://desk.example/?p=12', 'https://desk.example?p=1', 'blog/?p=12', '/?', '/?p=1 2']"),
        str![[r#"
content/questions/a.md:4:11: error: `?p=12` is not written the way an old address must be (write `/?p=12`)
content/questions/a.md:4:20: error: `https://desk.example/?p=12` is not written the way an old address must be (write `/?p=12`)
content/questions/a.md:4:50: error: `https://desk.example?p=1` is not written the way an old address must be (write `/?p=1`)
content/questions/a.md:4:78: error: `blog/?p=12` is not written the way an old address must be (write `/blog/?p=12`)
content/questions/a.md:4:92: error: `/?` is not written the way an old address must be (write `/2019/05/old-name/`)
content/questions/a.md:4:98: error: `/?p=1 2` is not written the way an old address must be (write `/?p=1%202`)
"#]],
    );
    shows(
        told("['/?p=12#top', 'Why me?', '/?print', '/?p=1&p=2', '/?p=%0A', '/?p=%FF', '/_desk/?p=1', '/a//b?p=1']"),
        str![[r#"
content/questions/a.md:4:11: warning: no web host can forward an old address with `#` in it (remove it from there on: browsers send hosts only what precedes it)
content/questions/a.md:4:25: error: `Why me?` is not an old address of this page (if it is another title, as in Obsidian, remove it: callslip has no use for it; if the page was once at this address, write `/Why%20me/`)
content/questions/a.md:4:36: warning: no host can look for `?print`: `print` has no value, as in `?p=12` (remove this old address)
content/questions/a.md:4:47: warning: no host can look for `?p=1&p=2`: `p` has two values (remove this old address)
content/questions/a.md:4:60: warning: no host can look for `?p=%0A`: it contains an invisible character (U+000A) (remove this old address)
content/questions/a.md:4:71: warning: no host can look for `?p=%FF`: it has characters that cannot be read (remove this old address)
content/questions/a.md:4:82: error: `/_desk/` cannot be an old address: `callslip serve` uses it (remove it, or write the address as the old site had it)
content/questions/a.md:4:97: error: `/a//b/` cannot be an old address: it has a slash at its start or end, or two in a row (remove it, or write the address as the old site had it)
"#]],
    );
}

#[test]
fn two_letters_cannot_have_one_address_with_a_query() {
    let built = Column::new()
        .file("content/questions/a.md", letter("A", "['/?p=12&q=a+b']"))
        .file("content/questions/b.md", letter("B", "['/?q=a%20b&p=%312', '/?p=12']"))
        .file("content/pages/c.md", letter("C", "['/c/?x=1', '/questions/a/?x=1']"));
    shows(
        built.build().short(),
        str![[r#"
content/pages/c.md:4:11: warning: `/c/?x=1` is the address of this page itself (remove this old address)
content/questions/b.md:4:11: error: `/?p=12&q=a%20b` cannot be an old address of this page: it is already used (remove this old address, or the other)
"#]],
    );
}

#[test]
fn an_address_with_a_query_that_another_leads_past_is_refused() {
    let built = Column::new()
        .file("content/questions/a.md", letter("A", "['/questions/b/?x=1', '/?p=1']"))
        .file("content/questions/b.md", letter("B", "['/questions/a/?x=1', '/questions/a/?p=2']"));
    shows(
        built.build().short(),
        str![[r#"
content/questions/a.md:4:11: error: `/questions/b/?x=1` cannot be an old address of this page: `/questions/a/?x=1` leads to `/questions/b/`, and on to here (remove this old address, or the other)
content/questions/b.md:4:11: error: `/questions/a/?x=1` cannot be an old address of this page: `/questions/b/?x=1` leads to `/questions/a/`, and on to here (remove this old address, or the other)
"#]],
    );
}
