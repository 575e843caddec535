//! The desk (工作台): this week, what is to do, what is under way, who was seen, who is behind.

use super::{
    desk_types::{CoverageRow, Dashboard, QuotaDot, QuotaStrip, UnderWay},
    get,
    ground::{Ground, Inputs},
    observation::{count, on_pace, sum},
    todos,
    types::{ObservationFigures, SummaryRequest},
};
use crate::{
    access::People,
    calendar::{self, Period},
    error::Result,
    observation::{self, Closed, Moment},
    work,
};
use calendar::WeekKind;
use chrono::{DateTime, FixedOffset, NaiveDate};
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// The desk of some people at a moment, with the figures of a request. Before there is a term it is empty.
pub(crate) fn dashboard(
    read: &Read<'_>,
    people: &People,
    request: &SummaryRequest,
    closed: &Closed,
    now: DateTime<FixedOffset>,
) -> Result<Dashboard> {
    let today = now.date_naive();
    let mut desk = empty(today);
    if calendar::present_term(read, today)?.is_none() {
        return Ok(desk);
    }
    let ground = Ground::read(read, request, today)?.without(closed);
    let inputs = ground.inputs(read)?;
    let summary = get::of(&ground, &inputs);
    let observation = &summary.observation;
    desk.week = ground.week(today);
    desk.week_lessons =
        observation.by_week.iter().find(|week| Some(week.week) == desk.week).map_or(0, |week| week.value);
    desk.week_target = if teaching(&ground, desk.week) { ground.pace.each_week(observation.owed) } else { 0 };
    desk.behind = count(observation.by_teacher.iter().filter(|line| !on_pace(line)).count());
    desk.drafts = observation.drafts;
    // The list of work is the office's: on the desk of the school, not of a department or a teacher.
    let list = if ground.whole_school() { work::list(read, &ground.term.id)? } else { Vec::new() };
    desk.todos = todos::todos(&ground, &inputs, &summary.mentoring, &list, today);
    desk.coverage = coverage(&ground, &inputs);
    desk.pace = observation.pace;
    desk.quotas = quotas(observation);
    under_way(read, people, now, &mut desk)?;
    desk.weeks = ground.weeks.0;
    Ok(desk)
}

fn empty(today: NaiveDate) -> Dashboard {
    Dashboard {
        today,
        week: None,
        week_lessons: 0,
        week_target: 0,
        behind: 0,
        drafts: 0,
        todos: Vec::new(),
        period: None,
        hours: String::new(),
        under_way: Vec::new(),
        coverage: Vec::new(),
        pace: 0.0,
        quotas: Vec::new(),
        weeks: Vec::new(),
    }
}

fn teaching(ground: &Ground, week: Option<u32>) -> bool {
    ground.weeks.0.iter().any(|known| Some(known.number) == week && known.kind != WeekKind::Holiday)
}

/// Lessons of some people in the present period, or in the next one of the day, each by the bells of its class.
fn under_way(read: &Read<'_>, people: &People, now: DateTime<FixedOffset>, desk: &mut Dashboard) -> Result<()> {
    let periods = calendar::periods(read)?;
    let mut candidates = observation::candidates(read, people, now.date_naive(), Moment::Clock(now.time()))?;
    candidates.retain(|lesson| lesson.told);
    if candidates.is_empty() {
        return Ok(());
    }
    let period = calendar::at_or_next(&periods, now.time());
    desk.period = period.map(|period| period.number);
    desk.hours = period.map(Period::hours).unwrap_or_default();
    desk.under_way = candidates
        .into_iter()
        .map(|lesson| UnderWay {
            class_id: lesson.class_id,
            class_name: lesson.class_name,
            hours: if lesson.hours == desk.hours { String::new() } else { lesson.hours },
            subject: lesson.subject,
            teacher_id: lesson.teacher_id,
            teacher: lesson.teacher,
            place: lesson.place,
            weeks_since: lesson.weeks_since,
        })
        .collect();
    Ok(())
}

/// Who was observed in which week; never seen first, then longest ago.
fn coverage(ground: &Ground, inputs: &Inputs) -> Vec<CoverageRow> {
    let mut seen = BTreeSet::new();
    let mut sums: BTreeMap<&str, BTreeMap<u32, u32>> = BTreeMap::new();
    for fact in inputs.facts.iter().filter(|fact| fact.handed_in() && seen.insert(fact.lesson_id.as_str())) {
        if let (Some(teacher), Some(week)) = (fact.teacher_id.as_deref(), ground.week_or_before(fact.date)) {
            *sums.entry(teacher).or_default().entry(week).or_default() += fact.lesson_count;
        }
    }
    let mut rows: Vec<CoverageRow> = ground
        .teachers
        .iter()
        .filter(|teacher| teacher.in_service && ground.includes(Some(&teacher.id)))
        .map(|teacher| {
            let of_weeks = sums.get(teacher.id.as_str());
            let in_week = |week: u32| of_weeks.and_then(|weeks| weeks.get(&week)).copied().unwrap_or(0);
            CoverageRow {
                teacher_id: teacher.id.clone(),
                teacher: teacher.display.clone(),
                subject: teacher.subject.clone(),
                weeks: ground.weeks.0.iter().map(|week| in_week(week.number)).collect(),
                last: of_weeks.and_then(|weeks| weeks.keys().next_back()).copied(),
            }
        })
        .collect();
    // A stable sort: people of the same week stay in the roster's order.
    rows.sort_by_key(|row| (row.last, sum(row.weeks.iter().copied())));
    rows
}

fn quotas(figures: &ObservationFigures) -> Vec<QuotaStrip> {
    figures
        .by_category
        .iter()
        .filter(|line| line.people > 0)
        .map(|line| {
            let mut people: Vec<QuotaDot> = figures
                .by_teacher
                .iter()
                .filter(|person| person.category == line.category)
                .map(|person| QuotaDot {
                    teacher_id: person.teacher_id.clone(),
                    teacher: person.teacher.clone(),
                    counted: person.counted,
                    owed: person.owed,
                    behind: !on_pace(person),
                })
                .collect();
            people.sort_by_key(|person| person.counted);
            QuotaStrip { category: line.category.clone(), owed_each: line.owed_each, average: line.average, people }
        })
        .collect()
}
