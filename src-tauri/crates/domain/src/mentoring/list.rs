//! Reading pairings: those that run in a term, and one whole.

use super::{
    activity_rows, duty_rows,
    kinds::KINDS,
    rows::{self, PairingRow},
    types::{Activity, Duty, Pairing, PairingList},
};
use crate::{
    access::People,
    calendar,
    error::{Code, Error, Result},
    roster::{self, Names},
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::BTreeMap;

/// All pairings of some people that run on some day of a term, in the roster's order of mentors, then of
/// apprentices. Without any term: all of them.
///
/// # Errors
/// `NotFound` for an unknown term.
pub(crate) fn list(read: &Read<'_>, people: &People, today: NaiveDate, term_id: Option<&str>) -> Result<PairingList> {
    let term = match term_id {
        Some(id) => Some(calendar::term(read, Some(id), today)?),
        None => calendar::present_term(read, today)?,
    };
    let mut rows = match term {
        Some(term) => running(read, term.first_day, term.last_day)?,
        None => rows::all(read)?,
    };
    rows.retain(|row| row.seen_by(people));
    Ok(PairingList { rows: told(read, rows)?, kinds: KINDS.iter().map(|kind| (*kind).to_owned()).collect() })
}

/// Pairings that run on some day from one to another, both included, with all their duties and activities; in the
/// roster's order of mentors, then of apprentices.
pub(crate) fn between(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Pairing>> {
    told(read, running(read, from, to)?)
}

fn running(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<PairingRow>> {
    Ok(rows::all(read)?.into_iter().filter(|row| row.runs(from, Some(to))).collect())
}

/// One pairing, whole.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn get(read: &Read<'_>, people: &People, id: &str) -> Result<Pairing> {
    let row = rows::get(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    row.allow(people)?;
    let duties = duty_rows::by_pairing(read, Some(id))?.remove(id).unwrap_or_default();
    let activities = activity_rows::by_pairing(read, Some(id))?.remove(id).unwrap_or_default();
    Ok(whole(row, &Names::read(read)?, duties, activities))
}

fn told(read: &Read<'_>, mut rows: Vec<PairingRow>) -> Result<Vec<Pairing>> {
    let places: BTreeMap<String, usize> =
        roster::teachers(read)?.into_iter().enumerate().map(|(place, teacher)| (teacher.id, place)).collect();
    // Who is gone from the roster comes last.
    let place = |id: &str| places.get(id).copied().unwrap_or(usize::MAX);
    rows.sort_by_key(|row| (place(&row.mentor_id), place(&row.apprentice_id), row.started_on));
    let names = Names::read(read)?;
    let mut duties = duty_rows::by_pairing(read, None)?;
    let mut activities = activity_rows::by_pairing(read, None)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let duties = duties.remove(&row.id).unwrap_or_default();
            let activities = activities.remove(&row.id).unwrap_or_default();
            whole(row, &names, duties, activities)
        })
        .collect())
}

fn whole(row: PairingRow, names: &Names, duties: Vec<Duty>, activities: Vec<Activity>) -> Pairing {
    Pairing {
        mentor: names.teacher(Some(&row.mentor_id)),
        apprentice: names.teacher(Some(&row.apprentice_id)),
        id: row.id,
        mentor_id: row.mentor_id,
        apprentice_id: row.apprentice_id,
        kind: row.kind,
        started_on: row.started_on,
        ended_on: row.ended_on,
        note: row.note,
        duties,
        activities,
        updated_at: row.updated_at,
    }
}
