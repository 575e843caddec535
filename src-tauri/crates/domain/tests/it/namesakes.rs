//! People of one name are told apart wherever a name reaches somebody; without namesakes names are bare.

use crate::support::{Desk, TODAY, id, text};
use calamine::{Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

/// A school with a plan, a check, a handed-in sheet, a draft, a pairing and a lesson on the timetable for each of two.
struct School {
    desk: Desk,
    two: [String; 2],
    leader: String,
}

fn school(names: [&str; 2]) -> School {
    let desk = Desk::term();
    let leader = desk.teacher("唐文斌", "英语", &["副校长"]);
    let two = [desk.teacher(names[0], "语文", &["任课教师"]), desk.teacher(names[1], "数学", &["任课教师"])];
    let quota = json!({ "name": "任课教师", "lessons": 20, "posts": ["任课教师"], "position": 0 });
    desk.ok("quota_save", quota);
    for (at, (who, subject)) in (0..).zip(two.iter().zip(["语文", "数学"])) {
        let class = desk.class("七年级", at + 1);
        let sheet = json!({
            "id": id(10 + at), "sitting": id(20 + at), "date": "2026-11-18", "period": at + 1, "teacher_id": who,
            "observer_id": leader, "class_id": class, "subject": subject, "topic": "同题异构", "lesson_kind": "常规听课",
            "lesson_type": "新授", "timeline": [{ "clock": "08:52", "process": "复习导入", "remark": "" }],
            "strengths": "问题链有梯度。", "problems": "", "advice": "留出练习时间。", "gains": ""
        });
        desk.ok("observation_submit", json!({ "sheet": sheet }));
        let draft = json!({ "id": id(30 + at), "sitting": id(40 + at), "date": TODAY, "teacher_id": who,
                            "observer_id": leader, "class_id": class, "subject": subject });
        desk.ok("observation_save", draft);
        desk.ok(
            "homework_save",
            json!({ "id": id(50 + at), "date": TODAY, "teacher_id": who, "checker_id": leader, "subject": subject,
                    "advice": "书写要规范" }),
        );
        desk.ok(
            "lesson_plan_save",
            json!({ "id": id(60 + at), "teacher_id": who, "subject": subject, "topic": "同课教案",
                    "planned_date": TODAY }),
        );
        let pairing = json!({ "id": id(70 + at), "mentor_id": leader, "apprentice_id": who, "kind": "教学",
                              "started_on": "2026-09-07", "note": "",
                              "duties": [{ "id": "", "direction": "mentor_observes", "times": 2, "every_weeks": 1 }] });
        desk.ok("pairing_save", pairing);
        let lesson = json!({ "weekday": 4, "period": 3, "class_id": class, "subject": subject, "teacher_id": who });
        desk.ok("timetable_lesson_save", lesson);
    }
    School { desk, two, leader }
}

/// Names under a key in the rows of an answer, without repetition, in order.
fn told(answer: &Value, rows: &str, name: &str, but: &str) -> Vec<String> {
    let rows = answer.pointer(rows).and_then(Value::as_array).unwrap_or_else(|| panic!("{rows} in {answer}"));
    let mut names: Vec<String> = rows.iter().map(|row| text(row, name)).filter(|name| name != but).collect();
    names.sort();
    names.dedup();
    names
}

impl School {
    /// Every place tells the two by these names.
    #[track_caller]
    fn tells(&self, [one, two]: [&str; 2]) {
        let mut wanted = vec![one.to_owned(), two.to_owned()];
        wanted.sort();
        let ask = |command: &str, request: Value| self.desk.ok(command, request);
        let same = |place: &str, names: Vec<String>| assert_eq!(names, wanted, "{place}");
        let leader = "唐文斌";
        same("roster", told(&ask("roster_get", json!({})), "/teachers", "/display", leader));
        same("finding", told(&ask("search_find", json!({ "query": "zhang" })), "/hits", "/title", ""));
        let found = |command: &str, query: &str| {
            let hits = ask(command, json!({ "query": query }))["hits"].clone();
            let mut names: Vec<String> = Vec::new();
            for hit in hits.as_array().unwrap() {
                let detail = text(hit, "/detail");
                names.push(detail.split(" · ").nth(1).unwrap_or_default().to_owned());
            }
            names.sort();
            names.dedup();
            names
        };
        same("finding a topic", found("search_find", "同题异构"));
        same("finding a text", found("search_text", "书写要规范"));
        same("sheets", told(&ask("observation_list", json!({})), "/rows", "/teacher", ""));
        same("checks", told(&ask("homework_list", json!({})), "/rows", "/teacher", ""));
        same("plans", told(&ask("lesson_plan_list", json!({})), "/rows", "/teacher", ""));
        same("pairings", told(&ask("pairing_list", json!({})), "/rows", "/apprentice", ""));
        let prefill = ask("observation_prefill", json!({ "date": TODAY, "period": 3 }));
        same("what is on", told(&prefill, "/candidates", "/teacher", ""));

        let desk = ask("dashboard_get", json!({}));
        same("under way", told(&desk, "/under_way", "/teacher", ""));
        same("coverage", told(&desk, "/coverage", "/teacher", leader));
        let strips = desk["quotas"].as_array().unwrap().iter();
        let people: Vec<Value> = strips.flat_map(|strip| strip["people"].as_array().unwrap().clone()).collect();
        same("quotas", told(&json!({ "people": people }), "/people", "/teacher", leader));
        let todos: Vec<String> = told(&desk, "/todos", "/detail", "");
        for name in &wanted {
            assert!(todos.iter().any(|detail| detail.split(" · ").any(|part| part == name)), "{name} in {todos:?}");
            let pair = format!("师傅唐文斌、徒弟{name}");
            assert!(todos.contains(&pair), "{pair} in {todos:?}");
        }

        let summary = ask("summary_get", json!({}));
        for lines in ["/observation/by_teacher", "/homework/by_teacher", "/lesson_plan/by_teacher"] {
            same(lines, told(&summary, lines, "/teacher", leader));
        }
        same("pairs", told(&summary, "/mentoring/by_pairing", "/apprentice", ""));
        let received = json!({ "summary": {}, "figure": "observation.received" });
        let behind = ask("summary_records", received).to_string();
        let workbook = self.workbook();
        for name in &wanted {
            assert!(behind.contains(name.as_str()), "{name} in {behind}");
            assert!(workbook.iter().filter(|cell| *cell == name).count() >= 3, "{name} in {workbook:?}");
        }
    }

    /// All cells of the exported tables.
    fn workbook(&self) -> Vec<String> {
        let path = self.export("clear", "report_export", &json!({ "options": {}, "format": "xlsx" }));
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let sheets = book.sheet_names();
        let cells = sheets.iter().flat_map(|name| {
            let range = book.worksheet_range(name).unwrap();
            range.rows().flatten().map(ToString::to_string).collect::<Vec<_>>()
        });
        cells.collect()
    }

    fn export(&self, name: &str, command: &str, request: &Value) -> std::path::PathBuf {
        let path = self.desk.own().with_file_name(format!("{name}.xlsx"));
        let handle = self.desk.office().keep_path(path.clone()).unwrap();
        let mut request = request.clone();
        request["handle"] = json!(handle);
        self.desk.ok(command, request);
        path
    }
}

#[test]
fn two_of_one_name_are_told_apart_by_subject_and_then_by_number() {
    let school = school(["张伟", "张伟"]);
    school.tells(["张伟（语文）", "张伟（数学）"]);
    for (who, number) in school.two.iter().zip(["0007", "0012"]) {
        let entry = json!({ "id": who, "name": "张伟", "subject": "语文", "department": "语文组",
                            "posts": ["任课教师"], "employee_no": number });
        school.desk.ok("teacher_save", entry);
    }
    school.tells(["张伟（语文 0007）", "张伟（语文 0012）"]);

    // An account and what was done are told apart as well.
    school.desk.ok("teacher_save", json!({ "id": school.leader, "name": "唐文斌", "subject": "英语" }));
    let of = |number: u32| {
        let acts = school.desk.ok("history_record", json!({ "kind": "homework", "id": id(number) }));
        text(&acts, "/acts/0/fields/0/record")
    };
    assert_eq!(
        (of(50), of(51)),
        (format!("作业检查　张伟（语文 0007）　{TODAY}"), format!("作业检查　张伟（语文 0012）　{TODAY}"))
    );

    // A paper with codes in place of names holds no number that undoes them.
    let coded = json!({ "options": {}, "format": "xlsx", "protection": { "kind": "coded" } });
    let mut book: Xlsx<_> = open_workbook(school.export("coded", "report_export", &coded)).unwrap();
    let mut all = String::new();
    for name in book.sheet_names() {
        all.extend(book.worksheet_range(&name).unwrap().rows().flatten().map(|cell| format!("{cell}\n")));
    }
    assert!(all.contains("教师002") && !all.contains("0007") && !all.contains("张伟"), "{all}");
}

#[test]
fn without_namesakes_names_are_bare() {
    let school = school(["张伟", "张薇"]);
    school.tells(["张伟", "张薇"]);
}
