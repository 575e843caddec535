//! A tap on one folder: what the database engine asked the disk to do there, and how much room the disk pretends to have.

use crate::vfs;
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Number of a file's content; a name may change it.
pub(crate) type Inode = u64;

/// One request to the disk. Names are relative to the tapped folder.
#[derive(Debug)]
pub(crate) enum Event {
    /// A file came into being under a name.
    Create { name: String, inode: Inode },
    /// Bytes were written.
    Write { inode: Inode, at: usize, bytes: Vec<u8> },
    /// A file was cut.
    Truncate { inode: Inode, size: usize },
    /// A file's content was made durable.
    Sync { inode: Inode },
    /// A name was removed.
    Unlink { name: String },
    /// The names in a folder were made durable; the empty name is the tapped folder itself.
    SyncFolder { folder: String },
}

/// A folder whose requests are recorded.
#[derive(Debug)]
pub(crate) struct Tap {
    folder: PathBuf,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// What was there at the beginning, taken as durable.
    base: BTreeMap<String, (Inode, Vec<u8>)>,
    names: BTreeMap<String, Inode>,
    next: Inode,
    events: Vec<Event>,
    recording: bool,
    /// Bytes by which files may still grow; `None` is a disk without end.
    room: Option<u64>,
}

/// A recording: what was there, and what followed.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) base: BTreeMap<String, (Inode, Vec<u8>)>,
    pub(crate) events: Vec<Event>,
}

static TAPS: Mutex<BTreeMap<PathBuf, Arc<Tap>>> = Mutex::new(BTreeMap::new());

impl Tap {
    /// Taps a folder until the guard goes. Files are recorded only when they are opened after this.
    pub(crate) fn on(folder: &Path, recording: bool) -> io::Result<Guard> {
        vfs::install();
        let folder = folder.canonicalize()?;
        let mut inner = Inner { recording, ..Inner::default() };
        if recording {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if entry.file_type()?.is_file() && !name.ends_with("-shm") && name != "lock" {
                    let inode = inner.next;
                    inner.next += 1;
                    inner.names.insert(name.clone(), inode);
                    inner.base.insert(name, (inode, fs::read(entry.path())?));
                }
            }
        }
        let tap = Arc::new(Self { folder: folder.clone(), inner: Mutex::new(inner) });
        locked(&TAPS).insert(folder, Arc::clone(&tap));
        Ok(Guard(tap))
    }

    /// The tap that a path belongs to.
    pub(crate) fn of(path: &Path) -> Option<Arc<Self>> {
        let taps = locked(&TAPS);
        path.ancestors().skip(1).find_map(|folder| taps.get(folder).map(Arc::clone))
    }

    /// Number of events so far.
    pub(crate) fn position(&self) -> usize {
        locked(&self.inner).events.len()
    }

    /// Lets files grow by so many bytes and no more, or without end.
    pub(crate) fn set_room(&self, room: Option<u64>) {
        locked(&self.inner).room = room;
    }

    /// How much of a growth by `wanted` bytes there is room for; it is taken.
    pub(crate) fn grow(&self, wanted: u64) -> u64 {
        match &mut locked(&self.inner).room {
            None => wanted,
            Some(room) => {
                let granted = wanted.min(*room);
                *room -= granted;
                granted
            }
        }
    }

    /// A file is opened: its content's number, new when the file was not there.
    pub(crate) fn opened(&self, path: &Path, existed: bool) -> Inode {
        let name = self.name(path);
        let mut inner = locked(&self.inner);
        if existed && let Some(inode) = inner.names.get(&name) {
            return *inode;
        }
        let inode = inner.next;
        inner.next += 1;
        inner.names.insert(name.clone(), inode);
        inner.note(Event::Create { name, inode });
        inode
    }

    /// A name is gone, and its folder was made durable if `synced`.
    pub(crate) fn unlinked(&self, path: &Path, synced: bool) {
        let name = self.name(path);
        let mut inner = locked(&self.inner);
        inner.names.remove(&name);
        inner.note(Event::Unlink { name });
        drop(inner);
        if synced {
            self.synced_folder_of(path);
        }
    }

    /// The folder in which a file stands was made durable.
    pub(crate) fn synced_folder_of(&self, path: &Path) {
        let name = self.name(path);
        self.note(Event::SyncFolder { folder: folder_of(&name).to_owned() });
    }

    /// Records anything else.
    pub(crate) fn note(&self, event: Event) {
        locked(&self.inner).note(event);
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().into_owned()
    }
}

impl Inner {
    fn note(&mut self, event: Event) {
        if self.recording {
            self.events.push(event);
        }
    }
}

/// Folder of a relative name.
pub(crate) fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Ends the tap when it goes.
#[derive(Debug)]
pub(crate) struct Guard(Arc<Tap>);

impl std::ops::Deref for Guard {
    type Target = Tap;
    fn deref(&self) -> &Tap {
        &self.0
    }
}

impl Guard {
    /// Ends the tap and gives what it recorded. All connections below the folder must be closed.
    pub(crate) fn finish(self) -> Recording {
        let mut inner = locked(&self.0.inner);
        inner.recording = false;
        let base = std::mem::take(&mut inner.base);
        let events = std::mem::take(&mut inner.events);
        Recording { base, events }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        locked(&TAPS).remove(&self.0.folder);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
