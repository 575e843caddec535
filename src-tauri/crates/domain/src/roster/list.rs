//! Reading the roster.

use super::{
    classes::classes,
    departments::departments,
    ground_rows, names, person_rows, rows,
    stages::{stage_of, stages},
    types::{Roster, Teacher},
};
use crate::{error::Result, search::pinyin};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::BTreeMap;

/// Everyone and everything on the roster; nobody's stage, which depends on a day.
pub(crate) fn roster(read: &Read<'_>) -> Result<Roster> {
    let (stages, own_stages) = stages(read)?;
    Ok(Roster {
        teachers: teachers(read)?,
        departments: departments(read)?,
        classes: classes(read)?,
        subjects: rows::subjects(read)?,
        campuses: ground_rows::campuses(read)?,
        prep_groups: ground_rows::prep_groups(read)?,
        stages,
        own_stages,
        stage_of: BTreeMap::new(),
    })
}

/// Everyone and everything on the roster, with the stages of a day.
pub(crate) fn roster_on(read: &Read<'_>, day: NaiveDate) -> Result<Roster> {
    let mut roster = roster(read)?;
    let staged = roster.teachers.iter().filter(|teacher| teacher.in_service);
    roster.stage_of = staged
        .filter_map(|teacher| Some((teacher.id.clone(), stage_of(&roster.stages, teacher, day)?.name.clone())))
        .collect();
    Ok(roster)
}

/// All teachers, in service first.
pub(crate) fn teachers(read: &Read<'_>) -> Result<Vec<Teacher>> {
    let mut posts = rows::posts(read)?;
    let mut more = person_rows::more(read)?;
    let (mut subjects, mut former) = (person_rows::subjects(read)?, person_rows::former(read)?);
    let mut tags = person_rows::tags(read)?;
    let mut shown = names::shown(&person_rows::names(read)?);
    Ok(rows::teachers(read)?
        .into_iter()
        .map(|row| {
            let former = former.remove(&row.id).unwrap_or_default();
            let rest = more.remove(&row.id);
            let (campus_id, first_in_subject, left_on) =
                rest.map_or((None, None, None), |rest| (rest.campus_id, rest.first_in_subject, rest.left_on));
            let readings: Vec<String> =
                std::iter::once(&row.name).chain(&former).map(|name| pinyin::searchable(name)).collect();
            Teacher {
                posts: posts.remove(&row.id).unwrap_or_default(),
                subjects: subjects.remove(&row.id).unwrap_or_default(),
                tags: tags.remove(&row.id).unwrap_or_default(),
                display: shown.remove(&row.id).unwrap_or_default(),
                pinyin: readings.join(" "),
                former,
                campus_id,
                first_in_subject,
                left_on,
                id: row.id,
                name: row.name,
                employee_no: row.employee_no,
                department_id: row.department_id,
                department: row.department,
                subject: row.subject,
                title: row.title,
                first_taught: row.first_taught,
                in_service: row.in_service,
            }
        })
        .collect())
}
