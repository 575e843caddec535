//! 空堂可听: a teacher's free periods of a week, set against lessons worth hearing, with what is still owed.

use super::{
    board::week_of,
    hints::Ground,
    rows::PlannedRow,
    types::{Hearing, HearingLesson, HearingOwed, HearingReason},
};
use crate::{
    calendar::{self, Period},
    error::{Code, Error, Result},
    ledger::{Ledger, LedgerRequest},
    mentoring,
    roster::{self, Teacher},
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// Lessons told for a period, for a day, of one teacher, and in all.
const AT_ONCE: usize = 3;
const A_DAY: usize = 4;
const OF_ONE: usize = 2;
const IN_ALL: usize = 12;

/// Lessons of the week in which a day lies, from today on in the present week.
///
/// # Errors
/// `NotFound` for an unknown teacher.
pub(crate) fn hearing(read: &Read<'_>, teacher_id: &str, date: NaiveDate, today: NaiveDate) -> Result<Hearing> {
    Hearings::read(read, date, today)?.of(teacher_id)
}

/// What a week holds for whoever has a free period in it.
pub(crate) struct Hearings {
    week: Option<u32>,
    first: NaiveDate,
    last: NaiveDate,
    teachers: Vec<Teacher>,
    periods: Vec<Period>,
    ground: Ground,
    pairings: Vec<mentoring::Pairing>,
    mates: BTreeMap<String, BTreeSet<String>>,
    ledger: Option<Ledger>,
}

impl Hearings {
    /// Reads the week in which a day lies, from today on in the present week.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn read(read: &Read<'_>, date: NaiveDate, today: NaiveDate) -> Result<Self> {
        let (weeks, first, last) = week_of(read, date)?;
        let first = if (first..=last).contains(&today) { today } else { first };
        let begun = calendar::present_term(read, today)?.is_some_and(|term| today >= term.first_day);
        Ok(Self {
            week: weeks.of(date),
            first,
            last,
            teachers: roster::teachers(read)?,
            periods: calendar::periods(read)?,
            ground: Ground::read(read, first, last)?,
            pairings: mentoring::between(read, first, last)?,
            mates: roster::prep_mates(read)?,
            ledger: if begun { Some(Ledger::read(read, None, None, today)?) } else { None },
        })
    }

    /// What the week holds for a teacher.
    ///
    /// # Errors
    /// `NotFound` for an unknown teacher.
    pub(crate) fn of(&self, teacher_id: &str) -> Result<Hearing> {
        let teacher = self.teachers.iter().find(|teacher| teacher.id == teacher_id);
        let teacher = teacher.ok_or_else(|| Error::rule(Code::NotFound))?;
        let (ground, near) = (&self.ground, Near::of(self, teacher_id, &teacher.subject));
        let mut answer = Hearing {
            teacher_id: teacher_id.to_owned(),
            teacher: teacher.display.clone(),
            week: self.week,
            first: self.first,
            last: self.last,
            free: 0,
            rows: Vec::new(),
            owed: self.owed(teacher_id),
        };
        let mut found = Vec::new();
        for (day, lessons) in &ground.lessons {
            // A day on which nobody has lessons is a day off.
            for period in self.periods.iter().filter(|_| !lessons.is_empty()).map(|period| period.number) {
                let own = ground.plans.iter().any(|plan| {
                    plan.teacher_id == teacher_id
                        && (plan.date, plan.period) == (*day, Some(period))
                        && plan.cancelled_on.is_none()
                });
                if own || ground.at(*day, period).any(|lesson| lesson.teacher_id.as_deref() == Some(teacher_id)) {
                    continue;
                }
                answer.free += 1;
                found.extend(near.at(ground, *day, period));
            }
        }
        answer.rows = chosen(found);
        Ok(answer)
    }

    /// What is still owed by the ledger of the present term.
    fn owed(&self, teacher_id: &str) -> Vec<HearingOwed> {
        let Some(ledger) = &self.ledger else { return Vec::new() };
        let request = LedgerRequest { teacher_id: Some(teacher_id.to_owned()), ..LedgerRequest::default() };
        let owed = ledger.figures(&request, |_| true).lines.into_iter().map(|line| HearingOwed {
            target: line.target,
            net: line.net,
            counted: line.counted,
            left: line.left,
        });
        owed.collect()
    }
}

