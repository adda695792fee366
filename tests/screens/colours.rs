//! The colours of named cells, held against the palette that was measured for contrast and colour blindness.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};
use rstest::rstest;
use undercurrent::testing::domain::Band;
use undercurrent::testing::ui::{ColourDepth, Look};

use crate::picture::{column_of, line, picture, place_of};
use crate::states::{all, named};

const PALETTE: &str = include_str!("../vectors/palette.csv");
const DEPTHS: [ColourDepth; 4] = [ColourDepth::None, ColourDepth::Ansi16, ColourDepth::Xterm256, ColourDepth::True];

/// A cause of each band on the loud chart, with the band's mark and name.
const ROWS: [(&str, &str, &str); 4] = [
    ("low", "Sales bypassed", "●○○○ low"),
    ("mixed", "Disputed spend", "●●○○ moderate"),
    ("elevated", "Lack of respect", "●●●○ elevated"),
    ("severe", "Goals apart", "●●●● severe"),
];

/// What the palette says of a band under the head of a column.
fn palette(band: &str, head: &str) -> &'static str {
    let mut lines = PALETTE.lines();
    let column = lines.next().unwrap().split(',').position(|name| name == head).unwrap();
    lines.find(|line| line.starts_with(band)).unwrap().split(',').nth(column).unwrap()
}

/// The colour of a band, and whether it is bold.
fn paint(band: &str, depth: ColourDepth) -> (Color, bool) {
    match depth {
        ColourDepth::None => (Color::Reset, false),
        ColourDepth::Ansi16 => (sixteen(palette(band, "ansi16")), palette(band, "ansi16").contains("bold")),
        ColourDepth::Xterm256 => (Color::Indexed(palette(band, "xterm256").parse().unwrap()), false),
        ColourDepth::True => (palette(band, "truecolor").parse().unwrap(), false),
    }
}

fn sixteen(told: &str) -> Color {
    match told.split(' ').next().unwrap() {
        "cyan" => Color::Cyan,
        "yellow" => Color::Yellow,
        "red" => Color::Red,
        "default" => Color::Reset,
        other => panic!("the palette names the colour {other}"),
    }
}

fn drawn(state: &str, depth: ColourDepth, ascii: bool) -> Buffer {
    picture(&named(state).app, Look { depth, ascii }, (80, 24))
}

fn cell(buffer: &Buffer, (x, y): (u16, u16)) -> &Cell {
    buffer.cell((x, y)).unwrap()
}

fn is_painted(cell: &Cell, (colour, bold): (Color, bool)) -> bool {
    cell.fg == colour && cell.bg == Color::Reset && cell.modifier.contains(Modifier::BOLD) == bold
}

/// Where the axis begins.
fn axis(chart: &Buffer) -> u16 {
    place_of(chart, "0      25").unwrap().0
}

#[test]
fn bars_and_marks_have_the_colours_of_the_palette() {
    for depth in DEPTHS {
        let chart = drawn("chart_loud", depth, false);
        for (band, cause, mark) in ROWS {
            let (_, y) = place_of(&chart, cause).unwrap();
            let mark = column_of(&chart, y, mark).unwrap();
            for x in (axis(&chart)..axis(&chart) + 7).chain(mark..mark + 4) {
                assert!(is_painted(cell(&chart, (x, y)), paint(band, depth)), "{band} at {x} in {depth:?}");
            }
        }
    }
}

#[test]
fn the_legend_has_the_colours_of_the_bars() {
    for depth in DEPTHS {
        let chart = drawn("chart_loud", depth, false);
        let (_, y) = place_of(&chart, "low 0–37").unwrap();
        for (band, _, mark) in ROWS {
            let x = column_of(&chart, y, mark).unwrap();
            assert!((x..x + 4).all(|x| is_painted(cell(&chart, (x, y)), paint(band, depth))), "{band} in {depth:?}");
        }
    }
}

