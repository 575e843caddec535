//! Every heading of the collected templates: which field it becomes, or that it is knowingly left out.
#![allow(clippy::unwrap_used)] // a test may panic

use super::{columns::Columns, headings::Presets, types::ImportKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const TEMPLATES: &str = include_str!("../../../../../tests/fixtures/import/table_headers.json");

#[derive(Deserialize)]
struct Template {
    id: String,
    columns: Vec<String>,
}

/// A template with its kind, and the fields of its headings.
type Read = (&'static str, ImportKind, &'static [(&'static str, &'static str)]);

/// The templates of the kinds that are imported. What is not named here is not read (see [`UNREAD`]) or personal (see
/// [`PERSONAL`]).
const READ: &[Read] = &[
    (
        "HD01",
        ImportKind::Roster,
        &[
            ("姓名", "name"),
            ("教职工号", "employee_no"),
            ("职务角色", "posts"),
            ("参加工作年月", "first_taught"),
            ("教授科目", "subject"),
            ("人员状态", "in_service"),
            ("专业技术职称", "title"),
        ],
    ),
    ("HD02", ImportKind::Roster, &[("姓名", "name"), ("部门名称", "department")]),
    ("HD03", ImportKind::Roster, &[("姓名", "name"), ("主教学科", "subject")]),
    ("HD04", ImportKind::Roster, &[("姓名", "name"), ("主教课程", "subject")]),
    (
        "HD05",
        ImportKind::Roster,
        &[
            ("中文名", "name"),
            ("职称", "title"),
            ("部门", "department"),
            ("职务", "posts"),
            ("何时工作", "first_taught"),
            ("员工状态", "in_service"),
        ],
    ),
    ("HD07", ImportKind::Roster, &[("职工号", "employee_no"), ("姓名", "name")]),
    (
        "HD10",
        ImportKind::Homework,
        &[("姓名", "teacher"), ("布置作业次数", "assigned"), ("批改作业次数", "fully_marked")],
    ),
    (
        "HD25",
        ImportKind::Homework,
        &[("姓名", "teacher"), ("批改次数", "fully_marked"), ("批改情况", "advice"), ("检查人", "checker")],
    ),
    ("HD26", ImportKind::Homework, &[("姓名", "teacher"), ("批改次数", "fully_marked")]),
    (
        "HD12",
        ImportKind::Observations,
        &[("课题", "topic"), ("授课人", "teacher"), ("听课节数", "lessons"), ("听课时间", "date")],
    ),
    (
        "HD13",
        ImportKind::Observations,
        &[
            ("听课教师", "observer"),
            ("星期", "weekday"),
            ("第几节课", "period"),
            ("授课老师", "teacher"),
            ("授课课题", "topic"),
            ("课堂评价", "advice"),
        ],
    ),
    (
        "HD14",
        ImportKind::OpenLessons,
        &[
            ("学科组", "subject"),
            ("姓名", "teacher"),
            ("授课时间", "date"),
            ("授课班级", "class"),
            ("授课地点", "place"),
            ("教学主题", "topic"),
        ],
    ),
    (
        "HD15",
        ImportKind::OpenLessons,
        &[
            ("科目", "subject"),
            ("班级", "class"),
            ("任课老师", "teacher"),
            ("日期", "date"),
            ("时间", "weekday"),
            ("节次", "period"),
            ("上课地点", "place"),
        ],
    ),
    (
        "HD16",
        ImportKind::OpenLessons,
        &[
            ("课程名称", "subject"),
            ("姓名", "teacher"),
            ("上课班级", "class"),
            ("星期", "weekday"),
            ("节次", "period"),
            ("上课内容", "topic"),
        ],
    ),
    (
        "HD20",
        ImportKind::Leaders,
        &[
            ("学科", "subject"),
            ("教研组长", "head"),
            ("高一备课组长", "prep_高一"),
            ("高二备课组长", "prep_高二"),
            ("高三备课组长", "prep_高三"),
        ],
    ),
];

/// Templates that other kinds of import read (timetables, the term's list of work), and tables of results, which are
/// figures of this product and not imported.
const ELSEWHERE: &[&str] =
    &["HD06", "HD08", "HD09", "HD11", "HD17", "HD18", "HD19", "HD21", "HD22", "HD23", "HD24", "HD27"];

/// Personal data: dropped by name.
const PERSONAL: &[&str] = &[
    "身份证",
    "身份证号",
    "曾用名",
    "手机号",
    "手机",
    "性别",
    "政治面貌",
    "入党时间",
    "出生年月",
    "出生日期",
    "籍贯",
    "出生地",
    "婚姻状况",
    "婚姻",
    "健康状况",
    "邮箱",
    "住址",
    "家庭住址",
    "家庭地址",
    "薪级",
    "民族",
    "QQ",
    "微信",
    "家庭电话",
    "办公电话",
    "短号",
    "紧要联络电话",
    "联系电话",
    "电子邮件",
];

/// Columns that no record has a place for.
const UNREAD: &[&str] = &[
    "教职工来源",
    "教职工类别",
    "学段",
    "进本校年月",
    "签订合同情况",
    "是否专任教",
    "是否在编",
    "专业技术岗位等级分类",
    "专业技术岗位等级",
    "职称聘用时间",
    "教师资格类型",
    "资格证编号",
    "资格取得学科",
    "证书颁发日期",
    "首次注册日期",
    "普通话水平",
    "是否教学岗",
    "是否受过特教专业培训",
    "是否有特殊教育从业证书",
    "校区ID",
    "用户名",
    "备注",
    "学年度",
    "学期",
    "所授年级",
    "主纯课时数",
    "兼教学科",
    "兼纯课时数",
    "语文、数学、英语跨教情况",
    "任行政或班主任情况",
    "学校",
    "纯课时数",
    "兼教课程",
    "兼课时数",
    "任行政、教辅或班主任课时数",
    "最高学历",
    "专业",
    "毕业院校",
    "技能等级",
    "技能鉴定时间",
    "入校时间",
    "方向",
    "电子作业/纸质作业",
    "预习检测",
    "得分",
    "折合",
    "数量得分",
    "批改及时",
    "无错批漏批",
    "二次批改是否及时",
    "评价方式",
    "学生书写规范",
    "作业量适中",
    "作业是否收齐",
    "作业格式",
    "特色作业加分",
    "组长检查是否及时",
    "总分",
    "年级学科",
    "分享状态",
    "周次",
    "随同听课老师",
    "教案(详案/简案)",
    "教学设计内容与授课内容(相符/基本相符/不相符)",
    "学生作业(未批改/有批改/有评语)",
    "类别",
    "上课1",
    "调课",
];

#[test]
fn every_heading_of_every_template_is_understood() {
    let templates: Vec<Template> = serde_json::from_str(TEMPLATES).unwrap();
    let presets = Presets::load().unwrap();
    let mut wrong = Vec::new();
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for template in &templates {
        let Some((_, kind, fields)) = READ.iter().find(|(id, ..)| *id == template.id) else {
            assert!(ELSEWHERE.contains(&template.id.as_str()), "{}", template.id);
            continue;
        };
        for decorated in [false, true] {
            // As sheets have it: required marks, line breaks, full-width blanks.
            let headings: Vec<String> = template
                .columns
                .iter()
                .map(|heading| if decorated { decorate(heading) } else { heading.clone() })
                .collect();
            let columns = Columns::assign(&presets, *kind, &headings, &BTreeMap::new(), &BTreeMap::new());
            for (heading, (_, column)) in template.columns.iter().zip(&columns.columns) {
                let wanted = fields.iter().find(|(name, _)| name == heading).map(|(_, field)| *field);
                let listed = |list: &[&'static str]| list.iter().find(|known| *known == heading).copied();
                met.extend(listed(PERSONAL).into_iter().chain(listed(UNREAD)));
                let right = match wanted {
                    Some(field) => column.field.as_deref() == Some(field) && !column.dropped,
                    None if listed(PERSONAL).is_some() => column.dropped && column.field.is_none(),
                    None => listed(UNREAD).is_some() && column.field.is_none() && !column.dropped,
                };
                if !right {
                    wrong.push(format!("{} {heading}: {:?} {}", template.id, column.field, column.dropped));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unmet: Vec<&&str> = PERSONAL.iter().chain(UNREAD).filter(|heading| !met.contains(*heading)).collect();
    assert!(unmet.is_empty(), "{unmet:?}");
    assert_eq!(READ.len() + ELSEWHERE.len(), templates.len());
}

fn decorate(heading: &str) -> String {
    let mut characters: Vec<String> = heading.chars().map(String::from).collect();
    if characters.len() > 1 && heading.chars().all(|c| !c.is_ascii()) {
        characters.insert(1, "\u{3000}".to_owned());
        characters.insert(2, "\n".to_owned());
    }
    format!("*{}（必填）", characters.concat())
}
