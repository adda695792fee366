//! Severity as a bar on the common axis from 0 to 100.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{ColourDepth, Look};
use crate::domain::severity::{Band, Severity};

/// Where the axis has its marks, in points.
pub const TICKS: [u16; 5] = [0, 25, 50, 75, 100];
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// The cell of an axis mark, counted from 0 on an axis of so many cells.
pub fn cell(points: u16, cells: u16) -> u16 {
    let last = u32::from(cells.saturating_sub(1));
    u16::try_from(u32::from(points) * last / 100).unwrap_or(0)
}

/// Draws the bar of a severity: solid to an eighth of a cell in colour, in whole cells of the band's fill without.
pub fn bar(severity: Severity, area: Rect, buf: &mut Buffer, look: Look) {
    buf.set_string(area.x, area.y, text(severity, area.width, look), look.band(severity.band()));
}

/// The bar of a severity as text, on an axis of so many cells.
pub fn text(severity: Severity, cells: u16, look: Look) -> String {
    if look.depth == ColourDepth::None || look.ascii {
        return fill(severity.band(), look.ascii).repeat(usize::from(covered(severity, cells)));
    }
    let eighths = covered(severity, cells * 8);
    "█".repeat(usize::from(eighths / 8)) + EIGHTHS[usize::from(eighths % 8)]
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
