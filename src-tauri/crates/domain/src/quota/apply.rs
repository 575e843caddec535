//! Which quota applies to whom.

use super::rows::{self, RuleRow};
use crate::{error::Result, roster::Teacher};
use chrono::NaiveDate;
use keji_store::Read;

/// The quota that applies to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Applied {
    /// Name of the group.
    pub(crate) category: String,
    /// Lessons owed in the term.
    pub(crate) lessons: u32,
    /// Place of the group in the order of the office.
    pub(crate) place: usize,
}

/// The quotas in force on a day.
pub(crate) struct Quota(Vec<RuleRow>);

/// Reads the quotas in force on a day.
pub(crate) fn apply(read: &Read<'_>, on: NaiveDate) -> Result<Quota> {
    let rules = rows::rules(read)?.into_iter().filter(|rule| rule.valid_from.is_none_or(|from| from <= on));
    Ok(Quota(rules.collect()))
}

impl Quota {
    /// The strictest quota that names one of the person's posts (dual posts owe the larger number); the one without
    /// posts for everyone else; none for who has left.
    pub(crate) fn of(&self, teacher: &Teacher) -> Option<Applied> {
        if !teacher.in_service {
            return None;
        }
        let named = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.posts.iter().any(|post| teacher.posts.contains(post)))
            // Of equal numbers the first in the office's order.
            .min_by_key(|(place, rule)| (std::cmp::Reverse(rule.lessons), *place));
        let rest = || self.0.iter().enumerate().find(|(_, rule)| rule.posts.is_empty());
        named.or_else(rest).map(|(place, rule)| Applied { category: rule.name.clone(), lessons: rule.lessons, place })
    }

    /// Names and numbers of the groups in the office's order.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|rule| (rule.name.as_str(), rule.lessons))
    }
}
