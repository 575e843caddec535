//! The pages of a paper as pictures for the screen, from the same layout as the PDF.

use serde::{Deserialize, Serialize};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::model::Destination;
use typst_layout::Page;
use typst_svg::SvgOptions;

use crate::layout::{FIGURE_LINK, Purpose, pages as lay_out};
use crate::model::Document;
use crate::{MissingGlyph, RenderError, clean, coverage};

/// A paper on the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The pages in order; at least one.
    pub pages: Vec<PreviewPage>,
    /// Characters shown as boxes here, which a PDF would refuse.
    pub missing: Vec<MissingGlyph>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPage {
    /// From 1.
    pub number: u32,
    /// Width in points; A4 upright is 595.
    pub width_pt: f64,
    /// Height in points.
    pub height_pt: f64,
    /// A whole SVG with a `viewBox` in points, without scripts or links; text is drawn as outlines.
    pub svg: String,
    /// The figures on it, in reading order.
    pub figures: Vec<FigureBox>,
}

/// Where a figure stands. One that breaks over lines has a box on each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureBox {
    /// The caller's id.
    pub anchor: String,
    /// From the page's left edge, in points.
    pub x_pt: f64,
    /// From the page's upper edge, in points.
    pub y_pt: f64,
    /// In points.
    pub width_pt: f64,
    /// In points.
    pub height_pt: f64,
}

/// Every page of a paper.
pub fn pages(document: &Document) -> Result<Preview, RenderError> {
    let missing = coverage::missing(document);
    let laid_out = lay_out(&clean::document(document)?, Purpose::Screen)?;
    let pages = (1..).zip(laid_out.pages()).map(|(number, page)| picture(number, page)).collect();
    // Some rounds are remembered, so that a small change is shown at once.
    typst::comemo::evict(3);
    Ok(Preview { pages, missing })
}

fn picture(number: u32, page: &Page) -> PreviewPage {
    let mut figures = Vec::new();
    find(&page.frame, Transform::identity(), &mut figures);
    // The web view places its own buttons; links in the picture would be a second way.
    let mut page = page.clone();
    drop_links(&mut page.frame);
    PreviewPage {
        number,
        width_pt: page.frame.width().to_pt(),
        height_pt: page.frame.height().to_pt(),
        svg: typst_svg::svg(&page, &SvgOptions::default()),
        figures,
    }
}

fn find(frame: &Frame, around: Transform, found: &mut Vec<FigureBox>) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inner = around.pre_concat(Transform::translate(place.x, place.y)).pre_concat(group.transform);
                find(&group.frame, inner, found);
            }
            FrameItem::Link(Destination::Url(url), size) => {
                if let Some(anchor) = url.as_str().strip_prefix(FIGURE_LINK) {
                    let corner = Point::new(place.x, place.y).transform(around);
                    found.push(FigureBox {
                        anchor: anchor.to_owned(),
                        x_pt: corner.x.to_pt(),
                        y_pt: corner.y.to_pt(),
                        width_pt: size.x.to_pt(),
                        height_pt: size.y.to_pt(),
                    });
                }
            }
            _ => {}
        }
    }
}

fn drop_links(frame: &mut Frame) {
    frame.retain(|item| {
        if let FrameItem::Group(group) = item {
            drop_links(&mut group.frame);
        }
        !matches!(item, FrameItem::Link(..))
    });
}
