//! Tables of data and forms.

use super::styles::BLACK;
use super::text::{Look, keep_next, page_field, paragraph, piece, runs};
use super::xml::{escape, half_points, twips, twips_mm};
use crate::model::{Align, Cell, Column, Grid, GridCell, GridRole, Row, RowKind, Table, TableStyle, Width};
use crate::spans::{Slot, slots};
use crate::tail;

/// A table of data with its caption, unit and notes; `footed` says that a line for signing or a remark follows.
pub(super) fn data(table: &Table, total: i64, footed: bool) -> String {
    let text_pt = if table.text_pt > 0.0 { table.text_pt } else { 12.0 };
    let widths = widths(&table.columns, text_pt, total);
    let boxed = table.style == TableStyle::Boxed;
    let borders = if boxed { BOXED } else { THREE_LINE };
    // Rows are kept on one page by their paragraphs: a short table's all, a long one's with what is under it.
    let under = footed || !table.notes.is_empty();
    let tail = tail::start(table);
    let mut rows = String::new();
    let head: Vec<&[Cell]> = table.head.iter().map(Vec::as_slice).collect();
    for (index, (cells, slots)) in head.iter().zip(slots(widths.len(), &head)).enumerate() {
        let last = index + 1 == head.len() && !boxed;
        let place = Place { widths: &widths, text_pt, rule: if last { Rule::Below } else { Rule::None }, keep: true };
        let cells = place.row(&slots, |slot| {
            let cell = &cells[slot];
            (cell.colspan, cell.rowspan, data_cell(cell, Align::Center, true, text_pt, true), "center", "")
        });
        rows += &format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>");
    }
    let body: Vec<&[Cell]> = table.rows.iter().map(|row| row.cells.as_slice()).collect();
    for (index, (row, slots)) in table.rows.iter().zip(slots(widths.len(), &body)).enumerate() {
        let keep = under && index >= tail
            || tail == 0 && index + 1 < table.rows.len()
            || row.kind == RowKind::Group && index + 1 < table.rows.len();
        let rule = if row.kind == RowKind::Total && !boxed { Rule::Above } else { Rule::None };
        let place = Place { widths: &widths, text_pt, rule, keep };
        let starts = starts(&slots);
        let cells = place.row(&slots, |slot| {
            let cell = &row.cells[slot];
            let align = align_of(row, cell, &table.columns[starts[slot]]);
            let shade = if row.kind == RowKind::Group { SHADE } else { "" };
            (
                cell.colspan,
                cell.rowspan,
                data_cell(cell, align, row.kind != RowKind::Body, text_pt, keep),
                "center",
                shade,
            )
        });
        rows += &format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>");
    }
    let mut written = caption(table, total);
    written += &frame(&widths, total, borders, &rows, &table.caption);
    written + &notes(&table.notes, footed)
}

/// A form; `footed` says that a line for signing or a remark follows, with which its last rows are kept.
pub(super) fn form(grid: &Grid, total: i64, footed: bool) -> String {
    let text_pt = if grid.text_pt > 0.0 { grid.text_pt } else { 12.0 };
    let shares: Vec<Column> =
        grid.columns.iter().map(|share| Column { width: Width::Share(*share), align: Align::Auto }).collect();
    let widths = widths(&shares, text_pt, total);
    let tail = tail::start_of_form(grid);
    let cells: Vec<&[GridCell]> = grid.rows.iter().map(|row| row.cells.as_slice()).collect();
    let mut rows = String::new();
    for (index, (row, slots)) in grid.rows.iter().zip(slots(widths.len(), &cells)).enumerate() {
        let keep = footed && index >= tail;
        let place = Place { widths: &widths, text_pt, rule: Rule::None, keep };
        let written = place.row(&slots, |slot| {
            let cell = &row.cells[slot];
            let upright = if cell.role == GridRole::Text { "top" } else { "center" };
            (cell.colspan, cell.rowspan, form_cell(cell, text_pt, keep), upright, "")
        });
        let split = if row.breakable { "" } else { "<w:cantSplit/>" };
        let height = twips_mm(row.min_height_mm);
        rows += &format!(
            "<w:tr><w:trPr>{split}<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/></w:trPr>{written}</w:tr>"
        );
    }
    frame(&widths, total, BOXED, &rows, &grid.alt)
}

