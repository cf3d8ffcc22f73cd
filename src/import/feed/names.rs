//! The names of elements, whatever prefixes a feed has chosen for its namespaces.

use crate::import::xml::Element;

/// The prefixes by which the readers of feeds know namespaces: a part of the namespace, and the prefix.
const PREFIXES: [(&str, &str); 13] = [
    ("www.w3.org/2005/Atom", "atom"),
    ("purl.org/atom/ns#", "atom"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/rss/1.0", ""),
    ("my.netscape.com/rdf/simple/0.9", ""),
    ("purl.org/dc/elements", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/syndication/thread", "thr"),
    ("www.w3.org/2007/app", "app"),
    ("purl.org/atom/app#", "app"),
    ("search.yahoo.com/mrss", "media"),
    ("itunes.com/dtds/podcast", "itunes"),
    ("schemas.google.com/blogger/2018", "blogger"),
];

/// The namespaces of a feed, as its first elements declare them.
pub(super) struct Namespaces {
    /// The prefix in the feed, and the one by which its readers know it.
    prefixes: Vec<(String, &'static str)>,
}

impl Namespaces {
    /// Reads the declarations among attributes.
    pub(super) fn of(attributes: &[(String, String)]) -> Self {
        let declared = attributes.iter().filter_map(|(name, address)| {
            let prefix = if name == "xmlns" { "" } else { name.strip_prefix("xmlns:")? };
            let (_, known) = PREFIXES.iter().find(|(namespace, _)| address.contains(namespace))?;
            Some((prefix.to_owned(), *known))
        });
        Self { prefixes: declared.collect() }
    }

    /// Gives an element and all in it the prefixes that readers know. The elements of Atom have none in a feed of Atom.
    pub(super) fn rename(&self, element: &mut Element, is_atom: bool) {
        let (prefix, local) = element.name.split_once(':').unwrap_or(("", &element.name));
        let known = self.prefixes.iter().find(|(declared, _)| declared == prefix).map(|(_, known)| *known);
        let known = match known.unwrap_or(prefix) {
            "atom" if is_atom => "",
            known => known,
        };
        if known != prefix {
            element.name = if known.is_empty() { local.to_owned() } else { format!("{known}:{local}") };
        }
        for child in &mut element.children {
            self.rename(child, is_atom);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_those_that_readers_know() {
        let shown = |declared: &[(&str, &str)], name: &str, is_atom: bool| {
            let attributes: Vec<_> = declared.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            let mut element = Element { name: name.to_owned(), ..Element::default() };
            Namespaces::of(&attributes).rename(&mut element, is_atom);
            element.name
        };
        let atom = [("xmlns:a", "http://www.w3.org/2005/Atom"), ("xmlns:x", "http://purl.org/dc/elements/1.1/")];
        assert_eq!(shown(&atom, "a:entry", true), "entry");
        assert_eq!(shown(&atom, "a:link", false), "atom:link");
        assert_eq!(shown(&atom, "x:creator", true), "dc:creator");
        assert_eq!(shown(&atom, "y:other", true), "y:other");
        let rdf = [("xmlns", "http://purl.org/rss/1.0/"), ("xmlns:c", "http://purl.org/rss/1.0/modules/content/")];
        assert_eq!(shown(&rdf, "item", false), "item");
        assert_eq!(shown(&rdf, "c:encoded", false), "content:encoded");
        assert_eq!(shown(&[("xmlns:rss", "http://purl.org/rss/1.0/")], "rss:item", false), "item");
        assert_eq!(shown(&[], "content:encoded", false), "content:encoded");
        assert_eq!(shown(&[("xmlns", "http://www.w3.org/2005/Atom")], "entry", true), "entry");
    }
}
