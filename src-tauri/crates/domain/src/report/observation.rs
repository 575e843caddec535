//! 二、听课评课.

use super::{
    line::{Line, Sheaf, decimal, number, percent},
    material::{Material, Section, Whose},
};
use crate::{
    calendar::WeekKind,
    summary::{self, NamedFigure, ObservationLine, words},
};
use keji_render::{Align, Bar, Cell, Chart, Table, Width};
use std::collections::BTreeMap;

/// Names praised before the rest is only counted.
const PRAISED: usize = 12;

/// Writes the section.
pub(super) fn write(material: &Material, sheaf: &mut Sheaf) {
    sheaf.heading(1, Section::Observation.title());
    let figures = &material.summary.observation;
    if figures.sheets + figures.lessons == 0 {
        let drafts = match figures.drafts {
            0 => Line::new().say("。"),
            drafts => {
                Line::new().say("；另有").figure(drafts, "observation.drafts").say("份听课记录尚未提交，不计入统计。")
            }
        };
        sheaf.say(Line::new().say(format!("{}尚无已提交的听课记录", material.opening())).and(drafts));
        sheaf.say(received(material));
        return;
    }
    if material.whose == Whose::Teacher {
        sheaf.say(own(material));
        sheaf.say(paper(material));
        sheaf.say(refused(material));
        sheaf.say(received(material));
        weeks(material, sheaf);
        sheaf.say(kinds(material));
        return;
    }
    sheaf.heading(2, "任务完成情况");
    quotas(material, sheaf);
    sheaf.say(paper(material));
    sheaf.say(refused(material));
    sheaf.say(praise(material));
    sheaf.heading(2, "每周听课情况");
    weeks(material, sheaf);
    sheaf.heading(2, "听课类型与评价情况");
    sheaf.say(kinds(material));
    sheaf.say(bands(material));
    if material.whose == Whose::School && figures.by_department.len() > 1 {
        sheaf.heading(2, "各教研组情况");
        departments(material, sheaf);
    }
}

/// A single teacher's ledger in words.
fn own(material: &Material) -> Line {
    let figures = &material.summary.observation;
    let line = Line::new()
        .say(format!("{}本人听课", material.opening()))
        .figure(figures.lessons, "observation.lessons")
        .say("节，其中有效")
        .figure(figures.counted, "observation.counted")
        .say("节");
    if figures.owed == 0 {
        return line.say("，没有规定的听课任务。");
    }
    let line = line.say("；按学校规定应听").figure(figures.owed, "observation.owed").say("节，");
    if figures.left == 0 {
        line.say("听课任务已完成。")
    } else {
        line.say("还差").figure(figures.left, "observation.left").say("节。")
    }
}

/// How many lessons come from paper books: another source than the records of the rest, never added to theirs.
fn paper(material: &Material) -> Line {
    let figures = &material.summary.observation;
    if figures.paper == 0 {
        return Line::new();
    }
    let line = Line::new().say("所听节数中，有").figure(figures.paper, "observation.paper").say("节取自听课本查阅登记");
    line.say(match material.whose {
        Whose::Teacher => "，与听课记录不相加；听课本不分周次和类型。",
        Whose::School | Whose::Department => {
            "；这些教师只按听课本计，与听课记录不相加，每周和各类型的节数不含这一部分。"
        }
    })
}

fn received(material: &Material) -> Line {
    let lessons = material.summary.observation.by_teacher.iter().map(|line| line.received).sum::<u32>();
    if material.whose != Whose::Teacher || lessons == 0 {
        return Line::new();
    }
    Line::new().say("本人的课被听").figure(lessons, "observation.received").say("节（同一节课不论几人听只计一次）。")
}

