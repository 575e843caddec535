//! The words of the observation sheets, by subject, in the order of the files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::topics::Genre;

const PROCESS: &str = include_str!("../../../../../../assets/sample/process.txt");
const OPINIONS: &str = include_str!("../../../../../../assets/sample/opinions.txt");
const COMMON: &str = "通用";

/// A step of a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 导入.
    Opening,
    /// 新授 (in review lessons: going through the matter).
    Teaching,
    /// 活动.
    Activity,
    /// 练习.
    Practice,
    /// 小结.
    Closing,
}

/// What happened in a step, and what a visitor may think of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The step.
    pub step: Step,
    genres: &'static str,
    /// 教学过程; `{t}` stands for the topic.
    pub process: &'static str,
    /// 随评 of a visitor who is pleased.
    pub good: &'static str,
    /// 随评 of a visitor who is not.
    pub weak: &'static str,
}

/// What a visitor says about an item (1–5) of the scoring sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// 优点.
    Strength(u8, &'static str),
    /// 不足 with the 建议 that answers it.
    Problem(u8, &'static str, &'static str),
    /// 收获.
    Gain(&'static str),
}

type ByS<T> = BTreeMap<&'static str, Vec<T>>;

static MOMENTS: LazyLock<ByS<Moment>> = LazyLock::new(|| read(PROCESS, moment));
static SAID: LazyLock<ByS<Opinion>> = LazyLock::new(|| read(OPINIONS, opinion));

fn read<T>(text: &'static str, line: fn(&'static str) -> Option<T>) -> ByS<T> {
    let mut found = BTreeMap::new();
    let mut subject = COMMON;
    for row in text.lines() {
        if let Some(name) = row.strip_prefix("## ") {
            subject = name;
        } else if let Some(value) = line(row) {
            found.entry(subject).or_insert_with(Vec::new).push(value);
        }
    }
    found
}

fn moment(row: &'static str) -> Option<Moment> {
    let mut cells = row.split('|');
    let step = match cells.next()? {
        "导" => Step::Opening,
        "授" => Step::Teaching,
        "动" => Step::Activity,
        "练" => Step::Practice,
        "结" => Step::Closing,
        _ => return None,
    };
    Some(Moment { step, genres: cells.next()?, process: cells.next()?, good: cells.next()?, weak: cells.next()? })
}

fn opinion(row: &'static str) -> Option<Opinion> {
    let mut cells = row.split('|');
    let head = cells.next()?;
    let item = head.chars().last().and_then(|c| c.to_digit(10)).and_then(|n| u8::try_from(n).ok());
    match (head.chars().next()?, item) {
        ('优', Some(item)) => Some(Opinion::Strength(item, cells.next()?)),
        ('议', Some(item)) => Some(Opinion::Problem(item, cells.next()?, cells.next()?)),
        ('获', _) => Some(Opinion::Gain(cells.next()?)),
        _ => None,
    }
}

/// The moments of a step that fit a subject and a sort of lesson.
pub fn moments(subject: &str, genre: Genre, step: Step) -> Vec<&'static Moment> {
    let (letter, home) = match genre {
        Genre::Plain => ('n', subject),
        Genre::Special => ('s', subject),
        Genre::Grammar => ('g', subject),
        Genre::Writing => ('w', subject),
        Genre::Review => ('r', COMMON),
        Genre::Comment => ('c', COMMON),
    };
    let fits = |m: &&Moment| m.step == step && (m.genres.contains(letter) || (m.genres == "a" && home == subject));
    MOMENTS.get(home).into_iter().flatten().filter(fits).collect()
}

/// Subjects taught outside the desk rows, where words of desk and paper are nonsense.
pub fn is_practical(subject: &str) -> bool {
    matches!(subject, "体育" | "音乐" | "美术" | "信息科技" | "劳动")
}

fn suits(opinion: &Opinion, subject: &str) -> bool {
    const DESK: [&str; 29] = [
        "讨论",
        "例子",
        "提问",
        "上台",
        "复述他人",
        "板书",
        "发言",
        "笔记",
        "检测",
        "作业",
        "学案",
        "书",
        "板演",
        "题",
        "举手",
        "批改",
        "讲评",
        "后排",
        "黑板",
        "坐姿",
        "媒体",
        "课件",
        "讲台",
        "订正",
        "再测",
        "三分钟",
        "课后辅导",
        "点名",
        "答案",
    ];
    let text = |t: &str| !DESK.iter().any(|word| t.contains(word));
    !is_practical(subject)
        || match opinion {
            Opinion::Strength(_, t) | Opinion::Gain(t) => text(t),
            Opinion::Problem(_, t, a) => text(t) && text(a),
        }
}

type Own = Vec<&'static Opinion>;

static FITTING: LazyLock<BTreeMap<&'static str, (Own, Own)>> = LazyLock::new(|| {
    let fitting = |subject: &str| {
        let own = SAID.get(subject).into_iter().flatten().collect();
        let common = SAID.get(COMMON).into_iter().flatten().filter(|o| suits(o, subject)).collect();
        (own, common)
    };
    SAID.keys().map(|subject| (*subject, fitting(subject))).collect()
});

static NOTHING: (Own, Own) = (Vec::new(), Vec::new());

