//! `callslip serve` as it runs: saves as editors make them, and requests as nobody should make them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::support::column::tree;
use crate::support::server::{Server, reply, until};
use crate::support::{Column, png};

const PAGE: &str = "/questions/loud-drums/";
const FILE: &str = "content/questions/loud-drums.md";

fn letter(text: &str) -> String {
    format!("---\ntitle: The drums upstairs\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: {text}\n")
}

fn column() -> Column {
    Column::new().file(FILE, letter("At first."))
}

/// How a save is made by an editor: the file, what it holds from now on.
type Save = fn(&Path, &str);

/// As they were seen to do it.
const SAVES: [(&str, Save); 7] = [
    ("in place", |file, text| {
        let mut open = fs::OpenOptions::new().write(true).open(file).unwrap();
        open.write_all(text.as_bytes()).unwrap();
        open.set_len(text.len() as u64).unwrap();
    }),
    ("truncated, then written", |file, text| {
        let mut open = fs::File::create(file).unwrap();
        std::thread::sleep(Duration::from_millis(30));
        open.write_all(text.as_bytes()).unwrap();
    }),
    ("in two pieces", |file, text| {
        let mut open = fs::File::create(file).unwrap();
        open.write_all(&text.as_bytes()[..20]).unwrap();
        open.flush().unwrap();
        std::thread::sleep(Duration::from_millis(20));
        open.write_all(&text.as_bytes()[20..]).unwrap();
    }),
    ("written beside and renamed", |file, text| {
        let beside = file.with_file_name(".loud-drums.md.tmp123");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, file).unwrap();
    }),
    ("renamed to a backup and made again", |file, text| {
        fs::rename(file, file.with_file_name("loud-drums.md~")).unwrap();
        fs::write(file, text).unwrap();
        fs::remove_file(file.with_file_name("loud-drums.md~")).unwrap();
    }),
    ("probed first, as vim does", |file, text| {
        let probe = file.with_file_name("4913");
        fs::write(&probe, "").unwrap();
        fs::remove_file(probe).unwrap();
        fs::rename(file, file.with_file_name("loud-drums.md~")).unwrap();
        fs::write(file, text).unwrap();
        fs::remove_file(file.with_file_name("loud-drums.md~")).unwrap();
    }),
    ("removed and made again", |file, text| {
        fs::remove_file(file).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        fs::write(file, text).unwrap();
    }),
];

#[test]
fn a_save_is_seen_whatever_the_editor_does() {
    each_save_is_seen(&[]);
}

#[test]
fn a_save_is_seen_when_nobody_tells_of_it() {
    each_save_is_seen(&["--poll"]);
}

fn each_save_is_seen(options: &[&str]) {
    let column = column();
    let server = Server::of(column.root(), options);
    server.shows(PAGE, "At first.");
    for (number, (how, save)) in SAVES.iter().enumerate() {
        let words = format!("Change {number}, {how}.");
        save(&column.root().join(FILE), &letter(&words));
        server.shows(PAGE, &words);
    }
}

#[test]
fn folders_come_and_go_and_come_back() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    let root = column.root().to_owned();
    let column = column.file("content/questions/deep/down/index.md", letter("In a new folder."));
    server.shows("/questions/down/", "In a new folder.");
    fs::rename(root.join("content/questions/deep"), root.join("content/questions/other")).unwrap();
    let _column = column.file("content/questions/other/down/index.md", letter("In a renamed folder."));
    server.shows("/questions/down/", "In a renamed folder.");
    let kept = tree(&root.join("content"));
    // At once: file by file, a column without this letter might be the last that was sound.
    fs::rename(root.join("content"), root.join(".gone")).unwrap();
    // Nobody means to have a column without letters: the last page stays, and it is said.
    server.shows("/_desk/", "put it back; until then, you see the earlier pages");
    server.shows(PAGE, "At first.");
    for (path, bytes) in &kept {
        let place = root.join("content").join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    server.shows(PAGE, "At first.");
    // The new folder is watched like the old one.
    fs::write(root.join(FILE), letter("After all that.")).unwrap();
    server.shows(PAGE, "After all that.");
    fs::write(root.join("column.yaml"), "title: Renamed\n").unwrap();
    server.shows("/", "Renamed");
    fs::create_dir(root.join("templates")).unwrap();
    fs::write(root.join("templates/question.html"), "<body>Of my own</body>").unwrap();
    server.shows(PAGE, "Of my own");
}

