//! What is taught when: the units of the textbooks in use, week by week.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../../../../assets/sample/topics.txt");

/// What sort of lesson a topic asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Genre {
    /// New content.
    Plain,
    /// The subject's second way: classical text, reading, experiment, appreciation.
    Special,
    /// English grammar.
    Grammar,
    /// 写作 and 名著导读.
    Writing,
    /// 期中复习.
    Review,
    /// 试卷讲评.
    Comment,
}

/// The topic of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// 单元.
    pub unit: &'static str,
    /// 课题, with 第一课时 … when it takes several lessons of the week.
    pub title: String,
    /// 课题 without the count of lessons.
    pub plain: &'static str,
    /// Its sort.
    pub genre: Genre,
}

impl Topic {
    /// Whether a visitor would come to it: not an examination, an exhibition of
    /// works or a project hour, of which there is little to note down.
    pub fn is_for_visitors(&self) -> bool {
        const NOT: [&str; 12] = [
            "测试",
            "展示",
            "展评",
            "摸底",
            "课题学习",
            "综合性学习",
            "开学第一课",
            "活动探究",
            "名著导读",
            "科学之旅",
            "Project",
            "Section B 写作",
        ];
        !NOT.iter().any(|word| self.plain.contains(word))
    }
}

type Week = (&'static str, Vec<&'static str>);
type Courses = BTreeMap<(&'static str, u8), Vec<Week>>;

static COURSES: LazyLock<Courses> = LazyLock::new(|| {
    let mut courses = Courses::new();
    let mut key = None;
    for line in TEXT.lines() {
        if let Some(head) = line.strip_prefix("## ") {
            let mut words = head.split_whitespace();
            let subject = words.next().unwrap_or_default();
            let grade = words.next().and_then(|g| g.parse().ok()).unwrap_or_default();
            key = Some((subject, grade));
        } else if let (Some(key), Some((unit, items))) = (key, line.split_once('>')) {
            let week = (unit, items.split('|').collect());
            courses.entry(key).or_default().push(week);
        }
    }
    courses
});

/// Weekly lessons of a subject in a grade (7–9); 0 when it is not taught.
pub fn hours(subject: &str, grade: u8) -> u8 {
    match (subject, grade) {
        ("语文", 7 | 9) | ("数学", 9) => 6,
        ("语文" | "数学" | "英语", _) => 5,
        ("物理" | "化学", 9) => 4,
        ("物理", 8) | ("体育", _) => 3,
        ("历史" | "道德与法治", _) | ("地理" | "生物", 7 | 8) => 2,
        ("音乐" | "美术" | "劳动", _) | ("信息科技", 7 | 8) => 1,
        _ => 0,
    }
}

/// The topic of the `nth` lesson (from 0) of a subject in a week (from 1).
pub fn topic(subject: &str, grade: u8, week: u8, nth: usize) -> Topic {
    let courses: &BTreeMap<(&str, u8), Vec<Week>> = &COURSES;
    let found = courses.get(&(subject, grade)).and_then(|weeks| weeks.get(usize::from(week).saturating_sub(1)));
    let Some((unit, items)) = found else {
        return Topic {
            unit: "单元复习",
            title: "单元复习与练习".to_owned(),
            plain: "单元复习与练习",
            genre: Genre::Review,
        };
    };
    let lessons = usize::from(hours(subject, grade)).max(items.len());
    let at = |n: usize| (n.min(lessons - 1) * items.len() / lessons).min(items.len() - 1);
    let here = at(nth);
    let (plain, genre) = sort(items.get(here).copied().unwrap_or_default());
    let before = (0..nth.min(lessons - 1)).filter(|n| at(*n) == here).count();
    // Nothing is taught for a whole week on end: what is left is practice.
    if before >= 3 && matches!(genre, Genre::Plain | Genre::Special | Genre::Writing) {
        let plain = "单元练习与巩固";
        return Topic { unit, title: plain.to_owned(), plain, genre: Genre::Review };
    }
    let all = (0..lessons).filter(|n| at(*n) == here).count();
    let counted = all > 1 && !matches!(genre, Genre::Comment);
    let ordinal = ["一", "二", "三", "四", "五", "六"].get(before).filter(|_| counted);
    let title = ordinal.map_or_else(|| plain.to_owned(), |n| format!("{plain}（第{n}课时）"));
    Topic { unit, title, plain, genre }
}

fn sort(item: &'static str) -> (&'static str, Genre) {
    if let Some(plain) = item.strip_suffix('*') {
        return (plain, Genre::Special);
    }
    if let Some(plain) = item.strip_suffix('+') {
        return (plain, Genre::Grammar);
    }
    let genre = match item {
        _ if item.starts_with("写作") || item.starts_with("名著导读") => Genre::Writing,
        _ if item.contains("试卷讲评") => Genre::Comment,
        _ if item.contains("复习") || item.contains("小结") => Genre::Review,
        _ => Genre::Plain,
    };
    (item, genre)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mid_november_stands_where_the_textbooks_stand() {
        let titles = |s, g| -> Vec<&str> { (0..usize::from(hours(s, g))).map(|n| topic(s, g, 12, n).plain).collect() };
        assert!(titles("语文", 7).contains(&"《纪念白求恩》"));
        assert!(titles("语文", 8).contains(&"《背影》"));
        assert!(titles("物理", 8).contains(&"探究凸透镜成像的规律"));
        assert!(titles("化学", 9).contains(&"质量守恒定律"));
        assert_eq!(topic("语文", 8, 12, 1).title, "《背影》（第二课时）");
    }

    #[test]
    fn every_subject_of_every_grade_has_its_weeks() {
        assert_eq!(COURSES.len(), 36);
        for ((subject, grade), weeks) in COURSES.iter() {
            assert!(hours(subject, *grade) > 0, "{subject} {grade}");
            assert_eq!(weeks.len(), 14, "{subject} {grade}");
            for (_, items) in weeks {
                assert!(items.len() <= usize::from(hours(subject, *grade)), "{subject} {grade} {items:?}");
            }
        }
    }

    #[test]
    fn the_weeks_of_the_mid_term_are_review_and_comment() {
        assert_eq!(topic("数学", 9, 10, 0).genre, Genre::Review);
        assert_eq!(topic("数学", 9, 11, 0).genre, Genre::Comment);
        assert_eq!(topic("英语", 7, 40, 0).genre, Genre::Review);
    }
}
