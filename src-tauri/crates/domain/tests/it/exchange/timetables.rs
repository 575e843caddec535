//! Timetables of the wide layout, and what the real ones hold.

use super::{TIMETABLE, desk::School};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const WIDE: &str = "timetable_wide_layout_sample_2022_G2.csv";

/// Lessons and named teachers of the wide file, counted from its cells without the import.
fn counted() -> (u32, u32) {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/real_school");
    let text = std::fs::read_to_string(folder.join(WIDE)).unwrap();
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.trim_end().split(',').collect()).collect();
    let cell = |row: usize, at: usize| rows.get(row).and_then(|row| row.get(at)).copied().unwrap_or_default();
    let (mut lessons, mut named) = (0, 0);
    for row in (2..rows.len()).step_by(2) {
        let mut teacher = None;
        for at in 3..19 {
            if !cell(row, at).is_empty() {
                teacher = Some(cell(row + 1, at));
            }
            lessons += u32::from(teacher.is_some());
            named += u32::from(teacher.is_some_and(|name| !name.is_empty()));
        }
    }
    (lessons, named)
}

fn lessons(school: &School) -> Vec<Value> {
    school.call("timetable_get", json!({})).unwrap()["lessons"].as_array().unwrap().clone()
}

#[test]
fn the_real_wide_timetable_of_2022() {
    let school = School::on("2022-02-14T09:00:00+08:00");
    school.term("2021-2022", 2, "2022-02-14", "2022-06-30");
    let handle = school.real(WIDE);
    let create = || json!({"create_missing": true});
    let (all, named) = counted();
    assert_eq!((all, named), (128, 73));
    let preview = school.preview("timetable", &handle, create()).unwrap();
    assert_eq!((preview.new, preview.doubtful, preview.refused), (all, 0, 0), "{:?}", preview.rows.first());

    let result = school.import("timetable", &handle, create(), false);
    assert_eq!(result.new, all);
    let lessons = lessons(&school);
    assert_eq!(lessons.len(), all as usize);
    assert!(lessons.iter().all(|lesson| lesson["date"] == "2022-02-16"));
    assert_eq!(lessons.iter().filter(|lesson| lesson["teacher_id"].is_string()).count(), named as usize);
    let at = |class: &str, period: u32| -> Vec<String> {
        let here = lessons.iter().filter(|lesson| lesson["class_name"] == class && lesson["period"] == period);
        here.map(|lesson| format!("{}/{}", lesson["subject"].as_str().unwrap(), lesson["teacher"].as_str().unwrap()))
            .collect()
    };
    assert_eq!(at("高二(1)", 2), ["数学/教师176"]);
    assert_eq!(at("高二(16)", 4), ["语文/教师146"]);
    assert_eq!(at("高二(4)", 5), ["物、历/"]);
    // A merged cell goes on: the class beside has the same lesson and teacher.
    assert_eq!(at("高二(9)", 6), ["政治/教师054"]);
    assert!(at("高二(3)", 8).is_empty());

    let again = school.import("timetable", &handle, create(), false);
    assert_eq!((again.new, again.same), (0, all));
    school.undo(result.act.as_deref());
    assert_eq!(school.call("timetable_get", json!({})).unwrap()["total"], 0);
}

/// Class, period and subject of the lessons that a sheet brings in, and whether the preview says that empty cells are free.
fn brought(rows: crate::exchange::desk::Rows<'_>) -> (Vec<(String, u64, String)>, bool) {
    let school = School::at_work();
    let handle = school.lay_csv(rows);
    let preview = school.preview("timetable", &handle, json!({"create_missing": true})).unwrap();
    let told = preview.warnings.iter().any(|note| note.reason.contains("空单元格按没有课处理"));
    let result = school.import("timetable", &handle, json!({"create_missing": true}), false);
    assert_eq!(result.refused.len(), 0, "{:?}", result.refused);
    let text = |lesson: &Value, field: &str| lesson[field].as_str().unwrap().to_owned();
    let mut brought: Vec<_> = lessons(&school)
        .iter()
        .map(|one| (text(one, "class_name"), one["period"].as_u64().unwrap(), text(one, "subject")))
        .collect();
    brought.sort();
    (brought, told)
}

