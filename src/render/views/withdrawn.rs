//! The view of `withdrawn.html`.

use serde::Serialize;

use super::common::CommonFields;

/// `withdrawn.html`: what stands at the address of a letter that is withdrawn.
#[derive(Hash, Serialize)]
pub struct WithdrawnView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The day on which it was withdrawn.
    pub date: &'a str,
    /// Why, plain; null when not stated.
    pub reason: Option<&'a str>,
}
