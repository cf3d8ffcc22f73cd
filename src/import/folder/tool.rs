//! The tools whose folders are known, and what in their folders is no text of the blog.

/// A tool that makes a website of a folder of Markdown, or keeps notes in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Jekyll,
    Hexo,
    Hugo,
    Zola,
    Eleventy,
    Pelican,
    Obsidian,
    /// Any other, such as Gatsby, Astro, or Bear.
    Other,
}

/// Folders that hold no texts, whatever the tool.
const NO_TEXTS: [&str; 22] = [
    "node_modules",
    "vendor",
    "themes",
    "layouts",
    "archetypes",
    "resources",
    "templates",
    "i18n",
    "scaffolds",
    "dist",
    "_site",
    "_includes",
    "_layouts",
    "_sass",
    "_data",
    "_plugins",
    "data",
    "bower_components",
    "__pycache__",
    "venv",
    "Templates",
    "partials",
];

/// Files that are about the folder and not of the blog.
const ABOUT_THE_FOLDER: [&str; 8] = [
    "readme",
    "changelog",
    "license",
    "licence",
    "contributing",
    "code_of_conduct",
    "security",
    "pull_request_template",
];

impl Tool {
    /// Returns the tool that has made a folder with these files, and the path of the folder with its settings, with a slash at
    /// the end. `has_zola_settings` returns true for a `config.toml` of Zola. `None` if there is no sign of any.
    pub(super) fn of<'n>(
        names: &(impl Iterator<Item = &'n str> + Clone),
        has_zola_settings: impl Fn(&str) -> bool,
    ) -> Option<(Self, String)> {
        let found = names.clone().filter_map(|name| {
            let (tool, base) = Self::of_file(name, &has_zola_settings)?;
            let is_left_out = base.split('/').any(|folder| NO_TEXTS.contains(&folder));
            (!is_left_out).then_some((base.matches('/').count(), base, tool))
        });
        let (_, base, tool) = found.min_by_key(|(depth, base, tool)| (*depth, *tool as usize, *base))?;
        let is_hexo = || {
            let has = |folder: &str| {
                names.clone().any(|name| name.strip_prefix(base).is_some_and(|name| name.starts_with(folder)))
            };
            has("source/_posts/") || has("scaffolds/")
        };
        let tool = if tool == Self::Jekyll && is_hexo() { Self::Hexo } else { tool };
        Some((tool, base.to_owned()))
    }

