//! Terms, weeks, special days, periods, the timetable.

use crate::support::{Desk, text};
use keji_store::{Act, StoreError, rusqlite::params};
use serde_json::{Value, json};

fn calendar(desk: &Desk) -> Value {
    desk.ok("calendar_get", json!({}))
}

fn term(year: &str, number: u32, from: &str, to: &str) -> Value {
    json!({ "school_year": year, "number": number, "first_day": from, "last_day": to })
}

/// Numbers of the weeks on days, as the list of observations tells them.
fn week_of(desk: &Desk, date: &str) -> Option<u64> {
    let weeks = calendar(desk)["weeks"].clone();
    let inside = |week: &&Value| text(week, "/first_day").as_str() <= date && date <= text(week, "/last_day").as_str();
    weeks.as_array().unwrap().iter().find(inside).and_then(|week| week["number"].as_u64())
}

#[test]
fn a_term_has_the_natural_weeks_from_the_one_of_its_first_day() {
    let desk = Desk::term();
    let calendar = calendar(&desk);
    let weeks = calendar["weeks"].as_array().unwrap();
    assert_eq!(weeks.len(), 22);
    assert_eq!((&weeks[0]["number"], &weeks[0]["first_day"]), (&json!(1), &json!("2026-08-31")));
    assert_eq!(weeks[21]["last_day"], "2027-01-31");
    assert_eq!(calendar["term"]["name"], "2026—2027学年第一学期");
    assert_eq!((&calendar["length_weeks"], &calendar["length_days"]), (&json!("22周"), &json!("21周零4天")));
    for (date, week) in
        [("2026-09-01", Some(1)), ("2026-09-07", Some(2)), ("2026-11-19", Some(12)), ("2027-02-01", None)]
    {
        assert_eq!(week_of(&desk, date), week, "{date}");
    }
    assert_eq!(desk.ok("app_status", json!({}))["week"], 12);
}

#[test]
fn a_week_may_begin_on_sunday() {
    let desk = Desk::school();
    let mut sunday = term("2026-2027", 1, "2026-09-01", "2027-01-29");
    sunday["week_start"] = json!(7);
    desk.ok("term_create", sunday);
    assert_eq!(calendar(&desk)["weeks"][0]["first_day"], "2026-08-30");
    assert_eq!(week_of(&desk, "2026-09-06"), Some(2));
}

#[test]
fn a_week_with_hardly_a_lesson_is_proposed_as_a_holiday_and_the_office_decides() {
    let desk = Desk::school();
    desk.ok("term_create", term("2024-2025", 1, "2024-09-02", "2025-01-17"));
    let weeks = calendar(&desk)["weeks"].clone();
    let holidays: Vec<(u64, String)> = weeks
        .as_array()
        .unwrap()
        .iter()
        .filter(|week| week["kind"] == "holiday")
        .map(|week| (week["number"].as_u64().unwrap(), text(week, "/label")))
        .collect();
    assert_eq!(holidays, [(5, "国庆".to_owned())]);

    let fifth = text(&weeks[4], "/id");
    let act = desk.act("week_update", json!({ "id": fifth, "kind": "exam", "label": "月考" }));
    assert_eq!((&calendar(&desk)["weeks"][4]["kind"]), "exam");
    desk.undo(&act);
    assert_eq!(calendar(&desk)["weeks"], weeks);
    assert_eq!(desk.refusal("week_update", json!({ "id": "x", "kind": "exam", "label": "" })), "not_found");
}

#[test]
fn terms_that_cannot_be_are_refused() {
    let desk = Desk::term();
    let refused = |year, number, from, to| desk.refusal("term_create", term(year, number, from, to));
    assert_eq!(refused("2026-2027", 1, "2027-03-01", "2027-07-09"), "term_exists");
    assert_eq!(refused("2026-2027", 2, "2027-01-29", "2027-07-09"), "terms_overlap");
    assert_eq!(refused("2026-2027", 2, "2027-07-09", "2027-03-01"), "days_reversed");
    assert_eq!(refused("2026-2027", 2, "2027-03-01", "2027-03-10"), "term_length");
    assert_eq!(refused("2026-2028", 2, "2027-03-01", "2027-07-09"), "school_year");
    assert_eq!(refused("2026-2027", 3, "2027-03-01", "2027-07-09"), "out_of_range");
    desk.ok("term_create", term("2026-2027", 2, "2027-03-01", "2027-07-09"));
    // Today's term is the present one, not the newest.
    assert_eq!(calendar(&desk)["term"]["key"], "2026-2027-1");
    let second = desk.ok("calendar_get", json!({ "term_id": "2026-2027-2" }));
    assert_eq!(second["weeks"][0]["number"], 1);
}

