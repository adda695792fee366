//! All forms of one record carry the same figures: of one person, of several people, of a second round.

use rstest::rstest;
use serde_json::Value;
use undercurrent::testing::document::Format;
use undercurrent::testing::domain::{Cause, Record};

use crate::facts::{All, Facts, found, number, of_data, plain, sentences};
use crate::rendered::{file, lines, pages, screen};
use crate::samples::{
    LOUD, MIXED, PULSE, QUIET, built_in, five_and_five, several, several_of, solo, three, twelve, two_rounds, withheld,
};

fn data(record: &Record, round: u8) -> Value {
    serde_json::from_str(&file(record, round, Format::Json)).unwrap()
}

/// The causes that have a figure, in the order of severity, with what the data says of them.
fn listed<'a>(record: &'a Record, data: &Value) -> Vec<(&'a Cause, Facts)> {
    let all = record.questionnaire().causes();
    let of =
        |one: &Value| (all.iter().find(|cause| cause.id.as_str() == one["id"]).unwrap(), of_data(one, &data["sides"]));
    data["causes"].as_array().unwrap().iter().map(of).collect()
}

fn sides(record: &Record) -> Vec<String> {
    record.questionnaire().head().sides.iter().map(|side| side.name.clone()).collect()
}

/// The facts of the kinds that a form carries. Sentences tell no pairs beside a difference that is not clear.
fn only(facts: &Facts, kinds: &[&str]) -> Facts {
    let untold = kinds.contains(&"item") && facts.contains("verdict no clear difference");
    let is_kept = |fact: &&String| !(untold && fact.starts_with("pairs"));
    facts.iter().filter(is_kept).filter(|fact| kinds.contains(&fact.split(' ').next().unwrap())).cloned().collect()
}

const READ: [&str; 15] = [
    "mean", "margin", "pairs", "n", "band", "interval", "alike", "raised", "bands", "agreement", "side", "gap",
    "gap-interval", "verdict", "item",
];

/// The facts of a file that people read: the row of the chart, and what stands behind it.
fn in_file(record: &Record, round: u8, format: Format) -> All {
    let data = data(record, round);
    let causes = listed(record, &data);
    let text = plain(&file(record, round, format));
    let behind: Vec<&str> = text.split("Average ").skip(1).collect();
    let with_figures: Vec<&Cause> =
        causes.iter().filter(|(_, facts)| !facts.is_empty()).map(|(cause, _)| *cause).collect();
    assert_eq!(behind.len(), with_figures.len(), "{text}");
    let of = |(cause, behind): (&&Cause, &&str)| {
        let mut facts = sentences(&format!("Average {behind}"), cause, &sides(record));
        facts.extend(row(&text, cause, format));
        (cause.name.clone(), facts)
    };
    with_figures.iter().zip(&behind).map(of).collect()
}

/// A row of the chart in a file.
fn row(text: &str, cause: &Cause, format: Format) -> Facts {
    let sentence = r": (\d+) of 100, ([a-z]+)(?:, rank \d+(?: shared)?)?; (\d+) p[a-z]+(?:, give or take \d+)?(?:; gap ([+−]?\d+), ([a-z ]+))?\.";
    let table =
        r" \| [█░─━●]+ \| (\d+) \| [●○]+ ([a-z]+) \| (\d+)(?: \(±\d+\))? \| (?:([+−]?\d+) )?\| (?:([a-z ]+) )?\|";
    let pattern = if format == Format::Markdown { table } else { sentence };
    facts_of(&found(&format!("{}{pattern}", cause.name), text).unwrap_or_else(|| panic!("{} in {text}", cause.name)))
}

/// Mean, band, people, gap and verdict of a row.
fn facts_of(it: &[String]) -> Facts {
    let mut facts: Facts = [format!("mean {}", it[0]), format!("band {}", it[1]), format!("n {}", it[2])].into();
    if !it[3].is_empty() {
        facts.extend([format!("gap {}", number(&it[3])), format!("verdict {}", it[4].trim())]);
    }
    facts
}

#[track_caller]
fn agree(record: &Record, round: u8, form: &str, (kinds, got): (&[&str], &All)) {
    for (cause, expected) in listed(record, &data(record, round)) {
        let none = Facts::new();
        assert_eq!(got.get(&cause.name).unwrap_or(&none), &only(&expected, kinds), "{} in {form}", cause.name);
    }
}

fn pulse() -> Record {
    let pulse = std::sync::Arc::new(built_in().pulse().unwrap());
    several_of(&pulse, &[("sales", 7, PULSE), ("marketing", 6, ["2", "3", "3", "4", "1", "5", ".", "4", "1"])])
}

