//! Excel: sheets of typed cells with real formulas, native charts and a print set-up.

mod charts;
mod formats;
mod model;
mod names;
mod rules;
mod sheet;

pub use model::{Kind, Rule, Sheet, SheetChart, SheetColumn, Total, Value, Visibility, Workbook};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook as File, XlsxError};

use crate::error::check;
use crate::model::{Chart, Metadata};
use crate::{Progress, RenderError, clean};
use formats::Formats;

/// Writes a workbook as .xlsx. The same workbook gives the same bytes.
pub fn render(
    workbook: &Workbook,
    progress: &mut dyn FnMut(Progress),
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, RenderError> {
    check(cancelled)?;
    progress(Progress::Checking);
    let sheets: Vec<Sheet> = workbook.sheets.iter().flat_map(with_loose_charts).collect();
    if sheets.is_empty() {
        return Err(RenderError::Layout("a workbook needs a sheet".to_owned()));
    }
    let lists = rules::Lists::of(&sheets);
    let sheets: Vec<Sheet> = sheets.into_iter().chain(lists.sheet()).collect();
    let names = names::unique(&sheets);
    // The sheet of the lists is the last one, when there is one.
    let listed = names.last().map_or("", String::as_str);
    let mut file = File::new();
    // 宋体 11 with the row and column metrics of Excel in Chinese, in pixels.
    file.set_default_format(&formats::base(), 20, 72).map_err(failed)?;
    file.set_properties(&properties(&workbook.metadata).map_err(failed)?);
    let formats = Formats::new();
    progress(Progress::Layout);
    for (sheet, name) in sheets.iter().zip(&names) {
        check(cancelled)?;
        let worksheet = file.add_worksheet();
        let area = sheet::write(worksheet, sheet, name, &formats).map_err(failed)?;
        rules::write(worksheet, sheet, area, &lists, listed).map_err(failed)?;
    }
    check(cancelled)?;
    progress(Progress::Writing);
    let bytes = file.save_to_buffer().map_err(failed)?;
    progress(Progress::Done);
    Ok(bytes)
}

#[expect(clippy::needless_pass_by_value, reason = "used as the argument of map_err")]
fn failed(error: XlsxError) -> RenderError {
    RenderError::Layout(error.to_string())
}

fn properties(metadata: &Metadata) -> Result<DocProperties, XlsxError> {
    let created = metadata.created.utc();
    let year = u16::try_from(created.year).unwrap_or(0);
    let moment = ExcelDateTime::from_ymd(year, created.month, created.day)?.and_hms(
        created.hour.into(),
        created.minute,
        f64::from(created.second),
    )?;
    Ok(DocProperties::new()
        .set_title(clean::text(&metadata.title))
        .set_subject(clean::text(&metadata.subject))
        .set_author(clean::text(&metadata.author))
        .set_keywords(clean::text(&metadata.keywords.join(" ")))
        .set_creation_datetime(&moment))
}

/// A sheet, followed by one for each chart whose numbers stand in no column.
fn with_loose_charts(sheet: &Sheet) -> Vec<Sheet> {
    let mut sheets = vec![Sheet { loose_charts: Vec::new(), ..sheet.clone() }];
    sheets.extend(sheet.loose_charts.iter().map(|chart| chart_sheet(chart, sheet)));
    sheets
}

fn chart_sheet(chart: &Chart, beside: &Sheet) -> Sheet {
    let or = |text: &str, other: &str| {
        if text.is_empty() { other.to_owned() } else { text.to_owned() }
    };
    Sheet {
        name: or(&chart.caption, "图"),
        title: chart.caption.clone(),
        columns: vec![
            SheetColumn::new(or(&chart.axis, "类别"), Kind::Text),
            SheetColumn::new(or(&chart.unit, "数值"), Kind::Integer),
        ],
        rows: chart.bars.iter().map(|bar| vec![Value::from(bar.label.as_str()), Value::from(bar.value)]).collect(),
        orientation: beside.orientation,
        charts: vec![SheetChart {
            title: chart.caption.clone(),
            categories: 0,
            values: vec![1],
            alt: crate::chart::alt(chart),
            hatched_rows: (0..).zip(&chart.bars).filter(|(_, bar)| bar.hatched).map(|(row, _)| row).collect(),
        }],
        ..Sheet::default()
    }
}
