//! The links of a body that matter to others: to places within other texts, and the places that others can link to.

/// Returns the addresses with a `#` to which a body links, without those within itself or to comments.
pub(super) fn links_to_places(body: &str) -> Vec<String> {
    let links = values(body, b"href=");
    let is_to_place = |link: &&str| {
        let place = link.split_once('#').filter(|(address, _)| !address.is_empty());
        place.is_some_and(|(_, id)| !id.is_empty() && !is_of_comments(id))
    };
    links.filter(is_to_place).map(str::to_owned).collect()
}

/// Returns the ids of a body's places.
pub(super) fn places(body: &str) -> Vec<String> {
    values(body, b" id=").chain(values(body, b"<a name=")).filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// Returns true for the places that WordPress itself has on the page of a post.
pub(super) fn is_of_comments(id: &str) -> bool {
    ["comment", "respond", "more-"].iter().any(|start| id.starts_with(start))
}

/// Returns the values of attributes, by a name with its `=`.
pub(super) fn values<'b>(body: &'b str, name: &'static [u8]) -> impl Iterator<Item = &'b str> {
    memchr::memmem::find_iter(body.as_bytes(), name).filter_map(move |at| {
        let rest = &body[at + name.len()..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        Some(rest[1..].split_once(quote)?.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_places_are_found() {
        let body = r##"<a href="#a">a</a><a class=b href='/c/#d'>e</a><a href="/c/#comment-3">f</a><h2 class="x" id="g">h</h2><a name="i"></a>"##;
        assert_eq!(links_to_places(body), ["/c/#d"]);
        assert_eq!(places(body), ["g", "i"]);
    }
}
