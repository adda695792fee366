//! A name for a record: another one for one that is there, or one for a record that was put together.

use jiff::Zoned;
use tui_input::Input;

use crate::app::Setup;
use crate::app::keys::{Action, Binding, Key, LEAVE_QUIETLY, NO, key};
use crate::app::message::{Effect, Msg};
use crate::app::pages::Question;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition, to_list_at};
use crate::domain::id::Token;
use crate::domain::text::Label;
use crate::request::{Merging, StoreReply, StoreRequest, Target};

/// A name on its way, and what it is for.
#[derive(Debug, Clone)]
pub struct Naming {
    /// The name as typed.
    name: Input,
    /// What it is for.
    what: What,
    /// Whether it is being asked if to merge all the same.
    sure: bool,
    /// Where it began, to go back to.
    from: Box<Screen>,
}

/// What a name is for.
#[derive(Debug, Clone)]
enum What {
    /// A record that is there.
    Rename(Target),
    /// A record that was put together.
    Merge(Box<Merging>),
}

impl ScreenState for Naming {
    fn place(&self) -> KeyContext {
        if self.sure { KeyContext::Sure } else { KeyContext::Label }
    }

    fn update(&mut self, action: Action, _: &mut Ctx<'_>) -> Transition {
        match action {
            Action::Close if self.sure => {
                self.sure = false;
                Transition::stay()
            }
            Action::Close => self.back(),
            Action::Confirm => self.go_on(),
            _ => Transition::stay(),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match (msg, &self.what) {
            (Msg::Store(StoreReply::Renamed { id, result: Ok(()) }), _) => to_list_at(id),
            (Msg::Store(StoreReply::Added { id, result: Ok(()) }), What::Merge(merging)) => {
                Transition { notice: Some(format!("Merged {}", told(merging))), ..to_list_at(id) }
            }
            (msg, _) => self.from.respond(msg, ctx),
        }
    }

    fn title(&self) -> Option<String> {
        Some(match self.what {
            What::Rename(_) => "another name".to_owned(),
            What::Merge(_) => "merge records".to_owned(),
        })
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        Some(asked(self))
    }

    fn field(&mut self) -> Option<&mut Input> {
        (!self.sure).then_some(&mut self.name)
    }

    fn in_question(&self) -> Option<Token> {
        match &self.what {
            What::Rename(target) => Some(target.id),
            What::Merge(merging) => Some(merging.record.head().id),
        }
    }

    fn deleted(&self, id: Token, now: &Zoned) -> Option<String> {
        self.from.deleted(id, now)
    }
}

impl Naming {
    /// Begins with the name that a record has.
    pub(super) fn rename(target: Target, label: &Label, from: Box<Screen>) -> Self {
        Self { name: Input::new(label.to_string()), what: What::Rename(target), sure: false, from }
    }

    /// Begins with the name that records have together.
    pub(super) fn merge(merging: Merging, from: Box<Screen>) -> Self {
        let name = Input::new(merging.record.head().label.to_string());
        Self { name, what: What::Merge(Box::new(merging)), sure: false, from }
    }

    fn back(&mut self) -> Transition {
        Transition::go(std::mem::replace(&mut *self.from, Screen::empty()))
    }

    fn go_on(&mut self) -> Transition {
        let label = match Label::new(self.name.value()) {
            Ok(label) => label,
            Err(error) => return Transition::notice(format!("That name cannot be used: {error}.")),
        };
        match &mut self.what {
            What::Rename(target) => {
                Transition::effect(Effect::Store(StoreRequest::Rename { target: target.clone(), label }))
            }
            What::Merge(merging) if !merging.warnings.is_empty() && !self.sure => {
                self.sure = true;
                Transition::stay()
            }
            What::Merge(merging) => {
                merging.record.relabel(label);
                Transition::effect(Effect::Store(StoreRequest::Add(Box::new(merging.record.clone()))))
            }
        }
    }
}

pub(super) const SURE_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "yes"), key(NO, Action::Close, "no"), LEAVE_QUIETLY];

fn asked(naming: &Naming) -> Question<'_> {
    let (text, help) = match &naming.what {
        What::Rename(_) => (
            "Which name should this record have?",
            "Which Sales and which Marketing it is about, such as EMEA, without a date. Records of one name are compared."
                .to_owned(),
        ),
        What::Merge(merging) if naming.sure => ("Merge them all the same?", merging.warnings.join(" ")),
        What::Merge(merging) => (
            "Which name should the merged record have?",
            format!("{} The records themselves stay as they are.", told(merging)),
        ),
    };
    let field = (!naming.sure).then_some(&naming.name);
    Question { text: text.to_owned(), help, options: Vec::new(), chosen: None, field }
}

/// Who is in records that are put together, and what is to be known besides.
fn told(merging: &Merging) -> String {
    [&[format!("{}.", merging.people)], merging.notes.as_slice()].concat().join(" ")
}
