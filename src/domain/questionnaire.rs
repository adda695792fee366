//! The whole definition: causes, items, scales, bands, sides and remedies; and a part of it.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::id::Id;
use super::severity::Band;

pub const POINTS: std::ops::RangeInclusive<usize> = 2..=9;
/// The smallest number of people whose figures may be shown together.
pub const MIN_PEOPLE_LEAST: u32 = 3;
/// Where the name of the other side belongs in the question before a guess.
pub const GUESSED_SIDE: &str = "{side}";
pub const SALES: &str = "sales";
pub const MARKETING: &str = "marketing";

/// A questionnaire that can be asked and scored. Build it with [`Questionnaire::new`].
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    head: Head,
    causes: Vec<Cause>,
    /// Cause and item, as places in `causes`, in the order of asking.
    order: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    pub id: Id,
    /// Changed whenever a wording, key, order or scale changes.
    pub version: String,
    pub title: String,
    /// The language of its texts, as a BCP 47 tag such as `en`.
    pub language: String,
    /// Said before the first item: whose view this is.
    pub intro: String,
    /// Asked after the last page; a lead's own record may keep an answer.
    pub closing: String,
    /// The question before each guess, with `{side}` for the side that is guessed; none where nothing is guessed.
    pub guess_stem: Option<String>,
    pub source: Source,
    pub words: Vec<Word>,
    /// Causes whose remedies pull against each other.
    pub tensions: Vec<Tension>,
    pub bands: BandNames,
    /// Whom a respondent may answer for; Sales and Marketing are among them.
    pub sides: Vec<Side>,
    pub min_people: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub title: String,
    pub date: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub term: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tension {
    pub causes: Vec<Id>,
    pub text: String,
}

/// What the author calls the four bands. The cuts are fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandNames {
    /// Severity 0 to 37.
    pub low: String,
    /// Severity 38 to 62.
    pub mixed: String,
    /// Severity 63 to 87.
    pub elevated: String,
    /// Severity 88 to 100.
    pub severe: String,
}

