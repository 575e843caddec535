//! The preview repairs what it did not understand: classes, people, subjects, columns. The file stays as it is.

use super::desk::{School, code};
use keji_domain::exchange::{AnswerKind, ImportPreview, ImportRepair};
use serde_json::{Value, json};

const HEAD: &[&str] = &["日期", "节次", "授课教师", "学科", "班级", "课题", "听课人"];

fn school() -> School {
    let school = School::at_work();
    school.call("teacher_save", json!({"name": "张伟", "department": "数学组", "subject": "数学"})).unwrap();
    school.call("teacher_save", json!({"name": "张伟", "department": "英语组", "subject": "英语"})).unwrap();
    school.call("teacher_save", json!({"name": "欧阳小红", "department": "语文组", "subject": "语文"})).unwrap();
    school
}

fn repair<'a>(preview: &'a ImportPreview, row: u32, field: &str) -> &'a ImportRepair {
    let row = preview.rows.iter().find(|one| one.row == row).unwrap();
    row.repairs.iter().find(|repair| repair.field == field).unwrap_or_else(|| panic!("{row:?}"))
}

fn answers(answers: Value) -> Value {
    json!({ "answers": answers })
}

fn answer(repair: &ImportRepair, at: usize, row: Option<u32>) -> Value {
    let choice = &repair.choices[at];
    json!({"field": repair.field, "value": repair.value, "row": row, "kind": choice.kind, "to": choice.to})
}

#[test]
fn a_class_a_namesake_and_a_stranger_are_answered() {
    let school = school();
    let handle = school.lay_csv(&[
        HEAD,
        &["2026-11-16", "1", "李四", "语文", "103", "春", "赵六"],
        &["2026-11-16", "2", "李四", "语文", "103", "夏", "赵六"],
        &["2026-11-17", "1", "张伟", "", "高一(1)", "数列", "赵六"],
        &["2026-11-17", "2", "欧阳晓红", "语文", "高一(1)", "秋", "赵六"],
        &["2026-11-17", "3", "刘新", "语文", "高一(1)", "冬", "赵六"],
        &["2026-11-17", "4", "李四", "语文", "高一年级1班", "诗", "赵六"],
    ]);
    let first = school.preview("observations", &handle, json!({})).unwrap();
    assert_eq!((first.new, first.doubtful + first.refused), (1, 5), "{:#?}", first.rows);
    let class = repair(&first, 2, "class").clone();
    assert_eq!((class.rows, class.choices[0].name.as_str()), (2, "高一(3)"));
    let namesakes = repair(&first, 4, "teacher").clone();
    assert_eq!(namesakes.choices.len(), 4);
    assert_eq!(namesakes.choices[1].name, "张伟（英语组，英语）");
    let near = repair(&first, 5, "teacher").clone();
    assert_eq!(near.choices[0].name, "欧阳小红（语文组，语文）");
    let stranger = repair(&first, 6, "teacher").clone();
    let make = stranger.choices.iter().position(|choice| choice.kind == AnswerKind::Make).unwrap();
    let skip = stranger.choices.iter().position(|choice| choice.kind == AnswerKind::Skip).unwrap();

    // The same answer for all rows; figures follow at once.
    let all = school.preview("observations", &handle, answers(json!([answer(&class, 0, None)]))).unwrap();
    assert_eq!((all.new, all.doubtful + all.refused), (3, 3));
    let one = school.preview("observations", &handle, answers(json!([answer(&class, 0, Some(3))]))).unwrap();
    assert_eq!((one.new, one.doubtful + one.refused), (2, 4));

    let everything = json!([
        answer(&class, 0, None),
        answer(&namesakes, 1, None),
        answer(&near, 0, None),
        answer(&stranger, make, None),
    ]);
    let (acts, dump) = (school.acts(), school.dump());
    let whole = school.preview("observations", &handle, answers(everything.clone())).unwrap();
    assert_eq!((whole.new, whole.doubtful, whole.refused), (6, 0, 0), "{:#?}", whole.rows);
    let skipped = school.preview("observations", &handle, answers(json!([answer(&stranger, skip, None)]))).unwrap();
    let row = skipped.rows.iter().find(|row| row.row == 6).unwrap();
    assert_eq!(row.notes[0].reason, "已选择不导入这一行。");
    assert_eq!((school.acts(), school.dump()), (acts, dump.clone()));

    let result = school.import("observations", &handle, answers(everything), false);
    assert_eq!(result.new, 6);
    let dump_after = school.dump();
    assert!(dump_after.contains("刘新"));
    school.undo(result.act.as_deref());
    let roster = school.call("roster_get", json!({})).unwrap();
    assert!(roster["teachers"].as_array().unwrap().iter().all(|teacher| teacher["name"] != "刘新"));
}

