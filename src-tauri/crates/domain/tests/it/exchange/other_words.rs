//! Registers in other words: their headings, kinds and bands, columns that nobody reads, and files that are not there.

use super::desk::{School, code, places};
use keji_domain::Result;
use serde_json::{Value, json};

fn fields(school: &School, kind: &str, headings: &[&str]) -> Vec<String> {
    let row: Vec<&str> = headings.iter().map(|_| "某").collect();
    let preview = school.preview(kind, &school.lay_csv(&[headings, &row]), json!({})).unwrap();
    preview.columns.into_iter().map(|column| column.field.unwrap_or_default()).collect()
}

#[test]
fn headings_as_offices_write_them() {
    let school = School::at_work();
    for (date, teacher, observer) in [
        ("上课日期", "执教者", "评课教师"),
        ("上课时间", "执教教师", "观课教师"),
        ("授课日期", "主讲", "听课领导"),
        ("听课时间", "主讲教师", "听课人员"),
    ] {
        let found = fields(&school, "observations", &[date, teacher, "课题", observer]);
        assert_eq!(found, ["date", "teacher", "topic", "observer"], "{date}");
    }
    for (date, teacher, checker) in
        [("检查日期", "任课教师", "检查者"), ("检查时间", "被检查人", "检查人"), ("抽查日期", "被查教师", "检查教师")]
    {
        let headings = [date, teacher, checker, "应布置次数", "实际次数", "批改次数"];
        let wanted = ["date", "teacher", "checker", "required", "assigned", "fully_marked"];
        assert_eq!(fields(&school, "homework", &headings), wanted, "{date}");
    }
    for (required, assigned, marked) in [("要求次数", "实布置次数", "全批次数"), ("应布置", "布置次数", "批阅次数")]
    {
        let found = fields(&school, "homework", &["日期", "教师", required, assigned, marked]);
        assert_eq!(found[2..], ["required", "assigned", "fully_marked"], "{required}");
    }
    for teacher in ["授课教师", "备课教师"] {
        let found = fields(&school, "plans", &["交稿日期", teacher, "课题", "稿别"]);
        assert_eq!(found, ["date", "teacher", "topic", "number"], "{teacher}");
    }
    for apprentice in ["青年教师", "被指导教师"] {
        let found = fields(&school, "pairings", &["指导教师", apprentice, "起始日期", "终止日期"]);
        assert_eq!(found, ["mentor", "apprentice", "started_on", "ended_on"], "{apprentice}");
    }
    let found = fields(&school, "roster", &["教职工编号", "职工姓名", "所属教研组", "任教课程", "现任职务"]);
    assert_eq!(found, ["employee_no", "name", "department", "subject", "posts"]);
}

#[test]
fn a_column_that_is_not_read_is_named_once() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["序号", "日期", "授课教师", "课题", "听课人", "天气", "签字", "手机号", "留空"],
        &["1", "2026-10-12", "李四", "课", "张叠", "晴", "已签", "138", ""],
        &["2", "2026-10-13", "李四", "课", "张叠", "阴", "", "138", ""],
    ]);
    let preview = school.preview("observations", &handle, json!({})).unwrap();
    let of_columns = |notes: Vec<(u32, &str)>| notes.into_iter().filter(|(row, _)| *row == 1).count();
    assert_eq!(places(&preview.warnings)[..3], [(1, "天气"), (1, "签字"), (1, "手机号")]);
    assert_eq!(of_columns(places(&preview.warnings)), 3);
    assert_eq!(preview.warnings[0].reason, "表里的“天气”没有读入。");
    let result = school.apply(&preview.token, false).unwrap();
    assert_eq!(of_columns(places(&result.warnings)), 3);
    // What was left out by hand, and what the rows were chosen by, is not missed.
    let chosen = json!({"mapping": {"签字": ""}, "only": {"column": "天气", "value": "晴"}});
    let preview = school.preview("observations", &handle, chosen).unwrap();
    assert_eq!(of_columns(places(&preview.warnings)), 1);
}

const HEADING: &[&str] = &["日期", "授课教师", "课题", "听课人", "听课类型", "课型", "评分"];

