//! The text of a mail among its parts.

use std::borrow::Cow;
use std::collections::HashSet;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Encoding as PartEncoding, Message, MessageParser, MessagePart, MessagePartId, MimeHeaders, PartType,
};

use super::charset;
use super::error::IntakeError;
use super::html_text;
use super::plain_text::{self, TextFlow};
use super::row::TextRow;
use super::signed_text::without_armor;

/// The text of a mail, and what else is in it.
#[derive(Default)]
pub(super) struct MailText<'m> {
    /// The lines.
    pub(super) rows: Vec<TextRow>,
    /// The names of its attachments.
    pub(super) attachments: Vec<String>,
    /// The mails that are attached.
    pub(super) mails: Vec<&'m Message<'m>>,
}

/// The deepest part that is read.
const MAX_DEPTH: usize = 20;

/// Reads the text of a mail.
pub(super) fn read_text<'m>(message: &'m Message<'m>, name: &str) -> Result<MailText<'m>, IntakeError> {
    let mut reader = PartReader { message, name, text: MailText::default(), is_recovered: false };
    reader.part(0, MAX_DEPTH)?;
    Ok(reader.text)
}

struct PartReader<'m, 'n> {
    message: &'m Message<'m>,
    name: &'n str,
    text: MailText<'m>,
    /// True in a mail that was put together again.
    is_recovered: bool,
}

