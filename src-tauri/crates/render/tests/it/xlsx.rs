use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use keji_render::xlsx::{self, Kind, Rule, Sheet, SheetColumn, Total, Value, Visibility, Workbook};
use keji_render::{Metadata, RenderError, Stamp};

use crate::support::{assert_well_formed, fixture_text, parts};

fn xlsx_of(workbook: &Workbook) -> Vec<u8> {
    xlsx::render(workbook, &mut |_| {}, &|| false).unwrap()
}

fn book(sheet: Sheet) -> Workbook {
    Workbook {
        metadata: Metadata { title: "明细".into(), created: Stamp::at(2026, 11, 19, 8, 2, 0), ..Metadata::default() },
        sheets: vec![sheet],
    }
}

fn small() -> Workbook {
    book(Sheet {
        name: "听课".into(),
        columns: vec![
            SheetColumn::new("姓名", Kind::Text),
            SheetColumn::new("节数", Kind::Integer),
            SheetColumn::new("应听", Kind::Integer),
            SheetColumn::new("完成率", Kind::Percent),
            SheetColumn::new("日期", Kind::Date),
        ],
        rows: vec![
            vec!["=1+1".into(), 3.into(), 4.into(), Value::Empty, Value::Date { year: 2026, month: 11, day: 19 }],
            vec!["张䶮".into(), 5.into(), 4.into()],
        ],
        total: vec![Total::Label("合计".into()), Total::Sum, Total::Average, Total::Ratio { of: 1, by: 2 }],
        ..Sheet::default()
    })
}

#[test]
fn values_are_read_back_as_they_were_given() {
    let mut file: Xlsx<_> = open_workbook_from_rs(Cursor::new(xlsx_of(&small()))).unwrap();
    let cells = file.worksheet_range("听课").unwrap();
    let at = |row, column| cells.get_value((row, column)).unwrap().clone();
    assert_eq!(at(0, 0), Data::String("姓名".into()));
    assert_eq!(at(1, 0), Data::String("=1+1".into()), "a text with = stays text");
    assert_eq!(at(2, 0), Data::String("张䶮".into()));
    assert_eq!(at(1, 1), Data::Float(3.0));
    assert!(matches!(at(1, 4), Data::DateTime(_)));
    assert_eq!(at(3, 1), Data::Float(8.0), "the sum is there without recalculation");
    assert_eq!(at(3, 2), Data::Float(4.0));
    assert_eq!(at(3, 3), Data::Float(1.0));
    let formulas = file.worksheet_formula("听课").unwrap();
    assert_eq!(formulas.get_value((3, 1)).unwrap(), "SUM(B2:B3)");
}

#[test]
fn a_full_workbook_is_well_formed() {
    let workbook: Workbook = serde_json::from_str(&fixture_text("term-workbook.json")).unwrap();
    for (name, xml) in parts(&xlsx_of(&workbook)) {
        assert_well_formed(&name, &xml);
    }
}

#[test]
fn the_print_set_up_is_a4_fitted_to_the_width_with_a_repeated_head() {
    let workbook: Workbook = serde_json::from_str(&fixture_text("term-workbook.json")).unwrap();
    let parts = parts(&xlsx_of(&workbook));
    let sheet = &parts.iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1;
    assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""));
    assert!(sheet.contains("fitToPage=\"1\"") && sheet.contains("fitToHeight=\"0\""));
    let book = &parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("$3:$3"), "{book}");
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    assert_eq!(xlsx_of(&small()), xlsx_of(&small()));
}

#[test]
fn a_workbook_without_sheets_is_refused() {
    let result = xlsx::render(&Workbook::default(), &mut |_| {}, &|| false);
    assert!(matches!(result, Err(RenderError::Layout(_))));
}

#[test]
fn cancelling_writes_nothing() {
    let result = xlsx::render(&small(), &mut |_| {}, &|| true);
    assert!(matches!(result, Err(RenderError::Cancelled)));
}

#[test]
fn rules_of_columns_are_drop_downs_and_bounds() {
    let texts: Vec<String> = (0..200).map(|number| format!("第{number}位老师，姓名很长也放得下")).collect();
    let ruled = |header: &str, rule: Rule| SheetColumn { rule, ..SheetColumn::new(header, Kind::Text) };
    let choices = |texts: &[String], strict: bool| Rule::Choices { texts: texts.to_vec(), strict };
    let mut workbook = book(Sheet {
        name: "登记".into(),
        columns: vec![
            ruled("听课人", choices(&texts, true)),
            ruled("授课人", choices(&texts, false)),
            ruled("节次", choices(&["1".into(), "2".into()], false)),
            ruled("类型", choices(&[], false)),
            ruled("日期", Rule::Days { first: (2026, 9, 1), last: (2027, 1, 29) }),
            ruled("总分", Rule::Numbers { least: 0.0, most: 100.0 }),
        ],
        rows: vec![Vec::new(); 3],
        growing: true,
        ..Sheet::default()
    });
    workbook.sheets.push(Sheet { name: "暗".into(), visibility: Visibility::Hidden, ..Sheet::default() });
    let bytes = xlsx_of(&workbook);
    let parts = parts(&bytes);
    for (name, xml) in &parts {
        assert_well_formed(name, xml);
    }
    let part = |wanted: &str| parts.iter().find(|(name, _)| name.ends_with(wanted)).unwrap().1.clone();
    let sheet = part("sheet1.xml");
    assert_eq!(sheet.matches("type=\"list\"").count(), 3, "a list without texts is no list");
    assert_eq!(sheet.matches("'选项'!$A$2:$A$201").count(), 2, "equal lists stand once");
    assert!(sheet.contains("'选项'!$B$2:$B$3"));
    assert!(sheet.contains("type=\"date\"") && sheet.contains("type=\"decimal\""));
    assert_eq!(sheet.matches("errorStyle=\"warning\"").count(), 2, "only a strict list refuses");
    assert!(!sheet.contains("r=\"3\" ht=") && !sheet.contains("r=\"3\" spans=\"1:6\" ht="), "rows grow");
    assert_eq!(part("workbook.xml").matches("state=\"veryHidden\"").count(), 2);
    let mut file: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let lists = file.worksheet_range("选项").unwrap();
    assert_eq!(lists.get_value((1, 1)).unwrap(), &Data::Float(1.0), "what is typed as a number must be in the list");
}
