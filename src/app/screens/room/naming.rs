//! Another name for the session while it goes on.

use tui_input::Input;

use crate::app::keys::Action;
use crate::app::pages::Question;
use crate::app::screens::Transition;
use crate::app::screens::room::{Opened, Room, command};
use crate::domain::text::Label;
use crate::live::room::Command;
use crate::wording::room::{NAME, NAME_HELP};

/// A name on its way.
#[derive(Debug, Clone)]
pub struct Naming {
    /// The name as typed.
    pub(super) name: Input,
    /// Whether it was handed over, and what comes of it is not known yet.
    pub(super) sent: bool,
}

impl Naming {
    pub(super) fn asked(&self) -> Question<'_> {
        Question {
            text: NAME.to_owned(),
            help: NAME_HELP.to_owned(),
            options: Vec::new(),
            chosen: None,
            field: Some(&self.name),
        }
    }
}

impl Room {
    /// Begins with the name that the session has.
    pub(super) fn begin_naming(&mut self) -> Transition {
        let name = Input::new(self.view().setup.label.to_string());
        self.opened = Some(Opened::Naming(Naming { name, sent: false }));
        Transition::stay()
    }

    /// On or back in what is typed; it stays open until it is known to be kept.
    pub(super) fn type_name(&mut self, mut naming: Naming, action: Action) -> Transition {
        let turn = match action {
            Action::Close => return Transition::stay(),
            Action::Confirm if !naming.sent => match Label::new(naming.name.value()) {
                Ok(label) => {
                    naming.sent = true;
                    command(Command::Name(label))
                }
                Err(error) => Transition::notice(format!("That name cannot be used: {error}.")),
            },
            _ => Transition::stay(),
        };
        self.opened = Some(Opened::Naming(naming));
        turn
    }
}
