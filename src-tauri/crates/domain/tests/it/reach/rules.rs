//! What reach means beyond the tables: writing in other names, lessons that several observe, the desk, taking back.

use super::{School, school::DEPARTMENT_A};
use crate::support::{TODAY, id, session, text, with};
use keji_domain::access::Role;
use serde_json::{Value, json};
use std::{collections::BTreeSet, io::Read};

impl School {
    #[track_caller]
    fn code(&self, key: &str, name: &str, request: Value) -> &'static str {
        match self.call(&self.account(key), name, request) {
            Ok(_) => "done",
            Err(error) => error.code(),
        }
    }

    #[track_caller]
    fn told(&self, key: &str, name: &str, request: Value) -> Value {
        self.call(&self.account(key), name, request).unwrap()
    }
}

#[test]
fn nobody_writes_in_the_name_of_who_is_out_of_reach() {
    let school = School::made();
    let submit = |key: &str, number: u32, observer: Option<&str>, teacher: &str| {
        school.code(key, "observation_submit", json!({ "sheet": school.sheet(number, observer, teacher) }))
    };
    // New sheets: a teacher's own only, a head's department's.
    assert_eq!(submit("a1", 70, Some("a1"), "b1"), "done");
    assert_eq!(submit("a1", 71, Some("a2"), "b1"), "out_of_reach");
    assert_eq!(submit("a1", 71, None, "b1"), "out_of_reach");
    assert_eq!(submit("head_a", 72, Some("a2"), "b1"), "done");
    assert_eq!(submit("head_a", 73, Some("b1"), "a1"), "out_of_reach");
    // What is there can neither be given away nor taken over.
    assert_eq!(submit("a1", 1, Some("a2"), "b1"), "out_of_reach");
    assert_eq!(submit("b1", 1, Some("b1"), "a2"), "out_of_reach");
    let own = school.plan(31, "a1");
    let given = with(&own, json!({ "teacher_id": school.person("a2") }));
    assert_eq!(school.code("a1", "lesson_plan_save", given.clone()), "out_of_reach");
    assert_eq!(school.code("head_a", "lesson_plan_save", given), "done");
    let taken = with(&school.plan(32, "b1"), json!({ "teacher_id": school.person("a1") }));
    assert_eq!(school.code("head_a", "lesson_plan_save", taken), "out_of_reach");
    assert_eq!(school.code("head_a", "homework_save", school.check(74, "a2", "head_a")), "done");
    assert_eq!(school.code("head_a", "homework_save", school.check(75, "b1", "head_a")), "out_of_reach");
    assert_eq!(school.code("head_a", "homework_save", school.check(23, "a1", "head_a")), "out_of_reach");
}

#[test]
fn a_lesson_keeps_what_observers_out_of_reach_wrote_of_it() {
    let school = School::made();
    let heading = |key: &str, number: u32| {
        let sheet = school.told(key, "observation_get", json!({ "id": id(number) }));
        (text(&sheet, "/topic"), text(&sheet, "/place"), sheet["lesson_count"].as_u64().unwrap())
    };
    let words = |topic: &str, place: &str, count: u64| (topic.to_owned(), place.to_owned(), count);
    // The chief has handed in a sheet on a lesson of b1 without a place; a1 sat beside.
    let theirs = with(&school.sheet(80, Some("chief"), "b1"), json!({ "topic": "原题", "place": "" }));
    school.desk.ok("observation_submit", json!({ "sheet": theirs }));
    let key = json!({ "date": theirs["date"], "period": theirs["period"], "topic": "改题", "place": "三楼", "lesson_count": 3 });
    let beside = with(&school.sheet(81, Some("a1"), "b1"), key.clone());
    school.told("a1", "observation_submit", json!({ "sheet": beside }));
    assert_eq!(heading("a1", 81), words("原题", "三楼", 1));
    assert_eq!(heading("director", 80), words("原题", "三楼", 1));
    // It is one lesson still, and the office corrects it for all.
    let lesson =
        |number: u32| text(&school.told("director", "observation_get", json!({ "id": id(number) })), "/lesson_id");
    assert_eq!(lesson(80), lesson(81));
    school.told("checker", "observation_submit", json!({ "sheet": with(&beside, json!({ "topic": "新题" })) }));
    assert_eq!(heading("director", 80), words("新题", "三楼", 3));
    // With the own sheet alone on it, the lesson is the observer's; and leaving one behind changes nothing there.
    let moved = with(&beside, json!({ "period": 8, "topic": "另一课", "lesson_count": 2 }));
    school.told("a1", "observation_submit", json!({ "sheet": moved }));
    assert_eq!(heading("a1", 81), words("另一课", "三楼", 2));
    assert_eq!(heading("director", 80), words("新题", "三楼", 3));
    // Deleting the own sheet leaves a shared lesson to the others.
    school.told("a1", "observation_submit", json!({ "sheet": beside }));
    school.told("a1", "observation_delete", json!({ "id": id(81) }));
    assert_eq!(heading("director", 80), words("新题", "三楼", 3));
}

