//! 三、作业检查.

use super::{
    line::{Line, Sheaf, number, percent},
    material::{Material, Section, Whose},
    observation::named,
};
use crate::summary::{self, NamedFigure};
use keji_render::{Align, Cell, Table, Width};

/// Name under which checks without a band stand.
const NO_BAND: &str = "未定";

/// Writes the section.
pub(super) fn write(material: &Material, sheaf: &mut Sheaf) {
    sheaf.heading(1, Section::Homework.title());
    let figures = &material.summary.homework;
    if figures.checks == 0 {
        sheaf.say(Line::new().say(format!("{}尚无作业检查记录。", material.opening())));
        return;
    }
    let mut line = Line::new().say(format!("{}共检查作业", material.opening()));
    line = line.figure(figures.checks, "homework.checks").say("班科次");
    if material.whose != Whose::Teacher {
        line = line.say("，涉及教师").figure(figures.teachers, "homework.teachers").say("人");
    }
    sheaf.say(line.say("。").and(times(material)));
    bands(material, sheaf);
    sheaf.say(amounts(material));
    if material.whose == Whose::School {
        let departments: Vec<NamedFigure> = figures.by_department.iter().filter(|of| of.value > 0).cloned().collect();
        if departments.len() > 1 {
            let list = Line::new().say("按教研组统计，").list(named(&departments, "homework.department"), "班科次");
            sheaf.say(list.say("。"));
        }
    }
    sheaf.say(problems(material));
}

/// Times required, set, marked and re-marked, as far as they were written down.
fn times(material: &Material) -> Line {
    let figures = &material.summary.homework;
    let all = [
        ("应布置", figures.required, "homework.required"),
        ("实布置", figures.assigned, "homework.assigned"),
        ("全批全改", figures.fully_marked, "homework.fully_marked"),
        ("二次批改", figures.remarked, "homework.remarked"),
    ];
    let told: Vec<_> = all
        .into_iter()
        .filter(|(_, times, _)| *times > 0)
        .map(|(name, times, key)| (name, times, key.to_owned()))
        .collect();
    if told.is_empty() {
        return Line::new();
    }
    let line = Line::new().say("所查作业").list(told, "次");
    match figures.marked_share {
        Some(share) => line.say(format!("，全批全改率{share:.1}%。")),
        None => line.say("。"),
    }
}

fn bands(material: &Material, sheaf: &mut Sheaf) {
    let figures = &material.summary.homework;
    if figures.by_band.iter().all(|band| band.name == NO_BAND) {
        sheaf.say(Line::new().say("所查作业均未评定等级。"));
        return;
    }
    sheaf.say(Line::new().say(format!("等级评定情况见表{}。", sheaf.next_table())));
    let shares = figures.by_band.iter().map(|band| (band, format!("homework.band:{}", band.name)));
    sheaf.table(share_table("作业检查等级分布", "等级", "班科次", figures.checks, "homework.checks", shares));
}

/// A table of names, numbers and shares of the whole.
pub(super) fn share_table<'a>(
    caption: &str,
    what: &str,
    unit: &str,
    whole: u32,
    whole_key: &str,
    rows: impl Iterator<Item = (&'a NamedFigure, String)>,
) -> Table {
    let mut table = Table::new([
        (what, Width::Share(1.0), Align::Center),
        (unit, Width::Share(1.0), Align::Center),
        ("占比", Width::Share(1.0), Align::Center),
    ]);
    table.caption = caption.into();
    table.text_pt = 10.5;
    for (figure, key) in rows {
        table.row([
            Cell::new(&figure.name),
            number(figure.value, key),
            Cell::new(percent(summary::percent(u64::from(figure.value), u64::from(whole)))),
        ]);
    }
    table.total([Cell::new("合计"), number(whole, whole_key), Cell::new("100.0%")]);
    table
}

fn amounts(material: &Material) -> Line {
    let figures = &material.summary.homework;
    if figures.by_amount.iter().all(|band| band.name == NO_BAND) {
        return Line::new();
    }
    Line::new()
        .say("按实布置次数占应布置次数的比例（100%及以上为足量，80%及以上为基本足量，60%及以上为偏少）划分，")
        .list(named(&figures.by_amount, "homework.amount"), "班科次")
        .say("。")
}

fn problems(material: &Material) -> Line {
    let figures = &material.summary.homework;
    let of = |figures: &[NamedFigure], names: &[&str]| -> u32 {
        figures.iter().filter(|figure| names.contains(&figure.name.as_str())).map(|figure| figure.value).sum()
    };
    let (poor, few) = (of(&figures.by_band, &["不合格"]), of(&figures.by_amount, &["偏少", "不足"]));
    let found = match (poor, few) {
        (0, 0) => return Line::new(),
        (0, few) => format!("布置次数偏少或不足的有{few}班科次"),
        (poor, 0) => format!("等级为不合格的有{poor}班科次"),
        (poor, few) => format!("等级为不合格的有{poor}班科次，布置次数偏少或不足的有{few}班科次"),
    };
    if material.whose == Whose::Teacher {
        return Line::new().say(format!("其中，{found}，需对照建议改进。"));
    }
    Line::new().say(format!("个别教师的作业布置与批改有待改进：{found}，宜个别反馈并安排复查。"))
}
