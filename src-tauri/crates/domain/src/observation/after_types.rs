//! Types of what follows a lesson: the discussion, the teacher's answer, what is to be done.

use crate::wire::Person;
use chrono::NaiveDate;

crate::wire::wire! {
    /// One step of a discussion.
    pub struct DiscussionStep {
        /// Name, such as 课后说课.
        pub name: String,
        /// What was said, at most 4,000 characters.
        pub text: String,
    }
    /// What was said of a lesson afterwards (评课记录): one for all sheets on the lesson.
    pub struct Discussion {
        /// Identifier.
        pub id: String,
        /// Day.
        pub date: NaiveDate,
        /// Who was in the chair.
        pub chair: Option<Person>,
        /// Who took part, as written.
        pub attendees: String,
        /// Steps in order.
        pub steps: Vec<DiscussionStep>,
    }
    /// What is written of a discussion.
    pub struct DiscussionInput {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// One of the sheets on the lesson.
        pub sheet_id: String,
        /// Day, not before the lesson's.
        pub date: NaiveDate,
        /// Who was in the chair.
        #[serde(default)]
        pub chair_id: Option<String>,
        /// Who took part, at most 200 characters.
        #[serde(default)]
        pub attendees: String,
        /// Steps in order, 1–12.
        pub steps: Vec<DiscussionStep>,
    }
    /// How the teacher of a lesson answered a sheet.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum SheetAnswerKind {
        /// Seen.
        Acknowledged,
        /// Replied, with a text.
        Replied,
        /// Objected, with a text.
        Objected,
    }
    /// The teacher's answer.
    pub struct SheetAnswer {
        /// How.
        pub kind: SheetAnswerKind,
        /// The text; empty for 已阅.
        pub text: String,
        /// Moment, RFC 3339.
        pub answered_at: String,
    }
    /// What is written of an answer.
    pub struct AnswerInput {
        /// The sheet.
        pub sheet_id: String,
        /// How.
        pub kind: SheetAnswerKind,
        /// The text, at most 2,000 characters; needed for a reply and an objection.
        #[serde(default)]
        pub text: String,
    }
    /// What a follow-up is about.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum FollowUpKind {
        /// Something to improve.
        Improve,
        /// A visit that was promised.
        Revisit,
    }
    /// Something to be done after a sheet.
    pub struct FollowUp {
        /// Identifier.
        pub id: String,
        /// The sheet.
        pub sheet_id: String,
        /// What it is about.
        pub kind: FollowUpKind,
        /// What is to be done.
        pub text: String,
        /// Who does it.
        pub owner: Option<Person>,
        /// Day by which it is due.
        pub due: Option<NaiveDate>,
        /// Day on which it was done.
        pub done_on: Option<NaiveDate>,
        /// What came of it.
        pub result: String,
    }
    /// What is written of a follow-up.
    pub struct FollowUpInput {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// The sheet.
        pub sheet_id: String,
        /// What it is about.
        pub kind: FollowUpKind,
        /// What is to be done, 1–500 characters.
        pub text: String,
        /// Who does it.
        #[serde(default)]
        pub owner_id: Option<String>,
        /// Day by which it is due.
        #[serde(default)]
        pub due: Option<NaiveDate>,
        /// Day on which it was done.
        #[serde(default)]
        pub done_on: Option<NaiveDate>,
        /// What came of it, at most 500 characters.
        #[serde(default)]
        pub result: String,
    }
    /// What follows a sheet.
    pub struct AfterLesson {
        /// The discussion of the lesson.
        pub discussion: Option<Discussion>,
        /// Names of the steps that a discussion begins with.
        pub steps: Vec<String>,
        /// The teacher's answer.
        pub answer: Option<SheetAnswer>,
        /// What is to be done, open ones first.
        pub follow_ups: Vec<FollowUp>,
    }
}