#[rstest]
#[case::twelve(twelve(), 1)]
#[case::a_second_round(two_rounds(11), 2)]
#[case::two_rounds(two_rounds(11), 1)]
#[case::withheld(withheld(), 1)]
#[case::too_few(three(), 1)]
#[case::small(five_and_five(), 1)]
#[case::large(several(&[("sales", 14, MIXED), ("marketing", 12, QUIET), ("other", 11, LOUD)]), 1)]
#[case::one_side(several(&[("sales", 11, MIXED)]), 1)]
#[case::pulse(pulse(), 1)]
fn files_that_people_read_carry_the_figures_of_the_data(#[case] record: Record, #[case] round: u8) {
    for format in [Format::Text, Format::Markdown, Format::Html] {
        agree(&record, round, format.extension(), (&READ, &in_file(&record, round, format)));
    }
}

#[rstest]
#[case::twelve(twelve(), 1)]
#[case::a_second_round(two_rounds(11), 2)]
#[case::withheld(withheld(), 1)]
#[case::too_few(three(), 1)]
#[case::small(five_and_five(), 1)]
#[case::large(several(&[("sales", 14, MIXED), ("marketing", 12, QUIET), ("other", 11, LOUD)]), 1)]
#[case::pulse(pulse(), 1)]
fn the_table_carries_the_figures_of_the_data(#[case] record: Record, #[case] round: u8) {
    let kinds = [
        "mean", "margin", "n", "band", "interval", "alike", "raised", "bands", "side", "gap", "gap-interval",
        "verdict", "pairs",
    ];
    agree(&record, round, "CSV", (&kinds, &in_table(&record, round)));
}

fn in_table(record: &Record, round: u8) -> All {
    let text = file(record, round, Format::Csv);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let mut all = All::new();
    for row in reader.records().map(Result::unwrap) {
        let cell = |name: &str| row[columns.iter().position(|column| column == name).unwrap()].to_owned();
        if !cell("mean").is_empty() {
            all.entry(cell("cause_name")).or_default().extend(in_row(&cell));
        }
    }
    all
}

fn in_row(cell: &dyn Fn(&str) -> String) -> Facts {
    let mut facts = Facts::new();
    let cut = |name: &str, least: i64| cell(name).parse::<i64>().ok().map(|end| end.clamp(least, 100));
    let ends = cut("low", 0).zip(cut("high", 0)).map(|(low, high)| format!(" {low} {high}")).unwrap_or_default();
    if cell("side") != "everyone" {
        let ends = if cell("margin").is_empty() { ends } else { format!("  ±{}", cell("margin")) };
        let all = format!("side {} {} {}{ends}", cell("side_name"), cell("mean"), cell("n"));
        return [all].into();
    }
    facts.extend([format!("mean {}", cell("mean")), format!("n {}", cell("n")), format!("band {}", cell("band"))]);
    facts.extend((!ends.is_empty()).then(|| format!("interval{ends}")));
    facts.extend((!cell("margin").is_empty()).then(|| format!("margin {}", cell("margin"))));
    facts.extend((cell("all_alike") == "true").then(|| "alike".to_owned()));
    facts.extend((!cell("raised").is_empty()).then(|| format!("raised {} {}", cell("raised"), cell("n"))));
    let bands = ["n_low", "n_mixed", "n_elevated", "n_severe"].map(cell);
    facts.extend((!bands[0].is_empty()).then(|| format!("bands {}", bands.join(" "))));
    if !cell("gap").is_empty() {
        facts.extend([format!("gap {}", cell("gap")), format!("verdict {}", cell("verdict"))]);
        let ends = cut("gap_low", -100).zip(cut("gap_high", -100));
        facts.extend(ends.map(|(low, high)| format!("gap-interval {low} {high}")));
        let pairs = ["pairs", "pairs_same", "pairs_lower"].map(cell);
        facts.extend((!pairs[0].is_empty()).then(|| format!("pairs {}", pairs.join(" "))));
    }
    facts
}

#[rstest]
#[case::twelve(twelve(), 1)]
#[case::a_second_round(two_rounds(11), 2)]
#[case::withheld(withheld(), 1)]
#[case::too_few(three(), 1)]
#[case::small(five_and_five(), 1)]
#[case::large(several(&[("sales", 14, MIXED), ("marketing", 12, QUIET), ("other", 11, LOUD)]), 1)]
#[case::pulse(pulse(), 1)]
fn screen_and_lines_carry_the_figures_of_the_data(#[case] record: Record, #[case] round: u8) {
    let kinds = [
        "mean", "margin", "interval", "alike", "raised", "bands", "agreement", "gap", "gap-interval", "verdict",
        "pairs", "item",
    ];
    for (form, shown) in [("screen", screen as fn(&_) -> _), ("lines", lines)] {
        let all = pages(&record, round, shown);
        let data = data(&record, round);
        let of = |((cause, _), page): (&(&Cause, Facts), &String)| {
            let mut facts = sentences(&plain(page), cause, &[]);
            facts.extend(on_chart(&all[0], cause));
            (cause.name.clone(), only(&facts, &kinds))
        };
        let got: All = listed(&record, &data).iter().zip(&all[2..]).map(of).collect();
        agree(&record, round, form, (&kinds, &got));
    }
}

