//! Letters that come in: tables of form services, hostile mails, large ones, and any bytes at all.

use std::fmt::Write;

use base64_of_test::base64;
use callslip::intake::{self, FormRow, Incoming, IntakeError};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use snapbox::str;

use crate::hostile_replies::{VECTORS, check};
use crate::mails::{Desk, allowed, answered, mails};
use crate::support::{Column, shows};

/// What was read of a row, in one line.
fn line(incoming: &Incoming) -> String {
    let field = |text: &Option<String>| text.clone().unwrap_or_default();
    let words: Vec<&str> = incoming.lines().collect();
    let others: Vec<String> = incoming.others.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let received = incoming.received.map(|time| time.to_string()).unwrap_or_default();
    format!(
        "{} <{}> “{}” {} {received} | {} | {}",
        field(&incoming.name),
        field(&incoming.email),
        field(&incoming.pen_name),
        field(&incoming.letter),
        words.join(" / "),
        others.join(", ")
    )
}

fn table(csv: &str, row: FormRow) -> String {
    match intake::read(csv.as_bytes(), "letters.csv", row) {
        Ok(read) => {
            let letters =
                read.letters.iter().map(|letter| line(letter).split_whitespace().collect::<Vec<_>>().join(" ") + "\n");
            letters.chain(read.without_words.iter().map(|words| format!("error: {words}\n"))).collect()
        }
        Err(error) => format!("error: {error}\n"),
    }
}

