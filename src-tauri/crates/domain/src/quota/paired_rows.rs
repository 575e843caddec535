//! SQL of pairings: some quotas are a mentor's or an apprentice's.

use crate::{
    calendar::{day, optional_day},
    error::Result,
};
use chrono::NaiveDate;
use keji_store::Read;

/// Two people of a pairing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) mentor_id: String,
    pub(crate) apprentice_id: String,
    started_on: NaiveDate,
    ended_on: Option<NaiveDate>,
}

impl Pair {
    /// Whether the pairing runs on any day from one to another.
    pub(crate) fn touches(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.started_on <= to && self.ended_on.is_none_or(|ended| ended >= from)
    }

    /// Whether the pairing runs on a day.
    pub(crate) fn runs(&self, on: NaiveDate) -> bool {
        self.started_on <= on && self.ended_on.is_none_or(|ended| ended >= on)
    }
}

/// All pairings.
pub(crate) fn pairs(read: &Read<'_>) -> Result<Vec<Pair>> {
    let mut statement = read.prepare_cached(
        "SELECT mentor_id, apprentice_id, started_on, ended_on FROM pairing WHERE deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Pair {
            mentor_id: row.get("mentor_id")?,
            apprentice_id: row.get("apprentice_id")?,
            started_on: day(row, "started_on")?,
            ended_on: optional_day(row, "ended_on")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
