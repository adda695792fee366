//! The report of a record: its running order, once for every form that people read.
//!
//! It draws from the analysis, the steps and `wording` alone, so that no two forms differ. A section is a function here
//! and a line in [`document`].

use std::borrow::Cow;

use jiff::Zoned;

use super::blocks::{
    Answered, Article, BandKey, Block, Chart, Document, Dumbbell, Figure, Passage, Role, Row, Section, Step, Table,
    Title, band_id, part_id,
};
use super::{Report, report_several as several};
use crate::domain::action::{Action, ActionStatus};
use crate::domain::analysis::{Analysis, CauseResult, Order, Outcome};
use crate::domain::guess::Expectation;
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::response::Answer;
use crate::domain::severity::Band;
use crate::domain::trend::TeamCause;
use crate::wording::{self, forms, guess, sentence, trend};

/// What programs call the part about what the sides expected of each other.
pub const EXPECTED: &str = "expected";
/// How many causes with something to say fill a sheet.
const MANY: usize = 5;

pub fn document<'a>(report: &'a Report<'_>, now: &Zoned) -> Document<'a> {
    let questionnaire = report.outcome.questionnaire();
    let sections = [
        severity(report),
        again(report),
        expected(report),
        talk_first(report),
        common_ground(report),
        Some(what_to_do(report)),
        discussed(report),
        taken_on(report, now),
        cause_by_cause(report),
        Some(ending(report)),
    ];
    Document {
        language: &questionnaire.head().language,
        title: title(report, now),
        lead: vec![Block::text(Role::Asked, asked(questionnaire))],
        sections: sections.into_iter().flatten().collect(),
        is_dense: causes_at_length(report) > MANY,
    }
}

fn title<'a>(report: &'a Report<'_>, now: &Zoned) -> Title<'a> {
    let (label, questionnaire) = (report.outcome.head().label.as_str(), report.outcome.questionnaire());
    let (view, occasion) = match &report.outcome {
        Outcome::One(analysis) => (wording::view(analysis), wording::occasion(analysis, now)),
        Outcome::Several(several) => {
            (wording::several::heading(several), wording::several::occasion(several.head(), now))
        }
    };
    let is_label = !label.is_empty();
    let name = Cow::Borrowed(if is_label { label } else { questionnaire.head().title.as_str() });
    Title { name, is_label, view: Some(view), occasion, is_sentence: false }
}

pub fn asked(questionnaire: &Questionnaire) -> String {
    format!("{}. {}", wording::questionnaire(questionnaire), wording::source(questionnaire))
}

/// The causes on one axis, with what bands and marks mean.
pub fn chart<'a>(questionnaire: &'a Questionnaire, rows: Vec<Row<'a>>, is_of_several: bool) -> Chart<'a> {
    let key = |band| BandKey {
        id: band_id(band),
        name: questionnaire.head().bands.of(band),
        mark: wording::mark(band),
        range: wording::band_range(band),
    };
    Chart {
        is_of_several,
        marks: marks(&rows),
        rows,
        bands: Band::ALL.map(key).into(),
        legend: wording::legend(questionnaire),
    }
}

