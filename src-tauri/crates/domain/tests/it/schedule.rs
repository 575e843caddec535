//! Planned lessons: what clashes, who comes, how they become observations, the board on paper, the free periods.

use crate::papers::{pages_of, squeeze};
use crate::support::{Desk, TODAY, id, text, with};
use keji_domain::access::{Reach, Role, Session};
use serde_json::{Value, json};
use std::io::Read as _;

/// A Thursday, the week after the pinned one.
const DAY: &str = "2026-11-26";

/// Three teachers of Chinese, one of mathematics; two classes; Thursday's periods 2 to 4.
struct Term {
    desk: Desk,
    li: String,
    wang: String,
    zhao: String,
    sun: String,
    one: String,
    two: String,
}

impl Term {
    fn new() -> Self {
        let desk = Desk::term();
        let li = desk.teacher("李静", "语文", &[]);
        let wang = desk.teacher("王芳", "语文", &[]);
        let zhao = desk.teacher("赵敏", "语文", &["教师"]);
        let sun = desk.teacher("孙强", "数学", &[]);
        let (one, two) = (desk.class("七年级", 1), desk.class("七年级", 2));
        let term = Self { desk, li, wang, zhao, sun, one, two };
        term.lesson(4, 2, &term.one, "语文", &term.li);
        term.lesson(4, 2, &term.two, "数学", &term.sun);
        term.lesson(4, 3, &term.two, "语文", &term.wang);
        term.lesson(4, 3, &term.one, "数学", &term.sun);
        term.lesson(5, 2, &term.one, "语文", &term.li);
        term.lesson(5, 3, &term.two, "语文", &term.wang);
        term
    }

    fn lesson(&self, weekday: u32, period: u32, class: &str, subject: &str, teacher: &str) {
        let lesson = json!({
            "weekday": weekday, "period": period, "class_id": class, "subject": subject, "teacher_id": teacher,
            "place": ""
        });
        self.desk.ok("timetable_lesson_save", lesson);
    }

    /// 李静's lesson of Thursday's second period.
    fn input(&self) -> Value {
        json!({
            "date": DAY, "period": 2, "teacher_id": self.li, "class_id": self.one, "topic": "背影",
            "lesson_kind": "公开课", "place": "录播教室", "host": "教务处", "note": "", "seats": null
        })
    }

    fn plan(&self, fields: Value) -> String {
        let rows = json!({ "rows": [with(&self.input(), fields)] });
        text(&self.desk.ok("planned_lesson_save", rows), "/ids/0")
    }

    fn board(&self) -> Vec<Value> {
        self.desk.ok("planned_lesson_list", json!({ "date": DAY }))["rows"].as_array().unwrap().clone()
    }
}

fn seat(lesson: &str, observer: &str, invite: bool) -> Value {
    json!({ "lesson_id": lesson, "teacher_ids": [observer], "invite": invite })
}

fn teacher(id: &str) -> Session {
    Session { actor: id.to_owned(), role: Role::Teacher, reach: Reach::Teacher { teacher_id: id.to_owned() } }
}

fn kinds(hints: &Value) -> Vec<&str> {
    hints.as_array().unwrap().iter().map(|hint| hint["kind"].as_str().unwrap()).collect()
}

fn sheet(term: &Term, number: u32, fields: Value) -> Value {
    let sheet = json!({
        "id": id(number), "sitting": id(1000 + number), "date": TODAY, "period": 2, "lesson_count": 1,
        "class_id": term.one, "observer_id": term.wang, "teacher_id": term.li, "subject": "语文", "topic": "背影",
        "lesson_kind": "公开课", "lesson_type": "新授课", "place": "", "timeline": [], "strengths": "", "problems": "",
        "advice": "", "gains": ""
    });
    with(&sheet, fields)
}

