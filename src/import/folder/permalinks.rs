//! The addresses at which the tools have published texts, by the rules of each.

use jiff::civil::DateTime;
use jiff::fmt::strtime;

use super::fields::ForeignFields;
use super::site::WebsiteSettings;
use super::tool::Tool;
use crate::content::{Transliteration, slugify};
use crate::import::blog::PostKind;

/// A text, as far as its address depends on it.
pub(super) struct AddressedText<'t> {
    pub(super) fields: &'t ForeignFields,
    /// The path below the folder of the settings.
    pub(super) path: &'t str,
    /// The name of the file without its day and its extension; of a bundle, that of its folder.
    pub(super) name: &'t str,
    pub(super) title: &'t str,
    pub(super) date: Option<DateTime>,
    pub(super) kind: PostKind,
    pub(super) categories: &'t [String],
}

/// Returns the path of the old address from the root of the website on. `None` if the tool has none, or it cannot be known.
pub(super) fn path_of(tool: Tool, site: &WebsiteSettings, text: &AddressedText<'_>) -> Option<String> {
    let own = text.fields.text(&["permalink", "url"]).filter(|own| own != "false" && !own.contains("://"));
    let path = match tool {
        Tool::Jekyll => jekyll(site, text, own.as_deref()),
        Tool::Hexo => hexo(site, text, own.as_deref()),
        Tool::Hugo => own.or_else(|| hugo(site, text)),
        Tool::Zola => text.fields.text(&["path"]).map(|path| format!("{path}/")).or_else(|| Some(zola(text))),
        Tool::Eleventy => eleventy(site, text, own.as_deref()),
        Tool::Pelican => pelican(site, text),
        Tool::Obsidian | Tool::Other => own,
    }?;
    let path = format!("/{}", path.trim_start_matches('/'));
    let path = path.strip_suffix("index.html").map_or(path.clone(), str::to_owned);
    let is_whole = !path.contains(['{', '}', '<', '>', '#', '?']) && !path.contains("/:");
    is_whole.then(|| path.replace("//", "/"))
}

/// Replaces the names after colons: `:year`. `None` if the value of one is not known.
fn filled(pattern: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        filled.push_str(&rest[..at]);
        let name = &rest[at + 1..];
        let end = name.find(|c: char| !c.is_ascii_alphabetic() && c != '_').unwrap_or(name.len());
        filled.push_str(&value(&name[..end])?);
        rest = &name[end..];
    }
    filled.push_str(rest);
    Some(filled)
}

/// Returns a part of the date by the name that Jekyll and Hugo have for it.
fn part_of_date(name: &str, date: Option<DateTime>) -> Option<String> {
    let format = match name {
        "year" => "%Y",
        "month" => "%m",
        "i_month" => "%-m",
        "monthname" | "long_month" => "%B",
        "short_month" => "%b",
        "day" => "%d",
        "i_day" => "%-d",
        "y_day" | "yearday" => "%j",
        "short_year" => "%y",
        "hour" => "%H",
        "minute" => "%M",
        "second" => "%S",
        _ => return None,
    };
    strtime::format(format, date?).ok()
}

