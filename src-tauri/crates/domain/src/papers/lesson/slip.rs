//! 反馈单: what the teacher of a lesson is told, with room for the answer; no scores, no names of pupils.

use super::{place, teacher, to_do, when};
use crate::{
    observation::{AfterLesson, Sheet},
    summary::words,
};
use keji_render::{Block, Document, Grid, GridCell, InkLine, Paragraph, Run};

/// Writes one slip.
pub(super) fn write(paper: &mut Document, school: &str, term: &str, sheet: &Sheet, after: Option<&AfterLesson>) {
    paper.push(Block::byline(words::join(&[school, term], "　")));
    paper.push(Paragraph::flush(format!("{}老师：", words::or(&teacher(sheet), "　　　"))));
    paper.push(Paragraph::text("现将这节课的听课意见反馈如下，请您阅后在回应栏写明意见，并交回教务处。"));
    let mut grid = Grid::new([1.0, 2.5, 1.0, 2.0]);
    grid.alt = "听课反馈单".into();
    let observer = sheet.observer.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let pairs = [
        ("时间", when(sheet), "学科", sheet.subject.clone()),
        ("课题", sheet.topic.clone(), "班级地点", place(sheet)),
        ("听课人", observer, "听课类型", sheet.lesson_kind.clone()),
    ];
    for (label, value, other_label, other) in pairs {
        grid.row([
            GridCell::label(label),
            GridCell::value(words::or(&value, "—")),
            GridCell::label(other_label),
            GridCell::value(words::or(&other, "—")),
        ]);
    }
    let answer = after.and_then(|after| after.answer.as_ref()).map(|answer| answer.text.clone()).unwrap_or_default();
    let long = [
        ("优点", sheet.strengths.clone(), 18.0),
        ("不足", sheet.problems.clone(), 18.0),
        ("建议", sheet.advice.clone(), 24.0),
        ("后续事项", to_do(after), 18.0),
        ("授课人\n回应", answer, 40.0),
    ];
    for (label, text, height) in long {
        let text = GridCell::text([Run::text(text)]).spanning(3, 1);
        grid.tall_row(height, [GridCell::label(label), text]);
    }
    paper.push(grid);
    paper.push(InkLine::new(["听课人", "授课人", "日期"]));
}
