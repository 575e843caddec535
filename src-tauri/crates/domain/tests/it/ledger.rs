//! The quota ledger: what is owed, waived, observed, counted, refused with reasons, and left.

use crate::support::{Desk, id, text, with};
use calamine::{Data, Reader, Xlsx, open_workbook};
use keji_store::{Act, StoreError};
use serde_json::{Value, json};

struct Office {
    desk: Desk,
    /// A teacher of Chinese in the first year, in the department of the head.
    young: String,
    /// Head of the department.
    head: String,
    /// A vice-principal who also leads the teaching office.
    leader: String,
    /// A teacher of mathematics.
    other: String,
    sheets: std::cell::Cell<u32>,
}

fn office() -> Office {
    let desk = Desk::term();
    let person = |name: &str, subject: &str, posts: &[&str], first: &str| {
        let teacher = json!({ "name": name, "subject": subject, "department": format!("{subject}组"), "posts": posts,
            "first_taught": first });
        text(&desk.ok("teacher_save", teacher), "/id")
    };
    Office {
        young: person("韩雪", "语文", &["任课教师"], "2026-09"),
        head: person("单立行", "语文", &["语文教研组长"], "2006-09"),
        leader: person("唐文斌", "政治", &["副校长", "教务主任"], "2000-09"),
        other: person("陈国栋", "数学", &["任课教师"], "2015-09"),
        sheets: std::cell::Cell::new(0),
        desk,
    }
}

impl Office {
    /// A whole sheet; what differs is said.
    fn observed(&self, observer: &str, teacher: &str, date: &str, fields: Value) {
        let number = self.sheets.get() + 1;
        self.sheets.set(number);
        let sheet = json!({
            "id": id(number), "sitting": id(1000 + number), "date": date, "period": number % 8 + 1,
            "teacher_id": teacher, "observer_id": observer, "subject": "语文", "topic": "背影",
            "lesson_kind": "随堂课", "timeline": [{ "process": "导入", "remark": "" }], "strengths": "好"
        });
        self.desk.ok("observation_submit", json!({ "sheet": with(&sheet, fields) }));
    }

    fn quota(&self, name: &str, lessons: u32, fields: Value) -> Value {
        self.desk.ok("quota_save", with(&json!({ "name": name, "lessons": lessons }), fields))
    }

    fn lines(&self, teacher: &str, as_of: Option<&str>) -> Vec<Value> {
        let ledger = self.desk.ok("quota_ledger", json!({ "teacher_id": teacher, "as_of": as_of }));
        ledger["lines"].as_array().unwrap().clone()
    }

    fn line(&self, teacher: &str) -> Value {
        self.lines(teacher, None)[0].clone()
    }

    fn refused(&self, teacher: &str) -> Vec<(String, u64)> {
        let line = self.line(teacher);
        let refused = line["refused"].as_array().unwrap();
        refused.iter().map(|one| (text(one, "/reason"), one["lessons"].as_u64().unwrap())).collect()
    }
}

fn numbers(line: &Value, keys: [&str; 4]) -> [u64; 4] {
    keys.map(|key| line[key].as_u64().unwrap())
}

const ACCOUNT: [&str; 4] = ["net", "done", "counted", "left"];

#[test]
fn every_lesson_is_counted_or_refused_for_a_reason_and_opens() {
    let office = office();
    office.observed(&office.young, &office.head, "2026-09-10", json!({}));
    office.observed(&office.young, &office.head, "2026-09-11", json!({ "lesson_count": 2 }));
    office.observed(&office.young, &office.other, "2026-09-12", json!({ "strengths": "" }));
    office.observed(&office.young, &office.other, "2026-09-13", json!({ "timeline": [] }));
    let line = office.line(&office.young);
    assert_eq!(numbers(&line, ACCOUNT), [18, 5, 3, 15]);
    assert_eq!(office.refused(&office.young), [("no_opinion".to_owned(), 1), ("no_process".to_owned(), 1)]);
    let records = office.desk.ok("quota_records", json!({ "teacher_id": office.young }))["rows"].clone();
    let told: Vec<(u64, u64)> = records
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["done"].as_u64().unwrap(), row["counted"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, [(1, 1), (2, 2), (1, 0), (1, 0)]);
    assert_eq!(records[2]["reasons"], json!(["no_opinion"]));
}

