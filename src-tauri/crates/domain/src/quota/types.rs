//! Types of observation quotas (听课任务).

use chrono::NaiveDate;

crate::wire::wire! {
    /// What a group of posts owes in a term.
    pub struct QuotaRule {
        /// Identifier.
        pub id: String,
        /// Name of the group, such as 校领导.
        pub name: String,
        /// Posts of the group; with none, the rule is for everyone whom no other rule names.
        pub posts: Vec<String>,
        /// Lessons owed in a term.
        pub lessons: u32,
        /// First day on which the rule holds; none means always.
        pub valid_from: Option<NaiveDate>,
        /// Teachers in service to whom the rule applies (strictest of several).
        pub people: u32,
    }
    /// What is written of a quota.
    pub struct QuotaInput {
        /// Identifier; none makes a new rule.
        #[serde(default)]
        pub id: Option<String>,
        /// Name of the group, 1–20 characters.
        pub name: String,
        /// Posts of the group; none for everyone else.
        #[serde(default)]
        pub posts: Vec<String>,
        /// Lessons owed in a term, 0–400.
        pub lessons: u32,
        /// First day on which the rule holds.
        #[serde(default)]
        pub valid_from: Option<NaiveDate>,
    }
    /// All quotas.
    pub struct Quotas {
        /// In the order of the office.
        pub rules: Vec<QuotaRule>,
        /// Posts in use on the roster.
        pub posts: Vec<String>,
    }
}
