//! 五、青蓝结对.

use super::{
    line::{Line, Sheaf},
    material::{Material, Section, Whose},
};
use crate::summary::PairingLine;

/// Pairs praised before the rest is only counted.
const PRAISED: usize = 8;

/// Writes the section.
pub(super) fn write(material: &Material, sheaf: &mut Sheaf) {
    let figures = &material.summary.mentoring;
    // A single teacher without a pairing has no such section.
    if figures.pairings == 0 && material.whose == Whose::Teacher {
        return;
    }
    sheaf.heading(1, Section::Mentoring.title());
    if figures.pairings == 0 {
        sheaf.say(Line::new().say(format!("{}尚无青蓝结对记录。", material.opening())));
        return;
    }
    let line = Line::new()
        .say(format!("{}在结对期内的师徒共", material.opening()))
        .figure(figures.pairings, "mentoring.pairings")
        .say("对。");
    sheaf.say(line.and(duties(material)).and(activities(material)));
    sheaf.say(praise(material));
    sheaf.say(missing(material));
}

fn duties(material: &Material) -> Line {
    let figures = &material.summary.mentoring;
    let Some(share) = figures.share else {
        return Line::new().say("结对听课任务尚未开始。");
    };
    Line::new()
        .say("已开始的各时段应完成互听任务")
        .figure(figures.needed, "mentoring.needed")
        .say("节，已完成")
        .figure(figures.fulfilled, "mentoring.fulfilled")
        .say(format!("节，完成率{share:.1}%。"))
}

fn activities(material: &Material) -> Line {
    match material.summary.mentoring.by_pairing.iter().map(|pairing| pairing.activities).sum::<u32>() {
        0 => Line::new(),
        number => {
            Line::new().say("另开展备课指导、交流研讨等结对活动").figure(number, "mentoring.activities").say("次。")
        }
    }
}

fn praise(material: &Material) -> Line {
    if material.whose == Whose::Teacher {
        return Line::new();
    }
    let done: Vec<&PairingLine> = material
        .summary
        .mentoring
        .by_pairing
        .iter()
        .filter(|pairing| pairing.needed > 0 && pairing.fulfilled == pairing.needed)
        .collect();
    if done.is_empty() {
        return Line::new();
    }
    let names: Vec<String> =
        done.iter().take(PRAISED).map(|pairing| format!("{}与{}", pairing.mentor, pairing.apprentice)).collect();
    let etc = if done.len() > 1 { format!("等{}对师徒", done.len()) } else { "师徒".to_owned() };
    Line::new().say(format!("{}{etc}按期完成了全部互听任务，予以表扬。", names.join("、")))
}

fn missing(material: &Material) -> Line {
    let figures = &material.summary.mentoring;
    if figures.missing == 0 {
        return Line::new();
    }
    let pairs = figures.by_pairing.iter().filter(|pairing| pairing.missing > 0).count();
    let line = if material.whose == Whose::Teacher {
        Line::new().say("已结束的时段中")
    } else if pairs * 3 <= figures.by_pairing.len() || pairs <= 2 {
        Line::new().say(format!("个别师徒（{pairs}对）未能按期完成，已结束的时段中"))
    } else {
        Line::new().say(format!("部分师徒（{pairs}对）未能按期完成，已结束的时段中"))
    };
    line.say("共差").figure(figures.missing, "mentoring.missing").say("节，需妥善安排补听。")
}
