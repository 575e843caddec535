//! Types of the term's list of work.

use crate::calendar::Term;
use chrono::NaiveDate;

crate::wire::wire! {
    /// Something that is to be done in a term.
    #[derive(Eq)]
    pub struct WorkItem {
        /// Identifier.
        pub id: String,
        /// Month `YYYY-MM` under which it stands; none when nobody has said when.
        pub month: Option<String>,
        /// First day of the week or the days in which it is due; none for a whole month.
        pub first_day: Option<NaiveDate>,
        /// Last day.
        pub last_day: Option<NaiveDate>,
        /// Number of the week in which it begins.
        pub week: Option<u32>,
        /// What is to be done.
        pub text: String,
        /// A post or an office, such as 教务处; may be empty.
        pub owner: String,
        /// Day on which it was done; none while it is open.
        pub done_on: Option<NaiveDate>,
    }
    /// Writes an item. The days go before the week, the week before the month.
    #[derive(Eq)]
    pub struct WorkInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Term of a new item, or none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// When it is due, as people write it: 12周, 11月, 11.26, 11.26—11.28; goes before all that follow.
        #[serde(default)]
        pub when: Option<String>,
        /// Month `YYYY-MM`; without it that of the first day.
        #[serde(default)]
        pub month: Option<String>,
        /// Number of the week in which it is due.
        #[serde(default)]
        pub week: Option<u32>,
        /// First day on which it is due.
        #[serde(default)]
        pub first_day: Option<NaiveDate>,
        /// Last day; without it the first.
        #[serde(default)]
        pub last_day: Option<NaiveDate>,
        /// What is to be done, at most 200 characters.
        pub text: String,
        /// A post or an office, at most 20 characters.
        #[serde(default)]
        pub owner: String,
    }
    /// Ticks an item off, or opens it again.
    pub struct WorkDone {
        /// The item.
        pub id: String,
        /// Whether it is done.
        pub done: bool,
    }
    /// The list of a term.
    pub struct WorkList {
        /// The term; none before there is one.
        pub term: Option<Term>,
        /// Items by month, then those of the whole month, then by day.
        pub rows: Vec<WorkItem>,
    }
}
