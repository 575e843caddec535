//! The annexes: one table each, one row a teacher or a pair, with what was counted and how.

use super::{
    line::{Sheaf, number, percent},
    material::{Material, Section, Whose},
};
use crate::summary::{self, EvidenceSource, ObservationLine, words};
use keji_render::{Align, Block, Cell, InkLine, Orientation, Table, Width};

/// Columns that an upright page holds.
const UPRIGHT: usize = 13;

/// Rows of a table in 五号 that fill a page but leave no place for its notes; in 小五 everything has place.
const JUST_OVER: std::ops::RangeInclusive<usize> = 17..=21;

/// The annexes that stand in the paper, in order.
pub(super) fn annexes(material: &Material) -> Vec<Section> {
    let all = [Section::AnnexObservation, Section::AnnexHomework, Section::AnnexLessonPlan, Section::AnnexMentoring];
    all.into_iter().filter(|section| material.shows(*section)).collect()
}

/// Writes the annexes.
pub(super) fn write(material: &Material, annexes: &[Section], sheaf: &mut Sheaf) {
    let mut lying = false;
    for (number, section) in (1..).zip(annexes) {
        let table = match section {
            Section::AnnexObservation => observation(material),
            Section::AnnexHomework => homework(material),
            Section::AnnexLessonPlan => lesson_plan(material),
            _ => mentoring(material),
        };
        // A table of more columns than an upright page holds lies.
        let wide = table.columns.len() > UPRIGHT;
        if wide != lying {
            let orientation = if wide { Orientation::Landscape } else { Orientation::Portrait };
            sheaf.push(Block::Section { orientation });
            lying = wide;
        }
        let mark = if annexes.len() > 1 { format!("附件{number}") } else { "附件".to_owned() };
        sheaf.push(Block::AttachmentMark { text: mark });
        sheaf.push(Block::title(section.title()));
        sheaf.push(Block::byline(whose(material)));
        sheaf.push(fitted(table));
        sheaf.push(InkLine::new(["制表人", "审核人", "分管校长", "日期"]));
    }
}

/// A table that would just run over its page is set smaller, so that its notes and the line for signing do not stand
/// alone on the next one.
fn fitted(mut table: Table) -> Table {
    if JUST_OVER.contains(&table.rows.len()) {
        table.text_pt = 9.0;
    }
    table
}

/// Whose the table is, and of which term.
fn whose(material: &Material) -> String {
    let scope = match material.whose {
        Whose::School => "",
        Whose::Department | Whose::Teacher => &material.summary.scope,
    };
    format!("{}{scope}　{}", material.summary.school, material.summary.term.name)
}

/// Whether a teacher's lessons are counted from the paper book.
fn of_book(line: &ObservationLine) -> bool {
    line.source == EvidenceSource::Book
}

/// Until when and from what the figures are.
fn until(material: &Material, what: &str) -> String {
    format!(
        "数据{}，统计范围为{}的{what}；本表由既有记录生成，未另行要求教师填报。",
        material.as_of(),
        material.days_gone()
    )
}

fn table<'a>(columns: impl IntoIterator<Item = (&'a str, f64, Align)>) -> Table {
    let mut table = Table::new(columns.into_iter().map(|(name, width, align)| (name, Width::Share(width), align)));
    table.text_pt = 10.5;
    table
}

