//! `callslip links`, against a server with the behavior of the web.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};
use std::time::Duration;

use callslip::link_memory::{LinkMemory, LinkVerdict};
use callslip::links::{AskRules, Refreshed, due, find_copies, gather, refresh};
use callslip::source::SourceFile;
use jiff::civil::Date;
use snapbox::str;

use crate::link_server::{LinkServer, was_polite};
use crate::support::{Column, left_out, shows};

const TODAY: Date = Date::constant(2026, 11, 28);

/// A pause that is long enough to be seen, and a patience that is short.
fn rules() -> AskRules {
    AskRules {
        may_ask: |address| address.is_loopback(),
        pause: Duration::from_millis(200),
        longest: Duration::from_secs(2),
        archive: "http://127.0.1.99/",
    }
}

fn asked(memory: &mut LinkMemory, addresses: &[String], rules: &AskRules) -> Refreshed {
    let mut addresses = addresses.to_vec();
    addresses.sort();
    refresh(memory, &addresses, rules, TODAY, &mut |_, _| true).unwrap()
}

/// What is said of an address: the verdict, with the new address or the reason.
fn verdict(memory: &LinkMemory, address: &str) -> String {
    let Some(record) = memory.records.get(address) else { return "not asked".to_owned() };
    let more = record.moved_to.as_ref().or(record.answer.as_ref());
    more.map_or_else(|| record.verdict.word().to_owned(), |more| format!("{}: {more}", record.verdict.word()))
}

#[test]
fn each_behavior_of_a_server_gets_its_verdict() {
    let server = LinkServer::start();
    let paths = [
        ("/200", "works"),
        ("/204", "works"),
        ("/206", "works"),
        ("/304", "works"),
        ("/416", "works"),
        ("/head-405", "works"),
        ("/head-501", "works"),
        ("/head-403", "works"),
        ("/head-404", "works"),
        ("/head-400", "works"),
        ("/head-closed", "works"),
        ("/endless", "works"),
        ("/wrong-gzip", "works"),
        ("/302", "works"),
        ("/303", "works"),
        ("/307", "works"),
        ("/301-nowhere", "works"),
        ("/301", "moved: {host}/200"),
        ("/308", "moved: {host}/200"),
        ("/301-relative/a", "moved: {host}/200"),
        ("/301-letters", "moved: {host}/a%20b/%C3%A9"),
        ("/to-root", "moved: {host}/"),
        ("/401", "refused: 401 Unauthorized"),
        ("/403", "refused: 403 Forbidden"),
        ("/405", "refused: 405 Method Not Allowed"),
        ("/406", "refused: 406 Not Acceptable"),
        ("/418", "refused: 418 I'm a teapot"),
        ("/429", "refused: 429 Too Many Requests"),
        ("/451", "refused: 451 Unavailable For Legal Reasons"),
        ("/999", "refused: 999"),
        ("/kept-out", "refused: its robots.txt asks programs to keep out"),
        ("/to-login", "refused: it asks to log in"),
        ("/to-file", "refused: it leads to an address that is not asked"),
        ("/to-private", "refused: it leads to a host that is not on the public internet"),
        ("/to-number", "refused: it leads to a host that is not on the public internet"),
        ("/loop", "refused: it leads from one address to the next without end"),
        ("/500", "no answer: 500 Internal Server Error"),
        ("/503", "no answer: 503 Service Unavailable"),
        ("/503-later", "no answer: 503 Service Unavailable"),
        ("/slow", "no answer: it took too long"),
        ("/closed", "no answer: its host gave no answer that means anything"),
        ("/garbage", "no answer: its host gave no answer that means anything"),
        ("/huge-headers", "no answer: its host gave no answer that means anything"),
        ("/404", "not found: 404 Not Found"),
        ("/410", "not found: 410 Gone"),
        ("/301-404", "not found: 404 Not Found"),
        ("/to-other", "not found: no such host"),
    ];
    let numbered = || paths.iter().zip(1..);
    let mut expected: BTreeMap<String, String> = numbered()
        .map(|((path, verdict), host)| {
            (server.address(host, path), verdict.replace("{host}", &server.address(host, "")))
        })
        .collect();
    // Encryption is not what this server speaks.
    expected
        .insert(server.address(100, "/").replace("http:", "https:"), "no answer: no connection to its host".to_owned());
    expected.insert("http://no-such-host.invalid/a".to_owned(), "not found: no such host".to_owned());
    expected.insert("http://10.0.0.1/".to_owned(), "not asked".to_owned());
    expected.insert("http://[::ffff:10.0.0.1]/".to_owned(), "not asked".to_owned());
    let mut memory = LinkMemory::default();
    let addresses: Vec<String> = expected.keys().cloned().collect();
    let refreshed = asked(&mut memory, &addresses, &rules());
    let found: BTreeMap<String, String> =
        addresses.iter().map(|address| (address.clone(), verdict(&memory, address))).collect();
    assert_eq!(found, expected);
    assert_eq!(refreshed.not_asked, [("its host is not on the public internet", 2)].into());
    let seen = server.seen();
    was_polite(&seen, rules().pause);
    let head = &seen[0].head.to_lowercase();
    assert!(head.contains("user-agent: callslip/"), "{head}");
    for word in ["cookie", "referer", "accept-encoding"] {
        assert!(seen.iter().all(|one| !one.head.to_lowercase().contains(word)), "{word}");
    }
    let kept_out: Vec<&str> = seen.iter().map(|one| &*one.what).filter(|what| what.contains("kept-out")).collect();
    assert_eq!(kept_out, ["HEAD /kept-out"]);
    // What was not found today is asked again in three days, and so is what is doubtful; all else rests for a month.
    let again = |day| addresses.iter().filter(|address| due(address, &memory, 30, day)).count();
    assert_eq!(again(TODAY), 2);
    let rest = [LinkVerdict::Works, LinkVerdict::Moved];
    let resting = memory.records.values().filter(|record| rest.contains(&record.verdict)).count();
    assert_eq!(again(Date::constant(2026, 12, 1)), addresses.len() - resting);
    assert_eq!(again(Date::constant(2026, 12, 28)), addresses.len());
}

