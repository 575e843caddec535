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
    // The memory is the user's, not the import's: taking the import back keeps it.
    let result = school.import("roster", &handle, picked, false);
    school.undo(result.act.as_deref());

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

#[test]
fn a_former_name_is_known_and_asked_about() {
    let school = School::at_work();
    let roster = school.call("roster_get", json!({})).unwrap();
    let one = roster["teachers"].as_array().unwrap().iter().find(|one| one["name"] == "李四").unwrap().clone();
    let renamed = json!({"id": one["id"], "name": "李思", "department": "语文组", "subject": "语文"});
    school.call("teacher_save", renamed).unwrap();
    let people = |school: &School| -> Vec<(String, Value)> {
        let roster = school.call("roster_get", json!({})).unwrap();
        let teachers = roster["teachers"].as_array().unwrap().iter();
        teachers.map(|one| (one["name"].as_str().unwrap().to_owned(), one["title"].clone())).collect()
    };
    let all = people(&school).len();

    for (sheet, changes) in
        [(vec!["姓名", "教研组", "李四", "语文组"], false), (vec!["姓名", "职称", "李四", "高级教师"], true)]
    {
        let handle = school.lay_csv(&[&sheet[..2], &sheet[2..]]);
        let preview = school.preview("roster", &handle, json!({})).unwrap();
        assert_eq!((preview.new, preview.same, preview.doubtful), (0, 0, 1), "{:?}", preview.rows);
        assert!(preview.rows[0].notes[0].reason.starts_with("“李四”是“李思”的曾用名"), "{:?}", preview.rows[0]);
        let name = repair(&preview, 2, "name").clone();
        assert_eq!(name.choices[0].name, "李思（语文组，语文）");
        assert_eq!(name.choices[1].kind, AnswerKind::Make);

        // The same person: nothing of the name changes. Somebody else: one person more.
        let same = school.preview("roster", &handle, answers(json!([answer(&name, 0, None)]))).unwrap();
        assert_eq!((same.changed, same.same), (u32::from(changes), u32::from(!changes)), "{:?}", same.rows);
        let other = school.import("roster", &handle, answers(json!([answer(&name, 1, None)])), false);
        assert_eq!((other.new, people(&school).len()), (1, all + 1));
        school.undo(other.act.as_deref());
        let accepted = school.import("roster", &handle, json!({}), true);
        assert_eq!(accepted.act.is_some(), changes);
        let title = if changes { json!("高级教师") } else { Value::Null };
        assert!(people(&school).contains(&("李思".to_owned(), title)), "{:?}", people(&school));
        assert_eq!(people(&school).len(), all);
    }
}

#[test]
fn a_cell_of_a_wide_timetable_is_repaired_alone() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["高一年级星期一课表"],
        &["节次", "", "高一(1)", "高一(2)", "高一(3)"],
        &["第一节", "1", "语文", "语文", "语文"],
        &["", "", "李思", "李思", "张叠"],
        &["第二节", "2", "数学", "数学", "语文"],
        &["", "", "王五", "王五", "李思"],
    ]);
    let first = school.preview("timetable", &handle, json!({})).unwrap();
    let rows: Vec<(u32, &str)> =
        first.rows.iter().filter(|row| !row.repairs.is_empty()).map(|row| (row.row, row.column.as_str())).collect();
    assert_eq!(rows, [(3, "C"), (3, "D"), (5, "E")], "{:?}", first.rows);
    assert!(first.columns.iter().all(|column| column.heading != "所在列"));
    let name = repair(&first, 3, "teacher").clone();
    let place = name.choices.iter().position(|choice| choice.name.starts_with("李四")).unwrap();
    let one = |row: Value, column: &str| {
        let mut answer = answer(&name, place, None);
        answer["row"] = row;
        answer["column"] = json!(column);
        let preview = school.preview("timetable", &handle, answers(json!([answer]))).unwrap();
        (preview.new, preview.refused)
    };
    assert_eq!((first.new, first.refused), (3, 3));
    assert_eq!(one(json!(3), "C"), (4, 2), "one cell");
    assert_eq!(one(json!(3), ""), (5, 1), "a row of the file");
    assert_eq!(one(Value::Null, ""), (6, 0), "all of them");
}

