//! `kill -9`: a child writes and acknowledges, the parent kills it at any moment and looks at what is left.

use crate::{
    crew::each,
    deed::{SMALL, act_id, deed, foretold},
    desk::{self, Release},
    seed::Seed,
    state::State,
};
use keji_store::Tx;
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

/// What many kills did.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Children that were killed.
    pub kills: u64,
    /// Acts that were acknowledged.
    pub acknowledged: u64,
    /// Acknowledged acts that were gone.
    pub lost: u64,
    /// Stores that did not open, failed a check, or held anything but the acts up to the kill.
    pub corrupt: u64,
    /// Kills between the commit and its acknowledgement: the act was submitted again.
    pub ahead: u64,
    /// The first fault, in words.
    pub first: Option<String>,
}

impl Figures {
    /// Whether anything was found.
    pub fn faults(&self) -> u64 {
        self.lost + self.corrupt
    }

    fn add(mut self, other: Self) -> Self {
        self.kills += other.kills;
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.corrupt += other.corrupt;
        self.ahead += other.ahead;
        self.first = self.first.or(other.first);
        self
    }
}

/// Kills in one folder, one after the other.
const KILLS_PER_FOLDER: u64 = 25;

/// The child: opens the store in `folder` and does the deeds of `seed` from number `start` on, printing each number
/// once its act is acknowledged. It ends only by being killed.
///
/// # Errors
/// The store refused.
pub fn child(folder: &Path, seed: u64, start: u64) -> Result<(), String> {
    let words = |error: keji_store::StoreError| format!("{}: {error}", error.code());
    let store = desk::open(folder, Release::New).map_err(words)?;
    let mut out = std::io::stdout().lock();
    for number in start.. {
        let deed = deed(seed, number, SMALL);
        // The caller names the act and its records: an act that comes again after a kill is the same act.
        let id = act_id(seed, number);
        store.write(desk::act("deed", Some(&id)), |tx: &Tx<'_>| deed.perform(tx)).map_err(words)?;
        writeln!(out, "{number}").and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Kills `program`, which must run [`child`] when its arguments are `child FOLDER SEED START`, so many times.
///
/// # Errors
/// The harness itself failed: a child did not start or a folder could not be made.
pub fn run(program: &Path, kills: u64, seed: u64) -> Result<Figures, String> {
    let folders = kills.div_ceil(KILLS_PER_FOLDER);
    let found = each(folders, |number| {
        let share = kills / folders + u64::from(number < kills % folders);
        one_folder(program, seed.wrapping_add(number), share)
    })?;
    Ok(found.into_iter().fold(Figures::default(), Figures::add))
}

fn one_folder(program: &Path, seed: u64, kills: u64) -> Result<Figures, String> {
    // On the disk itself: its syncs take the time in which most kills fall.
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    drop(desk::make(folder.path(), Release::New).map_err(|error| error.to_string())?);
    let mut random = Seed::of(seed, 0x6b69_6c6c);
    let mut figures = Figures::default();
    let mut acknowledged = 0;
    for nth in 0..kills {
        // The first act that was not acknowledged is submitted again, whether or not it was committed.
        let patience = Duration::from_micros(random.below(60_000));
        let end = one_kill(program, folder.path(), seed, acknowledged, patience)?;
        figures.kills += 1;
        figures.acknowledged += end - acknowledged;
        acknowledged = end;
        let fault = judge(folder.path(), seed, acknowledged, &mut figures);
        if let Some(what) = fault {
            figures.first.get_or_insert_with(|| format!("seed {seed}, kill {nth}: {what}"));
            // What is wrong once would be counted again at each of the following kills.
            break;
        }
    }
    Ok(figures)
}

/// Starts a child, kills it after `patience`, and returns the number of acts that are acknowledged by then.
fn one_kill(program: &Path, folder: &Path, seed: u64, start: u64, patience: Duration) -> Result<u64, String> {
    let mut child = Command::new(program)
        .arg("child")
        .arg(folder)
        .args([seed.to_string(), start.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    thread::sleep(patience);
    // On unix this is SIGKILL.
    child.kill().map_err(|error| error.to_string())?;
    let mut end = start;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines() {
            let line = line.map_err(|error| error.to_string())?;
            // The last line may have been cut, but each is one write to a pipe and far too short for that.
            let number: u64 = line.parse().map_err(|_| format!("the child said {line:?}"))?;
            end = number + 1;
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if let Some(code) = status.code() {
        return Err(format!("the child ended by itself with {code}"));
    }
    Ok(end)
}

fn judge(folder: &Path, seed: u64, acknowledged: u64, figures: &mut Figures) -> Option<String> {
    let left = desk::open(folder, Release::New).and_then(|store| Ok((store.check()?, State::read(&store)?)));
    let (findings, state) = match left {
        Ok(left) => left,
        Err(error) => {
            figures.corrupt += 1;
            return Some(format!("{} ({error})", error.code()));
        }
    };
    if let Some(found) = findings.first() {
        figures.corrupt += 1;
        return Some(format!("{}: {}", found.check, found.detail));
    }
    let expected = foretold(seed, acknowledged, SMALL);
    if state == expected {
        return None;
    }
    if state == foretold(seed, acknowledged + 1, SMALL) {
        figures.ahead += 1;
        return None;
    }
    let gone = expected.acts.difference(&state.acts).count() as u64;
    if gone > 0 {
        figures.lost += gone;
    } else {
        figures.corrupt += 1;
    }
    Some(expected.difference(&state))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(numbers: impl Iterator<Item = u64>) -> tempfile::TempDir {
        let folder = crate::crew::scratch().unwrap();
        let store = desk::make(folder.path(), Release::New).unwrap();
        for number in numbers {
            let (deed, id) = (deed(7, number, SMALL), act_id(7, number));
            store.write(desk::act("deed", Some(&id)), |tx: &Tx<'_>| deed.perform(tx)).unwrap();
        }
        folder
    }

    #[test]
    fn an_act_that_comes_again_is_the_same_act() {
        let folder = written((0..20).flat_map(|number| [number, number]));
        assert_eq!(judge(folder.path(), 7, 20, &mut Figures::default()), None);
    }

    #[test]
    fn what_is_gone_or_too_much_is_noticed() {
        let folder = written(0..10);
        let mut figures = Figures::default();
        assert!(judge(folder.path(), 7, 12, &mut figures).is_some());
        assert_eq!(figures.lost, 2);
        assert!(judge(folder.path(), 7, 8, &mut figures).is_some());
        assert_eq!(figures.corrupt, 1);
        assert_eq!(judge(folder.path(), 7, 9, &mut figures), None);
        assert_eq!(figures.ahead, 1);
    }
}
