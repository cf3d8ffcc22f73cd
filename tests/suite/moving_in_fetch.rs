//! `callslip import --fetch`: pictures of the blog's own host, from a server in this process.

use std::fs;
use std::io::{Cursor, Read};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use callslip::import::{FetchRules, ImportOptions, read};
use tempfile::TempDir;
use tiny_http::{Header, Response, Server, StatusCode};

use crate::support::column::tree;

/// A picture of one pixel.
const PICTURE: &[u8] = include_bytes!("../vectors/pixel.png");

/// A blog on this computer.
struct OldBlog {
    server: Arc<Server>,
    address: SocketAddr,
    /// What was asked for.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Drop for OldBlog {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// A body that never ends.
struct Endless;

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        buffer.fill(b'a');
        Ok(buffer.len())
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap()
}

/// Starts a blog with the files that blogs have, and with those that somebody should be careful with.
fn start() -> OldBlog {
    let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
    let address = server.server_addr().to_ip().unwrap();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let blog = OldBlog { server: Arc::clone(&server), address, asked: Arc::clone(&asked) };
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            asked.lock().unwrap().push(request.url().to_owned());
            let url = request.url().to_owned();
            // Each answer has a thread of its own, as one of them does not end.
            std::thread::spawn(move || {
                let status = |code| Response::from_data(Vec::new()).with_status_code(StatusCode(code));
                let _ =
                    match url.as_str() {
                        "/wp-content/uploads/desk.png" | "/wp-content/uploads/moved.png" => request
                            .respond(Response::from_data(PICTURE).with_header(header("Content-Type", "image/png"))),
                        "/wp-content/uploads/old.png" => request
                            .respond(status(301).with_header(header("Location", "/wp-content/uploads/moved.png"))),
                        "/wp-content/uploads/away.png" => request
                            .respond(status(302).with_header(header("Location", "http://other.example/away.png"))),
                        "/wp-content/uploads/inside.png" => {
                            request.respond(status(302).with_header(header("Location", "file:///etc/passwd")))
                        }
                        "/wp-content/uploads/loop.png" => {
                            request.respond(status(302).with_header(header("Location", "/wp-content/uploads/loop.png")))
                        }
                        "/wp-content/uploads/page.png" => request.respond(
                            Response::from_string("<!DOCTYPE html><p>Gone</p>")
                                .with_header(header("Content-Type", "text/html")),
                        ),
                        "/wp-content/uploads/large.png" => request.respond(
                            Response::from_data(vec![0; 3 << 20]).with_header(header("Content-Type", "image/png")),
                        ),
                        "/wp-content/uploads/endless.png" => {
                            request.respond(Response::new(StatusCode(200), Vec::new(), Endless, None, None))
                        }
                        "/wp-content/uploads/slow.png" => {
                            std::thread::sleep(Duration::from_mins(1));
                            request.respond(Response::new(StatusCode(200), Vec::new(), Cursor::new("a"), None, None))
                        }
                        _ => request.respond(status(404)),
                    };
            });
        }
    });
    blog
}

impl OldBlog {
    /// Writes an export whose one post shows these pictures.
    fn export(&self, folder: &TempDir, pictures: &[&str]) {
        let port = self.address.port();
        let shown: String = pictures
            .iter()
            .map(|name| {
                if name.contains("://") {
                    format!("<img src=\"{name}\">")
                } else {
                    format!("<img src=\"http://127.0.0.1:{port}/wp-content/uploads/{name}\">")
                }
            })
            .collect();
        let export = format!(
            "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>The Desk</title><link>http://127.0.0.1:{port}</link>\
             <item><title>A</title><wp:post_id>1</wp:post_id><wp:post_date>2014-05-12 09:00:00</wp:post_date><wp:post_name>a</wp:post_name>\
             <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><content:encoded><![CDATA[<p>Words.</p>{shown}]]></content:encoded></item></channel></rss>"
        );
        fs::write(folder.path().join("export.xml"), export).unwrap();
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }
}

/// The rules of the tests: this computer may be asked, and a busy one has time to answer.
fn rules() -> FetchRules {
    FetchRules { may_ask: |address| address.is_loopback(), largest: 2 << 20, longest: Duration::from_mins(1) }
}

fn options() -> ImportOptions {
    ImportOptions {
        id: "desk.example,2026".to_owned(),
        now: "2026-11-22T12:00:00Z".parse().unwrap(),
        columnists: Vec::new(),
        may_mix_blogs: true,
    }
}

/// Imports the export, and fetches what is missing. Returns the files of the column and the lines of the report on what did
/// not come.
fn fetched(folder: &TempDir, rules: &FetchRules) -> (Vec<String>, String) {
    let column = folder.path().join("column");
    let mut export = read(&[folder.path().join("export.xml")]).unwrap();
    export.fetch(&column, rules, &mut |_, _| {}).unwrap();
    let options = options();
    let outcome = export.write(&column, &options).unwrap();
    let failed =
        outcome.notes.iter().filter(|note| note.kind.heading == "Pictures and files that could not be fetched");
    let failed = failed.map(|note| format!("{}\n", note.text)).collect();
    (tree(&column).into_keys().filter(|path| path.starts_with("content/questions")).collect(), failed)
}

