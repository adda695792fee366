//! Templates of pages, which keep text from acting as markup and from hiding.

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior};

use crate::domain::text::showable;

/// These templates, by name. They escape whatever is put into them.
pub fn templates(texts: &[(&'static str, &'static str)]) -> Result<Environment<'static>, Error> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    templates.set_formatter(harmless);
    for (name, text) in texts {
        templates.add_template(name, text)?;
    }
    Ok(templates)
}

/// Names what a reader could not see before it is escaped. Markup is left alone: it is ours, and escaped already.
fn harmless(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => minijinja::escape_formatter(out, state, &Value::from(showable(text))),
        _ => minijinja::escape_formatter(out, state, value),
    }
}
