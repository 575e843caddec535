//! Wrong passphrases: after the third, each one makes the door wait longer.

use crate::error::{Code, Error, Result};
use chrono::{DateTime, Duration, FixedOffset};
use std::collections::BTreeMap;

/// Tries before the door waits.
const FREE: u32 = 3;
/// Longest wait.
const LONGEST: i64 = 60;

/// Wrong tries of each account since its last right one.
#[derive(Debug, Default)]
pub(crate) struct Patience(BTreeMap<String, (u32, DateTime<FixedOffset>)>);

impl Patience {
    /// Whether an account may be tried now.
    ///
    /// # Errors
    /// `TooSoon` with the seconds to wait.
    pub(crate) fn ask(&self, account: &str, now: DateTime<FixedOffset>) -> Result<()> {
        let Some((wrong, last)) = self.0.get(account) else { return Ok(()) };
        let wait = Duration::seconds(seconds(*wrong)) - (now - *last).max(Duration::zero());
        if wait > Duration::zero() {
            return Err(Error::rule(Code::TooSoon).with("seconds", wait.num_seconds().max(1)));
        }
        Ok(())
    }

    /// Notes a wrong try; returns the seconds until the next.
    pub(crate) fn wrong(&mut self, account: &str, now: DateTime<FixedOffset>) -> i64 {
        let wrong = self.0.get(account).map_or(1, |(wrong, _)| wrong + 1);
        self.0.insert(account.to_owned(), (wrong, now));
        seconds(wrong)
    }

    /// Forgets the wrong tries of an account.
    pub(crate) fn right(&mut self, account: &str) {
        self.0.remove(account);
    }
}

/// 0 for the first three, then 2, 4, 8 … 60.
fn seconds(wrong: u32) -> i64 {
    if wrong < FREE { 0 } else { (1_i64 << (wrong - FREE + 1).min(6)).min(LONGEST) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Patience;
    use chrono::{DateTime, Duration};

    #[test]
    fn the_door_waits_longer_after_each_wrong_try_and_forgets_after_a_right_one() {
        let now = DateTime::parse_from_rfc3339("2026-11-19T10:12:00+08:00").unwrap();
        let mut patience = Patience::default();
        let waits: Vec<i64> = (0..9).map(|_| patience.wrong("a", now)).collect();
        assert_eq!(waits, [0, 0, 2, 4, 8, 16, 32, 60, 60]);
        let refused = patience.ask("a", now + Duration::seconds(59)).unwrap_err().to_wire();
        assert_eq!((refused.code.as_str(), refused.params["seconds"].as_str()), ("too_soon", "1"));
        assert!(patience.ask("a", now + Duration::seconds(60)).is_ok());
        assert!(patience.ask("b", now).is_ok(), "another account need not wait");
        patience.right("a");
        assert!(patience.ask("a", now).is_ok());
    }
}
