//! Names that are typed: another one for a record, one for a record that was put together, and that of a file that
//! something is written into, once its form is chosen.

use jiff::Zoned;
use tui_input::Input;

use crate::app::input::moved;
use crate::app::keys::{Action, Binding, Key, LEAVE_QUIETLY, NO, key};
use crate::app::screens::{Ctx, Effect, KeyContext, Msg, Question, Screen, ScreenState, Setup, Transition, to_list_at};
use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::domain::text::Label;
use crate::format::Format;
use crate::request::{Exported, Merging, NotWritten, ReadReply, ReadRequest, StoreReply, StoreRequest, Target};
use crate::wording::{capital, forms, home as words, keys as says};

#[derive(Debug, Clone)]
pub struct Naming {
    name: Input,
    what: What,
    /// Whether it is being asked if to merge all the same.
    sure: bool,
    from: Box<Screen>,
}

#[derive(Debug, Clone)]
enum What {
    Rename(Target),
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
                Transition { notice: Some(words::merged(&sentence(merging))), ..to_list_at(id) }
            }
            (msg, _) => self.from.respond(msg, ctx),
        }
    }

    fn title(&self) -> Option<String> {
        let title = if matches!(self.what, What::Rename(_)) { words::ANOTHER_NAME } else { words::MERGE };
        Some(title.to_owned())
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        let (text, help) = match &self.what {
            What::Rename(_) => words::RENAME.map(str::to_owned).into(),
            What::Merge(merging) if self.sure => (words::MERGE_ALL_THE_SAME.to_owned(), merging.warnings.join(" ")),
            What::Merge(merging) => (words::MERGED_NAME.to_owned(), words::merging_help(&sentence(merging))),
        };
        let field = (!self.sure).then_some(&self.name);
        Some(Question { text, help, options: Vec::new(), chosen: None, field })
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
        Transition::go(std::mem::take(&mut *self.from))
    }

    fn go_on(&mut self) -> Transition {
        let label = match Label::new(self.name.value()) {
            Ok(label) => label,
            Err(error) => return Transition::notice(says::unusable_name(&error)),
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

fn sentence(merging: &Merging) -> String {
    words::merging(&merging.people, &merging.notes)
}

#[derive(Debug, Clone)]
pub struct Reporting {
    what: Exported,
    step: Step,
    /// The chosen form, as a place among those that it is written in.
    pub form: usize,
    file: Input,
    /// The folder that a name without one is meant in, as it is shown.
    folder: String,
    from: Box<Screen>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Form,
    File,
    /// Whether to replace the file that is there.
    Replace,
}

impl ScreenState for Reporting {
    fn place(&self) -> KeyContext {
        match self.step {
            Step::Form => KeyContext::Choosing,
            Step::File => KeyContext::Label,
            Step::Replace => KeyContext::Sure,
        }
    }

    fn update(&mut self, action: Action, _: &mut Ctx<'_>) -> Transition {
        match (self.step, action) {
            (Step::Form, Action::Close) => return self.back(),
            (Step::File, Action::Close) => self.step = Step::Form,
            (Step::Replace, Action::Close) => self.step = Step::File,
            (Step::Form, Action::Pick(at)) if at < self.forms().len() => {
                self.form = at;
                return Transition::effect(self.suggest());
            }
            (Step::Form, Action::Pick(_)) => {
                return Transition::notice(says::choose_to(self.forms().len()));
            }
            (Step::Form, Action::Confirm) => return Transition::effect(self.suggest()),
            (Step::File, Action::Confirm) => return self.write(false),
            (Step::Replace, Action::Confirm) => return self.write(true),
            _ => self.form = moved(Some(self.form), self.forms().len(), action).unwrap_or(0),
        }
        Transition::stay()
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Read(ReadReply::Suggested(Ok(suggested))) => {
                self.file = Input::new(suggested.name);
                self.folder = suggested.folder;
                self.step = Step::File;
            }
            Msg::Read(ReadReply::Written(Ok(path))) => {
                return Transition { notice: Some(forms::written(self.what.export(), &path)), ..self.back() };
            }
            Msg::Read(ReadReply::Written(Err(NotWritten::Taken))) => self.step = Step::Replace,
            Msg::Read(ReadReply::Written(Err(NotWritten::Refused(_)))) => self.step = Step::File,
            msg => return self.from.respond(msg, ctx),
        }
        Transition::stay()
    }

    fn title(&self) -> Option<String> {
        Some(forms::writing(self.what.export()))
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        let (text, help) = match self.step {
            Step::Form => words::WHICH_FORM.map(str::to_owned).into(),
            Step::File => (words::WHICH_FILE.to_owned(), words::which_file_help(&self.folder)),
            Step::Replace => (words::replace(self.file.value().trim()), words::REPLACED_IS_LOST.to_owned()),
        };
        let options = match self.step {
            Step::Form => self.forms().iter().map(|form| capital(forms::named(*form))).collect(),
            Step::File | Step::Replace => Vec::new(),
        };
        let field = (self.step == Step::File).then_some(&self.file);
        Some(Question { text, help, options, chosen: (self.step == Step::Form).then_some(self.form), field })
    }

    fn field(&mut self) -> Option<&mut Input> {
        (self.step == Step::File).then_some(&mut self.file)
    }

    fn options(&self) -> usize {
        self.forms().len()
    }

    fn record(&self) -> Option<&Record> {
        self.from.record()
    }

    fn in_question(&self) -> Option<Token> {
        match &self.what {
            Exported::Record(target) => Some(target.id),
            Exported::People(_) | Exported::Runs(_) | Exported::Steps => None,
        }
    }

    fn deleted(&self, id: Token, now: &Zoned) -> Option<String> {
        self.from.deleted(id, now)
    }
}

impl Reporting {
    /// Begins with the form, or where that is said with what asks for the file.
    pub fn begin(what: Exported, form: Option<Format>, from: Box<Screen>) -> (Self, Option<Effect>) {
        let at = form.and_then(|form| what.export().forms().iter().position(|one| *one == form)).unwrap_or(0);
        let (file, folder) = (Input::default(), String::new());
        let reporting = Self { what, step: Step::Form, form: at, file, folder, from };
        let effect = form.map(|_| reporting.suggest());
        (reporting, effect)
    }

    fn back(&mut self) -> Transition {
        Transition::go(std::mem::take(&mut *self.from))
    }

    const fn forms(&self) -> &'static [Format] {
        self.what.export().forms()
    }

    fn form(&self) -> Format {
        self.forms().get(self.form).copied().unwrap_or_default()
    }

    fn suggest(&self) -> Effect {
        Effect::Read(ReadRequest::Suggest { what: self.what.clone(), form: self.form() })
    }

    fn write(&mut self, replace: bool) -> Transition {
        let (what, form, file) = (self.what.clone(), self.form(), self.file.value().trim().to_owned());
        if file.is_empty() {
            return Transition::notice(words::NAME_A_FILE);
        }
        Transition::effect(Effect::Read(ReadRequest::Write { what, form, file, replace }))
    }
}