fn jekyll(site: &WebsiteSettings, text: &AddressedText<'_>, own: Option<&str>) -> Option<String> {
    const DATE: &str = "/:categories/:year/:month/:day/:title:output_ext";
    let style = |name: &str| match name {
        "date" => DATE.to_owned(),
        "pretty" => "/:categories/:year/:month/:day/:title/".to_owned(),
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext".to_owned(),
        "none" => "/:categories/:title:output_ext".to_owned(),
        other => other.to_owned(),
    };
    let of_site = site.permalinks.get("").map_or("date", String::as_str);
    let stem = text.path.rsplit_once('.').map_or(text.path, |(stem, _)| stem);
    let pattern = match (own, text.kind) {
        (Some(own), _) => style(own),
        (None, PostKind::Letter) => style(of_site),
        (None, PostKind::Page) => {
            let is_folder = of_site == "pretty" || of_site.ends_with('/');
            let stem = stem.strip_suffix("index").unwrap_or(stem);
            let is_index = stem.is_empty() || stem.ends_with('/');
            return Some(if is_folder || is_index {
                format!("/{}/", stem.trim_matches('/'))
            } else {
                format!("/{stem}.html")
            });
        }
    };
    let slug = text.fields.text(&["slug"]).unwrap_or_else(|| text.name.to_owned());
    let lowercase = |slugified: bool| {
        let mut parts: Vec<String> = Vec::new();
        for category in text.categories {
            let category =
                if slugified { slugify(category, Transliteration::default()) } else { category.to_lowercase() };
            if !parts.contains(&category) {
                parts.push(category);
            }
        }
        parts.join("/")
    };
    let value = |name: &str| match name {
        "title" => Some(jekyll_slug(&slug)),
        "slug" | "name" => Some(slugify(&slug, Transliteration::default())),
        "basename" => Some(text.name.to_owned()),
        "path" => Some(stem.to_owned()),
        "categories" => Some(lowercase(false)),
        "slugified_categories" => Some(lowercase(true)),
        "output_ext" => Some(".html".to_owned()),
        "collection" => Some(text.path.split('/').next().unwrap_or_default().trim_start_matches('_').to_owned()),
        name => part_of_date(name, text.date),
    };
    let path = filled(&pattern, value)?;
    Some(squeezed(&path))
}

/// Returns a path with single slashes.
fn squeezed(path: &str) -> String {
    let mut squeezed = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !squeezed.ends_with('/') {
            squeezed.push(c);
        }
    }
    squeezed
}