#[test]
fn an_empty_cell_of_a_text_file_is_what_the_sheet_shows() {
    let expected = |list: &[(&str, u64, &str)]| -> (Vec<(String, u64, String)>, bool) {
        (
            list.iter().map(|(class, period, subject)| ((*class).to_owned(), *period, (*subject).to_owned())).collect(),
            true,
        )
    };
    let head: [&[&str]; 2] = [&["高一年级周一课表"], &["节次", "1", "2", "3"]];
    // The second period begins empty: no merged cell does, so 高一(2) is free in the first.
    let free =
        brought(&[head[0], head[1], &["第一节", "语文/张叠", "", "数学/王五"], &["第二节", "", "语文/张叠", ""]]);
    assert_eq!(free, expected(&[("高一(1)", 1, "语文"), ("高一(2)", 2, "语文"), ("高一(3)", 1, "数学")]));
    // Two neighbours have the same lesson written out; 大扫除 alone in its row is of all classes.
    let out = brought(&[
        head[0],
        head[1],
        &["第一节", "体育/张叠", "体育/张叠", ""],
        &["第二节", "数学/王五", "", "语文/李四"],
        &["第三节", "大扫除", "", ""],
        &["第四节", "数学/王五", "", ""],
    ]);
    let cleaning = [("高一(1)", 3, "大扫除"), ("高一(2)", 3, "大扫除"), ("高一(3)", 3, "大扫除")];
    let mut all = vec![("高一(1)", 1, "体育"), ("高一(2)", 1, "体育"), ("高一(1)", 2, "数学"), ("高一(3)", 2, "语文")];
    all.extend(cleaning);
    all.push(("高一(1)", 4, "数学"));
    all.sort_unstable();
    assert_eq!(out, expected(&all));
    // Nothing shows it: an empty cell goes on with what is left of it.
    let merged = brought(&[head[0], head[1], &["第一节", "语文/张叠", "", "数学/王五"], &["第二节", "自习", "", ""]]);
    assert_eq!((merged.0.len(), merged.1), (6, false));
}

#[test]
fn two_days_side_by_side() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["高一年级临时课表"],
        &["", "", "12.28", "", "", "12.29", ""],
        &["节次", "", "1", "2", "", "1", "2"],
        &["第一节", "1", "语文", "数学", "", "数学", "体育"],
        &["", "", "张叠", "王五", "", "王五", ""],
        &["第二节", "2", "数学", "班会", "", "", "语文"],
        &["", "", "王五", "", "", "", "李四"],
    ]);
    let result = school.import("timetable", &handle, json!({}), false);
    assert_eq!((result.new, result.refused.len()), (7, 0), "{:?}", result.refused);
    let mut days: BTreeMap<String, u32> = BTreeMap::new();
    for lesson in lessons(&school) {
        *days.entry(lesson["date"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    assert_eq!(days.into_iter().collect::<Vec<_>>(), [("2026-12-28".to_owned(), 4), ("2026-12-29".to_owned(), 3)]);
}

#[test]
fn a_class_of_its_own_with_one_row_a_period() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["高一(2)班课程表"],
        &["", "星期一", "星期二", "星期三"],
        &["第一节", "语文/张叠", "数学/王五", "语文（李四）"],
        &["第二节", "数学/王五", "美术(单)/音乐(双)", "班会"],
        &["午休"],
        &["第三节", "语文\n张叠", "数学 王五", "自习"],
    ]);
    let result = school.import("timetable", &handle, json!({}), false);
    assert_eq!((result.new, result.refused.len()), (10, 0), "{:?}", result.refused);
    let lessons = lessons(&school);
    assert!(lessons.iter().all(|lesson| lesson["class_name"] == "高一(2)"));
    assert_eq!(lessons.iter().filter(|lesson| lesson["teacher_id"].is_string()).count(), 6);
    let weeks: Vec<&Value> = lessons.iter().filter(|lesson| !lesson["weeks"].is_null()).collect();
    assert_eq!(weeks.len(), 2);
    assert!(weeks.iter().any(|lesson| lesson["subject"] == "音乐" && lesson["weeks"] == "even"));
}

