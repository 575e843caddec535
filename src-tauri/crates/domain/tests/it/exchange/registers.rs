//! Registers of the four kinds, as text in GB18030 and as workbooks.

use super::desk::{Rows, School, places, text, workbook};
use serde_json::{Value, json};

/// The same rows in both formats, each into a school of its own: the same outcome, again the same, undone all gone.
fn in_both_formats(kind: &str, rows: Rows<'_>, list: &str, look: impl Fn(&School, &[Value])) {
    let files = [
        ("登记.csv", encoding_rs::GB18030.encode(&text(rows)).0.into_owned(), ""),
        ("登记.xlsx", workbook(rows), "登记"),
    ];
    for (name, bytes, sheet) in files {
        let school = School::at_work();
        let before = of(&school, list);
        let handle = school.lay(name, &bytes);
        let preview = school.preview(kind, &handle, json!({})).unwrap();
        assert_eq!((preview.sheet.as_str(), preview.file_name.as_str()), (sheet, name));
        let result = school.import(kind, &handle, json!({}), false);
        look(&school, &of(&school, list));
        let (acts, dump) = (school.acts(), school.dump());
        let again = school.import(kind, &handle, json!({}), false);
        assert_eq!((again.new, again.changed, again.act), (0, 0, None), "{name}");
        assert_eq!(again.same, result.new + result.same, "{name}");
        assert_eq!((school.acts(), school.dump()), (acts, dump), "{name}");
        school.undo(result.act.as_deref());
        assert_eq!(of(&school, list), before, "{name}");
    }
}

fn of(school: &School, list: &str) -> Vec<Value> {
    school.call(list, json!({})).unwrap()["rows"].as_array().unwrap().clone()
}

const OBSERVATIONS: Rows<'_> = &[
    &[
        "日期",
        "节次",
        "授课教师",
        "学科",
        "班级",
        "课题",
        "听课类型",
        "听课人",
        "节数",
        "评分",
        "优点",
        "不足",
        "建议",
        "过程",
    ],
    &[
        "2026-10-12",
        "第三节",
        "李四",
        "语文",
        "高一(1)",
        "《沁园春》",
        "随堂课",
        "张叠",
        "1",
        "92",
        "朗读充分",
        "",
        "留出默读时间",
        "导入\n初读\n品读",
    ],
    &["2026-10-13", "1-2", "王五", "", "高一2班", "集合", "推门课", "赵六", "", "优", "", "板书小", "", "例题"],
];

#[test]
fn observations() {
    in_both_formats("observations", OBSERVATIONS, "observation_list", |school, rows| {
        assert_eq!(rows.len(), 2);
        let row = &rows[1];
        assert_eq!((row["teacher"].as_str(), row["observer"].as_str()), (Some("李四"), Some("张叠")));
        assert_eq!(
            (row["total"].as_f64(), row["counts"].as_bool(), row["class_name"].as_str()),
            (Some(92.0), Some(true), Some("高一(1)"))
        );
        let sheet = school.call("observation_get", json!({"id": row["id"]})).unwrap();
        let process: Vec<&str> =
            sheet["timeline"].as_array().unwrap().iter().map(|entry| entry["process"].as_str().unwrap()).collect();
        assert_eq!(process, ["导入", "初读", "品读"]);
        assert!(sheet["timeline"][0]["clock"].is_null());
        assert_eq!(sheet["entered_after"], true);
        assert_eq!((rows[0]["lesson_count"].clone(), rows[0]["subject"].clone()), (json!(2), json!("数学")));
        assert!(rows[0]["total"].is_null());
    });
}

