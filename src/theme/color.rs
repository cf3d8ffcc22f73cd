//! Colors: as people type them, and changed as little as is needed for text in them to be read.
//!
//! *Input:* what somebody wrote. *Output:* a color that a browser can show, without transparency. How well two colors can
//! be told apart is the contrast ratio of WCAG 2; a color that is changed keeps its hue, and its lightness is moved in
//! OKLCH, where equal steps look equal.

use std::fmt;

use csscolorparser::NAMED_COLORS;

use crate::diagnostics::closest;

/// A color of sRGB without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// A reason why a text is not the color that it was meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColorMistake {
    /// The color is transparent; here it is without that.
    SeeThrough(Color),
    /// It is nothing that a browser knows as a color; perhaps this was meant, in words or digits that are one.
    Unknown(Option<String>),
}

/// The number of steps from black to white in which a color is changed: each is far less than an eye can tell apart.
const STEPS: u16 = 250;

impl Color {
    const BLACK: Self = Self([0; 3]);
    const WHITE: Self = Self([255; 3]);

    /// Reads a color as CSS writes it: `#a12`, `rgb(170, 17, 34)`, `hsl(350 82% 37%)`, `oklch(48% 0.19 20)`, or one of its
    /// 148 names. The `#` may be missing, and a name may have spaces: `Dark Red`.
    pub fn parse(written: &str) -> Result<Self, ColorMistake> {
        let written = written.trim().trim_end_matches(';').trim_end().trim_start_matches("0x");
        let name: String = written.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic());
        let text = if is_name { name.to_ascii_lowercase() } else { written.to_owned() };
        let parsed =
            csscolorparser::parse(&text).ok().filter(|color| color.to_array().iter().all(|part| part.is_finite()));
        let Some(parsed) = parsed else { return Err(ColorMistake::Unknown(meant(&text, is_name))) };
        let [lightness, chroma, hue, _] = parsed.to_oklcha();
        let is_shown = in_gamut(parsed);
        let color = if is_shown { Self::rounded(parsed) } else { Self::fitted(lightness, chroma, hue) };
        if parsed.a < 1.0 { Err(ColorMistake::SeeThrough(color)) } else { Ok(color) }
    }

    /// Reads a color of a stylesheet. `None` if it is none, or transparent.
    pub fn of_css(written: &str) -> Option<Self> {
        let is_css = written.starts_with('#') || written.contains('(') || NAMED_COLORS.contains_key(written.into());
        Self::parse(written).ok().filter(|_| is_css)
    }

    /// Returns the contrast ratio of two colors, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Returns the lowest contrast ratio with any of these colors; 21, the highest that there is, if there are none.
    pub fn lowest_contrast(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(21.0, f64::min)
    }

    /// Returns the color of the same hue that has at least this contrast ratio with each of these grounds, and is as near
    /// to this one in lightness as can be. It is this one if that has the contrast.
    pub fn readable_on(self, grounds: &[Self], ratio: f64) -> Self {
        let is_readable = |color: &Self| color.lowest_contrast(grounds) >= ratio;
        if is_readable(&self) {
            return self;
        }
        let [lightness, chroma, hue] = self.oklch();
        let nearest_first = (1..=STEPS).map(|step| f32::from(step) / f32::from(STEPS));
        let lightnesses = nearest_first.flat_map(|step| [lightness - step, lightness + step]);
        let mut colors = lightnesses.filter(|lightness| (0.0..=1.0).contains(lightness));
        let found = colors.find_map(|lightness| Some(Self::fitted(lightness, chroma, hue)).filter(is_readable));
        // Between grounds that are light and dark, nothing may have the contrast.
        let best = if Self::BLACK.lowest_contrast(grounds) >= Self::WHITE.lowest_contrast(grounds) {
            Self::BLACK
        } else {
            Self::WHITE
        };
        found.unwrap_or(best)
    }

    /// Returns by how much this color is lighter than the other, from -1 to 1, in OKLCH.
    pub fn lighter_than(self, other: Self) -> f32 {
        self.oklch()[0] - other.oklch()[0]
    }

    fn oklch(self) -> [f32; 3] {
        let Self([red, green, blue]) = self;
        let [lightness, chroma, hue, _] = csscolorparser::Color::from_rgba8(red, green, blue, 255).to_oklcha();
        [lightness, chroma, hue]
    }

    /// Returns the color with this lightness and hue, and as much of this chroma as a screen can show.
    fn fitted(lightness: f32, chroma: f32, hue: f32) -> Self {
        let with = |chroma: f32| csscolorparser::Color::from_oklcha(lightness, chroma, hue, 1.0);
        if in_gamut(with(chroma)) {
            return Self::rounded(with(chroma));
        }
        let (mut shown, mut too_much) = (0.0, chroma);
        for _ in 0..16 {
            let middle = f32::midpoint(shown, too_much);
            if in_gamut(with(middle)) {
                shown = middle;
            } else {
                too_much = middle;
            }
        }
        Self::rounded(with(shown))
    }

    fn rounded(color: csscolorparser::Color) -> Self {
        let [red, green, blue, _] = color.to_rgba8();
        Self([red, green, blue])
    }

    /// The relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// Writes the color as `#aa1122`.
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Returns true if a screen can show a color, give or take what rounding hides.
fn in_gamut(color: csscolorparser::Color) -> bool {
    [color.r, color.g, color.b].iter().all(|part| (-0.001..=1.001).contains(part))
}

