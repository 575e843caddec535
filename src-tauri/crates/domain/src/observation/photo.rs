//! Photos on a sheet. Who sees the sheet sees its photos, who writes it puts them there. A photo is made small in the
//! reading process and keeps nothing of where, when and by what it was taken.

use super::{
    blind::Closed,
    get, lesson_rows,
    photo_rows::{self, known, sheet_of},
    photo_types::{Photo, PhotoAdd, PhotoInput, PhotoPicture},
    reach,
    rows::{self, SheetRecord},
};
use crate::{
    access::People,
    command::Call,
    error::{Code, Error, Result},
    text,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use keji_intake::{
    IntakeError, host,
    photo::{Photo as Small, PhotoLimits},
};
use keji_store::{Read, Tx};

/// Photos on one sheet at most.
const MOST: usize = 12;

/// Makes a photo small that the user picked, dropped or pasted.
///
/// # Errors
/// `BadRequest` without bytes, `PhotoTooLarge`, `UnknownHandle`, what the reading process refuses, `Cancelled`.
pub(super) fn small(call: &Call<'_>, request: &PhotoAdd) -> Result<Small> {
    let limits = PhotoLimits::default();
    let too_large = || Error::rule(Code::PhotoTooLarge).with("limit_mb", limits.max_file >> 20);
    let bytes = match (&request.handle, &request.data) {
        (Some(handle), None) => {
            let path = call.office.path_of(handle)?;
            if std::fs::metadata(&path).map_err(Error::File)?.len() > limits.max_file {
                return Err(too_large());
            }
            std::fs::read(path).map_err(Error::File)?
        }
        (None, Some(data)) => {
            if u64::try_from(data.len()).unwrap_or(u64::MAX) / 4 * 3 > limits.max_file {
                return Err(too_large());
            }
            STANDARD.decode(data).map_err(|_| Error::rule(Code::BadRequest).with("kind", "base64"))?
        }
        _ => return Err(Error::rule(Code::BadRequest).with("kind", "photo")),
    };
    let worker = call.office.host().worker();
    host::reduce_in_worker(&worker, &bytes, &limits, host::DEFAULT_TIMEOUT, call.cancelled).map_err(|error| match error
    {
        // The words of these speak of tables.
        IntakeError::FileTooLarge { .. } => too_large(),
        IntakeError::Timeout { seconds } => Error::rule(Code::PhotoSlow).with("seconds", seconds),
        IntakeError::Empty | IntakeError::WorkerDied | IntakeError::ContentTooLarge { .. } => {
            IntakeError::PhotoDamaged.into()
        }
        other => other.into(),
    })
}

/// Whether a photo may be put on a sheet: asked before it is made small.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `PhotoTooMany`.
pub(super) fn room(read: &Read<'_>, people: &People, sheet_id: &str) -> Result<()> {
    writable(read, people, sheet_id)?;
    if photo_rows::of_sheet(read, sheet_id)?.len() >= MOST {
        return Err(Error::rule(Code::PhotoTooMany).with("most", MOST));
    }
    Ok(())
}

/// Puts a photo on a sheet. One that is there already stays as it is: a repeated call is one photo.
///
/// # Errors
/// As `room`, and `FieldTooLong`.
pub(super) fn add(tx: &Tx<'_>, people: &People, request: &PhotoAdd, small: &Small) -> Result<()> {
    text::id("照片", &request.id)?;
    if known(tx, &request.id)? {
        return writable(tx, people, &request.sheet_id).map(|_| ());
    }
    room(tx, people, &request.sheet_id)?;
    let photo = Photo {
        id: request.id.clone(),
        kind: request.kind,
        caption: caption(&request.caption)?,
        width: small.width,
        height: small.height,
        size: u32::try_from(small.jpeg.len()).unwrap_or(u32::MAX),
    };
    photo_rows::insert(tx, &request.sheet_id, &photo, &small.jpeg)?;
    rows::amend(tx, &request.sheet_id)
}

/// The picture of a photo.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `JointClosed`.
pub(super) fn picture(read: &Read<'_>, people: &People, closed: &Closed, id: &str) -> Result<PhotoPicture> {
    closed.allow(&sheet_of(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?)?;
    Ok(PhotoPicture { jpeg: STANDARD.encode(bytes(read, people, id)?), id: id.to_owned() })
}

/// The bytes of a photo: JPEG.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn bytes(read: &Read<'_>, people: &People, id: &str) -> Result<Vec<u8>> {
    let sheet_id = sheet_of(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let record = sheet(read, &sheet_id)?;
    let teacher = lesson_rows::get(read, &record.lesson_id)?.and_then(|lesson| lesson.teacher_id);
    if !reach::sees(people, record.observer_id.as_deref(), teacher.as_deref(), get::handed_in(&record)) {
        return Err(Error::rule(Code::OutOfReach));
    }
    photo_rows::picture(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))
}

/// Writes what is said of a photo, and where it stands.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `FieldTooLong`.
pub(super) fn save(tx: &Tx<'_>, people: &People, input: &PhotoInput) -> Result<()> {
    let sheet_id = own(tx, people, &input.id)?;
    photo_rows::describe(tx, &input.id, input.kind, &caption(&input.caption)?)?;
    if let Some(place) = input.place {
        let photos = photo_rows::of_sheet(tx, &sheet_id)?;
        let mut ids: Vec<&str> = photos.iter().map(|photo| photo.id.as_str()).filter(|id| *id != input.id).collect();
        let place = usize::try_from(place).unwrap_or(usize::MAX).saturating_sub(1).min(ids.len());
        ids.insert(place, &input.id);
        photo_rows::arrange(tx, &ids)?;
    }
    rows::amend(tx, &sheet_id)
}

/// Deletes a photo.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(super) fn delete(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let sheet_id = own(tx, people, id)?;
    photo_rows::delete(tx, id)?;
    rows::amend(tx, &sheet_id)
}

/// The sheet of a photo that the account may write.
fn own(read: &Read<'_>, people: &People, id: &str) -> Result<String> {
    let sheet_id = sheet_of(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    writable(read, people, &sheet_id)?;
    Ok(sheet_id)
}

fn writable(read: &Read<'_>, people: &People, sheet_id: &str) -> Result<SheetRecord> {
    let record = sheet(read, sheet_id)?;
    people.allow([record.observer_id.as_deref()])?;
    Ok(record)
}

fn sheet(read: &Read<'_>, id: &str) -> Result<SheetRecord> {
    rows::get(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))
}

fn caption(text: &str) -> Result<String> {
    text::optional("照片说明", text, 60)
}