fn observation(material: &Material) -> Table {
    let figures = &material.summary.observation;
    let mut table = table([
        ("序号", 1.1, Align::Center),
        ("姓名", 1.9, Align::Center),
        ("教研组", 2.3, Align::Center),
        ("类别", 1.9, Align::Center),
        ("应听", 1.1, Align::Right),
        ("实听", 1.1, Align::Right),
        ("有效", 1.1, Align::Right),
        ("还差", 1.1, Align::Right),
        ("完成率", 1.8, Align::Right),
        ("被听", 1.1, Align::Right),
    ]);
    table.unit = "节".into();
    for (at, line) in (1..).zip(&figures.by_teacher) {
        let key = |what: &str| format!("observation.{what}@{}", line.teacher_id);
        table.row([
            Cell::new(format!("{at}")),
            Cell::new(if of_book(line) { format!("{}*", line.teacher) } else { line.teacher.clone() }),
            Cell::new(words::or(&line.department, "—")),
            Cell::new(words::or(&line.category, "—")),
            number(line.owed, key("owed")),
            number(line.done, key("done")),
            number(line.counted, key("counted")),
            number(line.left, key("left")),
            Cell::new(percent(summary::percent(u64::from(line.counted), u64::from(line.owed)))),
            number(line.received, key("received")),
        ]);
    }
    let received = figures.by_teacher.iter().map(|line| line.received).sum::<u32>();
    table.total([
        Cell::new("合计").spanning(4, 1),
        number(figures.owed, "observation.owed"),
        number(figures.lessons, "observation.lessons"),
        number(figures.counted, "observation.counted"),
        number(figures.left, "observation.left"),
        Cell::new(percent(summary::percent(u64::from(figures.counted), u64::from(figures.owed)))),
        number(received, "observation.received"),
    ]);
    let groups: Vec<String> = figures
        .by_category
        .iter()
        .filter(|line| line.people > 0)
        .map(|line| format!("{}{}节", line.category, line.owed_each))
        .collect();
    let rule = match groups.as_slice() {
        [] => "学校尚未规定听课任务".to_owned(),
        groups => format!("应听依据学校规定的听课任务（每学期{}），身兼数职的按任务最重的一项", groups.join("、")),
    };
    table.notes = vec![
        until(material, "已提交的听课记录，草稿不计"),
        format!("{rule}。"),
        "实听为已提交记录所记节数之和；有效为其中教学过程与评课意见俱全的节数；还差为应听减有效，已超额的按零计；完成率为有效除以应听。"
            .to_owned(),
        "被听为该教师被听过的课的节数，同一节课不论几人听只计一次。".to_owned(),
    ];
    if figures.by_teacher.iter().any(of_book) {
        table.notes.push("带*的教师，实听、有效取自听课本查阅登记；每人一学期只取一种来源，两者不相加。".to_owned());
    }
    table
}

fn homework(material: &Material) -> Table {
    let figures = &material.summary.homework;
    let mut columns = vec![
        ("序号", 1.0, Align::Center),
        ("姓名", 1.7, Align::Center),
        ("教研组", 2.2, Align::Center),
        ("班科次", 1.2, Align::Right),
        ("应布置", 1.2, Align::Right),
        ("实布置", 1.2, Align::Right),
        ("全批\n全改", 1.2, Align::Right),
        ("二次\n批改", 1.2, Align::Right),
    ];
    columns.extend(
        figures
            .by_band
            .iter()
            .map(|band| (band.name.as_str(), if band.name.chars().count() > 2 { 1.2 } else { 0.9 }, Align::Right)),
    );
    let mut table = table(columns);
    table.unit = "次、班科次".into();
    // 小五: many columns.
    table.text_pt = 9.0;
    for (at, line) in (1..).zip(&figures.by_teacher) {
        let key = |what: &str| format!("homework.{what}@{}", line.teacher_id);
        let mut cells = vec![
            Cell::new(format!("{at}")),
            Cell::new(&line.teacher),
            Cell::new(words::or(&line.department, "—")),
            number(line.checks, key("checks")),
            number(line.required, key("required")),
            number(line.assigned, key("assigned")),
            number(line.fully_marked, key("fully_marked")),
            number(line.remarked, key("remarked")),
        ];
        cells.extend(
            figures.by_band.iter().map(|band| {
                number(line.bands.get(&band.name).copied().unwrap_or(0), key(&format!("band:{}", band.name)))
            }),
        );
        table.row(cells);
    }
    let mut total = vec![
        Cell::new("合计").spanning(3, 1),
        number(figures.checks, "homework.checks"),
        number(figures.required, "homework.required"),
        number(figures.assigned, "homework.assigned"),
        number(figures.fully_marked, "homework.fully_marked"),
        number(figures.remarked, "homework.remarked"),
    ];
    total.extend(figures.by_band.iter().map(|band| number(band.value, format!("homework.band:{}", band.name))));
    table.total(total);
    table.notes = vec![
        until(material, "作业检查记录"),
        "一位教师一个班一个学科检查一次记1班科次；应布置、实布置、全批全改、二次批改为各次检查所记次数之和，未填的不计。"
            .to_owned(),
    ];
    table
}

