//! Whether a scoring sheet adds up: parts against what is printed, with the difference.

use super::{
    score::{attainable, one_decimal, reach},
    types::{Band, Bonus, Deduction, RubricDocument, RubricFault, RubricItem, Scoring, Together, VetoEffect},
};
use crate::error::Code;
use std::collections::BTreeSet;

/// All that is wrong with a scoring sheet; empty when it can be used.
pub(crate) fn faults(document: &RubricDocument) -> Vec<RubricFault> {
    let mut found = Found::default();
    if document.items().next().is_none() && document.deductions.is_empty() {
        found.add(Code::RubricEmpty, "");
    }
    for section in &document.sections {
        if section.items.is_empty() {
            found.add(Code::RubricEmpty, &section.name);
        }
        for item in &section.items {
            let place = place(&section.name, &item.name);
            if item.name.trim().is_empty() || !scoring_holds(item) {
                found.add(Code::RubricScoring, &place);
            }
        }
        bands(&mut found, &section.name, &section.bands, section.points);
    }
    weights(&mut found, document);
    for subject in subjects(document) {
        sums(&mut found, document, &subject);
    }
    extras(&mut found, document);
    bands(&mut found, "", &document.bands, document.total);
    found.0
}

#[derive(Default)]
struct Found(Vec<RubricFault>);

impl Found {
    fn add(&mut self, code: Code, place: &str) {
        self.0.push(fault(code, place, None, None, ""));
    }

    fn differs(&mut self, place: &str, printed: f64, computed: f64, subject: &str) {
        // Half a hundredth: sums of tenths in binary.
        if (printed - computed).abs() > 0.005 {
            self.0.push(fault(Code::RubricSum, place, Some(printed), Some(computed), subject));
        }
    }
}

fn fault(code: Code, place: &str, printed: Option<f64>, computed: Option<f64>, subject: &str) -> RubricFault {
    RubricFault {
        code: code.as_str().to_owned(),
        place: place.to_owned(),
        printed: printed.map(one_decimal_or_exact),
        computed: computed.map(one_decimal_or_exact),
        subject: subject.to_owned(),
    }
}

/// Two decimals are as fine as any printed sheet.
fn one_decimal_or_exact(value: f64) -> f64 {
    one_decimal(value * 10.0) / 10.0
}

/// Subjects that the sheet tells apart, and, as an empty text, all others.
fn subjects(document: &RubricDocument) -> BTreeSet<String> {
    let mut subjects: BTreeSet<String> = document.items().flat_map(|item| item.subjects.iter().cloned()).collect();
    // A sheet may be for the named subjects alone: then a section has nothing for the others.
    let for_others = document.sections.iter().all(|section| section.items.iter().any(|item| item.subjects.is_empty()));
    if subjects.is_empty() || (for_others && document.subjects.is_empty()) {
        subjects.insert(String::new());
    } else {
        subjects.extend(document.subjects.iter().cloned());
    }
    subjects
}

fn sums(found: &mut Found, document: &RubricDocument, subject: &str) {
    for section in &document.sections {
        if let Some(printed) = section.points {
            found.differs(&section.name, printed, reach(section, subject), subject);
        }
    }
    let computed = attainable(document, subject);
    match document.total {
        Some(printed) => found.differs("", printed, computed, subject),
        // Points without a total are a part of a sheet: how many are missing, only the sheet can tell.
        None if document.items().any(|item| item.most().is_some()) => {
            found.0.push(fault(Code::RubricTotal, "", None, Some(computed), subject));
        }
        None => {}
    }
    let deciding = document.items().filter(|item| item.decides && item.is_for(subject));
    for item in deciding.skip(1) {
        found.add(Code::RubricScoring, &item.name);
    }
}

/// Sections are weighted all or none: beside weights, plain points have no measure.
fn weights(found: &mut Found, document: &RubricDocument) {
    if document.sections.iter().all(|section| section.weight.is_none()) {
        return;
    }
    let weighs = |weight: Option<f64>| weight.is_some_and(|weight| weight > 0.0 && weight.is_finite());
    for section in document.sections.iter().filter(|section| !weighs(section.weight)) {
        found.add(Code::RubricScoring, &section.name);
    }
}

