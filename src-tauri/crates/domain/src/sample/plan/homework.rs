//! Two rounds of homework checks with figures that add up.

use chrono::NaiveDate;

use super::super::content::calendar::{dates, day, lessons_follow};
use super::super::content::dice::Dice;
use super::super::content::{Assignment, HomeworkCheck, HomeworkRound, Rank, TeacherIx};
use super::school::School;

/// A kind of book: how often it is due, as times per ten teaching weeks.
type Book = (&'static str, u16);

/// Teachers whose marking has fallen behind, and how far (per cent done).
const BEHIND: [(TeacherIx, u16); 3] = [(12, 72), (22, 55), (32, 84)];

/// The rounds of October and November.
pub fn rounds(school: &School, assignments: &[Assignment], dice: &mut Dice) -> Vec<HomeworkRound> {
    let plan = [
        ("10 月作业检查", day(2026, 10, 19), day(2026, 10, 23), 6, 0),
        ("11 月作业检查", day(2026, 11, 11), day(2026, 11, 17), 9, 1),
    ];
    plan.into_iter()
        .map(|(name, from, to, weeks, turn)| {
            let days: Vec<NaiveDate> =
                dates(from, to).into_iter().filter(|d| lessons_follow(*d, &school.special).is_some()).collect();
            let mut checks: Vec<HomeworkCheck> =
                picked(assignments, turn).into_iter().map(|a| check(school, a, &days, (weeks, turn), dice)).collect();
            checks.sort_by_key(|c| (c.date, c.checker, c.teacher, c.class));
            HomeworkRound { name, from, to, checks }
        })
        .collect()
}

/// One class of each teacher of a written subject, another one in the second round.
fn picked(assignments: &[Assignment], turn: usize) -> Vec<&Assignment> {
    let mut found: Vec<&Assignment> = Vec::new();
    let people = assignments.iter().map(|a| a.teacher + 1).max().unwrap_or(0);
    for person in 0..people {
        let own: Vec<&Assignment> =
            assignments.iter().filter(|a| a.teacher == person && !books(a.subject).is_empty()).collect();
        if own.is_empty() {
            continue;
        }
        found.push(own[turn % own.len()]);
        // Two more classes of those who teach many.
        if own.len() >= 3 {
            found.push(own[(turn + 2) % own.len()]);
        }
    }
    found
}

fn books(subject: &str) -> &'static [Book] {
    match subject {
        "语文" => &[("课堂作业本", 40), ("作文本", 5), ("周记本", 10)],
        "数学" => &[("作业本", 45), ("练习册", 40)],
        "英语" => &[("作业本", 30), ("听写本", 25), ("练习册", 35)],
        "物理" => &[("作业本", 25), ("实验报告册", 6)],
        "化学" => &[("作业本", 30), ("实验报告册", 6)],
        "生物" | "地理" | "历史" | "道德与法治" => &[("练习册", 15)],
        _ => &[],
    }
}

fn checker(school: &School, teacher: TeacherIx, dice: &mut Dice) -> TeacherIx {
    let group = school.teachers[teacher].department;
    let mut office: Vec<TeacherIx> = school
        .teachers
        .iter()
        .enumerate()
        .filter(|(ix, t)| {
            let heads = t.department == group && t.posts.iter().any(|p| p.ends_with("教研组长"));
            *ix != teacher && (heads || (t.rank == Rank::Middle && t.department < 6))
        })
        .map(|(ix, _)| ix)
        .collect();
    dice.shuffle(&mut office);
    // 教务主任 when nobody else is left.
    office.first().copied().unwrap_or(4)
}