fn lesson_plan(material: &Material) -> Table {
    let figures = &material.summary.lesson_plan;
    let mut table = table([
        ("序号", 1.0, Align::Center),
        ("姓名", 1.8, Align::Center),
        ("教研组", 2.2, Align::Center),
        ("教案（篇）", 1.6, Align::Right),
        ("稿次", 1.2, Align::Right),
        ("三稿齐备（篇）", 2.1, Align::Right),
        ("反思（稿次）", 1.9, Align::Right),
    ]);
    for (at, line) in (1..).zip(&figures.by_teacher) {
        let key = |what: &str| format!("lesson_plan.{what}@{}", line.teacher_id);
        table.row([
            Cell::new(format!("{at}")),
            Cell::new(&line.teacher),
            Cell::new(words::or(&line.department, "—")),
            number(line.plans, key("plans")),
            number(line.drafts, key("drafts")),
            number(line.complete, key("complete")),
            number(line.reflections, key("reflections")),
        ]);
    }
    table.total([
        Cell::new("合计").spanning(3, 1),
        number(figures.plans, "lesson_plan.plans"),
        number(figures.drafts, "lesson_plan.drafts"),
        number(figures.complete, "lesson_plan.complete"),
        number(figures.reflections, "lesson_plan.reflections"),
    ]);
    table.notes = vec![
        until(material, "教案及其稿次"),
        "三稿齐备为有三稿及以上的教案；反思为附有教学反思的稿次；尚无稿次且未到上课日期的教案不计。".to_owned(),
    ];
    table
}

fn mentoring(material: &Material) -> Table {
    let figures = &material.summary.mentoring;
    let mut table = table([
        ("序号", 1.0, Align::Center),
        ("师傅", 1.6, Align::Center),
        ("徒弟", 1.6, Align::Center),
        ("教研组", 1.9, Align::Center),
        ("应完成", 1.4, Align::Right),
        ("已完成", 1.4, Align::Right),
        ("完成率", 1.8, Align::Right),
        ("逾期所差", 1.9, Align::Right),
        ("其他活动", 1.9, Align::Right),
    ]);
    table.unit = "节、次".into();
    for (at, line) in (1..).zip(&figures.by_pairing) {
        let key = |what: &str| format!("mentoring.{what}:{}", line.pairing_id);
        table.row([
            Cell::new(format!("{at}")),
            Cell::new(&line.mentor),
            Cell::new(&line.apprentice),
            Cell::new(words::or(&line.department, "—")),
            number(line.needed, key("needed")),
            number(line.fulfilled, key("fulfilled")),
            Cell::new(percent(summary::percent(u64::from(line.fulfilled), u64::from(line.needed)))),
            number(line.missing, key("missing")),
            number(line.activities, key("activities")),
        ]);
    }
    table.total([
        Cell::new("合计").spanning(4, 1),
        number(figures.needed, "mentoring.needed"),
        number(figures.fulfilled, "mentoring.fulfilled"),
        Cell::new(percent(figures.share)),
        number(figures.missing, "mentoring.missing"),
        number(figures.by_pairing.iter().map(|line| line.activities).sum::<u32>(), "mentoring.activities"),
    ]);
    table.notes = vec![
        until(material, "师徒互听记录与结对活动"),
        "应完成为已开始的各时段应听节数之和，时段按教学周划分，假期周顺延；已完成不超过各时段应听节数；逾期所差为已结束时段尚差的节数。"
            .to_owned(),
        "师徒互听的记录同时计入听课任务；其他活动为互相听课以外登记的结对活动次数。".to_owned(),
    ];
    table
}
