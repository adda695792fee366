//! Names whose signs are made of several characters, on every screen that shows one.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use undercurrent::testing::app::{App, Listed, Msg, ReadReply};
use undercurrent::testing::domain::{Label, Token, composed};
use undercurrent::testing::ui::{ColourDepth, Ground, Look};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::answers::{built_in, finished};
use crate::picture::{line, picture, text};
use crate::sitting::{Sitting, setup};
use crate::states::LOUD;

const SIGNS: &[&str] = &[
    "تیم\u{200c}ها",
    "می\u{200c}خواهم",
    "അവന\u{d4d}\u{200d}",
    "ශ\u{dca}\u{200d}ර\u{dd3}",
    "র\u{200d}\u{9cd}যাব",
    "❤\u{fe0f}",
    "☺\u{fe0e}",
    "👩🏽\u{200d}🚀",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "🏳\u{fe0f}\u{200d}🌈",
    "1\u{fe0f}\u{20e3}",
    "🇩🇪",
    "葛\u{e0100}",
    "東京",
    "ผู้ใหญ่",
    "မြှို့",
    "a\u{316}\u{317}\u{318}\u{319}",
    "e\u{301}",
    "ＥＭ",
    " ",
    "word",
    "लक्ष्य",
];

const COLOURS: Look = Look { depth: ColourDepth::True, ascii: false, ground: Ground::Unknown };

/// No line is wider than the screen, and no cell holds a part of a sign.
fn holds(buffer: &Buffer) {
    for y in 0..buffer.area.height {
        let line = line(buffer, y);
        let cells: usize = line.graphemes(true).map(UnicodeWidthStr::width).sum();
        assert!(cells <= usize::from(buffer.area.width), "{cells} in {line:?}");
    }
}

fn named(label: &Label) -> Sitting {
    let mut record = finished(&built_in(), &LOUD);
    record.relabel(label.clone());
    Sitting::at_results(record)
}

fn listed(label: &Label) -> Sitting {
    let row = Listed {
        id: Token::new(1),
        file: None,
        label: label.clone(),
        who: "Sales".into(),
        side: None,
        begun: "2026-11-24T10:00:00Z".parse().unwrap(),
        when: "today".into(),
        finished: Some("2026-11-24T10:07:00Z".parse().unwrap()),
        unfinished: None,
    };
    let records = vec![row; 3];
    Sitting::at(App::home(setup(&built_in()))).receives(Msg::Read(ReadReply::Listed {
        records,
        unfinished: Vec::new(),
        unreadable: 0,
    }))
}

fn asked(label: &Label) -> Sitting {
    Sitting::welcomed(setup(&built_in()), Vec::new()).press("Enter 1").receives(Msg::Pasted(label.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_name_that_is_accepted_stays_within_its_columns(signs in prop::collection::vec(prop::sample::select(SIGNS), 1..12)) {
        let Ok(label) = Label::new(&signs.concat()) else { return Ok(()) };
        for sitting in [asked(&label), listed(&label), named(&label), named(&label).press("Enter"), asked(&label).press("Home Right Delete Left End")] {
            for size in [(80, 24), (40, 12), (60, 20)] {
                holds(&picture(&sitting.app, COLOURS, size));
            }
        }
        let whole = picture(&asked(&label).app, COLOURS, (120, 24));
        prop_assert!(composed(&text(&whole)).contains(label.as_str()), "{:?} in {}", label, text(&whole));
    }
}
