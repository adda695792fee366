//! The chart as a picture: well-formed, by itself, and nothing in it that may not be shown.

use quick_xml::Reader;
use quick_xml::events::Event;
use rstest::rstest;
use undercurrent::testing::document::Format;
use undercurrent::testing::domain::{Record, showable};

use crate::hostile::{HARMLESS, record};
use crate::payloads::PAYLOADS;
use crate::samples::{MIXED, built_in, five_and_five, solo, three, twelve, withheld, written};

/// The elements of a picture with the names of their attributes, and its text. Whatever is not well-formed is refused.
fn read(picture: &str) -> (Vec<String>, String) {
    let mut reader = Reader::from_str(picture);
    let (mut elements, mut text, mut depth) = (Vec::new(), String::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                depth += 1;
                elements.push(described(&element));
            }
            Event::Empty(element) => elements.push(described(&element)),
            Event::End(_) => depth -= 1,
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(entity) => match entity.resolve_char_ref().unwrap() {
                Some(c) => text.push(c),
                None => text.push_str(quick_xml::escape::resolve_predefined_entity(&entity).unwrap()),
            },
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(depth, 0);
    (elements, text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn described(element: &quick_xml::events::BytesStart<'_>) -> String {
    let names = element.attributes().map(|one| one.unwrap().key.as_ref().to_owned());
    let names: Vec<String> = names.collect();
    format!("{} {}", element.name().as_ref(), names.join(" "))
}

fn picture(record: &Record) -> (Vec<String>, String) {
    read(&written(record, Format::Svg))
}

fn count(elements: &[String], name: &str) -> usize {
    elements.iter().filter(|element| element.split(' ').next() == Some(name)).count()
}

#[test]
fn a_persons_causes_are_bars_with_band_words_and_marks() {
    let (elements, text) = picture(&solo(&built_in(), &MIXED));
    // The ground, seven causes with a figure, four bands.
    assert_eq!(count(&elements, "rect"), 1 + 7 + 4);
    assert_eq!(count(&elements, "circle"), 0);
    for part in ["EMEA", "Start with Goals apart.", "Lead mismatch", "88", "●●●● severe", "●○○○ low 0–37", "no norms"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.contains("too few answers to score"), "{text}");
}

#[test]
fn averages_are_dots_with_intervals_and_sides_where_those_may_be_shown() {
    let (elements, text) = picture(&twelve());
    // A dot a cause, and a disc and a diamond for its sides.
    assert_eq!((count(&elements, "circle"), count(&elements, "path")), (9 + 9, 9));
    assert!(text.contains("Sales 6, Marketing 6") && text.contains("+50"), "{text}");
    assert!(text.contains("S is Sales"), "{text}");
    let page = written(&twelve(), Format::Svg);
    assert_eq!(page.matches("class=\"interval\"").count(), 3 * 9);
}

#[rstest]
#[case::too_few(three(), 0, 0)]
#[case::withheld(withheld(), 9, 7)]
#[case::small(five_and_five(), 9, 9)]
fn nothing_that_is_hidden_is_drawn(#[case] record: Record, #[case] averages: usize, #[case] sides: usize) {
    let (elements, text) = picture(&record);
    assert_eq!((count(&elements, "circle"), count(&elements, "path")), (averages + sides, sides));
    // How many there are is known; what they say is not drawn.
    assert!(text.matches("Another team").count() <= 1, "{text}");
}

#[test]
fn means_of_several_people_are_drawn_at_whole_points() {
    let page = written(&twelve(), Format::Svg);
    for place in page.split(" cx=\"").skip(1) {
        let x: f64 = place.split('"').next().unwrap().parse().unwrap();
        let points = (x - 250.0) / 4.2;
        assert!((points - points.round()).abs() < 0.01, "{points}");
    }
}

#[rstest]
#[case::one(false)]
#[case::several(true)]
fn hostile_text_in_a_picture_stays_text(#[case] several: bool) {
    let (harmless, _) = picture(&record(HARMLESS, several));
    let plain = |elements: &[String]| -> Vec<String> {
        // A long text takes more lines.
        elements.iter().filter(|element| !element.starts_with("text ")).cloned().collect()
    };
    for payload in PAYLOADS {
        let (elements, text) = picture(&record(payload, several));
        assert_eq!(plain(&elements), plain(&harmless), "{payload:?}");
        let start: String = showable(payload).chars().filter(|c| !c.is_whitespace()).take(12).collect();
        let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(all.contains(&start), "{payload:?} in {text}");
    }
}

#[test]
fn a_picture_fetches_nothing_and_runs_nothing() {
    for record in [solo(&built_in(), &MIXED), twelve()] {
        let page = written(&record, Format::Svg);
        for never in ["<script", "href", "url(", "@import", "<image", "onload", "foreignObject"] {
            assert!(!page.contains(never), "{never}");
        }
        assert_eq!(page.matches("http").count(), 1, "the name space alone");
    }
}
