//! The passwords and keys that a target wants, and the names under which the service keeps them.

use crate::config::{PublishTarget, Transport};

/// A value that callslip reads from its environment, kept by the service.
pub(super) struct Secret {
    /// The variable that callslip reads.
    pub(super) variable: &'static str,
    /// Its name at the service.
    pub(super) name: String,
}

/// Returns what a target wants. Where several targets want the same, the name of each has that of the target.
pub(super) fn wanted(target: &PublishTarget, all: &[&PublishTarget]) -> Vec<Secret> {
    let own = variables(&target.transport);
    let sharing: Vec<&str> =
        all.iter().filter(|other| own == variables(&other.transport)).map(|other| other.name.as_str()).collect();
    let ending = if sharing.len() > 1 { ending(&target.name, &sharing) } else { String::new() };
    own.iter().map(|variable| Secret { variable, name: format!("{variable}{ending}") }).collect()
}

/// Returns a target's name as services allow it in the name of a secret. Of several that are then the same, the later
/// ones are numbered.
fn ending(name: &str, all: &[&str]) -> String {
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let plain = |name: &str| format!("_{}", name.chars().map(upper).collect::<String>());
    let (own, taken) = (plain(name), all.iter().map(|name| plain(name)).collect::<Vec<_>>());
    let earlier = all.iter().take_while(|other| **other != name).filter(|other| plain(other) == own).count();
    let numbered = (2..).map(|number| format!("{own}_{number}")).filter(|numbered| !taken.contains(numbered));
    std::iter::once(own.clone()).chain(numbered).nth(earlier).unwrap_or_default()
}

fn variables(transport: &Transport) -> &'static [&'static str] {
    match transport {
        Transport::Webdav { user: Some(_), .. } => &["CALLSLIP_PASSWORD"],
        Transport::S3 { .. } => &["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
        Transport::Webdav { user: None, .. }
        | Transport::Folder { .. }
        | Transport::Git { .. }
        | Transport::Command { .. }
        | Transport::Sftp { .. } => &[],
    }
}

/// Returns a command that ends the run with a message if a variable is not set.
pub(super) fn check(variable: &str, message: &str) -> String {
    format!("[ -n \"${variable}\" ] || {{ echo \"{message}\"; exit 1; }}")
}
