//! SQL of quotas and their conditions.

use super::types::{QuotaDuty, QuotaEvery, QuotaPaired, QuotaWho, QuotaWhose};
use crate::{calendar::optional_day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{Row, params},
};
use std::collections::BTreeMap;

/// A version of a quota.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RuleRow {
    pub(crate) id: String,
    pub(crate) line_id: String,
    pub(crate) name: String,
    pub(crate) lessons: u32,
    pub(crate) who: QuotaWho,
    pub(crate) duty: QuotaDuty,
    pub(crate) valid_from: Option<NaiveDate>,
    pub(crate) valid_to: Option<NaiveDate>,
}

impl RuleRow {
    /// Whether the version holds on a day.
    pub(crate) fn holds(&self, on: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= on) && self.valid_to.is_none_or(|to| to >= on)
    }
}

/// All versions of all quotas in the order of the office.
pub(crate) fn rules(read: &Read<'_>) -> Result<Vec<RuleRow>> {
    let mut conditions = conditions(read)?;
    let mut statement = read.prepare_cached(
        "SELECT id, coalesce(line_id, id) AS line_id, name, lessons, valid_from, valid_to, target, most, every, whose,
           each, all_of, numbered, note, outside, own_subject
         FROM quota_rule WHERE deleted_at IS NULL ORDER BY position, coalesce(valid_from, ''), id",
    )?;
    let rows = statement.query_map([], rule)?;
    let mut rules = rows.collect::<std::result::Result<Vec<_>, _>>()?;
    for rule in &mut rules {
        for condition in conditions.remove(&rule.id).unwrap_or_default() {
            put(rule, &condition.what, condition.value);
        }
    }
    Ok(rules)
}

fn rule(row: &Row<'_>) -> keji_store::rusqlite::Result<RuleRow> {
    let text = |name: &str| row.get::<_, Option<String>>(name);
    let flag = |name: &str| row.get::<_, Option<bool>>(name);
    Ok(RuleRow {
        id: row.get("id")?,
        line_id: row.get("line_id")?,
        name: row.get("name")?,
        lessons: row.get("lessons")?,
        who: QuotaWho { all_of: flag("all_of")?.unwrap_or(false), ..QuotaWho::default() },
        duty: QuotaDuty {
            target: text("target")?.unwrap_or_default(),
            most: row.get("most")?,
            every: every(text("every")?.as_deref()),
            whose: whose(text("whose")?.as_deref()),
            each: flag("each")?.unwrap_or(false),
            kinds: Vec::new(),
            not_kinds: Vec::new(),
            outside: flag("outside")?,
            own_subject: flag("own_subject")?,
            unnumbered: flag("numbered")? == Some(false),
            note: text("note")?.unwrap_or_default(),
        },
        valid_from: optional_day(row, "valid_from")?,
        valid_to: optional_day(row, "valid_to")?,
    })
}

pub(crate) fn insert(tx: &Tx<'_>, rule: &RuleRow) -> Result<()> {
    let position: u32 = tx.query_row(
        "SELECT coalesce((SELECT min(position) FROM quota_rule WHERE coalesce(line_id, id) = ?1),
           (SELECT max(position) FROM quota_rule) + 1, 1) AS next",
        [&rule.line_id],
        |row| row.get("next"),
    )?;
    tx.execute(
        "INSERT INTO quota_rule (id, position, name, lessons, line_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![rule.id, position, rule.name, rule.lessons, rule.line_id],
    )?;
    update(tx, rule)
}

pub(crate) fn update(tx: &Tx<'_>, rule: &RuleRow) -> Result<()> {
    let duty = &rule.duty;
    tx.execute(
        "UPDATE quota_rule SET name = ?2, lessons = ?3, valid_from = ?4, valid_to = ?5, target = ?6, most = ?7,
           every = ?8, whose = ?9, each = ?10, all_of = ?11, numbered = ?12, note = ?13, outside = ?14, own_subject = ?15
         WHERE id = ?1",
        params![
            rule.id,
            rule.name,
            rule.lessons,
            rule.valid_from.map(|day| day.to_string()),
            rule.valid_to.map(|day| day.to_string()),
            duty.target,
            duty.most,
            stored_every(duty.every),
            stored_whose(duty.whose),
            duty.each,
            rule.who.all_of,
            !duty.unnumbered,
            duty.note,
            duty.outside,
            duty.own_subject
        ],
    )?;
    set_conditions(tx, rule)
}

