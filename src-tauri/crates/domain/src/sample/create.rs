//! Writing the sample school into a store of its own.

use super::{ground, plan, planned, records};
use crate::{
    command::{Call, Progress},
    error::{Error, Result},
    school::{self, SchoolClock},
};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use keji_store::{Act, SeededIds, Store};
use std::{path::Path, sync::Arc};

/// The sample school's clock is pinned here: a Thursday of week 12, in the third period.
const PINNED_AT: &str = "2026-11-19T10:12:00+08:00";

/// Makes the sample school in a folder and opens it. Same seed, same records.
///
/// # Errors
/// The store's refusals, or `Cancelled`; then nothing is left in the folder.
pub(crate) fn create(call: &Call<'_>, home: &Path) -> Result<()> {
    let plan = plan::plan(plan::SEED);
    let ids = Arc::new(SeededIds::new(plan::SEED));
    call.office.create_at(home, |store, clock| fill(call, store, clock, &plan), Some(ids))
}

fn fill(call: &Call<'_>, store: &Store, clock: &SchoolClock, plan: &super::content::SamplePlan) -> Result<()> {
    let act = |op: &'static str| Act { op, actor: &call.session.actor, sitting: None };
    clock.stand_at(moment(plan.term.from, 8)?);
    let (ground, _) = store.write(act("sample_ground"), |tx| {
        school::create(tx, plan.school, "初中", Some(PINNED_AT))?;
        ground::write(tx, plan)
    })?;
    let days = records::by_day(plan);
    let all = u32::try_from(days.len()).unwrap_or(u32::MAX);
    for (done, (day, records)) in (1_u32..).zip(&days) {
        call.go_on()?;
        (call.progress)(Progress { doing: "正在准备示例学校".into(), done, of: all });
        // Everything of a day is written at its end; on the pinned day before the pinned moment.
        clock.stand_at(moment(*day, if *day == plan.term.today { 10 } else { 17 })?);
        store.write(act("sample_day"), |tx| records.iter().try_for_each(|record| record.write(tx, plan, &ground)))?;
    }
    store.write(act("sample_day"), |tx| planned::write(tx, plan))?;
    Ok(())
}

fn moment(day: NaiveDate, hour: u32) -> Result<DateTime<FixedOffset>> {
    let beijing = FixedOffset::east_opt(8 * 3600);
    let time = NaiveTime::from_hms_opt(hour, 5, 0);
    beijing
        .zip(time)
        .and_then(|(offset, time)| offset.from_local_datetime(&day.and_time(time)).single())
        .ok_or_else(|| Error::rule(crate::error::Code::BadRequest))
}
