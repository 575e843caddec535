//! Writing how the school counts, waivers, and the rules named for people.

use super::{
    apply, counting_rows, rows,
    types::{QuotaCounting, QuotaNamed, Waiver, WaiverHow},
    wording,
};
use crate::{
    error::{Code, Error, Result},
    roster, text,
};
use keji_store::Tx;

/// Reasons of waivers that offices use (MODEL, Summary).
pub(crate) const REASONS: [&str; 8] = ["产假", "病假", "事假", "借调", "支教", "培训", "中途到岗", "教学任务调整"];

/// Sets how the school counts from a day on; the same day twice is a correction.
///
/// # Errors
/// `OutOfRange`.
pub(crate) fn save_counting(tx: &Tx<'_>, counting: &QuotaCounting) -> Result<String> {
    text::within("连堂最多计", counting.most_each, 1, 3)?;
    let known = counting_rows::countings(tx)?.into_iter().find(|(_, known)| known.valid_from == counting.valid_from);
    let new = known.is_none();
    let id = match known {
        Some((id, _)) => id,
        None => tx.new_id()?,
    };
    counting_rows::put_counting(tx, &id, new, counting)?;
    Ok(id)
}

/// Names the rule by which somebody with several posts is counted, or takes the name away.
///
/// # Errors
/// `NotFound` for an unknown rule.
pub(crate) fn name(tx: &Tx<'_>, named: &QuotaNamed) -> Result<()> {
    for (id, known) in counting_rows::named(tx)? {
        if known.teacher_id == named.teacher_id {
            counting_rows::delete_named(tx, &id)?;
        }
    }
    if let Some(line) = &named.line_id {
        if !rows::rules(tx)?.iter().any(|rule| rule.line_id == *line) {
            return Err(Error::rule(Code::NotFound));
        }
        counting_rows::insert_named(tx, &named.teacher_id, line)?;
    }
    Ok(())
}

/// Writes a waiver.
///
/// # Errors
/// `DaysReversed`, `FieldEmpty`, `OutOfRange`, `NotFound`; `WaiverTarget` where a person has several targets and none of
/// them is named.
pub(crate) fn save_waiver(tx: &Tx<'_>, waiver: &Waiver) -> Result<String> {
    if waiver.last_day < waiver.first_day {
        let (first, last) = (waiver.first_day, waiver.last_day);
        return Err(Error::rule(Code::DaysReversed).with("first", first).with("last", last));
    }
    let lessons = match waiver.how {
        WaiverHow::Lessons => Some(text::within("核减节数", waiver.lessons.unwrap_or(0), 1, 400)?),
        WaiverHow::Exempt | WaiverHow::Weeks => None,
    };
    let checked = Waiver {
        lessons,
        reason: text::required("核减原因", &waiver.reason, 40)?,
        approver: text::optional("批准", &waiver.approver, 40)?,
        ..waiver.clone()
    };
    check_target(tx, &checked)?;
    let id = match &waiver.id {
        Some(id) => id.clone(),
        None => tx.new_id()?,
    };
    if counting_rows::put_waiver(tx, &id, waiver.id.is_none(), &checked)? == 0 {
        return Err(Error::rule(Code::NotFound));
    }
    Ok(id)
}

/// Whether it is clear which target of the person a waiver is for, on its first day or on its last.
fn check_target(tx: &Tx<'_>, waiver: &Waiver) -> Result<()> {
    let teacher = roster::teachers(tx)?.into_iter().find(|teacher| teacher.id == waiver.teacher_id);
    let Some(teacher) = teacher else { return Ok(()) };
    let mut targets: Vec<String> = Vec::new();
    for day in [waiver.first_day, waiver.last_day] {
        let of_day = apply::apply(tx, day)?.targets(&teacher);
        targets.extend(of_day.into_iter().filter(|target| !targets.contains(target)).collect::<Vec<_>>());
    }
    let known: Vec<&str> = targets.iter().map(String::as_str).collect();
    if waiver.is_open(&known) {
        let names: Vec<&str> = known.into_iter().map(wording::target).collect();
        return Err(Error::rule(Code::WaiverTarget).with("targets", names.join("、")));
    }
    Ok(())
}

/// Takes a waiver back.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete_waiver(tx: &Tx<'_>, id: &str) -> Result<()> {
    if counting_rows::delete_waiver(tx, id)? == 0 { Err(Error::rule(Code::NotFound)) } else { Ok(()) }
}