#[test]
fn a_host_is_asked_once_a_second_and_other_hosts_meanwhile() {
    let server = LinkServer::start();
    let of_host = |host: u8| (0..4).map(move |page| (host, page));
    let addresses: Vec<String> =
        (1..=3).flat_map(of_host).map(|(host, page)| server.address(host, &format!("/page-{page}"))).collect();
    let usual = AskRules { may_ask: rules().may_ask, ..AskRules::default() };
    assert_eq!(asked(&mut LinkMemory::default(), &addresses, &usual).asked, 12);
    let seen = server.seen();
    assert_eq!(seen.len(), 12);
    was_polite(&seen, Duration::from_secs(1));
    // The three are asked side by side: each has begun before the first has ended.
    let first = |host: &str| seen.iter().find(|one| one.host == host).unwrap().begun;
    let last = seen.iter().rfind(|one| one.host == "127.0.1.1").unwrap().begun;
    assert!(["127.0.1.2", "127.0.1.3"].iter().all(|host| first(host) < last));
}

#[test]
fn a_host_that_asks_for_a_pause_or_says_nothing_is_left_alone() {
    let server = LinkServer::start();
    let busy: Vec<String> = ["/429", "/a", "/b", "/c"].iter().map(|path| server.address(1, path)).collect();
    let silent: Vec<String> =
        ["/closed", "/closed?2", "/slow", "/z"].iter().map(|path| server.address(2, path)).collect();
    let mut memory = LinkMemory::default();
    let refreshed = asked(&mut memory, &[busy.clone(), silent.clone()].concat(), &rules());
    assert_eq!(verdict(&memory, &busy[0]), "refused: 429 Too Many Requests");
    assert_eq!(refreshed.not_asked.get("its host asked for a pause"), Some(&3));
    assert_eq!(server.seen().iter().filter(|one| one.host == "127.0.1.1").count(), 1);
    // What was not asked is asked the next time.
    assert!(busy[1..].iter().all(|address| due(address, &memory, 30, TODAY)));
}

