//! Types of the school itself and of the application's state.

use crate::calendar::Term;
use chrono::NaiveDate;

crate::wire::wire! {
    /// The school that is open.
    pub struct School {
        /// Full name as printed on papers.
        pub name: String,
        /// Stage: 小学, 初中, 高中, 九年一贯 or 完全中学; empty when not said.
        pub stage: String,
        /// Whether this is the sample school.
        pub sample: bool,
    }
    /// Which screen the application starts with.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Screen {
        /// No school yet: the first-run guide.
        FirstRun,
        /// A school is open.
        School,
        /// A store is there but cannot be opened.
        Trouble,
    }
    /// State of the application.
    pub struct AppStatus {
        /// Which screen to show.
        pub screen: Screen,
        /// Why the store cannot be opened, with `Trouble`.
        pub trouble: Option<crate::WireError>,
        /// The school that is open.
        pub school: Option<School>,
        /// Whether an own school exists on this machine.
        pub has_school: bool,
        /// Whether the sample school exists on this machine.
        pub has_sample: bool,
        /// Today by the school's clock.
        pub today: NaiveDate,
        /// The present moment by the school's clock, RFC 3339.
        pub now: String,
        /// Whether the clock is pinned to a day: the sample school's.
        pub clock_pinned: bool,
        /// The present term, or the latest one.
        pub term: Option<Term>,
        /// Number of the present teaching week; none outside the term.
        pub week: Option<u32>,
        /// Version of the program.
        pub version: String,
    }
    /// Makes the own school of this machine.
    pub struct SchoolCreate {
        /// Full name, 2–40 characters.
        pub name: String,
        /// Stage, may be empty.
        #[serde(default)]
        pub stage: String,
    }
    /// Changes the school's name or stage.
    pub struct SchoolUpdate {
        /// Full name, 2–40 characters.
        pub name: String,
        /// Stage, may be empty.
        pub stage: String,
    }
    /// Takes back an act.
    pub struct UndoRequest {
        /// The act, as returned by the write.
        pub act: String,
    }
}
