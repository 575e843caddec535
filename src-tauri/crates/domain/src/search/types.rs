//! Types of finding.

crate::wire::wire! {
    /// Asks for people, classes and records.
    pub struct SearchRequest {
        /// Characters, full pinyin, initials or a mixture; for texts words divided by blanks.
        pub query: String,
    }
    /// Something found.
    pub struct Hit {
        /// `teacher`, `class`, `observation`, `lesson_plan` or `planned_lesson`.
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
    /// What was found: the form of a typed number, people and classes, then records by their topic.
    pub struct Hits {
        /// The hits.
        pub hits: Vec<Hit>,
    }
    /// A record whose text holds what is sought.
    pub struct TextHit {
        /// `observation`, `discussion`, `planned_lesson`, `book_review`, `homework`, `lesson_plan`, `pairing` or
        /// `work_item`.
        pub kind: String,
        /// The record.
        pub id: String,
        /// Its topic, or what it is called without one.
        pub title: String,
        /// Kind, teacher and day.
        pub detail: String,
        /// Which of its texts it is, such as 建议.
        pub field: String,
        /// The text around the word.
        pub snippet: String,
        /// Route of the screen that it opens.
        pub route: String,
    }
    /// Records whose texts hold what is sought, the newest first.
    pub struct TextHits {
        /// The hits.
        pub hits: Vec<TextHit>,
        /// Whether all records were looked through; otherwise some are still being taken into the index.
        pub complete: bool,
    }
}
