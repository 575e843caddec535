//! 一、总体情况.

use super::{
    line::{Line, Sheaf, percent},
    material::{Material, Section, Whose},
};
use crate::summary;

/// Writes the section.
pub(super) fn write(material: &Material, sheaf: &mut Sheaf) {
    sheaf.heading(1, Section::Overview.title());
    let clauses: Vec<Line> = [observation(material), homework(material), lesson_plan(material), mentoring(material)]
        .into_iter()
        .flatten()
        .collect();
    let lacking = lacking(material);
    let weeks = material.weeks_gone();
    let opening = format!("{}{weeks}（{}），", material.summary.term.name, material.days_gone());
    if clauses.is_empty() {
        sheaf.say(Line::new().say(format!("{}，本学期尚无{}记录。", material.as_of(), lacking.join("、"))));
        return;
    }
    let mut line = Line::new().say(opening);
    for (at, clause) in clauses.into_iter().enumerate() {
        if at > 0 {
            line = line.say("；");
        }
        line = line.and(clause);
    }
    line = line.say("。");
    if !lacking.is_empty() {
        line = line.say(format!("本学期尚无{}记录。", lacking.join("、")));
    }
    sheaf.say(line);
    sheaf.say(quota(material));
}

fn lacking(material: &Material) -> Vec<&'static str> {
    let summary = &material.summary;
    let mut lacking = Vec::new();
    if summary.observation.sheets == 0 && summary.observation.teachers_observed == 0 {
        lacking.push("听课");
    }
    if summary.homework.checks == 0 {
        lacking.push("作业检查");
    }
    if summary.lesson_plan.plans == 0 {
        lacking.push("教案检查");
    }
    // Not everybody is paired: that a single teacher is not is nothing to tell.
    if summary.mentoring.pairings == 0 && material.whose != Whose::Teacher {
        lacking.push("青蓝结对");
    }
    lacking
}

fn observation(material: &Material) -> Option<Line> {
    let figures = &material.summary.observation;
    if figures.sheets == 0 && figures.teachers_observed == 0 {
        return None;
    }
    let mut line = Line::new().say(material.whole());
    if figures.sheets + figures.lessons > 0 {
        line = line.say("共听课").figure(figures.lessons, "observation.lessons").say("节");
        if material.whose != Whose::Teacher {
            line = line.say("、").figure(figures.sheets, "observation.sheets").say("人次");
        }
        line = line.say("，其中有效").figure(figures.counted, "observation.counted").say("节");
    } else {
        line = line.say("尚未听课");
    }
    let received = figures.by_teacher.iter().map(|line| line.received).sum::<u32>();
    Some(match material.whose {
        Whose::Teacher if received > 0 => line.say("，被听课").figure(received, "observation.received").say("节"),
        Whose::Teacher => line,
        Whose::School | Whose::Department if figures.teachers_observed == figures.teachers => {
            line.say("，在岗教师").figure(figures.teachers, "observation.teachers").say("人均被听过课")
        }
        Whose::School | Whose::Department => line
            .say("，在岗教师")
            .figure(figures.teachers, "observation.teachers")
            .say("人中有")
            .figure(figures.teachers_observed, "observation.teachers_observed")
            .say("人被听过课"),
    })
}

fn homework(material: &Material) -> Option<Line> {
    let figures = &material.summary.homework;
    if figures.checks == 0 {
        return None;
    }
    let line = Line::new();
    Some(if material.whose == Whose::Teacher {
        line.say("作业接受检查").figure(figures.checks, "homework.checks").say("班科次")
    } else {
        line.say("检查作业")
            .figure(figures.checks, "homework.checks")
            .say("班科次，涉及教师")
            .figure(figures.teachers, "homework.teachers")
            .say("人")
    })
}

fn lesson_plan(material: &Material) -> Option<Line> {
    let figures = &material.summary.lesson_plan;
    (figures.plans > 0).then(|| {
        let whose = if material.whose == Whose::Teacher { "教案受检" } else { "检查教案" };
        let line = Line::new().say(whose).figure(figures.plans, "lesson_plan.plans").say("篇");
        if figures.drafts == 0 {
            return line.say("，均尚未交稿");
        }
        let line = line.say("、").figure(figures.drafts, "lesson_plan.drafts").say("稿次");
        match figures.complete {
            0 => line,
            complete => line.say("，其中三稿齐备的").figure(complete, "lesson_plan.complete").say("篇"),
        }
    })
}

fn mentoring(material: &Material) -> Option<Line> {
    let figures = &material.summary.mentoring;
    (figures.pairings > 0).then(|| {
        let line = Line::new().say("青蓝结对").figure(figures.pairings, "mentoring.pairings").say("对");
        if figures.needed == 0 {
            return line;
        }
        line.say("，完成互听任务")
            .figure(figures.fulfilled, "mentoring.fulfilled")
            .say("节（应完成")
            .figure(figures.needed, "mentoring.needed")
            .say("节）")
    })
}

/// What is owed and what is left; nothing when nobody owes anything.
fn quota(material: &Material) -> Line {
    let figures = &material.summary.observation;
    if figures.owed == 0 {
        return Line::new();
    }
    let share = summary::percent(u64::from(figures.counted), u64::from(figures.owed));
    let line = Line::new()
        .say(format!("按学校规定的听课任务，{}本学期应听课", material.whole()))
        .figure(figures.owed, "observation.owed")
        .say("节，有效听课")
        .figure(figures.counted, "observation.counted")
        .say(format!("节，完成率{}", percent(share)));
    if figures.left == 0 {
        line.say("，听课任务已全部完成。")
    } else {
        line.say("，还差").figure(figures.left, "observation.left").say("节。")
    }
}
