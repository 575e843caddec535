//! The outside of the reading process: start it, feed it, wait, end it.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use crate::photo::{Photo, PhotoLimits};
use crate::worker::{Answer, Order};
use crate::{Intake, IntakeError, Limits};

/// How long one file may take unless the host says otherwise.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

/// How often a waiting host asks whether the user has cancelled.
const BEAT: Duration = Duration::from_millis(20);

/// The program that calls [`crate::worker::run`], normally the host itself:
/// `keji-cli worker`, `keji --worker`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The executable.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

/// Reads a file in a process of its own, as [`crate::read`] does.
///
/// Whatever the file does to that process, this one gets rows or an error:
/// [`IntakeError::Timeout`] after `timeout`, [`IntakeError::Cancelled`] soon
/// after `cancelled` turns true, [`IntakeError::WorkerDied`] when the process
/// ends without an answer. No process is left behind.
pub fn read_in_worker(
    worker: &WorkerCommand,
    bytes: &[u8],
    limits: &Limits,
    timeout: Duration,
    cancelled: &dyn Fn() -> bool,
) -> Result<Intake, IntakeError> {
    let order = Order::Table(limits.clone());
    ask(worker, bytes, &order, largest_table(limits), timeout, cancelled)
}

/// Makes a photo small in a process of its own, as [`crate::photo::reduce`]
/// does; ends like [`read_in_worker`].
pub fn reduce_in_worker(
    worker: &WorkerCommand,
    bytes: &[u8],
    limits: &PhotoLimits,
    timeout: Duration,
    cancelled: &dyn Fn() -> bool,
) -> Result<Photo, IntakeError> {
    ask(worker, bytes, &Order::Photo(limits.clone()), largest_photo(limits), timeout, cancelled)
}

/// `cap`: more bytes than an honest answer has.
fn ask<T: DeserializeOwned>(
    worker: &WorkerCommand,
    bytes: &[u8],
    order: &Order,
    cap: u64,
    timeout: Duration,
    cancelled: &dyn Fn() -> bool,
) -> Result<T, IntakeError> {
    if cancelled() {
        return Err(IntakeError::Cancelled);
    }
    let size = length(bytes.len());
    if size > order.max_file() {
        return Err(IntakeError::FileTooLarge { size, limit: order.max_file() });
    }
    let mut head = serde_json::to_vec(order).map_err(|_| IntakeError::WorkerDied)?;
    head.push(b'\n');

    let mut child = start(worker)?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Err(IntakeError::WorkerDied);
    };
    let (sender, answer) = mpsc::channel();
    thread::scope(|scope| {
        // A worker that refuses early stops listening; the answer tells why,
        // so a failed write needs no report of its own.
        scope.spawn(move || feed(stdin, &head, bytes).is_ok());
        scope.spawn(move || {
            let mut read = Vec::new();
            let result = stdout.take(cap + 1).read_to_end(&mut read);
            // The host may have given up waiting; then nobody needs the answer.
            sender.send(result.map(|_| read)).is_ok()
        });
        let outcome = wait(&mut child, &answer, timeout, cancelled);
        end(&mut child);
        let (status, read) = outcome?;
        judge(status, &read, cap)
    })
}

fn start(worker: &WorkerCommand) -> Result<Child, IntakeError> {
    let mut command = Command::new(&worker.program);
    command
        .args(&worker.args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What a dying reader prints may quote the file.
        .stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command.spawn().map_err(|error| IntakeError::WorkerUnavailable { reason: error.kind().to_string() })
}

fn feed(mut stdin: impl Write, head: &[u8], bytes: &[u8]) -> std::io::Result<()> {
    stdin.write_all(head)?;
    stdin.write_all(bytes)?;
    stdin.flush()
}

/// The whole answer and how the process ended.
fn wait(
    child: &mut Child,
    answer: &Receiver<std::io::Result<Vec<u8>>>,
    timeout: Duration,
    cancelled: &dyn Fn() -> bool,
) -> Result<(ExitStatus, Vec<u8>), IntakeError> {
    let start = Instant::now();
    let mut read = None;
    loop {
        if cancelled() {
            return Err(IntakeError::Cancelled);
        }
        if start.elapsed() >= timeout {
            return Err(IntakeError::Timeout { seconds: timeout.as_secs() });
        }
        match read.take() {
            None => match answer.recv_timeout(BEAT) {
                Ok(Ok(bytes)) => read = Some(bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    return Err(IntakeError::WorkerDied);
                }
            },
            Some(bytes) => match child.try_wait() {
                Ok(Some(status)) => return Ok((status, bytes)),
                Ok(None) => {
                    read = Some(bytes);
                    thread::sleep(Duration::from_millis(1));
                }
                Err(_) => return Err(IntakeError::WorkerDied),
            },
        }
    }
}

/// Ends and reaps the process; both calls fail only when it is gone already.
fn end(child: &mut Child) {
    if let Ok(Some(_)) = child.try_wait() {
        return;
    }
    if child.kill().is_ok() {
        drop(child.wait());
    }
}

fn judge<T: DeserializeOwned>(status: ExitStatus, read: &[u8], cap: u64) -> Result<T, IntakeError> {
    if length(read.len()) > cap {
        return Err(IntakeError::ContentTooLarge { limit: cap });
    }
    if !status.success() {
        return Err(IntakeError::WorkerDied);
    }
    match serde_json::from_slice(read) {
        Ok(Answer::Ok(done)) => Ok(done),
        Ok(Answer::Err(error)) => Err(error),
        Err(_) => Err(IntakeError::WorkerDied),
    }
}

/// More than any table within the limits takes as JSON.
fn largest_table(limits: &Limits) -> u64 {
    let text = limits.max_text.saturating_mul(2);
    let cells = limits.max_cells.saturating_mul(24);
    text.saturating_add(cells).saturating_add(1 << 20)
}

/// More than a reduced photo takes as base64: three bytes a pixel.
fn largest_photo(limits: &PhotoLimits) -> u64 {
    u64::from(limits.longest_side).pow(2).saturating_mul(4).saturating_add(1 << 20)
}

fn length(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
