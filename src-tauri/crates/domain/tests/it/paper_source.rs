//! 学期总结 counts a teacher who keeps a paper book by its reviews, as the ledger does; the two are never added.

use crate::support::{Desk, id, text};
use serde_json::{Value, json};

struct Office {
    desk: Desk,
    paper: String,
    sheets: String,
    term: String,
}

/// One teacher keeps a book and has a sheet beside it; the other writes sheets.
fn office() -> Office {
    let desk = Desk::term();
    let paper = desk.teacher("韩雪", "语文", &[]);
    let sheets = desk.teacher("陈国栋", "数学", &[]);
    let term = text(&desk.ok("calendar_get", json!({})), "/term/id");
    let review = |number: u32, date: &str, entered: u32, valid: u32| {
        json!({ "id": id(number), "term_id": term, "teacher_id": paper, "date": date, "entered": entered,
            "valid": valid, "reason": "没有评语", "grade": "良", "reviewer_id": null })
    };
    desk.ok("book_save", json!({ "rows": [review(601, "2026-10-09", 6, 4), review(602, "2026-11-06", 5, 5)] }));
    for (at, observer, opinion) in [(1, &sheets, "好"), (2, &sheets, "好"), (3, &sheets, ""), (4, &paper, "好")] {
        let sheet = json!({ "id": id(at), "sitting": id(100 + at), "date": format!("2026-09-{:02}", 10 + at),
            "period": 1, "teacher_id": if *observer == paper { &sheets } else { &paper }, "observer_id": observer,
            "subject": "数学", "topic": "集合", "lesson_kind": "随堂课", "strengths": opinion,
            "timeline": [{ "process": "导入", "remark": "" }] });
        desk.ok("observation_submit", json!({ "sheet": sheet }));
    }
    desk.ok("book_source", json!({ "term_id": term, "teacher_id": paper, "book": true }));
    Office { desk, paper, sheets, term }
}

impl Office {
    fn summary(&self) -> Value {
        self.desk.ok("summary_get", json!({}))["observation"].clone()
    }

    fn records(&self, figure: &str) -> Value {
        self.desk.ok("summary_records", json!({ "summary": {}, "figure": figure }))
    }
}

fn of(summary: &Value, teacher: &str) -> Value {
    let lines = summary["by_teacher"].as_array().unwrap();
    lines.iter().find(|line| line["teacher_id"] == teacher).unwrap().clone()
}

#[test]
fn the_summary_counts_from_the_source_of_the_ledger() {
    let office = office();
    let summary = office.summary();
    for teacher in [&office.paper, &office.sheets] {
        let line = of(&summary, teacher);
        let ledger = office.desk.ok("quota_ledger", json!({ "teacher_id": teacher }))["lines"][0].clone();
        for key in ["done", "counted", "left", "due", "source", "other_source"] {
            assert_eq!(line[key], ledger[key], "{key}");
        }
    }
    assert_eq!(of(&summary, &office.paper)["source"], "book");
    // 11 lessons of the book and three sheets; the sheet of whom the book speaks for is not added.
    let told = ["sheets", "lessons", "counted", "refused", "paper"].map(|key| summary[key].as_u64().unwrap());
    assert_eq!(told, [4, 14, 11, 3, 11]);
    assert_eq!(summary["refusals"], json!({ "book": 2, "no_opinion": 1 }));
    assert_eq!(summary["by_category"][2]["counted"], 11);
    // What a book does not say stands nowhere: neither weeks nor kinds.
    let sum =
        |key: &str| summary[key].as_array().unwrap().iter().map(|one| one["value"].as_u64().unwrap()).sum::<u64>();
    assert_eq!((sum("by_week"), sum("by_kind"), sum("by_department")), (3, 3, 14));
    // Of the sheets the office may decide otherwise.
    let choice = json!({ "term_id": office.term, "teacher_id": office.paper, "book": false });
    office.desk.ok("book_source", choice);
    let summary = office.summary();
    assert_eq!((&summary["lessons"], &summary["paper"]), (&json!(4), &json!(0)));
    assert_eq!(of(&summary, &office.paper)["other_source"], 9);
}

#[test]
fn the_records_behind_a_figure_name_the_book() {
    let office = office();
    let summary = office.summary();
    let total = |figure: &str| office.records(&format!("observation.{figure}"))["total"].clone();
    for key in ["sheets", "lessons", "counted", "refused", "paper"] {
        assert_eq!(total(key), summary[key], "{key}");
    }
    let paper = of(&summary, &office.paper);
    for key in ["done", "counted", "refused"] {
        assert_eq!(total(&format!("{key}@{}", office.paper)), paper[key], "{key}");
    }
    assert_eq!((total("refusal:book"), total("category:教师")), (json!(2), json!(11)));
    let department = text(&paper, "/department");
    assert_eq!(
        (total(&format!("department:{department}")), total(&format!("department_counted:{department}"))),
        (json!(11), json!(9))
    );
    let rows = office.records(&format!("observation.done@{}", office.paper))["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert!(text(&rows[0], "/title").contains("查阅听课本"), "{rows}");
    assert_eq!(rows[0]["id"], office.paper.as_str(), "a review opens its teacher");
}