/// What can be said in a subject: its own phrases, then the common ones that suit it.
pub fn opinions(subject: &str) -> &'static (Vec<&'static Opinion>, Vec<&'static Opinion>) {
    let fitting: &BTreeMap<&str, (Own, Own)> = &FITTING;
    fitting.get(subject).unwrap_or(&NOTHING)
}

/// Whether a subject's own phrase fits the sort of lesson: review, comment and
/// writing lessons get the common ones, laboratory words only laboratory lessons.
pub fn fits(opinion: &Opinion, subject: &str, genre: Genre) -> bool {
    const LABORATORY: [&str; 7] = ["实验", "动手", "操作", "装置", "数据", "演示", "观察"];
    let text = match opinion {
        Opinion::Strength(_, text) | Opinion::Problem(_, text, _) => text,
        Opinion::Gain(_) => return true,
    };
    match genre {
        Genre::Review | Genre::Comment | Genre::Writing => false,
        Genre::Special => true,
        Genre::Plain | Genre::Grammar => {
            !matches!(subject, "物理" | "化学" | "生物") || !LABORATORY.iter().any(|word| text.contains(word))
        }
    }
}

/// The things a phrase speaks of, one bit each; worked out once for all phrases.
static THINGS: LazyLock<BTreeMap<&'static str, u64>> = LazyLock::new(|| {
    let opinions = SAID.values().flatten().map(|o| match o {
        Opinion::Strength(_, t) | Opinion::Problem(_, t, _) | Opinion::Gain(t) => *t,
    });
    let remarks = MOMENTS.values().flatten().flat_map(|m| [m.good, m.weak]);
    opinions.chain(remarks).map(|t| (t, things(t))).collect()
});

fn things(text: &str) -> u64 {
    const NAMES: [&str; 39] = [
        "错因", "订正", "朗读", "规范", "检测", "板书", "分工", "讨论", "示范", "小结", "追问", "安全", "读图", "史料",
        "密度", "时间", "目标", "讲解", "过渡", "评价", "巡视", "板演", "归纳", "发言", "操练", "反馈", "动手", "合作",
        "设计", "练习", "案例", "概念", "材料", "展评", "作业", "等待", "难度", "口号", "图",
    ];
    NAMES.iter().rev().fold(0, |bits, name| bits << 1 | u64::from(text.contains(name)))
}

/// Whether two phrases of the files speak of the same thing, so that praise of
/// it and criticism of it would contradict each other on one sheet.
pub fn clash(a: &str, b: &str) -> bool {
    let all: &BTreeMap<&str, u64> = &THINGS;
    let of = |text| all.get(text).copied().unwrap_or(0);
    of(a) & of(b) != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const SUBJECTS: [&str; 14] = [
        "语文",
        "数学",
        "英语",
        "物理",
        "化学",
        "生物",
        "历史",
        "地理",
        "道德与法治",
        "体育",
        "音乐",
        "美术",
        "信息科技",
        "劳动",
    ];

    #[test]
    fn every_subject_has_moments_for_every_step() {
        use Step::{Activity, Closing, Opening, Practice, Teaching};
        for subject in SUBJECTS {
            for step in [Opening, Teaching, Activity, Practice, Closing] {
                for genre in [Genre::Plain, Genre::Review, Genre::Comment] {
                    let n = moments(subject, genre, step).len();
                    assert!(n >= if step == Teaching { 2 } else { 1 }, "{subject} {genre:?} {step:?}");
                }
            }
        }
        assert!(moments("物理", Genre::Special, Step::Activity).iter().all(|m| m.process.contains("实验")));
        assert!(moments("语文", Genre::Writing, Step::Practice).len() == 1);
    }

    #[test]
    fn there_are_enough_different_words() {
        let mut kinds = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        for o in SAID.values().flatten() {
            match o {
                Opinion::Strength(_, t) => kinds[0].insert(*t),
                Opinion::Problem(_, t, a) => kinds[1].insert(*t) && kinds[2].insert(*a),
                Opinion::Gain(t) => kinds[3].insert(*t),
            };
        }
        for kind in &kinds {
            assert!(kind.len() >= 60, "{}", kind.len());
        }
    }

    #[test]
    fn every_item_can_be_praised_and_advised_in_every_subject() {
        for subject in SUBJECTS {
            let (own, common) = opinions(subject);
            let all: Vec<_> = own.iter().chain(common).collect();
            for item in 1..=5 {
                assert!(all.iter().any(|o| matches!(o, Opinion::Strength(n, _) if *n == item)), "{subject} {item}");
                assert!(all.iter().any(|o| matches!(o, Opinion::Problem(n, ..) if *n == item)), "{subject} {item}");
            }
            assert!(all.iter().filter(|o| matches!(o, Opinion::Gain(_))).count() >= 10, "{subject}");
        }
    }

    #[test]
    fn nothing_of_the_laboratory_is_said_in_chinese_lessons() {
        let (own, common) = opinions("语文");
        for o in own.iter().chain(common) {
            assert!(!format!("{o:?}").contains("实验"));
        }
        for m in MOMENTS.get("语文").into_iter().chain(MOMENTS.get(COMMON)).flatten() {
            assert!(!m.process.contains("实验"));
        }
    }
}
