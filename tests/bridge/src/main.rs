//! The loopback bridge: the real page over the real commands in an ordinary browser, for tests only.
//!
//! `keji-bridge --root DIR --ui DIR [--port N] [--at RFC3339] [--pick FILE]... [--save DIR]` prints
//! `listening on PORT` and serves until it is killed. Files that a test "chooses" are named on its command line.

mod host;
mod http;
mod serve;

use host::ScriptedHost;
use keji_domain::{
    office::{Homes, Office, SampleClock},
    running::Running,
};
use keji_store::{Clock, FixedClock, RandomIds, SystemClock};
use std::{collections::BTreeMap, net::TcpListener, path::PathBuf, process::ExitCode, sync::Arc};

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == "worker") {
        let limit = keji_intake::worker::MEMORY_LIMIT;
        let done = keji_intake::worker::run(std::io::stdin().lock(), std::io::stdout().lock(), limit);
        return if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("keji-bridge: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        words.entry(name).or_default().push(arguments.next().ok_or("a value is missing")?);
    }
    let one = |name: &str| words.get(name).and_then(|values| values.first());
    let root = PathBuf::from(one("--root").ok_or("--root is missing")?);
    let ui = PathBuf::from(one("--ui").ok_or("--ui is missing")?);
    let clock: Arc<dyn Clock> = match one("--at") {
        Some(moment) => Arc::new(FixedClock(chrono::DateTime::parse_from_rfc3339(moment)?)),
        None => Arc::new(SystemClock),
    };
    let host = ScriptedHost::new(
        words.get("--pick").into_iter().flatten().map(PathBuf::from).collect(),
        one("--save").map(PathBuf::from),
    );
    let homes = Homes { own: root.join("school"), sample: root.join("sample"), papers: root.join("papers") };
    let office = Office::new(homes, Arc::new(host), clock, Arc::new(RandomIds), SampleClock::Standing);
    office.open_any();
    let listener = TcpListener::bind(("127.0.0.1", one("--port").map_or(Ok(0), |port| port.parse())?))?;
    println!("listening on {}", listener.local_addr()?.port());
    serve::serve(&listener, office, Running::default(), ui);
    Ok(())
}
