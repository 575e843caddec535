//! Whom an observer might visit next week, and why: promised visits, new teachers, who was never seen, who was seen
//! longest ago; with the lessons in which the observer is free.

use super::{
    coverage::Seen,
    coverage_types::{VisitProposal, VisitProposalRequest, VisitProposed, VisitReason, VisitSlot},
    promise_rows::{self, Promise},
    seat_rows,
};
use crate::{
    access::People,
    calendar::{self, Week, WeekKind},
    error::{Code, Error, Result},
    roster::Teacher,
    text, timetable,
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Proposed where the request does not say how many.
const USUAL: u32 = 10;
/// Weeks after a visit in which a new teacher is not put before the others.
const SETTLED: i64 = 2;

/// Whom to visit in the teaching week after that of a day.
///
/// # Errors
/// `NoTerm`, `OutOfRange`, `NotFound` for an unknown observer.
pub(super) fn propose(
    read: &Read<'_>,
    people: &People,
    today: NaiveDate,
    request: &VisitProposalRequest,
) -> Result<VisitProposal> {
    let most = text::within("人数", request.most.unwrap_or(USUAL), 1, 50)?;
    let day = request.date.unwrap_or(today);
    let seen = Seen::read(read, people, request.term_id.as_deref(), request.date, today)?;
    let observer = seen.places.get(&request.observer_id).map(|at| &seen.teachers[*at]);
    let observer = observer.ok_or_else(|| Error::rule(Code::NotFound))?;
    let Some(week) = next_week(&seen.weeks, day) else {
        return Ok(VisitProposal { week: None, first: None, last: None, rows: Vec::new(), timetabled: false });
    };
    let (lessons, timetabled) = free_lessons(read, &seen, week, &observer.id)?;
    let promises: Vec<Promise> =
        promise_rows::promises(read)?.into_iter().filter(|promise| promise.observer_id == observer.id).collect();
    let mut last: HashMap<&str, NaiveDate> = HashMap::new();
    for visit in &seen.visits {
        if let Some(teacher) = &visit.teacher_id {
            last.insert(teacher, visit.date);
        }
    }
    let ground = Ground { seen: &seen, people, last, promises, day };
    let teaches = |teacher: &&Teacher| !timetabled || lessons.contains_key(&teacher.id);
    let others = seen.teachers.iter().filter(|other| other.in_service && other.id != observer.id);
    let mut rows: Vec<(usize, VisitProposed)> = others
        .filter(teaches)
        .map(|other| ground.proposed(other, lessons.get(&other.id).cloned().unwrap_or_default()))
        .enumerate()
        .collect();
    // Equal ones stay in the roster's order.
    rows.sort_by_key(|(place, row)| (row.reasons.first().copied(), row.due.is_none(), row.due, row.last, *place));
    let rows = rows.into_iter().map(|(_, row)| row).take(most as usize).collect();
    Ok(VisitProposal {
        week: Some(week.number),
        first: Some(week.first_day),
        last: Some(week.last_day),
        rows,
        timetabled,
    })
}

struct Ground<'a> {
    seen: &'a Seen,
    people: &'a People,
    last: HashMap<&'a str, NaiveDate>,
    promises: Vec<Promise>,
    day: NaiveDate,
}

impl Ground<'_> {
    fn proposed(&self, other: &Teacher, lessons: Vec<VisitSlot>) -> VisitProposed {
        let promise = self.promises.iter().find(|promise| promise.teacher_id == other.id);
        let last = self.last.get(other.id.as_str()).copied();
        let first_stage = self.seen.stages.first().map(|stage| stage.name.as_str());
        let weeks = last.map(|seen| calendar::weeks_between(&self.seen.term, seen, self.day));
        let is_new = first_stage.is_some_and(|first| self.seen.stage(other) == first)
            && weeks.is_none_or(|weeks| weeks >= SETTLED);
        let reasons = [
            (VisitReason::Promised, promise.is_some()),
            (VisitReason::NewTeacher, is_new),
            (VisitReason::Never, last.is_none()),
            (VisitReason::LongUnseen, last.is_some()),
        ];
        VisitProposed {
            teacher_id: other.id.clone(),
            teacher: other.display.clone(),
            subject: other.subject.clone(),
            reasons: reasons.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect(),
            due: promise.and_then(|promise| promise.due),
            promise: promise.map(|promise| promise.text.clone()).unwrap_or_default(),
            last,
            weeks_since: weeks.and_then(|weeks| u32::try_from(weeks).ok()),
            told: self.people.has(Some(&other.id)),
            lessons,
        }
    }
}

/// The first counted week after that of a day in which lessons may be observed: no holiday, no examinations.
fn next_week(weeks: &[Week], day: NaiveDate) -> Option<&Week> {
    let begun = weeks.iter().rposition(|week| week.first_day <= day).map_or(0, |at| at + 1);
    weeks.get(begun..)?.iter().find(|week| week.kind == WeekKind::Teaching && week.number > 0)
}

/// Lessons of a week by teacher, as far as the observer is free; and whether the week has lessons at all.
fn free_lessons(
    read: &Read<'_>,
    seen: &Seen,
    week: &Week,
    observer: &str,
) -> Result<(BTreeMap<String, Vec<VisitSlot>>, bool)> {
    let mut free: BTreeMap<String, Vec<VisitSlot>> = BTreeMap::new();
    let mut timetabled = false;
    let seats = seat_rows::seats(read, observer, week.first_day, week.last_day)?;
    let days = week.first_day.max(seen.term.first_day).iter_days();
    for date in days.take_while(|date| *date <= week.last_day.min(seen.term.last_day)) {
        let lessons = timetable::lessons_on(read, &seen.term.id, date)?;
        timetabled |= !lessons.is_empty();
        let own = |id: &Option<String>| id.as_deref() == Some(observer);
        let busy: BTreeSet<u32> =
            lessons.iter().filter(|lesson| own(&lesson.teacher_id)).map(|lesson| lesson.period).collect();
        for lesson in lessons.into_iter().filter(|lesson| !busy.contains(&lesson.period)) {
            if let Some(teacher) = lesson.teacher_id {
                let seat_id = seats.get(&(date, lesson.period, teacher.clone())).cloned();
                free.entry(teacher).or_default().push(VisitSlot {
                    seat_id,
                    date,
                    period: lesson.period,
                    class_id: lesson.class_id,
                    class_name: lesson.class_name,
                    subject: lesson.subject,
                    place: lesson.place,
                });
            }
        }
    }
    Ok((free, timetabled))
}
