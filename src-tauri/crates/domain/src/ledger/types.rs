//! Types of the quota ledger (听课统计).

use crate::quota::{QuotaEvery, QuotaWhose};
use chrono::NaiveDate;

crate::wire::wire! {
    /// Asks for the ledger of a term.
    #[derive(Default)]
    pub struct LedgerRequest {
        /// The term; the present one when empty.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Day up to which is counted; today when empty.
        #[serde(default)]
        pub as_of: Option<NaiveDate>,
        /// One department only.
        #[serde(default)]
        pub department_id: Option<String>,
        /// One person only.
        #[serde(default)]
        pub teacher_id: Option<String>,
    }
    /// Where a person's lessons of a term are counted from: one source, never the sum of two.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum EvidenceSource {
        /// Sheets.
        Sheets,
        /// Reviews of the paper book (听课本查阅登记).
        Book,
    }
    /// Lessons that were refused for one reason. A lesson stands under its first reason only.
    pub struct Refusal {
        /// Code: `no_process`, `no_opinion`, `other_kind`, `other_person`, `outside`, `other_subject`, `joint`,
        /// `over_each`, `book`, `twice`.
        pub reason: String,
        /// Lessons.
        pub lessons: u32,
    }
    /// How a stretch of time stands.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum LedgerState {
        /// What is owed is there.
        Done,
        /// It is over and something is missing.
        Missed,
        /// It has begun and something is still missing.
        Running,
        /// It has not begun.
        Ahead,
        /// Nothing is owed in it.
        Free,
    }
    /// One stretch of time.
    pub struct LedgerWindow {
        /// Name: 本学期, 9月, 第3周.
        pub label: String,
        /// First day.
        pub first: NaiveDate,
        /// Last day.
        pub last: NaiveDate,
        /// Lessons owed before waivers.
        pub owed: u32,
        /// Lessons owed after waivers.
        pub net: u32,
        /// Lessons that count.
        pub counted: u32,
        /// How it stands.
        pub state: LedgerState,
    }
    /// What is owed to one person.
    pub struct LedgerPerson {
        /// The person.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Lessons owed in the term, after exemptions and waived weeks.
        pub owed: u32,
        /// Lessons that count.
        pub counted: u32,
    }
    /// One person's account of one target.
    pub struct LedgerLine {
        /// The person.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Department.
        pub department: String,
        /// Target; empty for the first.
        pub target: String,
        /// Group by which the person is counted.
        pub category: String,
        /// What is owed, in words: 每学期18节.
        pub rule: String,
        /// Stretch of time in which the number is owed.
        pub every: QuotaEvery,
        /// Number owed in each stretch, or to each person.
        pub number: u32,
        /// Upper end of a range.
        pub most: Option<u32>,
        /// Whose lessons count.
        pub whose: QuotaWhose,
        /// Whether it is owed to each of them.
        pub each: bool,
        /// Lessons owed in the term before waivers (应听).
        pub owed: u32,
        /// Lessons taken off (核减).
        pub waived: u32,
        /// Lessons owed after waivers (核减后应听): `owed − waived`.
        pub net: u32,
        /// Lessons that should count by the day, by whole teaching weeks that the person worked.
        pub due: u32,
        /// Teaching weeks that leave takes out of the pace; 0 where months or weeks are owed one by one.
        pub away_weeks: u32,
        /// Lessons observed (实听): `counted + refused`.
        pub done: u32,
        /// Lessons that count (有效).
        pub counted: u32,
        /// Lessons that do not, by reason.
        pub refused: Vec<Refusal>,
        /// Lessons still missing (还差).
        pub left: u32,
        /// Whether less is done than should be by the day, or a stretch of time is over and something is missing in it.
        pub behind: bool,
        /// Stretches of time.
        pub windows: Vec<LedgerWindow>,
        /// People, where the number is owed to each.
        pub people: Vec<LedgerPerson>,
        /// Where the lessons are counted from.
        pub source: EvidenceSource,
        /// Lessons in the other source, which are not added.
        pub other_source: u32,
        /// What else should be known of the numbers: sentences.
        pub notes: Vec<String>,
    }
    /// A duty in words.
    pub struct LedgerWords {
        /// The person.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Group.
        pub category: String,
        /// What the plan says.
        pub note: String,
    }
    /// The ledger.
    pub struct QuotaLedger {
        /// The term.
        pub term_id: String,
        /// Day up to which is counted.
        pub as_of: NaiveDate,
        /// Weeks with lessons to observe after the week of that day: neither holidays nor examinations.
        pub weeks_left: u32,
        /// Weeks of the term with lessons to observe.
        pub weeks: u32,
        /// Targets in the order of the office.
        pub targets: Vec<String>,
        /// A line for each person and target, in the roster's order.
        pub lines: Vec<LedgerLine>,
        /// Duties in words.
        pub words: Vec<LedgerWords>,
        /// A text that reminds those who are behind, a line for each; empty where nobody is.
        pub reminder: String,
    }
    /// Asks for the lessons behind a line.
    pub struct LedgerRecordsRequest {
        /// The term; the present one when empty.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Day up to which is counted.
        #[serde(default)]
        pub as_of: Option<NaiveDate>,
        /// The person.
        pub teacher_id: String,
        /// Target.
        #[serde(default)]
        pub target: String,
        /// Group of the line, where the target has several; none for the first.
        #[serde(default)]
        #[ts(optional, as = "Option<String>")]
        pub category: Option<String>,
        /// Stretch of time of the line, where the target has several; none for the first.
        #[serde(default)]
        #[ts(optional, as = "Option<QuotaEvery>")]
        pub every: Option<QuotaEvery>,
    }
    /// One lesson behind a line.
    pub struct LedgerRecord {
        /// The sheet; none for a review of the book.
        pub sheet_id: Option<String>,
        /// Day.
        pub date: NaiveDate,
        /// Teaching week.
        pub week: Option<u32>,
        /// Period.
        pub period: Option<u32>,
        /// Who gave the lesson, as shown.
        pub teacher: String,
        /// Subject.
        pub subject: String,
        /// Topic; for a book what the reviewer wrote.
        pub topic: String,
        /// Kind.
        pub lesson_kind: String,
        /// Lessons observed.
        pub done: u32,
        /// Lessons that count.
        pub counted: u32,
        /// All reasons against it.
        pub reasons: Vec<String>,
    }
    /// The lessons behind a line.
    pub struct LedgerRecords {
        /// Oldest first.
        pub rows: Vec<LedgerRecord>,
    }
}
