//! From the bytes of a user's file to rows of text cells, safely.
//!
//! The crate knows files, not schools: it tells an Excel workbook from a CSV
//! text and from everything else by content, reads both within [`Limits`], and
//! offers the purely textual parts of understanding a table: finding the
//! heading row ([`header`]) and reading dates, periods and class names
//! ([`parse`]). Of a photo it makes a small one without metadata ([`photo`]).
//!
//! A hostile or damaged workbook can abort the process that reads it, and an
//! abort cannot be caught. Hosts therefore read user files through
//! [`host::read_in_worker`], which runs [`worker::run`] in a process of its
//! own; [`read`] is what happens inside.

#![cfg_attr(test, allow(clippy::unwrap_used))] // a test may panic

mod base64;
mod csv;
mod error;
mod guard;
pub mod header;
pub mod host;
mod limits;
mod model;
mod number;
pub mod parse;
pub mod photo;
mod sniff;
mod table;
mod text;
pub mod worker;
mod xls;
mod xlsx;
mod zip_check;

pub use error::IntakeError;
pub use limits::Limits;
pub use model::{Cell, Format, Intake, Merged, Note, Row, Sheet};

use sniff::Kind;

/// Reads the bytes of one file as a table.
///
/// What the file is, is decided by its content, never by a name. Ends in rows
/// or in an error within bounded time; the memory it takes is bounded for
/// `.xlsx` and text, but not for `.xls` (see [`host::read_in_worker`]).
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Intake, IntakeError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.max_file {
        return Err(IntakeError::FileTooLarge { size, limit: limits.max_file });
    }
    match sniff::kind(bytes) {
        Kind::Empty => Err(IntakeError::Empty),
        Kind::Zip => {
            zip_check::inspect(bytes, limits)?;
            guard::against_panic(Format::Xlsx, || xlsx::read(bytes, limits))
        }
        Kind::Xls => guard::against_panic(Format::Xls, || xls::read(bytes, limits)),
        Kind::Encrypted => Err(IntakeError::PasswordProtected),
        Kind::Html => Err(IntakeError::HtmlNamedXls),
        Kind::OtherSpreadsheet(found) => Err(IntakeError::OtherSpreadsheet { found: found.to_owned() }),
        Kind::Other(found) => Err(IntakeError::NotATable { found: found.to_owned() }),
        Kind::Text => csv::read(bytes, limits),
    }
}
