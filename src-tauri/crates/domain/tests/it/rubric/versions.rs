//! Versions: frozen by use, for ever; offered and not; deleted, brought back; and what older stores hold.

use crate::support::{Desk, TODAY, id, text, with};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

struct Staff {
    desk: Desk,
    teacher: String,
    leader: String,
}

fn staff() -> Staff {
    let desk = Desk::term();
    Staff {
        teacher: desk.teacher("何静", "数学", &["任课教师"]),
        leader: desk.teacher("唐文斌", "语文", &["副校长"]),
        desk,
    }
}

impl Staff {
    fn sheet(&self, number: u32, rubric: &str, scores: &Value) -> Value {
        json!({
            "id": id(number), "sitting": id(1000 + number), "date": TODAY, "period": 2, "teacher_id": self.teacher,
            "observer_id": self.leader, "subject": "数学", "topic": "方程", "lesson_kind": "推门课",
            "timeline": [{ "process": "导入", "remark": "" }], "strengths": "好。", "problems": "", "advice": "",
            "gains": "", "rubric_id": rubric, "scores": scores
        })
    }

    fn submit(&self, sheet: &Value) -> String {
        self.desk.act("observation_submit", json!({ "sheet": sheet }))
    }

    /// Version, total and band of a sheet.
    fn told(&self, number: u32) -> (u64, Value, Value) {
        let sheet = self.desk.ok("observation_get", json!({ "id": id(number) }));
        (sheet["rubric"]["version"].as_u64().unwrap(), sheet["total"].clone(), sheet["band"].clone())
    }

    fn save(&self, of: Option<&str>, document: &Value) -> (String, String) {
        let saved = self.desk.ok("rubric_save", json!({ "id": of, "document": document }));
        (text(&saved, "/id"), text(&saved, "/act"))
    }

    /// Versions of the list: version, sheets, whether it is frozen, whether it is offered.
    fn versions(&self, line: &str) -> Vec<(u64, u64, bool, bool)> {
        let rows = self.desk.rows("rubric_list");
        let own = rows.iter().filter(|row| row["rubric"]["line_id"] == line);
        own.map(|row| {
            let number = |pointer: &str| row.pointer(pointer).unwrap().as_u64().unwrap();
            (number("/rubric/version"), number("/used"), row["frozen"] == true, row["retired_on"].is_null())
        })
        .collect()
    }

    fn document(&self, id: &str) -> Value {
        self.desk.ok("rubric_get", json!({ "id": id }))["document"].clone()
    }
}

/// A sheet of one item; its band line is where the versions differ.
fn document(line: u32) -> Value {
    let item = json!({ "id": "p", "name": "课堂", "scoring": { "form": "points", "most": 100, "step": 1 } });
    json!({
        "name": "校本评价表", "purpose": "lesson", "total": 100, "sections": [{ "id": "s", "name": "", "items": [item] }],
        "bands": [{ "name": "优", "from": line }, { "name": "良", "from": 0 }]
    })
}

fn given(points: u32) -> Value {
    json!([{ "item_id": "p", "value": points }])
}

#[test]
fn a_used_version_is_frozen_and_a_change_makes_the_next() {
    let staff = staff();
    let (first, _) = staff.save(None, &document(90));
    // Before its first use it is changed in place.
    assert_eq!(staff.save(Some(&first), &document(85)).0, first);
    staff.submit(&staff.sheet(1, &first, &given(86)));
    assert_eq!(staff.told(1), (1, json!(86.0), json!("优")));
    assert_eq!(staff.save(Some(&first), &document(85)).0, first, "nothing was changed");

    let (second, made) = staff.save(Some(&first), &document(88));
    assert_ne!(first, second);
    assert_eq!(staff.told(1), (1, json!(86.0), json!("优")), "the old sheet keeps its version");
    assert_eq!(staff.document(&first)["bands"][0]["from"], 85.0);
    staff.submit(&staff.sheet(2, &second, &given(86)));
    assert_eq!(staff.told(2), (2, json!(86.0), json!("良")));
    assert_eq!(staff.versions(&first), [(2, 1, true, true), (1, 1, true, true)]);
    // Amended, it keeps it too.
    staff.submit(&with(&staff.sheet(1, &first, &given(84)), json!({ "topic": "方程的解" })));
    assert_eq!(staff.told(1), (1, json!(84.0), json!("良")));
    let moved = json!({ "sheet": staff.sheet(1, &second, &given(84)) });
    assert_eq!(staff.desk.refusal("observation_submit", moved), "rubric_kept");
    // A change of the first makes the third, beside the second.
    let (third, _) = staff.save(Some(&first), &document(70));
    assert_eq!(staff.versions(&first)[0], (3, 0, false, true));
    assert_eq!(staff.desk.refusal("undo", json!({ "act": made })), "rubric_used");
    // Deleted and brought back, the third keeps its number; the next one made meanwhile is the fourth.
    let gone = staff.desk.act("rubric_delete", json!({ "id": third }));
    staff.save(Some(&second), &document(71));
    staff.desk.undo(&gone);
    let numbers: Vec<_> = staff.versions(&first).iter().map(|version| version.0).collect();
    assert_eq!(numbers, [4, 3, 2, 1]);
}

