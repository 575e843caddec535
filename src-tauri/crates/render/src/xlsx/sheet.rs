//! One sheet, from its title to its charts.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet, XlsxError, utility};

use super::charts;
use super::formats::Formats;
use super::{Kind, Sheet, SheetColumn, Total, Value, Visibility};
use crate::clean;
use crate::model::Orientation;

/// Widths in characters of Excel: a column that is not set, and the least that notes are given.
const DEFAULT_WIDTH: f64 = 8.4;
const NOTE_WIDTH: f64 = 70.0;
/// How much larger a title is than the cells.
const TITLE_SCALE: f64 = 1.45;

/// Where the data of a sheet stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    /// Row of the head.
    pub(super) head: u32,
    /// First row of data.
    pub(super) first: u32,
    /// Last row of data; below `first` when there is none.
    pub(super) end: u32,
}

impl Area {
    /// Whether there are data.
    pub(super) fn is_empty(self) -> bool {
        self.end <= self.first
    }

    /// Last row of data. Only for areas with data.
    pub(super) fn last(self) -> u32 {
        self.end.saturating_sub(1)
    }
}

pub(super) fn write(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    name: &str,
    formats: &Formats,
) -> Result<Area, XlsxError> {
    worksheet.set_name(name)?;
    let last_column = column(sheet.columns.len().max(1) - 1);
    let widths = widths(sheet);
    // Title and notes reach over a narrow table rather than being squeezed into it.
    let own: f64 = widths.iter().sum();
    let wanted = if sheet.notes.is_empty() { 0.0 } else { NOTE_WIDTH };
    let wanted = f64::max(wanted, (text_width(&sheet.title) * TITLE_SCALE + 2.0).min(NOTE_WIDTH));
    let more = ((wanted - own) / DEFAULT_WIDTH).ceil().max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few columns, not negative")]
    let last_text = last_column + more as u16;
    let whole = own + more * DEFAULT_WIDTH;
    for (index, width) in widths.iter().enumerate() {
        worksheet.set_column_width(column(index), *width)?;
    }

    let mut row = 0;
    if !sheet.title.is_empty() {
        merged(worksheet, row, last_text, &sheet.title, &formats.title)?;
        let lines = lines(&sheet.title, whole / TITLE_SCALE);
        worksheet.set_row_height(row, 28.0 * lines.max(1.0))?;
        row += 1;
    }
    if !sheet.subtitle.is_empty() {
        merged(worksheet, row, last_column, &sheet.subtitle, &formats.subtitle)?;
        row += 1;
    }
    let area = table(worksheet, sheet, &widths, row, formats)?;
    row = total(worksheet, sheet, area)?;
    if !sheet.notes.is_empty() {
        row += 1;
    }
    for (index, note) in sheet.notes.iter().enumerate() {
        let number = if sheet.notes.len() > 1 { format!("{}. ", index + 1) } else { String::new() };
        let head = if index == 0 { "说明：" } else { "" };
        let note = format!("{head}{number}{note}");
        merged(worksheet, row, last_text, &note, &formats.note)?;
        worksheet.set_row_height(row, 14.0 * lines(&note, whole).max(1.0) + 2.0)?;
        row += 1;
    }
    charts::insert(worksheet, sheet, name, area, row + 1)?;
    set_up(worksheet, sheet, area, last_column)?;
    if sheet.visibility == Visibility::Hidden {
        worksheet.set_very_hidden(true);
    }
    Ok(area)
}

fn table(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    widths: &[f64],
    head: u32,
    formats: &Formats,
) -> Result<Area, XlsxError> {
    let mut tallest: f64 = 1.0;
    for (index, header) in sheet.columns.iter().enumerate() {
        worksheet.write_string_with_format(head, column(index), clean::text(&header.header), &formats.head)?;
        tallest = tallest.max(lines(&header.header, widths[index]));
    }
    worksheet.set_row_height(head, 15.0 * tallest + 7.0)?;
    let first = head + 1;
    let mut row = first;
    let looks: Vec<Format> = sheet.columns.iter().map(|column| Formats::cell(column.kind, false)).collect();
    for values in &sheet.rows {
        let mut tallest: f64 = 1.0;
        for (index, look) in looks.iter().enumerate() {
            let value = values.get(index).unwrap_or(&Value::Empty);
            cell(worksheet, row, column(index), value, look)?;
            if let Value::Text(text) = value {
                tallest = tallest.max(lines(text, widths[index]));
            }
        }
        // Excel does not measure rows that it did not write itself; those with a height of their own no longer grow.
        if !sheet.growing {
            worksheet.set_row_height(row, (15.0 * tallest + 4.0).min(409.0))?;
        }
        row += 1;
    }
    Ok(Area { head, first, end: row })
}

fn cell(worksheet: &mut Worksheet, row: u32, column: u16, value: &Value, look: &Format) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) => worksheet.write_string_with_format(row, column, clean::text(text), look)?,
        Value::Number(number) if number.is_finite() => {
            worksheet.write_number_with_format(row, column, *number, look)?
        }
        Value::Empty | Value::Number(_) => worksheet.write_blank(row, column, look)?,
        Value::Date { year, month, day } => {
            let year = u16::try_from(*year).unwrap_or(0);
            let date = ExcelDateTime::from_ymd(year, *month, *day)?;
            // A day in a column of another kind would show as a number.
            let look = look.clone().set_num_format("yyyy-mm-dd");
            worksheet.write_datetime_with_format(row, column, &date, &look)?
        }
    };
    Ok(())
}

