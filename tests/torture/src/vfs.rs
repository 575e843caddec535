//! A file layer between the database engine and the system's own: it notes what is asked of tapped folders and
//! passes everything on. It becomes the default, so that the store works through it as it stands; the page codec lies
//! above it, so what it sees is ciphertext.

// The engine's file layer is a table of C functions.
#![allow(unsafe_code)]

use crate::tap::{Event, Inode, Tap};
use keji_store::rusqlite::ffi;
use std::{
    ffi::{CStr, OsStr, c_char, c_int, c_void},
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    ptr, slice,
    sync::{Arc, OnceLock},
};

/// An open file of a tapped folder. The system layer's own file follows it in the same memory.
#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    /// Made at opening, freed at closing.
    notes: *mut Notes,
}

struct Notes {
    tap: Arc<Tap>,
    path: PathBuf,
    inode: Inode,
    /// The first sync makes the folder durable too: the system layer does so for journals that it may create.
    links: bool,
}

/// The system's layer, below this one.
struct Below(*mut ffi::sqlite3_vfs);

// SAFETY: the pointer is to the engine's own static table, which may be called from every thread.
unsafe impl Send for Below {}
// SAFETY: as above.
unsafe impl Sync for Below {}

static BELOW: OnceLock<Below> = OnceLock::new();

/// Puts the layer in front of the system's, once for the process.
pub(crate) fn install() {
    BELOW.get_or_init(|| {
        // SAFETY: initialising is allowed at any time; the default layer exists from then on for the whole process.
        let below = unsafe {
            ffi::sqlite3_initialize();
            ffi::sqlite3_vfs_find(ptr::null())
        };
        // SAFETY: `below` is the engine's own static table. The functions that are copied with it do not look at the
        // table that they are called with, except for `xOpen`, which is replaced and passes `below`.
        let mut table = unsafe { *below };
        table.szOsFile += c_int::try_from(size_of::<Handle>()).unwrap_or(c_int::MAX / 2);
        table.pNext = ptr::null_mut();
        table.zName = c"keji-tap".as_ptr();
        table.xOpen = Some(open);
        table.xDelete = Some(delete);
        // SAFETY: the table is never freed; the engine keeps it and writes only the list's link in it. Nothing is
        // opened through it before this closure ends, because the tap of the folder comes after it.
        unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(table)), 1) };
        Below(below)
    });
}

fn below() -> *mut ffi::sqlite3_vfs {
    BELOW.get().map_or(ptr::null_mut(), |below| below.0)
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // Version 2 has shared memory but no mapped pages: every page is read and written through this table.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// The system layer's file behind a handle.
///
/// # Safety
/// `file` is a handle of this layer.
unsafe fn inner(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: the engine allotted `szOsFile` bytes, which is the handle and the system layer's file behind it.
    unsafe { file.cast::<u8>().add(size_of::<Handle>()).cast() }
}

/// What is noted about an open file.
///
/// # Safety
/// `file` is an open handle of this layer, used by one thread at a time, as the engine promises.
unsafe fn notes<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Notes {
    // SAFETY: made in `open`, freed in `close`.
    unsafe { &mut *(*file.cast::<Handle>()).notes }
}

/// # Safety
/// `name` is a C string.
unsafe fn path(name: *const c_char) -> PathBuf {
    // SAFETY: as the caller says.
    let bytes = unsafe { CStr::from_ptr(name) }.to_bytes();
    Path::new(OsStr::from_bytes(bytes)).to_owned()
}

/// # Safety
/// Called by the engine.
unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let below = below();
    // SAFETY: the engine gives a name that ends in zero, or none for a temporary file.
    let tapped = if name.is_null() { None } else { Some(unsafe { path(name) }) }
        .and_then(|path| Tap::of(&path).map(|tap| (tap, path)));
    // SAFETY: `below` is the system layer.
    let Some(open_below) = (unsafe { (*below).xOpen }) else {
        return ffi::SQLITE_CANTOPEN;
    };
    let Some((tap, path)) = tapped else {
        // SAFETY: more memory than the system layer asks for; from here on the file is the system layer's alone.
        return unsafe { open_below(below, name, file, flags, out) };
    };
    let existed = path.exists();
    // SAFETY: the memory behind the handle is the system layer's.
    let code = unsafe { open_below(below, name, inner(file), flags, out) };
    let handle = file.cast::<Handle>();
    if code != ffi::SQLITE_OK {
        // SAFETY: without methods the engine does not close it.
        unsafe { (*handle).base.pMethods = ptr::null() };
        return code;
    }
    let journal = ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL;
    let links = flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & journal != 0;
    let inode = tap.opened(&path, existed);
    let notes = Box::into_raw(Box::new(Notes { tap, path, inode, links }));
    // SAFETY: the engine gave memory for a handle.
    unsafe { handle.write(Handle { base: ffi::sqlite3_file { pMethods: &raw const METHODS }, notes }) };
    code
}

/// # Safety
/// Called by the engine.
unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    let below = below();
    // SAFETY: `below` is the system layer and the name a C string.
    let (code, path) = unsafe {
        let Some(delete_below) = (*below).xDelete else {
            return ffi::SQLITE_IOERR_DELETE;
        };
        (delete_below(below, name, sync_folder), path(name))
    };
    if code == ffi::SQLITE_OK
        && let Some(tap) = Tap::of(&path)
    {
        tap.unlinked(&path, sync_folder & 1 != 0);
    }
    code
}

