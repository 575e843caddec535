//! Rules for the rest of another target (其余人员) stand on rules of that target: without any they would meet everybody.

use super::{
    rows::{self, RuleRow},
    wording,
};
use crate::error::{Code, Error, Result};
use chrono::NaiveDate;
use keji_store::{Read, Tx};
use std::iter::once;

/// Refuses a change that takes the last rule of a target away from under another rule. `line` is the quota that is
/// changed: what it says of itself is its own.
///
/// # Errors
/// `QuotaRest`.
pub(super) fn kept(before: &[RuleRow], after: &[RuleRow], line: &str) -> Result<()> {
    let stood = |rule: &RuleRow| before.iter().any(|known| known.id == rule.id && !is_bare(known, before));
    let bare = after.iter().filter(|rule| rule.line_id != line).find(|rule| is_bare(rule, after) && stood(rule));
    match bare.and_then(|rule| Some((rule, rule.who.rest_of.as_deref()?))) {
        Some((rule, target)) => Err(Error::rule(Code::QuotaRest)
            .with("name", &rule.name)
            .with("own", wording::target(&rule.duty.target))
            .with("target", wording::target(target))),
        None => Ok(()),
    }
}

/// The rules as they stand before an undo, for `check_undo`.
///
/// # Errors
/// The store's refusal.
pub(crate) fn standing(read: &Read<'_>) -> Result<Vec<RuleRow>> {
    rows::rules(read)
}

/// Refuses an undo that would do the same: it may take back the making of a target's only rule.
///
/// # Errors
/// `QuotaRest`.
pub(crate) fn check_undo(tx: &Tx<'_>, before: &[RuleRow]) -> Result<()> {
    kept(before, &rows::rules(tx)?, "")
}

/// Whether a rule is for the rest of a target that has no rule with a number on one of its days.
fn is_bare(rule: &RuleRow, rules: &[RuleRow]) -> bool {
    let Some(target) = &rule.who.rest_of else { return false };
    let others = || rules.iter().filter(|other| other.duty.target == *target && !other.duty.unnumbered);
    // The rules of the target can only be missing from the first day on, or from the day after one of them ends.
    let first = once(rule.valid_from.unwrap_or(NaiveDate::MIN));
    let mut days = first.chain(others().filter_map(|other| other.valid_to?.succ_opt()));
    days.any(|day| rule.holds(day) && !others().any(|other| other.holds(day)))
}
