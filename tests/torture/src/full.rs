//! Full disks, in the forms in which they come: no space left, a file that may not grow, and both made up.

use crate::{
    crew::scratch,
    full_run::{CASES, Disk, attempt},
    tap::{Guard, Tap},
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

/// How the disk is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The file layer says `SQLITE_FULL` once the files have grown by a number of bytes.
    MadeUp,
    /// A small file system of its own is filled to the last byte: `ENOSPC`.
    FileSystem,
    /// No file may grow beyond a limit of the process: `EFBIG`, which the engine reports as a failed write.
    Limit,
}

impl Form {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::MadeUp => "made-up",
            Self::FileSystem => "file-system",
            Self::Limit => "limit",
        }
    }

    /// The form of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::MadeUp, Self::FileSystem, Self::Limit].into_iter().find(|form| form.name() == name)
    }
}

/// What one form did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Writes that were tried.
    pub tried: u64,
    /// How often the disk was full, by kind of write.
    pub refused: BTreeMap<String, u64>,
    /// What went wrong, in words.
    pub faults: Vec<String>,
}

impl Figures {
    /// Kinds of writes that never met a full disk: the harness proved nothing for them.
    pub fn untried(&self) -> Vec<&str> {
        self.refused.iter().filter(|(_, times)| **times == 0).map(|(kind, _)| kind.as_str()).collect()
    }
}

/// Tries every kind of write below `folder`. A limit or a small file system must be the process's own: see [`run`].
///
/// # Errors
/// A folder could not be made.
pub fn child(folder: &Path, form: Form) -> Result<Figures, String> {
    let mut figures = Figures::default();
    for (kind, rooms) in CASES {
        for left in rooms {
            let place = folder.join(format!("{kind:?}-{left}"));
            fs::create_dir_all(&place).map_err(|error| error.to_string())?;
            let mut disk: Box<dyn Disk> = match form {
                Form::MadeUp => Box::new(MadeUp(Tap::on(&place, false).map_err(|error| error.to_string())?)),
                Form::FileSystem => Box::new(FileSystem(folder.join("filler"))),
                Form::Limit => Box::new(Limit),
            };
            let done = attempt(&place, kind, *left, &mut *disk);
            // A fault may have left it full.
            disk.free().map_err(|error| error.to_string())?;
            figures.tried += 1;
            let refused = figures.refused.entry(format!("{kind:?}")).or_default();
            match done {
                Ok(full) => *refused += u64::from(full),
                Err(why) => figures.faults.push(why),
            }
            fs::remove_dir_all(&place).map_err(|error| error.to_string())?;
        }
    }
    Ok(figures)
}

/// What came of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// All its figures.
    Done(Figures),
    /// This machine does not allow it, for this reason.
    Skipped(String),
}

/// Tries a form, in a process of its own where it needs one: `program` must run [`child`] when its arguments are
/// `full FORM FOLDER`, print a line for each kind and each fault as [`lines`] gives them.
///
/// # Errors
/// The harness itself failed.
pub fn run(program: &Path, form: Form) -> Result<Outcome, String> {
    let folder = scratch()?;
    let (shell, script): (&[&str], String) = match form {
        Form::MadeUp => return child(folder.path(), form).map(Outcome::Done),
        // A signal that is ignored stays so in the program that follows: then the write fails instead.
        Form::Limit => (&["sh"], "trap '' XFSZ; exec \"$@\"".into()),
        Form::FileSystem => match own_mounts() {
            Some(shell) => (shell, format!("{MOUNT} -o size={SIZE} && exec \"$@\"")),
            None => return Ok(Outcome::Skipped("no file system may be mounted here".into())),
        },
    };
    let output = in_shell(shell, &script, folder.path())
        .arg(program)
        .args(["full", form.name()])
        .arg(folder.path())
        .output()
        .map_err(|error| error.to_string())?;
    let told = String::from_utf8_lossy(&output.stdout);
    match read_lines(&told) {
        Some(figures) => Ok(Outcome::Done(figures)),
        None => Err(format!("{}: {told}{}", output.status, String::from_utf8_lossy(&output.stderr))),
    }
}