#[test]
fn a_subject_spelled_otherwise_is_offered() {
    let school = school();
    let handle = school.lay_csv(&[
        HEAD,
        &["2026-11-16", "1", "李四", "语文（必修）", "高一(1)", "春", "赵六"],
        &["2026-11-16", "2", "李四", "语文（必修）", "高一(1)", "夏", "赵六"],
    ]);
    let preview = school.preview("observations", &handle, json!({})).unwrap();
    let subject = repair(&preview, 2, "subject").clone();
    assert_eq!((subject.rows, subject.choices[0].to.as_str()), (2, "语文"));
    assert!(preview.warnings.iter().any(|note| note.reason.contains("学校里没有人任教“语文（必修）”")));
    let preview = school.preview("observations", &handle, answers(json!([answer(&subject, 0, None)]))).unwrap();
    assert!(preview.rows.iter().all(|row| row.repairs.is_empty()), "{:?}", preview.rows);
    assert!(preview.warnings.iter().all(|note| note.column != "学科"), "{:?}", preview.warnings);
}

#[test]
fn a_roster_tells_namesakes_apart_by_an_answer() {
    let school = school();
    let handle = school.lay_csv(&[&["姓名", "职称"], &["张伟", "高级教师"], &["李四", "一级教师"]]);
    let preview = school.preview("roster", &handle, json!({})).unwrap();
    assert_eq!((preview.changed, preview.refused), (1, 1));
    let name = repair(&preview, 2, "name").clone();
    let preview = school.preview("roster", &handle, answers(json!([answer(&name, 0, None)]))).unwrap();
    assert_eq!((preview.changed, preview.refused), (2, 0));
    let preview = school.preview("roster", &handle, answers(json!([answer(&name, 2, None)]))).unwrap();
    assert_eq!((preview.new, preview.changed, preview.refused), (1, 1, 0));
}

#[test]
fn a_column_picked_by_hand_is_remembered_until_it_is_forgotten() {
    let school = School::at_work();
    let sheet: [&[&str]; 2] = [&["姓名", "所在大组"], &["周八", "物理组"]];
    let handle = school.lay_csv(&sheet);
    let picked = json!({"mapping": {"所在大组": "department"}});
    let preview = school.preview("roster", &handle, picked.clone()).unwrap();
    assert!(!preview.columns[1].remembered);
    school.import("roster", &handle, picked, false);

    let next = school.lay_csv(&[&["姓名", "职称", "所在\n大组"], &["吴九", "", "化学组"]]);
    let preview = school.preview("roster", &next, json!({})).unwrap();
    assert_eq!((preview.columns[2].field.as_deref(), preview.columns[2].remembered), (Some("department"), true));
    let other = school.preview("roster", &next, json!({"mapping": {"所在大组": ""}})).unwrap();
    assert_eq!((other.columns[2].field.as_deref(), other.columns[2].remembered), (None, false));
    let other =
        school.preview("tags", &school.lay_csv(&[&["姓名", "学期", "所在大组"], &["李四", "", "x"]]), json!({}));
    assert!(!other.unwrap().columns[2].remembered);

    school.call("import_column_forget", json!({"kind": "roster", "heading": "所在大组"})).unwrap();
    let preview = school.preview("roster", &next, json!({})).unwrap();
    assert_eq!((preview.columns[2].field.as_deref(), preview.columns[2].remembered), (None, false));
    let again = school.call("import_column_forget", json!({"kind": "roster", "heading": "所在大组"}));
    assert_eq!(code(again), "not_found");
}

#[test]
fn personal_data_is_known_by_its_values() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["姓名", "工号", "联络", "备注", "教研组"],
        &["周八", "330602199001010011", "13800000000", "班主任", "物理组"],
        &["吴九", "33060219910202002X", "139 0000 0000", "13700000000", "化学组"],
        &["郑十", "", "", "学年先进", "化学组"],
    ]);
    let preview = school.preview("roster", &handle, json!({})).unwrap();
    let dropped: Vec<&str> =
        preview.columns.iter().filter(|column| column.dropped).map(|column| column.heading.as_str()).collect();
    assert_eq!(dropped, ["工号", "联络"]);
    assert!(preview.warnings.iter().any(|note| note.column == "工号" && note.reason.contains("身份证号")));
    assert!(preview.warnings.iter().any(|note| note.column == "联络" && note.reason.contains("手机号")));
    school.import("roster", &handle, json!({}), false);
    let wire = format!("{}{:?}", school.dump(), preview.rows);
    for secret in ["330602199001010011", "33060219910202002X", "13800000000", "139 0000 0000", "13700000000"] {
        assert!(!wire.contains(secret), "{secret}");
    }
}

#[test]
fn a_sheet_of_unknown_headings_is_shown_for_picking_by_hand() {
    let school = School::at_work();
    let handle = school.lay_csv(&[&["花名表", "花名表"], &["甲", "乙"], &["周八", "物理组"]]);
    assert_eq!(code(school.preview("roster", &handle, json!({}))), "import_no_heading");
    let shown = school.preview("roster", &handle, json!({"by_hand": true})).unwrap();
    assert_eq!((shown.refused, shown.rows[0].cells.join(",")), (1, "周八,物理组".to_owned()));
    let picked = json!({"mapping": {"甲": "name", "乙": "department"}});
    assert_eq!(school.preview("roster", &handle, picked).unwrap().new, 1);
}
