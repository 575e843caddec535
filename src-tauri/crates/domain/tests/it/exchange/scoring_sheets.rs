//! Scoring sheets out of files: the shapes that schools keep them in.

use super::desk::{School, code, text};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Value, json};

/// What was read, by the command.
fn read(school: &School, handle: &str) -> Value {
    school.call("rubric_read", json!({ "handle": handle })).unwrap()
}

/// Section, item, most points of every item.
fn items(reading: &Value) -> Vec<(String, String, f64)> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let sections = reading["document"]["sections"].as_array().unwrap();
    let of = |section: &Value| -> Vec<(String, String, f64)> {
        let items = section["items"].as_array().unwrap().iter();
        items
            .map(|item| {
                let scoring = &item["scoring"];
                let levels = scoring["levels"].as_array().and_then(|levels| levels.last());
                let most = scoring["most"].as_f64().or(scoring["from"].as_f64());
                let most = most.or(levels.and_then(|level| level["points"].as_f64())).unwrap_or(-1.0);
                (word(&section["name"]), word(&item["name"]), most)
            })
            .collect()
    };
    sections.iter().flat_map(of).collect()
}

fn faults(reading: &Value) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    reading["faults"].as_array().unwrap().iter().map(|one| (word(&one["code"]), word(&one["place"]))).collect()
}

/// Rows and reasons of the notes.
fn notes(reading: &Value) -> Vec<(u64, String)> {
    let notes = reading["notes"].as_array().unwrap().iter();
    notes.map(|note| (note["row"].as_u64().unwrap(), note["reason"].as_str().unwrap().to_owned())).collect()
}

fn plain(section: &str, item: &str, most: f64) -> (String, String, f64) {
    (section.to_owned(), item.to_owned(), most)
}

/// Writes rows from a row on; a number as a number.
fn put(sheet: &mut Worksheet, from: u32, rows: &[&[&str]]) {
    for (row, cells) in (from..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
}

fn merge(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16), text: &str) {
    let plain = Format::new();
    match text.parse::<f64>() {
        Ok(number) => {
            sheet.merge_range(rows.0, columns.0, rows.1, columns.1, "", &plain).unwrap();
            sheet.write(rows.0, columns.0, number).unwrap();
        }
        Err(_) => {
            sheet.merge_range(rows.0, columns.0, rows.1, columns.1, text, &plain).unwrap();
        }
    }
}

#[test]
fn dimensions_with_hints_and_one_number_of_points_each() {
    let school = School::at_work();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    merge(sheet, (0, 0), (0, 3), "士杰学校新课程课堂教学评价量表");
    put(sheet, 1, &[&["学校：", "", "教师：", ""], &["维度", "评价要点", "分值", "得分"]]);
    for (at, (name, points)) in
        (0..).zip([("教学思想", "10"), ("教学设计", "20"), ("教学活动", "40"), ("教学效果", "30")])
    {
        let top = 3 + at * 4;
        merge(sheet, (top, top + 3), (0, 0), name);
        merge(sheet, (top, top + 3), (2, 2), points);
        for line in 0..4 {
            sheet.write(top + line, 1, format!("{name}要点{}", line + 1)).unwrap();
        }
    }
    merge(sheet, (19, 19), (0, 1), "合计");
    sheet.write(19, 2, 100).unwrap();
    put(sheet, 20, &[&["优≥90%，良≥80%，合格≥60%"], &["评委签名："]]);
    let reading = read(&school, &school.lay("量表.xlsx", &book.save_to_buffer().unwrap()));
    assert_eq!(reading["document"]["name"], "士杰学校新课程课堂教学评价量表");
    assert_eq!((&reading["document"]["total"], &reading["document"]["purpose"]), (&json!(100.0), &json!("lesson")));
    let names = [("教学思想", 10.0), ("教学设计", 20.0), ("教学活动", 40.0), ("教学效果", 30.0)];
    assert_eq!(items(&reading), names.map(|(name, most)| plain(name, name, most)));
    let hint = reading["document"]["sections"][2]["items"][0]["hint"].as_str().unwrap();
    assert_eq!(hint, "教学活动要点1\n教学活动要点2\n教学活动要点3\n教学活动要点4");
    assert_eq!(faults(&reading), []);
    let told = notes(&reading);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, 21);
    assert!(reading["document"]["note"].as_str().unwrap().contains("优≥90%"));
    // What was read can be saved as it is.
    school.call("rubric_save", json!({ "document": reading["document"] })).unwrap();
}

