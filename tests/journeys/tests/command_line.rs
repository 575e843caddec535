//! The command line's manners: exit codes, words, and nothing on the wrong stream.

use crate::desk::Desk;
use serde_json::json;

#[test]
fn a_wrong_use_exits_with_2_and_a_refusal_with_1() {
    let desk = Desk::school("某中学");
    for wrong in [
        &["summary", "--format", "pdf"][..],
        &["import", "roster", "x.csv", "--where", "年度"],
        &["call", "roster_get", "{"],
        &["no-such-verb"],
        &["summary", "--format", "odt"],
    ] {
        let said = desk.run(wrong);
        assert_eq!(said.code, 2, "{wrong:?}: {}", said.err);
        assert_eq!(said.out, "");
    }
    for (refused, code) in [
        (&["summary", "--format", "json"][..], "no_term"),
        (&["summary", "--format", "json", "--term", "第一学期"], "term_unknown"),
        (&["call", "no_such_command"], "unknown_command"),
        (&["call", "teacher_save", r#"{"name":""}"#], "field_empty"),
        (&["school", "create", "--name", "另一所"], "store_exists"),
    ] {
        let said = desk.run(refused);
        assert_eq!(said.code, 1, "{refused:?}");
        assert!(said.err.starts_with(&format!("{code}: ")), "{}", said.err);
        assert!(said.err.trim_end().ends_with('。'), "a sentence: {}", said.err);
    }
}

#[test]
fn every_command_of_the_list_can_be_called_by_its_name() {
    let desk = Desk::school("某中学");
    let names = desk.good(&["call", "--list"]);
    assert!(names.lines().count() > 40);
    assert_eq!(desk.call("app_status", &json!({}))["school"]["name"], "某中学");
    assert_eq!(desk.call("app_status", &json!({}))["has_school"], true);
}
