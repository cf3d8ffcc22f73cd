//! The messages about texts that some readers cannot use.

use crate::diagnostics::{Diagnostic, FilePath, Span};

/// Returns the warning of a heading that is two levels below the one before it. `written` is how a heading of this kind is
/// written at a level.
pub(super) fn skipped_level(written: impl Fn(u8) -> String, level: u8, wanted: u8, is_first: bool) -> Diagnostic {
    let (found, meant) = (written(level), written(wanted));
    let message = if is_first {
        format!("the first heading here is `{found}`, two levels or more below what is around it")
    } else {
        "this heading skips a level".to_owned()
    };
    Diagnostic::warning(message).help(format!("write `{meant}` in place of `{found}`"))
}

/// Returns the warning of a second title of the page, where headings have this level.
pub(super) fn second_title(level: u8) -> Diagnostic {
    Diagnostic::warning("the page has an `<h1>` already: its title")
        .help(format!("write `<h{level}>` and `</h{level}>`"))
}

/// Returns the warning of an element without words that must have some.
pub(super) fn no_words(name: &str) -> Diagnostic {
    match name {
        "a" => Diagnostic::warning("this link has no words, so many readers do not know where it leads")
            .help("write them between `<a …>` and `</a>`; if there is a picture, its `alt=` will do"),
        "button" => Diagnostic::warning("this button has no words, so many readers do not know what it does")
            .help("write them between `<button …>` and `</button>`"),
        "summary" => Diagnostic::warning("this `<summary>` has no words, so nobody knows what it opens")
            .help("write them between `<summary>` and `</summary>`"),
        "svg" => Diagnostic::warning("this drawing has no description for readers who cannot see it").help(
            "describe it: `<svg role=\"img\" aria-label=\"…\" …>`; if it is only decoration: `aria-hidden=\"true\"`",
        ),
        "th" => Diagnostic::warning("this head of a table's column or row has no words")
            .help("write what is in the column or row; if it is no head, write `<td>`"),
        _ => Diagnostic::warning("this heading has no words").help("write them, or remove the heading"),
    }
}

/// Returns the warning of a `<details>` that does not say what it opens.
pub(super) fn no_summary() -> Diagnostic {
    Diagnostic::warning("this `<details>` does not say what it opens").help("begin it with `<summary>…</summary>`")
}

/// Returns the warning of a table without a head.
pub(super) fn no_head() -> Diagnostic {
    Diagnostic::warning("this table does not say what is in its columns or rows: it has no `<th>`")
        .help("write `<th>` in place of `<td>` in its first row or column; if it only arranges things: `<table role=\"presentation\">`")
}

/// Returns the warning of a control that does not say what it is for.
pub(super) fn no_label(name: &str) -> Diagnostic {
    Diagnostic::warning(format!("this `<{name}>` does not say what it is for"))
        .help(format!("put it in a label with words: `<label>Your name <{name} …></label>`"))
}

/// Returns the warning of a reference to an id that is not on the page.
pub(super) fn no_such_id(attribute: &str, id: &str) -> Diagnostic {
    Diagnostic::warning(format!("nothing on this page has the id `{id}`, which `{attribute}=` refers to"))
        .help("correct it, or remove the attribute")
}

/// Returns the warning of a link whose words do not say where it leads.
pub(super) fn empty_words(words: &str, sample: &str) -> Diagnostic {
    Diagnostic::warning(format!("`{words}` does not say where this link leads"))
        .help(format!("let the words name it: {sample}"))
}

/// Returns the warning of a link with the words of another that leads elsewhere.
pub(super) fn same_words(words: &str, file: &FilePath, other: Span) -> Diagnostic {
    Diagnostic::warning(format!("two links here are called `{words}`, and lead to different addresses"))
        .related(file, other, "the other")
        .help("give one of them other words, so that those who hear the links know which is which")
}