/// The strongest reasons first, few of one period and one teacher; then by day and period.
fn chosen(mut found: Vec<HearingLesson>) -> Vec<HearingLesson> {
    found.sort_by_key(|lesson| (lesson.reasons.first().copied(), lesson.date, lesson.period));
    let mut rows: Vec<HearingLesson> = Vec::new();
    for lesson in found {
        let at_once = rows.iter().filter(|row| (row.date, row.period) == (lesson.date, lesson.period)).count();
        let of_one = rows.iter().filter(|row| row.teacher_id == lesson.teacher_id).count();
        let of_day = rows.iter().filter(|row| row.date == lesson.date).count();
        let planned = lesson.lesson_id.is_some();
        if rows.len() < IN_ALL && at_once < AT_ONCE && (planned || (of_one < OF_ONE && of_day < A_DAY)) {
            rows.push(lesson);
        }
    }
    rows.sort_by_key(|lesson| (lesson.date, lesson.period, lesson.reasons.first().copied()));
    rows
}

/// Who is near to a teacher.
struct Near<'a> {
    teacher_id: &'a str,
    subject: &'a str,
    mentors: BTreeSet<String>,
    apprentices: BTreeSet<String>,
    prep: BTreeSet<String>,
}

impl<'a> Near<'a> {
    fn of(week: &Hearings, teacher_id: &'a str, subject: &'a str) -> Self {
        let of = |own: fn(&mentoring::Pairing) -> &String, other: fn(&mentoring::Pairing) -> &String| {
            let mine = week.pairings.iter().filter(|pairing| own(pairing) == teacher_id);
            mine.map(|pairing| other(pairing).clone()).collect::<BTreeSet<String>>()
        };
        Self {
            teacher_id,
            subject,
            mentors: of(|pairing| &pairing.apprentice_id, |pairing| &pairing.mentor_id),
            apprentices: of(|pairing| &pairing.mentor_id, |pairing| &pairing.apprentice_id),
            prep: week.mates.get(teacher_id).cloned().unwrap_or_default(),
        }
    }

    /// Lessons of a free period that are worth hearing.
    fn at(&self, ground: &Ground, day: NaiveDate, period: u32) -> Vec<HearingLesson> {
        let plans: BTreeMap<&str, &PlannedRow> = (ground.plans.iter())
            .filter(|plan| (plan.date, plan.period) == (day, Some(period)) && plan.cancelled_on.is_none())
            .map(|plan| (plan.teacher_id.as_str(), plan))
            .collect();
        let planned = plans.values().map(|plan| HearingLesson {
            date: day,
            period,
            teacher_id: plan.teacher_id.clone(),
            teacher: ground.names.teacher(Some(&plan.teacher_id)),
            class_id: plan.class_id.clone(),
            class_name: ground.names.class(plan.class_id.as_deref()),
            subject: plan.subject.clone(),
            topic: plan.topic.clone(),
            place: plan.place.clone(),
            lesson_kind: plan.lesson_kind.clone(),
            lesson_id: Some(plan.id.clone()),
            reasons: self.reasons(ground, &plan.teacher_id, &plan.subject, Some(plan)),
        });
        let others = ground.at(day, period).filter_map(|lesson| {
            let teacher = lesson.teacher_id.as_ref().filter(|id| !plans.contains_key(id.as_str()))?;
            Some(HearingLesson {
                date: day,
                period,
                teacher_id: teacher.clone(),
                teacher: lesson.teacher.clone(),
                class_id: Some(lesson.class_id.clone()),
                class_name: lesson.class_name.clone(),
                subject: lesson.subject.clone(),
                topic: String::new(),
                place: lesson.place.clone(),
                lesson_kind: String::new(),
                lesson_id: None,
                reasons: self.reasons(ground, teacher, &lesson.subject, None),
            })
        });
        planned.chain(others).filter(|lesson| !lesson.reasons.is_empty()).collect()
    }

    fn reasons(&self, ground: &Ground, other: &str, subject: &str, plan: Option<&PlannedRow>) -> Vec<HearingReason> {
        let seated = plan.is_some_and(|plan| {
            let mut seats = ground.seats.iter();
            seats.any(|seat| seat.lesson_id == plan.id && seat.teacher_id == self.teacher_id && seat.expected())
        });
        let prep = self.prep.contains(other);
        [
            (HearingReason::Seat, seated),
            (HearingReason::Planned, plan.is_some() && !seated),
            (HearingReason::Mentor, self.mentors.contains(other)),
            (HearingReason::Apprentice, self.apprentices.contains(other)),
            (HearingReason::PrepGroup, prep),
            (HearingReason::Subject, !prep && !subject.is_empty() && subject == self.subject),
        ]
        .into_iter()
        .filter(|(_, holds)| *holds)
        .map(|(reason, _)| reason)
        .collect()
    }
}
