//! What is set side by side, as data: a few people's answers, and records over time.

use jiff::Zoned;
use schemars::JsonSchema;
use serde::Serialize;

use super::json::{questionnaire, record};
use super::json_form::{AnswerPart, BandName, QuestionnairePart, RecordPart, SCHEMA, names};
use super::json_several::{ExpectationName, Reason, VerdictName};
use super::whole_limits;
use crate::domain::compare::{Comparison, Person, PersonGuess};
use crate::domain::guess::Expectation;
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::runs::{Cell, Column, Compared, Moved, Row, Runs};
use crate::domain::severity::{Score, Severity, whole_difference};
use crate::domain::trend::ChangeWord;
use crate::wording;
use crate::wording::guess::Guess;

/// A few people's answers, side by side, in exact figures.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "A comparison by Undercurrent")]
pub struct ComparisonData<'a> {
    /// The version of this form. Within a version, keys are only ever added.
    schema: u32,
    questionnaire: QuestionnairePart<'a>,
    /// Two to six people, in the order they were named in.
    people: Vec<PersonPart<'a>>,
    /// All causes, in the order of the questionnaire.
    causes: Vec<ComparedCause<'a>>,
    /// The ids of the causes that they see most differently, widest first.
    widest: Vec<&'a str>,
    /// What they expected those of the other side to say: reliefs first, largest first, then blind spots, then the rest.
    guesses: Vec<PersonGuessPart<'a>>,
    /// The question to end on.
    closing: &'a str,
    /// What no figure here claims.
    limits: String,
}

/// One of them.
#[derive(Serialize, JsonSchema)]
struct PersonPart<'a> {
    /// What their answers are signed with.
    sign: &'a str,
    record: RecordPart<'a>,
    /// The id of the side that was answered for.
    side: Option<&'a str>,
    side_name: Option<&'a str>,
    /// Statements with an answer, "does not apply" included.
    answered: usize,
}

/// What one person expected another to say, beside what that one said.
#[derive(Serialize, JsonSchema)]
struct PersonGuessPart<'a> {
    /// The id of the cause.
    cause: &'a str,
    /// What the answers of whoever guessed are signed with.
    by: &'a str,
    /// What the answers of whoever was guessed are signed with.
    about: &'a str,
    /// The guess, 0 to 100.
    expected: i64,
    /// What the other said, in whole points.
    said: i64,
    /// By how many whole points more was expected than was said.
    off_by: i64,
    told_as: ExpectationName,
    /// It in a sentence.
    told: String,
}

/// One cause, with everybody's figure.
#[derive(Serialize, JsonSchema)]
struct ComparedCause<'a> {
    id: &'a str,
    /// The short name.
    name: &'a str,
    /// Each person's figure, in the order of the people.
    figures: Vec<PersonFigure<'a>>,
    items: Vec<ComparedItem<'a>>,
}

/// One person's figure.
#[derive(Serialize, JsonSchema)]
struct PersonFigure<'a> {
    /// 0 to 100, higher is worse, exact; null where too little was answered.
    severity: Option<f64>,
    /// The whole number that is shown.
    shown: Option<i64>,
    band: Option<BandName>,
    /// What the questionnaire calls the band.
    band_name: Option<&'a str>,
}

/// One statement, with everybody's answer.
#[derive(Serialize, JsonSchema)]
struct ComparedItem<'a> {
    id: &'a str,
    text: &'a str,
    /// Whether a high answer is good news.
    reverse: bool,
    weight: f64,
    /// The lowest value of the scale.
    lowest: i32,
    /// The highest value of the scale.
    highest: i32,
    /// Each person's answer, in the order of the people: the value as given, "na", or null where it was skipped.
    answers: Vec<Option<AnswerPart>>,
}

