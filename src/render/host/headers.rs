//! What a host shall say with each page, and `_headers`.

/// What our pages need, and nothing beyond: no script or style in the page itself, nothing from anywhere else. A form
/// that a columnist has at another host may still be sent there.
pub(super) const POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; \
     form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; \
     media-src 'self'; script-src 'self'; style-src 'self'";

/// With every file.
pub(super) const ALL: [(&str, &str); 3] = [
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// The theme's files have the hash of their content in their names: whoever has one need never ask again.
pub(in crate::render) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// All others: keep it, but ask whether it is still the newest.
pub(in crate::render) const ASK_AGAIN: &str = "no-cache";

/// `_headers`, for Netlify and Cloudflare Pages. Both ask again by themselves for what has no rule.
pub(super) fn render() -> String {
    let all = ALL.map(|(name, value)| format!("  {name}: {value}\n")).concat();
    format!("/*\n{all}\n/assets/*\n  Cache-Control: {FOR_EVER}\n")
}
