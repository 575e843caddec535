//! What may be typed into a column: drop-downs from a hidden sheet, days and numbers within bounds.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Worksheet, XlsxError, utility,
};

use super::sheet::Area;
use super::{Kind, Rule, Sheet, SheetColumn, Value, Visibility};

/// Name of the sheet on which the drop-downs stand.
const TAB: &str = "选项";

/// The lists of a book's drop-downs, each once.
pub(super) struct Lists {
    lists: Vec<(String, Vec<String>)>,
}

impl Lists {
    /// The lists that the columns of some sheets ask for.
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let mut lists: Vec<(String, Vec<String>)> = Vec::new();
        for column in sheets.iter().flat_map(|sheet| &sheet.columns) {
            if let Rule::Choices { texts, .. } = &column.rule
                && !texts.is_empty()
                && !lists.iter().any(|(_, known)| known == texts)
            {
                lists.push((column.header.clone(), texts.clone()));
            }
        }
        Self { lists }
    }

    /// The hidden sheet that holds them: a column each.
    pub(super) fn sheet(&self) -> Option<Sheet> {
        let rows = self.lists.iter().map(|(_, texts)| texts.len()).max()?;
        // A number that is typed is no text: the list must hold numbers too.
        let cell = |text: &String| text.parse::<u32>().map_or_else(|_| Value::from(text.as_str()), Value::from);
        let value = |texts: &[String], row: usize| texts.get(row).map_or(Value::Empty, cell);
        Some(Sheet {
            name: TAB.to_owned(),
            columns: self.lists.iter().map(|(header, _)| SheetColumn::new(header, Kind::Text)).collect(),
            rows: (0..rows).map(|row| self.lists.iter().map(|(_, texts)| value(texts, row)).collect()).collect(),
            visibility: Visibility::Hidden,
            ..Sheet::default()
        })
    }

    /// The cells of a list on the sheet of a name.
    fn range(&self, texts: &[String], tab: &str) -> Option<String> {
        let at = self.lists.iter().position(|(_, known)| known == texts)?;
        let (column, last) = (u16::try_from(at).ok()?, u32::try_from(texts.len()).ok()?);
        let cells = utility::cell_range_absolute(1, column, last, column);
        Some(format!("='{}'!{cells}", tab.replace('\'', "''")))
    }
}

/// Puts the rules of a sheet's columns over its rows of data.
pub(super) fn write(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    area: Area,
    lists: &Lists,
    tab: &str,
) -> Result<(), XlsxError> {
    if area.is_empty() {
        return Ok(());
    }
    for (at, column) in (0..).zip(&sheet.columns) {
        if let Some(rule) = rule(column, lists, tab)? {
            worksheet.add_data_validation(area.first, at, area.last(), at, &rule)?;
        }
    }
    Ok(())
}

fn rule(column: &SheetColumn, lists: &Lists, tab: &str) -> Result<Option<DataValidation>, XlsxError> {
    let rule = match &column.rule {
        Rule::Free => return Ok(None),
        Rule::Choices { texts, strict } => {
            let Some(range) = lists.range(texts, tab) else {
                return Ok(None);
            };
            let (style, words) = if *strict {
                (DataValidationErrorStyle::Stop, "请从下拉列表中选择。")
            } else {
                (DataValidationErrorStyle::Warning, "下拉列表里没有这一项，确定这样填写吗？")
            };
            let rule = DataValidation::new().allow_list_formula(Formula::new(range));
            rule.set_error_style(style).set_error_message(words)?
        }
        Rule::Days { first, last } => {
            let words = format!("请填写 {} 至 {} 之间的日期，如 {}。", said(*first), said(*last), said(*first));
            let rule = DataValidation::new().allow_date(DataValidationRule::Between(day(*first)?, day(*last)?));
            rule.set_error_message(words)?
        }
        Rule::Numbers { least, most } => {
            let words = format!("请填写 {least} 至 {most} 之间的数。");
            let rule = DataValidation::new().allow_decimal_number(DataValidationRule::Between(*least, *most));
            rule.set_error_message(words)?
        }
    };
    Ok(Some(rule.set_error_title(&column.header)?))
}

fn day((year, month, day): (i32, u8, u8)) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(0), month, day)
}

fn said((year, month, day): (i32, u8, u8)) -> String {
    format!("{year}-{month}-{day}")
}
