//! Durability of the store under power cuts, `kill -9` and full disks.
//!
//! Everything stands on the unix file layer of `SQLite`; elsewhere this package is an empty shell.

#[cfg(unix)]
mod crew;
#[cfg(unix)]
mod deed;
#[cfg(unix)]
mod desk;
#[cfg(unix)]
mod disk;
#[cfg(unix)]
pub mod full;
#[cfg(unix)]
mod full_run;
#[cfg(unix)]
pub mod kill;
#[cfg(unix)]
pub mod power;
#[cfg(unix)]
mod seed;
#[cfg(unix)]
mod state;
#[cfg(unix)]
mod tap;
#[cfg(unix)]
mod vfs;
#[cfg(unix)]
mod workload;
