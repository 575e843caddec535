//! Rules for the rest of another target (其余人员) stand on those of its rules that name people: without any they would
//! meet everybody.

use super::{
    rows::{self, RuleRow},
    wording,
};
use crate::error::{Code, Error, Result};
use chrono::NaiveDate;
use keji_store::{Read, Tx};
use std::iter::once;

/// The rules as they stand before an undo, for `check_undo`.
///
/// # Errors
/// The store's refusal.
pub(crate) fn standing(read: &Read<'_>) -> Result<Vec<RuleRow>> {
    rows::rules(read)
}

/// Refuses an undo that takes back the making of the only rule on which another stands.
///
/// # Errors
/// `QuotaRest`.
pub(crate) fn check_undo(tx: &Tx<'_>, before: &[RuleRow]) -> Result<()> {
    kept(before, &rows::rules(tx)?)
}

/// Refuses a change after which a rule for the rest of a target stands on nothing on a day on which it stood on
/// something. What a rule changes of itself, its target or its days, is its own.
///
/// # Errors
/// `QuotaRest`.
pub(super) fn kept(before: &[RuleRow], after: &[RuleRow]) -> Result<()> {
    for rule in after {
        let Some(target) = &rule.who.rest_of else { continue };
        let same = |known: &&RuleRow| known.id == rule.id && known.who.rest_of.as_ref() == Some(target);
        let Some(known) = before.iter().find(same) else { continue };
        // Days without a rule begin with the rule's own first day or after the end of another; days with one, with its.
        let ends = naming(after, target).filter_map(|other| other.valid_to?.succ_opt());
        let begins = naming(before, target).filter_map(|other| other.valid_from);
        let mut days = once(rule.valid_from.unwrap_or(NaiveDate::MIN)).chain(ends).chain(begins);
        let stands = |rules, day| naming(rules, target).any(|other| other.holds(day));
        if days.any(|day| rule.holds(day) && known.holds(day) && stands(before, day) && !stands(after, day)) {
            return Err(Error::rule(Code::QuotaRest)
                .with("name", &rule.name)
                .with("own", wording::target(&rule.duty.target))
                .with("target", wording::target(target)));
        }
    }
    Ok(())
}

/// The rules of a target that name people and owe a number.
fn naming<'a>(rules: &'a [RuleRow], target: &'a str) -> impl Iterator<Item = &'a RuleRow> {
    rules.iter().filter(move |rule| {
        rule.duty.target == target && !rule.duty.unnumbered && !rule.who.is_rest() && rule.who.rest_of.is_none()
    })
}
