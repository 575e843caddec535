//! The vault: what encryption, the change log and the chain cost. Encrypted against plain in one run: unlocking, the
//! term summary, a single save. Bounds: 0.6 s, 1.5 times, 1.3 times.

use crate::{Outcome, desk::call};
use keji_domain::office::Office;
use keji_seal::{Cost, unwrap, wrap};
use keji_store::{DataKey, RandomIds, Site, Store, StoreFiles, SystemClock, rusqlite::Connection};
use serde_json::json;
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// Runs of which the middle one counts.
const RUNS: usize = 9;
/// Saves of which the middle one counts.
const SAVES: u32 = 601;
/// Summaries of which the middle one counts.
const SUMMARIES: u32 = 31;

pub(crate) fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let office = crate::desk::office(folder.path());
    call(&office, "sample_open", json!({}))?;
    office.close();
    drop(office);
    let home = folder.path().join("sample");
    let key = StoreFiles::new(&home).look()?.open_key()?.ok_or("the sample school has no open slot")?;
    let plain = folder.path().join("plain.db");
    decrypt(&home.join("keji.db"), &key, &plain)?;

    let slot = wrap(key.bytes(), "春风化雨 2026", Cost::OFFICE, "bench")?;
    let unlock = middle(|| {
        let bytes = unwrap(&slot, "春风化雨 2026", "bench")?;
        drop(Store::open(&home, &site(), &DataKey::from_bytes(bytes))?);
        Ok(())
    })?;
    let open_plain = middle(|| {
        let connection = Connection::open(&plain)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(())
    })?;
    say("unlock", unlock, open_plain, "opening it plain");

    let (sealed, bare) = (crate::desk::office(folder.path()), crate::desk::office(folder.path()));
    sealed.stand_on(Store::open(&home, &site(), &key)?);
    bare.stand_on(Store::plain(&plain, &site())?);
    let (summary, summary_plain) = turn_by_turn(SUMMARIES, [&sealed, &bare], |office, _| {
        Ok(call(office, "summary_get", json!({ "as_of": "2026-11-19" })).map(|_| ())?)
    })?;
    say("term summary", summary, summary_plain, "plain");

    // What is saved all day: a sheet while it is typed. And the smallest save of all: one word of a check.
    let sheet = call(&sealed, "observation_list", json!({}))?["rows"][0]["id"].clone();
    let mut sheet = call(&sealed, "observation_get", json!({ "id": sheet }))?;
    for (name, of) in [("teacher_id", "teacher"), ("observer_id", "observer")] {
        sheet[name] = sheet[of]["id"].clone();
    }
    sheet["id"] = json!("019a0000-0000-7000-8000-0000000b0001");
    sheet["sitting"] = json!("019a0000-0000-7000-8000-0000000b0002");
    let (save, save_plain) = turn_by_turn(SAVES, [&sealed, &bare], |office, turn| {
        let mut request = sheet.clone();
        request["strengths"] = json!(format!("朗读扎实，追问到位，第 {turn} 个学生也说清了理由。"));
        Ok(call(office, "observation_save", request).map(|_| ())?)
    })?;
    say("single save of a sheet", save, save_plain, "plain");

    let check = call(&sealed, "homework_list", json!({}))?["rows"][0]["id"].clone();
    let check = call(&sealed, "homework_get", json!({ "id": check }))?;
    let (least, least_plain) = turn_by_turn(SAVES, [&sealed, &bare], |office, turn| {
        let mut request = check.clone();
        request["advice"] = json!(format!("第 {turn} 次建议：书写要规范，订正要及时。"));
        Ok(call(office, "homework_save", request).map(|_| ())?)
    })?;
    say("smallest save", least, least_plain, "plain");

    let bounds = [
        (unlock.as_secs_f64() <= 0.6, "unlocking took longer than 0.6 s"),
        (ratio(summary, summary_plain) <= 1.5, "the term summary is slower than 1.5 times plain"),
        (ratio(save, save_plain) <= 1.3, "a single save of a sheet is slower than 1.3 times plain"),
        (ratio(least, least_plain) <= 1.3, "the smallest save is slower than 1.3 times plain"),
    ];
    bounds.into_iter().find(|(held, _)| !held).map_or(Ok(()), |(_, why)| Err(why.into()))
}

/// The same database without encryption.
fn decrypt(path: &Path, key: &DataKey, target: &Path) -> Outcome {
    let connection = Connection::open(path)?;
    let hex = key.bytes().iter().fold(String::new(), |mut text, byte| {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{hex}'\"; ATTACH DATABASE '{}' AS plain KEY ''; SELECT sqlcipher_export('plain'); DETACH plain;",
        target.display()
    ))?;
    Ok(())
}

fn site() -> Site {
    Site {
        migrations: keji_domain::MIGRATIONS,
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        sign: |_, _| Default::default(),
    }
}

/// Both do the same turn by turn, so that a busy machine is busy for both.
fn turn_by_turn(
    turns: u32,
    offices: [&Office; 2],
    mut f: impl FnMut(&Office, u32) -> Outcome,
) -> Result<(Duration, Duration), Box<dyn std::error::Error + Send + Sync>> {
    let mut times = [Vec::new(), Vec::new()];
    for turn in 0..turns {
        for (office, times) in offices.iter().zip(&mut times) {
            let start = Instant::now();
            f(office, turn)?;
            times.push(start.elapsed());
        }
    }
    let [encrypted, plain] = times;
    Ok((middle_of(encrypted), middle_of(plain)))
}

fn middle(mut f: impl FnMut() -> Outcome) -> Result<Duration, Box<dyn std::error::Error + Send + Sync>> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        f()?;
        times.push(start.elapsed());
    }
    Ok(middle_of(times))
}

fn middle_of(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-9)
}

fn say(what: &str, took: Duration, other: Duration, than: &str) {
    println!("  {what:<24} {:>8.2} ms   {:>7.2} x {than}", took.as_secs_f64() * 1e3, ratio(took, other));
}