#[test]
fn without_a_connection_nothing_is_noted() {
    let server = LinkServer::start();
    let (works, closed) = (server.address(1, "/200"), server.address(2, "/closed"));
    let lost = "http://no-such-host.invalid/".to_owned();
    let mut memory = LinkMemory::default();
    assert!(asked(&mut memory, &[lost.clone(), closed.clone()], &rules()).is_offline);
    assert_eq!(memory, LinkMemory::default());
    // An address that worked is asked, too, before a host is called lost.
    assert!(!asked(&mut memory, std::slice::from_ref(&works), &rules()).is_offline);
    server.seen();
    assert!(!asked(&mut memory, std::slice::from_ref(&lost), &rules()).is_offline);
    assert_eq!(verdict(&memory, &lost), "not found: no such host");
    assert_eq!(server.seen().iter().map(|one| &*one.what).collect::<Vec<_>>(), ["HEAD /200"]);
}

#[test]
fn of_what_is_gone_the_archive_has_a_copy() {
    let server = LinkServer::start();
    let lost = server.address(1, "/404");
    let mut memory = LinkMemory::default();
    let works = server.address(2, "/200");
    asked(&mut memory, &[lost.clone(), works], &rules());
    memory.records.get_mut(&lost).unwrap().verdict = LinkVerdict::Gone;
    server.seen();
    let text = |day: &str| format!("---\ntitle: A\ndate: {day}\n---\nQ: ?\n\nSM: {lost}\n");
    let texts = ["2025-01-02", "2024-03-02"]
        .map(|day| SourceFile::new(&format!("content/questions/{day}.md").into(), &text(day)));
    let archive: &'static str = Box::leak(server.address(3, "/wayback").into_boxed_str());
    let rules = AskRules { archive, ..rules() };
    assert_eq!(find_copies(&mut memory, &gather(&texts, None), &rules), Ok(1));
    let archived = memory.records[&lost].archived.as_deref();
    assert_eq!(archived, Some("https://web.archive.org/web/20240301120000/https://a.net/b"));
    let seen = server.seen();
    let [question] = &seen[..] else { panic!("{seen:#?}") };
    assert!(question.what.ends_with("&timestamp=20240302"), "{}", question.what);
    // It is known now, and not asked for again.
    assert_eq!(find_copies(&mut memory, &gather(&texts, None), &rules), Ok(0));
    assert_eq!(server.seen().len(), 0);
}

