//! The foot of a lying page: the upright sheet's, turned with the sheet, at the left edge.

use super::section::NUMBER_PT;
use crate::model::PageSetup;

/// Namespaces that a foot needs besides Word's own.
pub(super) const NAMESPACES: &str = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";

/// English Metric Units in a millimetre.
const EMU_MM: f64 = 36_000.0;

/// Millimetres across the line of the number.
const ACROSS_MM: f64 = 7.5;

const MM_PER_POINT: f64 = 25.4 / 72.0;

/// A paragraph that holds a line of the foot in a frame at the page's left edge, read from above.
pub(super) fn foot(setup: &PageSetup, line: &str) -> String {
    let m = setup.margins;
    // As in print: 7 mm from the text to the number, as far as the margin allows.
    let below = 7.0_f64.min(m.bottom_mm - NUMBER_PT * MM_PER_POINT - 4.0).max(4.0);
    let middle = m.bottom_mm - below - NUMBER_PT * 0.6 * MM_PER_POINT;
    let (left, top) = (emu((middle - ACROSS_MM / 2.0).max(4.0)), emu(m.left_mm));
    let (wide, tall) = (emu(ACROSS_MM), emu(210.0 - m.left_mm - m.right_mm));
    let extent = format!("cx=\"{wide}\" cy=\"{tall}\"");
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>\
         <wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"1\" behindDoc=\"0\" \
         locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>\
         <wp:positionH relativeFrom=\"page\"><wp:posOffset>{left}</wp:posOffset></wp:positionH>\
         <wp:positionV relativeFrom=\"page\"><wp:posOffset>{top}</wp:posOffset></wp:positionV>\
         <wp:extent {extent}/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/>\
         <wp:docPr id=\"2001\" name=\"页码\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"{SHAPE}\"><wps:wsp>\
         <wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {extent}/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>\
         <wps:txbx><w:txbxContent>{line}</w:txbxContent></wps:txbx>\
         <wps:bodyPr rot=\"0\" vert=\"vert\" wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\">\
         <a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback/></mc:AlternateContent></w:r></w:p>"
    )
}

#[expect(clippy::cast_possible_truncation, reason = "a page is a few million units high")]
fn emu(millimetres: f64) -> i64 {
    (millimetres * EMU_MM).round() as i64
}
