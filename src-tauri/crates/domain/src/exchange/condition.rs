//! The condition under which rows of a file are wanted: a column and its value.

use super::{table::Column, types::WhereClause};
use crate::error::{Code, Error, Result};
use keji_intake::header::normalise_heading;
use std::collections::BTreeSet;

/// Values that a refusal offers.
const OFFERED: usize = 8;
/// Characters of each of them.
const SHOWN: usize = 20;
/// Fields that hold people.
const PEOPLE: [&str; 7] = ["name", "employee_no", "teacher", "observer", "checker", "mentor", "apprentice"];
/// Parts of headings above people.
const PEOPLE_HEADINGS: [&str; 9] = ["名", "人", "者", "师", "徒", "领导", "组长", "学员", "工号"];

/// A condition held against the columns of a sheet.
pub(crate) struct Condition<'a> {
    /// Place of the column in the sheet.
    pub(crate) at: usize,
    /// Wanted value.
    pub(crate) value: &'a str,
    heading: String,
    of_people: bool,
}

/// Column and value of the condition.
///
/// # Errors
/// `ImportNoWhere` when the sheet lacks the column.
pub(crate) fn condition<'a>(
    columns: &[(usize, Column)],
    only: Option<&'a WhereClause>,
) -> Result<Option<Condition<'a>>> {
    let Some(only) = only else {
        return Ok(None);
    };
    let wanted = normalise_heading(&only.column);
    let found = columns.iter().find(|(_, column)| normalise_heading(&column.heading) == wanted && !column.dropped);
    let Some((at, column)) = found else {
        return Err(Error::rule(Code::ImportNoWhere).with("column", only.column.trim()));
    };
    let of_people = match &column.field {
        Some(field) => PEOPLE.contains(&field.as_str()),
        None => PEOPLE_HEADINGS.iter().any(|part| column.heading.contains(part)),
    };
    Ok(Some(Condition { at: *at, value: only.value.trim(), heading: column.heading.clone(), of_people }))
}

impl Condition<'_> {
    /// The refusal when no row has the value. People are not named in it.
    pub(crate) fn matches_nothing(&self, offered: &BTreeSet<String>) -> Error {
        let cut = |text: &str| text.chars().take(SHOWN).collect::<String>();
        let values: Vec<String> =
            offered.iter().filter(|value| !value.is_empty()).take(OFFERED).map(|value| cut(value)).collect();
        let more = if offered.iter().filter(|value| !value.is_empty()).count() > OFFERED { "等" } else { "" };
        let (value, choices) = if self.of_people {
            ("所填内容".to_owned(), "这一列里有的内容".to_owned())
        } else if values.is_empty() {
            (format!("“{}”", cut(self.value)), "另一列（这一列是空的）".to_owned())
        } else {
            (format!("“{}”", cut(self.value)), format!("以下内容之一：{}{more}", values.join("、")))
        };
        Error::rule(Code::ImportWhereEmpty).with("column", &self.heading).with("value", value).with("choices", choices)
    }
}

/// "2023" in a text cell and 2023.0 in a number cell are the same value.
pub(crate) fn same_value(cell: &str, value: &str) -> bool {
    plain(cell) == plain(value)
}

/// A value without what a number cell adds to it.
pub(crate) fn plain(text: &str) -> &str {
    text.strip_suffix(".0").unwrap_or(text).trim()
}
