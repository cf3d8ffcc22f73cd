//! Reads `column.yaml` into a [`Config`].

use jiff::tz::TimeZone;

use super::{
    Config, FormSettings, MarkerWords, NavEntry, aliases, base_url, forms, host, markers, permalinks, publish, replies,
    secrets, social_image, time_zone,
};
use crate::diagnostics::{Checked, Diagnostic, Findings, Span, full_address};
use crate::language::{Locale, Transliteration, Typography, is_language_tag};
use crate::source::SourceFile;
use crate::text_checks::placeholders;
use crate::yaml::values::{SpannedText, count, other_kind, parse_yes_no, string, text, wrong_kind, yes_no};
use crate::yaml::{self, Fields, Node, Pair, Value, plain_or_quoted};

/// Reads `column.yaml`. A setting that is missing or wrong gets its default; a wrong one is reported.
pub fn parse(file: &SourceFile) -> Checked<Config> {
    let mut findings = Findings::new(&file.path);
    let node = yaml::parse(&file.text, 0, &mut findings);
    let mut fields = Fields::new(&node, first_line(&file.text), "`column.yaml`", &mut findings);
    let language = fields.optional("language", language).unwrap_or_else(|| "en".to_owned());
    let markers = fields.optional("markers", |node, findings| markers::read(node, &language, findings));
    let typography = match fields.optional("typography", on_off) {
        Some(false) => Typography::OFF,
        Some(true) | None => Typography::of_language(&language),
    };
    let slugs = fields.optional("slugs", |node, findings| slugs(node, &language, findings)).unwrap_or_default();
    let prose = |node: &Node, findings: &mut Findings| {
        string(node, findings).map(|text| typography.typeset(&text).into_owned())
    };
    let nav = |node: &Node, findings: &mut Findings| nav(node, &typography, findings);
    let config = Config {
        title: fields.required("title", "The name of your column", prose).unwrap_or_default(),
        tagline: fields.optional("tagline", prose),
        base_url: fields.optional("base_url", base_url::read),
        social_image: fields.optional("social_image", social_image::read),
        id: fields.optional("id", tag_authority),
        feed_aliases: fields.optional("feed_aliases", feed_aliases).unwrap_or_default(),
        markers: markers.unwrap_or_else(|| MarkerWords::of_language(&language)),
        language_span: fields.span("language"),
        locale: Locale::of_language(&language),
        language,
        typography,
        slugs,
        timezone: fields.optional("timezone", time_zone::read).unwrap_or(TimeZone::UTC),
        theme_span: fields.span("theme"),
        theme: fields.optional("theme", theme_name).map_or_else(|| "reading-room".to_owned(), |name| name.text),
        theme_options: fields.optional("theme_options", theme_options),
        nav: fields.optional("nav", nav).unwrap_or_else(default_nav),
        footer: fields.optional("footer", nav).unwrap_or_else(|| vec![entry("/feed.xml")]),
        currency: fields.optional("currency", currency),
        answered_by: fields.optional("answered_by", text),
        permalinks: fields.optional("permalinks", permalinks::read).unwrap_or_default(),
        host: fields.optional("host", host::read).unwrap_or_default(),
        publish: fields.optional("publish", publish::read).unwrap_or_default(),
        replies: fields.optional("replies", replies::read).unwrap_or_default(),
        forms: FormSettings::read(&mut fields),
        outside: fields.optional("outside", forms::origins).unwrap_or_default(),
        saved_letters: fields.optional("saved_letters", yes_no).unwrap_or(false),
        search: fields.optional("search", yes_no).unwrap_or(true),
        letters_per_page: fields.optional("letters_per_page", count(1000)).map_or(20, |n| n as usize),
    };
    fields.finish();
    secrets::check(&node, &file.text, &mut findings);
    placeholders::check_settings(&file.text, &mut findings);
    findings.with(config)
}

fn first_line(text: &str) -> Span {
    Span::new(0..text.lines().next().map_or(0, str::len))
}

/// Reads an authority and date (RFC 4151): a domain or an e-mail address, a comma, and a year or date when it was
/// yours.
fn tag_authority(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    let well_formed = text.split_once(',').is_some_and(|(name, date)| {
        let name_ok = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_@".contains(c));
        let parts: Vec<&str> = date.split('-').collect();
        let digits = |part: &&str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let date_ok = parts.iter().zip([4, 2, 2]).all(|(part, n)| digits(part, n)) && parts.len() <= 3;
        name_ok && date_ok
    });
    if !well_formed {
        let diagnostic = Diagnostic::error(format!("`{text}` cannot be the `id` of a column"));
        findings.add(span, diagnostic.help("write a domain name of yours, a comma, and a year: `example.org,2026`"));
        return None;
    }
    Some(text)
}

fn feed_aliases(node: &Node, findings: &mut Findings) -> Option<Vec<SpannedText>> {
    aliases(node, |_| None, findings)
}

fn language(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    if !is_language_tag(&text) {
        let diagnostic = Diagnostic::error(format!("`{text}` is not a language code"));
        findings.add(span, diagnostic.help("write its code, such as `en`, `en-GB`, or `de`"));
        return None;
    }
    Some(text)
}

/// Reads `on` or `off`.
fn on_off(node: &Node, findings: &mut Findings) -> Option<bool> {
    let SpannedText { text, span } = text(node, findings)?;
    let answer = match text.to_lowercase().as_str() {
        "on" => Some(true),
        "off" => Some(false),
        other => parse_yes_no(other),
    };
    if answer.is_none() {
        let diagnostic = Diagnostic::error(format!("`{text}` is neither on nor off"));
        findings.add(span, diagnostic.help("write `typography: off` to have quotes and dashes shown as you type them"));
    }
    answer
}

