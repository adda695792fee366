//! A live session as lines.

use super::block::line;
use super::{Line, numbered};
use crate::app::screens::room::{Room, Stage};
use crate::app::{App, pages};

/// What the facilitator is told.
pub(super) fn room(app: &App, room: &Room) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(room.view().setup.rehearsal.then(|| Line::new("REHEARSAL: everybody in it is made up.")));
    lines.extend(pages::room::join(room).map(|[join, _]| Line::once(format!("People join at {join}."))));
    lines.extend(pages::room::trouble(room).map(Line::new));
    lines.extend(stage(app, room));
    lines
}

fn stage(app: &App, room: &Room) -> Vec<Line> {
    let page = || app.screen().page(&app.setup().opened).unwrap_or_default().iter().map(line).collect::<Vec<_>>();
    match room.stage() {
        Stage::Blank => vec![Line::new("The big screen is blank.")],
        Stage::Scan => Vec::new(),
        Stage::Asked(asked) => {
            let (question, text) = pages::room::asked(room, asked);
            vec![Line::new(question), Line::new(text)]
        }
        Stage::Acting(_) => app.screen().question(app.setup()).map(|asked| super::question(&asked)).unwrap_or_default(),
        Stage::Choosing(choosing) => {
            let questionnaire = &room.view().setup.questionnaire;
            let told = |(id, chosen): &(_, bool)| {
                let mark = if *chosen { ", marked" } else { "" };
                format!("{}{mark}", questionnaire.cause_name(id))
            };
            let question = Line::new("Which causes should be asked once more?");
            [question].into_iter().chain(numbered(choosing.causes.iter().map(told))).collect()
        }
        Stage::Cause(cause) => [Line::new(format!("{}.", cause.name))].into_iter().chain(page()).collect(),
        Stage::Chart => chart(room).into_iter().chain(page()).collect(),
        Stage::Lobby | Stage::Answering | Stage::Closing | Stage::Closed | Stage::Change | Stage::Ended => page(),
    }
}

fn chart(room: &Room) -> Vec<Line> {
    match &room.causes.everyone {
        Some(everyone) => super::everyone::everyone(everyone),
        None => numbered(room.causes.listed(&room.seen).iter().map(|cause| cause.name.clone())),
    }
}
