//! Rows of a register of lesson plans (教案登记表): one draft a row.

use crate::{
    access::People,
    error::{Code, Error, Result},
    exchange::{
        apply::{Write, Writer},
        ground::{Ground, PersonRef},
        judge::{Judge, Outcome, Step, is_blank},
        rows,
        table::{Line, Table},
        words,
    },
    lesson_plan::{self, DraftInput, PlanInput},
};
use chrono::NaiveDate;
use keji_intake::parse;
use keji_store::Read;
use std::collections::BTreeMap;

/// A draft to be written, with its plan.
#[derive(Debug, Clone)]
pub(crate) struct DraftWrite {
    teacher: PersonRef,
    plan: PlanInput,
    /// Whether the plan's heading is new or changed.
    writes_plan: bool,
    /// None when only the heading changed.
    draft: Option<DraftInput>,
}

/// Teacher and topic: what makes drafts of one plan.
pub(crate) type PlanKey = (PersonRef, String);

/// Plans of the term with their drafts by number.
pub(crate) type Plans = BTreeMap<PlanKey, (PlanInput, BTreeMap<u32, DraftInput>)>;

/// Plans of the term.
///
/// # Errors
/// `NoTerm`.
pub(crate) fn known(read: &Read<'_>, ground: &Ground) -> Result<Plans> {
    let term = ground.term.as_ref().ok_or_else(|| Error::rule(Code::NoTerm))?;
    let mut drafts: BTreeMap<String, BTreeMap<u32, DraftInput>> = BTreeMap::new();
    for draft in rows::drafts(read, &term.id)? {
        drafts.entry(draft.plan_id.clone()).or_default().insert(draft.number, draft);
    }
    let plans = rows::plans(read, &term.id)?.into_iter().map(|plan| {
        let key = (PersonRef::Known(plan.teacher_id.clone()), plan.topic.clone());
        let drafts = drafts.remove(&plan.id).unwrap_or_default();
        (key, (plan, drafts))
    });
    Ok(plans.collect())
}

#[derive(Default)]
struct Said {
    plans: BTreeMap<PlanKey, PlanInput>,
    drafts: BTreeMap<(PlanKey, u32), (u32, DraftInput)>,
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &Plans, table: &Table) -> Vec<Outcome> {
    let mut said = Said::default();
    table.lines().map(|line| row(ground, known, &mut said, line)).collect()
}

/// Writes a draft and what is new about its plan.
pub(crate) fn write(writer: &mut Writer<'_, '_>, write: &DraftWrite) -> Result<()> {
    let key = (write.teacher.clone(), write.plan.topic.clone());
    let mut plan = write.plan.clone();
    plan.teacher_id = writer.person(&write.teacher, &plan.subject)?;
    if plan.id.is_empty() {
        plan.id = match writer.plans.get(&key) {
            Some(id) => id.clone(),
            None => writer.tx.new_id()?,
        };
    }
    // A row in doubt that was left out may have been the one that makes the plan.
    let is_new = write.plan.id.is_empty() && !writer.plans.contains_key(&key);
    if write.writes_plan || is_new {
        lesson_plan::save(writer.tx, &People::All, &plan)?;
    }
    writer.plans.insert(key, plan.id.clone());
    if let Some(draft) = &write.draft {
        let mut draft = draft.clone();
        draft.plan_id = plan.id;
        if draft.id.is_empty() {
            draft.id = match writer.drafts.get(&(draft.plan_id.clone(), draft.number)) {
                Some(id) => id.clone(),
                None => writer.tx.new_id()?,
            };
        }
        writer.drafts.insert((draft.plan_id.clone(), draft.number), draft.id.clone());
        lesson_plan::save_draft(writer.tx, &People::All, &draft)?;
    }
    Ok(())
}

