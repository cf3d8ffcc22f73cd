//! Replies that answer one another in a circle.

use super::candidate::{Candidate, ReplyTarget};

/// Returns the replies of each circle, as indices of candidates; those of one circle in path order.
pub(super) fn cycles(candidates: &[Candidate<'_>]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    // The walk in which a reply was reached; 0 if it was not yet.
    let mut reached = vec![0_usize; candidates.len()];
    for start in 0..candidates.len() {
        let walk = start + 1;
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| reached[*at] == 0) {
            reached[at] = walk;
            next = answered(&candidates[at]);
        }
        if let Some(at) = next.filter(|at| reached[*at] == walk) {
            let others = std::iter::successors(answered(&candidates[at]), |at| answered(&candidates[*at]));
            let mut cycle: Vec<usize> = std::iter::once(at).chain(others.take_while(|other| *other != at)).collect();
            cycle.sort_unstable();
            found.push(cycle);
        }
    }
    found
}

/// Returns the target of each reply; `None` for those in a circle.
pub(super) fn without_cycles(candidates: &[Candidate<'_>]) -> Vec<Option<ReplyTarget>> {
    let mut targets: Vec<_> = candidates.iter().map(|candidate| candidate.target).collect();
    // Most replies answer the letter.
    if targets.iter().any(|target| matches!(target, Some(ReplyTarget::Reply(_)))) {
        cycles(candidates).into_iter().flatten().for_each(|at| targets[at] = None);
    }
    targets
}

fn answered(candidate: &Candidate<'_>) -> Option<usize> {
    match candidate.target {
        Some(ReplyTarget::Reply(other)) => Some(other),
        Some(ReplyTarget::Turn(_)) | None => None,
    }
}
