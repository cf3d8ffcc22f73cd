//! What a page says of itself as a whole: its language, its title, its main part, and its headings.

use super::fault::PageFault;
use super::html_page::{HtmlPage, PageElement};
use super::words::has_words;
use crate::config::Config;

/// Returns what is wrong with a page as a whole.
pub(super) fn faults(page: &HtmlPage, config: &Config) -> Vec<PageFault> {
    let mut found = Vec::new();
    let first = |name: &str| page.elements().find(|(_, element)| element.name == name).map(|(_, element)| element);
    found.extend(first("html").map_or_else(|| Some(no_language(None)), |html| language(html, config)));
    if let Some(html) = first("html") {
        found.extend(direction(html, config));
    }
    found.extend(title(page, first("head").or(first("html"))));
    found.extend(viewport(page));
    found.extend(main_parts(page, first("body")));
    found.extend(headings(page));
    found
}

fn no_language(html: Option<&PageElement>) -> PageFault {
    let message = "the page does not say which language it is in, so it may be read aloud as if it were another";
    let fault = html.map_or_else(|| PageFault::of_page("lang", message), |html| PageFault::new("lang", html, message));
    fault.help("write `<html lang=\"{{ site.language }}\">`")
}

fn language(html: &PageElement, config: &Config) -> Option<PageFault> {
    let Some(written) = html.attribute("lang").map(str::trim).filter(|lang| !lang.is_empty()) else {
        return Some(no_language(Some(html)));
    };
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let language = config.language.as_str();
    (primary(written) != primary(language)).then(|| {
        let message =
            format!("the page says that it is in `{written}`, but the language of this column is `{language}`");
        PageFault::new("lang", html, message).help("write `<html lang=\"{{ site.language }}\">`")
    })
}

fn direction(html: &PageElement, config: &Config) -> Option<PageFault> {
    let wanted = config.direction();
    let is_written = html.attribute("dir").is_some_and(|dir| dir.trim().eq_ignore_ascii_case(wanted));
    (wanted == "rtl" && !is_written).then(|| {
        let message = "the page does not say that it is written from right to left";
        PageFault::new("dir", html, message).help("write `<html dir=\"{{ site.direction }}\">`")
    })
}

/// Looks for the title of the page. The one of a drawing is none.
fn title(page: &HtmlPage, head: Option<&PageElement>) -> Option<PageFault> {
    let is_of_page = |element: &PageElement| !page.around(element).any(|around| around.name == "svg");
    let found = page.elements().find(|(_, element)| element.name == "title" && is_of_page(element));
    let line = "`<title>{{ page.title_plain }} · {{ site.title }}</title>`";
    match found {
        Some((number, _)) if has_words(page, number) => None,
        Some((_, title)) => {
            let message = "the title of the page is empty, so its tab and its bookmarks have no name";
            Some(PageFault::new("title", title, message).help(format!("write {line}")))
        }
        None => {
            let message = "the page has no `<title>`, so its tab and its bookmarks have no name";
            let mut fault = PageFault::of_page("title", message);
            fault.mark = head.and_then(|head| head.mark.clone());
            Some(fault.help(format!("add a line {line} to `<head>`")))
        }
    }
}

/// Looks for what keeps readers from making the page larger. Five times as large is enough for all.
fn viewport(page: &HtmlPage) -> Option<PageFault> {
    let is_it = |element: &&PageElement| {
        element.name == "meta" && element.attribute("name").is_some_and(|name| name.eq_ignore_ascii_case("viewport"))
    };
    let meta = page.checked().map(|(_, element)| element).find(is_it)?;
    let content = meta.attribute("content")?.to_ascii_lowercase();
    let settings = content.split([',', ';']).filter_map(|setting| setting.split_once('='));
    let keeps = settings.map(|(name, value)| (name.trim(), value.trim())).find(|(name, value)| match *name {
        "user-scalable" => matches!(*value, "no" | "0"),
        "maximum-scale" => value.parse::<f64>().is_ok_and(|scale| scale < 5.0),
        _ => false,
    });
    let (name, value) = keeps?;
    let message = format!("`{name}={value}` keeps people from making the page larger");
    let line = "write `content=\"width=device-width, initial-scale=1\"`";
    Some(PageFault::new("viewport", meta, message).help(line))
}

/// Looks for the part that readers skip to.
fn main_parts(page: &HtmlPage, body: Option<&PageElement>) -> Option<PageFault> {
    let is_main = |element: &PageElement| element.name == "main" || element.attribute("role") == Some("main");
    let shown = page.elements().map(|(_, element)| element).filter(|element| is_main(element) && !element.is_hidden);
    let all: Vec<&PageElement> = shown.collect();
    match &*all {
        [] => {
            let message = "the page has no `<main>`, so people cannot skip what all pages have at their top";
            let mut fault = PageFault::of_page("main", message);
            fault.mark = body.and_then(|body| body.mark.clone());
            Some(fault.help("put what only this page has into `<main>`, the header and the footer outside of it"))
        }
        [_] => None,
        [first, second, ..] => {
            let message = "the page has two `<main>`, so it is not clear what is the main part";
            let fault = PageFault::new("main", second, message).related(first, "the first one");
            Some(fault.help("write `<div>` or `<section>` for one of them"))
        }
    }
}

/// Looks at the headings. Those of a letter's text have levels of their own, which count, and are not the theme's.
fn headings(page: &HtmlPage) -> Vec<PageFault> {
    let mut found = Vec::new();
    let all: Vec<(u8, &PageElement)> =
        page.elements().filter_map(|(_, element)| Some((level(element)?, element))).collect();
    let mut tops = all.iter().filter(|(level, _)| *level == 1).map(|(_, element)| *element);
    match (tops.next(), tops.find(|element| element.mark.is_some())) {
        (None, _) => {
            let message = "no `<h1>` says what the page is about";
            let help = "write the title of the page as `<h1>{{ page.title_plain }}</h1>`";
            found.push(PageFault::of_page("h1", message).help(help));
        }
        (Some(first), Some(second)) => {
            let message = "the page has two `<h1>`, so it is not clear what it is about";
            let fault = PageFault::new("h1", second, message).related(first, "the first one");
            found.push(fault.help("write `<h2>` for the one that is not the title of the page"));
        }
        (Some(_), None) => {}
    }
    for pair in all.windows(2) {
        let [(before, _), (level, heading)] = pair else { continue };
        if *level > before + 1 && heading.mark.is_some() {
            let (next, missing) = (before + 1, if *level == before + 2 { "a level is" } else { "levels are" });
            let message = format!("`<h{level}>` follows `<h{before}>`: {missing} missing between them");
            let fault = PageFault::new("heading level", heading, message);
            found.push(fault.help(format!("write `<h{next}>`, and set its size in the stylesheet")));
        }
    }
    found
}

/// Returns the level of a heading. `None` for every other element.
fn level(element: &PageElement) -> Option<u8> {
    let level = element.name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))?;
    let is_heading = element.attribute("role").is_none_or(|role| role == "heading") && !element.is_hidden;
    is_heading.then_some(level)
}
