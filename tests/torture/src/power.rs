//! Power cuts: disk images as a cut may leave them, opened by the store as it stands.

pub use crate::disk::Promise;
use crate::{
    crew::{each, scratch},
    desk::{self, Release},
    disk::Disk,
    seed::Seed,
    state::State,
    tap::{Event, Recording},
    workload::{Story, record},
};
use keji_store::StoreError;
use std::{collections::BTreeMap, fs, path::Path};

/// What many power cuts did.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Images that were opened.
    pub images: u64,
    /// Images that did not open, failed a check, or held part of an act.
    pub corrupt: u64,
    /// Images without an act that had been acknowledged.
    pub lost: u64,
    /// Images that held the act that was not yet acknowledged.
    pub ahead: u64,
    /// Acts that were recorded.
    pub acts: u64,
    /// Requests to the disk that were recorded.
    pub requests: u64,
    /// The first fault, in words.
    pub first: Option<String>,
}

impl Figures {
    /// Whether anything was found.
    pub fn faults(&self) -> u64 {
        self.corrupt + self.lost
    }

    fn add(mut self, other: Self) -> Self {
        self.images += other.images;
        self.corrupt += other.corrupt;
        self.lost += other.lost;
        self.ahead += other.ahead;
        self.acts += other.acts;
        self.requests += other.requests;
        self.first = self.first.or(other.first);
        self
    }
}

/// Images that are made from one recording.
const IMAGES_PER_STORY: u64 = 125;

/// Tries so many images, from recordings of the seeds that follow `seed`.
///
/// # Errors
/// The harness itself failed: a recording or a temporary folder could not be made.
pub fn run(images: u64, seed: u64, promise: Promise) -> Result<Figures, String> {
    let stories = images.div_ceil(IMAGES_PER_STORY);
    let found = each(stories, |number| {
        let story = record(seed.wrapping_add(number))?;
        let share = images / stories + u64::from(number < images % stories);
        cuts(&story, seed.wrapping_add(number), share, promise)
    })?;
    Ok(found.into_iter().fold(Figures::default(), Figures::add))
}

fn cuts(story: &Story, seed: u64, images: u64, promise: Promise) -> Result<Figures, String> {
    let mut random = Seed::of(seed, 0x6375_7473);
    let requests = &story.recording.events;
    let tender = tender(&story.recording);
    let mut positions: Vec<usize> = (0..images).map(|_| cut(story, &tender, &mut random)).collect();
    positions.sort_unstable();
    let mut disk = Disk::new(&story.recording, promise);
    let mut done = 0;
    let mut figures = Figures { acts: story.steps.len() as u64, requests: requests.len() as u64, ..Figures::default() };
    for position in positions {
        requests[done..position].iter().for_each(|request| disk.take(request));
        done = position;
        let image = disk.image(&mut random);
        let folder = scratch()?;
        write(folder.path(), &image, &mut random).map_err(|error| error.to_string())?;
        figures.images += 1;
        let fault = match judge(folder.path(), story, position, random.chance(20)) {
            Verdict::Whole => None,
            Verdict::Ahead => {
                figures.ahead += 1;
                None
            }
            Verdict::Lost(what) => {
                figures.lost += 1;
                Some(what)
            }
            Verdict::Corrupt(what) => {
                figures.corrupt += 1;
                Some(what)
            }
        };
        if let Some(what) = fault {
            figures.first.get_or_insert_with(|| format!("seed {seed}, cut at request {position}: {what}"));
        }
    }
    Ok(figures)
}

/// Where to cut: a third anywhere, a third within a few requests of an acknowledgement, a third where names come and go
/// or the log is copied back.
fn cut(story: &Story, tender: &[usize], random: &mut Seed) -> usize {
    let requests = story.recording.events.len();
    match random.below(3) {
        0 => random.index(requests + 1),
        1 => {
            let step = &story.steps[random.index(story.steps.len())];
            (step.position + random.index(6)).saturating_sub(2).min(requests)
        }
        _ => tender.get(random.index(tender.len())).map_or(requests, |at| at + 1),
    }
}

/// Requests that touch the database itself or a name.
fn tender(recording: &Recording) -> Vec<usize> {
    let database = recording.base.get("keji.db").map(|(inode, _)| *inode);
    let touches = |event: &Event| match event {
        Event::Create { .. } | Event::Unlink { .. } | Event::SyncFolder { .. } => true,
        Event::Write { inode, .. } | Event::Truncate { inode, .. } | Event::Sync { inode } => Some(*inode) == database,
    };
    (0..recording.events.len()).filter(|at| touches(&recording.events[*at])).collect()
}

fn write(folder: &Path, image: &BTreeMap<&str, Vec<u8>>, random: &mut Seed) -> std::io::Result<()> {
    for (name, bytes) in image {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    // Shared memory is never synced and may hold anything.
    if random.chance(25) {
        let noise: Vec<u8> = (0..32_768).map(|_| u8::try_from(random.below(256)).unwrap_or(0)).collect();
        fs::write(folder.join("keji.db-shm"), noise)?;
    }
    Ok(())
}

enum Verdict {
    Whole,
    Ahead,
    Lost(String),
    Corrupt(String),
}

/// Opens an image and compares it with what had been acknowledged; `write_on` does another act afterwards.
fn judge(folder: &Path, story: &Story, position: usize, write_on: bool) -> Verdict {
    match opened(folder, write_on) {
        Err(error) => Verdict::Corrupt(format!("{} ({error})", error.code())),
        Ok((findings, _)) if !findings.is_empty() => Verdict::Corrupt(findings),
        Ok((_, digest)) => {
            let acknowledged = story.steps.iter().rposition(|step| step.position <= position).unwrap_or(0);
            let holds = |number: usize| story.steps.get(number).is_some_and(|step| step.digest == digest);
            // An act that was under way may be there or not; two acts may leave the same state.
            if holds(acknowledged) {
                return Verdict::Whole;
            }
            if holds(acknowledged + 1) {
                return Verdict::Ahead;
            }
            match story.steps.iter().rposition(|step| step.digest == digest) {
                Some(found) if found < acknowledged => {
                    Verdict::Lost(format!("{found} of {acknowledged} acknowledged acts are there"))
                }
                Some(found) => Verdict::Corrupt(format!("act {found} is there, {acknowledged} were acknowledged")),
                None => Verdict::Corrupt("part of an act is there".into()),
            }
        }
    }
}

/// What a check finds, in words, and the digest of what the store holds.
fn opened(folder: &Path, write_on: bool) -> Result<(String, u64), StoreError> {
    let store = desk::open(folder, Release::New)?;
    let mut findings = store.check()?;
    let digest = State::read(&store)?.digest();
    if write_on {
        let add = |tx: &keji_store::Tx<'_>| -> Result<(), StoreError> {
            tx.execute("INSERT INTO part (id, label) VALUES ('after', 'the cut')", [])?;
            Ok(())
        };
        store.write(desk::act("after", None), add)?;
        findings.extend(store.check()?);
    }
    let words: Vec<String> = findings.into_iter().map(|found| format!("{}: {}", found.check, found.detail)).collect();
    Ok((words.join("; "), digest))
}
