//! Whatever is wrong in a file is said the first time.

use proptest::prelude::*;
use undercurrent::testing::definition::{self, BUILT_IN};

use super::{SMALL, said};

/// Ways to break the small file that have nothing to do with each other: what stood there, what stands there then, and
/// what is said of it.
const BREAKS: &[(&str, &str, &str)] = &[
    ("title = \"A small questionnaire\"", "title = “A small questionnaire”", "U+201C"),
    ("min_people = 5", "min_people = 2", "'min_people' of the questionnaire is 2"),
    ("language = \"en\"", "language = \"english\"", "'english' is no language tag"),
    ("version = \"1\"", "version ＝ \"1\"", "ours.toml:3:"),
    ("intro = \"Two", "intro\u{a0}= \"Two", "U+00A0"),
    ("id = \"small\"", "id \"small\"", "ours.toml:2:"),
    ("closing = \"What is missing?\"\n", "", "'closing' is missing in the questionnaire"),
    ("\"warm-often\"]", "\"warm-oftn\"]", "there is no item 'warm-oftn'"),
    ("{ id = \"marketing\"", "{ id = \"engineering\"", "the side 'marketing' is missing"),
    ("date = 2020-02-29", "date = \"2020-02-29\"", "where a date belongs"),
    ("low = \"low\"\n", "", "'low' is missing in the bands"),
    ("term = \"tea\"", "trem = \"tea\"", "did you mean 'term'?"),
    ("causes = [\"cold\", \"warm\"]", "causes = [\"cold\", \"wrm\"]", "there is no cause 'wrm'"),
    ("value = 2,", "value = 5,", "the value 5 follows 1"),
    ("situation = \"The tea stands too long.\"", "situation = 7", "holds the number '7' where text belongs"),
    ("remedy = \"Drink it at once.\"", "remedy = Drink it at once.", "this is not TOML"),
    (
        "cause = \"cold\"\nscale = \"frequency\"\ntext = \"The tea comes late",
        "cause = \"colt\"\nscale = \"frequency\"\ntext = \"The tea comes late",
        "there is no cause 'colt'",
    ),
    ("on time.\"\nreverse = true", "on time.\"\nreversed = true", "'reversed' is not a key"),
    ("name = \"Warm milk\"", "name = \"Cold tea\"", "the short name 'Cold tea' is there twice"),
    ("first_step = \"Ask for cold milk.\"", "first_step＝\"Ask for cold milk.\"", "U+FF1D"),
    ("prompts = [\"Who warms the milk?\"]", "prompts = []", "'prompts' of the cause 'warm' has too few entries"),
    ("weight = 2", "weight = 0", "'weight' of the item 'warm-early' is 0"),
    ("milk comes cold.\"", "milk comes cold.\"\nguesses = 1", "'guesses' is not a key"),
    ("[source]", "[source", "write [source], with one pair of brackets"),
    ("[[word]]", "[word]", "[[word]], with two pairs of brackets"),
    ("heading = \"They warm", "heading: \"They warm", "a ':' stands where a '=' belongs"),
    ("late.\"\npulse = true", "late.\"\npulse = True", "true and false have no capital letters"),
];

fn broken(breaks: &[usize]) -> String {
    breaks.iter().fold(SMALL.to_owned(), |text, &at| {
        let (good, bad, _) = BREAKS[at];
        assert_eq!(text.matches(good).count(), 1, "{good}");
        text.replace(good, bad)
    })
}

