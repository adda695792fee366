//! A value as it was typed, with its place in the file.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A value and where it stands, in bytes from the start of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Placed<T>(Spanned<T>);

/// What was typed for a key that needs a value; none where nothing usable was.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Given<T>(#[schemars(with = "T")] Option<Placed<T>>);

impl<T> Placed<T> {
    /// The value.
    pub fn get(&self) -> &T {
        self.0.get_ref()
    }

    /// Its place, in bytes.
    pub fn span(&self) -> Range<usize> {
        self.0.span()
    }
}

impl<T> From<T> for Placed<T> {
    /// A value that was never in a file.
    fn from(value: T) -> Self {
        Self(Spanned::new(0..0, value))
    }
}

impl<T> Given<T> {
    /// The value with its place, if there is one.
    pub const fn placed(&self) -> Option<&Placed<T>> {
        self.0.as_ref()
    }

    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        self.placed().map(Placed::get)
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
        Self(Some(Placed::from(value)))
    }
}

impl<T: JsonSchema> JsonSchema for Placed<T> {
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
