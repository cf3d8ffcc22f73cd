//! Notes on what the chosen host cannot do, in the columnist's words, for the summary of a build.

use crate::config::Host;
use crate::site::Site;
use crate::source::Fingerprint;

/// A note about the host and the column that the author must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostNote {
    /// The words.
    pub text: String,
    /// The key by which a build remembers the note, so that the next one does not repeat it. It changes with the host.
    /// `None` for a note that every build gives.
    pub key: Option<String>,
}

/// Returns what the author must know about this host and this column, one note a line; for `plain`, at most that there
/// is no feed.
pub fn notes(site: &Site) -> Vec<HostNote> {
    let host = site.config.host;
    let of_host: [(&str, Option<String>); 7] = [
        ("redirects", redirects(site)),
        ("queries", queries(site)),
        ("downloads", downloads(site)),
        ("headers", headers(host)),
        ("address", address(site)),
        ("robots", robots(site)),
        ("setting", setting(host).map(ToOwned::to_owned)),
    ];
    let once = |(kind, text): (&str, Option<String>)| {
        let key = Some(Fingerprint::of(format!("{} {kind}", host.name()).as_bytes()).short());
        text.map(|text| HostNote { text, key })
    };
    let of_host = of_host.into_iter().filter(|_| host != Host::Plain);
    let mut notes: Vec<HostNote> = of_host.filter_map(once).collect();
    // The host refuses such a site, so this is never old news.
    notes.extend(size(site).map(|text| HostNote { text, key: None }));
    let feed = once(("feed", feed(site)));
    // Who publishes needs to know it each time.
    notes.extend(feed.map(|note| HostNote { key: note.key.filter(|_| site.config.publish.is_empty()), ..note }));
    notes
}

/// A column without an address.
fn feed(site: &Site) -> Option<String> {
    let help = "add a line such as `base_url: https://example.org` to column.yaml";
    site.config.base_url.is_none().then(|| format!("There is no feed and no sitemap yet: {help}."))
}

/// "14 old addresses became pages that forward the reader."
fn redirects(site: &Site) -> Option<String> {
    let ruled = site.host_redirects().len();
    // At old addresses of the feed is the feed itself.
    let left = site.redirects.as_slice()[ruled..].iter().filter(|redirect| !redirect.is_of_feed()).count();
    if left == 0 {
        return None;
    }
    let became_pages = if left == 1 {
        "1 old address became a page that forwards the reader".to_owned()
    } else {
        format!("{left} old addresses became pages that forward the reader")
    };
    let name = site.config.host.name();
    let rules = ruled + site.host_query_redirects().count();
    Some(if rules == 0 {
        format!("{name} has no redirects of its own, so {became_pages}.")
    } else {
        format!("{name} accepts only the first {rules} redirects, so the other {became_pages}.")
    })
}

/// Old addresses with a query that the host takes for that of another page.
fn queries(site: &Site) -> Option<String> {
    let host = site.config.host;
    let ruled: Vec<_> = site.host_query_redirects().collect();
    let mut left = site.query_redirects.iter().filter(|redirect| !ruled.contains(redirect));
    let (first, others) = (left.next()?, left.count());
    let others = match others {
        0 => String::new(),
        1 => ", nor can it redirect another old address with a `?`".to_owned(),
        others => format!(", nor can it redirect {others} more old addresses with a `?`"),
    };
    let why = match ruled.len() {
        0 => " `apache`, `netlify`, `nginx`, and `vercel` can.".to_owned(),
        most if most == host.max_redirects() => format!(" It accepts only the first {most} redirects."),
        _ => String::new(),
    };
    Some(format!("{} cannot tell {} from {}{others}.{why}", host.name(), first.address(), first.path))
}

/// Redirect pages at addresses such as `/old.php`: hosts know a page by its name.
fn downloads(site: &Site) -> Option<String> {
    let pages = &site.redirects.as_slice()[site.host_redirects().len()..];
    let is_page = |path: &str| path.ends_with('/') || [".html", ".htm"].iter().any(|end| path.ends_with(end));
    let mut downloads = pages.iter().filter(|redirect| !redirect.is_of_feed() && !is_page(&redirect.path));
    let (first, name) = (&downloads.next()?.path, site.config.host.name());
    Some(match downloads.count() {
        0 => {
            format!("The old address {first} does not end in .html: {name} may offer its redirect page as a download.")
        }
        others => format!(
            "{first} and {others} more old addresses do not end in .html: {name} may offer their redirect pages as downloads."
        ),
    })
}

/// A host that sends no headers of ours.
fn headers(host: Host) -> Option<String> {
    let name = host.name();
    (!host.sends_headers()).then(|| {
        format!(
            "{name} does not let a site choose its own headers: it decides how long browsers keep a file, and it \
             sends no content security policy."
        )
    })
}

/// A host whose rules name paths from its root, and a column that may be in a folder below.
fn address(site: &Site) -> Option<String> {
    let host = site.config.host;
    (host.rules_name_host_paths() && site.config.base_url.is_none()).then(|| {
        format!(
            "The files for {} assume that the column is not in a folder of its site; if it is, write its full address \
             as `base_url` in column.yaml.",
            host.name()
        )
    })
}

/// A host that limits the number of files.
fn size(site: &Site) -> Option<String> {
    let (host, files) = (site.config.host, site.routes.iter().len());
    let most = host.max_files().filter(|most| files > *most)?;
    Some(format!("{} allows {} files; this column has {}.", host.name(), with_comma(most), with_comma(files)))
}

/// Writes a number of thousands: `20,000`.
fn with_comma(number: usize) -> String {
    format!("{},{:03}", number / 1_000, number % 1_000)
}

/// `robots.txt` in a folder: crawlers read it at the root of a host only (RFC 9309, section 2.3).
fn robots(site: &Site) -> Option<String> {
    let path = site.config.base_path();
    (!path.is_empty()).then(|| {
        format!(
            "Search engines look for robots.txt only at the top of a site, not in {path}/, so they do not read yours."
        )
    })
}

/// A setting that the author must make on the host, once.
fn setting(host: Host) -> Option<&'static str> {
    match host {
        Host::S3 => Some(
            "In the settings of the bucket, name index.html as its index document and 404.html as its error document.",
        ),
        Host::Nginx => {
            Some("nginx does not read nginx.conf by itself: include that file, next to index.html, in its settings.")
        }
        Host::Plain
        | Host::GithubPages
        | Host::GitlabPages
        | Host::Netlify
        | Host::CloudflarePages
        | Host::Vercel
        | Host::AzureStaticWebApps
        | Host::Apache => None,
    }
}
