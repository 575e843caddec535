//! Types of the school itself and of the application's state.

use crate::{access::Role, calendar::Term};
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
        /// A school is there, behind its locked door.
        Locked,
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
        /// What the locked door shows, with `Locked`.
        pub door: Option<Door>,
        /// The role that is signed in; `visitor` in front of a locked door or in trouble.
        pub role: Role,
        /// The account that is signed in; none without passphrases.
        pub account: Option<SignedIn>,
        /// Whether the open school has a passphrase.
        pub protected: bool,
        /// Minutes after which the program locks itself; 0 for never.
        pub auto_lock_minutes: u32,
        /// State of the backups; none for the sample school.
        pub backup: Option<BackupState>,
        /// The draft that the last session left when it ended without closing.
        pub recovered: Option<Recovered>,
    }
    /// Who is signed in.
    pub struct SignedIn {
        /// The account.
        pub id: String,
        /// Its label.
        pub label: String,
        /// The person's line on the roster.
        pub teacher_id: Option<String>,
        /// The department of a head.
        pub department_id: Option<String>,
    }
    /// Makes the own school of this machine.
    pub struct SchoolCreate {
        /// Full name, 2–40 characters.
        pub name: String,
        /// Stage, may be empty.
        #[serde(default)]
        pub stage: String,
        /// The director's passphrase, at least 8 characters; none leaves the school open for now.
        #[serde(default)]
        pub passphrase: Option<String>,
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
    /// What the locked door shows: labels of accounts, never names of people.
    pub struct Door {
        /// Accounts that have a passphrase.
        pub accounts: Vec<DoorAccount>,
        /// Whether a recovery key was made.
        pub recovery: bool,
    }
    /// An account at the door.
    pub struct DoorAccount {
        /// The account.
        pub id: String,
        /// Label, such as 教务主任.
        pub label: String,
    }
    /// State of the backups.
    pub struct BackupState {
        /// When the newest backup was made, RFC 3339; none without one.
        pub at: Option<String>,
        /// Code of what went wrong with the last one.
        pub problem: Option<String>,
        /// Whether a second place is set.
        pub second: bool,
        /// Code of what is wrong with the second place: `second_place_missing`, `second_place_same_disk`, or a failure.
        pub second_problem: Option<String>,
    }
    /// The draft that the last session left when it ended without closing.
    pub struct Recovered {
        /// Where to go on writing.
        pub route: String,
        /// Topic of the lesson; may be empty.
        pub topic: String,
        /// When it was last saved, RFC 3339.
        pub saved_at: String,
    }
}
