//! Plans behind the figures of lesson plans. A plan stands for its drafts: its value is how many it adds.

use super::{Asked, Found};
use crate::{
    lesson_plan::stage,
    summary::{
        lesson_plan::{Standing, of_scope},
        observation::count,
        types::RecordRef,
        words,
    },
};

/// The records of a figure; none for an unknown one.
pub(super) fn find(asked: &Asked<'_>) -> Option<Found> {
    let plans: Vec<Standing<'_>> = of_scope(asked.ground, &asked.inputs.plans)
        .into_iter()
        .filter(|plan| asked.asks(&plan.plan.teacher_id))
        .collect();
    let rows = |value: &dyn Fn(&Standing<'_>) -> u32| plans.iter().map(|plan| row(asked, plan, value(plan))).collect();
    let argument = asked.argument;
    let day = words::full_day(asked.ground.as_of);
    let found = match asked.name {
        "plans" => Found::new("教案篇数", format!("本学期的教案，截至{day}已有稿次或已到上课日期的。"), rows(&|_| 1)),
        "drafts" => {
            Found::new("教案稿次", format!("截至{day}写成的各稿之和。"), rows(&|plan| count(plan.drafts.len())))
        }
        "complete" => Found::new(
            "三稿齐备的教案",
            format!("截至{day}有三稿及以上的教案。"),
            rows(&|plan| u32::from(plan.complete())),
        ),
        "reflections" => Found::new(
            "教学反思篇数",
            format!("截至{day}写成的各稿中附有反思的稿次之和。"),
            rows(&|plan| plan.reflections()),
        ),
        "state" => Found::new(
            format!("教案：{argument}"),
            format!("截至{day}写成的稿次为“{argument}”的教案。"),
            rows(&|plan| u32::from(plan.state() == argument)),
        ),
        "week" => Found::new(
            format!("第{argument}周教案稿次"),
            "成稿日期在该周的稿次。",
            rows(&|plan| count(plan.drafts.iter().filter(|draft| asked.in_week(draft.date)).count())),
        ),
        "department" => Found::new(
            format!("{argument}教案篇数"),
            "按教师所在教研组统计的教案。",
            rows(&|plan| u32::from(asked.in_department(&plan.plan.teacher_id))),
        ),
        _ => return None,
    };
    Some(found)
}

fn row(asked: &Asked<'_>, standing: &Standing<'_>, value: u32) -> RecordRef {
    let plan = standing.plan;
    let latest = standing.drafts.iter().map(|draft| draft.date).max();
    let numbers: Vec<&str> = standing.drafts.iter().map(|draft| stage(draft.number)).collect();
    let drafts = if numbers.is_empty() { "未交稿".to_owned() } else { numbers.join("、") };
    RecordRef {
        kind: "lesson_plan".to_owned(),
        id: plan.id.clone(),
        date: latest.or(plan.planned_date),
        title: words::join(&[&plan.grade, &format!("{}{}", plan.subject, words::topic(&plan.topic))], " "),
        detail: words::join(
            &[
                &asked.ground.names.teacher(Some(&plan.teacher_id)),
                &drafts,
                &match standing.reflections() {
                    0 => "无反思".to_owned(),
                    number => format!("反思{number}篇"),
                },
            ],
            "，",
        ),
        value,
    }
}
