//! Bringing files in: the real school, registers of the four kinds, and files that mean harm.
#![cfg(unix)] // the reading process of these tests is this binary, started through a shell
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)] // a test may panic

mod assignments;
mod desk;
mod hostile;
mod lists;
mod misplaced;
mod other_words;
mod registers;
mod repairs;
mod scoring_sheets;
mod sent_by_heads;
mod sent_out;
mod timetables;
mod work;

pub(crate) use desk::reading_process;
use desk::{School, code, places, text};
use serde_json::json;
use std::collections::BTreeMap;

const ROSTER: &str = "roster_by_group_2022_2024.csv";
const TIMETABLE: &str = "timetable_2010-08_G1G2.csv";

#[test]
fn the_real_roster_of_2023() {
    let school = School::on("2024-01-20T09:00:00+08:00");
    let handle = school.real(ROSTER);
    let only = || json!({"only": {"column": "年度", "value": "2023"}});
    let result = school.import("roster", &handle, only(), false);
    assert_eq!((result.new, result.changed, result.same), (203, 0, 0));
    assert!(result.doubtful.is_empty() && result.refused.is_empty() && result.warnings.is_empty());

    let roster = school.call("roster_get", json!({})).unwrap();
    let mut groups: BTreeMap<String, u32> = BTreeMap::new();
    for teacher in roster["teachers"].as_array().unwrap() {
        *groups.entry(teacher["department"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let wanted = [
        ("体育", 6),
        ("化学", 15),
        ("历史", 8),
        ("地理", 10),
        ("德总信安工团", 14),
        ("技术", 9),
        ("政治", 9),
        ("教学教科", 11),
        ("数学", 25),
        ("校长室党政办财务", 14),
        ("物理", 15),
        ("生物", 11),
        ("艺术", 4),
        ("英语", 26),
        ("语文", 26),
    ];
    assert_eq!(groups, wanted.map(|(name, count)| (name.to_owned(), count)).into());
    let of = |subject: &str| {
        roster["teachers"].as_array().unwrap().iter().filter(|teacher| teacher["subject"] == subject).count()
    };
    assert_eq!((of("数学"), of("")), (25, 14 + 11 + 14));

    let (acts, dump) = (school.acts(), school.dump());
    let again = school.import("roster", &handle, only(), true);
    assert_eq!((again.new, again.changed, again.same, again.act), (0, 0, 203, None));
    assert_eq!((school.acts(), school.dump()), (acts, dump));

    school.undo(result.act.as_deref());
    let roster = school.call("roster_get", json!({})).unwrap();
    assert!(roster["teachers"].as_array().unwrap().is_empty());
    assert!(roster["departments"].as_array().unwrap().is_empty());
}

#[test]
fn the_real_timetable_of_2010() {
    let school = School::on("2010-08-30T09:00:00+08:00");
    let handle = school.real(TIMETABLE);
    let create = || json!({"create_missing": true, "term_id": "2010-2011-1"});
    school.term("2010-2011", 1, "2010-08-23", "2011-01-28");
    let refused = school.preview("timetable", &handle, json!({})).unwrap();
    assert_eq!((refused.refused, refused.new), (896, 0));
    assert_eq!(refused.rows[0].row, 5);

    let result = school.import("timetable", &handle, create(), false);
    assert_eq!((result.new, result.same, result.doubtful.len(), result.refused.len()), (896, 0, 0, 0));
    let rooms: Vec<_> = result.warnings.iter().filter(|note| note.column == "教师").collect();
    assert_eq!(rooms.len(), 3);
    assert!(rooms.iter().all(|note| note.reason.contains("同一位教师这一节还在高")));

    let whole = school.call("timetable_get", json!({})).unwrap();
    assert_eq!(whole["total"], 896);
    let first = school.call("timetable_get", json!({})).unwrap()["lessons"][0].clone();
    assert_eq!(first["date"], "2010-08-23");
    let roster = school.call("roster_get", json!({})).unwrap();
    assert_eq!(roster["classes"].as_array().unwrap().len(), 32);
    assert!(
        roster["teachers"].as_array().unwrap().iter().all(|teacher| teacher["subject"]
            .as_str()
            .unwrap()
            .chars()
            .count()
            > 1)
    );

    let (acts, dump) = (school.acts(), school.dump());
    let again = school.import("timetable", &handle, create(), false);
    assert_eq!((again.new, again.changed, again.same, again.act), (0, 0, 896, None));
    assert!(again.warnings.is_empty());
    assert_eq!((school.acts(), school.dump()), (acts, dump));

    school.undo(result.act.as_deref());
    assert_eq!(school.call("timetable_get", json!({})).unwrap()["total"], 0);
    assert!(school.call("roster_get", json!({})).unwrap()["teachers"].as_array().unwrap().is_empty());
}

#[test]
fn a_roster_as_schools_keep_it() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["试验中学教师花名册"],
        &[
            "序号",
            "姓 名*",
            "教职工号",
            "身份证号",
            "手机号",
            "教研组（必填）",
            "任教学科",
            "职务",
            "参加工作年月",
            "职称",
        ],
        &[
            "1",
            "张　叠",
            "001",
            "330602199001010011",
            "13800000000",
            "语文组",
            "语",
            "教研组长、班主任",
            "1990.08",
            "高级教师",
        ],
        &["2", "李四", "", "x", "y", "语文组", "", "", "", ""],
        &["3", "孙七", "003", "x", "y", "英语组", "", "备课组长；班主任", "2020-09", ""],
        &["4", "孙七", "003", "x", "y", "英语组", "", "备课组长；班主任", "2020-09", ""],
        &["5", "孙七", "004", "x", "y", "数学组", "", "", "", ""],
        &["6", "周八", "", "", "", "物理组", "", "", "2001.1", ""],
        &["7", "", "", "", "", "物理组", "", "", "", ""],
        &["8", "吴九", "", "", "", "化学组", "", "", "", ""],
        &["9", "吴九", "", "", "", "生物组", "", "", "", ""],
        &["10", "郑十", "", "", "", "校长室", "", "", "", ""],
        &["11", "郑十", "", "", "", "英语组", "", "", "", ""],
        &["合计", "11 人"],
    ]);
    let preview = school.preview("roster", &handle, json!({})).unwrap();
    let dropped: Vec<&str> =
        preview.columns.iter().filter(|column| column.dropped).map(|column| column.heading.as_str()).collect();
    assert_eq!(dropped, ["身份证号", "手机号"]);
    assert_eq!(places(&preview.warnings)[..2], [(2, "身份证号"), (2, "手机号")]);
    assert_eq!(places(&preview.warnings)[2..], [(11, "姓 名*")]);
    assert!(!serde_json::to_string(&preview).unwrap().contains("330602199001010011"));
    let verdicts = (preview.new, preview.changed, preview.same, preview.doubtful, preview.refused);
    assert_eq!(verdicts, (5, 1, 2, 2, 2));

    let result = school.apply(&preview.token, false).unwrap();
    assert_eq!(places(&result.doubtful), [(8, "参加工作年月"), (13, "姓 名*")]);
    assert!(result.doubtful[0].reason.contains("可能是 1 月，也可能是 10 月"));
    assert_eq!(places(&result.refused), [(9, "姓 名*"), (14, "")]);
    let teachers = school.call("roster_get", json!({})).unwrap()["teachers"].as_array().unwrap().clone();
    assert_eq!(teachers.len(), 4 + 5);
    let named = |name: &str| teachers.iter().find(|teacher| teacher["name"] == name).unwrap().clone();
    assert_eq!(named("张叠")["posts"], json!(["教研组长", "班主任"]));
    assert_eq!(named("张叠")["first_taught"], "1990-08");
    assert_eq!(named("张叠")["employee_no"], "001");
    assert_eq!(named("吴九")["subject"], "化学");

    let accepted = school.import("roster", &handle, json!({}), true);
    assert_eq!((accepted.new, accepted.same, accepted.doubtful.len()), (0, 8, 2));
    let last = school.import("roster", &handle, json!({}), true);
    assert_eq!((last.same, last.refused.len(), last.doubtful.len(), last.act), (10, 2, 0, None));

    // Two of one name: a register has to tell them apart.
    let lessons = school.lay_csv(&[
        &["星期", "班级", "节次", "科目", "教师"],
        &["周一", "高一1班", "1", "化", "吴九"],
        &["周一", "高一2班", "1", "生", "吴九"],
        &["周一", "高一3班", "1", "自习", "吴九（化学）"],
        &["周一", "高一3班", "2", "班会", "吴九"],
    ]);
    let result = school.import("timetable", &lessons, json!({}), false);
    assert_eq!((result.new, places(&result.refused)), (3, vec![(5, "教师")]));
    assert_eq!(places(&result.warnings), [(4, "教师")]);
}

