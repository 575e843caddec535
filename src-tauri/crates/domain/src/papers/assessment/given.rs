//! What was given, as it stands in the last column of the form.

use crate::rubric::{self, Deduction, Outcome, RubricItem, Score, Scoring, number};

/// What was given on a sheet and what follows from it.
pub(super) struct Given<'a> {
    /// What was given.
    pub(super) scores: &'a [Score],
    /// What follows from it.
    pub(super) outcome: &'a Outcome,
    /// The total, computed or reported.
    pub(super) total: Option<f64>,
    /// Its band.
    pub(super) band: Option<&'a str>,
}

impl Given<'_> {
    fn score(&self, id: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.item_id == id)
    }

    fn value(&self, id: &str) -> Option<f64> {
        self.score(id)?.value.filter(|value| *value > 0.0)
    }

    /// Place of the level or grade, from 0.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.score(id)?.level?.checked_sub(1).map(|at| at as usize)
    }

    /// Of an item: points, with the level beside them where it has a name of its own.
    pub(super) fn of_item(&self, item: &RubricItem) -> String {
        let points = rubric::item_points(item, self.scores).map(number);
        match &item.scoring {
            // The number of a score is the place from the lowest.
            Scoring::Levels { levels } => match (points, self.place(&item.id).and_then(|at| levels.get(at))) {
                (Some(points), Some(level)) if level.name.parse::<f64>().is_err() => {
                    format!("{points}\n{}", level.name)
                }
                (points, _) => points.unwrap_or_default(),
            },
            Scoring::Grades { grades } => {
                self.place(&item.id).and_then(|at| grades.get(at)).cloned().unwrap_or_default()
            }
            Scoring::Points { .. } | Scoring::Base { .. } | Scoring::Deduct { .. } => points.unwrap_or_default(),
        }
    }

    /// What was taken off for a fault: 扣0.4分, with the number of times where there is one.
    pub(super) fn taken(&self, rule: &Deduction) -> Option<String> {
        let value = self.value(&rule.id)?;
        let times = if rule.each_most.is_some() { String::new() } else { format!("{}次，", number(value)) };
        Some(format!("{}：{times}扣{}分", rule.name, number(rule.takes(value))))
    }

    /// Points taken off the total for a fault.
    pub(super) fn off(&self, rule: &Deduction) -> String {
        self.value(&rule.id).map(|value| format!("－{}", number(rule.takes(value)))).unwrap_or_default()
    }

    /// Points above the total.
    pub(super) fn above(&self, id: &str) -> String {
        self.value(id).map(|value| format!("＋{}", number(value))).unwrap_or_default()
    }

    /// Whether a veto was set.
    pub(super) fn vetoed(&self, id: &str) -> bool {
        self.value(id).is_some()
    }

    /// Sum of a section; none while nothing of it is judged.
    pub(super) fn sum(&self, section: &str) -> Option<String> {
        let sum = self.outcome.sections.iter().find(|sum| sum.id == section)?;
        let band = sum.band.as_ref().map(|band| format!("，{band}")).unwrap_or_default();
        (sum.most > 0.0).then(|| format!("{}分{band}", number(sum.points)))
    }

    /// The total in words: whole, or so far.
    pub(super) fn total_words(&self) -> String {
        match self.total {
            Some(total) => format!("{}分", number(total)),
            None if self.outcome.most > 0.0 => {
                let open = self.outcome.open + self.outcome.later;
                format!("{}分（{open}项未评）", number(self.outcome.points))
            }
            None => String::new(),
        }
    }
}
