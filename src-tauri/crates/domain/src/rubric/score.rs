//! What follows from the scores of a sheet: sums of items and sections, deductions with their limits, bonus, vetoes,
//! total and band (MODEL, Observation). Rounded half up once, at the end.

use super::types::{
    Band, Deduction, Judged, Outcome, RubricDocument, RubricItem, RubricSection, Score, Scoring, SectionSum, VetoEffect,
};
use std::collections::BTreeMap;

/// Scores by what they are for.
type Given<'a> = BTreeMap<&'a str, &'a Score>;

/// What follows from the scores for a lesson of a subject.
pub(crate) fn outcome(document: &RubricDocument, subject: &str, scores: &[Score]) -> Outcome {
    let given: Given<'_> = scores.iter().map(|score| (score.item_id.as_str(), score)).collect();
    let (mut points, mut most, mut spilled) = (0.0, 0.0, 0.0);
    let (mut open, mut later) = (0, 0);
    let mut decided = None;
    let mut sections = Vec::new();
    for section in &document.sections {
        let sum = section_sum(section, subject, &given);
        for item in section.items.iter().filter(|item| item.is_for(subject)) {
            if is_open(item, &given) {
                *(if item.judged == Judged::During { &mut open } else { &mut later }) += 1;
            }
            if item.decides {
                decided = grade(item, &given);
            }
        }
        let share = |part: f64| match section.weight {
            Some(_) if sum.whole <= 0.0 => 0.0,
            Some(weight) => part / sum.whole * weight,
            None => part,
        };
        points += share(sum.points);
        most += share(sum.most);
        spilled += share(sum.spilled);
        let closed = sum.open == 0 && sum.whole > 0.0;
        sections.push(SectionSum {
            id: section.id.clone(),
            points: one_decimal(sum.points),
            most: one_decimal(sum.most),
            open: sum.open,
            band: if closed { band(&section.bands, one_decimal(sum.points)) } else { None },
        });
    }
    let bonus: f64 = document.bonuses.iter().map(|bonus| value(&given, &bonus.id).min(bonus.most).max(0.0)).sum();
    let deducted = spilled + taken_off(&document.deductions, &given);
    // A sheet with points never falls below nothing; one that only takes off shows what it took.
    let pointed = document.items().any(|item| item.most().is_some());
    points = points - deducted + bonus;
    if pointed {
        points = points.max(0.0);
    }
    let vetoed: Vec<_> = document.vetoes.iter().filter(|veto| value(&given, &veto.id) > 0.0).collect();
    let mut forced: Option<String> = None;
    let mut nothing = false;
    for veto in &vetoed {
        match &veto.effect {
            VetoEffect::Nothing => (points, nothing) = (0.0, true),
            VetoEffect::AtMost { points: limit } => points = points.min(*limit),
            VetoEffect::Band { name } => forced = worse(document, forced.take(), Some(name.clone())),
        }
    }
    let points = one_decimal(points);
    let told = pointed || !document.deductions.is_empty();
    // What counts nothing needs no further item.
    let complete = (open == 0 && later == 0) || nothing;
    // Where points are only taken off, nothing is the best that there is: a veto leaves such a sheet without a total.
    // Nor has it one before anything was noted: an empty one would be the best of all.
    let counted = told && if pointed { fits(document, subject) } else { !nothing && !scores.is_empty() };
    let total = if complete && counted { Some(points) } else { None };
    let computed = total.and_then(|total| band(&document.bands, total));
    // What counts nothing has no grade of its own either.
    let reached = if nothing { computed } else { decided.or(computed) };
    Outcome {
        band: if complete { worse(document, forced, reached) } else { forced },
        points,
        most: one_decimal(most),
        open,
        later,
        total,
        sections,
        bonus: one_decimal(bonus),
        deducted: one_decimal(deducted),
        vetoed: vetoed.iter().map(|veto| veto.name.clone()).collect(),
    }
}

/// Points that were given for an item; none while it is open, and for grades.
pub(crate) fn item_points(item: &RubricItem, scores: &[Score]) -> Option<f64> {
    let given: Given<'_> = scores.iter().map(|score| (score.item_id.as_str(), score)).collect();
    let pointed = !matches!(item.scoring, Scoring::Grades { .. });
    (pointed && !is_open(item, &given)).then(|| points(item, &given))
}

/// Points that a lesson of a subject can reach: the sections' points, or their weights.
pub(crate) fn attainable(document: &RubricDocument, subject: &str) -> f64 {
    let part = |section: &RubricSection| match (section.weight, reach(section, subject)) {
        (Some(_), whole) if whole <= 0.0 => 0.0,
        (Some(weight), _) => weight,
        (None, whole) => whole,
    };
    document.sections.iter().map(part).sum()
}

