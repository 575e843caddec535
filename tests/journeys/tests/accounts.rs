//! The command line in front of a locked door: the passphrase comes from the environment, the account from its label,
//! and what was spoilt is told apart.

use crate::desk::{Desk, Said};
use serde_json::{Value, json};
use std::fs;

const DIRECTOR: &str = "春风化雨 2026";
const CHECKER: &str = "秋水长天 2026";

/// The code that a refusal begins with.
#[track_caller]
fn refused(said: &Said) -> &str {
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    assert!(said.err.trim_end().ends_with('。'), "a sentence: {}", said.err);
    said.err.split(':').next().unwrap_or_default()
}

#[test]
fn a_passphrase_at_creation_locks_the_school_for_whoever_lacks_it() {
    let desk = Desk::empty();
    let create = ["school", "create", "--name", "临江中学"];
    assert_eq!(refused(&desk.run_as(None, Some("太短"), &create)), "passphrase_short");
    assert!(!desk.store().join("keji.db").exists(), "a refused passphrase leaves no school");
    assert_eq!(desk.run_as(None, Some(DIRECTOR), &create).code, 0);
    let keys = fs::read_to_string(desk.store().join("keys.json")).unwrap();
    assert!(!keys.contains("\"open\""), "the key lies nowhere in the clear");

    let look = ["call", "app_status"];
    for words in [&look[..], &["check"], &["summary", "--format", "json"], &["import", "roster", "x.csv"]] {
        assert_eq!(refused(&desk.run_as(None, None, words)), "locked", "{words:?}");
        assert_eq!(refused(&desk.run_as(None, Some("秋风扫叶 2026"), words)), "wrong_passphrase", "{words:?}");
    }
    assert_eq!(refused(&desk.run_as(Some("检查员"), Some(DIRECTOR), &look)), "unknown_account");
    for account in [None, Some("教务主任")] {
        let said = desk.run_as(account, Some(DIRECTOR), &look);
        let status: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!((&status["role"], &status["protected"]), (&json!("director"), &json!(true)));
        assert_eq!(status["account"]["label"], "教务主任");
    }
}

#[test]
fn an_account_acts_under_its_own_name_and_role() {
    let desk = Desk::protected("临江中学", DIRECTOR);
    desk.good(&["term", "create", "--year", "2025-2026", "--term", "1", "--from", "2025-09-01", "--to", "2026-01-23"]);
    let teacher = desk.call("teacher_save", &json!({ "name": "王老师", "subject": "语文", "department": "语文组" }));
    desk.call("account_save", &json!({ "label": "检查员", "role": "checker", "passphrase": CHECKER }));

    let check = json!({
        "id": "019a0000-0000-7000-8000-000000000001", "date": "2025-10-20", "teacher_id": teacher["id"],
        "subject": "语文", "book_kind": "作业本", "required": 10, "assigned": 10, "fully_marked": 8, "band": "良"
    });
    let save = ["call", "homework_save", &check.to_string()];
    assert_eq!(refused(&desk.run_as(None, Some(CHECKER), &save)), "unknown_account", "of two, one must be named");
    assert_eq!(refused(&desk.run_as(Some("检查员"), Some(DIRECTOR), &save)), "wrong_passphrase");
    assert_eq!(refused(&desk.run_as(Some("教务主任"), Some(CHECKER), &save)), "wrong_passphrase");
    let saved = desk.run_as(Some("检查员"), Some(CHECKER), &save);
    assert_eq!(saved.code, 0, "{}", saved.err);
    let saved: Value = serde_json::from_str(&saved.out).unwrap();

    let settings = json!({ "auto_lock_minutes": 0, "retention": "years10" }).to_string();
    for forbidden in [
        &["call", "vault_settings_save", settings.as_str()][..],
        &["call", "account_list"],
        &["call", "history_office"],
        &["term", "create", "--year", "2025-2026", "--term", "2", "--from", "2026-02-24", "--to", "2026-07-03"],
    ] {
        assert_eq!(refused(&desk.run_as(Some("检查员"), Some(CHECKER), forbidden)), "forbidden", "{forbidden:?}");
    }

    let history = desk.run_as(Some("教务主任"), Some(DIRECTOR), &["call", "history_office"]);
    let history: Value = serde_json::from_str(&history.out).unwrap();
    let who = |act: &Value| {
        let acts = history["acts"].as_array().unwrap();
        acts.iter().find(|one| one["id"] == *act).map(|one| one["who"].clone())
    };
    assert_eq!(who(&saved["act"]), Some(json!("检查员")));
    assert_eq!(who(&teacher["act"]), Some(json!("教务主任")));
}

#[test]
fn a_school_without_a_passphrase_stays_open() {
    let desk = Desk::school("临江中学");
    for passphrase in [None, Some(DIRECTOR)] {
        let said = desk.run_as(None, passphrase, &["call", "app_status"]);
        let status: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!((&status["role"], &status["protected"]), (&json!("director"), &json!(false)));
    }
    let sample = Desk::empty();
    let create = ["school", "create", "--name", "示例", "--sample"];
    assert_eq!(sample.run_as(None, Some(DIRECTOR), &create).code, 0);
    assert_eq!(sample.run_as(None, None, &["check"]).code, 0, "the sample school needs no passphrase");
}

#[test]
fn one_flipped_bit_is_found() {
    let desk = Desk::protected("临江中学", DIRECTOR);
    desk.good(&["check"]);
    for (file, code, places) in [("keji.db", "store_damaged", 16), ("keys.json", "keys_damaged", 16)] {
        let bytes = fs::read(desk.store().join(file)).unwrap();
        // The first and the last byte, and places between them that share no step with pages.
        for place in 0..=places {
            let (at, bit) = ((bytes.len() - 1) * place / places, place % 8);
            let spoilt = desk.copied();
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            fs::write(spoilt.store().join(file), changed).unwrap();
            assert_eq!(refused(&spoilt.run(&["check"])), code, "{file}, byte {at}, bit {bit}");
        }
    }
}

#[test]
fn no_argument_takes_a_passphrase() {
    let desk = Desk::empty();
    for verb in [&[][..], &["school", "create"], &["check"], &["call"], &["import"], &["summary"], &["term", "create"]]
    {
        let help = desk.good(&[verb, &["--help"]].concat());
        let options: Vec<&str> = help.split_whitespace().filter(|word| word.starts_with('-')).collect();
        assert!(options.contains(&"--data"), "{help}");
        for option in options {
            assert!(!option.contains("pass") && !option.contains("key"), "{verb:?}: {option}");
        }
    }
}