/// Reads `slugs: language`. Without it, addresses are those of every language, as they were before there was a choice.
fn slugs(node: &Node, language: &str, findings: &mut Findings) -> Option<Transliteration> {
    let SpannedText { text, span } = text(node, findings)?;
    if !text.eq_ignore_ascii_case("language") {
        let diagnostic = Diagnostic::error(format!("`slugs` cannot be `{text}`"));
        let help = "write `slugs: language` for addresses in the spelling of your language, or remove the line";
        findings.add(span, diagnostic.help(help));
        return None;
    }
    Some(Transliteration::of_language(language))
}

/// Reads the name of a theme: the name of a folder, and not a path.
pub(crate) fn theme_name(node: &Node, findings: &mut Findings) -> Option<SpannedText> {
    let found = text(node, findings)?;
    if found.text.contains(['/', '\\', ':']) || found.text.starts_with('.') {
        let diagnostic = Diagnostic::error(format!("`{}` cannot be the name of a theme", found.text));
        findings.add(found.span, diagnostic.help("write the name of its folder in `themes/`, such as `evening`"));
        return None;
    }
    Some(found)
}

/// Reads a map. The options that exist, and their values, are for the theme to check.
fn theme_options(node: &Node, findings: &mut Findings) -> Option<Node> {
    match &node.value {
        Value::Map(_) => Some(node.clone()),
        _ => wrong_kind(node, "fields such as `{ reading_time: no }`", findings),
    }
}

fn currency(node: &Node, findings: &mut Findings) -> Option<iso_currency::Currency> {
    let SpannedText { text, span } = text(node, findings)?;
    let known = iso_currency::Currency::from_code(&text);
    if known.is_none() {
        let diagnostic = Diagnostic::error(format!("`{text}` is not a currency"));
        findings.add(span, diagnostic.help("write its three-letter code, such as `USD` or `EUR`"));
    }
    known
}

fn nav(node: &Node, typography: &Typography, findings: &mut Findings) -> Option<Vec<NavEntry>> {
    match &node.value {
        Value::List(items) => Some(items.iter().filter_map(|item| nav_entry(item, typography, findings)).collect()),
        _ => {
            let diagnostic = other_kind(node, "a list of `{ label: …, path: … }`");
            let entries: Option<Vec<_>> = node.pairs().iter().map(whole_entry).collect();
            let lines: Vec<_> = entries.into_iter().flatten().map(|entry| format!("- {entry}")).collect();
            let lines: Vec<_> = lines.iter().map(String::as_str).collect();
            let whole =
                if lines.is_empty() { diagnostic } else { diagnostic.help_with_lines("write it like this:", &lines) };
            findings.add(node.span, whole);
            None
        }
    }
}

/// Returns how the entry `About: /about/` is written, as other generators have it.
fn whole_entry(pair: &Pair) -> Option<String> {
    let names_a_field = ["label", "path", "href", "link", "url"].contains(&&*pair.key);
    let path = pair.node.as_text().filter(|path| is_whole(path) && !names_a_field)?;
    Some(format!("{{ label: {}, path: {} }}", plain_or_quoted(&pair.key), plain_or_quoted(path)))
}

fn nav_entry(node: &Node, typography: &Typography, findings: &mut Findings) -> Option<NavEntry> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "fields such as `{ label: About, path: /about/ }`", findings);
    }
    if let [pair] = node.pairs()
        && let Some(whole) = whole_entry(pair)
    {
        let diagnostic =
            Diagnostic::error("an entry of `nav` or `footer` has its words in `label`, its address in `path`");
        findings.add(node.span, diagnostic.help(format!("write `{whole}`")));
        return None;
    }
    let mut fields = Fields::new(node, node.span, "an entry of `nav` or `footer`", findings);
    let label = fields.required("label", "About", string);
    let path = fields.required("path", "/about/", nav_path);
    let button = fields.optional("button", yes_no).unwrap_or(false);
    fields.finish();
    let path = path?;
    Some(NavEntry {
        label: Some(typography.typeset(&label?).into_owned()),
        path: path.text,
        button,
        span: Some(path.span),
    })
}

fn nav_path(node: &Node, findings: &mut Findings) -> Option<SpannedText> {
    let found = text(node, findings)?;
    if !is_whole(&found.text) {
        let diagnostic = Diagnostic::error(format!("`{}` is not an address", found.text));
        let meant = full_address(&found.text).unwrap_or_else(|| address_of(&found.text));
        findings.add(found.span, diagnostic.help(format!("write `{meant}`")));
        return None;
    }
    Some(found)
}

/// Returns true for an address that a browser can follow from any page.
fn is_whole(address: &str) -> bool {
    ["/", "https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start))
}

/// Returns the probable address of a page that was named by its file: `/about/` for `content/pages/about.md`.
fn address_of(file: &str) -> String {
    let path = file.trim_matches('/').trim_end_matches(".html").trim_end_matches(".md").trim_end_matches("/index");
    let path = path.strip_prefix("content/").unwrap_or(path);
    match path.strip_prefix("pages/").unwrap_or(path) {
        "" | "index" | "home" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// Returns a default entry: the theme has a label for it, in the column's language.
fn entry(path: &str) -> NavEntry {
    NavEntry { label: None, path: path.to_owned(), button: false, span: None }
}

fn default_nav() -> Vec<NavEntry> {
    vec![entry("/questions/"), entry("/programs/"), entry("/tags/")]
}
