//! Renders a paper given as JSON, to look at it: `cargo run -p keji-render --example paper -- paper.json FOLDER`.

use std::error::Error;
use std::path::Path;

use keji_render::{Document, docx, pdf, preview};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(paper), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("paper.json and a folder are needed".into());
    };
    let document: Document = serde_json::from_str(&std::fs::read_to_string(&paper)?)?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;

    let bytes = pdf::render(&document, &mut |_| {}, &|| false)?;
    std::fs::write(folder.join("paper.pdf"), &bytes)?;
    println!("paper.pdf {} bytes", bytes.len());

    let bytes = docx::render(&document, &mut |_| {}, &|| false)?;
    std::fs::write(folder.join("paper.docx"), &bytes)?;
    println!("paper.docx {} bytes", bytes.len());

    let shown = preview::pages(&document)?;
    for page in &shown.pages {
        std::fs::write(folder.join(format!("page-{}.svg", page.number)), &page.svg)?;
    }
    let figures: usize = shown.pages.iter().map(|page| page.figures.len()).sum();
    println!("{} pages, {figures} figures", shown.pages.len());
    Ok(())
}
