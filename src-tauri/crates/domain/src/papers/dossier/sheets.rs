//! Observation sheets of the bundle, each as the form that offices know.

use super::{material::Material, none};
use crate::{
    observation::{Sheet, SheetState},
    rubric,
    summary::words,
};
use chrono::DateTime;
use keji_render::{Document, Grid, GridCell, Heading, Run};

/// Writes sheets by term and day.
pub(super) fn write(paper: &mut Document, material: &Material, sheets: &[Sheet]) {
    if sheets.is_empty() {
        return none(paper);
    }
    material.by_term(
        sheets,
        |sheet| Some(sheet.date),
        |term, sheets| {
            paper.push(Heading::new(2, format!("{term}（{}份）", sheets.len())));
            for sheet in sheets {
                let topic = words::topic(&sheet.topic);
                let topic = words::or(&topic, "（未填课题）");
                paper.push(Heading::new(3, format!("{topic}　{}", words::full_day(sheet.date))));
                paper.push(form(sheet));
            }
        },
    );
}

fn form(sheet: &Sheet) -> Grid {
    let mut grid = Grid::new([0.9, 0.8, 2.8, 0.9, 2.0]);
    grid.text_pt = 10.5;
    grid.alt = "听课记录".into();
    let period = sheet.period.map(|period| format!("第{period}节")).unwrap_or_default();
    let day = words::full_day(sheet.date);
    let when = words::join(&[&day, words::weekday(sheet.date), &period], " ");
    let name = |person: &Option<crate::wire::Person>| person.as_ref().map(|person| person.name.clone());
    let teacher = name(&sheet.teacher).unwrap_or_default();
    let mut observer = name(&sheet.observer).unwrap_or_default();
    if !sheet.together.is_empty() {
        let together: Vec<&str> = sheet.together.iter().map(|person| person.name.as_str()).collect();
        observer = format!("{observer}（共同听课：{}）", together.join("、"));
    }
    let kinds = words::join(&[&sheet.lesson_kind, &sheet.lesson_type], "、");
    let place = words::join(&[&sheet.class_name, &sheet.place], " ");
    let lessons = format!("{}节", sheet.lesson_count);
    let counts = counts(sheet);
    let pairs = [
        ("时间", when.as_str(), "节数", lessons.as_str()),
        ("授课人", &teacher, "听课人", &observer),
        ("学科", &sheet.subject, "班级地点", &place),
        ("课题", &sheet.topic, "课型", &kinds),
        ("状态", &state(sheet), "计入任务", &counts),
    ];
    let rows = u16::try_from(pairs.len()).unwrap_or(1);
    for (at, (label, value, other_label, other)) in pairs.into_iter().enumerate() {
        // The tall cell holds the facts together on one page.
        let head = (at == 0).then(|| GridCell::label("基本\n情况").spanning(1, rows));
        grid.row(head.into_iter().chain([
            GridCell::label(label),
            GridCell::value(words::or(value, "—")),
            GridCell::label(other_label),
            GridCell::value(words::or(other, "—")),
        ]));
    }
    let long = [
        ("教学过程\n与随评", process(sheet)),
        ("评分", scores(sheet)),
        ("优点", sheet.strengths.clone()),
        ("不足", sheet.problems.clone()),
        ("建议", sheet.advice.clone()),
        ("收获", sheet.gains.clone()),
    ];
    let photos = (!sheet.photos.is_empty()).then(|| ("照片", photos(sheet)));
    let note = (!sheet.note.is_empty()).then(|| ("备注", sheet.note.clone()));
    for (label, text) in long.into_iter().chain(note).chain(photos) {
        let text = GridCell::text([Run::text(words::or(&text, "无"))]).spanning(4, 1);
        grid.tall_row(9.0, [GridCell::label(label), text]);
    }
    grid
}

fn process(sheet: &Sheet) -> String {
    let lines = sheet.timeline.iter().map(|entry| {
        let clock = entry.clock.as_deref().unwrap_or_default();
        let remark = if entry.remark.is_empty() { String::new() } else { format!("〔随评〕{}", entry.remark) };
        words::join(&[clock, &entry.process, &remark], "　")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What photos there are: they are printed with the sheet itself.
fn photos(sheet: &Sheet) -> String {
    let told = sheet.photos.iter().map(|photo| words::join(&[photo.kind.words(), &photo.caption], "："));
    format!("{}张（{}），附在听课记录后", sheet.photos.len(), told.collect::<Vec<_>>().join("；"))
}

/// Items with their levels, then the total with its band.
fn scores(sheet: &Sheet) -> String {
    let items = rubric::describe(&sheet.rubric.document, &sheet.scores).join("；");
    let total = sheet.total.map_or_else(String::new, |total| {
        let reported = if sheet.scores.is_empty() { "登记总分" } else { "总分" };
        let band = sheet.band.as_ref().map(|band| format!("，等级{band}")).unwrap_or_default();
        format!("{reported}{total:.1}分{band}")
    });
    words::join(&[&items, &total], "\n")
}

fn state(sheet: &Sheet) -> String {
    let name = match sheet.state {
        SheetState::Draft => "草稿",
        SheetState::Submitted => "已提交",
        SheetState::Amended => "已提交，后经修订",
    };
    let moment = sheet.submitted_at.as_deref().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
    let moment = moment.map(|at| format!("{} {}", words::full_day(at.date_naive()), at.format("%H:%M")));
    let after = if sheet.entered_after { "课后补记" } else { "" };
    words::join(&[name, moment.as_deref().unwrap_or_default(), after], "，")
}

fn counts(sheet: &Sheet) -> String {
    if sheet.state == SheetState::Draft {
        return "否（草稿）".to_owned();
    }
    if sheet.refusals.is_empty() {
        return "是".to_owned();
    }
    let reasons: Vec<&str> = sheet.refusals.iter().map(|code| words::refusal(code)).collect();
    format!("否（{}）", reasons.join("、"))
}
