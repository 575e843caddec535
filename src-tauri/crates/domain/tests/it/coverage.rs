//! Coverage: who saw whom, who was seen in which week, who was never seen; and whom to visit next week.

use crate::support::{Desk, id, text, with};
use keji_domain::access::{Reach, Role, Session};
use keji_store::{Act, StoreError};
use serde_json::{Value, json};

struct Office {
    desk: Desk,
    /// Head of the Chinese department, observer of most.
    head: String,
    /// In the first year.
    young: String,
    /// Long in the school.
    old: String,
    /// Of another department.
    other: String,
    /// Has left.
    gone: String,
    class: String,
}

fn office() -> Office {
    let desk = Desk::term();
    let person = |name: &str, subject: &str, first: &str, fields: Value| {
        let teacher = json!({ "name": name, "subject": subject, "department": format!("{subject}组"),
            "first_taught": first });
        text(&desk.ok("teacher_save", with(&teacher, fields)), "/id")
    };
    Office {
        head: person("单立行", "语文", "2006-09", json!({ "posts": ["语文教研组长"] })),
        young: person("韩雪", "语文", "2026-09", json!({})),
        old: person("何静", "语文", "2010-09", json!({})),
        other: person("陈国栋", "数学", "2015-09", json!({})),
        gone: person("邹平", "数学", "2001-09", json!({ "in_service": false })),
        class: desk.class("七年级", 1),
        desk,
    }
}

impl Office {
    fn observed(&self, number: u32, observer: &str, teacher: &str, date: &str, fields: Value) {
        let sheet = json!({
            "id": id(number), "sitting": id(1000 + number), "date": date, "period": 3, "teacher_id": teacher,
            "observer_id": observer, "subject": "语文", "topic": "背影", "lesson_kind": "随堂课", "class_id": self.class,
            "timeline": [{ "process": "导入", "remark": "" }], "strengths": "好"
        });
        self.desk.ok("observation_submit", json!({ "sheet": with(&sheet, fields) }));
    }

    fn lesson(&self, weekday: u32, period: u32, teacher: &str) {
        let lesson = json!({ "weekday": weekday, "period": period, "class_id": self.class, "subject": "语文",
            "teacher_id": teacher, "place": "三楼" });
        self.desk.ok("timetable_lesson_save", lesson);
    }

    fn promised(&self, sheet: u32, due: &str) {
        self.write(
            "INSERT INTO follow_up (id, sheet_id, kind, text, due, result) VALUES (?1, ?2, 'revisit', '再听一次', ?3, '')",
            &[id(900 + sheet), id(sheet), due.to_owned()],
        );
    }

    fn write(&self, sql: &str, values: &[String]) {
        let act = Act { op: "test", actor: "director", sitting: None };
        let written: Result<_, StoreError> = self.desk.store().write(act, |tx| {
            tx.execute(sql, keji_store::rusqlite::params_from_iter(values))?;
            Ok(())
        });
        written.unwrap();
    }

    fn account(who: &str) -> Session {
        let reach = Reach::Teacher { teacher_id: who.to_owned() };
        Session { actor: "somebody".to_owned(), role: Role::Teacher, reach }
    }
}

fn row<'a>(of: &'a Value, key: &str, id: &str) -> &'a Value {
    of.as_array().unwrap().iter().find(|row| row[key] == id).unwrap_or(&Value::Null)
}

/// Somebody's line of the matrix: weeks with lessons, lessons, sheets, last day.
fn received(coverage: &Value, who: &str) -> (Vec<(usize, u64)>, u64, u64, Value) {
    let row = row(&coverage["teachers"], "teacher_id", who);
    let weeks = row["weeks"].as_array().unwrap().iter().enumerate();
    let weeks = weeks.map(|(at, lessons)| (at + 1, lessons.as_u64().unwrap())).filter(|(_, lessons)| *lessons > 0);
    (weeks.collect(), row["lessons"].as_u64().unwrap(), row["sheets"].as_u64().unwrap(), row["last"].clone())
}

