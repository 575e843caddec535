//! Rows of a calendar (校历): holidays and make-up days, a day or a run of days a row.

use crate::{
    calendar::{self, Day, DayInput, DayKind},
    error::Result,
    exchange::{
        apply::{Write, Writer},
        ground::Ground,
        judge::{Judge, Outcome, Step, is_blank},
        table::{Line, Table},
        words,
    },
};
use chrono::NaiveDate;
use keji_intake::parse;
use keji_store::Read;
use std::collections::BTreeMap;

/// Longest run of days that one row may name: a summer holiday.
const LONGEST_RUN: i64 = 70;

/// A day as a grade has it; none for the whole school.
type Key = (NaiveDate, Option<String>);

/// All special days by date and grade.
///
/// # Errors
/// The store's refusal.
pub(crate) fn known(read: &Read<'_>) -> Result<BTreeMap<Key, Day>> {
    // Days are compared as texts of four-digit years.
    let (Some(from), Some(to)) = (NaiveDate::from_ymd_opt(1, 1, 1), NaiveDate::from_ymd_opt(9999, 12, 31)) else {
        return Ok(BTreeMap::new());
    };
    Ok(calendar::special_days(read, from, to)?.into_iter().map(|day| ((day.date, day.grade.clone()), day)).collect())
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &BTreeMap<Key, Day>, table: &Table) -> Vec<Outcome> {
    let mut said: BTreeMap<Key, (u32, DayInput)> = BTreeMap::new();
    table.lines().map(|line| row(ground, known, &mut said, line)).collect()
}

/// Writes the days of a row.
pub(crate) fn write(writer: &mut Writer<'_, '_>, days: &[DayInput]) -> Result<()> {
    for day in days {
        calendar::save_day(writer.tx, day)?;
    }
    Ok(())
}

fn row(
    ground: &Ground,
    known: &BTreeMap<Key, Day>,
    said: &mut BTreeMap<Key, (u32, DayInput)>,
    line: Line<'_>,
) -> Outcome {
    let mut judge = Judge::new(line);
    let days = days(&mut judge, ground);
    let kind = kind(&mut judge);
    let mut name = judge.text("name", 20);
    let grade = grade(&mut judge);
    let follows = match line.text("follows") {
        cell if is_blank(cell) => None,
        cell => judge.take("follows", parse::weekday(cell)).map(u32::from),
    };
    let (Some((first, last)), Some(kind), false) = (days, kind, judge.refused()) else {
        return judge.end(Step::Nothing);
    };
    if first == last {
        judge.check_weekday(first);
    }
    if name.is_empty() {
        name.push_str(if kind == DayKind::Holiday { "放假" } else { "调休上课" });
    }
    let (mut writes, mut changes) = (Vec::new(), false);
    for date in first.iter_days().take_while(|date| *date <= last) {
        let key = (date, grade.clone());
        let present = known.get(&key);
        let follows = match kind {
            DayKind::MakeUp => follows.or_else(|| present.and_then(|day| day.follows_weekday)),
            DayKind::Holiday => None,
        };
        let input = DayInput {
            id: present.map(|day| day.id.clone()),
            date,
            kind,
            name: name.clone(),
            follows_weekday: follows,
            grade: grade.clone(),
        };
        if let Some((row, earlier)) = said.get(&key) {
            if *earlier != input {
                judge.doubt("date", words::differs_from(*row, "天"));
                writes.push(input);
                changes = true;
            }
            continue;
        }
        said.insert(key, (line.number(), input.clone()));
        let same = |day: &Day| day.kind == kind && day.name == input.name && day.follows_weekday == follows;
        if !present.is_some_and(same) {
            changes |= present.is_some();
            writes.push(input);
        }
    }
    judge.end(match (writes.is_empty(), changes) {
        (true, _) => Step::Nothing,
        (false, true) => Step::Change(Write::Days(writes)),
        (false, false) => Step::New(Write::Days(writes)),
    })
}

/// "2026-10-01", or "2026-10-01至2026-10-07", also "10月1日—10月7日".
fn days(judge: &mut Judge<'_>, ground: &Ground) -> Option<(NaiveDate, NaiveDate)> {
    let term = ground.term.as_ref();
    let cell = judge.line.text("date");
    let ends = ["至", "到", "~", "～", "——", "—"].into_iter().find_map(|mark| cell.split_once(mark));
    let Some((from, to)) = ends.filter(|(from, to)| !from.trim().is_empty() && !to.trim().is_empty()) else {
        return judge.required_date("date", term).map(|day| (day, day));
    };
    let first = judge.day_of("date", from.trim(), term)?;
    let last = judge.day_of("date", to.trim(), term)?;
    if last < first || (last - first).num_days() > LONGEST_RUN {
        judge.refuse("date", "起止日期不对：结束早于开始，或相隔太久。");
        return None;
    }
    Some((first, last))
}

/// The only grade that a row is for; none for the whole school.
fn grade(judge: &mut Judge<'_>) -> Option<String> {
    let cell = judge.line.text("grade");
    if is_blank(cell) || matches!(cell.trim(), "全校" | "全体" | "各年级" | "所有年级" | "全部") {
        return None;
    }
    let grade = parse::grade(cell);
    if grade.is_none() {
        judge.refuse("grade", "无法识别年级；全校统一安排的请留空。");
    }
    grade
}

fn kind(judge: &mut Judge<'_>) -> Option<DayKind> {
    match judge.line.text("kind") {
        "放假" | "休息" | "假期" | "节假日" | "法定节假日" | "停课" | "不上课" => {
            Some(DayKind::Holiday)
        }
        "调休上班" | "调休上课" | "上班" | "上课" | "补课" | "补班" | "调课" | "调休" => {
            Some(DayKind::MakeUp)
        }
        cell => {
            let reason =
                if is_blank(cell) { "类型是空的。" } else { "类型应写“放假”或“上课”。" };
            judge.refuse("kind", reason);
            None
        }
    }
}