pub fn comparison(comparison: &Comparison) -> ComparisonData<'_> {
    let asked = comparison.questionnaire();
    ComparisonData {
        schema: SCHEMA,
        questionnaire: questionnaire(asked),
        people: comparison.people().iter().map(person).collect(),
        causes: (0..).zip(asked.causes()).map(|(place, one)| cause(comparison, place, one)).collect(),
        widest: comparison.widest().iter().map(|apart| apart.cause.id.as_str()).collect(),
        guesses: guesses(comparison),
        closing: &asked.head().closing,
        limits: wording::compare::limits(asked),
    }
}

fn guesses(comparison: &Comparison) -> Vec<PersonGuessPart<'_>> {
    Expectation::ALL.into_iter().flat_map(|kind| comparison.guesses(kind)).map(|guess| guess_part(&guess)).collect()
}

fn guess_part<'a>(guess: &PersonGuess<'a>) -> PersonGuessPart<'a> {
    PersonGuessPart {
        cause: guess.cause.id.as_str(),
        by: &guess.by.sign,
        about: &guess.about.sign,
        expected: guess.expected.mean.shown(),
        said: guess.said.shown(),
        off_by: whole_difference(guess.expected.off_by),
        told_as: guess.expected.expectation.into(),
        told: Guess::of_person(guess).text(),
    }
}

fn person(person: &Person) -> PersonPart<'_> {
    let side = person.analysis.side();
    PersonPart {
        sign: &person.sign,
        record: record(person.analysis.head()),
        side: side.map(|side| side.id.as_str()),
        side_name: side.map(|side| side.name.as_str()),
        answered: person.analysis.answered(),
    }
}

fn cause<'a>(comparison: &'a Comparison, place: usize, cause: &'a Cause) -> ComparedCause<'a> {
    ComparedCause {
        id: cause.id.as_str(),
        name: &cause.name,
        figures: comparison.scores(place).map(|(person, score)| figure(person, score)).collect(),
        items: cause.items.iter().map(|one| item(comparison, one)).collect(),
    }
}

fn figure(person: &Person, score: Score) -> PersonFigure<'_> {
    let band = score.severity.map(Severity::band);
    PersonFigure {
        severity: score.severity.map(Severity::points),
        shown: score.severity.map(Severity::shown),
        band: band.map(Into::into),
        band_name: band.map(|band| person.analysis.questionnaire().head().bands.of(band)),
    }
}

fn item<'a>(comparison: &Comparison, item: &'a Item) -> ComparedItem<'a> {
    ComparedItem {
        id: item.id.as_str(),
        text: &item.text,
        reverse: item.reverse,
        weight: item.weight,
        lowest: item.scale.lowest(),
        highest: item.scale.highest(),
        answers: comparison.people().iter().map(|person| person.analysis.answer(item).map(Into::into)).collect(),
    }
}

/// Two or more records over time: exact for one person, in whole points for several.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "A trend by Undercurrent")]
pub struct TrendData<'a> {
    /// The version of this form. Within a version, keys are only ever added.
    schema: u32,
    /// Whether one person answered each time, or several did.
    of: Whose,
    /// The records, the earliest first.
    records: Vec<TrendRecord<'a>>,
    /// The causes that were asked about alike, by their severity in the last record.
    causes: Vec<TrendCause<'a>>,
    /// What is to be minded, in sentences.
    notes: Vec<String>,
}

/// Who answered each time.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Whose {
    Person,
    Team,
}

/// One of the records.
#[derive(Serialize, JsonSchema)]
struct TrendRecord<'a> {
    record: RecordPart<'a>,
    people: usize,
    /// The side that one person answered for, as it is shown.
    side: Option<&'a str>,
    /// Whether it is of the short form.
    pulse: bool,
}

/// One cause over time.
#[derive(Serialize, JsonSchema)]
struct TrendCause<'a> {
    /// The short name.
    name: &'a str,
    /// Its figure in each record.
    figures: Vec<TrendFigure>,
    /// Last less first; null where nothing may be said.
    since_first: Option<ChangePart>,
    /// Last less the one before; null where nothing may be said, and where that is the first.
    since_previous: Option<ChangePart>,
}