#[test]
fn lessons_received_are_distinct_and_sheets_are_not() {
    let office = office();
    office.observed(1, &office.head, &office.young, "2026-09-08", json!({}));
    office.observed(2, &office.old, &office.young, "2026-09-08", json!({}));
    office.observed(3, &office.head, &office.young, "2026-09-22", json!({ "lesson_count": 2 }));
    office.observed(4, &office.head, &office.other, "2026-11-18", json!({ "subject": "数学" }));
    office.observed(5, &office.head, &office.old, "2026-09-09", json!({}));
    office.write("UPDATE lesson SET outside = '友校' WHERE date = ?1", &["2026-09-09".to_owned()]);
    let coverage = office.desk.ok("coverage_get", json!({ "as_of": "2026-11-17" }));
    assert_eq!(received(&coverage, &office.young), (vec![(2, 1), (4, 2)], 3, 3, json!("2026-09-22")));
    // Not yet: it is the day before. In another school nobody of ours is seen.
    assert_eq!(received(&coverage, &office.other), (vec![], 0, 0, Value::Null));
    let pairs: Vec<(String, String, u64, u64)> = coverage["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let number = |key: &str| pair[key].as_u64().unwrap();
            let place = |key: &str| usize::try_from(number(key)).unwrap();
            let observer = text(&coverage["observers"][place("observer")], "/observer_id");
            let teacher = text(&coverage["teachers"][place("teacher")], "/teacher_id");
            (observer, teacher, number("sheets"), number("lessons"))
        })
        .collect();
    assert_eq!(pairs.len(), 2, "only pairs that occur: {pairs:?}");
    assert!(pairs.contains(&(office.head.clone(), office.young.clone(), 2, 3)));
    assert!(pairs.contains(&(office.old.clone(), office.young.clone(), 1, 1)));
    let observer = row(&coverage["observers"], "observer_id", &office.head);
    assert_eq!((&observer["lessons"], &observer["teachers"]), (&json!(3), &json!(1)));
    assert!(row(&coverage["teachers"], "teacher_id", &office.gone).is_null());
    let never: Vec<&str> = coverage["never"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert_eq!(never.len(), 3);
    assert!([&office.head, &office.old, &office.other].iter().all(|id| never.contains(&id.as_str())));
    let later = office.desk.ok("coverage_get", json!({}));
    assert_eq!(received(&later, &office.other).1, 1);
    let early = json!({ "as_of": "2026-08-01" });
    assert_eq!(office.desk.refusal("coverage_get", early), "as_of_before_term");
}

#[test]
fn groups_are_stages_subjects_grades_and_kinds() {
    let office = office();
    office.observed(1, &office.head, &office.young, "2026-09-08", json!({}));
    office.observed(2, &office.old, &office.young, "2026-09-08", json!({ "lesson_kind": "跟踪听课" }));
    office.observed(3, &office.head, &office.other, "2026-09-10", json!({ "subject": "数学", "class_id": null }));
    let coverage = office.desk.ok("coverage_get", json!({}));
    let groups: Vec<(String, String, [u64; 4])> = coverage["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            let numbers = ["people", "seen", "lessons", "sheets"].map(|key| group[key].as_u64().unwrap());
            (text(group, "/by"), text(group, "/name"), numbers)
        })
        .collect();
    let group = |by: &str, name: &str| {
        groups.iter().find(|one| (one.0.as_str(), one.1.as_str()) == (by, name)).map(|one| one.2)
    };
    assert_eq!(group("stage", "新任"), Some([1, 1, 1, 2]));
    assert_eq!(group("stage", "骨干"), Some([3, 1, 1, 1]));
    assert_eq!(group("subject", "语文"), Some([3, 1, 1, 2]));
    assert_eq!(group("subject", "数学"), Some([1, 1, 1, 1]));
    assert_eq!(group("grade", "七年级"), Some([1, 1, 1, 2]));
    assert_eq!(group("grade", ""), Some([1, 1, 1, 1]));
    // One lesson observed for two reasons stands in both kinds.
    assert_eq!((group("kind", "随堂课"), group("kind", "跟踪听课")), (Some([2, 2, 2, 2]), Some([1, 1, 1, 1])));
}

#[test]
fn holidays_are_told_and_a_department_narrows_the_teachers() {
    let office = office();
    let calendar = office.desk.ok("calendar_get", json!({}));
    let week = calendar["weeks"][4].clone();
    office.desk.ok("week_update", json!({ "id": week["id"], "kind": "holiday", "label": "国庆" }));
    office.observed(1, &office.head, &office.young, "2026-09-08", json!({}));
    office.observed(2, &office.head, &office.other, "2026-09-09", json!({}));
    let coverage = office.desk.ok("coverage_get", json!({}));
    let told = coverage["weeks"].as_array().unwrap();
    assert_eq!((told.len(), &told[4]["hatched"], &told[4]["label"]), (22, &json!(true), &json!("国庆")));
    assert_eq!(told.iter().filter(|week| week["hatched"] == true).count(), 1);
    let teacher = office.desk.rows_of_roster(&office.young);
    let narrowed = office.desk.ok("coverage_get", json!({ "department_id": teacher["department_id"] }));
    assert_eq!(narrowed["teachers"].as_array().unwrap().len(), 3);
    assert_eq!(narrowed["pairs"].as_array().unwrap().len(), 1);
}

