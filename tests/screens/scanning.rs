//! The code to scan.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;
use rstest::rstest;
use undercurrent::testing::live::Qr;
use undercurrent::testing::ui::{ColourDepth, Ground, Look};

use crate::picture::{Size, picture, text};
use crate::session::invitation;
use crate::states::named;

const DEPTHS: [ColourDepth; 4] = [ColourDepth::None, ColourDepth::Ansi16, ColourDepth::Xterm256, ColourDepth::True];

fn is_own(cell: &Cell) -> bool {
    cell.bg != Color::Reset
}

/// The upper and the lower half of each cell of the code, as dark or light, row by row.
fn squares(drawn: &Buffer) -> Vec<Vec<bool>> {
    let dark = |colour| match colour {
        Color::Black | Color::Indexed(16) => true,
        Color::White | Color::Indexed(231) => false,
        other => panic!("{other:?} is neither black nor white"),
    };
    let lines = (0..drawn.area.height).map(|y| (0..drawn.area.width).filter_map(move |x| drawn.cell((x, y))));
    let own = lines.map(|line| line.filter(|cell| is_own(cell)).collect::<Vec<_>>()).filter(|line| !line.is_empty());
    own.flat_map(|line| {
        let half = |ink: &'static str| {
            line.iter().map(move |cell| dark(if cell.symbol() == ink { cell.fg } else { cell.bg })).collect()
        };
        [half("▀"), half("▄")]
    })
    .collect()
}

/// Whether what was drawn is the code at some scale, quiet zone included.
fn is_the_code(drawn: &Buffer, qr: &Qr) -> bool {
    let squares = squares(drawn);
    let scale = squares.first().map_or(0, Vec::len) / qr.width();
    scale > 0
        && squares.len() >= scale * qr.width()
        && squares.iter().enumerate().all(|(y, row)| {
            row.len() == scale * qr.width()
                && row.iter().enumerate().all(|(x, dark)| *dark == qr.is_dark(x / scale, y / scale))
        })
}

#[rstest]
#[case("lobby_empty", (80, 24))]
#[case("lobby_empty", (120, 40))]
#[case("lobby_five_and_five", (80, 24))]
#[case("lobby_rehearsal", (80, 24))]
#[case("lobby_with_the_code_large", (80, 24))]
#[case("lobby_with_the_code_large", (120, 40))]
#[case("lobby_five_and_five", (200, 50))]
fn the_code_is_whole_and_black_on_white_in_every_depth_of_colour(#[case] state: &str, #[case] size: Size) {
    let qr = invitation().qr.unwrap();
    for depth in DEPTHS {
        let drawn = picture(&named(state).app, Look { depth, ascii: false, ground: Ground::Unknown }, size);
        assert!(is_the_code(&drawn, &qr), "{state} at {size:?} in {depth:?}:\n{}", text(&drawn));
    }
}

#[test]
fn without_colours_the_code_does_not_hang_on_the_theme() {
    let drawn = picture(
        &named("lobby_empty").app,
        Look { depth: ColourDepth::None, ascii: false, ground: Ground::Unknown },
        (80, 24),
    );
    let own: Vec<&Cell> = drawn.content.iter().filter(|cell| is_own(cell)).collect();
    let fixed = [Color::Indexed(16), Color::Indexed(231)];
    assert!(!own.is_empty() && own.iter().all(|cell| fixed.contains(&cell.bg) && fixed.contains(&cell.fg)));
}

/// A terminal without colours is told of none, so that only the signs are left.
#[rstest]
#[case(Ground::Unknown, false)]
#[case(Ground::Dark, false)]
#[case(Ground::Light, true)]
fn without_colours_the_signs_alone_are_the_code(#[case] ground: Ground, #[case] ink_is_dark: bool) {
    let qr = invitation().qr.unwrap();
    let look = Look { depth: ColourDepth::None, ascii: false, ground };
    let drawn = picture(&named("lobby_empty").app, look, (80, 24));
    let lines = (0..drawn.area.height).map(|y| (0..drawn.area.width).filter_map(|x| drawn.cell((x, y))).collect());
    let own = lines.map(|line: Vec<&Cell>| line.into_iter().filter(|cell| is_own(cell)).collect::<Vec<_>>());
    let mut squares = 0;
    for (row, line) in own.filter(|line| !line.is_empty()).enumerate() {
        for (x, cell) in line.iter().enumerate() {
            for (half, signs) in ["█▀", "█▄"].iter().enumerate() {
                let is_ink = signs.contains(cell.symbol());
                assert_eq!(is_ink == ink_is_dark, qr.is_dark(x, 2 * row + half), "{x} {row} {half}");
                squares += 1;
            }
        }
    }
    assert!(squares >= qr.width() * qr.width());
}

#[test]
fn a_code_that_does_not_fit_is_not_cut() {
    for size in [(40, 12), (60, 18), (70, 24), (80, 22)] {
        let drawn = picture(&named("lobby_empty").app, Look::default(), size);
        assert!(!drawn.content.iter().any(is_own), "{size:?}:\n{}", text(&drawn));
    }
    let drawn = text(&picture(&named("lobby_with_the_code_large").app, Look::default(), (40, 12)));
    assert!(drawn.contains("No code to scan fits here."), "{drawn}");
}

#[test]
fn a_larger_screen_shows_a_larger_code() {
    let code = |size| squares(&picture(&named("lobby_with_the_code_large").app, Look::default(), size))[0].len();
    assert_eq!((code((80, 24)), code((120, 40)), code((160, 60))), (37, 74, 111));
}

#[test]
fn in_ascii_a_square_of_the_code_is_a_whole_line_high() {
    let ascii = Look { depth: ColourDepth::None, ascii: true, ground: Ground::Unknown };
    let small = picture(&named("lobby_empty").app, ascii, (80, 24));
    assert!(!small.content.iter().any(is_own));
    let tall = picture(&named("lobby_with_the_code_large").app, ascii, (100, 48));
    assert!(is_the_code(&tall, &invitation().qr.unwrap()) && tall.content.iter().all(|cell| cell.symbol().is_ascii()));
}
