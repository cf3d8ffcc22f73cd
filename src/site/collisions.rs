//! Outputs that claim the same address: each pair is reported once, with both sides.

use std::borrow::Cow;
use std::collections::HashMap;

use ahash::{AHashSet, RandomState};
use rayon::prelude::*;

use super::redirects::Redirect;
use super::route::{FileTarget, Route, Target, file_path};
use super::route_inputs::RouteInputs;
use crate::content::is_refused_by_windows;
use crate::diagnostics::{Diagnostic, FilePath, Span};

/// The owner of an address: whom to tell when another output claims it, too.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    /// Callslip itself: a listing, a feed, an asset of the theme.
    Ours,
    /// A file of the column, and the place in it where the address can be changed.
    File(FilePath, Span),
    /// A line under `aliases:`, or a synonym in `tags.yaml`.
    Alias(FilePath, Span),
}

/// Returns an error for each pair of outputs with the same address, also if only case differs: on many disks and hosts
/// that is the same file.
pub(super) fn collisions(routes: &[Route], parts: &RouteInputs<'_>) -> Vec<Diagnostic> {
    if are_distinct(routes) {
        return Vec::new();
    }
    let mut files: Vec<(String, &Route)> =
        routes.iter().map(|route| (file_path(&route.path).to_lowercase(), route)).collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let pairs = files.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1, pair[1].1));
    let pairs = pairs.chain(nested(&files));
    pairs.filter_map(|(a, b)| explain(&b.path, owner(a.target, parts), owner(b.target, parts))).collect()
}

/// Returns true if certainly no two addresses collide: no two hashes are equal, and no file has the path of a folder that
/// another needs. This is fast, and all that a column without mistakes needs.
fn are_distinct(routes: &[Route]) -> bool {
    let hasher = RandomState::new();
    let files = routes.iter().filter(|route| !route.path.ends_with('/'));
    let files: AHashSet<u64> = files.map(|route| hasher.hash_one(&*folded(&route.path))).collect();
    let hash = |route: &Route| {
        let path = folded(&route.path);
        let mut folders = path.match_indices('/').map(|(at, _)| hasher.hash_one(&path[..at]));
        let nested = path.contains("index.html/") || folders.any(|folder| files.contains(&folder));
        (!nested).then(|| hasher.hash_one(&*path))
    };
    let hashes: Vec<Option<u64>> = routes.par_iter().map(hash).collect();
    let mut seen = AHashSet::with_capacity(hashes.len());
    hashes.into_iter().all(|hash| hash.is_some_and(|hash| seen.insert(hash)))
}

/// The address in lower case, as disks know it that ignore case; of a page, the folder.
fn folded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') && !path.ends_with("index.html") && !path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path.trim_start_matches('/'));
    }
    let file = file_path(path).to_lowercase();
    Cow::Owned(file.strip_suffix("index.html").unwrap_or(&file).to_owned())
}

/// Returns an error for each attachment and old address with a name in it that Windows refuses: the output could not be
/// copied there. The names of entries are checked when those are read.
pub(super) fn refused_by_windows(parts: &RouteInputs<'_>) -> Vec<Diagnostic> {
    let refusal = |path: &str| {
        let name = path.split('/').find(|name| is_refused_by_windows(name))?;
        Some(Diagnostic::error(format!("Windows allows no file called `{name}`")))
    };
    let attachments = parts.attachments.values().filter_map(|(_, attachment)| {
        // The whole path: the page in whose folder it lies answers for its own name.
        let diagnostic = refusal(&attachment.path)?.about(&attachment.path);
        Some(diagnostic.help("give it another name, of letters, figures and hyphens"))
    });
    let redirects = parts.redirects.values().filter_map(|redirect| {
        let diagnostic = refusal(&file_path(&redirect.path))?.at(&redirect.file, redirect.span);
        Some(diagnostic.help("remove this alias, or set the redirect up at your host"))
    });
    attachments.chain(redirects).collect()
}

/// Returns pairs of which one is a file where the other needs a folder: `/feed.xml` and `/feed.xml/`.
fn nested<'r>(files: &[(String, &'r Route)]) -> Vec<(&'r Route, &'r Route)> {
    let mut folders: HashMap<&str, &Route> = HashMap::new();
    for (file, route) in files {
        let mut inner = file.as_str();
        while let Some((folder, _)) = inner.rsplit_once('/') {
            if folders.insert(folder, route).is_some() {
                break;
            }
            inner = folder;
        }
    }
    files.iter().filter_map(|(file, route)| Some((*route, *folders.get(file.as_str())?))).collect()
}

/// Returns the owner of a target's address.
fn owner(target: Target, parts: &RouteInputs<'_>) -> Owner {
    match target {
        Target::Page(page) => match page.common(parts.entries) {
            Some(common) => Owner::File(common.record.file.clone(), common.span),
            None => Owner::Ours,
        },
        Target::File(file) => match file {
            FileTarget::Attachment { attachment } | FileTarget::StaticFile { file: attachment } => {
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
            | FileTarget::Host(_) => Owner::Ours,
        },
    }
}

/// Returns the diagnostic for a collision; `None` if callslip owns both sides.
fn explain(path: &str, first: Owner, second: Owner) -> Option<Diagnostic> {
    let (first, second) = if first <= second { (first, second) } else { (second, first) };
    let slug = "add a line such as `slug: another-name`";
    let diagnostic = match (first, second) {
        (Owner::Ours, Owner::File(file, span)) => {
            let message = format!("`{path}` is an address that callslip itself uses");
            Diagnostic::error(message).at(&file, span).help(slug)
        }
        (Owner::File(first, first_span), Owner::File(second, second_span)) => {
            let diagnostic = Diagnostic::error(format!("two files have the address `{path}`"));
            let diagnostic = diagnostic.at(&second, second_span).label("this one");
            diagnostic.related(&first, first_span, "and this one").help(format!("give one of them another: {slug}"))
        }
        (Owner::File(first, _), Owner::Alias(second, span)) if first == second => {
            Diagnostic::warning(format!("`{path}` is the address of this page itself"))
                .at(&second, span)
                .help("remove this alias")
        }
        (Owner::Ours, Owner::Alias(file, span)) => {
            Diagnostic::error(format!("`{path}` cannot be an old address: callslip itself uses it"))
                .at(&file, span)
                .help("remove this alias")
        }
        (Owner::File(first, first_span) | Owner::Alias(first, first_span), Owner::Alias(file, span)) => {
            Diagnostic::error(format!("`{path}` cannot be an old address of this page: it is taken"))
                .at(&file, span)
                .related(&first, first_span, "by this one")
                .help("remove this alias, or the other")
        }
        // Both are ours; or the second precedes the first, which sorting excludes.
        (_, Owner::Ours) | (Owner::Alias(..), Owner::File(..)) => return None,
    };
    Some(diagnostic)
}