#[test]
fn an_account_sees_what_it_is_let() {
    let office = office();
    office.observed(1, &office.head, &office.young, "2026-09-08", json!({}));
    office.observed(2, &office.head, &office.other, "2026-09-09", json!({}));
    office.observed(3, &office.young, &office.old, "2026-09-10", json!({}));
    let told = office.desk.call_as(&Office::account(&office.young), "coverage_get", json!({})).unwrap();
    let pairs = told["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 2, "the own visits and those to oneself: {pairs:?}");
    let teachers: Vec<String> =
        told["teachers"].as_array().unwrap().iter().map(|row| text(row, "/teacher_id")).collect();
    assert_eq!(teachers.len(), 2);
    assert!(teachers.contains(&office.young) && teachers.contains(&office.old));
    assert_eq!(told["never"], json!([]), "whom others have not seen is not told");
    let asked = json!({ "observer_id": office.head });
    let refused = office.desk.call_as(&Office::account(&office.young), "visit_proposal", asked).unwrap_err();
    assert_eq!(refused.code(), "out_of_reach");
}

/// Names of a proposal with their first reasons.
fn proposed(proposal: &Value) -> Vec<(String, String)> {
    let rows = proposal["rows"].as_array().unwrap().iter();
    rows.map(|row| (text(row, "/teacher"), text(row, "/reasons/0"))).collect()
}

fn names(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(name, reason)| ((*name).to_owned(), (*reason).to_owned())).collect()
}

