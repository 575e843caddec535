//! For each of the four kinds: create, edit, delete, undo — each step in a process of its own, so that every one of
//! them is also a restart.

use crate::desk::Desk;
use serde_json::{Value, json};

struct School {
    desk: Desk,
    wang: String,
    li: String,
    class: String,
}

fn school() -> School {
    let desk = Desk::school("临江中学");
    desk.good(&["term", "create", "--year", "2025-2026", "--term", "1", "--from", "2025-09-01", "--to", "2026-01-23"]);
    let teacher = |name: &str| {
        let saved = desk.call("teacher_save", &json!({ "name": name, "department": "语文组", "subject": "语文" }));
        saved["id"].as_str().unwrap().to_owned()
    };
    let (wang, li) = (teacher("王老师"), teacher("李老师"));
    let class = desk.call("class_save", &json!({ "grade": "七年级", "number": 1 }))["id"].as_str().unwrap().to_owned();
    School { desk, wang, li, class }
}

const ID: &str = "019a0000-0000-7000-8000-000000000001";
const SITTING: &str = "019a0000-0000-7000-8000-0000000000aa";

/// Saves, changes, deletes and takes back, and looks at the list after each.
fn lives(
    desk: &Desk,
    list: &str,
    save: &str,
    delete: &str,
    first: &Value,
    second: &Value,
    seen: &dyn Fn(&Value) -> Value,
) {
    let look = || {
        let found = desk.call(list, &json!({ "term_id": "2025-2026-1" }));
        found["rows"].as_array().unwrap().iter().map(seen).collect::<Vec<_>>()
    };
    desk.call(save, first);
    let before = look();
    assert_eq!(before.len(), 1);
    let changed = desk.call(save, second);
    let after = look();
    assert_eq!(after.len(), 1, "the same record is changed, not doubled");
    assert_ne!(before, after);
    desk.call("undo", &json!({ "act": changed["act"] }));
    assert_eq!(look(), before);
    desk.call(save, second);
    let deleted = desk.call(delete, &json!({ "id": ID }));
    assert_eq!(look(), Vec::<Value>::new());
    desk.call("undo", &json!({ "act": deleted["act"] }));
    assert_eq!(look(), after);
    desk.good(&["check"]);
}

#[test]
fn an_observation_sheet() {
    let School { desk, wang, li, class } = school();
    let sheet = |topic: &str| {
        json!({ "sheet": {
            "id": ID, "sitting": SITTING, "date": "2025-10-14", "period": 3, "teacher_id": wang, "observer_id": li,
            "class_id": class, "subject": "语文", "topic": topic, "lesson_kind": "随堂课", "entered_after": true,
            "timeline": [{ "clock": null, "process": "导入", "remark": "自然" }], "strengths": "朗读扎实"
        }})
    };
    lives(
        &desk,
        "observation_list",
        "observation_submit",
        "observation_delete",
        &sheet("《散步》"),
        &sheet("《背影》"),
        &|row| json!([row["topic"], row["counts"], row["week"], row["class_name"]]),
    );
}

#[test]
fn a_homework_check() {
    let School { desk, wang, li, class } = school();
    let check = |marked: u32| {
        json!({
            "id": ID, "date": "2025-10-20", "checker_id": li, "teacher_id": wang, "class_id": class, "subject": "语文",
            "book_kind": "作业本", "required": 10, "assigned": 10, "fully_marked": marked, "remarked": 2, "band": "良"
        })
    };
    lives(&desk, "homework_list", "homework_save", "homework_delete", &check(8), &check(10), &|row| {
        json!([row["fully_marked"], row["amount_band"], row["teacher"]])
    });
}

#[test]
fn a_lesson_plan_with_its_drafts() {
    let School { desk, wang, .. } = school();
    let plan = |topic: &str| json!({ "id": ID, "teacher_id": wang, "subject": "语文", "grade": "七年级", "topic": topic, "planned_date": "2025-10-22" });
    lives(
        &desk,
        "lesson_plan_list",
        "lesson_plan_save",
        "lesson_plan_delete",
        &plan("《散步》"),
        &plan("《背影》"),
        &|row| json!([row["topic"], row["drafts"]]),
    );
    for number in 1..=2 {
        let draft = json!({
            "id": format!("019a0000-0000-7000-8000-00000000010{number}"), "sitting": SITTING, "plan_id": ID,
            "number": number, "date": "2025-10-15", "body": "教学目标\n能概括", "reflection": "生成处理得当"
        });
        desk.call("lesson_plan_draft_save", &draft);
    }
    let whole = desk.call("lesson_plan_get", &json!({ "id": ID }));
    assert_eq!(whole["drafts"].as_array().unwrap().len(), 2);
    assert_eq!(whole["drafts"][1]["stage"], "二稿");
    let deleted = desk.call("lesson_plan_delete", &json!({ "id": ID }));
    desk.call("undo", &json!({ "act": deleted["act"] }));
    assert_eq!(desk.call("lesson_plan_get", &json!({ "id": ID })), whole, "the drafts come back with their plan");
}

#[test]
fn a_pairing_whose_duties_are_fulfilled_by_sheets() {
    let School { desk, wang, li, class } = school();
    let pairing = |note: &str| {
        json!({
            "id": ID, "mentor_id": wang, "apprentice_id": li, "kind": "教学", "started_on": "2025-09-08", "note": note,
            "duties": [{ "direction": "apprentice_observes", "times": 1, "every_weeks": 2 }]
        })
    };
    lives(&desk, "pairing_list", "pairing_save", "pairing_delete", &pairing("一年"), &pairing("两年"), &|row| {
        json!([row["note"], row["mentor"], row["apprentice"]])
    });
    let words = ["summary", "--term", "2025-2026-1", "--format", "json", "--as-of", "2025-10-31"];
    let before = desk.json(&words)["mentoring"]["fulfilled"].as_u64().unwrap();
    assert_eq!(before, 0);
    desk.call(
        "observation_submit",
        &json!({ "sheet": {
            "id": "019a0000-0000-7000-8000-000000000002", "sitting": SITTING, "date": "2025-10-14", "period": 3,
            "teacher_id": wang, "observer_id": li, "class_id": class, "subject": "语文", "topic": "《散步》",
            "lesson_kind": "师徒听课", "timeline": [{ "process": "导入", "remark": "" }], "advice": "多留白"
        }}),
    );
    assert_eq!(desk.json(&words)["mentoring"]["fulfilled"], 1, "one sheet fulfils the duty of its window");
}
