//! Backups are made, told, and bring everything back, also when nothing else opens any more.

use super::{DIRECTOR, check, director, files, protected};
use crate::support::Desk;
use serde_json::{Value, json};
use std::fs;

fn newest(desk: &Desk) -> Value {
    desk.here("backup_list", json!({}))["rows"][0].clone()
}

#[test]
fn a_changed_school_is_backed_up_on_closing_and_an_unchanged_one_is_not() {
    let desk = Desk::term();
    check(&desk, 1, "书写要规范");
    let desk = desk.reopened();
    assert_eq!(files(&desk).len(), 1);
    let backup = newest(&desk);
    assert_eq!(backup["reason"], "close");
    let counts: Vec<(String, u64)> = backup["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["kind"].as_str().unwrap().to_owned(), one["count"].as_u64().unwrap()))
        .collect();
    assert!(counts.contains(&("作业检查".into(), 1)) && counts.contains(&("教师".into(), 1)));
    let desk = desk.reopened();
    assert_eq!(files(&desk).len(), 1, "nothing had changed");
    let status = desk.here("app_status", json!({}));
    assert!(status["backup"]["at"].as_str().unwrap().starts_with("2026-11-19T10:12"));
}

#[test]
fn going_back_brings_the_old_state_and_keeps_the_present_one() {
    let desk = protected();
    check(&desk, 1, "第一条");
    desk.here("backup_make", json!({}));
    let backup = newest(&desk);
    check(&desk, 2, "第二条");
    let before = desk.store().dump().unwrap();
    let status = desk.here("backup_restore", json!({ "handle": backup["handle"] }));
    assert_eq!((status["screen"].as_str(), status["role"].as_str()), (Some("school"), Some("director")));
    assert_eq!(desk.here("homework_list", json!({}))["rows"].as_array().unwrap().len(), 1);
    assert_eq!(desk.store().check().unwrap(), []);
    assert_ne!(desk.store().dump().unwrap(), before);
    let kept = fs::read_dir(desk.own().join("backups"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("replaced-"))
        .count();
    assert_eq!(kept, 1, "the present file is kept aside");
    desk.here("lock", json!({}));
    desk.here("unlock", json!({ "account": director(&desk), "passphrase": DIRECTOR }));
}

#[test]
fn a_backup_from_before_the_passphrase_locks_nobody_out() {
    let desk = Desk::term();
    check(&desk, 1, "第一条");
    desk.here("backup_make", json!({}));
    desk.here("passphrase_first", json!({ "passphrase": DIRECTOR }));
    let oldest = desk.here("backup_list", json!({}))["rows"].as_array().unwrap().last().unwrap().clone();
    desk.here("backup_restore", json!({ "handle": oldest["handle"] }));
    desk.here("lock", json!({}));
    let open = desk.here("unlock", json!({ "account": director(&desk), "passphrase": DIRECTOR }));
    assert_eq!(open["role"], "director");
}

#[test]
fn every_way_in_which_the_store_can_be_spoilt_leads_to_the_backups() {
    type Spoil = fn(&std::path::Path);
    let ways: [(&str, Spoil); 6] = [
        ("store_empty", |own| fs::write(own.join("keji.db"), b"").unwrap()),
        ("store_foreign", |own| fs::write(own.join("keji.db"), "工号,姓名\n1,甲\n".repeat(9)).unwrap()),
        ("store_damaged", |own| flip(&own.join("keji.db"), 5000)),
        ("store_incomplete", |own| fs::remove_file(own.join("keji.db")).unwrap()),
        ("store_incomplete", |own| fs::remove_file(own.join("keys.json")).unwrap()),
        ("keys_damaged", |own| flip(&own.join("keys.json"), 200)),
    ];
    for (code, spoil) in ways {
        let desk = protected();
        check(&desk, 1, "书写要规范");
        let dump = desk.store().dump().unwrap();
        let desk = desk.restarted_after(spoil);
        let mut status = desk.here("app_status", json!({}));
        if status["screen"] == "locked" {
            let account = director(&desk);
            status = desk.here("unlock", json!({ "account": account, "passphrase": DIRECTOR }));
        }
        assert_eq!(status["screen"], "trouble", "{code}");
        assert_eq!(status["trouble"]["code"], code);
        assert_eq!(desk.refused_here("school_create", json!({ "name": "新学校", "stage": "" })).0, "locked", "{code}");
        let list = desk.here("backup_list", json!({}));
        let (handle, account) = (&list["rows"][0]["handle"], &list["door"]["accounts"][0]["id"]);
        let by = |passphrase: &str| json!({ "handle": handle, "account": account, "passphrase": passphrase });
        assert_eq!(desk.refused_here("backup_restore", by("秋风扫叶 2026")).0, "wrong_passphrase", "{code}");
        assert_eq!(desk.here("app_status", json!({}))["screen"], "trouble", "{code}");
        assert_eq!(desk.here("backup_restore", by(DIRECTOR))["screen"], "school", "{code}");
        assert_eq!(desk.store().dump().unwrap(), dump, "{code}");
    }
}

#[test]
fn a_spoilt_backup_is_told_and_replaces_nothing() {
    let desk = protected();
    check(&desk, 1, "书写要规范");
    desk.here("backup_make", json!({}));
    let handle = newest(&desk)["handle"].clone();
    let path = files(&desk).pop().unwrap();
    flip(&path, usize::try_from(fs::metadata(&path).unwrap().len()).unwrap() - 100);
    let before = desk.store().dump().unwrap();
    assert_eq!(desk.refused_here("backup_restore", json!({ "handle": handle })).0, "backup_damaged");
    assert_eq!(desk.store().dump().unwrap(), before);
    flip(&path, 30);
    let shown = newest(&desk);
    assert_eq!(shown["damaged"], true);
}

#[test]
fn another_schools_backup_is_refused() {
    let (one, other) = (protected(), Desk::with_seed(77));
    other.here("school_create", json!({ "name": "白石中学", "stage": "初中" }));
    other.here("backup_make", json!({}));
    let handle = one.office().keep_path(files(&other).pop().unwrap()).unwrap();
    assert_eq!(one.refused_here("backup_restore", json!({ "handle": handle })).0, "other_school");
}

#[test]
fn a_backup_from_a_stick_brings_the_school_to_a_new_machine() {
    let old = protected();
    check(&old, 1, "书写要规范");
    old.here("backup_make", json!({}));
    let (dump, account) = (old.store().dump().unwrap(), old.here("app_status", json!({}))["account"]["id"].clone());
    let new = Desk::with_seed(78);
    assert_eq!(new.here("app_status", json!({}))["screen"], "first_run");
    assert_eq!(new.here("backup_list", json!({}))["rows"], json!([]));
    let handle = new.office().keep_path(files(&old).pop().unwrap()).unwrap();
    let seen = new.here("backup_look", json!({ "handle": handle }));
    assert_eq!(seen["door"]["accounts"][0]["id"], account);
    let by = |passphrase: &str| json!({ "handle": handle, "account": account, "passphrase": passphrase });
    assert_eq!(new.refused_here("backup_restore", by("秋风扫叶 2026")).0, "wrong_passphrase");
    assert_eq!(new.here("app_status", json!({}))["screen"], "first_run", "nothing has come yet");
    assert_eq!(new.here("backup_restore", by(DIRECTOR))["screen"], "school");
    assert_eq!(new.store().dump().unwrap(), dump);
    let new = new.restarted_after(|_| ());
    new.here("unlock", json!({ "account": account, "passphrase": DIRECTOR }));
    assert_eq!(new.store().dump().unwrap(), dump);
}

#[test]
fn a_backup_without_a_passphrase_and_a_spoilt_one_on_a_new_machine() {
    let old = Desk::term();
    check(&old, 1, "书写要规范");
    old.here("backup_make", json!({}));
    let path = files(&old).pop().unwrap();
    let new = Desk::with_seed(79);
    let handle = new.office().keep_path(path.clone()).unwrap();
    flip(&path, usize::try_from(fs::metadata(&path).unwrap().len()).unwrap() - 100);
    assert_eq!(new.refused_here("backup_restore", json!({ "handle": handle })).0, "backup_damaged");
    assert_eq!(new.here("app_status", json!({}))["screen"], "first_run");
    flip(&path, usize::try_from(fs::metadata(&path).unwrap().len()).unwrap() - 100);
    assert_eq!(new.here("backup_restore", json!({ "handle": handle }))["screen"], "school");
    assert_eq!(new.here("homework_list", json!({}))["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn only_a_director_goes_back() {
    let desk = protected();
    let checker = json!({ "label": "检查员", "role": "checker", "passphrase": "检查员的口令一二三" });
    let checker = desk.here("account_save", checker)["id"].clone();
    desk.here("backup_make", json!({}));
    desk.here("lock", json!({}));
    assert_eq!(desk.refused_here("backup_list", json!({})).0, "locked", "a healthy locked school shows nothing");
    desk.here("unlock", json!({ "account": checker, "passphrase": "检查员的口令一二三" }));
    assert_eq!(desk.refused_here("backup_restore", json!({ "handle": "x" })).0, "forbidden");
    let desk = desk.restarted_after(|own| fs::write(own.join("keji.db"), b"").unwrap());
    let handle = newest(&desk)["handle"].clone();
    let by = json!({ "handle": handle, "account": checker, "passphrase": "检查员的口令一二三" });
    assert_eq!(desk.refused_here("backup_restore", by).0, "not_director");
    assert_eq!(desk.here("app_status", json!({}))["screen"], "trouble");
}

fn flip(path: &std::path::Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 4;
    fs::write(path, bytes).unwrap();
}
