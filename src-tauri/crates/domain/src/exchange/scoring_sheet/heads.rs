//! The headings of a scoring sheet: what its columns hold.

use super::{
    grid::{Grid, Line},
    numbers,
};
use keji_intake::header::normalise_heading;

/// Rows among which the headings are looked for.
const DEPTH: usize = 15;

const COARSE: &[&str] = &[
    "一级指标",
    "项目",
    "维度",
    "评价项目",
    "评价维度",
    "指标",
    "评价指标",
    "类别",
    "检查项目",
    "考核项目",
    "考评项目",
    "模块",
    "板块",
    "方面",
    "评价方面",
    "评估项目",
    "考核内容",
    "A级指标",
];
const FINE: &[&str] = &[
    "二级指标",
    "评价要点",
    "要点",
    "内容",
    "评价内容",
    "检查内容",
    "观测点",
    "观察点",
    "评估内容",
    "细目",
    "考核要点",
    "B级指标",
    "评价细目",
    "考评内容",
    "三级指标",
];
const STANDARD: &[&str] = &[
    "评价标准",
    "标准",
    "评价要求",
    "要求",
    "具体要求",
    "检查标准",
    "考核标准",
    "指标要求",
    "说明",
    "指标内涵",
    "评估标准",
];
const RULES: &[&str] = &[
    "评分标准",
    "评分细则",
    "评分办法",
    "计分办法",
    "扣分标准",
    "扣分细则",
    "扣分办法",
    "评分规则",
    "计分标准",
    "考核办法",
    "评分说明",
];
const POINTS: &[&str] = &[
    "分值",
    "满分",
    "权重",
    "标准分",
    "配分",
    "分数",
    "赋分",
    "应得分",
    "满分值",
    "标准分值",
    "权重分",
    "总分值",
    "权重分值",
];
const LEVELS: &[&str] = &[
    "优",
    "良",
    "中",
    "差",
    "优秀",
    "良好",
    "中等",
    "一般",
    "较好",
    "较差",
    "好",
    "合格",
    "不合格",
    "及格",
    "不及格",
    "达标",
    "基本达标",
    "未达标",
    "不达标",
    "待改进",
    "待提高",
    "需改进",
    "A",
    "B",
    "C",
    "D",
    "E",
    "符合",
    "基本符合",
    "不符合",
];
const IGNORED: &[&str] = &[
    "序号",
    "得分",
    "评分",
    "实得分",
    "自评",
    "自评分",
    "复评",
    "考评得分",
    "评价得分",
    "打分",
    "备注",
    "评语",
    "扣分",
    "扣分原因",
    "检查情况",
    "检查记录",
    "评价等级",
    "等级",
    "评价等次",
    "等次",
    "小计",
    "评定",
    "评价结果",
    "折合",
];

/// A level column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    /// Its name.
    pub(super) name: String,
    /// Number in brackets behind the name: points, or a share up to 1.
    pub(super) number: Option<f64>,
    /// Column.
    pub(super) column: usize,
}

/// What the columns hold.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// First line of the headings.
    pub(super) first: usize,
    /// First line below them.
    pub(super) below: usize,
    /// Sections.
    pub(super) section: Option<usize>,
    /// Items.
    pub(super) item: Option<usize>,
    /// Whether the column of items holds standards rather than names.
    pub(super) standards: bool,
    /// What is added to an item.
    pub(super) hints: Vec<usize>,
    /// Rules of taking off.
    pub(super) rules: Vec<usize>,
    /// Points of sections, where items have points of their own.
    pub(super) section_points: Option<usize>,
    /// Points.
    pub(super) points: Option<usize>,
    /// Levels.
    pub(super) levels: Vec<Level>,
    /// Headings that say nothing here, with their row.
    pub(super) unknown: Vec<(u32, String)>,
}

