//! 谁没交: of each department and teacher what came back, and a text for those who have handed in nothing.

use super::{
    rows,
    types::{RegisterDepartment, RegisterStanding, RegisterTeacher},
};
use crate::{access::Reach, calendar, error::Result, roster};
use chrono::{Datelike, NaiveDate};
use keji_store::Read;
use std::collections::BTreeMap;

/// What went out and came back in a term, of the departments that are reached.
///
/// # Errors
/// `NoTerm`, `NotFound`.
pub(super) fn standing(
    read: &Read<'_>,
    reach: &Reach,
    term_id: Option<&str>,
    today: NaiveDate,
) -> Result<RegisterStanding> {
    let term = calendar::term(read, term_id, today)?;
    let forms = rows::forms(read)?;
    let returns = rows::returns(read, &term.id)?;
    let handed_in: BTreeMap<String, (u32, String)> =
        rows::handed_in(read, &term.id)?.into_iter().map(|(id, sheets, at)| (id, (sheets, at))).collect();
    let teachers = roster::teachers(read)?;
    let mut departments = Vec::new();
    for department in roster::departments(read)?.into_iter().filter(|one| reach.holds_department(&one.id)) {
        let own = teachers.iter().filter(|teacher| teacher.in_service);
        let own = own.filter(|teacher| teacher.department_id.as_deref() == Some(department.id.as_str()));
        let mut own: Vec<RegisterTeacher> = own
            .map(|teacher| {
                let (sheets, last_at) = handed_in.get(&teacher.id).cloned().unwrap_or_default();
                RegisterTeacher { id: teacher.id.clone(), name: teacher.display.clone(), sheets, last_at }
            })
            .collect();
        if own.is_empty() {
            continue;
        }
        // Stable: beside that the order of the roster.
        own.sort_by_key(|teacher| teacher.sheets > 0);
        let form = forms.iter().rfind(|form| form.term_id == term.id && form.department_id == department.id);
        let back = || returns.iter().filter(|(id, _)| id.as_deref() == Some(department.id.as_str()));
        let missing = own.iter().filter(|teacher| teacher.sheets == 0).count();
        let newest = own.iter().map(|teacher| &teacher.last_at).chain(back().map(|(_, at)| at)).max();
        departments.push(RegisterDepartment {
            sent_at: form.map(|form| form.sent_at.clone()).unwrap_or_default(),
            due_on: form.and_then(|form| form.due_on),
            files: u32::try_from(back().count()).unwrap_or(u32::MAX),
            last_at: newest.cloned().unwrap_or_default(),
            missing: u32::try_from(missing).unwrap_or(u32::MAX),
            id: department.id,
            name: department.name,
            teachers: own,
        });
    }
    let reminder = reminder(&term.name, &departments);
    Ok(RegisterStanding { departments, reminder })
}

/// Names by department, of those to whom a form was sent.
fn reminder(term: &str, departments: &[RegisterDepartment]) -> String {
    let waits = |department: &&RegisterDepartment| !department.sent_at.is_empty() && department.missing > 0;
    let lines: Vec<String> = departments
        .iter()
        .filter(waits)
        .map(|department| {
            let missing = department.teachers.iter().filter(|teacher| teacher.sheets == 0);
            let names: Vec<&str> = missing.map(|teacher| teacher.name.as_str()).collect();
            let due = department.due_on.map(|day| format!("（{}月{}日前）", day.month(), day.day()));
            format!("{}{}：{}", department.name, due.unwrap_or_default(), names.join("、"))
        })
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("{term}听课登记表，以下老师还没有交，请填好后交到教研组长处：\n{}\n如已交，请忽略。", lines.join("\n"))
}
