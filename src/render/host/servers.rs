//! Configuration of web servers that a library runs itself: `.htaccess` for Apache, `nginx.conf` for nginx.

use std::fmt::Write;

use super::headers::{ALL, IMMUTABLE, REVALIDATE};
use super::plain;
use crate::site::Site;

/// Returns `.htaccess`. It needs no more than `AllowOverride FileInfo`: a directive that the server forbids in this file
/// would turn every page into an error.
pub(super) fn htaccess(site: &Site) -> String {
    let base = site.config.base_path();
    let mut text = format!(
        "# Made by callslip. Apache reads this file by itself, where the server allows it (AllowOverride FileInfo).\n\
         ErrorDocument 404 {base}/404.html\nAddType font/woff2 .woff2\n\n<IfModule mod_alias.c>\n\
         RedirectMatch 404 \"/\\.callslip\"\n"
    );
    for redirect in site.host_redirects() {
        let from = pattern(&plain(&format!("{base}{}", redirect.path)));
        let to = plain(&format!("{base}{}", redirect.to)).replace('"', "%22").replace('$', "\\$");
        let _ = writeln!(text, "RedirectMatch 301 \"^{from}$\" \"{to}\"");
    }
    text.push_str("</IfModule>\n\n<IfModule mod_headers.c>\n");
    for (name, value) in ALL {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    // By path: names with a hash in them are not the theme's alone. `<If>` would need `AllowOverride All`.
    let assets = pattern(&plain(&format!("{base}/assets")));
    let _ = write!(
        text,
        "Header set Cache-Control \"{REVALIDATE}\"\n<IfModule mod_setenvif.c>\nSetEnvIf Request_URI \"^{assets}/\" \
         callslip_asset\nHeader set Cache-Control \"{IMMUTABLE}\" env=callslip_asset\n</IfModule>\n</IfModule>\n"
    );
    text
}

/// Returns a regular expression that matches an address literally, with or without its final slash.
fn pattern(path: &str) -> String {
    let mut pattern = String::new();
    for c in path.chars() {
        match c {
            '"' => pattern.push_str("\\x22"),
            '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' | '|' | '\\' => {
                pattern.push('\\');
                pattern.push(c);
            }
            _ => pattern.push(c),
        }
    }
    if path.ends_with('/') { pattern + "?" } else { pattern }
}

/// Returns `nginx.conf`, for `include` in a `server` block: nginx reads no file of a site by itself. All of it is in one
/// location, that of the column.
pub(super) fn nginx(site: &Site) -> String {
    let base = site.config.base_path();
    let place = |path: &str| quoted(&plain(&format!("{base}{path}")));
    let mut text = format!(
        "# Made by callslip. In the server block of your site, write a line\n#   include <folder of the \
         site>/nginx.conf;\n# and nothing else for this location. The line `root` stays in the server block.\n\
         location ^~ {} {{\n  error_page 404 {};\n  location = {} {{ return 404; }}\n  \
         location ~ /\\.callslip {{ return 404; }}\n\n",
        place("/"),
        place("/404.html"),
        place("/nginx.conf")
    );
    headers(&mut text, "  ", REVALIDATE);
    let _ = write!(text, "\n  location ^~ {} {{\n", place("/assets/"));
    headers(&mut text, "    ", IMMUTABLE);
    text.push_str("  }\n\n");
    for redirect in site.host_redirects() {
        let to = format!("{base}{}", redirect.to).replace('$', "%24");
        let _ = writeln!(text, "  location = {} {{ return 301 {}; }}", place(&redirect.path), quoted(&to));
    }
    text.push_str("}\n");
    text
}

/// Adds the headers of a location: one that has any of its own inherits none.
fn headers(text: &mut String, indent: &str, cache_control: &str) {
    for (name, value) in ALL {
        let _ = writeln!(text, "{indent}add_header {name} \"{value}\" always;");
    }
    let _ = writeln!(text, "{indent}add_header Cache-Control \"{cache_control}\";");
}

/// Quotes a string of nginx.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
