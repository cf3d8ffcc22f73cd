//! The texts of a new column, and the places in them that the columnist fills in.
//!
//! A place is written in braces: `{date}` is filled in by the command, `{title|A New Column}` too if the title is known,
//! and `{|Say here …}` never. Whatever is after a bar is a placeholder: it stays until the columnist writes her own.
//! The list of all placeholders is read from the same texts, so it is never out of date.

use std::sync::LazyLock;

/// A file of a new column: its path and its text, with places.
#[derive(Debug, Clone, Copy)]
pub struct Starter {
    /// The path in the column; the name of a file may be a place, too.
    pub path: &'static str,
    /// The text.
    pub text: &'static str,
}

/// Words that a new column begins with until the columnist replaces them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    /// The field that they are the value of; `None` for words of a text.
    pub field: Option<&'static str>,
    /// The words.
    pub words: &'static str,
}

const SETTINGS: Starter = starter("column.yaml", include_str!("cli/starter/column.yaml"));

/// The texts of a new column, apart from its settings.
const TEXTS: [Starter; 4] = [
    starter("content/people/{file|columnist}.md", include_str!("cli/starter/person.md")),
    starter("content/questions/what-is-this-page.md", include_str!("cli/starter/question.md")),
    starter("content/pages/about.md", include_str!("cli/starter/about.md")),
    starter("content/pages/ask.md", include_str!("cli/starter/ask.md")),
];

/// The draft of a letter that has come in.
const RECEIVED: Starter = starter("", include_str!("cli/starter/received-question.md"));

/// The file that keeps the site out of git.
pub const IGNORED: Starter = starter(".gitignore", "# What `callslip build` makes again at any time\n/public/\n");

const fn starter(path: &'static str, text: &'static str) -> Starter {
    Starter { path, text }
}

/// Returns the files of a new column. The one that makes it a column comes last: what was interrupted before can begin
/// again.
pub fn column() -> impl Iterator<Item = Starter> {
    TEXTS.into_iter().chain([IGNORED, SETTINGS])
}

/// Returns a text with its places filled in. A place without a value keeps its placeholder.
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = next_place(rest) {
        out.push_str(place.before);
        let value = values.iter().find(|(name, _)| *name == place.name && !place.name.is_empty());
        out.push_str(value.map(|(_, value)| *value).or(place.default).unwrap_or_default());
        rest = place.after;
    }
    out + rest
}

/// Returns the placeholders of `column.yaml`.
pub fn settings_placeholders() -> &'static [Placeholder] {
    static FOUND: LazyLock<Vec<Placeholder>> = LazyLock::new(|| placeholders(SETTINGS.text));
    &FOUND
}

/// Returns the placeholders of all other texts.
pub fn text_placeholders() -> &'static [Placeholder] {
    static FOUND: LazyLock<Vec<Placeholder>> =
        LazyLock::new(|| TEXTS.iter().chain([&RECEIVED]).flat_map(|starter| placeholders(starter.text)).collect());
    &FOUND
}

fn placeholders(text: &'static str) -> Vec<Placeholder> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(place) = next_place(rest) {
        let line = place.before.rsplit('\n').next().unwrap_or_default();
        let field = line.trim_start_matches(['#', ' ']).strip_suffix(": ");
        found.extend(place.default.map(|words| Placeholder { field, words }));
        rest = place.after;
    }
    found
}

/// A place in a text, and the text on both sides of it.
struct StarterPlace<'t> {
    before: &'t str,
    name: &'t str,
    default: Option<&'t str>,
    after: &'t str,
}

/// Returns the first place of a text. Other braces, such as those of YAML, are none.
fn next_place(text: &str) -> Option<StarterPlace<'_>> {
    text.match_indices('{').find_map(|(at, _)| {
        let (inner, after) = text[at + 1..].split_once('}')?;
        let (name, default) = inner.split_once('|').map_or((inner, None), |(name, default)| (name, Some(default)));
        let is_name = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_place = is_name && (default.is_some() || !name.is_empty());
        is_place.then_some(StarterPlace { before: &text[..at], name, default, after })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_other_braces_stay() {
        let text = "{title|A Column}, {date}: { label: A } {} {|Say here.}";
        assert_eq!(filled(text, &[]), "A Column, : { label: A } {} Say here.");
        assert_eq!(
            filled(text, &[("title", "{date}"), ("date", "2026-01-01"), ("", "x")]),
            "{date}, 2026-01-01: { label: A } {} Say here."
        );
    }

    #[test]
    fn the_placeholders_are_those_of_the_starters() {
        let shown = |found: &[Placeholder]| {
            let line = |one: &Placeholder| format!("{}|{}\n", one.field.unwrap_or_default(), one.words);
            found.iter().map(line).collect::<String>()
        };
        assert_eq!(shown(settings_placeholders()), "title|A New Column\nbase_url|https://example.org\n");
        assert_eq!(
            shown(text_placeholders()),
            "name|Your Name\n\
             description|Writes this column.\n\
             |A few sentences about you: what you have done, and why people may trust your advice.\n\
             title|What is this page, and how do I write the next one?\n\
             |Say here what your column is about, who writes it, and how letters are chosen.\n\
             |Say here where letters go: an email address, or a form of your own.\n\
             |Tell your readers what you will do with their names.\n\
             title|Write a title for this letter here\n"
        );
    }
}
