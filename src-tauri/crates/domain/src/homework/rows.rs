//! SQL of homework checks.

use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};

const COLUMNS: &str = "id, date, checker_id, teacher_id, class_id, subject, book_kind, required, assigned,
   fully_marked, remarked, sampled, band, advice, updated_at";

/// A check's row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CheckRow {
    pub(crate) id: String,
    pub(crate) date: NaiveDate,
    pub(crate) checker_id: Option<String>,
    pub(crate) teacher_id: String,
    pub(crate) class_id: Option<String>,
    pub(crate) subject: String,
    pub(crate) book_kind: String,
    pub(crate) required: Option<u32>,
    pub(crate) assigned: Option<u32>,
    pub(crate) fully_marked: Option<u32>,
    pub(crate) remarked: Option<u32>,
    pub(crate) sampled: Option<u32>,
    pub(crate) band: String,
    pub(crate) advice: String,
    pub(crate) updated_at: String,
}

/// Whether a record of this identifier was ever written, deleted ones among them.
pub(crate) fn written(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .prepare_cached("SELECT 1 AS one FROM homework_check WHERE id = ?1")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}

pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Option<CheckRow>> {
    Ok(read
        .prepare_cached(&format!("SELECT {COLUMNS} FROM homework_check WHERE id = ?1 AND deleted_at IS NULL"))?
        .query_row([id], check)
        .optional()?)
}

/// Checks from one day to another, both included; newest first. Without days: all.
pub(crate) fn between(read: &Read<'_>, days: Option<(NaiveDate, NaiveDate)>) -> Result<Vec<CheckRow>> {
    let (from, to) = match days {
        Some((from, to)) => (from.to_string(), to.to_string()),
        None => ("0000".to_owned(), "9999-99".to_owned()),
    };
    let mut statement = read.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM homework_check WHERE date BETWEEN ?1 AND ?2 AND deleted_at IS NULL
         ORDER BY date DESC, id DESC"
    ))?;
    let rows = statement.query_map([from, to], check)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert(tx: &Tx<'_>, row: &CheckRow) -> Result<()> {
    write(
        tx,
        "INSERT INTO homework_check (id, date, checker_id, teacher_id, class_id, subject, book_kind, required,
           assigned, fully_marked, remarked, sampled, band, advice, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        row,
    )
}

pub(crate) fn update(tx: &Tx<'_>, row: &CheckRow) -> Result<()> {
    write(
        tx,
        "UPDATE homework_check SET date = ?2, checker_id = ?3, teacher_id = ?4, class_id = ?5, subject = ?6,
           book_kind = ?7, required = ?8, assigned = ?9, fully_marked = ?10, remarked = ?11, sampled = ?12,
           band = ?13, advice = ?14, updated_at = ?15 WHERE id = ?1",
        row,
    )
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE homework_check SET deleted_at = ?2 WHERE id = ?1")?
        .execute(params![id, tx.now_text()])?;
    Ok(())
}

fn write(tx: &Tx<'_>, sql: &str, row: &CheckRow) -> Result<()> {
    tx.prepare_cached(sql)?.execute(params![
        row.id,
        row.date.to_string(),
        row.checker_id,
        row.teacher_id,
        row.class_id,
        row.subject,
        row.book_kind,
        row.required,
        row.assigned,
        row.fully_marked,
        row.remarked,
        row.sampled,
        row.band,
        row.advice,
        row.updated_at
    ])?;
    Ok(())
}

fn check(row: &Row<'_>) -> rusqlite::Result<CheckRow> {
    Ok(CheckRow {
        id: row.get("id")?,
        date: day(row, "date")?,
        checker_id: row.get("checker_id")?,
        teacher_id: row.get("teacher_id")?,
        class_id: row.get("class_id")?,
        subject: row.get("subject")?,
        book_kind: row.get("book_kind")?,
        required: row.get("required")?,
        assigned: row.get("assigned")?,
        fully_marked: row.get("fully_marked")?,
        remarked: row.get("remarked")?,
        sampled: row.get("sampled")?,
        band: row.get("band")?,
        advice: row.get("advice")?,
        updated_at: row.get("updated_at")?,
    })
}