/// # Safety
/// Called by the engine with an open handle.
unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the notes were made by `open` and nobody uses them after this.
    unsafe {
        drop(Box::from_raw((*file.cast::<Handle>()).notes));
        let below = inner(file);
        (*(*below).pMethods).xClose.map_or(ffi::SQLITE_IOERR_CLOSE, |close| close(below))
    }
}

/// # Safety
/// Called by the engine with an open handle and `count` bytes at `data`.
unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, data: *const c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: as the engine promises.
    unsafe {
        let below = inner(file);
        let Some(write_below) = (*(*below).pMethods).xWrite else {
            return ffi::SQLITE_IOERR_WRITE;
        };
        let notes = notes(file);
        let mut size = 0;
        let asked = file_size(file, &raw mut size);
        if asked != ffi::SQLITE_OK {
            return asked;
        }
        let (Ok(bytes), Ok(start), Ok(size)) = (u64::try_from(count), u64::try_from(at), u64::try_from(size)) else {
            return ffi::SQLITE_IOERR_WRITE;
        };
        let growth = (start + bytes).saturating_sub(size);
        let missing = growth - notes.tap.grow(growth);
        // As on a full disk, the part for which there is room is written.
        let fits = c_int::try_from(bytes.saturating_sub(missing)).unwrap_or(count);
        if fits > 0 {
            let code = write_below(below, data, fits, at);
            if code != ffi::SQLITE_OK {
                return code;
            }
            let bytes = slice::from_raw_parts(data.cast::<u8>(), usize::try_from(fits).unwrap_or(0)).to_vec();
            notes.tap.note(Event::Write { inode: notes.inode, at: usize::try_from(at).unwrap_or(0), bytes });
        }
        if missing > 0 { ffi::SQLITE_FULL } else { ffi::SQLITE_OK }
    }
}

/// # Safety
/// Called by the engine with an open handle.
unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: as the engine promises.
    unsafe {
        let below = inner(file);
        let code = (*(*below).pMethods).xTruncate.map_or(ffi::SQLITE_IOERR_TRUNCATE, |truncate| truncate(below, size));
        if code == ffi::SQLITE_OK {
            let notes = notes(file);
            notes.tap.note(Event::Truncate { inode: notes.inode, size: usize::try_from(size).unwrap_or(0) });
        }
        code
    }
}

/// # Safety
/// Called by the engine with an open handle.
unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: as the engine promises.
    unsafe {
        let below = inner(file);
        let code = (*(*below).pMethods).xSync.map_or(ffi::SQLITE_IOERR_FSYNC, |sync| sync(below, flags));
        if code == ffi::SQLITE_OK {
            let notes = notes(file);
            notes.tap.note(Event::Sync { inode: notes.inode });
            if std::mem::take(&mut notes.links) {
                notes.tap.synced_folder_of(&notes.path);
            }
        }
        code
    }
}

/// # Safety
/// Called by the engine with an open handle.
unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: as the engine promises.
    unsafe {
        let below = inner(file);
        let Some(map) = (*(*below).pMethods).xShmMap else {
            return ffi::SQLITE_IOERR_SHMMAP;
        };
        // First without growing: only a new region takes room.
        let code = map(below, region, size, 0, out);
        if code != ffi::SQLITE_OK || extend == 0 || !(*out).is_null() {
            return code;
        }
        let bytes = u64::try_from(size).unwrap_or(0);
        if notes(file).tap.grow(bytes) < bytes {
            return ffi::SQLITE_IOERR_SHMSIZE;
        }
        map(below, region, size, extend, out)
    }
}

/// Functions that do nothing but pass on.
macro_rules! passed_on {
    ($($name:ident = $method:ident ($($argument:ident: $kind:ty),*) else $otherwise:expr;)*) => {$(
        /// # Safety
        /// Called by the engine with an open handle.
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file $(, $argument: $kind)*) -> c_int {
            // SAFETY: the arguments are the engine's own, for the system layer's file behind the handle.
            unsafe {
                let below = inner(file);
                (*(*below).pMethods).$method.map_or($otherwise, |method| method(below $(, $argument)*))
            }
        }
    )*};
}

passed_on! {
    read = xRead(into: *mut c_void, count: c_int, at: i64) else ffi::SQLITE_IOERR_READ;
    file_size = xFileSize(size: *mut i64) else ffi::SQLITE_IOERR_FSTAT;
    lock = xLock(level: c_int) else ffi::SQLITE_IOERR_LOCK;
    unlock = xUnlock(level: c_int) else ffi::SQLITE_IOERR_UNLOCK;
    check_reserved_lock = xCheckReservedLock(out: *mut c_int) else ffi::SQLITE_IOERR_CHECKRESERVEDLOCK;
    file_control = xFileControl(what: c_int, argument: *mut c_void) else ffi::SQLITE_NOTFOUND;
    sector_size = xSectorSize() else 0;
    device_characteristics = xDeviceCharacteristics() else 0;
    shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int) else ffi::SQLITE_IOERR_SHMLOCK;
    shm_unmap = xShmUnmap(remove: c_int) else ffi::SQLITE_OK;
}

/// # Safety
/// Called by the engine with an open handle.
unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: the file is the system layer's behind the handle.
    unsafe {
        let below = inner(file);
        if let Some(barrier) = (*(*below).pMethods).xShmBarrier {
            barrier(below);
        }
    }
}