/// Returns what Jekyll makes of a name in the mode that it calls pretty: letters, digits, and some signs stay.
fn jekyll_slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c) {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

fn hexo(site: &WebsiteSettings, text: &AddressedText<'_>, own: Option<&str>) -> Option<String> {
    let inside = text.path.strip_prefix("source/").unwrap_or(text.path);
    if text.kind == PostKind::Page && own.is_none() {
        return Some(
            inside.strip_suffix("index.md").map_or_else(|| format!("{}.html", without_end(inside)), str::to_owned),
        );
    }
    let pattern = own.or_else(|| site.permalinks.get("").map(String::as_str)).unwrap_or(":year/:month/:day/:title/");
    filled(pattern, |name| match name {
        "title" | "name" => Some(text.fields.text(&["slug"]).unwrap_or_else(|| text.name.to_owned())),
        "post_title" => Some(slugify(text.title, Transliteration::default())),
        "category" | "categories" => text.categories.first().map(|one| slugify(one, Transliteration::default())),
        name => part_of_date(name, text.date),
    })
}

fn hugo(site: &WebsiteSettings, text: &AddressedText<'_>) -> Option<String> {
    let inside = without_end(text.path.strip_prefix("content/").unwrap_or(text.path));
    let inside = inside.strip_suffix("/index").unwrap_or(inside);
    let (folder, file) = inside.rsplit_once('/').unwrap_or(("", inside));
    let section = inside.split_once('/').map_or("", |(section, _)| section);
    let slug = text.fields.text(&["slug"]);
    let end = if site.is_ugly { ".html" } else { "/" };
    let Some(pattern) = site.permalinks.get(section).filter(|_| !section.is_empty()) else {
        let name = slug.as_deref().unwrap_or(file);
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        return Some(format!("{}{end}", hugo_slug(&format!("{folder}{name}"))));
    };
    let title = || hugo_slug(&text.title.replace('/', "-"));
    let path = filled(pattern, |name| match name {
        "section" | "sections" => Some(if name == "section" { section.to_owned() } else { folder.to_owned() }),
        "title" => Some(title()),
        "slug" => Some(slug.as_deref().map_or_else(title, hugo_slug)),
        "filename" | "contentbasename" => Some(hugo_slug(file)),
        "slugorfilename" | "slugorcontentbasename" => Some(hugo_slug(slug.as_deref().unwrap_or(file))),
        name => part_of_date(name, text.date).map(|part| part.to_lowercase()),
    })?;
    Some(if site.is_ugly {
        format!("{}.html", path.trim_end_matches('/'))
    } else {
        format!("{}/", path.trim_end_matches('/'))
    })
}

/// Returns what Hugo makes of a name: in small letters, with a hyphen for white space, and without most signs.
fn hugo_slug(name: &str) -> String {
    let mut slug = String::new();
    let mut is_space = false;
    for c in name.chars() {
        if c.is_alphanumeric() || "./\\_+~-@".contains(c) {
            if is_space && c != '-' {
                slug.push('-');
            }
            is_space = false;
            slug.extend(c.to_lowercase());
        } else {
            is_space |= c.is_whitespace() && !slug.is_empty() && !slug.ends_with('-');
        }
    }
    slug
}

fn zola(text: &AddressedText<'_>) -> String {
    let inside = text.path.strip_prefix("content/").unwrap_or(text.path);
    let inside = without_end(inside);
    let inside = inside.strip_suffix("/index").unwrap_or(inside);
    let folder = inside.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let slug = text.fields.text(&["slug"]).unwrap_or_else(|| slugify(text.name, Transliteration::default()));
    format!("{folder}{slug}/")
}

fn eleventy(site: &WebsiteSettings, text: &AddressedText<'_>, own: Option<&str>) -> Option<String> {
    let inside = text.path.strip_prefix(site.input.as_str()).unwrap_or(text.path);
    let folder = inside.rsplit_once('/').map_or("", |(folder, _)| folder);
    let Some(pattern) = own else {
        let parent = if text.path.ends_with("index.md") {
            folder.rsplit_once('/').map_or("", |(parent, _)| parent)
        } else {
            folder
        };
        return Some(format!("{parent}/{}/", text.name));
    };
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("{{") {
        let (expression, after) = after.split_once("}}")?;
        path.push_str(before);
        let parts: Vec<&str> = expression.split('|').map(str::trim).collect();
        let part = match parts[..] {
            ["page.fileSlug", ..] => text.name.to_owned(),
            ["page.filePathStem"] => format!("/{folder}/{}", text.name),
            ["title", "slug" | "slugify" | "slugify(title)"] => slugify(text.title, Transliteration::default()),
            ["slug", ..] => text.fields.text(&["slug"])?,
            ["page.date" | "date", filter, ..] if filter.starts_with("date") => {
                let quoted = filter.split(['"', '\'']).nth(1)?;
                strtime::format(quoted, text.date?).ok()?
            }
            _ => return None,
        };
        path.push_str(&part);
        rest = after;
    }
    path.push_str(rest);
    Some(squeezed(&path))
}

fn pelican(site: &WebsiteSettings, text: &AddressedText<'_>) -> Option<String> {
    let (name, default) = match text.kind {
        PostKind::Letter => ("", "{slug}.html"),
        PostKind::Page => ("page", "pages/{slug}.html"),
    };
    let saved = site.permalinks.get("save").filter(|_| text.kind == PostKind::Letter);
    let mut rest = site.permalinks.get(name).or(saved).map_or(default, String::as_str);
    let slug = text.fields.text(&["slug"]).unwrap_or_else(|| slugify(text.title, Transliteration::default()));
    let mut path = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        let (field, after) = after.split_once('}')?;
        path.push_str(before);
        path.push_str(&match field.split_once(':') {
            Some(("date", format)) => strtime::format(format, text.date?).ok()?,
            None if field == "slug" => slug.clone(),
            None if field == "category" => slugify(text.categories.first()?, Transliteration::default()),
            _ => return None,
        });
        rest = after;
    }
    path.push_str(rest);
    Some(path)
}

