//! Lesson plans of the bundle with the texts of their drafts.

use super::{material::Material, none};
use crate::{
    lesson_plan::{Draft, LessonPlan},
    summary::words,
};
use chrono::NaiveDate;
use keji_render::{Document, Heading, HeadingNumber, Indent, Paragraph, Run};

/// Writes plans by term.
pub(super) fn write(paper: &mut Document, material: &Material) {
    if material.plans.is_empty() {
        return none(paper);
    }
    material.by_term(&material.plans, day, |term, plans| {
        paper.push(Heading::new(2, format!("{term}（{}篇）", plans.len())));
        for plan in plans {
            one(paper, plan, &material.teacher.id);
        }
    });
}

/// Day by which a plan is put in order.
fn day(plan: &LessonPlan) -> Option<NaiveDate> {
    plan.drafts.iter().map(|draft| draft.date).min().or(plan.planned_date)
}

fn one(paper: &mut Document, plan: &LessonPlan, teacher_id: &str) {
    paper.push(Heading::new(3, words::topic(&plan.topic)));
    let planned = plan.planned_date.map(|day| format!("拟于{}上课", words::full_day(day))).unwrap_or_default();
    let own = plan.teacher_id == teacher_id;
    let whose = if own { String::new() } else { format!("{}的教案，以下为本人执笔的稿次", plan.teacher) };
    let facts = words::join(&[&plan.subject, &plan.grade, &plan.unit, &planned, &whose], "，");
    if !facts.is_empty() {
        paper.push(Paragraph::text(format!("{facts}。")));
    }
    // Of somebody else's plan only what this teacher wrote.
    let written = |draft: &&Draft| own || draft.author_id.as_deref() == Some(teacher_id);
    let mut drafts = plan.drafts.iter().filter(written).peekable();
    if drafts.peek().is_none() {
        paper.push(Paragraph::text("尚无稿次。"));
    }
    for draft in drafts {
        let author = if draft.author.is_empty() { String::new() } else { format!("执笔：{}", draft.author) };
        let title = words::join(&[&draft.stage, &words::full_day(draft.date), &author], "　");
        paper.push(Heading { level: 4, text: format!("【{title}】"), number: HeadingNumber::InText });
        let parts = [("正文", &draft.body), ("研讨记录", &draft.discussion), ("教学反思", &draft.reflection)];
        for (name, text) in parts {
            part(paper, name, text);
        }
    }
}

/// A named text, a paragraph a line.
fn part(paper: &mut Document, name: &str, text: &str) {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).peekable();
    let said = if lines.peek().is_some() { format!("{name}：") } else { format!("{name}：无") };
    paper.push(Paragraph { indent: Indent::FirstLine, ..Paragraph::runs([Run::strong(said)]) });
    for line in lines {
        paper.push(Paragraph::text(line));
    }
}
