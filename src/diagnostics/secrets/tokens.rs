//! Tokens and keys that are known by how they begin.

use std::ops::Range;

use super::is_word;

/// Beginnings of tokens that services hand out, with the number of characters that must follow.
const TOKENS: [(&str, usize); 21] = [
    ("ghp_", 4),
    ("gho_", 4),
    ("ghu_", 4),
    ("ghs_", 4),
    ("ghr_", 4),
    ("github_pat_", 4),
    ("glpat-", 4),
    ("gldt-", 8),
    ("glcbt-", 8),
    ("glptt-", 8),
    ("xoxb-", 8),
    ("xoxp-", 8),
    ("npm_", 20),
    ("pypi-", 20),
    ("dop_v1_", 20),
    ("hf_", 20),
    ("nfp_", 20),
    ("sk_live_", 8),
    ("AKIA", 16),
    ("ASIA", 16),
    ("eyJhbGci", 20),
];

/// Finds the tokens and private keys in a text.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = private_keys(text);
    for (prefix, least) in TOKENS {
        let mut at = 0;
        while let Some(start) = text[at..].find(prefix).map(|found| at + found) {
            at = start + prefix.len();
            if text[..start].ends_with(is_word) {
                continue;
            }
            let rest = &text[at..];
            let length = rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len());
            if length >= least {
                found.push(start..at + length);
            }
            at += length;
        }
    }
    found
}

fn private_keys(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("-----BEGIN ").map(|found| at + found) {
        at = start + "-----BEGIN ".len();
        if text[at..].split("-----").next().is_some_and(|kind| kind.ends_with("PRIVATE KEY")) {
            at = text[at..].find("-----END ").map_or(text.len(), |end| at + end);
            found.push(start..at);
        }
    }
    found
}