#[test]
#[cfg(unix)]
fn a_settings_file_behind_a_link_is_watched() {
    let column = column();
    // Within the column: a link out of it is not followed.
    let real = column.root().join("shared");
    fs::create_dir(&real).unwrap();
    let (own, settings) = (column.root().join("column.yaml"), real.join("settings.yaml"));
    fs::rename(&own, &settings).unwrap();
    std::os::unix::fs::symlink(&settings, &own).unwrap();
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    let text = fs::read_to_string(&settings).unwrap();
    let title = |title: &str| text.replace("The Desk", title);
    fs::write(&settings, title("In place")).unwrap();
    server.shows("/", "In place");
    let beside = real.join("new");
    fs::write(&beside, title("By a rename")).unwrap();
    fs::rename(&beside, &settings).unwrap();
    server.shows("/", "By a rename");
}

/// A command in a user namespace in which so many folders can be watched; `None` if the system makes none.
#[cfg(target_os = "linux")]
fn with_watches(most: u32, root: &Path) -> Option<Command> {
    let limit = |then: &str| format!("echo {most} > /proc/sys/user/max_inotify_watches && {then}");
    let unshare = |then: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", &limit(then), "sh"]);
        command
    };
    if !unshare("true").status().is_ok_and(|status| status.success()) {
        crate::support::left_out("no user namespace can be made here");
        return None;
    }
    let mut command = unshare("exec \"$@\"");
    command.arg(env!("CARGO_BIN_EXE_callslip")).arg("serve").arg("--root").arg(root).args(["--port", "0"]);
    Some(command)
}

#[test]
#[cfg(target_os = "linux")]
fn changes_are_looked_for_from_when_the_system_watches_no_more() {
    let reason = "Looking for changes every half second (the system cannot watch any more folders).";
    // The column's folder, `content/` and its three folders: there is room for one more.
    for (most, folders) in [(6, 3), (2, 0)] {
        let column = column();
        let Some(command) = with_watches(most, column.root()) else { return };
        let (server, said) = Server::heard(command);
        server.shows(PAGE, "At first.");
        for number in 0..folders {
            let folder = format!("content/questions/new-{number}");
            fs::create_dir(column.root().join(&folder)).unwrap();
            std::thread::sleep(Duration::from_millis(50));
            fs::write(column.root().join(folder).join("index.md"), letter("New.")).unwrap();
        }
        until(|| said.lock().unwrap().iter().any(|line| line == reason));
        for number in 0..folders {
            server.shows(&format!("/questions/new-{number}/"), "New.");
        }
        let last =
            if folders == 0 { FILE.to_owned() } else { format!("content/questions/new-{}/index.md", folders - 1) };
        for text in ["One.", "Two."] {
            fs::write(column.root().join(&last), letter(text)).unwrap();
            server.shows(if folders == 0 { PAGE } else { "/questions/new-2/" }, text);
        }
        assert_eq!(said.lock().unwrap().iter().filter(|line| *line == reason).count(), 1);
    }
}

#[test]
fn five_hundred_files_at_once_are_seen() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    for number in 0..500 {
        let place = column.root().join(format!("content/questions/letter-{number}.md"));
        fs::write(place, letter(&format!("Number {number}."))).unwrap();
    }
    server.shows("/questions/letter-499/", "Number 499.");
    server.shows("/questions/letter-0/", "Number 0.");
}

#[test]
fn a_mistake_keeps_the_last_page_and_is_reported_after_a_moment() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    fs::write(column.root().join(FILE), letter("[Lost](lost.md)")).unwrap();
    let state = format!("/_callslip/state?path={PAGE}");
    server.shows(&state, "there is no file `content/questions/lost.md`");
    assert!(server.get(PAGE).text().contains("At first."));
    fs::write(column.root().join(FILE), letter("Found.")).unwrap();
    server.shows(PAGE, "Found.");
    server.shows(&state, "\"report\":null");
    // A column without its settings is none, until they are back.
    let settings = fs::read(column.root().join("column.yaml")).unwrap();
    fs::remove_file(column.root().join("column.yaml")).unwrap();
    server.shows(&state, "there is no column.yaml");
    assert!(server.get(PAGE).text().contains("Found."));
    fs::write(column.root().join("column.yaml"), settings).unwrap();
    server.shows(&state, "\"report\":null");
}

