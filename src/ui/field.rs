//! A text field: what was typed, on as many lines as it needs, with a cursor that shows without colours too.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::draw::lines;
use super::theme::Look;

/// The mark in front of the text, with its gap.
const MARK: u16 = 2;

/// How many lines the text takes.
pub fn height(input: &Input, cells: u16) -> u16 {
    u16::try_from(broken(&typed(input), room(cells)).len()).unwrap_or(u16::MAX)
}

/// Draws the text, or its last lines where it is too long, and the cursor.
pub fn draw(input: &Input, (area, look): (Rect, Look), buf: &mut Buffer) {
    let text = typed(input);
    let broken = broken(&text, room(area.width));
    let at = broken.iter().rposition(|line| line.start <= input.cursor()).unwrap_or(0);
    let skip = (at + 1).saturating_sub(usize::from(area.height));
    let shown: Vec<Line<'_>> = broken
        .iter()
        .enumerate()
        .skip(skip)
        .map(|(line, range)| {
            let mark = if line == skip { "▸ " } else { "  " };
            Line::from(vec![
                Span::styled(mark, look.accent()),
                Span::styled(text[range.clone()].iter().collect::<String>(), look.strong()),
            ])
        })
        .collect();
    lines(&shown, area, buf);
    let before =
        broken.get(at).map_or(0, |line| cells(&text[line.start..input.cursor().min(line.end).max(line.start)]));
    let column = area.x + MARK + u16::try_from(before).unwrap_or(0);
    cursor((column, area.y + u16::try_from(at - skip).unwrap_or(0)), look, buf);
}

/// A thin bar where nothing stands yet, an underline under what does.
fn cursor(place: (u16, u16), look: Look, buf: &mut Buffer) {
    let Some(cell) = buf.cell_mut(place) else { return };
    if cell.symbol() == " " {
        cell.set_symbol("▏").set_style(look.accent());
    } else {
        cell.modifier.insert(Modifier::UNDERLINED);
    }
}

fn typed(input: &Input) -> Vec<char> {
    input.value().chars().collect()
}

fn room(area: u16) -> usize {
    usize::from(area.saturating_sub(MARK + 1).max(1))
}

fn cells(text: &[char]) -> usize {
    text.iter().collect::<String>().width()
}

/// The text in lines of at most `room` cells, as ranges of characters: broken after a space where there is one, and
/// never inside what is one sign.
fn broken(text: &[char], room: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for sign in text.iter().collect::<String>().graphemes(true) {
        let before = end;
        end += sign.chars().count();
        if cells(&text[start..end]) <= room || before == start {
            continue;
        }
        let space = text[start..before].iter().rposition(|c| *c == ' ');
        let next = space.map_or(before, |space| start + space + 1);
        lines.push(start..next);
        start = next;
    }
    lines.push(start..text.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", 5, &[""])]
    #[case("one two", 10, &["one two"])]
    #[case("one two", 5, &["one ", "two"])]
    #[case("abcdefgh", 3, &["abc", "def", "gh"])]
    #[case("東京東京", 4, &["東京", "東京"])]
    fn a_long_text_goes_on_in_the_next_line(#[case] text: &str, #[case] room: usize, #[case] lines: &[&str]) {
        let text: Vec<char> = text.chars().collect();
        let found: Vec<String> = broken(&text, room).into_iter().map(|line| text[line].iter().collect()).collect();
        assert_eq!(found, lines);
    }
}
