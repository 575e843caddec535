//! Names as they are shown: people of one name are told apart by subject, then by number.

use super::{person_rows, person_rows::NameRow, rows};
use crate::error::Result;
use keji_store::Read;
use std::collections::BTreeMap;

/// Names by identifier, of people and classes, for records that point at them.
pub(crate) struct Names {
    people: Vec<NameRow>,
    shown: BTreeMap<String, String>,
    classes: BTreeMap<String, String>,
}

impl Names {
    /// All names, those of deleted records among them: a record keeps the name of who is gone.
    pub(crate) fn read(read: &Read<'_>) -> Result<Self> {
        let (people, classes) = (person_rows::names(read)?, rows::all_class_names(read)?);
        let shown = shown(&people);
        Ok(Self { people, shown, classes })
    }

    /// Everyone who ever stood on the roster: identifier and bare name, in the order of identifiers.
    pub(crate) fn everyone(&self) -> impl Iterator<Item = (&str, &str)> {
        self.people.iter().map(|row| (row.id.as_str(), row.name.as_str()))
    }

    /// Names with what tells them apart, of those who have one, by identifier.
    pub(crate) fn marked(&self) -> BTreeMap<String, Vec<String>> {
        let marked = self.people.iter().filter_map(|row| {
            let shown = self.shown.get(&row.id).filter(|shown| **shown != row.name)?;
            Some((row.id.clone(), vec![shown.clone()]))
        });
        marked.collect()
    }

    /// Name of a teacher as it is shown; empty when unknown.
    pub(crate) fn teacher(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.shown.get(id)).cloned().unwrap_or_default()
    }

    /// Short name of a class; empty when unknown.
    pub(crate) fn class(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.classes.get(id)).cloned().unwrap_or_default()
    }
}

/// The name of everybody as it is shown, by identifier: 张伟, or 张伟（语文）, or 张伟（语文 0012）.
pub(crate) fn shown(people: &[NameRow]) -> BTreeMap<String, String> {
    let mut namesakes: BTreeMap<&str, Vec<&NameRow>> = BTreeMap::new();
    for row in people.iter().filter(|row| row.present) {
        namesakes.entry(&row.name).or_default().push(row);
    }
    let mark = |row: &NameRow| match namesakes.get(row.name.as_str()) {
        Some(group) if row.present && group.len() > 1 => format!("{}（{}）", row.name, told_apart(row, group)),
        _ => row.name.clone(),
    };
    people.iter().map(|row| (row.id.clone(), mark(row))).collect()
}

/// What stands beside the name of one of several: the least that no other of them has too.
fn told_apart(row: &NameRow, group: &[&NameRow]) -> String {
    let alone = |of: &dyn Fn(&NameRow) -> String| {
        let own = of(row);
        let fits = !own.is_empty() && group.iter().filter(|other| of(other) == own).count() == 1;
        fits.then_some(own)
    };
    let subject = |row: &NameRow| row.subject.clone();
    let numbered = |row: &NameRow| {
        let number = row.employee_no.as_deref().unwrap_or_default();
        [row.subject.as_str(), number].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    alone(&subject).or_else(|| alone(&numbered)).unwrap_or_else(|| {
        // Nothing is written that tells them apart: the order in which they came to the roster does.
        let place = group.iter().position(|other| other.id == row.id).unwrap_or_default() + 1;
        [numbered(row), format!("同名{place}")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}
