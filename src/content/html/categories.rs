//! The content categories: what an element is, and what may be inside it.

/// A set of content categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Categories(u32);

impl Categories {
    pub(super) const NONE: Self = Self(0);
    /// Characters other than whitespace.
    pub(super) const TEXT: Self = Self(1);
    /// Elements within a line.
    pub(super) const PHRASING: Self = Self(1 << 1);
    /// Elements that end a paragraph.
    pub(super) const BLOCK: Self = Self(1 << 2);
    pub(super) const HEADING: Self = Self(1 << 3);
    /// `li`
    pub(super) const ITEM: Self = Self(1 << 4);
    /// `dt`, `dd`
    pub(super) const TERM: Self = Self(1 << 5);
    pub(super) const CAPTION: Self = Self(1 << 6);
    /// `colgroup`
    pub(super) const COLUMNS: Self = Self(1 << 7);
    /// `col`
    pub(super) const COLUMN: Self = Self(1 << 8);
    /// `thead`, `tbody`, `tfoot`
    pub(super) const ROWS: Self = Self(1 << 9);
    pub(super) const ROW: Self = Self(1 << 10);
    pub(super) const CELL: Self = Self(1 << 11);
    /// `rt`, `rp`
    pub(super) const RUBY: Self = Self(1 << 12);
    /// `source`, `track`
    pub(super) const MEDIA: Self = Self(1 << 13);
    pub(super) const FIGCAPTION: Self = Self(1 << 14);
    pub(super) const SUMMARY: Self = Self(1 << 15);
    pub(super) const LEGEND: Self = Self(1 << 16);
    /// `option`
    pub(super) const OPTION: Self = Self(1 << 17);
    /// `optgroup`
    pub(super) const OPTIONS: Self = Self(1 << 18);
    /// The elements of SVG, except `svg` itself.
    pub(super) const SVG: Self = Self(1 << 19);
    /// The elements of `MathML`, except `math` itself.
    pub(super) const MATH: Self = Self(1 << 20);
    /// As a content: also what may be inside the element around it, as far as that is [`Categories::FLOW`].
    pub(super) const TRANSPARENT: Self = Self(1 << 21);
    /// Whatever a text consists of.
    pub(super) const FLOW: Self = Self::TEXT.and(Self::PHRASING).and(Self::BLOCK).and(Self::HEADING);

    /// Returns the categories of both sets.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns the categories that are in both sets.
    pub(super) const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns true if the sets have a category in common.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
