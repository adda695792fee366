//! What the verbs themselves tell as data, each with a schema of its own: what is no record's result.
//!
//! ```text
//! list     the records of a folder
//! check    what is wrong with a questionnaire
//! ```

pub(crate) mod check;
pub(crate) mod list;
