use serde::{Deserialize, Serialize};

/// Why a paper was not written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The caller's `cancelled` said so; nothing was written.
    #[error("rendering was cancelled")]
    Cancelled,
    /// Characters that no bundled font has. They are named instead of printed as boxes.
    #[error("{} characters have no glyph", .0.len())]
    MissingGlyphs(Vec<MissingGlyph>),
    /// The paper could not be laid out or encoded: a defect of the model's use or of this crate.
    #[error("layout failed: {0}")]
    Layout(String),
}

/// A character without a glyph, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MissingGlyph {
    /// The character.
    pub char: char,
    /// Some of the text around its first occurrence.
    pub context: String,
}

/// How far a rendering has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Progress {
    /// Text is cleaned and the fonts' coverage checked.
    Checking,
    /// Lines and pages are made: most of the time of a PDF.
    Layout,
    /// The file is written.
    Writing,
    /// Done.
    Done,
}

/// Ends the work when the caller wants it.
pub(crate) fn check(cancelled: &dyn Fn() -> bool) -> Result<(), RenderError> {
    if cancelled() { Err(RenderError::Cancelled) } else { Ok(()) }
}
