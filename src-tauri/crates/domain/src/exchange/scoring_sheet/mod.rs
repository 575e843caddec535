//! Scoring sheets out of files: a table of sections, items and points becomes a draft; what is not understood is told,
//! nothing is guessed.

mod draft;
mod grid;
mod heads;
mod numbers;
mod taken_off;

use super::types::RubricReading;
use crate::{
    error::{Code, Error, Result},
    rubric::{self, RubricPurpose},
};
use draft::Draft;
use grid::Grid;
use heads::Heads;
use keji_intake::Intake;

/// Reads the sheet of a file that looks most like a scoring sheet.
///
/// # Errors
/// `ImportNoHeading` when no row of headings is found, `ImportNoRows` when nothing stands below them.
pub(crate) fn read(intake: &Intake, purpose: Option<RubricPurpose>) -> Result<RubricReading> {
    let found = intake.sheets.iter().filter_map(|sheet| {
        let grid = Grid::of(sheet);
        let heads = Heads::find(&grid)?;
        Some(((!sheet.hidden, heads.known()), sheet, grid, heads))
    });
    // Of equal sheets the first.
    let best = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (_, sheet, grid, heads) =
        best.ok_or_else(|| Error::rule(Code::ImportNoHeading).with("wanted", "评价项目、分值"))?;
    let (document, notes) = Draft::new(&grid, &heads, purpose).read();
    if document.items().next().is_none() && document.deductions.is_empty() {
        return Err(Error::rule(Code::ImportNoRows));
    }
    let faults = rubric::faults(&document);
    Ok(RubricReading { file_name: String::new(), sheet: sheet.name.clone(), document, notes, faults })
}
