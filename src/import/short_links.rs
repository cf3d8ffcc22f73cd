//! Old addresses with a query: the short links of WordPress, and all that a blog without permalinks has.

use super::addresses::OldAddresses;
use super::blog::PostKind;
use super::survey::Head;

/// Returns the short links of a post. WordPress leads on from `/?p=12` to the text with that number, whatever its kind
/// (`wp_get_shortlink`); a page without a permalink is at `/?page_id=12`.
///
/// `by_number` says that the numbers of posts are those of WordPress. Otherwise the id in the feed may be a short link:
/// WordPress makes it of one.
pub(super) fn short_links(head: &Head, addresses: &OldAddresses, by_number: bool) -> Vec<String> {
    match head.kind {
        PostKind::Letter if by_number => vec![format!("/?p={}", head.id)],
        PostKind::Page if by_number => vec![format!("/?page_id={}", head.id), format!("/?p={}", head.id)],
        PostKind::Letter | PostKind::Page => {
            let is_short = |link: &String| link.starts_with("/?p=") || link.starts_with("/?page_id=");
            addresses.alias(&head.feed_id).filter(is_short).into_iter().collect()
        }
    }
}
