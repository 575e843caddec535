//! SQL of lesson plans.

use crate::{calendar::optional_day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};

const COLUMNS: &str = "id, term_id, teacher_id, subject, grade, unit, topic, planned_date, updated_at";

/// A plan's row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlanRecord {
    pub(crate) id: String,
    pub(crate) term_id: String,
    pub(crate) teacher_id: String,
    pub(crate) subject: String,
    pub(crate) grade: String,
    pub(crate) unit: String,
    pub(crate) topic: String,
    pub(crate) planned_date: Option<NaiveDate>,
    pub(crate) updated_at: String,
}

/// Whether a plan of this identifier was ever written, deleted ones among them.
pub(crate) fn written(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .prepare_cached("SELECT 1 AS one FROM lesson_plan WHERE id = ?1")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}

pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Option<PlanRecord>> {
    Ok(read
        .prepare_cached(&format!("SELECT {COLUMNS} FROM lesson_plan WHERE id = ?1 AND deleted_at IS NULL"))?
        .query_row([id], plan)
        .optional()?)
}

/// Plans of a term in the order of their identifiers.
pub(crate) fn of_term(read: &Read<'_>, term_id: &str) -> Result<Vec<PlanRecord>> {
    let mut statement = read.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM lesson_plan WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY id"
    ))?;
    let rows = statement.query_map([term_id], plan)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert(tx: &Tx<'_>, row: &PlanRecord) -> Result<()> {
    write(
        tx,
        "INSERT INTO lesson_plan (id, term_id, teacher_id, subject, grade, unit, topic, planned_date, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        row,
    )
}

pub(crate) fn update(tx: &Tx<'_>, row: &PlanRecord) -> Result<()> {
    write(
        tx,
        "UPDATE lesson_plan SET term_id = ?2, teacher_id = ?3, subject = ?4, grade = ?5, unit = ?6, topic = ?7,
           planned_date = ?8, updated_at = ?9 WHERE id = ?1",
        row,
    )
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE lesson_plan SET deleted_at = ?2 WHERE id = ?1")?.execute(params![id, tx.now_text()])?;
    Ok(())
}

fn write(tx: &Tx<'_>, sql: &str, row: &PlanRecord) -> Result<()> {
    tx.prepare_cached(sql)?.execute(params![
        row.id,
        row.term_id,
        row.teacher_id,
        row.subject,
        row.grade,
        row.unit,
        row.topic,
        row.planned_date.map(|date| date.to_string()),
        row.updated_at
    ])?;
    Ok(())
}

fn plan(row: &Row<'_>) -> rusqlite::Result<PlanRecord> {
    Ok(PlanRecord {
        id: row.get("id")?,
        term_id: row.get("term_id")?,
        teacher_id: row.get("teacher_id")?,
        subject: row.get("subject")?,
        grade: row.get("grade")?,
        unit: row.get("unit")?,
        topic: row.get("topic")?,
        planned_date: optional_day(row, "planned_date")?,
        updated_at: row.get("updated_at")?,
    })
}
