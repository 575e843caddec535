//! What reading one file may cost.

use serde::{Deserialize, Serialize};

/// Upper bounds for one file, and the encoding if the user chose it.
///
/// The defaults are far above any school's table and far below what hurts a
/// small office PC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of the file itself, bytes.
    pub max_file: u64,
    /// Size of all parts of an `.xlsx` after decompression, bytes.
    pub max_inflated: u64,
    /// Rows with content per sheet.
    pub max_rows: u32,
    /// Columns per sheet.
    pub max_columns: u32,
    /// Cells of all sheets together, gaps within a row included.
    pub max_cells: u64,
    /// Characters of one cell; 32,767 is Excel's own bound.
    pub max_cell_chars: u32,
    /// UTF-8 bytes of all cells together: one shared string may stand in every cell.
    pub max_text: u64,
    /// A WHATWG encoding label ("gb18030", "big5") chosen by the user for a
    /// text file; `None` lets the reader find out.
    pub encoding: Option<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file: 64 << 20,
            max_inflated: 256 << 20,
            max_rows: 200_000,
            max_columns: 512,
            max_cells: 2_000_000,
            max_cell_chars: 32_767,
            max_text: 64 << 20,
            encoding: None,
        }
    }
}
