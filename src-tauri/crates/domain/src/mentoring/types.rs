//! Types of mentor pairings (青蓝结对).

use chrono::NaiveDate;

crate::wire::wire! {
    /// Who observes whom.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum DutyDirection {
        /// 师傅听徒弟.
        MentorObserves,
        /// 徒弟听师傅.
        ApprenticeObserves,
    }
    /// A duty of a pairing (结对任务).
    pub struct Duty {
        /// Identifier; empty for a new one in a request.
        #[serde(default)]
        pub id: String,
        /// Who observes whom.
        pub direction: DutyDirection,
        /// Lessons in each window, 1–40.
        pub times: u32,
        /// Length of the window in teaching weeks; none for the whole term.
        pub every_weeks: Option<u32>,
    }
    /// An activity of the pair other than an observation (活动记录).
    pub struct Activity {
        /// Identifier; empty for a new one in a request.
        #[serde(default)]
        pub id: String,
        /// Day.
        pub date: NaiveDate,
        /// Kind, such as 共同研讨.
        pub kind: String,
        /// What was done.
        pub text: String,
    }
    /// A pairing, whole.
    pub struct Pairing {
        /// Identifier.
        pub id: String,
        /// Mentor (师傅).
        pub mentor_id: String,
        /// Mentor's name.
        pub mentor: String,
        /// Apprentice (徒弟).
        pub apprentice_id: String,
        /// Apprentice's name.
        pub apprentice: String,
        /// Kind: 教学, 班主任 …
        pub kind: String,
        /// First day.
        pub started_on: NaiveDate,
        /// Last day; none while it runs.
        pub ended_on: Option<NaiveDate>,
        /// Agreement, remarks or the reason of ending.
        pub note: String,
        /// Duties.
        pub duties: Vec<Duty>,
        /// Activities, newest first.
        pub activities: Vec<Activity>,
        /// Moment of the last change, RFC 3339.
        pub updated_at: String,
    }
    /// All pairings that touch a term.
    pub struct PairingList {
        /// By mentor and apprentice.
        pub rows: Vec<Pairing>,
        /// Kinds of pairing.
        pub kinds: Vec<String>,
    }
    /// What is written of a pairing.
    pub struct PairingInput {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// Mentor.
        pub mentor_id: String,
        /// Apprentice, another person.
        pub apprentice_id: String,
        /// Kind.
        #[serde(default)]
        pub kind: String,
        /// First day.
        pub started_on: NaiveDate,
        /// Last day.
        #[serde(default)]
        pub ended_on: Option<NaiveDate>,
        /// Agreement, remarks or the reason of ending.
        #[serde(default)]
        pub note: String,
        /// All duties; those left out are deleted.
        #[serde(default)]
        pub duties: Vec<Duty>,
    }
    /// What is written of an activity.
    pub struct ActivityInput {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// The pairing.
        pub pairing_id: String,
        /// Day.
        pub date: NaiveDate,
        /// Kind.
        pub kind: String,
        /// What was done, 1–2,000 characters.
        pub text: String,
    }
}