/// The two lines of a cause on the drawn chart; the sentence of the chart in lines.
fn on_chart(chart: &str, cause: &Cause) -> Facts {
    let drawn = format!(
        r"(?m)[ ▸] {} +.* (\d+)  [●○]+ ([a-z]+)(?: ±\d+)? *\n(?: *S \d+  M \d+.*?([+−]?\d+)  ([a-z ]+)$)?",
        cause.name
    );
    if let Some(it) = found(&drawn, chart) {
        return facts_of(&[it[0].clone(), it[1].clone(), String::new(), it[2].clone(), it[3].clone()]);
    }
    let said = found(&format!(r"(?m)^\d+\. {}: (.*)$", cause.name), chart);
    said.map_or_else(Facts::new, |it| sentences(&it[0], cause, &[]))
}

/// One person: severity, band and each answer.
#[rstest]
#[case::mixed(solo(&built_in(), &MIXED))]
#[case::loud(solo(&built_in(), &LOUD))]
#[case::pulse(solo(&std::sync::Arc::new(built_in().pulse().unwrap()), &PULSE))]
fn every_form_of_one_person_carries_the_same_figures(#[case] record: Record) {
    let data = data(&record, 1);
    let files = [Format::Text, Format::Markdown, Format::Html].map(|format| plain(&file(&record, 1, format)));
    let shown = [pages(&record, 1, screen), pages(&record, 1, lines)];
    let table = file(&record, 1, Format::Csv);
    for (at, one) in data["causes"].as_array().unwrap().iter().enumerate() {
        let cause = record.questionnaire().causes().iter().find(|cause| cause.id.as_str() == one["id"]).unwrap();
        let expected = one["shown"].as_i64().map(|shown| (shown, one["band_name"].as_str().unwrap().to_owned()));
        for text in files.iter().chain([&shown[1][0]]) {
            assert_eq!(figure(text, cause), expected, "{} in {text}", cause.name);
        }
        assert_eq!(drawn(&shown[0][0], cause), expected, "{} in {}", cause.name, shown[0][0]);
        for page in shown.iter().map(|pages| plain(&pages[2 + at])) {
            assert_eq!(figure(&page, cause), expected, "{} in {page}", cause.name);
        }
        one_in_table(&table, one);
    }
}

/// The whole number and the band beside a cause's name, as a sentence, a row of a table or a drawn bar has them.
fn figure(text: &str, cause: &Cause) -> Option<(i64, String)> {
    let between = r"(?:: | \| [█░─━●]+ \| | )(\d+)(?: of 100, | \| [●○]+ | +[●○]+ )([a-z]+)";
    let it = found(&format!("{}{between}", cause.name), text)?;
    Some((it[0].parse().unwrap(), it[1].clone()))
}

/// The same at the end of a drawn row.
fn drawn(chart: &str, cause: &Cause) -> Option<(i64, String)> {
    let it = found(&format!(r"(?m)[ ▸] {} .* (\d+)  [●○]+ ([a-z]+)", cause.name), chart)?;
    Some((it[0].parse().unwrap(), it[1].clone()))
}

fn one_in_table(table: &str, one: &Value) {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for item in one["items"].as_array().unwrap() {
        let row = rows.iter().find(|row| row[0] == *item["id"].as_str().unwrap()).unwrap();
        let same = |cell: &str, value: &Value| cell.parse::<f64>().ok() == value.as_f64();
        assert!(same(&row[2], &item["answer"]) && same(&row[3], &one["severity"]), "{row:?} and {item}");
        assert_eq!(&row[4], one["band_name"].as_str().unwrap_or_default());
    }
}

#[test]
fn the_second_round_has_the_means_of_both_rounds_wherever_it_is_told() {
    let record = two_rounds(11);
    let [first, second] = [1, 2].map(|round| data(&record, round));
    let mean = |data: &Value, id: &str| {
        let all = data["causes"].as_array().unwrap();
        all.iter().find(|one| one["id"] == id).unwrap()["everyone"]["mean"].as_i64().unwrap()
    };
    let asked: Vec<&Cause> = record.questionnaire().causes().iter().take(2).collect();
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let text = plain(&file(&record, 1, format));
        for cause in &asked {
            let pattern = format!(r"{}:?(?: \|)? (\d+)(?:, then | \| | )(\d+)", cause.name);
            let it = found(&pattern, text.split("The second round").nth(1).unwrap()).unwrap();
            let id = cause.id.as_str();
            assert_eq!((number(&it[0]), number(&it[1])), (mean(&first, id), mean(&second, id)), "{}", cause.name);
        }
    }
}
