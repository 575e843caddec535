//! Writes a workbook given as JSON, to look at it: `cargo run -p keji-render --example workbook -- book.json FILE.xlsx`.

use std::error::Error;

use keji_render::xlsx::{self, Workbook};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(book), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("book.json and FILE.xlsx are needed".into());
    };
    let workbook: Workbook = serde_json::from_str(&std::fs::read_to_string(book)?)?;
    std::fs::write(file, xlsx::render(&workbook, &mut |_| {}, &|| false)?)?;
    Ok(())
}
