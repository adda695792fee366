//! The first screen: what this is, what it gives, and what to begin with or to resume.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{width, wrapped};
use super::home::{Above, choices};
use super::page;
use super::theme::Look;
use crate::app::screens::welcome::Welcome;
use crate::app::{Setup, Store, pages};
use crate::domain::severity::Band;
use crate::wording;

/// From this height on there is room for a picture of what it gives.
const ROOMY: u16 = 18;
/// Three bars as a chart has them, in cells.
const BARS: [(usize, Band); 3] = [(24, Band::Severe), (16, Band::Elevated), (7, Band::Low)];
/// From this width on, an option says what it gives.
const WIDE: u16 = 62;
/// From this width on, it says that the time is about so long.
const NARROW: u16 = 44;

/// Draws the first screen; gives how many lines its text could scroll.
pub fn draw(setup: &Setup, welcome: &Welcome, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let mut text = page::lay_out(&pages::welcome(setup), area.width, look);
    let (at, style) = match setup.store {
        // Before all else: whoever answers should know that it is lost.
        Store::Nowhere(_) => (1, look.warning()),
        Store::Folder(_) | Store::Session => (usize::MAX, look.quiet()),
    };
    let keeping = wrapped(&pages::keeping(&setup.store), area.width.min(page::MEASURE), style);
    if area.height >= ROOMY && area.width >= WIDE {
        text.push(Line::default());
        text.extend(promise(setup, look));
    }
    let at = at.min(text.len());
    text.splice(at..at, std::iter::once(Line::default()).chain(keeping));
    text.push(Line::default());
    let asked = welcome.chosen().filter(|_| welcome.discarding);
    let question = asked.map(|one| pages::discard(&one.record, &setup.opened)).unwrap_or_default();
    let options = options(setup, welcome, area.width);
    let above =
        Above { text, top: welcome.scroll.top(), question, style: look.warning(), gap: 0, fixed: welcome.forms };
    choices(&above, (&options, Some(welcome.cursor)), (area, look), buf)
}

/// What there will be at the end, each beside a bar.
fn promise(setup: &Setup, look: Look) -> Vec<Line<'static>> {
    let told = wording::promise(setup.full.causes().len());
    let line = |((cells, band), told): ((usize, Band), String)| {
        let gap = BARS[0].0 - cells + 4;
        let bar = super::axis::sign(band, look).repeat(cells);
        Line::from(vec![
            Span::styled(bar, look.band(band)),
            Span::raw(" ".repeat(gap)),
            Span::styled(told, Style::new()),
        ])
    };
    BARS.into_iter().zip(told).map(line).collect()
}

/// What is to be resumed and the forms to begin with, numbered, in columns where there is room.
fn options(setup: &Setup, welcome: &Welcome, cells: u16) -> Vec<String> {
    let forms = pages::forms(setup);
    let columns: [usize; 2] =
        std::array::from_fn(|at| forms.iter().map(|form| usize::from(width(&form[at]))).max().unwrap_or(0) + 3);
    let form = |[name, takes, gives]: &[String; 3]| match cells {
        WIDE.. => format!("{name:<0$}{takes:<1$}{gives}", columns[0], columns[1]),
        NARROW.. => format!("{name}, {takes}"),
        _ => format!("{name}, {}", takes.trim_start_matches("about ")),
    };
    let resumable = pages::resumable(welcome, &setup.opened).into_iter();
    let all = resumable.chain(forms.iter().map(form));
    all.enumerate().map(|(at, told)| format!("{}   {told}", at + 1)).collect()
}
