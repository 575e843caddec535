//! Every file of the hostile corpus ends within ten seconds and 512 MB, in rows or in a refusal that has words. This
//! binary is its own reading process.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use keji_intake::host::{DEFAULT_TIMEOUT, WorkerCommand, read_in_worker};
use keji_intake::{IntakeError, Limits, worker};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use support::corpus::{Case, End, corpus};

const WORDS: &str = include_str!("../../../../assets/messages/errors.zh-CN.json");
/// What a reading process may take; the product allows no more.
const MEMORY: u64 = 512 << 20;
const _: () = assert!(worker::MEMORY_LIMIT <= MEMORY);

fn main() {
    if std::env::args().nth(1).as_deref() == Some("worker") {
        worker::run(io::stdin().lock(), io::stdout().lock(), MEMORY).unwrap();
        return;
    }
    let cases = corpus();
    assert!(cases.len() >= 200, "{} files", cases.len());
    let start = Instant::now();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let counts = [AtomicUsize::new(0), AtomicUsize::new(0)];
    let slowest = Mutex::new((Duration::ZERO, String::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let begun = Instant::now();
                    match check(case) {
                        Ok(rows) => drop(counts[usize::from(rows)].fetch_add(1, Ordering::Relaxed)),
                        Err(reason) => wrong.lock().unwrap_or_else(PoisonError::into_inner).push(reason),
                    }
                    let mut slowest = slowest.lock().unwrap_or_else(PoisonError::into_inner);
                    *slowest = slowest.clone().max((begun.elapsed(), case.name.clone()));
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(wrong.is_empty(), "{wrong:#?}");
    println!(
        "corpus: {} files, {} refused, {} read, slowest {:?}, {:?} in all",
        cases.len(),
        counts[0].load(Ordering::Relaxed),
        counts[1].load(Ordering::Relaxed),
        slowest.lock().unwrap_or_else(PoisonError::into_inner),
        start.elapsed()
    );
}

/// Whether a file ended in rows; what is wrong about its end.
fn check(case: &Case) -> Result<bool, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let worker = WorkerCommand { program, args: vec!["worker".into()] };
    let start = Instant::now();
    let result = read_in_worker(&worker, &case.bytes, &Limits::default(), DEFAULT_TIMEOUT, &|| false);
    let took = start.elapsed();
    let about = |said: &str| format!("{} ({} bytes, {took:?}): {said}", case.name, case.bytes.len());
    if took > DEFAULT_TIMEOUT + Duration::from_secs(1) {
        return Err(about("too slow"));
    }
    match (&result, case.end) {
        (Ok(intake), End::Refused(_)) => Err(about(&format!("read: {} sheets", intake.sheets.len()))),
        (Err(error), End::Rows) => Err(about(error.code())),
        (Err(error), End::Refused(codes)) if !codes.contains(&error.code()) => Err(about(&error.to_string())),
        (Err(IntakeError::Timeout { .. } | IntakeError::WorkerUnavailable { .. }), _) => Err(about("no answer")),
        (Err(error), _) if !has_words(error.code()) => Err(about(&format!("{} has no words", error.code()))),
        (Ok(intake), _) if intake.sheets.iter().any(|sheet| sheet.rows.len() > 200_000) => Err(about("too many rows")),
        (result, _) => Ok(result.is_ok()),
    }
}

/// Whether the catalogue has a Chinese sentence for a code.
fn has_words(code: &str) -> bool {
    let words: serde_json::Value = serde_json::from_str(WORDS).unwrap_or_default();
    let entry = words.get(code).map(ToString::to_string).unwrap_or_default();
    entry.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count() > 5
}
