//! SQL of quotas.

use crate::{calendar::optional_day, error::Result};
use chrono::NaiveDate;
use keji_store::{Read, Tx, rusqlite::params};
use std::collections::BTreeMap;

/// A quota's row with its posts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RuleRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) lessons: u32,
    pub(crate) valid_from: Option<NaiveDate>,
    pub(crate) posts: Vec<String>,
}

/// All quotas in the order of the office.
pub(crate) fn rules(read: &Read<'_>) -> Result<Vec<RuleRow>> {
    let mut posts = posts(read)?;
    let mut statement = read.prepare_cached(
        "SELECT id, name, lessons, valid_from FROM quota_rule WHERE deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(RuleRow {
            id: row.get("id")?,
            name: row.get("name")?,
            lessons: row.get("lessons")?,
            valid_from: optional_day(row, "valid_from")?,
            posts: Vec::new(),
        })
    })?;
    let mut rules = rows.collect::<std::result::Result<Vec<_>, _>>()?;
    for rule in &mut rules {
        rule.posts = posts.remove(&rule.id).unwrap_or_default().into_iter().map(|(_, post)| post).collect();
    }
    Ok(rules)
}

/// Identifiers and names of the posts of each quota.
fn posts(read: &Read<'_>) -> Result<BTreeMap<String, Vec<(String, String)>>> {
    let mut statement =
        read.prepare_cached("SELECT id, quota_rule_id, post FROM quota_post WHERE deleted_at IS NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut posts: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        posts.entry(row.get("quota_rule_id")?).or_default().push((row.get("id")?, row.get("post")?));
    }
    Ok(posts)
}

pub(crate) fn insert(tx: &Tx<'_>, rule: &RuleRow) -> Result<()> {
    let position: u32 =
        tx.query_row("SELECT coalesce(max(position), 0) + 1 AS next FROM quota_rule", [], |row| row.get("next"))?;
    tx.execute(
        "INSERT INTO quota_rule (id, position, name, lessons, valid_from) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![rule.id, position, rule.name, rule.lessons, rule.valid_from.map(|day| day.to_string())],
    )?;
    set_posts(tx, rule)
}

pub(crate) fn update(tx: &Tx<'_>, rule: &RuleRow) -> Result<()> {
    tx.execute(
        "UPDATE quota_rule SET name = ?2, lessons = ?3, valid_from = ?4 WHERE id = ?1",
        params![rule.id, rule.name, rule.lessons, rule.valid_from.map(|day| day.to_string())],
    )?;
    set_posts(tx, rule)
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE quota_rule SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

fn set_posts(tx: &Tx<'_>, rule: &RuleRow) -> Result<()> {
    let known = posts(tx)?.remove(&rule.id).unwrap_or_default();
    for (id, post) in &known {
        if !rule.posts.contains(post) {
            tx.execute("UPDATE quota_post SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
        }
    }
    for post in &rule.posts {
        if !known.iter().any(|(_, present)| present == post) {
            tx.execute(
                "INSERT INTO quota_post (id, quota_rule_id, post) VALUES (?1, ?2, ?3)",
                params![tx.new_id()?, rule.id, post],
            )?;
        }
    }
    Ok(())
}