#[test]
fn an_edited_register_amends_its_sheets() {
    let school = School::at_work();
    school.import("observations", &school.lay_csv(OBSERVATIONS), json!({}), false);
    let id = of(&school, "observation_list")[1]["id"].clone();
    let before = school.call("observation_get", json!({"id": id})).unwrap();
    let handle = school.lay_csv(&[
        &["听课日期", "第几节", "授课人", "班级", "课题", "听课教师", "优点"],
        &["2026年10月12日", "3", "李四老师", "高一（1）班", "《沁园春》", "张叠", "朗读充分，板书工整"],
    ]);
    let result = school.import("observations", &handle, json!({}), false);
    assert_eq!((result.new, result.changed, result.warnings.len()), (0, 1, 0));
    let after = school.call("observation_get", json!({"id": id})).unwrap();
    assert_eq!((after["state"].clone(), after["strengths"].clone()), (json!("amended"), json!("朗读充分，板书工整")));
    for kept in ["timeline", "advice", "reported_total", "lesson_kind", "lesson_count", "subject"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    school.undo(result.act.as_deref());
    let undone = school.call("observation_get", json!({"id": id})).unwrap();
    assert_eq!((undone["state"].clone(), undone["strengths"].clone()), (json!("submitted"), json!("朗读充分")));
}

#[test]
fn odd_observations() {
    let school = School::at_work();
    let heading = OBSERVATIONS[0];
    let rows: Rows<'_> = &[
        heading,
        OBSERVATIONS[1],
        OBSERVATIONS[1],
        // 4: another observer of the same lesson, under another topic.
        &["2026-10-12", "3", "李四", "语文", "高一(1)", "沁园春·长沙", "", "王五、赵六", "", "", "好", "", "", "听"],
        // 5: the same sheet again with another text.
        &[
            "2026-10-12",
            "3",
            "李四",
            "语文",
            "高一(1)",
            "《沁园春》",
            "随堂课",
            "张叠",
            "1",
            "92",
            "改过的优点",
            "",
            "",
            "",
        ],
        &["2026-10-14", "1", "钱十", "语文", "高一(1)", "课", "随堂课", "张叠", "", "", "", "", "", ""],
        &["2026-12-24", "1", "李四", "语文", "高一(1)", "课", "随堂课", "张叠", "", "", "", "", "", ""],
        &["2026-06-01", "1", "李四", "语文", "高一(1)", "课", "随堂课", "张叠", "", "", "", "", "", ""],
        &["2026-10-14", "1", "李四", "语文", "高一(1)", "课", "推门课", "王五", "", "", "", "", "", ""],
        &["2026-10-14", "1", "李四", "语文", "高一(1)", "", "随堂课", "李四", "5", "", "", "", "", ""],
        &["2026-10-14", "1", "李四", "语文", "高一(1)", "课", "随堂课", "李四", "", "", "", "", "", ""],
    ];
    let handle = school.lay_csv(rows);
    let result = school.import("observations", &handle, json!({}), false);
    assert_eq!((result.new, result.changed, result.same), (2, 0, 1));
    assert_eq!(places(&result.doubtful), [(5, "听课人"), (8, "日期")]);
    assert_eq!(places(&result.refused), [(6, "授课教师"), (7, "日期"), (9, "听课类型"), (10, "节数"), (11, "听课人")]);
    assert!(result.refused[0].reason.contains("名册里没有“钱十”"));
    assert_eq!(places(&result.warnings), [(4, "课题"), (4, "听课类型")]);
    let sheets = of(&school, "observation_list");
    assert_eq!(sheets.len(), 3);
    assert!(sheets.iter().all(|sheet| sheet["topic"] == "《沁园春》"));
    let again = school.import("observations", &handle, json!({}), false);
    assert_eq!((again.new, again.changed, again.same, again.act), (0, 0, 3, None), "{:?}", again.doubtful);

    // Doubts that were accepted are there the next time.
    school.import("observations", &handle, json!({}), true);
    let again = school.import("observations", &handle, json!({}), true);
    assert_eq!((again.same, again.doubtful.len(), again.act), (5, 0, None));

    let made = school.import("observations", &handle, json!({"create_missing": true}), false);
    assert_eq!((made.new, made.refused.len()), (1, 4));
    assert_eq!(made.warnings[0].reason, "名册里没有的 1 位教师将一并新建。");
}

const HOMEWORK: Rows<'_> = &[
    &["日期", "检查人", "教师", "学科", "班级", "种类", "应布置", "实布置", "全批", "二次批改", "等级", "建议"],
    &["2026-10-15", "赵六", "李四", "语文", "高一1班", "作业本", "12", "12", "是", "10", "优", "批注可以再多一些"],
    &["2026-10-15", "赵六", "王五", "", "高一(2)班", "练习册", "20", "15", "否", "", "合格", ""],
];

#[test]
fn homework() {
    in_both_formats("homework", HOMEWORK, "homework_list", |_, rows| {
        assert_eq!(rows.len(), 2);
        let row = rows.iter().find(|row| row["teacher"] == "李四").unwrap();
        assert_eq!((row["fully_marked"].clone(), row["remarked"].clone()), (json!(12), json!(10)));
        let row = rows.iter().find(|row| row["teacher"] == "王五").unwrap();
        assert_eq!((row["fully_marked"].clone(), row["subject"].clone()), (json!(0), json!("数学")));
        assert_eq!(row["amount_band"], "偏少");
    });
    let school = School::at_work();
    let preview = school.preview("homework", &school.lay_csv(HOMEWORK), json!({})).unwrap();
    assert_eq!(places(&preview.warnings), [(2, "全批"), (3, "全批")]);
    assert!(preview.warnings[0].reason.contains("按实布置的 12 次写入"));
}

