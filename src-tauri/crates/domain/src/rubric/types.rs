//! Types of scoring sheets (量表, 评价表).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::wire::wire! {
    /// What is judged with a scoring sheet.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum RubricPurpose {
        /// A lesson (课堂).
        Lesson,
        /// A lesson plan (教案).
        LessonPlan,
        /// Homework (作业).
        Homework,
    }
    /// When an item is judged.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum Judged {
        /// In the lesson.
        #[default]
        During,
        /// Before the lesson; may be filled in later (课后补).
        Before,
        /// After the lesson; stays open until then (课后补).
        After,
    }
    /// One of the levels of an item.
    pub struct RubricLevel {
        /// Name, such as 优 or 5.
        pub name: String,
        /// Points that it brings.
        pub points: f64,
        /// What it means; may be empty.
        #[serde(default)]
        pub text: String,
    }
    /// Something for which points are taken off.
    pub struct Deduction {
        /// Identifier within the sheet.
        #[serde(default)]
        pub id: String,
        /// What it is, such as 批错一处.
        pub name: String,
        /// Points taken off each time, more than 0.
        pub each: f64,
        /// Upper end where the sheet leaves a range (−1 to −3): then points are given, not a number of times.
        #[serde(default)]
        pub each_most: Option<f64>,
        /// Most that it takes off in all; none without a limit of its own.
        #[serde(default)]
        pub cap: Option<f64>,
    }
    /// How something is scored.
    #[serde(tag = "form", rename_all = "snake_case")]
    pub enum Scoring {
        /// Points from 0 to `most` in steps (5 分, 0.5 分一档).
        Points {
            /// Most points.
            most: f64,
            /// Smallest difference: 1, 0.5, 0.1.
            step: f64,
        },
        /// Named levels, the lowest first (差 中 良 优); the number of a score is the place, from 1.
        Levels {
            /// The levels, lowest first.
            levels: Vec<RubricLevel>,
        },
        /// Base points to which points are added or from which they are taken (基本分 8 ± 2).
        Base {
            /// Points before anything is added.
            base: f64,
            /// Fewest points.
            least: f64,
            /// Most points.
            most: f64,
            /// Smallest difference.
            step: f64,
        },
        /// Full points from which each fault takes off (每缺一项扣 0.2).
        Deduct {
            /// Points without a fault.
            from: f64,
            /// The faults.
            rules: Vec<Deduction>,
            /// Whether more than the item's points may be taken off: the rest comes off the section.
            #[serde(default)]
            spills: bool,
        },
        /// Grades without points, best first (优秀 良好 合格 不合格; 相符 基本相符 不相符).
        Grades {
            /// The grades, best first; the number of a score is the place, from 1.
            grades: Vec<String>,
        },
    }
    /// One item.
    pub struct RubricItem {
        /// Identifier within the sheet.
        #[serde(default)]
        pub id: String,
        /// Name, such as 教学目标.
        pub name: String,
        /// What to look at; may be empty.
        #[serde(default)]
        pub hint: String,
        /// How it is scored.
        pub scoring: Scoring,
        /// When it is judged.
        #[serde(default)]
        pub judged: Judged,
        /// Subjects for which it is there; none for all.
        #[serde(default)]
        pub subjects: Vec<String>,
        /// Whether its grade is the grade of the whole sheet (only for grades).
        #[serde(default)]
        pub decides: bool,
    }
    /// One section.
    pub struct RubricSection {
        /// Identifier within the sheet.
        #[serde(default)]
        pub id: String,
        /// Name, such as 教学过程; empty for a sheet without sections.
        pub name: String,
        /// Printed points; none where the sheet prints none.
        #[serde(default)]
        pub points: Option<f64>,
        /// Share of the whole in percent, where sections are weighted.
        #[serde(default)]
        pub weight: Option<f64>,
        /// Items in order.
        pub items: Vec<RubricItem>,
        /// Bands of the section's points, best first; may be empty.
        #[serde(default)]
        pub bands: Vec<Band>,
        /// Whether more than the section's points may be taken off: the rest comes off the total.
        #[serde(default)]
        pub spills: bool,
    }
    /// A band of points.
    pub struct Band {
        /// Name, such as 优.
        pub name: String,
        /// Smallest number of points; none when the sheet does not say, which is refused.
        pub from: Option<f64>,
    }
    /// Points above the total.
    pub struct Bonus {
        /// Identifier within the sheet.
        #[serde(default)]
        pub id: String,
        /// What for, such as 教学创新.
        pub name: String,
        /// Most points.
        pub most: f64,
        /// Smallest difference.
        pub step: f64,
    }
    /// What a veto does.
    #[serde(tag = "does", rename_all = "snake_case")]
    pub enum VetoEffect {
        /// The whole counts nothing (视为无教案, 记 0 分).
        Nothing,
        /// The total is at most so many points (满堂灌一票封顶).
        AtMost {
            /// The limit.
            points: f64,
        },
        /// The band is this one (不合格).
        Band {
            /// Name of the band.
            name: String,
        },
    }
    /// Something that decides alone (一票否决).
    pub struct Veto {
        /// Identifier within the sheet.
        #[serde(default)]
        pub id: String,
        /// What it is, such as 严重科学性错误.
        pub name: String,
        /// What it does.
        pub effect: VetoEffect,
    }
    /// How several filled sheets make one result.
    #[derive(Default)]
    #[serde(tag = "how", rename_all = "snake_case")]
    pub enum Together {
        /// Each stands for itself.
        #[default]
        Alone,
        /// The mean of so many (随机抽 3 节取平均).
        Mean {
            /// How many are drawn.
            of: u32,
        },
        /// Main and second subject by percent (主课 60 % + 副课 40 %); of one kind only, the mean.
        MainSecond {
            /// Percent of the main subject.
            main: f64,
            /// Percent of the second subject.
            second: f64,
        },
    }
    /// What a scoring sheet says: one document, frozen by its first use.
    pub struct RubricDocument {
        /// Name.
        pub name: String,
        /// What is judged.
        pub purpose: RubricPurpose,
        /// Printed total; none only for grades, and for sheets that only take off.
        pub total: Option<f64>,
        /// Sections in order.
        pub sections: Vec<RubricSection>,
        /// Points above the total.
        #[serde(default)]
        pub bonuses: Vec<Bonus>,
        /// Points off the total.
        #[serde(default)]
        pub deductions: Vec<Deduction>,
        /// What decides alone.
        #[serde(default)]
        pub vetoes: Vec<Veto>,
        /// Bands of the total, best first.
        #[serde(default)]
        pub bands: Vec<Band>,
        /// How several filled sheets make one result.
        #[serde(default)]
        pub together: Together,
        /// Subjects for which it is meant; none for all.
        #[serde(default)]
        pub subjects: Vec<String>,
        /// Kinds of observation for which it is meant; none for all.
        #[serde(default)]
        pub lesson_kinds: Vec<String>,
        /// Where it comes from and what else it says.
        #[serde(default)]
        pub note: String,
    }
    /// A version of a scoring sheet.
    pub struct Rubric {
        /// Identifier of the version.
        pub id: String,
        /// Identifier of its first version.
        pub line_id: String,
        /// Number of the version, from 1.
        pub version: u32,
        /// What it says.
        pub document: RubricDocument,
    }
    /// What was given for an item, a deduction, a bonus or a veto.
    pub struct Score {
        /// The item, deduction, bonus or veto of the scoring sheet.
        pub item_id: String,
        /// Place of the level from the lowest, or of the grade from the best; from 1.
        #[serde(default)]
        pub level: Option<u32>,
        /// Points; for a deduction the number of times; for a veto 1.
        #[serde(default)]
        pub value: Option<f64>,
    }
    /// Sum of a section.
    pub struct SectionSum {
        /// The section.
        pub id: String,
        /// Points so far, after its limits.
        pub points: f64,
        /// Points that what is judged so far could have brought.
        pub most: f64,
        /// Items that are open.
        pub open: u32,
        /// Band of the section, once nothing is open.
        pub band: Option<String>,
    }
    /// What follows from the scores.
    pub struct Outcome {
        /// Points so far, half up to one decimal.
        pub points: f64,
        /// Points that what is judged so far could have brought.
        pub most: f64,
        /// Items to be judged in the lesson that are open.
        pub open: u32,
        /// Items to be judged before or after it that are open (课后补).
        pub later: u32,
        /// Total once nothing is open; none for sheets without points.
        pub total: Option<f64>,
        /// Band or grade of the whole.
        pub band: Option<String>,
        /// Sections in order.
        pub sections: Vec<SectionSum>,
        /// Points above the total.
        pub bonus: f64,
        /// Points off the total, with what spilled over.
        pub deducted: f64,
        /// Names of the vetoes that were set.
        pub vetoed: Vec<String>,
    }
    /// What is written of a scoring sheet.
    pub struct RubricInput {
        /// The version that is changed; none makes a new sheet.
        #[serde(default)]
        pub id: Option<String>,
        /// What it says.
        pub document: RubricDocument,
    }
    /// A scoring sheet is offered no longer, or again.
    pub struct RubricRetire {
        /// A version of it.
        pub id: String,
        /// Whether it is offered no longer.
        pub retired: bool,
    }
    /// A version in the list.
    pub struct RubricRow {
        /// The version.
        pub rubric: Rubric,
        /// Last day on which it was offered.
        pub retired_on: Option<NaiveDate>,
        /// Sheets that were filled by it.
        pub used: u32,
        /// Whether a change makes the next version: any sheet was filled by it, deleted ones too.
        pub frozen: bool,
    }
    /// All versions, the newest of a sheet first.
    pub struct RubricList {
        /// Versions.
        pub rows: Vec<RubricRow>,
    }
    /// A sheet that ships with the program.
    pub struct RubricPreset {
        /// Key.
        pub key: String,
        /// What it says.
        pub document: RubricDocument,
    }
    /// The sheets that ship with the program.
    pub struct RubricPresets {
        /// The one that a school starts from first.
        pub presets: Vec<RubricPreset>,
    }
    /// What is wrong with a scoring sheet; empty when it can be used.
    pub struct RubricFaults {
        /// Faults.
        pub faults: Vec<RubricFault>,
    }
    /// Asks what follows from some scores.
    pub struct ScoreRequest {
        /// Version of the scoring sheet.
        pub rubric_id: String,
        /// Subject of the lesson.
        #[serde(default)]
        pub subject: String,
        /// What was given.
        pub scores: Vec<Score>,
    }
    /// One thing that is wrong with a scoring sheet.
    pub struct RubricFault {
        /// Code of the refusal.
        pub code: String,
        /// Where: the section and item as named; empty for the whole.
        pub place: String,
        /// What is printed.
        pub printed: Option<f64>,
        /// What the parts add up to.
        pub computed: Option<f64>,
        /// Subject for which it is so; empty for all.
        pub subject: String,
    }
}