#[test]
fn the_conflicts_of_2010() {
    let school = School::on("2010-08-30T09:00:00+08:00");
    school.term("2010-2011", 1, "2010-08-23", "2011-01-28");
    school.import("timetable", &school.real(TIMETABLE), json!({"create_missing": true}), false);
    let conflicts = school.call("timetable_conflicts", json!({})).unwrap();
    let rows = conflicts["rows"].as_array().unwrap();
    // The import warns of the same three.
    assert_eq!(rows.iter().filter(|row| row["teacher_id"].is_string()).count(), 3);
    for row in rows {
        let lessons = row["lessons"].as_array().unwrap();
        assert!(lessons.len() > 1 && !row["why"].as_str().unwrap().is_empty());
        assert!(lessons.iter().all(|lesson| lesson["period"] == lessons[0]["period"]));
    }
    // Of 2010-08-23, a Monday: what is on in the second period, and the week of one teacher.
    let now = school.call("timetable_now", json!({"date": "2010-08-23", "clock": "08:55"})).unwrap();
    assert_eq!((&now["period"], &now["running"]), (&json!(2), &json!(true)));
    let lesson = now["lessons"][0].clone();
    let whole = lessons(&school);
    let here = whole.iter().filter(|lesson| lesson["date"] == "2010-08-23" && lesson["period"] == 2).count();
    assert_eq!(now["lessons"].as_array().unwrap().len(), here);
    let teacher = &lesson["teacher_id"];
    let week = school.call("timetable_week", json!({"teacher_id": teacher, "date": "2010-08-25"})).unwrap();
    let shown: usize =
        week["days"].as_array().unwrap().iter().map(|day| day["lessons"].as_array().unwrap().len()).sum();
    let days: Vec<&Value> = week["days"].as_array().unwrap().iter().map(|day| &day["date"]).collect();
    let own = whole.iter().filter(|lesson| lesson["teacher_id"] == *teacher && days.contains(&&lesson["date"]));
    assert_eq!(shown, own.count());
}

#[test]
fn the_timetable_proposes_the_assignments_that_the_term_lacks() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["星期", "节次", "班级", "科目", "教师", "单双周"],
        &["周一", "1", "高一(1)", "语文", "张叠", ""],
        &["周二", "1", "高一(1)", "语文", "张叠", ""],
        &["周三", "1", "高一(1)", "语文", "张叠", "单"],
        &["周一", "1", "高一(2)", "数学", "王五", ""],
        &["周一", "2", "高一(2)", "自习", "王五", ""],
        &["周一", "3", "高一(2)", "音乐", "", ""],
        &["周一", "2", "高一(3)", "语文", "李四", ""],
    ]);
    school.import("timetable", &handle, json!({}), false);
    let term = school.call("calendar_get", json!({})).unwrap()["term"]["id"].clone();
    let roster = school.call("roster_get", json!({})).unwrap();
    let find = |list: &str, name: &str| {
        let list = roster[list].as_array().unwrap();
        list.iter().find(|one| one["name"] == name).unwrap()["id"].clone()
    };
    // One of the three stands already.
    let there = json!({
        "term_id": term, "teacher_id": find("teachers", "李四"), "class_id": find("classes", "高一(3)"), "subject": "语文"
    });
    school.call("assignment_save", there).unwrap();
    let acts = school.acts();
    let counted = school.call("timetable_assign", json!({"dry_run": true})).unwrap();
    assert_eq!((&counted["added"], &counted["act"], school.acts()), (&json!(2), &Value::Null, acts));
    let done = school.call("timetable_assign", json!({})).unwrap();
    assert_eq!(done["added"], 2);
    let rows = || {
        let rows =
            school.call("assignment_list", json!({"term_id": term})).unwrap()["rows"].as_array().unwrap().clone();
        let told = |row: &Value| {
            let word = |key: &str| row[key].as_str().unwrap().to_owned();
            format!(
                "{} {} {} {} {}",
                word("class_name"),
                word("subject"),
                word("teacher"),
                row["lessons_per_week"],
                row["proposed"]
            )
        };
        rows.iter().map(told).collect::<Vec<_>>()
    };
    let wanted = ["高一(1) 语文 张叠 2.5 true", "高一(2) 数学 王五 1.0 true", "高一(3) 语文 李四 null false"];
    assert_eq!(rows(), wanted);
    let again = school.call("timetable_assign", json!({})).unwrap();
    assert_eq!((&again["added"], &again["act"]), (&json!(0), &Value::Null), "nothing twice");
    school.undo(done["act"].as_str());
    assert_eq!(rows(), wanted[2..]);
}