#[test]
fn lessons_of_two_terms_that_were_entered_by_turns_are_all_counted() {
    let office = office();
    let before =
        json!({ "school_year": "2025-2026", "number": 2, "first_day": "2026-02-23", "last_day": "2026-07-05" });
    office.desk.ok("term_create", before);
    for day in 10..18 {
        office.observed(&office.young, &office.head, &format!("2026-09-{day}"), json!({}));
        for month in 3..7 {
            office.observed(&office.young, &office.head, &format!("2026-0{month}-{day}"), json!({}));
        }
    }
    assert_eq!(numbers(&office.line(&office.young), ACCOUNT), [18, 8, 8, 10]);
    let records = office.desk.ok("quota_records", json!({ "teacher_id": office.young }))["rows"].clone();
    let days: Vec<&str> = records.as_array().unwrap().iter().map(|row| row["date"].as_str().unwrap()).collect();
    assert!(days.len() == 8 && days.is_sorted() && days[0] == "2026-09-10", "{days:?}");
}

#[test]
fn a_process_counts_wherever_its_rows_stand() {
    let office = office();
    for day in 10..14 {
        office.observed(&office.young, &office.head, &format!("2026-09-{day}"), json!({}));
    }
    // What came from another copy may be numbered from anywhere; a row that was deleted is none.
    let act = Act { op: "test", actor: "director", sitting: None };
    let written = office.desk.store().write(act, |tx| -> Result<(), StoreError> {
        let on =
            "sheet_id = (SELECT s.id FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE l.date = ?1)";
        tx.execute(&format!("UPDATE timeline_entry SET position = 7 WHERE {on}"), ["2026-09-11"])?;
        tx.execute(&format!("UPDATE timeline_entry SET position = 0 WHERE {on}"), ["2026-09-12"])?;
        tx.execute(&format!("UPDATE timeline_entry SET deleted_at = '2026-09-14' WHERE {on}"), ["2026-09-13"])?;
        Ok(())
    });
    written.unwrap();
    assert_eq!(numbers(&office.line(&office.young), ACCOUNT), [18, 4, 3, 15]);
    assert_eq!(office.refused(&office.young), [("no_process".to_owned(), 1)]);
}

#[test]
fn an_earlier_day_shows_what_was_there_then() {
    let office = office();
    office.observed(&office.young, &office.head, "2026-09-10", json!({}));
    office.observed(&office.young, &office.head, "2026-10-20", json!({}));
    let then = &office.lines(&office.young, Some("2026-09-30"))[0];
    assert_eq!(numbers(then, ACCOUNT), [18, 1, 1, 17]);
}

#[test]
fn the_school_says_what_counts_from_a_day_on() {
    let office = office();
    let counting = |from: Option<&str>, fields: Value| {
        let usual = json!({ "several_posts": "strictest", "most_each": 3, "joint": true, "outside": true,
            "own_subject": false, "needs_process": true, "needs_opinion": true, "valid_from": from });
        office.desk.ok("quota_counting_save", with(&usual, fields));
    };
    counting(Some("2026-10-01"), json!({ "most_each": 1, "own_subject": true }));
    office.observed(&office.young, &office.head, "2026-09-10", json!({ "lesson_count": 2, "subject": "数学" }));
    office.observed(&office.young, &office.head, "2026-10-20", json!({ "lesson_count": 2 }));
    office.observed(&office.young, &office.other, "2026-10-21", json!({ "subject": "数学" }));
    assert_eq!(numbers(&office.line(&office.young), ACCOUNT), [18, 5, 3, 15]);
    assert_eq!(office.refused(&office.young), [("other_subject".to_owned(), 1), ("over_each".to_owned(), 1)]);
    // The same day again is a correction, the time before stays.
    counting(Some("2026-10-01"), json!({}));
    assert_eq!(office.line(&office.young)["counted"], 5);
}

#[test]
fn where_a_joint_observation_counts_for_one_it_is_the_first_who_handed_in() {
    let office = office();
    let class = office.desk.class("七年级", 1);
    let joint = json!({ "period": 3, "class_id": class });
    office.observed(&office.head, &office.other, "2026-09-10", joint.clone());
    office.observed(&office.young, &office.other, "2026-09-10", joint);
    assert_eq!(
        (office.line(&office.head)["counted"].clone(), office.line(&office.young)["counted"].clone()),
        (json!(1), json!(1))
    );
    let counting = json!({ "several_posts": "strictest", "most_each": 3, "joint": false, "outside": true,
        "own_subject": false, "needs_process": true, "needs_opinion": true });
    office.desk.ok("quota_counting_save", counting);
    assert_eq!(office.line(&office.head)["counted"], 1);
    assert_eq!(office.refused(&office.young), [("joint".to_owned(), 1)]);
}

