//! An [`Analysis`](crate::domain::analysis::Analysis) for readers and for programs.
//!
//! ```text
//! text    sentences that fit 80 columns
//! json    data with a schema version
//! ```

mod json;
mod page;
mod text;

pub use json::{json, schema};
pub use text::text;
