//! What Obsidian has beyond Markdown: links between notes, embeds, callouts, comments, tags, and names of blocks.

use super::edits::{CodeParts, Edits, line_of, lines};
use super::file_index::{NAME, address_of_name};
use crate::import::html::{Loss, LossKind, words};
use crate::source::is_picture;

/// Returns a note in plain Markdown, and the tags in it.
pub(super) fn in_markdown(text: &str, losses: &mut Vec<Loss>) -> (String, Vec<String>) {
    let text = without_comments(text, losses);
    let code = CodeParts::of(&text);
    let mut edits = Edits::default();
    let mut at = 0;
    while let Some(start) = text[at..].find("[[").map(|found| at + found) {
        at = start + 2;
        let Some(length) = text[at..].find("]]").filter(|length| !text[at..at + length].contains(['\n', '['])) else {
            continue;
        };
        if code.contains(start) {
            continue;
        }
        let inner = &text[at..at + length];
        let is_embed = text[..start].ends_with('!');
        let range = start - usize::from(is_embed)..at + length + 2;
        edits.replace(range.clone(), link(inner, is_embed));
        let is_note = is_embed && !inner.split(['|', '#']).next().unwrap_or_default().contains('.');
        if is_note {
            losses.push(Loss { line: line_of(&text, start), what: LossKind::Embed, text: text[range].to_owned() });
        }
        at += length + 2;
    }
    let mut tags = Vec::new();
    for (start, line) in lines(&text) {
        if !code.contains(start + line.len() - line.trim_start().len()) {
            callout(start, line, &mut edits);
            block_name(start, line, &mut edits);
            inline_tags(start, line, &code, &mut tags, &mut edits);
        }
    }
    (edits.apply(&text), tags)
}

/// Returns a link or an embed in Markdown: `note#Heading|words`, `picture.png|300`.
fn link(inner: &str, is_embed: bool) -> String {
    let (target, label) =
        inner.split_once('|').map_or((inner, ""), |(target, label)| (target.trim_end_matches('\\'), label.trim()));
    let (name, place) = target.split_once('#').unwrap_or((target, ""));
    let place = place.trim_start_matches('^');
    if is_embed && is_picture(name.trim()) {
        let is_size = |c: char| c.is_ascii_digit() || c == 'x';
        let alt = if label.chars().all(is_size) { "" } else { label };
        return format!("![{alt}]({})", address_of_name(NAME, name.trim()));
    }
    let shown = match (label, name.trim()) {
        ("", "") => place,
        ("", name) => name.rsplit('/').next().unwrap_or(name),
        (label, _) => label,
    };
    if name.trim().is_empty() {
        return format!("[{shown}]({})", address_of_name("#", place));
    }
    let place = if place.is_empty() { String::new() } else { address_of_name("#", place) };
    format!("[{shown}]({}{place})", address_of_name(NAME, name.trim()))
}

/// Takes out `%%comments%%`, which no reader saw.
fn without_comments(text: &str, losses: &mut Vec<Loss>) -> String {
    if !text.contains("%%") {
        return text.to_owned();
    }
    let code = CodeParts::of(text);
    let mut edits = Edits::default();
    let mut at = 0;
    while let Some(start) = text[at..].find("%%").map(|found| at + found) {
        let Some(length) = text[start + 2..].find("%%") else { break };
        let end = start + 4 + length;
        if code.contains(start) {
            at = start + 2;
            continue;
        }
        edits.remove(start..end);
        let comment = words(&text[start + 2..end - 2]);
        losses.push(Loss { line: line_of(text, start), what: LossKind::Hidden, text: comment });
        at = end;
    }
    edits.apply(text)
}

/// Makes a quotation with a bold title of a callout: `> [!note] Title`.
fn callout(start: usize, line: &str, edits: &mut Edits) {
    let quoted = line.trim_start_matches(['>', ' ']);
    let at = line.len() - quoted.len();
    let Some((kind, rest)) = quoted.strip_prefix("[!").and_then(|inner| inner.split_once(']')) else { return };
    let is_kind = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '|' | ' '));
    if !is_kind || !line.trim_start().starts_with('>') {
        return;
    }
    let title = rest.trim_start_matches(['+', '-']).trim();
    let mut capital = kind.chars();
    let kind: String = capital.next().map(|first| first.to_uppercase().chain(capital).collect()).unwrap_or_default();
    let title = if title.is_empty() { &kind } else { title };
    let title = if title.contains(['*', '_', '[']) { title.to_owned() } else { format!("**{title}**") };
    let prefix = line[..at].trim_end();
    edits.replace(start + at..start + line.len(), format!("{title}\n{prefix}"));
}

/// Takes out the name of a block at the end of a line: ` ^a1b2`.
fn block_name(start: usize, line: &str, edits: &mut Edits) {
    let trimmed = line.trim_end();
    let Some(at) = trimmed.rfind('^') else { return };
    let name = &trimmed[at + 1..];
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_name && (at == 0 || trimmed[..at].ends_with(' ')) {
        edits.remove(start + trimmed[..at].trim_end().len()..start + line.len());
    }
}

/// Finds tags within the text, and leaves their words: `#job-hunting`.
fn inline_tags(start: usize, line: &str, code: &CodeParts, tags: &mut Vec<String>, edits: &mut Edits) {
    for (at, _) in line.match_indices('#') {
        let is_start = at == 0 || line[..at].ends_with([' ', '\t']);
        let after = &line[at + 1..];
        let end = after.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '/')).unwrap_or(after.len());
        let tag = &after[..end];
        let is_tag = tag.chars().any(|c| !c.is_numeric()) && !tag.is_empty() && !after[end..].starts_with('#');
        if is_start && is_tag && !code.contains(start + at) {
            tags.push(tag.to_owned());
            edits.remove(start + at..start + at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut losses = Vec::new();
        let (text, tags) = in_markdown(text, &mut losses);
        let losses: Vec<String> =
            losses.iter().map(|loss| format!(" | {}: {:?} {}", loss.line, loss.what, loss.text)).collect();
        format!("{text}{}{}", if tags.is_empty() { String::new() } else { format!(" {tags:?}") }, losses.concat())
    }

    #[test]
    fn notes_become_markdown() {
        for (note, markdown) in [
            (
                "[[A note]] [[x/A note#Part|words]]",
                "[A note](callslip-name:A%20note) [words](callslip-name:x/A%20note#Part)",
            ),
            ("[[#Part]]", "[Part](#Part)"),
            ("![[a b.png|300]] ![[a.png|A desk]]", "![](callslip-name:a%20b.png) ![A desk](callslip-name:a.png)"),
            ("![[A note]]", "[A note](callslip-name:A%20note) | 1: Embed ![[A note]]"),
            ("`[[a]]` [[open", "`[[a]]` [[open"),
            ("a %%not\nshown%% b", "a  b | 1: Hidden not shown"),
            ("> [!note]- A title\n> Text", "> **A title**\n>\n> Text"),
            ("> [!tip]\n> Text", "> **Tip**\n>\n> Text"),
            ("> [a](b) [!c]", "> [a](b) [!c]"),
            ("Words ^a1-b\n\nx^2", "Words\n\nx^2"),
            ("#tag words #a/b #1 C# ##", "tag words a/b #1 C# ## [\"tag\", \"a/b\"]"),
            ("# Heading\n\n```\n#no\n```", "# Heading\n\n```\n#no\n```"),
        ] {
            assert_eq!(shown(note), markdown, "{note}");
        }
    }
}