impl<'m> PartReader<'m, '_> {
    fn part(&mut self, id: MessagePartId, depth: usize) -> Result<(), IntakeError> {
        let Some(part) = self.message.part(id).filter(|_| depth > 0) else { return Ok(()) };
        if is_of(part, "application", &["pkcs7-mime", "x-pkcs7-mime"]) {
            let kind = part.content_type().and_then(|kind| kind.attribute("smime-type")).unwrap_or_default();
            let name = self.name.to_owned();
            let is_signed = kind.eq_ignore_ascii_case("signed-data");
            return Err(if is_signed { IntakeError::InSignature(name) } else { IntakeError::Encrypted(name) });
        }
        if is_of(part, "multipart", &["encrypted"]) || is_of(part, "application", &["pgp-encrypted"]) {
            return Err(IntakeError::Encrypted(self.name.to_owned()));
        }
        match &part.body {
            PartType::Multipart(parts) if is_of(part, "multipart", &["alternative"]) => self.alternative(parts, depth),
            PartType::Multipart(parts) => parts.iter().try_for_each(|part| self.part(*part, depth - 1)),
            PartType::Message(mail) => {
                self.text.mails.push(mail);
                Ok(())
            }
            PartType::Text(_) | PartType::Html(_) if is_shown(part) => {
                if part.content_type().is_some_and(|kind| kind.ctype() == "multipart") && !self.is_recovered {
                    self.recover(part);
                    return Ok(());
                }
                let rows = self.rows_of(part)?;
                self.add(rows);
                Ok(())
            }
            PartType::Text(_) | PartType::Html(_) | PartType::Binary(_) | PartType::InlineBinary(_) => {
                self.attachment(part);
                Ok(())
            }
        }
    }

    /// Reads the best of several forms of the same text.
    fn alternative(&mut self, parts: &[MessagePartId], depth: usize) -> Result<(), IntakeError> {
        let mut best: Option<(usize, MailText<'m>)> = None;
        let before = std::mem::take(&mut self.text);
        for id in parts {
            let read = self.part(*id, depth - 1);
            let text = std::mem::take(&mut self.text);
            if let Err(error) = read {
                self.text = before;
                return Err(error);
            }
            let words = text.rows.iter().map(TextRow::word_count).sum::<usize>();
            // Plain text comes first, and is what she wrote; in some mails it only says that there is HTML.
            let is_better = best.as_ref().is_none_or(|(known, _)| words > known * 3);
            if is_better && words > 0 || best.is_none() {
                best = Some((words, text));
            }
        }
        self.text = before;
        if let Some((_, text)) = best {
            self.add(text.rows);
            self.text.attachments.extend(text.attachments);
            self.text.mails.extend(text.mails);
        }
        Ok(())
    }

    fn add(&mut self, rows: Vec<TextRow>) {
        if !self.text.rows.is_empty() && !rows.is_empty() {
            self.text.rows.push(TextRow::default());
        }
        self.text.rows.extend(rows);
    }

    fn attachment(&mut self, part: &MessagePart<'_>) {
        let is_signature = is_of(part, "application", &["pgp-signature", "pkcs7-signature", "x-pkcs7-signature"]);
        let kind = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")));
        let name = part.attachment_name().map(str::trim).filter(|name| !name.is_empty());
        // A picture without a name is part of how the mail looks.
        let is_decoration = name.is_none() && kind.as_ref().is_some_and(|kind| kind.starts_with("image/"));
        if !is_signature && !is_decoration {
            let name = name.map(str::to_owned).or(kind).unwrap_or_else(|| "a file without a name".to_owned());
            self.text.attachments.push(name);
        }
    }

    /// Reads the lines of a part.
    fn rows_of(&self, part: &MessagePart<'_>) -> Result<Vec<TextRow>, IntakeError> {
        let kind = part.content_type();
        let declared = kind.and_then(|kind| kind.attribute("charset"));
        let is_html = matches!(part.body, PartType::Html(_));
        let bytes = self.bytes_of(part);
        let of_page = if is_html { charset_of_page(&bytes) } else { None };
        let text = match (declared.or(of_page.as_deref()), &part.body) {
            // Encodings that browsers do not read, and old mail programs wrote.
            (Some(label), PartType::Text(text) | PartType::Html(text)) if is_only_of_mails(label) => text.to_string(),
            (label, _) => charset::decoded(&bytes, label),
        };
        if is_html || looks_like_html(&text) {
            return Ok(html_text::rows(&text));
        }
        if text.contains("-----BEGIN PGP MESSAGE-----") {
            return Err(IntakeError::Encrypted(self.name.to_owned()));
        }
        let is = |name: &str, value: &str| {
            kind.and_then(|kind| kind.attribute(name)).is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        let flow = TextFlow { is_flowed: is("format", "flowed"), deletes_space: is("delsp", "yes") };
        Ok(plain_text::rows(&without_armor(&text), flow))
    }

    /// Returns the bytes of a part, before they became characters.
    fn bytes_of(&self, part: &MessagePart<'_>) -> Cow<'m, [u8]> {
        let (start, end) = (part.offset_body as usize, part.offset_end as usize);
        let raw = self.message.raw_message.get(start..end).unwrap_or_default();
        let decoded = match part.encoding {
            PartEncoding::None if part.is_encoding_problem => declared_decoding(part, raw),
            PartEncoding::None => None,
            PartEncoding::QuotedPrintable => quoted_printable_decode(raw).or_else(|| declared_decoding(part, raw)),
            PartEncoding::Base64 => base64_decode(raw).or_else(|| declared_decoding(part, raw)),
        };
        decoded.map_or(Cow::Borrowed(raw), Cow::Owned)
    }

    /// Reads a mail of which the head names a line between the parts that is not in its text.
    fn recover(&mut self, part: &MessagePart<'_>) {
        let body = self.bytes_of(part);
        let lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        let pairs = lines.clone().zip(lines.skip(1));
        let is_head = |line: &[u8]| line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
        let rule = pairs.filter(|(_, next)| is_head(next)).find_map(|(line, _)| line.strip_prefix(b"--"));
        let Some(rule) = rule.filter(|rule| !rule.is_empty() && !rule.contains(&b'"')) else {
            self.add(plain_text::rows(&charset::decoded(&body, None), TextFlow::default()));
            return;
        };
        let head = [b"Content-Type: multipart/mixed; boundary=\"", rule, b"\"\n\n"].concat();
        let whole = [&head, &*body].concat();
        let Some(message) = MessageParser::default().parse(&whole) else { return };
        let mut inner =
            PartReader { message: &message, name: self.name, text: MailText::default(), is_recovered: true };
        // What cannot be read in it is left out: the rest is still a letter.
        let _ = inner.part(0, MAX_DEPTH);
        let MailText { mut rows, attachments, .. } = inner.text;
        // The plain text and the HTML of the same letter: which is which is lost.
        let mut seen = HashSet::new();
        rows.retain(|row| row.is_empty() || seen.insert(row.text.clone()));
        self.add(rows);
        self.text.attachments.extend(attachments);
    }
}

/// Returns true for a part of this type.
fn is_of(part: &MessagePart<'_>, kind: &str, subtypes: &[&str]) -> bool {
    subtypes.iter().any(|subtype| part.is_content_type(kind, subtype))
}

/// Returns true for a text that is shown in the mail, and is not an attachment.
fn is_shown(part: &MessagePart<'_>) -> bool {
    let is_attached = part.content_disposition().is_some_and(|how| how.ctype().eq_ignore_ascii_case("attachment"));
    let is_other = part.content_type().is_some_and(|kind| {
        kind.ctype() == "text"
            && !kind.subtype().is_some_and(|subtype| matches!(subtype, "plain" | "html" | "enriched"))
            || !matches!(kind.ctype(), "text" | "multipart")
    });
    !is_attached && !is_other
}

/// Returns true for an encoding that only mails have.
fn is_only_of_mails(label: &str) -> bool {
    encoding_rs::Encoding::for_label(label.trim().as_bytes()).is_none()
        && charset_decoder(label.trim().as_bytes()).is_some()
}

/// Returns the bytes of a part that is damaged, as far as its encoding gives them.
fn declared_decoding(part: &MessagePart<'_>, raw: &[u8]) -> Option<Vec<u8>> {
    let declared = part.content_transfer_encoding()?.trim();
    if declared.eq_ignore_ascii_case("quoted-printable") {
        return Some(lenient_quoted_printable(raw));
    }
    if !declared.eq_ignore_ascii_case("base64") {
        return None;
    }
    let kept: Vec<u8> =
        raw.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte)).collect();
    // The rest of a group of four that was cut off.
    let whole = kept.len() - usize::from(kept.len() % 4 == 1);
    base64_decode(&kept[..whole])
}

/// Decodes `=C3=A9`, and leaves what is no such code as it is.
fn lenient_quoted_printable(raw: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| {
        byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
    };
    let (mut decoded, mut at) = (Vec::with_capacity(raw.len()), 0);
    while let Some(byte) = raw.get(at) {
        let rest = &raw[at + 1..];
        match (byte, digit(rest.first()), digit(rest.get(1))) {
            (b'=', Some(high), Some(low)) => {
                decoded.push(high * 16 + low);
                at += 2;
            }
            (b'=', ..) if rest.starts_with(b"\n") => at += 1,
            (b'=', ..) if rest.starts_with(b"\r\n") => at += 2,
            _ => decoded.push(*byte),
        }
        at += 1;
    }
    decoded
}

/// Returns the encoding that a page in HTML says it has.
fn charset_of_page(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let (_, after) = start.split_once("charset=")?;
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Returns true for a text that is HTML although its mail says that it is plain.
fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start().get(..15).unwrap_or_default().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}
