//! Who did what to which record when, with old and new values.

use super::{check, files, protected};
use serde_json::{Value, json};

fn fields(act: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("—").to_owned();
    act["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (text(&field["field"]), text(&field["before"]), text(&field["after"])))
        .collect()
}

#[test]
fn the_history_of_a_record_tells_old_and_new_values_in_words() {
    let desk = protected();
    let saved = check(&desk, 1, "书写要规范");
    check(&desk, 1, "书写有进步");
    let deleted = desk.here("homework_delete", json!({ "id": saved["id"] }));
    desk.here("undo", json!({ "act": deleted["act"] }));
    let history = desk.here("history_record", json!({ "kind": "homework", "id": saved["id"] }));
    let acts = history["acts"].as_array().unwrap();
    let what: Vec<&str> = acts.iter().map(|act| act["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["撤销", "删除作业检查", "保存作业检查", "保存作业检查"]);
    assert!(acts.iter().all(|act| act["who"] == "教务主任"));
    assert_eq!(fields(&acts[2]), [("建议".into(), "书写要规范".into(), "书写有进步".into())]);
    assert_eq!(fields(&acts[1]), [("删除".into(), "—".into(), "已删除".into())]);
    let first = fields(&acts[3]);
    assert!(first.contains(&("教师".into(), "—".into(), "沈若谷".into())), "{first:?}");
    assert!(first.contains(&("实布置".into(), "—".into(), "10".into())));
}

#[test]
fn the_offices_history_pages_and_filters() {
    let desk = protected();
    for number in 0..70 {
        check(&desk, number, "书写要规范");
    }
    let first = desk.here("history_office", json!({}));
    assert_eq!(first["acts"].as_array().unwrap().len(), 60);
    let second = desk.here("history_office", json!({ "before": first["more"] }));
    let last = second["acts"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["what"], "新建学校");
    let actors: Vec<&str> =
        first["actors"].as_array().unwrap().iter().map(|actor| actor["label"].as_str().unwrap()).collect();
    assert_eq!(actors, ["教务主任", "教务处"]);
    let built_in = desk.here("history_office", json!({ "actor": "director" }));
    assert!(built_in["acts"].as_array().unwrap().iter().all(|act| act["who"] == "教务处"));
    assert_eq!(desk.here("history_office", json!({ "day": "2026-11-18" }))["acts"], json!([]));
    let one = desk.here("history_act", json!({ "id": first["acts"][0]["id"] }));
    assert!(one["fields"][0]["record"].as_str().unwrap().starts_with("作业检查"));
}

#[test]
fn the_check_compares_the_chain_with_the_signed_backups() {
    let desk = protected();
    check(&desk, 1, "书写要规范");
    desk.here("backup_make", json!({}));
    check(&desk, 2, "书写要规范");
    let fine = desk.here("history_check", json!({}));
    assert_eq!((&fine["findings"], fine["backups"].as_u64()), (&json!([]), Some(1)));
    assert_eq!(u64::from(desk.store().chain_head().unwrap().unwrap().seq), fine["links"].as_u64().unwrap());
    // Somebody with the key writes the newest acts out of the log and closes the chain again.
    let backup = files(&desk).pop().unwrap();
    let head = keji_store::backup::read_head(&backup).unwrap().chain.unwrap();
    let sql = format!("UPDATE chain SET head = zeroblob(32) WHERE seq = {}", head.seq);
    meddle(&desk, &sql);
    let found = desk.here("history_check", json!({}));
    let findings = found["findings"].to_string();
    assert!(findings.contains("签名不一致") && findings.contains("校验不符"), "{findings}");
}

/// Changes the store behind its back, with its key.
fn meddle(desk: &crate::support::Desk, sql: &str) {
    let store = desk.store();
    let key = store.data_key().unwrap().bytes().iter().fold(String::new(), |mut text, byte| {
        std::fmt::Write::write_fmt(&mut text, format_args!("{byte:02x}")).unwrap();
        text
    });
    let connection = keji_store::rusqlite::Connection::open(desk.own().join("keji.db")).unwrap();
    // The salt lies in front of the file.
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\";")).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn the_conditions_of_a_quota_are_told_in_words() {
    let desk = protected();
    let who = json!({ "tags": ["青年教师"], "years_most": 3, "paired": "apprentice", "rest_of": "推门课" });
    let duty =
        json!({ "target": "师徒", "every": "month", "whose": "mentors", "kinds": ["师徒听课"], "outside": false });
    let saved = desk.here("quota_save", json!({ "name": "徒弟", "lessons": 2, "who": who, "duty": duty }));
    let history = desk.here("history_record", json!({ "kind": "quota", "id": saved["id"] }));
    let told = fields(&history["acts"][0]);
    for (field, after) in [
        ("计入谁的课", "自己的师傅"),
        ("计算周期", "每月"),
        ("校外听课计入", "否"),
        ("条件", "师徒结对"),
        ("条件", "教龄上限"),
        ("条件", "其余人员"),
        ("岗位", "结对的徒弟"),
    ] {
        assert!(
            told.iter().any(|one| (one.0.as_str(), one.2.as_str()) == (field, after)),
            "{field}: {after} in {told:?}"
        );
    }
    assert!(told.iter().all(|one| !one.2.chars().any(|sign| sign.is_ascii_alphabetic())), "{told:?}");
}
