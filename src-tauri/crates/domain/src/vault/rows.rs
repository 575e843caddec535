//! SQL of accounts and of the vault's settings.

use crate::{access::Role, error::Result, roster};
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, Row, params},
};
use std::path::PathBuf;

/// An account's row with the name of its department.
pub(crate) struct AccountRow {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) role: Role,
    pub(crate) teacher_id: Option<String>,
    pub(crate) department_id: Option<String>,
    pub(crate) department: String,
}

const ACCOUNT: &str = "SELECT a.id, a.label, a.role, a.teacher_id, a.department_id,
   coalesce(d.name, '') AS department
 FROM account a LEFT JOIN department d ON d.id = a.department_id";

/// Live accounts, in the order in which they were made.
pub(crate) fn accounts(read: &Read<'_>) -> Result<Vec<AccountRow>> {
    let mut statement = read.prepare_cached(&format!("{ACCOUNT} WHERE a.deleted_at IS NULL ORDER BY a.id"))?;
    let rows = statement.query_map([], account_row)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// A live account.
pub(crate) fn account(read: &Read<'_>, id: &str) -> Result<Option<AccountRow>> {
    Ok(read
        .prepare_cached(&format!("{ACCOUNT} WHERE a.id = ?1 AND a.deleted_at IS NULL"))?
        .query_row([id], account_row)
        .optional()?)
}

/// Line on the roster of whoever has an account, as it is now; none for an account without one.
pub(crate) fn teacher_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let mut teacher = account(read, id)?.and_then(|account| account.teacher_id);
    roster::settle(read, &mut teacher)?;
    Ok(teacher)
}

/// Labels of all accounts that ever were, with their identifiers.
pub(crate) fn labels(read: &Read<'_>) -> Result<Vec<(String, String)>> {
    let mut statement = read.prepare_cached("SELECT id, label FROM account ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get("id")?, row.get("label")?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_account(tx: &Tx<'_>, account: &AccountRow) -> Result<()> {
    tx.execute(
        "INSERT INTO account (id, label, role, teacher_id, department_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![account.id, account.label, written(account.role), account.teacher_id, account.department_id],
    )?;
    Ok(())
}

pub(crate) fn update_account(tx: &Tx<'_>, account: &AccountRow) -> Result<()> {
    tx.execute(
        "UPDATE account SET label = ?2, role = ?3, teacher_id = ?4, department_id = ?5 WHERE id = ?1",
        params![account.id, account.label, written(account.role), account.teacher_id, account.department_id],
    )?;
    Ok(())
}

pub(crate) fn delete_account(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE account SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// The vault's settings; none while nobody has changed them.
pub(crate) fn settings(read: &Read<'_>) -> Result<Option<(u32, String)>> {
    Ok(read
        .query_row(
            "SELECT auto_lock_minutes, retention FROM vault_setting WHERE deleted_at IS NULL ORDER BY id LIMIT 1",
            [],
            |row| Ok((row.get("auto_lock_minutes")?, row.get("retention")?)),
        )
        .optional()?)
}

/// Folder of the second set of backups.
pub(crate) fn second_place(read: &Read<'_>) -> Result<Option<PathBuf>> {
    let place: Option<Option<String>> = read
        .query_row("SELECT second_place FROM vault_setting WHERE deleted_at IS NULL ORDER BY id LIMIT 1", [], |row| {
            row.get("second_place")
        })
        .optional()?;
    Ok(place.flatten().map(PathBuf::from))
}

/// Makes the row of settings when there is none.
pub(crate) fn lay_settings(tx: &Tx<'_>, minutes: u32, retention: &str) -> Result<()> {
    if settings(tx)?.is_none() {
        tx.execute(
            "INSERT INTO vault_setting (id, auto_lock_minutes, retention) VALUES (?1, ?2, ?3)",
            params![tx.new_id()?, minutes, retention],
        )?;
    }
    Ok(())
}

pub(crate) fn update_settings(tx: &Tx<'_>, minutes: u32, retention: &str) -> Result<()> {
    tx.execute(
        "UPDATE vault_setting SET auto_lock_minutes = ?1, retention = ?2 WHERE deleted_at IS NULL",
        params![minutes, retention],
    )?;
    Ok(())
}

pub(crate) fn update_second_place(tx: &Tx<'_>, place: Option<&str>) -> Result<()> {
    tx.execute("UPDATE vault_setting SET second_place = ?1 WHERE deleted_at IS NULL", [place])?;
    Ok(())
}

fn account_row(row: &Row<'_>) -> keji_store::rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get("id")?,
        label: row.get("label")?,
        role: role(&row.get::<_, String>("role")?),
        teacher_id: row.get("teacher_id")?,
        department_id: row.get("department_id")?,
        department: row.get("department")?,
    })
}

fn written(role: Role) -> &'static str {
    match role {
        Role::Director => "director",
        Role::Checker => "checker",
        Role::DepartmentHead => "department_head",
        Role::Teacher | Role::Visitor => "teacher",
    }
}

/// A role that this release does not know may do the least.
fn role(text: &str) -> Role {
    match text {
        "director" => Role::Director,
        "checker" => Role::Checker,
        "department_head" => Role::DepartmentHead,
        _ => Role::Teacher,
    }
}

/// Live records of a table.
pub(crate) fn live(read: &Read<'_>, table: &str) -> Result<u32> {
    let sql = format!("SELECT count(*) AS n FROM \"{table}\" WHERE deleted_at IS NULL");
    Ok(read.query_row(&sql, [], |row| row.get("n"))?)
}

/// Writes a director's account anew under a known identifier, whether its line is deleted or missing.
pub(crate) fn bring_back(tx: &Tx<'_>, id: &str, label: &str) -> Result<()> {
    let changed = tx.execute("UPDATE account SET deleted_at = NULL, role = 'director' WHERE id = ?1", [id])?;
    if changed == 0 {
        tx.execute("INSERT INTO account (id, label, role) VALUES (?1, ?2, 'director')", [id, label])?;
    }
    Ok(())
}
