//! Reading lesson plans: those of a term, and one whole.

use super::{
    draft_rows::{self, DraftFact},
    reach, rows,
    stages::stage,
    types::{Draft, LessonPlan, PlanList, PlanRow},
};
use crate::{
    access::People,
    calendar,
    error::{Code, Error, Result},
    roster::Names,
};
use chrono::NaiveDate;
use keji_store::Read;

/// A plan as the figures see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanFact {
    /// The plan.
    pub(crate) id: String,
    /// Its teacher.
    pub(crate) teacher_id: String,
    /// Subject.
    pub(crate) subject: String,
    /// Grade; may be empty.
    pub(crate) grade: String,
    /// Topic.
    pub(crate) topic: String,
    /// Day of the lesson, when known.
    pub(crate) planned_date: Option<NaiveDate>,
    /// Its drafts by number.
    pub(crate) drafts: Vec<DraftFact>,
}

impl PlanFact {
    /// Day of the newest draft.
    pub(crate) fn latest(&self) -> Option<NaiveDate> {
        self.drafts.iter().map(|draft| draft.date).max()
    }

    /// Whether some people see it.
    pub(crate) fn seen_by(&self, people: &People) -> bool {
        reach::sees(people, &self.teacher_id, self.drafts.iter().map(|draft| draft.author_id.as_deref()))
    }

    /// Day by which the plan is put in order: of the newest draft, or of the lesson without one.
    fn day(&self) -> Option<NaiveDate> {
        self.latest().or(self.planned_date)
    }
}

/// Plans of a term with what is known of their drafts; newest first, those without any day last.
pub(crate) fn of_term(read: &Read<'_>, term_id: &str) -> Result<Vec<PlanFact>> {
    let mut drafts = draft_rows::of_term(read, term_id)?;
    let mut plans: Vec<PlanFact> = rows::of_term(read, term_id)?
        .into_iter()
        .map(|row| PlanFact {
            drafts: drafts.remove(&row.id).unwrap_or_default(),
            id: row.id,
            teacher_id: row.teacher_id,
            subject: row.subject,
            grade: row.grade,
            topic: row.topic,
            planned_date: row.planned_date,
        })
        .collect();
    plans.sort_by(|a, b| b.day().cmp(&a.day()).then_with(|| b.id.cmp(&a.id)));
    Ok(plans)
}

/// All plans of a term that some people see, newest first; none without any term.
///
/// # Errors
/// `NotFound` for an unknown term.
pub(crate) fn list(read: &Read<'_>, people: &People, today: NaiveDate, term_id: Option<&str>) -> Result<PlanList> {
    let term = match term_id {
        Some(id) => Some(calendar::term(read, Some(id), today)?),
        None => calendar::present_term(read, today)?,
    };
    let Some(term) = term else {
        return Ok(PlanList { rows: Vec::new() });
    };
    let weeks = calendar::weeks(read, &term.id)?;
    let names = Names::read(read)?;
    let rows = of_term(read, &term.id)?
        .into_iter()
        .filter(|plan| plan.seen_by(people))
        .map(|plan| PlanRow {
            teacher: names.teacher(Some(&plan.teacher_id)),
            week: plan.day().and_then(|day| weeks.of(day)),
            latest: plan.latest(),
            drafts: plan.drafts.iter().map(|draft| draft.number).collect(),
            reflections: plan.drafts.iter().map(|draft| u32::from(draft.has_reflection)).sum(),
            id: plan.id,
            teacher_id: plan.teacher_id,
            subject: plan.subject,
            grade: plan.grade,
            topic: plan.topic,
            planned_date: plan.planned_date,
        })
        .collect();
    Ok(PlanList { rows })
}

/// One plan with its drafts.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn get(read: &Read<'_>, people: &People, id: &str) -> Result<LessonPlan> {
    let plan = rows::get(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let known = draft_rows::of_plan(read, id)?;
    if !reach::sees(people, &plan.teacher_id, known.iter().map(|draft| draft.author_id.as_deref())) {
        return Err(Error::rule(Code::OutOfReach));
    }
    let names = Names::read(read)?;
    let mut updated_at = plan.updated_at;
    let mut drafts = Vec::new();
    for draft in known {
        updated_at = updated_at.max(draft.updated_at);
        drafts.push(Draft {
            id: draft.id,
            number: draft.number,
            stage: stage(draft.number).to_owned(),
            author: names.teacher(draft.author_id.as_deref()),
            author_id: draft.author_id,
            date: draft.date,
            body: draft.body,
            discussion: draft.discussion,
            reflection: draft.reflection,
        });
    }
    Ok(LessonPlan {
        id: plan.id,
        teacher: names.teacher(Some(&plan.teacher_id)),
        teacher_id: plan.teacher_id,
        subject: plan.subject,
        grade: plan.grade,
        unit: plan.unit,
        topic: plan.topic,
        planned_date: plan.planned_date,
        drafts,
        updated_at,
    })
}
