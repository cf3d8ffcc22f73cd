//! `callslip serve --lan`: anybody who has the key sees the column, from anywhere and for an hour, and nobody else does.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;

use crate::support::Column;
use crate::support::preview::{Preview, noon, options};
use crate::support::server::{Server, reply, until};

const FILE: &str = "content/questions/loud-drums.md";
const PAGE: &str = "/questions/loud-drums/";

/// Words of the column: none of them is for those who have no key.
const WORDS: [&str; 5] = ["The Desk", "drums", "Sol Marchetti", "The idea", "editor"];

fn letter(text: &str) -> String {
    format!("---\ntitle: The drums upstairs\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: {text}\n")
}

fn column() -> Column {
    Column::new()
        .file("column.yaml", "title: The Desk\nbase_url: https://desk.example\n")
        .file(FILE, letter("At first. [Sheet](sheet.txt)"))
        .file("content/questions/sheet.txt", "The sheet of the drums upstairs.")
        .file("content/questions/idea.md", "---\ntitle: The idea\ndraft: yes\n---\nQ: Why?\n")
}

/// A preview with a key that is valid for an hour.
fn preview(column: &Column) -> Preview {
    Preview::of(options(column.root(), true), noon)
}

/// Asserts that an answer is a refusal which says nothing.
#[track_caller]
fn says_nothing(answer: &[u8], request: &str) {
    let answer = String::from_utf8_lossy(answer);
    let status = reply(answer.as_bytes()).status;
    assert!(matches!(status, 400 | 403 | 405 | 413 | 505), "{request}: {answer}");
    for word in WORDS {
        assert!(!answer.contains(word), "{request}: {answer}");
    }
    assert!(!answer.contains("Set-Cookie") && !answer.contains("ETag") && !answer.contains("Location"), "{answer}");
}

#[test]
fn without_the_key_there_is_nothing() {
    let column = column();
    let preview = preview(&column);
    let key = preview.invitation().query.trim_start_matches("?key=").to_owned();
    let cookie = preview.enter("abc.ngrok-free.app");
    let name = cookie.trim_start_matches("Cookie: ").split('=').next().unwrap();
    let zeros = "0".repeat(32);
    let paths = [
        "/",
        PAGE,
        "/questions/loud-drums",
        "/questions/idea/",
        "/questions/sheet.txt",
        "/nowhere/",
        "/index.html",
        "/feed.xml",
        "/robots.txt",
        "/favicon.ico",
        "/_desk",
        "/_desk/",
        "/_callslip/client.js",
        "/_callslip/client.css",
        "/_callslip/events",
        "/_callslip/state?path=/",
        "/%5fdesk/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//",
        "/;/_desk/",
        "/?key=",
        "/?key=%00",
        &format!("/?key={zeros}"),
        &format!("/?KEY={key}"),
        &format!("/?a=key={key}"),
        &format!("/?key%3d{key}"),
        &format!("/key={key}"),
        &format!("/?key={}", &key[..31]),
        &format!("/?key={key}0"),
        &format!("/{key}/"),
        &format!("http://localhost:4000/?x={key}"),
    ];
    let headers = [
        String::new(),
        "Origin: http://localhost:4000\r\n".to_owned(),
        "Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n".to_owned(),
        "Range: bytes=0-9\r\n".to_owned(),
        "If-None-Match: *\r\n".to_owned(),
        "X-HTTP-Method-Override: GET\r\nX-Original-URL: /\r\nX-Rewrite-URL: /\r\n".to_owned(),
        "X-Forwarded-Host: localhost\r\nX-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1;host=localhost\r\n"
            .to_owned(),
        format!("Authorization: Bearer {key}\r\n"),
        format!("Referer: http://localhost/?key={key}\r\n"),
        format!("Cookie: {name}=; {name}={zeros}; key={key}; x{name}={key}\r\n"),
        format!("Cookie: callslip={key}\r\nCookie: callslip-00000000={key}\r\n"),
        format!("X-Cookie: {name}={key}\r\n"),
    ];
    // A name that leads here (rebinding), a tunnel, a number, the names of this computer, which people in a tunnel of plain
    // TCP can write, too, and names that are nearly these.
    let hosts = [
        "evil.example:4000",
        "abc.ngrok-free.app",
        "192.168.1.5:4000",
        "0.0.0.0:4000",
        "localhost:4000",
        "127.0.0.1",
        "[::1]:4000",
        "localhost.",
        "notlocalhost",
    ];
    for (number, path) in paths.iter().enumerate() {
        for (other, more) in headers.iter().enumerate() {
            let host = hosts[(number + other) % hosts.len()];
            for method in ["GET", "HEAD"] {
                let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n");
                says_nothing(&preview.raw(head.as_bytes()), &head);
            }
        }
    }
    let host = "Host: evil.example\r\n";
    for head in [
        "GET / HTTP/1.0\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost:\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n".to_owned(),
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(),
        "GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(),
        "GET http://localhost@evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: localhost\r\nVia: 1.1 tunnel\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.0\r\n{host}\r\n"),
        format!("POST / HTTP/1.1\r\n{host}\r\n"),
        format!("OPTIONS / HTTP/1.1\r\n{host}Access-Control-Request-Method: GET\r\n\r\n"),
        format!("PURGE / HTTP/1.1\r\n{host}\r\n"),
        format!("CONNECT localhost:4000 HTTP/1.1\r\n{host}\r\n"),
        format!("TRACE / HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n{host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
        format!("GET /%ff HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: 5\r\n\r\nhello"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    ] {
        says_nothing(&preview.raw(head.as_bytes()), &head);
    }
    // What one request may have, the next one on its connection has not.
    let with_key = format!("GET /robots.txt HTTP/1.1\r\n{host}{cookie}\r\n");
    let answers = preview.raw(format!("{with_key}GET / HTTP/1.1\r\n{host}\r\n").as_bytes());
    let answers = String::from_utf8_lossy(&answers);
    assert!(answers.starts_with("HTTP/1.1 200 ") && answers.matches("HTTP/1.1 403 ").count() == 1, "{answers}");
    assert!(!answers.contains("The Desk"), "{answers}");
}

#[test]
fn a_computer_beside_this_one_needs_the_key_whatever_name_it_writes() {
    let column = column();
    let mut preview = preview(&column);
    let Some(address) = preview.invitation().addresses.first() else {
        return crate::support::left_out("this computer has no address in a network");
    };
    // What comes by that address has it, too, and is not from 127.0.0.1.
    preview.address = SocketAddr::new(*address, preview.invitation().port);
    for host in ["localhost", "127.0.0.1:4000", "[::1]", &preview.address.to_string()] {
        let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        says_nothing(&preview.raw(head.as_bytes()), &head);
    }
    let host = preview.address.to_string();
    let cookie = preview.enter(&host);
    assert!(preview.get(&host, PAGE, &cookie).text().contains("At first."));
}

#[test]
fn ten_thousand_guesses_open_nothing_and_are_counted() {
    let column = column();
    let preview = preview(&column);
    let cookie = preview.enter("desk.example");
    let name = cookie.trim_start_matches("Cookie: ").split('=').next().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..10_u128 {
            let preview = &preview;
            scope.spawn(move || {
                for guess in thread * 1_000..(thread + 1) * 1_000 {
                    let guess = guess.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
                    let (path, cookie) = if thread % 2 == 0 {
                        (format!("/?key={guess:032x}"), String::new())
                    } else {
                        ("/".to_owned(), format!("Cookie: {name}={guess:032x}\r\n"))
                    };
                    assert_eq!(preview.get("desk.example", &path, &cookie).status, 403);
                }
            });
        }
    });
    until(|| preview.said.lock().unwrap().contains(&"WrongKeys(10000)".to_owned()));
    // And keep nobody out who has it.
    assert_eq!(preview.get("desk.example", PAGE, &cookie).status, 200);
    preview.enter("desk.example");
}

