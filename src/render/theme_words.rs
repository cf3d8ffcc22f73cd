//! Writes what is in a text and in the words of the theme: link cards of videos, which are plain links in feeds, and the
//! names of what would have none for those who listen.

use crate::content::VideoLink;
use crate::content::escape::{push_attribute, push_href, push_text};
use crate::theme::Strings;

/// Writes the parts of a text that are in the words of the theme.
#[derive(Clone, Copy)]
pub(super) struct ThemeWords<'b> {
    strings: &'b Strings,
    is_feed: bool,
}

impl<'b> ThemeWords<'b> {
    /// Returns a writer for pages, which have the style sheet of the theme.
    pub(super) fn for_pages(strings: &'b Strings) -> Self {
        Self { strings, is_feed: false }
    }

    /// Returns a writer for feeds.
    pub(super) fn for_feeds(strings: &'b Strings) -> Self {
        Self { strings, is_feed: true }
    }

    /// Returns true for feeds, whose readers show the simplest HTML best.
    pub(super) fn is_for_feeds(self) -> bool {
        self.is_feed
    }

    /// Returns how wide a picture is shown, as the attribute `sizes` has it.
    pub(super) fn picture_sizes(self) -> &'b str {
        &self.strings.picture_sizes
    }

    /// Writes the link to a video up to the author's own words, or up to its end if there are none.
    pub(super) fn start_video(self, link: &VideoLink, out: &mut String) {
        out.push_str(if self.is_feed { "<p><a href=\"" } else { "<p class=\"video\"><a href=\"" });
        push_href(out, &link.video.page);
        if !link.title.is_empty() {
            out.push_str("\" title=\"");
            push_attribute(out, &link.title);
        }
        out.push_str("\">");
        if !self.is_feed {
            push_part(out, "video-label", &self.string("video", &[]));
            out.push_str(" <span class=\"video-title\">");
        }
        if !link.has_words {
            push_text(out, &self.words(link));
        }
    }

    /// Writes the rest of it.
    pub(super) fn end_video(self, link: &VideoLink, out: &mut String) {
        if !self.is_feed {
            out.push_str("</span>");
            // The theme's own words name the site already.
            if link.has_words {
                out.push(' ');
                push_part(out, "video-site", &link.video.site);
            }
            if let Some(time) = link.video.start_time() {
                out.push(' ');
                push_part(out, "video-start", &self.string("video_from", &[("time".to_owned(), time)]));
            }
        }
        out.push_str("</a></p>\n");
    }

    /// Writes the attribute that names the element around it, for those who listen.
    pub(super) fn name(self, key: &str, number: u32, out: &mut String) {
        let name = self.string(key, &[("number".to_owned(), number.to_string())]);
        if !name.is_empty() {
            out.push_str(" aria-label=\"");
            push_attribute(out, &name);
            out.push('"');
        }
    }

    /// Returns the words of a link that has none of its own.
    fn words(self, link: &VideoLink) -> String {
        let words = self.string("watch_on", &[("site".to_owned(), link.video.site.clone())]);
        if words.is_empty() { link.video.site.clone() } else { words }
    }

    fn string(self, key: &str, arguments: &[(String, String)]) -> String {
        self.strings.get(key, None, arguments).unwrap_or_default()
    }
}

fn push_part(out: &mut String, class: &str, text: &str) {
    out.push_str("<span class=\"");
    out.push_str(class);
    out.push_str("\">");
    push_text(out, text);
    out.push_str("</span>");
}
