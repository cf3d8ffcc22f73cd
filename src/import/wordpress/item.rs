//! An item of an export: a post, a page, an uploaded file, or something that WordPress stores in the same way.

use jiff::civil::DateTime;

use super::channel::{number, subject_name, unescaped};
use crate::content::{Transliteration, slugify};
use crate::import::blog::{Comment, ExportItem, Moment, Post, PostKind, PostState, TextFormat, UploadedFile, origin};
use crate::import::titles::plain;
use crate::import::xml::Element;

/// The types of WordPress and of well-known plugins that hold no text of the author's.
const OTHER_TYPES: [&str; 27] = [
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "wp_template",
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
    "wp_font_family",
    "wp_font_face",
    "feedback",
    "jp_mem_plan",
    "jp_pay_order",
    "jp_pay_product",
    "jetpack_migration",
    "acf-field",
    "acf-field-group",
    "elementor_library",
    "elementor_snippet",
    "shop_order",
    "shop_coupon",
    "wpcf7_contact_form",
    "amn_smtp",
    "mc4wp-form",
    "polldaddy_poll",
];

/// Reads an item.
pub(in crate::import) fn read_item(element: &Element) -> ExportItem {
    let kind = element.value("wp:post_type");
    let status = element.value("wp:status");
    if kind == "attachment" {
        return ExportItem::Upload(attachment(element));
    }
    if kind == "wp_block" {
        let id = number(element.value("wp:post_id"));
        return ExportItem::SharedBlock(id, text(element, "content:encoded"));
    }
    if OTHER_TYPES.contains(&kind) {
        return ExportItem::Other(kind.to_owned());
    }
    if matches!(status, "auto-draft" | "inherit") {
        return ExportItem::Other(status.to_owned());
    }
    if status == "trash" {
        return ExportItem::Trash(origin(element.value("guid"), number(element.value("wp:post_id"))));
    }
    let state = state(status, !element.value("wp:post_password").is_empty());
    let comments = element.children.iter().filter(|child| child.name == "wp:comment");
    let is_pingback = |comment: &&Element| matches!(comment.value("wp:comment_type"), "pingback" | "trackback");
    let (pingbacks, comments): (Vec<&Element>, Vec<&Element>) = comments.partition(is_pingback);
    let (shown, hidden): (Vec<&Element>, Vec<&Element>) =
        comments.into_iter().partition(|comment| comment.value("wp:comment_approved") == "1");
    ExportItem::Post(Box::new(Post {
        id: number(element.value("wp:post_id")),
        kind: if kind == "page" { PostKind::Page } else { PostKind::Letter },
        state,
        type_name: kind.to_owned(),
        title: element.value("title").to_owned(),
        is_untitled: plain(element.value("title")).is_empty(),
        body: text(element, "content:encoded"),
        format: TextFormat::WordPress,
        excerpt: text(element, "excerpt:encoded"),
        date: date(element, state),
        modified: modified(element),
        slug: element.value("wp:post_name").to_owned(),
        address: element.value("link").to_owned(),
        feed_id: element.value("guid").to_owned(),
        author: element.value("dc:creator").trim_matches(['<', '>']).to_owned(),
        subjects: subjects(element),
        featured: meta(element, "_thumbnail_id").map(number).filter(|id| *id > 0),
        is_sticky: element.value("wp:is_sticky") == "1",
        comments: shown.into_iter().map(comment).collect(),
        hidden_comments: hidden.iter().map(|comment| number(comment.value("wp:comment_id"))).collect(),
        pingbacks: pingbacks.len(),
        footnotes: meta(element, "footnotes").unwrap_or_default().to_owned(),
        ..Post::default()
    }))
}

/// Returns when a post was published. Tools that fill a database leave zeros in some of the fields.
fn date(element: &Element, state: PostState) -> Option<Moment> {
    let date = moment(element.value("wp:post_date"), element.value("wp:post_date_gmt"));
    if state == PostState::Draft {
        return date;
    }
    let of_feed = || {
        let date = jiff::fmt::rfc2822::parse(element.value("pubDate")).ok()?;
        let local = date.timestamp().to_zoned(jiff::tz::TimeZone::UTC).datetime();
        (local.year() > 1970).then_some(Moment { local, offset: Some(0) })
    };
    let modified = || moment(element.value("wp:post_modified"), element.value("wp:post_modified_gmt"));
    date.or_else(of_feed).or_else(modified)
}

fn state(status: &str, has_password: bool) -> PostState {
    match status {
        "draft" => PostState::Draft,
        "pending" => PostState::Pending,
        "private" => PostState::Private,
        _ if has_password => PostState::Protected,
        _ => PostState::Published,
    }
}

/// Returns when a post was changed last: WXR has it since WordPress 5.8.
fn modified(element: &Element) -> Option<DateTime> {
    let read = |name| Some(moment("", element.value(name))?.local);
    read("wp:post_modified_gmt").or_else(|| read("wp:post_modified"))
}

/// Returns a text with the lines as they are: what surrounds it may be code.
fn text(element: &Element, name: &str) -> String {
    element.child(name).map(|child| child.text.replace("\r\n", "\n")).unwrap_or_default()
}

