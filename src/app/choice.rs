//! A cursor in a list of options.

use super::keys::Action;

/// How many options a page key moves.
const PAGE: usize = 8;

/// Moves a cursor among `count` options; stops at the ends. No cursor yet: down takes the first, up the last.
pub fn moved(cursor: Option<usize>, count: usize, action: Action) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let at = match (action, cursor) {
        (Action::Down | Action::PageDown, None) | (Action::First, _) => 0,
        (Action::Up | Action::PageUp, None) | (Action::Last, _) => last,
        (Action::Up, Some(at)) => at.saturating_sub(1),
        (Action::Down, Some(at)) => at + 1,
        (Action::PageUp, Some(at)) => at.saturating_sub(PAGE),
        (Action::PageDown, Some(at)) => at + PAGE,
        _ => return cursor,
    };
    Some(at.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(None, Action::Down, Some(0))]
    #[case(None, Action::Up, Some(5))]
    #[case(Some(0), Action::Up, Some(0))]
    #[case(Some(5), Action::Down, Some(5))]
    #[case(Some(2), Action::Down, Some(3))]
    #[case(Some(2), Action::Last, Some(5))]
    #[case(Some(2), Action::Help, Some(2))]
    fn the_cursor_moves_and_stops_at_the_ends(
        #[case] from: Option<usize>,
        #[case] action: Action,
        #[case] to: Option<usize>,
    ) {
        assert_eq!(moved(from, 6, action), to);
    }

    #[test]
    fn there_is_no_cursor_in_an_empty_list() {
        assert_eq!(moved(None, 0, Action::Down), None);
    }
}
