//! A paper behind a password: one AES-256 encrypted archive whose entry tells nothing.

use super::types::Protection;
use crate::error::{Code, Error, Result};
use std::{
    io::{self, Cursor, Write},
    path::Path,
};
use zip::{AesMode, CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// Fewest characters of a password.
const LEAST: usize = 8;

/// Name of the entry without its ending: names of entries are not encrypted.
const ENTRY: &str = "材料";

/// Checks what protects a file before work is spent on it.
///
/// # Errors
/// `ZipPasswordShort`, `ZipPasswordCharacters`, `ZipEnding`.
pub(super) fn check(protection: &Protection, path: &Path) -> Result<()> {
    let Protection::Password { password } = protection else { return Ok(()) };
    // Programs agree on the bytes of these characters only.
    if !password.chars().all(|c| c.is_ascii_graphic()) {
        return Err(Error::rule(Code::ZipPasswordCharacters));
    }
    if password.chars().count() < LEAST {
        return Err(Error::rule(Code::ZipPasswordShort).with("least", LEAST));
    }
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        return Err(Error::rule(Code::ZipEnding));
    }
    Ok(())
}

/// The archive that holds a file.
///
/// # Errors
/// The system's source of randomness failed.
pub(super) fn locked(bytes: &[u8], ending: &str, password: &str) -> Result<Vec<u8>> {
    archive(bytes, ending, password).map_err(|error| Error::File(io::Error::other(error)))
}

fn archive(bytes: &[u8], ending: &str, password: &str) -> std::result::Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .with_aes_encryption(AesMode::Aes256, password);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(format!("{ENTRY}.{ending}"), options)?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Read;
    use zip::ZipArchive;

    #[test]
    fn only_the_password_opens_it() {
        let plain = b"%PDF-1.7 a paper that must not be seen ".repeat(40);
        let made = locked(&plain, "pdf", "Qing-xi2026").unwrap();
        assert!(!made.windows(9).any(|window| window == b"%PDF-1.7 "));
        let mut archive = ZipArchive::new(Cursor::new(&made)).unwrap();
        assert_eq!(archive.name_for_index(0).unwrap().unwrap(), "材料.pdf");
        assert!(archive.by_index(0).is_err());
        assert!(archive.by_index_decrypt(0, b"Qing-xi2027").is_err());
        let mut read = Vec::new();
        archive.by_index_decrypt(0, b"Qing-xi2026").unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, plain);
    }

    #[test]
    fn a_weak_password_and_another_ending_are_refused() {
        let refusal = |password: &str, path: &str| {
            let protection = Protection::Password { password: password.into() };
            check(&protection, Path::new(path)).map_err(|error| error.code())
        };
        assert_eq!(refusal("Qx-2026", "a.zip"), Err("zip_password_short"));
        assert_eq!(refusal("青溪中学二〇二六年", "a.zip"), Err("zip_password_characters"));
        assert_eq!(refusal("Qing xi 2026", "a.zip"), Err("zip_password_characters"));
        assert_eq!(refusal("Qing-xi2026", "a.pdf"), Err("zip_ending"));
        assert_eq!(refusal("Qing-xi2026", "a.ZIP"), Ok(()));
        assert!(check(&Protection::Clear, Path::new("a.pdf")).is_ok());
    }
}