#[test]
fn who_is_long_unseen_is_told_of_the_own_people_only() {
    let school = School::made();
    let candidates = |key: &str| -> Vec<(String, bool, bool)> {
        let told = school.told(key, "observation_prefill", json!({ "date": TODAY, "period": 3 }));
        let candidates = told["candidates"].as_array().unwrap();
        let line = |one: &Value| (text(one, "/teacher"), one["told"] == true, !one["last_observed"].is_null());
        candidates.iter().map(line).collect()
    };
    assert!(candidates("director").iter().all(|(_, told, _)| *told));
    // Seen by the school: a1, a2, b1, b2.
    assert_eq!(candidates("director").iter().filter(|(_, _, seen)| *seen).count(), 4);
    for (key, people) in [("head_a", vec!["单立行", "何静", "韩雪"]), ("a1", vec!["何静"])] {
        let lines = candidates(key);
        assert_eq!(lines.len(), 7, "the timetable is open");
        let told: BTreeSet<&str> = lines.iter().filter(|line| line.1).map(|line| line.0.as_str()).collect();
        assert_eq!(told, people.into_iter().collect(), "{key}");
        assert!(lines.iter().all(|(_, told, seen)| *told || !seen), "{key}: {lines:?}");
        // Those of whom nothing is told stand last, so that their place tells nothing either.
        assert!(lines.iter().map(|line| line.1).is_sorted_by(|a, b| a >= b), "{key}");
    }
}

#[test]
fn the_desk_is_of_the_own_people() {
    let school = School::made();
    let names = |desk: &Value, part: &str| -> BTreeSet<String> {
        desk[part].as_array().unwrap().iter().map(|row| text(row, "/teacher")).collect()
    };
    let of = |people: &[&str]| people.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let department = of(&["单立行", "何静", "韩雪"]);
    for (key, people, drafts) in [("head_a", department, 1), ("a1", of(&["何静"]), 1), ("a2", of(&["韩雪"]), 0)] {
        let desk = school.told(key, "dashboard_get", json!({}));
        assert_eq!(names(&desk, "coverage"), people, "{key}");
        assert_eq!(names(&desk, "under_way"), people, "{key}");
        let quotas = desk["quotas"].as_array().unwrap();
        let owing: BTreeSet<String> = quotas.iter().flat_map(|quota| names(quota, "people")).collect();
        assert_eq!(owing, people, "{key}");
        assert_eq!(desk["drafts"], drafts, "{key}");
        let todos = desk["todos"].as_array().unwrap();
        assert_eq!(todos.iter().filter(|todo| todo["kind"] == "draft_sheet").count(), drafts, "{key}");
    }
    let teacher = school.told("a1", "dashboard_get", json!({}));
    let plan = teacher["todos"].as_array().unwrap().iter().find(|todo| todo["kind"] == "plan_draft").unwrap();
    assert!(text(plan, "/text").starts_with("补交"), "{plan}");
}

#[test]
fn the_ruler_counts_what_the_lists_show() {
    let school = School::made();
    for key in ["director", "head_a", "head_b", "a1", "a2", "b1"] {
        let ruler = school.told(key, "summary_ruler", json!({}));
        let weeks = ruler["weeks"].as_array().unwrap();
        let sum = |name: &str| weeks.iter().map(|week| week[name].as_u64().unwrap()).sum::<u64>();
        let rows = |list: &str| school.told(key, list, json!({}))["rows"].as_array().unwrap().clone();
        let sheets = rows("observation_list").iter().filter(|row| row["state"] != "draft").count();
        let drafts: usize = rows("lesson_plan_list").iter().map(|row| row["drafts"].as_array().unwrap().len()).sum();
        assert_eq!(sum("observations"), sheets as u64, "{key}");
        assert_eq!(sum("records"), (sheets + drafts + rows("homework_list").len()) as u64, "{key}");
    }
}

