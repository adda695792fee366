//! Hostile texts in labels, owners, steps, hints, statements and everywhere else come out as text only.
//!
//! Each payload is put into every text that a person or a file supplies. The report then has the same elements as one
//! with a harmless text in these places, and says the payload.

use std::sync::Arc;

use rstest::rstest;
use undercurrent::testing::document::{self, Format, Subject};
use undercurrent::testing::domain::{
    Action, BandNames, Cause, Comparison, Head, Intent, Item, Label, Named, OpenAction, Point, Questionnaire, Record,
    Scale, Side, Source, Tension, Token, first_unshowable, open_actions, showable,
};

use crate::markup::{self, Seen};
use crate::payloads::{CELLS, PAYLOADS};
use crate::record::like;
use crate::samples::{LOUD, MIXED, built_in, now, raw, several_of, solo, written};

/// What stands in place of a payload that cannot be typed there.
pub const HARMLESS: &str = "harmless";

/// Two causes of the built-in questionnaire with this text in place of every text of their own.
fn questionnaire(text: &str) -> Arc<Questionnaire> {
    let plain = built_in();
    let causes: Vec<Cause> = plain.causes().iter().take(2).map(|one| cause(one, text)).collect();
    let order: Vec<_> = causes.iter().flat_map(|cause| &cause.items).map(|item| item.id.clone()).collect();
    Arc::new(Questionnaire::new(head(plain.head(), text), causes, &order).unwrap())
}

fn head(head: &Head, text: &str) -> Head {
    let own = || text.to_owned();
    let causes = vec!["bad-leads".parse().unwrap(), "forced-it".parse().unwrap()];
    Head {
        version: own(),
        title: own(),
        closing: own(),
        source: Source { title: own(), ..head.source.clone() },
        tensions: vec![Tension { causes, text: own() }],
        bands: BandNames { low: own(), mixed: own(), elevated: own(), severe: own() },
        sides: head.sides.iter().map(|side| Side { name: own(), ..side.clone() }).collect(),
        ..head.clone()
    }
}

fn cause(cause: &Cause, text: &str) -> Cause {
    let own = || text.to_owned();
    Cause {
        name: own(),
        heading: own(),
        situation: own(),
        experience: Some(own()),
        experience_note: Some(own()),
        remedy: own(),
        first_step: own(),
        care: Some(own()),
        prompts: vec![own(), own()],
        items: cause.items.iter().map(|one| item(one, text)).collect(),
        ..cause.clone()
    }
}

fn item(item: &Item, text: &str) -> Item {
    let points = item.scale.points.iter().map(|point| Point { label: text.to_owned(), ..point.clone() }).collect();
    let scale = Scale { points, na: text.to_owned(), ..(*item.scale).clone() };
    Item { text: text.to_owned(), hint: Some(text.to_owned()), scale: Arc::new(scale), ..item.clone() }
}

/// A record of one person, or of several, that holds this text wherever it may.
pub fn record(text: &str, several: bool) -> Record {
    let questionnaire = questionnaire(text);
    let label = Label::new(text).unwrap_or_else(|_| Label::new(HARMLESS).unwrap());
    let record = if several {
        several_of(&questionnaire, &[("sales", 6, MIXED), ("marketing", 6, LOUD)])
    } else {
        solo(&questionnaire, &MIXED)
    };
    let mut record = record.with_actions(vec![action(text)]).unwrap();
    record.relabel(label);
    record
}

fn action(text: &str) -> Action {
    let take = |step, owner| {
        let intent = Intent { cause: "bad-leads".parse().unwrap(), step, owner, due: None };
        Action::new(intent, "2026-11-23T15:20:00Z".parse().unwrap())
    };
    take(text, text).or_else(|_| take(text, HARMLESS)).or_else(|_| take(HARMLESS, HARMLESS)).unwrap()
}

/// A text without white space, and without the spaces of no width that keep forges away.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

fn is_text_only(seen: impl Fn(&str) -> Seen, form: Format, several: bool) {
    let harmless = seen(&written(&record(HARMLESS, several), form));
    for payload in PAYLOADS {
        let report = seen(&written(&record(payload, several), form));
        assert_eq!(report.elements, harmless.elements, "{payload:?}");
        assert!(squeezed(&report.text).contains(&squeezed(&showable(payload))), "{payload:?} in {}", report.text);
    }
}

#[test]
fn there_are_eighty_payloads_and_forty_cells() {
    assert_eq!((PAYLOADS.len(), CELLS.len()), (80, 40));
}

#[rstest]
#[case::one(false)]
#[case::several(true)]
fn a_page_holds_hostile_text_as_text(#[case] several: bool) {
    is_text_only(markup::html, Format::Html, several);
}

#[rstest]
#[case::one(false)]
#[case::several(true)]
fn markdown_holds_hostile_text_as_text(#[case] several: bool) {
    is_text_only(markup::markdown, Format::Markdown, several);
    is_text_only(markup::common_mark, Format::Markdown, several);
}

/// Two people's answers, side by side, with this text wherever it may be.
fn compared(text: &str) -> Comparison {
    let first = record(text, false);
    let second = like(&first).each(|_, response| response.id = Token::new(4711)).build();
    Comparison::of(&[Named { name: "a", record: &first }, Named { name: "b", record: &second }]).unwrap()
}

