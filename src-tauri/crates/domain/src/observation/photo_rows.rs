//! SQL of photos.

use super::photo_types::{Photo, PhotoKind};
use crate::error::Result;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, Row, params},
};

impl PhotoKind {
    fn stored(self) -> &'static str {
        match self {
            Self::Blackboard => "blackboard",
            Self::Page => "page",
            Self::Other => "other",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "blackboard" => Self::Blackboard,
            "page" => Self::Page,
            _ => Self::Other,
        }
    }
}

/// The photos of a sheet in order.
pub(crate) fn of_sheet(read: &Read<'_>, sheet_id: &str) -> Result<Vec<Photo>> {
    let mut statement = read.prepare_cached(
        "SELECT id, kind, caption, width, height, size FROM photo WHERE sheet_id = ?1 AND deleted_at IS NULL
         ORDER BY position, id",
    )?;
    let rows = statement.query_map([sheet_id], photo)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn photo(row: &Row<'_>) -> keji_store::rusqlite::Result<Photo> {
    Ok(Photo {
        id: row.get("id")?,
        kind: PhotoKind::read(&row.get::<_, String>("kind")?),
        caption: row.get("caption")?,
        width: row.get("width")?,
        height: row.get("height")?,
        size: row.get("size")?,
    })
}

/// The sheet on which a photo is.
pub(crate) fn sheet_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    Ok(read
        .prepare_cached("SELECT sheet_id FROM photo WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([id], |row| row.get("sheet_id"))
        .optional()?)
}

/// The bytes of a photo: JPEG.
pub(crate) fn picture(read: &Read<'_>, id: &str) -> Result<Option<Vec<u8>>> {
    Ok(read
        .prepare_cached("SELECT picture FROM photo WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([id], |row| row.get("picture"))
        .optional()?)
}

/// Whether there ever was a photo of this identifier.
pub(crate) fn known(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.prepare_cached("SELECT 1 AS one FROM photo WHERE id = ?1")?.exists([id])?)
}

/// Puts a photo behind the others of its sheet.
pub(crate) fn insert(tx: &Tx<'_>, sheet_id: &str, photo: &Photo, picture: &[u8]) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO photo (id, sheet_id, kind, position, caption, width, height, size, picture)
         VALUES (?1, ?2, ?3, (SELECT coalesce(max(position), 0) + 1 FROM photo WHERE sheet_id = ?2), ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        photo.id,
        sheet_id,
        photo.kind.stored(),
        photo.caption,
        photo.width,
        photo.height,
        photo.size,
        picture
    ])?;
    Ok(())
}

/// Writes what is said of a photo.
pub(crate) fn describe(tx: &Tx<'_>, id: &str, kind: PhotoKind, caption: &str) -> Result<()> {
    tx.prepare_cached("UPDATE photo SET kind = ?2, caption = ?3 WHERE id = ?1")?.execute(params![
        id,
        kind.stored(),
        caption
    ])?;
    Ok(())
}

/// Gives photos their places, in this order.
pub(crate) fn arrange(tx: &Tx<'_>, ids: &[&str]) -> Result<()> {
    for (at, id) in (1_i64..).zip(ids) {
        tx.prepare_cached("UPDATE photo SET position = ?2 WHERE id = ?1 AND position <> ?2")?
            .execute(params![id, at])?;
    }
    Ok(())
}

/// Deletes a photo.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE photo SET deleted_at = ?2 WHERE id = ?1")?.execute(params![id, tx.now_text()])?;
    Ok(())
}
