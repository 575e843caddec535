//! What the command line asks for.

use keji_torture::{
    full::{self, Form, Outcome},
    kill,
    power::{self, Promise},
};
use std::{path::Path, time::Instant};

const USAGE: &str = "keji-torture torture [--images N] [--kills N] [--seed S]";

/// Runs it; false when a fault was found.
pub(crate) fn run(words: &[&str]) -> Result<bool, String> {
    match words {
        ["torture", options @ ..] => torture(options),
        ["child", folder, seed, start] => {
            kill::child(Path::new(folder), number(seed)?, number(start)?)?;
            Ok(true)
        }
        ["full", form, folder] => {
            let form = Form::named(form).ok_or(USAGE)?;
            print!("{}", full::lines(&full::child(Path::new(folder), form)?));
            Ok(true)
        }
        _ => Err(USAGE.into()),
    }
}

fn torture(options: &[&str]) -> Result<bool, String> {
    let (mut images, mut kills, mut seed) = (5_000, 500, 1);
    for pair in options.chunks(2) {
        match pair {
            ["--images", count] => images = number(count)?,
            ["--kills", count] => kills = number(count)?,
            ["--seed", value] => seed = number(value)?,
            _ => return Err(USAGE.into()),
        }
    }
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut sound = true;

    let cuts = timed("power cuts", || power::run(images, seed, Promise::Kept))?;
    println!(
        "  {} images of {} acts ({} requests): {} corrupt, {} lost acknowledged, {} with the act under way",
        cuts.images, cuts.acts, cuts.requests, cuts.corrupt, cuts.lost, cuts.ahead
    );
    sound &= faultless(cuts.faults(), cuts.first.as_deref());

    for (name, promise) in [("synchronous=OFF", Promise::NoSyncs), ("no folder syncs", Promise::NoFolderSyncs)] {
        let found = timed(name, || power::run((images / 10).max(100), seed, promise))?;
        println!("  the proof: of {} images {} corrupt, {} lost", found.images, found.corrupt, found.lost);
        if found.faults() == 0 {
            println!("  ✗ the harness found nothing where it must");
            sound = false;
        }
    }

    let noisy = timed("power cuts with noise", || power::run((images / 10).max(100), seed, Promise::Noise))?;
    println!("  {} images: {} corrupt, {} lost acknowledged", noisy.images, noisy.corrupt, noisy.lost);
    sound &= faultless(noisy.faults(), noisy.first.as_deref());

    let killed = timed("kill -9", || kill::run(&program, kills, seed))?;
    println!(
        "  {} kills, {} acts acknowledged: {} lost, {} corrupt, {} acts committed but not acknowledged and submitted again",
        killed.kills, killed.acknowledged, killed.lost, killed.corrupt, killed.ahead
    );
    sound &= faultless(killed.faults(), killed.first.as_deref());

    for form in [Form::MadeUp, Form::FileSystem, Form::Limit] {
        match timed(&format!("full disk, {}", form.name()), || full::run(&program, form))? {
            Outcome::Skipped(why) => println!("  skipped: {why}"),
            Outcome::Done(figures) => {
                println!("  {} writes, refused: {:?}", figures.tried, figures.refused);
                figures.faults.iter().for_each(|why| println!("  ✗ {why}"));
                sound &= figures.faults.is_empty() && figures.untried().is_empty();
            }
        }
    }
    println!("{}", if sound { "sound" } else { "✗ faults were found" });
    Ok(sound)
}

fn timed<T>(name: &str, job: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let begin = Instant::now();
    let done = job()?;
    println!("{name}: {:.1} s", begin.elapsed().as_secs_f64());
    Ok(done)
}

fn faultless(faults: u64, first: Option<&str>) -> bool {
    if let Some(what) = first {
        println!("  ✗ {what}");
    }
    faults == 0
}

fn number(word: &str) -> Result<u64, String> {
    word.parse().map_err(|_| format!("not a number: {word}"))
}
