//! The messages about the author's HTML.

use super::categories::Categories;
use super::element::{Element, EndTag};
use super::elements::parents_of;
use super::open_elements::{Misplaced, Open};
use crate::diagnostics::Diagnostic;

/// Returns the name of an element for a message: a tag, or words for what Markdown wrote.
fn name(open: Open) -> String {
    subject(open.element, open.tag.is_none())
}

/// Returns words for an element that Markdown writes.
fn markdown_name(element: &Element) -> &'static str {
    match element.name {
        "p" => "a paragraph",
        "li" => "a list item",
        "ul" | "ol" => "a list",
        "blockquote" => "a quotation",
        "pre" => "a block of code",
        "table" | "tr" => "a table",
        "td" | "th" => "a table's cell",
        "a" => "a link",
        "em" | "strong" => "emphasis",
        "del" => "struck-out text",
        "code" => "code",
        "br" => "a line break",
        "hr" => "a line across the page",
        "img" => "a picture",
        "sup" => "a footnote's mark",
        _ => "a heading",
    }
}

/// Returns what to call a new element: a tag, or words for what Markdown writes.
fn subject(element: &Element, is_markdown: bool) -> String {
    if is_markdown { markdown_name(element).to_owned() } else { format!("`<{}>`", element.name) }
}

/// Returns the error of a tag that is not closed before the end of the element around it.
pub(super) fn never_closed(element: &Element, around: Option<Open>) -> Diagnostic {
    let end = around.map_or_else(
        || "the end of this question, answer, or page".to_owned(),
        |around| format!("the end of {}", name(around)),
    );
    let end = end.replace("of a ", "of its ").replace("of emphasis", "of the emphasis around it");
    Diagnostic::error(format!("`<{}>` is never closed", element.name))
        .help(format!("write `</{}>` before {end}", element.name))
}

/// Returns the error of an end tag without a start tag. `around` is what Markdown has opened since the start tag.
pub(super) fn closes_nothing(tag: &str, known: Option<&Element>, around: Option<Open>) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("`</{tag}>` does not close anything here"));
    match (known, around) {
        (Some(element), _) if element.end == EndTag::Void => diagnostic.help(format!("write `<{tag}>`, or remove it")),
        (_, Some(around)) => diagnostic.help(format!(
            "`<{tag}>` was opened outside {}: put `</{tag}>` at the beginning of a line, with an empty line above it",
            name(around)
        )),
        (Some(element), _) if element.name == "p" => diagnostic
            .help("remove it: a paragraph ends where a list, a table, or a `<div>` begins; or write `<p>` before it"),
        _ => diagnostic.help(format!("remove it, or write `<{tag}>` before it, in the same paragraph or block")),
    }
}

/// Returns the error of an element at a place where a browser would move or drop it.
pub(super) fn misplaced(element: &'static Element, is_markdown: bool, why: Misplaced) -> Diagnostic {
    let what = subject(element, is_markdown);
    match why {
        Misplaced::Inside(around) => {
            let diagnostic = Diagnostic::error(format!("{what} cannot be directly inside {}", name(around)));
            diagnostic.help(place_for(element, is_markdown, Some(around)))
        }
        Misplaced::InText => {
            Diagnostic::error(format!("{what} cannot be here")).help(place_for(element, is_markdown, None))
        }
        Misplaced::Nested => {
            let diagnostic = Diagnostic::error(format!("{what} cannot be inside another `<{}>`", element.name));
            diagnostic.help("close the first before the second begins")
        }
        Misplaced::TooDeep => {
            Diagnostic::error("too many HTML tags are open here").help("close some of them before this one")
        }
    }
}

/// Returns the advice on where an element may be.
fn place_for(element: &Element, is_markdown: bool, around: Option<Open>) -> String {
    let around_name = around.map_or("", |around| around.element.name);
    if is_markdown {
        return if around_name == "pre" {
            "remove the empty lines in it: an empty line ends HTML; or indent its lines by four spaces, without tags"
                .into()
        } else {
            format!("close `<{around_name}>` before it, or move it into a part of `<{around_name}>`")
        };
    }
    if !element.categories.meets(Categories::BLOCK.and(Categories::HEADING).and(Categories::PHRASING)) {
        let parents: Vec<String> = parents_of(element.categories).map(|parent| format!("`<{parent}>`")).collect();
        return match parents.split_last() {
            Some((last, [])) => format!("it belongs in {last}"),
            Some((last, [one])) => format!("it belongs in {one} or {last}"),
            Some((last, rest)) => format!("it belongs in {}, or {last}", rest.join(", ")),
            None => "remove it".to_owned(),
        };
    }
    match around {
        Some(around) if around.tag.is_none() => {
            "put it on a line of its own, with an empty line before it and after its end tag".to_owned()
        }
        _ => format!("close `<{around_name}>` before it"),
    }
}

pub(super) fn text_misplaced(around: Open) -> Diagnostic {
    let around = around.element.name;
    let part =
        if matches!(around, "table" | "thead" | "tbody" | "tfoot" | "tr") { "`<td>`" } else { "one of its parts" };
    Diagnostic::error(format!("text cannot be directly inside `<{around}>`")).help(format!("put it into {part}"))
}

pub(super) fn closes_itself(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`<{name}/>` does not close itself")).help(format!("write `<{name}></{name}>`"))
}

pub(super) fn refused(name: &str, help: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("`<{name}>` is not allowed in your text")).help(help);
    diagnostic.help(format!("to show the word, write `` `<{name}>` ``"))
}

pub(super) fn form(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`<{name}>` is not allowed in a letter"))
        .help("a form belongs on a page of its own, in `content/pages/`; link to that")
}

