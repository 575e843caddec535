//! Rows of a list of mentor pairings (师徒结对名单).

use crate::{
    error::Result,
    exchange::{
        apply::{Write, Writer},
        ground::{Ground, PersonRef},
        judge::{self, Judge, Outcome, Step, is_blank, several},
        rows,
        table::{Line, Table},
        words,
    },
    mentoring::{self, Duty, DutyDirection, PairingInput},
};
use chrono::{Datelike, Months, NaiveDate};
use keji_intake::parse;
use keji_store::Read;
use std::collections::BTreeMap;

/// The kind of a pairing of which a list says nothing more.
const ORDINARY: &str = "教学";

/// A pairing to be written.
#[derive(Debug, Clone)]
pub(crate) struct PairingWrite {
    input: PairingInput,
    mentor: PersonRef,
    apprentice: PersonRef,
}

/// Mentor and apprentice.
type Key = (PersonRef, PersonRef);

/// All pairings by their people, the earliest first.
///
/// # Errors
/// The store's refusal.
pub(crate) fn known(read: &Read<'_>) -> Result<BTreeMap<Key, Vec<PairingInput>>> {
    let mut known: BTreeMap<Key, Vec<PairingInput>> = BTreeMap::new();
    for pairing in rows::pairings(read)? {
        let key = (PersonRef::Known(pairing.mentor_id.clone()), PersonRef::Known(pairing.apprentice_id.clone()));
        known.entry(key).or_default().push(pairing);
    }
    Ok(known)
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &BTreeMap<Key, Vec<PairingInput>>, table: &Table) -> Vec<Outcome> {
    let mut said: BTreeMap<Key, Vec<(u32, PairingInput)>> = BTreeMap::new();
    table.lines().map(|line| row(ground, known, &mut said, line)).collect()
}

/// Writes the pairings of a row.
pub(crate) fn write(writer: &mut Writer<'_, '_>, pairings: &[PairingWrite]) -> Result<()> {
    for pairing in pairings {
        let mut input = pairing.input.clone();
        input.mentor_id = writer.person(&pairing.mentor, "")?;
        input.apprentice_id = writer.person(&pairing.apprentice, "")?;
        if input.id.is_empty() {
            input.id = writer.tx.new_id()?;
        }
        mentoring::save(writer.tx, &input)?;
    }
    Ok(())
}

fn row(
    ground: &Ground,
    known: &BTreeMap<Key, Vec<PairingInput>>,
    said: &mut BTreeMap<Key, Vec<(u32, PairingInput)>>,
    line: Line<'_>,
) -> Outcome {
    let mut judge = Judge::new(line);
    let mentor = ground.required_person(&mut judge, "mentor", "");
    let apprentices = apprentices(&mut judge, ground);
    let kind = judge.text("kind", 20);
    let (first, last) = ends(&mut judge);
    let started = started(&mut judge, ground, first);
    let ended = last_day(&mut judge, last);
    let note = judge.text("note", 2000);
    let duties = duties(&mut judge);
    let (Some(mentor), Some(started_on), false) = (mentor, started, judge.refused()) else {
        return judge.end(Step::Nothing);
    };
    if ended.is_some_and(|ended| ended < started_on) {
        judge.refuse("ended_on", "结束早于开始。");
        return judge.end(Step::Nothing);
    }
    let (mut writes, mut changes) = (Vec::new(), false);
    for apprentice in apprentices {
        if apprentice == mentor {
            judge.refuse("apprentice", "师傅和徒弟是同一个人。");
            continue;
        }
        let key = (mentor.clone(), apprentice.clone());
        let present = known.get(&key).map_or(&[][..], Vec::as_slice);
        let base = matching(present, started_on, ended).cloned();
        let mut input = base.clone().unwrap_or_else(|| empty(started_on));
        let before = input.clone();
        input.started_on = started_on;
        input.ended_on = ended.or(input.ended_on);
        for (into, from) in [(&mut input.kind, &kind), (&mut input.note, &note)] {
            if !from.is_empty() {
                into.clone_from(from);
            }
        }
        for (direction, times) in &duties {
            set_duty(&mut input.duties, *direction, *times);
        }
        let earlier = said.get(&key).map_or(&[][..], Vec::as_slice);
        if let Some((row, other)) = earlier.iter().find(|(_, other)| runs_with(other, &input)) {
            if *other != input {
                judge.refuse("apprentice", words::differs_from(*row, "对师徒"));
            }
            continue;
        }
        let turned = (key.1.clone(), key.0.clone());
        let clashes = present.iter().chain(known.get(&turned).into_iter().flatten());
        if clashes.into_iter().any(|other| other.id != input.id && runs_with(other, &input))
            || said.get(&turned).is_some_and(|others| others.iter().any(|(_, other)| runs_with(other, &input)))
        {
            judge.refuse("apprentice", "这两位教师在这段时间里已经结对。");
            continue;
        }
        said.entry(key).or_default().push((line.number(), input.clone()));
        if base.is_some() && input == before {
            continue;
        }
        changes |= base.is_some();
        writes.push(PairingWrite { input, mentor: mentor.clone(), apprentice });
    }
    judge.end(match (writes.is_empty(), changes) {
        (true, _) => Step::Nothing,
        (false, true) => Step::Change(Write::Pairings(writes)),
        (false, false) => Step::New(Write::Pairings(writes)),
    })
}

