//! Writing a paper to the file that the user chose: whole, or not at all, and never without a line in the change log.

use super::{
    coding::Codes,
    lock,
    material::Material,
    paper::Paper,
    render::{paper, render, say},
    types::{Exported, Protection, ReportExport},
};
use crate::{
    command::Call,
    error::{Error, Result},
};
use keji_store::Tx;
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// What is to be written, where to, and how it is protected.
pub(crate) struct Order<'a> {
    /// Name of the act in the change log.
    pub(crate) op: &'a str,
    /// What is told while the paper is put together.
    pub(crate) doing: &'a str,
    /// A handle that `file_pick_save` returned.
    pub(crate) handle: &'a str,
    /// How the file is protected.
    pub(crate) protection: &'a Protection,
}

/// Makes the paper and writes it.
///
/// # Errors
/// `UnknownHandle`, `Cancelled`, a password that will not do, what the paper or the file system refuses; then there is
/// no new file, and one that was there before is as it was.
pub(crate) fn export(call: &Call<'_>, request: &ReportExport) -> Result<Exported> {
    let order =
        Order { op: "report_export", doing: "正在统计", handle: &request.handle, protection: &request.protection };
    hand_over(call, &order, || Ok(paper(&Material::of(call, &request.options)?, request.format)))
}

/// The one door through which papers leave: makes the paper, protects it, notes the act, writes the file.
///
/// # Errors
/// As [`export`], and what `make` returns.
pub(crate) fn hand_over(call: &Call<'_>, order: &Order<'_>, make: impl FnOnce() -> Result<Paper>) -> Result<Exported> {
    Ok(hand_over_noting(call, order, make, |_| Ok(()))?.0)
}

/// As [`hand_over`]; what `note` writes is in the act that names the paper. Returns that act too.
///
/// # Errors
/// As [`hand_over`], and what `note` returns; then there is no new file.
pub(crate) fn hand_over_noting(
    call: &Call<'_>,
    order: &Order<'_>,
    make: impl FnOnce() -> Result<Paper>,
    note: impl FnOnce(&Tx<'_>) -> Result<()>,
) -> Result<(Exported, String)> {
    let path = call.office.path_of(order.handle)?;
    lock::check(order.protection, &path)?;
    say(call, order.doing, 0);
    let mut paper = make()?;
    if *order.protection == Protection::Coded {
        paper = paper.coded(&call.read(Codes::read)?)?;
    }
    let mut bytes = render(call, &paper)?;
    if let Protection::Password { password } = order.protection {
        bytes = lock::locked(&bytes, paper.ending(), password)?;
    }
    let mut act = String::new();
    write_whole(call, &path, &bytes, || {
        act = call.write(order.op, note)?.1;
        Ok(())
    })?;
    Ok((exported(&path, &bytes, order.handle), act))
}

/// Hands out a paper that tells nothing of any school: no line in the log, and before there is a school as well.
///
/// # Errors
/// `UnknownHandle`, `Cancelled`, what the paper or the file system refuses.
pub(crate) fn hand_out(call: &Call<'_>, doing: &str, handle: &str, make: impl FnOnce() -> Paper) -> Result<Exported> {
    let path = call.office.path_of(handle)?;
    say(call, doing, 0);
    let bytes = render(call, &make())?;
    write_whole(call, &path, &bytes, || Ok(()))?;
    Ok(exported(&path, &bytes, handle))
}

fn exported(path: &Path, bytes: &[u8], handle: &str) -> Exported {
    Exported {
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        handle: handle.to_owned(),
    }
}

/// Writes a file under another name beside its place and moves it there when it is whole, on the disk, and `noted`.
///
/// # Errors
/// `Cancelled` before the file is in its place; the file system's refusals; what `noted` returns.
pub(super) fn write_whole(
    call: &Call<'_>,
    path: &Path,
    bytes: &[u8],
    noted: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let part = beside(path);
    let written = write(&part, bytes).map_err(Error::File).and_then(|()| {
        call.go_on()?;
        noted()?;
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
