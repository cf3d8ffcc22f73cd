//! The old addresses of posts, and those that lead nowhere now.

use super::blog::PostState;
use super::plan::{Plan, PlannedFile, new_address};
use super::survey::BlogSurvey;

/// The old addresses of published posts.
pub(super) struct OldPaths<'p> {
    /// How many there were.
    pub(super) all: usize,
    /// Those that lead nowhere now, each with the file of its text.
    pub(super) lost: Vec<(String, &'p PlannedFile)>,
}

impl<'p> OldPaths<'p> {
    pub(super) fn of(survey: &BlogSurvey, plan: &'p Plan) -> Self {
        let published = survey.heads.iter().filter(|head| head.state == PostState::Published);
        let old = published.filter_map(|head| {
            let address = plan.addresses.alias(&head.address).filter(|address| !address.contains('?'))?;
            Some((address, plan.files.get(&head.origin)?))
        });
        let mut paths = Self { all: 0, lost: Vec::new() };
        for (address, file) in old {
            paths.all += 1;
            if !file.aliases.contains(&address) && address.trim_end_matches('/') != new_address(&file.path) {
                paths.lost.push((address, file));
            }
        }
        paths
    }
}
