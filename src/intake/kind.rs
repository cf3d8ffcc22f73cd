//! The kind of file that a letter came in, by its bytes first and its name second.

use super::error::IntakeError;

/// The kinds of files that a letter is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IntakeKind {
    Mail,
    Html,
    Table,
    Text,
}

const AS_TEXT: &str = "open it, copy the letter's text into a file of plain text, and read that: `--from letter.txt`";
const AS_EML: &str = "open it in Outlook, choose Save As, and the type “Text Only”; or drag the mail out of a mail program that saves `.eml`";
const AS_PLAIN: &str =
    "open it in your word processor, choose Save As, and Plain Text (UTF-8); then read that: `--from letter.txt`";
const AS_CSV: &str = "open it in your spreadsheet, choose Save As, and CSV; then read that: `--from letters.csv`";
const ONE_FILE: &str = "unpack it, and read the one file: `--from letter.eml`";

/// Files that are recognized by their first bytes, and no letter.
const OTHERS: [(&[u8], &str, &str); 9] = [
    (b"%PDF-", "a PDF", AS_TEXT),
    (b"{\\rtf", "a word-processor document", AS_PLAIN),
    (b"\x89PNG", "a picture", AS_TEXT),
    (b"\xff\xd8\xff", "a picture", AS_TEXT),
    (b"GIF8", "a picture", AS_TEXT),
    (b"\x1f\x8b", "a compressed file", ONE_FILE),
    (b"bplist00", "a web archive", AS_TEXT),
    (b"!BDN", "a mailbox of Outlook", AS_EML),
    (b"SQLite format 3", "a database", AS_TEXT),
];

/// Returns the kind of a file, by its bytes and its name.
pub(super) fn kind_of(bytes: &[u8], name: &str) -> Result<IntakeKind, IntakeError> {
    let other = |what, help| Err(IntakeError::OtherKind { name: name.to_owned(), what, help });
    if let Some((_, what, help)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return other(what, help);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if bytes.starts_with(b"PK\x03\x04") {
        return match ending.as_str() {
            "docx" | "odt" | "pages" | "docm" => other("a word-processor document", AS_PLAIN),
            "xlsx" | "ods" | "numbers" => other("a spreadsheet", AS_CSV),
            _ if memchr::memmem::find(bytes, b"word/").is_some() => other("a word-processor document", AS_PLAIN),
            _ if memchr::memmem::find(bytes, b"xl/").is_some() => other("a spreadsheet", AS_CSV),
            _ => other("a packed folder (ZIP)", ONE_FILE),
        };
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return match ending.as_str() {
            "doc" => other("a word-processor document", AS_PLAIN),
            "xls" => other("a spreadsheet", AS_CSV),
            _ => other("a mail in Outlook's own format", AS_EML),
        };
    }
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !is_wide
        && !matches!(ending.as_str(), "eml" | "mbox")
        && memchr::memchr(0, &bytes[..bytes.len().min(4096)]).is_some()
    {
        return other("no text", AS_TEXT);
    }
    Ok(match ending.as_str() {
        "eml" | "mbox" | "mbx" | "emlx" | "mht" => IntakeKind::Mail,
        "html" | "htm" | "xhtml" => IntakeKind::Html,
        "csv" | "tsv" => IntakeKind::Table,
        _ if has_mail_head(bytes) => IntakeKind::Mail,
        _ if begins_page(bytes) => IntakeKind::Html,
        "txt" | "md" | "markdown" | "text" => IntakeKind::Text,
        _ if super::form::is_form_table(bytes) => IntakeKind::Table,
        _ => IntakeKind::Text,
    })
}

/// The fields of which a mail has some.
const MAIL_FIELDS: [&str; 14] = [
    "from",
    "subject",
    "date",
    "to",
    "message-id",
    "received",
    "return-path",
    "mime-version",
    "delivered-to",
    "content-type",
    "reply-to",
    "x-mailer",
    "dkim-signature",
    "x-mozilla-status",
];

/// Returns true if a text begins with the head of a mail.
fn has_mail_head(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    let mut lines = start.trim_start_matches('\u{feff}').lines();
    let is_mailbox = start.starts_with("From ") && lines.next().is_some_and(|line| line.matches(':').count() >= 2);
    let mut known: Vec<String> = Vec::new();
    for line in start.lines().skip(usize::from(is_mailbox)).take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        let name = name.to_ascii_lowercase();
        if MAIL_FIELDS.contains(&name.as_str()) && !known.contains(&name) {
            known.push(name);
        }
    }
    known.len() >= 2 && known.iter().any(|name| matches!(name.as_str(), "from" | "subject" | "received" | "message-id"))
}

fn begins_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).trim_start().to_lowercase();
    let start = start.trim_start_matches('\u{feff}');
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes() {
        let kind = |bytes: &[u8], name| kind_of(bytes, name).ok();
        assert_eq!(kind(b"From: a\nSubject: b\n\nHello", "a.txt"), Some(IntakeKind::Mail));
        assert_eq!(kind(b"From a@b Mon Nov 23 10:32:00 2026\nFrom: a\nSubject: b\n\n", "-"), Some(IntakeKind::Mail));
        assert_eq!(kind(b"Dear Sol,\nNote: this\n", "-"), Some(IntakeKind::Text));
        assert_eq!(kind(b"To: be\nor not to be\n", "-"), Some(IntakeKind::Text));
        assert_eq!(kind(b"<!DOCTYPE html><p>A", "-"), Some(IntakeKind::Html));
        assert_eq!(kind(b"email,message\na,b\n", "-"), Some(IntakeKind::Table));
        assert_eq!(kind(b"Hello, you\n", "-"), Some(IntakeKind::Text));
        assert_eq!(kind(b"\xff\xfeA\0", "-"), Some(IntakeKind::Text));
        assert_eq!(kind(b"%PDF-1.7", "a.eml"), None);
        assert_eq!(kind(b"a\0b", "-"), None);
    }
}
