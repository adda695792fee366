//! The chart of a page as a picture that stands by itself: text is text, the ground is light, nothing is fetched.
//!
//! It shows what the chart of the page shows, and nothing else: conclusion, causes, bands, notes and limits.

use std::borrow::Cow;

use minijinja::Error;
use minijinja::value::Serde;
use serde::Serialize;

use super::blocks::{BandKey, Block, Chart, Document, Figure, Paragraph, Point, Role, Row, Section};
use super::report::EXPECTED;
use crate::domain::text::lines;
use crate::{markup, wording};

/// The width of the picture, in points.
const WIDTH: i64 = 900;
/// Where text begins, and how far from the other edge it ends.
const EDGE: i64 = 32;
/// Where the axis begins, and how wide one point of severity is.
const AXIS: i64 = 250;
const UNIT: f64 = 4.2;
const TICKS: [i64; 5] = [0, 25, 50, 75, 100];

/// Writes the picture; none where the page has no chart.
pub fn svg(document: &Document<'_>) -> Result<Option<String>, Error> {
    let Some(chart) = chart(document) else { return Ok(None) };
    let picture = Picture::of(document, chart);
    let templates = markup::templates(&[("chart.svg", include_str!("svg/chart.svg"))])?;
    templates.get_template("chart.svg")?.render(Serde(picture)).map(Some)
}

fn blocks<'a>(document: &'a Document<'a>) -> impl Iterator<Item = &'a Block<'a>> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

fn chart<'a>(document: &'a Document<'a>) -> Option<&'a Chart<'a>> {
    blocks(document).find_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    })
}

/// What is said in this part, of the section that holds the chart or of the whole page.
fn said<'a>(blocks: impl IntoIterator<Item = &'a Block<'a>>, wanted: Role) -> Vec<&'a str> {
    let text = |block: &'a Block<'a>| match block {
        Block::Paragraph(Paragraph { role, text }) if *role == wanted => Some(text.as_ref()),
        _ => None,
    };
    blocks.into_iter().filter_map(text).collect()
}

fn expected(section: &Section<'_>) -> Vec<String> {
    let texts = |block: &Block<'_>| match block {
        Block::Paragraph(Paragraph { text, .. }) => vec![text.to_string()],
        Block::List(points) => points.iter().map(Point::line).collect(),
        _ => Vec::new(),
    };
    section.blocks.iter().flat_map(texts).collect()
}

#[derive(Default, Serialize)]
struct Picture<'a> {
    language: &'a str,
    title: String,
    summary: String,
    width: i64,
    height: i64,
    texts: Vec<Text>,
    lines: Vec<Line>,
    bars: Vec<Bar>,
    marks: Vec<Mark>,
    #[serde(skip)]
    y: i64,
}

#[derive(Serialize)]
struct Text {
    x: f64,
    y: i64,
    class: &'static str,
    said: String,
}

#[derive(Serialize)]
struct Line {
    class: &'static str,
    from: (f64, i64),
    to: (f64, i64),
}

#[derive(Serialize)]
struct Bar {
    band: &'static str,
    x: i64,
    y: i64,
    width: f64,
}

#[derive(Serialize)]
struct Mark {
    class: &'static str,
    is_disc: bool,
    x: f64,
    y: i64,
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred points")]
fn place(severity: f64) -> f64 {
    AXIS as f64 + (severity * UNIT * 100.0).round() / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "0 to 100")]
fn whole(severity: i64) -> f64 {
    place(severity as f64)
}

impl<'a> Picture<'a> {
    fn of(document: &'a Document<'a>, chart: &'a Chart<'a>) -> Self {
        let holds_chart = |section: &&Section<'_>| section.blocks.iter().any(|block| matches!(block, Block::Chart(_)));
        let own = document.sections.iter().find(holds_chart);
        let own = || own.into_iter().flat_map(|section| &section.blocks);
        let mut picture = Self {
            language: document.language,
            title: document.title.name.to_string(),
            summary: said(own(), Role::Summary).join(" "),
            width: WIDTH,
            y: EDGE,
            ..Self::default()
        };
        picture.wrapped(&document.title.name, ("title", 56, 30));
        if let Some(view) = &document.title.view {
            picture.quiet(&format!("{} {}", wording::sentence(view), document.title.occasion));
        }
        picture.y += 8;
        picture.wrapped(&picture.summary.clone(), ("summary", 92, 22));
        if !chart.rows.is_empty() {
            picture.rows(chart);
            picture.legend(&chart.bands);
            chart.marks.iter().for_each(|marks| picture.quiet(marks));
        }
        let expected = document.sections.iter().filter(|section| section.name == EXPECTED).flat_map(expected);
        let notes = said(own(), Role::Note).into_iter().chain(said(blocks(document), Role::Limits));
        for text in expected.map(Cow::Owned).chain(notes.map(Cow::Borrowed)) {
            picture.y += 4;
            picture.quiet(&text);
        }
        picture.height = picture.y + EDGE - 12;
        picture
    }

