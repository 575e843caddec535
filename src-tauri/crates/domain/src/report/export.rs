//! Writing a paper to the file that the user chose: whole, or not at all.

use super::{
    material::Material,
    render::{render, say},
    types::{Exported, ReportExport},
};
use crate::{
    command::Call,
    error::{Error, Result},
};
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Makes the paper and writes it.
///
/// # Errors
/// `UnknownHandle`, `Cancelled`, what the paper or the file system refuses; then there is no new file, and one that
/// was there before is as it was.
pub(crate) fn export(call: &Call<'_>, request: &ReportExport) -> Result<Exported> {
    let path = call.office.path_of(&request.handle)?;
    say(call, "正在统计", 0);
    let material = Material::of(call, &request.options)?;
    let bytes = render(call, &material, request.format)?;
    write_whole(call, &path, &bytes)?;
    Ok(Exported {
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        handle: request.handle.clone(),
    })
}

/// Writes a file under another name beside its place and moves it there when it is whole and on the disk.
///
/// # Errors
/// `Cancelled` before the file is in its place; the file system's refusals.
pub(super) fn write_whole(call: &Call<'_>, path: &Path, bytes: &[u8]) -> Result<()> {
    let part = beside(path);
    let written = write(&part, bytes).map_err(Error::File).and_then(|()| {
        call.go_on()?;
        fs::rename(&part, path).map_err(Error::File)
    });
    if written.is_err() {
        match fs::remove_file(&part) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(kind = ?error.kind(), "a partial file could not be removed");
            }
            _ => {}
        }
    }
    written
}

fn write(part: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name in the same folder that no paper has.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from("~");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    path.with_file_name(name)
}
