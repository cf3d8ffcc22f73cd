//! Views as text: what a template gets, written line by line, so that a test can state it without a theme.

use callslip::render::{Inspected, Renderer};
use tera::Value;

use super::Built;

/// Fields of every view that say nothing about what the page shows.
const COMMON: [&str; 11] =
    ["kind", "title_plain", "description", "path", "canonical", "head", "root", "section", "feeds", "extra", "index"];

/// A field for sorting, which no page shows.
const ORDER: &str = "price_order";

impl Built {
    /// Everything that the template of the page at this address gets.
    #[track_caller]
    pub(crate) fn inspect(&self, path: &str) -> Inspected {
        let route = self.site.routes.get(path).unwrap_or_else(|| panic!("no page at {path}\n{}", self.report()));
        Renderer::new(&self.site, &self.theme).inspect(route).expect("a page has a template")
    }

    /// The view of the page at this address, as a value.
    #[track_caller]
    pub(crate) fn view(&self, path: &str) -> Value {
        self.inspect(path).page
    }

    /// One field of the view, as `outline` writes it, without its name.
    #[track_caller]
    pub(crate) fn field(&self, path: &str, name: &str) -> String {
        self.outline_of(path, &[name]).trim_start_matches(name).trim_start_matches(':').trim().to_owned()
    }

    /// The view of the page at this address, without the fields that every page has and without what is null, false,
    /// empty or zero. A list has a line for each item: its name, its address in angle brackets, its other fields.
    #[track_caller]
    pub(crate) fn outline(&self, path: &str) -> String {
        let view = self.view(path);
        let fields = view.as_map().expect("a view has fields").iter();
        let fields = fields.filter(|(name, _)| name.as_str().is_none_or(|name| !COMMON.contains(&name)));
        fields.map(|(name, value)| outline(name.as_str().unwrap_or_default(), value)).collect()
    }

    /// The outline of these fields only, in this order.
    #[track_caller]
    pub(crate) fn outline_of(&self, path: &str, fields: &[&str]) -> String {
        let view = self.view(path);
        fields.iter().map(|name| outline(name, get(&view, name))).collect()
    }

    /// The texts of a page as its template gets them: introduction and turns of a letter, or the one text of another page.
    #[track_caller]
    pub(crate) fn prose(&self, path: &str) -> String {
        let view = self.view(path);
        if view.get_from_path("turns").is_none() {
            return string(get(&view, "html")).to_owned();
        }
        let introduction = Some(string(get(&view, "introduction"))).filter(|html| !html.is_empty());
        let introduction = introduction.map(|html| format!("introduction\n{html}"));
        introduction.into_iter().chain(list(get(&view, "turns")).iter().map(turn)).collect::<Vec<_>>().join("\n")
    }
}

/// A field of a view, which must have it.
#[track_caller]
pub(crate) fn get<'v>(view: &'v Value, path: &'v str) -> &'v Value {
    view.get_from_path(path).unwrap_or_else(|| panic!("no field {path} in {view:?}"))
}

/// The items of a list; empty for null.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_default()
}

/// A text; empty for null.
pub(crate) fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What a list or a field names: titles of cards, names of people, labels of subjects, separated by commas.
pub(crate) fn names(value: &Value) -> String {
    short(value)
}

/// The fields of a value, one a line, without what is null, false, empty or zero.
pub(crate) fn fields(value: &Value) -> String {
    let fields = value.as_map().expect("a value with fields").iter();
    fields.map(|(name, value)| outline(name.as_str().unwrap_or_default(), value)).collect()
}

/// A turn: what it is and by whom, its anchor, its text.
fn turn(turn: &Value) -> String {
    let kind = string(get(turn, "kind"));
    let head = match kind {
        "question" => format!("question {}", get(turn, "number")),
        "answer" => format!("answer by {}", short(get(turn, "person"))),
        "update" => format!("update of {}", string(get(turn, "date"))),
        _ => kind.to_owned(),
    };
    format!("{head} #{}\n{}", string(get(turn, "anchor")), string(get(turn, "html")))
}

/// A field of a view, in one line or several.
pub(crate) fn outline(name: &str, value: &Value) -> String {
    if is_empty(value) || name == ORDER {
        return String::new();
    }
    match value.as_array() {
        Some(turns) if name == "turns" => turns.iter().map(turn).collect(),
        Some(years) if name == "years" => {
            let year = |year| format!("{}:\n{}", get(year, "year"), lines(list(get(year, "letters"))));
            years.iter().map(year).collect()
        }
        Some(items) if items.iter().any(Value::is_map) => format!("{name}:\n{}", lines(items)),
        _ if value.as_str().is_some_and(|text| text.contains('\n')) => {
            format!("{name}:\n{}\n", string(value).trim_end())
        }
        _ if value.is_map() => format!("{name}: {}\n", line(value)),
        _ => field(name, value) + "\n",
    }
}

fn lines(items: &[Value]) -> String {
    items.iter().map(|item| format!("- {}\n", line(item))).collect()
}

/// An item: its name, its address, its other fields.
pub(crate) fn line(item: &Value) -> String {
    let Some(fields) = item.as_map() else { return short(item) };
    let path = item.get_from_path("path").map(|path| format!("<{}>", string(path)));
    let head: Vec<_> = name(item).map(ToOwned::to_owned).into_iter().chain(path).collect();
    let fields = fields.iter().filter_map(|(key, value)| Some((key.as_str()?, value)));
    let fields =
        fields.filter(|(key, value)| !["title", "label", "name", "path", ORDER].contains(key) && !is_empty(value));
    let fields = fields.map(|(key, value)| field(key, value)).collect::<Vec<_>>().join("; ");
    head.into_iter().chain(Some(fields).filter(|fields| !fields.is_empty())).collect::<Vec<_>>().join(" ")
}

/// A field within a line. What is true has no value.
fn field(name: &str, value: &Value) -> String {
    if value.as_bool() == Some(true) { name.to_owned() } else { format!("{name}: {}", short(value)) }
}

/// A value in few words: what has a name is only named.
fn short(value: &Value) -> String {
    match (value.as_array(), name(value)) {
        (Some(items), _) => items.iter().map(short).collect::<Vec<_>>().join(", "),
        (None, Some(name)) => name.to_owned(),
        (None, None) if value.is_map() => format!("({})", line(value)),
        (None, None) => value.to_string().trim_end().replace('\n', " "),
    }
}

/// The name of a card, a link, a person, a subject.
fn name(value: &Value) -> Option<&str> {
    ["title", "label", "name"].iter().find_map(|key| value.get_from_path(key)?.as_str())
}

fn is_empty(value: &Value) -> bool {
    !value.is_truthy()
}
