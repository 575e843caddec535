//! 听课记录: heading, 教学过程 beside 随评, opinions, scores, what was said and answered, lines for signing.

use super::{place, teacher, to_do, when};
use crate::{
    observation::{AfterLesson, Joint, Sheet, SheetAnswerKind, TimelineSide},
    rubric,
    summary::words,
};
use keji_render::{Block, Document, Grid, GridCell, InkLine, Run};

/// Writes one sheet.
pub(super) fn write(
    paper: &mut Document,
    school: &str,
    term: &str,
    sheet: &Sheet,
    after: Option<&AfterLesson>,
    joint: &Joint,
) {
    let number = if sheet.form_number.is_empty() { String::new() } else { format!("表号 {}", sheet.form_number) };
    paper.push(Block::byline(words::join(&[school, term, &number], "　")));
    paper.push(form(sheet, after, joint));
    paper.push(InkLine::new(["听课人", "授课人", "日期"]));
}

fn form(sheet: &Sheet, after: Option<&AfterLesson>, joint: &Joint) -> Grid {
    let mut grid = Grid::new([1.0, 2.5, 1.0, 2.0]);
    grid.text_pt = 10.5;
    grid.alt = "听课记录".into();
    let kinds = words::join(&[&sheet.lesson_kind, &sheet.lesson_type], "、");
    let observer = sheet.observer.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let together: Vec<&str> = sheet.together.iter().map(|person| person.name.as_str()).collect();
    let count = |number: Option<u32>, unit: &str| number.map(|number| format!("{unit}{number}人")).unwrap_or_default();
    let pupils = words::join(&[&count(sheet.pupils_due, "应到"), &count(sheet.pupils_present, "实到")], "，");
    let lessons = format!("{}节", sheet.lesson_count);
    let pairs = [
        ("时间", when(sheet), "节数", lessons),
        ("授课人", teacher(sheet), "学科", sheet.subject.clone()),
        ("课题", sheet.topic.clone(), "听课类型", kinds),
        ("班级地点", place(sheet), "学生人数", pupils),
        ("听课人", observer, "共同听课", together.join("、")),
    ];
    for (label, value, other_label, other) in pairs {
        grid.row([
            GridCell::label(label),
            GridCell::value(words::or(&value, "—")),
            GridCell::label(other_label),
            GridCell::value(words::or(&other, "—")),
        ]);
    }
    process(&mut grid, sheet);
    let scores = rubric::describe(&sheet.rubric.document, &sheet.scores).join("；");
    let total = sheet.total.map(|total| format!("总分{total}分")).unwrap_or_default();
    let verdict = words::join(&[&total, sheet.band.as_deref().unwrap_or_default()], "，");
    let long = [
        ("优点", sheet.strengths.clone()),
        ("不足", sheet.problems.clone()),
        ("建议", sheet.advice.clone()),
        ("收获", sheet.gains.clone()),
        ("备注", sheet.note.clone()),
        ("评分", words::join(&[&scores, &verdict], "\n")),
        ("合评", jointly(joint)),
        ("评课记录", discussion(after)),
        ("授课人\n回应", answer(after)),
        ("后续事项", to_do(after)),
    ];
    for (label, text) in long.into_iter().filter(|(label, text)| !text.is_empty() || ["优点", "建议"].contains(label))
    {
        let text = GridCell::text([Run::text(words::or(&text, "无"))]).spanning(3, 1);
        grid.tall_row(9.0, [GridCell::label(label), text]);
    }
    grid
}

/// 教学过程 on the left, 随评 on the right, a row each, phases before the row with which they begin.
fn process(grid: &mut Grid, sheet: &Sheet) {
    let after = if sheet.entered_after { "教学过程（补记）" } else { "教学过程" };
    grid.row([GridCell::label(after).spanning(2, 1), GridCell::label("随评").spanning(2, 1)]);
    for entry in &sheet.timeline {
        if !entry.phase.is_empty() {
            let minutes = entry.minutes.map(|minutes| format!("（{minutes}分钟）")).unwrap_or_default();
            grid.row([GridCell::text([Run::strong(format!("{}{minutes}", entry.phase))]).spanning(4, 1)]);
        }
        if entry.process.is_empty() && entry.remark.is_empty() {
            continue;
        }
        let side = match entry.side {
            Some(TimelineSide::Teaching) => "〔教〕",
            Some(TimelineSide::Learning) => "〔学〕",
            None => "",
        };
        let clock = entry.clock.as_deref().map(|clock| format!("{clock}　")).unwrap_or_default();
        let told = format!("{clock}{side}{}", entry.process);
        grid.tall_row(
            7.0,
            [
                GridCell::text([Run::text(told)]).spanning(2, 1),
                GridCell::text([Run::text(&entry.remark)]).spanning(2, 1),
            ],
        );
    }
    if sheet.timeline.is_empty() {
        grid.tall_row(40.0, [GridCell::blank().spanning(2, 1), GridCell::blank().spanning(2, 1)]);
    }
}

/// Items named as those on which the observers agree least.
const APART: usize = 3;

/// Mean and spread of all observers' totals, and the items on which they are furthest apart; nothing until all have
/// handed in. Who used another scoring sheet stands in a line of their own.
fn jointly(joint: &Joint) -> String {
    let lines = joint.groups.iter().filter_map(|group| {
        let total = group.total.as_ref()?;
        let number = |points: f64| rubric::number(points);
        let bands: Vec<String> = group.bands.iter().map(|band| format!("{}{}份", band.name, band.count)).collect();
        let apart = group.items.iter().filter(|item| item.same.is_some_and(|same| same < 100.0)).take(APART);
        let apart: Vec<String> = apart.map(|item| format!("{}（{}）", item.name, item.marks.join("、"))).collect();
        let apart =
            if apart.is_empty() { String::new() } else { format!("给分不一的项目：{}", apart.join("，")) };
        let figures = format!(
            "{}人有总分，平均{}分，最低{}分，最高{}分，标准差{}",
            total.n,
            number(total.mean),
            number(total.least),
            number(total.most),
            number(total.deviation)
        );
        Some(words::join(&[&figures, &bands.join("、"), &apart], "；"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn discussion(after: Option<&AfterLesson>) -> String {
    let Some(discussion) = after.and_then(|after| after.discussion.as_ref()) else { return String::new() };
    let chair = discussion.chair.as_ref().map(|person| format!("{}主持", person.name)).unwrap_or_default();
    let who =
        if discussion.attendees.is_empty() { String::new() } else { format!("参加：{}", discussion.attendees) };
    let head = words::join(&[&words::full_day(discussion.date), &chair, &who], "，");
    let steps = discussion.steps.iter().filter(|step| !step.text.is_empty());
    let steps: Vec<String> = steps.map(|step| format!("{}：{}", step.name, step.text)).collect();
    words::join(&[&head, &steps.join("\n")], "\n")
}

fn answer(after: Option<&AfterLesson>) -> String {
    let Some(answer) = after.and_then(|after| after.answer.as_ref()) else { return String::new() };
    let kind = match answer.kind {
        SheetAnswerKind::Acknowledged => "已阅",
        SheetAnswerKind::Replied => "回复",
        SheetAnswerKind::Objected => "有异议",
    };
    words::join(&[kind, &answer.text], "：")
}
