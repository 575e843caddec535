//! Scores worked out by hand.

use super::{
    check::faults,
    presets::presets,
    score::{one_decimal, outcome},
    types::{RubricDocument, Score},
};
use serde_json::json;

fn document(value: serde_json::Value) -> RubricDocument {
    serde_json::from_value(value).unwrap()
}

fn points(id: &str, value: f64) -> Score {
    Score { item_id: id.to_owned(), level: None, value: Some(value) }
}

fn level(id: &str, level: u32) -> Score {
    Score { item_id: id.to_owned(), level: Some(level), value: None }
}

#[test]
fn what_ships_adds_up() {
    for (key, document) in presets().unwrap() {
        assert!(faults(&document).is_empty(), "{key}: {:?}", faults(&document));
    }
}

#[test]
#[allow(clippy::float_cmp, reason = "tenths are exact")]
fn halves_are_rounded_up_once_away_from_nothing() {
    assert_eq!([0.15, 0.25, 84.95, -2.25, -0.04].map(one_decimal), [0.2, 0.3, 85.0, -2.3, 0.0]);
}

#[test]
fn deductions_stop_at_the_item_or_spill_over() {
    let sheet = |spills: bool| {
        document(json!({ "name": "作业", "purpose": "homework", "total": 20,
            "sections": [{ "id": "s", "name": "数量", "points": 20, "items": [
                { "id": "a", "name": "次数", "scoring": { "form": "deduct", "from": 10, "spills": spills,
                  "rules": [{ "id": "r", "name": "少一次", "each": 3 }] } },
                { "id": "b", "name": "适量", "scoring": { "form": "points", "most": 10, "step": 1 } }] }] }))
    };
    let given = [points("r", 5.0), points("b", 8.0)];
    assert_eq!(outcome(&sheet(false), "语文", &given).total, Some(8.0), "15 off 10 leaves nothing of the item");
    assert_eq!(outcome(&sheet(true), "语文", &given).total, Some(3.0), "the rest comes off the section");
}

#[test]
fn an_item_without_a_fault_is_full_only_once_it_was_looked_at() {
    let sheet = document(json!({ "name": "教案", "purpose": "lesson_plan", "total": 2,
        "sections": [{ "id": "s", "name": "结构", "points": 2, "items": [
            { "id": "a", "name": "结构完整", "scoring": { "form": "deduct", "from": 2,
              "rules": [{ "id": "r", "name": "缺一项", "each": 0.2 }] } }] }] }));
    assert_eq!(outcome(&sheet, "", &[]).total, None);
    assert_eq!(outcome(&sheet, "", &[points("a", 0.0)]).total, Some(2.0));
    assert_eq!(outcome(&sheet, "", &[points("r", 3.0)]).total, Some(1.4));
}

#[test]
fn a_veto_decides_alone() {
    let sheet = document(json!({ "name": "高效课堂", "purpose": "lesson", "total": 100,
        "sections": [{ "id": "s", "name": "", "items": [
            { "id": "a", "name": "课堂", "scoring": { "form": "points", "most": 100, "step": 1 } }] }],
        "vetoes": [{ "id": "v", "name": "满堂灌", "effect": { "does": "at_most", "points": 59 } },
                   { "id": "n", "name": "无教案", "effect": { "does": "nothing" } }],
        "bands": [{ "name": "合格", "from": 60 }, { "name": "不合格", "from": 0 }] }));
    let of = |scores: &[Score]| {
        let outcome = outcome(&sheet, "", scores);
        (outcome.total, outcome.band.unwrap_or_default())
    };
    assert_eq!(of(&[points("a", 92.0)]), (Some(92.0), "合格".to_owned()));
    assert_eq!(of(&[points("a", 92.0), points("v", 1.0)]), (Some(59.0), "不合格".to_owned()));
    assert_eq!(of(&[points("n", 1.0)]), (Some(0.0), "不合格".to_owned()), "nothing else is needed");
    assert_eq!(of(&[points("v", 1.0)]).0, None, "a limit is no score");
}

#[test]
fn what_is_judged_after_the_lesson_stays_open() {
    let (_, sheet) = presets().unwrap().into_iter().find(|(key, _)| *key == "focus_points").unwrap();
    let mut sheet = sheet;
    for (at, item) in sheet.sections[0].items.iter_mut().enumerate() {
        item.id = at.to_string();
    }
    let seen = outcome(&sheet, "数学", &[level("0", 1), level("1", 2)]);
    assert_eq!((seen.open, seen.later), (0, 2), "the three minutes are not for mathematics");
    assert_eq!(outcome(&sheet, "语文", &[level("0", 1)]).later, 3);
    assert_eq!((outcome(&sheet, "语文", &[level("0", 1)]).open, seen.total), (1, None));
}

#[test]
fn a_sheet_that_does_not_add_up_is_named_with_the_difference() {
    let wrong = document(json!({ "name": "表", "purpose": "lesson", "total": 100, "sections": [
        { "name": "甲", "points": 60, "items": [{ "name": "一", "scoring": { "form": "points", "most": 55, "step": 1 } }] },
        { "name": "乙", "points": 40, "items": [{ "name": "二", "scoring": { "form": "points", "most": 40, "step": 1 } }] }] }));
    let told: Vec<_> =
        faults(&wrong).into_iter().map(|fault| (fault.code, fault.place, fault.printed, fault.computed)).collect();
    assert_eq!(
        told,
        [
            ("rubric_sum".to_owned(), "甲".to_owned(), Some(60.0), Some(55.0)),
            ("rubric_sum".to_owned(), String::new(), Some(100.0), Some(95.0)),
        ]
    );
}
