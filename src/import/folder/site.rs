//! The settings of a website, as the tools keep them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fields::{ForeignFields, from_json, from_toml, from_yaml, plain};
use super::tool::Tool;
use crate::import::blog::Author;

/// The settings that matter for the texts.
#[derive(Debug, Default)]
pub(super) struct WebsiteSettings {
    pub(super) title: String,
    pub(super) tagline: String,
    /// The address of the home page, without a slash at the end; empty if it is not known.
    pub(super) address: String,
    /// The path in that address, without a slash at the end.
    pub(super) base_path: String,
    pub(super) language: String,
    pub(super) time_zone: String,
    pub(super) authors: Vec<Author>,
    /// The author of texts that name none.
    pub(super) author: String,
    /// The patterns of addresses, by the section or type that they are for. The one for posts has no name.
    pub(super) permalinks: BTreeMap<String, String>,
    /// True if addresses end in `.html` in place of a slash.
    pub(super) is_ugly: bool,
    /// Fields that texts have without naming them: the folder, the type, the fields.
    pub(super) defaults: Vec<(String, String, ForeignFields)>,
    /// The names of Jekyll's collections.
    pub(super) collections: Vec<String>,
    /// The folder of Eleventy's texts, with a slash at the end.
    pub(super) input: String,
}

/// Returns true for a file that says something about the website or its authors, by its path below the folder of the
/// settings.
pub(super) fn is_settings(path: &str) -> bool {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let is_data = matches!(extension, "yml" | "yaml" | "toml" | "json");
    match folder {
        "" => {
            matches!(stem, "_config" | "hugo" | "config" | "theme") && is_data
                || file == "pelicanconf.py"
                || file == ".eleventy.js"
                || stem == "eleventy.config"
        }
        "config/_default" => is_data,
        _ if folder.ends_with("authors") => is_data && (folder.contains("data") || folder.ends_with("_authors")),
        _ if folder.ends_with("_data") || folder == "data" => {
            is_data && matches!(stem, "authors" | "author" | "site" | "metadata" | "meta")
        }
        // Eleventy: the fields of all texts in a folder.
        _ => {
            extension == "json"
                && folder.rsplit('/').next().is_some_and(|name| name == stem || format!("{name}.11tydata") == stem)
        }
    }
}

impl WebsiteSettings {
    /// Reads the settings from these files, by their paths below the folder of the settings.
    pub(super) fn read(tool: Tool, files: &BTreeMap<String, String>) -> Self {
        let mut site = Self::default();
        for (path, text) in files {
            let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
            let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
            let fields = match extension {
                "yml" | "yaml" => from_yaml(text),
                "toml" => from_toml(text),
                "json" => from_json(text),
                "py" => {
                    site.read_python(text);
                    None
                }
                _ => {
                    site.input = input_folder(text).unwrap_or_default();
                    None
                }
            };
            let Some((fields, _)) = fields else { continue };
            if stem.starts_with("author") || folder.ends_with("authors") {
                site.add_authors(stem, &fields);
            } else if folder == "config/_default" && !matches!(stem, "config" | "hugo") {
                site.add_section(stem, &fields);
            } else if folder.is_empty() || folder.ends_with("data") || folder == "config/_default" {
                site.add(tool, &fields);
            } else {
                site.defaults.push((folder.to_owned(), String::new(), fields));
            }
        }
        site.base_path = site
            .address
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'))
            .map_or_else(String::new, |(_, path)| format!("/{path}"));
        site
    }

