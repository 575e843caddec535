//! Finding: people by characters, pinyin and initials; records by a part of their topic.

use crate::support::{Desk, id};
use keji_domain::Error;
use keji_store::Act;
use serde_json::{Value, json};

fn titles(found: &Value, kind: &str) -> Vec<String> {
    let hits = found["hits"].as_array().unwrap();
    hits.iter().filter(|hit| hit["kind"] == kind).map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn people_are_found_by_any_way_of_writing_and_records_by_their_topic() {
    let desk = Desk::term();
    let zeng = desk.teacher("曾国强", "数学", &[]);
    let li = desk.teacher("李梅", "数学", &[]);
    let class = desk.class("七年级", 1);
    let find = |query: &str| desk.ok("search_find", json!({ "query": query }));
    for query in ["曾", "国强", "zengguoqiang", "zgq", "ZGQ", " zeng "] {
        assert_eq!(titles(&find(query), "teacher"), ["曾国强"], "{query}");
    }
    assert_eq!(titles(&find("七(1)"), "class"), ["七(1)"]);
    desk.ok(
        "observation_submit",
        json!({ "sheet": {
            "id": id(1), "sitting": id(2), "date": "2026-11-10", "period": 2, "teacher_id": zeng, "observer_id": li,
            "class_id": class, "subject": "数学", "topic": "一元二次方程的解法", "lesson_kind": "随堂课"
        }}),
    );
    desk.ok("lesson_plan_save", json!({ "id": id(3), "teacher_id": zeng, "subject": "数学", "topic": "一元二次方程" }));
    let found = find("二次方程");
    assert_eq!(titles(&found, "observation"), ["一元二次方程的解法"]);
    assert_eq!(titles(&found, "lesson_plan"), ["一元二次方程"]);
    desk.ok("lesson_plan_delete", json!({ "id": id(3) }));
    assert_eq!(titles(&find("二次方程"), "lesson_plan"), Vec::<String>::new());
    assert_eq!(desk.rows("observation_list").len(), 1);
}

#[test]
fn weeks_since_a_visit_are_weeks_of_the_calendar() {
    let desk = Desk::term();
    let (teacher, observer) = (desk.teacher("甲", "语文", &[]), desk.teacher("乙", "语文", &[]));
    let class = desk.class("七年级", 1);
    // Friday of the week before the clock's Thursday: six days, yet another week.
    desk.ok(
        "observation_submit",
        json!({ "sheet": {
            "id": id(1), "sitting": id(2), "date": "2026-11-13", "period": 1, "teacher_id": teacher,
            "observer_id": observer, "class_id": class, "subject": "语文", "topic": "《背影》", "lesson_kind": "随堂课"
        }}),
    );
    let term = desk.ok("app_status", json!({}))["term"]["id"].as_str().unwrap().to_owned();
    desk.store()
        .write(Act { op: "timetable", actor: "director", sitting: None }, |tx| -> Result<(), Error> {
            tx.execute(
                "INSERT INTO timetable_lesson (id, term_id, weekday, period, class_id, subject, teacher_id, place)
                 VALUES (?1, ?2, 4, 3, ?3, '语文', ?4, '')",
                [&id(9), &term, &class, &teacher],
            )?;
            Ok(())
        })
        .unwrap();
    let known = desk.ok("observation_prefill", json!({ "date": "2026-11-19", "period": 3 }));
    assert_eq!(known["candidates"][0]["weeks_since"], 1);
}

#[test]
fn an_unknown_term_and_a_day_before_the_term_say_so() {
    let desk = Desk::term();
    let refused = |request: Value| desk.refusal("summary_get", request);
    assert_eq!(refused(json!({ "term_id": "2030-2031-1" })), "term_unknown");
    assert_eq!(refused(json!({ "as_of": "2025-11-19" })), "as_of_before_term");
}
