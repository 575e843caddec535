//! Locked and unlocked, by whom, and what nobody can read.

use super::{DIRECTOR, check, director, protected};
use crate::support::Desk;
use keji_domain::access::Role;
use serde_json::json;
use std::fs;

#[test]
fn a_passphrase_locks_the_school_and_opens_it_again() {
    let desk = protected();
    check(&desk, 1, "书写要规范");
    let locked = desk.here("lock", json!({}));
    assert_eq!((locked["screen"].as_str(), locked["role"].as_str()), (Some("locked"), Some("visitor")));
    assert_eq!(locked["school"], json!(null), "nothing of the school is told in front of the door");
    assert_eq!(desk.refused_here("homework_list", json!({})).0, "locked");
    let account = director(&desk);
    let (code, params) = desk.refused_here("unlock", json!({ "account": account, "passphrase": "秋风扫叶 2026" }));
    assert_eq!((code, params["seconds"].as_str()), ("wrong_passphrase", "0"));
    let open = desk.here("unlock", json!({ "account": account, "passphrase": DIRECTOR }));
    assert_eq!((open["screen"].as_str(), open["account"]["label"].as_str()), (Some("school"), Some("教务主任")));
    assert_eq!(desk.here("homework_list", json!({}))["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_new_school_with_a_passphrase_is_locked_at_the_next_start() {
    let desk = Desk::empty();
    let request = json!({ "name": "青溪中学", "stage": "初中", "passphrase": "短" });
    assert_eq!(desk.refused_here("school_create", request).0, "passphrase_short");
    assert!(!desk.own().exists(), "a refused passphrase leaves nothing behind");
    let made = desk.here("school_create", json!({ "name": "青溪中学", "stage": "初中", "passphrase": DIRECTOR }));
    assert_eq!((made["screen"].as_str(), made["protected"].as_bool()), (Some("school"), Some(true)));
    let desk = desk.reopened();
    assert_eq!(desk.here("app_status", json!({}))["screen"], "locked");
}

#[test]
fn neither_the_files_nor_older_backups_hold_the_key_in_the_clear() {
    let desk = Desk::term();
    check(&desk, 1, "不能让人看见的评语");
    desk.here("backup_make", json!({}));
    let open_key = key_in_the_clear(&desk);
    assert_eq!(open_key.len(), 44);
    desk.here("passphrase_first", json!({ "passphrase": DIRECTOR }));
    check(&desk, 2, "不能让人看见的评语");
    desk.here("backup_make", json!({}));
    desk.here("lock", json!({}));
    let mut folders = vec![desk.own()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            seen += 1;
            let bytes = fs::read(&path).unwrap();
            for marker in ["不能让人看见的评语", "沈若谷", "青溪中学", open_key.as_str(), "\"open\""] {
                let found = bytes.windows(marker.len()).any(|window| window == marker.as_bytes());
                assert!(!found, "{marker} in {}", path.display());
            }
        }
    }
    assert!(seen >= 4, "database, keys and two backups were looked at");
}

#[test]
fn the_recovery_key_gives_the_director_a_new_passphrase() {
    let desk = protected();
    let wrong = json!({ "passphrase": "秋风扫叶 2026" });
    assert_eq!(desk.refused_here("recovery_make", wrong).0, "wrong_passphrase");
    let shown = desk.here("recovery_make", json!({ "passphrase": DIRECTOR }));
    let groups: Vec<&str> = shown["groups"].as_array().unwrap().iter().map(|group| group.as_str().unwrap()).collect();
    assert_eq!(groups.len(), 8);
    desk.here("lock", json!({}));
    let account = director(&desk);
    let by = |recovery: &str| json!({ "recovery": recovery, "account": account, "passphrase": "夏雨雨人 2027" });
    let mut slip: Vec<String> = groups.iter().map(|group| (*group).to_owned()).collect();
    let other = if slip[2].starts_with('7') { "8" } else { "7" };
    slip[2].replace_range(0..1, other);
    let (code, params) = desk.refused_here("unlock_by_recovery", by(&slip.join(" ")));
    assert_eq!((code, params["group"].as_str()), ("recovery_group", "3"));
    assert_eq!(desk.refused_here("unlock_by_recovery", by(&groups[..7].join("-"))).0, "recovery_length");
    let open = desk.here("unlock_by_recovery", by(&groups.join("").to_lowercase()));
    assert_eq!(open["screen"], "school");
    desk.here("lock", json!({}));
    assert_eq!(
        desk.refused_here("unlock", json!({ "account": account, "passphrase": DIRECTOR })).0,
        "wrong_passphrase"
    );
    desk.here("unlock", json!({ "account": account, "passphrase": "夏雨雨人 2027" }));
}

#[test]
fn the_sheet_of_the_recovery_key_can_be_written_only_while_it_is_shown() {
    let desk = protected();
    let path = desk.own().parent().unwrap().join("恢复密钥.pdf");
    let handle = desk.office().keep_path(path.clone()).unwrap();
    assert_eq!(desk.refused_here("recovery_save", json!({ "handle": handle })).0, "recovery_forgotten");
    desk.here("recovery_make", json!({ "passphrase": DIRECTOR }));
    desk.here("recovery_save", json!({ "handle": handle }));
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn after_three_wrong_tries_the_door_waits() {
    let desk = protected();
    desk.here("lock", json!({}));
    let account = director(&desk);
    let wrong = json!({ "account": account, "passphrase": "秋风扫叶 2026" });
    for seconds in ["0", "0", "2"] {
        let (code, params) = desk.refused_here("unlock", wrong.clone());
        assert_eq!((code, params["seconds"].as_str()), ("wrong_passphrase", seconds));
    }
    // The clock of this test stands still: the right passphrase has to wait too.
    let (code, params) = desk.refused_here("unlock", json!({ "account": account, "passphrase": DIRECTOR }));
    assert_eq!((code, params["seconds"].as_str()), ("too_soon", "2"));
}

#[test]
fn accounts_open_with_their_own_role_and_only_theirs() {
    let desk = protected();
    check(&desk, 1, "书写要规范");
    let roster = desk.here("roster_get", json!({}));
    let (teacher, department) = (&roster["teachers"][0]["id"], &roster["departments"][0]["id"]);
    let save = |label: &str, role: &str, teacher: &serde_json::Value, department: &serde_json::Value| {
        json!({
            "label": label, "role": role, "teacher_id": teacher, "department_id": department,
            "passphrase": format!("{label}的口令一二三")
        })
    };
    let none = json!(null);
    let (code, params) = desk.refused_here("account_save", save("沈老师", "teacher", &none, &none));
    assert_eq!((code, params["field"].as_str()), ("account_needs", "教师"));
    let checker = desk.here("account_save", save("检查员一", "checker", &none, &none))["id"].clone();
    let head = desk.here("account_save", save("语文组长", "department_head", &none, department))["id"].clone();
    let own = desk.here("account_save", save("教师一", "teacher", teacher, &none))["id"].clone();
    assert_eq!(desk.refused_here("account_save", save("教师一", "checker", &none, &none)).0, "label_taken");
    desk.here("lock", json!({}));
    let enter = |id: &serde_json::Value, label: &str| {
        let open = desk.here("unlock", json!({ "account": id, "passphrase": format!("{label}的口令一二三") }));
        open["role"].as_str().unwrap().to_owned()
    };
    assert_eq!(enter(&checker, "检查员一"), "checker");
    assert_eq!(desk.office().session().role, Role::Checker);
    assert_eq!(desk.refused_here("account_list", json!({})).0, "forbidden");
    desk.here("lock", json!({}));
    assert_eq!(enter(&head, "语文组长"), "department_head");
    assert_eq!(desk.here("homework_list", json!({}))["rows"].as_array().unwrap().len(), 1);
    desk.here("lock", json!({}));
    assert_eq!(enter(&own, "教师一"), "teacher");
    assert_eq!(desk.refused_here("homework_save", json!("")).0, "forbidden");
    assert_eq!(desk.here("homework_list", json!({}))["rows"].as_array().unwrap().len(), 1, "what is about me");
    desk.here("passphrase_change", json!({ "old": "教师一的口令一二三", "new": "换了一句更长的口令" }));
    desk.here("lock", json!({}));
    desk.here("unlock", json!({ "account": own, "passphrase": "换了一句更长的口令" }));
}

#[test]
fn a_deleted_account_opens_nothing_and_the_last_director_stays() {
    let desk = protected();
    let list = desk.here("account_list", json!({}));
    let me = list["rows"][0]["id"].clone();
    assert_eq!(desk.refused_here("account_delete", json!({ "id": me })).0, "last_director");
    let demoted = json!({ "id": me, "label": "教务主任", "role": "checker" });
    assert_eq!(desk.refused_here("account_save", demoted).0, "last_director");
    let passphrase = "检查员的口令一二三";
    let checker = json!({ "label": "检查员", "role": "checker", "passphrase": passphrase });
    let checker = desk.here("account_save", checker)["id"].clone();
    desk.here("account_delete", json!({ "id": checker }));
    desk.here("lock", json!({}));
    let (code, _) = desk.refused_here("unlock", json!({ "account": checker, "passphrase": passphrase }));
    assert_eq!(code, "unknown_account");
}

#[test]
fn a_slot_put_in_anothers_place_opens_nothing() {
    let desk = protected();
    let checker = json!({ "label": "检查员", "role": "checker", "passphrase": "检查员的口令一二三" });
    let checker = desk.here("account_save", checker)["id"].as_str().unwrap().to_owned();
    let me = desk.here("app_status", json!({}))["account"]["id"].as_str().unwrap().to_owned();
    desk.here("lock", json!({}));
    // The checker gives the own slot the director's identifier, with a right digest over it all.
    keji_store::change_slots(&desk.own(), |slots| {
        slots.retain(|slot| !matches!(slot, keji_store::Slot::Passphrase { account, .. } if *account == me));
        for slot in slots {
            if let keji_store::Slot::Passphrase { account, .. } = slot
                && *account == checker
            {
                account.clone_from(&me);
            }
        }
    })
    .unwrap();
    let (code, _) = desk.refused_here("unlock", json!({ "account": me, "passphrase": "检查员的口令一二三" }));
    assert_eq!(code, "wrong_passphrase");
}

#[test]
fn the_sample_school_needs_no_passphrase_and_the_own_one_stays_locked_behind_it() {
    let desk = protected();
    desk.here("lock", json!({}));
    assert_eq!(desk.here("sample_open", json!({}))["school"]["sample"], true);
    assert_eq!(desk.refused_here("lock", json!({})).0, "no_passphrase");
    assert_eq!(desk.here("school_open", json!({}))["screen"], "locked");
}

fn key_in_the_clear(desk: &Desk) -> String {
    let text = fs::read_to_string(desk.own().join("keys.json")).unwrap();
    let after = text.split("\"key\": \"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}