#[test]
fn each_form_service_has_its_columns() {
    let services = [
        // Formspree
        "date,_date,email,letter,pen_name\n2026-11-27,\"Nov 27, 2026 10:32 AM\",j@a.example,\"Is it?\n\nReally?\",Stuck in Place\n",
        // Netlify
        "name,email,message,ip,user_agent,referrer,created_at\nJane,j@a.example,Is it?,10.0.0.1,Mozilla,https://a.example/,2026-11-27 10:32:00 UTC\n",
        // Basin
        "id,created_at,email,letter,_gotcha,spam\n17,2026-11-27T10:32:00Z,j@a.example,Is it?,,false\n",
        // Web3Forms
        "Name;Email;Message;access_key\nJane;j@a.example;Is it?;abc\n",
        // Google Forms
        "Timestamp,Email Address,Your letter (400 words or fewer),A pen name,How did you find us?\n2026/11/27 10:32:00 AM GMT+1,j@a.example,Is it?,Stuck,By chance\n",
        "Zeitstempel\tE-Mail\tIhr Brief\n27.11.2026 10:32:00\tj@a.example\tIst es so?\n",
        // The form of a reply
        "letter,reply,name,email\nloud-drums,I had one like that.,Jane,j@a.example\n",
        // None of the names is known.
        "a,b\nx,Is it too late for this?\n",
    ];
    let read: String = services.iter().map(|csv| table(csv, FormRow::Last)).collect();
    shows(
        read,
        str![[r#"
<j@a.example> “Stuck in Place” 2026-11-27T10:32:00Z | Is it? / / Really? | date=2026-11-27
Jane <j@a.example> “” 2026-11-27T10:32:00Z | Is it? | ip=10.0.0.1, user_agent=Mozilla, referrer=https://a.example/
<j@a.example> “” 2026-11-27T10:32:00Z | Is it? | id=17
Jane <j@a.example> “” | Is it? |
<j@a.example> “Stuck” 2026-11-27T10:32:00Z | Is it? | how_did_you_find_us=By chance
<j@a.example> “” 2026-11-27T10:32:00Z | Ist es so? |
Jane <j@a.example> “” loud-drums | I had one like that. |
<> “” | Is it too late for this? | a=x
"#]],
    );
}

#[test]
fn a_row_is_the_last_unless_another_is_asked_for() {
    let csv = "message,name\nFirst one,A\n,\nSecond one,B\n";
    let all = [FormRow::Last, FormRow::Number(1), FormRow::All, FormRow::Number(3), FormRow::Number(0)];
    let read: String = all.iter().map(|row| table(csv, *row)).collect();
    shows(
        read + &table("message,name\n", FormRow::Last) + &table("a,b\n1,2\n", FormRow::Last),
        str![[r#"
B <> “” | Second one |
A <> “” | First one |
A <> “” | First one |
B <> “” | Second one |
error: letters.csv has no row 3; it has 2 rows: `--row 2` is the last
error: letters.csv has no row 0; it has 2 rows: `--row 2` is the last
error: letters.csv has no row below the names of its columns; export the letters again
error: letters.csv has no letter in row 1; its columns are a, b: call the one with the letter `message`
"#]],
    );
}

#[test]
fn other_files_say_what_to_do() {
    let files: [(&str, &[u8]); 9] = [
        ("letter.pdf", b"%PDF-1.7"),
        ("letter.docx", b"PK\x03\x04 word/document.xml"),
        ("letter.odt", b"PK\x03\x04"),
        ("letter.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("letter.rtf", b"{\\rtf1 Hello}"),
        ("letters.zip", b"PK\x03\x04 letter.eml"),
        ("letters.xlsx", b"PK\x03\x04 xl/workbook.xml"),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("letter.eml", b" \n"),
    ];
    let mut said = String::new();
    for (name, bytes) in files {
        let error = intake::read(bytes, name, FormRow::Last).expect_err("no letter");
        let _ = writeln!(said, "{error}");
    }
    shows(
        said,
        str![[r#"
letter.pdf is a PDF; open it, copy the letter's text into a file of plain text, and read that: `--from letter.txt`
letter.docx is a word-processor document; open it in your word processor, choose Save As, and Plain Text (UTF-8); then read that: `--from letter.txt`
letter.odt is a word-processor document; open it in your word processor, choose Save As, and Plain Text (UTF-8); then read that: `--from letter.txt`
letter.msg is a mail in Outlook's own format; open it in Outlook, choose Save As, and the type “Text Only”; or drag the mail out of a mail program that saves `.eml`
letter.rtf is a word-processor document; open it in your word processor, choose Save As, and Plain Text (UTF-8); then read that: `--from letter.txt`
letters.zip is a packed folder (ZIP); unpack it, and read the one file: `--from letter.eml`
letters.xlsx is a spreadsheet; open it in your spreadsheet, choose Save As, and CSV; then read that: `--from letters.csv`
photo.jpg is a picture; open it, copy the letter's text into a file of plain text, and read that: `--from letter.txt`
letter.eml is empty
"#]],
    );
}

#[test]
fn texts_and_pages_are_read_too() {
    let read = |name: &str, text: &str| {
        let all = intake::read(text.as_bytes(), name, FormRow::Last).expect("a letter");
        line(&all.letters[0])
    };
    assert_eq!(read("a.txt", "Dear Sol,\r\n\r\nIs it?\r\n"), " <> “”   | Dear Sol, /  / Is it? | ");
    assert_eq!(read("-", "<html><p>Is <b>it</b>?</p>"), " <> “”   | Is it? | ");
    let pasted =
        "From: Jane Doe <j@a.example>\nSent: Friday, November 27, 2026 10:32 AM\nTo: Sol\nSubject: Late?\n\nIs it?\n";
    assert_eq!(read("a.md", pasted), "Jane Doe <j@a.example> “”   | Is it? | ");
}

#[test]
fn a_mail_with_a_large_attachment_is_read() {
    let picture = vec![0xab_u8; 20 << 20];
    let mut mail =
        b"From: Jane <j@a.example>\nSubject: Late?\nContent-Type: multipart/mixed; boundary=m\n\n--m\n\nIs it?\n--m\n\
                     Content-Type: image/jpeg; name=photo.jpg\nContent-Transfer-Encoding: base64\n\n"
            .to_vec();
    mail.extend_from_slice(base64(&picture).as_bytes());
    mail.extend_from_slice(b"\n--m--\n");
    let read = intake::read(&mail, "a.eml", FormRow::Last).expect("a letter");
    assert_eq!(
        (line(&read.letters[0]).as_str(), read.letters[0].attachments.as_slice()),
        ("Jane <j@a.example> “”   | Is it? | ", &["photo.jpg".to_owned()][..])
    );
}

/// Writes base64, which no dependency of the tests does.
mod base64_of_test {
    pub(super) fn base64(bytes: &[u8]) -> String {
        const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::with_capacity(bytes.len() * 4 / 3 + bytes.len() / 50 + 8);
        for (at, group) in bytes.chunks(3).enumerate() {
            let number =
                group.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
            for place in 0..4 {
                let sign = SIGNS[(number >> (18 - 6 * place) & 63) as usize];
                text.push(if place > group.len() { '=' } else { char::from(sign) });
            }
            if at % 18 == 17 {
                text.push('\n');
            }
        }
        text
    }
}

#[test]
fn mails_within_mails_come_to_an_end() {
    let deep = "Content-Type: message/rfc822\n\n".repeat(100_000);
    assert_eq!(
        intake::read(deep.as_bytes(), "a.eml", FormRow::Last).err(),
        Some(IntakeError::Damaged("a.eml".to_owned()))
    );
    let mut parts = String::new();
    for number in 0..2000 {
        let _ = write!(parts, "Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n");
    }
    let _ = intake::read(parts.as_bytes(), "a.eml", FormRow::Last);
    let quotes = format!("Subject: a\nFrom: b@c.example\n\nHello\n{}x\n", ">".repeat(100_000));
    assert!(intake::read(quotes.as_bytes(), "a.eml", FormRow::Last).is_ok());
    let long = format!("Subject: a\nFrom: b@c.example\n\n{}", "line\n".repeat(1_000_000));
    let too_long = IntakeError::TooLong("a.eml".to_owned());
    assert_eq!(intake::read(long.as_bytes(), "a.eml", FormRow::Last).err(), Some(too_long));
    let nested = format!("{}Hello", "<div><blockquote><ul><li><b>".repeat(20_000));
    let _ = intake::read(nested.as_bytes(), "a.html", FormRow::Last);
}

/// What a mail says that has this text wherever there is one.
fn hostile(vector: &str, kind: &str) -> Option<Incoming> {
    let one_line = vector.replace('\n', " ");
    let mail = format!(
        "From: \"{}\" <mallory@a.example>\nSubject: {one_line}\nContent-Type: text/{kind}; charset=utf-8\n\n{vector}\n\nHello.\n",
        one_line.replace(['"', '\\'], "")
    );
    let mut read = intake::read(mail.as_bytes(), "a.eml", FormRow::Last).ok()?.letters.pop()?;
    read.pen_name = Some(vector.to_owned());
    read.others = vec![("field".to_owned(), vector.to_owned())];
    read.attachments = vec![vector.to_owned()];
    Some(read)
}

fn wrong_in(html: &str) -> Vec<String> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut wrong = Vec::new();
    check(&dom.document, false, &mut 0, &mut wrong);
    wrong
}

#[test]
fn no_mail_brings_a_script_a_handler_or_another_scheme_onto_a_page() {
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nsearch: no\n";
    let mut column = Column::new().file("column.yaml", settings).letter("Q: Why?\n\nSM: So.\n");
    let desk = Desk::new(&column);
    let mut count = 0;
    for kind in ["plain", "html"] {
        for vector in VECTORS {
            let Some(incoming) = hostile(vector, kind) else { continue };
            count += 1;
            let question = answered(&desk.question(&incoming).text);
            let question = question.replacen("\"  # what readers", &format!(" ({count})\"  # what readers"), 1);
            let reply = allowed(&desk.reply(&incoming).text).replacen("draft: yes", "draft: no", 1);
            column = column.file(&format!("content/questions/q{count}.md"), question);
            column = column.file(&format!("content/replies/loud-drums/r{count}.md"), reply);
        }
    }
    let built = column.build();
    assert!(built.written.is_some(), "{}", built.report());
    assert!(count > VECTORS.len(), "{count}");
    for path in built.files().iter().filter(|path| path.ends_with(".html")) {
        let wrong = wrong_in(&built.text(path));
        assert!(wrong.is_empty(), "{path}: {wrong:#?}");
    }
    let feed: serde_json::Value = serde_json::from_str(&built.text("feed.json")).expect("a feed");
    for item in feed["items"].as_array().expect("letters") {
        let wrong = wrong_in(item["content_html"].as_str().unwrap_or_default());
        assert!(wrong.is_empty(), "{}: {wrong:#?}", item["id"]);
    }
}

#[test]
fn the_name_of_a_file_is_safe_everywhere() {
    let desk = Desk::new(&Column::new());
    let mut names = String::new();
    for subject in
        ["CON", "../../etc/passwd", "a/b\\c:d*e?f", "index", "   ", "…", "Größe", "nul.txt", &"long ".repeat(100)]
    {
        let mail = format!(
            "From: {subject} <a@b.example>\nSubject: {subject}\nDate: Sat, 01 Jan 2050 00:00:00 +0000\n\nHello there.\n"
        );
        let read = intake::read(mail.as_bytes(), "a.eml", FormRow::Last).expect("a letter");
        let _ = writeln!(names, "{} {}", desk.question(&read.letters[0]).stem, desk.reply(&read.letters[0]).stem);
    }
    shows(
        names,
        str![[r#"
content/questions/con-letter content/replies/loud-drums/2026-11-22-anonymous
content/questions/etc-passwd content/replies/loud-drums/2026-11-22-anonymous
content/questions/a-b-c-d-e-f content/replies/loud-drums/2026-11-22-anonymous
content/questions/letter-2026-11-22 content/replies/loud-drums/2026-11-22-anonymous
content/questions/letter-2026-11-22 content/replies/loud-drums/2026-11-22-anonymous
content/questions/letter-2026-11-22 content/replies/loud-drums/2026-11-22-anonymous
content/questions/grosse content/replies/loud-drums/2026-11-22-anonymous
content/questions/nul-txt content/replies/loud-drums/2026-11-22-anonymous
content/questions/long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long content/replies/loud-drums/2026-11-22-anonymous
"#]],
    );
}

#[test]
fn any_bytes_give_a_letter_or_a_message() {
    let desk = Desk::new(&Column::new());
    let seeds: Vec<Vec<u8>> = mails().iter().map(|path| std::fs::read(path).expect("a mail")).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % most.max(1) as u64).unwrap_or_default()
    };
    for _ in 0..100 {
        let mut bytes = seeds[next(seeds.len())].clone();
        for _ in 0..next(6) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] = u8::try_from(next(256)).unwrap_or_default(),
                1 => bytes.truncate(at.max(1)),
                2 => drop(bytes.drain(at..(at + next(40)).min(bytes.len()))),
                _ => {
                    let other = &seeds[next(seeds.len())];
                    let from = next(other.len());
                    bytes.splice(at..at, other[from..(from + next(200)).min(other.len())].iter().copied());
                }
            }
            if bytes.is_empty() {
                bytes.push(b'a');
            }
        }
        for name in ["a.eml", "a.html", "a.csv", "-"] {
            for incoming in intake::read(&bytes, name, FormRow::All).unwrap_or_default().letters {
                let _ = (desk.question(&incoming), desk.reply(&incoming));
            }
        }
    }
}
