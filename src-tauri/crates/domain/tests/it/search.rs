//! Finding: people by characters, pinyin and initials; records by a part of their topic.

use crate::support::{Desk, TODAY, id, text, with};
use keji_domain::{
    Error,
    access::{Reach, Role, Session},
};
use keji_store::{Act, rusqlite::Connection};
use serde_json::{Value, json};

fn titles(found: &Value, kind: &str) -> Vec<String> {
    let hits = found["hits"].as_array().unwrap();
    hits.iter().filter(|hit| hit["kind"] == kind).map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn people_are_found_by_any_way_of_writing_and_records_by_their_topic() {
    let desk = Desk::term();
    let zeng = desk.teacher("曾国强", "数学", &[]);
    let li = desk.teacher("李梅", "数学", &[]);
    let class = desk.class("七年级", 1);
    let find = |query: &str| desk.ok("search_find", json!({ "query": query }));
    for query in ["曾", "国强", "zengguoqiang", "zgq", "ZGQ", " zeng "] {
        assert_eq!(titles(&find(query), "teacher"), ["曾国强"], "{query}");
    }
    assert_eq!(titles(&find("七(1)"), "class"), ["七(1)"]);
    desk.ok(
        "observation_submit",
        json!({ "sheet": {
            "id": id(1), "sitting": id(2), "date": "2026-11-10", "period": 2, "teacher_id": zeng, "observer_id": li,
            "class_id": class, "subject": "数学", "topic": "一元二次方程的解法", "lesson_kind": "随堂课"
        }}),
    );
    desk.ok("lesson_plan_save", json!({ "id": id(3), "teacher_id": zeng, "subject": "数学", "topic": "一元二次方程" }));
    let found = find("二次方程");
    assert_eq!(titles(&found, "observation"), ["一元二次方程的解法"]);
    assert_eq!(titles(&found, "lesson_plan"), ["一元二次方程"]);
    desk.ok("lesson_plan_delete", json!({ "id": id(3) }));
    assert_eq!(titles(&find("二次方程"), "lesson_plan"), Vec::<String>::new());
    assert_eq!(desk.rows("observation_list").len(), 1);
}

#[test]
fn surnames_umlauts_and_mixtures_are_found() {
    let desk = Desk::term();
    for name in [
        "单雨桐",
        "曾国强",
        "仇英",
        "解敏",
        "查良",
        "朴树",
        "区可",
        "盖文",
        "乐欣",
        "覃勇",
        "尉迟恭",
        "万俟雪",
        "吕绿",
        "张三丰",
        "令狐冲",
    ] {
        desk.teacher(name, "语文", &[]);
    }
    let find = |query: &str| titles(&desk.ok("search_find", json!({ "query": query })), "teacher");
    for (query, name) in [
        ("shanyu", "单雨桐"),
        ("zenggq", "曾国强"),
        ("qiuy", "仇英"),
        ("xiemin", "解敏"),
        ("zhaliang", "查良"),
        ("piao", "朴树"),
        ("ou", "区可"),
        ("gew", "盖文"),
        ("yuexin", "乐欣"),
        ("qiny", "覃勇"),
        ("tany", "覃勇"),
        ("yuchig", "尉迟恭"),
        ("moqi", "万俟雪"),
        ("lvl", "吕绿"),
        ("lul", "吕绿"),
        ("Lü lü", "吕绿"),
        ("zhangsf", "张三丰"),
        ("张sf", "张三丰"),
        ("ｚｓｆ", "张三丰"),
        ("linghuc", "令狐冲"),
    ] {
        assert_eq!(find(query), [name], "{query}");
    }
    assert_eq!(find("danyu"), Vec::<String>::new());
}

#[test]
fn the_best_fit_comes_first_and_who_left_after_who_is_here() {
    let desk = Desk::term();
    for name in ["李梅花", "王李梅", "李梅", "黎明"] {
        desk.teacher(name, "语文", &[]);
    }
    desk.ok("teacher_save", json!({ "name": "李梅", "subject": "数学", "posts": [], "in_service": false }));
    let find = |query: &str| desk.ok("search_find", json!({ "query": query }));
    let hits = find("李梅");
    assert_eq!(titles(&hits, "teacher"), ["李梅（语文）", "李梅（数学）", "李梅花", "王李梅"]);
    assert!(!text(&hits, "/hits/0/detail").contains("已离校") && text(&hits, "/hits/1/detail").contains("已离校"));
    let spelt = ["李梅（语文）", "黎明", "李梅（数学）", "李梅花", "王李梅"];
    assert_eq!(titles(&find("lim"), "teacher"), spelt);
    assert_eq!(titles(&find("lm"), "teacher")[0], "李梅（语文）", "all initials before some of them");
}

#[test]
fn a_former_name_finds_who_bears_another_now() {
    let desk = Desk::term();
    let teacher = desk.teacher("何静", "语文", &[]);
    // What is kept is read anew when the roster is touched.
    assert_eq!(titles(&desk.ok("search_find", json!({ "query": "hexiaojing" })), "teacher"), Vec::<String>::new());
    desk.store()
        .write(Act { op: "teacher_save", actor: "director", sitting: None }, |tx| -> Result<(), Error> {
            tx.execute(
                "INSERT INTO teacher_name (id, teacher_id, name, until) VALUES (?1, ?2, '何晓静', '2026-01-01')",
                [&id(9), &teacher],
            )?;
            Ok(())
        })
        .unwrap();
    let hits = desk.ok("search_find", json!({ "query": "hexiaojing" }));
    assert_eq!(text(&hits, "/hits/0/title"), "何静");
    assert!(text(&hits, "/hits/0/detail").starts_with("曾用名 何晓静"), "{hits}");
}

/// A school with a record of every kind.
struct Texts {
    desk: Desk,
    teacher: String,
    other: String,
}

impl Texts {
    fn made() -> Self {
        let desk = Desk::term();
        let (teacher, other) = (desk.teacher("何静", "语文", &[]), desk.teacher("唐文斌", "数学", &[]));
        let texts = Self { desk, teacher, other };
        texts.desk.ok("observation_submit", json!({ "sheet": texts.sheet() }));
        texts.desk.ok(
            "homework_save",
            json!({
                "id": id(21), "date": TODAY, "checker_id": texts.other, "teacher_id": texts.teacher, "class_id": null,
                "subject": "语文", "book_kind": "作业本", "required": 40, "assigned": 36, "fully_marked": 34,
                "remarked": 30, "sampled": 10, "band": "良", "advice": "订正之后再批一次。"
            }),
        );
        texts.desk.ok(
            "lesson_plan_save",
            json!({
                "id": id(31), "teacher_id": texts.teacher, "subject": "语文", "grade": "七年级", "unit": "散文单元",
                "topic": "荷塘月色"
            }),
        );
        texts.desk.ok(
            "lesson_plan_draft_save",
            json!({
                "id": id(32), "sitting": id(33), "plan_id": id(31), "number": 1, "author_id": null, "date": TODAY,
                "body": "品味叠词的韵味。", "discussion": "磨课时再议板书。", "reflection": "时间前松后紧。"
            }),
        );
        texts.desk.ok(
            "pairing_save",
            json!({
                "id": id(41), "mentor_id": texts.other, "apprentice_id": texts.teacher, "kind": "教学",
                "started_on": "2026-09-07", "ended_on": null, "note": "拜师仪式上签约。"
            }),
        );
        texts.desk.ok(
            "pairing_activity_save",
            json!({
                "id": id(42), "pairing_id": id(41), "date": TODAY, "kind": "共同备课", "text": "一起打磨导学单。"
            }),
        );
        texts
    }

    fn sheet(&self) -> Value {
        json!({
            "id": id(1), "sitting": id(2), "date": "2026-11-10", "period": 2, "teacher_id": self.teacher,
            "observer_id": self.other, "class_id": null, "subject": "语文", "topic": "《背影》第二课时",
            "lesson_kind": "随堂课", "strengths": "朗读扎实，追问到位。", "problems": "小组合作流于形式。",
            "timeline": [{ "id": id(5), "process": "齐读课文；圈画细节", "remark": "有PPT演示" }]
        })
    }

    fn found(&self, query: &str) -> Vec<String> {
        Self::ids(&self.desk.ok("search_text", json!({ "query": query })))
    }

    fn ids(answer: &Value) -> Vec<String> {
        assert_eq!(answer["complete"], true);
        answer["hits"].as_array().unwrap().iter().map(|hit| text(hit, "/id")).collect()
    }

    fn told(&self, teacher: &str, query: &str) -> Vec<String> {
        let reach = Reach::Teacher { teacher_id: teacher.to_owned() };
        let session = Session { actor: "teacher".into(), role: Role::Teacher, reach };
        Self::ids(&self.desk.call_as(&session, "search_text", json!({ "query": query })).unwrap())
    }
}

#[test]
fn a_word_of_two_characters_is_found_in_every_text() {
    let texts = Texts::made();
    for (query, record) in [
        ("背影", 1),
        ("第二课时", 1),
        ("追问", 1),
        ("合作", 1),
        ("圈画", 1),
        ("ppt", 1),
        ("ＰＰＴ演示", 1),
        ("朗读 合作", 1),
        ("订正", 21),
        ("散文", 31),
        ("月色", 31),
        ("叠词", 31),
        ("板书", 31),
        ("前松后紧", 31),
        ("拜师", 41),
        ("导学单", 41),
    ] {
        assert_eq!(texts.found(query), [id(record)], "{query}");
    }
    assert_eq!(texts.found("朗读 叠词"), Vec::<String>::new());
    assert_eq!(texts.found("读扎问到"), Vec::<String>::new());
    let hit = texts.desk.ok("search_text", json!({ "query": "追问" }))["hits"][0].clone();
    assert_eq!(
        (text(&hit, "/field"), text(&hit, "/snippet"), text(&hit, "/title")),
        ("优点".into(), "朗读扎实，追问到位。".into(), "《背影》第二课时".into())
    );
    assert_eq!(text(&hit, "/detail"), "听课 · 何静 · 11月10日");
    assert_eq!(text(&hit, "/route"), format!("/observations?id={}", id(1)));
}

#[test]
fn what_is_written_is_found_at_once_and_what_is_deleted_no_more() {
    let texts = Texts::made();
    assert_eq!(texts.found("朗读"), [id(1)]);
    // The same sitting goes on: its act stays, its words do not.
    let sheet = with(&texts.sheet(), json!({ "strengths": "默读专注。" }));
    texts.desk.ok("observation_submit", json!({ "sheet": sheet }));
    assert_eq!((texts.found("朗读"), texts.found("默读")), (vec![], vec![id(1)]));
    let act = texts.desk.act("observation_delete", json!({ "id": id(1) }));
    assert_eq!(texts.found("默读"), Vec::<String>::new());
    texts.desk.undo(&act);
    assert_eq!(texts.found("默读"), [id(1)]);
    texts.desk.ok("pairing_activity_delete", json!({ "id": id(42) }));
    assert_eq!(texts.found("导学单"), Vec::<String>::new());
    // A process later, and by the minute as well.
    texts.desk.office().tick();
    let desk = texts.desk.reopened();
    assert_eq!(Texts::ids(&desk.ok("search_text", json!({ "query": "默读" }))), [id(1)]);
    assert_eq!(desk.store().check().unwrap(), []);
    assert!(!desk.store().dump().unwrap().contains("derived"));
}

#[test]
fn texts_are_found_by_whom_their_record_is_shown() {
    let texts = Texts::made();
    let stranger = texts.desk.teacher("外人", "英语", &[]);
    for query in ["追问", "订正", "叠词", "拜师"] {
        assert_eq!(texts.told(&stranger, query), Vec::<String>::new(), "{query}");
        assert_eq!(texts.told(&texts.teacher, query).len(), 1, "{query}");
    }
    assert_eq!(texts.told(&texts.other, "追问").len(), 1, "the observer");
    assert_eq!(texts.told(&texts.other, "订正"), Vec::<String>::new(), "a check is its teacher's");
    let head = Reach::Department { department_id: id(77), teacher_id: Some(texts.teacher.clone()) };
    texts
        .desk
        .store()
        .write(Act { op: "teacher_save", actor: "director", sitting: None }, |tx| -> Result<(), Error> {
            for number in 0..600 {
                tx.execute(
                    "INSERT INTO teacher (id, name, department_id, subject, in_service) VALUES (?1, '众', ?2, '', 1)",
                    [id(10_000 + number), id(77)],
                )?;
            }
            Ok(())
        })
        .unwrap();
    let head = Session { actor: "head".into(), role: Role::DepartmentHead, reach: head };
    let told = texts.desk.call_as(&head, "search_text", json!({ "query": "追问" })).unwrap();
    assert_eq!(Texts::ids(&told).len(), 1, "a department of hundreds");
    let draft = json!({
        "id": id(7), "sitting": id(8), "date": "2026-11-11", "period": 3, "teacher_id": texts.teacher,
        "observer_id": texts.other, "class_id": null, "subject": "语文", "topic": "散步", "lesson_kind": "随堂课",
        "advice": "留白再多些"
    });
    texts.desk.ok("observation_save", draft);
    assert_eq!(texts.told(&texts.teacher, "留白"), Vec::<String>::new(), "a draft is its observer's alone");
    assert_eq!(texts.told(&texts.other, "留白"), [id(7)]);
}

#[test]
fn no_query_is_an_error() {
    let texts = Texts::made();
    let long = "背影".repeat(5_000);
    let many = "a ".repeat(5_000);
    for query in [
        "\"",
        "\"背影",
        "背影\"",
        "背影*",
        "* *",
        "^背影",
        "背影 OR",
        "NOT 背影",
        "AND AND",
        "NEAR(背影, 2)",
        "topic:背影",
        "{topic body}",
        "背-影",
        "(背影",
        "背影)",
        "\0\0",
        "背\0影",
        "'; DROP TABLE derived_text; --",
        "%%",
        "__",
        "\\",
        "a",
        "ab",
        "😀😀",
        "\u{202e}背影",
        "İİ",
        "ﬀ",
        "𠮷𠮷",
        &long,
        &many,
    ] {
        texts.desk.ok("search_text", json!({ "query": query }));
        texts.desk.ok("search_find", json!({ "query": query }));
    }
    assert_eq!(texts.found("背\0影"), [id(1)]);
    assert_eq!(texts.found(&long), Vec::<String>::new());
    assert_eq!(texts.found("背影"), [id(1)]);
}

#[test]
fn a_purge_removes_the_words_at_once_and_a_backup_with_an_index_comes_back() {
    let texts = Texts::made();
    assert_eq!(texts.found("订正"), [id(21)]);
    let indexed = |desk: &Desk| -> bool {
        desk.store()
            .read(|read| -> Result<bool, Error> {
                Ok(read.prepare("SELECT 1 FROM sqlite_schema WHERE name LIKE 'derived%'")?.exists([])?)
            })
            .unwrap()
    };
    assert!(indexed(&texts.desk));
    texts.desk.here("backup_make", json!({}));
    texts.desk.here("passphrase_first", json!({ "passphrase": "春风化雨 2026" }));
    assert_eq!(Texts::ids(&texts.desk.here("search_text", json!({ "query": "订正" }))), [id(21)], "after new keys");
    texts.desk.here("homework_delete", json!({ "id": id(21) }));
    texts.desk.here("purge_run", json!({ "keys": ["deleted"], "passphrase": "春风化雨 2026", "backups": false }));
    assert!(!indexed(&texts.desk), "no word is left");
    assert_eq!(Texts::ids(&texts.desk.here("search_text", json!({ "query": "追问" }))), [id(1)]);
    assert_eq!(Texts::ids(&texts.desk.here("search_text", json!({ "query": "订正" }))), Vec::<String>::new());
    assert_eq!(texts.desk.store().check().unwrap(), []);
    let listed = texts.desk.here("backup_make", json!({}))["rows"][0]["handle"].clone();
    texts.desk.here("homework_save", json!({
        "id": id(22), "date": TODAY, "checker_id": null, "teacher_id": texts.teacher, "class_id": null, "subject": "语文",
        "book_kind": "作业本", "required": 40, "assigned": 36, "fully_marked": 34, "remarked": 30, "sampled": 10,
        "band": "良", "advice": "字迹端正。"
    }));
    assert_eq!(Texts::ids(&texts.desk.here("search_text", json!({ "query": "端正" }))), [id(22)]);
    texts.desk.here("backup_restore", json!({ "handle": listed }));
    assert_eq!(Texts::ids(&texts.desk.here("search_text", json!({ "query": "端正" }))), Vec::<String>::new());
    assert_eq!(Texts::ids(&texts.desk.here("search_text", json!({ "query": "追问" }))), [id(1)]);
    assert_eq!(texts.desk.store().check().unwrap(), []);
}

#[test]
fn an_index_of_another_form_or_past_is_made_anew() {
    let texts = Texts::made();
    assert_eq!(texts.found("追问"), [id(1)]);
    for spoil in
        ["UPDATE derived_state SET version = 0", "UPDATE derived_state SET head = x'00'", "DROP TABLE derived_text"]
    {
        texts
            .desk
            .store()
            .derive(|connection| -> Result<(), Error> {
                connection.execute_batch(spoil)?;
                connection.execute_batch("DELETE FROM derived_doc")?;
                Ok(())
            })
            .unwrap();
        assert_eq!(texts.found("追问"), [id(1)], "{spoil}");
    }
    // While somebody writes nobody waits: what is there is looked through, even if it is nothing yet.
    let drop =
        |connection: &Connection| -> Result<(), Error> { Ok(connection.execute_batch("DROP TABLE derived_text")?) };
    texts.desk.store().derive(drop).unwrap();
    let ask = || texts.desk.ok("search_text", json!({ "query": "追问" }));
    let answer = texts
        .desk
        .store()
        .derive(|_| -> Result<Value, Error> { Ok(std::thread::scope(|scope| scope.spawn(ask).join().unwrap())) })
        .unwrap();
    assert_eq!(answer, Some(json!({ "hits": [], "complete": false })));
    assert_eq!(texts.found("追问"), [id(1)]);
    let refused = texts.desk.store().derive(|connection| -> Result<(), Error> {
        connection.execute_batch("UPDATE teacher SET name = '别人'")?;
        Ok(())
    });
    assert!(refused.is_err(), "records are written by acts only");
}

#[test]
fn weeks_since_a_visit_are_weeks_of_the_calendar() {
    let desk = Desk::term();
    let (teacher, observer) = (desk.teacher("甲", "语文", &[]), desk.teacher("乙", "语文", &[]));
    let class = desk.class("七年级", 1);
    // Friday of the week before the clock's Thursday: six days, yet another week.
    desk.ok(
        "observation_submit",
        json!({ "sheet": {
            "id": id(1), "sitting": id(2), "date": "2026-11-13", "period": 1, "teacher_id": teacher,
            "observer_id": observer, "class_id": class, "subject": "语文", "topic": "《背影》", "lesson_kind": "随堂课"
        }}),
    );
    let term = desk.ok("app_status", json!({}))["term"]["id"].as_str().unwrap().to_owned();
    desk.store()
        .write(Act { op: "timetable", actor: "director", sitting: None }, |tx| -> Result<(), Error> {
            tx.execute(
                "INSERT INTO timetable_lesson (id, term_id, weekday, period, class_id, subject, teacher_id, place)
                 VALUES (?1, ?2, 4, 3, ?3, '语文', ?4, '')",
                [&id(9), &term, &class, &teacher],
            )?;
            Ok(())
        })
        .unwrap();
    let known = desk.ok("observation_prefill", json!({ "date": "2026-11-19", "period": 3 }));
    assert_eq!(known["candidates"][0]["weeks_since"], 1);
}

#[test]
fn an_unknown_term_and_a_day_before_the_term_say_so() {
    let desk = Desk::term();
    let refused = |request: Value| desk.refusal("summary_get", request);
    assert_eq!(refused(json!({ "term_id": "2030-2031-1" })), "term_unknown");
    assert_eq!(refused(json!({ "as_of": "2025-11-19" })), "as_of_before_term");
}
