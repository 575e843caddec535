//! The figures as a workbook: tables to go on computing with, sums as formulas, the weeks as a chart.

use super::{
    document::metadata,
    material::{Material, Section},
};
use crate::{
    calendar::WeekKind,
    summary::{EvidenceSource, words},
};
use keji_render::{
    Orientation,
    xlsx::{Kind, Sheet, SheetChart, SheetColumn, Total, Value, Workbook},
};
use std::collections::BTreeMap;

/// The workbook that a material makes.
pub(crate) fn workbook(material: &Material) -> Workbook {
    let figures = &material.summary;
    let chosen = |sections: [Section; 2]| sections.iter().any(|section| material.chosen.contains(section));
    let mut sheets = vec![overview(material)];
    if chosen([Section::Observation, Section::AnnexObservation]) {
        sheets.push(observation(material));
    }
    if chosen([Section::Homework, Section::AnnexHomework]) {
        sheets.push(homework(material));
    }
    if chosen([Section::LessonPlan, Section::AnnexLessonPlan]) {
        sheets.push(lesson_plan(material));
    }
    if chosen([Section::Mentoring, Section::AnnexMentoring]) {
        sheets.push(mentoring(material));
    }
    if chosen([Section::Observation, Section::Overview]) && !figures.observation.by_week.is_empty() {
        sheets.push(weeks(material));
    }
    Workbook { metadata: metadata(material), sheets }
}

/// An empty sheet with title and day.
fn sheet(material: &Material, name: &str, title: &str, columns: &[(&str, Kind)]) -> Sheet {
    Sheet {
        name: name.to_owned(),
        title: format!("{}{}{title}", material.summary.school, material.summary.term.name),
        subtitle: format!("范围：{}　数据{}", material.summary.scope, material.as_of()),
        columns: columns.iter().map(|(header, kind)| SheetColumn::new(*header, *kind)).collect(),
        ..Sheet::default()
    }
}

/// Adds the totals, unless there is nothing to sum.
fn totalled(mut sheet: Sheet, total: Vec<Total>) -> Sheet {
    if sheet.rows.is_empty() {
        sheet.notes.push("本学期尚无记录。".to_owned());
    } else {
        sheet.filter = true;
        sheet.total = total;
    }
    sheet
}

fn share(part: u32, whole: u32) -> Value {
    if whole == 0 { Value::Empty } else { Value::Number(f64::from(part) / f64::from(whole)) }
}

fn overview(material: &Material) -> Sheet {
    let figures = &material.summary;
    let (seen, homework) = (&figures.observation, &figures.homework);
    let (plans, pairs) = (&figures.lesson_plan, &figures.mentoring);
    let rows: [(&str, &str, Option<f64>, &str, &str); 28] = [
        (
            "听课评课",
            "听课节数",
            Some(seen.lessons.into()),
            "节",
            "已提交的听课记录所记节数之和；按听课本计的教师取查阅登记",
        ),
        ("听课评课", "其中听课本", Some(seen.paper.into()), "节", "查阅听课本所登记，与听课记录不相加"),
        ("听课评课", "听课人次", Some(seen.sheets.into()), "人次", "已提交的听课记录份数"),
        ("听课评课", "有效节数", Some(seen.counted.into()), "节", "教学过程与评课意见俱全"),
        ("听课评课", "不计入节数", Some(seen.refused.into()), "节", "缺教学过程或评课意见"),
        ("听课评课", "应听节数", Some(seen.owed.into()), "节", "各人听课任务之和"),
        ("听课评课", "还差节数", Some(seen.left.into()), "节", "各人应听减有效之和，超额的按零计"),
        ("听课评课", "草稿", Some(seen.drafts.into()), "份", "尚未提交，不计入以上各项"),
        ("听课评课", "在岗教师", Some(seen.teachers.into()), "人", "含已离岗但本学期被听过课的"),
        ("听课评课", "被听课教师", Some(seen.teachers_observed.into()), "人", "至少一节课被听"),
        ("听课评课", "平均总分", seen.average_total, "分", "按有总分的记录平均"),
        ("听课评课", "有总分的记录", Some(seen.totals.into()), "份", ""),
        ("听课评课", "教学周进度", Some(seen.pace), "%", "已过教学周占全部教学周的比例，假期周不计"),
        ("作业检查", "检查班科次", Some(homework.checks.into()), "班科次", ""),
        ("作业检查", "受检教师", Some(homework.teachers.into()), "人", ""),
        ("作业检查", "应布置", Some(homework.required.into()), "次", ""),
        ("作业检查", "实布置", Some(homework.assigned.into()), "次", ""),
        ("作业检查", "全批全改", Some(homework.fully_marked.into()), "次", ""),
        ("作业检查", "二次批改", Some(homework.remarked.into()), "次", ""),
        ("作业检查", "全批全改率", homework.marked_share, "%", "全批全改除以实布置，两项都有的记录"),
        ("备课检查", "教案", Some(plans.plans.into()), "篇", ""),
        ("备课检查", "稿次", Some(plans.drafts.into()), "稿次", ""),
        ("备课检查", "三稿齐备", Some(plans.complete.into()), "篇", ""),
        ("备课检查", "附有反思", Some(plans.reflections.into()), "稿次", ""),
        ("青蓝结对", "师徒", Some(pairs.pairings.into()), "对", ""),
        ("青蓝结对", "应完成互听", Some(pairs.needed.into()), "节", "已开始的各时段"),
        ("青蓝结对", "已完成互听", Some(pairs.fulfilled.into()), "节", "不超过各时段应听节数"),
        ("青蓝结对", "逾期所差", Some(pairs.missing.into()), "节", "已结束的时段"),
    ];
    let mut sheet = sheet(
        material,
        "总览",
        "教学常规工作总览",
        &[
            ("类别", Kind::Text),
            ("项目", Kind::Text),
            // Counts are whole, averages and shares have a decimal: each value keeps its own format.
            ("数值", Kind::Text),
            ("单位", Kind::Text),
            ("口径", Kind::LongText),
        ],
    );
    sheet.rows = rows
        .into_iter()
        .map(|(slice, name, value, unit, note)| {
            vec![slice.into(), name.into(), value.into(), unit.into(), Value::from(note)]
        })
        .collect();
    sheet
}

