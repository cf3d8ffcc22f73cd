//! The view of `page.html`.

use std::borrow::Cow;

use serde::Serialize;

use super::common::CommonFields;
use super::form::FormView;
use super::heading::HeadingView;
use super::links::LinkView;

/// `page.html`: a page of the column's own, such as "About".
#[derive(Hash, Serialize)]
pub struct PageView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// Its text, HTML.
    pub html: Cow<'a, str>,
    /// The headings of its text, in order; empty if there are none.
    pub headings: Vec<HeadingView<'a>>,
    /// The day it last changed; null if not stated.
    pub updated: Option<&'a str>,
    /// The form below its text; null if it has none.
    pub form: Option<FormView<'a>>,
    /// Letters, profiles, columnists and pages whose text links to it.
    pub linked_from: Vec<LinkView<'a>>,
}
