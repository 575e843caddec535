//! Types of homework checks (作业检查).

use chrono::NaiveDate;

crate::wire::wire! {
    /// A check of one teacher × class × subject.
    pub struct HomeworkCheck {
        /// Identifier.
        pub id: String,
        /// Day of the check.
        pub date: NaiveDate,
        /// Teaching week; none outside the term.
        pub week: Option<u32>,
        /// Checker (检查人).
        pub checker_id: Option<String>,
        /// Checker's name.
        pub checker: String,
        /// Teacher.
        pub teacher_id: String,
        /// Teacher's name.
        pub teacher: String,
        /// Class.
        pub class_id: Option<String>,
        /// Class, short name.
        pub class_name: String,
        /// Subject.
        pub subject: String,
        /// Kind of book: 作业本, 练习册, 作文 …
        pub book_kind: String,
        /// Times required (应布置).
        pub required: Option<u32>,
        /// Times set (实布置).
        pub assigned: Option<u32>,
        /// Times fully marked (全批).
        pub fully_marked: Option<u32>,
        /// Times re-marked after correction (二次批改).
        pub remarked: Option<u32>,
        /// Books sampled.
        pub sampled: Option<u32>,
        /// Band: 优, 良, 合格, 不合格 or the school's own; empty when not given.
        pub band: String,
        /// Amount band by the share of the required number: 足量 (≥ 100 %), 基本足量 (≥ 80 %), 偏少 (≥ 60 %), 不足; empty when not known.
        pub amount_band: String,
        /// Advice (建议).
        pub advice: String,
        /// Moment of the last change, RFC 3339.
        pub updated_at: String,
    }
    /// All checks of a term, newest first.
    pub struct HomeworkList {
        /// Rows, whole.
        pub rows: Vec<HomeworkCheck>,
        /// Kinds of book.
        pub book_kinds: Vec<String>,
        /// Bands, best first.
        pub bands: Vec<String>,
    }
    /// What is written of a check.
    pub struct HomeworkInput {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// Day of the check.
        pub date: NaiveDate,
        /// Checker.
        #[serde(default)]
        pub checker_id: Option<String>,
        /// Teacher.
        pub teacher_id: String,
        /// Class.
        #[serde(default)]
        pub class_id: Option<String>,
        /// Subject.
        pub subject: String,
        /// Kind of book.
        #[serde(default)]
        pub book_kind: String,
        /// Times required, 0–999.
        #[serde(default)]
        pub required: Option<u32>,
        /// Times set.
        #[serde(default)]
        pub assigned: Option<u32>,
        /// Times fully marked, at most the times set.
        #[serde(default)]
        pub fully_marked: Option<u32>,
        /// Times re-marked.
        #[serde(default)]
        pub remarked: Option<u32>,
        /// Books sampled.
        #[serde(default)]
        pub sampled: Option<u32>,
        /// Band.
        #[serde(default)]
        pub band: String,
        /// Advice, at most 2,000 characters.
        #[serde(default)]
        pub advice: String,
    }
}