/// Points that a lesson of a subject can reach in a section.
pub(crate) fn reach(section: &RubricSection, subject: &str) -> f64 {
    section.items.iter().filter(|item| item.is_for(subject)).filter_map(RubricItem::most).sum()
}

/// Whether a lesson of a subject can reach the printed total: a sheet for some subjects alone has no total for others.
fn fits(document: &RubricDocument, subject: &str) -> bool {
    document.total.is_none_or(|total| (total - attainable(document, subject)).abs() < 0.005)
}

/// The worse of two bands or grades: what decides alone never lifts.
fn worse(document: &RubricDocument, one: Option<String>, other: Option<String>) -> Option<String> {
    let rank = |name: &String| {
        let grades = document.items().filter(|item| item.decides).flat_map(|item| match &item.scoring {
            Scoring::Grades { grades } => grades.as_slice(),
            _ => &[],
        });
        let place = document.bands.iter().position(|band| band.name == *name);
        place.or_else(|| grades.into_iter().position(|grade| grade == name))
    };
    match (one, other) {
        (Some(one), Some(other)) if rank(&other) > rank(&one) => Some(other),
        (one, other) => one.or(other),
    }
}

/// Band of a number of points: the first, from the best, that it reaches.
pub(crate) fn band(bands: &[Band], points: f64) -> Option<String> {
    bands.iter().find(|band| band.from.is_some_and(|from| points >= from)).map(|band| band.name.clone())
}

/// Half up, once, to one decimal.
pub(crate) fn one_decimal(value: f64) -> f64 {
    // The small part holds binary fractions such as 0.15 on the side of the printed half.
    let tenths = (value.abs() * 10.0 + 0.5 + 1e-9).floor();
    if tenths == 0.0 { 0.0 } else { value.signum() * tenths / 10.0 }
}

struct Sum {
    points: f64,
    /// What the judged items could have brought.
    most: f64,
    /// What all items could bring.
    whole: f64,
    open: u32,
    /// What was taken off beyond the section's points.
    spilled: f64,
}

fn section_sum(section: &RubricSection, subject: &str, given: &Given<'_>) -> Sum {
    let mut sum = Sum { points: 0.0, most: 0.0, whole: 0.0, open: 0, spilled: 0.0 };
    for item in section.items.iter().filter(|item| item.is_for(subject)) {
        let most = item.most().unwrap_or(0.0);
        sum.whole += most;
        if is_open(item, given) {
            sum.open += 1;
        } else {
            sum.most += most;
            sum.points += points(item, given);
        }
    }
    if sum.points < 0.0 {
        sum.spilled = if section.spills { -sum.points } else { 0.0 };
        sum.points = 0.0;
    }
    sum
}

/// Whether nothing was given for an item. An item of deductions is closed by its own score, even without a fault.
fn is_open(item: &RubricItem, given: &Given<'_>) -> bool {
    match &item.scoring {
        Scoring::Deduct { rules, .. } => {
            let noted = |id: &str| given.get(id).is_some_and(|score| score.value.is_some());
            !noted(&item.id) && !rules.iter().any(|rule| noted(&rule.id))
        }
        Scoring::Levels { .. } | Scoring::Grades { .. } => {
            given.get(item.id.as_str()).is_none_or(|score| score.level.is_none())
        }
        Scoring::Points { .. } | Scoring::Base { .. } => {
            given.get(item.id.as_str()).is_none_or(|score| score.value.is_none())
        }
    }
}

fn points(item: &RubricItem, given: &Given<'_>) -> f64 {
    match &item.scoring {
        Scoring::Points { most, .. } => value(given, &item.id).clamp(0.0, *most),
        Scoring::Base { least, most, .. } => value(given, &item.id).clamp(*least, *most),
        Scoring::Levels { levels } => {
            place(given, &item.id).and_then(|at| levels.get(at)).map_or(0.0, |one| one.points)
        }
        Scoring::Deduct { from, rules, spills } => {
            let left = from - taken_off(rules, given);
            if *spills { left } else { left.max(0.0) }
        }
        Scoring::Grades { .. } => 0.0,
    }
}

fn taken_off(rules: &[Deduction], given: &Given<'_>) -> f64 {
    rules.iter().map(|rule| rule.takes(value(given, &rule.id))).sum()
}

fn grade(item: &RubricItem, given: &Given<'_>) -> Option<String> {
    match &item.scoring {
        Scoring::Grades { grades } => place(given, &item.id).and_then(|at| grades.get(at)).cloned(),
        _ => None,
    }
}

fn place(given: &Given<'_>, id: &str) -> Option<usize> {
    given.get(id)?.level?.checked_sub(1).map(|at| at as usize)
}

fn value(given: &Given<'_>, id: &str) -> f64 {
    given.get(id).and_then(|score| score.value).unwrap_or(0.0)
}
