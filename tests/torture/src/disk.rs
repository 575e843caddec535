//! A model of a disk: what is durable, what only waits, and what a power cut may leave of that.

use crate::{
    seed::Seed,
    tap::{Event, Inode, Recording, folder_of},
};
use std::collections::BTreeMap;

/// Smallest piece that a disk writes whole.
const SECTOR: usize = 512;

/// How far the disk keeps its promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// A sync makes durable what it says.
    Kept,
    /// Syncs do nothing: the requests are the same as under `PRAGMA synchronous=OFF`, and so is what a cut can do. The
    /// store has no such setting; this is how the harness proves that it would find the fault.
    NoSyncs,
    /// Files are made durable, folders never: a new file's name may be lost.
    NoFolderSyncs,
    /// A sync makes durable what it says, but a sector that was being written may hold noise: neither old nor new.
    Noise,
}

/// The state of the disk at one position of a recording.
#[derive(Debug)]
pub(crate) struct Disk<'a> {
    promise: Promise,
    files: BTreeMap<Inode, Content<'a>>,
    /// The names that are durable.
    names: BTreeMap<&'a str, Inode>,
    /// What happened to names since: `None` is a removal.
    waiting: Vec<(&'a str, Option<Inode>)>,
}

#[derive(Debug, Default)]
struct Content<'a> {
    durable: Vec<u8>,
    waiting: Vec<&'a Event>,
}

/// What the cut does to the requests that wait for one file.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// All of them were done.
    Done,
    /// None was.
    Lost,
    /// Done up to somewhere inside one of them.
    CutShort,
    /// Some were done, in any order.
    Reordered,
    /// Each sector of each is new or old; or noise, on a disk that leaves that.
    Torn,
}

impl<'a> Disk<'a> {
    /// The disk at the beginning of a recording.
    pub(crate) fn new(recording: &'a Recording, promise: Promise) -> Self {
        let mut disk = Self { promise, files: BTreeMap::new(), names: BTreeMap::new(), waiting: Vec::new() };
        for (name, (inode, bytes)) in &recording.base {
            disk.names.insert(name, *inode);
            disk.files.insert(*inode, Content { durable: bytes.clone(), waiting: Vec::new() });
        }
        disk
    }

    /// Takes the next request.
    pub(crate) fn take(&mut self, event: &'a Event) {
        match event {
            Event::Create { name, inode } => {
                self.files.insert(*inode, Content::default());
                self.waiting.push((name, Some(*inode)));
            }
            Event::Unlink { name } => self.waiting.push((name, None)),
            Event::Write { inode, .. } | Event::Truncate { inode, .. } => {
                self.files.entry(*inode).or_default().waiting.push(event);
            }
            Event::Sync { inode } => {
                if self.promise != Promise::NoSyncs {
                    let content = self.files.entry(*inode).or_default();
                    for event in std::mem::take(&mut content.waiting) {
                        apply(&mut content.durable, event, &mut |_| Sector::New);
                    }
                }
            }
            Event::SyncFolder { folder } => {
                if matches!(self.promise, Promise::Kept | Promise::Noise) {
                    let (names, waiting) = (&mut self.names, &mut self.waiting);
                    waiting.retain(|(name, inode)| {
                        let here = folder_of(name) == folder;
                        if here {
                            link(names, name, *inode);
                        }
                        !here
                    });
                }
            }
        }
    }

    /// The image when nothing goes wrong.
    #[cfg(test)]
    pub(crate) fn with_all_done(&self) -> BTreeMap<&'a str, Vec<u8>> {
        let mut names = self.names.clone();
        self.waiting.iter().for_each(|(name, inode)| link(&mut names, name, *inode));
        let bytes = |inode| self.files[&inode].after(Fate::Done, false, &mut Seed::of(0, 0));
        names.into_iter().map(|(name, inode)| (name, bytes(inode))).collect()
    }

    /// One of the images that a power cut may leave now: names and bytes.
    pub(crate) fn image(&self, random: &mut Seed) -> BTreeMap<&'a str, Vec<u8>> {
        let mut names = self.names.clone();
        // Of what happened to each name, in order, some was done. A third of the cuts leaves the old names, a third the new.
        let habit = random.below(3);
        let mut stopped: Vec<&str> = Vec::new();
        for (name, inode) in &self.waiting {
            let done = !stopped.contains(name) && (habit == 1 || (habit == 2 && random.chance(60)));
            if done {
                link(&mut names, name, *inode);
            } else {
                stopped.push(name);
            }
        }
        let shared = if random.chance(50) { Some(fate(random)) } else { None };
        names
            .into_iter()
            .filter_map(|(name, inode)| {
                let content = self.files.get(&inode)?;
                let fate = shared.unwrap_or_else(|| fate(random));
                Some((name, content.after(fate, self.promise == Promise::Noise, random)))
            })
            .collect()
    }
}

