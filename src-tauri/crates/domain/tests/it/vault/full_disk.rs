//! A full disk keeps nobody out and costs no backup. Each test runs in a process of its own on a small file system that
//! nobody else sees; where none may be mounted it is skipped.

use super::DIRECTOR;
use crate::support::live::{LiveDesk, names};
use chrono::Duration;
use serde_json::json;
use std::{
    env,
    fs::{self, File},
    io::Write,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

/// Where the small file system is mounted, in the process that has one.
const SMALL_DISK: &str = "KEJI_SMALL_DISK";

/// Mounts it at the folder that the script is given as `$0`.
const MOUNT: &str = "mount -t tmpfs -o size=48m tmpfs \"$0\"";

/// A small file system.
struct Disk(PathBuf);

impl Disk {
    /// Fills it but for some bytes.
    fn fill(&self, left: u64) {
        let mut filler = File::create(self.filler()).unwrap();
        for size in [1 << 20, 4096, 1] {
            let block = vec![7_u8; size];
            while filler.write_all(&block).is_ok() {}
        }
        filler.set_len(filler.metadata().unwrap().len().saturating_sub(left)).unwrap();
    }

    fn free(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }
}

/// Runs a test, named as the harness names it, on a small file system.
fn on_a_small_disk(test: &str, run: impl FnOnce(&Disk)) {
    if let Some(folder) = env::var_os(SMALL_DISK) {
        return run(&Disk(folder.into()));
    }
    let folder = tempfile::tempdir().unwrap();
    let Some(shell) = own_mounts(folder.path()) else {
        eprintln!("skipped: no file system may be mounted here");
        return;
    };
    let output = in_shell(shell, &format!("{MOUNT} && exec \"$@\""), folder.path())
        .arg(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(SMALL_DISK, folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}{}", String::from_utf8_lossy(&output.stderr));
}

/// The shell in which a mount is seen by nobody else and ends with its process, if this machine allows one.
fn own_mounts(folder: &Path) -> Option<&'static [&'static str]> {
    let shells: [&[&str]; 2] = [&["unshare", "--mount", "sh"], &["unshare", "--map-root-user", "--mount", "sh"]];
    shells.into_iter().find(|shell| in_shell(shell, MOUNT, folder).output().is_ok_and(|done| done.status.success()))
}

/// A script with `$0` as its folder; further arguments are its `$@`.
fn in_shell(shell: &[&str], script: &str, folder: &Path) -> Command {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).args(["-c", script]).arg(folder);
    command
}

/// Three backups of different hours.
fn back_up_thrice(desk: &LiveDesk) {
    for name in ["教师一", "教师二", "教师三"] {
        desk.pass(Duration::hours(1));
        desk.teacher(name);
        desk.backup();
    }
}

#[test]
fn a_full_disk_keeps_nobody_out() {
    on_a_small_disk("vault::full_disk::a_full_disk_keeps_nobody_out", |disk| {
        let desk = LiveDesk::at(&disk.0);
        desk.protected_school(DIRECTOR);
        let account = desk.ok("lock", json!({}))["door"]["accounts"][0]["id"].clone();
        disk.fill(0);
        let status = desk.ok("unlock", json!({ "account": account, "passphrase": DIRECTOR }));
        assert_eq!(status["screen"], "school", "{}", status["trouble"]);
    });
}

#[test]
fn a_first_passphrase_without_room_leaves_the_school_as_it_was() {
    on_a_small_disk("vault::full_disk::a_first_passphrase_without_room_leaves_the_school_as_it_was", |disk| {
        let desk = LiveDesk::at(&disk.0);
        desk.school();
        back_up_thrice(&desk);
        let before = names(&desk.own().join("backups"));
        let database = fs::metadata(desk.own().join("keji.db")).unwrap().len();
        disk.fill(database / 2);
        assert_eq!(desk.refusal("passphrase_first", json!({ "passphrase": DIRECTOR })), "disk_full");
        disk.free();
        let status = desk.ok("app_status", json!({}));
        assert_eq!((&status["screen"], &status["protected"]), (&json!("school"), &json!(false)));
        assert_eq!(desk.ok("account_list", json!({}))["rows"], json!([]), "its account went with it");
        assert_eq!(names(&desk.own().join("backups")), before);
        desk.ok("passphrase_first", json!({ "passphrase": DIRECTOR }));
    });
}

#[test]
fn a_first_passphrase_without_room_for_the_backups_loses_none() {
    on_a_small_disk("vault::full_disk::a_first_passphrase_without_room_for_the_backups_loses_none", |disk| {
        let folder = tempfile::tempdir().unwrap();
        let places = [disk.0.join("first"), disk.0.join("second")];
        for place in &places {
            fs::create_dir(place).unwrap();
        }
        // The database has room, its backups have none.
        fs::create_dir(folder.path().join("own")).unwrap();
        symlink(&places[0], folder.path().join("own/backups")).unwrap();
        let desk = LiveDesk::at(folder.path());
        desk.school();
        desk.keep_in(&places[1]);
        back_up_thrice(&desk);
        let before = places.each_ref().map(|place| names(place));
        assert!(before.iter().all(|backups| backups.len() > 1));
        disk.fill(0);
        let status = desk.ok("passphrase_first", json!({ "passphrase": DIRECTOR }));
        assert_eq!(
            (&status["screen"], &status["protected"]),
            (&json!("school"), &json!(true)),
            "{}",
            status["trouble"]
        );
        assert_eq!(places.each_ref().map(|place| names(place)), before);
    });
}
