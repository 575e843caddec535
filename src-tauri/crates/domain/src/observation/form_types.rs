//! Types of numbered blank forms.

use crate::wire::Person;

crate::wire::wire! {
    /// Asks what the number of a blank form stands for.
    pub struct BlankFormFind {
        /// The number as it was typed: capitals or not, with or without hyphens.
        pub number: String,
    }
    /// A blank form: unused, or the sheet that was written from it.
    pub struct BlankForm {
        /// Its number as it is printed.
        pub number: String,
        /// The term for which it was made, as it is called.
        pub term: String,
        /// For whom it was made.
        pub observer: Option<Person>,
        /// The sheet; none while it is unused.
        pub sheet_id: Option<String>,
        /// Day, teacher and topic of that sheet; empty while it is unused.
        pub sheet: String,
    }
}
