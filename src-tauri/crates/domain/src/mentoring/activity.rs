//! Writing an activity of a pair.

use super::{
    activity_rows, rows,
    types::{Activity, ActivityInput},
};
use crate::{
    access::People,
    error::{Code, Error, Result},
    text,
};
use keji_store::Tx;

/// Writes a new activity or changes the one of the same identifier; returns the identifier.
///
/// # Errors
/// `BadId`, `OutOfReach`, `DateInFuture`, `FieldEmpty`, `FieldTooLong`; `NotFound` when the pairing is not there or
/// the activity was deleted or belongs to another pairing.
pub(crate) fn save_activity(tx: &Tx<'_>, people: &People, input: &ActivityInput) -> Result<String> {
    text::id("记录", &input.id)?;
    rows::get(tx, &input.pairing_id)?.ok_or_else(|| Error::rule(Code::NotFound))?.allow(people)?;
    if input.date > tx.now().date_naive() {
        return Err(Error::rule(Code::DateInFuture).with("date", input.date));
    }
    let activity = Activity {
        id: input.id.clone(),
        date: input.date,
        kind: text::required("活动类别", &input.kind, 20)?,
        text: text::required("活动内容", &input.text, 2000)?,
    };
    match activity_rows::pairing_of(tx, &activity.id)? {
        Some(pairing) if pairing == input.pairing_id => activity_rows::update(tx, &activity)?,
        None if !activity_rows::written(tx, &activity.id)? => {
            activity_rows::insert(tx, &input.pairing_id, &activity)?;
        }
        _ => return Err(Error::rule(Code::NotFound)),
    }
    Ok(activity.id)
}
