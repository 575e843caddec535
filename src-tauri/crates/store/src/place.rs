//! Where a folder lies: on this machine or on a network share, on which disk.

use std::path::Path;

/// Kind of the network share on which a folder lies; none when it lies on this machine. A live store needs one host:
/// its side files are shared memory.
pub fn network_share(folder: &Path) -> Option<String> {
    // A folder that is still to be made lies where its parent lies.
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    let there = there.canonicalize().unwrap_or_else(|_| there.to_owned());
    system::network_share(&there)
}

/// Whether two folders lie on the same disk, as far as the system says.
pub fn same_disk(one: &Path, other: &Path) -> bool {
    match (system::disk(one), system::disk(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::{
        fs,
        os::unix::fs::MetadataExt,
        path::{Path, PathBuf},
    };

    /// File systems that live on another machine.
    const NETWORK: [&str; 20] = [
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.davfs",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    ];

    pub(super) fn network_share(folder: &Path) -> Option<String> {
        let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
        let kind = file_system(&mounts, folder)?;
        NETWORK.contains(&kind.as_str()).then_some(kind)
    }

    /// Kind of the file system that holds a folder: the mount with the longest path above it; of two on the same path
    /// the later one, which hides the earlier.
    pub(super) fn file_system(mounts: &str, folder: &Path) -> Option<String> {
        let mut best: Option<(usize, &str)> = None;
        for line in mounts.lines() {
            let (before, after) = line.split_once(" - ")?;
            let point = PathBuf::from(unescaped(before.split(' ').nth(4)?));
            let kind = after.split(' ').next()?;
            let length = point.as_os_str().len();
            if folder.starts_with(&point) && best.is_none_or(|(longest, _)| length >= longest) {
                best = Some((length, kind));
            }
        }
        best.map(|(_, kind)| kind.to_owned())
    }

    /// Mount points write blanks and the like as octal numbers.
    fn unescaped(text: &str) -> String {
        text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
    }

    /// The disk of a folder: a partition counts as the disk that it lies on.
    pub(super) fn disk(folder: &Path) -> Option<String> {
        let there = folder.ancestors().find(|folder| folder.exists())?;
        let device = fs::metadata(there).ok()?.dev();
        let (major, minor) = ((device >> 8) & 0xfff, (device & 0xff) | ((device >> 12) & 0xf_ff00));
        let block = PathBuf::from(format!("/sys/dev/block/{major}:{minor}"));
        let whole = fs::canonicalize(&block).ok().and_then(|path| {
            let whole = if path.join("partition").exists() { path.parent()?.to_owned() } else { path };
            Some(whole.to_string_lossy().into_owned())
        });
        Some(whole.unwrap_or_else(|| format!("{major}:{minor}")))
    }

    #[cfg(test)]
    mod tests {
        use super::file_system;
        use std::path::Path;

        const MOUNTS: &str = "\
21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
40 21 0:44 / /mnt/office\\040share rw - cifs //server/share rw
41 21 0:45 / /home/teacher/nas rw - fuse.sshfs nas:/ rw
42 21 8:17 / /media/usb rw - vfat /dev/sdb1 rw
43 21 0:46 / /media/usb/deep rw - nfs4 server:/x rw
";

        #[test]
        fn the_nearest_mount_above_decides() {
            let of = |path: &str| file_system(MOUNTS, Path::new(path));
            assert_eq!(of("/home/teacher/keji").as_deref(), Some("ext4"));
            assert_eq!(of("/mnt/office share/keji/school").as_deref(), Some("cifs"));
            assert_eq!(of("/home/teacher/nas/keji").as_deref(), Some("fuse.sshfs"));
            assert_eq!(of("/media/usb").as_deref(), Some("vfat"));
            assert_eq!(of("/media/usb/deep/er").as_deref(), Some("nfs4"));
            assert_eq!(of("/media/usbstick").as_deref(), Some("ext4"));
        }
    }
}

#[cfg(windows)]
mod system {
    use std::path::{Component, Path, Prefix};

    pub(super) fn network_share(folder: &Path) -> Option<String> {
        match prefix(folder)? {
            Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Some("smb".to_owned()),
            _ => None,
        }
    }

    /// The drive's letter: the nearest thing to a disk that Windows tells without rights.
    pub(super) fn disk(folder: &Path) -> Option<String> {
        match prefix(folder)? {
            Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => Some(char::from(letter).to_ascii_uppercase().into()),
            _ => None,
        }
    }

    fn prefix(folder: &Path) -> Option<Prefix<'_>> {
        match folder.components().next()? {
            Component::Prefix(prefix) => Some(prefix.kind()),
            _ => None,
        }
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
mod system {
    use std::path::Path;

    pub(super) fn network_share(_: &Path) -> Option<String> {
        None
    }

    pub(super) fn disk(folder: &Path) -> Option<String> {
        folder.ancestors().find(|folder| folder.exists()).map(|folder| folder.to_string_lossy().into_owned())
    }
}
