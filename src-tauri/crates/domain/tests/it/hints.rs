//! Hints to whoever writes a sheet: what they say, to whom, and that nothing of them goes anywhere else.

use crate::support::{Desk, id, text, with};
use keji_domain::access::{Reach, Role, Session};
use serde_json::{Value, json};

const TEXT: &str = "问题链设计有梯度，从生活情境引入一元一次方程，学生能说出列式的依据；板书条理清楚，重点用彩色粉笔标出，便于小结回扣，课堂节奏松紧得当，练习分层布置，面向全体学生。";

/// Mathematics on Thursday, second period in 七(1) and third in 七(2); the observer has Chinese in 七(2) in the second.
struct Week {
    desk: Desk,
    classes: [String; 2],
    math: String,
    other: String,
    observer: String,
    thursday: String,
}

fn week() -> Week {
    let desk = Desk::term();
    let classes = [desk.class("七年级", 1), desk.class("七年级", 2)];
    let [math, other, observer] =
        [("何静", "数学"), ("王芳", "数学"), ("李静", "语文")].map(|(name, subject)| desk.teacher(name, subject, &[]));
    let lesson = |weekday: u32, period: u32, class: &str, subject: &str, teacher: &str| {
        let lesson = json!({
            "weekday": weekday, "period": period, "class_id": class, "subject": subject, "teacher_id": teacher
        });
        text(&desk.ok("timetable_lesson_save", lesson), "/id")
    };
    let thursday = lesson(4, 2, &classes[0], "数学", &math);
    lesson(4, 3, &classes[1], "数学", &math);
    lesson(4, 2, &classes[1], "语文", &observer);
    lesson(3, 1, &classes[0], "数学", &other);
    Week { desk, classes, math, other, observer, thursday }
}

impl Week {
    /// A heading that nothing speaks against but what is changed: Thursday, first period of the observer's free time.
    fn heading(&self, fields: Value) -> Value {
        let heading = json!({
            "date": "2026-11-19", "period": 3, "lesson_count": 1, "teacher_id": self.math, "class_id": self.classes[1],
            "observer_id": self.observer, "outside": ""
        });
        with(&heading, fields)
    }

    fn hints(&self, fields: Value) -> Vec<Value> {
        let request = json!({ "id": id(50), "heading": self.heading(fields), "texts": null });
        self.desk.ok("sheet_hints", request)["hints"].as_array().unwrap().clone()
    }

    fn words(&self, fields: Value) -> Vec<String> {
        self.hints(fields).iter().map(|hint| text(hint, "/text")).collect()
    }

    fn submit(&self, number: u32, fields: Value) -> Value {
        let sheet = json!({
            "id": id(number), "sitting": id(1000 + number), "date": "2026-11-19", "period": 3, "class_id": self.classes[1],
            "teacher_id": self.math, "observer_id": self.observer, "subject": "数学", "topic": format!("第{number}课"),
            "lesson_kind": "随堂课", "timeline": [{ "process": "复习导入", "remark": "" }], "strengths": "好。"
        });
        let sheet = with(&sheet, fields);
        self.desk.ok("observation_submit", json!({ "sheet": sheet }));
        sheet
    }
}

#[test]
fn a_lesson_of_the_timetable_needs_no_hint() {
    let week = week();
    assert_eq!(week.hints(json!({})), [json!(null); 0]);
    // A teacher and a class of whom the timetable knows nothing are no contradiction.
    let new = week.desk.teacher("新来", "体育", &[]);
    assert_eq!(week.hints(json!({ "teacher_id": new, "period": 5 })), [json!(null); 0]);
}

#[test]
fn the_timetable_with_its_changes_knows_better() {
    let week = week();
    let class = json!({ "class_id": week.classes[0] });
    let hints = week.hints(with(&class, json!({})));
    assert_eq!(text(&hints[0], "/text"), "按课表，何静第3节在七(2)上数学课。");
    assert_eq!(hints[0]["period"], 2, "the period in which the teacher has this class");
    assert_eq!(week.words(json!({ "period": 5 })), ["按课表，何静11月19日第5节没有课。"]);
    let wrong = json!({ "date": "2026-11-18", "period": 1, "class_id": week.classes[0] });
    assert_eq!(week.words(wrong), ["按课表，七(1)第1节是王芳的数学课。"]);
    // The second period is somebody else's on the day of a substitution.
    let second =
        json!({ "period": 2, "class_id": week.classes[0], "observer_id": week.desk.teacher("听者", "音乐", &[]) });
    assert_eq!(week.words(second.clone()), [""; 0]);
    let change = json!({
        "kind": "substitute", "lesson_id": week.thursday, "date": "2026-11-19", "teacher_id": week.other, "reason": ""
    });
    week.desk.ok("lesson_change_save", change);
    assert_eq!(week.words(second), ["按课表，七(1)第2节是王芳的数学课（王芳代课）。"]);
}