#[test]
fn a_timetable_by_weekday() {
    let school = School::at_work();
    let rows: &[&[&str]] = &[
        &["星期", "年级", "班级", "节次", "科目", "任课教师", "教室"],
        &["周一", "高一", "1", "第三节", "语", "张叠", "A101"],
        &["周一", "高一", "1", "第三节", "语", "张叠", "A101"],
        &["周一", "高一", "1", "第三节", "数", "王五", ""],
        &["周一", "高一", "9", "第三节", "数", "王五", ""],
        &["周二", "高一", "2", "3-4", "数", "王五", ""],
        &["周八", "高一", "2", "1", "数", "王五", ""],
        &["周三", "高一", "2", "下午第一节", "数", "钱十", ""],
    ];
    let handle = school.lay_csv(rows);
    let result = school.import("timetable", &handle, json!({}), false);
    assert_eq!((result.new, result.same), (2, 1));
    assert_eq!(places(&result.doubtful), [(4, "班级")]);
    assert_eq!(places(&result.refused), [(5, "班级"), (7, "星期"), (8, "节次")]);
    assert!(result.refused[0].reason.contains("学校里没有高一(9)班"));
    assert_eq!(result.refused[1].reason, "无法识别“周八”。");
    assert!(result.refused[2].reason.contains("名册里没有“钱十”"));
    assert_eq!(school.call("timetable_get", json!({})).unwrap()["total"], 3);

    let changed = school.lay_csv(&[rows[0], &["周一", "高一", "1", "3", "语文", "李四", ""]]);
    let result = school.import("timetable", &changed, json!({}), false);
    assert_eq!((result.new, result.changed), (0, 1));
    let lessons = school.call("timetable_get", json!({})).unwrap();
    assert_eq!((lessons["total"].clone(), lessons["lessons"][0]["teacher"].clone()), (json!(3), json!("李四")));
    assert_eq!(lessons["lessons"][0]["place"], "A101");

    // A second lesson of one class at one time, once accepted, is there the next time.
    school.import("timetable", &handle, json!({}), true);
    let again = school.import("timetable", &handle, json!({}), true);
    assert_eq!((again.same, again.doubtful.len()), (4, 0));
}

