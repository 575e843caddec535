//! A real high school comes in: 203 teachers of 2023, and its timetable of August 2010 in the long layout.

use crate::desk::{Desk, fixture};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// People of 2023 in each group, counted from the file itself.
fn groups() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(fixture("real_school/roster_by_group_2022_2024.csv")).unwrap();
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("2023,")) {
        // Names of groups may hold commas in quotes; the person stands last.
        let rest = line.trim_start_matches("2023,");
        let (group, name) = rest.rsplit_once(',').unwrap();
        groups.entry(group.trim_matches('"').to_owned()).or_default().push(name.to_owned());
    }
    groups
}

#[test]
fn the_roster_of_2023_comes_in_whole_and_again_changes_nothing() {
    let desk = Desk::school("绍兴某中学");
    let file = fixture("real_school/roster_by_group_2022_2024.csv");
    let words = ["import", "roster", file.as_str(), "--where", "年度=2023", "--json"];
    let dry = desk.json(&[&words[..], &["--dry-run"]].concat());
    assert_eq!(dry["new"], 203);
    assert_eq!(desk.call("roster_get", &json!({}))["teachers"], json!([]), "a dry run writes nothing");

    let first = desk.json(&words);
    assert_eq!((&first["new"], &first["changed"], &first["same"]), (&json!(203), &json!(0), &json!(0)));
    assert_eq!((&first["doubtful"], &first["refused"]), (&json!([]), &json!([])));

    let roster = desk.call("roster_get", &json!({}));
    let teachers = roster["teachers"].as_array().unwrap();
    assert_eq!(teachers.len(), 203);
    for (group, names) in groups() {
        let mut there: Vec<&str> = teachers
            .iter()
            .filter(|teacher| teacher["department"] == group.as_str())
            .map(|teacher| teacher["name"].as_str().unwrap())
            .collect();
        let mut wanted: Vec<&str> = names.iter().map(String::as_str).collect();
        there.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(there, wanted, "{group}");
    }

    let again = desk.json(&words);
    assert_eq!((&again["new"], &again["changed"], &again["same"]), (&json!(0), &json!(0), &json!(203)));
    assert_eq!(again["act"], Value::Null, "nothing was written");
}

#[test]
fn the_timetable_of_2010_comes_in_with_896_lessons() {
    let desk = Desk::school("绍兴某中学");
    desk.good(&["term", "create", "--year", "2010-2011", "--term", "1", "--from", "2010-08-23", "--to", "2011-01-28"]);
    let file = fixture("real_school/timetable_2010-08_G1G2.csv");
    let words = ["import", "timetable", file.as_str(), "--term", "2010-2011-1", "--create-missing", "--json"];
    let first = desk.json(&words);
    assert_eq!(first["new"], 896, "{first}");
    let timetable = desk.call("timetable_get", &json!({ "term_id": "2010-2011-1" }));
    assert_eq!(timetable["total"], 896);

    let again = desk.json(&words);
    assert_eq!((&again["new"], &again["changed"], &again["same"]), (&json!(0), &json!(0), &json!(896)));

    // One undo takes the whole import back.
    desk.call("undo", &json!({ "act": first["act"] }));
    assert_eq!(desk.call("timetable_get", &json!({ "term_id": "2010-2011-1" }))["total"], 0);
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_writes_nothing() {
    let desk = Desk::school("某中学");
    let empty = desk.write("empty.xlsx", b"");
    let said = desk.run(&["import", "roster", &empty]);
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("intake_empty: "), "{}", said.err);
    let page = desk.write("page.xls", "<html><table><tr><td>姓名</td></tr></table></html>");
    assert!(desk.run(&["import", "roster", &page]).err.starts_with("intake_html: "));
    let headless = desk.write("headless.csv", "a,b\nc,d\n");
    assert!(desk.run(&["import", "roster", &headless]).err.starts_with("import_no_heading: "));
    assert_eq!(desk.call("roster_get", &json!({}))["teachers"], json!([]));
}

#[test]
fn the_lists_of_the_school_come_in_by_the_command_line() {
    let desk = Desk::school("绍兴某中学");
    let rows = |name: &str| {
        let text = std::fs::read_to_string(fixture(name)).unwrap();
        u64::try_from(text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count() - 1).unwrap()
    };
    let written =
        |result: &Value| ["new", "changed", "same"].into_iter().map(|part| result[part].as_u64().unwrap()).sum::<u64>();
    for (kind, name) in [
        ("leaders", "real_school/group_leaders_2018.csv"),
        ("tags", "real_school/young_teachers_by_term.csv"),
        ("open-lessons", "real_school/open_lessons_2016_young_teachers.csv"),
    ] {
        let file = fixture(name);
        let result = desk.json(&["import", kind, file.as_str(), "--create-missing", "--accept-doubtful", "--json"]);
        let doubtful = u64::try_from(result["doubtful"].as_array().unwrap().len()).unwrap();
        assert_eq!((written(&result) + doubtful, &result["refused"]), (rows(name), &json!([])), "{kind}");
    }
    let file = fixture("real_school/open_lessons_2009.csv");
    let words = ["import", "open-lessons", file.as_str(), "--create-missing", "--week", "2009-12-14", "--json"];
    let week = desk.json(&words);
    assert_eq!(week["new"], rows("real_school/open_lessons_2009.csv"));
    let words = ["import", "open-lessons", file.as_str(), "--answer", "teacher:教师094=-", "--dry-run"];
    assert!(desk.run(&words).out.contains("已选择不导入这一行。"));
    let wrong = desk.run(&["import", "open-lessons", file.as_str(), "--column", "内容=x", "--dry-run"]);
    assert!(wrong.err.contains("topic"), "{}", wrong.err);
}
