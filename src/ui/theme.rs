//! Every colour of the app. No other file makes one, which a test holds.

use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Vec2, Visuals};
use serde::{Deserialize, Serialize};

/// What the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the desktop has it.
    #[default]
    System,
    Light,
    Dark,
    /// White on black, with text at 7 to 1 or better.
    #[serde(rename = "high-contrast")]
    HighContrast,
}

impl ThemeChoice {
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];
}

/// The colours of one theme. Text on [`Palette::page`] and [`Palette::raised`] has a contrast of
/// at least 4.5 to 1 (held by a test).
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    pub dark: bool,
    /// Behind everything.
    pub page: Color32,
    /// Header, cards, menus.
    pub raised: Color32,
    /// Lane stripes, table stripes.
    pub stripe: Color32,
    pub ink: Color32,
    pub weak: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Edges of what can be pressed: 3 to 1 on every ground.
    pub control: Color32,
    /// Links, focus, the selection's edge.
    pub accent: Color32,
    /// Behind selected text and rows.
    pub accent_fill: Color32,
    pub warn: Color32,
    pub error: Color32,
    /// One colour per kind of thing, told apart by colour-blind eyes too; marks differ in shape.
    pub series: [Color32; 8],
    pub map: MapPalette,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MapPalette {
    /// How strong the relief is under the fills.
    pub relief: f32,
    pub sea: Color32,
    /// Land that the data is not about.
    pub land: Color32,
    /// The side the data is about, first and second.
    pub front: [Color32; 2],
    /// As `front`, for a unit that is selected or related.
    pub front_lit: [Color32; 2],
    pub unit_line: Color32,
    pub coast: Color32,
    pub border: Color32,
    pub water: Color32,
    /// Names on [`Self::sea`].
    pub sea_label: Color32,
    pub label: Color32,
    /// Around labels.
    pub halo: Color32,
    pub gate: Color32,
    pub gate_fill: Color32,
    /// Of a person's own map files: roads, rails, woods and fields, built-up land.
    pub road: Color32,
    pub rail: Color32,
    pub green: Color32,
    pub built: Color32,
}