fn observation(material: &Material) -> Sheet {
    let mut sheet = sheet(
        material,
        "听课明细",
        "教师听课情况明细表",
        &[
            ("序号", Kind::Integer),
            ("姓名", Kind::Text),
            ("教研组", Kind::Text),
            ("类别", Kind::Text),
            ("应听", Kind::Integer),
            ("实听", Kind::Integer),
            ("有效", Kind::Integer),
            ("不计入", Kind::Integer),
            ("还差", Kind::Integer),
            ("完成率", Kind::Percent),
            ("被听", Kind::Integer),
            ("最近被听周", Kind::Integer),
            ("应完成", Kind::Integer),
            ("来源", Kind::Text),
        ],
    );
    sheet.rows = (1_u32..)
        .zip(&material.summary.observation.by_teacher)
        .map(|(at, line)| {
            vec![
                at.into(),
                line.teacher.as_str().into(),
                line.department.as_str().into(),
                line.category.as_str().into(),
                line.owed.into(),
                line.done.into(),
                line.counted.into(),
                line.refused.into(),
                line.left.into(),
                share(line.counted, line.owed),
                line.received.into(),
                line.last_received_week.into(),
                line.due.into(),
                if line.source == EvidenceSource::Book { "听课本" } else { "听课记录" }.into(),
            ]
        })
        .collect();
    sheet.frozen_columns = 2;
    sheet.orientation = Orientation::Landscape;
    sheet.notes = vec![
        "实听为已提交记录所记节数之和；有效为其中教学过程与评课意见俱全的节数；还差为应听减有效，已超额的按零计；完成率为有效除以应听。"
            .to_owned(),
        "被听为该教师被听过的课的节数，同一节课不论几人听只计一次。".to_owned(),
        "应完成为应听乘以本人在岗教学周已过的比例，假期周和核减的周不计；来源每人一学期只取一种，两者不相加。".to_owned(),
    ];
    let mut total = vec![Total::Label("合计".to_owned()), Total::Empty, Total::Empty, Total::Empty];
    total.extend([Total::Sum, Total::Sum, Total::Sum, Total::Sum, Total::Sum]);
    total.extend([Total::Ratio { of: 6, by: 4 }, Total::Sum, Total::Empty, Total::Sum, Total::Empty]);
    totalled(sheet, total)
}

fn homework(material: &Material) -> Sheet {
    let figures = &material.summary.homework;
    let mut columns = vec![
        ("序号", Kind::Integer),
        ("姓名", Kind::Text),
        ("教研组", Kind::Text),
        ("班科次", Kind::Integer),
        ("应布置", Kind::Integer),
        ("实布置", Kind::Integer),
        ("全批全改", Kind::Integer),
        ("二次批改", Kind::Integer),
    ];
    columns.extend(figures.by_band.iter().map(|band| (band.name.as_str(), Kind::Integer)));
    let mut sheet = sheet(material, "作业检查", "作业检查汇总表", &columns);
    sheet.rows = (1_u32..)
        .zip(&figures.by_teacher)
        .map(|(at, line)| {
            let mut row: Vec<Value> = vec![
                at.into(),
                line.teacher.as_str().into(),
                line.department.as_str().into(),
                line.checks.into(),
                line.required.into(),
                line.assigned.into(),
                line.fully_marked.into(),
                line.remarked.into(),
            ];
            let bands = figures.by_band.iter();
            row.extend(bands.map(|band| Value::from(line.bands.get(&band.name).copied().unwrap_or(0))));
            row
        })
        .collect();
    sheet.frozen_columns = 2;
    sheet.orientation = Orientation::Landscape;
    sheet.notes = vec!["一位教师一个班一个学科检查一次记1班科次；各项次数为各次检查所记之和，未填的不计。".to_owned()];
    let mut total = vec![Total::Label("合计".to_owned()), Total::Empty, Total::Empty];
    total.extend(std::iter::repeat_n(Total::Sum, 5 + figures.by_band.len()));
    totalled(sheet, total)
}

