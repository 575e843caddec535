//! Making the bytes of a paper, with progress and a way to stop.

use super::{document::document, material::Material, paper::Paper, types::ReportFormat, workbook::workbook};
use crate::{
    command::{Call, Progress},
    error::Result,
};
use keji_render::{Progress as Step, docx, pdf, xlsx};

/// Steps of which the work is told.
const STEPS: u32 = 4;

/// The paper that a material makes.
pub(super) fn paper(material: &Material, format: ReportFormat) -> Paper {
    match format {
        ReportFormat::Pdf => Paper::Pdf(document(material)),
        ReportFormat::Docx => Paper::Word(document(material)),
        ReportFormat::Xlsx => Paper::Excel(workbook(material)),
    }
}

/// The bytes of a paper.
///
/// # Errors
/// `Cancelled`, `MissingGlyphs`, or the paper cannot be laid out.
pub(super) fn render(call: &Call<'_>, paper: &Paper) -> Result<Vec<u8>> {
    call.go_on()?;
    let mut tell = |step: Step| {
        let (doing, done) = match step {
            Step::Checking => ("正在核对文字", 1),
            Step::Layout => ("正在排版", 2),
            Step::Writing => ("正在生成文件", 3),
            Step::Done => ("正在写入", STEPS),
        };
        say(call, doing, done);
    };
    let bytes = match paper {
        Paper::Pdf(document) => pdf::render(document, &mut tell, call.cancelled)?,
        Paper::Sheets(document, sheets) => pdf::sheets(document, *sheets, &mut tell, call.cancelled)?,
        Paper::Word(document) => docx::render(document, &mut tell, call.cancelled)?,
        Paper::Excel(workbook) => xlsx::render(workbook, &mut tell, call.cancelled)?,
    };
    call.go_on()?;
    Ok(bytes)
}

/// Tells how far the work has come.
pub(super) fn say(call: &Call<'_>, doing: &str, done: u32) {
    (call.progress)(Progress { doing: doing.to_owned(), done, of: STEPS });
}
