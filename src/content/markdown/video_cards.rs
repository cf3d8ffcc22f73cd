//! Links to videos that are alone on their lines: each becomes a link card, whose look and words are the theme's.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::body::next_number;
use super::event_writer::EntryWriter;
use super::html_builder::BodyBuilder;
use super::spaces::is_invisible;
use super::{FullAddress, SlotKind, VideoLink};
use crate::content::Video;
use crate::diagnostics::{Diagnostic, Findings};

/// A link to a video that becomes a card.
pub(super) struct VideoCard {
    /// The events of the link.
    events: Range<usize>,
    link: VideoLink,
    /// The address as it is written.
    address: String,
}

impl EntryWriter<'_, '_> {
    /// Returns the cards of a block: of a paragraph that consists of links to videos, each on its own line. `None` for any
    /// other block, and in a reply.
    pub(super) fn video_cards(&self, block: &Range<usize>) -> Option<Vec<VideoCard>> {
        let events = &self.markdown.events;
        if self.link_rel.is_some() || !matches!(events[block.start].0, Event::Start(Tag::Paragraph)) {
            return None;
        }
        let mut cards = Vec::new();
        let (mut at, mut is_at_start) = (block.start + 1, true);
        while at + 1 < block.end {
            match &events[at].0 {
                // What remains of a marker is an empty text.
                Event::Text(text) if text.chars().all(is_unseen) => at += 1,
                Event::SoftBreak | Event::HardBreak => (at, is_at_start) = (at + 1, true),
                Event::Start(Tag::Link { .. }) if std::mem::take(&mut is_at_start) => {
                    let card = self.video_card(at)?;
                    at = card.events.end;
                    cards.push(card);
                }
                _ => return None,
            }
        }
        (!cards.is_empty()).then_some(cards)
    }

    /// Reports the address of a video that is alone in its paragraph without `https://`, so that it is no link.
    pub(super) fn check_video(&self, block: &Range<usize>, findings: &mut Findings) {
        let [(Event::Start(Tag::Paragraph), _), inner @ .., _] = &self.markdown.events[block.clone()] else { return };
        if self.link_rel.is_some() || !inner.iter().all(|(event, _)| matches!(event, Event::Text(_))) {
            return;
        }
        // This is the case of nearly every paragraph of one line.
        if !inner.iter().any(|(event, _)| matches!(event, Event::Text(text) if text.contains('/'))) {
            return;
        }
        let words = self.markdown.plain(block.clone());
        let address = words.trim_matches(is_unseen);
        if address.contains("//") {
            return;
        }
        let full = format!("https://{address}");
        if Video::of(&full).is_some() {
            let diagnostic = Diagnostic::warning(format!("without `https://`, `{address}` is not a link"));
            findings.add(self.markdown.span(block.start), diagnostic.help(format!("write `{full}`")));
        }
    }

    fn video_card(&self, at: usize) -> Option<VideoCard> {
        let Event::Start(Tag::Link { link_type, dest_url, title, .. }) = &self.markdown.events[at].0 else {
            return None;
        };
        let video = Video::of(dest_url)?;
        let events = at..self.markdown.block_end(at);
        let inner = &self.markdown.events[at + 1..events.end - 1];
        if !inner.iter().all(|(event, _)| is_word(event)) {
            return None;
        }
        let words = self.markdown.plain(events.clone());
        let words = words.trim();
        // Some editors write the address twice: `[https://…](https://…)`.
        let is_address = *link_type == LinkType::Autolink || words == &**dest_url || Video::of(words).is_some();
        let link = VideoLink { video, title: title.to_string(), has_words: !is_address && !words.is_empty() };
        Some(VideoCard { events, link, address: dest_url.trim().to_owned() })
    }

    /// Writes the cards of a paragraph.
    pub(super) fn write_cards(
        &mut self,
        block: &Range<usize>,
        cards: &[VideoCard],
        out: &mut BodyBuilder,
        findings: &mut Findings,
    ) {
        self.keep_nesting(block.start, out, findings);
        out.end_text();
        for VideoCard { events, link, address } in cards {
            let number = next_number(&self.details.videos);
            self.keep_nesting(events.start, out, findings);
            out.slot(SlotKind::VideoStart(number));
            if link.has_words {
                out.open_links.push(None);
                self.events(events.start + 1..events.end - 1, out, findings);
                out.open_links.pop();
            }
            out.slot(SlotKind::VideoEnd(number));
            out.end_text();
            self.keep_nesting(events.end - 1, out, findings);
            let span = self.address_span(events.start, address);
            self.details.full_addresses.extend(FullAddress::of(address.clone(), span));
            self.details.videos.push(link.clone());
        }
        self.keep_nesting(block.end - 1, out, findings);
    }
}

/// Returns true for spaces, and for what comes along unseen when an address is pasted.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Returns true for an event of a link's words: no picture, HTML, or footnote.
fn is_word(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak => true,
        Event::Start(tag) => is_emphasis(tag.to_end()),
        Event::End(tag) => is_emphasis(*tag),
        _ => false,
    }
}

fn is_emphasis(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong)
}
