//! SQL of campuses, prep groups and stages.

use super::types::{Campus, PrepGroup, PrepMember, StageRule};
use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};
use std::collections::BTreeMap;

pub(crate) fn campuses(read: &Read<'_>) -> Result<Vec<Campus>> {
    let mut statement =
        read.prepare_cached("SELECT id, name FROM campus WHERE deleted_at IS NULL ORDER BY position, id")?;
    let rows = statement.query_map([], |row| Ok(Campus { id: row.get("id")?, name: row.get("name")? }))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_campus(tx: &Tx<'_>, name: &str) -> Result<String> {
    let id = tx.new_id()?;
    tx.execute(
        "INSERT INTO campus (id, position, name) SELECT ?1, coalesce(max(position), 0) + 1, ?2 FROM campus",
        params![id, name],
    )?;
    Ok(id)
}

pub(crate) fn rename_campus(tx: &Tx<'_>, id: &str, name: &str) -> Result<usize> {
    Ok(tx.execute("UPDATE campus SET name = ?2 WHERE id = ?1 AND deleted_at IS NULL", params![id, name])?)
}

pub(crate) fn delete_campus(tx: &Tx<'_>, id: &str) -> Result<usize> {
    Ok(tx.execute(
        "UPDATE campus SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
        params![id, tx.now_text()],
    )?)
}

pub(crate) fn prep_groups(read: &Read<'_>) -> Result<Vec<PrepGroup>> {
    let mut members: BTreeMap<String, Vec<PrepMember>> = BTreeMap::new();
    {
        let mut statement = read.prepare_cached(
            "SELECT prep_group_id, teacher_id, leads FROM prep_group_member WHERE deleted_at IS NULL
             ORDER BY leads DESC, id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let member = PrepMember { teacher_id: row.get("teacher_id")?, leads: row.get("leads")? };
            members.entry(row.get("prep_group_id")?).or_default().push(member);
        }
    }
    let mut statement =
        read.prepare_cached("SELECT id, name, subject, grade FROM prep_group WHERE deleted_at IS NULL ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        let id: String = row.get("id")?;
        Ok(PrepGroup {
            members: members.remove(&id).unwrap_or_default(),
            id,
            name: row.get("name")?,
            subject: row.get("subject")?,
            grade: row.get("grade")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Writes a prep group without its members.
pub(crate) fn put_prep_group(tx: &Tx<'_>, group: &PrepGroup, new: bool) -> Result<usize> {
    let sql = if new {
        "INSERT INTO prep_group (id, name, subject, grade) VALUES (?1, ?2, ?3, ?4)"
    } else {
        "UPDATE prep_group SET name = ?2, subject = ?3, grade = ?4 WHERE id = ?1 AND deleted_at IS NULL"
    };
    Ok(tx.execute(sql, params![group.id, group.name, group.subject, group.grade])?)
}

/// Makes the members of a prep group those given.
pub(crate) fn set_members(tx: &Tx<'_>, group: &str, wanted: &[PrepMember]) -> Result<()> {
    let kept: Vec<(String, PrepMember)> = {
        let mut statement = tx.prepare_cached(
            "SELECT id, teacher_id, leads FROM prep_group_member WHERE prep_group_id = ?1 AND deleted_at IS NULL",
        )?;
        let rows = statement.query_map([group], |row| {
            Ok((row.get("id")?, PrepMember { teacher_id: row.get("teacher_id")?, leads: row.get("leads")? }))
        })?;
        rows.collect::<std::result::Result<_, _>>()?
    };
    for (id, _) in kept.iter().filter(|(_, member)| !wanted.contains(member)) {
        tx.execute("UPDATE prep_group_member SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    }
    for member in wanted.iter().filter(|member| kept.iter().all(|(_, known)| known != *member)) {
        tx.prepare_cached(
            "INSERT INTO prep_group_member (id, prep_group_id, teacher_id, leads) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![tx.new_id()?, group, member.teacher_id, member.leads])?;
    }
    Ok(())
}

pub(crate) fn delete_prep_group(tx: &Tx<'_>, id: &str) -> Result<usize> {
    Ok(tx.execute(
        "UPDATE prep_group SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
        params![id, tx.now_text()],
    )?)
}

/// The school's own stages, the earliest first.
pub(crate) fn stages(read: &Read<'_>) -> Result<Vec<StageRule>> {
    let mut statement = read
        .prepare_cached("SELECT name, from_years FROM stage_rule WHERE deleted_at IS NULL ORDER BY from_years, id")?;
    let rows =
        statement.query_map([], |row| Ok(StageRule { name: row.get("name")?, from_years: row.get("from_years")? }))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn replace_stages(tx: &Tx<'_>, stages: &[StageRule]) -> Result<()> {
    tx.execute("UPDATE stage_rule SET deleted_at = ?1 WHERE deleted_at IS NULL", [tx.now_text()])?;
    for stage in stages {
        tx.prepare_cached("INSERT INTO stage_rule (id, name, from_years) VALUES (?1, ?2, ?3)")?.execute(params![
            tx.new_id()?,
            stage.name,
            stage.from_years
        ])?;
    }
    Ok(())
}