/// From line to line in the cells of a form, in its type sizes.
const FORM_LINE: f64 = 1.42;

const MARGINS: &str =
    "<w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>";

const SHADE: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>";

const THREE_LINE: &str = "<w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"auto\"/>\
    <w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"auto\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6A6A6\"/>";

const BOXED: &str = "<w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"auto\"/>\
    <w:left w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"auto\"/>\
    <w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"auto\"/>\
    <w:right w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"auto\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
    <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>";

fn frame(widths: &[i64], total: i64, borders: &str, rows: &str, words: &str) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let words = if words.is_empty() { String::new() } else { format!("<w:tblCaption w:val=\"{}\"/>", escape(words)) };
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/>{MARGINS}<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
         w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>{words}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}

#[derive(Clone, Copy, PartialEq)]
enum Rule {
    None,
    Above,
    Below,
}

struct Place<'a> {
    widths: &'a [i64],
    text_pt: f64,
    rule: Rule,
    keep: bool,
}

impl Place<'_> {
    /// The cells of a row; `content` gives spans, paragraphs, vertical place and shading of a cell.
    fn row<'c>(
        &self,
        slots: &[(usize, usize, Slot)],
        content: impl Fn(usize) -> (u16, u16, String, &'c str, &'c str),
    ) -> String {
        let mut written = String::new();
        for (start, wide, slot) in slots {
            let width: i64 = self.widths[*start..start + wide].iter().sum();
            let span = if *wide > 1 { format!("<w:gridSpan w:val=\"{wide}\"/>") } else { String::new() };
            let (merge, inner, upright, shade) = match slot {
                Slot::Below => {
                    let size = half_points(self.text_pt);
                    let empty = paragraph(
                        "TableText",
                        keep_next(self.keep),
                        &piece("", Look { size: Some(size), ..Look::default() }),
                    );
                    ("<w:vMerge/>", empty, "center", "")
                }
                Slot::Cell(index) => {
                    let (_, tall, inner, upright, shade) = content(*index);
                    (if tall > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" }, inner, upright, shade)
                }
            };
            let rule = match self.rule {
                Rule::None => String::new(),
                Rule::Above => side("top"),
                Rule::Below => side("bottom"),
            };
            written += &format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}{rule}{shade}\
                 <w:vAlign w:val=\"{upright}\"/></w:tcPr>{inner}</w:tc>"
            );
        }
        written
    }
}

fn side(name: &str) -> String {
    format!("<w:tcBorders><w:{name} w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"auto\"/></w:tcBorders>")
}

/// The column in which each of a row's cells begins.
fn starts(slots: &[(usize, usize, Slot)]) -> Vec<usize> {
    slots.iter().filter_map(|(start, _, slot)| matches!(slot, Slot::Cell(_)).then_some(*start)).collect()
}

fn align_of(row: &Row, cell: &Cell, column: &Column) -> Align {
    match (cell.align, row.kind) {
        (Align::Auto, RowKind::Group) => Align::Left,
        (Align::Auto, _) => column.align,
        (own, _) => own,
    }
}

fn justify(align: Align) -> &'static str {
    match align {
        Align::Left => "<w:jc w:val=\"left\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
        Align::Auto | Align::Center => "<w:jc w:val=\"center\"/>",
    }
}

fn data_cell(cell: &Cell, align: Align, bold: bool, text_pt: f64, keep: bool) -> String {
    let look = Look { bold, size: Some(half_points(text_pt)), ..Look::default() };
    let content = if cell.page_of.is_empty() { piece(&cell.text, look) } else { page_field(&cell.page_of, look) };
    paragraph("TableText", &format!("{}{}", keep_next(keep), justify(align)), &content)
}

