//! What the text is called that the causes come from: the article, or an author's own by its title.

use std::borrow::Cow;

use crate::domain::questionnaire::Questionnaire;

/// The title of the article behind the built-in questionnaire.
const ARTICLE: &str = "Sales Vs Marketing";
/// With every remedy of the article.
pub const ONE_OPINION: &str = "one author's opinion";

/// Whose voice the passages of a cause are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voices {
    /// Before the heading that the text itself uses.
    pub heading: Cow<'static, str>,
    /// Before the situation.
    pub says: Cow<'static, str>,
    /// Before the experience.
    pub sees: Cow<'static, str>,
    /// Before the remedy.
    pub remedy: Cow<'static, str>,
    /// Said with every remedy; of another author's text, the label says it.
    pub opinion: Option<&'static str>,
    /// Before the note on the experience.
    pub note: &'static str,
    /// Before the first step.
    pub first_step: &'static str,
    /// What the order of definition is called.
    pub order: &'static str,
}

/// Whose voice the passages of a questionnaire are in.
pub fn voices(questionnaire: &Questionnaire) -> Voices {
    match called(questionnaire) {
        Called::TheArticle => Voices {
            heading: Cow::Borrowed("The article's heading"),
            says: Cow::Borrowed("The article says"),
            sees: Cow::Borrowed("As the article says Sales sees it"),
            remedy: Cow::Borrowed("The article's remedy"),
            opinion: Some(ONE_OPINION),
            note: "Our note",
            first_step: "First step, suggested by Undercurrent",
            order: "as in the article",
        },
        Called::ByTitle(title) => Voices {
            heading: format!("Heading in {title}").into(),
            says: format!("{title} says").into(),
            sees: format!("As {title} says Sales sees it").into(),
            remedy: format!("Remedy in {title}").into(),
            ..plain()
        },
        Called::Nothing => plain(),
    }
}

fn plain() -> Voices {
    Voices {
        heading: Cow::Borrowed("Heading"),
        says: Cow::Borrowed("What happens"),
        sees: Cow::Borrowed("As Sales sees it"),
        remedy: Cow::Borrowed("Remedy"),
        opinion: None,
        note: "Note",
        first_step: "First step",
        order: "in the order given",
    }
}

/// What a remedy is from, in a sentence: `One article, one side's view`.
pub(super) fn ground(questionnaire: &Questionnaire) -> Cow<'static, str> {
    match called(questionnaire) {
        Called::TheArticle => Cow::Borrowed("One article, one side's view"),
        Called::ByTitle(title) => format!("One source, {title}").into(),
        Called::Nothing => Cow::Borrowed("One questionnaire"),
    }
}

enum Called {
    TheArticle,
    /// In quotation marks.
    ByTitle(String),
    Nothing,
}

fn called(questionnaire: &Questionnaire) -> Called {
    match questionnaire.head().source.title.trim() {
        ARTICLE => Called::TheArticle,
        "" => Called::Nothing,
        title => Called::ByTitle(format!("“{title}”")),
    }
}
