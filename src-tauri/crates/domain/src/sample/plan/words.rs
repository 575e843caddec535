//! How an observer words an opinion: mood first, then phrases that keep to it.

use super::super::content::TeacherIx;
use super::super::content::dice::Dice;
use super::super::content::phrases::{Moment, Opinion, Step};

/// What an observer thinks of a side of the lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Praised.
    Pleased,
    /// Criticised.
    Doubtful,
    /// Not spoken of.
    Quiet,
}

/// Which sides are praised and which one or two are criticised.
pub fn moods(scores: [u8; 5], dice: &mut Dice) -> [Mood; 5] {
    let lowest = scores.iter().copied().min().unwrap_or(5);
    let mut moods = scores.map(|s| if s >= 4 { Mood::Pleased } else { Mood::Quiet });
    let mut low: Vec<usize> = (0..5).filter(|n| scores[*n] == lowest).collect();
    dice.shuffle(&mut low);
    let criticised = if lowest <= 3 && low.len() > 1 { 2 } else { 1 };
    for n in low.into_iter().take(criticised) {
        moods[n] = Mood::Doubtful;
    }
    if !moods.contains(&Mood::Pleased) {
        // Even a weak lesson has its best side.
        let best = (0..5).filter(|n| moods[*n] != Mood::Doubtful).max_by_key(|n| scores[*n]);
        if let Some(n) = best {
            moods[n] = Mood::Pleased;
        }
    }
    let pleased = |m: &[Mood; 5]| m.iter().filter(|x| **x == Mood::Pleased).count();
    while pleased(&moods) > 3 {
        let n = dice.below(5);
        if moods[n] == Mood::Pleased {
            moods[n] = Mood::Quiet;
        }
    }
    moods
}

/// 随评: agrees with the mood about the item the step shows.
pub fn remark(moment: &Moment, moods: [Mood; 5], dice: &mut Dice) -> &'static str {
    let items: &[usize] = match moment.step {
        Step::Opening => &[0],
        Step::Teaching => &[1, 2],
        Step::Activity => &[3],
        Step::Practice | Step::Closing => &[4],
    };
    let any = |mood: Mood| items.iter().any(|n| moods[*n] == mood);
    match (any(Mood::Doubtful), any(Mood::Pleased)) {
        (true, true) => {
            if dice.chance(50) {
                moment.weak
            } else {
                ""
            }
        }
        (true, false) => {
            if dice.chance(85) {
                moment.weak
            } else {
                ""
            }
        }
        (false, true) => {
            if dice.chance(80) {
                moment.good
            } else {
                ""
            }
        }
        (false, false) => {
            if dice.chance(40) {
                moment.good
            } else {
                ""
            }
        }
    }
}

/// One opinion of the sort asked for, from the subject's own as often as from the common ones.
pub fn draw<'a>(
    own: &[&'a Opinion],
    common: &[&'a Opinion],
    wanted: impl Fn(&&&'a Opinion) -> bool,
    dice: &mut Dice,
) -> Option<&'a Opinion> {
    let own: Vec<&Opinion> = own.iter().filter(&wanted).copied().collect();
    let common: Vec<&Opinion> = common.iter().filter(&wanted).copied().collect();
    let from = if !own.is_empty() && (common.is_empty() || dice.chance(45)) { &own } else { &common };
    dice.pick(from).copied()
}

/// Several points in the manner of an observer: numbered or in one sentence.
pub fn join(points: &[&str], observer: TeacherIx) -> String {
    const MARKS: [&str; 5] = ["①", "②", "③", "④", "⑤"];
    if points.len() < 2 || observer.is_multiple_of(3) {
        let line = points.join("；");
        return if line.is_empty() { line } else { format!("{line}。") };
    }
    let numbered = |(n, text): (usize, &&str)| {
        if observer % 3 == 1 {
            format!("{}. {text}。", n + 1)
        } else {
            format!("{}{text}；", MARKS.get(n).unwrap_or(&""))
        }
    };
    let lines: Vec<String> = points.iter().enumerate().map(numbered).collect();
    if observer % 3 == 1 {
        return lines.join("\n");
    }
    let mut line = lines.concat();
    line.pop();
    line + "。"
}