#[test]
fn what_is_not_seen_takes_nobody_s_place_among_the_hits() {
    let school = School::made();
    // Eight newer sheets of others would fill the list.
    for number in 90..98 {
        let sheet = with(&school.sheet(number, Some("b1"), "b2"), json!({ "date": TODAY, "topic": "勾股定理" }));
        school.desk.ok("observation_submit", json!({ "sheet": sheet }));
    }
    let own = with(&school.sheet(98, Some("a1"), "a2"), json!({ "date": "2026-09-10", "topic": "勾股定理" }));
    school.desk.ok("observation_submit", json!({ "sheet": own }));
    let hits = school.told("a1", "search_find", json!({ "query": "勾股" }));
    let found: Vec<String> = hits["hits"].as_array().unwrap().iter().map(|hit| text(hit, "/id")).collect();
    assert_eq!(found, [id(98)]);
}

#[test]
fn a_head_s_paper_is_of_the_department_and_a_teacher_makes_none() {
    let school = School::made();
    let of = |scope: &Value, handle: &str| json!({ "options": { "summary": { "scope": scope } }, "format": "docx", "handle": handle });
    let handle = school.handle("总结.docx");
    school.told("head_a", "report_export", of(&json!({}), &handle));
    let mut archive =
        zip::ZipArchive::new(std::fs::File::open(school.desk.office().path_of(&handle).unwrap()).unwrap()).unwrap();
    let mut paper = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut paper).unwrap();
    for mark in school.hidden("head_a") {
        assert!(!paper.contains(mark), "{mark}");
    }
    assert!(paper.contains(DEPARTMENT_A) && paper.contains("何静") && !paper.contains("曾晓岚"));
    assert!(!paper.contains("教务处"), "a head does not sign for the office");
    for scope in
        [json!({ "department_id": school.departments["数学组"] }), json!({ "teacher_id": school.person("b1") })]
    {
        let options = json!({ "summary": { "scope": scope } });
        assert_eq!(school.code("head_a", "report_export", of(&scope, &handle)), "out_of_reach");
        assert_eq!(school.code("head_a", "report_preview", options.clone()), "out_of_reach");
        assert_eq!(school.code("head_a", "report_print", json!({ "options": options })), "out_of_reach");
    }
    assert_eq!(school.code("a1", "report_export", of(&json!({}), &handle)), "forbidden");
}

#[test]
fn only_a_director_takes_back_what_others_did() {
    let school = School::made();
    let sheet = |number: u32| json!({ "sheet": school.sheet(number, Some("a1"), "b1") });
    let act = |key: &str, number: u32| text(&school.told(key, "observation_submit", sheet(number)), "/act");
    let (own, other, office) = (act("a1", 70), act("head_a", 71), act("director", 72));
    for (key, act, expected) in [
        ("a1", &other, "undo_not_yours"),
        ("head_a", &own, "undo_not_yours"),
        ("checker", &office, "undo_not_yours"),
        ("checker", &id(999_999), "undo_unknown"),
        ("a1", &own, "done"),
        ("director", &other, "done"),
        ("director", &office, "done"),
    ] {
        assert_eq!(school.code(key, "undo", json!({ "act": act })), expected, "{key}");
    }
    // Taking back is an act of its own, and belongs to who did it.
    let taken = text(&school.told("a1", "undo", json!({ "act": act("a1", 73) })), "/act");
    assert_eq!(school.code("checker", "undo", json!({ "act": taken })), "undo_not_yours");
    assert_eq!(school.code("a1", "undo", json!({ "act": taken })), "done");
}

#[test]
fn who_is_gone_from_the_roster_is_outside_every_department() {
    let school = School::made();
    let teacher = json!({ "name": "苏宁", "subject": "语文", "department": DEPARTMENT_A });
    let made = school.desk.ok("teacher_save", teacher);
    let sheet = with(&school.sheet(70, Some("chief"), "b1"), json!({ "observer_id": made["id"] }));
    school.desk.ok("observation_submit", json!({ "sheet": sheet }));
    assert_eq!(school.code("head_a", "observation_get", json!({ "id": id(70) })), "done");
    school.desk.undo(&text(&made, "/act"));
    assert_eq!(school.code("head_a", "observation_get", json!({ "id": id(70) })), "out_of_reach");
    assert_eq!(school.code("head_b", "observation_get", json!({ "id": id(70) })), "done");
    assert_eq!(school.code("director", "observation_get", json!({ "id": id(70) })), "done");
}

#[test]
fn a_part_without_people_is_told_nothing() {
    let school = School::made();
    for role in [Role::DepartmentHead, Role::Teacher] {
        let stranger = session(role);
        for list in ["observation_list", "homework_list", "lesson_plan_list", "pairing_list"] {
            let rows = school.call(&stranger, list, json!({})).unwrap();
            assert_eq!(rows["rows"], json!([]), "{list} as {role:?}");
        }
        assert_eq!(school.call(&stranger, "summary_get", json!({})).unwrap_err().code(), "not_found");
    }
}
