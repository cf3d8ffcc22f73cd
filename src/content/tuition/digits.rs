//! How the digits of an amount are grouped, and the dashes between two amounts.

/// Hyphens, dashes, and the minus sign, each of which is written between the ends of a range.
pub(super) const DASHES: [char; 8] = ['-', '‐', '‑', '‒', '–', '—', '―', '−'];

/// Returns digits with a comma after each thousand.
pub(super) fn grouped(digits: &str) -> String {
    let is_start = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.char_indices().flat_map(|(at, digit)| is_start(at).then_some(',').into_iter().chain([digit])).collect()
}
