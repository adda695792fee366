//! The questionnaire as it is typed: what a file may hold, before anybody asked whether it makes sense.
//!
//! Every field may be absent here, so that one mistake does not hide the others; what the schema calls required is
//! required once it is read. The descriptions reach authors through the schema that their editor shows.

use std::borrow::Cow;
use std::ops::Range;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::Spanned;
use toml::value::Date;

/// A questionnaire for Undercurrent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Questionnaire {
    /// The version of this format: 1.
    pub schema: Given<i64>,
    /// What programs call the questionnaire: lower-case letters, digits and single hyphens.
    #[schemars(length(max = 40))]
    pub id: Given<String>,
    /// Yours to choose; change it whenever a wording, a key, the order or a scale changes.
    #[schemars(length(max = 20))]
    pub version: Given<String>,
    /// What people call the questionnaire.
    #[schemars(length(max = 80))]
    pub title: Given<String>,
    /// The language of its texts as a tag, such as "en" or "pt-BR".
    #[schemars(length(max = 35))]
    pub language: Given<String>,
    /// Said before the first statement: whose view this is.
    #[schemars(length(max = 600))]
    pub intro: Given<String>,
    /// Asked on the last page; a lead may answer it in a record of one's own, which alone keeps the answer.
    #[schemars(length(max = 200))]
    pub closing: Given<String>,
    /// The question before each guess, with {side} for the name of the other side; the causes have a `guess` then.
    #[schemars(length(max = 100), extend("pattern" = "\\{side\\}"))]
    pub guess_stem: Option<SpannedValue<String>>,
    /// The fewest people whose figures are shown together, 3 or more.
    #[schemars(range(min = 3, max = 1000))]
    pub min_people: Given<i64>,
    /// The ids of all items, each once, in the order of asking.
    #[schemars(length(min = 1, max = 1000))]
    pub order: Vec<SpannedValue<String>>,
    /// Whom a person may answer for; "sales" and "marketing" are always among them.
    #[schemars(length(min = 2, max = 9))]
    pub sides: Vec<Side>,
    /// The text that the causes come from.
    #[schemars(required)]
    pub source: Option<Source>,
    /// What the four bands of severity are called.
    #[schemars(required)]
    pub bands: Option<Bands>,
    /// Words explained before the first statement.
    #[schemars(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 50))]
    pub word: Vec<Word>,
    /// Places where the source pulls against itself.
    #[schemars(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 50))]
    pub tension: Vec<Tension>,
    /// The answers to choose from.
    #[schemars(length(min = 1, max = 50))]
    pub scale: Vec<Scale>,
    /// The causes, in the order of the source.
    #[schemars(length(min = 1, max = 100))]
    pub cause: Vec<Cause>,
    /// The statements.
    #[schemars(length(min = 1, max = 1000))]
    pub item: Vec<Item>,
}

/// The text that the causes come from.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Source {
    /// Its title.
    #[schemars(length(max = 100))]
    pub title: Given<String>,
    /// The day it was published, such as 2019-09-22, without quotation marks.
    #[schemars(with = "String", extend("format" = "date"))]
    pub date: Given<Date>,
}

/// What the four bands of severity are called.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Bands {
    /// 0 to 37.
    #[schemars(length(max = 12))]
    pub low: Given<String>,
    /// 38 to 62.
    #[schemars(length(max = 12))]
    pub mixed: Given<String>,
    /// 63 to 87.
    #[schemars(length(max = 12))]
    pub elevated: Given<String>,
    /// 88 to 100.
    #[schemars(length(max = 12))]
    pub severe: Given<String>,
}

/// Whom a person may answer for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Side {
    /// What files call it.
    #[schemars(length(max = 40))]
    pub id: Given<String>,
    /// What people call it.
    #[schemars(length(max = 20))]
    pub name: Given<String>,
}

/// A word and what it means here.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Word {
    /// The word.
    #[schemars(length(max = 30))]
    pub term: Given<String>,
    /// What it means.
    #[schemars(length(max = 150))]
    pub text: Given<String>,
}

/// A place where the source pulls against itself; shown when all its causes are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Tension {
    /// The ids of the causes, two or more.
    #[schemars(length(min = 2, max = 100))]
    pub causes: Vec<SpannedValue<String>>,
    /// What pulls which way.
    #[schemars(length(max = 300))]
    pub text: Given<String>,
}

/// The answers to choose from.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Scale {
    /// What items call it.
    #[schemars(length(max = 40))]
    pub id: Given<String>,
    /// The question above the answers.
    #[schemars(length(max = 100))]
    pub stem: Given<String>,
    /// The answer apart from the scale: does not apply, or cannot say.
    #[schemars(length(max = 50))]
    pub na: Given<String>,
    /// Two to nine answers with consecutive whole values, lowest first.
    #[schemars(length(min = 2, max = 9))]
    pub points: Vec<Point>,
}