impl BandNames {
    pub fn of(&self, band: Band) -> &str {
        match band {
            Band::Low => &self.low,
            Band::Mixed => &self.mixed,
            Band::Elevated => &self.elevated,
            Band::Severe => &self.severe,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub id: Id,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    pub id: Id,
    pub stem: String,
    /// Consecutive whole values, lowest first.
    pub points: Vec<Point>,
    /// The answer apart from the scale: does not apply, or cannot say.
    pub na: String,
}

impl Scale {
    pub fn lowest(&self) -> i32 {
        self.points.first().map_or(0, |point| point.value)
    }

    pub fn highest(&self) -> i32 {
        self.points.last().map_or(0, |point| point.value)
    }

    pub fn label(&self, value: i32) -> Option<&str> {
        self.points.iter().find(|point| point.value == value).map(|point| point.label.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub value: i32,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    pub id: Id,
    /// The short name on charts, at most 16 cells wide.
    pub name: String,
    pub heading: String,
    /// The source's claim about what happens, in our words.
    pub situation: String,
    /// The source's claim about how Sales sees it, in our words.
    pub experience: Option<String>,
    /// Our note on the experience, where the source has none.
    pub experience_note: Option<String>,
    /// The source's remedy, in our words.
    pub remedy: String,
    /// A first step, ours.
    pub first_step: String,
    /// What to mind about the remedy, ours.
    pub care: Option<String>,
    /// Questions for a talk between both sides, ours.
    pub prompts: Vec<String>,
    /// What is guessed of the other side, as the end of the question; none where the cause is not guessed.
    pub guess: Option<String>,
    /// The standard error of measurement in points, from a retest study.
    pub sem: Option<f64>,
    /// The statements that belong to it, at least one.
    pub items: Vec<Item>,
}

impl Cause {
    pub const fn untold(id: Id, name: String) -> Self {
        Self {
            id,
            name,
            heading: String::new(),
            situation: String::new(),
            experience: None,
            experience_note: None,
            remedy: String::new(),
            first_step: String::new(),
            care: None,
            prompts: Vec::new(),
            guess: None,
            sem: None,
            items: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub id: Id,
    pub text: String,
    pub hint: Option<String>,
    pub scale: Arc<Scale>,
    /// Whether a high answer is good news.
    pub reverse: bool,
    pub pulse: bool,
    /// How much it counts in its cause; positive and finite.
    pub weight: f64,
}

/// Why parts do not make a questionnaire. `definition` says more, with the place in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    NoCause,
    NoItem(Id),
    DuplicateId(Id),
    BadScale(Id),
    BadWeight(Id),
    BadOrder,
    MissingSide,
    GuessStem,
    MinPeople,
}

impl Questionnaire {
    /// Puts a questionnaire together from its parts; `order` names each item once.
    pub fn new(head: Head, causes: Vec<Cause>, order: &[Id]) -> Result<Self, Invalid> {
        check_head(&head)?;
        check_causes(&causes)?;
        check_guesses(&head, &causes)?;
        let order = places(&causes, order)?;
        Ok(Self { head, causes, order })
    }

    pub const fn head(&self) -> &Head {
        &self.head
    }

    pub fn causes(&self) -> &[Cause] {
        &self.causes
    }

    /// The short name of a cause; its id where the questionnaire has no such cause.
    pub fn cause_name<'a>(&'a self, id: &'a Id) -> &'a str {
        self.causes.iter().find(|cause| &cause.id == id).map_or(id.as_str(), |cause| cause.name.as_str())
    }

    #[must_use = "iterators are lazy"]
    pub fn asked(&self) -> impl ExactSizeIterator<Item = &Item> + Clone {
        self.order.iter().map(|&(cause, item)| &self.causes[cause].items[item])
    }

    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Never: a questionnaire has at least one item.
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The item asked at `place`, counted from 0.
    pub fn asked_at(&self, place: usize) -> Option<&Item> {
        self.order.get(place).map(|&(cause, item)| &self.causes[cause].items[item])
    }

    pub fn item(&self, id: &Id) -> Option<&Item> {
        self.asked().find(|item| &item.id == id)
    }

    /// The scale that a cause is guessed on: that of its first item in the order of asking.
    pub fn guess_scale(&self, cause: &Id) -> Option<&Arc<Scale>> {
        let cause = self.causes.iter().find(|other| &other.id == cause)?;
        let is_in = |item: &&Item| cause.items.iter().any(|own| own.id == item.id);
        self.asked().find(is_in).map(|item| &item.scale)
    }

    /// The same questionnaire, in which nothing is guessed.
    #[must_use]
    pub fn without_guesses(mut self) -> Self {
        self.head.guess_stem = None;
        for cause in &mut self.causes {
            cause.guess = None;
        }
        self
    }

    pub fn side(&self, id: &Id) -> Option<&Side> {
        self.head.sides.iter().find(|side| &side.id == id)
    }

    /// The scales, each once, in the order in which they are asked.
    pub fn scales(&self) -> Vec<&Arc<Scale>> {
        let mut scales: Vec<&Arc<Scale>> = Vec::new();
        for item in self.asked() {
            if !scales.iter().any(|scale| scale.id == item.scale.id) {
                scales.push(&item.scale);
            }
        }
        scales
    }

    /// The short form: the pulse items alone. None where some cause has no pulse item, or all items belong to it.
    pub fn pulse(&self) -> Option<Self> {
        let whole = self.causes().iter().all(|cause| cause.items.iter().any(|item| item.pulse));
        if whole && !self.is_pulse() { self.keeping(|item| item.pulse) } else { None }
    }

    /// These causes alone, in the order of definition. None where it has none of them.
    pub fn of_causes(&self, ids: &[Id]) -> Option<Self> {
        let causes = || self.causes().iter().filter(|cause| ids.contains(&cause.id));
        self.keeping(|item| causes().flat_map(|cause| &cause.items).any(|own| own.id == item.id))
    }

    /// These statements alone, with their causes, in the order of asking. None where it has none of them.
    pub fn of_items(&self, ids: &[Id]) -> Option<Self> {
        self.keeping(|item| ids.contains(&item.id))
    }

    fn keeping(&self, is_kept: impl Fn(&Item) -> bool) -> Option<Self> {
        let mut causes = self.causes().to_vec();
        for cause in &mut causes {
            cause.items.retain(&is_kept);
        }
        causes.retain(|cause| !cause.items.is_empty());
        let order: Vec<Id> = self.asked().filter(|item| is_kept(item)).map(|item| item.id.clone()).collect();
        Self::new(self.head().clone(), causes, &order).ok()
    }

    /// Whether this is the short form: every item belongs to the pulse.
    pub fn is_pulse(&self) -> bool {
        self.asked().all(|item| item.pulse)
    }
}

fn check_head(head: &Head) -> Result<(), Invalid> {
    let has = |id: &str| head.sides.iter().any(|side| side.id.as_str() == id);
    if !has(SALES) || !has(MARKETING) {
        return Err(Invalid::MissingSide);
    }
    if head.min_people < MIN_PEOPLE_LEAST {
        return Err(Invalid::MinPeople);
    }
    unique(head.sides.iter().map(|side| &side.id))
}

fn check_causes(causes: &[Cause]) -> Result<(), Invalid> {
    if causes.is_empty() {
        return Err(Invalid::NoCause);
    }
    unique(
        causes.iter().map(|cause| &cause.id).chain(causes.iter().flat_map(|cause| &cause.items).map(|item| &item.id)),
    )?;
    for cause in causes {
        if cause.items.is_empty() {
            return Err(Invalid::NoItem(cause.id.clone()));
        }
        cause.items.iter().try_for_each(check_item)?;
    }
    Ok(())
}

fn check_guesses(head: &Head, causes: &[Cause]) -> Result<(), Invalid> {
    let asks = head.guess_stem.as_ref().is_some_and(|stem| stem.contains(GUESSED_SIDE));
    if asks || causes.iter().all(|cause| cause.guess.is_none()) { Ok(()) } else { Err(Invalid::GuessStem) }
}

fn check_item(item: &Item) -> Result<(), Invalid> {
    if !(item.weight.is_finite() && item.weight > 0.0) {
        return Err(Invalid::BadWeight(item.id.clone()));
    }
    let points = &item.scale.points;
    let consecutive = points.windows(2).all(|pair| pair[0].value.checked_add(1) == Some(pair[1].value));
    if POINTS.contains(&points.len()) && consecutive { Ok(()) } else { Err(Invalid::BadScale(item.scale.id.clone())) }
}

fn unique<'a>(ids: impl Iterator<Item = &'a Id>) -> Result<(), Invalid> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Invalid::DuplicateId(id.clone()));
        }
    }
    Ok(())
}

fn places(causes: &[Cause], order: &[Id]) -> Result<Vec<(usize, usize)>, Invalid> {
    let mut places = Vec::with_capacity(order.len());
    for id in order {
        places.push(place_of(causes, id).ok_or(Invalid::BadOrder)?);
    }
    let distinct: HashSet<_> = places.iter().collect();
    let items: usize = causes.iter().map(|cause| cause.items.len()).sum();
    if distinct.len() == places.len() && places.len() == items { Ok(places) } else { Err(Invalid::BadOrder) }
}

fn place_of(causes: &[Cause], id: &Id) -> Option<(usize, usize)> {
    causes
        .iter()
        .enumerate()
        .find_map(|(at, cause)| cause.items.iter().position(|item| &item.id == id).map(|item| (at, item)))
}
