//! How much of the term has gone by, in whole teaching weeks, and what follows from it for a quota. Whole numbers
//! only, so that a half is a half.

use super::types::{Week, WeekKind};
use chrono::NaiveDate;

/// Teaching weeks begun by a day, of all teaching weeks of the term. Holiday weeks do not count; the present week
/// counts whole, as offices count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    begun: u32,
    all: u32,
}

impl Pace {
    /// The pace of a day.
    pub(crate) fn of(weeks: &[Week], day: NaiveDate) -> Self {
        let teaching = || weeks.iter().filter(|week| week.kind != WeekKind::Holiday && week.number > 0);
        Self::of_weeks(teaching().filter(|week| week.first_day <= day).count(), teaching().count())
    }

    /// So many weeks begun of so many, where somebody did not work all of them.
    pub(crate) fn of_weeks(begun: usize, all: usize) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { begun: count(begun), all: count(all) }
    }

    /// Teaching weeks begun, and all of the term.
    pub(crate) fn weeks(self) -> (u32, u32) {
        (self.begun, self.all)
    }

    /// Lessons that should be done by now of those owed in the term, rounded half up once.
    pub(crate) fn due(self, owed: u32) -> u32 {
        if self.all == 0 {
            return 0;
        }
        let all = u64::from(self.all);
        let due = (2 * u64::from(owed) * u64::from(self.begun) + all) / (2 * all);
        u32::try_from(due).unwrap_or(u32::MAX)
    }

    /// Lessons that should be done in each teaching week, rounded half up once.
    pub(crate) fn each_week(self, owed: u32) -> u32 {
        Self { begun: 1, ..self }.due(owed)
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;

    #[test]
    fn what_is_due_is_rounded_half_up_once() {
        let pace = Pace { begun: 13, all: 20 };
        assert_eq!(pace.due(30), 20, "19.5");
        assert_eq!(pace.due(40), 26);
        assert_eq!(Pace { begun: 0, all: 0 }.due(40), 0);
    }
}
