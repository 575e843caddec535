//! Lists of the real school: heads, young teachers, open lessons, a roster of three years; counts against the files.

use super::{ROSTER, desk::School};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a table of the real school below its headings.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/real_school").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn create() -> Value {
    json!({"create_missing": true})
}

#[test]
fn of_three_years_the_newest_is_read() {
    let school = School::on("2025-01-10T09:00:00+08:00");
    let handle = school.real(ROSTER);
    let of = |year: &str| {
        let of_year = rows(ROSTER).into_iter().filter(|row| row[0] == year);
        u32::try_from(of_year.map(|row| row[2].clone()).collect::<BTreeSet<_>>().len()).unwrap()
    };
    let newest = school.preview("roster", &handle, json!({})).unwrap();
    assert_eq!(newest.only.unwrap().value, "2024");
    assert_eq!(newest.new + newest.doubtful, of("2024"));
    assert!(newest.warnings.iter().any(|note| note.reason.contains("只读最新的 2024")));
    let older = json!({"only": {"column": "年度", "value": "2022"}});
    let older = school.preview("roster", &handle, older).unwrap();
    assert_eq!((older.only.unwrap().value.as_str(), older.new), ("2022", of("2022")));
}

#[test]
fn the_heads_of_2018() {
    const FILE: &str = "group_leaders_2018.csv";
    let school = School::on("2018-09-10T09:00:00+08:00");
    let handle = school.real(FILE);
    let file = rows(FILE);
    let bare = |name: &str| name.split('（').next().unwrap().to_owned();
    let people: BTreeSet<String> =
        file.iter().flat_map(|row| &row[1..]).filter(|name| !name.is_empty()).map(|name| bare(name)).collect();
    let refused = school.preview("leaders", &handle, json!({})).unwrap();
    assert_eq!((refused.new, refused.refused as usize), (0, file.len()));

    let result = school.import("leaders", &handle, create(), false);
    assert_eq!((result.new + result.changed + result.same) as usize, file.len(), "{:?}", result.refused);
    let roster = school.call("roster_get", json!({})).unwrap();
    let posts: BTreeMap<String, Vec<String>> = roster["teachers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap().to_owned(), serde_json::from_value(one["posts"].clone()).unwrap()))
        .collect();
    assert_eq!(posts.keys().cloned().collect::<BTreeSet<_>>(), people);
    assert_eq!(posts["教师081"], ["教研组长", "备课组长"]);
    assert_eq!(posts["教师003"], ["教研组长"]);
    assert_eq!(posts["教师134"], ["备课组长"]);
    let dump = school.dump();
    assert_eq!(dump.matches("备课组\"").count().min(1), 1);
    assert!(["高一语文备课组", "高一音乐备课组", "高三美术备课组"].into_iter().all(|name| dump.contains(name)));

    let again = school.import("leaders", &handle, create(), false);
    assert_eq!((again.same as usize, again.act), (file.len(), None));
    school.undo(result.act.as_deref());
    assert!(school.call("roster_get", json!({})).unwrap()["teachers"].as_array().unwrap().is_empty());
}

#[test]
fn the_young_teachers_of_three_terms() {
    const FILE: &str = "young_teachers_by_term.csv";
    let school = School::on("2018-07-01T09:00:00+08:00");
    let handle = school.real(FILE);
    let file = rows(FILE);
    let people: BTreeSet<&String> = file.iter().map(|row| &row[1]).collect();
    let result = school.import("tags", &handle, create(), false);
    assert_eq!(result.new as usize, people.len());
    assert_eq!((result.new + result.changed + result.same) as usize, file.len());
    assert!(result.refused.is_empty() && result.doubtful.is_empty());
    let mut last: BTreeMap<&String, &String> = BTreeMap::new();
    for row in &file {
        let term = last.entry(&row[1]).or_insert(&row[0]);
        *term = (*term).max(&row[0]);
    }
    let dump = school.dump();
    for (term, month) in [("2016-2017-1", "2017-01"), ("2016-2017-2", "2017-07"), ("2017-2018-2", "2018-07")] {
        let wanted = last.values().filter(|last| **last == term).count();
        let found = dump.lines().filter(|line| line.contains("青年教师") && line.contains(month)).count();
        assert!(wanted == 0 || found > 0, "{term}");
    }
    let again = school.import("tags", &handle, create(), false);
    assert_eq!((again.same as usize, again.act), (file.len(), None));
}

#[test]
fn the_open_lessons_of_2016() {
    const FILE: &str = "open_lessons_2016_young_teachers.csv";
    let school = School::on("2016-12-21T09:00:00+08:00");
    school.term("2016-2017", 1, "2016-09-01", "2017-01-20");
    let handle = school.real(FILE);
    let file = rows(FILE);
    let preview = school.preview("open_lessons", &handle, create()).unwrap();
    let differing = file.iter().filter(|row| row[8] == "否").count();
    assert_eq!((preview.new as usize, preview.doubtful as usize), (file.len() - differing, differing));
    assert_eq!(preview.refused, 0, "{:?}", preview.rows[0]);
    let result = school.import("open_lessons", &handle, create(), true);
    let again = school.import("open_lessons", &handle, create(), true);
    assert_eq!((again.same as usize, again.act), (file.len(), None));

    // They stand ready when a sheet is begun.
    let prefill = school.call("observation_prefill", json!({"date": "2016-12-21", "period": 8})).unwrap();
    let candidates = prefill["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 1);
    assert_eq!(
        (candidates[0]["teacher"].as_str(), candidates[0]["class_name"].as_str()),
        (Some("教师130"), Some("高一(8)"))
    );
    school.undo(result.act.as_deref());
    assert!(school.call("roster_get", json!({})).unwrap()["teachers"].as_array().unwrap().is_empty());
}

#[test]
fn the_open_lessons_of_2009_name_weekdays_only() {
    const FILE: &str = "open_lessons_2009.csv";
    let school = School::on("2009-12-10T09:00:00+08:00");
    school.term("2009-2010", 1, "2009-09-01", "2010-01-30");
    let handle = school.real(FILE);
    let file = rows(FILE).len();
    let guessed = school.preview("open_lessons", &handle, create()).unwrap();
    assert_eq!(guessed.doubtful as usize, file);
    let told = json!({"create_missing": true, "week": "2009-12-14"});
    let result = school.import("open_lessons", &handle, told, false);
    assert_eq!(result.new as usize, file, "{:?}", result.doubtful);
    let prefill = school.call("observation_prefill", json!({"date": "2009-12-16", "period": 5})).unwrap();
    assert_eq!(prefill["candidates"].as_array().unwrap().len(), 2);
}

#[test]
fn months_headings_and_names_however_they_are_written() {
    let school = School::at_work();
    let text = "试验中学教师名册,,,\r\n序号,\"姓　\n名\",\"参加\n工作年月\",教　研　组\r\n\
                1,钱　一,1990.01,物理组\r\n2,钱 二,1990-1,物理组\r\n3,钱三,1990年1月,物理组\r\n4,钱四,199001,物理组\r\n\
                5,钱五,1990/01/05,物理组\r\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let month = rust_xlsxwriter::Format::new().set_num_format("yyyy\"年\"m\"月\"");
    sheet.merge_range(0, 0, 0, 2, "试验中学教师名册", &rust_xlsxwriter::Format::new()).unwrap();
    for (column, heading) in (0..).zip(["姓名", "参加工作年月", "教研组"]) {
        sheet.write(1, column, heading).unwrap();
    }
    for (row, name) in (2..).zip(["钱一", "钱二", "钱三", "钱四", "钱五"]) {
        sheet.write(row, 0, name).unwrap();
        sheet.write_with_format(row, 1, 32_874, &month).unwrap();
        sheet.write(row, 2, "物理组").unwrap();
    }
    let first = school.import("roster", &school.lay("名册.csv", &gb), json!({}), false);
    assert_eq!((first.new, first.doubtful.len()), (5, 0), "{:?}", first.doubtful);
    let roster = school.call("roster_get", json!({})).unwrap();
    let months = roster["teachers"].as_array().unwrap().iter().filter(|one| one["first_taught"] == "1990-01").count();
    assert_eq!(months, 5);
    // The same people from Excel, with real dates: nothing is new.
    let again = school.import("roster", &school.lay("名册.xlsx", &book.save_to_buffer().unwrap()), json!({}), false);
    assert_eq!((again.new, again.changed, again.same), (0, 0, 5));
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/intake/teachers.xls");
    let old = school.preview("roster", &school.lay("旧.xls", &std::fs::read(path).unwrap()), json!({})).unwrap();
    assert!(old.new > 0 && old.refused == 0, "{:?}", old.rows);
}
