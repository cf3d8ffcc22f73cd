//! Any accent can be read, wherever a theme uses it, on light and on dark pages.

use std::collections::BTreeMap;

use callslip::diagnostics::Span;
use callslip::source::Layer;
use callslip::theme::{Chain, Color, ColorRules, OptionKind};

/// The contrast that WCAG 2.2 asks of text (1.4.3), and of what must be seen to use a page (1.4.11).
const TEXT: f64 = 4.5;
const CONTROL: f64 = 3.0;

/// Every rule of the two themes that uses the accent, with the contrast that it needs. Each ground may be below it, the page's
/// or a card's; where the accent is the ground, the page's color is that of the text on it.
const USES: [(&str, &str, f64); 21] = [
    ("a", "color", TEXT),
    (":focus-visible", "outline", CONTROL),
    (".masthead nav a:hover, .masthead nav a[aria-current]", "border-color", CONTROL),
    (".masthead nav .ask", "background", TEXT),
    (".slip-head :is(h2, h3)", "color", TEXT),
    (".prose li::marker", "color", TEXT),
    (".prose .tasks input:checked", "border-color", CONTROL),
    (".prose .tasks input:checked", "background", CONTROL),
    // The discs of the columnists, with initials on them.
    (":root", "--seal-1", TEXT),
    (".reply-role", "color", TEXT),
    (".video a:hover", "border-color", CONTROL),
    (".video-label::before", "background", CONTROL),
    (".video-title", "color", TEXT),
    (".about summary", "color", TEXT),
    (".search-note input", "accent-color", CONTROL),
    (".search-more", "border", CONTROL),
    (".search-more", "color", TEXT),
    // broadsheet
    (":root", "--stamp", TEXT),
    (".masthead nav .ask", "color", TEXT),
    // Here the accent becomes the lamp's color, by day and by night.
    (":root", "--lamp", TEXT),
    (":root", "--lamp", TEXT),
];

/// One declaration of a stylesheet.
struct Declaration {
    media: String,
    selector: String,
    property: String,
    value: String,
}

/// The declarations of a stylesheet that has no more than rules in `@media`.
fn declarations(css: &str) -> Vec<Declaration> {
    let without_comments: String = css
        .split("/*")
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once("*/").unwrap().1 })
        .collect();
    let (mut found, mut open, mut text) = (Vec::new(), Vec::<String>::new(), String::new());
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for c in without_comments.chars() {
        match c {
            '{' => open.push(flat(&std::mem::take(&mut text))),
            ';' | '}' => {
                let written = std::mem::take(&mut text);
                if let (Some((property, value)), Some(selector)) = (written.split_once(':'), open.last()) {
                    let media = if open.len() > 1 { open[0].clone() } else { String::new() };
                    found.push(Declaration {
                        media,
                        selector: selector.clone(),
                        property: flat(property),
                        value: flat(value),
                    });
                }
                if c == '}' {
                    open.pop();
                }
            }
            c => text.push(c),
        }
    }
    found
}

fn css(path: &str) -> Vec<Declaration> {
    let root = env!("CARGO_MANIFEST_DIR");
    declarations(&std::fs::read_to_string(format!("{root}/themes/{path}")).unwrap())
}

/// The grounds of a theme's pages and cards: by day, on paper of both kinds, or by night.
fn grounds(own: &[Declaration], at_night: bool) -> Vec<Color> {
    let mut variables: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for one in
        own.iter().filter(|one| one.media.is_empty() || one.media.contains(if at_night { "dark" } else { "light" }))
    {
        let is_ground = [":root", ".white"].contains(&one.selector.as_str())
            && ["--paper", "--card"].contains(&one.property.as_str());
        // White paper is for daylight.
        if is_ground && !(at_night && one.selector == ".white") {
            variables.insert((&one.selector, &one.property), &one.value);
        }
    }
    let colors = variables.values().filter(|value| !value.starts_with("var("));
    colors.map(|value| Color::parse(value).unwrap()).collect()
}

fn accent_of(theme: &str) -> ColorRules {
    let chain = Chain::from_layers(Layer::new(None, []), &[], theme, Span::default()).value;
    let options = chain.options().value;
    match &options.iter().find(|option| option.name == "accent").unwrap().kind {
        OptionKind::Color(rules) => rules.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_grounds_that_a_theme_declares_are_those_of_its_stylesheet() {
    for (theme, file) in
        [("reading-room", "reading-room/assets/reading-room.css"), ("broadsheet", "broadsheet/assets/broadsheet.css")]
    {
        let (own, rules) = (css(file), accent_of(theme));
        for (at_night, declared) in [(false, &rules.light), (true, &rules.dark)] {
            let used = grounds(&own, at_night);
            assert!(!used.is_empty());
            let missing: Vec<_> = used.iter().filter(|ground| !declared.contains(ground)).collect();
            assert!(missing.is_empty(), "{theme}: {missing:?} in the stylesheet and not under `accent`");
            let gone: Vec<_> = declared.iter().filter(|ground| !used.contains(ground)).collect();
            assert!(gone.is_empty(), "{theme}: {gone:?} under `accent` and not in the stylesheet");
        }
    }
}

#[test]
fn every_use_of_the_accent_is_known() {
    let all = [
        "reading-room/assets/reading-room.css",
        "reading-room/assets/replies.css",
        "reading-room/assets/search.css",
        "broadsheet/assets/broadsheet.css",
    ];
    let all: Vec<Declaration> = all.into_iter().flat_map(css).collect();
    let uses = all.iter().filter(|one| {
        one.value.contains("var(--lamp)") || (one.value.contains("var(--accent") && one.media.is_empty())
    });
    let mut uses: Vec<(&str, &str)> = uses.map(|one| (one.selector.as_str(), one.property.as_str())).collect();
    let mut known: Vec<(&str, &str)> = USES.iter().map(|(selector, property, _)| (*selector, *property)).collect();
    uses.sort_unstable();
    known.sort_unstable();
    assert_eq!(uses, known, "say in USES what contrast each needs, and on which ground it is");
}

#[test]
fn a_thousand_accents_can_be_read_in_light_and_dark() {
    let mut state: u32 = 20_261_127;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("#{:06x}", state >> 8)
    };
    let mut accents: Vec<String> = (0..1000).map(|_| random()).collect();
    accents.extend(["#000", "#fff", "#ff0", "#0ff", "#f0f", "#0f0", "#00f", "#f00", "#808080"].map(str::to_owned));
    for theme in ["reading-room", "broadsheet"] {
        let rules = accent_of(theme);
        for written in &accents {
            let accent = Color::parse(written).unwrap();
            for grounds in [&rules.light, &rules.dark] {
                let shown = accent.readable_on(grounds, rules.contrast);
                for (selector, property, needed) in USES {
                    for ground in grounds {
                        let ratio = shown.contrast(*ground);
                        assert!(
                            ratio >= needed,
                            "{theme}, {written}: {shown} on {ground} is {ratio:.2}:1, {selector} {property}"
                        );
                    }
                }
            }
        }
    }
}