fn check(
    school: &School,
    a: &Assignment,
    days: &[NaiveDate],
    (weeks, turn): (u16, usize),
    dice: &mut Dice,
) -> HomeworkCheck {
    let teacher = &school.teachers[a.teacher];
    let due = school.classes[a.class].pupils;
    let (book, rate) = dice.pick(books(a.subject)).copied().unwrap_or(("作业本", 20));
    let required = (rate * weeks).div_ceil(10);
    let behind = BEHIND.iter().find(|(t, _)| *t == a.teacher).map(|(_, percent)| *percent);
    // Those who were behind in October have caught up a good part by November.
    let share = match behind {
        Some(percent) if turn == 0 => percent,
        Some(percent) => u16::midpoint(percent, 100),
        None => 92 + dice.between(0, 16),
    };
    let assigned = (required * share + 50) / 100;
    let careful = match teacher.title {
        "未定级" => 84,
        "二级教师" => 90,
        _ => 93,
    };
    let done = if behind.is_some() { careful - 12 } else { careful + dice.between(0, 7) };
    let fully_marked = (assigned * done + 50) / 100;
    let remarked = fully_marked * (if behind.is_some() { 30 } else { 58 } + dice.between(0, 42)) / 100;
    let handed = due - dice.between(0, if behind.is_some() { 4 } else { 2 });
    let sampled = if handed > 40 { 10 } else { 8 };
    let errors = match done {
        97.. => 0,
        90..=96 => dice.between(0, 1),
        _ => dice.between(1, 3),
    };
    let band = band(required, assigned, fully_marked, errors);
    let writing = match dice.below(10) {
        0..=3 => "优",
        4..=8 => "良",
        _ => "合格",
    };
    HomeworkCheck {
        date: dice.pick(days).copied().unwrap_or_default(),
        checker: checker(school, a.teacher, dice),
        teacher: a.teacher,
        class: a.class,
        subject: a.subject,
        book,
        books_due: due,
        books_handed_in: handed,
        books_sampled: sampled,
        required,
        assigned,
        fully_marked,
        remarked,
        dated: band == "优" || dice.chance(85),
        comments: if band == "不合格" { dice.between(0, 4) } else { sampled + dice.between(0, 12) },
        handwriting: if band == "优" && writing == "合格" { "良" } else { writing },
        marking_errors: errors,
        band,
        strengths: strengths(band, remarked * 10 >= fully_marked * 8, dice),
        advice: advice(band, assigned < required, remarked * 100 < fully_marked * 65, errors > 0, dice),
    }
}

/// 等级 from the amount set, the share fully marked and the errors in marking.
fn band(required: u16, assigned: u16, fully_marked: u16, errors: u16) -> &'static str {
    let amount = assigned * 100 / required.max(1);
    let marked = fully_marked * 100 / assigned.max(1);
    match (amount, marked, errors) {
        (100.., 95.., 0) => "优",
        (80.., 85.., _) => "良",
        (60.., 70.., _) => "合格",
        _ => "不合格",
    }
}

fn strengths(band: &str, remarked: bool, dice: &mut Dice) -> String {
    const GOOD: [&str; 6] = [
        "批改及时，等第和日期齐全，批语有针对性。",
        "作业量适中，分层设计清楚，书写要求一以贯之。",
        "错题订正落实，学生有改错的痕迹和错因分析。",
        "批语有鼓励也有指导，面批学生有记录。",
        "作业封面统一，格式规范，书写整洁。",
        "全批全改，符号规范，典型错误有标注。",
    ];
    const FAIR: [&str; 4] =
        ["作业次数基本达到要求。", "批改认真，书写要求比较严格。", "作业与教学进度同步。", "多数作业批改及时。"];
    const SOME: [&str; 2] = ["作业内容选择得当，难度合适。", "近两周的作业批改比较及时。"];
    let first = match band {
        "优" => dice.pick(&GOOD),
        "良" => dice.pick(&FAIR),
        "合格" => dice.pick(&SOME),
        _ => SOME.first(),
    };
    let mut text = first.map_or_else(String::new, |t| (*t).to_owned());
    if remarked && band != "不合格" {
        text.push_str("二次批改落实较好。");
    }
    text
}

fn advice(band: &str, few: bool, once: bool, errors: bool, dice: &mut Dice) -> String {
    let mut points = Vec::new();
    if few {
        points.push("作业次数少于规定，请在两周内补足并注意均衡");
    }
    if once {
        points.push("订正后的二次批改还不够，建议在订正处标注日期");
    }
    if errors {
        points.push("抽查中发现漏批或误判，批改后请再复核一遍");
    }
    if matches!(band, "合格" | "不合格") {
        points.push("请备课组长跟进，下次检查时复查");
    }
    if points.is_empty() {
        const KEEP: [&str; 4] = [
            "继续保持，建议把典型错误整理成集供组内使用",
            "可适当增加选做题，满足学有余力的学生",
            "批语可再具体一些，指出改进方向",
            "建议在组内展示，交流批改做法",
        ];
        points.extend(dice.pick(&KEEP));
    }
    points.join("；") + "。"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_follow_amount_marking_and_errors() {
        assert_eq!(band(20, 20, 20, 0), "优");
        assert_eq!(band(20, 20, 20, 1), "良");
        assert_eq!(band(20, 16, 14, 0), "良");
        assert_eq!(band(20, 13, 10, 2), "合格");
        assert_eq!(band(20, 11, 11, 0), "不合格");
    }
}
