//! Counts what an export has, and what of it is in the column.

use std::collections::HashSet;

use super::blog::{Post, PostKind, PostState};
use super::earlier::upload_origin;
use super::old_paths::OldPaths;
use super::plan::Plan;
use super::report::CountRow;
use super::survey::BlogSurvey;

/// How much there was of each kind, and how much is in the column.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) letters: usize,
    pub(super) articles: usize,
    pub(super) pages: usize,
    pub(super) held: usize,
    pub(super) comments: usize,
    pub(super) replies: usize,
    pub(super) programs: usize,
}

impl Tally {
    /// Counts a post that the column has.
    pub(super) fn add(&mut self, post: &Post, is_letter: bool) {
        match (post.kind, is_letter) {
            (PostKind::Page, _) => self.pages += 1,
            (PostKind::Letter, true) => self.letters += 1,
            (PostKind::Letter, false) => self.articles += 1,
        }
        self.held += usize::from(post.state != PostState::Published);
    }

    /// Returns the rows of the report. `copied` are the origins of the uploaded files that were copied.
    pub(super) fn rows(&self, survey: &BlogSurvey, plan: &Plan, copied: &HashSet<String>) -> Vec<CountRow> {
        let heads = &survey.heads;
        let of = |kind| heads.iter().filter(|head| head.kind == kind).count();
        let names: HashSet<&String> = heads.iter().flat_map(|head| &head.subjects).collect();
        let subjects: HashSet<&String> = names.iter().map(|name| plan.subjects.get(*name).unwrap_or(name)).collect();
        let held = heads.iter().filter(|head| head.state != PostState::Published).count();
        let authors: HashSet<&str> =
            heads.iter().map(|head| head.author.as_str()).filter(|one| !one.is_empty()).collect();
        let columnists = authors.iter().filter(|author| plan.columnist(author).is_some()).count();
        let addresses = OldPaths::of(survey, plan);
        let is_there = |key: &&String| {
            let origin = upload_origin(key);
            copied.contains(&origin) || plan.earlier.path_of(&origin).is_some()
        };
        let there = plan.upload_keys().filter(is_there).count();
        let row = |kind, exported, imported| CountRow { kind, exported: Some(exported), imported };
        let new = |kind, imported| CountRow { kind, exported: None, imported };
        vec![
            row("posts", of(PostKind::Letter), self.letters + self.articles),
            new("letters with a question and an answer", self.letters),
            new("articles", self.articles),
            row("pages", of(PostKind::Page), self.pages),
            row("drafts, private posts, and those with a password", held, self.held),
            row("comments that were approved", self.comments, self.replies),
            row("authors who have written something", authors.len(), columnists),
            row("categories and tags of posts", names.len(), subjects.len()),
            row("pictures and files", plan.upload_keys().count(), there),
            new("proposed profiles of programs", self.programs),
            row("addresses that go on leading to their text", addresses.all, addresses.all - addresses.lost.len()),
        ]
    }
}
