//! The seven mentor pairings and what they did besides observing.

use chrono::Days;

use super::super::content::calendar::{day, next_teaching_day};
use super::super::content::dice::Dice;
use super::super::content::{Activity, Duty, DutySide, Pairing, SpecialDay, Teacher, TeacherIx};

/// Two people, and how reliably they keep their duty (per cent).
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// 师傅.
    pub mentor: TeacherIx,
    /// 徒弟.
    pub apprentice: TeacherIx,
    /// How often a duty of a closed window was done, in per cent.
    pub diligence: usize,
}

const fn pair(mentor: TeacherIx, apprentice: TeacherIx, diligence: usize) -> Pair {
    Pair { mentor, apprentice, diligence }
}

/// The pairs of the term.
pub const PAIRS: [Pair; 7] = [
    pair(7, 27, 100),
    pair(8, 28, 95),
    pair(15, 32, 85),
    pair(9, 29, 100),
    pair(16, 33, 90),
    pair(10, 17, 75),
    pair(18, 35, 90),
];

/// Windows of two teaching weeks since the opening, by week of the term.
pub const WINDOWS: [(u8, u8); 6] = [(2, 3), (4, 5), (6, 7), (8, 9), (10, 11), (12, 13)];

const AGREEMENT: &str = "师傅：在师德修养、备课、上课、作业与辅导、班级管理等方面给予指导；每两周听徒弟一节课并当面评议；每月审阅一次教案。\n徒弟：虚心学习，每两周听师傅一节课，写好听课记录和反思；每学期上一节汇报课，完成一篇教学总结。\n期限一学年，期满由教科室组织验收。协议一式三份，师徒双方和教科室各执一份。";

/// The pairings with their duties and activities.
pub fn pairings(teachers: &[Teacher], special: &[SpecialDay], dice: &mut Dice) -> Vec<Pairing> {
    let duty = |side| Duty { side, lessons: 1, window_weeks: 2 };
    PAIRS
        .iter()
        .map(|p| Pairing {
            mentor: p.mentor,
            apprentice: p.apprentice,
            kind: "教学",
            subject: teachers[p.apprentice].subjects.first().copied().unwrap_or_default(),
            from: day(2026, 9, 7),
            to: day(2027, 7, 9),
            agreement: AGREEMENT,
            duties: vec![duty(DutySide::MentorObserves), duty(DutySide::ApprenticeObserves)],
            activities: activities(special, dice),
        })
        .collect()
}

fn activities(special: &[SpecialDay], dice: &mut Dice) -> Vec<Activity> {
    const LATER: [(&str, &str); 14] = [
        ("教案指导", "审阅近两周教案，重点修改教学目标的表述，要求写清“学生能做什么”。"),
        ("教案指导", "逐环节讨论下周新课教案，删去一个活动，为当堂练习留出时间。"),
        ("教案指导", "审阅作业设计，建议分必做、选做两层，总量控制在二十分钟以内。"),
        ("交流谈心", "交流近期工作压力和班级管理中的困惑，师傅介绍自己刚工作时的做法。"),
        ("交流谈心", "谈课堂纪律问题：先立规矩，再讲趣味，对个别学生多走近少点名。"),
        ("共同备课", "同备一课，各自说课后合成一稿，约定两人先后上课、互相听课。"),
        ("共同备课", "共同研读课程标准和单元要求，列出单元知识结构与课时安排。"),
        ("读书交流", "交流共读书目的心得，各自选一条用到下周的课上。"),
        ("作业批改指导", "一起批改一个班的作业，统计典型错误，商定讲评重点。"),
        ("作业批改指导", "查看徒弟的作业批语，建议多写具体的话，少写“阅”。"),
        ("命题研讨", "研讨单元检测命题，制定双向细目表，徒弟命题、师傅审题。"),
        ("质量分析", "期中考试后共同分析试卷，找出失分较多的三个知识点，定出补救措施。"),
        ("汇报课磨课", "汇报课试讲，师傅从导入时间、追问和板书三方面提出修改意见。"),
        ("基本功训练", "练板书和朗读（或演示）各二十分钟，师傅示范并点评。"),
    ];
    let mut found = vec![Activity {
        date: day(2026, 9, 7),
        kind: "拜师仪式",
        text: "学校举行青蓝工程启动会，师徒签订协议，徒弟代表发言。".to_owned(),
    }];
    let mut picks: Vec<usize> = (0..LATER.len()).collect();
    dice.shuffle(&mut picks);
    picks.truncate(4 + dice.below(4));
    for pick in picks {
        let (kind, text) = LATER[pick];
        // The analysis belongs after the mid-term examination, the rehearsal shortly before.
        let (from, days) = match kind {
            "质量分析" => (day(2026, 11, 9), 4),
            "汇报课磨课" => (day(2026, 10, 26), 5),
            _ => (day(2026, 9, 9), 68),
        };
        let wanted = from + Days::new(dice.below(days) as u64);
        let date = next_teaching_day(wanted, special);
        found.push(Activity { date, kind, text: text.to_owned() });
    }
    found.sort_by_key(|a| a.date);
    found
}
