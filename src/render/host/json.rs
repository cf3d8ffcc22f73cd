//! Hosts that read JSON: Vercel and Azure Static Web Apps.

use serde_json::{Map, Value, json};

use super::headers::{ALL, FOR_EVER};
use crate::site::Site;

/// `vercel.json`
pub(super) fn vercel(site: &Site) -> String {
    let header = |name: &str, value: &str| json!({ "key": name, "value": value });
    let all: Vec<Value> = ALL.iter().map(|(name, value)| header(name, value)).collect();
    let redirects: Vec<Value> = site
        .host_redirects()
        .iter()
        .map(|redirect| json!({ "source": pattern(&redirect.path), "destination": redirect.to, "permanent": true }))
        .collect();
    pretty(&json!({
        "trailingSlash": true,
        "redirects": redirects,
        "headers": [
            { "source": "/(.*)", "headers": all },
            { "source": "/assets/(.*)", "headers": [header("Cache-Control", FOR_EVER)] },
        ],
    }))
}

/// `staticwebapp.config.json`: of its routes the first that fits counts.
pub(super) fn azure(site: &Site) -> String {
    let redirects = site.host_redirects().iter();
    let redirects = redirects
        .map(|redirect| json!({ "route": redirect.path, "redirect": redirect.to, "statusCode": 301 }))
        .chain([json!({ "route": "/assets/*", "headers": { "Cache-Control": FOR_EVER } })]);
    let all: Map<String, Value> = ALL.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
    let whole = json!({
        "globalHeaders": all,
        "responseOverrides": { "404": { "rewrite": "/404.html" } },
        "routes": redirects.collect::<Vec<_>>(),
    });
    // Every byte counts there: it may have 20 KB.
    format!("{whole}\n")
}

/// An address in which nothing is a wildcard, with or without the slash at its end.
fn pattern(path: &str) -> String {
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
