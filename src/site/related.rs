//! What shares a subject with what. Asked for one page at a time, by walking sorted postings and stopping early.

use super::Site;
use crate::content::Tag;

/// At most `most` programs that share a subject with these tags, those of the rarest subject first.
pub fn programs_sharing(site: &Site, tags: &[Tag], most: usize) -> Vec<usize> {
    let mut terms: Vec<_> = tags.iter().filter_map(|tag| site.taxonomy.get(&tag.slug)).collect();
    terms.sort_by_key(|term| (term.programs.len() + term.letters.len(), &term.slug));
    let mut found = Vec::with_capacity(most);
    for program in terms.into_iter().flat_map(|term| &term.programs) {
        if found.len() == most {
            break;
        }
        if !found.contains(program) {
            found.push(*program);
        }
    }
    found
}

/// At most `most` letters that share a subject with these tags, newest first, less those in `without`.
pub fn letters_sharing(site: &Site, tags: &[Tag], without: &[usize], most: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for term in tags.iter().filter_map(|tag| site.taxonomy.get(&tag.slug)) {
        // Postings are newest first, so no subject can contribute more than its first few.
        found.extend(term.letters.iter().filter(|at| !without.contains(at)).take(most));
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(most);
    found
}
