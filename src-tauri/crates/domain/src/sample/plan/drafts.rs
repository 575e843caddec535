//! 精品教案: one or two for each teacher of a main subject, with the drafts
//! that the calendar has allowed so far.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::super::content::calendar::{dates, day, lessons_follow, next_teaching_day, week_of};
use super::super::content::dice::Dice;
use super::super::content::models::{Model, models};
use super::super::content::{Discussion, Draft, LessonPlan, Rank, Reflection, Section, TeacherIx};
use super::school::{Occurrence, School};

const STAGES: [&str; 3] = ["一稿", "二稿", "三稿"];

/// The plans, by teacher and day.
pub fn lesson_plans(school: &School, dice: &mut Dice) -> Vec<LessonPlan> {
    let mut turns: BTreeMap<(&str, u8), usize> = BTreeMap::new();
    let mut plans = Vec::new();
    for model in models() {
        let turn = turns.entry((model.subject, model.grade)).or_default();
        let owners = colleagues(school, model);
        if let Some(owner) = owners.get(*turn % owners.len().max(1)) {
            plans.extend(plan(school, model, *owner, &owners, dice));
        }
        *turn += 1;
    }
    plans.sort_by_key(|p| (p.teacher, p.planned_on));
    plans
}

/// The teachers of the subject in the grade who owe such plans.
fn colleagues(school: &School, model: &Model) -> Vec<TeacherIx> {
    let mut found: Vec<TeacherIx> = school
        .timetable
        .iter()
        .filter(|s| s.subject == model.subject && school.classes[s.class].grade == model.grade)
        .map(|s| s.teacher)
        .filter(|t| school.teachers[*t].rank != Rank::Leader)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The first lesson of the topic that the owner gives in its week.
fn first_lesson(school: &School, model: &Model, owner: TeacherIx) -> Option<(NaiveDate, usize)> {
    let last = day(2026, 12, 11);
    dates(school.term.from, last).into_iter().filter(|d| week_of(*d) == model.week).find_map(|date| {
        let weekday = lessons_follow(date, &school.special)?;
        let mine = |(slot, s): &(usize, &super::super::content::Slot)| {
            let lesson = Occurrence { date, week: model.week, slot: *slot };
            s.weekday == weekday
                && s.teacher == owner
                && s.subject == model.subject
                && school.classes[s.class].grade == model.grade
                && school.topic(lesson).plain == model.topic
        };
        let (_, s) = school.timetable.iter().enumerate().find(mine)?;
        Some((date, s.class))
    })
}

fn plan(school: &School, model: &Model, owner: TeacherIx, group: &[TeacherIx], dice: &mut Dice) -> Option<LessonPlan> {
    let (planned_on, class) = first_lesson(school, model, owner)?;
    let around = |days: i64| {
        let shift = Days::new(days.unsigned_abs());
        let moved = if days < 0 { planned_on.checked_sub_days(shift) } else { planned_on.checked_add_days(shift) };
        next_teaching_day(moved.unwrap_or(planned_on), &school.special)
    };
    let soon = |dice: &mut Dice| i64::from(dice.between(0, 2));
    let days = [around(-11 + soon(dice)), around(-4 + soon(dice)), around(3 + soon(dice))];
    let talks = [around(-7 + soon(dice)), around(1)];
    let yesterday = school.term.today.pred_opt()?;
    // Some leave it at the second draft, one or two at the first.
    let will = match dice.below(10) {
        0 => 1,
        1..=3 => 2,
        _ => 3,
    };
    let written = days.iter().take(will).filter(|d| **d <= yesterday).count().max(1);
    let drafts: Vec<Draft> = (1_u8..=3)
        .zip(STAGES)
        .zip(days)
        .take(written)
        .map(|((number, stage), date)| Draft {
            number,
            stage,
            author: owner,
            date: date.min(yesterday),
            sections: sections(model, number),
        })
        .collect();
    let mut present: Vec<TeacherIx> = group.to_vec();
    present.push(head_of(school, owner));
    present.extend(dice.pick(&others(school, model, group)));
    present.sort_unstable();
    present.dedup();
    let discussions = (1_u8..=2)
        .zip(talks)
        .filter(|(n, date)| usize::from(*n) <= written.min(2) && *date <= yesterday)
        // The talk after an only draft is still to come for those who stopped there.
        .filter(|(n, _)| usize::from(*n) < will)
        .map(|(n, date)| Discussion { after_draft: n, date, present: present.clone(), notes: notes(model, n) })
        .collect();
    let taught = planned_on <= yesterday;
    let late = dice.chance(25);
    let reflections =
        reflections(model, &drafts, taught && will > 1, if late { around(4) } else { planned_on }, yesterday, dice);
    Some(LessonPlan {
        teacher: owner,
        subject: model.subject,
        grade: model.grade,
        class,
        unit: model.unit.to_owned(),
        topic: model.topic.to_owned(),
        planned_on,
        drafts,
        discussions,
        reflections,
    })
}

fn head_of(school: &School, owner: TeacherIx) -> TeacherIx {
    let group = school.teachers[owner].department;
    let heads =
        |t: &super::super::content::Teacher| t.department == group && t.posts.iter().any(|p| p.ends_with("教研组长"));
    school.teachers.iter().position(heads).unwrap_or(owner)
}

/// Teachers of the subject from other grades, who sit in now and then.
fn others(school: &School, model: &Model, group: &[TeacherIx]) -> Vec<TeacherIx> {
    let same = |ix: &TeacherIx| {
        let t = &school.teachers[*ix];
        t.rank == Rank::Teacher && t.subjects.first() == Some(&model.subject) && !group.contains(ix)
    };
    (0..school.teachers.len()).filter(same).collect()
}

fn sections(model: &Model, number: u8) -> Vec<Section> {
    let section = |name, text| Section { name, text };
    let last = usize::from(number > 2);
    vec![
        section("教学目标", aims(model, number)),
        section("教学重难点", focus(model, number)),
        section("教学过程", process(model, number)),
        section("板书设计", board(model, number)),
        section("作业设计", layered(model.homework[last])),
    ]
}

fn aims(model: &Model, number: u8) -> String {
    let lines = model.aims.iter().enumerate().map(|(n, aim)| match (number, n) {
        (1, _) => format!("{}. {aim}。", n + 1),
        (2, 0) => format!("1. 通过自主学习和同伴交流，{aim}。"),
        (2, _) => format!("{}. {}。", n + 1, able(aim)),
        // The last draft says how each aim is checked.
        (_, 0) => format!(
            "1. {}。（评价：围绕“{}”的回答）",
            able(aim),
            model.questions[0].trim_end_matches(['？', '?', '。'])
        ),
        (_, 1) => format!("2. {}。（评价：当堂检测，八成以上学生达标）", able(aim)),
        _ => format!("{}. {}。（评价：小组展示与课后作业）", n + 1, able(aim)),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An aim that begins with what the pupil can do.
fn able(aim: &str) -> String {
    let soft = ["会", "能", "通过", "养成", "体会", "重视", "感受", "树立", "增强", "理解", "了解", "经历", "学习"];
    if soft.iter().any(|word| aim.starts_with(word)) { aim.to_owned() } else { format!("能{aim}") }
}

fn focus(model: &Model, number: u8) -> String {
    let base = format!("重点：{}。\n难点：{}。", model.focus, model.hard);
    match number {
        1 => base,
        2 => format!("{base}\n突破办法：先独立思考，再小组合作，教师追问。"),
        _ => {
            format!("{base}\n突破办法：借助“{}”，让学生在活动中自己说出结论，教师只在关键处追问。", model.activities[0])
        }
    }
}

fn process(model: &Model, number: u8) -> String {
    let [first, second, third] = [0, 1, 2].map(|n| model.questions[n]);
    let lines = match number {
        1 => vec![
            "一、导入新课（6 分钟）".to_owned(),
            model.openings[0].to_owned(),
            "二、讲授新课（22 分钟）".to_owned(),
            format!("1. 提问：{first}"),
            format!("2. 提问：{second}"),
            format!("3. 提问：{third}"),
            "教师讲解要点，学生记录笔记。".to_owned(),
            "三、巩固练习（8 分钟）".to_owned(),
            format!("{}。", model.exercises[0]),
            "四、课堂小结（4 分钟）".to_owned(),
            format!("教师小结本课内容，强调重点：{}。", model.focus),
        ],
        2 => vec![
            "一、导入新课（4 分钟）".to_owned(),
            model.openings[1].to_owned(),
            "二、自主学习（8 分钟）".to_owned(),
            format!("1. 提问：{first}"),
            "学生先独立思考，再同桌交流，教师巡视收集不同想法。".to_owned(),
            "三、合作探究（14 分钟）".to_owned(),
            format!("{}。", model.activities[0]),
            format!("2. 提问：{second}"),
            format!("3. 提问：{third}"),
            "四、巩固练习（10 分钟）".to_owned(),
            format!("{}。", model.exercises[0]),
            "五、课堂小结（4 分钟）".to_owned(),
            "学生从内容和方法两方面小结，教师补充。".to_owned(),
        ],
        _ => vec![
            "一、导入新课（3 分钟）".to_owned(),
            model.openings[1].to_owned(),
            "设计意图：从学生熟悉的情境出发，制造认知冲突，尽快进入新课。".to_owned(),
            "二、自主学习（8 分钟）".to_owned(),
            format!("1. 提问：{first}"),
            "预设：学生回答不完整时，请同伴补充，教师不急于评判；追问“你是从哪里看出来的”。".to_owned(),
            "三、合作探究（17 分钟）".to_owned(),
            format!("{}。", model.activities[0]),
            format!("2. 提问：{second}"),
            format!("{}。", model.activities[1]),
            format!("3. 提问：{third}"),
            "四、当堂检测（9 分钟）".to_owned(),
            format!("{}。", model.exercises[1]),
            "统计正确人数，集中讲评错误最多的一题。".to_owned(),
            "五、课堂小结（3 分钟）".to_owned(),
            "学生写下一句收获和一个疑问，回扣学习目标。".to_owned(),
        ],
    };
    lines.join("\n")
}

fn board(model: &Model, number: u8) -> String {
    match number {
        1 => format!("课题：{}\n要点：{}", model.topic, model.focus),
        2 => format!("{}\n{}", model.topic, model.board),
        _ => format!("{}\n{}\n（副板书：随堂记录学生回答中的关键词）", model.topic, model.board),
    }
}

/// One line per layer of the homework.
fn layered(text: &str) -> String {
    text.replace("。选做：", "。\n选做：") + "。"
}

fn notes(model: &Model, after: u8) -> String {
    let [a, b, c] = [0, 1, 2].map(|n| model.opinions[n]);
    if after == 1 {
        format!(
            "主备人说课：介绍一稿的目标、流程和拿不准的地方。\n意见一：{a}。\n意见二：{b}。\n共识：导入重新设计，增加学生活动，讲授时间压缩到二十分钟以内。"
        )
    } else {
        format!(
            "同组教师试教后交流：流程基本顺畅，学生参与面有提高。\n意见：{c}。\n共识：三稿补写评价方式和预设，练习与作业分层。"
        )
    }
}

fn reflections(
    model: &Model,
    drafts: &[Draft],
    taught: bool,
    on: NaiveDate,
    yesterday: NaiveDate,
    dice: &mut Dice,
) -> Vec<Reflection> {
    const THEORY: [&str; 5] = [
        "重读课程标准后发现，一稿的目标写的是“教师做什么”，应改为“学生能做什么”。",
        "“先学后教”不是让学生先看书，而是带着任务先试一试。",
        "评价要前置：先想怎样知道学生学会了，再设计活动。",
        "脚手架要搭，也要会拆，第二遍就该放手让学生自己说。",
        "问题不在多，一个能让学生起争论的问题抵得上五个填空式的提问。",
    ];
    let mut found = Vec::new();
    if let Some(second) = drafts.get(1) {
        let text = dice.pick(&THEORY).copied().unwrap_or_default().to_owned();
        found.push(Reflection { draft: 1, section: "教学目标", kind: "理论启示", date: second.date, text });
    }
    if taught && on <= yesterday {
        let draft = u8::try_from(drafts.len().min(2)).unwrap_or(2);
        let kinds = [("成功之处", "教学过程"), ("不足之处", "教学过程")];
        for ((kind, section), text) in kinds.into_iter().zip(&model.reflections) {
            found.push(Reflection { draft, section, kind, date: on, text: format!("{text}。") });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_of_a_plan_really_differ() {
        for model in models() {
            let drafts: Vec<_> = (1..=3).map(|n| sections(model, n)).collect();
            for (a, b) in [(0, 1), (1, 2)] {
                for n in [0, 1, 2, 3] {
                    assert_ne!(drafts[a][n].text, drafts[b][n].text, "{} {}", model.topic, drafts[a][n].name);
                }
            }
            assert_ne!(drafts[1][4].text, drafts[2][4].text);
        }
    }
}
