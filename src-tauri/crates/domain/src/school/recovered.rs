//! What the next start offers after a session that ended without closing.

use super::types::Recovered;
use crate::{access::Reach, error::Result, observation, roster};
use chrono::DateTime;
use keji_store::Read;

/// The draft that the session which began at `since` (RFC 3339) left behind, when the account reaches it.
pub(crate) fn left_draft(read: &Read<'_>, since: &str, reach: &Reach) -> Result<Option<Recovered>> {
    let Some(draft) = observation::newest_draft(read)? else { return Ok(None) };
    let moments = (DateTime::parse_from_rfc3339(&draft.saved_at), DateTime::parse_from_rfc3339(since));
    let of_that_session = matches!(moments, (Ok(saved), Ok(since)) if saved >= since);
    if !of_that_session || !roster::people(read, reach)?.has(draft.observer_id.as_deref()) {
        return Ok(None);
    }
    Ok(Some(Recovered { route: format!("/observations/{}", draft.id), topic: draft.topic, saved_at: draft.saved_at }))
}
