//! SQL of what stands around a lesson: sheets with what hangs on them, what was said of it afterwards, the plan, and the
//! checks of paper books.

use super::text_rows::{Record, Whose, begun};
use crate::{error::Result, observation::OPEN_LESSON};
use keji_store::rusqlite::{Connection, OptionalExtension, params};
use std::borrow::Cow;

/// A sheet. The teacher's answer and what is to be done belong to what was handed in, photos to any sheet.
pub(super) fn sheet(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT l.topic, l.date AS day, l.teacher_id, s.observer_id, s.state <> 'draft' AS handed_in,
               s.strengths, s.problems, s.advice, s.gains,
               coalesce(s.note, '') AS note
             FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.id = ?1 AND s.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let handed_in = row.get("handed_in")?;
            let mut record = begun(row, Whose::Sheet { observer: row.get("observer_id")?, handed_in })?;
            record.topic = row.get("topic")?;
            let texts =
                [("优点", "strengths"), ("不足", "problems"), ("建议", "advice"), ("收获", "gains"), ("备注", "note")];
            for (label, column) in texts {
                record.add(label, row.get(column)?);
            }
            Ok((record, handed_in))
        })
        .optional()?;
    let Some((mut record, handed_in)) = found else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT process, remark FROM timeline_entry WHERE sheet_id = ?1 AND deleted_at IS NULL ORDER BY position",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        record.add("教学过程", row.get("process")?);
        record.add("随评", row.get("remark")?);
    }
    let mut statement = connection
        .prepare_cached("SELECT caption FROM photo WHERE sheet_id = ?1 AND deleted_at IS NULL ORDER BY position, id")?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        record.add("照片说明", row.get("caption")?);
    }
    if handed_in {
        answer(connection, id, &mut record)?;
        follow_ups(connection, id, &mut record)?;
    }
    Ok(Some(record))
}

/// The answer that stands.
fn answer(connection: &Connection, sheet_id: &str, record: &mut Record) -> Result<()> {
    let found: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT kind, text FROM sheet_answer WHERE sheet_id = ?1 AND deleted_at IS NULL ORDER BY id DESC LIMIT 1",
        )?
        .query_row([sheet_id], |row| Ok((row.get("kind")?, row.get("text")?)))
        .optional()?;
    if let Some((kind, text)) = found {
        record.add(if kind == "objected" { "授课教师异议" } else { "授课教师回应" }, text);
    }
    Ok(())
}

fn follow_ups(connection: &Connection, sheet_id: &str, record: &mut Record) -> Result<()> {
    let mut statement = connection
        .prepare_cached("SELECT text, result FROM follow_up WHERE sheet_id = ?1 AND deleted_at IS NULL ORDER BY id")?;
    let mut rows = statement.query([sheet_id])?;
    while let Some(row) = rows.next()? {
        record.add("后续事项", row.get("text")?);
        record.add("后续事项结果", row.get("result")?);
    }
    Ok(())
}

/// What was said of a lesson; none while no sheet on the lesson is handed in, for then nobody sees it.
pub(super) fn discussion(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT d.lesson_id, d.date AS day, d.attendees, l.topic, l.teacher_id
             FROM discussion d JOIN lesson l ON l.id = d.lesson_id WHERE d.id = ?1 AND d.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let mut record = begun(row, Whose::Lesson { sheets: Vec::new() })?;
            record.topic = row.get("topic")?;
            record.add("评课参加人员", row.get("attendees")?);
            Ok((record, row.get::<_, String>("lesson_id")?))
        })
        .optional()?;
    let Some((mut record, lesson_id)) = found else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT id, observer_id FROM observation_sheet
         WHERE lesson_id = ?1 AND state <> 'draft' AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([lesson_id], |row| Ok((row.get("id")?, row.get("observer_id")?)))?;
    let sheets: Vec<(String, Option<String>)> = rows.collect::<std::result::Result<_, _>>()?;
    if sheets.is_empty() {
        return Ok(None);
    }
    record.whose = Whose::Lesson { sheets };
    let mut statement = connection.prepare_cached(
        "SELECT name, text FROM discussion_step WHERE discussion_id = ?1 AND deleted_at IS NULL ORDER BY position, id",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get("name")?;
        record.add(Cow::Owned(format!("评课·{name}")), row.get("text")?);
    }
    Ok(Some(record))
}

/// A planned lesson, or one that an earlier release planned: the board is everybody's.
pub(super) fn planned(connection: &Connection, lesson_id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT l.topic, l.date AS day, l.teacher_id, coalesce(p.lesson_kind, ?2) AS lesson_kind,
               coalesce(p.host, '') AS host, coalesce(p.note, '') AS note, coalesce(p.reason, '') AS reason
             FROM lesson l LEFT JOIN planned_lesson p ON p.lesson_id = l.id AND p.deleted_at IS NULL
             WHERE l.id = ?1 AND l.deleted_at IS NULL AND l.teacher_id IS NOT NULL
               AND (p.id IS NOT NULL
                 OR (l.lesson_type = ?2 AND NOT EXISTS (SELECT 1 FROM planned_lesson q WHERE q.lesson_id = l.id)))",
        )?
        .query_row(params![lesson_id, OPEN_LESSON], |row| {
            let mut record = begun(row, Whose::Everyone)?;
            record.topic = row.get("topic")?;
            record.title = row.get("lesson_kind")?;
            for (label, column) in [("主办", "host"), ("备注", "note"), ("取消原因", "reason")] {
                record.add(label, row.get(column)?);
            }
            Ok(record)
        });
    Ok(found.optional()?)
}

/// The check of a paper book.
pub(super) fn review(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT r.date AS day, r.teacher_id, r.term_id, r.reason, t.department_id
             FROM book_review r LEFT JOIN teacher t ON t.id = r.teacher_id WHERE r.id = ?1 AND r.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let whose = Whose::Book { term_id: row.get("term_id")?, department_id: row.get("department_id")? };
            let mut record = begun(row, whose)?;
            record.add("无效原因", row.get("reason")?);
            Ok(record)
        });
    Ok(found.optional()?)
}
