//! SQL of what hangs on a teacher: further subjects, former names, marks, leaving; and of names as they are shown.

use super::{rows::MoreRow, types::TeacherTag};
use crate::error::Result;
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};
use std::collections::BTreeMap;

/// What tells people of one name apart.
pub(crate) struct NameRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) subject: String,
    pub(crate) employee_no: Option<String>,
    /// Whether the entry stands on the roster: a deleted one needs no telling apart.
    pub(crate) present: bool,
}

/// Every entry that there ever was, in the order in which they came.
pub(crate) fn names(read: &Read<'_>) -> Result<Vec<NameRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, name, subject, employee_no, deleted_at IS NULL AS present FROM teacher ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(NameRow {
            id: row.get("id")?,
            name: row.get("name")?,
            subject: row.get("subject")?,
            employee_no: row.get("employee_no")?,
            present: row.get("present")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The entry into which one was merged; a merge leads past any before it, so that one step is enough.
pub(crate) fn merged_into(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let found = read
        .prepare_cached("SELECT merged_into FROM teacher WHERE id = ?1")?
        .query_row([id], |row| row.get("merged_into"))
        .optional()?;
    Ok(found.flatten())
}

/// The part of every teacher's row that only the full entry writes.
pub(crate) fn more(read: &Read<'_>) -> Result<BTreeMap<String, MoreRow>> {
    let mut statement =
        read.prepare_cached(
            "SELECT t.id, c.id AS campus_id, t.first_in_subject, t.left_on
             FROM teacher t LEFT JOIN campus c ON c.id = t.campus_id AND c.deleted_at IS NULL WHERE t.deleted_at IS NULL",
        )?;
    let mut rows = statement.query([])?;
    let mut more = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let left_on: Option<String> = row.get("left_on")?;
        let known = MoreRow {
            campus_id: row.get("campus_id")?,
            first_in_subject: row.get("first_in_subject")?,
            left_on: left_on.and_then(|day| day.parse().ok()),
        };
        more.insert(row.get("id")?, known);
    }
    Ok(more)
}

pub(crate) fn set_more(tx: &Tx<'_>, id: &str, campus: Option<&str>, first_in_subject: Option<&str>) -> Result<()> {
    tx.prepare_cached("UPDATE teacher SET campus_id = ?2, first_in_subject = ?3 WHERE id = ?1")?.execute(params![
        id,
        campus,
        first_in_subject
    ])?;
    Ok(())
}

/// In service, or left on a day.
pub(crate) fn set_service(tx: &Tx<'_>, id: &str, left_on: Option<NaiveDate>) -> Result<()> {
    tx.prepare_cached("UPDATE teacher SET in_service = ?2 IS NULL, left_on = ?2 WHERE id = ?1")?
        .execute(params![id, left_on.map(|day| day.to_string())])?;
    Ok(())
}

/// Further subjects of every teacher.
pub(crate) fn subjects(read: &Read<'_>) -> Result<BTreeMap<String, Vec<String>>> {
    by_teacher(read, "SELECT teacher_id, subject AS word FROM teacher_subject WHERE deleted_at IS NULL ORDER BY id")
}

/// Former names of every teacher, the newest first.
pub(crate) fn former(read: &Read<'_>) -> Result<BTreeMap<String, Vec<String>>> {
    by_teacher(
        read,
        "SELECT teacher_id, name AS word FROM teacher_name WHERE deleted_at IS NULL ORDER BY until DESC, id DESC",
    )
}

fn by_teacher(read: &Read<'_>, sql: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut statement = read.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        words.entry(row.get("teacher_id")?).or_default().push(row.get("word")?);
    }
    Ok(words)
}

/// Makes a teacher's further subjects those given.
pub(crate) fn set_subjects(tx: &Tx<'_>, teacher: &str, wanted: &[String]) -> Result<()> {
    let kept: Vec<(String, String)> = {
        let mut statement =
            tx.prepare_cached("SELECT id, subject FROM teacher_subject WHERE teacher_id = ?1 AND deleted_at IS NULL")?;
        let rows = statement.query_map([teacher], |row| Ok((row.get("id")?, row.get("subject")?)))?;
        rows.collect::<std::result::Result<_, _>>()?
    };
    for (id, _) in kept.iter().filter(|(_, subject)| !wanted.contains(subject)) {
        tx.execute("UPDATE teacher_subject SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    }
    for subject in wanted.iter().filter(|subject| kept.iter().all(|(_, known)| known != *subject)) {
        tx.prepare_cached("INSERT INTO teacher_subject (id, teacher_id, subject) VALUES (?1, ?2, ?3)")?
            .execute(params![tx.new_id()?, teacher, subject])?;
    }
    Ok(())
}

/// Marks of every teacher.
pub(crate) fn tags(read: &Read<'_>) -> Result<BTreeMap<String, Vec<TeacherTag>>> {
    let mut statement =
        read.prepare_cached("SELECT teacher_id, tag, until FROM teacher_tag WHERE deleted_at IS NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut tags: BTreeMap<String, Vec<TeacherTag>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let tag = TeacherTag { tag: row.get("tag")?, until: row.get("until")? };
        tags.entry(row.get("teacher_id")?).or_default().push(tag);
    }
    Ok(tags)
}

/// Makes a teacher's marks those given.
pub(crate) fn set_tags(tx: &Tx<'_>, teacher: &str, wanted: &[TeacherTag]) -> Result<()> {
    let kept: Vec<(String, TeacherTag)> = {
        let mut statement =
            tx.prepare_cached("SELECT id, tag, until FROM teacher_tag WHERE teacher_id = ?1 AND deleted_at IS NULL")?;
        let rows = statement.query_map([teacher], |row| {
            Ok((row.get("id")?, TeacherTag { tag: row.get("tag")?, until: row.get("until")? }))
        })?;
        rows.collect::<std::result::Result<_, _>>()?
    };
    for (id, _) in kept.iter().filter(|(_, tag)| !wanted.contains(tag)) {
        tx.execute("UPDATE teacher_tag SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    }
    for tag in wanted.iter().filter(|tag| kept.iter().all(|(_, known)| known != *tag)) {
        tx.prepare_cached("INSERT INTO teacher_tag (id, teacher_id, tag, until) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![tx.new_id()?, teacher, tag.tag, tag.until])?;
    }
    Ok(())
}

/// Drops former names that say nothing: the present name, and whatever stands there twice. The newest stays.
pub(crate) fn tidy_names(tx: &Tx<'_>, teacher: &str, present: &str) -> Result<()> {
    tx.prepare_cached(
        "UPDATE teacher_name AS t SET deleted_at = ?3 WHERE t.teacher_id = ?1 AND t.deleted_at IS NULL
           AND (t.name = ?2 OR EXISTS (SELECT 1 FROM teacher_name o WHERE o.teacher_id = ?1 AND o.deleted_at IS NULL
             AND o.name = t.name AND (o.until, o.id) > (t.until, t.id)))",
    )?
    .execute(params![teacher, present, tx.now_text()])?;
    Ok(())
}

/// Keeps a name that a teacher had until today.
pub(crate) fn keep_name(tx: &Tx<'_>, teacher: &str, name: &str) -> Result<()> {
    let today = tx.now().date_naive().to_string();
    tx.prepare_cached("INSERT INTO teacher_name (id, teacher_id, name, until) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![tx.new_id()?, teacher, name, today])?;
    Ok(())
}
