//! Hosts that read JSON: Vercel and Azure Static Web Apps.

use serde_json::{Map, Value, json};

use super::headers::{self, IMMUTABLE};
use super::literal;
use crate::site::Site;

/// Returns `vercel.json`.
pub(super) fn vercel(site: &Site) -> String {
    let header = |name: &str, value: &str| json!({ "key": name, "value": value });
    let all: Vec<Value> = headers::all(&site.config).iter().map(|(name, value)| header(name, value)).collect();
    // First those with a query, as others match whatever the query is.
    let with_query = site.host_query_redirects().map(|redirect| {
        let query = redirect.query.parameters().iter();
        let has: Vec<Value> =
            query.map(|(name, value)| json!({ "type": "query", "key": name, "value": { "eq": value } })).collect();
        json!({ "source": pattern(&redirect.path), "has": has, "destination": redirect.to, "permanent": true })
    });
    let redirects = site
        .host_redirects()
        .iter()
        .map(|redirect| json!({ "source": pattern(&redirect.path), "destination": redirect.to, "permanent": true }));
    let redirects: Vec<Value> = with_query.chain(redirects).collect();
    pretty(&json!({
        "trailingSlash": true,
        "redirects": redirects,
        "headers": [
            { "source": "/(.*)", "headers": all },
            { "source": "/assets/(.*)", "headers": [header("Cache-Control", IMMUTABLE)] },
        ],
    }))
}

/// Returns `staticwebapp.config.json`. The first of its routes that matches is applied.
pub(super) fn azure(site: &Site) -> String {
    let redirects = site.host_redirects().iter();
    let redirects = redirects
        .map(|redirect| json!({ "route": literal(&redirect.path), "redirect": redirect.to, "statusCode": 301 }))
        .chain([json!({ "route": "/assets/*", "headers": { "Cache-Control": IMMUTABLE } })]);
    let all: Map<String, Value> =
        headers::all(&site.config).map(|(name, value)| (name.to_owned(), Value::from(value))).into_iter().collect();
    let whole = json!({
        "globalHeaders": all,
        "responseOverrides": { "404": { "rewrite": "/404.html" } },
        "routes": redirects.collect::<Vec<_>>(),
    });
    // Compact, because Azure limits the file to 20 KB.
    format!("{whole}\n")
}

/// Returns a pattern that matches an address literally, with or without its final slash (path-to-regexp).
fn pattern(path: &str) -> String {
    if path == "/" {
        return path.to_owned();
    }
    let mut pattern = String::new();
    for c in path.trim_end_matches('/').chars() {
        if matches!(c, '(' | ')' | ':' | '*' | '+' | '?' | '{' | '}' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    if path.ends_with('/') { format!("{pattern}{{/}}?") } else { pattern }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
