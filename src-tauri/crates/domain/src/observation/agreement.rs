//! How far observers of one lesson agree: mean and spread of what they gave, and the share of pairs who gave the same.

use super::joint_types::{BandCount, JointGroup, JointItem, JointMark, Spread};
use super::types::Sheet;
use crate::rubric::{self, RubricItem, Score, Scoring};
use std::collections::BTreeMap;

/// What the figures mean.
pub(super) const METHOD: &str = "平均、最低至最高和标准差按评了的人计算，n为评了的人数；标准差按总体计算，保留一位小数。\
一致率：听课人两两比较，给分相同的比例；相近率：相差不超过一档的比例，按分数评的项目，一档为满分的十分之一。\
未评项目不计入。";

/// Figures of sheets on one lesson that use the same version of a scoring sheet.
pub(super) fn group(sheets: &[&Sheet]) -> Option<JointGroup> {
    let (first, document) = (sheets.first()?, &sheets.first()?.rubric.document);
    let mut items: Vec<(usize, JointItem)> = Vec::new();
    for section in &document.sections {
        for item in section.items.iter().filter(|item| item.is_for(&first.subject)) {
            items.push((items.len(), of_item(&section.name, item, sheets)));
        }
    }
    // What nobody can agree on, because fewer than two gave anything, comes last.
    let order = |share: Option<f64>| share.map_or(i64::MAX, thousandths);
    items.sort_by_key(|(place, item)| {
        let apart = item.spread.as_ref().map_or(0, |spread| thousandths(spread.deviation));
        (order(item.same), order(item.near), -apart, *place)
    });
    Some(JointGroup {
        rubric: document.name.clone(),
        observers: sheets
            .iter()
            .map(|sheet| JointMark {
                observer: sheet.observer.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
                total: sheet.total,
                band: sheet.band.clone(),
            })
            .collect(),
        total: spread(&sheets.iter().filter_map(|sheet| sheet.total).collect::<Vec<_>>()),
        bands: bands(sheets),
        items: items.into_iter().map(|(_, item)| item).collect(),
    })
}

fn bands(sheets: &[&Sheet]) -> Vec<BandCount> {
    let mut counts: BTreeMap<(usize, &str), u32> = BTreeMap::new();
    for sheet in sheets {
        if let Some(band) = &sheet.band {
            let place = sheet.rubric.document.bands.iter().position(|known| known.name == *band);
            *counts.entry((place.unwrap_or(usize::MAX), band)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((_, name), count)| BandCount { name: name.to_owned(), count }).collect()
}

fn of_item(section: &str, item: &RubricItem, sheets: &[&Sheet]) -> JointItem {
    let given: Vec<Option<Given>> = sheets.iter().map(|sheet| Given::of(item, &sheet.scores)).collect();
    let present: Vec<&Given> = given.iter().flatten().collect();
    let points: Vec<f64> = present.iter().filter_map(|given| given.points).collect();
    let level = one_level(item);
    let (mut pairs, mut same, mut near) = (0_u32, 0_u32, 0_u32);
    for (at, one) in present.iter().enumerate() {
        for other in present.iter().skip(at + 1) {
            let apart = (one.place - other.place).abs();
            pairs += 1;
            same += u32::from(apart < 0.0005);
            near += u32::from(apart < level + 0.0005);
        }
    }
    let share = |part: u32| (pairs > 0).then(|| rubric::one_decimal(f64::from(part) * 100.0 / f64::from(pairs)));
    JointItem {
        section: section.to_owned(),
        name: item.name.clone(),
        n: u32::try_from(present.len()).unwrap_or(u32::MAX),
        spread: spread(&points),
        same: share(same),
        near: share(near),
        marks: given.into_iter().map(|given| given.map(|given| given.mark).unwrap_or_default()).collect(),
    }
}

/// What one observer gave for an item.
struct Given {
    mark: String,
    /// Place of the level, or the points: what is compared.
    place: f64,
    points: Option<f64>,
}

impl Given {
    fn of(item: &RubricItem, scores: &[Score]) -> Option<Self> {
        let points = rubric::item_points(item, scores)?;
        let chosen = scores.iter().find(|score| score.item_id == item.id).and_then(|score| score.level);
        let at = |chosen: u32| chosen.checked_sub(1).map(|at| at as usize);
        Some(match (&item.scoring, chosen) {
            (Scoring::Levels { levels }, Some(place)) => {
                Self { mark: levels.get(at(place)?)?.name.clone(), place: f64::from(place), points: Some(points) }
            }
            (Scoring::Grades { grades }, Some(place)) => {
                Self { mark: grades.get(at(place)?)?.clone(), place: f64::from(place), points: None }
            }
            _ => Self { mark: rubric::number(points), place: points, points: Some(points) },
        })
    }
}

/// How far apart two neighbours are: a level, or a tenth of the item's points, at least its step.
fn one_level(item: &RubricItem) -> f64 {
    match &item.scoring {
        Scoring::Levels { .. } | Scoring::Grades { .. } => 1.0,
        Scoring::Points { most, step } => (most / 10.0).max(*step),
        Scoring::Base { least, most, step, .. } => ((most - least) / 10.0).max(*step),
        Scoring::Deduct { from, .. } => from / 10.0,
    }
}

/// Mean and spread; none of fewer than two numbers.
fn spread(values: &[f64]) -> Option<Spread> {
    let n = u32::try_from(values.len()).ok().filter(|n| *n >= 2)?;
    let mut sorted = values.to_vec();
    // Added in the order of their size: another order of the observers gives the same figures.
    sorted.sort_by(f64::total_cmp);
    let mean = sorted.iter().sum::<f64>() / f64::from(n);
    let square = sorted.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / f64::from(n);
    Some(Spread {
        n,
        mean: rubric::one_decimal(mean),
        least: *sorted.first()?,
        most: *sorted.last()?,
        deviation: rubric::one_decimal(square.sqrt()),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "percentages and deviations of points are small")]
fn thousandths(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn halves_go_up_once_and_the_order_does_not_count() {
        let told = spread(&[85.0, 90.0, 83.5]).unwrap();
        assert_eq!((told.n, told.mean, told.least, told.most, told.deviation), (3, 86.2, 83.5, 90.0, 2.8));
        assert_eq!(spread(&[83.5, 85.0, 90.0]), Some(told));
        // 88.25 is a half of a tenth.
        assert_eq!(spread(&[88.0, 88.5]).map(|told| told.mean), Some(88.3));
        assert_eq!(spread(&[90.0]), None);
    }
}
