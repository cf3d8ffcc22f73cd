//! A reply of a reader that has come in, as a file that is held until the columnist shows it.

use jiff::Timestamp;

use super::fields::{one_line, quoted};
use super::identifying::proposals_for_reply;
use super::incoming::Incoming;
use super::markdown::markdown;
use super::question::{DraftFile, DraftOptions, NEVER_PRINT, NEVER_PRINT_COMMENT, add_left_out, private};
use super::sign_off;
use crate::content::{is_refused_by_windows, short_slug};
use crate::source::{CONTENT, REPLIES};
use crate::starter;

/// The longest name of a reader in the name of a file, in characters.
const LONGEST_SLUG: usize = 40;

/// The longest name of a reader that is taken for one, in characters.
const LONGEST_NAME: usize = 80;

/// Returns the file of a reply to a letter, by the name that the letter's replies have. `answers` is the reply that it
/// answers, if that is one of the column's.
pub fn reply_draft(
    incoming: &Incoming,
    letter: &str,
    answers: Option<&str>,
    now: Timestamp,
    options: &DraftOptions<'_>,
) -> DraftFile {
    let mut reply = incoming.clone();
    let sender = [incoming.name.as_deref(), incoming.email.as_deref().and_then(|email| email.split('@').next())];
    let sign_off = sign_off::find_in_reply(&reply.rows, &sender).filter(|found| is_name(&found.name));
    let given = incoming.pen_name.clone().or_else(|| sign_off.as_ref().map(|found| found.name.clone()));
    // The name in a mail program is not meant to be printed.
    let name = given
        .or_else(|| incoming.name.clone().filter(|_| incoming.is_of_form))
        .map(|name| without_addresses(&name))
        .filter(|name| is_name(name));
    // The page shows the name by itself, and if there is to be none, it is not below the text, either.
    if let Some(found) = &sign_off
        && name.as_ref().is_none_or(|name| found.name == *name)
        && found.start > 0
    {
        let below = sign_off::take(&mut reply.rows, found);
        reply.left_out.add(&below);
    }
    // A clock that is wrong says nothing.
    let received = incoming.received.filter(|time| *time <= now && time.as_second() > 0);
    let date = received.map(|time| time.to_zoned(options.parse.timezone.clone()).date().to_string());
    let date = date.as_deref().unwrap_or(options.date);
    let slug = slug(name.as_deref(), options);
    let stem = format!("{CONTENT}/{REPLIES}/{letter}/{date}-{slug}");
    let mut private = private(incoming, &options.parse.timezone);
    let words = proposals_for_reply(incoming, sign_off.as_ref(), name.as_deref());
    private.lines(NEVER_PRINT, NEVER_PRINT_COMMENT, &words);
    add_left_out(&mut private, &reply);
    let private = private.lines;
    let name = name.map_or_else(|| "anonymous".to_owned(), |name| quoted(&name));
    let to = answers.map(|answers| format!("to: {}\n", quoted(answers))).unwrap_or_default();
    let file = |words: &str| {
        let values = [("name", &*name), ("date", date), ("to", &to), ("private", &private), ("words", words)];
        starter::filled(include_str!("../cli/starter/received-reply.md"), &values)
    };
    let shown = |words: &str| file(words).replacen("draft: yes", "draft: no", 1);
    let words = markdown(&reply, &format!("{stem}.md"), options.parse, shown);
    DraftFile { stem, text: file(&words) }
}

/// Returns the part of the file's name that says whose reply it is.
fn slug(name: Option<&str>, options: &DraftOptions<'_>) -> String {
    let slug = name.map(|name| short_slug(name, options.parse.slugs, LONGEST_SLUG)).unwrap_or_default();
    if slug.is_empty() || is_refused_by_windows(&slug) { "anonymous".to_owned() } else { slug }
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.chars().count()) && name.chars().any(char::is_alphanumeric)
}

/// Returns a name without the addresses of mailboxes in it.
fn without_addresses(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.contains('@')).collect();
    one_line(&words.join(" ")).trim_matches([' ', ',', '<', '>', '(', ')', '"']).to_owned()
}
