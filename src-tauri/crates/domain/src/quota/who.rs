//! Whether somebody meets the conditions of a rule.

use super::types::QuotaWho;
use crate::roster::Teacher;

/// What the conditions ask of a person.
pub(super) struct Person<'a> {
    pub(super) teacher: &'a Teacher,
    pub(super) stage: Option<&'a str>,
    /// Year of teaching, the present one counted; none when not known.
    pub(super) years: Option<u32>,
    pub(super) mentor: bool,
    pub(super) apprentice: bool,
    /// The month of the day, `YYYY-MM`.
    pub(super) month: &'a str,
}

/// Whether a person meets one condition, or all where the rule says so. What is not known is not met. `rest` says
/// whether the person is of another target's rest, where the rule asks for it.
pub(super) fn meets(who: &QuotaWho, person: &Person<'_>, rest: Option<bool>) -> bool {
    let tagged = |tag: &String| {
        person
            .teacher
            .tags
            .iter()
            .any(|held| held.tag == *tag && held.until.as_ref().is_none_or(|until| until.as_str() >= person.month))
    };
    let conditions = [
        asked(&who.posts, |post| person.teacher.posts.contains(post)),
        asked(&who.tags, tagged),
        asked(&who.subjects, |subject| person.teacher.subject == *subject),
        asked(&who.stages, |stage| person.stage == Some(stage.as_str())),
        who.years_most.map(|most| person.years.is_some_and(|years| years <= most)),
        who.years_least.map(|least| person.years.is_some_and(|years| years >= least)),
        who.paired.map(|side| person.is_paired(side)),
        rest,
    ];
    let mut asked = conditions.into_iter().flatten();
    if who.all_of { asked.all(|met| met) } else { asked.any(|met| met) }
}

/// Whether any of the wanted words is met; none where nothing is asked.
fn asked(wanted: &[String], met: impl Fn(&String) -> bool) -> Option<bool> {
    if wanted.is_empty() { None } else { Some(wanted.iter().any(met)) }
}
