//! The lines that a mail program writes above the mail that is answered: `On Thu, Nov 26, 2026 at 9:00 AM Sol <sol@desk.example>
//! wrote:`.

use super::mail_words::says_wrote;
use super::row::TextRow;

/// How surely a program wrote a line, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A person may have written it: `On Monday my boss wrote:`.
    Weak,
    /// It has a day and a time, which a person may have written, too: `On 12/11 at 10:30 my boss wrote:`.
    Timed,
    /// It has a day with its year, and a time.
    Dated,
    /// It has an address in brackets, or with a time, and a day.
    Addressed,
}

/// The most lines of `On …, … wrote:`.
const MOST_LINES: usize = 4;

/// The most characters of it.
const LONGEST: usize = 320;

/// Returns the number of lines at the start that say who wrote what follows, and when. A line above that belongs to the letter
/// is none of them.
pub(super) fn attribution(rows: &[TextRow]) -> Option<(usize, Strength)> {
    let (length, strength) = joined(rows)?;
    let begins_later = (1..length).any(|start| {
        let later = joined(&rows[start..length]);
        later.is_some_and(|(_, found)| found >= strength) && !is_end_of_line(&rows[start].text)
    });
    (!begins_later).then_some((length, strength))
}

/// Returns true for what can only be the end of such a line: `wrote:`.
fn is_end_of_line(text: &str) -> bool {
    let words = text.split(' ').count();
    words == 1 || words == 2 && text.contains('@')
}

fn joined(rows: &[TextRow]) -> Option<(usize, Strength)> {
    let mut text = String::new();
    for (at, row) in rows.iter().take(MOST_LINES).enumerate() {
        if row.is_empty() || row.depth != rows[0].depth || row.is_block || text.len() + row.text.len() > LONGEST {
            return None;
        }
        text.push_str(&row.text);
        text.push(' ');
        let line = text.trim_end_matches(|c: char| c.is_whitespace() || is_direction(c));
        if line.ends_with([':', '：']) {
            let strength = strength(line);
            // Some programs write no verb, and some languages have one that is not known here.
            return (says_wrote(line) || strength == Strength::Addressed && has_year(line) && has_time(line))
                .then_some((at + 1, strength));
        }
        if line.ends_with(['.', '!', '?']) {
            return None;
        }
    }
    None
}

/// Returns true for the signs that say in which direction a text runs.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn strength(line: &str) -> Strength {
    // The digits of an address are no day.
    let digits = line.split(' ').filter(|word| !word.contains('@')).flat_map(str::bytes).filter(u8::is_ascii_digit);
    let digits = digits.count();
    let has_time = has_time(line);
    if line.contains('@') && digits >= 3 && (has_time || line.contains(['<', '(', '['])) {
        Strength::Addressed
    } else if has_time && has_year(line) {
        Strength::Dated
    } else if has_time && digits >= 5 {
        Strength::Timed
    } else {
        Strength::Weak
    }
}

/// Returns true if a line has a time: `9:00`, `9h00`, `9.00`.
fn has_time(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len())
        .any(|at| matches!(bytes[at], b':' | b'h' | b'.') && is_digit(at - 1) && is_digit(at + 1) && is_digit(at + 2))
}

/// Returns true if a line has a year: `2026`, or `11/26/26`.
fn has_year(line: &str) -> bool {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut runs = line.split(|c: char| !c.is_ascii_digit());
    let is_short = |word: &str| {
        let parts: Vec<&str> = word.trim_matches([',', '.', '(', ')']).split(['/', '.', '-']).collect();
        parts.len() == 3 && parts.iter().all(is_number)
    };
    runs.any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"))) || line.split(' ').any(is_short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Option<(usize, Strength)> {
        let rows: Vec<TextRow> = lines.iter().map(|line| TextRow::plain(line, 0)).collect();
        attribution(&rows)
    }

    #[test]
    fn what_programs_write_is_known_in_any_language() {
        for line in [
            "On Thu, Nov 26, 2026 at 10:00 AM Sol <l@desk.example> wrote:",
            "On Nov 26, 2026, Sol <l@desk.example> wrote:",
            "2026-11-26 12:01 GMT+01:00 Sol <l@desk.example>:",
            "čt 26. 11. 2026 v 10:00 odesílatel Sol <l@desk.example> napsal:",
            "Sol <l@desk.example> ezt írta (időpont: 2026. nov. 26., Cs, 10:00):",
            "чт, 26 нояб. 2026 г. в 10:00, Sol <l@desk.example>:",
            "Sol <l@desk.example>, 26 Kas 2026 Per, 10:00 tarihinde şunu yazdı:",
            "2026년 11월 26일 (목) 오전 10:00, Sol <l@desk.example>님이 작성:",
            "\u{202b}בתאריך יום ה׳, 26 בנוב׳ 2026 ב-10:00 מאת \u{202a}Sol\u{202c} <\u{202a}l@desk.example\u{202c}>:\u{202c}",
        ] {
            assert_eq!(found(&[line]), Some((1, Strength::Addressed)), "{line}");
        }
        assert_eq!(found(&["On 11/26/26 09:00, Sol wrote:"]), Some((1, Strength::Dated)));
        assert_eq!(found(&["Am 26.11.2026 um 09:00 schrieb Sol:"]), Some((1, Strength::Dated)));
    }

    #[test]
    fn what_a_person_writes_is_weaker_or_nothing() {
        assert_eq!(found(&["On 12/11 at 10:30 my boss wrote:"]), Some((1, Strength::Timed)));
        assert_eq!(found(&["On Monday my boss wrote:"]), Some((1, Strength::Weak)));
        assert_eq!(found(&["My boss b@lib.example, here since 1998, wrote:"]), Some((1, Strength::Weak)));
        for line in
            ["As Ranganathan (1931) wrote in chapter 3:12:", "My boss wrote me:", "I wrote. He wrote:.", "We meet at:"]
        {
            assert_eq!(found(&[line]), None, "{line}");
        }
    }

    #[test]
    fn lines_above_it_are_none_of_its_own() {
        let long = "On Thu, Nov 26, 2026 at 9:00 AM Sol Marchetti with a very long name <";
        assert_eq!(found(&[long, "sol@desk.example> wrote:", "Hello"]), Some((2, Strength::Addressed)));
        assert_eq!(
            found(&["On Thu, Nov 26, 2026 at 9:00 AM Sol <sol@desk.example>", "wrote:"]),
            Some((2, Strength::Addressed))
        );
        assert_eq!(
            found(&["On Thu, Nov 26, 2026 at 9:00 AM Sol", "<sol2026@desk.example> wrote:"]),
            Some((2, Strength::Addressed))
        );
        assert_eq!(found(&["On Thursday Sol Marchetti", "wrote:"]), Some((2, Strength::Weak)));
        for above in ["Hello Sol, what can I do", "I was born in 1998"] {
            assert_eq!(
                found(&[above, "On Thu, Nov 26, 2026 at 9:00 AM Sol <sol@desk.example> wrote:"]),
                None,
                "{above}"
            );
            assert_eq!(found(&[above, long, "sol@desk.example> wrote:"]), None, "{above}");
            assert_eq!(found(&[above, "On Monday Sol wrote:"]), None, "{above}");
        }
    }
}