    fn quiet(&mut self, text: &str) {
        self.wrapped(text, ("quiet", 118, 18));
    }

    /// A text over as many lines of so many cells as it takes.
    fn wrapped(&mut self, text: &str, (class, cells, height): (&'static str, usize, i64)) {
        for line in lines(text, cells, ("", "")) {
            self.y += height;
            self.text(EDGE, class, line);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred points")]
    fn text(&mut self, x: i64, class: &'static str, text: impl Into<String>) {
        self.texts.push(Text { x: x as f64, y: self.y, class, said: text.into() });
    }

    fn rows(&mut self, chart: &Chart<'_>) {
        self.y += 34;
        for at in TICKS {
            self.texts.push(Text { x: whole(at), y: self.y, class: "tick", said: at.to_string() });
        }
        let top = self.y + 8;
        for row in &chart.rows {
            self.y += 30;
            self.row(row, chart.is_of_several);
        }
        let bottom = self.y + 12;
        for at in TICKS {
            self.lines.insert(0, Line { class: "grid", from: (whole(at), top), to: (whole(at), bottom) });
        }
        self.y = bottom;
    }

    fn row(&mut self, row: &Row<'_>, is_of_several: bool) {
        self.text(EDGE, "quiet", row.rank.as_str());
        self.text(EDGE + 30, "name", cut(row.name));
        let Some(figure) = &row.figure else {
            self.text(AXIS + 8, "missing", row.missing.as_str());
            return;
        };
        if is_of_several {
            self.average(row, figure);
        } else {
            let width = place(figure.at) - place(0.0);
            self.bars.push(Bar { band: figure.band, x: AXIS, y: self.y - 12, width });
        }
        self.text(AXIS + 470, "number", figure.shown.to_string());
        self.text(AXIS + 484, "band", format!("{} {}", figure.mark, figure.name));
        if row.sides.is_some() {
            self.sides(row);
        }
    }

    /// The average as a dot on a track, with its interval where there is one.
    fn average(&mut self, row: &Row<'_>, figure: &Figure<'_>) {
        let y = self.y - 5;
        self.lines.push(Line { class: "track", from: (whole(0), y), to: (whole(100), y) });
        if let Some(interval) = row.interval {
            let (low, high) = (whole(interval.low), whole(interval.high));
            self.lines.push(Line { class: "interval", from: (low, y), to: (high, y) });
            for end in [low, high] {
                self.lines.push(Line { class: "interval", from: (end, y - 5), to: (end, y + 5) });
            }
        }
        self.marks.push(Mark { class: figure.band, is_disc: true, x: whole(figure.shown), y });
    }

    fn sides(&mut self, row: &Row<'_>) {
        let (Some(sides), Some(gap)) = (&row.sides, &row.gap) else { return };
        self.y += 22;
        let y = self.y - 4;
        let (sales, marketing) = (&sides.sales, &sides.marketing);
        let people = format!("{} {}, {} {}", sales.name, sales.people, marketing.name, marketing.people);
        self.text(EDGE + 30, "small", cut(&people));
        self.lines.push(Line { class: "rod", from: (whole(sales.at), y), to: (whole(marketing.at), y) });
        let is_left = sales.at <= marketing.at;
        for (side, is_disc, is_left) in [(marketing, false, !is_left), (sales, true, is_left)] {
            self.marks.push(Mark { class: "side", is_disc, x: whole(side.at), y });
            let (x, class) = if is_left { (whole(side.at) - 9.0, "left") } else { (whole(side.at) + 9.0, "right") };
            self.texts.push(Text { x, y: self.y, class, said: side.letter.clone() });
        }
        self.text(AXIS + 470, "small-number", gap.difference.as_str());
        self.text(AXIS + 484, "small", gap.word);
    }

    fn legend(&mut self, bands: &[BandKey<'_>]) {
        self.y += 28;
        let mut x = EDGE;
        for band in bands {
            let text = format!("{} {} {}", band.mark, band.name, band.range);
            let cells = i64::try_from(text.chars().count()).unwrap_or_default();
            // A long name of a band goes on in the next line.
            if x > EDGE && x + cells * 8 > WIDTH - EDGE {
                (x, self.y) = (EDGE, self.y + 18);
            }
            self.bars.push(Bar { band: band.id, x, y: self.y - 11, width: 12.0 });
            self.text(x + 18, "band", text);
            x += cells * 8 + 30;
        }
        self.y += 4;
    }
}

/// How many characters of a name stand beside the axis.
const NAME: usize = 27;

fn cut(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    name.chars().take(NAME - 1).collect::<String>().trim_end().to_owned() + "…"
}
