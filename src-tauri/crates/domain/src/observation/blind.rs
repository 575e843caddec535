//! What stays closed to an observer. Who observes a lesson together with others sees nothing of their judgement until
//! all have handed in; the office, which has to chase those who are late, until its own sheet is in. Who did not observe
//! the lesson sees it as ever.

use super::{fact_rows::Fact, joint_rows};
use crate::error::{Code, Error, Result};
use keji_store::Read;
use std::collections::BTreeSet;

/// Sheets of others that are closed to an account for now.
#[derive(Debug, Clone, Default)]
pub(crate) struct Closed(BTreeSet<String>);

impl Closed {
    /// Sheets that are closed to the observer behind an account; none to an account without a line on the roster.
    pub(crate) fn read(read: &Read<'_>, observer: Option<&str>, office: bool) -> Result<Self> {
        Ok(Self(match observer {
            Some(observer) => joint_rows::closed(read, observer, office)?,
            None => BTreeSet::new(),
        }))
    }

    /// Whether a sheet is closed.
    pub(crate) fn has(&self, sheet_id: &str) -> bool {
        self.0.contains(sheet_id)
    }

    /// The closed sheets.
    pub(crate) fn sheets(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Lets a sheet pass that is not closed.
    ///
    /// # Errors
    /// `JointClosed`.
    pub(crate) fn allow(&self, sheet_id: &str) -> Result<()> {
        if self.has(sheet_id) { Err(Error::rule(Code::JointClosed)) } else { Ok(()) }
    }

    /// Takes out of facts what was given on closed sheets; that they exist is no secret.
    pub(crate) fn cover(&self, facts: &mut [Fact]) {
        for fact in facts.iter_mut().filter(|fact| self.has(&fact.id)) {
            (fact.total, fact.band) = (None, None);
        }
    }
}