#[test]
fn what_a_date_says_twice_must_agree() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["日期", "星期", "班级", "节次", "科目", "教师"],
        &["2026-11-19", "周四", "高一(1)", "1", "语文", "张叠"],
        &["11月20日", "周四", "一(1)班", "1", "语文", "张叠"],
        &["2027-03-01", "周一", "高一(1)", "1", "语文", "张叠"],
    ]);
    let result = school.import("timetable", &handle, json!({}), false);
    assert_eq!(
        (result.new, places(&result.doubtful), places(&result.refused)),
        (1, vec![(3, "星期")], vec![(4, "日期")])
    );
    assert_eq!(result.doubtful[0].reason, "2026年11月20日是周五，表里写的是周四。");
}

#[test]
fn files_that_are_no_tables_or_mean_harm() {
    let school = School::at_work();
    let dump = school.dump();
    let refuse = |name: &str, bytes: &[u8]| code(school.preview("roster", &school.lay(name, bytes), json!({})));
    assert_eq!(refuse("空.csv", b""), "intake_empty");
    assert_eq!(refuse("诗.csv", "床前明月光\n疑是地上霜".as_bytes()), "import_no_heading");
    assert_eq!(refuse("组.csv", "工号,教研组\n1,语文组".as_bytes()), "import_no_column");
    assert_eq!(refuse("表头.csv", "姓名,教研组".as_bytes()), "import_no_rows");
    let roster = school.lay_csv(&[&["姓名", "教研组"], &["钱十", "语文组"]]);
    let elsewhere = json!({"only": {"column": "年度", "value": "2023"}});
    assert_eq!(code(school.preview("roster", &roster, elsewhere)), "import_no_where");
    assert_eq!(code(school.preview("roster", "file-00", json!({}))), "unknown_handle");

    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(1_048_575, 16_383, "远").unwrap();
    assert!(refuse("远.xlsx", &book.save_to_buffer().unwrap()).starts_with("intake_"));
    assert!(refuse("弹.xlsx", &bomb()).starts_with("intake_"));
    assert_eq!(school.dump(), dump);
}

