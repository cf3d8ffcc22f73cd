//! The parts of a site from which its routes and links follow.

use super::ThemePages;
use super::collection::Collections;
use super::directory::Directory;
use super::id_vec::IdVec;
use super::ids::{AssetId, AttachmentId, GlossaryTermId, PersonId, RedirectId};
use super::query_redirects::QueryRedirect;
use super::redirects::Redirect;
use super::replies::Replies;
use super::taxonomy::Taxonomy;
use super::years::Years;
use crate::config::Config;
use crate::content::GlossaryTerm;
use crate::source::Attachment;

/// The parts of a site from which its routes and links follow.
pub(super) struct RouteInputs<'a> {
    pub(super) config: &'a Config,
    pub(super) entries: &'a Collections,
    pub(super) replies: &'a Replies,
    pub(super) attachments: &'a IdVec<AttachmentId, (String, Attachment)>,
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) directory: &'a Directory,
    pub(super) glossary: &'a IdVec<GlossaryTermId, GlossaryTerm>,
    pub(super) redirects: &'a IdVec<RedirectId, Redirect>,
    pub(super) query_redirects: &'a [QueryRedirect],
    pub(super) years: &'a Years,
    pub(super) answered_years: &'a IdVec<PersonId, Years>,
    pub(super) asset_paths: &'a IdVec<AssetId, String>,
    pub(super) theme_pages: ThemePages,
}
