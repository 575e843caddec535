//! SQL of periods and bell schedules, and of the names of campuses.

use super::types::{BellSchedule, CampusName, Period};
use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};

/// Periods of a bell schedule in order, each with its identifier; without one those of the school.
pub(crate) fn periods(read: &Read<'_>, schedule: Option<&str>) -> Result<Vec<(String, Period)>> {
    let mut statement = read.prepare_cached(
        "SELECT id, number, start, \"end\" AS finish FROM period
         WHERE bell_schedule_id IS ?1 AND deleted_at IS NULL ORDER BY number",
    )?;
    let rows = statement.query_map([schedule], |row| {
        let period = Period { number: row.get("number")?, start: row.get("start")?, end: row.get("finish")? };
        Ok((row.get("id")?, period))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_period(tx: &Tx<'_>, schedule: Option<&str>, period: &Period) -> Result<()> {
    tx.execute(
        "INSERT INTO period (id, number, start, \"end\", bell_schedule_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_id()?, period.number, period.start, period.end, schedule],
    )?;
    Ok(())
}

pub(crate) fn update_period(tx: &Tx<'_>, id: &str, period: &Period) -> Result<()> {
    tx.execute(
        "UPDATE period SET number = ?2, start = ?3, \"end\" = ?4 WHERE id = ?1",
        params![id, period.number, period.start, period.end],
    )?;
    Ok(())
}

pub(crate) fn delete_period(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE period SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// Bell schedules beside the school's, still without their periods.
pub(crate) fn schedules(read: &Read<'_>) -> Result<Vec<BellSchedule>> {
    let mut statement = read.prepare_cached(
        "SELECT id, name, campus_id, grade FROM bell_schedule WHERE deleted_at IS NULL ORDER BY name, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(BellSchedule {
            id: row.get("id")?,
            name: row.get("name")?,
            campus_id: row.get("campus_id")?,
            grade: row.get("grade")?,
            periods: Vec::new(),
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_schedule(tx: &Tx<'_>, schedule: &BellSchedule) -> Result<()> {
    tx.execute(
        "INSERT INTO bell_schedule (id, name, campus_id, grade) VALUES (?1, ?2, ?3, ?4)",
        params![schedule.id, schedule.name, schedule.campus_id, schedule.grade],
    )?;
    Ok(())
}

pub(crate) fn update_schedule(tx: &Tx<'_>, schedule: &BellSchedule) -> Result<()> {
    tx.execute(
        "UPDATE bell_schedule SET name = ?2, campus_id = ?3, grade = ?4 WHERE id = ?1",
        params![schedule.id, schedule.name, schedule.campus_id, schedule.grade],
    )?;
    Ok(())
}

pub(crate) fn delete_schedule(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE bell_schedule SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// Campuses in the school's order.
pub(crate) fn campuses(read: &Read<'_>) -> Result<Vec<CampusName>> {
    let mut statement =
        read.prepare_cached("SELECT id, name FROM campus WHERE deleted_at IS NULL ORDER BY position, id")?;
    let rows = statement.query_map([], |row| Ok(CampusName { id: row.get("id")?, name: row.get("name")? }))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
