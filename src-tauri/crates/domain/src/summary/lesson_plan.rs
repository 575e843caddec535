//! Figures of lesson plans and their drafts.
//!
//! A plan belongs to its term; its drafts count by their day, up to the day of the figures (drafts written before the
//! term began count, though in no week). A plan is there once it has a draft, or once the day of its lesson has come;
//! a plan for a later lesson of which nothing has been written yet is not counted as missing.

use super::{
    ground::Ground,
    observation::{count, sum},
    rounding,
    types::{NamedFigure, PlanFigures, PlanLine},
};
use crate::lesson_plan::{DraftFact, PlanFact};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Plans by number of drafts, fewest first.
pub(crate) const STATES: [&str; 4] = ["未交稿", "一稿", "二稿", "三稿及以上"];

/// A plan as it stood on the day.
pub(crate) struct Standing<'a> {
    /// The plan.
    pub(crate) plan: &'a PlanFact,
    /// Its drafts up to the day.
    pub(crate) drafts: Vec<&'a DraftFact>,
}

impl<'a> Standing<'a> {
    /// The plan on a day; none when it was not there yet.
    pub(crate) fn on(plan: &'a PlanFact, day: NaiveDate) -> Option<Self> {
        let drafts: Vec<&DraftFact> = plan.drafts.iter().filter(|draft| draft.date <= day).collect();
        let planned = match plan.planned_date {
            Some(planned) => planned <= day,
            None => plan.drafts.is_empty(),
        };
        (planned || !drafts.is_empty()).then_some(Self { plan, drafts })
    }

    /// Name of its state.
    pub(crate) fn state(&self) -> &'static str {
        STATES.get(self.drafts.len()).or(STATES.last()).copied().unwrap_or_default()
    }

    /// Whether it has three drafts or more.
    pub(crate) fn complete(&self) -> bool {
        self.drafts.len() >= 3
    }

    /// Drafts with a reflection.
    pub(crate) fn reflections(&self) -> u32 {
        count(self.drafts.iter().filter(|draft| draft.has_reflection).count())
    }
}

/// The plans of the scope's teachers.
pub(crate) fn of_scope<'a>(ground: &Ground, plans: &'a [PlanFact]) -> Vec<Standing<'a>> {
    let ours = plans.iter().filter(|plan| ground.includes(Some(&plan.teacher_id)));
    ours.filter_map(|plan| Standing::on(plan, ground.as_of)).collect()
}

/// The figures of lesson plans.
pub(crate) fn figures(ground: &Ground, plans: &[PlanFact]) -> PlanFigures {
    let plans = of_scope(ground, plans);
    let drafts = sum(plans.iter().map(|plan| count(plan.drafts.len())));
    PlanFigures {
        plans: count(plans.len()),
        drafts,
        drafts_per_plan: rounding::quotient(u64::from(drafts), plans.len() as u64),
        complete: count(plans.iter().filter(|plan| plan.complete()).count()),
        reflections: sum(plans.iter().map(Standing::reflections)),
        by_drafts: STATES
            .iter()
            .map(|state| NamedFigure {
                name: (*state).to_owned(),
                value: count(plans.iter().filter(|plan| plan.state() == *state).count()),
            })
            .collect(),
        by_week: ground.by_week(plans.iter().flat_map(|plan| plan.drafts.iter().map(|draft| (draft.date, 1)))),
        by_department: ground.by_department(plans.iter().map(|plan| (plan.plan.teacher_id.as_str(), 1))),
        by_teacher: lines(ground, &plans),
    }
}

fn lines(ground: &Ground, plans: &[Standing<'_>]) -> Vec<PlanLine> {
    let mut lines: BTreeMap<(usize, &str), PlanLine> = BTreeMap::new();
    for standing in plans {
        let id = standing.plan.teacher_id.as_str();
        let line = lines.entry(ground.place(id)).or_insert_with(|| PlanLine {
            teacher_id: id.to_owned(),
            teacher: ground.names.teacher(Some(id)),
            department: ground.department(id),
            plans: 0,
            drafts: 0,
            complete: 0,
            reflections: 0,
        });
        line.plans += 1;
        line.drafts += count(standing.drafts.len());
        line.complete += u32::from(standing.complete());
        line.reflections += standing.reflections();
    }
    lines.into_values().collect()
}
