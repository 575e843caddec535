//! Who keeps a paper book, for the figures of the term: the same source as that of the ledger's lines.

use super::{read::Ledger, types::EvidenceSource};
use crate::observation::BookReview;

/// A person's paper book in a term.
#[derive(Debug, Clone, Default)]
pub(crate) struct Book {
    /// Whether the person's lessons are counted from it; else they are counted from sheets.
    pub(crate) counts: bool,
    /// Its reviews up to the day, oldest first.
    pub(crate) reviews: Vec<BookReview>,
}

/// Lessons of a review that count.
pub(crate) fn valid(review: &BookReview) -> u32 {
    review.valid.min(review.entered)
}

impl Ledger {
    /// The paper books of the people on the roster who have one, or whose lessons are counted from it.
    pub(crate) fn books(&self) -> impl Iterator<Item = (&str, Book)> {
        let book =
            |id: &str| Book { counts: self.source(id) == EvidenceSource::Book, reviews: self.reviews_of(id).to_vec() };
        let books = self.teachers.iter().map(move |teacher| (teacher.id.as_str(), book(&teacher.id)));
        books.filter(|(_, book)| book.counts || !book.reviews.is_empty())
    }
}