/// A mistake that is there from the start, its file, and what each page says of it.
const NEVER_SOUND: [(&str, &str, &str); 5] = [
    (
        FILE,
        "---\ntitle: The drums upstairs\ndate: soon\n---\nQ: Why?\n\nSM: So.\n",
        "callslip cannot read `soon` as a date",
    ),
    ("column.yaml", "titel: The Desk\n", "there is no field called `titel`"),
    ("column.yaml", "title: The Desk\ntheme: nowhere\n", "there is no theme called `nowhere`"),
    ("templates/question.html", "{% if page.title %}", "is never closed"),
    ("templates/question.html", "{{ page.nowhere }}", "there is no field `nowhere` here"),
];

#[test]
fn a_column_that_was_never_sound_shows_what_is_wrong_until_it_is_sound() {
    for (file, broken, message) in NEVER_SOUND {
        let column = column();
        let place = column.root().join(file);
        let sound = fs::read(&place).ok();
        let column = column.file(file, broken);
        let server = Server::of(column.root(), &[]);
        for page in [PAGE, "/", "/no-page/"] {
            server.shows(page, message);
        }
        // It still runs, and comes up by itself.
        match sound {
            Some(sound) => fs::write(&place, sound).unwrap(),
            None => fs::remove_file(&place).unwrap(),
        }
        server.shows(PAGE, "At first.");
        server.shows(&format!("/_callslip/state?path={PAGE}"), "\"report\":null");
    }
}

/// The next piece of a stream of events that holds one.
fn event(stream: &mut impl Read) -> String {
    let mut told = String::new();
    while !(told.contains("event: changed") && told.ends_with("\n\n")) {
        let mut piece = [0; 512];
        let count = stream.read(&mut piece).expect("news");
        assert!(count > 0, "the stream ended: {told}");
        told.push_str(&String::from_utf8_lossy(&piece[..count]));
    }
    told
}

#[test]
fn news_come_by_a_stream() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    let mut stream = server.connect();
    write!(stream, "GET /_callslip/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
    assert!(event(&mut stream).contains("text/event-stream"));
    // A touch is no news (`serving` says so), and the first check of all pages may end with some.
    fs::write(column.root().join(FILE), letter("At first.")).unwrap();
    fs::write(column.root().join(FILE), letter("News.")).unwrap();
    while !server.get(PAGE).text().contains("News.") {
        event(&mut stream);
    }
}

#[test]
fn nothing_is_written_to_disk() {
    let column = column();
    column.build();
    let before = tree(column.root());
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    server.get("/_desk/");
    server.get("/nowhere");
    // Whatever a save sets going has been done when the page shows it.
    fs::write(column.root().join(FILE), letter("Saved.")).unwrap();
    server.shows(PAGE, "Saved.");
    fs::write(column.root().join(FILE), letter("At first.")).unwrap();
    server.shows(PAGE, "At first.");
    assert!(tree(column.root()) == before);
}

#[test]
fn what_is_sent_is_what_a_good_host_sends() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    let get = server.get(PAGE);
    for expected in [
        "Content-Type: text/html; charset=utf-8",
        "Content-Security-Policy: default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; \
         form-action 'self' https: mailto:; img-src 'self'; manifest-src 'self'; media-src 'self'; \
         script-src 'self'; style-src 'self'\r\n",
        "Cross-Origin-Resource-Policy: same-origin",
        "Cache-Control: no-cache",
        "Accept-Ranges: bytes",
        "X-Content-Type-Options: nosniff",
    ] {
        assert!(get.head.contains(expected), "{}", get.head);
    }
    let head = server.ask("HEAD", PAGE, "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.head.contains(&format!("Content-Length: {}", get.body.len())), "{}", head.head);
    let tag = get.head.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    let again = server.ask("GET", PAGE, &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status, again.body.len()), (304, 0));
    let moved = server.get("/questions/loud-drums");
    assert!(moved.status == 301 && moved.head.contains(&format!("Location: {PAGE}")), "{}", moved.head);
    // Two requests on one connection.
    let mut stream = server.connect();
    let one = format!("GET /robots.txt HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let both = format!("{one}GET /robots.txt HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address);
    stream.write_all(both.as_bytes()).unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).unwrap();
    assert_eq!(all.matches("HTTP/1.1 200 OK").count(), 2, "{all}");
}

