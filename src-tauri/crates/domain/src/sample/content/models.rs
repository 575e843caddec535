//! What the 精品教案 are made of: one model per topic, read from its file.

use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../../../../assets/sample/plans.txt");

/// The matter of a lesson plan, from which its drafts are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    /// The subject.
    pub subject: &'static str,
    /// 7, 8 or 9.
    pub grade: u8,
    /// Week of the lesson.
    pub week: u8,
    /// 单元.
    pub unit: &'static str,
    /// 课题, as the topics name it.
    pub topic: &'static str,
    /// Three aims.
    pub aims: Vec<&'static str>,
    /// 重点.
    pub focus: &'static str,
    /// 难点.
    pub hard: &'static str,
    /// The first opening and the better one.
    pub openings: Vec<&'static str>,
    /// Three questions.
    pub questions: Vec<&'static str>,
    /// Two activities.
    pub activities: Vec<&'static str>,
    /// The first exercise and the better one.
    pub exercises: Vec<&'static str>,
    /// 板书.
    pub board: &'static str,
    /// The first homework and the layered one.
    pub homework: Vec<&'static str>,
    /// Three opinions of colleagues.
    pub opinions: Vec<&'static str>,
    /// Two reflections: what worked, what did not.
    pub reflections: Vec<&'static str>,
}

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let mut all: Vec<Model> = Vec::new();
    for line in TEXT.lines() {
        if let Some(head) = line.strip_prefix("## ") {
            all.extend(head_of(head));
        } else if let (Some(model), Some((label, text))) = (all.last_mut(), line.split_once(':')) {
            fill(model, label, text);
        }
    }
    all
});

fn head_of(head: &'static str) -> Option<Model> {
    let mut cells = head.split('|');
    Some(Model {
        subject: cells.next()?,
        grade: cells.next()?.parse().ok()?,
        week: cells.next()?.parse().ok()?,
        unit: cells.next()?,
        topic: cells.next()?,
        ..Model::default()
    })
}

fn fill(model: &mut Model, label: &str, text: &'static str) {
    let parts = || text.split("//").collect();
    match label {
        "目标" => model.aims = parts(),
        "重点" => model.focus = text,
        "难点" => model.hard = text,
        "导入" => model.openings = parts(),
        "问题" => model.questions = parts(),
        "活动" => model.activities = parts(),
        "练习" => model.exercises = parts(),
        "板书" => model.board = text,
        "作业" => model.homework = parts(),
        "议论" => model.opinions = parts(),
        "反思" => model.reflections = parts(),
        _ => {}
    }
}

/// All models, in the order of the file.
pub fn models() -> &'static [Model] {
    &MODELS
}

#[cfg(test)]
mod tests {
    use super::super::topics::{hours, topic};
    use super::*;

    #[test]
    fn every_model_is_whole_and_stands_in_its_week() {
        assert_eq!(models().len(), 24);
        for m in models() {
            let counts = [m.aims.len(), m.questions.len(), m.opinions.len()];
            assert_eq!(counts, [3, 3, 3], "{}", m.topic);
            let pairs = [&m.openings, &m.activities, &m.exercises, &m.homework, &m.reflections];
            assert!(pairs.iter().all(|p| p.len() == 2), "{}", m.topic);
            assert!(![m.focus, m.hard, m.board].contains(&""), "{}", m.topic);
            let taught = (0..usize::from(hours(m.subject, m.grade))).map(|n| topic(m.subject, m.grade, m.week, n));
            let found: Vec<_> = taught.filter(|t| t.plain == m.topic).collect();
            assert!(!found.is_empty(), "{} {} week {}", m.subject, m.topic, m.week);
            assert!(found.iter().all(|t| t.unit.starts_with(m.unit)), "{} {}", m.unit, found[0].unit);
        }
    }
}
