//! Views to template values, field by field.
//!
//! Serde's own `flatten` would do for a view that has all fields of another among its own; but it forgets that their
//! names are fixed, so each page would pay for a copy of every name, and for maps that grow.

use serde::ser::SerializeStruct;

/// A struct whose fields can stand among those of another.
pub(super) trait Fields {
    /// How many they are.
    const COUNT: usize;

    /// Adds them.
    fn put<S: SerializeStruct>(&self, to: &mut S) -> Result<(), S::Error>;
}

/// Declares views: plain structs that serialize as such. A field marked `#[serde(flatten)]` is a view, too; its fields
/// stand in its place.
macro_rules! views {
    ($(
        $(#[doc = $about:literal])*
        pub struct $view:ident $(<$life:lifetime>)? {
            $($(#[doc = $meaning:literal])* $(#[serde($flatten:ident)])? pub $field:ident: $kind:ty,)*
        }
    )*) => {$(
        $(#[doc = $about])*
        #[derive(Hash)]
        pub struct $view $(<$life>)? {
            $($(#[doc = $meaning])* pub $field: $kind,)*
        }

        impl $(<$life>)? crate::render::fields::Fields for $view $(<$life>)? {
            const COUNT: usize = 0 $(+ views!(@count $($flatten)? $kind))*;

            fn put<S: serde::ser::SerializeStruct>(&self, to: &mut S) -> Result<(), S::Error> {
                $(views!(@put $($flatten)? self.$field, stringify!($field), to);)*
                Ok(())
            }
        }

        impl $(<$life>)? serde::Serialize for $view $(<$life>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::render::fields::serialize(self, stringify!($view), serializer)
            }
        }
    )*};
    (@count flatten $kind:ty) => { <$kind as crate::render::fields::Fields>::COUNT };
    (@count $kind:ty) => { 1 };
    (@put flatten $value:expr, $name:expr, $to:ident) => { $value.put($to)? };
    (@put $value:expr, $name:expr, $to:ident) => { $to.serialize_field($name, &$value)? };
}

pub(super) use views;

/// One view, as a struct.
pub(super) fn serialize<V: Fields, S: serde::Serializer>(
    view: &V,
    name: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut fields = serializer.serialize_struct(name, V::COUNT)?;
    view.put(&mut fields)?;
    fields.end()
}