#[test]
fn the_bars_of_several_people_have_the_colours_of_one() {
    for depth in DEPTHS {
        let chart = drawn("everyone_by_gap", depth, false);
        for (band, cause) in [("elevated", "Lead mismatch"), ("mixed", "Selling unseen")] {
            let (x, y) = place_of(&chart, cause).unwrap();
            let mark = column_of(&chart, y, "●●").unwrap();
            for x in (x + 18..x + 26).chain(mark..mark + 4) {
                assert!(is_painted(cell(&chart, (x, y)), paint(band, depth)), "{band} at {x} in {depth:?}");
            }
        }
    }
}

#[test]
fn names_figures_and_bands_stay_in_the_colour_of_the_terminal() {
    for depth in DEPTHS {
        let chart = drawn("chart_loud", depth, false);
        for (band, cause, mark) in ROWS {
            let (name, y) = place_of(&chart, cause).unwrap();
            let word = column_of(&chart, y, mark).unwrap() + 5;
            let figure = word - 9..word - 6;
            for x in (name..name + 4).chain(word..word + 3).chain(figure) {
                assert_eq!(cell(&chart, (x, y)).fg, Color::Reset, "{band} at {x} in {depth:?}");
            }
        }
    }
}

#[rstest]
#[case(false, "fill_unicode")]
#[case(true, "fill_ascii")]
fn without_colours_each_band_has_a_fill_of_its_own(#[case] ascii: bool, #[case] head: &str) {
    let chart = drawn("chart_loud", ColourDepth::None, ascii);
    for (band, cause, _) in ROWS {
        let (_, y) = place_of(&chart, cause).unwrap();
        let x = axis(&chart);
        assert!((x..x + 7).all(|x| cell(&chart, (x, y)).symbol() == palette(band, head)), "{}", line(&chart, y));
    }
}

#[test]
fn bars_are_solid_where_there_are_colours() {
    let chart = drawn("chart_loud", ColourDepth::True, false);
    for (_, cause, _) in ROWS {
        let (_, y) = place_of(&chart, cause).unwrap();
        assert!((0..7).all(|x| cell(&chart, (axis(&chart) + x, y)).symbol() == "█"), "{}", line(&chart, y));
    }
}