#[test]
fn a_term_is_changed_with_its_weeks_and_back() {
    let desk = Desk::term();
    let before = calendar(&desk);
    let changed =
        json!({ "id": before["term"]["id"], "first_day": "2026-09-07", "last_day": "2027-01-22", "week_start": 1 });
    let act = desk.act("term_update", changed);
    assert_eq!(calendar(&desk)["weeks"].as_array().unwrap().len(), 20);
    desk.undo(&act);
    let desk = desk.reopened();
    assert_eq!(calendar(&desk), before);
}

#[test]
fn a_changed_term_keeps_the_weeks_that_the_office_has_made() {
    let desk = Desk::term();
    let weeks = || calendar(&desk)["weeks"].as_array().unwrap().clone();
    let (fifth, eleventh, twentieth) = (text(&weeks()[4], "/id"), text(&weeks()[10], "/id"), text(&weeks()[19], "/id"));
    desk.ok("week_reshape", json!({ "id": fifth, "shape": { "how": "skip" } }));
    desk.ok("week_update", json!({ "id": eleventh, "kind": "exam", "label": "期中" }));
    desk.ok("week_update", json!({ "id": twentieth, "kind": "exam", "label": "期末" }));
    let before = weeks();
    let term = json!({
        "id": calendar(&desk)["term"]["id"], "first_day": "2026-09-07", "last_day": "2027-01-08", "week_start": 1
    });
    let act = desk.act("term_update", term);
    let after = weeks();
    let numbers: Vec<u64> = after.iter().map(|week| week["number"].as_u64().unwrap()).collect();
    assert_eq!((after.len(), &numbers[..6]), (18, &[1, 2, 3, 0, 4, 5][..]));
    let of = |id: &str| after.iter().find(|week| week["id"] == id);
    assert_eq!((&of(&eleventh).unwrap()["label"], &of(&eleventh).unwrap()["number"]), (&json!("期中"), &json!(9)));
    assert_eq!(week_of(&desk, "2026-11-10"), Some(9));
    // What lies outside the term is gone.
    assert!(of(&twentieth).is_none());
    desk.undo(&act);
    assert_eq!(weeks(), before);
}

#[test]
fn a_day_is_one_thing() {
    let desk = Desk::term();
    let count = || calendar(&desk)["days"].as_array().unwrap().len();
    let before = count();
    desk.ok("day_save", json!({ "date": "2026-10-10", "kind": "make_up", "name": "补周三", "follows_weekday": 3 }));
    assert_eq!(count(), before);
    let day = desk.ok("day_save", json!({ "date": "2026-11-06", "kind": "holiday", "name": "运动会" }));
    assert_eq!(count(), before + 1);
    desk.ok("day_delete", json!({ "id": day["id"] }));
    assert_eq!(count(), before);
}

#[test]
fn periods_are_in_order() {
    let desk = Desk::term();
    assert_eq!(calendar(&desk)["periods"].as_array().unwrap().len(), 8);
    let period = |number: u32, start: &str, end: &str| json!({ "number": number, "start": start, "end": end });
    let save = |periods: Value| desk.call("periods_save", json!({ "periods": periods }));
    let code = |periods| save(periods).unwrap_err().code();
    assert_eq!(code(json!([period(1, "08:00", "08:40"), period(2, "08:30", "09:10")])), "period_order");
    assert_eq!(code(json!([period(1, "08:40", "08:00")])), "period_order");
    assert_eq!(code(json!([period(1, "8:00", "08:40")])), "bad_time");
    assert_eq!(code(json!([])), "out_of_range");
    let saved = save(json!([period(9, "08:10", "08:50"), period(9, "09:00", "09:40")])).unwrap();
    let numbers: Vec<Value> =
        calendar(&desk)["periods"].as_array().unwrap().iter().map(|period| period["number"].clone()).collect();
    assert_eq!(numbers, [1, 2]);
    desk.undo(&text(&saved, "/act"));
    assert_eq!(calendar(&desk)["periods"].as_array().unwrap().len(), 8);
}