pub(crate) fn end(tx: &Tx<'_>, id: &str, on: NaiveDate) -> Result<()> {
    tx.execute("UPDATE quota_rule SET valid_to = ?2 WHERE id = ?1", params![id, on.to_string()])?;
    Ok(())
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE quota_rule SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// A condition of a rule, or a kind of observation that it names.
struct Condition {
    id: String,
    what: String,
    value: String,
}

fn conditions(read: &Read<'_>) -> Result<BTreeMap<String, Vec<Condition>>> {
    let mut statement = read.prepare_cached(
        "SELECT id, quota_rule_id, coalesce(what, 'post') AS what, post FROM quota_post
         WHERE deleted_at IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut conditions: BTreeMap<String, Vec<Condition>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let condition = Condition { id: row.get("id")?, what: row.get("what")?, value: row.get("post")? };
        conditions.entry(row.get("quota_rule_id")?).or_default().push(condition);
    }
    Ok(conditions)
}

fn put(rule: &mut RuleRow, what: &str, value: String) {
    let who = &mut rule.who;
    match what {
        "post" => who.posts.push(value),
        "tag" => who.tags.push(value),
        "subject" => who.subjects.push(value),
        "stage" => who.stages.push(value),
        "years_most" => who.years_most = value.parse().ok(),
        "years_least" => who.years_least = value.parse().ok(),
        "paired" => {
            who.paired = Some(if value == "mentor" { QuotaPaired::Mentor } else { QuotaPaired::Apprentice });
        }
        "rest_of" => who.rest_of = Some(value),
        "kind" => rule.duty.kinds.push(value),
        "not_kind" => rule.duty.not_kinds.push(value),
        _ => {}
    }
}

fn wanted(rule: &RuleRow) -> Vec<(&'static str, String)> {
    let who = &rule.who;
    let lists = [
        ("post", &who.posts),
        ("tag", &who.tags),
        ("subject", &who.subjects),
        ("stage", &who.stages),
        ("kind", &rule.duty.kinds),
        ("not_kind", &rule.duty.not_kinds),
    ];
    let mut wanted: Vec<(&str, String)> =
        lists.into_iter().flat_map(|(what, values)| values.iter().map(move |value| (what, value.clone()))).collect();
    wanted.extend(who.years_most.map(|years| ("years_most", years.to_string())));
    wanted.extend(who.years_least.map(|years| ("years_least", years.to_string())));
    wanted.extend(who.rest_of.clone().map(|target| ("rest_of", target)));
    wanted.extend(
        who.paired.map(|side| ("paired", if side == QuotaPaired::Mentor { "mentor" } else { "apprentice" }.to_owned())),
    );
    wanted
}

fn set_conditions(tx: &Tx<'_>, rule: &RuleRow) -> Result<()> {
    let known = conditions(tx)?.remove(&rule.id).unwrap_or_default();
    let wanted = wanted(rule);
    for condition in &known {
        if !wanted.iter().any(|(what, value)| *what == condition.what && *value == condition.value) {
            tx.execute("UPDATE quota_post SET deleted_at = ?2 WHERE id = ?1", params![condition.id, tx.now_text()])?;
        }
    }
    for (what, value) in &wanted {
        if !known.iter().any(|condition| condition.what == *what && condition.value == *value) {
            tx.execute(
                "INSERT INTO quota_post (id, quota_rule_id, post, what) VALUES (?1, ?2, ?3, ?4)",
                params![tx.new_id()?, rule.id, value, what],
            )?;
        }
    }
    Ok(())
}

fn every(stored: Option<&str>) -> QuotaEvery {
    match stored {
        Some("month") => QuotaEvery::Month,
        Some("week") => QuotaEvery::Week,
        _ => QuotaEvery::Term,
    }
}

fn stored_every(every: QuotaEvery) -> &'static str {
    match every {
        QuotaEvery::Term => "term",
        QuotaEvery::Month => "month",
        QuotaEvery::Week => "week",
    }
}

const WHOSE: [(QuotaWhose, &str); 6] = [
    (QuotaWhose::Anyone, "anyone"),
    (QuotaWhose::Mentors, "mentors"),
    (QuotaWhose::Apprentices, "apprentices"),
    (QuotaWhose::Department, "department"),
    (QuotaWhose::PrepGroup, "prep_group"),
    (QuotaWhose::Teachers, "teachers"),
];

fn whose(stored: Option<&str>) -> QuotaWhose {
    WHOSE.into_iter().find(|(_, word)| Some(*word) == stored).map_or(QuotaWhose::Anyone, |(whose, _)| whose)
}

fn stored_whose(whose: QuotaWhose) -> &'static str {
    WHOSE.into_iter().find(|(known, _)| *known == whose).map_or("anyone", |(_, word)| word)
}