impl Content<'_> {
    fn after(&self, fate: Fate, leaves_noise: bool, random: &mut Seed) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        match fate {
            Fate::Lost => {}
            Fate::Done => self.waiting.iter().for_each(|event| apply(&mut bytes, event, &mut |_| Sector::New)),
            Fate::CutShort => {
                let last = random.index(self.waiting.len() + 1);
                self.waiting.iter().take(last).for_each(|event| apply(&mut bytes, event, &mut |_| Sector::New));
                if let Some(event @ Event::Write { .. }) = self.waiting.get(last) {
                    let sectors = random.index(9);
                    apply(&mut bytes, event, &mut |nth| if nth < sectors { Sector::New } else { Sector::Old });
                }
            }
            Fate::Reordered => {
                let likely = [10, 50, 90][random.index(3)];
                let mut order = self.waiting.clone();
                for at in (1..order.len()).rev() {
                    order.swap(at, random.index(at + 1));
                }
                for event in order {
                    if random.chance(likely) {
                        apply(&mut bytes, event, &mut |_| Sector::New);
                    }
                }
            }
            Fate::Torn => {
                let new = [30, 50, 90, 97][random.index(4)];
                let noise = if leaves_noise { (100 - new) / 2 } else { 0 };
                for event in &self.waiting {
                    apply(&mut bytes, event, &mut |_| match random.below(100) {
                        at if at < new => Sector::New,
                        at if at < new + noise => Sector::Noise(u8::try_from(at * 7 % 251).unwrap_or(0)),
                        _ => Sector::Old,
                    });
                }
            }
        }
        bytes
    }
}

fn fate(random: &mut Seed) -> Fate {
    [Fate::Done, Fate::Lost, Fate::CutShort, Fate::Reordered, Fate::Torn][random.index(5)]
}

fn link<'a>(names: &mut BTreeMap<&'a str, Inode>, name: &'a str, inode: Option<Inode>) {
    match inode {
        Some(inode) => names.insert(name, inode),
        None => names.remove(name),
    };
}

enum Sector {
    New,
    Old,
    Noise(u8),
}

/// Does a request, sector by sector as `choose` says; the number of the sector within the request is given.
fn apply(bytes: &mut Vec<u8>, event: &Event, choose: &mut impl FnMut(usize) -> Sector) {
    match event {
        Event::Truncate { size, .. } => {
            if matches!(choose(0), Sector::New) {
                bytes.resize(*size, 0);
            }
        }
        Event::Write { at, bytes: new, .. } => {
            let (mut start, mut nth) = (0, 0);
            while start < new.len() {
                // Up to the next border of a sector of the file.
                let end = new.len().min(start + SECTOR - (at + start) % SECTOR);
                let (from, to) = (at + start, at + end);
                let choice = choose(nth);
                if !matches!(choice, Sector::Old) && bytes.len() < to {
                    bytes.resize(to, 0);
                }
                match choice {
                    Sector::New => bytes[from..to].copy_from_slice(&new[start..end]),
                    Sector::Noise(noise) => bytes[from..to].fill(noise),
                    Sector::Old => {}
                }
                (start, nth) = (end, nth + 1);
            }
        }
        Event::Create { .. } | Event::Sync { .. } | Event::Unlink { .. } | Event::SyncFolder { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recording(events: Vec<Event>) -> Recording {
        Recording { base: BTreeMap::from([("a".to_owned(), (0, vec![0; 1024]))]), events }
    }

    fn images(recording: &Recording, promise: Promise) -> Vec<BTreeMap<&str, Vec<u8>>> {
        let mut disk = Disk::new(recording, promise);
        recording.events.iter().for_each(|event| disk.take(event));
        (0..200).map(|number| disk.image(&mut Seed::of(1, number))).collect()
    }

    #[test]
    fn what_was_synced_stays_and_what_was_not_may_be_torn_by_sector() {
        let write = |byte| Event::Write { inode: 0, at: 0, bytes: vec![byte; 1024] };
        let synced = recording(vec![write(1), Event::Sync { inode: 0 }]);
        assert!(images(&synced, Promise::Kept).iter().all(|image| image["a"] == vec![1; 1024]));
        assert!(images(&synced, Promise::NoSyncs).iter().any(|image| image["a"] == vec![0; 1024]));
        let waiting = recording(vec![write(1)]);
        let left = images(&waiting, Promise::Kept);
        assert!(left.iter().any(|image| image["a"][0] == 1 && image["a"][512] == 0));
        assert!(left.iter().all(|image| image["a"][..512].iter().all(|byte| *byte == image["a"][0])));
    }

    #[test]
    fn a_name_is_durable_only_after_its_folder_was_synced() {
        let create = || Event::Create { name: "b".into(), inode: 1 };
        let content = || Event::Sync { inode: 1 };
        let loose = recording(vec![create(), content()]);
        assert!(images(&loose, Promise::Kept).iter().any(|image| !image.contains_key("b")));
        let linked = recording(vec![create(), content(), Event::SyncFolder { folder: String::new() }]);
        assert!(images(&linked, Promise::Kept).iter().all(|image| image.contains_key("b")));
        assert!(images(&linked, Promise::NoFolderSyncs).iter().any(|image| !image.contains_key("b")));
        let removed = recording(vec![Event::Unlink { name: "a".into() }]);
        assert!(images(&removed, Promise::Kept).iter().any(|image| image.contains_key("a")));
    }
}