#[rstest]
#[case::html(markup::html, |compared: &Comparison| side_by_side(compared, Format::Html))]
#[case::markdown(markup::markdown, |compared: &Comparison| side_by_side(compared, Format::Markdown))]
#[case::common_mark(markup::common_mark, |compared: &Comparison| side_by_side(compared, Format::Markdown))]
fn a_comparison_holds_hostile_text_as_text(#[case] seen: fn(&str) -> Seen, #[case] write: fn(&Comparison) -> String) {
    let harmless = seen(&write(&compared(HARMLESS)));
    for payload in PAYLOADS {
        let page = write(&compared(payload));
        assert!(page.lines().all(|line| first_unshowable(line).is_none()), "{payload:?}");
        let page = seen(&page);
        assert_eq!(page.elements, harmless.elements, "{payload:?}");
        assert!(squeezed(&page.text).contains(&squeezed(&showable(payload))), "{payload:?} in {}", page.text);
    }
}

fn side_by_side(comparison: &Comparison, format: Format) -> String {
    document::text(&Subject::People(comparison), format, &now()).unwrap()
}

fn waiting_as(all: &[OpenAction], format: Format) -> String {
    document::text(&Subject::Steps(all), format, &now()).unwrap()
}

/// The list of what still waits, from a record that holds this text wherever it may.
fn waits(text: &str) -> Vec<OpenAction> {
    open_actions(&record(text, false))
}

#[test]
fn the_list_of_actions_holds_hostile_text_as_text() {
    let harmless = waiting_as(&waits(HARMLESS), Format::Markdown);
    for payload in PAYLOADS {
        let all = waits(payload);
        let list = waiting_as(&all, Format::Markdown);
        for seen in [markup::markdown, markup::common_mark] {
            assert_eq!(seen(&list).elements, seen(&harmless).elements, "{payload:?}");
        }
        let forms = [Format::Text, Format::Html, Format::Json].map(|form| waiting_as(&all, form));
        assert!(
            forms.iter().chain([&list]).flat_map(|form| form.lines()).all(|line| first_unshowable(line).is_none()),
            "{payload:?}"
        );
    }
}

#[test]
fn no_cell_of_the_list_of_actions_becomes_a_formula() {
    for payload in CELLS {
        let table = waiting_as(&waits(payload), Format::Csv);
        for row in csv::Reader::from_reader(table.as_bytes()).records() {
            assert!(row.unwrap().iter().all(|cell| !is_formula(cell)), "{payload:?}");
        }
    }
}

/// What forges look for in what Markdown has become: `@ann`, `#12`, `!12`, `~label`, `%milestone`, `http://`, `:emoji:`.
#[test]
fn no_address_mention_or_reference_is_left_for_a_forge_to_find() {
    for payload in PAYLOADS {
        let text = markup::markdown(&written(&record(payload, false), Format::Markdown)).text;
        let pairs = text.chars().zip(text.chars().skip(1));
        for (sign, next) in pairs {
            let found = "@#!~%$^".contains(sign) && next.is_alphanumeric() || sign == ':' && "/+".contains(next);
            assert!(!found, "{payload:?}: {sign}{next}");
        }
        assert!(!text.to_lowercase().contains("www."), "{payload:?}");
    }
}

#[test]
fn nothing_invisible_reaches_a_report() {
    for payload in PAYLOADS {
        for form in [Format::Text, Format::Markdown, Format::Html, Format::Csv, Format::Json] {
            let report = written(&record(payload, true), form);
            assert!(report.lines().all(|line| first_unshowable(line).is_none()), "{payload:?} {form:?}");
        }
    }
}

/// Whether a spreadsheet would compute this cell. A number is no formula.
fn is_formula(cell: &str) -> bool {
    let bare = cell.trim_start_matches(|c: char| c.is_whitespace() || "\"'`“”„‘’«»".contains(c));
    let guarded = cell.trim_start_matches(|c: char| c.is_whitespace() || "\"`“”„‘’«»".contains(c)).starts_with('\'');
    bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '\t', '\r'])
        && !guarded
        && cell.parse::<f64>().is_err()
}

#[rstest]
#[case::one(false)]
#[case::several(true)]
fn no_cell_becomes_a_formula(#[case] several: bool) {
    for payload in CELLS {
        let table = written(&record(payload, several), Format::Csv);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        for row in reader.records() {
            assert!(row.unwrap().iter().all(|cell| !is_formula(cell)), "{payload:?}");
        }
    }
}

#[test]
fn no_cell_of_the_raw_answers_becomes_a_formula() {
    for payload in CELLS {
        let table = raw(&record(payload, true));
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        for row in reader.records() {
            assert!(row.unwrap().iter().all(|cell| !is_formula(cell)), "{payload:?}");
        }
    }
}

/// Spreadsheets in some countries expect a semicolon, and break cells there.
#[test]
fn no_cell_becomes_a_formula_where_another_separator_is_expected() {
    for payload in CELLS {
        for table in [written(&record(payload, false), Format::Csv), written(&record(payload, true), Format::Csv)] {
            for cell in table.lines().flat_map(|line| line.split([';', ',', '\t', '|'])) {
                assert!(!is_formula(cell.trim_end_matches('"')), "{payload:?}: {cell:?}");
            }
        }
    }
}

#[test]
fn a_cell_still_says_what_was_typed() {
    for payload in CELLS {
        let table = written(&record(payload, false), Format::Csv);
        let bare = |text: &str| text.replace(['\'', '"'], "");
        assert!(bare(&table).contains(&bare(&showable(payload))), "{payload:?}");
    }
}