/// One answer of a scale.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Point {
    /// What is stored and scored.
    #[schemars(range(min = -100, max = 100))]
    pub value: Given<i64>,
    /// What people read.
    #[schemars(length(max = 30))]
    pub label: Given<String>,
}

/// One of the causes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Cause {
    /// What files call it.
    #[schemars(length(max = 40))]
    pub id: Given<String>,
    /// The short name on charts, at most 16 columns wide.
    #[schemars(length(max = 16))]
    pub name: Given<String>,
    /// The source's own heading.
    #[schemars(length(max = 100))]
    pub heading: Given<String>,
    /// What the source says happens.
    #[schemars(length(max = 400))]
    pub situation: Given<String>,
    /// What the source says it is like for Sales.
    #[schemars(length(max = 400))]
    pub experience: Option<SpannedValue<String>>,
    /// A note of yours on the experience, where the source has none.
    #[schemars(length(max = 100))]
    pub experience_note: Option<SpannedValue<String>>,
    /// What the source says should be done.
    #[schemars(length(max = 400))]
    pub remedy: Given<String>,
    /// A first step of yours, small enough for the next two weeks.
    #[schemars(length(max = 400))]
    pub first_step: Given<String>,
    /// What to mind about the remedy.
    #[schemars(length(max = 400))]
    pub care: Option<SpannedValue<String>>,
    /// Questions for a talk between both sides.
    #[schemars(length(min = 1, max = 9))]
    pub prompts: Vec<SpannedValue<String>>,
    /// What is guessed of the other side, as the end of the question in `guess_stem`; without it nothing is.
    #[schemars(length(max = 70))]
    pub guess: Option<SpannedValue<String>>,
    /// The standard error of measurement in points, from a retest study.
    #[schemars(range(max = 100), extend("exclusiveMinimum" = 0))]
    pub sem: Option<SpannedValue<f64>>,
}

/// One statement.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Item {
    /// What files call it.
    #[schemars(length(max = 40))]
    pub id: Given<String>,
    /// The id of its cause.
    #[schemars(length(max = 40))]
    pub cause: Given<String>,
    /// The id of its scale.
    #[schemars(length(max = 40))]
    pub scale: Given<String>,
    /// The statement, at most 110 characters.
    #[schemars(length(max = 110))]
    pub text: Given<String>,
    /// One line that helps to read it.
    #[schemars(length(max = 100))]
    pub hint: Option<SpannedValue<String>>,
    /// True where a high answer is good news.
    #[schemars(default)]
    #[serde(skip_serializing_if = "is_false")]
    pub reverse: bool,
    /// True where it belongs to the short form.
    #[schemars(default)]
    #[serde(skip_serializing_if = "is_false")]
    pub pulse: bool,
    /// How much it counts in its cause: 1 where nothing is given.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub weight: Option<SpannedValue<f64>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// A value and where it stands, in bytes from the start of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SpannedValue<T>(Spanned<T>);

/// What was typed for a key that needs a value; none where nothing usable was.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Given<T>(#[schemars(with = "T")] Option<SpannedValue<T>>);

impl<T> SpannedValue<T> {
    /// The value.
    pub fn get(&self) -> &T {
        self.0.get_ref()
    }

    /// Its place, in bytes.
    pub fn span(&self) -> Range<usize> {
        self.0.span()
    }
}

impl<T> From<T> for SpannedValue<T> {
    /// A value that was never in a file.
    fn from(value: T) -> Self {
        Self(Spanned::new(0..0, value))
    }
}

impl<T> Given<T> {
    /// The value with its place, if there is one.
    pub const fn spanned(&self) -> Option<&SpannedValue<T>> {
        self.0.as_ref()
    }

    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        self.spanned().map(SpannedValue::get)
    }
}

impl<T> Default for Given<T> {
    /// Nothing.
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<T> for Given<T> {
    /// A value that was never in a file.
    fn from(value: T) -> Self {
        Self(Some(SpannedValue::from(value)))
    }
}

impl<T: JsonSchema> JsonSchema for SpannedValue<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The JSON Schema of a questionnaire file, for editors.
pub fn schema() -> String {
    format!("{:#}\n", generated())
}

/// The schema as a value.
pub(super) fn generated() -> Value {
    let settings = SchemaSettings::default().with_transform(RecursiveTransform(without_null));
    SchemaGenerator::new(settings).into_root_schema_for::<Questionnaire>().to_value()
}

/// TOML has no null: what may be absent is simply not required.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
}
