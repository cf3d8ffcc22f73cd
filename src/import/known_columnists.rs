//! The columnists that a column has before an import.

use super::proposed_columnist::ProposedColumnist;
use crate::content::Columnist;
use crate::source::CONTENT;

/// The columnists that the column has.
pub(super) struct KnownColumnists<'k> {
    pub(super) columnists: &'k [Columnist],
    /// Returns the path under `content/` of the file that an earlier import has written for a login.
    pub(super) file_of: &'k dyn Fn(&str) -> Option<String>,
}

impl KnownColumnists<'_> {
    /// Gives an author the file and the initials that the column has for them: by what was imported earlier, or by the name.
    pub(super) fn adopt(&self, author: &mut ProposedColumnist) {
        let imported = (self.file_of)(&author.login);
        let is_same = |known: &&Columnist| match &imported {
            Some(path) => below_content(known) == path,
            None => known.name == author.name,
        };
        let known = self.columnists.iter().find(is_same);
        if let Some(known) = known {
            author.initials.clone_from(&known.initials);
            author.own_signs.retain(|own| *own != known.initials);
        }
        author.file = known.map(|known| below_content(known).to_owned()).or(imported);
    }

    /// Returns the columnists of the column who are none of the authors.
    pub(super) fn others(&self, authors: &[ProposedColumnist]) -> Vec<ProposedColumnist> {
        let is_author =
            |known: &Columnist| authors.iter().any(|author| author.file.as_deref() == Some(below_content(known)));
        let others = self.columnists.iter().filter(|known| !is_author(known));
        others
            .map(|known| ProposedColumnist {
                name: known.name.clone(),
                initials: known.initials.clone(),
                file: Some(below_content(known).to_owned()),
                ..ProposedColumnist::default()
            })
            .collect()
    }
}

/// Returns the path of a columnist's file under `content/`.
fn below_content(known: &Columnist) -> &str {
    let path: &str = &known.file;
    path.strip_prefix(CONTENT).and_then(|path| path.strip_prefix('/')).unwrap_or(path)
}
