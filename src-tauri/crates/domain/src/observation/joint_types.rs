//! Types of a lesson that is observed together (合评).

use super::types::SheetState;
use crate::wire::Person;

crate::wire::wire! {
    /// What the observers of a lesson make of it together.
    pub struct Joint {
        /// The lesson.
        pub lesson_id: String,
        /// Who observes it, in the order in which the sheets were begun.
        pub observers: Vec<JointObserver>,
        /// For how many sheets the others wait.
        pub waiting: u32,
        /// Figures of those who used the same version of a scoring sheet, the largest group first; none until all have
        /// handed in, and none of one sheet alone.
        pub groups: Vec<JointGroup>,
        /// How the figures are made; empty while there are none.
        pub method: String,
    }
    /// An observer of a lesson.
    pub struct JointObserver {
        /// The sheet.
        pub sheet_id: String,
        /// Who; none on a draft without an observer.
        pub observer: Option<Person>,
        /// State of the sheet.
        pub state: SheetState,
        /// Whether the sheet was begun by another observer and has nothing written on it yet.
        pub named: bool,
        /// Whether nobody waits for this draft any more.
        pub waived: bool,
    }
    /// Figures by one version of a scoring sheet.
    pub struct JointGroup {
        /// Name of the scoring sheet.
        pub rubric: String,
        /// Observers who used it, in the order of the marks.
        pub observers: Vec<JointMark>,
        /// Of the totals; none of fewer than two.
        pub total: Option<Spread>,
        /// Sheets by band, the best first.
        pub bands: Vec<BandCount>,
        /// Items, those with least agreement first.
        pub items: Vec<JointItem>,
    }
    /// What one observer gave in all.
    pub struct JointMark {
        /// Name.
        pub observer: String,
        /// Total; none while an item is open.
        pub total: Option<f64>,
        /// Band.
        pub band: Option<String>,
    }
    /// Sheets of a band.
    pub struct BandCount {
        /// The band.
        pub name: String,
        /// Sheets.
        pub count: u32,
    }
    /// What the observers gave for an item.
    pub struct JointItem {
        /// Section; may be empty.
        pub section: String,
        /// Item.
        pub name: String,
        /// What each gave, as it is printed; empty where nothing was given.
        pub marks: Vec<String>,
        /// Observers who gave something.
        pub n: u32,
        /// Of the points; none for grades without points, and of fewer than two.
        pub spread: Option<Spread>,
        /// Share of pairs of observers who gave the same, in percent; none of fewer than two observers.
        pub same: Option<f64>,
        /// Share of pairs no further apart than one level, in percent; none of fewer than two observers.
        pub near: Option<f64>,
    }
    /// Mean and spread of some numbers, each half up to one decimal.
    pub struct Spread {
        /// How many numbers.
        pub n: u32,
        /// Mean.
        pub mean: f64,
        /// Smallest.
        pub least: f64,
        /// Largest.
        pub most: f64,
        /// Standard deviation of all of them.
        pub deviation: f64,
    }
    /// Names who observes a lesson together with the observer of a sheet.
    pub struct JointNames {
        /// The sheet of who names them.
        pub sheet_id: String,
        /// All who are to have a draft begun for them, at most 20; a draft with nothing written on it goes again when its
        /// observer is not among them.
        pub observer_ids: Vec<String>,
    }
    /// Says whether the others wait for a draft.
    pub struct JointWait {
        /// The draft.
        pub id: String,
        /// Whether they wait.
        pub wait: bool,
    }
}
