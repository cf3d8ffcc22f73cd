//! The theme's part in whether everybody can read and use a column. Only `check` asks for it.
//!
//! *Input:* a site and its theme. *Output:* warnings, each at a tag of a template. *Invariant:* what a template prints, such
//! as the text of a letter, is never reported: texts are checked where they are parsed.
//!
//! Each tag of a template is given a mark (`theme/marked_tags.rs`), a few pages of each template are rendered, and read
//! as a list of elements. An element without a mark is not the theme's.

mod elements;
mod fault;
mod html_page;
mod ids;
mod implied_ends;
mod outline;
mod styled_page;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use fault::PageFault;
use html_page::HtmlPage;
use styled_page::styled_page;

use crate::diagnostics::{Diagnostic, in_order, list_names};
use crate::render::{SamplePage, sample_pages};
use crate::site::Site;
use crate::theme::{StyledPage, Theme};

/// A fault, and the page on which it was seen first.
struct SeenFault<'p> {
    fault: PageFault,
    page: &'p SamplePage,
    /// The other templates with the same fault, if it has no tag.
    others: Vec<&'p str>,
}

/// Returns what keeps people from reading or using the pages of a theme.
pub fn check(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let Some(marked) = theme.with_marks() else { return Vec::new() };
    let pages = sample_pages(site, &marked);
    let read = |page: &SamplePage| {
        let page = HtmlPage::parse(&page.html);
        (faults(&page, site), styled_page(&page))
    };
    let (found, styled): (Vec<Vec<PageFault>>, Vec<StyledPage>) = pages.par_iter().map(read).unzip();
    let mut seen: BTreeMap<(&'static str, Option<String>), SeenFault<'_>> = BTreeMap::new();
    for (page, found) in pages.iter().zip(found) {
        for fault in found {
            let known = seen.entry((fault.rule, fault.mark.clone()));
            let known = known.or_insert_with(|| SeenFault { fault, page, others: Vec::new() });
            let is_known = known.page.template == page.template || known.others.contains(&&*page.template);
            if !is_known {
                known.others.push(&page.template);
            }
        }
    }
    let mut diagnostics: Vec<Diagnostic> = seen.into_values().map(|seen| diagnostic(seen, &marked)).collect();
    diagnostics.extend(theme.low_contrast(&styled));
    in_order(diagnostics)
}

fn faults(page: &HtmlPage, site: &Site) -> Vec<PageFault> {
    let mut found = outline::faults(page, &site.config);
    found.extend(ids::faults(page));
    found.extend(elements::faults(page));
    found
}

fn diagnostic(seen: SeenFault<'_>, theme: &Theme) -> Diagnostic {
    let SeenFault { fault, page, others } = seen;
    let place = |mark: &str| theme.templates.place_of_mark(mark);
    let mut diagnostic = Diagnostic::warning(fault.message);
    let placed = fault.mark.as_deref().and_then(place);
    let is_placed = placed.is_some();
    match (placed, theme.templates.file_of(&page.template)) {
        (Some((file, span)), _) => diagnostic = diagnostic.at(&file, span),
        (None, Some(file)) => diagnostic = diagnostic.about(file),
        (None, None) => {}
    }
    if let Some(((file, span), words)) = fault.related.and_then(|(mark, words)| Some((place(&mark)?, words))) {
        diagnostic = diagnostic.related(&file, span, words);
    }
    diagnostic.help.extend(fault.help);
    let page = format!("seen on the page `{}`", page.path);
    if is_placed || others.is_empty() {
        return diagnostic.help(page);
    }
    diagnostic.help(format!("{page}, and on pages of {}", list_names("", others)))
}
