//! The names of categories and tags, each written in one way.

use std::collections::{BTreeMap, HashMap};

use super::survey::BlogSurvey;
use crate::content::comparable_tag;

/// Returns the name of each category and tag that is written in another way more often: `job-hunting` is `job hunting`.
pub(super) fn one_name_each(survey: &BlogSurvey) -> BTreeMap<String, String> {
    let mut posts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in survey.heads.iter().flat_map(|head| &head.subjects) {
        *posts.entry(name).or_default() += 1;
    }
    let mut names: HashMap<String, &str> = HashMap::new();
    for (name, count) in &posts {
        let known = names.entry(comparable_tag(name)).or_insert(name);
        if posts[*known] < *count {
            *known = name;
        }
    }
    let of = |name: &str| names.get(&comparable_tag(name)).copied().unwrap_or_default().to_owned();
    posts.keys().map(|name| ((*name).to_owned(), of(name))).filter(|(name, other)| name != other).collect()
}
