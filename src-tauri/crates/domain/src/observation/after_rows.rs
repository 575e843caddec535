//! SQL of what follows a lesson.

use super::after_types::{DiscussionStep, FollowUpInput, FollowUpKind, SheetAnswer, SheetAnswerKind};
use crate::{
    calendar::{day, optional_day},
    error::Result,
};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};

/// A discussion's row with its steps.
pub(crate) struct DiscussionRow {
    pub(crate) id: String,
    pub(crate) lesson_id: String,
    pub(crate) date: NaiveDate,
    pub(crate) chair_id: Option<String>,
    pub(crate) attendees: String,
    pub(crate) steps: Vec<DiscussionStep>,
}

/// The discussion of a lesson.
pub(crate) fn discussion(read: &Read<'_>, lesson_id: &str) -> Result<Option<DiscussionRow>> {
    let found = read
        .prepare_cached(
            "SELECT id, lesson_id, date, chair_id, attendees FROM discussion
             WHERE lesson_id = ?1 AND deleted_at IS NULL ORDER BY id LIMIT 1",
        )?
        .query_row([lesson_id], |row| {
            Ok(DiscussionRow {
                id: row.get("id")?,
                lesson_id: row.get("lesson_id")?,
                date: day(row, "date")?,
                chair_id: row.get("chair_id")?,
                attendees: row.get("attendees")?,
                steps: Vec::new(),
            })
        })
        .optional()?;
    let Some(mut found) = found else { return Ok(None) };
    found.steps = steps(read, &found.id)?.into_iter().map(|(_, step)| step).collect();
    Ok(Some(found))
}

fn steps(read: &Read<'_>, discussion_id: &str) -> Result<Vec<(String, DiscussionStep)>> {
    let mut statement = read.prepare_cached(
        "SELECT id, name, text FROM discussion_step WHERE discussion_id = ?1 AND deleted_at IS NULL
         ORDER BY position, id",
    )?;
    let rows = statement.query_map([discussion_id], |row| {
        Ok((row.get("id")?, DiscussionStep { name: row.get("name")?, text: row.get("text")? }))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn put_discussion(tx: &Tx<'_>, row: &DiscussionRow, new: bool) -> Result<()> {
    let sql = if new {
        "INSERT INTO discussion (id, lesson_id, date, chair_id, attendees, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    } else {
        "UPDATE discussion SET lesson_id = ?2, date = ?3, chair_id = ?4, attendees = ?5, updated_at = ?6 WHERE id = ?1"
    };
    tx.execute(sql, params![row.id, row.lesson_id, row.date.to_string(), row.chair_id, row.attendees, tx.now_text()])?;
    let known = steps(tx, &row.id)?;
    for (at, step) in row.steps.iter().enumerate() {
        match known.get(at) {
            Some((_, present)) if present == step => {}
            Some((id, _)) => {
                tx.execute(
                    "UPDATE discussion_step SET name = ?2, text = ?3 WHERE id = ?1",
                    params![id, step.name, step.text],
                )?;
            }
            None => {
                let position = u32::try_from(at + 1).unwrap_or(u32::MAX);
                tx.execute(
                    "INSERT INTO discussion_step (id, discussion_id, position, name, text) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![tx.new_id()?, row.id, position, step.name, step.text],
                )?;
            }
        }
    }
    for (id, _) in known.iter().skip(row.steps.len()) {
        tx.execute("UPDATE discussion_step SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    }
    Ok(())
}

pub(crate) fn delete_discussion(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE discussion SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// The teacher's answer to a sheet, with its record.
pub(crate) fn answer(read: &Read<'_>, sheet_id: &str) -> Result<Option<(String, SheetAnswer)>> {
    Ok(read
        .prepare_cached(
            "SELECT id, kind, text, answered_at FROM sheet_answer WHERE sheet_id = ?1 AND deleted_at IS NULL
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([sheet_id], |row| {
            let kind = match row.get::<_, String>("kind")?.as_str() {
                "replied" => SheetAnswerKind::Replied,
                "objected" => SheetAnswerKind::Objected,
                _ => SheetAnswerKind::Acknowledged,
            };
            Ok((row.get("id")?, SheetAnswer { kind, text: row.get("text")?, answered_at: row.get("answered_at")? }))
        })
        .optional()?)
}

pub(crate) fn put_answer(
    tx: &Tx<'_>,
    known: Option<&str>,
    sheet_id: &str,
    kind: SheetAnswerKind,
    text: &str,
) -> Result<()> {
    let kind = match kind {
        SheetAnswerKind::Acknowledged => "acknowledged",
        SheetAnswerKind::Replied => "replied",
        SheetAnswerKind::Objected => "objected",
    };
    if let Some(id) = known {
        tx.execute(
            "UPDATE sheet_answer SET kind = ?2, text = ?3, answered_at = ?4 WHERE id = ?1",
            params![id, kind, text, tx.now_text()],
        )?;
    } else {
        tx.execute(
            "INSERT INTO sheet_answer (id, sheet_id, kind, text, answered_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![tx.new_id()?, sheet_id, kind, text, tx.now_text()],
        )?;
    }
    Ok(())
}

/// What is to be done after a sheet, open ones first, by the day on which they are due.
pub(crate) fn follow_ups(read: &Read<'_>, sheet_id: &str) -> Result<Vec<FollowUpInput>> {
    let mut statement = read.prepare_cached(
        "SELECT id, sheet_id, kind, text, owner_id, due, done_on, result FROM follow_up
         WHERE sheet_id = ?1 AND deleted_at IS NULL ORDER BY done_on IS NOT NULL, coalesce(due, '9999'), id",
    )?;
    let rows = statement.query_map([sheet_id], |row| {
        Ok(FollowUpInput {
            id: row.get("id")?,
            sheet_id: row.get("sheet_id")?,
            kind: match row.get::<_, String>("kind")?.as_str() {
                "revisit" => FollowUpKind::Revisit,
                _ => FollowUpKind::Improve,
            },
            text: row.get("text")?,
            owner_id: row.get("owner_id")?,
            due: optional_day(row, "due")?,
            done_on: optional_day(row, "done_on")?,
            result: row.get("result")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The sheet of a follow-up; none for one that is not known.
pub(crate) fn sheet_of(read: &Read<'_>, follow_up: &str) -> Result<Option<String>> {
    Ok(read
        .prepare_cached("SELECT sheet_id FROM follow_up WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([follow_up], |row| row.get("sheet_id"))
        .optional()?)
}

pub(crate) fn put_follow_up(tx: &Tx<'_>, input: &FollowUpInput, new: bool) -> Result<()> {
    let sql = if new {
        "INSERT INTO follow_up (id, sheet_id, kind, text, owner_id, due, done_on, result)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    } else {
        "UPDATE follow_up SET sheet_id = ?2, kind = ?3, text = ?4, owner_id = ?5, due = ?6, done_on = ?7, result = ?8
         WHERE id = ?1"
    };
    let kind = match input.kind {
        FollowUpKind::Improve => "improve",
        FollowUpKind::Revisit => "revisit",
    };
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    tx.execute(
        sql,
        params![
            input.id,
            input.sheet_id,
            kind,
            input.text,
            input.owner_id,
            text(input.due),
            text(input.done_on),
            input.result
        ],
    )?;
    Ok(())
}

pub(crate) fn delete_follow_up(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE follow_up SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}
