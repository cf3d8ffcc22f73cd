//! What the template languages of the tools do in texts, done once: code, pictures, and links. Whatever else there is stays
//! as readers will see it, and is reported.

use super::edits::{CodeParts, Edits, line_of};
use super::file_index::{TEXT, address_of_name};
use super::template_pictures::{film, picture};
use super::template_tags::{BracketTag, TagBrackets, TagWords, tags};
use crate::import::html::{Loss, LossKind, words};

/// Names of blocks whose content is no Markdown.
const VERBATIM: [&str; 7] = ["raw", "verbatim", "comment", "highlight", "codeblock", "code", "prism"];

/// What texts may ask the website for.
pub(super) struct TemplateValues<'v> {
    pub(super) title: &'v str,
    pub(super) site_title: &'v str,
    pub(super) site_address: &'v str,
}

/// Returns a text with its tags replaced as far as they are known.
pub(super) fn without_tags(text: &str, values: &TemplateValues<'_>, losses: &mut Vec<Loss>) -> String {
    let text = &without_jinja_comments(text);
    let tags = tags(text);
    if tags.is_empty() {
        return text.clone();
    }
    let pairs = verbatim_pairs(&tags);
    let code = CodeParts::of(&masked(text, &tags, &pairs));
    let mut expansion = TagExpansion { text, tags: &tags, code, values, edits: Edits::default(), losses };
    let mut at = 0;
    while at < tags.len() {
        match pairs.iter().find(|(open, _)| *open == at) {
            Some((open, close)) => {
                expansion.verbatim(*open, *close);
                at = close + 1;
            }
            None => at = expansion.tag(at),
        }
    }
    expansion.edits.apply(text)
}

/// Returns a text without `{# … #}` on lines of their own.
fn without_jinja_comments(text: &str) -> String {
    let is_comment = |line: &str| line.starts_with("{# ") && line.trim_end().ends_with(" #}");
    if !text.contains("{# ") {
        return text.to_owned();
    }
    text.split_inclusive('\n').filter(|line| !is_comment(line)).collect()
}

/// Returns the positions of the tags that open and close a part that is no Markdown.
fn verbatim_pairs(tags: &[BracketTag<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let tag = &tags[at];
        let closes = |other: &BracketTag<'_>| match tag.kind {
            TagBrackets::Block => other.kind == TagBrackets::Block && other.name.strip_prefix("end") == Some(tag.name),
            TagBrackets::Shortcode => other.kind == tag.kind && other.is_end && other.name == tag.name,
            TagBrackets::Output => false,
        };
        let is_verbatim = !tag.is_end && VERBATIM.contains(&tag.name);
        match tags[at + 1..].iter().position(closes).filter(|_| is_verbatim) {
            Some(length) => {
                pairs.push((at, at + 1 + length));
                at += length + 2;
            }
            None => at += 1,
        }
    }
    pairs
}

