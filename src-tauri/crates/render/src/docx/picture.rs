//! Photos: a part of the package each.

use super::text::{Look, paragraph, piece};
use super::xml::escape;
use crate::model::{Jpeg, Picture};

/// The photos of a paper, in order.
#[derive(Default)]
pub(super) struct Pictures {
    /// Content of `word/media/photoN.jpg`, N from 1.
    pub(super) parts: Vec<Jpeg>,
}

/// English Metric Units in a point.
const EMU_POINT: f64 = 12_700.0;
/// Identifiers of drawings below this are those of charts.
const FIRST_ID: usize = 1000;

impl Pictures {
    /// Keeps a photo's part and gives the paragraphs that show it.
    pub(super) fn add(&mut self, picture: &Picture, width_pt: f64) -> String {
        self.parts.push(picture.jpeg.clone());
        let number = self.parts.len();
        let id = FIRST_ID + number;
        let (wide, tall) = picture.size(width_pt);
        let extent = format!("cx=\"{}\" cy=\"{}\"", emu(wide), emu(tall));
        let alt = escape(&picture.alt);
        let drawing = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent {extent}/>\
             <wp:docPr id=\"{id}\" name=\"照片{number}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr/><a:graphic>\
             <a:graphicData uri=\"{PIC}\"><pic:pic xmlns:pic=\"{PIC}\">\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"照片{number}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"rIdPhoto{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {extent}/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        );
        let keep = if picture.caption.is_empty() { "" } else { "<w:keepNext/>" };
        let shown = paragraph(
            "Normal",
            &format!(
                "{keep}<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>"
            ),
            &drawing,
        );
        if picture.caption.is_empty() {
            return shown;
        }
        let free = "<w:keepNext w:val=\"0\"/><w:spacing w:before=\"40\" w:after=\"120\"/>";
        shown + &paragraph("Caption", free, &piece(&picture.caption, Look::default()))
    }
}

const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

#[expect(clippy::cast_possible_truncation, reason = "a page is a few million units high")]
fn emu(points: f64) -> i64 {
    (points * EMU_POINT).round() as i64
}
