//! The inside of the reading process.
//!
//! The protocol: one line of JSON with the order (`{"table": Limits}` or
//! `{"photo": PhotoLimits}`), then the bytes of the file to the end of the
//! input; out comes `{"ok": Intake}`, `{"ok": Photo}` or
//! `{"err": {"code": …, "params": …}}`.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use serde::{Deserialize, Serialize};

use crate::photo::{self, PhotoLimits};
use crate::{IntakeError, Limits};

/// Address space the reading may take beyond what the program occupies at its
/// start, bytes.
pub const MEMORY_LIMIT: u64 = 512 << 20;

/// Processor time after which the system ends the process, seconds; far above
/// the host's timeout, for a host that died first.
#[cfg(unix)]
const CPU_SECONDS: u64 = 120;

/// Longest line of limits, bytes.
const MAX_LINE: u64 = 64 << 10;

/// The line of JSON that a worker reads first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Order {
    /// Read a table.
    Table(Limits),
    /// Make a photo small.
    Photo(PhotoLimits),
}

impl Order {
    /// Size of the file, bytes.
    pub(crate) const fn max_file(&self) -> u64 {
        match self {
            Self::Table(limits) => limits.max_file,
            Self::Photo(limits) => limits.max_file,
        }
    }
}

/// The one line of JSON that a worker writes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Answer<T> {
    /// The table or the photo.
    Ok(T),
    /// Why there is none.
    Err(IntakeError),
}

/// Reads one file from `input` and writes the answer to `output`.
///
/// Call this first in `main`, before threads and logging exist, and leave the
/// process afterwards: it silences the panic message (which may hold content of
/// the file) and takes away memory for good. `memory_limit` is in bytes beyond
/// what the program already occupies; it holds on Unix. On Windows nothing
/// limits the memory yet, only the host's timeout ends a reading there.
pub fn run(input: impl Read, output: impl Write, memory_limit: u64) -> io::Result<()> {
    std::panic::set_hook(Box::new(|_| {}));
    confine(memory_limit)?;
    let mut input = BufReader::new(input);
    let mut line = String::new();
    input.by_ref().take(MAX_LINE).read_line(&mut line)?;
    let order: Order = serde_json::from_str(&line)?;
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to be refused as too large.
    input.take(order.max_file().saturating_add(1)).read_to_end(&mut bytes)?;
    match order {
        Order::Table(limits) => answer(output, crate::read(&bytes, &limits)),
        Order::Photo(limits) => answer(output, photo::reduce(&bytes, &limits)),
    }
}

fn answer<T: Serialize>(output: impl Write, result: Result<T, IntakeError>) -> io::Result<()> {
    let answer = match result {
        Ok(done) => Answer::Ok(done),
        Err(error) => Answer::Err(error),
    };
    let mut output = BufWriter::new(output);
    serde_json::to_writer(&mut output, &answer)?;
    output.flush()
}

#[cfg(unix)]
fn confine(memory_limit: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let wanted =
        [(Resource::As, occupied().saturating_add(memory_limit)), (Resource::Cpu, CPU_SECONDS), (Resource::Core, 0)];
    for (resource, limit) in wanted {
        let allowed = getrlimit(resource).maximum.unwrap_or(u64::MAX);
        let limit = Some(limit.min(allowed));
        setrlimit(resource, Rlimit { current: limit, maximum: limit })?;
    }
    Ok(())
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)] // the same signature everywhere
fn confine(_memory_limit: u64) -> io::Result<()> {
    Ok(())
}

/// Address space taken already, bytes. A window program has far more of it
/// than a command line; where the system does not tell, a generous guess.
#[cfg(unix)]
fn occupied() -> u64 {
    const GUESS: u64 = 1 << 30;
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        return GUESS;
    };
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmSize:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse::<u64>().ok())
        .map_or(GUESS, |kib| kib << 10)
}
