//! Old addresses, and what they have become.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

/// The new place of an old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NewPlace {
    /// A file of the column, by its path under `content/`.
    File(String),
    /// A page that no file stands for, by its address.
    Page(String),
    /// An uploaded file, by the key of its path.
    Upload(String),
}

/// The addresses of a blog.
#[derive(Debug, Default)]
pub(super) struct OldAddresses {
    /// The host and the path of the home page, without `www.` and a slash at the end.
    home: String,
    targets: HashMap<String, NewPlace>,
}

impl OldAddresses {
    /// Begins with the address of the blog's home page.
    pub(super) fn new(home: &str) -> Self {
        let home = without_scheme(home).unwrap_or_default().trim_end_matches('/');
        let home = home.strip_prefix("www.").unwrap_or(home).to_lowercase();
        let targets = HashMap::from([(String::new(), NewPlace::Page("/".to_owned()))]);
        let mut addresses = Self { home, targets };
        for feed in ["feed", "rss", "atom", "feed/atom", "feed/rss"] {
            addresses.targets.insert(feed.to_owned(), NewPlace::Page("/feed.xml".to_owned()));
        }
        addresses
    }

    /// Adds what an address has become, unless it is known already.
    pub(super) fn add(&mut self, address: &str, target: NewPlace) {
        if let Some(key) = self.key(address) {
            self.targets.entry(key).or_insert(target);
        }
    }

    /// Adds what a path below the home page has become, unless it is known already.
    pub(super) fn add_path(&mut self, path: &str, target: NewPlace) {
        let key = path.trim_matches('/').to_lowercase();
        self.targets.entry(key).or_insert(target);
    }

    /// Returns what an address has become. `None` if it leads nowhere in the blog.
    pub(super) fn find(&self, address: &str) -> Option<&NewPlace> {
        self.targets.get(&self.key(address)?)
    }

    /// Returns true for an address of the blog itself, whatever is there.
    pub(super) fn is_own(&self, address: &str) -> bool {
        self.key(address).is_some()
    }

    /// Returns true for the host on which WordPress.com has the files of this blog: `desk.files.wordpress.com` for
    /// `desk.wordpress.com`.
    pub(super) fn is_files_host(&self, address: &str) -> bool {
        let name = self.home.strip_suffix(".wordpress.com").unwrap_or(&self.home);
        without_scheme(address)
            .and_then(|rest| rest.split_once(".files.wordpress.com/"))
            .is_some_and(|(host, _)| host == name)
    }

    /// Returns the path of an old address from the root of the column on, with its query, for `aliases`. `None` if it is not
    /// of the blog, its home page, or has a query that no host can look for.
    pub(super) fn alias(&self, address: &str) -> Option<String> {
        let path = self.path(address)?;
        let path = path.split('#').next().unwrap_or(path);
        let Some((path, query)) = path.split_once('?') else { return (path.len() > 1).then(|| decoded(path)) };
        let mut names = HashSet::new();
        let is_sound = query.split('&').all(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or_default();
            names.insert(name) && !name.is_empty() && !value.is_empty() && !pair.contains([' ', '\\'])
        });
        let path = if path.is_empty() { "/" } else { path };
        is_sound.then(|| format!("{}?{query}", decoded(path)))
    }

    /// Returns the part of an address after that of the home page. `None` if the address is not of this blog.
    fn path<'a>(&self, address: &'a str) -> Option<&'a str> {
        if address.starts_with('/') && !address.starts_with("//") {
            let folder = self.home.find('/').map_or("", |at| &self.home[at..]);
            return address.strip_prefix(folder);
        }
        let rest = without_scheme(address)?;
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        let is_home = !self.home.is_empty() && rest.get(..self.home.len())?.eq_ignore_ascii_case(&self.home);
        let path = &rest[self.home.len()..];
        (is_home && (path.is_empty() || path.starts_with(['/', '?', '#']))).then_some(path)
    }

    /// Returns an address in the form in which two for one page are equal.
    fn key(&self, address: &str) -> Option<String> {
        let path = self.path(address.trim())?;
        let path = path.split('#').next().unwrap_or(path);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let path = decoded(path.trim_matches('/')).to_lowercase();
        let path = path.strip_suffix("/amp").or_else(|| path.strip_suffix("/feed")).unwrap_or(&path);
        // `?p=12` names a post; other queries say where the reader came from.
        let number = query
            .split('&')
            .find(|pair| ["p=", "page_id=", "attachment_id="].iter().any(|name| pair.starts_with(name)));
        match number.and_then(|pair| pair.split_once('=')) {
            Some((_, number)) if path.is_empty() => Some(format!("?{number}")),
            _ => Some(path.to_owned()),
        }
    }
}

fn without_scheme(address: &str) -> Option<&str> {
    ["https://", "http://", "//"].iter().find_map(|scheme| address.strip_prefix(scheme))
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), Into::into)
}

