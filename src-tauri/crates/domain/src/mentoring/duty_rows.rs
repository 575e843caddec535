//! SQL of the duties of pairings.

use super::types::{Duty, DutyDirection};
use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};
use std::collections::BTreeMap;

impl DutyDirection {
    fn stored(self) -> &'static str {
        match self {
            Self::MentorObserves => "mentor_observes",
            Self::ApprenticeObserves => "apprentice_observes",
        }
    }

    fn read(text: &str) -> Self {
        if text == "apprentice_observes" { Self::ApprenticeObserves } else { Self::MentorObserves }
    }
}

/// Duties of all pairings, or of one; in order.
pub(crate) fn by_pairing(read: &Read<'_>, pairing_id: Option<&str>) -> Result<BTreeMap<String, Vec<Duty>>> {
    let mut statement = read.prepare_cached(
        "SELECT id, pairing_id, direction, times, every_weeks FROM pairing_duty
         WHERE deleted_at IS NULL AND (?1 IS NULL OR pairing_id = ?1) ORDER BY pairing_id, position, id",
    )?;
    let mut rows = statement.query([pairing_id])?;
    let mut duties: BTreeMap<String, Vec<Duty>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        duties.entry(row.get("pairing_id")?).or_default().push(Duty {
            id: row.get("id")?,
            direction: DutyDirection::read(&row.get::<_, String>("direction")?),
            times: row.get("times")?,
            every_weeks: row.get("every_weeks")?,
        });
    }
    Ok(duties)
}

/// Makes a pairing's duties those given: a known one is changed and keeps its identifier, the others are deleted.
pub(crate) fn set(tx: &Tx<'_>, pairing_id: &str, wanted: &[Duty]) -> Result<()> {
    let known = by_pairing(tx, Some(pairing_id))?.remove(pairing_id).unwrap_or_default();
    for gone in known.iter().filter(|known| !wanted.iter().any(|duty| duty.id == known.id)) {
        tx.prepare_cached("UPDATE pairing_duty SET deleted_at = ?2 WHERE id = ?1")?
            .execute(params![gone.id, tx.now_text()])?;
    }
    for (position, duty) in (1_u32..).zip(wanted) {
        if known.iter().any(|known| known.id == duty.id) {
            tx.prepare_cached(
                "UPDATE pairing_duty SET position = ?2, direction = ?3, times = ?4, every_weeks = ?5 WHERE id = ?1",
            )?
            .execute(params![duty.id, position, duty.direction.stored(), duty.times, duty.every_weeks])?;
        } else {
            tx.prepare_cached(
                "INSERT INTO pairing_duty (id, pairing_id, position, direction, times, every_weeks)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                tx.new_id()?,
                pairing_id,
                position,
                duty.direction.stored(),
                duty.times,
                duty.every_weeks
            ])?;
        }
    }
    Ok(())
}
