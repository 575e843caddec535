//! Reading what single cells say: dates, months, periods, weekdays, class
//! names, numbers. Purely textual: nothing here knows a school's calendar or
//! its classes. Every function takes the cell's text as
//! [`crate::Cell::text`] gives it.

mod class_name;
mod date;
mod numeral;
mod period;

pub use class_name::{ClassContext, ClassName, class_name, classes, grade};
pub use date::{Date, Month, date, month, month_day};
pub use numeral::{decimal, integer};
pub use period::{Periods, period, weekday};

/// What a text was understood as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    /// One meaning.
    Sure(T),
    /// Probably `value`, or several meanings (`None`); the user should look.
    Doubtful {
        /// The likeliest meaning, if there is one.
        value: Option<T>,
        /// What is odd about it.
        reason: Reason,
    },
    /// Not understood.
    No(Reason),
}

impl<T> Reading<T> {
    /// The value, only if there is no doubt.
    pub fn sure(self) -> Option<T> {
        match self {
            Self::Sure(value) => Some(value),
            Self::Doubtful { .. } | Self::No(_) => None,
        }
    }

    /// The value, doubtful or not.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Sure(value) => Some(value),
            Self::Doubtful { value, .. } => value,
            Self::No(_) => None,
        }
    }

    /// What is odd or wrong; `None` when sure.
    pub fn reason(&self) -> Option<Reason> {
        match self {
            Self::Sure(_) => None,
            Self::Doubtful { reason, .. } | Self::No(reason) => Some(*reason),
        }
    }

    /// The same reading of another type.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Sure(value) => Reading::Sure(change(value)),
            Self::Doubtful { value, reason } => Reading::Doubtful { value: value.map(change), reason },
            Self::No(reason) => Reading::No(reason),
        }
    }
}

/// Why a text is doubtful or not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// There is nothing.
    Empty,
    /// Not of the form expected here.
    Unreadable,
    /// A day without its year ("11月19日").
    NeedsYear,
    /// A date that no calendar has ("2026-02-30"), or far from our time.
    NoSuchDate,
    /// "1990.1" as a number may be January or October with its zero lost.
    LostZero,
    /// A bare number that is a date only if Excel's format got lost ("46345").
    SerialNumber,
    /// Excel took "3-4" for a date.
    LooksLikeDate,
    /// Counted within a part of the day ("下午第一节").
    PartOfDay,
    /// A weekday stands with the period ("周五第七节"): columns may be swapped.
    CarriesWeekday,
    /// A class number without its grade.
    NeedsGrade,
    /// "三(6)" is 三年级 or 高三.
    ShortGrade,
    /// "116", "804": grade and class in one number.
    CodedClass,
    /// A class named by its year of entry ("2024级3班").
    Cohort,
    /// Several values where one is expected.
    Several,
    /// A year of two digits ("26.11.19").
    TwoDigitYear,
}

impl Reason {
    /// Stable code; the key of the message catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "value_empty",
            Self::Unreadable => "value_unreadable",
            Self::NeedsYear => "value_needs_year",
            Self::NoSuchDate => "value_no_such_date",
            Self::LostZero => "value_lost_zero",
            Self::SerialNumber => "value_serial_number",
            Self::LooksLikeDate => "value_looks_like_date",
            Self::PartOfDay => "value_part_of_day",
            Self::CarriesWeekday => "value_carries_weekday",
            Self::NeedsGrade => "value_needs_grade",
            Self::ShortGrade => "value_short_grade",
            Self::CodedClass => "value_coded_class",
            Self::Cohort => "value_cohort",
            Self::Several => "value_several",
            Self::TwoDigitYear => "value_two_digit_year",
        }
    }

    /// Every reason, for the test that each has words.
    pub const ALL: [Self; 15] = [
        Self::Empty,
        Self::Unreadable,
        Self::NeedsYear,
        Self::NoSuchDate,
        Self::LostZero,
        Self::SerialNumber,
        Self::LooksLikeDate,
        Self::PartOfDay,
        Self::CarriesWeekday,
        Self::NeedsGrade,
        Self::ShortGrade,
        Self::CodedClass,
        Self::Cohort,
        Self::Several,
        Self::TwoDigitYear,
    ];
}

/// A doubtful reading with a proposal.
fn doubt<T>(value: T, reason: Reason) -> Reading<T> {
    Reading::Doubtful { value: Some(value), reason }
}

/// The text in half-width letters, without any white space.
fn compact(text: &str) -> String {
    crate::header::half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}'))
        .collect()
}
