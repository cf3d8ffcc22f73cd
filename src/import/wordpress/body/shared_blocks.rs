//! Texts that several posts share: WordPress stores each once, and posts have its number (`wp:block`).

use std::borrow::Cow;
use std::collections::HashMap;

/// How deep shared texts may be in one another: one that has itself in it would never end.
const DEEPEST: usize = 4;

/// The longest text with what it shares, in bytes.
const LONGEST: usize = 4 << 20;

/// Returns a body with the shared texts in it, by their numbers. The place of one that is not known stays as it is.
pub(in crate::import) fn with_shared_blocks<'b>(body: &'b str, blocks: &HashMap<u64, String>) -> Cow<'b, str> {
    let mut body = Cow::Borrowed(body);
    for _ in 0..DEEPEST {
        match replaced(&body, blocks) {
            Some(longer) if longer.len() <= LONGEST => body = Cow::Owned(longer),
            _ => break,
        }
    }
    body
}

/// Returns a body with each place of a known text replaced by it. `None` if there is none.
fn replaced(body: &str, blocks: &HashMap<u64, String>) -> Option<String> {
    let mut longer = String::new();
    let mut rest = body;
    let mut is_changed = false;
    while let Some(at) = rest.find("<!-- wp:block {") {
        let Some(end) = rest[at..].find("-->").map(|end| at + end + 3) else { break };
        let text = number(&rest[at..end]).and_then(|number| blocks.get(&number));
        longer.push_str(&rest[..at]);
        longer.push_str(text.map_or(&rest[at..end], String::as_str));
        is_changed |= text.is_some();
        rest = &rest[end..];
    }
    longer.push_str(rest);
    is_changed.then_some(longer)
}

/// Returns the number in the comment of a block.
fn number(comment: &str) -> Option<u64> {
    let (_, after) = comment.split_once("\"ref\":")?;
    let digits = after.trim_start().trim_start_matches('"');
    digits[..digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len())].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_texts_are_where_they_were() {
        let block = |number: u64| format!("<!-- wp:block {{\"ref\":{number}}} /-->");
        let blocks = HashMap::from([
            (1, "<p>One</p>".to_owned()),
            (2, format!("<p>Two, {}</p>", block(1))),
            (3, format!("<p>{0}{0}</p>", block(3))),
        ]);
        let shown = |body: &str| with_shared_blocks(body, &blocks).into_owned();
        assert_eq!(shown(&format!("a {} b {}", block(1), block(9))), format!("a <p>One</p> b {}", block(9)));
        assert_eq!(shown(&block(2)), "<p>Two, <p>One</p></p>");
        assert_eq!(shown(&block(3)).matches("<p>").count(), 15);
        assert_eq!(shown("<!-- wp:block {\"ref\":1"), "<!-- wp:block {\"ref\":1");
    }
}
