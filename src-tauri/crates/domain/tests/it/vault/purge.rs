//! What is purged is gone everywhere, and the log says that it was.

use super::{DIRECTOR, check, files, protected};
use serde_json::json;

#[test]
fn a_deleted_record_can_be_purged_for_good() {
    let desk = protected();
    let kept = check(&desk, 1, "留着的评语");
    let gone = check(&desk, 2, "要清除的评语");
    desk.here("homework_delete", json!({ "id": gone["id"] }));
    desk.here("backup_make", json!({}));
    let preview = desk.here("purge_preview", json!({}));
    assert_eq!(preview["retention"], "permanent");
    let group = &preview["groups"][0];
    assert_eq!((group["key"].as_str(), group["records"][0]["count"].as_u64()), (Some("deleted"), Some(1)));
    let request = |passphrase: &str| json!({ "keys": ["deleted"], "passphrase": passphrase, "backups": true });
    assert_eq!(desk.refused_here("purge_run", request("秋风扫叶 2026")).0, "wrong_passphrase");
    let done = desk.here("purge_run", request(DIRECTOR));
    assert_eq!((done["records"].as_u64(), done["backups"].as_u64()), (Some(1), Some(1)));
    assert_eq!(desk.store().check().unwrap(), []);
    let history = desk.here("history_record", json!({ "kind": "homework", "id": kept["id"] }));
    assert!(history.to_string().contains("留着的评语"));
    let acts = desk.here("history_office", json!({}));
    assert_eq!(acts["acts"][0]["what"], "清除记录");
    for act in acts["acts"].as_array().unwrap() {
        let shown = desk.here("history_act", json!({ "id": act["id"] })).to_string();
        assert!(!shown.contains("要清除的评语"), "{shown}");
    }
    assert_eq!(files(&desk).len(), 1, "only the fresh backup is left");
    assert_eq!(desk.here("purge_preview", json!({}))["groups"], json!([]));
    assert_eq!(desk.refused_here("purge_run", request(DIRECTOR)).0, "nothing_to_purge");
}

#[test]
fn a_term_can_be_purged_only_when_its_retention_has_run_out() {
    let desk = protected();
    let old = json!({
        "school_year": "2014-2015", "number": 1, "first_day": "2014-09-01", "last_day": "2015-01-30"
    });
    desk.here("term_create", old);
    check(&desk, 1, "今年的评语");
    super::check_on(&desk, 2, "2014-11-03", "十年前的评语");
    let keys = |desk: &crate::support::Desk| -> Vec<String> {
        let preview = desk.here("purge_preview", json!({}));
        let groups = preview["groups"].as_array().unwrap().clone();
        groups.iter().map(|group| group["key"].as_str().unwrap().to_owned()).collect()
    };
    assert!(keys(&desk).is_empty(), "records are kept for ever unless the school says otherwise");
    desk.here("vault_settings_save", json!({ "auto_lock_minutes": 10, "retention": "years30" }));
    assert!(keys(&desk).is_empty());
    desk.here("vault_settings_save", json!({ "auto_lock_minutes": 10, "retention": "years10" }));
    assert_eq!(keys(&desk), ["2014-2015-1"]);
    let other = json!({ "keys": ["2026-2027-1"], "passphrase": DIRECTOR, "backups": false });
    assert_eq!(desk.refused_here("purge_run", other).0, "nothing_to_purge");
    desk.here("purge_run", json!({ "keys": ["2014-2015-1"], "passphrase": DIRECTOR, "backups": false }));
    let dump = desk.store().dump().unwrap();
    assert!(!dump.contains("十年前的评语") && dump.contains("今年的评语"));
    assert_eq!(desk.store().check().unwrap(), []);
}
