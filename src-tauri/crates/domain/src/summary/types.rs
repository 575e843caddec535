//! Types of the term's figures. Every figure has a key that opens the records behind it.

use crate::{calendar::Term, ledger::EvidenceSource};
use chrono::NaiveDate;
use std::collections::BTreeMap;

crate::wire::wire! {
    /// Whose figures.
    #[derive(Eq, Default)]
    pub struct Scope {
        /// Only this department.
        #[serde(default)]
        pub department_id: Option<String>,
        /// Only this teacher.
        #[serde(default)]
        pub teacher_id: Option<String>,
    }
    /// Asks for the figures of a term.
    #[derive(Eq, Default)]
    pub struct SummaryRequest {
        /// The term, or none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Up to and including this day; today when empty.
        #[serde(default)]
        pub as_of: Option<NaiveDate>,
        /// School, department or teacher.
        #[serde(default)]
        pub scope: Scope,
    }
    /// Figures of a week.
    pub struct WeekFigure {
        /// Teaching week.
        pub week: u32,
        /// Sheets counted as lessons, or checks, drafts.
        pub value: u32,
    }
    /// A named figure: a kind, a band, a department.
    pub struct NamedFigure {
        /// Name.
        pub name: String,
        /// Value.
        pub value: u32,
    }
    /// One teacher's observation ledger.
    pub struct ObservationLine {
        /// Teacher.
        pub teacher_id: String,
        /// Name.
        pub teacher: String,
        /// Department; may be empty.
        pub department: String,
        /// Quota group, such as 校领导; empty when no quota applies.
        pub category: String,
        /// Lessons owed in the term (应听).
        pub owed: u32,
        /// Lessons that should count by the day, as the ledger has it.
        pub due: u32,
        /// Teaching weeks of leave that are out of that.
        pub away_weeks: u32,
        /// Where the lessons are counted from, as in the ledger: one source, never the sum of two.
        pub source: EvidenceSource,
        /// Lessons that would count in the other source, which are not added.
        pub other_source: u32,
        /// Lessons observed (实听): all sheets handed in, or what the reviews of the paper book found.
        pub done: u32,
        /// Lessons that count (有效).
        pub counted: u32,
        /// Lessons that do not count.
        pub refused: u32,
        /// Still to observe (还差), never below 0.
        pub left: u32,
        /// Lessons received (被听节数): distinct lessons of this teacher that were observed.
        pub received: u32,
        /// Week in which this teacher was last observed.
        pub last_received_week: Option<u32>,
    }
    /// A quota group's figures.
    pub struct CategoryLine {
        /// Name of the group.
        pub category: String,
        /// Lessons owed by each.
        pub owed_each: u32,
        /// People.
        pub people: u32,
        /// Lessons that count, together.
        pub counted: u32,
        /// Lessons owed, together.
        pub owed: u32,
        /// Average of counted lessons by person, of people; one decimal; none without people.
        pub average: Option<f64>,
        /// People who have reached the pace of this week.
        pub on_pace: u32,
    }
    /// Figures of observation.
    pub struct ObservationFigures {
        /// Sheets handed in (听课人次).
        pub sheets: u32,
        /// Lessons observed by all observers (听课节数), of each from one source.
        pub lessons: u32,
        /// Of these, lessons from paper books (听课本), which stand in no week and under no kind.
        pub paper: u32,
        /// Of these, lessons that count.
        pub counted: u32,
        /// Of these, lessons that do not count.
        pub refused: u32,
        /// Reasons why they do not: code → lessons.
        pub refusals: BTreeMap<String, u32>,
        /// Sheets still in draft, not in any figure above.
        pub drafts: u32,
        /// Teachers who were observed.
        pub teachers_observed: u32,
        /// Teachers who could be observed.
        pub teachers: u32,
        /// Lessons owed by all.
        pub owed: u32,
        /// Lessons still to observe by all.
        pub left: u32,
        /// Share of the term's teaching weeks that has gone by, percent, one decimal.
        pub pace: f64,
        /// Average total of the sheets with a total (of records), one decimal.
        pub average_total: Option<f64>,
        /// How many sheets have a total.
        pub totals: u32,
        /// Lessons of sheets by kind, most first.
        pub by_kind: Vec<NamedFigure>,
        /// Sheets by band.
        pub by_band: Vec<NamedFigure>,
        /// Lessons of sheets by week, every week of the term up to the day.
        pub by_week: Vec<WeekFigure>,
        /// Quota groups.
        pub by_category: Vec<CategoryLine>,
        /// Lessons observed by the observer's department.
        pub by_department: Vec<NamedFigure>,
        /// Each teacher.
        pub by_teacher: Vec<ObservationLine>,
    }
    /// One teacher's homework checks.
    pub struct HomeworkLine {
        /// Teacher.
        pub teacher_id: String,
        /// Name.
        pub teacher: String,
        /// Department.
        pub department: String,
        /// Checks.
        pub checks: u32,
        /// Checks by band.
        pub bands: BTreeMap<String, u32>,
        /// Times required, all checks.
        pub required: u32,
        /// Times set.
        pub assigned: u32,
        /// Times fully marked.
        pub fully_marked: u32,
        /// Times re-marked.
        pub remarked: u32,
    }
    /// Figures of homework checks.
    pub struct HomeworkFigures {
        /// Checks (班科次).
        pub checks: u32,
        /// Teachers checked.
        pub teachers: u32,
        /// Times required.
        pub required: u32,
        /// Times set.
        pub assigned: u32,
        /// Times fully marked.
        pub fully_marked: u32,
        /// Times re-marked.
        pub remarked: u32,
        /// Share fully marked of those set, percent, one decimal; of records that have both.
        pub marked_share: Option<f64>,
        /// Checks by band, best first; checks without a band under 未定.
        pub by_band: Vec<NamedFigure>,
        /// Checks by amount band.
        pub by_amount: Vec<NamedFigure>,
        /// Checks by week.
        pub by_week: Vec<WeekFigure>,
        /// Checks by department.
        pub by_department: Vec<NamedFigure>,
        /// Each teacher with a check.
        pub by_teacher: Vec<HomeworkLine>,
    }
    /// One teacher's lesson plans.
    pub struct PlanLine {
        /// Teacher.
        pub teacher_id: String,
        /// Name.
        pub teacher: String,
        /// Department.
        pub department: String,
        /// Plans.
        pub plans: u32,
        /// Drafts of all plans.
        pub drafts: u32,
        /// Plans with three drafts or more.
        pub complete: u32,
        /// Drafts with a reflection.
        pub reflections: u32,
    }
    /// Figures of lesson plans.
    pub struct PlanFigures {
        /// Plans.
        pub plans: u32,
        /// Drafts.
        pub drafts: u32,
        /// Average of drafts by plan, one decimal.
        pub drafts_per_plan: Option<f64>,
        /// Plans with three drafts or more.
        pub complete: u32,
        /// Drafts with a reflection.
        pub reflections: u32,
        /// Plans by number of drafts: 未交稿 一稿 二稿 三稿及以上.
        pub by_drafts: Vec<NamedFigure>,
        /// Drafts by week.
        pub by_week: Vec<WeekFigure>,
        /// Plans by department.
        pub by_department: Vec<NamedFigure>,
        /// Each teacher with a plan.
        pub by_teacher: Vec<PlanLine>,
    }
    /// State of a duty in a window.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum WindowState {
        /// As many as needed.
        Fulfilled,
        /// The window is open and something is still to do.
        Open,
        /// The window has closed with something missing.
        Missing,
        /// The window lies ahead.
        Ahead,
        /// No teaching week in it, or outside the pairing.
        Exempt,
    }
    /// A sheet that fulfils a duty.
    pub struct Evidence {
        /// The sheet.
        pub sheet_id: String,
        /// Day of the lesson.
        pub date: NaiveDate,
        /// Topic.
        pub topic: String,
    }
    /// One window of a duty.
    pub struct DutyWindow {
        /// First teaching week.
        pub first_week: u32,
        /// Last teaching week.
        pub last_week: u32,
        /// First day.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
        /// Lessons needed.
        pub needed: u32,
        /// Lessons found, at most as many as there are.
        pub done: u32,
        /// State as of the day.
        pub state: WindowState,
        /// Sheets found.
        pub evidence: Vec<Evidence>,
    }
    /// A duty with its windows.
    pub struct DutyLine {
        /// The duty.
        pub duty_id: String,
        /// Words, such as 师傅听徒弟 每 2 周 1 节.
        pub name: String,
        /// Windows of the term.
        pub windows: Vec<DutyWindow>,
    }
    /// One pairing's ledger.
    pub struct PairingLine {
        /// The pairing.
        pub pairing_id: String,
        /// Mentor.
        pub mentor_id: String,
        /// Mentor's name.
        pub mentor: String,
        /// Apprentice.
        pub apprentice_id: String,
        /// Apprentice's name.
        pub apprentice: String,
        /// Department of the apprentice.
        pub department: String,
        /// Lessons needed in windows that have begun.
        pub needed: u32,
        /// Of these found, never above what each window needs.
        pub fulfilled: u32,
        /// Lessons missing in windows that have closed.
        pub missing: u32,
        /// Activities other than observations.
        pub activities: u32,
        /// Duties with their windows.
        pub duties: Vec<DutyLine>,
    }
    /// Figures of mentor pairings.
    pub struct MentoringFigures {
        /// Pairings that run in the term.
        pub pairings: u32,
        /// Lessons needed in windows that have begun.
        pub needed: u32,
        /// Of these found.
        pub fulfilled: u32,
        /// Lessons missing in windows that have closed.
        pub missing: u32,
        /// Share found of those needed, percent, one decimal.
        pub share: Option<f64>,
        /// Each pairing.
        pub by_pairing: Vec<PairingLine>,
    }
    /// The figures of a term.
    pub struct Summary {
        /// School.
        pub school: String,
        /// The term.
        pub term: Term,
        /// Up to and including this day.
        pub as_of: NaiveDate,
        /// Teaching week of that day; none outside the term.
        pub week: Option<u32>,
        /// Name of the scope: the school, a department or a teacher.
        pub scope: String,
        /// Observation.
        pub observation: ObservationFigures,
        /// Homework checks.
        pub homework: HomeworkFigures,
        /// Lesson plans.
        pub lesson_plan: PlanFigures,
        /// Mentor pairings.
        pub mentoring: MentoringFigures,
    }
    /// Asks for the records behind a figure.
    pub struct RecordsRequest {
        /// The summary in which the figure stands.
        pub summary: SummaryRequest,
        /// Key of the figure. `@` and a teacher's identifier after it mean the same as `teacher_id`.
        /// Of `observation.`: `sheets`, `lessons` (or `done`), `paper`, `counted`, `refused`, `refusal:no_process`, `drafts`,
        /// `teachers`, `teachers_observed`, `owed`, `left`, `received`, `totals`, `kind:推门课`, `band:优`, `week:12`,
        /// `category:校领导` (what counts), `category_owed:…`, `category_people:…`, `category_on_pace:…`,
        /// `department:语文组` (what was observed), `department_counted:…`, `department_owed:…`, `department_left:…`,
        /// `department_received:…`.
        /// Of `homework.`: `checks`, `teachers`, `required`, `assigned`, `fully_marked`, `remarked`, `band:优`,
        /// `amount:足量`, `week:12`, `department:…`.
        /// Of `lesson_plan.`: `plans`, `drafts`, `complete`, `reflections`, `state:三稿及以上`, `week:12`, `department:…`.
        /// Of `mentoring.`: `pairings`, `needed`, `fulfilled`, `missing`, `activities`, each of one pairing with its
        /// identifier after a colon.
        /// Averages and shares have no records of their own: open those that they are made of.
        pub figure: String,
        /// Only of this teacher.
        #[serde(default)]
        pub teacher_id: Option<String>,
    }
    /// One record behind a figure.
    pub struct RecordRef {
        /// `observation`, `homework`, `lesson_plan`, `mentoring` or `teacher`.
        pub kind: String,
        /// The record.
        pub id: String,
        /// Day; none for a person.
        pub date: Option<NaiveDate>,
        /// One line that tells the record apart.
        pub title: String,
        /// Second line: who, what, how it counts.
        pub detail: String,
        /// How much this record adds to the figure.
        pub value: u32,
    }
    /// The records behind a figure.
    pub struct Records {
        /// Name of the figure.
        pub title: String,
        /// How the figure is computed, in one or two sentences.
        pub explanation: String,
        /// Sum of the values: equals the figure.
        pub total: u32,
        /// The records.
        pub rows: Vec<RecordRef>,
    }
}
