//! PDF/A-2a with tags: for filing, handing in and printing.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::check;
use crate::layout::{Purpose, describe, document_title, pages};
use crate::model::{Document, Stamp};
use crate::{Progress, RenderError, clean, coverage};

/// Writes a paper as PDF. The same paper gives the same bytes.
///
/// `cancelled` is asked between the stages. Characters that no bundled font has end in
/// [`RenderError::MissingGlyphs`]: nothing is printed as a box.
pub fn render(
    document: &Document,
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
    check(cancelled)?;
    progress(Progress::Writing);
    let written =
        typst_pdf::pdf(&laid_out, &options(&document)?).map_err(|errors| RenderError::Layout(describe(&errors)));
    // A paper is seldom printed twice; its remembered lines would stay in memory for good.
    typst::comemo::evict(1);
    progress(Progress::Done);
    written
}

fn options(document: &Document) -> Result<PdfOptions, RenderError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| RenderError::Layout(error.message().to_string()))?;
    let stamp = document.metadata.created;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{}\n{}", document_title(document), stamp.iso())),
        creator: Smart::Custom(Some("课迹".to_owned())),
        timestamp: Some(timestamp(stamp)?),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(stamp: Stamp) -> Result<Timestamp, RenderError> {
    let Stamp { year, month, day, hour, minute, second, offset_minutes } = stamp;
    Datetime::from_ymd_hms(year, month, day, hour, minute, second)
        .and_then(|datetime| Timestamp::new_local(datetime, i32::from(offset_minutes)))
        .ok_or_else(|| RenderError::Layout("the paper's time is no time".to_owned()))
}
