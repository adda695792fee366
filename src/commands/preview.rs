//! What a record holds, as far as it is shown beside the list.

use crate::domain::action::waiting;
use crate::domain::analysis::{Analysis, CauseFigures, CauseResult, Outcome};
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::record::Record;
use crate::domain::trend::{asked_alike, threshold};
use crate::request::{Glimpse, Preview};
use crate::wording;

/// What is shown of a record beside the list. No cause is named while it is being answered.
pub fn preview(record: &Record) -> Preview {
    let answered = record.solo().map(|_| (record.answered(), record.questionnaire().len()));
    let (causes, sentence) = match Outcome::of(record) {
        _ if !record.is_finished() => (Vec::new(), String::new()),
        Outcome::One(analysis) => (glimpses(&analysis), wording::summary(&analysis)),
        Outcome::Several(several) => (glimpses(&several), wording::several::summary(&several)),
    };
    let is_pulse = record.questionnaire().is_pulse();
    let waiting = waiting(record);
    let preview = Preview { causes, answered, is_pulse, sentence, waiting, first_step: None, prompts: Vec::new() };
    let worst = preview.worst().and_then(|worst| cause(record.questionnaire(), worst));
    let first_step = record.solo().and(worst).map(|cause| cause.first_step.clone());
    let prompts = worst.map(|cause| cause.prompts.clone()).unwrap_or_default();
    Preview { first_step, prompts, ..preview }
}

fn cause<'a>(questionnaire: &'a Questionnaire, shown: &Glimpse) -> Option<&'a Cause> {
    questionnaire.causes().iter().find(|cause| cause.id == shown.id)
}

fn glimpses<F: CauseFigures>(analysis: &Analysis<F>) -> Vec<Glimpse> {
    let places = 0..analysis.questionnaire().causes().len();
    places.filter_map(|place| analysis.cause(place)).map(|result| glimpse(analysis, &result)).collect()
}

fn glimpse<F: CauseFigures>(analysis: &Analysis<F>, result: &CauseResult<'_, F>) -> Glimpse {
    let bands = &analysis.questionnaire().head().bands;
    Glimpse {
        id: result.cause.id.clone(),
        name: result.cause.name.clone(),
        severity: result.severity(),
        band: result.band().map_or_else(String::new, |band| bands.of(band).to_owned()),
        asked: asked_alike(result.cause),
        step: threshold(result.cause),
    }
}
