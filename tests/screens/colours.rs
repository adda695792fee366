//! The colours of named cells, held against the palette that was measured for contrast and colour blindness.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};
use rstest::rstest;
use undercurrent::testing::domain::Band;
use undercurrent::testing::ui::{ColourDepth, Ground, Look};

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

fn sixteen(names: &str) -> Color {
    match names.split(' ').next().unwrap() {
        "cyan" => Color::Cyan,
        "yellow" => Color::Yellow,
        "red" => Color::Red,
        "default" => Color::Reset,
        other => panic!("the palette names the colour {other}"),
    }
}

fn drawn(state: &str, depth: ColourDepth, ascii: bool) -> Buffer {
    picture(&named(state).app, Look { depth, ascii, ground: Ground::Unknown }, (80, 24))
}

fn cell(buffer: &Buffer, (x, y): (u16, u16)) -> &Cell {
    buffer.cell((x, y)).unwrap()
}

fn is_painted(cell: &Cell, (colour, bold): (Color, bool)) -> bool {
    cell.fg == colour && cell.bg == Color::Reset && cell.modifier.contains(Modifier::BOLD) == bold
}

/// Where the axis begins.
fn axis(chart: &Buffer) -> u16 {
    place_of(chart, "0         38").unwrap().0
}

#[test]
fn bars_and_marks_have_the_colours_of_the_palette() {
    for depth in DEPTHS {
        let chart = drawn("chart_loud", depth, false);
        for (band, cause, mark) in ROWS {
            let (_, y) = place_of(&chart, &format!("{cause}  ")).unwrap();
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
        let look = Look { depth, ascii: false, ground: Ground::Unknown };
        let chart = picture(&named("chart_loud").app, look, (120, 40));
        for ((band, ..), key) in ROWS.iter().zip(["low 0–37", "moderate 38–62", "elevated 63–87", "severe 88–100"])
        {
            let (x, y) = place_of(&chart, key).map(|(x, y)| (x - 5, y)).unwrap();
            assert!((x..x + 4).all(|x| is_painted(cell(&chart, (x, y)), paint(band, depth))), "{band} in {depth:?}");
        }
    }
}

#[test]
fn the_bars_of_several_people_have_the_colours_of_one() {
    for depth in DEPTHS {
        let chart = drawn("everyone_by_gap", depth, false);
        for (band, cause) in [("elevated", "Lead mismatch"), ("mixed", "Selling unseen")] {
            let mut rows = (0..chart.area.height).filter(|&y| line(&chart, y).contains(cause));
            let (y, mark) = rows.find_map(|y| Some((y, column_of(&chart, y, "●●")?))).unwrap();
            let x = column_of(&chart, y, cause).unwrap();
            let is_average = |x: &u16| ["━", "●"].contains(&cell(&chart, (*x, y)).symbol());
            let average: Vec<u16> = (x + 18..mark - 4).filter(is_average).collect();
            assert!(average.len() > 2, "a dot with a line through it: {average:?}");
            for x in average.into_iter().chain(mark..mark + 4) {
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
            let (name, y) = place_of(&chart, &format!("{cause}  ")).unwrap();
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
        let (_, y) = place_of(&chart, &format!("{cause}  ")).unwrap();
        let x = axis(&chart);
        assert!((x..x + 7).all(|x| cell(&chart, (x, y)).symbol() == palette(band, head)), "{}", line(&chart, y));
    }
}

/// How many cells the axis of the loud chart has.
const AXIS: u16 = 28;

#[rstest]
#[case("Goals apart", 28)]
#[case("Lack of respect", 21)]
#[case("Disputed spend", 14)]
#[case("Sales bypassed", 7)]
#[case("Who drives Sales", 0)]
fn a_bar_is_as_long_as_its_figure_and_beyond_it_stand_the_ends_of_the_bands(#[case] cause: &str, #[case] cells: usize) {
    let chart = drawn("chart_loud", ColourDepth::True, false);
    let (_, y) = place_of(&chart, &format!("{cause} ")).unwrap();
    let signs: Vec<&str> = (axis(&chart)..axis(&chart) + AXIS).map(|x| cell(&chart, (x, y)).symbol()).collect();
    assert!(signs[..cells].iter().all(|sign| *sign == "▇"), "{}", line(&chart, y));
    for (at, sign) in signs.iter().enumerate().skip(cells) {
        let ends = [38, 63, 88].map(|points| points * usize::from(AXIS - 1) / 100);
        assert_eq!(*sign, if ends.contains(&at) { "┊" } else { " " }, "{at}: {}", line(&chart, y));
    }
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
    for text in ["●", "━"] {
        assert_eq!(cell(&asked, place_of(&asked, text).unwrap()).fg, accent, "{text}");
    }
    for text in ["2 of 36", "In the last", "2 answers saved", "back"] {
        assert_eq!(cell(&asked, place_of(&asked, text).unwrap()).fg, quiet, "{text}");
    }
    for text in ["EMEA", "Marketing checks", "Rarely", "Often"] {
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

/// Whether a cell belongs to a code to scan, which alone has black and white of its own; grey once joining is locked.
fn is_scanned(cell: &Cell) -> bool {
    let own = [Color::Black, Color::White, Color::Indexed(16), Color::Indexed(231), Color::Indexed(246)];
    own.contains(&cell.bg) && own.contains(&cell.fg)
}

#[test]
fn on_an_unknown_ground_no_screen_paints_one_or_reverses() {
    for (name, sitting) in all() {
        for depth in DEPTHS {
            let buffer = picture(&sitting.app, Look { depth, ascii: false, ground: Ground::Unknown }, (80, 24));
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
        let buffer =
            picture(&sitting.app, Look { depth: ColourDepth::None, ascii: false, ground: Ground::Unknown }, (80, 24));
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
        let buffer =
            picture(&sitting.app, Look { depth: ColourDepth::None, ascii: true, ground: Ground::Unknown }, (80, 24));
        assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()), "{name}");
    }
}

/// Relative luminance as WCAG 2 defines it.
pub fn luminance(colour: (u8, u8, u8)) -> f64 {
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
}

/// Contrast with a ground of this luminance, as WCAG 2 defines it.
pub fn contrast(colour: (u8, u8, u8), ground: f64) -> f64 {
    let light = luminance(colour);
    (light.max(ground) + 0.05) / (light.min(ground) + 0.05)
}

/// What a colour of the 256 or of all looks like.
fn seen(style: Style) -> (u8, u8, u8) {
    rgb(style.fg.unwrap())
}

/// The same of one colour.
pub fn rgb(colour: Color) -> (u8, u8, u8) {
    match colour {
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

/// The ground of a terminal that told it, by its luminance.
const GROUNDS: [(Ground, f64); 2] = [(Ground::Dark, 0.013_7), (Ground::Light, 1.0)];

#[rstest]
fn on_a_ground_that_is_known_every_colour_has_four_and_a_half_to_one(
    #[values(ColourDepth::Xterm256, ColourDepth::True)] depth: ColourDepth,
) {
    for (ground, luminance) in GROUNDS {
        let look = Look { depth, ascii: false, ground };
        let bands = Band::ALL.map(|band| look.band(band));
        for style in bands.into_iter().chain([look.quiet(), look.accent()]) {
            assert!(contrast(seen(style), luminance) >= 4.5, "{style:?} on {ground:?}");
        }
        for (at, band) in bands.iter().enumerate() {
            assert!(!bands[..at].contains(band), "{band:?} twice on {ground:?}");
        }
    }
}

#[rstest]
#[case("on_dark", Ground::Dark)]
#[case("on_light", Ground::Light)]
fn bands_have_the_colours_of_the_palette_for_their_ground(#[case] head: &str, #[case] ground: Ground) {
    let look = Look { depth: ColourDepth::True, ascii: false, ground };
    for ((band, ..), own) in ROWS.into_iter().zip(Band::ALL) {
        assert_eq!(look.band(own).fg, Some(palette(band, head).parse().unwrap()), "{band}");
    }
}

#[test]
fn on_a_ground_that_is_known_the_chosen_row_alone_has_one_of_its_own() {
    for (ground, _) in GROUNDS {
        let look = Look { depth: ColourDepth::True, ascii: false, ground };
        let chart = picture(&named("chart_with_another_row_chosen").app, look, (80, 24));
        let (_, chosen) = place_of(&chart, "▌").unwrap();
        let has_ground = |y: u16| (0..80).any(|x| cell(&chart, (x, y)).bg != Color::Reset);
        assert_eq!((0..24).filter(|y| has_ground(*y)).collect::<Vec<_>>(), [chosen], "{ground:?}");
        for sitting in all().iter().map(|(_, sitting)| sitting) {
            let drawn = picture(&sitting.app, look, (80, 24));
            assert!(
                drawn
                    .content
                    .iter()
                    .all(|cell| is_scanned(cell) || cell.bg == Color::Reset || look.chosen().bg == Some(cell.bg))
            );
        }
    }
}

#[rstest]
fn colours_can_be_seen_on_black_and_on_white(#[values(ColourDepth::Xterm256, ColourDepth::True)] depth: ColourDepth) {
    let look = Look { depth, ascii: false, ground: Ground::Unknown };
    for band in Band::ALL {
        let colour = seen(look.band(band));
        assert!(contrast(colour, 0.0) >= 3.0 && contrast(colour, 1.0) >= 3.0, "{band:?}");
    }
    for style in [look.quiet(), look.accent()] {
        let colour = seen(style);
        assert!(contrast(colour, 0.0) >= 4.5 && contrast(colour, 1.0) >= 4.5, "{style:?}");
    }
}