fn scoring_holds(item: &RubricItem) -> bool {
    let graded = matches!(item.scoring, Scoring::Grades { .. });
    let holds = match &item.scoring {
        Scoring::Points { most, step } => stepped(0.0, *most, *step),
        Scoring::Base { base, least, most, step } => {
            let reached = (base - least) / step;
            stepped(*least, *most, *step)
                && (*least..=*most).contains(base)
                && *least >= 0.0
                && (reached - reached.round()).abs() < 1e-6
        }
        Scoring::Levels { levels } => {
            (2..=9).contains(&levels.len())
                && levels.iter().all(|level| level.points.is_finite() && !level.name.trim().is_empty())
                && levels.windows(2).all(|pair| pair[0].points <= pair[1].points)
                && differ(levels.iter().map(|level| level.name.as_str()))
        }
        // Without a fault that takes something off, everybody would be given the full points.
        Scoring::Deduct { from, rules, .. } => {
            *from >= 0.0 && from.is_finite() && !rules.is_empty() && rules.iter().all(deduction_holds)
        }
        Scoring::Grades { grades } => {
            (2..=9).contains(&grades.len())
                && grades.iter().all(|one| !one.trim().is_empty())
                && differ(grades.iter().map(String::as_str))
        }
    };
    holds && (graded || !item.decides)
}

fn differ<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = BTreeSet::new();
    names.map(str::trim).all(|name| seen.insert(name))
}

fn stepped(least: f64, most: f64, step: f64) -> bool {
    let steps = (most - least) / step;
    step > 0.0 && most > least && steps.is_finite() && (steps - steps.round()).abs() < 1e-6
}

fn deduction_holds(rule: &Deduction) -> bool {
    !rule.name.trim().is_empty()
        && rule.each > 0.0
        && rule.each.is_finite()
        && rule.each_most.is_none_or(|most| most >= rule.each)
        && rule.cap.is_none_or(|cap| cap > 0.0)
}

fn extras(found: &mut Found, document: &RubricDocument) {
    for rule in document.deductions.iter().filter(|rule| !deduction_holds(rule)) {
        found.add(Code::RubricScoring, &rule.name);
    }
    let bonus_holds = |bonus: &Bonus| !bonus.name.trim().is_empty() && stepped(0.0, bonus.most, bonus.step);
    for bonus in document.bonuses.iter().filter(|bonus| !bonus_holds(bonus)) {
        found.add(Code::RubricScoring, &bonus.name);
    }
    for veto in &document.vetoes {
        let known = match &veto.effect {
            VetoEffect::Nothing => true,
            VetoEffect::AtMost { points } => *points >= 0.0,
            VetoEffect::Band { name } => knows_band(document, name),
        };
        if veto.name.trim().is_empty() || !known {
            found.add(Code::RubricScoring, &veto.name);
        }
    }
    let together = match &document.together {
        Together::Alone => true,
        Together::Mean { of } => (2..=20).contains(of),
        Together::MainSecond { main, second } => (main + second - 100.0).abs() < 1e-9 && *main > 0.0 && *second > 0.0,
    };
    if !together {
        found.add(Code::RubricScoring, "");
    }
}

fn knows_band(document: &RubricDocument, name: &str) -> bool {
    let graded = document.items().filter(|item| item.decides).any(|item| match &item.scoring {
        Scoring::Grades { grades } => grades.iter().any(|grade| grade == name),
        _ => false,
    });
    graded || document.bands.iter().any(|band| band.name == name)
}

/// Bands go from the best down, each with its smallest number of points, within the printed points.
fn bands(found: &mut Found, place: &str, bands: &[Band], most: Option<f64>) {
    for (at, band) in bands.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|before| bands[before].from);
        let holds = !band.name.trim().is_empty()
            && band.from.is_some_and(|from| {
                from >= 0.0 && above.is_none_or(|above| from < above) && most.is_none_or(|most| from <= most)
            });
        if !holds || bands[..at].iter().any(|other| other.name == band.name) {
            let place = if place.is_empty() { band.name.clone() } else { self::place(place, &band.name) };
            found.add(Code::RubricBand, &place);
        }
    }
}

fn place(section: &str, item: &str) -> String {
    if section.is_empty() { item.to_owned() } else { format!("{section} · {item}") }
}