fn marks(rows: &[Row<'_>]) -> Option<String> {
    let averages = rows.iter().any(|row| row.interval.is_some()).then_some(wording::several::HOW_AVERAGES_READ);
    let sides = rows.iter().find_map(|row| row.sides.as_ref()).map(|Dumbbell { sales, marketing }| {
        wording::several::how_sides_read((&sales.letter, sales.name), (&marketing.letter, marketing.name))
    });
    let sentences: Vec<&str> = averages.into_iter().chain(sides.as_deref()).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The conclusion, the causes on one axis, and what is to be minded about them.
fn severity<'a>(report: &'a Report<'_>) -> Option<Section<'a>> {
    let (summary, chart, notes) = match &report.outcome {
        Outcome::One(analysis) => {
            let causes = analysis.causes(Order::Severity);
            let rows = (1..).zip(&causes).map(|(number, result)| row(analysis, number, result)).collect();
            (wording::summary(analysis), chart(analysis.questionnaire(), rows, false), Vec::new())
        }
        Outcome::Several(several) => {
            let chart = chart(several.questionnaire(), several::rows(several), true);
            (wording::several::summary(several), chart, several::notes(several))
        }
    };
    let said = [Block::text(Role::Summary, summary), Block::Chart(chart)];
    let notes = notes.into_iter().map(|note| Block::text(Role::Note, note));
    Section::unless_empty("severity", wording::CHART, said.into_iter().chain(notes).collect())
}

fn again<'a>(report: &'a Report<'_>) -> Option<Section<'a>> {
    let Report { outcome: Outcome::Several(several), rounds: Some(rounds), .. } = report else { return None };
    let questionnaire = several.questionnaire();
    let row = |cause: &TeamCause| {
        let row = trend::round_row(questionnaire, cause);
        [row.name].into_iter().chain(row.cells).chain([row.change]).collect()
    };
    let [first, second] = trend::HEADS;
    let heads = [forms::CAUSE, first, second, trend::CHANGE].map(Cow::Borrowed).into();
    let table = Block::Table(Table { heads, rows: rounds.causes.iter().map(row).collect() });
    let changes = rounds.causes.iter().map(|cause| trend::round_sentence(questionnaire, (rounds, cause)));
    let notes = trend::round_notes(rounds).into_iter().chain([trend::NO_REASON_BETWEEN_ROUNDS.to_owned()]);
    let notes = notes.map(|note| Block::text(Role::Note, note));
    let blocks = [table].into_iter().chain(Block::list(changes)).chain(notes).collect();
    Section::unless_empty("again", trend::SECOND_ROUND, blocks)
}

/// What the sides expected of each other: reliefs first.
fn expected<'a>(report: &'a Report<'_>) -> Option<Section<'a>> {
    let Outcome::Several(several) = &report.outcome else { return None };
    let mut blocks: Vec<Block<'a>> =
        Expectation::SURPRISES.into_iter().flat_map(|wanted| several::surprises(several, wanted)).collect();
    blocks.extend(guess::as_expected(several).map(|sentence| Block::text(Role::Said, sentence)));
    Section::unless_empty(EXPECTED, guess::EXPECTED, blocks)
}

fn talk_first<'a>(report: &'a Report<'_>) -> Option<Section<'a>> {
    let Outcome::Several(several) = &report.outcome else { return None };
    let causes = several.talk_first();
    let causes = Block::of(causes.iter().map(|cause| several::talk(several, cause)), Block::Articles)?;
    let why = Block::text(Role::Said, wording::several::TALK_FIRST_WHY);
    Section::unless_empty("talk", wording::several::TALK_FIRST, vec![why, causes])
}

fn common_ground<'a>(report: &'a Report<'_>) -> Option<Section<'a>> {
    let Outcome::Several(several) = &report.outcome else { return None };
    let list = Block::list(wording::several::common_ground(several))?;
    let note = Block::text(Role::Note, wording::several::COMMON_GROUND_IS);
    Section::unless_empty("common", wording::several::COMMON_GROUND, vec![list, note])
}

/// The remedies, worst cause first; questions to ask where there is none.
fn what_to_do<'a>(report: &'a Report<'_>) -> Section<'a> {
    let (said, causes) = match &report.outcome {
        Outcome::One(analysis) => advised(analysis),
        Outcome::Several(several) => several::what_to_do(several),
    };
    let tensions = match &report.outcome {
        Outcome::One(analysis) => analysis.tensions(),
        Outcome::Several(several) => several.tensions(),
    };
    let said = said.into_iter().map(|said| Block::text(Role::Said, said));
    let tensions = tensions.into_iter().map(|tension| Block::text(Role::Tension, tension.text.as_str()));
    let blocks = said.chain(Block::of(causes, Block::Articles)).chain(tensions).collect();
    Section { name: "advice", title: wording::WHAT_TO_DO, blocks }
}

/// What the room talked about. A cause that stands nowhere else with its questions has them here.
fn discussed<'a>(report: &'a Report<'_>) -> Option<Section<'a>> {
    let Outcome::Several(several) = &report.outcome else { return None };
    let said = wording::several::discussed(several).map(|sentence| Block::text(Role::Said, sentence));
    let causes = Block::of(several::discussed(several), Block::Articles);
    Section::unless_empty("discussed", wording::several::DISCUSSED, said.into_iter().chain(causes).collect())
}

fn taken_on<'a>(report: &'a Report<'_>, now: &Zoned) -> Option<Section<'a>> {
    let questionnaire = report.outcome.questionnaire();
    let steps = report.outcome.actions().iter().map(|action| step(questionnaire, action, now));
    let steps = Block::of(steps, Block::Steps).into_iter().collect();
    Section::unless_empty("actions", wording::actions::TAKEN_ON, steps)
}

fn step<'a>(questionnaire: &'a Questionnaire, action: &'a Action, now: &Zoned) -> Step<'a> {
    Step {
        cause: Some(questionnaire.cause_name(action.cause())),
        text: Cow::Owned(wording::actions::reads(action)),
        who: wording::actions::whose(action),
        became: wording::actions::became(action, now).into(),
        origin: None,
        done: matches!(action.state(), ActionStatus::Done(_)),
        dropped: matches!(action.state(), ActionStatus::Dropped(_)),
    }
}

/// What stands behind each figure, in the order of the chart.
fn cause_by_cause<'a>(report: &'a Report<'_>) -> Option<Section<'a>> {
    let (note, causes) = match &report.outcome {
        Outcome::One(analysis) => details(analysis),
        Outcome::Several(several) => several::details(several),
    };
    let causes = Block::of(causes, Block::Articles)?;
    let blocks = note.map(|note| Block::text(Role::Note, note)).into_iter().chain([causes]).collect();
    Section::unless_empty("details", wording::CAUSE_BY_CAUSE, blocks)
}

/// The question to end on, and what no figure claims.
fn ending<'a>(report: &'a Report<'_>) -> Section<'a> {
    let questionnaire = report.outcome.questionnaire();
    let (ask, limits) = match &report.outcome {
        Outcome::One(analysis) => (Some(wording::ask(analysis).to_owned()), wording::limits(questionnaire)),
        Outcome::Several(several) => (wording::several::one_sided(several), wording::several::limits(questionnaire)),
    };
    let mut ending = closing(questionnaire, limits);
    let answer = report.outcome.note().map(|note| Block::answer(wording::CLOSING_ANSWER, note.as_str()));
    ending.blocks.splice(1..1, answer.into_iter().chain(ask.map(|ask| Block::text(Role::Said, ask))));
    ending
}

pub fn closing(questionnaire: &Questionnaire, limits: String) -> Section<'_> {
    let closing = Block::text(Role::Closing, questionnaire.head().closing.as_str());
    Section { name: "ending", title: wording::BEFORE_ACTING, blocks: vec![closing, Block::text(Role::Limits, limits)] }
}

/// How many causes are told of at length.
fn causes_at_length(report: &Report<'_>) -> usize {
    match &report.outcome {
        Outcome::One(analysis) => analysis.raised().len(),
        Outcome::Several(several) => several.raised().len() + several.talk_first().len(),
    }
}

/// The passages of a cause, those of one voice together.
pub fn passages<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> impl Iterator<Item = Block<'a>> {
    let mut passages: Vec<Passage<'a>> = Vec::new();
    for passage in wording::passages(questionnaire, cause) {
        match passages.last_mut() {
            Some(before) if passage.label.is_empty() => before.texts.push(passage.text),
            _ => passages.push(Passage {
                part: part_id(passage.part),
                label: passage.label.clone(),
                note: passage.note.unwrap_or_default(),
                texts: vec![passage.text],
            }),
        }
    }
    passages.into_iter().map(Block::Passage)
}

