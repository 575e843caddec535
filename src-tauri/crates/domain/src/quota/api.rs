//! Commands of quotas.

use super::types::{QuotaInput, QuotaRule, Quotas};
use crate::{
    command::{Call, Topic},
    error::Result,
    roster,
    wire::{Acted, ById, Nothing, Saved},
};
use std::collections::BTreeSet;

crate::command::commands! {
    /// All quotas with the number of people to whom each applies today.
    quota_list(Nothing) -> Quotas, EVERYONE, reads &[Topic::Quota, Topic::Roster], touches &[] => list;
    /// Makes a quota or changes one.
    quota_save(QuotaInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Quota] => save;
    /// Deletes a quota; `undo` brings it back.
    quota_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Quota] => delete;
}

fn list(call: &Call<'_>, _: Nothing) -> Result<Quotas> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let teachers = roster::teachers(read)?;
        let quota = super::apply(read, today)?;
        let applied: Vec<_> = teachers.iter().filter_map(|teacher| quota.of(teacher)).collect();
        let rules = super::rows::rules(read)?
            .into_iter()
            .map(|rule| QuotaRule {
                people: u32::try_from(applied.iter().filter(|one| one.category == rule.name).count()).unwrap_or(0),
                id: rule.id,
                name: rule.name,
                posts: rule.posts,
                lessons: rule.lessons,
                valid_from: rule.valid_from,
            })
            .collect();
        let posts: BTreeSet<String> = teachers.into_iter().flat_map(|teacher| teacher.posts).collect();
        Ok(Quotas { rules, posts: posts.into_iter().collect() })
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
