//! The figures of several people, as a whole room reads them: the chart under what is told of the chosen cause, and the
//! cause that is discussed over its question. Nothing is advised.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::aloud;
use super::draw::{below, ends, height, line, lines, shortened, wrapped};
use super::everyone::{AIRY, Beside, LOW, heading, list, sides_sentence, surprises_in};
use super::letters;
use super::theme::Look;
use crate::app::screens::everyone::Everyone;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::text::showable;
use crate::wording::{figures, guess, several as told};

/// From this height on, there is a blank line below what surprised the sides.
const ROOMY: u16 = 30;
/// From this width on, where both sides stand is told beside the name of the cause that is discussed.
const SIDES_FROM: u16 = 64;
/// How many lines the axis, what helps to read the chart and what is told beside the sentence take.
const LEGEND: u16 = 11;
/// The line between two sides that are as far apart as can be.
const WHOLE_GAP: usize = 40;

/// Draws the chart as a whole room reads it: what is told of the chosen cause stands over it, and nothing is advised.
pub fn revealed(everyone: &Everyone, (area, look): (Rect, Look), buf: &mut Buffer) {
    if everyone.analysis.has_too_few() {
        return lines(&wrapped(&told::summary(&everyone.analysis), area.width, look.strong()), area, buf);
    }
    let Some(result) = everyone.chosen() else { return };
    let sentence = format!("{}: {}", result.cause.name, sides_sentence(&everyone.analysis, &result));
    let mut head = surprises(everyone, area, look);
    let mut rest = area;
    if let Some((size, set)) = large(&sentence, everyone, (area, height(&head), look)) {
        lines(&head, area, buf);
        rest = letters::stacked(&set, size, (below(area, height(&head) + 1), look.strong()), buf);
        head = Vec::new();
    } else {
        head.extend(shortened(&sentence, (area.width, if area.height < LOW { 1 } else { 3 }), look.strong()));
    }
    head.extend(beside_it(everyone, &result, area, look));
    list(everyone, &head, Beside::Room, (rest, look), buf);
}

/// The sentence in the largest letters that leave room for what stands over it, in so many lines, and for the chart with
/// what helps to read it.
fn large(
    sentence: &str,
    everyone: &Everyone,
    (area, over, look): (Rect, u16, Look),
) -> Option<(letters::Size, Vec<String>)> {
    let rows = u16::try_from(2 * everyone.causes().len()).unwrap_or(u16::MAX);
    let left = area.height.saturating_sub(over.saturating_add(rows).saturating_add(LEGEND));
    letters::wrapped(&showable(sentence), (area.width, left)).filter(|_| aloud::is_wide(area, look))
}

/// What is told of the chosen cause beside its sentence: what the sides expected, and what is withheld.
fn beside_it(everyone: &Everyone, result: &EveryoneCause<'_>, area: Rect, look: Look) -> Vec<Line<'static>> {
    let mut head = Vec::new();
    if area.height >= AIRY {
        let guesses = guess::of_cause(&everyone.analysis, result);
        if !guesses.is_empty() {
            head.extend(shortened(&guesses.join(" "), (area.width, 2), Style::new()));
        }
    }
    let withheld = told::withheld(result.figures.withheld).filter(|_| area.height >= LOW);
    head.extend(withheld.map(|text| wrapped(&text, area.width, look.quiet())).unwrap_or_default());
    head
}

/// Where a side was taken by surprise, over all that a room reads: reliefs first.
fn surprises(everyone: &Everyone, area: Rect, look: Look) -> Vec<Line<'static>> {
    let named = surprises_in(&everyone.analysis, 2 * area.width).filter(|_| area.height >= AIRY);
    let mut lines = named.map(|named| shortened(&named, (area.width, 2), look.accent())).unwrap_or_default();
    lines.extend((area.height >= ROOMY && !lines.is_empty()).then(Line::default));
    lines
}

/// Draws the name of a cause and, where both sides are shown and there is room, where they stand, the lower one first:
/// `Marketing 40 ◆────────● 61 Sales   +21`; else everyone's figure.
pub fn discussed(
    analysis: &EveryoneAnalysis,
    result: &EveryoneCause<'_>,
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) {
    let Some(gap) = sides_apart(analysis, result, look).filter(|_| area.width >= SIDES_FROM) else {
        return line(&heading(analysis.questionnaire(), result, look), area, buf);
    };
    ends(&Line::from(Span::styled(result.cause.name.clone(), look.strong())), &gap, area, buf);
}

/// Where both sides stand, with a line between them as long as they are apart.
fn sides_apart(analysis: &EveryoneAnalysis, result: &EveryoneCause<'_>, look: Look) -> Option<Line<'static>> {
    let (sales, marketing) = analysis.both_sides(result.figures)?;
    let gap = result.figures.gap.as_ref()?;
    let names = figures::sides(analysis);
    let mut ends = [(names.0, "●", sales.mean.shown()), (names.1, "◆", marketing.mean.shown())];
    ends.sort_by_key(|(.., at)| *at);
    let [(low_name, low_sign, low), (high_name, high_sign, high)] = ends;
    let apart = usize::try_from(high - low).unwrap_or_default() * WHOLE_GAP / 100;
    Some(Line::from(vec![
        Span::raw(format!("{low_name} {low} ")),
        Span::styled(low_sign, look.strong()),
        Span::styled("─".repeat(apart), look.quiet()),
        Span::styled(high_sign, look.strong()),
        Span::raw(format!(" {high} {high_name}")),
        Span::styled(format!("{:>6}", figures::signed(gap.difference)), look.strong()),
    ]))
}
