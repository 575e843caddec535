//! Taking things back, and finding everything again after closing.

use crate::support::{Desk, TODAY, id, text, with};
use serde_json::{Value, json};

fn check(desk: &Desk, number: u32) -> Value {
    let teacher = text(&desk.ok("roster_get", json!({})), "/teachers/0/id");
    json!({ "id": id(number), "date": TODAY, "teacher_id": teacher, "subject": "数学", "advice": "第一次" })
}

fn desk() -> Desk {
    let desk = Desk::term();
    desk.teacher("何静", "数学", &[]);
    desk
}

fn advice(desk: &Desk) -> String {
    text(&desk.ok("homework_get", json!({ "id": id(1) })), "/advice")
}

#[test]
fn undo_of_a_new_record_takes_it_away_and_undo_of_that_brings_it_back() {
    let desk = desk();
    let made = desk.act("homework_save", check(&desk, 1));
    let undone = desk.undo(&made);
    assert!(desk.rows("homework_list").is_empty());
    desk.undo(&undone);
    assert_eq!(advice(&desk), "第一次");
}

#[test]
fn acts_are_undone_from_the_newest_backwards() {
    let desk = desk();
    let acts: Vec<String> = ["第一次", "第二次", "第三次"]
        .map(|advice| desk.act("homework_save", with(&check(&desk, 1), json!({ "advice": advice }))))
        .into();
    for older in &acts[..2] {
        assert_eq!(desk.refusal("undo", json!({ "act": older })), "undo_conflict");
    }
    assert_eq!(advice(&desk), "第三次");
    desk.undo(&acts[2]);
    assert_eq!(advice(&desk), "第二次");
    // What was undone cannot be undone once more.
    assert_eq!(desk.refusal("undo", json!({ "act": acts[2] })), "undo_conflict");
}

#[test]
fn a_change_elsewhere_is_no_obstacle() {
    let desk = desk();
    let first = desk.act("homework_save", check(&desk, 1));
    desk.ok("homework_save", check(&desk, 2));
    desk.undo(&first);
    assert_eq!(desk.rows("homework_list").len(), 1);
}

#[test]
fn an_unknown_act_is_told() {
    assert_eq!(desk().refusal("undo", json!({ "act": id(9) })), "undo_unknown");
}

#[test]
fn a_refused_write_leaves_no_act_behind() {
    let desk = desk();
    let before = desk.store().acts(1000).unwrap();
    desk.refusal("homework_save", with(&check(&desk, 1), json!({ "subject": "" })));
    assert_eq!(desk.store().acts(1000).unwrap(), before);
}

#[test]
fn who_acted_stands_in_the_log() {
    let desk = desk();
    desk.ok("homework_save", check(&desk, 1));
    let newest = desk.store().acts(1).unwrap().remove(0);
    assert_eq!((newest.op.as_str(), newest.actor.as_str()), ("homework_save", "director"));
    assert_eq!(newest.at, "2026-11-19T10:12:00+08:00");
}

#[test]
fn everything_is_there_again_after_closing_and_can_still_be_undone() {
    let desk = desk();
    let made = desk.act("homework_save", check(&desk, 1));
    let before = desk.store().dump().unwrap();
    let desk = desk.reopened();
    assert_eq!(desk.store().dump().unwrap(), before);
    assert_eq!(desk.ok("app_status", json!({}))["school"]["name"], "青溪中学");
    desk.undo(&made);
    assert!(desk.rows("homework_list").is_empty());
    assert_eq!(desk.store().check().unwrap(), []);
}

#[test]
fn a_sitting_that_somebody_else_interrupted_goes_on_as_another_act() {
    let desk = desk();
    let teacher = text(&desk.ok("roster_get", json!({})), "/teachers/0/id");
    let sheet =
        |topic: &str| json!({ "id": id(1), "sitting": id(2), "date": TODAY, "teacher_id": teacher, "topic": topic });
    let first = desk.act("observation_save", sheet("一"));
    let other = with(&sheet("二"), json!({ "sitting": id(3) }));
    desk.ok("observation_save", other);
    let third = desk.act("observation_save", sheet("三"));
    assert_ne!(first, third);
    desk.undo(&third);
    assert_eq!(desk.ok("observation_get", json!({ "id": id(1) }))["topic"], "二");
}

#[test]
fn two_steps_are_taken_back_one_after_the_other() {
    let desk = Desk::term();
    let teacher = desk.teacher("甲", "数学", &[]);
    let name = |name: &str| desk.act("teacher_save", json!({ "id": teacher, "name": name, "subject": "数学" }));
    let present = || desk.ok("roster_get", json!({}))["teachers"][0].clone();
    let (first, second) = (name("乙"), name("丙"));
    desk.undo(&second);
    assert_eq!((&present()["name"], &present()["former"]), (&json!("乙"), &json!(["甲"])));
    let undone = desk.undo(&first);
    assert_eq!((&present()["name"], &present()["former"]), (&json!("甲"), &json!([])));
    desk.undo(&undone);
    assert_eq!(present()["name"], "乙");
    assert_eq!(desk.store().check().unwrap(), []);
}
