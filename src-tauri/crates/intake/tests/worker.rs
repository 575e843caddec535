//! The reading process and its host. This binary is its own worker: called
//! with a first argument it plays a good or a bad one.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use keji_intake::host::{DEFAULT_TIMEOUT, WorkerCommand, read_in_worker, reduce_in_worker};
use keji_intake::photo::{PhotoLimits, reduce};
use keji_intake::{IntakeError, Limits, read, worker};
use support::{Chance, fixture};

/// Enough for every good file here, and soon exhausted by a bad one.
const MEMORY: u64 = 512 << 20;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("worker") => worker::run(io::stdin().lock(), io::stdout().lock(), MEMORY).unwrap(),
        Some("sleep") => std::thread::sleep(Duration::from_mins(1)),
        Some("abort") => std::process::abort(),
        Some("greedy") => greedy(),
        Some("chatter") => println!("not an answer"),
        Some("flood") => flood(),
        _ => tests(),
    }
}

fn tests() {
    let cases: [(&str, fn()); 10] = [
        ("the worker reads what the library reads", same_rows),
        ("the worker makes photos small as the library does", same_photo),
        ("errors pass through", errors_pass),
        ("a dying worker is an error", dying),
        ("a greedy worker dies alone", greedy_dies),
        ("a slow worker is stopped", slow),
        ("cancelling stops it soon", cancelling),
        ("a flood is cut off", flooded),
        ("an old workbook asking for 170 GB dies alone", vast_dimensions),
        ("old workbooks with turned bits end", turned_bits),
    ];
    for (name, case) in cases {
        let start = Instant::now();
        case();
        println!("worker: {name} ... ok ({} ms)", start.elapsed().as_millis());
    }
}

fn command(role: &str) -> WorkerCommand {
    WorkerCommand { program: std::env::current_exe().unwrap(), args: vec![role.into()] }
}

fn ask(role: &str, bytes: &[u8]) -> Result<keji_intake::Intake, IntakeError> {
    read_in_worker(&command(role), bytes, &Limits::default(), DEFAULT_TIMEOUT, &|| false)
}

fn same_rows() {
    for name in ["timetable_2010-08_G1G2.csv", "teachers.xls"] {
        let bytes = fixture(name);
        let here = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(ask("worker", &bytes).unwrap(), here);
    }
}

fn same_photo() {
    let mut bytes = io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(64, 48, image::Rgb([9, 99, 199]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    let bytes = bytes.into_inner();
    let limits = PhotoLimits::default();
    let ask = |role: &str, bytes: &[u8]| reduce_in_worker(&command(role), bytes, &limits, DEFAULT_TIMEOUT, &|| false);
    assert_eq!(ask("worker", &bytes).unwrap(), reduce(&bytes, &limits).unwrap());
    assert_eq!(ask("worker", b"%PDF").unwrap_err(), IntakeError::NotAPhoto);
    assert_eq!(ask("abort", &bytes).unwrap_err(), IntakeError::WorkerDied);
}

fn errors_pass() {
    assert_eq!(ask("worker", b"").unwrap_err(), IntakeError::Empty);
    assert_eq!(ask("worker", b"<html>").unwrap_err(), IntakeError::HtmlNamedXls);
    let limits = Limits { encoding: Some("big5".to_owned()), ..Limits::default() };
    let bytes = fixture("open_lessons_2009.csv");
    let result = read_in_worker(&command("worker"), &bytes, &limits, DEFAULT_TIMEOUT, &|| false);
    assert_eq!(result.unwrap_err().code(), "intake_encoding");
}

fn dying() {
    let large = vec![b'x'; 1 << 20];
    for bytes in [b"x".as_slice(), &large] {
        assert_eq!(ask("abort", bytes).unwrap_err(), IntakeError::WorkerDied);
        assert_eq!(ask("chatter", bytes).unwrap_err(), IntakeError::WorkerDied);
    }
    let missing = WorkerCommand { program: "no-such-program-at-all".into(), args: Vec::new() };
    let result = read_in_worker(&missing, b"x", &Limits::default(), DEFAULT_TIMEOUT, &|| false);
    assert_eq!(result.unwrap_err().code(), "intake_worker_unavailable");
}

/// Takes memory inside the limits that the worker sets itself.
fn greedy() {
    let input = b"{}\n".as_slice();
    // The limits do not parse, but by then the memory is limited.
    assert!(worker::run(input, io::sink(), 64 << 20).is_err());
    let mut hoard = Vec::new();
    for _ in 0..1024 {
        hoard.push(vec![1_u8; 16 << 20]);
    }
    println!("{}", hoard.len());
}

fn greedy_dies() {
    if cfg!(unix) {
        assert_eq!(ask("greedy", b"x").unwrap_err(), IntakeError::WorkerDied);
    }
}

fn slow() {
    let start = Instant::now();
    let timeout = Duration::from_millis(300);
    let large = vec![b'x'; 1 << 20];
    let result = read_in_worker(&command("sleep"), &large, &Limits::default(), timeout, &|| false);
    assert_eq!(result.unwrap_err().code(), "intake_timeout");
    assert!(start.elapsed() < Duration::from_secs(5));
}

fn cancelling() {
    let start = Instant::now();
    let cancelled = || start.elapsed() > Duration::from_millis(100);
    let result = read_in_worker(&command("sleep"), b"x", &Limits::default(), DEFAULT_TIMEOUT, &cancelled);
    assert_eq!(result.unwrap_err(), IntakeError::Cancelled);
    assert!(start.elapsed() < Duration::from_secs(5));
}

fn flood() {
    let chunk = vec![b' '; 1 << 20];
    let mut output = io::stdout().lock();
    while output.write_all(&chunk).is_ok() {}
}

fn flooded() {
    let limits = Limits { max_text: 1 << 20, max_cells: 1, ..Limits::default() };
    let result = read_in_worker(&command("flood"), b"x", &limits, DEFAULT_TIMEOUT, &|| false);
    assert_eq!(result.unwrap_err().code(), "intake_content_too_large");
}

/// The record of a sheet's extent, with a last row of 2^24 and 256 columns: the
/// library reserves memory for all of it, which aborts the process.
fn vast_dimensions() {
    let mut bytes = fixture("teachers.xls");
    let record = [0x00, 0x02, 0x0E, 0x00];
    let at = bytes.windows(4).position(|window| window == record).unwrap() + 4;
    bytes[at + 4..at + 8].copy_from_slice(&0x00FF_FFFF_u32.to_le_bytes());
    bytes[at + 10..at + 12].copy_from_slice(&256_u16.to_le_bytes());
    if cfg!(unix) {
        assert_eq!(ask("worker", &bytes).unwrap_err(), IntakeError::WorkerDied);
    }
}

fn turned_bits() {
    let bytes = fixture("teachers.xls");
    let mut chance = Chance(0x0DD);
    for _ in 0..120 {
        let flipped = chance.flip(&bytes);
        let start = Instant::now();
        if let Err(error) = ask("worker", &flipped) {
            assert!(IntakeError::CODES.contains(&error.code()));
        }
        assert!(start.elapsed() < DEFAULT_TIMEOUT + Duration::from_secs(2));
    }
    for end in (0..bytes.len()).step_by(512) {
        let mut input = Vec::new();
        bytes[..end].take(1 << 20).read_to_end(&mut input).unwrap();
        if let Err(error) = ask("worker", &input) {
            assert!(IntakeError::CODES.contains(&error.code()));
        }
    }
}
