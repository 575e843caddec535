//! What should be done by a day follows the weeks that somebody worked; the weeks left are those with lessons.

use crate::support::{Desk, text};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

/// A term of 18 weeks: its tenth begins on 2 November.
struct Term {
    desk: Desk,
    away: String,
    there: String,
}

fn term() -> Term {
    let desk = Desk::school();
    let term = json!({ "school_year": "2026-2027", "number": 1, "first_day": "2026-09-01", "last_day": "2027-01-03" });
    desk.ok("term_create", term);
    Term { away: desk.teacher("韩雪", "语文", &[]), there: desk.teacher("陈国栋", "数学", &[]), desk }
}

impl Term {
    fn waive(&self, first: &str, last: &str, how: &str, lessons: Option<u32>) -> String {
        let waiver = json!({ "teacher_id": self.away, "first_day": first, "last_day": last, "how": how,
            "lessons": lessons, "reason": "病假" });
        self.desk.act("waiver_save", waiver)
    }

    fn line(&self, teacher: &str, as_of: NaiveDate) -> Value {
        let request = json!({ "teacher_id": teacher, "as_of": as_of });
        self.desk.ok("quota_ledger", request)["lines"][0].clone()
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn number(of: &Value, key: &str) -> u64 {
    of[key].as_u64().unwrap()
}

/// Half up, once.
fn share(net: u64, begun: u64, all: u64) -> u64 {
    (2 * net * begun + all) / (2 * all)
}

#[test]
fn weeks_of_leave_are_no_weeks_in_which_lessons_were_due() {
    let term = term();
    term.waive("2026-09-07", "2026-09-27", "weeks", None);
    let line = term.line(&term.away, day("2026-11-05"));
    // 15 × 7 of 15 weeks; of 18 weeks, ten begun, it would be 8.
    assert_eq!((number(&line, "net"), number(&line, "due"), number(&line, "away_weeks")), (15, 7, 3));
    assert_eq!(line["notes"], json!(["应完成按在岗的周（含考试周）折算，不在岗的3周不计。"]));
    let told = text(&term.desk.ok("quota_ledger", json!({ "as_of": "2026-11-05" })), "/reminder");
    assert!(told.contains("（按进度应完成7节，不在岗的3周不计）"), "{told}");
    let other = term.line(&term.there, day("2026-11-05"));
    assert_eq!((number(&other, "due"), number(&other, "away_weeks"), other["notes"].clone()), (10, 0, json!([])));
    // Leave that lies ahead makes the weeks before it count for more.
    let ahead = self::term();
    ahead.waive("2026-11-30", "2026-12-20", "weeks", None);
    assert_eq!(number(&ahead.line(&ahead.away, day("2026-11-05")), "due"), 10);
}

#[test]
fn it_never_falls_and_ends_at_the_target() {
    let waivers = [
        ("2026-09-01", "2026-09-30", "weeks", None),
        ("2026-10-14", "2026-11-27", "weeks", None),
        ("2026-12-10", "2027-01-31", "weeks", None),
        ("2026-08-01", "2027-02-01", "weeks", None),
        ("2026-10-14", "2026-11-27", "lessons", Some(5)),
        ("2026-10-14", "2026-10-16", "exempt", None),
    ];
    let term = term();
    let (first, last) = (day("2026-09-01"), day("2027-01-03"));
    for (from, to, how, lessons) in waivers {
        let act = term.waive(from, to, how, lessons);
        let mut before = 0;
        for at in (0..=124).step_by(3) {
            let on = (first + Days::new(at)).min(last);
            let line = term.line(&term.away, on);
            let (net, due) = (number(&line, "net"), number(&line, "due"));
            assert!(before <= due && due <= net, "{how} from {from}, {on}: {before}, {due} of {net}");
            before = due;
        }
        let line = term.line(&term.away, last);
        assert_eq!(line["due"], line["net"], "{how} from {from}");
        term.desk.undo(&act);
    }
    for at in (0..=124).step_by(7) {
        let line = term.line(&term.there, first + Days::new(at));
        assert_eq!(number(&line, "due"), share(18, at / 7 + 1, 18), "without leave nothing has changed");
    }
}

#[test]
fn summary_and_desk_say_the_same_of_the_same_day() {
    let term = term();
    term.waive("2026-10-05", "2026-11-01", "weeks", None);
    let on = |as_of: NaiveDate| {
        let summary = term.desk.ok("summary_get", json!({ "as_of": as_of }));
        for teacher in [&term.away, &term.there] {
            let lines = summary["observation"]["by_teacher"].as_array().unwrap();
            let line = lines.iter().find(|line| line["teacher_id"] == **teacher).unwrap();
            let told = term.line(teacher, as_of);
            assert_eq!((&line["due"], &line["away_weeks"]), (&told["due"], &told["away_weeks"]), "{as_of}");
        }
        summary
    };
    for date in ["2026-09-01", "2026-10-12", "2026-11-19", "2027-01-03"] {
        on(day(date));
    }
    // 14 × 8 / 14 by 19 November, where 12 of 18 weeks would say 9.
    let away = term.line(&term.away, day("2026-11-19"));
    assert_eq!((number(&away, "net"), number(&away, "due")), (14, 8));
    for at in 0..8_u32 {
        let sheet = json!({ "id": crate::support::id(at + 1), "sitting": crate::support::id(100 + at),
            "date": format!("2026-11-{:02}", 2 + at), "period": 1, "teacher_id": term.there, "observer_id": term.away,
            "subject": "数学", "topic": "集合", "lesson_kind": "随堂课",
            "timeline": [{ "process": "导入", "remark": "" }], "strengths": "好" });
        term.desk.ok("observation_submit", json!({ "sheet": sheet }));
    }
    let dots = term.desk.ok("dashboard_get", json!({}));
    let behind = |who: &str| {
        let people = dots["quotas"].as_array().unwrap().iter().flat_map(|strip| strip["people"].as_array().unwrap());
        people.clone().find(|dot| dot["teacher_id"] == who).unwrap()["behind"].clone()
    };
    assert_eq!((behind(&term.away), behind(&term.there), &dots["behind"]), (json!(false), json!(true), &json!(1)));
    assert_eq!(term.line(&term.away, day("2026-11-19"))["behind"], false);
    let summary = on(day("2026-11-19"));
    assert_eq!(summary["observation"]["by_category"][2]["on_pace"], 1);
    let figure = json!({ "summary": {}, "figure": "observation.category_on_pace:教师" });
    let records = term.desk.ok("summary_records", figure);
    assert!(text(&records, "/explanation").contains("核减的教学周不计"), "{records}");
    assert!(text(&records["rows"][0], "/detail").contains("应完成8节（不在岗4周不计）"), "{records}");
}

#[test]
fn lessons_are_observed_in_teaching_weeks_only() {
    let desk = Desk::term();
    desk.teacher("韩雪", "语文", &[]);
    let left = || {
        let ledger = desk.ok("quota_ledger", json!({}));
        (number(&ledger, "weeks_left"), number(&ledger, "weeks"), text(&ledger, "/reminder"))
    };
    assert_eq!((left().0, left().1), (10, 22));
    for at in [9, 20, 21] {
        let week = desk.ok("calendar_get", json!({}))["weeks"][at]["id"].clone();
        desk.ok("week_update", json!({ "id": week, "kind": "exam", "label": "考试" }));
    }
    let (weeks_left, weeks, reminder) = left();
    assert_eq!((weeks_left, weeks), (8, 19));
    assert!(reminder.contains("教学周还剩8周"), "{reminder}");
}

#[test]
fn nobody_is_sent_to_visit_in_a_week_of_examinations() {
    let desk = Desk::term();
    let observer = desk.teacher("韩雪", "语文", &[]);
    desk.teacher("陈国栋", "数学", &[]);
    let week = desk.ok("calendar_get", json!({}))["weeks"][12]["id"].clone();
    desk.ok("week_update", json!({ "id": week, "kind": "exam", "label": "期中" }));
    let proposal = desk.ok("visit_proposal", json!({ "observer_id": observer }));
    assert_eq!((&proposal["week"], &proposal["first"]), (&json!(14), &json!("2026-11-30")));
}
