//! SQL of the drafts of lesson plans.

use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};
use std::collections::BTreeMap;

const COLUMNS: &str = "id, plan_id, number, author_id, date, body, discussion, reflection, updated_at";

/// A draft's row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DraftRecord {
    pub(crate) id: String,
    pub(crate) plan_id: String,
    pub(crate) number: u32,
    pub(crate) author_id: Option<String>,
    pub(crate) date: NaiveDate,
    pub(crate) body: String,
    pub(crate) discussion: String,
    pub(crate) reflection: String,
    pub(crate) updated_at: String,
}

/// What the list and the figures know of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftFact {
    /// 1 一稿, 2 二稿, 3 三稿, 4 定稿.
    pub(crate) number: u32,
    /// Author.
    pub(crate) author_id: Option<String>,
    /// Day of the draft.
    pub(crate) date: NaiveDate,
    /// Whether a reflection was written.
    pub(crate) has_reflection: bool,
}

/// Whether a draft of this identifier was ever written, deleted ones among them.
pub(crate) fn written(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .prepare_cached("SELECT 1 AS one FROM lesson_plan_draft WHERE id = ?1")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}

pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Option<DraftRecord>> {
    Ok(read
        .prepare_cached(&format!("SELECT {COLUMNS} FROM lesson_plan_draft WHERE id = ?1 AND deleted_at IS NULL"))?
        .query_row([id], draft)
        .optional()?)
}

/// Drafts of a plan by number, with their texts.
pub(crate) fn of_plan(read: &Read<'_>, plan_id: &str) -> Result<Vec<DraftRecord>> {
    let mut statement = read.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM lesson_plan_draft WHERE plan_id = ?1 AND deleted_at IS NULL ORDER BY number, id"
    ))?;
    let rows = statement.query_map([plan_id], draft)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Drafts of all plans of a term, by plan and number, without their texts.
pub(crate) fn of_term(read: &Read<'_>, term_id: &str) -> Result<BTreeMap<String, Vec<DraftFact>>> {
    let mut statement = read.prepare_cached(
        "SELECT d.plan_id, d.number, d.author_id, d.date, d.reflection <> '' AS has_reflection
         FROM lesson_plan p JOIN lesson_plan_draft d ON d.plan_id = p.id AND d.deleted_at IS NULL
         WHERE p.term_id = ?1 AND p.deleted_at IS NULL ORDER BY d.plan_id, d.number, d.id",
    )?;
    let mut rows = statement.query([term_id])?;
    let mut drafts: BTreeMap<String, Vec<DraftFact>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        drafts.entry(row.get("plan_id")?).or_default().push(DraftFact {
            number: row.get("number")?,
            author_id: row.get("author_id")?,
            date: day(row, "date")?,
            has_reflection: row.get("has_reflection")?,
        });
    }
    Ok(drafts)
}

/// The draft of a number of a plan.
pub(crate) fn find(read: &Read<'_>, plan_id: &str, number: u32) -> Result<Option<String>> {
    Ok(read
        .prepare_cached(
            "SELECT id FROM lesson_plan_draft WHERE plan_id = ?1 AND number = ?2 AND deleted_at IS NULL
             ORDER BY id LIMIT 1",
        )?
        .query_row(params![plan_id, number], |row| row.get("id"))
        .optional()?)
}

pub(crate) fn insert(tx: &Tx<'_>, row: &DraftRecord) -> Result<()> {
    write(
        tx,
        "INSERT INTO lesson_plan_draft (id, plan_id, number, author_id, date, body, discussion, reflection, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        row,
    )
}

pub(crate) fn update(tx: &Tx<'_>, row: &DraftRecord) -> Result<()> {
    write(
        tx,
        "UPDATE lesson_plan_draft SET plan_id = ?2, number = ?3, author_id = ?4, date = ?5, body = ?6,
           discussion = ?7, reflection = ?8, updated_at = ?9 WHERE id = ?1",
        row,
    )
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE lesson_plan_draft SET deleted_at = ?2 WHERE id = ?1")?
        .execute(params![id, tx.now_text()])?;
    Ok(())
}

/// Deletes the drafts of a plan.
pub(crate) fn delete_of_plan(tx: &Tx<'_>, plan_id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE lesson_plan_draft SET deleted_at = ?2 WHERE plan_id = ?1 AND deleted_at IS NULL")?
        .execute(params![plan_id, tx.now_text()])?;
    Ok(())
}

fn write(tx: &Tx<'_>, sql: &str, row: &DraftRecord) -> Result<()> {
    tx.prepare_cached(sql)?.execute(params![
        row.id,
        row.plan_id,
        row.number,
        row.author_id,
        row.date.to_string(),
        row.body,
        row.discussion,
        row.reflection,
        row.updated_at
    ])?;
    Ok(())
}

fn draft(row: &Row<'_>) -> rusqlite::Result<DraftRecord> {
    Ok(DraftRecord {
        id: row.get("id")?,
        plan_id: row.get("plan_id")?,
        number: row.get("number")?,
        author_id: row.get("author_id")?,
        date: day(row, "date")?,
        body: row.get("body")?,
        discussion: row.get("discussion")?,
        reflection: row.get("reflection")?,
        updated_at: row.get("updated_at")?,
    })
}
