//! What the sample school's office has laid down for the term: who teaches what, prep groups, the list of work.

use super::{
    content::{SamplePlan, work},
    ground::grade,
};
use crate::{
    calendar,
    error::Result,
    roster::{self, AssignmentInput, PrepGroupInput, PrepMember},
    work::{self as list, WorkInput},
};
use keji_store::Tx;
use std::collections::BTreeSet;

/// Writes assignments, prep groups and the list of work.
pub(super) fn write(
    tx: &Tx<'_>,
    plan: &SamplePlan,
    term_id: &str,
    teachers: &[String],
    classes: &[String],
) -> Result<()> {
    for given in &plan.assignments {
        let input = AssignmentInput {
            id: None,
            term_id: term_id.to_owned(),
            teacher_id: teachers[given.teacher].clone(),
            class_id: classes[given.class].clone(),
            subject: given.subject.to_owned(),
            lessons_per_week: Some(f64::from(given.per_week)),
        };
        roster::save_assignment(tx, &input)?;
    }
    prep_groups(tx, plan, teachers)?;
    // What lay in the weeks before is done.
    let this_week = calendar::weeks(tx, term_id)?.of(plan.term.today).unwrap_or_default();
    for (week, text, owner) in work::ITEMS {
        let input = WorkInput {
            id: None,
            term_id: Some(term_id.to_owned()),
            when: None,
            month: None,
            week: Some(*week),
            first_day: None,
            last_day: None,
            text: (*text).to_owned(),
            owner: (*owner).to_owned(),
        };
        let item = list::save(tx, &input)?;
        if *week < this_week {
            list::done(tx, &item, true)?;
        }
    }
    Ok(())
}

/// A group for each subject of a grade that two or more people teach; its head is whoever has the post.
fn prep_groups(tx: &Tx<'_>, plan: &SamplePlan, teachers: &[String]) -> Result<()> {
    let given = plan.assignments.iter().map(|given| (plan.classes[given.class].grade, given.subject));
    for (number, subject) in given.collect::<BTreeSet<_>>() {
        let at_it = plan
            .assignments
            .iter()
            .filter(|given| given.subject == subject && plan.classes[given.class].grade == number);
        let people: BTreeSet<usize> = at_it.map(|given| given.teacher).collect();
        let post = format!("{}{subject}备课组长", grade(number));
        let heads = |index: usize| plan.teachers[index].posts.contains(&post);
        if people.len() < 2 && !people.iter().any(|index| heads(*index)) {
            continue;
        }
        let members =
            people.iter().map(|index| PrepMember { teacher_id: teachers[*index].clone(), leads: heads(*index) });
        let input = PrepGroupInput {
            id: None,
            name: String::new(),
            subject: subject.to_owned(),
            grade: grade(number).to_owned(),
            members: members.collect(),
        };
        roster::save_prep_group(tx, &input)?;
    }
    Ok(())
}
