//! From a paper to finished pages, the same for PDF and screen.

use serde::Serialize;
use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;

use crate::bond::{self, Bond};
use crate::model::{Block, Document, Jpeg, Orientation, Table};
use crate::numbering::{Counter, level};
use crate::spans::{Slot, slots};
use crate::world::{Paper, picture_name};
use crate::{RenderError, tail, title};

/// What the pages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Ink: figures look like the text around them.
    Print,
    /// The screen: figures are underlined and their places known.
    Screen,
}

/// Prefix of the links that mark figures on the screen.
pub(crate) const FIGURE_LINK: &str = "keji:figure/";

const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// Lays a cleaned paper out.
pub(crate) fn pages(document: &Document, purpose: Purpose) -> Result<PagedDocument, RenderError> {
    let mut bonds = bond::find(&document.blocks);
    loop {
        let laid_out = compile(document, purpose, &bonds)?;
        // Every round keeps at least one bond more, so the rounds end.
        if !bond::keep_parted(&mut bonds, &laid_out) {
            return Ok(laid_out);
        }
    }
}

fn compile(document: &Document, purpose: Purpose, bonds: &[Bond]) -> Result<PagedDocument, RenderError> {
    let prepared = prepare(document, purpose, bonds)?;
    let data = serde_json::to_string(&prepared).map_err(|error| failed(&error))?;
    typst::compile::<PagedDocument>(&Paper::new(data, pictures(document))?)
        .output
        .map_err(|errors| RenderError::Layout(describe(&errors)))
}

/// The photos in the order of their blocks.
fn pictures(document: &Document) -> Vec<Jpeg> {
    let pictures = document.blocks.iter().filter_map(|block| match block {
        Block::Picture(picture) => Some(picture.jpeg.clone()),
        _ => None,
    });
    pictures.collect()
}

/// The title for the file's properties: never empty.
pub(crate) fn document_title(document: &Document) -> String {
    if !document.metadata.title.trim().is_empty() {
        return document.metadata.title.replace('\n', "");
    }
    document
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Title { text } if !text.trim().is_empty() => Some(text.replace('\n', "")),
            _ => None,
        })
        .unwrap_or_else(|| "无题".to_owned())
}

/// The typesetter's own words for what went wrong, joined.
pub(crate) fn describe(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<String> = errors
        .iter()
        .map(|error| {
            let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
            format!("{} ({})", error.message, hints.join(", "))
        })
        .collect();
    messages.join("; ")
}

fn failed(error: &dyn std::fmt::Display) -> RenderError {
    RenderError::Layout(error.to_string())
}

/// A run of blocks on pages that lie alike.
#[derive(Serialize)]
struct Part {
    landscape: bool,
    blocks: Vec<Value>,
}

fn prepare(document: &Document, purpose: Purpose, bonds: &[Bond]) -> Result<Value, RenderError> {
    Ok(json!({
        "screen": purpose == Purpose::Screen,
        "figureLink": FIGURE_LINK,
        "title": document_title(document),
        "metadata": document.metadata,
        "page": document.page,
        "parts": parts(document, bonds)?,
    }))
}

fn parts(document: &Document, bonds: &[Bond]) -> Result<Vec<Part>, RenderError> {
    let mut counter = Counter::default();
    let mut deepest = 0;
    let mut landscape = document.page.orientation == Orientation::Landscape;
    let mut parts: Vec<Part> = Vec::new();
    let mut blocks = Vec::new();
    // So many of the next blocks are drawn with the table above them.
    let mut under = 0_usize;
    let mut photos = 0_usize;
    for (index, block) in document.blocks.iter().enumerate() {
        if under > 0 {
            under -= 1;
            continue;
        }
        let mut value = serde_json::to_value(block).map_err(|error| failed(&error))?;
        match block {
            Block::Section { orientation } => {
                if !blocks.is_empty() {
                    parts.push(Part { landscape, blocks: std::mem::take(&mut blocks) });
                }
                landscape = *orientation == Orientation::Landscape;
                continue;
            }
            Block::Title { text } => {
                let lines = title::lines(text, text_width(document, landscape));
                value["lines"] = json!(lines.lines);
                value["sizePt"] = json!(lines.size_pt * title::scale(document, index));
            }
            Block::Heading(heading) => {
                // Readers of tagged files must not meet a level that skips one.
                deepest = level(heading).min(deepest + 1);
                value["depth"] = json!(deepest);
                value["level"] = json!(level(heading));
                value["label"] = json!(counter.next(heading));
            }
            Block::Paragraph(_) | Block::AttachmentNote { .. } | Block::Signature(_) => {
                let bond = bonds.iter().find(|bond| bond.holds(index));
                value["mark"] = json!(bond.is_some());
                value["sticky"] = json!(bond.is_some_and(|bond| bond.kept));
            }
            Block::Table(table) => {
                let bond = bonds.iter().find(|bond| bond.holds(index));
                place_cells(&mut value, table);
                value["tail"] = json!(tail::start(table));
                value["mark"] = json!(bond.is_some());
                value["kept"] = json!(bond.is_some_and(|bond| bond.kept));
                under = add_foot(&mut value, &document.blocks, index)?;
            }
            Block::Grid(grid) => {
                let bond = bonds.iter().find(|bond| bond.holds(index));
                value["tail"] = json!(tail::start_of_form(grid));
                value["mark"] = json!(bond.is_some());
                value["kept"] = json!(bond.is_some_and(|bond| bond.kept));
                under = add_foot(&mut value, &document.blocks, index)?;
            }
            Block::AttachmentMark { .. } => value["first"] = json!(blocks.is_empty()),
            Block::Chart(chart) => value["alt"] = json!(crate::chart::alt(chart)),
            Block::Picture(picture) => {
                let (width, height) = picture.size(text_width(document, landscape));
                value["jpeg"] = Value::Null;
                value["file"] = json!(picture_name(photos));
                value["widthPt"] = json!(width);
                value["heightPt"] = json!(height);
                photos += 1;
            }
            _ => {}
        }
        blocks.push(value);
    }
    parts.push(Part { landscape, blocks });
    Ok(parts)
}

/// Tells each cell of a table its column: one that reaches over rows pushes those of the rows below to the right.
fn place_cells(value: &mut Value, table: &Table) {
    let cells: Vec<_> = table.rows.iter().map(|row| row.cells.as_slice()).collect();
    for (row, slots) in slots(table.columns.len(), &cells).iter().enumerate() {
        for (start, _, slot) in slots {
            if let Slot::Cell(at) = slot {
                value["rows"][row]["cells"][*at]["column"] = json!(start);
            }
        }
    }
}

/// Gives a table or form what stands under it; how many blocks these are.
fn add_foot(value: &mut Value, blocks: &[Block], index: usize) -> Result<usize, RenderError> {
    let foot = &blocks[index + 1..=index + tail::foot(blocks, index)];
    value["foot"] = serde_json::to_value(foot).map_err(|error| failed(&error))?;
    Ok(foot.len())
}

/// Width of the text area in points.
pub(crate) fn text_width(document: &Document, landscape: bool) -> f64 {
    let margins = document.page.margins;
    let width_mm =
        if landscape { 297.0 - margins.top_mm - margins.bottom_mm } else { 210.0 - margins.left_mm - margins.right_mm };
    width_mm * POINTS_PER_MM
}