/// Runs the command in a column.
fn links(column: &Column, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    command.args(["links", "--root"]).arg(column.root()).args(arguments);
    command.env("CALLSLIP_LINKS_LOOPBACK", "yes").output().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the command knows the time, too")]
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

fn said(output: &Output, server: &LinkServer) -> String {
    let text = [&output.stderr[..], &output.stdout[..]].concat();
    String::from_utf8(text).unwrap().replace(&server.address(1, ""), "SITE").replace(&today(), "TODAY")
}

#[test]
fn the_command_remembers_what_it_found_and_shows_it_at_its_line() {
    let server = LinkServer::start();
    let site = server.address(1, "");
    let letter = format!(
        "---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: [One]({site}/200#a), [two]({site}/301#b), [three]({site}/404#c).\n"
    );
    let draft = format!("---\ntitle: B\ndraft: yes\n---\nQ: ?\n\nSM: {site}/secret\n");
    let known = format!(
        "{site}/404:\n  verdict: not found\n  answer: 404 Not Found\n  since: 2026-10-01\n  asked: 2026-10-01\n\n\
         {site}/no-longer-linked:\n  verdict: works\n  asked: 2026-10-01\n"
    );
    let column = Column::new()
        .file("content/questions/a.md", letter)
        .file("content/questions/b.md", draft)
        .file("links.yaml", known);
    let output = links(&column, &["--strict"]);
    assert_eq!(output.status.code(), Some(1));
    shows(
        said(&output, &server),
        str![[r#"
hint: `SITE/301#b` has moved
 --> content/questions/a.md:7:48
  |
7 | SM: [One](SITE/200#a), [two](SITE/301#b), [three](SITE/404#c).
  |                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `SITE/200#b`

warning: `SITE/404#c` is gone
 --> content/questions/a.md:7:87
  |
7 | SM: [One](SITE/200#a), [two](SITE/301#b), [three](SITE/404#c).
  |                                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 404 Not Found since 2026-10-01
  |
  = help: write another address, or remove the link
  = help: if it opens in your browser, write `skip: yes` for it in `links.yaml`

3 addresses asked. Of all: 1 works, 1 has moved, and 1 is gone.
"#]],
    );
    let memory = fs::read_to_string(column.root().join("links.yaml")).unwrap();
    shows(
        memory.replace(&site, "SITE").replace(&today(), "TODAY"),
        str![[r#"
# What `callslip links` found out about the addresses that this column links to. It reads the file the next time.
# If a page is there, and callslip cannot see it, replace the lines below its address by `  skip: yes`.

SITE/200:
  verdict: works
  asked: TODAY
  first_worked: TODAY
  last_worked: TODAY

SITE/301:
  verdict: moved
  moved_to: SITE/200
  asked: TODAY
  first_worked: TODAY
  last_worked: TODAY

SITE/404:
  verdict: gone
  answer: 404 Not Found
  since: 2026-10-01
  asked: TODAY
"#]],
    );
    was_polite(&server.seen(), Duration::from_secs(1));
    // A second run asks nothing, says the same of what is gone, and leaves the file alone.
    let output = links(&column, &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output, &server).contains("`SITE/404#c` is gone"));
    assert_eq!(server.seen().len(), 0);
    assert_eq!(fs::read_to_string(column.root().join("links.yaml")).unwrap(), memory);
    let short = said(&links(&column, &["--format", "short"]), &server);
    assert!(short.starts_with("content/questions/a.md:7:"), "{short}");
}

#[test]
fn a_memory_that_cannot_be_read_is_left_as_it_is() {
    let server = LinkServer::start();
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: {}\n", server.address(1, "/200"));
    let damaged = "<<<<<<< HEAD\nhttps://desk.example/:\n  skip: yes\n";
    let column = Column::new().file("content/questions/a.md", letter).file("links.yaml", damaged);
    let output = links(&column, &[]);
    assert_eq!(output.status.code(), Some(2));
    shows(
        said(&output, &server),
        str![[r#"
warning: `callslip links` did not write this line, and cannot read it
 --> links.yaml:1:1
  |
1 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: put the line back as it was, or remove the address with all lines below it
  = help: or delete `links.yaml`: `callslip links` then asks all addresses again

error: links.yaml cannot be read, so nothing was asked
"#]],
    );
    assert_eq!(fs::read_to_string(column.root().join("links.yaml")).unwrap(), damaged);
    assert_eq!(server.seen().len(), 0);
}

/// Runs a command under `strace`, and returns its calls that reach for the network.
fn connections(column: &Column, arguments: &[&str]) -> String {
    let trace = column.root().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o"]).arg(&trace);
    command.arg(env!("CARGO_BIN_EXE_callslip")).args(arguments).arg("--root").arg(column.root());
    let output = command.env("CALLSLIP_LINKS_LOOPBACK", "yes").output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let calls = fs::read_to_string(trace).unwrap();
    calls.lines().filter(|call| call.contains("AF_INET")).flat_map(|call| [call, "\n"]).collect()
}

#[test]
fn no_other_command_opens_a_connection() {
    if Command::new("strace").arg("-V").output().is_err() {
        left_out("there is no strace here");
        return;
    }
    let server = LinkServer::start();
    let link = server.address(1, "/200");
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\ntags: [t]\n---\nQ: ?\n\nSM: {link}\n");
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\npublish:\n  www: { kind: folder, path: www }\n";
    let column = Column::new().file("content/questions/a.md", letter).file("column.yaml", settings);
    let export = column.root().join("export.xml");
    let item = format!(
        "<item><title>B</title><guid>1</guid><pubDate>Mon, 12 May 2014 09:00:00 GMT</pubDate><description>{link}</description></item>"
    );
    fs::write(&export, format!("<rss version=\"2.0\"><channel><title>Old</title>{item}</channel></rss>")).unwrap();
    let commands: [&[&str]; 9] = [
        &["check"],
        &["build"],
        &["publish", "--yes", "--trust"],
        &["inspect", "/questions/a/"],
        &["new", "question", "Another"],
        &["rename", "content/questions/a.md", "The other name", "--yes"],
        &["theme", "list"],
        &["import", export.to_str().unwrap()],
        &["theme", "new", "evening"],
    ];
    for command in commands {
        assert_eq!(connections(&column, command), "", "{command:?}");
    }
    assert_eq!(server.seen().len(), 0);
    // The trace would show one.
    assert!(connections(&column, &["links"]).contains("127.0.1.1"));
}
