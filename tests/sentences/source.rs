//! Another author's questionnaire is called by its own source, wherever the article would be named.

use std::sync::Arc;

use undercurrent::testing::document::Format;
use undercurrent::testing::domain::{Comparison, Id, Named, Questionnaire, Token};

use crate::answers::{built_in, finished};
use crate::made::room_of;
use crate::record::like;
use crate::said::{READ, compared, in_lines, on_screen, reported};

/// What speaks of the article behind the built-in questionnaire, or of its author.
const OF_THE_ARTICLE: [&str; 6] =
    ["The article", "the article", "One article", "one author's opinion", "suggested by Undercurrent", "Our note"];

/// The built-in questionnaire as if somebody else had written it, from this source.
fn of_another(title: &str) -> Arc<Questionnaire> {
    let mut head = built_in().head().clone();
    title.clone_into(&mut head.source.title);
    "Say what you saw.".clone_into(&mut head.intro);
    head.tensions.clear();
    let mut causes = built_in().causes().to_vec();
    for cause in &mut causes {
        "Something happens.".clone_into(&mut cause.situation);
        cause.experience = Some("Sales sees it.".to_owned());
        cause.experience_note = Some("A remark.".to_owned());
        "Something is done.".clone_into(&mut cause.remedy);
        cause.care = None;
    }
    let order: Vec<Id> = built_in().asked().map(|item| item.id.clone()).collect();
    Arc::new(Questionnaire::new(head, causes, &order).unwrap())
}

/// Every screen, line and report that could speak of the source: one person's, several people's, a comparison.
fn everywhere(questionnaire: &Arc<Questionnaire>) -> Vec<String> {
    let solo = finished(questionnaire, &["5151"; 9]);
    let several = room_of(questionnaire, &[("sales", 8, &["5151"; 9]), ("marketing", 8, &["4242"; 9])]);
    let mut texts = Vec::new();
    for record in [&solo, &several] {
        for script in ["", "o", "o o", "Enter", "r", "?"] {
            texts.extend([on_screen(record, script), in_lines(record, script)]);
        }
        texts.extend(READ.iter().chain(&[Format::Json, Format::Csv]).map(|form| reported(record, *form)));
    }
    let second = like(&solo).each(|_, response| response.id = Token::new(99)).build();
    let named = [Named { name: "one", record: &solo }, Named { name: "two", record: &second }];
    texts.extend(compared(&Comparison::of(&named).unwrap()));
    texts
}

#[test]
fn another_authors_questionnaire_is_called_by_its_own_source_everywhere() {
    let ours = of_another("Our own handbook");
    for text in everywhere(&ours) {
        for words in OF_THE_ARTICLE {
            assert!(!text.contains(words), "{words:?} in\n{text}");
        }
    }
    let solo = finished(&ours, &["5151"; 9]);
    for text in
        [on_screen(&solo, "Enter"), in_lines(&solo, "Enter")].into_iter().chain(READ.map(|form| reported(&solo, form)))
    {
        assert!(text.contains("“Our own handbook”"), "{text}");
    }
    for text in [in_lines(&solo, "Enter"), reported(&solo, Format::Text), reported(&solo, Format::Markdown)] {
        for label in ["Heading in", "Remedy in"] {
            assert!(text.contains(&format!("{label} “Our own handbook”")), "{text}");
        }
        assert!(text.contains("“Our own handbook” says"), "{text}");
    }
    assert!(reported(&solo, Format::Text).contains("One source, “Our own handbook”, one person's answers."));
}

#[test]
fn a_source_without_a_title_is_told_in_plain_words() {
    for text in everywhere(&of_another(" ")) {
        for words in OF_THE_ARTICLE.iter().chain(&["“ ”", "“”"]) {
            assert!(!text.contains(words), "{words:?} in\n{text}");
        }
    }
}

#[test]
fn of_the_built_in_questionnaire_the_article_and_undercurrent_are_named() {
    let solo = finished(&built_in(), &["5151"; 9]);
    for text in [in_lines(&solo, "Enter"), reported(&solo, Format::Text), reported(&solo, Format::Markdown)] {
        assert!(text.contains("The article's remedy") && text.contains("one author's opinion"), "{text}");
        assert!(text.contains("First step, suggested by Undercurrent"), "{text}");
    }
}
