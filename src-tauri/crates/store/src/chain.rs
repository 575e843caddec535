//! The chain over the change log: every transaction adds a link whose head covers all links before it.
//!
//! A link holds leaves: the identifier and the salted digest of every change that the transaction wrote. The values
//! stand beside the chain, in `change`, with their salts; a purge removes value and salt, and the chain still holds.

use crate::{check::Finding, error::Result, ids::Ids};
use rusqlite::{Connection, OptionalExtension, Row, params, types::ValueRef};
use std::collections::BTreeMap;

/// The newest link of a store's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainHead {
    /// Number of the link, from 1.
    pub seq: u32,
    /// Its head, 64 hexadecimal digits.
    pub head: String,
}

/// Digest of a change with its salt.
pub(crate) fn digest(salt: &[u8], parts: [&str; 5], value: ValueRef<'_>) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(salt);
    for part in parts {
        sized(&mut hasher, part.as_bytes());
    }
    match value {
        ValueRef::Null => hasher.update(&[0]),
        ValueRef::Integer(number) => hasher.update(&[1]).update(&number.to_be_bytes()),
        ValueRef::Real(number) => hasher.update(&[2]).update(&number.to_bits().to_be_bytes()),
        ValueRef::Text(bytes) => hasher.update(&[3]).update(bytes),
        ValueRef::Blob(bytes) => hasher.update(&[4]).update(bytes),
    };
    *hasher.finalize().as_bytes()
}

/// Appends a leaf.
pub(crate) fn add_leaf(leaves: &mut Vec<u8>, id: &str, digest: &[u8; 32]) {
    let length = u8::try_from(id.len()).unwrap_or(u8::MAX);
    leaves.push(length);
    leaves.extend_from_slice(&id.as_bytes()[..usize::from(length)]);
    leaves.extend_from_slice(digest);
}

/// Leaf of a purged record: its place stays known, its values are gone.
pub(crate) fn add_purge(leaves: &mut Vec<u8>, table: &str, record: &str) {
    let id = format!("purge/{table}/{record}");
    let digest = *blake3::hash(id.as_bytes()).as_bytes();
    add_leaf(leaves, &id, &digest);
}

