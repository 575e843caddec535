//! Lesson observation: drafts, handing in, lessons that several observe, totals, what counts.

use crate::support::{Desk, TODAY, id, text, with};
use serde_json::{Value, json};

struct Staff {
    desk: Desk,
    teacher: String,
    leader: String,
    head: String,
    class: String,
}

fn staff() -> Staff {
    let desk = Desk::term();
    Staff {
        teacher: desk.teacher("何静", "数学", &["任课教师"]),
        leader: desk.teacher("唐文斌", "语文", &["副校长"]),
        head: desk.teacher("解敏", "数学", &["备课组长"]),
        class: desk.class("七年级", 1),
        desk,
    }
}

impl Staff {
    /// A whole sheet of the leader on the teacher's lesson.
    fn sheet(&self, number: u32) -> Value {
        json!({
            "id": id(number), "sitting": id(1000 + number), "date": TODAY, "period": 2, "teacher_id": self.teacher,
            "observer_id": self.leader, "class_id": self.class, "subject": "数学", "topic": "一元一次方程",
            "lesson_kind": "推门课", "lesson_type": "新授", "place": "七(1)班教室",
            "timeline": [{ "clock": "08:52", "process": "复习导入", "remark": "问题明确" }],
            "strengths": "问题链有梯度。", "problems": "", "advice": "留出练习时间。", "gains": ""
        })
    }

    fn get(&self, number: u32) -> Value {
        self.desk.ok("observation_get", json!({ "id": id(number) }))
    }

    fn submit(&self, sheet: &Value) -> String {
        self.desk.act("observation_submit", json!({ "sheet": sheet }))
    }

    fn refused(&self, fields: Value) -> &'static str {
        self.desk.refusal("observation_submit", json!({ "sheet": with(&self.sheet(9), fields) }))
    }

    /// Levels for the items of the scoring sheet.
    fn scores(&self, levels: &[u32]) -> Value {
        let prefill = self.desk.ok("observation_prefill", json!({}));
        let items = prefill["rubric"]["document"]["sections"][0]["items"].as_array().unwrap();
        items.iter().zip(levels).map(|(item, level)| json!({ "item_id": item["id"], "level": level })).collect()
    }
}

#[test]
fn a_draft_may_be_incomplete_and_is_what_was_written() {
    let staff = staff();
    staff.desk.ok("observation_save", json!({ "id": id(1), "sitting": id(2), "date": TODAY }));
    let sheet = staff.get(1);
    assert_eq!(sheet["state"], "draft");
    assert_eq!(sheet["teacher"], Value::Null);

    staff.desk.ok("observation_save", staff.sheet(1));
    let sheet = staff.get(1);
    assert_eq!(sheet["teacher"]["name"], "何静");
    assert_eq!(sheet["observer"]["name"], "唐文斌");
    assert_eq!(sheet["class_name"], "七(1)");
    assert_eq!(sheet["week"], 12);
    assert_eq!(sheet["timeline"][0]["clock"], "08:52");
    assert_eq!(staff.desk.rows("observation_list").len(), 1);
}

#[test]
fn a_sheet_is_changed_deleted_brought_back_and_still_there_after_reopening() {
    let mut staff = staff();
    staff.submit(&staff.sheet(1));
    staff.submit(&with(&staff.sheet(1), json!({ "topic": "一元一次方程的应用" })));
    assert_eq!(staff.get(1)["state"], "amended");
    let deleted = staff.desk.act("observation_delete", json!({ "id": id(1) }));
    assert_eq!(staff.desk.refusal("observation_get", json!({ "id": id(1) })), "not_found");
    assert_eq!(staff.desk.refusal("observation_delete", json!({ "id": id(1) })), "not_found");
    assert!(staff.desk.rows("observation_list").is_empty());
    staff.desk.undo(&deleted);
    staff.desk = staff.desk.reopened();
    let sheet = staff.get(1);
    assert_eq!(sheet["topic"], "一元一次方程的应用");
    assert_eq!(sheet["timeline"].as_array().unwrap().len(), 1);
    assert_eq!(staff.desk.rows("observation_list").len(), 1);
    assert_eq!(staff.desk.store().check().unwrap(), []);
}

#[test]
fn the_saves_of_one_sitting_are_one_act() {
    let staff = staff();
    let mut acts = Vec::new();
    for strengths in ["问", "问题", "问题链有梯度。"] {
        let saved = staff.desk.ok("observation_save", with(&staff.sheet(1), json!({ "strengths": strengths })));
        assert_eq!(saved["saved_at"], "10:12:00");
        acts.push(text(&saved, "/act"));
    }
    acts.dedup();
    assert_eq!(acts.len(), 1);
    assert_eq!(staff.desk.acts("observation_save"), 1);
    // Undo takes the whole sitting back.
    staff.desk.undo(&acts[0]);
    assert_eq!(staff.desk.refusal("observation_get", json!({ "id": id(1) })), "not_found");
}