#[test]
fn each_way_to_break_a_file_is_told_alone() {
    for (at, (_, _, expected)) in BREAKS.iter().enumerate() {
        let said = said("ours.toml", broken(&[at]).as_bytes());
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn all_that_is_wrong_is_said_in_one_pass(breaks in prop::sample::subsequence((0..BREAKS.len()).collect::<Vec<_>>(), 1..BREAKS.len())) {
        let said = said("ours.toml", broken(&breaks).as_bytes());
        for at in breaks {
            prop_assert!(said.contains(BREAKS[at].2), "{}: {}", BREAKS[at].2, said);
        }
    }
}

#[test]
fn notes_and_the_test_of_the_weights_come_beside_whatever_else_is_wrong() {
    let heavy = SMALL
        .replace("comes late.\"", "comes late.\"\nweight = 1e308")
        .replace("on time.\"", "on time.\"\nweight = 1e308")
        .replace("milk comes cold.\"\nreverse = true", "milk comes cold.\"");
    let expected = [
        "error: the worst answers to the cause 'cold' give no figure instead of 100",
        "note: all items of the cause 'warm' are keyed one way",
    ];
    let worse = [
        ("min_people = 5", "min_people = 1"),
        ("title = \"A small questionnaire\"", "title = “A small questionnaire”"),
        ("[source]", "[source"),
        ("schema = 1", "schema = 2"),
        ("id = \"marketing\"", "id = \"engineering\""),
    ];
    for (good, bad) in worse {
        let said = said("ours.toml", heavy.replace(good, bad).as_bytes());
        for expected in expected {
            assert!(said.contains(expected), "{bad}: {said}");
        }
        assert!(said.ends_with(" and 1 note in ours.toml\n"), "{said}");
    }
}

#[test]
fn causes_under_single_brackets_are_checked_like_any_other() {
    let file = SMALL.replace("[[cause]]", "[cause]").replace("\"They warm the milk\"", "\"\"");
    let said = said("ours.toml", file.as_bytes());
    assert!(said.contains("'heading' of the cause 'warm' is empty"), "{said}");
    assert_eq!(said.matches("[[cause]], with two pairs of brackets").count(), 2, "{said}");
    assert!(said.ends_with("\n3 problems in ours.toml\n"), "{said}");
}

#[test]
fn a_table_that_is_there_twice_is_told_once() {
    let twice = "\n[bands]\nlow = \"a\"\nmixed = \"b\"\nelevated = \"c\"\nsevere = \"d\"\n";
    let said = said("ours.toml", format!("{SMALL}{twice}").as_bytes());
    assert!(said.contains("'bands' was given before") && said.ends_with("\n1 problem in ours.toml\n"), "{said}");
}

#[test]
fn a_key_in_a_broken_line_is_not_said_to_be_missing() {
    for line in [
        "title = “A small questionnaire”",
        "title A small questionnaire",
        "tіtle = \"A small questionnaire\"",
        "title\u{a0}= \"x\"",
    ] {
        let said = said("ours.toml", SMALL.replace("title = \"A small questionnaire\"", line).as_bytes());
        assert!(said.ends_with("\n1 problem in ours.toml\n"), "{line}: {said}");
    }
}

#[test]
fn a_text_may_hold_what_its_script_or_an_emoji_needs_and_nothing_else_that_is_unseen() {
    for text in ["تیم\u{200c}ها", "അവന\u{d4d}\u{200d}", "Go ❤\u{fe0f} 👩🏽\u{200d}🚀", "\\u0645\\u200c\\u0647"]
    {
        let file = BUILT_IN.replacen("text = \"", &format!("text = \"{text} "), 1);
        assert_eq!(said("ours.toml", file.as_bytes()), "", "{text}");
    }
    for (text, named) in
        [("a\u{200c}b", "U+200C"), ("a\\u200db", "U+200D"), ("a\u{fe0f}", "U+FE0F"), ("تیم\u{200f}ها", "U+200F")]
    {
        let file = SMALL.replacen("text = \"The tea", &format!("text = \"{text} The tea"), 1);
        assert!(said("ours.toml", file.as_bytes()).contains(named), "{text:?}");
    }
    let heaped = SMALL.replacen("The tea comes late", &format!("The tea{} comes late", "\u{316}".repeat(40)), 1);
    assert!(said("ours.toml", heaped.as_bytes()).contains("has 40 marks on one letter; at most 4 fit"));
}

#[test]
fn a_text_with_separate_accents_is_read_like_one_without() {
    let read = |text: &str| {
        let file = SMALL.replace("Buy a clock.", text);
        definition::read("ours.toml", file.as_bytes()).unwrap().questionnaire
    };
    assert_eq!(read("Go to the cafe\u{301}."), read("Go to the caf\u{e9}."));
}
