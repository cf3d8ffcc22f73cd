//! Front matter in TOML or JSON, as Hugo, Zola and Hexo read it: not read here, but turned into the lines to write.

use super::mistake::double_quoted;
use super::{Node, Value, fast_path, raw};

/// Returns front matter in JSON as lines of YAML, with or without the outer braces. `None` if it cannot be read.
pub fn json_as_yaml(text: &str) -> Option<String> {
    let text = text.trim();
    let braced = if text.starts_with('{') { text.to_owned() } else { format!("{{{}}}", text.trim_end_matches(',')) };
    let node = raw::decode(&braced, 0).ok()?;
    as_lines(&node)
}

/// Returns front matter in TOML as lines of YAML. `None` if it has anything but fields, tables and lists on one line each.
pub fn toml_as_yaml(text: &str) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut indent = "";
    let mut rest = text.lines();
    while let Some(line) = rest.next() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(table) = line.strip_prefix('[') {
            // What is in tables within tables has no field here.
            let name = table.strip_suffix(']')?.trim();
            lines.push(format!("{}:", plain_name(name)?));
            indent = "  ";
            continue;
        }
        let (name, value) = line.split_once('=')?;
        let mut value = value.trim().to_owned();
        // A list may go on over several lines.
        while value.starts_with('[') && !value.ends_with(']') {
            value.push(' ');
            value.push_str(rest.next()?.trim());
        }
        lines.push(format!("{indent}{}: {}", plain_name(name.trim())?, toml_value(&value)?));
    }
    let yaml = lines.join("\n");
    matches!(raw::decode(&yaml, 0).ok()?.value, Value::Map(_)).then_some(yaml)
}

fn plain_name(name: &str) -> Option<&str> {
    let name = name.trim_matches('"');
    let is_plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_plain.then_some(name)
}

/// Returns a value of TOML in YAML: most are the same, and texts lose quotes that they do not need.
fn toml_value(value: &str) -> Option<String> {
    if value.starts_with("\"\"\"") || value.starts_with("'''") || value.starts_with('{') {
        return None;
    }
    let node = raw::decode(&format!("a: {value}"), 0).ok()?;
    let value = &node.pairs().first()?.node;
    Some(on_one_line(value))
}

/// Returns a map as lines, one for each field.
fn as_lines(node: &Node) -> Option<String> {
    let pairs = node.pairs();
    let line = |pair: &super::Pair| {
        plain_name(&pair.key).map(|name| match on_one_line(&pair.node) {
            empty if empty.is_empty() => format!("{name}:"),
            value => format!("{name}: {value}"),
        })
    };
    let lines: Option<Vec<String>> = pairs.iter().map(line).collect();
    lines.filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n"))
}

fn on_one_line(node: &Node) -> String {
    match &node.value {
        Value::Null | Value::Unreadable => String::new(),
        Value::Scalar { text, quoted } => scalar(text, *quoted),
        Value::List(items) => format!("[{}]", items.iter().map(on_one_line).collect::<Vec<_>>().join(", ")),
        Value::Map(pairs) => {
            let pairs = pairs.iter().map(|pair| format!("{}: {}", pair.key, on_one_line(&pair.node)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Returns a text with quotes only where they are needed.
fn scalar(text: &str, quoted: bool) -> String {
    // What the fast path reads is plain everywhere, but for commas and brackets in a list.
    let is_plain = fast_path::parse(&format!("a: {text}"), 0).is_some() && !text.contains([',', '[', ']', '{', '}']);
    if !quoted || (is_plain && text.starts_with(char::is_alphanumeric)) {
        return text.to_owned();
    }
    double_quoted(text).replace('\n', "\\n").replace('\t', "\\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_becomes_yaml() {
        let toml = "title = \"From: \\\"Hugo\\\"\"\ndate = 2024-02-03T10:00:00+01:00\n# a note\ndraft = false\nname = 'Plain text'\n\
                    tags = [\n  \"rare books\",\n  'a, b',\n]\n\n[asker]\npen_name = \"Me\"\n";
        let yaml = "title: \"From: \\\"Hugo\\\"\"\ndate: 2024-02-03T10:00:00+01:00\ndraft: false\nname: Plain text\n\
                    tags: [rare books, \"a, b\"]\nasker:\n  pen_name: Me";
        assert_eq!(toml_as_yaml(toml).as_deref(), Some(yaml));
        for other in ["title = \"\"\"\nA\n\"\"\"\n", "[[menu]]\na = 1\n", "a.b = 1\n", "title\n", "title = “A\"\n[x\n"]
        {
            assert_eq!(toml_as_yaml(other), None, "{other}");
        }
    }

    #[test]
    fn json_becomes_yaml() {
        let json =
            "\"title\": \"Hello: World\",\n\"date\": \"2013-07-13\",\n\"tags\": [\"a\", \"b\"],\n\"draft\": true\n";
        let yaml = "title: \"Hello: World\"\ndate: 2013-07-13\ntags: [a, b]\ndraft: true";
        assert_eq!(json_as_yaml(json).as_deref(), Some(yaml));
        assert_eq!(json_as_yaml(&format!("{{\n{json}}}\n")).as_deref(), Some(yaml));
        assert_eq!(json_as_yaml("{ \"a\": "), None);
    }
}
