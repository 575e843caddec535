//! Office Open XML workbooks.
//!
//! Cells are streamed one by one: asking the library for a whole range would
//! allocate the rectangle between the first and the last cell.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use crate::error::IntakeError;
use crate::limits::Limits;
use crate::model::{Cell, Format, Intake, Note};
use crate::number;
use crate::table::{Budget, Region, SheetBuilder};

/// Reads all worksheets; sheets without content are left out.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Intake, IntakeError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    let mut notes = Vec::new();
    // Cells without content cost time but no memory; formatted emptiness is common.
    let mut visits = limits.max_cells.saturating_mul(8);
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = SheetBuilder::new(&meta.name, &mut budget);
        match book.worksheet_cells_reader(&meta.name) {
            Ok(reader) => stream(reader, &mut sheet, &mut visits, &meta.name, limits)?,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refused(&error)),
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
    Ok(Intake { format: Format::Xlsx, encoding: None, delimiter: None, sheets, notes })
}

/// One value of a workbook as the sheet shows it.
pub(crate) fn cell(value: Data, format: Option<&str>) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(value) => Cell::Number { n: value.to_string() },
        Data::Float(value) => number::number(value, format),
        Data::String(text) => Cell::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
        Data::Bool(value) => Cell::Text(if value { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(value) => number::date(&value),
        Data::DateTimeIso(text) => number::iso_date(&text),
        Data::DurationIso(text) => Cell::Text(text),
        Data::Error(error) => Cell::Error { e: error.to_string() },
    }
}

fn stream(
    mut reader: XlsxCellReader<'_, Cursor<&[u8]>>,
    sheet: &mut SheetBuilder<'_, '_>,
    visits: &mut u64,
    name: &str,
    limits: &Limits,
) -> Result<(), IntakeError> {
    let formats: Vec<Option<String>> = reader
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref();
            format.map(|format| format.format_code.clone())
        })
        .collect();
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(|error| refused(&error))? {
        *visits = visits
            .checked_sub(1)
            .ok_or(IntakeError::TooManyCells { sheet: name.to_owned(), limit: limits.max_cells })?;
        if matches!(found.get_value(), DataRef::Empty) {
            continue;
        }
        let (row, column) = found.get_position();
        let format = formats.get(style).and_then(Option::as_deref);
        let value = Data::from(found.get_value().clone());
        sheet.put(row, column, cell(value, format))?;
    }
    Ok(())
}

/// The library's errors name cell contents; only their kind leaves this crate.
fn refused(error: &XlsxError) -> IntakeError {
    match error {
        XlsxError::Password => IntakeError::PasswordProtected,
        XlsxError::Zip(_) | XlsxError::Io(_) | XlsxError::FileNotFound(_) => {
            IntakeError::damaged(Format::Xlsx, "container")
        }
        XlsxError::WorksheetNotFound(_) => IntakeError::damaged(Format::Xlsx, "sheet"),
        _ => IntakeError::damaged(Format::Xlsx, "content"),
    }
}
