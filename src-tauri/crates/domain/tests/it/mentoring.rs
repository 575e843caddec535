//! Mentor pairings.

use crate::support::{Desk, id, text, with};
use serde_json::{Value, json};

struct Staff {
    desk: Desk,
    mentor: String,
    apprentice: String,
}

fn staff() -> Staff {
    let desk = Desk::term();
    Staff { mentor: desk.teacher("唐文斌", "语文", &[]), apprentice: desk.teacher("何静", "语文", &[]), desk }
}

impl Staff {
    fn pairing(&self, number: u32) -> Value {
        json!({
            "id": id(number), "mentor_id": self.mentor, "apprentice_id": self.apprentice, "kind": "教学",
            "started_on": "2026-09-07", "ended_on": "2027-07-09", "note": "期限一学年。"
        })
    }

    fn get(&self, number: u32) -> Value {
        self.desk.ok("pairing_get", json!({ "id": id(number) }))
    }

    fn refused(&self, fields: Value) -> &'static str {
        self.desk.refusal("pairing_save", with(&self.pairing(9), fields))
    }
}

fn activity(number: u32, pairing: u32) -> Value {
    json!({
        "id": id(number), "pairing_id": id(pairing), "date": "2026-10-12", "kind": "共同备课", "text": "同备一课。"
    })
}

