//! What is owed and how lessons are scored.

use super::{Quota, Rank, Rubric, RubricItem};

/// What each post owes in a term.
pub fn quotas() -> Vec<Quota> {
    vec![
        Quota { rank: Rank::Leader, name: "校领导", lessons: 40 },
        Quota { rank: Rank::Middle, name: "中层", lessons: 30 },
        Quota { rank: Rank::Teacher, name: "教师", lessons: 18 },
    ]
}

/// The scoring sheet: five items of 20 points.
pub fn rubric() -> Rubric {
    let item = |name, levels| RubricItem { name, points: 20, levels };
    Rubric {
        name: "青溪中学课堂教学评价表",
        items: vec![
            item(
                "教学目标",
                [
                    "没有目标或与课标不符",
                    "目标笼统，学生不知道学什么",
                    "目标清楚，但没有分层",
                    "目标清楚可检测，多数学生能说出",
                    "目标精准分层，贯穿始终并有回扣",
                ],
            ),
            item(
                "教材处理",
                [
                    "有知识性错误",
                    "照本宣科，重点不明",
                    "重点明确，难点未突破",
                    "重难点处理得当，有补充材料",
                    "整合得当，情境真实，难点自然化解",
                ],
            ),
            item(
                "教学过程",
                [
                    "环节混乱，超时严重",
                    "以讲为主，环节拖沓",
                    "环节完整，过渡生硬",
                    "环节紧凑，问题链有梯度",
                    "节奏自如，生成处理得当",
                ],
            ),
            item(
                "学生学习",
                [
                    "大部分学生游离",
                    "参与面小于三分之一",
                    "多数参与，思考偏浅",
                    "参与面广，有合作与质疑",
                    "全员投入，能互评互学",
                ],
            ),
            item(
                "教学效果",
                [
                    "当堂检测未达一半",
                    "部分学生未掌握",
                    "达成基本目标",
                    "当堂达成率 80% 以上",
                    "达成率 90% 以上，学有余力者有拓展",
                ],
            ),
        ],
    }
}
