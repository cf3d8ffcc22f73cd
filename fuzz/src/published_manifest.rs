//! `.callslip-published`, which anybody who can write at the destination may have changed.

use std::collections::BTreeMap;

use callslip::publish::{NameRules, PublishAction, RemoteManifest, plan};
use callslip::site_path::SitePath;
use callslip::source::Fingerprint;

/// Checks that a list is read to the same twice, and that no action leads out of the destination.
pub fn check(data: &[u8]) {
    let manifest = match RemoteManifest::parse(data) {
        Ok(manifest) => manifest,
        Err(error) => {
            assert!(!error.to_string().contains(char::is_control), "{error}");
            return;
        }
    };
    assert_eq!(RemoteManifest::parse(manifest.text().as_bytes()).as_ref(), Ok(&manifest));
    let site = ["index.html", "a/index.html", "Photo.jpg"].map(|path| (path.to_owned(), Fingerprint::of(b"")));
    let site = BTreeMap::from(site);
    for (ignores_case, ignores_normalization) in [(false, false), (true, false), (false, true), (true, true)] {
        let rules = NameRules { ignores_case, ignores_normalization };
        let mut there: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
        let actions = plan(&site, &manifest, rules, &[]);
        let mut put = Vec::new();
        for action in &actions {
            match action {
                PublishAction::Put(path) => {
                    assert!(site.contains_key(path));
                    put.push(rules.identity(path));
                    there.push(path);
                }
                PublishAction::Delete(path) => {
                    assert!(SitePath::parse(path).is_ok() && manifest.files.contains_key(path), "{path:?}");
                    assert!(!put.contains(&rules.identity(path)), "{path:?} is removed after it was uploaded");
                    there.retain(|other| rules.identity(other) != rules.identity(path));
                }
                PublishAction::RemoveFolder(path) => panic!("{path:?}"),
            }
        }
        let ours = |path: &&str| site.contains_key(*path);
        assert!(there.iter().all(ours) && site.keys().all(|path| there.contains(&path.as_str())), "{there:?}");
    }
}