fn attachment(element: &Element) -> UploadedFile {
    let address = element.value("wp:attachment_url");
    UploadedFile {
        id: number(element.value("wp:post_id")),
        address: if address.is_empty() { element.value("guid") } else { address }.to_owned(),
        page: element.value("link").to_owned(),
        alt: unescaped(meta(element, "_wp_attachment_image_alt").unwrap_or_default()),
        caption: element.value("excerpt:encoded").to_owned(),
        parent: number(element.value("wp:post_parent")),
    }
}

/// Returns a value of the table in which plugins store what they like.
fn meta<'e>(element: &'e Element, key: &str) -> Option<&'e str> {
    let mut fields = element.children.iter().filter(|child| child.name == "wp:postmeta");
    fields.find(|field| field.value("wp:meta_key") == key).map(|field| field.value("wp:meta_value"))
}

/// Returns the names of the categories and tags, without the category of those that have none.
fn subjects(element: &Element) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for category in element.children.iter().filter(|child| child.name == "category") {
        let is_subject = matches!(category.attribute("domain"), "category" | "post_tag" | "tag");
        let name = subject_name(&category.text);
        if is_subject && !is_no_category(&name) && !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The names that WordPress gives to the category of posts that have none, in its most frequent languages, as slugs. It
/// keeps the slug when somebody gives it a name that means something.
const NO_CATEGORIES: [&str; 36] = [
    "allgemein",
    "bez-kategorii",
    "brez-kategorije",
    "chua-duoc-phan-loai",
    "chua-phan-loai",
    "ei-luokiteltu",
    "egyeb",
    "fara-categorie",
    "geen-categorie",
    "geen-onderdeel",
    "genel",
    "ikke-kategorisert",
    "ikke-kategoriseret",
    "kategorilos",
    "luokittelematon",
    "nekategorizirano",
    "nekategorizovano",
    "nezaradene",
    "nezarazene",
    "niet-gecategoriseerd",
    "non-classe",
    "okategoriserade",
    "oflokkad",
    "ongecategoriseerd",
    "sem-categoria",
    "senza-categoria",
    "sense-categoria",
    "sin-categoria",
    "sin-categorizar",
    "sin-clasificar",
    "tak-berkategori",
    "uncategorised",
    "uncategorized",
    "uten-kategori",
    "yleinen",
    "sailkatu-gabea",
];

/// The same in other writings.
const NO_CATEGORIES_AS_WRITTEN: [&str; 9] = [
    "Без рубрики",
    "Без категорії",
    "Некатегоризирано",
    "未分類",
    "未分类",
    "미분류",
    "غير مصنف",
    "Χωρίς κατηγορία",
    "כללי",
];

/// Returns true for the category of posts that have none.
fn is_no_category(name: &str) -> bool {
    let slug = slugify(name, Transliteration::default());
    NO_CATEGORIES.contains(&slug.as_str()) || NO_CATEGORIES_AS_WRITTEN.contains(&name)
}

/// Reads a comment. The address of the mailbox and that of the machine stay in the export.
fn comment(element: &Element) -> Comment {
    Comment {
        id: number(element.value("wp:comment_id")),
        parent: number(element.value("wp:comment_parent")),
        name: unescaped(element.value("wp:comment_author")),
        date: moment(element.value("wp:comment_date"), element.value("wp:comment_date_gmt")),
        text: text(element, "wp:comment_content"),
        author: number(element.value("wp:comment_user_id")),
    }
}

/// Reads a moment, which WordPress stores twice: where the blog is, and in UTC. `None` for the zeros of a draft.
fn moment(local: &str, utc: &str) -> Option<Moment> {
    let read = |text: &str| -> Option<DateTime> { text.replacen(' ', "T", 1).parse().ok() };
    let (local, utc) = (read(local), read(utc));
    let offset = local.zip(utc).and_then(|(local, utc)| {
        let minutes = local.duration_since(utc).as_secs() / 60;
        i32::try_from(minutes).ok().filter(|minutes| minutes.abs() <= 14 * 60 && minutes % 15 == 0)
    });
    match (local, utc) {
        (Some(local), _) => Some(Moment { local, offset }),
        (None, Some(utc)) => Some(Moment { local: utc, offset: Some(0) }),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_know_how_far_from_utc_they_are() {
        let shown = |local, utc| moment(local, utc).map(|moment| (moment.local.to_string(), moment.offset));
        assert_eq!(
            shown("2014-03-02 09:15:00", "2014-03-02 14:15:00"),
            Some(("2014-03-02T09:15:00".to_owned(), Some(-300)))
        );
        assert_eq!(shown("2014-03-02 09:15:00", "0000-00-00 00:00:00"), Some(("2014-03-02T09:15:00".to_owned(), None)));
        assert_eq!(shown("", "2014-03-02 14:15:00"), Some(("2014-03-02T14:15:00".to_owned(), Some(0))));
        assert_eq!(shown("0000-00-00 00:00:00", "0000-00-00 00:00:00"), None);
    }
}
