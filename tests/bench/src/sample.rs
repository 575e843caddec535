//! Making the sample school; the bound is 5 s.

use crate::{
    Outcome,
    desk::{call, office, timed},
};
use serde_json::json;

pub(crate) fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let office = office(folder.path());
    let (_, made) = timed(|| call(&office, "sample_open", json!({})))?;
    let (_, list) = timed(|| call(&office, "observation_list", json!({})))?;
    let ratio = made.as_secs_f64() / list.as_secs_f64();
    println!("  making it          {:>8.1} ms   {ratio:>6.1} x listing its sheets", made.as_secs_f64() * 1e3);
    if made.as_secs_f64() <= 5.0 { Ok(()) } else { Err("the sample school took longer than 5 s".into()) }
}