#[test]
fn with_the_key_there_is_everything_but_the_places_of_files() {
    let column = column();
    let preview = preview(&column);
    let host = "abc.ngrok-free.app";
    let entered = preview.get(host, &format!("{PAGE}?a=b&{}", &preview.invitation().query[1..]), "");
    let lines: Vec<&str> = entered.head.lines().collect();
    assert!(entered.status == 303 && lines.contains(&&*format!("Location: {PAGE}?a=b")), "{}", entered.head);
    let cookie = lines.iter().find(|line| line.starts_with("Set-Cookie: callslip-")).unwrap();
    assert!(cookie.ends_with("; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(lines.contains(&"Referrer-Policy: no-referrer") && lines.contains(&"Cache-Control: private, no-cache"));
    assert!(!entered.text().contains("drums"));

    let cookie = preview.enter(host);
    let get = |path: &str, more: &str| preview.get(host, path, &format!("{cookie}{more}"));
    for (path, words) in [
        (PAGE, "At first."),
        ("/questions/idea/", "Not published yet"),
        ("/questions/sheet.txt", "The sheet"),
        ("/_desk/", "The idea"),
        ("/_callslip/client.js", "EventSource"),
        ("/_callslip/state?path=/", "\"report\":null"),
        ("/feed.xml", "The drums upstairs"),
    ] {
        let page = get(path, "");
        assert!(page.status == 200 && page.text().contains(words), "{path}: {}", page.text());
        assert!(page.head.contains("Referrer-Policy: no-referrer\r\n"), "{}", page.head);
        assert!(page.head.contains("Cache-Control: private, no-cache\r\n"), "{}", page.head);
    }
    let part = get("/questions/sheet.txt", "Range: bytes=4-8\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "sheet"));
    assert_eq!(get("/nowhere/", "").status, 404);
    assert_eq!(get("/_callslip/state?path=/", "Sec-Fetch-Site: same-site\r\n").status, 403);
    // Where her files are is for the columnist alone.
    fs::write(column.root().join(FILE), letter("[Lost](lost.md)")).unwrap();
    until(|| get("/_desk/", "").text().contains("there is no file"));
    until(|| get("/_callslip/state?path=/", "").text().contains("there is no file"));
    let root = column.root().display().to_string();
    for path in ["/_desk/", "/_callslip/state?path=/"] {
        let text = get(path, "").text();
        assert!(!text.contains("/_callslip/open") && !text.contains(&root), "{path}: {text}");
        let own = preview.get("localhost", path, &preview.own_cookie());
        assert!(own.text().contains("/_callslip/open") && !own.head.contains("Referrer-Policy"), "{}", own.text());
    }
}

/// Reads the next event of a stream; `None` at its end.
fn event(stream: &mut TcpStream) -> Option<String> {
    let mut all = Vec::new();
    let mut byte = [0];
    while !all.ends_with(b"\n\n") {
        if stream.read(&mut byte).unwrap() == 0 {
            return None;
        }
        all.extend_from_slice(&byte);
    }
    Some(String::from_utf8(all).unwrap())
}

#[test]
fn after_an_hour_the_key_opens_nothing_and_an_open_stream_ends() {
    static PASSED: AtomicI64 = AtomicI64::new(0);
    let column = column();
    let preview = Preview::of(options(column.root(), true), || {
        noon().checked_add(SignedDuration::from_secs(PASSED.load(Ordering::Relaxed))).unwrap()
    });
    let host = "desk.example";
    let cookie = preview.enter(host);
    let own_cookie = preview.own_cookie();
    let mut stream = preview.connect();
    write!(stream, "GET /_callslip/events HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n").unwrap();
    while !event(&mut stream).unwrap().starts_with("event: changed") {}

    PASSED.store(3_599, Ordering::Relaxed);
    let entered = preview.get(host, &format!("/{}", preview.invitation().query), "");
    assert!(entered.head.contains("; Max-Age=1;"), "{}", entered.head);
    assert_eq!(preview.get(host, PAGE, &cookie).status, 200);

    PASSED.store(3_600, Ordering::Relaxed);
    fs::write(column.root().join(FILE), letter("Later.")).unwrap();
    // Nothing more comes on it but the end, with whatever was on its way before.
    let rest = std::iter::from_fn(|| event(&mut stream)).filter(|event| event.starts_with("event:")).count();
    assert!(rest <= 1, "{rest}");
    for path in [PAGE, "/_callslip/events", &format!("/{}", preview.invitation().query)] {
        let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n");
        says_nothing(&preview.raw(head.as_bytes()), path);
    }
    // The columnist's own goes on.
    until(|| preview.get("localhost", PAGE, &own_cookie).text().contains("Later."));
    until(|| preview.said.lock().unwrap().contains(&"KeyEnded".to_owned()));
}

#[test]
fn the_program_prints_the_address_and_no_picture_where_no_terminal_is() {
    let column = column();
    let (server, said) = Server::of_and_heard(column.root(), &["--lan=30m", "--host", "127.0.0.1"]);
    until(|| said.lock().unwrap().len() >= 5);
    let said = said.lock().unwrap().join("\n");
    let query = said.lines().find_map(|line| line.strip_prefix("  /")).unwrap();
    assert!(query.len() == "?key=".len() + 32 && said.contains("anyone who has the key"), "{said}");
    assert!(!said.contains('\u{2588}') && !said.contains('\x1b'), "{said}");
    let own = said.lines().next().unwrap();
    let (_, own_query) = own.split_once("/?").unwrap();
    assert!(own.starts_with("See the column at http://127.0.0.1:") && own_query.len() == query.len() - 1, "{own}");
    assert!(!query.ends_with(own_query));
    assert!(said.contains(&format!("/_desk/?{own_query}\n")), "{said}");
    let ask = |host: &str, path: &str| {
        reply(&server.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes()))
    };
    for host in ["localhost", "a.example"] {
        assert_eq!(ask(host, "/").status, 403);
        assert_eq!(ask(host, &format!("/{query}")).status, 303);
    }
    assert_eq!(ask("localhost", &format!("/?{own_query}")).status, 303);
    assert_eq!(ask("a.example", &format!("/?{own_query}")).status, 403);
}

#[test]
fn the_invitation_comes_after_the_mistakes() {
    let column = column().file("content/questions/wrong.md", "---\ntitle: Wrong\ndtae: x\n---\nQ: ?\n");
    let (_server, said) = Server::of_and_heard(column.root(), &["--lan"]);
    let is_last = |lines: &[String]| {
        let at = |start: &str| lines.iter().position(|line| line.starts_with(start));
        at("Until ").is_some_and(|invitation| at("2 errors").is_some_and(|report| report < invitation))
    };
    until(|| is_last(&said.lock().unwrap()));
}
