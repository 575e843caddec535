//! Roster, quota, timetable and homework checks of the bundle.

use super::{material::Material, none};
use crate::{homework::HomeworkCheck, roster::Teacher, summary::words, timetable::TimetableLesson};
use keji_render::{Align, Cell, Document, Grid, GridCell, Heading, Row, RowKind, Table, TableStyle, Width};

/// Size of the text in tables: 五号.
const TABLE_PT: f64 = 10.5;

/// Whose work was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The teacher's.
    About,
    /// Somebody else's, by the teacher.
    By,
}

/// The line of the roster.
pub(super) fn roster_line(teacher: &Teacher, coded: bool) -> Grid {
    let number = teacher.employee_no.as_deref().unwrap_or_default();
    let taught = teacher.first_taught.as_deref().map(month).unwrap_or_default();
    let posts = teacher.posts.join("、");
    let title = teacher.title.as_deref().unwrap_or_default();
    let rows = [
        ("姓名", teacher.name.as_str(), "工号", if coded { "（不列）" } else { number }),
        ("教研组", &teacher.department, "任教学科", &teacher.subject),
        ("岗位", &posts, "职称", title),
        ("从教年月", &taught, "在岗情况", if teacher.in_service { "在岗" } else { "离岗" }),
    ];
    let mut grid = Grid::new([1.0, 2.2, 1.0, 2.2]);
    grid.alt = "名册信息".into();
    for (label, value, other_label, other) in rows {
        grid.row([
            GridCell::label(label),
            GridCell::value(words::or(value, "—")),
            GridCell::label(other_label),
            GridCell::value(words::or(other, "—")),
        ]);
    }
    grid
}

/// The quota ledger, a row a term.
pub(super) fn quotas(paper: &mut Document, material: &Material) {
    if material.quotas.is_empty() {
        return none(paper);
    }
    let mut table = table([
        ("学期", 4.4, Align::Left),
        ("截至", 3.0, Align::Center),
        ("类别", 1.6, Align::Center),
        ("应听", 1.0, Align::Right),
        ("实听", 1.0, Align::Right),
        ("有效", 1.0, Align::Right),
        ("不计入", 1.4, Align::Right),
        ("还差", 1.0, Align::Right),
        ("被听", 1.0, Align::Right),
    ]);
    table.unit = "节".into();
    table.text_pt = 9.0;
    for (term, as_of, line) in &material.quotas {
        table.row([
            term.name.clone(),
            words::full_day(*as_of),
            words::or(&line.category, "—").to_owned(),
            line.owed.to_string(),
            line.done.to_string(),
            line.counted.to_string(),
            line.refused.to_string(),
            line.left.to_string(),
            line.received.to_string(),
        ]);
    }
    table.notes = vec![
        "实听为已提交记录所记节数之和；有效为其中教学过程与评课意见俱全的节数；还差为应听减有效，已超额的按零计；被听为本人的课被听的节数，同一节课不论几人听只计一次。"
            .to_owned(),
    ];
    paper.push(table);
}

/// The lessons that the teacher gives, by term: a row a day.
pub(super) fn timetable(paper: &mut Document, material: &Material) {
    if material.timetables.is_empty() {
        return none(paper);
    }
    for (term, lessons) in &material.timetables {
        paper.push(Heading::new(2, term.name.as_str()));
        let mut table = table([("时间", 1.0, Align::Center), ("课", 5.0, Align::Left)]);
        for lessons in lessons.chunk_by(|a, b| (a.date, a.weekday) == (b.date, b.weekday)) {
            let told: Vec<String> = lessons.iter().map(lesson).collect();
            table.row([lessons.first().map(when).unwrap_or_default(), told.join("；")]);
        }
        paper.push(table);
    }
}

/// 第1节 七(4) 语文 教学楼2-04.
fn lesson(lesson: &TimetableLesson) -> String {
    let period = format!("第{}节", lesson.period);
    words::join(&[&period, &lesson.class_name, &lesson.subject, &lesson.place], " ")
}

/// Homework checks by term: a row each, the advice under it.
pub(super) fn checks(paper: &mut Document, material: &Material, checks: &[HomeworkCheck], side: Side) {
    if checks.is_empty() {
        return none(paper);
    }
    material.by_term(
        checks,
        |check| Some(check.date),
        |term, checks| {
            paper.push(Heading::new(2, term));
            let mut table = table([
                ("日期", 2.5, Align::Center),
                (if side == Side::About { "检查人" } else { "受检教师" }, 1.6, Align::Center),
                ("班级", 1.2, Align::Center),
                ("学科", 1.1, Align::Center),
                ("种类", 1.6, Align::Center),
                ("应布置", 1.1, Align::Right),
                ("实布置", 1.1, Align::Right),
                ("全批", 0.9, Align::Right),
                ("复批", 0.9, Align::Right),
                ("抽查", 0.9, Align::Right),
                ("等级", 1.0, Align::Center),
            ]);
            table.unit = "次、本".into();
            table.text_pt = 9.0;
            let columns = u16::try_from(table.columns.len()).unwrap_or(1);
            for check in checks {
                let person = if side == Side::About { &check.checker } else { &check.teacher };
                let number = |value: Option<u32>| value.map_or_else(|| "—".to_owned(), |value| value.to_string());
                table.row([
                    words::full_day(check.date),
                    words::or(person, "—").to_owned(),
                    words::or(&check.class_name, "—").to_owned(),
                    check.subject.clone(),
                    words::or(&check.book_kind, "—").to_owned(),
                    number(check.required),
                    number(check.assigned),
                    number(check.fully_marked),
                    number(check.remarked),
                    number(check.sampled),
                    words::or(&check.band, "—").to_owned(),
                ]);
                let mut advice = Cell::new(format!("建议：{}", words::or(&check.advice, "无"))).spanning(columns, 1);
                advice.align = Align::Left;
                table.rows.push(Row::of(RowKind::Body, [advice]));
            }
            paper.push(table);
        },
    );
}

/// A ruled table in 五号.
pub(super) fn table<'a>(columns: impl IntoIterator<Item = (&'a str, f64, Align)>) -> Table {
    let mut table = Table::new(columns.into_iter().map(|(name, width, align)| (name, Width::Share(width), align)));
    table.style = TableStyle::Boxed;
    table.text_pt = TABLE_PT;
    table
}

fn when(lesson: &TimetableLesson) -> String {
    match (lesson.date, lesson.weekday) {
        (Some(date), _) => words::full_day(date),
        (None, Some(day)) => {
            let names = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
            (1..).zip(names).find(|(number, _)| *number == day).map_or("—", |(_, name)| name).to_owned()
        }
        (None, None) => "—".to_owned(),
    }
}

/// 2011年9月 for `2011-09`.
fn month(text: &str) -> String {
    match text.split_once('-') {
        Some((year, month)) => format!("{year}年{}月", month.trim_start_matches('0')),
        None => text.to_owned(),
    }
}
