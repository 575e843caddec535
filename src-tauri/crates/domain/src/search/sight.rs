//! What an account may find.

use crate::{access::People, calendar, command::Call, error::Result, observation::Closed};
use keji_store::Read;

/// Whose records are found, which sheets of them are closed for now, and which term is the present one.
pub(super) struct Sight {
    pub(super) people: People,
    pub(super) closed: Closed,
    pub(super) term_id: Option<String>,
}

impl Sight {
    /// Of whoever calls.
    pub(super) fn of(call: &Call<'_>, read: &Read<'_>) -> Result<Self> {
        let term = calendar::present_term(read, call.office.now().date_naive())?;
        Ok(Self { people: call.people(read)?, closed: call.closed(read)?, term_id: term.map(|term| term.id) })
    }
}
