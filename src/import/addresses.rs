//! Old addresses, and what they have become.

use std::collections::{HashMap, HashSet};

use super::web_files::{decoded, is_width_and_height, web_key};

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
    /// Where the blog was before, in the same form.
    former_homes: Vec<String>,
    targets: HashMap<String, NewPlace>,
    lists: OldLists,
}

/// The lists of posts on subjects, whatever the blog calls the folder that they are in.
#[derive(Debug, Default)]
pub(super) struct OldLists {
    /// The page of each subject, by the last part of its old address.
    pub(super) pages: HashMap<String, NewPlace>,
    /// The last parts of the addresses of all subjects and pages.
    pub(super) names: HashSet<String>,
}

impl OldAddresses {
    /// Begins with the address of the blog's home page.
    pub(super) fn new(home: &str) -> Self {
        let home = without_scheme(home).unwrap_or_default().trim_end_matches('/');
        let home = home.strip_prefix("www.").unwrap_or(home).to_lowercase();
        let targets = HashMap::from([(String::new(), NewPlace::Page("/".to_owned()))]);
        let mut addresses = Self { home, targets, ..Self::default() };
        for feed in ["feed", "rss", "atom", "feed/atom", "feed/rss"] {
            addresses.targets.insert(feed.to_owned(), NewPlace::Page("/feed.xml".to_owned()));
        }
        addresses
    }

    /// Adds the address that an id in the feed, such as `https://old.example/?p=12`, or an uploaded file shows the blog to
    /// have had before.
    pub(super) fn add_former_home(&mut self, address: &str) {
        let Some(rest) = without_scheme(address) else { return };
        let number = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
        let of_id = ["/?p=", "/?page_id="].iter().find_map(|name| rest.split_once(name).filter(|(_, id)| number(id)));
        let Some((home, _)) = of_id.or_else(|| rest.split_once("/wp-content/uploads/")) else { return };
        let home = home.strip_prefix("www.").unwrap_or(home).to_lowercase();
        let host = |home: &str| home.split('/').next().unwrap_or_default().to_owned();
        if !home.is_empty() && host(&home) != host(&self.home) && !self.former_homes.contains(&home) {
            self.former_homes.push(home);
        }
    }

    /// Sets the lists of posts on subjects.
    pub(super) fn set_lists(&mut self, lists: OldLists) {
        self.lists = lists;
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
        // Of a blog that does not say where it is, the day in the path says enough.
        let key = self.key(address).or_else(|| Self::dated_path(address).filter(|_| self.home.is_empty()))?;
        self.targets.get(&key).or_else(|| self.lists.find(&key))
    }

    /// Returns true if an address on another site has the path and the day of a post of this blog.
    pub(super) fn is_like_own(&self, address: &str) -> bool {
        Self::dated_path(address).is_some_and(|path| self.targets.contains_key(&path))
    }

    /// Returns the path of an address on any site, if it begins with a year and a month.
    fn dated_path(address: &str) -> Option<String> {
        let (_, path) = without_scheme(address)?.split_once('/')?;
        let path = decoded(path.split(['?', '#']).next()?.trim_matches('/')).to_lowercase();
        let is_number = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = path.splitn(3, '/').collect();
        matches!(parts[..], [year, month, _] if is_number(year, 4) && is_number(month, 2)).then_some(path)
    }