/// Names of the teachers whose lessons are proposed for the second period of a day.
fn at_second_period(desk: &Desk, date: &str) -> Vec<String> {
    let prefill = desk.ok("observation_prefill", json!({ "date": date, "period": 2 }));
    prefill["candidates"].as_array().unwrap().iter().map(|lesson| text(lesson, "/teacher")).collect()
}

/// A lesson in the second period of each weekday, and one on a single day.
fn with_timetable() -> Desk {
    let desk = Desk::term();
    let class = desk.class("七年级", 1);
    let term = text(&calendar(&desk), "/term/id");
    let lessons = ["周一", "周二", "周三", "周四", "周五"].map(|name| desk.teacher(name, "数学", &[]));
    let dated = desk.teacher("单日", "数学", &[]);
    let act = Act { op: "test", actor: "director", sitting: None };
    desk.store()
        .write(act, |tx| {
            let sql = "INSERT INTO timetable_lesson (id, term_id, weekday, date, period, class_id, subject, teacher_id, place)
                       VALUES (?1, ?2, ?3, ?4, 2, ?5, '数学', ?6, '')";
            for (weekday, teacher) in (1_u32..).zip(&lessons) {
                tx.execute(sql, params![tx.new_id()?, term, weekday, None::<String>, class, teacher])?;
            }
            tx.execute(sql, params![tx.new_id()?, term, None::<u32>, "2026-11-18", class, dated])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    desk
}

#[test]
fn the_timetable_of_a_day_is_that_of_its_weekday() {
    let desk = with_timetable();
    assert_eq!(at_second_period(&desk, "2026-11-19"), ["周四"]);
    assert_eq!(at_second_period(&desk, "2026-11-20"), ["周五"]);
    assert!(at_second_period(&desk, "2026-11-21").is_empty());
    assert!(at_second_period(&desk, "2026-08-20").is_empty());
    // A day with a timetable of its own follows that.
    assert_eq!(at_second_period(&desk, "2026-11-18"), ["单日"]);
}

#[test]
fn a_day_of_the_state_stays_one_when_its_lessons_are_settled() {
    let desk = Desk::term();
    let day = |desk: &Desk| {
        let days = calendar(desk)["days"].as_array().unwrap().clone();
        days.into_iter().find(|day| day["date"] == "2026-10-10").unwrap()
    };
    let mut made = day(&desk);
    assert_eq!(
        (&made["kind"], &made["follows_weekday"], &made["state"]),
        (&json!("make_up"), &json!(null), &json!(true))
    );
    made["follows_weekday"] = json!(3);
    made.as_object_mut().unwrap().remove("state");
    desk.ok("day_save", made.clone());
    assert_eq!((&day(&desk)["follows_weekday"], &day(&desk)["state"]), (&json!(3), &json!(true)));
    made["name"] = json!("本校安排");
    desk.ok("day_save", made);
    assert_eq!(day(&desk)["state"], json!(false), "a day that the school names is its own");
}

#[test]
fn a_make_up_day_follows_the_timetable_of_a_weekday_and_a_holiday_has_none() {
    let desk = with_timetable();
    assert!(at_second_period(&desk, "2026-10-01").is_empty());
    // The state's notice does not say which weekday is made up for.
    assert!(at_second_period(&desk, "2026-10-10").is_empty());
    desk.ok("day_save", json!({ "date": "2026-10-10", "kind": "make_up", "name": "补周三", "follows_weekday": 3 }));
    assert_eq!(at_second_period(&desk, "2026-10-10"), ["周三"]);
}

#[test]
fn now_is_a_period() {
    let desk = with_timetable();
    let prefill = desk.ok("observation_prefill", json!({}));
    assert_eq!((&prefill["period"], &prefill["running"]), (&json!(3), &json!(true)));
    assert_eq!(prefill["hours"], "10:00–10:40");
}
