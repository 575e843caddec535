//! Timetables that follow one another, odd and even weeks, swaps, substitutions, and what others ask.

use crate::support::{Desk, text};
use serde_json::{Value, json};

/// Two classes and two teachers; mathematics with the first and Chinese with the second on Thursday and Friday.
struct Week {
    desk: Desk,
    classes: [String; 2],
    math: String,
    chinese: String,
    /// 七(1) mathematics, Thursday second period.
    thursday: String,
    /// 七(1) Chinese, Friday third period.
    friday: String,
}

fn week() -> Week {
    let desk = Desk::term();
    let classes = [desk.class("七年级", 1), desk.class("七年级", 2)];
    let (math, chinese) = (desk.teacher("陈明", "数学", &[]), desk.teacher("李静", "语文", &[]));
    let thursday = lesson(
        &desk,
        &json!({ "weekday": 4, "period": 2, "class_id": classes[0], "subject": "数学", "teacher_id": math }),
    );
    let friday = lesson(
        &desk,
        &json!({ "weekday": 5, "period": 3, "class_id": classes[0], "subject": "语文", "teacher_id": chinese }),
    );
    Week { desk, classes, math, chinese, thursday, friday }
}

fn lesson(desk: &Desk, fields: &Value) -> String {
    text(&desk.ok("timetable_lesson_save", fields.clone()), "/id")
}

impl Week {
    /// Lessons of a teacher in the week of a day: day, period, note, and whether it is off.
    fn of(&self, teacher: &str, date: &str) -> Vec<(String, u64, String, bool)> {
        let week = self.desk.ok("timetable_week", json!({ "teacher_id": teacher, "date": date }));
        let days = week["days"].as_array().unwrap().iter().flat_map(|day| day["lessons"].as_array().unwrap());
        days.map(|one| {
            (text(one, "/date"), one["period"].as_u64().unwrap(), text(one, "/note"), one["off"].as_bool().unwrap())
        })
        .collect()
    }

    /// Subjects on at a day's period, through the sheet's candidates.
    fn on(&self, date: &str, period: u32) -> Vec<String> {
        let prefill = self.desk.ok("observation_prefill", json!({ "date": date, "period": period }));
        prefill["candidates"].as_array().unwrap().iter().map(|one| text(one, "/subject")).collect()
    }
}

fn gone(day: &str, period: u64, note: &str, off: bool) -> (String, u64, String, bool) {
    (day.to_owned(), period, note.to_owned(), off)
}

