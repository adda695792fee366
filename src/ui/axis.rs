//! The axis from 0 to 100 that every severity is drawn on: the bar of one person, the average of several.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::draw::width;
use super::theme::{ColourDepth, Look};
use crate::domain::everyone::Average;
use crate::domain::severity::{Band, Interval, Severity, whole};

/// Where the axis has its marks: where a band gives way to the next, in points.
const BANDS: [u16; 3] = [38, 63, 88];
/// The ends, and where bands change.
pub const TICKS: [u16; 5] = [0, BANDS[0], BANDS[1], BANDS[2], 100];
/// From this many cells on, the axis names where bands change.
pub const NAMED_FROM: u16 = 18;

pub fn numbers(axis: Rect, look: Look, buf: &mut Buffer) {
    let mut free = axis.x;
    for points in TICKS {
        let label = points.to_string();
        let over = axis.x + cell(points, axis.width);
        let start = if points == 0 { over } else { over + 1 - width(&label).div_ceil(2).min(2) };
        if start < free || axis.width < NAMED_FROM && BANDS.contains(&points) {
            continue;
        }
        buf.set_string(start, axis.y, &label, look.quiet());
        free = start + width(&label) + 1;
    }
}

/// The cell of an axis mark, counted from 0 on an axis of so many cells.
pub fn cell(points: u16, cells: u16) -> u16 {
    let last = u32::from(cells.saturating_sub(1));
    u16::try_from(u32::from(points) * last / 100).unwrap_or(0)
}

fn ticks(sign: &str, axis: Rect, look: Look, buf: &mut Buffer) {
    for points in BANDS {
        buf.set_string(axis.x + cell(points, axis.width), axis.y, sign, look.quiet());
    }
}

/// Draws the bar of a severity and, beyond its end, where bands change.
pub fn bar(severity: Severity, area: Rect, buf: &mut Buffer, look: Look) {
    ticks("┊", area, look, buf);
    buf.set_string(area.x, area.y, bar_text(severity, area.width, look), look.band(severity.band()));
}

/// The bar of a severity as text, on an axis of so many cells: in the fill of its band where there are no colours.
pub fn bar_text(severity: Severity, cells: u16, look: Look) -> String {
    sign(severity.band(), look).repeat(usize::from(covered(severity, cells)))
}

/// What a bar is made of: one sign in colour, the fill of its band without.
pub fn sign(band: Band, look: Look) -> &'static str {
    if look.depth == ColourDepth::None || look.ascii { fill(band, look.ascii) } else { "▇" }
}

/// The fill of a band where colour may not be used.
pub const fn fill(band: Band, ascii: bool) -> &'static str {
    match (band, ascii) {
        (Band::Low, false) => "░",
        (Band::Mixed, false) => "▒",
        (Band::Elevated, false) => "▓",
        (Band::Severe, false) => "█",
        (Band::Low, true) => ".",
        (Band::Mixed, true) => "-",
        (Band::Elevated, true) => "=",
        (Band::Severe, true) => "#",
    }
}

/// How many units of an axis of `units` a severity covers, rounded.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to units, which is a u16")]
fn covered(severity: Severity, units: u16) -> u16 {
    (severity.points() / 100.0 * f64::from(units)).round() as u16
}

/// Draws an average as a dot on a thin track, and through it the line on which it would plausibly land.
pub fn average(average: &Average, area: Rect, look: Look, buf: &mut Buffer) {
    let at = |points: f64| cell(u16::try_from(whole(points.clamp(0.0, 100.0))).unwrap_or(0), area.width);
    let style = look.band(average.mean.band());
    buf.set_string(area.x, area.y, "─".repeat(usize::from(area.width)), look.quiet());
    ticks("┼", area, look, buf);
    if let Interval::Within(limits) = average.interval {
        let (low, high) = (at(limits.low), at(limits.high));
        buf.set_string(area.x + low, area.y, "━".repeat(usize::from(high + 1 - low)), style);
    }
    let dot = cell(u16::try_from(average.mean.shown()).unwrap_or(0), area.width);
    buf.set_string(area.x + dot, area.y, "●", style);
}

/// The column of a figure among others; a dot where there is none.
pub fn small(severity: Option<Severity>, look: Look) -> Span<'static> {
    severity.map_or_else(
        || Span::styled("·", look.quiet()),
        |severity| Span::styled(column(severity, look), look.band(severity.band())),
    )
}

/// A column of one of seven heights; in ASCII the tens of the figure. The eighth would touch the row above.
pub fn column(severity: Severity, look: Look) -> &'static str {
    const HEIGHTS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];
    const TENS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let shown = usize::try_from(severity.shown()).unwrap_or(0);
    if look.ascii { TENS[(shown / 10).min(9)] } else { HEIGHTS[(shown * 7 / 101).min(6)] }
}