#[test]
fn a_new_pairing_owes_one_lesson_in_two_weeks_each_way() {
    let staff = staff();
    staff.desk.ok("pairing_save", staff.pairing(1));
    let duties = staff.get(1)["duties"].clone();
    let told: Vec<(String, u64, u64)> = duties
        .as_array()
        .unwrap()
        .iter()
        .map(|duty| (text(duty, "/direction"), duty["times"].as_u64().unwrap(), duty["every_weeks"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, [("mentor_observes".to_owned(), 1, 2), ("apprentice_observes".to_owned(), 1, 2)]);
    // An office may take all duties away again.
    staff.desk.ok("pairing_save", staff.pairing(1));
    assert_eq!(staff.get(1)["duties"], json!([]));
}

#[test]
fn duties_are_replaced_and_those_that_stay_keep_their_identifier() {
    let staff = staff();
    staff.desk.ok("pairing_save", staff.pairing(1));
    let kept = text(&staff.get(1), "/duties/1/id");
    let duties = json!([
        { "id": kept, "direction": "apprentice_observes", "times": 3, "every_weeks": 4 },
        { "id": "", "direction": "mentor_observes", "times": 10, "every_weeks": null }
    ]);
    let act = staff.desk.act("pairing_save", with(&staff.pairing(1), json!({ "duties": duties })));
    let after = staff.get(1)["duties"].clone();
    assert_eq!(after.as_array().unwrap().len(), 2);
    assert_eq!((&after[0]["id"], &after[0]["times"]), (&json!(kept), &json!(3)));
    assert_eq!((&after[1]["times"], &after[1]["every_weeks"]), (&json!(10), &Value::Null));
    staff.desk.undo(&act);
    assert_eq!(text(&staff.get(1), "/duties/1/id"), kept);
    assert_eq!(staff.get(1)["duties"][1]["times"], 1);
    assert_eq!(staff.get(1)["duties"].as_array().unwrap().len(), 2);
}

#[test]
fn what_cannot_be_is_refused() {
    let staff = staff();
    assert_eq!(staff.refused(json!({ "apprentice_id": staff.mentor })), "same_person");
    assert_eq!(staff.refused(json!({ "ended_on": "2026-09-06" })), "days_reversed");
    assert_eq!(staff.refused(json!({ "mentor_id": id(5) })), "unknown_teacher");
    assert_eq!(staff.refused(json!({ "id": "9" })), "bad_id");
    let duty = |times: u32, weeks: u32| {
        staff.refused(json!({ "duties": [{ "direction": "mentor_observes", "times": times, "every_weeks": weeks }] }))
    };
    assert_eq!(duty(0, 2), "out_of_range");
    assert_eq!(duty(41, 2), "out_of_range");
    assert_eq!(duty(1, 0), "out_of_range");
    assert_eq!(duty(1, 11), "out_of_range");
    assert!(staff.desk.rows("pairing_list").is_empty());
}

#[test]
fn the_same_two_people_are_paired_once_at_a_time() {
    let staff = staff();
    staff.desk.ok("pairing_save", staff.pairing(1));
    assert_eq!(staff.refused(json!({ "started_on": "2027-07-09", "ended_on": null })), "pairing_exists");
    let swapped = json!({ "mentor_id": staff.apprentice, "apprentice_id": staff.mentor });
    assert_eq!(staff.refused(swapped), "pairing_exists");
    assert_eq!(staff.refused(json!({ "started_on": "2026-03-01", "ended_on": null })), "pairing_exists");
    // Before and after is free, and so is the pairing itself.
    staff.desk.ok("pairing_save", with(&staff.pairing(1), json!({ "note": "改过的说明。" })));
    staff.desk.ok("pairing_save", with(&staff.pairing(2), json!({ "started_on": "2027-07-10", "ended_on": null })));
    let before = json!({ "started_on": "2025-09-01", "ended_on": "2026-09-06" });
    staff.desk.ok("pairing_save", with(&staff.pairing(3), before));
}

#[test]
fn the_list_holds_the_pairings_that_touch_the_term() {
    let staff = staff();
    let third = staff.desk.teacher("解敏", "语文", &[]);
    let days = [
        (1, "2025-09-01", Some("2026-08-31")),
        (2, "2026-09-01", Some("2026-09-01")),
        (3, "2026-09-02", None),
        (4, "2027-01-30", None),
    ];
    for (number, from, to) in days {
        // Another apprentice from the third on, so that no two run at once.
        let apprentice = if number < 3 { &staff.apprentice } else { &third };
        let mentor = if number == 4 { &staff.apprentice } else { &staff.mentor };
        let fields = json!({ "started_on": from, "ended_on": to, "apprentice_id": apprentice, "mentor_id": mentor });
        staff.desk.ok("pairing_save", with(&staff.pairing(number), fields));
    }
    let list = staff.desk.ok("pairing_list", json!({}));
    let mut listed: Vec<String> = list["rows"].as_array().unwrap().iter().map(|row| text(row, "/id")).collect();
    listed.sort();
    assert_eq!(listed, [id(2), id(3)]);
    assert_eq!(list["kinds"][0], "教学");
}

#[test]
fn activities_are_kept_with_the_pair_newest_first() {
    let staff = staff();
    staff.desk.ok("pairing_save", staff.pairing(1));
    staff.desk.ok("pairing_activity_save", activity(11, 1));
    staff.desk.ok("pairing_activity_save", with(&activity(12, 1), json!({ "date": "2026-11-02" })));
    staff.desk.ok("pairing_activity_save", with(&activity(11, 1), json!({ "text": "改过的内容。" })));
    let activities = staff.get(1)["activities"].clone();
    assert_eq!((&activities[0]["id"], &activities[1]["text"]), (&json!(id(12)), &json!("改过的内容。")));

    let refused = |fields| staff.desk.refusal("pairing_activity_save", with(&activity(13, 1), fields));
    assert_eq!(refused(json!({ "pairing_id": id(5) })), "not_found");
    assert_eq!(refused(json!({ "text": "" })), "field_empty");
    assert_eq!(refused(json!({ "kind": "" })), "field_empty");
    assert_eq!(refused(json!({ "date": "2026-11-20" })), "date_in_future");

    let deleted = staff.desk.act("pairing_activity_delete", json!({ "id": id(11) }));
    assert_eq!(staff.get(1)["activities"].as_array().unwrap().len(), 1);
    staff.desk.undo(&deleted);
    assert_eq!(staff.get(1)["activities"].as_array().unwrap().len(), 2);
}

#[test]
fn a_deleted_pairing_comes_back_whole() {
    let mut staff = staff();
    staff.desk.ok("pairing_save", staff.pairing(1));
    staff.desk.ok("pairing_activity_save", activity(11, 1));
    let whole = staff.get(1);
    let deleted = staff.desk.act("pairing_delete", json!({ "id": id(1) }));
    assert_eq!(staff.desk.refusal("pairing_get", json!({ "id": id(1) })), "not_found");
    assert_eq!(staff.desk.refusal("pairing_activity_delete", json!({ "id": id(11) })), "not_found");
    assert_eq!(staff.desk.refusal("pairing_save", staff.pairing(1)), "not_found");
    staff.desk.undo(&deleted);
    staff.desk = staff.desk.reopened();
    assert_eq!(staff.get(1), whole);
    assert_eq!(staff.desk.store().check().unwrap(), []);
}
