//! The command of the hints.

use super::{
    alike, hint_rows, moment,
    types::{Hint, HintHeading, Hints, HintsRequest},
};
use crate::{
    access::People,
    command::{Call, Topic},
    error::{Code, Error, Result},
    observation::{self, Closed},
    roster, search,
};
use chrono::NaiveDate;
use keji_store::Read;

crate::command::commands! {
    /// Hints to whoever writes a sheet; for nobody else, and kept nowhere.
    sheet_hints(HintsRequest) -> Hints, EVERYONE, reads &[Topic::Observation, Topic::Timetable, Topic::Calendar, Topic::Roster], touches &[] => hints;
}

/// Records that are taken into the index of words before texts are compared: some 20 ms at most.
const NEWEST: usize = 40;

fn hints(call: &Call<'_>, request: HintsRequest) -> Result<Hints> {
    let today = call.office.now().date_naive();
    // What others handed in just now is compared, too.
    search::caught_up(call, NEWEST)?;
    call.read(|read| {
        let (people, closed) = (call.people(read)?, call.closed(read)?);
        let saved = hint_rows::saved(read, &request.id)?;
        if let Some(saved) = &saved {
            people.allow([saved.heading.observer_id.as_deref()])?;
        }
        let known = saved.as_ref().map(|saved| saved.heading.clone());
        let mut heading: HintHeading = request.heading.or(known).ok_or_else(|| Error::rule(Code::NotFound))?;
        roster::settle(read, heading.observer_id.iter_mut().chain(&mut heading.teacher_id))?;
        people.allow([heading.observer_id.as_deref()])?;
        let entered = saved.and_then(|saved| saved.handed_in).unwrap_or(today);
        let mut hints = moment::hints(read, &request.id, &heading, entered)?;
        let texts = match request.texts {
            Some(texts) => texts,
            None => hint_rows::texts(read, &request.id)?,
        };
        hints.extend(alike::hint(read, &request.id, heading.observer_id.as_deref(), &texts)?);
        for hint in &mut hints {
            only_what_opens(read, &people, &closed, hint)?;
        }
        Ok(Hints { hints })
    })
}

/// Leaves the way to another sheet only where the account may go it.
fn only_what_opens(read: &Read<'_>, people: &People, closed: &Closed, hint: &mut Hint) -> Result<()> {
    let Some(id) = hint.sheet_id.take() else { return Ok(()) };
    if closed.has(&id) {
        return Ok(());
    }
    if let Some(row) = hint_rows::saved(read, &id)?
        && observation::sees(
            people,
            row.heading.observer_id.as_deref(),
            row.heading.teacher_id.as_deref(),
            row.handed_in.is_some(),
        )
    {
        hint.sheet_id = Some(id);
    }
    Ok(())
}

/// The day of a moment as it is stored, RFC 3339.
pub(super) fn day_of_moment(moment: &str) -> Option<NaiveDate> {
    moment.get(..10)?.parse().ok()
}
