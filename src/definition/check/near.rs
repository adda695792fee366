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
