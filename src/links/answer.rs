//! What came back from an address, and what it means.

use super::moved::{leads_to_front_page, leads_to_login, leads_to_the_same, moves_by_design};

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LinkAnswer {
    /// The page is there.
    Works,
    /// The page is there, at another address; or its site shows its front page instead.
    Moved {
        /// The other address.
        to: String,
    },
    /// A server answers, but not with the page.
    Refused(String),
    /// Nothing answers, or nothing that means anything.
    NoAnswer(String),
    /// There is no such page.
    NotFound(String),
}

/// The way from an address to the page that it leads to.
#[derive(Debug, Clone)]
pub(super) struct LinkRoute<'a> {
    /// The address that was asked first.
    pub(super) from: &'a str,
    /// The address that answered.
    pub(super) end: &'a str,
    /// The last address that is reached by permanent redirects alone; `None` if the first redirect is a temporary one.
    pub(super) moved_to: Option<&'a str>,
}

impl LinkAnswer {
    /// Returns what a status means. `words` are those of the status, such as `404 Not Found`.
    pub(super) fn of(status: u16, words: String, route: &LinkRoute<'_>) -> Self {
        match status {
            200..=399 | 416 => Self::of_page(route),
            404 | 410 => Self::NotFound(words),
            400..=499 | 600.. => Self::Refused(words),
            0..=199 | 500..=599 => Self::NoAnswer(words),
        }
    }

    fn of_page(route: &LinkRoute<'_>) -> Self {
        if moves_by_design(route.from) || leads_to_the_same(route.from, route.end) {
            Self::Works
        } else if leads_to_login(route.from, route.end) {
            Self::Refused("it asks to log in".to_owned())
        } else if leads_to_front_page(route.from, route.end) {
            Self::Moved { to: route.end.to_owned() }
        } else {
            match route.moved_to {
                Some(to) if !leads_to_the_same(route.from, to) => Self::Moved { to: to.to_owned() },
                _ => Self::Works,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, from: &str, steps: &[(u16, &str)]) -> LinkAnswer {
        let end = steps.last().map_or(from, |step| step.1);
        let moved_to = steps.iter().take_while(|step| matches!(step.0, 301 | 308)).last().map(|step| step.1);
        LinkAnswer::of(status, status.to_string(), &LinkRoute { from, end, moved_to })
    }

    #[test]
    fn a_status_alone_says_whether_the_page_is_there() {
        let of = |status| of(status, "https://a.example/b", &[]);
        for status in [200, 203, 204, 206, 300, 304, 416] {
            assert_eq!(of(status), LinkAnswer::Works, "{status}");
        }
        for status in [404, 410] {
            assert_eq!(of(status), LinkAnswer::NotFound(status.to_string()));
        }
        for status in [400, 401, 402, 403, 405, 406, 407, 408, 409, 418, 421, 425, 429, 451, 999] {
            assert_eq!(of(status), LinkAnswer::Refused(status.to_string()));
        }
        for status in [100, 500, 502, 503, 504, 521, 530] {
            assert_eq!(of(status), LinkAnswer::NoAnswer(status.to_string()));
        }
    }

    #[test]
    fn only_permanent_redirects_are_moves() {
        let from = "http://a.example/b";
        let moved = |to: &str| LinkAnswer::Moved { to: to.to_owned() };
        assert_eq!(of(200, from, &[(301, "https://a.example/b")]), moved("https://a.example/b"));
        assert_eq!(
            of(200, from, &[(301, "https://a.example/b"), (308, "https://c.example/b")]),
            moved("https://c.example/b")
        );
        assert_eq!(
            of(200, from, &[(301, "https://a.example/b"), (302, "https://a.example/en/b")]),
            moved("https://a.example/b")
        );
        assert_eq!(of(200, from, &[(302, "https://a.example/c"), (301, "https://a.example/d")]), LinkAnswer::Works);
        assert_eq!(of(200, from, &[(301, "http://a.example/b")]), LinkAnswer::Works);
        assert_eq!(of(404, from, &[(301, "https://a.example/c")]), LinkAnswer::NotFound("404".to_owned()));
        assert_eq!(of(403, from, &[(301, "https://a.example/c")]), LinkAnswer::Refused("403".to_owned()));
    }

    #[test]
    fn front_pages_and_logins_are_no_new_addresses() {
        let from = "https://a.example/jobs/12";
        assert_eq!(
            of(200, from, &[(302, "https://a.example/")]),
            LinkAnswer::Moved { to: "https://a.example/".to_owned() }
        );
        assert_eq!(
            of(200, from, &[(301, "https://b.example")]),
            LinkAnswer::Moved { to: "https://b.example".to_owned() }
        );
        assert_eq!(
            of(200, from, &[(301, "https://a.example/login?to=12")]),
            LinkAnswer::Refused("it asks to log in".to_owned())
        );
    }

    #[test]
    fn what_is_made_to_move_has_not_moved() {
        assert_eq!(of(200, "https://doi.org/10.1000/182", &[(301, "https://a.example/book")]), LinkAnswer::Works);
        assert_eq!(
            of(404, "https://doi.org/10.1000/182", &[(302, "https://a.example/book")]),
            LinkAnswer::NotFound("404".to_owned())
        );
    }
}
