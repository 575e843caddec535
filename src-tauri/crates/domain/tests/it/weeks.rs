//! Teaching weeks of public calendars, reshaped weeks, days of a grade, other bells: through the list of commands.

use crate::support::{Desk, text};
use serde_json::{Value, json};

const TERMS: &str = include_str!("../../../../../tests/fixtures/calendar/term_calendars.json");

fn calendar(desk: &Desk) -> Value {
    desk.ok("calendar_get", json!({}))
}

fn week_id(desk: &Desk, at: usize) -> String {
    text(&calendar(desk)["weeks"][at], "/id")
}

#[allow(clippy::needless_pass_by_value, reason = "callers write the shape where they use it")]
fn reshape(desk: &Desk, at: usize, shape: Value) -> String {
    desk.act("week_reshape", json!({ "id": week_id(desk, at), "shape": shape }))
}

fn numbers(desk: &Desk) -> Vec<u64> {
    calendar(desk)["weeks"].as_array().unwrap().iter().map(|week| week["number"].as_u64().unwrap()).collect()
}

fn day(desk: &Desk, date: &str, grade: Option<&str>) -> Value {
    desk.ok("day_get", json!({ "date": date, "grade": grade }))["day"].clone()
}

#[test]
fn the_length_is_told_as_the_offices_tell_it() {
    let told: Vec<Value> = serde_json::from_str(TERMS).unwrap();
    let (mut natural, mut by_days) = (0, 0);
    for week_start in [1, 7] {
        let desk = Desk::school();
        let mut term: Option<String> = None;
        for entry in told.iter().filter(|entry| !text(entry, "/end").is_empty()) {
            let (first, last) = (text(entry, "/start"), text(entry, "/end"));
            let days = json!({ "first_day": first, "last_day": last, "week_start": week_start });
            if let Some(id) = &term {
                let mut days = days;
                days["id"] = json!(id);
                desk.ok("term_update", days);
            } else {
                let mut days = days;
                days["school_year"] = json!("2022-2023");
                days["number"] = json!(1);
                term = Some(text(&desk.ok("term_create", days), "/id"));
            }
            let calendar = desk.ok("calendar_get", json!({ "term_id": term }));
            let check = &entry["check"];
            let counted = check[if week_start == 1 { "calendar_weeks_mon" } else { "calendar_weeks_sun" }].as_u64();
            assert_eq!(calendar["length_weeks"], format!("{}周", counted.unwrap()), "{entry}");
            assert_eq!(calendar["weeks"].as_array().unwrap().len() as u64, counted.unwrap(), "{entry}");
            assert_eq!(calendar["length_days"], check["inclusive"], "{entry}");
            for way in check["matches"].as_array().unwrap() {
                match (way.as_str().unwrap(), week_start) {
                    ("天数折算", _) => {
                        assert_eq!(calendar["length_days"], entry["reported_length"]);
                        by_days += 1;
                    }
                    ("自然周(周一起)", 1) | ("自然周(周日起)", 7) => {
                        assert_eq!(calendar["length_weeks"], entry["reported_length"]);
                        natural += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(natural >= 8 && by_days >= 12, "{natural} {by_days}");
}

#[test]
fn an_office_whose_first_week_begins_before_the_term() {
    let desk = Desk::school();
    let term = json!({
        "school_year": "2023-2024", "number": 1, "first_day": "2023-09-01", "last_day": "2024-01-26", "week_start": 7
    });
    desk.ok("term_create", term);
    let first = calendar(&desk)["weeks"][0].clone();
    assert_eq!((&first["first_day"], &first["last_day"]), (&json!("2023-08-27"), &json!("2023-09-02")));
}

#[test]
fn weeks_are_reshaped_and_taken_back() {
    let desk = Desk::term();
    let before = calendar(&desk)["weeks"].clone();
    // From Tuesday the first of September to Sunday of the week after are 13 days: one too many.
    let first = json!({ "id": week_id(&desk, 0), "shape": { "how": "merge" } });
    assert_eq!(desk.refused_with("week_reshape", first, "days"), "13");
    // The last two weeks end with the term.
    let merged = reshape(&desk, 20, json!({ "how": "merge" }));
    let last = calendar(&desk)["weeks"][20].clone();
    assert_eq!((&last["first_day"], &last["last_day"]), (&json!("2027-01-18"), &json!("2027-01-29")));
    assert_eq!(numbers(&desk).len(), 21);
    desk.undo(&merged);
    assert_eq!(calendar(&desk)["weeks"], before);
    reshape(&desk, 20, json!({ "how": "merge" }));
    reshape(&desk, 20, json!({ "how": "split", "on": "2027-01-25" }));
    assert_eq!(numbers(&desk).last(), Some(&22));
    let cut = calendar(&desk)["weeks"][21].clone();
    assert_eq!((&cut["first_day"], &cut["last_day"]), (&json!("2027-01-25"), &json!("2027-01-29")));
}

#[test]
fn a_skipped_week_says_so_and_the_office_numbers_as_it_likes() {
    let desk = Desk::term();
    let skipped = reshape(&desk, 4, json!({ "how": "skip" }));
    assert_eq!(numbers(&desk)[3..7], [4, 0, 5, 6]);
    assert_eq!(day(&desk, "2026-09-29", None)["week"], Value::Null);
    assert_eq!(day(&desk, "2026-09-29", None)["follows"], 2);
    assert_eq!(day(&desk, "2026-10-13", None)["week"], 6);
    assert_eq!(desk.ok("app_status", json!({}))["week"], 11);
    assert_eq!(desk.ok("dashboard_get", json!({}))["week"], 11);
    desk.undo(&skipped);
    reshape(&desk, 10, json!({ "how": "renumber", "number": 14 }));
    assert_eq!(numbers(&desk)[9..13], [10, 14, 15, 16]);
    assert_eq!(
        (&day(&desk, "2026-11-19", None)["week"], &day(&desk, "2026-11-19", None)["odd"]),
        (&json!(15), &json!(true))
    );
    let id = week_id(&desk, 11);
    let refusal = |shape: Value| desk.refusal("week_reshape", json!({ "id": id, "shape": shape }));
    assert_eq!(refusal(json!({ "how": "renumber", "number": 14 })), "week_number");
    assert_eq!(refusal(json!({ "how": "merge" })), "week_length");
    assert_eq!(refusal(json!({ "how": "split", "on": "2026-11-17" })), "week_length");
    assert_eq!(refusal(json!({ "how": "days", "first_day": "2026-11-10", "last_day": "2026-11-22" })), "week_length");
    let (unknown, last) = (json!({ "id": "x", "shape": { "how": "merge" } }), week_id(&desk, 21));
    assert_eq!(desk.refusal("week_reshape", unknown), "not_found");
    assert_eq!(desk.refusal("week_reshape", json!({ "id": last, "shape": { "how": "merge" } })), "week_last");
    reshape(&desk, 11, json!({ "how": "days", "first_day": "2026-11-14", "last_day": "2026-11-23" }));
    let weeks = calendar(&desk)["weeks"].clone();
    assert_eq!((&weeks[10]["last_day"], &weeks[12]["first_day"]), (&json!("2026-11-13"), &json!("2026-11-24")));
}

#[test]
fn every_day_of_a_term_has_its_week_by_command() {
    let desk = Desk::term();
    reshape(&desk, 4, json!({ "how": "skip" }));
    reshape(&desk, 7, json!({ "how": "days", "first_day": "2026-10-19", "last_day": "2026-10-28" }));
    reshape(&desk, 7, json!({ "how": "split", "on": "2026-10-24" }));
    let weeks = calendar(&desk)["weeks"].clone();
    let first: chrono::NaiveDate = "2026-09-01".parse().unwrap();
    let last: chrono::NaiveDate = "2027-01-29".parse().unwrap();
    for date in first.iter_days().take_while(|date| *date <= last) {
        let date = date.to_string();
        let holds = |week: &&Value| text(week, "/first_day") <= date && date <= text(week, "/last_day");
        let holding: Vec<&Value> = weeks.as_array().unwrap().iter().filter(holds).collect();
        assert_eq!(holding.len(), 1, "{date}");
        let number = holding[0]["number"].as_u64().filter(|number| *number > 0);
        assert_eq!(day(&desk, &date, None)["week"].as_u64(), number, "{date}");
    }
    assert_eq!(day(&desk, "2027-01-30", None), Value::Null);
}

#[test]
fn a_day_may_be_special_for_one_grade() {
    let desk = Desk::term();
    let save = |input: Value| desk.ok("day_save", input);
    save(json!({ "date": "2026-10-10", "kind": "make_up", "name": "补周三", "follows_weekday": 3 }));
    save(json!({ "date": "2026-10-10", "kind": "make_up", "name": "补周四", "follows_weekday": 4, "grade": "九年级" }));
    save(json!({ "date": "2026-11-06", "kind": "holiday", "name": "研学", "grade": "七年级" }));
    assert_eq!(day(&desk, "2026-10-10", None)["follows"], 3);
    assert_eq!(day(&desk, "2026-10-10", Some("七年级"))["follows"], 3);
    assert_eq!(day(&desk, "2026-10-10", Some("九年级"))["follows"], 4);
    let trip = day(&desk, "2026-11-06", Some("七年级"));
    assert_eq!((&trip["kind"], &trip["follows"], &trip["name"]), (&json!("holiday"), &Value::Null, &json!("研学")));
    assert_eq!(day(&desk, "2026-11-06", Some("八年级"))["follows"], 5);
    assert_eq!(day(&desk, "2026-11-06", None)["kind"], "ordinary");
    // The same day of the same grade is changed, not doubled.
    save(json!({ "date": "2026-11-06", "kind": "holiday", "name": "春游", "grade": "七年级" }));
    let of_grade = calendar(&desk)["days"].as_array().unwrap().iter().filter(|day| day["grade"] == "七年级").count();
    assert_eq!(of_grade, 1);
}

#[test]
fn an_exam_week_says_so() {
    let desk = Desk::term();
    desk.ok("week_update", json!({ "id": week_id(&desk, 10), "kind": "exam", "label": "期中" }));
    let told = day(&desk, "2026-11-10", None);
    assert_eq!((&told["kind"], &told["name"], &told["follows"]), (&json!("exam"), &json!("期中"), &json!(2)));
}

#[test]
fn bells_of_a_grade_go_before_those_of_the_school() {
    let desk = Desk::term();
    let bells = |start: &str| json!([{ "number": 1, "start": start, "end": "09:30" }]);
    let third = desk.ok("bell_schedule_save", json!({ "name": "高三", "grade": "高三", "periods": bells("07:30") }));
    let starts = |grade: &str| {
        desk.ok("day_get", json!({ "date": "2026-11-19", "grade": grade }))["periods"][0]["start"].clone()
    };
    assert_eq!((starts("高三"), starts("高一")), (json!("07:30"), json!("08:00")));
    let again = json!({ "name": "另一个", "grade": "高三", "periods": bells("07:00") });
    assert_eq!(desk.refusal("bell_schedule_save", again), "schedule_exists");
    let nobody = json!({ "name": "谁的", "periods": bells("07:00") });
    assert_eq!(desk.refusal("bell_schedule_save", nobody), "schedule_for_nobody");
    let nowhere = json!({ "name": "谁的", "campus_id": "x", "periods": bells("07:00") });
    assert_eq!(desk.refusal("bell_schedule_save", nowhere), "not_found");
    let changed = json!({ "id": third["id"], "name": "高三", "grade": "高三", "periods": bells("07:20") });
    desk.ok("bell_schedule_save", changed);
    assert_eq!((starts("高三"), calendar(&desk)["periods"].as_array().unwrap().len()), (json!("07:20"), 8));
    let act = desk.act("bell_schedule_delete", json!({ "id": third["id"] }));
    assert_eq!(starts("高三"), "08:00");
    desk.undo(&act);
    assert_eq!(calendar(&desk)["schedules"][0]["periods"][0]["start"], "07:20");
}

#[test]
fn bells_of_a_campus_and_a_grade_are_the_most_particular() {
    let desk = Desk::term();
    let act = keji_store::Act { op: "test", actor: "director", sitting: None };
    desk.store()
        .write(act, |tx| {
            tx.execute("INSERT INTO campus (id, position, name) VALUES ('south', 1, '南校区')", [])?;
            Ok::<_, keji_store::StoreError>(())
        })
        .unwrap();
    for (start, campus, grade) in
        [("07:10", Some("south"), None), ("07:20", None, Some("高三")), ("07:30", Some("south"), Some("高三"))]
    {
        let periods = json!([{ "number": 1, "start": start, "end": "09:30" }]);
        desk.ok(
            "bell_schedule_save",
            json!({ "name": start, "campus_id": campus, "grade": grade, "periods": periods }),
        );
    }
    let starts = |campus: Option<&str>, grade: Option<&str>| {
        let asked = json!({ "date": "2026-11-19", "campus_id": campus, "grade": grade });
        text(&desk.ok("day_get", asked), "/periods/0/start")
    };
    assert_eq!(starts(Some("south"), Some("高三")), "07:30");
    assert_eq!(starts(Some("south"), Some("高一")), "07:10");
    assert_eq!(starts(Some("north"), Some("高三")), "07:20");
    assert_eq!(starts(None, None), "08:00");
    assert_eq!(calendar(&desk)["campuses"][0]["name"], "南校区");
}