impl Heads {
    /// The row of headings with most known ones, two rows where the levels stand in a second.
    pub(super) fn find(grid: &Grid<'_>) -> Option<Self> {
        let mut best: Option<(usize, usize)> = None;
        for (at, line) in grid.lines.iter().take(DEPTH).enumerate() {
            let known = line.texts().into_iter().filter(|text| is_known(text)).count();
            let says_points = line.texts().into_iter().any(|text| is_of(POINTS, text) || is_of(LEVELS, text));
            if known >= 2 && says_points && best.is_none_or(|(most, _)| known > most) {
                best = Some((known, at));
            }
        }
        let (_, at) = best?;
        let levels = |at: usize| {
            let line = grid.lines.get(at);
            line.is_some_and(|line| {
                let texts = line.texts();
                texts.iter().filter(|text| is_of(LEVELS, text)).count() >= 2
                    && texts.iter().all(|text| numbers::number(text).is_none())
            })
        };
        let named = |line: &Line| {
            line.texts().into_iter().any(|text| is_of(COARSE, text) || is_of(FINE, text) || is_of(POINTS, text))
        };
        let (first, last) = match at.checked_sub(1) {
            Some(above) if levels(at) && named(&grid.lines[above]) => (above, at),
            _ if levels(at + 1) => (at, at + 1),
            _ => (at, at),
        };
        let heads = Self::of(grid, first, last);
        (heads.section.is_some() || heads.item.is_some()).then_some(heads)
    }

    fn of(grid: &Grid<'_>, first: usize, last: usize) -> Self {
        let (upper, lower) = (&grid.lines[first], &grid.lines[last]);
        let mut heads = Self { first, below: last + 1, ..Self::default() };
        let (mut texts, mut points) = (Vec::new(), Vec::new());
        for column in 0..upper.width().max(lower.width()) {
            // A heading that is merged over several columns says the levels below it, or belongs to its first column.
            let heading = if is_of(LEVELS, lower.text(column)) || upper.text(column).is_empty() {
                lower.text(column)
            } else {
                upper.text(column)
            };
            let beside = column.checked_sub(1).map_or("", |before| upper.text(before));
            if is_of(LEVELS, heading) {
                let name = normalise_heading(heading);
                heads.levels.push(Level { name, number: numbers::in_brackets(heading), column });
            } else if is_of(POINTS, heading) {
                points.push(column);
            } else if is_of(RULES, heading) {
                heads.rules.push(column);
            } else if is_of(COARSE, heading) || is_of(FINE, heading) || is_of(STANDARD, heading) {
                texts.push((column, is_of(STANDARD, heading)));
            } else if !heading.is_empty() && !is_of(IGNORED, heading) && heading != beside {
                heads.unknown.push((upper.number, heading.to_owned()));
            }
        }
        match texts.as_slice() {
            [] => heads.item = if heads.rules.is_empty() { None } else { Some(heads.rules.remove(0)) },
            // Beside rules of taking off, the single column names what is judged.
            [(only, _)] => heads.item = Some(*only),
            [(section, _), (item, standards), hints @ ..] => {
                (heads.section, heads.item, heads.standards) = (Some(*section), Some(*item), *standards);
                heads.hints = hints.iter().map(|(column, _)| *column).collect();
            }
        }
        heads.points = points.last().copied();
        if let ([before, ..], Some(item)) = (points.as_slice(), heads.item)
            && points.len() > 1
            && *before < item
        {
            heads.section_points = Some(*before);
        }
        heads
    }

    /// Number of columns that are understood.
    pub(super) fn known(&self) -> usize {
        let some = [self.section, self.item, self.section_points, self.points];
        some.into_iter().flatten().count() + self.levels.len() + self.rules.len() + self.hints.len()
    }
}

fn is_known(heading: &str) -> bool {
    [COARSE, FINE, STANDARD, RULES, POINTS, LEVELS, IGNORED].iter().any(|words| is_of(words, heading))
}

fn is_of(words: &[&str], heading: &str) -> bool {
    let bare = normalise_heading(heading);
    words.contains(&bare.as_str())
}
