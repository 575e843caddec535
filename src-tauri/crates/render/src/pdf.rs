//! PDF/A-2a with tags: for filing, handing in and printing; and sheets with several pages, for printing alone.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::check;
use crate::layout::{Purpose, describe, document_title, pages};
use crate::model::{Document, Stamp};
use crate::{Progress, RenderError, clean, coverage, imposed};

/// Writes a paper as PDF. The same paper gives the same bytes.
///
/// `cancelled` is asked between the stages. Characters that no bundled font has end in
/// [`RenderError::MissingGlyphs`]: nothing is printed as a box.
pub fn render(
    document: &Document,
    progress: &mut dyn FnMut(Progress),
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, RenderError> {
    write(document, None, progress, cancelled)
}

/// How several pages stand on a side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheets {
    /// Two at half size on each side of a lying sheet, to be printed on both sides, turned over the short edge, and
    /// folded: a booklet.
    Folded,
    /// Four at a quarter of their size, to be cut apart.
    Quartered,
}

/// Writes a paper as the sheets that are printed of it. As [`render`], but without tags, which tell an order of reading.
pub fn sheets(
    document: &Document,
    sheets: Sheets,
    progress: &mut dyn FnMut(Progress),
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, RenderError> {
    write(document, Some(sheets), progress, cancelled)
}

fn write(
    document: &Document,
    sheets: Option<Sheets>,
    progress: &mut dyn FnMut(Progress),
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, RenderError> {
    check(cancelled)?;
    progress(Progress::Checking);
    let missing = coverage::missing(document);
    if !missing.is_empty() {
        return Err(RenderError::MissingGlyphs(missing));
    }
    let document = clean::document(document)?;
    check(cancelled)?;
    progress(Progress::Layout);
    let laid_out = pages(&document, Purpose::Print)?;
    let laid_out = match sheets {
        None => laid_out,
        Some(Sheets::Folded) => imposed::folded(&laid_out),
        Some(Sheets::Quartered) => imposed::quartered(&laid_out),
    };
    check(cancelled)?;
    progress(Progress::Writing);
    let written = typst_pdf::pdf(&laid_out, &options(&document, sheets.is_none())?)
        .map_err(|errors| RenderError::Layout(describe(&errors)));
    // A paper is seldom printed twice; its remembered lines would stay in memory for good.
    typst::comemo::evict(1);
    progress(Progress::Done);
    written
}

fn options(document: &Document, tagged: bool) -> Result<PdfOptions, RenderError> {
    let standards: &[PdfStandard] = if tagged { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[PdfStandard::A_2b] };
    let standards = PdfStandards::new(standards).map_err(|error| RenderError::Layout(error.message().to_string()))?;
    let stamp = document.metadata.created;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{}\n{}", document_title(document), stamp.iso())),
        creator: Smart::Custom(Some("课迹".to_owned())),
        timestamp: Some(timestamp(stamp)?),
        standards,
        tagged,
        ..PdfOptions::default()
    })
}

fn timestamp(stamp: Stamp) -> Result<Timestamp, RenderError> {
    let Stamp { year, month, day, hour, minute, second, offset_minutes } = stamp;
    Datetime::from_ymd_hms(year, month, day, hour, minute, second)
        .and_then(|datetime| Timestamp::new_local(datetime, i32::from(offset_minutes)))
        .ok_or_else(|| RenderError::Layout("the paper's time is no time".to_owned()))
}
