//! Forms that go out and come back: filled in, copied, renamed, doubled, in a folder with whatever else lies there.

use super::desk::{School, code};
use keji_domain::register::{RegisterFileState, RegisterPreview, RegisterResult, RegisterSent, RegisterStanding};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use std::{fs, io::Read, path::Path};

/// What somebody writes into a row: observer, day, period, teacher, class, topic, process, advice.
pub(super) type Filled<'a> = (&'a str, &'a str, u32, &'a str, &'a str, &'a str, &'a str, &'a str);

const HEADS: [&str; 18] = [
    "序号",
    "听课人",
    "日期",
    "节次",
    "授课人",
    "学科",
    "班级",
    "课题",
    "听课类型",
    "课型",
    "节数",
    "教学过程（摘要）",
    "优点",
    "不足",
    "建议",
    "收获",
    "总分",
    "备注",
];

/// The form as it comes back: what the file that went out holds, with rows filled in.
pub(super) fn filled(form: &Path, rows: &[Filled<'_>]) -> Vec<u8> {
    let bytes = fs::read(form).unwrap();
    let sent = keji_intake::read(&bytes, &keji_intake::Limits::default()).unwrap();
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for sheet in &sent.sheets {
        let page = book.add_worksheet().set_name(&sheet.name).unwrap();
        page.set_hidden(sheet.hidden);
        for row in &sheet.rows {
            for column in 0..row.cells.len() {
                let text = row.text(column);
                if !text.is_empty() {
                    page.write(row.number - 1, u16::try_from(column).unwrap(), &*text).unwrap();
                }
            }
        }
        if sheet.name != "听课登记表" {
            continue;
        }
        let head = sheet.rows.iter().find(|row| row.text(0) == "序号").unwrap();
        let heads: Vec<_> = (0..HEADS.len()).map(|at| head.text(at).into_owned()).collect();
        assert_eq!(heads, HEADS);
        for (at, (observer, date, period, teacher, class, topic, process, advice)) in (head.number..).zip(rows) {
            page.write(at, 1, *observer).unwrap();
            page.write_with_format(at, 2, ExcelDateTime::parse_from_str(date).unwrap(), &day).unwrap();
            page.write(at, 3, *period).unwrap();
            for (column, text) in [(4, *teacher), (6, *class), (7, *topic), (11, *process), (14, *advice)] {
                page.write(at, column, text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same with a remark in the first row.
fn noted(form: &[u8], note: &str) -> Vec<u8> {
    let read = keji_intake::read(form, &keji_intake::Limits::default()).unwrap();
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for sheet in &read.sheets {
        let page = book.add_worksheet().set_name(&sheet.name).unwrap();
        page.set_hidden(sheet.hidden);
        let head = sheet.rows.iter().find(|row| row.text(0) == "序号").map(|row| row.number);
        for row in &sheet.rows {
            for column in 0..row.cells.len() {
                let text = row.text(column).into_owned();
                let at = u16::try_from(column).unwrap();
                match ExcelDateTime::parse_from_str(&text) {
                    Ok(date) if column == 2 && head.is_some() => {
                        page.write_with_format(row.number - 1, at, &date, &day)
                    }
                    _ => page.write(row.number - 1, at, text),
                }
                .unwrap();
            }
        }
        if let Some(head) = head {
            page.write(head, 17, note).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

pub(super) const FIRST: Filled<'_> = ("李四", "2026-11-03", 2, "张叠", "高一(1)", "背影", "导入\n精读", "多留时间");
pub(super) const SECOND: Filled<'_> = ("李四", "2026-11-04", 3, "王五", "高一(2)", "函数", "例题讲解", "分层练习");
pub(super) const THIRD: Filled<'_> = ("张叠", "2026-11-05", 1, "李四", "高一(3)", "荷塘月色", "朗读", "重在品味");

pub(super) fn departments(school: &School) -> Vec<(String, Value)> {
    let standing = school.call("roster_get", json!({})).unwrap();
    let all = standing["departments"].as_array().unwrap().clone();
    all.into_iter().map(|one| (one["name"].as_str().unwrap().to_owned(), one["id"].clone())).collect()
}

fn send(school: &School, folder: &str, names: &[&str], more: Value) -> RegisterSent {
    let ids: Vec<Value> =
        departments(school).into_iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, id)| id).collect();
    let mut request = json!({ "handle": folder, "department_ids": ids, "rows_each": 3 });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(school.call("register_send", request).unwrap()).unwrap()
}

fn look(school: &School, handles: &[&str]) -> RegisterPreview {
    serde_json::from_value(school.call("register_look", json!({ "handles": handles })).unwrap()).unwrap()
}

fn collect(school: &School, look: &RegisterPreview, accept: bool) -> RegisterResult {
    let request = json!({ "token": look.import.token, "accept_doubtful": accept });
    serde_json::from_value(school.call("register_collect", request).unwrap()).unwrap()
}

fn standing(school: &School) -> RegisterStanding {
    serde_json::from_value(school.call("register_get", json!({})).unwrap()).unwrap()
}

/// Of each teacher of a department how many sheets came.
fn sheets(standing: &RegisterStanding, department: &str) -> Vec<(String, u32)> {
    let found = standing.departments.iter().find(|one| one.name == department).unwrap();
    found.teachers.iter().map(|teacher| (teacher.name.clone(), teacher.sheets)).collect()
}

/// A part of a workbook as text.
pub(super) fn part(path: &Path, name: &str) -> String {
    let mut file = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    file.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_form_has_its_drop_downs_its_rows_and_its_mark() {
    let school = School::at_work();
    let (path, folder) = school.shelf("发出");
    fs::write(path.join("听课登记表-语文组.xlsx"), "旧表").unwrap();
    let sent = send(&school, &folder, &["语文组", "数学组"], json!({ "due_on": "2026-12-31" }));
    let names: Vec<&str> = sent.files.iter().map(|file| file.file_name.as_str()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"听课登记表-数学组.xlsx"));
    assert!(names.contains(&"听课登记表-语文组（2）.xlsx"), "{names:?}: a file that is there is not overwritten");
    assert_eq!(fs::read_to_string(path.join("听课登记表-语文组.xlsx")).unwrap(), "旧表");

    let form = path.join("听课登记表-语文组（2）.xlsx");
    let sheet = part(&form, "xl/worksheets/sheet1.xml");
    // Two teachers with three rows each, and twenty free ones, below title, line and head.
    for column in ["B", "D", "E", "F", "G", "I", "J", "K"] {
        assert!(sheet.contains(&format!("sqref=\"{column}4:{column}29\"")), "no drop-down in {column}");
    }
    assert_eq!(sheet.matches("type=\"list\"").count(), 8);
    assert_eq!(sheet.matches("type=\"date\"").count(), 1, "a day within the term");
    assert!(sheet.contains("<formula1>'选项'!$A$2:$A$3</formula1>"), "the observers are those of the department");
    assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("state=\"frozen\""));
    let book = part(&form, "xl/workbook.xml");
    assert_eq!(book.matches("state=\"veryHidden\"").count(), 2, "the lists and the mark");
    assert!(book.contains("_xlnm.Print_Titles"));
    let words = part(&form, "xl/sharedStrings.xml");
    for word in [
        "2026—2027学年第一学期　教研组：语文组　请于 12月31日前交回",
        "推门课",
        "新授课",
        "高一(3)",
        "王五",
        "填写要求",
    ] {
        assert!(words.contains(word), "{word}");
    }
    // A form that comes back as it went out is a blank one.
    let preview = look(&school, &[&folder]);
    let blank = preview.files.iter().find(|file| file.name == "听课登记表-数学组.xlsx").unwrap();
    assert_eq!((blank.state, blank.department.as_str()), (RegisterFileState::Blank, "数学组"));
    let request = json!({ "token": preview.import.token });
    assert_eq!(code(school.call("register_collect", request)), "register_nothing_filled_in");
}

#[test]
fn a_folder_comes_in_at_once_and_repeats_are_known() {
    let school = School::at_work();
    let (_, out) = school.shelf("发出");
    let sent = send(&school, &out, &["语文组", "数学组"], json!({}));
    assert_eq!(sent.files.len(), 2);
    let form = school.shelf("发出").0.join("听课登记表-语文组.xlsx");
    let (back, folder) = school.shelf("收回");
    fs::write(back.join("a李四.xlsx"), filled(&form, &[FIRST, SECOND])).unwrap();
    fs::write(back.join("b李四 - 副本.xlsx"), filled(&form, &[FIRST, SECOND])).unwrap();
    let other = ("李四", "2026-11-04", 3, "王五", "高一(2)", "函数", "例题讲解", "多让学生说");
    let stranger = ("李四", "2026-11-06", 3, "查无此人", "高一(2)", "数列", "讲解", "多练");
    fs::write(back.join("c改名.xlsx"), filled(&form, &[THIRD, other, stranger])).unwrap();

    let preview = look(&school, &[&folder]);
    let figures: Vec<_> = preview
        .files
        .iter()
        .map(|file| (file.department.as_str(), file.new, file.same, file.repeats, file.doubtful, file.refused))
        .collect();
    assert_eq!(figures, [("语文组", 2, 0, 0, 0, 0), ("语文组", 0, 2, 2, 0, 0), ("语文组", 1, 0, 0, 1, 1)]);
    assert_eq!(preview.files[1].note, "内容与“a李四.xlsx”完全相同。");
    let row = |file: &str, row: u32| {
        preview.import.rows.iter().find(|one| one.column == format!("{file}!") && one.row == row).unwrap()
    };
    assert_eq!(row("b李四 - 副本.xlsx", 4).notes[0].reason, "与“a李四.xlsx”第 4 行重复。");
    let doubt: String = row("c改名.xlsx", 5).notes.iter().map(|note| note.reason.clone()).collect();
    assert!(doubt.contains("与“a李四.xlsx”第 5 行是同一张听课记录，但内容不同。"), "{doubt}");
    assert_eq!(row("c改名.xlsx", 6).notes[0].column, "授课人");
    let acts = school.acts();
    assert!(!school.dump().contains("荷塘月色"), "nothing is written before the user says so");

    let result = collect(&school, &preview, false);
    assert_eq!((result.new, result.changed, result.same), (3, 0, 2));
    let left: Vec<_> = result.left.iter().map(|left| (left.file.as_str(), left.row)).collect();
    assert_eq!(left, [("c改名.xlsx", 5), ("c改名.xlsx", 6)]);
    assert_eq!(school.acts(), acts + 1, "one act");
    assert_eq!(sheets(&standing(&school), "语文组"), [("张叠".to_owned(), 1), ("李四".to_owned(), 2)]);

    // The same folder again: nothing is new, nobody is counted twice.
    let again = look(&school, &[&folder]);
    assert_eq!((again.import.new, again.import.changed), (0, 0));
    collect(&school, &again, false);
    assert_eq!(sheets(&standing(&school), "语文组"), [("张叠".to_owned(), 1), ("李四".to_owned(), 2)]);
}

#[test]
fn a_remark_stays_with_its_sheet_and_odd_days_are_told() {
    let school = School::at_work();
    let (path, folder) = school.shelf("发出");
    let sent = send(&school, &folder, &["语文组"], json!({}));
    let form = path.join(&sent.files[0].file_name);
    let rows: [Filled<'_>; 4] = [
        FIRST,
        // The holiday of the first of October, a Sunday, and the Saturday on which it is made up.
        ("李四", "2026-10-02", 1, "张叠", "高一(1)", "背影", "导入", "好"),
        ("李四", "2026-11-08", 1, "张叠", "高一(1)", "春", "导入", "好"),
        ("李四", "2026-10-10", 1, "张叠", "高一(1)", "济南的冬天", "导入", "好"),
    ];
    let (back, returned) = school.shelf("收回");
    fs::write(back.join("语文.xlsx"), noted(&filled(&form, &rows), "代李四登记")).unwrap();
    let look = self::look(&school, &[&returned]);
    assert_eq!((look.import.new, look.import.refused), (4, 0));
    let told: Vec<&str> = look.import.warnings.iter().map(|note| note.reason.as_str()).collect();
    let odd = |day: &str| told.iter().filter(|reason| reason.starts_with(day)).copied().collect::<Vec<_>>();
    assert_eq!(odd("2026年10月2日"), ["2026年10月2日放假（国庆节），不是上课日，请核对日期。"]);
    assert_eq!(odd("2026年11月8日"), ["2026年11月8日是周日，校历上不是补课日，请核对日期。"]);
    assert!(odd("2026年10月10日").is_empty() && odd("2026年11月3日").is_empty(), "{told:?}");
    collect(&school, &look, false);
    let list = school.call("observation_list", json!({})).unwrap()["rows"].clone();
    let first = list.as_array().unwrap().iter().find(|row| row["date"] == "2026-11-03").unwrap().clone();
    let sheet = school.call("observation_get", json!({ "id": first["id"] })).unwrap();
    assert_eq!((&sheet["note"], &sheet["refusals"]), (&json!("代李四登记"), &json!([])));
    // Once more it is known; with another remark it is changed.
    assert_eq!(self::look(&school, &[&returned]).import.same, 4);
    fs::write(back.join("语文.xlsx"), noted(&filled(&form, &rows), "补登")).unwrap();
    let again = self::look(&school, &[&returned]);
    assert_eq!((again.import.changed, again.import.same), (1, 3));
    collect(&school, &again, false);
    let mut input = json!({ "id": first["id"], "sitting": first["id"], "date": "2026-11-03", "period": 2 });
    for key in ["topic", "subject", "class_id", "lesson_kind", "timeline", "strengths", "advice"] {
        input[key] = sheet[key].clone();
    }
    for key in ["teacher", "observer"] {
        input[format!("{key}_id")] = sheet[key]["id"].clone();
    }
    let note = |input: &Value| {
        school.call("observation_submit", json!({ "sheet": input })).unwrap();
        school.call("observation_get", json!({ "id": first["id"] })).unwrap()["note"].clone()
    };
    assert_eq!(note(&input), "补登", "who writes on without a word of it keeps it");
    input["note"] = json!("");
    assert_eq!(note(&input), "");
}

#[test]
fn one_undo_takes_all_of_it_back() {
    let school = School::at_work();
    let (path, out) = school.shelf("发出");
    send(&school, &out, &["语文组"], json!({}));
    let before = sheets(&standing(&school), "语文组");
    let (back, folder) = school.shelf("收回");
    let form = path.join("听课登记表-语文组.xlsx");
    fs::write(back.join("甲.xlsx"), filled(&form, &[FIRST])).unwrap();
    fs::write(back.join("乙.xlsx"), filled(&form, &[THIRD])).unwrap();
    let preview = look(&school, &[&folder]);
    let result = collect(&school, &preview, false);
    assert_eq!(result.new, 2);
    school.undo(Some(&result.act));
    let after = standing(&school);
    assert_eq!(sheets(&after, "语文组"), before);
    assert_eq!(after.departments.iter().map(|one| one.files).sum::<u32>(), 0);
    // Taken back, it can come in again.
    assert_eq!(look(&school, &[&folder]).import.new, 2);
}

#[test]
fn who_has_not_handed_in_is_listed_by_department() {
    let school = School::at_work();
    let (path, out) = school.shelf("发出");
    let sent = send(&school, &out, &["语文组", "数学组"], json!({ "due_on": "2026-12-31" }));
    let (back, folder) = school.shelf("收回");
    fs::write(back.join("交.xlsx"), filled(&path.join("听课登记表-语文组.xlsx"), &[FIRST])).unwrap();
    let preview = look(&school, &[&folder]);
    collect(&school, &preview, false);
    let now = standing(&school);
    let line = |name: &str| now.departments.iter().find(|one| one.name == name).unwrap();
    assert_eq!((line("语文组").files, line("语文组").missing), (1, 1));
    assert_eq!((line("数学组").files, line("数学组").missing), (0, 1));
    assert!(line("办公室").sent_at.is_empty());
    assert_eq!(line("语文组").teachers[0].name, "张叠", "who has nothing stands first");
    assert!(now.reminder.contains("语文组（12月31日前）：张叠\n数学组（12月31日前）：王五"), "{}", now.reminder);
    assert!(!now.reminder.contains("赵六"), "nobody is reminded of a form that was not sent: {}", now.reminder);
    school.undo(Some(&sent.act));
    assert_eq!(standing(&school).reminder, "");
}

#[test]
fn a_register_without_the_mark_is_known_by_its_headings() {
    let school = School::at_work();
    let (back, folder) = school.shelf("收回");
    let rows = "日期,节次,授课教师,班级,课题,听课人,建议\n2026-11-03,2,张叠,高一(1),背影,李四,多留时间\n";
    fs::write(back.join("自制.csv"), rows).unwrap();
    fs::write(back.join("名册.csv"), "姓名,教研组\n李四,语文组\n").unwrap();
    fs::write(back.join("坏.xlsx"), b"PK\x03\x04 not a workbook").unwrap();
    let preview = look(&school, &[&folder]);
    assert_eq!(preview.files[0].name, "自制.csv");
    assert_eq!((preview.files[0].new, preview.files[0].department.as_str()), (1, ""));
    let left: Vec<_> = preview.files[1..].iter().map(|file| (file.state, file.error.is_some())).collect();
    assert_eq!(left, [(RegisterFileState::Left, true), (RegisterFileState::Left, true)]);
    collect(&school, &preview, false);
    assert_eq!(sheets(&standing(&school), "语文组"), [("张叠".to_owned(), 0), ("李四".to_owned(), 1)]);
}

#[test]
fn a_cell_is_answered_without_reading_the_files_again() {
    let school = School::at_work();
    let (path, out) = school.shelf("发出");
    send(&school, &out, &["语文组"], json!({}));
    let (back, folder) = school.shelf("收回");
    let near = ("李四", "2026-11-03", 2, "张迭", "高一(1)", "背影", "导入", "多留时间");
    fs::write(back.join("交.xlsx"), filled(&path.join("听课登记表-语文组.xlsx"), &[near])).unwrap();
    let preview = look(&school, &[&folder]);
    assert_eq!(preview.import.refused, 1);
    let repair = &preview.import.rows[0].repairs[0];
    assert_eq!(repair.value, "张迭");
    fs::remove_file(back.join("交.xlsx")).unwrap();
    let choice = &repair.choices[0];
    let answer = json!({ "field": repair.field, "value": repair.value, "row": 4, "column": "交.xlsx!",
        "kind": choice.kind, "to": choice.to });
    let request = json!({ "token": preview.import.token, "answers": [answer] });
    let next: RegisterPreview = serde_json::from_value(school.call("register_look", request).unwrap()).unwrap();
    assert_eq!((next.import.new, next.import.refused), (1, 0));
    assert_eq!(collect(&school, &next, false).new, 1);
}

#[test]
fn a_hostile_folder_is_told_and_stops_nothing() {
    let school = School::at_work();
    let (path, out) = school.shelf("发出");
    send(&school, &out, &["语文组"], json!({}));
    let (back, folder) = school.shelf("收回");
    let good = filled(&path.join("听课登记表-语文组.xlsx"), &[FIRST]);
    fs::write(back.join("好.xlsx"), &good).unwrap();
    fs::write(back.join("~$好.xlsx"), "锁").unwrap();
    fs::write(back.join("空.xlsx"), "").unwrap();
    fs::write(back.join("说明.docx"), "文稿").unwrap();
    fs::create_dir(back.join("夹.xlsx")).unwrap();
    let (outside, _) = school.shelf("别处");
    fs::write(outside.join("外.xlsx"), filled(&path.join("听课登记表-语文组.xlsx"), &[THIRD])).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.join("外.xlsx"), back.join("链.xlsx")).unwrap();
    let preview = look(&school, &[&folder]);
    assert_eq!((preview.import.new, preview.files.len()), (1, if cfg!(unix) { 6 } else { 5 }));
    let note = |name: &str| preview.files.iter().find(|file| file.name == name).unwrap().note.clone();
    assert!(note("~$好.xlsx").contains("临时文件"));
    assert!(note("空.xlsx").contains("空的"));
    assert!(note("说明.docx").contains("不是表格"));
    assert!(note("夹.xlsx").contains("文件夹"));
    #[cfg(unix)]
    assert!(note("链.xlsx").contains("链接"));
    assert!(!preview.import.rows.iter().any(|row| row.cells.iter().any(|cell| cell == "荷塘月色")));

    let (_, empty) = school.shelf("空夹");
    assert_eq!(code(school.call("register_look", json!({ "handles": [empty] }))), "register_no_files");
    let (many, crowd) = school.shelf("多");
    for number in 0..2_001 {
        fs::write(many.join(format!("{number}.txt")), "").unwrap();
    }
    assert_eq!(code(school.call("register_look", json!({ "handles": [crowd] }))), "register_folder_too_full");
    let gone = school.absent("没有的夹");
    assert_eq!(code(school.call("register_look", json!({ "handles": [gone] }))), "import_file_missing");
    // A preview of a single file is no preview of returned ones, nor the other way round.
    assert_eq!(code(school.apply(&preview.import.token, false)), "unknown_preview");
}
