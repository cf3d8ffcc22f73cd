//! A body's HTML with its slots filled.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use crate::content::{Body, SlotKind, Written};
use crate::site::{Destination, EntryRef, Route, RouteTarget, Site};

/// What leads from a route's page to the root of the column: `../../`.
///
/// The page for lost readers is shown at any depth, so its links cannot be relative: they begin with the path of
/// `base_url`, or with `/` where there is none.
pub(super) fn root(site: &Site, route: &Route) -> String {
    if route.target == RouteTarget::NotFound {
        let base = site.config.base_url.as_deref().unwrap_or_default();
        let path = base.split("://").nth(1).and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
        return if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    }
    match route.path.matches('/').count() - 1 {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// How the links of a body begin: relative within the column, absolute in a feed.
pub(super) struct Base<'b> {
    /// What stands before a path of the column, less its first slash.
    pub(super) root: &'b str,
    /// What stands before a `#fragment` of the body's own page: nothing on that page itself.
    pub(super) page: &'b str,
}

/// An entry's texts, to be written with their links.
pub(super) struct Writer<'s, 'b> {
    site: &'s Site,
    entry: EntryRef,
    base: &'b Base<'b>,
}

impl<'s, 'b> Writer<'s, 'b> {
    pub(super) fn new(site: &'s Site, entry: EntryRef, base: &'b Base<'b>) -> Self {
        Self { site, entry, base }
    }

    /// One body, as HTML.
    pub(super) fn html(&self, body: &Body) -> String {
        if body.slots.is_empty() {
            return body.html.clone();
        }
        let mut out = String::with_capacity(body.html.len() + 64 * body.slots.len());
        let mut written = 0;
        for slot in &body.slots {
            let at = slot.at as usize;
            out.push_str(&body.html[written..at]);
            written = at;
            self.slot(slot.kind, &mut out);
        }
        out.push_str(&body.html[written..]);
        out
    }

    fn slot(&self, kind: SlotKind, out: &mut String) {
        let resolved = self.site.links.of(self.entry);
        let Written { links, pictures, .. } = self.site.entries.written(self.entry);
        match kind {
            SlotKind::LinkStart(number) => {
                if let Some(address) = self.address(&resolved.links[number as usize]) {
                    out.push_str("<a href=\"");
                    escaped(out, &address);
                    titled(out, &links[number as usize].title);
                    out.push_str("\">");
                }
            }
            SlotKind::LinkEnd(number) => {
                if resolved.links[number as usize] != Destination::Nowhere {
                    out.push_str("</a>");
                }
            }
            SlotKind::Picture(number) => {
                let picture = &pictures[number as usize];
                if let Some(address) = self.address(&resolved.pictures[number as usize]) {
                    out.push_str("<img src=\"");
                    escaped(out, &address);
                    out.push_str("\" alt=\"");
                    escaped(out, &picture.alt);
                    titled(out, &picture.title);
                    out.push('"');
                    if let Destination::Attachment(at) = resolved.pictures[number as usize]
                        && let Some((width, height)) = self.site.attachments[at].1.size
                    {
                        // Its place is kept while it loads: nothing jumps.
                        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
                    }
                    out.push_str(" loading=\"lazy\" decoding=\"async\">");
                }
            }
        }
    }

    fn address(&self, destination: &Destination) -> Option<String> {
        let within = |path: &str| format!("{}{}", self.base.root, path.trim_start_matches('/'));
        match destination {
            Destination::Entry(entry, fragment) => {
                let mut address = within(self.site.entries.path(*entry));
                if let Some(id) = fragment {
                    let _ = write!(address, "#{id}");
                }
                Some(address)
            }
            Destination::Path(path) => Some(within(path)),
            Destination::Attachment(at) => Some(within(&self.site.attachments[*at].0)),
            Destination::Here(id) => Some(format!("{}#{id}", self.base.page)),
            Destination::Nowhere => None,
        }
    }
}

fn escaped(out: &mut String, text: &str) {
    // Writing into a String cannot fail.
    let _ = escape_html(out, text);
}

fn titled(out: &mut String, title: &str) {
    if !title.is_empty() {
        out.push_str("\" title=\"");
        escaped(out, title);
    }
}
