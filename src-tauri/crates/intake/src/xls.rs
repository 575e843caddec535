//! Excel 97–2003 workbooks.
//!
//! The library builds every sheet whole before it hands anything out, so the
//! memory a damaged file takes is bounded only by the worker's own limit.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};

use crate::error::IntakeError;
use crate::limits::Limits;
use crate::model::{Format, Intake, Note};
use crate::table::{Budget, Region, SheetBuilder};
use crate::xlsx::cell;

/// Reads all worksheets; sheets without content are left out.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Intake, IntakeError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    let mut notes = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let range = book.worksheet_range(&meta.name).map_err(|error| refused(&error))?;
        let mut sheet = SheetBuilder::new(&meta.name, &mut budget);
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (place(top, row)?, place(left, column)?);
            sheet.put(row, column, cell(value.clone(), None))?;
        }
        let merged: Vec<Region> = book
            .merge_cells_by_sheet_name(&meta.name)
            .map_err(|error| refused(&error))?
            .into_iter()
            .map(|region| (region.start, region.end))
            .collect();
        let regions = sheet.fill(&merged)?;
        let sheet = sheet.finish(meta.visible != SheetVisible::Visible);
        if regions > 0 {
            notes.push(Note::MergedFilled { sheet: meta.name.clone(), regions });
        }
        if !sheet.rows.is_empty() {
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() {
        return Err(IntakeError::Empty);
    }
    Ok(Intake { format: Format::Xls, encoding: None, delimiter: None, sheets, notes })
}

/// Positions within a range count from its first used cell.
fn place(start: u32, offset: usize) -> Result<u32, IntakeError> {
    u32::try_from(offset)
        .ok()
        .and_then(|offset| start.checked_add(offset))
        .ok_or_else(|| IntakeError::damaged(Format::Xls, "sheet"))
}

/// The library's errors name cell contents; only their kind leaves this crate.
fn refused(error: &XlsError) -> IntakeError {
    match error {
        XlsError::Password => IntakeError::PasswordProtected,
        XlsError::Io(_) | XlsError::Cfb(_) => IntakeError::damaged(Format::Xls, "container"),
        XlsError::WorksheetNotFound(_) => IntakeError::damaged(Format::Xls, "sheet"),
        _ => IntakeError::damaged(Format::Xls, "content"),
    }
}