fn lesson_plan(material: &Material) -> Sheet {
    let mut sheet = sheet(
        material,
        "教案检查",
        "教案检查汇总表",
        &[
            ("序号", Kind::Integer),
            ("姓名", Kind::Text),
            ("教研组", Kind::Text),
            ("教案（篇）", Kind::Integer),
            ("稿次", Kind::Integer),
            ("三稿齐备（篇）", Kind::Integer),
            ("反思（稿次）", Kind::Integer),
        ],
    );
    sheet.rows = (1_u32..)
        .zip(&material.summary.lesson_plan.by_teacher)
        .map(|(at, line)| {
            vec![
                at.into(),
                line.teacher.as_str().into(),
                line.department.as_str().into(),
                line.plans.into(),
                line.drafts.into(),
                line.complete.into(),
                line.reflections.into(),
            ]
        })
        .collect();
    sheet.frozen_columns = 2;
    sheet.notes = vec!["三稿齐备为有三稿及以上的教案；反思为附有教学反思的稿次。".to_owned()];
    let mut total = vec![Total::Label("合计".to_owned()), Total::Empty, Total::Empty];
    total.extend([Total::Sum, Total::Sum, Total::Sum, Total::Sum]);
    totalled(sheet, total)
}

fn mentoring(material: &Material) -> Sheet {
    let mut sheet = sheet(
        material,
        "青蓝结对",
        "结对任务完成情况表",
        &[
            ("序号", Kind::Integer),
            ("师傅", Kind::Text),
            ("徒弟", Kind::Text),
            ("教研组", Kind::Text),
            ("应完成", Kind::Integer),
            ("已完成", Kind::Integer),
            ("完成率", Kind::Percent),
            ("逾期所差", Kind::Integer),
            ("其他活动", Kind::Integer),
        ],
    );
    sheet.rows = (1_u32..)
        .zip(&material.summary.mentoring.by_pairing)
        .map(|(at, line)| {
            vec![
                at.into(),
                line.mentor.as_str().into(),
                line.apprentice.as_str().into(),
                line.department.as_str().into(),
                line.needed.into(),
                line.fulfilled.into(),
                share(line.fulfilled, line.needed),
                line.missing.into(),
                line.activities.into(),
            ]
        })
        .collect();
    sheet.frozen_columns = 3;
    sheet.notes = vec![
        "应完成为已开始的各时段应听节数之和，时段按教学周划分，假期周顺延；已完成不超过各时段应听节数。".to_owned(),
    ];
    let mut total = vec![Total::Label("合计".to_owned()), Total::Empty, Total::Empty, Total::Empty];
    total.extend([Total::Sum, Total::Sum, Total::Ratio { of: 5, by: 4 }, Total::Sum, Total::Sum]);
    totalled(sheet, total)
}

fn weeks(material: &Material) -> Sheet {
    let figures = &material.summary;
    let known: BTreeMap<u32, _> = material.weeks.iter().map(|week| (week.number, week)).collect();
    let mut sheet = sheet(
        material,
        "每周听课",
        "每周教学常规记录",
        &[
            ("周次", Kind::Text),
            ("日期", Kind::Text),
            ("听课（节）", Kind::Integer),
            ("作业检查（班科次）", Kind::Integer),
            ("教案（稿次）", Kind::Integer),
            ("备注", Kind::Text),
        ],
    );
    let of = |weeks: &[crate::summary::WeekFigure], number: u32| {
        weeks.iter().find(|week| week.week == number).map_or(0, |week| week.value)
    };
    let mut hatched = Vec::new();
    for (at, week) in (0..).zip(&figures.observation.by_week) {
        let number = week.week;
        let (mut days, mut note) = (String::new(), String::new());
        if let Some(week) = known.get(&number) {
            days = format!("{}—{}", words::day(week.first_day), words::day(week.last_day));
            let what = match week.kind {
                WeekKind::Teaching => "",
                WeekKind::Holiday => "假期",
                WeekKind::Exam => "考试",
            };
            note.push_str(words::or(&week.label, what));
            if week.kind != WeekKind::Teaching {
                hatched.push(at);
            }
        }
        sheet.rows.push(vec![
            format!("第{number}周").into(),
            days.into(),
            week.value.into(),
            of(&figures.homework.by_week, number).into(),
            of(&figures.lesson_plan.by_week, number).into(),
            note.into(),
        ]);
    }
    sheet.charts = vec![SheetChart {
        title: format!("{}听课节数", material.weeks_gone()),
        categories: 0,
        values: vec![2],
        alt: "每周听课节数的柱形图，斜线为假期周或考试周".to_owned(),
        hatched_rows: hatched,
    }];
    sheet.notes = vec!["学期开始以前写成的教案稿次不在任何一周之内。".to_owned()];
    let total = vec![Total::Label("合计".to_owned()), Total::Empty, Total::Sum, Total::Sum, Total::Sum, Total::Empty];
    let mut sheet = totalled(sheet, total);
    sheet.filter = false;
    sheet
}