#[test]
fn several_posts_owe_the_most_the_sum_or_what_the_office_names() {
    let office = office();
    let owed = || office.line(&office.leader)["net"].as_u64().unwrap();
    assert_eq!(owed(), 40);
    let counting = |several: &str| {
        json!({ "several_posts": several, "most_each": 3, "joint": true, "outside": true, "own_subject": false,
            "needs_process": true, "needs_opinion": true })
    };
    office.desk.ok("quota_counting_save", counting("sum"));
    assert_eq!((owed(), office.line(&office.leader)["category"].clone()), (70, json!("校领导、中层干部")));
    office.desk.ok("quota_counting_save", counting("named"));
    assert_eq!(owed(), 40, "nobody named a rule yet");
    let rules = office.desk.ok("quota_list", json!({}))["rules"].clone();
    let middle = rules.as_array().unwrap().iter().find(|rule| rule["name"] == "中层干部").unwrap().clone();
    let named = office.desk.act("quota_name", json!({ "teacher_id": office.leader, "line_id": middle["line_id"] }));
    assert_eq!(owed(), 30);
    office.desk.undo(&named);
    assert_eq!(owed(), 40);
}

#[test]
fn a_waiver_takes_off_weeks_lessons_or_all() {
    let office = office();
    let waive = |how: &str, fields: Value| {
        let waiver = json!({ "teacher_id": office.young, "first_day": "2026-09-01", "last_day": "2026-11-08",
            "how": how, "reason": "产假", "approver": "校长室" });
        office.desk.act("waiver_save", with(&waiver, fields))
    };
    let account = || numbers(&office.line(&office.young), ["owed", "waived", "net", "left"]);
    let act = waive("exempt", json!({}));
    assert_eq!(account(), [18, 18, 0, 0]);
    office.desk.undo(&act);
    let act = waive("lessons", json!({ "lessons": 5 }));
    assert_eq!(account(), [18, 5, 13, 13]);
    office.desk.undo(&act);
    // Weeks 1–10 of 22: 18 × 12 / 22 = 9.8, half up.
    let ledger = office.desk.ok("quota_ledger", json!({}));
    assert_eq!((ledger["weeks"].clone(), ledger["weeks_left"].clone()), (json!(22), json!(10)));
    waive("weeks", json!({}));
    assert_eq!(account(), [18, 8, 10, 10]);
    let wrong = json!({ "teacher_id": office.young, "first_day": "2026-10-01", "last_day": "2026-09-01",
        "how": "exempt", "reason": "病假" });
    assert_eq!(office.desk.refusal("waiver_save", wrong), "days_reversed");
}

#[test]
fn a_rule_changed_from_a_day_on_leaves_the_past_as_it_was() {
    let office = office();
    let rules = office.desk.ok("quota_list", json!({}))["rules"].clone();
    let rest = rules.as_array().unwrap().iter().find(|rule| rule["name"] == "教师").unwrap().clone();
    let change = json!({ "id": rest["id"], "name": "教师", "lessons": 24, "valid_from": "2026-11-01" });
    office.desk.ok("quota_save", change);
    let net = |as_of: &str| office.lines(&office.young, Some(as_of))[0]["net"].as_u64().unwrap();
    assert_eq!((net("2026-10-31"), net("2026-11-01")), (18, 24));
    let versions = office.desk.ok("quota_list", json!({}))["rules"].clone();
    let of_line = versions.as_array().unwrap().iter().filter(|rule| rule["line_id"] == rest["line_id"]);
    let told: Vec<_> =
        of_line.map(|rule| (rule["valid_to"].clone(), rule["holds"].clone(), rule["people"].clone())).collect();
    assert_eq!(told[0], (json!("2026-10-31"), json!(false), json!(0)));
    assert_eq!((told[1].0.clone(), told[1].1.clone()), (Value::Null, json!(true)));
}

#[test]
fn weekly_numbers_are_owed_week_by_week() {
    let office = office();
    office.quota("教研组长", 2, json!({ "posts": ["语文教研组长"], "duty": { "target": "每周", "every": "week" } }));
    for date in ["2026-09-07", "2026-09-08", "2026-09-09", "2026-09-14"] {
        office.observed(&office.head, &office.young, date, json!({}));
    }
    let lines = office.lines(&office.head, Some("2026-09-16"));
    let weekly = lines.iter().find(|line| line["target"] == "每周").unwrap();
    let states: Vec<(u64, &str)> = weekly["windows"].as_array().unwrap()[..4]
        .iter()
        .map(|window| (window["counted"].as_u64().unwrap(), window["state"].as_str().unwrap()))
        .collect();
    assert_eq!(states, [(0, "missed"), (3, "done"), (1, "running"), (0, "ahead")]);
    // 22 weeks of two lessons; what is over in a week does not stand in for another.
    assert_eq!(numbers(weekly, ["owed", "counted", "left", "due"]), [44, 4, 41, 4]);
    // Beside it stands the school's first target.
    assert_eq!((lines.len(), lines[0]["target"].clone()), (2, json!("")));
}