#[test]
fn another_sitting_is_another_act_and_undo_gives_back_the_text_before_it() {
    let staff = staff();
    staff.desk.ok("observation_save", staff.sheet(1));
    let second = with(&staff.sheet(1), json!({ "sitting": id(77), "advice": "另一次写的建议。" }));
    let act = staff.desk.act("observation_save", second);
    assert_eq!(staff.desk.acts("observation_save"), 2);
    staff.desk.undo(&act);
    assert_eq!(staff.get(1)["advice"], "留出练习时间。");
}

#[test]
fn undo_is_refused_after_a_later_change() {
    let staff = staff();
    let saved = staff.desk.act("observation_save", staff.sheet(1));
    staff.submit(&staff.sheet(1));
    assert_eq!(staff.desk.refusal("undo", json!({ "act": saved })), "undo_conflict");
    assert_eq!(staff.get(1)["state"], "submitted");
}

#[test]
fn undoing_a_first_observer_leaves_the_second_ones_sheet() {
    let staff = staff();
    let open = json!({ "lesson_kind": "公开课" });
    let first = staff.submit(&with(&staff.sheet(1), open.clone()));
    staff.submit(&with(&with(&staff.sheet(2), open), json!({ "observer_id": staff.head })));
    // Whether undo is refused or not: the second observer's record is never taken along.
    let undone = staff.desk.call("undo", json!({ "act": first }));
    let listed: Vec<String> = staff.desk.rows("observation_list").iter().map(|row| text(row, "/id")).collect();
    assert!(listed.contains(&id(2)), "after {:?}", undone.map_err(|error| error.code()));
}

#[test]
fn an_incomplete_sheet_is_not_handed_in_and_the_refusal_names_what_is_missing() {
    let staff = staff();
    let sheet = json!({ "sheet": { "id": id(1), "sitting": id(2), "date": TODAY } });
    assert_eq!(staff.desk.refusal("observation_submit", sheet.clone()), "sheet_incomplete");
    let fields = staff.desk.refused_with("observation_submit", sheet, "fields");
    assert_eq!(fields, "授课教师、听课人、学科、课题、听课类型");
    let fields = json!({ "sheet": with(&staff.sheet(1), json!({ "topic": "  " })) });
    assert_eq!(staff.desk.refused_with("observation_submit", fields, "fields"), "课题");
    assert!(staff.desk.rows("observation_list").is_empty());
}

#[test]
fn what_cannot_be_is_refused() {
    let staff = staff();
    assert_eq!(staff.refused(json!({ "observer_id": staff.teacher })), "observer_is_teacher");
    assert_eq!(staff.refused(json!({ "date": "2026-11-20" })), "date_in_future");
    assert_eq!(staff.refused(json!({ "observer_id": staff.head })), "drop_in_needs_leader");
    assert_eq!(staff.refused(json!({ "lesson_count": 4 })), "out_of_range");
    assert_eq!(staff.refused(json!({ "period": 0 })), "out_of_range");
    assert_eq!(staff.refused(json!({ "id": "1" })), "bad_id");
    assert_eq!(staff.refused(json!({ "topic": "长".repeat(101) })), "field_too_long");
    assert_eq!(
        staff.refused(json!({ "timeline": [{ "clock": "8:52", "process": "导入", "remark": "" }] })),
        "bad_time"
    );
    assert_eq!(staff.refused(json!({ "scores": [{ "item_id": "unknown", "level": 3 }] })), "level_range");
    let sixth = with(&staff.scores(&[1])[0], json!({ "level": 6 }));
    assert_eq!(staff.refused(json!({ "scores": [sixth] })), "level_range");
    assert!(staff.desk.rows("observation_list").is_empty());
    // Whoever is no leader hands in another kind.
    staff.submit(&with(&staff.sheet(9), json!({ "observer_id": staff.head, "lesson_kind": "常态课" })));
}

#[test]
fn a_sheet_that_was_handed_in_stays_complete() {
    let staff = staff();
    staff.submit(&staff.sheet(1));
    let emptied = with(&staff.sheet(1), json!({ "topic": "" }));
    assert_eq!(staff.desk.refusal("observation_save", emptied), "sheet_incomplete");
    assert_eq!(staff.get(1)["topic"], "一元一次方程");
}