    /// Takes what a file of settings says.
    fn add(&mut self, tool: Tool, fields: &ForeignFields) {
        let params = fields.group("params");
        let set = |field: &mut String, text: Option<String>| {
            if field.is_empty() {
                *field = text.unwrap_or_default();
            }
        };
        set(&mut self.title, fields.text(&["title", "name"]));
        set(
            &mut self.tagline,
            fields.text(&["tagline", "description", "subtitle"]).or_else(|| params.text(&["description", "subtitle"])),
        );
        set(
            &mut self.language,
            fields.text(&["languagecode", "default_language", "defaultcontentlanguage", "lang", "locale", "language"]),
        );
        set(&mut self.time_zone, fields.text(&["timezone"]).filter(|name| jiff::tz::TimeZone::get(name).is_ok()));
        if self.address.is_empty() {
            let address = fields.text(&["baseurl", "base_url", "url", "siteurl"]);
            let host = fields.text(&["url"]).filter(|url| url.contains("://"));
            let path = fields.text(&["baseurl", "root"]).filter(|path| path.starts_with('/')).unwrap_or_default();
            let address = match tool {
                Tool::Jekyll | Tool::Hexo => {
                    host.map(|host| format!("{}/{}", host.trim_end_matches('/'), path.trim_matches('/')))
                }
                _ => address,
            };
            let address = address.filter(|address| address.contains("://")).unwrap_or_default();
            address.trim_end_matches('/').clone_into(&mut self.address);
        }
        if self.author.is_empty() {
            self.author = fields.text(&["author"]).or_else(|| params.text(&["author"])).unwrap_or_default();
        }
        self.is_ugly |= fields.flag("uglyurls").unwrap_or(false);
        match fields.value("permalinks") {
            Some(Value::Object(_)) => self.add_section("permalinks", &fields.group("permalinks")),
            _ => self.permalinks.extend(fields.text(&["permalink"]).map(|pattern| (String::new(), pattern))),
        }
        self.add_defaults(fields);
    }

    /// Takes a part of Hugo's settings.
    fn add_section(&mut self, name: &str, fields: &ForeignFields) {
        match name {
            "permalinks" => {
                for section in fields.names() {
                    let pattern = fields.text(&[section]).filter(|pattern| pattern.contains('/'));
                    self.permalinks.extend(pattern.map(|pattern| (section.to_owned(), pattern)));
                }
                if matches!(fields.value("page"), Some(Value::Object(_))) {
                    self.permalinks.remove("page");
                    self.add_section("permalinks", &fields.group("page"));
                }
            }
            "params" if self.author.is_empty() => self.author = fields.text(&["author"]).unwrap_or_default(),
            _ => {}
        }
    }

    /// Takes the fields that Jekyll gives to texts, and its collections.
    fn add_defaults(&mut self, fields: &ForeignFields) {
        if let Some(Value::Array(defaults)) = fields.value("defaults") {
            for one in defaults {
                let text = |name: &str| one["scope"][name].as_str().unwrap_or_default().to_owned();
                let values = serde_json::to_string(&one["values"]).ok().and_then(|json| from_json(&json));
                if let Some((values, _)) = values {
                    self.defaults.push((text("path").trim_matches('/').to_owned(), text("type"), values));
                }
            }
        }
        match fields.value("collections") {
            Some(Value::Object(map)) => self.collections.extend(map.keys().cloned()),
            Some(Value::Array(names)) => self.collections.extend(names.iter().filter_map(plain)),
            _ => {}
        }
    }

    /// Takes authors: a group of them by name, a list, or one alone in a file that has the name.
    fn add_authors(&mut self, stem: &str, fields: &ForeignFields) {
        if !stem.starts_with("author") {
            let name = fields.text(&["name", "title", "display_name"]).unwrap_or_else(|| stem.to_owned());
            self.authors.push(Author { id: 0, login: stem.to_owned(), name });
            return;
        }
        for login in fields.names() {
            let name = fields.group(login).text(&["name", "display_name", "title"]).or_else(|| fields.text(&[login]));
            self.authors.push(Author {
                id: 0,
                login: login.to_owned(),
                name: name.unwrap_or_else(|| login.to_owned()),
            });
        }
    }

