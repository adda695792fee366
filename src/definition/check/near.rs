//! "Did you mean ...?"

/// How alike two words must be, from 0 to 1, for one to be taken for the other.
const ALIKE: f64 = 0.6;
/// What is longer than this, in bytes, is no slip of a word: comparing it would only take time.
const LONGEST: usize = 80;

/// The known word that is most like the one typed, if any is like it.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if typed.len() > LONGEST {
        return None;
    }
    let typed = typed.to_lowercase();
    known
        .map(|word| (strsim::normalized_damerau_levenshtein(&typed, word), word))
        .filter(|&(alike, _)| alike >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("wieght", Some("weight"))]
    #[case("WEIGHT", Some("weight"))]
    #[case("lead-fit", Some("lead-fits"))]
    #[case("reversed", Some("reverse"))]
    #[case("colour", None)]
    #[case("", None)]
    fn a_slip_is_taken_for_the_nearest_word_and_nothing_else_is(#[case] typed: &str, #[case] meant: Option<&str>) {
        assert_eq!(nearest(typed, ["cause", "lead-fits", "lead-facts", "weight", "reverse"].into_iter()), meant);
    }

    #[test]
    fn a_very_long_word_is_near_to_nothing() {
        assert_eq!(nearest(&"weight".repeat(1000), ["weight"].into_iter()), None);
    }
}