impl Deduction {
    /// Points that a number of times takes off, or, for a range, the points given; at most the cap.
    pub(crate) fn takes(&self, value: f64) -> f64 {
        let off = if self.each_most.is_some() { value } else { value * self.each };
        off.max(0.0).min(self.cap.unwrap_or(f64::INFINITY))
    }
}

impl RubricItem {
    /// Most points; none for grades.
    pub(crate) fn most(&self) -> Option<f64> {
        match &self.scoring {
            Scoring::Points { most, .. } | Scoring::Base { most, .. } => Some(*most),
            Scoring::Levels { levels } => levels.iter().map(|level| level.points).reduce(f64::max),
            Scoring::Deduct { from, .. } => Some(*from),
            Scoring::Grades { .. } => None,
        }
    }

    /// Whether it is there for a subject.
    pub(crate) fn is_for(&self, subject: &str) -> bool {
        self.subjects.is_empty() || self.subjects.iter().any(|one| one == subject)
    }
}

impl RubricDocument {
    /// Items in order.
    pub(crate) fn items(&self) -> impl Iterator<Item = &RubricItem> {
        self.sections.iter().flat_map(|section| &section.items)
    }
}

/// The scoring sheet of five levels as stores before its documents hold it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FiveLevels {
    /// Identifier of the item.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// Points at level 5.
    pub(crate) points: f64,
    /// What the levels 1–5 mean.
    pub(crate) levels: Vec<String>,
}

impl FiveLevels {
    /// The item in the form of today: a level is a fifth of the points.
    pub(crate) fn item(self) -> RubricItem {
        let levels = (1_u8..=5)
            .map(|place| RubricLevel {
                name: place.to_string(),
                points: self.points * f64::from(place) / 5.0,
                text: self.levels.get(usize::from(place) - 1).cloned().unwrap_or_default(),
            })
            .collect();
        RubricItem {
            id: self.id,
            name: self.name,
            hint: String::new(),
            scoring: Scoring::Levels { levels },
            judged: Judged::During,
            subjects: Vec::new(),
            decides: false,
        }
    }
}
