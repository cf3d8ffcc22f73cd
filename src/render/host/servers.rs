//! Configuration of web servers that a library runs itself: `.htaccess` for Apache, `nginx.conf` for nginx.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::headers::{self, IMMUTABLE, REVALIDATE};
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
    text.push_str("</IfModule>\n\n");
    rewrites(site, &mut text);
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in headers::all(&site.config) {
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

/// Adds the redirects of old addresses with a query, which only `mod_rewrite` sees. The new address gets none of it.
///
/// A server that follows no symbolic links refuses every page of a folder with such rules, so they are written only
/// where they are needed (Apache's documentation of `mod_rewrite`, "Per-directory Rewrites").
fn rewrites(site: &Site, text: &mut String) {
    let mut redirects = site.host_query_redirects().peekable();
    if redirects.peek().is_none() {
        return;
    }
    text.push_str("<IfModule mod_rewrite.c>\nRewriteEngine On\n");
    for redirect in redirects {
        for (name, value) in redirect.query.parameters() {
            let _ = writeln!(text, "RewriteCond %{{QUERY_STRING}} \"{}\"", parameter_pattern(name, value));
        }
        // Paths are relative to the folder of this file.
        let from = pattern(plain(&redirect.path).trim_start_matches('/'));
        let to = format!("{}{}", site.config.base_path(), redirect.to).replace('%', "\\%").replace('$', "\\$");
        let _ = writeln!(text, "RewriteRule \"^{from}$\" \"{to}\" [R=301,L,NE,QSD]");
    }
    text.push_str("</IfModule>\n\n");
}

/// Returns a regular expression that finds all of these parameters in a query, in any order.
fn query_pattern(parameters: &[(String, String)]) -> String {
    match parameters {
        [(name, value)] => parameter_pattern(name, value),
        all => {
            let all = all.iter().map(|(name, value)| format!("(?=.*{})", parameter_pattern(name, value)));
            all.collect::<Vec<_>>().concat()
        }
    }
}

/// Returns a regular expression that finds a parameter in a query (PCRE), however its characters are encoded.
fn parameter_pattern(name: &str, value: &str) -> String {
    format!("(?:^|&){}={}(?:&|$)", encoded_pattern(name), encoded_pattern(value))
}

/// Returns a regular expression that matches a name or value of a query, as it is or percent-encoded.
fn encoded_pattern(text: &str) -> String {
    let mut pattern = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            pattern.push(char::from(byte));
            continue;
        }
        let digit = |digit: u8| match digit {
            0..=9 => char::from(b'0' + digit).to_string(),
            _ => format!("[{}{}]", char::from(b'A' + digit - 10), char::from(b'a' + digit - 10)),
        };
        let encoded = format!("%{}{}", digit(byte >> 4), digit(byte & 15));
        let _ = match byte {
            b' ' => write!(pattern, "(?:\\+|{encoded})"),
            b'-' | b'_' | b'~' | b'/' | b':' | b',' | b';' | b'@' | b'!' | b'\'' => {
                write!(pattern, "(?:{}|{encoded})", char::from(byte))
            }
            b'.' | b'*' | b'(' | b')' | b'[' | b']' | b'$' | b'?' | b'|' => {
                write!(pattern, "(?:\\{}|{encoded})", char::from(byte))
            }
            _ => write!(pattern, "{encoded}"),
        };
    }
    pattern
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
    headers(site, &mut text, "  ", REVALIDATE);
    let _ = write!(text, "\n  location ^~ {} {{\n", place("/assets/"));
    headers(site, &mut text, "    ", IMMUTABLE);
    text.push_str("  }\n\n");
    nginx_redirects(site, &mut text);
    text.push_str("}\n");
    text
}

/// Adds a location for each old address. One that has a query only shows what is there unless the request has it, too;
/// `if` is safe with nothing but `return` in it (nginx.com, "If is Evil"), and the new address gets no query.
fn nginx_redirects(site: &Site, text: &mut String) {
    let base = site.config.base_path();
    let to = |path: &str| quoted(&format!("{base}{path}").replace('$', "%24"));
    let mut locations: BTreeMap<String, String> = BTreeMap::new();
    for redirect in site.host_query_redirects() {
        let rule = format!(
            "    if ($args ~ {}) {{ return 301 {}; }}\n",
            quoted(&query_pattern(redirect.query.parameters())),
            to(&redirect.to)
        );
        let path = plain(&format!("{base}{}", redirect.path));
        // A folder is also asked for without its slash.
        let without = path.strip_suffix('/').filter(|path| *path != base).map(str::to_owned);
        for path in [Some(path.clone()), without].into_iter().flatten() {
            locations.entry(path).or_default().push_str(&rule);
        }
    }
    for redirect in site.host_redirects() {
        let path = plain(&format!("{base}{}", redirect.path));
        let return_ = format!("return 301 {};", to(&redirect.to));
        let _ = match locations.remove(&path) {
            Some(rules) => writeln!(text, "  location = {} {{\n{rules}    {return_}\n  }}", quoted(&path)),
            None => writeln!(text, "  location = {} {{ {return_} }}", quoted(&path)),
        };
    }
    for (path, rules) in locations {
        let _ = writeln!(text, "  location = {} {{\n{rules}  }}", quoted(&path));
    }
}

/// Adds the headers of a location: one that has any of its own inherits none.
fn headers(site: &Site, text: &mut String, indent: &str, cache_control: &str) {
    for (name, value) in headers::all(&site.config) {
        let _ = writeln!(text, "{indent}add_header {name} \"{value}\" always;");
    }
    let _ = writeln!(text, "{indent}add_header Cache-Control \"{cache_control}\";");
}

/// Quotes a string of nginx.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
