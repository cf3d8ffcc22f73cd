//! The pages that frames of other sites show.

use percent_encoding::percent_decode_str;

use super::videos::Video;

/// Returns the address of the page that a frame shows, as readers would open it. `None` if it is not known.
pub fn page_of_frame(address: &str) -> Option<String> {
    if let Some(video) = Video::of(address) {
        return Some(video.page);
    }
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    match host.trim_start_matches("www.") {
        "w.soundcloud.com" => parameter(path, "url").map(|url| decoded(&url)).filter(|url| url.starts_with("http")),
        "open.spotify.com" => {
            path.strip_prefix("embed/").map(|path| format!("https://open.spotify.com/{}", bare(path)))
        }
        "archive.org" => {
            let id = path.strip_prefix("embed/")?.split(['?', '&', '#', '/']).next()?;
            (!id.is_empty()).then(|| format!("https://archive.org/details/{id}"))
        }
        "facebook.com" => parameter(path, "href").map(|url| decoded(&url)).filter(|url| url.starts_with("http")),
        "google.com" | "maps.google.com" if path.contains("output=embed") => {
            Some(address.replace("&output=embed", "").replace("&amp;", "&"))
        }
        "instagram.com" => path.split("/embed").next().map(|path| format!("https://www.instagram.com/{path}/")),
        _ => None,
    }
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
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::page_of_frame;

    #[test]
    fn frames_become_pages() {
        for (frame, page) in [
            ("https://www.youtube.com/embed/abc-1?rel=0", "https://www.youtube.com/watch?v=abc-1"),
            ("https://www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
            ("https://www.youtube.com/embed/videoseries?list=PL1", "https://www.youtube.com/playlist?list=PL1"),
            ("http://www.youtube.com/v/abc&hl=en", "https://www.youtube.com/watch?v=abc"),
            ("https://player.vimeo.com/video/12?h=1", "https://vimeo.com/12/1"),
            ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=1", "https://soundcloud.com/a/b"),
            ("https://open.spotify.com/embed/track/1?si=2", "https://open.spotify.com/track/1"),
            ("https://archive.org/embed/film", "https://archive.org/details/film"),
        ] {
            assert_eq!(page_of_frame(frame).as_deref(), Some(page));
        }
        assert_eq!(page_of_frame("https://example.org/map"), None);
    }
}