#[test]
fn a_cell_of_one_of_several_sheets_is_repaired_alone() {
    let school = School::at_work();
    let mut book = rust_xlsxwriter::Workbook::new();
    for number in 1..=2 {
        let sheet = book.add_worksheet().set_name(format!("高一({number})")).unwrap();
        let rows: [&[&str]; 4] = [
            &[&format!("高一({number})班课程表")],
            &["", "星期一", "星期二"],
            &["第一节", "语文/李思", "数学/王五"],
            &["第二节", "数学/王五", "语文/张叠"],
        ];
        for (at, row) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(row) {
                sheet.write(at, column, *cell).unwrap();
            }
        }
    }
    let handle = school.lay("课表.xlsx", &book.save_to_buffer().unwrap());
    let first = school.preview("timetable", &handle, json!({})).unwrap();
    let asking: Vec<String> = first
        .rows
        .iter()
        .filter(|row| !row.repairs.is_empty())
        .map(|row| format!("{}{}", row.column, row.row))
        .collect();
    assert_eq!((first.new, first.refused), (6, 2), "{:?}", first.rows);
    assert_eq!(asking, ["高一(1)!B3", "高一(2)!B3"]);
    let name = repair(&first, 3, "teacher").clone();
    let place = name.choices.iter().position(|choice| choice.name.starts_with("李四")).unwrap();
    let mut one = answer(&name, place, Some(3));
    one["column"] = json!("高一(2)!B");
    let preview = school.preview("timetable", &handle, answers(json!([one]))).unwrap();
    assert_eq!((preview.new, preview.refused), (7, 1));
}

#[test]
fn a_class_that_two_campuses_have_is_asked_for() {
    let school = school();
    let campus = |name: &str| school.call("campus_save", json!({ "name": name })).unwrap()["id"].clone();
    let (east, west) = (campus("东校区"), campus("西校区"));
    for (campus, number) in [(&east, 1), (&west, 1), (&west, 2)] {
        school.call("class_save", json!({ "grade": "高二", "number": number, "campus_id": campus })).unwrap();
    }
    let handle = school.lay_csv(&[
        HEAD,
        &["2026-11-16", "1", "李四", "语文", "高二(1)", "春", "赵六"],
        &["2026-11-16", "2", "李四", "语文", "高二(1)（西校区）", "夏", "赵六"],
        &["2026-11-16", "3", "李四", "语文", "东校区高二1班", "秋", "赵六"],
        &["2026-11-16", "4", "李四", "语文", "高二(2)", "冬", "赵六"],
        &["2026-11-16", "5", "李四", "语文", "东校区高二(2)", "诗", "赵六"],
    ]);
    let first = school.preview("observations", &handle, json!({})).unwrap();
    assert_eq!((first.new, first.doubtful + first.refused), (3, 2), "{:#?}", first.rows);
    let asked = repair(&first, 2, "class").clone();
    let names: Vec<&str> = asked.choices.iter().map(|choice| choice.name.as_str()).take(2).collect();
    assert_eq!(names, ["高二(1)（东校区）", "高二(1)（西校区）"]);
    let answered = school.preview("observations", &handle, answers(json!([answer(&asked, 1, None)]))).unwrap();
    assert_eq!((answered.new, answered.refused), (4, 1), "{:#?}", answered.rows);
    school.import("observations", &handle, answers(json!([answer(&asked, 1, None)])), true);
    let rows = school.call("observation_list", json!({})).unwrap()["rows"].clone();
    let mut classes: Vec<String> =
        rows.as_array().unwrap().iter().filter_map(|row| row["class_name"].as_str().map(str::to_owned)).collect();
    classes.sort();
    let wanted = ["高二(1)（东校区）", "高二(1)（西校区）", "高二(1)（西校区）", "高二(2)"];
    assert_eq!(classes, wanted);
}
