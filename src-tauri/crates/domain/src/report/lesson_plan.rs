//! 四、备课检查.

use super::{
    homework::share_table,
    line::{Line, Sheaf, percent},
    material::{Material, Section, Whose},
    observation::named,
};
use crate::summary::{self, NamedFigure};

/// Writes the section.
pub(super) fn write(material: &Material, sheaf: &mut Sheaf) {
    sheaf.heading(1, Section::LessonPlan.title());
    let figures = &material.summary.lesson_plan;
    if figures.plans == 0 {
        sheaf.say(Line::new().say(format!("{}尚无教案检查记录。", material.opening())));
        return;
    }
    let mut line = Line::new()
        .say(format!("{}共检查教案", material.opening()))
        .figure(figures.plans, "lesson_plan.plans")
        .say("篇");
    if figures.drafts > 0 {
        line = line.say("、").figure(figures.drafts, "lesson_plan.drafts").say("稿次");
        if let Some(average) = figures.drafts_per_plan {
            line = line.say(format!("，平均每篇{average:.1}稿"));
        }
        line = match figures.complete {
            0 => line.say("，尚无三稿齐备的；"),
            complete => line
                .say("；其中三稿齐备的")
                .figure(complete, "lesson_plan.complete")
                .say(format!("篇，占{}；", percent(summary::percent(u64::from(complete), u64::from(figures.plans))))),
        };
        line = match figures.reflections {
            0 => line.say("各稿均未附教学反思。"),
            reflections => line.say("附有教学反思的").figure(reflections, "lesson_plan.reflections").say("稿次。"),
        };
    } else {
        line = line.say("，均尚未交稿。");
    }
    sheaf.say(line.say(format!("稿次情况见表{}。", sheaf.next_table())));
    let rows = figures.by_drafts.iter().filter(|state| state.value > 0);
    sheaf.table(share_table(
        "教案稿次情况",
        "稿次",
        "篇数",
        figures.plans,
        "lesson_plan.plans",
        rows.map(|state| (state, format!("lesson_plan.state:{}", state.name))),
    ));
    if material.whose == Whose::School {
        let departments: Vec<NamedFigure> = figures.by_department.iter().filter(|of| of.value > 0).cloned().collect();
        if departments.len() > 1 {
            let list = Line::new().say("按教研组统计，").list(named(&departments, "lesson_plan.department"), "篇");
            sheaf.say(list.say("。"));
        }
    }
    let open = figures.plans - figures.complete;
    if open > 0 {
        let who = if material.whose == Whose::Teacher { "需按期补齐" } else { "由所在教研组督促补齐" };
        sheaf.say(Line::new().say(format!("尚有{open}篇未完成三稿，{who}。")));
    }
}
