//! SQL of prep groups and of dated marks.

use super::marks::Lead;
use crate::error::Result;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};

/// A mark's row.
pub(crate) struct TagRow {
    pub(crate) id: String,
    pub(crate) teacher_id: String,
    pub(crate) tag: String,
    pub(crate) until: Option<String>,
}

pub(crate) fn leads(read: &Read<'_>) -> Result<Vec<Lead>> {
    let mut statement = read.prepare_cached(
        "SELECT g.subject, g.grade, m.teacher_id FROM prep_group_member m
         JOIN prep_group g ON g.id = m.prep_group_id AND g.deleted_at IS NULL
         WHERE m.leads AND m.deleted_at IS NULL ORDER BY m.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Lead { subject: row.get("subject")?, grade: row.get("grade")?, teacher_id: row.get("teacher_id")? })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn group(read: &Read<'_>, subject: &str, grade: &str) -> Result<Option<String>> {
    Ok(read
        .prepare_cached(
            "SELECT id FROM prep_group WHERE subject = ?1 AND grade = ?2 AND deleted_at IS NULL ORDER BY id LIMIT 1",
        )?
        .query_row([subject, grade], |row| row.get("id"))
        .optional()?)
}

pub(crate) fn insert_group(tx: &Tx<'_>, name: &str, subject: &str, grade: &str) -> Result<String> {
    let id = tx.new_id()?;
    tx.prepare_cached("INSERT INTO prep_group (id, name, subject, grade) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, name, subject, grade])?;
    Ok(id)
}

pub(crate) fn member(read: &Read<'_>, group: &str, teacher: &str) -> Result<Option<String>> {
    Ok(read
        .prepare_cached(
            "SELECT id FROM prep_group_member WHERE prep_group_id = ?1 AND teacher_id = ?2 AND deleted_at IS NULL
             ORDER BY id LIMIT 1",
        )?
        .query_row([group, teacher], |row| row.get("id"))
        .optional()?)
}

pub(crate) fn insert_member(tx: &Tx<'_>, group: &str, teacher: &str, leads: bool) -> Result<()> {
    tx.prepare_cached("INSERT INTO prep_group_member (id, prep_group_id, teacher_id, leads) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![tx.new_id()?, group, teacher, leads])?;
    Ok(())
}

pub(crate) fn set_leads(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE prep_group_member SET leads = 1 WHERE id = ?1")?.execute(params![id])?;
    Ok(())
}

pub(crate) fn tags(read: &Read<'_>) -> Result<Vec<TagRow>> {
    let mut statement =
        read.prepare_cached("SELECT id, teacher_id, tag, until FROM teacher_tag WHERE deleted_at IS NULL ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        Ok(TagRow {
            id: row.get("id")?,
            teacher_id: row.get("teacher_id")?,
            tag: row.get("tag")?,
            until: row.get("until")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_tag(tx: &Tx<'_>, teacher: &str, tag: &str, until: Option<&str>) -> Result<()> {
    tx.prepare_cached("INSERT INTO teacher_tag (id, teacher_id, tag, until) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![tx.new_id()?, teacher, tag, until])?;
    Ok(())
}

pub(crate) fn prolong_tag(tx: &Tx<'_>, id: &str, until: Option<&str>) -> Result<()> {
    tx.prepare_cached("UPDATE teacher_tag SET until = ?2 WHERE id = ?1")?.execute(params![id, until])?;
    Ok(())
}
