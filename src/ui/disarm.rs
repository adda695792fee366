//! The last step for text from people and files, whichever way it came: it is only ever text.

use ratatui::buffer::Buffer;

use crate::domain::text::is_unshowable;

/// Whether it is one printable character of ASCII: nearly every cell is, and is done with quickly.
const fn is_plain(symbol: &str) -> bool {
    matches!(symbol.as_bytes(), [b' '..=b'~'])
}

/// Takes out every character that would act on the terminal or hide.
pub fn disarm(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if !is_plain(cell.symbol()) && cell.symbol().chars().any(is_unshowable) {
            let shown: String = cell.symbol().chars().filter(|&c| !is_unshowable(c)).collect();
            cell.set_symbol(if shown.is_empty() { " " } else { &shown });
        }
    }
}
