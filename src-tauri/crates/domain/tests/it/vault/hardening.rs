//! What is not lost and who is not kept out: other schools' backups, the key in the clear, going back, the door.

use super::{DIRECTOR, check, director, files, protected};
use crate::support::{
    Desk,
    live::{LiveDesk, names},
};
use chrono::Duration;
use keji_store::StoreFiles;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs};

/// Another account's passphrase.
pub(super) const OTHER: &str = "落霞与孤鹜齐飞一色";

/// A recovery key as it is typed in.
fn typed(made: &Value) -> String {
    let groups = made["groups"].as_array().unwrap().iter();
    groups.map(|group| group.as_str().unwrap()).collect::<Vec<_>>().join("-")
}

/// Identifier of the act that an operation left.
fn act_of(desk: &Desk, op: &str) -> String {
    desk.store().acts(100).unwrap().iter().find(|act| act.op == op).unwrap().id.clone()
}

fn findings(desk: &LiveDesk) -> Vec<Value> {
    desk.ok("history_check", json!({}))["findings"].as_array().unwrap().clone()
}

#[test]
fn the_first_passphrase_leaves_another_schools_backups_alone() {
    let (stick, first, second) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let desk = LiveDesk::at(first.path());
    desk.school();
    desk.keep_in(stick.path());
    desk.office().close();
    let theirs: Vec<_> = names(stick.path()).into_iter().map(|name| stick.path().join(name)).collect();
    let before: Vec<_> = theirs.iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(!before.is_empty());
    let desk = LiveDesk::at(second.path());
    desk.pass(Duration::seconds(77));
    desk.school();
    desk.keep_in(stick.path());
    desk.ok("passphrase_first", json!({ "passphrase": DIRECTOR }));
    let after: Vec<_> = theirs.iter().map(|path| fs::read(path).unwrap_or_default()).collect();
    assert!(before == after, "another school's backups were touched");
}

#[test]
fn two_schools_share_one_disk_for_their_backups() {
    let stick = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let folder = tempfile::tempdir().unwrap();
        let desk = LiveDesk::at(folder.path());
        desk.school();
        desk.keep_in(stick.path());
    }
    assert_eq!(names(stick.path()).len(), 2, "both were made in the same second");
}

#[test]
fn a_backup_on_a_disk_that_was_unplugged_at_the_first_passphrase_still_brings_the_school_back() {
    let (folder, disks) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (place, elsewhere) = (disks.path().join("disk"), disks.path().join("unplugged"));
    fs::create_dir(&place).unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.school();
    desk.keep_in(&place);
    fs::rename(&place, &elsewhere).unwrap();
    desk.ok("passphrase_first", json!({ "passphrase": DIRECTOR }));
    fs::rename(&elsewhere, &place).unwrap();
    let rows = desk.ok("backup_list", json!({}))["rows"].clone();
    let old = rows.as_array().unwrap().iter().find(|row| row["second"] == true).unwrap().clone();
    let status = desk.ok("backup_restore", json!({ "handle": old["handle"] }));
    assert_eq!((&status["screen"], &status["protected"]), (&json!("school"), &json!(true)), "{}", status["trouble"]);
    let keys = StoreFiles::new(desk.own()).look().unwrap();
    assert!(keys.open_key().unwrap().is_none(), "the passphrase holds for what came back");
}

#[test]
fn what_going_back_put_aside_holds_no_key_in_the_clear_after_the_first_passphrase() {
    let desk = Desk::term();
    desk.here("backup_make", json!({}));
    let newest = desk.here("backup_list", json!({}))["rows"][0]["handle"].clone();
    desk.here("backup_restore", json!({ "handle": newest }));
    desk.here("passphrase_first", json!({ "passphrase": DIRECTOR }));
    let backups = desk.own().join("backups");
    let aside: Vec<_> = names(&backups).into_iter().filter(|name| name.starts_with("replaced-")).collect();
    assert_eq!(aside.len(), 1);
    let keys = StoreFiles::new(backups.join(&aside[0])).look().unwrap();
    assert!(keys.open_key().unwrap().is_none(), "{}", aside[0]);
}

#[test]
fn what_was_out_of_reach_at_the_first_passphrase_is_sealed_at_a_later_unlocking() {
    let (folder, away) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let desk = LiveDesk::at(folder.path());
    desk.school();
    desk.ok("backup_restore", json!({ "handle": desk.backup() }));
    let backups = desk.own().join("backups");
    let aside = names(&backups).into_iter().find(|name| name.starts_with("replaced-")).unwrap();
    fs::rename(backups.join(&aside), away.path().join(&aside)).unwrap();
    desk.ok("passphrase_first", json!({ "passphrase": DIRECTOR }));
    fs::rename(away.path().join(&aside), backups.join(&aside)).unwrap();
    let in_the_clear = || StoreFiles::new(backups.join(&aside)).look().unwrap().open_key().unwrap().is_some();
    assert!(in_the_clear());
    desk.ok("lock", json!({}));
    desk.office().unlock(None, DIRECTOR).unwrap();
    assert!(!in_the_clear());
}

