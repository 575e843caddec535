//! Types of finding.

crate::wire::wire! {
    /// Asks for people, classes and records.
    pub struct SearchRequest {
        /// Characters, full pinyin or initials.
        pub query: String,
    }
    /// Something found.
    pub struct Hit {
        /// `teacher`, `class`, `observation` or `lesson_plan`.
        pub kind: String,
        /// The record.
        pub id: String,
        /// First line.
        pub title: String,
        /// Second line.
        pub detail: String,
        /// Route of the screen that it opens.
        pub route: String,
    }
    /// What was found: people and classes first, then records.
    pub struct Hits {
        /// The hits.
        pub hits: Vec<Hit>,
    }
}
