//! Groups diagnostics by kind, so that one mistake in ten thousand letters is one entry of a report.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Diagnostic, Severity};

/// A report with no more diagnostics than this shows each of them, unless they are all the same.
const SHORT_REPORT: usize = 10;

/// The same warning so often is shown once, with its places: a new column has as many placeholders.
const OFTEN: usize = 4;

/// The number of kinds of which one diagnostic is shown in full.
const MOST_IN_FULL: usize = 50;

/// The number of further kinds that get one line each.
const MOST_LINES: usize = 50;

/// Diagnostics of one kind: what they quote may differ.
#[derive(Debug)]
pub struct DiagnosticGroup<'a> {
    /// The diagnostics with the most frequent message, in the order of the report.
    pub main: Vec<&'a Diagnostic>,
    /// Those with another message, by message, the most frequent first.
    pub variants: Vec<Vec<&'a Diagnostic>>,
}

/// The diagnostics of a report, by how much of them is shown. Errors come before warnings, and warnings before hints.
#[derive(Debug, Default)]
pub struct Grouped<'a> {
    /// The first of each is shown in full.
    pub in_full: Vec<DiagnosticGroup<'a>>,
    /// Each has one line.
    pub in_one_line: Vec<DiagnosticGroup<'a>>,
    /// Only their number is shown.
    pub left_out: Vec<DiagnosticGroup<'a>>,
}

impl<'a> Grouped<'a> {
    /// Groups the diagnostics of a report. Those of a short report stay as they are, unless one of them is there often.
    pub fn new(diagnostics: &'a [Diagnostic]) -> Self {
        if diagnostics.len() <= SHORT_REPORT {
            return Self { in_full: short(diagnostics), ..Self::default() };
        }
        let kinds = grouped_by(diagnostics, |Diagnostic { severity, message, help, .. }| {
            // Below the first line of a help there may be lines to write.
            let help: String = help.iter().filter_map(|help| help.lines().next()).map(without_quoted).collect();
            (*severity, without_quoted(message), help)
        });
        let mut groups: Vec<_> = kinds.into_iter().map(DiagnosticGroup::new).collect();
        groups.sort_by_key(|group| group.first().map(|first| first.severity));
        let mut in_one_line = groups.split_off(groups.len().min(MOST_IN_FULL));
        let left_out = in_one_line.split_off(in_one_line.len().min(MOST_LINES));
        Self { in_full: groups, in_one_line, left_out }
    }

    /// Returns true if some diagnostic is not shown in full.
    pub fn is_cut(&self) -> bool {
        !self.in_one_line.is_empty() || self.in_full.iter().any(|group| group.count() > 1)
    }
}

impl<'a> DiagnosticGroup<'a> {
    fn new(kind: Vec<&'a Diagnostic>) -> Self {
        let mut variants = grouped_by(kind, Diagnostic::title);
        variants.sort_by_key(|variant| Reverse(variant.len()));
        let mut variants = variants.into_iter();
        Self { main: variants.next().unwrap_or_default(), variants: variants.collect() }
    }

    /// Returns the diagnostic that is shown in full.
    pub fn first(&self) -> Option<&'a Diagnostic> {
        self.main.first().copied()
    }

    /// Returns the number of its diagnostics.
    pub fn count(&self) -> usize {
        self.main.len() + self.variants.iter().map(Vec::len).sum::<usize>()
    }
}

/// Returns the diagnostics of a short report: each by itself, and what is there often once, at its first place.
fn short(diagnostics: &[Diagnostic]) -> Vec<DiagnosticGroup<'_>> {
    let same = grouped_by(diagnostics, |one| (one.severity, one.title(), &one.help));
    let is_once = |group: &Vec<&Diagnostic>| group.len() >= OFTEN && group[0].severity != Severity::Error;
    let (once, each): (Vec<_>, Vec<_>) = same.into_iter().partition(is_once);
    let mut groups: Vec<_> = once.into_iter().chain(each.into_iter().flatten().map(|one| vec![one])).collect();
    groups.sort_by_key(|group| diagnostics.iter().position(|one| std::ptr::eq(one, group[0])));
    groups.into_iter().map(DiagnosticGroup::new).collect()
}

/// Groups diagnostics by a key, in the order in which the keys first occur.
fn grouped_by<'a, K: Ord>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    key: impl Fn(&'a Diagnostic) -> K,
) -> Vec<Vec<&'a Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known: BTreeMap<K, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let at = *known.entry(key(diagnostic)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(diagnostic),
            None => groups.push(vec![diagnostic]),
        }
    }
    groups
}

/// Returns a text without what it quotes in backticks, and without numbers.
fn without_quoted(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    for (number, part) in text.split('`').enumerate() {
        match number % 2 {
            0 => rest.push_str(part),
            _ => rest.push('`'),
        }
    }
    rest.retain(|c| !c.is_ascii_digit());
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(diagnostics: &[Diagnostic]) -> Vec<(String, usize, usize)> {
        let grouped = Grouped::new(diagnostics);
        let all = grouped.in_full.iter().chain(&grouped.in_one_line).chain(&grouped.left_out);
        all.map(|group| (group.main[0].message.clone(), group.main.len(), group.variants.len())).collect()
    }

    #[test]
    fn a_kind_quotes_something_else_each_time() {
        let mut all: Vec<_> = (0..20).map(|n| Diagnostic::warning(format!("unknown field `x{n}`"))).collect();
        all.extend((0..20).map(|_| Diagnostic::warning("unknown field `layout`")));
        all.push(Diagnostic::error("`date` is missing"));
        let expected = [("`date` is missing", 1, 0), ("unknown field `layout`", 20, 20)];
        assert_eq!(groups(&all), expected.map(|(message, main, variants)| (message.to_owned(), main, variants)));
    }

    #[test]
    fn what_is_fixed_in_another_way_is_another_kind() {
        let helps = ["rename", "remove"].into_iter().cycle().take(22);
        let all: Vec<_> = helps.map(|help| Diagnostic::hint("unknown field `x`").help(format!("{help} it"))).collect();
        let expected = [("unknown field `x`", 11, 0), ("unknown field `x`", 11, 0)];
        assert_eq!(groups(&all), expected.map(|(message, main, variants)| (message.to_owned(), main, variants)));
    }

    #[test]
    fn the_same_warning_four_times_is_one() {
        let placeholder = || Diagnostic::warning("a placeholder");
        let mut all: Vec<_> = (0..3).map(|_| placeholder()).collect();
        assert_eq!(groups(&all).len(), 3);
        all.extend([Diagnostic::warning("another"), placeholder()]);
        assert_eq!(groups(&all), [("a placeholder", 4, 0), ("another", 1, 0)].map(|(m, n, v)| (m.to_owned(), n, v)));
        let errors: Vec<_> = (0..4).map(|_| Diagnostic::error("an error")).collect();
        assert_eq!(groups(&errors).len(), 4);
    }

    #[test]
    fn no_error_is_left_out_for_a_hint() {
        let mark = |n: usize| "x".repeat(n);
        let mut all: Vec<_> = (0..200).map(|n| Diagnostic::hint(format!("hint {}", mark(n)))).collect();
        all.extend((0..60).map(|n| Diagnostic::error(format!("error {}", mark(n)))));
        let grouped = Grouped::new(&all);
        let shown = || grouped.in_full.iter().chain(&grouped.in_one_line);
        assert_eq!(shown().filter(|group| group.main[0].severity == Severity::Error).count(), 60);
        assert_eq!((shown().count(), grouped.left_out.len()), (100, 160));
    }
}