fn row(ground: &Ground, known: &Plans, said: &mut Said, line: Line<'_>) -> Outcome {
    let mut judge = Judge::new(line);
    let written = ground.subjects.full(&judge.text("subject", 20));
    let teacher = ground.required_person(&mut judge, "teacher", &written);
    let subject = ground.subject(&written, teacher.as_ref());
    if subject.is_empty() && teacher.is_some() {
        judge.refuse("subject", "学科是空的，名册里这位教师也没有学科。");
    }
    let topic = judge.required("topic", 100);
    let grade = judge.text("grade", 10);
    let grade = parse::grade(&grade).unwrap_or(grade);
    let unit = judge.text("unit", 60);
    let number = number(&mut judge);
    let date = judge.required_date("date", ground.term.as_ref());
    let texts = (judge.text("body", 200_000), judge.text("discussion", 20_000), judge.text("reflection", 20_000));
    let (Some(teacher), Some(date), Some(number), false) = (teacher, date, number, judge.refused()) else {
        return judge.end(Step::Nothing);
    };
    judge.check_day(date, ground.term.as_ref());
    let key = (teacher.clone(), topic.clone());
    let present = known.get(&key);
    let base = said.plans.get(&key).or(present.map(|(plan, _)| plan));
    let is_new_plan = base.is_none();
    let mut plan = base.cloned().unwrap_or_else(|| empty_plan(ground, &teacher, &topic, date));
    let before = plan.clone();
    for (into, from) in [(&mut plan.subject, &subject), (&mut plan.grade, &grade), (&mut plan.unit, &unit)] {
        if !from.is_empty() {
            into.clone_from(from);
        }
    }
    let writes_plan = is_new_plan || plan != before;
    let known_draft = present.and_then(|(_, drafts)| drafts.get(&number));
    let earlier = said.drafts.get(&(key.clone(), number)).cloned();
    let base = match (&earlier, known_draft) {
        (Some((_, draft)), _) | (None, Some(draft)) => Some(draft.clone()),
        (None, None) => None,
    };
    let mut draft = base.clone().unwrap_or_else(|| empty_draft(number, date));
    draft.date = date;
    for (into, from) in
        [(&mut draft.body, &texts.0), (&mut draft.discussion, &texts.1), (&mut draft.reflection, &texts.2)]
    {
        if !from.is_empty() {
            into.clone_from(from);
        }
    }
    let changes = base.as_ref() != Some(&draft);
    if let Some((row, _)) = &earlier {
        if changes {
            judge.doubt("number", words::differs_from(*row, "稿"));
        }
    } else {
        said.drafts.insert((key.clone(), number), (line.number(), draft.clone()));
    }
    if !(changes || writes_plan) {
        return judge.end(Step::Nothing);
    }
    said.plans.insert(key, plan.clone());
    let draft = if changes { Some(draft) } else { None };
    let is_new = base.is_none();
    let write = Write::Draft(Box::new(DraftWrite { teacher, plan, writes_plan, draft }));
    judge.end(if is_new { Step::New(write) } else { Step::Change(write) })
}

/// 一稿 … 三稿 and 定稿 as 1–4; a register that says nothing means the first.
fn number(judge: &mut Judge<'_>) -> Option<u32> {
    let cell = judge.line.text("number");
    if is_blank(cell) {
        return Some(1);
    }
    let bare = cell.trim_start_matches('第').trim_end_matches('稿').trim();
    let number = match bare {
        "定" | "终" | "终结" | "最终" => Some(4),
        "初" | "首" => Some(1),
        "修改" => Some(2),
        other => parse::integer(other).sure().or_else(|| {
            let numerals = ["一", "二", "三", "四"];
            (1..).zip(numerals).find(|(_, numeral)| *numeral == other).map(|(number, _)| number)
        }),
    };
    if number.is_none_or(|number| !(1..=4).contains(&number)) {
        judge.refuse("number", "稿次应是一稿、二稿、三稿或定稿。");
        return None;
    }
    number
}

fn empty_plan(ground: &Ground, teacher: &PersonRef, topic: &str, date: NaiveDate) -> PlanInput {
    // A plan belongs to the present term unless the day of its lesson says another; a register of an older term
    // says no such day, and the day of the draft is the nearest to it.
    let elsewhere =
        ground.term.as_ref().filter(|term| !ground.is_present_term && (term.first_day..=term.last_day).contains(&date));
    PlanInput {
        id: String::new(),
        teacher_id: teacher.known().unwrap_or_default().to_owned(),
        subject: String::new(),
        grade: String::new(),
        unit: String::new(),
        topic: topic.to_owned(),
        planned_date: elsewhere.map(|_| date),
    }
}

fn empty_draft(number: u32, date: NaiveDate) -> DraftInput {
    DraftInput {
        id: String::new(),
        sitting: String::new(),
        plan_id: String::new(),
        number,
        author_id: None,
        date,
        body: String::new(),
        discussion: String::new(),
        reflection: String::new(),
    }
}
