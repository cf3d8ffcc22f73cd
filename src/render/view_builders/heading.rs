//! Builds the lists of headings.

use crate::content::{Body, Heading};
use crate::render::views::heading::HeadingView;

/// Returns the headings of a text.
pub(super) fn headings(body: &Body) -> Vec<HeadingView<'_>> {
    body.headings.iter().map(view).collect()
}

fn view(heading: &Heading) -> HeadingView<'_> {
    let Heading { level, id, title, plain } = heading;
    HeadingView { level: *level, id, title, plain }
}
