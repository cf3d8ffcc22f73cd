//! A mail: its head, its text, and the names of what is attached.

use std::borrow::Cow;
use std::panic::{self, AssertUnwindSafe};

use jiff::Timestamp;
use mail_parser::{HeaderValue, Message, MessageParser};

use super::error::IntakeError;
use super::form::of_fields;
use super::forwarded::{ForwardedHead, name_and_address};
use super::incoming::Incoming;
use super::mail_text::{MailText, read_text};
use super::mail_words::MailSubject;
use super::prompts::take_prompts;
use super::quoting::{MailContext, own_words};
use super::row::{TextRow, is_too_long};
use super::service_mail;

/// Reads a mail. `name` is that of its file.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Incoming, IntakeError> {
    let bytes = unwrapped(bytes, name)?;
    let damaged = || IntakeError::Damaged(name.to_owned());
    if is_too_deep(&bytes) {
        return Err(damaged());
    }
    // The library promises not to panic. Nobody should lose a letter to a promise.
    let parsed = panic::catch_unwind(AssertUnwindSafe(|| MessageParser::default().parse(&*bytes)));
    let message = parsed.ok().flatten().ok_or_else(damaged)?;
    of_message(&message, name, MOST_ATTACHED)
}

/// The deepest mail in a mail that is read.
const MOST_ATTACHED: usize = 3;

/// The most mails in a mail. With many thousands of them, one in the other, no program has enough memory.
const MOST_NESTED: usize = 500;

/// Returns true if a mail may hold a mail that holds a mail, and so on, without end.
fn is_too_deep(bytes: &[u8]) -> bool {
    let count = |word: &[u8]| {
        let is_word = |at: &usize| bytes[*at..].get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        memchr::memchr2_iter(word[0], word[0].to_ascii_uppercase(), bytes).filter(is_word).take(MOST_NESTED).count()
    };
    ["rfc822", "global", "digest"].iter().any(|word| count(word.as_bytes()) >= MOST_NESTED)
}

fn of_message(message: &Message<'_>, name: &str, depth: usize) -> Result<Incoming, IntakeError> {
    let mut text = read_text(message, name)?;
    if is_too_long(&text.rows) {
        return Err(IntakeError::TooLong(name.to_owned()));
    }
    if let Some(letter) = of_service(message, &text.rows) {
        return Ok(letter);
    }
    let subject = MailSubject::of(message.subject().unwrap_or_default());
    let own = own_words(std::mem::take(&mut text.rows), context(message, &subject));
    let words: usize = own.rows.iter().map(TextRow::word_count).sum();
    // A letter that was forwarded as an attachment.
    if words == 0 || subject.is_forward && words <= MOST_ABOVE_ATTACHED && own.head.is_none() {
        let attached = text.mails.first().filter(|_| depth > 0);
        if let Some(Ok(inner)) = attached.map(|inner| of_message(inner, name, depth - 1)) {
            return Ok(inner);
        }
    }
    if words == 0 {
        let rest = rest_of(&text, own.has_quotation);
        return Err(IntakeError::NoWords { name: name.to_owned(), rest });
    }
    let unread = text.mails.iter().map(|mail| format!("a mail (“{}”)", mail.subject().unwrap_or_default()));
    text.attachments.extend(unread);
    let mut incoming = Incoming {
        received: received(message),
        id: message_id(message),
        attachments: text.attachments,
        has_quotation: own.has_quotation,
        signature: own.signature,
        left_out: own.left_out,
        rows: own.rows,
        ..Incoming::default()
    };
    if let Some(own) = message.to().filter(|to| to.iter().count() == 1).and_then(|to| to.first()?.address()) {
        incoming.left_out.hide_address(own);
    }
    name_sender(&mut incoming, message, &subject, own.head);
    incoming.pen_name = take_prompts(&mut incoming.rows);
    if incoming.pen_name.is_some() && incoming.named_letter().is_none() {
        // It is the one that the page proposes, the same for all.
        incoming.subject.clear();
    }
    incoming.identify();
    Ok(incoming)
}

/// Returns what a mail's head says of its text.
fn context(message: &Message<'_>, subject: &MailSubject) -> MailContext {
    let answers = [message.in_reply_to(), message.references()].iter().any(|ids| !matches!(ids, HeaderValue::Empty));
    MailContext { is_reply: subject.is_reply || answers && !subject.is_forward, is_forward: subject.is_forward }
}

/// Sets the subject and the sender: those of the mail that was forwarded, if there is one.
fn name_sender(incoming: &mut Incoming, message: &Message<'_>, subject: &MailSubject, head: Option<ForwardedHead>) {
    match head {
        Some(head) => {
            incoming.set_subject(if head.subject.words.is_empty() { subject } else { &head.subject });
            (incoming.name, incoming.email) = name_and_address(&head.from);
        }
        None => {
            incoming.set_subject(subject);
            (incoming.name, incoming.email) = sender(message);
        }
    }
}

