//! What is set side by side: a few people's answers, and two or more records over time.

use std::borrow::Cow;

use jiff::Zoned;

use super::blocks::{Article, Block, Document, Figure, FigureRow, Point, Replies, Reply, Role, Section, Table, Title};
use super::report::{EXPECTED, asked, chart, closing};
use crate::domain::compare::{Apartness, Comparison, Person};
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::response::Answer;
use crate::domain::runs::Runs;
use crate::domain::severity::Score;
use crate::wording::{self, compare as words, forms, guess, over_time, trend};

/// How many people's answers still leave room between them on a sheet.
const ROOMY: usize = 3;

pub fn people<'a>(comparison: &'a Comparison, now: &Zoned) -> Document<'a> {
    let questionnaire = comparison.questionnaire();
    let people = comparison.people().iter();
    let person = |person: &'a Person| Point {
        of: Some(Cow::Borrowed(person.sign.as_str())),
        text: wording::full_stop(words::occasion(person, now)),
    };
    let sections =
        [Some(side_by_side(comparison)), expected(comparison), Some(widest(comparison)), Some(all(comparison))];
    Document {
        language: &questionnaire.head().language,
        title: Title::plain(words::heading(comparison).into()),
        lead: vec![Block::List(people.map(person).collect()), Block::text(Role::Asked, asked(questionnaire))],
        sections: sections
            .into_iter()
            .flatten()
            .chain([closing(questionnaire, words::limits(questionnaire))])
            .collect(),
        is_dense: comparison.people().len() > ROOMY,
    }
}

fn side_by_side(comparison: &Comparison) -> Section<'_> {
    let people = comparison.people().iter().map(|person| Cow::Borrowed(person.sign.as_str()));
    let heads = [Cow::Borrowed(forms::CAUSE)].into_iter().chain(people).chain([Cow::Borrowed(forms::APART)]).collect();
    let rows = comparison.questionnaire().causes().iter().enumerate();
    let row = |(place, cause): (usize, &Cause)| {
        let scores: Vec<Score> = comparison.scores(place).map(|(_, score)| score).collect();
        let cells = scores.iter().map(|score| words::cell(*score));
        [cause.name.clone()].into_iter().chain(cells).chain([words::apart(&scores)]).collect()
    };
    let table = Table { heads, rows: rows.map(row).collect() };
    // The bands are explained where the figures begin.
    let key = chart(comparison.questionnaire(), Vec::new(), false);
    Section { name: "beside", title: words::FIGURES, blocks: vec![Block::Chart(key), Block::Table(table)] }
}

fn expected<'a>(comparison: &'a Comparison) -> Option<Section<'a>> {
    let point = |(cause, text): (Option<&'a str>, String)| Point { of: cause.map(Cow::Borrowed), text };
    let list = Block::of(guess::of_people(comparison).into_iter().map(point), Block::List);
    Section::unless_empty(EXPECTED, guess::OF_PEOPLE, list.into_iter().collect())
}

/// What they see most differently, with a question to ask and what each of them answered there.
fn widest(comparison: &Comparison) -> Section<'_> {
    let widest = comparison.widest();
    let none = widest.is_empty().then(|| Block::text(Role::Said, words::none_apart(comparison)));
    let articles = Block::of(widest.iter().map(|apart| article(comparison, apart)), Block::Articles);
    Section { name: "talk", title: words::WIDEST, blocks: none.into_iter().chain(articles).collect() }
}

fn article<'a>(comparison: &'a Comparison, apart: &Apartness<'a>) -> Article<'a> {
    let range = Block::Sentences(vec![wording::full_stop(words::range(apart))]);
    let prompt = Block::prompts(apart.cause.prompts.first().map(String::as_str));
    let replies = Block::Replies(replies(comparison, apart.cause));
    let blocks = [range].into_iter().chain(prompt).chain([replies]).collect();
    Article { name: &apart.cause.name, figure: None, row: None, blocks }
}

fn all(comparison: &Comparison) -> Section<'_> {
    let causes = comparison.questionnaire().causes().iter().enumerate();
    let articles = causes.map(|(place, cause)| Article {
        name: &cause.name,
        figure: None,
        row: None,
        blocks: vec![
            Block::Figures(comparison.scores(place).map(|(person, score)| figure(person, score)).collect()),
            Block::Replies(replies(comparison, cause)),
        ],
    });
    Section { name: "details", title: words::ALL, blocks: vec![Block::Articles(articles.collect())] }
}

fn figure(person: &Person, score: Score) -> FigureRow<'_> {
    let names = &person.analysis.questionnaire().head().bands;
    let figure = score.severity.map(|severity| Figure::exact(severity, names));
    FigureRow { sign: &person.sign, figure, text: words::figure(person, score) }
}

fn replies<'a>(comparison: &'a Comparison, cause: &'a Cause) -> Vec<Replies<'a>> {
    let item = |item: &'a Item| Replies {
        text: &item.text,
        answers: comparison.people().iter().map(|person| reply(person, item)).collect(),
    };
    cause.items.iter().map(item).collect()
}

fn reply<'a>(person: &'a Person, item: &'a Item) -> Reply<'a> {
    let given = person.analysis.answer(item);
    let points = item.scale.points.iter().map(|point| given == Some(Answer::Value(point.value))).collect();
    Reply { sign: &person.sign, words: words::answer(person, item), points }
}

pub fn runs<'a>(runs: &Runs, now: &Zoned) -> Document<'a> {
    let table = over_time::table(runs, now);
    let run = |(name, occasion): (String, String)| Point { of: Some(name.into()), text: occasion };
    let changes = Section::unless_empty("changes", trend::CHANGES, Block::list(table.changes).into_iter().collect());
    let heads = [forms::CAUSE.to_owned()].into_iter().chain(table.heads).chain([trend::CHANGE.to_owned()]);
    let rows = table.rows.into_iter().map(|row| [row.name].into_iter().chain(row.cells).chain([row.change]).collect());
    let figures = Table { heads: heads.map(Cow::Owned).collect(), rows: rows.collect() };
    let notes = table.notes.into_iter().map(|note| Block::text(Role::Note, note)).collect();
    let figures = Section { name: "figures", title: "", blocks: vec![Block::Table(figures)] };
    let sections = [Some(figures), changes, Section::unless_empty("notes", "", notes)];
    Document {
        language: ENGLISH,
        title: Title::plain(table.heading.into()),
        lead: vec![Block::List(table.runs.into_iter().map(run).collect())],
        sections: sections.into_iter().flatten().collect(),
        is_dense: false,
    }
}

/// Causes may come from several questionnaires; the sentences are ours.
const ENGLISH: &str = "en";
