//! The pages that windows onto other sites show.

/// Returns the address of the page that a window shows, as readers would open it.
pub(super) fn page_of(address: &str) -> String {
    let address = address.strip_prefix("//").map_or_else(|| address.to_owned(), |rest| format!("https://{rest}"));
    let Some((_, rest)) = address.split_once("://") else { return address };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.trim_start_matches("www.");
    let after = |prefix: &str| {
        let id = path.strip_prefix(prefix)?.split(['?', '&', '#', '/']).next()?;
        (!id.is_empty()).then(|| id.to_owned())
    };
    let page = match host {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" => match parameter(path, "list") {
            Some(list) if path.starts_with("embed/videoseries") => {
                Some(format!("https://www.youtube.com/playlist?list={list}"))
            }
            _ => after("embed/").or_else(|| after("v/")).map(|id| format!("https://www.youtube.com/watch?v={id}")),
        },
        "player.vimeo.com" => after("video/").map(|id| format!("https://vimeo.com/{id}")),
        "dailymotion.com" => after("embed/video/").map(|id| format!("https://www.dailymotion.com/video/{id}")),
        "w.soundcloud.com" => parameter(path, "url").map(|url| decoded(&url)).filter(|url| url.starts_with("http")),
        "open.spotify.com" => {
            path.strip_prefix("embed/").map(|path| format!("https://open.spotify.com/{}", bare(path)))
        }
        "archive.org" => after("embed/").map(|id| format!("https://archive.org/details/{id}")),
        "embed.ted.com" => Some(format!("https://www.ted.com/{}", bare(path))),
        "videopress.com" | "video.wordpress.com" => after("embed/").map(|id| format!("https://videopress.com/v/{id}")),
        "facebook.com" => parameter(path, "href").map(|url| decoded(&url)).filter(|url| url.starts_with("http")),
        "google.com" | "maps.google.com" => Some(address.replace("&output=embed", "").replace("&amp;", "&")),
        "instagram.com" => path.split("/embed").next().map(|path| format!("https://www.instagram.com/{path}/")),
        _ => None,
    };
    page.unwrap_or(address)
}

fn bare(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or(path)
}

/// Returns the value of a parameter of an address.
fn parameter(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next().unwrap_or(query).replace("&amp;", "&");
    let found = query.split('&').filter_map(|part| part.split_once('=')).find(|(key, _)| *key == name);
    found.map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
}

/// Returns text without its `%3A` and the like.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn windows_become_pages() {
        for (window, page) in [
            ("https://www.youtube.com/embed/abc-1?rel=0", "https://www.youtube.com/watch?v=abc-1"),
            ("//www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
            ("https://www.youtube.com/embed/videoseries?list=PL1", "https://www.youtube.com/playlist?list=PL1"),
            ("http://www.youtube.com/v/abc&hl=en", "https://www.youtube.com/watch?v=abc"),
            ("https://player.vimeo.com/video/12?h=1", "https://vimeo.com/12"),
            ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=1", "https://soundcloud.com/a/b"),
            ("https://open.spotify.com/embed/track/1?si=2", "https://open.spotify.com/track/1"),
            ("https://archive.org/embed/film", "https://archive.org/details/film"),
            ("https://example.org/map", "https://example.org/map"),
        ] {
            assert_eq!(page_of(window), page);
        }
    }
}
