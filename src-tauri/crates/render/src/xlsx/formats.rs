//! Cell formats: one look for each kind of cell.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::Kind;

const RULE: Color = Color::RGB(0x00BF_BFBF);
const HEAD: Color = Color::RGB(0x00E8_EFF0);

/// What every cell begins with.
pub(super) fn base() -> Format {
    Format::new().set_font_name("宋体").set_font_size(11.0)
}

/// The formats of a sheet.
pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) head: Format,
    pub(super) note: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        Self {
            title: base()
                .set_font_name("黑体")
                .set_font_size(16.0)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            subtitle: base()
                .set_font_size(10.0)
                .set_font_color(Color::RGB(0x0059_5959))
                .set_align(FormatAlign::Right)
                .set_align(FormatAlign::VerticalCenter),
            head: ruled().set_bold().set_background_color(HEAD).set_align(FormatAlign::Center).set_text_wrap(),
            note: base().set_font_size(10.0).set_align(FormatAlign::Left).set_align(FormatAlign::Top).set_text_wrap(),
        }
    }

    /// A cell of a column; totals are bold with a line above.
    pub(super) fn cell(kind: Kind, total: bool) -> Format {
        let format = match kind {
            Kind::Text => ruled().set_align(FormatAlign::Center).set_text_wrap(),
            Kind::LongText => ruled().set_align(FormatAlign::Left).set_text_wrap(),
            Kind::Integer => ruled().set_align(FormatAlign::Right).set_num_format("0"),
            Kind::Decimal => ruled().set_align(FormatAlign::Right).set_num_format("0.0"),
            Kind::Percent => ruled().set_align(FormatAlign::Right).set_num_format("0.0%"),
            Kind::Date => ruled().set_align(FormatAlign::Center).set_num_format("yyyy-mm-dd"),
        };
        if total {
            format.set_bold().set_border_top(FormatBorder::Medium).set_border_top_color(Color::Black)
        } else {
            format
        }
    }
}

fn ruled() -> Format {
    base().set_border(FormatBorder::Thin).set_border_color(RULE).set_align(FormatAlign::VerticalCenter)
}
