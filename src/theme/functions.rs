//! The functions and filters that templates can call. All are pure: they know their arguments, the theme, and how deep
//! the page is.

use std::sync::Arc;

use ahash::AHashMap;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::assets::Assets;
use super::dates::date;
use super::list_filters;
use super::strings::{Strings, string_key};
use super::text_filters::{self, plain};
use crate::diagnostics::closest;

/// All functions, for "did you mean": ours, then those of tera.
pub(super) const FUNCTIONS: [&str; 4] = ["asset", "t", "range", "throw"];

/// Registers our functions and filters. Tera checks that they exist when it gets the templates.
pub(super) fn register(tera: &mut Tera, assets: &Arc<Assets>, strings: &Arc<Strings>) {
    tera.register_filter("url", |path: &str, _: Kwargs, state: &State<'_>| url(path, state));
    let hashed = assets.clone();
    tera.register_function("asset", move |arguments: Kwargs, state: &State<'_>| asset(&hashed, &arguments, state));
    let fixed = Arc::new(fixed(strings));
    let (words, values) = (strings.clone(), fixed.clone());
    tera.register_filter("t", move |key: &Value, arguments: Kwargs, _: &State<'_>| {
        if arguments.iter().any(|(name, _)| name.as_str() == Some("key")) {
            return Err(Error::message("the filter `t` has its word before the `|`: remove `key=`"));
        }
        text(&words, &values, word(key)?, &arguments)
    });
    let (words, values) = (strings.clone(), fixed.clone());
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| {
        text(&words, &values, word(arguments.must_get("key")?)?, &arguments)
    });
    // Tera's own make an empty text of a value that is not defined.
    tera.register_filter("safe", |value: &Value, _: Kwargs, _: &State<'_>| {
        Ok(match defined(value)?.as_str() {
            Some(text) => Value::safe_string(text),
            None => Value::safe_string(&value.to_string()),
        })
    });
    tera.register_filter("str", |value: &Value, _: Kwargs, _: &State<'_>| Ok(defined(value)?.to_string()));
    let words = strings.clone();
    tera.register_filter("date", move |iso: &Value, arguments: Kwargs, _: &State<'_>| date(&words, iso, &arguments));
    let words = strings.clone();
    tera.register_filter("to_sentence", move |list: &[Value], arguments: Kwargs, _: &State<'_>| {
        let word = |key: &str| text(&words, &fixed, key, &Kwargs::default());
        list_filters::to_sentence(list, &arguments, word)
    });
    tera.register_filter("slice", |value: &Value, arguments: Kwargs, _: &State<'_>| {
        list_filters::slice(value, &arguments)
    });
    tera.register_filter("filter", |list: &[Value], arguments: Kwargs, _: &State<'_>| {
        list_filters::filter(list, &arguments)
    });
    tera.register_filter("map", |list: &[Value], arguments: Kwargs, _: &State<'_>| list_filters::map(list, &arguments));
    tera.register_filter("striptags", |html: &str, _: Kwargs, _: &State<'_>| text_filters::without_tags(html));
    tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State<'_>| text_filters::url_encoded(text));
    tera.register_filter("slugify", |text: &str, _: Kwargs, _: &State<'_>| text_filters::slug(text));
    tera.register_filter("truncate_words", |text: &str, arguments: Kwargs, _: &State<'_>| {
        text_filters::truncate_words(text, &arguments)
    });
}

/// Turns a path of the column into a link from the current page. Full addresses and fragments stay as they are.
fn url(path: &str, state: &State<'_>) -> TeraResult<String> {
    match path.strip_prefix('/') {
        Some(inner) if !inner.starts_with('/') => {
            let root = root(state)?;
            let root = root.as_str().unwrap_or_default();
            let mut link = String::with_capacity(root.len() + inner.len());
            link.push_str(root);
            link.push_str(inner);
            Ok(link)
        }
        _ => Ok(path.to_owned()),
    }
}

/// The relative path from the current page to the root of the column.
fn root(state: &State<'_>) -> TeraResult<Value> {
    let missing = || Error::message("`root` is not known here: write `@root` among the arguments of the component");
    state.get::<Value>("root")?.ok_or_else(missing)
}

/// `asset(name="reading-room.css")`
fn asset(assets: &Assets, arguments: &Kwargs, state: &State<'_>) -> TeraResult<String> {
    let name: &str = arguments.must_get("name")?;
    match assets.get(name) {
        Some(asset) => url(&asset.path, state),
        None => {
            let near = assets.nearest(name).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Err(Error::message(format!("the theme has no asset `{name}`{near}")))
        }
    }
}

/// The strings without arguments as template values. Most strings are, and they are on every page.
fn fixed(strings: &Strings) -> AHashMap<String, Value> {
    let fixed = strings.keys().filter(|key| strings.is_fixed(key));
    let values = fixed.map(|key| (key.to_owned(), Value::from(strings.for_template(key, None, Vec::new()))));
    values.collect()
}

/// `{{ "older" | t }}`, `{{ "letters_count" | t(n=3) }}`. The function `t(key="older")` is the same, but slower: tera
/// builds two maps for the arguments of each call.
fn text(strings: &Strings, fixed: &AHashMap<String, Value>, key: &str, arguments: &Kwargs) -> TeraResult<Value> {
    let key = &*string_key(key);
    if let Some(text) = fixed.get(key) {
        return Ok(text.clone());
    }
    let Some(needs) = strings.needs(key) else {
        let near = closest(key, strings.keys()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(Error::message(format!("the theme has no string `{key}`{near}")));
    };
    let mut named = Vec::new();
    for (name, value) in arguments.iter() {
        named.push((name.as_str().unwrap_or_default(), value));
    }
    // Kwargs have no order of their own.
    named.sort_by_key(|(name, _)| *name);
    let given = |wanted: &str| named.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    let number = match given("n").filter(|_| needs.number) {
        Some(n) => number(key, n)?,
        None => None,
    };
    let number_name = needs.number.then_some("n");
    for name in needs.names.iter().map(String::as_str).chain(number_name) {
        match given(name) {
            Some(value) if !value.is_none() && !value.is_undefined() => {}
            Some(_) => return Err(Error::message(format!("`{name}` is null here, and the words of `{key}` name it"))),
            None => {
                let value = if name == "n" { "3" } else { "\"…\"" };
                let help = format!("write `\"{key}\" | t({name}={value})`, or take `{{{name}}}` out of `strings/`");
                let message = format!("the words of `{key}` have a place for `{name}`, which is not given");
                return Err(Error::message(format!("{message}; {help}")));
            }
        }
    }
    let named: Vec<(String, String)> =
        named.into_iter().map(|(name, value)| (name.to_owned(), plain(value).into_owned())).collect();
    Ok(Value::from(strings.for_template(key, number, named)))
}

/// The number that chooses a plural form. `None` for a fraction, which has none.
fn number(key: &str, n: &Value) -> TeraResult<Option<i64>> {
    let written = if n.is_none() { "null".into() } else { plain(n) };
    let is_number = n.is_number() || written.parse::<f64>().is_ok();
    if !is_number {
        return Err(Error::message(format!("`n` must be a number for the words of `{key}`, and is `{written}` here")));
    }
    Ok(written.parse().ok())
}

/// The word before `| t`.
fn word(value: &Value) -> TeraResult<&str> {
    let what = if value.is_none() { "there is no word here (null)" } else { "this is not the name of a word" };
    let other = || Error::message(format!("{what}: write one of those in `strings/`, such as `\"older\"`"));
    defined(value)?.as_str().ok_or_else(other)
}

/// Returns the value, or an error in tera's words if it is undefined.
fn defined(value: &Value) -> TeraResult<&Value> {
    if value.is_undefined() { Err(Error::message("this value is undefined")) } else { Ok(value) }
}
