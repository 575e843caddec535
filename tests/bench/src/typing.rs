//! How long the page is busy with a key, in Chromium: in a sheet of 500 rows above a store of 50,000 sheets, and in one of
//! three rows for comparison. A key may take 16 ms at the 95th percentile. `typing.mjs` does the typing.

use crate::{Outcome, desk::call};
use keji_store::{Act, Store, StoreError, Tx, rusqlite::params};
use serde_json::json;
use std::{path::Path, process::Command};

const TEACHERS: u32 = 300;
const SHEETS: u32 = 50_000;
const ROWS: u32 = 500;

/// Days of the present term up to the day on which the bridge stands, and of the years before.
const DAYS: [&str; 8] =
    ["2026-09-08", "2026-10-14", "2026-11-18", "2026-05-12", "2025-11-05", "2025-04-22", "2024-10-16", "2024-03-20"];

pub(crate) fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    {
        let office = crate::desk::office(folder.path());
        call(&office, "school_create", json!({ "name": "青溪中学", "stage": "初中" }))?;
        let term =
            json!({ "school_year": "2026-2027", "number": 1, "first_day": "2026-09-01", "last_day": "2027-01-29" });
        call(&office, "term_create", term)?;
        // The sheet with which the page itself would begin.
        let prefill = call(&office, "observation_prefill", json!({}))?;
        let rubric = prefill["rubric"]["id"].as_str().ok_or("the school has no scoring sheet")?;
        fill(&*office.store()?, rubric)?;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bridge = std::env::current_exe()?.with_file_name("keji-bridge");
    let done = Command::new("node")
        .arg(here.join("typing.mjs"))
        .args([folder.path().as_os_str(), sheet(0).as_ref(), sheet(1).as_ref()])
        .env("KEJI_BRIDGE", bridge)
        .status()?;
    if done.success() { Ok(()) } else { Err("a key takes longer than 16 ms".into()) }
}

/// The first sheet is a draft of many rows, the second one of three; the others were handed in.
fn fill(store: &Store, rubric: &str) -> Result<(), StoreError> {
    write(store, TEACHERS, |tx, number| {
        tx.prepare_cached("INSERT INTO teacher (id, name, subject, in_service) VALUES (?1, ?2, '语文', 1)")?
            .execute(params![id(2, number), format!("教师{number}")])?;
        Ok(())
    })?;
    write(store, SHEETS, |tx, number| {
        let day = if number < 2 { "2026-11-18" } else { DAYS[number as usize % DAYS.len()] };
        tx.prepare_cached(
            "INSERT INTO lesson (id, date, period, lesson_count, teacher_id, subject, topic, lesson_type, place)
             VALUES (?1, ?2, ?3, 1, ?4, '语文', '从百草园到三味书屋', '新授课', '')",
        )?
        .execute(params![id(4, number), day, number % 8 + 1, id(2, number % TEACHERS)])?;
        let state = if number < 2 { "draft" } else { "submitted" };
        tx.prepare_cached(
            "INSERT INTO observation_sheet (id, lesson_id, observer_id, lesson_kind, state, rubric_id, entered_after,
               strengths, problems, advice, gains, submitted_at, updated_at)
             VALUES (?1, ?2, ?3, '随堂课', ?4, ?5, 1, '朗读扎实，追问到位。', '', '留出默读时间。', '', NULL, '')",
        )?
        .execute(params![sheet(number), id(4, number), id(2, number * 7 % TEACHERS), state, rubric])?;
        for position in 0..[ROWS, 3].get(number as usize).copied().unwrap_or(2) {
            tx.prepare_cached(
                "INSERT INTO timeline_entry (id, sheet_id, position, process, remark) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                id(6, number * 1_000 + position),
                sheet(number),
                position,
                "教师范读，学生圈点勾画，同桌交流后全班汇报。",
                if position % 3 == 0 { "追问有层次。" } else { "" }
            ])?;
        }
        Ok(())
    })
}

fn write(
    store: &Store,
    most: u32,
    mut one: impl FnMut(&Tx<'_>, u32) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for first in (0..most).step_by(1_000) {
        store.write(Act { op: "bench", actor: "director", sitting: None }, |tx| {
            (first..most.min(first + 1_000)).try_for_each(|number| one(tx, number))
        })?;
    }
    Ok(())
}

fn sheet(number: u32) -> String {
    id(5, number)
}

fn id(kind: u32, number: u32) -> String {
    format!("019a0000-0000-7000-8{kind:03x}-{number:012x}")
}
