//! Which of several files of one record a row stands for.

use std::path::Path;

use crate::domain::id::Token;
use crate::domain::text::showable;

/// A record and its file, where that is known.
pub type KeyContext<'a> = (Token, Option<&'a Path>);

/// For each place the name of its file, where another place is a copy of its record.
pub fn names(places: &[KeyContext<'_>]) -> Vec<Option<String>> {
    let has_copy = |one: &KeyContext<'_>| places.iter().filter(|other| other.0 == one.0).count() > 1;
    places.iter().map(|one| has_copy(one).then(|| one.1.map(name)).flatten()).collect()
}

fn name(file: &Path) -> String {
    showable(&Path::new(file.file_name().unwrap_or_default()).display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_only_where_another_has_the_same_record() {
        let [one, other] = [Token::new(1), Token::new(2)];
        let (a, b, c) = (Path::new("records/a.toml"), Path::new("records/a (2).toml"), Path::new("records/c.toml"));
        let named = names(&[(one, Some(a)), (other, Some(c)), (one, Some(b)), (Token::new(3), None)]);
        assert_eq!(named, [Some("a.toml".to_owned()), None, Some("a (2).toml".to_owned()), None]);
    }
}
