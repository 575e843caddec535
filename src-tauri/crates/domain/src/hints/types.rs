//! Types of the hints to whoever writes a sheet.

use chrono::NaiveDate;

crate::wire::wire! {
    /// What a hint is about.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum HintKind {
        /// The day has no lessons.
        NoLessons,
        /// The timetable knows another lesson at that moment, or none.
        OtherLesson,
        /// The observer is somewhere else at that moment.
        Elsewhere,
        /// Written down weeks later.
        Late,
        /// The text is nearly that of another sheet.
        Alike,
    }
    /// A hint.
    pub struct Hint {
        /// What it is about.
        pub kind: HintKind,
        /// The hint in words.
        pub text: String,
        /// The sheet that it is about, where the account may open it.
        pub sheet_id: Option<String>,
        /// The period that the timetable proposes instead.
        pub period: Option<u32>,
    }
    /// Hints to a sheet.
    pub struct Hints {
        /// The hints; empty when there is nothing to say.
        pub hints: Vec<Hint>,
    }
    /// Asks for the hints to a sheet.
    pub struct HintsRequest {
        /// The sheet; it need not have been saved yet when the heading is told.
        pub id: String,
        /// The heading as it is on the screen; as it was saved without.
        #[serde(default)]
        pub heading: Option<HintHeading>,
        /// The texts as they are on the screen; as they were saved without.
        #[serde(default)]
        pub texts: Option<HintTexts>,
    }
    /// What of a heading the hints hang on.
    pub struct HintHeading {
        /// Day.
        pub date: NaiveDate,
        /// Period.
        #[serde(default)]
        pub period: Option<u32>,
        /// Lessons it counts as, 1–3.
        pub lesson_count: u32,
        /// Teacher.
        #[serde(default)]
        pub teacher_id: Option<String>,
        /// Class.
        #[serde(default)]
        pub class_id: Option<String>,
        /// Observer.
        #[serde(default)]
        pub observer_id: Option<String>,
        /// The other school; empty for our own.
        #[serde(default)]
        pub outside: String,
    }
    /// Texts of a sheet.
    #[derive(Default)]
    pub struct HintTexts {
        /// 优点, 不足, 建议 and 收获, one after the other.
        pub opinions: String,
        /// 教学过程 and 随评, one after the other.
        pub process: String,
    }
}
