//! The pictures that stand for the column elsewhere.

use super::views::links::PictureView;
use crate::site::Site;
use crate::theme::Theme;

/// The icon that a theme has if the column chooses none.
const ICON: &str = "favicon.svg";

/// The pictures by which other programs and sites show the column, by their full addresses.
pub(super) struct ColumnPictures {
    /// A square one: the theme's option `icon`, or else the theme's own.
    pub(super) icon: Option<String>,
    /// A wide one: the picture beside a link.
    pub(super) social_image: Option<String>,
}

impl ColumnPictures {
    /// Finds the pictures of a column. Without an address of its own, it has none.
    pub(super) fn new(site: &Site, theme: &Theme) -> Self {
        let chosen = theme.options.get("icon").and_then(|icon| icon.get("path")?.as_str());
        let icon = chosen.or_else(|| theme.assets.get(ICON).map(|asset| &*asset.path));
        let social_image = social_image(site, theme).map(|picture| picture.path);
        let absolute = |path: Option<&str>| path.and_then(|path| site.config.absolute(path));
        Self { icon: absolute(icon), social_image: absolute(social_image) }
    }
}

/// Returns the picture beside a link to the column on other sites. `None` if there is none.
pub(super) fn social_image<'s>(site: &'s Site, theme: &'s Theme) -> Option<PictureView<'s>> {
    let alt = site.config.title.as_str();
    if let Some(picture) = site.links.social_image() {
        return Some(PictureView::of(&site.attachments[picture], alt));
    }
    let option = theme.options.get("social_image")?;
    let side = |name: &str| option.get(name)?.as_u64().and_then(|side| usize::try_from(side).ok());
    Some(PictureView { path: option.get("path")?.as_str()?, alt, width: side("width"), height: side("height") })
}
