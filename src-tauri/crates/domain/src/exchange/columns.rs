//! Which column of a sheet fills which field.

use super::{
    headings::{Field, Presets},
    table::Column,
    types::ImportKind,
};
use crate::error::{Code, Error, Result};
use keji_intake::header::normalise_heading;
use std::collections::BTreeMap;

/// Columns of a sheet as they will be read.
pub(crate) struct Columns {
    /// Columns that have a heading, with their place in the sheet.
    pub(crate) columns: Vec<(usize, Column)>,
    /// Place of each field among `columns`.
    pub(crate) places: BTreeMap<String, usize>,
}

impl Columns {
    /// Gives every field its best column: what the user picked, else the best known heading. `headings` are the
    /// cells of the heading row as in the file. Personal columns are never read, whatever was picked.
    pub(crate) fn assign(
        presets: &Presets,
        kind: ImportKind,
        headings: &[String],
        picked: &BTreeMap<String, String>,
        remembered: &BTreeMap<String, String>,
    ) -> Self {
        let fields = presets.fields(kind);
        let bare: Vec<String> = headings.iter().map(|heading| normalise_heading(heading)).collect();
        let mut picked: BTreeMap<String, &str> =
            picked.iter().map(|(heading, field)| (normalise_heading(heading), field.as_str())).collect();
        // What was picked for an earlier table holds where nothing else is said of the heading or of the field.
        let said: Vec<&str> = picked.values().copied().filter(|field| !field.is_empty()).collect();
        let earlier: BTreeMap<String, &str> = remembered
            .iter()
            .filter(|(heading, field)| !picked.contains_key(*heading) && !said.contains(&field.as_str()))
            .map(|(heading, field)| (heading.clone(), field.as_str()))
            .collect();
        picked.extend(earlier.clone());
        let personal =
            |heading: &str| presets.is_personal(heading) && !fields.iter().any(|field| field.rank(heading).is_some());
        let mut of_field: BTreeMap<&str, usize> = BTreeMap::new();
        for field in fields {
            let by_hand = bare.iter().position(|heading| {
                picked.get(heading).is_some_and(|wanted| *wanted == field.key) && !personal(heading)
            });
            let by_name = || {
                let ranked = bare.iter().enumerate().filter(|(_, heading)| !picked.contains_key(*heading));
                ranked.filter_map(|(at, heading)| Some((field.rank(heading)?, at))).min().map(|(_, at)| at)
            };
            if let Some(at) = by_hand.or_else(by_name) {
                of_field.insert(&field.key, at);
            }
        }
        Self::join(fields, headings, &bare, &of_field, &earlier, personal)
    }

    fn join(
        fields: &[Field],
        headings: &[String],
        bare: &[String],
        of_field: &BTreeMap<&str, usize>,
        remembered: &BTreeMap<String, &str>,
        personal: impl Fn(&str) -> bool,
    ) -> Self {
        let mut columns = Vec::new();
        let mut places = BTreeMap::new();
        for (at, (heading, bare)) in headings.iter().zip(bare).enumerate() {
            if heading.is_empty() {
                continue;
            }
            let field = fields.iter().find(|field| of_field.get(field.key.as_str()) == Some(&at));
            if let Some(field) = field {
                places.insert(field.key.clone(), columns.len());
            }
            let column = Column {
                heading: heading.clone(),
                field: field.map(|field| field.key.clone()),
                field_name: field.map(|field| field.name.clone()).unwrap_or_default(),
                dropped: field.is_none() && personal(bare),
                remembered: remembered.contains_key(bare) && !personal(bare),
            };
            columns.push((at, column));
        }
        Self { columns, places }
    }

    /// Takes the column of a field out; its place in the sheet.
    pub(crate) fn take(&mut self, field: &str) -> Option<usize> {
        let place = self.places.remove(field)?;
        for other in self.places.values_mut().filter(|other| **other > place) {
            *other -= 1;
        }
        Some(self.columns.remove(place).0)
    }

    /// Names of the fields that the import needs and the sheet lacks.
    pub(crate) fn missing<'a>(&self, fields: &'a [Field]) -> Vec<&'a str> {
        let lacking = fields.iter().filter(|field| field.required && !self.places.contains_key(&field.key));
        lacking.map(|field| field.name.as_str()).collect()
    }

    /// Refuses a sheet that lacks a needed column.
    ///
    /// # Errors
    /// `ImportNoColumn` with the names.
    pub(crate) fn check(&self, kind: ImportKind, fields: &[Field]) -> Result<()> {
        let mut missing = self.missing(fields);
        let dated = self.places.contains_key("date") || self.places.contains_key("weekday");
        if kind == ImportKind::Timetable && !dated {
            missing.insert(0, "日期或星期");
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Error::rule(Code::ImportNoColumn).with("columns", missing.join("、")))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may panic
    use super::*;

    fn assigned(kind: ImportKind, headings: &[&str], picked: &[(&str, &str)]) -> Columns {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let picked = picked.iter().map(|(heading, field)| ((*heading).to_owned(), (*field).to_owned())).collect();
        Columns::assign(&Presets::load().unwrap(), kind, &headings, &picked, &BTreeMap::new())
    }

    #[test]
    fn synonyms_fill_fields_and_personal_columns_are_dropped() {
        let headings =
            ["序号", "姓 名*", "身份证号", "手机号", "学科组", "教研组（必填）", "出生年月", "参加工作\n年月"];
        let columns = assigned(ImportKind::Roster, &headings, &[]);
        let fields: Vec<&str> =
            columns.columns.iter().map(|(_, column)| column.field.as_deref().unwrap_or("-")).collect();
        assert_eq!(fields, ["-", "name", "-", "-", "-", "department", "-", "first_taught"]);
        let dropped: Vec<&str> =
            columns.columns.iter().filter(|(_, c)| c.dropped).map(|(_, c)| c.heading.as_str()).collect();
        assert_eq!(dropped, ["身份证号", "手机号", "出生年月"]);
    }

    #[test]
    fn the_user_may_pick_but_not_personal_data() {
        let headings = ["教师", "大组", "电话", "考核组"];
        let picked = [("大组", "department"), ("电话", "employee_no"), ("考核组", "")];
        let columns = assigned(ImportKind::Roster, &headings, &picked);
        let places: Vec<(&str, usize)> = columns.places.iter().map(|(key, at)| (key.as_str(), *at)).collect();
        assert_eq!(places, [("department", 1), ("name", 0)]);
        assert!(columns.columns[2].1.dropped);
    }

    #[test]
    fn a_needed_column_is_named() {
        let presets = Presets::load().unwrap();
        let columns = assigned(ImportKind::Timetable, &["班级", "教师", "科目"], &[]);
        let error = columns.check(ImportKind::Timetable, presets.fields(ImportKind::Timetable)).unwrap_err();
        assert_eq!(error.to_wire().params.get("columns").unwrap(), "日期或星期、节次");
    }
}
