//! Checks that no program has been replaced by itself, by way of others or not.

use crate::diagnostics::Diagnostic;
use crate::site::collection::Collections;
use crate::site::id_vec::IdVec;
use crate::site::ids::ProgramId;

/// Returns the replacement of each program, without those that lead in a circle, and an error for each circle.
pub(super) fn without_circles(
    mut replaced_by: IdVec<ProgramId, Option<ProgramId>>,
    entries: &Collections,
) -> (IdVec<ProgramId, Option<ProgramId>>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    // From each program on, at most all others are visited once: a visited one is known to lead out, or its circle is cut.
    let mut visited: IdVec<ProgramId, Option<ProgramId>> = vec![None; replaced_by.len()].into();
    for start in entries.programs.ids() {
        let mut program = start;
        while visited[program].is_none() {
            visited[program] = Some(start);
            let Some(next) = replaced_by[program] else { break };
            if visited[next] == Some(start) {
                found.extend(circle(program, next, entries));
                replaced_by[program] = None;
                break;
            }
            program = next;
        }
    }
    (replaced_by, found)
}

fn circle(program: ProgramId, next: ProgramId, entries: &Collections) -> Option<Diagnostic> {
    let (file, reference) =
        (&entries.programs[program].common.record.file, entries.programs[program].replaced_by.as_ref()?);
    let message = if program == next {
        "a program cannot be replaced by itself".to_owned()
    } else {
        let other = &entries.programs[next].common.record.file;
        format!("`{other}` has itself been replaced by this program, directly or through others")
    };
    let help = "name the program that took its place in the end, or remove `replaced_by`";
    Some(Diagnostic::error(message).at(file, reference.span).help(help))
}
