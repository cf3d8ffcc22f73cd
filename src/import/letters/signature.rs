//! The signatures of letters: `— Sleepless in Seattle`, `Signed, Anne`.

/// The longest signature, in words.
const MOST_WORDS: usize = 8;

/// Words before a signature, in small letters.
const CLOSINGS: [&str; 28] = [
    "signed",
    "sincerely",
    "yours",
    "yours truly",
    "best",
    "best wishes",
    "regards",
    "kind regards",
    "thanks",
    "thank you",
    "thanks so much",
    "many thanks",
    "love",
    "cheers",
    "respectfully",
    "warmly",
    "gratefully",
    "from",
    "grüße",
    "viele grüße",
    "liebe grüße",
    "danke",
    "deine",
    "merci",
    "amicalement",
    "cordialement",
    "gracias",
    "saludos",
];

/// Returns the name under a letter if its last words are one: after a dash, or after a closing such as `Signed,`.
/// `lines` are the lines of its last paragraph.
pub(super) fn signature(lines: &str) -> Option<&str> {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines.last()?;
    after_dash(last).or_else(|| after_closing(last)).or_else(|| {
        let above = lines.len().checked_sub(2).and_then(|at| lines.get(at))?;
        is_closing(above).then(|| name(last)).flatten()
    })
}

fn after_dash(line: &str) -> Option<&str> {
    let dashes = line.match_indices(['—', '–', '―', '~', '-']);
    let mut starts = dashes.filter(|(at, dash)| {
        let before = line[..*at].trim_end_matches(['-', '—', '–']);
        let is_sentence_end =
            before.trim_end().is_empty() || before.trim_end().ends_with(['.', '?', '!', '”', '"', ',', ')']);
        let is_apart = *dash != "-" || before.is_empty() || before.ends_with(char::is_whitespace);
        is_sentence_end && is_apart
    });
    let (at, dash) = starts.next_back()?;
    name(line[at + dash.len()..].trim_start_matches(['-', '—', '–']))
}

fn after_closing(line: &str) -> Option<&str> {
    let start = line.rfind(". ").or_else(|| line.rfind("? ")).or_else(|| line.rfind("! ")).map_or(0, |at| at + 2);
    let (closing, rest) = line[start..].split_once(',')?;
    is_closing(closing).then(|| name(rest)).flatten()
}

fn is_closing(line: &str) -> bool {
    let words = line.trim().trim_end_matches([',', '!', '.', ':']).to_lowercase();
    CLOSINGS.contains(&words.as_str())
}

/// Returns words that may be a name.
pub(super) fn name(words: &str) -> Option<&str> {
    let name = words.trim().trim_end_matches(['.', ',']);
    let count = name.split_whitespace().count();
    let is_name = (1..=MOST_WORDS).contains(&count)
        && name.starts_with(|c: char| c.is_alphanumeric())
        && !name.chars().next().is_some_and(char::is_lowercase)
        && !name.ends_with(['?', '!', ':', ';']);
    is_name.then_some(name)
}

/// Returns true if an answer that greets `greeted` is one to whoever signed so: `Dear Humming` to `Humming Along`,
/// `Dear Ang` to `Anguished`, `Dear SIS` to `Sleepless in Seattle`.
pub(super) fn is_greeted_as(signature: &str, greeted: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let (signed, greeted) = (parts(signature), parts(greeted));
    let letters: String = signed.iter().filter_map(|word| word.chars().next()).collect();
    let is_part =
        |word: &String| signed.iter().any(|part| part == word || word.len() > 2 && part.starts_with(word.as_str()));
    let is_reader = greeted.last().is_some_and(|last| last == "reader");
    !greeted.is_empty() && (is_reader || greeted.iter().any(is_part) || greeted.concat() == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_below_letters() {
        for (text, name) in [
            ("— Sleepless in Seattle", Some("Sleepless in Seattle")),
            ("What do I do? --Humming Along", Some("Humming Along")),
            ("May I? – Beth.", Some("Beth")),
            ("May I?\nSigned, Anne", Some("Anne")),
            ("Thanks,\nAnne from Ohio", Some("Anne from Ohio")),
            ("What should I do? Signed, Confused", Some("Confused")),
            ("— M.J.B.", Some("M.J.B")),
            ("I like well-made things - and cats", None),
            ("She said — twice — that it was temporary.", None),
            ("Yes, of course.", None),
        ] {
            assert_eq!(signature(text), name, "{text}");
        }
    }

    #[test]
    fn answers_greet_a_part_of_the_name() {
        for (signed, greeted) in [
            ("Humming Along", "Humming"),
            ("Anguished and Sometimes Sleepless", "Ang"),
            ("M.J.B", "M.J.B."),
            ("Sleepless in Seattle", "SIS"),
            ("Beth", "Reader"),
        ] {
            assert!(is_greeted_as(signed, greeted), "{signed} {greeted}");
        }
        assert!(!is_greeted_as("Mary", "John"));
    }
}
