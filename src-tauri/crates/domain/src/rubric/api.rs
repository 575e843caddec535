//! Commands of scoring sheets.

use super::types::{
    Outcome, Rubric, RubricDocument, RubricFaults, RubricInput, RubricList, RubricPreset, RubricPresets, RubricRetire,
    RubricRow, ScoreRequest,
};
use crate::{
    command::{Call, Topic},
    error::Result,
    wire::{Acted, ById, Nothing, Saved},
};

const RUBRIC: &[Topic] = &[Topic::Rubric, Topic::Observation];

crate::command::commands! {
    /// All versions of all scoring sheets.
    rubric_list(Nothing) -> RubricList, EVERYONE, reads RUBRIC, touches &[] => list;
    /// One version.
    rubric_get(ById) -> Rubric, EVERYONE, reads &[Topic::Rubric], touches &[] => get;
    /// The sheets that ship with the program.
    rubric_presets(Nothing) -> RubricPresets, EVERYONE, reads &[], touches &[] => presets;
    /// What is wrong with a sheet as it is typed: sums against what is printed, bands, forms of scoring.
    rubric_check(RubricDocument) -> RubricFaults, EVERYONE, reads &[], touches &[] => check;
    /// What follows from some scores: sums, total, band.
    rubric_score(ScoreRequest) -> Outcome, EVERYONE, reads &[Topic::Rubric], touches &[] => score;
    /// Makes a scoring sheet or changes one; a version that was used stays, and the change makes the next.
    rubric_save(RubricInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Rubric] => save;
    /// Offers a scoring sheet no longer, or again.
    rubric_retire(RubricRetire) -> Acted, DIRECTOR, reads &[], touches &[Topic::Rubric] => retire;
    /// Deletes a version that no sheet was filled by; `undo` brings it back.
    rubric_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Rubric] => delete;
}

fn list(call: &Call<'_>, _: Nothing) -> Result<RubricList> {
    let versions = call.read(super::rows::versions)?;
    let row = |version: super::rows::Version| RubricRow {
        rubric: version.rubric,
        retired_on: version.retired_on,
        used: version.used,
        frozen: version.frozen,
    };
    Ok(RubricList { rows: versions.into_iter().map(row).collect() })
}

fn get(call: &Call<'_>, request: ById) -> Result<Rubric> {
    call.read(|read| super::rows::get(read, &request.id))
}

fn presets(_: &Call<'_>, _: Nothing) -> Result<RubricPresets> {
    let preset = |(key, document): (&str, RubricDocument)| RubricPreset { key: key.to_owned(), document };
    Ok(RubricPresets { presets: super::presets::presets()?.into_iter().map(preset).collect() })
}

#[allow(clippy::unnecessary_wraps, reason = "a handler like the others")]
fn check(_: &Call<'_>, document: RubricDocument) -> Result<RubricFaults> {
    Ok(RubricFaults { faults: super::check::faults(&document) })
}

fn score(call: &Call<'_>, request: ScoreRequest) -> Result<Outcome> {
    let rubric = call.read(|read| super::rows::get(read, &request.rubric_id))?;
    super::accept::accept(&rubric.document, &request.scores)?;
    Ok(super::score::outcome(&rubric.document, &request.subject, &request.scores))
}

fn save(call: &Call<'_>, input: RubricInput) -> Result<Saved> {
    let (id, act) = call.write("rubric_save", |tx| super::save::save(tx, &input))?;
    Ok(Saved { id, act })
}

fn retire(call: &Call<'_>, request: RubricRetire) -> Result<Acted> {
    let on = if request.retired { Some(call.office.now().date_naive()) } else { None };
    let ((), act) = call.write("rubric_retire", |tx| super::save::retire(tx, &request.id, on))?;
    Ok(Acted { act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("rubric_delete", |tx| super::save::delete(tx, &request.id))?;
    Ok(Acted { act })
}