/// Returns a text of the same length in which nothing between these tags means anything.
fn masked(text: &str, tags: &[BracketTag<'_>], pairs: &[(usize, usize)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (open, close) in pairs {
        for byte in &mut bytes[tags[*open].range.end..tags[*close].range.start] {
            if *byte != b'\n' {
                *byte = b'x';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

struct TagExpansion<'t> {
    text: &'t str,
    tags: &'t [BracketTag<'t>],
    code: CodeParts,
    values: &'t TemplateValues<'t>,
    edits: Edits,
    losses: &'t mut Vec<Loss>,
}

impl TagExpansion<'_> {
    fn lose(&mut self, tag: &BracketTag<'_>, what: LossKind, text: &str) {
        self.losses.push(Loss { line: line_of(self.text, tag.range.start), what, text: words(text) });
    }

    /// Expands a part that is no Markdown.
    fn verbatim(&mut self, open: usize, close: usize) {
        let (open, close) = (&self.tags[open], &self.tags[close]);
        let content = &self.text[open.range.end..close.range.start];
        match open.name {
            "raw" | "verbatim" => {
                self.edits.remove(open.range.clone());
                self.edits.remove(close.range.clone());
            }
            "comment" => {
                self.edits.remove(open.range.start..close.range.end);
                self.lose(open, LossKind::Hidden, content);
            }
            _ if self.code.contains(open.range.start) => {}
            _ => {
                let longest = content.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat((longest + 1).max(3));
                let words = open.words();
                let language = words.get(&["lang", "language"]).or_else(|| words.words.first().map(String::as_str));
                let language = language.filter(|word| !word.starts_with("lineno")).unwrap_or_default();
                let before = if self.is_at_line_start(open.range.start) { "" } else { "\n\n" };
                let after = if content.starts_with('\n') { "" } else { "\n" };
                self.edits.replace(open.range.clone(), format!("{before}{fence}{language}{after}"));
                let before = if content.trim_end_matches([' ', '\t']).ends_with('\n') { "" } else { "\n" };
                let after = if self.is_at_line_end(close.range.end) { "" } else { "\n\n" };
                self.edits.replace(close.range.clone(), format!("{before}{fence}{after}"));
            }
        }
    }

    fn is_at_line_start(&self, at: usize) -> bool {
        self.text[..at].rsplit('\n').next().is_none_or(|before| before.trim_matches([' ', '\t', '>']).is_empty())
    }

    fn is_at_line_end(&self, at: usize) -> bool {
        self.text[at..].split('\n').next().is_none_or(|after| after.trim().is_empty())
    }

    /// Expands a tag. Returns the position of the one to go on with.
    fn tag(&mut self, at: usize) -> usize {
        let tag = &self.tags[at];
        if let Some(inner) = tag.inner.strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/")) {
            let brackets = if self.text[tag.range.start..].starts_with("{{<") { ["<", ">"] } else { ["%", "%"] };
            self.edits.replace(tag.range.clone(), format!("{{{{{} {} {}}}}}", brackets[0], inner.trim(), brackets[1]));
            return at + 1;
        }
        if self.code.contains(tag.range.start) {
            return at + 1;
        }
        if let Some(next) = self.link_around(at) {
            return next;
        }
        if let Some(new) = self.replacement(at) {
            self.edits.replace(tag.range.clone(), new);
        } else if !tag.is_end {
            let text = &self.text[tag.range.clone()];
            self.lose(tag, LossKind::Shortcode, text);
        }
        at + 1
    }

    /// Makes a link of a button: `{{< button href="…" >}}words{{< /button >}}`.
    fn link_around(&mut self, at: usize) -> Option<usize> {
        let (open, close) = (&self.tags[at], self.tags.get(at + 1)?);
        let is_link = matches!(open.name, "button" | "btn" | "link" | "a" | "extlink") && !open.is_end;
        let closes = close.is_end && close.name.trim_start_matches("end") == open.name;
        let words = open.words();
        let address = words.get(&["href", "url", "link", "src"]).filter(|_| is_link && closes)?;
        let content = &self.text[open.range.end..close.range.start];
        if content.contains(['\n', '[', ']']) || content.trim().is_empty() {
            return None;
        }
        self.edits.replace(open.range.clone(), "[");
        self.edits.replace(close.range.clone(), format!("]({})", address.replace(' ', "%20")));
        Some(at + 2)
    }

    fn replacement(&mut self, at: usize) -> Option<String> {
        let tag = &self.tags[at];
        match tag.kind {
            TagBrackets::Output => self.value(at).or_else(|| self.shown(at)),
            TagBrackets::Block | TagBrackets::Shortcode if tag.is_end => None,
            TagBrackets::Block | TagBrackets::Shortcode => match tag.name {
                "post_url" | "link" | "post_link" | "ref" | "relref" => {
                    let words = tag.words();
                    let whole = tag.inner.strip_prefix(tag.name).unwrap_or_default().trim();
                    let is_whole = matches!(tag.name, "post_url" | "link") && !whole.contains(['"', '\'', '=']);
                    let first = words.get(&["path"]).or_else(|| words.words.first().map(String::as_str));
                    let name = if is_whole { Some(whole).filter(|name| !name.is_empty()) } else { first }?;
                    let (name, place) = name.split_once('#').unwrap_or((name, ""));
                    let address = address_of_name(TEXT, name);
                    let address = if place.is_empty() { address } else { format!("{address}#{place}") };
                    Some(if self.is_in_address(at) { address } else { format!("<{address}>") })
                }
                _ => self.shown(at),
            },
        }
    }

    /// Returns what a picture or a film becomes.
    fn shown(&mut self, at: usize) -> Option<String> {
        let tag = &self.tags[at];
        let mut words = tag.words();
        let mut name = tag.name.to_owned();
        if matches!(tag.name, "include" | "include_cached" | "include_relative") && !words.words.is_empty() {
            let file = words.words.remove(0);
            file.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default().clone_into(&mut name);
        }
        if let Some(address) = film(&name, &words) {
            self.lose(tag, LossKind::Embed, &address);
            return Some(format!("<{address}>"));
        }
        let has_own_lines = self.is_at_line_start(tag.range.start) && self.is_at_line_end(tag.range.end);
        Some(picture(&name, &words)?.markdown(has_own_lines))
    }

    /// Returns the value of `{{ … }}`: of an address, or of a title.
    fn value(&self, at: usize) -> Option<String> {
        let tag = &self.tags[at];
        let mut parts = tag.inner.split('|').map(str::trim);
        let first = parts.next()?;
        let is_address = |filter: &str| {
            let name = filter.split([':', ' ', '(']).next().unwrap_or_default();
            matches!(
                name,
                "relative_url" | "absolute_url" | "url" | "prepend" | "safe" | "escape" | "strip" | "trim" | "get_url"
            )
        };
        if !parts.all(is_address) {
            return None;
        }
        let quoted = first.strip_prefix(['\'', '"']).and_then(|rest| rest.strip_suffix(['\'', '"']));
        let called =
            TagWords::of(first.strip_prefix("get_url").or_else(|| first.strip_prefix("url_for")).unwrap_or_default());
        match first {
            _ if quoted.is_some() => quoted.map(|text| text.replace(' ', "%20")),
            "site.baseurl" | "site.base_url" | "baseurl" | "base_path" | "root_url" | "site.github.url" => {
                Some(String::new())
            }
            "site.url" | "site.root" | "config.base_url" => {
                let is_path = self.text[tag.range.end..].starts_with(['/', '{']);
                Some(if is_path { String::new() } else { self.values.site_address.to_owned() })
            }
            "page.title" | "title" | "page.data.title" => Some(self.values.title.to_owned()),
            "site.title" | "config.title" => Some(self.values.site_title.to_owned()),
            _ if first.starts_with("get_url(") || first.starts_with("url_for(") => {
                let path = called.get(&["path", "filename"]).or_else(|| called.words.first().map(String::as_str))?;
                Some(if path.starts_with('@') { path.to_owned() } else { format!("/{}", path.trim_start_matches('/')) })
            }
            _ => None,
        }
    }

    /// Returns true for a tag in an address, alone or behind others.
    fn is_in_address(&self, at: usize) -> bool {
        let mut start = self.tags[at].range.start;
        for tag in self.tags[..at].iter().rev() {
            if tag.range.end == start {
                start = tag.range.start;
            }
        }
        let before = &self.text[..start];
        before.ends_with(['(', '<', '"', '\'', '=']) || before.trim_end_matches(' ').ends_with("]:")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let values = TemplateValues { title: "Drums", site_title: "The Desk", site_address: "https://desk.example" };
        let mut losses = Vec::new();
        let mut shown = without_tags(text, &values, &mut losses);
        let losses = losses.iter().map(|loss| format!(" | {}: {:?} {}", loss.line, loss.what, loss.text));
        shown.extend(losses);
        shown
    }

    #[test]
    fn addresses_and_titles() {
        for (text, new) in [
            ("[a]({% post_url 2014-05-12-drums %})", "[a](callslip-text:2014-05-12-drums)"),
            ("[a]({{ site.baseurl }}{% link _posts/a b.md %})", "[a](callslip-text:_posts/a%20b.md)"),
            ("[a]({{< ref \"a b.md#c\" >}})", "[a](callslip-text:a%20b.md#c)"),
            ("See {% post_url drums %}", "See <callslip-text:drums>"),
            ("[a]: {% link a.md %}", "[a]: callslip-text:a.md"),
            ("![a]({{ site.url }}{{ site.baseurl }}/a.png)", "![a](/a.png)"),
            ("{{ site.url }}", "https://desk.example"),
            ("<img src=\"{{ '/a b.png' | relative_url }}\">", "<img src=\"/a%20b.png\">"),
            ("{{ page.title | escape }} of {{ site.title }}", "Drums of The Desk"),
            ("{{ url_for('static', filename='a.png') }}", "/a.png"),
        ] {
            assert_eq!(shown(text), new, "{text}");
        }
    }

    #[test]
    fn code_stays_code() {
        for (text, new) in [
            ("{% highlight python linenos %}\n# a\n{{ b }}\n{% endhighlight %}", "```python\n# a\n{{ b }}\n```"),
            ("{{< highlight go \"linenos=table\" >}}\na\n{{< /highlight >}}", "```go\na\n```"),
            ("a {% highlight %}b ``` c{% endhighlight %} d", "a \n\n````\nb ``` c\n````\n\n d"),
            ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
            ("`{{ a }}` {{</* b */>}}", "`{{ a }}` {{< b >}}"),
            ("```\n{% link a.md %}\n```", "```\n{% link a.md %}\n```"),
            ("{% comment %}Not\nshown{% endcomment %}a", "a | 1: Hidden Not shown"),
            ("{# not shown #}\na", "a"),
            ("{% highlight %} open", "{% highlight %} open | 1: Shortcode {% highlight %}"),
        ] {
            assert_eq!(shown(text), new, "{text}");
        }
    }

    #[test]
    fn pictures_and_films() {
        for (text, new) in [
            ("{{< figure src=\"/a b.png\" alt=\"A desk\" >}}", "![A desk](</a b.png>)"),
            (
                "{% include figure.html src=\"/a.png\" caption=\"A *desk*\" %}",
                "<figure><img src=\"/a.png\" alt=\"\"><figcaption>A <em>desk</em></figcaption></figure>",
            ),
            ("a {% include image.html url=\"/a.png\" alt=\"b\" caption=\"c\" %}", "a ![b](/a.png) c"),
            ("{% image \"./src/img/a.png\", \"A desk\" %}", "![A desk](./src/img/a.png)"),
            ("{% img left /a.png 350 200 'A title' 'A desk' %}", "![A desk](/a.png)"),
            (
                "{{< youtube abc-1 >}}",
                "<https://www.youtube.com/watch?v=abc-1> | 1: Embed https://www.youtube.com/watch?v=abc-1",
            ),
            (
                "{{ youtube(id=\"abc\") }}",
                "<https://www.youtube.com/watch?v=abc> | 1: Embed https://www.youtube.com/watch?v=abc",
            ),
            ("{% gist ida/55 %}", "<https://gist.github.com/ida/55> | 1: Embed https://gist.github.com/ida/55"),
            ("{{< button href=\"https://a.example\" >}}Ask{{< /button >}}", "[Ask](https://a.example)"),
            ("{{% notice %}}\na\n{{% /notice %}}", "{{% notice %}}\na\n{{% /notice %}} | 1: Shortcode {{% notice %}}"),
            ("{% if a %}b{% endif %}", "{% if a %}b{% endif %} | 1: Shortcode {% if a %}"),
        ] {
            assert_eq!(shown(text), new, "{text}");
        }
    }
}
