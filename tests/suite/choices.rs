//! What a librarian would hand the readers of ten letters of the example, written down by one who saw the letters and
//! profiles without their tags, before the code was run over them.

use std::fmt::Write;

use snapbox::str;

use crate::example::{page as example_page, pages};
use crate::support::shows;

struct Choice {
    letter: &'static str,
    /// The programs that fit, the best first.
    programs: &'static [&'static str],
    /// What to read next, the best first.
    letters: &'static [&'static str],
}

const CHOICES: [Choice; 10] = [
    Choice {
        letter: "a-scanner-and-no-shelf",
        programs: &["san-jose-state-digital-assets-management", "san-jose-state-post-masters-certificate"],
        letters: &["in-love-with-the-archives", "two-finalists-one-certificate", "six-small-things-to-build"],
    },
    Choice {
        letter: "what-rare-book-school-costs",
        programs: &[
            "california-rare-book-school-rare-books-and-manuscripts",
            "rare-book-school-certificate-of-completion",
        ],
        letters: &["is-activism-a-skill", "strings-attached"],
    },
    Choice {
        letter: "data-or-language",
        programs: &[
            "arizona-foundations-of-data-science",
            "arizona-natural-language-processing",
            "san-jose-state-post-masters-certificate",
        ],
        letters: &["starting-to-code-from-nothing", "strings-attached"],
    },
    Choice {
        letter: "the-law-library-window",
        programs: &["arizona-legal-information", "arizona-medical-information"],
        letters: &["the-school-library-door", "strings-attached"],
    },
    Choice {
        letter: "when-the-company-library-closes",
        programs: &["san-jose-state-post-masters-certificate"],
        letters: &["certificate-without-experience", "the-friday-basement-a-year-on"],
    },
    Choice {
        letter: "one-library-in-town",
        programs: &["san-jose-state-post-masters-certificate"],
        letters: &["ten-years-out", "the-friday-basement", "a-plan-for-people-who-are-staying"],
    },
    Choice {
        letter: "five-names-for-one-thing",
        programs: &[
            "ut-austin-specializations",
            "syracuse-certificate-of-advanced-studies",
            "uw-milwaukee-advanced-study",
        ],
        letters: &["the-school-library-door", "certificate-without-experience"],
    },
    Choice {
        letter: "evening-classes-or-another-degree",
        programs: &["san-jose-state-post-masters-certificate"],
        letters: &["starting-to-code-from-nothing", "six-small-things-to-build", "ten-years-out"],
    },
    Choice {
        letter: "in-love-with-the-archives",
        programs: &["arizona-archival-studies", "san-jose-state-digital-assets-management"],
        letters: &["the-friday-basement", "certificate-without-experience", "the-friday-basement-a-year-on"],
    },
    Choice {
        letter: "two-finalists-one-certificate",
        programs: &["san-jose-state-digital-assets-management"],
        letters: &["certificate-without-experience", "a-scanner-and-no-shelf"],
    },
];

/// The last parts of the addresses in the headings of a part of a page, in order.
fn offered(page: &str, from: &str, to: &str) -> Vec<String> {
    let part = page.split_once(from).map_or("", |(_, rest)| rest.split(to).next().unwrap_or(rest));
    let links = part.split("<h3><a href=\"").skip(1).filter_map(|link| link.split('"').next());
    links.filter_map(|path| path.trim_end_matches('/').rsplit('/').next()).map(ToOwned::to_owned).collect()
}

/// Those of the chosen that are not among the first three offered.
fn missed(chosen: &[&str], offered: &[String]) -> Vec<String> {
    let first = &offered[..offered.len().min(3)];
    chosen.iter().filter(|name| !first.iter().any(|found| found == *name)).map(ToString::to_string).collect()
}

/// Nearness counts what is shared; a librarian also knows what she feels. What the first three leave out is listed, so
/// that whoever changes the weights sees what is gained and lost.
#[test]
fn what_a_librarian_would_choose_comes_in_the_first_three() {
    let (mut misses, mut kept, mut all) = (String::new(), 0, 0);
    for Choice { letter, programs, letters } in CHOICES {
        let page = example_page(&format!("questions/{letter}/index.html"));
        let near = [
            (programs, offered(page, "<aside class=\"margin\"", "</aside>")),
            (letters, offered(page, "<section class=\"next\"", "</section>")),
        ];
        for (chosen, offered) in near {
            let missed = missed(chosen, &offered);
            all += chosen.len();
            kept += chosen.len() - missed.len();
            for name in missed {
                let _ = writeln!(misses, "{letter}: {name}");
            }
        }
    }
    shows(
        format!("{kept} of {all}, without\n{misses}"),
        str![[r#"
33 of 42, without
a-scanner-and-no-shelf: six-small-things-to-build
what-rare-book-school-costs: strings-attached
data-or-language: strings-attached
one-library-in-town: san-jose-state-post-masters-certificate
one-library-in-town: a-plan-for-people-who-are-staying
five-names-for-one-thing: ut-austin-specializations
in-love-with-the-archives: the-friday-basement
in-love-with-the-archives: certificate-without-experience
two-finalists-one-certificate: certificate-without-experience
"#]],
    );
}

/// One click, and no script: an ordinary link on the page.
#[test]
fn every_letter_leads_to_a_program_and_every_program_to_a_letter() {
    let links_to = |page: &str, folder: &str| page.contains(&format!("<h3><a href=\"../../{folder}/"));
    let under = |folder: &str| -> Vec<_> {
        let pages = pages().filter(|(path, html)| path.starts_with(folder) && !html.contains("noindex"));
        pages.filter(|(path, _)| path.matches('/').count() == 2).collect()
    };
    let (letters, programs) = (under("questions/"), under("programs/"));
    assert!(letters.len() > 20 && programs.len() == 15, "{} letters, {} programs", letters.len(), programs.len());
    let lost = letters.iter().filter(|(_, page)| !links_to(page, "programs"));
    let lost = lost.chain(programs.iter().filter(|(_, page)| !links_to(page, "questions")));
    assert_eq!(lost.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&&str>::new());
}