fn quotas(material: &Material, sheaf: &mut Sheaf) {
    let figures = &material.summary.observation;
    let groups: Vec<_> = figures.by_category.iter().filter(|line| line.people > 0).collect();
    if groups.is_empty() {
        sheaf.say(
            Line::new()
                .say(format!("{}，{}共听课", material.as_of(), material.whole()))
                .figure(figures.lessons, "observation.lessons")
                .say("节。学校尚未规定听课任务，本期不统计完成率。"),
        );
        return;
    }
    let (people, on_pace) =
        groups.iter().fold((0, 0), |(people, on_pace), line| (people + line.people, on_pace + line.on_pace));
    let line = Line::new().say(format!(
        "{}，教学周已过{:.1}%，各类人员听课任务完成情况见表{}。有听课任务的{people}人中，达到应达进度的有{on_pace}人，占{}",
        material.as_of(),
        figures.pace,
        sheaf.next_table(),
        percent(summary::percent(u64::from(on_pace), u64::from(people))),
    ));
    let behind = people - on_pace;
    sheaf.say(match behind {
        0 => line.say("，进度正常。"),
        // Problems are told without names; the persons get a private slip.
        _ if behind * 10 <= people || behind <= 2 => {
            line.say(format!("；个别教师（{behind}人）未达到进度，需在后续教学周内补齐。"))
        }
        _ => line.say(format!("；部分教师（{behind}人）未达到进度，需在后续教学周内补齐。")),
    });
    let mut table = Table::new([
        ("类别", Width::Share(1.6), Align::Center),
        ("人数", Width::Share(1.0), Align::Right),
        ("每人应听", Width::Share(1.3), Align::Right),
        ("应听合计", Width::Share(1.3), Align::Right),
        ("有效合计", Width::Share(1.3), Align::Right),
        ("人均", Width::Share(1.0), Align::Right),
        ("完成率", Width::Share(1.4), Align::Right),
        ("达进度人数", Width::Share(1.5), Align::Right),
    ]);
    table.caption = "听课任务完成情况".into();
    table.unit = "人、节".into();
    table.text_pt = 10.5;
    for line in &groups {
        let name = &line.category;
        table.row([
            Cell::new(name),
            number(line.people, format!("observation.category_people:{name}")),
            Cell::new(line.owed_each.to_string()),
            number(line.owed, format!("observation.category_owed:{name}")),
            number(line.counted, format!("observation.category:{name}")),
            Cell::new(decimal(line.average)),
            Cell::new(percent(summary::percent(u64::from(line.counted), u64::from(line.owed)))),
            number(line.on_pace, format!("observation.category_on_pace:{name}")),
        ]);
    }
    let (owed, counted) =
        groups.iter().fold((0, 0), |(owed, counted), line| (owed + line.owed, counted + line.counted));
    table.total([
        "合计".to_owned(),
        people.to_string(),
        "—".to_owned(),
        owed.to_string(),
        counted.to_string(),
        decimal(summary::quotient(u64::from(counted), u64::from(people))),
        percent(summary::percent(u64::from(counted), u64::from(owed))),
        on_pace.to_string(),
    ]);
    table.notes = vec![
        "人均为有效合计除以人数；完成率为有效合计除以应听合计；应达进度为应听节数乘以本人在岗教学周已过的比例，假期周和核减的周不计。"
            .to_owned(),
    ];
    sheaf.table(table);
}

fn refused(material: &Material) -> Line {
    let figures = &material.summary.observation;
    let drafts = |line: Line| match figures.drafts {
        0 => line,
        drafts => line.say("另有").figure(drafts, "observation.drafts").say("份听课记录尚未提交，不计入统计。"),
    };
    if figures.refused == 0 {
        return drafts(Line::new());
    }
    let reasons: Vec<(&str, u32, String)> = figures
        .refusals
        .iter()
        .map(|(code, lessons)| (words::refusal(code), *lessons, format!("observation.refusal:{code}")))
        .collect();
    let several = if reasons.len() > 1 { "，同一份记录可能兼有" } else { "" };
    let (of, after) = match (figures.paper, figures.refusals.keys().any(|code| code != "book")) {
        (0, _) => ("已提交的听课记录中，有", "，补全记录后即可计入。"),
        (_, true) => ("所听的课中，有", "；听课记录补全后即可计入。"),
        (_, false) => ("所听的课中，有", "。"),
    };
    drafts(
        Line::new()
            .say(of)
            .figure(figures.refused, "observation.refused")
            .say("节未计入听课任务（")
            .list(reasons, "节")
            .say(format!("{several}）{after}")),
    )
}

fn praise(material: &Material) -> Line {
    let done: Vec<&ObservationLine> =
        material.summary.observation.by_teacher.iter().filter(|line| line.owed > 0 && line.left == 0).collect();
    if done.is_empty() {
        return Line::new();
    }
    let names: Vec<&str> = done.iter().take(PRAISED).map(|line| line.teacher.as_str()).collect();
    let etc = if done.len() > 1 { format!("等{}位教师", done.len()) } else { "老师".to_owned() };
    Line::new().say(format!("{}{etc}已完成本学期听课任务，予以表扬。", names.join("、")))
}

fn weeks(material: &Material, sheaf: &mut Sheaf) {
    let figures = &material.summary.observation;
    let most = figures.by_week.iter().map(|week| week.value).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let best: Vec<String> =
        figures.by_week.iter().filter(|week| week.value == most).map(|week| format!("第{}周", week.week)).collect();
    let first = figures.by_week.iter().find(|week| week.value == most).map_or(0, |week| week.week);
    let mut line = Line::new()
        .say(format!("每周听课节数见图{}，{}最多，", sheaf.next_chart(), best.join("、")))
        .say(if best.len() > 1 { "均为" } else { "为" })
        .figure(most, format!("observation.week:{first}"))
        .say("节");
    let special: BTreeMap<u32, (&str, WeekKind)> = material
        .weeks
        .iter()
        .filter(|week| week.kind != WeekKind::Teaching)
        .map(|week| (week.number, (week.label.as_str(), week.kind)))
        .collect();
    let of_kind = |wanted: WeekKind| -> Vec<String> {
        let weeks = figures.by_week.iter().filter_map(|week| Some((week.week, special.get(&week.week)?)));
        weeks
            .filter(|(_, (_, kind))| *kind == wanted)
            .map(
                |(week, (label, _))| {
                    if label.is_empty() { format!("第{week}周") } else { format!("第{week}周（{label}）") }
                },
            )
            .collect()
    };
    let (holidays, exams) = (of_kind(WeekKind::Holiday), of_kind(WeekKind::Exam));
    for (weeks, what) in [(&holidays, "假期周"), (&exams, "考试周")] {
        if !weeks.is_empty() {
            line = line.say(format!("；{}为{what}", weeks.join("、")));
        }
    }
    sheaf.say(line.say("。"));
    let bars = figures
        .by_week
        .iter()
        .map(|week| {
            let value = f64::from(week.value);
            match special.get(&week.week) {
                Some((label, _)) => Bar::hatched(words::or(label, &week.week.to_string()), value),
                None => Bar::new(week.week.to_string(), value),
            }
        })
        .collect();
    let hatched = match (holidays.is_empty(), exams.is_empty()) {
        (true, true) => "",
        (false, true) => "（斜线为假期周）",
        (true, false) => "（斜线为考试周）",
        (false, false) => "（斜线为假期周或考试周）",
    };
    sheaf.chart(Chart {
        caption: format!("{}听课节数{hatched}", material.weeks_gone()),
        unit: "节".to_owned(),
        axis: "周次".to_owned(),
        bars,
        ..Chart::default()
    });
}

