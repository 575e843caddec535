//! Types of planned lessons and of lessons worth hearing.

use chrono::NaiveDate;

crate::wire::wire! {
    /// How a planned lesson stands.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum PlannedState {
        /// Nobody has handed in a sheet on it yet.
        Planned,
        /// Sheets were handed in on it.
        Given,
        /// It is not given.
        Cancelled,
    }
    /// How somebody comes to a planned lesson.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum SeatState {
        /// Asked for the seat (约听).
        Reserved,
        /// Was invited and has not answered (已邀请).
        Invited,
        /// Was invited and comes (应邀).
        Accepted,
        /// Was invited and does not come (谢绝).
        Declined,
    }
    /// What a hint is about.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum PlannedHintKind {
        /// The day has no lessons.
        Holiday,
        /// The day lies in a week of examinations.
        Exam,
        /// The teacher is elsewhere at the time.
        TeacherElsewhere,
        /// The teacher has no such lesson in the timetable.
        NotInTimetable,
        /// The class has another lesson at the time.
        ClassElsewhere,
        /// Another planned lesson of the subject is at the same time.
        SameSubject,
        /// The room is taken.
        RoomTaken,
        /// The observer has a lesson at the time.
        ObserverTeaches,
        /// The observer is to be elsewhere at the time.
        ObserverElsewhere,
    }
    /// Something that does not fit; never a refusal.
    #[derive(Eq, PartialOrd, Ord)]
    pub struct PlannedHint {
        /// What it is about.
        pub kind: PlannedHintKind,
        /// A sentence in Chinese.
        pub text: String,
    }
    /// Somebody who comes, is invited, or has declined.
    pub struct LessonSeat {
        /// Identifier.
        pub id: String,
        /// The observer.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// How.
        pub state: SeatState,
        /// Why an invitation was declined; may be empty.
        pub note: String,
        /// Whether the account may answer for the observer.
        pub own: bool,
        /// What does not fit.
        pub hints: Vec<PlannedHint>,
    }
    /// A planned lesson.
    pub struct PlannedLesson {
        /// The lesson; empty for one that is only proposed.
        pub id: String,
        /// Day.
        pub date: NaiveDate,
        /// Teaching week; none outside the term's weeks.
        pub week: Option<u32>,
        /// Period; none while it is open.
        pub period: Option<u32>,
        /// Who gives it.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Class; none while it is open.
        pub class_id: Option<String>,
        /// Class, short name.
        pub class_name: String,
        /// Subject.
        pub subject: String,
        /// Topic; may be empty.
        pub topic: String,
        /// Kind, such as 公开课 or 展示课.
        pub lesson_kind: String,
        /// Room; may be empty.
        pub place: String,
        /// Who organises it (主办); may be empty.
        pub host: String,
        /// Note; may be empty.
        pub note: String,
        /// Seats; none for as many as come.
        pub seats: Option<u32>,
        /// How it stands.
        pub state: PlannedState,
        /// Why it was cancelled.
        pub reason: String,
        /// Whether the account may change it and invite to it.
        pub own: bool,
        /// Who comes, in the order in which they were noted.
        pub coming: Vec<LessonSeat>,
        /// What does not fit.
        pub hints: Vec<PlannedHint>,
    }
    /// Asks for the planned lessons of a week.
    #[derive(Default)]
    pub struct PlannedRequest {
        /// A day of the week, or none for today.
        #[serde(default)]
        pub date: Option<NaiveDate>,
    }
    /// The planned lessons of a week (公开课周表).
    pub struct PlannedBoard {
        /// Number of the week; none outside the term's weeks.
        pub week: Option<u32>,
        /// First day.
        pub first: NaiveDate,
        /// Last day.
        pub last: NaiveDate,
        /// By day and period.
        pub rows: Vec<PlannedLesson>,
        /// Planned lessons of each week of the term that has some, those that were cancelled left out.
        pub weeks: Vec<PlannedWeek>,
        /// Kinds to choose from.
        pub lesson_kinds: Vec<String>,
    }
    /// How many lessons are planned in a week.
    #[derive(Eq)]
    pub struct PlannedWeek {
        /// Number.
        pub week: u32,
        /// Lessons.
        pub lessons: u32,
    }
    /// What is written of a planned lesson.
    pub struct PlannedInput {
        /// The lesson; none plans a new one.
        #[serde(default)]
        #[ts(optional = nullable)]
        pub id: Option<String>,
        /// Day.
        pub date: NaiveDate,
        /// Period.
        #[serde(default)]
        pub period: Option<u32>,
        /// Who gives it.
        pub teacher_id: String,
        /// Class.
        #[serde(default)]
        pub class_id: Option<String>,
        /// Subject; empty for the teacher's main one.
        #[serde(default)]
        pub subject: String,
        /// Topic.
        #[serde(default)]
        pub topic: String,
        /// Kind.
        pub lesson_kind: String,
        /// Room.
        #[serde(default)]
        pub place: String,
        /// Who organises it.
        #[serde(default)]
        pub host: String,
        /// Note.
        #[serde(default)]
        pub note: String,
        /// Seats, 1–500.
        #[serde(default)]
        pub seats: Option<u32>,
    }
    /// Writes planned lessons in one act.
    pub struct PlannedSave {
        /// The lessons, 1–200.
        pub rows: Vec<PlannedInput>,
    }
    /// Planned lessons were written.
    pub struct PlannedSaved {
        /// The lessons, in the order of the request.
        pub ids: Vec<String>,
        /// The act in the change log.
        pub act: String,
    }
    /// What does not fit a lesson that is not saved yet.
    pub struct PlannedChecked {
        /// The hints.
        pub hints: Vec<PlannedHint>,
    }
    /// Asks for a proposal: a lesson for each of some teachers.
    pub struct ProposeRequest {
        /// Kind.
        pub lesson_kind: String,
        /// Who organises them.
        #[serde(default)]
        pub host: String,
        /// Only these teachers; none for all whom the rest lets through.
        #[serde(default)]
        pub teacher_ids: Vec<String>,
        /// Only of this department.
        #[serde(default)]
        #[ts(optional = nullable)]
        pub department_id: Option<String>,
        /// Only of this stage (梯队).
        #[serde(default)]
        #[ts(optional = nullable)]
        pub stage: Option<String>,
        /// Only with this mark.
        #[serde(default)]
        #[ts(optional = nullable)]
        pub tag: Option<String>,
        /// Only leaders of prep groups (备课组长).
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        pub prep_heads: bool,
        /// First week.
        pub from_week: u32,
        /// Last week.
        pub to_week: u32,
        /// Planned lessons on a day at most, 1–20.
        pub a_day: u32,
    }
    /// Proposed lessons.
    pub struct Proposed {
        /// By day and period; nothing is saved yet.
        pub rows: Vec<PlannedLesson>,
        /// Teachers without a proposal, by reason.
        pub left_out: Vec<ProposedNot>,
    }
    /// Teachers without a proposal for one reason.
    pub struct ProposedNot {
        /// Why, in Chinese.
        pub why: String,
        /// Names as shown.
        pub teachers: Vec<String>,
    }
    /// Cancels a planned lesson, or takes that back.
    pub struct PlannedCancel {
        /// The lesson.
        pub id: String,
        /// Whether it is cancelled.
        pub cancelled: bool,
        /// Why, 1–100 characters.
        #[serde(default)]
        pub reason: String,
    }
    /// Asks for seats at a planned lesson, or invites to it.
    pub struct SeatAsk {
        /// The lesson.
        pub lesson_id: String,
        /// The observers, 1–100.
        pub teacher_ids: Vec<String>,
        /// Invites them: they are to answer.
        pub invite: bool,
    }
    /// A lesson of the timetable that is to be visited.
    pub struct Visit {
        /// Day.
        pub date: NaiveDate,
        /// Period.
        pub period: u32,
        /// Who gives it.
        pub teacher_id: String,
        /// Class.
        pub class_id: String,
    }
    /// Reserves visits of an observer in one act.
    pub struct VisitReserve {
        /// The observer.
        pub observer_id: String,
        /// The lessons, 1–50.
        pub visits: Vec<Visit>,
    }
    /// Answers an invitation.
    pub struct SeatAnswer {
        /// The seat.
        pub id: String,
        /// Whether the observer comes.
        pub accept: bool,
        /// Why not; at most 100 characters.
        #[serde(default)]
        pub note: String,
    }
    /// Asks for the lessons worth a teacher's free periods.
    pub struct HearingRequest {
        /// The teacher.
        pub teacher_id: String,
        /// A day of the week, or none for today.
        #[serde(default)]
        pub date: Option<NaiveDate>,
    }
    /// Why a lesson is worth hearing, the strongest reason first.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum HearingReason {
        /// A planned lesson for which the teacher has a seat or an invitation.
        Seat,
        /// A planned lesson.
        Planned,
        /// The teacher's mentor gives it.
        Mentor,
        /// The teacher's apprentice gives it.
        Apprentice,
        /// Somebody of the same prep group gives it.
        PrepGroup,
        /// It is of the teacher's subject.
        Subject,
    }
    /// A lesson worth hearing.
    pub struct HearingLesson {
        /// Day.
        pub date: NaiveDate,
        /// Period.
        pub period: u32,
        /// Who gives it.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Class.
        pub class_id: Option<String>,
        /// Class, short name.
        pub class_name: String,
        /// Subject.
        pub subject: String,
        /// Topic of a planned lesson; else empty.
        pub topic: String,
        /// Room.
        pub place: String,
        /// Kind of a planned lesson; else empty.
        pub lesson_kind: String,
        /// The planned lesson; none for one of the timetable.
        pub lesson_id: Option<String>,
        /// Why.
        pub reasons: Vec<HearingReason>,
    }
    /// What a teacher still owes.
    pub struct HearingOwed {
        /// Target; empty for the first.
        pub target: String,
        /// Lessons owed after waivers.
        pub net: u32,
        /// Lessons that count.
        pub counted: u32,
        /// Lessons still missing.
        pub left: u32,
    }
    /// A teacher's free periods of a week set against lessons worth hearing (空堂可听).
    pub struct Hearing {
        /// The teacher.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Number of the week; none outside the term's weeks.
        pub week: Option<u32>,
        /// First day from which lessons are told: the week's, or today.
        pub first: NaiveDate,
        /// Last day.
        pub last: NaiveDate,
        /// Free periods in that time.
        pub free: u32,
        /// By day and period, at most three for a period and twelve in all.
        pub rows: Vec<HearingLesson>,
        /// What is still owed, by target.
        pub owed: Vec<HearingOwed>,
    }
}
