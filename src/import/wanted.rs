//! The files that are to be fetched.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::upload_key;
use super::base_address::resolve;
use super::fetch::{BlogHosts, WantedFile};
use super::survey::BlogSurvey;
use super::web_files::full_sizes;

/// Returns the files of the blog's own hosts that texts show or link to, and that are nowhere yet.
pub(super) fn wanted(survey: &BlogSurvey, hosts: &BlogHosts, is_there: &dyn Fn(&str) -> bool) -> Vec<WantedFile> {
    let shown: BTreeSet<&str> = survey.heads.iter().flat_map(|head| head.uploads.iter().map(String::as_str)).collect();
    let numbers: BTreeSet<u64> = survey.heads.iter().flat_map(|head| head.attachments.iter().copied()).collect();
    let galleries: BTreeSet<u64> = survey.heads.iter().filter(|head| head.has_gallery).map(|head| head.id).collect();
    // What the export says of a file itself comes before what a text says, which may be a smaller copy.
    let mut addresses: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in &survey.blog.attachments {
        let Some(key) = upload_key(&file.address) else { continue };
        let is_shown = shown.contains(key.as_str()) || numbers.contains(&file.id) || galleries.contains(&file.parent);
        if is_shown {
            addresses.entry(key).or_default().push(&file.address);
        }
    }
    for (key, address) in survey.addresses.iter().filter(|(key, _)| shown.contains(key.as_str())) {
        addresses.entry(key.clone()).or_default().push(address);
    }
    let home = format!("{}/", survey.blog.address);
    let of_key = |(key, named): (String, Vec<&str>)| {
        let mut addresses: Vec<String> = Vec::new();
        for address in named.into_iter().flat_map(|address| full_sizes(&resolve(&home, address))) {
            if hosts.has(&address) && !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        WantedFile { key, addresses }
    };
    let missing = addresses.into_iter().filter(|(key, _)| !is_there(key));
    missing.map(of_key).filter(|file| !file.addresses.is_empty()).collect()
}