#[test]
fn items_of_sections_with_a_total_that_differs_and_a_row_without_points() {
    let school = School::at_work();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write(0, 0, "填表说明").unwrap();
    let sheet = book.add_worksheet().set_name("评价表").unwrap();
    merge(sheet, (0, 0), (0, 4), "小学课堂教学评价标准");
    put(sheet, 1, &[&["一级指标", "权重", "二级指标", "分值", "备注"]]);
    merge(sheet, (2, 3), (0, 0), "教学目标");
    merge(sheet, (2, 3), (1, 1), "10");
    put(
        sheet,
        4,
        &[
            &["教学内容", "15", "科学准确", "5"],
            &["", "", "重点突出", "5"],
            &["", "", "联系实际", "4"],
            &["教学特色", "", "有创意", ""],
        ],
    );
    for (row, name) in [(2, "目标明确"), (3, "目标落实")] {
        sheet.write(row, 2, name).unwrap();
        sheet.write(row, 3, 5).unwrap();
    }
    put(sheet, 8, &[&["合计", "", "", "25"], &["附加分", "", "教学创新", "2.5"]]);
    let reading = read(&school, &school.lay("标准.xlsx", &book.save_to_buffer().unwrap()));
    assert_eq!(reading["sheet"], "评价表");
    assert_eq!(
        items(&reading),
        [
            plain("教学目标", "目标明确", 5.0),
            plain("教学目标", "目标落实", 5.0),
            plain("教学内容", "科学准确", 5.0),
            plain("教学内容", "重点突出", 5.0),
            plain("教学内容", "联系实际", 4.0),
            plain("教学特色", "有创意", 0.0),
        ]
    );
    assert_eq!(reading["document"]["sections"][1]["points"], 15.0);
    assert_eq!(reading["document"]["bonuses"][0], json!({ "id": "", "name": "教学创新", "most": 2.5, "step": 0.5 }));
    assert_eq!(
        faults(&reading),
        [
            ("rubric_scoring".to_owned(), "教学特色 · 有创意".to_owned()),
            ("rubric_sum".to_owned(), "教学内容".to_owned()),
            ("rubric_sum".to_owned(), String::new()),
        ]
    );
    let sum = &reading["faults"][2];
    assert_eq!((&sum["printed"], &sum["computed"]), (&json!(25.0), &json!(24.0)));
    assert_eq!(notes(&reading), [(8, "这一行没有写分值：请补上，或删去这一项。".to_owned())]);
}

#[test]
fn levels_with_points_and_rules_of_taking_off() {
    let school = School::at_work();
    let rows: &[&[&str]] = &[
        &["马上一中教案量化考核细则", "", "", "", "", "", ""],
        &["项目", "评分标准", "分值", "等级", "", "", ""],
        &["", "", "", "优", "良", "中", "差"],
        &["结构完整", "每缺一项扣0.2分", "2分", "", "", "", ""],
        &["活动程序设计", "", "4", "4", "3", "2", "1"],
        &["教案节数", "达到或超过规定课时，否则0", "2", "", "", "", ""],
        &["书写案面", "", "2", "2", "", "1.5", "0.5"],
        &["扣分", "无超前备课扣1分", "", "", "", "", ""],
        &["合计", "", "10", "", "", "", ""],
    ];
    let reading = read(&school, &school.lay("细则.csv", text(rows).as_bytes()));
    assert_eq!(reading["document"]["purpose"], "lesson_plan");
    let expected = [("结构完整", 2.0), ("活动程序设计", 4.0), ("教案节数", 2.0), ("书写案面", 2.0)];
    assert_eq!(items(&reading), expected.map(|(name, most)| plain("", name, most)));
    let scoring = |at: usize| &reading["document"]["sections"][0]["items"][at]["scoring"];
    assert_eq!(scoring(0)["rules"][0]["name"], "每缺一项");
    assert_eq!(scoring(0)["rules"][0]["each"], 0.2);
    let levels = |at: usize| -> Vec<(&str, f64)> {
        let levels = scoring(at)["levels"].as_array().unwrap().iter();
        levels.map(|level| (level["name"].as_str().unwrap(), level["points"].as_f64().unwrap())).collect()
    };
    assert_eq!(levels(1), [("差", 1.0), ("中", 2.0), ("良", 3.0), ("优", 4.0)]);
    assert_eq!(levels(3), [("差", 0.5), ("中", 1.5), ("优", 2.0)]);
    assert_eq!(scoring(2)["form"], "points", "all or nothing is not guessed");
    assert_eq!(reading["document"]["deductions"][0]["name"], "无超前备课");
    assert_eq!(faults(&reading), []);
    assert_eq!(notes(&reading), [(6, "“否则0”没有读成扣分，写进了要点。".to_owned())]);
}

