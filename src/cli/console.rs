//! Prints all output of the program: diagnostics and errors to stderr, results to stdout.

use std::borrow::Cow;
use std::error::Error;
use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Instant;

use anstream::{AutoStream, ColorChoice as Colors};

use super::args::{Arguments, ColorChoice, FormatChoice};
use crate::diagnostics::report::{Format, render, render_groups};
use crate::diagnostics::{Diagnostic, Severity, SourceMap, sentence_list};

/// Ends a command early. Printed in one line.
pub(super) type CommandError = Box<dyn Error>;

/// Prints to the terminal, as the global options ask for.
pub(super) struct Console {
    quiet: bool,
    colors: Colors,
    format: FormatChoice,
    /// True to show each diagnostic in full.
    all: bool,
    verbose: bool,
}

impl Console {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let colors = match arguments.color {
            ColorChoice::Auto => Colors::Auto,
            ColorChoice::Always => Colors::Always,
            ColorChoice::Never => Colors::Never,
        };
        let Arguments { quiet, verbose, format, .. } = *arguments;
        Self { quiet, colors, format, all: arguments.shows_all(), verbose }
    }

    /// Returns true if everything is to be printed, also what an earlier run has said.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Prints a result to stdout. Prints nothing with `--quiet`, or if stdout is for JSON.
    pub(super) fn status(&self, text: &str) {
        if !self.quiet && !self.is_json() {
            // A closed pipe (`| head`) is no error.
            let _ = writeln!(io::stdout(), "{}", printable(text));
        }
    }

    /// Prints the output of a command to stdout, even with `--quiet`.
    pub(super) fn print(&self, text: &str) {
        let mut stream = AutoStream::new(io::stdout(), self.colors);
        let _ = writeln!(stream, "{text}");
    }

    /// Returns true if results are seen on a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        !self.quiet && !self.is_json() && io::stdout().is_terminal()
    }

    /// Prints diagnostics with the author's lines.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &SourceMap) {
        let mut stream = AutoStream::new(io::stderr(), self.colors);
        let color = stream.current_choice() != Colors::Never;
        let text = match self.format.format(color) {
            Format::Human { color } if !self.all => render_groups(diagnostics, sources, color),
            format => render(diagnostics, sources, format),
        };
        // The other formats have their own way to show a control character.
        let text = if self.format.format(color) == Format::Short { printable(&text).into_owned() } else { text };
        let _ = match self.format.format(color) {
            Format::Json => io::stdout().write_all(text.as_bytes()),
            Format::Human { .. } | Format::Short => stream.write_all(text.as_bytes()),
        };
    }

    /// Prints diagnostics, each in full, however many there are.
    #[cfg(feature = "links")]
    pub(super) fn each_diagnostic(&self, diagnostics: &[Diagnostic], sources: &SourceMap) {
        Self { all: true, ..*self }.diagnostics(diagnostics, sources);
    }

    /// Returns true if lists are printed to their ends.
    pub(super) fn lists_all(&self) -> bool {
        self.all || self.verbose
    }

    /// Shows the progress on a terminal, after the first second.
    pub(super) fn progress(&self, begun: Instant, at: usize, total: usize, what: &str) {
        let mut stream = io::stderr();
        if self.quiet || !stream.is_terminal() || begun.elapsed().as_secs() < 1 {
            return;
        }
        let end = if at == total { "\r\x1b[K" } else { "" };
        let _ = write!(stream, "\r\x1b[K{at} of {total} {what}{end}");
    }

    /// Prints an error of the environment, or in the arguments.
    pub(super) fn error(&self, error: &dyn Error) {
        let mut stream = AutoStream::new(io::stderr(), self.colors);
        let _ = writeln!(stream, "\x1b[1;31merror\x1b[0m: {}", printable(&error.to_string()));
    }

    /// Prints a warning about what a command has found, not about a file of the column.
    pub(super) fn warning(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr(), self.colors);
        let _ = writeln!(stream, "\x1b[1;33mwarning\x1b[0m: {}", printable(text));
    }

    /// Asks for a yes. Returns false without asking if stdin is not a terminal.
    pub(super) fn confirm(question: &str) -> io::Result<bool> {
        if !io::stdin().is_terminal() {
            return Ok(false);
        }
        let question = format!("{question} Continue? [y/N] (y for yes, n for no) ");
        let answer = asked(io::stderr(), &question)?.unwrap_or_default();
        Ok(answer.trim().eq_ignore_ascii_case("y") || answer.trim().eq_ignore_ascii_case("yes"))
    }

    /// Returns true if there is somebody at a terminal who can be asked.
    pub(super) fn may_ask(&self) -> bool {
        self.is_terminal() && Self::is_interactive()
    }

    /// Returns true if both input and output are a terminal.
    pub(super) fn is_interactive() -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Asks for a line of text. `None` if the input has ended.
    pub(super) fn ask(question: &str) -> io::Result<Option<String>> {
        asked(io::stdout(), question)
    }

    fn is_json(&self) -> bool {
        matches!(self.format, FormatChoice::Json)
    }
}

