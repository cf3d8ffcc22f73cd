//! The HTTP headers that a host should send, and the file `_headers`.

/// The content security policy: what our pages need and nothing else. No script or style in the page itself, nothing from
/// another site; but a form may be sent to another site, where columnists often have theirs.
pub const POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; \
     form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; \
     media-src 'self'; script-src 'self'; style-src 'self'";

/// The headers that are sent with every file.
pub(super) const ALL: [(&str, &str); 3] = [
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// `Cache-Control` for the theme's files: they have the hash of their content in their names, so they never change.
pub(in crate::render) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// `Cache-Control` for all other files: a browser may keep them, but asks each time if they have changed.
pub(in crate::render) const REVALIDATE: &str = "no-cache";

/// Returns `_headers`, for Netlify and Cloudflare Pages. Files without a rule are revalidated there by default.
pub(super) fn render() -> String {
    let all = ALL.map(|(name, value)| format!("  {name}: {value}\n")).concat();
    format!("/*\n{all}\n/assets/*\n  Cache-Control: {IMMUTABLE}\n")
}
