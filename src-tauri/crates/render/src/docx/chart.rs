//! Native charts: Word draws them, and they can be restyled there.

use super::text::{Look, paragraph, piece};
use super::xml::escape;
use crate::chart::{alt, number};
use crate::model::{Bar, Chart, Threshold};

/// The charts of a paper, in order.
#[derive(Default)]
pub(super) struct Charts {
    /// Content of `word/charts/chartN.xml`, N from 1.
    pub(super) parts: Vec<String>,
}

/// English Metric Units in a twentieth of a point and in a millimetre.
const EMU_TWIP: i64 = 635;
const EMU_MM: f64 = 36_000.0;

impl Charts {
    /// Keeps a chart's part and gives the paragraphs that show it.
    pub(super) fn add(&mut self, chart: &Chart, width: i64) -> String {
        self.parts.push(part(chart));
        let id = self.parts.len();
        let (wide, tall) = (width * EMU_TWIP, emu(chart.height_mm.max(15.0) + 8.0));
        let drawing = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{tall}\"/>\
             <wp:docPr id=\"{id}\" name=\"图{id}\" descr=\"{}\"/><wp:cNvGraphicFramePr/><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"rIdChart{id}\"/>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            escape(&alt(chart))
        );
        let mark = chart.number.map(|number| format!("图{number}　")).unwrap_or_default();
        let words = format!("{mark}{}", chart.caption).trim_end().to_owned();
        let keep = if words.is_empty() { "" } else { "<w:keepNext/>" };
        let picture = paragraph(
            "Normal",
            &format!(
                "{keep}<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>"
            ),
            &drawing,
        );
        if words.is_empty() {
            return picture;
        }
        // A caption below its picture belongs to nothing after it.
        let free = "<w:keepNext w:val=\"0\"/><w:spacing w:before=\"40\" w:after=\"160\"/>";
        picture + &paragraph("Caption", free, &piece(&words, Look::default()))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a page is a few million units high")]
fn emu(millimetres: f64) -> i64 {
    (millimetres * EMU_MM).round() as i64
}

const INK: &str = "17606A";

fn part(chart: &Chart) -> String {
    let unit = if chart.unit.is_empty() { String::new() } else { format!("单位：{}", chart.unit) };
    let series_name = if chart.unit.is_empty() { &chart.caption } else { &unit };
    let lines = chart.threshold.as_ref().map(|threshold| line(threshold, &chart.bars)).unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>\
         <c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{}\
         <c:gapWidth val=\"75\"/><c:axId val=\"111\"/><c:axId val=\"222\"/></c:barChart>{lines}\
         {}{}</c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
         <c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"900\"/></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>\
         </c:chartSpace>",
        bars(series_name, &chart.bars),
        category_axis(&chart.axis),
        value_axis(),
    )
}

fn bars(name: &str, bars: &[Bar]) -> String {
    let hatched: String = bars
        .iter()
        .enumerate()
        .filter(|(_, bar)| bar.hatched)
        .map(|(index, _)| {
            format!(
                "<c:dPt><c:idx val=\"{index}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr>\
                 <a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{INK}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr>\
                 </a:pattFill><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"{INK}\"/></a:solidFill></a:ln></c:spPr></c:dPt>"
            )
        })
        .collect();
    let values: Vec<Option<f64>> = bars.iter().map(|bar| bar.value).collect();
    format!(
        "<c:ser><c:idx val=\"0\"/><c:order val=\"0\"/>{}<c:spPr><a:solidFill><a:srgbClr val=\"{INK}\"/></a:solidFill></c:spPr>\
         <c:invertIfNegative val=\"0\"/>{hatched}<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
         <c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>{}{}</c:ser>",
        series_name(name),
        categories(bars),
        numbers(&values),
    )
}

fn line(threshold: &Threshold, bars: &[Bar]) -> String {
    let values = vec![Some(threshold.value); bars.len()];
    format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/><c:ser><c:idx val=\"1\"/><c:order val=\"1\"/>{}\
         <c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"B03A2E\"/></a:solidFill><a:prstDash val=\"dash\"/></a:ln></c:spPr>\
         <c:marker><c:symbol val=\"none\"/></c:marker>{}{}<c:smooth val=\"0\"/></c:ser><c:marker val=\"1\"/>\
         <c:axId val=\"111\"/><c:axId val=\"222\"/></c:lineChart>",
        series_name(&threshold.label),
        categories(bars),
        numbers(&values),
    )
}

fn series_name(name: &str) -> String {
    format!("<c:tx><c:v>{}</c:v></c:tx>", escape(name))
}

fn categories(bars: &[Bar]) -> String {
    let points: String = bars
        .iter()
        .enumerate()
        .map(|(index, bar)| format!("<c:pt idx=\"{index}\"><c:v>{}</c:v></c:pt>", escape(&bar.label)))
        .collect();
    format!("<c:cat><c:strLit><c:ptCount val=\"{}\"/>{points}</c:strLit></c:cat>", bars.len())
}

fn numbers(values: &[Option<f64>]) -> String {
    let points: String = values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| {
            let value = value.filter(|value| value.is_finite())?;
            Some(format!("<c:pt idx=\"{index}\"><c:v>{}</c:v></c:pt>", number(value)))
        })
        .collect();
    format!(
        "<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>{points}</c:numLit></c:val>",
        values.len()
    )
}

fn category_axis(title: &str) -> String {
    let title = if title.is_empty() {
        String::new()
    } else {
        format!(
            "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"900\" b=\"0\"/></a:pPr><a:r>\
             <a:rPr lang=\"zh-CN\" sz=\"900\" b=\"0\"/><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
            escape(title)
        )
    };
    format!(
        "<c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"b\"/>{title}<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"222\"/><c:crosses val=\"autoZero\"/>\
         <c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>"
    )
}

/// The numbers stand over the bars; the axis itself is not drawn.
fn value_axis() -> &'static str {
    "<c:valAx><c:axId val=\"222\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/>\
     <c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
     <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"111\"/><c:crosses val=\"autoZero\"/></c:valAx>"
}
