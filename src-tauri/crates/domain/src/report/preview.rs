//! The pages of the paper for the screen, and what to look at before exporting.

use super::{
    document::document,
    hints::{hints, sections},
    material::Material,
    types::{FigurePlace, MissingCharacter, ReportPreview},
};
use crate::error::Result;
use keji_render::preview::PreviewPage;

/// The pages that a material makes.
///
/// # Errors
/// The paper cannot be laid out.
pub(crate) fn preview(material: &Material) -> Result<ReportPreview> {
    let shown = keji_render::preview::pages(&document(material))?;
    Ok(ReportPreview {
        figures: (0..).zip(&shown.pages).flat_map(|(at, page)| places(at, page)).collect(),
        pages: shown.pages.into_iter().map(|page| page.svg).collect(),
        sections: sections(material),
        hints: hints(material),
        missing: shown
            .missing
            .into_iter()
            .map(|glyph| MissingCharacter {
                character: glyph.char.to_string(),
                code: format!("U+{:04X}", u32::from(glyph.char)),
                place: glyph.context,
            })
            .collect(),
        file_name: material.file_name(),
    })
}

fn places(at: u32, page: &PreviewPage) -> impl Iterator<Item = FigurePlace> {
    page.figures.iter().map(move |figure| FigurePlace {
        page: at,
        x: figure.x_pt / page.width_pt,
        y: figure.y_pt / page.height_pt,
        width: figure.width_pt / page.width_pt,
        height: figure.height_pt / page.height_pt,
        figure: figure.anchor.clone(),
    })
}
