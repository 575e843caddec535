//! SQL that finds what names a person.

use crate::error::Result;
use keji_store::Read;

/// Sheets on lessons of a teacher that were handed in, by day.
pub(super) fn sheets_about(read: &Read<'_>, teacher_id: &str) -> Result<Vec<String>> {
    ids(
        read,
        "SELECT s.id FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
         WHERE l.teacher_id = ?1 AND s.state <> 'draft' AND s.deleted_at IS NULL ORDER BY l.date, l.period, s.id",
        teacher_id,
    )
}

/// Sheets that a teacher wrote, drafts among them, by day.
pub(super) fn sheets_by(read: &Read<'_>, teacher_id: &str) -> Result<Vec<String>> {
    ids(
        read,
        "SELECT s.id FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
         WHERE s.observer_id = ?1 AND s.deleted_at IS NULL ORDER BY l.date, l.period, s.id",
        teacher_id,
    )
}

/// Plans of a teacher, and those of others to which the teacher wrote a draft; in the order in which they were begun.
pub(super) fn plans(read: &Read<'_>, teacher_id: &str) -> Result<Vec<String>> {
    ids(
        read,
        "SELECT p.id FROM lesson_plan p WHERE p.deleted_at IS NULL AND (p.teacher_id = ?1 OR EXISTS (
           SELECT 1 FROM lesson_plan_draft d WHERE d.plan_id = p.id AND d.author_id = ?1 AND d.deleted_at IS NULL))
         ORDER BY coalesce((SELECT min(d.date) FROM lesson_plan_draft d WHERE d.plan_id = p.id
           AND d.deleted_at IS NULL), p.planned_date, '9999'), p.id",
        teacher_id,
    )
}

fn ids(read: &Read<'_>, sql: &str, teacher_id: &str) -> Result<Vec<String>> {
    let mut statement = read.prepare_cached(sql)?;
    let rows = statement.query_map([teacher_id], |row| row.get("id"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