fn form_cell(cell: &GridCell, text_pt: f64, keep: bool) -> String {
    let font = (cell.role == GridRole::Label).then_some(BLACK);
    let look = Look { font, size: Some(half_points(text_pt)), bold: false };
    let align = match (cell.align, cell.role) {
        (Align::Auto, GridRole::Label) => Align::Center,
        (Align::Auto, _) => Align::Left,
        (own, _) => own,
    };
    // Lines as far apart as in print, whatever face the machine has: a sheet that fits a page there fits it here.
    let line = twips(text_pt * FORM_LINE);
    let spacing = if cell.role == GridRole::Text { 50 } else { 20 };
    let lines =
        format!("<w:spacing w:before=\"{spacing}\" w:after=\"{spacing}\" w:line=\"{line}\" w:lineRule=\"exact\"/>");
    paragraph("TableText", &format!("{}{lines}{}", keep_next(keep), justify(align)), &runs(&cell.runs, look))
}

fn caption(table: &Table, total: i64) -> String {
    let number = table.number.map(|number| format!("表{number}　")).unwrap_or_default();
    let words = format!("{number}{}", table.caption).trim_end().to_owned();
    if table.unit.is_empty() {
        return if words.is_empty() {
            String::new()
        } else {
            paragraph("Caption", "", &piece(&words, Look::default()))
        };
    }
    let tabs = format!(
        "<w:tabs><w:tab w:val=\"center\" w:pos=\"{}\"/><w:tab w:val=\"right\" w:pos=\"{total}\"/></w:tabs><w:jc w:val=\"left\"/>",
        total / 2
    );
    let tab = "<w:r><w:tab/></w:r>";
    let unit = format!(
        "<w:r><w:rPr><w:b w:val=\"0\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/></w:rPr><w:t xml:space=\"preserve\">单位：{}</w:t></w:r>",
        escape(&table.unit)
    );
    paragraph("Caption", &tabs, &format!("{tab}{}{tab}{unit}", piece(&words, Look::default())))
}

fn notes(notes: &[String], footed: bool) -> String {
    let many = notes.len() > 1;
    notes
        .iter()
        .enumerate()
        .map(|(index, note)| {
            let head = if index == 0 { "说明：" } else { "" };
            let number = if many { format!("{}. ", index + 1) } else { String::new() };
            let left = if many { 945 } else { 630 };
            let hanging = if index == 0 { left } else { 315 };
            let keep = keep_next(footed || index + 1 < notes.len());
            let indent = format!("{keep}<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>");
            paragraph("TableNote", &indent, &piece(&format!("{head}{number}{note}"), Look::default()))
        })
        .collect()
}

/// Column widths in twentieths of a point that add up to the whole width.
fn widths(columns: &[Column], text_pt: f64, total: i64) -> Vec<i64> {
    let fixed = |column: &Column| match column.width {
        Width::Chars(characters) => Some(twips(characters * text_pt) + 190),
        Width::Mm(millimetres) => Some(twips_mm(millimetres)),
        Width::Share(_) => None,
    };
    let share = |column: &Column| match column.width {
        Width::Share(share) => share.max(0.0),
        Width::Chars(_) | Width::Mm(_) => 0.0,
    };
    let taken: i64 = columns.iter().filter_map(fixed).sum();
    let shares: f64 = columns.iter().map(share).sum();
    #[expect(clippy::cast_precision_loss, reason = "a page is a few thousand twips wide")]
    let rest = (total - taken).max(0) as f64;
    let mut widths: Vec<i64> = columns
        .iter()
        .map(|column| {
            let wide = fixed(column).unwrap_or_else(|| twips(rest * share(column) / shares.max(0.001) / 20.0));
            wide.max(200)
        })
        .collect();
    // Rounding, or columns that are all fixed: the last one takes what is left.
    let sum: i64 = widths.iter().sum();
    if let Some(last) = widths.last_mut()
        && shares > 0.0
    {
        *last = (*last + total - sum).max(200);
    }
    widths
}
