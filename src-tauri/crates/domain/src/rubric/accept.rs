//! Whether scores fit a scoring sheet.

use super::types::{Deduction, RubricDocument, Score, Scoring};
use crate::error::{Code, Error, Result};
use std::collections::BTreeSet;

/// Lets scores pass that the sheet knows: each for one of its parts, once, within its range and on its steps.
///
/// # Errors
/// `LevelRange` for a level or part that the sheet does not have and for a part that is scored twice, `ScoreRange` with
/// the item's name and range.
pub(crate) fn accept(document: &RubricDocument, scores: &[Score]) -> Result<()> {
    let mut parts = BTreeSet::new();
    if !scores.iter().all(|score| parts.insert(score.item_id.as_str())) {
        return Err(Error::rule(Code::LevelRange));
    }
    scores.iter().try_for_each(|score| one(document, score))
}

fn one(document: &RubricDocument, score: &Score) -> Result<()> {
    let id = score.item_id.as_str();
    if let Some(item) = document.items().find(|item| item.id == id) {
        return match &item.scoring {
            Scoring::Levels { levels } => place(score, levels.len()),
            Scoring::Grades { grades } => place(score, grades.len()),
            Scoring::Points { most, step } => points(score, &item.name, 0.0, *most, *step),
            Scoring::Base { least, most, step, .. } => points(score, &item.name, *least, *most, *step),
            // Closes the item: it was looked at, with or without a fault.
            Scoring::Deduct { .. } if score.level.is_none() => Ok(()),
            Scoring::Deduct { .. } => Err(Error::rule(Code::LevelRange)),
        };
    }
    let of_items = document.items().flat_map(|item| match &item.scoring {
        Scoring::Deduct { rules, .. } => rules.as_slice(),
        _ => &[],
    });
    if let Some(rule) = of_items.chain(&document.deductions).find(|rule| rule.id == id) {
        return times(score, rule);
    }
    if let Some(bonus) = document.bonuses.iter().find(|bonus| bonus.id == id) {
        return points(score, &bonus.name, 0.0, bonus.most, bonus.step);
    }
    let set_or_not =
        score.level.is_none() && score.value.is_none_or(|value| value.abs() < 1e-9 || (value - 1.0).abs() < 1e-9);
    if set_or_not && document.vetoes.iter().any(|veto| veto.id == id) {
        return Ok(());
    }
    Err(Error::rule(Code::LevelRange))
}

fn place(score: &Score, most: usize) -> Result<()> {
    let fits = score.level.is_none_or(|level| (1..=most).contains(&(level as usize))) && score.value.is_none();
    if fits { Ok(()) } else { Err(Error::rule(Code::LevelRange)) }
}

fn points(score: &Score, name: &str, least: f64, most: f64, step: f64) -> Result<()> {
    let stepped = |value: f64| {
        let steps = (value - least) / step;
        (steps - steps.round()).abs() < 1e-6
    };
    let fits =
        score.value.is_none_or(|value| (least..=most).contains(&value) && stepped(value)) && score.level.is_none();
    if fits {
        Ok(())
    } else {
        Err(Error::rule(Code::ScoreRange).with("item", name).with("least", least).with("most", most).with("step", step))
    }
}

/// A number of times is whole; points of a range are at least its smallest.
fn times(score: &Score, rule: &Deduction) -> Result<()> {
    const MOST: f64 = 999.0;
    let fits = score.value.is_none_or(|value| {
        (0.0..=MOST).contains(&value)
            && if rule.each_most.is_some() { value == 0.0 || value >= rule.each } else { value.fract() == 0.0 }
    });
    if fits && score.level.is_none() {
        Ok(())
    } else {
        let least = if rule.each_most.is_some() { rule.each } else { 0.0 };
        Err(Error::rule(Code::ScoreRange)
            .with("item", &rule.name)
            .with("least", least)
            .with("most", MOST)
            .with("step", 1))
    }
}