/// Adds the link of the present transaction.
pub(crate) fn add_link(connection: &Connection, act: &str, at: &str, leaves: &[u8]) -> Result<()> {
    let newest = newest(connection)?;
    let (seq, before) = newest.map_or((1, Vec::new()), |(seq, head)| (seq + 1, head));
    let facts = act_facts(connection, act)?;
    let head = head_of(&before, seq, act, at, &facts, leaves);
    connection
        .prepare_cached("INSERT INTO chain (seq, act_id, at, leaves, head) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![seq, act, at, leaves, head.as_slice()])?;
    Ok(())
}

/// Salts and seals what was logged before there was a chain, as one link without an act.
pub(crate) fn seal_past(connection: &Connection, ids: &dyn Ids, at: &str) -> Result<()> {
    let mut leaves = Vec::new();
    {
        let mut statement = connection.prepare(
            "SELECT id, act_id, record_table, record_id, field, value FROM change WHERE salt IS NULL ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut salting = connection.prepare("UPDATE change SET salt = ?1 WHERE id = ?2")?;
        while let Some(row) = rows.next()? {
            let salt = ids.random()?;
            let id: String = row.get("id")?;
            add_leaf(&mut leaves, &id, &row_digest(&salt, row)?);
            salting.execute(params![salt.as_slice(), id])?;
        }
    }
    if leaves.is_empty() { Ok(()) } else { add_link(connection, "", at, &leaves) }
}

/// The newest link.
pub(crate) fn head(connection: &Connection) -> Result<Option<ChainHead>> {
    Ok(newest(connection)?.map(|(seq, head)| ChainHead { seq, head: hex(&head) }))
}

/// Head of one link, for comparing with what a backup says.
pub(crate) fn head_at(connection: &Connection, seq: u32) -> Result<Option<String>> {
    let head: Option<Vec<u8>> =
        connection.query_row("SELECT head FROM chain WHERE seq = ?1", [seq], |row| row.get("head")).optional()?;
    Ok(head.map(|head| hex(&head)))
}

/// Heads of all links.
pub(crate) fn heads(read: &crate::store::Read<'_>) -> Result<BTreeMap<u32, String>> {
    let mut statement = read.prepare("SELECT seq, head FROM chain ORDER BY seq")?;
    let rows = statement.query_map([], |row| Ok((row.get("seq")?, row.get::<_, Vec<u8>>("head")?)))?;
    let mut heads = BTreeMap::new();
    for row in rows {
        let (seq, head) = row?;
        heads.insert(seq, hex(&head));
    }
    Ok(heads)
}

/// Verifies every link, and every value of the change log against its newest leaf.
pub(crate) fn verify(connection: &Connection) -> Result<Vec<Finding>> {
    let finding = |detail: String| Finding { check: "chain", detail };
    let mut findings = Vec::new();
    let mut newest_leaf: BTreeMap<String, [u8; 32]> = BTreeMap::new();
    let (mut before, mut expected) = (Vec::new(), 1_u32);
    let mut statement = connection.prepare("SELECT seq, act_id, at, leaves, head FROM chain ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, act): (u32, String) = (row.get("seq")?, row.get("act_id")?);
        let (at, leaves, head): (String, Vec<u8>, Vec<u8>) = (row.get("at")?, row.get("leaves")?, row.get("head")?);
        let facts = act_facts(connection, &act)?;
        if seq != expected || head_of(&before, seq, &act, &at, &facts, &leaves).as_slice() != head {
            findings.push(finding(format!("link {seq}")));
        }
        match read_leaves(&leaves) {
            Some(read) => newest_leaf.extend(read),
            None => findings.push(finding(format!("leaves of link {seq}"))),
        }
        (before, expected) = (head, seq + 1);
    }
    let mut wrong = 0_u32;
    let mut statement = connection.prepare(
        "SELECT c.id, c.act_id, c.record_table, c.record_id, c.field, c.value, c.salt, p.act_id AS purge
         FROM change c LEFT JOIN purged p ON p.record_table = c.record_table AND p.record_id = c.record_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get("id")?;
        let leaf = newest_leaf.remove(&id);
        let salt: Option<Vec<u8>> = row.get("salt")?;
        let purged: Option<String> = row.get("purge")?;
        let holds = match (leaf, salt) {
            (None, _) => false,
            (Some(leaf), Some(salt)) => row_digest(&salt, row)? == leaf,
            (Some(_), None) => purged.is_some() && row.get_ref("value")? == ValueRef::Null,
        };
        wrong += u32::from(!holds);
    }
    if wrong > 0 {
        findings.push(finding(format!("values: {wrong}")));
    }
    findings.extend(missing(connection, &newest_leaf)?.map(|count| finding(format!("missing: {count}"))));
    Ok(findings)
}

/// Leaves to which nothing in the log belongs any more: removed changes, or purges that the list does not name.
fn missing(connection: &Connection, rest: &BTreeMap<String, [u8; 32]>) -> Result<Option<u32>> {
    let mut purges = 0_u32;
    let mut count = 0_u32;
    let mut named = connection.prepare("SELECT 1 AS one FROM purged WHERE record_table = ?1 AND record_id = ?2")?;
    for id in rest.keys() {
        let place = id.strip_prefix("purge/").and_then(|place| place.split_once('/'));
        match place {
            Some((table, record)) if named.exists([table, record])? => purges += 1,
            _ => count += 1,
        }
    }
    let listed: u32 = connection.query_row("SELECT count(*) AS n FROM purged", [], |row| row.get("n"))?;
    count += listed.saturating_sub(purges);
    Ok((count > 0).then_some(count))
}

fn newest(connection: &Connection) -> Result<Option<(u32, Vec<u8>)>> {
    Ok(connection
        .prepare_cached("SELECT seq, head FROM chain ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get("seq")?, row.get("head")?)))
        .optional()?)
}

/// Everything that is known of an act, as one text; empty for the link over the past.
fn act_facts(connection: &Connection, act: &str) -> Result<Vec<String>> {
    Ok(connection
        .prepare_cached("SELECT op, actor, site, clock, at, coalesce(undoes, '') AS undoes FROM act WHERE id = ?1")?
        .query_row([act], |row| {
            ["op", "actor", "site", "clock", "at", "undoes"].into_iter().map(|name| row.get(name)).collect()
        })
        .optional()?
        .unwrap_or_default())
}

fn head_of(before: &[u8], seq: u32, act: &str, at: &str, facts: &[String], leaves: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("keji change chain 1");
    sized(&mut hasher, before);
    hasher.update(&seq.to_be_bytes());
    sized(&mut hasher, act.as_bytes());
    sized(&mut hasher, at.as_bytes());
    for fact in facts {
        sized(&mut hasher, fact.as_bytes());
    }
    sized(&mut hasher, leaves);
    *hasher.finalize().as_bytes()
}

fn row_digest(salt: &[u8], row: &Row<'_>) -> Result<[u8; 32]> {
    let text = |name: &str| -> rusqlite::Result<String> { row.get(name) };
    let (id, act) = (text("id")?, text("act_id")?);
    let (table, record, field) = (text("record_table")?, text("record_id")?, text("field")?);
    Ok(digest(salt, [&id, &act, &table, &record, &field], row.get_ref("value")?))
}

fn read_leaves(mut bytes: &[u8]) -> Option<Vec<(String, [u8; 32])>> {
    let mut leaves = Vec::new();
    while let Some((length, rest)) = bytes.split_first() {
        let (id, rest) = rest.split_at_checked(usize::from(*length))?;
        let (digest, rest) = rest.split_first_chunk::<32>()?;
        leaves.push((String::from_utf8(id.to_vec()).ok()?, *digest));
        bytes = rest;
    }
    Some(leaves)
}

fn sized(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_be_bytes()).update(bytes);
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
