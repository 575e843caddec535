//! Entries of the roster as real schools have them: stages, marks, former names, namesakes, leaving, merging.

use crate::support::{Desk, TODAY, id, text};
use keji_domain::roster::TEACHER_COLUMNS;
use keji_store::StoreError;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Who belonged to which group of a real school, year by year, under pseudonyms.
const REAL: &str = include_str!("../../../../../tests/fixtures/real_school/roster_by_group_2022_2024.csv");

/// Columns that hold something else than a teacher.
const OTHERS: [&str; 24] = [
    "line_id",
    "discussion_id",
    "department_id",
    "campus_id",
    "class_id",
    "continues_id",
    "term_id",
    "lesson_id",
    "sheet_id",
    "plan_id",
    "pairing_id",
    "rubric_id",
    "rubric_item_id",
    "quota_rule_id",
    "prep_group_id",
    "bell_schedule_id",
    "timetable_id",
    "base_id",
    "act_id",
    "record_id",
    "sending_id",
    "form_id",
    "return_id",
    "store_id",
];

fn teacher(desk: &Desk, id: &str) -> Value {
    let roster = desk.ok("roster_get", json!({}));
    roster["teachers"].as_array().unwrap().iter().find(|teacher| teacher["id"] == id).cloned().unwrap_or_default()
}

fn shown(desk: &Desk, id: &str) -> String {
    text(&teacher(desk, id), "/display")
}

#[test]
fn no_column_that_holds_a_teacher_is_forgotten_by_a_merge() {
    let desk = Desk::school();
    let columns: BTreeSet<(String, String)> = desk
        .store()
        .read(|read| {
            let sql = "SELECT m.name AS place, c.name AS field FROM sqlite_schema m, pragma_table_info(m.name) c
                       WHERE m.type = 'table' AND (c.name LIKE '%\\_id' ESCAPE '\\' OR c.name LIKE 'merged%')";
            let mut statement = read.prepare(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get("place")?, row.get("field")?)))?;
            Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
        })
        .unwrap();
    let of_teachers: BTreeSet<(String, String)> =
        columns.into_iter().filter(|(_, column)| !OTHERS.contains(&column.as_str())).collect();
    let merged: BTreeSet<(String, String)> =
        TEACHER_COLUMNS.iter().map(|(table, column, _)| ((*table).to_owned(), (*column).to_owned())).collect();
    assert_eq!(of_teachers, merged);
}

#[test]
fn the_rest_of_an_entry_is_kept_by_who_does_not_say_it() {
    let desk = Desk::school();
    let campus = text(&desk.ok("campus_save", json!({ "name": "东校区" })), "/id");
    let entry = json!({
        "name": "何静", "subject": "数学", "department": "数学组", "posts": ["教研组长", "任课教师"],
        "more": { "subjects": ["信息科技", "数学", "信息科技"], "campus_id": campus, "first_in_subject": "2021-09",
                  "tags": [{ "tag": "青年教师", "until": "2028-08" }] }
    });
    let person = text(&desk.ok("teacher_save", entry), "/id");
    desk.ok("teacher_save", json!({ "id": person, "name": "何静", "subject": "数学" }));
    let told = teacher(&desk, &person);
    assert_eq!((&told["subjects"], &told["campus_id"]), (&json!(["信息科技"]), &json!(campus)));
    let closed = desk.act("campus_delete", json!({ "id": campus }));
    assert_eq!(teacher(&desk, &person)["campus_id"], Value::Null);
    desk.undo(&closed);
    assert_eq!(told["tags"], json!([{ "tag": "青年教师", "until": "2028-08" }]));
    let bad = |more: Value| json!({ "id": person, "name": "何静", "more": more });
    assert_eq!(desk.refusal("teacher_save", bad(json!({ "first_in_subject": "2021.9" }))), "bad_month");
    assert_eq!(desk.refusal("teacher_save", bad(json!({ "tags": [{ "tag": " " }] }))), "field_empty");
    assert_eq!(desk.refusal("teacher_save", bad(json!({ "campus_id": id(9) }))), "not_found");
    let cleared = desk.act("teacher_save", bad(json!({})));
    assert_eq!(teacher(&desk, &person)["tags"], json!([]));
    desk.undo(&cleared);
    assert_eq!(teacher(&desk, &person)["tags"].as_array().unwrap().len(), 1);
}

