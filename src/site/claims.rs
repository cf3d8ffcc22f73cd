//! Addresses that outputs claim: each becomes a route, or an error at the place where its author can change it.

use rayon::prelude::*;

use super::owner::{Owner, owner};
use super::route::{FileTarget, Route, Target};
use super::route_inputs::RouteInputs;
use super::route_path::{RoutePath, RoutePathError};
use crate::content::is_refused_by_windows;
use crate::diagnostics::{Checked, Diagnostic};
use crate::site_path::{Reserved, reserved};
use crate::source::within_static;

/// An address that an output claims, not yet checked.
pub(super) struct AddressClaim {
    /// The path from the root of the column, percent-encoded.
    pub(super) path: String,
    /// The output.
    pub(super) target: Target,
}

/// Returns the routes, and an error for each address that cannot be one.
pub(super) fn routes(claims: Vec<AddressClaim>, parts: &RouteInputs<'_>) -> Checked<Vec<Route>> {
    let checked: Vec<_> = claims.into_par_iter().map(route).collect();
    let (mut routes, mut refused) = (Vec::with_capacity(checked.len()), Vec::new());
    for result in checked {
        match result {
            Ok(route) => routes.push(route),
            Err(claim) => refused.push(claim),
        }
    }
    let mut diagnostics: Vec<Diagnostic> = refused.iter().filter_map(|claim| refusal(claim, parts)).collect();
    if let (Some(claim), true) = (refused.first(), diagnostics.is_empty()) {
        let Refused { path, error, .. } = &**claim;
        diagnostics.push(RoutePath::refusal(path, "an address", *error));
    }
    diagnostics.extend(refused_by_windows(parts));
    Checked { value: routes, diagnostics }
}

/// A claim that was refused.
struct Refused {
    path: String,
    target: Target,
    error: RoutePathError,
}

fn route(AddressClaim { path, target }: AddressClaim) -> Result<Route, Box<Refused>> {
    match RoutePath::new(path.clone()).and_then(|checked| unreserved(checked, target)) {
        Ok(path) => Ok(Route { path, target }),
        Err(error) => Err(Box::new(Refused { path, target, error })),
    }
}

/// Returns the path, or the reason why this target may not have it.
fn unreserved(path: RoutePath, target: Target) -> Result<RoutePath, RoutePathError> {
    let is_own_place = |reserved: Reserved| match target {
        Target::Page(_) => false,
        Target::File(file) => match file {
            FileTarget::Asset { .. } => reserved == Reserved::Assets,
            // Settings of a host in `static/` are there on purpose.
            FileTarget::Host(_) | FileTarget::StaticFile { .. } => reserved == Reserved::HostFile,
            FileTarget::Feed { .. }
            | FileTarget::Sitemap { .. }
            | FileTarget::Robots
            | FileTarget::Redirect { .. }
            | FileTarget::SearchIndex
            | FileTarget::Directory(_)
            | FileTarget::Attachment { .. }
            | FileTarget::PictureSize { .. } => false,
        },
    };
    match reserved(path.file()) {
        Some(reserved) if !is_own_place(reserved) => Err(reserved.into()),
        Some(_) | None => Ok(path),
    }
}

/// Returns the error for an address; `None` for one that follows from another, which has its own error.
fn refusal(refused: &Refused, parts: &RouteInputs<'_>) -> Option<Diagnostic> {
    let Refused { path, target, error } = refused;
    let diagnostic = RoutePath::refusal(path, "an address", *error);
    match owner(*target, parts) {
        Owner::Ours => None,
        Owner::File(file, span) if target.page().is_some() => {
            Some(diagnostic.at(&file, span).help("give it another address: add a line such as `slug: another-name`"))
        }
        Owner::File(file, _) => {
            let name = file.rsplit('/').next().unwrap_or(&file);
            let help = match (error, within_static(&file)) {
                (RoutePathError::Reserved(Reserved::Assets), Some(_)) => {
                    format!("move it to `static/files/{name}`, or to another folder in `static/`")
                }
                (RoutePathError::Reserved(Reserved::Assets), None) => {
                    format!("move it to another folder in `content/`, or to `static/files/{name}`")
                }
                (RoutePathError::Reserved(_) | RoutePathError::SitePath(_) | RoutePathError::Encoding, _) => {
                    "give it another name, of letters, digits, and hyphens".to_owned()
                }
            };
            Some(diagnostic.about(&file).help(help))
        }
        Owner::Alias(file, span) => Some(diagnostic.at(&file, span).help("remove this old address")),
    }
}

/// Returns an error for each attachment and old address with a name in it that Windows refuses: the output could not be
/// copied there. The names of entries are checked when those are read.
fn refused_by_windows(parts: &RouteInputs<'_>) -> Vec<Diagnostic> {
    let refusal = |path: &str| {
        // A backslash is refused everywhere.
        let name = path.split('/').find(|name| is_refused_by_windows(name) && !name.contains('\\'))?;
        Some(Diagnostic::error(format!("Windows does not allow a file called `{name}`")))
    };
    let attachments = parts.attachments.values().filter_map(|(_, attachment)| {
        // The whole path: the page in whose folder it lies answers for its own name.
        let diagnostic = refusal(&attachment.path)?.about(&attachment.path);
        Some(diagnostic.help("give it another name, of letters, digits, and hyphens"))
    });
    let redirects = parts.redirects.values().filter_map(|redirect| {
        let diagnostic = refusal(redirect.path.file())?.at(&redirect.file, redirect.span);
        Some(diagnostic.help("remove this old address, or set up the redirect in the settings of your web host"))
    });
    attachments.chain(redirects).collect()
}