/// Asks for a line of text on this stream. `None` if the input has ended.
fn asked(mut stream: impl Write, question: &str) -> io::Result<Option<String>> {
    let _ = write!(stream, "{}", printable(question)).and_then(|()| stream.flush());
    let mut line = Vec::new();
    let length = io::stdin().lock().read_until(b'\n', &mut line)?;
    if length == 0 {
        let _ = writeln!(stream);
    }
    Ok((length > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

impl FormatChoice {
    fn format(self, color: bool) -> Format {
        match self {
            Self::Human => Format::Human { color },
            Self::Short => Format::Short,
            Self::Json => Format::Json,
        }
    }
}

/// Returns the name of a folder as a command may have it.
pub(super) fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:~+,@".contains(c);
    if !name.is_empty() && name.chars().all(is_plain) { name.to_owned() } else { in_quotes(name) }
}

/// Returns a title as a command may have it: always in quotes.
pub(super) fn in_quotes(title: &str) -> String {
    // Only within these does a shell of Unix take every sign as it is. Windows does not know them.
    if cfg!(unix) && title.contains(['"', '$', '`', '\\', '!']) {
        return format!("'{}'", title.replace('\'', "'\\''"));
    }
    format!("\"{title}\"")
}

/// Returns the text with a visible sign for each character that would command the terminal, or turn the direction of
/// the text: names of files and the words of other programs may hold them. Lines and tabs stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || is_direction(c);
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c {
        _ if !commands(c) => c.to_string(),
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).map(String::from).unwrap_or_default(),
        '\x7f' => "\u{2421}".to_owned(),
        _ => c.escape_unicode().to_string(),
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// Returns the name of a file as it is printed: a line break in it begins no line.
pub(super) fn in_one_line(name: &str) -> String {
    printable(name).replace('\n', "\u{240a}").replace('\t', "\u{2409}")
}

/// Returns true for the characters that turn the direction of what follows (Unicode, UAX 9).
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// "2 errors and 1 warning". `None` if there are no diagnostics.
pub(super) fn counted(diagnostics: &[Diagnostic]) -> Option<String> {
    let counts = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        (count > 0).then(|| number_of(count, severity.name()))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    (!counts.is_empty()).then(|| sentence_list(&counts))
}

/// Says from when the next build has errors, if all is sound until then.
pub(super) fn errors_ahead(diagnostics: &[Diagnostic]) -> Option<String> {
    let first = diagnostics.iter().filter_map(|diagnostic| diagnostic.error_from.as_ref()).min()?;
    let count = diagnostics.iter().filter(|diagnostic| diagnostic.error_from.as_ref() == Some(first)).count();
    let (warnings, them) = match count {
        1 => ("1 warning becomes an error".to_owned(), "it"),
        count => (format!("{count} warnings become errors"), "them"),
    };
    Some(format!("On {}, {warnings}: correct {them} before then, or that day's build will fail.", first.day))
}

/// "3 files written, 1 file removed". `None` if all counts are zero.
pub(super) fn changes(counts: &[(usize, &str)]) -> Option<String> {
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let changes: Vec<String> = counts.map(|(count, done)| format!("{} {done}", number_of(*count, "file"))).collect();
    (!changes.is_empty()).then(|| changes.join(", "))
}

/// "1 page", "2 pages"
pub(super) fn number_of(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_commands_the_terminal() {
        assert_eq!(printable("questions/loud drums/\u{e9}\n\t"), "questions/loud drums/\u{e9}\n\t");
        assert_eq!(
            printable("a\x1b[2J\r\x07\x7f\u{9b}31m\u{202e}"),
            "a\u{241b}[2J\u{240d}\u{2407}\u{2421}\\u{9b}31m\\u{202e}"
        );
        assert_eq!(in_one_line("a\nerror: b"), "a\u{240a}error: b");
    }
}
