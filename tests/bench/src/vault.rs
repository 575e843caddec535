//! The vault: what encryption, the change log and the chain cost. Encrypted against plain in one run: unlocking, the
//! term summary, a single save. Bounds: 0.6 s, 1.5 times, 1.3 times.

use crate::Outcome;
use keji_seal::{Cost, unwrap, wrap};
use keji_store::{
    Act, DataKey, RandomIds, Site, Store, StoreError, StoreFiles, SystemClock,
    rusqlite::{self, Connection, functions::FunctionFlags},
};
use serde_json::json;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

/// Runs of which the middle one counts.
const RUNS: usize = 9;
/// Saves of which the middle one counts.
const SAVES: u32 = 301;

pub(crate) fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let office = crate::desk::office(folder.path());
    crate::desk::call(&office, "sample_open", json!({}))?;
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

    let store = Store::open(&home, &site(), &key)?;
    let reading = Connection::open(&plain)?;
    reading.execute_batch("PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY")?;
    let summary = middle(|| Ok(store.read::<_, StoreError>(|read| Ok(facts(read)?))?))?;
    let summary_plain = middle(|| Ok(facts(&reading)?))?;
    say("rows of a term summary", summary, summary_plain, "plain");

    // Turn by turn, so that a busy disk is busy for both.
    let mirror = Mirror::open(&plain, &store)?;
    let (mut saves, mut plain_saves) = (Vec::new(), Vec::new());
    for number in 0..SAVES {
        let start = Instant::now();
        let act = Act { op: "bench", actor: "bench", sitting: None };
        store.write::<_, StoreError>(act, |tx| Ok(tx.execute(SAVE, [number])?))?;
        saves.push(start.elapsed());
        let start = Instant::now();
        mirror.save(number)?;
        plain_saves.push(start.elapsed());
    }
    let (save, save_plain) = (middle_of(saves), middle_of(plain_saves));
    say("single save", save, save_plain, "plain, with the same log");

    let bounds = [
        (unlock.as_secs_f64() <= 0.6, "unlocking took longer than 0.6 s"),
        (ratio(summary, summary_plain) <= 1.5, "the term summary is slower than 1.5 times plain"),
        (ratio(save, save_plain) <= 1.3, "a single save is slower than 1.3 times plain"),
    ];
    bounds.into_iter().find(|(held, _)| !held).map_or(Ok(()), |(_, why)| Err(why.into()))
}

const SAVE: &str = "UPDATE homework_check SET advice = '第 ' || ?1 || ' 次建议：书写要规范，订正要及时'
   WHERE id = (SELECT min(id) FROM homework_check)";

/// What a summary reads: all records of the four kinds. Its arithmetic is the same for both and would only flatter the
/// ratio.
fn facts(connection: &Connection) -> rusqlite::Result<()> {
    for sql in [
        "SELECT s.id, s.observer_id, s.state, s.strengths, s.problems, l.date, l.period, l.teacher_id, l.subject
         FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.deleted_at IS NULL ORDER BY l.date",
        "SELECT sheet_id, count(*) FROM timeline_entry WHERE deleted_at IS NULL GROUP BY sheet_id",
        "SELECT sheet_id, sum(level) FROM sheet_score WHERE deleted_at IS NULL GROUP BY sheet_id",
        "SELECT id, date, teacher_id, required, assigned, fully_marked, band, advice FROM homework_check",
        "SELECT plan_id, number, date, length(body), reflection FROM lesson_plan_draft WHERE deleted_at IS NULL",
    ] {
        let mut statement = connection.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                std::hint::black_box(row.get_ref(column)?);
            }
        }
    }
    Ok(())
}

/// A plain database under the same triggers: one act, its changes, one link for each save, as durable.
struct Mirror(Connection);

impl Mirror {
    fn open(path: &Path, store: &Store) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA fullfsync=1; PRAGMA cache_size=-65536;",
        )?;
        let (act, stamp) = (Arc::new(AtomicU32::new(0)), AtomicU32::new(0));
        let flags = FunctionFlags::SQLITE_UTF8;
        let present = Arc::clone(&act);
        connection.create_scalar_function("keji_act", 0, flags, move |_| {
            Ok(format!("act-{}", present.load(Ordering::Relaxed)))
        })?;
        connection.create_scalar_function("keji_stamp", 0, flags, move |_| {
            Ok(format!("f{:025x}", stamp.fetch_add(1, Ordering::Relaxed)))
        })?;
        connection.create_scalar_function("keji_salt", 0, flags, |_| Ok(vec![7_u8; 10]))?;
        connection.create_scalar_function("keji_purging", 0, flags, |_| Ok(false))?;
        connection.create_scalar_function("keji_leaf", 7, flags, |call| {
            let text = call.get_raw(5).as_str().unwrap_or_default();
            Ok(std::hint::black_box(text).len() < 1 << 20)
        })?;
        for sql in triggers(store)? {
            connection.execute_batch(&sql.replacen("CREATE TRIGGER", "CREATE TEMP TRIGGER", 1))?;
        }
        connection.create_scalar_function("bench_act", 1, flags, move |call| {
            act.store(call.get(0)?, Ordering::Relaxed);
            Ok(true)
        })?;
        Ok(Self(connection))
    }

    fn save(&self, number: u32) -> Outcome {
        let tx = self.0.unchecked_transaction()?;
        tx.query_row("SELECT bench_act(?1)", [number], |_| Ok(()))?;
        let act = format!("act-{number}");
        tx.prepare_cached(
            "INSERT INTO act (id, op, actor, site, clock, at) VALUES (?1, 'bench', 'bench', 'x', ?1, '2026-11-19')",
        )?
        .execute([&act])?;
        tx.execute(SAVE, [number])?;
        tx.prepare_cached(
            "INSERT INTO chain (seq, act_id, at, leaves, head)
             SELECT max(seq) + 1, ?1, '2026-11-19', randomblob(60), randomblob(32) FROM chain",
        )?
        .execute([&act])?;
        Ok(tx.commit()?)
    }
}

/// The triggers of the store's writing connection.
fn triggers(store: &Store) -> Result<Vec<String>, StoreError> {
    let act = Act { op: "bench", actor: "bench", sitting: None };
    let (found, _) = store.write(act, |tx| -> Result<Vec<String>, StoreError> {
        let mut statement = tx.prepare("SELECT sql FROM sqlite_temp_schema WHERE type = 'trigger'")?;
        let found = statement.query_map([], |row| row.get("sql"))?;
        Ok(found.collect::<Result<_, _>>()?)
    })?;
    Ok(found)
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
