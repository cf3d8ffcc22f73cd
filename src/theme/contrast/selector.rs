//! Selectors of the root of a page: `:root`, `html.dark`, `[data-theme="night"]`, `body`.

use super::css_rules::{after_brackets, parts};

/// An element at the root of a page, `html` or `body`, as a selector sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootElement {
    /// The name of the element.
    pub name: &'static str,
    /// The attributes, by name.
    pub attributes: Vec<(String, String)>,
}

/// The specificity of a selector: how many ids it names; how many classes, attributes, and states; how many elements.
pub(super) type Specificity = [usize; 3];

impl RootElement {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }
}

/// Returns the specificity of the selector of a list that selects an element, the highest if several do. `None` if none
/// does. A selector that names more than one element, or what is not known here, selects nothing.
pub(super) fn specificity(list: &str, element: &RootElement) -> Option<Specificity> {
    parts(list).into_iter().filter_map(|selector| of_one(selector, element)).max()
}

fn of_one(selector: &str, element: &RootElement) -> Option<Specificity> {
    let mut sum = [0; 3];
    let mut rest = selector;
    while let Some(sign) = rest.chars().next() {
        let body = rest.get(usize::from(!is_name(sign))..)?;
        let name = &body[..body.find(|c| !is_name(c)).unwrap_or(body.len())];
        rest = &body[name.len()..];
        let (selects, class) = match sign {
            '*' if name.is_empty() => (true, None),
            '.' => (element.has_class(name), Some(1)),
            '#' => (element.attribute("id") == Some(name), Some(0)),
            '[' => {
                let (inside, after) = body.split_once(']')?;
                rest = after;
                (has_attribute(inside, element)?, Some(1))
            }
            ':' if rest.starts_with('(') => {
                let end = after_brackets(rest, 0);
                let inner = specificity(rest.get(1..end - 1)?, element);
                rest = &rest[end..];
                let (selects, inner) = match name {
                    "is" => (inner.is_some(), inner),
                    "where" => (inner.is_some(), None),
                    "not" => (inner.is_none(), Some([0, 1, 0])),
                    _ => return None,
                };
                sum = added(sum, inner.unwrap_or_default());
                (selects, None)
            }
            ':' => (name == "root" && element.name == "html", Some(1)),
            _ if is_name(sign) => (name.eq_ignore_ascii_case(element.name), Some(2)),
            _ => return None,
        };
        if !selects {
            return None;
        }
        if let Some(class) = class {
            sum[class] += 1;
        }
    }
    (!selector.is_empty()).then_some(sum)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

fn added(one: Specificity, other: Specificity) -> Specificity {
    [one[0] + other[0], one[1] + other[1], one[2] + other[2]]
}

/// Returns whether an element has the attribute of `[name]` or `[name="value"]`. `None` for other comparisons.
fn has_attribute(inside: &str, element: &RootElement) -> Option<bool> {
    let Some((name, value)) = inside.split_once('=') else {
        return Some(element.attribute(inside.trim()).is_some());
    };
    let name = name.trim();
    let value = value.trim().trim_matches(['"', '\'']);
    name.chars().all(is_name).then(|| element.attribute(name) == Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_of_the_root_is_understood() {
        let attributes =
            vec![("class".to_owned(), "white sans".to_owned()), ("data-theme".to_owned(), "day".to_owned())];
        let html = RootElement { name: "html", attributes };
        let body = RootElement { name: "body", attributes: Vec::new() };
        for (selector, found) in [
            (":root", Some([0, 1, 0])),
            ("html", Some([0, 0, 1])),
            ("*", Some([0, 0, 0])),
            (".white", Some([0, 1, 0])),
            ("html.white.sans", Some([0, 2, 1])),
            (".other, :root, html", Some([0, 1, 0])),
            (":root[data-theme=\"day\"]", Some([0, 2, 0])),
            ("[data-theme]", Some([0, 1, 0])),
            (":root:not(.dark, [data-theme='night'])", Some([0, 2, 0])),
            (":is(html, :root)", Some([0, 1, 0])),
            (":where(:root)", Some([0, 0, 0])),
            (":root:not(.white)", None),
            ("[data-theme^=\"d\"]", None),
            (":root:has(a)", None),
            (":root::before", None),
            (".white body", None),
            ("body", None),
            ("", None),
        ] {
            assert_eq!(specificity(selector, &html), found, "{selector}");
        }
        assert_eq!(specificity("body", &body), Some([0, 0, 1]));
        assert_eq!(specificity(":root", &body), None);
    }
}
