//! Commands of quotas.

use super::types::{QuotaCounting, QuotaInput, QuotaNamed, QuotaRule, Quotas, Waiver, Waivers};
use crate::{
    calendar,
    command::{Call, Topic},
    error::Result,
    roster,
    wire::{Acted, ById, Nothing, OfTerm, Saved},
};
use std::collections::BTreeSet;

crate::command::commands! {
    /// All quotas with the number of people to whom each applies today, and how the school counts.
    quota_list(Nothing) -> Quotas, EVERYONE, reads &[Topic::Quota, Topic::Roster, Topic::Mentoring], touches &[] => list;
    /// Makes a quota or changes one; with a later first day the past keeps what held then.
    quota_save(QuotaInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Quota] => save;
    /// Deletes a quota; `undo` brings it back.
    quota_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Quota] => delete;
    /// Sets how the school counts from a day on.
    quota_counting_save(QuotaCounting) -> Saved, DIRECTOR, reads &[], touches &[Topic::Quota] => save_counting;
    /// Names the rule by which somebody with several posts is counted.
    quota_name(QuotaNamed) -> Acted, DIRECTOR, reads &[], touches &[Topic::Quota] => name;
    /// Waivers that touch a term.
    waiver_list(OfTerm) -> Waivers, EVERYONE, reads &[Topic::Quota, Topic::Roster, Topic::Calendar], touches &[] => waivers;
    /// Writes a waiver.
    waiver_save(Waiver) -> Saved, DIRECTOR, reads &[], touches &[Topic::Quota] => save_waiver;
    /// Takes a waiver back; `undo` brings it back.
    waiver_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Quota] => delete_waiver;
}

fn list(call: &Call<'_>, _: Nothing) -> Result<Quotas> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let teachers = roster::teachers(read)?;
        let quota = super::apply(read, today)?;
        let applied: Vec<_> = teachers.iter().flat_map(|teacher| quota.all(teacher)).collect();
        let rules = super::rows::rules(read)?
            .into_iter()
            .map(|rule| QuotaRule {
                people: u32::try_from(applied.iter().filter(|one| one.rule.id == rule.id).count()).unwrap_or(0),
                holds: rule.holds(today),
                id: rule.id,
                line_id: rule.line_id,
                name: rule.name,
                posts: rule.who.posts.clone(),
                who_words: super::wording::who(&rule.who),
                duty_words: super::wording::duty(&rule.duty, rule.lessons),
                who: rule.who,
                lessons: rule.lessons,
                duty: rule.duty,
                valid_from: rule.valid_from,
                valid_to: rule.valid_to,
            })
            .collect();
        let sorted = |words: &mut dyn Iterator<Item = String>| -> Vec<String> {
            words.filter(|word| !word.is_empty()).collect::<BTreeSet<_>>().into_iter().collect()
        };
        Ok(Quotas {
            rules,
            tags: sorted(&mut teachers.iter().flat_map(|teacher| teacher.tags.iter().map(|held| held.tag.clone()))),
            subjects: sorted(&mut teachers.iter().map(|teacher| teacher.subject.clone())),
            stages: roster::stages(read)?.0.into_iter().map(|stage| stage.name).collect(),
            counting: quota.counting().clone(),
            named: super::counting_rows::named(read)?.into_iter().map(|(_, named)| named).collect(),
            posts: sorted(&mut teachers.into_iter().flat_map(|teacher| teacher.posts)),
        })
    })
}

fn save(call: &Call<'_>, input: QuotaInput) -> Result<Saved> {
    let (id, act) = call.write("quota_save", |tx| super::save::save(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("quota_delete", |tx| super::delete::delete(tx, &request.id))?;
    Ok(Acted { act })
}

fn save_counting(call: &Call<'_>, counting: QuotaCounting) -> Result<Saved> {
    let (id, act) = call.write("quota_counting_save", |tx| super::settle::save_counting(tx, &counting))?;
    Ok(Saved { id, act })
}

fn name(call: &Call<'_>, named: QuotaNamed) -> Result<Acted> {
    let ((), act) = call.write("quota_name", |tx| super::settle::name(tx, &named))?;
    Ok(Acted { act })
}

fn waivers(call: &Call<'_>, request: OfTerm) -> Result<Waivers> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let people = call.people(read)?;
        let term = calendar::term(read, request.term_id.as_deref(), today)?;
        let mut waivers = super::counting_rows::waivers(read, term.first_day, term.last_day)?;
        // A reason such as an illness is nobody else's business.
        waivers.retain(|waiver| people.has(Some(&waiver.teacher_id)));
        let quota = super::apply(read, today.clamp(term.first_day, term.last_day))?;
        let teachers = roster::teachers(read)?;
        let is_open = |waiver: &&Waiver| {
            let teacher = teachers.iter().find(|teacher| teacher.id == waiver.teacher_id);
            let targets = teacher.map(|teacher| quota.targets(teacher)).unwrap_or_default();
            waiver.is_open(&targets.iter().map(String::as_str).collect::<Vec<_>>())
        };
        Ok(Waivers {
            open: waivers.iter().filter(is_open).filter_map(|waiver| waiver.id.clone()).collect(),
            targets: quota.all_targets().map(str::to_owned).collect(),
            reasons: super::settle::REASONS.map(str::to_owned).to_vec(),
            waivers,
        })
    })
}

fn save_waiver(call: &Call<'_>, waiver: Waiver) -> Result<Saved> {
    let (id, act) = call.write("waiver_save", |tx| super::settle::save_waiver(tx, &waiver))?;
    Ok(Saved { id, act })
}

fn delete_waiver(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("waiver_delete", |tx| super::settle::delete_waiver(tx, &request.id))?;
    Ok(Acted { act })
}