#[test]
fn a_change_before_the_first_use_cannot_be_taken_back_after_it() {
    let staff = staff();
    let (first, made) = staff.save(None, &document(90));
    let (_, changed) = staff.save(Some(&first), &document(85));
    let back = staff.desk.undo(&changed);
    assert_eq!(staff.document(&first)["bands"][0]["from"], 90.0);
    staff.desk.undo(&back);
    assert_eq!(staff.document(&first)["bands"][0]["from"], 85.0);
    staff.submit(&staff.sheet(1, &first, &given(86)));
    for act in [&made, &back] {
        assert!(["rubric_used", "undo_conflict"].contains(&staff.desk.refusal("undo", json!({ "act": act }))));
    }
    assert_eq!(staff.told(1), (1, json!(86.0), json!("优")));
}

#[test]
fn a_version_goes_out_of_use_and_comes_back() {
    let staff = staff();
    let (first, _) = staff.save(None, &document(90));
    staff.submit(&staff.sheet(1, &first, &given(95)));
    let (second, _) = staff.save(Some(&first), &document(80));
    let offered = || -> Vec<Value> {
        let prefill = staff.desk.ok("observation_prefill", json!({}));
        prefill["rubrics"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect()
    };
    assert!(offered().contains(&json!(second)) && !offered().contains(&json!(first)), "the newest is offered");
    let retired = staff.desk.act("rubric_retire", json!({ "id": first, "retired": true }));
    assert!(!offered().contains(&json!(second)), "the whole line");
    assert_eq!(staff.told(1), (1, json!(95.0), json!("优")));
    staff.desk.undo(&retired);
    assert!(offered().contains(&json!(second)));
    staff.desk.ok("rubric_retire", json!({ "id": second, "retired": true }));
    let again = staff.desk.act("rubric_retire", json!({ "id": second, "retired": false }));
    assert!(offered().contains(&json!(second)));
    staff.desk.undo(&again);
    assert_eq!(staff.versions(&first), [(2, 0, false, false), (1, 1, true, false)]);
}

#[test]
fn what_was_used_is_not_deleted_even_by_a_sheet_that_may_come_back() {
    let staff = staff();
    let (first, _) = staff.save(None, &document(90));
    staff.submit(&staff.sheet(1, &first, &given(95)));
    assert_eq!(staff.desk.refusal("rubric_delete", json!({ "id": first })), "rubric_used");
    let gone = staff.desk.act("observation_delete", json!({ "id": id(1) }));
    assert_eq!(staff.versions(&first), [(1, 0, true, true)], "frozen, although no sheet is there");
    assert_eq!(staff.desk.refusal("rubric_delete", json!({ "id": first })), "rubric_used");
    let (second, _) = staff.save(Some(&first), &document(99));
    assert_ne!(first, second);
    staff.desk.undo(&gone);
    assert_eq!(staff.told(1), (1, json!(95.0), json!("优")));
    // The second was never used.
    let deleted = staff.desk.act("rubric_delete", json!({ "id": second }));
    assert_eq!(staff.versions(&first), [(1, 1, true, true)]);
    staff.desk.undo(&deleted);
    assert_eq!(staff.versions(&first).len(), 2);
}

#[test]
fn a_draft_does_not_go_back_to_a_version_that_was_changed_meanwhile() {
    let staff = staff();
    let (first, _) = staff.save(None, &document(90));
    let (other, _) = staff.save(None, &with(&document(60), json!({ "name": "另一份" })));
    staff.desk.ok("observation_save", staff.sheet(1, &first, &given(95)));
    let later = with(&staff.sheet(1, &other, &given(95)), json!({ "sitting": id(77) }));
    let moved = staff.desk.act("observation_save", later);
    // Nothing stands on the first any more: it is changed in place.
    assert_eq!(staff.save(Some(&first), &document(50)).0, first);
    assert_eq!(staff.desk.refusal("undo", json!({ "act": moved })), "undo_conflict");
}

#[test]
fn a_store_of_the_third_schema_shows_its_totals_and_goes_on() {
    let stores = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/stores");
    for name in ["schema-0001", "schema-0002", "sealed-0003"] {
        let store = stores.join(name);
        let desk = Desk::empty().restarted_after(|own| copy(&store, own));
        if let Ok(passphrase) = fs::read_to_string(store.join("passphrase.txt")) {
            let door = desk.call_as(&desk.office().session(), "app_status", json!({})).unwrap();
            let account = door.pointer("/door/accounts/0/id").unwrap_or_else(|| panic!("{door}")).clone();
            desk.here("unlock", json!({ "account": account, "passphrase": passphrase.trim() }));
        }
        let rows = desk.here("rubric_list", json!({}))["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1, "{name}");
        let rubric = &rows[0]["rubric"];
        let old = text(rubric, "/id");
        assert_eq!(
            (&rubric["version"], &rubric["line_id"], &rows[0]["frozen"]),
            (&json!(1), &json!(old), &json!(true))
        );
        assert_eq!(desk.here("rubric_check", rubric["document"].clone())["faults"], json!([]), "{name}");

        let term = desk.here("app_status", json!({}))["term"]["id"].clone();
        let list = || desk.here("observation_list", json!({ "term_id": term }))["rows"].clone();
        let before = list();
        let sheets: Vec<Value> = before
            .as_array()
            .unwrap()
            .iter()
            .map(|row| desk.here("observation_get", json!({ "id": row["id"] })))
            .collect();
        // Totals that were only told, with the bands of the five levels.
        assert!(sheets.iter().any(|sheet| sheet["reported_total"].is_number()), "{name}");
        for sheet in &sheets {
            let bands = rubric["document"]["bands"].as_array().unwrap();
            let reached = |total: f64| bands.iter().find(|band| total >= band["from"].as_f64().unwrap());
            let band =
                sheet["reported_total"].as_f64().and_then(reached).map_or(Value::Null, |band| band["name"].clone());
            assert_eq!((&sheet["total"], &sheet["band"]), (&sheet["reported_total"], &band), "{name}");
        }
        // A level is a fifth of an item of twenty points: 20 + 16 + 16 + 12 + 20.
        let items = rubric["document"]["sections"][0]["items"].as_array().unwrap();
        let levels = |of: &[u32]| -> Value {
            items.iter().zip(of).map(|(item, level)| json!({ "item_id": item["id"], "level": level })).collect()
        };
        let asked = json!({ "rubric_id": old, "scores": levels(&[5, 4, 4, 3, 5]) });
        let told = desk.here("rubric_score", asked.clone());
        assert_eq!((&told["total"], &told["band"]), (&json!(84.0), &json!("良")), "{name}");

        let mut document = rubric["document"].clone();
        document["bands"][1]["from"] = json!(85);
        let second = text(&desk.here("rubric_save", json!({ "id": old, "document": document })), "/id");
        assert_ne!(second, old, "{name}");
        let next = desk.here("rubric_get", json!({ "id": second }));
        assert_eq!((&next["version"], &next["line_id"]), (&json!(2), &json!(old)));
        assert_eq!(next["document"]["sections"][0]["items"], rubric["document"]["sections"][0]["items"]);
        assert_eq!(list(), before, "{name}: the old sheets are as they were");
        assert_eq!(desk.here("rubric_score", asked)["band"], "良");
        let by_second = json!({ "rubric_id": second, "scores": levels(&[5, 4, 4, 3, 5]) });
        assert_eq!(desk.here("rubric_score", by_second)["band"], "合格", "{name}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(|file| file.unwrap().path()) {
        let target = to.join(file.file_name().unwrap());
        if file.is_dir() {
            copy(&file, &target);
        } else if ["keji.db", "keys.json"].contains(&file.file_name().unwrap().to_str().unwrap())
            || file.extension().is_some_and(|ending| ending == "kejibak")
        {
            fs::copy(&file, &target).unwrap();
        }
    }
}