/// The 合计 row with formulas and their results; gives the row after it.
fn total(worksheet: &mut Worksheet, sheet: &Sheet, area: Area) -> Result<u32, XlsxError> {
    let row = area.end;
    if sheet.total.iter().all(|total| *total == Total::Empty) {
        return Ok(row);
    }
    for (index, described) in sheet.columns.iter().enumerate() {
        let entry = sheet.total.get(index).unwrap_or(&Total::Empty);
        let look = Formats::cell(described.kind, true);
        let at = column(index);
        let formula = match entry {
            Total::Empty => None,
            Total::Label(text) => {
                let look = Formats::cell(Kind::Text, true);
                worksheet.write_string_with_format(row, at, clean::text(text), &look)?;
                continue;
            }
            Total::Sum => Some((format!("SUM({})", range(area, at)), Some(sum(sheet, at).0))),
            Total::Average => {
                let (sum, count) = sum(sheet, at);
                Some((format!("IFERROR(AVERAGE({}),\"\")", range(area, at)), (count > 0.0).then(|| sum / count)))
            }
            Total::Ratio { of, by } => {
                let divisor = sum(sheet, *by).0;
                let (above, below) = (range(area, *of), range(area, *by));
                Some((
                    format!("IF(SUM({below})=0,\"\",SUM({above})/SUM({below}))"),
                    (divisor != 0.0).then(|| sum(sheet, *of).0 / divisor),
                ))
            }
        };
        match formula {
            Some((formula, result)) if !area.is_empty() => {
                let result = result.map(|result| result.to_string()).unwrap_or_default();
                worksheet.write_formula_with_format(row, at, Formula::new(formula).set_result(result), &look)?;
            }
            // Without rows there is nothing to sum.
            Some(_) if matches!(entry, Total::Sum) => {
                worksheet.write_number_with_format(row, at, 0.0, &look)?;
            }
            _ => {
                worksheet.write_blank(row, at, &look)?;
            }
        }
    }
    worksheet.set_row_height(row, 20.0)?;
    Ok(row + 1)
}

fn range(area: Area, column: u16) -> String {
    utility::cell_range(area.first, column, area.last(), column)
}

/// Sum and count of a column's numbers.
fn sum(sheet: &Sheet, column: u16) -> (f64, f64) {
    sheet
        .rows
        .iter()
        .filter_map(|row| match row.get(usize::from(column)) {
            Some(Value::Number(number)) if number.is_finite() => Some(*number),
            _ => None,
        })
        .fold((0.0, 0.0), |(sum, count), number| (sum + number, count + 1.0))
}

fn set_up(worksheet: &mut Worksheet, sheet: &Sheet, area: Area, last_column: u16) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    worksheet.set_freeze_panes(area.first, sheet.frozen_columns)?;
    if sheet.filter && !sheet.columns.is_empty() {
        worksheet.autofilter(area.head, 0, area.last().max(area.head), last_column)?;
    }
    worksheet.set_paper_size(A4);
    if sheet.orientation == Orientation::Landscape {
        worksheet.set_landscape();
    }
    // Inches: 15 mm at the sides, 20 mm above and below.
    worksheet.set_margins(0.6, 0.6, 0.8, 0.8, 0.3, 0.4);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_print_center_horizontally(true);
    worksheet.set_repeat_rows(area.head, area.head)?;
    worksheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

fn merged(worksheet: &mut Worksheet, row: u32, last: u16, text: &str, look: &Format) -> Result<(), XlsxError> {
    let text = clean::text(text);
    if last == 0 {
        worksheet.write_string_with_format(row, 0, text, look)?;
    } else {
        worksheet.merge_range(row, 0, row, last, &text, look)?;
    }
    Ok(())
}

fn widths(sheet: &Sheet) -> Vec<f64> {
    sheet
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            if column.width > 0.0 {
                return column.width.min(255.0);
            }
            let texts = sheet.rows.iter().map(|row| row.get(index).map_or(0.0, |value| value_width(value, column)));
            // A head of two words may take two lines; its filter button takes room.
            let head = (text_width(&column.header) / if column.header.chars().count() > 5 { 2.0 } else { 1.0 }).ceil();
            let head = head + if sheet.filter { 5.0 } else { 2.0 };
            let most = if column.kind == Kind::LongText { 44.0 } else { 28.0 };
            texts.fold(head, |widest, width| f64::max(widest, width + 2.0)).clamp(6.0, most)
        })
        .collect()
}

fn value_width(value: &Value, column: &SheetColumn) -> f64 {
    match value {
        Value::Text(text) => text.split('\n').map(text_width).fold(0.0, f64::max),
        Value::Date { .. } => 10.0,
        Value::Number(number) => match column.kind {
            Kind::Percent => 6.0,
            _ => text_width(&crate::chart::number(*number)),
        },
        Value::Empty => 0.0,
    }
}

/// In characters of Excel: a Chinese one is as wide as two digits.
fn text_width(text: &str) -> f64 {
    text.chars().map(|ch| if ch.is_ascii() { 1.0 } else { 2.0 }).sum()
}

/// How many lines a text takes in a column.
fn lines(text: &str, width: f64) -> f64 {
    let room = (width - 1.0).max(2.0);
    text.split('\n').map(|line| (text_width(line) / room).ceil().max(1.0)).sum()
}

fn column(index: usize) -> u16 {
    // Excel ends at 16 384 columns; the writer refuses more with an error of its own.
    u16::try_from(index).unwrap_or(u16::MAX)
}
