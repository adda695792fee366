//! What phones get: plain pages that work without scripts, and are kinder with them.
//!
//! ```text
//! *.html, page.css, page.js    the pages themselves
//! content                      what stands in them
//! ```

mod content;
mod frame;
#[cfg(test)]
mod tests;

use minijinja::value::Value;
use minijinja::{Environment, Error, context};

pub use content::{Joining, Place, place_of};
pub use frame::Frame;

use crate::live::room::PersonView;
use crate::markup;

/// The style sheet of every page.
pub const STYLE: &str = include_str!("page.css");
/// The script of every page. Everything works without it, and where a browser lacks what it needs it does nothing.
pub const SCRIPT: &str = include_str!("page.js");

const TEMPLATES: [(&str, &str); 10] = [
    ("base.html", include_str!("base.html")),
    ("join.html", include_str!("join.html")),
    ("arrived.html", include_str!("arrived.html")),
    ("wait.html", include_str!("wait.html")),
    ("item.html", include_str!("item.html")),
    ("all.html", include_str!("all.html")),
    ("discuss.html", include_str!("discuss.html")),
    ("leave.html", include_str!("leave.html")),
    ("left.html", include_str!("left.html")),
    ("problem.html", include_str!("problem.html")),
];

/// The pages, ready to be filled.
#[derive(Debug)]
pub struct Pages {
    templates: Environment<'static>,
}

impl Pages {
    /// Reads the pages.
    ///
    /// # Errors
    /// When one cannot be read, which a test rules out.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { templates: markup::templates(&TEMPLATES)? })
    }

    /// The page on which a person says whom they answer for.
    ///
    /// # Errors
    /// When it cannot be filled, which a test rules out.
    pub fn join(&self, frame: &Frame, joining: &Joining<'_>) -> Result<String, Error> {
        self.fill("join.html", content::join(frame, joining))
    }

    /// The page between joining and the session, which shows nothing of anybody.
    ///
    /// # Errors
    /// When it cannot be filled, which a test rules out.
    pub fn arrived(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("arrived.html", context! { frame => frame.value(), refresh => false, joined => false })
    }

    /// The page of a place in the session, with an optional note about what happened.
    ///
    /// # Errors
    /// When it cannot be filled, which a test rules out.
    pub fn at(&self, place: Place, view: &PersonView, note: Option<&str>) -> Result<String, Error> {
        let frame = Frame::of(&view.setup, &view.progress);
        match place {
            Place::Item(number) => self.fill("item.html", content::item(&frame, view, number, note)),
            Place::All => self.fill("all.html", content::all(&frame, view)),
            Place::Discussing => self.fill("discuss.html", content::discuss(&frame, view)),
            Place::Waiting => self.fill("wait.html", content::wait(&frame, view)),
        }
    }

    /// The page that says what leaving a phone does, before it is done.
    ///
    /// # Errors
    /// When it cannot be filled, which a test rules out.
    pub fn leave(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("leave.html", context! { frame => frame.value(), refresh => false, joined => true })
    }

    /// The page of a phone that was left, which shows nothing of anybody.
    ///
    /// # Errors
    /// When it cannot be filled, which a test rules out.
    pub fn left(&self, frame: &Frame) -> Result<String, Error> {
        self.fill("left.html", context! { frame => frame.value(), refresh => false, joined => false, left => true })
    }

    /// A page that says what went wrong and how to go on.
    ///
    /// # Errors
    /// When it cannot be filled, which a test rules out.
    pub fn problem(&self, frame: &Frame, heading: &str, text: &str, again: Option<&str>) -> Result<String, Error> {
        self.fill(
            "problem.html",
            context! { frame => frame.value(), heading, text, again, refresh => false, joined => false },
        )
    }

    fn fill(&self, name: &str, content: Value) -> Result<String, Error> {
        self.templates.get_template(name)?.render(content)
    }
}
