//! What is recorded for the power cuts: a seeded mix of acts, with openings, a migration and checkpoints among them.

use crate::{
    crew::scratch,
    deed::{LARGE, SMALL, Scale, deed, first_record},
    desk::{self, ACTOR, Release},
    seed::Seed,
    state::State,
    tap::{Recording, Tap},
};
use keji_store::{Result, Store, StoreError, Tx};
use std::path::Path;

/// A recording and what was acknowledged in it.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) recording: Recording,
    /// In order: the position from which on an act is acknowledged, and what the store holds with it. The first is the
    /// state at the beginning.
    pub(crate) steps: Vec<Step>,
}

/// One acknowledged act.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Number of requests to the disk before the acknowledgement.
    pub(crate) position: usize,
    /// Digest of the store's state.
    pub(crate) digest: u64,
}

/// Records the story of a seed: some have large imports, some run long without a closing, so that the log is copied
/// back while acts go on.
pub(crate) fn record(seed: u64) -> std::result::Result<Story, String> {
    let folder = scratch()?;
    tell(seed, folder.path()).map_err(|error| format!("seed {seed}: {error}"))
}

fn tell(seed: u64, folder: &Path) -> Result<Story> {
    let (scale, acts, openings) = match seed % 4 {
        0 => (LARGE, 45, 8),
        1 => (SMALL, 160, 2),
        _ => (SMALL, 60, 8),
    };
    let store = desk::make(folder, Release::Old)?;
    let beginning = State::read(&store)?.digest();
    drop(store);
    let tap = Tap::on(folder, true).map_err(|source| StoreError::Io { path: folder.to_owned(), source })?;
    let mut steps = vec![Step { position: 0, digest: beginning }];
    let mut random = Seed::of(seed, u64::MAX);
    let mut release = Release::Old;
    let mut store = desk::open_seeded(folder, release, random.next())?;
    let mut writer = Writer { seed, scale, deeds: 0, acts: Vec::new(), sitting: None };
    for number in 0..acts {
        if number > 0 && random.chance(openings) {
            drop(store);
            // The second half begins with an opening that migrates.
            if number > acts / 3 {
                release = Release::New;
            }
            store = desk::open_seeded(folder, release, random.next())?;
        }
        if writer.one(&store, &mut random)? {
            // The position is taken before the state is read: reading makes nothing durable that was not.
            let position = tap.position();
            steps.push(Step { position, digest: State::read(&store)?.digest() });
        }
    }
    drop(store);
    Ok(Story { recording: tap.finish(), steps })
}

struct Writer {
    seed: u64,
    scale: Scale,
    /// Number of deeds done.
    deeds: u64,
    /// Identifiers of the acts so far.
    acts: Vec<String>,
    /// The sitting that is going on: its act and its record.
    sitting: Option<(String, String)>,
}

impl Writer {
    /// Does one act; false when it was refused by the rules, as an undo may be.
    fn one(&mut self, store: &Store, random: &mut Seed) -> Result<bool> {
        let act = match random.below(10) {
            0 if !self.acts.is_empty() => {
                let target = &self.acts[self.acts.len() - 1 - random.index(self.acts.len().min(4))];
                match store.undo(ACTOR, target) {
                    Ok(act) => act,
                    Err(StoreError::UndoConflict | StoreError::NoSuchAct) => return Ok(false),
                    Err(error) => return Err(error),
                }
            }
            1 | 2 if self.deeds > 0 => self.sit(store, random)?,
            _ => {
                let deed = deed(self.seed, self.deeds, self.scale);
                self.deeds += 1;
                store.write(desk::act("deed", None), |tx| deed.perform(tx))?.1
            }
        };
        self.acts.push(act);
        Ok(true)
    }

    /// One save of a sitting at a record: the one that is going on, or a new one.
    fn sit(&mut self, store: &Store, random: &mut Seed) -> Result<String> {
        let (sitting, record) = match self.sitting.take() {
            Some(going_on) if random.chance(75) => going_on,
            _ => (format!("sitting-{}", self.acts.len()), first_record(self.seed)),
        };
        let text = "记".repeat(1 + random.index(120));
        let save = |tx: &Tx<'_>| -> Result<()> {
            tx.execute("UPDATE visit SET body = ?2 WHERE id = ?1", [&record, &text])?;
            Ok(())
        };
        let ((), act) = store.write(desk::act("sit", Some(&sitting)), save)?;
        self.sitting = Some((sitting, record));
        Ok(act)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        disk::{Disk, Promise},
        tap::Event,
    };

    #[test]
    fn the_model_ends_with_the_bytes_that_are_on_the_disk() {
        for seed in [4, 5] {
            let folder = scratch().unwrap();
            let story = tell(seed, folder.path()).unwrap();
            let mut disk = Disk::new(&story.recording, Promise::Kept);
            story.recording.events.iter().for_each(|event| disk.take(event));
            let image = disk.with_all_done();
            assert_eq!(image["keji.db"], std::fs::read(folder.path().join("keji.db")).unwrap());
            assert!(!image.contains_key("keji.db-wal"), "a clean close leaves no log");
            assert!(image.keys().any(|name| name.starts_with("backups/")), "the snapshot before the migration");
        }
    }

    #[test]
    fn a_story_holds_all_that_can_go_wrong() {
        let story = record(1).unwrap();
        let events = &story.recording.events;
        let count = |wanted: &dyn Fn(&Event) -> bool| events.iter().filter(|event| wanted(event)).count();
        assert!(count(&|event| matches!(event, Event::Unlink { name } if name == "keji.db-wal")) > 2, "closings");
        let database = story.recording.base["keji.db"].0;
        let copies = |event: &Event| matches!(event, Event::Sync { inode } if *inode == database);
        // After a copy at a closing the log is removed; after an automatic one it is written again.
        let automatic = (0..events.len()).filter(|at| {
            let mut after = events[*at..].iter().skip(1);
            let next = after.find(|event| matches!(event, Event::Write { .. } | Event::Unlink { .. }));
            copies(&events[*at]) && matches!(next, Some(Event::Write { .. }))
        });
        assert!(automatic.count() > 0, "automatic checkpoints");
        assert!(count(&|event| matches!(event, Event::SyncFolder { .. })) > 3);
        assert!(story.steps.len() > 30);
        assert!(story.steps.is_sorted_by_key(|step| step.position));
    }
}
