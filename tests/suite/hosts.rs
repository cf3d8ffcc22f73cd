//! Each host gets the files that it reads; what it cannot do is said. The last tests ask real servers.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use callslip::render::host_notes;
use snapbox::str;

use crate::support::server::until;
use crate::support::{Built, Column, left_out, shows};

/// A letter with two old addresses, on this host.
fn on(host: &str, base_url: &str) -> Built {
    let settings = format!("title: The Desk\nbase_url: {base_url}\nid: desk.example,2026\nhost: {host}\n");
    let letter = "---\ntitle: A\ndate: 2026-03-02\naliases: [/2019/old, /café(1)/]\n---\nQ: ?\n\nSM: !\n";
    Column::new().file("column.yaml", settings).file("content/questions/a.md", letter).build().sound()
}

fn notes(built: &Built) -> String {
    host_notes(&built.site).into_iter().map(|note| note.text).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_plain_host_gets_nothing_of_its_own() {
    let built = on("plain", "https://desk.example");
    assert!(built.files().iter().all(|file| !file.starts_with(['.', '_'])));
    shows(notes(&built), str![]);
}

#[test]
fn an_unknown_host_is_reported_with_the_nearest_one() {
    let told = |host: &str| Column::new().file("column.yaml", format!("title: A\nhost: {host}\n")).build().short();
    shows(
        told("netlfy"),
        str![[r#"
hint: there is no letter in `content/questions/` yet (write the first one with `callslip new question "Its title"`)
column.yaml:2:7: error: `netlfy` is not a host that callslip knows (did you mean `netlify`?)
"#]],
    );
    shows(
        told("github"),
        str![[r#"
hint: there is no letter in `content/questions/` yet (write the first one with `callslip new question "Its title"`)
column.yaml:2:7: error: `github` is not a host that callslip knows (did you mean `github-pages`?)
"#]],
    );
    shows(
        told("geocities"),
        str![[r#"
hint: there is no letter in `content/questions/` yet (write the first one with `callslip new question "Its title"`)
column.yaml:2:7: error: `geocities` is not a host that callslip knows (write one of these: `plain`, `github-pages`, `gitlab-pages`, `netlify`, `cloudflare-pages`, `vercel`, `azure-static-web-apps`, `s3`, and 2 more)
"#]],
    );
}

#[test]
fn a_page_at_an_old_address_says_where_the_new_one_is() {
    let said = |settings: &str| {
        let letter = "---\ntitle: Drums & *bass*\ndate: 2026-03-02\naliases: [/alt/]\n---\nQ: Why?\n\nSM: So.\n";
        let column = Column::new().file("column.yaml", format!("title: The Desk\n{settings}"));
        let page = column.file("content/questions/drums.md", letter).build().sound().text("alt/index.html");
        let lines = page.lines().filter(|line| line.contains("<title>") || line.contains("<p>"));
        lines.collect::<Vec<_>>().join("\n")
    };
    shows(
        said(""),
        str![[r#"
  <title>This page has moved to Drums &amp; bass</title>
  <p>This page has moved to <a href="../questions/drums/">Drums &amp; bass</a></p>
"#]],
    );
    shows(
        said("language: de\nbase_url: https://desk.example\n"),
        str![[r#"
  <title>Diese Seite ist jetzt hier: Drums &amp; bass</title>
  <p>Diese Seite ist jetzt hier: <a href="../questions/drums/">Drums &amp; bass</a></p>
"#]],
    );
}

#[test]
fn github_gets_its_domain_and_redirect_pages() {
    let built = on("github-pages", "https://desk.example");
    shows(built.text("CNAME"), str!["desk.example"]);
    shows(built.text(".nojekyll"), str![]);
    assert!(built.text("2019/old/index.html").contains("http-equiv=\"refresh\""));
    shows(
        notes(&built),
        str![[r#"
github-pages has no redirects of its own, so 2 old addresses became pages that forward the reader.
github-pages does not let a site choose its own headers: it decides how long browsers keep a file, and it sends no content security policy.
"#]],
    );
}

#[test]
fn github_lends_a_domain_that_needs_no_file() {
    let built = on("github-pages", "https://desk.github.io/column");
    assert!(!built.files().contains(&"CNAME".to_owned()));
    shows(
        notes(&built),
        str![[r#"
github-pages has no redirects of its own, so 2 old addresses became pages that forward the reader.
github-pages does not let a site choose its own headers: it decides how long browsers keep a file, and it sends no content security policy.
Search engines look for robots.txt only at the top of a site, not in /column/, so they do not read yours.
"#]],
    );
}

#[test]
fn gitlab_redirects_only_where_there_is_no_page() {
    let built = on("gitlab-pages", "https://desk.gitlab.io/column");
    shows(
        built.text("_redirects"),
        str![[r#"
/column/2019/old/ /column/questions/a/ 301
/column/caf%C3%A9(1)/ /column/questions/a/ 301
"#]],
    );
    assert!(!built.files().contains(&"2019/old/index.html".to_owned()));
    shows(
        notes(&built),
        str![[r#"
gitlab-pages does not let a site choose its own headers: it decides how long browsers keep a file, and it sends no content security policy.
Search engines look for robots.txt only at the top of a site, not in /column/, so they do not read yours.
"#]],
    );
}

#[test]
fn netlify_follows_its_rules_also_where_there_is_a_page() {
    let built = on("netlify", "https://desk.example");
    shows(
        built.text("_redirects"),
        str![[r#"
/2019/old/ /questions/a/ 301!
/caf%C3%A9(1)/ /questions/a/ 301!
"#]],
    );
    shows(
        built.text("_headers"),
        str![[r#"
/*
  Content-Security-Policy: default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff

/assets/*
  Cache-Control: public, max-age=31536000, immutable
"#]],
    );
    assert!(built.text("2019/old/index.html").contains("http-equiv=\"refresh\""));
    shows(notes(&built), str![]);
}

#[test]
fn cloudflare_gets_as_many_rules_as_it_reads() {
    let aliases: Vec<String> = (0..2_014).map(|number| format!("/old/{number:04}/")).collect();
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nhost: cloudflare-pages\n";
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\naliases: [{}]\n---\nQ: ?\n\nSM: !\n", aliases.join(", "));
    let built = Column::new().file("column.yaml", settings).file("content/questions/a.md", letter).build().sound();
    assert_eq!(built.text("_redirects").lines().count(), 2_000);
    shows(built.text("_redirects").lines().next().unwrap(), str!["/old/0000/ /questions/a/ 301"]);
    assert!(built.text("old/2013/index.html").contains("http-equiv=\"refresh\""));
    shows(
        notes(&built),
        str![
            "cloudflare-pages accepts only the first 2000 redirects, so the other 14 old addresses became pages that forward the reader."
        ],
    );
}

#[test]
fn vercel_gets_one_file() {
    shows(
        on("vercel", "https://desk.example").text("vercel.json"),
        str![[r#"
{
  "headers": [
    {
      "headers": [
        {
          "key": "Content-Security-Policy",
          "value": "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'"
        },
        {
          "key": "Referrer-Policy",
          "value": "strict-origin-when-cross-origin"
        },
        {
          "key": "X-Content-Type-Options",
          "value": "nosniff"
        }
      ],
      "source": "/(.*)"
    },
    {
      "headers": [
        {
          "key": "Cache-Control",
          "value": "public, max-age=31536000, immutable"
        }
      ],
      "source": "/assets/(.*)"
    }
  ],
  "redirects": [
    {
      "destination": "/questions/a/",
      "permanent": true,
      "source": "/2019/old{/}?"
    },
    {
      "destination": "/questions/a/",
      "permanent": true,
      "source": "/caf%C3%A9\\(1\\){/}?"
    }
  ],
  "trailingSlash": true
}
"#]],
    );
}

#[test]
fn azure_gets_one_file() {
    shows(
        on("azure-static-web-apps", "https://desk.example").text("staticwebapp.config.json"),
        str![[
            r#"{"globalHeaders":{"Content-Security-Policy":"default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'","Referrer-Policy":"strict-origin-when-cross-origin","X-Content-Type-Options":"nosniff"},"responseOverrides":{"404":{"rewrite":"/404.html"}},"routes":[{"redirect":"/questions/a/","route":"/2019/old/","statusCode":301},{"redirect":"/questions/a/","route":"/caf%C3%A9(1)/","statusCode":301},{"headers":{"Cache-Control":"public, max-age=31536000, immutable"},"route":"/assets/*"}]}"#
        ]],
    );
}

#[test]
fn azure_reads_twenty_kilobytes() {
    let aliases: Vec<String> = (0..500).map(|number| format!("/old/{number:04}/")).collect();
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\naliases: [{}]\n---\nQ: ?\n\nSM: !\n", aliases.join(", "));
    let settings = "title: The Desk\nid: desk.example,2026\nhost: azure-static-web-apps\n";
    let built = Column::new().file("column.yaml", settings).file("content/questions/a.md", letter).build().sound();
    assert!(built.text("staticwebapp.config.json").len() < 20_000);
    shows(
        notes(&built),
        str![[r#"
azure-static-web-apps accepts only the first 204 redirects, so the other 296 old addresses became pages that forward the reader.
There is no feed and no sitemap yet: add a line such as `base_url: https://example.org` to column.yaml.
"#]],
    );
}

#[test]
fn a_bucket_has_settings_to_make_once() {
    shows(
        notes(&on("s3", "https://desk.example")),
        str![[r#"
s3 has no redirects of its own, so 2 old addresses became pages that forward the reader.
s3 does not let a site choose its own headers: it decides how long browsers keep a file, and it sends no content security policy.
In the settings of the bucket, name index.html as its index document and 404.html as its error document.
"#]],
    );
}

#[test]
fn apache_and_nginx_get_their_settings() {
    shows(
        on("apache", "https://desk.example/column").text(".htaccess"),
        str![[r##"
# Made by callslip. Apache reads this file by itself, where the server allows it (AllowOverride FileInfo).
ErrorDocument 404 /column/404.html
AddType font/woff2 .woff2

<IfModule mod_alias.c>
RedirectMatch 404 "/\.callslip"
RedirectMatch 301 "^/column/2019/old/?$" "/column/questions/a/"
RedirectMatch 301 "^/column/café\(1\)/?$" "/column/questions/a/"
</IfModule>

<IfModule mod_headers.c>
Header always set Content-Security-Policy "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'"
Header always set Referrer-Policy "strict-origin-when-cross-origin"
Header always set X-Content-Type-Options "nosniff"
Header set Cache-Control "no-cache"
<IfModule mod_setenvif.c>
SetEnvIf Request_URI "^/column/assets/" callslip_asset
Header set Cache-Control "public, max-age=31536000, immutable" env=callslip_asset
</IfModule>
</IfModule>
"##]],
    );
    let nginx = on("nginx", "https://desk.example/column");
    shows(
        nginx.text("nginx.conf"),
        str![[r##"
# Made by callslip. In the server block of your site, write a line
#   include <folder of the site>/nginx.conf;
# and nothing else for this location. The line `root` stays in the server block.
location ^~ "/column/" {
  error_page 404 "/column/404.html";
  location = "/column/nginx.conf" { return 404; }
  location ~ /\.callslip { return 404; }

  add_header Content-Security-Policy "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'" always;
  add_header Referrer-Policy "strict-origin-when-cross-origin" always;
  add_header X-Content-Type-Options "nosniff" always;
  add_header Cache-Control "no-cache";

  location ^~ "/column/assets/" {
    add_header Content-Security-Policy "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'" always;
    add_header Referrer-Policy "strict-origin-when-cross-origin" always;
    add_header X-Content-Type-Options "nosniff" always;
    add_header Cache-Control "public, max-age=31536000, immutable";
  }

  location = "/column/2019/old/" { return 301 "/column/questions/a/"; }
  location = "/column/café(1)/" { return 301 "/column/questions/a/"; }
}
"##]],
    );
    shows(
        notes(&nginx),
        str![[r#"
Search engines look for robots.txt only at the top of a site, not in /column/, so they do not read yours.
nginx does not read nginx.conf by itself: include that file, next to index.html, in its settings.
"#]],
    );
}

#[test]
fn a_redirect_page_that_no_host_takes_for_a_page_is_noted() {
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nhost: github-pages\n";
    let letter = |aliases: &str| format!("---\ntitle: A\ndate: 2026-03-02\naliases: {aliases}\n---\nQ: ?\n\nSM: !\n");
    let told = |aliases: &str| {
        let column = Column::new().file("column.yaml", settings).file("content/questions/a.md", letter(aliases));
        notes(&column.build().sound()).lines().nth(1).unwrap().to_owned()
    };
    shows(
        told("[/a.php, /b/, /c.html]"),
        str!["The old address /a.php does not end in .html: github-pages may offer its redirect page as a download."],
    );
    shows(
        told("[/a.php, /b.asp, /c.cgi]"),
        str![
            "/a.php and 2 more old addresses do not end in .html: github-pages may offer their redirect pages as downloads."
        ],
    );
}

#[test]
fn a_file_of_somebody_else_stays_when_the_host_wants_none() {
    let column = on("github-pages", "https://desk.example").column;
    fs::write(column.public().join(".htaccess"), "mine").unwrap();
    let column = column.file("column.yaml", "title: The Desk\nid: desk.example,2026\n");
    column.build();
    assert_eq!(fs::read_to_string(column.public().join(".htaccess")).unwrap(), "mine");
    assert!(!column.public().join(".nojekyll").exists());
    // Ours are not written over it either.
    let column = column.file("column.yaml", "title: The Desk\nid: desk.example,2026\nhost: apache\n");
    assert!(column.try_build().is_err());
    assert_eq!(fs::read_to_string(column.public().join(".htaccess")).unwrap(), "mine");
}

/// A server at work on a port of its own; ended with the test.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts a server that is not in this place; none, and a line that says so, where the program is missing.
    fn start(program: &str, arguments: &[&str], port: u16) -> Option<Self> {
        let spawned = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let Ok(child) = spawned else {
            left_out(&format!("there is no {program} here"));
            return None;
        };
        let mut server = Self { child, port };
        until(|| {
            assert!(server.child.try_wait().unwrap().is_none(), "{program} ended at once");
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        Some(server)
    }

    /// The head of the answer, and its body.
    pub(crate) fn get(&self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: desk.example\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    /// All that the two of them are asked: the answers' codes, and the headers that we care for.
    fn interview(&self) -> String {
        let asset = format!("/column{}", self.an_asset());
        let mut told = String::new();
        let paths =
            ["/column/", "/column/2019/old/", "/column/2019/old", "/column/caf%C3%A9(1)/", "/column/nothing/here/"];
        for path in paths.into_iter().chain(["/column/.callslip", &asset]) {
            let (head, body) = self.get(path);
            let code = head.split(' ').nth(1).unwrap();
            let _ = write!(told, "{} {code}", if path == asset { "an asset" } else { path });
            for line in head.lines() {
                let line = line.replace(&format!(":{}", self.port), "");
                let (name, value) = line.split_once(": ").unwrap_or_default();
                match name.to_lowercase().as_str() {
                    "location" => _ = write!(told, " -> {}", value.trim_start_matches("http://desk.example")),
                    "cache-control" => _ = write!(told, ", {value}"),
                    "content-security-policy" if value.contains("default-src 'none'") => told.push_str(", strict"),
                    _ => {}
                }
            }
            if code == "404" && body.contains("/column/") {
                told.push_str(", our own page");
            }
            told.push('\n');
        }
        told
    }

    /// The stylesheet's address.
    fn an_asset(&self) -> String {
        let (_, home) = self.get("/column/");
        let start = home.find("assets/reading-room").unwrap();
        format!("/{}", home[start..].split('"').next().unwrap())
    }

    /// Follows every link of every page.
    fn walk(&self) -> usize {
        let mut open = vec!["/column/".to_owned()];
        let mut seen = open.clone();
        while let Some(page) = open.pop() {
            let (head, body) = self.get(&page);
            assert!(head.contains(" 200 "), "{page}: {head}");
            if !body.starts_with("<!doctype html>") {
                continue;
            }
            let links =
                body.split("href=\"").chain(body.split("src=\"")).skip(1).filter_map(|rest| rest.split('"').next());
            for link in links.filter(|link| !link.contains(':') && !link.starts_with(['#', '<'])) {
                let target = joined(&page, link.split('#').next().unwrap());
                if !seen.contains(&target) {
                    seen.push(target.clone());
                    open.push(target);
                }
            }
        }
        seen.len()
    }
}

/// Where a relative link of a page leads.
fn joined(page: &str, link: &str) -> String {
    if link.starts_with('/') {
        return link.to_owned();
    }
    let mut parts: Vec<&str> = page.rsplit_once('/').unwrap().0.split('/').collect();
    for part in link.split('/') {
        match part {
            ".." => _ = parts.pop(),
            "." => {}
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if link.ends_with('.') || link.ends_with("./") { format!("{}/", path.trim_end_matches('/')) } else { path }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The column in a folder of a host with other pages, and a folder for the server's own files.
fn hosted(built: &Built) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    // The server may run as somebody else, who must be able to read it.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let column = format!("www{}", built.site.config.base_path());
    let of_column = crate::support::column::tree(&built.column.public()).into_iter();
    let of_column = of_column.map(|(path, bytes)| (format!("{column}/{path}"), bytes));
    let neighbors = ["www/neighbor.html", "www/assets/neighbor.html"].map(|path| (path.to_owned(), b"x".to_vec()));
    for (path, bytes) in of_column.chain(neighbors) {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    folder
}

/// The column on nginx, and a page of somebody else on the same host.
pub(crate) fn on_nginx(built: &Built) -> Option<(tempfile::TempDir, Server)> {
    let folder = hosted(built);
    let (root, port) = (folder.path().display(), free_port());
    let settings = format!(
        "daemon off; pid {root}/pid; error_log {root}/errors; events {{}}\nhttp {{ access_log off; types {{ text/html html; \
         text/css css; }}\nclient_body_temp_path {root}/t; proxy_temp_path {root}/t; fastcgi_temp_path {root}/t; \
         uwsgi_temp_path {root}/t; scgi_temp_path {root}/t;\nserver {{ listen 127.0.0.1:{port}; server_name \
         desk.example; root {root}/www; include {root}/www{}/nginx.conf; }} }}\n",
        built.site.config.base_path()
    );
    let file = folder.path().join("settings");
    fs::write(&file, settings).unwrap();
    let server = Server::start("nginx", &["-g", "master_process off;", "-c", &file.display().to_string()], port)?;
    Some((folder, server))
}

/// The column on Apache, and a page of somebody else on the same host.
pub(crate) fn on_apache(built: &Built) -> Option<(tempfile::TempDir, Server)> {
    let folder = hosted(built);
    let (root, port) = (folder.path().display(), free_port());
    let modules = "/usr/lib/apache2/modules";
    if !Path::new(modules).is_dir() {
        left_out("there is no Apache here");
        return None;
    }
    let names = ["mpm_event", "authz_core", "alias", "headers", "mime", "dir", "setenvif", "rewrite"];
    let modules: String =
        names.iter().map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so\n")).collect();
    let settings = format!(
        "{modules}ServerRoot {root}\nPidFile {root}/pid\nErrorLog {root}/errors\nListen 127.0.0.1:{port}\nServerName \
         desk.example\nTypesConfig /etc/mime.types\nDocumentRoot {root}/www\n<Directory {root}/www>\nAllowOverride \
         FileInfo\nRequire all granted\n</Directory>\n"
    );
    let file = folder.path().join("settings");
    fs::write(&file, settings).unwrap();
    let arguments = ["-X", "-f", &file.display().to_string()];
    let server = Server::start("apache2", &arguments, port)?;
    Some((folder, server))
}

#[test]
fn nginx_does_as_its_file_says() {
    let Some((_folder, server)) = on_nginx(&on("nginx", "http://desk.example/column")) else { return };
    shows(
        server.interview(),
        str![[r#"
/column/ 200, strict, no-cache
/column/2019/old/ 301 -> /column/questions/a/, strict, no-cache
/column/2019/old 301 -> /column/2019/old/, strict, no-cache
/column/caf%C3%A9(1)/ 301 -> /column/questions/a/, strict, no-cache
/column/nothing/here/ 404, strict, our own page
/column/.callslip 404, strict, our own page
an asset 200, strict, public, max-age=31536000, immutable
"#]],
    );
    assert!(server.walk() > 10);
}

#[test]
fn apache_does_as_its_file_says() {
    let Some((_folder, server)) = on_apache(&on("apache", "http://desk.example/column")) else { return };
    shows(
        server.interview(),
        str![[r#"
/column/ 200, strict, no-cache
/column/2019/old/ 301, strict -> /column/questions/a/
/column/2019/old 301, strict -> /column/questions/a/
/column/caf%C3%A9(1)/ 301, strict -> /column/questions/a/
/column/nothing/here/ 404, strict, no-cache, our own page
/column/.callslip 404, strict, no-cache, our own page
an asset 200, strict, public, max-age=31536000, immutable
"#]],
    );
    assert!(server.walk() > 10);
}

/// Old addresses that mean something in the settings of a server, to a shell, or in a regular expression.
const HOSTILE: [&str; 10] = [
    "/a;b/",
    "/{a}/",
    "/$host/",
    "/${PATH}/$1/",
    "/a'b'/",
    "/(.+)+$/",
    "/[a-z]/a.php",
    "/100%/",
    "/#%20a/",
    "/%25{x}/`id`/",
];

/// A column with those, a file with a name like that of an asset, and a base with a sign in it.
fn hostile(host: &str) -> Built {
    let base = "http://desk.example/a+b";
    let settings = format!("title: The Desk\nbase_url: {base}\nid: desk.example,2026\nhost: {host}\n");
    let aliases = serde_json::json!(HOSTILE.map(|alias| alias.replace('#', "%23")));
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\naliases: {aliases}\n---\nQ: ?\n\nSM: !\n");
    let column = Column::new().file("column.yaml", settings).file("content/questions/a/index.md", letter);
    column.file("content/questions/a/scan.2024010112.pdf", "x").build().sound()
}

impl Server {
    /// Checks that each hostile address leads on, that a file is asked for each time, and that the neighbor is left alone.
    fn check_hostile(&self) {
        for alias in HOSTILE {
            let path = alias.replace("%20", " ").replace("%25", "%").replace('%', "%25").replace(' ', "%20");
            let path = path.replace('#', "%23");
            let (head, _) = self.get(&format!("/a+b{path}"));
            let lower = head.to_lowercase();
            assert!(head.contains(" 301 ") && lower.contains("/a+b/questions/a/\r\n"), "{alias}: {head}");
        }
        let header = |path: &str| self.get(path).0.to_lowercase();
        assert!(header("/a+b/questions/a/scan.2024010112.pdf").contains("cache-control: no-cache"));
        for path in ["/neighbor.html", "/assets/neighbor.html", "/nothing"] {
            let (head, body) = self.get(path);
            assert!(!head.to_lowercase().contains("content-security-policy"), "{path}: {head}");
            assert!(!head.contains("immutable") && !body.contains("Desk"), "{path}: {head}");
        }
    }
}

#[test]
fn nginx_reads_no_more_into_an_address_than_it_is() {
    let Some((_folder, server)) = on_nginx(&hostile("nginx")) else { return };
    server.check_hostile();
}

#[test]
fn apache_reads_no_more_into_an_address_than_it_is() {
    let Some((_folder, server)) = on_apache(&hostile("apache")) else { return };
    server.check_hostile();
}