/// Returns a path without the extension of its file.
fn without_end(path: &str) -> &str {
    [".md", ".markdown", ".mdx", ".html"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::folder::fields::from_yaml;

    fn path(tool: Tool, pattern: &str, path: &str, fields: &str) -> String {
        let mut site = WebsiteSettings::default();
        if !pattern.is_empty() {
            let section = if tool == Tool::Hugo { "posts" } else { "" };
            site.permalinks.insert(section.to_owned(), pattern.to_owned());
        }
        let (fields, _) = from_yaml(fields).unwrap_or_default();
        let stem = without_end(path.strip_suffix("/index.md").unwrap_or(path));
        let name = stem.rsplit('/').next().unwrap_or_default().trim_start_matches("2014-05-02-");
        let text = AddressedText {
            title: &fields.text(&["title"]).unwrap_or_default(),
            categories: &fields.list("categories", |c| c == ' '),
            fields: &fields,
            path,
            name,
            date: Some("2014-05-02T09:05:00".parse().unwrap()),
            kind: if path.contains("about") { PostKind::Page } else { PostKind::Letter },
        };
        path_of(tool, &site, &text).unwrap_or_default()
    }

    #[test]
    fn jekyll_has_styles_and_patterns() {
        let post = "_posts/2014-05-02-Loud_drums.md";
        for (pattern, fields, address) in [
            ("", "a: b", "/2014/05/02/Loud_drums.html"),
            ("", "categories: Music pay", "/music/pay/2014/05/02/Loud_drums.html"),
            ("pretty", "a: b", "/2014/05/02/Loud_drums/"),
            ("ordinal", "a: b", "/2014/122/Loud_drums.html"),
            ("none", "a: b", "/Loud_drums.html"),
            ("/:short_year/:i_month/:i_day/:slug", "a: b", "/14/5/2/loud-drums"),
            ("pretty", "permalink: /letters/drums/index.html", "/letters/drums/"),
            ("pretty", "slug: other", "/2014/05/02/other/"),
            ("/:unknown/:title", "a: b", ""),
        ] {
            assert_eq!(path(Tool::Jekyll, pattern, post, fields), address, "{pattern} {fields}");
        }
        assert_eq!(path(Tool::Jekyll, "", "about.md", "a: b"), "/about.html");
        assert_eq!(path(Tool::Jekyll, "pretty", "about/index.md", "a: b"), "/about/");
        assert_eq!(path(Tool::Hexo, "", "source/_posts/drums.md", "a: b"), "/2014/05/02/drums/");
    }

    #[test]
    fn hugo_and_zola_have_sections() {
        for (pattern, file, fields, address) in [
            ("", "content/posts/2014-05-02-Drums.md", "a: b", "/posts/2014-05-02-drums/"),
            ("", "content/posts/drums/index.md", "a: b", "/posts/drums/"),
            ("", "content/posts/drums.md", "slug: other", "/posts/other/"),
            ("", "content/posts/drums.md", "url: old.html", "/old.html"),
            (
                "/:year/:month/:slug/",
                "content/posts/drums.md",
                "title: \"Who's *there*? Drums\"",
                "/2014/05/whos-there-drums/",
            ),
            ("/:sections/:filename", "content/posts/a/drums.md", "a: b", "/posts/a/drums/"),
            ("", "content/about.md", "a: b", "/about/"),
        ] {
            assert_eq!(path(Tool::Hugo, pattern, file, fields), address, "{file} {fields}");
        }
        assert_eq!(path(Tool::Zola, "", "content/blog/2014-05-02-drums.md", "a: b"), "/blog/drums/");
        assert_eq!(path(Tool::Zola, "", "content/blog/drums/index.md", "path: a/b"), "/a/b/");
    }

    #[test]
    fn eleventy_and_pelican_have_templates() {
        assert_eq!(path(Tool::Eleventy, "", "posts/2014-05-02-drums.md", "a: b"), "/posts/drums/");
        let template = "permalink: \"/{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}/\"";
        assert_eq!(path(Tool::Eleventy, "", "posts/2014-05-02-drums.md", template), "/2014/05/drums/");
        assert_eq!(path(Tool::Eleventy, "", "a.md", "permalink: '{{ x }}/'"), "");
        assert_eq!(
            path(Tool::Pelican, "{date:%Y}/{slug}.html", "content/a.md", "title: Loud drums"),
            "/2014/loud-drums.html"
        );
        assert_eq!(path(Tool::Pelican, "", "content/pages/about.md", "title: About"), "/pages/about.html");
    }
}