    /// Returns true for the address of the home page.
    pub(super) fn is_home(&self, address: &str) -> bool {
        self.key(address).is_some_and(|key| key.is_empty())
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
        let Some((path, query)) = path.split_once('?') else {
            return (path.len() > 1).then(|| decoded(path).replace(' ', "%20"));
        };
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
        let mut homes = std::iter::once(&self.home).chain(&self.former_homes);
        homes.find_map(|home| {
            let is_home = !home.is_empty() && rest.get(..home.len())?.eq_ignore_ascii_case(home);
            let path = &rest[home.len()..];
            (is_home && (path.is_empty() || path.starts_with(['/', '?', '#']))).then_some(path)
        })
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

impl OldLists {
    /// Returns the page of the subject that a path in small letters leads to: `topics/work`, `category/life/work/page/2`.
    fn find(&self, path: &str) -> Option<&NewPlace> {
        let mut parts: Vec<&str> = path.split('/').collect();
        if let [.., "page", number] = parts[..]
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            parts.truncate(parts.len() - 2);
        }
        let [base, between @ .., last] = &parts[..] else { return None };
        let is_folder = !self.names.contains(*base) && !base.bytes().all(|byte| byte.is_ascii_digit());
        let is_known = |part: &&str| self.names.contains(*part);
        self.pages.get(*last).filter(|_| is_folder && *base != "author" && between.iter().all(is_known))
    }
}

fn without_scheme(address: &str) -> Option<&str> {
    ["https://", "http://", "//"].iter().find_map(|scheme| address.strip_prefix(scheme))
}

/// Returns the path of an uploaded file below the folder of uploads, without the size of a thumbnail: the file that
/// `https://example.org/wp-content/uploads/2014/05/desk-300x200.jpg?w=300` was made of is `2014/05/desk.jpg`. A file that lies
/// elsewhere has its host in its key.
pub(super) fn upload_key(address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    let path = ["/wp-content/uploads/", ".files.wordpress.com/"]
        .iter()
        .find_map(|folder| address.split_once(folder).map(|(_, path)| path));
    let Some(path) = path else { return web_key(address) };
    // A blog in a network of blogs has a folder of its own.
    let path = match path.strip_prefix("sites/").and_then(|rest| rest.split_once('/')) {
        Some((_, rest)) => rest,
        None => path,
    };
    Some(original(&decoded(path)))
}

/// Returns the name of the file that WordPress has made a smaller or turned copy of: `desk-300x200.jpg`,
/// `desk-scaled.jpg` and `desk-rotated.jpg` are made of `desk.jpg`.
pub(super) fn original(path: &str) -> String {
    let Some((stem, extension)) = path.rsplit_once('.') else { return path.to_owned() };
    let Some((name, end)) = stem.rsplit_once('-') else { return path.to_owned() };
    let is_copy = is_width_and_height(end) || matches!(end, "scaled" | "rotated");
    if is_copy { format!("{name}.{extension}") } else { path.to_owned() }
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
    fn former_addresses_and_lists_of_subjects() {
        let mut addresses = OldAddresses::new("https://desk.example");
        let letter = NewPlace::File("questions/drums.md".to_owned());
        let work = NewPlace::Page("/tags/work/".to_owned());
        addresses.add("https://desk.example/2014/05/12/drums/", letter.clone());
        let names = ["work", "life", "about"].map(str::to_owned);
        let pages = HashMap::from([("work".to_owned(), work.clone())]);
        addresses.set_lists(OldLists { pages, names: HashSet::from(names) });
        for id in
            ["http://www.old.example/?p=3", "https://media.example/p/?p=3x", "tag:blog", "http://desk.example/?p=3"]
        {
            addresses.add_former_home(id);
        }
        assert_eq!(addresses.former_homes, ["old.example"]);
        assert_eq!(addresses.find("http://old.example/2014/05/12/drums/"), Some(&letter));
        assert!(addresses.is_own("http://old.example/gone/"));
        for address in ["topics/work", "category/life/work/", "tag/work/page/2"] {
            assert_eq!(addresses.find(&format!("https://desk.example/{address}")), Some(&work), "{address}");
        }
        for address in ["work", "about/work", "2014/work", "author/work", "topics/other/work", "topics/life"] {
            assert_eq!(addresses.find(&format!("https://desk.example/{address}")), None, "{address}");
        }
        assert!(addresses.is_like_own("https://mirror.example/2014/05/12/drums/?x"));
        assert!(!addresses.is_like_own("https://mirror.example/2014/05/13/drums/"));
    }

    #[test]
    fn thumbnails_lead_to_the_picture() {
        for address in [
            "https://a.example/wp-content/uploads/2014/05/Desk%20one-300x200.jpg",
            "https://a.files.wordpress.com/2014/05/desk one.jpg?w=300&h=200",
            "/wp-content/uploads/sites/3/2014/05/Desk one-scaled.jpg",
        ] {
            assert_eq!(
                upload_key(address).map(|key| key.to_lowercase()),
                Some("2014/05/desk one.jpg".to_owned()),
                "{address}"
            );
        }
        assert_eq!(upload_key("https://a.example/desk.jpg"), Some("//a.example/desk.jpg".to_owned()));
        assert_eq!(upload_key("https://a.example/desk/"), None);
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
