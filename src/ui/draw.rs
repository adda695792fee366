//! Small drawing steps that the regions share, and the last ones: no harmful characters, and only ASCII if need be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::Look;
use crate::domain::text;
use crate::domain::text::{is_unshowable, unshowable};

pub fn width(text: &str) -> u16 {
    let width = if text.chars().all(is_one_cell) { text.chars().count() } else { text.width() };
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// Whether it takes one cell whatever stands beside it, which holds for nearly all that is drawn.
const fn is_one_cell(c: char) -> bool {
    matches!(c, ' '..='~' | '─'..='▟' | '●' | '○' | '◔' | '▸' | '·' | '…' | '✓' | '↑' | '↓' | '“' | '”' | '’' | '–')
}

/// Draws a line. To look for characters that belong together takes longer than all other drawing, so that is left out
/// where there are none.
pub fn line(line: &Line<'_>, area: Rect, buf: &mut Buffer) {
    let is_simple = line.spans.iter().all(|span| span.content.chars().all(is_one_cell));
    if !is_simple || line.style != Style::new() || line.alignment.is_some() {
        return line.render(area, buf);
    }
    let area = area.intersection(buf.area);
    let drawn = line.spans.iter().flat_map(|span| span.content.chars().map(|c| (c, span.style)));
    for ((c, style), x) in drawn.zip(area.left()..area.right()) {
        if let Some(cell) = buf.cell_mut((x, area.y)).filter(|_| area.height > 0) {
            cell.set_char(c).set_style(style);
        }
    }
}

/// `text` cut to `cells`, with an ellipsis where something is missing.
pub fn cut(text: &str, cells: u16) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut kept = String::new();
    for sign in text.graphemes(true) {
        if width(&kept) + width(sign) + 1 > cells {
            break;
        }
        kept.push_str(sign);
    }
    if cells > 0 {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// `text` in lines of at most `cells`. Words with a hyphen, such as the names of keys, stay whole.
pub fn wrap(text: &str, cells: u16) -> Vec<String> {
    text::lines(text, usize::from(cells), ("", ""))
}

pub fn wrapped(text: &str, cells: u16, style: Style) -> Vec<Line<'static>> {
    wrap(text, cells).into_iter().map(|line| Line::from(Span::styled(line, style))).collect()
}

pub fn height(lines: &[Line<'_>]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// `text` in at most so many lines of one style; the last ends with an ellipsis where something is missing.
pub fn shortened(text: &str, (cells, most): (u16, u16), style: Style) -> Vec<Line<'static>> {
    let mut all = wrap(text, cells);
    if let Some(last) = usize::from(most).checked_sub(1).filter(|last| last + 1 < all.len()) {
        let rest = all.split_off(last).join(" ");
        all.push(cut(&rest, cells));
    }
    all.truncate(usize::from(most));
    all.into_iter().map(|line| Line::from(Span::styled(line, style))).collect()
}

/// The line of `area` that lies `down` lines below its top; empty where there is none.
pub fn row(area: Rect, down: u16) -> Rect {
    if down < area.height { Rect { y: area.y + down, height: 1, ..area } } else { Rect { height: 0, ..area } }
}

/// What is left of an area below so many lines.
pub fn below(area: Rect, taken: u16) -> Rect {
    let taken = taken.min(area.height);
    Rect { y: area.y + taken, height: area.height - taken, ..area }
}

pub fn lines(lines: &[Line<'_>], area: Rect, buf: &mut Buffer) {
    for (down, one) in (0..area.height).zip(lines) {
        line(one, row(area, down), buf);
    }
}

/// Draws parts below one another, each behind a blank line; gives what is left below.
pub fn stacked(parts: &[Vec<Line<'_>>], area: Rect, buf: &mut Buffer) -> Rect {
    parts.iter().filter(|part| !part.is_empty()).fold(area, |rest, part| {
        lines(part, below(rest, 1), buf);
        below(rest, 1 + height(part))
    })
}

/// Draws the lines from `top` on, as many as fit; gives how many lines it could scroll.
pub fn scrolled(all: &[Line<'_>], top: u16, area: Rect, buf: &mut Buffer) -> u16 {
    let room = u16::try_from(all.len()).unwrap_or(u16::MAX).saturating_sub(area.height);
    lines(&all[usize::from(top.min(room))..], area, buf);
    room
}

/// The first of `count` rows to show, so that the chosen one is in the middle where it can be.
pub fn window(chosen: usize, count: usize, height: u16) -> usize {
    let height = usize::from(height);
    chosen.saturating_sub(height / 2).min(count.saturating_sub(height))
}

/// Marks the chosen row: a bar at its left and a faint ground.
pub fn mark(row: Rect, look: Look, buf: &mut Buffer) {
    let x = row.x.saturating_sub(2);
    buf.set_style(Rect { x, width: row.right() - x, ..row }, look.chosen());
    buf.set_string(x, row.y, "▌", look.accent());
}

/// Draws a text that may be chosen, and marks it where it is.
pub fn choice(text: &str, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    if chosen {
        mark(area, look, buf);
    }
    let style = if chosen { look.strong() } else { Style::new() };
    line(&Line::from(Span::styled(cut(text, area.width), style)), area, buf);
}

/// The same without so many lines at its foot.
pub const fn without(area: Rect, lines: u16) -> Rect {
    Rect { height: area.height.saturating_sub(lines), ..area }
}

pub fn padded(text: &str, cells: u16) -> String {
    text.to_owned() + &" ".repeat(usize::from(cells.saturating_sub(width(text))))
}

pub fn padded_left(text: &str, cells: u16) -> String {
    " ".repeat(usize::from(cells.saturating_sub(width(text)))) + text
}

/// Draws a line with one text at the left and one at the right; the left one gives way.
pub fn ends(left: &Line<'_>, right: &Line<'_>, area: Rect, buf: &mut Buffer) {
    let right_width = u16::try_from(right.width()).unwrap_or(area.width).min(area.width);
    let gap = if right_width == 0 { 0 } else { 2 };
    line(left, Rect { width: area.width.saturating_sub(right_width + gap), ..area }, buf);
    line(right, Rect { x: area.right() - right_width, width: right_width, ..area }, buf);
}

/// Replaces every other character by one or two of ASCII that read alike.
pub fn restrict_to_ascii(buf: &mut Buffer) {
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
        "●" | "✓" | "☑" => "*",
        "☐" | "◆" => "o",
        "⚠" => "!",
        "○" | "·" => ".",
        "▸" | "▌" | "→" | "›" => ">",
        "←" | "‹" => "<",
        "↑" | "▲" => "^",
        "↓" | "▼" => "v",
        "━" => "=",
        "┼" => "+",
        "◈" => "#",
        "◔" | "─" | "–" | "—" | "−" | "╌" => "-",
        "│" | "▏" | "⇄" => "|",
        "┊" => ":",
        "…" => "~",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "↺" => "r",
        "×" => "x",
        _ => "?",
    }
}

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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("short", 5, "short")]
    #[case("longer than that", 8, "longer…")]
    #[case("東京東京", 5, "東京…")]
    #[case("ab", 1, "…")]
    #[case("ab", 0, "")]
    fn a_cut_text_fits_and_says_that_it_was_cut(#[case] text: &str, #[case] cells: u16, #[case] kept: &str) {
        assert_eq!(cut(text, cells), kept);
        assert!(width(&cut(text, cells)) <= cells);
    }

    #[rstest]
    #[case("plain words, and signs: ━━── ▏▟ ● ○ ▸ · … ✓ ↑ ↓ “quoted” he’s 1–2")]
    #[case("東京 e\u{301} 🇩🇪 👩‍🚀 ☺\u{fe0f} a\u{200b}b")]
    #[case("✓\u{fe0f} ▸\u{301}")]
    #[case("")]
    fn a_line_is_drawn_as_the_library_draws_it(#[case] text: &str) {
        let styled = |text| Span::styled(text, Style::new().bold().red());
        let whole = Line::from(vec![styled(text), Span::raw(" | "), styled(text)]);
        for (cells, height) in [(0, 1), (7, 1), (80, 1), (200, 1), (80, 0)] {
            let area = Rect::new(2, 1, cells, height);
            let (mut ours, mut theirs) =
                (Buffer::empty(Rect::new(0, 0, 120, 3)), Buffer::empty(Rect::new(0, 0, 120, 3)));
            line(&whole, area, &mut ours);
            Widget::render(&whole, area, &mut theirs);
            assert_eq!(ours, theirs, "{cells}");
            assert_eq!(usize::from(width(text)), text.width());
        }
    }

    #[rstest]
    #[case(0, 0)]
    #[case(9, 4)]
    #[case(35, 26)]
    fn the_chosen_row_stays_in_sight(#[case] chosen: usize, #[case] first: usize) {
        assert_eq!(window(chosen, 36, 10), first);
    }
}