/// How much of an ink, or of a whole part of a panel, is left where it steps back.
pub const FADED: f32 = 0.9;

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Palette {
    pub fn light() -> Self {
        Self {
            dark: false,
            page: rgb(0x00FA_F9F6),
            raised: rgb(0x00FF_FFFF),
            stripe: rgb(0x00F2_F0EB),
            ink: rgb(0x001C_2430),
            weak: rgb(0x0056_6070),
            line: rgb(0x00DD_D9D0),
            control: rgb(0x0084_8B96),
            accent: rgb(0x000B_5CAD),
            accent_fill: rgb(0x00D6_E6F7),
            warn: rgb(0x008A_5300),
            error: rgb(0x00B0_2A1F),
            series: [
                rgb(0x001F_63B0),
                rgb(0x000E_7A57),
                rgb(0x00A8_6200),
                rgb(0x0075_46A8),
                rgb(0x00B0_3060),
                rgb(0x002F_7386),
                rgb(0x00B0_2A1F),
                rgb(0x0056_6070),
            ],
            map: MapPalette {
                relief: 0.14,
                sea: rgb(0x00D8_E6EE),
                land: rgb(0x00EF_EDE7),
                front: [rgb(0x00F6_EFD9), rgb(0x00E9_EBDD)],
                front_lit: [rgb(0x00F7_E0A3), rgb(0x00CF_DFB8)],
                unit_line: rgb(0x00BD_B6A6),
                coast: rgb(0x008F_ABBD),
                border: rgb(0x00A8_3A32),
                water: rgb(0x00A9_C8DA),
                sea_label: rgb(0x003F_6478),
                label: rgb(0x0036_3C46),
                halo: rgb(0x00FB_FAF6),
                gate: rgb(0x001C_2430),
                gate_fill: rgb(0x00FF_FFFF),
                road: rgb(0x00A5_7A3C),
                rail: rgb(0x006B_6E76),
                green: rgb(0x008D_B37C),
                built: rgb(0x00C4_AFA0),
            },
        }
    }

    pub fn dark() -> Self {
        Self {
            dark: true,
            page: rgb(0x0016_1A20),
            raised: rgb(0x001E_232B),
            stripe: rgb(0x001B_2027),
            ink: rgb(0x00E6_E8EB),
            weak: rgb(0x00A3_ACB8),
            line: rgb(0x0033_3A45),
            control: rgb(0x007D_8796),
            accent: rgb(0x007D_B8F5),
            accent_fill: rgb(0x0023_3F5E),
            warn: rgb(0x00E8_B45A),
            error: rgb(0x00FF_8F82),
            series: [
                rgb(0x007D_B8F5),
                rgb(0x0058_CFA0),
                rgb(0x00E8_B04B),
                rgb(0x00C2_A0F0),
                rgb(0x00F2_8CB1),
                rgb(0x0079_C7D8),
                rgb(0x00FF_8F82),
                rgb(0x00A3_ACB8),
            ],
            map: MapPalette {
                relief: 0.3,
                sea: rgb(0x0012_1B24),
                land: rgb(0x0020_252C),
                front: [rgb(0x0033_2F26), rgb(0x0029_3029)],
                front_lit: [rgb(0x0042_3719), rgb(0x002B_3C27)],
                unit_line: rgb(0x0050_5560),
                coast: rgb(0x003F_5A6C),
                border: rgb(0x00E8_867A),
                water: rgb(0x0026_3F50),
                sea_label: rgb(0x007F_A9BF),
                label: rgb(0x00D5_D8DD),
                halo: rgb(0x0016_1A20),
                gate: rgb(0x00F1_F2F4),
                gate_fill: rgb(0x0016_1A20),
                road: rgb(0x00C9_A66B),
                rail: rgb(0x009A_A0AA),
                green: rgb(0x0057_7D57),
                built: rgb(0x0075_6A64),
            },
        }
    }

    /// Text has a contrast of at least 7 to 1 on every ground (held by a test).
    pub fn high_contrast() -> Self {
        Self {
            dark: true,
            page: rgb(0x0000_0000),
            raised: rgb(0x0000_0000),
            stripe: rgb(0x0018_1818),
            ink: rgb(0x00FF_FFFF),
            weak: rgb(0x00E0_E0E0),
            line: rgb(0x00B0_B0B0),
            control: rgb(0x00FF_FFFF),
            accent: rgb(0x005C_D6FF),
            accent_fill: rgb(0x0000_2F5C),
            warn: rgb(0x00FF_D23F),
            error: rgb(0x00FF_A8A0),
            series: [
                rgb(0x005C_D6FF),
                rgb(0x0066_F2B0),
                rgb(0x00FF_D23F),
                rgb(0x00DD_C2FF),
                rgb(0x00FF_A6CC),
                rgb(0x008F_EAF2),
                rgb(0x00FF_A8A0),
                rgb(0x00E0_E0E0),
            ],
            map: MapPalette {
                relief: 0.0,
                sea: rgb(0x0000_1020),
                land: rgb(0x0000_0000),
                front: [rgb(0x0026_1F00), rgb(0x0000_2410)],
                front_lit: [rgb(0x003F_3300), rgb(0x0000_3A1B)],
                unit_line: rgb(0x00A0_A0A0),
                coast: rgb(0x007F_B4D6),
                border: rgb(0x00FF_6B5E),
                water: rgb(0x0040_80B0),
                sea_label: rgb(0x00B8_E2F8),
                label: rgb(0x00FF_FFFF),
                halo: rgb(0x0000_0000),
                gate: rgb(0x00FF_FFFF),
                gate_fill: rgb(0x0000_0000),
                road: rgb(0x00FF_B84D),
                rail: rgb(0x00C8_C8C8),
                green: rgb(0x0050_B070),
                built: rgb(0x00B0_A090),
            },
        }
    }

    /// The palette for a choice, given what the desktop has.
    pub fn of(choice: ThemeChoice, desktop_is_dark: bool) -> Self {
        match (choice, desktop_is_dark) {
            (ThemeChoice::HighContrast, _) => Self::high_contrast(),
            (ThemeChoice::Dark, _) | (ThemeChoice::System, true) => Self::dark(),
            (ThemeChoice::Light, _) | (ThemeChoice::System, false) => Self::light(),
        }
    }

    /// An ink that steps back and can still be read: 4.5 to 1 on the page (held by a test).
    pub fn faded(&self, ink: Color32) -> Color32 {
        self.page.lerp_to_gamma(ink, FADED)
    }

    /// Behind and in a small coloured label whose colour is `base`.
    pub fn tint(&self, base: Color32) -> (Color32, Color32) {
        (self.raised.lerp_to_gamma(base, 0.16), base.lerp_to_gamma(self.ink, 0.45))
    }

    /// Behind and in a small label that stands out most.
    pub fn solid(&self) -> (Color32, Color32) {
        (self.accent, if self.dark { self.page } else { self.raised })
    }

    /// egui's own widgets in these colours.
    pub fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark { Visuals::dark() } else { Visuals::light() };
        visuals.panel_fill = self.page;
        visuals.window_fill = self.raised;
        visuals.extreme_bg_color = self.raised;
        visuals.faint_bg_color = self.stripe;
        visuals.hyperlink_color = self.accent;
        visuals.warn_fg_color = self.warn;
        visuals.error_fg_color = self.error;
        visuals.weak_text_color = Some(self.weak);
        visuals.selection.bg_fill = self.accent_fill;
        visuals.selection.stroke = Stroke::new(1.0, self.accent);
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        // a blinking cursor would wake the whole window twice a second
        visuals.text_cursor.blink = false;
        visuals.window_shadow = Shadow { offset: [0, 6], blur: 20, spread: 0, color: Color32::from_black_alpha(50) };
        visuals.popup_shadow = Shadow { offset: [0, 3], blur: 10, spread: 0, color: Color32::from_black_alpha(40) };
        let widgets = &mut visuals.widgets;
        for state in [
            &mut widgets.noninteractive,
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
            &mut widgets.open,
        ] {
            state.fg_stroke.color = self.ink;
            state.corner_radius = CornerRadius::same(5);
        }
        widgets.noninteractive.bg_stroke = Stroke::new(1.0, self.line);
        widgets.noninteractive.bg_fill = self.page;
        widgets.inactive.weak_bg_fill = self.stripe;
        // what can be pressed has an edge that is seen: 3 to 1 on its ground
        widgets.inactive.bg_stroke = Stroke::new(1.0, self.control);
        widgets.inactive.bg_fill = self.raised;
        widgets.hovered.bg_stroke = Stroke::new(1.0, self.weak);
        visuals
    }
}

