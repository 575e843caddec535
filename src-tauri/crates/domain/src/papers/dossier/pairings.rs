//! Mentor pairings of the bundle with duties and activities.

use super::{ground::table, material::Material, none};
use crate::{
    mentoring::{Duty, DutyDirection, Pairing},
    summary::words,
};
use keji_render::{Align, Document, Grid, GridCell, Heading, Paragraph, Run};

/// Writes pairings in the order in which they began.
pub(super) fn write(paper: &mut Document, material: &Material) {
    if material.pairings.is_empty() {
        return none(paper);
    }
    for pairing in &material.pairings {
        paper.push(Heading::new(2, format!("{}与{}", pairing.mentor, pairing.apprentice)));
        paper.push(form(pairing));
        activities(paper, pairing);
    }
}

fn form(pairing: &Pairing) -> Grid {
    let mut grid = Grid::new([1.0, 2.4, 1.0, 2.4]);
    grid.text_pt = 10.5;
    grid.alt = "师徒结对".into();
    let ended = pairing.ended_on.map_or_else(|| "今".to_owned(), words::full_day);
    let time = format!("{}至{ended}", words::full_day(pairing.started_on));
    let duties: Vec<String> = pairing.duties.iter().map(duty).collect();
    let short = [
        ("师傅", pairing.mentor.as_str(), "徒弟", pairing.apprentice.as_str()),
        ("类别", &pairing.kind, "起止", &time),
    ];
    for (label, value, other_label, other) in short {
        grid.row([
            GridCell::label(label),
            GridCell::value(words::or(value, "—")),
            GridCell::label(other_label),
            GridCell::value(words::or(other, "—")),
        ]);
    }
    for (label, text) in [("互听任务", duties.join("；")), ("约定与备注", pairing.note.clone())] {
        let text = GridCell::text([Run::text(words::or(&text, "无"))]).spanning(3, 1);
        grid.tall_row(9.0, [GridCell::label(label), text]);
    }
    grid
}

fn activities(paper: &mut Document, pairing: &Pairing) {
    if pairing.activities.is_empty() {
        paper.push(Paragraph::text("活动记录：无。"));
        return;
    }
    let mut table = table([("日期", 2.2, Align::Center), ("活动", 1.4, Align::Center), ("内容", 5.0, Align::Left)]);
    table.caption = "活动记录".into();
    for activity in pairing.activities.iter().rev() {
        table.row([words::full_day(activity.date), activity.kind.clone(), activity.text.clone()]);
    }
    paper.push(table);
}

/// 师傅听徒弟，每2周1节.
fn duty(duty: &Duty) -> String {
    let who = match duty.direction {
        DutyDirection::MentorObserves => "师傅听徒弟",
        DutyDirection::ApprenticeObserves => "徒弟听师傅",
    };
    let every = duty.every_weeks.map_or_else(|| "每学期".to_owned(), |weeks| format!("每{weeks}周"));
    format!("{who}，{every}{}节", duty.times)
}
