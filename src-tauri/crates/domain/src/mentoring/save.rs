//! Writing a pairing.

use super::{
    duty_rows,
    kinds::{KINDS, default_duties},
    rows::{self, PairingRow},
    types::{Duty, PairingInput},
};
use crate::{
    error::{Code, Error, Result},
    roster::{self, Names},
    text,
};
use keji_store::Tx;

/// Writes a new pairing or changes the one of the same identifier; returns the identifier. The duties given replace
/// those that are there; a new pairing without any gets the default ones.
///
/// # Errors
/// `BadId`, `UnknownTeacher`, `SamePerson`, `DaysReversed`, `PairingExists` when the same two people are paired in the
/// same time, `OutOfRange` for a duty beyond 1–40 lessons or 1–10 weeks, `FieldTooLong`; `NotFound` when the pairing
/// was deleted.
pub(crate) fn save(tx: &Tx<'_>, input: &PairingInput) -> Result<String> {
    text::id("记录", &input.id)?;
    let mut input = input.clone();
    roster::settle(tx, [&mut input.mentor_id, &mut input.apprentice_id])?;
    let input = &input;
    check_people(tx, input)?;
    if input.ended_on.is_some_and(|ended| ended < input.started_on) {
        return Err(Error::rule(Code::DaysReversed));
    }
    let kind = text::optional("结对类别", &input.kind, 20)?;
    let row = PairingRow {
        id: input.id.clone(),
        mentor_id: input.mentor_id.clone(),
        apprentice_id: input.apprentice_id.clone(),
        kind: if kind.is_empty() { KINDS[0].to_owned() } else { kind },
        started_on: input.started_on,
        ended_on: input.ended_on,
        note: text::optional("说明", &input.note, 2000)?,
        updated_at: tx.now_text(),
    };
    for duty in &input.duties {
        check_duty(duty)?;
    }
    if rows::all(tx)?.iter().any(|other| clashes(other, &row)) {
        return Err(Error::rule(Code::PairingExists));
    }
    if rows::get(tx, &row.id)?.is_some() {
        rows::update(tx, &row)?;
        duty_rows::set(tx, &row.id, &input.duties)?;
    } else if rows::written(tx, &row.id)? {
        return Err(Error::rule(Code::NotFound));
    } else {
        rows::insert(tx, &row)?;
        if input.duties.is_empty() {
            duty_rows::set(tx, &row.id, &default_duties())?;
        } else {
            duty_rows::set(tx, &row.id, &input.duties)?;
        }
    }
    Ok(row.id)
}

fn check_people(tx: &Tx<'_>, input: &PairingInput) -> Result<()> {
    let names = Names::read(tx)?;
    for (field, id) in [("师傅", &input.mentor_id), ("徒弟", &input.apprentice_id)] {
        if names.teacher(Some(id)).is_empty() {
            return Err(Error::rule(Code::UnknownTeacher).with("field", field));
        }
    }
    if input.mentor_id == input.apprentice_id { Err(Error::rule(Code::SamePerson)) } else { Ok(()) }
}

fn check_duty(duty: &Duty) -> Result<()> {
    text::within("任务节数", duty.times, 1, 40)?;
    if let Some(weeks) = duty.every_weeks {
        text::within("任务周期（周）", weeks, 1, 10)?;
    }
    Ok(())
}

/// The same two people, whoever is the mentor, in overlapping time.
fn clashes(other: &PairingRow, row: &PairingRow) -> bool {
    let people = (&other.mentor_id, &other.apprentice_id);
    let same = people == (&row.mentor_id, &row.apprentice_id) || people == (&row.apprentice_id, &row.mentor_id);
    same && other.id != row.id && other.runs(row.started_on, row.ended_on)
}