#[test]
fn a_substitution_shows_in_both_weeks_and_is_taken_back() {
    let week = week();
    let save = |kind: &str, more: Value| {
        let mut request = json!({ "kind": kind, "lesson_id": week.thursday, "date": "2026-11-19" });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    assert_eq!(week.desk.refusal("lesson_change_save", save("substitute", json!({}))), "field_empty");
    assert_eq!(
        week.desk.refusal("lesson_change_save", save("substitute", json!({ "teacher_id": week.math }))),
        "field_empty"
    );
    let saved =
        week.desk.ok("lesson_change_save", save("substitute", json!({ "teacher_id": week.chinese, "reason": "出差" })));
    assert_eq!(saved["warnings"], json!([]));
    assert_eq!(week.of(&week.math, "2026-11-16"), [gone("2026-11-19", 2, "李静代课（出差）", true)]);
    assert_eq!(week.of(&week.chinese, "2026-11-16")[0], gone("2026-11-19", 2, "李静代课（出差）", false));
    let now = week.desk.ok("timetable_now", json!({ "clock": "09:00" }));
    assert_eq!((&now["lessons"][0]["teacher"], &now["running"]), (&json!("李静"), &json!(true)));
    // The next week is as ever.
    assert_eq!(week.of(&week.math, "2026-11-26"), [gone("2026-11-26", 2, "", false)]);
    assert_eq!(week.desk.refusal("lesson_change_save", save("cancelled", json!({}))), "lesson_changed_already");
    week.desk.undo(&text(&saved, "/act"));
    assert_eq!(week.of(&week.math, "2026-11-16"), [gone("2026-11-19", 2, "", false)]);

    let saved = week.desk.ok("lesson_change_save", save("cancelled", json!({})));
    assert!(week.on("2026-11-19", 2).is_empty());
    week.desk.act("lesson_change_delete", json!({ "id": saved["id"] }));
    assert_eq!(week.on("2026-11-19", 2), ["数学"]);
    let elsewhere = json!({ "kind": "cancelled", "lesson_id": week.thursday, "date": "2026-11-20" });
    assert_eq!(week.desk.refusal("lesson_change_save", elsewhere), "lesson_not_on");
}

#[test]
fn two_lessons_change_places_in_one_step() {
    let week = week();
    let moved = json!({
        "kind": "swap", "lesson_id": week.thursday, "date": "2026-11-19", "to_date": "2026-11-20", "to_period": 3
    });
    assert_eq!(week.desk.refusal("lesson_change_save", moved), "lesson_slot_taken");
    let swap = json!({
        "lesson_id": week.thursday, "date": "2026-11-19", "other_id": week.friday, "other_date": "2026-11-20"
    });
    let first = week.desk.ok("lesson_swap", swap.clone());
    assert_eq!(
        (week.on("2026-11-19", 2), week.on("2026-11-20", 3)),
        (vec!["语文".to_owned()], vec!["数学".to_owned()])
    );
    assert_eq!(
        week.of(&week.math, "2026-11-19"),
        [gone("2026-11-19", 2, "调至11月20日第 3 节", true), gone("2026-11-20", 3, "由11月19日第 2 节调来", false)]
    );
    // One step back takes both back, whichever is named.
    week.desk.act("lesson_change_delete", json!({ "id": first["id"] }));
    assert_eq!(
        (week.on("2026-11-19", 2), week.on("2026-11-20", 3)),
        (vec!["数学".to_owned()], vec!["语文".to_owned()])
    );
    let again = week.desk.ok("lesson_swap", swap);
    week.desk.undo(&text(&again, "/act"));
    assert_eq!(week.on("2026-11-19", 2), ["数学"]);

    // A move that gives somebody two lessons at once is written and told.
    lesson(
        &week.desk,
        &json!({ "weekday": 5, "period": 4, "class_id": week.classes[1], "subject": "数学", "teacher_id": week.math }),
    );
    let moved = json!({
        "kind": "swap", "lesson_id": week.thursday, "date": "2026-11-19", "to_date": "2026-11-20", "to_period": 4
    });
    let saved = week.desk.ok("lesson_change_save", moved);
    assert_eq!(saved["warnings"], json!(["陈明11月20日第 4 节在七(2)班还有课。"]));
}

#[test]
fn timetables_follow_one_another() {
    let week = week();
    let request = json!({ "name": "期中后课表", "grade": "七年级", "valid_from": "2026-11-16", "copy": true });
    let table = week.desk.ok("timetable_save", request);
    let applies = |grade: &str, date: &str| {
        week.desk.ok("timetable_applies", json!({ "grade": grade, "date": date }))["id"].clone()
    };
    assert_eq!(applies("七年级", "2026-11-15"), Value::Null);
    assert_eq!(applies("七年级", "2026-11-16"), table["id"]);
    assert_eq!(applies("八年级", "2026-11-16"), Value::Null);
    let all = week.desk.ok("timetable_get", json!({ "timetable_id": table["id"] }));
    assert_eq!((all["total"].as_u64(), all["lessons"].as_array().unwrap().len()), (Some(4), 2));
    assert_eq!(all["timetables"][1]["name"], "期中后课表");
    let copied = all["lessons"][0].clone();
    let changed = json!({
        "id": copied["id"], "weekday": 4, "period": 2, "class_id": week.classes[0], "subject": "劳动", "teacher_id": week.math
    });
    week.desk.ok("timetable_lesson_save", changed);
    assert_eq!(week.on("2026-11-12", 2), ["数学"]);
    assert_eq!(week.on("2026-11-19", 2), ["劳动"]);
    // A teacher's lessons on a day are those of the timetable that applies, not of both.
    let own = |date: Value| {
        let part = week.desk.ok("timetable_get", json!({ "teacher_id": week.math, "date": date }));
        part["lessons"].as_array().unwrap().iter().map(|one| text(one, "/subject")).collect::<Vec<_>>()
    };
    assert_eq!((own(json!("2026-11-12")), own(json!("2026-11-20"))), (vec!["数学".into()], vec!["劳动".into()]));
    assert_eq!(own(Value::Null).len(), 2);
    // The same lesson in two timetables that do not meet is no conflict.
    assert_eq!(week.desk.ok("timetable_conflicts", json!({}))["rows"], json!([]));
    let act = week.desk.act("timetable_delete", json!({ "id": table["id"] }));
    assert_eq!(week.on("2026-11-19", 2), ["数学"]);
    week.desk.undo(&act);
    assert_eq!(week.on("2026-11-19", 2), ["劳动"]);
    let reversed = json!({ "name": "反", "valid_from": "2026-11-16", "valid_to": "2026-11-01" });
    assert_eq!(week.desk.refusal("timetable_save", reversed), "days_reversed");
}

#[test]
fn odd_and_even_weeks_and_make_up_days() {
    let week = week();
    for (subject, weeks) in [("美术", "odd"), ("音乐", "even")] {
        lesson(
            &week.desk,
            &json!({ "weekday": 4, "period": 5, "class_id": week.classes[0], "subject": subject, "weeks": weeks }),
        );
    }
    // 2026-11-19 lies in week 12.
    assert_eq!(
        (week.on("2026-11-19", 5), week.on("2026-11-26", 5)),
        (vec!["音乐".to_owned()], vec!["美术".to_owned()])
    );
    assert_eq!(week.desk.ok("timetable_conflicts", json!({}))["rows"], json!([]));
    let day = json!({ "date": "2026-11-21", "kind": "make_up", "name": "补周四", "follows_weekday": 4 });
    week.desk.ok("day_save", day);
    assert_eq!(week.on("2026-11-21", 2), ["数学"]);
    assert_eq!(week.of(&week.math, "2026-11-19").len(), 2);
}

#[test]
fn lessons_at_once_are_a_joint_class_or_a_mistake() {
    let week = week();
    let other = |subject: &str, place: &str, period: u32| json!({ "weekday": 1, "period": period, "class_id": week.classes[1], "subject": subject, "teacher_id": week.math, "place": place });
    let own = |place: &str, period: u32| json!({ "weekday": 1, "period": period, "class_id": week.classes[0], "subject": "数学", "teacher_id": week.math, "place": place });
    for (period, subject, places) in
        [(1, "数学", ["报告厅", "报告厅"]), (2, "数学", ["101", "102"]), (3, "物理", ["", ""]), (4, "数学", ["", ""])]
    {
        lesson(&week.desk, &own(places[0], period));
        lesson(&week.desk, &other(subject, places[1], period));
    }
    lesson(
        &week.desk,
        &json!({ "weekday": 4, "period": 2, "class_id": week.classes[0], "subject": "语文", "teacher_id": week.chinese }),
    );
    let conflicts = week.desk.ok("timetable_conflicts", json!({}));
    let told: Vec<(u64, &str)> = conflicts["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["lessons"][0]["period"].as_u64().unwrap(), row["guess"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(2, "mistake"), (3, "mistake"), (1, "joint"), (4, "joint"), (2, "split")]);
}

#[test]
fn periods_in_which_two_people_are_free() {
    let week = week();
    let free =
        week.desk.ok("timetable_free", json!({ "teacher_ids": [week.math, week.chinese], "date": "2026-11-16" }));
    let slots: Vec<(String, u64)> = free["slots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| (text(slot, "/date"), slot["period"].as_u64().unwrap()))
        .collect();
    // Eight periods on each of the two days with lessons, less one.
    assert_eq!(slots.len(), 14);
    assert!(!slots.contains(&("2026-11-19".to_owned(), 2)) && !slots.contains(&("2026-11-20".to_owned(), 3)));
    let cancelled = json!({ "kind": "cancelled", "lesson_id": week.thursday, "date": "2026-11-19" });
    week.desk.ok("lesson_change_save", cancelled);
    lesson(&week.desk, &json!({ "weekday": 4, "period": 7, "class_id": week.classes[1], "subject": "班会" }));
    let free =
        week.desk.ok("timetable_free", json!({ "teacher_ids": [week.math, week.chinese], "date": "2026-11-16" }));
    assert_eq!(free["slots"].as_array().unwrap().len(), 15);
    assert_eq!(week.desk.refusal("timetable_free", json!({ "teacher_ids": [week.math] })), "out_of_range");
}

#[test]
fn now_is_what_the_bells_of_the_own_campus_and_grade_say() {
    let week = week();
    let desk = &week.desk;
    let bells = |third: &str, end: &str| {
        json!([
            { "number": 1, "start": "08:00", "end": "08:40" }, { "number": 2, "start": "08:50", "end": "09:30" },
            { "number": 3, "start": third, "end": end }, { "number": 4, "start": "11:00", "end": "11:40" }
        ])
    };
    let campus = |name: &str| text(&desk.ok("campus_save", json!({ "id": null, "name": name })), "/id");
    let (north, south) = (campus("北校区"), campus("南校区"));
    let class = |number: u32, campus: &str| {
        let input = json!({ "grade": "八年级", "number": number, "pupils": 40, "campus_id": campus });
        text(&desk.ok("class_save", input), "/id")
    };
    let (here, there) = (class(1, &north), class(2, &south));
    for (class, period, subject) in [(&here, 3, "英语"), (&there, 3, "物理"), (&there, 4, "化学")] {
        lesson(desk, &json!({ "weekday": 4, "period": period, "class_id": class, "subject": subject }));
    }
    desk.ok("bell_schedule_save", json!({ "name": "北", "campus_id": north, "periods": bells("09:50", "10:30") }));
    desk.ok("bell_schedule_save", json!({ "name": "南", "campus_id": south, "periods": bells("10:10", "10:50") }));
    let on = |clock: &str| -> Vec<(String, String, bool)> {
        let now = desk.ok("timetable_now", json!({ "clock": clock }));
        let told = now["lessons"].as_array().unwrap().iter();
        told.map(|one| (text(one, "/subject"), text(one, "/hours"), one["running"].as_bool().unwrap())).collect()
    };
    let told = |subject: &str, hours: &str, running| (subject.to_owned(), hours.to_owned(), running);
    // 10:00: the north is in its third period, the south still waits for its own.
    assert_eq!(on("10:00"), [told("英语", "09:50–10:30", true), told("物理", "10:10–10:50", false)]);
    // 10:45: the north is through and has no fourth lesson, the south is in its third.
    assert_eq!(on("10:45"), [told("物理", "10:10–10:50", true)]);
    assert_eq!(on("11:10"), [told("化学", "11:00–11:40", true)]);
    // A schedule of campus and grade goes before that of the campus.
    let late = json!({ "name": "南八", "campus_id": south, "grade": "八年级", "periods": bells("10:20", "10:55") });
    desk.ok("bell_schedule_save", late);
    assert_eq!(on("10:52"), [told("物理", "10:20–10:55", true)]);
}

#[test]
fn a_sheet_begins_with_what_the_own_bells_of_each_class_say() {
    let week = week();
    let desk = &week.desk;
    // At 10:12 the school is in its third period, the south campus in its fourth.
    let bells = json!([
        { "number": 1, "start": "07:30", "end": "08:10" }, { "number": 2, "start": "08:20", "end": "09:00" },
        { "number": 3, "start": "09:10", "end": "09:50" }, { "number": 4, "start": "10:05", "end": "10:45" }
    ]);
    let south = text(&desk.ok("campus_save", json!({ "id": null, "name": "南校区" })), "/id");
    desk.ok("bell_schedule_save", json!({ "name": "南", "campus_id": south, "periods": bells }));
    let class = json!({ "grade": "八年级", "number": 2, "pupils": 40, "campus_id": south });
    let there = text(&desk.ok("class_save", class), "/id");
    for (period, subject) in [(3, "物理"), (4, "化学")] {
        let own =
            json!({ "weekday": 4, "period": period, "class_id": there, "subject": subject, "teacher_id": week.math });
        lesson(desk, &own);
    }
    let of_south = |request: Value| -> Vec<(String, u64, String)> {
        let prefill = desk.ok("observation_prefill", request);
        let told = prefill["candidates"].as_array().unwrap().iter().filter(|one| one["class_id"] == there.as_str());
        told.map(|one| (text(one, "/subject"), one["period"].as_u64().unwrap(), text(one, "/hours"))).collect()
    };
    let fourth = [("化学".to_owned(), 4, "10:05–10:45".to_owned())];
    assert_eq!(desk.ok("observation_prefill", json!({}))["period"], 3);
    assert_eq!(of_south(json!({})), fourth);
    let known = desk.ok("observation_prefill", json!({ "class_id": there }));
    assert_eq!(
        (&known["period"], &known["hours"], &known["running"]),
        (&json!(4), &json!("10:05–10:45"), &json!(true))
    );
    assert_eq!(of_south(json!({ "class_id": there, "period": 4 })), fourth);
    // Who asks for a period of the class gets that one, though it is over.
    let third = [("物理".to_owned(), 3, "09:10–09:50".to_owned())];
    assert_eq!(of_south(json!({ "class_id": there, "period": 3 })), third);
    // After the last bell of the school another may still ring.
    let early = json!([{ "number": 1, "start": "08:00", "end": "08:40" }]);
    let before = desk.ok("calendar_get", json!({}))["periods"].clone();
    desk.ok("periods_save", json!({ "periods": early }));
    assert_eq!(desk.ok("observation_prefill", json!({}))["period"], 4);
    assert_eq!(of_south(json!({})), fourth);
    desk.ok("periods_save", json!({ "periods": before }));
    let desk_of_today = desk.ok("dashboard_get", json!({}));
    let on =
        desk_of_today["under_way"].as_array().unwrap().iter().find(|one| one["class_id"] == there.as_str()).unwrap();
    assert_eq!((&on["subject"], &on["hours"]), (&json!("化学"), &json!("10:05–10:45")));
}