#[test]
fn the_next_free_port_is_taken() {
    let column = column();
    let first = Server::of(column.root(), &[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    command.arg("serve").arg("--root").arg(column.root()).args(["--port", &first.address.port().to_string()]);
    let second = Server::started(command);
    assert!(second.address.port() > first.address.port());
    second.shows(PAGE, "At first.");
}

#[test]
#[cfg(unix)]
fn no_link_leads_out_of_the_column() {
    let column = column().file("content/pictures/us.svg", "picture");
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("secret.png"), "a secret").unwrap();
    fs::write(column.root().join(FILE), letter("![Us](../pictures/us.svg)")).unwrap();
    let server = Server::of(column.root(), &[]);
    server.shows("/pictures/us.svg", "picture");
    let picture = column.root().join("content/pictures/us.svg");
    fs::remove_file(&picture).unwrap();
    std::os::unix::fs::symlink(secret.path().join("secret.png"), &picture).unwrap();
    for _ in 0..50 {
        assert!(!server.get("/pictures/us.svg").text().contains("secret"));
    }
}

/// Requests that no browser makes.
fn garbage() -> Vec<Vec<u8>> {
    let host = "Host: localhost\r\n";
    let mut all: Vec<Vec<u8>> = vec![
        b"\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"\0\0\0\0\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"GET / HTTP/1.1\n\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        format!("GET /\u{e9} HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("GET /%zz%f HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("GET /%c3%28 HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("GET /a%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("GET /a\rb HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("POST / HTTP/1.1\r\n{host}Content-Length: 99999999999999999999\r\n\r\nbody").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\nffffffff\r\n").into_bytes(),
        format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(100_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}{}\r\n", "A: b\r\n".repeat(5_000)).into_bytes(),
        format!("GET /{} HTTP/1.1\r\n{host}\r\n", "../".repeat(2_000)).into_bytes(),
        format!("GET /_callslip/state?path={} HTTP/1.1\r\n{host}\r\n", "%00%ff/".repeat(500)).into_bytes(),
        format!("GET /_callslip/state?pa%th HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("CONNECT localhost:22 HTTP/1.1\r\n{host}\r\n").into_bytes(),
    ];
    let mut dice = 0x9e37_79b9_u64;
    let mut next = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 56) as u8
    };
    all.extend((0..40).map(|length| (0..length * 7).map(|_| next()).chain(*b"\r\n\r\n").collect()));
    all
}

#[test]
fn no_request_stops_the_server() {
    let column = column();
    let mut server = Server::of(column.root(), &[]);
    let host = server.address.to_string();
    for bytes in garbage() {
        let text = String::from_utf8_lossy(&bytes).replace("Host: localhost\r\n", &format!("Host: {host}\r\n"));
        for bytes in [bytes.clone(), text.into_bytes()] {
            let answer = reply(&server.raw(&bytes));
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
            assert!(!answer.head.contains("Set-Cookie"), "{shown:?}: {}", answer.head);
            assert!(answer.status != 500, "{shown:?}");
        }
        assert_eq!(server.get(PAGE).status, 200);
    }
    assert!(server.child.try_wait().unwrap().is_none());
}

#[test]
fn only_our_own_name_is_answered_to_and_nothing_can_be_sent() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    let port = server.address.port();
    for (host, status) in [
        (format!("localhost:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        // From outside of a container, or through a tunnel.
        ("localhost:1".to_owned(), 200),
        (format!("evil.example:{port}"), 421),
    ] {
        let answer = server.raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(reply(&answer).status, status, "{host}");
    }
    let post = server.ask("POST", "/", "");
    assert!(post.status == 405 && post.head.contains("Allow: GET, HEAD"), "{}", post.head);
    assert_eq!(server.ask("OPTIONS", "/", "").status, 405);
    assert_eq!(server.ask("GET", "/", "Content-Length: 5\r\n").status, 413);
}

#[test]
fn a_name_that_is_allowed_is_answered_to_and_another_is_told_how() {
    let column = column();
    let server = Server::of(column.root(), &["--allow-host", ".app.github.dev", "--allow-host", "web"]);
    let ask = |host: &str| reply(&server.raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()));
    assert_eq!(ask("web:80").status, 200);
    assert_eq!(ask("abc-4000.app.github.dev").status, 200);
    let refused = ask("foo.ngrok-free.app");
    let expected = "This preview does not answer to the name foo.ngrok-free.app. If that name is yours, start it \
                    with\n\n    callslip serve --allow-host foo.ngrok-free.app\n";
    assert_eq!((refused.status, refused.text().as_str()), (421, expected));
}

#[test]
fn a_part_of_an_attachment_is_sent_as_players_ask_for_it() {
    let film: Vec<u8> = (0..300_000_u32).map(|number| (number % 251) as u8).collect();
    let column = column().file("content/questions/film.mp4", &film).file(FILE, letter("[Film](film.mp4)"));
    let server = Server::of(column.root(), &[]);
    let path = "/questions/film.mp4";
    server.waits_for(path);
    let whole = server.get(path);
    assert!(whole.status == 200 && whole.body == film, "{}", whole.head);
    assert!(whole.head.contains("Content-Type: video/mp4") && whole.head.contains("Accept-Ranges: bytes"));
    let tag = whole.head.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    let ask = |method: &str, headers: &str| {
        let answer = server.ask(method, path, headers);
        let range = answer.head.lines().find_map(|line| line.strip_prefix("Content-Range: ")).unwrap_or_default();
        (answer.status, range.to_owned(), answer.body)
    };
    let all = || (200, String::new(), film.clone());
    // The first thing that Safari asks.
    assert_eq!(ask("GET", "Range: bytes=0-1\r\n"), (206, "bytes 0-1/300000".to_owned(), film[..2].to_vec()));
    assert_eq!(
        ask("GET", "Range: bytes=100000-\r\n"),
        (206, "bytes 100000-299999/300000".to_owned(), film[100_000..].to_vec())
    );
    assert_eq!(
        ask("GET", "Range: bytes=-7\r\n"),
        (206, "bytes 299993-299999/300000".to_owned(), film[299_993..].to_vec())
    );
    assert_eq!(ask("GET", "Range: bytes=300000-\r\n"), (416, "bytes */300000".to_owned(), Vec::new()));
    assert_eq!(ask("GET", "Range: bytes=0-1,5-6\r\n"), all());
    assert_eq!(ask("HEAD", "Range: bytes=0-1\r\n"), (200, String::new(), Vec::new()));
    let part = (206, "bytes 0-1/300000".to_owned(), film[..2].to_vec());
    assert_eq!(ask("GET", &format!("Range: bytes=0-1\r\nIf-Range: {tag}\r\n")), part);
    for other in ["\"another\"", &format!("W/{tag}"), "Thu, 26 Nov 2026 18:00:00 GMT"] {
        assert_eq!(ask("GET", &format!("Range: bytes=0-1\r\nIf-Range: {other}\r\n")), all(), "{other}");
    }
    let known = server.ask("GET", path, &format!("Range: bytes=0-1\r\nIf-None-Match: {tag}\r\n"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    let page = server.ask("GET", PAGE, "Range: bytes=0-14\r\n");
    assert_eq!((page.status, page.text().to_lowercase().as_str()), (206, "<!doctype html>"));
}

#[test]
fn a_document_that_may_hold_a_script_has_no_rights_and_the_desk_is_in_no_frame() {
    // One with a script is refused before it is served: this is the second line of defense.
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" height=\"1\"/></svg>";
    let column = column()
        .file("content/questions/card.svg", svg)
        .file("content/questions/scan.png", png("png"))
        .file(FILE, letter("![Card](card.svg) [Scan](scan.png)"));
    let server = Server::of(column.root(), &[]);
    let line = |path: &str, name: &str| {
        let head = server.get(path).head;
        head.lines().find_map(|line| line.strip_prefix(name)).map(ToOwned::to_owned)
    };
    server.waits_for("/questions/card.svg");
    let policy = "Content-Security-Policy: ";
    assert_eq!(
        line("/questions/card.svg", policy).as_deref(),
        Some(
            "default-src 'none'; base-uri 'none'; font-src data:; form-action 'none'; img-src data:; \
             style-src 'unsafe-inline'; sandbox"
        )
    );
    assert_eq!(line("/questions/scan.png", policy), line(PAGE, policy));
    for path in ["/_desk/", "/_callslip/state?path=/", "/_callslip/client.js"] {
        assert_eq!(
            line(path, policy).as_deref(),
            Some(
                "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
                 script-src 'self'; style-src 'self'"
            ),
            "{path}"
        );
        assert_eq!(line(path, "X-Frame-Options: ").as_deref(), Some("DENY"), "{path}");
    }
    for site in ["cross-site", "same-site"] {
        let foreign = server.ask("GET", "/_callslip/state?path=/", &format!("Sec-Fetch-Site: {site}\r\n"));
        assert_eq!((foreign.status, foreign.text().as_str()), (403, "another site may not ask for this\n"));
    }
    assert_eq!(server.ask("GET", "/_callslip/state?path=/", "Sec-Fetch-Site: same-origin\r\n").status, 200);
}

#[test]
fn half_open_connections_and_slow_readers_keep_nobody_out() {
    let column = column().file("content/pages/long.md", format!("---\ntitle: Long\n---\n{}", "word ".repeat(100_000)));
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    let mut open = Vec::new();
    for number in 0..500 {
        let mut stream = server.connect();
        let _ = stream.write_all(if number % 2 == 0 { b"" } else { b"GET / HTTP/1.1\r\nHo" });
        open.push(stream);
    }
    assert_eq!(server.get(PAGE).status, 200);
    assert!(open.iter().any(is_open), "the answer came when all others had been given up");
    // They ask again and again, and read nothing.
    let ask = format!("GET /long/ HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).repeat(20);
    for _ in 0..100 {
        let mut stream = server.connect();
        let _ = stream.write_all(ask.as_bytes());
        open.push(stream);
    }
    assert_eq!(server.get(PAGE).status, 200);
    assert!(open[500..].iter().any(is_open), "the answer came when all others had been given up");
}

/// True if the server has not ended this connection.
fn is_open(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    match stream.peek(&mut [0]) {
        Ok(count) => count > 0,
        Err(error) => error.kind() == std::io::ErrorKind::WouldBlock,
    }
}

#[test]
fn sixty_four_streams_and_many_readers_are_all_served() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    let mut streams: Vec<_> = (0..64)
        .map(|_| {
            let mut stream = server.connect();
            write!(stream, "GET /_callslip/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
            event(&mut stream);
            stream
        })
        .collect();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let mut stream = server.connect();
                let ask = format!("GET {PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
                let mut buffer = vec![0; 1 << 20];
                for _ in 0..50 {
                    stream.write_all(ask.as_bytes()).unwrap();
                    let mut all = Vec::new();
                    while !all.ends_with(b"</html>\n") {
                        let read = stream.read(&mut buffer).unwrap();
                        assert!(read > 0, "dropped");
                        all.extend_from_slice(&buffer[..read]);
                    }
                }
            });
        }
    });
    // Nobody's stream was given up for them.
    for stream in &mut streams {
        stream.set_nonblocking(true).unwrap();
        let mut rest = [0; 4096];
        loop {
            match stream.read(&mut rest) {
                Ok(0) => panic!("a stream ended"),
                Ok(_) => {}
                Err(error) => break assert_eq!(error.kind(), std::io::ErrorKind::WouldBlock),
            }
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn it_goes_on_after_it_was_stopped() {
    let column = column();
    let server = Server::of(column.root(), &[]);
    server.shows(PAGE, "At first.");
    let signal = |name: &str| {
        let status = Command::new("kill").args([name, &server.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    };
    signal("-STOP");
    until(|| fs::read_to_string(format!("/proc/{}/stat", server.child.id())).unwrap().contains(") T "));
    fs::write(column.root().join(FILE), letter("Meanwhile.")).unwrap();
    signal("-CONT");
    server.shows(PAGE, "Meanwhile.");
}

#[test]
#[cfg(target_os = "linux")]
fn it_goes_on_after_it_had_too_many_open_files() {
    let column = column();
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_callslip");
    command.arg("-c").arg(format!("ulimit -n 48; exec {program} serve --root \"$0\" --port 0")).arg(column.root());
    let server = Server::started(command);
    server.shows(PAGE, "At first.");
    let open: Vec<_> = (0..200).filter_map(|_| TcpStream::connect(server.address).ok()).collect();
    until(|| fs::read_dir(format!("/proc/{}/fd", server.child.id())).unwrap().count() > 40);
    fs::write(column.root().join(FILE), letter("While it was full.")).unwrap();
    assert_eq!(server.get(PAGE).status, 200);
    drop(open);
    server.shows(PAGE, "While it was full.");
}

/// What becomes of open tabs is looked at in a real browser, which not everybody has.
#[test]
#[ignore = "left out here: `.ci/run` looks at open tabs in Chromium, by tests/browser/preview.mjs"]
fn open_tabs_follow_what_is_saved() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/preview.mjs");
    let status = Command::new("node").arg(script).arg(env!("CARGO_BIN_EXE_callslip")).status().unwrap();
    assert!(status.success());
}