/// The figures as lines that [`run`] reads.
pub fn lines(figures: &Figures) -> String {
    let tried = std::iter::once(format!("tried {}\n", figures.tried));
    let refused = figures.refused.iter().map(|(kind, times)| format!("refused {kind} {times}\n"));
    let faults = figures.faults.iter().map(|why| format!("fault {}\n", why.replace('\n', " ")));
    tried.chain(refused).chain(faults).collect()
}

fn read_lines(text: &str) -> Option<Figures> {
    let mut figures = Figures::default();
    for line in text.lines() {
        match line.split_once(' ')? {
            ("tried", count) => figures.tried = count.parse().ok()?,
            ("refused", rest) => {
                let (kind, times) = rest.split_once(' ')?;
                figures.refused.insert(kind.to_owned(), times.parse().ok()?);
            }
            ("fault", why) => figures.faults.push(why.to_owned()),
            _ => return None,
        }
    }
    (figures.tried > 0).then_some(figures)
}

/// Size of the small file system.
const SIZE: u64 = 48 * 1024 * 1024;

/// Mounts it at the folder that the script is given.
const MOUNT: &str = "mount -t tmpfs tmpfs \"$0\"";

/// A script with `$0` as its folder; further arguments are its `$@`.
fn in_shell(shell: &[&str], script: &str, folder: &Path) -> Command {
    let mut command = Command::new(shell.first().copied().unwrap_or("sh"));
    command.args(shell.iter().skip(1)).args(["-c", script]).arg(folder);
    command
}

/// The shell in which a mount is seen by nobody else and ends with its process, if this machine allows one.
fn own_mounts() -> Option<&'static [&'static str]> {
    let shells: [&[&str]; 2] = [&["unshare", "--mount", "sh"], &["unshare", "--map-root-user", "--mount", "sh"]];
    let folder = scratch().ok()?;
    shells
        .into_iter()
        .find(|shell| in_shell(shell, MOUNT, folder.path()).output().is_ok_and(|done| done.status.success()))
}

struct MadeUp(Guard);

impl Disk for MadeUp {
    fn fill(&mut self, _: &Path, left: u64) -> io::Result<()> {
        self.0.set_room(Some(left));
        Ok(())
    }

    fn free(&mut self) -> io::Result<()> {
        self.0.set_room(None);
        Ok(())
    }
}

/// Filled by a file beside the stores.
struct FileSystem(PathBuf);

impl Disk for FileSystem {
    fn fill(&mut self, _: &Path, left: u64) -> io::Result<()> {
        let mut filler = File::create(&self.0)?;
        let block = vec![0_u8; 4096];
        let mut size = 0;
        loop {
            match filler.write(&block) {
                Ok(bytes) => size += bytes as u64,
                Err(error) if error.kind() == io::ErrorKind::StorageFull => break,
                Err(error) => return Err(error),
            }
        }
        filler.set_len(size.saturating_sub(left))
    }

    fn free(&mut self) -> io::Result<()> {
        if self.0.exists() { fs::remove_file(&self.0) } else { Ok(()) }
    }
}

/// A limit on the size of every file: nothing, or so many bytes beyond what the log has already.
struct Limit;

impl Disk for Limit {
    fn fill(&mut self, folder: &Path, left: u64) -> io::Result<()> {
        let log = fs::metadata(folder.join("keji.db-wal")).map_or(0, |log| log.len());
        let limit = if left == 0 { 0 } else { log + left };
        let maximum = getrlimit(Resource::Fsize).maximum;
        setrlimit(Resource::Fsize, Rlimit { current: Some(limit), maximum })?;
        Ok(())
    }

    fn free(&mut self) -> io::Result<()> {
        let maximum = getrlimit(Resource::Fsize).maximum;
        setrlimit(Resource::Fsize, Rlimit { current: maximum, maximum })?;
        Ok(())
    }
}