#[test]
fn monthly_numbers_skip_months_of_fewer_than_two_weeks() {
    let office = office();
    office.quota("其余每月", 2, json!({ "duty": { "target": "每月", "every": "month" } }));
    let lines = office.lines(&office.young, None);
    let monthly = lines.iter().find(|line| line["target"] == "每月").unwrap();
    let told: Vec<(String, u64)> = monthly["windows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|window| (text(window, "/label"), window["net"].as_u64().unwrap()))
        .collect();
    let expected = [("9月", 2), ("10月", 2), ("11月", 2), ("12月", 2), ("1月", 2)];
    assert_eq!(told, expected.map(|(month, owed)| (month.to_owned(), owed)));
}

#[test]
fn a_number_may_be_owed_to_every_member_of_the_group() {
    let office = office();
    let duty = json!({ "target": "组内", "whose": "department", "each": true });
    office.quota("教研组长", 1, json!({ "posts": ["语文教研组长"], "duty": duty }));
    let colleague = office.desk.teacher("何静", "语文", &["任课教师"]);
    office.observed(&office.head, &office.young, "2026-09-10", json!({}));
    office.observed(&office.head, &office.young, "2026-09-17", json!({}));
    office.observed(&office.head, &office.other, "2026-09-18", json!({}));
    let lines = office.lines(&office.head, None);
    let group = lines.iter().find(|line| line["target"] == "组内").unwrap();
    assert_eq!(numbers(group, ACCOUNT), [2, 3, 2, 1], "a second visit does not stand in for another person");
    let people: Vec<(String, u64)> = group["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(one, "/teacher_id"), one["counted"].as_u64().unwrap()))
        .collect();
    assert!(people.contains(&(colleague, 0)) && people.contains(&(office.young.clone(), 2)) && people.len() == 2);
}

#[test]
fn conditions_are_years_marks_subjects_and_pairings() {
    let office = office();
    let named = |fields: Value| {
        let act = office.desk.act("quota_save", with(&json!({ "name": "条件", "lessons": 33 }), fields));
        let met: Vec<bool> = [&office.young, &office.head, &office.other]
            .map(|teacher| office.line(teacher)["category"] == "条件")
            .into();
        office.desk.undo(&act);
        met
    };
    assert_eq!(named(json!({ "who": { "years_most": 3 } })), [true, false, false]);
    assert_eq!(named(json!({ "who": { "years_least": 10 } })), [false, true, true]);
    assert_eq!(named(json!({ "who": { "subjects": ["数学"] } })), [false, false, true]);
    assert_eq!(named(json!({ "who": { "subjects": ["数学"], "years_most": 3 } })), [true, false, true]);
    assert_eq!(named(json!({ "who": { "subjects": ["数学"], "years_most": 3, "all_of": true } })), [false; 3]);
    let pairing = json!({ "id": id(501), "mentor_id": office.head, "apprentice_id": office.young, "kind": "教学",
        "started_on": "2026-09-01" });
    office.desk.ok("pairing_save", pairing);
    assert_eq!(named(json!({ "who": { "paired": "apprentice" } })), [true, false, false]);
    // Of fifteen lessons six with the mentor.
    office.quota(
        "徒弟",
        6,
        json!({ "who": { "paired": "apprentice" }, "duty": { "target": "听师傅", "whose": "mentors" } }),
    );
    office.observed(&office.young, &office.head, "2026-09-10", json!({}));
    office.observed(&office.young, &office.other, "2026-09-11", json!({}));
    let lines = office.lines(&office.young, None);
    let mentor = lines.iter().find(|line| line["target"] == "听师傅").unwrap();
    assert_eq!(numbers(mentor, ACCOUNT), [6, 2, 1, 5]);
    assert_eq!(mentor["refused"], json!([{ "reason": "other_person", "lessons": 1 }]));
}

#[test]
fn a_duty_in_words_is_kept_and_told_but_never_counted() {
    let office = office();
    let duty = json!({ "unnumbered": true, "note": "跟班听师傅" });
    office.quota("见习期教师", 0, json!({ "who": { "years_most": 1 }, "duty": duty }));
    let ledger = office.desk.ok("quota_ledger", json!({}));
    assert_eq!(ledger["words"][0]["note"], "跟班听师傅");
    assert_eq!(ledger["words"].as_array().unwrap().len(), 1);
    assert_eq!(office.line(&office.young)["category"], "教师");
}

#[test]
fn a_paper_book_or_sheets_never_both() {
    let office = office();
    let term = text(&office.desk.ok("calendar_get", json!({})), "/term/id");
    let review = |number: u32, date: &str, entered: u32, valid: u32| {
        json!({ "id": id(number), "term_id": term, "teacher_id": office.young, "date": date, "entered": entered,
            "valid": valid, "reason": "两节没有评语", "grade": "良", "reviewer_id": office.leader })
    };
    office.desk.ok("book_save", json!({ "rows": [review(601, "2026-10-09", 6, 4), review(602, "2026-11-06", 5, 5)] }));
    let line = office.line(&office.young);
    assert_eq!(numbers(&line, ACCOUNT), [18, 11, 9, 9]);
    assert_eq!((line["source"].clone(), line["other_source"].clone()), (json!("book"), json!(0)));
    office.observed(&office.young, &office.head, "2026-09-10", json!({}));
    let line = office.line(&office.young);
    assert_eq!(
        (line["source"].clone(), line["counted"].clone(), line["other_source"].clone()),
        (json!("sheets"), json!(1), json!(9))
    );
    let choice = json!({ "term_id": term, "teacher_id": office.young, "book": true });
    office.desk.ok("book_source", choice);
    let line = office.line(&office.young);
    assert_eq!(
        (line["source"].clone(), line["counted"].clone(), line["other_source"].clone()),
        (json!("book"), json!(9), json!(1))
    );
    let more = json!({ "rows": [review(603, "2026-11-06", 3, 4)] });
    assert_eq!(office.desk.refusal("book_save", more), "book_valid");
    let outside = json!({ "rows": [review(604, "2026-08-06", 3, 3)] });
    assert_eq!(office.desk.refusal("book_save", outside), "out_of_term");
}

#[test]
fn the_table_holds_the_figures_of_the_screen() {
    let office = office();
    office.observed(&office.young, &office.head, "2026-09-10", json!({}));
    office.observed(&office.young, &office.other, "2026-09-12", json!({ "strengths": "" }));
    let duty = json!({ "target": "组内", "whose": "department", "each": true });
    office.quota("教研组长", 1, json!({ "posts": ["语文教研组长"], "duty": duty }));
    let waiver = json!({ "teacher_id": office.young, "first_day": "2026-09-01", "last_day": "2026-11-08",
        "how": "lessons", "lessons": 5, "reason": "产假", "approver": "校长室" });
    office.desk.ok("waiver_save", waiver);
    let folder = tempfile::tempdir().unwrap();
    let export = |name: &str, behind: bool| {
        let path = folder.path().join(name);
        let handle = office.desk.office().keep_path(path.clone()).unwrap();
        office.desk.ok("quota_export", json!({ "ledger": {}, "behind": behind, "handle": handle }));
        let book: Xlsx<_> = open_workbook(path).unwrap();
        book
    };
    let mut book = export("听课统计表.xlsx", false);
    assert_eq!(book.sheet_names(), ["听课统计", "组内", "核减登记"]);
    let ledger = office.desk.ok("quota_ledger", json!({}));
    let keys = ["owed", "waived", "net", "done", "counted", "", "left", "due"];
    for (name, target) in [("听课统计", ""), ("组内", "组内")] {
        let cells = book.worksheet_range(name).unwrap();
        let lines: Vec<&Value> =
            ledger["lines"].as_array().unwrap().iter().filter(|line| line["target"] == target).collect();
        let head = cells.rows().position(|row| row[0] == Data::String("序号".to_owned())).unwrap();
        let mut sums = [0.0; 8];
        for (row, line) in cells.rows().skip(head + 1).zip(&lines) {
            assert_eq!(row[1].to_string(), line["teacher"].as_str().unwrap());
            for (at, key) in keys.into_iter().enumerate() {
                let number = |key: &str| line[key].as_f64().unwrap();
                let told = if key.is_empty() { number("done") - number("counted") } else { number(key) };
                assert_eq!(row[4 + at], Data::Float(told), "{key}");
                sums[at] += told;
            }
        }
        let total = cells.rows().nth(head + 1 + lines.len()).unwrap();
        assert_eq!(total[0].to_string(), "合计");
        for (at, sum) in sums.into_iter().enumerate() {
            assert_eq!(total[4 + at], Data::Float(sum));
        }
        let notes: String = cells.rows().map(|row| row[0].to_string()).collect();
        for part in ["说明：", "统计时段为2026年9月1日至2026年11月19日", "连堂听课每次最多计3节", "不相加"]
        {
            assert!(notes.contains(part), "{part} in {notes}");
        }
    }
    let cells = book.worksheet_range("听课统计").unwrap();
    let young = cells.rows().find(|row| row[1] == Data::String("韩雪".to_owned())).unwrap();
    assert_eq!((young[5].clone(), young[13].to_string()), (Data::Float(5.0), "缺评课意见1节".to_owned()));
    let registered = book.worksheet_range("核减登记").unwrap();
    assert!(registered.rows().any(|row| row[1] == "韩雪" && row[6] == "产假"));
    let behind =
        ledger["lines"].as_array().unwrap().iter().filter(|line| line["behind"] == true && line["target"] == "");
    let cells = export("落后.xlsx", true).worksheet_range("听课统计").unwrap();
    let told = cells.rows().filter(|row| matches!(row[0], Data::Float(_))).count();
    assert_eq!(told, behind.count());
}

#[test]
fn those_who_are_behind_are_reminded_of_what_is_missing() {
    let office = office();
    office.observed(&office.head, &office.young, "2026-09-10", json!({}));
    let duty = json!({ "target": "组内", "whose": "department", "each": true, "most": 3, "kinds": ["随堂课"] });
    let who = json!({ "posts": ["语文教研组长"], "years_least": 3, "all_of": true });
    office.quota("教研组长", 1, json!({ "posts": ["语文教研组长"], "who": who, "duty": duty }));
    office.desk.teacher("何静", "语文", &["任课教师"]);
    let ledger = office.desk.ok("quota_ledger", json!({}));
    let told = text(&ledger, "/reminder");
    assert!(told.starts_with("听课提醒（数据截至2026年11月19日，教学周还剩10周）\n"), "{told}");
    assert!(told.contains("韩雪：应听18节，有效0节，还差18节（按进度应完成10节）。"), "{told}");
    let rules = office.desk.ok("quota_list", json!({}))["rules"].clone();
    let rule = rules.as_array().unwrap().iter().find(|rule| rule["name"] == "教研组长").unwrap();
    assert_eq!(rule["who_words"], "语文教研组长，且教龄3年以上");
    assert_eq!(rule["duty_words"], "每学期听本组教师每人1—3节；只计随堂课");
    let waiver = json!({ "teacher_id": office.young, "first_day": "2026-09-01", "last_day": "2027-01-29",
        "how": "exempt", "reason": "培训" });
    office.desk.ok("waiver_save", waiver);
    let ledger = office.desk.ok("quota_ledger", json!({ "teacher_id": office.young }));
    assert_eq!(ledger["reminder"], "");
}

/// The line of a target.
fn of_target(office: &Office, teacher: &str, as_of: &str, target: &str) -> Option<Value> {
    office.lines(teacher, Some(as_of)).into_iter().find(|line| line["target"] == target)
}

fn nets(line: &Value) -> Vec<u64> {
    line["windows"].as_array().unwrap().iter().map(|window| window["net"].as_u64().unwrap()).collect()
}

#[test]
fn weeks_and_months_owe_what_held_when_they_began() {
    let office = office();
    let tagged = json!({ "id": office.young, "name": "韩雪", "subject": "语文", "department": "语文组",
        "more": { "tags": [{ "tag": "青年教师", "until": "2026-10" }] } });
    office.desk.ok("teacher_save", tagged);
    let monthly = json!({ "target": "每月", "every": "month" });
    office.quota("青年教师", 4, json!({ "who": { "tags": ["青年教师"] }, "duty": monthly }));
    office.quota("其余", 2, json!({ "duty": monthly }));
    // The mark ends with October: September and October stay as they were, and what comes is known before.
    for as_of in ["2026-10-15", "2026-11-19"] {
        let line = of_target(&office, &office.young, as_of, "每月").unwrap();
        assert_eq!(nets(&line), [4, 4, 2, 2, 2], "{as_of}");
    }
}

#[test]
fn a_rule_that_begins_with_the_term_is_owed_in_its_first_week() {
    let office = office();
    // The first week begins on Monday, the day before the term; a rule of another group changes in the term.
    let weekly = json!({ "target": "每周", "every": "week" });
    office.quota("教师每周", 1, json!({ "duty": weekly, "valid_from": "2026-09-01" }));
    office.quota("语文", 2, json!({ "who": { "subjects": ["语文"] }, "duty": weekly, "valid_from": "2026-11-04" }));
    let line = of_target(&office, &office.young, "2026-11-19", "每周").unwrap();
    // In force from Wednesday of week 10: owed from week 11 on.
    assert_eq!(nets(&line)[..12], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2]);
}

#[test]
fn what_was_owed_in_weeks_that_are_over_stays_when_the_rule_ends() {
    let office = office();
    let fields = json!({ "duty": { "target": "每周", "every": "week" }, "valid_to": "2026-09-30" });
    office.quota("开学月", 1, fields);
    office.observed(&office.young, &office.head, "2026-09-08", json!({}));
    let line = of_target(&office, &office.young, "2026-11-19", "每周").unwrap();
    assert_eq!(numbers(&line, ["owed", "due", "counted", "left"]), [5, 5, 1, 4]);
    let request = json!({ "teacher_id": office.young, "target": "每周" });
    assert_eq!(office.desk.ok("quota_records", request)["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn who_left_owed_until_the_last_day() {
    let office = office();
    office.observed(&office.head, &office.other, "2026-09-08", json!({}));
    let duty = json!({ "target": "全体", "whose": "teachers", "each": true });
    office.quota("教研组长", 1, json!({ "posts": ["语文教研组长"], "duty": duty }));
    let before = of_target(&office, &office.head, "2026-11-19", "全体").unwrap();
    assert_eq!(numbers(&before, ["owed", "counted", "left", "done"]), [3, 1, 2, 1]);
    office.desk.ok("teacher_leave", json!({ "id": office.other, "left_on": "2026-10-31" }));
    assert_eq!(office.lines(&office.other, Some("2026-10-31")).len(), 1);
    assert_eq!(office.lines(&office.other, Some("2026-11-01")).len(), 0);
    // Nobody owes a visit to who has left; the visit before was rightly made.
    let after = of_target(&office, &office.head, "2026-11-19", "全体").unwrap();
    assert_eq!(numbers(&after, ["owed", "counted", "left", "done"]), [2, 1, 2, 1]);
}

#[test]
fn a_number_owed_to_each_is_owed_in_every_month_and_is_waived_too() {
    let office = office();
    let duty = json!({ "target": "组内", "whose": "department", "each": true, "every": "month" });
    office.quota("教研组长", 1, json!({ "posts": ["语文教研组长"], "duty": duty }));
    office.desk.teacher("何静", "语文", &["任课教师"]);
    office.observed(&office.head, &office.young, "2026-09-08", json!({}));
    office.observed(&office.head, &office.young, "2026-09-15", json!({}));
    let line = || of_target(&office, &office.head, "2026-11-19", "组内").unwrap();
    // Two colleagues in five months; the second visit of September stands in for nobody.
    assert_eq!(numbers(&line(), ["owed", "net", "counted", "left"]), [10, 10, 2, 9]);
    let waiver = json!({ "teacher_id": office.head, "first_day": "2026-10-08", "last_day": "2026-10-20",
        "how": "exempt", "reason": "病假" });
    office.desk.ok("waiver_save", waiver);
    assert_eq!(numbers(&line(), ["owed", "net", "waived", "left"]), [10, 8, 2, 7]);
    let alone = json!({ "target": "徒弟", "whose": "apprentices", "each": true });
    office.quota("师傅", 3, json!({ "posts": ["语文教研组长"], "duty": alone }));
    let nobody = of_target(&office, &office.head, "2026-11-19", "徒弟").unwrap();
    assert_eq!(numbers(&nobody, ["owed", "net", "due", "left"]), [0; 4], "to each of nobody");
}

#[test]
fn a_number_taken_off_goes_over_the_weeks_that_its_waiver_touches() {
    let office = office();
    office.quota("每周", 2, json!({ "duty": { "target": "每周", "every": "week" } }));
    let waive = |first: &str, last: &str, lessons: u32| {
        let waiver = json!({ "teacher_id": office.young, "first_day": first, "last_day": last, "how": "lessons",
            "lessons": lessons, "reason": "培训", "target": "每周" });
        office.desk.act("waiver_save", waiver)
    };
    let first_weeks = || nets(&of_target(&office, &office.young, "2026-11-19", "每周").unwrap())[..5].to_vec();
    let five = waive("2026-09-09", "2026-09-25", 5);
    assert_eq!(first_weeks(), [2, 0, 0, 1, 2]);
    office.desk.undo(&five);
    // Two that overlap take off no more than there is; what ends first is used first.
    waive("2026-09-07", "2026-09-20", 3);
    waive("2026-09-07", "2026-09-13", 1);
    assert_eq!(first_weeks(), [2, 0, 0, 2, 2]);
}

#[test]
fn a_week_at_the_edge_of_the_term_is_waived_by_its_own_days() {
    let desk = Desk::school();
    // The term begins on a Thursday: of its first week two days are the term's.
    let term = json!({ "school_year": "2026-2027", "number": 1, "first_day": "2026-09-03", "last_day": "2027-01-13" });
    desk.ok("term_create", term);
    let teacher = desk.teacher("何静", "数学", &[]);
    desk.ok("quota_save", json!({ "name": "每周", "lessons": 1, "duty": { "target": "每周", "every": "week" } }));
    let waiver = json!({ "teacher_id": teacher, "first_day": "2026-08-20", "last_day": "2026-09-04", "how": "weeks",
        "reason": "中途到岗" });
    desk.ok("waiver_save", waiver);
    let line = |as_of: &str| {
        let ledger = desk.ok("quota_ledger", json!({ "as_of": as_of }));
        ledger["lines"].as_array().unwrap().iter().find(|line| line["target"] == "每周").unwrap().clone()
    };
    assert_eq!(nets(&line("2026-11-19"))[..2], [0, 1]);
    // The last week ends with the term: the day after, it is over and what is missing is missed.
    let state = |as_of: &str| text(line(as_of)["windows"].as_array().unwrap().last().unwrap(), "/state");
    assert_eq!((state("2027-01-13"), state("2027-01-14")), ("running".to_owned(), "missed".to_owned()));
}

#[test]
fn numbers_of_different_stretches_are_compared_by_what_they_come_to_in_the_term() {
    let office = office();
    let ids: Vec<Value> = office.desk.ok("quota_list", json!({}))["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].clone())
        .collect();
    for id in ids {
        office.desk.ok("quota_delete", json!({ "id": id }));
    }
    // 42 in the term against two in each of 22 weeks.
    office.quota("副校长", 42, json!({ "posts": ["副校长"] }));
    office.quota("主任", 2, json!({ "posts": ["教务主任"], "duty": { "every": "week" } }));
    assert_eq!(
        (
            office.line(&office.leader)["category"].clone(),
            numbers(&office.line(&office.leader), ["owed", "net", "done", "left"])[0]
        ),
        (json!("主任"), 44)
    );
    // Where numbers add up, those of another way stand beside one another, each with its own lessons.
    let counting = json!({ "several_posts": "sum", "most_each": 3, "joint": true, "outside": true, "own_subject": false,
        "needs_process": true, "needs_opinion": true });
    office.desk.ok("quota_counting_save", counting);
    office.quota("副校长推门", 5, json!({ "posts": ["副校长"], "duty": { "not_kinds": ["随堂课"] } }));
    office.observed(&office.leader, &office.young, "2026-09-08", json!({}));
    let counted = |category: &str| {
        let request = json!({ "teacher_id": office.leader, "category": category });
        office.desk.ok("quota_records", request)["rows"][0]["counted"].as_u64().unwrap()
    };
    assert_eq!(office.lines(&office.leader, None).len(), 3);
    assert_eq!((counted("副校长"), counted("副校长推门"), counted("主任")), (1, 0, 1));
}

#[test]
fn a_book_is_the_source_of_the_whole_term_or_of_none_of_it() {
    let office = office();
    let term = text(&office.desk.ok("calendar_get", json!({})), "/term/id");
    let review = json!({ "id": id(601), "term_id": term, "teacher_id": office.young, "date": "2026-09-30", "entered": 4,
        "valid": 4, "reason": "", "grade": "优", "reviewer_id": office.leader });
    office.desk.ok("book_save", json!({ "rows": [review] }));
    office.observed(&office.young, &office.head, "2026-10-20", json!({}));
    // What counts on a later day is never less than on an earlier one.
    let counted = |as_of: &str| office.lines(&office.young, Some(as_of))[0]["counted"].as_u64().unwrap();
    assert_eq!((counted("2026-10-10"), counted("2026-11-19")), (0, 1));
}

#[test]
fn one_observer_counts_once_on_a_lesson() {
    let office = office();
    let again = text(&office.desk.ok("teacher_save", json!({ "name": "单 立行", "subject": "语文" })), "/id");
    let class = office.desk.class("七年级", 1);
    let lesson = |opinion: &str| json!({ "period": 2, "class_id": class, "strengths": opinion });
    // The first sheet says nothing; the second, of the other entry, is whole; a colleague sat beside.
    office.observed(&again, &office.young, "2026-09-10", lesson(""));
    office.observed(&office.head, &office.young, "2026-09-10", lesson("好"));
    office.observed(&office.leader, &office.young, "2026-09-10", lesson("好"));
    let merge = json!({ "from": again, "into": office.head });
    assert_eq!(office.desk.ok("teacher_merge_preview", merge.clone())["sheets_twice"], 1);
    office.desk.ok("teacher_merge", merge);
    let line = office.line(&office.head);
    assert_eq!((&line["done"], &line["counted"]), (&json!(2), &json!(1)));
    let records = office.desk.ok("quota_records", json!({ "teacher_id": office.head }))["rows"].clone();
    assert_eq!((&records[0]["reasons"], &records[1]["reasons"]), (&json!(["no_opinion", "twice"]), &json!([])));
    assert_eq!(office.line(&office.leader)["counted"], 1);
    // Both whole: the first of them counts.
    office.observed(&office.head, &office.young, "2026-09-11", lesson("好"));
    office.observed(&office.head, &office.young, "2026-09-11", lesson("很好"));
    let line = office.line(&office.head);
    assert_eq!((&line["done"], &line["counted"]), (&json!(4), &json!(2)));
    assert_eq!(office.refused(&office.head), [("no_opinion".to_owned(), 1), ("twice".to_owned(), 1)]);
}

#[test]
fn the_summary_owes_what_the_ledger_owes() {
    let office = office();
    let waiver = json!({ "teacher_id": office.young, "first_day": "2026-09-01", "last_day": "2026-11-08", "how": "weeks",
        "reason": "产假" });
    office.desk.ok("waiver_save", waiver);
    let summary = office.desk.ok("summary_get", json!({}));
    let lines = summary["observation"]["by_teacher"].as_array().unwrap().clone();
    for teacher in [&office.young, &office.head, &office.leader] {
        let line = lines.iter().find(|line| line["teacher_id"] == **teacher).unwrap();
        assert_eq!(line["owed"], office.line(teacher)["net"]);
    }
}
