//! The schema of questionnaire files, generated from the types that read them.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::raw;

/// The JSON Schema of a questionnaire file, for editors.
pub fn schema() -> String {
    format!("{:#}\n", generated())
}

/// The schema as a value.
pub(super) fn generated() -> Value {
    let settings = SchemaSettings::default().with_transform(RecursiveTransform(without_null));
    SchemaGenerator::new(settings).into_root_schema_for::<raw::Questionnaire>().to_value()
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