#[test]
fn taking_the_first_passphrase_back_locks_nobody_out() {
    let desk = protected();
    let (code, _) = desk.refused_here("undo", json!({ "act": act_of(&desk, "passphrase_first") }));
    assert_eq!(code, "undo_never");
    desk.here("lock", json!({}));
    desk.here("unlock", json!({ "account": director(&desk), "passphrase": DIRECTOR }));
}

#[test]
fn the_making_of_the_school_cannot_be_taken_back() {
    let desk = Desk::term();
    assert_eq!(desk.refusal("undo", json!({ "act": act_of(&desk, "school_create") })), "undo_never");
    assert_eq!(desk.here("app_status", json!({}))["screen"], "school");
}

#[test]
fn going_back_is_no_finding_of_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.school();
    desk.teacher("教师一");
    let old = desk.backup();
    desk.pass(Duration::hours(1));
    for name in ["教师二", "教师三", "教师四", "教师五"] {
        desk.teacher(name);
    }
    desk.backup();
    desk.pass(Duration::hours(1));
    desk.ok("backup_restore", json!({ "handle": old }));
    assert_eq!(findings(&desk), Vec::<Value>::new(), "right after going back");
    for number in 10..24 {
        desk.teacher(&format!("教师{number}"));
    }
    assert_eq!(findings(&desk), Vec::<Value>::new(), "after the log has grown past the one that was left");
}

#[test]
fn going_back_and_forth_is_no_finding_of_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.school();
    desk.teacher("教师一");
    let early = desk.backup();
    desk.pass(Duration::hours(1));
    for number in 0..12 {
        desk.teacher(&format!("中间{number}"));
    }
    let late = desk.backup();
    for (turn, handle) in [&early, &late, &early].into_iter().enumerate() {
        desk.pass(Duration::hours(1));
        desk.ok("backup_restore", json!({ "handle": handle }));
        assert_eq!(findings(&desk), Vec::<Value>::new(), "turn {turn}");
        desk.teacher(&format!("之后{turn}"));
        desk.backup();
        assert_eq!(findings(&desk), Vec::<Value>::new(), "turn {turn}, gone on");
    }
}

#[test]
fn an_older_database_put_back_by_hand_is_found_by_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.school();
    desk.office().close();
    fs::remove_dir_all(desk.own().join("backups")).unwrap();
    let early = fs::read(desk.own().join("keji.db")).unwrap();
    desk.office().open_any();
    for name in ["教师一", "教师二", "教师三"] {
        desk.teacher(name);
    }
    desk.backup();
    desk.office().close();
    fs::write(desk.own().join("keji.db"), early).unwrap();
    desk.office().open_any();
    let findings = findings(&desk);
    assert!(findings.iter().any(|finding| finding.as_str().unwrap().contains("少")), "{findings:?}");
}

#[test]
fn the_own_school_is_not_removed_as_a_sample() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::with_one_folder(folder.path());
    desk.school();
    desk.backup();
    assert_eq!(desk.refusal("sample_remove", json!({})), "not_the_sample");
    assert!(desk.own().join("keji.db").exists() && desk.backups().len() == 1);
}

#[test]
fn who_became_director_later_may_go_back_to_an_earlier_day() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.protected_school(DIRECTOR);
    let deputy = json!({ "label": "副主任", "role": "checker", "passphrase": OTHER });
    let deputy = desk.ok("account_save", deputy)["id"].clone();
    let old = desk.backup();
    desk.pass(Duration::hours(1));
    desk.ok("account_save", json!({ "id": deputy, "label": "副主任", "role": "director" }));
    desk.ok("lock", json!({}));
    desk.ok("unlock", json!({ "account": deputy, "passphrase": OTHER }));
    let status = desk.ok("backup_restore", json!({ "handle": old }));
    assert_eq!((&status["role"], &status["account"]["id"]), (&json!("director"), &deputy));
}

#[test]
fn a_recovery_key_that_was_replaced_brings_no_backup_back() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.protected_school(DIRECTOR);
    let leaked = typed(&desk.ok("recovery_make", json!({ "passphrase": DIRECTOR })));
    let old = desk.backup();
    desk.pass(Duration::hours(1));
    desk.ok("recovery_make", json!({ "passphrase": DIRECTOR }));
    desk.office().close();
    fs::remove_file(desk.own().join("keji.db")).unwrap();
    desk.office().open_any();
    let account = desk.ok("backup_list", json!({}))["door"]["accounts"][0]["id"].clone();
    let request = json!({ "handle": old, "account": account, "recovery": leaked });
    assert_eq!(desk.refusal("backup_restore", request), "wrong_recovery");
}

