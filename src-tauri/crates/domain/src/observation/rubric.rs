//! The scoring sheet: five items by levels 1–5, and the sums that follow from it.

use super::{
    rubric_rows,
    types::{Band, Rubric, RubricItem, Score},
};
use crate::error::{Code, Error, Result};
use keji_store::{Read, Tx};

/// Items of the scoring sheet that a school starts from, with what the levels 1–5 mean.
const FIVE_ITEMS: [(&str, [&str; 5]); 5] = [
    (
        "教学目标",
        [
            "没有目标或与课标不符",
            "目标笼统，学生不知道学什么",
            "目标清楚，但没有分层",
            "目标清楚可检测，多数学生能说出",
            "目标精准分层，贯穿始终并有回扣",
        ],
    ),
    (
        "教学内容",
        [
            "有知识性错误",
            "照本宣科，重点不明",
            "重点明确，难点未突破",
            "重难点处理得当，有补充材料",
            "整合得当，情境真实，难点自然化解",
        ],
    ),
    (
        "教学过程",
        [
            "环节混乱，超时严重",
            "以讲为主，环节拖沓",
            "环节完整，过渡生硬",
            "环节紧凑，问题链有梯度",
            "节奏自如，生成处理得当",
        ],
    ),
    (
        "学生学习",
        [
            "大部分学生游离",
            "参与面小于三分之一",
            "多数参与，思考偏浅",
            "参与面广，有合作与质疑",
            "全员投入，能互评互学",
        ],
    ),
    (
        "教学效果",
        [
            "当堂检测未达一半",
            "部分学生未掌握",
            "达成基本目标",
            "当堂达成率八成以上",
            "达成率九成以上，学有余力者有拓展",
        ],
    ),
];

/// The scoring sheet in force.
///
/// # Errors
/// `NotFound` when the school has none.
pub(crate) fn present(read: &Read<'_>) -> Result<Rubric> {
    let id = rubric_rows::newest(read)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    rubric_rows::get(read, &id)
}

/// Makes the scoring sheet that a school starts from: five items of twenty points.
pub(crate) fn create_defaults(tx: &Tx<'_>) -> Result<()> {
    let items = FIVE_ITEMS
        .iter()
        .map(|(name, levels)| RubricItem {
            id: String::new(),
            name: (*name).to_owned(),
            points: 20.0,
            levels: levels.iter().map(|level| (*level).to_owned()).collect(),
        })
        .collect();
    let bands = [("优", 90.0), ("良", 75.0), ("合格", 60.0), ("待提高", 0.0)]
        .into_iter()
        .map(|(name, from)| Band { name: name.to_owned(), from })
        .collect();
    let rubric =
        Rubric { id: tx.new_id()?, name: "课堂评价表（五项）".to_owned(), total: 100.0, items, bands };
    rubric_rows::insert(tx, &rubric)
}

/// Sum of the items that have a level; a level is a fifth of the item's points.
pub(crate) fn provisional(rubric: &Rubric, scores: &[Score]) -> f64 {
    let points = |score: &Score| {
        let item = rubric.items.iter().find(|item| item.id == score.item_id);
        item.map_or(0.0, |item| item.points * f64::from(score.level) / 5.0)
    };
    one_decimal(scores.iter().map(points).sum())
}

/// Total when every item has a level.
pub(crate) fn total(rubric: &Rubric, scores: &[Score]) -> Option<f64> {
    let complete = rubric.items.iter().all(|item| scores.iter().any(|score| score.item_id == item.id));
    if complete && !rubric.items.is_empty() { Some(provisional(rubric, scores)) } else { None }
}

/// Band of a total.
pub(crate) fn band(bands: &[Band], total: Option<f64>) -> Option<String> {
    let total = total?;
    bands.iter().find(|band| total >= band.from).map(|band| band.name.clone())
}

/// Half up, once, to one decimal.
pub(crate) fn one_decimal(value: f64) -> f64 {
    (value * 10.0 + 1e-9).round() / 10.0
}
