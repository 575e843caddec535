//! Whose pairings an account sees, and whose activities it writes: both people's.

use super::rows::PairingRow;
use crate::{access::People, error::Result};

impl PairingRow {
    /// Whether some people see it.
    pub(super) fn seen_by(&self, people: &People) -> bool {
        people.any(self.pair())
    }

    /// Lets it pass when one of the pair is in reach.
    ///
    /// # Errors
    /// `OutOfReach`.
    pub(super) fn allow(&self, people: &People) -> Result<()> {
        people.allow(self.pair())
    }

    fn pair(&self) -> [Option<&str>; 2] {
        [Some(&self.mentor_id), Some(&self.apprentice_id)]
    }
}
