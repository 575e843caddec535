//! Files as schools have them.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use std::collections::BTreeSet;

use keji_intake::parse::{self, ClassContext};
use keji_intake::{Cell, Format, Intake, Limits, header, read};
use rust_xlsxwriter::{Format as Style, Workbook};
use support::fixture;

fn read_fixture(name: &str) -> Intake {
    read(&fixture(name), &Limits::default()).unwrap()
}

#[test]
fn the_roster_has_203_teachers_of_2023() {
    let intake = read_fixture("roster_by_group_2022_2024.csv");
    assert_eq!(intake.format, Format::Csv);
    assert_eq!(intake.encoding.as_deref(), Some("UTF-8"));
    assert_eq!(intake.notes.len(), 1);
    let sheet = &intake.sheets[0];
    let known = |heading: &str| ["年度", "考核组", "教师"].contains(&heading);
    let header = header::find(&sheet.rows, &known).unwrap();
    assert_eq!(header.number, 3);
    assert_eq!(header.columns, ["年度", "考核组", "教师"]);
    let teachers: BTreeSet<String> = sheet.rows[header.index + 1..]
        .iter()
        .filter(|row| row.text(0) == "2023")
        .map(|row| header::normalise_name(&row.text(2)))
        .collect();
    assert_eq!(teachers.len(), 203);
}

#[test]
fn every_lesson_of_the_timetable_is_understood() {
    let intake = read_fixture("timetable_2010-08_G1G2.csv");
    let sheet = &intake.sheets[0];
    let known = |heading: &str| ["日期", "年级", "班级", "节次", "科目", "教师"].contains(&heading);
    let header = header::find(&sheet.rows, &known).unwrap();
    assert_eq!(header.number, 4);
    let grades = ["高一", "高二", "高三"];
    let mut lessons = 0;
    for row in &sheet.rows[header.index + 1..] {
        let grade = row.text(1);
        let context = ClassContext { grade: Some(&grade), grades: &grades };
        let date = parse::date(&row.text(0)).sure().unwrap();
        assert_eq!((date.year, date.month), (2010, 8));
        let class = parse::class_name(&row.text(2), &context).sure().unwrap();
        assert_eq!(class.grade, grade);
        parse::period(&row.text(3)).sure().unwrap();
        lessons += 1;
    }
    assert_eq!(lessons, 896);
}

#[test]
fn open_lessons_agree_with_the_calendar() {
    let intake = read_fixture("open_lessons_2016_young_teachers.csv");
    let rows = &intake.sheets[0].rows;
    let mut checked = 0;
    for row in rows.iter().filter(|row| row.text(8) == "是") {
        let date = parse::date(&row.text(2)).sure().unwrap();
        assert_eq!(parse::weekday(&row.text(3)).sure(), Some(date.weekday()));
        assert!(parse::period(&row.text(4)).sure().is_some());
        let class = row.text(5);
        if !class.is_empty() {
            let class = parse::class_name(&class, &ClassContext::default());
            assert!(class.sure().is_some(), "row {}", row.number);
        }
        checked += 1;
    }
    assert!(checked > 20);
}

#[test]
fn short_grades_need_to_know_the_school() {
    let intake = read_fixture("open_lessons_2009.csv");
    let rows = &intake.sheets[0].rows[1..];
    let high = ClassContext { grade: None, grades: &["高一", "高二", "高三"] };
    for row in rows {
        let class = parse::class_name(&row.text(2), &ClassContext::default());
        assert_eq!(class.reason(), Some(parse::Reason::ShortGrade));
        let class = parse::class_name(&row.text(2), &high).sure().unwrap();
        assert!(class.grade.starts_with('高'));
    }
}

#[test]
fn the_wide_layout_keeps_its_rows_and_columns() {
    let intake = read_fixture("timetable_wide_layout_sample_2022_G2.csv");
    let sheet = &intake.sheets[0];
    assert_eq!(sheet.columns, 19);
    let numbers: Vec<u32> = sheet.rows.iter().take(5).map(|row| row.number).collect();
    assert_eq!(numbers, [2, 3, 4, 6, 7]);
    assert_eq!(sheet.rows[3].text(3), "数学");
}

