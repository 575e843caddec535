//! What is to do this week, derived from the records: sheets to complete, duties whose window closes, drafts and
//! reflections to ask for, teachers whose homework was never looked at, the week's part of the list of work. Who lags behind a quota is no task of a week.

use super::{
    desk_types::Todo,
    ground::{Ground, Inputs},
    lesson_plan::Standing,
    types::{DutyWindow, MentoringFigures, PairingLine, WindowState},
    words,
};
use crate::{
    calendar::Week,
    lesson_plan::PlanFact,
    observation::Fact,
    work::{self, WorkItem},
};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Names told before the rest is only counted.
const NAMES: usize = 3;

/// The tasks of the present week, late ones first, then by day.
pub(crate) fn todos(
    ground: &Ground,
    inputs: &Inputs,
    mentoring: &MentoringFigures,
    list: &[WorkItem],
    today: NaiveDate,
) -> Vec<Todo> {
    let mut todos: Vec<(NaiveDate, Todo)> = Vec::new();
    todos.extend(inputs.facts.iter().filter(|fact| !fact.handed_in()).map(|fact| draft(ground, fact, today)));
    if let Some(week) = ground.weeks.0.iter().find(|week| (week.first_day..=week.last_day).contains(&today)) {
        for pairing in &mentoring.by_pairing {
            for duty in &pairing.duties {
                let closing = duty.windows.iter().filter(|window| closes(window, week));
                todos.extend(closing.map(|window| self::window(pairing, &duty.name, window, today)));
            }
        }
        todos.extend(plans(ground, inputs, week, today));
        todos.extend(unchecked(ground, inputs, week, today));
        todos.extend(work::due_in(list, week).map(|item| work(item, week, today)));
    }
    // A stable sort: tasks of one day keep the order sheets, pairs, plans, homework.
    todos.sort_by_key(|(due, _)| *due);
    todos.into_iter().map(|(_, todo)| todo).collect()
}

/// An item of the term's list of work: due by its last day, or by the end of the week.
fn work(item: &WorkItem, week: &Week, today: NaiveDate) -> (NaiveDate, Todo) {
    let last =
        item.last_day.map_or(week.last_day, |last| last.min(friday(week.last_day).min(week.last_day).max(today)));
    let todo = Todo {
        kind: "work".to_owned(),
        text: item.text.clone(),
        detail: words::join(&["行事历", &item.owner], " · "),
        due: due(last, today),
        late: last < today,
        route: "/calendar?tab=work".to_owned(),
    };
    (last, todo)
}

/// A sheet should be handed in by the Friday of the week of its lesson.
fn draft(ground: &Ground, fact: &Fact, today: NaiveDate) -> (NaiveDate, Todo) {
    let last = friday(fact.date).max(fact.date);
    let topic = words::or(&fact.topic, words::or(&fact.subject, "未填课题"));
    let period = fact.period.map(|period| format!("第{period}节")).unwrap_or_default();
    let when = format!("{}{period}", words::day(fact.date));
    let teacher = ground.names.teacher(fact.teacher_id.as_deref());
    let class = ground.names.class(fact.class_id.as_deref());
    let todo = Todo {
        kind: "draft_sheet".to_owned(),
        text: format!("补完{}听课记录", words::topic(topic)),
        detail: words::join(&[&teacher, &class, &when], " · "),
        due: due(last, today),
        late: last < today,
        route: format!("/observations?id={}", fact.id),
    };
    (last, todo)
}

/// Whether a window closes in a week with something missing.
fn closes(window: &DutyWindow, week: &Week) -> bool {
    window.state == WindowState::Open && window.last_day <= week.last_day && window.done < window.needed
}

fn window(pairing: &PairingLine, duty: &str, window: &DutyWindow, today: NaiveDate) -> (NaiveDate, Todo) {
    let last = friday(window.last_day).min(window.last_day).max(today);
    let what = duty.split(' ').next().unwrap_or(duty);
    let todo = Todo {
        kind: "pairing_window".to_owned(),
        text: format!(
            "{}{what}还差{}节",
            words::weeks(window.first_week, window.last_week),
            window.needed - window.done
        ),
        detail: format!("师傅{}、徒弟{}", pairing.mentor, pairing.apprentice),
        due: due(last, today),
        late: false,
        route: format!("/mentoring?id={}", pairing.pairing_id),
    };
    (last, todo)
}

