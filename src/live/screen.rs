//! The big screen for people who are not in the room: what its terminal shows, as a picture that a browser draws.
//!
//! A picture is made of what was drawn and of nothing else. Each row is a line of text whose pieces stand at their own
//! cells, so that no font moves anything; blocks and backgrounds are drawn, so that a code can be scanned.

use std::fmt::Write as _;
use std::sync::Arc;

use minijinja::HtmlEscape;
use tokio::sync::watch;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    pub columns: u16,
    /// Whether it is drawn on white rather than on black.
    pub light: bool,
    pub rows: Vec<Vec<Piece>>,
}

/// A stretch of a row in one style: plain letters, or one other sign once or several times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub at: u16,
    pub cells: u16,
    pub text: String,
    pub ink: Ink,
}

/// How something is written; colours as red, green and blue, none where it is the screen's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one that a terminal knows, and any go together")]
pub struct Ink {
    pub colour: Option<u32>,
    pub behind: Option<u32>,
    pub reversed: bool,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
}

/// How many units a cell is wide and high, and where letters stand in it.
const WIDTH: u16 = 10;
const HEIGHT: u16 = 20;
const BASE: u16 = 15;

/// The ground, and what is written on it where nothing else is said: on black and on white.
const PLAIN: [(u32, u32); 2] = [(0x0000_0000, 0x00E6_E6E6), (0x00FF_FFFF, 0x001A_1A1A)];

/// A picture as a browser draws it: what stands around its rows, and each row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    columns: u16,
    light: bool,
    rows: Vec<String>,
}

impl Drawing {
    fn of(picture: &Picture) -> Self {
        let plain = PLAIN[usize::from(picture.light)];
        let rows =
            picture.rows.iter().enumerate().map(|(down, row)| row_of(row, u16::try_from(down).unwrap_or(0), plain));
        Self { columns: picture.columns, light: picture.light, rows: rows.collect() }
    }

    pub fn whole(&self) -> String {
        let (ground, ink) = PLAIN[usize::from(self.light)];
        let (width, height) = (usize::from(self.columns) * usize::from(WIDTH), self.rows.len() * usize::from(HEIGHT));
        let rows: String = self.rows.iter().flat_map(|row| ["<g>", row, "</g>"]).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" fill=\"#{ink:06x}\" \
             xml:space=\"preserve\"><rect width=\"{width}\" height=\"{height}\" fill=\"#{ground:06x}\"/>{rows}</svg>"
        )
    }

    /// The rows that differ from those of an earlier one, by their place; none where the whole has to be drawn anew.
    pub fn since(&self, before: &Self) -> Option<Vec<(usize, &str)>> {
        let alike = (self.columns, self.light, self.rows.len()) == (before.columns, before.light, before.rows.len());
        let rows = self.rows.iter().zip(&before.rows).enumerate();
        alike.then(|| rows.filter(|(_, (now, then))| now != then).map(|(at, (now, _))| (at, now.as_str())).collect())
    }
}

/// One row: what lies behind it, the blocks, and the text.
fn row_of(row: &[Piece], down: u16, (ground, ink): (u32, u32)) -> String {
    let (mut under, mut over) = (String::new(), String::new());
    for piece in row {
        let Ink { colour, behind, reversed, .. } = piece.ink;
        let (mut front, mut back) = (colour, behind);
        if reversed {
            (front, back) = (Some(behind.unwrap_or(ground)), Some(colour.unwrap_or(ink)));
        }
        if let Some(back) = back {
            rectangle(&mut under, (piece.at * WIDTH, down * HEIGHT), (piece.cells * WIDTH, HEIGHT), Some(back));
        }
        let is_drawn = blocks(&mut under, piece, down * HEIGHT, front);
        letters(&mut over, piece, front.filter(|_| !is_drawn), is_drawn);
    }
    format!("{under}<text y=\"{}\">{over}</text>", down * HEIGHT + BASE)
}

