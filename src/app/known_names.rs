//! Names that records have already, to be taken by a key instead of typed.

use tui_input::Input;

use crate::domain::text::{Label, folded};

/// The names, newest first, each once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnownNames {
    names: Vec<Label>,
    /// What was typed before the first was taken, and how many were taken since.
    taken: Option<(String, usize)>,
}

impl KnownNames {
    /// The names of records, newest first.
    pub fn new<'a>(labels: impl IntoIterator<Item = &'a Label>) -> Self {
        let mut names: Vec<Label> = Vec::new();
        for label in labels {
            if !label.is_empty() && !names.iter().any(|name| name.matches(label)) {
                names.push(label.clone());
            }
        }
        Self { names, taken: None }
    }

    /// Those that a key would put in place of what stands there, the next one first.
    pub fn offered(&self, typed: &str) -> Vec<&str> {
        self.fitting(typed).into_iter().filter(|name| *name != typed).collect()
    }

    /// Those that begin with what was typed, the next to be taken first.
    fn fitting(&self, typed: &str) -> Vec<&str> {
        let (typed, from) = self.taken.as_ref().map_or((typed, 0), |(typed, taken)| (typed.as_str(), *taken));
        let start = folded(typed);
        let mut fitting: Vec<&str> =
            self.names.iter().map(Label::as_str).filter(|name| folded(name).starts_with(&start)).collect();
        let turn = from % fitting.len().max(1);
        fitting.rotate_left(turn);
        fitting
    }

    /// Puts the next of those in place of what was typed, if there is one.
    pub fn complete(&mut self, typed: &mut Input) {
        let Some(next) = self.fitting(typed.value()).first().map(|name| Input::new((*name).to_owned())) else { return };
        let before = std::mem::replace(typed, next);
        self.taken.get_or_insert_with(|| (before.value().to_owned(), 0)).1 += 1;
    }

    /// Takes in that something else was typed.
    pub fn typed(&mut self) {
        self.taken = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[&str]) -> KnownNames {
        let labels: Vec<Label> = names.iter().map(|name| Label::new(name).unwrap()).collect();
        KnownNames::new(&labels)
    }

    #[test]
    fn a_name_of_many_records_is_offered_once_and_no_name_never() {
        assert_eq!(known(&["EMEA", "", "DACH", "emea"]).offered(""), ["EMEA", "DACH"]);
    }

    #[test]
    fn names_that_begin_as_typed_are_taken_one_after_the_other_and_round_again() {
        let mut known = known(&["Nordics", "EMEA", "North America"]);
        let mut typed = Input::new("no".to_owned());
        for name in ["Nordics", "North America", "Nordics"] {
            known.complete(&mut typed);
            assert_eq!(typed.value(), name);
        }
        assert_eq!(known.offered(typed.value()), ["North America"]);
    }

    #[test]
    fn what_is_typed_after_one_was_taken_counts_anew() {
        let (mut known, mut typed) = (known(&["Nordics", "EMEA"]), Input::default());
        known.complete(&mut typed);
        assert_eq!(typed.value(), "Nordics");
        known.typed();
        typed = Input::new("e".to_owned());
        known.complete(&mut typed);
        assert_eq!(typed.value(), "EMEA");
    }

    #[test]
    fn where_no_name_begins_as_typed_nothing_is_taken() {
        for (names, text) in [(&["Nordics"][..], "x"), (&[], "")] {
            let mut typed = Input::new(text.to_owned());
            known(names).complete(&mut typed);
            assert_eq!(typed.value(), text);
        }
    }
}
