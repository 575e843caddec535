//! Random terms: the ledger equals a recount, every lesson is counted or refused, and the order in which records come
//! changes nothing.
#![allow(clippy::unwrap_used)]

mod recount;
mod stored;
mod term;

use crate::support::{Desk, text};
use chrono::{Days, NaiveDate};
use recount::{Recount, Told};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use term::{Dice, Drawn, Way};

const TERMS: u64 = 1_000;
const DESKS: u64 = 40;

#[test]
fn a_thousand_random_terms_are_as_a_recount_has_them() {
    std::thread::scope(|scope| {
        for part in 0..4 {
            scope.spawn(move || (part..DESKS).step_by(4).for_each(terms_of_a_desk));
        }
    });
}

fn terms_of_a_desk(number: u64) {
    let desk = Desk::with_seed(number + 1);
    desk.ok("school_create", json!({ "name": "青溪中学", "stage": "初中" }));
    for seed in (number * TERMS / DESKS)..((number + 1) * TERMS / DESKS) {
        hold(&desk, seed);
    }
}

/// What must hold of a term.
fn hold(desk: &Desk, seed: u64) {
    let term = Drawn::draw(seed);
    let mut dice = Dice::new(seed + 7_000_000);
    stored::put(desk, &term, seed * 2, &mut dice);
    let days = (term.last - term.first).num_days().unsigned_abs();
    let early = term.first + Days::new(dice.below(days));
    let late = early + Days::new(dice.below((term.last - early).num_days().unsigned_abs() + 1));
    let (before, after) = (compared(desk, &term, early, seed), compared(desk, &term, late, seed));
    for line in &before {
        let same = |other: &&Told| (other.who, &other.way) == (line.who, &line.way);
        if let Some(later) = after.iter().find(same) {
            assert!(later.counted >= line.counted, "term {seed}: {line:?} falls to {later:?}");
        }
    }
    let ledger = ledger(desk, late);
    records(desk, &ledger, late, seed);
    stored::put(desk, &term, seed * 2 + 1, &mut dice);
    let mut again = self::ledger(desk, late);
    again["term_id"] = ledger["term_id"].clone();
    assert_eq!(again, ledger, "term {seed} with its records in another order");
}

fn ledger(desk: &Desk, as_of: NaiveDate) -> Value {
    desk.ok("quota_ledger", json!({ "as_of": as_of }))
}

/// The recount of a day, after the ledger has been compared with it.
fn compared(desk: &Desk, term: &Drawn, as_of: NaiveDate, seed: u64) -> Vec<Told> {
    let told = Recount { term, as_of }.lines();
    let ledger = ledger(desk, as_of);
    let mut expected: Vec<String> = told.iter().map(|line| words(term, line)).collect();
    let mut found: Vec<String> = ledger["lines"].as_array().unwrap().iter().map(said).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "term {seed} on {as_of}: {term:#?}");
    told
}

/// A line of the recount in words, to be compared.
fn words(term: &Drawn, line: &Told) -> String {
    let Way { target, every, whose, each, .. } = &line.way;
    format!(
        "{} {target}/{}/{every}/{whose}/{each} owed {} net {} due {} done {} counted {} left {} refused {:?}",
        term.members[line.who].id,
        line.category,
        line.owed,
        line.net,
        line.due,
        line.done,
        line.counted,
        line.left,
        line.refused
    )
}

/// The same of a line of the ledger; what is counted and refused is what was done.
fn said(line: &Value) -> String {
    let refused: BTreeMap<String, u64> = line["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(one, "/reason"), one["lessons"].as_u64().unwrap()))
        .collect();
    let number = |key: &str| line[key].as_u64().unwrap();
    assert_eq!(number("counted") + refused.values().sum::<u64>(), number("done"), "{line}");
    assert_eq!(number("owed") - number("waived"), number("net"), "{line}");
    let word = |key: &str| line[key].as_str().unwrap();
    format!(
        "{} {}/{}/{}/{}/{} owed {} net {} due {} done {} counted {} left {} refused {refused:?}",
        word("teacher_id"),
        word("target"),
        word("category"),
        word("every"),
        word("whose"),
        line["each"],
        number("owed"),
        number("net"),
        number("due"),
        number("done"),
        number("counted"),
        number("left"),
    )
}

/// The lessons behind each line add up to it.
fn records(desk: &Desk, ledger: &Value, as_of: NaiveDate, seed: u64) {
    let lines = ledger["lines"].as_array().unwrap();
    let key = |line: &Value| ["teacher_id", "target", "category", "every"].map(|key| line[key].clone());
    let alone = |line: &&Value| lines.iter().filter(|other| key(other) == key(line)).count() == 1;
    // Where nothing was done there is nothing to add up.
    for line in lines.iter().filter(|line| line["done"] != 0).filter(alone) {
        let [teacher, target, category, every] = key(line);
        let request = json!({ "as_of": as_of, "teacher_id": teacher, "target": target, "category": category,
            "every": every });
        let rows = desk.ok("quota_records", request)["rows"].clone();
        let sum = |key: &str| rows.as_array().unwrap().iter().map(|row| row[key].as_u64().unwrap()).sum::<u64>();
        assert_eq!(json!([sum("done"), sum("counted")]), json!([line["done"], line["counted"]]), "term {seed}: {line}");
    }
}