fn rectangle(out: &mut String, (x, y): (u16, u16), (width, height): (u16, u16), colour: Option<u32>) {
    let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
    if let Some(colour) = colour {
        let _ = write!(out, " fill=\"#{colour:06x}\"");
    }
    out.push_str("/>");
}

/// One piece of text at its place. Of what is drawn as blocks the signs are there as well, to be read and copied.
fn letters(out: &mut String, piece: &Piece, colour: Option<u32>, is_drawn: bool) {
    let _ = write!(out, "<tspan x=\"{}\"", piece.at * WIDTH);
    let is_blank = piece.text.trim().is_empty();
    if !is_blank {
        let _ = write!(out, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", piece.cells * WIDTH);
    }
    match colour {
        _ if is_drawn => out.push_str(" fill=\"none\""),
        Some(colour) => drop(write!(out, " fill=\"#{colour:06x}\"")),
        None => {}
    }
    let Ink { bold, italic, underlined, .. } = piece.ink;
    let said = [
        (bold, " font-weight=\"bold\""),
        (italic, " font-style=\"italic\""),
        (underlined, " text-decoration=\"underline\""),
    ];
    said.iter().filter(|(holds, _)| *holds && !is_drawn).for_each(|(_, how)| out.push_str(how));
    // What acts on a terminal is no text, and no page gets it.
    let text: String = piece.text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let _ = write!(out, ">{}</tspan>", HtmlEscape(&text));
}

/// The signs that fill quarters of a cell, by which: upper left, upper right, lower left and lower right count 1, 2, 4 and
/// 8, and the first sign fills 1.
const QUARTERS: &str = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";

/// Draws a piece that consists of blocks; says whether it does.
fn blocks(out: &mut String, piece: &Piece, y: u16, colour: Option<u32>) -> bool {
    let Some(sign) = piece.text.chars().next() else { return false };
    let Some(parts) = parts_of(sign) else { return false };
    for (x, down, width, height) in parts {
        if width == WIDTH {
            rectangle(out, (piece.at * WIDTH, y + down), (piece.cells * WIDTH, height), colour);
            continue;
        }
        for cell in piece.at..piece.at + piece.cells {
            rectangle(out, (cell * WIDTH + x, y + down), (width, height), colour);
        }
    }
    true
}

/// The rectangles of a block in its cell: left, top, width and height.
fn parts_of(sign: char) -> Option<Vec<(u16, u16, u16, u16)>> {
    if let Some((_, filled)) = QUARTERS.chars().zip(1..).find(|(known, _)| *known == sign) {
        let (half, middle) = (WIDTH / 2, HEIGHT / 2);
        return Some(match filled {
            15 => vec![(0, 0, WIDTH, HEIGHT)],
            3 => vec![(0, 0, WIDTH, middle)],
            12 => vec![(0, middle, WIDTH, middle)],
            filled => (0..4_u16)
                .filter(|at| filled >> at & 1 == 1)
                .map(|at| (at % 2 * half, at / 2 * middle, half, middle))
                .collect(),
        });
    }
    let eighths = u16::try_from(u32::from(sign)).ok()?;
    match eighths {
        // Lower eighths, one to seven.
        0x2581..=0x2587 => {
            let height = HEIGHT * (eighths - 0x2580) / 8;
            Some(vec![(0, HEIGHT - height, WIDTH, height)])
        }
        // Left eighths, seven to one.
        0x2589..=0x258F => Some(vec![(0, 0, (WIDTH * (0x2590 - eighths)).div_ceil(8), HEIGHT)]),
        _ => None,
    }
}

/// Where pictures are put; nobody who draws waits for whoever looks.
#[derive(Debug)]
pub struct Mirror(watch::Sender<Arc<Drawing>>);

/// Where the newest picture always is.
#[derive(Debug, Clone)]
pub struct Feed(pub watch::Receiver<Arc<Drawing>>);

pub fn mirror() -> (Mirror, Feed) {
    let (sender, receiver) = watch::channel(Arc::default());
    (Mirror(sender), Feed(receiver))
}

impl Mirror {
    pub fn show(&self, picture: &Picture) {
        let drawing = Drawing::of(picture);
        self.0.send_if_modified(|before| {
            let is_new = **before != drawing;
            *before = Arc::new(drawing);
            is_new
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(at: u16, text: &str, ink: Ink) -> Piece {
        Piece { at, cells: u16::try_from(text.chars().count()).unwrap(), text: text.to_owned(), ink }
    }

    fn picture(rows: Vec<Vec<Piece>>) -> Picture {
        Picture { columns: 20, light: false, rows }
    }

    fn drawn(rows: Vec<Vec<Piece>>) -> String {
        Drawing::of(&picture(rows)).whole()
    }

    #[test]
    fn text_from_people_is_text_whatever_is_in_it() {
        let hostile = "</text><script>alert('x')</script>&amp;\"\u{1b}[2J\u{9b}\0";
        let drawn = drawn(vec![vec![piece(0, hostile, Ink::default())]]);
        assert!(!drawn.contains("<script") && drawn.matches("</text>").count() == 1, "{drawn}");
        assert!(drawn.contains("&lt;script&gt;") && drawn.contains("&amp;amp;&quot;"), "{drawn}");
        assert!(!drawn.contains(char::is_control), "{drawn:?}");
    }

    #[test]
    fn every_piece_stands_at_its_own_cells() {
        let drawn = drawn(vec![vec![], vec![piece(3, "So", Ink::default())]]);
        assert!(drawn.contains("viewBox=\"0 0 200 40\""), "{drawn}");
        assert!(drawn.contains("<text y=\"35\"><tspan x=\"30\" textLength=\"20\""), "{drawn}");
    }

    #[test]
    fn bold_colours_and_reverse_are_there() {
        let ink = Ink { colour: Some(0x00FF_0000), bold: true, reversed: true, ..Ink::default() };
        let drawn = drawn(vec![vec![piece(0, "x", ink)]]);
        assert!(drawn.contains("<rect x=\"0\" y=\"0\" width=\"10\" height=\"20\" fill=\"#ff0000\"/>"), "{drawn}");
        assert!(drawn.contains("fill=\"#000000\" font-weight=\"bold\">x<"), "{drawn}");
    }

    #[test]
    fn blocks_are_drawn_and_can_be_read_as_signs_too() {
        let ink = Ink { colour: Some(1), behind: Some(2), ..Ink::default() };
        let drawn = drawn(vec![vec![piece(1, "▀▀", ink)]]);
        assert!(drawn.contains("<rect x=\"10\" y=\"0\" width=\"20\" height=\"20\" fill=\"#000002\"/>"), "{drawn}");
        assert!(drawn.contains("<rect x=\"10\" y=\"0\" width=\"20\" height=\"10\" fill=\"#000001\"/>"), "{drawn}");
        assert!(drawn.contains("fill=\"none\">▀▀<"), "{drawn}");
        for (sign, filled) in QUARTERS.chars().zip(1_u32..) {
            let area: u16 = parts_of(sign).unwrap().iter().map(|(_, _, width, height)| width * height).sum();
            assert_eq!(u32::from(area), filled.count_ones() * u32::from(WIDTH * HEIGHT / 4), "{sign}");
        }
    }

    #[test]
    fn of_a_screen_that_changed_a_little_only_the_rows_that_changed_are_told() {
        let row = |text: &str| vec![piece(0, text, Ink::default())];
        let before = Drawing::of(&picture(vec![row("one"), row("two")]));
        let now = Drawing::of(&picture(vec![row("one"), row("three")]));
        assert_eq!(now.since(&before).unwrap().iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1]);
        let larger = Drawing::of(&Picture { columns: 30, ..picture(vec![row("one"), row("two")]) });
        assert_eq!(larger.since(&before), None);
    }
}
