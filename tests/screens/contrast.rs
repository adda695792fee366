//! Whether everything that is written can be read: each letter of each screen against what is behind it.

use std::collections::BTreeMap;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use rstest::rstest;
use undercurrent::testing::app::Screen;
use undercurrent::testing::commands::mirrored;
use undercurrent::testing::live::Piece;
use undercurrent::testing::ui::{ColourDepth, Ground, Look};

use crate::colours::{contrast, luminance, rgb};
use crate::picture::picture;
use crate::states::all;

/// The least contrast of text (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// A terminal's own colours: its ground and its letters.
#[derive(Debug, Clone, Copy)]
struct Own {
    ground: Ground,
    paper: (u8, u8, u8),
    ink: (u8, u8, u8),
}

const DARK: Own = Own { ground: Ground::Dark, paper: (0x1d, 0x1f, 0x21), ink: (0xc5, 0xc8, 0xc6) };
const LIGHT: Own = Own { ground: Ground::Light, paper: (0xff, 0xff, 0xff), ink: (0x4d, 0x4d, 0x4c) };

impl Own {
    /// How much a letter stands out from what is behind it.
    fn contrast(self, cell: &Cell) -> f64 {
        let seen = |colour, own| if colour == Color::Reset { own } else { rgb(colour) };
        contrast(seen(cell.fg, self.ink), luminance(seen(cell.bg, self.paper)))
    }
}

/// How much the least legible letters of all screens stand out, by their colours.
fn worst(own: Own, depth: ColourDepth, sizes: &[(u16, u16)]) -> BTreeMap<String, (f64, String)> {
    let look = Look { depth, ascii: false, ground: own.ground };
    let mut found = BTreeMap::new();
    for (name, sitting) in all() {
        for &size in sizes {
            let drawn = picture(&sitting.app, look, size);
            let written = |cell: &&Cell| cell.symbol().chars().any(char::is_alphanumeric);
            for cell in drawn.content.iter().filter(written) {
                // How faint that is the terminal decides, so nobody can vouch for it.
                assert!(!cell.modifier.contains(Modifier::DIM), "{name} at {size:?}");
                let drawn = (own.contrast(cell), format!("{name} at {size:?}, '{}'", cell.symbol()));
                found.entry(format!("{:?} on {:?}", cell.fg, cell.bg)).or_insert(drawn);
            }
        }
    }
    found
}

#[rstest]
fn every_letter_of_every_screen_stands_out_from_its_ground(
    #[values(DARK, LIGHT)] own: Own,
    #[values(ColourDepth::Xterm256, ColourDepth::True)] depth: ColourDepth,
) {
    let worst = worst(own, depth, &[(80, 24), (120, 30), (160, 45)]);
    assert!(worst.len() > 3, "several colours are drawn: {worst:?}");
    let faint: Vec<_> = worst.iter().filter(|(_, (contrast, _))| *contrast < LEAST).collect();
    assert!(faint.is_empty(), "{faint:#?}");
}

/// The ground of the page that shows the big screen elsewhere, and its own letters: dark, and light.
const PAGE: [(u32, u32); 2] = [(0x0000_0000, 0x00E6_E6E6), (0x00FF_FFFF, 0x001A_1A1A)];
fn parts(colour: u32) -> (u8, u8, u8) {
    let [_, red, green, blue] = colour.to_be_bytes();
    (red, green, blue)
}

/// How much a piece of the page stands out from what is behind it.
fn on_page(piece: &Piece, (paper, ink): (u32, u32)) -> f64 {
    let (mut front, mut back) = (piece.ink.colour.unwrap_or(ink), piece.ink.behind.unwrap_or(paper));
    if piece.ink.reversed {
        std::mem::swap(&mut front, &mut back);
    }
    contrast(parts(front), luminance(parts(back)))
}

#[rstest]
fn every_letter_of_the_big_screen_elsewhere_stands_out_whatever_the_terminal_in_the_room(
    #[values(Ground::Unknown, Ground::Dark, Ground::Light)] ground: Ground,
    #[values(ColourDepth::None, ColourDepth::Ansi16, ColourDepth::Xterm256, ColourDepth::True)] depth: ColourDepth,
) {
    let look = Look { depth, ascii: false, ground };
    let page = PAGE[usize::from(ground == Ground::Light)];
    let mut faint = BTreeMap::new();
    for (name, sitting) in all().iter().filter(|(_, sitting)| matches!(sitting.app.screen(), Screen::Room(_))) {
        let shown = mirrored(&picture(&sitting.app, look, (120, 30)), look);
        let written = |piece: &&Piece| piece.text.chars().any(char::is_alphanumeric);
        for piece in shown.rows.iter().flatten().filter(written) {
            let contrast = on_page(piece, page);
            if contrast < LEAST {
                faint.entry(format!("{:?}", piece.ink)).or_insert((contrast, *name, piece.text.clone()));
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}
