//! SQL of assignments.

use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};

/// An assignment's row.
pub(crate) struct AssignmentRow {
    pub(crate) id: String,
    pub(crate) term_id: String,
    pub(crate) teacher_id: String,
    pub(crate) class_id: String,
    pub(crate) subject: String,
    pub(crate) lessons_per_week: Option<f64>,
    pub(crate) proposed: bool,
}

pub(crate) fn assignments(read: &Read<'_>, term_id: &str) -> Result<Vec<AssignmentRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, term_id, teacher_id, class_id, subject, lessons_per_week, proposed FROM assignment
         WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(AssignmentRow {
            id: row.get("id")?,
            term_id: row.get("term_id")?,
            teacher_id: row.get("teacher_id")?,
            class_id: row.get("class_id")?,
            subject: row.get("subject")?,
            lessons_per_week: row.get("lessons_per_week")?,
            proposed: row.get("proposed")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn put(tx: &Tx<'_>, row: &AssignmentRow, new: bool) -> Result<usize> {
    let sql = if new {
        "INSERT INTO assignment (id, term_id, teacher_id, class_id, subject, lessons_per_week, proposed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    } else {
        "UPDATE assignment SET term_id = ?2, teacher_id = ?3, class_id = ?4, subject = ?5, lessons_per_week = ?6,
           proposed = ?7 WHERE id = ?1 AND deleted_at IS NULL"
    };
    Ok(tx.prepare_cached(sql)?.execute(params![
        row.id,
        row.term_id,
        row.teacher_id,
        row.class_id,
        row.subject,
        row.lessons_per_week,
        row.proposed
    ])?)
}

pub(crate) fn confirm(tx: &Tx<'_>, term_id: &str) -> Result<()> {
    tx.execute("UPDATE assignment SET proposed = 0 WHERE term_id = ?1 AND proposed AND deleted_at IS NULL", [term_id])?;
    Ok(())
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<usize> {
    Ok(tx.execute(
        "UPDATE assignment SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
        params![id, tx.now_text()],
    )?)
}
