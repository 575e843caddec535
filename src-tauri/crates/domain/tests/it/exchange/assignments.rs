//! Who teaches what to which class, as a list and as a matrix.

use super::desk::{School, workbook};
use keji_domain::exchange::Verdict;
use serde_json::{Value, json};

fn rows(school: &School) -> Vec<String> {
    let term = school.call("calendar_get", json!({})).unwrap()["term"]["id"].clone();
    let list = school.call("assignment_list", json!({"term_id": term})).unwrap();
    let told = |row: &Value| {
        let word = |key: &str| row[key].as_str().unwrap().to_owned();
        format!("{} {} {} {}", word("class_name"), word("subject"), word("teacher"), row["lessons_per_week"])
    };
    list["rows"].as_array().unwrap().iter().map(told).collect()
}

#[test]
fn a_list_of_teachers_and_their_classes() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["序号", "教师", "任教课程", "任教年级、班级", "周课时", "身份证号"],
        &["1", "张叠", "语", "高一(1)、高一(2)", "5", "330602199001010011"],
        &["2", "王五", "", "高一(3)", "2.5", ""],
        &["3", "赵六", "", "高一(3)", "1", ""],
        &["4", "李四", "语文", "高一(9)", "5", ""],
        &["5", "李四", "语文", "高一(3)", "五", ""],
        &["合计", "", "", "", "13", ""],
    ]);
    let preview = school.preview("assignments", &handle, json!({})).unwrap();
    assert_eq!((preview.new, preview.refused), (2, 4), "{:?}", preview.rows);
    let why = |row: u32| {
        let row = preview.rows.iter().find(|one| one.row == row).unwrap();
        row.notes.iter().map(|note| note.reason.as_str()).collect::<String>()
    };
    assert!(why(4).contains("学科是空的"), "{}", why(4));
    assert_eq!(why(5), "学校里没有高一(9)班。");
    assert_eq!(why(6), "周课时应是 0 到 40 之间的数。");
    school.import("assignments", &handle, json!({}), false);
    assert_eq!(rows(&school), ["高一(1) 语文 张叠 5.0", "高一(2) 语文 张叠 5.0", "高一(3) 数学 王五 2.5"]);

    let again = school.import("assignments", &handle, json!({}), false);
    assert_eq!((again.same, again.act), (2, None));
    let more = school.lay_csv(&[&["姓名", "学科", "班级", "周课时"], &["张叠", "语文", "高一(1)", "6"]]);
    let changed = school.import("assignments", &more, json!({}), false);
    assert_eq!((changed.changed, rows(&school)[0].as_str()), (1, "高一(1) 语文 张叠 6.0"));
    school.undo(changed.act.as_deref());
    assert_eq!(rows(&school)[0], "高一(1) 语文 张叠 5.0");
}

#[test]
fn a_matrix_of_classes_and_subjects() {
    let school = School::at_work();
    let sheet: [&[&str]; 4] = [
        &["年级", "班级", "班主任", "语文", "数学", "外语"],
        &["高一", "1", "张叠", "张叠", "王五", "周八"],
        &["", "2", "李四", "张叠、李四", "王五", ""],
        &["", "3", "王五", "李四", "张叠", ""],
    ];
    let handle = school.lay_csv(&sheet);
    let preview = school.preview("assignments", &handle, json!({})).unwrap();
    assert_eq!((preview.new, preview.refused), (6, 1), "{:?}", preview.rows);
    let refused = preview.rows.iter().find(|row| row.verdict == Verdict::Refused).unwrap();
    assert_eq!((refused.row, refused.column.as_str()), (2, "F"));
    assert!(preview.warnings.iter().any(|note| note.reason == "表里的“班主任”没有读入。"), "{:?}", preview.warnings);
    let result = school.import("assignments", &handle, json!({"create_missing": true}), false);
    assert_eq!((result.new, result.refused.len()), (7, 0));
    let all = rows(&school);
    assert_eq!(all.len(), 8, "{all:?}");
    assert!(
        all.contains(&"高一(2) 语文 李四 null".to_owned())
            && all.iter().any(|row| row.starts_with("高一(1) 英语 周八"))
    );
    // The same matrix as a workbook under a title.
    let book = school.lay("任课表.xlsx", &workbook(&sheet));
    let again = school.preview("assignments", &book, json!({"create_missing": true})).unwrap();
    assert_eq!((again.new, again.same), (0, 7), "{:?}", again.rows);
    school.undo(result.act.as_deref());
    assert!(rows(&school).is_empty());
}

#[test]
fn a_proposal_is_confirmed_by_the_list() {
    let school = School::at_work();
    let timetable =
        school.lay_csv(&[&["星期", "节次", "班级", "科目", "教师"], &["周一", "1", "高一(1)", "语文", "张叠"]]);
    school.import("timetable", &timetable, json!({}), false);
    school.call("timetable_assign", json!({})).unwrap();
    let handle = school.lay_csv(&[&["班级", "学科", "教师"], &["高一(1)", "语文", "张叠"]]);
    let result = school.import("assignments", &handle, json!({}), false);
    assert_eq!((result.new, result.changed), (0, 1));
    assert_eq!(rows(&school), ["高一(1) 语文 张叠 1.0"]);
}
