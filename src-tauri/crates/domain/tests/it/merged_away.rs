//! Somebody is signed in, or has a form open, while the own entry is merged into another one.

use crate::support::{Desk, TODAY, id, text};
use serde_json::{Value, json};

const PASSPHRASE: &str = "春风化雨 2026";
const OWN: &str = "落霞与孤鹜齐飞一色";

/// Two entries of one person with a check each; an account of the given role belongs to the first and is signed in.
struct Twice {
    desk: Desk,
    old: String,
    stays: String,
    other: String,
}

fn twice(role: &str) -> Twice {
    let desk = Desk::term();
    let (old, stays) = (desk.teacher("欧阳 雪", "语文", &[]), desk.teacher("欧阳雪", "语文", &[]));
    let other = desk.teacher("何静", "数学", &[]);
    for (at, who) in (1..).zip([&old, &stays, &other]) {
        desk.ok("homework_save", json!({ "id": id(at), "date": TODAY, "teacher_id": who, "subject": "语文" }));
    }
    let department = desk.ok("roster_get", json!({}))["departments"][0]["id"].clone();
    desk.here("passphrase_first", json!({ "passphrase": PASSPHRASE }));
    let account = json!({ "label": "本人", "role": role, "teacher_id": old, "passphrase": OWN,
                          "department_id": if role == "department_head" { department } else { Value::Null } });
    let account = desk.here("account_save", account)["id"].clone();
    desk.here("lock", json!({}));
    desk.here("unlock", json!({ "account": account, "passphrase": OWN }));
    Twice { desk, old, stays, other }
}

impl Twice {
    /// The merge, while the account stays signed in.
    fn merge(&self) -> String {
        self.desk.act("teacher_merge", json!({ "from": self.old, "into": self.stays }))
    }

    fn me(&self) -> String {
        text(&self.desk.here("app_status", json!({})), "/account/teacher_id")
    }

    /// Identifiers of the checks that the account sees.
    fn checks(&self) -> Vec<String> {
        let list = self.desk.here("homework_list", json!({}));
        let mut ids: Vec<String> = list["rows"].as_array().unwrap().iter().map(|row| text(row, "/id")).collect();
        ids.sort();
        ids
    }

    /// A sheet of the account on a colleague's lesson, as the page that was open before sends it.
    fn sheet(&self, number: u32) -> Value {
        json!({ "id": id(number), "sitting": id(1000 + number), "date": TODAY, "period": 2, "teacher_id": self.other,
                "observer_id": self.old, "subject": "数学", "topic": "一元一次方程" })
    }
}

#[test]
fn what_a_teacher_saves_after_the_merge_belongs_to_the_entry_that_stays() {
    let twice = twice("teacher");
    twice.desk.here("observation_save", twice.sheet(11));
    let stale = twice.desk.office().session();
    assert_eq!(twice.checks(), [id(1)]);
    twice.merge();
    assert_eq!(twice.me(), twice.stays);
    // What they saw they still see, with what was written under the other entry.
    assert_eq!(twice.checks(), [id(1), id(2)]);
    twice.desk.here("observation_save", twice.sheet(11));
    twice.desk.here("observation_save", twice.sheet(12));
    // So does a call that came before the merge was done.
    twice.desk.call_as(&stale, "observation_save", twice.sheet(13)).unwrap();
    for number in [11, 12, 13] {
        let sheet = twice.desk.here("observation_get", json!({ "id": id(number) }));
        assert_eq!(text(&sheet, "/observer/id"), twice.stays, "{number}");
        let same = twice.desk.call_as(&stale, "observation_get", json!({ "id": id(number) })).unwrap();
        assert_eq!(text(&same, "/observer/id"), twice.stays);
    }
    let plan = json!({ "id": id(21), "teacher_id": twice.old, "subject": "语文", "topic": "春" });
    twice.desk.here("lesson_plan_save", plan);
    let draft = json!({ "id": id(22), "sitting": id(23), "plan_id": id(21), "number": 1, "author_id": twice.old, "date": TODAY,
                        "body": "教学目标", "discussion": "", "reflection": "" });
    twice.desk.here("lesson_plan_draft_save", draft);
    let plan = twice.desk.here("lesson_plan_get", json!({ "id": id(21) }));
    assert_eq!(
        (text(&plan, "/teacher_id"), text(&plan, "/drafts/0/author_id")),
        (twice.stays.clone(), twice.stays.clone())
    );
    for asked in [json!({}), json!({ "scope": { "teacher_id": twice.old } })] {
        let summary = twice.desk.here("summary_get", asked);
        assert_eq!(summary["homework"]["checks"], 2);
    }
    assert_eq!(twice.desk.refused_here("homework_get", json!({ "id": id(3) })).0, "out_of_reach");
}

#[test]
fn a_merge_that_is_taken_back_gives_the_account_its_entry_again() {
    let twice = twice("teacher");
    let act = twice.merge();
    assert_eq!(twice.me(), twice.stays);
    twice.desk.undo(&act);
    assert_eq!(twice.me(), twice.old);
    assert_eq!(twice.checks(), [id(1)]);
    twice.desk.here("observation_save", twice.sheet(11));
    let sheet = twice.desk.here("observation_get", json!({ "id": id(11) }));
    assert_eq!(text(&sheet, "/observer/id"), twice.old);
}

#[test]
fn a_head_and_a_director_go_on_as_the_entry_that_stays() {
    for role in ["department_head", "director"] {
        let twice = twice(role);
        let before = twice.checks();
        twice.merge();
        assert_eq!((twice.me(), twice.checks()), (twice.stays.clone(), before), "{role}");
        let check = json!({ "id": id(31), "date": TODAY, "teacher_id": twice.old, "checker_id": twice.old,
                            "subject": "语文" });
        twice.desk.here("homework_save", check);
        let told = twice.desk.here("homework_get", json!({ "id": id(31) }));
        assert_eq!(
            (text(&told, "/teacher_id"), text(&told, "/checker_id")),
            (twice.stays.clone(), twice.stays.clone())
        );
        if role == "director" {
            let pair = json!({ "id": id(32), "mentor_id": twice.old, "apprentice_id": twice.other, "kind": "教学",
                               "started_on": "2026-09-07", "note": "", "duties": [] });
            twice.desk.here("pairing_save", pair);
            assert_eq!(text(&twice.desk.here("pairing_list", json!({})), "/rows/0/mentor_id"), twice.stays);
        }
    }
}
