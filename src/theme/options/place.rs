//! Where the value of an option is written, for messages.

use serde_json::Value as Json;

use crate::theme::assets::Assets;

/// The line that gives an option its value: in `column.yaml`, or as its default in `theme.yaml`.
#[derive(Debug, Clone, Copy)]
pub(super) struct ValuePlace<'p> {
    /// The name of the option.
    pub(super) name: &'p str,
    /// The name of the field with the value: that of the option, or `default`.
    pub(super) field: &'p str,
    /// The default, which shows the right form; `None` where the default itself is read.
    pub(super) default: Option<&'p Json>,
    /// The files that the value may name; `None` where the default itself is read.
    pub(super) assets: Option<&'p Assets>,
}

impl<'p> ValuePlace<'p> {
    /// The place of an option's default.
    pub(super) fn of_default(name: &'p str) -> Self {
        Self { name, field: "default", default: None, assets: None }
    }
}