#[test]
fn a_day_without_lessons_is_told_and_a_make_up_day_is_none() {
    let week = week();
    week.desk.ok("day_save", json!({ "date": "2026-11-12", "kind": "holiday", "name": "校庆" }));
    assert_eq!(week.words(json!({ "date": "2026-11-12" })), ["11月12日放假（校庆）。"]);
    assert_eq!(week.words(json!({ "date": "2026-11-14" })), ["11月14日是星期六，不是上课日。"]);
    let day = json!({ "date": "2026-11-14", "kind": "make_up", "name": "补课", "follows_weekday": 4 });
    week.desk.ok("day_save", day);
    assert_eq!(week.words(json!({ "date": "2026-11-14" })), [""; 0]);
    assert_eq!(week.words(json!({ "date": "2026-08-20" })), ["8月20日不在学期内。", "登记时距上课已有91天。"]);
    // Another school has its own days.
    assert_eq!(week.words(json!({ "date": "2026-11-12", "outside": "实验中学", "period": 2 })), [""; 0]);
}

#[test]
fn nobody_is_in_two_places_at_once() {
    let week = week();
    assert_eq!(week.words(json!({ "period": 2, "class_id": week.classes[0] })), ["按课表，李静第2节在七(2)上语文课。"]);
    week.submit(1, json!({ "period": 5, "class_id": week.classes[0], "teacher_id": week.other }));
    // Two lessons in a row reach into the fifth period.
    let hints = week.hints(json!({ "period": 4, "lesson_count": 2, "teacher_id": null }));
    assert_eq!(text(&hints[0], "/text"), "李静在同一时间另有一份听课记录：七(1)王芳的课。");
    assert_eq!((&hints[0]["kind"], &hints[0]["sheet_id"]), (&json!("elsewhere"), &json!(id(1))));
    assert_eq!(week.words(json!({ "period": 4, "teacher_id": null })), [""; 0]);
}

#[test]
fn two_weeks_are_late() {
    let week = week();
    assert_eq!(week.words(json!({ "date": "2026-11-05" })), ["登记时距上课已有14天。"]);
    assert_eq!(week.words(json!({ "date": "2026-11-12" })), [""; 0]);
    week.submit(1, json!({ "date": "2026-10-29" }));
    let told = week.desk.ok("sheet_hints", json!({ "id": id(1) }));
    assert_eq!(told["hints"][0]["text"], "登记时距上课已有21天。");
}

#[test]
fn a_text_nearly_the_same_is_told_without_telling_whose() {
    let week = week();
    let copied = TEXT.replace("彩色", "红色");
    week.submit(1, json!({ "strengths": TEXT, "date": "2026-11-12" }));
    let alike = |who: &Session, fields: Value| {
        let request = json!({
            "id": id(50), "heading": week.heading(fields), "texts": { "opinions": copied, "process": "复习导入" }
        });
        let told = week.desk.call_as(who, "sheet_hints", request).unwrap()["hints"].clone();
        told.as_array().unwrap().iter().find(|hint| hint["kind"] == "alike").cloned()
    };
    let director = Session::built_in();
    let own = alike(&director, json!({})).unwrap();
    assert_eq!((&own["text"], &own["sheet_id"]), (&json!("文字与11月12日听何静课的记录几乎相同。"), &json!(id(1))));
    // Somebody else's sheet is found at once, without anybody having searched before.
    let theirs = json!({ "observer_id": week.other });
    let told = alike(&director, theirs.clone()).unwrap();
    assert_eq!((&told["text"], &told["sheet_id"]), (&json!("文字与另一份听课记录几乎相同。"), &json!(id(1))));
    let reach = Reach::Teacher { teacher_id: week.other.clone() };
    let teacher = Session { actor: "own".into(), role: Role::Teacher, reach };
    let told = alike(&teacher, theirs).unwrap();
    assert_eq!((&told["text"], &told["sheet_id"]), (&json!("文字与另一份听课记录几乎相同。"), &Value::Null));
    // Hints are for who writes the sheet.
    let request = json!({ "id": id(1) });
    assert_eq!(week.desk.call_as(&teacher, "sheet_hints", request).unwrap_err().code(), "out_of_reach");
    assert_eq!(week.desk.refusal("sheet_hints", json!({ "id": id(77) })), "not_found");
}

