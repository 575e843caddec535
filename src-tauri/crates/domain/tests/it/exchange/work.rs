//! Lists of work and the state's days of whole years, as files.

use super::desk::{School, places};
use serde_json::{Value, json};

const STATE_DAYS: &str = include_str!("../../../../../../tests/fixtures/calendar/state_holidays_2021_2026.csv");

#[test]
fn a_list_of_work_comes_in_by_week_month_and_day() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["2026学年第一学期教务处行事历"],
        &["月份", "周次", "日 期", "工作内容", "责任部门"],
        &["九月", "第一周", "9.1—9.6", "1.开学典礼\n2.课程表发放", "教务处"],
        &["", "", "9月3日", "新教师培训", "教科室"],
        &["", "二", "", "教案检查", "教务处"],
        &["十月", "", "", "校运会筹备", "体育组"],
        &["", "第6-7周", "", "月考", "教务处"],
        &["", "第99周", "", "没有这一周", ""],
        &["十一月", "12", "", "", "教务处"],
    ]);
    let result = school.import("work", &handle, json!({}), false);
    assert_eq!((result.new, places(&result.refused)), (5, vec![(8, "周次"), (9, "工作内容")]));
    let rows = school.call("work_list", json!({})).unwrap()["rows"].clone();
    let told: Vec<Vec<Value>> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| ["month", "first_day", "last_day", "text", "owner"].map(|field| row[field].clone()).to_vec())
        .collect();
    let wanted = json!([
        ["2026-09", "2026-09-01", "2026-09-06", "开学典礼", "教务处"],
        ["2026-09", "2026-09-01", "2026-09-06", "课程表发放", "教务处"],
        ["2026-09", "2026-09-03", "2026-09-03", "新教师培训", "教科室"],
        ["2026-09", "2026-09-07", "2026-09-13", "教案检查", "教务处"],
        ["2026-10", null, null, "校运会筹备", "体育组"],
        ["2026-10", "2026-10-05", "2026-10-18", "月考", "教务处"]
    ]);
    assert_eq!(json!(told), wanted);
    let again = school.import("work", &handle, json!({}), false);
    assert_eq!((again.new, again.changed, again.same, again.act), (0, 0, 5, None));
    school.undo(result.act.as_deref());
    assert_eq!(school.call("work_list", json!({})).unwrap()["rows"], json!([]));
}

#[test]
fn the_days_of_the_state_come_in_by_file_year_after_year() {
    let school = School::at_work();
    let handle = school.lay("节假日.csv", STATE_DAYS.as_bytes());
    let result = school.import("calendar", &handle, json!({}), false);
    let rows = STATE_DAYS.lines().skip(2).filter(|line| !line.is_empty()).count();
    assert_eq!((result.same as usize, result.new, result.changed), (rows, 0, 0), "they are there from the start");
    assert!(result.doubtful.is_empty() && result.refused.is_empty());

    // The notice of a later year has the same shape.
    let later = STATE_DAYS.replace("2026", "2032").replace(",周", ",无");
    let handle = school.lay("节假日2032.csv", later.as_bytes());
    let result = school.import("calendar", &handle, json!({}), false);
    let of_year = later.lines().filter(|line| line.starts_with("2032,")).count();
    assert_eq!((result.new as usize, result.refused.len()), (of_year, 0));
    school.undo(result.act.as_deref());
}

#[test]
fn a_make_up_day_may_differ_by_grade() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["日期", "类型", "名称", "按周几", "年级"],
        &["2026-10-10", "上课", "国庆节", "周三", ""],
        &["2026-10-10", "上课", "国庆节", "周四", "初三"],
        &["2026-10-10", "上课", "国庆节", "周五", "全体学生"],
    ]);
    let result = school.import("calendar", &handle, json!({}), false);
    assert_eq!((result.new, result.changed, places(&result.refused)), (1, 1, vec![(4, "年级")]));
    let follows = |grade: &str| {
        let told = school.call("day_get", json!({ "date": "2026-10-10", "grade": grade })).unwrap();
        told["day"]["follows"].clone()
    };
    assert_eq!((follows("九年级"), follows("七年级")), (json!(4), json!(3)));
}
