//! SQL of pairings that two entries of one person have with the same third person.

use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};

/// Two pairings of one person, as it were, with the same third person in overlapping time. The first began earlier.
pub(crate) struct PairedTwice {
    pub(crate) first: String,
    pub(crate) second: String,
    /// Whether the person is mentor in one and apprentice in the other.
    pub(crate) crossed: bool,
}

/// Pairings of two entries that would be twice the same, the earliest first.
pub(crate) fn paired_twice(read: &Read<'_>, one: &str, other: &str) -> Result<Vec<PairedTwice>> {
    let mut statement = read.prepare_cached(
        "WITH mine AS (
           SELECT id, mentor_id IN (?1, ?2) AS leads, started_on, ended_on,
             CASE WHEN mentor_id IN (?1, ?2) THEN apprentice_id ELSE mentor_id END AS partner
           FROM pairing WHERE deleted_at IS NULL AND (mentor_id IN (?1, ?2) OR apprentice_id IN (?1, ?2)))
         SELECT a.id AS first, b.id AS second, a.leads <> b.leads AS crossed FROM mine a JOIN mine b
           ON b.partner = a.partner AND (a.started_on, a.id) < (b.started_on, b.id)
           AND (a.ended_on IS NULL OR a.ended_on >= b.started_on)
         ORDER BY a.started_on, a.id, b.started_on, b.id",
    )?;
    let rows = statement.query_map([one, other], |row| {
        Ok(PairedTwice { first: row.get("first")?, second: row.get("second")?, crossed: row.get("crossed")? })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Makes two pairings one: it runs as long as either, has what was done in both, and the duties of the first.
pub(crate) fn join(tx: &Tx<'_>, first: &str, second: &str) -> Result<()> {
    tx.execute(
        "UPDATE \"pairing\" AS p SET updated_at = ?3, ended_on = (SELECT CASE WHEN p.ended_on IS NULL OR o.ended_on IS NULL
             THEN NULL ELSE max(p.ended_on, o.ended_on) END FROM pairing o WHERE o.id = ?2) WHERE p.id = ?1",
        params![first, second, tx.now_text()],
    )?;
    tx.execute("UPDATE \"pairing_activity\" SET pairing_id = ?1 WHERE pairing_id = ?2", [first, second])?;
    for sql in [
        "UPDATE \"pairing_duty\" SET deleted_at = ?2 WHERE pairing_id = ?1 AND deleted_at IS NULL",
        "UPDATE \"pairing\" SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
    ] {
        tx.execute(sql, params![second, tx.now_text()])?;
    }
    Ok(())
}