#[test]
fn stages_follow_the_years_in_the_subject_and_the_schools_own_names() {
    let desk = Desk::school();
    let person = |name: &str, first: &str, subject: &str| {
        let entry = json!({ "name": name, "subject": "语文", "first_taught": first,
                            "more": { "first_in_subject": subject } });
        text(&desk.ok("teacher_save", entry), "/id")
    };
    // On 2026-11-19: the second year, the third, the fifth, the sixth; a subject that was changed two years ago.
    let people = [("2025-09", ""), ("2024-11", ""), ("2022-09", ""), ("2021-11", ""), ("1999-09", "2025-02")];
    let ids: Vec<String> =
        people.iter().enumerate().map(|(at, (first, subject))| person(&format!("甲{at}"), first, subject)).collect();
    let unknown = desk.teacher("何静", "数学", &[]);
    let stages = |desk: &Desk| -> Vec<String> {
        let of = desk.ok("roster_get", json!({}))["stage_of"].clone();
        assert_eq!(of[&unknown], Value::Null, "without a month there is no stage");
        ids.iter().map(|id| of[id].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(stages(&desk), ["新任", "青年", "青年", "骨干", "新任"]);
    let own = json!({ "stages": [{ "name": "杠杆期", "from_years": 6 }, { "name": "拐杖期", "from_years": 1 },
                                 { "name": "支柱期", "from_years": 3 }] });
    let saved = desk.act("stages_save", own);
    assert_eq!(stages(&desk), ["拐杖期", "支柱期", "支柱期", "杠杆期", "拐杖期"]);
    let roster = desk.ok("roster_get", json!({}));
    assert_eq!((&roster["own_stages"], &roster["stages"][0]["name"]), (&json!(true), &json!("拐杖期")));
    desk.undo(&saved);
    assert_eq!(stages(&desk), ["新任", "青年", "青年", "骨干", "新任"]);
    let twice = json!({ "stages": [{ "name": "一", "from_years": 1 }, { "name": "二", "from_years": 1 }] });
    assert_eq!(desk.refusal("stages_save", twice), "stage_twice");
    let late = json!({ "stages": [{ "name": "青年", "from_years": 2 }, { "name": "骨干", "from_years": 6 }] });
    assert_eq!(desk.refusal("stages_save", late), "stage_first");
}

#[test]
fn a_former_name_is_kept_and_found() {
    let desk = Desk::school();
    let person = desk.teacher("曾丽", "语文", &[]);
    let renamed = desk.act("teacher_save", json!({ "id": person, "name": "曾晓丽", "subject": "语文" }));
    let told = teacher(&desk, &person);
    assert_eq!((&told["name"], &told["former"]), (&json!("曾晓丽"), &json!(["曾丽"])));
    let hits = desk.ok("search_find", json!({ "query": "zengli" }));
    assert_eq!(hits["hits"][0]["id"], json!(person));
    desk.undo(&renamed);
    assert_eq!(teacher(&desk, &person)["former"], json!([]));
}

#[test]
fn people_of_one_name_are_told_apart_everywhere() {
    let desk = Desk::term();
    let chinese = desk.teacher("张伟", "语文", &[]);
    assert_eq!(shown(&desk, &chinese), "张伟");
    let maths = desk.teacher("张伟", "数学", &[]);
    assert_eq!((shown(&desk, &chinese), shown(&desk, &maths)), ("张伟（语文）".into(), "张伟（数学）".into()));
    let numbered =
        text(&desk.ok("teacher_save", json!({ "name": "张伟", "subject": "语文", "employee_no": "0012" })), "/id");
    assert_eq!(shown(&desk, &numbered), "张伟（语文 0012）");
    assert_eq!(shown(&desk, &maths), "张伟（数学）");
    let bare: Vec<String> = (0..2).map(|_| desk.teacher("李娜", "", &[])).collect();
    assert_eq!((shown(&desk, &bare[0]), shown(&desk, &bare[1])), ("李娜（同名1）".into(), "李娜（同名2）".into()));

    let check = json!({ "id": id(1), "date": TODAY, "teacher_id": maths, "checker_id": numbered, "subject": "数学" });
    desk.ok("homework_save", check);
    let told = desk.ok("homework_get", json!({ "id": id(1) }));
    assert_eq!(told["teacher"], "张伟（数学）");
    // One of two goes: the other needs no mark any more.
    desk.ok("teacher_delete", json!({ "id": bare[1] }));
    assert_eq!(shown(&desk, &bare[0]), "李娜");
}

#[test]
fn who_leaves_keeps_the_records_and_may_come_back() {
    let desk = Desk::term();
    let person = desk.teacher("何静", "数学", &[]);
    desk.ok("homework_save", json!({ "id": id(1), "date": TODAY, "teacher_id": person, "subject": "数学" }));
    let left = desk.act("teacher_leave", json!({ "id": person, "left_on": "2026-11-18" }));
    let told = teacher(&desk, &person);
    assert_eq!((&told["in_service"], &told["left_on"]), (&json!(false), &json!("2026-11-18")));
    assert_eq!(desk.ok("homework_get", json!({ "id": id(1) }))["teacher"], "何静");
    desk.ok("teacher_return", json!({ "id": person }));
    assert_eq!(
        (&teacher(&desk, &person)["in_service"], &teacher(&desk, &person)["left_on"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(desk.refusal("undo", json!({ "act": left })), "undo_conflict");
    assert_eq!(desk.refusal("teacher_leave", json!({ "id": id(5), "left_on": TODAY })), "not_found");
}

#[test]
fn two_entries_of_one_person_become_one_with_all_their_records() {
    let desk = Desk::term();
    let full = text(
        &desk.ok(
            "teacher_save",
            json!({ "name": "欧阳雪", "subject": "语文", "department": "语文组", "posts": ["任课教师"] }),
        ),
        "/id",
    );
    let other = text(
        &desk.ok(
            "teacher_save",
            json!({ "name": "欧阳 雪", "subject": "道德与法治", "employee_no": "0031", "title": "一级教师",
            "posts": ["任课教师", "班主任"], "more": { "tags": [{ "tag": "青年教师" }] } }),
        ),
        "/id",
    );
    let (colleague, class) = (desk.teacher("何静", "数学", &["教研组长"]), desk.class("七年级", 1));
    let group = json!({ "subject": "语文", "grade": "七年级",
                        "members": [{ "teacher_id": full, "leads": false }, { "teacher_id": other, "leads": true }] });
    desk.ok("prep_group_save", group);
    let term = text(&desk.ok("app_status", json!({})), "/term/id");
    desk.ok("assignment_save", json!({ "term_id": term, "teacher_id": other, "class_id": class }));
    desk.ok(
        "homework_save",
        json!({ "id": id(1), "date": TODAY, "teacher_id": other, "checker_id": colleague, "subject": "语文" }),
    );
    desk.ok("homework_delete", json!({ "id": id(1) }));
    desk.ok(
        "homework_save",
        json!({ "id": id(2), "date": TODAY, "teacher_id": colleague, "checker_id": other, "subject": "数学" }),
    );
    desk.ok("pairing_save", json!({ "id": id(3), "mentor_id": colleague, "apprentice_id": other, "kind": "教学", "started_on": "2026-09-07", "note": "", "duties": [] }));
    let before = desk.store().dump().unwrap();

    let request = json!({ "from": other, "into": full });
    let preview = desk.ok("teacher_merge_preview", request.clone());
    let moves: Vec<(String, u64)> = preview["moves"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(one, "/name"), one["count"].as_u64().unwrap()))
        .collect();
    let wanted =
        [("作业检查", 1), ("结对", 1), ("任课", 1), ("备课组", 1)].map(|(name, count)| (name.to_owned(), count));
    assert_eq!(moves, wanted);
    let act = desk.act("teacher_merge", request.clone());

    let told = teacher(&desk, &full);
    assert_eq!(
        (&told["name"], &told["former"], &told["employee_no"]),
        (&json!("欧阳雪"), &json!(["欧阳 雪"]), &json!("0031"))
    );
    assert_eq!(
        (&told["subject"], &told["subjects"], &told["title"]),
        (&json!("语文"), &json!(["道德与法治"]), &json!("一级教师"))
    );
    assert_eq!((&told["posts"], &told["tags"][0]["tag"]), (&json!(["任课教师", "班主任"]), &json!("青年教师")));
    assert_eq!(teacher(&desk, &other), Value::Null);
    let roster = desk.ok("roster_get", json!({}));
    assert_eq!(roster["prep_groups"][0]["members"], json!([{ "teacher_id": full, "leads": true }]));
    assert_eq!(desk.ok("homework_get", json!({ "id": id(2) }))["checker_id"], json!(full));
    assert_eq!(
        desk.ok("pairing_get", json!({ "id": id(3) }))["pairing"]["apprentice_id"].as_str().unwrap_or(&full),
        full
    );
    assert_eq!(desk.ok("assignment_list", json!({ "term_id": term }))["rows"][0]["teacher_id"], json!(full));
    assert_eq!(desk.refusal("teacher_merge", request), "not_found");
    desk.store()
        .read(|read| {
            for (table, column, _) in TEACHER_COLUMNS {
                let sql = format!("SELECT count(*) AS v FROM \"{table}\" WHERE \"{column}\" = ?1");
                assert_eq!(read.query_row(&sql, [&other], |row| row.get::<_, u32>("v"))?, 0, "{table}.{column}");
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();

    desk.undo(&act);
    let (before, after) = (lines(&before), lines(&desk.store().dump().unwrap()));
    assert_eq!(before.difference(&after).collect::<Vec<_>>(), Vec::<&String>::new(), "everything is as it was");
    // What the merge itself had made is deleted.
    assert!(after.difference(&before).all(|line| line.contains("deleted_at=\"")));
    assert_eq!(desk.store().check().unwrap(), []);
}

#[test]
fn two_people_are_not_made_one() {
    let desk = Desk::term();
    let (one, two) = (desk.teacher("张伟", "语文", &[]), desk.teacher("张伟", "数学", &[]));
    assert_eq!(desk.refusal("teacher_merge", json!({ "from": one, "into": one })), "merge_same");
    desk.ok(
        "homework_save",
        json!({ "id": id(1), "date": TODAY, "teacher_id": one, "checker_id": two, "subject": "语文" }),
    );
    assert_eq!(desk.refusal("teacher_merge", json!({ "from": one, "into": two })), "two_people");
    assert_eq!(desk.refusal("teacher_merge_preview", json!({ "from": two, "into": one })), "two_people");
}

#[test]
fn the_real_roster_entered_twice_becomes_one_again() {
    let desk = Desk::school();
    let enter = |year: &str| -> Vec<(String, String)> {
        let rows = REAL.lines().filter_map(|line| line.strip_prefix(year)?.strip_prefix(',')?.split_once(','));
        rows.map(|(group, name)| {
            let subject = if group.ends_with('组') { group } else { "" };
            let entry = json!({ "name": name, "department": group, "subject": subject });
            (name.to_owned(), text(&desk.ok("teacher_save", entry), "/id"))
        })
        .collect()
    };
    let (first, second) = (enter("2022"), enter("2023"));
    assert_eq!(second.len(), 203);
    let roster = desk.ok("roster_get", json!({}));
    let names: BTreeSet<String> =
        roster["teachers"].as_array().unwrap().iter().map(|one| text(one, "/display")).collect();
    assert_eq!(names.len(), first.len() + second.len(), "everyone is told apart");
    let mut merged = 0;
    for (name, old) in &first {
        if let Some((_, new)) = second.iter().find(|(other, _)| other == name) {
            desk.ok("teacher_merge", json!({ "from": old, "into": new }));
            merged += 1;
        }
    }
    let roster = desk.ok("roster_get", json!({}));
    let teachers = roster["teachers"].as_array().unwrap();
    assert_eq!(teachers.len(), first.len() + second.len() - merged);
    assert!(merged > 150 && teachers.iter().all(|one| one["display"] == one["name"]), "{merged}");
}

/// Lines of a dump.
fn lines(dump: &str) -> BTreeSet<String> {
    dump.lines().map(str::to_owned).collect()
}
