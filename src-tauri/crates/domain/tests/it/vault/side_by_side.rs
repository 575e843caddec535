//! What happens at the same time: commands that outlast a locking, dialogs that stay open, backups side by side.

use super::{DIRECTOR, check, director, files, hardening::OTHER, protected};
use crate::support::{
    Desk,
    live::{LiveDesk, names},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, thread, time::Duration};

/// Longer than a held lock is tried again, shorter than a running command is waited for.
const A_WHILE: Duration = Duration::from_millis(1500);

/// Holds on to the open school for a while, as a running command does, and meanwhile does something else.
fn while_a_command_runs(desk: &Desk, something: impl FnOnce() -> Value) -> Value {
    let running = desk.store();
    thread::scope(|scope| {
        scope.spawn(move || {
            thread::sleep(A_WHILE);
            drop(running);
        });
        something()
    })
}

#[test]
fn the_door_opens_again_while_a_command_of_before_still_runs() {
    let desk = protected();
    let status = while_a_command_runs(&desk, || {
        desk.here("lock", json!({}));
        desk.here("unlock", json!({ "account": director(&desk), "passphrase": DIRECTOR }))
    });
    assert_eq!(status["screen"], "school", "{}", status["trouble"]);
}

#[test]
fn two_clicks_on_the_door_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.protected_school(DIRECTOR);
    let unlockings = || {
        let acts = desk.office().store().unwrap().acts(100).unwrap();
        acts.iter().filter(|act| act.op == "unlock").count()
    };
    let before = unlockings();
    // Both clicks have come before the door opens.
    let running = desk.office().store().unwrap();
    desk.ok("lock", json!({}));
    thread::scope(|scope| {
        scope.spawn(move || {
            thread::sleep(A_WHILE);
            drop(running);
        });
        for _ in 0..2 {
            scope.spawn(|| desk.office().unlock_or_refuse(None, DIRECTOR).unwrap());
        }
    });
    let status = desk.ok("app_status", json!({}));
    assert_eq!(status["screen"], "school", "{}", status["trouble"]);
    assert_eq!(unlockings(), before + 1);
}

#[test]
fn the_first_passphrase_waits_for_a_command_that_still_runs() {
    let desk = Desk::term();
    while_a_command_runs(&desk, || desk.here("passphrase_first", json!({ "passphrase": DIRECTOR })));
    let status = desk.here("app_status", json!({}));
    assert_eq!((&status["screen"], &status["protected"]), (&json!("school"), &json!(true)), "{}", status["trouble"]);
}

#[test]
fn a_dialog_that_outlives_the_locking_does_nothing_for_the_next_account() {
    let (folder, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let desk = LiveDesk::at(folder.path());
    desk.protected_school(DIRECTOR);
    let teacher = desk.teacher("沈若谷");
    let account = json!({ "label": "语文老师", "role": "teacher", "teacher_id": teacher, "passphrase": OTHER });
    desk.ok("account_save", account);
    desk.pick(place.path());
    let window = desk.clone();
    desk.meanwhile(move || {
        window.ok("lock", json!({}));
        window.office().unlock(Some("语文老师"), OTHER).unwrap();
    });
    assert_eq!(desk.refusal("backup_place_choose", json!({})), "locked");
    assert_eq!(desk.ok("app_status", json!({}))["role"], "teacher");
    assert_eq!(names(place.path()), Vec::<String>::new(), "nothing was copied there");
}

#[test]
fn backups_that_are_asked_for_at_once_are_all_whole() {
    let desk = Desk::term();
    for number in 0..60 {
        check(&desk, number, "书写要规范");
    }
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| desk.here("backup_make", json!({})));
        }
    });
    let rows = desk.here("backup_list", json!({}))["rows"].clone();
    let damaged = rows.as_array().unwrap().iter().filter(|row| row["damaged"] == true).count();
    let unfinished =
        files(&desk).iter().filter(|path| path.extension().is_none_or(|ending| ending != "kejibak")).count();
    assert_eq!((damaged, unfinished), (0, 0));
    assert_eq!(desk.here("app_status", json!({}))["screen"], "school");
}

#[test]
fn while_the_school_goes_back_nobody_sees_another_screen() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.protected_school(DIRECTOR);
    for number in 0..20 {
        desk.teacher(&format!("教师{number}"));
    }
    let newest = desk.backup();
    let seen = thread::scope(|scope| {
        let going_back = scope.spawn(|| desk.ok("backup_restore", json!({ "handle": newest })));
        let mut seen = BTreeSet::new();
        while !going_back.is_finished() {
            let status = desk.ok("app_status", json!({}));
            seen.insert(format!("{} as {}", status["screen"], status["role"]));
        }
        seen
    });
    assert!(seen.iter().all(|screen| screen == "\"school\" as \"director\""), "{seen:?}");
}
