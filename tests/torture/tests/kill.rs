//! `kill -9`, a bounded number: the rest is `cargo xtask torture`.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use keji_torture::kill::run;
use std::path::Path;

#[test]
fn a_kill_loses_nothing_acknowledged_and_submitting_again_doubles_nothing() {
    let found = run(Path::new(env!("CARGO_BIN_EXE_keji-torture")), 40, 1).unwrap();
    assert_eq!((found.kills, found.lost, found.corrupt), (40, 0, 0), "{:?}", found.first);
    assert!(found.acknowledged > 0, "{found:?}");
}
