//! Styles by role, for as many colours as the terminal has.
//!
//! The band colours reach 3:1 on black and on white, since a terminal's background is unknown.
//! Colour never carries a meaning alone: bars have a length, a number, a word and a mark as well.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::severity::Band;

/// How many colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ColourDepth {
    /// None at all: `NO_COLOR`.
    None,
    /// The sixteen that the terminal's own theme defines.
    #[default]
    Ansi16,
    /// The palette of 256.
    Xterm256,
    /// Red, green and blue.
    True,
}

/// How the screen may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// How many colours may be used.
    pub depth: ColourDepth,
    /// Whether only ASCII characters may be used.
    pub ascii: bool,
}

impl Look {
    /// What the eye should land on.
    pub const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What may be passed over: a grey with 4.5:1 on black and on white.
    pub const fn quiet(self) -> Style {
        match self.depth {
            ColourDepth::None => Style::new(),
            ColourDepth::Ansi16 => Style::new().add_modifier(Modifier::DIM),
            ColourDepth::Xterm256 => Style::new().fg(Color::Indexed(243)),
            ColourDepth::True => Style::new().fg(Color::Rgb(0x76, 0x76, 0x76)),
        }
    }

    /// The one accent: where the person is.
    pub const fn accent(self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        match self.depth {
            ColourDepth::None => style,
            ColourDepth::Ansi16 => style.fg(Color::Magenta),
            ColourDepth::Xterm256 => style.fg(Color::Indexed(98)),
            ColourDepth::True => style.fg(Color::Rgb(0x87, 0x5F, 0xD7)),
        }
    }

    /// What needs attention, such as answers that are not saved.
    pub const fn warning(self) -> Style {
        self.band(Band::Severe).add_modifier(Modifier::BOLD)
    }

    /// The colour of a band, for bars and marks.
    pub const fn band(self, band: Band) -> Style {
        match self.depth {
            ColourDepth::None => Style::new(),
            ColourDepth::Ansi16 => ansi(band),
            ColourDepth::Xterm256 => Style::new().fg(Color::Indexed(match band {
                Band::Low => 25,
                Band::Mixed => 69,
                Band::Elevated => 136,
                Band::Severe => 94,
            })),
            ColourDepth::True => Style::new().fg(match band {
                Band::Low => Color::Rgb(0x00, 0x66, 0xA0),
                Band::Mixed => Color::Rgb(0x4A, 0x9C, 0xCA),
                Band::Elevated => Color::Rgb(0xC5, 0x88, 0x00),
                Band::Severe => Color::Rgb(0xA8, 0x48, 0x00),
            }),
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