/// The hints of a cause's statements, each once.
pub fn hints<'a>(cause: &'a Cause) -> impl Iterator<Item = Block<'a>> {
    let mut hints: Vec<&'a str> = Vec::new();
    for hint in cause.items.iter().filter_map(|item| item.hint.as_deref()) {
        if !hints.contains(&hint) {
            hints.push(hint);
        }
    }
    hints.into_iter().map(|hint| Block::text(Role::Hint, hint))
}

fn figure<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Option<Figure<'a>> {
    let names = &analysis.questionnaire().head().bands;
    result.severity().map(|severity| Figure::exact(severity, names))
}

fn row<'a>(analysis: &'a Analysis, number: usize, result: &CauseResult<'a>) -> Row<'a> {
    let figure = figure(analysis, result);
    let answer = wording::single_answer(analysis, result.cause).map(str::to_owned);
    Row {
        rank: wording::rank(result.rank),
        name: &result.cause.name,
        sentence: wording::row(analysis, number, result),
        grounds: answer.unwrap_or_else(|| wording::tally(*result.figures)),
        missing: if figure.is_some() { String::new() } else { wording::missing(*result.figures).to_owned() },
        figure,
        interval: None,
        sides: None,
        gap: None,
    }
}

/// What is said of it all, and the causes to do something about.
fn advised(analysis: &Analysis) -> (Vec<String>, Vec<Article<'_>>) {
    let raised = analysis.raised();
    let said = wording::no_advice(analysis).into_iter().chain(wording::unknown(analysis)).collect();
    let causes = if raised.is_empty() {
        analysis.moderate().into_iter().map(|result| questions(analysis, &result)).collect()
    } else {
        (1..).zip(&raised).map(|(number, result)| remedy(analysis, number, result)).collect()
    };
    (said, causes)
}

