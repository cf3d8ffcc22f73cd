//! The HTTP headers that a host should send, and the file `_headers`.

use std::borrow::Cow;

use crate::config::Config;

/// The content security policy: what our pages need and nothing else. No script or style in the page itself, nothing from
/// another site; but a form may be sent to another site, where columnists often have theirs.
pub const POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; \
     form-action 'self' https: mailto:; frame-ancestors 'self'; img-src 'self'; manifest-src 'self'; \
     media-src 'self'; script-src 'self'; style-src 'self'";

/// The directives by which a page fetches files.
const FETCHES: [&str; 6] = ["connect-src", "font-src", "img-src", "media-src", "script-src", "style-src"];

/// Returns the content security policy of a column: forms go only where its settings send them, and files come only from
/// its own site and from those that it names.
fn content_security_policy(config: &Config) -> Cow<'static, str> {
    let form_action = form_action(config);
    if form_action.is_none() && config.outside.is_empty() {
        return Cow::Borrowed(POLICY);
    }
    let outside = config.outside.iter().flat_map(|origin| [" ", origin]).collect::<String>();
    let directives = POLICY.split("; ").flat_map(|directive| {
        let name = directive.split(' ').next().unwrap_or_default();
        let directive = match &form_action {
            Some(form_action) if name == "form-action" => form_action.clone(),
            _ if FETCHES.contains(&name) => format!("{directive}{outside}"),
            _ => directive.to_owned(),
        };
        let frames = (name == "frame-ancestors" && !outside.is_empty()).then(|| format!("frame-src{outside}"));
        [Some(directive), frames].into_iter().flatten()
    });
    Cow::Owned(directives.collect::<Vec<_>>().join("; "))
}

/// Returns the directive for forms; `None` if no setting names one. It is named in any case: without it, forms could be sent
/// anywhere (<https://www.w3.org/TR/CSP3/#directive-form-action>).
pub fn form_action(config: &Config) -> Option<String> {
    let origins = config.forms.origins()?;
    Some(["form-action 'self'"].into_iter().chain(origins).collect::<Vec<_>>().join(" "))
}

/// Returns the headers that are sent with every file.
pub(super) fn all(config: &Config) -> [(&'static str, Cow<'static, str>); 3] {
    [
        ("Content-Security-Policy", content_security_policy(config)),
        ("Referrer-Policy", Cow::Borrowed("strict-origin-when-cross-origin")),
        ("X-Content-Type-Options", Cow::Borrowed("nosniff")),
    ]
}

/// `Cache-Control` for the theme's files: they have the hash of their content in their names, so they never change.
pub(in crate::render) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// `Cache-Control` for all other files: a browser may keep them, but asks each time if they have changed.
pub(in crate::render) const REVALIDATE: &str = "no-cache";

/// Returns `_headers`, for Netlify and Cloudflare Pages. Files without a rule are revalidated there by default.
pub(super) fn render(config: &Config) -> String {
    let all = all(config).map(|(name, value)| format!("  {name}: {value}\n")).concat();
    format!("/*\n{all}\n/assets/*\n  Cache-Control: {IMMUTABLE}\n")
}