#[rstest]
#[case("Goals apart", 248)]
#[case("Lack of respect", 186)]
#[case("Disputed spend", 124)]
#[case("Sales bypassed", 62)]
#[case("Who drives Sales", 0)]
fn a_bar_is_as_long_as_its_figure_to_an_eighth_of_a_cell(#[case] cause: &str, #[case] eighths: usize) {
    const PARTS: [&str; 9] = ["·", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
    let chart = drawn("chart_loud", ColourDepth::True, false);
    let (_, y) = place_of(&chart, cause).unwrap();
    let part = |x| PARTS.iter().position(|part| *part == cell(&chart, (x, y)).symbol()).unwrap_or(0);
    assert_eq!((axis(&chart)..axis(&chart) + 31).map(part).sum::<usize>(), eighths);
}

#[rstest]
#[case(ColourDepth::None, Color::Reset, Color::Reset)]
#[case(ColourDepth::Ansi16, Color::Magenta, Color::Reset)]
#[case(ColourDepth::Xterm256, Color::Indexed(98), Color::Indexed(243))]
#[case(ColourDepth::True, Color::Rgb(0x87, 0x5F, 0xD7), Color::Rgb(0x76, 0x76, 0x76))]
fn one_accent_says_where_the_person_is_and_the_rest_is_quiet(
    #[case] depth: ColourDepth,
    #[case] accent: Color,
    #[case] quiet: Color,
) {
    let asked = drawn("asking_what_was_answered_before", depth, false);
    for text in ["undercurrent", "▸", "━"] {
        assert_eq!(cell(&asked, place_of(&asked, text).unwrap()).fg, accent, "{text}");
    }
    for text in ["EMEA", "item 2 of 36", "In the last", "1   Almost", "2 answers saved", "back"] {
        assert_eq!(cell(&asked, place_of(&asked, text).unwrap()).fg, quiet, "{text}");
    }
    for text in ["Marketing checks", "Sometimes", "Often"] {
        assert_eq!(cell(&asked, place_of(&asked, text).unwrap()).fg, Color::Reset, "{text}");
    }
}

#[test]
fn the_statement_is_what_stands_out() {
    for depth in DEPTHS {
        let asked = drawn("asking_the_first", depth, false);
        let is_bold = |text| cell(&asked, place_of(&asked, text).unwrap()).modifier.contains(Modifier::BOLD);
        assert!(is_bold("Salespeople enter"), "{depth:?}");
        assert!(!is_bold("In the last") && !is_bold("Customer details") && !is_bold("Rarely"), "{depth:?}");
    }
}

#[test]
fn what_is_not_saved_is_said_in_the_strongest_colour() {
    for depth in DEPTHS {
        let unsaved = drawn("asking_what_was_not_saved", depth, false);
        let (colour, _) = paint("severe", depth);
        assert!(is_painted(cell(&unsaved, place_of(&unsaved, "! Not saved").unwrap()), (colour, true)), "{depth:?}");
    }
}

/// Whether a cell belongs to a code to scan, which alone has black and white of its own.
fn is_scanned(cell: &Cell) -> bool {
    let own = [Color::Black, Color::White, Color::Indexed(16), Color::Indexed(231)];
    own.contains(&cell.bg) && own.contains(&cell.fg)
}

#[test]
fn no_screen_paints_a_background_or_reverses() {
    for (name, sitting) in all() {
        for depth in DEPTHS {
            let buffer = picture(&sitting.app, Look { depth, ascii: false }, (80, 24));
            let plain = |cell: &Cell| {
                is_scanned(cell) || cell.bg == Color::Reset && !cell.modifier.contains(Modifier::REVERSED)
            };
            assert!(buffer.content.iter().all(plain), "{name} in {depth:?}");
        }
    }
}

#[test]
fn no_screen_has_a_colour_where_none_are_wanted() {
    for (name, sitting) in all() {
        let buffer = picture(&sitting.app, Look { depth: ColourDepth::None, ascii: false }, (80, 24));
        assert!(
            buffer
                .content
                .iter()
                .all(|cell| is_scanned(cell) || cell.fg == Color::Reset && !cell.modifier.contains(Modifier::DIM)),
            "{name}"
        );
    }
}

#[test]
fn a_terminal_of_ascii_alone_gets_nothing_else() {
    for (name, sitting) in all() {
        let buffer = picture(&sitting.app, Look { depth: ColourDepth::None, ascii: true }, (80, 24));
        assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()), "{name}");
    }
}

/// Relative luminance and contrast as WCAG 2 defines them.
fn contrast(colour: (u8, u8, u8), ground: f64) -> f64 {
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let light = 0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2);
    (light.max(ground) + 0.05) / (light.min(ground) + 0.05)
}

/// What a colour of the 256 or of all looks like.
fn seen(style: Style) -> (u8, u8, u8) {
    match style.fg.unwrap() {
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Indexed(grey @ 232..) => (8 + 10 * (grey - 232), 8 + 10 * (grey - 232), 8 + 10 * (grey - 232)),
        Color::Indexed(index) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let cube = index - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        other => panic!("the terminal's own theme decides on {other}"),
    }
}

#[rstest]
fn colours_can_be_seen_on_black_and_on_white(#[values(ColourDepth::Xterm256, ColourDepth::True)] depth: ColourDepth) {
    let look = Look { depth, ascii: false };
    for band in Band::ALL {
        let colour = seen(look.band(band));
        assert!(contrast(colour, 0.0) >= 3.0 && contrast(colour, 1.0) >= 3.0, "{band:?}");
    }
    for style in [look.quiet(), look.accent()] {
        let colour = seen(style);
        assert!(contrast(colour, 0.0) >= 4.5 && contrast(colour, 1.0) >= 4.5, "{style:?}");
    }
}
