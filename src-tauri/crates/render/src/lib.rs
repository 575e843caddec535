//! Papers: one [`Document`] becomes PDF, Word and pages on the screen; one [`xlsx::Workbook`] becomes Excel.
//!
//! The crate knows paper, not schools. Given the same input it gives the same bytes, on any machine:
//! it reads no clock, no file, no network and no font but the bundled ones.

mod bond;
mod chart;
mod clean;
pub mod coverage;
pub mod docx;
mod error;
mod imposed;
mod layout;
pub mod model;
mod numbering;
pub mod pdf;
pub mod preview;
mod spans;
mod tail;
mod title;
mod world;
pub mod xlsx;

pub use error::{MissingGlyph, Progress, RenderError};
pub use model::*;
pub use numbering::{OutlineEntry, outline};