#[test]
fn two_observers_share_the_lesson() {
    let staff = staff();
    staff.submit(&staff.sheet(1));
    staff.submit(&with(&staff.sheet(2), json!({ "observer_id": staff.head, "lesson_kind": "常态课" })));
    let (one, two) = (staff.get(1), staff.get(2));
    assert_eq!(one["lesson_id"], two["lesson_id"]);
    assert_eq!(one["together"][0]["name"], "解敏");
    assert_eq!(two["together"][0]["name"], "唐文斌");
    // The one who leaves does not take the lesson along.
    staff.desk.ok("observation_delete", json!({ "id": id(1) }));
    assert_eq!(staff.get(2)["together"], json!([]));
    assert_eq!(staff.desk.rows("observation_list").len(), 1);
}

#[test]
fn a_sheet_whose_lesson_is_another_one_moves_alone() {
    let staff = staff();
    staff.submit(&staff.sheet(1));
    staff.submit(&with(&staff.sheet(2), json!({ "observer_id": staff.head, "lesson_kind": "常态课" })));
    staff.submit(&with(&staff.sheet(1), json!({ "period": 3 })));
    let (one, two) = (staff.get(1), staff.get(2));
    assert_ne!(one["lesson_id"], two["lesson_id"]);
    assert_eq!((&one["period"], &two["period"]), (&json!(3), &json!(2)));
    assert_eq!(one["together"], json!([]));
    // And finds back.
    staff.submit(&staff.sheet(1));
    assert_eq!(staff.get(1)["lesson_id"], staff.get(2)["lesson_id"]);
}

#[test]
fn the_total_is_that_of_the_levels_once_every_item_has_one() {
    let staff = staff();
    staff.desk.ok("observation_save", with(&staff.sheet(1), json!({ "scores": staff.scores(&[4, 5]) })));
    let sheet = staff.get(1);
    assert_eq!((&sheet["total"], &sheet["band"]), (&Value::Null, &Value::Null));
    assert_eq!(sheet["outcome"]["points"], 36.0);
    for (levels, total, band) in [
        ([5, 5, 5, 5, 5], 100.0, "优"),
        ([5, 5, 4, 4, 5], 92.0, "优"),
        ([4, 4, 4, 4, 4], 80.0, "良"),
        ([3, 3, 3, 3, 3], 60.0, "合格"),
        ([2, 3, 3, 3, 3], 56.0, "待提高"),
    ] {
        staff.submit(&with(&staff.sheet(1), json!({ "scores": staff.scores(&levels) })));
        let sheet = staff.get(1);
        assert_eq!((&sheet["total"], &sheet["band"]), (&json!(total), &json!(band)));
        let row = &staff.desk.rows("observation_list")[0];
        assert_eq!((&row["total"], &row["band"]), (&json!(total), &json!(band)));
    }
    // A level that is taken back opens the total again.
    staff.submit(&with(&staff.sheet(1), json!({ "scores": staff.scores(&[5, 5, 5, 5]) })));
    assert_eq!(staff.get(1)["total"], Value::Null);
}

#[test]
fn a_sheet_counts_with_a_process_and_an_opinion() {
    let staff = staff();
    staff.submit(&staff.sheet(1));
    assert_eq!(staff.get(1)["refusals"], json!([]));
    assert_eq!(staff.desk.rows("observation_list")[0]["counts"], true);
    let silent = json!({ "timeline": [{ "clock": null, "process": " ", "remark": "" }] });
    staff.submit(&with(&staff.sheet(1), silent));
    assert_eq!(staff.get(1)["refusals"], json!(["no_process"]));
    staff.submit(&with(&staff.sheet(1), json!({ "timeline": [], "strengths": "", "advice": "" })));
    assert_eq!(staff.get(1)["refusals"], json!(["no_process", "no_opinion"]));
    assert_eq!(staff.desk.rows("observation_list")[0]["counts"], false);
    // What a teacher learnt is an opinion too.
    staff.submit(&with(&staff.sheet(1), json!({ "strengths": "", "advice": "", "gains": "学到了追问。" })));
    assert_eq!(staff.get(1)["refusals"], json!([]));
}

#[test]
fn a_draft_never_counts() {
    let staff = staff();
    staff.desk.ok("observation_save", staff.sheet(1));
    assert_eq!(staff.desk.rows("observation_list")[0]["counts"], false);
}

#[test]
fn a_sheet_entered_later_has_no_clock_times() {
    let staff = staff();
    staff.submit(&with(&staff.sheet(1), json!({ "entered_after": true })));
    let whole = json!([{ "clock": null, "process": "复习导入", "remark": "问题明确", "side": null, "phase": "", "minutes": null }]);
    assert_eq!(staff.get(1)["timeline"], whole);
}

