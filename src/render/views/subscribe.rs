//! The view of `subscribe.html`.

use serde::Serialize;

use super::common::{CommonFields, FeedLink};
use super::form::FormView;

/// `subscribe.html`: what a feed is, and the feeds that there are. `page.feeds` has those of the whole column. A theme
/// without this template has no such page.
#[derive(Hash, Serialize)]
pub struct SubscribeView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The feed of each columnist, by name; empty if there is only one.
    pub feeds_of_people: Vec<FeedLink>,
    /// The form for signing up for the newsletter; null if the column has none.
    pub form: Option<FormView<'a>>,
}
