//! Opening the paper in the system's viewer, from where it is printed.

use super::{
    export::write_whole,
    material::Material,
    render::{paper, render, say},
    types::{ReportFormat, ReportPrint},
};
use crate::{
    command::Call,
    error::{Error, Result},
};
use std::{fs, io, path::PathBuf};

/// Names that are tried when a viewer still holds the paper that was opened before.
const NAMES: u32 = 9;

/// Makes the PDF in the folder of papers and opens it.
///
/// # Errors
/// `Cancelled`, `HostFailed`, what the paper or the file system refuses.
pub(crate) fn print(call: &Call<'_>, request: &ReportPrint) -> Result<()> {
    say(call, "正在统计", 0);
    let material = Material::of(call, &request.options)?;
    let bytes = render(call, &paper(&material, ReportFormat::Pdf))?;
    let folder = &call.office.homes().papers;
    fs::create_dir_all(folder).map_err(Error::File)?;
    let path = |number: u32| -> PathBuf {
        let name = material.file_name();
        folder.join(if number == 1 { format!("{name}.pdf") } else { format!("{name}（{number}）.pdf") })
    };
    let mut number = 1;
    loop {
        match write_whole(call, &path(number), &bytes, || Ok(())) {
            Ok(()) => return call.office.host().open_file(&path(number)),
            Err(Error::File(error)) if held(&error) && number < NAMES => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Whether another program holds the file: Windows refuses to replace it then.
fn held(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied
}
