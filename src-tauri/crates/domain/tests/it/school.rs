//! Which school is open, and what happens to it when another one cannot be.

use crate::support::Desk;
use serde_json::json;

#[test]
fn a_second_school_is_refused_and_the_first_stays_open() {
    let desk = Desk::school();
    let name = desk.ok("app_status", json!({}))["school"]["name"].clone();
    assert_eq!(desk.refusal("school_create", json!({ "name": "另一所学校" })), "store_exists");
    assert_eq!(desk.ok("app_status", json!({}))["school"]["name"], name);
    desk.ok("roster_get", json!({}));
}

#[test]
fn the_sample_school_is_a_store_of_its_own_and_goes_without_a_trace() {
    let desk = Desk::school();
    let own = desk.ok("app_status", json!({}))["school"].clone();
    let sample = desk.ok("sample_open", json!({}));
    assert_eq!((&sample["school"]["sample"], &sample["clock_pinned"]), (&json!(true), &json!(true)));
    assert_eq!(desk.ok("roster_get", json!({}))["teachers"].as_array().unwrap().len(), 36);
    let after = desk.ok("sample_remove", json!({}));
    assert_eq!((&after["school"], &after["has_sample"]), (&own, &json!(false)));
    assert_eq!(desk.ok("roster_get", json!({}))["teachers"], json!([]));
}