/// Third drafts and reflections of plans whose lesson is over by the end of the week, one task a department.
fn plans(ground: &Ground, inputs: &Inputs, week: &Week, today: NaiveDate) -> Vec<(NaiveDate, Todo)> {
    let mut groups: BTreeMap<(bool, String, &str), Vec<&PlanFact>> = BTreeMap::new();
    for plan in &inputs.plans {
        let Some(planned) = plan.planned_date.filter(|planned| *planned <= week.last_day) else {
            continue;
        };
        let Some(standing) = Standing::on(plan, today.max(planned)) else {
            continue;
        };
        let late = friday(planned).max(planned) < today;
        let what = match standing.drafts.len() {
            0 => "一稿",
            1 => "二稿",
            2 => "三稿",
            // A reflection is written once the lesson was given.
            _ if standing.reflections() == 0 && planned <= today => "反思",
            _ => continue,
        };
        groups.entry((!late, ground.department(&plan.teacher_id), what)).or_default().push(plan);
    }
    groups
        .into_iter()
        .map(|((on_time, department, what), plans)| {
            let oldest = plans.iter().filter_map(|plan| plan.planned_date).min().unwrap_or(today);
            let last =
                if on_time { friday(week.last_day).min(week.last_day).max(today) } else { friday(oldest).max(oldest) };
            let people: BTreeSet<(usize, &str)> = plans.iter().map(|plan| ground.place(&plan.teacher_id)).collect();
            let own = ground.scope.teacher_id.is_some();
            let text = match plans.as_slice() {
                [plan] if own => format!("补交{}{what}", words::topic(&plan.topic)),
                _ if own => format!("补交{what}{}份", plans.len()),
                [plan] => format!("提醒交{}{what}", words::topic(&plan.topic)),
                _ => format!("提醒{}交{what}{}份", words::or(&department, "教师"), plans.len()),
            };
            let route = match plans.as_slice() {
                [plan] => format!("/plans?id={}", plan.id),
                _ => "/plans".to_owned(),
            };
            let todo = Todo {
                kind: "plan_draft".to_owned(),
                text,
                detail: names(ground, people.into_iter().map(|(_, id)| id)),
                due: due(last, today),
                late: !on_time,
                route,
            };
            (last, todo)
        })
        .collect()
}

/// Teachers of subjects whose homework is checked in this term, but never theirs.
fn unchecked(ground: &Ground, inputs: &Inputs, week: &Week, today: NaiveDate) -> Option<(NaiveDate, Todo)> {
    let subjects: BTreeSet<&str> = inputs.checks.iter().map(|check| check.subject.as_str()).collect();
    let checked: BTreeSet<&str> = inputs.checks.iter().map(|check| check.teacher_id.as_str()).collect();
    let open: Vec<&str> = ground
        .teachers
        .iter()
        .filter(|teacher| teacher.in_service && ground.includes(Some(&teacher.id)))
        .filter(|teacher| subjects.contains(teacher.subject.as_str()))
        .map(|teacher| teacher.id.as_str())
        .filter(|id| !checked.contains(id))
        .collect();
    if open.is_empty() {
        return None;
    }
    let last = friday(week.last_day).min(week.last_day).max(today);
    let todo = Todo {
        kind: "homework_round".to_owned(),
        text: format!("抽查作业：本学期还有{}位教师未检查", open.len()),
        detail: names(ground, open.into_iter()),
        due: due(last, today),
        late: false,
        route: "/homework".to_owned(),
    };
    Some((last, todo))
}

fn names<'a>(ground: &Ground, ids: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<String> = ids.map(|id| ground.names.teacher(Some(id))).collect();
    let shown = all.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join("、");
    if all.len() > NAMES { format!("{shown}等{}人", all.len()) } else { shown }
}

/// Friday of the week, from Monday, in which a day lies.
fn friday(date: NaiveDate) -> NaiveDate {
    let weekday = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(weekday)).and_then(|monday| monday.checked_add_days(Days::new(4))).unwrap_or(date)
}

/// 今天, 明天, 周五, 已过3天.
fn due(last: NaiveDate, today: NaiveDate) -> String {
    match (last - today).num_days() {
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        days if days < 0 => format!("已过{}天", -days),
        days if days < 7 => words::weekday(last).to_owned(),
        _ => words::day(last),
    }
}