pub(super) fn unfinished() -> Diagnostic {
    Diagnostic::error("this HTML starts here but never ends")
        .help("end it before the next empty line: a tag with `>`, a note with `-->`")
}

pub(super) fn odd_comment_end() -> Diagnostic {
    Diagnostic::error("this note ends with `--!>`, so readers see what follows it").help("end it with `-->`")
}

pub(super) fn empty_comment() -> Diagnostic {
    Diagnostic::error("this note ends where it begins, so readers see what follows")
        .help("write your note between `<!--` and `-->`")
}

pub(super) fn comment_in_attribute(name: &str) -> Diagnostic {
    Diagnostic::error(format!("a note cannot be inside `{name}=`")).help("write it before or after the tag")
}

pub(super) fn hidden_attribute() -> Diagnostic {
    Diagnostic::error("`hidden` does not hide this: it is still in the page's source, in feeds, and in excerpts")
        .help("remove it from the text, or write it as a note: `<!-- … -->`")
}

/// Returns the error of something that begins like a comment, and that browsers hide.
pub(super) fn hidden(written: &str) -> Diagnostic {
    if written.starts_with("<?") {
        Diagnostic::error("`<?` begins a program, which is not run here")
            .help("remove it; to show it, write it as code: `` `<?php … ?>` ``")
    } else if written.starts_with("<![CDATA[") {
        Diagnostic::error("`<![CDATA[` is part of XML").help("write its text without it")
    } else if written.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
        Diagnostic::error("`<!doctype>` is not allowed in your text")
            .help("remove it: callslip writes the page around your text")
    } else {
        Diagnostic::error("browsers hide what begins with `<!`")
            .help("write a note as `<!-- … -->`; to show the sign, write `&lt;`")
    }
}

/// Returns the warning of tags of an unknown element.
pub(super) fn unknown(tag: &str, is_block: bool, more: usize) -> Diagnostic {
    let bare = tag.trim_start_matches('<');
    let escaped = if is_block { format!("&lt;{bare}") } else { format!("\\<{bare}") };
    let diagnostic =
        Diagnostic::warning(format!("`{tag}` looks like an HTML tag but is not one, so it is shown as text"));
    diagnostic.help(format!("if that is what you want, write `{escaped}`")).help_if(again(more))
}

/// Returns the warning of tags that are left out.
pub(super) fn dropped_element(name: &str, more: usize) -> Diagnostic {
    let message = format!("`<{name}>` is left out, but its text is kept");
    Diagnostic::warning(message).help("remove the tag: a theme decides how things look").help_if(again(more))
}

/// Returns the warning of attributes that are left out.
pub(super) fn dropped_attributes(names: &str, more: usize) -> Diagnostic {
    let diagnostic = Diagnostic::warning(format!("{names} left out"));
    let them = if names.ends_with(" are") { "them" } else { "it" };
    diagnostic.help(format!("remove {them}: a theme decides how things look and behave")).help_if(again(more))
}

fn again(more: usize) -> Option<String> {
    match more {
        0 => None,
        1 => Some("one more tag in this file has the same problem".to_owned()),
        more => Some(format!("{more} more tags in this file have the same problem")),
    }
}

pub(super) fn runs_a_script(name: &str) -> Diagnostic {
    Diagnostic::error(format!("the address in `{name}=` would run a script")).help("remove it")
}

pub(super) fn fetches_from_elsewhere(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}=` loads from another site, which could then track your readers"))
        .help("save the file in the same folder as this one, and write its name here")
}

pub(super) fn no_files(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}=` does not name a file"))
        .help(format!("write each file with its size: `{name}=\"small.jpg 1x, large.jpg 2x\"`"))
}

pub(super) fn no_place_here(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}=` can only point to a place on this page"))
        .help("write `#` and the id of that place")
}

pub(super) fn fetching_css(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}=` can have only numbers, colors, and `url(#id)`")).help("remove the rest")
}

pub(super) fn bad_form_address() -> Diagnostic {
    Diagnostic::error("a form can be sent only to an address that begins with `https://` or `mailto:`")
        .help("write the address of the service that receives it in `action=`")
}

pub(super) fn theme_id(id: &str) -> Diagnostic {
    Diagnostic::error(format!("the id `{id}` begins with `_`: only a theme's ids do")).help("begin it with a letter")
}

pub(super) fn no_alternative() -> Diagnostic {
    Diagnostic::warning("this picture has no description for readers who cannot see it")
        .help("describe it: `alt=\"A shelf of ledgers\"`; if it is only decoration, write `alt=\"\"`")
}

/// Returns the warning of a language that no screen reader knows how to pronounce.
pub(super) fn no_language(language: &str) -> Diagnostic {
    Diagnostic::warning(format!("`lang=\"{language}\"` is not a language code"))
        .help("write its code, such as `en`, `en-GB`, or `de`")
}

/// Returns the warning of an element that the Tab key reaches before all others.
pub(super) fn out_of_order(index: &str) -> Diagnostic {
    Diagnostic::warning(format!("`tabindex=\"{index}\"` takes those who use the keyboard out of the order of the page"))
        .help("remove it; or, if the Tab key must stop here, write `tabindex=\"0\"`")
}

/// Returns the warning of a part of a picture that leads somewhere, and does not say where.
pub(super) fn unnamed_area() -> Diagnostic {
    Diagnostic::warning("this part of a picture does not say where it leads")
        .help("describe where it leads: `alt=\"The reading room\"`")
}

/// Returns the warning of a film or a sound that nobody can start.
pub(super) fn no_controls(name: &str) -> Diagnostic {
    Diagnostic::warning(format!("without `controls`, no reader can start or stop this `<{name}>`"))
        .help(format!("write `<{name} controls …>`"))
}
