//! Where schools, papers and logs lie on this machine.

use keji_domain::office::Homes;
use std::path::PathBuf;

/// The folders of the program.
pub(crate) struct Folders {
    pub(crate) schools: Homes,
    pub(crate) logs: PathBuf,
}

/// Folders below the user's data folder: `XDG_DATA_HOME` or `~/.local/share` on Linux, `%LOCALAPPDATA%` on Windows.
///
/// # Errors
/// The system does not say where the user's data lies.
pub(crate) fn homes() -> Result<Folders, String> {
    let root = data_folder().ok_or("找不到存放数据的文件夹")?.join("keji");
    Ok(Folders {
        schools: Homes { own: root.join("school"), sample: root.join("sample"), papers: root.join("papers") },
        logs: root.join("logs"),
    })
}

fn data_folder() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
    }
}
