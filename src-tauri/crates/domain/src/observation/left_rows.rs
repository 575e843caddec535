//! SQL of the draft that a session left behind.

use crate::error::Result;
use keji_store::{Read, rusqlite::OptionalExtension};

/// A draft that was not handed in.
pub(crate) struct LeftDraft {
    pub(crate) id: String,
    pub(crate) topic: String,
    pub(crate) observer_id: Option<String>,
    /// When it was last saved, RFC 3339.
    pub(crate) saved_at: String,
}

/// The draft that was saved last.
pub(crate) fn newest_draft(read: &Read<'_>) -> Result<Option<LeftDraft>> {
    Ok(read
        .query_row(
            "SELECT s.id, l.topic, s.observer_id, s.updated_at
             FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
             WHERE s.state = 'draft' AND s.deleted_at IS NULL ORDER BY s.updated_at DESC LIMIT 1",
            [],
            |row| {
                Ok(LeftDraft {
                    id: row.get("id")?,
                    topic: row.get("topic")?,
                    observer_id: row.get("observer_id")?,
                    saved_at: row.get("updated_at")?,
                })
            },
        )
        .optional()?)
}
