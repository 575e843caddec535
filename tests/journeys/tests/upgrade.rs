//! Every store of a released schema opens with the present program, is whole, and tells the same figures.

use crate::released::{FIGURES, released, same};
use serde_json::json;

#[test]
fn stores_of_released_schemas_open_and_tell_the_same_figures() {
    for store in released() {
        let desk = store.desk();
        desk.good(&["check"]);
        same(&store.figures(), &desk.json(&FIGURES), &store.name);
        let roster = desk.call("roster_get", &json!({}));
        assert!(roster["teachers"].as_array().unwrap().iter().any(|teacher| teacher["name"] == "王㛃"));
    }
}