#[test]
fn an_account_that_was_deleted_brings_no_backup_back() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.protected_school(DIRECTOR);
    let former = json!({ "label": "前主任", "role": "director", "passphrase": OTHER });
    let former = desk.ok("account_save", former)["id"].clone();
    let leaked = typed(&desk.ok("recovery_make", json!({ "passphrase": DIRECTOR })));
    let old = desk.backup();
    desk.pass(Duration::hours(1));
    desk.ok("recovery_make", json!({ "passphrase": DIRECTOR }));
    desk.ok("account_delete", json!({ "id": former }));
    desk.office().close();
    fs::write(desk.own().join("keji.db"), b"").unwrap();
    desk.office().open_any();
    let by_passphrase = json!({ "handle": old, "account": former, "passphrase": OTHER });
    assert_eq!(desk.refusal("backup_restore", by_passphrase), "unknown_account");
    let by_recovery = json!({ "handle": old, "account": former, "recovery": leaked });
    assert_eq!(desk.refusal("backup_restore", by_recovery), "unknown_account");
}

#[test]
fn a_backup_from_the_future_does_not_make_one_every_minute() {
    let folder = tempfile::tempdir().unwrap();
    let desk = LiveDesk::at(folder.path());
    desk.set_clock("2031-11-19T10:12:00+08:00");
    desk.school();
    desk.backup();
    desk.set_clock("2026-11-19T10:12:00+08:00");
    desk.teacher("教师一");
    let mut made = BTreeSet::new();
    for _ in 0..20 {
        desk.pass(Duration::minutes(1));
        desk.office().tick();
        made.extend(desk.backups());
    }
    assert_eq!(made.len(), 2, "the one from the future and one of today: {made:?}");
    let at = desk.ok("app_status", json!({}))["backup"]["at"].clone();
    assert!(at.as_str().unwrap().starts_with("2026-11-19"), "{at}");
}

#[test]
fn a_backup_that_cannot_be_read_does_not_stop_the_first_passphrase() {
    let desk = Desk::term();
    fs::create_dir_all(desk.own().join("backups/x.kejibak")).unwrap();
    desk.here("passphrase_first", json!({ "passphrase": DIRECTOR }));
    let status = desk.here("app_status", json!({}));
    assert_eq!((&status["screen"], &status["protected"]), (&json!("school"), &json!(true)));
}

#[test]
fn the_room_that_the_reserve_made_is_left_to_the_user() {
    let desk = Desk::term();
    desk.here("reserve_drop", json!({}));
    desk.office().tick();
    check(&desk, 1, "书写要规范");
    assert!(!desk.own().join("reserve").exists());
}

#[test]
fn what_an_interrupted_backup_left_is_swept_away() {
    let desk = Desk::term();
    desk.here("backup_make", json!({}));
    let left = files(&desk).pop().unwrap().with_extension("copy.tmp");
    // Another school on the same disk may be at work.
    let others = left.with_file_name("keji-20260101-000000-00000000.copy.tmp");
    fs::write(&left, [7; 1000]).unwrap();
    fs::write(&others, [7; 1000]).unwrap();
    desk.here("backup_make", json!({}));
    assert!(!left.exists() && others.exists());
}

#[test]
fn lost_keys_lose_nothing_that_was_written_after_the_backup() {
    let desk = protected();
    check(&desk, 1, "书写要规范");
    desk.here("backup_make", json!({}));
    check(&desk, 2, "写在备份之后");
    // As after a power cut: no closing backup, and the log lies beside the database.
    let cut = tempfile::tempdir().unwrap();
    let own = cut.path().join("own");
    fs::create_dir_all(own.join("backups")).unwrap();
    for name in ["keji.db", "keji.db-wal"] {
        fs::copy(desk.own().join(name), own.join(name)).unwrap();
    }
    for file in files(&desk) {
        fs::copy(&file, own.join("backups").join(file.file_name().unwrap())).unwrap();
    }
    let desk = LiveDesk::at(cut.path());
    desk.office().open_any();
    let list = desk.ok("backup_list", json!({}));
    let account = list["door"]["accounts"][0]["id"].clone();
    let request = json!({ "handle": list["rows"][0]["handle"], "account": account, "passphrase": DIRECTOR });
    desk.ok("backup_restore", request);
    assert!(desk.office().store().unwrap().dump().unwrap().contains("写在备份之后"));
}