#[test]
fn the_list_holds_the_term_newest_first_with_weeks() {
    let staff = staff();
    for (number, date) in [(1, "2026-09-01"), (2, "2026-11-19"), (3, "2026-09-07"), (4, "2026-06-30")] {
        staff.submit(&with(&staff.sheet(number), json!({ "date": date })));
    }
    let rows = staff.desk.rows("observation_list");
    let told: Vec<(String, u64)> = rows.iter().map(|row| (text(row, "/date"), row["week"].as_u64().unwrap())).collect();
    let expected = [("2026-11-19", 12), ("2026-09-07", 2), ("2026-09-01", 1)];
    assert_eq!(told, expected.map(|(date, week)| (date.to_owned(), week)));
    assert_eq!(staff.get(4)["week"], Value::Null);
}

#[test]
fn without_a_term_all_sheets_are_listed() {
    let desk = Desk::school();
    desk.ok("observation_save", json!({ "id": id(1), "sitting": id(2), "date": TODAY }));
    assert_eq!(desk.rows("observation_list").len(), 1);
}

#[test]
fn a_lesson_in_another_school_has_its_own_teacher_and_is_told_as_such() {
    let staff = staff();
    let outside = json!({ "teacher_id": null, "class_id": null, "outside": "城北中学", "outside_teacher": "周老师",
        "pupils_due": 45, "pupils_present": 43 });
    staff.submit(&with(&staff.sheet(1), outside));
    let sheet = staff.get(1);
    assert_eq!((sheet["outside"].clone(), sheet["pupils_present"].clone()), (json!("城北中学"), json!(43)));
    assert_eq!(staff.desk.rows("observation_list")[0]["teacher"], "周老师（城北中学）");
    let nobody = json!({ "teacher_id": null, "outside": "城北中学" });
    assert_eq!(staff.refused(nobody), "sheet_incomplete");
    assert_eq!(staff.refused(json!({ "pupils_due": 40, "pupils_present": 41 })), "out_of_range");
}

#[test]
fn a_timeline_tells_teaching_from_learning_and_keeps_its_phases() {
    let staff = staff();
    let timeline = json!([
        { "process": "出示问题", "remark": "", "side": "teaching", "phase": "导入", "minutes": 5 },
        { "process": "小组列式", "remark": "参与面广", "side": "learning" },
        { "process": "", "remark": "", "phase": "练习", "minutes": 15 },
        { "process": "", "remark": "", "phase": "" }
    ]);
    staff.submit(&with(&staff.sheet(1), json!({ "timeline": timeline, "entered_after": true })));
    let told = staff.get(1)["timeline"].clone();
    assert_eq!(told.as_array().unwrap().len(), 3, "rows without a word are left out, a phase is a word");
    assert_eq!(
        (told[0]["side"].clone(), told[0]["phase"].clone(), told[0]["minutes"].clone()),
        (json!("teaching"), json!("导入"), json!(5))
    );
    assert_eq!((told[1]["side"].clone(), told[1]["phase"].clone()), (json!("learning"), json!("")));
    let long = json!([{ "process": "导入", "remark": "", "phase": "导入", "minutes": 241 }]);
    assert_eq!(staff.refused(json!({ "timeline": long })), "out_of_range");
}

#[test]
fn the_scoring_sheet_follows_subject_and_kind_and_is_never_lacking() {
    let staff = staff();
    let sheet = |name: &str, fields: Value| {
        let whole = json!({ "name": name, "purpose": "lesson", "total": 10, "sections": [{ "name": "", "items":
            [{ "name": "目标", "scoring": { "form": "points", "most": 10, "step": 1 } }] }] });
        let saved = staff.desk.ok("rubric_save", json!({ "id": null, "document": with(&whole, fields) }));
        text(&saved, "/id")
    };
    let offered = |fields: Value| text(&staff.desk.ok("observation_prefill", fields), "/rubric/id");
    let general = offered(json!({}));
    let maths = sheet("数学课", json!({ "subjects": ["数学"] }));
    let qualifying = sheet("达标课", json!({ "lesson_kinds": ["达标课"] }));
    assert_eq!(offered(json!({ "subject": "语文" })), general);
    assert_eq!(offered(json!({ "subject": "数学", "lesson_kind": "推门课" })), maths);
    assert_eq!(offered(json!({ "subject": "数学", "lesson_kind": "达标课" })), qualifying);

    // A lesson that no sheet is meant for, and a school that offers none, can still be written down.
    staff.desk.act("rubric_retire", json!({ "id": general, "retired": true }));
    assert!([&maths, &qualifying].contains(&&offered(json!({ "subject": "语文" }))));
    staff.desk.act("rubric_retire", json!({ "id": maths, "retired": true }));
    // The last one stays offered.
    assert_eq!(staff.desk.refusal("rubric_retire", json!({ "id": qualifying, "retired": true })), "rubric_last");
    assert_eq!(offered(json!({ "subject": "语文" })), qualifying);
    staff.desk.ok("observation_save", json!({ "id": id(1), "sitting": id(2), "date": TODAY, "subject": "语文" }));
}
