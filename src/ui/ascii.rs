//! The last step where the terminal's characters are limited to ASCII.

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

/// Replaces every other character by one or two of ASCII that read alike.
pub fn restrict(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if !cell.symbol().is_ascii() {
            let wide = cell.symbol().width() > 1;
            let plain = plain(cell.symbol());
            cell.set_symbol(if wide { "??" } else { plain });
        }
    }
}

fn plain(symbol: &str) -> &'static str {
    match symbol {
        "●" | "✓" => "*",
        "○" | "·" => ".",
        "▸" | "→" => ">",
        "←" => "<",
        "↑" => "^",
        "↓" => "v",
        "━" => "=",
        "─" | "–" | "—" | "−" => "-",
        "│" | "▏" => "|",
        "…" => "~",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "↺" => "r",
        "×" => "x",
        _ => "?",
    }
}