#[test]
fn odd_homework() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        HOMEWORK[0],
        HOMEWORK[1],
        &["2026-10-15", "赵六", "李四", "语文", "高一1班", "作业本", "12", "11", "11", "10", "良", ""],
        &["2026-10-15", "赵六", "李四", "语文", "高一3班", "作业本", "12", "10", "11", "", "", ""],
        &["2026-10-15", "赵六", "李四", "语文", "高一4班", "作业本", "12", "12", "十二", "", "", ""],
        &["2026-10-15", "赵六", "李四", "语文", "高一3班", "周记", "12", "12.5", "", "", "", ""],
    ]);
    let result = school.import("homework", &handle, json!({}), false);
    assert_eq!((result.new, places(&result.doubtful)), (1, vec![(3, "教师")]));
    assert_eq!(places(&result.refused), [(4, "全批"), (5, "班级"), (6, "实布置")]);
    school.import("homework", &handle, json!({}), true);
    let again = school.import("homework", &handle, json!({}), true);
    assert_eq!((again.same, again.doubtful.len(), again.act), (2, 0, None));
    let school = School::at_work();
    school.import("homework", &school.lay_csv(&HOMEWORK[..2]), json!({}), false);
    let changed = school
        .lay_csv(&[HOMEWORK[0], &["2026-10-15", "", "李四", "语文", "高一1班", "作业本", "", "", "", "", "良", ""]]);
    let result = school.import("homework", &changed, json!({}), false);
    assert_eq!((result.new, result.changed), (0, 1));
    let row = &of(&school, "homework_list")[0];
    assert_eq!(
        (row["band"].clone(), row["checker"].clone(), row["required"].clone()),
        (json!("良"), json!("赵六"), json!(12))
    );
}

const PLANS: Rows<'_> = &[
    &["教师", "学科", "年级", "课题", "稿次", "日期", "正文", "反思"],
    &["李四", "语文", "高一", "《沁园春》", "一稿", "2026-10-08", "教学目标", ""],
    &["李四", "语文", "高一", "《沁园春》", "二稿", "2026-10-10", "教学目标（改）", "朗读时间不够"],
    &["王五", "", "高一年级", "集合", "", "2026-10-09", "例题", ""],
];

#[test]
fn plans() {
    in_both_formats("plans", PLANS, "lesson_plan_list", |_, rows| {
        assert_eq!(rows.len(), 2);
        let row = rows.iter().find(|row| row["teacher"] == "李四").unwrap();
        assert_eq!((row["drafts"].clone(), row["reflections"].clone()), (json!([1, 2]), json!(1)));
        let row = rows.iter().find(|row| row["teacher"] == "王五").unwrap();
        assert_eq!((row["grade"].clone(), row["subject"].clone()), (json!("高一"), json!("数学")));
    });
    let school = School::at_work();
    school.import("plans", &school.lay_csv(PLANS), json!({}), false);
    let handle = school.lay_csv(&[
        PLANS[0],
        &["李四", "语文", "高一", "《沁园春》", "第三稿", "2026-10-12", "定下", ""],
        &["李四", "语文", "高一", "《沁园春》", "1", "2026-10-08", "教学目标（重写）", ""],
        &["李四", "语文", "高一", "《沁园春》", "五稿", "2026-10-12", "", ""],
        &["李四", "语文", "高一", "《沁园春》", "定稿", "", "", ""],
    ]);
    let result = school.import("plans", &handle, json!({}), false);
    assert_eq!((result.new, result.changed, places(&result.refused)), (1, 1, vec![(4, "稿次"), (5, "日期")]));
}

const PAIRINGS: Rows<'_> = &[
    &["师傅", "徒弟", "类型", "开始", "结束"],
    &["张叠", "李四", "教学", "2026-09-01", "2027-06-30"],
    &["赵六", "王五", "", "2026.09", ""],
];

#[test]
fn pairings() {
    in_both_formats("pairings", PAIRINGS, "pairing_list", |_, rows| {
        assert_eq!(rows.len(), 2);
        let row = rows.iter().find(|row| row["mentor"] == "赵六").unwrap();
        assert_eq!((row["kind"].clone(), row["started_on"].clone()), (json!("教学"), json!("2026-09-01")));
        assert!(row["ended_on"].is_null());
    });
    let school = School::at_work();
    school.import("pairings", &school.lay_csv(PAIRINGS), json!({}), false);
    let handle = school.lay_csv(&[
        PAIRINGS[0],
        &["张叠", "张叠", "教学", "2026-09-01", ""],
        &["李四", "张叠", "教学", "2026-09-01", ""],
        &["张叠", "李四", "教学", "2026-09-01", "2027-01-31"],
        &["张叠", "李四", "教学", "2026-09-01", "2026-08-01"],
    ]);
    let result = school.import("pairings", &handle, json!({}), false);
    assert_eq!((result.changed, places(&result.refused)), (1, vec![(2, "徒弟"), (3, "徒弟"), (5, "结束")]));
}
