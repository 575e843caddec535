//! SQL of finding people and classes.

use crate::error::Result;
use keji_store::Read;
use std::collections::BTreeMap;

/// A teacher as found.
pub(super) struct PersonRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) employee_no: Option<String>,
    pub(super) department: String,
    pub(super) subject: String,
    pub(super) in_service: bool,
}

/// All teachers, in the roster's order.
pub(super) fn people(read: &Read<'_>) -> Result<Vec<PersonRow>> {
    let mut statement = read.prepare_cached(
        "SELECT t.id, t.name, t.employee_no, coalesce(d.name, '') AS department, t.subject, t.in_service
         FROM teacher t LEFT JOIN department d ON d.id = t.department_id AND d.deleted_at IS NULL
         WHERE t.deleted_at IS NULL AND t.merged_into IS NULL
         ORDER BY t.in_service DESC, d.id IS NULL, d.id, t.employee_no IS NULL, t.employee_no, t.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(PersonRow {
            id: row.get("id")?,
            name: row.get("name")?,
            employee_no: row.get("employee_no")?,
            department: row.get("department")?,
            subject: row.get("subject")?,
            in_service: row.get("in_service")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Posts by teacher.
pub(super) fn posts(read: &Read<'_>) -> Result<BTreeMap<String, Vec<String>>> {
    by_teacher(read, "SELECT teacher_id, post AS text FROM teacher_post WHERE deleted_at IS NULL ORDER BY id")
}

/// Names that teachers had before, the latest first.
pub(super) fn former_names(read: &Read<'_>) -> Result<BTreeMap<String, Vec<String>>> {
    by_teacher(
        read,
        "SELECT teacher_id, name AS text FROM teacher_name WHERE deleted_at IS NULL ORDER BY until DESC, id DESC",
    )
}

fn by_teacher(read: &Read<'_>, sql: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut statement = read.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        texts.entry(row.get("teacher_id")?).or_default().push(row.get("text")?);
    }
    Ok(texts)
}

/// Number of the newest transaction.
pub(super) fn newest(read: &Read<'_>) -> Result<u32> {
    Ok(read.prepare_cached("SELECT coalesce(max(seq), 0) AS seq FROM chain")?.query_row([], |row| row.get("seq"))?)
}

/// Whether a transaction after a number touched people or classes.
pub(super) fn roster_touched_since(read: &Read<'_>, seq: u32) -> Result<bool> {
    Ok(read
        .prepare_cached(
            "SELECT 1 AS one FROM (SELECT DISTINCT act_id FROM chain WHERE seq > ?1) k
             CROSS JOIN change c ON c.act_id = k.act_id
             WHERE c.record_table IN ('teacher', 'teacher_post', 'teacher_name', 'department', 'school_class') LIMIT 1",
        )?
        .exists([seq])?)
}