#[test]
fn kinds_types_and_totals() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        HEADING,
        &["2026-10-12", "李四", "课", "张叠", "常态课", "新授课", "100"],
        &["2026-10-13", "李四", "课", "赵六", "推门听课", "", "92.5"],
        &["2026-10-14", "李四", "课", "张叠", "", "公开课", ""],
        &["2026-10-15", "李四", "课", "张叠", "晒课", "", ""],
        &["2026-10-16", "李四", "课", "张叠", "公开", "", "105"],
        &["2026-10-19", "李四", "课", "张叠", "公开课", "", "-5"],
    ]);
    let result = school.import("observations", &handle, json!({}), false);
    assert_eq!((result.new, result.warnings.len()), (3, 0));
    assert_eq!(places(&result.doubtful), [(5, "听课类型"), (6, "评分")]);
    assert_eq!(result.doubtful[0].reason, "学校的听课类型里没有“晒课”；接受后照原样写入。");
    assert_eq!(result.doubtful[1].reason, "评分 105 高于现行评价表的满分 100 分。");
    assert_eq!((places(&result.refused), result.refused[0].reason.as_str()), (vec![(7, "评分")], "评分不能是负数。"));
    let rows = school.call("observation_list", json!({})).unwrap()["rows"].as_array().unwrap().clone();
    let sheet = |row: &Value| school.call("observation_get", json!({"id": row["id"]})).unwrap();
    let kinds: Vec<Value> = rows.iter().map(|row| sheet(row)["lesson_kind"].clone()).collect();
    assert_eq!(kinds, ["公开课", "推门课", "随堂课"]);
    assert_eq!(
        (sheet(&rows[2])["lesson_type"].clone(), sheet(&rows[0])["lesson_type"].clone()),
        ("新授课".into(), "".into())
    );

    // A kind that was accepted once is one of the school's.
    let accepted = school.import("observations", &handle, json!({}), true);
    assert_eq!((accepted.same, accepted.doubtful.len()), (3, 2));
    let more = school.lay_csv(&[HEADING, &["2026-10-20", "李四", "课", "张叠", "晒课", "", ""]]);
    assert_eq!(school.import("observations", &more, json!({}), false).new, 1);
}

const CHECKS: &[&str] = &["日期", "教师", "种类", "实布置", "全批", "等级"];

#[test]
fn bands_and_marking_in_words() {
    let school = School::at_work();
    let bands = school.call("homework_list", json!({})).unwrap()["bands"].as_array().unwrap().clone();
    for band in &bands {
        let handle = school.lay_csv(&[CHECKS, &["2026-10-12", "李四", "作业本", "8", "", band.as_str().unwrap()]]);
        assert_eq!(school.preview("homework", &handle, json!({})).unwrap().doubtful, 0, "{band}");
    }
    let handle = school.lay_csv(&[
        CHECKS,
        &["2026-10-12", "李四", "作业本", "8", "全部", "优秀"],
        &["2026-10-13", "李四", "作业本", "8", "√", "A"],
        &["2026-10-14", "李四", "作业本", "8", "部分", "良"],
        &["2026-10-15", "李四", "作业本", "8", "未批", "待改进"],
        &["2026-10-16", "李四", "作业本", "8", "全批", ""],
        &["2026-10-19", "李四", "作业本", "8", "否", "不合格"],
    ]);
    let result = school.import("homework", &handle, json!({}), false);
    assert_eq!((result.new, result.refused.len()), (3, 0));
    assert_eq!(places(&result.doubtful), [(3, "等级"), (4, "全批"), (5, "等级")]);
    assert!(result.doubtful[0].reason.contains("可能相当于“优”"));
    assert!(result.doubtful[1].reason.contains("没有次数；接受后这一格不写入"));
    school.import("homework", &handle, json!({}), true);
    let rows = school.call("homework_list", json!({})).unwrap()["rows"].as_array().unwrap().clone();
    let written: Vec<(Value, Value)> =
        rows.iter().rev().map(|row| (row["fully_marked"].clone(), row["band"].clone())).collect();
    let wanted = [
        (json!(8), "优"),
        (json!(8), "A"),
        (json!(null), "良"),
        (json!(0), "待改进"),
        (json!(8), ""),
        (json!(0), "不合格"),
    ];
    assert_eq!(written, wanted.map(|(marked, band)| (marked, json!(band))));
    // Letters are this school's now.
    let more = school.lay_csv(&[CHECKS, &["2026-10-20", "李四", "作业本", "8", "", "A"]]);
    assert_eq!(school.import("homework", &more, json!({}), false).new, 1);
}

