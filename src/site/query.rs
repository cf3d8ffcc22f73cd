//! The query of an old address: `p=12` in `/?p=12`.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Parameters that an address must have, each with its value. They are decoded and sorted, and no two have one name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Query(Vec<(String, String)>);

/// The rule that a query breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum QueryError {
    /// A parameter without a value, which few hosts can look for.
    #[error("`{0}` has no value, as in `?p=12`")]
    NoValue(String),
    /// Two values for one name: hosts look at one of them only, not all at the same.
    #[error("`{0}` has two values")]
    Repeated(String),
    /// A character of Unicode's category Cc, which could break a line of a host's settings.
    #[error("it contains an invisible character (U+{:04X})", u32::from(*.0))]
    Control(char),
    /// Its percent-encoded bytes are no text.
    #[error("it has characters that cannot be read")]
    Encoding,
    /// More bytes than hosts take.
    #[error("it is too long (more than {MAX_BYTES} bytes)")]
    Long,
}

/// The most bytes of a query.
const MAX_BYTES: usize = 1_000;

/// The characters that are encoded in a query: all but the unreserved ones (RFC 3986, section 2.3).
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Query {
    /// Returns the parameters of a text such as `p=12&preview=true`, or the first rule that it breaks.
    pub(super) fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > MAX_BYTES {
            return Err(QueryError::Long);
        }
        let mut parameters = Vec::new();
        for (name, value) in pairs(text) {
            let (Some(name), Some(value)) = (decoded(name), decoded(value)) else { return Err(QueryError::Encoding) };
            if let Some(control) = name.chars().chain(value.chars()).find(|c| c.is_control()) {
                return Err(QueryError::Control(control));
            }
            if name.is_empty() || value.is_empty() {
                return Err(QueryError::NoValue(text.to_owned()));
            }
            parameters.push((name, value));
        }
        parameters.sort();
        parameters.dedup();
        match parameters.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(QueryError::Repeated(pair[0].0.clone())),
            None if parameters.is_empty() => Err(QueryError::NoValue(text.to_owned())),
            None => Ok(Self(parameters)),
        }
    }

    /// The names and values, decoded.
    pub fn parameters(&self) -> &[(String, String)] {
        &self.0
    }

    /// Returns true if the query of a request has all of these parameters, whatever else it has.
    pub fn is_in(&self, request: &str) -> bool {
        let asked: Vec<_> = pairs(request).map(|(name, value)| (decoded(name), decoded(value))).collect();
        let has = |(name, value): &(String, String)| {
            asked.iter().any(|(asked, with)| asked.as_ref() == Some(name) && with.as_ref() == Some(value))
        };
        self.0.iter().all(has)
    }

    /// Returns true if each of these parameters is among those of another query.
    pub(super) fn is_part_of(&self, other: &Self) -> bool {
        self.0.iter().all(|parameter| other.0.contains(parameter))
    }
}

/// Splits a query into names and values, not decoded.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Decodes a name or value as forms encode it (URL Standard, section 5.1); `None` if it is no text.
fn decoded(text: &str) -> Option<String> {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8().ok().map(Into::into)
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, value)) in self.0.iter().enumerate() {
            let (and, encoded) = (if at == 0 { "" } else { "&" }, |text| utf8_percent_encode(text, IN_QUERY));
            write!(f, "{and}{}={}", encoded(name), encoded(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    #[test]
    fn a_query_is_a_set_of_decoded_parameters() {
        for same in ["p=12&q=a+b", "q=a%20b&p=12", "&p=%31%32&&q=a%20b", "p=12&q=a+b&p=12"] {
            assert_eq!(query(same), query("p=12&q=a b"), "{same}");
        }
        assert_eq!(query("q=a+b&p=12&c%5B%5D=%C3%A9").to_string(), "c%5B%5D=%C3%A9&p=12&q=a%20b");
    }

    #[test]
    fn a_request_may_have_more_parameters() {
        let (one, two) = (query("p=12"), query("p=12&lang=de"));
        for request in ["p=12", "utm_source=x&p=12", "p=12&preview", "p=%312"] {
            assert!(one.is_in(request), "{request}");
            assert!(!two.is_in(request), "{request}");
        }
        for request in ["", "p=1", "p=123", "P=12", "xp=12", "p=12x", "p", "q=p=12"] {
            assert!(!one.is_in(request), "{request}");
        }
        assert!(two.is_in("lang=de&p=12"));
        assert!(one.is_part_of(&two) && !two.is_part_of(&one));
    }

    #[test]
    fn each_rule_has_its_message() {
        let rule = |text: &str| Query::parse(text).unwrap_err().to_string();
        assert_eq!(rule("print"), "`print` has no value, as in `?p=12`");
        assert_eq!(rule("p="), "`p=` has no value, as in `?p=12`");
        assert_eq!(rule(""), "`` has no value, as in `?p=12`");
        assert_eq!(rule("p=1&p=2"), "`p` has two values");
        assert_eq!(rule("p=%0A"), "it contains an invisible character (U+000A)");
        assert_eq!(rule("p=%FF"), "it has characters that cannot be read");
        assert_eq!(rule(&format!("p={}", "1".repeat(1_000))), "it is too long (more than 1000 bytes)");
    }
}
