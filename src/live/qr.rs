//! The code that phones scan, as dark and light squares.

use fast_qr::{ECL, QRBuilder, QRCode};

/// Light squares around the code, which scanners need to find it.
const QUIET: usize = 4;

/// A code to scan: a square of dark and light squares, its quiet zone included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    width: usize,
    dark: Vec<bool>,
}

/// The text does not fit into a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the address is too long for a code to scan")]
pub struct TooLong;

impl Qr {
    /// The smallest code for `text`, with as much redundancy as that size allows.
    ///
    /// # Errors
    /// When the text is too long.
    pub fn new(text: &str) -> Result<Self, TooLong> {
        let build = |level| QRBuilder::new(text).ecl(level).build().map_err(|_| TooLong);
        let mut code = build(ECL::L)?;
        for level in [ECL::M, ECL::Q, ECL::H] {
            if let Ok(safer) = build(level)
                && safer.size == code.size
            {
                code = safer;
            }
        }
        Ok(Self::of(&code))
    }

    fn of(code: &QRCode) -> Self {
        let width = code.size + 2 * QUIET;
        let inside = QUIET..QUIET + code.size;
        let is_dark =
            |x: usize, y: usize| inside.contains(&x) && inside.contains(&y) && code[y - QUIET][x - QUIET].value();
        Self { width, dark: (0..width * width).map(|at| is_dark(at % width, at / width)).collect() }
    }

    /// How many squares it is wide and high.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Whether a square is dark; those outside are light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && self.dark.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// As a picture: black on white, one unit a square.
    pub fn to_svg(&self) -> String {
        let width = self.width;
        let dark = (0..width * width).filter(|at| self.is_dark(at % width, at / width));
        let squares: Vec<String> = dark.map(|at| format!("M{} {}h1v1h-1z", at % width, at / width)).collect();
        let squares = squares.concat();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{width}v{width}h-{width}z\"/><path d=\"{squares}\"/></svg>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONGEST: &str = "http://192.168.178.123:47825/j/0123456789abcdef";

    #[test]
    fn the_code_of_a_local_address_fits_beside_the_text_of_a_small_screen() {
        let rows = Qr::new(LONGEST).unwrap().width().div_ceil(2);
        assert!(rows <= 19, "{rows}");
    }

    #[test]
    fn four_light_squares_surround_it() {
        let qr = Qr::new("http://10.0.0.2:7777/").unwrap();
        let edge = |n: usize| n < QUIET || n >= qr.width() - QUIET;
        for at in 0..qr.width() * qr.width() {
            let (x, y) = (at % qr.width(), at / qr.width());
            assert!(!(edge(x) || edge(y)) || !qr.is_dark(x, y));
        }
        assert!(qr.is_dark(QUIET, QUIET));
    }

    #[test]
    fn the_picture_is_black_on_white() {
        let svg = Qr::new("http://10.0.0.2:7777/").unwrap().to_svg();
        assert!(svg.starts_with("<svg") && svg.contains("fill=\"#fff\"") && svg.contains("<path d=\"M4 4h1"));
    }

    #[test]
    fn a_text_that_does_not_fit_is_refused() {
        assert_eq!(Qr::new(&"x".repeat(4000)), Err(TooLong));
    }
}