/// Returns a color that is close to a text which is none.
fn meant(text: &str, is_name: bool) -> Option<String> {
    if is_name {
        let names = NAMED_COLORS.entries().map(|(name, _)| name.as_str());
        return closest(text, names).map(ToOwned::to_owned);
    }
    // The letters of digits, and the digits of `rgb` without their name.
    let digits = text.trim_start_matches(['#', '＃']).to_ascii_lowercase().replace('o', "0").replace(['l', 'i'], "1");
    let in_brackets = text.trim_matches(['(', ')', '[', ']', ' ']);
    let spellings = [format!("#{digits}"), format!("rgb({in_brackets})")];
    spellings.into_iter().find(|spelling| csscolorparser::parse(spelling).is_ok_and(|color| color.a >= 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_color_is_read_as_people_type_it() {
        for written in [
            "#a12",
            "a12",
            "#AA1122",
            "AA1122",
            "0xaa1122",
            "#aa1122;",
            " #a12 ",
            "#aa1122ff",
            "rgb(170, 17, 34)",
            "RGB(170 17 34)",
            "rgb(170,17,34)",
            "rgba(170, 17, 34, 1)",
        ] {
            assert_eq!(Color::parse(written).map(|color| color.to_string()), Ok("#aa1122".to_owned()), "{written}");
        }
        for (written, read) in [
            ("rebeccapurple", "#663399"),
            ("Dark Red", "#8b0000"),
            ("dark-slate grey", "#2f4f4f"),
            ("hsl(350, 82%, 37%)", "#ac112b"),
            ("hsl(350deg 82% 37%)", "#ac112b"),
            ("112233", "#112233"),
            // More of it than a screen can show.
            ("oklch(70% 0.4 30)", "#ff6551"),
        ] {
            assert_eq!(Color::parse(written).map(|color| color.to_string()), Ok(read.to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_no_color_may_be_close_to_one() {
        let mistake = |written: &str| Color::parse(written).unwrap_err();
        let unknown = |meant: Option<&str>| ColorMistake::Unknown(meant.map(ToOwned::to_owned));
        assert_eq!(mistake("#a128"), ColorMistake::SeeThrough(Color([0xaa, 0x11, 0x22])));
        assert_eq!(mistake("transparent"), ColorMistake::SeeThrough(Color::BLACK));
        assert_eq!(mistake("rebecapurple"), unknown(Some("rebeccapurple")));
        assert_eq!(mistake("#AAl12O"), unknown(Some("#aa1120")));
        assert_eq!(mistake("＃aa1122"), unknown(Some("#aa1122")));
        assert_eq!(mistake("170, 17, 34"), unknown(Some("rgb(170, 17, 34)")));
        for nothing in ["", "#", "#aa112", "Pantone 186 C", "currentcolor", "var(--ink)", "oklch(0.5 1e38 0)", "🟥"] {
            assert_eq!(mistake(nothing), unknown(None), "{nothing}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |one: &str, other: &str| {
            let color = |written: &str| Color::parse(written).unwrap();
            format!("{:.2}", color(one).contrast(color(other)))
        };
        assert_eq!(contrast("black", "white"), "21.00");
        assert_eq!(contrast("#777", "#fff"), "4.48");
        assert_eq!(contrast("#fff", "#767676"), "4.54");
        assert_eq!(contrast("red", "red"), "1.00");
    }

    #[test]
    fn a_color_is_changed_no_more_than_is_needed() {
        let color = |written: &str| Color::parse(written).unwrap();
        let on = |ground: &str, written: &str| color(written).readable_on(&[color(ground)], 4.5).to_string();
        assert_eq!(on("white", "#1d5b49"), "#1d5b49");
        assert_eq!(on("white", "#777"), "#767676");
        assert_eq!(on("black", "#fc0"), "#ffcc00");
        assert_eq!(color("red").readable_on(&[Color::BLACK, Color::WHITE], 4.5).to_string(), "#ee0000");
        assert_eq!(color("red").readable_on(&[Color::BLACK, Color::WHITE], 7.0), Color::BLACK);
        assert_eq!(color("red").readable_on(&[], 7.0), color("red"));
    }
}
