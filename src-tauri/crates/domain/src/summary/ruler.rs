//! The ruler of the term (学期周尺): what each week holds.

use super::desk_types::{Ruler, RulerWeek};
use crate::{access::People, calendar, error::Result, homework, lesson_plan, observation};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::BTreeMap;

/// The weeks of a term with the records that some people see, those of later days among them.
///
/// # Errors
/// `NotFound` for an unknown term.
pub(crate) fn ruler(read: &Read<'_>, people: &People, term_id: Option<&str>, today: NaiveDate) -> Result<Ruler> {
    let term = match term_id {
        Some(id) => Some(calendar::term(read, Some(id), today)?),
        None => calendar::present_term(read, today)?,
    };
    let Some(term) = term else {
        return Ok(Ruler { term: None, weeks: Vec::new(), now: None });
    };
    let weeks = calendar::weeks(read, &term.id)?;
    let (from, to) = (term.first_day, term.last_day);
    let mut observations: BTreeMap<u32, u32> = BTreeMap::new();
    for fact in observation::between(read, from, to)?.iter().filter(|fact| fact.handed_in() && fact.seen_by(people)) {
        if let Some(week) = weeks.of(fact.date) {
            *observations.entry(week).or_default() += 1;
        }
    }
    let mut records = observations.clone();
    let mut checks = homework::between(read, from, to)?;
    checks.retain(|check| people.has(Some(&check.teacher_id)));
    let mut plans = lesson_plan::of_term(read, &term.id)?;
    plans.retain(|plan| plan.seen_by(people));
    let checks = checks.into_iter().map(|check| check.date);
    for date in checks.chain(plans.iter().flat_map(|plan| plan.drafts.iter().map(|draft| draft.date))) {
        if let Some(week) = weeks.of(date) {
            *records.entry(week).or_default() += 1;
        }
    }
    let now = weeks.of(today);
    let of = |sums: &BTreeMap<u32, u32>, week: u32| sums.get(&week).copied().unwrap_or(0);
    let weeks = weeks
        .0
        .into_iter()
        .map(|week| RulerWeek {
            records: of(&records, week.number),
            observations: of(&observations, week.number),
            week,
        })
        .collect();
    Ok(Ruler { term: Some(term), weeks, now })
}
