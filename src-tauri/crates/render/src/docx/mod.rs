//! Word: OOXML written by hand, so that every element is known and valid.
//!
//! Fonts are named, not embedded: 仿宋, 黑体, 楷体 and 方正小标宋 are what offices have.

#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a paper is some kilobytes of XML: templates that can be read count for more than spared allocations"
)]

mod body;
mod chart;
mod package;
mod picture;
mod section;
mod sideways;
mod styles;
mod table;
mod text;
mod xml;

use crate::error::check;
use crate::{Document, Progress, RenderError, clean};

/// Writes a paper as .docx. The same paper gives the same bytes.
pub fn render(
    document: &Document,
    progress: &mut dyn FnMut(Progress),
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, RenderError> {
    check(cancelled)?;
    progress(Progress::Checking);
    let document = clean::document(document)?;
    check(cancelled)?;
    progress(Progress::Layout);
    let body = body::write(&document);
    check(cancelled)?;
    progress(Progress::Writing);
    let bytes = package::write(&document, &body)?;
    progress(Progress::Done);
    Ok(bytes)
}
