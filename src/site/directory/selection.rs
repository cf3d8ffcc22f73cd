//! What a reader has chosen in the filters, as the address of the page has it: `?delivery=online,hybrid&tuition=free`.

use percent_encoding::percent_decode_str;

use super::Directory;
use super::facet::Facet;
use crate::content::Keyword;
use crate::site::ids::ProgramId;

/// The values that a reader has chosen, facet by facet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    chosen: Vec<(Facet, Vec<String>)>,
}

impl Selection {
    /// Reads the query of an address. What it does not know (the order of the list, a campaign) is left out.
    pub fn parse(query: &str) -> Self {
        let mut chosen: Vec<(Facet, Vec<String>)> = Vec::new();
        for (name, values) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let name = percent_decode_str(name).decode_utf8_lossy();
            let Some(facet) = Facet::ALL.iter().find(|facet| facet.word() == name) else { continue };
            let values = percent_decode_str(values).decode_utf8_lossy().into_owned();
            let values = values.split(',').filter(|value| !value.is_empty()).map(ToOwned::to_owned);
            match chosen.iter_mut().find(|(other, _)| other == facet) {
                Some((_, known)) => known.extend(values),
                None => chosen.push((*facet, values.collect())),
            }
        }
        chosen.retain(|(_, values)| !values.is_empty());
        Self { chosen }
    }

    /// Returns true if nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }
}

impl Directory {
    /// Returns true if a program is shown to a reader who has chosen this: in each facet with a choice, it has one of the
    /// values. A facet that does not tell programs apart is not on the page, so nobody can choose in it.
    pub fn is_selected(&self, program: ProgramId, selection: &Selection) -> bool {
        let mut chosen = selection.chosen.iter().filter(|(facet, _)| self.is_offered(*facet));
        chosen.all(|(facet, values)| {
            let own = self.of_program(program).iter().map(|term| &self.terms[*term]);
            own.filter(|term| term.facet == *facet).any(|term| values.contains(&term.slug))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_as_browsers_write_it() {
        let chosen = |query| Selection::parse(query).chosen;
        let delivery = |values: &[&str]| (Facet::Delivery, values.iter().map(|value| (*value).to_owned()).collect());
        assert_eq!(chosen("delivery=online,hybrid"), [delivery(&["online", "hybrid"])]);
        assert_eq!(chosen("delivery=online%2Chybrid&sort=-cost"), [delivery(&["online", "hybrid"])]);
        assert_eq!(chosen("delivery=online&delivery=hybrid"), [delivery(&["online", "hybrid"])]);
        assert_eq!(chosen("%64elivery=online,hybrid"), [delivery(&["online", "hybrid"])]);
        assert_eq!(chosen("utm_source=x&delivery=&&="), []);
    }
}