    /// Returns the tool that a file is a sign of, and the folder that it is the sign of.
    fn of_file<'n>(name: &'n str, has_zola_settings: &impl Fn(&str) -> bool) -> Option<(Self, &'n str)> {
        let (folder, file) = name.rfind('/').map_or(("", name), |slash| name.split_at(slash + 1));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let is_settings = matches!(file.rsplit_once('.').map(|(_, end)| end), Some("toml" | "yaml" | "yml" | "json"));
        let folder_of = |inner: &str| name.find(inner).filter(|at| *at == 0 || name[..*at].ends_with('/'));
        if let Some(at) = folder_of(".obsidian/") {
            return Some((Self::Obsidian, &name[..at]));
        }
        match file {
            "_config.yml" | "_config.yaml" => return Some((Self::Jekyll, folder)),
            "pelicanconf.py" => return Some((Self::Pelican, folder)),
            ".eleventy.js" | ".eleventy.cjs" => return Some((Self::Eleventy, folder)),
            _ if stem == "eleventy.config" => return Some((Self::Eleventy, folder)),
            _ if stem == "hugo" && is_settings => return Some((Self::Hugo, folder)),
            "config.toml" if has_zola_settings(name) => return Some((Self::Zola, folder)),
            _ if stem == "config" && is_settings && !folder.contains('.') => {
                let is_default = folder.ends_with("config/_default/");
                let base = if is_default { &folder[..folder.len() - "config/_default/".len()] } else { folder };
                return (is_default || file == "config.toml").then_some((Self::Hugo, base));
            }
            _ => {}
        }
        folder_of("_posts/").map(|at| (Self::Jekyll, &name[..at]))
    }

    /// Returns true for a file in a folder that holds no texts of the blog: what the tool was given, or what it has made.
    pub(super) fn leaves_out(self, path: &str, collections: &[String]) -> bool {
        let mut folders: Vec<&str> = path.split('/').collect();
        let file = folders.pop().unwrap_or_default();
        let is_left_out = |folder: &&str| {
            let is_output = match self {
                Self::Hugo | Self::Zola | Self::Hexo | Self::Other => *folder == "public",
                Self::Pelican => *folder == "output",
                Self::Jekyll | Self::Eleventy | Self::Obsidian => false,
            };
            let is_text_folder = matches!(*folder, "_posts" | "_drafts")
                || folder.strip_prefix('_').is_some_and(|name| collections.iter().any(|known| known == name));
            let is_private = folder.starts_with('.')
                || folder.starts_with('_') && !is_text_folder && matches!(self, Self::Jekyll | Self::Hexo);
            is_output
                || is_private
                || NO_TEXTS.contains(folder) && self != Self::Obsidian
                || self == Self::Obsidian && matches!(*folder, "Templates" | "templates" | "_templates")
        };
        let stem = file.split('.').next().unwrap_or_default().to_lowercase();
        // A tool with a folder for its texts reads none elsewhere.
        let is_elsewhere = match self {
            Self::Hugo | Self::Zola => !folders.contains(&"content"),
            Self::Hexo => !folders.contains(&"source"),
            _ => false,
        };
        is_elsewhere
            || folders.iter().any(is_left_out)
            || file.starts_with('.')
            || self != Self::Obsidian && ABOUT_THE_FOLDER.contains(&stem.as_str()) && folders.len() <= 1
    }

    /// Returns true if the texts have Liquid in them, or something like it: `{% … %}`.
    pub(super) fn has_tags(self) -> bool {
        !matches!(self, Self::Pelican | Self::Obsidian)
    }

    /// Returns true if `{: … }` has attributes in it.
    pub(super) fn has_kramdown(self) -> bool {
        matches!(self, Self::Jekyll | Self::Other)
    }

    /// Returns true if its Markdown takes `#Heading` for a heading.
    pub(super) fn has_tight_headings(self) -> bool {
        matches!(self, Self::Jekyll | Self::Pelican | Self::Hexo)
    }

    /// Returns the folders in which it looks for what a text names by a path from the root of the website on.
    pub(super) fn roots(self) -> &'static [&'static str] {
        match self {
            Self::Jekyll | Self::Obsidian => &[""],
            Self::Hexo => &["source/"],
            Self::Hugo => &["static/", "assets/", "content/"],
            Self::Zola => &["static/", "content/"],
            Self::Eleventy => &["", "public/", "static/", "src/"],
            Self::Pelican => &["content/", "content/extra/", "content/static/"],
            Self::Other => &["", "static/", "public/", "src/", "assets/", "source/", "content/"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tool::{self, Eleventy, Hexo, Hugo, Jekyll, Obsidian, Other, Pelican, Zola};

    #[test]
    fn tools_are_known_by_their_files() {
        let of = |names: &[&str]| Tool::of(&names.iter().copied(), |name| name.starts_with("zola"));
        for (names, tool, base) in [
            (&["_config.yml", "_posts/a.md"][..], Jekyll, ""),
            (&["blog-main/_config.yml", "blog-main/vendor/x/_config.yml"], Jekyll, "blog-main/"),
            (&["_posts/2014-05-12-a.md"], Jekyll, ""),
            (&["_config.yml", "source/_posts/a.md"], Hexo, ""),
            (&["site/hugo.toml", "site/content/a.md"], Hugo, "site/"),
            (&["config/_default/config.yaml"], Hugo, ""),
            (&["config.toml"], Hugo, ""),
            (&["zola/config.toml"], Zola, "zola/"),
            (&["a/eleventy.config.mjs"], Eleventy, "a/"),
            (&["pelicanconf.py", "content/a.md"], Pelican, ""),
            (&["vault/.obsidian/app.json"], Obsidian, "vault/"),
        ] {
            assert_eq!(of(names), Some((tool, base.to_owned())), "{names:?}");
        }
        assert_eq!(of(&["a.md", "themes/x/hugo.toml", "config.json"]), None);
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let out = |tool: Tool, path: &str| tool.leaves_out(path, &["recipes".to_owned()]);
        for (tool, path) in [
            (Jekyll, "README.md"),
            (Jekyll, "_site/a.md"),
            (Jekyll, "_includes/a.md"),
            (Hugo, "public/a.md"),
            (Hugo, "themes/x/exampleSite/content/a.md"),
            (Hugo, "notes.md"),
            (Obsidian, ".trash/a.md"),
            (Eleventy, "node_modules/x/b.md"),
            (Other, ".github/a.md"),
        ] {
            assert!(out(tool, path), "{path}");
        }
        for (tool, path) in [
            (Jekyll, "letters/_posts/a.md"),
            (Jekyll, "_recipes/a.md"),
            (Hugo, "content/posts/a/index.md"),
            (Obsidian, "data/README.md"),
            (Eleventy, "src/public/a.md"),
        ] {
            assert!(!out(tool, path), "{path}");
        }
    }
}
