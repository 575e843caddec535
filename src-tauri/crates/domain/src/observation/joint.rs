//! A lesson that is observed together: who does, for whom the others wait, and what they make of it once all have handed
//! in.

use super::{
    agreement,
    blind::Closed,
    get,
    joint_rows::{self, JointRow},
    joint_types::{Joint, JointNames, JointObserver, JointWait},
    lesson_rows, reach,
    rows::{self, SheetRecord},
    types::{Sheet, SheetState},
};
use crate::{
    access::People,
    error::{Code, Error, Result},
    roster::{self, Names},
    text,
    wire::Person,
};
use keji_store::{Read, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// What the observers of a lesson make of it. The figures are there for everybody who sees one of its sheets, but only
/// after all have handed in.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn joint(read: &Read<'_>, people: &People, closed: &Closed, id: &str) -> Result<Joint> {
    let lesson_id = joint_rows::lesson_of(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let lesson = lesson_rows::get(read, &lesson_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let known = joint_rows::sheets(read, &lesson_id)?;
    let sees =
        |row: &JointRow| reach::sees(people, row.observer_id.as_deref(), lesson.teacher_id.as_deref(), row.handed_in());
    if !known.iter().any(sees) {
        return Err(Error::rule(Code::OutOfReach));
    }
    let waiting = known.iter().filter(|row| row.awaited()).count();
    let open = waiting == 0 && !known.iter().any(|row| closed.has(&row.id));
    let groups = if open { groups(read, &known)? } else { Vec::new() };
    let names = Names::read(read)?;
    let person = |id: String| Person { name: names.teacher(Some(&id)), id };
    let observers = known.into_iter().map(|row| JointObserver {
        observer: row.observer_id.map(person),
        sheet_id: row.id,
        state: row.state,
        named: row.named,
        waived: row.waived && row.state == SheetState::Draft,
    });
    Ok(Joint {
        lesson_id,
        observers: observers.collect(),
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
        method: if groups.is_empty() { String::new() } else { agreement::METHOD.to_owned() },
        groups,
    })
}

/// Figures by version of the scoring sheet; totals on different scales are never put together.
fn groups(read: &Read<'_>, known: &[JointRow]) -> Result<Vec<super::joint_types::JointGroup>> {
    let handed_in: Vec<&JointRow> = known.iter().filter(|row| row.handed_in()).collect();
    if handed_in.len() < 2 {
        return Ok(Vec::new());
    }
    let sheets = handed_in.iter().map(|row| get::get(read, &People::All, &row.id)).collect::<Result<Vec<Sheet>>>()?;
    let mut of_rubric: BTreeMap<&str, Vec<&Sheet>> = BTreeMap::new();
    for sheet in &sheets {
        of_rubric.entry(&sheet.rubric.id).or_default().push(sheet);
    }
    let mut groups: Vec<_> = of_rubric.into_values().filter_map(|sheets| agreement::group(&sheets)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.observers.len()));
    Ok(groups)
}

/// Begins a draft with the same heading for everybody who observes the lesson together with the observer of a sheet,
/// and takes back those with nothing written on them whose observers are not named any more.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `OutOfRange`, `ObserverIsTeacher`, `JointNeedsLesson` while the lesson is not known well
/// enough to be found again.
pub(crate) fn name(tx: &Tx<'_>, people: &People, input: &JointNames) -> Result<()> {
    text::within("共同听课人数", u32::try_from(input.observer_ids.len()).unwrap_or(u32::MAX), 0, 20)?;
    let record = rows::get(tx, &input.sheet_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    people.allow([record.observer_id.as_deref()])?;
    let lesson = lesson_rows::get(tx, &record.lesson_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let ours = lesson.teacher_id.is_some() && lesson.class_id.is_some() && lesson.period.is_some();
    let mut wanted = input.observer_ids.clone();
    roster::settle(tx, &mut wanted)?;
    let wanted: BTreeSet<String> = wanted.into_iter().collect();
    if !wanted.is_empty() && !ours && lesson.outside.is_empty() {
        return Err(Error::rule(Code::JointNeedsLesson));
    }
    if lesson.teacher_id.as_ref().is_some_and(|teacher| wanted.contains(teacher)) {
        return Err(Error::rule(Code::ObserverIsTeacher));
    }
    let roster: BTreeSet<String> = roster::teachers(tx)?.into_iter().map(|teacher| teacher.id).collect();
    if !wanted.is_subset(&roster) {
        return Err(Error::rule(Code::NotFound));
    }
    let known = joint_rows::sheets(tx, &lesson.id)?;
    for row in known.iter().filter(|row| row.named && row.id != record.id) {
        if !row.observer_id.as_ref().is_some_and(|observer| wanted.contains(observer)) {
            rows::delete(tx, &row.id)?;
        }
    }
    for observer in wanted {
        if !known.iter().any(|row| row.observer_id.as_ref() == Some(&observer)) {
            begin(tx, &record, observer)?;
        }
    }
    Ok(())
}

fn begin(tx: &Tx<'_>, from: &SheetRecord, observer: String) -> Result<()> {
    let draft = SheetRecord {
        id: tx.new_id()?,
        observer_id: Some(observer),
        state: SheetState::Draft,
        reported_total: None,
        strengths: String::new(),
        problems: String::new(),
        advice: String::new(),
        gains: String::new(),
        note: None,
        submitted_at: None,
        updated_at: tx.now_text(),
        ..from.clone()
    };
    rows::insert(tx, &draft)?;
    joint_rows::mark_named(tx, &draft.id)
}

/// Says whether the others wait for a draft.
///
/// # Errors
/// `NotFound` for a sheet that was handed in as well.
pub(crate) fn wait(tx: &Tx<'_>, people: &People, input: &JointWait) -> Result<()> {
    let record = rows::get(tx, &input.id)?.filter(|record| record.state == SheetState::Draft);
    let record = record.ok_or_else(|| Error::rule(Code::NotFound))?;
    people.allow([record.observer_id.as_deref()])?;
    joint_rows::set_waived(tx, &record.id, !input.wait)
}