fn kinds(material: &Material) -> Line {
    let figures = &material.summary.observation;
    if figures.by_kind.is_empty() {
        return Line::new();
    }
    Line::new().say("按听课类型统计，").list(named(&figures.by_kind, "observation.kind"), "节").say("。")
}

fn bands(material: &Material) -> Line {
    let figures = &material.summary.observation;
    let Some(average) = figures.average_total else {
        return Line::new().say("已提交的听课记录均未评分，本期不统计评课等级。");
    };
    let line = Line::new()
        .say("已提交的听课记录中有总分的")
        .figure(figures.totals, "observation.totals")
        .say(format!("份，平均{average:.1}分（按记录平均）"));
    if figures.by_band.is_empty() {
        return line.say("。");
    }
    line.say("；按评价表划定的等级，").list(named(&figures.by_band, "observation.band"), "份").say("。")
}

/// Figures of a department, added up from its people.
#[derive(Default)]
struct OfDepartment {
    people: u32,
    owed: u32,
    done: u32,
    counted: u32,
    left: u32,
    received: u32,
}

fn departments(material: &Material, sheaf: &mut Sheaf) {
    let figures = &material.summary.observation;
    let mut sums: BTreeMap<&str, OfDepartment> = BTreeMap::new();
    for line in &figures.by_teacher {
        let sum = sums.entry(words::or(&line.department, "未分组")).or_default();
        sum.people += u32::from(!line.category.is_empty());
        sum.owed += line.owed;
        sum.done += line.done;
        sum.counted += line.counted;
        sum.left += line.left;
        sum.received += line.received;
    }
    let annex = if material.shows(Section::AnnexObservation) { "，教师个人情况见附件" } else { "" };
    sheaf.say(Line::new().say(format!("各教研组听课与被听课情况见表{}{annex}。", sheaf.next_table())));
    let mut table = Table::new([
        ("教研组", Width::Share(2.2), Align::Center),
        ("人数", Width::Share(1.0), Align::Right),
        ("应听", Width::Share(1.0), Align::Right),
        ("实听", Width::Share(1.0), Align::Right),
        ("有效", Width::Share(1.0), Align::Right),
        ("还差", Width::Share(1.0), Align::Right),
        ("完成率", Width::Share(1.4), Align::Right),
        ("被听", Width::Share(1.0), Align::Right),
    ]);
    table.caption = "各教研组听课情况".into();
    table.unit = "人、节".into();
    table.text_pt = 10.5;
    let mut all = OfDepartment::default();
    for NamedFigure { name, .. } in &figures.by_department {
        let Some(sum) = sums.get(name.as_str()) else {
            continue;
        };
        let key = |what: &str| format!("observation.{what}:{name}");
        table.row([
            Cell::new(name),
            Cell::new(sum.people.to_string()),
            number(sum.owed, key("department_owed")),
            number(sum.done, key("department")),
            number(sum.counted, key("department_counted")),
            number(sum.left, key("department_left")),
            Cell::new(percent(summary::percent(u64::from(sum.counted), u64::from(sum.owed)))),
            number(sum.received, key("department_received")),
        ]);
        all.people += sum.people;
        all.owed += sum.owed;
        all.done += sum.done;
        all.counted += sum.counted;
        all.left += sum.left;
        all.received += sum.received;
    }
    table.total([
        Cell::new("合计"),
        Cell::new(all.people.to_string()),
        number(all.owed, "observation.owed"),
        number(all.done, "observation.lessons"),
        number(all.counted, "observation.counted"),
        number(all.left, "observation.left"),
        Cell::new(percent(summary::percent(u64::from(all.counted), u64::from(all.owed)))),
        number(all.received, "observation.received"),
    ]);
    sheaf.table(table);
}

/// Named figures with the keys of their records.
pub(super) fn named<'a>(figures: &'a [NamedFigure], key: &'a str) -> impl Iterator<Item = (&'a str, u32, String)> {
    figures.iter().map(move |figure| (figure.name.as_str(), figure.value, format!("{key}:{}", figure.name)))
}
