//! Every store of a released schema survives a backup and a restore, and goes back to the backup that was made before
//! its schema was brought up. Each step is a process of its own.

use crate::{
    desk::Desk,
    released::{FIGURES, Released, released, same},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, thread};

#[test]
fn stores_of_released_schemas_survive_backup_and_restore() {
    let stores = released();
    thread::scope(|scope| {
        for store in &stores {
            scope.spawn(|| there_and_back(store));
        }
    });
}

/// Upgrade, backup, change, restore; then back to every other backup that there is.
fn there_and_back(store: &Released) {
    let (desk, name) = (store.desk(), store.name.as_str());
    let before = records(&desk);
    same(&store.figures(), &before["summary"], name);
    let oldest = backups(&desk);
    let kept_aside = oldest.iter().any(|backup| backup["reason"] == "before_upgrade");
    assert_eq!(kept_aside, store.older, "{name}: a backup from before the upgrade");

    let (upgrades, others): (Vec<Value>, Vec<Value>) =
        oldest.iter().cloned().partition(|backup| backup["reason"] == "before_upgrade");
    // The rolling set lets older backups go when a new one is made: theirs is the first turn.
    for backup in &others {
        go_back(&desk, backup, &before, name);
    }
    let known = backups(&desk);
    desk.call("backup_make", &json!({}));
    let mut made = backups(&desk);
    made.retain(|backup| !known.contains(backup));
    assert_eq!(made.len(), 1, "{name}");
    for backup in made.iter().chain(&upgrades) {
        go_back(&desk, backup, &before, name);
    }
    assert_eq!(desk.call("history_check", &json!({}))["findings"], json!([]), "{name}");
}

/// Changes the school, restores a backup, and finds everything as it was.
fn go_back(desk: &Desk, backup: &Value, before: &BTreeMap<String, Value>, name: &str) {
    change(desk, before);
    desk.call("backup_restore", &json!({ "handle": backup["handle"] }));
    desk.good(&["check"]);
    let after = records(desk);
    for (list, rows) in before {
        assert_eq!(&after[list], rows, "{name}, {}: {list}", backup["reason"]);
    }
    assert!(backups(desk).contains(backup), "{name}: a backup stays where it is");
}

/// Everything that the commands tell of a school's records.
fn records(desk: &Desk) -> BTreeMap<String, Value> {
    let mut told = BTreeMap::from([("summary".to_owned(), desk.json(&FIGURES))]);
    for list in [
        "roster_get",
        "calendar_get",
        "quota_list",
        "observation_list",
        "homework_list",
        "lesson_plan_list",
        "pairing_list",
    ] {
        told.insert(list.to_owned(), desk.call(list, &json!({ "term_id": "2025-2026-1" })));
    }
    for (list, get) in [("observation_list", "observation_get"), ("lesson_plan_list", "lesson_plan_get")] {
        for row in told[list]["rows"].as_array().unwrap().clone() {
            let id = row["id"].as_str().unwrap();
            told.insert(format!("{get} {id}"), desk.call(get, &json!({ "id": id })));
        }
    }
    told
}

fn backups(desk: &Desk) -> Vec<Value> {
    desk.call("backup_list", &json!({}))["rows"].as_array().unwrap().clone()
}

/// One record more, one less, one otherwise.
fn change(desk: &Desk, before: &BTreeMap<String, Value>) {
    desk.call("teacher_save", &json!({ "name": "后来的老师", "subject": "语文", "department": "语文组" }));
    desk.call("homework_delete", &json!({ "id": before["homework_list"]["rows"][0]["id"] }));
    let plan = &before["lesson_plan_list"]["rows"][0];
    let other = json!({
        "id": plan["id"], "teacher_id": plan["teacher_id"], "subject": plan["subject"], "topic": "另一个课题"
    });
    desk.call("lesson_plan_save", &other);
    assert_ne!(&desk.call("homework_list", &json!({ "term_id": "2025-2026-1" })), &before["homework_list"]);
}
