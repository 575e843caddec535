//! Checks and people behind the figures of homework.

use super::{Asked, Found};
use crate::{
    homework::HomeworkCheck,
    summary::{
        homework::{amount, band, of_scope},
        types::RecordRef,
        words,
    },
};
use std::collections::BTreeSet;

/// The records of a figure; none for an unknown one.
pub(super) fn find(asked: &Asked<'_>) -> Option<Found> {
    let checks: Vec<&HomeworkCheck> = of_scope(asked.ground, &asked.inputs.checks)
        .into_iter()
        .filter(|check| asked.asks(&check.teacher_id))
        .collect();
    let rows = |keep: &dyn Fn(&HomeworkCheck) -> bool, value: fn(&HomeworkCheck) -> u32| {
        checks.iter().filter(|check| keep(check)).map(|check| row(check, value(check))).collect::<Vec<_>>()
    };
    let (time, argument) = (asked.time(), asked.argument);
    let found = match asked.name {
        "checks" => Found::new(
            "作业检查班科次",
            format!("{time}的作业检查记录，一位教师一个班一个学科检查一次记1班科次。"),
            rows(&|_| true, |_| 1),
        ),
        "teachers" => Found::new("受检教师", format!("{time}作业受过检查的教师。"), teachers(asked, &checks)),
        "required" => Found::new(
            "应布置次数",
            "各次检查所记应布置次数之和；未填的不计。",
            rows(&|_| true, |check| check.required.unwrap_or(0)),
        ),
        "assigned" => Found::new(
            "实布置次数",
            "各次检查所记实布置次数之和；未填的不计。",
            rows(&|_| true, |check| check.assigned.unwrap_or(0)),
        ),
        "fully_marked" => Found::new(
            "全批全改次数",
            "各次检查所记全批全改次数之和；未填的不计。",
            rows(&|_| true, |check| check.fully_marked.unwrap_or(0)),
        ),
        "remarked" => Found::new(
            "二次批改次数",
            "各次检查所记二次批改次数之和；未填的不计。",
            rows(&|_| true, |check| check.remarked.unwrap_or(0)),
        ),
        "band" => Found::new(
            format!("作业等级：{argument}"),
            "评定为该等级的检查记录；未评定的归入“未定”。",
            rows(&|check| band(check) == argument, |_| 1),
        ),
        "amount" => Found::new(
            format!("作业量：{argument}"),
            "按实布置次数占应布置次数的比例划分：100%及以上足量，80%及以上基本足量，60%及以上偏少，其余不足；缺一项的归入“未定”。",
            rows(&|check| amount(check) == argument, |_| 1),
        ),
        "week" => Found::new(
            format!("第{argument}周作业检查"),
            "检查日期在该周的记录。",
            rows(&|check| asked.in_week(check.date), |_| 1),
        ),
        "department" => Found::new(
            format!("{argument}作业检查"),
            "按受检教师所在教研组统计的检查记录。",
            rows(&|check| asked.in_department(&check.teacher_id), |_| 1),
        ),
        _ => return None,
    };
    Some(found)
}

fn teachers(asked: &Asked<'_>, checks: &[&HomeworkCheck]) -> Vec<RecordRef> {
    let people: BTreeSet<(usize, &str)> = checks.iter().map(|check| asked.ground.place(&check.teacher_id)).collect();
    people
        .into_iter()
        .map(|(_, id)| {
            let number = checks.iter().filter(|check| check.teacher_id == id).count();
            asked.person(id, words::join(&[&asked.ground.department(id), &format!("检查{number}班科次")], "，"), 1)
        })
        .collect()
}

fn row(check: &HomeworkCheck, value: u32) -> RecordRef {
    let times = |what: &str, number: Option<u32>| number.map(|number| format!("{what}{number}")).unwrap_or_default();
    RecordRef {
        kind: "homework".to_owned(),
        id: check.id.clone(),
        date: Some(check.date),
        title: words::join(&[&words::day(check.date), &check.class_name, &check.subject, &check.book_kind], " "),
        detail: words::join(
            &[
                &format!("教师 {}", check.teacher),
                &if check.checker.is_empty() { String::new() } else { format!("检查 {}", check.checker) },
                &times("应布置", check.required),
                &times("实布置", check.assigned),
                &times("全批", check.fully_marked),
                &times("二次批改", check.remarked),
                &format!("等级{}", band(check)),
            ],
            "，",
        ),
        value,
    }
}
