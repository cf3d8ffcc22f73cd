//! The view of `saved.html`.

use serde::Serialize;

use super::common::CommonFields;

/// `saved.html`: the letters that a reader has saved. Which these are, only her browser knows: a script lists them. A theme
/// without this template has no such page.
#[derive(Hash, Serialize)]
pub struct SavedView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
}