#[test]
fn an_old_text_is_recognised_among_many_newer_ones_with_the_same_phrases() {
    let week = week();
    // A hundred and twenty newer sheets of others begin with a phrase of the text each; none is like it.
    week.submit(
        1,
        json!({ "date": "2026-09-10", "observer_id": week.other, "teacher_id": week.observer, "strengths": TEXT }),
    );
    let phrases: Vec<&str> = TEXT.split(['，', '；', '。']).filter(|phrase| !phrase.is_empty()).collect();
    for number in 0..120 {
        let phrase = phrases[number as usize % phrases.len()];
        let date = format!("2026-11-{:02}", 2 + number % 10);
        let fields = json!({
            "date": date, "period": 1 + number / 10, "observer_id": week.other, "teacher_id": week.observer,
            "strengths": format!("{phrase}，第{number}次听这位老师的课，印象最深的是板演环节里学生自己讲出了道理。")
        });
        week.submit(100 + number, fields);
    }
    week.desk.ok("search_text", json!({ "query": "板演" }));
    let texts = json!({ "opinions": TEXT.replace("彩色", "红色"), "process": "" });
    let request = json!({ "id": id(50), "heading": week.heading(json!({})), "texts": texts });
    let hints = week.desk.ok("sheet_hints", request)["hints"].clone();
    let alike: Vec<&Value> = hints.as_array().unwrap().iter().filter(|hint| hint["kind"] == "alike").collect();
    assert_eq!(alike.len(), 1, "{hints}");
    assert_eq!(alike[0]["sheet_id"], id(1));
}

#[test]
fn no_paper_no_figure_and_no_other_answer_says_a_word_of_them() {
    let week = week();
    week.submit(1, json!({ "strengths": TEXT, "date": "2026-10-29", "period": 2, "class_id": week.classes[0] }));
    week.submit(2, json!({ "strengths": TEXT, "date": "2026-10-29", "period": 2 }));
    let hints = week.desk.ok("sheet_hints", json!({ "id": id(2) }))["hints"].as_array().unwrap().clone();
    let kinds: Vec<String> = hints.iter().map(|hint| text(hint, "/kind")).collect();
    assert_eq!(kinds, ["other_lesson", "elsewhere", "elsewhere", "late", "alike"]);
    let folder = week.desk.office().homes().papers.clone();
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("记录.docx");
    let handle = || week.desk.office().keep_path(path.clone()).unwrap();
    let mut told = String::new();
    for form in ["record", "slip"] {
        let request = json!({ "ids": [id(1), id(2)], "form": form, "format": "docx", "handle": handle() });
        week.desk.ok("lesson_papers", request);
        told.push_str(&document(&path));
    }
    let clear = json!({ "kind": "clear" });
    let dossier = json!({ "teacher_id": week.observer, "format": "docx", "handle": handle(), "protection": clear });
    week.desk.ok("dossier_export", dossier);
    told.push_str(&document(&path));
    week.desk.ok("report_export", json!({ "options": {}, "format": "docx", "handle": handle() }));
    told.push_str(&document(&path));
    for (name, request) in [
        ("observation_get", json!({ "id": id(2) })),
        ("after_get", json!({ "id": id(2) })),
        ("observation_list", json!({})),
        ("summary_get", json!({})),
        ("joint_get", json!({ "id": id(2) })),
        ("history_record", json!({ "kind": "observation", "id": id(2) })),
        ("quota_ledger", json!({})),
    ] {
        told.push_str(&week.desk.ok(name, request).to_string());
    }
    assert!(told.contains("问题链设计有梯度"));
    for hint in &hints {
        assert!(!told.contains(&text(hint, "/text")), "{hint}");
    }
    for words in ["按课表", "几乎相同", "同一时间", "登记时距"] {
        assert!(!told.contains(words), "{words}");
    }
}

/// The texts of a Word file.
fn document(path: &std::path::Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
    let mut plain = String::new();
    let mut inside = false;
    for character in text.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(character),
            _ => {}
        }
    }
    plain
}