#[test]
fn what_does_not_fit_is_told_and_never_refused() {
    let term = Term::new();
    let hints = |fields: Value| {
        let answer = term.desk.ok("planned_lesson_check", with(&term.input(), fields));
        kinds(&answer["hints"]).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(hints(json!({})), [""; 0]);
    assert_eq!(hints(json!({ "class_id": term.two })), ["teacher_elsewhere", "class_elsewhere"]);
    assert_eq!(hints(json!({ "period": 3 })), ["not_in_timetable", "class_elsewhere"]);
    assert_eq!(hints(json!({ "date": "2026-11-28" })), ["holiday"]);
    term.desk.ok("day_save", json!({ "date": DAY, "kind": "holiday", "name": "运动会" }));
    let told = term.desk.ok("planned_lesson_check", term.input());
    assert_eq!(told["hints"][0]["text"], "这天放假（运动会）。");

    // Another lesson of the subject at the time, in the same room.
    term.plan(json!({ "date": "2026-11-27", "period": 2 }));
    let other = term.plan(json!({ "date": "2026-11-27", "period": 2, "teacher_id": term.wang, "class_id": term.two }));
    let rows = term.board();
    let row = rows.iter().find(|row| row["id"] == other.as_str()).unwrap();
    assert_eq!(kinds(&row["hints"]), ["not_in_timetable", "same_subject", "room_taken"]);
    assert_eq!(row["hints"][2]["text"], "录播教室这节已安排李静的公开课。");
}

#[test]
fn observers_ask_for_seats_and_teachers_invite() {
    let term = Term::new();
    let (li, wang, sun) = (teacher(&term.li), teacher(&term.wang), teacher(&term.sun));
    let lesson = term.plan(json!({ "seats": 2 }));
    let call = |who: &Session, name: &str, request: Value| {
        term.desk.call_as(who, name, request).map(|_| ()).map_err(|error| error.code())
    };
    // One's own seat only, and nobody observes the own lesson.
    assert_eq!(call(&wang, "lesson_seat_ask", seat(&lesson, &term.zhao, false)), Err("out_of_reach"));
    assert_eq!(call(&li, "lesson_seat_ask", seat(&lesson, &term.li, false)), Err("observer_is_teacher"));
    assert_eq!(call(&wang, "lesson_seat_ask", seat(&lesson, &term.wang, false)), Ok(()));
    // The teacher of the lesson invites, others do not.
    assert_eq!(call(&wang, "lesson_seat_ask", seat(&lesson, &term.sun, true)), Err("out_of_reach"));
    assert_eq!(call(&li, "lesson_seat_ask", seat(&lesson, &term.sun, true)), Ok(()));
    assert_eq!(call(&li, "planned_lesson_save", json!({ "rows": [] })), Err("forbidden"));
    // Both seats are taken.
    assert_eq!(call(&li, "lesson_seat_ask", seat(&lesson, &term.zhao, true)), Err("seats_full"));
    let coming = term.board()[0]["coming"].clone();
    let told: Vec<(&str, &str)> = (coming.as_array().unwrap().iter())
        .map(|seat| (seat["teacher"].as_str().unwrap(), seat["state"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("王芳", "reserved"), ("孙强", "invited")]);
    assert_eq!(kinds(&coming[1]["hints"]), ["observer_teaches"]);
    assert_eq!(coming[1]["hints"][0]["text"], "这节有课：七(2)数学。");

    // The invited answers; who declines makes room, and only the two of them and the office see why.
    let invited = text(&coming[1], "/id");
    let no = json!({ "id": invited, "accept": false, "note": "这节有课" });
    assert_eq!(call(&wang, "lesson_seat_answer", no.clone()), Err("out_of_reach"));
    assert_eq!(call(&sun, "lesson_seat_answer", no), Ok(()));
    let seen = |who: &Session| {
        let board = term.desk.call_as(who, "planned_lesson_list", json!({ "date": DAY })).unwrap();
        board["rows"][0]["coming"].as_array().unwrap().len()
    };
    assert_eq!((seen(&li), seen(&sun), seen(&wang)), (2, 2, 1));
    assert_eq!(call(&li, "lesson_seat_ask", seat(&lesson, &term.zhao, true)), Ok(()));
    assert_eq!(call(&sun, "lesson_seat_answer", json!({ "id": invited, "accept": true })), Err("seats_full"));

    // A seat that one asked for is not the teacher's to take away.
    let own = text(&coming[0], "/id");
    assert_eq!(call(&li, "lesson_seat_delete", json!({ "id": own })), Err("out_of_reach"));
    let answer = term.desk.call_as(&wang, "lesson_seat_delete", json!({ "id": own })).unwrap();
    assert_eq!(seen(&wang), 1);
    term.desk.undo(&text(&answer, "/act"));
    assert_eq!(seen(&wang), 2);
}

#[test]
fn an_observer_who_is_awaited_twice_is_told() {
    let term = Term::new();
    let first = term.plan(json!({}));
    let second = term.plan(json!({ "teacher_id": term.wang, "class_id": term.two, "place": "" }));
    for lesson in [&first, &second] {
        term.desk.ok("lesson_seat_ask", seat(lesson, &term.zhao, false));
    }
    let rows = term.board();
    let row = rows.iter().find(|row| row["id"] == second.as_str()).unwrap();
    assert_eq!(row["coming"][0]["hints"][0]["text"], "同一时间已约听李静的公开课。");
}

#[test]
fn a_sheet_on_a_planned_lesson_gives_it() {
    let term = Term::new();
    let lesson = term.plan(json!({ "date": TODAY }));
    let board = || term.desk.ok("planned_lesson_list", json!({}))["rows"][0].clone();
    let candidates = term.desk.ok("observation_prefill", json!({ "date": TODAY, "period": 2 }));
    assert_eq!(candidates["candidates"][0]["place"], "录播教室");

    // A teacher's sheet fills the plan's gaps and rewrites nothing of it.
    let wang = teacher(&term.wang);
    let draft = sheet(&term, 1, json!({ "topic": "春", "place": "教室" }));
    term.desk.call_as(&wang, "observation_save", draft.clone()).unwrap();
    assert_eq!((&board()["state"], &board()["topic"]), (&json!("planned"), &json!("背影")));
    term.desk.call_as(&wang, "observation_submit", json!({ "sheet": draft })).unwrap();
    let given = board();
    assert_eq!((&given["id"], &given["state"], &given["topic"]), (&json!(lesson), &json!("given"), &json!("背影")));

    // What was given is neither cancelled nor deleted; when the sheet goes the plan stays.
    let cancel = json!({ "id": lesson, "cancelled": true, "reason": "停电" });
    assert_eq!(term.desk.refusal("planned_lesson_cancel", cancel.clone()), "planned_given");
    assert_eq!(term.desk.refusal("planned_lesson_delete", json!({ "id": lesson })), "planned_given");
    term.desk.ok("observation_delete", json!({ "id": id(1) }));
    assert_eq!((&board()["id"], &board()["state"]), (&json!(lesson), &json!("planned")));

    let act = term.desk.act("planned_lesson_cancel", cancel);
    assert_eq!((&board()["state"], &board()["reason"]), (&json!("cancelled"), &json!("停电")));
    let late = seat(&lesson, &term.zhao, false);
    assert_eq!(term.desk.refusal("lesson_seat_ask", late), "planned_cancelled");
    let blank = json!({ "id": lesson, "cancelled": true, "reason": " " });
    term.desk.undo(&act);
    assert_eq!(term.desk.refusal("planned_lesson_cancel", blank), "field_empty");
    assert_eq!(board()["state"], "planned");
    let act = term.desk.act("planned_lesson_delete", json!({ "id": lesson }));
    assert_eq!(board(), Value::Null);
    term.desk.undo(&act);
    assert_eq!(board()["id"], json!(lesson));
    let figures = term.desk.ok("summary_get", json!({}));
    assert_eq!(figures["observation"]["lessons"], 0, "a plan is no observation");
}

#[test]
fn a_sheet_elsewhere_leaves_the_plan_where_it_is() {
    let term = Term::new();
    let lesson = term.plan(json!({ "date": TODAY }));
    let draft = sheet(&term, 2, json!({}));
    term.desk.ok("observation_save", draft.clone());
    // The observer corrects the class: the sheet is on another lesson now.
    term.desk.ok("observation_submit", json!({ "sheet": with(&draft, json!({ "class_id": term.two })) }));
    let row = term.desk.ok("planned_lesson_list", json!({}))["rows"][0].clone();
    assert_eq!((&row["id"], &row["state"], &row["class_name"]), (&json!(lesson), &json!("planned"), &json!("七(1)")));
    // A plan without class or period takes the sheet of its day and teacher.
    let open = term.plan(json!({ "date": TODAY, "period": null, "class_id": null, "teacher_id": term.zhao }));
    let other = sheet(&term, 3, json!({ "teacher_id": term.zhao, "period": 5 }));
    term.desk.ok("observation_submit", json!({ "sheet": other }));
    let rows = term.desk.ok("planned_lesson_list", json!({}))["rows"].clone();
    let row = rows.as_array().unwrap().iter().find(|row| row["id"] == open.as_str()).unwrap().clone();
    assert_eq!((&row["state"], &row["period"]), (&json!("given"), &json!(5)));
}

#[test]
fn the_same_lesson_is_not_planned_twice() {
    let term = Term::new();
    let first = term.plan(json!({ "seats": 3 }));
    let rows = |fields: Value| json!({ "rows": [with(&term.input(), fields)] });
    for again in [json!({ "topic": "春" }), json!({ "class_id": null })] {
        assert_eq!(term.desk.refusal("planned_lesson_save", rows(again)), "planned_twice");
    }
    // Nor is another one moved onto it.
    let other = term.plan(json!({ "period": 5 }));
    assert_eq!(term.desk.refusal("planned_lesson_save", rows(json!({ "id": other }))), "planned_twice");
    term.desk.ok("planned_lesson_save", rows(json!({ "id": other, "period": 6 })));
    let board = term.board();
    let kept = board.iter().find(|row| row["id"] == first.as_str()).unwrap();
    assert_eq!((board.len(), &kept["topic"], &kept["seats"]), (2, &json!("背影"), &json!(3)));
    assert_eq!(kept["subject"], "语文", "the teacher's subject fills in");
}

#[test]
fn a_plan_that_is_in_the_way_is_told_with_its_topic_if_it_has_one() {
    for (topic, told) in [("背影", "公开课《背影》。"), ("《背影》", "公开课《背影》。"), ("", "公开课。")]
    {
        let term = Term::new();
        term.plan(json!({ "topic": topic }));
        let again = json!({ "rows": [with(&term.input(), json!({ "topic": "春" }))] });
        let refused = term.desk.call("planned_lesson_save", again).unwrap_err();
        let words = keji_domain::messages::sentence(&refused.to_wire());
        assert!(words.starts_with(&format!("这位教师这一节已安排{told}")), "{words}");
    }
}

#[test]
fn there_are_seats_for_all_who_come() {
    let term = Term::new();
    let lesson = term.plan(json!({ "seats": 2 }));
    for observer in [&term.wang, &term.zhao] {
        term.desk.ok("lesson_seat_ask", seat(&lesson, observer, false));
    }
    let fewer = json!({ "rows": [with(&term.input(), json!({ "id": lesson, "seats": 1 }))] });
    assert_eq!(term.desk.refused_with("planned_lesson_save", fewer, "least"), "2");
}

#[test]
fn a_plan_rewrites_nothing_that_was_handed_in() {
    let term = Term::new();
    let handed = sheet(&term, 1, json!({ "place": "教室" }));
    term.desk.ok("observation_submit", json!({ "sheet": handed }));
    let heading = || {
        let sheet = term.desk.ok("observation_get", json!({ "id": id(1) }));
        ["date", "period", "topic", "place", "state"].map(|field| sheet[field].clone())
    };
    let before = heading();
    // Planned afterwards: the lesson says what the sheet says.
    let lesson = term.plan(json!({ "date": TODAY, "topic": "误填", "place": "大礼堂" }));
    assert_eq!(heading(), before);
    let changed = |fields: Value| {
        let own = with(&term.input(), json!({ "id": lesson, "date": TODAY, "topic": "背影", "place": "教室" }));
        json!({ "rows": [with(&own, fields)] })
    };
    for fields in [json!({ "topic": "改名" }), json!({ "date": DAY }), json!({ "period": 3 })] {
        assert_eq!(term.desk.refusal("planned_lesson_save", changed(fields)), "planned_given");
    }
    term.desk.ok("planned_lesson_save", changed(json!({ "host": "语文教研组" })));
    assert_eq!(heading(), before);
    assert_eq!(term.desk.refusal("lesson_seat_ask", seat(&lesson, &term.zhao, false)), "planned_given");
}

#[test]
fn a_cancelled_lesson_that_was_observed_was_given() {
    let term = Term::new();
    let lesson = term.plan(json!({ "date": TODAY }));
    term.desk.ok("planned_lesson_cancel", json!({ "id": lesson, "cancelled": true, "reason": "停电" }));
    term.desk.ok("observation_submit", json!({ "sheet": sheet(&term, 1, json!({})) }));
    assert_eq!(term.desk.ok("planned_lesson_list", json!({}))["rows"][0]["state"], "given");
}

#[test]
fn many_lessons_are_proposed_fairly_and_saved_at_once() {
    let term = Term::new();
    let asked = json!({ "lesson_kind": "展示课", "host": "教务处", "from_week": 13, "to_week": 14, "a_day": 1 });
    let proposed = term.desk.ok("planned_lesson_propose", asked.clone());
    let rows = proposed["rows"].as_array().unwrap();
    let days: Vec<&str> = rows.iter().map(|row| row["date"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-11-26", "2026-11-27", "2026-12-03"], "a day each, nobody twice");
    for row in rows {
        assert_eq!(kinds(&row["hints"]), [""; 0], "{row}");
    }
    assert_eq!(proposed["left_out"], json!([{ "why": "这几周课表上没有课", "teachers": ["赵敏"] }]));
    assert_eq!(term.board().len(), 0, "nothing is saved yet");

    // Not on a holiday; one day left for three: the rest is told.
    term.desk.ok("day_save", json!({ "date": DAY, "kind": "holiday", "name": "运动会" }));
    let few = with(&asked, json!({ "to_week": 13 }));
    let told = term.desk.ok("planned_lesson_propose", few);
    assert_eq!(told["rows"].as_array().unwrap().len(), 1);
    assert_eq!(told["rows"][0]["date"], "2026-11-27");
    let left: usize =
        told["left_out"].as_array().unwrap().iter().map(|one| one["teachers"].as_array().unwrap().len()).sum();
    assert_eq!(left, 3);

    let inputs: Vec<Value> = rows.iter().map(|row| with(row, json!({ "id": null }))).collect();
    let act = term.desk.act("planned_lesson_save", json!({ "rows": inputs }));
    let board = term.desk.ok("planned_lesson_list", json!({ "date": DAY }));
    assert_eq!(board["weeks"], json!([{ "week": 13, "lessons": 2 }, { "week": 14, "lessons": 1 }]));
    let again = term.desk.ok("planned_lesson_propose", asked);
    assert_eq!(again["rows"], json!([]));
    term.desk.undo(&act);
    assert_eq!(term.board().len(), 0);
}

#[test]
fn a_head_plans_for_the_own_department_only() {
    let term = Term::new();
    let roster = term.desk.ok("roster_get", json!({}));
    let departments = roster["departments"].as_array().unwrap();
    let chinese = departments.iter().find(|one| one["name"] == "语文组").unwrap();
    let reach = Reach::Department { department_id: text(chinese, "/id"), teacher_id: Some(term.wang.clone()) };
    let head = Session { actor: "head".into(), role: Role::DepartmentHead, reach };
    let save = |teacher: &str| {
        let rows = json!({ "rows": [with(&term.input(), json!({ "teacher_id": teacher }))] });
        term.desk.call_as(&head, "planned_lesson_save", rows).map(|_| ()).map_err(|error| error.code())
    };
    assert_eq!(save(&term.li), Ok(()));
    assert_eq!(save(&term.sun), Err("out_of_reach"));
    let asked = json!({ "lesson_kind": "展示课", "from_week": 13, "to_week": 13, "a_day": 5 });
    let told = term.desk.call_as(&head, "planned_lesson_propose", asked).unwrap();
    assert!(!told.to_string().contains("孙强"), "{told}");
}

#[test]
fn free_periods_are_set_against_lessons_worth_hearing() {
    let term = Term::new();
    let pairing = json!({
        "id": id(41), "mentor_id": term.sun, "apprentice_id": term.zhao, "kind": "教学", "started_on": "2026-09-07",
        "note": "", "duties": []
    });
    term.desk.ok("pairing_save", pairing);
    let lesson = term.plan(json!({}));
    let asked = json!({ "teacher_id": term.zhao, "date": DAY });
    let told = term.desk.ok("hearing_get", asked.clone());
    let rows: Vec<(String, u64, String, Value)> = (told["rows"].as_array().unwrap().iter())
        .map(|row| (text(row, "/date"), row["period"].as_u64().unwrap(), text(row, "/teacher"), row["reasons"].clone()))
        .collect();
    let wanted = [
        (DAY.to_owned(), 2, "李静".to_owned(), json!(["planned", "subject"])),
        (DAY.to_owned(), 2, "孙强".to_owned(), json!(["mentor"])),
        (DAY.to_owned(), 3, "孙强".to_owned(), json!(["mentor"])),
        (DAY.to_owned(), 3, "王芳".to_owned(), json!(["subject"])),
        ("2026-11-27".to_owned(), 2, "李静".to_owned(), json!(["subject"])),
        ("2026-11-27".to_owned(), 3, "王芳".to_owned(), json!(["subject"])),
    ];
    assert_eq!(rows, wanted);
    let ledger = term.desk.ok("quota_ledger", json!({ "teacher_id": term.zhao }));
    assert!(ledger["lines"][0]["left"].as_u64() > Some(0));
    assert_eq!(told["owed"][0]["left"], ledger["lines"][0]["left"]);
    assert_eq!(told["rows"][0]["lesson_id"], json!(lesson));
    // Nothing while the teacher is in class; a reserved seat comes first.
    term.desk.ok("lesson_seat_ask", seat(&lesson, &term.zhao, false));
    assert_eq!(term.desk.ok("hearing_get", asked.clone())["rows"][0]["reasons"], json!(["seat", "subject"]));
    let own = term.desk.ok("hearing_get", json!({ "teacher_id": term.li, "date": DAY }));
    assert!(own["rows"].as_array().unwrap().iter().all(|row| row["period"] == 3), "{own}");
    let refused = term.desk.call_as(&teacher(&term.li), "hearing_get", asked).unwrap_err();
    assert_eq!(refused.code(), "out_of_reach");
}

#[test]
fn the_week_sheet_and_the_slip_hold_what_the_board_shows() {
    let term = Term::new();
    let lesson = term.plan(json!({ "seats": 5 }));
    term.desk.ok("lesson_seat_ask", seat(&lesson, &term.wang, false));
    term.desk.ok("lesson_seat_ask", seat(&lesson, &term.sun, true));
    let gone = term.plan(json!({ "date": "2026-11-27", "lesson_kind": "展示课" }));
    term.desk.ok("planned_lesson_cancel", json!({ "id": gone, "cancelled": true, "reason": "教师外出" }));
    let write = |name: &str, paper: &str, request: Value| {
        let path = term.desk.own().join(name);
        let handle = term.desk.office().keep_path(path.clone()).unwrap();
        term.desk.ok(paper, with(&request, json!({ "handle": handle })));
        path
    };
    let words = |path: &std::path::Path| {
        let mut part = String::new();
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        archive.by_name("word/document.xml").unwrap().read_to_string(&mut part).unwrap();
        part
    };
    let asked = json!({ "date": DAY, "format": "docx" });
    let sheet = words(&write("周表.docx", "schedule_paper", asked.clone()));
    for word in [
        "青溪中学公开课周表",
        "第13周",
        "11月26日",
        "第2节",
        "<w:t xml:space=\"preserve\">背影</w:t>",
        "李静",
        "王芳、孙强（待答复）",
        "已取消：教师外出",
        "1节，约听、应邀1人次，待答复1人次；其中公开课1节。",
        "限5人",
    ] {
        assert!(sheet.contains(word), "{word}");
    }
    let slips = with(&asked, json!({ "teacher_ids": [term.zhao, term.wang] }));
    let slip = words(&write("空堂.docx", "hearing_paper", slips));
    for word in ["赵敏", "公开课，背影，同学科", "王芳", "已约听", "理由"] {
        assert!(slip.contains(word), "{word}");
    }
    // What a teacher owes is for nobody else: a page each.
    assert_eq!((slip.matches("空堂可听单").count(), slip.matches("<w:pageBreakBefore/>").count()), (2, 1), "{slip}");
    // So does a quarter of a page that is cut off, with its teacher's lessons alone.
    for name in ["郑凯", "吴月", "冯远"] {
        term.desk.teacher(name, "语文", &[]);
    }
    let teachers = term.desk.ok("roster_get", json!({}))["teachers"].as_array().unwrap().clone();
    let ids: Vec<String> = teachers.iter().map(|teacher| text(teacher, "/id")).collect();
    let four = json!({ "date": DAY, "format": "pdf", "teacher_ids": ids, "four": true });
    let pdf = write("空堂.pdf", "hearing_paper", four);
    assert_eq!((ids.len(), pages_of(&pdf)), (7, 2));
    for (at, teacher) in teachers.iter().enumerate() {
        let (page, x, y) = ((at / 4 + 1).to_string(), (at % 2 * 298).to_string(), (at % 4 / 2 * 421).to_string());
        let area = ["-r", "72", "-f", &page, "-l", &page, "-x", &x, "-y", &y, "-W", "297", "-H", "420"];
        let output = std::process::Command::new("pdftotext").args(area).arg(&pdf).arg("-").output().unwrap();
        let slip = squeeze(&String::from_utf8(output.stdout).unwrap());
        assert!(slip.starts_with("空堂可听单青溪中学第13周"), "{slip}");
        assert!(
            slip.contains(&format!("{}全周空堂", text(teacher, "/name"))) && slip.matches("空堂可听单").count() == 1,
            "{slip}"
        );
    }
    let pdf = write("周表.pdf", "schedule_paper", json!({ "date": DAY, "format": "pdf" }));
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF"));
}
