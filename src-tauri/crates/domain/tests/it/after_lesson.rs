//! What follows a lesson: the discussion, the teacher's answer, what is to be done.

use crate::support::{Desk, TODAY, id, with};
use serde_json::{Value, json};

struct Lesson {
    desk: Desk,
    teacher: String,
    leader: String,
    head: String,
}

/// A lesson that a leader and a head of department observed together: sheets 1 and 2.
fn lesson() -> Lesson {
    let desk = Desk::term();
    let lesson = Lesson {
        teacher: desk.teacher("何静", "数学", &["任课教师"]),
        leader: desk.teacher("唐文斌", "语文", &["副校长"]),
        head: desk.teacher("解敏", "数学", &["数学教研组长"]),
        desk,
    };
    let class = lesson.desk.class("七年级", 1);
    for (number, observer) in [(1, &lesson.leader), (2, &lesson.head)] {
        let sheet = json!({
            "id": id(number), "sitting": id(1000 + number), "date": "2026-11-18", "period": 2, "class_id": class,
            "teacher_id": lesson.teacher, "observer_id": observer, "subject": "数学", "topic": "一元一次方程",
            "lesson_kind": "随堂课", "timeline": [{ "process": "复习导入", "remark": "" }], "strengths": "问题链有梯度。"
        });
        lesson.desk.ok("observation_submit", json!({ "sheet": sheet }));
    }
    lesson
}

impl Lesson {
    fn after(&self, number: u32) -> Value {
        self.desk.ok("after_get", json!({ "id": id(number) }))
    }

    fn discussion(&self, fields: Value) -> Value {
        let discussion = json!({
            "id": id(801), "sheet_id": id(1), "date": TODAY, "chair_id": self.head, "attendees": "数学组全体",
            "steps": [{ "name": "课后说课", "text": "先让学生列式。" }, { "name": "互动议课", "text": "" }]
        });
        with(&discussion, fields)
    }
}

#[test]
fn a_lesson_has_one_discussion_whoever_of_its_observers_opens_it() {
    let lesson = lesson();
    assert_eq!(lesson.after(1)["steps"], json!(["课后说课", "观点呈现", "互动议课", "分享收获", "总结评述"]));
    lesson.desk.ok("discussion_save", lesson.discussion(json!({})));
    // The other observer goes on with the same one, though the screen made another identifier.
    let more = json!({ "id": id(802), "sheet_id": id(2), "steps": [{ "name": "课后说课", "text": "改过的说课。" }] });
    let act = lesson.desk.act("discussion_save", lesson.discussion(more));
    let told = lesson.after(1)["discussion"].clone();
    assert_eq!(
        (told["steps"].clone(), told["chair"]["name"].clone()),
        (json!([{ "name": "课后说课", "text": "改过的说课。" }]), json!("解敏"))
    );
    lesson.desk.undo(&act);
    assert_eq!(lesson.after(2)["discussion"]["steps"][0]["text"], "先让学生列式。");
    let gone = lesson.desk.act("discussion_delete", json!({ "id": id(2) }));
    assert_eq!(lesson.after(1)["discussion"], Value::Null);
    lesson.desk.undo(&gone);
    assert_eq!(lesson.after(1)["discussion"]["attendees"], "数学组全体");
}

#[test]
fn a_discussion_is_not_before_its_lesson_nor_in_the_future() {
    let lesson = lesson();
    let refused = |date: &str| lesson.desk.refusal("discussion_save", lesson.discussion(json!({ "date": date })));
    assert_eq!((refused("2026-11-17"), refused("2026-11-20")), ("days_reversed", "date_in_future"));
    assert_eq!(lesson.desk.refusal("discussion_save", lesson.discussion(json!({ "steps": [] }))), "out_of_range");
}

#[test]
fn the_teacher_answers_each_sheet_and_the_last_word_holds() {
    let lesson = lesson();
    let answer = |kind: &str, text: &str| json!({ "sheet_id": id(1), "kind": kind, "text": text });
    assert_eq!(lesson.desk.refusal("sheet_answer", answer("objected", " ")), "field_empty");
    lesson.desk.ok("sheet_answer", answer("acknowledged", ""));
    let act = lesson.desk.act("sheet_answer", answer("objected", "练习时间是学校统一安排的。"));
    let told = lesson.after(1)["answer"].clone();
    assert_eq!((told["kind"].clone(), told["text"].clone()), (json!("objected"), json!("练习时间是学校统一安排的。")));
    assert_eq!(lesson.after(2)["answer"], Value::Null);
    lesson.desk.undo(&act);
    assert_eq!(lesson.after(1)["answer"]["kind"], "acknowledged");
}

#[test]
fn what_is_to_be_done_has_an_owner_a_day_and_an_end() {
    let lesson = lesson();
    let todo = |number: u32, fields: Value| {
        let todo = json!({ "id": id(700 + number), "sheet_id": id(1), "kind": "improve", "text": "留出练习时间",
            "owner_id": lesson.teacher, "due": "2026-12-04" });
        with(&todo, fields)
    };
    lesson.desk.ok("follow_up_save", todo(1, json!({})));
    lesson.desk.ok("follow_up_save", todo(2, json!({ "kind": "revisit", "text": "两周后回访", "due": "2026-11-30" })));
    let told: Vec<Value> =
        lesson.after(1)["follow_ups"].as_array().unwrap().iter().map(|one| one["text"].clone()).collect();
    assert_eq!(told, ["两周后回访", "留出练习时间"], "by the day on which they are due");
    lesson.desk.ok(
        "follow_up_save",
        todo(2, json!({ "text": "两周后回访", "kind": "revisit", "done_on": TODAY, "result": "已改" })),
    );
    let open = lesson.after(1)["follow_ups"][0].clone();
    assert_eq!((open["text"].clone(), open["owner"]["name"].clone()), (json!("留出练习时间"), json!("何静")));
    assert_eq!(lesson.desk.refusal("follow_up_save", todo(3, json!({ "done_on": "2026-11-20" }))), "date_in_future");
    let gone = lesson.desk.act("follow_up_delete", json!({ "id": id(701) }));
    assert_eq!(lesson.after(1)["follow_ups"].as_array().unwrap().len(), 1);
    lesson.desk.undo(&gone);
    assert_eq!(lesson.after(1)["follow_ups"].as_array().unwrap().len(), 2);
}

#[test]
fn nothing_follows_a_draft() {
    let lesson = lesson();
    let draft = json!({ "id": id(3), "sitting": id(1003), "date": TODAY, "observer_id": lesson.leader });
    lesson.desk.ok("observation_save", draft);
    assert_eq!(lesson.desk.refusal("after_get", json!({ "id": id(3) })), "sheet_is_draft");
    assert_eq!(
        lesson.desk.refusal("discussion_save", lesson.discussion(json!({ "sheet_id": id(3) }))),
        "sheet_is_draft"
    );
}