/// The pairing that a row means: the one that began on that day, or else the only one that runs in its time.
fn matching(present: &[PairingInput], started_on: NaiveDate, ended: Option<NaiveDate>) -> Option<&PairingInput> {
    let same_day = present.iter().find(|pairing| pairing.started_on == started_on);
    same_day.or_else(|| {
        let mut running = present.iter().filter(|pairing| overlaps(pairing, started_on, ended));
        running.next().filter(|_| running.next().is_none())
    })
}

fn runs_with(other: &PairingInput, input: &PairingInput) -> bool {
    overlaps(other, input.started_on, input.ended_on)
}

fn overlaps(pairing: &PairingInput, from: NaiveDate, to: Option<NaiveDate>) -> bool {
    to.is_none_or(|to| pairing.started_on <= to) && pairing.ended_on.is_none_or(|ended| from <= ended)
}

fn apprentices(judge: &mut Judge<'_>, ground: &Ground) -> Vec<PersonRef> {
    let cells = several(judge.line.text("apprentice"));
    if cells.is_empty() {
        judge.refuse("apprentice", "徒弟是空的。");
    }
    let mut people = Vec::new();
    for cell in cells {
        people.extend(ground.person(judge, "apprentice", cell, ""));
    }
    people
}

/// The field and the text of the beginning and of the end: columns of their own, or both in one (2026.09-2027.06).
fn ends<'a>(judge: &mut Judge<'a>) -> ((&'static str, &'a str), (&'static str, &'a str)) {
    let own = |field| (field, judge.line.text(field));
    let (started, ended) = (own("started_on"), own("ended_on"));
    let span = judge.line.text("span").trim();
    if is_blank(span) || !is_blank(started.1) {
        return (started, ended);
    }
    let Some((from, to)) = halves(span) else {
        judge.doubt("span", "看不出起止的两个时间；接受后按一个开始时间理解。");
        return (("span", span), ended);
    };
    (("span", from), if is_blank(ended.1) { ("span", to) } else { ended })
}

/// Both sides of a span of time; strokes may stand inside the dates too.
fn halves(span: &str) -> Option<(&str, &str)> {
    let marked = ["至", "到", "~", "～", "——", "—", "–"].into_iter().find_map(|mark| span.split_once(mark));
    let (from, to) = marked.or_else(|| {
        let strokes: Vec<usize> = span.match_indices('-').map(|(at, _)| at).collect();
        let middle = *strokes.get(strokes.len() / 2).filter(|_| strokes.len() % 2 == 1)?;
        Some((&span[..middle], &span[middle + 1..]))
    })?;
    // 2026年10月—至今 has two marks.
    let marks = [' ', '—', '–', '-', '~', '～'];
    let (from, to) = (from.trim_matches(marks), to.trim_matches(marks));
    if from.is_empty() { None } else { Some((from, to)) }
}

/// The first day: of the cell, of its month, or of the term when the list says nothing.
fn started(judge: &mut Judge<'_>, ground: &Ground, (field, cell): (&str, &str)) -> Option<NaiveDate> {
    if is_blank(cell) {
        let Some(term) = &ground.term else {
            judge.refuse("started_on", "开始日期是空的。");
            return None;
        };
        judge.warn("started_on", format!("没有写开始日期，按{}的第一天写入。", term.name));
        return Some(term.first_day);
    }
    match month_alone(cell) {
        Some(first) => Some(first),
        None => judge.day_of(field, cell, ground.term.as_ref()),
    }
}

/// The last day: of the cell, or of its month; none while the pairing runs.
fn last_day(judge: &mut Judge<'_>, (field, cell): (&str, &str)) -> Option<NaiveDate> {
    if is_blank(cell) || matches!(cell, "至今" | "今" | "现在" | "进行中") {
        return None;
    }
    match month_alone(cell) {
        Some(first) => first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()),
        None => judge.day_of(field, cell, None),
    }
}

/// The first day of a cell that is a month and no day.
fn month_alone(cell: &str) -> Option<NaiveDate> {
    if parse::date(cell).value().is_some() {
        return None;
    }
    let month = parse::month(cell).value()?;
    judge::day(month.year, month.month, 1).filter(|day| day.year() >= 1990)
}

fn duties(judge: &mut Judge<'_>) -> Vec<(DutyDirection, u32)> {
    let columns = [
        ("mentor_observes", DutyDirection::MentorObserves),
        ("apprentice_observes", DutyDirection::ApprenticeObserves),
    ];
    columns.into_iter().filter_map(|(field, direction)| Some((direction, judge.number(field, 1, 40)?))).collect()
}

/// A number of lessons over the whole term, in place of the duties of that direction.
fn set_duty(duties: &mut Vec<Duty>, direction: DutyDirection, times: u32) {
    let id = duties.iter().find(|duty| duty.direction == direction).map(|duty| duty.id.clone());
    let wanted = Duty { id: id.clone().unwrap_or_default(), direction, times, every_weeks: None };
    if let Some(at) = duties.iter().position(|duty| duty.direction == direction) {
        duties[at] = wanted;
        let mut first = true;
        duties.retain(|duty| duty.direction != direction || std::mem::take(&mut first));
    } else {
        duties.push(wanted);
    }
}

fn empty(started_on: NaiveDate) -> PairingInput {
    PairingInput {
        id: String::new(),
        mentor_id: String::new(),
        apprentice_id: String::new(),
        kind: ORDINARY.to_owned(),
        started_on,
        ended_on: None,
        note: String::new(),
        duties: Vec::new(),
    }
}
