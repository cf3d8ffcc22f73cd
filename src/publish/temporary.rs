//! Temporary files at a destination: a file while it is uploaded, and one that shows which names are one.

use std::hash::{BuildHasher, Hasher, RandomState};

use unicode_normalization::UnicodeNormalization;

use super::{NameRules, PublishError, Remote};
use crate::disk::EntryType;

/// The beginning of the names of temporary files. The next publish removes files of such names.
pub(super) const TEMPORARY_NAME: &str = ".callslip-upload";

/// Returns a name for a temporary file that nobody can foresee.
pub(super) fn temporary_name(end: &str) -> String {
    // Two of them are 128 random bits of the system, through a hash.
    let random = || RandomState::new().build_hasher().finish();
    format!("{TEMPORARY_NAME}-{:016x}{:016x}{end}", random(), random())
}

/// Finds out which names a destination tells apart, with a small file that is removed again.
pub(super) fn probe_names(remote: &mut dyn Remote) -> Result<NameRules, PublishError> {
    let path = temporary_name("-\u{e9}");
    remote.put(&path, b"")?;
    let mut answers = |spelling: &str| {
        let found = remote.existing(&[spelling])?;
        Ok::<_, PublishError>(found.get(spelling) == Some(&EntryType::File))
    };
    let ignores_case = answers(&path.replace("callslip", "CALLSLIP"))?;
    let ignores_normalization = answers(&path.nfd().collect::<String>())?;
    remote.delete(&path)?;
    Ok(NameRules { ignores_case, ignores_normalization })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_temporary_names_are_the_same() {
        assert_ne!(temporary_name(""), temporary_name(""));
    }
}