#[test]
fn taking_off_as_it_is_written() {
    let school = School::at_work();
    let rows: &[&[&str]] = &[
        &["作业布置批改检查量化评分细则（满分100分）", "", "", ""],
        &["检查项目", "检查内容", "分值", "扣分标准"],
        &["作业数量（20分）", "及时", "5", "不及时一次−1"],
        &["", "次数", "10", "少一次-1，作文少一次-5"],
        &["", "量适中", "5", "-1/次"],
        &["作业质量", "书写", "80", "不认真扣1～3分；批错一处扣0.5分，最多扣10分；视情况酌情扣分"],
    ];
    let reading = read(&school, &school.lay("作业.csv", text(rows).as_bytes()));
    assert_eq!(reading["document"]["purpose"], "homework");
    assert_eq!(reading["document"]["total"], 100.0, "of the title");
    let sections = &reading["document"]["sections"];
    assert_eq!((&sections[0]["name"], &sections[0]["points"]), (&json!("作业数量"), &json!(20.0)));
    let rules = |section: usize, item: usize| -> Vec<Value> {
        let rules = sections[section]["items"][item]["scoring"]["rules"].as_array().cloned().unwrap_or_default();
        rules.iter().map(|rule| json!([rule["name"], rule["each"], rule["each_most"], rule["cap"]])).collect()
    };
    assert_eq!(rules(0, 1), [json!(["少一次", 1.0, null, null]), json!(["作文少一次", 5.0, null, null])]);
    assert_eq!(rules(1, 0), [json!(["不认真", 1.0, 3.0, null]), json!(["批错一处", 0.5, null, 10.0])]);
    assert_eq!(rules(0, 2), [Value::Null; 0], "what it is taken off for is not said");
    assert_eq!(faults(&reading), []);
    let told = notes(&reading);
    assert_eq!(told.iter().map(|note| note.0).collect::<Vec<_>>(), [5, 6], "{told:?}");
}

#[test]
fn grades_without_points_and_what_has_no_headings() {
    let school = School::at_work();
    let rows: &[&[&str]] = &[
        &["听课评价表", "", "", "", "", ""],
        &["评价项目", "评价要点", "优秀", "良好", "合格", "不合格"],
        &["教学目标", "明确具体", "", "", "", ""],
        &["教学过程", "环节清楚", "", "", "", ""],
    ];
    let reading = read(&school, &school.lay("听课.csv", text(rows).as_bytes()));
    let scoring = &reading["document"]["sections"][1]["items"][0]["scoring"];
    assert_eq!(scoring, &json!({ "form": "grades", "grades": ["优秀", "良好", "合格", "不合格"] }));
    assert_eq!((&reading["document"]["total"], faults(&reading)), (&Value::Null, vec![]));
    // Points without a total are asked for.
    let rows: &[&[&str]] =
        &[&["评价项目", "评价要点", "分值"], &["教学目标", "明确", "10"], &["教学过程", "清楚", "20"]];
    let reading = read(&school, &school.lay("无合计.csv", text(rows).as_bytes()));
    assert_eq!(faults(&reading), [("rubric_total".to_owned(), String::new())]);
    let asked = |handle: &str| school.call("rubric_read", json!({ "handle": handle }));
    assert_eq!(code(asked(&school.lay("名单.csv", "姓名,学科\n张叠,语文\n".as_bytes()))), "import_no_heading");
    assert_eq!(code(asked(&school.lay("空表.csv", "评价项目,分值\n".as_bytes()))), "import_no_rows");
    assert_eq!(code(asked(&school.absent("没有.xlsx"))), "import_file_missing");
}
