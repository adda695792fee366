//! The last step for text from people and files, whichever way it came: it is only ever text.

use ratatui::buffer::Buffer;

use crate::domain::text::{is_unshowable, unshowable};

/// Whether it is one printable character of ASCII: nearly every cell is, and is done with quickly.
const fn is_plain(symbol: &str) -> bool {
    matches!(symbol.as_bytes(), [b' '..=b'~'])
}

/// Takes out every character that would act on the terminal or hide, unless the letters beside it need it.
pub fn sanitize(buf: &mut Buffer) {
    let wide = usize::from(buf.area.width).max(1);
    for at in 0..buf.content.len() {
        let symbol = buf.content[at].symbol();
        if is_plain(symbol) || !symbol.chars().any(is_unshowable) {
            continue;
        }
        let in_row = |other: usize| (other / wide == at / wide).then(|| buf.content.get(other)).flatten();
        let before = at.checked_sub(1).and_then(in_row).map_or("", |cell| cell.symbol());
        let after = in_row(at + 1).map_or("", |cell| cell.symbol());
        let shown = armless(before, symbol, after);
        buf.content[at].set_symbol(if shown.is_empty() { " " } else { &shown });
    }
}

fn armless(before: &str, symbol: &str, after: &str) -> String {
    let around = format!("{before}{symbol}{after}");
    let own = before.len()..before.len() + symbol.len();
    let amiss: Vec<usize> = unshowable(&around).map(|(at, _)| at).collect();
    let stays = |&(at, _): &(usize, char)| own.contains(&at) && !amiss.contains(&at);
    around.char_indices().filter(stays).map(|(_, c)| c).collect()
}