#[test]
fn what_no_archive_has_comes_from_the_old_blog() {
    let blog = start();
    let folder = tempfile::tempdir().unwrap();
    blog.export(&folder, &["desk-300x200.png", "old.png", "http://other.example/wp-content/uploads/a.png"]);
    let (files, failed) = fetched(&folder, &rules());
    assert_eq!(failed, "");
    let letter = ["content/questions/a/desk.png", "content/questions/a/index.md", "content/questions/a/old.png"];
    assert_eq!(files, letter);
    assert_eq!(
        blog.asked(),
        ["/wp-content/uploads/desk.png", "/wp-content/uploads/moved.png", "/wp-content/uploads/old.png"]
    );
    let text = fs::read_to_string(folder.path().join("column/content/questions/a/index.md")).unwrap();
    assert!(text.contains("![](desk.png)") && text.contains("![](old.png)"), "{text}");
    assert!(!folder.path().join("column/.callslip-fetched").exists());
    // A second time nothing is asked for.
    let (files, failed) = fetched(&folder, &rules());
    assert_eq!((files.as_slice(), failed.as_str()), (letter.map(str::to_owned).as_slice(), ""));
    assert_eq!(blog.asked(), [""; 0]);
}

#[test]
fn what_must_not_come_does_not_and_the_report_says_why() {
    let blog = start();
    let folder = tempfile::tempdir().unwrap();
    let names = ["away", "endless", "gone", "inside", "large", "loop", "page"].map(|name| format!("{name}.png"));
    blog.export(&folder, &names.each_ref().map(String::as_str));
    let (files, failed) = fetched(&folder, &rules());
    assert_eq!(files, ["content/questions/a.md"]);
    let host = format!("http://127.0.0.1:{}/wp-content/uploads/", blog.address.port());
    assert_eq!(
        failed.replace(&host, ""),
        "away.png: it leads to another site, other.example\n\
         endless.png: it is larger than 2 MB\n\
         gone.png: the server says 404 Not Found\n\
         inside.png: it leads to another site, file:///etc/passwd\n\
         large.png: it is larger than 2 MB\n\
         loop.png: it leads from one address to the next without end\n\
         page.png: a web page came instead of the file\n"
    );
}

#[test]
fn what_takes_too_long_is_given_up() {
    let blog = start();
    let folder = tempfile::tempdir().unwrap();
    blog.export(&folder, &["slow.png"]);
    let (files, failed) = fetched(&folder, &FetchRules { longest: Duration::from_secs(1), ..rules() });
    assert_eq!(files, ["content/questions/a.md"]);
    assert!(failed.ends_with("/slow.png: it took too long\n"), "{failed}");
}

#[test]
fn this_computer_and_its_network_are_never_asked() {
    let blog = start();
    let folder = tempfile::tempdir().unwrap();
    blog.export(&folder, &["desk.png"]);
    let (files, failed) = fetched(&folder, &FetchRules::default());
    assert_eq!(files, ["content/questions/a.md"]);
    assert!(failed.ends_with("its host is not on the public internet\n"), "{failed}");
    // Nor by a name that leads there.
    let export = fs::read_to_string(folder.path().join("export.xml")).unwrap().replace("127.0.0.1", "localhost");
    fs::write(folder.path().join("export.xml"), export).unwrap();
    let (_, failed) = fetched(&folder, &FetchRules::default());
    assert!(failed.ends_with("its host is not on the public internet\n"), "{failed}");
    assert_eq!(blog.asked(), [""; 0]);
    let is_allowed = |address: IpAddr| (FetchRules::default().may_ask)(address);
    assert!(is_allowed("8.8.8.8".parse().unwrap()));
}

#[test]
fn an_import_that_broke_off_goes_on_where_it_was() {
    let blog = start();
    let folder = tempfile::tempdir().unwrap();
    let column = folder.path().join("column");
    blog.export(&folder, &["desk.png"]);
    let mut export = read(&[folder.path().join("export.xml")]).unwrap();
    export.fetch(&column, &rules(), &mut |_, _| {}).unwrap();
    assert_eq!(blog.asked(), ["/wp-content/uploads/desk.png"]);
    drop(export);
    blog.export(&folder, &["desk.png", "old.png"]);
    let (files, _) = fetched(&folder, &rules());
    assert_eq!(blog.asked(), ["/wp-content/uploads/moved.png", "/wp-content/uploads/old.png"]);
    assert_eq!(files.len(), 3);
}

#[test]
fn without_being_told_nothing_is_asked_for() {
    let blog = start();
    let folder = tempfile::tempdir().unwrap();
    blog.export(&folder, &["desk.png"]);
    let export = read(&[folder.path().join("export.xml")]).unwrap();
    let options = options();
    export.write(&folder.path().join("column"), &options).unwrap();
    assert_eq!(blog.asked(), [""; 0]);
}
