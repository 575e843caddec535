//! Finding what stands around a lesson: the discussion, the teacher's answer, what is to be done, photos, plans, and what
//! the check of a paper book says.

use crate::{
    photos,
    support::{Desk, TODAY, id, text, with},
};
use keji_domain::{
    Error,
    access::{Reach, Role, Session},
};
use serde_json::{Value, json};

/// A lesson of the past with a sheet, and everything around it.
struct Lesson {
    desk: Desk,
    teacher: String,
    observer: String,
    stranger: String,
    class: String,
    department: String,
}

impl Lesson {
    fn made() -> Self {
        let desk = Desk::term();
        let teacher = desk.teacher("何静", "语文", &[]);
        let observer = desk.teacher("唐文斌", "数学", &[]);
        let stranger = desk.teacher("外人", "英语", &[]);
        let department = desk.ok("roster_get", json!({}))["departments"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"] == "语文组")
            .map(|one| text(one, "/id"))
            .unwrap();
        let class = desk.class("七年级", 1);
        let lesson = Self { desk, teacher, observer, stranger, class, department };
        lesson.desk.ok("observation_submit", json!({ "sheet": lesson.sheet() }));
        for (command, request) in [
            ("discussion_save", Self::discussion("学情把握不足")),
            ("sheet_answer", Self::answer("replied", "下次留足默读")),
            ("follow_up_save", Self::todo("改写板书提纲", "提纲已经换过")),
            (
                "photo_add",
                with(&Self::photo("主黑板的概念图"), json!({ "sheet_id": id(1), "data": photos::dropped(40) })),
            ),
            ("planned_lesson_save", json!({ "rows": [lesson.plan("散步")] })),
            ("book_save", lesson.review("缺少反思摘录")),
        ] {
            lesson.desk.ok(command, request);
        }
        lesson
    }

    fn sheet(&self) -> Value {
        json!({
            "id": id(1), "sitting": id(2), "date": "2026-11-10", "period": 2, "teacher_id": self.teacher,
            "observer_id": self.observer, "class_id": self.class, "subject": "语文", "topic": "《背影》第二课时",
            "lesson_kind": "随堂课", "strengths": "追问到位。",
            "timeline": [{ "id": id(5), "process": "齐读课文", "remark": "" }]
        })
    }

    fn discussion(opinion: &str) -> Value {
        let steps = json!([{ "name": "课后说课", "text": "" }, { "name": "观点呈现", "text": opinion }]);
        json!({ "id": id(801), "sheet_id": id(1), "date": "2026-11-11", "attendees": "备课组全体", "steps": steps })
    }

    fn answer(kind: &str, words: &str) -> Value {
        json!({ "sheet_id": id(1), "kind": kind, "text": words })
    }

    fn todo(what: &str, result: &str) -> Value {
        json!({ "id": id(701), "sheet_id": id(1), "kind": "improve", "text": what, "result": result })
    }

    fn photo(caption: &str) -> Value {
        json!({ "id": id(601), "kind": "blackboard", "caption": caption })
    }

    fn plan(&self, topic: &str) -> Value {
        json!({
            "date": "2026-11-26", "period": 3, "teacher_id": self.teacher, "subject": "语文", "topic": topic,
            "lesson_kind": "展示课", "host": "科研处", "note": "请带听课本"
        })
    }

    fn review(&self, reason: &str) -> Value {
        let term = text(&self.desk.ok("app_status", json!({})), "/term/id");
        json!({ "rows": [{
            "id": id(51), "term_id": term, "teacher_id": self.teacher, "date": TODAY, "entered": 6, "valid": 4,
            "reason": reason, "grade": "良", "reviewer_id": self.observer
        }] })
    }

    fn hits(&self, session: &Session, query: &str) -> Vec<Value> {
        let answer = self.desk.call_as(session, "search_text", json!({ "query": query })).unwrap();
        assert_eq!(answer["complete"], true);
        answer["hits"].as_array().unwrap().clone()
    }

    /// Kind and field of the one hit; nothing for none.
    fn found(&self, query: &str) -> Option<(String, String)> {
        let hits = self.hits(&Session::built_in(), query);
        assert!(hits.len() < 2, "{query}: {hits:?}");
        hits.first().map(|hit| (text(hit, "/kind"), text(hit, "/field")))
    }

    fn told(&self, session: &Session, query: &str) -> usize {
        self.hits(session, query).len()
    }
}

fn own(teacher: &str) -> Session {
    Session { actor: "own".into(), role: Role::Teacher, reach: Reach::Teacher { teacher_id: teacher.into() } }
}

fn head(department: &str, teacher: &str) -> Session {
    let reach = Reach::Department { department_id: department.into(), teacher_id: Some(teacher.into()) };
    Session { actor: "head".into(), role: Role::DepartmentHead, reach }
}

fn found(kind: &str, field: &str) -> (String, String) {
    (kind.to_owned(), field.to_owned())
}

#[test]
fn what_stands_around_a_lesson_is_found_with_its_field_and_the_way_to_it() {
    let lesson = Lesson::made();
    let planned = text(&lesson.desk.ok("planned_lesson_list", json!({ "date": "2026-11-26" })), "/rows/0/id");
    let (sheet, board) = (format!("/observations?id={}", id(1)), format!("/lessons?date=2026-11-26&id={planned}"));
    let book = format!("/ledger?tab=books&of={}", lesson.department);
    for (query, kind, field, title, route) in [
        ("学情把握", "discussion", "评课·观点呈现", "《背影》第二课时", &sheet),
        ("备课组全体", "discussion", "评课参加人员", "《背影》第二课时", &sheet),
        ("留足默读", "observation", "授课教师回应", "《背影》第二课时", &sheet),
        ("板书提纲", "observation", "后续事项", "《背影》第二课时", &sheet),
        ("已经换过", "observation", "后续事项结果", "《背影》第二课时", &sheet),
        ("概念图", "observation", "照片说明", "《背影》第二课时", &sheet),
        ("散步", "planned_lesson", "课题", "散步", &board),
        ("科研处", "planned_lesson", "主办", "散步", &board),
        ("反思摘录", "book_review", "无效原因", "何静的听课本", &book),
    ] {
        let hits = lesson.hits(&Session::built_in(), query);
        assert_eq!(hits.len(), 1, "{query}: {hits:?}");
        let hit = ["/kind", "/field", "/title", "/route"].map(|part| text(&hits[0], part));
        assert_eq!(hit, [kind, field, title, route], "{query}");
    }
    // Topic and opinion together; the topic alone is the sheet's.
    assert_eq!(lesson.found("背影 学情把握"), Some(found("discussion", "课题")));
    assert_eq!(lesson.found("背影"), Some(found("observation", "课题")));
    let named = lesson.desk.ok("search_find", json!({ "query": "散步" }));
    assert_eq!((text(&named, "/hits/0/kind"), text(&named, "/hits/0/route")), ("planned_lesson".to_owned(), board));
}

#[test]
fn what_is_written_anew_is_found_and_what_stood_there_no_more() {
    let lesson = Lesson::made();
    let planned = lesson.desk.ok("planned_lesson_list", json!({ "date": "2026-11-26" }))["rows"][0]["id"].clone();
    for (command, request, before, after, field) in [
        (
            "discussion_save",
            Lesson::discussion("生字教学扎实"),
            "学情把握",
            "生字教学",
            Some(found("discussion", "评课·观点呈现")),
        ),
        (
            "sheet_answer",
            Lesson::answer("objected", "评分依据有误"),
            "留足默读",
            "依据有误",
            Some(found("observation", "授课教师异议")),
        ),
        (
            "follow_up_save",
            Lesson::todo("重备一课", "已备好"),
            "板书提纲",
            "重备一课",
            Some(found("observation", "后续事项")),
        ),
        ("photo_save", Lesson::photo("学生作品墙"), "概念图", "作品墙", Some(found("observation", "照片说明"))),
        (
            "planned_lesson_save",
            json!({ "rows": [with(&lesson.plan("春之声"), json!({ "id": planned }))] }),
            "散步",
            "春之声",
            Some(found("planned_lesson", "课题")),
        ),
        ("book_save", lesson.review("抄写痕迹明显"), "反思摘录", "抄写痕迹", Some(found("book_review", "无效原因"))),
    ] {
        assert!(lesson.found(before).is_some(), "{before}");
        let act = lesson.desk.act(command, request);
        assert_eq!((lesson.found(before), lesson.found(after)), (None, field), "{command}");
        lesson.desk.undo(&act);
        assert!(lesson.found(before).is_some() && lesson.found(after).is_none(), "{command} taken back");
    }
    let cancelled = json!({ "id": planned, "cancelled": true, "reason": "场馆维修" });
    lesson.desk.ok("planned_lesson_cancel", cancelled);
    assert_eq!(lesson.found("场馆维修"), Some(found("planned_lesson", "取消原因")));
}

#[test]
fn what_is_deleted_is_not_found_until_it_is_brought_back() {
    let lesson = Lesson::made();
    let planned = lesson.desk.ok("planned_lesson_list", json!({ "date": "2026-11-26" }))["rows"][0]["id"].clone();
    for (command, request, words) in [
        ("discussion_delete", json!({ "id": id(1) }), vec!["学情把握", "备课组全体"]),
        ("follow_up_delete", json!({ "id": id(701) }), vec!["板书提纲", "已经换过"]),
        ("photo_delete", json!({ "id": id(601) }), vec!["概念图"]),
        ("planned_lesson_delete", json!({ "id": planned }), vec!["散步", "科研处"]),
        ("book_delete", json!({ "id": id(51) }), vec!["反思摘录"]),
        ("observation_delete", json!({ "id": id(1) }), vec!["留足默读", "板书提纲", "概念图", "学情把握"]),
    ] {
        for word in &words {
            assert!(lesson.found(word).is_some(), "{word}");
        }
        let act = lesson.desk.act(command, request);
        for word in &words {
            assert_eq!(lesson.found(word), None, "{word} after {command}");
        }
        lesson.desk.undo(&act);
        for word in &words {
            assert!(lesson.found(word).is_some(), "{word} is back");
        }
    }
    assert_eq!(lesson.desk.store().check().unwrap(), []);
}

#[test]
fn it_is_found_by_whom_it_is_shown_and_by_nobody_else() {
    let lesson = Lesson::made();
    let (teacher, observer, stranger) = (own(&lesson.teacher), own(&lesson.observer), own(&lesson.stranger));
    let of_teacher = head(&lesson.department, &id(999));
    for query in ["学情把握", "留足默读", "板书提纲", "概念图"] {
        let told = [&teacher, &observer, &of_teacher, &stranger].map(|session| lesson.told(session, query));
        assert_eq!(told, [1, 1, 1, 0], "{query}");
    }
    let told = [&teacher, &observer, &of_teacher, &stranger].map(|session| lesson.told(session, "反思摘录"));
    assert_eq!(told, [1, 0, 1, 0], "a book is its owner's");
    let account = format!("/ledger?teacher={}", lesson.teacher);
    assert_eq!(text(&lesson.hits(&of_teacher, "反思摘录")[0], "/route"), account);
    assert_eq!(lesson.told(&stranger, "散步"), 1, "the board is everybody's");
    // The lesson was another one's: what was said of it goes with it.
    let corrected = with(&lesson.sheet(), json!({ "sitting": id(3), "teacher_id": lesson.stranger }));
    lesson.desk.ok("observation_submit", json!({ "sheet": corrected }));
    for query in ["学情把握", "留足默读"] {
        assert_eq!([&teacher, &observer, &stranger].map(|one| lesson.told(one, query)), [0, 1, 1], "{query}");
    }
}

#[test]
fn a_book_of_a_former_term_leads_nowhere_and_is_not_found() {
    let lesson = Lesson::made();
    let term = json!({ "school_year": "2025-2026", "number": 2, "first_day": "2026-02-24", "last_day": "2026-07-03" });
    let term = text(&lesson.desk.ok("term_create", term), "/id");
    let review = lesson.review("上学期的旧账")["rows"][0].clone();
    let review = with(&review, json!({ "id": id(52), "term_id": term, "date": "2026-05-20" }));
    lesson.desk.ok("book_save", json!({ "rows": [review] }));
    assert_eq!((lesson.found("旧账"), lesson.told(&own(&lesson.teacher), "旧账")), (None, 0));
    assert!(lesson.found("反思摘录").is_some());
}

#[test]
fn an_observer_finds_nothing_of_the_others_until_the_own_sheet_is_in() {
    let lesson = Lesson::made();
    // A head reaches all sheets on the department's lessons; sitting in one makes blind to the others.
    let observer = lesson.desk.teacher("梁宇", "语文", &["语文教研组长"]);
    let head = head(&lesson.department, &observer);
    let around = ["学情把握", "留足默读", "板书提纲", "概念图"];
    let told = || around.map(|query| lesson.told(&head, query));
    let beside =
        json!({ "id": id(11), "sitting": id(12), "observer_id": observer, "strengths": "板演规范。", "timeline": [] });
    let beside = with(&lesson.sheet(), beside);
    assert_eq!(told(), [1; 4], "not there, sees all");
    lesson.desk.ok("observation_save", beside.clone());
    assert_eq!(told(), [0; 4], "the own sheet is a draft");
    let handed_in = with(&beside, json!({ "timeline": [{ "id": id(15), "process": "导入", "remark": "" }] }));
    lesson.desk.ok("observation_submit", json!({ "sheet": handed_in }));
    assert_eq!(told(), [1; 4], "all are in");
}

#[test]
fn an_index_of_the_release_before_grows_in_small_steps_and_keeps_what_it_holds() {
    let lesson = Lesson::made();
    let rows: Vec<Value> = (1..=300)
        .map(|number| with(&lesson.review("字迹潦草")["rows"][0], json!({ "id": id(5000 + number) })))
        .collect();
    lesson.desk.ok("book_save", json!({ "rows": rows }));
    let ask = |query: &str| lesson.desk.ok("search_text", json!({ "query": query }));
    assert_eq!(ask("追问")["complete"], false, "hundreds of records are taken in step by step");
    assert!(lesson.found("追问").is_some() && lesson.found("学情把握").is_some());
    // As the release before left it: without the kinds that came later, and without what hangs on the sheet.
    let before = "DELETE FROM derived_text WHERE rowid IN (SELECT number FROM derived_doc
           WHERE kind IN ('discussion', 'planned_lesson', 'book_review'));
         DELETE FROM derived_doc WHERE kind IN ('discussion', 'planned_lesson', 'book_review');
         UPDATE derived_text SET topic = '背影', body = '追问', whose = 'observation' WHERE rowid =
           (SELECT number FROM derived_doc WHERE kind = 'observation');
         UPDATE derived_state SET version = 1;";
    let spoil = |sql: &str| {
        lesson.desk.store().derive(|connection| -> Result<(), Error> { Ok(connection.execute_batch(sql)?) }).unwrap()
    };
    spoil(before);
    let first = ask("追问");
    assert_eq!((first["complete"].clone(), text(&first, "/hits/0/kind")), (json!(false), "observation".to_owned()));
    assert_eq!(ask("潦草")["complete"], true);
    for word in ["学情把握", "留足默读", "散步", "反思摘录", "追问"] {
        assert!(lesson.found(word).is_some(), "{word}");
    }
}
