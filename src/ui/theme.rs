//! Styles by role, for as many colours as the terminal has.
//!
//! The band colours reach 4.5:1 on the ground of the terminal once it has told which that is, and 3:1 on black and on
//! white until then.
//! Colour never carries a meaning alone: bars have a length, a number, a word and a mark as well.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::severity::Band;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ColourDepth {
    /// None at all: `NO_COLOR`.
    None,
    /// The sixteen that the terminal's own theme defines.
    #[default]
    Ansi16,
    Xterm256,
    True,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// The terminal has not told.
    #[default]
    Unknown,
    Dark,
    Light,
}

impl Ground {
    /// The ground of a colour, each part from 0 to 255: light where black stands out more from it than white does.
    pub fn of(red: u8, green: u8, blue: u8) -> Self {
        if luminance([red, green, blue]) > 0.179 { Self::Light } else { Self::Dark }
    }
}

/// The relative luminance of a colour, 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    colour.into_iter().zip([0.2126, 0.7152, 0.0722]).map(|(part, weight)| weight * linear(part)).sum()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    pub depth: ColourDepth,
    /// Whether only ASCII characters may be used.
    pub ascii: bool,
    pub ground: Ground,
}

/// One colour on a ground that is unknown, dark or light; in 256 colours, and as red, green and blue.
type Shades = [(u8, u32); 3];

const QUIET: Shades = [(243, 0x0076_7676), (247, 0x009A_9DA1), (241, 0x006A_6A6A)];
const ACCENT: Shades = [(98, 0x0087_5FD7), (147, 0x00B4_9DFF), (56, 0x006A_45C9)];
const LOW: Shades = [(25, 0x0000_66A0), (110, 0x007E_9FDA), (26, 0x0010_78CE)];
const MIXED: Shades = [(69, 0x004A_9CCA), (152, 0x00A2_D1EA), (24, 0x0010_4AA2)];
const ELEVATED: Shades = [(136, 0x00C5_8800), (221, 0x00F1_CA6B), (94, 0x0084_6F1F)];
const SEVERE: Shades = [(94, 0x00A8_4800), (209, 0x00FB_804C), (88, 0x0074_2819)];
/// Behind the chosen row; on an unknown ground there is none.
const CHOSEN: Shades = [(0, 0), (236, 0x002A_2D32), (254, 0x00EC_ECF1)];

impl Look {
    /// What the eye should land on.
    pub const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What may be passed over: a grey with 4.5:1 on the ground.
    pub const fn quiet(self) -> Style {
        match self.depth {
            ColourDepth::Ansi16 => Style::new().add_modifier(Modifier::DIM),
            _ => self.shade(QUIET),
        }
    }

    /// The one accent: where the person is.
    pub const fn accent(self) -> Style {
        let style = match self.depth {
            ColourDepth::Ansi16 => Style::new().fg(Color::Magenta),
            _ => self.shade(ACCENT),
        };
        style.add_modifier(Modifier::BOLD)
    }

    /// What needs attention, such as answers that are not saved.
    pub const fn warning(self) -> Style {
        self.band(Band::Severe).add_modifier(Modifier::BOLD)
    }

    /// The faint ground of the chosen row, where it can be told from the terminal's own.
    pub const fn chosen(self) -> Style {
        match (self.ground, self.shade(CHOSEN).fg) {
            (Ground::Dark | Ground::Light, Some(colour)) => Style::new().bg(colour),
            _ => Style::new(),
        }
    }

    pub const fn band(self, band: Band) -> Style {
        if matches!(self.depth, ColourDepth::Ansi16) {
            return ansi(band);
        }
        self.shade(match band {
            Band::Low => LOW,
            Band::Mixed => MIXED,
            Band::Elevated => ELEVATED,
            Band::Severe => SEVERE,
        })
    }

    /// What one of our colours is in red, green and blue, on a ground that is known; any other stays as it is.
    pub fn seen_on(self, ground: Ground, colour: Color) -> Color {
        let on_ground = Self { depth: ColourDepth::True, ground, ..self };
        if self.chosen().bg == Some(colour) {
            return on_ground.chosen().bg.unwrap_or(colour);
        }
        let named = [(ACCENT, Color::Magenta), (LOW, Color::Cyan), (ELEVATED, Color::Yellow), (SEVERE, Color::Red)];
        let found = match self.depth {
            ColourDepth::Ansi16 => named.into_iter().find(|(_, name)| *name == colour).map(|(shades, _)| shades),
            _ => [QUIET, ACCENT, LOW, MIXED, ELEVATED, SEVERE]
                .into_iter()
                .find(|&shades| self.shade(shades).fg == Some(colour)),
        };
        found.and_then(|shades| on_ground.shade(shades).fg).unwrap_or(colour)
    }

    /// A colour of ours, in as many colours as there are; none among the sixteen, which are the terminal's own.
    const fn shade(self, shades: Shades) -> Style {
        let (indexed, rgb) = shades[self.ground as usize];
        match self.depth {
            ColourDepth::None | ColourDepth::Ansi16 => Style::new(),
            ColourDepth::Xterm256 => Style::new().fg(Color::Indexed(indexed)),
            ColourDepth::True => Style::new().fg(Color::from_u32(rgb)),
        }
    }
}

const fn ansi(band: Band) -> Style {
    match band {
        Band::Low => Style::new().fg(Color::Cyan),
        Band::Mixed => Style::new(),
        Band::Elevated => Style::new().fg(Color::Yellow),
        Band::Severe => Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
    }
}