    /// Takes what Pelican's settings say in lines such as `SITENAME = 'Letters'`. Nothing is run.
    fn read_python(&mut self, text: &str) {
        let mut values: BTreeMap<&str, String> = BTreeMap::new();
        for line in text.lines() {
            let Some((name, value)) = line.split_once('=') else { continue };
            let value = value.trim();
            let Some(quote @ ('\'' | '"')) = value.chars().next() else { continue };
            let Some((value, _)) = value[1..].split_once(quote) else { continue };
            if name.starts_with(|c: char| c.is_ascii_uppercase()) {
                values.insert(name.trim(), value.to_owned());
            }
        }
        let get = |name: &str| values.get(name).cloned().unwrap_or_default();
        self.title = get("SITENAME");
        self.tagline = get("SITESUBTITLE");
        get("SITEURL").trim_end_matches('/').clone_into(&mut self.address);
        if !self.address.contains("://") {
            self.address.clear();
        }
        self.language = get("DEFAULT_LANG");
        self.author = get("AUTHOR");
        self.time_zone = Some(get("TIMEZONE")).filter(|name| jiff::tz::TimeZone::get(name).is_ok()).unwrap_or_default();
        for (name, key) in [("ARTICLE_URL", ""), ("ARTICLE_SAVE_AS", "save"), ("PAGE_URL", "page")] {
            self.permalinks.extend(values.get(name).map(|pattern| (key.to_owned(), pattern.clone())));
        }
    }

    /// Returns the fields that a text has without naming them.
    pub(super) fn defaults_of(&self, path: &str, kind: &str) -> ForeignFields {
        let mut fields = ForeignFields::default();
        let matches =
            |folder: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        for (folder, of_kind, values) in self.defaults.iter().rev() {
            if matches(folder) && (of_kind.is_empty() || of_kind == kind) {
                fields.add_missing(values);
            }
        }
        fields
    }
}

/// Returns the folder that Eleventy's settings name as the one with the texts: `input: "src"`.
fn input_folder(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("input:")?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (folder, _) = rest[1..].split_once(quote)?;
    let folder = folder.trim_start_matches("./").trim_matches('/');
    (!folder.is_empty()).then(|| format!("{folder}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tool: Tool, files: &[(&str, &str)]) -> WebsiteSettings {
        WebsiteSettings::read(
            tool,
            &files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect(),
        )
    }

    #[test]
    fn settings_of_each_tool() {
        let jekyll = "title: The Desk\ndescription: Second opinions\nurl: https://desk.example/\nbaseurl: /blog\ntimezone: America/New_York\n\
                      permalink: pretty\nauthor: { name: Sol }\ndefaults:\n  - scope: { path: _posts, type: posts }\n    values: { layout: post }\n";
        let authors = "sol:\n  name: Sol Marchetti\n";
        let site = read(Tool::Jekyll, &[("_config.yml", jekyll), ("_data/authors.yml", authors)]);
        assert_eq!(
            (
                site.title.as_str(),
                site.address.as_str(),
                site.base_path.as_str(),
                site.time_zone.as_str(),
                site.author.as_str()
            ),
            ("The Desk", "https://desk.example/blog", "/blog", "America/New_York", "Sol")
        );
        assert_eq!(site.permalinks[""], "pretty");
        assert_eq!(site.authors[0].name, "Sol Marchetti");
        assert_eq!(site.defaults_of("_posts/a.md", "posts").text(&["layout"]).as_deref(), Some("post"));
        let hugo = "baseURL = 'https://desk.example/'\ntitle = 'The Desk'\nlanguageCode = 'en-us'\nuglyURLs = true\n[permalinks]\nposts = '/:year/:slug/'\n[permalinks.page]\nnews = '/n/:slug/'\n";
        let site = read(Tool::Hugo, &[("hugo.toml", hugo)]);
        assert_eq!(
            (site.address.as_str(), site.language.as_str(), site.is_ugly),
            ("https://desk.example", "en-us", true)
        );
        assert_eq!(format!("{:?}", site.permalinks), r#"{"news": "/n/:slug/", "posts": "/:year/:slug/"}"#);
        let pelican = "AUTHOR = 'Sol'\nSITENAME = \"The Desk\"\nSITEURL = ''\nARTICLE_URL = '{date:%Y}/{slug}.html'\nPLUGINS = ['a']\nexec('x')\n";
        let site = read(Tool::Pelican, &[("pelicanconf.py", pelican)]);
        assert_eq!((site.title.as_str(), site.author.as_str(), site.address.as_str()), ("The Desk", "Sol", ""));
        let site = read(
            Tool::Eleventy,
            &[
                (".eleventy.js", "return { dir: { input: './src' } }"),
                ("src/_data/site.json", "{\"title\": \"The Desk\"}"),
            ],
        );
        assert_eq!((site.title.as_str(), site.input.as_str()), ("The Desk", "src/"));
    }
}