/// One figure.
#[derive(Serialize, JsonSchema)]
struct TrendFigure {
    /// 0 to 100, higher is worse: exact for one person, whole points for several.
    severity: Option<f64>,
    /// The whole number that is shown.
    shown: Option<i64>,
    /// Why there is no figure; null where there is one.
    none: Option<NoFigure>,
}

/// Why there is no figure.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum NoFigure {
    Own(OwnReason),
    Withheld(Reason),
}

/// Why one person has no figure, or the record none that can be set beside the others.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum OwnReason {
    TooFewAnswers,
    AskedDifferently,
}

/// A difference, and what may be said about it.
#[derive(Serialize, JsonSchema)]
struct ChangePart {
    /// In points: exact for one person, whole for several.
    difference: f64,
    /// The lower end of the 95 % interval in whole points, not cut; null of one person, and where it would give answers
    /// away.
    low: Option<i64>,
    /// The upper end, not cut.
    high: Option<i64>,
    /// What may be said of one person's change; null of several people, and of a pulse.
    word: Option<WordName>,
    /// The verdict on several people's; null of one person.
    verdict: Option<VerdictName>,
}

/// What may be said of one person's change.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum WordName {
    Higher,
    Lower,
    Wobble,
}

pub fn trend<'a>(runs: &'a Runs, now: &Zoned) -> TrendData<'a> {
    TrendData {
        schema: SCHEMA,
        of: if matches!(runs.whole, Compared::Person(_)) { Whose::Person } else { Whose::Team },
        records: runs.columns.iter().map(column).collect(),
        causes: runs.rows.iter().map(|row| over_time(runs, row)).collect(),
        notes: wording::over_time::table(runs, now).notes,
    }
}

fn column(column: &Column) -> TrendRecord<'_> {
    TrendRecord {
        record: record(&column.head),
        people: column.people,
        side: column.side.as_deref(),
        pulse: column.is_pulse,
    }
}

fn over_time<'a>(runs: &Runs, row: &'a Row) -> TrendCause<'a> {
    let exact = matches!(runs.whole, Compared::Person(_));
    TrendCause {
        name: &row.name,
        figures: row.cells.iter().map(|cell| trend_figure(*cell, exact)).collect(),
        since_first: change(row.moved),
        since_previous: row.step.and_then(change),
    }
}

#[expect(clippy::cast_precision_loss, reason = "0 to 100")]
fn trend_figure(cell: Cell, exact: bool) -> TrendFigure {
    let none = |why| TrendFigure { severity: None, shown: None, none: Some(why) };
    match cell {
        Cell::Figure(severity) => {
            let shown = severity.shown();
            let points = if exact { severity.points() } else { shown as f64 };
            TrendFigure { severity: Some(points), shown: Some(shown), none: None }
        }
        Cell::Unscored => none(NoFigure::Own(OwnReason::TooFewAnswers)),
        Cell::Differently => none(NoFigure::Own(OwnReason::AskedDifferently)),
        Cell::Hidden(why) => none(NoFigure::Withheld(why.into())),
    }
}

#[expect(clippy::cast_precision_loss, reason = "-100 to 100")]
fn change(moved: Moved) -> Option<ChangePart> {
    match moved {
        Moved::Person(change) => Some(ChangePart {
            difference: change.delta,
            low: None,
            high: None,
            word: change.word.map(Into::into),
            verdict: None,
        }),
        Moved::Team(found) => {
            let limits = found.limits.map(whole_limits);
            Some(ChangePart {
                difference: whole_difference(found.difference) as f64,
                low: limits.map(|(low, _)| low),
                high: limits.map(|(_, high)| high),
                word: None,
                verdict: Some(found.verdict.into()),
            })
        }
        Moved::Unknown | Moved::Differently => None,
    }
}

names! {
    ChangeWord => WordName: Higher, Lower, Wobble;
}
