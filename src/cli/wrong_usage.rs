//! Reads the command line of the process. For the commonest mistakes it says what to type instead: clap's own words are
//! meant for programmers.

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Arguments, command_line};
use super::console::{in_quotes, quoted};
use super::usage_help;
use crate::diagnostics::closest;

/// Reads the arguments of the process. Ends the process if they are wrong, or ask for help.
pub(super) fn arguments() -> Arguments {
    Arguments::try_parse().unwrap_or_else(|error| {
        let Some(message) = in_plain_words(&error) else { error.exit() };
        let plain: clap::Error = clap::Error::raw(error.kind(), format!("{message}\n"));
        plain.exit()
    })
}

/// Returns what to type instead. `None` if clap's own words will do.
fn in_plain_words(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.as_str()),
        ContextValue::Strings(texts) => texts.first().map(String::as_str),
        _ => None,
    };
    let or_near = |near: Option<&str>, before: &str, otherwise: String| {
        near.map_or(otherwise, |near| format!("did you mean `{before}{near}`?"))
    };
    // What is no text is shown as far as it is.
    let typed: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let (command, rest) = command_of(&typed);
    let next = |word: &str| after(&typed, word);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let written = text(ContextKind::InvalidSubcommand)?;
            let before = if command.is_empty() { "callslip ".to_owned() } else { format!("callslip {command} ") };
            let near = text(ContextKind::SuggestedSubcommand);
            let help = || or_near(near, &before, format!("`{before}--help` lists the commands"));
            let help = usage_help::command(&command, written, next(written)).unwrap_or_else(help);
            Some(format!("there is no command `{}{written}`; {help}", before.trim_start_matches("callslip ")))
        }
        ErrorKind::UnknownArgument => {
            let written = text(ContextKind::InvalidArg)?;
            if written.starts_with('-') {
                let near = text(ContextKind::SuggestedArg);
                return Some(unknown_option(&command, written, next(written), near));
            }
            let before: Vec<String> = rest.iter().take_while(|word| *word != written).cloned().collect();
            let help = usage_help::argument(&command, written, &before);
            Some(format!("`callslip {command}` takes no `{written}`; {help}"))
        }
        ErrorKind::MissingRequiredArgument | ErrorKind::InvalidValue => match text(ContextKind::InvalidArg)? {
            "<KIND>" => {
                let written = text(ContextKind::InvalidValue).unwrap_or_default();
                let other = usage_help::kind(written, next(written));
                let other = other.map(|help| format!("`callslip new` has no `{written}`; {help}"));
                let near = text(ContextKind::SuggestedValue);
                other.or_else(|| Some(unknown_kind(written, next(written), near)))
            }
            "<OLD>" => Some("say what to rename: `callslip rename \"The old title\" \"The new title\"`".to_owned()),
            "<NEW>" => new_title_missing(rest),
            "<TITLE>..." => Some("a title is missing: `callslip new question \"Its title\"`".to_owned()),
            "<URL>" => Some("an address is missing: `callslip inspect /questions/`".to_owned()),
            _ => None,
        },
        ErrorKind::InvalidUtf8 => unreadable(),
        _ => None,
    }
}

/// Returns what to do about an argument that is no text.
fn unreadable() -> Option<String> {
    let unreadable = std::env::args_os().find_map(|word| word.into_string().err())?;
    let help = "write it with other letters, or set your terminal to UTF-8";
    Some(format!("`{}` has letters that cannot be read; {help}", unreadable.to_string_lossy()))
}

/// Returns how to write `callslip rename` with these arguments and a new title.
fn new_title_missing(rest: &[String]) -> Option<String> {
    let old = rest.iter().find(|word| !word.starts_with('-'))?;
    Some(format!("the new title is missing: `callslip rename {} \"The new title\"`", quoted(old)))
}

/// Returns what to type instead of a kind that `callslip new` does not start: a word, or the title itself.
fn unknown_kind(written: &str, next: Option<&str>, near: Option<&str>) -> String {
    let is_title = written.contains(' ');
    let title = if is_title { Some(written) } else { next };
    let title = in_quotes(title.unwrap_or("My title"));
    let help = format!("`callslip new question {title}` (or program, person, page)");
    match near {
        Some(near) => format!("`callslip new` has no `{written}`; did you mean `callslip new {near}`?"),
        None if is_title || written.is_empty() => format!("say what to start: {help}"),
        None => format!("`callslip new` has no `{written}`; write {help}"),
    }
}

/// `near` is what clap takes for similar; "`--foo`: did you mean `--root`?" helps nobody.
fn unknown_option(command: &str, written: &str, next: Option<&str>, near: Option<&str>) -> String {
    let commands: Vec<String> = command_line().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let near = near
        .filter(|near| written.starts_with(near) || closest(written, [*near]).is_some())
        .map(|near| format!("did you mean `{near}`?"));
    let help = usage_help::option(command, written, next, &commands).or(near);
    let help = help.unwrap_or_else(|| "`--help` after the command lists its options".to_owned());
    format!("there is no option `{written}`; {help}")
}

/// Returns the command that was typed, such as "theme copy", and the arguments after it; "" if there is none.
fn command_of(typed: &[String]) -> (String, &[String]) {
    let mut at = command_line();
    let (mut names, mut rest) = (Vec::new(), typed);
    while let Some((first, others)) = rest.split_first() {
        if first.starts_with('-') {
            let takes_value = matches!(first.as_str(), "--root" | "--color" | "--format");
            rest = others.get(usize::from(takes_value)..).unwrap_or_default();
            continue;
        }
        let Some(found) = at.find_subcommand(first).cloned() else { break };
        names.push(found.get_name().to_owned());
        rest = others;
        if !found.has_subcommands() {
            break;
        }
        at = found;
    }
    (names.join(" "), rest)
}

/// Returns the argument after a word, unless that is an option: `--out=site` and `--out site` alike.
fn after<'t>(typed: &'t [String], word: &str) -> Option<&'t str> {
    let at = typed.iter().position(|typed| typed.split('=').next() == Some(word))?;
    let own = typed.get(at)?.split_once('=').map(|(_, value)| value);
    own.or_else(|| typed.get(at + 1).map(String::as_str)).filter(|next| !next.starts_with('-') && !next.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_title_has_the_quotes_that_it_needs() {
        let help = |written, next| unknown_kind(written, next, None);
        let end = "(or program, person, page)";
        assert_eq!(help("On drums", None), format!("say what to start: `callslip new question \"On drums\"` {end}"));
        assert_eq!(help("On \"drums", None), format!("say what to start: `callslip new question 'On \"drums'` {end}"));
        assert_eq!(
            help("donor", Some("$5")),
            format!("`callslip new` has no `donor`; write `callslip new question '$5'` {end}")
        );
    }
}
