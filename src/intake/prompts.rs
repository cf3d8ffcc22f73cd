//! The prompts that the themes of callslip write into a mail before its sender does: for a name, and for her words.

use super::row::TextRow;

/// The prompts, in the languages of the themes: for a name, and then for the words.
const PROMPTS: [[&str; 2]; 4] = [
    ["Pen name (printed with your letter, if you like):", "Your letter:"],
    ["Name to show (any name will do, or none):", "Your reply:"],
    ["Deckname (erscheint mit dem Brief, falls gewünscht):", "Der Brief:"],
    ["Name, der erscheinen soll (jeder Name ist recht, auch keiner):", "Der Kommentar:"],
];

/// Takes the prompts out of a mail. Returns the name between them, empty if there is none; `None` if there are no prompts.
pub(super) fn take_prompts(rows: &mut Vec<TextRow>) -> Option<String> {
    let (start, end, name, words) = PROMPTS.iter().find_map(|[of_name, of_words]| {
        let at = |prompt: &str| {
            let mut found = rows.iter().enumerate().filter(|(_, row)| row.depth == 0);
            found.find_map(|(at, row)| Some((at, row.text.strip_prefix(prompt)?.trim().to_owned())))
        };
        let ((start, name), (end, words)) = (at(of_name)?, at(of_words)?);
        (start < end).then_some((start, end, name, words))
    })?;
    let below = rows[start + 1..end].iter().position(|row| !row.is_empty()).map(|at| start + 1 + at);
    // A name is short. What is longer, or follows it, belongs to the words.
    let below = below.filter(|at| name.is_empty() && rows[*at].word_count() <= LONGEST_NAME);
    let name = below.map_or(name, |at| rows[at].text.clone());
    let is_prompt = |at: usize| at == start || at == end || Some(at) == below;
    let head = rows.drain(..=end).enumerate().filter(|(at, _)| !is_prompt(*at)).map(|(_, row)| row);
    let mut kept: Vec<TextRow> = head.collect();
    kept.extend((!words.is_empty()).then(|| TextRow::plain(&words, 0)));
    rows.splice(..0, kept);
    let first = rows.iter().position(|row| !row.is_empty()).unwrap_or(rows.len());
    rows.drain(..first);
    Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The most words of a name.
const LONGEST_NAME: usize = 8;

#[cfg(test)]
mod tests {
    use super::{PROMPTS, take_prompts};
    use crate::intake::row::TextRow;

    #[test]
    fn they_are_those_of_the_themes() {
        let strings = [
            include_str!("../../themes/reading-room/strings/en.yaml"),
            include_str!("../../themes/reading-room/strings/de.yaml"),
        ]
        .concat();
        for [name, words] in PROMPTS {
            assert!(strings.contains(&format!(": \"{name}\\n\\n{words}\\n\"")), "{name}");
        }
    }

    #[test]
    fn a_name_is_on_the_line_or_below_it() {
        let [name, words] = PROMPTS[1];
        for (lines, given, rest) in [
            (vec![name, "Branch of One", "", words, "I went."], Some("Branch of One"), vec!["I went."]),
            (vec![&*format!("{name} Kim"), words, "", "I went."], Some("Kim"), vec!["I went."]),
            (
                vec!["Hello,", name, "", &*format!("{words} I went."), "Yes."],
                Some(""),
                vec!["Hello,", "", "I went.", "Yes."],
            ),
            // Above and between the prompts, where there is room, too.
            (vec!["I went.", name, "", words], Some(""), vec!["I went.", ""]),
            (vec![&*format!("{name} Kim"), "", "I went.", "Yes.", words], Some("Kim"), vec!["I went.", "Yes."]),
            (
                vec![name, "I went there and it was all that I had hoped.", words],
                Some(""),
                vec!["I went there and it was all that I had hoped."],
            ),
            (vec![words, "I went.", name], None, vec![words, "I went.", name]),
            (vec!["I went."], None, vec!["I went."]),
        ] {
            let mut rows: Vec<TextRow> = lines.iter().map(|line| TextRow::plain(line, 0)).collect();
            assert_eq!(take_prompts(&mut rows).as_deref(), given, "{lines:?}");
            assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), rest);
        }
    }
}
