//! Native column charts under a table.

use rust_xlsxwriter::{
    Chart, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLine, ChartPatternFill, ChartPatternFillType,
    ChartPoint, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::sheet::Area;
use super::{Sheet, SheetChart};
use crate::clean;

/// The first series is in the product's ink; further ones differ in hue and lightness.
const INKS: [u32; 4] = [0x0017_606A, 0x00C9_8A2B, 0x0086_A9AE, 0x008A_3B3B];

/// Height of a chart, in pixels and in rows of 20 pixels with a gap.
const HEIGHT: u32 = 300;
const ROWS: u32 = 17;

pub(super) fn insert(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    name: &str,
    area: Area,
    row: u32,
) -> Result<(), XlsxError> {
    if area.is_empty() {
        return Ok(());
    }
    let mut row = row;
    for described in &sheet.charts {
        worksheet.insert_chart(row, 0, &chart(described, sheet, name, area))?;
        row += ROWS;
    }
    Ok(())
}

fn chart(described: &SheetChart, sheet: &Sheet, name: &str, area: Area) -> Chart {
    let mut chart = Chart::new(ChartType::Column);
    let alt = if described.alt.is_empty() { &described.title } else { &described.alt };
    chart.set_width(720).set_height(HEIGHT).set_alt_text(clean::text(alt));
    if described.title.is_empty() {
        chart.title().set_hidden();
    } else {
        chart.title().set_name(clean::text(&described.title).as_str()).set_font(&font(12.0));
    }
    for (index, values) in described.values.iter().enumerate() {
        let ink = Color::RGB(INKS[index % INKS.len()]);
        let header = sheet.columns.get(usize::from(*values)).map(|column| clean::text(&column.header));
        let series = chart.add_series();
        series
            .set_name(header.unwrap_or_default().as_str())
            .set_categories((name, area.first, described.categories, area.last(), described.categories))
            .set_values((name, area.first, *values, area.last(), *values))
            .set_format(&mut ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(ink)).clone())
            .set_gap(75)
            .set_points(&points(described, area, ink));
        series.set_data_label(
            rust_xlsxwriter::ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::OutsideEnd),
        );
    }
    if described.values.len() < 2 {
        chart.legend().set_hidden();
    }
    chart.x_axis().set_font(&font(9.0));
    chart.y_axis().set_font(&font(9.0)).set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0x00D9_D9D9)));
    chart
}

fn points(described: &SheetChart, area: Area, ink: Color) -> Vec<ChartPoint> {
    if described.hatched_rows.is_empty() {
        return Vec::new();
    }
    let hatch = ChartPatternFill::new()
        .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
        .set_foreground_color(ink)
        .set_background_color(Color::White)
        .clone();
    (0..area.end - area.first)
        .map(|row| {
            if described.hatched_rows.contains(&row) {
                ChartPoint::new().set_format(
                    &mut ChartFormat::new()
                        .set_pattern_fill(&hatch)
                        .set_border(ChartLine::new().set_color(ink))
                        .clone(),
                )
            } else {
                ChartPoint::new()
            }
        })
        .collect()
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size);
    font
}
