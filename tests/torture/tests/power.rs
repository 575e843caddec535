//! Power cuts, a bounded number: the rest is `cargo xtask torture`.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use keji_torture::power::{Promise, run};

#[test]
fn a_power_cut_leaves_every_acknowledged_act_and_no_part_of_another() {
    let found = run(300, 1, Promise::Kept).unwrap();
    assert_eq!((found.images, found.corrupt, found.lost), (300, 0, 0), "{:?}", found.first);
}

#[test]
fn the_harness_finds_what_a_disk_without_syncs_does() {
    let found = run(60, 1, Promise::NoSyncs).unwrap();
    assert!(found.corrupt > 0 && found.lost > 0, "{found:?}");
}

#[test]
fn the_harness_finds_what_a_folder_that_is_never_synced_does() {
    let found = run(60, 1, Promise::NoFolderSyncs).unwrap();
    assert!(found.lost > 0, "{found:?}");
}
