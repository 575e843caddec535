//! SQL of what can be purged: tables and identifiers.

use crate::error::Result;
use keji_store::{Read, rusqlite::params};

/// A record that would go.
pub(crate) type Record = (String, String);

/// Records of the four kinds whose day lies in a term, with all that belongs to them.
pub(crate) fn of_term(read: &Read<'_>, term: &str, first: &str, last: &str) -> Result<Vec<Record>> {
    let mut statement = read.prepare_cached(
        "WITH
           lessons AS (SELECT id FROM lesson WHERE date BETWEEN ?2 AND ?3),
           sheets AS (SELECT id FROM observation_sheet WHERE lesson_id IN lessons),
           discussions AS (SELECT id FROM discussion WHERE lesson_id IN lessons),
           plans AS (SELECT id FROM lesson_plan WHERE term_id = ?1),
           pairings AS (SELECT id FROM pairing WHERE ended_on BETWEEN ?2 AND ?3)
         SELECT 'timeline_entry' AS tab, id AS record FROM timeline_entry WHERE sheet_id IN sheets
         UNION ALL SELECT 'sheet_score', id FROM sheet_score WHERE sheet_id IN sheets
         UNION ALL SELECT 'photo', id FROM photo WHERE sheet_id IN sheets
         UNION ALL SELECT 'sheet_answer', id FROM sheet_answer WHERE sheet_id IN sheets
         UNION ALL SELECT 'follow_up', id FROM follow_up WHERE sheet_id IN sheets
         UNION ALL SELECT 'lesson_seat', id FROM lesson_seat WHERE lesson_id IN lessons
         UNION ALL SELECT 'planned_lesson', id FROM planned_lesson WHERE lesson_id IN lessons
         UNION ALL SELECT 'discussion_step', id FROM discussion_step WHERE discussion_id IN discussions
         UNION ALL SELECT 'discussion', id FROM discussions
         UNION ALL SELECT 'book_review', id FROM book_review WHERE term_id = ?1
         UNION ALL SELECT 'register_sheet', id FROM register_sheet
           WHERE sheet_id IN sheets OR return_id IN (SELECT id FROM register_return WHERE term_id = ?1)
         UNION ALL SELECT 'register_return', id FROM register_return WHERE term_id = ?1
         UNION ALL SELECT 'register_form', id FROM register_form WHERE term_id = ?1
         UNION ALL SELECT 'blank_form', id FROM blank_form WHERE term_id = ?1 OR sheet_id IN sheets
         UNION ALL SELECT 'waiver', id FROM waiver WHERE last_day BETWEEN ?2 AND ?3
         UNION ALL SELECT 'observation_sheet', id FROM sheets
         UNION ALL SELECT 'lesson', id FROM lessons
         UNION ALL SELECT 'homework_check', id FROM homework_check WHERE date BETWEEN ?2 AND ?3
         UNION ALL SELECT 'lesson_plan_draft', id FROM lesson_plan_draft WHERE plan_id IN plans
         UNION ALL SELECT 'lesson_plan', id FROM plans
         UNION ALL SELECT 'pairing_duty', id FROM pairing_duty WHERE pairing_id IN pairings
         UNION ALL SELECT 'pairing_activity', id FROM pairing_activity WHERE pairing_id IN pairings
         UNION ALL SELECT 'pairing', id FROM pairings",
    )?;
    let rows = statement.query_map(params![term, first, last], |row| Ok((row.get("tab")?, row.get("record")?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Records that were deleted, with all that belongs to them. A lesson stays while a sheet of it lives, and the number of
/// a blank form: its paper may turn up, and no number is given twice.
pub(crate) fn deleted(read: &Read<'_>) -> Result<Vec<Record>> {
    let mut statement = read.prepare_cached(
        "WITH
           sheets AS (SELECT id FROM observation_sheet WHERE deleted_at IS NOT NULL),
           lessons AS (SELECT id FROM lesson l WHERE deleted_at IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM observation_sheet s WHERE s.lesson_id = l.id AND s.deleted_at IS NULL)),
           discussions AS (SELECT id FROM discussion WHERE deleted_at IS NOT NULL OR lesson_id IN lessons),
           plans AS (SELECT id FROM lesson_plan WHERE deleted_at IS NOT NULL),
           pairings AS (SELECT id FROM pairing WHERE deleted_at IS NOT NULL)
         SELECT 'timeline_entry' AS tab, id AS record FROM timeline_entry
           WHERE deleted_at IS NOT NULL OR sheet_id IN sheets
         UNION ALL SELECT 'sheet_score', id FROM sheet_score WHERE deleted_at IS NOT NULL OR sheet_id IN sheets
         UNION ALL SELECT 'photo', id FROM photo WHERE deleted_at IS NOT NULL OR sheet_id IN sheets
         UNION ALL SELECT 'sheet_answer', id FROM sheet_answer WHERE deleted_at IS NOT NULL OR sheet_id IN sheets
         UNION ALL SELECT 'follow_up', id FROM follow_up WHERE deleted_at IS NOT NULL OR sheet_id IN sheets
         UNION ALL SELECT 'lesson_seat', id FROM lesson_seat WHERE deleted_at IS NOT NULL OR lesson_id IN lessons
         UNION ALL SELECT 'planned_lesson', id FROM planned_lesson
           WHERE deleted_at IS NOT NULL OR lesson_id IN lessons
         UNION ALL SELECT 'discussion_step', id FROM discussion_step
           WHERE deleted_at IS NOT NULL OR discussion_id IN discussions
         UNION ALL SELECT 'discussion', id FROM discussions
         UNION ALL SELECT 'book_review', id FROM book_review WHERE deleted_at IS NOT NULL
         UNION ALL SELECT 'register_sheet', id FROM register_sheet
           WHERE deleted_at IS NOT NULL OR sheet_id IN sheets
         UNION ALL SELECT 'register_return', id FROM register_return WHERE deleted_at IS NOT NULL
         UNION ALL SELECT 'register_form', id FROM register_form WHERE deleted_at IS NOT NULL
         UNION ALL SELECT 'waiver', id FROM waiver WHERE deleted_at IS NOT NULL
         UNION ALL SELECT 'observation_sheet', id FROM sheets
         UNION ALL SELECT 'lesson', id FROM lessons
         UNION ALL SELECT 'homework_check', id FROM homework_check WHERE deleted_at IS NOT NULL
         UNION ALL SELECT 'lesson_plan_draft', id FROM lesson_plan_draft
           WHERE deleted_at IS NOT NULL OR plan_id IN plans
         UNION ALL SELECT 'lesson_plan', id FROM plans
         UNION ALL SELECT 'pairing_duty', id FROM pairing_duty WHERE deleted_at IS NOT NULL OR pairing_id IN pairings
         UNION ALL SELECT 'pairing_activity', id FROM pairing_activity
           WHERE deleted_at IS NOT NULL OR pairing_id IN pairings
         UNION ALL SELECT 'pairing', id FROM pairings
         UNION ALL SELECT 'teacher_post', id FROM teacher_post WHERE deleted_at IS NOT NULL
           OR teacher_id IN (SELECT id FROM teacher WHERE deleted_at IS NOT NULL)
         UNION ALL SELECT 'teacher', id FROM teacher WHERE deleted_at IS NOT NULL",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get("tab")?, row.get("record")?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