/// Returns the path of an uploaded file below the folder of uploads, without the size of a thumbnail: the file that
/// `https://example.org/wp-content/uploads/2014/05/desk-300x200.jpg?w=300` was made of is `2014/05/desk.jpg`.
pub(super) fn upload_key(address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    let path = ["/wp-content/uploads/", ".files.wordpress.com/"]
        .iter()
        .find_map(|folder| address.split_once(folder).map(|(_, path)| path))?;
    // A blog in a network of blogs has a folder of its own.
    let path = match path.strip_prefix("sites/").and_then(|rest| rest.split_once('/')) {
        Some((_, rest)) => rest,
        None => path,
    };
    Some(original(&decoded(path)))
}

/// Returns the name of the file that WordPress has made a smaller or turned copy of: `desk-300x200.jpg`,
/// `desk-scaled.jpg` and `desk-rotated.jpg` are made of `desk.jpg`. In lowercase, for comparing.
pub(super) fn original(path: &str) -> String {
    let path = path.to_lowercase();
    let Some((stem, extension)) = path.rsplit_once('.') else { return path };
    let Some((name, end)) = stem.rsplit_once('-') else { return path };
    let is_size = |end: &str| {
        end.split_once('x').is_some_and(|(width, height)| {
            let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number(width) && is_number(height)
        })
    };
    if is_size(end) || matches!(end, "scaled" | "rotated") { format!("{name}.{extension}") } else { path.clone() }
}

/// Returns the way from one file under `content/` to another.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').rev().skip(1).collect();
    let folders: Vec<&str> = folders.into_iter().rev().collect();
    let target: Vec<&str> = to.split('/').collect();
    let common = folders.iter().zip(&target[..target.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(folders.len() - common);
    way.push_str(&target[common..].join("/"));
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_many_addresses() {
        let mut addresses = OldAddresses::new("http://www.desk.example/blog/");
        let letter = NewPlace::File("questions/drums.md".to_owned());
        addresses.add("https://desk.example/blog/2014/05/12/dr%C3%BCms/", letter.clone());
        addresses.add("https://desk.example/blog/?p=12", letter.clone());
        for address in [
            "https://www.desk.example/blog/2014/05/12/drüms",
            "//desk.example/blog/2014/05/12/drüms/#comment-3",
            "http://DESK.example/blog/2014/05/12/dr%c3%bcms/?utm_source=x",
            "http://desk.example/blog?p=12&preview=true",
            "https://desk.example/blog/2014/05/12/drüms/amp/",
        ] {
            assert_eq!(addresses.find(address), Some(&letter), "{address}");
        }
        assert_eq!(addresses.find("https://desk.example/blog"), Some(&NewPlace::Page("/".to_owned())));
        assert_eq!(addresses.find("https://desk.example/blogs/2014/05/12/drüms/"), None);
        assert!(!addresses.is_own("https://desk.example/other/"));
        assert!(addresses.is_own("https://desk.example/blog/gone/"));
        assert_eq!(addresses.find("/blog/2014/05/12/drüms/"), Some(&letter));
        assert_eq!(addresses.find("/2014/05/12/drüms/"), None);
        assert_eq!(addresses.alias("https://desk.example/blog/2014/a.html#b"), Some("/2014/a.html".to_owned()));
        let alias = |address: &str| addresses.alias(address);
        assert_eq!(alias("https://desk.example/blog/?p=12#b"), Some("/?p=12".to_owned()));
        assert_eq!(alias("https://desk.example/blog?p=12&x=%20"), Some("/?p=12&x=%20".to_owned()));
        assert_eq!(alias("/blog/index.php?p=12"), Some("/index.php?p=12".to_owned()));
        for address in ["/", "/?", "/?p", "/?p=", "/?p=1&p=2", "/?p=1 2"] {
            assert_eq!(alias(&format!("https://desk.example/blog{address}")), None, "{address}");
        }
    }

    #[test]
    fn thumbnails_lead_to_the_picture() {
        for address in [
            "https://a.example/wp-content/uploads/2014/05/Desk%20one-300x200.jpg",
            "https://a.files.wordpress.com/2014/05/desk one.jpg?w=300&h=200",
            "/wp-content/uploads/sites/3/2014/05/Desk one-scaled.JPG",
        ] {
            assert_eq!(upload_key(address), Some("2014/05/desk one.jpg".to_owned()), "{address}");
        }
        assert_eq!(upload_key("https://a.example/desk.jpg"), None);
        assert_eq!(original("2014/agenda-2x.png"), "2014/agenda-2x.png");
    }

    #[test]
    fn ways_between_files() {
        assert_eq!(relative("questions/a.md", "questions/b.md"), "b.md");
        assert_eq!(relative("questions/a/index.md", "questions/b.md"), "../b.md");
        assert_eq!(relative("pages/a.md", "questions/b/index.md"), "../questions/b/index.md");
        assert_eq!(relative("questions/a/index.md", "questions/a/b.png"), "b.png");
    }
}