fn remedy<'a>(analysis: &'a Analysis, number: usize, result: &CauseResult<'a>) -> Article<'a> {
    Article {
        name: &result.cause.name,
        row: Some(wording::row(analysis, number, result)),
        figure: figure(analysis, result),
        blocks: passages(analysis.questionnaire(), result.cause).collect(),
    }
}

/// A moderate cause with its questions, for where nothing is worse.
fn questions<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Article<'a> {
    let text = result.severity().map(|severity| sentence(&wording::verdict(analysis, severity)));
    let prompts = Block::prompts(result.cause.prompts.iter().map(String::as_str));
    let blocks = Block::list(text).into_iter().chain(prompts).collect();
    Article { name: &result.cause.name, figure: None, row: None, blocks }
}

/// How to read what stands behind the figures, and what does.
fn details(analysis: &Analysis) -> (Option<&'static str>, Vec<Article<'_>>) {
    let turned = |item: &Item| item.reverse && analysis.answer(item).and_then(Answer::value).is_some();
    let any = analysis.questionnaire().asked().any(turned);
    let causes = analysis.causes(Order::Severity);
    (any.then_some(wording::HOW_ANSWERS_READ), causes.iter().map(|result| detail(analysis, result)).collect())
}

fn detail<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Article<'a> {
    let why = || sentence(wording::missing(*result.figures));
    let text = wording::workings(analysis, result).map_or_else(why, |workings| workings + ".");
    let answers = result.cause.items.iter().map(|item| answer(analysis, item)).collect();
    let blocks = [Block::Sentences(vec![text])].into_iter().chain(hints(result.cause));
    Article {
        name: &result.cause.name,
        figure: figure(analysis, result),
        row: None,
        blocks: blocks.chain([Block::Answers(answers)]).collect(),
    }
}

fn answer<'a>(analysis: &'a Analysis, item: &'a Item) -> Answered<'a> {
    let given = analysis.answer(item);
    let value = given.and_then(Answer::value);
    let words = given.map_or(wording::SKIPPED, |given| item.scale.words(given));
    let points = item.scale.points.iter().map(|point| Some(point.value) == value).collect();
    Answered { text: &item.text, words, points, turned: item.reverse && value.is_some() }
}