#[test]
fn the_same_table_in_every_encoding() {
    let text = String::from_utf8(fixture("open_lessons_2009.csv")).unwrap();
    let plain = read(text.as_bytes(), &Limits::default()).unwrap();
    let mut wide = vec![0xFF, 0xFE];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, encoding) in [
        (encoding_rs::GB18030.encode(&text).0.into_owned(), "GB18030"),
        (wide, "UTF-16LE"),
        (text.replace(',', "\t").into_bytes(), "UTF-8"),
    ] {
        let intake = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(intake.encoding.as_deref(), Some(encoding));
        assert_eq!(intake.sheets, plain.sheets);
    }
}

#[test]
fn a_workbook_shows_what_excel_shows() {
    let mut book = Workbook::new();
    let months = Style::new().set_num_format("0.00");
    let dates = Style::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let times = Style::new().set_num_format("h:mm");
    let sheet = book.add_worksheet().set_name("教师").unwrap();
    sheet.merge_range(0, 0, 0, 4, "青溪中学教师名单", &Style::new()).unwrap();
    for (column, heading) in (0..).zip(["教研组", "姓名（必填）", "参加工作年月", "日期", "时间"]) {
        sheet.write(1, column, heading).unwrap();
    }
    sheet.merge_range(2, 0, 3, 0, "语文", &Style::new()).unwrap();
    sheet.write(2, 1, "张　叠").unwrap();
    sheet.write_with_format(2, 2, 1990.1, &months).unwrap();
    sheet.write_with_format(2, 3, 46_345, &dates).unwrap();
    sheet.write_with_format(2, 4, 485.0 / 1440.0, &times).unwrap();
    sheet.write(3, 1, "李四").unwrap();
    sheet.write(3, 2, 1990.01).unwrap();
    sheet.write(3, 3, 7).unwrap();
    sheet.write_blank(1_048_575, 16_383, &dates).unwrap();
    book.add_worksheet().set_name("字典").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
    book.add_worksheet().set_name("空").unwrap();

    let intake = read(&book.save_to_buffer().unwrap(), &Limits::default()).unwrap();
    assert_eq!(intake.format, Format::Xlsx);
    assert_eq!(intake.sheets.len(), 2);
    assert!(!intake.sheets[0].hidden);
    assert!(intake.sheets[1].hidden);
    assert_eq!(intake.notes[0].code(), "intake_note_merged_filled");
    let rows = &intake.sheets[0].rows;
    let known = |heading: &str| ["姓名", "教研组"].contains(&heading);
    assert_eq!(header::find(rows, &known).unwrap().number, 2);
    assert_eq!(rows[2].number, 3);
    let cells: Vec<String> = (0..5).map(|column| rows[2].text(column).into_owned()).collect();
    assert_eq!(cells, ["语文", "张　叠", "1990.10", "2026-11-19", "08:05"]);
    assert_eq!(rows[2].cells[3], Cell::Date { d: "2026-11-19".to_owned() });
    let cells: Vec<String> = (0..4).map(|column| rows[3].text(column).into_owned()).collect();
    assert_eq!(cells, ["语文", "李四", "1990.01", "7"]);
}

#[test]
fn an_old_workbook_reads_like_a_new_one() {
    let intake = read_fixture("teachers.xls");
    assert_eq!(intake.format, Format::Xls);
    let sheet = &intake.sheets[0];
    assert_eq!(sheet.name, "教师");
    let known = |heading: &str| ["姓名", "考核组"].contains(&heading);
    let header = header::find(&sheet.rows, &known).unwrap();
    assert_eq!(header.number, 2);
    let row = &sheet.rows[header.index + 2];
    let cells: Vec<String> = (0..4).map(|column| row.text(column).into_owned()).collect();
    assert_eq!(cells, ["语文", "教师002", "1990.01", "2026-11-19"]);
}

#[test]
fn the_wire_keeps_everything() {
    let intake = read_fixture("teachers.xls");
    let json = serde_json::to_string(&intake).unwrap();
    assert!(json.contains("{\"d\":\"2026-11-19\"}"));
    assert_eq!(serde_json::from_str::<Intake>(&json).unwrap(), intake);
}
