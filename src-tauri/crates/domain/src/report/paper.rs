//! A finished paper, before it becomes a file.

use super::coding::Codes;
use crate::error::Result;
use keji_render::{Document, pdf::Sheets, xlsx::Workbook};

/// A paper and the kind of file that it becomes.
pub(crate) enum Paper {
    /// PDF/A.
    Pdf(Document),
    /// PDF of sheets with several pages.
    Sheets(Document, Sheets),
    /// Word.
    Word(Document),
    /// Excel.
    Excel(Workbook),
}

impl Paper {
    /// Ending of its file.
    pub(crate) const fn ending(&self) -> &'static str {
        match self {
            Self::Pdf(_) | Self::Sheets(..) => "pdf",
            Self::Word(_) => "docx",
            Self::Excel(_) => "xlsx",
        }
    }

    /// The paper with codes in place of people's names.
    ///
    /// # Errors
    /// The model could not be read back.
    pub(crate) fn coded(self, codes: &Codes) -> Result<Self> {
        Ok(match self {
            Self::Pdf(document) => Self::Pdf(codes.in_model(document)?),
            Self::Sheets(document, sheets) => Self::Sheets(codes.in_model(document)?, sheets),
            Self::Word(document) => Self::Word(codes.in_model(document)?),
            Self::Excel(workbook) => Self::Excel(codes.in_model(workbook)?),
        })
    }
}
