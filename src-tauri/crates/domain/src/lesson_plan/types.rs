//! Types of lesson plans and their drafts (教案, 稿).

use chrono::NaiveDate;

crate::wire::wire! {
    /// A draft of a plan.
    pub struct Draft {
        /// Identifier.
        pub id: String,
        /// 1 一稿, 2 二稿, 3 三稿, 4 定稿.
        pub number: u32,
        /// Name of the stage, such as 二稿.
        pub stage: String,
        /// Author.
        pub author_id: Option<String>,
        /// Author's name.
        pub author: String,
        /// Day of the draft.
        pub date: NaiveDate,
        /// Text of the plan.
        pub body: String,
        /// Notes of the discussion that followed.
        pub discussion: String,
        /// Reflection (反思).
        pub reflection: String,
    }
    /// A plan, whole.
    pub struct LessonPlan {
        /// Identifier.
        pub id: String,
        /// Teacher.
        pub teacher_id: String,
        /// Teacher's name.
        pub teacher: String,
        /// Subject.
        pub subject: String,
        /// Grade; may be empty.
        pub grade: String,
        /// Unit; may be empty.
        pub unit: String,
        /// Topic (课题).
        pub topic: String,
        /// Day of the lesson, when known.
        pub planned_date: Option<NaiveDate>,
        /// Drafts by number.
        pub drafts: Vec<Draft>,
        /// Moment of the last change, RFC 3339.
        pub updated_at: String,
    }
    /// A plan in the list.
    pub struct PlanRow {
        /// Identifier.
        pub id: String,
        /// Teacher.
        pub teacher_id: String,
        /// Teacher's name.
        pub teacher: String,
        /// Subject.
        pub subject: String,
        /// Grade.
        pub grade: String,
        /// Topic.
        pub topic: String,
        /// Day of the lesson.
        pub planned_date: Option<NaiveDate>,
        /// Teaching week of the newest draft, or of the planned day without one.
        pub week: Option<u32>,
        /// Numbers of the drafts that are there.
        pub drafts: Vec<u32>,
        /// How many of them have a reflection.
        pub reflections: u32,
        /// Day of the newest draft.
        pub latest: Option<NaiveDate>,
    }
    /// All plans of a term, newest first.
    pub struct PlanList {
        /// Rows.
        pub rows: Vec<PlanRow>,
    }
    /// What is written of a plan's heading.
    pub struct PlanInput {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// Teacher.
        pub teacher_id: String,
        /// Subject.
        pub subject: String,
        /// Grade.
        #[serde(default)]
        pub grade: String,
        /// Unit.
        #[serde(default)]
        pub unit: String,
        /// Topic, 1–100 characters.
        pub topic: String,
        /// Day of the lesson.
        #[serde(default)]
        pub planned_date: Option<NaiveDate>,
    }
    /// What is written of a draft.
    pub struct DraftInput {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// One sitting at the desk: its saves become one change.
        pub sitting: String,
        /// The plan.
        pub plan_id: String,
        /// 1–4.
        pub number: u32,
        /// Author; the plan's teacher when empty.
        #[serde(default)]
        pub author_id: Option<String>,
        /// Day of the draft.
        pub date: NaiveDate,
        /// Text, at most 200,000 characters.
        #[serde(default)]
        pub body: String,
        /// Notes of the discussion.
        #[serde(default)]
        pub discussion: String,
        /// Reflection.
        #[serde(default)]
        pub reflection: String,
    }
}
