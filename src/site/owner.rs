//! The owner of an address: whoever can change it.

use super::redirects::Redirect;
use super::route::{FileTarget, Target};
use super::route_inputs::RouteInputs;
use crate::diagnostics::{FilePath, Span};

/// The owner of an address.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// Callslip itself: a listing, a feed, an asset of the theme.
    Ours,
    /// A file of the column, and the place in it where the address can be changed.
    File(FilePath, Span),
    /// A line under `aliases:`, or a synonym in `tags.yaml`.
    Alias(FilePath, Span),
}

/// Returns the owner of a target's address.
pub(super) fn owner(target: Target, parts: &RouteInputs<'_>) -> Owner {
    match target {
        Target::Page(page) => match page.common(parts.entries) {
            Some(common) => Owner::File(common.record.file.clone(), common.span),
            None => Owner::Ours,
        },
        Target::File(file) => match file {
            FileTarget::Attachment { attachment }
            | FileTarget::PictureSize { attachment, .. }
            | FileTarget::StaticFile { file: attachment } => {
                Owner::File(parts.attachments[attachment].1.path.clone(), Span::default())
            }
            FileTarget::Redirect { redirect } => {
                let Redirect { file, span, .. } = &parts.redirects[redirect];
                Owner::Alias(file.clone(), *span)
            }
            FileTarget::Feed { .. }
            | FileTarget::Sitemap { .. }
            | FileTarget::Robots
            | FileTarget::Asset { .. }
            | FileTarget::SearchIndex
            | FileTarget::Directory(_)
            | FileTarget::Host(_) => Owner::Ours,
        },
    }
}