/// Spacing and text sizes shared by all panels.
pub fn style(palette: &Palette) -> egui::Style {
    let mut style = egui::Style { visuals: palette.visuals(), ..egui::Style::default() };
    style.spacing.item_spacing = Vec2::new(8.0, 5.0);
    style.spacing.button_padding = Vec2::new(8.0, 3.0);
    style.spacing.window_margin = Margin::same(14);
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.selectable_labels = false;
    for (name, size) in [
        (egui::TextStyle::Small, 11.5),
        (egui::TextStyle::Body, 13.5),
        (egui::TextStyle::Button, 13.5),
        (egui::TextStyle::Heading, 18.0),
        (egui::TextStyle::Monospace, 12.5),
    ] {
        style.text_styles.insert(name, egui::FontId::proportional(size));
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f32 {
        let rgba = egui::Rgba::from(color);
        0.2126 * rgba.r() + 0.7152 * rgba.g() + 0.0722 * rgba.b()
    }

    /// WCAG 2.1, success criterion 1.4.3.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_has_seven_to_one_in_the_high_contrast_theme() {
        let palette = Palette::high_contrast();
        let inks = [palette.ink, palette.weak, palette.accent, palette.warn, palette.error];
        for ink in inks.into_iter().chain(palette.series) {
            for ground in [palette.page, palette.raised, palette.stripe, palette.accent_fill] {
                assert!(contrast(ink, ground) >= 7.0, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
            }
        }
        let map = &palette.map;
        for ground in map.front.into_iter().chain(map.front_lit).chain([map.land, map.sea, map.halo]) {
            // names of gates, provinces, towns, rivers, and of what is selected
            for ink in [map.label, map.gate, map.sea_label, palette.weak, palette.accent] {
                assert!(contrast(ink, ground) >= 7.0, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
            }
            assert!(contrast(map.border, ground) >= 3.0, "border on {ground:?}");
        }
        assert!(contrast(palette.line, palette.page) >= 4.5);
    }

    #[test]
    fn small_coloured_labels_are_legible_in_every_theme() {
        for palette in [Palette::light(), Palette::dark(), Palette::high_contrast()] {
            let bases = [palette.warn, palette.error, palette.weak].into_iter().chain(palette.series);
            for (fill, ink) in bases.map(|base| palette.tint(base)).chain([palette.solid()]) {
                assert!(contrast(ink, fill) >= 4.5, "{ink:?} on {fill:?}: {}", contrast(ink, fill));
            }
        }
    }

    #[test]
    fn text_that_steps_back_is_legible() {
        for palette in [Palette::light(), Palette::dark(), Palette::high_contrast()] {
            for ink in [palette.ink, palette.weak, palette.accent, palette.warn, palette.error] {
                assert!(contrast(palette.faded(ink), palette.page) >= 4.5, "{ink:?}");
            }
            for base in [palette.warn, palette.error, palette.weak].into_iter().chain(palette.series) {
                let (fill, ink) = palette.tint(base);
                let (fill, ink) = (palette.faded(fill), palette.faded(ink));
                assert!(contrast(ink, fill) >= 4.5, "{ink:?} on {fill:?}");
            }
        }
    }

    #[test]
    fn text_is_legible_on_every_ground_in_both_themes() {
        for palette in [Palette::light(), Palette::dark()] {
            let inks = [palette.ink, palette.weak, palette.accent, palette.warn, palette.error];
            for ink in inks.into_iter().chain(palette.series) {
                for ground in [palette.page, palette.raised] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
                }
            }
            for ground in [palette.accent_fill, palette.stripe] {
                assert!(contrast(palette.ink, ground) >= 4.5);
            }
            for ground in [palette.page, palette.raised] {
                assert!(contrast(palette.control, ground) >= 3.0, "{}", contrast(palette.control, ground));
            }
            let map = &palette.map;
            assert!(contrast(map.sea_label, map.sea) >= 4.5, "sea {}", contrast(map.sea_label, map.sea));
            for ground in map.front.into_iter().chain(map.front_lit).chain([map.land, map.sea]) {
                for ink in [map.label, map.gate, map.sea_label, palette.weak, palette.accent] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
                }
                assert!(contrast(map.border, ground) >= 3.0, "border on {ground:?}: {}", contrast(map.border, ground));
            }
        }
    }
}
