//! `cargo xtask bench [NAME]`: how long the things take that people wait for, as ratios in one run.

mod desk;
mod hints;
mod ledger;
mod paper;
mod sample;
mod search;
mod typing;
mod vault;

use std::process::ExitCode;

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;
type Bench = (&'static str, fn() -> Outcome);

const BENCHES: [Bench; 7] = [
    ("hints", hints::run),
    ("ledger", ledger::run),
    ("paper", paper::run),
    ("sample", sample::run),
    ("search", search::run),
    ("typing", typing::run),
    ("vault", vault::run),
];

fn main() -> ExitCode {
    let named: Vec<String> = std::env::args().skip(1).collect();
    for (name, run) in BENCHES {
        if named.is_empty() || named.iter().any(|one| one == name) {
            println!("\n{name}");
            if let Err(error) = run() {
                eprintln!("{name}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