/// A workbook whose sheet inflates to 512 MB.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("xl/workbook.xml", options).unwrap();
    zip.write_all(b"<workbook/>").unwrap();
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..512 {
        zip.write_all(&blank).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn cancelling_leaves_nothing() {
    let school = School::on("2024-01-20T09:00:00+08:00");
    let handle = school.real(ROSTER);
    let (dump, acts) = (school.dump(), school.acts());
    let request = json!({"kind": "roster", "handle": handle});
    assert_eq!(code(school.call_until("import_preview", request, &|| true)), "cancelled");
    let only = json!({"only": {"column": "年度", "value": "2023"}});
    let preview = school.preview("roster", &handle, only).unwrap();
    for asked in 1..5 {
        let count = std::cell::Cell::new(0);
        let cancelled = || {
            count.set(count.get() + 1);
            count.get() > asked
        };
        let answer = school.call_until("import_apply", json!({"token": preview.token}), &cancelled);
        assert_eq!(code(answer), "cancelled");
        assert_eq!((school.dump(), school.acts()), (dump.clone(), acts));
    }
    let dry = school.call("import_apply", json!({"token": preview.token, "dry_run": true})).unwrap();
    assert_eq!((dry["new"].clone(), dry["act"].clone()), (json!(203), json!(null)));
    assert_eq!((school.dump(), school.acts()), (dump, acts));
    // The preview is still good, once.
    assert_eq!(school.apply(&preview.token, false).unwrap().new, 203);
    assert_eq!(code(school.apply(&preview.token, false)), "unknown_preview");
}

#[test]
fn a_preview_grows_stale() {
    let school = School::at_work();
    let handle = school.lay_csv(&[&["姓名", "教研组"], &["钱十", "语文组"]]);
    let preview = school.preview("roster", &handle, json!({})).unwrap();
    school.call("teacher_save", json!({"name": "无关的人"})).unwrap();
    assert_eq!(school.apply(&preview.token, false).unwrap().new, 1);

    let handle = school.lay_csv(&[&["姓名", "教研组"], &["钱十一", "语文组"]]);
    let preview = school.preview("roster", &handle, json!({})).unwrap();
    school.call("teacher_save", json!({"name": "钱十一", "department": "语文组", "subject": "语文"})).unwrap();
    assert_eq!(code(school.apply(&preview.token, false)), "preview_stale");
}

#[test]
fn a_calendar_of_the_state_and_of_the_school() {
    let school = School::at_work();
    let rows: &[&[&str]] = &[
        &["年度", "节日", "日期", "星期", "类型"],
        &["2026", "国庆节", "2026-10-01", "周四", "放假"],
        &["2026", "国庆节", "2026-10-10", "周六", "调休上班"],
        &["2026", "运动会", "2026-11-12", "周四", "放假"],
        &["2026", "运动会", "2026-11-13", "周四", "放假"],
        &["2026", "运动会", "2026-11-14", "周六", "半天"],
    ];
    let handle = school.lay("节假日.csv", &encoding_rs::GB18030.encode(&text(rows)).0);
    let result = school.import("calendar", &handle, json!({}), false);
    assert_eq!((result.new, result.same), (1, 2));
    assert_eq!((places(&result.doubtful), places(&result.refused)), (vec![(5, "星期")], vec![(6, "类型")]));

    let handle = school.lay_csv(&[
        &["日期", "类型", "名称", "按周几"],
        &["2026-10-10", "上课", "国庆节", "周三"],
        &["2027-01-01至2027-01-03", "放假", "元旦", ""],
    ]);
    let result = school.import("calendar", &handle, json!({}), false);
    assert_eq!((result.new, result.changed), (1, 1));
    let again = school.import("calendar", &handle, json!({}), false);
    assert_eq!((again.same, again.act), (2, None));
    let days = school.call("calendar_get", json!({})).unwrap()["days"].as_array().unwrap().clone();
    assert!(days.iter().any(|day| day["date"] == "2026-10-10" && day["follows_weekday"] == 3));
    assert!(days.iter().any(|day| day["date"] == "2027-01-02" && day["name"] == "元旦"));
}