#[test]
fn a_row_says_each_reason_once() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["星期", "班级", "节次", "科目", "教师"],
        &["周二", "高一1班", "3-4", "语文", "李四"],
        &["周二", "高一1班", "3-4", "数学", "王五"],
        &["合计", "", "", "", "2 人"],
        &["星期", "班级", "节次", "科目", "教师"],
    ]);
    let result = school.import("timetable", &handle, json!({}), false);
    assert_eq!(result.doubtful[0].reason, "第 2 行已经给这个班排了同一节课，内容不同。");
    assert_eq!(places(&result.refused), [(4, ""), (5, "")]);
    assert!(result.refused.iter().all(|note| note.reason == "这一行是合计或重复的表头，不是记录。"));
}

#[test]
fn a_year_without_its_month() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["姓名", "教研组", "参加工作年月"],
        &["钱十", "语文组", "2012"],
        &["孙七", "语文组", "2012年"],
        &["周八", "语文组", "2012.09"],
    ]);
    let result = school.import("roster", &handle, json!({}), false);
    assert_eq!((result.new, places(&result.doubtful)), (1, vec![(2, "参加工作年月"), (3, "参加工作年月")]));
    assert!(result.doubtful[0].reason.contains("只有年份，没有月份"));
    school.import("roster", &handle, json!({}), true);
    let roster = school.call("roster_get", json!({})).unwrap();
    let of =
        |name: &str| roster["teachers"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap().clone();
    assert!(of("钱十")["first_taught"].is_null() && of("孙七")["first_taught"].is_null());
}

#[test]
fn both_ends_of_a_pairing_in_one_cell() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["指导教师", "被指导教师", "起止时间"],
        &["张叠", "李四", "2026.09-2027.06"],
        &["赵六", "王五", "2026-09-01至2027-01-15"],
        &["张叠", "王五", "2026年10月—至今"],
        &["赵六", "李四", "2026-09-01"],
    ]);
    let result = school.import("pairings", &handle, json!({}), false);
    assert_eq!((result.new, places(&result.doubtful), result.refused.len()), (3, vec![(5, "起止时间")], 0));
    let rows = school.call("pairing_list", json!({})).unwrap()["rows"].as_array().unwrap().clone();
    let mut days: Vec<(Value, Value)> =
        rows.iter().map(|row| (row["started_on"].clone(), row["ended_on"].clone())).collect();
    days.sort_by_key(|(from, to)| (from.to_string(), to.to_string()));
    let wanted =
        [("2026-09-01", json!("2027-01-15")), ("2026-09-01", json!("2027-06-30")), ("2026-10-01", json!(null))];
    assert_eq!(days, wanted.map(|(from, to)| (json!(from), to)));
}

#[test]
fn files_and_rows_that_are_not_there() {
    let school = School::at_work();
    assert_eq!(code(school.preview("roster", &school.absent("没有.csv"), json!({}))), "import_file_missing");
    assert_eq!(code(school.preview("roster", &school.absent(""), json!({}))), "import_file_is_folder");
    let handle = school.lay_csv(&[
        &["年度", "姓名", "学科"],
        &["2023", "钱十", ""],
        &["2022", "孙七", ""],
        &["2023", "周八", ""],
    ]);
    let only = |column: &str, value: &str| {
        let refused: Result<_> = school.preview("roster", &handle, json!({"only": {"column": column, "value": value}}));
        let wire = refused.unwrap_err().to_wire();
        assert_eq!(wire.code, "import_where_empty");
        keji_domain::messages::sentence(&wire)
    };
    assert_eq!(only("年度", "2030"), "“年度”这一列里没有等于“2030”的行。请改填以下内容之一：2022、2023。");
    assert_eq!(only("姓名", "吴九"), "“姓名”这一列里没有等于所填内容的行。请改填这一列里有的内容。");
}
