//! A file that holds a table of another kind than the one that it was chosen for.

use super::{
    headings::Presets,
    kinds::{assignment_matrix, timetable_wide},
    reading::{self, Wanted},
    types::ImportKind,
};
use crate::error::{Code, Error, Result};
use keji_intake::Intake;

/// Fewest known columns of a table of another kind.
const FEWEST: usize = 2;
/// By how many columns another kind must fit better when the one that was asked for fits, too.
const AHEAD: usize = 2;

/// The refusal of a file without the needed headings: one that says which kind it looks like, where it does.
///
/// # Errors
/// What is wrong with the presets.
pub(crate) fn refused(refusal: Error, intake: &Intake, presets: &Presets, wanted: &Wanted<'_>) -> Result<Error> {
    let by_headings = [Code::ImportNoHeading, Code::ImportNoColumn].iter().any(|code| code.as_str() == refusal.code());
    if !by_headings || is_by_hand(wanted) {
        return Ok(refusal);
    }
    let mut best = best(intake, presets, wanted.kind);
    // The layouts that are unfolded have no headings before that.
    let wide = timetable_wide::unfold(ImportKind::Timetable, intake.clone());
    best = best.max_by(fit(&wide, presets, ImportKind::Timetable).filter(|_| wanted.kind != ImportKind::Timetable));
    let matrix = assignment_matrix::unfold(ImportKind::Assignments, presets, intake.clone())?;
    best =
        best.max_by(fit(&matrix, presets, ImportKind::Assignments).filter(|_| wanted.kind != ImportKind::Assignments));
    let own = columns(intake, presets, wanted.kind, false).unwrap_or(0);
    Ok(match best.0 {
        Some((kind, places)) if places >= FEWEST && places > own => Error::rule(Code::ImportOtherKind)
            .with("kind", kind.key())
            .with("looks", kind.name())
            .with("asked", wanted.kind.name()),
        _ => refusal,
    })
}

/// Another kind that the file fits clearly better than with `places` known columns.
pub(crate) fn better(intake: &Intake, presets: &Presets, wanted: &Wanted<'_>, places: usize) -> Option<ImportKind> {
    let (kind, found) = best(intake, presets, wanted.kind).0.filter(|_| !is_by_hand(wanted))?;
    (found >= places + AHEAD).then_some(kind)
}

fn is_by_hand(wanted: &Wanted<'_>) -> bool {
    wanted.by_hand || !wanted.mapping.is_empty()
}

/// A kind and how many of its columns the file has.
#[derive(Clone, Copy)]
struct Best(Option<(ImportKind, usize)>);

impl Best {
    /// The better of the two; of equal ones this one.
    fn max_by(self, other: Option<(ImportKind, usize)>) -> Self {
        match (self.0, other) {
            (Some(own), Some(other)) if other.1 <= own.1 => Self(Some(own)),
            (own, None) => Self(own),
            (_, other) => Self(other),
        }
    }
}

/// The kind other than the one that was asked for whose columns the file has most of.
fn best(intake: &Intake, presets: &Presets, asked: ImportKind) -> Best {
    let others = ImportKind::ALL.into_iter().filter(|kind| *kind != asked);
    others.fold(Best(None), |best, kind| best.max_by(fit(intake, presets, kind)))
}

/// A kind and how many of its columns a visible sheet has, where it has all that the kind needs.
fn fit(intake: &Intake, presets: &Presets, kind: ImportKind) -> Option<(ImportKind, usize)> {
    Some((kind, columns(intake, presets, kind, true)?))
}

/// How many columns of a kind a visible sheet has; `whole` only counts sheets with all that the kind needs.
fn columns(intake: &Intake, presets: &Presets, kind: ImportKind, whole: bool) -> Option<usize> {
    let (none, fields) = (std::collections::BTreeMap::new(), presets.fields(kind));
    let wanted =
        Wanted { kind, only: None, mapping: &none, remembered: &none, answers: &[], by_hand: false, week: None };
    let sheets = intake.sheets.iter().filter(|sheet| !sheet.hidden);
    sheets
        .filter_map(|sheet| reading::candidate(sheet, presets, &wanted))
        .filter(|found| !whole || found.columns.check(kind, fields).is_ok())
        .map(|found| found.columns.places.len())
        .max()
}
