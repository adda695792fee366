//! What a cell says, however it is written: case, blanks and punctuation do not count.

use crate::definition::{nearest, quoted};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Scale, Side};
use crate::domain::response::Answer;
use crate::domain::text::folded;
use crate::wording::import as told;

/// The words of a text, one blank between them.
pub fn words(text: &str) -> String {
    let folded = folded(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What a head may mean: all of it; what stands in brackets at its end, where one tool puts each row of a grid; and
/// either without the number that another tool puts before it.
pub fn spellings(head: &str) -> Vec<String> {
    let inner = head.trim_end().strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, inner)| inner);
    let mut all = Vec::new();
    for text in [Some(head), inner].into_iter().flatten() {
        let words = words(text);
        let unnumbered = words.split_once(' ').filter(|(first, _)| is_number(first)).map(|(_, rest)| rest.to_owned());
        all.push(words);
        all.extend(unnumbered);
    }
    all
}

/// `12`, or `q12`.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('q').unwrap_or(word);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// The side that a cell names, by its id or its name.
pub fn side_of<'a>(cell: &str, sides: &'a [Side]) -> Option<&'a Id> {
    let typed = words(cell);
    sides.iter().find(|side| typed == words(side.id.as_str()) || typed == words(&side.name)).map(|side| &side.id)
}

/// What a cell answers to a statement: by the value, by the words of the scale, or by both. None where it is empty.
///
/// # Errors
/// When it is no answer: what is wrong, and how to mend it.
pub fn answer(cell: &str, item: &Item) -> Result<Option<Answer>, (String, String)> {
    let typed = words(cell);
    let scale = &item.scale;
    if cell.trim().is_empty() {
        return Ok(None);
    }
    if ["na", "n a"].contains(&typed.as_str()) || typed == words(&scale.na) {
        return Ok(Some(Answer::DoesNotApply));
    }
    let found = scale.points.iter().find(|point| is_point(&typed, cell, point.value, &words(&point.label)));
    match found {
        Some(point) => Ok(Some(Answer::Value(point.value))),
        None => Err((told::no_answer(&quoted(cell.trim()), item), help(cell, scale))),
    }
}

/// Whether a cell says this value: `4`, `4.0`, `Often`, `4 - Often` or `Often (4)`.
fn is_point(typed: &str, cell: &str, value: i32, label: &str) -> bool {
    let number = folded(cell);
    let number = number.strip_suffix(".0").unwrap_or(&number);
    let both = [format!("{value} {label}"), format!("{label} {value}")];
    number == value.to_string() || typed == label || both.iter().any(|one| words(one) == typed)
}

fn help(cell: &str, scale: &Scale) -> String {
    let labels = scale.points.iter().map(|point| point.label.as_str());
    // The labels are compared as they are written; a cell in other case is no other word.
    let small: Vec<String> = labels.map(str::to_lowercase).collect();
    let near = nearest(cell.trim(), small.iter().map(String::as_str));
    let meant = near.and_then(|near| scale.points.iter().find(|point| point.label.to_lowercase() == near));
    meant.map_or_else(|| told::answers(scale), |point| told::did_you_mean(&format!("'{}'", point.label)))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::definition::built_in;

    fn given(cell: &str) -> Result<Option<Answer>, (String, String)> {
        let questionnaire = built_in().unwrap();
        answer(cell, questionnaire.asked().next().unwrap())
    }

    #[rstest]
    #[case("4", Some(Answer::Value(4)))]
    #[case(" ４ ", Some(Answer::Value(4)))]
    #[case("4.0", Some(Answer::Value(4)))]
    #[case("Often", Some(Answer::Value(4)))]
    #[case("  oFTEN ", Some(Answer::Value(4)))]
    #[case("Almost\u{a0}always", Some(Answer::Value(5)))]
    #[case("4 - Often", Some(Answer::Value(4)))]
    #[case("4: often", Some(Answer::Value(4)))]
    #[case("Often (4)", Some(Answer::Value(4)))]
    #[case("n/a", Some(Answer::DoesNotApply))]
    #[case("NA", Some(Answer::DoesNotApply))]
    #[case("does not apply, or I cannot say", Some(Answer::DoesNotApply))]
    #[case("", None)]
    #[case("   ", None)]
    fn an_answer_is_known_by_its_value_or_its_words(#[case] cell: &str, #[case] answer: Option<Answer>) {
        assert_eq!(given(cell), Ok(answer));
    }

    #[rstest]
    #[case("6")]
    #[case("-4")]
    #[case("4.5")]
    #[case("3 - Often")]
    #[case("Very often")]
    #[case("Often, 4, 4")]
    #[case("?")]
    fn anything_else_is_no_answer(#[case] cell: &str) {
        assert!(given(cell).is_err(), "{cell}");
    }

    #[rstest]
    #[case("Sales listens.", "sales listens")]
    #[case("12. Sales listens", "sales listens")]
    #[case("Q12: Sales  LISTENS", "sales listens")]
    #[case("How often was this so? [Sales listens.]", "sales listens")]
    #[case("How often was this so? [3. Sales listens]", "sales listens")]
    fn a_head_is_known_as_form_tools_write_it(#[case] head: &str, #[case] words: &str) {
        assert!(spellings(head).contains(&words.to_owned()), "{:?}", spellings(head));
    }
}
