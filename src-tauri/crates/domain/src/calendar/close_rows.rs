//! SQL of closing a term.

use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};

/// Marks a term as closed.
pub(crate) fn close_term(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE term SET closed_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// Whether a term was closed by the new year's step.
pub(crate) fn is_closed(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.prepare_cached("SELECT 1 AS one FROM term WHERE id = ?1 AND closed_at IS NOT NULL")?.exists([id])?)
}
