//! Causes to choose from, without figures.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::screens::room::{Choosing, Room};
use crate::domain::questionnaire::Cause;
use crate::ui::draw::{below, cut, lines, window, wrapped};
use crate::ui::theme::Look;

/// Over the causes to choose for a second round.
const QUESTION: &str = "Which causes should be asked once more?";
const HELP: &str = "Everybody answers the marked ones afresh. The change is shown for both rounds as a whole; nobody is \
     followed from one to the next.";

/// Draws the causes from the top, as many as half the area holds; gives how many lines they take, with a gap below.
pub fn causes(causes: &[&Cause], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let names: Vec<(String, &'static str)> = causes.iter().map(|cause| (cause.name.clone(), "")).collect();
    let height = u16::try_from(names.len()).unwrap_or(u16::MAX).min((area.height / 2).max(3)).min(area.height);
    rows(&names, chosen, (Rect { height, ..area }, look), buf);
    (height + 1).min(area.height)
}

/// Draws the causes with their marks.
pub fn choosing(room: &Room, choosing: &Choosing, (area, look): (Rect, Look), buf: &mut Buffer) {
    let mut head = wrapped(QUESTION, area.width, look.strong());
    if area.height > 14 {
        head.extend(wrapped(HELP, area.width, look.quiet()));
        head.push(Line::default());
    }
    let taken = u16::try_from(head.len()).unwrap_or(0).min(area.height);
    lines(&head, area, buf);
    let questionnaire = &room.view().setup.questionnaire;
    let marked =
        |(id, chosen): &(_, bool)| (questionnaire.cause_name(id).to_owned(), if *chosen { "[x] " } else { "[ ] " });
    let names: Vec<(String, &'static str)> = choosing.causes.iter().map(marked).collect();
    rows(&names, choosing.cursor, (below(area, taken), look), buf);
}

/// Names with what stands before each, around the chosen one.
fn rows(names: &[(String, &'static str)], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let line = |(at, (name, mark)): (usize, &(String, &'static str))| {
        let is_chosen = at == chosen;
        Line::from(vec![
            Span::styled(if is_chosen { "▸ " } else { "  " }, look.accent()),
            Span::raw(*mark),
            Span::styled(cut(name, area.width.saturating_sub(6)), if is_chosen { look.strong() } else { Style::new() }),
        ])
    };
    let first = window(chosen, names.len(), area.height);
    let all: Vec<Line<'_>> = names.iter().enumerate().skip(first).map(line).collect();
    lines(&all, area, buf);
}
