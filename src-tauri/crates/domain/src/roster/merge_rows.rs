//! SQL of merging two entries: the one place that reaches into every slice's tables, because all of them name teachers.

use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};

/// Every column that holds a teacher, with what its records are called; nothing for what belongs to the entry itself.
/// A test holds this list against the schema.
pub const TEACHER_COLUMNS: [(&str, &str, &str); 18] = [
    ("lesson", "teacher_id", "被听的课"),
    ("observation_sheet", "observer_id", "听课记录"),
    ("homework_check", "teacher_id", "作业检查"),
    ("homework_check", "checker_id", "作业检查"),
    ("lesson_plan", "teacher_id", "教案"),
    ("lesson_plan_draft", "author_id", "教案稿"),
    ("pairing", "mentor_id", "结对"),
    ("pairing", "apprentice_id", "结对"),
    ("timetable_lesson", "teacher_id", "课表里的课"),
    ("lesson_change", "teacher_id", "调课代课"),
    ("assignment", "teacher_id", "任课"),
    ("prep_group_member", "teacher_id", "备课组"),
    ("account", "teacher_id", "账号"),
    ("teacher_post", "teacher_id", ""),
    ("teacher_subject", "teacher_id", ""),
    ("teacher_name", "teacher_id", ""),
    ("teacher_tag", "teacher_id", ""),
    ("teacher", "merged_into", ""),
];

/// Lists in which one person stands once: whatever else the columns say twice is dropped.
const ONCE: [(&str, &[&str]); 4] = [
    ("teacher_post", &["post"]),
    ("teacher_subject", &["subject"]),
    ("prep_group_member", &["prep_group_id"]),
    ("assignment", &["term_id", "class_id", "subject"]),
];

/// Records of each column that name a teacher, with what they are called.
pub(crate) fn counts(read: &Read<'_>, id: &str) -> Result<Vec<(&'static str, u32)>> {
    let mut counts = Vec::new();
    for (table, column, name) in TEACHER_COLUMNS.iter().filter(|(_, _, name)| !name.is_empty()) {
        let sql = format!("SELECT count(*) AS records FROM \"{table}\" WHERE \"{column}\" = ?1 AND deleted_at IS NULL");
        counts.push((*name, read.prepare_cached(&sql)?.query_row([id], |row| row.get("records"))?));
    }
    Ok(counts)
}

/// Makes every record that names one teacher name another one; deleted records too, which `undo` may bring back.
pub(crate) fn move_all(tx: &Tx<'_>, from: &str, into: &str) -> Result<()> {
    for (table, column, _) in TEACHER_COLUMNS {
        let sql = format!("UPDATE \"{table}\" SET \"{column}\" = ?2 WHERE \"{column}\" = ?1");
        tx.prepare_cached(&sql)?.execute([from, into])?;
    }
    Ok(())
}

/// Deletes what a teacher has twice after a merge. Of two memberships the one that leads stays.
pub(crate) fn drop_doubles(tx: &Tx<'_>, id: &str) -> Result<()> {
    for (table, columns) in ONCE {
        let same: Vec<String> = columns.iter().map(|column| format!("o.\"{column}\" = t.\"{column}\"")).collect();
        let better = if table == "prep_group_member" {
            "(o.leads > t.leads OR (o.leads = t.leads AND o.id < t.id))"
        } else {
            "o.id < t.id"
        };
        let sql = format!(
            "UPDATE \"{table}\" AS t SET deleted_at = ?2 WHERE t.teacher_id = ?1 AND t.deleted_at IS NULL
             AND EXISTS (SELECT 1 FROM \"{table}\" o WHERE o.teacher_id = ?1 AND o.deleted_at IS NULL
               AND {} AND {better})",
            same.join(" AND ")
        );
        tx.execute(&sql, params![id, tx.now_text()])?;
    }
    Ok(())
}

/// Deletes the entry that goes and says which one goes on.
pub(crate) fn close_entry(tx: &Tx<'_>, from: &str, into: &str) -> Result<()> {
    tx.execute(
        "UPDATE teacher SET merged_into = ?2, deleted_at = ?3 WHERE id = ?1",
        params![from, into, tx.now_text()],
    )?;
    Ok(())
}

/// Records in which both stand as two people: pairings, observations, checks of one by the other.
pub(crate) fn met(read: &Read<'_>, one: &str, other: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT (SELECT count(*) FROM pairing WHERE deleted_at IS NULL
              AND ((mentor_id = ?1 AND apprentice_id = ?2) OR (mentor_id = ?2 AND apprentice_id = ?1)))
           + (SELECT count(*) FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.deleted_at IS NULL
              AND ((s.observer_id = ?1 AND l.teacher_id = ?2) OR (s.observer_id = ?2 AND l.teacher_id = ?1)))
           + (SELECT count(*) FROM homework_check WHERE deleted_at IS NULL
              AND ((checker_id = ?1 AND teacher_id = ?2) OR (checker_id = ?2 AND teacher_id = ?1))) AS records",
        [one, other],
        |row| row.get("records"),
    )?)
}
