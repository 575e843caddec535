//! The mark by which a returned form is known again, whatever its file is called: a sheet that nobody sees.

use keji_intake::Intake;
use keji_render::xlsx::{Kind, Sheet, SheetColumn, Value, Visibility};

/// Name of the sheet, and first cell of its head.
const TAB: &str = "课迹登记表标识";
/// Version of the form.
const VERSION: &str = "1";

/// What a form says of itself. It is a hint: whatever it names is looked up in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The form.
    pub(super) form_id: String,
    /// Key of the term, such as `2026-2027-1`.
    pub(super) term: String,
    /// Name of the department.
    pub(super) department: String,
}

impl Mark {
    /// The hidden sheet.
    pub(super) fn sheet(&self) -> Sheet {
        let row = |name: &str, value: &str| vec![Value::from(name), Value::from(value)];
        Sheet {
            name: TAB.to_owned(),
            columns: vec![SheetColumn::new(TAB, Kind::Text), SheetColumn::new(VERSION, Kind::Text)],
            rows: vec![row("form", &self.form_id), row("term", &self.term), row("department", &self.department)],
            visibility: Visibility::Hidden,
            ..Sheet::default()
        }
    }

    /// The mark of a file; none when it has none, or when it was made unreadable.
    pub(super) fn of(intake: &Intake) -> Option<Self> {
        let sheet = intake.sheets.iter().find(|sheet| sheet.rows.first().is_some_and(|row| row.text(0) == TAB))?;
        let value = |name: &str| {
            let row = sheet.rows.iter().find(|row| row.text(0) == name)?;
            Some(row.text(1).into_owned()).filter(|text| !text.is_empty())
        };
        Some(Self { form_id: value("form")?, term: value("term")?, department: value("department")? })
    }
}