#[test]
fn promised_visits_come_first_then_new_teachers_then_the_longest_unseen() {
    let office = office();
    let ask = || office.desk.ok("visit_proposal", json!({ "observer_id": office.head }));
    office.observed(1, &office.old, &office.other, "2026-09-09", json!({}));
    let first = ask();
    // Today is Thursday of week 12.
    assert_eq!(
        (&first["week"], &first["first"], &first["timetabled"]),
        (&json!(13), &json!("2026-11-23"), &json!(false))
    );
    assert_eq!(proposed(&first), names(&[("韩雪", "new_teacher"), ("何静", "never"), ("陈国栋", "long_unseen")]));
    assert_eq!(row(&first["rows"], "teacher", "陈国栋")["weeks_since"], 10);
    // Seen by the observer, with a promise: that comes before everything, until it is done.
    office.observed(2, &office.head, &office.other, "2026-11-17", json!({}));
    office.promised(2, "2026-11-27");
    let second = ask();
    assert_eq!(proposed(&second), names(&[("陈国栋", "promised"), ("韩雪", "new_teacher"), ("何静", "never")]));
    let promised = &second["rows"][0];
    assert_eq!((&promised["due"], &promised["promise"]), (&json!("2026-11-27"), &json!("再听一次")));
    assert_eq!(promised["reasons"], json!(["promised", "long_unseen"]));
    // Somebody else's promise is not this observer's.
    let theirs = office.desk.ok("visit_proposal", json!({ "observer_id": office.old }));
    assert!(proposed(&theirs).iter().all(|(_, reason)| reason != "promised"));
    assert_eq!(second, ask(), "the same question has the same answer");
    assert_eq!(office.desk.refusal("visit_proposal", json!({ "observer_id": id(77) })), "not_found");
    let last = office.desk.ok("visit_proposal", json!({ "observer_id": office.head, "date": "2027-01-28" }));
    assert_eq!((&last["week"], &last["rows"]), (&Value::Null, &json!([])));
    let fewer = office.desk.ok("visit_proposal", json!({ "observer_id": office.head, "most": 1 }));
    assert_eq!(fewer["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn the_lessons_are_those_in_which_the_observer_is_free() {
    let office = office();
    office.lesson(1, 2, &office.head);
    office.lesson(1, 2, &office.young);
    office.lesson(3, 4, &office.young);
    office.lesson(1, 2, &office.old);
    let proposal = office.desk.ok("visit_proposal", json!({ "observer_id": office.head }));
    assert_eq!(proposal["timetabled"], true);
    // Whoever teaches only when the observer does, and whoever has no lessons at all, cannot be visited.
    assert_eq!(proposed(&proposal), names(&[("韩雪", "new_teacher")]));
    let lessons = proposal["rows"][0]["lessons"].as_array().unwrap();
    let told = &lessons[0];
    assert_eq!((lessons.len(), &told["date"], &told["period"]), (1, &json!("2026-11-25"), &json!(4)));
    assert_eq!((&told["class_id"], &told["place"]), (&json!(office.class), &json!("三楼")));
    // The next week is a holiday: the one after it.
    let week = office.desk.ok("calendar_get", json!({}))["weeks"][12].clone();
    office.desk.ok("week_update", json!({ "id": week["id"], "kind": "holiday", "label": "运动会" }));
    let proposal = office.desk.ok("visit_proposal", json!({ "observer_id": office.head }));
    assert_eq!(proposal["first"], "2026-11-30");
}

#[test]
fn a_proposed_lesson_is_reserved_moved_and_given_back() {
    let office = office();
    office.lesson(1, 2, &office.young);
    office.lesson(3, 4, &office.young);
    office.lesson(3, 4, &office.old);
    let slots = || -> Vec<(String, String, bool)> {
        let proposal = office.desk.ok("visit_proposal", json!({ "observer_id": office.head }));
        let rows = proposal["rows"].as_array().unwrap().clone();
        let told = |row: &Value| -> Vec<(String, String, bool)> {
            let slots = row["lessons"].as_array().unwrap().iter();
            slots.map(|slot| (text(row, "/teacher"), text(slot, "/date"), !slot["seat_id"].is_null())).collect()
        };
        rows.iter().flat_map(told).filter(|(_, _, reserved)| *reserved).collect()
    };
    let visit = |teacher: &str, date: &str, period: u32| json!({ "date": date, "period": period, "teacher_id": teacher, "class_id": office.class });
    let ask = |visits: Value| json!({ "observer_id": office.head, "visits": visits });
    assert_eq!(slots(), []);
    let both = json!([visit(&office.young, "2026-11-23", 2), visit(&office.young, "2026-11-25", 4)]);
    let act = office.desk.act("visit_reserve", ask(both));
    let told = |name: &str, date: &str| (name.to_owned(), date.to_owned(), true);
    assert_eq!(slots(), [told("韩雪", "2026-11-23"), told("韩雪", "2026-11-25")]);
    // It is between the observer and the office: no board tells it, nobody else's proposal either.
    let board = office.desk.ok("planned_lesson_list", json!({ "date": "2026-11-25" }));
    assert_eq!(board["rows"], json!([]));
    let others = office.desk.ok("visit_proposal", json!({ "observer_id": office.other }));
    assert!(!others.to_string().contains("\"seat_id\":\""));
    // One observer sees one lesson of a period.
    office.desk.ok("visit_reserve", ask(json!([visit(&office.old, "2026-11-25", 4)])));
    assert_eq!(slots(), [told("韩雪", "2026-11-23"), told("何静", "2026-11-25")]);
    assert_eq!(office.desk.refusal("undo", json!({ "act": act })), "undo_conflict");
    // A lesson that is planned later knows who comes.
    let plan = json!({ "rows": [{ "date": "2026-11-25", "period": 4, "teacher_id": office.old, "class_id": office.class, "lesson_kind": "展示课" }] });
    office.desk.ok("planned_lesson_save", plan);
    let board = office.desk.ok("planned_lesson_list", json!({ "date": "2026-11-25" }));
    assert_eq!(board["rows"][0]["coming"][0]["teacher"], "单立行");
    let seat =
        text(&office.desk.ok("visit_proposal", json!({ "observer_id": office.head }))["rows"][0], "/lessons/0/seat_id");
    let gone = office.desk.act("lesson_seat_delete", json!({ "id": seat }));
    assert_eq!(slots(), [told("何静", "2026-11-25")]);
    office.desk.undo(&gone);
    assert_eq!(slots().len(), 2);

    let refused = |visits: Value| office.desk.refusal("visit_reserve", ask(visits));
    assert_eq!(refused(json!([visit(&office.young, "2026-11-24", 2)])), "not_found", "no such lesson");
    assert_eq!(refused(json!([])), "out_of_range");
    let asked = with(&ask(json!([visit(&office.young, "2026-11-23", 2)])), json!({ "observer_id": office.head }));
    let foreign = office.desk.call_as(&Office::account(&office.young), "visit_reserve", asked).unwrap_err();
    assert_eq!(foreign.code(), "out_of_reach");
    assert_eq!(office.desk.store().check().unwrap(), []);
}

#[test]
fn the_sheet_of_a_reserved_visit_is_on_its_lesson_and_undo_leaves_nothing() {
    let office = office();
    office.lesson(4, 3, &office.young);
    let visit = json!({ "date": "2026-11-19", "period": 3, "teacher_id": office.young, "class_id": office.class });
    let ask = json!({ "observer_id": office.head, "visits": [visit] });
    let lessons = || {
        let sql = "SELECT count(*) AS n FROM lesson WHERE deleted_at IS NULL";
        office.desk.store().read(|read| Ok::<u32, StoreError>(read.query_row(sql, [], |row| row.get("n"))?)).unwrap()
    };
    let act = office.desk.act("visit_reserve", ask.clone());
    assert_eq!(lessons(), 1);
    office.desk.undo(&act);
    assert_eq!(lessons(), 0);
    office.desk.ok("visit_reserve", ask);
    office.observed(1, &office.head, &office.young, "2026-11-19", json!({ "period": 3, "class_id": office.class }));
    assert_eq!(lessons(), 1);
}

impl Desk {
    fn rows_of_roster(&self, teacher: &str) -> Value {
        row(&self.ok("roster_get", json!({}))["teachers"], "id", teacher).clone()
    }
}
