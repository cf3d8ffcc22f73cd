//! The files that a text shows or links to.

use super::addresses::upload_key;
use super::base_address::resolve;
use super::blog::{Post, TextFormat};
use super::body_links::values;

/// Returns the keys and addresses of the files that a post names, each key once.
pub(super) fn shown_files(post: &Post) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |address: &str| {
        if let Some(key) = upload_key(address).filter(|key| !found.iter().any(|(known, _)| known == key)) {
            found.push((key, address.to_owned()));
        }
    };
    match post.format {
        TextFormat::WordPress | TextFormat::Markdown => of_wordpress(&post.body, &mut add),
        TextFormat::Html => of_html(&post.body, &post.base, &mut add),
    }
    found
}

/// Finds what lies in a folder of uploads, wherever it is named: in attributes, shortcodes, and blocks.
fn of_wordpress(body: &str, add: &mut impl FnMut(&str)) {
    const ENDS: [char; 9] = ['"', '\'', ' ', '<', '>', ')', ']', '\n', '\\'];
    for folder in ["/wp-content/uploads/", ".files.wordpress.com/"] {
        for (at, _) in body.match_indices(folder) {
            let start = body[..at].rfind(|c: char| ENDS.contains(&c) || c == '(' || c == '=').map_or(0, |end| end + 1);
            add(body[start..].split(ENDS).next().unwrap_or_default());
        }
    }
}

/// Finds the addresses in attributes of HTML.
fn of_html(body: &str, base: &str, add: &mut impl FnMut(&str)) {
    for address in values(body, b"src=").chain(values(body, b"href=")) {
        add(&resolve(base, &address.trim().replace("&amp;", "&")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(body: &str, format: TextFormat) -> Vec<String> {
        let base = "https://a.example/b/c".to_owned();
        let post = Post { body: body.to_owned(), format, base, ..Post::default() };
        shown_files(&post).into_iter().map(|(key, address)| format!("{key} {address}")).collect()
    }

    #[test]
    fn files_are_found_wherever_they_are_named() {
        let body = "<img src=\"https://a.example/wp-content/uploads/2014/a-300x200.jpg\" srcset=\"https://a.example/wp-content/uploads/2014/a-150x100.jpg 150w\"> [audio mp3=\"/wp-content/uploads/b.mp3\"] (https://c.files.wordpress.com/d.png)";
        assert_eq!(
            keys(body, TextFormat::WordPress),
            [
                "2014/a.jpg https://a.example/wp-content/uploads/2014/a-300x200.jpg",
                "b.mp3 /wp-content/uploads/b.mp3",
                "d.png https://c.files.wordpress.com/d.png",
            ]
        );
        let body =
            "<a href='/x.html'><img src=\"d.png\"></a> <a href=\"//e.example/f.pdf?a&amp;b\">f</a> <img src=g.png>";
        assert_eq!(
            keys(body, TextFormat::Html),
            ["//a.example/b/d.png https://a.example/b/d.png", "//e.example/f.pdf https://e.example/f.pdf?a&b"]
        );
    }
}
