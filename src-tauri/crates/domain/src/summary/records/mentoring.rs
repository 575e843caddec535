//! Pairings, windows and sheets behind the figures of mentoring. After a colon a figure names one pairing by its
//! identifier.

use super::{Asked, Found, observation};
use crate::{
    observation::Fact,
    summary::{
        mentoring::{begun, figures, fulfilled, missing},
        types::{DutyLine, DutyWindow, PairingLine, RecordRef},
        words,
    },
};
use std::collections::BTreeMap;

/// The records of a figure; none for an unknown one.
pub(super) fn find(asked: &Asked<'_>) -> Option<Found> {
    let pairings: Vec<PairingLine> = figures(asked.ground, asked.inputs)
        .by_pairing
        .into_iter()
        .filter(|pairing| asked.argument.is_empty() || pairing.pairing_id == asked.argument)
        .filter(|pairing| asked.asks(&pairing.mentor_id) || asked.asks(&pairing.apprentice_id))
        .collect();
    let found = match asked.name {
        "pairings" => Found::new(
            "青蓝结对",
            format!("{}在结对期内的师徒。", asked.time()),
            pairings.iter().map(|pairing| pair(pairing, 1)).collect(),
        ),
        "needed" => Found::new(
            "应完成的结对听课任务",
            "已开始的各时段应听节数之和；时段按教学周划分，假期周顺延。",
            windows(&pairings, |window| if begun(window) { window.needed } else { 0 }),
        ),
        "fulfilled" => Found::new(
            "已完成的结对听课任务",
            "各时段内师徒互听并已提交记录的节数，超过该时段应听节数的部分不计；同一份记录同时计入听课任务。",
            evidence(asked, &pairings),
        ),
        "missing" => Found::new(
            "已结束时段所差节数",
            "已结束的时段应听节数减去实听节数；尚在进行的时段不计。",
            windows(&pairings, missing),
        ),
        "activities" => Found::new(
            "结对活动次数",
            format!("{}登记的互相听课以外的结对活动。", asked.time()),
            activities(asked, &pairings),
        ),
        _ => return None,
    };
    Some(found)
}

fn pair(pairing: &PairingLine, value: u32) -> RecordRef {
    RecordRef {
        kind: "mentoring".to_owned(),
        id: pairing.pairing_id.clone(),
        date: None,
        title: format!("{}—{}", pairing.mentor, pairing.apprentice),
        detail: words::join(
            &[
                &pairing.department,
                &format!("应完成{}节，已完成{}节", pairing.needed, pairing.fulfilled),
                &format!("活动{}次", pairing.activities),
            ],
            "，",
        ),
        value,
    }
}

fn windows(pairings: &[PairingLine], value: fn(&DutyWindow) -> u32) -> Vec<RecordRef> {
    each_window(pairings)
        .map(|(pairing, duty, window)| RecordRef {
            date: Some(window.last_day),
            title: format!("{} {}", words::weeks(window.first_week, window.last_week), duty.name),
            detail: format!(
                "师傅 {}，徒弟 {}，应听{}节，已听{}节",
                pairing.mentor, pairing.apprentice, window.needed, window.done
            ),
            ..pair(pairing, value(window))
        })
        .collect()
}

/// The sheets of each window, oldest first, until the window has what it needs.
fn evidence(asked: &Asked<'_>, pairings: &[PairingLine]) -> Vec<RecordRef> {
    let facts: BTreeMap<&str, &Fact> = asked.inputs.facts.iter().map(|fact| (fact.id.as_str(), fact)).collect();
    let mut rows = Vec::new();
    for (_, duty, window) in each_window(pairings) {
        let mut wanted = fulfilled(window);
        for fact in window.evidence.iter().filter_map(|found| facts.get(found.sheet_id.as_str())) {
            let value = fact.lesson_count.min(wanted);
            wanted -= value;
            let row = observation::row(asked, fact, value);
            let weeks = words::weeks(window.first_week, window.last_week);
            rows.push(RecordRef { detail: format!("{weeks} {}，{}", duty.name, row.detail), ..row });
        }
    }
    rows
}

fn activities(asked: &Asked<'_>, pairings: &[PairingLine]) -> Vec<RecordRef> {
    let known: BTreeMap<&str, &PairingLine> =
        pairings.iter().map(|pairing| (pairing.pairing_id.as_str(), pairing)).collect();
    let rows = asked.inputs.pairings.iter().filter_map(|row| Some((row, known.get(row.id.as_str())?)));
    rows.flat_map(|(row, pairing)| {
        row.activities.iter().map(|activity| RecordRef {
            date: Some(activity.date),
            title: format!("{} {}", words::day(activity.date), activity.kind),
            detail: format!("师傅 {}，徒弟 {}", pairing.mentor, pairing.apprentice),
            ..pair(pairing, 1)
        })
    })
    .collect()
}

fn each_window(pairings: &[PairingLine]) -> impl Iterator<Item = (&PairingLine, &DutyLine, &DutyWindow)> {
    pairings.iter().flat_map(|pairing| {
        pairing.duties.iter().flat_map(move |duty| duty.windows.iter().map(move |window| (pairing, duty, window)))
    })
}