/// Returns the letter in a mail of a form service.
fn of_service(message: &Message<'_>, rows: &[TextRow]) -> Option<Incoming> {
    let fields = if is_of_service(message) { service_mail::fields(rows)? } else { return None };
    let mut letter = of_fields(fields)?;
    letter.email = letter.email.or(sender(message).1);
    letter.received = received(message);
    letter.id = message_id(message);
    letter.identify();
    Some(letter)
}

/// The most words that a person adds to a letter that she forwards as an attachment.
const MOST_ABOVE_ATTACHED: usize = 40;

/// Returns what a mail has in the place of words, and what to do.
fn rest_of(text: &MailText<'_>, has_quotation: bool) -> String {
    let documents: Vec<&str> = text.attachments.iter().map(String::as_str).collect();
    if !documents.is_empty() {
        return format!(
            ", but it came with {}; if the letter is in there, save that as plain text, and read it: `--from letter.txt`",
            documents.join(", ")
        );
    }
    if has_quotation {
        return ": it only quotes another mail; if the letter is in there, read that mail itself".to_owned();
    }
    "; copy the letter's text into a file of plain text, and read that: `--from letter.txt`".to_owned()
}

fn message_id(message: &Message<'_>) -> String {
    message.message_id().map(|id| id.split_whitespace().collect()).unwrap_or_default()
}

/// Returns when a mail was sent.
fn received(message: &Message<'_>) -> Option<Timestamp> {
    let date = message.date().filter(|date| date.is_valid())?;
    Timestamp::from_second(date.to_timestamp()).ok()
}

/// The parts of an address to which nobody can write.
const OF_SERVICES: [&str; 12] = [
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "@formspree.",
    "@netlify.",
    "@web3forms.",
    "@usebasin.",
    "@formsubmit.",
    "@formspark.",
    "@getform.",
    "@forms.",
];

/// Returns true for a mail that a form service has sent.
fn is_of_service(message: &Message<'_>) -> bool {
    let from = message.from().or_else(|| message.sender()).and_then(|from| from.first()?.address());
    from.is_some_and(|address| {
        let address = address.to_lowercase();
        OF_SERVICES.iter().any(|part| address.contains(part))
    })
}

/// Returns the name and the address of the sender. A form service names the reader in `Reply-To` only.
fn sender(message: &Message<'_>) -> (Option<String>, Option<String>) {
    let first = |address: Option<&mail_parser::Address<'_>>| {
        let address = address?.first()?;
        let text = |text: Option<&str>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Some((text(address.name()), text(address.address())))
    };
    let from = first(message.from()).or_else(|| first(message.sender())).unwrap_or_default();
    let may_be_service = from.1.is_none() || is_of_service(message);
    match first(message.reply_to()).filter(|(_, address)| may_be_service && address.is_some()) {
        Some((name, address)) => (name, address),
        None if from.1.as_ref().is_some_and(|address| !address.contains('@')) => {
            name_and_address(from.1.as_deref().unwrap_or_default())
        }
        None => from,
    }
}

/// Returns the mail in a file that may be a mailbox of one mail.
fn unwrapped<'b>(bytes: &'b [u8], name: &str) -> Result<Cow<'b, [u8]>, IntakeError> {
    if !bytes.starts_with(b"From ") {
        return Ok(Cow::Borrowed(bytes));
    }
    let starts = memchr::memmem::find_iter(bytes, b"\nFrom ").filter(|at| is_mailbox_line(bytes, *at)).count();
    if starts > 0 {
        return Err(IntakeError::SeveralMails { name: name.to_owned(), count: starts + 1 });
    }
    let start = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
    let mut mail = Vec::with_capacity(bytes.len());
    for line in bytes[start..].split_inclusive(|byte| *byte == b'\n') {
        let signs = line.iter().take_while(|byte| **byte == b'>').count();
        let is_escaped = signs > 0 && line[signs..].starts_with(b"From ");
        mail.extend_from_slice(if is_escaped { &line[1..] } else { line });
    }
    Ok(Cow::Owned(mail))
}

/// Returns true if a mail begins after this line end: an empty line is before it, and a time in it.
fn is_mailbox_line(bytes: &[u8], at: usize) -> bool {
    let line = bytes[at + 1..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_after_gap = bytes[..at].ends_with(b"\n") || bytes[..at].ends_with(b"\n\r");
    let time = line.windows(6).any(|part| {
        part[0] == b':' && part[3] == b':' && [1, 2, 4, 5].iter().all(|digit| part[*digit].is_ascii_digit())
    });
    is_after_gap && time
}
